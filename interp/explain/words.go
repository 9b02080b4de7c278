package explain

import (
	"fmt"
	"slices"
	"strings"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
)

func isChinese(s string) bool {
	return locale.IsChinese(s)
}

// FieldName is what a field is called in a language.
func FieldName(f *check.Field, l locale.Language) string { return f.Text().In(l) }

// ActionName is what an action is called in a language.
func ActionName(a *check.Action, l locale.Language) string { return locale.Pick(l, a.Name, a.Names) }

// RuleID is a clause number as a person reads it.
func RuleID(r *check.Rule, l locale.Language) string { return r.Text().In(l) }

// RuleIDs joins clause numbers.
func RuleIDs(rules []*check.Rule, l locale.Language) string {
	ids := make([]string, len(rules))
	for i, r := range rules {
		ids[i] = RuleID(r, l)
	}
	return strings.Join(ids, comma(l))
}

func comma(l locale.Language) string {
	if l == locale.Chinese {
		return "、"
	}
	return ", "
}

// Outcome is an outcome in words, with its action where that makes a phrase:
// must rotate, exempt, 必须轮岗, 免于轮岗. A nil action is left out. A grade of a
// result is called what the policy calls it.
func Outcome(o eval.Outcome, a *check.Action, l locale.Language) string {
	if a != nil {
		if g := o.Grade(a); g != nil {
			return locale.Pick(l, g.Name, g.Names)
		}
	}
	text := o.Text().In(l)
	if a == nil || o >= eval.Nothing {
		return text
	}
	name := ActionName(a, l)
	switch {
	case l == locale.Chinese && isChinese(name):
		return text + name
	case l == locale.English && o == eval.Plan:
		return "plan to " + name
	case l == locale.English && o >= eval.Exempt:
		return text // exempt rotate is no English
	}
	return text + " " + name
}

// Counted is an outcome where outcomes are counted: a grade with the word of the
// language that it is like.
func Counted(o eval.Outcome, a *check.Action, l locale.Language) string {
	text := Outcome(o, a, l)
	if g := o.Grade(a); g != nil && g.Like != 0 {
		text += pick(l, " ("+o.Like(a).Text().EN+")", "（"+o.Like(a).Text().ZH+"）")
	}
	return text
}

// Outcomes joins outcomes.
func Outcomes(list []eval.Outcome, a *check.Action, l locale.Language) string {
	words := make([]string, len(list))
	for i, o := range list {
		words[i] = Outcome(o, a, l)
	}
	if l == locale.Chinese {
		return strings.Join(words, "或")
	}
	return strings.Join(words, " or ")
}

// Else is what else there may be; more says that the list may lack some.
func Else(list []eval.Outcome, more bool, a *check.Action, l locale.Language) string {
	words := Outcomes(list, a, l)
	if more {
		words += locale.Text{EN: ", or others", ZH: "，或其他"}.In(l)
	}
	return words
}

// Who names a record that is spoken of beside the one decided: by its name and
// id, by its row where it has neither.
func Who(r *roster.Record, l locale.Language) string {
	if r.Kind == nil || r.Kind.Key == nil {
		return r.At.String()
	}
	who := r.ID
	if r.Name != "" && r.Name != r.ID {
		who = r.Name + " " + r.ID
	}
	return who
}

// Blank names a blank cell: the field, and the record where that is another than
// the one decided, with its place.
func Blank(b eval.Blank, l locale.Language) string {
	name := FieldName(b.Field, l)
	r := b.Row
	switch {
	case r == nil:
		return name
	case r.Outside != nil:
		return pick(l, FieldName(r.Outside, l)+" "+r.ID+" (outside): "+name, FieldName(r.Outside, l)+r.ID+"（不在册）："+name)
	}
	who, at := Who(r, l), r.At.String()
	if who != at && at != "" {
		who += pick(l, ", ", "，") + at
	}
	return name + pick(l, " ("+who+")", "（"+who+"）")
}

// Blanks joins the names of blank cells.
func Blanks(list []eval.Blank, l locale.Language) string {
	var names []string
	for _, b := range list {
		if name := Blank(b, l); !slices.Contains(names, name) { // of a cell that may name several each is a blank
			names = append(names, name)
		}
	}
	return strings.Join(names, comma(l))
}

// Cite is a clause that is no rule, with what it says.
func Cite(c eval.Cite, l locale.Language) string {
	switch {
	case c.Row != nil:
		return pick(l, fmt.Sprintf("%s fails in %s: %s", c.ID, c.Row.At.String(), c.Text.EN), fmt.Sprintf("%s在%s不符合：%s", c.ID, c.Row.At.String(), c.Text.ZH))
	case c.Text.EN != "":
		return pick(l, c.ID+" ("+c.Text.EN+")", c.ID+"（"+c.Text.ZH+"）")
	}
	return c.ID
}

