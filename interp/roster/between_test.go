package roster

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A row that ends on the day before another of the same person begins most likely counts its
// last day, and so does the month before; what is known to the year, or runs on, says nothing.
func TestDaysBetween(t *testing.T) {
	for _, test := range []struct{ name, rows, want string }{
		{"the day before", "A1|2010-01-01|2012-06-30\nA1|2012-07-01|2014-06-30", "R0621 b.csv!C2"},
		{"the later row first", "A1|2012-07-01|2014-06-30\nA1|2010-01-01|2012-06-30", "R0621 b.csv!C3"},
		{"before a leap day", "A1|2010-01-01|2012-02-28\nA1|2012-02-29|2014-06-30", "R0621 b.csv!C2"},
		{"several", "A1|2010-01-01|2012-06-30\nA1|2012-07-01|2014-06-30\nA1|2014-07-01|至今", "R0621 b.csv!C2 x2"},
		{"the same day", "A1|2010-01-01|2012-07-01\nA1|2012-07-01|2014-06-30", ""},
		{"two days before", "A1|2010-01-01|2012-06-29\nA1|2012-07-01|2014-06-30", ""},
		{"of another person", "A1|2010-01-01|2012-06-30\nA2|2012-07-01|2014-06-30", ""},
		{"an end known to the month", "A1|2010-01-01|2012年6月\nA1|2012-06-02|2014-06-30", ""},
		{"an end known to the year", "A1|2010-01-01|2012年\nA1|2012-01-02|2014-06-30", ""},
		{"a beginning known to the month", "A1|2010-01-01|2012-06-30\nA1|2012年7月|2014-06-30", ""},
		{"a beginning that is not known", "A1|2010-01-01|2012-06-30\nA1|不详|2014-06-30", ""},
		{"the month before", "A1|2010.01|2012.06\nA1|2012.07|2014.06", "R0621 b.csv!C2"},
		{"the month before a day", "A1|2010.01|2012.12\nA1|2013-01-01|2014.06", "R0621 b.csv!C2"},
		{"the same month", "A1|2010.01|2012.06\nA1|2012.06|2014.06", ""},
		{"two months before", "A1|2010.01|2012.05\nA1|2012.07|2014.06", ""},
		{"no end", "A1|2010-01-01|\nA1|2012-07-01|2014-06-30", ""},
		{"a row over before it begins", "A1|2012-07-01|2012-06-30", ""},
	} {
		r, _ := Bind(program(t, careerRules), []Sheet{grid("a.csv", "", "工号|单位\nA1|所部\nA2|所部")}, map[string][]Sheet{"career": {grid("b.csv", "", "工号|起|止\n"+test.rows)}}, Options{})
		var got string
		for _, d := range r.DaysBetween() {
			got = string(d.Code) + " " + d.At.String()
			if d.Count > 1 {
				got += " x2"
				require.Equal(t, 2, d.Count)
			}
		}
		require.Equal(t, test.want, got, test.name)
	}
}

// Where the day of the end counts there is no gap to tell of.
func TestDaysBetweenWhereTheEndCounts(t *testing.T) {
	const text = "record staff, key staff id\nfield staff id: text, headed \"工号\"\nrecord posting as career, many per staff by holder, spell from begin %s finish\n  holder: text, headed \"工号\"\n  begin: date, headed \"起\"\n  finish: date, headed \"止\"\naction rotate\nrule 1 some posting in career where begin <= 2020-01-01 => must rotate\n"
	for word, want := range map[string]int{"to": 0, "until": 1} {
		p := checked(t, strings.Replace(text, "%s", word, 1))
		r, _ := Bind(p, []Sheet{grid("a.csv", "", "工号\nA1")}, map[string][]Sheet{"career": {grid("b.csv", "", "工号|起|止\nA1|2010-01-01|2012-06-30\nA1|2012-07-01|2014-06-30")}}, Options{})
		require.Len(t, r.DaysBetween(), want, word)
	}
}
