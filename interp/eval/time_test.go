package eval_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/roster"
)

func TestCases(t *testing.T) {
	const bar = "define bar = first that applies\n  7.1 male: 5y\n  7.2 sensitive: 4y\n  otherwise 8y\nrule 1 post tenure >= bar => must rotate\n"
	const marks = "field points: whole number 0 to 9\n"
	at := func(more cells) cells {
		c := cells{"post since": "2020-12-31", "gender": "female", "post category": "综合"}
		for k, v := range more {
			c[k] = v
		}
		return c
	}
	run(t, []example{
		{"5 the first row that applies", bar, "", at(cells{"gender": "male", "post category": "财务"}), "none"},
		{"5 the next row", bar, "", at(cells{"post category": "财务"}), "must by 1 citing 7.2"},
		{"5 otherwise", bar, "", at(nil), "none"},
		{"5 an open row of no weight", bar, "", at(cells{"gender": nil, "post since": "2012-12-31"}), "must by 1 maybe citing 7.1"},
		{"5 an open row that decides", bar, "", at(cells{"gender": nil, "post category": "财务"}), "undetermined [must none] on gender maybe 1 maybe citing 7.2"},
		{"5 no row applies: none", "define n = first that applies male: 1; pregnant: 2\nrule 1 n is none => must rotate\n", "", cells{"gender": "female", "pregnant": "no"}, "must by 1"},
		{"5 a comparison with it is false", "define n = first that applies male: 1; pregnant: 2\nrule 1 n >= 1 => must rotate\n", "", cells{"gender": "female", "pregnant": "no"}, "none"},
		{"5 a row's none is the value", "define n = first that applies male: none; otherwise 2\nrule 1 n is none => must rotate\n", "", cells{"gender": "male"}, "must by 1"},
		{"5 the highest that applies", marks + "define n = highest that applies male: 3; pregnant: points; nursing: 1; otherwise 9\nrule 1 n = 5 => must rotate\n", "", cells{"gender": "male", "pregnant": "yes", "nursing": "yes", "points": 5}, "must by 1"},
		{"5 of those that apply", marks + "define n = highest that applies male: 3; pregnant: points; nursing: 1; otherwise 9\nrule 1 n = 1 => must rotate\n", "", cells{"gender": "female", "pregnant": "no", "nursing": "yes", "points": 5}, "must by 1"},
		{"5 otherwise only where none applies", marks + "define n = highest that applies male: 3; pregnant: points; otherwise 9\nrule 1 n = 9 => must rotate\n", "", cells{"gender": "female", "pregnant": "no", "points": 5}, "must by 1"},
		{"5 the highest of open rows", marks + "define n = highest that applies male: 3; pregnant: points; otherwise 1\nrule 1 n >= 3 => must rotate\n", "", cells{"gender": "male", "points": 5}, "must by 1"},
		{"5 the lowest that applies", "define n = lowest that applies male: 5y; pregnant: 4y; otherwise 8y\nrule 1 post tenure >= n => must rotate\n", "", cells{"post since": "2020-12-31", "gender": "male", "pregnant": "yes"}, "must by 1"},
		{"5 a choice by case", "rule 1 degree >= (first that applies male: bachelor; otherwise master) => must rotate\n", "", cells{"gender": "male", "degree": "本科"}, "must by 1"},
		{"5 else replaces none", "rule 1 (refused on else 2020-01-01) = 2020-01-01 => must rotate\n", "", nil, "must by 1"},
		{"5 else leaves what there is", "rule 1 (refused on else 2020-01-01) = 2021-01-01 => must rotate\n", "", cells{"refused on": "2021-01-01"}, "must by 1"},
		{"5 else of a blank that may be none", "rule 1 (refused on else 2020-01-01) >= 1900-01-01 => must rotate\n", "", cells{"refused on": "不详"}, "must by 1"},
		{"5 later of skips none", "rule 1 later of (refused on, post since) = 2019-01-01 => must rotate\n", "", cells{"post since": "2019-01-01"}, "must by 1"},
		{"5 the longer span, by days", "rule 1 longer of (post tenure, section tenure) >= 5y => must rotate\n", "", cells{"post since": "2022-01-01", "section since": "2019-12-31"}, "must by 1"},
		{"5 the shorter", "rule 1 shorter of (post tenure, section tenure) < 5y => must rotate\n", "", cells{"post since": "2022-01-01", "section since": "2019-12-31"}, "must by 1"},
		{"5 one of unknown length of no weight", "rule 1 longer of (post tenure, section tenure) >= 5y => must rotate\n", "", cells{"section since": "2019-12-31"}, "must by 1"},
		{"5 the longer length leads later: thirty days in February", "rule 1 post since + longer of (1mo, 30d) = 2023-03-02 => must rotate\n", "", cells{"post since": "2023-01-31"}, "must by 1"},
		{"5 and a month in March", "rule 1 post since + longer of (1mo, 30d) = 2023-04-15 => must rotate\n", "", cells{"post since": "2023-03-15"}, "must by 1"},
		{"5 also by name, and of a span", "set enough = longer of (1mo, 30d)\nrule 1 post tenure >= enough => must rotate\n", "2023-03-01", cells{"post since": "2023-01-31"}, "none"},
		{"5 which completes it the day after", "set enough = longer of (1mo, 30d)\nrule 1 post tenure >= enough => must rotate\n", "2023-03-02", cells{"post since": "2023-01-31"}, "must by 1"},
		{"5 back, the longer leads earlier", "rule 1 post since - longer of (1mo, 30d) = 2023-02-13 => must rotate\n", "", cells{"post since": "2023-03-15"}, "must by 1"},
		{"5 rounded down", marks + "rule 1 points / 2 rounded down = 3 => must rotate\n", "", cells{"points": 7}, "must by 1"},
		{"5 rounded up", marks + "rule 1 points / 2, rounded up = 4 => must rotate\n", "", cells{"points": 7}, "must by 1"},
		{"5 a half is rounded away from zero", marks + "rule 1 points / 2 rounded to nearest = 4 => must rotate\n", "", cells{"points": 7}, "must by 1"},
		{"5 below zero too", marks + "rule 1 (0 - points) / 2 rounded to nearest = -4 => must rotate\n", "", cells{"points": 7}, "must by 1"},
		{"5 less than a half is not", marks + "rule 1 points / 5 rounded to nearest = 1 => must rotate\n", "", cells{"points": 7}, "must by 1"},
	})
}

