package plan_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/eval"
)

// What is asked of spells and runs is found on columns as one by one, where a spell ends or
// begins a day sooner or later: by the gap, by the as-of date, by what it is compared with,
// and beside another that is as long or begins on the same day.
func TestFiguresAtTheEdges(t *testing.T) {
	row := func(id, category string, from, until any) map[string]any {
		return map[string]any{"holder": id, "unit": "a", "section": "b", "post": "c", "post category": category, "started on": from, "ended on": until}
	}
	var rows, careers []map[string]any
	for i := range 9 {
		for j := range 9 {
			id := fmt.Sprint(i*10 + j)
			rows = append(rows, map[string]any{"staff id": id, "unit": "a", "section": "b", "post": "c", "post category": "funds"})
			from, until := date("2023-01-10").AddDays(i), date("2024-11-26").AddDays(j)
			careers = append(careers, row(id, "finance", "2020-01-01", date("2022-12-10").AddDays(j)), row(id, "funds", from, until))
			switch (i + j) % 4 {
			case 0: // within the first, or on its last days
				careers = append(careers, row(id, "finance", "2022-01-01", date("2022-12-10").AddDays(i)))
			case 1: // as long as the second, or begun with it
				careers = append(careers, row(id, "finance", from.AddDays(j%2), until.AddDays(j%3)))
			case 2: // begins about the as-of date
				careers = append(careers, row(id, "personnel", date("2024-12-28").AddDays(i), nil))
			}
		}
	}
	for _, test := range []struct {
		what string
		must int // of 81
		open int
	}{
		{"count of (runs of career) >= 3", 20, 0},
		{"count of (runs of career broken by a gap of at least 1mo) >= 2", 47, 0},
		{"count of (runs of career broken by a gap of at least 30d) >= 3", 12, 0},
		{"length of the run alive at as-of date of (runs of career broken by a gap of at least 30d) >= 1y", 31, 0},
		{"length of the run open at as-of date of (runs of career broken by a gap of at least 30d) >= 1d", 8, 0},
		{"start of the run open at 2022-12-14 of career = 2020-01-01", 41, 0},
		{"start of the run open at 2023-01-14 of career >= 2023-01-13", 18, 0},
		{"start of the run alive at 2023-01-12 of (runs of career broken by a gap of at least 30d) = 2020-01-01", 53, 0},
		{"length of the run open at 2022-12-14 of career >= 400d", 41, 0},
		{"length of the run open at 2023-01-14 of career >= 400d", 45, 0},
		{"length of the run alive at 2023-01-12 of (runs of career broken by a gap of at least 30d) >= 400d", 62, 0},
		{"length of the run alive at 2022-12-14 of career >= 400d", 50, 0},
		{"length of the run open at 2022-12-14 of (runs of career broken by a gap of at least 10d) >= 400d", 41, 0},
		{"length of the run alive at 2022-12-24 of (runs of career broken by a gap of at least 10d) >= 400d", 41, 0},
		{"length of longest of career >= 1077d", 54, 0},
		{"length of longest of runs of career >= 1077d", 59, 0},
		{"length of shortest of career >= 684d", 28, 0},
		{"length of first of career >= 1077d", 54, 0},
		{"length of last of career >= 684d", 45, 0},
		{"start of last of career >= 2023-01-14", 54, 0},
		{"end of first of career >= 2022-12-14", 36, 0},
		{"end of last of career >= 2024-11-30", 47, 2},
		{"served in career >= 1764d", 47, 0},
		{"served in (career where post category is finance) >= 1077d", 66, 0},
		{"days of (career where post category is personnel) >= 1", 9, 0}, // by hand: begun by the as-of date
		{"days of (career where post category is personnel) >= 2", 7, 0}, // by hand: by the day before
		{"count of (career where post category is finance) >= 2", 41, 0},
	} {
		t.Run(test.what, func(t *testing.T) {
			bound := bindCareers(t, "rule 1 "+test.what+" => must rotate\n", rows, careers)
			briefly(t, bound)
			must, open := 0, 0
			for d := range bound.Brief(date("2024-12-31")) {
				if d.Outcome == eval.Undetermined {
					open++
				} else if len(d.Clauses) == 1 {
					must++
				}
			}
			require.Equal(t, []int{test.must, test.open}, []int{must, open})
		})
	}
}

