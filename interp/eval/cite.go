package eval

import (
	"slices"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// over is whether something is so under every filling of the blanks, under
// none, or under some; past the budget it may be under some.
func (s *scene) over(is func() value.Set) value.Set {
	if set := is(); set.One() {
		return set
	}
	ask := func(s *scene) (int64, bool, []int) {
		before := len(s.read)
		set := is()
		if set.True {
			return 1, !set.False, s.read[before:]
		}
		return 0, true, nil
	}
	c := s.settle(ask, func(c *cases) bool { return len(c.answers()) == 2 })
	set := value.Set{Kind: types.Bool, True: !c.exhaustive, False: !c.exhaustive}
	for _, answer := range c.answers() {
		set.True, set.False = set.True || answer == 1, set.False || answer == 0
	}
	return set
}

// always says that something is so under every filling.
func (s *scene) always(is func() value.Set) bool { return !s.over(is).False }

// standing is whether a unit stands, over all fillings.
func (s *scene) standing(u *unit) value.Set {
	m := &s.overall[u.index]
	if !m.done {
		*m = memo{done: true, set: s.over(func() value.Set { return s.stand(u) })}
	}
	return m.set
}

// cite sorts the rules of the action by how they fare: those cited under every
// filling, and those under some.
func (s *scene) cite(d *Decision) {
	for _, u := range s.matters[d.Action.Index].units {
		switch stands := s.standing(u); {
		case stands.True && stands.False:
			d.Maybe = appendNew(d.Maybe, u.rule)
		case stands.True && gives(u, d.Outcome) && s.always(func() value.Set { return s.counts(u) }):
			s.clause(d, u)
		case stands.True:
			d.Standing = appendNew(d.Standing, u.rule)
		case s.always(func() value.Set { return value.And(s.unitHolds(u), s.someStands(u.attackers)) }):
			d.beaten(u.rule, s.beaters(u))
		case s.always(func() value.Set { return value.And(s.met(u.rule), value.Not(s.window(u.effect))) }):
			s.waits(d, u)
		}
	}
	if d.Outcome == Conflict {
		s.citeOthers(d)
	}
	d.Standing = slices.DeleteFunc(d.Standing, func(r *check.Rule) bool { return slices.Contains(d.Clauses, r) })
}

// clause notes a rule that gives the outcome, with those it does so instead of.
func (s *scene) clause(d *Decision, u *unit) {
	d.Clauses = appendNew(d.Clauses, u.rule)
	for _, a := range u.effect.Instead {
		d.Instead = appendNew(d.Instead, a)
	}
	for _, named := range u.rule.InsteadOf {
		if slices.ContainsFunc(s.byRule[named.Index], func(n *unit) bool { return !s.standing(n).False }) {
			d.Clauses = appendNew(d.Clauses, named)
		}
	}
}

// beaten notes that a rule is beaten, once for all of its effects.
func (d *Decision) beaten(r *check.Rule, by []*check.Rule) {
	for i := range d.Beaten {
		if d.Beaten[i].Rule == r {
			for _, b := range by {
				d.Beaten[i].By = appendNew(d.Beaten[i].By, b)
			}
			return
		}
	}
	d.Beaten = append(d.Beaten, Beaten{r, by})
}

// citeOthers names the musts on the other actions of a conflict.
func (s *scene) citeOthers(d *Decision) {
	for _, b := range s.program.Actions {
		if b == d.Action || b.Exclusive != d.Action.Exclusive {
			continue
		}
		for _, u := range s.matters[b.Index].units {
			if u.effect.Strength == check.Must && s.always(func() value.Set { return s.counts(u) }) {
				d.Clauses = appendNew(d.Clauses, u.rule)
			}
		}
	}
}

func appendNew[T comparable](list []T, x T) []T {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

// beaters lists the rules that stand against a unit under every filling, or
// where there are none, under some.
func (s *scene) beaters(u *unit) []*check.Rule {
	var sure, may []*check.Rule
	for _, a := range u.attackers {
		switch stands := s.standing(a); {
		case !stands.False:
			sure = appendNew(sure, a.rule)
		case stands.True:
			may = appendNew(may, a.rule)
		}
	}
	if sure == nil {
		return may
	}
	return sure
}

// waits notes a rule that only the dates of its effect hold back.
func (s *scene) waits(d *Decision, u *unit) {
	w := Waiting{Rule: u.rule}
	e := u.effect
	if e.From != nil {
		from := s.eval(e.From)
		if value.Compare(">", from, s.asOf).True {
			w.note(from, false)
		} else if e.For != nil {
			w.note(value.Shift(s.after(from, e.For, false), oneDay, false), true)
		}
	}
	if e.Until != nil {
		if until := s.eval(e.Until); value.Compare("<=", until, s.asOf).True {
			w.note(until, true)
		}
	}
	if w.Date != 0 {
		d.Waiting = append(d.Waiting, w)
	}
}

// NotInForce says when a rule that is not in force on the date of a decision lapsed or
// begins; false where it is in force, or the date is not known.
func (e *Evaluator) NotInForce(d Decision, r *check.Rule) (Waiting, bool) {
	s := e.sceneOf(d)
	w := Waiting{Rule: r}
	if from := r.InForce.From; from != nil && !value.Compare(">=", s.today(), s.eval(from)).True {
		w.note(s.eval(from), false)
	}
	if until := r.InForce.Until; until != nil && !value.Compare("<", s.today(), s.eval(until)).True {
		w.note(s.eval(until), true)
	}
	return w, w.Date != 0
}

// note takes a date that is known.
func (w *Waiting) note(date value.Set, lapsed bool) {
	if date.Some() && date.One() {
		w.Lapsed, w.Date = lapsed, date.First
	}
}

// outBy is the part of the scope that failed; nil when the policy is not in
// force.
func (s *scene) outBy() check.Expr {
	if !s.within(s.program.InForce).True {
		return nil
	}
	for _, part := range check.Conjuncts(s.program.AppliesTo) {
		if !s.is(part).True {
			return part
		}
	}
	return s.program.AppliesTo
}
