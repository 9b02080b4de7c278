package suite

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// Write prints the cases that failed: what each expected, what was decided with its
// ground and the facts that it read, and why the clauses that were expected did not
// give it; then a line with the numbers.
func Write(w io.Writer, cases []Case, l locale.Language, paint diag.Paint) error {
	p := page{l: l, paint: paint}
	failed := 0
	for _, c := range cases {
		if len(c.Failures) > 0 {
			failed++
			p.failed(c)
		}
	}
	passed := p.text("%d passed", "%d 通过", len(cases)-failed)
	failures := p.text("%d failed", "%d 未通过", failed)
	if failed > 0 {
		failures = paint.Bad(failures)
	} else {
		passed = paint.Good(passed)
	}
	p.out.WriteString(passed + p.text(", ", "，") + failures + "\n")
	_, err := io.WriteString(w, p.out.String())
	return err
}

// page is what Write prints.
type page struct {
	out   strings.Builder
	l     locale.Language
	paint diag.Paint
}

// text is words in the language, without what steers a terminal.
func (p *page) text(en, zh string, args ...any) string {
	return explain.Plain(fmt.Sprintf(locale.Text{EN: en, ZH: zh}.In(p.l), args...))
}

// line prints a line below a heading; a heading of nothing goes on with the last.
func (p *page) line(heading locale.Text, painted func(string) string, text string) {
	wide := map[locale.Language]int{locale.English: 10, locale.Chinese: 8}[p.l] // of the longest heading, and a gap
	head := heading.In(p.l)
	pad := strings.Repeat(" ", max(wide-displaywidth.String(head), 0))
	p.out.WriteString("  " + painted(head) + pad + explain.Plain(strings.TrimRight(text, " ")) + "\n")
}

var (
	headExpected = locale.Text{EN: "expected", ZH: "期望"}
	headFound    = locale.Text{EN: "found", ZH: "实为"}
	headNotBy    = locale.Text{EN: "not by", ZH: "未适用"}
)

func as(text string) string { return text }

// failed prints one case.
func (p *page) failed(c Case) {
	p.out.WriteString(p.paint.Bad(p.text("FAILED", "未通过")) + p.text("  %s  [%s]\n", "  %s  〔%s〕\n", c.Name(p.l), c.At.String()))
	for _, f := range c.Failures {
		if f.Expected == nil {
			p.out.WriteString("  " + p.text("%s", "%s", f.Why.In(p.l)) + "\n")
			continue
		}
		p.line(headExpected, p.paint.Good, p.text("%s  [%s]", "%s  〔%s〕", expectation(f.Expected), c.where(f.Expected.Span)))
		p.found(c, f)
	}
}

// found prints what was decided in place of what was expected.
func (p *page) found(c Case, f Failure) {
	if len(f.Found) == 0 || f.Expected.Kind == "OUTPUT" {
		p.line(headFound, p.paint.Warn, f.Why.In(p.l))
	}
	for _, d := range f.Found {
		if f.Expected.Kind != "OUTPUT" {
			p.line(headFound, p.paint.Warn, p.decided(c, d))
		}
		for _, fact := range c.facts(f.Expected, d) {
			p.line(locale.Text{}, as, p.text("%s: %s", "%s：%s", p.fact(fact), known(fact, p.l)))
		}
		for _, r := range c.wanted(f.Expected, d) {
			if why := explain.NotBy(c.Evaluator, d, r, p.l); why != "" {
				p.line(headNotBy, as, p.text("%s: %s", "%s：%s", explain.RuleID(r, p.l), why))
			}
		}
	}
}

// facts are what was read: for a value those of its own, else those of the decision.
func (c Case) facts(x *check.Expected, d eval.Decision) (facts []eval.Fact) {
	if x.Kind != "OUTPUT" || x.Output.Value == nil {
		return d.Facts
	}
	for _, f := range eval.ReadsOf(x.Output.Value) {
		cell := *d.Record.Cell(f)
		facts = append(facts, eval.Fact{Field: f, Cell: cell, Value: c.Evaluator.Show(cell.Value, f.Type)})
	}
	return facts
}