// Requirement is a broken requirement, by its clause, and what is wrong.
func Requirement(a *check.Action, l locale.Language) string {
	text := a.Clause.Title
	if text == "" {
		text = pick(l, "it does not hold that "+eval.Written(a.Clause.When), "不符合“"+eval.Written(a.Clause.When)+"”")
	}
	return RuleID(a.Clause, l) + pick(l, ": ", "：") + text
}

// TableRow is a row of a table as it was written: limit 7.2: county, principal: 6y.
func TableRow(row *roster.Record, l locale.Language) string {
	cells := func(fields []*check.Field) string {
		var words []string
		for _, f := range fields {
			words = append(words, row.Cell(f).Written)
		}
		return strings.Join(words, comma(l))
	}
	text := row.Kind.Text().In(l)
	if row.ID != "" {
		text += " " + row.ID
	}
	text += pick(l, ": ", "：") + cells(row.Kind.Table.Keys)
	if row.Kind.Table.Values != nil {
		text += pick(l, ": ", "：") + cells(row.Kind.Table.Values)
	}
	from, until := row.Cell(row.Kind.Start).Value, row.Cell(row.Kind.End).Value
	if from.First > civil.Min {
		text += pick(l, ", from "+from.First.String(), "，自"+from.First.String()+"起")
	}
	if until.First < civil.Max {
		text += pick(l, " until "+until.First.String(), "，至"+until.First.String()+"前")
	}
	return text
}

// Dates prints a date or a range.
func Dates(d eval.Dates, l locale.Language) string {
	switch {
	case d.First == d.Last:
		return d.First.String()
	case d.Last == civil.Max: // under some filling there is none
		return pick(l, d.First.String()+" or later, or none", d.First.String()+"或更晚，也可能没有")
	}
	return pick(l, d.First.String()+" at the earliest, "+d.Last.String()+" at the latest", "最早"+d.First.String()+"、最晚"+d.Last.String())
}

// byCase says which row gave a value by case: limit of stay is 5 years by 7.1.
func byCase(x eval.Applied, l locale.Language) string {
	name := pick(l, "the value", "取值")
	if x.Term != nil {
		name = locale.Pick(l, x.Term.Name, x.Term.Names)
	}
	if x.Row == nil {
		return scored(x, name, l)
	}
	row := x.Row.ID
	switch {
	case row != "" && x.Row.Title != "":
		row += "  " + x.Row.Title
	case row != "":
	case x.Row.When == nil:
		row = pick(l, "otherwise", "其余情形")
	default:
		row = "“" + eval.Written(x.Row.When) + "”"
	}
	return pick(l, name+" is "+x.Value.In(l)+", by "+row, name+"为"+x.Value.In(l)+"，依据"+row)
}

// scored is what a line of a score gives, or what a group comes to within its bounds.
func scored(x eval.Applied, name string, l locale.Language) string {
	if x.Group != nil {
		which := strings.Join(x.Group.IDs, pick(l, ", ", "、"))
		if which == "" {
			which = name
		}
		return pick(l, which+" together "+x.Given.In(l)+", counted as "+x.Value.In(l), which+"共计"+x.Given.In(l)+"，按"+x.Value.In(l)+"计")
	}
	line := strings.Join(strings.Fields(x.Line.Span.Text()), " ")
	if x.Line.ID != "" {
		line = strings.TrimSpace(x.Line.ID + "  " + x.Line.Title)
	}
	return pick(l, name+": "+x.Value.In(l)+" by "+line, name+"："+x.Value.In(l)+"，依据"+line)
}

// cell says what stands in a cell and where.
func cell(f eval.Fact, l locale.Language) string {
	name := FieldName(f.Field, l)
	if f.Row != nil {
		name = pick(l, name+" ("+Who(f.Row, l)+")", name+"（"+Who(f.Row, l)+"）")
	}
	written := f.Cell.Written
	place := f.Cell.From.String()
	switch {
	case f.Cell.State == roster.Unanswered:
		return pick(l, name+": not answered, taken as no", name+"：尚未认定，视为否")
	case written == "":
		written = pick(l, "blank", "空白")
	}
	if place == "" {
		return pick(l, name+": "+written, name+"："+written)
	}
	return pick(l, name+": "+written+" ["+place+"]", name+"："+written+"〔"+place+"〕")
}

func pick(l locale.Language, en, zh string) string {
	return locale.Text{EN: en, ZH: zh}.In(l)
}
