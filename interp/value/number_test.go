package value_test

import (
	"math"
	"slices"
	"testing"

	"github.com/govalues/decimal"
	"github.com/stretchr/testify/require"

	"rota/interp/value"
	"rota/lang/civil"
	"rota/lang/types"
)

// A third of six is two, though a third has no end as a decimal; a share that has one
// is taken as it stands.
func TestPartOf(t *testing.T) {
	third, err := decimal.One.Quo(decimal.MustNew(3, 0))
	require.NoError(t, err)
	for of, want := range map[int64]string{3: "1", 6: "2", 999_999: "333333"} {
		require.Equal(t, want, value.PartOf(third, decimal.MustNew(of, 0)).String())
	}
	require.Equal(t, "0.9", value.PartOf(decimal.MustNew(3, 1), decimal.MustNew(3, 0)).String())
	require.Equal(t, "0.9999", value.PartOf(decimal.MustNew(9999, 4), decimal.One).String())
	require.Equal(t, "1", value.PartOf(decimal.MustParse("0.9999999995"), decimal.One).String(), "within a billionth")
	require.Equal(t, "0.9999999985", value.PartOf(decimal.MustParse("0.9999999985"), decimal.One).String())
}

var numbers = ordered[0]

// The four operations give all that they give of the values, and nothing beyond the least and
// the greatest of it, save where the divisor may be zero.
func TestArithOverFillings(t *testing.T) {
	operations := map[string]func(x, y int) int{
		"+": func(x, y int) int { return x + y }, "-": func(x, y int) int { return x - y }, "*": func(x, y int) int { return x * y },
	}
	for _, a := range numbers.sets(3) {
		for _, b := range numbers.sets(3) {
			for op, of := range operations {
				got := value.Arith(op, a.set, b.set)
				require.Equal(t, a.set.None || b.set.None, got.None)
				if !a.set.Some() || !b.set.Some() {
					require.False(t, got.Some())
					continue
				}
				all := pairs(withValue(a), withValue(b), of)
				require.Equal(t, number(slices.Min(all)).Low, got.Low, "%v %s %v", a.of, op, b.of)
				require.Equal(t, number(slices.Max(all)).High, got.High, "%v %s %v", a.of, op, b.of)
			}
			quotient := value.Arith("/", a.set, b.set)
			for _, one := range pairs(a, b, func(x, y int) value.Set { return value.Arith("/", known1(x), known1(y)) }) {
				require.True(t, quotient.Meets(one), "%v / %v has %v", a.of, b.of, one)
			}
			if a.set.One() && b.set.One() || !slices.Contains(b.of, 0) {
				require.Equal(t, a.set.None || b.set.None || slices.Contains(b.of, 0), quotient.None, "%v / %v", a.of, b.of)
			}
		}
	}
	most := value.Num(types.Number, decimal.MustNew(math.MaxInt64, 0))
	require.True(t, value.Same(value.None(types.Number), value.Arith("*", most, most)), "there is no such number")
	open := value.Arith("*", value.Numbers(types.Number, decimal.Zero, most.High, 0), most)
	require.True(t, open.None && open.Meets(most) && open.Meets(number(0)), "perhaps there is none")
	half := value.Arith("/", number(1), number(2))
	require.Equal(t, "0.5", half.Low.String())
	require.Equal(t, int8(2), value.Arith("+", value.Numbers(types.Number, decimal.Zero, decimal.One, 1), value.Numbers(types.Number, decimal.Zero, decimal.One, 2)).Scale, "as fine as the finer")
}

func withValue(s few) few {
	return few{of: slices.DeleteFunc(slices.Clone(s.of), func(n int) bool { return n == nothing })}
}

func known1(n int) value.Set {
	if n == nothing {
		return value.None(types.Number)
	}
	return number(n)
}

// member is one who may belong to a group, and what is counted of them.
type member struct{ in, has few }

