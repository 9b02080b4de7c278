package value

import (
	"strconv"

	"rota/lang/syntax"
)

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

// other is how a text is printed that nobody has written.
const other = "\x00else"

// Other is the code of the nth text, from 0, that is none of those that are written: two
// blanks may stand for one of these, or for one each.
func (t *Texts) Other(n int) int32 {
	key := other + strconv.Itoa(n)
	c, ok := t.codes[key]
	if !ok {
		c = int32(len(t.texts))
		t.codes[key], t.texts = c, append(t.texts, other)
	}
	return c
}

// Written says whether somebody has written the text of a code.
func (t *Texts) Written(code int32) bool { return t.Text(code) != other }

// Text is the text of a code as first written; "" for a code that is none.
func (t *Texts) Text(code int32) string {
	if code < 0 || int(code) >= len(t.texts) {
		return ""
	}
	return t.texts[code]
}
