package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzScript: whatever a session is told, it ends, with an exit code that means it and,
// where that is not 0, a word of why; and it says nothing that steers a terminal.
func FuzzScript(f *testing.F) {
	for _, seed := range []string{
		"", "who must rotate\nwhy A1\nwhy not A2\nwhen A1\nshow A4\nask\n", "set A1 post since = 2020-01-01\ncompare\nundo\nundo\n", "post tenure >= 4y\nage\nmark + 1\n",
		"as of 2030-01-01\ncount of those where mark > 3\n", "rule 9 mark > 1 => should\nlist\n", "谁 必须轮岗\n为何 A1\n截至2030年1月1日\n", "load nothing.csv\n", "rule 4.1\n  mark > \n", "help\n\n?\nquit\nwho\n",
		"\x00", "(((((", "set", "set A1", "set A1 mark = ", "why \x1b[31m", "'", "\"",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2_000 || strings.ContainsAny(text, "/\\~") { // no files but those of the folder
			return
		}
		inCounty(t)
		code, out, errs := typing(text, system{}, "repl policy.rota roster.csv")
		require.Contains(t, []int{exitDone, exitUsage, exitPolicy, exitData}, code, "%s", errs)
		require.True(t, code == exitDone || errs != "", "%d without a word", code)
		inert(t, "a session", strings.ReplaceAll(out, "\t", " "))
		inert(t, "a session", strings.ReplaceAll(errs, "\t", " "))
	})
}
