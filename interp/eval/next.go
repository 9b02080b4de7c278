package eval

import (
	"slices"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
)

// Next is the first of the Changes of a decision in a number of years after its own
// date; false when there are none, when more days than most would have to be decided one
// by one, or where not all fillings could be tried on its own date. Of all those years
// only what may come out on a day is worked out.
func (e *Evaluator) Next(d Decision, years int) (Decision, bool) {
	const most = 60
	if d.Record.Fault != nil || d.AsOfUnknown || d.Open() {
		return Decision{}, false
	}
	until := d.AsOf.Add(civil.Years(years))
	c := e.overDays(d.Record, d.Action, d.AsOf, until)
	spoilt := e.spoilt(d.Record, d.AsOf, until)
	turns := slices.Compact(slices.Sorted(slices.Values(slices.Concat(c.turns(d.AsOf), spoilt))))
	before, looked := mask(0), 0
	for i, turn := range turns {
		now, sure := c.possible(turn)
		last := turn
		if !sure && i+1 < len(turns) {
			last = turns[i+1] - 1
		}
		for day := max(turn, d.AsOf+1); day <= min(last, until); day++ {
			if sure && now == before && !slices.Contains(spoilt, day) {
				continue
			}
			if looked++; looked > most {
				return Decision{}, false
			}
			if then, found := e.on(d.Record, d.Action, day); found && then.Outcome != d.Outcome {
				return then, true
			}
		}
		before = now
	}
	return Decision{}, false
}

// Changes lists the decisions on an action on those days after from, up to and
// including until, on which the outcome is another than the day before, all
// cells staying as they are. It is what deciding on every day gives, and none
// where until is not after from.
func (e *Evaluator) Changes(record *roster.Record, a *check.Action, from, until civil.Date) []Decision {
	now, found := e.on(record, a, from)
	if !found {
		return nil
	}
	return e.ChangesOf([]Decision{now}, until)[0]
}

// ChangesOf lists the Changes of each of several decisions after its own date. The days
// are gone through once: what is found out about everybody on a day serves all.
func (e *Evaluator) ChangesOf(decisions []Decision, until civil.Date) [][]Decision {
	courses := make([]course, len(decisions))
	var days []civil.Date
	on := map[civil.Date][]int{} // the decisions to be looked at, by place
	for i, d := range decisions {
		courses[i] = e.courseOf(d, until)
		for _, day := range courses[i].days {
			if on[day] == nil {
				days = append(days, day)
			}
			on[day] = append(on[day], i)
		}
	}
	slices.Sort(days)
	for _, day := range days {
		var then []Decision // of one record
		for _, i := range on[day] {
			c := &courses[i]
			if !c.turned(day) {
				continue
			}
			if len(then) == 0 || then[0].Record != c.now.Record {
				then = e.Decide(c.now.Record, day)
			}
			c.meet(e, then)
		}
	}
	out := make([][]Decision, len(courses))
	for i, c := range courses {
		out[i] = c.changes
	}
	return out
}

// course is a decision on its way through the days.
type course struct {
	*cases
	days    []civil.Date // on which it may become another
	before  mask         // the outcome of the day before; 0 where it is not known
	now     Decision
	changes []Decision
	spoilt  []civil.Date // days on which what is required of the record is broken, or no longer
	sides   []*cases     // while it is undetermined: fillings of the blanks that keep it so
	until   civil.Date
}

func (e *Evaluator) courseOf(d Decision, until civil.Date) course {
	c := course{now: d, until: until}
	if d.Record.Fault != nil || d.AsOfUnknown || until <= d.AsOf {
		return c
	}
	if c.stand(e); c.sides != nil { // one day after the other, most of which the sides settle
		for day := d.AsOf + 1; day <= until; day++ {
			c.days = append(c.days, day)
		}
		return c
	}
	c.follow(e)
	c.days = append(c.turns(d.AsOf), c.spoilt...)
	for _, l := range c.leaves { // what could not be explored is looked at day by day
		for day := l.sets[0].First; l.answer == unexplored && day <= l.sets[0].Last; day++ {
			c.days = append(c.days, day)
		}
	}
	slices.Sort(c.days)
	c.days = slices.DeleteFunc(slices.Compact(c.days), func(day civil.Date) bool { return day <= d.AsOf || day > until })
	return c
}

// turned says that the outcome on a day may be another than on the day before.
func (c *course) turned(day civil.Date) bool {
	if c.apart(day) {
		c.before = 0
		return false
	}
	if c.cases == nil {
		return true
	}
	then := c.on(day)
	same := then != 0 && then == c.before && !slices.Contains(c.spoilt, day)
	c.before = then
	return !same
}

