package analyze

import (
	"maps"
	"slices"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
)

// neverHolds finds rules whose conditions cannot be so, by themselves or of those to
// whom the policy applies.
func (a *analysis) neverHolds() {
	for _, r := range a.rules() {
		claims := claimsOf(r)
		if a.together(claims...) {
			continue
		}
		a.dead[r] = true
		why := a.why(claims)
		if a.possible(claims...) {
			why = locale.Text{EN: "the policy does not apply to those of whom it would", ZH: "本政策不适用于它所指的人"}
		}
		a.found.Add(diag.NeverHolds, r.Span, r.Text(), why)
	}
}

// why says which parts of a condition cannot be so together.
func (a *analysis) why(claims []claim) locale.Text {
	var all []claim
	for _, c := range claims {
		if !c.is {
			all = append(all, c)
			continue
		}
		for _, part := range check.Conjuncts(c.x) {
			all = append(all, claim{part, true})
		}
	}
	for _, c := range all {
		if !a.possible(c) {
			return locale.Text{EN: "“" + said(c).EN + "” cannot be so", ZH: "不可能“" + said(c).ZH + "”"}
		}
	}
	for i, c := range all {
		for _, d := range all[:i] {
			if !a.possible(c, d) {
				return locale.Text{EN: "“" + said(d).EN + "” and “" + said(c).EN + "” cannot both be so", ZH: "“" + said(d).ZH + "”与“" + said(c).ZH + "”不能同时成立"}
			}
		}
	}
	return locale.Text{EN: "its parts cannot all be so together", ZH: "其各部分不能全部同时成立"}
}

func said(c claim) locale.Text {
	text := spoken(c.x.At())
	if c.is {
		return locale.Text{EN: text, ZH: text}
	}
	return locale.Text{EN: "unless " + text, ZH: "除非" + text}
}

// swallowed finds rules without which every outcome were the same: another that is as
// strict holds wherever they do. Rules that others name, and those with dates or with
// precedence of their own, are not looked at.
func (a *analysis) swallowed() {
	named := a.named()
	var plain []*check.Rule
	for _, r := range a.program.Rules {
		if !named[r] && simple(r) {
			plain = append(plain, r)
		}
	}
	gone := map[*check.Rule]bool{} // of two that swallow each other one stays
	for _, r := range slices.Backward(plain) {
		if !a.own(r.Span) || a.dead[r] || a.told[r] || a.steps < 0 {
			continue
		}
		holds := a.holding(r)
		for _, by := range plain {
			if by != r && !gone[by] && !a.dead[by] && !a.told[by] && outdoes(by, r) && holds.implies(by) {
				gone[r] = true
				a.found.Add(diag.Swallowed, r.Span, r.Text(), by.Text()).Notes = []diag.Related{
					{At: by.Span, Text: locale.Text{EN: "it is swallowed by this", ZH: "它被此处包括"}}}
				break
			}
		}
	}
}

// holding is what is known where a rule holds, worked out once for all that is asked.
type holding struct {
	*solver
	open  []either
	world *world
	never bool
}

func (a *analysis) holding(r *check.Rule) holding {
	h := holding{solver: a.solver, world: &world{map[int]value{}}}
	h.open, h.never = a.narrowAll(append(a.subject(), claimsOf(r)...), nil, h.world)
	return h
}

// implies says that another rule holds there too: none of what it asks for can fail.
func (h holding) implies(other *check.Rule) bool {
	return h.never || !slices.ContainsFunc(claimsOf(other), func(c claim) bool {
		return h.solve([]claim{{c.x, !c.is}}, h.open, &world{maps.Clone(h.world.values)})
	})
}

