package suite_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/suite"
	"rota/lang/check"
	"rota/lang/locale"
)

func entitled(titles ...string) (cases []suite.Case) {
	for _, title := range titles {
		cases = append(cases, suite.Case{Test: &check.Test{Title: title}})
	}
	return cases
}

func TestTitled(t *testing.T) {
	all := entitled("Four years in a post", "five years (a head)", "满四年", "滿五年")
	for part, want := range map[string][]string{
		"":         {"Four years in a post", "five years (a head)", "满四年", "滿五年"},
		"YEARS":    {"Four years in a post", "five years (a head)"},
		"满":        {"满四年", "滿五年"},
		"^f.*head": {"five years (a head)"},
		"(a head)": {"five years (a head)"},
		"(a":       {"five years (a head)"},
		"six":      nil,
	} {
		var got []string
		for _, c := range suite.Titled(all, part) {
			got = append(got, c.Test.Title)
		}
		require.Equal(t, want, got, part)
	}
	require.Len(t, all, 4)
}

// A title is near where half of the neighbouring letters stand in it; the nearest three are
// told, each once.
func TestNearTitles(t *testing.T) {
	all := entitled("abx", "abcd", "abcx", "abcx", "ab", "xab cd")
	require.Equal(t, []string{"abcd", "abcx", "xab cd"}, suite.NearTitles(all, "abcd"))
	require.Equal(t, []string{"abx", "abcd", "abcx"}, suite.NearTitles(all, "abz"), "half is enough")
	require.Empty(t, suite.NearTitles(all, "abyz"), "a third is not")
	require.Empty(t, suite.NearTitles(all, "a"), "one letter has no neighbours")
	require.Equal(t, []string{"abz", "abx"}, suite.NearTitles(entitled("abx", "abz"), "abz"), "the nearest first")
	require.Equal(t, []string{"Head"}, suite.NearTitles(entitled("Head"), "HEAX"))
}

// Of policies beside one list that with the most tests stands for the document.
func TestOverview(t *testing.T) {
	rule := []suite.Part{{Kind: suite.PartRule}}
	account := func(tests, failed int, clauses ...suite.Clause) suite.Account {
		return suite.Account{Clauses: clauses, Against: true, Tests: tests, Failed: failed}
	}
	listed, aim := &suite.Listed{Kind: "rule"}, &suite.Listed{Kind: "principle", Why: "an aim"}
	clauses := []suite.Clause{
		{ID: "1", Listed: listed, Parts: rule, Tests: []string{"t"}},
		{ID: "2", Listed: listed, Parts: rule},
		{ID: "3", Listed: aim},
		{ID: "4", Listed: listed},
		{ID: "5", Parts: []suite.Part{{Kind: suite.PartValue}}, Tests: []string{"t"}},
	}
	listing := suite.Overview([]suite.OfPolicy{
		{Name: "a.en", List: "a.csv", Account: account(2, 0, clauses[:1]...)},
		{Name: "a.zh", List: "a.csv", Account: account(3, 1, clauses...)},
		{Name: "a.old", List: "a.csv", Account: account(2, 0, clauses[:1]...)},
		{Name: "b", List: "b.csv", Account: account(0, 0, clauses[2:3]...)},
		{Name: "alone", Account: account(9, 9, clauses[:2]...)},
	}, locale.English)
	var out strings.Builder
	require.NoError(t, listing.CSV(&out))
	rows := strings.Split(strings.TrimPrefix(strings.ReplaceAll(out.String(), "\r", ""), "\ufeff"), "\n")
	require.Equal(t, []string{
		"policy,clauses,carried by rules,no rules,missing or unlisted,no test,tests,failed",
		"a.en,1,1,0,0,0,2,0", "a.zh,5,3,1,2,1,3,1", "a.old,1,1,0,0,0,2,0", "b,1,0,1,0,0,0,0", "alone,2,2,0,0,1,9,9",
	}, rows[:6])
	out.Reset()
	require.NoError(t, listing.JSONLines(&out))
	require.Contains(t, out.String(), `{"policy":"a.zh","list":"a.csv","clauses":5,"carried":3,"beside":1,"missing":2,"untested":1,"tests":3,"failed":1}`)
	out.Reset()
	require.NoError(t, listing.Table(&out, 200))
	for _, line := range []string{
		"5 policies; 2 documents with a list of clauses",
		"of the documents: 6 clauses, 3 carried by rules, 2 that are no rules; 2 missing or unlisted, 1 without a test",
		"of the documents: 3 tests, 1 failed",
	} {
		require.Contains(t, out.String(), line)
	}
}
