package check

import (
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// tableKeys resolves the keys that a table is read with.
func (c *checker) tableKeys(r *Record, keys []syntax.Expr, n syntax.Located, several bool) (out []Expr, ok bool) {
	if !c.table(r, n) {
		return nil, false
	}
	t := r.Table
	if len(keys) != len(t.Keys) {
		c.errorAt(diag.KeyCount, n, r.Name, len(t.Keys), asRead(r), len(keys))
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
		case !c.ofType(x, f.Type, key):
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

// asRead is how the value of a table is written.
func asRead(r *Record) locale.Text {
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
