package eval_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What random policies over histories have found, in small.
func TestHistoriesFound(t *testing.T) {
	const stints = `record stint as stints, many per staff by holder, spell from hired until quit
  holder: text
  hired: date, "nix" means none
  quit: date, blank means open
`
	for _, x := range []struct {
		name, rule string
		rows       []cells
		want       string
	}{
		{"a spell that may never have begun does not end before it starts either", "rule 1 no stint in stints where start > 2020-01-01 => must rotate\n",
			[]cells{{"hired": nil, "quit": "2015-03-01"}}, "must by 1"},
		{"a tie that only one day of a blank makes is named", "rule 1 length of (last of stints) <= 5y => must rotate\n",
			[]cells{{"hired": "2013-12-18", "quit": nil}, {"hired": nil, "quit": "2014-01-17"}}, "undetermined [must none] on last of stints and hired maybe 1"},
	} {
		t.Run(x.name, func(t *testing.T) {
			bound := bind(t, load(t, "policy \"T\"\n"+stints+x.rule), nil, x.rows...)
			require.Equal(t, x.want, say(bound.Decide(bound.Roster.People[0], day("2024-12-31"))[0]))
		})
	}
}
