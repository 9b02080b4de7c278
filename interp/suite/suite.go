// Package suite runs the tests of a policy. In goes a checked program with its
// test blocks; out comes what each test expected and what was decided instead.
// It is the end of the way for authors and CI.
//
//	for _, c := range suite.Run(program, asOf, nil) { fmt.Println(c.Test.Title, c.Failures) }
package suite

import (
	"slices"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// Case is one test and how it came out; it passed when nothing failed.
type Case struct {
	Test      *check.Test
	At        source.Place // of the row that it is; else that of the test
	AsOf      civil.Date
	Failures  []Failure
	Evaluator *eval.Evaluator
	Decisions []eval.Decision
	Quotas    []eval.Quota
	shown     []Point  // what expectations of quotas and choices showed
	Exercised []string // clauses of quotas, pairs and choices that expectations asked of
}

// Failure is an expectation that was not met, with what was found instead.
type Failure struct {
	Expected *check.Expected // nil where the test could not be run at all
	Found    []eval.Decision // the decisions it speaks of
	Why      locale.Text
	masked   locale.Text // Why without what a cell of a table holds; the zero value where it tells of none
}

// Run runs every test of a program. asOf is the date of those that state none,
// where the policy states none either; 0 for none, which such a test fails for.
// Tables are the sheets of the policy's lookup tables that stand in files, by name:
// they belong to the policy, not to a case.
func Run(p *check.Program, asOf civil.Date, tables map[string][]roster.Sheet) []Case {
	cases := make([]Case, len(p.Tests))
	for i, t := range p.Tests {
		cases[i] = run(p, Drawn{Test: t}, asOf, tables)
		cases[i].At = t.Span
	}
	return cases
}

func run(p *check.Program, t Drawn, asOf civil.Date, tables map[string][]roster.Sheet) Case {
	c := Case{Test: t.Test, AsOf: asOf}
	records, found := build(p, t, tables)
	for _, f := range found {
		if f.Severity() == diag.Error {
			c.Failures = append(c.Failures, unread(f, t.At.Row > 0))
		}
	}
	c.Evaluator = eval.New(p, records)
	if k, ok := t.AsOf.(*check.Const); ok {
		c.AsOf = k.Value.Date
	}
	for _, person := range records.People {
		switch dates, stated := c.Evaluator.AsOf(person); {
		case t.AsOf == nil && stated:
			c.Decisions = append(c.Decisions, c.Evaluator.DecideAt(person, dates)...)
		case c.AsOf == 0:
			c.Failures = append(c.Failures, Failure{Why: locale.Text{
				EN: "neither the test nor the policy says the as-of date: given as of 2024-12-31",
				ZH: "测试和政策都没有写明截止日：给定 截至2024年12月31日"}})
			return c
		default:
			c.Decisions = append(c.Decisions, c.Evaluator.Decide(person, c.AsOf)...)
		}
	}
	elsewhere := c.AsOf
	if t.AsOf == nil && p.AsOf != nil {
		elsewhere = 0 // as of the policy's own date
	}
	c.Decisions = append(c.Decisions, c.Evaluator.Elsewhere(elsewhere)...)
	c.Quotas = c.Evaluator.Quotas(elsewhere, nil)
	for _, e := range t.Expect {
		if !c.judgeGroup(e) {
			c.judge(e)
		}
	}
	return c
}

// unread is the failure of a test whose records could not be read; of one drawn from a
// table it can be told without what the cells hold.
func unread(d diag.Diagnostic, drawn bool) Failure {
	f := Failure{Why: locale.Text{EN: d.Message(locale.English), ZH: d.Message(locale.Chinese)}}
	if drawn {
		f.masked = locale.Text{EN: d.Masked(locale.English), ZH: d.Masked(locale.Chinese)}
	}
	return f
}

// judge compares one expectation with the decisions it speaks of.
func (c *Case) judge(e *check.Expected) {
	var of []eval.Decision
	for _, d := range c.Decisions {
		if (e.Label == "" && d.Record == c.Decisions[0].Record || d.Record.ID == e.Label) && (d.Action == e.Action || e.Action == nil && speaksOf(e, d)) {
			of = append(of, d)
		}
	}
	fail := func(en, zh string) {
		c.Failures = append(c.Failures, Failure{Expected: e, Found: of, Why: locale.Text{EN: en, ZH: zh}})
	}
	if len(of) == 0 {
		fail("nothing is decided on it", "没有对此作出判定")
		return
	}
	switch e.Kind {
	case "DEADLINE", "UNTIL":
		for _, d := range of {
			dates := d.Deadline
			if e.Kind == "UNTIL" {
				if dates = d.DeferredTo; dates.IsZero() {
					dates = d.LastDay
				}
			}
			if e.Value != nil && dates.First == e.Value.Value.Date && dates.Last == dates.First {
				return
			}
		}
		fail("another date, or none", "日期不同或没有日期")
	case "OUTPUT":
		for _, d := range c.Decisions {
			for _, o := range d.Outputs {
				if d.Record == of[0].Record && o.Output == e.Output && e.Value != nil {
					if want := rangeOf(c.Evaluator, e); o.Value != want {
						name := o.Output.Text()
						fail(name.EN+" "+explain.OutputValue(o, locale.English), name.ZH+" "+explain.OutputValue(o, locale.Chinese))
					}
					return
				}
			}
		}
		fail("there is no such value", "没有这项输出")
	case "CHECK MET", "CHECK BROKEN", "CHECK DEPARTED":
		if !slices.ContainsFunc(of, func(d eval.Decision) bool { return d.Outcome == eval.Called(e.Kind) }) {
			fail("another outcome", "结论不同")
		}
	default:
		for _, d := range of {
			want := eval.Called(e.Kind)
			if e.Kind == "RESULT" {
				want = eval.Own(e.Level)
			}
			if d.Outcome != want {
				fail("another outcome", "结论不同")
				return
			}
			if !cites(d, e.By) {
				fail("other clauses", "依据的条款不同")
				return
			}
			if e.Missing != nil && !c.misses(d, e.Missing) {
				fail("other blanks", "起作用的空白不同")
				return
			}
		}
	}
}

// cites says whether each clause named is one of those that decide; an id stands
// for its parts.
func cites(d eval.Decision, ids []string) bool {
	for _, id := range ids {
		rule := slices.ContainsFunc(d.Clauses, func(r *check.Rule) bool { return r.Bears(id) })
		broken := slices.ContainsFunc(d.Broken, func(a *check.Action) bool { return a.Clause.Bears(id) })
		row := slices.ContainsFunc(d.Rows, func(r *roster.Record) bool { return r.ID == id })
		scope := marked(d.OutBy, func(mark string) bool { return mark == id })
		if !rule && !broken && !row && !scope && !slices.ContainsFunc(d.Cites, func(x eval.Cite) bool { return x.ID == id }) {
			return false
		}
	}
	return true
}

// speaksOf says whether an expectation that names no action is about a decision:
// one on checks about those that it names, a data error about what rests on the
// requirement that it names, any other about actions and results.
func speaksOf(e *check.Expected, d eval.Decision) bool {
	switch {
	case strings.HasPrefix(e.Kind, "CHECK"):
		return d.Action.Kind == check.KindCheck && cites(d, e.By)
	case e.Kind == "DATA ERROR" && len(e.By) > 0:
		return cites(d, e.By)
	}
	return d.Action.Kind <= check.KindOutputs
}

// misses says whether the blanks that matter are those named, and no others.
func (c *Case) misses(d eval.Decision, named []check.Missed) bool {
	return c.missesOf(d.Missing, named)
}

// missesOf is misses of any blanks that matter.
func (c *Case) missesOf(missing []eval.Blank, named []check.Missed) bool {
	is := func(m check.Missed, b eval.Blank) bool {
		return b.Field == m.Field || m.Field.Record.Table != nil && c.Evaluator.GapNamed(b, m.Field, m.Keys)
	}
	for _, b := range missing {
		if !slices.ContainsFunc(named, func(m check.Missed) bool { return is(m, b) }) {
			return false
		}
	}
	for _, m := range named {
		if !slices.ContainsFunc(missing, func(b eval.Blank) bool { return is(m, b) }) {
			return false
		}
	}
	return true
}

// rangeOf is the value that a test expects of an output, or the range, as it prints.
func rangeOf(e *eval.Evaluator, x *check.Expected) string {
	text := e.ShowConstant(x.Value.Value, x.Value.Value.Type)
	if x.To != nil {
		text += ".." + e.ShowConstant(x.To.Value, x.To.Value.Type)
	}
	return text
}
