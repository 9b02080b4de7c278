package roster_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/roster"
	"rota/lang/check"
)

// A blank text may be what the columns hold that are compared with one another, and never
// whose row it stands in: who somebody is names no unit.
func TestABlankTextIsNoNumberOfAPerson(t *testing.T) {
	policy, found := interp.Load("p.rota", []byte("rule 1 last of career's unit is \"Town\" => must rotate\n"))
	require.NotNil(t, policy, found)
	bound, _ := policy.BindValues(
		[]map[string]any{{"staff id": "A1", "unit": "County"}, {"staff id": "A2", "unit": "County"}},
		map[string][]map[string]any{"career": {{"staff id": "A1", "from": "2015-01-01"}, {"staff id": "A2", "unit": "City", "from": "2015-01-01"}}},
		roster.Options{})
	posting := bound.Roster.People[0].Rows[slices.IndexFunc(policy.Program.Lists, func(r *check.Record) bool { return r.List == "career" })][0]
	unit := posting.Cell(posting.Kind.Fields[slices.IndexFunc(posting.Kind.Fields, func(f *check.Field) bool { return f.Name == "unit" })])
	var may []string
	for _, code := range unit.Value.Codes {
		may = append(may, bound.Roster.Texts.Text(code))
	}
	require.Subset(t, may, []string{"Town", "City"})
	require.NotContains(t, may, "A1")
	require.NotContains(t, may, "A2")
}
