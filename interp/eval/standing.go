package eval

import (
	"slices"

	"rota/interp/value"
	"rota/lang/check"
)

// unit is one effect of one rule.
type unit struct {
	index  int
	rule   *check.Rule
	effect *check.Effect
	// outcome is what it gives; 0 on an output.
	outcome Outcome
	// attackers beat this unit where they stand; freers are the rules despite
	// this one, whose standing takes it out of the outcome.
	attackers []*unit
	freers    []*unit
	// replaces are the units this one gives another outcome instead of, and
	// replacers those that do so to this one.
	replaces  []*unit
	replacers []*unit
}

// link works out who attacks whom (language, 7.3). The checker has refused
// circles, so standing can be asked for in any order.
func (e *Evaluator) link() {
	e.byRule = make([][]*unit, len(e.program.Rules))
	e.matters = make([]matter, len(e.program.Actions))
	for i, a := range e.program.Actions {
		e.matters[i] = matter{ranking: ofActions, fallback: Nothing}
		if a.Kind == check.KindResult {
			e.matters[i].ranking = OutcomesOf(a)[:len(a.Grades)]
			if a.Default >= 0 {
				e.matters[i].fallback = Own(a.Default)
			}
		}
	}
	for _, r := range e.program.Rules {
		for _, effect := range r.Effects {
			u := &unit{index: len(e.units), rule: r, effect: effect}
			e.units = append(e.units, u)
			e.byRule[r.Index] = append(e.byRule[r.Index], u)
			if a := effect.Action; a != nil {
				if u.outcome = outcomeOf[effect.Strength]; a.Kind == check.KindResult {
					u.outcome = Own(effect.Level)
				}
				e.matters[a.Index].units = append(e.matters[a.Index].units, u)
			}
		}
	}
	special := e.related()
	for _, m := range e.matters {
		shared := map[check.Strength][]*unit{} // by whom effects of a strength are attacked
		for _, u := range m.units {
			strength := u.effect.Strength
			if special[u.rule] {
				u.attackers = attackersOf(m.units, func(v *unit) bool { return attacks(v, u) })
			} else if list, known := shared[strength]; known {
				u.attackers = list
			} else {
				u.attackers = slices.Clip(attackersOf(m.units, func(v *unit) bool { return !v.effect.Limited && check.Attacks(v.effect.Strength, strength) }))
				shared[strength] = u.attackers
			}
			for _, freed := range u.rule.Despite {
				for _, v := range e.byRule[freed.Index] {
					if v.effect.Action == u.effect.Action {
						v.freers = append(v.freers, u)
					}
				}
			}
		}
	}
	for _, r := range e.program.Rules {
		for _, beaten := range r.SetsAside {
			for _, u := range e.byRule[beaten.Index] {
				if !slices.Contains(u.rule.Despite, r) {
					u.attackers = append(u.attackers, e.byRule[r.Index]...)
				}
			}
		}
		for _, named := range r.InsteadOf {
			for _, u := range e.byRule[r.Index] {
				u.replaces = append(u.replaces, e.byRule[named.Index]...)
			}
			for _, u := range e.byRule[named.Index] {
				u.replacers = append(u.replacers, e.byRule[r.Index]...)
			}
		}
	}
}

// related are the rules whose attackers are not those of every rule of their
// strength: what the others share makes rules by the thousand no matter.
func (e *Evaluator) related() map[*check.Rule]bool {
	related := map[*check.Rule]bool{}
	for _, r := range e.program.Rules {
		for _, named := range r.InsteadOf {
			related[r], related[named] = true, true
		}
		related[r] = related[r] || len(r.Despite) > 0
		for i, effect := range r.Effects {
			for _, only := range effect.Only {
				related[only] = true
			}
			related[r] = related[r] || slices.ContainsFunc(r.Effects[:i], func(f *check.Effect) bool { return f.Action == effect.Action })
		}
	}
	return related
}

func attackersOf(units []*unit, attacks func(*unit) bool) (out []*unit) {
	for _, v := range units {
		if attacks(v) {
			out = append(out, v)
		}
	}
	return out
}

// attacks says whether a unit beats another on the same action by its strength.
// Despite frees a rule from another; of a rule and what it stands instead of
// neither beats the other.
func attacks(a, b *unit) bool {
	return a.rule != b.rule && check.Attacks(a.effect.Strength, b.effect.Strength) &&
		(!a.effect.Limited || slices.Contains(a.effect.Only, b.rule)) &&
		!slices.Contains(b.rule.Despite, a.rule) && !slices.Contains(a.rule.InsteadOf, b.rule) && !slices.Contains(b.rule.InsteadOf, a.rule)
}

// met says whether a rule is in force and its condition is true and no
// exception bites, whatever its dates.
func (s *scene) met(r *check.Rule) value.Set {
	return s.remember(&s.rules[r.Index], func() value.Set {
		set := s.within(r.InForce)
		if set.True {
			set = value.And(set, s.is(r.When))
		}
		for _, u := range r.Unless {
			if set.True {
				set = value.And(set, value.Not(s.is(u)))
			}
		}
		return set
	})
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
		result = value.And(result, value.Compare(">=", s.today(), s.eval(w.From)))
	}
	if w.Until != nil {
		result = value.And(result, value.Compare("<", s.today(), s.eval(w.Until)))
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
		result = value.And(result, value.Compare(">=", s.today(), from))
		if effect.For != nil {
			result = value.And(result, value.Compare("<=", s.today(), s.after(from, effect.For, false)))
		}
	}
	if effect.Until != nil {
		result = value.And(result, value.Compare("<", s.today(), s.eval(effect.Until)))
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
// One instead of others stands only where one of them does.
func (s *scene) stand(u *unit) value.Set {
	return s.remember(&s.stands[u.index], func() value.Set {
		set := s.unitHolds(u)
		if set.True && len(u.rule.InsteadOf) > 0 {
			set = value.And(set, s.someStands(u.replaces))
		}
		if set.True {
			set = value.And(set, value.Not(s.someStands(u.attackers)))
		}
		return set
	})
}

func (s *scene) someStands(units []*unit) value.Set {
	result := value.Truth(false)
	for _, u := range units {
		if !result.False {
			break
		}
		result = value.Or(result, s.stand(u))
	}
	return result
}

// counts says whether a unit counts for the outcome (language, 7.5): it stands,
// and no rule stands that is despite it or instead of it. What releases from a
// duty must beat one, while none is left that counts.
func (s *scene) counts(u *unit) value.Set {
	set := s.stand(u)
	for _, others := range [][]*unit{u.freers, u.replacers} {
		if set.True {
			set = value.And(set, value.Not(s.someStands(others)))
		}
	}
	if set.True && u.effect.Strength.Release() {
		set = value.And(set, s.releases(u))
	}
	return set
}

func (s *scene) releases(u *unit) value.Set {
	beats, left := value.Truth(false), value.Truth(false)
	for _, d := range s.matters[u.effect.Action.Index].units {
		if !d.effect.Strength.Duty() {
			continue
		}
		if slices.Contains(d.attackers, u) || slices.Contains(u.replaces, d) {
			beats = value.Or(beats, s.unitHolds(d))
		}
		left = value.Or(left, s.counts(d))
	}
	return value.And(beats, value.Not(left))
}
