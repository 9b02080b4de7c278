package eval

import (
	"slices"

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
	return e.DecideAt(record, value.Day(asOf))
}

// DecideAt is Decide where the date may be a blank of the record.
func (e *Evaluator) DecideAt(record *roster.Record, asOf value.Set) []Decision {
	out := make([]Decision, len(e.program.Actions))
	known := asOf.One() && !asOf.None
	s := e.scene(record, asOf.First)
	for i, a := range e.program.Actions {
		out[i] = Decision{Record: record, Action: a, AsOf: asOf.First, Exhaustive: true}
		switch d := &out[i]; {
		case record.Fault != nil:
			d.Outcome = DataError
		case !known:
			d.AsOf, d.AsOfUnknown, d.Outcome = 0, true, Undetermined
			s.undated(d)
		default:
			s.conclude(d)
		}
	}
	return out
}

// undated names the cells whose date is missing.
func (s *scene) undated(d *Decision) {
	s.eval(s.program.AsOf)
	for _, f := range s.free {
		s.miss(d, Blank{f.field, *f.cell, s.rowOf(f.row)})
	}
	for _, f := range ReadsOf(s.program.AsOf) {
		if cell := s.record.Cell(f); cell.State == roster.Known && cell.Value.None {
			s.miss(d, Blank{Field: f, Cell: *cell})
		}
	}
}

// miss names a blank that matters; one that cannot be read is a data error.
func (s *scene) miss(d *Decision, b Blank) {
	if slices.ContainsFunc(d.Missing, func(x Blank) bool { return x.Field == b.Field && x.Row == b.Row }) {
		return
	}
	d.Missing = append(d.Missing, b)
	if b.Cell.State == roster.Unreadable {
		d.Outcome = DataError
	}
}

// conclude explores the blanks of a record and fills in the decision.
func (s *scene) conclude(d *Decision) {
	may := s.statusOf(d.Action).possible
	c := s.settleDeciding(outcomeOn(d.Action), func(c *cases) bool {
		return !s.hidden && len(c.deciding) == len(s.free) && c.outcomes() == may && !may.one()
	})
	d.Exhaustive = c.exhaustive
	possible := c.outcomes()
	d.Possible = possible.list()
	d.Outcome = Undetermined
	if len(d.Possible) == 1 && c.exhaustive {
		d.Outcome = d.Possible[0]
	}
	for i, f := range s.free {
		if c.deciding[i] || d.Outcome == Undetermined && len(c.deciding) == 0 {
			s.miss(d, Blank{f.field, *f.cell, s.rowOf(f.row)})
		}
	}
	if d.Outcome == OutOfScope {
		d.OutBy = s.outBy()
	} else {
		s.cite(d)
		s.dates(d, c)
	}
	s.outputs(d)
	s.citeRows(d)
	s.grant(d, possible)
	s.facts(d)
	d.order()
}

// outcomeOn asks for the outcome on an action.
func outcomeOn(a *check.Action) question {
	return func(s *scene) (int, bool, []int) {
		before := len(s.read)
		possible := s.statusOf(a).possible
		return int(possible), possible.one(), s.read[before:]
	}
}

// outcomes are the answers of outcomeOn.
func (c *cases) outcomes() mask {
	var possible mask
	for _, l := range c.leaves {
		if l.answer != unexplored {
			possible |= mask(l.answer)
		}
	}
	return possible
}

// dates works out the deadline, the earliest of the clauses, and the day until
// which the decision is deferred, the latest. A blank can leave them a range;
// one that may be lacking runs on to the end of the calendar.
func (s *scene) dates(d *Decision, c *cases) {
	if d.Outcome == Undetermined || d.Outcome == DataError {
		return
	}
	deadline, until := value.Set{Kind: types.Date}, value.Set{Kind: types.Date}
	for _, l := range c.leaves {
		if len(s.free) > 0 {
			s.restore(l)
		}
		due, deferred := s.datesIn(d)
		deadline, until = value.Union(deadline, due), value.Union(until, deferred)
	}
	if len(s.free) > 0 {
		s.restore(leaf{})
	}
	d.Deadline, d.DeferredTo = between(deadline), between(until)
}

// datesIn is dates for one case.
func (s *scene) datesIn(d *Decision) (due, deferred value.Set) {
	defers := d.Outcome == Deferred || d.Outcome == MayDefer || d.Outcome == MayExemptOrDefer
	var dues, deferrals []value.Set
	for _, u := range s.byAction[d.Action.Index] {
		if !gives(u, d.Outcome) {
			continue
		}
		set := s.counts(u)
		if !set.True {
			continue
		}
		var date value.Set
		e := u.effect
		switch {
		case e.Within != nil && e.From != nil:
			date = value.Shift(s.eval(e.From), s.eval(e.Within), false)
			date.None = date.None || set.False
			dues = append(dues, date)
			continue
		case !defers || u.effect.Strength == check.MayExempt:
			continue
		case e.Until != nil:
			date = s.eval(e.Until)
		case e.For != nil:
			date = value.Shift(s.eval(e.From), s.eval(e.For), false)
		default:
			date = open
		}
		date.None = date.None || set.False
		deferrals = append(deferrals, date)
	}
	return value.Extreme(false, dues), value.Extreme(true, deferrals)
}

// between is no date where there can be none, and also where the only one is
// that none ever comes.
func between(s value.Set) Dates {
	switch {
	case !s.Some() || s.First == civil.Max:
		return Dates{}
	case s.None:
		return Dates{s.First, civil.Max}
	}
	return Dates{s.First, s.Last}
}
