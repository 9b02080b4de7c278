package plan_test

import (
	"fmt"
	"strings"
	"testing"

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

// Loading a policy with every check: 13, 1,000 and 10,000 rules.
func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{13, 1000, 10_000} {
		text := []byte(manyRules(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if policy, found := interp.Load("many.rota", text); policy == nil {
					b.Fatal(found[0].Message(locale.English))
				}
			}
		})
	}
}

// Making the evaluators ready.
func BenchmarkReady(b *testing.B) {
	for _, n := range []int{13, 1000, 10_000} {
		policy, _ := interp.Load("many.rota", []byte(manyRules(n)))
		r, _ := roster.Bind(policy.Program, nil, nil, roster.Options{AllowEmpty: true})
		b.Run(fmt.Sprint("plain-", n), func(b *testing.B) {
			for b.Loop() {
				eval.New(policy.Program, r)
			}
		})
		b.Run(fmt.Sprint("plan-", n), func(b *testing.B) {
			for b.Loop() {
				plan.Compile(policy.Program, r, date("2024-12-31"), plan.Options{})
			}
		})
	}
}
