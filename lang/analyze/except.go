package analyze

import (
	"slices"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// exceptions finds exceptions that nobody can come under: “unless” beside a condition
// that it contradicts, releases from duties that nobody has then, and precedence over
// rules that never hold together.
func (a *analysis) exceptions() {
	a.unless()
	for _, r := range a.rules() {
		if a.dead[r] || r.Partners != nil {
			continue
		}
		for _, e := range r.Effects {
			if e.Action != nil && e.Strength.Release() && !a.extended() {
				a.release(r, e)
			}
		}
		before := slices.Concat(r.Despite, r.SetsAside)
		if len(before) > 0 && !slices.ContainsFunc(before, func(x *check.Rule) bool { return a.bothHold(r, x) }) {
			a.found.Add(diag.ExceptsNobody, r.Span, locale.Text{
				EN: r.Text().EN + " and what it goes before never hold together", ZH: r.Text().ZH + "与它所优先于的条款从不同时成立"})
		}
	}
}

// unless looks at each exception of a rule; one that a list has in common is idle only
// where it is for every item.
func (a *analysis) unless() {
	idle := map[source.Span]bool{}
	var order []source.Span
	for _, r := range a.rules() {
		if a.dead[r] {
			continue
		}
		for _, u := range r.Unless {
			claims := []claim{{u, true}}
			if r.When != nil {
				claims = append(claims, claim{r.When, true})
			}
			is := !a.together(claims...)
			if was, met := idle[u.At()]; met {
				idle[u.At()] = was && is
				continue
			}
			idle[u.At()] = is
			order = append(order, u.At())
		}
	}
	for _, at := range order {
		if idle[at] && a.own(at) {
			a.found.Add(diag.ExceptsNobody, at, locale.Text{EN: "“" + spoken(at) + "” is never so where the condition is", ZH: "条件成立时从不“" + spoken(at) + "”"})
		}
	}
}

// release looks whether some duty can be there to be released from.
func (a *analysis) release(r *check.Rule, e *check.Effect) {
	among := a.program.Rules
	if e.Limited {
		among = e.Only
	}
	var duties []*check.Rule
	for _, d := range among {
		if d != r && slices.ContainsFunc(d.Effects, func(f *check.Effect) bool { return f.Action == e.Action && f.Strength.Duty() }) {
			duties = append(duties, d)
		}
	}
	action := called(e.Action)
	switch {
	case len(duties) == 0 && e.Limited:
		a.found.Add(diag.ExceptsNobody, e.Span, locale.Text{EN: "the clauses that it names ask nobody to " + action.EN, ZH: "它所指的条款没有要求任何人" + action.ZH})
	case len(duties) == 0:
		a.found.Add(diag.ExceptsNobody, e.Span, locale.Text{EN: "no rule asks anybody to " + action.EN, ZH: "没有规则要求任何人" + action.ZH})
	case !slices.ContainsFunc(duties, func(d *check.Rule) bool { return a.bothHold(r, d) }):
		list := clauses(duties)
		text := locale.Text{EN: "wherever it holds, no rule asks to " + action.EN, ZH: "凡其成立之处，没有规则要求" + action.ZH}
		if len(list) == 1 {
			text = locale.Text{EN: r.Text().EN + " and " + list[0].EN + " never hold together", ZH: r.Text().ZH + "与" + list[0].ZH + "从不同时成立"}
		}
		a.found.Add(diag.ExceptsNobody, e.Span, text)
	}
}

// bothHold says whether two rules may hold of one record; of pairs it is supposed.
func (a *analysis) bothHold(r, d *check.Rule) bool {
	return r.Partners != nil || d.Partners != nil || a.together(slices.Concat(claimsOf(r), claimsOf(d))...)
}

// called is an action in each language.
func called(a *check.Action) locale.Text {
	return locale.Text{EN: locale.Pick(locale.English, a.Name, a.Names), ZH: locale.Pick(locale.Chinese, a.Name, a.Names)}
}
