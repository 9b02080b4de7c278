package value_test

import (
	"flag"
	"math/rand"
	"slices"
	"testing"

	"rota/interp/value"
	"rota/lang/civil"
	"rota/lang/types"
)

var histories = flag.Int("histories", 20_000, "how many random histories the operations on spells are tried on")

// gaps are the ways to break a run that are tried: by a fixed gap, or by one
// that reads the run so far.
var gaps = []struct {
	days   func(run walk) int
	breaks func(run value.Spell) value.Set
}{
	{oneDay, nil},
	{func(walk) int { return 3 }, func(run value.Spell) value.Set { return later(run.Until, 3, 3) }},
	{ // the longer the run the longer the gap it bears
		func(run walk) int { return 1 + (min(run.until, after)-run.from)/3 },
		func(run value.Spell) value.Set {
			return later(run.Until, 1+int(run.Until.First-run.From.Last)/3, 1+min(int(run.Until.Last-run.From.First)/3, horizon))
		},
	},
	{ // the longer the run the shorter, so that it may break the earlier the later it ends
		func(run walk) int { return max(1, 15-2*(min(run.until, after)-run.from)) },
		func(run value.Spell) value.Set {
			return later(run.Until, 15-2*int(run.Until.Last-run.From.First), 15-2*max(0, int(run.Until.First-run.From.Last)))
		},
	},
}

func later(d value.Set, few, many int) value.Set {
	few = max(few, 1)
	return value.Days(d.First.AddDays(few), d.Last.AddDays(max(few, many)))
}

// levels are conditions on the spells in force.
var levels = []func(sure, may []bool) value.Set{
	func(sure, may []bool) value.Set { return atLeast(count(sure), count(may), 1) },
	func(sure, may []bool) value.Set { return atLeast(count(sure), count(may), 2) },
	func(sure, may []bool) value.Set { return value.Not(atLeast(count(sure), count(may), 1)) },
	func(sure, may []bool) value.Set { // exactly one
		one, two := atLeast(count(sure), count(may), 1), atLeast(count(sure), count(may), 2)
		return value.And(one, value.Not(two))
	},
	func(sure, may []bool) value.Set {
		return atLeast(count(sure[:len(sure)/2]), count(may[:len(may)/2]), 1)
	},
}

func count(list []bool) (n int) {
	for _, b := range list {
		if b {
			n++
		}
	}
	return n
}

func atLeast(low, high, n int) value.Set {
	return value.Set{Kind: types.Bool, True: high >= n, False: low < n}
}

func onSets(level func(sure, may []bool) value.Set) func([]value.Set) value.Set {
	return func(inForce []value.Set) value.Set {
		sure, may := make([]bool, len(inForce)), make([]bool, len(inForce))
		for i, s := range inForce {
			sure[i], may[i] = s.True && !s.False, s.True
		}
		return level(sure, may)
	}
}

func onDays(level func(sure, may []bool) value.Set) func([]bool) bool {
	return func(inForce []bool) bool { return level(inForce, inForce).True }
}

// Of histories of which all is known every operation gives what looking at each
// day gives.
func TestSpellsDayByDay(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range *histories {
		x, y := history(r), history(r)
		d := 1 + r.Intn(horizon-1)
		day := value.Day(date(d))
		kx, ky := known(x), known(y)
		same := func(what string, got value.Spells, want []walk) {
			if len(got) != len(want) || !value.Known(got) {
				t.Fatalf("%s of %v, %v at %d: got %v, want %v", what, x, y, d, show(got), want)
			}
			for i, w := range want {
				s := got[i]
				if s.From.First != date(w.from) || s.Until.First != date(w.until) || !slices.Equal(s.Rows, w.rows) || !s.RowsKnown {
					t.Fatalf("%s of %v, %v at %d: got %v, want %v", what, x, y, d, show(got), want)
				}
			}
		}
		taken := taken(y)
		same("during", value.During(kx, ky), walkCut(x, func(d int) bool { return taken[d] }))
		same("outside", value.Outside(kx, ky), walkCut(x, func(d int) bool { return !taken[d] }))
		same("together", value.Together(kx, ky), withDays(slices.Concat(x, y)))
		for _, g := range gaps {
			runs, want := value.Runs(kx, g.breaks), walkRuns(x, g.days)
			same("runs", runs, want)
			open, none := value.At(runs, day, nil)
			same("the run open", open, walkAt(want, d, nil))
			alive := func(run value.Spell) value.Set {
				if g.breaks == nil {
					return later(run.Until, 1, 1)
				}
				return g.breaks(run)
			}
			lives, dead := value.At(runs, day, alive)
			same("the run alive", lives, walkAt(want, d, g.days))
			if none != (len(open) == 0) || dead != (len(lives) == 0) {
				t.Fatalf("no run at %d of %v: %t, %t", d, x, none, dead)
			}
		}
		level := levels[r.Intn(len(levels))]
		same("level", value.Level(kx, onSets(level)), walkLevel(x, onDays(level)))

		for _, p := range picks {
			got, none := p.of(kx, day)
			same(p.name, got, most(x, p.measure(d)))
			if none != (len(got) == 0) {
				t.Fatalf("no %s of %v: %t", p.name, x, none)
			}
		}

		if got := value.Has(kx, day); !got.One() || got.True != walkHas(x, d) {
			t.Fatalf("%v has %d: %v", x, d, got)
		}
		_, days := walkServed(x, d+1)
		if got := value.DayCount(kx, day); !got.One() || got.Low.String() != value.Int(types.Number, days).Low.String() {
			t.Fatalf("days of %v up to %d: got %v, want %d", x, d, got.Low, days)
		}
		first, days := walkServed(x, d)
		if got := value.Served(kx, day); !got.One() || got.First != date(first) || got.EndFirst != date(first).AddDays(days) {
			t.Fatalf("served in %v before %d: got %v to %v, want %d from %d", x, d, got.First, got.EndFirst, days, first)
		}
		start := r.Intn(d + 1)
		if want, ok := walkDue(start, d, x); ok {
			if got := value.Stopped(value.Day(civil.Date(start)), day, kx); !got.One() || got.First != date(want) {
				t.Fatalf("%v stop %d to %d: got %v, want %d", x, start, d, got.First, want)
			}
		}
	}
}

func walkHas(list []walk, d int) bool { return taken(list)[d] }

// picks are the operations that find one spell.
var picks = []struct {
	name    string
	of      func(list value.Spells, d value.Set) (value.Spells, bool)
	measure func(d int) func(walk) int
}{
	{"first", func(l value.Spells, _ value.Set) (value.Spells, bool) { return value.First(l) }, func(int) func(walk) int { return func(w walk) int { return -w.from } }},
	{"last", func(l value.Spells, _ value.Set) (value.Spells, bool) { return value.Last(l) }, func(int) func(walk) int { return func(w walk) int { return w.from } }},
	{"longest", value.Longest, lengthTo},
	{"shortest", value.Shortest, func(d int) func(walk) int { return func(w walk) int { return -lengthTo(d)(w) } }},
}

func show(list value.Spells) (out []string) {
	for _, s := range list {
		out = append(out, showSpell(s))
	}
	return out
}
