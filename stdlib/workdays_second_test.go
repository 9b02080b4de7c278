package stdlib

import (
	"testing"

	"github.com/6tail/lunar-go/HolidayUtil"
	"github.com/stretchr/testify/require"

	"rota/lang/civil"
)

// missed are days on which the second source is wrong: it lists neither, and so
// takes them for a plain Sunday and Saturday. The notice for 2013 has both worked
// (4 to 6 April off and the 7th worked, 1 to 7 October off and the 12th worked), and
// without them the year would have 13 statutory days off instead of the law's 11.
var missed = []string{"2013-04-07", "2013-10-12"}

// Every day of the table against the list of lunar-go, which others maintain: it has
// the days that are off or worked by a notice, and of all others the weekday tells.
// Of a year that it has no day of it knows nothing.
func TestWorkdaysAgainstSecondSource(t *testing.T) {
	listing, bad := civil.ParseListing(Workdays())
	require.Zero(t, bad)
	calendar := listing.Calendar()
	first, last := calendar.Span()
	var differ []string
	days := 0
	for year := first; year <= last; year++ {
		if HolidayUtil.GetHolidaysByYear(year).Len() == 0 {
			t.Logf("%d: no second source", year)
			continue
		}
		begins, ends := civil.Convention{}.YearDays(civil.CalendarYear, year)
		for d := begins; d <= ends; d++ {
			want := d.Weekday() != 0 && d.Weekday() != 6
			if listed := HolidayUtil.GetHoliday(d.String()); listed != nil {
				want = listed.IsWork()
			}
			works, known := calendar.Works(d)
			require.True(t, known, d)
			if works != want {
				differ = append(differ, d.String())
			}
			days++
		}
	}
	require.Equal(t, missed, differ)
	require.GreaterOrEqual(t, days, 7305, "2007 to 2026 are in both")
	t.Logf("%d days", days)
}

// Civil Code 203: where the last day of a period is a holiday, the day after the
// holiday is the last. Holidays are those of the notices, days of rest among them
// unless they are worked.
func TestCivilCode203(t *testing.T) {
	listing, _ := civil.ParseListing(Workdays())
	calendar := listing.Calendar()
	for _, row := range []struct {
		name, from string
		period     civil.Period
		last, ends string
	}{
		{"a working day ends it", "2024-06-12", civil.Months(1), "2024-07-12", "2024-07-12"},
		{"the first day of a holiday of seven", "2024-09-01", civil.Months(1), "2024-10-01", "2024-10-08"},
		{"a day within it, by days", "2024-09-24", civil.Days(10), "2024-10-04", "2024-10-08"},
		{"the last day of it", "2021-10-07", civil.Years(3), "2024-10-07", "2024-10-08"},
		{"the day after it", "2024-09-08", civil.Months(1), "2024-10-08", "2024-10-08"},
		{"a Saturday", "2024-06-13", civil.Months(1), "2024-07-13", "2024-07-15"},
		{"a Saturday that is worked", "2024-09-12", civil.Months(1), "2024-10-12", "2024-10-12"},
		{"a Sunday that is worked", "2023-10-28", civil.Months(6), "2024-04-28", "2024-04-28"},
		{"a holiday before which a weekend is worked", "2024-04-01", civil.Months(1), "2024-05-01", "2024-05-06"},
		{"no 30 February: the 29th, which is worked", "2023-08-30", civil.Months(6), "2024-02-29", "2024-02-29"},
		{"a day of the holiday lengthened in 2020", "2019-11-30", civil.Months(2), "2020-01-30", "2020-02-03"},
		{"over the end of a year", "2022-12-01", civil.Months(1), "2023-01-01", "2023-01-03"},
		{"the first day is not counted, holiday or not", "2024-10-01", civil.Days(7), "2024-10-08", "2024-10-08"},
	} {
		from, ok := civil.ParseISO(row.from)
		require.True(t, ok, row.name)
		last := from.Add(row.period)
		require.Equal(t, row.last, last.String(), row.name)
		ends, latest, some, sure := calendar.FirstOf(last, last+31)
		require.True(t, some && sure && ends == latest, row.name)
		require.Equal(t, row.ends, ends.String(), row.name)
	}
}
