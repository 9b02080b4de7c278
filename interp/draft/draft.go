// Package draft makes a first policy for an office from its own roster. In go
// the sheets; out comes the text of a policy that runs on them: columns that the
// prelude knows are used, others become fields whose types are guessed, and a
// first ladder, a first exemption and a first test stand where the columns for
// them do. Every guess is marked. The next stage is the author.
//
//	text, ok := draft.Policy("roster.xlsx", sheets, locale.English)
package draft

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rota/interp"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/format"
	"rota/lang/locale"
	"rota/lang/syntax"
)

// sampled records are read to guess types: more would not make them surer.
const sampled = 1000

// Policy drafts a policy in the language. It is false where no sheet has a
// heading that the prelude knows, so that nothing can be told of it.
func Policy(title string, sheets []roster.Sheet, l locale.Language) (text string, ok bool) {
	sheets = sample(sheets)
	bound, ok := bind("male => may rotate\n", sheets)
	if !ok || len(bound.Roster.People) == 0 {
		return "", false
	}
	d := drafter{l: l, bound: bound, sheets: sheets}
	for _, c := range bound.Roster.Columns {
		if explain.Plain(c.Heading) != c.Heading {
			continue // a policy holds no characters that nobody sees, so that it cannot name the column
		}
		if c.Heading == "" || c.Field != nil && c.Field.Record != bound.Program.Subject {
			continue
		}
		if c.Field != nil {
			d.known = append(d.known, c)
		} else {
			d.others = append(d.others, c)
		}
	}
	d.day, d.dayNamed = d.asOf()
	d.single()
	d.guess()
	for i := range d.fields { // names that cannot stand beside each other give way to letters
		if !d.loads() {
			d.fields[i] = d.lettered(d.fields[i])
		}
	}
	return laidOut(explain.Plain(d.policy(title))), true
}

// laidOut is a text as rota fmt lays it out.
func laidOut(text string) string {
	if out, _, err := interp.Format("draft", []byte(text), format.AsWritten, nil); err == nil {
		return string(out)
	}
	return text
}

func sample(sheets []roster.Sheet) (out []roster.Sheet) {
	for _, s := range sheets {
		s.Rows = s.Rows[:min(len(s.Rows), sampled)]
		out = append(out, s)
	}
	return out
}

// bind reads the sheets under a policy; false for a text that is none.
func bind(text string, sheets []roster.Sheet) (*interp.Bound, bool) {
	policy, _ := interp.Load("draft", []byte(text))
	if policy == nil {
		return nil, false
	}
	bound, _ := policy.Bind(sheets, nil, roster.Options{})
	return bound, true
}

type drafter struct {
	l             locale.Language
	bound         *interp.Bound
	sheets        []roster.Sheet
	known, others []roster.Column
	fields        []field
	leftOut       []string // why a column is not declared
	day           civil.Date
	dayNamed      bool // by the roster
}

// field is a column that the policy declares.
type field struct {
	heading, name, typ string
	letter             string // of its column
	why                string // what the guess rests on
}

func (d drafter) say(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(d.l) }

// declaration is the field as the policy declares it.
func (f field) declaration(l locale.Language) string {
	headed := ""
	if f.name != f.heading {
		headed = fmt.Sprintf(locale.Text{EN: ", headed %s", ZH: "，栏名%s"}.In(l), quoted(f.heading, l))
	}
	return fmt.Sprintf(locale.Text{EN: "field %s: %s%s", ZH: "字段 %s：%s%s"}.In(l), f.name, f.typ, headed)
}

func quoted(s string, l locale.Language) string {
	s = strings.NewReplacer(`"`, "'", "“", "'", "”", "'", "\n", " ").Replace(s)
	return locale.Text{EN: `"` + s + `"`, ZH: "“" + s + "”"}.In(l)
}