// fact is what a fact is called, and whose it is where it is another's.
func (p *page) fact(f eval.Fact) string {
	name := explain.FieldName(f.Field, p.l)
	if f.Row != nil {
		return p.text("%s (%s)", "%s（%s）", name, explain.Who(f.Row, p.l))
	}
	return name
}

// decided is a decision with its date and its ground.
func (p *page) decided(c Case, d eval.Decision) string {
	text := p.text("%s, as of %s", "%s，截至%s", explain.Outcome(d.Outcome, d.Action, p.l), d.AsOf.String())
	if reason := explain.Reason(c.Evaluator, d, p.l); reason != "" {
		text += p.text(": %s", "：%s", reason)
	}
	return text
}

// mostWanted rules are gone into of an expectation that names no clause.
const mostWanted = 3

// wanted are the rules that would have given what was expected: those that it names,
// else the first that give the outcome.
func (c Case) wanted(x *check.Expected, d eval.Decision) (rules []*check.Rule) {
	named := len(x.By) > 0
	for _, r := range c.Evaluator.RulesOf(d.Action) {
		switch {
		case named && slices.ContainsFunc(x.By, r.Bears), !named && wouldGive(r, x, d.Action):
			rules = append(rules, r)
		}
	}
	if !named && len(rules) > mostWanted {
		return rules[:mostWanted]
	}
	return rules
}

// wouldGive says whether a rule gives the outcome that is expected of an action, of any
// where it is nil.
func wouldGive(r *check.Rule, x *check.Expected, of *check.Action) bool {
	return slices.ContainsFunc(r.Effects, func(e *check.Effect) bool {
		switch {
		case of != nil && e.Action != of:
			return false
		case x.Kind == "RESULT":
			return e.Level == x.Level
		}
		return e.Strength != 0 && eval.OfStrength(e.Strength) == eval.Called(x.Kind)
	})
}

// Name is the title of the test.
func (c Case) Name(l locale.Language) string {
	if c.Test.Title != "" {
		return c.Test.Title
	}
	return locale.Text{EN: "a test without a title", ZH: "无标题的测试"}.In(l)
}

// Brief says what was expected and what was decided instead, and nothing of the
// record that it was decided on.
func (f Failure) Brief(l locale.Language) string {
	if f.Expected == nil {
		return cmp.Or(f.masked, f.Why).In(l)
	}
	found := f.Why.In(l)
	for i, d := range f.Found {
		if f.Expected.Kind == "OUTPUT" {
			break
		}
		if i == 0 {
			found = ""
		} else {
			found += "; "
		}
		found += explain.Outcome(d.Outcome, d.Action, l)
		if len(d.Clauses) > 0 {
			found += locale.Text{EN: " by ", ZH: "，依据"}.In(l) + explain.RuleIDs(d.Clauses, l)
		}
	}
	return fmt.Sprintf(locale.Text{EN: "expected %s, found %s", ZH: "期望%s，实为%s"}.In(l), expectation(f.Expected), found)
}

// where is the place of an expectation: in the policy, or the row that it is.
func (c Case) where(at source.Span) string {
	test, written := c.At.(source.Span)
	if !written && c.At != nil {
		return c.At.String()
	}
	if at.File != nil && test.File != nil {
		at.File = test.File // as it is reached from here
	}
	return at.String()
}

// expectation is what was expected, as the author wrote it.
func expectation(e *check.Expected) string { return strings.Join(strings.Fields(e.Span.Text()), " ") }

func known(f eval.Fact, l locale.Language) string {
	if f.Value == "" {
		return locale.Text{EN: "not known", ZH: "未知"}.In(l)
	}
	return explain.FactValue(f, l)
}
