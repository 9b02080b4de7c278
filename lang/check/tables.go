package check

import (
	"slices"
	"strings"

	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// A table is a kind of record without a key of its own: rows with cells for its
// keys, its values and its dates, whether the policy writes them or a file.

func (c *checker) declareTable(d *syntax.Table) {
	r := c.newRecord(&Record{Name: c.spelling(&d.Name), Span: c.at(d), Table: &Table{declared: d, file: c.file}})
	if old := c.tables[d.Name.Key]; old != nil {
		c.declared(&d.Name, old.Span)
		c.program.Records = remove(c.program.Records, old)
		for key, other := range c.tables {
			if other == old {
				c.tables[key] = r
			}
		}
	}
	c.tables[d.Name.Key] = r
	for _, t := range syntax.Texts(d.Further) {
		r.Headings = append(r.Headings, t.Value())
		c.tables[syntax.Fold(t.Value())] = r
	}
	r.Kind.Name = r.Text()
	r.From.File = d.File.Value()
}

// tableAt is the table that a declaration made, unless a later one replaced it.
func (c *checker) tableAt(d *syntax.Table) *Record {
	if r := c.tables[d.Name.Key]; r != nil && r.Table.declared == d {
		return r
	}
	return nil
}

// tableColumns declares the columns of a file that hold a table's values.
func (c *checker) tableColumns(d *syntax.Table) {
	r := c.tableAt(d)
	if r == nil {
		return
	}
	for _, line := range d.Lines {
		if line.Field != nil {
			c.declareField(r, line.Field)
		}
	}
}

// tableName reports a name that a field or a term of the same file has too, where the
// later of the two stands.
func (c *checker) tableName(d syntax.Declaration) {
	n, ok := d.(*syntax.Table)
	if !ok || c.tableAt(n) == nil {
		return
	}
	own := c.at(n)
	var other source.Span
	if f := c.subject.fields[n.Name.Key]; f != nil {
		other = f.Span
	} else if t := c.subject.terms[n.Name.Key]; t != nil {
		other = t.Span
	}
	switch {
	case other.File != own.File:
	case other.Start < own.Start:
		c.declared(&n.Name, other)
	default:
		c.declared(syntax.Stretch(other.Start, other.End), own)
	}
}

func (c *checker) resolveTables(d syntax.Declaration) {
	if d, ok := d.(*syntax.Table); ok {
		if r := c.tableAt(d); r != nil {
			c.table(r, d)
		}
	}
}

// table resolves a table before it is first spoken of: its keys may be terms. It
// says whether it could be.
func (c *checker) table(r *Record, n syntax.Located) bool {
	t := r.Table
	switch t.state {
	case done:
		return len(t.Keys) > 0
	case open:
		c.errorAt(diag.Circular, n, r.Name)
		return false
	}
	t.state = open
	file, rows, names, rung := c.file, c.rows, c.names, c.rung
	c.file, c.rows, c.names, c.rung = t.file, nil, nil, nil
	c.resolveTable(r)
	c.file, c.rows, c.names, c.rung = file, rows, names, rung
	t.state = done
	return len(t.Keys) > 0
}

func (c *checker) resolveTable(r *Record) {
	t, d := r.Table, r.Table.declared
	var rows []*syntax.TableRow
	for _, line := range d.Lines {
		if row := line.RowOf(); row != nil {
			rows = append(rows, row)
		}
	}
	first := func(cells func(*syntax.TableRow) []*syntax.TableCell, i int) *syntax.TableCell {
		for _, row := range rows {
			if list := cells(row); i < len(list) && !list[i].Unknown {
				return list[i]
			}
		}
		return nil
	}
	for _, p := range append(d.By[:len(d.By):len(d.By)], d.Options...) {
		switch {
		case p.Key != nil:
			cell := first(func(row *syntax.TableRow) []*syntax.TableCell { return row.Keys }, len(t.Keys))
			t.Keys = append(t.Keys, c.tableKey(r, p.Key, cell))
		case p.NextRow:
			t.NextRow = true
		}
	}
	if slices.Contains(t.Keys, nil) {
		t.Keys = nil // which has been reported
	}
	value := func(name, of string, at *syntax.Word) {
		f := &Field{Name: name, Record: r, Headings: []string{name}, Span: c.at(at)}
		f.Type = c.cellType(of, first(func(row *syntax.TableRow) []*syntax.TableCell { return row.Values }, len(t.Values)))
		t.Values = append(t.Values, f)
	}
	for _, w := range d.Values {
		value(c.spelling(w), w.Key, w)
	}
	if d.Values == nil && slices.ContainsFunc(rows, func(row *syntax.TableRow) bool { return row.Values != nil }) {
		value(r.Name, "", &d.Name)
		t.Values[0].Headings = append(t.Values[0].Headings, r.Headings...)
	}
	for _, line := range d.Lines {
		if line.Field == nil {
			continue
		}
		if f := c.fieldAt(r, line.Field); f != nil {
			c.resolveField(f, line.Field)
			t.Values = append(t.Values, f)
		}
	}
	r.Fields = append(append([]*Field(nil), t.Keys...), t.Values...)
	c.tableDates(r)
	c.unlisted(r)
	switch {
	case len(t.Keys) == 0:
	case d.File == nil && rows == nil:
		c.tableForm(&d.Name, r, locale.Text{EN: "it has neither rows nor a file", ZH: "既没有列出各行，也没有写明文件"})
	case d.File != nil && d.Values != nil:
		c.tableForm(d.Values[0], r, locale.Text{EN: "the columns of a file are written as fields, one a line under it", ZH: "文件中的值列应在下面逐行写成字段"})
	case d.File == nil:
		c.tableRows(r, rows)
	}
}

func (c *checker) tableForm(n syntax.Located, r *Record, why locale.Text) {
	c.errorAt(diag.TableForm, n, r.Name, why)
}

// tableDates gives a table the columns that say when a row holds and, in a file,
// by which clause.
func (c *checker) tableDates(r *Record) {
	field := func(name string, headings ...string) *Field {
		f := &Field{Name: name, Record: r, Headings: append([]string{name}, headings...), Span: r.Span, Type: types.Type{Kind: types.Date}, Written: map[string]types.Constant{}}
		r.Fields = append(r.Fields, f)
		return f
	}
	r.Start = field("from", "in force from", "start", "自", "起", "起始日期", "施行日期", "生效日期")
	r.Start.Blank, r.Start.Default = BlankValue, &types.Constant{Type: r.Start.Type, Date: civil.Min}
	r.End = field("until", "in force until", "至", "止", "终止日期", "失效日期")
	r.End.Blank = BlankOpen
	if r.From.File != "" {
		r.Table.Clause = field("clause", "条款", "条款号", "依据条款")
		r.Table.Clause.Type = types.Type{Kind: types.Text}
		r.Table.Clause.Blank, r.Table.Clause.Nullable = BlankNone, true
	}
}

// tableKey is the field for a key. It is of the type of the field or term that
// bears its name, and headed as that is; a new name is of the type of its first
// cell.
func (c *checker) tableKey(r *Record, w *syntax.Word, cell *syntax.TableCell) *Field {
	f := &Field{Name: c.spelling(w), Record: r, Span: c.at(w), Headings: []string{c.spelling(w)}, Written: map[string]types.Constant{}}
	f.Type = c.cellType("", cell)
	for _, of := range append([]*Record{c.subject}, c.program.Records...) {
		if of.Table != nil {
			continue
		}
		if t := of.terms[w.Key]; t != nil {
			if t.state == open {
				c.errorAt(diag.Circular, w, t.Name)
				return nil
			}
			c.resolveTerm(t)
			f.Name, f.Type, f.Headings = t.Name, t.Type, append(f.Headings, t.Names...)
			break
		}
		if field := of.fields[w.Key]; field != nil {
			f.Name, f.Type, f.Headings, f.Written = field.Name, field.Type, append(f.Headings, field.Headings...), field.Written
			break
		}
	}
	f.Type.Several = false
	switch f.Type.Kind {
	case types.Bool, types.Number, types.Age, types.Year, types.Date, types.Period, types.Choice, types.Text, types.Ref:
		if !f.Type.PerYear {
			return f
		}
	case types.Invalid:
		return nil
	}
	c.tableForm(w, r, locale.Text{EN: "“" + f.Name + "” is " + f.Type.Text().EN + " and cannot be a key", ZH: "“" + f.Name + "”是" + f.Type.Text().ZH + "，不能作键"})
	return nil
}

// cellType is the type of a column: of values, that of the field or choice that
// bears its name, or else that of its first cell.
func (c *checker) cellType(name string, cell *syntax.TableCell) types.Type {
	if choice := c.choices[name]; choice != nil {
		return types.Type{Kind: types.Choice, Choice: choice}
	}
	if f := c.subject.fields[name]; f != nil {
		t := f.Type
		t.Several, t.PerYear = false, false
		return t
	}
	switch {
	case cell == nil:
		return types.Type{Kind: types.Text}
	case cell.Literal != nil:
		t := literalTypes[cell.Literal.Type]
		t.Whole = t.Kind == types.Number && !t.Percent && !strings.Contains(cell.Literal.Value, ".")
		return t
	case cell.Word == "YES" || cell.Word == "NO":
		return boolean
	}
	if options := c.values[syntax.Fold(c.spelling(cell))]; len(options) == 1 {
		return types.Type{Kind: types.Choice, Choice: options[0].choice}
	}
	return types.Type{Kind: types.Text}
}

var literalTypes = map[syntax.TokenType]types.Type{
	syntax.Number: {Kind: types.Number}, syntax.Percent: {Kind: types.Number, Percent: true}, syntax.Age: {Kind: types.Age}, syntax.Year: {Kind: types.Year},
	syntax.Quantity: {Kind: types.Period}, syntax.Date: {Kind: types.Date}, syntax.MonthDay: {Kind: types.Date}, syntax.String: {Kind: types.Text},
}

// unlisted notes what a key means that is not listed.
func (c *checker) unlisted(r *Record) {
	t := r.Table
	said := false
	for _, p := range append(t.declared.By[:len(t.declared.By):len(t.declared.By)], t.declared.Options...) {
		if p.Unlisted == "" && p.Value == nil {
			continue
		}
		switch {
		case said:
			c.errorAt(diag.DeclaredTwice, p, c.spelling(p))
		case len(t.Values) == 0:
			c.tableForm(p, r, locale.Text{EN: "it has no values; a key that is not listed is not in it", ZH: "没有值列；未列的键即不在表中"})
		case p.Unlisted == "NOT LISTED ERROR":
			t.Unlisted = UnlistedError
		case p.Value != nil:
			x, ok := c.expect(syntax.Unwrap(p.Value), t.Values[0].Type).(*Const)
			switch {
			case !ok:
				c.errorAt(diag.NotConstant, p.Value)
			case x.Value.None:
				t.Unlisted = UnlistedNone
			case len(t.Values) > 1:
				c.tableForm(p, r, locale.Text{EN: "one value cannot stand for several columns", ZH: "一个值不能代表多列"})
			case c.fits(x, t.Values[0].Type, p.Value):
				t.Unlisted, t.Default = UnlistedValue, &x.Value
			}
		}
		said = true
	}
}