func TestWholeUnits(t *testing.T) {
	const two = "field first: date\nfield second: date\n"
	from := func(a, b string) cells { return cells{"first": a, "second": b} }
	is := func(what, n string) string { return two + "rule 1 " + what + " = " + n + " => must rotate\n" }
	const rest = "whole years from first to second, a rest of 10mo or more counts as one"
	run(t, []example{
		{"5 whole years", is("whole years from first to second", "4"), "", from("2020-03-15", "2025-03-14"), "must by 1"},
		{"5 on the day", is("whole years from first to second", "5"), "", from("2020-03-15", "2025-03-15"), "must by 1"},
		{"5 0 when b is earlier", is("whole years from first to second", "0"), "", from("2025-03-15", "2020-03-15"), "must by 1"},
		{"5 a rest of ten months", is(rest, "5"), "", from("2020-03-15", "2025-01-15"), "must by 1"},
		{"5 a day less", is(rest, "4"), "", from("2020-03-15", "2025-01-14"), "must by 1"},
		{"5 a rest alone", is(rest, "1"), "", from("2020-03-15", "2021-01-15"), "must by 1"},
		{"5 counted from the start at once: 31 March and ten months", is(rest, "1"), "", from("2020-03-31", "2021-01-31"), "must by 1"},
		{"5 no rest before the start", is("whole months from first to second, a rest of 0d counts as one", "0"), "", from("2020-03-15", "2020-03-14"), "must by 1"},
		{"5 months and a rest of 15 days", is("whole months from first to second, a rest of 15d counts as a month", "3"), "", from("2020-01-31", "2020-04-15"), "must by 1"},
		{"5 a day less", is("whole months from first to second, a rest of 15d counts as a month", "2"), "", from("2020-01-31", "2020-04-14"), "must by 1"},
		{"5 an unknown end", is(rest, "5"), "", cells{"first": "2020-03-15"}, "undetermined [must none] on second maybe 1"},
		{"5 an unknown end of no weight", two + "rule 1 whole years from first to second >= 0 => must rotate\n", "", nil, "must by 1"},
		{"5 months touched", is("months touched from first to second", "3"), "", from("2020-01-31", "2020-03-01"), "must by 1"},
		{"5 months filled", is("months filled from first to second", "1"), "", from("2020-01-31", "2020-03-01"), "must by 1"},
		{"5 all of them", is("months filled from first to second", "3"), "", from("2020-01-01", "2020-03-31"), "must by 1"},
		{"5 days: after a up to b", is("days from first to second", "30"), "", from("2020-01-01", "2020-01-31"), "must by 1"},
		{"5 no days back", is("days from first to second", "0"), "", from("2020-01-31", "2020-01-01"), "must by 1"},
		{"5 calendar years", is("whole calendar years from first to second", "2"), "", from("2019-01-02", "2021-12-31"), "must by 1"},
	})
}

