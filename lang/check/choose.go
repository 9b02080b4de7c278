package check

import (
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Choice fills places from candidates in an order. What it says of a person it
// says of an element, the only one around.
type Choice struct {
	ID, Title string
	From      Expr    // whether it is a candidate
	Per       Expr    // what groups are made by; nil for none
	Of        *Record // the kind of record that Per leads to; nil where it leads to none
	Most      Expr    // how many places, read of the record of the group; a part of the set Base where that is not nil
	Base      Expr
	Up        bool // rounded up
	Keys      []Key
	Span      source.Span
	state     visit
	file      int
	written   *syntax.Choose
}

// Key is what people are put in order by, read of an element.
type Key struct {
	X          Expr
	Descending bool
	ID         string // the clause it comes from
}

// Chosen asks what came of a choice: CHOSEN BY, WAITING IN or TIED IN. Row is of
// whom, as in FieldRef.
type Chosen struct {
	typed
	Choice *Choice
	Kind   string
	Row    int
}

// Place is the place that somebody has by an order among a set: one more than
// come before, so that equals share the better place.
type Place struct {
	typed
	List Expr
	Keys []Key
	Row  int
}

// SpanDays is how many days a span takes.
type SpanDays struct {
	typed
	Of Expr
}

// declareChoices collects orders and choices.
func (c *checker) declareChoices(d syntax.Declaration) {
	switch d := d.(type) {
	case *syntax.Order:
		if old := c.orders[d.Name.Key]; old != nil {
			c.declared(&d.Name, c.at(&old.Name))
		}
		c.orders[d.Name.Key] = d
	case *syntax.Choose:
		choice := &Choice{ID: c.clauseID(d.ID), Title: d.Title.Value(), Span: c.at(d), written: d, file: c.file, Up: d.Rounded == "ROUNDED UP"}
		if old := c.chosen[choice.ID]; old != nil {
			c.declared(d, old.Span)
		}
		c.chosen[choice.ID] = choice
		c.program.Choices = append(c.program.Choices, choice)
	}
}

// resolveChoices resolves those that nothing has asked for yet.
func (c *checker) resolveChoices() {
	for _, choice := range c.program.Choices {
		c.resolveChoice(choice)
		c.emptyCap(choice)
	}
}

func (c *checker) resolveChoice(choice *Choice) {
	if choice.state == done {
		return
	}
	choice.state = open
	before, d := *c, choice.written
	bound, rounded := c.boundOf(d.Limit)
	c.file, c.rows, c.names, c.self, c.rung = choice.file, nil, nil, "", nil
	if rounded != nil {
		choice.Up = choice.Up || rounded.Kind == "ROUNDED UP"
		if rounded.Kind == "ROUNDED TO NEAREST" {
			c.notRounded(rounded, locale.Text{EN: "“rounded down” or “rounded up”", ZH: "“舍去”或“进一”"})
		}
	}
	c.within(c.subject, nil, func() {
		choice.From = c.condition(syntax.PeopleOf(d.From))
		if d.Per != nil {
			choice.Per = c.expression(syntax.Unwrap(d.Per))
			if isConst(choice.Per) {
				c.errorAt(diag.WrongType, d.Per, choice.Per.Type().Text(), locale.Text{EN: "what people share", ZH: "各人共有的值"}, locale.Text{})
				choice.Per = c.invalid(d.Per)
			}
		}
		if bound.Base != nil {
			choice.Base = c.base(bound.Base)
		}
		choice.Keys = c.keysOf(d.By)
	})
	choice.Of, choice.Most = c.limitOf(choice.Per, bound.Most)
	switch {
	case bound.Op != "<=":
		c.errorAt(diag.AtMostAlone, bound)
	case bound.Should:
		c.errorAt(diag.NoHedge, bound)
	case bound.All && choice.Per != nil:
		c.errorAt(diag.AllOfGroup, bound)
	}
	c.checkLimit(choice.Most, choice.Base, bound)
	c.file, c.rows, c.names, c.self, c.rung = before.file, before.rows, before.names, before.self, before.rung
	choice.state = done
}

// keysOf are the keys of an order, or those that a name alone stands for, read of
// the innermost element.
func (c *checker) keysOf(by syntax.OrderKeys) []Key {
	written := syntax.KeysOf(by)
	if len(written) == 1 {
		if name, ok := written[0].Term.(*syntax.NameExpr); ok && c.orders[name.Key] != nil {
			written = syntax.KeysOf(c.orders[name.Key].Keys)
		}
	}
	var keys []Key
	for _, k := range written {
		x := c.expression(k.Term)
		c.directed(k, x)
		keys = append(keys, Key{c.ordered(x, k.Term), k.Direction == "DESCENDING", c.clauseID(k.ID)})
	}
	return keys
}

// directed reports the direction of a date that is one of amounts, and the other way round:
// 任现职时间从长到短, of which the longest is the earliest.
func (c *checker) directed(k *syntax.OrderKey, x Expr) {
	at := c.at(k)
	at.Start = c.at(k.Term).End
	word, _, _ := strings.Cut(syntax.Fold(at.Text()), "[")
	word = strings.TrimSpace(word)
	date := x.Type().Kind == types.Date
	early := strings.ContainsAny(word, "早晚") || word == "earliest first" || word == "latest first"
	switch {
	case isInvalid(x), date == early, slices.Contains([]string{"", "ascending", "descending", "升序", "降序"}, word):
	case date:
		c.errorAt(diag.Expected, k, locale.Text{EN: "“earliest first” or “latest first”", ZH: "“从早到晚”或“从晚到早”"}, quoted(word)).At = at
	default:
		c.errorAt(diag.Expected, k, locale.Text{EN: "“lowest first” or “highest first”", ZH: "“从低到高”或“从高到低”"}, quoted(word)).At = at
	}
}

func (c *checker) placeOf(n *syntax.Place) Expr {
	set := c.set(n.Among)
	if isInvalid(set) {
		return set
	}
	p := &Place{typed{types.Type{Kind: types.Number, Whole: true}, c.at(n)}, set, nil, c.subjectRow()}
	c.within(c.subject, nil, func() { p.Keys = c.keysOf(syntax.NewOrderKeys(n.Keys)) })
	for _, k := range p.Keys {
		if isInvalid(k.X) {
			return c.invalid(n)
		}
	}
	return p
}

// chosenBy resolves chosen by 4.1, waiting in 4.1, tied in 4.1.
func (c *checker) chosenBy(n *syntax.Chosen) Expr {
	choice := c.chosen[n.ID.Text]
	if choice == nil {
		choice = c.chosen[c.clauseID(&n.ID)]
	}
	if choice == nil {
		c.missing(diag.UnknownClause, &n.ID, n.ID.Text, c.didYouMean(n.ID.Text, namesOf(c.chosen)))
		return c.invalid(n)
	}
	if choice.state == open {
		c.errorAt(diag.Circular, n, n.ID.Text)
		return c.invalid(n)
	}
	c.resolveChoice(choice)
	return &Chosen{typed{boolean, c.at(n)}, choice, n.Kind, c.subjectRow()}
}

// parts are what a choice reads.
func (x *Choice) parts() []Expr {
	return append([]Expr{x.From, x.Per, x.Most, x.Base}, keyParts(x.Keys)...)
}

func keyParts(keys []Key) []Expr {
	var out []Expr
	for _, k := range keys {
		out = append(out, k.X)
	}
	return out
}

// Constant says that a term reads nothing of any record: a set value.
func (t *Term) Constant() bool {
	constant := true
	for _, x := range t.Exprs() {
		Walk(x, func(x Expr) {
			switch x := x.(type) {
			case *FieldRef, *ListRef, *Meets, *Decided, *ResultOf, *Chosen, *Place, *Element, *Everyone:
				constant = false
			case *TermRef:
				constant = constant && x.Term.Constant()
			}
		})
	}
	return constant
}
