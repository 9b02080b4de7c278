package syntax

import (
	"maps"
	"strconv"
	"strings"
)

// Vocabulary is the set of declared names and choice values, folded. It is
// needed to read a text at all: Chinese is written without spaces, and English
// names are phrases, so only the names themselves say where one ends.
type Vocabulary struct {
	names   map[string]bool
	records map[string]bool // those of the names that are records
	longest int             // in characters
}

// NewVocabulary returns an empty vocabulary.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{names: map[string]bool{}, records: map[string]bool{}}
}

// Add declares a spelling.
func (v *Vocabulary) Add(spelling string) {
	key := Fold(spelling)
	if key == "" {
		return
	}
	v.names[key] = true
	v.longest = max(v.longest, len([]rune(key)))
}

// Has says whether the folded spelling is declared.
func (v *Vocabulary) Has(key string) bool { return v.names[key] }

// Names returns every folded spelling, in no order.
func (v *Vocabulary) Names() []string {
	out := make([]string, 0, len(v.names))
	for name := range v.names {
		out = append(out, name)
	}
	return out
}

func (v *Vocabulary) clone() *Vocabulary {
	return &Vocabulary{names: maps.Clone(v.names), records: maps.Clone(v.records), longest: v.longest}
}

// keywordIndex finds keyword keys by spelling.
type keywordIndex struct {
	spellings map[string][]*keyword
	longest   int
}

var keywordsBySpelling = func() keywordIndex {
	index := keywordIndex{spellings: map[string][]*keyword{}}
	for i := range keywords {
		k := &keywords[i]
		for _, spelling := range append(append([]string(nil), k.en...), k.zh...) {
			index.spellings[spelling] = append(index.spellings[spelling], k)
			index.longest = max(index.longest, len([]rune(spelling)))
		}
	}
	return index
}()

// lookup returns the key of the keyword so spelled in this place; "" when none.
func (x keywordIndex) lookup(spelling string, where place) string {
	for _, k := range x.spellings[spelling] {
		if k.where&where&^filler != 0 {
			return k.key
		}
	}
	return ""
}

// piece is one way to read the atoms [from, to).
type piece struct {
	from, to int
	token    Token
}

// cut is the best reading of the first n atoms: fewest unknown atoms, then
// fewest pieces. rival is another reading just as good, when there is one.
type cut struct {
	unknown, pieces int
	last            piece
	rival           *piece
}

func (c cut) worse(unknown, pieces int) bool {
	return c.unknown != unknown && unknown < c.unknown || c.unknown == unknown && pieces < c.pieces
}

// ambiguity is a run of atoms with two cuts into equally few pieces.
type ambiguity struct {
	start, end int // characters
	cuts       [2]string
}

// cutter cuts runs of atoms into pieces.
type cutter struct {
	text  *text
	vocab *Vocabulary
}

// run cuts the atoms into keywords, names and literals. where is the place of
// the first piece; the rest is cut in rest. A first piece at the margin or at
// the start of a header line is the longest that matches, head or name.
func (c cutter) run(atoms []atom, where, rest place) ([]piece, *ambiguity) {
	if len(atoms) == 0 {
		return nil, nil
	}
	if where != rest {
		var first []piece
		var longest *piece
		for _, p := range c.piecesAt(atoms, 0, where|rest) {
			if longest == nil || p.to > longest.to {
				longest = &p
			}
		}
		if longest != nil {
			skip := longest.to
			tail, doubt := c.run(atoms[skip:], rest, rest)
			for _, p := range tail {
				p.from, p.to = p.from+skip, p.to+skip
				first = append(first, p)
			}
			return append([]piece{*longest}, first...), doubt
		}
	}
	best := make([]cut, len(atoms)+1)
	for i := 1; i <= len(atoms); i++ {
		best[i] = cut{unknown: 1 << 30}
	}
	for i := range atoms {
		if best[i].unknown >= 1<<30 {
			continue
		}
		consider := func(p piece, unknown, pieces int) {
			at := &best[p.to]
			switch {
			case at.worse(unknown, pieces):
				*at = cut{unknown, pieces, p, nil}
			case at.unknown == unknown && at.pieces == pieces && at.last.from != p.from && at.rival == nil:
				at.rival = &p
			}
		}
		unknown := piece{i, i + 1, Token{Type: Name}}
		consider(unknown, best[i].unknown+1, best[i].pieces+1)
		for _, p := range c.piecesAt(atoms, i, rest) {
			consider(p, best[i].unknown, best[i].pieces+1)
		}
	}
	pieces := c.trace(atoms, best, len(atoms), nil)
	var doubt *ambiguity
	if best[len(atoms)].unknown == 0 {
		for n := len(atoms); n > 0 && doubt == nil; n = best[n].last.from {
			if r := best[n].rival; r != nil {
				doubt = &ambiguity{start: atoms[0].start, end: atoms[len(atoms)-1].end}
				other := append(c.trace(atoms, best, r.from, nil), *r)
				doubt.cuts[0] = c.show(atoms, pieces)
				doubt.cuts[1] = c.show(atoms, append(other, pieces[len(pieces)-countAfter(best, len(atoms), n):]...))
			}
		}
	}
	return c.merge(atoms, pieces), doubt
}

// countAfter counts the pieces of the best cut between atom n and the end.
func countAfter(best []cut, from, n int) int {
	count := 0
	for ; from > n; from = best[from].last.from {
		count++
	}
	return count
}

