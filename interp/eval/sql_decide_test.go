package eval_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rota/lang/check"
	"rota/lang/types"
)

// How SQL decides: sections 9 and 30 of the language page, an effect at a time.

// strengths are the outcomes by their strength.
var strengths = map[check.Strength]string{
	check.MustNot: "must-not", check.Exempt: "exempt", check.Defer: "deferred", check.MayExemptOrDefer: "may-exempt-or-defer", check.MayExempt: "may-exempt",
	check.MayDefer: "may-defer", check.Must: "must", check.ShouldNot: "should-not", check.Should: "should", check.Plan: "plan", check.May: "may",
}

// bySection30 is the order in which the strengths decide.
var bySection30 = []check.Strength{check.MustNot, check.Exempt, check.Defer, check.MayExemptOrDefer, check.MayExempt, check.MayDefer,
	check.Must, check.ShouldNot, check.Should, check.Plan, check.May}

func oneOf(s check.Strength, list ...check.Strength) bool { return slices.Contains(list, s) }

func frees(e *effect) bool {
	return e.Action != nil && oneOf(e.Strength, check.Exempt, check.Defer, check.MayExempt, check.MayDefer, check.MayExemptOrDefer)
}

func asks(e *effect) bool {
	return e.Action != nil && oneOf(e.Strength, check.Must, check.Should, check.Plan)
}

// attacks says whether an effect that stands keeps another from standing.
func attacks(a, b *effect) bool {
	switch {
	case a.rule == b.rule, slices.Contains(b.rule.Despite, a.rule):
		return false
	case slices.Contains(a.rule.SetsAside, b.rule):
		return true
	case slices.Contains(a.rule.InsteadOf, b.rule), slices.Contains(b.rule.InsteadOf, a.rule), a.Action == nil, a.Action != b.Action:
		return false
	case a.Limited && !slices.Contains(a.Only, b.rule):
		return false
	case a.Strength == check.MustNot:
		return asks(b) || b.Strength == check.May
	case a.Strength == check.ShouldNot:
		return oneOf(b.Strength, check.Should, check.Plan, check.May)
	}
	return frees(a) && asks(b)
}

// once works something out a single time; what waits for itself is not translated.
func (t *translation) once(key any, work func() string) string {
	if text, done := t.done[key]; done {
		return text
	}
	if t.working[key] {
		panic(untranslated("what waits for itself"))
	}
	if t.depth > 0 || t.another {
		panic(untranslated("a decision within a list or as of another date"))
	}
	t.working[key] = true
	text := t.let(work())
	t.done[key] = text
	return text
}

type (
	metKey    struct{ *check.Rule }
	holdsKey  struct{ *effect }
	standsKey struct{ *effect }
	countsKey struct{ *effect }
	scopeKey  struct{}
	plainKey  struct{ *check.Action }
)

// during says that the date in sight lies in a window.
func (t *translation) during(w check.Window) string {
	parts := []string{}
	if w.From != nil {
		v := t.value(w.From)
		parts = append(parts, t.unlessNone("("+v.v+" <= "+t.asOf+")", v))
	}
	if w.Until != nil {
		v := t.value(w.Until)
		parts = append(parts, t.unlessNone("("+t.asOf+" < "+v.v+")", v))
	}
	return sqlAnd(parts...)
}

func (t *translation) scope() string {
	return t.once(scopeKey{}, func() string { return sqlAnd(t.during(t.program.InForce), t.truth(t.program.AppliesTo)) })
}

// met says that a rule is in force, its condition true and no exception.
func (t *translation) met(r *check.Rule) string {
	return t.once(metKey{r}, func() string {
		parts := []string{t.during(r.InForce), t.truth(r.When)}
		for _, u := range r.Unless {
			parts = append(parts, sqlNot(t.truth(u)))
		}
		return sqlAnd(parts...)
	})
}

// holds says that the dates of an effect hold the day as well.
func (t *translation) holds(e *effect) string {
	return t.once(holdsKey{e}, func() string {
		parts := []string{t.met(e.rule)}
		if e.From != nil && e.Within == nil {
			from := t.asColumns(t.value(e.From))
			begun := "(" + from.v + " <= " + t.asOf + ")"
			if e.For != nil {
				begun = "(" + begun + " AND " + t.asOf + " <= " + t.after(from.v, e.For, false) + ")"
			}
			parts = append(parts, t.unlessNone(begun, from))
		}
		if e.Until != nil {
			until := t.value(e.Until)
			parts = append(parts, t.unlessNone("("+t.asOf+" < "+until.v+")", until))
		}
		return sqlAnd(parts...)
	})
}

