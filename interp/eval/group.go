package eval

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// everyone is all records of a kind in the roster, those outside of it left out.
func (s *scene) everyone(r *check.Record) []item {
	return itemsOf(s.insiders(r))
}

func (e *Evaluator) insiders(r *check.Record) []*roster.Record {
	return e.roster.Kinds[r.Kind.Index][:e.roster.Insiders[r.Kind.Index]]
}

func itemsOf(records []*roster.Record) []item {
	items := make([]item, len(records))
	for i, record := range records {
		items[i] = item{is: value.Truth(true), element: element{record: record}}
	}
	return items
}

// on asks of the record that an element is; of the record decided for row 0.
func (s *scene) on(row int, ask func(*scene)) {
	if row == 0 {
		ask(s)
		return
	}
	s.of(s.rows[row-1].record).alone(ask)
}

// groups are what is found out once about everybody: which records have which
// value in a field, and figures over a group that rest on known cells alone.
// Without them each decision would go through the whole roster again.
type groups struct {
	sync.Mutex
	byField map[*check.Field]*index
	figures map[figureKey]figure
}

// index finds the records of a kind by the code in a cell; open are those whose
// cell may hold several or is not known.
type index struct {
	byCode map[int32][]*roster.Record
	open   []*roster.Record
}

type figureKey struct {
	of   *check.Aggregate
	asOf civil.Date
	own  string // what it reads of the record decided
}

// figure is a known value, and the cells taken for granted on the way to it.
type figure struct {
	set  value.Set
	soft []softCell
}

// sharing are the records of which the condition of a filter over everybody may
// be true because they share a cell with the record decided: own unit. ok is
// false where no part of the condition says so.
func (s *scene) sharing(x *check.Filter) (records []*roster.Record, ok bool) {
	all, over := x.List.(*check.Everyone)
	if !over {
		return nil, false
	}
	row := len(s.rows) + 1
	for _, part := range conjuncts(x.Where) {
		c, same := part.(*check.Compare)
		if !same || c.Op != "=" {
			continue
		}
		theirs, isField := c.L.(*check.FieldRef)
		mine := c.R
		if !isField || theirs.Row != row || !coded(theirs.Field.Type) || readsRow(mine, row) {
			continue
		}
		key := s.eval(mine)
		if !key.One() || key.None || len(key.Codes) != 1 {
			continue
		}
		i := s.indexOf(all.Of, theirs.Field)
		records = i.byCode[key.Codes[0]]
		if len(i.open) > 0 {
			records = append(slices.Clone(records), i.open...)
			slices.SortFunc(records, func(a, b *roster.Record) int { return a.Place - b.Place })
		}
		return records, true
	}
	return nil, false
}

func coded(t types.Type) bool {
	return (t.Kind == types.Text || t.Kind == types.Choice || t.Kind == types.Ref) && !t.Several && !t.PerYear
}

func readsRow(x check.Expr, row int) bool {
	reads := false
	check.Walk(x, func(x check.Expr) {
		switch x := x.(type) {
		case *check.FieldRef:
			reads = reads || x.Row == row
		case *check.TermRef:
			reads = reads || x.Row == row
		}
	})
	return reads
}

func (e *Evaluator) indexOf(r *check.Record, f *check.Field) *index {
	e.groups.Lock()
	defer e.groups.Unlock()
	if i := e.groups.byField[f]; i != nil {
		return i
	}
	i := &index{byCode: map[int32][]*roster.Record{}}
	for _, record := range e.insiders(r) {
		switch c := record.Cell(f); {
		case c.State != roster.Known || len(c.Value.Codes) != 1 || c.Value.None:
			if !c.Value.None || c.Value.Some() {
				i.open = append(i.open, record)
			}
		default:
			i.byCode[c.Value.Codes[0]] = append(i.byCode[c.Value.Codes[0]], record)
		}
	}
	e.groups.byField[f] = i
	return i
}

// figureOnce works out a figure over everybody once for all who share what it
// reads of the record decided. What hangs on a blank is worked out each time.
func (s *scene) figureOnce(x *check.Aggregate, work func() value.Set) value.Set {
	key, ok := s.figureKey(x)
	if !ok {
		return work()
	}
	s.groups.Lock()
	known, found := s.groups.figures[key]
	s.groups.Unlock()
	if !found {
		soft := s.soft
		s.soft = nil
		known = figure{work(), s.soft}
		s.soft = soft
		for _, c := range known.soft {
			s.touch(c)
		}
		if len(s.free) > 0 || !known.set.One() { // in another case of a blank it may be another
			return known.set
		}
		s.groups.Lock()
		s.groups.figures[key] = known
		s.groups.Unlock()
		return known.set
	}
	for _, c := range known.soft {
		s.touch(c)
	}
	return known.set
}

// figureKey is what a figure over everybody reads of the record decided; false
// where that is not known, where it reads an element around it, or where the
// cells are looked at otherwise than they are.
func (s *scene) figureKey(x *check.Aggregate) (key figureKey, ok bool) {
	if s.dated || s.cut || s.loosed != nil || !s.asOf.One() || s.asOf.None {
		return key, false
	}
	ok = overEveryone(x.List)
	var own strings.Builder
	check.Walk(x, func(part check.Expr) {
		row, read := -1, part
		switch part := part.(type) {
		case *check.FieldRef:
			row = part.Row
		case *check.TermRef:
			row = part.Row
		case *check.Element:
			row = part.Row
		case *check.Meets:
			row = part.Row
		case *check.Decided:
			row = part.Row
		case *check.ListRef:
			row = part.Row
			read = nil
		}
		switch {
		case !ok || row < 0 || row > len(s.rows):
		case row > 0 || read == nil:
			ok = false
		default:
			set := s.eval(read)
			if ok = set.One(); ok {
				own.WriteString(s.Show(set, read.Type()))
				own.WriteByte(0)
				if set.Kind == types.Ref && !set.None {
					own.WriteString(strconv.Itoa(int(set.Codes[0])))
				}
			}
		}
	})
	return figureKey{x, s.asOf.First, own.String()}, ok
}

// overEveryone says whether a list is of everybody of whom a condition is true.
func overEveryone(list check.Expr) bool {
	for {
		switch x := list.(type) {
		case *check.Filter:
			list = x.List
		case *check.Everyone:
			return true
		default:
			return false
		}
	}
}
