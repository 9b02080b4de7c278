package value

import (
	"math"

	"rota/lang/civil"
	"rota/lang/types"
)

// At finds the run of which d is a day, among runs that have no day in common.
// With broken it is also the last run that ended before d, if d is before
// broken(run), the first day on which that run counts as broken: the run is
// still alive. A run that d touches, the day after its last, is alive always.
//
// found are the descriptions of what it may be, none says that there may be no
// such run.
func At(runs Spells, d Set, broken func(run Spell) Set) (found Spells, none bool) {
	if !d.Some() {
		return nil, true
	}
	list := read(runs)
	first, last := ends(d)
	at := -1 // the latest run that has begun on d for certain
	for i := range list {
		if list[i].sure && list[i].by <= first && (at < 0 || list[i].by > list[at].by) {
			at = i
		}
	}
	none = d.None || at < 0
	if at >= 0 && last < list[at].till {
		list = list[at : at+1] // it has all of d
		at = 0
	}
	var out []bounds
	for i, r := range list {
		// Runs that began before that one have ended before it.
		if r.from > last || at >= 0 && i != at && r.by <= list[at].by {
			continue
		}
		r.by, r.many = min(r.by, last), false
		lives := last < r.till
		open := first < r.until
		if !lives && broken != nil {
			ended := r
			ended.until = min(r.until, last)
			from, until := breaking(ended, broken)
			lives = last < from
			open = open || first < until
		} else if broken == nil {
			r.till = max(r.till, first+1)
		}
		none = none || !lives
		if open {
			out = append(out, r)
		}
	}
	return candidates(out, none), none
}

// candidates marks the one candidate as certain where there must be one.
func candidates(list []bounds, none bool) Spells {
	for i := range list {
		list[i].sure = !none && len(list) == 1
	}
	return write(list)
}

// First is the spell that begins first. Those that begin on one day are tied and
// all given. none says that the list may be empty.
func First(list Spells) (found Spells, none bool) {
	all := read(list)
	bound, none := civil.Max, true
	for i := range all {
		if all[i].sure {
			bound, none = min(bound, all[i].by), false
		}
	}
	var out []bounds
	for i, b := range all {
		if b.from <= bound && !follows(all, i, func(a, b *bounds) bool { return a.by < b.by }) {
			out = append(out, b)
		}
	}
	out = tied(out, func(a, b *bounds) bool { return a.by <= b.from })
	for i := range out {
		out[i].by = min(out[i].by, bound)
	}
	return write(out), none
}

// Last is the spell that begins last. Those that begin on one day are tied and
// all given. none says that the list may be empty.
func Last(list Spells) (found Spells, none bool) {
	all := read(list)
	bound, none := civil.Min, true
	for i := range all {
		if all[i].sure {
			bound, none = max(bound, all[i].from), false
		}
	}
	var out []bounds
	for i, b := range all {
		if b.by >= bound && !follows(all, i, func(a, b *bounds) bool { return a.by > b.by }) {
			out = append(out, b)
		}
	}
	out = tied(out, func(a, b *bounds) bool { return b.by <= a.from })
	for i := range out {
		out[i].from = max(out[i].from, bound)
		out[i].till = max(out[i].till, bound+1)
	}
	return write(out), none
}

// follows says whether an entry of the same group, which is certain, describes
// the same spell or one ahead of it.
func follows(list []bounds, i int, ahead func(a, b *bounds) bool) bool {
	b := &list[i]
	for j := range list {
		if a := &list[j]; b.group > 0 && a.group == b.group && a.sure && !a.many && ahead(a, b) {
			return true
		}
	}
	return false
}

// tied leaves certain what no other candidate can be ahead of.
func tied(list []bounds, ahead func(a, b *bounds) bool) []bounds {
	sure := make([]bool, len(list))
	for i := range list {
		sure[i] = list[i].sure
		for j := range list {
			sure[i] = sure[i] && (i == j || ahead(&list[i], &list[j]))
		}
	}
	for i := range list {
		list[i].sure = sure[i]
	}
	return list
}