func (t *translation) meets(x *check.Meets) string {
	if x.Row != 0 {
		panic(untranslated("whether another meets a rule"))
	}
	var some []string
	for _, e := range t.effects {
		if slices.Contains(x.Rules, e.rule) {
			some = append(some, t.holds(e))
		}
	}
	return sqlOr(some...)
}

// stands says that an effect holds and nothing that stands attacks it; of one
// instead of others, that one of those stands.
func (t *translation) stands(e *effect) string {
	return t.once(standsKey{e}, func() string {
		parts := []string{t.holds(e)}
		var instead []string
		for _, a := range t.effects {
			if attacks(a, e) {
				parts = append(parts, sqlNot(t.stands(a)))
			}
			if slices.Contains(e.rule.InsteadOf, a.rule) {
				instead = append(instead, t.stands(a))
			}
		}
		if len(e.rule.InsteadOf) > 0 {
			parts = append(parts, sqlOr(instead...))
		}
		return sqlAnd(parts...)
	})
}

// counts says that a standing effect counts for the outcome: not one that another
// stands in spite or instead of; a release where it beats a duty and none counts.
func (t *translation) counts(e *effect) string {
	return t.once(countsKey{e}, func() string {
		parts := []string{t.stands(e)}
		var beaten []string
		for _, o := range t.effects {
			if o.Action != nil && o.Action == e.Action && slices.Contains(o.rule.Despite, e.rule) || slices.Contains(o.rule.InsteadOf, e.rule) {
				parts = append(parts, sqlNot(t.stands(o)))
			}
			if !frees(e) || !asks(o) || o.Action != e.Action {
				continue
			}
			parts = append(parts, sqlNot(t.counts(o)))
			if attacks(e, o) || slices.Contains(e.rule.InsteadOf, o.rule) {
				beaten = append(beaten, t.holds(o))
			}
		}
		if frees(e) {
			parts = append(parts, sqlOr(beaten...))
		}
		return sqlAnd(parts...)
	})
}

// which are the effects on a matter of which something is so.
func (t *translation) which(a *check.Action, is func(*effect) bool) (out []*effect) {
	for _, e := range t.effects {
		if e.Action == a && is(e) {
			out = append(out, e)
		}
	}
	return out
}

func (t *translation) some(list []*effect) string {
	var parts []string
	for _, e := range list {
		parts = append(parts, t.counts(e))
	}
	return sqlOr(parts...)
}

// plain is the outcome on a matter in scope, apart from conflicts.
func (t *translation) plain(a *check.Action) string {
	return t.once(plainKey{a}, func() string {
		var pairs []string
		if a.Kind == check.KindResult {
			for level, g := range a.Grades {
				pairs = append(pairs, t.some(t.which(a, func(e *effect) bool { return e.Level == level })), quoted(g.Name))
			}
			otherwise := "none"
			if a.Default >= 0 {
				otherwise = a.Grades[a.Default].Name
			}
			return choice(quoted(otherwise), pairs...)
		}
		has := func(s check.Strength) string {
			return t.some(t.which(a, func(e *effect) bool { return e.Strength == s }))
		}
		for _, s := range bySection30 {
			is := has(s)
			if s == check.MayExemptOrDefer {
				is = sqlOr(is, sqlAnd(has(check.MayExempt), has(check.MayDefer)))
			}
			pairs = append(pairs, is, quoted(strengths[s]))
		}
		return choice("'none'", pairs...)
	})
}

// result is the outcome on a matter.
func (t *translation) result(a *check.Action) string {
	return t.once(a, func() string {
		text := t.plain(a)
		if a.Kind == check.KindAction && a.Exclusive != 0 {
			text = choice(text, t.let(t.conflict(a)), "'conflict'")
		}
		return choice(text, sqlNot(t.scope()), "'out-of-scope'")
	})
}

