package eval

import (
	"slices"
	"strconv"
	"sync"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/civil"
	"rota/lang/types"
)

// groups are what is found out once about everybody: without them each decision
// would go through the whole roster again.
type groups struct {
	sync.Mutex
	plans map[any]*plan
	found findings
}

// rolls are those of a plan, one for each date that it was called on.
type rolls struct {
	sync.Mutex
	called map[rollKey]*roll
}

type rollKey struct {
	asOf civil.Date
	cut  bool
}

// roll is what the expressions of a plan are of each element, all others being
// what they are: those of which the condition may be true. An element is looked
// at in a scene of its own, with all its blanks settled together, so that a
// decision on another has to look at none of them.
type roll struct {
	entries []entry
	index   map[string][]int32 // entries by the values of the joins, where these are known
	loose   []int32            // entries where they are not
	open    []int32            // entries that hang on blanks
	groups  map[string]*group
	sync.Mutex
}

// entry is an element of a roll and the ways in which it may be one.
type entry struct {
	record *roster.Record
	ways   []way   // one where it is known what it is
	hangs  []Blank // the blanks on which that hangs
	wide   bool    // the ways are more than there may be
}

// way is what the condition, the joins and what else is read of an element are
// in some fillings of its blanks.
type way struct {
	is     bool
	values []value.Set // of the joins, then what else is read
}

// truths tells ways apart by what is true in them.
func (w way) truths() int64 {
	truths := int64(bit(w.is))
	for i, set := range w.values {
		truths |= int64(bit(set.Kind == types.Bool && set.True)) << (i + 1)
	}
	return truths
}

func (e *entry) sure() bool { return len(e.ways) == 1 && e.ways[0].is }

// mostWays bounds what is tried to find the ways of one element.
const mostWays = 400

// rollOf calls the roll of a plan as of the date of the scene; nil where that is
// itself open.
func (s *scene) rollOf(p *plan) *roll {
	if s.dated || !s.asOf.One() || s.asOf.None {
		return nil
	}
	key := rollKey{s.asOf.First, s.cut}
	p.rolls.Lock()
	defer p.rolls.Unlock()
	if r := p.rolls.called[key]; r != nil {
		return r
	}
	r := &roll{index: map[string][]int32{}, groups: map[string]*group{}}
	own := s.caller()
	own.bound = p.bound
	for _, record := range s.insiders(p.of) {
		if p.told != nil {
			if ways, known := p.told(record); known {
				if len(ways) > 0 {
					r.add(p, entry{record: record, ways: ways})
				}
				continue
			}
		}
		own.turn(record, p.row)
		if one := own.called(p, record); len(one.ways) > 0 {
			r.add(p, one)
		}
	}
	if p.rolls.called == nil || len(p.rolls.called) >= mostScenes {
		p.rolls.called = map[rollKey]*roll{}
	}
	p.rolls.called[key] = r
	return r
}

func (r *roll) add(p *plan, one entry) {
	at := int32(len(r.entries))
	r.entries = append(r.entries, one)
	if len(one.hangs) > 0 {
		r.open = append(r.open, at)
	}
	keys, known := one.keys(len(p.joins))
	if !known {
		r.loose = append(r.loose, at)
		return
	}
	for i, k := range keys {
		if !slices.Contains(keys[:i], k) {
			r.index[k] = append(r.index[k], at)
		}
	}
}

// keys are the values of the joins in each way, as an index has them.
func (e *entry) keys(joins int) (keys []string, known bool) {
	for _, w := range e.ways {
		if !w.is {
			continue
		}
		key := ""
		for _, set := range w.values[:joins] {
			part, one := knownKey(set)
			if !one {
				return nil, false
			}
			key += part
		}
		keys = append(keys, key)
	}
	return keys, true
}

// knownKey is a known value as an index has it; none is one that nothing equals.
func knownKey(set value.Set) (string, bool) {
	switch {
	case !set.One() || set.Several || set.Parts != nil:
		return "", false
	case set.None:
		return noGroup, true
	}
	var n uint64
	switch set.Kind {
	case types.Bool:
		if set.True {
			n = 1
		}
	case types.Choice, types.Text, types.Ref:
		n = uint64(set.Codes[0])
	case types.Date:
		n = uint64(int64(set.First))
	default:
		return set.Low.Trim(0).String() + "\x00", true
	}
	return strconv.FormatUint(n, 36) + "\x00", true // no number begins with the sign of none
}

// caller is a scene that turns to one record after another: what it works with is
// made once.
func (s *scene) caller() *scene {
	own := s.Evaluator.scene(nil, s.asOf.First)
	if s.cut {
		own = own.at(s.asOf)
	}
	return own
}

