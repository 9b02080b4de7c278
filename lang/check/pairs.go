package check

import (
	"slices"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// PairKey settles which of two it is: a term of the record decided and of the other,
// the only element around.
type PairKey struct {
	Mine, Theirs Expr
	Text         string // the term as the policy has it
}

// Pair is what is said of two people who stand to each other in some way: in one of
// several, an item each. Each item is a rule of whoever has such another or, where two
// must not both be so, a check.
type Pair struct {
	ID, Title string
	Rules     []*Rule
	Checks    []*Action
	One       bool // it falls on one of the two: the one that keys tell, or whichever
	Span      source.Span
}

// Clauses are the items as clauses.
func (p *Pair) Clauses() []*Rule {
	list := slices.Clip(p.Rules)
	for _, a := range p.Checks {
		list = append(list, a.Clause)
	}
	return list
}

// Bears says whether the pair or an item of it bears a clause number that is asked for.
func (p *Pair) Bears(asked func(id string) bool) bool {
	return asked(p.ID) || slices.ContainsFunc(p.Clauses(), func(r *Rule) bool { return asked(r.ID) })
}

// Text is a pair as a person calls it.
func (p *Pair) Text() locale.Text {
	id := ClauseText(p.ID)
	return locale.Text{EN: "pair " + id.EN, ZH: "双人" + id.ZH}
}

// paired is one item of a pair as written; of a pair without items the whole.
type paired struct {
	pair *syntax.Pair
	item *syntax.Case
}

func (p paired) when() []syntax.Expr {
	if p.item == nil {
		return conditions(p.pair.When)
	}
	return conditions(p.pair.When, p.item.When)
}

// written is what says of two people that they are a pair.
func (p paired) written() syntax.Located {
	if p.item == nil {
		return p.pair.When
	}
	return p.item.When
}

func (p paired) modifies() []*syntax.Modifier {
	if p.item == nil {
		return p.pair.Modifies
	}
	return join(p.pair.Modifies, p.item.Modifies, p.pair.Overall)
}

// declarePair makes a rule of each item of a pair: what follows for a person follows
// because there is another. That two must not both be so is a check of each.
func (c *checker) declarePair(d *syntax.Pair) {
	if d.When == nil && len(d.Cases) == 0 {
		c.errorAt(diag.PairOfWhom, d, d.A.Key, d.B.Key)
		return
	}
	p := &Pair{ID: c.clauseOf(d.ID, d.Title, "", d).ID, Title: d.Title.Value(), One: d.One, Span: c.at(d)}
	c.program.Pairs = append(c.program.Pairs, p)
	if len(d.Cases) == 0 {
		c.declarePaired(p, paired{pair: d}, d.ID, d.Title, "", d)
	}
	for _, item := range d.Cases {
		if !c.gone[item] {
			c.declarePaired(p, paired{d, item}, item.ID, item.Title, c.clauseID(d.ID), item)
		}
	}
}

func (c *checker) declarePaired(of *Pair, d paired, id *syntax.ID, title *syntax.Text, parent string, n syntax.Located) {
	if title == nil {
		title = d.pair.Title
	}
	if d.pair.NotBoth != "" {
		a := c.declareClaim(KindCheck, id, title, parent, "pair", "双人", n)
		c.stated[a] = claim{file: c.file, pair: d}
		of.Checks = append(of.Checks, a)
		return
	}
	r := c.newRule(id, title, parent, n)
	of.Rules = append(of.Rules, r)
	var then []syntax.Effect
	for _, e := range d.pair.Then {
		then = append(then, e)
	}
	c.written[r] = pending{file: c.file, then: then, modifies: d.modifies(), pair: d}
}

// notBoth is about whoever stands so to another, and holds where not both are so.
func (c *checker) notBoth(a *Action, of paired) {
	d := of.pair
	a.Departure = d.NotBoth == "SHOULD NOT BOTH"
	at := typed{boolean, c.at(d.Both)}
	ways := func(more syntax.Expr) Expr {
		var list []Expr
		or := &Or{at, nil}
		for _, w := range [2][2]*syntax.Word{{&d.A, &d.B}, {&d.B, &d.A}} {
			others := c.others(of, w[0], w[1], nil, more)
			if isInvalid(others) {
				return others
			}
			list = append(list, others)
			or.Parts = append(or.Parts, &Quantify{at, "SOME", others, nil})
		}
		if more != nil {
			a.Clause.Partners = list
		} else {
			a.Clause.Couples = list
		}
		return or
	}
	if a.Where = ways(nil); isInvalid(a.Where) {
		return
	}
	a.Clause.Both = c.condition(d.Both)
	a.Clause.When = &Not{at, &And{at, []Expr{a.Clause.Both, ways(d.Both)}}}
	for _, m := range of.modifies() {
		if !m.Excepts() && m.InForce == nil && m.Cites == nil {
			c.errorAt(diag.NoPrecedence, m)
			continue
		}
		c.modify(a.Clause, m)
	}
}

// pair is the condition of a rule made of a pair, tried both ways unless it says
// which of the two it speaks of.
func (c *checker) pair(r *Rule, of paired) Expr {
	d := of.pair
	r.Shared = d.One && len(d.Keys) == 0
	c.settling = nil
	if d.Who != nil && d.Who.Key != d.A.Key && d.Who.Key != d.B.Key {
		c.missing(diag.UnknownName, d.Who, d.Who.Key, c.didYouMean(d.Who.Key, these(d.A.Key, d.B.Key)))
		return c.invalid(d)
	}
	if d.Who == nil || d.Who.Key == d.A.Key {
		r.Partners = append(r.Partners, c.others(of, &d.A, &d.B, d.Keys, nil))
	}
	if d.Who == nil || d.Who.Key == d.B.Key {
		r.Partners = append(r.Partners, c.others(of, &d.B, &d.A, d.Keys, nil))
	}
	if len(d.Keys) <= len(c.settling) {
		r.Keys = c.settling[:len(d.Keys)] // they are the same each way
	}
	if r.Couples = r.Partners; len(d.Keys) > 0 || d.Who != nil {
		r.Couples = []Expr{c.others(of, &d.A, &d.B, nil, nil), c.others(of, &d.B, &d.A, nil, nil)}
	}
	at := typed{boolean, c.at(of.written())}
	or := &Or{at, nil}
	for _, list := range r.Partners {
		if isInvalid(list) {
			return list
		}
		or.Parts = append(or.Parts, &Quantify{at, "SOME", list, nil})
	}
	if len(or.Parts) == 1 {
		return or.Parts[0]
	}
	return or
}

// others are the records with which the condition of a pair is true, the record
// decided being self; where a key settles it, those that it settles against self.
// more is what they must be too.
func (c *checker) others(of paired, self, other *syntax.Word, keys []*syntax.PairKey, more syntax.Expr) Expr {
	d := of.pair
	f := &Filter{typed{aRows, c.at(d)}, &Everyone{typed{aRows, c.at(d)}, c.subject, len(c.rows) + 1}, nil}
	before := c.self
	c.self = self.Key
	c.within(c.subject, other, func() {
		row := len(c.rows)
		and := &And{typed{boolean, c.at(d)}, nil}
		for _, when := range of.when() {
			and.Parts = append(and.Parts, c.condition(when))
		}
		and.Parts = append(and.Parts, c.another(row, d))
		if len(keys) > 0 {
			and.Parts = append(and.Parts, c.settles(keys))
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
		return &SpanDays{typed{types.Type{Kind: types.Number}, x.At()}, x}
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
		c.errorAt(diag.BothAlone, n)
		return c.invalid(n)
	}
	name := names[len(names)-1]
	names[len(names)-1] = ""
	and.Parts = append(and.Parts, c.condition(n.X))
	names[len(names)-1] = name
	return and
}
