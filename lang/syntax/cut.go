package syntax

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Vocabulary is the set of declared names and choice values, folded. It is
// needed to read a text at all: Chinese is written without spaces, and English
// names are phrases, so only the names themselves say where one ends.
type Vocabulary struct {
	names   map[string]bool
	listed  []string          // the names in the order declared
	tree    spellings[string] // the names, each meaning itself
	records map[string]bool   // those of the names that are records
	tables  map[string]bool   // those that are tables
	longest int               // in characters
	// What the clauses of policies extended bear: DX/, the longest first.
	prefixes []string
}

// NewVocabulary returns an empty vocabulary.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{names: map[string]bool{}, records: map[string]bool{"run": true, "一段": true}, tables: map[string]bool{}}
}

// Add declares a spelling.
func (v *Vocabulary) Add(spelling string) {
	key := Fold(spelling)
	if key == "" || v.names[key] {
		return
	}
	v.names[key] = true
	v.listed = append(v.listed, key)
	v.tree.add(key).means = key
	v.longest = max(v.longest, utf8.RuneCountInString(key))
}

// Has says whether the folded spelling is declared.
func (v *Vocabulary) Has(key string) bool { return v.names[key] }

// Names returns every folded spelling in the order declared.
func (v *Vocabulary) Names() []string { return slices.Clone(v.listed) }

func (v *Vocabulary) clone() *Vocabulary {
	tree := spellings[string]{maps.Clone(v.tree.first), slices.Clone(v.tree.nodes)}
	return &Vocabulary{maps.Clone(v.names), slices.Clone(v.listed), tree, maps.Clone(v.records), maps.Clone(v.tables), v.longest, slices.Clone(v.prefixes)}
}

// noNames is a vocabulary for what only keywords are looked for in.
var noNames = NewVocabulary()

// keywordIndex finds keywords by spelling.
type keywordIndex struct {
	spellings[*keywordsSpelled]
	longest int // in characters
}

// keywordsSpelled are the keywords of one spelling; afterNumber says that behind a
// number its first word is a unit: days from.
type keywordsSpelled struct {
	keywords    []*keyword
	afterNumber bool
}

var keywordsBySpelling = func() keywordIndex {
	var index keywordIndex
	for i := range keywords {
		k := &keywords[i]
		for _, spelling := range append(append([]string(nil), k.en...), k.zh...) {
			at := index.add(spelling)
			if at.means == nil {
				at.means = &keywordsSpelled{afterNumber: beginsWithUnit(spelling)}
			}
			at.means.keywords = append(at.means.keywords, k)
			index.longest = max(index.longest, utf8.RuneCountInString(spelling))
		}
	}
	return index
}()

// lookup returns the key of the keyword so spelled in this place; "" when none.
func (x keywordIndex) lookup(spelling string, where place) string {
	return x.find(spelling).in(where)
}

// in is the key that the spelling has in a place; "" for none.
func (s *keywordsSpelled) in(where place) string {
	if s == nil {
		return ""
	}
	for _, k := range s.keywords {
		if k.where&where&^filler != 0 {
			return k.key
		}
	}
	return ""
}

// beginsWithUnit says of a keyword that after a number its beginning is a unit.
func beginsWithUnit(keyword string) bool {
	for i, r := range keyword {
		if r == ' ' && units[keyword[:i]] != 0 {
			return true
		}
	}
	return false
}

// piece is one way to read the atoms [from, to). An unknown name has a token
// without a value; a misspelt one is a stretch that is nearly a declared name.
type piece struct {
	from, to int
	token    Token
	misspelt bool
}

// cut is the best reading of the first n atoms: the least that is unknown, then
// fewest pieces. rival is another reading just as good, when there is one.
type cut struct {
	unknown, pieces int
	last            piece
	rival           *piece
}

// unknownAtom is what an atom costs that no name explains. A misspelt name
// costs its slips and half of that: less than one unknown atom, so that it
// takes in its neighbours, more than none, so that a text without an unknown
// atom is never read as misspelt.
const unknownAtom = 8

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
	text    *text
	vocab   *Vocabulary
	guesses *budget // see reader; nil for none
	work    *work   // nil for its own
}