func TestYears(t *testing.T) {
	const six = "rule 1 unit tenure >= 6 school years => must rotate\nrule 2 school years at school >= 6 => should exchange\nrule 3 unit tenure >= 6y => may commend\n"
	since := func(d string) cells { return cells{"unit since": d} }
	refused := func(d string) cells { return cells{"refused on": d} }
	run(t, []example{
		{"11 six school years", six, "2024-08-31", since("2018-09-01"), "rotate: must by 1"},
		{"11 by the other name", six, "2024-08-31", since("2018-09-01"), "exchange: should by 2"},
		{"11 are a day short by anniversary", six, "2024-08-31", since("2018-09-01"), "commend: none"},
		{"11 a day less", six, "2024-08-30", since("2018-09-01"), "rotate: none"},
		{"11 begun a day late", six, "2024-08-31", since("2018-09-02"), "rotate: none"},
		{"5 compared with more", "rule 1 unit tenure > 5 school years, unit tenure <= 6 school years => must rotate\n", "2024-08-31", since("2018-09-01"), "must by 1"},
		{"5 another first day", "  school year begins 1 August\nrule 1 school years since unit since = 6 => must rotate\n", "2024-07-31", since("2018-08-01"), "must by 1"},
		{"5 the school year of a date", "rule 1 school year of unit since = school year 2017 => must rotate\n", "", since("2018-08-31"), "must by 1"},
		{"5 from its first day", "rule 1 school year of unit since = 2018 => must rotate\n", "", since("2018-09-01"), "must by 1"},
		{"5 years are added", "rule 1 school year of unit since + 6 <= school year of as-of date => must rotate\n", "2024-09-01", since("2018-09-01"), "must by 1"},
		{"5 and taken from each other", "rule 1 school year of as-of date - school year of unit since = 6 => must rotate\n", "2024-09-01", since("2018-10-01"), "must by 1"},
		{"5 the financial year begins with the calendar's", "rule 1 financial year of unit since = 2018 => must rotate\n", "", since("2018-01-01"), "must by 1"},
		{"5 unless it is said", "  financial year begins 1 April\nrule 1 financial year of unit since = 2017 => must rotate\n", "", since("2018-03-31"), "must by 1"},
		{"5 financial years since", "  financial year begins 1 April\nrule 1 financial years since unit since = 1 => must rotate\n", "2019-03-31", since("2018-04-01"), "must by 1"},
		{"5 in this school year, the first day", "rule 1 refused on during school year of as-of date => must not promote\n", "2024-12-31", refused("2024-09-01"), "must-not by 1"},
		{"5 the last", "rule 1 refused on during school year of as-of date => must not promote\n", "2024-12-31", refused("2025-08-31"), "must-not by 1"},
		{"5 the day before", "rule 1 refused on during school year of as-of date => must not promote\n", "2024-12-31", refused("2024-08-31"), "none"},
		{"5 last school year", "rule 1 refused on during school year of as-of date - 1 => must not promote\n", "2024-12-31", refused("2024-08-31"), "must-not by 1"},
		{"5 an open date", "rule 1 refused on during school year of as-of date => must not promote\n", "2024-12-31", refused("2024"), "undetermined [must-not none] on refused on maybe 1"},
		{"5 the period: the calendar year", "rule 1 refused on during the period => must not promote\n", "2024-12-31", refused("2024-01-01"), "must-not by 1"},
		{"5 of a policy of school years", "  as of last day of school year\nrule 1 refused on during the period => must not promote\n", "2024-08-31", refused("2023-09-01"), "must-not by 1"},
		{"5 its first day", "  as of last day of school year\nrule 1 refused on < first day of the period => must not promote\n", "2024-08-31", refused("2023-08-31"), "must-not by 1"},
		{"5 a day of it", "rule 1 refused on = 31 August of school year of as-of date => must not promote\n", "2024-12-31", refused("2025-08-31"), "must-not by 1"},
		{"5 in the 36 months before, the first day", "rule 1 refused on within 36mo before as-of date => must not promote\n", "2024-06-30", refused("2021-06-30"), "must-not by 1"},
		{"5 a day earlier", "rule 1 refused on within 36mo before as-of date => must not promote\n", "2024-06-30", refused("2021-06-29"), "none"},
		{"5 the last day", "rule 1 refused on within 36mo before as-of date => must not promote\n", "2024-06-30", refused("2024-06-30"), "must-not by 1"},
		{"5 a day later", "rule 1 refused on within 36mo before as-of date => must not promote\n", "2024-06-30", refused("2024-07-01"), "none"},
		{"5 never", "rule 1 not (refused on within 36mo before as-of date) => must promote\n", "2024-06-30", nil, "must by 1"},
		{"5 29 February and 36 months", "rule 1 refused on within 36mo before as-of date => must not promote\n", "2023-02-28", refused("2020-02-29"), "must-not by 1"},
		{"5 within a month from", "rule 1 refused on within 1mo from unit since => must not promote\n", "", cells{"unit since": "2023-01-31", "refused on": "2023-02-28"}, "must-not by 1"},
		{"5 a day later", "rule 1 refused on within 1mo from unit since => must not promote\n", "", cells{"unit since": "2023-01-31", "refused on": "2023-03-01"}, "none"},
		{"5 a month", "rule 1 refused on during month of as-of date => must not promote\n", "2024-02-10", refused("2024-02-29"), "must-not by 1"},
		{"5 its last day", "rule 1 refused on = last day of month of as-of date => must not promote\n", "2024-02-10", refused("2024-02-29"), "must-not by 1"},
		{"5 a weekday", "rule 1 weekday of refused on in (Saturday, Sunday) => must not promote\n", "", refused("2024-06-29"), "must-not by 1"},
		{"5 another", "rule 1 weekday of refused on is Friday => must not promote\n", "", refused("2024-06-28"), "must-not by 1"},
		{"5 of an open date", "rule 1 weekday of refused on is Friday => must not promote\n", "", refused("2024"), "undetermined [must-not none] on refused on maybe 1"},
	})
}

