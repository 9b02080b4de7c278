package interp

import (
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/format"
	"rota/lang/source"
	"rota/lang/syntax"
)

// Format lays out a policy, with the names of the prelude and of what it extends;
// words says in which language its keywords are to stand. Found are the mistakes of a
// text that does not read, with format.ErrMistakes, or notes on what could not be
// turned into that language.
func Format(name string, text []byte, words format.Words, open Opener) (written []byte, found diag.List, err error) {
	base, _ := prelude()
	l := loader{open: open, prelude: base, read: map[string]*syntax.File{}, found: &found}
	file := source.New(name, strings.TrimPrefix(string(text), "\ufeff"))
	known, _ := l.extended(file, "")
	if l.failed || found.HasErrors() {
		return nil, found.Sort(), format.ErrMistakes
	}
	out, kept, err := format.New(known, slices.Concat([]*syntax.File{base}, l.libraries, l.files)...).Source(file, words, &found)
	for _, span := range kept {
		found.Add(diag.NotTurned, span)
	}
	return []byte(out), found.Sort(), err
}
