package draft_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
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

// TestHeadings: whatever the headings are, the policy reads and runs; a column that it cannot
// name by its heading is named by its letter, and one that it cannot name is left out.
func TestHeadings(t *testing.T) {
	sheets := rows(
		[]string{"工号", "姓名", "任现职时间", "备注", "备注", "1", "满5年", "rule", "规则", "“优秀”次数", "the \"best\"", "必须", "and", "2024", "1a", "或"},
		[]string{"1", "甲", "2018.01", "x", "y", "a", "是", "b", "c", "2", "e", "f", "g", "h", "i", "j"},
		[]string{"2", "乙", "2019.01", "x", "y", "a", "否", "b", "c", "2", "e", "f", "g", "h", "i", "j"},
	)
	for _, l := range languages {
		text, ok := draft.Policy("odd", sheets, l)
		require.True(t, ok)
		require.True(t, draft.Runs(text, sheets), text)
		for _, line := range map[locale.Language][]string{
			locale.English: {
				"-- Left out: columns D, E, which are headed alike.", "-- Left out: column J, whose heading has quotation marks.",
				"field column F: text, headed \"1\"  -- guess: 2 cells; its heading cannot be a name here",
			},
			locale.Chinese: {"-- 未列入：D、E列，标题相同。", "栏名“1”", "-- 未列入：J列，标题中有引号。", "字段 栏G：是否，栏名“满5年”  -- 推测：2格；其标题在此不能作名称"},
		}[l] {
			require.Contains(t, text, line)
		}
	}
}

// A column is a choice where it has at most twelve words, each written twice on average.
func TestChoicesOfFewWords(t *testing.T) {
	for _, c := range []struct {
		words, cells int
		choice       bool
	}{
		{1, 6, false}, {2, 4, true}, {2, 3, false}, {3, 6, true}, {3, 5, false}, {12, 24, true}, {12, 23, false}, {13, 40, false},
	} {
		lines := [][]string{{"name", "zone"}}
		for i := range c.cells {
			lines = append(lines, []string{fmt.Sprintf("N%d", i), "zone " + string(rune('a'+i%c.words))})
		}
		text, ok := draft.Policy("p", rows(lines...), locale.English)
		require.True(t, ok)
		if c.choice {
			require.Contains(t, text, "field zone: one of (zone a, zone b", "%d words in %d cells", c.words, c.cells)
			require.Contains(t, text, fmt.Sprintf("guess: %d words in %d cells", c.words, c.cells))
		} else {
			require.Contains(t, text, fmt.Sprintf("field zone: text  -- guess: %d cells", c.cells))
		}
	}
}

// Who is exempt is guessed from the first of the columns that tell it, and the date is the end
// of the last year of which the roster speaks.
func TestGuessedFromWhatIsThere(t *testing.T) {
	for _, c := range []struct{ column, cell, exempt string }{
		{"退休时间", "2040-01-01", "years to retirement < 5y"},
		{"出生日期", "1980-01-01", "age >= 55"},
		{"flag", "yes", "flag"},
	} {
		sheets := rows([]string{"工号", "姓名", "任现职时间", c.column}, []string{"1", "甲", "2017-05-01", c.cell}, []string{"2", "乙", "2019-01-31", c.cell})
		text, ok := draft.Policy("p", sheets, locale.English)
		require.True(t, ok)
		require.Contains(t, text, c.exempt+" => exempt", text)
		require.Contains(t, text, "as of 2019-12-31")
	}
	text, ok := draft.Policy("p", rows([]string{"工号", "姓名"}, []string{"1", "甲"}), locale.English)
	require.True(t, ok)
	require.Contains(t, text, "as of 2025-12-31")
}

var update = flag.Bool("update", false, "write the goldens anew")

// A draft is a whole policy in either language: what the prelude knows, what is guessed and
// left out, a ladder by the nearest thing to a post, who is exempt, and tests.
func TestDrafts(t *testing.T) {
	texts := map[locale.Language]*strings.Builder{locale.English: {}, locale.Chinese: {}}
	for _, test := range []struct {
		name string
		rows [][]string
	}{
		{"a post and a retirement", [][]string{{"工号", "姓名", "任现职时间", "出生日期", "退休时间", "备注", "备注", "“优”", "满5年"}, {"1", "甲", "2016-02-29", "1980-01-01", "2040-01-01", "x", "y", "z", "是"}, {"2", "乙", "2019-12-31", "1981-01-01", "2041-01-01", "", "", "", "否"}}},
		{"a section and a birth", [][]string{{"工号", "姓名", "在本科室任职起始", "到本单位时间", "出生日期"}, {"1", "甲", "2018-05-01", "2012-01-01", "1980-01-01"}}},
		{"a unit and an investigation", [][]string{{"工号", "到本单位时间", "接受审查", "特长"}, {"1", "2017-01-31", "是", "是"}}},
		{"a post before a section", [][]string{{"工号", "任现职时间", "在本科室任职起始"}, {"1", "2015-01-01", "2018-01-01"}}},
		{"nothing that time is counted from", [][]string{{"出生日期", "姓名", "特长"}, {"1980-01-01", "甲", "是"}, {"1981-01-01", "乙", "否"}, {"1982-01-01", "丙", ""}}},
		{"no text", [][]string{{"出生日期", "性别"}, {"1980-01-01", "男"}}},
		{"a heading with a sign that nobody sees", [][]string{{"姓名", "级\u200e别"}, {"甲", "1"}}},
	} {
		for l, all := range texts {
			sheets := rows(test.rows...)
			text, ok := draft.Policy(test.name, sheets, l)
			require.True(t, ok, test.name)
			require.True(t, draft.Runs(text, sheets), text)
			fmt.Fprintf(all, "== %s\n%s\n", test.name, text)
		}
	}
	for l, name := range map[locale.Language]string{locale.English: "drafts.en.txt", locale.Chinese: "drafts.zh.txt"} {
		path := filepath.Join("testdata", name)
		if *update {
			require.NoError(t, os.MkdirAll("testdata", 0o755))
			require.NoError(t, os.WriteFile(path, []byte(texts[l].String()), 0o644))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err, "run with -update")
		require.Equal(t, string(want), texts[l].String())
	}
}

// A draft is no policy that runs where a column is missing, nobody is in the roster, a test fails, or it does not read.
func TestRuns(t *testing.T) {
	sheets := rows([]string{"工号", "姓名"}, []string{"1", "甲"})
	policy := "policy \"p\"\n  as of 2024-12-31\nrule 1 name is \"甲\" => must rotate\n"
	require.True(t, draft.Runs(policy, sheets))
	require.False(t, draft.Runs(policy+"rule 2 post tenure >= 5y => must rotate\n", sheets))
	require.False(t, draft.Runs(policy, rows([]string{"工号", "姓名"})))
	require.False(t, draft.Runs(policy+"test \"a\"\n  given name \"乙\"\n  expect must rotate\n", sheets))
	require.False(t, draft.Runs(policy+"rule\n", sheets))
}
