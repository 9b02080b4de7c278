package civil

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/locale"
)

// Civil Code 201: a period in years, months or days does not count the day it
// begins on.
func TestCivilCode201(t *testing.T) {
	// Thirty days given on 1 July 2024 are 2 to 31 July.
	require.Equal(t, "2024-07-31", date(t, "2024-07-01").Add(Days(30)).String())
	// One day given on 31 December ends on 1 January.
	require.Equal(t, "2025-01-01", date(t, "2024-12-31").Add(Days(1)).String())
	// So the day of an appointment is itself no day completed.
	require.False(t, Completed(date(t, "2024-07-01"), Days(1), date(t, "2024-07-01")))
	require.True(t, Completed(date(t, "2024-07-01"), Days(1), date(t, "2024-07-02")))
}

// Civil Code 202: a period in years or months ends on the corresponding day of
// the last month, or on its last day where there is none.
func TestCivilCode202(t *testing.T) {
	// Three years (the limitation of article 188) from 15 March 2021.
	require.Equal(t, "2024-03-15", date(t, "2021-03-15").Add(Years(3)).String())
	require.False(t, Completed(date(t, "2021-03-15"), Years(3), date(t, "2024-03-14")))
	require.True(t, Completed(date(t, "2021-03-15"), Years(3), date(t, "2024-03-15")))
	// No 31 February, no 29 February 2025.
	require.Equal(t, "2024-02-29", date(t, "2024-01-31").Add(Months(1)).String())
	require.Equal(t, "2023-02-28", date(t, "2023-01-31").Add(Months(1)).String())
	require.Equal(t, "2025-02-28", date(t, "2020-02-29").Add(Years(5)).String())
	// Counted from the beginning, not from the clamped end: the third month of
	// a period begun on the 31st ends on the 30th of April.
	require.Equal(t, "2024-04-30", date(t, "2024-01-31").Add(Months(3)).String())
	require.Equal(t, "2024-03-31", date(t, "2024-01-31").Add(Months(2)).String())
}

// Civil Code 203: a last day that is a statutory holiday gives way to the day
// after the holiday. Which days are holidays is data, so the calendar of stdlib
// applies the article; this package must not, and steps day by day beneath it.
func TestCivilCode203(t *testing.T) {
	last := date(t, "2024-09-01").Add(Months(1))
	require.Equal(t, "2024-10-01", last.String())
	holidayEnds := date(t, "2024-10-07")
	for last <= holidayEnds {
		last = last.AddDays(1)
	}
	require.Equal(t, "2024-10-08", last.String())
}

func TestPeriodsInWriting(t *testing.T) {
	for _, c := range []struct {
		p               Period
		short, long, zh string
	}{
		{Period{}, "0d", "0 days", "0天"},
		{Years(5), "5y", "5 years", "5年"},
		{Years(1), "1y", "1 year", "1年"},
		{Months(1), "1mo", "1 month", "1个月"},
		{Months(6), "6mo", "6 months", "6个月"},
		{Months(18), "1y6mo", "1 year 6 months", "1年6个月"},
		{Months(25), "2y1mo", "2 years 1 month", "2年1个月"},
		{Days(1), "1d", "1 day", "1天"},
		{Days(30), "30d", "30 days", "30天"},
		{Weeks(2), "14d", "14 days", "14天"},
		{Period{Months: 18, Days: 10}, "1y6mo10d", "1 year 6 months 10 days", "1年6个月10天"},
		{Period{Months: 12, Days: 1}, "1y1d", "1 year 1 day", "1年1天"},
		{Years(-5), "-5y", "minus 5 years", "负5年"},
		{Period{Months: -18, Days: -10}, "-1y6mo10d", "minus 1 year 6 months 10 days", "负1年6个月10天"},
		{Period{Months: 1, Days: -3}, "1mo-3d", "1 month minus 3 days", "1个月减3天"},
		{Period{Months: -1, Days: 3}, "-1mo+3d", "minus 1 month plus 3 days", "负1个月加3天"},
		{Days(-7), "-7d", "minus 7 days", "负7天"},
		{Period{Workdays: 1}, "1 workday", "1 working day", "1个工作日"},
		{Period{Workdays: 10}, "10 workdays", "10 working days", "10个工作日"},
		{Period{Workdays: -3}, "-3 workdays", "minus 3 working days", "负3个工作日"},
		{Period{Months: 13, Days: 1, Workdays: 3}, "1y1mo1d3 workdays", "1 year 1 month 1 day 3 working days", "1年1个月1天3个工作日"},
		{Period{Months: 1, Workdays: -1}, "1mo-1 workday", "1 month minus 1 working day", "1个月减1个工作日"},
	} {
		require.Equal(t, c.short, c.p.String())
		require.Equal(t, c.long, c.p.In(locale.English))
		require.Equal(t, c.zh, c.p.In(locale.Chinese))
		require.Equal(t, c.p, c.p.Neg().Neg())
	}
	require.Equal(t, "2024年12月31日", date(t, "2024-12-31").Chinese())
	require.Equal(t, "2024年1月5日", date(t, "2024-01-05").Chinese())
}

func TestPeriodsStopAtTheirRange(t *testing.T) {
	for _, f := range []func(int) Period{Years, Months, Weeks, Days} {
		big := f(math.MaxInt)
		require.Positive(t, big.Months+big.Days)
		require.Equal(t, big.Neg(), f(math.MinInt))
	}
	require.Equal(t, Period{math.MaxInt32, math.MaxInt32, math.MaxInt32}, Period{math.MinInt32, math.MinInt32, math.MinInt32}.Neg())
}

func TestBeforeTheBeginning(t *testing.T) {
	a, b := date(t, "2024-02-29"), date(t, "2024-01-31")
	require.Zero(t, WholeYears(a, b))
	require.Zero(t, WholeMonths(a, b))
	require.Equal(t, Months(-1), Between(a, b))
	require.False(t, Completed(a, Days(0), b))
}
