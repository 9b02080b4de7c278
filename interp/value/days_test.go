package value_test

import (
	"cmp"
	"math/rand"
	"slices"

	"rota/interp/value"
	"rota/lang/civil"
)

// The tests' own meaning of the operations on spells: a history is looked at day
// by day. Days are numbered 1 to horizon; day 0 stands for all before, and the
// one after the horizon for all that follow.

const (
	horizon = 30
	after   = horizon + 1
)

// walk is a known spell: its first day, the day after its last (after+1 while it
// runs on), and its rows.
type walk struct {
	from, until int
	rows        []int
}

type calendar [after + 1]bool

func (w walk) has(d int) bool { return w.from <= d && d < w.until }

// history makes spells with gaps and overlaps, spells that run on, that touch,
// that begin on one day, and that have no day.
func history(r *rand.Rand) []walk {
	var list []walk
	for i := range r.Intn(6) {
		from := 1 + r.Intn(horizon-1)
		until := min(horizon, from+r.Intn(13)-1)
		switch r.Intn(9) {
		case 0:
			until = after + 1
		case 1:
			if i > 0 && 0 < list[i-1].until && list[i-1].until < horizon {
				from, until = list[i-1].until, min(horizon, list[i-1].until+1+r.Intn(9))
			}
		case 2:
			if i > 0 {
				from = list[i-1].from
			}
		case 3:
			if i > 0 {
				from, until = list[i-1].from, list[i-1].until
			}
		}
		list = append(list, walk{from, until, []int{i}})
	}
	return list
}

func inOrder(list []walk) []walk {
	slices.SortStableFunc(list, func(a, b walk) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.until, b.until), slices.Compare(a.rows, b.rows))
	})
	return list
}

// withDays is the list in order without spells of no day.
func withDays(list []walk) []walk {
	var out []walk
	for _, w := range list {
		if w.from < w.until {
			out = append(out, w)
		}
	}
	return inOrder(out)
}

func taken(list []walk) (days calendar) {
	for d := range days {
		for _, w := range list {
			days[d] = days[d] || w.has(d)
		}
	}
	return days
}

// stretches are the unbroken rows of marked days.
func stretches(days calendar) []walk {
	var out []walk
	for d, marked := range days {
		switch {
		case marked && d > 0 && days[d-1]:
			out[len(out)-1].until = d + 1
		case marked:
			out = append(out, walk{from: d, until: d + 1})
		}
	}
	return out
}

// walkRuns joins stretches over fewer free days than gap says of the run so far.
func walkRuns(list []walk, gap func(run walk) int) []walk {
	var out []walk
	for _, s := range stretches(taken(list)) {
		if n := len(out); n > 0 && s.from-out[n-1].until < gap(out[n-1]) {
			out[n-1].until = s.until
		} else {
			out = append(out, s)
		}
	}
	for i := range out {
		for _, w := range withDays(slices.Clone(list)) {
			for _, row := range w.rows {
				if out[i].has(w.from) && !slices.Contains(out[i].rows, row) {
					out[i].rows = append(out[i].rows, row)
				}
			}
		}
	}
	return out
}

func oneDay(walk) int { return 1 }

func walkCut(list []walk, keep func(d int) bool) []walk {
	var out []walk
	for _, w := range list {
		var days calendar
		for d := range days {
			days[d] = w.has(d) && keep(d)
		}
		for _, s := range stretches(days) {
			s.rows = w.rows
			out = append(out, s)
		}
	}
	return inOrder(out)
}

func walkLevel(list []walk, holds func(inForce []bool) bool) []walk {
	var days calendar
	for d := range days {
		inForce := make([]bool, len(list))
		for i, w := range list {
			inForce[i] = w.has(d)
		}
		days[d] = holds(inForce)
	}
	out := stretches(days)
	for i := range out {
		for _, w := range withDays(slices.Clone(list)) {
			if w.from < out[i].until && out[i].from < w.until {
				for _, row := range w.rows {
					if !slices.Contains(out[i].rows, row) {
						out[i].rows = append(out[i].rows, row)
					}
				}
			}
		}
	}
	return out
}

// walkAt finds the run by walking back from a day; gap nil takes open runs only.
func walkAt(runs []walk, d int, gap func(walk) int) []walk {
	for back := d; back >= 0; back-- {
		for _, w := range runs {
			if w.has(back) && (back == d || gap != nil && d-(back+1) < gap(w)) {
				return []walk{w}
			} else if w.has(back) {
				return nil
			}
		}
	}
	return nil
}

// most are the spells of the greatest measure.
func most(list []walk, measure func(walk) int) []walk {
	var out []walk
	for _, w := range withDays(list) {
		switch {
		case len(out) == 0 || measure(w) > measure(out[0]):
			out = []walk{w}
		case measure(w) == measure(out[0]):
			out = append(out, w)
		}
	}
	return out
}

func lengthTo(until int) func(walk) int {
	return func(w walk) (days int) {
		for d := range until {
			if w.has(d) {
				days++
			}
		}
		return days
	}
}

// walkServed is the first day and the number of days before a day.
func walkServed(list []walk, until int) (first, days int) {
	first = until
	for d, marked := range taken(list) {
		if marked && d < until {
			first = min(first, d)
			days++
		}
	}
	return first, days
}

// walkDue counts days that are not stopped; false when they are not over before
// the horizon.
func walkDue(start, due int, stops []walk) (int, bool) {
	days := taken(stops)
	d := start
	for left := due - start; left > 0; d++ {
		if d >= horizon {
			return 0, false
		}
		if !days[d] {
			left--
		}
	}
	if due == start && d > 0 && days[d-1] {
		for days[d] { // a stop that began before is still on
			if d++; d > after {
				return 0, false
			}
		}
	}
	return d, true
}

// date is the civil date of a numbered day, and of a day after a last one.
func date(d int) civil.Date {
	switch {
	case d <= 0:
		return civil.Min
	case d > after:
		return civil.Max
	}
	return civil.Date(d)
}

func known(list []walk) value.Spells {
	var out value.Spells
	for i, w := range list {
		out = append(out, value.Spell{
			Is: value.Truth(true), From: value.Day(date(w.from)), Until: value.Day(date(w.until)),
			Rows: w.rows, RowsKnown: true, Group: i + 1,
		})
	}
	return out
}
