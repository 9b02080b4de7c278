package civil

// Convention is what a policy may settle where offices count differently. The
// zero value is the law's: a missing anniversary is the last day of the month
// (Civil Code 202), an age completes on the birthday, the school year begins on
// 1 September and the financial year on 1 January.
type Convention struct {
	RollForward       bool // a missing anniversary is the day after the month
	Ages              int8 // days from the birthday to the day an age completes: -1, 0 or 1
	School, Financial DayOfYear
}

// DayOfYear is a day that every year has; the zero value is none.
type DayOfYear struct{ Month, Day int8 }

// YearKind is a kind of years that are named and counted.
type YearKind uint8

const (
	CalendarYear YearKind = iota
	SchoolYear
	FinancialYear
)

// begins is the first day of a kind of years.
func (c Convention) begins(k YearKind) DayOfYear {
	begin := DayOfYear{1, 1}
	switch {
	case k == SchoolYear && c.School != DayOfYear{}:
		begin = c.School
	case k == SchoolYear:
		begin = DayOfYear{9, 1}
	case k == FinancialYear && c.Financial != DayOfYear{}:
		begin = c.Financial
	}
	return begin
}

// Add is Date.Add by the convention. It is monotone in the date too.
func (c Convention) Add(d Date, p Period) Date {
	d = d.clamp()
	if !c.RollForward || p.Months == 0 {
		return d.Add(p)
	}
	to := d.addMonths(p.Months)
	_, _, day := d.Civil()
	if _, _, got := to.Civil(); got < day && to != Min && to != Max {
		to++
	}
	return to.AddDays(int(p.Days))
}

// WholeMonths counts the months completed from one date to the other, each on
// the corresponding day or where the convention puts a missing one; 0 when to is
// before from.
func (c Convention) WholeMonths(from, to Date) int {
	from, to = from.clamp(), to.clamp()
	if to < from {
		return 0
	}
	y1, m1, _ := from.Civil()
	y2, m2, _ := to.Civil()
	n := (y2-y1)*12 + m2 - m1
	// n months on is in the month of to or the day after it, so that one less is
	// never too late.
	if c.Add(from, Months(n)) > to {
		n--
	}
	return n
}

// WholeYears counts the anniversaries completed; 0 when to is before from.
func (c Convention) WholeYears(from, to Date) int { return c.WholeMonths(from, to) / 12 }

// Age is the years of age completed on a day; 0 before the birth.
func (c Convention) Age(birth, on Date) int { return c.WholeYears(birth, on.AddDays(-int(c.Ages))) }

// Between is the most whole months from one date to the other and the days that
// remain; see Between of the package.
func (c Convention) Between(from, to Date) Period {
	from, to = from.clamp(), to.clamp()
	if to < from {
		return c.Between(to, from).Neg()
	}
	p := Months(c.WholeMonths(from, to))
	p.Days = int32(to - c.Add(from, p))
	return p
}

// YearOf names the year that holds a day, by the calendar year in which it
// begins: 31 August 2025 is in the school year 2024.
func (c Convention) YearOf(k YearKind, d Date) int {
	year, month, day := d.Civil()
	if b := c.begins(k); month < int(b.Month) || month == int(b.Month) && day < int(b.Day) {
		year--
	}
	return year
}

// YearDays are the first and the last day of a year. One that is partly outside
// of the calendar is cut to it.
func (c Convention) YearDays(k YearKind, year int) (first, last Date) {
	return c.beginning(k, year), c.beginning(k, year+1).AddDays(-1)
}

func (c Convention) beginning(k YearKind, year int) Date {
	switch b := c.begins(k); {
	case year < 1:
		return Min
	case year > 9999:
		return Max
	default:
		return fromCivil(year, int(b.Month), int(b.Day))
	}
}

// DayIn is a month and day within a year: 31 August of the school year 2024 is
// that of 2025. Where the year has no 29 February it is the last day of the
// month, or the next day by the convention.
func (c Convention) DayIn(k YearKind, year, month, day int) Date {
	if b := c.begins(k); month < int(b.Month) || month == int(b.Month) && day < int(b.Day) {
		year++
	}
	d := fromCivil(min(max(year, 1), 9999), month, min(day, DaysIn(year, month)))
	if c.RollForward && day > DaysIn(year, month) {
		d++
	}
	return d
}

// Completed counts the years of a kind all of whose days lie from one date to
// the other, both included: six school years from 1 September to the 31 August
// six years on, which is a day short of six anniversaries.
func (c Convention) Completed(k YearKind, from, to Date) int {
	first, last := c.YearOf(k, from), c.YearOf(k, to.clamp())
	if begins, _ := c.YearDays(k, first); begins < from {
		first++
	}
	if _, ends := c.YearDays(k, last); ends > to {
		last--
	}
	return max(0, last-first+1)
}

// MonthsTouched counts the calendar months that have one of the days from one
// date to the other, both included; 0 when to is before from.
func MonthsTouched(from, to Date) int {
	if to < from {
		return 0
	}
	y1, m1, _ := from.Civil()
	y2, m2, _ := to.Civil()
	return (y2-y1)*12 + m2 - m1 + 1
}

// MonthsFilled counts the calendar months all of whose days lie from one date
// to the other, both included.
func MonthsFilled(from, to Date) int {
	n := MonthsTouched(from, to)
	if _, _, day := from.Civil(); day > 1 {
		n--
	}
	if year, month, day := to.Civil(); day < DaysIn(year, month) {
		n--
	}
	return max(0, n)
}

// MonthDays are the first and the last day of the month that holds a day.
func MonthDays(d Date) (first, last Date) {
	year, month, _ := d.Civil()
	return fromCivil(year, month, 1), fromCivil(year, month, DaysIn(year, month))
}
