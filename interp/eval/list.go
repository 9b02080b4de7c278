package eval

import (
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
)

// element is what a row variable stands for.
type element struct {
	record *roster.Record
}

// item is an element that a list may have: whether it has it is a condition.
type item struct {
	is value.Set
	element
}

// list gives the elements that a list may have; given is false when no table
// holds it.
func (s *scene) list(x check.Expr) (items []item, given bool) {
	switch x := x.(type) {
	case *check.ListRef:
		return s.listed(x.List)
	case *check.Filter:
		items, given = s.list(x.List)
		kept := items[:0]
		for _, it := range items {
			s.with(it.element, func() { it.is = value.And(it.is, s.is(x.Where)) })
			if it.is.True {
				kept = append(kept, it)
			}
		}
		return kept, given
	case *check.TermRef:
		s.inTerm(x, func() { items, given = s.list(x.Term.Value) })
		return items, given
	}
	return nil, false
}

// with reads something of an element, innermost of all.
func (s *scene) with(e element, read func()) {
	s.rows = append(s.rows, e)
	read()
	s.rows = s.rows[:len(s.rows)-1]
}

// listed are the rows of a further list that belong to the record, each with
// whether it is one: as of another date those are left out that had not begun.
func (s *scene) listed(r *check.Record) (items []item, given bool) {
	rows := s.record.Rows[s.lists[r]]
	if rows == nil {
		a := &s.absent[s.lists[r]]
		s.unknown(free{cell: &a.cell, field: &a.field, whole: a.cell.Value})
		return nil, false
	}
	items = make([]item, 0, len(rows))
	for _, row := range rows {
		is := value.Truth(true)
		if s.cut && r.Start != nil {
			is = value.Compare("<=", s.cell(r.Start, row), s.today())
		}
		if is.True {
			items = append(items, item{is, element{record: row}})
		}
	}
	return items, true
}
