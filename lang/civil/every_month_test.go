package civil

import (
	"flag"
	"testing"
)

var stride = flag.Int("stride", 29, "count from every so many days; 1 for every day of 1900 to 2100")

// TestEveryMonthFromEveryDay adds up to 600 months to the days of 1900 to 2100 and
// takes them off, and counts the months and days from each to the first and the last
// day on which so many are complete, and to one between; by both conventions. The
// walker has gone through the calendar day by day and left the first day and the
// length of each month; corresponding days follow from these.
//
//	go test ./lang/civil -run TestEveryMonthFromEveryDay -stride 1 -v
func TestEveryMonthFromEveryDay(t *testing.T) {
	months, starts := walkedMonths()
	for _, kind := range []struct {
		name string
		Convention
		missing func(month) int
	}{
		{"last day", Convention{}, func(m month) int { return m.first + m.length - 1 }},
		{"roll forward", forward, func(m month) int { return m.first + m.length }},
	} {
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			var added, counted int
			for i := 0; i < len(starts); i += *stride {
				a, c := fromDay(t, kind.Convention, months, starts[i], kind.missing)
				added, counted = added+a, counted+c
			}
			t.Logf("%d starts, %d additions, %d counts between", (len(starts)+*stride-1)/(*stride), added, counted)
		})
	}
}

// month is a month as it was walked through: the number of its first day, and how
// many there were.
type month struct{ first, length int }

// start is a day by the place of its month and its day of the month.
type start struct{ month, day, number int }

const reach = 600 // months

// walkedMonths are the months from which 1900 to 2100 are reached, and the days of
// those years.
func walkedMonths() (months []month, starts []start) {
	w := walk()
	for w.to("1849-12-01"); w.year < 2152; w.next() {
		if w.day == 1 {
			months = append(months, month{first: w.number})
		}
		m := len(months) - 1
		months[m].length++
		if w.year >= 1900 && w.year <= 2100 {
			starts = append(starts, start{m, w.day, w.number})
		}
	}
	return months, starts
}

// fromDay compares what is added to one day and what is counted from it.
func fromDay(t *testing.T, c Convention, months []month, s start, missing func(month) int) (added, counted int) {
	from := Date(s.number)
	corresponding := func(n int) int {
		m := months[s.month+n]
		if s.day > m.length {
			return missing(m)
		}
		return m.first + s.day - 1
	}
	for n := -reach; n <= reach; n++ {
		want := corresponding(n)
		if n == 0 {
			want = s.number
		}
		if got := c.Add(from, Months(n)); int(got) != want {
			t.Fatalf("%v %+d months: %v, walked to %v", from, n, got, Date(want))
		}
		if n%12 == 0 && int(c.Add(from, Years(n/12))) != want {
			t.Fatalf("%v %+d years: %v, walked to %v", from, n/12, c.Add(from, Years(n/12)), Date(want))
		}
		if added++; n < 0 {
			continue
		}
		last := corresponding(n+1) - 1
		for _, to := range [3]int{want, want + (s.month+s.day+n)%(last-want+1), last} {
			got := c.Between(from, Date(to))
			if got.Months != int32(n) || got.Days != int32(to-want) {
				t.Fatalf("%v to %v: %v, walked %d months %d days", from, Date(to), got, n, to-want)
			}
			counted++
		}
		if c.WholeYears(from, Date(want)) != n/12 || c.WholeYears(from, Date(last)) != n/12 {
			t.Fatalf("%v to %v and to %v: not %d years", from, Date(want), Date(last), n/12)
		}
	}
	return added, counted
}