func TestConventions(t *testing.T) {
	since := func(d string) cells { return cells{"post since": d} }
	born := func(d string) cells { return cells{"birth date": d} }
	const forward = "  anniversaries roll forward\n"
	const tenure = "rule 1 post tenure >= 5y => must rotate\n"
	const age = "rule 1 age >= 25 => must rotate\n"
	const early = "  ages complete on the day before the birthday\n"
	const late = "  ages complete on the day after the birthday\n"
	run(t, []example{
		{"5 rolled forward: not on 28 February", forward + tenure, "2025-02-28", since("2020-02-29"), "none"},
		{"5 but on 1 March", forward + tenure, "2025-03-01", since("2020-02-29"), "must by 1"},
		{"5 a date plus a length", forward + "rule 1 post since + 1mo = 2023-03-01 => must rotate\n", "", since("2023-01-31"), "must by 1"},
		{"5 a date minus a length", forward + "rule 1 post since - 6mo = 2023-03-01 => must rotate\n", "", since("2023-08-31"), "must by 1"},
		{"5 whole years", forward + "rule 1 whole years from post since to as-of date = 5 => must rotate\n", "2025-03-01", since("2020-02-29"), "must by 1"},
		{"5 one day short", forward + "rule 1 whole years from post since to as-of date = 4 => must rotate\n", "2025-02-28", since("2020-02-29"), "must by 1"},
		{"5 whole months", forward + "rule 1 whole months from post since to as-of date = 0 => must rotate\n", "2023-02-28", since("2023-01-31"), "must by 1"},
		{"5 an age", forward + age, "2025-02-28", born("2000-02-29"), "none"},
		{"5 the next day", forward + age, "2025-03-01", born("2000-02-29"), "must by 1"},
		{"5 a deadline", forward + "rule 1 male => must rotate within 1mo from post since\n", "2023-02-01", cells{"gender": "male", "post since": "2023-01-31"}, "must by 1 due 2023-03-01"},
		{"5 a ban", forward + "rule 1 male => must not rotate for 1y from post since\n", "2021-03-01", cells{"gender": "male", "post since": "2020-02-29"}, "must-not by 1 last 2021-03-01"},
		{"5 and after it", forward + "rule 1 male => must not rotate for 1y from post since\n", "2021-03-02", cells{"gender": "male", "post since": "2020-02-29"}, "none lapsed 1 2021-03-02"},
		{"5 within a month before", forward + "rule 1 post since within 1mo before as-of date => must rotate\n", "2023-03-01", since("2023-01-31"), "must by 1"},
		{"5 ages complete the day before", early + age, "2025-06-29", born("2000-06-30"), "must by 1"},
		{"5 not two days before", early + age, "2025-06-28", born("2000-06-30"), "none"},
		{"5 the day after", late + age, "2025-07-01", born("2000-06-30"), "must by 1"},
		{"5 not on the birthday", late + age, "2025-06-30", born("2000-06-30"), "none"},
		{"5 on the birthday, said", "  ages complete on the birthday\n" + age, "2025-06-30", born("2000-06-30"), "must by 1"},
		{"5 spans are not ages", late + tenure, "2025-06-30", since("2020-06-30"), "must by 1"},
		{"5 both conventions", forward + late + age, "2025-03-01", born("2000-02-29"), "none"},
		{"5 both conventions, the day after", forward + late + age, "2025-03-02", born("2000-02-29"), "must by 1"},
	})
}

