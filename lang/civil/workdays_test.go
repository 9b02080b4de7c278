package civil

import (
	"testing"

	"github.com/stretchr/testify/require"
)

const short = `
2024 a notice
  off 2024-02-10..2024-02-17 2024-05-01..2024-05-05
  work 2024-02-04 2024-02-18 2024-04-28 2024-05-11 -- make-up days
2026 another; 2025 is not there
`

func listing(t *testing.T, text string) Listing {
	l, bad := ParseListing(text)
	require.Zero(t, bad)
	return l
}

func TestWorkdays(t *testing.T) {
	c := listing(t, short).Calendar()
	for _, row := range []struct {
		day          string
		works, known bool
	}{
		{"2024-02-04", true, true},   // a Sunday that is worked
		{"2024-02-12", false, true},  // a Monday that is off
		{"2024-03-01", true, true},   // a Friday
		{"2024-03-02", false, true},  // a Saturday
		{"2025-03-03", false, false}, // a year that is not there
		{"2023-12-31", false, false}, // the day before it begins
		{"2027-01-01", false, false}, // the day after it ends
		{"2026-01-01", true, true},
	} {
		works, known := c.Works(date(t, row.day))
		require.Equal(t, row.known, known, row.day)
		require.Equal(t, row.works, works, row.day)
	}
	n, unknown := c.Count(date(t, "2024-04-26"), date(t, "2024-05-06"))
	require.Equal(t, []int{4, 0}, []int{n, unknown}) // 28, 29, 30 April and 6 May: the first day is not counted
	n, unknown = c.Count(date(t, "2024-05-06"), date(t, "2024-04-26"))
	require.Equal(t, []int{0, 0}, []int{n, unknown})
	n, unknown = c.Count(date(t, "2024-12-30"), date(t, "2025-01-02"))
	require.Equal(t, []int{1, 2}, []int{n, unknown})
	for _, row := range []struct {
		from, to    string
		first, last int
	}{
		{"2024-12-30", "2025-01-02", 2025, 2025},
		{"2024-12-30", "2027-03-01", 2025, 2027},
		{"2024-01-01", "2024-12-31", 0, 0},
	} {
		first, last := c.Missing(date(t, row.from), date(t, row.to))
		require.Equal(t, []int{row.first, row.last}, []int{first, last}, row)
	}

	add := func(from string, n int) []any {
		first, last, missing := c.Add(date(t, from), n)
		return []any{first.String(), last.String(), missing}
	}
	require.Equal(t, []any{"2024-05-06", "2024-05-06", 0}, add("2024-04-26", 4))
	require.Equal(t, []any{"2024-04-28", "2024-04-28", 0}, add("2024-05-01", -3))
	require.Equal(t, []any{"2024-05-01", "2024-05-01", 0}, add("2024-05-01", 0))
	require.Equal(t, []any{"2025-01-02", "2025-03-03", 2025}, add("2024-12-31", 2))  // twice 31 days after one that is worked
	require.Equal(t, []any{"2025-11-30", "2025-12-30", 2025}, add("2025-12-31", -1)) // of 31 days one
	require.Equal(t, []any{"2026-01-01", "2026-01-01", 0}, add("2026-01-02", -1))
	_, bad := ParseListing("2024\n  off 2024-13-01")
	require.Equal(t, 2, bad)
	_, bad = ParseListing("2024\n  off 2024-01-02..2024-01-01")
	require.Equal(t, 2, bad)
	_, bad = ParseListing("soon")
	require.Equal(t, 1, bad)

	none := Listing{Years: map[int]bool{}}.Calendar()
	_, known := none.Works(0)
	require.False(t, known)
	first, last, missing := none.Add(0, 3)
	require.Equal(t, []any{Date(3), Date(93), 1970}, []any{first, last, missing})
	first, last, missing = none.Add(Max, 3)
	require.Equal(t, []any{Max, Max, 0}, []any{first, last, missing})
}

