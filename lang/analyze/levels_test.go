package analyze_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/analyze"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// Each text says levels, or what is wrong with them.
func TestLevels(t *testing.T) {
	for _, c := range []struct {
		text         string
		never, hides diag.Severity
		wrong        string // where, of what text, and what; "" for nothing
	}{
		{"", diag.Warning, 0, ""},
		{"-- all=off, R0901=off", diag.Warning, 0, ""},
		{"r0901 = Error\r\nR0910=note", diag.Error, diag.Note, ""},
		{"R0901=off, all=error", 0, diag.Error, ""},
		{"ALL=note -- each\n\nR0910=off\n", diag.Note, 0, ""},
		{"\nR0901=error\nR0910=note", diag.Error, diag.Note, ""},
		{"R0901=error\r\rR0910=note\r", diag.Error, diag.Note, ""},
		{"R0901", diag.Warning, 0, "l:1:1 “R0901” a line is a code, “=” and a level: off, note, warning or error"},
		{"\n  R0901=warn", diag.Warning, 0, "l:2:3 “R0901=warn” a line is a code, “=” and a level: off, note, warning or error"},
		{"R0901=eror", diag.Warning, 0, "l:1:1 “R0901=eror” a line is a code, “=” and a level: off, note, warning or error; did you mean “error”?"},
		{"all=note,R0991=off", diag.Note, diag.Note, "l:1:10 “R0991” no point that is checked has the code R0991; did you mean “R0901”?"},
		{"R0201=off", diag.Warning, 0, "l:1:1 “R0201” no point that is checked has the code R0201; did you mean “R0901”?"},
		{"R0901=off\nR0901=note", 0, 0, "l:2:1 “R0901=note” the level of R0901 is said twice"},
		{"all=off\nall=note", 0, 0, "l:2:1 “all=note” the level of all is said twice"},
		{"\xff", diag.Warning, 0, "l:1:1 “” this is not readable text; save it as UTF-8"},
	} {
		levels, found := analyze.Defaults().With(source.New("l", c.text))
		require.Equal(t, []diag.Severity{c.never, c.hides}, []diag.Severity{levels[diag.NeverHolds], levels[diag.HidesName]}, c.text)
		wrong := ""
		for _, d := range found {
			span, _ := d.At.(source.Span)
			of := span.Text()
			wrong += d.At.String() + " “" + of + "” " + d.Message(locale.English)
			require.NotEqual(t, d.Message(locale.English), d.Message(locale.Chinese))
		}
		require.Equal(t, c.wrong, wrong, c.text)
	}
}

// What is told has the level said; what is no lint stays as it is.
func TestLevelsOf(t *testing.T) {
	found := diag.List{{Code: diag.NeverHolds}, {Code: diag.HidesName}, {Code: diag.NoRules}}
	levels, _ := analyze.Defaults().With(source.New("l", "R0901=error"))
	told := levels.Of(found)
	require.Len(t, told, 2)
	require.Equal(t, diag.Error, told[0].Severity())
	require.Equal(t, diag.Warning, told[1].Severity())
	require.Zero(t, found[0].Level)
}