func TestWorkdays(t *testing.T) {
	on := func(d string) cells { return cells{"refused on": d} }
	const due = "rule 1 refused on + 3 workdays = "
	const missing = " on working days of 2027"
	run(t, []example{
		{"5 three working days", due + "2024-09-25 => must rotate\n", "", on("2024-09-20"), "must by 1"},
		{"5 over the national holiday, a Sunday is worked", due + "2024-10-08 => must rotate\n", "", on("2024-09-28"), "must by 1"},
		{"5 back", "rule 1 refused on - 3 workdays = 2024-09-29 => must rotate\n", "", on("2024-10-09"), "must by 1"},
		{"5 a month and three working days", "rule 1 refused on + 1mo = 2024-10-20 => must rotate\n", "", on("2024-09-20"), "must by 1"},
		{"5 working days from first to second", "rule 1 workdays from refused on to as-of date = 4 => must rotate\n", "2024-05-06", on("2024-04-26"), "must by 1"},
		{"5 none back", "rule 1 workdays from refused on to as-of date = 0 => must rotate\n", "2024-04-26", on("2024-05-06"), "must by 1"},
		{"5 a Sunday that is worked", "rule 1 refused on is a working day => must rotate\n", "", on("2024-09-29"), "must by 1"},
		{"5 a Monday that is off", "rule 1 refused on is not a working day => must rotate\n", "", on("2024-02-12"), "must by 1"},
		{"5 no day is neither", "rule 1 refused on is not a working day or refused on is a working day => must rotate\n", "", nil, "none"},
		{"5 the first working day of a month", "rule 1 refused on = first working day of month of as-of date => must rotate\n", "2024-10-20", on("2024-10-08"), "must by 1"},
		{"5 the last", "rule 1 refused on = last working day of month of as-of date => must rotate\n", "2024-06-10", on("2024-06-28"), "must by 1"},
		{"5 of the period", "rule 1 refused on = first working day of the period => must rotate\n", "2024-06-10", on("2024-01-02"), "must by 1"},
		{"5 within five working days from", "rule 1 as-of date within 5 workdays from refused on => must rotate\n", "2024-10-12", on("2024-09-30"), "must by 1"},
		{"5 and the day after", "rule 1 as-of date within 5 workdays from refused on => must rotate\n", "2024-10-13", on("2024-09-30"), "none"},
		{"5 a span completes them", "rule 1 time since refused on >= 5 workdays => must rotate\n", "2024-10-12", on("2024-09-30"), "must by 1"},
		{"5 not a day before", "rule 1 time since refused on >= 5 workdays => must rotate\n", "2024-10-11", on("2024-09-30"), "none"},
		{"5 a deadline", "rule 1 refused on is not none => must rotate within 3 workdays from refused on\n", "2024-10-01", on("2024-09-30"), "must by 1 due 2024-10-10"},
		{"5 a ban", "rule 1 refused on is not none => must not rotate for 3 workdays from refused on\n", "2024-10-10", on("2024-09-30"), "must-not by 1 last 2024-10-10"},
		{"5 and after", "rule 1 refused on is not none => must not rotate for 3 workdays from refused on\n", "2024-10-11", on("2024-09-30"), "none lapsed 1 2024-10-11"},
		{"5 a year that is lacking", "rule 1 refused on + 3 workdays <= as-of date => must rotate\n", "2027-01-10", on("2026-12-31"), "undetermined [must none]" + missing + " maybe 1"},
		{"5 of no weight", "rule 1 refused on + 3 workdays <= as-of date => must rotate\n", "2027-01-02", on("2026-12-31"), "none"},
		{"5 nor here: of 31 days one at least is worked", "rule 1 refused on + 3 workdays <= as-of date => must rotate\n", "2027-12-31", on("2026-12-31"), "must by 1"},
		{"5 a day that is lacking", "rule 1 refused on is a working day => must rotate\n", "", on("2027-03-01"), "undetermined [must none]" + missing + " maybe 1"},
		{"5 one answer everywhere", "rule 1 refused on is a working day => must rotate\nrule 2 refused on is not a working day => must rotate\n", "", on("2027-03-01"), "must maybe 1,2"},
		{"5 how many is not known", "rule 1 workdays from refused on to as-of date >= 5 => must rotate\n", "2027-01-08", on("2026-12-31"), "undetermined [must none]" + missing + " maybe 1"},
		{"5 but not more than there are days", "rule 1 workdays from refused on to as-of date >= 5 => must rotate\n", "2027-01-04", on("2026-12-31"), "none"},
		{"5 a day of an unknown year", "rule 1 refused on is a working day => must rotate\n", "", cells{"refused on": "不详"}, "undetermined [must none] on refused on maybe 1"},
		{"5 a deadline in it is a range", "rule 1 refused on is not none => must rotate within 1 workday from refused on\n", "2026-12-31", on("2026-12-31"), "must by 1 due 2027-01-01..2027-01-31"},
		{"5 of 59 days one at least is worked", "rule 1 workdays from refused on to as-of date >= 1 => must rotate\n", "2027-03-01", on("2027-01-01"), "must by 1"},
		{"5 but two need not be", "rule 1 workdays from refused on to as-of date >= 2 => must rotate\n", "2027-03-01", on("2027-01-01"), "undetermined [must none]" + missing + " maybe 1"},
		{"5 the first of a month lies in it", "rule 1 first working day of month of as-of date > 2027-01-31 or first working day of month of as-of date < 2027-01-01 => must rotate\n", "2027-01-10", nil, "none"},
		{"5 the last of a month lies in it", "rule 1 last working day of month of as-of date >= 2027-01-01, last working day of month of as-of date <= 2027-01-31 => must rotate\n", "2027-01-10", nil, "must by 1"},
		{"5 a shorter month may have none", "rule 1 first working day of month of as-of date <= 2027-02-28 => must rotate\n", "2027-02-10", nil, "undetermined [must none]" + missing + " maybe 1"},
		{"5 where it is the same day either way", "rule 1 first working day of month of as-of date = 2026-12-01 => must rotate\n", "2026-12-10", nil, "must by 1"},
		{"5 a month of a day that is not known", "calendar working: rest on Saturday, Sunday\nrule 1 refused on is none or (first working day of month of refused on >= 1900-01-01, last working day of month of refused on <= 2100-12-31) => must rotate\n", "", cells{"refused on": "不详"}, "must by 1"},
		{"5 a month without", "calendar working: rest on Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday\nrule 1 first working day of month of as-of date is none => must rotate\n", "", nil, "must by 1"},
		{"5 rest without a list covers every year", "calendar working: rest on Saturday, Sunday\nrule 1 refused on + 3 workdays = 2027-01-05 => must rotate\n", "", on("2026-12-31"), "must by 1"},
		{"5 the as-of date itself", "rule 1 as-of date is a working day => must rotate\n", "2027-03-01", nil, "undetermined [must none]" + missing + " maybe 1"},
		{"5 the second Saturday alone", "calendar working: rest on Sunday, second Saturday\nrule 1 refused on + 3 workdays = 2024-06-11 => must rotate\n", "", on("2024-06-06"), "must by 1"},
	})
}

