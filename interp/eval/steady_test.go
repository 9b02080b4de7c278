package eval_test

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/report"
	"rota/interp/roster"
)

// every has each strength and each word of precedence.
const everyHead = `policy "every word"
  about move, swap, lift
  applies to points >= 0
` + vocabulary

var everyRules = []string{
	"rule 1 rich => must move or swap within 6mo from began\n",
	"rule 2 tall => should move\n  unless keen\n",
	"rule 3 hue is red => exempt from move\n",
	"rule 4 praised => may move\n  despite 3\n",
	"rule 5 medal >= silver => must not move until 2026-01-01\n  yields to 6\n",
	"rule 6 pet is cat => must move\n",
	"rule 7 points >= 2 => defer swap until ended\n  sets aside 8\n",
	"rule 8 stay >= 3y => exempt only from 1 swap\n",
	"rule 9 vain => should swap\n  instead of 1\n",
	"rule 10 extra >= 1 => plan to lift\n",
	"rule 11 skills in (cook, sing) => may exempt lift\n  in force from 2020-01-01\n",
	"rule 12 must move => may defer lift for 3y from began\n",
	"rule 13 meets 2 or 15 => should not lift\n  sets aside 11\n",
	"rule 14 lift requires some gigs where loud\n",
	"rule 15 tall => bonus is points\n",
	"rule 16 rich => bonus at most 2\n",
	"any => may exempt or defer swap\n  17a tall\n  17b not tall, vain\n",
}

var shuffles = flag.Int("shuffles", 150, "how many orders of the rules to try")

// TestOrderOfRules: many orders of the rules give the same bytes.
func TestOrderOfRules(t *testing.T) {
	g := newGenerator(11)
	var staff, gigs []map[string]any
	for i := range 6 {
		cells, rows := g.person(15 * (i % 3)).sheet(fmt.Sprint(i))
		staff, gigs = append(staff, cells), append(gigs, rows...)
	}
	lines := func(rules []string) string {
		policy := load(t, everyHead+strings.Join(rules, ""))
		bound, _ := policy.BindValues(staff, map[string][]map[string]any{"gigs": gigs}, roster.Options{})
		run := report.Run{Program: policy.Program, Decisions: slices.Collect(bound.Run(day("2024-12-31")))}
		var out bytes.Buffer
		require.NoError(t, report.JSONLines(&out, run))
		return out.String()
	}
	want := lines(everyRules)
	for range *shuffles {
		mixed := slices.Clone(everyRules)
		g.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if got := lines(mixed); got != want {
			a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
			for i := range a {
				require.Equal(t, a[i], b[i], "%s", strings.Join(mixed, ""))
			}
		}
	}
}

// TestGoroutines: any number decide with one Bound.
func TestGoroutines(t *testing.T) {
	bound := office(t, 24)
	want := slices.Collect(bound.Run(day("2024-12-31")))
	var group sync.WaitGroup
	for range 32 {
		group.Go(func() {
			for i, d := range slices.Collect(bound.Run(day("2024-12-31"))) {
				if say(d) != say(want[i]) {
					t.Errorf("%s, not %s", say(d), say(want[i]))
				}
				if i%16 == 0 {
					bound.Next(d, 2)
				}
			}
		})
	}
	group.Wait()
}

// office is people with a blank here and there.
func office(t testing.TB, people int) *interp.Bound {
	g := &generator{Rand: rand.New(rand.NewPCG(3, 3))}
	var staff, gigs []map[string]any
	for i := range people {
		cells, rows := g.person(10 * (i % 2)).sheet(fmt.Sprint(i))
		staff, gigs = append(staff, cells), append(gigs, rows...)
	}
	bound, _ := load(t, everyHead+strings.Join(everyRules, "")).BindValues(staff, map[string][]map[string]any{"gigs": gigs}, roster.Options{})
	return bound
}

// TestCircles: rules that wait for each other in a way the checker has not seen
// are never decided wrongly, and never keep anybody waiting.
func TestCircles(t *testing.T) {
	for _, rules := range []string{
		"define x = meets 1\nrule 1 x => must rotate\n",
		"define x = must rotate\nrule 1 x => must rotate\n",
		"rule 1 pregnant, must exchange => must rotate\nrule 2 meets 1 => must exchange\n",
		"rule 1 must exchange => must rotate\n  sets aside 2\nrule 2 pregnant => must exchange\n",
		"rule 1 pregnant => must rotate\n  instead of 2\nrule 2 pregnant => should rotate\n  instead of 1\n",
		"action move, swap; exclusive\nrule 1 pregnant => must move\nrule 2 must move => must swap\n",
		"  applies to must rotate\nrule 1 pregnant => must rotate\n",
	} {
		policy, _ := interp.Load("circle", []byte("policy \"T\"\n"+rules))
		if policy == nil {
			continue // refused
		}
		bound := bind(t, policy, cells{"pregnant": "yes"})
		for _, d := range bound.Decide(bound.Roster.People[0], day("2024-12-31")) {
			t.Log(say(d))
		}
	}
}

