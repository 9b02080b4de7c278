package value_test

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"rota/interp/value"
	"rota/lang/types"
)

func showSpell(s value.Spell) string {
	is := ""
	if s.Is.False {
		is = "?"
	}
	if s.Many {
		is += "*"
	}
	return fmt.Sprintf("%d:%s%d..%d–%d..%d %v%t", s.Group, is, s.From.First, s.From.Last, s.Until.First, s.Until.Last, s.Rows, s.RowsKnown)
}

// blank is a spell of which something may not be known.
type blank struct {
	from, by, till, until int
	sure                  bool
	row                   int
}

// blanks makes some of a history unknown: few or many things.
func blanks(r *rand.Rand, list []walk, share int) []blank {
	var out []blank
	for _, w := range list {
		b := blank{w.from, w.from, w.until, w.until, true, w.rows[0]}
		if r.Intn(100) < share {
			b.from, b.by = max(1, b.from-r.Intn(6)), min(horizon, b.by+r.Intn(6))
		}
		if r.Intn(100) < share {
			b.till, b.until = min(b.till, max(1, b.till-r.Intn(6))), b.until+r.Intn(6)
			if b.until > horizon {
				b.until = after + 1
			}
		}
		b.sure = r.Intn(100) >= share
		out = append(out, b)
	}
	return out
}

func covering(list []blank) value.Spells {
	var out value.Spells
	for _, b := range list {
		s := value.Spell{
			Is: value.Truth(true), From: value.Days(date(b.from), date(b.by)), Until: value.Days(date(b.till), date(b.until)),
			Rows: []int{b.row}, RowsKnown: true,
		}
		if !b.sure {
			s.Is = value.Unknown()
		}
		out = append(out, s)
	}
	return out
}

// filled is one filling of the blanks: ends in the middle, or at the ends of
// what they may be.
func filled(r *rand.Rand, list []blank) []walk {
	pick := func(low, high int) int {
		switch r.Intn(4) {
		case 0:
			return low
		case 1:
			return high
		}
		d := low + r.Intn(high-low+1)
		if d > horizon {
			return after + 1
		}
		return d
	}
	var out []walk
	for _, b := range list {
		if b.sure || r.Intn(2) == 0 {
			out = append(out, walk{pick(b.from, b.by), pick(b.till, b.until), []int{b.row}})
		}
	}
	return out
}

