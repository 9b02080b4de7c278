package eval_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/roster"
)

// A rule that may bound an output leaves it open, though the budget has not found a way in
// which it does.
func TestABoundThatIsNotReached(t *testing.T) {
	policy := load(t, `field began: date
field ended: date
output bonus: whole number
rule 3 (ended >= 2020-01-31 and shorter of (time since began, time since ended) >= 3y) => bonus at most 2
`)
	for _, row := range []map[string]any{{"staff id": "1", "began": nil, "ended": nil}, {"staff id": "1", "began": "2021-02-27", "ended": nil}} {
		bound, found := policy.BindValues([]map[string]any{row}, nil, roster.Options{})
		require.False(t, found.HasErrors())
		d := bound.Decide(bound.Roster.People[0], day("2024-12-31"))[0]
		require.False(t, d.Outputs[0].Known, "%v", row)
		require.NotEmpty(t, d.Outputs[0].Missing)
	}
}
