package main

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/report"
	"rota/lang/check"
	"rota/lang/civil"
)

// briefly refuses what a brief run cannot do.
func (a *app) briefly(form, out, register string, show []string) error {
	form, err := a.form(form, out)
	switch {
	case err != nil:
		return err
	case form != "csv":
		return mistake(a.text("--brief writes CSV: add --format csv, or --out result.csv", "--brief 只写 CSV：请加 --format csv 或 --out 结果.csv"))
	case register != "" || len(show) > 0:
		return mistake(a.text("--brief writes outcomes and clauses alone: leave out --show and --register", "--brief 只写结论和条款：请去掉 --show、--register"))
	}
	return nil
}

// brief writes the outcomes and clauses of everybody as they are decided.
func (a *app) brief(bound *interp.Bound, date civil.Date, out, failOn string, strict bool, inputs []string) error {
	run := report.Run{Program: bound.Program, AsOf: date, Language: a.language}
	a.leftOut(bound.Program)
	if failOn != "" || strict {
		a.judge(report.Run{Quotas: bound.Quotas(date)}, failOn, strict)
	}
	return a.write(out, func(w io.Writer, run report.Run) error {
		return report.Brief(w, run, a.judged(a.watched(bound.Brief(date), len(bound.Roster.People)), failOn, strict))
	}, run, inputs)
}

// leftOut says what a brief run does not write of what the policy gives.
func (a *app) leftOut(p *check.Program) {
	var what []string
	if len(p.Quotas) > 0 {
		what = append(what, a.text("quotas", "配额"))
	}
	if len(p.Pairs) > 0 {
		what = append(what, a.text("with whom pairs hold", "双人情形是哪两人"))
	}
	if len(p.Outputs) > 0 {
		what = append(what, a.text("outputs", "输出"))
	}
	if slices.ContainsFunc(p.Rules, dates) {
		what = append(what, a.text("deadlines and last days", "期限和截止日期"))
	}
	if what != nil {
		fmt.Fprintln(a.errs, a.text("--brief leaves out: "+strings.Join(what, ", "), "--brief 不含："+strings.Join(what, "、")))
	}
}

// dates says whether a rule gives a date.
func dates(r *check.Rule) bool {
	return slices.ContainsFunc(r.Effects, func(e *check.Effect) bool { return e.Within != nil || e.For != nil || e.Until != nil })
}

// judged sets the exit code from decisions that go by.
func (a *app) judged(decisions iter.Seq[eval.Decision], failOn string, strict bool) iter.Seq[eval.Decision] {
	return func(yield func(eval.Decision) bool) {
		for d := range decisions {
			if a.judgeOne(d, failOn, strict); !yield(d) {
				return
			}
		}
	}
}
