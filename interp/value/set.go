// Package value is what a term can be while some cells are blank: a Set holds
// every value it may take over the fillings of the blanks that are still
// admitted. A known value is a Set of one; yes, no and unknown are the three
// sets of truth values. Operators never lose a value that is possible, and of
// sets of one they give a set of one: that is what makes "undetermined" exact
// once the blanks are split (interp/eval).
//
//	blank := value.Days(civil.Min, civil.Max)
//	value.Compare("<", blank, value.Day(d)) // unknown: may be true, may be false
package value

import (
	"cmp"
	"math"
	"slices"

	"github.com/govalues/decimal"

	"rota/lang/civil"
	"rota/lang/types"
)

// Set is the values a term may take. The zero Set holds nothing.
type Set struct {
	Kind types.Kind
	None bool // that there is no such thing is one of them

	// Bool: whether true and false are among them.
	True, False bool
	// Number, Age, Year, Date: all from Low to High. Whole says that only whole
	// numbers are meant; for others Scale digits follow the point when split.
	Low, High decimal.Decimal
	First     civil.Date // Date, and the start of a Span
	Last      civil.Date
	EndFirst  civil.Date // the end of a Span
	EndLast   civil.Date
	Short     civil.Period // Period
	Long      civil.Period
	Scale     int8
	some      bool // something besides none
	// Choice, Text and Ref: codes. With Several, Codes may be in the cell and Sure
	// are; otherwise the value is one of Codes.
	Codes   []int32
	Sure    []int32
	Several bool
	// Parts are the values of a cell that holds several dates or numbers, or
	// one for each year; in a set of one they are all there is.
	Parts []Part
	Lost  bool // Parts are not known at all
}

// Part is one of several values in a cell, with its year where it has one.
type Part struct {
	Year  int
	Value Set
}

// Truth is a known yes or no.
func Truth(b bool) Set { return Set{Kind: types.Bool, True: b, False: !b} }

// Unknown is yes or no.
func Unknown() Set { return Set{Kind: types.Bool, True: true, False: true} }

// None is that there is no such thing, of a kind.
func None(k types.Kind) Set { return Set{Kind: k, None: true} }

// Num is a known number, age or year.
func Num(k types.Kind, n decimal.Decimal) Set { return Set{Kind: k, Low: n, High: n, some: true} }

// Int is a known whole number, age or year.
func Int(k types.Kind, n int) Set { return Num(k, decimal.MustNew(int64(n), 0)) }

// Numbers is every number from low to high with so many digits after the point.
func Numbers(k types.Kind, low, high decimal.Decimal, scale int) Set {
	return Set{Kind: k, Low: low, High: high, Scale: int8(scale), some: true}
}

// Day is a known date.
func Day(d civil.Date) Set { return Set{Kind: types.Date, First: d, Last: d, some: true} }

// Days is every date from first to last.
func Days(first, last civil.Date) Set {
	return Set{Kind: types.Date, First: first, Last: last, some: true}
}

// Length is a known length of time.
func Length(p civil.Period) Set { return Set{Kind: types.Period, Short: p, Long: p, some: true} }

// Lengths is every whole number of months from short to long.
func Lengths(short, long civil.Period) Set {
	return Set{Kind: types.Period, Short: short, Long: long, some: true}
}

// Code is a known value of a choice or text.
func Code(k types.Kind, codes []int32) Set { return Set{Kind: k, Codes: codes} }

// SeveralOf is a cell of several values: all of sure, and any of may. It holds
// at least one.
func SeveralOf(k types.Kind, sure, may []int32) Set {
	if len(sure) == 0 && len(may) == 1 {
		sure = may
	}
	return Set{Kind: k, Codes: may, Sure: sure, Several: true}
}

// some says whether there is a value other than none.
func (s Set) Some() bool {
	if s.Kind == types.Bool {
		return s.True || s.False
	}
	return s.some || len(s.Codes) > 0 || s.Several || s.Parts != nil || s.Lost
}