// work is the memory that one run after the other is cut in.
type work struct {
	best  []cut
	known []piece
}

func (c cutter) memory() *work {
	if c.work == nil {
		return &work{}
	}
	return c.work
}

// run cuts the atoms into keywords, names and literals. where is the place of
// the first piece; the rest is cut in rest. A first piece at the margin or at
// the start of a header line is the longest that matches, head or name.
func (c cutter) run(atoms []atom, where, rest place) ([]piece, *ambiguity) {
	if len(atoms) == 0 {
		return nil, nil
	}
	if where != rest {
		if first, known := c.first(atoms, where|rest); known {
			out := []piece{first}
			tail, doubt := c.run(atoms[first.to:], rest, rest)
			for _, p := range tail {
				p.from, p.to = p.from+first.to, p.to+first.to
				out = append(out, p)
			}
			return out, doubt
		}
	}
	best := c.best(atoms, rest, nil)
	pieces := trace(best, len(atoms))
	if best[len(atoms)].unknown > 0 {
		best = c.best(atoms, rest, c.misspelt(atoms, pieces))
		pieces = trace(best, len(atoms))
	}
	if best[len(atoms)].unknown == 0 {
		for n := len(atoms); n > 0; n = best[n].last.from {
			if r := best[n].rival; r != nil {
				return pieces, c.doubt(atoms, trace(best, n), append(trace(best, r.from), *r))
			}
		}
	}
	return c.merge(atoms, pieces), nil
}

// doubt shows two cuts of the same atoms where they differ.
func (c cutter) doubt(atoms []atom, one, other []piece) *ambiguity {
	for one[0].to == other[0].to {
		one, other = one[1:], other[1:]
	}
	last := len(one) - 1
	at := &ambiguity{start: atoms[one[0].from].start, end: atoms[one[last].to-1].end}
	at.cuts[0], at.cuts[1] = c.show(atoms, one), c.show(atoms, other)
	return at
}

// first is the longest piece that the atoms begin with; false for none.
func (c cutter) first(atoms []atom, where place) (longest piece, known bool) {
	w := c.memory()
	w.known = c.piecesAt(w.known[:0], atoms, 0, where)
	for _, p := range w.known {
		if p.to > longest.to {
			longest, known = p, true
		}
	}
	return longest, known
}

// best finds the best reading of every beginning of the atoms; guesses are the
// misspelt names, by where they start. The result holds until the next.
func (c cutter) best(atoms []atom, where place, guesses map[int][]guess) []cut {
	w := c.memory()
	best := append(w.best[:0], cut{})
	for range atoms {
		best = append(best, cut{unknown: 1 << 30})
	}
	known := w.known
	for i := range atoms {
		consider := func(p piece, cost int) {
			at, unknown, pieces := &best[p.to], best[i].unknown+cost, best[i].pieces+1
			switch {
			case at.worse(unknown, pieces):
				*at = cut{unknown, pieces, p, nil}
			case at.unknown == unknown && at.pieces == pieces && at.last.from != p.from && at.rival == nil:
				rival := p
				at.rival = &rival
			}
		}
		consider(piece{from: i, to: i + 1, token: Token{Type: Name}}, unknownAtom)
		known = c.piecesAt(known[:0], atoms, i, where)
		for _, p := range known {
			consider(p, 0)
		}
		for _, g := range guesses[i] {
			consider(g.piece, unknownAtom/2+g.slips)
		}
	}
	w.best, w.known = best, known
	return best
}

// trace lists the pieces of the best reading of the first n atoms.
func trace(best []cut, n int) []piece {
	pieces := make([]piece, best[n].pieces)
	for i := len(pieces) - 1; i >= 0; i-- {
		pieces[i] = best[n].last
		n = pieces[i].from
	}
	return pieces
}

func (c cutter) show(atoms []atom, pieces []piece) string {
	var parts []string
	for i, p := range pieces {
		if i == 8 {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, string(c.text.written[atoms[p.from].start:atoms[p.to-1].end]))
	}
	return strings.Join(parts, " | ")
}

