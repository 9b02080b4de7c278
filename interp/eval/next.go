package eval

import (
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
)

// Next finds the first day after asOf, within horizon years, on which the
// outcome on an action becomes another, all cells staying as they are; the
// decision on that day, or false when nothing changes. A record whose outcome
// is not known on some of the days before counts as unchanged there.
func (e *Evaluator) Next(record *roster.Record, a *check.Action, asOf civil.Date, horizon int) (Decision, bool) {
	if record.Fault != nil {
		return Decision{}, false
	}
	s := e.scene(record, asOf)
	now := s.statusOf(a)
	if !now.possible.one() {
		return Decision{}, false
	}
	day, found := s.change(a, now.possible, asOf+1, asOf.Add(civil.Years(horizon)))
	if !found {
		return Decision{}, false
	}
	return e.decide(record, a, value.Day(day)), true
}

// change looks for the first day in a stretch whose outcome is certainly
// another: it asks about all days at once, and halves where the answer differs.
func (s *scene) change(a *check.Action, now mask, first, last civil.Date) (civil.Date, bool) {
	if last < first {
		return 0, false
	}
	s.reset()
	s.asOf = value.Days(first, last)
	st := s.statusOf(a)
	switch {
	case st.possible == now:
		return 0, false
	case st.possible.one():
		return first, true
	case first == last:
		return 0, false
	}
	middle := first + (last-first)/2
	if day, found := s.change(a, now, first, middle); found {
		return day, true
	}
	return s.change(a, now, middle+1, last)
}
