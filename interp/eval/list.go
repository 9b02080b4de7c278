package eval

import (
	"github.com/govalues/decimal"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// element is what a row variable stands for: a row of a further list, a spell,
// or a spell with the row that it was cut from.
type element struct {
	record *roster.Record // nil for a run
	spell  *value.Spell   // nil for a row as its table has it
}

// item is an element that a list may have: whether it has it is a condition.
// many and group are those of value.Spell.
type item struct {
	is value.Set
	element
	many  bool
	group int
}

// list gives the elements that a list may have; given is false where it may have
// more: no table holds it, or it is not known whose list it is.
func (s *scene) list(x check.Expr) (items []item, given bool) {
	switch x := x.(type) {
	case *check.ListRef:
		return s.listed(x.List, s.recordAt(x.Row), s.soughtIn(x))
	case *check.Of:
		if x.Element.Type().Kind == types.Spell {
			return s.listOfSpell(x)
		}
		return s.listOf(x)
	case *check.Entries:
		return s.entries(x)
	case *check.Everyone:
		return s.everyone(x.Of), true
	case *check.Filter:
		if p := s.planOf(x, x, nil); p != nil {
			return s.amongAll(p), true
		}
		items, given = s.unfiltered(x)
		sought := s.seek(nil)
		kept := items[:0]
		for _, it := range items {
			s.with(it.element, func() { it.is = value.And(it.is, s.is(x.Where)) })
			if it.is.True {
				kept = append(kept, it)
			}
		}
		s.seek(sought)
		return kept, given
	case *check.If:
		cond := s.is(x.Cond)
		for _, way := range []struct {
			is   value.Set
			list check.Expr
		}{{cond, x.Then}, {value.Not(cond), x.Else}} {
			if way.is.True {
				more, ok := s.list(way.list)
				if !ok {
					return nil, false
				}
				for _, it := range more {
					it.is = value.And(it.is, way.is)
					items = append(items, it)
				}
			}
		}
		return items, true
	case *check.TermRef:
		s.inTerm(x, func(s *scene) { items, given = s.list(x.Term.Value) })
		return items, given
	case *check.AsOf:
		return s.listAsOf(x)
	}
	spells, given := s.spellsOf(x)
	return s.items(spells, check.RowsOf(x)), given
}

// listOfSpell are the elements that a list of one spell has: of each spell that
// may be meant.
func (s *scene) listOfSpell(x *check.Of) (items []item, given bool) {
	elements, none, given := s.one(x.Element)
	for i := range elements {
		s.with(s.elementOf(&elements[i], check.RowsOf(x.Element)), func() {
			more, ok := s.list(x.X)
			items, given = append(items, more...), given && ok
		})
	}
	for i := range items {
		items[i].is.False = items[i].is.False || none || len(elements) > 1
	}
	return items, given
}

// listAsOf cuts a list as of another date. Its elements are spells, since what
// was cut off stays off.
func (s *scene) listAsOf(x *check.AsOf) (items []item, given bool) {
	date := value.Closed(s.eval(x.Date))
	if !date.Some() {
		return nil, true
	}
	spells, given := s.at(date).spellsOf(x.X)
	items = s.items(spells, check.RowsOf(x))
	for i := range items {
		items[i].is.False = items[i].is.False || date.None
	}
	return items, given
}

// items makes elements of spells. Those that were cut from one row are that row
// still.
func (s *scene) items(spells value.Spells, kind *check.Record) []item {
	items := make([]item, 0, len(spells))
	for i := range spells {
		sp := &spells[i]
		items = append(items, item{sp.Is, s.elementOf(sp, kind), sp.Many, sp.Group})
	}
	return items
}

func (s *scene) elementOf(sp *value.Spell, kind *check.Record) element {
	e := element{spell: sp}
	if kind.RunOf == nil && len(sp.Rows) == 1 {
		e.record = s.members.rows[sp.Rows[0]]
	}
	return e
}

// with reads something of an element, innermost of all.
func (s *scene) with(e element, read func()) {
	s.rows = append(s.rows, e)
	read()
	s.rows = s.rows[:len(s.rows)-1]
}

// listed are the rows of a list that a record has, each with whether it is one:
// as of another date those are left out that had not begun. Where who is given, it may
// lack rows that lead to others.
func (s *scene) listed(r *check.Record, record *roster.Record, who *value.Set) (items []item, given bool) {
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
			first, _ := s.daysIn(s.written(r.Start, row), r.Start.Type)
			is = value.Compare("<=", first, s.today())
		}
		if is.True {
			items = append(items, item{is: is, element: element{record: row}})
		}
	}
	if r.Relation != nil {
		return s.related(r, record, items, who)
	}
	return items, true
}

