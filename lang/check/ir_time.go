package check

import "rota/lang/civil"

// Unit is what Whole counts.
type Unit uint8

const (
	_               Unit = iota
	WholeYears           // by anniversary
	WholeMonths          // by the corresponding day
	WholeYearsOf         // years of a kind, all of whose days lie between
	MonthsTouched        // calendar months of which a day lies between
	MonthsFilled         // calendar months all of whose days do
	DaysBetween          // after the first day up to and including the last
	WorkdaysBetween      // the same
)

// Whole counts what lies between two dates, or between the ends of a span; 0 when
// the second is earlier. Rest is the length that counts as one more; nil for none.
type Whole struct {
	typed
	Unit     Unit
	Years    civil.YearKind // of WholeYearsOf
	From, To Expr
	Span     Expr // in place of From and To
	Rest     Expr
}

// YearOf is the year of a date, of the kind that its type says.
type YearOf struct {
	typed
	Date Expr
}

// MonthOf is the month of a date, as a span from its first day to its last.
type MonthOf struct {
	typed
	Date Expr
}

// DayOf is the first day of a year or a span, or the last; or the first or the
// last working day.
type DayOf struct {
	typed
	Last, Working bool
	Of            Expr
}

// MonthDayOf is a month and day of a year.
type MonthDayOf struct {
	typed
	Month, Day int
	Year       Expr
}

// WeekdayOf is the weekday of a date, a value of the choice weekday.
type WeekdayOf struct {
	typed
	Date Expr
}

// WorkingDay asks whether a date is a working day.
type WorkingDay struct {
	typed
	Date    Expr
	Negated bool
}

// Near asks whether X lies within a length of time before a date: X plus the
// length is the date or later, and X is not later. After is the same from the date
// on: X is not earlier, and not later than the date plus the length.
type Near struct {
	typed
	X, Length, Date Expr
	After           bool
}
