package main

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"rota/interp/report"
	"rota/lang/check"
)

func (a *app) forecastCommand() *cobra.Command {
	var t tables
	var w when
	var until, by, format, out string
	cmd := &cobra.Command{
		Use:   "forecast " + a.text("POLICY ROSTER", "政策 花名册") + " --until " + a.text("DATE", "日期"),
		Short: a.text("show whose decision changes when", "预测每个人的结论何时改变"),
		Long: a.text("Counted and drawn is who becomes due: on that day a duty begins (must, should, is to be\nplanned) or becomes stricter (should becomes must). Days on which somebody is undetermined\nare passed over: what is compared with is what was decided before them. Who becomes due\ntwice is counted twice.",
			"计数和图表是新增或加重义务：自该日起有了义务（必须、应当、列入计划），或义务加重（由应当变为必须）。\n其间待定的日子略过不计，与待定之前的结论相比。同一人两次变动的计两次。"),
		Args:    a.takes(a.text("POLICY", "政策"), a.text("ROSTER", "花名册")),
		Example: "  rota forecast policy.rota roster.xlsx --as-of 2024-12-31 --until 2030-12-31 --by unit\n  rota forecast policy.rota roster.xlsx --until 2030-12-31 --out due.svg",
		RunE: func(_ *cobra.Command, args []string) error {
			policy, date, period, err := a.start(args[0], w)
			if err != nil || policy == nil {
				return err
			}
			if until == "" {
				return mistake(a.text("say until which day: --until 2030-12-31", "请指明预测到哪一日：--until 2030-12-31"))
			}
			last, err := a.dayOf("--until", until)
			if err != nil {
				return err
			}
			var apart *check.Field
			if by != "" {
				if apart = fieldNamed(policy.Program, by); apart == nil {
					return a.noField(policy.Program, by)
				}
			}
			t.beside(policy, args[0])
			bound, err := a.bind(policy, args[1], t)
			if err != nil || bound == nil {
				return err
			}
			if bound.DatedByRecord() && date == 0 {
				return mistake(a.text("each record has an as-of date of its own; a forecast needs one: --as-of 2024-12-31", "各条记录各有截止日；预测需要一个起点：--as-of 2024-12-31"))
			}
			run, err := a.decide(bound, date, filepath.Base(args[1]), nil)
			if err != nil {
				return err
			}
			if run.Period = period; last <= run.AsOf {
				return mistake(a.text("--until "+last.String()+" is not after the as-of date, "+run.AsOf.String(), "--until "+last.String()+" 不在截止日"+run.AsOf.String()+"之后"))
			}
			forecast := report.Foresee(run, bound.Evaluator, last, apart)
			if format == "svg" || format == "" && strings.EqualFold(filepath.Ext(out), ".svg") {
				return a.writeText(out, forecast.Chart, append(inputs(args, t.with), args[0])...)
			}
			return a.list(forecast.Listing(), format, out, append(inputs(args, t.with), args[0]))
		},
	}
	a.tableFlags(cmd, &t)
	a.whenFlags(cmd, &w)
	cmd.Flags().StringVar(&until, "until", "", a.text("the last `DATE` that is looked at", "预测的最后一日 `DATE`"))
	cmd.Flags().StringVar(&by, "by", "", a.text("count who becomes due apart by this `FIELD`, such as unit", "新增或加重义务的按此字段 `FIELD` 分组计数，如单位"))
	a.outFlags(cmd, &format, &out)
	return cmd
}
