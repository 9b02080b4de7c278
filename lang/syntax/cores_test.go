package syntax

import (
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/source"
)

// On one core or on several a text is read alike, with more mistakes than are told of too.
func TestCores(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, wrong := range []int{0, 1, maxMistakes - 1, maxMistakes, maxMistakes + 200} {
		text := strings.Repeat("rule 1 sex is male => must rotate\n", 40) + strings.Repeat("=> =>\n", wrong) +
			strings.Repeat("rule 1 age >= 50 => should rotate\n", 40)
		read := func(cores int) (int, diag.List) {
			runtime.GOMAXPROCS(cores)
			var found diag.List
			tree := Parse(source.New("p", text), nil, &found)
			return len(tree.Declarations), found
		}
		one, found := read(1)
		several, same := read(4)
		require.Equal(t, one, several, "%d mistakes", wrong)
		require.Equal(t, len(found), len(same))
		for i := range found {
			require.Equal(t, found[i].Code, same[i].Code)
			require.Equal(t, found[i].At.String(), same[i].At.String())
		}
		if want := 80; wrong < maxMistakes {
			require.Equal(t, want, one)
		}
	}
}
