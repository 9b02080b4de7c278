package main

import (
	"io"
	"iter"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/report"
	"rota/lang/civil"
)

// brief writes the outcomes and clauses of everybody as they are decided.
func (a *app) brief(bound *interp.Bound, date civil.Date, form, out, failOn string, strict bool, inputs []string) error {
	form, err := a.form(form, out)
	if err != nil {
		return err
	}
	if form != "csv" {
		return mistake(a.text("--brief writes CSV: add --format csv, or --out result.csv", "--brief 只写 CSV：请加 --format csv 或 --out 结果.csv"))
	}
	run := report.Run{Program: bound.Program, AsOf: date, Language: a.language}
	return a.write(out, func(w io.Writer, run report.Run) error {
		return report.Brief(w, run, a.judged(bound.Brief(date), failOn, strict))
	}, run, inputs)
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
