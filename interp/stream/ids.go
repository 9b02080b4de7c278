package stream

// ids is a set of hashes of ids: where two records have one the file may hold an id twice,
// which is told of both, so that it has to be read whole. Of a million ids chance makes two
// alike once in 37 million files.
type ids struct {
	places []uint64 // 0 is free; a power of two of them, more than half of them free
	count  int
}

// add is false where one of some hashes is there already.
func (s *ids) add(hashes ...uint64) bool {
	for _, hash := range hashes {
		if !s.put(hash) {
			return false
		}
	}
	return true
}

func (s *ids) put(hash uint64) bool {
	if 2*s.count >= len(s.places) {
		s.grow()
	}
	hash |= 1 // for 0 is free
	at := s.at(hash)
	if s.places[at] == hash {
		return false
	}
	s.places[at] = hash
	s.count++
	return true
}

// at is where a hash stands, or where it is to.
func (s *ids) at(hash uint64) int {
	at := int(hash>>1) & (len(s.places) - 1)
	for s.places[at] != 0 && s.places[at] != hash {
		at = (at + 1) & (len(s.places) - 1)
	}
	return at
}

func (s *ids) grow() {
	old := s.places
	s.places = make([]uint64, max(1024, 2*len(old)))
	for _, hash := range old {
		if hash != 0 {
			s.places[s.at(hash)] = hash
		}
	}
}
