package eval_test

import (
	"fmt"
	"strconv"
	"strings"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// sqlDays is how many there are from one date to another.
func sqlDays(from, to string) string {
	return "CAST(julianday(" + to + ") - julianday(" + from + ") AS INTEGER)"
}

func part(of, date string) string { return "CAST(strftime('%" + of + "', " + date + ") AS INTEGER)" }

// months is a date some months on, n being a number in SQL: on the last day of a
// month that lacks the day, or by the policy's convention on the day after it.
func (t *translation) months(date, n string) string {
	to := t.let("date(" + date + ", " + n + " || ' months', 'floor')")
	if !t.program.RollForward {
		return to
	}
	return t.let("(CASE WHEN " + part("d", to) + " < " + part("d", date) + " THEN date(" + to + ", '+1 day') ELSE " + to + " END)")
}

// monday is a Monday before all days: weekdays are counted from it.
const monday = "'1800-01-06'"

// weekdays is how many there are up to a date, which must be after monday.
func weekdays(date string) string {
	n := sqlDays(monday, date)
	return "(" + n + " / 7 * 5 + min(" + n + " % 7 + 1, 5))"
}

// weekdayAt is the weekday with a number, from 0.
func weekdayAt(n string) string {
	return "date(" + monday + ", (" + n + " / 5 * 7 + " + n + " % 5) || ' days')"
}

// after is a date plus a length of time, or back from it.
func (t *translation) after(date string, length check.Expr, back bool) string {
	date = t.let(date)
	switch x := length.(type) {
	case *check.TermRef:
		if x.Term.Value != nil {
			return t.after(date, x.Term.Value, back)
		}
	case *check.Extreme:
		var parts []string
		for _, p := range x.Parts {
			parts = append(parts, t.after(date, p, back))
		}
		if x.Later != back {
			return t.let("max(" + strings.Join(parts, ", ") + ")")
		}
		return t.let("min(" + strings.Join(parts, ", ") + ")")
	case *check.Const:
		p := x.Value.Period
		if back {
			p = p.Neg()
		}
		if p.Months != 0 {
			date = t.months(date, quoted(strconv.Itoa(int(p.Months))))
		}
		if p.Days != 0 {
			date = t.let(fmt.Sprintf("date(%s, '%+d days')", date, p.Days))
		}
		return t.workdays(date, int(p.Workdays))
	}
	panic(untranslated(fmt.Sprintf("a length of time by %T", length)))
}

// workdays is a date some weekdays on.
func (t *translation) workdays(date string, n int) string {
	switch {
	case n == 0:
		return date
	case !t.weekends():
		panic(untranslated("a calendar"))
	case n > 0:
		return t.let(weekdayAt("(" + weekdays(date) + " + " + strconv.Itoa(n-1) + ")"))
	}
	return t.let(weekdayAt("(" + weekdays("date("+date+", '-1 day')") + " - " + strconv.Itoa(-n) + ")"))
}

// weekends says that all weekdays are worked and no other day.
func (t *translation) weekends() bool {
	c := t.program.Calendar
	if c == nil || c.File != "" || c.By != nil || c.Listed || len(c.Rest) != 2 {
		return false
	}
	return c.Rest[0].Weekday+c.Rest[1].Weekday == 6 && c.Rest[0].Weekday*c.Rest[1].Weekday == 0 && c.Rest[0].Position == 0 && c.Rest[1].Position == 0
}

// completed is how many years, or months, are over from one date to another; 0 where
// that is earlier.
func (t *translation) completed(from, to string, yearly bool) string {
	from, to = t.let(from), t.let(to)
	n, factor := "("+part("Y", to)+" - "+part("Y", from)+")", " * 12"
	if !yearly {
		n, factor = "("+n+" * 12 + "+part("m", to)+" - "+part("m", from)+")", ""
	}
	n = t.let(n)
	return t.let("max(0, " + n + " - (" + t.months(from, "("+n+factor+")") + " > " + to + "))")
}

// begins is the month and day on which years of a kind begin, as in a date.
func (t *translation) begins(k civil.YearKind) string {
	c := t.program.Convention
	switch {
	case k == civil.SchoolYear && c.School.Month != 0:
		return fmt.Sprintf("%02d-%02d", c.School.Month, c.School.Day)
	case k == civil.SchoolYear:
		return "09-01"
	case k == civil.FinancialYear && c.Financial.Month != 0:
		return fmt.Sprintf("%02d-%02d", c.Financial.Month, c.Financial.Day)
	}
	return "01-01"
}

// yearOf is the year of a kind that holds a date, by the year it begins in.
func (t *translation) yearOf(k civil.YearKind, date string) string {
	return t.let("(" + part("Y", date) + " - (strftime('%m-%d', " + date + ") < " + quoted(t.begins(k)) + "))")
}

func (t *translation) beginning(k civil.YearKind, year string) string {
	return t.let("(printf('%04d', " + year + ") || " + quoted("-"+t.begins(k)) + ")")
}

// stretch are the first and the last day of a year or a span.
func (t *translation) stretch(x check.Expr) sqlValue {
	v := t.asColumns(t.value(x))
	switch of := x.Type(); of.Kind {
	case types.Span:
		return v
	case types.Year: // printf makes 0 of NULL
		first, next := t.beginning(of.Years, v.v), t.beginning(of.Years, "("+v.v+" + 1)")
		known := func(date string) string { return t.let("(CASE WHEN " + v.v + " IS NOT NULL THEN " + date + " END)") }
		return sqlValue{v: known(first), end: known("date(" + next + ", '-1 day')"), none: v.none}
	}
	panic(untranslated("days of " + x.Type().Text().EN))
}

// timed is what speaks of the calendar.
func (t *translation) timed(x check.Expr) sqlValue {
	switch x := x.(type) {
	case *check.Shift:
		date := t.value(x.Date)
		return sqlValue{v: t.after(date.v, x.Length, x.Back), none: date.none}
	case *check.SpanOf:
		from, to := t.asColumns(t.value(x.From)), t.asColumns(t.value(x.To))
		none := t.let(t.none(from, to))
		if none == "0" {
			return sqlValue{v: from.v, end: to.v, none: none}
		}
		return sqlValue{v: t.let("(CASE WHEN NOT " + none + " THEN " + from.v + " END)"), end: t.let("(CASE WHEN NOT " + none + " THEN " + to.v + " END)"), none: none}
	case *check.AgeOf:
		birth := t.value(x.Birth)
		on := t.asOf
		if ages := t.program.Ages; ages != 0 {
			on = fmt.Sprintf("date(%s, '%+d days')", on, -ages)
		}
		return sqlValue{v: t.completed(birth.v, on, true), none: birth.none}
	case *check.Whole:
		return t.between(x)
	case *check.YearOf:
		v := t.asColumns(t.value(x.Date))
		return sqlValue{v: t.yearOf(x.Type().Years, v.v), none: v.none}
	case *check.MonthOf:
		v := t.asColumns(t.value(x.Date))
		return sqlValue{v: t.let("date(" + v.v + ", 'start of month')"), end: t.let("date(" + v.v + ", 'start of month', '+1 month', '-1 day')"), none: v.none}
	case *check.DayOf:
		return t.dayOf(x)
	case *check.WeekdayOf:
		v := t.value(x.Date)
		return sqlValue{v: "((" + part("w", v.v) + " + 6) % 7)", none: v.none}
	case *check.WorkingDay:
		if !t.weekends() {
			panic(untranslated("a calendar"))
		}
		v, is := t.asColumns(t.value(x.Date)), " BETWEEN 1 AND 5)"
		if x.Negated {
			is = " NOT" + is
		}
		return yes(t.unlessNone("("+part("w", v.v)+is, v))
	case *check.Near:
		event, date := t.asColumns(t.value(x.X)), t.asColumns(t.value(x.Date))
		if x.After {
			return yes(t.unlessNone("("+event.v+" >= "+date.v+" AND "+event.v+" <= "+t.after(date.v, x.Length, false)+")", event, date))
		}
		return yes(t.unlessNone("("+event.v+" <= "+date.v+" AND "+date.v+" <= "+t.after(event.v, x.Length, false)+")", event, date))
	case *check.InDays:
		date, of := t.asColumns(t.value(x.Date)), t.stretch(x.Days)
		in := choice("("+date.v+" >= "+of.v+" AND "+date.v+" <= "+of.end+")", of.none, "0")
		if x.Outside {
			in = sqlNot(in)
		}
		return yes(t.unlessNone(in, date))
	}
	panic(untranslated(fmt.Sprintf("%T", x)))
}

// dayOf is the first or the last day of a stretch, or working day of it.
func (t *translation) dayOf(x *check.DayOf) sqlValue {
	of := t.stretch(x.Of)
	day := of.v
	if x.Last {
		day = of.end
	}
	if !x.Working {
		return sqlValue{v: day, none: of.none}
	}
	if !t.weekends() {
		panic(untranslated("a calendar"))
	}
	text := "(CASE strftime('%w', " + day + ") WHEN '6' THEN date(" + day + ", '+2 days') WHEN '0' THEN date(" + day + ", '+1 day') ELSE " + day + " END)"
	if x.Last {
		text = "(CASE strftime('%w', " + day + ") WHEN '6' THEN date(" + day + ", '-1 day') WHEN '0' THEN date(" + day + ", '-2 days') ELSE " + day + " END)"
	}
	day = t.let(text)
	none := t.let(choice("("+day+" < "+of.v+" OR "+day+" > "+of.end+")", of.none, "1"))
	return sqlValue{v: t.let("(CASE WHEN NOT " + none + " THEN " + day + " END)"), none: none}
}

// between counts what lies between two dates; 0 where the second is earlier.
func (t *translation) between(x *check.Whole) sqlValue {
	var from, to sqlValue
	if x.Span != nil {
		span := t.asColumns(t.value(x.Span))
		from, to = sqlValue{v: span.v, none: span.none}, sqlValue{v: span.end, none: span.none}
	} else {
		from, to = t.asColumns(t.value(x.From)), t.asColumns(t.value(x.To))
	}
	n := ""
	switch x.Unit {
	case check.WholeYears, check.WholeMonths:
		yearly := x.Unit == check.WholeYears
		n = t.completed(from.v, to.v, yearly)
		if x.Rest != nil {
			n = t.rest(x.Rest, n, from.v, to.v, yearly)
		}
	case check.WholeYearsOf:
		first := t.yearOf(x.Years, from.v)
		first = "(" + first + " + (" + t.beginning(x.Years, first) + " < " + from.v + "))"
		n = "(" + t.yearOf(x.Years, t.let("date("+to.v+", '+1 day')")) + " - " + first + ")"
	case check.MonthsTouched:
		n = "((" + part("Y", to.v) + " - " + part("Y", from.v) + ") * 12 + " + part("m", to.v) + " - " + part("m", from.v) + " + 1)"
	case check.DaysBetween:
		n = sqlDays(from.v, to.v)
	case check.WorkdaysBetween:
		if !t.weekends() {
			panic(untranslated("a calendar"))
		}
		n = "(" + weekdays(to.v) + " - " + weekdays(from.v) + ")"
	default:
		panic(untranslated("a count between dates"))
	}
	none := t.none(from, to)
	count := "(CASE WHEN " + to.v + " < " + from.v + " THEN 0 ELSE max(0, " + n + ") END)"
	if none != "0" {
		count = "(CASE WHEN NOT " + none + " THEN " + count + " END)"
	}
	return sqlValue{v: t.let(count), none: none}
}

// rest counts one more where a length of time is over after what is complete.
func (t *translation) rest(length check.Expr, n, from, to string, yearly bool) string {
	k, ok := length.(*check.Const)
	if !ok || k.Value.Period.Workdays != 0 {
		panic(untranslated("a rest"))
	}
	factor := ""
	if yearly {
		factor = " * 12"
	}
	on := t.months(from, fmt.Sprintf("(%s%s + %d)", n, factor, k.Value.Period.Months))
	return t.let(fmt.Sprintf("(%s + (date(%s, '%+d days') <= %s))", n, on, k.Value.Period.Days, to))
}
