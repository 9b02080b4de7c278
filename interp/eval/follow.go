package eval

import (
	"slices"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// A reference that is not known may lead to any record of its kind. Of a few,
// each blank cell is a blank of its own; many are glanced at, until taking the
// reference apart leaves few; more are not looked at at all.
const (
	defaultFew = 8
	most       = 2000
	mostScenes = 16 // kept from case to case
)

func (s *scene) few() int {
	if s.Few == 0 {
		return defaultFew
	}
	return s.Few
}

// follow reads something of each record that a reference may lead to.
func (s *scene) follow(x *check.Of) value.Set {
	return s.across(x.Element, x.LeftOut, x.Type(), func(*roster.Record) value.Set { return s.eval(x.X) })
}

// keyOf is the key of the record that a reference leads to.
func (s *scene) keyOf(x *check.KeyOf) value.Set {
	key := s.program.RecordOf(x.Of.Type()).Key
	return s.across(x.Of, false, x.Type(), func(r *roster.Record) value.Set { return s.cell(key, r) })
}

func (s *scene) across(ref check.Expr, leftOut bool, t types.Type, read func(*roster.Record) value.Set) value.Set {
	who := s.eval(ref)
	records := s.recordsOf(ref.Type())
	if who.Lost || len(who.Codes) > most {
		return s.anything(t)
	}
	glancing := s.glancing
	if len(who.Codes) > s.few() {
		s.glancing = true
		s.spent += len(who.Codes)
	}
	out := gathered{set: value.Set{Kind: t.Kind, None: who.None}}
	for _, code := range who.Codes {
		if r := records[code]; r.Outside != nil && leftOut {
			out.set.None = true
		} else {
			s.with(element{record: r}, func() { out.add(read(r)) })
		}
	}
	s.glancing = glancing
	return out.set
}

// gathered is a union of many sets.
type gathered struct {
	set  value.Set
	seen map[int32]bool // codes, where there are many
}

func (g *gathered) add(s value.Set) {
	if len(g.set.Codes) < defaultFew || s.Several || s.Parts != nil || s.Lost {
		g.set = value.Union(g.set, s)
		return
	}
	if g.seen == nil {
		g.seen = map[int32]bool{}
		g.set.Codes = append([]int32(nil), g.set.Codes...)
		for _, c := range g.set.Codes {
			g.seen[c] = true
		}
	}
	for _, c := range s.Codes {
		if !g.seen[c] {
			g.seen[c] = true
			g.set.Codes = append(g.set.Codes, c)
		}
	}
	g.set.None = g.set.None || s.None
}

func (s *scene) recordsOf(t types.Type) []*roster.Record { return s.roster.Kinds[t.Record.Index] }

// compareRefs says whether two references lead to one record. Of two who are
// outside the roster, and one of them without a name, nobody knows.
func (s *scene) compareRefs(op string, a, b value.Set, t types.Type) value.Set {
	result := value.Compare(op, a, b)
	if result.True && result.False || !result.True && !result.False {
		return result
	}
	records := s.recordsOf(t)
	first := s.roster.Insiders[t.Record.Index]
	for _, x := range a.Codes {
		if int(x) < first {
			continue
		}
		for _, y := range b.Codes {
			if int(y) >= first && x != y && (records[x].Nameless || records[y].Nameless) {
				return value.Unknown()
			}
		}
	}
	return result
}

// of is the scene of another record of the kind decided, in the same case.
func (s *scene) of(record *roster.Record) *scene {
	if s.others == nil {
		s.others = map[*roster.Record]*scene{s.record: s}
	}
	if known := s.others[record]; known != nil {
		return known
	}
	if s.glancing {
		if s.glance == nil {
			s.glance = s.sister(record)
			s.glance.passing = true
		}
		s.glance.record, s.glance.others = record, s.others
		s.glance.forgetOwn()
		return s.glance
	}
	other := s.sister(record)
	s.others[record] = other
	return other
}

func (s *scene) sister(record *roster.Record) *scene {
	other := *s
	other.record, other.glance, other.sought = record, nil, nil
	other.prepare()
	return &other
}

// alone reads something where no element of a list is in sight.
func (s *scene) alone(read func(*scene)) {
	rows := s.rows
	s.rows = nil
	read(s)
	s.rows = rows
}

// listOf are the rows of a list of each record that a reference may lead to.
func (s *scene) listOf(x *check.Of) (items []item, given bool) {
	sought := s.seek(nil)
	who := s.eval(x.Element)
	if s.seek(sought); who.Lost || len(who.Codes) > s.few() {
		return nil, false
	}
	records := s.recordsOf(x.Element.Type())
	meant := value.Set{Kind: types.Bool, True: true, False: !who.One()}
	given = true
	for _, code := range who.Codes {
		r := records[code]
		if r.Outside != nil && x.LeftOut {
			continue
		}
		s.with(element{record: r}, func() {
			more, all := s.list(x.X)
			for _, it := range more {
				it.is = value.And(it.is, meant)
				items = append(items, it)
			}
			given = given && all
		})
	}
	return items, given
}

// isRelated asks whether a record is among those that the rows of a relation
// lead to. Of a record that is not there nothing is said, neither so nor
// otherwise.
func (s *scene) isRelated(x *check.Related) value.Set {
	who := s.eval(x.X)
	items, given := s.search(x.List, who)
	some := value.Truth(false)
	if !given {
		some = value.Unknown()
	}
	end := check.RowsOf(x.List).Relation.Other
	for _, it := range items {
		some = value.Or(some, value.And(it.is, s.compareRefs("=", s.cell(end, it.record), who, x.X.Type())))
	}
	if !x.Negated {
		return some
	}
	some = value.And(value.Not(some), value.Not(value.IsNone(who)))
	if of, ok := x.List.(*check.Of); ok {
		some = value.And(some, value.Not(value.IsNone(s.eval(of.Element))))
	}
	return some
}

// sought is whom the rows of a list are searched for.
type sought struct {
	list *check.ListRef
	who  value.Set
}

// search is a list of which only the rows that lead to some record matter.
func (s *scene) search(list check.Expr, who value.Set) (items []item, given bool) {
	rows := s.untoldOf(list)
	if rows == nil || who.Lost {
		return s.list(list)
	}
	before := s.seek(&sought{rows, who})
	items, given = s.list(list)
	s.seek(before)
	return items, given
}

// unfiltered is the list that a filter is of: where that asks who the rows lead to, as in
// kin where relative is superior, only rows that lead there.
func (s *scene) unfiltered(x *check.Filter) (items []item, given bool) {
	rows := s.untoldOf(x.List)
	if rows == nil || s.soughtIn(rows) != nil {
		return s.list(x.List)
	}
	row := len(s.rows) + 1
	for _, part := range check.Conjuncts(x.Where) {
		same, ok := part.(*check.Compare)
		if !ok || same.Op != "=" {
			continue
		}
		for _, sides := range [2][2]check.Expr{{same.L, same.R}, {same.R, same.L}} {
			end, ok := sides[0].(*check.FieldRef)
			if !ok || end.Row != row || end.Field != rows.List.Relation.Other {
				continue
			}
			if reads, _ := check.Reading(sides[1], row); !reads {
				return s.search(x.List, s.eval(sides[1]))
			}
		}
	}
	return s.list(x.List)
}

// seek notes whom a list is searched for, nil for nobody, and tells who it was before.
func (s *scene) seek(whom *sought) (before *sought) {
	before, s.sought = s.sought, whom
	return before
}

// untoldOf is the relation that the rows of a list come from where some cells of it are not
// known; nil for any other list, and where there are several.
func (s *scene) untoldOf(list check.Expr) *check.ListRef {
	for {
		switch x := list.(type) {
		case *check.ListRef:
			if x.List.Relation == nil || len(s.roster.Untold[s.lists[x.List]]) == 0 {
				return nil
			}
			return x
		case *check.Filter:
			list = x.List
		case *check.Of:
			list = x.X
		case *check.TermRef:
			list = x.Term.Value
		default:
			return nil
		}
	}
}

// soughtIn is who is sought in a list; nil where all its rows matter.
func (s *scene) soughtIn(list *check.ListRef) *value.Set {
	if s.sought == nil || s.sought.list != list {
		return nil
	}
	return &s.sought.who
}

// related completes the rows of a relation that a record has with those of which
// it is not known whose they are. A pair counts once.
func (s *scene) related(r *check.Record, record *roster.Record, items []item, who *value.Set) (all []item, given bool) {
	place, sure := s.lists[r], len(items)
	for _, row := range s.roster.Loose[place] {
		if other := row.Cell(r.Relation.Other); r.Relation.Symmetric && other.State == roster.Known && int(other.Value.Codes[0]) == record.Place {
			continue // which it has from its other end
		}
		is := value.Compare("=", s.cell(r.JoinBy, row), value.Code(types.Ref, []int32{int32(record.Place)}))
		if is.True {
			items = append(items, item{is: is, element: element{record: row}})
		}
	}
	items, given = s.untold(r, record, items, who)
	s.once(r.Relation.Other, items, sure)
	return items, given
}

// once takes out of the rows of a relation those that lead where another does.
// Of the first, which a record is sure to have, only one that is not known to
// lead somewhere can. Of two such the one written first counts.
func (s *scene) once(end *check.Field, items []item, sure int) {
	open := make([]bool, len(items))
	any := false
	for i, it := range items {
		open[i] = i >= sure || it.record.Cell(end).State != roster.Known
		any = any || open[i]
	}
	for i := range items {
		for j := range items {
			if !any || !open[i] || i == j || open[j] && items[j].record.Place > items[i].record.Place {
				continue
			}
			same := value.Compare("=", s.cell(end, items[i].record), s.cell(end, items[j].record))
			items[i].is = value.And(items[i].is, value.Not(value.And(items[j].is, same)))
		}
	}
}

// maybe is a row that a record has if the cell of another, which is not known,
// names it: whether it does is a blank.
type maybe struct {
	row   *roster.Record // as the one has it who may be named
	own   *roster.Record // as the one has it whose cell that is
	named roster.Cell
}

type maybeKey struct {
	untold, by *roster.Record
	list       *check.Record
}

// untold adds the rows that a record may have because it is not known what the
// cell of another holds, or its own; given is false where it may have any number. A pair is
// at most one row, so that of another's cell there is one. It leads to the other: where who
// is sought, only those who may be meant matter, and of its own cell whether it names these.
func (s *scene) untold(r *check.Record, record *roster.Record, items []item, who *value.Set) (all []item, given bool) {
	untold := s.roster.Untold[s.lists[r]]
	fromOther := r.Relation.Symmetric || r.Relation.Of != nil
	if who != nil && fromOther {
		var some []roster.Untold
		for _, u := range untold {
			if u.Owner == record || slices.Contains(who.Codes, int32(u.Owner.Place)) {
				some = append(some, u)
			}
		}
		untold = some
	}
	sure := items
	given = true
	for i, u := range untold {
		column := u.Row.Kind.From.Column
		cell := u.Owner.Cell(column)
		may := func(m *maybe, row *roster.Record) {
			named := s.unknown(free{cell: &m.named, field: column, row: u.Owner, whole: value.Unknown()})
			items = append(items, item{is: named, element: element{record: row}})
		}
		switch {
		case u.Owner == record && r.Relation.Of == nil && s.fewOthers(who, record):
			for _, code := range who.Codes {
				if by := s.recordsOf(r.Relation.Other.Type)[code]; !s.leadsTo(r.Relation.Other, sure, by) {
					m := s.maybe(r, u, by)
					may(m, m.own)
				}
			}
		case u.Owner == record && r.Relation.Of == nil, fromOther && len(untold) > s.few() && i < defaultFew:
			more := s.unknown(free{cell: cell, field: column, row: u.Owner, whole: value.Set{Kind: types.Rows, Lost: true, None: true}})
			given = given && !more.Lost
		case !fromOther || len(untold) > s.few() || s.leadsTo(r.Relation.Other, sure, u.Owner):
		default:
			m := s.maybe(r, u, record)
			may(m, m.row)
		}
	}
	return items, given
}

// fewOthers says of those sought that they are few, and none is the record itself: whether that
// names itself is nobody's question, and stays open.
func (s *scene) fewOthers(who *value.Set, record *roster.Record) bool {
	return who != nil && len(who.Codes) <= s.few() && !slices.Contains(who.Codes, int32(record.Place))
}

// leadsTo says whether a row is known that leads to a record.
func (s *scene) leadsTo(end *check.Field, items []item, to *roster.Record) bool {
	for _, it := range items {
		if c := it.record.Cell(end); c.State == roster.Known && int(c.Value.Codes[0]) == to.Place {
			return true
		}
	}
	return false
}

// maybe is the row between a record whose cell is not known and one that it may
// name.
func (s *scene) maybe(r *check.Record, u roster.Untold, by *roster.Record) *maybe {
	key := maybeKey{u.Owner, by, r}
	m := s.maybes[key]
	if m == nil {
		if s.maybes == nil {
			s.maybes = map[maybeKey]*maybe{}
		}
		kind := u.Row.Kind
		row := u.Row.Copy()
		row.Cells[kind.Relation.Other.Index] = &roster.Cell{State: roster.Known, Value: value.Code(types.Ref, []int32{int32(by.Place)})}
		row.ID = u.Owner.ID + "–" + by.ID
		row.Place, row.Reversed = len(s.roster.Kinds[kind.Kind.Index])+u.Owner.Place, r.Relation.Symmetric
		own := *row
		own.Reversed = false
		m = &maybe{row: row, own: &own, named: *u.Owner.Cell(kind.From.Column)}
		m.named.Value = value.Unknown()
		s.maybes[key] = m
	}
	return m
}
