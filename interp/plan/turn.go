package plan

import "rota/lang/check"

// turned is what is said of the element at a place, said of the record decided: so
// that a condition on everybody is one on columns. It is nil where something else is
// read too, or what no column can hold.
func turned(x check.Expr, place int) check.Expr {
	if x == nil {
		return nil
	}
	t := turning{place: place, ok: true}
	out := t.expr(x)
	if !t.ok {
		return nil
	}
	return out
}

type turning struct {
	place int
	owned bool // the element is a row of a list: of whom it belongs to something may be read too
	ok    bool
}

// row is that of what is read: the element, or what is the same of everybody.
func (t *turning) row(row int, constant bool) int {
	if t.owned && row == 0 && !constant {
		return ownerRow
	}
	t.ok = t.ok && (row == t.place || constant)
	return 0
}

// decided is the row of whom something is decided: no row of a list.
func (t *turning) decided(row int) int {
	t.ok = t.ok && !t.owned
	return t.row(row, false)
}

func (t *turning) list(list []check.Expr) []check.Expr {
	out := make([]check.Expr, len(list))
	for i, x := range list {
		out[i] = t.expr(x)
	}
	return out
}

// with is a copy of a node that is changed.
func with[T any](x *T, change func(*T)) *T {
	c := *x
	change(&c)
	return &c
}

func (t *turning) expr(x check.Expr) check.Expr {
	switch x := x.(type) {
	case nil:
		return nil
	case *check.Const, *check.AsOfDate:
		return x
	case *check.FieldRef:
		return with(x, func(c *check.FieldRef) { c.Row = t.row(x.Row, false) })
	case *check.TermRef:
		return with(x, func(c *check.TermRef) { c.Row = t.row(x.Row, x.Row == 0 && x.Term.Constant()) })
	case *check.Meets:
		return with(x, func(c *check.Meets) { c.Row = t.decided(x.Row) })
	case *check.Decided:
		return with(x, func(c *check.Decided) { c.Row = t.decided(x.Row) })
	case *check.Chosen:
		return with(x, func(c *check.Chosen) { c.Row = t.decided(x.Row) })
	case *check.Element:
		return with(x, func(c *check.Element) { c.Row = t.row(x.Row, false) })
	case *check.EndOf:
		return with(x, func(c *check.EndOf) { c.Of = t.expr(x.Of) })
	case *check.Length:
		return with(x, func(c *check.Length) { c.Of = t.expr(x.Of) })
	case *check.Marked:
		return t.expr(x.X)
	case *check.Not:
		return with(x, func(c *check.Not) { c.X = t.expr(x.X) })
	case *check.And:
		return with(x, func(c *check.And) { c.Parts = t.list(x.Parts) })
	case *check.Or:
		return with(x, func(c *check.Or) { c.Parts = t.list(x.Parts) })
	case *check.Compare:
		return with(x, func(c *check.Compare) { c.L, c.R = t.expr(x.L), t.expr(x.R) })
	case *check.Reach:
		return with(x, func(c *check.Reach) { c.Span, c.Length = t.expr(x.Span), t.expr(x.Length) })
	case *check.OneOf:
		return with(x, func(c *check.OneOf) { c.X, c.Among = t.expr(x.X), t.list(x.Among) })
	case *check.State:
		return with(x, func(c *check.State) { c.X = t.expr(x.X) })
	case *check.Near:
		return with(x, func(c *check.Near) { c.X, c.Length, c.Date = t.expr(x.X), t.expr(x.Length), t.expr(x.Date) })
	case *check.If:
		return with(x, func(c *check.If) { c.Cond, c.Then, c.Else = t.expr(x.Cond), t.expr(x.Then), t.expr(x.Else) })
	case *check.Shift:
		return with(x, func(c *check.Shift) { c.Date, c.Length = t.expr(x.Date), t.expr(x.Length) })
	case *check.SpanOf:
		return with(x, func(c *check.SpanOf) { c.From, c.To = t.expr(x.From), t.expr(x.To) })
	case *check.SpanDays:
		return with(x, func(c *check.SpanDays) { c.Of = t.expr(x.Of) })
	case *check.AgeOf:
		return with(x, func(c *check.AgeOf) { c.Birth = t.expr(x.Birth) })
	case *check.YearOf:
		return with(x, func(c *check.YearOf) { c.Date = t.expr(x.Date) })
	case *check.Whole:
		return with(x, func(c *check.Whole) {
			c.From, c.To, c.Span, c.Rest = t.expr(x.From), t.expr(x.To), t.expr(x.Span), t.expr(x.Rest)
		})
	}
	t.ok = false
	return x
}
