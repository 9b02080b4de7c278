package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every third example, in a long run every one, gives again what its record says, from another folder and in another
// language, and by the text in the record.
func TestReplayExamples(t *testing.T) {
	policies, err := filepath.Glob("../../examples/*/*.rota")
	require.NoError(t, err)
	kept := filepath.Join(t.TempDir(), "run.jsonl")
	seen := 0
	for i, policy := range policies {
		if i%often(3, 1) != 0 {
			continue
		}
		for _, roster := range []string{"roster.csv", "roster.xlsx", "roster.json"}[:often(1, 3)] {
			roster = filepath.Join(filepath.Dir(policy), roster)
			if !isFile(roster) {
				continue
			}
			line := "run " + policy + " " + roster + " --as-of 2024-12-31 --out " + kept + ".csv --record " + kept
			if career := filepath.Join(filepath.Dir(policy), "career.csv"); isFile(career) {
				line += " --with career=" + career
			}
			if code, _, _ := with(system{}, line); !slices.Contains([]int{exitDone, exitData}, code) {
				continue // it needs tables that only its own tests name
			}
			seen++
			for _, options := range []string{"", " --lang zh --as-recorded"} {
				code, out, errs := with(system{}, "replay "+kept+options)
				require.Zero(t, code, "%s: %s %s", policy, out, errs)
				require.Equal(t, 2, strings.Count(out, "\n"), out)
			}
		}
	}
	require.Greater(t, seen, often(8, 20))
}
