package eval

import (
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// after is a date plus a length of time, or minus it. Of the longer of several
// lengths it is the later of the dates they lead to, which is what longer means
// where they have no order by themselves.
func (s *scene) after(date value.Set, length check.Expr, back bool) value.Set {
	extreme := extremeOf(length)
	if extreme == nil {
		return s.shift(length, date, s.eval(length), back)
	}
	if x, named := length.(*check.TermRef); named {
		var due value.Set
		s.inTerm(x, func(s *scene) { due = s.after(date, extreme, back) })
		return due
	}
	dates := make([]value.Set, len(extreme.Parts))
	for i, part := range extreme.Parts {
		dates[i] = s.after(date, part, back)
	}
	return value.Extreme(extreme.Later != back, dates)
}

// shift is after for a length that is worked out; x is what asks.
func (s *scene) shift(x check.Expr, date, length value.Set, back bool) value.Set {
	if length.Short.Workdays == 0 && length.Long.Workdays == 0 {
		return value.ShiftBy(s.program.Convention, date, length, back)
	}
	if !length.One() {
		out := value.Days(civil.Min, civil.Max)
		out.None = date.None || length.None
		return out
	}
	n := int(length.Short.Workdays)
	if back {
		n = -n
	}
	rest := length.Short
	rest.Workdays = 0
	return s.addWorkdays(x, value.ShiftBy(s.program.Convention, date, value.Length(rest), back), n)
}

// reach relates a span with a length of time: it completes 5y when its start plus
// five calendar years is its end or earlier (Civil Code, articles 201 and 202). A
// span that ends before it starts has not even begun, so it is shorter than any
// length.
//
// By the number of its days alone a spell often is too long or too short already,
// wherever it lies; that spares trying both of its ends and which of several it is.
func (s *scene) reach(x *check.Reach) value.Set {
	if days, ok := s.lasting(x.Span); ok {
		if length, ok := s.daysOfLength(x.Length); ok {
			if is := s.ofNone(value.Compare(x.Op, days, length), days); is.One() {
				return is
			}
		}
	}
	span := s.eval(x.Span)
	from, to := value.Ends(span)
	due := s.after(from, x.Length, false)
	return s.ofNone(value.Compare(x.Op, to, due), span, due)
}

// lasting bounds how many days a span has that is made of spells.
func (s *scene) lasting(x check.Expr) (days value.Set, ok bool) {
	switch x := x.(type) {
	case *check.TermRef:
		s.inTerm(x, func(s *scene) { days, ok = s.lasting(x.Term.Value) })
	case *check.Length:
		if pick, is := x.Of.(*check.Pick); is && !x.Full && (pick.Kind == "LONGEST OF" || pick.Kind == "SHORTEST OF") {
			if list, given := s.spellsOf(pick.List); given {
				return value.PickedDays(list, s.today(), pick.Kind == "LONGEST OF"), true
			}
		}
	case *check.Served:
		if list, given := s.spellsOf(x.List); given && x.Kind == "SERVED IN" {
			return value.DayCount(s.withoutGaps(list), value.Shift(s.today(), oneDay, true)), true
		}
	}
	return days, ok
}

// daysOfLength bounds how many days a length of time takes from whatever date; not
// where it is the longer or shorter of two, which hangs on the date.
func (s *scene) daysOfLength(x check.Expr) (days value.Set, ok bool) {
	if extremeOf(x) != nil {
		return days, false
	}
	length := s.eval(x)
	if !length.One() || length.None || length.Short.Workdays != 0 {
		return days, false
	}
	return value.DaysBetween(length.Short.LeastDays(), length.Short.MostDays()), true
}

// extremeOf is the longer or shorter of lengths that a length is, itself or by its name.
func extremeOf(length check.Expr) *check.Extreme {
	if x, ok := length.(*check.TermRef); ok {
		length = x.Term.Value
	}
	x, _ := length.(*check.Extreme)
	return x
}

// near says whether a date lies within a length of time before another, or after
// it: both ends are included.
func (s *scene) near(x *check.Near) value.Set {
	event, date := s.eval(x.X), s.eval(x.Date)
	if x.After {
		is := value.And(value.Compare(">=", event, date), value.Compare("<=", event, s.after(date, x.Length, false)))
		return s.ofNone(is, event, date)
	}
	is := value.And(value.Compare("<=", event, date), value.Compare(">=", s.after(event, x.Length, false), date))
	return s.ofNone(is, event, date)
}

// whole counts what lies between two dates.
func (s *scene) whole(x *check.Whole) value.Set {
	var from, to value.Set
	if x.Span != nil {
		from, to = value.Ends(s.eval(x.Span))
	} else {
		from, to = s.eval(x.From), s.eval(x.To)
	}
	c := s.program.Convention
	var count func(from, to civil.Date) int
	switch x.Unit {
	case check.WholeYears:
		count = c.WholeYears
	case check.WholeMonths:
		count = c.WholeMonths
	case check.WholeYearsOf:
		count = func(from, to civil.Date) int { return c.Completed(x.Years, from, to) }
	case check.MonthsTouched:
		count = civil.MonthsTouched
	case check.MonthsFilled:
		count = civil.MonthsFilled
	case check.DaysBetween:
		count = func(from, to civil.Date) int { return int(to - from) }
	default:
		return s.workdaysBetween(from, to)
	}
	if x.Rest == nil {
		return value.Counted(types.Number, from, to, count, count)
	}
	rest := s.eval(x.Rest)
	if !rest.Some() {
		return value.Counted(types.Number, from, to, count, count)
	}
	unit := civil.Months(1)
	if x.Unit == check.WholeYears {
		unit = civil.Years(1)
	}
	// So many units and the rest, counted from the start at once.
	with := func(rest civil.Period, enough func(value.Set) bool) func(from, to civil.Date) int {
		return func(from, to civil.Date) int {
			n := count(from, to)
			rest.Months += int32(n) * unit.Months
			if to >= from && enough(value.Compare("<=", s.shift(x, value.Day(from), value.Length(rest), false), value.Day(to))) {
				n++
			}
			return n
		}
	}
	sure := func(is value.Set) bool { return !is.False && !rest.None }
	may := func(is value.Set) bool { return is.True }
	return value.Counted(types.Number, from, to, with(rest.Long, sure), with(rest.Short, may))
}

// yearDays are the first and the last day of a year.
func (s *scene) yearDays(year value.Set, kind civil.YearKind) (first, last value.Set) {
	c := s.program.Convention
	first = value.InYear(year, func(year int) civil.Date { first, _ := c.YearDays(kind, year); return first })
	last = value.InYear(year, func(year int) civil.Date { _, last := c.YearDays(kind, year); return last })
	return first, last
}

// dayOf is the first or the last day of a year or a span, or the first or last
// working day among them.
func (s *scene) dayOf(x *check.DayOf) value.Set {
	of := s.eval(x.Of)
	first, last := value.Ends(of)
	shortest := max(0, int(last.First-first.Last)+1)
	switch t := x.Of.Type(); {
	case t.Kind == types.Year:
		first, last = s.yearDays(of, t.Years)
		shortest = 365
	case isMonth(x.Of):
		shortest = 28
	}
	switch {
	case !x.Working && !x.Last:
		return first
	case !x.Working:
		return last
	}
	return s.workingDayOf(x, first, last, shortest)
}

func isMonth(x check.Expr) bool {
	if term, ok := x.(*check.TermRef); ok {
		return isMonth(term.Term.Value)
	}
	_, ok := x.(*check.MonthOf)
	return ok
}

func (s *scene) monthDayOf(x *check.MonthDayOf) value.Set {
	c, kind := s.program.Convention, x.Year.Type().Years
	return value.InYear(s.eval(x.Year), func(year int) civil.Date { return c.DayIn(kind, year, x.Month, x.Day) })
}

func (s *scene) extreme(x *check.Extreme) value.Set {
	parts := make([]value.Set, len(x.Parts))
	for i, p := range x.Parts {
		parts[i] = s.eval(p)
	}
	switch x.Type().Kind {
	case types.Span:
		return value.LongerSpan(x.Later, parts)
	case types.Period:
		return value.Furthest(x.Later, types.Period, parts)
	}
	return value.Extreme(x.Later, parts)
}

// cases is a value by case. Where no row applies there is none.
func (s *scene) cases(x *check.Cases) value.Set {
	if x.Kind == "FIRST THAT APPLIES" {
		return s.firstCase(x)
	}
	var values []value.Set
	some := value.Truth(false) // whether a row applies
	for _, row := range x.Rows {
		if row.When == nil {
			switch set := value.Furthest(x.Kind == "HIGHEST THAT APPLIES", x.Type().Kind, values); {
			case !some.True:
				return s.eval(row.Value)
			case some.False:
				return value.Union(set, s.eval(row.Value))
			}
			continue
		}
		is := s.is(row.When)
		if !is.True {
			continue
		}
		some = value.Or(some, is)
		set := s.eval(row.Value)
		set.None = set.None || is.False
		values = append(values, set)
	}
	return value.Furthest(x.Kind == "HIGHEST THAT APPLIES", x.Type().Kind, values)
}

func (s *scene) firstCase(x *check.Cases) value.Set {
	result := value.Set{Kind: x.Type().Kind} // of the rows that may be reached
	for _, row := range x.Rows {
		is := s.is(row.When)
		if is.True {
			result = value.Union(result, s.eval(row.Value))
		}
		if !is.False {
			return result
		}
	}
	result.None = true
	return result
}