// each calls with every choice of the values of some members.
func each(members []member, of func(in []bool, has []int)) {
	in, has := make([]bool, len(members)), make([]int, len(members))
	var next func(i int)
	next = func(i int) {
		if i == len(members) {
			of(in, has)
			return
		}
		for _, yes := range members[i].in.of {
			for _, n := range members[i].has.of {
				in[i], has[i] = yes == 1, n
				next(i + 1)
			}
		}
	}
	next(0)
}

// figures are what is told of a group: how much of its members, and how many members count.
var figures = map[string]struct {
	of    func(values, conditions []value.Set) value.Set
	known func(values []int) value.Set // of the members, none left out
	tight bool                         // no less and no more than what may be
}{
	"sum":       {value.Sum, func(values []int) value.Set { return number(total(values)) }, true},
	"average":   {value.Average, func(values []int) value.Set { return value.Arith("/", number(total(values)), number(len(values))) }, false},
	"different": {value.Different, func(values []int) value.Set { return number(len(slices.Compact(slices.Sorted(slices.Values(values))))) }, false},
}

func total(values []int) (sum int) {
	for _, n := range values {
		sum += n
	}
	return sum
}

// A figure of a group is what it is of those who are in it, whoever that may be.
func TestFiguresOverFillings(t *testing.T) {
	belongs := []few{{value.Truth(true), []int{1}}, {value.Truth(false), []int{0}}, {value.Unknown(), []int{1, 0}}}
	var all []member
	for _, in := range belongs {
		for _, has := range numbers.sets(2) {
			all = append(all, member{in, has})
		}
	}
	for _, a := range all {
		for _, b := range all {
			for _, c := range all[:len(all):len(all)] {
				if len(a.has.of)+len(b.has.of)+len(c.has.of) > 6 {
					continue
				}
				figured(t, []member{a, b, c})
			}
		}
	}
	for name, f := range figures {
		require.True(t, f.of(nil, nil).One(), name)
	}
}

func figured(t *testing.T, members []member) {
	values, conditions := make([]value.Set, len(members)), make([]value.Set, len(members))
	certain := true
	for i, m := range members {
		values[i], conditions[i] = m.has.set, m.in.set
		certain = certain && len(m.has.of) == 1 && len(m.in.of) == 1
	}
	for name, f := range figures {
		got := f.of(values, conditions)
		var may value.Set
		each(members, func(in []bool, has []int) {
			var counted []int
			for i, n := range has {
				if in[i] && n != nothing {
					counted = append(counted, n)
				}
			}
			one := f.known(counted)
			require.True(t, got.Meets(one), "%s of %v has %v: %v", name, members, one, got)
			may = value.Union(may, one)
		})
		if certain || f.tight {
			got.Scale, may.Scale, may.Kind = 0, 0, got.Kind
			require.True(t, value.Same(got, may), "%s of %v: %v, not %v", name, members, got, may)
		}
	}
}

// How many conditions hold is from those that must to those that may, and a share is the
// least and the greatest part that whoever may belong makes.
func TestShareOverFillings(t *testing.T) {
	belongs := []few{{value.Truth(true), []int{1}}, {value.Truth(false), []int{0}}, {value.Unknown(), []int{1, 0}}}
	var all []member
	for _, in := range belongs {
		for _, has := range truths() {
			all = append(all, member{in, has})
		}
	}
	for _, a := range all {
		for _, b := range all {
			for _, c := range all {
				shared(t, []member{a, b, c})
			}
		}
	}
	require.True(t, value.Same(value.None(types.Number), withScale(value.Share(nil, nil), 0)))
}

func withScale(s value.Set, scale int8) value.Set {
	s.Scale = scale
	return s
}

