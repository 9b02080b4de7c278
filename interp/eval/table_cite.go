package eval

import (
	"cmp"
	"slices"

	"rota/interp/roster"
	"rota/lang/check"
)

// citeRows lists the rows of tables that give the values which the clauses of a
// decision and of its outputs read, where it is certain which row that is.
func (s *scene) citeRows(d *Decision) {
	if len(s.tables) == 0 {
		return
	}
	s.restore(leaf{})
	s.cited = &d.Rows
	if claim := d.Action.Clause; claim == nil {
		s.readRules(append(slices.Clone(d.Clauses), d.Standing...))
	} else if d.Action.Of == s.program.Subject || len(s.rows) > 0 {
		for _, x := range append([]check.Expr{d.Action.Where, claim.When}, claim.Unless...) {
			s.is(x)
		}
	}
	for _, o := range d.Outputs {
		if s.readRules(o.Clauses); o.Output.Value != nil {
			s.eval(o.Output.Value)
		}
	}
	s.cited = nil
	s.restore(leaf{})
	slices.SortStableFunc(d.Rows, func(a, b *roster.Record) int {
		return cmp.Or(cmp.Compare(a.Kind.Kind.Index, b.Kind.Kind.Index), natural(a.ID, b.ID), cmp.Compare(a.Place, b.Place))
	})
}

// readRules reads rules for the rows that they read.
func (s *scene) readRules(rules []*check.Rule) {
	for _, r := range rules {
		s.met(r)
		for _, e := range r.Effects {
			for _, x := range []check.Expr{e.From, e.Within, e.For, e.Until, e.Value} {
				if x != nil {
					s.eval(x)
				}
			}
		}
	}
}

// citeRow notes a row that certainly gives a value, while a decision asks which.
func (s *scene) citeRow(row *roster.Record) {
	if s.cited != nil {
		*s.cited = appendNew(*s.cited, row)
	}
}

// elsewhere asks after other rules and decisions, whose rows are theirs to cite.
func (s *scene) elsewhere(ask func(*scene)) {
	cited := s.cited
	s.cited = nil
	s.alone(ask)
	if s.cited = cited; cited != nil {
		s.clear() // who reads the same for itself cites it
	}
}
