package interp_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/suite"
	"rota/lang/diag"
	"rota/lang/locale"
)

// Every block of the language's page marked rota is a policy that reads
// without a mistake, and whose tests pass.
func TestSpecExamples(t *testing.T) {
	require.Greater(t, readBlocks(t, "../lang/spec.md"), 30)
	require.Equal(t, 12, readBlocks(t, "../lang/README.zh.md"))
}

// readBlocks loads each block of a page and returns how many there are.
func readBlocks(t *testing.T, path string) int {
	page, err := os.ReadFile(path)
	require.NoError(t, err)
	line := 0
	var block []string
	inside, name := false, ""
	files := map[string]string{} // blocks that bear the name of a file, which others extend
	open := func(path string) ([]byte, error) {
		if text, ok := files[path]; ok {
			return []byte(text), nil
		}
		return nil, os.ErrNotExist
	}
	count := 0
	for _, text := range strings.Split(string(page), "\n") {
		line++
		switch {
		case text == "```rota" || strings.HasPrefix(text, "```rota "):
			inside, block, name = true, nil, strings.TrimPrefix(text[len("```rota"):], " ")
		case inside && text == "```":
			inside = false
			count++
			t.Run(fmt.Sprintf("%s line %d", path, line), func(t *testing.T) {
				text := strings.Join(block, "\n")
				load := interp.LoadVariant
				if name != "" {
					files[name], load = text, interp.Draft
				}
				policy, found := load("spec", []byte(text), open)
				for _, d := range found {
					if d.Code == diag.NoRules {
						continue // a block may show declarations alone
					}
					t.Errorf("%s %s %s: %s", d.Code, d.At, d.Message(locale.English), strings.Join(block, "\n"))
				}
				if policy == nil || len(policy.Program.ToFill) > 0 {
					return
				}
				for _, c := range suite.Run(policy.Program, 0, nil) {
					for _, f := range c.Failures {
						t.Errorf("%s: %s", c.Test.Title, f.Why.In(locale.English))
					}
				}
			})
		case inside:
			block = append(block, text)
		}
	}
	return count
}
