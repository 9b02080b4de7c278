package explain

import (
	"fmt"
	"io"
	"strings"

	"rota/interp/eval"
	"rota/lang/check"
	"rota/lang/locale"
)

// Two names the two people of a pair; of one and anybody the one, and how many the
// other may be.
func Two(c eval.Couple, l locale.Language) string {
	if c.B == nil {
		return fmt.Sprintf(pick(l, "%s and any of %d others", "%s与其他%d人中的任一人"), who(c.A), c.Others)
	}
	return who(c.A) + comma(l) + who(c.B)
}

// Items lists the items of a pair that are of the two, and those that may be.
func Items(c eval.Couple, l locale.Language) string {
	text := RuleIDs(c.Items, l)
	if len(c.Maybe) > 0 && text != "" {
		text += pick(l, "; ", "；")
	}
	if len(c.Maybe) > 0 {
		text += pick(l, "possibly ", "可能") + RuleIDs(c.Maybe, l)
	}
	return text
}

// Couple says in one line what a pair comes to for two people: B must rotate; one of
// the two may be deferred, the plan settles which.
func Couple(c eval.Couple, l locale.Language) string {
	text := falls(c, l)
	if len(c.Missing) > 0 {
		text += pick(l, ", depending on ", "，取决于") + Blanks(c.Missing, l)
	}
	if !c.Exhaustive {
		text += pick(l, "; possible, not exhaustive", "；可能的结果，未穷尽")
	}
	return text
}

func falls(c eval.Couple, l locale.Language) string {
	if c.B == nil {
		return eval.Undetermined.Text().In(l)
	}
	a, b, what := who(c.A), who(c.B), Effects(c.Pair, l)
	switch c.Falls() {
	case eval.NeverBoth:
		text := c.Outcome.Text().In(l)
		if c.Outcome == eval.Broken || c.Outcome == eval.Departure {
			both := eval.Written(c.Pair.Checks[0].Clause.Both)
			text = pick(l, "both "+both+": ", "均"+both+"：") + text
		}
		return text
	case eval.OnEither:
		return pick(l, "one of the two "+what+", the plan settles which", "两人中的一方"+what+"，由调整方案定夺")
	case eval.OnBoth:
		return pick(l, "both "+what, "两人都"+what)
	case eval.OnFirst:
		return pick(l, a+" "+what, a+what)
	case eval.OnSecond:
		return pick(l, b+" "+what, b+what)
	}
	switch sureA, sureB := !c.OnA.False, !c.OnB.False; {
	case sureA:
		return pick(l, a+" "+what+", possibly "+b+" too", a+what+"，"+b+"也可能")
	case sureB:
		return pick(l, b+" "+what+", possibly "+a+" too", b+what+"，"+a+"也可能")
	case c.OnA.True && c.OnB.True:
		return pick(l, "undetermined: "+a+" or "+b+" "+what, "待定："+a+"或"+b+what)
	case c.OnA.True:
		return pick(l, "undetermined: "+a+" "+what+" or neither", "待定："+a+what+"，或两人都不涉及")
	}
	return pick(l, "undetermined: "+b+" "+what+" or neither", "待定："+b+what+"，或两人都不涉及")
}

// Effects is what a pair does to whom it falls on: must rotate.
func Effects(p *check.Pair, l locale.Language) string {
	var list []string
	for _, r := range p.Rules[:min(1, len(p.Rules))] {
		for _, e := range r.Effects {
			if e.Action != nil {
				list = append(list, Outcome(eval.OfStrength(e.Strength), e.Action, l))
			}
		}
	}
	return strings.Join(list, comma(l))
}

// WhyPair writes whom a pair is of and what it comes to for each two people, with the
// items that are of them and the key that settles it.
func WhyPair(w io.Writer, e *eval.Evaluator, p *check.Pair, couples []eval.Couple, l locale.Language) error {
	var text strings.Builder
	a := account{w: &text, e: e, l: l}
	title := p.Title
	if title != "" {
		title = "  " + title
	}
	a.say("%s%s", "%s%s", p.Text().In(l), title)
	if len(couples) == 0 {
		a.say("  of nobody", "  没有这样的两人")
	}
	for _, c := range couples {
		a.couple(c)
	}
	_, err := io.WriteString(w, Plain(text.String()))
	return err
}

func (a account) couple(c eval.Couple) {
	l := a.l
	a.say("  %s, as of %s: %s", "  %s，截至%s：%s", Two(c, l), c.AsOf.String(), Couple(c, l))
	for _, r := range c.Items {
		a.say("    %s%s  [%s]", "    %s%s  〔%s〕", RuleID(r, l), titled(r, c.Pair), r.Span.String())
	}
	for _, r := range c.Maybe {
		a.say("    possibly %s%s  [%s]", "    可能%s%s  〔%s〕", RuleID(r, l), titled(r, c.Pair), r.Span.String())
	}
	if key := settledBy(a.e, c, l); key != "" {
		a.say("    %s", "    %s", key)
	}
}

// titled is the title of an item, where that is not the pair's own.
func titled(r *check.Rule, p *check.Pair) string {
	if r.Title == p.Title {
		return ""
	}
	return title(r)
}

// settledBy is the key that tells of two on whom it falls, with what it is of each; ""
// where none does.
func settledBy(e *eval.Evaluator, c eval.Couple, l locale.Language) string {
	mine, other := c.A, c.B
	if c.Falls() == eval.OnSecond {
		mine, other = other, mine
	}
	if len(c.Items) == 0 || c.Falls() == eval.FallsOpen {
		return ""
	}
	s, known := e.SettledBy(eval.Decision{Record: mine, AsOf: c.AsOf}, c.Items[0], other)
	switch {
	case !known:
		return ""
	case s.Key == nil:
		return pick(l, "the keys do not tell the two apart", "各项比较不分高低")
	}
	return pick(l, "by "+s.Key.Text+": "+s.Own.In(l)+" against "+s.Others.In(l), "按"+s.Key.Text+"："+s.Own.In(l)+"对"+s.Others.In(l))
}
