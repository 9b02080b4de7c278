package check

import (
	"strconv"
	"strings"

	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/syntax"
	"rota/lang/types"
)

var aDate = types.Type{Kind: types.Date}

var yearKinds = map[string]civil.YearKind{
	"CALENDAR YEAR": civil.CalendarYear, "SCHOOL YEAR": civil.SchoolYear, "FINANCIAL YEAR": civil.FinancialYear,
}

// conventions reads the lines of the header that say how the calendar is
// counted, and of which year the run is; expressions rest on them.
func (c *checker) conventions(p *syntax.Policy) {
	for _, line := range p.Lines {
		switch {
		case c.replacedLine(line):
		case line.AsOf != nil && c.program.AsOfIn == nil:
			if c.program.AsOfIn = c.runDay(syntax.Unwrap(line.AsOf)); c.program.AsOfIn != nil {
				c.program.AsOfIn.Span = c.at(line.AsOf)
			}
		case line.Begins != "":
			month, day := monthDay(line.Day)
			if !dayOfYear(month, day) || month == 2 && day == 29 {
				c.errorAt(diag.YearBegins, line.Day, c.spelling(line.Day))
				continue
			}
			begin := civil.DayOfYear{Month: int8(month), Day: int8(day)}
			if line.Begins == "SCHOOL YEAR BEGINS" {
				c.program.School = begin
			} else {
				c.program.Financial = begin
			}
		case line.Counting == "ANNIVERSARIES ROLL FORWARD":
			c.program.RollForward = true
		case line.Counting == "AGES COMPLETE BEFORE":
			c.program.Ages = -1
		case line.Counting == "AGES COMPLETE AFTER":
			c.program.Ages = 1
		}
	}
}

// runDay is a day of the run's year: 31 August, last day of school year; nil for
// any other date.
func (c *checker) runDay(n syntax.Expr) *RunDay {
	switch n := n.(type) {
	case *syntax.MonthDayOf:
		month, day := monthDay(&n.Day)
		if !dayOfYear(month, day) {
			return nil // reported where it is read as a date
		}
		if n.Year == nil {
			return &RunDay{Month: month, Day: day}
		}
		if year, ok := n.Year.(*syntax.YearOf); ok && year.Date == nil {
			return &RunDay{Years: yearKinds[year.Kind], Month: month, Day: day}
		}
	case *syntax.DayOf:
		// There is no word for the year of the header alone, which is the calendar's.
		if name, ok := n.Of.(*syntax.NameExpr); ok && (name.Key == "year" || name.Key == "年度") && c.lookup(name.Key, name) == nil {
			n = &syntax.DayOf{Node: n.Node, Kind: n.Kind, Of: &syntax.YearOf{Node: name.Node, Kind: "CALENDAR YEAR"}}
		}
		if year, ok := n.Of.(*syntax.YearOf); ok && year.Date == nil && (n.Kind == "FIRST DAY OF" || n.Kind == "LAST DAY OF") {
			return &RunDay{Years: yearKinds[year.Kind], First: n.Kind == "FIRST DAY OF"}
		}
	}
	return nil
}

func monthDay(of *syntax.Day) (month, day int) {
	m, d, _ := strings.Cut(of.Text, "-")
	month, _ = strconv.Atoi(m)
	day, _ = strconv.Atoi(d)
	return month, day
}

// yearsIn parts a number from the kind of years that it is or counts: 2024sy, 6fy.
func yearsIn(value string) (digits string, kind civil.YearKind) {
	if digits, ok := strings.CutSuffix(value, "sy"); ok {
		return digits, civil.SchoolYear
	}
	if digits, ok := strings.CutSuffix(value, "fy"); ok {
		return digits, civil.FinancialYear
	}
	return value, civil.CalendarYear
}

// ofYears is a constant year of a kind, or a number of such years.
func ofYears(x Expr, kind civil.YearKind) Expr {
	k := x.(*Const)
	k.t.Years, k.Value.Type.Years = kind, kind
	return k
}

// sameYears reports years of different kinds.
func (c *checker) sameYears(a, b types.Type, n syntax.Located) bool {
	differ := a.Years != b.Years && a.Kind == b.Kind
	if a.Kind == types.Number { // a bare number counts any
		differ = differ && a.Years != civil.CalendarYear && b.Years != civil.CalendarYear
	}
	if differ {
		c.errorAt(diag.YearKinds, n, a.Text(), b.Text())
	}
	return !differ
}