// crossed are n times n people with the spells that each has, from when until when.
func crossed(n int, of func(i, j int) [][2]any) (rows, careers []map[string]any) {
	for i := range n {
		for j := range n {
			id := fmt.Sprint(i*n + j)
			rows = append(rows, map[string]any{"staff id": id, "unit": "a", "section": "b", "post": "c", "post category": "funds"})
			for _, spell := range of(i, j) {
				careers = append(careers, map[string]any{"holder": id, "unit": "a", "section": "b", "post": "c", "post category": "finance", "started on": spell[0], "ended on": spell[1]})
			}
		}
	}
	return rows, careers
}

// counted is of how many a rule is true, and of how many that is open, on columns as one by
// one.
func counted(t *testing.T, policy string, rows, careers []map[string]any) [2]int {
	bound := bindCareers(t, policy+" => must rotate\n", rows, careers)
	briefly(t, bound)
	must, open := 0, 0
	for d := range bound.Brief(date("2024-12-31")) {
		switch d.Outcome {
		case eval.Must:
			must++
		case eval.Undetermined:
			open++
		}
	}
	return [2]int{must, open}
}

// A gap ends where a span of time does: at the end of a month that lacks the day, or, where
// anniversaries roll forward, on the day after it.
func TestGapsRollForwardAsSpansDo(t *testing.T) {
	rows, careers := crossed(6, func(i, j int) [][2]any {
		return [][2]any{{"2020-01-01", date("2023-01-28").AddDays(i)}, {date("2023-02-26").AddDays(j), nil}}
	})
	// By hand: a month from 28 to 31 January ends on 28 February, of 36 pairs 21 are as far
	// apart; rolling forward that of 29 to 31 January ends on 1 March.
	for header, must := range map[string]int{"": 21, "policy \"p\"\n  anniversaries roll forward\n": 18} {
		require.Equal(t, [2]int{must, 0}, counted(t, header+"rule 1 count of (runs of career broken by a gap of at least 1mo) >= 2", rows, careers), header)
	}
}

// A spell is as long as it is by the as-of date, though it goes on: beside one that has
// ended a day or two before, on the day or after it.
func TestLongestByTheAsOfDate(t *testing.T) {
	rows, careers := crossed(5, func(i, j int) [][2]any {
		return [][2]any{{date("2020-01-01").AddDays(i), date("2024-12-29").AddDays(j)}, {"2020-01-03", nil}}
	})
	for what, count := range map[string][2]int{ // by hand; open where both are as long and began on two days
		"start of longest of career = 2020-01-03":  {16, 2},
		"start of shortest of career = 2020-01-03": {12, 2},
	} {
		require.Equal(t, count, counted(t, "rule 1 "+what, rows, careers), what)
	}
}

// What begins after the day that a run is to have joins it where it begins on the day on
// which the run ends or sooner, and so does what joins that in turn.
func TestRunsJoinWhatTouchesThem(t *testing.T) {
	rows, careers := crossed(5, func(i, j int) [][2]any {
		return [][2]any{{"2020-01-01", date("2022-12-18").AddDays(i)}, {date("2022-12-18").AddDays(j), "2023-06-30"}, {"2023-06-30", "2024-01-31"}}
	})
	for _, what := range []string{
		"end of the run open at 2022-12-14 of career >= 2024-01-01", "end of the run alive at 2022-12-14 of career >= 2024-01-01",
		"length of the run open at 2022-12-14 of career >= 1460d", "count of (runs of career) = 1",
	} {
		require.Equal(t, [2]int{15, 0}, counted(t, "rule 1 "+what, rows, careers), what) // by hand: of 25 those that end on the day or after it
	}
}

// No day is counted twice, though a short spell within a long one has ended before a third
// begins.
func TestNoDayIsServedTwice(t *testing.T) {
	rows, careers := crossed(5, func(i, j int) [][2]any {
		return [][2]any{{"2020-01-01", date("2020-12-29").AddDays(i)}, {"2020-03-01", "2020-04-01"}, {date("2020-12-29").AddDays(j), "2021-01-30"}}
	})
	// By hand: from 1 January 2020 to 30 January 2021 there are 395 days; less where the third
	// begins after the first has ended, which of 25 are 10.
	require.Equal(t, [2]int{15, 0}, counted(t, "rule 1 served in career = 395d", rows, careers))
	require.Equal(t, [2]int{0, 0}, counted(t, "rule 1 served in career > 395d", rows, careers))
}
