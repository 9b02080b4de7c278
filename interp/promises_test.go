package interp_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPromises: the tests that the README names for each promise are there.
func TestPromises(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	_, promises, found := strings.Cut(string(readme), "## What is promised")
	require.True(t, found)
	folders := regexp.MustCompile(`\]\(([^)]+)\)((?: (?:Test|Fuzz)\w+)+)`)
	named := 0
	for _, of := range folders.FindAllStringSubmatch(promises, -1) {
		paths, err := filepath.Glob(filepath.Join(of[1], "*_test.go"))
		require.NoError(t, err)
		var tests strings.Builder
		for _, path := range paths {
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			tests.Write(text)
		}
		for _, name := range strings.Fields(of[2]) {
			named++
			require.Contains(t, tests.String(), "func "+name+"(", "%s has no %s", of[1], name)
		}
	}
	require.Greater(t, named, 40)
}
