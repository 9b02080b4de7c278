package main

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"rota/interp/report"
)

func (a *app) auditCommand() *cobra.Command {
	var t tables
	var w when
	var format, out string
	cmd := &cobra.Command{
		Use:     "audit " + a.text("POLICY ROSTER", "政策 花名册"),
		Short:   a.text("hold a plan, which the roster says, against the policy", "对照政策审核花名册所列的调整方案"),
		Args:    a.takes(a.text("POLICY", "政策"), a.text("ROSTER", "花名册")),
		Example: "  rota audit policy.rota roster.xlsx --plan plan.xlsx --as-of 2024-12-31 --out audit.xlsx",
		RunE: func(_ *cobra.Command, args []string) error {
			policy, date, period, err := a.start(args[0], w)
			if err != nil || policy == nil {
				return err
			}
			audit, found := policy.Audit()
			if audit == nil {
				a.code = exitPolicy
				return a.print(found)
			}
			if len(audit.Program.Audits) == 0 {
				return mistake(a.text("the policy does not say when a plan carries out its action; write for example: action rotate; done when moved", "政策没有写明方案怎样才算落实其动作，例如：动作 轮岗；落实即拟调整"))
			}
			t.beside(audit, args[0])
			bound, err := a.bind(audit, args[1], t)
			if err != nil || bound == nil {
				return err
			}
			run, err := a.decide(bound, date, filepath.Base(args[1]), nil)
			if err != nil {
				return err
			}
			run.Period = period
			result := report.Audit{Run: run}
			if len(audit.Program.Quotas) > 0 {
				result.Before = bound.With(bound.Roster.Unplanned()).Quotas(date)
			}
			if err := a.list(result.Listing(), format, out, append(inputs(args, t.with), t.plan)); err != nil {
				return err
			}
			if result.Worst() && a.code == exitDone {
				a.code = exitFindings
			}
			a.judge(run, "", false)
			return nil
		},
	}
	a.tableFlags(cmd, &t)
	cmd.Flags().StringVar(&t.plan, "plan", "", a.text("the `FILE` of the plan, joined with the roster by its key", "方案文件 `FILE`，按主键与花名册对应"))
	a.whenFlags(cmd, &w)
	a.outFlags(cmd, &format, &out)
	return cmd
}
