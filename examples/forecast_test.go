package examples_test

import (
	"flag"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/eval"
	"rota/lang/civil"
)

var everybody = flag.Bool("everybody", false, "compare the forecast of each record, not of every fourth")

// TestForecast: what changes in five years is what deciding on each of their days
// gives, for the records of the county's health system: every fourth, or with
// -everybody each.
//
//	go test ./examples -run TestForecast -everybody
func TestForecast(t *testing.T) {
	x := examples[1]
	require.Equal(t, "health-heads", x.folder)
	policy := load(t, x.policies[0], x.read(t, x.policies[0]))
	bound, _, _ := x.decide(policy, x.data(t, x.rosters[1]))
	from, _ := civil.ParseISO("2024-12-31")
	until := from.Add(civil.Years(5))
	action := bound.Program.Actions[0]
	changes := 0
	for i, person := range bound.Roster.People {
		if i%4 > 0 && !*everybody {
			continue
		}
		var want []eval.Decision
		now := bound.Decide(person, from)[0]
		for day := from + 1; day <= until; day++ {
			if then := bound.Decide(person, day)[0]; then.Outcome != now.Outcome {
				want, now = append(want, then), then
			}
		}
		got := bound.Changes(person, action, from, until)
		require.Len(t, got, len(want), person.ID)
		for i := range got {
			require.Equal(t, want[i].AsOf, got[i].AsOf, person.ID)
			require.Equal(t, want[i].Outcome, got[i].Outcome, person.ID)
		}
		changes += len(got)
	}
	require.Greater(t, changes, 8)
	require.Empty(t, bound.Changes(bound.Roster.People[0], action, until, from))
}
