package roster

import (
	"math"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"rota/interp/value"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// units that may stand after a number and say nothing that the field does not.
var units = map[types.Kind][]string{
	types.Number: {"个", "人", "名", "分", "岁", "年", "元", "节", "课时", "次", "级"},
	types.Age:    {"周岁", "岁", "years old", "years"},
	types.Year:   {"学年度", "学年", "财政年度", "年度", "年"},
}

// oldest is the greatest age that is no slip.
const oldest = 150

// number reads a number, an age or a year.
func number(t types.Type, raw Raw) (value.Set, *Problem) {
	word := raw.Text
	text := syntax.Fold(word)
	if raw.Kind == Number {
		text = plainNumber(text)
	}
	if raw.Kind == Date || raw.Kind == Boolean {
		return value.Set{}, notOf(t, word, "")
	}
	for _, unit := range units[t.Kind] {
		if cut, ok := strings.CutSuffix(text, unit); ok {
			text = strings.TrimSpace(cut)
			break
		}
	}
	if t.Kind == types.Year && t.Years != civil.CalendarYear {
		text = firstOfTwo(text)
	}
	text, percent := strings.CutSuffix(text, "%")
	n, err := decimal.Parse(withoutThousands(strings.TrimSpace(text)))
	if err != nil || percent && t.Kind != types.Number {
		return value.Set{}, notOf(t, word, "")
	}
	if percent {
		if n, err = n.Quo(decimal.Hundred); err != nil {
			return value.Set{}, notOf(t, word, "")
		}
	}
	switch {
	case (t.Whole || t.Kind != types.Number) && !n.IsInt():
		return value.Set{}, &Problem{diag.NotWhole, word, nil}
	case t.Percent && !percent && t.Max == nil && decimal.One.Less(n):
		return value.Set{}, &Problem{diag.BarePercent, word, nil}
	}
	if low, high, bounded := bounds(t); bounded && (low != nil && n.Less(*low) || high != nil && high.Less(n)) {
		return value.Set{}, &Problem{diag.OutOfRange, word, []any{bound(low), bound(high)}}
	}
	return value.Num(t.Kind, n.Trim(0)), nil
}

// firstOfTwo is the year in which one written as two begins: 2024-2025, 2024/25.
func firstOfTwo(text string) string {
	runes := []rune(text)
	if len(runes) < len("2024-25") || !strings.ContainsRune("-/~至", runes[4]) {
		return text
	}
	first, second := string(runes[:4]), string(runes[5:])
	n, err := strconv.Atoi(first)
	next := strconv.Itoa(n + 1)
	if err != nil || second != next && second != next[2:] {
		return text
	}
	return first
}

// bounds are the least and the greatest a cell may hold; nil is no bound.
func bounds(t types.Type) (low, high *decimal.Decimal, bounded bool) {
	between := func(a, b int64) (*decimal.Decimal, *decimal.Decimal, bool) {
		x, y := decimal.MustNew(a, 0), decimal.MustNew(b, 0)
		return &x, &y, true
	}
	switch t.Kind {
	case types.Age:
		return between(0, oldest)
	case types.Year:
		return between(FirstYear, LastYear)
	}
	return t.Min, t.Max, t.Min != nil || t.Max != nil
}

func bound(n *decimal.Decimal) string {
	if n == nil {
		return "…"
	}
	return n.String()
}

// withoutThousands takes the commas out of 1,234,567; anywhere else they stay
// and make the text no number.
func withoutThousands(text string) string {
	if !strings.Contains(text, ",") {
		return text
	}
	whole, rest, _ := strings.Cut(strings.TrimLeft(text, "+-"), ".")
	if strings.Contains(rest, ",") {
		return text
	}
	for i, group := range strings.Split(whole, ",") {
		if len(group) > 3 || len(group) == 0 || i > 0 && len(group) < 3 {
			return text
		}
	}
	return strings.ReplaceAll(text, ",", "")
}

// unitOf is a unit of a length of time.
func unitOf(word string) (civil.Period, bool) {
	switch word {
	case "年", "周年", "y", "yr", "yrs", "year", "years":
		return civil.Period{Months: 12}, true
	case "个月", "月", "mo", "mos", "month", "months":
		return civil.Period{Months: 1}, true
	case "周", "星期", "w", "week", "weeks":
		return civil.Period{Days: 7}, true
	case "天", "日", "d", "day", "days":
		return civil.Period{Days: 1}, true
	case "个工作日", "工作日", "workday", "workdays", "working day", "working days":
		return civil.Period{Workdays: 1}, true
	}
	return civil.Period{}, false
}

// longest is in units, as in a policy; mostMonths are as many as a blank may be: what is longer
// is a date, 2021年9月, or a slip.
const longest, mostMonths = 10000, 1200

// length reads 5年, 1年6个月, 18mo, 1.5年, 半年, and a bare number in the unit of
// the field. 三元 is no 31, and 3月5日 is a day of the year.
func length(t types.Type, raw Raw) (value.Set, *Problem) {
	word := raw.Text
	text := hanNumbers(syntax.Fold(word))
	if raw.Kind == Number {
		text = plainNumber(text)
	}
	if raw.Kind == Date || raw.Kind == Boolean {
		return value.Set{}, notOf(t, word, "")
	}
	switch {
	case strings.Contains(word, "元"), strings.Contains(text, "月") && !strings.ContainsAny(text, "年个") && strings.HasSuffix(text, "日"):
		return value.Set{}, lengthWanted(word)
	case text == "半年":
		text = "6个月"
	case strings.HasSuffix(text, "年半"):
		text = strings.TrimSuffix(text, "半") + "6个月"
	}
	var total civil.Period
	for rest := text; rest != ""; {
		rest = strings.TrimLeft(rest, " ")
		n := strings.IndexFunc(rest, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
		if n < 0 {
			n = len(rest)
		}
		end := strings.IndexAny(rest[n:], "0123456789.")
		if end < 0 {
			end = len(rest) - n
		}
		name := strings.TrimSpace(rest[n : n+end])
		unit, ok := unitOf(name)
		if name == "" && rest == text {
			unit, ok = bareUnit(t.Unit)
			if !ok {
				if _, err := decimal.Parse(rest); err == nil {
					return value.Set{}, &Problem{diag.BareLength, word, nil}
				}
			}
		}
		if !ok || n == 0 {
			return value.Set{}, lengthWanted(word)
		}
		part, problem := times(word, rest[:n], unit)
		if problem != nil {
			return value.Set{}, problem
		}
		if total.Months != 0 && part.Months >= total.Months || total.Days != 0 && part.Months != 0 {
			return value.Set{}, lengthWanted(word) // 6个月5年, 5年5年
		}
		total.Months += part.Months
		total.Days += part.Days
		total.Workdays += part.Workdays
		rest = rest[n+end:]
	}
	if total.Months > mostMonths {
		return value.Set{}, lengthWanted(word)
	}
	return value.Length(total), nil
}

func lengthWanted(word string) *Problem {
	return &Problem{diag.NotOfType, word, []any{locale.Text{EN: "a length of time such as 5 years or 18 months", ZH: "期限，如 5年 或 18个月"}, locale.Text{}}}
}

func bareUnit(u types.Unit) (civil.Period, bool) {
	switch u {
	case types.InYears:
		return civil.Period{Months: 12}, true
	case types.InMonths:
		return civil.Period{Months: 1}, true
	}
	return civil.Period{}, false
}

// times multiplies a unit: 1.5 years are 18 months, 1.3 years no whole number.
func times(word, digits string, unit civil.Period) (civil.Period, *Problem) {
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil || n > longest {
		return civil.Period{}, lengthWanted(word)
	}
	months, days, workdays := n*float64(unit.Months), n*float64(unit.Days), n*float64(unit.Workdays)
	for _, part := range []float64{months, days, workdays} {
		if math.Abs(part-math.Round(part)) > 1e-9 {
			return civil.Period{}, &Problem{diag.PartMonth, word, nil}
		}
	}
	return civil.Period{Months: int32(math.Round(months)), Days: int32(math.Round(days)), Workdays: int32(math.Round(workdays))}, nil
}
