package check

import (
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Pair is that two people who stand to each other in some way are not both so.
// It is looked at from the one that is called a first; Others are those it
// concerns of each.
type Pair struct {
	ID, Title string
	Others    Expr // a list of records; the condition holds with each
	Own       Expr // what the record itself must not be together with one of them
	Theirs    Expr // the same of an element of Others, the first
	Should    bool // broken it is a departure, which needs a reason
	Span      source.Span
}

// declarePair makes a rule of a pair: what follows for a person follows because
// there is another. A pair that two must not both be is a finding of its own.
func (c *checker) declarePair(d *syntax.Pair) {
	if d.NotBoth != "" {
		return
	}
	r := c.newRule(d.ID, d.Title, "", d)
	var then []syntax.Effect
	for _, e := range d.Then {
		then = append(then, e)
	}
	c.written[r] = pending{file: c.file, then: then, modifies: d.Modifies, pair: d}
}

// notBoth resolves the pairs of which two must not both be so.
func (c *checker) notBoth(d syntax.Declaration) {
	p, ok := d.(*syntax.Pair)
	if !ok || p.NotBoth == "" {
		return
	}
	pair := &Pair{ID: idText(p.ID), Title: p.Title.Value(), Should: p.NotBoth == "SHOULD NOT BOTH", Span: c.at(p)}
	pair.Others = c.others(p, &p.A, &p.B)
	pair.Own = c.condition(p.Both)
	c.within(c.subject, nil, func() { pair.Theirs = c.condition(p.Both) })
	c.program.Pairs = append(c.program.Pairs, pair)
}

// pair is the condition of a rule made of a pair, tried both ways unless it says
// which of the two it speaks of.
func (c *checker) pair(r *Rule, d *syntax.Pair) Expr {
	ways := &Together{typed{aRows, c.at(d)}, nil}
	r.Shared = d.One && d.Key == nil
	if d.Who != nil && d.Who.Key != d.A.Key && d.Who.Key != d.B.Key {
		c.missing(diag.UnknownName, d.Who, d.Who.Key, c.didYouMean(d.Who.Key, these(d.A.Key, d.B.Key)))
		return c.invalid(d)
	}
	if d.Who == nil || d.Who.Key == d.A.Key {
		ways.Parts = append(ways.Parts, c.others(d, &d.A, &d.B))
	}
	if d.Who == nil || d.Who.Key == d.B.Key {
		ways.Parts = append(ways.Parts, c.others(d, &d.B, &d.A))
	}
	r.Partners = ways
	or := &Or{typed{boolean, c.at(d)}, nil}
	for _, list := range ways.Parts {
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
func (c *checker) others(d *syntax.Pair, self, other *syntax.Word) Expr {
	f := &Filter{typed{aRows, c.at(d)}, &Everyone{typed{aRows, c.at(d)}, c.subject}, nil}
	before := c.self
	c.self = self.Key
	c.within(c.subject, other, func() {
		row := len(c.rows)
		and := &And{typed{boolean, c.at(d)}, []Expr{c.condition(d.When), c.another(row, d)}}
		if d.Key != nil {
			and.Parts = append(and.Parts, c.settles(d.Key))
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

// settles is that of two it is the record decided: where both are equal it is
// either, and both are named.
func (c *checker) settles(k *syntax.PairKey) Expr {
	mine, theirs := c.bothSides(syntax.Unwrap(k.Term))
	if isInvalid(mine) || isInvalid(theirs) {
		return c.invalid(k)
	}
	op := ">="
	if k.Lower || k.Low {
		op = "<="
	}
	return &Compare{typed{boolean, c.at(k)}, op, mine, theirs}
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