// countedYears relates a span with a number of school or financial years: it
// completes as many as lie in it.
func (c *checker) countedYears(op string, left, right Expr, rn syntax.Expr, at typed, n syntax.Located) Expr {
	if left.Type().Kind == types.Number {
		op, left, right = Turned(op), right, left
	}
	if left.Type().Kind != types.Span {
		c.mismatch(left, right, rn, n)
		return c.invalid(n)
	}
	count := &Whole{typed: typed{right.Type(), left.At()}, Unit: WholeYearsOf, Years: right.Type().Years, Span: left}
	return &Compare{at, op, count, right}
}

// asOfDate resolves the date that something is read as of; a day without a year
// is that of the as-of date.
func (c *checker) asOfDate(n syntax.Expr) Expr {
	if day, ok := n.(*syntax.MonthDayOf); ok && day.Year == nil {
		return c.dayOfYear(day, &YearOf{typed{types.Type{Kind: types.Year}, c.at(n)}, &AsOfDate{typed{aDate, c.at(n)}}})
	}
	return c.value(n, types.Date)
}

// dayOfYear says of a month and day that some year has it.
func dayOfYear(month, day int) bool { return day >= 1 && day <= civil.DaysIn(2024, month) }

func (c *checker) dayOfYear(n *syntax.MonthDayOf, year Expr) Expr {
	month, day := monthDay(&n.Day)
	if !dayOfYear(month, day) {
		c.errorAt(diag.NoSuchDate, &n.Day, c.spelling(&n.Day))
		return c.invalid(n)
	}
	return &MonthDayOf{typed{aDate, c.at(n)}, month, day, year}
}

// time resolves the values that speak of years, months, days and what lies
// between two dates.
func (c *checker) time(n syntax.Expr) Expr {
	at := typed{aDate, c.at(n)}
	switch n := n.(type) {
	case *syntax.Whole:
		return c.whole(n)
	case *syntax.YearOf:
		if n.Date == nil {
			c.errorAt(diag.WhichYear, n, c.spelling(n))
			return c.invalid(n)
		}
		if date := c.value(n.Date, types.Date); !isInvalid(date) {
			at.t = types.Type{Kind: types.Year, Years: yearKinds[n.Kind]}
			return &YearOf{at, date}
		}
	case *syntax.ThePeriod:
		date := &AsOfDate{at}
		at.t = types.Type{Kind: types.Year}
		if in := c.program.AsOfIn; in != nil {
			at.t.Years = in.Years
		}
		return &YearOf{at, date}
	case *syntax.MonthOf:
		if date := c.value(n.Date, types.Date); !isInvalid(date) {
			at.t = types.Type{Kind: types.Span}
			return &MonthOf{at, date}
		}
	case *syntax.DayOf:
		of := c.single(c.expression(n.Of), n.Of)
		switch of.Type().Kind {
		case types.Year, types.Span:
			return &DayOf{at, strings.HasPrefix(n.Kind, "LAST"), strings.Contains(n.Kind, "WORKDAY"), of}
		case types.Invalid:
		default:
			c.errorAt(diag.NotYearly, n.Of, c.spelling(n.Of), of.Type().Text())
		}
	case *syntax.MonthDayOf:
		if n.Year == nil {
			if month, day := monthDay(&n.Day); dayOfYear(month, day) {
				c.errorAt(diag.NoYear, n, c.spelling(n))
				return c.invalid(n)
			}
			return c.dayOfYear(n, nil)
		}
		if year := c.value(n.Year, types.Year); !isInvalid(year) {
			return c.dayOfYear(n, year)
		}
	case *syntax.WeekdayOf:
		days := c.weekdays(n)
		if date := c.value(n.Date, types.Date); !isInvalid(date) && days != nil {
			at.t = types.Type{Kind: types.Choice, Choice: days}
			return &WeekdayOf{at, date}
		}
	case *syntax.WorkingDay:
		if date := c.value(n.Date, types.Date); !isInvalid(date) {
			at.t = boolean
			return &WorkingDay{at, date, n.Negated}
		}
	case *syntax.Near:
		x, length, date := c.value(n.X, types.Date), c.value(n.Length, types.Period), c.value(n.Date, types.Date)
		if !isInvalid(x) && !isInvalid(length) && !isInvalid(date) {
			at.t = boolean
			return &Near{at, x, length, date, n.After}
		}
	}
	return c.invalid(n)
}

