package syntax

import (
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// Tokens reads the declarations of a text as tokens, with the names that Parse
// found in it or in another text of the same names: what a formatter lays out.
// Between two tokens stands white space alone. A text beyond the limits of Parse
// must not come here.
func Tokens(file *source.File, known *Vocabulary, found *diag.List) [][]Token {
	t := newText(file)
	t.prefixes = known.prefixes
	l := reader{text: t, vocab: known, found: found, guesses: newBudget()}
	decls, _ := t.declarations()
	out := make([][]Token, len(decls))
	for i, d := range decls {
		out[i], _ = l.tokens(d)
		atoms := t.atoms(d)
		if word, n := l.prefix(atoms); n > 0 {
			at := l.at(atoms[0].start, atoms[n-1].end)
			if out[i][0].Value == word {
				out[i] = out[i][1:]
			}
			out[i] = append([]Token{{Keyword, word, at.Start, at.End}}, out[i]...)
		}
	}
	return out
}

// Forms are the spellings of a keyword in a language, the one to be written first;
// none for a particle that this language does without, and for what is no keyword.
func Forms(key string, in locale.Language) []string {
	for i := range keywords {
		switch k := &keywords[i]; {
		case k.key != key:
		case in == locale.Chinese:
			return k.zh
		default:
			return k.en
		}
	}
	return nil
}

// Keys lists the keys of all keywords.
func Keys() (keys []string) {
	for _, k := range keywords {
		keys = append(keys, k.key)
	}
	return keys
}

// IsModifier says of a key that it begins an exception or a precedence.
func IsModifier(key string) bool { return modifiers[key] }

// Particle says of a key that its word is read and passed over.
func Particle(key string) bool { return particles[key] }

var particles = func() map[string]bool {
	out := map[string]bool{}
	for _, k := range keywords {
		out[k.key] = k.where&filler != 0
	}
	return out
}()