// One says whether exactly one value is left.
func (s Set) One() bool {
	if s.None {
		return !s.Some()
	}
	switch s.Kind {
	case types.Bool:
		return s.True != s.False
	case types.Choice, types.Text, types.Ref:
		if s.Several {
			return len(s.Codes) == len(s.Sure)
		}
		if s.Parts == nil && !s.Lost {
			return len(s.Codes) == 1
		}
	case types.Span:
		return s.First == s.Last && s.EndFirst == s.EndLast
	case types.Period:
		if s.Parts == nil && !s.Lost {
			return s.Short == s.Long
		}
	case types.Date:
		if s.Parts == nil && !s.Lost {
			return s.First == s.Last
		}
	}
	if s.Lost {
		return false
	}
	if s.Parts != nil {
		for _, p := range s.Parts {
			if !p.Value.One() {
				return false
			}
		}
		return true
	}
	return s.Low.Equal(s.High)
}

// Certain is the truth of a condition that is known; ok is false when it may be
// either.
func (s Set) Certain() (truth, ok bool) { return s.True, s.True != s.False }

// Split halves a set of more than one; none is parted from the rest first. The
// halves have no value in common and together all of them.
func (s Set) Split() (a, b Set) {
	if s.None {
		b = s
		b.None = false
		return None(s.Kind), b
	}
	a, b = s, s
	switch s.Kind {
	case types.Bool:
		return Truth(true), Truth(false)
	case types.Choice, types.Text, types.Ref:
		if open := s.unsure(); len(open) > 0 {
			return s.splitBy(open[0])
		}
		half := len(s.Codes) / 2
		a.Codes, b.Codes = s.Codes[:half:half], s.Codes[half:]
	case types.Date:
		middle := s.First + (s.Last-s.First)/2
		a.Last, b.First = middle, middle+1
	case types.Period:
		middle := (s.Short.Months + s.Long.Months) / 2
		a.Long, b.Short = civil.Period{Months: middle}, civil.Period{Months: middle + 1}
	default:
		a.High, b.Low = halves(s.Low, s.High, int(s.Scale))
	}
	return a, b
}

// unsure lists the values that a cell of several may or may not hold.
func (s Set) unsure() []int32 {
	if !s.Several {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.Codes), func(c int32) bool { return slices.Contains(s.Sure, c) })
}

// splitBy parts a cell of several values by whether it holds one of them.
func (s Set) splitBy(code int32) (with, without Set) {
	rest := slices.DeleteFunc(slices.Clone(s.Codes), func(c int32) bool { return c == code })
	return SeveralOf(s.Kind, append(slices.Clone(s.Sure), code), s.Codes), SeveralOf(s.Kind, s.Sure, rest)
}

// halves finds two neighbours near the middle of low and high, with so many
// digits after the point.
func halves(low, high decimal.Decimal, scale int) (a, b decimal.Decimal) {
	half := decimal.MustNew(5, 1)
	x, _ := low.Mul(half) // a half has room wherever the whole has
	y, _ := high.Mul(half)
	middle, _ := x.Add(y)
	a = low.Max(middle.Floor(scale))
	b, err := a.Add(decimal.MustNew(1, scale))
	if err != nil || high.Less(b) {
		return low, high
	}
	return a, b
}

// Splittable says whether Split makes the set smaller: a cell of several dates
// is taken apart date by date, and one of which nothing is known not at all.
func (s Set) Splittable() bool { return !s.One() && (s.None || !s.Lost && s.Parts == nil) }

// Known gives the only value of a set as a constant would print it; used where
// a set of one is shown or compared.
func (s Set) Known() (types.Constant, bool) {
	if !s.One() {
		return types.Constant{}, false
	}
	k := types.Constant{Type: types.Type{Kind: s.Kind}, None: s.None}
	switch s.Kind {
	case types.Bool:
		k.Bool = s.True
	case types.Date:
		k.Date, k.Open = s.First, s.First == civil.Max
	case types.Period:
		k.Period = s.Short
	case types.Choice, types.Text, types.Ref:
		if len(s.Codes) == 1 {
			k.Option = int(s.Codes[0])
		}
	default:
		k.Number = s.Low
	}
	return k, true
}

// Anything is every value of an ordered kind, a yes/no, a length or a span of time;
// of a choice, text or reference it holds nothing, since only the field knows the
// values.
func Anything(k types.Kind) Set {
	switch k {
	case types.Bool:
		return Unknown()
	case types.Date:
		return Days(civil.Min, civil.Max)
	case types.Span:
		return Between(Days(civil.Min, civil.Max), Days(civil.Min, civil.Max))
	case types.Period:
		return Lengths(civil.Period{}, civil.Period{Months: 1200})
	case types.Choice, types.Text, types.Ref:
		return Set{Kind: k}
	}
	limit := decimal.MustNew(999_999_999_999, 0)
	return Numbers(k, limit.Neg(), limit, 0)
}

