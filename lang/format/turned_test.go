package format_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/format"
	"rota/lang/source"
	"rota/lang/syntax"
)

var update = flag.Bool("update", false, "write what the pairs are turned into")

// What each of the checker's pairs is turned into, word by word, stands in
// testdata/turned.txt: a text, what it is in the other language, a line “---”. With
// -update it is written anew.
func TestPairsTurned(t *testing.T) {
	names, pairs := twins(t)
	var found diag.List
	tree := syntax.Parse(source.New("names", names), prelude().Vocabulary, &found)
	f := format.New(tree.Vocabulary, prelude(), tree)
	var out strings.Builder
	for _, pair := range pairs {
		for i, words := range []format.Words{format.InChinese, format.InEnglish} {
			out.WriteString(pair[i] + "\n" + formattedWith(t, f, pair[i]+"\n", words) + "---\n")
		}
	}
	if *update {
		require.NoError(t, os.WriteFile("testdata/turned.txt", []byte(out.String()), 0o644))
		return
	}
	want, err := os.ReadFile("testdata/turned.txt")
	require.NoError(t, err)
	require.Equal(t, string(want), out.String())
}
