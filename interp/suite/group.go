package suite

import (
	"slices"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
)

// judgeGroup compares what is expected of a quota, a pair or a choice with what came
// of it; false for an expectation of anything else.
func (c *Case) judgeGroup(e *check.Expected) bool {
	var found locale.Text
	var ok bool
	switch {
	case e.Quota != nil:
		found, ok = c.judgeQuota(e)
	case e.Pair != nil:
		found, ok = c.judgePair(e)
	case e.Choice != nil:
		found, ok = c.judgeChoice(e)
	default:
		return false
	}
	if !ok {
		c.Failures = append(c.Failures, Failure{Expected: e, Why: found})
	}
	return true
}

// say is a text in both languages.
func say(of func(locale.Language) string) locale.Text {
	return locale.Text{EN: of(locale.English), ZH: of(locale.Chinese)}
}

// judgeQuota finds the lines of the quota in the group: each must be as expected.
func (c *Case) judgeQuota(e *check.Expected) (found locale.Text, ok bool) {
	met := 0
	for _, q := range c.Quotas {
		if !slices.Contains(e.Quota.Lines, q.Line) || !c.isGroup(e.Quota, q) {
			continue
		}
		met++
		c.Exercised = append(c.Exercised, q.Line.ID)
		switch q.Outcome {
		case eval.Met:
			c.shown = append(c.shown, Point{Quota: q.Line, Want: WasMet})
		case eval.Broken, eval.Departure:
			c.shown = append(c.shown, Point{Quota: q.Line, Want: WasNotMet})
		}
		same := q.Outcome == eval.Called(e.Kind) && !slices.ContainsFunc(e.Figures, func(f check.Figure) bool { return !has(q, f) }) &&
			(e.Missing == nil || c.missesOf(q.Missing, e.Missing))
		if !same {
			return say(func(l locale.Language) string {
				return q.Outcome.Text().In(l) + locale.Text{EN: ": ", ZH: "："}.In(l) + explain.Quota(q, l)
			}), false
		}
	}
	if met == 0 {
		return locale.Text{EN: "the quota has no such group", ZH: "该配额没有这一组"}, false
	}
	return found, true
}

// isGroup says whether a quota is of the group that is named.
func (c *Case) isGroup(of *check.ExpectedQuota, q eval.Quota) bool {
	switch {
	case of.Label != "":
		return q.Group != nil && q.Group.ID == of.Label
	case of.Key == nil:
		return q.Quota.Per == nil
	case q.Group != nil:
		return q.Group.ID == of.Key.Value.Text
	}
	return q.Key == c.Evaluator.ShowConstant(of.Key.Value, q.Quota.Per.Type())
}

// has says whether a figure of a quota is the one expected.
func has(q eval.Quota, f check.Figure) bool {
	r := q.Actual
	switch over := q.Line.Op == "<=" || q.Line.Op == "<"; {
	case f.Kind == "ACTUAL":
	case q.Line.Op == "=" && f.Kind == "OVER BY":
		r = eval.Range{Low: q.Difference.High.Neg(), High: q.Difference.Low.Neg()}
	case q.Line.Op != "=" && over != (f.Kind == "OVER BY"):
		return false
	default:
		r = q.Difference
	}
	return r.Low.Equal(f.Low) && r.High.Equal(f.High)
}

// person is the record that a label names; that of the test where it is "".
func (c *Case) person(label string) *roster.Record {
	for _, d := range c.Decisions {
		if label == "" || d.Record.ID == label {
			return d.Record
		}
	}
	return nil
}

// dated is the date on which a record is decided.
func (c *Case) dated(r *roster.Record) civil.Date {
	for _, d := range c.Decisions {
		if d.Record == r {
			return d.AsOf
		}
	}
	return c.AsOf
}

