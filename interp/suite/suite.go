// Package suite runs the tests of a policy. In goes a checked program with its
// test blocks; out comes what each test expected and what was decided instead.
// It is the end of the way for authors and CI.
//
//	for _, c := range suite.Run(program, asOf) { fmt.Println(c.Test.Title, c.Failures) }
package suite

import (
	"slices"

	"rota/interp/eval"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
)

// Case is one test and how it came out; it passed when nothing failed.
type Case struct {
	Test      *check.Test
	AsOf      civil.Date
	Failures  []Failure
	Evaluator *eval.Evaluator
	Decisions []eval.Decision
}

// Failure is an expectation that was not met, with what was found instead.
type Failure struct {
	Expected *check.Expected // nil where the test could not be run at all
	Found    []eval.Decision // the decisions it speaks of
	Why      locale.Text
}

// Run runs every test of a program. asOf is the date of those that state none,
// where the policy states none either; 0 for none, which such a test fails for.
func Run(p *check.Program, asOf civil.Date) []Case {
	cases := make([]Case, len(p.Tests))
	for i, t := range p.Tests {
		cases[i] = run(p, t, asOf)
	}
	return cases
}

func run(p *check.Program, t *check.Test, asOf civil.Date) Case {
	c := Case{Test: t, AsOf: asOf}
	records, found := build(p, t)
	for _, f := range found {
		if f.Severity() == diag.Error {
			c.Failures = append(c.Failures, Failure{Why: locale.Text{EN: f.Message(locale.English), ZH: f.Message(locale.Chinese)}})
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
	for _, e := range t.Expect {
		c.judge(e)
	}
	return c
}

// judge compares one expectation with the decisions it speaks of.
func (c *Case) judge(e *check.Expected) {
	var of []eval.Decision
	for _, d := range c.Decisions {
		if (e.Label == "" && d.Record == c.Decisions[0].Record || d.Record.ID == e.Label) && (e.Action == nil || d.Action == e.Action) {
			of = append(of, d)
		}
	}
	fail := func(en, zh string) {
		c.Failures = append(c.Failures, Failure{e, of, locale.Text{EN: en, ZH: zh}})
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
				dates = d.DeferredTo
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
					if want := c.Evaluator.ShowConstant(e.Value.Value, e.Value.Value.Type); o.Value != want {
						fail("it is "+shown(o.Value, "open"), "实为"+shown(o.Value, "未定"))
					}
					return
				}
			}
		}
		fail("there is no such value", "没有这项输出")
	default:
		for _, d := range of {
			if d.Outcome != outcomes[e.Kind] {
				fail("another outcome", "结论不同")
				return
			}
			if !cites(d, e.By) {
				fail("other clauses", "依据的条款不同")
				return
			}
			if e.Missing != nil && !misses(d, e.Missing) {
				fail("other blanks", "起作用的空白不同")
				return
			}
		}
	}
}

func shown(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

var outcomes = map[string]eval.Outcome{
	"MUST": eval.Must, "MUST NOT": eval.MustNot, "SHOULD": eval.Should, "SHOULD NOT": eval.ShouldNot, "PLAN TO": eval.Plan, "MAY": eval.May,
	"EXEMPT": eval.Exempt, "DEFER": eval.Deferred, "MAY EXEMPT": eval.MayExempt, "MAY DEFER": eval.MayDefer, "MAY EXEMPT OR DEFER": eval.MayExemptOrDefer,
	"NOTHING": eval.Nothing, "UNDETERMINED": eval.Undetermined, "OUT OF SCOPE": eval.OutOfScope, "CONFLICT": eval.Conflict, "DATA ERROR": eval.DataError,
}

// cites says whether each clause named is one of those that decide; an id stands
// for its parts.
func cites(d eval.Decision, ids []string) bool {
	for _, id := range ids {
		if !slices.ContainsFunc(d.Clauses, func(r *check.Rule) bool { return r.Bears(id) }) {
			return false
		}
	}
	return true
}

// misses says whether the blanks that matter are those of these fields.
func misses(d eval.Decision, fields []*check.Field) bool {
	for _, b := range d.Missing {
		if !slices.Contains(fields, b.Field) {
			return false
		}
	}
	for _, f := range fields {
		if !slices.ContainsFunc(d.Missing, func(b eval.Blank) bool { return b.Field == f }) {
			return false
		}
	}
	return true
}