// Meets says whether two sets of one cell have a value in common.
func (s Set) Meets(t Set) bool {
	if s.None && t.None {
		return true
	}
	if !s.Some() || !t.Some() {
		return false
	}
	if s.Parts != nil || t.Parts != nil {
		return slices.EqualFunc(s.Parts, t.Parts, func(p, q Part) bool { return p.Year == q.Year && p.Value.Meets(q.Value) })
	}
	switch s.Kind {
	case types.Bool:
		return s.True && t.True || s.False && t.False
	case types.Choice, types.Text:
		if s.Several {
			return len(common(s.Sure, t.Codes)) == len(s.Sure) && len(common(t.Sure, s.Codes)) == len(t.Sure)
		}
		return slices.ContainsFunc(s.Codes, func(c int32) bool { return has(t.Codes, c) })
	case types.Ref:
		return overlap(s.Codes, t.Codes)
	}
	return Compare("=", s, t).True
}

// Ordered says whether the set is a stretch of values in order: dates, numbers,
// ages, years, lengths of time.
func (s Set) Ordered() bool {
	switch s.Kind {
	case types.Date, types.Number, types.Age, types.Year, types.Period:
		return !s.None && s.Parts == nil && !s.Lost
	}
	return false
}

// Beyond is the part of an ordered set that follows inside, a stretch at its
// low end, or that precedes it, a stretch at its high end; nothing where inside
// is all of it.
func (s Set) Beyond(inside Set, low bool) Set {
	switch {
	case low && s.CompareHigh(inside) == 0, !low && s.CompareLow(inside) == 0:
		return Set{Kind: s.Kind}
	case s.Kind == types.Date && low:
		s.First = inside.Last + 1
	case s.Kind == types.Date:
		s.Last = inside.First - 1
	case s.Kind == types.Period && low:
		s.Short = civil.Period{Months: inside.Long.Months + 1}
	case s.Kind == types.Period:
		s.Long = civil.Period{Months: inside.Short.Months - 1}
	case low:
		s.Low, _ = inside.High.Add(decimal.MustNew(1, int(s.Scale)))
	default:
		s.High, _ = inside.Low.Sub(decimal.MustNew(1, int(s.Scale)))
	}
	return s
}

// CompareLow and CompareHigh compare the ends of two stretches.
func (s Set) CompareLow(t Set) int {
	return cmp.Or(cmp.Compare(s.First, t.First), s.Low.Cmp(t.Low), order(s.Short, t.Short))
}

func (s Set) CompareHigh(t Set) int {
	return cmp.Or(cmp.Compare(s.Last, t.Last), s.High.Cmp(t.High), order(s.Long, t.Long))
}

// Common is what two sets of one cell have in common.
func Common(s, t Set) Set {
	out := s
	out.None = s.None && t.None
	out.True, out.False = s.True && t.True, s.False && t.False
	if !s.Some() || !t.Some() {
		return Set{Kind: s.Kind, None: out.None}
	}
	out.First, out.Last = max(s.First, t.First), min(s.Last, t.Last)
	out.Low, out.High = s.Low.Max(t.Low), s.High.Min(t.High)
	out.Short, out.Long = longer(s.Short, t.Short), shorter(s.Long, t.Long)
	out.Codes = common(s.Codes, t.Codes)
	if s.Several {
		out.Sure = merged(s.Sure, t.Sure)
	}
	if s.Kind == types.Bool || len(out.Codes) > 0 || s.Parts != nil || s.Lost || withoutNone(s).Ordered() && Compare("=", withoutNone(s), withoutNone(t)).True {
		return out
	}
	return Set{Kind: s.Kind, None: out.None}
}

// Count is about how many values a set has, none among them.
func (s Set) Count() int64 {
	n := int64(1)
	switch s.Kind {
	case types.Bool:
	case types.Choice, types.Text:
		n = int64(len(s.Codes))
	case types.Date:
		n = int64(s.Last - s.First)
	case types.Period:
		n = int64(s.Long.Months-s.Short.Months) + 1
	default:
		wide, err := s.High.Sub(s.Low)
		if n = math.MaxInt64; err == nil {
			if whole, _, ok := wide.Int64(0); ok {
				n = whole
			}
		}
	}
	if s.None && n < math.MaxInt64 {
		n++
	}
	return n
}
