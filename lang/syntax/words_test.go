package syntax

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the words of the language down anew")

// placeNames are the places of keywords as testdata/words.txt has them.
var placeNames = []string{"margin", "header", "body", "spells", "schema", "test", "table", "after a table", "calendar", "register", "score", "after extends", "filler"}

// The words of the language, where each stands, its units, numerals and signs are what
// testdata/words.txt lists, so that none is lost or becomes another unseen. With -update
// the list is written anew.
func TestWords(t *testing.T) {
	var out strings.Builder
	for _, k := range keywords {
		var where []string
		for i, name := range placeNames {
			if k.where&(1<<i) != 0 {
				where = append(where, name)
			}
		}
		require.Less(t, k.where, place(1<<len(placeNames)), k.key)
		fmt.Fprintf(&out, "%s (%s): %s | %s\n", k.key, strings.Join(where, ", "), strings.Join(k.en, ", "), strings.Join(k.zh, "、"))
	}
	for u := years; u <= plain; u++ {
		var spellings []string
		for _, spelling := range slices.Sorted(maps.Keys(units)) {
			if units[spelling] == u {
				spellings = append(spellings, spelling)
			}
		}
		fmt.Fprintf(&out, "unit %d %s: %s\n", u, marks[u], strings.Join(spellings, ", "))
	}
	for _, r := range slices.Sorted(maps.Keys(numerals)) {
		fmt.Fprintf(&out, "numeral %c %d\n", r, numerals[r])
	}
	for _, r := range slices.Sorted(maps.Keys(punctuation)) {
		fmt.Fprintf(&out, "sign %U %c\n", r, punctuation[r])
	}
	fmt.Fprintf(&out, "behind what they speak of: %s\n", strings.Join(slices.Sorted(maps.Keys(afterwards)), ", "))
	fmt.Fprintf(&out, "parts of spells: %s\n", strings.Join(partsOfSpells, ", "))
	fmt.Fprintf(&out, "types: %s\n", strings.Join(TypeWords(), ", "))
	if *update {
		require.NoError(t, os.WriteFile("testdata/words.txt", []byte(out.String()), 0o644))
		return
	}
	want, err := os.ReadFile("testdata/words.txt")
	require.NoError(t, err)
	require.Equal(t, string(want), out.String())
}

// What an editor offers are words of both languages that may stand there, and no fillers.
func TestWordsOffered(t *testing.T) {
	body, register := Words(), RegisterWords()
	require.Subset(t, body, []string{"must", "必须", "extends", "截至", "exempt"})
	require.NotContains(t, register, "extends", "which stands in the header")
	require.Contains(t, register, "must")
	for _, k := range keywords {
		if k.where == atMargin || k.where&filler != 0 {
			for _, spelling := range slices.Concat(k.en, k.zh) {
				if others := slices.ContainsFunc(keywords, func(other keyword) bool {
					return other.key != k.key && slices.Contains(slices.Concat(other.en, other.zh), spelling)
				}); !others {
					require.NotContains(t, body, spelling)
					require.NotContains(t, register, spelling)
				}
			}
		}
	}
}
