package analyze_test

import (
	"fmt"
	"strings"
	"testing"
)

// Definitions that double, alternatives that multiply and rules by the thousand end in
// good time.
func TestHostile(t *testing.T) {
	base := prelude(t)
	doubling := "define d0 = age >= 50\n"
	for i := range 60 {
		doubling += fmt.Sprintf("define d%d = d%d and d%d\n", i+1, i, i)
	}
	lint(t, base, "policy \"P\"\n  applies to d60\n"+doubling+"rule 1 d60 => exempt from rotate\nrule 2 age < 40 => must rotate\n  unless d60\n")
	var either []string
	for i := range 40 {
		either = append(either, fmt.Sprintf("(age = %d or age = %d)", i, i+1))
	}
	lint(t, base, "rule 1 "+strings.Join(either, " and ")+" => must rotate\nrule 2 "+strings.Join(either, " and ")+" => should rotate\n")
	var many strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&many, "rule %d age >= %d, post tenure >= %dd => must rotate\n", i, i%60, i)
	}
	lint(t, base, many.String())
	lint(t, base, "rule 1 "+strings.Repeat("(", 40)+"male"+strings.Repeat(")", 40)+" => must rotate\n")
	lint(t, base, "")
	lint(t, base, "policy\n")
}
