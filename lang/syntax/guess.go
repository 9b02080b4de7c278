package syntax

import (
	"slices"
	"strings"
	"unicode/utf8"

	"rota/lang/diag"
)

// guess is a stretch that is a declared name but for some slips.
type guess struct {
	piece
	slips int
}

// misspelt lists the stretches around the unknown pieces of a cut that are
// nearly a declared name, by where they start.
func (c cutter) misspelt(atoms []atom, pieces []piece) map[int][]guess {
	if c.guesses == nil {
		return nil
	}
	unknown := make([]int, len(atoms)+1) // unknown atoms before each
	within := make([]bool, len(atoms)+1) // whether it is inside a name
	for _, p := range pieces {
		for i := p.from; i < p.to; i++ {
			unknown[i+1] = unknown[i]
			if p.token.Value == "" {
				unknown[i+1]++
			}
			within[i] = i > p.from && p.token.Type == Name
		}
	}
	out := map[int][]guess{}
	for i := range atoms {
		if within[i] {
			continue
		}
		c.stretches(atoms, i, c.vocab.longest, func(end int, word string, length int) bool {
			// Of a word of two characters every other is half.
			if unknown[end] == unknown[i] || within[end] || length < 3 {
				return true
			}
			if !c.guesses.spend(len(c.vocab.listed)) {
				return false
			}
			if slips := c.slips(word); slips > 0 {
				out[i] = append(out[i], guess{piece{i, end, Token{Type: Name}, true}, slips})
			}
			return true
		})
	}
	return out
}

// slips is how far a stretch is from the declared name it is most like; 0 when
// it is like none. A name and a word more is not like that name: p in “posting
// p” is a word by itself, and s in “stint s” no part of stints. Nor is a word and
// a keyword: k and in are not “kin”; nor a number before a name: E5 in “E5 probation”; nor
// does 的 stand inside a name.
func (c cutter) slips(word string) int {
	near, slips := diag.Near(word, c.vocab.listed)
	end := strings.LastIndexByte(word, ' ')
	letters := end > 0 && len(word)-end <= len(" s1") && c.vocab.names[word[:end]]
	number, name, _ := strings.Cut(word, " ")
	numbered := strings.ContainsAny(number, "0123456789") && c.vocab.names[name]
	whose := strings.Contains(word, "的") && !strings.Contains(near, "的")
	if near == "" || letters || numbered || whose || beside(word, near) {
		return 0
	}
	for _, w := range strings.Fields(word) {
		if keywordsBySpelling.lookup(w, inBody) != "" && !slices.Contains(strings.Fields(near), w) {
			return 0
		}
	}
	return slips
}

// beside says that the stretch is the name with whole words before or after it;
// a change of script parts words too: r in “履历r”.
func beside(stretch, name string) bool {
	before, after, found := strings.Cut(stretch, name)
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	begin, _ := utf8.DecodeRuneInString(name)
	end, _ := utf8.DecodeLastRuneInString(name)
	parted := func(r, edge rune, none bool) bool { return none || r == ' ' || isHan(r) || isHan(edge) }
	return name != "" && found && parted(last, begin, before == "") && parted(first, end, after == "")
}

// budget is how many comparisons of misspelt words are left, and whether one was asked
// for that was not. A nil one has none.
type budget struct {
	left int
	lack bool
}

func newBudget() *budget { return &budget{left: maxGuesses} }

// spend says that a word may still be compared with so many others.
func (b *budget) spend(others int) bool {
	if b == nil || b.left < others {
		if b != nil {
			b.lack = true
		}
		return false
	}
	b.left -= others
	return true
}
