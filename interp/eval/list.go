package eval

import (
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
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

// list gives the elements that a list may have; given is false where it may have
// more: no table holds it, or it is not known whose list it is.
func (s *scene) list(x check.Expr) (items []item, given bool) {
	switch x := x.(type) {
	case *check.ListRef:
		return s.listed(x.List, s.recordAt(x.Row))
	case *check.Of:
		return s.listOf(x)
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
		s.inTerm(x, func(s *scene) { items, given = s.list(x.Term.Value) })
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

// listed are the rows of a list that a record has, each with whether it is one:
// as of another date those are left out that had not begun.
func (s *scene) listed(r *check.Record, record *roster.Record) (items []item, given bool) {
	place := s.lists[r]
	a := &s.absent[place]
	whole := value.Set{Kind: types.Rows, Lost: true}
	switch {
	case record.Outside != nil && record.Lists != nil:
		s.unknown(free{cell: &record.Lists[place], field: &a.field, row: record, whole: whole})
		return nil, false
	case record.Rows == nil || record.Rows[place] == nil:
		s.unknown(free{cell: &a.cell, field: &a.field, whole: whole})
		return nil, false
	}
	rows := record.Rows[place]
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
	if r.Relation != nil {
		return s.related(r, record, items)
	}
	return items, true
}
