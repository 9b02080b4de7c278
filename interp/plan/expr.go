package plan

import (
	"rota/lang/check"
	"rota/lang/types"
)

// expr is a condition of the policy as a condition on columns; what cannot be
// one may be anything.
func (p *Plan) expr(x check.Expr) node {
	switch x := x.(type) {
	case nil:
		return always
	case *check.Const:
		if x.Value.Bool && !x.Value.None {
			return always
		}
		return never
	case *check.FieldRef:
		if c := p.own(x); c != nil && c.yes != nil {
			return p.add(condition{kind: isYes, column: int32(c.index)})
		}
	case *check.TermRef:
		if value := p.term(x); value != nil {
			return p.expr(value)
		}
	case *check.Not:
		return p.not(p.expr(x.X))
	case *check.And:
		return p.and(p.exprs(x.Parts)...)
	case *check.Or:
		return p.or(p.exprs(x.Parts)...)
	case *check.Marked:
		return p.expr(x.X)
	case *check.If:
		is := p.expr(x.Cond)
		return p.or(p.and(is, p.expr(x.Then)), p.and(p.not(is), p.expr(x.Else)))
	case *check.Compare:
		return p.compare(x.Op, x.L, x.R)
	case *check.Reach:
		return p.reach(x)
	case *check.OneOf:
		return p.among(x)
	case *check.State:
		return p.state(x)
	case *check.Near:
		return p.near(x)
	case *check.Meets:
		if x.Row != 0 {
			return anything
		}
		var any []node
		for _, r := range x.Rules {
			any = append(any, p.holds(r))
		}
		return p.or(any...)
	case *check.Decided:
		if x.Row == 0 {
			return p.decided(x)
		}
	case *check.Chosen:
		return p.chosen(x)
	case *check.Of:
		return p.ofPicked(x, x.X)
	case *check.Quantify:
		return p.quantified(x)
	}
	return anything
}

func (p *Plan) exprs(list []check.Expr) []node {
	out := make([]node, len(list))
	for i, x := range list {
		out[i] = p.expr(x)
	}
	return out
}

// own is the column of a field of the record decided on; nil for another's.
func (p *Plan) own(x *check.FieldRef) *column {
	if x.Row != 0 {
		return nil
	}
	return p.column(x.Field)
}

// term is what a term of the record decided on stands for, as of the date; nil
// where that is not one expression.
func (p *Plan) term(x *check.TermRef) check.Expr {
	t := x.Term
	if x.Row != 0 || t.Record != p.subject && !(p.owner != nil && t.Constant()) {
		return nil
	}
	if p.owner != nil && t.Record == p.subject {
		return p.termOfRow(t)
	}
	if t.Value != nil {
		return t.Value
	}
	var value check.Expr
	for _, v := range t.Versions {
		from, ok := p.curve(v.From)
		if !ok || from.column != nil {
			return nil
		}
		if int64(p.asOf) >= from.at(0) {
			value = v.Value
		}
	}
	return value
}

// cell is the column that an expression stands for; nil where it is more.
func (p *Plan) cell(x check.Expr) *column {
	switch x := x.(type) {
	case *check.FieldRef:
		return p.own(x)
	case *check.TermRef:
		if value := p.term(x); value != nil {
			return p.cell(value)
		}
	case *check.EndOf:
		return p.spell(x.Of, sides[x.Kind])
	case *check.Pick, *check.RunAt:
		return p.spell(x, firstDay)
	}
	return nil
}

func (p *Plan) compare(op string, l, r check.Expr) node {
	if byCase, ok := p.value(l).(*check.If); ok {
		return p.split(byCase, func(x check.Expr) node { return p.compare(op, x, r) })
	}
	if byCase, ok := p.value(r).(*check.If); ok {
		return p.split(byCase, func(x check.Expr) node { return p.compare(op, l, x) })
	}
	if of, ok := p.value(l).(*check.Of); ok {
		return p.ofPicked(of, &check.Compare{Op: op, L: of.X, R: r})
	}
	if of, ok := p.value(r).(*check.Of); ok {
		return p.ofPicked(of, &check.Compare{Op: op, L: l, R: of.X})
	}
	if n, ok := p.alike(op, l, r); ok {
		return n
	}
	if figure, ok := p.ofEverybody(l); ok {
		return p.figured(op, figure, r)
	}
	if figure, ok := p.ofEverybody(r); ok {
		return p.figured(check.Turned(op), figure, l)
	}
	switch l.Type().Kind {
	case types.Choice, types.Text:
		if code, ok := p.code(r); ok {
			return p.coded(op, p.cell(l), code)
		}
		if code, ok := p.code(l); ok {
			return p.coded(check.Turned(op), p.cell(r), code)
		}
	case types.Number, types.Age, types.Year, types.Date:
		a, known := p.curve(l)
		b, also := p.curve(r)
		if known && also {
			return p.compared(op, a, b)
		}
	}
	return anything
}

// value is a value behind the terms that it is called by.
func (p *Plan) value(x check.Expr) check.Expr {
	for {
		ref, ok := x.(*check.TermRef)
		if !ok {
			return x
		}
		if x = p.term(ref); x == nil {
			return ref
		}
	}
}

