package eval

import (
	"cmp"
	"fmt"

	"github.com/govalues/decimal"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/types"
)

// calendars are those that may be the one of the record's region: one, unless the
// region is not known.
func (s *scene) calendars() []*civil.Workdays {
	k := s.program.Calendar
	if k == nil || k.By == nil {
		return []*civil.Workdays{s.roster.Workdays.All}
	}
	region := s.eval(k.By)
	var out []*civil.Workdays
	for _, code := range region.Codes {
		out = append(out, cmp.Or(s.roster.Workdays.By[code], s.roster.Workdays.All))
	}
	if region.None || len(out) == 0 {
		out = append(out, s.roster.Workdays.All)
	}
	return out
}

// addWorkdays is the n-th working day after a date, or before it when n is
// negative. x is what asks, as soon as the date is read.
func (s *scene) addWorkdays(x check.Expr, date value.Set, n int) value.Set {
	out := value.Set{Kind: types.Date, None: date.None}
	if !date.Some() {
		return out
	}
	for _, w := range s.calendars() {
		first, _, early := w.Add(date.First, n)
		_, last, late := w.Add(date.Last, n)
		days := value.Days(first, last)
		if early != 0 && late != 0 {
			// Those that are passed for certain, or else the first that may be.
			lacking := missing(w, date.First, first)
			if n < 0 {
				lacking = missing(w, last-1, date.Last-1)
			}
			if lacking == (years{}) {
				lacking = years{early, early}
			}
			days = s.uncovered(dayQuestion{x: x, calendar: w, from: date.First, to: date.Last, n: n}, lacking, days)
		}
		out = value.Union(out, days)
	}
	return out
}

// workingDayOf is the first or the last working day from one day to another; none
// where there is none. shortest is how many days these are at least.
func (s *scene) workingDayOf(x *check.DayOf, from, to value.Set, shortest int) value.Set {
	out := value.Set{Kind: types.Date, None: from.None || to.None}
	if !from.Some() || !to.Some() {
		return out
	}
	of, near, n := (*civil.Workdays).FirstOf, from, 1
	if x.Last {
		of, near, n = (*civil.Workdays).LastOf, to, -1
	}
	known := from.First == from.Last && to.First == to.Last
	for _, w := range s.calendars() {
		first, last, some, sure := of(w, from.First, to.Last)
		_, unknown := w.Count(from.First-1, to.Last)
		if !known {
			sure = unknown == 0 && shortest > w.LongestRest()
			first, last = workingDayBetween(w, x.Last, from, to)
		}
		days := value.Days(first, last)
		switch {
		case !some:
			out.None = true
			continue
		case sure && first == last:
		case known && unknown > 0:
			q := dayQuestion{calendar: w, from: from.First, to: to.Last, n: n}
			days.None = !sure
			days = s.uncovered(q, missing(w, from.First-1, to.Last), days)
		case near.First != near.Last && unknown > 0:
			q := dayQuestion{x: x, calendar: w, from: near.First, to: near.Last, n: n}
			days.None = true
			days = s.uncovered(q, missing(w, from.First-1, to.Last), days)
		default:
			days.None = !sure
		}
		out = value.Union(out, days)
	}
	return out
}

// workingDayBetween is the first and the last day that the first or last working day
// may be where its ends are not known: the later an end, the later it is.
func workingDayBetween(w *civil.Workdays, last bool, from, to value.Set) (low, high civil.Date) {
	low, _, _, _ = w.FirstOf(from.First, to.Last)
	_, high, _, _ = w.LastOf(from.First, to.Last)
	if !last {
		if _, latest, some, _ := w.FirstOf(from.Last, to.Last); some {
			high = latest
		}
	} else if earliest, _, some, _ := w.LastOf(from.First, to.First); some {
		low = earliest
	}
	return low, high
}

// workdaysBetween counts the working days after a date up to and including
// another.
func (s *scene) workdaysBetween(from, to value.Set) value.Set {
	out := value.Set{Kind: types.Number, None: from.None || to.None}
	if !from.Some() || !to.Some() {
		return out
	}
	for _, w := range s.calendars() {
		low := w.Fewest(from.Last, to.First)
		worked, unknown := w.Count(from.First, to.Last)
		n := value.Numbers(types.Number, whole(low), whole(worked+unknown), 0)
		if unknown > 0 && from.First == from.Last && to.First == to.Last {
			n = s.uncovered(dayQuestion{calendar: w, from: from.First, to: to.First}, missing(w, from.First, to.First), n)
		}
		out = value.Union(out, n)
	}
	return out
}

func whole(n int) decimal.Decimal { return decimal.MustNew(int64(n), 0) }

