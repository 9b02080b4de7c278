package check

import (
	"strings"

	"github.com/govalues/decimal"

	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// tableRows reads the rows that the policy writes.
func (c *checker) tableRows(r *Record, rows []*syntax.TableRow) {
	t := r.Table
	from, until := civil.Min, civil.Max
	var dated []*Dated
	for _, row := range rows {
		if row.Keys == nil {
			from, until = c.rowDates(r, row, civil.Min, civil.Max)
			continue
		}
		start, end := c.rowDates(r, row, from, until)
		if len(row.Keys) != len(t.Keys) || len(row.Values) != len(t.Values) {
			c.errorAt(diag.RowLength, row, len(row.Keys), len(row.Values), len(t.Keys), len(t.Values))
			continue
		}
		out := &TableRow{From: start, Until: end, Span: c.at(row)}
		if row.ID != nil {
			out.ID = c.clauseID(row.ID)
			c.marks[out.ID] = true
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

// rowDates are the dates of a row; where it has none, those of the rows around it.
func (c *checker) rowDates(r *Record, row *syntax.TableRow, from, until civil.Date) (civil.Date, civil.Date) {
	read := func(l *syntax.Literal, date *civil.Date) bool {
		if l == nil {
			return false
		}
		k, ok := c.literal(l, types.Type{}).(*Const)
		if ok = ok && !isInvalid(k); ok {
			*date = k.Value.Date
		}
		return ok
	}
	began, ended := read(row.From, &from), read(row.Until, &until)
	if ended && row.Through {
		until = until.AddDays(1)
	}
	if began && ended && until <= from {
		c.tableForm(row.Until, r, locale.Text{EN: "a row ends after it begins", ZH: "行的终止应晚于起始"})
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
				c.errorAt(diag.NotOption, cell, word, f.Type.Choice.Text(), c.optionHint(syntax.Fold(word), f.Type.Choice))
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
