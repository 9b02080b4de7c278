package civil

import (
	"maps"
	"slices"
	"sort"
	"strings"
)

// Rest is a weekday of rest: every one, or with a Position that one of the month,
// 1 to 5 or -1 for the last.
type Rest struct{ Weekday, Position int }

// On says whether the day is one of rest.
func (r Rest) On(d Date) bool {
	if d.Weekday() != r.Weekday {
		return false
	}
	year, month, day := d.Civil()
	switch {
	case r.Position == 0:
		return true
	case r.Position < 0:
		return day+7 > DaysIn(year, month)
	}
	return (day-1)/7+1 == r.Position
}

// Listing is what a calendar of working days is made of: the days of rest, the
// days listed as worked or off in spite of them, those of which it cannot be told,
// and the years that the list covers, nil for every year.
type Listing struct {
	Rest    []Rest
	Days    map[Date]bool // worked
	Unclear map[Date]bool
	Years   map[int]bool
}

// Workdays is a calendar of working days. A day of a year that it does not cover
// is neither worked nor off, unless the day itself is listed: it is unknown.
type Workdays struct {
	years []int
	first Date
	// How many days of the table before each of its days are worked, how many are
	// unknown, and how many are worked at least; see fewest.go.
	worked, unknown, fewest []int32
	stretch                 int
	rest                    int // days off in a row, at most
}

// A calendar without a list reaches so far; no roster does.
const firstYear, lastYear = 1900, 2200

// Calendar counts the days of a listing, so that asking after any number of them
// costs the same.
func (l Listing) Calendar() *Workdays { return l.calendar(31) }

func (l Listing) calendar(stretch int) *Workdays {
	w := &Workdays{years: slices.Sorted(maps.Keys(l.Years)), stretch: stretch}
	if l.Years == nil {
		w.years = []int{firstYear, lastYear}
	}
	first, last := Max, Min
	if len(w.years) > 0 {
		first, _ = Convention{}.YearDays(CalendarYear, w.years[0])
		_, last = Convention{}.YearDays(CalendarYear, w.years[len(w.years)-1])
	}
	for d := range l.Days {
		first, last = min(first, d), max(last, d)
	}
	if last < first {
		return w
	}
	w.first = first
	w.worked, w.unknown = make([]int32, 1, last-first+2), make([]int32, 1, last-first+2)
	off := 0
	for d := first; d <= last; d++ {
		works, known := l.works(d)
		if off++; works || !known {
			off = 0
		}
		w.rest = max(w.rest, off)
		worked, unknown := w.worked[d-first], w.unknown[d-first]
		switch {
		case !known:
			unknown++
		case works:
			worked++
		}
		w.worked, w.unknown = append(w.worked, worked), append(w.unknown, unknown)
	}
	w.countFewest()
	return w
}

func (l Listing) works(d Date) (works, known bool) {
	if l.Unclear[d] {
		return false, false
	}
	if works, listed := l.Days[d]; listed {
		return works, true
	}
	year, _, _ := d.Civil()
	return !slices.ContainsFunc(l.Rest, func(r Rest) bool { return r.On(d) }), l.Years == nil || l.Years[year]
}

// Span is the first and the last year that the calendar covers; 0 for none.
func (w *Workdays) Span() (first, last int) {
	if len(w.years) == 0 {
		return 0, 0
	}
	return w.years[0], w.years[len(w.years)-1]
}

// before counts the days before d that are worked and those that are unknown,
// from some day on. Days outside of the table are unknown.
func (w *Workdays) before(d Date) (worked, unknown int) {
	switch n := int(d - w.first); {
	case len(w.worked) == 0:
		return 0, int(d)
	case n < 0:
		return 0, n
	case n >= len(w.worked):
		end := len(w.worked) - 1
		return int(w.worked[end]), int(w.unknown[end]) + n - end
	default:
		return int(w.worked[n]), int(w.unknown[n])
	}
}

