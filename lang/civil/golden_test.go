package civil

import (
	"bufio"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var part = regexp.MustCompile(`([-+]?)(\d+)(y|mo|w|d)`)

// readPeriod reads the table's own spelling; a sign holds until the next one.
func readPeriod(t *testing.T, s string) (months, days int) {
	t.Helper()
	parts := part.FindAllStringSubmatch(s, -1)
	require.NotEmpty(t, parts, s)
	sign := 1
	for _, p := range parts {
		switch p[1] {
		case "-":
			sign = -1
		case "+":
			sign = 1
		}
		n, err := strconv.Atoi(p[2])
		require.NoError(t, err)
		n *= sign
		switch p[3] {
		case "y":
			months += 12 * n
		case "mo":
			months += n
		case "w":
			days += 7 * n
		case "d":
			days += n
		}
	}
	return months, days
}

func date(t *testing.T, iso string) Date {
	t.Helper()
	d, ok := ParseISO(iso)
	require.True(t, ok, iso)
	require.Equal(t, iso, d.String())
	return d
}

func TestGolden(t *testing.T) {
	file, err := os.Open("testdata/golden.txt")
	require.NoError(t, err)
	defer file.Close()
	rows := 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		rows++
		t.Run(line, func(t *testing.T) { goldenRow(t, strings.Fields(line)) })
	}
	require.GreaterOrEqual(t, rows, 120)
}

func goldenRow(t *testing.T, row []string) {
	require.Len(t, row, 4)
	from, want := date(t, row[1]), row[3]
	oracle := walk()
	oracle.to(row[1])
	require.Equal(t, oracle.number, int(from))
	switch row[0] {
	case "add":
		months, days := readPeriod(t, row[2])
		oracle.add(months, days)
		require.Equal(t, want, oracle.iso(), "the row is wrong")
		got := from.Add(Period{Months: int32(months), Days: int32(days)})
		require.Equal(t, want, got.String())
		require.Equal(t, oracle.number, int(got))
		require.Equal(t, oracle.weekday, got.Weekday())
	case "years":
		to := date(t, row[2])
		require.Equal(t, want, strconv.Itoa(oracle.anniversaries(row[2], false)), "the row is wrong")
		got := WholeYears(from, to)
		require.Equal(t, want, strconv.Itoa(got))
		require.Equal(t, from <= to, Completed(from, Years(got), to))
		require.False(t, Completed(from, Years(got+1), to))
	case "months":
		to := date(t, row[2])
		require.Equal(t, want, strconv.Itoa(oracle.anniversaries(row[2], true)), "the row is wrong")
		require.Equal(t, want, strconv.Itoa(WholeMonths(from, to)))
	case "between":
		months, days := readPeriod(t, want)
		require.Equal(t, months, oracle.anniversaries(row[2], true), "the row is wrong")
		oracle.add(months, days)
		require.Equal(t, row[2], oracle.iso(), "the row is wrong")
		got := Between(from, date(t, row[2]))
		require.Equal(t, Period{Months: int32(months), Days: int32(days)}, got)
		require.Equal(t, row[2], from.Add(got).String())
	default:
		t.Fatalf("unknown row %q", row[0])
	}
}