// conflict says that a must on an action is one of those on exclusive actions that no
// one of these would meet.
func (t *translation) conflict(a *check.Action) string {
	group := func(b *check.Action) bool {
		return b != nil && b.Kind == check.KindAction && b.Exclusive == a.Exclusive
	}
	binding := map[*effect]string{}
	ways := func(e *effect, b *check.Action) string { // whether doing b meets it
		if e.Action == b {
			return "1"
		}
		return t.some(t.which(b, func(s *effect) bool {
			return s.rule == e.rule && s.Strength == check.Must && slices.Contains(e.Instead, b)
		}))
	}
	var own []string
	for _, e := range t.effects {
		if !group(e.Action) || e.Strength != check.Must {
			continue
		}
		parts := []string{t.counts(e), "(" + t.plain(e.Action) + " = 'must')"}
		for _, b := range e.Instead {
			if !group(b) {
				parts = append(parts, sqlNot(ways(e, b)))
			}
		}
		binding[e] = t.let(sqlAnd(parts...))
		if e.Action == a {
			own = append(own, binding[e])
		}
	}
	parts := []string{sqlOr(own...)}
	for _, b := range t.program.Actions {
		if !group(b) {
			continue
		}
		var unmet []string
		for _, e := range t.effects {
			if is, binds := binding[e]; binds {
				unmet = append(unmet, sqlAnd(is, sqlNot(ways(e, b))))
			}
		}
		parts = append(parts, t.let(sqlOr(unmet...)))
	}
	return sqlAnd(parts...)
}

// grade is a result as a value, the stronger the more; out of scope it is none.
func (t *translation) grade(x *check.ResultOf) sqlValue {
	is := t.result(x.Result)
	text := "(CASE " + is
	for level, g := range x.Result.Grades {
		text += " WHEN " + quoted(g.Name) + " THEN " + strconv.Itoa(len(x.Result.Grades)-1-level)
	}
	return sqlValue{v: t.let(text + " END)"), none: t.let("(" + is + " IN ('none', 'out-of-scope'))")}
}

// requirement is whether a record keeps one: NULL where it is neither kept nor
// broken.
func (t *translation) requirement(a *check.Action) string {
	t.lax = true
	text := t.let(t.truth(a.Clause.When))
	t.lax = false
	return text
}

// checked is what a check of the person comes to.
func (t *translation) checked(a *check.Action) string {
	parts := []string{t.scope(), t.during(a.Clause.InForce), t.truth(a.Where), sqlNot(t.truth(a.Clause.When))}
	for _, u := range a.Clause.Unless {
		parts = append(parts, sqlNot(t.truth(u)))
	}
	broken := "'broken'"
	if a.Departure {
		broken = "'departure'"
	}
	return t.let(choice("'met'", t.let(sqlAnd(parts...)), broken))
}

// output is a computed output as it prints.
func (t *translation) output(o *check.Output) string {
	v := t.asColumns(t.value(o.Value))
	text := v.v
	switch k := o.Type; k.Kind {
	case types.Date:
	case types.Number:
		text = "CAST(" + v.v + " AS TEXT)"
	case types.Choice:
		text = "(CASE " + v.v
		for i, option := range k.Choice.Values {
			text += fmt.Sprintf(" WHEN %d THEN %s", i, quoted(option.Name))
		}
		text += " END)"
	default:
		panic(untranslated("an output that is " + k.Text().EN))
	}
	return t.let(choice(text, sqlNot(t.scope()), "'none'", v.none, "'none'"))
}

// given is an output as the rules that count set and bound it: a value, low..high, a
// conflict where two values differ or the bounds leave nothing or not what is set.
func (t *translation) given(o *check.Output) string {
	const least, most = "-1000000", "1000000" // no bound
	counting := map[string][]string{}
	values := map[string][]string{}
	for _, e := range t.effects {
		if e.Output != o {
			continue
		}
		v := t.asColumns(t.value(e.Value))
		is := t.let(sqlAnd(t.counts(e), sqlNot(v.none)))
		counting[e.Sign] = append(counting[e.Sign], is)
		values[e.Sign] = append(values[e.Sign], is, v.v)
	}
	furthest := func(sign, of, none string) string {
		list := []string{none, none}
		for i := 0; i < len(values[sign]); i += 2 {
			list = append(list, choice(none, values[sign][i], values[sign][i+1]))
		}
		return t.let(of + "(" + strings.Join(list, ", ") + ")")
	}
	low, high := furthest(">=", "max", least), furthest("<=", "min", most)
	first, last := furthest("=", "min", most), furthest("=", "max", least)
	set, bounded := t.let(sqlOr(counting["="]...)), t.let(sqlOr(append(counting[">="], counting["<="]...)...))
	conflict := t.let(sqlOr("("+low+" > "+high+")", sqlAnd(set, "("+first+" <> "+last+" OR "+low+" > "+last+" OR "+high+" < "+first+")")))
	return t.let(choice("'none'", sqlNot(t.scope()), "'none'", conflict, "'conflict'", set, "CAST("+first+" AS TEXT)",
		bounded, "coalesce(nullif("+low+", "+least+"), '') || '..' || coalesce(nullif("+high+", "+most+"), '')"))
}
