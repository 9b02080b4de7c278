package syntax

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rota/lang/source"
)

// text is a file as characters: each as written, as folded, and its offset.
type text struct {
	file    *source.File
	written []rune
	folded  []rune
	offset  []int32 // len(written)+1; offset[i] is the byte where character i starts
	// What the clauses of policies extended bear.
	prefixes []string
	read     map[stretch][]atom // what has been cut
}

func newText(f *source.File) *text {
	n := utf8.RuneCountInString(f.Text)
	t := &text{file: f, written: make([]rune, 0, n), folded: make([]rune, 0, n), offset: make([]int32, 0, n+1)}
	for i, r := range f.Text {
		t.written = append(t.written, r)
		t.folded = append(t.folded, foldRune(r))
		t.offset = append(t.offset, int32(i))
	}
	t.offset = append(t.offset, int32(len(f.Text)))
	return t
}

func (t *text) span(start, end int) source.Span {
	return source.Span{File: t.file, Start: int(t.offset[start]), End: int(t.offset[end])}
}

// stretch is the characters [start, end) of one declaration.
type stretch struct{ start, end int }

// declarations splits the text where a line starts at the margin. Lines before
// the first such line belong to none; they can only be blank, comments, or
// indented by mistake, which the second result gives.
func (t *text) declarations() (decls []stretch, stray []stretch) {
	listing := false // the items of a list follow, which may stand at the margin
	for start := 0; start < len(t.folded); {
		end := start
		for end < len(t.folded) && t.folded[end] != '\n' && t.folded[end] != '\r' {
			end++
		}
		next := end
		for next < len(t.folded) && (t.folded[next] == '\n' || t.folded[next] == '\r') {
			next++
		}
		first := start
		for first < end && unicode.IsSpace(t.folded[first]) {
			first++
		}
		blank := first == end || t.isComment(first)
		item := listing && itemNumber.MatchString(string(t.folded[first:min(first+8, end)]))
		if !blank && first == start {
			listing = item || t.opensItems(start, end)
		} else if !blank {
			listing = listing || t.opensItems(start, end)
		}
		switch {
		case !blank && first == start && !item:
			decls = append(decls, stretch{start, next})
		case len(decls) > 0:
			decls[len(decls)-1].end = next
		case !blank:
			stray = append(stray, stretch{first, end})
		}
		start = next
	}
	return decls, stray
}

// opensItems says of a line that it ends with a colon.
func (t *text) opensItems(start, end int) bool {
	last := rune(0)
	for i := start; i < end && !t.isComment(i); i++ {
		if !unicode.IsSpace(t.folded[i]) {
			last = t.folded[i]
		}
	}
	return last == ':'
}

func (t *text) isComment(i int) bool {
	return i+1 < len(t.folded) && t.written[i] == '-' && t.written[i+1] == '-'
}

// atom is the least stretch that a name is made of: a Han character, a word of
// other letters, or a number. Anything else is a piece by itself.
type atom struct {
	start, end int
	kind       atomKind
	spaced     bool // white space stands before it
	token      Token
}

type atomKind uint8

const (
	hanAtom atomKind = iota
	wordAtom
	numberAtom
	wholeToken // a sign, string, date …: never part of a name
	lineStart  // start of a continuation line; start..end is its indentation
)

var (
	isoDate     = regexp.MustCompile(`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})`)
	chineseDate = regexp.MustCompile(`^(\d{4})年(\d{1,2})月(\d{1,2})日`)
	monthDay    = regexp.MustCompile(`^(\d{1,2})月(\d{1,2})日`)
	yearOnly    = regexp.MustCompile(`^((?:19|20)\d\d)年`)
	clauseID    = regexp.MustCompile(`^\d+(?:\.\d+)*[a-z0-9]*(?:[.-][a-z0-9]+)*`)
	wordID      = regexp.MustCompile(`^[a-z]*\d[a-z0-9]*(?:[.-][a-z0-9]+)*`)
	quantity    = regexp.MustCompile(`^(?:\d+y)?(?:\d+mo)?(?:\d+w)?(?:\d+d)?$`)
	number      = regexp.MustCompile(`^\d+(?:\.\d+)?$`)
	percentage  = regexp.MustCompile(`^\d+(?:\.\d+)?\s*%`)
	ordinal     = regexp.MustCompile(`^(?:第(?:[零〇一二两三四五六七八九十百千\d]+|\([零〇一二两三四五六七八九十百千\d]+\))[条款项章节])+`)
	bracketed   = regexp.MustCompile(`^\([一二三四五六七八九十]+\)`)
	itemNumber  = regexp.MustCompile(`^(?:\((?:[一二三四五六七八九十]+|\d+)\)|\d+[.、](?:\D|$))`)
	signs       = []string{"=>", ">=", "<=", "!=", "==", ">", "<", "=", "(", ")", "[", "]", ",", ":", ";", "+", "-", "*", "/"}
)

