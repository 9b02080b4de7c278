package interp_test

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang"
	"rota/lang/diag"
)

// The suite of the language's cases, and the version of it that this is held to: a
// folder for each first number of the language's version.
const conformance = "../lang/conformance"

var freeze = flag.Bool("freeze", false, "take new cases of the conformance suite into its list of sums")

func suiteFolder() string {
	major, _, _ := strings.Cut(lang.Version, ".")
	return path.Join(conformance, major)
}

// TestConformance runs every case of lang/conformance with the evaluator that explains
// and with the plan over columns. In a browser's machine it is run by
//
//	GOOS=js GOARCH=wasm go test -exec "$(go env GOROOT)/lib/wasm/go_js_wasm_exec" ./interp -run TestConformance
func TestConformance(t *testing.T) {
	for name, text := range casesIn(t, suiteFolder()) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, problem := readCase(text)
			require.Empty(t, problem)
			found, problem := c.outcome()
			require.Empty(t, problem)
			for section, want := range c.expected {
				require.Equal(t, want, found[section], section)
			}
		})
	}
}

// casesIn are the cases below a folder by their path in it. A folder without a case, and
// a file that is none, would stand there unread: both are refused.
func casesIn(t *testing.T, folder string) map[string]string {
	cases, held := map[string]string{}, map[string]bool{}
	tree := os.DirFS(folder)
	require.NoError(t, fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == "SUMS" {
			return err
		}
		if entry.IsDir() {
			held[name] = held[name]
			return nil
		}
		require.Equal(t, ".txtar", path.Ext(name), "%s is no case", name)
		text, err := fs.ReadFile(tree, name)
		cases[name], held[path.Dir(name)] = string(text), true
		return err
	}))
	delete(held, ".")
	for folder, any := range held {
		require.True(t, any, "%s has no cases", folder)
	}
	require.Greater(t, len(cases), 700)
	return cases
}

// A case is frozen once its sum is listed: what a policy means does not change within a
// version of the language. New cases are taken in by -freeze; one that is wrong is
// corrected by taking its line out of SUMS by hand, so that the change shows.
func TestConformanceIsFrozen(t *testing.T) {
	file := path.Join(suiteFolder(), "SUMS")
	raw, err := os.ReadFile(file)
	require.True(t, err == nil || *freeze, err)
	sums := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		sum, name, ok := strings.Cut(strings.TrimSpace(line), "  ")
		require.True(t, ok && sums[name] == "", line)
		sums[name] = sum
	}
	cases := casesIn(t, suiteFolder())
	for name := range sums {
		require.Contains(t, cases, name, "a frozen case is gone")
	}
	for name, text := range cases {
		sum := fmt.Sprintf("%x", sha256.Sum256([]byte(text)))
		if *freeze && sums[name] == "" {
			sums[name] = sum
		}
		require.NotEmpty(t, sums[name], "%s is not in SUMS yet: go test ./interp -run TestConformanceIsFrozen -freeze", name)
		require.Equal(t, sums[name], sum, "%s is not what it was; see lang/conformance/README.md", name)
	}
	if *freeze {
		var out strings.Builder
		for _, name := range slices.Sorted(maps.Keys(sums)) {
			fmt.Fprintf(&out, "%s  %s\n", sums[name], name)
		}
		require.NoError(t, os.WriteFile(file, []byte(out.String()), 0o644))
	}
}

