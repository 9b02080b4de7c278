package syntax

import (
	"maps"
	"slices"
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
