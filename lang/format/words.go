package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

// word is a token on its way to the page.
type word struct {
	token  syntax.Token // as it must be read again
	text   string
	above  *part
	lines  int  // ends of lines before it
	margin bool // a comment that stood at the margin
	spaced bool // a space must stand before it for the text to be read so
	quoted bool // a name that must stand in quotes to be read so
}

func (w word) is(key string) bool {
	return w.token.Value == key && (w.token.Type == syntax.Keyword || w.token.Type == syntax.Punct)
}

// writer writes one declaration.
type writer struct {
	*policy
	tokens   []syntax.Token // of the declaration
	language locale.Language
	turn     bool // into the language; else the words stay
	ordered  bool // and into its order
	plain    bool // the arrow is always =>
	loose    bool // a space parts all words
}

// head is the keyword that a declaration begins with, after replace or fixed; what is
// repealed is only named.
func head(tokens []syntax.Token) syntax.Token {
	if t := tokens[0]; len(tokens) > 1 && (t.Value == "REPLACE" || t.Value == "FIXED") {
		return tokens[1]
	}
	return tokens[0]
}

// languageOf is that of the head of a declaration, or of its first keyword: its
// punctuation follows it.
func languageOf(file *source.File, tokens []syntax.Token) locale.Language {
	for _, t := range tokens {
		if t.Type != syntax.Keyword {
			continue
		}
		text := file.Text[t.Start:t.End]
		switch r, _ := utf8.DecodeRuneInString(text); {
		case locale.IsChinese(text):
			return locale.Chinese
		case unicode.IsLetter(r):
			return locale.English
		}
	}
	for _, t := range tokens {
		if t.Type == syntax.Name && locale.IsChinese(file.Text[t.Start:t.End]) {
			return locale.Chinese
		}
	}
	return locale.English
}

// between is the words of the tokens from i up to j, all of them in p, with the
// parts below written each in its own order.
func (w *writer) between(p *part, i, j int) (out []word) {
	lines := 0
	for i < j {
		if k := p.startsAt(i); k != nil && k.to <= j {
			below := w.part(k)
			if len(below) > 0 {
				below[0].lines = max(below[0].lines, lines)
			}
			out, lines = append(out, below...), 0
			i = k.to
			continue
		}
		if x, ok := w.word(p, i); ok {
			if lines = max(lines, x.lines); x.token.Type != syntax.Item && x.token.Type != syntax.Tail {
				x.lines, lines = lines, 0
			}
			out = append(out, x)
		} else {
			lines = max(lines, w.linesBefore(i))
		}
		i++
	}
	return out
}

func (p *part) startsAt(i int) *part {
	for _, k := range p.kids {
		if k.from == i {
			return k
		}
	}
	return nil
}

func (w *writer) linesBefore(i int) int {
	if i == 0 {
		return 0
	}
	return min(2, newlines(w.file.Text[w.tokens[i-1].End:max(w.tokens[i-1].End, w.tokens[i].Start)]))
}

// word is the token at i; false for one that is not written.
func (w *writer) word(p *part, i int) (word, bool) {
	t := w.tokens[i]
	x := word{token: t, above: p, lines: w.linesBefore(i)}
	raw := w.file.Text[t.Start:t.End]
	switch t.Type {
	case syntax.Item, syntax.Tail:
		return x, true
	case syntax.Comment:
		x.text = strings.TrimRightFunc(raw, unicode.IsSpace)
		x.margin = t.Start == 0 || strings.ContainsAny(w.file.Text[t.Start-1:t.Start], "\r\n")
		return x, true
	case syntax.Space:
		x.text = w.collapsed(raw)
		return x, !w.turn
	}
	if !w.turn {
		x.text, x.quoted = w.asWritten(t, raw)
		return x, true
	}
	if t.Type == syntax.Keyword && syntax.Particle(t.Value) {
		return x, false
	}
	return w.turned(x, p, raw), true
}

// collapsed is a text with each run of white space one space.
func (w *writer) collapsed(raw string) string { return strings.Join(strings.Fields(raw), " ") }

// asWritten keeps the words of the author; signs and quotes are those of the
// language of the declaration.
func (w *writer) asWritten(t syntax.Token, raw string) (text string, quoted bool) {
	switch t.Type {
	case syntax.Punct:
		return w.sign(t.Value), false
	case syntax.String:
		return w.quotes(raw), false
	case syntax.Name:
		if r, size := utf8.DecodeRuneInString(raw); syntax.Fold(string(r)) == "'" {
			return w.collapsed(raw[size : len(raw)-lastSize(raw)]), true
		}
	case syntax.Keyword:
		switch {
		case raw == "": // the head that a rule may do without
			return "", false
		case t.Value == "'S" && !locale.IsChinese(raw):
			return "'s", false
		case t.Value == "=>" && raw == "，": // 满5年的干部，应当轮岗
			return raw, false
		case !strings.ContainsFunc(raw, unicode.IsLetter):
			return t.Value, false
		case !locale.IsChinese(raw):
			return syntax.Fold(raw), false
		case t.Value == "=>":
			return arrowOf(raw), false
		}
	case syntax.Number, syntax.Percent, syntax.Quantity, syntax.Age, syntax.Date, syntax.MonthDay, syntax.Year:
		switch {
		case locale.IsChinese(raw):
			return syntax.Fold(raw), false
		case t.Type == syntax.Date: // 2024/12/31
			return t.Value, false
		}
		return w.collapsed(width.Narrow.String(raw)), false
	}
	return w.collapsed(raw), false
}

// arrowOf is 的， or 则 as written, with its comma full.
func arrowOf(raw string) string {
	first, size := utf8.DecodeRuneInString(raw)
	if strings.TrimSpace(raw[size:]) == "" {
		return string(first)
	}
	return string(first) + "，"
}

func lastSize(s string) int {
	_, size := utf8.DecodeLastRuneInString(s)
	return size
}

// sign is a sign of punctuation as the language writes it.
func (w *writer) sign(value string) string {
	if w.language == locale.Chinese {
		if full, ok := map[string]string{",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "[": "〔", "]": "〕"}[value]; ok {
			return full
		}
	}
	return value
}

// quotes puts a text in the quotes of the language; 《》 and 「」 stay.
func (w *writer) quotes(raw string) string {
	first, size := utf8.DecodeRuneInString(raw)
	last, end := utf8.DecodeLastRuneInString(raw)
	if !strings.ContainsRune("\"“”", first) || !strings.ContainsRune("\"“”", last) {
		return raw
	}
	inner := raw[size : len(raw)-end]
	if w.language == locale.Chinese {
		return "“" + inner + "”"
	}
	return "\"" + inner + "\""
}

func unquoted(raw string) string {
	_, size := utf8.DecodeRuneInString(raw)
	return raw[size : len(raw)-lastSize(raw)]
}

// key is a keyword that stood nowhere in the text, or elsewhere.
func (w *writer) key(p *part, value string) word {
	return w.turned(word{token: syntax.Token{Type: syntax.Keyword, Value: value}, above: p}, p, "")
}

func (w *writer) punct(p *part, value string) word {
	return word{token: syntax.Token{Type: syntax.Punct, Value: value}, text: w.sign(value), above: p}
}

func (w *writer) bracketed(p *part, words []word) []word {
	return append(append([]word{w.punct(p, "(")}, words...), w.punct(p, ")"))
}
