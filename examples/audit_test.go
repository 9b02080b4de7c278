package examples_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/report"
	"rota/interp/roster"
	"rota/lang/locale"
)

// Plans held against their policies: expected.audit.jsonl has a line a finding and a
// quota, and every policy of the folder finds the same. Who is proposed to move stands
// in the roster, or in a plan.csv beside it.
func TestAudit(t *testing.T) {
	eachWith(t, "expected.audit.jsonl", 5, func(t *testing.T, x example) {
		for i, name := range x.policies {
			policy, found := load(t, name, x.read(t, name)).Audit()
			require.Empty(t, found)
			given := x.data(t, x.rosters[0])
			bound, _ := policy.Bind(given.staff, given.further, roster.Options{})
			bound = x.planned(t, bound)
			run := x.run(bound)
			run.PolicyName, run.Fingerprint = "policy.rota", ""
			before := bound.With(bound.Roster.Unplanned()).Quotas(x.date())
			got := written(t, func(out *bytes.Buffer) error { return report.Audit{Run: run, Before: before}.Listing().JSONLines(out) })
			if i == 0 {
				x.expect(t, "expected.audit.jsonl", got)
			} else {
				compare(t, name, x.read(t, "expected.audit.jsonl"), got)
			}
			if x.folder != "plan-audit" {
				continue
			}
			for suffix, l := range map[string]locale.Language{"en": locale.English, "zh": locale.Chinese} {
				if (suffix == "zh") == (i == 0) {
					run.Language = l
					x.expect(t, "expected.audit."+suffix+".txt", written(t, func(out *bytes.Buffer) error { return report.Audit{Run: run, Before: before}.Listing().Table(out, 0) }))
				}
			}
		}
	})
}

// planned puts the folder's plan.csv, if it has one, over the roster. What is found in
// it is expected.plan.txt.
func (x example) planned(t *testing.T, bound *interp.Bound) *interp.Bound {
	t.Helper()
	if _, err := os.Stat(filepath.Join(x.folder, "plan.csv")); os.IsNotExist(err) {
		return bound
	}
	sheets, found := interp.Sheets("plan.csv", x.read(t, "plan.csv"), interp.SheetOptions{})
	require.Empty(t, found)
	staff, found := bound.Roster.Planned(sheets)
	x.expect(t, "expected.plan.txt", findings(found))
	return bound.With(staff)
}
