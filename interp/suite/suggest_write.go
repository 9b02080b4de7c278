package suite

import (
	"fmt"
	"slices"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
	"rota/lang/types"
)

// trial is a test that was made of another by a change of one of its records, the one
// at a place; ran is how it came out, once it has been run.
type trial struct {
	base  Case
	given []*check.Example
	at    int
	ran   Case
}

// with is the trial with another record at a place; of the others it keeps those that
// the record decided leads to.
func (t trial) with(place int, e *check.Example) trial {
	given := slices.Clone(t.given)
	given[place] = e
	person := given[t.at]
	keep := map[*check.Example]bool{}
	var follow func(e *check.Example)
	follow = func(e *check.Example) {
		if keep[e] {
			return
		}
		keep[e] = true
		for _, label := range refers(e) {
			for _, other := range given {
				if other.Label == label {
					follow(other)
				}
			}
		}
	}
	follow(person)
	given = slices.DeleteFunc(given, func(other *check.Example) bool { return !keep[other] })
	return trial{base: t.base, given: given, at: slices.Index(given, person)}
}

// refers are the labels of other records that an example and its rows name.
func refers(e *check.Example) (labels []string) {
	for _, f := range e.Facts {
		labels = append(labels, f.Refers...)
	}
	for _, list := range e.Rows {
		for _, row := range list.Rows {
			labels = append(labels, refers(row)...)
		}
	}
	return labels
}

// decision is the first on the record, as it was changed or before; none where it was
// not decided on.
func (t trial) decision() eval.Decision {
	for _, d := range t.decisions() {
		return d
	}
	return eval.Decision{}
}

// last is the trial as it came out, or the test that it was made of before it has run.
func (t trial) last() Case {
	if t.ran.Evaluator == nil {
		return t.base
	}
	return t.ran
}

func (t trial) decisions() (out []eval.Decision) {
	id := t.given[t.at].Label
	if id == "" {
		id = "1"
	}
	for _, d := range t.last().Decisions {
		if d.Record.ID == id && d.Record.Kind == t.given[t.at].Kind {
			out = append(out, d)
		}
	}
	return out
}

// draft is the test as the policy would have it.
func (t trial) draft(p Point, l locale.Language) string {
	say := func(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(l) }
	var b strings.Builder
	title := explain.RuleID(p.Rule, l) + say(": ", "：")
	if p.Cond != nil {
		title += strings.Join(strings.Fields(eval.Written(p.Cond)), " ") + say(", ", "，")
	}
	title += shownBy[p.Want].In(l)
	fmt.Fprintf(&b, say("test \"%s\"  -- confirm\n", "测试“%s”  -- 待确认\n"), strings.NewReplacer(`"`, "'", "“", "'", "”", "'").Replace(title))
	given := []string{}
	if day := t.decision().AsOf; !t.ran.Evaluator.DatedByRecord() {
		given = append(given, say("as of ", "截至")+date(day, l))
	}
	label := ""
	for i, e := range t.given {
		text := exampleText(e, l)
		if e.Label != "" {
			text = e.Label + say(": ", "：") + text
			if i == t.at {
				label = e.Label + say(": ", "：")
			}
		}
		given = append(given, text)
	}
	between := say("; ", "；")
	if label == "" {
		between = say(", ", "，")
	}
	b.WriteString(say("  given ", "  给定 ") + strings.Join(given, between))
	expects := found(t.decisions(), p.Rule, l)
	for i := range expects {
		expects[i] = label + expects[i]
	}
	b.WriteString("\n  " + say("expect ", "期望 ") + strings.Join(expects, say("; ", "；")) + "\n")
	return b.String()
}

// exampleText is a record as a test has it: what it said before in its own words.
func exampleText(e *check.Example, l locale.Language) string {
	say := func(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(l) }
	var parts []string
	for _, f := range e.Facts {
		text := ""
		if f.Span.File != nil {
			text = strings.Join(strings.Fields(f.Span.Text()), " ")
		} else if text = explain.FieldName(f.Field, l); f.Field.Type.Kind != types.Bool {
			text += " " + valued(f.Values[0].Value, l)
		}
		parts = append(parts, text)
	}
	for _, list := range e.Rows {
		var rows []string
		for _, row := range list.Rows {
			rows = append(rows, say("(", "（")+exampleText(row, l)+say(")", "）"))
		}
		parts = append(parts, list.List.List+say(": ", "：")+strings.Join(rows, say(", ", "，")))
	}
	if e.OthersBlank {
		parts = append(parts, say("others blank", "其余空白"))
	}
	return strings.Join(parts, say(", ", "，"))
}

// valued is a value that was made up.
func valued(k types.Constant, l locale.Language) string {
	switch k.Type.Kind {
	case types.Date:
		return date(k.Date, l)
	case types.Choice:
		return k.Type.Choice.Values[k.Option].Text().In(l)
	case types.Text:
		return locale.Text{EN: `"` + k.Text + `"`, ZH: "“" + k.Text + "”"}.In(l)
	}
	return constant(k)
}

// found is what is decided, as expectations: each action or result on which something
// came out, or that the rule is about.
func found(decisions []eval.Decision, r *check.Rule, l locale.Language) (out []string) {
	say := func(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(l) }
	for _, d := range decisions {
		if d.Action.Kind == check.KindCheck && d.Action.Clause == r && d.Row == nil && r.ID != "" {
			if text, ok := checked[d.Outcome]; ok {
				out = append(out, text.In(l)+say(" by ", "按")+explain.RuleID(r, l))
			}
			continue
		}
		if d.Action.Kind > check.KindResult || d.Outcome == eval.Nothing && !about(r, d.Action) {
			continue
		}
		text := expected(d.Outcome, d.Action, l)
		if len(d.Clauses) > 0 && check.Numbered(d.Clauses[0].ID) {
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
		return d.Chinese()
	}
	return d.String()
}

var checked = map[eval.Outcome]locale.Text{
	eval.Met: {EN: "check met", ZH: "检查符合"}, eval.Broken: {EN: "check broken", ZH: "检查不符合"}, eval.Departure: {EN: "check departed", ZH: "检查偏离"},
}

// about says whether a rule does something on an action or a result.
func about(r *check.Rule, a *check.Action) bool {
	return slices.ContainsFunc(r.Effects, func(e *check.Effect) bool { return e.Action == a })
}

// shownBy says in the title of a test what it shows.
var shownBy = map[Want]locale.Text{
	Stood: {EN: "stands", ZH: "成立"}, DidNotStand: {EN: "does not stand", ZH: "不成立"}, Excepted: {EN: "the exception applies", ZH: "例外适用"},
	True: {EN: "true", ZH: "为真"}, False: {EN: "false", ZH: "为假"}, Decided: {EN: "decides", ZH: "起决定作用"},
	DayBefore: {EN: "just before", ZH: "临界之前"}, OnTheDay: {EN: "on the boundary", ZH: "临界当日"}, DayAfter: {EN: "just after", ZH: "临界之后"},
}