func shared(t *testing.T, members []member) {
	values, conditions := make([]value.Set, len(members)), make([]value.Set, len(members))
	for i, m := range members {
		values[i], conditions[i] = m.has.set, m.in.set
	}
	var share, count value.Set
	each(members, func(in []bool, has []int) {
		yes, of := 0, 0
		for i := range in {
			if in[i] {
				of++
				if has[i] == 1 {
					yes++
				}
			}
		}
		share = value.Union(share, value.Arith("/", number(yes), number(of)))
		count = value.Union(count, number(of))
	})
	got := value.Share(values, conditions)
	share.Kind, count.Kind = types.Number, types.Number
	require.True(t, value.Same(withScale(share, 0), withScale(got, 0)), "share of %v: %v, not %v", members, got, share)
	require.True(t, value.Same(count, value.Count(conditions)), "count of %v", members)
}

// A number is rounded down, up, or to the nearest, a half away from zero.
func TestRounded(t *testing.T) {
	for _, row := range []struct {
		n                 string
		down, up, nearest int
	}{
		{"2", 2, 2, 2}, {"2.4", 2, 3, 2}, {"2.5", 2, 3, 3}, {"2.51", 2, 3, 3}, {"3.5", 3, 4, 4}, {"0.4", 0, 1, 0}, {"0", 0, 0, 0},
		{"-2.4", -3, -2, -2}, {"-2.5", -3, -2, -3}, {"-2.6", -3, -2, -3},
	} {
		n := value.Num(types.Number, decimal.MustParse(row.n))
		for kind, want := range map[string]int{"ROUNDED DOWN": row.down, "ROUNDED UP": row.up, "ROUNDED": row.nearest} {
			require.True(t, value.Same(number(want), value.Rounded(kind, n)), "%s %s: %v", row.n, kind, value.Rounded(kind, n))
		}
	}
	require.Equal(t, value.None(types.Number), value.Rounded("ROUNDED", value.None(types.Number)))
	some := value.Rounded("ROUNDED UP", value.Numbers(types.Number, decimal.MustParse("1.2"), decimal.MustParse("3.2"), 1))
	require.True(t, value.Same(value.Numbers(types.Number, number(2).Low, number(4).Low, 0), some), "%v", some)
	low, high := some.Split()
	require.True(t, value.Same(value.Numbers(types.Number, number(2).Low, number(3).Low, 0), low) && high.One(), "it is whole: %v, %v", low, high)
}

// How long the longest or the shortest of a list is, where it is not known which it is.
func TestPickedDaysOverFillings(t *testing.T) {
	for from := range civil.Date(4) {
		for by := from; by < 4; by++ {
			for until := civil.Date(3); until < 7; until++ {
				for _, is := range []value.Set{value.Truth(true), value.Unknown()} {
					list := value.Spells{
						{Is: is, From: value.Days(from, by), Until: value.Day(5)},
						{Is: value.Truth(true), From: value.Day(2), Until: value.Days(4, 6)},
					}
					for _, longest := range []bool{true, false} {
						picked(t, list, from, by, until, longest)
					}
				}
			}
		}
	}
	require.Equal(t, value.None(types.Number), value.PickedDays(nil, value.Day(4), true))
	one := value.Spells{{Is: value.Truth(true), From: value.Day(2), Until: value.Day(5)}}
	require.Equal(t, value.None(types.Number), value.PickedDays(one, value.None(types.Date), true))
	require.True(t, value.Same(number(3), value.PickedDays(one, value.Day(9), true)))
	require.True(t, value.Same(number(3), value.PickedDays(one, value.Day(9), false)))
}

func picked(t *testing.T, list value.Spells, from, by, until civil.Date, longest bool) {
	got := value.PickedDays(list, value.Day(until), longest)
	require.False(t, got.None)
	lasting := func(from, to civil.Date) int { return max(0, int(min(to, until)-from)) }
	for begin := from; begin <= by; begin++ {
		for end := civil.Date(4); end <= 6; end++ {
			days := []int{lasting(2, end), lasting(begin, 5)}
			if list[0].Is.False {
				require.True(t, got.Meets(number(days[0])), "%v", got)
			}
			want := slices.Min(days)
			if longest {
				want = slices.Max(days)
			}
			require.True(t, got.Meets(number(want)), "%d in %v: %d..%d to 5, 2 to %d, before %d", want, got, from, by, end, until)
		}
	}
}
