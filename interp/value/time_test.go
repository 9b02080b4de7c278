package value_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/value"
	"rota/lang/civil"
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