// Works says whether a day is a working day; known is false for a day that the
// calendar does not cover.
func (w *Workdays) Works(d Date) (works, known bool) {
	worked, unknown := w.Count(d-1, d)
	return worked > 0, unknown == 0
}

// LongestRest is the most days in a row that are known not to be worked.
func (w *Workdays) LongestRest() int { return w.rest }

// Count counts the days after from up to and including to (Civil Code 201: the
// first day is not counted) that are working days, and those that the calendar
// does not cover; none where to is not after from.
func (w *Workdays) Count(from, to Date) (worked, unknown int) {
	if to <= from {
		return 0, 0
	}
	w1, u1 := w.before(from + 1)
	w2, u2 := w.before(to + 1)
	return w2 - w1, u2 - u1
}

// Add is the n-th working day after a date, or before it when n is negative; an
// end of the calendar where there is none. Where it does not cover a day on the
// way, first and last are the first and the last day that it may be, and missing is
// the first year that is not covered; it is 0 otherwise.
func (w *Workdays) Add(from Date, n int) (first, last Date, missing int) {
	if n < 0 {
		at := func(days int) Date { return from.AddDays(-days) }
		last, first, missing = w.pass(-n, at, func(days int) (Date, Date) { return at(days) - 1, from - 1 })
		return first, last, missing
	}
	at := func(days int) Date { return from.AddDays(days) }
	return w.pass(n, at, func(days int) (Date, Date) { return from, at(days) })
}

// pass goes on, by at, until n working days are passed among those of between.
func (w *Workdays) pass(n int, at func(days int) Date, between func(days int) (after, to Date)) (near, far Date, missing int) {
	const most = int(Max - Min)
	near = at(sort.Search(most, func(days int) bool {
		worked, unknown := w.Count(between(days))
		return worked+unknown >= n
	}))
	far = at(sort.Search(most, func(days int) bool { return w.Fewest(between(days)) >= n }))
	if near == far {
		return near, near, 0
	}
	missing, _, _ = at(sort.Search(most, func(days int) bool {
		_, unknown := w.Count(between(days))
		return unknown > 0
	})).Civil()
	return near, far, missing
}

// Missing is the first and the last year that the calendar does not cover, of the
// days after from up to and including to; 0 and 0 when it covers all.
func (w *Workdays) Missing(from, to Date) (first, last int) {
	_, unknown := w.Count(from, to)
	if unknown == 0 {
		return 0, 0
	}
	reach := func(n int) int { // the year of the day that is the n-th not covered
		days := sort.Search(int(to-from), func(days int) bool {
			_, unknown := w.Count(from, from.AddDays(days))
			return unknown >= n
		})
		year, _, _ := from.AddDays(days).Civil()
		return year
	}
	return reach(1), reach(unknown)
}

// ParseListing reads a listing written as text: a line with a year and where its
// days are from, then lines with off or work and dates or first..last. Saturday
// and Sunday rest. bad is the number of the first line that cannot be read, 0 for
// none; the listing holds what stands before it.
func ParseListing(text string) (l Listing, bad int) {
	l = Listing{Rest: []Rest{{Weekday: 0}, {Weekday: 6}}, Days: map[Date]bool{}, Years: map[int]bool{}}
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "--")
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case words[0] == "off" || words[0] == "work":
			for _, word := range words[1:] {
				if !l.list(word, words[0] == "work") {
					return l, i + 1
				}
			}
		default:
			d, ok := ParseISO(words[0] + "-01-01")
			if !ok {
				return l, i + 1
			}
			year, _, _ := d.Civil()
			l.Years[year] = true
		}
	}
	return l, 0
}

func (l Listing) list(word string, work bool) bool {
	from, to, ranged := strings.Cut(word, "..")
	if !ranged {
		to = from
	}
	first, ok := ParseISO(from)
	last, also := ParseISO(to)
	if !ok || !also || last < first || last-first > 366 {
		return false
	}
	for d := first; d <= last; d++ {
		l.Days[d] = work
	}
	return true
}
