package eval

import (
	"github.com/govalues/decimal"

	"rota/interp/value"
	"rota/lang/check"
)

var (
	zero    = decimal.Zero
	hundred = decimal.Hundred
)

// unit is one effect of one rule on one action.
type unit struct {
	index  int
	rule   *check.Rule
	effect *check.Effect
	// attackers beat this unit where they stand; freers are the rules despite
	// this one, whose standing takes it out of the outcome.
	attackers []*unit
	freers    []*unit
	// replaced by: units that give another outcome instead of this one; and for
	// such a unit, those it speaks of.
	replacers []*unit
	replaces  []*unit
}

// link works out who attacks whom (language, 7.3). The checker has refused
// circles, so standing can be asked for in any order.
func (e *Evaluator) link() {
	e.byRule = make([][]*unit, len(e.program.Rules))
	e.byAction = make([][]*unit, len(e.program.Actions))
	for _, r := range e.program.Rules {
		for _, effect := range r.Effects {
			u := &unit{index: len(e.units), rule: r, effect: effect}
			e.units = append(e.units, u)
			e.byRule[r.Index] = append(e.byRule[r.Index], u)
			if effect.Action != nil {
				e.byAction[effect.Action.Index] = append(e.byAction[effect.Action.Index], u)
			}
		}
	}
	for _, units := range e.byAction {
		for _, u := range units {
			for _, v := range units {
				if u.rule == v.rule {
					continue
				}
				if check.Attacks(v.effect.Strength, u.effect.Strength) && names(v.effect, u.rule) && !has(u.rule.Despite, v.rule) {
					u.attackers = append(u.attackers, v)
				}
				if has(v.rule.Despite, u.rule) {
					u.freers = append(u.freers, v)
				}
				if has(v.rule.InsteadOf, u.rule) {
					u.replacers, v.replaces = append(u.replacers, v), append(v.replaces, u)
				}
			}
		}
	}
	for _, r := range e.program.Rules {
		for _, beaten := range r.SetsAside {
			for _, u := range e.byRule[beaten.Index] {
				u.attackers = append(u.attackers, e.byRule[r.Index]...)
			}
		}
	}
}

func names(effect *check.Effect, r *check.Rule) bool { return !effect.Limited || has(effect.Only, r) }

func has(list []*check.Rule, r *check.Rule) bool {
	for _, x := range list {
		if x == r {
			return true
		}
	}
	return false
}

// met says whether a rule is in force and its condition is true and no
// exception bites, whatever its dates.
func (s *scene) met(r *check.Rule) value.Set {
	m := &s.rules[r.Index]
	if m.done {
		return m.set
	}
	set := s.within(r.InForce)
	if set.True {
		set = value.And(set, s.orTrue(r.When))
	}
	for _, u := range r.Unless {
		if !set.True {
			break
		}
		set = value.And(set, value.Not(s.eval(u)))
	}
	m.set, m.done = set, true
	return set
}

// holds says whether a rule holds: met, and one of its effects has its dates.
func (s *scene) holds(r *check.Rule) value.Set {
	result := value.Truth(len(r.Effects) == 0)
	for _, u := range s.byRule[r.Index] {
		result = value.Or(result, s.window(u.effect))
	}
	return value.And(s.met(r), result)
}

// within says whether the as-of date lies in a window: its first day is in,
// the second date is not.
func (s *scene) within(w check.Window) value.Set {
	result := value.Truth(true)
	if w.From != nil {
		result = value.And(result, value.Compare(">=", s.asOf, s.eval(w.From)))
	}
	if w.Until != nil {
		result = value.And(result, value.Compare("<", s.asOf, s.eval(w.Until)))
	}
	return result
}

