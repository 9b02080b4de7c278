package value_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/value"
	"rota/lang/civil"
	"rota/lang/types"
)

// TestOfDatesNotKnown: what is read of a date that is not known is what is read of one of
// the days that it may be, no less and, of the ends, no more.
func TestOfDatesNotKnown(t *testing.T) {
	start, _ := civil.NewDate(2023, 12, 20)
	for from := start; from < start+14; from++ {
		for to := from; to < from+40; to++ {
			days := value.Days(from, to)
			weekdays, months := map[int32]bool{}, value.Set{}
			for d := from; d <= to; d++ {
				weekdays[value.WeekdayOf(value.Day(d)).Codes[0]] = true
				if one := value.MonthOf(value.Day(d)); d == from {
					months = one
				} else {
					months = value.Union(months, one)
				}
			}
			require.Len(t, value.WeekdayOf(days).Codes, len(weekdays), "%v to %v", from, to)
			for code := range weekdays {
				require.True(t, slices.Contains(value.WeekdayOf(days).Codes, code), "%v to %v: %d", from, to, code)
			}
			require.Equal(t, months, value.MonthOf(days), "%v to %v", from, to)
		}
	}
}

// TestDaysOfASpanNotKnown: a span takes at least as many days as from its latest start to
// its earliest end, at most as from its earliest to its latest.
func TestDaysOfASpanNotKnown(t *testing.T) {
	for first := range civil.Date(4) {
		for last := first; last < 6; last++ {
			for end := civil.Date(5); end < 9; end++ {
				for until := end; until < 11; until++ {
					least, most := 100, -100
					for from := first; from <= last; from++ {
						for to := end; to <= until; to++ {
							least, most = min(least, int(to-from)), max(most, int(to-from))
						}
					}
					days := value.SpanDays(value.Between(value.Days(first, last), value.Days(end, until)))
					require.Equal(t, number(least).Low, days.Low, "%d..%d to %d..%d", first, last, end, until)
					require.Equal(t, number(most).High, days.High, "%d..%d to %d..%d", first, last, end, until)
				}
			}
		}
	}
}

// daySets are stretches of days, with none and without, and none alone.
func daySets(first, last civil.Date) []value.Set {
	out := []value.Set{value.None(types.Date)}
	for from := first; from <= last; from++ {
		for to := from; to <= last; to++ {
			set := value.Days(from, to)
			out = append(out, set)
			set.None = true
			out = append(out, set)
		}
	}
	return out
}

// ones are the values of a set of days.
func ones(days value.Set) (out []value.Set) {
	if days.None {
		out = append(out, value.None(types.Date))
	}
	if days.Some() {
		for d := days.First; d <= days.Last; d++ {
			out = append(out, value.Day(d))
		}
	}
	return out
}

// asOfEach holds what is made of two dates to the union of what is made of each of their
// days: the same.
func asOfEach(t *testing.T, what string, from, to value.Set, of func(from, to value.Set) value.Set) {
	var want value.Set
	for _, a := range ones(from) {
		for _, b := range ones(to) {
			want = value.Union(want, of(a, b))
		}
	}
	got := of(from, to)
	want.Kind = got.Kind
	require.True(t, value.Same(want, got), "%s of %v and %v: %v, not %v", what, from, to, got, want)
}

// TestTwoDatesOverFillings: what is made of two dates that are not known is made of those
// that they may be.
func TestTwoDatesOverFillings(t *testing.T) {
	start, _ := civil.NewDate(2024, 2, 27)
	next, _ := civil.NewDate(2026, 2, 26)
	for _, from := range daySets(start, start+3) {
		for _, to := range daySets(next, next+4) {
			asOfEach(t, "between", from, to, value.Between)
			asOfEach(t, "age", from, to, func(from, to value.Set) value.Set { return value.Age(civil.Convention{}, from, to) })
			asOfEach(t, "age before birth", to, from, func(from, to value.Set) value.Set { return value.Age(civil.Convention{}, from, to) })
			asOfEach(t, "days", from, to, func(from, to value.Set) value.Set { return value.SpanDays(value.Between(from, to)) })
			start, end := value.Ends(value.Between(from, to))
			require.Equal(t, from.None || to.None, start.None && end.None)
			require.Equal(t, from.Some() && to.Some(), start.Some() && end.Some())
			if start.Some() {
				require.Equal(t, []civil.Date{from.First, from.Last, to.First, to.Last}, []civil.Date{start.First, start.Last, end.First, end.Last})
				require.Equal(t, from.One() && to.One(), value.Between(from, to).One())
			}
		}
	}
}

