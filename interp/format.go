package interp

import (
	"strings"
	"sync"

	"rota/lang/diag"
	"rota/lang/format"
	"rota/lang/source"
)

// formatter knows the names of the prelude.
var formatter = sync.OnceValue(func() *format.Formatter {
	base, _ := prelude()
	return format.New(base)
})

// Format lays out a policy, with the names of the prelude; words says in which
// language its keywords are to stand. Found are the mistakes of a text that does not
// read, with format.ErrMistakes, or notes on what could not be turned into that
// language.
func Format(name string, text []byte, words format.Words) (written []byte, found diag.List, err error) {
	file := source.New(name, strings.TrimPrefix(string(text), "\ufeff"))
	out, kept, err := formatter().Source(file, words, &found)
	for _, span := range kept {
		found.Add(diag.NotTurned, span)
	}
	return []byte(out), found.Sort(), err
}
