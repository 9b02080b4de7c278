package value_test

import (
	"math"
	"math/rand"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/value"
	"rota/lang/civil"
	"rota/lang/types"
)

// hull is when the spells of a list may begin and end, and how many there may be.
type hull struct{ from, by, till, until, least, most int }

func hullOf(lists [][]walk) hull {
	h := hull{from: math.MaxInt, till: math.MaxInt, least: math.MaxInt}
	for _, list := range lists {
		h.least, h.most = min(h.least, len(list)), max(h.most, len(list))
		for _, w := range list {
			h.from, h.by = min(h.from, int(date(w.from))), max(h.by, int(date(w.from)))
			h.till, h.until = min(h.till, int(date(w.until))), max(h.until, int(date(w.until)))
		}
	}
	return h
}

func hullOfCover(cover value.Spells) hull {
	h := hull{from: math.MaxInt, till: math.MaxInt}
	h.least, h.most = ends(cover.Number())
	for _, s := range cover {
		h.from, h.by = min(h.from, int(s.From.First)), max(h.by, int(s.From.Last))
		h.till, h.until = min(h.till, int(s.Until.First)), max(h.until, int(s.Until.Last))
	}
	return h
}

func ends(n value.Set) (low, high int) {
	l, _, _ := n.Low.Int64(0)
	h, _, _ := n.High.Int64(0)
	return int(l), int(h)
}

// doubt is a history of which one thing is not known: an end of a spell, or whether the list
// has it.
type doubt struct {
	cover    value.Spells
	fillings [][]walk
}

func oneBlank(r *rand.Rand) (out doubt, ok bool) {
	list := withDays(history(r))
	if len(list) == 0 {
		return out, false
	}
	at, may := r.Intn(len(list)), []walk(nil)
	b, low := list[at], max(1, list[at].from-r.Intn(6))
	out.cover = known(list)
	switch r.Intn(3) {
	case 0:
		out.cover[at].Is = value.Unknown()
		out.fillings = [][]walk{list, slices.Delete(slices.Clone(list), at, at+1)}
		return out, true
	case 1:
		for until := b.until; until < min(b.until+6, horizon) || until == b.until; until++ {
			may = append(may, walk{b.from, until, b.rows})
		}
	default:
		for from := low; from < min(low+6, b.until); from++ {
			may = append(may, walk{from, b.until, b.rows})
		}
	}
	last := len(may) - 1
	out.cover[at].From = value.Days(date(may[0].from), date(may[last].from))
	out.cover[at].Until = value.Days(date(may[0].until), date(may[last].until))
	for _, w := range may {
		filled := slices.Clone(list)
		filled[at] = w
		out.fillings = append(out.fillings, filled)
	}
	return out, true
}

// mostWide are the operations whose bounds may be wider than what is filled in makes them,
// with the share of histories, in a thousand, where they are: there a blank is split once
// more than it had to be. The bounds of all others are exact.
var mostWide = map[string]int{
	"first": 120, "last": 120, "longest": 100, "shortest": 75, "runs 3": 180,
	"alive 0": 40, "alive 1": 35, "alive 2": 60, "alive 3": 80, "days outside": 25, "days during": 2,
}

// Of a history with one blank an operation says when its spells begin and end, and how many
// they are, as exactly as filling in makes it.
func TestSpellsWithOneBlankAreExact(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	wide, tried := map[string]int{}, map[string]int{}
	for range *histories {
		x, ok := oneBlank(r)
		if !ok {
			continue
		}
		y, d := withDays(history(r)), 1+r.Intn(horizon-1)
		day := value.Day(civil.Date(d))
		for _, s := range steps() {
			if s.runs && len(x.cover) > 1 {
				continue // which may have days in common
			}
			var lists [][]walk
			for _, list := range x.fillings {
				lists = append(lists, s.walks(list, y, d))
			}
			tried[s.name]++
			if got, want := hullOfCover(s.cover(x.cover, known(y), day)), hullOf(lists); got != want {
				wide[s.name]++
				require.NotZero(t, mostWide[s.name], "%s of %v, %v at %d: %v, not %v", s.name, show(x.cover), y, d, got, want)
			}
		}
		days, has, served := []int{}, []bool{}, value.Set{Kind: types.Span}
		for _, list := range x.fillings {
			from, n := walkServed(list, d)
			served = value.Union(served, value.Between(value.Day(date(from)), value.Day(date(from).AddDays(n))))
			days, has = append(days, lengthCount(list, d+1)), append(has, walkHas(list, d))
		}
		truth(t, value.Has(x.cover, day), has, "%v has %d", show(x.cover), d)
		least, most := ends(value.DayCount(x.cover, day))
		require.Equal(t, []int{slices.Min(days), slices.Max(days)}, []int{least, most}, "days of %v up to %d", show(x.cover), d)
		require.True(t, value.Same(served, value.Served(x.cover, day)), "served in %v before %d: %v, not %v", show(x.cover), d, value.Served(x.cover, day), served)
	}
	for name, n := range wide {
		require.LessOrEqual(t, n*1000/tried[name], mostWide[name], "%s is wide in %d of %d histories", name, n, tried[name])
	}
}
