package civil

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

var forward = Convention{RollForward: true}

func TestMissingAnniversary(t *testing.T) {
	for _, row := range []struct{ from, period, last, next string }{
		{"2020-02-29", "1y", "2021-02-28", "2021-03-01"},
		{"2020-02-29", "4y", "2024-02-29", "2024-02-29"},
		{"2020-02-29", "-1y", "2019-02-28", "2019-03-01"},
		{"2023-01-31", "1mo", "2023-02-28", "2023-03-01"},
		{"2023-01-29", "1mo", "2023-02-28", "2023-03-01"},
		{"2024-01-30", "1mo", "2024-02-29", "2024-03-01"},
		{"2023-03-31", "6mo", "2023-09-30", "2023-10-01"},
		{"2023-08-31", "-6mo", "2023-02-28", "2023-03-01"},
		{"2023-10-31", "-1mo", "2023-09-30", "2023-10-01"},
		{"2023-01-31", "1mo1d", "2023-03-01", "2023-03-02"},
		{"2023-01-28", "1mo", "2023-02-28", "2023-02-28"},
	} {
		months, days := readPeriod(t, row.period)
		p := Period{Months: int32(months), Days: int32(days)}
		require.Equal(t, row.last, Convention{}.Add(date(t, row.from), p).String(), row)
		require.Equal(t, row.next, forward.Add(date(t, row.from), p).String(), row)
	}
	require.Equal(t, Max, forward.Add(Max, Months(1)))
	require.Equal(t, Min, forward.Add(Min, Months(-1)))
	require.Equal(t, Date(3), forward.Add(1, Days(2)))
}

// Every start of five years, a leap day among them, against a walk that knows
// months by their last days alone.
func TestRollForwardAgainstWalkedMonths(t *testing.T) {
	w := walk()
	for w.to("2019-01-01"); w.year < 2024; w.next() {
		from := Date(w.number)
		wished, passed := w.day, 0
		for on := w; passed < 30; on.next() {
			if on.day == 1 && on.number > w.number {
				if passed++; int(forward.Add(from, Months(passed))) != on.number+min(wished-1, on.lastOfMonth()) {
					t.Fatalf("%s + %dmo: got %s", w.iso(), passed, forward.Add(from, Months(passed)))
				}
			}
		}
		count := 0
		for on := w; count < 25; {
			on.next()
			before := on
			before.previous()
			if on.day == wished || on.day == 1 && before.day < wished && before.number > w.number {
				count++
			}
			to := Date(on.number)
			if n := forward.WholeMonths(from, to); n != count {
				t.Fatalf("%s to %s: %d months, want %d", w.iso(), on.iso(), n, count)
			}
			if forward.WholeYears(from, to) != count/12 || forward.Add(from, forward.Between(from, to)) != to {
				t.Fatalf("%s to %s: %v", w.iso(), on.iso(), forward.Between(from, to))
			}
		}
	}
	require.Equal(t, Months(-1), forward.Between(date(t, "2023-03-01"), date(t, "2023-01-31")))
}

func TestRollForwardIsMonotone(t *testing.T) {
	for d := date(t, "2019-01-01"); d < date(t, "2025-01-01"); d++ {
		for months := -40; months <= 40; months++ {
			for _, days := range []int32{-1, 0, 1} {
				p := Period{Months: int32(months), Days: days}
				if forward.Add(d, p) > forward.Add(d+1, p) {
					t.Fatalf("%s and the day after change order after %v", d, p)
				}
			}
		}
	}
}

