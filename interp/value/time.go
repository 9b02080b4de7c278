package value

import (
	"github.com/govalues/decimal"

	"rota/lang/civil"
	"rota/lang/types"
)

// Shift is a date plus a length of time, or minus it, where no convention can
// matter: a length in days. An open date stays open.
func Shift(date, length Set, back bool) Set { return ShiftBy(civil.Convention{}, date, length, back) }

// ShiftBy is Shift by the convention of a policy. Working days are left out: they
// need a calendar.
func ShiftBy(c civil.Convention, date, length Set, back bool) Set {
	out := Set{Kind: types.Date, None: date.None || length.None}
	if !date.Some() || !length.Some() {
		return out
	}
	out.some = true
	short, long := length.Short, length.Long
	if back {
		short, long = long.Neg(), short.Neg()
	}
	out.First, out.Last = later(c, date.First, short), later(c, date.Last, long)
	if short != long && (short.Days != 0 || long.Days != 0) {
		// Months and days are in order on average only: a date may be off by the
		// days that a month is.
		out.First, out.Last = out.First.AddDays(-slack), out.Last.AddDays(slack)
	}
	return out
}

// slack is more days than months ever differ from their average length.
const slack = 4

func later(c civil.Convention, d civil.Date, p civil.Period) civil.Date {
	if d == civil.Max {
		return d
	}
	return c.Add(d, p)
}

// Closed is a date as of which something can be read: where it is open, none.
func Closed(d Set) Set {
	switch {
	case !d.Some() || d.Last < civil.Max:
		return d
	case d.First == civil.Max:
		return None(types.Date)
	}
	d.Last, d.None = civil.Max-1, true
	return d
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

// Ends are the days between which a span lies.
func Ends(span Set) (from, to Set) {
	from = Set{Kind: types.Date, None: span.None, First: span.First, Last: span.Last, some: span.some}
	to = Set{Kind: types.Date, None: span.None, First: span.EndFirst, Last: span.EndLast, some: span.some}
	return from, to
}

// Age is the whole years completed since a birth date, 0 before the first birthday
// and before birth. It completes on the birthday, the day before or the day after,
// as the convention has it.
func Age(c civil.Convention, birth, asOf Set) Set {
	return Counted(types.Age, birth, asOf, c.Age, c.Age)
}

// Counted is what lies between two dates: least counts no more than there is, most
// no less, and both fall with the first date and rise with the second.
func Counted(k types.Kind, from, to Set, least, most func(from, to civil.Date) int) Set {
	out := Set{Kind: k, None: from.None || to.None}
	if from.Some() && to.Some() {
		out.some = true
		out.Low = decimal.MustNew(int64(max(0, least(from.Last, to.First))), 0)
		out.High = decimal.MustNew(int64(max(0, most(from.First, to.Last))), 0)
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

// YearOf is the year of a date.
func YearOf(c civil.Convention, k civil.YearKind, date Set) Set {
	out := Set{Kind: types.Year, None: date.None}
	if date.Some() {
		out.some = true
		out.Low, out.High = decimal.MustNew(int64(c.YearOf(k, date.First)), 0), decimal.MustNew(int64(c.YearOf(k, date.Last)), 0)
	}
	return out
}

// InYear is a day of a year, the later the later the year.
func InYear(year Set, day func(year int) civil.Date) Set {
	out := Set{Kind: types.Date, None: year.None}
	if year.Some() {
		out.some = true
		out.First, out.Last = day(whole(year.Low)), day(whole(year.High))
	}
	return out
}

func whole(n decimal.Decimal) int {
	i, _, _ := n.Int64(0)
	return int(i)
}

// MonthOf is the month of a date, from its first day to its last.
func MonthOf(date Set) Set {
	out := Set{Kind: types.Span, None: date.None}
	if date.Some() {
		out.some = true
		out.First, out.EndFirst = civil.MonthDays(date.First)
		out.Last, out.EndLast = civil.MonthDays(date.Last)
	}
	return out
}

// WeekdayOf is the weekday of a date, 0 for Monday.
func WeekdayOf(date Set) Set {
	out := Set{Kind: types.Choice, None: date.None}
	if !date.Some() {
		return out
	}
	for d := date.First; d <= date.Last && d < date.First+7; d++ {
		out.Codes = append(out.Codes, int32((d.Weekday()+6)%7))
	}
	return out
}

// Rounded is a number rounded to a whole one; a half away from zero.
func Rounded(kind string, x Set) Set {
	if !x.Some() {
		return x
	}
	x.Low, x.High, x.Scale = rounded(kind, x.Low), rounded(kind, x.High), 0
	return x
}

func rounded(kind string, n decimal.Decimal) decimal.Decimal {
	switch kind {
	case "ROUNDED DOWN":
		return n.Floor(0)
	case "ROUNDED UP":
		return n.Ceil(0)
	}
	down := n.Abs().Trunc(0)
	if rest, err := n.Abs().Sub(down); err == nil && rest.Cmp(decimal.MustNew(5, 1)) >= 0 {
		down, _ = down.Add(decimal.One)
	}
	return down.CopySign(n)
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

// LongerSpan is the longer or the shorter of spans, by the days from the one end to
// the other; none is passed over, and of two alike the first is taken.
func LongerSpan(longest bool, spans []Set) Set {
	out := None(types.Span)
	for _, x := range spans {
		switch {
		case !x.Some():
		case !out.Some():
			x.None = x.None && out.None
			out = x
		default:
			least, most := x.EndFirst-x.Last-(out.EndLast-out.First), x.EndLast-x.First-(out.EndFirst-out.Last)
			if !longest {
				least, most = -most, -least
			}
			sure := !x.None && least > 0
			switch {
			case sure:
				out = x
			case most > 0 || out.None:
				none := out.None && x.None
				out = Union(out, x)
				out.None = none
			}
		}
	}
	return out
}

// Else is a value, and another in the place of none.
func Else(x, other Set) Set {
	if !x.None {
		return x
	}
	return Union(withoutNone(x), other)
}

// Furthest is the highest or lowest of values; none of nothing.
func Furthest(highest bool, k types.Kind, values []Set) Set {
	out := None(k)
	for _, v := range values {
		out = further(highest, out, v)
	}
	return out
}
