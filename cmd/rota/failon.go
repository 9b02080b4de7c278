package main

import (
	"maps"
	"slices"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/report"
	"rota/lang/check"
	"rota/lang/locale"
)

// judge sets the exit code from the decisions.
func (a *app) judge(run report.Run, failOn string, strict bool) {
	for _, d := range run.Decisions {
		a.judgeOne(d, failOn, strict)
	}
	for _, q := range run.Quotas {
		switch {
		case strict && q.Outcome == eval.Undetermined:
			a.code = exitData
		case (failOn == checkWord.EN && (q.Outcome == eval.Broken || q.Outcome == eval.Departure) || failOn != "" && failOn == q.Outcome.String()) && a.code == exitDone:
			a.code = exitFindings
		}
	}
}

func (a *app) judgeOne(d eval.Decision, failOn string, strict bool) {
	switch {
	case d.Outcome == eval.DataError, strict && d.Outcome == eval.Undetermined:
		a.code = exitData
	case fails(d, failOn) && a.code == exitDone:
		a.code = exitFindings
	}
}

// failOn is what --fail-on asks for, in one of its words, however the user writes it: in
// either language, and as results write it too, 必须轮岗.
func (a *app) failOn(p *check.Program, asked string) (string, error) {
	if asked == "" || slices.Contains(failures(p), asked) {
		return asked, nil
	}
	words := map[string]string{checkWord.ZH: checkWord.EN}
	var names []string
	for _, o := range eval.Outcomes() {
		words[o.Text().EN], words[o.Text().ZH] = o.String(), o.String()
		names = append(names, a.text(o.String(), o.Text().ZH))
		for _, action := range p.Actions {
			words[explain.Outcome(o, action, locale.English)], words[explain.Outcome(o, action, locale.Chinese)] = o.String(), o.String()
		}
	}
	if word, known := words[asked]; known {
		return word, nil
	}
	names = append(append(names, gradesOf(p)...), checkWord.In(a.language))
	near := a.meant(asked, slices.Concat(names, slices.Sorted(maps.Keys(words))))
	return "", mistake(a.text("--fail-on takes an outcome: ", "--fail-on 需要一种结论：") + strings.Join(names, a.text(", ", "、")) +
		a.text("; “"+asked+"” is none", "；“"+asked+"”不在其中") + near)
}

// checkWord asks for any check that is not met.
var checkWord = locale.Text{EN: "check", ZH: "检查"}

// gradesOf are the names of the policy's own outcomes.
func gradesOf(p *check.Program) (names []string) {
	for _, a := range p.Actions {
		for _, g := range a.Grades {
			names = append(names, g.Names...)
		}
	}
	return names
}

// failures are the words that --fail-on takes: the outcomes, those of the
// policy's own, and check for any that is not met.
func failures(p *check.Program) []string {
	var names []string
	for _, o := range eval.Outcomes() {
		names = append(names, o.String())
	}
	return append(append(names, gradesOf(p)...), checkWord.EN)
}

// fails says whether a decision is what --fail-on asks for. A result is also
// asked for by the outcome that its own is like.
func fails(d eval.Decision, failOn string) bool {
	if failOn == checkWord.EN {
		return d.Outcome == eval.Broken || d.Outcome == eval.Departure
	}
	if g := d.Outcome.Grade(d.Action); g != nil && slices.Contains(g.Names, failOn) {
		return true
	}
	return failOn != "" && d.Outcome.Like(d.Action).String() == failOn
}
