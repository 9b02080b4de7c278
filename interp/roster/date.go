package roster

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
)

// Dated is a date as a cell gives it: every day from First to Last, one day
// unless only the month or the year is written.
type Dated struct {
	First, Last civil.Date
	Precision   Precision
	Open        bool // 至今: First and Last are civil.Max
}

// Precision of a date as written.
type Precision uint8

const (
	_ Precision = iota
	Day
	Month
	Year
)

// Problem is why a cell cannot be read as it should be. The arguments of the
// code are Word, the field's name, and More. A nil Problem is none.
type Problem struct {
	Code diag.Code
	Word string // what is written: the cell, or the one of its parts that is wrong
	More []any
}

// The years a date of a roster can lie in; what is outside is a slip.
const (
	FirstYear = 1900
	LastYear  = 2200
)

var openWords = words("至今", "现在", "目前", "迄今", "至现在", "now", "present", "to date")

// ReadDate reads one date in any of the forms of Chinese offices: 2015-03-01,
// 2015.3, 20150301, 二〇一五年三月, 2015年, an ISO date with a time, the serial
// number of a spreadsheet (days from 1900, or from 1904). A form with two
// readings, such as 3/1/2015, is a Problem that names both; so are days that do
// not exist and years outside 1900 to 2200. Blanks are a Problem as well.
func ReadDate(raw Raw, date1904 bool) (Dated, *Problem) {
	word := strings.TrimSpace(raw.Text)
	text := strings.ReplaceAll(syntax.Fold(clean(raw.Text)), "。", ".")
	if openWords[text] {
		return Dated{First: civil.Max, Last: civil.Max, Precision: Day, Open: true}, nil
	}
	if raw.Kind == Number {
		var problem *Problem
		var serial Dated
		if text, serial, problem = fromNumber(word, date1904); problem != nil || text == "" {
			return serial, problem
		}
	}
	text, problem := withoutTime(text, word)
	if problem != nil {
		return Dated{}, problem
	}
	return components(word, hanNumbers(text))
}

// fromNumber turns a stored number into a text to read, or into the day of a
// serial number; the time of day is cut off.
func fromNumber(word string, date1904 bool) (text string, day Dated, problem *Problem) {
	text = plainNumber(word)
	whole, fraction, _ := strings.Cut(text, ".")
	n, err := strconv.Atoi(whole)
	switch {
	case err != nil:
		return "", Dated{}, notDate(word)
	case n >= 20000 && n <= 60000:
		base, _ := civil.NewDate(1899, 12, 30)
		if date1904 {
			base, _ = civil.NewDate(1904, 1, 1)
		}
		d := base.AddDays(n)
		return "", Dated{d, d, Day, false}, nil
	case fraction == "1" && n >= FirstYear && n <= LastYear:
		return "", Dated{}, &Problem{diag.LostZero, word, []any{either(whole+"-01", whole+"-10"), whole + ".01"}}
	}
	return text, Dated{}, nil
}

// withoutTime cuts the time of day off an ISO date or one printed by a program.
// With a zone the day may be another one, except at midnight sharp, which is
// how programs write a day.
func withoutTime(text, word string) (string, *Problem) {
	i := strings.IndexAny(text, "t ")
	if i < 0 || !strings.Contains(text[i:], ":") {
		return text, nil
	}
	clock := text[i+1:]
	zone := strings.IndexAny(clock, "z+-")
	if zone >= 0 {
		if strings.Trim(clock[:zone], "0:.") != "" {
			return "", &Problem{diag.WithZone, word, nil}
		}
		if strings.Trim(clock[zone+1:], "0123456789:") != "" {
			return "", notDate(word)
		}
		clock = clock[:zone]
	}
	if len(clock) < 4 || strings.Trim(clock, "0123456789:.") != "" || strings.Count(clock, ":") > 2 {
		return "", notDate(word)
	}
	return text[:i], nil
}

// components parts a date into its numbers and the signs after them.
func components(word, text string) (Dated, *Problem) {
	var numbers, signs []string
	for rest := text; rest != ""; {
		n := 0
		for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		end := n
		for end < len(rest) && (rest[end] < '0' || rest[end] > '9') {
			end++
		}
		if n == 0 {
			return Dated{}, notDate(word)
		}
		sign := strings.ReplaceAll(rest[n:end], " ", "")
		if sign == "" && end > n {
			sign = " "
		}
		numbers, signs = append(numbers, rest[:n]), append(signs, sign)
		rest = rest[end:]
	}
	for i, sign := range signs {
		if !slices.Contains([]string{"", " ", ".", "-", "/", "~", "--", "、", ",", ";", "年", "月", "月份", "日", "号", "至"}, sign) || i+1 < len(signs) && sign == "" {
			return Dated{}, notDate(word)
		}
	}
	return assemble(word, numbers, signs)
}

