package eval_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"rota/interp/eval"
	"rota/interp/roster"
)

const groupBenchPolicy = `
record school, key school name
  school name: text
  district: text
field school: school
field teacher: yes/no
field since: date
field born: date
field ballot: whole number 0 to 100
field proposed: yes/no
field mate: staff, blank means none
judged needed here

define long there = time since since >= 6y
rule 1 teacher, long there => must exchange
rule 2 mate is not none => may exchange
pair 3.4 a, b where a's mate is b and both are teacher => one must not exchange, the one with lower ballot
choose 4.1 from must exchange per school, at most 30% of teacher, rounded down, by ballot descending, since ascending
rule 4 chosen by 4.1 => must rotate
rule 5 waiting in 4.1 => should rotate
rule 6 share of (long there) among own school > 60% => may rotate
quota 5.1 per school: (teacher, proposed) at least 10% of (long there)
quota 5.2 per school: (must rotate) at most 30% of teacher
`

// groupBench is a roster of so many people, twenty to a school, with a part of
// its cells blank.
func groupBench(n, blank int) (staff, schools []map[string]any) {
	g := rand.New(rand.NewPCG(1, uint64(n)))
	cell := func(v any) any {
		if g.IntN(1000) < blank {
			return nil
		}
		return v
	}
	for i := range n / 20 {
		schools = append(schools, map[string]any{"school name": fmt.Sprint("S", i), "district": fmt.Sprint("D", i%10)})
	}
	for i := range n {
		mate := any(nil)
		if i%10 == 0 {
			mate = fmt.Sprint((i + 7) % n)
		}
		staff = append(staff, map[string]any{"staff id": fmt.Sprint(i), "school": fmt.Sprint("S", i%(n/20)), "teacher": cell("yes"), "needed here": nil,
			"since": cell(fmt.Sprintf("%d-0%d-01", 2008+g.IntN(16), 1+g.IntN(9))), "born": "1980-01-01", "ballot": cell(g.IntN(101)), "proposed": cell([]string{"yes", "no"}[g.IntN(2)]), "mate": mate})
	}
	return staff, schools
}

// A roster twice as long costs about twice as much.
func BenchmarkGroups(b *testing.B) {
	policy := load(b, groupBenchPolicy)
	for _, blank := range []int{0, 20} {
		for _, n := range []int{1000, 10_000, 20_000, 100_000} {
			b.Run(fmt.Sprintf("people=%d/blank=%d‰", n, blank), func(b *testing.B) {
				staff, schools := groupBench(n, blank)
				for b.Loop() {
					b.StopTimer() // reading the roster is measured elsewhere
					bound, _ := policy.BindValues(staff, map[string][]map[string]any{"school": schools}, roster.Options{})
					b.StartTimer()
					open, rough := 0, 0
					for d := range bound.Brief(day("2024-12-31")) {
						open += bit(d.Outcome == eval.Undetermined)
						rough += bit(!d.Exhaustive)
					}
					for _, q := range bound.Quotas(day("2024-12-31")) {
						open += bit(q.Outcome == eval.Undetermined)
					}
					b.ReportMetric(float64(open), "undetermined")
					b.ReportMetric(float64(rough), "not-exhaustive")
				}
			})
		}
	}
}
