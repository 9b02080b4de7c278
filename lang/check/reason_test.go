package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/check"
)

// The reason of a judgement stands in a column whose name is that of the judgement, in
// any of the ways that offices head it, in the language of each of its names.
func TestReasonsOfJudgements(t *testing.T) {
	program, _, found := load(prelude(t), "policy", "judged long stay also called \"久任\"\nlong stay => may rotate\n")
	require.Empty(t, found)
	var reason *check.Field
	for _, r := range program.Records {
		for _, f := range r.Fields {
			if f.Name == "long stay reason" {
				reason = f
			}
		}
	}
	require.NotNil(t, reason)
	require.Equal(t, []string{"long stay reason", "reason for long stay", "reason: long stay", "久任理由", "久任的理由", "久任依据", "久任文号"}, reason.Headings)
	require.True(t, reason.Nullable)
	require.Equal(t, check.BlankNone, reason.Blank)
}