func assemble(word string, numbers, signs []string) (Dated, *Problem) {
	count := len(numbers)
	full := 0 // numbers that are a year or a whole date
	for _, n := range numbers {
		if len(n) >= 4 {
			full++
		}
	}
	switch {
	case count > 3 || full > 1:
		return Dated{}, &Problem{diag.SeveralDates, word, nil}
	case count == 0:
		return Dated{}, notDate(word)
	case count == 1:
		return unbroken(word, numbers[0], signs[0])
	}
	last := signs[count-1]
	ends := last == "" || count == 2 && (last == "月" || last == "月份") || count == 3 && (last == "日" || last == "号")
	steady := signs[0] == "年" || slices.Contains([]string{".", "-", "/", " "}, signs[0])
	if count == 3 {
		steady = steady && (signs[1] == "月" || signs[1] == signs[0] && signs[0] != "年")
	}
	if !ends || !steady {
		return Dated{}, notDate(word)
	}
	for i, n := range numbers {
		if len(n) > 2 && len(n) != 4 || len(n) == 4 && i > 0 && (i < count-1 || signs[0] == "年") {
			return Dated{}, notDate(word)
		}
	}
	if len(numbers[0]) == 4 {
		return dated(word, numbers)
	}
	return reordered(word, numbers, signs[0] == "年")
}

// unbroken reads 20150301, 201503, 2015 and 2015年.
func unbroken(word, digits, sign string) (Dated, *Problem) {
	switch {
	case sign != "" && (sign != "年" || len(digits) != 4):
	case len(digits) == 8:
		return dated(word, []string{digits[:4], digits[4:6], digits[6:]})
	case len(digits) == 6:
		return dated(word, []string{digits[:4], digits[4:]})
	case len(digits) == 4:
		return dated(word, []string{digits})
	}
	return Dated{}, notDate(word)
}

// dated is the date of a year, of a month, or a day.
func dated(word string, numbers []string) (Dated, *Problem) {
	parts := [3]int{0, 1, 1}
	for i, n := range numbers {
		parts[i], _ = strconv.Atoi(n)
	}
	first, ok := civil.NewDate(parts[0], parts[1], parts[2])
	switch {
	case parts[0] < FirstYear || parts[0] > LastYear:
		return Dated{}, &Problem{diag.OutsideDates, word, []any{FirstYear, LastYear}}
	case !ok:
		return Dated{}, &Problem{diag.NoSuchDay, word, []any{strings.Join(numbers, "-")}}
	}
	switch len(numbers) {
	case 1:
		return Dated{first, first.Add(civil.Years(1)).AddDays(-1), Year, false}, nil
	case 2:
		return Dated{first, first.Add(civil.Months(1)).AddDays(-1), Month, false}, nil
	}
	return Dated{first, first, Day, false}, nil
}

// reordered reads a date whose first number is no year of four digits: it is
// certain only when the year stands at the end and no more than one order of
// day and month gives a day.
func reordered(word string, numbers []string, chinese bool) (Dated, *Problem) {
	orders := [][3]int{{2, 0, 1}, {2, 1, 0}} // places of year, month, day
	switch {
	case len(numbers) == 2 && len(numbers[1]) == 4:
		return dated(word, []string{numbers[1], numbers[0]})
	case len(numbers) == 2 && !chinese:
		return Dated{}, notDate(word)
	case len(numbers) == 2 || chinese:
		orders = [][3]int{{0, 1, 2}}
	case len(numbers[2]) < 4:
		orders = [][3]int{{0, 1, 2}, {2, 0, 1}, {2, 1, 0}}
	}
	var readings []string
	var only Dated
	var problem *Problem
	for _, order := range orders {
		year := numbers[order[0]]
		centuries := []string{""}
		if len(year) < 4 {
			year = strings.Repeat("0", 2-len(year)) + year
			centuries = []string{"20"}
			if chinese {
				centuries = []string{"19", "20"}
			}
		}
		for _, century := range centuries {
			var d Dated
			fields := []string{century + year}
			for _, at := range order[1:len(numbers)] {
				fields = append(fields, numbers[at])
			}
			if d, problem = dated(word, fields); problem == nil {
				only = d
				readings = append(readings, d.First.String()[:len("2006-01-02")-3*(3-len(numbers))])
			}
		}
	}
	slices.Sort(readings)
	readings = slices.Compact(readings)
	switch {
	case len(readings) == 1 && len(numbers[len(numbers)-1]) == 4:
		return only, nil
	case len(readings) == 1:
		// Two digits leave the century open.
		readings = append([]string{"19" + readings[0][2:]}, readings...)
	case len(readings) == 0 && problem != nil:
		return Dated{}, problem
	}
	return Dated{}, &Problem{diag.TwoDateReadings, word, []any{either(readings...)}}
}

func either(readings ...string) locale.Text {
	return locale.Text{EN: strings.Join(readings, " or "), ZH: strings.Join(readings, " 或 ")}
}

func notDate(word string) *Problem {
	return &Problem{diag.NotOfType, word, []any{locale.Text{EN: "a date such as 2015-03-01 or 2015.03", ZH: "日期，如 2015-03-01 或 2015.03"}, locale.Text{}}}
}

// plainNumber is a stored number without exponent, without the zeros that a format shows
// before it (0007), and without the noise that binary fractions have after fifteen digits,
// which no spreadsheet shows.
func plainNumber(text string) string {
	for len(text) > 1 && text[0] == '0' && '0' <= text[1] && text[1] <= '9' {
		text = text[1:]
	}
	digits := strings.Trim(text, "-+")
	if len(strings.ReplaceAll(digits, ".", "")) <= 15 && !strings.ContainsAny(digits, "eE") || !strings.ContainsAny(digits, ".eE") {
		return text
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.Abs(f) >= 1e15 {
		return text
	}
	if f, err = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64); err != nil {
		return text
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}
