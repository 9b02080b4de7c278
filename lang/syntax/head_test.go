package syntax

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/locale"
)

// A head with its last character wrong is asked after: nothing else would tell an author
// what the declaration could have been. Where another word of the language begins it, that
// is read.
func TestMisspeltHeads(t *testing.T) {
	asked := 0
	for _, head := range heads {
		runes := []rune(head)
		wrong, least := "q", 4
		if isHan(runes[0]) {
			wrong, least = "鱼", 2
		}
		begins := false
		for i := range head {
			begins = begins || keywordsBySpelling.find(head[:i]) != nil
		}
		if len(runes) < least || begins || strings.Contains(head, " ") {
			continue
		}
		wrong = string(runes[:len(runes)-1]) + wrong
		_, found := mistakesOf(wrong + " \"x\"")
		require.NotEmpty(t, found, wrong)
		if !slices.ContainsFunc(heads, func(near string) bool {
			return slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
				return d.Message(locale.English) == "nothing is called “"+wrong+"”; did you mean “"+near+"”?" &&
					d.Message(locale.Chinese) == "没有叫“"+wrong+"”的名称；是否指“"+near+"”？"
			})
		}) {
			t.Errorf("%s: %s", wrong, found[0].Message(locale.English))
		}
		asked++
	}
	require.Greater(t, asked, 50)
}
