package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"rota/interp/report"
	"rota/interp/report/record"
)

func (a *app) replayCommand() *cobra.Command {
	var asRecorded bool
	cmd := &cobra.Command{
		Use:     "replay " + a.text("RECORD", "记录"),
		Short:   a.text("decide again what a run recorded, and tell what differs and what changed", "按记录重新判定，说明结论有何不同、什么有变"),
		Args:    a.takes(a.text("RECORD", "记录")),
		Example: "  rota run policy.rota roster.xlsx --record 2024.jsonl\n  rota replay 2024.jsonl",
		RunE: func(_ *cobra.Command, args []string) error {
			kept, err := a.readRecord(args[0])
			if err != nil {
				return err
			}
			changed := a.changes(kept, filepath.Dir(args[0]), asRecorded)
			again, err := a.again(kept, filepath.Dir(args[0]))
			if err != nil || again == nil {
				return err
			}
			list, end, err := record.Decisions(*again)
			if err != nil {
				return err
			}
			a.code = exitDone // what could not be read is told, and was no different then unless it is listed
			differ := record.Compare(kept.Decisions, list)
			if len(differ) > 0 || end != kept.End {
				a.code = exitFindings
			}
			return a.writeText("", func(w io.Writer) error { return a.tellReplay(w, again.Program, kept, changed, differ, end == kept.End) })
		},
	}
	cmd.Flags().BoolVar(&asRecorded, "as-recorded", false, a.text("decide by the policy as the record holds it, whatever its file says now", "按记录中的政策文本判定，不论文件现在如何"))
	return cmd
}

// readRecord reads a record whose chain holds.
func (a *app) readRecord(path string) (record.Record, error) {
	content, err := a.read(path)
	if err != nil {
		return record.Record{}, err
	}
	kept, err := record.Read(bytes.NewReader(content))
	var broken record.Broken
	var foreign record.Foreign
	switch {
	case errors.As(err, &broken):
		return kept, mistake(fmt.Sprintf(a.text("%s is not as it was written: line %d was changed, moved or taken out, and what follows proves nothing", "%s与写出时不同：第%d行被改动、移动或删去，其后内容不可为凭"), path, broken.Line))
	case errors.As(err, &foreign) && foreign.Version != "":
		return kept, mistake(fmt.Sprintf(a.text("%s is a record of version %s; this tool reads %s", "%s是第%s版的记录；本程序读取第%s版"), path, foreign.Version, record.Version))
	case err != nil:
		return kept, mistake(path + a.text(" is no record of a run; one is written by: rota run policy.rota roster.xlsx --record run.jsonl", "不是运行记录；可用此命令写出：rota run 政策.rota 花名册.xlsx --record 记录.jsonl"))
	}
	return kept, nil
}

// again decides as the record was made.
func (a *app) again(kept record.Record, folder string) (*report.Run, error) {
	at := func(f record.File) string { return filepath.Join(folder, filepath.FromSlash(f.Path)) }
	o := kept.Head.Options
	t := tables{sheet: o.Sheet, encoding: o.Encoding, allowEmpty: o.AllowEmpty, quiet: true}
	var policyFile, roster string
	for _, f := range kept.Files {
		switch f.Role {
		case record.Policy:
			policyFile = at(f)
		case record.Roster:
			roster = at(f)
		case record.Table:
			t.with = append(t.with, f.Name+"="+at(f))
		}
	}
	policy, date, _, err := a.start(policyFile, when{o.AsOf, o.For})
	if err != nil || policy == nil {
		return nil, err
	}
	t.beside(policy, policyFile)
	bound, err := a.bind(policy, roster, t)
	if err != nil || bound == nil {
		return nil, err
	}
	run, err := a.decide(bound, date, filepath.Base(roster), nil)
	return &run, err
}
