package format

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"rota/lang/locale"
	"rota/lang/syntax"
)

// Every word of the language has a form in both languages that the table knows as
// that word, wherever it stands; a particle in the one that has it.
func TestEveryKeyword(t *testing.T) {
	places := map[string]any{
		"condition": &syntax.Compare{}, "list": &syntax.OneOf{}, "quantifier": &syntax.Quantify{}, "time": &syntax.Timing{}, "figure": &syntax.Aggregate{}, "declaration": &syntax.Define{},
	}
	elsewhere := map[string]string{"则": "THEN", "的，": "=>"} // what they are, the words around them say
	for _, key := range syntax.Keys() {
		for _, language := range []locale.Language{locale.English, locale.Chinese} {
			for name, node := range places {
				token := syntax.Token{Type: syntax.Keyword, Value: key, End: 1}
				w := &writer{policy: &policy{}, tokens: []syntax.Token{token}, turn: true, language: language}
				text := w.keyword(&token, &part{node: node}, "x")
				forms := syntax.Forms(key, language)
				if syntax.Particle(key) && len(forms) == 0 {
					continue
				}
				known := elsewhere[text] == key || key == text
				for _, form := range append(forms, syntax.Forms(token.Value, language)...) {
					known = known || form == text
				}
				assert.True(t, known, "%s is written %q in a %s", key, text, name)
			}
		}
	}
}
