package explain

import (
	"strings"

	"rota/interp/eval"
	"rota/lang/check"
	"rota/lang/locale"
)

// mostPeriods of one list are written out.
const mostPeriods = 40

// history writes what a condition counted of a list, what was joined to what,
// and what it left out and why, each with its rows.
func (a account) history(h eval.History) {
	a.say("        of %s", "        取自%s", listName(h.Of, a.l))
	for i, p := range h.Periods {
		if i == mostPeriods {
			a.say("          … and %d more", "          ……另有%d条", len(h.Periods)-i)
			return
		}
		when := days(p.First, p.Last, a.l)
		if when != "" {
			when += pick(a.l, ": ", "：")
		}
		a.say("          %s%s%s", "          %s%s%s", when, a.fate(p), rows(p, a.l))
	}
}

// listName is what a list is called, or as the author wrote it.
func listName(x check.Expr, l locale.Language) string {
	switch x := x.(type) {
	case *check.TermRef:
		return locale.Pick(l, x.Term.Name, x.Term.Names)
	case *check.ListRef:
		return x.List.Text().In(l)
	}
	return x.At().Text()
}

func days(first, last string, l locale.Language) string {
	first, last = day(first, l), day(last, l)
	switch {
	case first == "" && last == "":
		return ""
	case last == "open":
		return pick(l, first+" and on", first+"至今")
	}
	return pick(l, first+" to "+last, first+"至"+last)
}

// day is a day, or in brackets the first and the last that it may be.
func day(s string, l locale.Language) string {
	first, last, several := strings.Cut(s, "..")
	if !several {
		return s
	}
	return pick(l, "("+first+" at the earliest, "+last+" at the latest)", "（最早"+first+"、最晚"+last+"）")
}

func (a account) fate(p eval.Period) string {
	switch {
	case p.Within != nil:
		name := locale.Pick(a.l, p.Within.Name, p.Within.Names)
		return pick(a.l, "left out, no part of "+name, "未计，不属于“"+name+"”")
	case p.Failed != nil:
		return pick(a.l, "left out, not: "+eval.Written(p.Failed), "未计，不符合“"+eval.Written(p.Failed)+"”")
	case !p.Counted.True:
		return pick(a.l, "another spell", "另一段")
	case p.Counted.False:
		return pick(a.l, "perhaps counted", "或计入")
	case len(p.Gaps) > 0:
		gaps := make([]string, len(p.Gaps))
		for i, g := range p.Gaps {
			gaps[i] = days(g[0], g[1], a.l)
		}
		over := strings.Join(gaps, comma(a.l))
		return pick(a.l, "counted, joined over "+over, "计入，其间"+over+"中断")
	case len(p.Rows) > 1:
		return pick(a.l, "counted, joined", "计入，前后相接")
	}
	return pick(a.l, "counted", "计入")
}

func rows(p eval.Period, l locale.Language) string {
	who := ""
	if p.Leads != nil {
		who = pick(l, ", "+Who(p.Leads, l), "，"+Who(p.Leads, l))
	}
	places := make([]string, len(p.Rows))
	for i, r := range p.Rows {
		places[i] = r.At.String()
	}
	return who + pick(l, " ["+strings.Join(places, ", ")+"]", "〔"+strings.Join(places, "、")+"〕")
}
