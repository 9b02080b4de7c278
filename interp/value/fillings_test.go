package value_test

import (
	"slices"
	"testing"

	"github.com/govalues/decimal"
	"github.com/stretchr/testify/require"

	"rota/interp/value"
	"rota/lang/civil"
	"rota/lang/types"
)

// The tests of this file go through all small sets and hold what an operation gives of them
// to what it gives of each of their values, as plain whole numbers.

// few is a set and the values in it, nothing for none.
type few struct {
	set value.Set
	of  []int
}

const nothing = -1

// kind is how a set of a kind is made of whole numbers.
type kind struct {
	of      types.Kind
	between func(low, high int) value.Set
}

func code(n int) []int32 { return []int32{int32(n)} }

var ordered = []kind{
	{types.Number, func(low, high int) value.Set {
		return value.Numbers(types.Number, number(low).Low, number(high).Low, 0)
	}},
	{types.Age, func(low, high int) value.Set { return value.Numbers(types.Age, number(low).Low, number(high).Low, 0) }},
	{types.Date, func(low, high int) value.Set { return value.Days(civil.Date(low), civil.Date(high)) }},
	{types.Period, func(low, high int) value.Set { return value.Lengths(civil.Months(low), civil.Months(high)) }},
}

var choice = kind{types.Choice, func(low, high int) value.Set {
	out := value.Set{Kind: types.Choice}
	for c := low; c <= high; c++ {
		out.Codes = append(out.Codes, int32(c))
	}
	return out
}}

// sets are all stretches of the numbers from 0 to most, with none and without.
func (k kind) sets(most int) []few {
	out := []few{{value.None(k.of), []int{nothing}}}
	for low := 0; low <= most; low++ {
		var of []int
		for high := low; high <= most; high++ {
			of = append(of, high)
			set := k.between(low, high)
			out = append(out, few{set, slices.Clone(of)})
			set.None = true
			out = append(out, few{set, append(slices.Clone(of), nothing)})
		}
	}
	return out
}

// is says whether a set is what so many values make: exactly these, of an ordered kind from
// the least to the greatest.
func (k kind) is(t *testing.T, got value.Set, want []int, what ...any) {
	some := slices.DeleteFunc(slices.Clone(want), func(n int) bool { return n == nothing })
	require.Equal(t, len(some) < len(want), got.None, what...)
	require.Equal(t, len(some) > 0, got.Some(), what...)
	if len(some) == 0 {
		return
	}
	wanted := k.between(slices.Min(some), slices.Max(some))
	if k.of == types.Choice {
		slices.Sort(some)
		wanted.Codes = wanted.Codes[:0]
		for _, n := range slices.Compact(some) {
			wanted.Codes = append(wanted.Codes, int32(n))
		}
		got.Codes = slices.Clone(got.Codes)
		slices.Sort(got.Codes)
	}
	wanted.None, got.Scale = got.None, 0
	require.True(t, value.Same(wanted, got), "%v, not %v: %v", got, wanted, what)
}

func truth(t *testing.T, got value.Set, all []bool, what ...any) {
	require.Equal(t, slices.Contains(all, true), got.True, what...)
	require.Equal(t, slices.Contains(all, false), got.False, what...)
}

// pairs gives what is so of each value of the one and each of the other.
func pairs[T any](a, b few, of func(x, y int) T) (out []T) {
	for _, x := range a.of {
		for _, y := range b.of {
			out = append(out, of(x, y))
		}
	}
	return out
}

// both are what is in both.
func both(a, b few) []int {
	return slices.DeleteFunc(slices.Clone(a.of), func(n int) bool { return !slices.Contains(b.of, n) })
}

func TestCompareOverFillings(t *testing.T) {
	relations := map[string]func(x, y int) bool{
		"=": func(x, y int) bool { return x == y }, "!=": func(x, y int) bool { return x != y },
		"<": func(x, y int) bool { return x < y }, "<=": func(x, y int) bool { return x <= y },
		">": func(x, y int) bool { return x > y }, ">=": func(x, y int) bool { return x >= y },
	}
	for _, k := range append(ordered, choice) {
		for _, a := range k.sets(3) {
			for _, b := range k.sets(3) {
				for op, holds := range relations {
					known := func(x, y int) bool { return x != nothing && y != nothing && holds(x, y) }
					truth(t, value.Compare(op, a.set, b.set), pairs(a, b, known), "%v %s %v", a.of, op, b.of)
				}
			}
		}
	}
	for _, a := range truths() {
		for _, b := range truths() {
			same := func(x, y int) bool { return x != nothing && x == y }
			other := func(x, y int) bool { return x != nothing && y != nothing && x != y }
			truth(t, value.Compare("=", a.set, b.set), pairs(a, b, same), "%v = %v", a.of, b.of)
			truth(t, value.Compare("!=", a.set, b.set), pairs(a, b, other), "%v != %v", a.of, b.of)
		}
	}
}

