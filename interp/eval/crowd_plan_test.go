package eval_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/plan"
	"rota/interp/roster"
)

// The sentences over everybody, decided on columns and one by one: alike wherever
// columns decide, which is most of what they hold.
func TestCrowdPlan(t *testing.T) {
	var tally planTally
	for _, sentence := range groupSentences {
		policy := load(t, groupFields+sentence)
		for n := range uint64(20) {
			g := rand.New(rand.NewPCG(n, 7))
			bound, _ := policy.BindValues(groupRoster(g, 5*int(n%4)), nil, roster.Options{})
			require.Empty(t, comparePlan(bound, day("2024-12-31"), plan.Options{}, &tally), "%s, roster %d", sentence, n)
		}
	}
	t.Logf("%+v", tally)
	require.Less(t, 2*tally.left, tally.rows)
}

const schoolFields = `
record school, key school name
  school name: text
  places: whole number 0 to 3
field school: school
field level: low < middle < high
field teacher: yes/no
field since: date
field ballot: whole number 0 to 3
field mate: staff, blank means none
field wing: text
define stay = time since since
set room = 2
`

var schoolSentences = []string{
	"choose 4.1 from teacher per school, at most places, by ballot descending, stay ascending\nrule 1 chosen by 4.1 => must rotate\nrule 2 waiting in 4.1 => should rotate\nrule 3 tied in 4.1 => may rotate",
	"choose 4.1 from (stay >= 5y) per school, at most 40% of teacher, rounded up, by level descending, since ascending\nrule 1 chosen by 4.1 => must rotate\nrule 2 waiting in 4.1 => should rotate\nquota 5.2 per school: (must rotate) at most 40% of teacher\nquota 5.3 per wing: count of (should rotate) at most 1",
	"choose 4.1 from teacher per wing, at most room, by stay descending\nrule 1 chosen by 4.1 => must rotate\nrule 2 tied in 4.1 => should rotate",
	"rule 1 teacher, stay >= 4y => must exchange\nchoose 4.1 from must exchange, at most 25% of (teacher or low), by stay descending\nrule 2 chosen by 4.1, not waiting in 4.1 => must rotate",
	"rule 1 count of (teacher and school is own school and wing is own wing) >= 2 => must rotate",
	"rule 1 share of (stay >= 5y) among own school > 40%, not teacher => must rotate",
	"rule 1 teacher, count of (stay >= 5y) >= 3 => should rotate\nrule 2 count of (should rotate and school is own school) > 1 => may exchange\nquota 5: (may exchange) at least 20% of (stay >= 4y)",
	"pair 1 a, b where a's mate is b and both are teacher => one must rotate, the one with lower ballot; if equal, the one with higher level",
	"pair 1 a, b where a's school is b's school and a's since < b's since and not a's wing is b's wing => b must rotate",
	"pair 1 a, b where a's mate is b and (a's ballot > b's ballot or a's level = b's level) => a must rotate",
	"rule 1 no staff in (staff where school is own school and since < own since) => must rotate",
	"rule 1 some staff in (staff where mate is own record and teacher) => must rotate",
}

// tallied is what quotas come to, and whom they count.
func tallied(quotas []eval.Quota) (out []string) {
	for _, q := range quotas {
		line := fmt.Sprint(q.Line.ID, q.Key, q.Outcome, q.Base, q.Required, q.Actual, q.Difference)
		for _, person := range q.Counts {
			line += " " + person.ID
		}
		out = append(out, line)
	}
	return out
}

// schoolRoster is a roster of some schools, a part of its cells blank, in doubt or known
// to the year alone.
func schoolRoster(g *rand.Rand, people, blank int) (staff, schools []map[string]any) {
	cell := func(v any) any {
		if g.IntN(100) < blank {
			return nil
		}
		return v
	}
	count := 1 + people/6
	for i := range count {
		schools = append(schools, map[string]any{"school name": fmt.Sprint("S", i), "places": cell(g.IntN(4))})
	}
	for i := range people {
		since := fmt.Sprintf("%d-0%d-01", 2014+g.IntN(10), 1+g.IntN(9))
		if g.IntN(100) < blank {
			since = since[:4]
		}
		staff = append(staff, map[string]any{
			"staff id": fmt.Sprint(i), "school": cell(fmt.Sprint("S", g.IntN(count))), "level": cell([]string{"low", "middle", "high"}[g.IntN(3)]),
			"teacher": cell([]string{"yes", "no"}[g.IntN(2)]), "since": cell(since), "ballot": cell(g.IntN(4)),
			"wing": cell([]string{"east", "west"}[g.IntN(2)]), "mate": []any{nil, fmt.Sprint(g.IntN(people)), "外单位"}[min(2, g.IntN(8)/3)],
		})
	}
	return staff, schools
}

// The same of schools, with references, spans, places in a further table and several
// batches.
func TestSchoolPlan(t *testing.T) {
	var tally planTally
	for i, sentence := range schoolSentences {
		policy, found := interp.Load("schools", []byte(schoolFields+sentence))
		require.NotNil(t, policy, "%s %v", sentence, found)
		before := tally
		for n := range uint64(*policies)/20 + 8 {
			g := rand.New(rand.NewPCG(*from+n, uint64(i)))
			staff, schools := schoolRoster(g, []int{6, 12, 30}[n%3], []int{0, 3, 12}[n/3%3])
			bound, found := policy.BindValues(staff, map[string][]map[string]any{"school": schools}, roster.Options{})
			require.False(t, found.HasErrors())
			require.Empty(t, comparePlan(bound, day("2024-12-31"), plan.Options{}, &tally), "%s, roster %d", sentence, n)
			require.Equal(t, tallied(bound.Evaluator.Quotas(day("2024-12-31"), nil)), tallied(bound.Quotas(day("2024-12-31"))), "%s, roster %d", sentence, n)
		}
		t.Logf("%s: %d of %d left", sentence, tally.left-before.left, tally.rows-before.rows)
	}
	t.Logf("%+v", tally)
	require.Less(t, 2*tally.left, tally.rows)
}
