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

// hook is one of .pre-commit-hooks.yaml.
type hook struct{ id, entry, language, files string }

func hooks(t *testing.T) (list []hook) {
	text, err := os.ReadFile(filepath.Join("..", ".pre-commit-hooks.yaml"))
	require.NoError(t, err)
	for _, block := range strings.Split(string(text), "- id: ")[1:] {
		of := func(key string) string {
			m := regexp.MustCompile(`(?m)^  ` + key + `: (.+)$`).FindStringSubmatch(block)
			require.NotNil(t, m, "a hook without %s", key)
			return m[1]
		}
		id, _, _ := strings.Cut(block, "\n")
		list = append(list, hook{id, of("entry"), of("language"), of("files")})
	}
	return list
}

// TestHooks runs each hook as pre-commit does: the repository is installed, and the
// entry is given the files of a change whose names match. It fails where the command
// fails or changes a file.
func TestHooks(t *testing.T) {
	bin := t.TempDir()
	install := exec.Command("go", "install", "./...")
	install.Dir = ".."
	install.Env = append(os.Environ(), "GOBIN="+bin)
	out, err := install.CombinedOutput()
	require.NoError(t, err, string(out))

	const right = "policy \"P\"\n  as of 2024-12-31\nrule 1 post tenure >= 5y => must rotate\ntest \"five years\"\n  given post since 2019-12-31\n  expect must rotate by 1\n"
	wrong := map[string]string{
		"rota-fmt":   strings.Replace(right, "rule 1 post", "rule 1  post", 1),
		"rota-check": strings.Replace(right, "post tenure", "post tenur", 1),
		"rota-test":  strings.Replace(right, "2019-12-31", "2020-01-01", 1),
	}
	var ids []string
	for _, h := range hooks(t) {
		ids = append(ids, h.id)
		require.Equal(t, "golang", h.language)
		run := func(text string) (passed bool, after, said string) {
			folder := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(folder, "read me.md"), []byte("# P\n"), 0o644))
			require.NoError(t, os.WriteFile(filepath.Join(folder, "a policy.rota"), []byte(text), 0o644))
			var files []string
			for _, name := range []string{"a policy.rota", "read me.md"} {
				if regexp.MustCompile(h.files).MatchString(name) {
					files = append(files, name)
				}
			}
			require.Len(t, files, 1)
			entry := strings.Fields(h.entry)
			command := exec.Command(filepath.Join(bin, entry[0]), append(entry[1:], files...)...)
			command.Dir = folder
			out, err := command.CombinedOutput()
			written, readErr := os.ReadFile(filepath.Join(folder, "a policy.rota"))
			require.NoError(t, readErr)
			return err == nil && string(written) == text, string(written), string(out)
		}
		passed, _, said := run(right)
		require.True(t, passed, "%s: %s", h.id, said)
		passed, after, said := run(wrong[h.id])
		require.False(t, passed, "%s: %s", h.id, said)
		if h.id == "rota-fmt" {
			require.Equal(t, right, after)
		}
	}
	require.Equal(t, []string{"rota-fmt", "rota-check", "rota-test"}, ids)
}