// 5: the calendar of a file, by region.
func TestCalendarFile(t *testing.T) {
	sheet := func(rows ...[]string) roster.Sheet {
		s := roster.Sheet{File: "h.csv"}
		for i, row := range rows {
			r := roster.Row{Number: i + 1}
			for _, text := range row {
				kind := roster.Text
				if text == "" {
					kind = roster.Blank
				}
				r.Cells = append(r.Cells, roster.Raw{Text: text, Kind: kind})
			}
			s.Rows = append(s.Rows, r)
		}
		return s
	}
	one := func(policy string, person cells, asOf string, sheets ...roster.Sheet) string {
		p := load(t, "policy \"T\"\n"+policy)
		head, of := []string{"staff id", "unit", "refused on"}, []string{"1"}
		for _, name := range head[1:] {
			text, _ := person[name].(string)
			of = append(of, text)
		}
		bound, _ := p.Bind([]roster.Sheet{sheet(head, of)}, map[string][]roster.Sheet{"h.csv": sheets}, roster.Options{})
		return say(bound.Decide(bound.Roster.People[0], day(asOf))[0])
	}
	const plain = "calendar working from \"h.csv\": rest on Sunday, dates listed\nrule 1 refused on + 2 workdays = as-of date => must rotate\n"
	list := sheet([]string{"放假安排"}, []string{"日期", "至", "班休", "年度"}, []string{"2030-05-01", "2030-05-03", "休", ""}, []string{"2030年5月5日", "", "班", ""}, []string{"2029-12-30", "", "上班", "2030"})
	require.Equal(t, "must by 1", one(plain, cells{"refused on": "2030-04-30"}, "2030-05-05", list)) // 4 and 5 May
	require.Equal(t, "none", one(plain, cells{"refused on": "2030-04-30"}, "2030-05-06", list))
	require.Equal(t, "undetermined [must none] on working days of 2031 maybe 1", one(plain, cells{"refused on": "2030-12-31"}, "2031-01-05", list))
	require.Equal(t, "undetermined [must none] on working days of 2029 maybe 1", one(plain, cells{"refused on": "2029-12-28"}, "2029-12-31", list)) // the 30th is listed, its year is not
	require.Equal(t, "undetermined [must none] on working days of 2030 maybe 1", one(plain, cells{"refused on": "2030-04-30"}, "2030-05-05"))

	const regions = "calendar working by unit from \"h.csv\": rest on Sunday, dates listed\nrule 1 refused on + 2 workdays = as-of date => must rotate\n"
	by := sheet([]string{"date", "unit", "day"}, []string{"2030-05-01", "", "off"}, []string{"2030-05-02", "north", "off"}, []string{"2030-05-03", "South", "off"})
	require.Equal(t, "must by 1", one(regions, cells{"refused on": "2030-04-30", "unit": "north"}, "2030-05-04", by)) // 3 and 4
	require.Equal(t, "must by 1", one(regions, cells{"refused on": "2030-04-30", "unit": "south"}, "2030-05-04", by)) // 2 and 4
	require.Equal(t, "must by 1", one(regions, cells{"refused on": "2030-04-30", "unit": "west"}, "2030-05-03", by))  // 2 and 3
	require.Equal(t, "must by 1", one(regions, cells{"refused on": "2030-05-04"}, "2030-05-07", by))                  // 6 and 7, wherever
	require.Equal(t, "undetermined [must none] on unit maybe 1", one(regions, cells{"refused on": "2030-04-30"}, "2030-05-04", by))
}

// 5: in a run for a year the policy says which day of it.
func TestRunDay(t *testing.T) {
	for _, row := range []struct{ header, want string }{
		{"  as of 31 August\n", "2030-08-31"},
		{"  as of 29 February\n", "2030-02-28"},
		{"  as of 29 February\n  anniversaries roll forward\n", "2030-03-01"},
		{"  as of last day of school year\n", "2031-08-31"},
		{"  as of first day of school year\n  school year begins 1 August\n", "2030-08-01"},
		{"  as of 15 June of school year\n", "2031-06-15"},
		{"  as of first day of calendar year\n", "2030-01-01"},
		{"  as of last day of financial year\n  financial year begins 1 April\n", "2031-03-31"},
	} {
		p := load(t, "policy \"T\"\n"+row.header+"rule 1 male => may rotate\n").Program
		require.NotNil(t, p.AsOfIn, row.header)
		require.Equal(t, row.want, p.AsOfIn.In(2030, p.Convention).String(), row.header)
		require.Nil(t, p.AsOf)
	}
}

