package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
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
	policy, given, asOf := "", "", ""
	for _, f := range txtar.Parse(text).Files {
		switch {
		case filepath.Ext(f.Name) == ".rota" || filepath.Ext(f.Name) == ".csv":
			require.NoError(t, os.WriteFile(f.Name, f.Data, 0o666))
		case f.Name == "run":
			asOf = " --" + strings.Replace(strings.TrimSpace(string(f.Data)), "as of", "as-of", 1)
		}
		switch name := strings.TrimSuffix(f.Name, ".csv"); {
		case f.Name == "policy.rota":
			policy = string(f.Data)
		case name != f.Name && name != "roster":
			given += " --with " + name + "=" + f.Name
		}
	}
	for _, option := range strings.Split(given, " --with ") {
		if name := option[strings.Index(option, "=")+1:]; name != "" && strings.Contains(policy, name) {
			given = strings.Replace(given, " --with "+option, "", 1) // the policy names the file itself
		}
	}
	var out strings.Builder
	tell := func(line, typed string) {
		var printed, errs strings.Builder
		a := &app{in: strings.NewReader(typed), out: &printed, errs: &errs, env: func(string) string { return "" }, disk: system{}}
		code := a.execute(strings.Fields(line))
		require.NotEqual(t, exitBug, code, line)
		fmt.Fprintf(&out, "$ rota %s\n%s%s[%d]\n", line, printed.String(), errs.String(), code)
	}
	var people []string
	staff, _ := os.ReadFile("roster.csv")
	rows := strings.Split(string(staff), "\n")
	for _, row := range rows[1:] {
		id, _, cells := strings.Cut(row, ",")
		if cells && len(people) < 3 && id != "" && !strings.ContainsAny(id, " \"") {
			people = append(people, id)
		}
	}
	in := " --lang " + language
	tell("check policy.rota --level all=note"+in, "")
	tell("test policy.rota"+in, "")
	tell("clauses policy.rota"+in, "")
	if len(staff) > 0 {
		from := " policy.rota roster.csv" + given + in
		tell("check"+from, "")
		from += asOf
		tell("run"+from, "")
		tell("run"+from+" --format csv", "")
		tell("audit"+from, "")
		for _, id := range people {
			tell("why"+from+" --id "+id, "")
		}
		tell("forecast"+from+" --until 2025-02-28", "")
		typed := "ask\nwho undetermined\n"
		for _, id := range people {
			typed += fmt.Sprintf("why not %s\nshow %[1]s\n", id)
			columns := strings.Split(strings.TrimSpace(rows[0]), ",")[1:]
			for _, column := range columns {
				typed += fmt.Sprintf("set %s %s = blank\n", id, column)
			}
			typed += "compare\nask\n" + strings.Repeat("undo\n", len(columns))
		}
		tell("repl"+from, typed+"as of 2027-03-01\ncompare\nlist\n")
	}
	for _, language := range []string{"zh", "en"} {
		tell("fmt policy.rota --keywords "+language, "")
		laid, err := os.ReadFile("policy.rota")
		require.NoError(t, err)
		out.Write(laid)
	}
	return out.String()
}
