package check_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"rota/lang/locale"
)

// The clause numbers of other legal systems, wherever one may stand.
func TestClauseNumbers(t *testing.T) {
	base := prelude(t)
	for head, id := range map[string]string{
		"rule 17 ": "17", "rule 17(1) ": "17(1)", "rule 17(1)(a) ": "17(1)(a)", "rule 4(a) ": "4(a)", "rule 4(iv) ": "4(iv)", "rule 4.2(b) ": "4.2(b)", "规则17（2）": "17(2)",
		"规则17（二）": "17(二)", "规则（二）": "(2)", "规则第十七条第一款": "第十七条第一款", "规则第八条第（二）项": "第八条第(二)项", "规则第八条（二）": "第八条第(二)项",
	} {
		program, _, found := load(base, "policy", "define clock ["+id+"] = post tenure\n"+head+"male, clock >= 5y => must rotate\nrule 99.1 female => may rotate despite "+id+", 99.2\nrule 99.2 female => must not rotate sets aside "+id+"\ntest \"x\"\n  given male, post since 2010-01-01, as of 2024-12-31\n  expect must rotate by "+id+"\n")
		for _, d := range found {
			assert.Fail(t, d.Message(locale.English), head)
		}
		assert.Equal(t, id, program.Rules[0].ID)
	}
	// What is no part of a number stays a condition.
	program, _, found := load(base, "policy", "define f = female\nrule 4(f) => must rotate\nrule 5 (male) => must rotate\nrule 6(male) => must rotate\n")
	assert.Empty(t, found)
	assert.Equal(t, "4", program.Rules[0].ID)
	assert.Equal(t, "6", program.Rules[2].ID)
}
