package roster

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Rows of a list that have a key of their own are told when two bear one.
func TestKeysOfAList(t *testing.T) {
	const text = `record staff, key staff id
field staff id: text, headed "工号"
field first house: house, headed "住房"
record house as houses, key door, many per staff by owner
  door: text, headed "房号"
  owner: text, headed "工号"
  rooms: whole number, headed "间数"
action rotate
rule 1 some house in houses where rooms >= 3 => may rotate
rule 2 first house's rooms >= 3 => may rotate
`
	p := checked(t, text)
	r, found := Bind(p, []Sheet{grid("a.csv", "", "工号|住房\nA1|F1\nA2|F2")}, map[string][]Sheet{"houses": {grid("b.csv", "", "房号|工号|间数\nF1|A1|3\nF2|A1|4\nF2|A2|2\n|A2|5")}}, Options{})
	require.Equal(t, []string{
		"R0560 b.csv!A4: “F2” is the door of two records, rows 3 and 4; neither can be relied on",
		"R0559 b.csv!A5: “door” is blank or cannot be read, so nothing can be joined to this record; the row is decided as b.csv!5",
	}, lines(found))
	require.Len(t, r.People[0].Rows[0], 2)
	require.Equal(t, "A1=F1, A2=unreadable F2/F2", leads(r, "staff", "first house"))
}

// However many are meant, ten are named and the others counted.
func TestManyWithoutRows(t *testing.T) {
	for n, want := range map[int]string{
		10:  "T0, T1, T2, T3, T4, T5, T6, T7, T8, T9",
		11:  "T0, T1, T2, T3, T4, T5, T6, T7, T8, T9 and 1 more",
		150: "T0, T1, T2, T3, T4, T5, T6, T7, T8, T9 and 140 more",
	} {
		staff, career := "工号|单位\nA1|所部", "工号|起|止|单位\nA1|2015.3|至今|所部"
		for i := range n {
			staff += fmt.Sprintf("\nT%d|所部", i)
			career += fmt.Sprintf("\nS%d|2015.3|至今|所部\nS%d|2012.3|2015.3|所部", i, i)
		}
		_, found := Bind(program(t, careerRules), []Sheet{grid("a.csv", "", staff)}, map[string][]Sheet{"career": {grid("b.csv", "", career)}}, Options{})
		require.Equal(t, []string{
			fmt.Sprintf("R0565 b.csv!A3 x%d: rows of career belong to no record of “staff”: %s", 2*n, strings.ReplaceAll(want, "T", "S")),
			fmt.Sprintf("R0589 a.csv!3 x%d: “career” has no row for: %s; they are decided as having none", n, want),
		}, lines(found))

		staff = "工号|分管领导"
		for i := range 2 * n {
			staff += fmt.Sprintf("\nA%d|T%d", i, i/2)
		}
		_, found = Bind(office(t, "rule 1 leader's name is \"x\" => must rotate\n"), []Sheet{grid("a.csv", "", staff)}, nil, Options{})
		require.Contains(t, lines(found), fmt.Sprintf("R0600 a.csv!B2 x%d: “leader” leads to no record of “staff”: %s; what is read of them is not known", 2*n, want))
	}
}
