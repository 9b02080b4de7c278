package suite

import (
	"fmt"
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
	"rota/lang/types"
)

// Suggest writes tests for the boundaries that no test tries, as text to be put
// into the policy once a person has confirmed what each expects: that is what is
// decided today. A case is a test of the policy with one date or number moved;
// boundaries that no such move reaches are left out. "" where nothing is missing.
func (c Coverage) Suggest(cases []Case, tables map[string][]roster.Sheet, l locale.Language) string {
	var out strings.Builder
	for _, p := range c.Missing() {
		if p.Want < DayBefore {
			continue
		}
		for _, base := range cases {
			if text := c.moved(p, base, tables, l); text != "" {
				out.WriteString(text)
				break
			}
		}
	}
	return out.String()
}

// moved is a test of one record with a fact moved until the point is hit.
func (c Coverage) moved(p Point, base Case, tables map[string][]roster.Sheet, l locale.Language) string {
	if len(base.Test.Given) != 1 || len(base.Test.Given[0].Rows) > 0 || base.Evaluator == nil || len(base.Decisions) == 0 {
		return ""
	}
	given := base.Test.Given[0]
	for i, fact := range given.Facts {
		if !movable(fact) || !reads(p.Cond, fact.Field) {
			continue
		}
		for _, step := range steps(p, base, fact) {
			moved := step(fact.Values[0].Value)
			test := *base.Test
			example := *given
			example.Facts = slices.Clone(given.Facts)
			constant := *fact.Values[0]
			constant.Value = moved
			example.Facts[i].Values = []*check.Const{&constant}
			test.Given = []*check.Example{&example}
			test.Expect = nil
			ran := run(c.Program, Drawn{Test: &test}, base.AsOf, tables)
			if len(ran.Failures) == 0 && shows(c.Program, ran, p) {
				return draftOf(p, ran, given, fact, constant, l)
			}
		}
	}
	return ""
}

func movable(f check.Fact) bool {
	if len(f.Values) != 1 || f.Field.Type.Several || f.Field.Type.PerYear {
		return false
	}
	v := f.Values[0].Value
	return !v.None && !v.Open && (f.Field.Type.Kind == types.Date || f.Field.Type.Kind == types.Number)
}

// reads says whether a condition rests on a field, itself or through terms.
func reads(x check.Expr, f *check.Field) bool {
	found := false
	check.Walk(x, func(x check.Expr) {
		switch x := x.(type) {
		case *check.FieldRef:
			found = found || x.Field == f
		case *check.TermRef:
			found = found || slices.ContainsFunc(x.Term.Exprs(), func(x check.Expr) bool { return reads(x, f) })
		}
	})
	return found
}

// steps are the values tried for a fact: near where the boundary must be, by how
// far the comparison is from it.
func steps(p Point, base Case, f check.Fact) (out []func(types.Constant) types.Constant) {
	gap, known := base.Evaluator.Distance(base.Decisions[0], p.Cond)
	if !known {
		return nil
	}
	want := int(p.Want) - int(OnTheDay)
	for _, sign := range []int{1, -1} {
		for slack := range 9 { // months are not all alike
			for _, off := range []int{slack, -slack} {
				by := sign*(gap-want) + off
				out = append(out, func(k types.Constant) types.Constant {
					if f.Field.Type.Kind == types.Date {
						k.Date = k.Date.AddDays(by)
					} else if n, err := k.Number.Add(decimal.MustNew(int64(by), 0)); err == nil {
						k.Number = n
					}
					return k
				})
			}
		}
	}
	return out
}

func shows(p *check.Program, ran Case, point Point) bool {
	c := Coverage{Program: p, Points: []Point{point}}
	c.see(ran, ran.Decisions[0])
	return c.Points[0].Hit
}

// draftOf is the test as the policy would have it.
func draftOf(p Point, ran Case, given *check.Example, fact check.Fact, moved check.Const, l locale.Language) string {
	say := func(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(l) }
	var b strings.Builder
	title := explain.RuleID(p.Rule, l) + say(": ", "：") + strings.Join(strings.Fields(eval.Written(p.Cond)), " ") + say(", ", "，") + sides[p.Want].In(l)
	fmt.Fprintf(&b, say("test \"%s\"  -- confirm\n", "测试“%s”  -- 待确认\n"), strings.NewReplacer(`"`, "'", "“", "'", "”", "'").Replace(title))
	fmt.Fprintf(&b, say("  given as of %s", "  给定 截至%s"), date(ran.Decisions[0].AsOf, l))
	for _, f := range given.Facts {
		text := strings.Join(strings.Fields(f.Span.Text()), " ")
		if f.Field == fact.Field {
			value := moved.Value.Number.String()
			if f.Field.Type.Kind == types.Date {
				value = date(moved.Value.Date, l)
			}
			text = explain.FieldName(f.Field, l) + " " + value
		}
		b.WriteString(say(", ", "，") + text)
	}
	if given.OthersBlank {
		b.WriteString(say(", others blank", "，其余空白"))
	}
	b.WriteString("\n  " + say("expect ", "期望 ") + strings.Join(found(ran, l), say("; ", "；")) + "\n")
	return b.String()
}

// found is what is decided, as an expectation.
func found(ran Case, l locale.Language) (out []string) {
	say := func(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(l) }
	for _, d := range ran.Decisions {
		if d.Action.Kind > check.KindResult {
			continue
		}
		text := expected(d.Outcome, d.Action, l)
		if len(d.Clauses) > 0 && !strings.HasPrefix(d.Clauses[0].ID, "line ") {
			text += say(" by ", " 按") + explain.RuleIDs(d.Clauses, l)
		}
		out = append(out, text)
	}
	return out
}

// expected is an outcome as an expectation has it: with its action after it.
func expected(o eval.Outcome, a *check.Action, l locale.Language) string {
	if o.Grade(a) != nil {
		return explain.Outcome(o, a, l)
	}
	text := o.Text().In(l)
	if own, ok := unlike[o]; ok {
		text = own.In(l)
	}
	return text + locale.Text{EN: " "}.In(l) + explain.ActionName(a, l)
}

// unlike are the outcomes whose words in a test are not those of a report.
var unlike = map[eval.Outcome]locale.Text{
	eval.Nothing: {EN: "nothing", ZH: "无结论"}, eval.Plan: {EN: "plan to", ZH: "有计划地"}, eval.MayExempt: {EN: "may exempt", ZH: "可免于"},
	eval.MayDefer: {EN: "may defer", ZH: "可暂缓"}, eval.MayExemptOrDefer: {EN: "may exempt or defer", ZH: "可免于或暂缓"},
}

func date(d civil.Date, l locale.Language) string {
	if l == locale.Chinese {
		year, month, day := d.Civil()
		return fmt.Sprintf("%d年%d月%d日", year, month, day)
	}
	return d.String()
}

var sides = map[Want]locale.Text{
	DayBefore: {EN: "just before", ZH: "临界之前"}, OnTheDay: {EN: "on the boundary", ZH: "临界当日"}, DayAfter: {EN: "just after", ZH: "临界之后"},
}
