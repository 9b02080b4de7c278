package format_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// A text that was mended means the same where only what is said to be gone is, and
// lengths of time are as long as before.
func TestSame(t *testing.T) {
	const text = "set stay = 6y -- years\nrule 4 post tenure >= 60mo => must rotate\nrule 5 post tenure >= 30d => may rotate\n"
	read := func(text string) *syntax.File {
		var found diag.List
		tree := syntax.Parse(source.New("policy", text), prelude().Vocabulary, &found)
		require.Empty(t, found)
		return tree
	}
	before := read(text)
	gone := before.Span(before.Declarations[0])
	for after, same := range map[string]bool{
		text: true,
		"set stay = 72mo -- years\nrule 4 post tenure >= 5y => must rotate\nrule 5 post tenure >= 30d => may rotate\n": true,
		"set stay = 6y -- years\nrule 4 post tenure >= 4y => must rotate\nrule 5 post tenure >= 30d => may rotate\n":   false,
		"set stay = 6y -- years\nrule 4 post tenure >= 60mo => must rotate\nrule 5 post tenure >= 1mo => may rotate\n": false,
		"set stay = 6y\nrule 4 post tenure >= 60mo => must rotate\nrule 5 post tenure >= 30d => may rotate\n":          false,
		"set stay = 6y -- years\nrule 4 post tenure >= 60mo => must rotate\n":                                          false,
		"rule 4 post tenure >= 60mo => must rotate -- years\nrule 5 post tenure >= 30d => may rotate\n":                false,
		"set stay = 6y -- years\nrule 4 post tenure > 60mo => must rotate\nrule 5 post tenure >= 30d => may rotate\n":  false,
		"set stay = 6y -- years\nrule 5 post tenure >= 30d => may rotate\nrule 4 post tenure >= 60mo => must rotate\n": false,
	} {
		require.Equal(t, same, formatter(text).Same(before, read(after), nil), after)
	}
	less := "rule 4 post tenure >= 60mo => must rotate -- years\nrule 5 post tenure >= 30d => may rotate\n"
	require.True(t, formatter(text).Same(before, read(less), []source.Span{gone}))
}
