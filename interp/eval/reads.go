package eval

import (
	"slices"

	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/types"
)

// reads is what an expression reads, itself or through terms: the fields of the
// record decided, in order, and the references that lead from it to others.
type reads struct {
	own   []*check.Field
	paths []*check.Of
}

// ReadsOf lists the fields of the record decided that an expression reads.
func ReadsOf(x check.Expr) []*check.Field {
	return readsOf(func(visit func(check.Expr)) { check.Walk(x, visit) }).own
}

func readsOf(walk func(visit func(check.Expr))) (out reads) {
	seen := map[*check.Term]bool{}
	var visit func(check.Expr)
	visit = func(x check.Expr) {
		switch x := x.(type) {
		case *check.FieldRef:
			if x.Row == 0 {
				out.own = appendNew(out.own, x.Field)
			}
		case *check.TermRef:
			if x.Row == 0 && !seen[x.Term] {
				seen[x.Term] = true
				for _, part := range x.Term.Exprs() {
					check.Walk(part, visit)
				}
			}
		case *check.Chosen:
			if x.Row == 0 {
				out.own = appendAll(out.own, candidateReads(x.Choice))
			}
		case *check.Of:
			if x.Element.Type().Kind == types.Ref && !dependsOnRow(x.Element) {
				out.paths = append(out.paths, x)
			}
		}
	}
	walk(visit)
	return out
}

// candidateReads lists the fields of a candidate that a choice reads: whether it is one,
// in which group, and by what it is put in order.
func candidateReads(c *check.Choice) (out []*check.Field) {
	parts := []check.Expr{c.From, c.Per}
	for _, k := range c.Keys {
		parts = append(parts, k.X)
	}
	for _, part := range parts {
		check.Walk(part, func(x check.Expr) {
			switch x := x.(type) {
			case *check.FieldRef:
				if x.Row == 1 { // the only element around is the candidate
					out = appendNew(out, x.Field)
				}
			case *check.TermRef:
				if x.Row == 1 {
					for _, part := range x.Term.Exprs() {
						out = appendAll(out, ReadsOf(part))
					}
				}
			}
		})
	}
	return out
}

// dependsOnRow says whether a reference is read of an element of a list.
func dependsOnRow(x check.Expr) bool {
	switch x := x.(type) {
	case *check.FieldRef:
		return x.Row > 0
	case *check.TermRef:
		return x.Row > 0
	case *check.Element:
		return x.Row > 0
	case *check.Of: // what is read of the record that it leads to is one level deeper
		return dependsOnRow(x.Element)
	}
	return slices.ContainsFunc(check.Parts(x), func(part check.Expr) bool { return part != nil && dependsOnRow(part) })
}

// factsOf adds the cells that are read: those of the record decided, and those
// of the records that known references lead to.
func (s *scene) factsOf(r reads, facts []Fact) []Fact {
	for _, f := range r.own {
		facts = s.fact(facts, f, s.record)
	}
	for _, path := range r.paths {
		var who *roster.Record
		s.alone(func(s *scene) {
			if set := s.eval(path.Element); set.One() && !set.None {
				who = s.recordsOf(path.Element.Type())[set.Codes[0]]
			}
		})
		if who == nil || who.Outside != nil {
			continue
		}
		for _, f := range s.fieldsOf(path.X, innermost(path.X)) {
			facts = s.fact(facts, f, who)
		}
	}
	return facts
}

// innermost is the place of the element that is deepest in lists, of those that
// an expression reads: the record that a reference leads to.
func innermost(x check.Expr) (row int) {
	check.Walk(x, func(x check.Expr) {
		switch x := x.(type) {
		case *check.FieldRef:
			row = max(row, x.Row)
		case *check.TermRef:
			row = max(row, x.Row)
		}
	})
	return row
}

// fieldsOf lists the fields that an expression reads of the element at a place.
func (s *scene) fieldsOf(x check.Expr, row int) (out []*check.Field) {
	check.Walk(x, func(x check.Expr) {
		switch x := x.(type) {
		case *check.FieldRef:
			if x.Row == row {
				out = appendNew(out, x.Field)
			}
		case *check.TermRef:
			if x.Row != row || x.Term.Value == nil {
				return
			}
			within := 1 // a term is read where its record is the only element
			if x.Term.Record == s.program.Subject {
				within = 0
			}
			for _, f := range s.fieldsOf(x.Term.Value, within) {
				out = appendNew(out, f)
			}
		}
	})
	return out
}

// fact adds what a cell says, once.
func (s *scene) fact(facts []Fact, f *check.Field, of *roster.Record) []Fact {
	fact := Fact{Field: f, Cell: *of.Cell(f), Row: s.rowOf(of)}
	if slices.ContainsFunc(facts, func(x Fact) bool { return x.Field == f && x.Row == fact.Row }) {
		return facts
	}
	fact.Value = s.Show(fact.Cell.Value, f.Type)
	return append(facts, fact)
}
