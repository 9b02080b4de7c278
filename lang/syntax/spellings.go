package syntax

// spellings is a tree of characters: it finds what is spelled by the characters from a
// place on in one walk, which ends where no spelling goes on. The zero value has none.
type spellings[T any] struct {
	first map[rune]int32 // the node of each first character
	nodes []spelled[T]   // the first is nobody's
}

// spelled is a character of a spelling: below it are those that may follow, beside it
// those that may stand in its place.
type spelled[T any] struct {
	char          rune
	below, beside int32
	means         T // the zero value where no spelling ends
}

// nowhere is the place in a tree that no spelling leads to, and atStart that of nothing
// read yet.
const (
	nowhere int32 = -1
	atStart int32 = 0
)

// next is the place behind a further character.
func (s *spellings[T]) next(at int32, char rune) int32 {
	switch {
	case at == nowhere:
		return nowhere
	case at == atStart:
		at = s.first[char]
	default:
		for at = s.nodes[at].below; at != 0 && s.nodes[at].char != char; {
			at = s.nodes[at].beside
		}
	}
	if at == 0 {
		return nowhere
	}
	return at
}

// meaning is what is spelled by the characters that led to a place.
func (s *spellings[T]) meaning(at int32) (means T) {
	if at > atStart {
		means = s.nodes[at].means
	}
	return means
}

// after is the place behind further characters.
func (s *spellings[T]) after(at int32, chars []rune) int32 {
	for _, r := range chars {
		if at = s.next(at, r); at == nowhere {
			return nowhere
		}
	}
	return at
}

// of is what a whole spelling means, as characters.
func (s *spellings[T]) of(spelling []rune) T { return s.meaning(s.after(atStart, spelling)) }

// find is what a whole spelling means.
func (s *spellings[T]) find(spelling string) T {
	at := atStart
	for _, r := range spelling {
		at = s.next(at, r)
	}
	return s.meaning(at)
}

// treeOf makes a tree of spellings and what they mean.
func treeOf[T any](meanings map[string]T) (s spellings[T]) {
	for spelling, means := range meanings {
		s.add(spelling).means = means
	}
	return s
}

// add gives the node of a spelling.
func (s *spellings[T]) add(spelling string) *spelled[T] {
	if s.first == nil {
		s.first, s.nodes = map[rune]int32{}, make([]spelled[T], 1)
	}
	at := atStart
	for _, r := range spelling {
		to := s.next(at, r)
		if to == nowhere {
			to = int32(len(s.nodes))
			if at == atStart {
				s.first[r] = to
				s.nodes = append(s.nodes, spelled[T]{char: r})
			} else {
				s.nodes = append(s.nodes, spelled[T]{char: r, beside: s.nodes[at].below})
				s.nodes[at].below = to
			}
		}
		at = to
	}
	return &s.nodes[at]
}
