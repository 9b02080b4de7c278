package plan

import "rota/lang/check"

// turned is what is said of the element at a place, said of the record decided: so
// that a condition on everybody is one on columns. It is nil where something else is
// read too, or what no column can hold.
func turned(x check.Expr, place int) check.Expr {
	if x == nil {
		return nil
	}
	t := turning{place, true}
	out := t.expr(x)
	if !t.ok {
		return nil
	}
	return out
}

type turning struct {
	place int
	ok    bool
}

// row is that of what is read: the element, or what is the same of everybody.
func (t *turning) row(row int, constant bool) int {
	t.ok = t.ok && (row == t.place || constant)
	return 0
}

func (t *turning) list(list []check.Expr) []check.Expr {
	out := make([]check.Expr, len(list))
	for i, x := range list {
		out[i] = t.expr(x)
	}
	return out
}

func (t *turning) expr(x check.Expr) check.Expr {
	switch x := x.(type) {
	case nil:
		return nil
	case *check.Const, *check.AsOfDate:
		return x
	case *check.FieldRef:
		c := *x
		c.Row = t.row(x.Row, false)
		return &c
	case *check.TermRef:
		c := *x
		c.Row = t.row(x.Row, x.Row == 0 && x.Term.Constant())
		return &c
	case *check.Meets:
		c := *x
		c.Row = t.row(x.Row, false)
		return &c
	case *check.Decided:
		c := *x
		c.Row = t.row(x.Row, false)
		return &c
	case *check.Chosen:
		c := *x
		c.Row = t.row(x.Row, false)
		return &c
	case *check.Element:
		c := *x
		c.Row = t.row(x.Row, false)
		return &c
	case *check.Not:
		c := *x
		c.X = t.expr(x.X)
		return &c
	case *check.Marked:
		return t.expr(x.X)
	case *check.And:
		c := *x
		c.Parts = t.list(x.Parts)
		return &c
	case *check.Or:
		c := *x
		c.Parts = t.list(x.Parts)
		return &c
	case *check.Compare:
		c := *x
		c.L, c.R = t.expr(x.L), t.expr(x.R)
		return &c
	case *check.Reach:
		c := *x
		c.Span, c.Length = t.expr(x.Span), t.expr(x.Length)
		return &c
	case *check.OneOf:
		c := *x
		c.X, c.Among = t.expr(x.X), t.list(x.Among)
		return &c
	case *check.State:
		c := *x
		c.X = t.expr(x.X)
		return &c
	case *check.Near:
		c := *x
		c.X, c.Length, c.Date = t.expr(x.X), t.expr(x.Length), t.expr(x.Date)
		return &c
	case *check.If:
		c := *x
		c.Cond, c.Then, c.Else = t.expr(x.Cond), t.expr(x.Then), t.expr(x.Else)
		return &c
	case *check.Shift:
		c := *x
		c.Date, c.Length = t.expr(x.Date), t.expr(x.Length)
		return &c
	case *check.SpanOf:
		c := *x
		c.From, c.To = t.expr(x.From), t.expr(x.To)
		return &c
	case *check.SpanDays:
		c := *x
		c.Of = t.expr(x.Of)
		return &c
	case *check.AgeOf:
		c := *x
		c.Birth = t.expr(x.Birth)
		return &c
	case *check.YearOf:
		c := *x
		c.Date = t.expr(x.Date)
		return &c
	case *check.Whole:
		c := *x
		c.From, c.To, c.Span, c.Rest = t.expr(x.From), t.expr(x.To), t.expr(x.Span), t.expr(x.Rest)
		return &c
	}
	t.ok = false
	return x
}
