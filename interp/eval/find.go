package eval

import (
	"slices"
	"sync"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// finder is how an index answers a part of a condition: by an equal value, or by
// the rows of a relation, of the record decided or, turned back, of the element.
type finder struct {
	join
	related *check.Related
	back    bool
}

// finding is an index of the records of a kind by a value, or by those whom their
// rows lead to; open are those of which that is not known.
type finding struct {
	by   map[string][]*roster.Record
	open []*roster.Record
}

type findings struct {
	sync.Mutex
	of map[findingKey]*finding
}

type findingKey struct {
	of   check.Expr
	call rollKey
}

// candidates are the records of which the condition of a plan may be true; all
// where no index says which.
func (s *scene) candidates(p *plan) []*roster.Record {
	all := s.insiders(p.of)
	best, found := all, false
	if s.dated || !s.asOf.One() || s.asOf.None || s.lenient {
		return all
	}
	for _, ways := range p.finders {
		var some []*roster.Record
		known := true
		for _, f := range ways {
			list, ok := s.find(p, f)
			if known = ok && (s.loosed == nil || f.steady()); !known {
				break
			}
			some = append(some, list...)
		}
		if known && (!found || len(some) < len(best)) {
			best, found = some, true
		}
	}
	if !found {
		if s.loosed != nil {
			return all
		}
		r := s.rollOf(p)
		if r == nil || len(p.alone) == 0 {
			return all
		}
		best = make([]*roster.Record, len(r.entries))
		for i := range r.entries {
			best[i] = r.entries[i].record
		}
		return best
	}
	slices.SortFunc(best, func(a, b *roster.Record) int { return a.Place - b.Place })
	return slices.Compact(best)
}

// steady says that what the index goes by is never a soft cell, and so is the same
// while one is loosed: the element itself, or a cell of it that says what it says.
func (f finder) steady() bool {
	if f.related != nil {
		return false
	}
	switch x := f.theirs.(type) {
	case *check.Element:
		return true
	case *check.FieldRef:
		return x.Field.Type.Kind == types.Ref && x.Field.Blank != check.BlankAssumed
	}
	return false
}

// find are the records that one index gives for the record decided.
func (s *scene) find(p *plan, f finder) (list []*roster.Record, ok bool) {
	before := len(s.read)
	defer func() {
		if ok { // which they are hangs on nothing; whether they are so is asked of each
			s.read = s.read[:before]
		}
	}()
	var wanted []value.Set
	theirs := f.theirs
	switch {
	case f.related == nil:
		wanted = []value.Set{s.eval(f.mine)}
	case f.back:
		wanted = []value.Set{s.eval(f.related.X)}
		theirs = f.related
	default:
		theirs = f.related.X
		if wanted, ok = s.ledTo(f.related); !ok {
			return nil, false
		}
	}
	var keys []string
	for _, set := range wanted {
		more, few := s.keysOf(set, f.refersTo())
		if !few {
			return nil, false
		}
		keys = append(keys, more...)
	}
	index := s.finding(p, f, theirs)
	for _, k := range keys {
		list = append(list, index.by[k]...)
	}
	return append(list, index.open...), true
}

// refersTo is the type of what is compared.
func (f finder) refersTo() types.Type {
	if f.related != nil {
		return f.related.X.Type()
	}
	return f.theirs.Type()
}

// keysOf are the values that a set may be, as an index has them, if they are few.
// Of one who is outside the roster and has no name nobody knows who it is.
func (s *scene) keysOf(set value.Set, t types.Type) (keys []string, few bool) {
	if !set.Some() {
		return nil, true
	}
	if t.Kind != types.Ref && t.Kind != types.Choice && t.Kind != types.Text {
		key, one := knownKey(set)
		return []string{key}, one
	}
	if set.Lost || set.Several || len(set.Codes) > s.few() {
		return nil, false
	}
	for _, c := range set.Codes {
		if t.Kind == types.Ref && int(c) >= s.roster.Insiders[t.Record.Index] && s.recordsOf(t)[c].Nameless {
			return nil, false
		}
		key, _ := knownKey(value.Code(set.Kind, []int32{c}))
		keys = append(keys, key)
	}
	return keys, true
}

// ledTo are those whom the rows of a relation may lead to.
func (s *scene) ledTo(x *check.Related) (ends []value.Set, ok bool) {
	items, given := s.list(listOf(x.List))
	end := check.RowsOf(x.List).Relation.Other
	for _, it := range items {
		ends = append(ends, s.cell(end, it.record))
	}
	return ends, given
}

// listOf is the list of which some rows are kept: whichever they are, they lead
// to no others.
func listOf(x check.Expr) check.Expr {
	for {
		f, ok := x.(*check.Filter)
		if !ok {
			return x
		}
		x = f.List
	}
}

// finding makes the index of an expression once.
func (s *scene) finding(p *plan, f finder, of check.Expr) *finding {
	key := findingKey{of, rollKey{s.asOf.First, s.cut}}
	s.groups.found.Lock()
	defer s.groups.found.Unlock()
	if i := s.groups.found.of[key]; i != nil {
		return i
	}
	i := &finding{by: map[string][]*roster.Record{}}
	own := s.caller()
	for _, record := range s.insiders(p.of) {
		own.turn(record, p.row)
		keys, few := own.findable(f, of)
		if !few {
			i.open = append(i.open, record)
		}
		for _, k := range keys {
			i.by[k] = append(i.by[k], record)
		}
	}
	s.groups.found.of[key] = i
	return i
}

func (own *scene) findable(f finder, of check.Expr) (keys []string, few bool) {
	sets := []value.Set{}
	if f.related != nil && f.back {
		if sets, few = own.ledTo(f.related); !few {
			return nil, false
		}
	} else {
		sets = append(sets, own.eval(of))
	}
	for _, set := range sets {
		more, some := own.keysOf(set, f.refersTo())
		if !some {
			return nil, false
		}
		keys = append(keys, more...)
	}
	slices.Sort(keys)
	return slices.Compact(keys), true
}

// amongAll are the elements that a set over everybody may have: those that an index
// gives, each with whether it is one.
func (s *scene) amongAll(p *plan) []item {
	var items []item
	list := s.candidates(p)
	s.spent += len(list) * recordsEach
	for _, record := range list {
		it := item{is: value.Truth(true), element: element{record: record}}
		s.with(it.element, func() {
			for _, conditions := range [2][]check.Expr{p.alone, p.all} {
				for _, c := range conditions {
					if it.is.True {
						it.is = value.And(it.is, s.is(c))
					}
				}
			}
		})
		if it.is.True {
			items = append(items, it)
		}
	}
	return items
}
