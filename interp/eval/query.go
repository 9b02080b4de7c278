package eval

import (
	"maps"
	"slices"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
	"rota/lang/types"
)

// Query is a condition or value that is no part of the policy, ready to be read of
// any number of records, by any number of goroutines.
type Query struct {
	e *Evaluator
	x check.Expr
	// cells says that texts of the record's own cells are compared with each other.
	cells bool
}

// Answer is what a query may be of one record over the fillings of its blanks.
type Answer struct {
	value.Set
	Exact   bool    // false: the budget ran out; it may be less
	Missing []Blank // the blanks that it hangs on, where it is more than one thing
}

// Query prepares an expression that check.Program.Expression has resolved.
func (e *Evaluator) Query(x check.Expr) *Query {
	q := &Query{x: x}
	own := *e
	own.constants = maps.Clone(e.constants)
	check.Walk(x, func(x check.Expr) {
		switch x := x.(type) {
		case *check.Const:
			set := setOf(x.Value, e.texts)
			own.constants[x] = set
			if set.Kind == types.Text {
				own.asked = append(slices.Clip(own.asked), set.Codes...)
			}
		case *check.Compare:
			q.compares(&own, x.L, x.R)
		case *check.OneOf:
			q.compares(&own, x.X, x.Among...)
		}
	})
	q.e = &own
	return q
}

// compares notes what texts are compared: a blank may be whatever it is compared
// with, the text of another cell of the record or any that stands in a column
// of the records it is compared across.
func (q *Query) compares(own *Evaluator, x check.Expr, with ...check.Expr) {
	if x.Type().Kind != types.Text {
		return
	}
	q.cells = true
	for _, side := range append(slices.Clip(with), x) {
		switch side := side.(type) {
		case *check.Const:
			continue
		case *check.FieldRef:
			if side.Row == 0 {
				continue
			}
		}
		seen := map[*check.Term]bool{}
		var visit func(check.Expr)
		visit = func(x check.Expr) {
			switch x := x.(type) {
			case *check.TermRef:
				if seen[x.Term] {
					return
				}
				seen[x.Term] = true
				for _, part := range x.Term.Exprs() {
					check.Walk(part, visit)
				}
			case *check.FieldRef:
				if x.Field.Type.Kind == types.Text {
					own.asked = append(slices.Clip(own.asked), own.roster.TextsIn(x.Field)...)
				}
			}
		}
		check.Walk(side, visit)
	}
}

// Of reads the query of one record as of a date, exactly: blanks are split until
// what it may be is known. A record that cannot be trusted as a whole may be
// anything.
func (q *Query) Of(record *roster.Record, asOf civil.Date) Answer {
	if record.Fault != nil {
		return Answer{Set: value.Anything(q.x.Type().Kind)}
	}
	e := q.e
	if q.cells {
		own := *e // only for this record
		for i, c := range record.Cells {
			if c.State == roster.Known && c.Value.Kind == types.Text && record.Kind.Fields[i].Type.Kind == types.Text {
				own.asked = append(slices.Clip(own.asked), c.Value.Codes...)
			}
		}
		e = &own
	}
	return e.ask(record, asOf, func(s *scene) value.Set { return s.eval(q.x) })
}

// ask reads something of a record as of a date, exactly: blanks are split until what
// it may be is known.
func (e *Evaluator) ask(record *roster.Record, asOf civil.Date, of func(*scene) value.Set) Answer {
	s := e.borrow(record, asOf)
	defer e.scenes.Put(s)
	set := of(s)
	if set.One() {
		return Answer{Set: set, Exact: true}
	}
	hangsOn := slices.Clone(s.read)
	s.ready()
	answer := Answer{}
	answer.Set, answer.Exact = s.hull(func() (value.Set, bool) {
		set := of(s)
		return set, set.One()
	})
	if answer.One() {
		return answer
	}
	slices.Sort(hangsOn)
	for _, i := range slices.Compact(hangsOn) {
		answer.Missing = append(answer.Missing, s.blanksOf(s.free[i])...)
	}
	return answer
}

// Show prints an answer of one value as results carry it.
func (q *Query) Show(a Answer) string { return q.e.Show(a.Set, q.x.Type()) }

// ShowRange prints what an answer may be.
func (q *Query) ShowRange(a Answer) string { return q.e.ShowRange(a.Set, q.x.Type()) }

// Words prints an answer of one value for a person to read.
func (q *Query) Words(record *roster.Record, asOf civil.Date) locale.Text {
	return q.e.scene(record, asOf).words(q.x)
}