func (c cutter) trace(atoms []atom, best []cut, n int, tail []piece) []piece {
	for ; n > 0; n = best[n].last.from {
		tail = append(tail, best[n].last)
	}
	for i, j := 0, len(tail)-1; i < j; i, j = i+1, j-1 {
		tail[i], tail[j] = tail[j], tail[i]
	}
	return tail
}

func (c cutter) show(atoms []atom, pieces []piece) string {
	parts := make([]string, len(pieces))
	for i, p := range pieces {
		parts[i] = string(c.text.written[atoms[p.from].start:atoms[p.to-1].end])
	}
	return strings.Join(parts, " | ")
}

// merge joins unknown atoms that touch into one unknown name, and gives the
// pieces their places in the file.
func (c cutter) merge(atoms []atom, pieces []piece) []piece {
	var out []piece
	for _, p := range pieces {
		unknown := p.token.Type == Name && p.token.Value == ""
		if unknown && len(out) > 0 {
			last := &out[len(out)-1]
			// Words that a space parts, or Han characters that none does, are
			// one unknown name; a change of script begins another.
			joins := atoms[p.from].kind == atoms[p.from-1].kind && (atoms[p.from].kind != hanAtom || !atoms[p.from].spaced)
			if last.token.Type == Name && last.token.Value == "" && last.to == p.from && joins {
				last.to = p.to
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// piecesAt lists the known pieces that start at atom i.
func (c cutter) piecesAt(atoms []atom, i int, where place) []piece {
	var out []piece
	limit := max(c.vocab.longest, keywordsBySpelling.longest)
	var spelling strings.Builder
	length := 0
	for j := i; j < len(atoms) && length <= limit; j++ {
		if j > i && atoms[j].spaced {
			if atoms[j].kind == hanAtom || atoms[j-1].kind == hanAtom {
				break
			}
			spelling.WriteByte(' ')
			length++
		}
		for _, r := range c.text.folded[atoms[j].start:atoms[j].end] {
			spelling.WriteRune(r)
			length++
		}
		word := spelling.String()
		switch key := keywordsBySpelling.lookup(word, where); {
		case key != "":
			out = append(out, piece{i, j + 1, Token{Type: Keyword, Value: key}})
		case c.vocab.names[word]:
			out = append(out, piece{i, j + 1, Token{Type: Name, Value: word}})
		}
	}
	return append(out, c.literalsAt(atoms, i)...)
}

// literalsAt reads a number, in digits or Chinese, with its unit if it has one.
func (c cutter) literalsAt(atoms []atom, i int) []piece {
	var out []piece
	if atoms[i].kind == numberAtom {
		value := atoms[i].token.Value
		out = append(out, piece{i, i + 1, Token{Type: Number, Value: value}})
		if token, n := c.withUnit(atoms, i+1, value); n > 0 {
			out = append(out, piece{i, i + 1 + n, token})
		}
		return out
	}
	if atoms[i].kind != hanAtom {
		return nil
	}
	if c.spells(atoms, i, "百分之") {
		for _, p := range c.literalsAt(atoms[:min(len(atoms), i+12)], i+3) {
			if p.token.Type == Number {
				out = append(out, piece{i, p.to, Token{Type: Percent, Value: p.token.Value}})
			}
		}
	}
	var digits []rune
	for j := i; j < len(atoms) && atoms[j].kind == hanAtom && (j == i || !atoms[j].spaced); j++ {
		r := c.text.folded[atoms[j].start]
		if _, ok := numerals[r]; !ok {
			break
		}
		digits = append(digits, r)
		n, ok := chineseNumber(digits)
		if !ok {
			continue
		}
		value := strconv.Itoa(n)
		out = append(out, piece{i, j + 1, Token{Type: Number, Value: value}})
		if token, used := c.withUnit(atoms, j+1, value); used > 0 {
			out = append(out, piece{i, j + 1 + used, token})
		}
	}
	return out
}

func (c cutter) spells(atoms []atom, i int, word string) bool {
	for _, r := range word {
		if i >= len(atoms) || c.text.folded[atoms[i].start] != r {
			return false
		}
		i++
	}
	return i < len(atoms)
}

// withUnit reads the unit after a number: the longest that matches.
func (c cutter) withUnit(atoms []atom, i int, value string) (token Token, used int) {
	var spelling strings.Builder
	for j := i; j < len(atoms) && j < i+3; j++ {
		if j > i && atoms[j].spaced {
			spelling.WriteByte(' ')
		}
		spelling.WriteString(string(c.text.folded[atoms[j].start:atoms[j].end]))
		whole := !strings.Contains(value, ".")
		month, isMonth := monthNames[spelling.String()]
		switch u := units[spelling.String()]; {
		case isMonth && j == i && whole:
			token, used = Token{Type: MonthDay, Value: month + "-" + twoDigits(value)}, 1
		case u == yearsOld:
			token, used = Token{Type: Age, Value: value}, j+1-i
		case u == plain:
			token, used = Token{Type: Number, Value: value}, j+1-i
		case u != 0 && whole:
			token, used = Token{Type: Quantity, Value: value + []string{years: "y", months: "mo", weeks: "w", days: "d"}[u]}, j+1-i
		}
	}
	return token, used
}

var monthNames = map[string]string{
	"january": "01", "february": "02", "march": "03", "april": "04", "may": "05", "june": "06",
	"july": "07", "august": "08", "september": "09", "october": "10", "november": "11", "december": "12",
}
