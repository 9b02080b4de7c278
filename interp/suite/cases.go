package suite

import (
	"fmt"
	"slices"
	"strings"

	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Drawn is a test that is a row of a table: its cells are read as those of a roster.
type Drawn struct {
	*check.Test
	At    source.Cell
	cells map[*check.Field]roster.Raw
	epoch bool // as of the sheet
}

// caseColumns are the columns that are no fields, with their headings, folded.
var caseColumns = map[string][]string{
	"TITLE":    {"case", "test", "title", "用例", "测试", "标题"},
	"AS OF":    {"as of", "截至", "截止日"},
	"EXPECT":   {"expect", "expected", "outcome", "期望", "结论"},
	"BY":       {"by", "by clause", "clause", "clauses", "条款", "依据", "依据条款"},
	"MISSING":  {"missing", "缺少", "缺失信息"},
	"DEADLINE": {"deadline", "办理期限"},
	"UNTIL":    {"until", "deferred until", "暂缓至", "直至"},
	"BLANK":    {"others blank", "其余空白"},
}

// caseSheet is a sheet of cases whose columns are known.
type caseSheet struct {
	roster.Sheet
	program *check.Program
	columns map[string]int
	fields  map[int]*check.Field
	outputs map[int]*check.Output
}

// Draw reads the cases of a table, one a row. A column is a field, an output that is
// expected, or says the title, the date, what is expected, by which clauses, what is
// missing, the deadline, and whether the others are blank. Names are those of the
// policy's vocabulary; at is where the policy names the table.
func Draw(p *check.Program, names *syntax.Vocabulary, sheets []roster.Sheet, at source.Span) (drawn []Drawn, found diag.List) {
	for _, s := range sheets {
		if len(s.Rows) == 0 {
			continue
		}
		c := caseSheet{s, p, map[string]int{}, map[int]*check.Field{}, map[int]*check.Output{}}
		body := c.headings(&found)
		_, expects := c.columns["EXPECT"]
		_, missing := c.columns["MISSING"]
		if !expects && !missing && len(c.outputs) == 0 {
			found.Add(diag.CaseWithoutExpect, source.Cell{File: s.File, Sheet: s.Name})
			continue
		}
		for _, row := range body {
			if d, ok := c.draw(row, names, at, &found); ok {
				drawn = append(drawn, d)
			}
		}
	}
	return drawn, found
}

// headings finds what each column is, and the rows below.
func (c *caseSheet) headings(found *diag.List) (body []roster.Row) {
	known := func(heading string) bool {
		_, field, output := c.column(heading)
		return field != nil || output != nil || c.word(heading) != ""
	}
	headings, body, _, ok := roster.FindHeader(c.Sheet, known)
	if !ok {
		return nil
	}
	for i, heading := range headings {
		word, field, output := c.column(heading)
		switch {
		case heading == "":
		case word != "":
			c.columns[word] = i
		case field != nil:
			c.fields[i] = field
		case output != nil:
			c.outputs[i] = output
		default:
			found.Add(diag.CaseColumn, source.Cell{File: c.File, Sheet: c.Name, Row: 1, Column: i + 1}, heading, diag.DidYouMean(syntax.Fold(heading), c.known()))
		}
	}
	return body
}

func (c *caseSheet) word(heading string) string {
	for word, names := range caseColumns {
		if slices.Contains(names, syntax.Fold(heading)) {
			return word
		}
	}
	return ""
}

// column is what a heading names: a field of the policy comes before a word, since
// offices have columns of every name.
func (c *caseSheet) column(heading string) (word string, field *check.Field, output *check.Output) {
	same := func(name string) bool { return syntax.Fold(name) == syntax.Fold(heading) }
	for _, f := range c.program.Subject.Fields {
		if f.Used && slices.ContainsFunc(f.Headings, same) {
			return "", f, nil
		}
	}
	for _, o := range c.program.Outputs {
		if slices.ContainsFunc(o.Names, same) {
			return "", nil, o
		}
	}
	if word = c.word(heading); word != "" {
		return word, nil, nil
	}
	for _, f := range c.program.Subject.Fields {
		if slices.ContainsFunc(f.Headings, same) {
			return "", f, nil
		}
	}
	return "", nil, nil
}

func (c *caseSheet) known() (names []string) {
	for _, f := range c.program.Subject.Fields {
		names = append(names, f.Headings...)
	}
	for _, o := range c.program.Outputs {
		names = append(names, o.Names...)
	}
	for _, words := range caseColumns {
		names = append(names, words...)
	}
	slices.Sort(names)
	return names
}

// draw makes a test of a row. What it expects is read as the words of a test.
func (c *caseSheet) draw(row roster.Row, names *syntax.Vocabulary, at source.Span, found *diag.List) (Drawn, bool) {
	text := func(word string) string {
		if i, ok := c.columns[word]; ok && i < len(row.Cells) {
			return strings.TrimSpace(row.Cells[i].Text)
		}
		return ""
	}
	place := source.Cell{File: c.File, Sheet: c.Name, Row: row.Number}
	d := Drawn{At: place, cells: map[*check.Field]roster.Raw{}, epoch: c.Date1904}
	for i, f := range c.fields {
		if i < len(row.Cells) && row.Cells[i].Kind != roster.Blank {
			d.cells[f] = row.Cells[i]
		}
	}
	expect := c.expectation(row, text)
	if expect == "" {
		return d, false // a row without an expectation is a remark
	}
	file := source.New(place.String(), "test \"\"\n"+asOfLine(text("AS OF"))+"  expect "+expect+"\n")
	wrong := diag.List{}
	tree := syntax.Parse(file, names, &wrong)
	if tests := c.program.TestsOf(tree, &wrong); len(tests) == 1 && !wrong.HasErrors() {
		d.Test = tests[0]
	}
	for _, w := range wrong {
		column := c.columns["EXPECT"]
		if i, ok := c.columns["AS OF"]; ok && strings.Contains(w.At.(source.Span).Text(), text("AS OF")) && text("AS OF") != "" {
			column = i
		}
		w.At = source.Cell{File: c.File, Sheet: c.Name, Row: row.Number, Column: column + 1}
		w.Fix, w.Notes = "", nil
		*found = append(*found, w)
	}
	if d.Test == nil {
		return d, false
	}
	d.Title, d.Span = text("TITLE"), at
	if d.Title == "" {
		d.Title = place.String()
	}
	d.Given = []*check.Example{{Kind: c.program.Subject, OthersBlank: yes[syntax.Fold(text("BLANK"))], Span: at}}
	return d, true
}

var yes = map[string]bool{"yes": true, "y": true, "1": true, "true": true, "是": true, "√": true}

func asOfLine(date string) string {
	if date == "" {
		return ""
	}
	return "  given as of " + date + "\n"
}

// expectation is what a row expects, as a test would say it.
func (c *caseSheet) expectation(row roster.Row, text func(string) string) string {
	expect := text("EXPECT")
	if missing := text("MISSING"); missing != "" {
		if expect == "" {
			expect = "undetermined"
		}
		expect += ": " + strings.NewReplacer(",", "、", "，", "、", ";", "、", "；", "、").Replace(missing)
	}
	if by := text("BY"); by != "" && expect != "" {
		expect += " by " + strings.NewReplacer(";", "、", "；", "、").Replace(by)
	}
	var parts []string
	if expect != "" {
		parts = append(parts, expect)
	}
	for _, word := range []string{"DEADLINE", "UNTIL"} {
		if date := text(word); date != "" {
			parts = append(parts, strings.ToLower(word)+" "+date)
		}
	}
	columns := make([]int, 0, len(c.outputs))
	for i := range c.outputs {
		columns = append(columns, i)
	}
	slices.Sort(columns)
	for _, i := range columns {
		if i < len(row.Cells) && row.Cells[i].Kind != roster.Blank {
			parts = append(parts, fmt.Sprintf("'%s' is %s", c.outputs[i].Name, valueText(row.Cells[i].Text, c.outputs[i].Type)))
		}
	}
	return strings.Join(parts, "; ")
}

// valueText is the value of an output as a test writes it.
func valueText(cell string, t types.Type) string {
	cell = strings.TrimSpace(cell)
	if t.Kind == types.Text && !strings.HasPrefix(cell, "\"") && !strings.HasPrefix(cell, "“") {
		return "\"" + strings.ReplaceAll(cell, "\"", "”") + "\""
	}
	return cell
}

// RunDrawn runs tests that are rows of a table, as Run.
func RunDrawn(p *check.Program, drawn []Drawn, asOf civil.Date, tables map[string][]roster.Sheet) []Case {
	cases := make([]Case, len(drawn))
	for i, d := range drawn {
		cases[i] = run(p, d, asOf, tables)
		cases[i].At = d.At
	}
	return cases
}
