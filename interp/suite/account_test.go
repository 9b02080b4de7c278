package suite_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/roster"
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

// A test exercises a clause that gives an outcome, stands beside, is beaten, is not in force
// any more, is a requirement that is broken or a check that holds or does not, gives a
// value or puts out of scope; one of which nothing is seen is exercised by none.
func TestWhatExercisesAClause(t *testing.T) {
	policy, found := interp.Load("p.rota", []byte(`policy "p"
  as of 2024-12-31
  about rotate
require 1 birth date < joined on
rule 2 post tenure >= 5y => must
rule 3 post tenure >= 4y => must
rule 4 post tenure >= 3y => may
rule 5 male => exempt until 2023-12-31
check 6: age >= 30
rule 7 under investigation => defer
test "long"
  given post since 2015-01-01, female
  expect must
test "past"
  given male, post since 2024-01-01
  expect nothing
test "young"
  given birth date 2000-01-01
  expect check broken by 6
test "grown"
  given birth date 1980-01-01
  expect check met
test "wrong"
  given birth date 1980-01-01, joined on 1979-01-01
  expect data error
`))
	require.NotNil(t, policy, "%v", found)
	tests := map[string][]string{}
	for _, c := range suite.Accounts(policy.Program, suite.Run(policy.Program, 0, nil), nil).Clauses {
		tests[c.ID] = c.Tests
	}
	require.Equal(t, map[string][]string{
		"1": {"wrong"}, "2": {"long"}, "3": {"long"}, "4": {"long"}, "5": {"past"}, "7": nil,
		"6": {"long", "past", "young", "grown"}, // of nobody whose date of birth is none does it hold
	}, tests)
}

// A kind that says rule, in either language, is no reason; any other is one where no reason
// is given.
func TestKindsOfListedClauses(t *testing.T) {
	for kind, why := range map[string]string{"rule": "", "Rule": "", "规则": "", "": "", "principle": "principle", "原则": "原则"} {
		list, problem := suite.ReadClauses([]roster.Sheet{{File: "clauses.csv", Rows: []roster.Row{
			{Number: 1, Cells: []roster.Raw{{Text: "条款", Kind: roster.Text}, {Text: "类别", Kind: roster.Text}, {Text: "理由", Kind: roster.Text}}},
			{Number: 2, Cells: []roster.Raw{{Text: "1", Kind: roster.Text}, {Text: kind, Kind: roster.Text}}},
			{Number: 3, Cells: []roster.Raw{{Text: "2", Kind: roster.Text}, {Text: kind, Kind: roster.Text}, {Text: "an aim", Kind: roster.Text}}},
		}}})
		require.Empty(t, problem.EN)
		require.Equal(t, why, list[0].Why, kind)
		require.Equal(t, "an aim", list[1].Why, kind)
	}
}
