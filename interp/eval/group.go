package eval

import (
	"slices"

	"github.com/govalues/decimal"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// insiders are all records of a kind, those outside of the roster left out.
func (e *Evaluator) insiders(r *check.Record) []*roster.Record {
	return e.roster.Kinds[r.Kind.Index][:e.roster.Insiders[r.Kind.Index]]
}

func (s *scene) everyone(r *check.Record) []item { return itemsOf(s.insiders(r)) }

func itemsOf(records []*roster.Record) []item {
	items := make([]item, len(records))
	for i, record := range records {
		items[i] = item{is: value.Truth(true), element: element{record: record}}
	}
	return items
}

// on asks of the record that an element is; of the record decided for row 0.
func (s *scene) on(row int, ask func(*scene)) {
	if row > 0 {
		s = s.of(s.rows[row-1].record)
	}
	s.elsewhere(ask)
}

// group are those entries of a roll whose joined values are the same: those that
// are sure to be in it with all that is read of them, and those that are not.
type group struct {
	sure, open []int32
	place      map[*roster.Record]int32 // of the open ones
	total      map[string]value.Set     // figures over the sure ones, by kind
	// See rank: the sure ones in order and their places in it; those that have
	// none; how many are sure to be in the base of a choice, and who.
	ranked, unranked []int32
	order            map[*roster.Record]int
	based            int
	basedOf          map[*roster.Record]bool
}

// groupOf is the group that the record decided looks at; ok is false where it is
// open which. key tells it from others of the roll.
func (s *scene) groupOf(p *plan, r *roll) (g *group, key string, ok bool) {
	for _, j := range p.joins {
		part, one := knownKey(s.eval(j.mine))
		if !one {
			s.anyGroup(r)
			return nil, "", false
		}
		key += part
	}
	return r.group(key, len(p.joins)), key, true
}

// anyGroup notes, of one of whom it is open which group is looked at, that there may be
// blanks of others which matter in some of them.
func (s *scene) anyGroup(r *roll) {
	s.hidden = s.hidden || slices.ContainsFunc(r.open, func(at int32) bool { return r.entries[at].record != s.root })
}

// noGroup has nobody: what is none equals nothing.
const noGroup = "-\x00"

func (r *roll) group(key string, joins int) *group {
	r.Lock()
	defer r.Unlock()
	if g := r.groups[key]; g != nil {
		return g
	}
	g := &group{place: map[*roster.Record]int32{}, total: map[string]value.Set{}}
	r.groups[key] = g
	joined := joins
	for rest := key; joins > 0 && len(rest) > 0; { // some joined value is none
		if len(rest) >= len(noGroup) && rest[:len(noGroup)] == noGroup {
			return g
		}
		next := slices.Index([]byte(rest), 0)
		rest = rest[next+1:]
	}
	put := func(at int32) {
		e := &r.entries[at]
		if e.sure() && allOne(e.ways[0].values[joined:]) && !slices.Contains(r.loose, at) {
			g.sure = append(g.sure, at)
			return
		}
		g.place[e.record] = int32(len(g.open))
		g.open = append(g.open, at)
	}
	for _, at := range r.index[key] {
		put(at)
	}
	for _, at := range r.loose {
		put(at)
	}
	slices.Sort(g.open)
	return g
}

// member is what an element is in a group: whether it is in it, and what else is
// read of it.
type member struct {
	is     value.Set
	values []value.Set
}

// members are the ways in which an entry may be in the group of a key.
func (p *plan) members(e *entry, mine []value.Set) []member {
	var out []member
	for _, w := range e.ways {
		if !w.is {
			out = append(out, member{is: value.Truth(false)})
			continue
		}
		m := member{value.Truth(true), w.values[len(p.joins):]}
		for i := range p.joins {
			m.is = value.And(m.is, value.Compare("=", w.values[i], mine[i]))
		}
		out = append(out, m)
	}
	return out
}

// inCase is what an element is in the case at hand: its own blanks are those of
// the decision.
func (s *scene) inCase(p *plan, record *roster.Record, mine []value.Set) member {
	m := member{is: value.Truth(true)}
	s.with(element{record: record}, func() {
		for _, c := range p.alone {
			if m.is.True {
				m.is = value.And(m.is, s.is(c))
			}
		}
		for i, j := range p.joins {
			if m.is.True {
				m.is = value.And(m.is, value.Compare("=", s.eval(j.theirs), mine[i]))
			}
		}
		for _, x := range p.further {
			if m.is.True {
				m.values = append(m.values, s.eval(x))
			}
		}
	})
	return m
}

func (s *scene) mine(p *plan) []value.Set {
	out := make([]value.Set, len(p.joins))
	for i, j := range p.joins {
		out[i] = s.eval(j.mine)
	}
	return out
}

// gathering is a group as one case of a decision sees it: members whose blanks
// are its own are looked at in the case, the blanks of the others are not.
type gathering struct {
	*group
	roll   *roll
	plan   *plan
	key    string
	mine   []value.Set
	near   []member         // looked at in the case
	nearBy []*roster.Record // whose they are
	far    []int32          // open entries of others
	moved  []int32          // sure entries that are looked at in the case all the same
}

// gather finds the group that is looked at; ok is false where that is open.
func (s *scene) gather(p *plan) (g *gathering, ok bool) {
	r := s.rollOf(p)
	if r == nil {
		return nil, false
	}
	of, key, ok := s.groupOf(p, r)
	if !ok {
		return nil, false
	}
	g = &gathering{group: of, roll: r, plan: p, key: key, mine: s.mine(p)}
	other := s.loosed != nil || s.dropped != nil
	if other {
		for _, at := range of.sure {
			if record := r.entries[at].record; record == s.root {
				g.moved = append(g.moved, at)
				g.nearBy = append(g.nearBy, record)
				g.near = append(g.near, s.inCase(p, record, g.mine))
			}
		}
		if s.root.Kind == p.of && len(g.moved) == 0 && !slices.ContainsFunc(of.open, func(at int32) bool { return r.entries[at].record == s.root }) {
			g.nearBy = append(g.nearBy, s.root)
			g.near = append(g.near, s.inCase(p, s.root, g.mine))
		}
	}
	for _, at := range of.open {
		if e := &r.entries[at]; e.record == s.root || e.record == s.record || s.shares(e) {
			g.nearBy = append(g.nearBy, e.record)
			g.near = append(g.near, s.inCase(p, e.record, g.mine))
		} else {
			g.far = append(g.far, at)
		}
	}
	s.spent += len(g.far)
	return g, true
}

// shares says that an entry hangs on a blank of the decision.
func (s *scene) shares(e *entry) bool {
	for _, f := range s.free {
		if f.from == nil && f.row != nil && f.row == e.record {
			return true
		}
	}
	return false
}

// figure is an aggregate over a set of everybody. What it may be because of the
// blanks of others is itself a blank of the decision.
func (s *scene) groupFigure(x *check.Aggregate, p *plan) value.Set {
	if len(p.mixed) > 0 || s.lenient {
		return s.tally(x)
	}
	g, ok := s.gather(p)
	if !ok {
		return s.ofUnknown(x, value.Set{})
	}
	if x.Kind == "COUNT OF" {
		return s.groupCount(x, g)
	}
	var values, conditions []value.Set
	add := func(m member) {
		v := value.None(x.Of.Type().Kind)
		if len(m.values) > 0 {
			v = m.values[0]
		}
		values, conditions = append(values, v), append(conditions, m.is)
	}
	if len(g.far) == 0 && len(g.near) == 0 {
		g.roll.Lock()
		set, known := g.total[x.Kind]
		g.roll.Unlock()
		if known {
			return set
		}
	}
	for _, at := range g.sure {
		if !slices.Contains(g.moved, at) {
			add(member{value.Truth(true), g.roll.entries[at].ways[0].values[len(p.joins):]})
		}
	}
	known := true
	for _, m := range g.near {
		known = known && m.is.One() && (m.is.False || m.values[0].One())
		add(m)
	}
	for _, at := range g.far {
		add(union(p.members(&g.roll.entries[at], g.mine)))
	}
	var set value.Set
	if x.Kind == "SHARE OF" {
		set = value.Share(values, conditions)
	} else {
		set = s.figure(x.Kind, x.Type(), values, conditions)
	}
	switch {
	case set.One() && len(g.far) == 0 && len(g.near) == 0:
		g.roll.Lock()
		g.total[x.Kind] = set
		g.roll.Unlock()
	case !set.One() && known:
		key := g.key
		for _, v := range append(values[len(values)-len(g.far)-len(g.near):], conditions[len(conditions)-len(g.far)-len(g.near):]...) {
			part, _ := knownKey(v)
			key += part + "|"
		}
		return s.ofOthers(x, key, set, g, x.Kind != "SHARE OF")
	case !set.One():
		s.hidden = s.hidden || len(g.far) > 0
	}
	return set
}

func (s *scene) groupCount(x *check.Aggregate, g *gathering) value.Set {
	low, high := 0, 0
	for _, at := range g.far {
		can, must := false, true
		for _, m := range g.plan.members(&g.roll.entries[at], g.mine) {
			can, must = can || m.is.True, must && !m.is.False
		}
		if can {
			high++
		}
		if must {
			low++
		}
	}
	sure := value.Int(types.Number, len(g.sure)-len(g.moved))
	if high > low {
		others := value.Numbers(types.Number, decimal.MustNew(int64(low), 0), decimal.MustNew(int64(high), 0), 0)
		sure = value.Arith("+", sure, s.ofOthers(x, g.key, others, g, false))
	} else {
		sure = value.Arith("+", sure, value.Int(types.Number, low))
	}
	conditions := make([]value.Set, len(g.near))
	for i, m := range g.near {
		conditions[i] = m.is
	}
	if len(conditions) == 0 {
		return sure
	}
	return value.Arith("+", sure, value.Count(conditions))
}

// union is a member in any of some ways.
func union(ways []member) member {
	out := member{is: value.Set{Kind: types.Bool}}
	for _, m := range ways {
		out.is = value.Union(out.is, m.is)
		switch {
		case !m.is.True:
		case out.values == nil:
			out.values = slices.Clone(m.values)
		default:
			for i, v := range m.values {
				out.values[i] = value.Union(out.values[i], v)
			}
		}
	}
	return out
}

// standInKey tells apart what hangs on the blanks of others: what is asked, and of
// which group.
type standInKey struct {
	of  any
	key string
}

// ofOthers makes a blank of what hangs on the blanks of others: it may be any of
// whole, whatever the blanks of the decision say. wide says that it may not be
// all of that.
func (s *scene) ofOthers(of any, key string, whole value.Set, g *gathering, wide bool) value.Set {
	at := standInKey{of, key}
	cell := s.standIns[at]
	if cell == nil {
		if s.standIns == nil {
			s.standIns = map[standInKey]*standIn{}
		}
		cell = &standIn{}
		cell.cell = roster.Cell{State: roster.Empty, Value: whole}
		for _, i := range g.far {
			e := &g.roll.entries[i]
			wide = wide || e.wide
			cell.from = append(cell.from, e.hangs...)
		}
		cell.wide = wide
		s.standIns[at] = cell
	}
	return s.unknown(free{cell: &cell.cell, field: standInField, row: nil, whole: whole, from: cell.from, wide: cell.wide})
}

// standIn is a blank that stands for those of others.
type standIn struct {
	cell roster.Cell
	from []Blank
	wide bool
}

var standInField = &check.Field{}

// mostNamed is how many blanks of others are named where a decision hangs on them.
const mostNamed = 12

// blanks are those that a blank of a decision stands for.
func (f free) blanks() []Blank {
	if f.from != nil {
		return f.from[:min(len(f.from), mostNamed)]
	}
	return []Blank{{f.field, *f.cell, f.row}}
}

// blanksOf are the same as a decision names them: without the record decided.
func (s *scene) blanksOf(f free) []Blank {
	out := slices.Clone(f.blanks())
	for i := range out {
		out[i].Row = s.rowOf(out[i].Row)
	}
	return out
}

// tangled says that a decision looked at the blanks of others as if they had
// nothing to do with each other, and that they may have.
func (s *scene) tangled() bool {
	type cell struct {
		field *check.Field
		row   *roster.Record
	}
	seen := map[cell]bool{}
	for _, f := range s.free {
		if f.from == nil {
			seen[cell{f.field, f.row}] = true
		}
	}
	for _, f := range s.free {
		if f.wide {
			return true
		}
		for _, b := range f.from {
			if seen[cell{b.Field, b.Row}] {
				return true
			}
		}
		for _, b := range f.from {
			seen[cell{b.Field, b.Row}] = true
		}
	}
	return false
}

// quantifyAll asks of everybody: how many there are says it, where the condition
// reads nobody else, and the first of whom it is true where it does.
func (s *scene) quantifyAll(x *check.Quantify) (set value.Set, over bool) {
	var claim []check.Expr
	if x.Kind == "EVERY" {
		claim = []check.Expr{x.Claim}
	}
	p := s.planOf(x, x.List, nil, claim...)
	if p == nil {
		return set, false
	}
	var some value.Set
	switch theirs, others := check.Reading(x.Claim, p.row); {
	case len(p.mixed) > 0 || s.lenient || others && theirs || others:
		some = s.someOf(p, x.Claim)
	default:
		some = s.someIn(x, p)
	}
	if x.Kind == "SOME" {
		return some, true
	}
	return value.Not(some), true
}

// someOf says whether there is somebody, of a claim one of whom it is false.
func (s *scene) someOf(p *plan, claim check.Expr) value.Set {
	some := value.Truth(false)
	for _, it := range s.amongAll(p) {
		if claim != nil {
			s.with(it.element, func() { it.is = value.And(it.is, value.Not(s.is(claim))) })
		}
		if some = value.Or(some, it.is); !some.False {
			break
		}
	}
	return some
}

// someIn is someOf where nobody else is read.
func (s *scene) someIn(x *check.Quantify, p *plan) value.Set {
	g, ok := s.gather(p)
	if !ok {
		return value.Unknown()
	}
	counts := func(m member) value.Set {
		if len(m.values) > 0 && m.is.True {
			return value.And(m.is, value.Not(value.Holds(m.values[0])))
		}
		return m.is
	}
	for _, at := range g.sure {
		if !slices.Contains(g.moved, at) && !counts(member{value.Truth(true), g.roll.entries[at].ways[0].values[len(p.joins):]}).False {
			return value.Truth(true)
		}
	}
	some := value.Truth(false)
	for _, m := range g.near {
		some = value.Or(some, counts(m))
	}
	others := value.Truth(false)
	for _, at := range g.far {
		can, must := false, true
		for _, m := range p.members(&g.roll.entries[at], g.mine) {
			set := counts(m)
			can, must = can || set.True, must && !set.False
		}
		others = value.Or(others, value.Set{Kind: types.Bool, True: can, False: !must})
	}
	if !others.One() {
		others = s.ofOthers(x, g.key, others, g, false)
	}
	return value.Or(some, others)
}
