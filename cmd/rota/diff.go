package main

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"rota/interp/report"
)

func (a *app) diffCommand() *cobra.Command {
	var t tables
	var w when
	var rosterFile, format, out string
	cmd := &cobra.Command{
		Use:     "diff " + a.text("OLD NEW", "原政策 新政策") + " --roster " + a.text("ROSTER", "花名册"),
		Short:   a.text("show what a new policy changes for whom", "比较新旧政策对每个人的影响"),
		Args:    a.takes(a.text("OLD", "原政策"), a.text("NEW", "新政策")),
		Example: "  rota diff 2024.rota 2025.rota --roster roster.xlsx --as-of 2025-01-01 --out changes.xlsx",
		RunE: func(_ *cobra.Command, args []string) error {
			if rosterFile == "" {
				return mistake(a.text("say whose decisions are compared: --roster roster.xlsx", "请指明花名册：--roster 花名册.xlsx"))
			}
			var runs [2]report.Run
			for i, path := range args {
				policy, date, period, err := a.start(path, w)
				if err != nil || policy == nil {
					return err
				}
				t := t // each policy names files of its own
				t.beside(policy, path)
				bound, err := a.bind(policy, rosterFile, t)
				if err != nil || bound == nil {
					return err
				}
				if runs[i], err = a.decide(bound, date, filepath.Base(rosterFile), nil); err != nil {
					return err
				}
				runs[i].Period = period
			}
			return a.list(report.Difference{Old: runs[0], New: runs[1]}.Listing(), format, out, append(inputs(args, t.with), rosterFile))
		},
	}
	a.tableFlags(cmd, &t)
	a.whenFlags(cmd, &w)
	cmd.Flags().StringVarP(&rosterFile, "roster", "r", "", a.text("the `FILE` of the roster", "花名册 `FILE`"))
	a.outFlags(cmd, &format, &out)
	return cmd
}

// outFlags are where a result goes and in what form.
func (a *app) outFlags(cmd *cobra.Command, format, out *string) {
	cmd.Flags().StringVarP(format, "format", "f", "", a.text("`FORM` of the result: table, csv, json or xlsx; otherwise as --out ends", "结果格式 `FORM`：table、csv、json 或 xlsx；不写则按 --out 的后缀"))
	cmd.Flags().StringVarP(out, "out", "o", "", a.text("write to this `FILE`, whole or not at all", "写入 `FILE`（写全或不写）"))
}
