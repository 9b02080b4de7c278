package eval

import (
	"slices"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// mask is a set of outcomes.
type mask uint64

const everything mask = 1<<64 - 1<<Must

func (m mask) has(o Outcome) bool     { return m&(1<<o) != 0 }
func (m mask) without(o Outcome) mask { return m &^ (1 << o) }
func (m mask) one() bool              { return m&(m-1) == 0 }

// is says whether the outcome is this one.
func (m mask) is(o Outcome) value.Set {
	return value.Set{Kind: types.Bool, True: m.has(o), False: m.without(o) != 0}
}

// list has the grades of a result first.
func (m mask) list() []Outcome {
	var out []Outcome
	for o := outcomes; o < 64; o++ {
		if m.has(o) {
			out = append(out, o)
		}
	}
	for o := Must; o < outcomes; o++ {
		if m.has(o) {
			out = append(out, o)
		}
	}
	return out
}

// status is what is known of the outcome on one action in one case.
type status struct {
	done     bool
	possible mask
	reads    []int // the blanks that it hangs on, when it is not known
}

var outcomeOf = [...]Outcome{
	check.Must: Must, check.MustNot: MustNot, check.Should: Should, check.ShouldNot: ShouldNot, check.Plan: Plan, check.May: May,
	check.Exempt: Exempt, check.Defer: Deferred, check.MayExempt: MayExempt, check.MayDefer: MayDefer, check.MayExemptOrDefer: MayExemptOrDefer,
}

// matter is an action as it is decided: of the outcomes that its units give the
// first in the ranking is taken, and the fallback where none counts. Of an
// action the ranking is that of language section 7.5, of a result its grades,
// the strongest first.
type matter struct {
	ranking  []Outcome
	fallback Outcome
	units    []*unit
}

var ofActions = []Outcome{MustNot, Exempt, Deferred, MayExemptOrDefer, MayExempt, MayDefer, Must, ShouldNot, Should, Plan, May}

// statusOf works out which outcomes are possible on an action in this case.
func (s *scene) statusOf(a *check.Action) status {
	if a.Kind == check.KindCheck {
		before := len(s.read)
		possible := s.claim(a)
		if possible.one() {
			s.read = s.read[:before]
		}
		return status{done: true, possible: possible}
	}
	st := &s.status[a.Index]
	if st.done {
		s.read = append(s.read, st.reads...)
		return *st
	}
	*st = status{done: true, possible: everything} // while it is worked out: see waiting
	before := len(s.read)
	possible := mask(1 << OutOfScope)
	if inside := s.inScope(); !inside.False {
		possible = s.inside(a)
	} else if inside.True {
		scope := slices.Clone(s.read[before:])
		possible |= s.inside(a)
		s.read = append(s.read[:before], scope...) // that first
	}
	if possible.one() {
		s.read = s.read[:before]
	}
	*st = status{true, possible, slices.Clone(s.read[before:])}
	return *st
}

// inScope says whether the policy is in force and applies to the record.
func (s *scene) inScope() value.Set {
	inside := s.within(s.program.InForce)
	if inside.True {
		inside = value.And(inside, s.is(s.program.AppliesTo))
	}
	return inside
}

// inside is statusOf for a record in scope.
func (s *scene) inside(a *check.Action) mask {
	if a.Kind == check.KindOutputs {
		return 1 << Given
	}
	possible := s.first(a)
	if a.Exclusive == 0 || !possible.has(Must) {
		return possible
	}
	clash := s.clash(a)
	if clash.True {
		possible |= 1 << Conflict
	}
	if !clash.False {
		possible = possible.without(Must)
	}
	return possible
}

// first walks the ranking: what counts for certain ends it, what may count is
// one possibility. It reads the blanks that the first of these hangs on.
func (s *scene) first(a *check.Action) mask {
	before := len(s.read)
	var may, sure mask
	m := &s.matters[a.Index]
	for _, u := range m.units {
		counts := s.counts(u)
		if counts.True {
			may |= 1 << u.outcome
		}
		if !counts.False {
			sure |= 1 << u.outcome
		}
	}
	for _, of := range [2]*mask{&may, &sure} {
		if of.has(MayExempt) && of.has(MayDefer) {
			*of |= 1 << MayExemptOrDefer
		}
	}
	s.read = s.read[:before]
	var possible mask
	for _, o := range m.ranking {
		if !may.has(o) {
			continue
		}
		if possible == 0 {
			s.openUnit(a, o)
		}
		possible |= 1 << o
		if sure.has(o) {
			return possible
		}
	}
	return possible | 1<<m.fallback
}

// openUnit reads the blanks that decide whether a unit of an outcome counts:
// the first of which that is not known.
func (s *scene) openUnit(a *check.Action, o Outcome) {
	for _, u := range s.matters[a.Index].units {
		before := len(s.read)
		if _, known := s.counts(u).Certain(); gives(u, o) && !known {
			return
		}
		s.read = s.read[:before]
	}
}

// resultOf is the grade that a result has; none out of scope, and where no rule
// gives one and there is none by default.
func (s *scene) resultOf(x *check.ResultOf) value.Set {
	possible := s.statusOf(x.Result).possible
	out := value.Code(types.Choice, nil)
	for level := range x.Result.Grades {
		if possible.has(Own(level)) {
			out.Codes = append(out.Codes, int32(x.Result.Option(level)))
			possible = possible.without(Own(level))
		}
	}
	out.None = possible != 0
	return out
}

// gives says whether a unit's effect is what the outcome says.
func gives(u *unit, o Outcome) bool {
	own := u.outcome
	return own == o || o == MayExemptOrDefer && (own == MayExempt || own == MayDefer) || o == Conflict && own == Must
}

// clash says whether a must on an action is one of several that no one of the
// actions exclusive of each other would meet. A must that offers another action
// as well is met by either.
func (s *scene) clash(a *check.Action) value.Set {
	var group []*check.Action
	var musts []*unit
	for _, b := range s.program.Actions {
		if b.Exclusive != a.Exclusive {
			continue
		}
		group = append(group, b)
		for _, u := range s.matters[b.Index].units {
			if u.effect.Strength == check.Must {
				musts = append(musts, u)
			}
		}
	}
	own, met := value.Truth(false), value.Truth(false)
	free := make([]value.Set, len(musts)) // whether it need not be met by one of the group
	for i, u := range musts {
		binds := s.binds(u)
		free[i] = value.Not(binds)
		if u.effect.Action == a {
			own = value.Or(own, binds)
		}
	}
	for _, c := range group {
		all := value.Truth(true)
		for i, u := range musts {
			all = value.And(all, value.Or(free[i], s.offers(u, c)))
		}
		met = value.Or(met, all)
	}
	return value.And(own, value.Not(met))
}

// binds says whether a must counts and is its action's outcome, and no action
// outside of its group would meet it.
func (s *scene) binds(u *unit) value.Set {
	result := value.And(s.counts(u), s.first(u.effect.Action).is(Must))
	for _, other := range u.effect.Instead {
		if other.Exclusive != u.effect.Action.Exclusive {
			result = value.And(result, value.Not(s.offers(u, other)))
		}
	}
	return result
}

// offers says whether an action would meet a must: its own, or another that the
// same rule names and that is not beaten there.
func (s *scene) offers(u *unit, a *check.Action) value.Set {
	result := value.Truth(u.effect.Action == a)
	if !slices.Contains(u.effect.Instead, a) {
		return result
	}
	for _, v := range s.byRule[u.rule.Index] {
		if v.effect.Action == a && v.effect.Strength == check.Must {
			result = value.Or(result, s.counts(v))
		}
	}
	return result
}