// broken says what of a cover a list breaks; "" for nothing.
func broken(cover value.Spells, list []walk) string {
	describes := func(s value.Spell, w walk) bool {
		from, until := date(w.from), date(w.until)
		if !s.Is.True || from < s.From.First || s.From.Last < from || until < s.Until.First || s.Until.Last < until {
			return false
		}
		if s.RowsKnown {
			return slices.Equal(s.Rows, w.rows)
		}
		return !slices.ContainsFunc(w.rows, func(row int) bool { return !slices.Contains(s.Rows, row) })
	}
	// Each spell to an entry of its own, or to one of many.
	pairs := func(from, to int, joins func(i, j int) bool, shared func(j int) bool) bool {
		owner := make([]int, to)
		for j := range owner {
			owner[j] = -1
		}
		var place func(i int, seen []bool) bool
		place = func(i int, seen []bool) bool {
			for j := range to {
				if seen[j] || !joins(i, j) {
					continue
				}
				seen[j] = true
				if shared(j) || owner[j] < 0 || place(owner[j], seen) {
					owner[j] = i
					return true
				}
			}
			return false
		}
		for i := range from {
			if !place(i, make([]bool, to)) {
				return false
			}
		}
		return true
	}
	if !pairs(len(list), len(cover), func(i, j int) bool { return describes(cover[j], list[i]) }, func(j int) bool { return cover[j].Many }) {
		return "a spell has no entry of its own"
	}
	var groups [][]int
	at := map[int]int{}
	for i, s := range cover {
		if s.Is.False {
			continue
		}
		if !slices.ContainsFunc(list, func(w walk) bool { return describes(s, w) }) {
			return "a certain entry describes nothing"
		}
		g, ok := at[s.Group]
		if !ok || s.Group == 0 {
			g = len(groups)
			at[s.Group] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	belongs := func(g, w int) bool {
		return slices.ContainsFunc(groups[g], func(i int) bool { return describes(cover[i], list[w]) })
	}
	if !pairs(len(groups), len(list), belongs, func(int) bool { return false }) {
		return "groups describe one spell"
	}
	if !holds(cover.Number(), len(list)) {
		return fmt.Sprintf("%d spells, not %v to %v", len(list), cover.Number().Low, cover.Number().High)
	}
	return ""
}

func holds(s value.Set, n int) bool {
	x := value.Int(types.Number, n)
	return value.Compare("=", s, x).True
}

// step is an operation on covers and on known spells.
type step struct {
	name  string
	cover func(list value.Spells, arg value.Spells, d value.Set) value.Spells
	walks func(list, arg []walk, d int) []walk
	runs  bool // wants spells that have no day in common
}

func steps() []step {
	out := []step{
		{"during", func(l, a value.Spells, _ value.Set) value.Spells { return value.During(l, a) },
			func(l, a []walk, _ int) []walk {
				days := taken(a)
				return walkCut(l, func(d int) bool { return days[d] })
			}, false},
		{"outside", func(l, a value.Spells, _ value.Set) value.Spells { return value.Outside(l, a) },
			func(l, a []walk, _ int) []walk {
				days := taken(a)
				return walkCut(l, func(d int) bool { return !days[d] })
			}, false},
		{"days during", func(l, a value.Spells, _ value.Set) value.Spells { return value.During(a, l) },
			func(l, a []walk, _ int) []walk {
				days := taken(l)
				return walkCut(a, func(d int) bool { return days[d] })
			}, false},
		{"days outside", func(l, a value.Spells, _ value.Set) value.Spells { return value.Outside(a, l) },
			func(l, a []walk, _ int) []walk {
				days := taken(l)
				return walkCut(a, func(d int) bool { return !days[d] })
			}, false},
		{"together", func(l, a value.Spells, _ value.Set) value.Spells { return value.Together(l, a) },
			func(l, a []walk, _ int) []walk { return withDays(slices.Concat(l, a)) }, false},
	}
	for i, g := range gaps {
		out = append(out,
			step{fmt.Sprint("runs ", i), func(l, _ value.Spells, _ value.Set) value.Spells { return value.Runs(l, g.breaks) },
				func(l, _ []walk, _ int) []walk { return walkRuns(l, g.days) }, false},
			step{fmt.Sprint("alive ", i), func(l, _ value.Spells, d value.Set) value.Spells {
				breaks := g.breaks
				if breaks == nil {
					breaks = func(run value.Spell) value.Set { return later(run.Until, 1, 1) }
				}
				found, none := value.At(l, d, breaks)
				return single(found, none)
			}, func(l, _ []walk, d int) []walk { return walkAt(l, d, g.days) }, true})
	}
	out = append(out, step{"open", func(l, _ value.Spells, d value.Set) value.Spells { return single(value.At(l, d, nil)) },
		func(l, _ []walk, d int) []walk { return walkAt(l, d, nil) }, true})
	for _, p := range picks {
		out = append(out, step{p.name, func(l, _ value.Spells, d value.Set) value.Spells { return single(p.of(l, d)) },
			func(l, _ []walk, d int) []walk { return most(l, p.measure(d)) }, false})
	}
	return out
}

// single checks what is said of the one spell found: where there must be one and
// only one is described, it is certain.
func single(found value.Spells, none bool) value.Spells {
	sure := slices.ContainsFunc(found, func(s value.Spell) bool { return !s.Is.False })
	if none && sure || !none && len(found) == 0 || !none && len(found) == 1 && !sure {
		panic(fmt.Sprint(show(found), none))
	}
	return found
}

// Whatever fills the blanks, an operation covers what it gives then; so does one
// operation after another.
func TestSpellsCoverEveryFilling(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	steps := steps()
	for range *histories / 4 {
		share := []int{5, 15, 60}[r.Intn(3)]
		x, y := blanks(r, history(r), share), blanks(r, history(r), share/2)
		level := levels[r.Intn(len(levels))]
		d := 1 + r.Intn(horizon-1)
		last := d
		if r.Intn(2) == 0 {
			last = min(horizon-1, d+r.Intn(6)*r.Intn(6))
		}
		day := value.Days(date(d), date(last))
		first, then := steps[r.Intn(len(steps))], steps[r.Intn(len(steps))]
		for first.runs {
			first = steps[r.Intn(len(steps))]
		}
		cx, cy := covering(x), covering(y)
		c1 := first.cover(cx, cy, day)
		c2 := then.cover(c1, cy, day)
		if then.runs {
			c2 = then.cover(value.Runs(c1, nil), cy, day)
		}
		c3 := value.Level(cx, onSets(level))
		served, days, has := value.Served(c1, day), value.DayCount(c1, day), value.Has(c1, day)
		start := value.Days(date(max(1, d-6)), date(max(1, d-2)))
		stopped := value.Stopped(start, day, c1)
		for range 12 {
			wx, wy := filled(r, x), filled(r, y)
			at := d + r.Intn(last-d+1)
			w1 := first.walks(wx, wy, at)
			complain := func(what, why string, cover value.Spells, list []walk) {
				t.Fatalf("%s: %s\nx = %v\ny = %v\nat %d..%d\nfilled %v\n       %v\nat %d\ncover %v\nlist %v\n%s\n%v of\n%v", what, why, show(cx), show(cy), d, last, wx, wy, at, show(cover), list, first.name, show(c1), w1)
			}
			if why := broken(c1, w1); why != "" {
				complain(first.name, why, c1, w1)
			}
			w2 := w1
			if then.runs {
				w2 = walkRuns(w1, oneDay)
			}
			w2 = then.walks(w2, wy, at)
			if why := broken(c2, w2); why != "" {
				complain(then.name, why, c2, w2)
			}
			w3 := walkLevel(filledAlike(x, wx), onDays(level))
			if why := broken(c3, w3); why != "" {
				complain("level", why, c3, w3)
			}
			if n := lengthCount(w1, at+1); !holds(days, n) {
				complain("days", fmt.Sprintf("%d not in %v..%v", n, days.Low, days.High), c1, w1)
			}
			from, n := walkServed(w1, at)
			if f := date(from); f < served.First || served.Last < f || f.AddDays(n) < served.EndFirst || served.EndLast < f.AddDays(n) {
				complain("served", fmt.Sprintf("%d from %d not in %v", n, from, served), c1, w1)
			}
			if h := walkHas(w1, at); h && !has.True || !h && !has.False {
				complain("has", fmt.Sprint(h), c1, w1)
			}
			s := int(start.First) + r.Intn(int(start.Last-start.First)+1)
			if due, ok := walkDue(s, at, w1); s <= at && ok && (date(due) < stopped.First || stopped.Last < date(due)) {
				complain("stopped", fmt.Sprintf("%d from %d to %d not in %d..%d", due, s, at, stopped.First, stopped.Last), c1, w1)
			}
		}
	}
}

func lengthCount(list []walk, until int) int { _, n := walkServed(list, until); return n }

// filledAlike has a spell of no day in each place that the filling left empty.
func filledAlike(list []blank, filled []walk) []walk {
	out := make([]walk, len(list))
	for i, b := range list {
		out[i] = walk{1, 1, []int{b.row}}
		for _, w := range filled {
			if w.rows[0] == b.row {
				out[i] = w
			}
		}
	}
	return out
}

// What days in doubt leave of one spell is told apart from what they leave of another, so that
// the last of all is not taken for a piece of the one before.
func TestPiecesInDoubtAreOfTheirSpell(t *testing.T) {
	x := []blank{{3, 3, 28, after + 1, true, 1}, {15, 19, 18, 18, true, 4}}
	y := []blank{{8, 8, 14, 14, true, 2}, {8, 8, 13, 21, false, 1}, {25, 25, 30, 30, false, 0}}
	cover, _ := value.Last(value.Outside(covering(x), covering(y)))
	list := []walk{{17, 18, []int{4}}} // of [3,8) and [14,29), and [17,18)
	if why := broken(cover, list); why != "" {
		t.Fatalf("%s: %v", why, show(cover))
	}
}
