package examples_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/roster"
	"rota/lang/diag"
	"rota/lang/locale"
)

// What README shows first runs on the roster that it runs first.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	shown := regexp.MustCompile("(?m)^```\n((?:policy \"|政策“)(?s:.*?))^```$").FindAllSubmatch(readme, -1)
	require.Len(t, shown, 2, "one in each language")
	content, err := os.ReadFile("first/roster.xlsx")
	require.NoError(t, err)
	sheets, _ := interp.Sheets("roster.xlsx", content, interp.SheetOptions{})
	for _, text := range shown {
		bound, found := load(t, "README.md", text[1]).Bind(sheets, nil, roster.Options{})
		for _, d := range found {
			require.NotEqual(t, diag.MissingColumn, d.Code, d.Message(locale.English))
		}
		require.Len(t, bound.Roster.People, 12)
	}
}
