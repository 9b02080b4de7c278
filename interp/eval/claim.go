package eval

import (
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
)

// checks decides a check on the record, or on each row of a list that it has:
// those that it is about. What it is not about, whatever the blanks say, has no
// finding.
func (s *scene) checks(d Decision) []Decision {
	a := d.Action
	switch a.Of {
	case s.program.Subject:
		return s.checked(d)
	default:
		if a.Of.Owner != s.program.Subject {
			return nil // decided on records of their own
		}
	}
	rows := s.record.Rows[s.lists[a.Of]]
	if rows == nil {
		s.conclude(&d)
		return []Decision{d}
	}
	var out []Decision
	for _, row := range rows {
		one := d
		one.Row = row
		s.rows = []element{{record: row}}
		out = append(out, s.checked(one)...)
		s.rows = nil
	}
	return out
}

func (s *scene) checked(d Decision) []Decision {
	if s.always(func() value.Set { return value.Not(s.about(d.Action)) }) {
		return nil
	}
	s.conclude(&d)
	return []Decision{d}
}

// Elsewhere decides the checks of records that are not decided on and belong to
// none that are: of schools, where staff are decided on. A date that each record
// decided on has for itself dates nothing else.
func (e *Evaluator) Elsewhere(asOf civil.Date) []Decision {
	day := e.Day(asOf)
	var out []Decision
	for _, a := range e.program.Actions {
		if a.Kind != check.KindCheck || a.Of == e.program.Subject || a.Of.Owner == e.program.Subject {
			continue
		}
		kind := a.Of.Kind.Index
		for _, record := range e.roster.Kinds[kind][:e.roster.Insiders[kind]] {
			d := Decision{Record: record, Action: a, AsOf: day, Exhaustive: true}
			switch {
			case record.Fault != nil:
				d.Outcome = DataError
			case day == 0:
				d.AsOfUnknown, d.Outcome = true, Undetermined
			default:
				s := e.scene(record, day)
				s.rows = []element{{record: record}}
				out = append(out, s.checked(d)...)
				continue
			}
			out = append(out, d)
		}
	}
	return out
}

// about says whether a check is about a record: the person is in scope, the
// check in force, and its condition true.
func (s *scene) about(a *check.Action) value.Set {
	set := value.Truth(true)
	s.alone(func(s *scene) {
		if s.record.Kind == s.program.Subject {
			set = s.inScope()
		}
		set = value.And(set, s.within(a.Clause.InForce))
	})
	if set.True {
		set = value.And(set, s.is(a.Where))
	}
	for _, u := range a.Clause.Unless {
		if set.True {
			set = value.And(set, value.Not(s.is(u)))
		}
	}
	return set
}

// claim is what a check may come to: what it is not about meets it.
func (s *scene) claim(a *check.Action) mask {
	if a.Of != s.program.Subject && s.rows == nil {
		s.listed(a.Of, s.record, nil) // there is no table of it
		return 1<<Met | 1<<Broken
	}
	broken := s.about(a)
	if broken.True {
		broken = value.And(broken, value.Not(s.is(a.Clause.When)))
	}
	var possible mask
	if broken.False {
		possible |= 1 << Met
	}
	if broken.True && a.Departure {
		possible |= 1 << Departure
	} else if broken.True {
		possible |= 1 << Broken
	}
	return possible
}

// citeClaim cites the clause of a check.
func (s *scene) citeClaim(d *Decision) {
	clause := d.Action.Clause
	if d.Outcome == Undetermined || d.Outcome == DataError {
		d.Maybe = []*check.Rule{clause}
		return
	}
	d.Clauses = []*check.Rule{clause}
}

// breach is the finding that a record breaks a requirement.
func (s *scene) breach(d *Decision) {
	d.Outcome = DataError
	d.Broken = []*check.Action{d.Action}
	s.facts(d)
	d.Order()
}