func TestAgesComplete(t *testing.T) {
	for _, row := range []struct {
		birth         string
		c             Convention
		before, after string // the last day of 24, the first of 25
	}{
		{"2000-06-30", Convention{}, "2025-06-29", "2025-06-30"},
		{"2000-06-30", Convention{Ages: -1}, "2025-06-28", "2025-06-29"},
		{"2000-06-30", Convention{Ages: 1}, "2025-06-30", "2025-07-01"},
		{"2000-02-29", Convention{}, "2025-02-27", "2025-02-28"},
		{"2000-02-29", forward, "2025-02-28", "2025-03-01"},
		{"2000-02-29", Convention{Ages: -1}, "2025-02-26", "2025-02-27"},
		{"2000-02-29", Convention{Ages: 1, RollForward: true}, "2025-03-01", "2025-03-02"},
		{"2000-01-01", Convention{Ages: -1}, "2024-12-30", "2024-12-31"},
	} {
		birth := date(t, row.birth)
		require.Equal(t, 24, row.c.Age(birth, date(t, row.before)), row)
		require.Equal(t, 25, row.c.Age(birth, date(t, row.after)), row)
	}
	birth := date(t, "2000-06-30")
	for _, c := range []Convention{{}, {Ages: -1}, {Ages: 1}} {
		require.Zero(t, c.Age(birth, birth))
		require.Zero(t, c.Age(birth, birth-10))
	}
}

// calendarOf walks some years and labels each day with the years that hold it:
// a year begins on the day that bears its number.
func calendarOf(k YearKind, begin DayOfYear) (days []walker, label []int) {
	w := walk()
	w.to("2010-01-01")
	year := 2010
	if k != CalendarYear && begin != (DayOfYear{1, 1}) {
		year--
	}
	for first := w.number; w.year < 2026; w.next() {
		if w.number > first && w.month == int(begin.Month) && w.day == int(begin.Day) {
			year = w.year
		}
		days, label = append(days, w), append(label, year)
	}
	return days, label
}

func TestKindsOfYears(t *testing.T) {
	for _, row := range []struct {
		k     YearKind
		c     Convention
		begin DayOfYear
	}{
		{CalendarYear, Convention{School: DayOfYear{8, 1}}, DayOfYear{1, 1}},
		{SchoolYear, Convention{}, DayOfYear{9, 1}},
		{SchoolYear, Convention{School: DayOfYear{8, 16}}, DayOfYear{8, 16}},
		{FinancialYear, Convention{}, DayOfYear{1, 1}},
		{FinancialYear, Convention{Financial: DayOfYear{4, 1}}, DayOfYear{4, 1}},
		{FinancialYear, Convention{Financial: DayOfYear{12, 31}}, DayOfYear{12, 31}},
	} {
		days, label := calendarOf(row.k, row.begin)
		length := map[int]int{}
		for i, w := range days {
			d := Date(w.number)
			if got := row.c.YearOf(row.k, d); got != label[i] {
				t.Fatalf("%v %s: %d, want %d", row, w.iso(), got, label[i])
			}
			if first, last := row.c.YearDays(row.k, label[i]); d < first || last < d {
				t.Fatalf("%v %s is not from %s to %s", row, w.iso(), first, last)
			}
			if w.month != 2 || w.day != 29 {
				if got := row.c.DayIn(row.k, label[i], w.month, w.day); got != d {
					t.Fatalf("%v %s is not %s", row, w.iso(), got)
				}
			}
			length[label[i]]++
		}
		// Whole years between two days: those of whose days none is missing.
		for from := 0; from < len(days); from += 23 {
			held, whole := map[int]int{}, 0
			for to := from; to < min(len(days), from+1600); to++ {
				if held[label[to]]++; label[to] > label[0] && label[to] < label[len(label)-1] && held[label[to]] == length[label[to]] {
					whole++
				}
				if label[from] == label[0] || label[to] == label[len(label)-1] {
					continue
				}
				if got := row.c.Completed(row.k, Date(days[from].number), Date(days[to].number)); got != whole {
					t.Fatalf("%v from %s to %s: %d, want %d", row, days[from].iso(), days[to].iso(), got, whole)
				}
			}
		}
		require.Zero(t, row.c.Completed(row.k, Max, Min))
		require.Positive(t, row.c.Completed(row.k, Min, Max))
		first, last := row.c.YearDays(row.k, 20000)
		require.LessOrEqual(t, first, last+1)
	}
	require.Equal(t, "2023-02-28", Convention{}.DayIn(CalendarYear, 2023, 2, 29).String())
	require.Equal(t, "2023-03-01", forward.DayIn(CalendarYear, 2023, 2, 29).String())
	require.Equal(t, "2025-08-31", Convention{}.DayIn(SchoolYear, 2024, 8, 31).String())
}

