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
	"rota/stdlib"
)

// Every block of the language's page marked rota is a policy that reads
// without a mistake, and whose tests pass.
func TestSpecExamples(t *testing.T) {
	require.Greater(t, readBlocks(t, "../lang/spec.md"), 30)
	require.Equal(t, 13, readBlocks(t, "../lang/README.zh.md"))
	for _, page := range []string{"../stdlib/README.md", "../stdlib/README.zh.md"} {
		require.Equal(t, len(stdlib.Libraries())+2, readBlocks(t, page)) // with the prelude and the working days
	}
}

// What a policy may take in reads without a mistake, under each of its names and in
// both languages, and may be declared anew.
func TestLibraries(t *testing.T) {
	for _, x := range stdlib.Libraries() {
		for i, use := range []string{"policy \"P\"\n  use \"%s\"", "政策“P”\n  采用“%s”"} {
			text := fmt.Sprintf(use, x.Names[i]) + "\nmale => may rotate"
			_, found := interp.Load("p.rota", []byte(text))
			require.Empty(t, found, text)
		}
	}
	policy, found := interp.Load("p.rota", []byte("policy \"P\"\n  use \"campaign\"\nfield ready of stage: yes/no\ndefine stage ends of stage = stage begins + 7d\ncheck 1 of stage where ready: stage ends < 2026-01-31"))
	require.Empty(t, found)
	require.Len(t, policy.Program.Files, 1, "a library is no policy extended")
	_, found = interp.Load("p.rota", []byte("政策“P”\n  采用“公式”\n男的，可轮岗"))
	require.Len(t, found, 1)
	require.Equal(t, "没有名为“公式”的公用词汇；是否指“公示”？", found[0].Message(locale.Chinese))
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