// truths are the sets of yes and no, 1 and 0.
func truths() (out []few) {
	for _, of := range [][]int{{1}, {0}, {1, 0}} {
		set := value.Set{Kind: types.Bool, True: slices.Contains(of, 1), False: slices.Contains(of, 0)}
		out = append(out, few{set, of})
		set.None = true
		out = append(out, few{set, append(slices.Clone(of), nothing)})
	}
	return append(out, few{value.None(types.Bool), []int{nothing}})
}

// What two sets have in common, and what is in one of them, is so of their values.
func TestSetsOverFillings(t *testing.T) {
	for _, k := range append(ordered, choice) {
		for _, a := range k.sets(3) {
			truth(t, value.IsNone(a.set), pairs(a, few{of: []int{nothing}}, func(x, none int) bool { return x == none }), "is none: %v", a.of)
			require.Equal(t, len(a.of) == 1, a.set.One(), "%v", a.of)
			require.Equal(t, len(a.of) > 1, a.set.Splittable(), "%v", a.of)
			for _, b := range k.sets(3) {
				k.is(t, value.Union(a.set, b.set), append(slices.Clone(a.of), b.of...), "%v or %v", a.of, b.of)
				k.is(t, value.Common(a.set, b.set), both(a, b), "%v and %v", a.of, b.of)
				require.Equal(t, len(both(a, b)) > 0, a.set.Meets(b.set), "%v meets %v", a.of, b.of)
				require.Equal(t, slices.Equal(a.of, b.of), value.Same(a.set, b.set), "%v same %v", a.of, b.of)
				orElse := func(x, y int) int {
					if x == nothing {
						return y
					}
					return x
				}
				k.is(t, value.Else(a.set, b.set), pairs(a, b, orElse), "%v else %v", a.of, b.of)
				if a.set.One() && b.set.One() {
					require.Equal(t, a.of[0] == b.of[0], a.set.Key() == b.set.Key(), "%v, %v", a.of, b.of)
				}
			}
		}
	}
}

// Halving parts the values in two: none from the rest, and otherwise about the middle.
func TestSplitOverFillings(t *testing.T) {
	for _, k := range append(ordered, choice) {
		for _, s := range k.sets(6) {
			if len(s.of) < 2 {
				continue
			}
			low, high := s.set.Split()
			if s.set.None {
				k.is(t, low, []int{nothing})
				k.is(t, high, s.of[:len(s.of)-1], "%v", s.of)
				continue
			}
			half := len(s.of) / 2
			if k.of != types.Choice {
				half = (len(s.of) + 1) / 2
			}
			k.is(t, low, s.of[:half], "%v", s.of)
			k.is(t, high, s.of[half:], "%v", s.of)
		}
	}
	low, high := value.Numbers(types.Number, tenths(3).Low, tenths(6).Low, 1).Split()
	require.True(t, value.Same(value.Numbers(types.Number, tenths(3).Low, tenths(4).Low, 1), low), "%v", low)
	require.True(t, value.Same(value.Numbers(types.Number, tenths(5).Low, tenths(6).Low, 1), high), "%v", high)
}

func tenths(n int) value.Set { return value.Num(types.Number, decimal.MustNew(int64(n), 1)) }

// What a stretch has beyond a part at one of its ends is the rest of it.
func TestBeyondOverFillings(t *testing.T) {
	for _, k := range ordered {
		for low := range 4 {
			for high := low; high < 4; high++ {
				all := k.between(low, high)
				for end := low; end <= high; end++ {
					var above, below []int
					for n := low; n <= high; n++ {
						if n > end {
							above = append(above, n)
						}
						if n < end {
							below = append(below, n)
						}
					}
					k.is(t, all.Beyond(k.between(low, end), true), above, "%d..%d beyond %d", low, high, end)
					k.is(t, all.Beyond(k.between(end, high), false), below, "%d..%d before %d", low, high, end)
				}
			}
		}
	}
}

// A known value is what it was made of.
func TestKnown(t *testing.T) {
	for _, s := range append(choice.sets(2), ordered[0].sets(2)...) {
		constant, known := s.set.Known()
		require.Equal(t, len(s.of) == 1, known)
		if known {
			require.Equal(t, s.of[0] == nothing, constant.None)
			if !constant.None && s.set.Kind == types.Choice {
				require.Equal(t, s.of[0], constant.Option)
			}
		}
	}
	open, known := value.Day(civil.Max).Known()
	require.True(t, known && open.Open)
	for day := range civil.Date(3) {
		constant, known := value.Day(day).Known()
		require.True(t, known && !constant.Open && constant.Date == day)
	}
	for _, yes := range []bool{true, false} {
		constant, known := value.Truth(yes).Known()
		require.True(t, known)
		require.Equal(t, yes, constant.Bool)
	}
	length, known := value.Length(civil.Months(5)).Known()
	require.True(t, known)
	require.Equal(t, civil.Months(5), length.Period)
}

