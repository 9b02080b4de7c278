package eval

import (
	"slices"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
)

// Not every filling counts (language, 7.6): a spell does not end before it
// starts, and the requirements of the policy hold. Whether a case has any
// filling that counts is itself found by taking it apart, since a requirement
// may tie blanks together.

// requirements are those of a record: the ones that it breaks whatever its
// blanks say, and the ones that its blanks can break.
type requirements struct {
	ready   bool
	sorting bool // it is being found which can be broken
	broken  []*check.Action
	open    []*check.Action
	spoilt  [][]*check.Action                  // by action: the broken ones that its decision rests on
	outside bool                               // the record is out of scope whatever is wrong with it
	others  map[*roster.Record][]*check.Action // of further records that are read: those that their blanks can break
}

// ready sorts out the requirements; it is called before cases are explored.
func (s *scene) ready() {
	if s.claims.ready {
		return
	}
	s.claims.ready, s.claims.sorting = true, true
	var open []*check.Action
	for _, a := range s.required {
		switch violates := s.over(func() value.Set { return s.violates(a, s.record) }); {
		case !violates.False:
			s.claims.broken = append(s.claims.broken, a)
		case violates.True:
			open = append(open, a)
		}
	}
	s.claims.open, s.claims.sorting = open, false
	if len(open) > 0 {
		c := &cases{scene: s, budget: s.budget()}
		if some, known := c.admits(); known && !some { // they cannot hold together
			s.claims.broken, s.claims.open = append(s.claims.broken, open...), nil
		}
	}
	if len(s.claims.broken) > 0 {
		s.spoil()
	}
}

// spoil notes which decisions rest on a broken requirement: those that read one
// of its fields. Who is out of scope whatever is wrong stays so.
func (s *scene) spoil() {
	s.claims.outside = s.always(func() value.Set { return value.Not(s.inScope()) })
	spoilt := make([][]*check.Action, len(s.program.Actions))
	for i := range s.program.Actions {
		spoilt[i] = s.spoilers(s.rests.of[i].fields)
	}
	s.claims.spoilt = spoilt
}

// spoilers are the broken requirements that speak of one of some fields, or of
// one that the scope reads.
func (s *scene) spoilers(fields []*check.Field) []*check.Action {
	var out []*check.Action
	for _, r := range s.claims.broken {
		speaks := func(f *check.Field) bool { return slices.Contains(s.rests.of[r.Index].fields, f) }
		if slices.ContainsFunc(s.rests.scope.fields, speaks) || !s.claims.outside && slices.ContainsFunc(fields, speaks) {
			out = append(out, r)
		}
	}
	return out
}

// spoiltBy lists the broken requirements that a decision rests on.
func (s *scene) spoiltBy(a *check.Action) []*check.Action {
	if s.claims.spoilt == nil {
		return nil
	}
	return s.claims.spoilt[a.Index]
}

// violates says whether a record breaks a requirement. What compares with none is
// neither true nor false there: nothing is required of what there is none of.
func (s *scene) violates(a *check.Action, record *roster.Record) value.Set {
	if s.lax == nil {
		lax := *s
		lax.lenient, lax.rows, lax.lax, lax.others, lax.glance = true, nil, nil, nil, nil
		lax.prepare()
		s.lax = &lax
	}
	s.lax.clear()
	before := len(s.read)
	holds := s.lax.of(record).is(a.Clause.When)
	if !holds.One() && len(s.read) == before {
		return value.Truth(false)
	}
	return value.Not(holds)
}

// strangers are the further records of the kind decided on whose blanks are
// looked at: requirements hold of them too.
func (s *scene) strangers() []*roster.Record {
	var out []*roster.Record
	for _, f := range s.free {
		if r := f.row; r != nil && r != s.record && r.Kind == s.program.Subject && r.Outside == nil {
			out = appendNew(out, r)
		}
	}
	return out
}

// openOf are the requirements that the blanks of a further record can break; one
// that it breaks whatever they say forbids nothing.
func (s *scene) openOf(record *roster.Record) []*check.Action {
	if open, known := s.claims.others[record]; known {
		return open
	}
	here, read := leaf{sets: s.sets()}, slices.Clone(s.read)
	own := s.claims.open
	s.claims.open, s.claims.sorting = nil, true
	s.restore(leaf{})
	var open []*check.Action
	for _, a := range s.required {
		if violates := s.over(func() value.Set { return s.violates(a, record) }); violates.True && violates.False {
			open = append(open, a)
		}
	}
	if len(open) > 1 {
		c := &cases{scene: s, budget: s.budget()}
		hold := func() (value.Set, []int) {
			before, set := len(s.read), value.Truth(true)
			for _, a := range open {
				set = value.And(set, value.Not(s.violates(a, record)))
			}
			return set, slices.Clone(s.read[before:])
		}
		if some, known := c.exists(hold); known && !some {
			open = nil
		}
	}
	s.claims.open, s.claims.sorting = own, false
	if s.claims.others == nil {
		s.claims.others = map[*roster.Record][]*check.Action{}
	}
	s.claims.others[record] = open
	s.put(here)
	s.clear()
	s.read = read
	return open
}