// 5: any term can be read as of another date, and only that cuts lists.
func TestAsOfAnotherDate(t *testing.T) {
	row := func(unit, from, to string) cells { return cells{"unit": unit, "started on": from, "ended on": to} }
	rows := []cells{row("甲局", "2015-01-01", "2018-01-01"), row("乙局", "2018-01-01", "2022-07-01"), row("丙局", "2021-01-01", "")}
	for _, x := range []struct {
		name, policy string
		person       cells
		want         string
	}{
		{"a tenure", "rule 1 (post tenure as of 2020-01-01) >= 5y => may rotate\n", cells{"post since": "2015-01-01"}, "may by 1"},
		{"an age, of this year's August", "rule 1 (age as of 31 August) <= 50 => may rotate\n", cells{"birth date": "1973-09-01"}, "may by 1"},
		{"which it is not in December", "rule 1 age <= 50 => may rotate\n", cells{"birth date": "1973-09-01"}, "none"},
		{"a condition", "rule 1 (on probation as of 2020-06-30) => may rotate\n", cells{"probation until": "2020-12-31"}, "may by 1"},
		{"a setting by its version", "set bar\n  from 2010-01-01: 3\n  from 2022-01-01: 5\nrule 1 (bar as of 2021-06-30) = 3, bar = 5 => may rotate\n", nil, "may by 1"},
		{"what a rule meets", "rule 1 post tenure >= 5y => must rotate\nrule 2 (meets 1) as of 2020-01-01 => may commend\nrule 3 meets 1 => should commend\n", cells{"post since": "2015-01-01"}, "commend: should by 3 also 2"},
		{"what a rule did not meet", "rule 1 post tenure >= 5y => must rotate\nrule 2 (meets 1) as of 2019-12-31 => may commend\nrule 3 meets 1 => should commend\n", cells{"post since": "2015-01-01"}, "commend: should by 3"},
		{"as of a field", "rule 1 (post tenure as of refused on) >= 5y => may rotate\n", cells{"post since": "2015-01-01", "refused on": "2020-01-01"}, "may by 1"},
		{"of which there is none", "rule 1 (post tenure as of refused on) < 5y => may rotate\nrule 2 not (sensitive as of refused on) => may exchange\n", cells{"post since": "2015-01-01", "post category": "财务"}, "none"},
		{"nor is a condition so", "rule 2 not (sensitive as of refused on) => may exchange\n", cells{"post category": "财务"}, "may by 2"},
		{"as of a blank", "rule 1 (post tenure as of section since) >= 5y => may rotate\n", cells{"post since": "2015-01-01"}, "undetermined [may none] on section since maybe 1"},
		{"as of a blank of no weight", "rule 1 (sensitive as of section since) => may rotate\n", cells{"post category": "财务"}, "may by 1"},
		{"once more, the inner date counts", "define back then = (post tenure as of 2020-01-01) >= 5y\nrule 1 (back then as of 2016-01-01) => may rotate\n", cells{"post since": "2015-01-01"}, "may by 1"},
		{"later rows are dropped", "rule 1 ((count of career) as of 2019-06-30) = 2 => may rotate\n", nil, "may by 1"},
		{"one that begins that day is there", "rule 1 ((count of career) as of 2018-01-01) = 2 => may rotate\n", nil, "may by 1"},
		{"rows that end later are open", "rule 1 (some posting in career where ended on is open) as of 2019-06-30 => may rotate\n", nil, "may by 1"},
		{"one that has ended is not", "rule 1 (count of (career where ended on is open)) as of 2019-06-30 = 1 => may rotate\n", nil, "may by 1"},
		{"its last day is its day still", "rule 1 (count of (career where ended on is open)) as of 2022-06-30 = 1 => may rotate\n", nil, "may by 1"},
		{"and the run's own date cuts nothing", "rule 1 count of career = 3 => may rotate\n", nil, "may by 1"},
		{"the period is that of the date", "rule 1 (refused on during the period) as of 2020-03-01 => may rotate\n", cells{"refused on": "2020-12-31"}, "may by 1"},
		{"a length by the date", "rule 1 ((length of last of career) as of 2019-01-01) >= 1y => may rotate\n", nil, "may by 1"},
	} {
		t.Run(x.name, func(t *testing.T) {
			bound := bind(t, load(t, "policy \"T\"\n"+x.policy), x.person, rows...)
			decisions := bound.Decide(bound.Roster.People[0], day("2024-12-31"))
			decision, want := decisions[0], x.want
			for _, d := range decisions {
				if len(want) > len(d.Action.Name) && want[:len(d.Action.Name)+1] == d.Action.Name+":" {
					decision, want = d, want[len(d.Action.Name)+2:]
				}
			}
			require.Equal(t, want, say(decision))
		})
	}
}

// 5: a row whose only time is a school year is that year, and is cut like any other.
func TestYearsAsSpells(t *testing.T) {
	const head = `policy "T"
record class as classes, many per staff by holder, spell from taught in to taught in
  holder: text
  taught in: school year
`
	one := func(rule string) string {
		p := load(t, head+"rule 1 "+rule+" => must rotate\n")
		bound, _ := p.BindValues([]map[string]any{{"staff id": "1"}}, map[string][]map[string]any{"classes": {
			{"holder": "1", "taught in": "2019"}, {"holder": "1", "taught in": "2020学年"}, {"holder": "1", "taught in": "2022-2023学年"},
		}}, roster.Options{})
		return say(bound.Decide(bound.Roster.People[0], day("2024-12-31"))[0])
	}
	for _, rule := range []string{
		"count of classes = 3",
		"count of runs of classes = 2",
		"length of first of runs of classes >= 2y",
		"served in classes >= 3y",
		"start of last of classes = 2022-09-01",
		"end of last of classes = 2023-08-31",
		"days of classes = 366 + 365 + 365",
		"2020-08-31 during classes, not (2021-09-01 during classes)",
		"count of (classes during school year 2020) = 1",
		"count of (classes during 2021) = 1",
		"((count of classes) as of 2020-08-31) = 1",
		"((count of classes) as of 2020-09-01) = 2",
		"((end of last of classes) as of 2020-09-01) is open",
		"((end of first of classes) as of 2020-09-01) = 2020-08-31",
	} {
		require.Equal(t, "must by 1", one(rule), rule)
	}
}

