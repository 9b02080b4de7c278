package explain

import (
	"io"
	"slices"
	"strings"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
)

// WhyQuota writes what a quota comes to in one group: its figures, who is counted, who
// is not, and of whom it is open with the cells that it hangs on.
func WhyQuota(w io.Writer, q eval.Quota, l locale.Language) error {
	var text strings.Builder
	a := account{w: &text, l: l}
	title := q.Line.Title
	if title == "" {
		title = q.Quota.Title
	}
	if title != "" {
		title = "  " + title
	}
	if q.AsOfUnknown {
		a.say("%s%s: %s", "%s%s：%s", QuotaName(q, l), title, Quota(q, l))
	} else {
		a.say("%s%s, %s: %s, as of %s", "%s%s，%s：%s，截至%s", QuotaName(q, l), title, QuotaGroup(q, l), q.Outcome.Text().In(l), q.AsOf.String())
		a.say("  %s", "  %s", Quota(q, l))
	}
	if q.Line.Base != nil && !q.AsOfUnknown {
		a.say("  base: %s", "  基数：%s", Range(q.Base))
	}
	if !q.Nobody && !q.AsOfUnknown {
		a.say("  required: %s", "  要求：%s", limit(q, l))
		a.say("  actual: %s", "  实有：%s", Range(q.Actual))
		if far := distance(q, l); far != "" {
			a.say("  difference: %s", "  相差：%s", far)
		}
	}
	a.people("counted", "计入", q.Counts)
	a.people("in the base, not counted", "在基数内而未计入", q.Rest)
	a.people("open", "未定", q.Members)
	for _, b := range q.Missing {
		a.say("    %s", "    %s", Blank(b, l))
	}
	_, err := io.WriteString(w, Plain(text.String()))
	return err
}

func (a account) people(en, zh string, records []*roster.Record) {
	if len(records) == 0 {
		return
	}
	var names []string
	for _, r := range records {
		names = append(names, who(r))
	}
	a.say("  "+en+": %s", "  "+zh+"：%s", strings.Join(names, pick(a.l, ", ", "、")))
}

// WhyChoice writes what came of a choice for each of its candidates, in the order of
// the roster.
func WhyChoice(w io.Writer, e *eval.Evaluator, x *check.Choice, people []*roster.Record, date func(*roster.Record) civil.Date, l locale.Language) error {
	var text strings.Builder
	a := account{w: &text, e: e, l: l}
	title := x.Title
	if title != "" {
		title = "  " + title
	}
	a.say("choice %s%s", "选取%s%s", x.ID, title)
	for _, r := range people {
		s := e.StandingIn(x, r, date(r))
		if s.One(eval.NoCandidate) {
			continue
		}
		line := who(r) + pick(l, ": ", "：") + Standing(s, l) + cutKeys(e.CutKeys(x, r, date(r)), l)
		if len(s.Missing) > 0 {
			line += pick(l, "; depending on ", "；取决于") + Blanks(s.Missing, l)
		}
		a.say("  %s", "  %s", line)
	}
	_, err := io.WriteString(w, Plain(text.String()))
	return err
}

// cutKeys are the keys that a place rests on, with what they are of the record; "" for
// none.
func cutKeys(keys []eval.CutKey, l locale.Language) string {
	var by []string
	for _, k := range keys {
		id := ""
		if k.ID != "" {
			id = pick(l, " ["+k.ID+"]", "〔"+k.ID+"〕")
		}
		by = append(by, eval.Written(k.X)+id+pick(l, " ", "：")+k.Own.In(l))
	}
	if by == nil {
		return ""
	}
	return pick(l, ", by ", "，按") + strings.Join(by, pick(l, ", ", "、"))
}

// choices writes what came of the choices that a clause reads, for the record decided.
func (a account) choices(r *check.Rule) {
	if a.d.AsOfUnknown {
		return
	}
	for _, x := range eval.ChosenIn(r) {
		s := a.e.StandingIn(x, a.d.Record, a.d.AsOf)
		a.say("        choice %s: %s%s", "        选取%s：%s%s", x.ID, Standing(s, a.l), cutKeys(a.e.CutKeys(x, a.d.Record, a.d.AsOf), a.l))
	}
}

// settled writes, of a pair that falls on the record decided, the key that says so for
// each other; once, whichever items of the pair are of the two.
func (a account) settled(r *check.Rule) {
	for i, p := range a.d.Partners {
		if p.Rule != r {
			continue
		}
		for _, other := range p.Records[:min(len(p.Records), mostPartners)] {
			if slices.ContainsFunc(a.d.Partners[:i], func(q eval.Partner) bool { return a.e.SamePair(q.Rule, r) && slices.Contains(q.Records, other) }) {
				continue
			}
			s, known := a.e.SettledBy(a.d, r, other)
			switch {
			case !known:
			case s.Key == nil:
				a.say("        with %s: the keys do not tell the two apart, so both are named", "        与%s：各项比较不分高低，两人都列入", who(other))
			default:
				a.say("        with %s: by %s, %s against %s", "        与%s：按%s，%s对%s", who(other), s.Key.Text, s.Own.In(a.l), s.Others.In(a.l))
			}
		}
	}
}
