package analyze_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/analyze"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

// prelude is the vocabulary that every policy builds on, read as a file: lang does not
// import stdlib.
func prelude(t testing.TB) *syntax.File {
	text, err := os.ReadFile("../../stdlib/prelude.rota")
	require.NoError(t, err)
	var found diag.List
	tree := syntax.Parse(source.New("prelude", string(text)), nil, &found)
	require.Empty(t, found)
	return tree
}

// lint is what is found of a policy that reads without mistakes.
func lint(t testing.TB, base *syntax.File, text string) diag.List {
	t.Helper()
	var found diag.List
	tree := syntax.Parse(source.New("policy.rota", text), base.Vocabulary, &found)
	trees := []*syntax.File{base, tree}
	program := check.Check(trees, &found)
	for _, d := range found {
		require.NotEqual(t, diag.Error, d.Severity(), "%s %s\n%s", d.At, d.Message(locale.English), text)
	}
	return analyze.Policy(program, trees)
}

// The examples of every page hold: the wrong one is found with this code and no other,
// and nothing is found of the right one.
func TestPages(t *testing.T) {
	base := prelude(t)
	for _, code := range diag.Lints() {
		for _, l := range []locale.Language{locale.English, locale.Chinese} {
			wrong, right := diag.Examples(code, l)
			require.NotEmpty(t, wrong, code)
			if code == diag.NotExercised {
				continue // whether a test exercises a rule is known where tests run
			}
			require.Equal(t, []diag.Code{code}, codes(lint(t, base, wrong)), "%s\n%s", code, wrong)
			require.Empty(t, codes(lint(t, base, right)), "%s\n%s", code, right)
		}
	}
}

// codes are those of findings, each once.
func codes(found diag.List) (list []diag.Code) {
	for _, d := range found {
		if len(list) == 0 || list[len(list)-1] != d.Code {
			list = append(list, d.Code)
		}
	}
	return list
}
