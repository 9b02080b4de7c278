package value

import "rota/lang/syntax"

// Texts gives each text a code, so that texts compare as numbers: spellings
// that fold alike have one code. It is filled while a roster is read and only
// read afterwards.
type Texts struct {
	codes map[string]int32
	texts []string // as first written
}

// NewTexts returns an empty table.
func NewTexts() *Texts { return &Texts{codes: map[string]int32{}} }

// Code is the code of a text, a new one for a new text.
func (t *Texts) Code(text string) int32 {
	folded := syntax.Fold(text)
	if c, ok := t.codes[folded]; ok {
		return c
	}
	c := int32(len(t.texts))
	t.codes[folded] = c
	t.texts = append(t.texts, text)
	return c
}

// Text is the text of a code as first written; "" for a code that is none.
func (t *Texts) Text(code int32) string {
	if code < 0 || int(code) >= len(t.texts) {
		return ""
	}
	return t.texts[code]
}
