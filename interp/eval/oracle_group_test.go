package eval_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/eval"
)

const oracleGroups = groupFields + `
choose 4.1 from leads per team, at most 50% of ready, by level descending, points descending
quota 4.2 per team: (leads and ready) at least 60% of leads
pair 4.3 a, b where a's team is b's team and both leads => one must rotate, the one with lower points
`

// filledIn is one filling of everybody's blanks, and what plain arithmetic says of it.
type filledIn []map[string]any

var levels = map[string]int{"low": 1, "middle": 2, "high": 3}

func (s filledIn) is(i int, field string) bool { return s[i][field] == "yes" }

func (s filledIn) team(i int) []int {
	var out []int
	for j := range s {
		if s[j]["team"] == s[i]["team"] {
			out = append(out, j)
		}
	}
	return out
}

func (s filledIn) count(of []int, is func(int) bool) (n int) {
	for _, i := range of {
		if is(i) {
			n++
		}
	}
	return n
}

func (s filledIn) leads(i int) bool { return s.is(i, "leads") }

// choice is what comes of 4.1 for one, and the place where it waits.
func (s filledIn) choice(i int) (eval.Status, int) {
	if !s.leads(i) {
		return eval.NoCandidate, 0
	}
	places := s.count(s.team(i), func(j int) bool { return s.is(j, "ready") }) / 2
	worth := func(j int) int { return levels[s[j]["level"].(string)]*10 + s[j]["points"].(int) }
	before := s.count(s.team(i), func(j int) bool { return s.leads(j) && worth(j) > worth(i) })
	upTo := s.count(s.team(i), func(j int) bool { return s.leads(j) && worth(j) >= worth(i) })
	switch {
	case upTo <= places:
		return eval.WasChosen, 0
	case before >= places:
		return eval.Waits, before + 1 - places
	}
	return eval.IsTied, 0
}

// met says whether 4.2 is met in the team of one.
func (s filledIn) met(i int) eval.Outcome {
	leads := s.count(s.team(i), s.leads)
	ready := s.count(s.team(i), func(j int) bool { return s.leads(j) && s.is(j, "ready") })
	if ready*100 >= leads*60 {
		return eval.Met
	}
	return eval.Broken
}

// falls says whether 4.3 falls on one because of another.
func (s filledIn) falls(i, j int) bool {
	return i != j && s[i]["team"] == s[j]["team"] && s.leads(i) && s.leads(j) && s[i]["points"].(int) <= s[j]["points"].(int)
}

// What comes of a choice, a quota and a pair with blanks is what plain arithmetic says
// of the fillings: nothing that is possible is missed, and where it is said to be exact
// nothing more is given.
func TestGroupsOracle(t *testing.T) {
	policy := load(t, oracleGroups)
	choice, pair := policy.Program.Choices[0], policy.Program.Rules[0]
	at, sure, open := day("2024-12-31"), 0, 0
	for seed := range uint64(60) {
		g := rand.New(rand.NewPCG(seed, 7))
		staff := groupRoster(g, 12)
		all := fillings(staff)
		if len(all) > 200 {
			continue
		}
		bound := groupBind(t, policy, staff)
		people := bound.Roster.People
		for i, person := range people {
			name := fmt.Sprintf("seed %d, %d of %v", seed, i+1, staff)
			var may []eval.Status
			low, high := 0, 0
			for _, filled := range all {
				status, place := filledIn(filled).choice(i)
				if !slices.Contains(may, status) {
					may = append(may, status)
				}
				if place > 0 && (low == 0 || place < low) {
					low = place
				}
				high = max(high, place)
			}
			slices.Sort(may)
			got := bound.StandingIn(choice, person, at)
			require.Subset(t, got.May, may, name)
			if len(got.May) == 1 {
				sure++
				require.Equal(t, may, got.May, name)
			} else {
				open++
			}
			if got.One(eval.Waits) && got.Exact {
				require.Equal(t, fmt.Sprint(low, high), got.Place.Low.String()+" "+got.Place.High.String(), name)
			}
			for j, other := range people {
				falls, not := false, false
				for _, filled := range all {
					is := filledIn(filled).falls(i, j)
					falls, not = falls || is, not || !is
				}
				may, mayNot := false, true
				for _, list := range pair.Partners {
					a := bound.Between(list, person, other, at)
					may, mayNot = may || a.True, mayNot && a.False
				}
				require.True(t, !falls || may, name)
				require.True(t, !not || mayNot, name)
				if falls != not { // it is known
					require.Equal(t, falls, may && !mayNot, name)
				}
			}
		}
		for _, q := range bound.Quotas(at) {
			i := slices.IndexFunc(staff, func(p map[string]any) bool { return p["team"] == q.Key })
			var may []eval.Outcome
			for _, filled := range all {
				if o := filledIn(filled).met(i); !slices.Contains(may, o) {
					may = append(may, o)
				}
			}
			if q.Outcome == eval.Undetermined {
				require.True(t, len(may) == 2 || !q.Exhaustive, "%s: %v", q.Key, staff)
				continue
			}
			require.Equal(t, []eval.Outcome{q.Outcome}, may, "%s: %v", q.Key, staff)
		}
	}
	t.Logf("%d standings sure, %d open", sure, open)
	require.Greater(t, open, 10)
}
