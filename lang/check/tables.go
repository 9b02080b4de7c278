package check

import (
	"cmp"
	"strings"

	"github.com/govalues/decimal"

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

// tableColumns declares the columns of a file that hold a table's values, and
// reports a name that something else has too.
func (c *checker) tableColumns(d *syntax.Table) {
	r := c.tableAt(d)
	if r == nil {
		return
	}
	if f := c.subject.fields[d.Name.Key]; f != nil && f.Span.File == r.Span.File {
		c.declared(&d.Name, f.Span)
	}
	if t := c.subject.terms[d.Name.Key]; t != nil && t.Span.File == r.Span.File {
		c.declared(&d.Name, t.Span)
	}
	for _, line := range d.Lines {
		if line.Field != nil {
			c.declareField(r, line.Field)
		}
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
	dates := false
	for _, line := range d.Lines {
		if row := line.RowOf(); row != nil {
			rows = append(rows, row)
			dates = dates || row.From != nil || row.Until != nil
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
			if f := c.tableKey(r, p.Key, cell); f != nil {
				t.Keys = append(t.Keys, f)
			}
		case p.NextRow:
			t.NextRow = true
		}
	}
	value := func(name string, at *syntax.Word) {
		f := &Field{Name: name, Record: r, Headings: []string{name}, Span: c.at(at)}
		f.Type = c.cellType(at.Key, first(func(row *syntax.TableRow) []*syntax.TableCell { return row.Values }, len(t.Values)))
		t.Values = append(t.Values, f)
	}
	for _, w := range d.Values {
		value(c.spelling(w), w)
	}
	if d.Values == nil && first(func(row *syntax.TableRow) []*syntax.TableCell { return row.Values }, 0) != nil {
		value(r.Name, &d.Name)
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
			f.Type, f.Headings = t.Type, append(f.Headings, t.Names...)
			break
		}
		if field := of.fields[w.Key]; field != nil {
			f.Type, f.Headings, f.Written = field.Type, append(f.Headings, field.Headings...), field.Written
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

// tableRows reads the rows that the policy writes.
func (c *checker) tableRows(r *Record, rows []*syntax.TableRow) {
	t := r.Table
	from, until := civil.Min, civil.Max
	var dated []*Dated
	for _, row := range rows {
		start, end := c.rowDates(row)
		if row.Keys == nil {
			from, until = cmp.Or(start, civil.Min), cmp.Or(end, civil.Max)
			continue
		}
		if len(row.Keys) != len(t.Keys) || len(row.Values) != len(t.Values) {
			c.errorAt(diag.RowLength, row, len(row.Keys), len(row.Values), len(t.Keys), len(t.Values))
			continue
		}
		out := &TableRow{From: cmp.Or(start, from), Until: cmp.Or(end, until), Span: c.at(row)}
		if row.ID != nil {
			out.ID = row.ID.Text
		}
		var key []string
		good := true
		for i, cell := range append(row.Keys[:len(row.Keys):len(row.Keys)], row.Values...) {
			k, ok := c.tableCell(r.Fields[i], cell)
			if i < len(t.Keys) {
				if k.Blank || k.Value.None {
					c.tableForm(cell, r, locale.Text{EN: "a key is always a value", ZH: "键必须是具体的值"})
					ok = false
				}
				key = append(key, keyText(k.Value))
			}
			r.Fields[i].Nullable = r.Fields[i].Nullable || k.Value.None
			good = good && ok
			out.Cells = append(out.Cells, k)
		}
		if !good {
			continue
		}
		t.Rows = append(t.Rows, out)
		dated = append(dated, &Dated{strings.Join(key, "\x00"), out.From, out.Until})
	}
	for _, pair := range t.End(dated) {
		one, other := t.Rows[pair[0]], t.Rows[pair[1]]
		d := c.found.Add(diag.RowsOverlap, other.Span, r.Name, c.overlapHint(t, one, other))
		d.Notes = append(d.Notes, diag.Related{At: one.Span, Text: locale.Text{EN: "the other row is here", ZH: "另一行在此"}})
	}
	for i, row := range t.Rows {
		row.Until = dated[i].Until
	}
}

// overlapHint is the likeliest mend of two rows of one key.
func (c *checker) overlapHint(t *Table, one, other *TableRow) locale.Text {
	if !t.NextRow && one.From != other.From {
		return locale.Text{EN: "; if a row holds until the next one begins, write “until next row” after the keys", ZH: "；如果每行管到下一行开始为止，请在键后写“至下一行”"}
	}
	return locale.Text{}
}

// rowDates are the dates of a row; 0 where it has none.
func (c *checker) rowDates(row *syntax.TableRow) (from, until civil.Date) {
	date := func(l *syntax.Literal) civil.Date {
		if l == nil {
			return 0
		}
		k, ok := c.literal(l, types.Type{}).(*Const)
		if !ok {
			return 0
		}
		return k.Value.Date
	}
	from, until = date(row.From), date(row.Until)
	if from != 0 && until != 0 && until <= from {
		c.errorAt(diag.VersionOrder, row.Until)
	}
	return from, until
}

// tableCell reads a cell by the type of its column.
func (c *checker) tableCell(f *Field, cell *syntax.TableCell) (k TableCell, ok bool) {
	k.Span = c.at(cell)
	k.Value.Type = f.Type
	word := c.spelling(cell)
	switch {
	case cell.Unknown:
		k.Blank = true
		return k, true
	case f.Type.Kind == types.Invalid:
		return k, false
	case f.Type.Choice != nil && (cell.Literal == nil || cell.Literal.Type != syntax.String):
		if k.Value.Option, ok = f.Type.Choice.Find(syntax.Fold(word)); ok || cell.Word != "NONE" {
			if !ok {
				c.errorAt(diag.NotOption, cell, word, f.Type.Choice.Name, c.optionHint(syntax.Fold(word), f.Type.Choice))
			}
			return k, ok
		}
	}
	switch {
	case cell.Word == "NONE":
		k.Value.None = true
		return k, true
	case (f.Type.Kind == types.Text || f.Type.Kind == types.Ref) && (cell.Literal == nil || cell.Literal.Type != syntax.String):
		k.Value.Text = word
		return k, true
	case f.Type.Kind == types.Ref:
		k.Value.Text = cell.Literal.Value[1 : len(cell.Literal.Value)-1]
		return k, true
	case cell.Literal != nil:
		x, isConst := c.literal(cell.Literal, f.Type).(*Const)
		if !isConst || isInvalid(x) || !c.fits(x, f.Type, cell) {
			return k, false
		}
		k.Value = x.Value
		return k, true
	case f.Type.Kind == types.Bool && (cell.Word == "YES" || cell.Word == "NO"):
		k.Value.Bool = cell.Word == "YES"
		return k, true
	case f.Type.Kind == types.Date && cell.Word == "OPEN":
		k.Value.Open, k.Value.Date = true, civil.Max
		return k, true
	case f.Type.Kind == types.Number:
		if n, err := decimal.Parse(word); err == nil {
			k.Value.Number = n
			return k, true
		}
	}
	c.errorAt(diag.WrongType, cell, types.Type{Kind: types.Text}.Text(), f.Type.Text(), locale.Text{})
	return k, false
}

// tableKeys resolves the keys that a table is read with.
func (c *checker) tableKeys(r *Record, keys []syntax.Expr, n syntax.Located, several bool) (out []Expr, ok bool) {
	if !c.table(r, n) {
		return nil, false
	}
	t := r.Table
	if len(keys) != len(t.Keys) {
		c.errorAt(diag.KeyCount, n, r.Name, len(t.Keys), tableForm(r), len(keys))
		return nil, false
	}
	ok = true
	for i, key := range keys {
		f := t.Keys[i]
		x := c.expect(key, f.Type)
		switch {
		case isInvalid(x):
			ok = false
		case x.Type().Kind == types.Ref && f.Type.Kind == types.Text:
			x = keyOf(x)
		case numeric(x.Type().Kind) && numeric(f.Type.Kind):
		case !c.fits(x, f.Type, key):
			ok = false
		}
		if ok && (x.Type().PerYear || x.Type().Several && !several) {
			c.errorAt(diag.SeveralKeys, key, c.spelling(key), r.Name)
			ok = false
		}
		out = append(out, x)
	}
	return out, ok
}

func numeric(k types.Kind) bool { return k == types.Number || k == types.Age || k == types.Year }

// tableForm is how the value of a table is written.
func tableForm(r *Record) locale.Text {
	var en, zh []string
	for _, f := range r.Table.Keys {
		en, zh = append(en, f.Text().EN), append(zh, f.Text().ZH)
	}
	name := r.Text()
	text := locale.Text{EN: strings.Join(en, ", "), ZH: strings.Join(zh, "，")}
	if len(en) > 1 {
		text = locale.Text{EN: "(" + text.EN + ")", ZH: "（" + text.ZH + "）"}
	}
	return locale.Text{EN: name.EN + " for " + text.EN, ZH: name.ZH + "对应" + text.ZH}
}

// tableValue resolves limit for (station class, grade); column names one of
// several values, and is nil where none is named.
func (c *checker) tableValue(n *syntax.TableValue, column *syntax.Word, at source.Span) Expr {
	r := c.tables[n.Table.Key]
	if r == nil { // which could not be read
		c.missing(diag.UnknownName, &n.Table, n.Table.Key, c.didYouMean(n.Table.Key, namesOf(c.tables)))
		return c.invalid(n)
	}
	keys, ok := c.tableKeys(r, n.Keys, n, false)
	if !ok {
		return c.invalid(n)
	}
	t := r.Table
	var value *Field
	for _, f := range t.Values {
		switch {
		case column == nil:
			value = f
		case syntax.Fold(f.Name) == column.Key:
			value = f
		}
		for _, h := range f.Headings {
			if column != nil && syntax.Fold(h) == column.Key {
				value = f
			}
		}
	}
	switch {
	case len(t.Values) == 0:
		c.errorAt(diag.NoTableValue, n, r.Name)
		return c.invalid(n)
	case column != nil && value == nil:
		c.missing(diag.UnknownName, column, column.Key, c.didYouMean(column.Key, columnNames(r)))
		return c.invalid(n)
	case column == nil && len(t.Values) > 1:
		c.errorAt(diag.WhichColumn, n, r.Name, columnNames(r)())
		return c.invalid(n)
	}
	return &TableValue{typed{value.Type, at}, r, keys, value}
}

func columnNames(r *Record) func() []string {
	return func() (names []string) {
		for _, f := range r.Table.Values {
			names = append(names, f.Name)
		}
		return names
	}
}

// column resolves (limit for k)'s notice, also as of a date; ok is false for
// what is no value of a table.
func (c *checker) column(n *syntax.Member) (x Expr, ok bool) {
	switch of := n.Of.(type) {
	case *syntax.TableValue:
		return c.tableValue(of, &n.Name, c.at(n)), true
	case *syntax.AsOf:
		if value, ok := of.X.(*syntax.TableValue); ok {
			x, date := c.tableValue(value, &n.Name, c.at(n)), c.value(of.Date, types.Date)
			if isInvalid(x) || isInvalid(date) {
				return c.invalid(n), true
			}
			return &AsOf{typed{x.Type(), c.at(n)}, x, date}, true
		}
	}
	return nil, false
}

// listed resolves (unit class, post) in rotation posts; nil where what follows in
// is no table.
func (c *checker) listed(n *syntax.OneOf) Expr {
	if len(n.Among) != 1 {
		return nil
	}
	table := n.Among[0]
	asOf, dated := table.(*syntax.AsOf)
	if dated {
		table = asOf.X
	}
	name, ok := table.(*syntax.NameExpr)
	if !ok || c.tables[name.Key] == nil {
		return nil
	}
	r := c.tables[name.Key]
	keys, ok := c.tableKeys(r, keysOf(n.X), n, true)
	if !ok {
		return c.invalid(n)
	}
	x := &Listed{typed{boolean, c.at(n)}, r, keys, n.Negated}
	if !dated {
		return x
	}
	date := c.value(asOf.Date, types.Date)
	if isInvalid(date) {
		return c.invalid(n)
	}
	return &AsOf{typed{boolean, c.at(n)}, x, date}
}

// keysOf takes (a, b) apart, which is written like two conditions.
func keysOf(x syntax.Expr) []syntax.Expr {
	if all, ok := x.(*syntax.All); ok {
		return all.Parts
	}
	return []syntax.Expr{x}
}
