package eval

import (
	"slices"

	"rota/interp/value"
	"rota/lang/types"
)

// hunt looks for what something is under the fillings that count: of an ordered
// kind the lowest and the highest, of others every value. It takes the fillings
// apart as cases do, the half that promises more first, and leaves out what can
// add nothing to what was found.
type hunt struct {
	cases
	of    func() (set value.Set, known bool)
	goal  func(found, set value.Set) bool // whether a case may add to what was found
	first func(a, b value.Set) int        // which of two cases promises more; nil: either
	found value.Set
}

// hull is what something may be: no value of it is missing, its ends are values
// that it has, and unless it is of an ordered kind all of it are. exact is false
// where the budget ran out, and then it may be too much. What of gives is all
// that it may be in the case at hand, and known when that is the only thing.
func (s *scene) hull(of func() (set value.Set, known bool)) (all value.Set, exact bool) {
	s.read = s.read[:0]
	whole, known := of()
	if known {
		return whole, true
	}
	h := &hunt{cases: cases{scene: s, exhaustive: true, budget: s.budget()}, of: of, found: value.Set{Kind: whole.Kind}}
	for _, end := range ends(whole.Kind) {
		h.goal, h.first = end.goal, end.first
		h.visit()
	}
	s.restore(leaf{})
	return h.found, h.exhaustive
}

func (h *hunt) visit() {
	s := h.scene
	before := len(s.read)
	set, known := h.of()
	on := slices.Clone(s.read[before:])
	s.read = s.read[:before]
	if !h.goal(h.found, set) {
		return
	}
	h.budget--
	i := s.smallest(on)
	switch {
	case h.budget < 0, !known && i < 0:
		h.exhaustive = false
		h.found = value.Union(h.found, set)
		return
	case known:
		some, sure := h.admits()
		h.exhaustive = h.exhaustive && sure
		if some || !sure {
			h.found = value.Union(h.found, set)
		}
		return
	}
	whole := s.free[i].set
	a, b := whole.Split()
	halves := []value.Set{a, b}
	if h.first != nil && h.first(h.at(i, a), h.at(i, b)) > 0 {
		slices.Reverse(halves)
	}
	for _, half := range halves {
		s.free[i].set = half
		s.forget()
		if (half.Some() || half.None) && s.admitted() {
			h.visit()
		}
	}
	s.free[i].set = whole
	s.forget()
}

// smallest is the blank with the fewest values of those that can be parted: the
// others then say more; -1 for none.
func (s *scene) smallest(on []int) int {
	best, least := -1, int64(0)
	for _, i := range on {
		if set := s.free[i].set; set.Splittable() {
			if n := set.Count(); best < 0 || n < least {
				best, least = i, n
			}
		}
	}
	return best
}

// at is what it may be where a blank is one of a set.
func (h *hunt) at(i int, set value.Set) value.Set {
	h.scene.free[i].set = set
	h.scene.forget()
	found, _ := h.of()
	return found
}

type end struct {
	goal  func(found, set value.Set) bool
	first func(a, b value.Set) int
}

// ends are what is looked for, one after the other.
func ends(k types.Kind) []end {
	none := end{goal: func(found, set value.Set) bool { return set.None && !found.None }}
	switch k {
	case types.Bool, types.Choice, types.Text:
		return []end{none, {goal: func(found, set value.Set) bool {
			return set.True && !found.True || set.False && !found.False || slices.ContainsFunc(set.Codes, func(c int32) bool { return !slices.Contains(found.Codes, c) })
		}}}
	}
	low := further(value.Set.CompareLow)
	high := further(func(a, b value.Set) int { return b.CompareHigh(a) })
	return []end{
		none,
		{goal: func(found, set value.Set) bool { return set.Some() && (!found.Some() || low(set, found) < 0) }, first: low},
		{goal: func(found, set value.Set) bool { return set.Some() && (!found.Some() || high(set, found) < 0) }, first: high},
	}
}

// further compares what promises more; what holds nothing but none comes last.
func further(by func(a, b value.Set) int) func(a, b value.Set) int {
	return func(a, b value.Set) int {
		switch {
		case a.Some() && b.Some():
			return by(a, b)
		case a.Some():
			return -1
		case b.Some():
			return 1
		}
		return 0
	}
}
