package format_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
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

var prelude = sync.OnceValue(func() *syntax.File {
	var found diag.List
	return syntax.Parse(source.New("prelude", stdlib.Prelude()), nil, &found)
})

// bases are the policies of the language's page that others there extend.
var bases = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	raw, _ := os.ReadFile("../spec.md")
	for _, block := range strings.Split(string(raw), "```rota ")[1:] {
		name, text, _ := strings.Cut(block, "\n")
		out[name], _, _ = strings.Cut(text, "```")
	}
	return out
})

// formatter knows the names of the prelude and of what a text extends.
func formatter(text string) *format.Formatter {
	known, trees := names(text)
	return format.New(known, append([]*syntax.File{prelude()}, trees...)...)
}

func names(text string) (known *syntax.Vocabulary, trees []*syntax.File) {
	known = syntax.NewVocabulary()
	known.Extend(prelude().Vocabulary, "")
	libraries, policies := syntax.TakenIn(source.New("policy", text))
	for _, name := range libraries {
		for _, x := range stdlib.Libraries() {
			if slices.Contains(x.Names, name) {
				var found diag.List
				tree := syntax.Parse(source.New(name, x.Text), prelude().Vocabulary, &found)
				known.Extend(tree.Vocabulary, "")
				trees = append(trees, tree)
			}
		}
	}
	for _, e := range policies {
		base, ok := bases()[e.From]
		if !ok { // an example that extends another
			raw, _ := os.ReadFile(filepath.Join("../../examples/one", e.From))
			base = string(raw)
		}
		below, more := names(base)
		var found diag.List
		tree := syntax.Parse(source.New(e.From, base), below, &found)
		known.Extend(tree.Vocabulary, e.As)
		trees = append(append(trees, more...), tree)
	}
	return known, trees
}

// formatted formats a text that reads.
func formatted(t testing.TB, text string, words format.Words) string {
	t.Helper()
	return formattedWith(t, formatter(text), text, words)
}

func formattedWith(t testing.TB, f *format.Formatter, text string, words format.Words) string {
	t.Helper()
	var found diag.List
	out, kept, err := f.Source(source.New("policy", text), words, &found)
	require.NoError(t, err, text)
	require.Empty(t, kept, text)
	return out
}

// stable holds a text to the laws: formatting again changes nothing, and turning it
// there and back gives the same bytes.
func stable(t testing.TB, text string) {
	t.Helper()
	stableWith(t, formatter(text), text)
}

func stableWith(t testing.TB, f *format.Formatter, text string) {
	t.Helper()
	once := formattedWith(t, f, text, format.AsWritten)
	chinese := formattedWith(t, f, text, format.InChinese)
	english := formattedWith(t, f, chinese, format.InEnglish)
	same := func(law, want, got string) {
		t.Helper()
		if want != got {
			assert.Equal(t, want, got, law)
		}
	}
	same("a second run", once, formattedWith(t, f, once, format.AsWritten))
	same("turned, then laid out", chinese, formattedWith(t, f, chinese, format.AsWritten))
	same("turned into English at once and by way of Chinese", formattedWith(t, f, text, format.InEnglish), english)
	same("turned there and back", chinese, formattedWith(t, f, english, format.InChinese))
	same("turned back, then laid out", english, formattedWith(t, f, english, format.AsWritten))
}

// policies are the texts of the repository that are read by other tests.
func policies(t testing.TB) map[string]string {
	out := map[string]string{}
	paths, err := filepath.Glob("../../examples/*/*.rota")
	require.NoError(t, err)
	require.Greater(t, len(paths), 15)
	shared, err := filepath.Glob("../../stdlib/*.rota")
	require.NoError(t, err)
	for _, path := range append(paths, shared...) {
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		out[path] = string(raw)
	}
	return out
}

func TestPoliciesOfTheRepositoryAreFormatted(t *testing.T) {
	for path, text := range policies(t) {
		if formatted(t, text, format.AsWritten) != text {
			t.Errorf("run rota fmt %s", path)
		}
		stable(t, text)
	}
}

// Every block of the language's pages, and every pair of texts that the checker is
// held to: together they have every construct.
func TestEveryConstruct(t *testing.T) {
	for _, page := range []string{"../spec.md", "../README.zh.md", "../../stdlib/README.md", "../../stdlib/README.zh.md"} {
		raw, err := os.ReadFile(page)
		require.NoError(t, err)
		for i, block := range strings.Split(string(raw), "```rota")[1:] {
			_, block, _ = strings.Cut(block, "\n")
			block, _, _ = strings.Cut(block, "```")
			t.Run(page+strconv.Itoa(i), func(t *testing.T) { t.Parallel(); stable(t, block) })
		}
	}
	names, pairs := twins(t)
	var found diag.List
	tree := syntax.Parse(source.New("names", names), prelude().Vocabulary, &found)
	f := format.New(tree.Vocabulary, prelude(), tree)
	for _, pair := range pairs {
		for _, text := range pair {
			t.Run(text, func(t *testing.T) { t.Parallel(); stableWith(t, f, text+"\n") })
		}
	}
	stable(t, names)
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
