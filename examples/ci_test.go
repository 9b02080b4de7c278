package examples_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// commands are those of a template, in their order.
func commands(t *testing.T, file string, line *regexp.Regexp) (out []string) {
	text, err := os.ReadFile(filepath.Join("ci", file))
	require.NoError(t, err)
	for _, m := range line.FindAllStringSubmatch(string(text), -1) {
		out = append(out, m[1])
	}
	require.GreaterOrEqual(t, len(out), 3)
	return out
}

// TestTemplates runs the commands of each template as a script, over policies
// without mistakes and over one that fails.
func TestTemplates(t *testing.T) {
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	for file, line := range map[string]*regexp.Regexp{
		"github.yml": regexp.MustCompile(`(?m)^ +run: (.+)$`), "gitlab.yml": regexp.MustCompile(`(?m)^    - (.+)$`),
	} {
		folder := t.TempDir()
		require.NoError(t, os.Symlink(root, filepath.Join(folder, ".rota")))
		require.NoError(t, os.Mkdir(filepath.Join(folder, "policies"), 0o755))
		policy := filepath.Join(folder, "policies", "first.rota")
		const text = "policy \"P\"\n  as of 2024-12-31\nrule 1 post tenure >= 5y => must rotate\ntest \"five years\"\n  given post since 2019-12-31\n  expect must rotate by 1\n"
		script := "set -e\n" + strings.Join(commands(t, file, line), "\n")
		run := func() (string, error) {
			shell := exec.Command("sh", "-c", script)
			shell.Dir = folder
			out, err := shell.CombinedOutput()
			return string(out), err
		}
		require.NoError(t, os.WriteFile(policy, []byte(text), 0o644))
		out, err := run()
		require.NoError(t, err, "%s: %s", file, out)
		report, err := os.ReadFile(filepath.Join(folder, "rota.xml"))
		require.NoError(t, err)
		require.Contains(t, string(report), `tests="1"`)
		require.NotContains(t, string(report), "<failure")

		require.NoError(t, os.WriteFile(policy, []byte(strings.Replace(text, "2019-12-31", "2020-01-01", 1)), 0o644))
		out, err = run()
		require.Error(t, err, "%s: %s", file, out)
		report, err = os.ReadFile(filepath.Join(folder, "rota.xml"))
		require.NoError(t, err)
		require.Contains(t, string(report), "<failure")
	}
}