// workingDay asks whether a date is a working day; of none it is false, whichever
// way it is put.
func (s *scene) workingDay(x *check.WorkingDay) value.Set {
	date := s.eval(x.Date)
	if !date.Some() {
		return s.ofNone(value.Truth(false), date)
	}
	result := value.Set{Kind: types.Bool}
	for _, w := range s.calendars() {
		worked, unknown := w.Count(date.First-1, date.Last)
		is := value.Set{Kind: types.Bool, True: worked+unknown > 0, False: worked <= int(date.Last-date.First)}
		if unknown > 0 {
			is = s.uncovered(dayQuestion{x: x, calendar: w, from: date.First, to: date.Last}, missing(w, date.First-1, date.Last), is)
		}
		result = value.Set{Kind: types.Bool, True: result.True || is.True, False: result.False || is.False}
	}
	if x.Negated {
		result = value.Not(result)
	}
	result.False = result.False || date.None
	return s.ofNone(result, date)
}

// workdaysOf counts the working days of spells up to and including a date, no day
// twice.
func (s *scene) workdaysOf(list value.Spells, until value.Set) value.Set {
	out := value.Set{Kind: types.Number}
	for _, w := range s.calendars() {
		q, lacking := dayQuestion{calendar: w}, years{}
		worked := func(from, until civil.Date) int {
			return w.Fewest(from-1, until-1)
		}
		may := func(from, until civil.Date) int {
			n, unknown := w.Count(from-1, until-1)
			lacking = lacking.and(missing(w, from-1, until-1))
			q.list += from.String() + until.String()
			return n + unknown
		}
		n := value.CountDays(list, until, worked, may)
		if lacking != (years{}) && value.Known(list) && until.One() {
			n = s.uncovered(q, lacking, n)
		}
		out = value.Union(out, n)
	}
	return out
}

// years are the first and the last year that a calendar lacks.
type years struct{ first, last int }

func missing(w *civil.Workdays, from, to civil.Date) (y years) {
	y.first, y.last = w.Missing(from, to)
	return y
}

// and joins the years of two stretches of days.
func (y years) and(other years) years {
	if y == (years{}) {
		return other
	}
	if other == (years{}) {
		return y
	}
	return years{min(y.first, other.first), max(y.last, other.last)}
}

func (y years) text() locale.Text {
	if y.first == y.last {
		return locale.Text{EN: fmt.Sprintf("working days of %d", y.first), ZH: fmt.Sprintf("%d年工作日", y.first)}
	}
	return locale.Text{EN: fmt.Sprintf("working days of %d to %d", y.first, y.last), ZH: fmt.Sprintf("%d至%d年工作日", y.first, y.last)}
}

// dayQuestion is what was asked of a calendar that does not cover the days on the
// way: the answer is a blank, the same wherever the same is asked of known days.
// Of days that are not known it is asked by an expression, of the blank they hang
// on.
type dayQuestion struct {
	x        check.Expr
	calendar *civil.Workdays
	from, to civil.Date
	n        int
	list     string // the days, of several stretches
	hangsOn  *roster.Cell
}

// uncovered is the answer to a question that the calendar cannot answer: anything
// of a set, in this case. Where the days are known, it is the calendar that lacks a
// year; else the blank that they hang on may as well be the reason, and where the
// calendar covers some of them that blank is to be taken apart first.
func (s *scene) uncovered(q dayQuestion, lacking years, whole value.Set) value.Set {
	b := s.blanks
	if b.answers == nil {
		b.answers, b.years = map[dayQuestion]*roster.Cell{}, map[years]*check.Field{}
	}
	field := b.years[lacking]
	if field == nil {
		of := lacking.text()
		field = &check.Field{Name: of.EN, Headings: []string{of.EN, of.ZH}, Record: s.program.Subject}
		b.years[lacking] = field
	}
	if q.x == nil || q.from == q.to {
		q.x = nil
		cell := b.answers[q]
		if cell == nil {
			cell = &roster.Cell{State: roster.Empty, Value: whole, From: source.Cell{File: s.roster.Workdays.Name}}
			b.answers[q] = cell
		}
		return s.unknown(free{cell: cell, field: field, whole: whole})
	}
	if _, unknown := q.calendar.Count(q.from, q.to); unknown < int(q.to-q.from) || len(s.read) == 0 || s.glancing {
		return whole
	}
	base := s.free[s.read[len(s.read)-1]]
	q.hangsOn = base.cell
	cell := b.answers[q]
	if cell == nil {
		copied := *base.cell
		cell = &copied
		b.answers[q] = cell
	}
	base.cell, base.year, base.part, base.whole = cell, 0, 0, whole
	if base.field == nil { // the as-of date, where every day is looked at
		base.field = field
	}
	return s.unknown(base)
}
