package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"
)

var (
	updateTold = flag.Bool("update-told", false, "write anew what the cases of the language come to in words")
	toldInto   = flag.String("told-into", "", "FOLDER into which all that is printed goes, a file a case, to hold two versions against each other")
)

// The cases of the language say what is decided; here is what is told of it. Every command
// that reads is run on every third of them, in a long run on each, in its own language,
// and testdata/told keeps a sum of all that was printed. What changes and was not meant to
// is seen by
//
//	go test ./cmd/rota -run TestTold -told-into FOLDER
//
// in both versions, and what was meant is kept by -update-told.
func TestTold(t *testing.T) {
	folder, err := filepath.Abs("../../lang/conformance")
	require.NoError(t, err)
	kept, err := filepath.Abs("testdata/told")
	require.NoError(t, err)
	into, err := filepath.Abs(*toldInto)
	require.NoError(t, err)
	cases, err := filepath.Glob(folder + "/*/*/*.txtar")
	require.NoError(t, err)
	var sums strings.Builder
	for i, file := range cases {
		if !*updateTold && *toldInto == "" && i%often(3, 1) != 0 {
			continue
		}
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		name := strings.TrimPrefix(filepath.ToSlash(file), filepath.ToSlash(folder)+"/")
		language := "en"
		if strings.HasSuffix(name, ".zh.txtar") {
			language = "zh"
		}
		out := told(t, text, language)
		if *toldInto != "" {
			require.NoError(t, os.MkdirAll(into, 0o777))
			require.NoError(t, os.WriteFile(filepath.Join(into, strings.ReplaceAll(name, "/", "-")), []byte(out), 0o666))
		}
		sum := sha256.Sum256([]byte(out))
		fmt.Fprintf(&sums, "%x  %s\n", sum[:6], name)
	}
	if *updateTold {
		require.NoError(t, os.WriteFile(kept, []byte(sums.String()), 0o666))
	}
	want, err := os.ReadFile(kept)
	require.NoError(t, err)
	var changed []string
	for line := range strings.Lines(sums.String()) {
		if !slices.Contains(strings.SplitAfter(string(want), "\n"), line) {
			changed = append(changed, line)
		}
	}
	require.Empty(t, changed, "what is printed about these cases has changed")
	require.Equal(t, len(cases), strings.Count(string(want), "\n"), "each case has a sum")
}

// told is all that the commands print about a case, in a language.
func told(t *testing.T, text []byte, language string) string {
	t.Chdir(t.TempDir())
	var out strings.Builder
	tell := func(typed, line string) {
		code, printed, errs := typing(typed, system{}, line)
		require.NotEqual(t, exitBug, code, line)
		fmt.Fprintf(&out, "$ rota %s\n%s%s[%d]\n", line, printed, errs, code)
	}
	roster, tables, day := unpack(t, text)
	in := " --lang " + language
	tell("", "check policy.rota --level all=note"+in)
	tell("", "test policy.rota"+in)
	tell("", "clauses policy.rota"+in)
	if rows := strings.Split(strings.TrimSpace(roster), "\n"); len(rows) > 1 {
		given := " policy.rota roster.csv" + tables + in
		tell("", "check"+given)
		given += day
		for _, command := range []string{"run", "run --format csv", "audit", "forecast --until 2025-02-28"} {
			tell("", command+given)
		}
		typed := "ask\nwho undetermined\n"
		for _, row := range rows[1:min(len(rows), 4)] {
			id, _, _ := strings.Cut(row, ",")
			tell("", "why --id "+id+given)
			typed += fmt.Sprintf("why not %s\nshow %[1]s\n", id)
			columns := strings.Split(rows[0], ",")[1:]
			for _, column := range columns {
				typed += fmt.Sprintf("set %s %s = blank\n", id, column)
			}
			typed += "compare\nask\n" + strings.Repeat("undo\n", len(columns))
		}
		tell(typed+"as of 2027-03-01\ncompare\nlist\n", "repl"+given)
	}
	for _, language := range []string{"zh", "en"} {
		tell("", "fmt policy.rota --keywords "+language)
		laid, err := os.ReadFile("policy.rota")
		require.NoError(t, err)
		out.Write(laid)
	}
	return out.String()
}

// unpack writes the files of a case. Tables and day are the options that name its further
// tables and its date.
func unpack(t *testing.T, text []byte) (roster, tables, day string) {
	files := map[string]string{}
	for _, f := range txtar.Parse(text).Files {
		if files[f.Name] = string(f.Data); filepath.Ext(f.Name) != "" {
			require.NoError(t, os.WriteFile(f.Name, f.Data, 0o666))
		}
	}
	if day = strings.TrimSpace(files["run"]); day != "" {
		day = " --" + strings.Replace(day, "as of", "as-of", 1)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		table, is := strings.CutSuffix(name, ".csv")
		if is && table != "roster" && !strings.Contains(files["policy.rota"], name) { // else the policy names the file itself
			tables += " --with " + table + "=" + name
		}
	}
	return files["roster.csv"], tables, day
}
