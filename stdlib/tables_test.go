package stdlib_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/stretchr/testify/require"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
	"rota/stdlib"
)

// row is a line of a table: what it is called, what is said of it, and a sample of
// its use.
type row struct {
	kind   string // of table
	names  []string
	cells  []string
	sample string
}

// columns are those of fields, of the person or of the rows of a record.
var columns = []locale.Text{{EN: "type", ZH: "类型"}, {EN: "a blank means", ZH: "空白"}, {EN: "columns are also headed", ZH: "栏名还可以是"}}

// heads are the columns beside the two of names and that of samples.
var heads = map[string][]locale.Text{
	"fields":  columns,
	"rows":    columns,
	"terms":   {{EN: "it is", ZH: "是"}, {EN: "worked out as", ZH: "怎样得出"}},
	"choices": {{EN: "values, the lowest first where < stands", ZH: "值，有 < 的从低到高"}},
	"records": {{EN: "declared", ZH: "声明"}},
}

// table writes one table of the page.
func (p *page) table(kind string) string {
	if kind == "years" {
		return p.years()
	}
	titles := p.twice(p.say("in English", "英文"), p.say("in Chinese", "中文"))
	if kind == "choices" { // which have no Chinese names
		titles = []string{p.say("choice", "选项")}
	}
	for _, h := range heads[kind] {
		titles = append(titles, h.In(p.l))
	}
	var out strings.Builder
	if kind != "choices" && kind != "records" {
		titles = append(titles, p.say("in a rule", "在规则里"))
	}
	line(&out, titles)
	line(&out, slices.Repeat([]string{"---"}, len(titles)))
	for i := range p.names.Declarations {
		for _, r := range p.rows(i) {
			if r.kind != kind {
				continue
			}
			cells := p.twice(p.called(r.names, false), p.called(r.names, true))
			if kind == "choices" {
				cells = []string{p.called(r.names, false)}
			}
			if cells = append(cells, r.cells...); r.sample != "" {
				cells = append(cells, code(p.samples[r.sample]))
			}
			line(&out, cells)
		}
	}
	return out.String()
}

// twice is what stands in both languages, that of the page first.
func (p *page) twice(en, zh string) []string {
	if p.l == locale.Chinese {
		return []string{zh, en}
	}
	return []string{en, zh}
}

