package value

import (
	"slices"

	"rota/lang/types"
)

// Not is no where the other may be yes, and yes where it may be no.
func Not(s Set) Set {
	s.True, s.False = s.False, s.True
	return s
}

// And may be yes when both may, and no when either may.
func And(a, b Set) Set {
	return Set{Kind: a.Kind, True: a.True && b.True, False: a.False || b.False}
}

// Or may be yes when either may, and no when both may.
func Or(a, b Set) Set {
	return Set{Kind: a.Kind, True: a.True || b.True, False: a.False && b.False}
}

// Holds is a yes/no that stands as a condition: where there is no such thing
// it is not so, as with every comparison with none.
func Holds(s Set) Set { return truths(s.True, s.False || s.None) }

// truths is a condition that may be true, false, or either.
func truths(canBeTrue, canBeFalse bool) Set {
	return Set{Kind: types.Bool, True: canBeTrue, False: canBeFalse}
}

// Union holds the values of both; they are of one kind.
func Union(a, b Set) Set {
	if !a.Some() {
		b.None = b.None || a.None
		return b
	}
	if !b.Some() {
		a.None = a.None || b.None
		return a
	}
	a.None = a.None || b.None
	a.True, a.False = a.True || b.True, a.False || b.False
	a.First, a.Last = min(a.First, b.First), max(a.Last, b.Last)
	a.EndFirst, a.EndLast = min(a.EndFirst, b.EndFirst), max(a.EndLast, b.EndLast)
	if b.Low.Less(a.Low) {
		a.Low = b.Low
	}
	if a.High.Less(b.High) {
		a.High = b.High
	}
	a.Short, a.Long = shorter(a.Short, b.Short), longer(a.Long, b.Long)
	a.Scale = max(a.Scale, b.Scale)
	switch {
	case a.Several || b.Several:
		a.Sure, a.Codes, a.Several = common(a.Sure, b.Sure), merged(a.Codes, b.Codes), true
	case len(b.Codes) > 0:
		a.Codes = merged(a.Codes, b.Codes)
	}
	if a.Parts != nil || b.Parts != nil {
		a.Lost = true
	}
	a.Lost = a.Lost || b.Lost
	return a
}

func merged(a, b []int32) []int32 {
	out := append([]int32(nil), a...)
	for _, c := range b {
		if !has(a, c) {
			out = append(out, c)
		}
	}
	return out
}

func common(a, b []int32) []int32 {
	var out []int32
	for _, c := range a {
		if has(b, c) {
			out = append(out, c)
		}
	}
	return out
}

// overlap says whether two lists have a code in common. References are many and
// in order, so that the shorter list is looked up in the other.
func overlap(a, b []int32) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if !slices.IsSorted(b) {
		return len(common(a, b)) > 0
	}
	return slices.ContainsFunc(a, func(c int32) bool {
		_, found := slices.BinarySearch(b, c)
		return found
	})
}

func has(list []int32, c int32) bool {
	for _, x := range list {
		if x == c {
			return true
		}
	}
	return false
}

// Same says that two sets have the same values.
func Same(a, b Set) bool {
	if a.Kind != b.Kind || a.None != b.None || a.True != b.True || a.False != b.False || a.some != b.some || a.Several != b.Several || a.Lost != b.Lost || len(a.Parts) != len(b.Parts) {
		return false
	}
	for i := range a.Parts {
		if a.Parts[i].Year != b.Parts[i].Year || !Same(a.Parts[i].Value, b.Parts[i].Value) {
			return false
		}
	}
	return a.Low.Equal(b.Low) && a.High.Equal(b.High) && a.First == b.First && a.Last == b.Last && a.EndFirst == b.EndFirst && a.EndLast == b.EndLast &&
		a.Short == b.Short && a.Long == b.Long && slices.Equal(a.Codes, b.Codes) && slices.Equal(a.Sure, b.Sure)
}