// Counting and adding against one day after the other.
func TestWorkdaysDayByDay(t *testing.T) {
	l := listing(t, short)
	for _, l := range []Listing{l, {Rest: []Rest{{Weekday: 0}}, Days: l.Days}, {Rest: l.Rest, Days: l.Days, Years: map[int]bool{2024: true, 2025: true}}} {
		c := l.Calendar()
		for from := date(t, "2023-11-01"); from < date(t, "2025-03-01"); from++ {
			worked, unknown := 0, 0
			for to := from + 1; to < from+120; to++ {
				switch works, known := l.works(to); {
				case !known:
					unknown++
				case works:
					worked++
				}
				if w, u := c.Count(from, to); w != worked || u != unknown {
					t.Fatalf("%s to %s: %d and %d, want %d and %d", from, to, w, u, worked, unknown)
				}
				works, known := l.works(to)
				if w, k := c.Works(to); k != known || w != (works && known) {
					t.Fatalf("%s: %v %v", to, w, k)
				}
				if unknown > 0 || !works {
					continue
				}
				if first, last, missing := c.Add(from, worked); first != to || last != to || missing != 0 {
					t.Fatalf("%s + %d: %s..%s, want %s", from, worked, first, last, to)
				}
				if works, _ := l.works(from); works {
					if first, last, missing := c.Add(to, -worked); first != from || last != from || missing != 0 {
						t.Fatalf("%s - %d: %s..%s, want %s", to, worked, first, last, from)
					}
				}
			}
		}
	}
}

// Where days are unknown the bounds hold whatever they are.
func TestWorkdaysBounds(t *testing.T) {
	l := listing(t, short)
	c := l.Calendar()
	for _, rest := range [][]Rest{nil, {{Weekday: 0}}, {{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 1}, {5, 2}, {6, 0}}, l.Rest} {
		filled := Listing{Rest: rest, Days: map[Date]bool{}}
		for d := date(t, "2023-01-01"); d < date(t, "2028-01-01"); d++ {
			if works, known := l.works(d); known {
				filled.Days[d] = works
			}
		}
		full := filled.Calendar()
		for from := date(t, "2023-06-01"); from < date(t, "2027-01-01"); from += 5 {
			for n := -9; n <= 9; n++ {
				day, _, _ := full.Add(from, n)
				first, last, missing := c.Add(from, n)
				if day < first || last < day || (missing == 0) != (first == last) {
					t.Fatalf("%s %+d: %s is not in %s..%s (%d)", from, n, day, first, last, missing)
				}
			}
		}
	}
}

func TestPositionsOfRest(t *testing.T) {
	on := map[string]bool{}
	for _, r := range []Rest{{Weekday: 6, Position: 2}, {Weekday: 6, Position: -1}, {Weekday: 1, Position: 5}} {
		for d := date(t, "2024-06-01"); d <= date(t, "2024-09-30"); d++ {
			if r.On(d) {
				on[d.String()] = true
			}
		}
	}
	require.Equal(t, map[string]bool{
		"2024-06-08": true, "2024-06-29": true, "2024-07-13": true, "2024-07-27": true, "2024-07-29": true,
		"2024-08-10": true, "2024-08-31": true, "2024-09-14": true, "2024-09-28": true, "2024-09-30": true,
	}, on)
	first, last := Listing{}.Calendar().Span()
	require.Equal(t, []int{1900, 2200}, []int{first, last})
}

func TestWhatACalendarCovers(t *testing.T) {
	c := listing(t, short).Calendar()
	first, last := c.Span()
	require.Equal(t, []int{2024, 2026}, []int{first, last})
	require.Equal(t, 8, c.LongestRest(), "from 10 to 17 February; the 18th is worked")
	none := listing(t, "").Calendar()
	first, last = none.Span()
	require.Equal(t, []int{0, 0}, []int{first, last})
}
