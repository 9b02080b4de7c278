package value

import (
	"rota/lang/civil"
	"rota/lang/types"
)

// Has says whether d is one of the days of a list.
func Has(list Spells, d Set) Set {
	if !d.Some() {
		return Truth(false)
	}
	all := read(list)
	first, last := ends(d)
	result := truths(false, true)
	for i := range all {
		result.True = result.True || all[i].from <= last && first < all[i].until
	}
	if result.True && !d.None {
		for _, m := range mustDays(all) {
			result.False = result.False && !(m.from <= first && last < m.until)
		}
	}
	return result
}

// DayCount is how many days a list has up to and including a date; a day of
// several spells counts once.
func DayCount(list Spells, until Set) Set {
	every := func(from, until civil.Date) int { return int(until - from) }
	return CountDays(list, until, every, every)
}

// CountDays is DayCount of some days alone: least counts no more of them than
// there are from one date until the day before another, most no less.
func CountDays(list Spells, until Set, least, most func(from, until civil.Date) int) Set {
	out := Set{Kind: types.Number, None: until.None}
	if !until.Some() {
		return out
	}
	all := read(list)
	first, last := ends(until)
	low, high := Int(out.Kind, counted(mustDays(all), first+1, least)), Int(out.Kind, counted(mayDays(all), last+1, most))
	out.Low, out.High, out.some = low.Low, high.High, true
	return out
}

func counted(list []stretch, until civil.Date, count func(from, until civil.Date) int) int {
	n := 0
	for _, d := range list {
		if end := min(d.until, until); d.from < end {
			n += count(d.from, end)
		}
	}
	return n
}

// count is how many of the days lie between two dates, the second not included.
func count(list []stretch, from, until civil.Date) int {
	n := 0
	for _, d := range list {
		n += days(max(d.from, from), d.until, until)
	}
	return n
}

// Served is the time in the spells of a list before a date: their days, each
// once, laid end to end from the first of them, so that lengths of calendar time
// compare with the span. Without a day it has no length, at until.
func Served(list Spells, until Set) Set {
	out := Set{Kind: types.Span, None: until.None}
	if !until.Some() {
		return out
	}
	all := read(list)
	first, last := ends(until)
	must, may := mustDays(all), mayDays(all)
	out.some = true
	out.First, out.EndFirst = civil.Max, civil.Max
	out.Last, out.EndLast = civil.Min, civil.Min
	hold := func(from, by, till, until civil.Date) {
		out.First, out.Last = min(out.First, from), max(out.Last, by)
		out.EndFirst, out.EndLast = min(out.EndFirst, till), max(out.EndLast, until)
	}
	begun := len(must) > 0 && must[0].from < first
	if !begun {
		hold(first, last, first, last)
	}
	// The later they begin, the later their days laid end to end are over, since
	// days that are missing shift them by no more than one each.
	latest := last - 1
	if len(must) > 0 {
		latest = min(latest, must[0].from)
	}
	begin, ended := civil.Min, civil.Max
	for i := range all {
		if b := &all[i]; b.from <= latest {
			begin = max(begin, min(b.by, latest))
			ended = min(ended, max(b.from+1, min(b.till, first)))
		}
	}
	if ended < civil.Max {
		hold(may[0].from, begin, ended.AddDays(count(must, ended, first)), begin.AddDays(count(may, begin, last)))
	}
	return out
}

// Stopped is a due date pushed on by every stop that begins before it, by those
// days of the stop that are not before start. A stop that runs on leaves it open.
func Stopped(start, due Set, stops Spells) Set {
	out := Set{Kind: types.Date, None: start.None || due.None}
	if !start.Some() || !due.Some() {
		return out
	}
	out.some = true
	all := read(stops)
	from, by := ends(start)
	out.First, out.Last = ends(due)
	out.First = pushed(by, out.First, mustDays(all))
	out.Last = pushed(from, out.Last, mayDays(all))
	return out
}

func pushed(start, due civil.Date, stops []stretch) civil.Date {
	for _, s := range stops {
		switch {
		case s.from >= due:
			return due
		case s.until == civil.Max:
			return civil.Max
		}
		due = due.AddDays(days(max(s.from, start), s.until, s.until))
	}
	return due
}
