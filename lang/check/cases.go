package check

import (
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// cases resolves a value by case.
func (c *checker) cases(n *syntax.Cases) Expr {
	x := &Cases{typed: typed{types.Type{}, c.at(n)}, Kind: n.Kind}
	var values []syntax.Expr
	for _, r := range n.Rows {
		row := &CaseRow{ID: c.clauseID(r.ID), Title: r.Title.Value(), Span: c.at(r)}
		if r.When != nil {
			row.When = c.condition(r.When)
		}
		if row.ID != "" {
			c.marks[row.ID] = true
		}
		x.Rows, values = append(x.Rows, row), append(values, r.Value)
	}
	resolved, t, ok := c.oneType(c.optionType(values), values...)
	if !ok {
		return c.invalid(n)
	}
	for i, row := range x.Rows {
		row.Value = resolved[i]
	}
	if t.Kind == types.Rows || t.Kind == types.Spell {
		c.errorAt(diag.WrongType, n.Rows[0].Value, t.Text(), locale.Text{EN: "one value", ZH: "一个值"}, noHint)
		return c.invalid(n)
	}
	if n.Kind != "FIRST THAT APPLIES" && !ordered(t) {
		c.errorAt(diag.NotOrdered, n, t.Text())
		return c.invalid(n)
	}
	x.t = t
	return x
}

// oneType resolves values of one type: the one wanted, or that of the first which is
// not none.
func (c *checker) oneType(want types.Type, values ...syntax.Expr) (out []Expr, t types.Type, ok bool) {
	out = make([]Expr, len(values))
	resolve := func(nothing bool) {
		for i, n := range values {
			if k, literal := n.(*syntax.Literal); (literal && k.Value == "NONE") != nothing {
				continue
			}
			out[i] = c.anything(n, want)
			switch {
			case nothing:
			case isInvalid(out[i]):
				ok = false
			case want.Kind == types.Invalid:
				want = out[i].Type()
			default:
				ok = c.fits(out[i], want, n) && ok
			}
		}
	}
	ok = true
	resolve(false)
	one, many := -1, -1
	for i, x := range out {
		switch {
		case isInvalid(x): // or none
		case x.Type().Several || x.Type().PerYear:
			many = i
		default:
			one = i
		}
	}
	if one >= 0 && many >= 0 {
		c.single(out[many], values[many])
		ok = false
	}
	if want.Kind == types.Invalid && ok { // nothing but none
		c.errorAt(diag.OnlyNone, values[0])
		return out, want, false
	}
	resolve(true)
	return out, want, ok
}

// optionType is the choice of which all names that stand as values are values,
// where nothing else is so called.
func (c *checker) optionType(values []syntax.Expr) types.Type {
	var of *types.Options
	for _, n := range values {
		name, ok := n.(*syntax.NameExpr)
		if !ok || c.lookup(name.Key, n) != nil {
			continue
		}
		found := c.values[name.Key]
		if len(found) != 1 || of != nil && found[0].choice != of {
			return types.Type{}
		}
		of = found[0].choice
	}
	if of == nil {
		return types.Type{}
	}
	return types.Type{Kind: types.Choice, Choice: of}
}

// ordered says whether the values of a type are more or less.
func ordered(t types.Type) bool {
	switch t.Kind {
	case types.Number, types.Age, types.Year, types.Date, types.Period:
		return true
	case types.Choice:
		return t.Choice.Ordered
	}
	return false
}

// orElse resolves what stands for a value where there is none.
func (c *checker) orElse(n *syntax.Default) Expr {
	x := c.single(c.expression(n.X), n.X)
	if isInvalid(x) {
		return x
	}
	other := c.expect(n.Else, x.Type())
	if isInvalid(other) || !c.fits(other, x.Type(), n.Else) {
		return c.invalid(n)
	}
	return &Default{typed{x.Type(), c.at(n)}, x, other}
}

// extreme resolves later of, earlier of, longer of and shorter of.
func (c *checker) extreme(n *syntax.Extreme) Expr {
	x := &Extreme{typed{aDate, c.at(n)}, n.Kind == "LATER OF" || n.Kind == "LONGER OF", nil}
	lengths := n.Kind == "LONGER OF" || n.Kind == "SHORTER OF"
	if lengths {
		x.t = types.Type{Kind: types.Period}
	}
	for i, p := range n.Parts {
		part := c.expression(p)
		if lengths && i == 0 && part.Type().Kind == types.Span {
			x.t = part.Type()
		}
		if isInvalid(part) || !c.fits(part, x.t, p) {
			return c.invalid(n)
		}
		x.Parts = append(x.Parts, part)
	}
	return x
}

var noHint = locale.Text{}