// judgePair asks what a pair comes to for two records.
func (c *Case) judgePair(e *check.Expected) (found locale.Text, ok bool) {
	of := e.Pair
	a, b := c.person(of.A), c.person(of.B)
	if a == nil || b == nil {
		return locale.Text{EN: "nothing is decided on one of the two", ZH: "对其中一人没有判定"}, false
	}
	c.Exercised = append(c.Exercised, of.ID)
	if len(of.Checks) > 0 {
		return c.judgeNotBoth(e, a, b)
	}
	couple := c.Evaluator.Couple(&check.Pair{Rules: of.Rules, Checks: of.Checks, One: true}, a, b, c.dated)
	on := [2]value.Set{couple.OnA, couple.OnB}
	if couple.A != a {
		slices.Reverse(on[:])
	}
	var fell *check.Rule
	if couple.OnA.True || couple.OnB.True {
		fell = slices.Concat(couple.Items, couple.Maybe, of.Rules[:1])[0]
	}
	found = say(func(l locale.Language) string { return pairFound(of, fell, on, l) })
	some := value.Or(on[0], on[1])
	switch e.Kind {
	case "NO PAIR":
		return found, !some.True
	case "UNDETERMINED":
		return found, !on[0].One() || !on[1].One()
	case "":
		return found, !some.False
	}
	// An effect on one of them, or on either.
	sure := [2]bool{!on[0].False, !on[1].False}
	if on[0].One() && on[1].One() && fell != nil && wouldGive(fell, e, e.Action) {
		return found, sure == [2]bool{of.On == "" || of.On == of.A, of.On == "" || of.On == of.B}
	}
	return found, false
}

// pairFound says what came of a pair: b must rotate.
func pairFound(of *check.ExpectedPair, r *check.Rule, on [2]value.Set, l locale.Language) string {
	pick := func(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(l) }
	switch {
	case r == nil:
		return pick("no such pair", "不成双人")
	case !on[0].One() || !on[1].One():
		return pick("undetermined", "待定")
	}
	who := of.A
	switch {
	case on[0].True && on[1].True:
		who = pick("one", "一方")
	case on[1].True:
		who = of.B
	}
	var effects []string
	for _, x := range r.Effects {
		if x.Action != nil {
			effects = append(effects, explain.Outcome(eval.OfStrength(x.Strength), x.Action, l))
		}
	}
	return who + pick(" ", "") + strings.Join(effects, pick(", ", "、"))
}

// judgeNotBoth asks whether two stand so to each other, and whether both are so.
func (c *Case) judgeNotBoth(e *check.Expected, a, b *roster.Record) (found locale.Text, ok bool) {
	couple := c.Evaluator.Couple(&check.Pair{Checks: e.Pair.Checks}, a, b, c.dated)
	outcome := couple.Outcome
	if !couple.Found.One() {
		outcome = eval.Undetermined
	}
	if found = outcome.Text(); !couple.Found.True {
		found = locale.Text{EN: "no such pair", ZH: "不成双人"}
	}
	switch e.Kind {
	case "NO PAIR":
		return found, !couple.Found.True
	case "":
		return found, !couple.Found.False
	}
	return found, couple.Found.True && outcome == eval.Called(e.Kind)
}

var statusOf = map[string]eval.Status{"CHOSEN BY": eval.WasChosen, "WAITING IN": eval.Waits, "TIED IN": eval.IsTied, "NO CANDIDATE IN": eval.NoCandidate}

// judgeChoice asks what came of a choice for one record.
func (c *Case) judgeChoice(e *check.Expected) (found locale.Text, ok bool) {
	r := c.person(e.Label)
	if r == nil {
		return locale.Text{EN: "nothing is decided on it", ZH: "没有对此作出判定"}, false
	}
	c.Exercised = append(c.Exercised, e.Choice.ID)
	s := c.Evaluator.StandingIn(e.Choice, r, c.dated(r))
	for _, k := range c.Evaluator.CutKeys(e.Choice, r, c.dated(r)) {
		c.Exercised = append(c.Exercised, k.ID)
	}
	switch {
	case s.One(eval.WasChosen):
		c.shown = append(c.shown, Point{Choice: e.Choice, Want: ChoseSome})
	case s.One(eval.Waits), s.One(eval.IsTied):
		c.shown = append(c.shown, Point{Choice: e.Choice, Want: LeftSome})
	}
	found = say(func(l locale.Language) string { return explain.Standing(s, l) })
	if e.Kind == "UNDECIDED IN" {
		return found, len(s.May) > 1 && (e.Missing == nil || c.missesOf(s.Missing, e.Missing))
	}
	for _, f := range e.Figures {
		if !s.Place.Low.Equal(f.Low) || !s.Place.High.Equal(f.High) {
			return found, false
		}
	}
	return found, s.One(statusOf[e.Kind])
}