func TestSixSchoolYears(t *testing.T) {
	from, to := date(t, "2018-09-01"), date(t, "2024-08-31")
	require.Equal(t, 6, Convention{}.Completed(SchoolYear, from, to))
	require.Equal(t, 5, WholeYears(from, to)) // a day short by anniversary
	require.Equal(t, 5, Convention{}.Completed(SchoolYear, from, to-1))
	require.Equal(t, 5, Convention{}.Completed(SchoolYear, from+1, to))
	require.Equal(t, 6, Convention{}.Completed(SchoolYear, from-1, to+1))
}

func TestMonthsTouchedAndFilled(t *testing.T) {
	w := walk()
	var days []walker
	for w.to("2019-12-01"); w.year < 2022; w.next() {
		days = append(days, w)
	}
	for from := 0; from < len(days); from++ {
		var months []int
		filled := 0
		for to := from; to < len(days); to++ {
			m := days[to].year*12 + days[to].month
			if !slices.Contains(months, m) {
				months = append(months, m)
			}
			if days[to].day == days[to].lastOfMonth() && to-from+1 >= days[to].day {
				filled++
			}
			a, b := Date(days[from].number), Date(days[to].number)
			if MonthsTouched(a, b) != len(months) || MonthsFilled(a, b) != filled {
				t.Fatalf("%s to %s: %d touched, %d filled, want %d and %d", a, b, MonthsTouched(a, b), MonthsFilled(a, b), len(months), filled)
			}
			if first, last := MonthDays(b); first > b || b > last || last.Weekday() != (first.Weekday()+int(last-first))%7 || MonthsFilled(first, last) != 1 {
				t.Fatalf("%s is not in %s to %s", b, first, last)
			}
		}
	}
	require.Zero(t, MonthsTouched(1, 0))
	require.Zero(t, MonthsFilled(40, 0))
}

// A year of another kind begins on its day itself, and what of a year lies before that day
// is of the calendar year after.
func TestADayOfAYearThatBeginsLater(t *testing.T) {
	for _, c := range []struct {
		Convention
		year             YearKind
		of               int
		begin, end, last string // last is the 29 February of the year
	}{
		{Convention{}, CalendarYear, 2023, "2023-01-01", "2023-12-31", "2023-02-28"},
		{Convention{}, SchoolYear, 2023, "2023-09-01", "2024-08-31", "2024-02-29"},
		{Convention{}, SchoolYear, 2024, "2024-09-01", "2025-08-31", "2025-02-28"},
		{Convention{RollForward: true}, SchoolYear, 2024, "2024-09-01", "2025-08-31", "2025-03-01"},
		{Convention{RollForward: true}, SchoolYear, 2023, "2023-09-01", "2024-08-31", "2024-02-29"},
		{Convention{School: DayOfYear{8, 15}}, SchoolYear, 2024, "2024-08-15", "2025-08-14", "2025-02-28"},
		{Convention{Financial: DayOfYear{4, 1}}, FinancialYear, 2023, "2023-04-01", "2024-03-31", "2024-02-29"},
	} {
		begin, end := date(t, c.begin), date(t, c.end)
		first, last := c.YearDays(c.year, c.of)
		require.Equal(t, []Date{begin, end}, []Date{first, last})
		require.Equal(t, []int{c.of - 1, c.of, c.of, c.of + 1}, []int{c.YearOf(c.year, begin-1), c.YearOf(c.year, begin), c.YearOf(c.year, end), c.YearOf(c.year, end+1)}, c.begin)
		require.Equal(t, date(t, c.last), c.DayIn(c.year, c.of, 2, 29))
		for _, d := range []Date{begin, end} {
			_, month, day := d.Civil()
			require.Equal(t, d, c.DayIn(c.year, c.of, month, day), c.begin)
		}
	}
}
