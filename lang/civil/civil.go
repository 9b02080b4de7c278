// Package civil is calendar arithmetic on whole days: dates and periods of
// years, months and days go in; dates, completed years and the period between
// two dates come out. It never uses a clock or a time zone, and no operation
// fails: what would leave the calendar stops at its ends. Values, the checker's
// constants and the calendars of stdlib are built on it.
//
//	start, _ := civil.NewDate(2020, 2, 29)
//	end := start.Add(civil.Years(5)) // 2025-02-28
//	civil.WholeYears(start, end)     // 5
//
// Conventions are those of the Civil Code of China, articles 201 to 203: the
// first day is not counted, and a missing anniversary (29 February, the 31st)
// falls on the last day of the month.
package civil

import "fmt"

// Date is a day of the Gregorian calendar (also before 1582, as ISO 8601 has
// it), counted in days from 1970-01-01 = 0. Dates compare with < and ==. A
// number outside Min..Max is not a date; methods read it as the nearer end.
type Date int32

// Min and Max are 0001-01-01 and 9999-12-31, the range of ISO 8601 years of
// four digits. Arithmetic that would leave it stops at its ends.
const (
	Min Date = -719162
	Max Date = 2932896
)

// NewDate is the day of a year 1..9999, month 1..12 and day of that month;
// false for a day that does not exist, such as 2023-02-30.
func NewDate(year, month, day int) (Date, bool) {
	if year < 1 || year > 9999 || day < 1 || day > DaysIn(year, month) {
		return 0, false
	}
	return fromCivil(year, month, day), true
}

// ParseISO reads exactly yyyy-mm-dd in ASCII digits, of a day that exists;
// anything else, spaces included, is false. Cells as people write them are
// the roster's business.
func ParseISO(s string) (Date, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	var parts [3]int
	for i, digits := range [3]string{s[:4], s[5:7], s[8:]} {
		for _, c := range []byte(digits) {
			if c < '0' || c > '9' {
				return 0, false
			}
			parts[i] = parts[i]*10 + int(c-'0')
		}
	}
	return NewDate(parts[0], parts[1], parts[2])
}

// DaysIn is the length of a month in days, 28..31; 0 for a month outside 1..12.
func DaysIn(year, month int) int {
	switch month {
	case 1, 3, 5, 7, 8, 10, 12:
		return 31
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 0
}

// The two conversions are Howard Hinnant's days_from_civil and civil_from_days
// (https://howardhinnant.github.io/date_algorithms.html): years begin in March,
// so the leap day is the last of its year. Eras before year 0 are left out
// because Min is after it. epoch is the days from 0000-03-01 to 1970-01-01.
const (
	epoch   = 719468
	daysEra = 146097 // 400 years
)

func fromCivil(year, month, day int) Date {
	if month <= 2 {
		year--
		month += 12
	}
	ofYear := (153*(month-3)+2)/5 + day - 1
	return Date(year*365 + year/4 - year/100 + year/400 + ofYear - epoch)
}

// Civil is the year, month 1..12 and day 1..31.
func (d Date) Civil() (year, month, day int) {
	days := int(d.clamp()) + epoch
	era := days / daysEra
	ofEra := days % daysEra
	year = (ofEra - ofEra/1460 + ofEra/36524 - ofEra/146096) / 365
	ofYear := ofEra - (365*year + year/4 - year/100)
	month = (5*ofYear + 2) / 153
	day = ofYear - (153*month+2)/5 + 1
	year += era * 400
	month += 3
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

// Weekday is 0 for Sunday to 6 for Saturday; 1970-01-01 was a Thursday.
func (d Date) Weekday() int { return (int(d.clamp()-Min) + 1) % 7 }

// String is the date in ISO 8601, yyyy-mm-dd.
func (d Date) String() string {
	year, month, day := d.Civil()
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// Chinese is the date as mainland documents write it: 2024年12月31日, without
// leading zeros (GB/T 15835-2011).
func (d Date) Chinese() string {
	year, month, day := d.Civil()
	return fmt.Sprintf("%d年%d月%d日", year, month, day)
}

// Add is the corresponding day after p: first the months, where a day the
// month lacks becomes its last day (Civil Code 202), then the days. It is
// monotone in the date: a <= b implies a.Add(p) <= b.Add(p). It is not
// reversible (31 January + 1mo - 1mo is the 28th), nor is adding twice the same
// as adding the sum.
func (d Date) Add(p Period) Date {
	d = d.clamp()
	if p.Months != 0 {
		d = d.addMonths(p.Months)
	}
	return d.AddDays(int(p.Days))
}

func (d Date) addMonths(n int32) Date {
	year, month, day := d.Civil()
	months := int64(year)*12 + int64(month-1) + int64(n)
	switch {
	case months < 12:
		return Min
	case months >= 10000*12:
		return Max
	}
	year, month = int(months/12), int(months%12)+1
	return fromCivil(year, month, min(day, DaysIn(year, month)))
}

// AddDays is n days later, earlier when n is negative; monotone in both.
func (d Date) AddDays(n int) Date {
	d = d.clamp()
	switch {
	case n > int(Max-d):
		return Max
	case n < int(Min-d):
		return Min
	}
	return d + Date(n)
}

func (d Date) clamp() Date { return min(max(d, Min), Max) }
