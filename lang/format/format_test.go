package format_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/format"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/stdlib"
)

var formatter = sync.OnceValue(func() *format.Formatter {
	var found diag.List
	return format.New(syntax.Parse(source.New("prelude", stdlib.Prelude()), nil, &found))
})

// formatted formats a text that reads.
func formatted(t testing.TB, text string, words format.Words) string {
	t.Helper()
	out, kept, err := written(text, words)
	require.NoError(t, err, text)
	require.Empty(t, kept, text)
	return out
}

func written(text string, words format.Words) (string, []source.Span, error) {
	var found diag.List
	return formatter().Source(source.New("policy", text), words, &found)
}

// stable holds a text to the laws: formatting again changes nothing, and turning it
// there and back gives the same bytes.
func stable(t testing.TB, text string) {
	t.Helper()
	once := formatted(t, text, format.AsWritten)
	if twice := formatted(t, once, format.AsWritten); twice != once {
		assert.Equal(t, once, twice, "a second run")
	}
	for _, way := range [][2]format.Words{{format.InEnglish, format.InChinese}, {format.InChinese, format.InEnglish}} {
		here := formatted(t, text, way[0])
		there := formatted(t, here, way[1])
		if back := formatted(t, there, way[0]); back != here {
			assert.Equal(t, here, back, "turned twice, by way of\n%s", there)
		}
		if laid := formatted(t, here, format.AsWritten); laid != here {
			assert.Equal(t, here, laid, "laid out as written after it was turned")
		}
	}
}

// policies are the texts of the repository that are read by other tests.
func policies(t testing.TB) map[string]string {
	out := map[string]string{}
	paths, err := filepath.Glob("../../examples/*/*.rota")
	require.NoError(t, err)
	require.Greater(t, len(paths), 15)
	for _, path := range append(paths, "../../stdlib/prelude.rota") {
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		out[path] = string(raw)
	}
	return out
}

func TestPoliciesOfTheRepositoryAreFormatted(t *testing.T) {
	for path, text := range policies(t) {
		assert.Equal(t, text, formatted(t, text, format.AsWritten), "rota fmt %s", path)
		stable(t, text)
	}
}

// Every block of the language's pages, and every pair of texts that the checker is
// held to: together they have every construct.
func TestEveryConstruct(t *testing.T) {
	for _, page := range []string{"../spec.md", "../README.zh.md"} {
		raw, err := os.ReadFile(page)
		require.NoError(t, err)
		for i, block := range strings.Split(string(raw), "```rota\n")[1:] {
			block, _, _ = strings.Cut(block, "```")
			t.Run(page+strconv.Itoa(i), func(t *testing.T) { stable(t, block) })
		}
	}
	names, pairs := twins(t)
	for _, pair := range pairs {
		for _, text := range pair {
			t.Run(text, func(t *testing.T) { stable(t, text+"\n"+names) })
		}
	}
}

// twins are the texts of the checker's test of pairs, read from its source, so
// that a new construct is turned here too.
func twins(t testing.TB) (names string, pairs [][2]string) {
	file, err := parser.ParseFile(token.NewFileSet(), "../check/twins_test.go", nil, 0)
	require.NoError(t, err)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			if n.Names[0].Name == "names" {
				names, _ = strconv.Unquote(n.Values[0].(*ast.BasicLit).Value)
			}
		case *ast.CompositeLit:
			var texts []string
			for _, e := range n.Elts {
				if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					text, _ := strconv.Unquote(lit.Value)
					texts = append(texts, text)
				}
			}
			if len(texts) == 2 {
				pairs = append(pairs, [2]string{texts[0], texts[1]})
			}
		}
		return true
	})
	require.NotEmpty(t, names)
	require.Greater(t, len(pairs), 100)
	return names, pairs
}