// types are tried in this order; the first as which every cell reads is taken.
var types = []locale.Text{
	{EN: "yes/no", ZH: "是否"}, {EN: "date", ZH: "日期"}, {EN: "whole number", ZH: "整数"}, {EN: "number", ZH: "数值"}, {EN: "period", ZH: "期限"},
}

// guess makes a field of each column that the prelude does not know, and of each
// whose words are not those that the prelude expects.
func (d *drafter) guess() {
	var left []field
	for _, c := range d.others {
		f := field{heading: strings.Join(strings.Fields(c.Heading), " "), typ: d.say("text", "文字"), letter: letter(c)}
		f.name = d.named(f, left)
		left = append(left, f)
	}
	for _, c := range d.known {
		if c.Field.Type.Choice != nil && d.foreign(c.Field) {
			f := field{heading: strings.Join(strings.Fields(c.Heading), " "), typ: d.say("text", "文字"), letter: letter(c)}
			f.name = locale.Pick(d.l, c.Field.Name, c.Field.Headings)
			left = append(left, f)
		}
	}
	for _, t := range types {
		var still []field
		for _, f := range left {
			as := f
			as.typ = t.In(d.l)
			if why, fits := d.reads(as, t.EN == "yes/no"); fits {
				as.why = why
				d.fields = append(d.fields, as)
				continue
			}
			still = append(still, f)
		}
		left = still
	}
	for _, f := range left {
		d.fields = append(d.fields, d.choice(f))
	}
}

// single leaves out the columns whose heading is that of another or holds quotation marks,
// which no text of a policy does.
func (d *drafter) single() {
	headed := map[string][]string{}
	for _, c := range d.others {
		heading := syntax.Fold(c.Heading)
		headed[heading] = append(headed[heading], letter(c))
	}
	d.others = slices.DeleteFunc(d.others, func(c roster.Column) bool {
		at, why := letter(c), ""
		switch same := headed[syntax.Fold(c.Heading)]; {
		case len(same) > 1 && same[0] == at:
			why = fmt.Sprintf(d.say("columns %s, which are headed alike", "%s列，标题相同"), strings.Join(same, d.say(", ", "、")))
		case strings.ContainsAny(c.Heading, "\"“”"):
			why = fmt.Sprintf(d.say("column %s, whose heading has quotation marks", "%s列，标题中有引号"), at)
		case len(same) < 2:
			return false
		}
		if why != "" {
			d.leftOut = append(d.leftOut, why)
		}
		return true
	})
}

// named is a name under which a column can be declared: its heading, or where
// that cannot be a name its letter.
func (d *drafter) named(f field, others []field) string {
	for _, name := range []string{f.heading, strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune("()（）[]【】/\\、，,。.：:-—_*#“”\"'’", r) {
			return -1
		}
		return r
	}, f.heading), " ")} {
		f.name = name
		taken := slices.ContainsFunc(others, func(g field) bool { return syntax.Fold(g.name) == syntax.Fold(name) })
		alone := *d
		alone.fields = []field{f}
		if _, ok := bind(f.declaration(d.l)+"\n"+f.name+d.say(" is known => may rotate\n", "已知的，可轮岗\n"), nil); ok && name != "" && !taken && alone.loads() {
			return name
		}
	}
	return d.lettered(f).name
}

// lettered is a field named by the letter of its column.
func (d *drafter) lettered(f field) field {
	f.name = d.say("column ", "栏") + f.letter
	return f
}

func letter(c roster.Column) string { return strings.TrimRight(c.At.Address(), "0123456789") }

// loads says whether the policy reads.
func (d *drafter) loads() bool {
	policy, _ := interp.Load("draft", []byte(explain.Plain(d.policy("draft"))))
	return policy != nil
}

// reads says whether every cell of a column reads as a type, and some do.
func (d *drafter) reads(f field, words bool) (why string, fits bool) {
	known, others := 0, 0
	d.cells(f, func(c roster.Cell) {
		digits := strings.Trim(c.Written, "0123456789") == "" // 1 may be a yes, and is a number
		switch {
		case c.State == roster.Empty:
		case c.State == roster.Known && !(words && digits):
			known++
		default:
			others++
		}
	})
	return d.counted(known, "cell", "格"), known > 0 && others == 0
}