// turn looks at another record, which is also the element of the lists around.
func (s *scene) turn(record *roster.Record, row int) {
	s.blanks = &blanks{root: record}
	if len(s.ties) > 0 || len(s.gaps) > 0 || s.members.rows != nil {
		s.histories = &histories{ties: map[tieKey]*tie{}, gaps: map[gapKey]*gap{}}
	}
	s.record, s.others, s.glance, s.lax, s.claims = record, nil, nil, nil, requirements{}
	s.rows = nil
	s.forgetOwn()
	clear(s.overall)
	if record.Kind == s.program.Subject {
		s.ready()
	}
	for range row {
		s.rows = append(s.rows, element{record: record})
	}
}

// called is an element as a roll has it. Of rows with one number at most one is right, and
// nobody knows which: each may be one or not be there.
func (own *scene) called(p *plan, record *roster.Record) entry {
	one := own.asWritten(p, record)
	if record.Fault == nil || len(one.ways) == 0 {
		return one
	}
	key := record.Kind.Key
	doubted := *record.Cell(key)
	doubted.State = roster.Unreadable
	one.ways, one.wide = append(one.ways, way{}), true
	one.hangs = append(one.hangs, Blank{key, doubted, record})
	return one
}

// asWritten is an element as its row has it.
func (own *scene) asWritten(p *plan, record *roster.Record) entry {
	look := func(s *scene) (w way, known bool) {
		is := value.Truth(true)
		for _, c := range p.alone {
			if is = value.And(is, s.is(c)); !is.True {
				return way{}, true
			}
		}
		if is.False {
			return way{}, false
		}
		w = way{true, s.valuesOf(p)}
		open := func(set value.Set) bool { return set.Kind == types.Bool && !set.One() }
		return w, !slices.ContainsFunc(w.values[len(p.joins):], open)
	}
	one := entry{record: record}
	w, known := look(own)
	if known {
		if w.is {
			one.ways = []way{w}
			one.hanging(own, w)
		}
		return one
	}
	c := &cases{scene: own, exhaustive: true, budget: mostWays, met: map[int]bool{}}
	c.ask = func(s *scene) (int64, bool, []int) {
		before := len(s.read)
		w, known := look(s)
		return w.truths(), known, s.read[before:]
	}
	own.forget()
	c.explore()
	for _, l := range c.leaves {
		if l.answer == unexplored {
			continue
		}
		own.restore(l)
		if w := own.wayOf(p, l.answer); !slices.ContainsFunc(one.ways, func(x way) bool { return sameWay(x, w) }) {
			one.ways = append(one.ways, w)
		}
	}
	if !c.exhaustive {
		one.wide = true
		one.ways = append(one.ways, way{}, own.anyWay(p))
	}
	if len(one.ways) == 1 && !one.ways[0].is {
		return entry{record: record}
	}
	for i, f := range own.free {
		if c.met[i] {
			one.hangs = append(one.hangs, f.blanks()...)
		}
	}
	for _, w := range one.ways {
		one.hanging(own, w)
	}
	return one
}

// anyWay is what an element may be for all that was found out.
func (s *scene) anyWay(p *plan) way {
	s.restore(leaf{})
	return way{true, s.valuesOf(p)}
}

// wayOf is what an element is in a case of which it is known what is true: joined out of
// several, it may look open where it is not.
func (s *scene) wayOf(p *plan, truths int64) way {
	if truths&1 == 0 {
		return way{}
	}
	w := way{true, s.valuesOf(p)}
	for i, set := range w.values {
		if i >= len(p.joins) && set.Kind == types.Bool && !set.None {
			w.values[i] = value.Truth(truths>>(i+1)&1 == 1)
		}
	}
	return w
}

// valuesOf are those of the joins of a plan and of what else it reads.
func (s *scene) valuesOf(p *plan) []value.Set {
	values := make([]value.Set, 0, len(p.joins)+len(p.further))
	for _, j := range p.joins {
		values = append(values, s.eval(j.theirs))
	}
	for _, x := range p.further {
		values = append(values, s.eval(x))
	}
	return values
}

// hanging notes the blanks on which the values of a way hang. Two open values of
// one way may hang on the same blank, and are then looked at as if they did not.
func (e *entry) hanging(s *scene, w way) {
	open := 0
	for _, set := range w.values {
		if !set.One() {
			open++
		}
	}
	if open == 0 {
		return
	}
	e.wide = e.wide || open > 1 || len(s.free) > 1
	for _, f := range s.free {
		for _, b := range f.blanks() {
			if !slices.ContainsFunc(e.hangs, func(x Blank) bool { return x.Field == b.Field && x.Row == b.Row }) {
				e.hangs = append(e.hangs, b)
			}
		}
	}
}

func sameWay(a, b way) bool {
	return a.is == b.is && slices.EqualFunc(a.values, b.values, value.Same)
}
