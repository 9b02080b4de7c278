package examples_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/report"
	"rota/lang/locale"
)

// audited are the folders whose rosters say who is proposed to move.
var audited = []string{"plan-audit", "fenyi-health", "dongxiang-construction", "city-bureau"}

// Plans held against their policies: expected.audit.jsonl has a line a finding and a
// quota, and every policy of the folder finds the same. What stands in a roster
// without a plan of its own is audited as well: its column 是否拟调整 says who moves.
func TestAudit(t *testing.T) {
	each(t, func(t *testing.T, x example) {
		if !slices.Contains(audited, x.folder) {
			t.Skip("no plan")
		}
		for i, name := range x.policies {
			policy, found := load(t, name, x.read(t, name)).Audit()
			require.Empty(t, found)
			bound, run, _ := x.decide(policy, x.data(t, x.rosters[0]))
			run.PolicyName, run.Fingerprint, run.Quotas = "policy.rota", "", bound.Quotas(x.date())
			before := bound.With(bound.Roster.Unplanned()).Quotas(x.date())
			got := written(t, func(out *bytes.Buffer) error { return report.Audit{Run: run, Before: before}.Listing().JSONLines(out) })
			if i == 0 {
				x.expect(t, "expected.audit.jsonl", got)
			} else if x.folder == "plan-audit" {
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