// Longest is the spell of the most days. One that still runs counts up to until,
// that day not included. Spells of equal length are tied and all given. none
// says that the list may be empty.
func Longest(list Spells, until Set) (found Spells, none bool) {
	return measured(list, until, measure{
		margin: func(a, b *bounds, until civil.Date) int {
			return days(a.by, a.till, until) - days(b.from, b.until, until)
		},
		limit: func(b, a *bounds, first, last civil.Date) {
			if n := days(a.by, a.till, first); n > 0 {
				b.till = max(b.till, b.from.AddDays(n))
				b.by = min(b.by, min(b.until, last).AddDays(-n))
			}
		},
	})
}

// Shortest is the spell of the fewest days, counted as for Longest.
func Shortest(list Spells, until Set) (found Spells, none bool) {
	return measured(list, until, measure{
		margin: func(a, b *bounds, until civil.Date) int {
			return days(b.by, b.till, until) - days(a.from, a.until, until)
		},
		limit: func(b, a *bounds, first, last civil.Date) {
			n := days(a.from, a.until, last)
			b.from = max(b.from, min(b.till, first).AddDays(-n))
			if end := b.by.AddDays(n); end < first {
				b.until = min(b.until, end)
			}
		},
	})
}

// PickedDays bounds how many days the longest or else the shortest of a list has,
// counted as for Longest, whichever it is. None says that the list may be empty.
func PickedDays(list Spells, until Set, longest bool) Set {
	out := Set{Kind: types.Number, None: true}
	all := read(list)
	if !until.Some() || len(all) == 0 {
		return out
	}
	first, last := ends(until)
	low, high := math.MaxInt, 0                // of any
	least, most := 0, int(civil.Max-civil.Min) // of those that are certain
	for i := range all {
		b := &all[i]
		from, to := days(b.by, b.till, first), days(b.from, b.until, last)
		low, high = min(low, from), max(high, to)
		if b.sure {
			least, most, out.None = max(least, from), min(most, to), false
		}
	}
	if longest {
		low = max(low, least)
	} else {
		high = min(high, most)
	}
	days := DaysBetween(low, high)
	days.None = out.None
	return days
}

// DaysBetween is a number of days with these bounds.
func DaysBetween(low, high int) Set {
	return Numbers(types.Number, Int(types.Number, low).Low, Int(types.Number, high).High, 0)
}

// days is how many days a spell has before a date.
func days(from, end, until civil.Date) int { return max(0, int(min(end, until)-from)) }

// measure is a way to compare lengths, counted up to a date.
type measure struct {
	margin func(a, b *bounds, until civil.Date) int   // by how many days a is ahead of b at least
	limit  func(b, a *bounds, first, last civil.Date) // leaves of b what a, which is certain, is not ahead of
}

func measured(list Spells, until Set, m measure) (found Spells, none bool) {
	if !until.Some() {
		return nil, true
	}
	all := read(list)
	first, last := ends(until)
	// least is the margin whatever the date: it changes its course only where
	// one of the two begins or ends.
	least := func(a, b *bounds) int {
		n := min(m.margin(a, b, first), m.margin(a, b, last))
		if first < last {
			for _, d := range [8]civil.Date{a.from, a.by, a.till, a.until, b.from, b.by, b.till, b.until} {
				if first < d && d < last {
					n = min(n, m.margin(a, b, d))
				}
			}
		}
		return n
	}
	none = true
	var out []bounds
	for i := range all {
		none = none && !all[i].sure
		beaten := false
		for j := range all {
			beaten = beaten || all[j].sure && least(&all[j], &all[i]) > 0
		}
		if !beaten {
			out = append(out, all[i])
		}
	}
	out = tied(out, func(a, b *bounds) bool { return least(a, b) >= 0 })
	for i := range out {
		for j := range all {
			if all[j].sure {
				m.limit(&out[i], &all[j], first, last)
			}
		}
	}
	return write(out), none || until.None
}
