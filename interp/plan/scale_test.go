package plan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/plan"
	"rota/interp/roster"
	"rota/lang/locale"
)

// manyRules is a policy of so many rules of one shape: a unit, a category, a time
// and for some a rank.
func manyRules(n int) string {
	var b strings.Builder
	b.WriteString("policy \"Many rules\"\n")
	strengths := []string{"must", "should", "may", "exempt from"}
	ranks := []string{"clerk", "section chief", "division chief"}
	areas := []string{"personnel", "finance", "audit", "approval", "infrastructure", "teaching", "logistics"}
	for i := range n {
		fmt.Fprintf(&b, "rule %d unit is \"Unit-%03d\", post category is %s, post tenure >= %dy", i+1, i*7%400, areas[i*5%7], 1+i*3%15)
		if i%3 == 0 {
			b.WriteString(", rank is " + ranks[i%9/3])
		}
		fmt.Fprintf(&b, " => %s rotate\n", strengths[i%4])
	}
	return b.String()
}

// ranges is a policy of rules that only say from when until when.
func ranges(n int) string {
	var b strings.Builder
	b.WriteString("policy \"Ranges\"\n")
	strengths := []string{"must", "should", "may", "exempt from"}
	for i := range n {
		from := date("1990-01-01").AddDays(i * 37 % 10_000)
		birth := date("1960-01-01").AddDays(i * 61 % 12_000)
		fmt.Fprintf(&b, "rule %d post since >= %s, post since < %s, birth date >= %s, birth date < %s => %s rotate\n",
			i+1, from, from.AddDays(90), birth, birth.AddDays(400), strengths[i%4])
	}
	return b.String()
}

// crew are records for these policies.
func crew(n int) []map[string]any {
	areas := []string{"personnel", "finance", "audit", "approval", "infrastructure", "teaching", "logistics"}
	ranks := []string{"clerk", "section chief", "division chief"}
	rows := make([]map[string]any, n)
	for i := range rows {
		rows[i] = map[string]any{
			"staff id": fmt.Sprint(i), "unit": fmt.Sprintf("Unit-%03d", i*13%400), "post category": areas[i*3%7], "rank": ranks[i%3],
			"post since": date("1990-01-01").AddDays(i * 7919 % 12_000), "birth date": date("1960-01-01").AddDays(i * 6271 % 13_000),
		}
	}
	return rows
}

// ready is a plan for a policy and these records.
func ready(b testing.TB, text string, rows []map[string]any) (*interp.Bound, *plan.Plan) {
	bound := bind(b, text, rows)
	return bound, compile(b, bound, "2024-12-31")
}

// What a plan with an index finds is what the plain evaluator finds.
func TestManyRules(t *testing.T) {
	rows := crew(60)
	for i := range rows {
		if i%7 == 0 {
			rows[i]["unit"] = nil
		}
		if i%11 == 0 {
			rows[i]["post since"] = nil
		}
	}
	for _, text := range []string{manyRules(400), ranges(400)} {
		bound, _ := ready(t, text, rows)
		var brief []eval.Decision
		for d := range bound.Brief(date("2024-12-31")) {
			brief = append(brief, d)
		}
		i, some := 0, 0
		for d := range bound.Run(date("2024-12-31")) {
			if got := brief[i]; got.Outcome != d.Outcome || !slices.Equal(got.Clauses, d.Clauses) || len(got.Missing) != len(d.Missing) {
				t.Fatalf("%s: %v by %d clauses, not %v by %d", d.Record.ID, got.Outcome, len(got.Clauses), d.Outcome, len(d.Clauses))
			}
			some += len(d.Clauses)
			i++
		}
		if some == 0 {
			t.Error("no rule was cited")
		}
	}
}

func run(p *plan.Plan) {
	w := p.Worker()
	for i := range p.Batches() {
		w.Decide(i)
	}
}

// A record at 10,000 rules over one at 10.
func BenchmarkRules(b *testing.B) {
	rows := crew(benched)
	_, few := ready(b, manyRules(10), rows)
	_, many := ready(b, manyRules(10_000), rows)
	ratio(b, "of-10-rules", benched, func() { run(many) }, func() { run(few) })
}

// Ranges alone, against rules that are tried one after the other.
func BenchmarkRanges(b *testing.B) {
	const rules, records = 10_000, 2_000
	_, p := ready(b, ranges(rules), crew(records))
	type rule struct{ from, to, bornFrom, bornTo int32 }
	list := make([]rule, rules)
	for i := range list {
		from, born := int32(date("1990-01-01"))+int32(i*37%10_000), int32(date("1960-01-01"))+int32(i*61%12_000)
		list[i] = rule{from, from + 90, born, born + 400}
	}
	type person struct{ since, born int32 }
	people := make([]person, records)
	for i := range people {
		people[i] = person{int32(date("1990-01-01")) + int32(i*7919%12_000), int32(date("1960-01-01")) + int32(i*6271%13_000)}
	}
	found := 0
	ratio(b, "of-a-scan", records, func() { run(p) }, func() {
		for _, x := range people {
			for _, r := range list {
				if x.since >= r.from && x.since < r.to && x.born >= r.bornFrom && x.born < r.bornTo {
					found++
				}
			}
		}
	})
}

// Loading a policy with every check: 13, 1,000 and 10,000 rules.
func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{13, 1000, 10_000} {
		text := []byte(manyRules(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			worked(b, func() {
				if policy, found := interp.Load("many.rota", text); policy == nil {
					b.Fatal(found[0].Message(locale.English))
				}
			})
		})
	}
}

// worked reports the least time that it took, and the time that all cores have worked.
func worked(b *testing.B, f func()) {
	start, least := clocks(), time.Hour
	n := 0
	for b.Loop() {
		begun := time.Now()
		f()
		least = min(least, time.Since(begun))
		n++
	}
	b.ReportMetric(float64(least)/1e6, "least-ms")
	b.ReportMetric(float64(clocks()-start)/float64(n)/1e6, "cpu-ms")
}

// Making the evaluators ready.
func BenchmarkReady(b *testing.B) {
	for _, n := range []int{13, 1000, 10_000} {
		policy, _ := interp.Load("many.rota", []byte(manyRules(n)))
		r, _ := roster.Bind(policy.Program, nil, nil, roster.Options{AllowEmpty: true})
		b.Run(fmt.Sprint("plain-", n), func(b *testing.B) { worked(b, func() { eval.New(policy.Program, r) }) })
		b.Run(fmt.Sprint("plan-", n), func(b *testing.B) {
			worked(b, func() { plan.Compile(policy.Program, r, date("2024-12-31"), plan.Options{}) })
		})
	}
}
