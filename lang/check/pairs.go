package check

import (
	"rota/lang/diag"
	"rota/lang/syntax"
	"rota/lang/types"
)

// PairKey settles which of two it is: a term of the record decided and of the other,
// the only element around.
type PairKey struct {
	Mine, Theirs Expr
	Text         string // the term as the policy has it
}

// declarePair makes a rule of a pair: what follows for a person follows because
// there is another. That two must not both be so is a check of each.
func (c *checker) declarePair(d *syntax.Pair) {
	if d.NotBoth != "" {
		a := c.declareClaim(KindCheck, d.ID, d.Title, "pair", "双人", d)
		c.stated[a] = claim{file: c.file, pair: d}
		return
	}
	r := c.newRule(d.ID, d.Title, "", d)
	var then []syntax.Effect
	for _, e := range d.Then {
		then = append(then, e)
	}
	c.written[r] = pending{file: c.file, then: then, modifies: d.Modifies, pair: d}
}

// notBoth is about whoever stands so to another, and holds where not both are so.
func (c *checker) notBoth(a *Action, d *syntax.Pair) {
	a.Departure = d.NotBoth == "SHOULD NOT BOTH"
	at := typed{boolean, c.at(d.Both)}
	ways := func(more syntax.Expr) Expr {
		var list []Expr
		or := &Or{at, nil}
		for _, w := range [2][2]*syntax.Word{{&d.A, &d.B}, {&d.B, &d.A}} {
			others := c.others(d, w[0], w[1], more)
			if isInvalid(others) {
				return others
			}
			list = append(list, others)
			or.Parts = append(or.Parts, &Quantify{at, "SOME", others, nil})
		}
		if more != nil {
			a.Clause.Partners = list
		}
		return or
	}
	if a.Where = ways(nil); isInvalid(a.Where) {
		return
	}
	a.Clause.When = &Not{at, &And{at, []Expr{c.condition(d.Both), ways(d.Both)}}}
	for _, m := range d.Modifies {
		if m.Unless == nil && m.InForce == nil && m.Cites == nil {
			c.errorAt(diag.NoPrecedence, m)
			continue
		}
		c.modify(a.Clause, m)
	}
}

// pair is the condition of a rule made of a pair, tried both ways unless it says
// which of the two it speaks of.
func (c *checker) pair(r *Rule, d *syntax.Pair) Expr {
	var ways []Expr
	r.Shared = d.One && len(d.Keys) == 0
	c.settling = nil
	if d.Who != nil && d.Who.Key != d.A.Key && d.Who.Key != d.B.Key {
		c.missing(diag.UnknownName, d.Who, d.Who.Key, c.didYouMean(d.Who.Key, these(d.A.Key, d.B.Key)))
		return c.invalid(d)
	}
	if d.Who == nil || d.Who.Key == d.A.Key {
		ways = append(ways, c.others(d, &d.A, &d.B, nil))
	}
	if d.Who == nil || d.Who.Key == d.B.Key {
		ways = append(ways, c.others(d, &d.B, &d.A, nil))
	}
	r.Partners = ways
	if len(d.Keys) <= len(c.settling) {
		r.Keys = c.settling[:len(d.Keys)] // they are the same each way
	}
	or := &Or{typed{boolean, c.at(d.When)}, nil}
	for _, list := range ways {
		if isInvalid(list) {
			return list
		}
		or.Parts = append(or.Parts, &Quantify{typed{boolean, c.at(d.When)}, "SOME", list, nil})
	}
	if len(or.Parts) == 1 {
		return or.Parts[0]
	}
	return or
}