// split is a condition on a value by case.
func (p *Plan) split(x *check.If, of func(check.Expr) node) node {
	is := p.expr(x.Cond)
	return p.or(p.and(is, of(x.Then)), p.and(p.not(is), of(x.Else)))
}

// code is that of a stated choice or text.
func (p *Plan) code(x check.Expr) (int32, bool) {
	k, ok := p.value(x).(*check.Const)
	if !ok || k.Value.None {
		return 0, false
	}
	switch k.Value.Type.Kind {
	case types.Choice:
		return int32(k.Value.Option), true
	case types.Text:
		return p.texts.Code(k.Value.Text), true
	}
	return 0, false
}

func (p *Plan) coded(op string, c *column, code int32) node {
	switch {
	case c == nil || c.codes == nil || c.field.Type.Several:
		return anything
	case op == "=":
		return p.oneOf(c, []int32{code}, false)
	case op == "!=":
		return p.oneOf(c, []int32{code}, true)
	case c.field.Type.Choice == nil:
		return anything
	}
	var among []int32
	for i := range c.field.Type.Choice.Values {
		if holdsOf(op, int64(i), int64(code)) {
			among = append(among, int32(i))
		}
	}
	return p.oneOf(c, among, false)
}

// among asks whether a value is one of others.
func (p *Plan) among(x *check.OneOf) node {
	if of, ok := p.value(x.X).(*check.Of); ok {
		return p.ofPicked(of, with(x, func(c *check.OneOf) { c.X = of.X }))
	}
	c := p.cell(x.X)
	if c == nil {
		return anything
	}
	if c.codes != nil {
		codes := make([]int32, len(x.Among))
		for i, a := range x.Among {
			code, ok := p.code(a)
			if !ok {
				return anything
			}
			codes[i] = code
		}
		return p.oneOf(c, codes, x.Negated)
	}
	if c.yes != nil {
		return anything
	}
	var some, all []node
	for _, a := range x.Among {
		some = append(some, p.compare("=", x.X, a))
		all = append(all, p.compare("!=", x.X, a))
	}
	if x.Negated {
		return p.and(all...)
	}
	return p.or(some...)
}

func (p *Plan) state(x *check.State) node {
	c := p.cell(x.X)
	if c == nil {
		return anything
	}
	none := condition{kind: isNone, column: int32(c.index)}
	switch x.Kind {
	case "IS NONE":
		return p.add(none)
	case "IS NOT NONE":
		return p.not(p.add(none))
	}
	known := p.add(condition{kind: isKnown, column: int32(c.index)})
	if x.Kind == "IS KNOWN" {
		return known
	}
	return p.not(known)
}

// reach relates a span with a length of time: see the plain evaluator's.
func (p *Plan) reach(x *check.Reach) node {
	if byCase, ok := p.value(x.Length).(*check.If); ok {
		return p.split(byCase, func(length check.Expr) node {
			one := *x
			one.Length = length
			return p.reach(&one)
		})
	}
	from, to := p.ends(x.Span)
	if from == nil {
		return p.lasting(x.Op, x.Span, x.Length)
	}
	if byCase, ok := p.value(from).(*check.If); ok {
		return p.split(byCase, func(from check.Expr) node {
			one := *x
			one.Span = &check.SpanOf{From: from, To: to}
			return p.reach(&one)
		})
	}
	due, known := p.shift(from, x.Length, false)
	end, also := p.curve(to)
	if !known || !also {
		return anything
	}
	return p.compared(x.Op, end, due)
}

// near says whether a date lies within a length of time before another, or after
// it.
func (p *Plan) near(x *check.Near) node {
	event, known := p.curve(x.X)
	date, also := p.curve(x.Date)
	base := x.X
	if x.After {
		base = x.Date
	}
	due, shifted := p.shift(base, x.Length, false)
	switch {
	case !known || !also || !shifted:
		return anything
	case x.After:
		return p.and(p.compared(">=", event, date), p.compared("<=", event, due))
	}
	return p.and(p.compared("<=", event, date), p.compared(">=", due, date))
}

// today is whether a window of time has begun and is not over.
func (p *Plan) during(w check.Window) node {
	return p.and(p.since(w.From), p.before(w.Until))
}

// since is whether the as-of date is a date or later; before, whether it is
// earlier. What is not written is so.
func (p *Plan) since(x check.Expr) node  { return p.dated(">=", x) }
func (p *Plan) before(x check.Expr) node { return p.dated("<", x) }

func (p *Plan) dated(op string, x check.Expr) node {
	if x == nil {
		return always
	}
	date, ok := p.curve(x)
	if !ok {
		return anything
	}
	return p.compared(op, constant(int64(p.asOf)), date)
}

// window is whether an effect binds on the as-of date.
func (p *Plan) window(e *check.Effect) node {
	in := p.before(e.Until)
	if e.From == nil || e.Within != nil {
		return in
	}
	in = p.and(in, p.since(e.From))
	if e.For != nil {
		last, ok := p.shift(e.From, e.For, false)
		if !ok {
			return p.and(in, anything)
		}
		in = p.and(in, p.compared("<=", constant(int64(p.asOf)), last))
	}
	return in
}