// merge joins unknown atoms that touch into one unknown name, in the list itself.
func (c cutter) merge(atoms []atom, pieces []piece) []piece {
	out := pieces[:0]
	for _, p := range pieces {
		if p.token.Type == Name && p.token.Value == "" && len(out) > 0 {
			last := &out[len(out)-1]
			// Words that a space parts, or Han characters that none does, are
			// one unknown name; a change of script begins another.
			joins := atoms[p.from].kind == atoms[p.from-1].kind && (atoms[p.from].kind != hanAtom || !atoms[p.from].spaced)
			// Of two misspelt words side by side neither is likely.
			alike := last.misspelt == p.misspelt && (!p.misspelt || p.to-p.from == 1 && last.to-last.from == 1)
			if last.token.Type == Name && last.token.Value == "" && joins && alike {
				last.to = p.to
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// piecesAt adds to a list the known pieces that start at atom i.
func (c cutter) piecesAt(out []piece, atoms []atom, i int, where place) []piece {
	c.spelled(atoms, i, &c.vocab.tree, func(end int, words *keywordsSpelled, name string) {
		switch key := words.in(where); {
		case key != "" && i > 1 && atoms[i-1].kind == numberAtom && words.afterNumber: // 30 days | from D
		case key != "":
			out = append(out, piece{from: i, to: end, token: Token{Type: Keyword, Value: key}})
		case name != "":
			out = append(out, piece{from: i, to: end, token: Token{Type: Name, Value: name}})
		}
	})
	literals := c.literalsAt(atoms, i)
	if i == 0 && len(literals) > 1 && atoms[0].kind == numberAtom && c.beginsWithUnit(atoms[1:], where) {
		literals = literals[:1] // a clause number: 5 | days from A to B
	}
	return append(out, literals...)
}

// beginsWithUnit says whether the atoms begin with a keyword that begins so.
func (c cutter) beginsWithUnit(atoms []atom, where place) bool {
	found := false
	c.spelled(atoms, 0, &noNames.tree, func(_ int, words *keywordsSpelled, _ string) {
		found = found || words != nil && words.afterNumber && words.in(where) != ""
	})
	return found
}

// spelled visits what may be spelled by the atoms from i on, up to each end: keywords,
// nil for none, and a name, "" for none.
func (c cutter) spelled(atoms []atom, i int, names *spellings[string], visit func(end int, words *keywordsSpelled, name string)) {
	keywords, word, name := &keywordsBySpelling, atStart, atStart
	for j := i; j < len(atoms); j++ {
		if j > i && atoms[j].spaced {
			if atoms[j].kind == hanAtom || atoms[j-1].kind == hanAtom {
				return
			}
			word, name = keywords.next(word, ' '), names.next(name, ' ')
		}
		for _, r := range c.text.folded[atoms[j].start:atoms[j].end] {
			if word, name = keywords.next(word, r), names.next(name, r); word == nowhere && name == nowhere {
				return
			}
		}
		visit(j+1, keywords.meaning(word), names.meaning(name))
	}
}

// stretches visits the spellings that start at atom i and may be one name: Han
// characters with no space beside them, other words with one between them. It
// goes on until visit says no.
func (c cutter) stretches(atoms []atom, i, limit int, visit func(end int, word string, length int) bool) {
	var spelling strings.Builder
	length := 0
	for j := i; j < len(atoms) && length <= limit; j++ {
		if j > i && atoms[j].spaced {
			if atoms[j].kind == hanAtom || atoms[j-1].kind == hanAtom {
				return
			}
			spelling.WriteByte(' ')
			length++
		}
		for _, r := range c.text.folded[atoms[j].start:atoms[j].end] {
			spelling.WriteRune(r)
			length++
		}
		if !visit(j+1, spelling.String(), length) {
			return
		}
	}
}

// literalsAt reads a number, in digits or Chinese, with its unit if it has one.
func (c cutter) literalsAt(atoms []atom, i int) []piece {
	var out []piece
	if atoms[i].kind == numberAtom {
		value := atoms[i].token.Value
		out = append(out, piece{from: i, to: i + 1, token: Token{Type: Number, Value: value}})
		if token, n := c.withUnit(atoms, i+1, value); n > 0 {
			out = append(out, piece{from: i, to: i + 1 + n, token: token})
		}
		if token, n := c.part(atoms, i+1, value); n > 0 {
			out = append(out, piece{from: i, to: i + 1 + n, token: token})
		}
		return out
	}
	if atoms[i].kind == wordAtom {
		return c.literalsOfWords(out, atoms, i)
	}
	if c.begins(atoms, i, "半年") {
		out = append(out, piece{from: i, to: i + 2, token: Token{Type: Quantity, Value: "6mo"}})
	}
	if c.begins(atoms, i, "百分之") && i+3 < len(atoms) {
		for _, p := range c.literalsAt(atoms[:min(len(atoms), i+12)], i+3) {
			if p.token.Type == Number {
				out = append(out, piece{from: i, to: p.to, token: Token{Type: Percent, Value: p.token.Value}})
			}
		}
	}
	var digits []rune
	for j := i; j < len(atoms) && atoms[j].kind == hanAtom && (j == i || !atoms[j].spaced); j++ {
		r := c.text.folded[atoms[j].start]
		if _, ok := numerals[r]; !ok {
			break
		}
		if digits = append(digits, r); len(digits) > longestNumeral {
			break
		}
		n, ok := chineseNumber(digits)
		if !ok {
			continue
		}
		value := strconv.Itoa(n)
		out = append(out, piece{from: i, to: j + 1, token: Token{Type: Number, Value: value}})
		if token, used := c.withUnit(atoms, j+1, value); used > 0 {
			out = append(out, piece{from: i, to: j + 1 + used, token: token})
		}
		if token, used := c.part(atoms, j+1, value); used > 0 {
			out = append(out, piece{from: i, to: j + 1 + used, token: token})
		}
	}
	return out
}

func (c cutter) begins(atoms []atom, i int, word string) bool {
	for _, r := range word {
		if i >= len(atoms) || c.text.folded[atoms[i].start] != r {
			return false
		}
		i++
	}
	return true
}

// withUnit reads the unit after a number: the longest that matches.
func (c cutter) withUnit(atoms []atom, i int, value string) (token Token, used int) {
	whole := !strings.Contains(value, ".")
	at := atStart
	for j := i; j < len(atoms) && (j == i || at != nowhere); j++ {
		if j > i && atoms[j].spaced {
			at = unitWords.next(at, ' ')
		}
		at = unitWords.after(at, c.chars(atoms[j]))
		month := ""
		if j == i {
			month = monthWords.of(c.chars(atoms[j]))
		}
		switch u := unitWords.meaning(at); {
		case month != "" && whole:
			token, used = Token{Type: MonthDay, Value: month + "-" + twoDigits(value)}, 1
			if token, n := c.withYear(atoms, j+1, token); n > 0 {
				return token, used + n
			}
		case u == yearsOld:
			token, used = Token{Type: Age, Value: value}, j+1-i
		case u == plain:
			token, used = Token{Type: Number, Value: value}, j+1-i
		case (u == schoolYears || u == financialYears) && isYear(value) && atoms[j].kind == hanAtom: // 2024学年
			token, used = Token{Type: Year, Value: value + marks[u]}, j+1-i
		case u != 0 && whole:
			token, used = Token{Type: Quantity, Value: value + marks[u]}, j+1-i
			if more, n := c.andMonths(atoms, j+1); u == years && n > 0 {
				token.Value, used = token.Value+more, used+n
			}
		}
	}
	return token, used
}

// literalsOfWords adds to a list what begins with a word and goes on with another atom: a
// day of a month; half a year, half of what follows; a number in words, which without a
// unit or a part may be any word.
func (c cutter) literalsOfWords(out []piece, atoms []atom, i int) []piece {
	if i+1 == len(atoms) || !c.opensLiteral(atoms[i]) {
		return out
	}
	word, next := c.word(atoms[i]), atoms[i+1]
	if month := monthNames[word]; month != "" && next.kind == numberAtom && len(next.token.Value) <= 2 {
		day := Token{Type: MonthDay, Value: month + "-" + twoDigits(next.token.Value)}
		out = append(out, piece{from: i, to: i + 2, token: day})
		if token, n := c.withYear(atoms, i+2, day); n > 0 {
			out = append(out, piece{from: i, to: i + 2 + n, token: token})
		}
	}
	if word == "half" && i+2 < len(atoms) && c.word(next) == "a" && c.word(atoms[i+2]) == "year" {
		out = append(out, piece{from: i, to: i + 3, token: Token{Type: Quantity, Value: "6mo"}})
	}
	if word == "half" && c.word(next) == "of" {
		out = append(out, piece{from: i, to: i + 1, token: Token{Type: Percent, Value: "50"}})
	}
	value := numberInWords(word)
	if value != "" {
		if token, n := c.withUnit(atoms, i+1, value); n > 0 && token.Type != MonthDay { // one may
			out = append(out, piece{from: i, to: i + 1 + n, token: token})
		}
	}
	if word == "a" {
		value = "1"
	}
	if value == "" {
		return out
	}
	if token, n := c.part(atoms, i+1, value); n > 0 {
		out = append(out, piece{from: i, to: i + 1 + n, token: token})
	}
	return out
}

// opensLiteral says whether a literal may begin with a word, as most words do not.
func (c cutter) opensLiteral(word atom) bool {
	chars := c.chars(word)
	if hyphen := slices.Index(chars, '-'); hyphen >= 0 { // twenty-five
		chars = chars[:hyphen]
	}
	return openingWords.of(chars)
}

// openingWords are those that a literal may begin with.
var openingWords = func() (words spellings[bool]) {
	for _, list := range []map[string]string{monthNames, numberWords, {"half": "", "a": ""}} {
		for word := range list {
			words.add(word).means = true
		}
	}
	return words
}()

var (
	monthWords = treeOf(monthNames)
	unitWords  = treeOf(units)
)

// chars are the characters of an atom, folded.
func (c cutter) chars(a atom) []rune { return c.text.folded[a.start:a.end] }

// word is an atom of letters; "" for another.
func (c cutter) word(a atom) string {
	if a.kind != wordAtom {
		return ""
	}
	return string(c.chars(a))
}

// withYear makes a date of a day of the year and the year behind it.
func (c cutter) withYear(atoms []atom, i int, day Token) (date Token, used int) {
	if i == len(atoms) || atoms[i].kind != numberAtom || !isYear(atoms[i].token.Value) {
		return day, 0
	}
	return Token{Type: Date, Value: atoms[i].token.Value + "-" + day.Value}, 1
}

// andMonths reads what years may have behind them: 半, 6个月, 零六个月, and six months.
func (c cutter) andMonths(atoms []atom, i int) (value string, used int) {
	if i == len(atoms) {
		return "", 0
	}
	from := i
	switch and := c.word(atoms[i]) == "and"; {
	case and || !atoms[i].spaced && c.text.folded[atoms[i].start] == '零':
		i++
	case atoms[i].spaced || atoms[i].kind == wordAtom:
		return "", 0
	case c.text.folded[atoms[i].start] == '半':
		return "6mo", 1
	}
	if i == len(atoms) {
		return "", 0
	}
	for _, p := range c.literalsAt(atoms, i) {
		if p.token.Type == Quantity && strings.HasSuffix(p.token.Value, "mo") && !strings.Contains(p.token.Value, "y") {
			value, used = p.token.Value, p.to-from
		}
	}
	return value, used
}

// isYear says of a number that it is one of the years that dates have.
func isYear(n string) bool { return len(n) == 4 && (n[:2] == "19" || n[:2] == "20") }

var numberWords = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
	"twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}

// numberInWords is a number below a hundred, as digits: twelve, twenty-five; "" for
// another word.
func numberInWords(word string) string {
	tens, ones, two := strings.Cut(word, "-")
	if !two {
		return numberWords[word]
	}
	if t, o := numberWords[tens], numberWords[ones]; len(t) == 2 && t[1] == '0' && t != "10" && len(o) == 1 {
		return t[:1] + o
	}
	return ""
}

var monthNames = map[string]string{
	"january": "01", "february": "02", "march": "03", "april": "04", "may": "05", "june": "06",
	"july": "07", "august": "08", "september": "09", "october": "10", "november": "11", "december": "12",
	"jan": "01", "feb": "02", "mar": "03", "apr": "04", "jun": "06", "jul": "07", "aug": "08", "sep": "09", "sept": "09", "oct": "10", "nov": "11", "dec": "12",
}