// Yes and no are joined as they are known.
func TestLogicOverFillings(t *testing.T) {
	yes := func(n int) bool { return n == 1 }
	for _, a := range truths() {
		truth(t, value.Holds(a.set), pairs(a, few{of: []int{0}}, func(x, _ int) bool { return yes(x) }), "%v holds", a.of)
		require.Equal(t, len(a.of) == 1, a.set.One(), "%v", a.of)
		for _, b := range truths() {
			require.Equal(t, len(both(a, b)) > 0, a.set.Meets(b.set), "%v meets %v", a.of, b.of)
			require.Equal(t, slices.Equal(a.of, b.of), value.Same(a.set, b.set))
			common := value.Common(a.set, b.set)
			require.Equal(t, []bool{slices.Contains(both(a, b), 1), slices.Contains(both(a, b), 0), slices.Contains(both(a, b), nothing)}, []bool{common.True, common.False, common.None}, "%v and %v", a.of, b.of)
			if a.set.None || b.set.None {
				continue
			}
			truth(t, value.And(a.set, b.set), pairs(a, b, func(x, y int) bool { return yes(x) && yes(y) }), "%v and %v", a.of, b.of)
			truth(t, value.Or(a.set, b.set), pairs(a, b, func(x, y int) bool { return yes(x) || yes(y) }), "%v or %v", a.of, b.of)
		}
	}
}

// The furthest of several values passes over none.
func TestFurthestOverFillings(t *testing.T) {
	for _, k := range append(ordered, choice) {
		all := k.sets(2)
		for _, a := range all {
			for _, b := range all {
				for _, c := range all {
					for _, highest := range []bool{true, false} {
						further := func(x, y int) int {
							if x == nothing || y == nothing || highest {
								return max(x, y)
							}
							return min(x, y)
						}
						ab := few{of: pairs(a, b, further)}
						got := value.Furthest(highest, k.of, []value.Set{a.set, b.set, c.set})
						k.is(t, got, pairs(ab, c, further), "%v, %v, %v", a.of, b.of, c.of)
						if k.of == types.Date {
							require.Equal(t, got, value.Extreme(highest, []value.Set{a.set, b.set, c.set}))
						}
					}
				}
			}
		}
	}
}

// A value is one of others as its values are.
func TestAmongOverFillings(t *testing.T) {
	for _, k := range append(ordered, choice) {
		for _, x := range k.sets(3) {
			for _, others := range [][]int{{}, {0}, {1, 3}, {2, 1, 0}, {0, 1, 2, 3}} {
				var list []value.Set
				for _, n := range others {
					list = append(list, k.between(n, n))
				}
				among := value.Among(x.set, list)
				var want []bool
				for _, n := range x.of {
					want = append(want, slices.Contains(others, n))
				}
				if k.of == types.Choice {
					truth(t, among, want, "%v among %v", x.of, others)
				}
				require.True(t, among.True || !slices.Contains(want, true), "%v among %v", x.of, others)
				require.True(t, among.False || !slices.Contains(want, false), "%v among %v", x.of, others)
			}
		}
	}
}

// cell is a cell of several values: those that it may hold, and what it may be.
type cell struct {
	set value.Set
	of  [][]int32
}

// cells are all cells of several of three values, those of which some may be in them too.
func cells() (out []cell) {
	for state := range 27 {
		var sure, may []int32
		for c := range int32(3) {
			switch state % 3 {
			case 1:
				may = append(may, c)
			case 2:
				sure, may = append(sure, c), append(may, c)
			}
			state /= 3
		}
		if len(may) == 0 {
			continue
		}
		var of [][]int32
		for _, held := range subsets(may) {
			if len(held) > 0 && !slices.ContainsFunc(sure, func(c int32) bool { return !slices.Contains(held, c) }) {
				of = append(of, held)
			}
		}
		out = append(out, cell{value.SeveralOf(types.Choice, sure, may), of})
	}
	return out
}

func subsets(codes []int32) [][]int32 {
	if len(codes) == 0 {
		return [][]int32{nil}
	}
	without := subsets(codes[1:])
	out := slices.Clone(without)
	for _, rest := range without {
		out = append(out, append([]int32{codes[0]}, rest...))
	}
	return out
}

func held(codes []int32) value.Set { return value.SeveralOf(types.Choice, codes, codes) }

