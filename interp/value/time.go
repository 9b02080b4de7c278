package value

import (
	"github.com/govalues/decimal"

	"rota/lang/civil"
	"rota/lang/types"
)

// Shift is a date plus a length of time, or minus it. An open date stays open.
func Shift(date, length Set, back bool) Set {
	out := Set{Kind: types.Date, None: date.None || length.None}
	if !date.Some() || !length.Some() {
		return out
	}
	out.some = true
	short, long := length.Short, length.Long
	if back {
		short, long = long.Neg(), short.Neg()
	}
	out.First, out.Last = later(date.First, short), later(date.Last, long)
	if short != long && (short.Days != 0 || long.Days != 0) {
		// Months and days are in order on average only: a date may be off by the
		// days that a month is.
		out.First, out.Last = out.First.AddDays(-slack), out.Last.AddDays(slack)
	}
	return out
}

// slack is more days than months ever differ from their average length.
const slack = 4

func later(d civil.Date, p civil.Period) civil.Date {
	if d == civil.Max {
		return d
	}
	return d.Add(p)
}

// Between is the span from one day to another.
func Between(from, to Set) Set {
	out := Set{Kind: types.Span, None: from.None || to.None}
	if from.Some() && to.Some() {
		out.some = true
		out.First, out.Last, out.EndFirst, out.EndLast = from.First, from.Last, to.First, to.Last
	}
	return out
}

// Reach relates the length of a span to a length of time: the span completes
// 5y when its start plus five calendar years is its end or earlier (Civil Code,
// articles 201 and 202). A span that ends before it starts has not even begun,
// so it is shorter than any length.
func Reach(op string, span, length Set) Set {
	end := Set{Kind: types.Date, None: span.None, First: span.EndFirst, Last: span.EndLast, some: span.some}
	start := Set{Kind: types.Date, None: span.None, First: span.First, Last: span.Last, some: span.some}
	due := Shift(start, length, false)
	// length of span OP length  <=>  end OP start + length
	return Compare(op, end, due)
}

// Age is the whole years completed since a birth date, 0 before the first
// birthday and before birth. It completes on the birthday itself; a birthday
// of 29 February falls on 28 February in a common year.
func Age(birth, asOf Set) Set { return whole(types.Age, birth, asOf, civil.WholeYears) }

// Whole counts whole years or months from one date to another; 0 when the
// second is earlier.
func Whole(months bool, from, to Set) Set {
	if months {
		return whole(types.Number, from, to, civil.WholeMonths)
	}
	return whole(types.Number, from, to, civil.WholeYears)
}

func whole(k types.Kind, from, to Set, count func(a, b civil.Date) int) Set {
	out := Set{Kind: k, None: from.None || to.None}
	if from.Some() && to.Some() {
		out.some = true
		out.Low = decimal.MustNew(int64(max(0, count(from.Last, to.First))), 0)
		out.High = decimal.MustNew(int64(max(0, count(from.First, to.Last))), 0)
	}
	return out
}

// SpanDays is how many days a span takes; negative where it ends before it starts.
func SpanDays(span Set) Set {
	out := Set{Kind: types.Number, None: span.None}
	if span.Some() {
		out.some = true
		out.Low = decimal.MustNew(int64(span.EndFirst)-int64(span.Last), 0)
		out.High = decimal.MustNew(int64(span.EndLast)-int64(span.First), 0)
	}
	return out
}

// YearOf is the calendar year of a date.
func YearOf(date Set) Set {
	out := Set{Kind: types.Year, None: date.None}
	if date.Some() {
		first, _, _ := date.First.Civil()
		last, _, _ := date.Last.Civil()
		out.some = true
		out.Low, out.High = decimal.MustNew(int64(first), 0), decimal.MustNew(int64(last), 0)
	}
	return out
}

// Extreme is the later or the earlier of dates; none is passed over.
func Extreme(latest bool, dates []Set) Set {
	out := None(types.Date)
	for _, d := range dates {
		out = further(latest, out, d)
	}
	return out
}

// further is the more extreme of two values of an ordered kind; where one may
// be none the other may be it alone.
func further(highest bool, a, b Set) Set {
	if !a.Some() {
		return b
	}
	if !b.Some() {
		return a
	}
	out := a
	switch {
	case a.Kind == types.Date && highest:
		out.First, out.Last = max(a.First, b.First), max(a.Last, b.Last)
	case a.Kind == types.Date:
		out.First, out.Last = min(a.First, b.First), min(a.Last, b.Last)
	case a.Kind == types.Choice:
		out.Codes = furtherCodes(highest, a.Codes, b.Codes)
	case a.Kind == types.Period && highest:
		out.Short, out.Long = longer(a.Short, b.Short), longer(a.Long, b.Long)
	case a.Kind == types.Period:
		out.Short, out.Long = shorter(a.Short, b.Short), shorter(a.Long, b.Long)
	case highest:
		out.Low, out.High = a.Low.Max(b.Low), a.High.Max(b.High)
	default:
		out.Low, out.High = a.Low.Min(b.Low), a.High.Min(b.High)
	}
	out.None = false
	if a.None {
		out = Union(out, withoutNone(b))
	}
	if b.None {
		out = Union(out, withoutNone(a))
	}
	out.None = a.None && b.None
	return out
}

func withoutNone(s Set) Set {
	s.None = false
	return s
}

func furtherCodes(highest bool, a, b []int32) []int32 {
	var out []int32
	for _, x := range a {
		for _, y := range b {
			c := min(x, y)
			if highest {
				c = max(x, y)
			}
			if !has(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// Furthest is the highest or lowest of values; none of nothing.
func Furthest(highest bool, k types.Kind, values []Set) Set {
	out := None(k)
	for _, v := range values {
		out = further(highest, out, v)
	}
	return out
}
