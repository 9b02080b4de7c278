package eval

import (
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// AsOf is the date that the policy itself states, or a field of each record:
// the date and true, or false when the policy says nothing.
func (e *Evaluator) AsOf(record *roster.Record) (dates value.Set, stated bool) {
	if e.program.AsOf == nil {
		return value.Set{}, false
	}
	return e.scene(record, civil.Min).eval(e.program.AsOf), true
}

// DatedByRecord says whether the as-of date is read from each record.
func (e *Evaluator) DatedByRecord() bool {
	dated := false
	check.Walk(e.program.AsOf, func(x check.Expr) {
		switch x.(type) {
		case *check.FieldRef, *check.TermRef:
			dated = true
		}
	})
	return dated
}

// Decide decides every action on one record as of a date, in the order of
// Program.Actions.
func (e *Evaluator) Decide(record *roster.Record, asOf civil.Date) []Decision {
	out := make([]Decision, len(e.program.Actions))
	for i, a := range e.program.Actions {
		out[i] = e.decide(record, a, value.Day(asOf))
	}
	return out
}

// DecideAt is Decide where the date may be a blank of the record.
func (e *Evaluator) DecideAt(record *roster.Record, asOf value.Set) []Decision {
	out := make([]Decision, len(e.program.Actions))
	for i, a := range e.program.Actions {
		out[i] = e.decide(record, a, asOf)
	}
	return out
}

func (e *Evaluator) decide(record *roster.Record, a *check.Action, asOf value.Set) Decision {
	d := Decision{Record: record, Action: a, AsOf: asOf.First, Exhaustive: true}
	if record.Fault != nil {
		d.Outcome = DataError
		return d
	}
	if !asOf.One() || asOf.None {
		d.AsOf, d.AsOfUnknown, d.Outcome = 0, true, Undetermined
		e.blankAsOf(record, &d)
		return d
	}
	s := e.scene(record, asOf.First)
	s.conclude(&d)
	return d
}

// blankAsOf names the cell whose date is missing.
func (e *Evaluator) blankAsOf(record *roster.Record, d *Decision) {
	s := e.scene(record, civil.Min)
	s.eval(e.program.AsOf)
	for _, f := range s.free {
		d.Missing = append(d.Missing, Blank{f.field, *f.cell, s.rowOf(f.row)})
		if f.cell.State == roster.Unreadable {
			d.Outcome = DataError
		}
	}
}

// conclude explores the blanks of a record and fills in the decision.
func (s *scene) conclude(d *Decision) {
	a := d.Action
	c := s.settle(outcomeQuestion(a), func(s *scene) []verdict { return s.verdicts(a) })
	answers := c.answers()
	d.Exhaustive = c.exhaustive
	var possible mask
	for _, answer := range answers {
		possible |= mask(answer)
	}
	d.Possible = possible.list()
	blanks := c.deciding()
	switch {
	case len(d.Possible) == 1 && c.exhaustive:
		d.Outcome = d.Possible[0]
	default:
		d.Outcome = Undetermined
		if !c.exhaustive && len(blanks) == 0 {
			for i := range s.free {
				blanks = append(blanks, i)
			}
		}
	}
	for _, i := range blanks {
		f := s.free[i]
		d.Missing = append(d.Missing, Blank{f.field, *f.cell, s.rowOf(f.row)})
		if f.cell.State == roster.Unreadable {
			d.Outcome = DataError
		}
	}
	s.cite(d, c)
	s.dates(d, c)
	s.outputs(d)
	s.grant(d, c, possible)
	s.facts(d)
}

// verdicts notes how each unit of an action fares in a case.
func (s *scene) verdicts(a *check.Action) []verdict {
	units := s.byAction[a.Index]
	out := make([]verdict, 0, 3*len(units))
	for _, u := range units {
		counts, stands, holds := s.counts(u), s.stand(u), s.unitHolds(u)
		out = append(out, verdict{!counts.False, counts.True}, verdict{!stands.False, stands.True}, verdict{!holds.False, holds.True})
	}
	return out
}

// cite sorts the rules of the action by how they fare in all cases: those
// cited under every filling, and those under some.
func (s *scene) cite(d *Decision, c *cases) {
	units := s.byAction[d.Action.Index]
	if len(c.leaves) == 0 {
		return
	}
	for i, u := range units {
		counts, stands, holds := verdict{true, false}, verdict{true, false}, verdict{true, false}
		for _, l := range c.leaves {
			for n, v := range []*verdict{&counts, &stands, &holds} {
				v.sure = v.sure && l.unit[3*i+n].sure
				v.may = v.may || l.unit[3*i+n].may
			}
		}
		winning := gives(u, d.Outcome)
		switch {
		case counts.sure && winning:
			d.Clauses = appendRule(d.Clauses, u.rule)
			d.Instead = append(d.Instead, u.effect.Instead...)
		case stands.sure:
			d.Standing = appendRule(d.Standing, u.rule)
		case holds.sure && !stands.may:
			d.Beaten = append(d.Beaten, Beaten{u.rule, s.beaters(u)})
		case stands.may:
			d.Maybe = appendRule(d.Maybe, u.rule)
		case !holds.may:
			s.waits(d, u)
		}
	}
	if d.Outcome == OutOfScope {
		d.OutBy = s.outBy()
	}
}

// gives says whether a unit's effect is what the outcome says.
func gives(u *unit, o Outcome) bool {
	own := outcomeOf[u.effect.Strength]
	return own == o || o == MayExemptOrDefer && (own == MayExempt || own == MayDefer) || o == Conflict && own == Must
}

func appendRule(list []*check.Rule, r *check.Rule) []*check.Rule {
	if has(list, r) {
		return list
	}
	return append(list, r)
}

// beaters lists the rules that stand against a unit.
func (s *scene) beaters(u *unit) []*check.Rule {
	s.reset()
	var out []*check.Rule
	for _, a := range u.attackers {
		if s.stand(a).True {
			out = appendRule(out, a.rule)
		}
	}
	return out
}

// waits notes a rule that only its dates hold back.
func (s *scene) waits(d *Decision, u *unit) {
	s.reset()
	if s.met(u.rule).False || s.window(u.effect).True {
		return
	}
	w := Waiting{Rule: u.rule}
	if u.effect.From != nil {
		from := s.eval(u.effect.From)
		if from.None || !from.One() {
			return
		}
		w.Date = from.First
		if from.First <= s.asOf.First && u.effect.For != nil {
			w.Lapsed, w.Date = true, value.Shift(from, s.eval(u.effect.For), false).First
		}
	}
	if u.effect.Until != nil {
		until := s.eval(u.effect.Until)
		if until.None || !until.One() {
			return
		}
		if until.First <= s.asOf.First {
			w.Lapsed, w.Date = true, until.First
		}
	}
	d.Waiting = append(d.Waiting, w)
}

// outBy is the part of the scope that failed.
func (s *scene) outBy() check.Expr {
	s.reset()
	scope := s.program.AppliesTo
	if and, ok := scope.(*check.And); ok {
		for _, part := range and.Parts {
			if !s.eval(part).True {
				return part
			}
		}
	}
	return scope
}

// dates works out the deadline, the earliest of the clauses, and the day until
// which the decision is deferred, the latest. A blank can leave them a range.
func (s *scene) dates(d *Decision, c *cases) {
	deadline, until := value.None(types.Date), value.None(types.Date)
	endless := false
	for _, l := range c.leaves {
		s.restore(l)
		due, deferred := s.datesIn(d, &endless)
		deadline, until = value.Union(deadline, due), value.Union(until, deferred)
	}
	s.restore(leaf{})
	d.Deadline = between(deadline)
	if !endless {
		d.DeferredTo = between(until)
	}
}

// datesIn is dates for one case.
func (s *scene) datesIn(d *Decision, endless *bool) (due, deferred value.Set) {
	s.reset()
	var dues, deferrals []value.Set
	for _, u := range s.byAction[d.Action.Index] {
		if !has(d.Clauses, u.rule) || !gives(u, d.Outcome) || !s.counts(u).True {
			continue
		}
		e := u.effect
		switch {
		case e.Within != nil && e.From != nil:
			dues = append(dues, value.Shift(s.eval(e.From), s.eval(e.Within), false))
		case d.Outcome != Deferred && d.Outcome != MayDefer && d.Outcome != MayExemptOrDefer:
		case e.Until != nil:
			deferrals = append(deferrals, s.eval(e.Until))
		case e.For != nil:
			deferrals = append(deferrals, value.Shift(s.eval(e.From), s.eval(e.For), false))
		default:
			*endless = true
		}
	}
	return value.Extreme(false, dues), value.Extreme(true, deferrals)
}

// restore puts the free cells into a case; the empty case is all fillings.
func (s *scene) restore(l leaf) {
	for i := range s.free {
		s.free[i].set = s.free[i].whole
		if i < len(l.sets) {
			s.free[i].set = l.sets[i]
		}
	}
}

func between(s value.Set) Dates {
	if !s.Some() {
		return Dates{}
	}
	return Dates{s.First, s.Last}
}