// TestBudget: past the budget it is said what is possible, and that it is not
// exhaustive; nothing is certain that is not.
func TestBudget(t *testing.T) {
	var fields, sum, parity strings.Builder
	for i := range 20 {
		fmt.Fprintf(&fields, "field q%c: whole number 0 to 9\n", 'a'+i)
		if i > 0 {
			sum.WriteString(" + ")
			parity.WriteString(" + ")
		}
		fmt.Fprintf(&sum, "q%c", 'a'+i)
		fmt.Fprintf(&parity, "q%c * q%c", 'a'+i, 'a'+i)
	}
	one := func(rules string) string {
		bound := bind(t, load(t, "policy \"T\"\n  about rotate\n"+fields.String()+rules), nil)
		return say(bound.Decide(bound.Roster.People[0], day("2024-12-31"))[0])
	}
	// Both outcomes, and every blank, are found long before.
	got := one("rule 1 " + sum.String() + " >= 90 => must rotate\n")
	require.True(t, strings.HasPrefix(got, "undetermined [must none] on "), got)
	// The sum of the squares is never below the sum, which no splitting shows in time.
	got = one("rule 1 " + parity.String() + " >= " + sum.String() + " => must rotate\n")
	require.Contains(t, got, "not exhaustive")
	require.True(t, strings.HasPrefix(got, "undetermined [must]"), got)
	// Three blank dates jointly: one of them is the latest, whichever it is.
	got = one("rule 1 (post since >= unit since and post since >= section since) or (unit since >= post since and unit since >= section since) or (section since >= post since and section since >= unit since) => must rotate\n")
	require.Equal(t, "undetermined [must] on post since and section since and unit since not exhaustive maybe 1", got)
	got = one("rule 1 post since < unit since, unit since < section since => must rotate\n")
	require.True(t, strings.HasPrefix(got, "undetermined [must none] on "), got)
	require.NotContains(t, got, "not exhaustive")

	bound := bind(t, load(t, "policy \"T\"\nrule 1 post since < unit since, unit since < section since => must rotate\n"), nil)
	bound.Budget = 3
	require.Contains(t, say(bound.Decide(bound.Roster.People[0], day("2024-12-31"))[0]), "not exhaustive")
}

func BenchmarkDecide(b *testing.B) {
	const policy = `policy "B"
  about rotate
rule 1 sensitive post tenure >= 5y => must rotate
rule 2 post tenure >= 5y => should rotate
rule 3 section tenure >= 8y => should rotate
rule 4 post tenure >= 8y => must rotate
rule 5 section chief, post tenure >= 4y, sensitive => must rotate
rule 6 unit tenure >= 10y => should rotate
rule 7 under investigation => exempt from rotate
rule 8 secret post => exempt from rotate
rule 9 years to retirement < 5y => exempt from rotate
rule 10 male, age >= 55 or female, age >= 50 => exempt from rotate
rule 11 on probation => defer rotate
rule 12 pregnant or nursing => defer rotate
rule 13 (number of different unit in career) < 2, age < 35 => may rotate
`
	known := cells{"gender": "male", "birth date": "1985-04-12", "rank": "section chief", "post category": "finance", "post since": "2018-03-01", "section since": "2016-07-01",
		"unit since": "2012-09-01", "under investigation": "no", "secret post": "no", "retirement date": "2045-04-12", "pregnant": "no", "nursing": "no"}
	open := cells{}
	for name, v := range known {
		open[name] = v
	}
	for _, name := range []string{"gender", "birth date", "post since", "secret post", "retirement date"} {
		open[name] = nil
	}
	for name, person := range map[string]cells{"definite": known, "undetermined": open} {
		b.Run(name, func(b *testing.B) {
			bound := bind(b, load(b, policy), person, cells{"unit": "甲", "started on": "2012-09-01"}, cells{"unit": "乙", "started on": "2016-09-01"})
			record := bound.Roster.People[0]
			require.Equal(b, name == "definite", bound.Decide(record, day("2024-12-31"))[0].Outcome != eval.Undetermined)
			b.ReportAllocs()
			for b.Loop() {
				bound.Decide(record, day("2024-12-31"))
			}
		})
	}
}
