package eval_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/plan"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
)

var people = flag.Int("people", 2*recordsEach, "records that each policy is compared on")

// The evaluator on columns finds on every record what the plain evaluator does,
// or leaves the record to it.
func TestPlan(t *testing.T) {
	var tally planTally
	for seed := *from; seed < *from+uint64(*policies); seed++ {
		g := newGenerator(seed)
		text := g.policy()
		policy, _ := interp.Load("random", []byte(text))
		if policy == nil {
			continue
		}
		staff, gigs := []map[string]any{}, []map[string]any{{"holder": "nobody", "loud": "yes", "tone": "red", "fee": "1"}}
		for i := range *people {
			cells, rows := g.person(g.of2(0, 12)).sheet(itoa(int64(i)))
			staff, gigs = append(staff, cells), append(gigs, rows...)
		}
		bound, found := policy.BindValues(staff, map[string][]map[string]any{"gigs": gigs}, roster.Options{})
		if found.HasErrors() {
			t.Fatal(found[0].Message(locale.English))
		}
		asOf := day(g.of(asOfs...))
		if problem := comparePlan(bound, asOf, plan.Options{Indexed: int(seed % 2)}, &tally); problem != "" {
			t.Fatalf("seed %d as of %s: %s\n%s", seed, asOf, problem, strings.Replace(text, vocabulary, "…\n", 1))
		}
	}
	t.Logf("%+v", tally)
}

type planTally struct{ refused, rows, left, undetermined, past int }

func comparePlan(bound *interp.Bound, asOf civil.Date, opts plan.Options, tally *planTally) string {
	p, ok := plan.Compile(bound.Program, bound.Roster, asOf, opts)
	if !ok {
		tally.refused++
		return ""
	}
	for w := range p.All() {
		for row := range w.Rows() {
			var decisions map[*check.Action]eval.Decision
			for i, m := range p.Matters {
				tally.rows++
				if w.Left(i, row) {
					tally.left++
					continue
				}
				if decisions == nil {
					decisions = map[*check.Action]eval.Decision{}
					for _, d := range bound.Decide(w.Record(row), asOf) {
						decisions[d.Action] = d
					}
				}
				d := decisions[m.Action]
				outcomes, missing := w.Possible(i, row)
				if w.Outcome(i, row) != eval.Undetermined {
					outcomes, missing = []eval.Outcome{w.Outcome(i, row)}, nil
				} else {
					tally.undetermined++
				}
				var want []*check.Field
				for _, b := range d.Missing {
					want = append(want, b.Field)
				}
				clauses := w.Clauses(i, row)
				switch {
				case !d.Exhaustive && (w.Outcome(i, row) == d.Outcome || d.Outcome == eval.Undetermined): // past the budget it has not found all, or not that it is all
					tally.past++
					for _, o := range d.Possible {
						if !slices.Contains(outcomes, o) {
							return fmt.Sprintf("%s of %s: may be %v, and not %v", m.Action.Name, w.Record(row).ID, outcomes, o)
						}
					}
				case w.Outcome(i, row) != d.Outcome:
					return fmt.Sprintf("%s of %s: %v, not %v", m.Action.Name, w.Record(row).ID, w.Outcome(i, row), d.Outcome)
				case d.Outcome == 0:
				case !alikeSets(outcomes, d.Possible):
					return fmt.Sprintf("%s of %s: may be %v, not %v", m.Action.Name, w.Record(row).ID, outcomes, d.Possible)
				case !alikeSets(missing, want):
					return fmt.Sprintf("%s of %s: hangs on %v, not %v", m.Action.Name, w.Record(row).ID, missing, want)
				case !alikeSets(clauses, d.Clauses):
					return fmt.Sprintf("%s of %s: by %v, not %v", m.Action.Name, w.Record(row).ID, clauses, d.Clauses)
				}
			}
		}
	}
	return ""
}

func alikeSets[T comparable](a, b []T) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(x T) bool { return !slices.Contains(b, x) })
}

// What is counted between a date and a stated one is decided on columns as it is one by
// one: in whichever unit, from the date or up to it, with a rest that counts or without.
func TestWholeUnitsOnColumns(t *testing.T) {
	rests := []string{"", ", a rest of 10mo or more counts as one", ", a rest of 15d counts as one"}
	for unit, rests := range map[string][]string{
		"whole years": rests, "whole months": {"", rests[2]}, "whole school years": {""}, "whole calendar years": {""},
		"months touched": {""}, "months filled": {""}, "days": {""},
	} {
		for _, rest := range rests {
			for _, op := range []string{">=", "<", "="} {
				policy := load(t, fmt.Sprintf("field first: date\nrule 1 %s from first to as-of date%s %s 2 => must rotate\nrule 2 %[1]s from 2020-03-31 to first%[2]s %[3]s 2 => should exchange\n", unit, rest, op))
				staff := []map[string]any{{"staff id": "blank"}}
				for d := day("2019-12-20"); d < day("2025-01-05"); d += 3 {
					staff = append(staff, map[string]any{"staff id": d.String(), "first": d.String()})
				}
				bound, found := policy.BindValues(staff, nil, roster.Options{})
				require.False(t, found.HasErrors())
				for indexed := range 2 {
					var tally planTally
					require.Empty(t, comparePlan(bound, day("2024-12-31"), plan.Options{Indexed: indexed}, &tally), "%s%s %s", unit, rest, op)
				}
			}
		}
	}
}
