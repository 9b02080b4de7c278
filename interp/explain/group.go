package explain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/locale"
)

// mostPartners are named; of more the number is given.
const mostPartners = 8

// Partners says with whom a pair holds, in brackets; "" for what is no pair. One
// that falls on either of the two names both.
func Partners(d eval.Decision, r *check.Rule, l locale.Language) string {
	at := slices.IndexFunc(d.Partners, func(p eval.Partner) bool { return p.Rule == r })
	if at < 0 {
		return ""
	}
	records := d.Partners[at].Records
	if r.Shared {
		records = append([]*roster.Record{d.Record}, records...)
	}
	var ids []string
	for _, other := range records[:min(len(records), mostPartners)] {
		ids = append(ids, who(other))
	}
	list := strings.Join(ids, pick(l, ", ", "、"))
	if more := len(records) - len(ids); more > 0 {
		list += fmt.Sprintf(pick(l, " and %d more", "等另%d人"), more)
	}
	switch {
	case r.Shared && len(records) == 2:
		return pick(l, " (one of "+list+")", "（"+list+"中的一方）")
	case r.Shared:
		return pick(l, " (one of each pair: "+list+")", "（"+list+"中每对的一方）")
	}
	return pick(l, " (with "+list+")", "（与"+list+"）")
}

func who(r *roster.Record) string {
	if r.Name != "" && r.Name != r.ID {
		return r.ID + " " + r.Name
	}
	return r.ID
}

// QuotaGroup is the group of a quota as a person calls it.
func QuotaGroup(q eval.Quota, l locale.Language) string {
	switch {
	case q.Group != nil:
		return q.Group.ID
	case q.Quota.Per == nil:
		return pick(l, "all", "全体")
	case q.Unknown:
		return pick(l, "group not known", "组别未知")
	}
	return q.Key
}

// Range is a number or the numbers it lies between: 3, 2–4.
func Range(r eval.Range) string {
	if r.One() {
		return number(r.Low)
	}
	return number(r.Low) + "–" + number(r.High)
}

// number is a figure of a group; of one that has no end, a third of them, two places.
func number(d decimal.Decimal) string {
	if d.Trim(0).Scale() > 6 {
		return d.Round(2).String()
	}
	return d.Trim(0).String()
}

var limits = map[string]locale.Text{
	"<=": {EN: "at most", ZH: "不超过"}, ">=": {EN: "at least", ZH: "不少于"}, "<": {EN: "less than", ZH: "少于"}, ">": {EN: "more than", ZH: "多于"}, "=": {EN: "exactly", ZH: "恰为"},
}

// Quota is what a quota comes to, in one line: 3 of 10, at most 2: 1 too many.
func Quota(q eval.Quota, l locale.Language) string {
	if q.AsOfUnknown {
		return pick(l, "the as-of date is not known", "截止日未知")
	}
	if q.Nobody {
		return pick(l, "nobody in the base", "基数为零")
	}
	text := Range(q.Actual)
	if q.Line.Base != nil {
		text = fmt.Sprintf(pick(l, "%s of %s", "%[2]s人中%[1]s人"), Range(q.Actual), Range(q.Base))
	} else {
		text += pick(l, "", "人")
	}
	text += pick(l, ", ", "，") + limit(q, l)
	if far := distance(q, l); far != "" && q.Outcome != eval.Met {
		text += pick(l, ": ", "：") + far
	}
	if len(q.Members) > 0 && q.Outcome == eval.Undetermined {
		var names []string
		for _, m := range q.Members[:min(len(q.Members), mostPartners)] {
			names = append(names, who(m))
		}
		list := strings.Join(names, pick(l, ", ", "、"))
		if more := len(q.Members) - len(names); more > 0 {
			list += fmt.Sprintf(pick(l, " and %d more", "等另%d人"), more)
		}
		text += pick(l, "; depending on "+list, "；取决于"+list)
	}
	if !q.Exhaustive {
		text += pick(l, "; possible, not exhaustive", "；可能的结果，未穷尽")
	}
	return text
}

// limit is what is required: at most 3. Of a limit of which nothing is known the blanks
// are named that leave it open.
func limit(q eval.Quota, l locale.Language) string {
	switch {
	case !q.Unlimited:
		return limits[q.Line.Op].In(l) + pick(l, " ", "") + Range(q.Required) + pick(l, "", "人")
	case len(q.LimitOn) > 0:
		return pick(l, "the limit is not known: ", "限额未知：") + Blanks(q.LimitOn, l)
	}
	return pick(l, "the limit is not known", "限额未知")
}

// distance says how many more are needed or are too many.
func distance(q eval.Quota, l locale.Language) string {
	if q.Unlimited || !q.Difference.High.IsPos() && q.Line.Op != "=" {
		return ""
	}
	r := q.Difference
	if q.Outcome == eval.Undetermined {
		r.Low = r.Low.Max(decimal.Zero)
	}
	switch q.Line.Op {
	case ">=", ">":
		return fmt.Sprintf(pick(l, "%s more needed", "还差%s人"), Range(r))
	case "<=", "<":
		return fmt.Sprintf(pick(l, "%s too many", "超出%s人"), Range(r))
	case "=":
		switch {
		case r.Low.IsPos():
			return fmt.Sprintf(pick(l, "%s more needed", "还差%s人"), Range(r))
		case r.High.IsNeg():
			return fmt.Sprintf(pick(l, "%s too many", "超出%s人"), Range(eval.Range{Low: r.High.Neg(), High: r.Low.Neg()}))
		}
	}
	return ""
}

// QuotaName is a quota as a person calls it: quota 4.1b.
func QuotaName(q eval.Quota, l locale.Language) string {
	return pick(l, "quota "+q.Line.ID, "配额"+q.Line.ID)
}

var statuses = map[eval.Status]locale.Text{
	eval.NoCandidate: {EN: "no candidate", ZH: "非候选"}, eval.WasChosen: {EN: "chosen", ZH: "入选"}, eval.Waits: {EN: "waiting", ZH: "待选"}, eval.IsTied: {EN: "tied", ZH: "并列"},
}

// Standing is what came of a choice for one, in words: waiting at place 2.
func Standing(s eval.Standing, l locale.Language) string {
	var may []string
	for _, status := range s.May {
		may = append(may, statuses[status].In(l))
	}
	text := strings.Join(may, pick(l, " or ", "或"))
	if s.One(eval.Waits) {
		text += pick(l, " at place ", "第") + Range(s.Place) + pick(l, "", "位")
	}
	if !s.Exact {
		text += pick(l, " (possible, not exhaustive)", "（可能的结果，未穷尽）")
	}
	return text
}