func (s *scene) quantify(x *check.Quantify) value.Set {
	if set, over := s.quantifyAll(x); over {
		return set
	}
	items, given := s.list(x.List)
	some, every := value.Truth(false), value.Truth(true)
	if !given { // there may be others
		some, every = value.Unknown(), value.Unknown()
	}
	for _, it := range items {
		some = value.Or(some, it.is)
		if x.Claim != nil {
			s.with(it.element, func() { every = value.And(every, value.Or(value.Not(it.is), s.is(x.Claim))) })
		}
	}
	switch x.Kind {
	case "SOME":
		return some
	case "NO":
		return value.Not(some)
	}
	return every
}

func (s *scene) aggregate(x *check.Aggregate) value.Set {
	if x.List == nil {
		return s.tally(x)
	}
	var p *plan
	if x.Of == nil {
		p = s.planOf(x, x.List, nil)
	} else {
		p = s.planOf(x, x.List, nil, x.Of)
	}
	if p == nil {
		return s.tally(x)
	}
	return s.groupFigure(x, p)
}

func (s *scene) tally(x *check.Aggregate) value.Set {
	var values, conditions []value.Set
	if x.List != nil {
		items, given := s.list(x.List)
		if x.Kind == "COUNT OF" {
			n := count(items)
			if !given { // there may be more
				n.High = many
			}
			return n
		}
		if !given {
			return s.ofUnknown(x, value.Set{})
		}
		for _, it := range items {
			if _, known := it.is.Certain(); (it.many || it.group != 0) && !known && x.Kind != "HIGHEST OF" && x.Kind != "LOWEST OF" {
				return s.ofUnknown(x, value.Set{}) // how many spells it is is not known
			}
			conditions = append(conditions, it.is)
			s.with(it.element, func() { values = append(values, s.eval(x.Of)) })
		}
	} else {
		cell := s.eval(x.Of)
		if cell.Lost || cell.Several && !cell.One() || cell.None && cell.Some() || s.uncounted(x, cell) {
			return s.ofUnknown(x, cell)
		}
		for _, p := range cell.Parts {
			values = append(values, p.Value)
		}
		if cell.Several {
			for _, c := range cell.Codes {
				values = append(values, value.Code(cell.Kind, []int32{c}))
			}
		}
		for range values {
			conditions = append(conditions, value.Truth(true))
		}
	}
	return s.figure(x.Kind, x.Type(), values, conditions)
}

// figure is an aggregate of the values whose condition holds.
func (s *scene) figure(kind string, t types.Type, values, conditions []value.Set) value.Set {
	switch kind {
	case "COUNT OF":
		return value.Count(conditions)
	case "NUMBER OF DIFFERENT":
		return value.Different(values, conditions)
	case "SUM OF":
		return value.Sum(values, conditions)
	case "AVERAGE OF":
		return value.Average(values, conditions)
	}
	for i, c := range conditions {
		switch {
		case !c.True:
			values[i] = value.None(t.Kind)
		case c.False:
			values[i].None = true
		}
	}
	return value.Furthest(kind == "HIGHEST OF", t.Kind, values)
}

// count is how many elements there are. Of descriptions that may be of one
// spell one is certain, and one of many spells may be any number.
func count(items []item) value.Set {
	low, high := 0, 0
	groups := map[int]bool{}
	for _, it := range items {
		if !it.is.True {
			continue
		}
		if high++; it.many {
			return value.Numbers(types.Number, decimal.MustNew(int64(low), 0), many, 0)
		}
		if !it.is.False && (it.group == 0 || !groups[it.group]) {
			groups[it.group] = true
			low++
		}
	}
	return value.Numbers(types.Number, decimal.MustNew(int64(low), 0), decimal.MustNew(int64(high), 0), 0)
}
