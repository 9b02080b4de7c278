package eval

import (
	"slices"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
)

// AsOf is the date that the policy itself states, or a field of each record:
// the date and true, or false when the policy says nothing.
func (e *Evaluator) AsOf(record *roster.Record) (dates value.Set, stated bool) {
	if e.program.AsOf == nil {
		return value.Set{}, false
	}
	s := e.borrow(record, civil.Min)
	defer e.scenes.Put(s)
	return s.eval(e.program.AsOf), true
}

// Day is the as-of date given, or else that of the policy; 0 where it has none, or each
// record has its own.
func (e *Evaluator) Day(asOf civil.Date) civil.Date {
	if asOf == 0 && !e.DatedByRecord() {
		return e.DateOf(&roster.Record{Kind: e.program.Subject}, 0)
	}
	return asOf
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

// Decide decides every matter on one record as of a date, in the order of
// Program.Actions. A check of a further list is decided row by row; one that a
// record is not about, and a requirement that it does not break, are left out.
func (e *Evaluator) Decide(record *roster.Record, asOf civil.Date) []Decision {
	return e.decide(record, value.Day(asOf))
}

// DecideAt is Decide as of the date that AsOf gives for the record: it may be a
// blank, and of a date known to the month it is said where another day of it would
// change the outcome.
func (e *Evaluator) DecideAt(record *roster.Record, asOf value.Set) []Decision {
	out := e.decide(record, asOf)
	for _, f := range ReadsOf(e.program.AsOf) {
		if f.Record == record.Kind && record.Cell(f).Month && asOf.One() && len(out) > 0 {
			e.otherDays(out, f)
		}
	}
	return out
}

// otherDays notes the outcomes that the other days of a month would give, of a
// field that dates the record.
func (e *Evaluator) otherDays(out []Decision, f *check.Field) {
	record := out[0].Record
	cell := record.Cell(f)
	others := make([][]Outcome, len(out))
	for day := cell.Whole.First; day <= cell.Whole.Last; day++ {
		s := e.scene(record, civil.Min)
		s.loosed, s.to = cell, value.Day(day)
		for _, then := range e.decide(record, s.eval(e.program.AsOf)) {
			i := slices.IndexFunc(out, func(d Decision) bool { return d.Action == then.Action && d.Row == then.Row })
			if i >= 0 && then.Outcome != out[i].Outcome {
				others[i] = appendNew(others[i], then.Outcome)
			}
		}
	}
	for i := range out {
		if others[i] != nil {
			out[i].Assumed = append(out[i].Assumed, Assumption{Blank: Blank{Field: f, Cell: *cell}, Value: cell.Value.First.String(), Else: others[i]})
		}
	}
}

func (e *Evaluator) decide(record *roster.Record, asOf value.Set) []Decision {
	var out []Decision
	known := asOf.One() && !asOf.None
	s := e.borrow(record, asOf.First)
	defer e.scenes.Put(s)
	if known && record.Fault == nil {
		s.ready()
	}
	for _, a := range e.program.Actions {
		d := Decision{Record: record, Action: a, AsOf: asOf.First, Exhaustive: true}
		switch {
		case record.Fault != nil:
			d.Outcome = DataError
			if !a.OfRecord(e.program.Subject) {
				continue
			}
		case !known:
			d.AsOf, d.AsOfUnknown, d.Outcome = 0, true, Undetermined
			s.undated(&d)
			if !a.OfRecord(e.program.Subject) {
				continue
			}
		case a.Kind == check.KindRequire:
			if !slices.Contains(s.claims.broken, a) {
				continue
			}
			s.breach(&d)
		case a.Kind == check.KindCheck:
			out = append(out, s.checks(d)...)
			continue
		default:
			s.conclude(&d)
		}
		out = append(out, d)
	}
	return out
}

// undated names the cells whose date is missing.
func (s *scene) undated(d *Decision) {
	s.eval(s.program.AsOf)
	for _, f := range s.free {
		for _, b := range s.blanksOf(f) {
			s.miss(d, b)
		}
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
	if d.Broken = s.spoiltBy(d.Action); len(d.Broken) > 0 {
		d.Outcome = DataError
		s.outputs(d)
		s.facts(d)
		d.Order()
		return
	}
	may := s.statusOf(d.Action).possible
	c := s.settleDeciding(outcomeOn(d.Action), func(c *cases) bool {
		return len(c.deciding) == len(s.free) && c.outcomes() == may && !may.one() && (!s.hidden || c.patient())
	})
	d.Exhaustive = c.exhaustive && (len(c.answers()) < 2 || !s.tangled())
	possible := c.outcomes()
	d.Possible = possible.list()
	d.Outcome = Undetermined
	if len(d.Possible) == 1 && c.exhaustive {
		d.Outcome = d.Possible[0]
	}
	if d.Outcome == Undetermined && len(c.deciding) == 0 {
		c.deciding = s.touched(d.Action, c.met)
	}
	for i := range c.met {
		if !c.exhaustive && s.free[i].whole.Lost { // what it may be cannot be tried
			c.deciding[i] = true
		}
	}
	for i, f := range s.free {
		if c.deciding[i] {
			for _, b := range s.blanksOf(f) {
				s.miss(d, b)
			}
		}
	}
	switch {
	case d.Outcome == OutOfScope:
		if d.OutBy = s.outBy(); d.OutBy == nil && s.program.ForceID != "" {
			line := s.program.ForceAt.Text()
			d.Cites = []Cite{{ID: s.program.ForceID, Text: locale.Text{EN: line, ZH: line}}}
		}
	case d.Action.Clause != nil:
		s.citeClaim(d)
		s.citeMore(d)
	default:
		s.cite(d)
		s.dates(d)
		s.citeMore(d)
	}
	s.outputs(d)
	s.citeRows(d)
	s.grant(d, possible)
	s.facts(d)
	s.partners(d)
	d.Order()
}

// partners names with whom the pairs hold that the decision speaks of.
func (s *scene) partners(d *Decision) {
	rules := slices.Concat(d.Clauses, d.Standing, d.Maybe)
	for _, b := range d.Beaten {
		rules = append(rules, b.Rule)
	}
	for _, r := range rules {
		if d.Outcome == Met || r.Partners == nil || slices.ContainsFunc(d.Partners, func(p Partner) bool { return p.Rule == r }) {
			continue
		}
		s.restore(leaf{})
		if p := (Partner{Rule: r, Records: s.partnersOf(r)}); len(p.Records) > 0 {
			d.Partners = append(d.Partners, p)
		}
	}
}

// partnersOf are those with whom a pair holds; where that is known of none, those with
// whom it may.
func (s *scene) partnersOf(r *check.Rule) []*roster.Record {
	var sure, may []*roster.Record
	s.alone(func(s *scene) {
		for _, others := range r.Partners {
			items, _ := s.list(others)
			for _, it := range items {
				if may = appendNew(may, it.record); !it.is.False {
					sure = appendNew(sure, it.record)
				}
			}
		}
	})
	if sure != nil {
		return sure
	}
	return may
}

// touched adds to the blanks met those that any rule on a matter hangs on: where
// no one blank was found to decide alone, each of them may.
func (s *scene) touched(a *check.Action, met map[int]bool) map[int]bool {
	before := len(s.read)
	for _, u := range s.matters[a.Index].units {
		s.counts(u)
	}
	for _, i := range s.read[before:] {
		met[i] = true
	}
	s.read = s.read[:before]
	return met
}

// outcomeOn asks for the outcome on an action.
func outcomeOn(a *check.Action) question {
	return func(s *scene) (int64, bool, []int) {
		if len(s.spoiltBy(a)) > 0 {
			return 1 << DataError, true, nil
		}
		before := len(s.read)
		possible := s.statusOf(a).possible
		return int64(possible), possible.one(), s.read[before:]
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
// which the decision is deferred or on which it last holds, the latest. A blank
// can leave them a range; one that may be lacking runs on to the end of the
// calendar.
func (s *scene) dates(d *Decision) {
	if d.Outcome == Undetermined || d.Outcome == DataError {
		return
	}
	last := &d.LastDay
	if d.defers() {
		last = &d.DeferredTo
	}
	for _, part := range []struct {
		to  *Dates
		has func(*check.Effect) bool
		of  func(*Decision) value.Set
	}{
		{&d.Deadline, func(e *check.Effect) bool { return e.Within != nil }, s.deadline},
		{last, func(e *check.Effect) bool { return e.For != nil || e.Until != nil }, s.last},
	} {
		if !slices.ContainsFunc(s.matters[d.Action.Index].units, func(u *unit) bool { return gives(u, d.Outcome) && part.has(u.effect) }) {
			continue
		}
		set, _ := s.hull(func() (value.Set, bool) {
			set := part.of(d)
			return set, set.One()
		})
		*part.to = between(set)
		if part.to.First < part.to.Last {
			s.datesOn(d, part.of)
		}
	}
}

// datesOn names the blanks that leave a date open.
func (s *scene) datesOn(d *Decision, of func(*Decision) value.Set) {
	before := len(s.read)
	of(d)
	on := Decision{Missing: d.DatesOn}
	for _, i := range s.read[before:] {
		if f := s.free[i]; !f.set.One() {
			for _, b := range s.blanksOf(f) {
				s.miss(&on, b)
			}
		}
	}
	s.read = s.read[:before]
	d.DatesOn = on.Missing
}

func (d *Decision) defers() bool {
	return d.Outcome == Deferred || d.Outcome == MayDefer || d.Outcome == MayExemptOrDefer
}

// each gives the dates that the units of the outcome have in a case; one that
// may not count may be none.
func (s *scene) each(d *Decision, date func(*check.Effect) (value.Set, bool)) []value.Set {
	var dates []value.Set
	for _, u := range s.matters[d.Action.Index].units {
		if !gives(u, d.Outcome) {
			continue
		}
		counts := s.counts(u)
		if set, has := date(u.effect); has && counts.True {
			set.None = set.None || counts.False
			dates = append(dates, set)
		}
	}
	return dates
}

func (s *scene) deadline(d *Decision) value.Set {
	return value.Extreme(false, s.each(d, func(e *check.Effect) (value.Set, bool) {
		if e.Within == nil || e.From == nil {
			return value.Set{}, false
		}
		return s.after(s.eval(e.From), e.Within, false), true
	}))
}

// last is the day until which what is deferred is so, and of other outcomes the
// last day that they hold; a clause without an end is later than any.
func (s *scene) last(d *Decision) value.Set {
	return value.Extreme(true, s.each(d, func(e *check.Effect) (value.Set, bool) {
		switch {
		case d.defers() && e.Strength == check.MayExempt:
			return value.Set{}, false
		case e.Until != nil && d.defers():
			return s.eval(e.Until), true
		case e.Until != nil:
			return value.Shift(s.eval(e.Until), oneDay, true), true
		case e.For != nil:
			return s.after(s.eval(e.From), e.For, false), true
		}
		return open, true
	}))
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
