package format

import (
	"slices"

	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// fitted writes a declaration with as few spaces, and as few quotes round names,
// as it can be read with; false where it cannot.
func (w *writer) fitted(root *part) (string, bool) {
	for _, plain := range []bool{false, true} {
		w.plain = plain
		words := w.part(root)
		if w.fit(words) {
			return w.layout(words), true
		}
		if !w.turn {
			break
		}
	}
	return "", false
}

// mostTries bounds how often a declaration is read while it is laid out: each time
// costs its length. One that needs more spaces than that gets them all.
const mostTries = 300

// fit adds spaces and quotes until the words are read as they are meant, then takes
// away those that were not needed.
func (w *writer) fit(words []word) bool {
	at, ok := w.reads(words)
	for tries := 0; !ok; tries++ {
		if tries > min(2*len(words), mostTries) || !w.ease(words, at) {
			return false
		}
		at, ok = w.reads(words)
	}
	for i := range words {
		for _, mark := range []*bool{&words[i].spaced, &words[i].quoted} {
			if !*mark || mark == &words[i].quoted && !w.turn {
				continue
			}
			*mark = false
			if _, ok := w.reads(words); !ok {
				*mark = true
			}
		}
	}
	return true
}

// reads says whether the words are read as they are meant; else which is not.
func (w *writer) reads(words []word) (at int, ok bool) {
	text := w.layout(words)
	var found diag.List
	read := syntax.Tokens(source.New(w.file.Name, text), w.tree.Vocabulary, &found)
	if len(read) != 1 {
		return 0, false
	}
	got := slices.DeleteFunc(read[0], passedOver)
	k := 0
	for i, x := range words {
		if passedOver(x.token) {
			continue
		}
		if k >= len(got) || !alike(got[k], x.token) {
			return i, false
		}
		k++
	}
	if k < len(got) {
		return len(words) - 1, false
	}
	for _, d := range found {
		if span, ok := d.At.(source.Span); ok && d.Code == diag.TwoCuts {
			k := slices.IndexFunc(got, func(t syntax.Token) bool { return t.End > span.Start })
			for i, x := range words {
				if !passedOver(x.token) {
					if k--; k < 0 {
						return i, false
					}
				}
			}
		}
	}
	return 0, true
}

func passedOver(t syntax.Token) bool { return t.Type == syntax.Space || t.Type == syntax.Comment }

func alike(a, b syntax.Token) bool {
	if a.Type == syntax.String && b.Type == syntax.String {
		return unquoted(a.Value) == unquoted(b.Value)
	}
	return a.Type == b.Type && a.Value == b.Value
}

// ease parts the word at i from its neighbours: by a space behind it, before it,
// before the next ones; by quotes where it is a name.
func (w *writer) ease(words []word, i int) bool {
	for _, n := range []int{i + 1, i, i + 2, i - 1, i + 3} {
		if n > 0 && n < len(words) && words[n].lines == 0 && !words[n].spaced && !passedOver(words[n].token) && !w.spaces(words, n) {
			words[n].spaced = true
			return true
		}
	}
	for _, n := range []int{i, i - 1, i + 1} {
		if n >= 0 && n < len(words) && words[n].token.Type == syntax.Name && !words[n].quoted {
			words[n].quoted = true
			return true
		}
	}
	return false
}