var units = map[string]Unit{
	"WHOLE YEARS": WholeYears, "WHOLE MONTHS": WholeMonths, "MONTHS TOUCHED": MonthsTouched, "MONTHS FILLED": MonthsFilled,
	"DAYS FROM": DaysBetween, "WORKDAYS FROM": WorkdaysBetween,
	"WHOLE SCHOOL YEARS": WholeYearsOf, "WHOLE FINANCIAL YEARS": WholeYearsOf, "WHOLE CALENDAR YEARS": WholeYearsOf,
}

func (c *checker) whole(n *syntax.Whole) Expr {
	w := &Whole{typed: typed{types.Type{Kind: types.Number, Whole: true}, c.at(n)}, Unit: units[n.Kind]}
	w.From, w.To = c.value(n.From, types.Date), c.value(n.To, types.Date)
	if w.Unit == WholeYearsOf {
		w.Years = yearKinds[strings.TrimSuffix(strings.TrimPrefix(n.Kind, "WHOLE "), "S")]
		w.t.Years = w.Years
	}
	if n.Rest != nil {
		if w.Unit != WholeYears && w.Unit != WholeMonths {
			c.errorAt(diag.RestCounts, n)
			return c.invalid(n)
		}
		if w.Rest = c.value(n.Rest, types.Period); isInvalid(w.Rest) {
			return w.Rest
		}
	}
	if isInvalid(w.From) || isInvalid(w.To) {
		return c.invalid(n)
	}
	return w
}

// yearsSince counts the school or financial years since a date.
func (c *checker) yearsSince(n *syntax.Elapsed, date, asOf Expr) Expr {
	kind := yearKinds[strings.TrimSuffix(n.Kind, "S SINCE")]
	return &Whole{typed: typed{types.Type{Kind: types.Number, Whole: true, Years: kind}, c.at(n)}, Unit: WholeYearsOf, Years: kind, From: date, To: asOf}
}

// weekdays is the choice of the days of the week, Monday first.
func (c *checker) weekdays(n syntax.Located) *types.Options {
	days := c.choices["weekday"]
	if days == nil || len(days.Values) != 7 {
		c.missing(diag.NoWeekdays, n, "weekday", noHint)
		return nil
	}
	return days
}

// calendar resolves the calendar of working days.
func (c *checker) calendar(d syntax.Declaration) {
	n, ok := d.(*syntax.Calendar)
	if !ok || c.program.Calendar.Span != c.at(n) {
		return
	}
	k := c.program.Calendar
	k.File = n.From.Value()
	if n.By != nil {
		name := &syntax.NameExpr{Node: n.By.Node, Key: n.By.Key}
		switch by := c.expression(name); by.Type().Kind {
		case types.Text, types.Choice:
			k.By = by
		case types.Invalid:
		default:
			c.errorAt(diag.RegionField, n.By, c.spelling(n.By), by.Type().Text())
		}
	}
	k.Listed = n.From != nil
	if n.Rest == nil {
		k.Rest = []civil.Rest{{Weekday: 6}, {Weekday: 0}}
		return
	}
	for _, rest := range n.Rest {
		if rest.Listed {
			if !k.Listed {
				c.errorAt(diag.NoListed, rest)
			}
			continue
		}
		days := c.weekdays(rest)
		if days == nil {
			return
		}
		day, found := days.Find(rest.Day.Key)
		if !found {
			c.missing(diag.NotWeekday, rest.Day, rest.Day.Key, c.didYouMean(rest.Day.Key, spellingsOf(days)))
			continue
		}
		k.Rest = append(k.Rest, civil.Rest{Weekday: (day + 1) % 7, Position: positions[rest.Position]})
	}
}

var positions = map[string]int{"FIRST": 1, "SECOND": 2, "THIRD": 3, "FOURTH": 4, "FIFTH": 5, "LAST": -1}

func spellingsOf(o *types.Options) func() []string {
	return func() (all []string) {
		for _, v := range o.Values {
			all = append(all, v.Spellings...)
		}
		return all
	}
}