// 5: the working days of spells, each once.
func TestWorkdaysOfSpells(t *testing.T) {
	const head = `policy "T"
record leave as leaves, many per staff by holder, spell from began to ended
  holder: text
  began: date
  ended: date, blank means open
`
	one := func(rule, asOf string, rows ...[2]string) string {
		p := load(t, head+"rule 1 "+rule+" => must rotate\n")
		var list []map[string]any
		for _, r := range rows {
			list = append(list, map[string]any{"holder": "1", "began": r[0], "ended": r[1]})
		}
		bound, _ := p.BindValues([]map[string]any{{"staff id": "1"}}, map[string][]map[string]any{"leaves": list}, roster.Options{})
		return say(bound.Decide(bound.Roster.People[0], day(asOf))[0])
	}
	overlap := [][2]string{{"2024-09-28", "2024-09-30"}, {"2024-09-30", "2024-10-08"}}
	require.Equal(t, "must by 1", one("workdays of leaves = 3", "2024-12-31", overlap...)) // 29 and 30 September, 8 October
	require.Equal(t, "must by 1", one("days of leaves = 11", "2024-12-31", overlap...))
	require.Equal(t, "must by 1", one("workdays of leaves = 2", "2024-10-07", overlap...))
	require.Equal(t, "undetermined [must none] on working days of 2027 maybe 1", one("workdays of leaves = 3", "2027-12-31", [2]string{"2026-12-30", "2027-01-05"}))
	require.Equal(t, "none", one("workdays of leaves > 7", "2027-12-31", [2]string{"2026-12-30", "2027-01-05"}))
	const broken = "count of runs of leaves broken by a gap of at least 3 workdays = "
	require.Equal(t, "must by 1", one(broken+"1", "2024-12-31", [2]string{"2024-09-29", "2024-09-30"}, [2]string{"2024-10-10", "2024-10-11"})) // 8 and 9 October between
	require.Equal(t, "must by 1", one(broken+"2", "2024-12-31", [2]string{"2024-09-29", "2024-09-30"}, [2]string{"2024-10-11", "2024-10-11"}))
	require.Equal(t, "must by 1", one(broken+"1", "2024-12-31", [2]string{"2024-09-27", "2024-09-30"}, [2]string{"2024-10-01", ""}))
	// Its first day counts: from Wednesday to Friday are three, to Thursday two.
	require.Equal(t, "must by 1", one(broken+"2", "2024-12-31", [2]string{"2024-11-04", "2024-11-05"}, [2]string{"2024-11-11", "2024-11-11"}))
	require.Equal(t, "must by 1", one(broken+"1", "2024-12-31", [2]string{"2024-11-04", "2024-11-05"}, [2]string{"2024-11-08", "2024-11-08"}))
}

// The number of days settles a comparison only where it means what the comparison does.
func TestComparingByDays(t *testing.T) {
	const head = `policy "T"
  about rotate
record leave as leaves, many per staff by holder, spell from began to ended
  holder: text
  began: date
  ended: date, blank means open
field term: period, blank means none
`
	one := func(rule string, rows ...[2]string) string {
		p := load(t, head+rule+"\n")
		list := []map[string]any{{"holder": "2", "began": "2020-01-01", "ended": nil}}
		for _, r := range rows {
			list = append(list, map[string]any{"holder": "1", "began": r[0], "ended": r[1]})
		}
		staff := []map[string]any{{"staff id": "1", "term": nil}, {"staff id": "2", "term": "1y"}}
		bound, _ := p.BindValues(staff, map[string][]map[string]any{"leaves": list}, roster.Options{})
		return say(bound.Decide(bound.Roster.People[0], day("2024-12-31"))[0])
	}
	nine := [2]string{"2024-09-22", "2024-09-30"}
	require.Equal(t, "must by 1", one("require length of longest of leaves >= 1y else \"too short\"\nrule 1 count of leaves = 0 => must rotate"), "without a row nothing is broken")
	require.Equal(t, "none", one("rule 1 served in leaves >= term => must rotate", nine), "no length of time is ever served")
	require.Equal(t, "none", one("rule 1 served in leaves < term => must rotate", nine))
	year := [2]string{"2023-12-15", "2024-12-15"} // a year and a day, of some 243 working days
	require.Equal(t, "none", one("rule 1 length of longest of leaves >= longer of (1y, 255 workdays) => must rotate", year))
	require.Equal(t, "must by 1", one("rule 1 length of longest of leaves >= shorter of (1y, 255 workdays) => must rotate", year))
	require.Equal(t, "none", one("rule 1 (served in leaves >= 1d) as of (end of longest of leaves) => must rotate", [2]string{"2023-01-01", ""}), "nothing is read as of an open end")
}

// A length of time may stand on either side of what it is compared with.
func TestLengthOnTheLeft(t *testing.T) {
	turned := map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
	days := map[string]map[string]bool{ // the last day before five years, and that on which they are complete
		"2020-01-01": {"<": true, "<=": true},
		"2019-12-31": {"<=": true, ">=": true, "=": true},
		"2018-12-31": {">": true, ">=": true},
	}
	var list []example
	for sign, other := range turned {
		for since, holds := range days {
			want := "none"
			if holds[sign] {
				want = "must by 1"
			}
			who := cells{"post since": since}
			list = append(list,
				example{"post tenure " + sign + " 5y since " + since, "rule 1 post tenure " + sign + " 5y => must rotate\n", "2024-12-31", who, want},
				example{"limit " + other + " post tenure since " + since, "set limit = 5y\nrule 1 limit " + other + " post tenure => must rotate\n", "2024-12-31", who, want})
		}
	}
	run(t, list)
}
