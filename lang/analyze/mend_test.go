package analyze_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/analyze"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// What is mended is nothing but what was found, and what a comment belongs to or other
// text stands beside is left.
func TestMend(t *testing.T) {
	base := prelude(t)
	for _, c := range []struct {
		text, want string
		done       []diag.Code
		gone       []string
	}{
		{"rule 1 post tenure >= 5y => must rotate\n", "rule 1 post tenure >= 5y => must rotate\n", nil, nil},
		{"rule 1 post tenure >= 5y and section tenure >= 36mo => must rotate", "rule 1 post tenure >= 5y and section tenure >= 3y => must rotate", []diag.Code{diag.MonthsForYears}, nil},
		{"set a b = 5y\nset c d = 36mo\nmale, post tenure >= 24mo => may rotate\nset e f = 1", "male, post tenure >= 2y => may rotate\n",
			[]diag.Code{diag.UnusedTerm, diag.UnusedTerm, diag.MonthsForYears, diag.MonthsForYears, diag.UnusedTerm}, []string{"set e f = 1", "set c d = 36mo", "set a b = 5y"}},
		{"set a b = 5y\nset c d = 36mo -- theirs\nmale => may rotate\n", "set c d = 3y -- theirs\nmale => may rotate\n", []diag.Code{diag.UnusedTerm, diag.MonthsForYears}, []string{"set a b = 5y"}},
		{"-- why\nset a b = 5y\nmale => may rotate\n", "-- why\nset a b = 5y\nmale => may rotate\n", nil, nil},
		{"set a b = 5y -- why\nmale => may rotate\n", "set a b = 5y -- why\nmale => may rotate\n", nil, nil},
		{"-- above\n\nset a b = 5y\n-- below\nmale => may rotate\n", "-- above\n\n-- below\nmale => may rotate\n", []diag.Code{diag.UnusedTerm}, []string{"set a b = 5y"}},
		{"male => may rotate\r\ndefine long stay = post tenure >= 5y\r\nfemale => may rotate\r\n", "male => may rotate\r\nfemale => may rotate\r\n", []diag.Code{diag.UnusedTerm}, []string{"define long stay = post tenure >= 5y"}},
		{"男的，可轮岗\n定义 久任 =\n  任职满5年\n女的，可轮岗\n", "男的，可轮岗\n女的，可轮岗\n", []diag.Code{diag.UnusedTerm}, []string{"定义 久任 =\n  任职满5年"}},
		{"male => may rotate -- first\nset a b = 5y\nfemale => may rotate\n", "male => may rotate -- first\nfemale => may rotate\n", []diag.Code{diag.UnusedTerm}, []string{"set a b = 5y"}},
		{"define a b =\n  -- why\n  post tenure >= 5y\nmale => may rotate\n", "define a b =\n  -- why\n  post tenure >= 5y\nmale => may rotate\n", nil, nil},
		{"judged a b\nmale => may rotate\n", "judged a b\nmale => may rotate\n", nil, nil},
	} {
		var found diag.List
		tree := syntax.Parse(source.New("policy.rota", c.text), base.Vocabulary, &found)
		trees := []*syntax.File{base, tree}
		program := check.Check(trees, &found)
		require.False(t, found.HasErrors(), c.text)
		lints := append(analyze.Policy(program, trees), diag.Diagnostic{Code: diag.UnusedTerm, At: source.Span{File: base.Source, Start: 0, End: 1}},
			diag.Diagnostic{Code: diag.MonthsForYears, At: source.Span{File: base.Source, Start: 0, End: 1}, Fix: "2y"})
		m := analyze.Mend(tree, lints)
		require.Equal(t, c.want, m.Text)
		var done []diag.Code
		for _, d := range m.Done {
			done = append(done, d.Code)
		}
		require.Equal(t, c.done, done, c.text)
		var gone []string
		for _, at := range m.Gone {
			gone = append(gone, at.Text())
		}
		require.Equal(t, c.gone, gone)
	}
}