// TestOneDateOverFillings: so is what is made of one.
func TestOneDateOverFillings(t *testing.T) {
	start, _ := civil.NewDate(2023, 12, 27)
	for _, date := range daySets(start, start+9) {
		alone := func(what string, of func(date value.Set) value.Set) {
			asOfEach(t, what, date, value.Day(0), func(date, _ value.Set) value.Set { return of(date) })
		}
		alone("year", func(d value.Set) value.Set { return value.YearOf(civil.Convention{}, civil.CalendarYear, d) })
		alone("month", value.MonthOf)
		alone("three months later", func(d value.Set) value.Set { return value.Shift(d, value.Length(civil.Months(3)), false) })
		alone("two months earlier", func(d value.Set) value.Set { return value.Shift(d, value.Length(civil.Months(2)), true) })
		alone("ten days later", func(d value.Set) value.Set { return value.Shift(d, value.Length(civil.Days(10)), false) })
		alone("that day of next year", func(d value.Set) value.Set {
			return value.InYear(value.YearOf(civil.Convention{}, civil.CalendarYear, d), func(year int) civil.Date { return civil.Date(400 * year) })
		})
		require.Equal(t, value.None(types.Date), value.Shift(date, value.None(types.Period), false))
	}
	require.Equal(t, value.Day(civil.Max), value.Shift(value.Day(civil.Max), value.Length(civil.Days(10)), true), "an open date stays open")
}

// TestShiftByLengthsNotKnown: a date plus a length that is not known lies within what the
// lengths give, whichever of them are months and which days.
func TestShiftByLengthsNotKnown(t *testing.T) {
	day, _ := civil.NewDate(2024, 1, 31)
	lengths := []civil.Period{civil.Days(28), civil.Months(1), civil.Days(31), civil.Days(58), civil.Months(2), civil.Days(62), civil.Months(3)}
	for i, short := range lengths {
		for j, long := range lengths[i:] {
			for from := day - 40; from < day+40; from++ {
				for _, back := range []bool{true, false} {
					got := value.Shift(value.Day(from), value.Lengths(short, long), back)
					for _, length := range lengths[i : i+j+1] {
						one := value.Shift(value.Day(from), value.Length(length), back)
						require.True(t, got.Meets(one), "%v and %v to %v, %t: %v has not %v by %v", from, short, long, back, got, one, length)
					}
					if j == 0 || short.Days == 0 && long.Days == 0 {
						a, b := value.Shift(value.Day(from), value.Length(short), back), value.Shift(value.Day(from), value.Length(long), back)
						require.True(t, value.Same(value.Union(a, b), got), "%v: months are in order", got)
					}
				}
			}
		}
	}
}

// TestClosed: what is read as of a date is not read as of one that is open.
func TestClosed(t *testing.T) {
	require.Equal(t, value.Day(5), value.Closed(value.Day(5)))
	require.Equal(t, value.None(types.Date), value.Closed(value.None(types.Date)))
	require.Equal(t, value.None(types.Date), value.Closed(value.Day(civil.Max)))
	perhaps := value.Closed(value.Days(5, civil.Max))
	require.True(t, perhaps.None && perhaps.First == 5 && perhaps.Last == civil.Max-1)
}

// TestLongerSpanOverFillings: the longest and the shortest of three spans, each of which may
// be none, is what it is of the spans that they may be.
func TestLongerSpanOverFillings(t *testing.T) {
	var spans []value.Set
	for from := range civil.Date(2) {
		for end := civil.Date(3); end < 6; end++ {
			for until := end; until < 6; until++ {
				span := value.Between(value.Days(from, 1), value.Days(end, until))
				spans = append(spans, span)
				span.None = true
				spans = append(spans, span)
			}
		}
	}
	spans = append(spans, value.None(types.Span))
	for _, a := range spans {
		for _, b := range spans {
			for _, longest := range []bool{true, false} {
				for _, list := range [][]value.Set{{a}, {a, b}, {b, value.None(types.Span), a}} {
					longer(t, list, longest)
				}
			}
		}
	}
}

func longer(t *testing.T, list []value.Set, longest bool) {
	got := value.LongerSpan(longest, list)
	none, certain := true, true
	for _, s := range list {
		none, certain = none && s.None, certain && s.One()
	}
	require.Equal(t, none, got.None, "%v", list)
	var choose func(i int, best value.Set)
	choose = func(i int, best value.Set) {
		if i == len(list) {
			within := best.None && got.None || got.First <= best.First && best.Last <= got.Last && got.EndFirst <= best.EndFirst && best.EndLast <= got.EndLast
			require.True(t, within, "%v of %v: not %v", best, list, got)
			require.True(t, !certain || value.Same(best, got), "%v of %v: not %v", best, list, got)
			return
		}
		if list[i].None {
			choose(i+1, best)
		}
		if !list[i].Some() {
			return
		}
		for from := list[i].First; from <= list[i].Last; from++ {
			for end := list[i].EndFirst; end <= list[i].EndLast; end++ {
				next, days, most := best, end-from, best.EndFirst-best.First
				if best.None || longest && days > most || !longest && days < most {
					next = value.Between(value.Day(from), value.Day(end))
				}
				choose(i+1, next)
			}
		}
	}
	choose(0, value.None(types.Span))
}
