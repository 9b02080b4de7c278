package eval_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
)

// What changes in four years is what deciding on each of their days gives, of whatever
// policy and whoever's cells are blank: asked of every 17th day, and around each change.
func TestChangesDayByDay(t *testing.T) {
	decisions, open, changes := 0, 0, 0
	for seed := *from; seed < *from+uint64(1+*policies/4); seed++ {
		g := newGenerator(seed)
		text := g.policy()
		policy, _ := interp.Load("random", []byte(text))
		if policy == nil {
			continue
		}
		cells, rows := g.person([]int{15, 40, 80}[seed%3]).sheet("1")
		bound, _ := policy.BindValues([]map[string]any{cells}, map[string][]map[string]any{"gigs": append(rows, map[string]any{"holder": "nobody", "loud": "yes", "tone": "red", "fee": "1"})}, roster.Options{})
		from := day(g.of(asOfs...))
		person, until := bound.Roster.People[0], from+4*365
		now := slices.DeleteFunc(bound.Decide(person, from), func(d eval.Decision) bool {
			return d.Action.Kind == check.KindCheck || d.Action.Kind == check.KindRequire
		})
		courses := bound.ChangesOf(now, until)
		asked := map[civil.Date]bool{until: true}
		for on := from + 1; on <= until; on += 17 {
			asked[on] = true
		}
		for _, course := range courses {
			for _, d := range course {
				asked[d.AsOf], asked[max(d.AsOf-1, from)] = true, true
			}
			changes += len(course)
		}
		for i, course := range courses { // a change on the last day is one
			if len(course) > 0 {
				until := course[0].AsOf
				again := bound.ChangesOf(now[i:i+1], until)[0]
				require.Len(t, again, 1, "seed %d from %s", seed, from)
				require.Equal(t, until, again[0].AsOf)
			}
		}
		for on := range asked {
			decided := bound.Decide(person, on)
			for i, course := range courses {
				was := now[i]
				for _, d := range course {
					if d.AsOf <= on {
						was = d
					}
				}
				at := slices.IndexFunc(decided, func(d eval.Decision) bool { return d.Action == was.Action })
				require.Equal(t, decided[at].Outcome, was.Outcome, "seed %d from %s on %s: %s\n%s", seed, from, on, was.Action.Name, strings.Replace(text, vocabulary, "…\n", 1))
			}
		}
		decisions += len(now)
		for _, d := range now {
			if d.Outcome == eval.Undetermined {
				open++
			}
		}
	}
	t.Logf("%d decisions, %d of them undetermined at first, %d changes", decisions, open, changes)
	require.NotZero(t, open)
	require.NotZero(t, changes)
}

// What waits comes by clause number, as all rules of a decision do, and not as it is written.
func TestWaitingByClause(t *testing.T) {
	policy := load(t, "policy \"P\"\n  as of 2024-12-31\nrule 4.10 male => must rotate from 2030-01-01\nrule 4.2 male => should rotate from 2031-01-01\n")
	bound := place(t, policy, []cells{{"staff id": "1", "gender": "male"}}, nil)
	var waiting []string
	for _, w := range bound.Decide(bound.Roster.People[0], day("2024-12-31"))[0].Waiting {
		waiting = append(waiting, w.Rule.ID)
	}
	require.Equal(t, []string{"4.2", "4.10"}, waiting)
}
