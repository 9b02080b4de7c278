package civil

import (
	"fmt"
	"math"

	"rota/lang/locale"
)

// Period is a length of time: Months, Days and Workdays are added in that order;
// a year is twelve months, a week seven days. A negative period goes back. They
// are never converted into each other, so 1mo and 30d are different and periods
// have no order by themselves: compare the dates they lead to. Workdays need a
// calendar to be added; see Workdays.Add.
type Period struct{ Months, Days, Workdays int32 }

// Years is n calendar years; beyond 178 million the longest there is.
func Years(n int) Period {
	const most = math.MaxInt32 / 12
	return Period{Months: int32(min(max(n, -most), most) * 12)}
}

// Months is n calendar months.
func Months(n int) Period { return Period{Months: bounded(n)} }

// Days is n days.
func Days(n int) Period { return Period{Days: bounded(n)} }

// Weeks is 7n days.
func Weeks(n int) Period {
	const most = math.MaxInt32 / 7
	return Period{Days: int32(min(max(n, -most), most) * 7)}
}

// The range is symmetric so that Neg never overflows.
func bounded(n int) int32 { return int32(min(max(n, -math.MaxInt32), math.MaxInt32)) }

// Neg is the same length the other way.
func (p Period) Neg() Period {
	return Period{bounded(-int(p.Months)), bounded(-int(p.Days)), bounded(-int(p.Workdays))}
}

// String is the period as a policy writes it, whole years taken out of the
// months: 5y, 6mo, 1y6mo, 30d, 1y6mo10d, 0d, 10 workdays. One sign stands for the
// whole unless the parts differ: -1y6mo, 1mo-3d.
func (p Period) String() string {
	return p.write(words{
		year: "y", years: "y", month: "mo", months: "mo", day: "d", days: "d", workday: " workday", workdays: " workdays",
		minus: "-", back: "-", on: "+",
	})
}

// In is the period in words: "1 year 6 months", "30 days"; "1年6个月", "30天".
func (p Period) In(l locale.Language) string {
	if l == locale.Chinese {
		return p.write(words{
			year: "年", years: "年", month: "个月", months: "个月", day: "天", days: "天", workday: "个工作日", workdays: "个工作日",
			minus: "负", back: "减", on: "加",
		})
	}
	return p.write(words{
		year: " year", years: " years", month: " month", months: " months", day: " day", days: " days", workday: " working day", workdays: " working days",
		gap: " ", minus: "minus ", back: " minus ", on: " plus ",
	})
}

// words are the names of the units and what stands between and before them;
// minus stands first, back and on between parts of different sign.
type words struct {
	year, years, month, months, day, days, workday, workdays string
	gap, minus, back, on                                     string
}

func (p Period) write(w words) string {
	out, sign := "", int64(1)
	part := func(n, of int64, one, many string) {
		count := max(n, -n) / of
		if n < 0 != (sign < 0) && count > 0 {
			switch sign = -sign; {
			case out == "":
				out = w.minus
			case n < 0:
				out += w.back
			default:
				out += w.on
			}
		} else if out != "" && count > 0 {
			out += w.gap
		}
		switch count {
		case 0:
		case 1:
			out += "1" + one
		default:
			out += fmt.Sprint(count) + many
		}
	}
	months := int64(p.Months)
	part(months, 12, w.year, w.years)
	part(months%12, 1, w.month, w.months)
	part(int64(p.Days), 1, w.day, w.days)
	part(int64(p.Workdays), 1, w.workday, w.workdays)
	if out == "" {
		return "0" + w.days
	}
	return out
}

// Completed says whether p, begun on from, is over on the day to: the
// corresponding day itself completes it (Civil Code 202). Where from.Add(p)
// stops at Max, Max completes it.
func Completed(from Date, p Period, to Date) bool { return from.Add(p) <= to }

// WholeMonths counts the months completed from one date to the other, the
// corresponding day or the last day of a shorter month completing one; 0 when
// to is before from.
func WholeMonths(from, to Date) int { return Convention{}.WholeMonths(from, to) }

// WholeYears counts the anniversaries completed, the age for a birthday; 0
// when to is before from. In a common year the anniversary of 29 February is
// the 28th.
func WholeYears(from, to Date) int { return Convention{}.WholeYears(from, to) }

// Between is the most whole months from one date to the other and the days
// that remain, so that from.Add(Between(from, to)) == to when from <= to.
// Otherwise it is the negation of the swap, which need not lead back: see Add.
func Between(from, to Date) Period { return Convention{}.Between(from, to) }

// LeastDays and MostDays bound how many days a period without working days takes,
// counted from any date between 1900 and 2100 by any convention. They may be off by
// a few days, but on the safe side.
func (p Period) LeastDays() int { return p.average() - unevenness }

// MostDays is the other bound.
func (p Period) MostDays() int { return p.average() + unevenness }

// unevenness is more days than months of the calendar, however their ends are
// taken, ever differ from their average length.
const unevenness = 8

// average takes a month for a twelfth of 365.25 days.
func (p Period) average() int { return int(p.Months)*1461/48 + int(p.Days) }