// cells visits what each record says of a declared field.
func (d *drafter) cells(f field, visit func(roster.Cell)) {
	bound, ok := bind(f.declaration(d.l)+"\n"+f.name+d.say(" is known => may rotate\n", "已知的，可轮岗\n"), d.sheets)
	if !ok {
		return
	}
	i := slices.IndexFunc(bound.Program.Subject.Fields, func(g *check.Field) bool {
		return slices.ContainsFunc(g.Headings, func(h string) bool { return syntax.Fold(h) == syntax.Fold(f.name) })
	})
	if i < 0 {
		return
	}
	for _, person := range bound.Roster.People {
		visit(*person.Cell(bound.Program.Subject.Fields[i]))
	}
}

// foreign says whether most of what the roster says of a choice are words that
// the prelude lacks; a few are slips, which a run lists.
func (d *drafter) foreign(f *check.Field) bool {
	bound, ok := bind(f.Name+" is known => may rotate\n", d.sheets)
	if !ok {
		return false
	}
	known, others := 0, 0
	i := slices.IndexFunc(bound.Program.Subject.Fields, func(g *check.Field) bool { return g.Name == f.Name })
	for _, r := range bound.Roster.People {
		switch r.Cells[i].State {
		case roster.Known:
			known++
		case roster.Unreadable:
			others++
		}
	}
	return others > known
}

// counted is a number of things, in English one thing or several.
func (d *drafter) counted(n int, en, zh string) string {
	if n != 1 {
		en += "s"
	}
	return d.say(fmt.Sprintf("%d %s", n, en), fmt.Sprintf("%d%s", n, zh))
}

// mostChoices are the words of which a column may be a choice.
const mostChoices = 12

// choice is the field as a choice where its column has few words, each often.
func (d *drafter) choice(f field) field {
	var words []string
	written := 0
	d.cells(f, func(c roster.Cell) {
		if c.State == roster.Known {
			written++
			if !slices.Contains(words, c.Written) {
				words = append(words, c.Written)
			}
		}
	})
	if len(words) < 2 || len(words) > mostChoices || written < 2*len(words) {
		f.why = d.counted(written, "cell", "格")
		return f
	}
	as := f
	as.typ = d.say("one of (", "之一（") + strings.Join(words, d.say(", ", "，")) + d.say(")", "）")
	if _, ok := d.reads(as, false); !ok {
		return f
	}
	as.why = fmt.Sprintf(d.say("%d words in %d cells", "%[2]d格中有%[1]d种写法"), len(words), written)
	return as
}

// has says whether a column of the prelude's is there and not declared anew.
func (d drafter) has(names ...string) bool {
	for _, name := range names {
		if !slices.ContainsFunc(d.known, func(c roster.Column) bool { return c.Field.Name == name }) {
			return false
		}
	}
	return true
}

// asOf is the end of the last year in which something is said to have happened; named is
// false where the roster says nothing of the kind.
func (d drafter) asOf() (day civil.Date, named bool) {
	year := 0
	for _, name := range []string{"post since", "section since", "unit since", "joined on"} {
		bound, ok := bind(name+" is known => may rotate\n", d.sheets)
		if !ok {
			continue
		}
		i := slices.IndexFunc(bound.Program.Subject.Fields, func(f *check.Field) bool { return f.Name == name })
		for _, r := range bound.Roster.People {
			if c := r.Cells[i]; c.State == roster.Known && c.Value.Some() && c.Value.One() {
				y, _, _ := c.Value.First.Civil()
				year = max(year, y)
			}
		}
	}
	day, _ = civil.NewDate(cmp.Or(year, 2025), 12, 31)
	return day, year > 0
}
