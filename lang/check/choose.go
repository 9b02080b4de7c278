package check

import (
	"github.com/govalues/decimal"

	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Choice fills places from candidates in an order. What comes of it for a
// person is three conditions, of which at most one is true.
type Choice struct {
	ID, Title string
	Candidate Expr
	Chosen    *Term
	Waiting   *Term
	Tied      *Term
	Place     Expr // how many candidates come before, and one
	Places    Expr // a number, not rounded yet
	Up        bool // rounded up
	Span      source.Span
}

// SpanDays is how many days a span takes.
type SpanDays struct {
	typed
	Of Expr
}

// declareChoices makes the terms that conditions read of a choice.
func (c *checker) declareChoices(d syntax.Declaration) {
	switch d := d.(type) {
	case *syntax.Order:
		if c.orders == nil {
			c.orders = map[string]*syntax.Order{}
		}
		if old := c.orders[d.Name.Key]; old != nil {
			c.declared(&d.Name, c.at(&old.Name))
		}
		c.orders[d.Name.Key] = d
	case *syntax.Choose:
		choice := &Choice{ID: idText(d.ID), Title: d.Title.Value(), Span: c.at(d)}
		for _, t := range []struct {
			of   **Term
			kind string
		}{{&choice.Chosen, "chosen by "}, {&choice.Waiting, "waiting in "}, {&choice.Tied, "tied in "}} {
			*t.of = &Term{Name: t.kind + choice.ID, Names: []string{t.kind + choice.ID}, Record: c.subject, Span: choice.Span, declared: d, file: c.file, Type: boolean}
			c.program.Terms = append(c.program.Terms, *t.of)
		}
		if c.chosen == nil {
			c.chosen = map[string]*Choice{}
		}
		c.chosen[choice.ID] = choice
		c.program.Choices = append(c.program.Choices, choice)
	}
}

// choice resolves a choice: its three conditions count who comes before and who
// is equal among the candidates of the group.
func (c *checker) choice(d *syntax.Choose) {
	var choice *Choice
	for _, x := range c.program.Choices {
		if x.Span == c.at(d) {
			choice = x
		}
	}
	if choice == nil || choice.Candidate != nil {
		return
	}
	for _, t := range []*Term{choice.Chosen, choice.Waiting, choice.Tied} {
		t.state = open
	}
	at := typed{boolean, c.at(d)}
	from := syntax.PeopleOf(d.From)
	choice.Candidate = c.condition(from)
	among := func(more func() Expr) Expr {
		f := &Filter{typed{aRows, c.at(d)}, &Everyone{typed{aRows, c.at(d)}, c.subject}, nil}
		c.within(c.subject, nil, func() {
			and := &And{at, nil}
			if d.Per != nil {
				mine, theirs := c.sides(syntax.Unwrap(d.Per))
				and.Parts = append(and.Parts, &Compare{at, "=", theirs, mine})
			}
			and.Parts = append(and.Parts, c.condition(from))
			if more != nil {
				and.Parts = append(and.Parts, more())
			}
			f.Where = and
		})
		return &Aggregate{typed{types.Type{Kind: types.Number, Whole: true}, c.at(d)}, "COUNT OF", nil, f}
	}
	keys := c.orderKeys(d.By)
	candidates := among(nil)
	before := among(func() Expr { return c.before(keys, d) })
	equal := among(func() Expr { return &And{at, []Expr{c.alike(keys, d), c.another(len(c.rows), d)}} })
	choice.Places, choice.Up = c.places(d), d.Rounded == "ROUNDED UP"
	one := &Const{typed{types.Type{Kind: types.Number}, c.at(d)}, types.Constant{Type: types.Type{Kind: types.Number}, Number: decimal.One}}
	plus := func(x, y Expr) Expr { return &Arith{typed{types.Type{Kind: types.Number}, c.at(d)}, "+", x, y} }
	choice.Place = plus(before, one)
	// n whole candidates fit into x places rounded down where n <= x, and rounded
	// up where n < x + 1.
	fits := func(n Expr) Expr {
		if choice.Up {
			return &Compare{at, "<", n, plus(choice.Places, one)}
		}
		return &Compare{at, "<=", n, choice.Places}
	}
	room := &Or{at, []Expr{fits(candidates), fits(plus(plus(before, equal), one))}}
	late := &Not{at, fits(plus(before, one))}
	choice.Chosen.Value = &And{at, []Expr{choice.Candidate, room}}
	choice.Waiting.Value = &And{at, []Expr{choice.Candidate, &Not{at, room}, late}}
	choice.Tied.Value = &And{at, []Expr{choice.Candidate, &Not{at, room}, &Not{at, late}}}
	for _, t := range []*Term{choice.Chosen, choice.Waiting, choice.Tied} {
		t.state = done
	}
}

// sides resolves a term of the record decided and of the innermost element.
func (c *checker) sides(n syntax.Expr) (mine, theirs Expr) {
	rows, names := c.rows, c.names
	c.rows, c.names = nil, nil
	mine = c.expression(n)
	c.rows, c.names = rows, names
	return mine, c.expression(n)
}

// places is how many may be chosen: a number, or a part of a set in the group.
func (c *checker) places(d *syntax.Choose) Expr {
	most := c.value(syntax.Unwrap(d.Most), types.Number)
	base := syntax.PeopleOf(d.Base)
	if base == nil || isInvalid(most) {
		if most.Type().Percent {
			c.errorAt(diag.PercentOfWhat, d.Most, c.spelling(d.Most))
		}
		return most
	}
	set := c.set(base)
	if isInvalid(set) {
		return set
	}
	if d.Per != nil {
		f := &Filter{typed{aRows, c.at(d)}, set, nil}
		c.within(c.subject, nil, func() {
			mine, theirs := c.sides(syntax.Unwrap(d.Per))
			f.Where = &Compare{typed{boolean, c.at(d)}, "=", theirs, mine}
		})
		f.List, f.Where = &Filter{f.typed, &Everyone{typed{aRows, c.at(d)}, c.subject}, f.Where}, set.(*Filter).Where
		set = f
	}
	count := &Aggregate{typed{types.Type{Kind: types.Number, Whole: true}, c.at(d)}, "COUNT OF", nil, set}
	return &Arith{typed{types.Type{Kind: types.Number}, c.at(d)}, "*", most, count}
}

// orderKeys are the keys of an order, or those that a name alone stands for.
func (c *checker) orderKeys(by syntax.OrderKeys) []*syntax.OrderKey {
	keys := syntax.KeysOf(by)
	if len(keys) == 1 {
		if name, ok := keys[0].Term.(*syntax.NameExpr); ok && c.orders[name.Key] != nil {
			return syntax.KeysOf(c.orders[name.Key].Keys)
		}
	}
	return keys
}

// before is that the innermost element comes before the record decided: by the
// first key in which they differ. Who has no value comes after who has one.
func (c *checker) before(keys []*syntax.OrderKey, n syntax.Located) Expr {
	at := typed{boolean, c.at(n)}
	or := &Or{at, nil}
	for i, k := range keys {
		mine, theirs := c.bothSides(k.Term)
		if isInvalid(mine) || isInvalid(theirs) {
			return c.invalid(n)
		}
		op := "<"
		if k.Descending {
			op = ">"
		}
		first := &Or{at, []Expr{&Compare{at, op, theirs, mine}, &And{at, []Expr{&State{at, mine, "IS NONE"}, &State{at, theirs, "IS NOT NONE"}}}}}
		if i == 0 {
			or.Parts = append(or.Parts, first)
			continue
		}
		or.Parts = append(or.Parts, &And{at, []Expr{c.alike(keys[:i], n), first}})
	}
	return or
}

// alike is that the innermost element and the record decided are equal by some
// keys.
func (c *checker) alike(keys []*syntax.OrderKey, n syntax.Located) Expr {
	at := typed{boolean, c.at(n)}
	and := &And{at, nil}
	for _, k := range keys {
		mine, theirs := c.bothSides(k.Term)
		if isInvalid(mine) || isInvalid(theirs) {
			return c.invalid(n)
		}
		and.Parts = append(and.Parts, &Or{at, []Expr{&Compare{at, "=", theirs, mine}, &And{at, []Expr{&State{at, mine, "IS NONE"}, &State{at, theirs, "IS NONE"}}}}})
	}
	return and
}

// place resolves place by an order among a set: one more than come before, so
// that equals share the better place.
func (c *checker) place(n *syntax.Place) Expr {
	set := c.set(n.Among)
	if isInvalid(set) {
		return set
	}
	f := &Filter{typed{aRows, c.at(n)}, set, nil}
	keys := c.orderKeys(syntax.NewOrderKeys(n.Keys))
	c.within(c.subject, nil, func() { f.Where = c.before(keys, n) })
	if isInvalid(f.Where) {
		return c.invalid(n)
	}
	number := typed{types.Type{Kind: types.Number, Whole: true}, c.at(n)}
	one := &Const{number, types.Constant{Type: number.t, Number: decimal.One}}
	return &Arith{number, "+", &Aggregate{number, "COUNT OF", nil, f}, one}
}

// chosenBy resolves chosen by 4.1, waiting in 4.1, tied in 4.1.
func (c *checker) chosenBy(n *syntax.Chosen) Expr {
	choice := c.chosen[n.ID.Text]
	if choice == nil {
		c.missing(diag.UnknownClause, &n.ID, n.ID.Text, c.didYouMean(n.ID.Text, namesOf(c.chosen)))
		return c.invalid(n)
	}
	t := map[string]*Term{"CHOSEN BY": choice.Chosen, "WAITING IN": choice.Waiting, "TIED IN": choice.Tied}[n.Kind]
	return c.term(t, n, c.subjectRow())
}