func line(out *strings.Builder, cells []string) {
	out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

func (p *page) say(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(p.l) }

func code(s string) string {
	if s == "" {
		return ""
	}
	return "`" + s + "`"
}

// called lists the names in one of the languages.
func (p *page) called(names []string, chinese bool) string {
	var out []string
	for _, n := range names {
		if chinese == strings.ContainsFunc(n, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			out = append(out, code(n))
		}
	}
	return strings.Join(out, p.say(", ", "、"))
}

func spelled(f *syntax.File, w syntax.Located, further syntax.Spellings) []string {
	out := []string{strings.Trim(f.Span(w).Text(), "'")}
	for _, t := range syntax.Texts(further) {
		out = append(out, t.Value())
	}
	return out
}

func (p *page) text(n syntax.Located) string { return p.words.Span(n).Text() }

// rows are what a declaration says, in the tables it belongs to.
func (p *page) rows(i int) []row {
	switch d := p.names.Declarations[i].(type) {
	case *syntax.Field:
		require.Nil(p.t, d.Spec.Of, "fields of records are declared with them")
		return []row{p.field(p.program.Subject, &d.Spec, &p.words.Declarations[i].(*syntax.Field).Spec)}
	case *syntax.Record:
		w := p.words.Declarations[i].(*syntax.Record)
		r := p.record(spelled(p.names, &d.Name, nil)[0])
		out := []row{{kind: "records", names: spelled(p.names, &d.Name, d.Further), cells: []string{p.firstLine(w)}}}
		if d.List != nil {
			out[0].names = append(spelled(p.names, d.List, nil), out[0].names...)
		}
		for n, spec := range d.Fields {
			out = append(out, p.field(r, spec, w.Fields[n]))
		}
		return out
	case *syntax.Relation:
		r := p.record(spelled(p.names, &d.Name, nil)[0])
		out := []row{{kind: "records", names: spelled(p.names, &d.Name, d.Further), cells: []string{p.firstLine(p.words.Declarations[i])}}}
		for _, n := range d.Columns {
			names := spelled(p.names, &n.Name, n.Further)
			f := fieldOf(r, names[0])
			out = append(out, row{"rows", names, []string{f.Type.Text().In(p.l), "", ""}, p.sampleOf(r, f)})
		}
		return out
	case *syntax.Choice:
		return []row{{kind: "choices", names: spelled(p.names, &d.Name, nil), cells: []string{p.values(d.Values)}}}
	case *syntax.Define:
		require.Nil(p.t, d.Of, "terms are of the person")
		name := spelled(p.names, &d.Name, d.Further)
		w := p.words.Declarations[i].(*syntax.Define)
		t := p.program.Terms[slices.IndexFunc(p.program.Terms, func(t *check.Term) bool { return t.Name == name[0] })]
		return []row{{"terms", name, []string{t.Type.Text().In(p.l), code(p.text(w.Value))}, sample(name[0], t.Type)}}
	case *syntax.Action:
		var out []row
		for _, n := range d.Names {
			names := spelled(p.names, &n.Name, n.Further)
			out = append(out, row{"actions", names, nil, "=> must " + names[0]})
		}
		return out
	}
	require.Fail(p.t, "no table has such a declaration", "%T", p.names.Declarations[i])
	return nil
}

func (p *page) firstLine(d syntax.Declaration) string {
	first, _, _ := strings.Cut(p.text(d), "\n")
	return code(first)
}

func (p *page) record(name string) *check.Record {
	return p.program.Records[slices.IndexFunc(p.program.Records, func(r *check.Record) bool { return r.Name == name })]
}

func fieldOf(r *check.Record, name string) *check.Field {
	return r.Fields[slices.IndexFunc(r.Fields, func(f *check.Field) bool { return f.Name == name })]
}

// field says of a field what its columns are like; words is its text in the language.
func (p *page) field(of *check.Record, spec, words *syntax.FieldSpec) row {
	names, headed := spelled(p.names, &spec.Name, nil), []string(nil)
	kind, blank, missing := code(p.text(&words.Type)), p.say("unknown", "未知"), ""
	for i, o := range spec.Options {
		w := words.Options[i]
		for _, t := range syntax.Texts(o.Also) {
			names = append(names, t.Value())
		}
		for _, t := range syntax.Texts(o.Headed) {
			headed = append(headed, t.Value())
		}
		switch {
		case o.Blank != nil:
			blank = p.text(w.Blank)
		case o.Assumed != nil:
			blank = p.say("assumed ", "推定为") + p.text(w.Assumed)
		case o.Planned != nil:
			kind += p.say(", ", "，") + code(p.text(w))
		case o.Missing:
			missing = p.say("; may have no column", "；可无此栏")
		}
	}
	f, table := fieldOf(of, names[0]), "fields"
	if f.Type.Kind == types.Ref {
		kind = code(f.Type.Record.Name.In(p.l))
	}
	if of != p.program.Subject {
		table = "rows"
	}
	return row{table, names, []string{kind, blank + missing, strings.Join(headed, p.say(", ", "、"))}, p.sampleOf(of, f)}
}

func (p *page) values(list *syntax.Options) string {
	value := func(n *syntax.Naming) string {
		names := spelled(p.names, &n.Name, n.Further)
		return strings.Join(p.twice(p.called(names, false), p.called(names, true)), " ")
	}
	out := value(list.First)
	for _, o := range list.Rest {
		if o.Sign == "<" {
			out += " <"
		} else {
			out += p.say(";", "；")
		}
		out += " " + value(o.Value)
	}
	return out
}

// sampleOf is a condition on a field of a record: of a row of a list some row, of what
// belongs to nobody a check.
func (p *page) sampleOf(of *check.Record, f *check.Field) string {
	condition := sample(f.Name, f.Type)
	switch {
	case of == p.program.Subject:
		return condition
	case of.Relation != nil:
		return "some " + of.Name + " where " + condition
	case of.Owner != nil && p.l == locale.Chinese:
		return "some " + of.Text().ZH + " where " + condition
	case of.Owner != nil:
		return "some " + of.Name + " in " + of.List + " where " + condition
	}
	return "check of " + of.Name + ": " + condition
}

// sample is a condition on a value of a type.
func sample(name string, t types.Type) string {
	switch {
	case t.PerYear:
		return name + " for 2024 is " + t.Choice.Values[len(t.Choice.Values)-1].Name
	case t.Several && t.Kind == types.Date:
		return "highest of " + name + " > 2020-01-01"
	}
	switch t.Kind {
	case types.Bool:
		return name
	case types.Choice:
		return name + " is " + t.Choice.Values[0].Name
	case types.Text:
		return name + " is \"…\""
	case types.Date:
		return name + " <= 2020-12-31"
	case types.Period, types.Span:
		return name + " >= 5y"
	case types.Age:
		return name + " >= 50"
	case types.Ref:
		return name + "'s post is \"…\""
	case types.Rows:
		return "(count of " + name + ") >= 2"
	}
	return name + " >= 2"
}

// years counts the working days of the calendar.
func (p *page) years() string {
	listing, bad := civil.ParseListing(stdlib.Workdays())
	require.Zero(p.t, bad)
	calendar := listing.Calendar()
	var out strings.Builder
	line(&out, []string{p.say("year", "年"), p.say("working days", "工作日"), p.say("notices", "通知")})
	line(&out, []string{"---", "---", "---"})
	first, last := calendar.Span()
	for year := first; year <= last; year++ {
		from, to := civil.Convention{}.YearDays(civil.CalendarYear, year)
		days, unknown := calendar.Count(from-1, to)
		require.Zero(p.t, unknown)
		var notices []string
		for _, url := range strings.Fields(regexp.MustCompile(fmt.Sprintf(`(?m)^%d (.+)$`, year)).FindStringSubmatch(stdlib.Workdays())[1]) {
			notices = append(notices, "<"+url+">")
		}
		line(&out, []string{fmt.Sprint(year), fmt.Sprint(days), strings.Join(notices, " ")})
	}
	return out.String()
}
