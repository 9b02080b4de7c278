package eval

import (
	"slices"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
)

// Next finds the first day after asOf, within horizon years, on which the
// outcome on an action becomes another, all cells staying as they are; the
// decision on that day, or false when nothing changes. Days on which the
// outcome is not known count as unchanged.
func (e *Evaluator) Next(record *roster.Record, a *check.Action, asOf civil.Date, horizon int) (Decision, bool) {
	if record.Fault != nil {
		return Decision{}, false
	}
	c := e.overDays(record, a, asOf, asOf.Add(civil.Years(horizon)))
	starts := c.turns(asOf)
	now := c.on(asOf)
	for _, day := range starts {
		if then := c.on(day); now != 0 && then != 0 && then != now {
			return e.on(record, a, day)
		}
	}
	return Decision{}, false
}

// Changes lists the decisions on an action on those days after from, up to and
// including until, on which the outcome is another than the day before, all
// cells staying as they are. It is what deciding on every day gives, and none
// where until is not after from.
func (e *Evaluator) Changes(record *roster.Record, a *check.Action, from, until civil.Date) (out []Decision) {
	now, found := e.on(record, a, from)
	if record.Fault != nil || until <= from || !found {
		return nil
	}
	c := e.overDays(record, a, from, until)
	turns := c.turns(from)
	for _, l := range c.leaves { // what could not be explored is looked at day by day
		for day := l.sets[0].First; l.answer == unexplored && day <= l.sets[0].Last; day++ {
			turns = append(turns, day)
		}
	}
	slices.Sort(turns)
	before := c.on(from)
	for _, day := range slices.Compact(turns) {
		then := c.on(day)
		if day <= from || day > until || then != 0 && then == before {
			continue
		}
		before = then
		if d, found := e.on(record, a, day); found && d.Outcome != now.Outcome {
			out, now = append(out, d), d
		}
	}
	return out
}

// on is the decision on an action on a day.
func (e *Evaluator) on(record *roster.Record, a *check.Action, day civil.Date) (Decision, bool) {
	decisions := e.Decide(record, day)
	if i := slices.IndexFunc(decisions, func(d Decision) bool { return d.Action == a }); i >= 0 {
		return decisions[i], true
	}
	return Decision{}, false
}

// overDays settles the outcome over a stretch of days: the day is one more blank,
// the first.
func (e *Evaluator) overDays(record *roster.Record, a *check.Action, first, last civil.Date) *cases {
	days := value.Days(first, last)
	s := e.scene(record, first)
	s.dated, s.free = true, []free{{cell: &roster.Cell{}, whole: days, set: days}}
	s.ready()
	return s.settle(outcomeOn(a), nil)
}

// turns are the days on which other cases begin, the first day among them.
func (c *cases) turns(first civil.Date) []civil.Date {
	starts := []civil.Date{first}
	for _, l := range c.leaves {
		starts = append(starts, l.sets[0].First, l.sets[0].Last+1)
	}
	slices.Sort(starts)
	return slices.Compact(starts)
}

// on is the only outcome on a day; 0 where there is more than one.
func (c *cases) on(day civil.Date) mask {
	var all mask
	for _, l := range c.leaves {
		if l.sets[0].First <= day && day <= l.sets[0].Last {
			if l.answer == unexplored {
				return 0
			}
			all |= mask(l.answer)
		}
	}
	if !all.one() {
		return 0
	}
	return all
}