// window says whether an effect binds on the as-of date: for P from D includes
// the anniversary day, until D excludes D. A duty to be done within P from D
// binds from the start; the window is its deadline.
func (s *scene) window(effect *check.Effect) value.Set {
	result := value.Truth(true)
	if effect.From != nil && effect.Within == nil {
		from := s.eval(effect.From)
		result = value.And(result, value.Compare(">=", s.asOf, from))
		if effect.For != nil {
			result = value.And(result, value.Compare("<=", s.asOf, value.Shift(from, s.eval(effect.For), false)))
		}
	}
	if effect.Until != nil {
		result = value.And(result, value.Compare("<", s.asOf, s.eval(effect.Until)))
	}
	return result
}

func (s *scene) unitHolds(u *unit) value.Set {
	met := s.met(u.rule)
	if !met.True {
		return met
	}
	return value.And(met, s.window(u.effect))
}

// stand says whether a unit stands: it holds, and no standing unit attacks it.
func (s *scene) stand(u *unit) value.Set {
	m := &s.stands[u.index]
	if m.done {
		return m.set
	}
	set := s.unitHolds(u)
	for _, a := range u.attackers {
		if !set.True {
			break
		}
		set = value.And(set, value.Not(s.stand(a)))
	}
	m.set, m.done = set, true
	return set
}

// counts says whether a unit stands and no rule stands that is despite it.
func (s *scene) counts(u *unit) value.Set {
	set := s.stand(u)
	for _, f := range u.freers {
		if !set.True {
			break
		}
		set = value.And(set, value.Not(s.stand(f)))
	}
	for _, r := range u.replacers {
		if !set.True {
			break
		}
		set = value.And(set, value.Not(s.stand(r)))
	}
	if set.True && len(u.rule.InsteadOf) > 0 {
		some := value.Truth(false)
		for _, n := range u.replaces {
			some = value.Or(some, s.stand(n))
		}
		set = value.And(set, some)
	}
	return set
}

// mask is a set of outcomes.
type mask uint32

func (m mask) has(o Outcome) bool     { return m&(1<<o) != 0 }
func (m mask) without(o Outcome) mask { return m &^ (1 << o) }
func (m mask) one() bool              { return m&(m-1) == 0 }