// meet notes the decision among those on a day, where its outcome is another.
func (c *course) meet(e *Evaluator, then []Decision) {
	i := slices.IndexFunc(then, func(d Decision) bool { return d.Action == c.now.Action })
	if i < 0 {
		return
	}
	changed := then[i].Outcome != c.now.Outcome
	if c.now = then[i]; changed {
		c.changes = append(c.changes, c.now)
	}
	if c.stand(e); c.sides == nil && c.cases == nil && c.now.AsOf < c.until {
		c.follow(e)
	}
}

// follow settles the outcome over the days after now.
func (c *course) follow(e *Evaluator) {
	c.cases = e.overDays(c.now.Record, c.now.Action, c.now.AsOf, c.until)
	c.before = c.on(c.now.AsOf)
	c.spoilt = e.spoilt(c.now.Record, c.now.AsOf, c.until)
}

// stand finds the sides of a decision that is undetermined.
func (c *course) stand(e *Evaluator) {
	c.sides = nil
	if c.now.Outcome == Undetermined && c.now.AsOf < c.until {
		c.sides = e.sides(c.now, c.until)
	}
}

// spoilt are the days after one, until another, from which on a record breaks more of what
// is required of it under every filling of its blanks than before, or less.
func (e *Evaluator) spoilt(record *roster.Record, first, last civil.Date) (days []civil.Date) {
	s := e.scene(record, first)
	s.dated, s.free = true, []free{daysBetween(first, last)}
	if s.ready(); len(s.claims.open) == 0 {
		return nil // it never does, or always
	}
	broken := func(day civil.Date) []*check.Action {
		s := e.borrow(record, day)
		defer e.scenes.Put(s)
		s.ready()
		return slices.Clone(s.claims.broken)
	}
	before := broken(first)
	for day := first + 1; day <= last; day++ {
		if now := broken(day); !slices.Equal(now, before) {
			before, days = now, append(days, day)
		}
	}
	return days
}

// apart says that the sides come to different outcomes on a day, so that the decision is
// undetermined on it as well.
func (c *course) apart(day civil.Date) bool {
	var all mask
	for _, side := range c.sides {
		all |= side.on(day)
	}
	return all != 0 && !all.one()
}

// sides are fillings of the blanks of a record under which an action that is undetermined
// comes to different outcomes, each over the days until another: of the cases with two
// outcomes those at both their ends, which stay apart for longest. There are none where a
// filling may not count, where not all blanks are cells that were left empty, or where no
// two were found soon.
func (e *Evaluator) sides(d Decision, until civil.Date) []*cases {
	s := e.scene(d.Record, d.AsOf)
	if len(s.required) > 0 || slices.ContainsFunc(d.Record.Cells, func(cell *roster.Cell) bool { return cell.State == roster.Unreadable }) {
		return nil
	}
	s.ready()
	c := s.settle(outcomeOn(d.Action), func(c *cases) bool { return !c.outcomes().one() })
	answers := c.answers()
	if len(answers) < 2 || s.limited() || slices.ContainsFunc(s.free, func(f free) bool {
		return f.row == nil || f.from != nil || f.cell.State != roster.Empty
	}) {
		return nil
	}
	var out []*cases
	for _, answer := range answers[:2] {
		i := slices.IndexFunc(c.leaves, func(l leaf) bool { return l.answer == answer })
		s.restore(c.leaves[i])
		for _, low := range [2]bool{true, false} {
			out = append(out, e.overDays(d.Record, d.Action, d.AsOf, until, filled(s.free, low)...))
		}
	}
	return out
}

// filled are free cells with one value each, at one end of what they may be.
func filled(list []free, low bool) []free {
	out := slices.Clone(list)
	for i := range out {
		out[i].set = outermost(out[i].set, low)
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
// the first, before those that are filled in.
func (e *Evaluator) overDays(record *roster.Record, a *check.Action, first, last civil.Date, filled ...free) *cases {
	s := e.scene(record, first)
	s.dated, s.free = true, append([]free{daysBetween(first, last)}, filled...)
	s.ready()
	return s.settle(outcomeOn(a), nil)
}

// daysBetween is the day as a blank.
func daysBetween(first, last civil.Date) free {
	days := value.Days(first, last)
	return free{cell: &roster.Cell{}, whole: days, set: days}
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

// possible are the outcomes on a day, and whether that is sure to say if there is one
// or more: not where a part of the cases was not explored.
func (c *cases) possible(day civil.Date) (all mask, sure bool) {
	sure = true
	for _, l := range c.leaves {
		switch {
		case day < l.sets[0].First || l.sets[0].Last < day:
		case l.answer == unexplored:
			sure = false
		default:
			all |= mask(l.answer)
		}
	}
	return all, sure || !all.one()
}
