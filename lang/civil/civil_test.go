package civil

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Plain comparisons, not require, inside the large loops: require costs a
// microsecond and an allocation each.
func TestEveryDate1900To2100(t *testing.T) {
	w := walk()
	w.to("1900-01-01")
	for ; w.year <= 2100; w.next() {
		d, ok := NewDate(w.year, w.month, w.day)
		if !ok || int(d) != w.number || d.Weekday() != w.weekday {
			t.Fatalf("%s: got %d %v weekday %d, want %d weekday %d", w.iso(), d, ok, d.Weekday(), w.number, w.weekday)
		}
		if y, m, day := d.Civil(); y != w.year || m != w.month || day != w.day {
			t.Fatalf("%s: got %d-%d-%d", w.iso(), y, m, day)
		}
		if n := DaysIn(w.year, w.month); n != w.lastOfMonth() {
			t.Fatalf("%s: month of %d days", w.iso(), n)
		}
		std := time.Date(w.year, time.Month(w.month), w.day, 0, 0, 0, 0, time.UTC)
		if std.Unix() != int64(d)*86400 || int(std.Weekday()) != d.Weekday() {
			t.Fatalf("%s: the standard library disagrees", w.iso())
		}
		if back, ok := ParseISO(w.iso()); !ok || back != d || d.String() != w.iso() {
			t.Fatalf("%s: reads back as %v", w.iso(), back)
		}
	}
}

// The standard library for the years the walker would take long to reach.
func TestWholeRangeAgainstTime(t *testing.T) {
	for d := Min; d <= Max; d += 89 {
		std := time.Unix(int64(d)*86400, 0).UTC()
		y, m, day := d.Civil()
		if y != std.Year() || m != int(std.Month()) || day != std.Day() || d.Weekday() != int(std.Weekday()) {
			t.Fatalf("%d: got %v, want %v", d, d, std)
		}
		if back, ok := NewDate(y, m, day); !ok || back != d {
			t.Fatalf("%v: back as %v", d, back)
		}
	}
	require.Equal(t, "0001-01-01", Min.String())
	require.Equal(t, "9999-12-31", Max.String())
}

func TestAddIsMonotone(t *testing.T) {
	random := rand.New(rand.NewPCG(2020, 229))
	dates := []Date{Min, Min + 1, Max - 1, Max}
	for range 400 {
		a := Min + Date(random.IntN(int(Max-Min)))
		dates = append(dates, a, min(a+Date(random.IntN(5)), Max))
	}
	for month := 1; month <= 12; month++ {
		for day := 27; day <= DaysIn(2024, month); day++ {
			d, _ := NewDate(2024, month, day)
			dates = append(dates, d)
		}
	}
	for range 300 {
		p := Period{Months: int32(random.IntN(1500) - 750), Days: int32(random.IntN(800) - 400)}
		for _, a := range dates {
			b := dates[random.IntN(len(dates))]
			for _, b := range []Date{b, min(a+1, Max), min(a+3, Max)} {
				if (a < b && a.Add(p) > b.Add(p)) || (a > b && a.Add(p) < b.Add(p)) {
					t.Fatalf("%v and %v change order after %v", a, b, p)
				}
			}
			if a <= b && a.Add(Between(a, b)) != b {
				t.Fatalf("%v to %v is not %v", a, b, Between(a, b))
			}
			if a < b && Between(b, a) != Between(a, b).Neg() {
				t.Fatalf("%v back to %v is not the negation", b, a)
			}
		}
	}
}

func TestDatesThatDoNotExist(t *testing.T) {
	for _, c := range [][3]int{
		{2023, 2, 30}, {2023, 2, 29}, {1900, 2, 29}, {2100, 2, 29}, {2024, 4, 31}, {2024, 0, 1}, {2024, 13, 1},
		{2024, 1, 0}, {2024, 1, 32}, {0, 1, 1}, {10000, 1, 1}, {-1, 1, 1}, {2024, -1, 1}, {2024, 1, -1},
		{math.MaxInt, 1, 1}, {math.MinInt, 1, 1}, {2024, math.MaxInt, 1}, {2024, 1, math.MinInt},
	} {
		_, ok := NewDate(c[0], c[1], c[2])
		require.False(t, ok, "%v", c)
	}
	for _, s := range []string{
		"", "2024", "2024-1-01", "2024-01-1", "2024/01/01", "2024-01-01 ", " 2024-01-01", "2024-01-01T", "20240101",
		"２０２４-01-01", "+024-01-01", "-024-01-01", "2023-02-29", "2024-13-01", "0000-01-01", "2024-01-0x", "2024年1月",
	} {
		_, ok := ParseISO(s)
		require.False(t, ok, s)
	}
	require.Zero(t, DaysIn(2024, 0))
	require.Zero(t, DaysIn(2024, 13))
}

func TestArithmeticStopsAtTheEnds(t *testing.T) {
	require.Equal(t, Max, Max.AddDays(1))
	require.Equal(t, Min, Min.AddDays(-1))
	require.Equal(t, Max, Min.AddDays(math.MaxInt))
	require.Equal(t, Min, Max.AddDays(math.MinInt))
	require.Equal(t, Max, Date(0).Add(Years(math.MaxInt)))
	require.Equal(t, Min, Date(0).Add(Years(math.MinInt)))
	require.Equal(t, Max, Max.Add(Months(1)))
	require.Equal(t, Min, Min.Add(Months(-1)))
	require.Equal(t, Max, Date(math.MaxInt32).Add(Days(math.MaxInt)))
	require.Equal(t, Min, Date(math.MinInt32).Add(Period{Months: math.MinInt32, Days: math.MinInt32}))
	require.Equal(t, "9999-12-31", Date(math.MaxInt32).String())
	require.Equal(t, "0001-01-01", Date(math.MinInt32).String())
	require.Equal(t, 9998, WholeYears(Min, Max))
	require.Equal(t, Max, Min.Add(Between(Min, Max)))
	require.Equal(t, Min.Weekday(), Date(math.MinInt32).Weekday())
}

func TestParseISORefuses(t *testing.T) {
	for _, s := range []string{
		"", "2024-1-31", "2024-01-3", "2024-01-311", "2024/01-31", "2024-01/31", "2024-01 31", "2024-0:-31", "202a-01-31", "2024-01-3/", "+024-01-31",
		"2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "0000-01-01", " 2024-01-3",
	} {
		_, ok := ParseISO(s)
		require.False(t, ok, s)
	}
	d, ok := ParseISO("9999-12-31")
	require.True(t, ok)
	require.Equal(t, Max, d)
}

// The bounds of a period in days hold from wherever it is counted.
func TestDaysOfAPeriod(t *testing.T) {
	for _, p := range []Period{{}, Days(40), Months(1), Months(7), Years(1), Years(5), {Months: 17, Days: 20}, Years(60)} {
		least, most := p.LeastDays(), p.MostDays()
		require.LessOrEqual(t, most-least, 16, "they are not far apart")
		for year := 1996; year < 2001; year++ {
			for month := 1; month <= 12; month++ {
				for _, day := range []int{1, 15, DaysIn(year, month)} {
					d := fromCivil(year, month, day)
					for _, c := range []Convention{{}, {RollForward: true}} {
						n := int(c.Add(d, p) - d)
						require.GreaterOrEqual(t, n, least, "%s from %s", p, d)
						require.LessOrEqual(t, n, most, "%s from %s", p, d)
					}
				}
			}
		}
	}
}