func (m mask) list() []Outcome {
	var out []Outcome
	for _, o := range Outcomes() {
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
	hangsOn  *unit // a unit that the outcome hangs on, when it is not known
	scope    bool  // it hangs on whether the policy applies
}

var outcomeOf = map[check.Strength]Outcome{
	check.Must: Must, check.MustNot: MustNot, check.Should: Should, check.ShouldNot: ShouldNot, check.Plan: Plan, check.May: May,
	check.Exempt: Exempt, check.Defer: Deferred, check.MayExempt: MayExempt, check.MayDefer: MayDefer, check.MayExemptOrDefer: MayExemptOrDefer,
}

// ranking is the order of language section 7.5: the first that stands is the
// outcome.
var ranking = []Outcome{MustNot, Exempt, Deferred, MayExemptOrDefer, MayExempt, MayDefer, Must, ShouldNot, Should, Plan, May}

// statusOf works out which outcomes are possible on an action in this case.
func (s *scene) statusOf(a *check.Action) status {
	st := &s.status[a.Index]
	if st.done {
		return *st
	}
	st.done = true
	inside := s.scopeHolds()
	switch {
	case !inside.True:
		st.possible = 1 << OutOfScope
		return *st
	case inside.False:
		st.possible, st.scope = 1<<OutOfScope, true
	}
	first := s.first(a, st)
	st.possible |= first
	if a.Exclusive != 0 && first.has(Must) {
		s.exclude(a, st)
	}
	return *st
}

func (s *scene) scopeHolds() value.Set {
	inside := s.within(s.program.InForce)
	if s.program.AppliesTo != nil && inside.True {
		inside = value.And(inside, s.eval(s.program.AppliesTo))
	}
	return inside
}

// first walks the ranking: what stands for certain ends it, what may stand is
// one possibility.
func (s *scene) first(a *check.Action, st *status) mask {
	units := s.byAction[a.Index]
	duty := value.Truth(false)
	for _, u := range units {
		if u.effect.Strength.Duty() {
			duty = value.Or(duty, s.stand(u))
		}
	}
	var possible mask
	var stands [outcomes]value.Set
	for o := range stands {
		stands[o] = value.Truth(false)
	}
	for _, u := range units {
		o := outcomeOf[u.effect.Strength]
		set := s.counts(u)
		if u.effect.Strength.Release() && set.True {
			set = value.And(set, value.And(value.Not(duty), s.beatsDuty(u)))
		}
		stands[o] = value.Or(stands[o], set)
	}
	stands[MayExemptOrDefer] = value.Or(stands[MayExemptOrDefer], value.And(stands[MayExempt], stands[MayDefer]))
	for _, o := range ranking {
		set := stands[o]
		if !set.True {
			continue
		}
		possible |= 1 << o
		if !set.False {
			return possible
		}
		if st.hangsOn == nil {
			st.hangsOn = s.hanging(units, o)
		}
	}
	return possible | 1<<Nothing
}

// beatsDuty says whether a release has a duty to beat: one that holds and that
// it attacks.
func (s *scene) beatsDuty(u *unit) value.Set {
	result := value.Truth(false)
	for _, d := range s.byAction[u.effect.Action.Index] {
		if d.effect.Strength.Duty() {
			for _, a := range d.attackers {
				if a == u {
					result = value.Or(result, s.unitHolds(d))
				}
			}
		}
	}
	return result
}

// hanging finds a unit whose condition decides whether an outcome stands: one
// of that outcome, or one that it depends on.
func (s *scene) hanging(units []*unit, o Outcome) *unit {
	open := func(u *unit) bool {
		_, known := s.unitHolds(u).Certain()
		return !known
	}
	var visit func(u *unit, depth int) *unit
	visit = func(u *unit, depth int) *unit {
		if open(u) {
			return u
		}
		if !s.unitHolds(u).True || depth > len(s.units) {
			return nil
		}
		for _, list := range [][]*unit{u.attackers, u.freers, u.replacers, u.replaces} {
			for _, v := range list {
				if found := visit(v, depth+1); found != nil {
					return found
				}
			}
		}
		return nil
	}
	for _, u := range units {
		of := outcomeOf[u.effect.Strength]
		if of == o || o == MayExemptOrDefer && (of == MayExempt || of == MayDefer) {
			if found := visit(u, 0); found != nil {
				return found
			}
		}
	}
	for _, u := range units { // a release hangs on the duties it beats
		if u.effect.Strength.Duty() {
			if found := visit(u, 0); found != nil {
				return found
			}
		}
	}
	for _, u := range units {
		if open(u) {
			return u
		}
	}
	return nil
}

// exclude turns musts on actions that exclude each other into a conflict,
// unless one rule offers them as alternatives.
func (s *scene) exclude(a *check.Action, st *status) {
	for _, b := range s.program.Actions {
		if b == a || b.Exclusive != a.Exclusive {
			continue
		}
		other := s.first(b, &status{})
		if !other.has(Must) || !s.insists(a, b) || !s.insists(b, a) {
			continue
		}
		if st.possible == 1<<Must && other == 1<<Must {
			st.possible = 1 << Conflict
			return
		}
		st.possible |= 1 << Conflict
		if st.hangsOn == nil {
			st.hangsOn = s.hanging(s.byAction[b.Index], Must)
		}
	}
}

// insists says whether some standing must on a would not be met by b.
func (s *scene) insists(a, b *check.Action) bool {
	for _, u := range s.byAction[a.Index] {
		if u.effect.Strength != check.Must || !s.counts(u).True {
			continue
		}
		offers := false
		for _, other := range u.effect.Instead {
			offers = offers || other == b
		}
		if !offers {
			return true
		}
	}
	return false
}
