package suite

import (
	"fmt"
	"io"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/lang/check"
	"rota/lang/locale"
	"rota/lang/source"
)

// Write prints the cases that failed, what each expected and what was decided
// with its ground, and a line with the numbers.
func Write(w io.Writer, cases []Case, l locale.Language) error {
	var text strings.Builder
	say := func(en, zh string, args ...any) { fmt.Fprintf(&text, locale.Text{EN: en, ZH: zh}.In(l)+"\n", args...) }
	failed := 0
	for _, c := range cases {
		if len(c.Failures) == 0 {
			continue
		}
		failed++
		say("FAILED  %s  [%s]", "未通过  %s  〔%s〕", c.Name(l), c.At.String())
		for _, f := range c.Failures {
			if f.Expected == nil {
				say("  %s", "  %s", f.Why.In(l))
				continue
			}
			say("  expected  %s  [%s]", "  期望  %s  〔%s〕", expectation(f.Expected), c.where(f.Expected.Span))
			for _, d := range f.Found {
				say("  found     %s, as of %s: %s", "  实为  %s，截至%s：%s", explain.Outcome(d.Outcome, d.Action, l), d.AsOf.String(), explain.Reason(c.Evaluator, d, l))
				for _, fact := range d.Facts {
					say("            %s: %s", "        %s：%s", explain.FieldName(fact.Field, l), known(fact, l))
				}
			}
			if len(f.Found) == 0 || f.Expected.Kind == "OUTPUT" {
				say("  found     %s", "  实为  %s", f.Why.In(l))
			}
		}
	}
	say("%d passed, %d failed", "%d 通过，%d 未通过", len(cases)-failed, failed)
	_, err := io.WriteString(w, explain.Plain(text.String()))
	return err
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
		return f.Why.In(l)
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

// expectation is what was expected, as the author wrote it.
// where is the place of an expectation: in the policy, or the row that it is.
func (c Case) where(at source.Span) string {
	if _, written := c.At.(source.Span); !written && c.At != nil {
		return c.At.String()
	}
	return at.String()
}

func expectation(e *check.Expected) string { return strings.Join(strings.Fields(e.Span.Text()), " ") }

func known(f eval.Fact, l locale.Language) string {
	if f.Value == "" {
		return locale.Text{EN: "not known", ZH: "未知"}.In(l)
	}
	return f.Value
}
