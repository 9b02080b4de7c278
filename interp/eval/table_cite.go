package eval

import (
	"cmp"
	"slices"

	"rota/interp/roster"
	"rota/lang/check"
)

// citeRows lists the rows of tables that give the values which the clauses of a
// decision read, and those that its outputs read, where it is certain which row
// that is.
func (s *scene) citeRows(d *Decision) {
	if len(s.tables) == 0 {
		return
	}
	s.restore(leaf{})
	s.cited = &d.Rows
	for _, r := range append(slices.Clone(d.Clauses), d.Standing...) {
		if r.Index < 0 {
			continue // the clause of a check, which is no rule
		}
		s.met(r)
		for _, u := range s.byRule[r.Index] {
			e := u.effect
			for _, x := range []check.Expr{e.From, e.Within, e.For, e.Until, e.Value} {
				if x != nil {
					s.eval(x)
				}
			}
		}
	}
	if d.Action == s.program.Actions[0] {
		for _, o := range s.program.Outputs {
			if o.Value != nil {
				s.eval(o.Value)
			}
		}
	}
	s.cited = nil
	s.restore(leaf{})
	slices.SortStableFunc(d.Rows, func(a, b *roster.Record) int {
		return cmp.Or(cmp.Compare(a.Kind.Kind.Index, b.Kind.Kind.Index), natural(a.ID, b.ID), cmp.Compare(a.Place, b.Place))
	})
}

// citeRow notes a row that certainly gives a value, while a decision asks which.
func (s *scene) citeRow(row *roster.Record) {
	if s.cited != nil {
		*s.cited = appendNew(*s.cited, row)
	}
}

// elsewhere asks after other rules, whose rows are theirs to cite.
func elsewhere[T any](s *scene, ask func() T) T {
	cited := s.cited
	s.cited = nil
	defer func() { s.cited = cited }()
	return ask()
}
