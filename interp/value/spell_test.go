package value

import (
	"math/rand"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/civil"
)

const horizon = 48 // days of the histories that the counters below walk through

// history makes spells with gaps, overlaps, open ends, adjacent and same-day
// spells, and some that end before they start.
func history(r *rand.Rand) []Spell {
	var list []Spell
	for i := range r.Intn(6) {
		from := civil.Date(r.Intn(horizon))
		until := from + civil.Date(r.Intn(14)-1)
		switch r.Intn(8) {
		case 0:
			until = civil.Max
		case 1:
			if len(list) > 0 && 0 <= list[len(list)-1].Until && list[len(list)-1].Until < horizon {
				from = list[len(list)-1].Until
				until = from + civil.Date(1+r.Intn(9))
			}
		}
		list = append(list, Spell{from, until, []int{i}})
	}
	return list
}

// marked counts how many spells each day of the horizon belongs to.
func marked(list []Spell) (days [horizon]int) {
	for _, s := range list {
		for d := s.From; d < s.Until && d < horizon; d++ {
			days[d]++
		}
	}
	return days
}

// The operations on spells agree with counting day by day.
func TestSpellsAgainstDays(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 100_000 {
		x, y := history(r), history(r)
		asOf := civil.Date(r.Intn(horizon))
		gap := 1 + r.Intn(5)
		allowed := func(Spell) civil.Period { return civil.Days(gap) }
		days, others := marked(x), marked(y)

		during, outside := marked(During(x, y)), marked(Outside(x, y))
		merged := marked(Merge(x, nil))
		count, reached := 0, 0
		for d := range horizon {
			if days[d] > 0 && civil.Date(d) <= asOf {
				count++
			}
			if days[d] > 0 && civil.Date(d) < asOf {
				reached++
			}
			wantDuring, wantOutside := 0, 0
			if others[d] > 0 {
				wantDuring = days[d]
			} else {
				wantOutside = days[d]
			}
			if wantDuring != during[d] || wantOutside != outside[d] || min(days[d], 1) != merged[d] {
				t.Fatalf("%v, %v, day %d: during %d, outside %d, runs %d", x, y, d, during[d], outside[d], merged[d])
			}
		}
		require.Equal(t, count, DayCount(x, asOf), "days of %v as of %d", x, asOf)
		served := Served(x, asOf)
		require.Equal(t, reached, int(served.EndFirst-served.First), "served in %v as of %d", x, asOf)

		run, found := RunAt(Merge(x, allowed), asOf, false, allowed)
		from, until, ok := walkRun(days, int(asOf), gap)
		require.Equal(t, ok, found, "run at %d of %v, gap %d", asOf, x, gap)
		if ok {
			require.Equal(t, from, int(run.From), "run at %d of %v, gap %d", asOf, x, gap)
			if until < horizon {
				require.Equal(t, until, int(run.Until), "run at %d of %v, gap %d", asOf, x, gap)
			}
		}
		_, alive := RunAt(Merge(x, allowed), asOf, true, allowed)
		wantAlive := ok
		for back := 1; back <= gap && int(asOf)-back >= 0 && !wantAlive; back++ {
			wantAlive = days[int(asOf)-back] > 0
		}
		if !ok && int(asOf)+gap < horizon && !inRun(days, int(asOf), gap) {
			require.Equal(t, wantAlive, alive, "alive at %d of %v, gap %d", asOf, x, gap)
		}
	}
}

// inRun says whether a day lies in a gap that is bridged.
func inRun(days [horizon]int, d, gap int) bool {
	before, after := 0, 0
	for d-before >= 0 && days[d-before] == 0 {
		before++
	}
	for d+after < horizon && days[d+after] == 0 {
		after++
	}
	return d-before >= 0 && d+after < horizon && before+after-1 < gap
}

// walkRun finds the run around a day by walking to both sides over gaps of
// fewer than so many days.
func walkRun(days [horizon]int, d, gap int) (from, until int, ok bool) {
	if days[d] == 0 && !inRun(days, d, gap) {
		return 0, 0, false
	}
	step := func(start, direction int) int {
		last, empty := start, 0
		if days[start] == 0 {
			empty = 1
			for start-direction*empty >= 0 && start-direction*empty < horizon && days[start-direction*empty] == 0 {
				empty++
			}
		}
		for at := start; at >= 0 && at < horizon; at += direction {
			if days[at] > 0 {
				last, empty = at, 0
			} else if at != start {
				if empty++; empty >= gap {
					break
				}
			}
		}
		return last
	}
	return step(d, -1), step(d, 1) + 1, true
}

// A due date moves on by each stop that begins before it.
func TestStopped(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	for range 20_000 {
		stops := history(r)
		start := civil.Date(r.Intn(20))
		length := 1 + r.Intn(20)
		got := Stopped(start, civil.Days(length), stops)
		days := marked(stops)
		// Count the days that are not stopped, from the start on; a stop that
		// has begun runs to its end.
		left, d := length, int(start)
		for left > 0 && d < horizon {
			if days[d] == 0 {
				left--
			}
			d++
		}
		if left > 0 || d >= horizon-1 {
			continue // beyond what is marked
		}
		require.Equal(t, d, int(got), "%v from %d for %d", stops, start, length)
	}
}

// With blanks, the run that may be bounds every run that can be.
func TestRunBounds(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	for range 50_000 {
		full := Sorted(history(r))
		if len(full) == 0 {
			continue
		}
		gap := func(Spell) civil.Period { return civil.Days(1 + r.Intn(1)) }
		// Take something away from one spell at each end, or the whole of it:
		// what is left must be, the rest may be.
		var must []Spell
		for _, s := range full {
			switch r.Intn(4) {
			case 0:
			case 1:
				must = append(must, Spell{s.From + civil.Date(r.Intn(3)), s.Until - civil.Date(r.Intn(3)), s.Rows})
			default:
				must = append(must, s)
			}
		}
		asOf := civil.Date(r.Intn(horizon))
		bounds := Spells{Must: must, May: full}.At(asOf, false, gap)
		for _, actual := range [][]Spell{must, full} {
			run, ok := RunAt(Merge(actual, gap), asOf, false, gap)
			if !ok {
				require.True(t, bounds.None)
				continue
			}
			require.True(t, bounds.First <= run.From && run.From <= bounds.Last, "%v %v", bounds, run)
			require.True(t, bounds.EndFirst <= run.Until && run.Until <= bounds.EndLast, "%v %v", bounds, run)
		}
	}
}
