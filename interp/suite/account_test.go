package suite_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/suite"
)

// A clause listed as no rule must not be carried by anything that decides; what only
// explains may stand for it.
func TestListedAsNoRule(t *testing.T) {
	for kind, want := range map[suite.PartKind]suite.State{
		suite.PartRule: suite.Contrary, suite.PartCheck: suite.Contrary, suite.PartChoice: suite.Contrary, suite.PartQuota: suite.Contrary,
		suite.PartCondition: suite.Unexercised, suite.PartValue: suite.Unexercised,
		suite.PartNote: suite.Accounted, suite.PartStage: suite.Accounted, suite.PartRegister: suite.Accounted,
	} {
		clause := suite.Clause{ID: "3", Listed: &suite.Listed{Kind: "principle", Why: "states an aim"}, Parts: []suite.Part{{Kind: kind}}}
		require.Equal(t, want, clause.State(true), kind.Text().EN)
		clause.Listed = &suite.Listed{Kind: "rule"}
		require.NotEqual(t, suite.Contrary, clause.State(true), kind.Text().EN)
	}
}
