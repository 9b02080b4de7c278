package draft_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/draft"
	"rota/interp/roster"
	"rota/lang/format"
	"rota/lang/locale"
)

var languages = []locale.Language{locale.English, locale.Chinese}

// TestExamples: each roster of the examples gives a policy that runs on it and
// passes, in both languages.
func TestExamples(t *testing.T) {
	paths, err := filepath.Glob("../../examples/*/roster.*")
	require.NoError(t, err)
	require.Greater(t, len(paths), 8)
	for _, path := range paths {
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		sheets, _ := interp.Sheets(filepath.Base(path), content, interp.SheetOptions{})
		for _, l := range languages {
			text, ok := draft.Policy("roster", sheets, l)
			laidOut, _, err := interp.Format("roster", []byte(text), format.AsWritten, nil)
			require.NoError(t, err)
			require.Equal(t, string(laidOut), text, "as rota fmt lays it out")
			require.True(t, ok, path)
			require.True(t, draft.Runs(text, sheets), "%s:\n%s", path, text)
		}
	}
}

func rows(lines ...[]string) []roster.Sheet {
	s := roster.Sheet{File: "r.csv"}
	for i, line := range lines {
		r := roster.Row{Number: i + 1}
		for _, text := range line {
			kind := roster.Text
			if text == "" {
				kind = roster.Blank
			}
			r.Cells = append(r.Cells, roster.Raw{Text: text, Kind: kind})
		}
		s.Rows = append(s.Rows, r)
	}
	return []roster.Sheet{s}
}

// TestGuesses: the type of a column is the first as which all its cells read;
// what cannot be a name is named by its column.
func TestGuesses(t *testing.T) {
	sheets := rows(
		[]string{"name", "flag", "level", "moved (date)", "points", "stay", "zone", "=>", "unless", "remark", "rank"},
		[]string{"A", "yes", "1", "2015-03-01", "1.5", "5y", "north", "x", "1", "one", "甲"},
		[]string{"B", "no", "2", "2016.07", "2", "18mo", "south", "", "2", "two", "乙"},
		[]string{"C", "", "0", "2017-01-31", "", "", "north", "y", "", "", "甲"},
		[]string{"D", "yes", "1", "", "-1", "", "south", "z", "4", "three", "乙"},
	)
	text, ok := draft.Policy("odd", sheets, locale.English)
	require.True(t, ok)
	require.True(t, draft.Runs(text, sheets), text)
	for _, line := range []string{
		"field flag: yes/no  -- guess: 3 cells", "field level: whole number", "field moved date: date, headed \"moved (date)\"", "field points: number", "field stay: period",
		"field zone: one of (north, south)  -- guess: 2 words in 4 cells", "field column H: text, headed \"=>\"", "field column I: whole number, headed \"unless\"",
		"field remark: text", "field rank: one of (甲, 乙)", "rule 2 flag => exempt",
	} {
		require.Contains(t, text, line)
	}
	_, ok = draft.Policy("none", rows([]string{"a", "b"}, []string{"1", "2"}), locale.English)
	require.False(t, ok)
	_, ok = draft.Policy("empty", nil, locale.Chinese)
	require.False(t, ok)
}
