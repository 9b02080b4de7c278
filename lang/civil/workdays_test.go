package civil

import (
	"testing"

	"github.com/stretchr/testify/require"
)

const short = `
2024 a notice
  off 2024-02-10..2024-02-17 2024-05-01..2024-05-05
  work 2024-02-04 2024-02-18 2024-04-28 2024-05-11 -- make-up days
`

func TestWorkdays(t *testing.T) {
	c, bad := ParseWorkdays(short)
	require.Zero(t, bad)
	day := func(s string) Date {
		d, ok := ParseISO(s)
		require.True(t, ok, s)
		return d
	}
	for _, row := range []struct {
		day          string
		works, known bool
	}{
		{"2024-02-04", true, true},   // a Sunday that is worked
		{"2024-02-12", false, true},  // a Monday that is off
		{"2024-03-01", true, true},   // a Friday
		{"2024-03-02", false, true},  // a Saturday
		{"2025-03-03", true, false},  // a year that is not there
		{"2023-12-31", false, false}, // the day before it begins
	} {
		works, known := c.Works(day(row.day))
		require.Equal(t, row.known, known, row.day)
		if known {
			require.Equal(t, row.works, works, row.day)
		}
	}
	n, known := c.Count(day("2024-04-26"), day("2024-05-06"))
	require.True(t, known)
	require.Equal(t, 4, n) // 28, 29, 30 April and 6 May: the first day is not counted
	n, known = c.Count(day("2024-05-06"), day("2024-04-26"))
	require.True(t, known)
	require.Equal(t, -4, n)
	_, known = c.Count(day("2024-12-30"), day("2025-01-02"))
	require.False(t, known)
	after, known := c.Add(day("2024-04-26"), 4)
	require.True(t, known)
	require.Equal(t, "2024-05-06", after.String())
	_, known = c.Add(day("2024-12-31"), 1)
	require.False(t, known)
	_, bad = ParseWorkdays("2024\n  off 2024-13-01")
	require.Equal(t, 2, bad)
}

// Add then Count comes back to the same number, all year round.
func TestWorkdaysRoundTrip(t *testing.T) {
	c, _ := ParseWorkdays(short)
	from, _ := ParseISO("2024-01-01")
	for start := from; start < from+300; start++ {
		for n := 1; n < 25; n++ {
			end, known := c.Add(start, n)
			require.True(t, known)
			counted, known := c.Count(start, end)
			require.True(t, known)
			require.Equal(t, n, counted)
		}
	}
}