// atoms reads the characters of one declaration. They are asked for at every step
// of reading it and worked out once.
func (t *text) atoms(s stretch) []atom {
	out, known := t.read[s]
	if !known {
		if t.read == nil {
			t.read = map[stretch][]atom{}
		}
		out = slices.Clip(t.scan(s))
		t.read[s] = out
	}
	return out
}

// scanAll reads the characters of many declarations at once.
func (t *text) scanAll(decls []stretch) {
	read := make([][]atom, len(decls))
	if !onAllCores(len(decls), func(i int) { read[i] = slices.Clip(t.scan(decls[i])) }) {
		return
	}
	t.read = make(map[stretch][]atom, len(decls))
	for i, d := range decls {
		t.read[d] = read[i]
	}
}

func (t *text) scan(s stretch) []atom {
	out := make([]atom, 0, (s.end-s.start)/4+1)
	spaced := false
	whole := func(start, end int, kind TokenType, value string) {
		out = append(out, atom{start, end, wholeToken, spaced, Token{Type: kind, Value: value}})
	}
	i := s.start
	for i < s.end {
		r := t.folded[i]
		began := i
		if id, to := t.prefixed(i, s.end); id != "" {
			whole(began, to, Clause, id)
			i, spaced = to, false
			continue
		}
		switch {
		case r == '\n' || r == '\r':
			for i < s.end && unicode.IsSpace(t.folded[i]) {
				if t.folded[i] == '\n' || t.folded[i] == '\r' {
					began = i + 1
				}
				i++
			}
			if i < s.end && !t.isComment(i) {
				out = append(out, atom{began, i, lineStart, true, Token{}})
			}
			spaced = true
			continue
		case unicode.IsSpace(r):
			i++
			spaced = true
			continue
		case t.isComment(i):
			for i < s.end && t.folded[i] != '\n' && t.folded[i] != '\r' {
				i++
			}
			whole(began, i, Comment, "")
		case r == '"':
			i = t.closing(i, s.end)
			whole(began, i, stringType(t, began, i), string(t.written[began:i]))
		case r == '\'' && i+1 < s.end && t.folded[i+1] == 's' && (i+2 == s.end || !isWordRune(t.folded[i+2])) && i > s.start && !unicode.IsSpace(t.folded[i-1]):
			i += 2
			whole(began, i, Keyword, "'S")
		case r == '\'':
			i = t.closing(i, s.end)
			if stringType(t, began, i) == Invalid {
				whole(began, i, Invalid, string(t.written[began:i]))
			} else {
				whole(began, i, Name, Fold(string(t.written[began+1:i-1])))
			}
		case '0' <= r && r <= '9':
			i = t.digits(i, s.end, &out, spaced)
		case r == '。':
			i++
			whole(began, i, Space, "")
		case r == '、':
			i++
			whole(began, i, Punct, "、")
		case r == '≥' || r == '≤' || r == '≠':
			i++
			whole(began, i, Keyword, map[rune]string{'≥': ">=", '≤': "<=", '≠': "!="}[r])
		case r == '→' || r == '⇒' || r == '-' && i+1 < s.end && t.folded[i+1] == '>':
			i++
			if r == '-' {
				i++
			}
			whole(began, i, Invalid, string(t.written[began:i]))
		case isHan(r):
			if m := t.ordinal(i, s.end); m != "" {
				i += utf8.RuneCountInString(m)
				whole(began, i, Clause, m)
				break
			}
			i++
			out = append(out, atom{began, i, hanAtom, spaced, Token{}})
		case isWordRune(r):
			for i < s.end && (isWordRune(t.folded[i]) || (strings.ContainsRune("-/.", t.folded[i]) && i+1 < s.end && isWordRune(t.folded[i+1]))) {
				i++
			}
			out = append(out, atom{began, i, wordAtom, spaced, Token{}})
		default:
			if sign := t.sign(i, s.end); sign != "" {
				i += utf8.RuneCountInString(sign)
				whole(began, i, signType(sign), strings.Replace(sign, "==", "=", 1))
				break
			}
			i++
			whole(began, i, Invalid, string(t.written[began:i]))
		}
		spaced = false
	}
	return out
}

