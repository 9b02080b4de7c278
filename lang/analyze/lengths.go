package analyze

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/types"
)

var (
	inYears  = regexp.MustCompile(`^\d+\s*(y|years?|年)$`)
	inMonths = regexp.MustCompile(`^\d+\s*(mo|months?|个月)$`)
	inDays   = regexp.MustCompile(`^\d+\s*(d|days?|天|日)$`)
)

// lengths finds lengths of time in days that are near whole years, and lengths in months
// that are whole years where the policy counts in years otherwise.
func (a *analysis) lengths() {
	stated := map[source.Span]civil.Period{}
	var order []source.Span
	years := false
	a.program.Walk(func(x check.Expr) {
		k, ok := x.(*check.Const)
		if !ok || k.Type().Kind != types.Period || !a.own(k.At()) {
			return
		}
		at := trimmed(k.At())
		if _, met := stated[at]; met {
			return
		}
		stated[at] = k.Value.Period
		order = append(order, at)
		years = years || inYears.MatchString(at.Text())
	})
	for _, at := range order {
		p := stated[at]
		switch {
		case inDays.MatchString(at.Text()) && p.Days > 0 && p.Days%365 == 0:
			whole := civil.Years(int(p.Days / 365))
			a.found.Add(diag.DaysForYears, at, at.Text(), in(whole), written(whole, at))
		case years && inMonths.MatchString(at.Text()) && p.Months >= 24 && p.Months%12 == 0:
			whole := civil.Years(int(p.Months / 12))
			a.found.Add(diag.MonthsForYears, at, at.Text(), in(whole)).Fix = written(whole, at)
		}
	}
	a.countedDays()
}

// countedDays finds numbers of days that are compared with 365 or a multiple of it.
func (a *analysis) countedDays() {
	seen := map[check.Expr]bool{}
	a.program.Walk(func(x check.Expr) {
		compare, ok := x.(*check.Compare)
		if !ok || seen[x] || !a.own(x.At()) || !ofDays(a.plain(compare.L)) {
			return
		}
		seen[x] = true
		if k, ok := a.plain(compare.R).(*check.Const); ok && k.Type().Kind == types.Number {
			if n, _, whole := k.Value.Number.Int64(0); whole && n > 0 && n%365 == 0 && n < 100*365 {
				years := civil.Years(int(n / 365))
				a.found.Add(diag.DaysForYears, k.At(), in(civil.Days(int(n))), in(years), written(years, k.At()))
			}
		}
	})
}

// ofDays says that a number counts the days of the calendar.
func ofDays(x check.Expr) bool {
	switch x := x.(type) {
	case *check.Whole:
		return x.Unit == check.DaysBetween
	case *check.Served:
		return x.Kind == "DAYS OF"
	case *check.SpanDays:
		return true
	}
	return false
}

func in(p civil.Period) locale.Text {
	return locale.Text{EN: p.In(locale.English), ZH: p.In(locale.Chinese)}
}

// written is a number of years as it stands beside what it replaces: in its language.
func written(p civil.Period, at source.Span) string {
	if strings.ContainsAny(at.Text(), "年月天日") {
		return fmt.Sprint(p.Months/12, "年")
	}
	return strconv.Itoa(int(p.Months/12)) + "y"
}

// trimmed is a span without the spaces around it.
func trimmed(at source.Span) source.Span {
	text := at.Text()
	at.Start += len(text) - len(strings.TrimLeft(text, " \t"))
	at.End -= len(text) - len(strings.TrimRight(text, " \t"))
	return at
}
