package eval_test

import (
	"strings"

	"rota/lang/check"
	"rota/lang/civil"
)

// conventions are header lines that change how the calendar is counted, and the
// calendar, which covers every year.
func (g *generator) conventions() string {
	text := ""
	if g.chance(20) {
		text += "  anniversaries roll forward\n"
	}
	if g.chance(20) {
		text += "  ages complete on the " + g.of("day before the birthday", "day after the birthday", "birthday") + "\n"
	}
	if g.chance(20) {
		text += "  school year begins " + g.of("1 August", "15 February") + "\n"
	}
	if g.chance(10) {
		text += "  financial year begins 1 April\n"
	}
	return text + "calendar working: rest on Saturday, Sunday\n"
}

func (g *generator) years() string {
	return g.of("year", "school year", "school year", "financial year")
}

func (g *generator) timeAtom() string {
	d := g.of("2020-01-31", "2022-06-30", "as-of date", "ended")
	compared := g.op() + " " + d
	switch g.IntN(20) {
	case 0:
		return "began within " + g.of("6mo", "3y", "10 workdays", "30d") + " before " + d
	case 1:
		return "ended within " + g.of("6mo", "10 workdays") + " from " + g.of("began", "2020-01-31")
	case 2:
		return g.of("began", "ended") + g.of(" is a working day", " is not a working day")
	case 3:
		return "weekday of " + g.of("began", "ended") + g.of(" is Saturday", " in (Monday, Sunday)", " not in (Friday)")
	case 4:
		return "ended during " + g.of(g.years()+" of as-of date", "the period", "month of 2020-01-31", g.years()+" of began", g.years()+" of as-of date - 1")
	case 5:
		return g.years() + " of " + g.of("began", "ended") + " " + g.op() + " " + g.of("2019", "2020", "2022")
	case 6:
		return "stay " + g.op() + " " + g.of("3", "5") + g.of(" school years", " financial years")
	case 7:
		return "(whole " + g.of("school", "financial", "calendar") + " years from began to " + d + ") " + g.op() + " 2"
	case 8:
		return "(days from began to " + d + ") " + g.op() + " 30"
	case 9:
		return "(workdays from began to " + d + ") " + g.op() + " 20"
	case 10:
		return "(whole years from began to " + d + ", a rest of 10mo or more counts as one) " + g.op() + " 3"
	case 11:
		return "(months touched from began to " + d + ") " + g.op() + " 6"
	case 12:
		return g.of("first", "last") + g.of(" day", " working day") + " of " + g.of("month of began", "month of 2020-02-29", "school year of began", "the period") + " " + compared
	case 13:
		return g.of("longer", "shorter") + " of (stay, time since ended) " + g.op() + " " + g.of(periods...)
	case 14:
		return g.of("stay ", "wait ") + g.op() + g.of(" longer", " shorter") + " of (1y, " + g.of("370d", "11mo", "260 workdays") + ")"
	case 15:
		return "((stay " + g.op() + " 3y) as of " + g.of("2020-02-29", "ended", "2022-06-30") + ")"
	case 16:
		return "began + " + g.of("10", "3") + " workdays " + compared
	case 17:
		return "(ended else began) " + g.op() + " " + g.of("2020-01-31", "as-of date")
	case 18:
		return g.of("first", "highest", "lowest") + " that applies " + g.of("1 rich", "vain") + ": points; tall: " + g.of("extra", "1") + g.of("", "; otherwise 2") + " " + g.op() + " 1"
	}
	return "(points / 2 rounded " + g.of("up", "down", "to nearest") + ") " + g.op() + " 1"
}

// calendarMoments adds the days at which what speaks of years, months and days of
// the week may change.
func (p person) calendarMoments(program *check.Program, named, around map[civil.Date]bool, add func(civil.Date, int)) {
	rules := program.File.Text[strings.LastIndex(program.File.Text, "rule 1 "):]
	rules += strings.SplitN(program.File.Text, "choice colour", 2)[0]
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(rules, w) {
				return true
			}
		}
		return false
	}
	if has("year of", "school year", "financial year", "calendar year", "the period") {
		for year := 2011; year <= 2027; year++ {
			for k := civil.CalendarYear; k <= civil.FinancialYear; k++ {
				first, _ := program.Convention.YearDays(k, year)
				add(first, 1)
			}
		}
	}
	all := map[civil.Date]bool{}
	for d := range named {
		all[d] = true
	}
	weekly := has("weekday of", "working day")
	if weekly { // the first and the last day that there is may be the wrong ones
		add(day("1900-01-01"), 8)
		add(day("2100-12-31"), 8)
	}
	for d := range all {
		if weekly {
			add(d, 8)
		}
		if has("workday") {
			add(d, 34)
			add(d.AddDays(-364), 8)
			add(d.AddDays(364), 8)
		}
		if has("days from", "longer of", "shorter of") {
			for _, n := range []int{30, 370} {
				add(d.AddDays(n), 2)
				add(d.AddDays(-n), 2)
			}
		}
		if has("month") {
			for n := -8; n <= 8; n++ {
				first, last := civil.MonthDays(d.Add(civil.Months(n)))
				add(first, 1)
				add(last, 3)
			}
		}
		if has("a rest of") {
			for n := 0; n <= 4; n++ {
				add(d.Add(civil.Months(-12*n-10)), 3)
				add(d.Add(civil.Months(12*n+10)), 3)
			}
		}
	}
}