// closing finds the end of a quoted stretch; it never runs past the line.
func (t *text) closing(i, end int) int {
	quote := t.folded[i]
	for i++; i < end && t.folded[i] != '\n' && t.folded[i] != '\r'; i++ {
		if t.folded[i] == quote {
			return i + 1
		}
	}
	return i
}

func stringType(t *text, start, end int) TokenType {
	if end-start < 2 || t.folded[end-1] != t.folded[start] {
		return Invalid
	}
	return String
}

// digits reads a date, a clause number, a length of time or a plain number.
func (t *text) digits(i, end int, out *[]atom, spaced bool) int {
	extent := i
	for extent < end && (isWordRune(t.folded[extent]) || strings.ContainsRune(".-", t.folded[extent])) {
		extent++
	}
	if t.plain(i, extent, end) {
		value := string(t.folded[i:extent])
		*out = append(*out, atom{i, extent, numberAtom, spaced, Token{Type: Number, Value: value}})
		return extent
	}
	rest := string(t.folded[i:min(max(i+40, extent), end)])
	token := func(matched string, kind TokenType, value string) int {
		n := utf8.RuneCountInString(matched)
		*out = append(*out, atom{i, i + n, wholeToken, spaced, Token{Type: kind, Value: value}})
		return i + n
	}
	if strings.ContainsAny(rest, "-/年月%") { // else it is none of these, as numbers mostly are
		for _, form := range []*regexp.Regexp{isoDate, chineseDate} {
			if m := form.FindStringSubmatch(rest); m != nil {
				return token(m[0], Date, m[1]+"-"+twoDigits(m[2])+"-"+twoDigits(m[3]))
			}
		}
		if m := monthDay.FindStringSubmatch(rest); m != nil {
			return token(m[0], MonthDay, twoDigits(m[1])+"-"+twoDigits(m[2]))
		}
		if m := yearOnly.FindStringSubmatch(rest); m != nil {
			return token(m[0], Year, m[1])
		}
		if m := percentage.FindString(rest); m != "" {
			return token(m, Percent, strings.TrimSpace(strings.TrimSuffix(m, "%")))
		}
	}
	m := clauseID.FindString(rest)
	switch {
	case number.MatchString(m):
		n := len(m)
		*out = append(*out, atom{i, i + n, numberAtom, spaced, Token{Type: Number, Value: m}})
		return i + n
	case quantity.MatchString(m):
		return token(m, Quantity, m)
	}
	return token(m, Clause, m)
}

// plain says of what may be a number that it is nothing but digits and goes on neither
// to a date nor to a percentage.
func (t *text) plain(start, extent, end int) bool {
	for _, r := range t.folded[start:extent] {
		if r < '0' || r > '9' {
			return false
		}
	}
	next := extent
	for next < end && unicode.IsSpace(t.folded[next]) {
		next++
	}
	return next == end || !strings.ContainsRune("/年月%", t.folded[next])
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

func isWordRune(r rune) bool {
	return r == '_' || !isHan(r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func (t *text) sign(i, end int) string {
	for _, s := range signs {
		if rune(s[0]) == t.folded[i] && (len(s) == 1 || i+1 < end && rune(s[1]) == t.folded[i+1]) {
			return s
		}
	}
	return ""
}

// ordinal is the clause number in words at character i, 第八条第（二）项; "" for none.
func (t *text) ordinal(i, end int) string {
	if t.folded[i] != '第' {
		return ""
	}
	return ordinal.FindString(string(t.folded[i:min(i+40, end)]))
}

func signType(s string) TokenType {
	switch s {
	case "=>", ">=", "<=", "!=", ">", "<", "=", "==":
		return Keyword
	}
	return Punct
}