// A cell of several values holds one of others, is halved and meets another cell as what it
// may hold does.
func TestCellsOfSeveralOverFillings(t *testing.T) {
	for _, a := range cells() {
		require.Equal(t, len(a.of) == 1, a.set.One(), "%v", a.of)
		for _, others := range subsets([]int32{0, 1, 2, 3}) {
			var list []value.Set
			for _, c := range others {
				list = append(list, value.Code(types.Choice, []int32{c}))
			}
			var want []bool
			for _, codes := range a.of {
				want = append(want, slices.ContainsFunc(codes, func(c int32) bool { return slices.Contains(others, c) }))
			}
			truth(t, value.Among(a.set, list), want, "%v among %v", a.of, others)
			orNone := a.set
			orNone.None = true
			truth(t, value.Among(orNone, list), append(want, false), "%v or none among %v", a.of, others)
		}
		if low, high := a.set.Split(); len(a.of) > 1 {
			for _, codes := range a.of {
				require.NotEqual(t, low.Meets(held(codes)), high.Meets(held(codes)), "%v is in one half of %v", codes, a.of)
			}
		}
		for _, b := range cells() {
			shared, union := 0, value.Union(a.set, b.set)
			for _, codes := range a.of {
				require.True(t, union.Meets(held(codes)), "%v or %v: %v", a.of, b.of, codes)
				if slices.ContainsFunc(b.of, func(other []int32) bool { return sameCodes(codes, other) }) {
					shared++
				}
			}
			require.Equal(t, shared > 0, a.set.Meets(b.set), "%v meets %v", a.of, b.of)
		}
	}
	require.True(t, value.Among(value.Set{Kind: types.Choice, Lost: true}, nil).True, "what is lost may be anything")
	open := value.Among(held([]int32{1}), []value.Set{choice.between(0, 1)})
	require.True(t, open.True && open.False, "one of others that are not known")
}

func sameCodes(a, b []int32) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// A cell of several dates, or of one for each year, is as its parts are.
func TestCellsOfPartsOverFillings(t *testing.T) {
	dates := func(days ...value.Set) value.Set {
		out := value.Set{Kind: types.Date}
		for i, d := range days {
			out.Parts = append(out.Parts, value.Part{Year: 2020 + i, Value: d})
		}
		return out
	}
	known, open := dates(value.Day(1), value.Day(3)), dates(value.Day(1), value.Days(2, 3))
	require.True(t, known.One() && known.Some())
	require.False(t, open.One() || open.Splittable())
	for d := range civil.Date(5) {
		truth(t, value.Among(known, []value.Set{value.Day(d)}), []bool{d == 1 || d == 3}, "%d", d)
	}
	truth(t, value.Among(open, []value.Set{value.Day(3)}), []bool{true, false})
	truth(t, value.Among(open, []value.Set{value.Day(4)}), []bool{false})
	require.True(t, known.Meets(open) && !known.Meets(dates(value.Day(1), value.Day(2))) && !known.Meets(dates(value.Day(1))))
	require.True(t, value.Same(known, dates(value.Day(1), value.Day(3))) && !value.Same(known, open) && !value.Same(known, dates(value.Day(1))))
	other := dates(value.Day(1), value.Day(3))
	other.Parts[1].Year++
	require.False(t, value.Same(known, other) || known.Meets(other), "of another year")
	lost := value.Set{Kind: types.Date, Lost: true}
	for _, s := range []value.Set{lost, value.Union(known, open), value.Union(known, lost), value.Union(value.Day(1), known)} {
		require.True(t, s.Lost && s.Some() && !s.One() && !s.Splittable() && !s.Ordered())
		truth(t, value.Among(s, []value.Set{value.Day(9)}), []bool{true, false})
		truth(t, value.Compare("=", s, value.Day(9)), []bool{true, false})
	}
}

// Texts that fold alike have one code, and its first spelling.
func TestTexts(t *testing.T) {
	texts := value.NewTexts()
	a, b := texts.Code("Finance"), texts.Code("财务")
	require.NotEqual(t, a, b)
	require.Equal(t, a, texts.Code("finance"))
	require.Equal(t, []string{"Finance", "财务", "", ""}, []string{texts.Text(a), texts.Text(b), texts.Text(-1), texts.Text(2)})
}

// Of what nothing is known anything may be so, whatever it is compared with.
func TestAnything(t *testing.T) {
	for _, k := range ordered {
		for _, op := range []string{"=", "<", ">="} {
			truth(t, value.Compare(op, value.Anything(k.of), k.between(5, 5)), []bool{true, false}, "%v %s", k.of, op)
		}
	}
	truth(t, value.Anything(types.Bool), []bool{true, false})
	for _, length := range []civil.Period{civil.Days(1), civil.Months(60)} {
		for _, op := range []string{"<", ">="} {
			truth(t, reach(op, value.Anything(types.Span), value.Length(length)), []bool{true, false}, "a span %s %v", op, length)
		}
	}
	require.False(t, value.Anything(types.Choice).Some(), "only the field knows the values")
}
