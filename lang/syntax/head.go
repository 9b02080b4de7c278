package syntax

import (
	"regexp"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// heads are the spellings of the keywords at the margin.
var heads = func() (spellings []string) {
	for _, k := range keywords {
		if k.where&atMargin != 0 {
			spellings = append(append(spellings, k.en...), k.zh...)
		}
	}
	return spellings
}()

// head finds the keyword at the margin, and where what follows it starts. A
// line without one is a rule. When the head is misspelt the declaration is read
// as if it were right, and the spelling that would be right is returned. A word
// before it, such as “replace”, is passed over.
func (l reader) head(atoms []atom) (head Token, rest int, misspelt string) {
	_, before := l.prefix(atoms)
	head, rest, misspelt = l.bareHead(atoms[before:])
	return head, before + rest, misspelt
}

func (l reader) bareHead(atoms []atom) (head Token, rest int, misspelt string) {
	n := 0
	for n < len(atoms) && atoms[n].kind <= numberAtom {
		n++
	}
	token := func(key string, end int) Token {
		at := l.at(atoms[0].start, atoms[max(end-1, 0)].end)
		if end == 0 {
			at.End = at.Start
		}
		return Token{Keyword, key, at.Start, at.End}
	}
	if n > 0 {
		p, known := l.cutter().first(atoms[:n], atMargin|inBody)
		if !known {
			if near, end := l.nearHead(atoms[:n], atoms[n:]); near != "" {
				return token(keywordsBySpelling.lookup(near, atMargin), end), end, near
			}
			return token("RULE", 0), 0, ""
		}
		key := keywordsBySpelling.lookup(l.spelling(atoms[:p.to]), atMargin)
		if key != "" && p.token.Value == key && !l.swallowed(key, atoms, p.to) {
			return token(key, p.to), p.to, ""
		}
	}
	return token("RULE", 0), 0, ""
}

func (l reader) spelling(atoms []atom) string {
	return Fold(string(l.text.folded[atoms[0].start:atoms[len(atoms)-1].end]))
}

// swallowed says of a Chinese head that it only begins an unknown name: of 表
// in 表现优秀的，可提拔, since no table has an arrow. What has a colon or is
// equal to something is no rule, whatever the 则 of its 若.
func (l reader) swallowed(key string, atoms []atom, end int) bool {
	switch key {
	case "RULE", "ANY", "ALL OF", "LADDER", "PAIR", "REPLACE", "FIXED":
		return false
	}
	if slices.ContainsFunc(atoms, func(a atom) bool { return a.token.Value == ":" || a.token.Value == "=" }) {
		return false
	}
	return end < len(atoms) && atoms[end-1].kind == hanAtom && atoms[end].kind == hanAtom && !atoms[end].spaced && l.hasArrow(atoms)
}

// nearHead is the head that the first word is most like, and where that word
// ends. What stands after it must be what stands after a head: a clause number,
// a title, a sign, or a declaration without an arrow.
func (l reader) nearHead(run, after []atom) (near string, end int) {
	longest := 1
	if run[0].kind == hanAtom {
		longest = min(len(run), keywordsBySpelling.longest)
	}
	for end = longest; end > 0; end-- {
		word := l.spelling(run[:end])
		n := len([]rune(word))
		if n < 2 || n < 3 && run[0].kind != hanAtom {
			continue
		}
		if !l.guesses.spend(len(heads)) {
			return "", 0
		}
		near = diag.Nearest(word, heads)
		if near == "" || n == 2 && len([]rune(near)) != n {
			continue
		}
		follows := append(append([]atom(nil), run[end:]...), after...)
		if len(follows) == 0 || follows[0].kind > numberAtom || !l.hasArrow(follows) {
			return near, end
		}
		if _, unit := l.cutter().withUnit(follows, 1, ""); follows[0].kind == numberAtom && unit == 0 {
			return near, end
		}
	}
	return "", 0
}

// hasArrow says whether a declaration has =>, 则, 的， or 者，: whether it is a rule.
func (l reader) hasArrow(atoms []atom) bool {
	for i, a := range atoms {
		comma := i+1 < len(atoms) && atoms[i+1].token.Value == ","
		switch {
		case a.kind == wholeToken && a.token.Type == Keyword && a.token.Value == "=>":
			return true
		case a.kind != hanAtom:
		case l.text.folded[a.start] == '则' && (i == 0 || l.text.folded[atoms[i-1].start] != '否'), comma && (l.text.folded[a.start] == '的' || l.text.folded[a.start] == '者'):
			return true
		}
	}
	return false
}

// headerLine recognises a line of the header that was not indented: its first
// word is one of the header's, nothing is declared by that name, and no arrow
// makes it a rule.
func (l reader) headerLine(s stretch) (source.Span, bool) {
	at, key := l.misplaced(s, atHeader)
	return at, key != ""
}

// innerLine recognises what a test gives or expects, and the columns of a register,
// likewise; above is the key of what it belongs under, "" for none.
func (l reader) innerLine(s stretch) (at source.Span, above string) {
	at, key := l.misplaced(s, inTest|inRegister)
	switch key {
	case "GIVEN", "EXPECT":
		above = "TEST"
	case "COLUMNS":
		above = "REGISTER"
	}
	return at, above
}

// misplaced is the word of a place that a stretch at the margin begins with; "" for none.
func (l reader) misplaced(s stretch, where place) (at source.Span, key string) {
	atoms := l.text.atoms(s)
	n := 0
	for n < len(atoms) && atoms[n].kind <= numberAtom {
		n++
	}
	if n == 0 || l.hasArrow(atoms) {
		return source.Span{}, ""
	}
	p, known := l.cutter().first(atoms[:n], where)
	if !known || p.token.Type != Keyword {
		return source.Span{}, ""
	}
	return l.at(atoms[0].start, atoms[p.to-1].end), p.token.Value
}

// numbering is how documents number their paragraphs, and what goes on behind it:
// 1. 2、 3) （四） 五、.
var numbering = regexp.MustCompile(`^((?:([0-9]+)[.、)]|\(([0-9]+|[一二三四五六七八九十]+)\)|([一二三四五六七八九十]+)、) *)[^0-9 ]`)

// numbered recognises a rule that is numbered as a paragraph of a document is; head is
// how the language writes it, "" for what is no such.
func (l reader) numbered(s stretch) (at source.Span, head string) {
	if first := l.text.folded[s.start]; first != '(' && numerals[first] == 0 && !unicode.IsDigit(first) {
		return at, ""
	}
	m := numbering.FindStringSubmatch(string(l.text.folded[s.start:s.end]))
	if m == nil || !l.hasArrow(l.text.atoms(s)) {
		return at, ""
	}
	number := m[2] + m[3] + m[4]
	if n, ok := chineseNumber([]rune(number)); ok {
		number = strconv.Itoa(n)
	}
	head = "rule "
	if locale.IsChinese(l.at(s.start, s.end).Text()) {
		head = "规则"
	}
	return l.at(s.start, s.start+utf8.RuneCountInString(m[1])), head + number
}