// outside are the codes that no case of the suite can show, by what they are about.
var outside = map[string][]diag.Code{
	"a policy or a table that is very large": {diag.TooLong, diag.TooMany, diag.TooMuch, diag.MoreUnreadable},
	"bytes that are no text":                 {diag.BadBytes, diag.UnreadableFile, diag.EmptyFile, diag.NoTable, diag.UnknownEncoding, diag.LostCharacters, diag.NulByte, diag.BadSeparator},
	"workbooks": {diag.NotWorkbook, diag.OldWorkbook, diag.DamagedWorkbook, diag.DamagedSheet, diag.SuspectWorkbook, diag.BadStringIndex, diag.ErrorValue,
		diag.FormulaWithoutValue, diag.BadCellValue, diag.BadCellAddress, diag.RepeatedCell, diag.SheetHidden, diag.SheetWithoutKey, diag.SheetReplaced, diag.SeveralSheets,
		diag.HiddenRows, diag.LostZero, diag.LostDigits, diag.RoundedNumber},
	"JSON and Go values": {diag.DamagedJSON, diag.NotRecords, diag.RepeatedKey, diag.NestedValue, diag.StrangeValue},
	"a command and what it is given": {diag.NotTurned, diag.NoSuchList, diag.NobodyPlanned, diag.NoSuchRecord, diag.BlankCells, diag.DayBetween, diag.LateDate, diag.StillToFill,
		diag.CaseWithoutExpect, diag.CaseColumn, diag.NotExercised, diag.NoLevel, diag.NoSuchLint, diag.LevelToldTwice, diag.LevelsUnreadable},
}

// Every mistake that there is a code for is made in some case.
func TestConformanceMakesEveryMistake(t *testing.T) {
	made := map[diag.Code]bool{}
	for _, text := range casesIn(t, suiteFolder()) {
		c, problem := readCase(text)
		require.Empty(t, problem)
		for line := range strings.Lines(c.expected["mistakes"] + c.expected["lints"]) {
			code, _, _ := strings.Cut(line, " ")
			made[diag.Code(code)] = true
		}
	}
	for why, codes := range outside {
		for _, code := range codes {
			require.False(t, made[code], "%s is made in a case, and said to be of %s", code, why)
			made[code] = true
		}
	}
	for _, code := range diag.Codes() {
		require.True(t, made[code], "no case makes the mistake %s", code)
	}
}

// What would pass without being read is refused.
func TestConformanceRefuses(t *testing.T) {
	const policy = "what it shows\n-- policy.rota --\nmale => may rotate\n"
	for name, text := range map[string]string{
		"no word of what it shows": policy[len("what it shows\n"):] + "-- mistakes --\nR0201 policy.rota:1:1\n",
		"no policy":                "x\n-- mistakes --\nR0201 policy.rota:1:1\n",
		"no expectation":           policy + "-- roster.csv --\nid\n1\n",
		"an empty expectation":     policy + "-- mistakes --\n",
		"a header alone":           policy + "-- decisions --\nid,action,outcome\n",
		"an unknown section":       policy + "-- decision --\nid,action,outcome\n1,rotate,must\n",
		"a section twice":          policy + "-- mistakes --\nR0201 policy.rota:1:1\n-- mistakes --\nR0201 policy.rota:1:1\n",
		"a file of another kind":   policy + "-- roster.tsv --\nid\n1\n-- mistakes --\nR0201 policy.rota:1:1\n",
		"an unknown column":        policy + "-- decisions --\nid,action,outcome,clause\n1,rotate,must,1\n",
		"no outcome":               policy + "-- decisions --\nid,action\n1,rotate\n",
		"a row twice":              policy + "-- decisions --\nid,action,outcome\n1,rotate,must\n1,rotate,may\n",
		"another date":             policy + "-- run --\nas-of 2024-12-31\n-- mistakes --\nR0201 policy.rota:1:1\n",
	} {
		_, problem := readCase(text)
		require.NotEmpty(t, problem, name)
	}
	for name, files := range map[string]string{
		"a table that nothing reads":  "-- roster.csv --\nid,gender\n1,male\n-- careers.csv --\nid\n1\n-- run --\nas of 2024-12-31\n",
		"a policy that nothing reads": "-- roster.csv --\nid,gender\n1,male\n-- base.rota --\nmale => may rotate\n-- run --\nas of 2024-12-31\n",
		"no roster":                   "-- run --\nas of 2024-12-31\n",
		"no date":                     "-- roster.csv --\nid,gender\n1,male\n",
	} {
		c, problem := readCase(policy + files + "-- decisions --\nid,action,outcome\n1,rotate,may\n")
		require.Empty(t, problem, name)
		_, problem = c.outcome()
		require.NotEmpty(t, problem, name)
	}
}