// limited says that some fillings may not count.
func (s *scene) limited() bool {
	return len(s.claims.open) > 0 || slices.ContainsFunc(s.free, func(f free) bool {
		return f.endsSpell() || len(s.required) > 0 && f.row != nil && f.row != s.record
	})
}

// endsSpell says that a blank is the start or the end of a spell.
func (f free) endsSpell() bool {
	return f.row != nil && f.field.Record.Start != nil && (f.field == f.field.Record.Start || f.field == f.field.Record.End)
}

// admission says whether the fillings of this case count, and the blanks that
// it hangs on.
func (s *scene) admission() (set value.Set, hangsOn []int) {
	before := len(s.read)
	set = value.Truth(true)
	for i, f := range s.free {
		if f.endsSpell() && set.True {
			ordered := s.inOrder(f)
			if !ordered.One() {
				s.read = append(s.read, i)
			}
			set = value.And(set, ordered)
		}
	}
	hold := func(list []*check.Action, record *roster.Record) {
		for _, a := range list {
			if set.True {
				set = value.And(set, value.Not(s.violates(a, record)))
			}
		}
	}
	hold(s.claims.open, s.record)
	if len(s.required) > 0 && s.claims.ready && !s.claims.sorting {
		for _, r := range s.strangers() {
			hold(s.openOf(r), r)
		}
	}
	hangsOn = slices.Clone(s.read[before:])
	s.read = s.read[:before]
	return set, hangsOn
}

// inOrder says whether a spell does not end before it starts; one that must is
// taken as it stands.
func (s *scene) inOrder(f free) value.Set {
	ordered := value.Truth(true)
	for _, whole := range [2]bool{true, false} {
		start, end := s.now(f.row, f.field.Record.Start, whole), s.now(f.row, f.field.Record.End, whole)
		if ordered = value.Compare("<=", start, end); start.None || end.None { // then nothing is out of order
			ordered.True = true
		}
		if whole && !ordered.True {
			return value.Truth(true)
		}
	}
	return ordered
}

// admitted says whether some filling in this case may count.
func (s *scene) admitted() bool {
	set, _ := s.admission()
	return set.True
}

// admits says whether some filling in this case counts; known is false past the
// budget.
func (c *cases) admits() (some, known bool) {
	if !c.scene.limited() {
		return true, true
	}
	return c.exists(func() (value.Set, []int) { return c.scene.admission() })
}

// exists looks for a filling of which something is so.
func (c *cases) exists(is func() (set value.Set, hangsOn []int)) (some, known bool) {
	if c.budget--; c.budget < 0 {
		return false, false
	}
	set, hangsOn := is()
	if set.One() {
		return set.True, true
	}
	s := c.scene
	at := slices.IndexFunc(hangsOn, func(i int) bool { return s.free[i].set.Splittable() })
	if at < 0 {
		return true, true // nobody can say more
	}
	f := &s.free[hangsOn[at]]
	whole := f.set
	first, second := whole.Split()
	for _, half := range [2]value.Set{first, second} {
		if half.Some() || half.None {
			s.free[hangsOn[at]].set = half
			if some, known = c.exists(is); some || !known {
				break
			}
		}
	}
	s.free[hangsOn[at]].set = whole
	return some, known
}

// paired says whether two fillings that count, one of each case, differ in one
// blank alone.
func (c *cases) paired(a, b leaf, at int) bool {
	s := c.scene
	if !s.limited() {
		return true
	}
	here := leaf{sets: s.sets()}
	defer s.put(here)
	for i := range s.free {
		if i != at {
			s.free[i].set = value.Common(a.of(s, i), b.of(s, i))
		}
	}
	// The blank is two: what it is in the one case, and what in the other.
	one, other := a.of(s, at), b.of(s, at)
	return c.pair(at, one, other)
}

func (c *cases) pair(at int, one, other value.Set) bool {
	if c.budget--; c.budget < 0 {
		return true
	}
	s := c.scene
	s.free[at].set = one
	first, on := s.admission()
	s.free[at].set = other
	second, onOther := s.admission()
	switch {
	case !first.True || !second.True:
		return false
	case first.One() && second.One():
		return true
	}
	set := &one
	if first.One() {
		on, set = onOther, &other
	}
	for _, i := range on {
		if i == at {
			if !set.Splittable() {
				continue
			}
			whole := *set
			x, y := whole.Split()
			*set = x
			found := c.pair(at, one, other)
			*set = y
			return found || c.pair(at, one, other)
		}
		if whole := s.free[i].set; whole.Splittable() {
			x, y := whole.Split()
			s.free[i].set = x
			found := c.pair(at, one, other)
			s.free[i].set = y
			found = found || c.pair(at, one, other)
			s.free[i].set = whole
			return found
		}
	}
	return true
}

// of is what a blank is in a case.
func (l leaf) of(s *scene, i int) value.Set {
	if i < len(l.sets) {
		return l.sets[i]
	}
	return s.free[i].whole
}

// put goes back to a case whose answers are still remembered.
func (s *scene) put(l leaf) {
	for i := range l.sets {
		s.free[i].set = l.sets[i]
	}
}
