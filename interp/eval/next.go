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
	// The day is one more blank: every case of it and of the others is settled.
	days := value.Days(asOf, asOf.Add(civil.Years(horizon)))
	s := e.scene(record, asOf)
	s.dated, s.free = true, []free{{cell: &roster.Cell{}, whole: days, set: days}}
	s.ready()
	c := s.settle(outcomeOn(a), nil)
	starts := []civil.Date{asOf}
	for _, l := range c.leaves {
		starts = append(starts, l.sets[0].First, l.sets[0].Last+1)
	}
	slices.Sort(starts)
	now := c.on(asOf)
	for _, day := range slices.Compact(starts) {
		if then := c.on(day); now != 0 && then != 0 && then != now {
			decisions := e.Decide(record, day)
			if i := slices.IndexFunc(decisions, func(d Decision) bool { return d.Action == a }); i >= 0 {
				return decisions[i], true
			}
		}
	}
	return Decision{}, false
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