// others are the records with which the condition of a pair is true, the record
// decided being self; where a key settles it, those that it settles against self.
// more is what they must be too.
func (c *checker) others(d *syntax.Pair, self, other *syntax.Word, more syntax.Expr) Expr {
	f := &Filter{typed{aRows, c.at(d)}, &Everyone{typed{aRows, c.at(d)}, c.subject, len(c.rows) + 1}, nil}
	before := c.self
	c.self = self.Key
	c.within(c.subject, other, func() {
		row := len(c.rows)
		and := &And{typed{boolean, c.at(d)}, []Expr{c.condition(d.When), c.another(row, d)}}
		if len(d.Keys) > 0 {
			and.Parts = append(and.Parts, c.settles(d.Keys))
		}
		if more != nil {
			name := c.names[row-1]
			c.names[row-1] = ""
			and.Parts = append(and.Parts, c.condition(more))
			c.names[row-1] = name
		}
		f.Where = and
		for _, p := range and.Parts {
			if isInvalid(p) {
				f.Where = p
			}
		}
	})
	c.self = before
	if isInvalid(f.Where) {
		return c.invalid(d)
	}
	return f
}

// another is that an element is not the record decided.
func (c *checker) another(row int, n syntax.Located) Expr {
	ref := types.Type{Kind: types.Ref, Record: &c.subject.Kind}
	return &Compare{typed{boolean, c.at(n)}, "!=", &Element{typed{ref, c.at(n)}, row, c.subject}, &Element{typed{ref, c.at(n)}, 0, c.subject}}
}

// settles is that of two it is the record decided: by the first key in which they
// differ. Where all are equal, or one of them has no value, both are named.
func (c *checker) settles(keys []*syntax.PairKey) Expr {
	k := keys[0]
	mine, theirs := c.bothSides(syntax.Unwrap(k.Term))
	c.settling = append(c.settling, PairKey{mine, theirs, asWritten(mine)})
	if isInvalid(mine) || isInvalid(theirs) {
		return c.invalid(k)
	}
	at := typed{boolean, c.at(k)}
	op := ">"
	if k.Lower || k.Low {
		op = "<"
	}
	or := &Or{at, []Expr{&Compare{at, op, mine, theirs}}}
	equal := Expr(&Or{at, []Expr{&Compare{at, "=", mine, theirs}, &State{at, mine, "IS NONE"}, &State{at, theirs, "IS NONE"}}})
	if len(keys) > 1 {
		equal = &And{at, []Expr{equal, c.settles(keys[1:])}}
	}
	or.Parts = append(or.Parts, equal)
	return or
}

// bothSides resolves a term of the record decided and of the innermost element,
// as something that has an order.
func (c *checker) bothSides(n syntax.Expr) (mine, theirs Expr) {
	rows, names := c.rows, c.names
	c.rows, c.names = nil, nil
	mine = c.ordered(c.expression(n), n)
	c.rows, c.names = rows, names
	name := names[len(names)-1]
	names[len(names)-1] = ""
	theirs = c.ordered(c.expression(n), n)
	names[len(names)-1] = name
	return mine, theirs
}

// ordered is a term as something that has an order: a span as its days.
func (c *checker) ordered(x Expr, n syntax.Expr) Expr {
	switch t := x.Type(); {
	case t.Kind == types.Invalid:
		return x
	case t.Several, t.PerYear:
	case t.Kind == types.Span:
		return &SpanDays{typed{types.Type{Kind: types.Number, Whole: true}, x.At()}, x}
	case t.Kind == types.Number, t.Kind == types.Age, t.Kind == types.Date, t.Kind == types.Year, t.Kind == types.Period, t.Kind == types.Choice && t.Choice.Ordered:
		return x
	}
	c.errorAt(diag.NotOrdered, n, x.Type().Text())
	return c.invalid(n)
}

// both resolves what is said of either of a pair.
func (c *checker) both(n *syntax.Both) Expr {
	and := &And{typed{boolean, c.at(n)}, nil}
	rows, names := c.rows, c.names
	c.rows, c.names = nil, nil
	and.Parts = append(and.Parts, c.condition(n.X))
	c.rows, c.names = rows, names
	if len(rows) == 0 {
		return and.Parts[0]
	}
	name := names[len(names)-1]
	names[len(names)-1] = ""
	and.Parts = append(and.Parts, c.condition(n.X))
	names[len(names)-1] = name
	return and
}
