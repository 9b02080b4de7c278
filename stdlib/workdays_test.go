package stdlib

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"rota/lang/civil"
)

// The table against what the law says of any year: days off that are no weekend,
// less the weekend days worked for them, are the statutory days of the year.
func TestWorkdaysByLaw(t *testing.T) {
	statutory := func(year string) int {
		switch {
		case year < "2008": // before the amendment of December 2007
			return 10
		case year == "2015": // 3 September, once
			return 12
		case year == "2020": // the spring festival was lengthened
			return 13
		case year < "2025": // before that of November 2024
			return 11
		}
		return 13
	}
	net, notices := map[string]int{}, 0
	year := ""
	for _, line := range strings.Split(Workdays(), "\n") {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "--":
		case words[0] != "off" && words[0] != "work":
			notices++
			year = words[0]
			require.Regexp(t, `^https?://www\.gov\.cn/zhengce/zhengceku/[0-9-]+(/[0-9]+)?/content_[0-9]+\.htm$`, words[1])
		default:
			for _, stretch := range words[1:] {
				from, to, ranged := strings.Cut(stretch, "..")
				if !ranged {
					to = from
				}
				last, err := time.Parse(time.DateOnly, to)
				require.NoError(t, err)
				for d, _ := time.Parse(time.DateOnly, from); !d.After(last); d = d.AddDate(0, 0, 1) {
					weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
					switch {
					case words[0] == "off" && !weekend:
						net[year]++
					case words[0] == "work" && weekend:
						net[year]--
					case words[0] == "work":
						require.Equal(t, "2020-02-03", d.Format(time.DateOnly), "worked without a mention")
					}
				}
			}
		}
	}
	require.Equal(t, 20, notices)
	for year, n := range net {
		require.Equal(t, statutory(year), n, year)
	}
}

// Days that everybody remembers, and the working days of whole years.
func TestWorkdaysTable(t *testing.T) {
	listing, bad := civil.ParseListing(Workdays())
	require.Zero(t, bad)
	calendar := listing.Calendar()
	first, last := calendar.Span()
	require.Equal(t, []int{2007, 2026}, []int{first, last})
	for day, works := range map[string]bool{
		"2007-05-04": false, // the last golden week of May
		"2008-05-06": true,
		"2015-09-03": false, // the parade
		"2019-05-02": false, // by a second notice
		"2019-05-05": true,  // the Sunday worked for it
		"2020-01-31": false, // by a second notice
		"2020-02-03": true,
		"2023-01-28": true, // a Saturday
		"2024-02-09": true, // the last day of the year of the rabbit
		"2024-02-12": false,
		"2025-01-27": true,
		"2025-01-28": false,
		"2026-02-23": false,
		"2026-02-28": true,
		"2026-12-31": true,
	} {
		d, ok := civil.ParseISO(day)
		require.True(t, ok)
		got, known := calendar.Works(d)
		require.True(t, known, day)
		require.Equal(t, works, got, day)
	}
	for year, days := range map[int]int{2008: 251, 2013: 250, 2016: 250, 2020: 249, 2022: 249, 2024: 251, 2025: 248} {
		first, last := civil.Convention{}.YearDays(civil.CalendarYear, year)
		worked, unknown := calendar.Count(first-1, last)
		require.Equal(t, []int{days, 0}, []int{worked, unknown}, "%d", year)
	}
	for _, day := range []string{"2006-12-29", "2027-01-01"} {
		d, _ := civil.ParseISO(day)
		_, known := calendar.Works(d)
		require.False(t, known, day)
	}
}