// named are the rules that others speak of.
func (a *analysis) named() map[*check.Rule]bool {
	if a.spokenOf != nil {
		return a.spokenOf
	}
	named := map[*check.Rule]bool{}
	a.spokenOf = named
	add := func(rules []*check.Rule) {
		for _, r := range rules {
			named[r] = true
		}
	}
	for _, r := range a.program.Rules {
		add(r.Despite)
		add(r.SetsAside)
		add(r.InsteadOf)
		for _, e := range r.Effects {
			add(e.Only)
		}
	}
	a.program.Walk(func(x check.Expr) {
		if meets, ok := x.(*check.Meets); ok {
			add(meets.Rules)
		}
	})
	return named
}

// simple says of a rule that it has neither dates nor a precedence of its own, and gives
// outcomes of the record alone.
func simple(r *check.Rule) bool {
	return len(r.Effects) > 0 && r.Partners == nil && len(r.Despite)+len(r.SetsAside)+len(r.InsteadOf) == 0 && r.InForce == (check.Window{}) &&
		!slices.ContainsFunc(r.Effects, func(e *check.Effect) bool {
			return e.Action == nil || e.Limited || len(e.Instead) > 0 || e.From != nil || e.Within != nil || e.For != nil || e.Until != nil
		})
}

// outdoes says that a rule has for each effect of another one on the same action that is
// as strict.
func outdoes(by, r *check.Rule) bool {
	return !slices.ContainsFunc(r.Effects, func(e *check.Effect) bool {
		return !slices.ContainsFunc(by.Effects, func(f *check.Effect) bool { return f.Action == e.Action && stricter(f, e) })
	})
}

// stricter says that where both effects hold the outcome is the same without the
// second: what the second beats the first beats too, and what beats the first beats the
// second.
func stricter(a, b *check.Effect) bool {
	switch {
	case a.Strength == 0 || b.Strength == 0:
		return a.Strength == b.Strength && a.Level <= b.Level
	case a.Strength == b.Strength:
		return true
	case a.Strength.Release() && b.Strength.Release():
		return a.Strength == check.Exempt || a.Strength == check.Defer && b.Strength != check.Exempt
	}
	return slices.Contains(weaker[a.Strength], b.Strength)
}

// weaker are effects of the same kind: a “may” beside a duty is a clause in its own right.
var weaker = map[check.Strength][]check.Strength{
	check.Must:    {check.Should, check.Plan},
	check.Should:  {check.Plan},
	check.MustNot: {check.ShouldNot},
}

// sayNothing finds parts of conditions that the rest implies.
func (a *analysis) sayNothing() {
	for _, r := range a.rules() {
		all := check.Conjuncts(r.When)
		if a.dead[r] || r.Needs != nil || len(all) < 2 {
			continue
		}
		kept := slices.Clone(all)
		for i := len(all) - 1; i >= 0; i-- {
			at := all[i].At()
			if at.File != r.Span.File || at.Start < r.Span.Start || at.End > r.Span.End {
				continue // it is common to the whole list
			}
			rest := []claim{{all[i], false}}
			for _, part := range kept {
				if part != all[i] {
					rest = append(rest, claim{part, true})
				}
			}
			if len(rest) > 1 && !a.possible(rest...) && a.possible(claim{all[i], false}) {
				kept = slices.DeleteFunc(kept, func(x check.Expr) bool { return x == all[i] })
				a.found.Add(diag.SaysNothing, at, spoken(at))
			}
		}
	}
}

// cases finds cases of “first that applies” that those above leave nothing to.
func (a *analysis) cases() {
	seen := map[check.Expr]bool{}
	a.program.Walk(func(x check.Expr) {
		cases, ok := x.(*check.Cases)
		if !ok || seen[x] || cases.Kind != "FIRST THAT APPLIES" || !a.own(x.At()) {
			return
		}
		seen[x] = true
		var above []claim
		for _, row := range cases.Rows {
			claims := slices.Clone(above)
			if row.When != nil {
				claims = append(claims, claim{row.When, true})
				above = append(above, claim{row.When, false})
			}
			if len(claims) > 1 && !a.possible(claims...) {
				a.found.Add(diag.CaseNotReached, row.Span)
			}
		}
	})
}
