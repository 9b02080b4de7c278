package analyze

import (
	"slices"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

// rung is a step of a ladder that compares nothing but the ladder's term with stated
// values.
type rung struct {
	rule      *check.Rule
	low, high check.Expr // the comparisons from which and up to which it holds; nil for none
}

// ladders looks at each ladder of the policy.
func (a *analysis) ladders() {
	at := map[source.Span]*check.Rule{}
	for _, r := range a.rules() {
		at[r.Span] = r
	}
	for _, d := range a.tree().Declarations {
		ladder, ok := d.(*syntax.Ladder)
		if !ok {
			continue
		}
		var steps []*check.Rule
		for _, n := range ladder.Rungs {
			if r := at[a.tree().Span(n)]; r != nil && !a.dead[r] {
				steps = append(steps, r)
			}
		}
		a.idleSteps(steps)
		a.gaps(steps)
	}
}

// idleSteps finds steps that another of the ladder leaves nothing to.
func (a *analysis) idleSteps(steps []*check.Rule) {
	named := a.named()
	for i, r := range steps {
		for j, by := range steps {
			if i == j || a.told[by] || a.told[r] || named[r] || named[by] || !simple(r) || !simple(by) || !outdoes(by, r) || !a.holding(r).implies(by) {
				continue
			}
			if a.holding(by).implies(r) {
				if j > i && outdoes(r, by) {
					continue // it is told of the later of the two
				}
				a.step(r, by, locale.Text{EN: "it has the same bound as " + by.Text().EN, ZH: "它与" + by.Text().ZH + "的界限相同"})
				continue
			}
			a.step(r, by, locale.Text{EN: "where it holds, " + by.Text().EN + " does too, with the same effect or a stronger one", ZH: "凡其成立之处，" + by.Text().ZH + "也成立，且效力相同或更强"})
		}
	}
}

func (a *analysis) step(r, by *check.Rule, why locale.Text) {
	a.told[r] = true
	a.found.Add(diag.LadderStep, r.Span, r.Text(), why).Notes = []diag.Related{{At: by.Span, Text: locale.Text{EN: "the other step", ZH: "另一级"}}}
}

// gaps finds values of a ladder's term between two of its steps where none holds.
func (a *analysis) gaps(steps []*check.Rule) {
	var rungs []rung
	for _, r := range steps {
		one, ok := a.rungOf(r)
		if !ok || len(rungs) > 0 && a.termOf(one.bound()) != a.termOf(rungs[0].bound()) {
			return
		}
		rungs = append(rungs, one)
	}
	if !a.oneUnit(rungs) {
		return
	}
	for _, above := range rungs {
		if below := a.gapBelow(above, rungs); below != nil && a.lowest(above, *below, rungs) {
			a.found.Add(diag.LadderGap, above.rule.Span, spoken(below.high.At()), spoken(above.low.At()))
		}
	}
}

// gapBelow is the highest step below another with a gap between; nil for none.
func (a *analysis) gapBelow(above rung, rungs []rung) (below *rung) {
	for i, x := range rungs {
		if a.gap(x, above, rungs) && (below == nil || !a.possible(claim{below.high, true}, claim{x.high, false})) {
			below = &rungs[i]
		}
	}
	return below
}

// lowest says that of all steps above a gap one comes first.
func (a *analysis) lowest(above, below rung, rungs []rung) bool {
	return !slices.ContainsFunc(rungs, func(x rung) bool {
		return a.gap(below, x, rungs) && !a.possible(claim{above.low, true}, claim{x.low, false}) && a.possible(claim{x.low, true}, claim{above.low, false})
	})
}

// gap says whether there is a value after one step and before another where no step
// holds.
func (a *analysis) gap(below, above rung, rungs []rung) bool {
	if below.high == nil || above.low == nil {
		return false
	}
	var outside []either
	for _, r := range rungs {
		var ways either
		for _, bound := range []check.Expr{r.low, r.high} {
			if bound != nil {
				ways = append(ways, []claim{{bound, false}})
			}
		}
		outside = append(outside, ways)
	}
	w := &world{map[int]value{}}
	id := a.termOf(below.high)
	if compare, ok := below.high.(*check.Compare); ok {
		a.of(a.plain(compare.L), w)
	}
	v := w.at(id)
	v.some = true // there is a value
	w.values[id] = v
	return a.solve([]claim{{below.high, false}, {above.low, false}}, outside, w)
}

// rungOf reads a step; false where it asks for more than bounds of the ladder's term.
func (a *analysis) rungOf(r *check.Rule) (one rung, ok bool) {
	one.rule = r
	for _, x := range check.Conjuncts(r.When) {
		at := x.At()
		if at.Start < r.Span.Start || at.End > r.Span.End {
			continue // it is common to the whole ladder
		}
		op, stated := a.comparison(x)
		bound := &one.high
		if op == ">=" || op == ">" {
			bound = &one.low
		}
		if !stated || op == "!=" || op == "=" || *bound != nil {
			return rung{}, false
		}
		*bound = x
	}
	both := one.low != nil && one.high != nil
	if one.bound() == nil || both && a.termOf(one.low) != a.termOf(one.high) || len(r.Unless) > 0 || r.InForce != (check.Window{}) {
		return rung{}, false
	}
	return one, true
}

// bound is one of the comparisons of a step; nil for none.
func (r rung) bound() check.Expr {
	if r.low != nil {
		return r.low
	}
	return r.high
}

// comparison is the sign of a comparison with a stated value.
func (a *analysis) comparison(x check.Expr) (op string, stated bool) {
	switch x := x.(type) {
	case *check.Reach:
		_, stated = a.plain(x.Length).(*check.Const)
		return x.Op, stated
	case *check.Compare:
		_, stated = a.plain(x.R).(*check.Const)
		return x.Op, stated && !many(x.L)
	}
	return "", false
}

// termOf is the number of what a comparison is of.
func (a *analysis) termOf(x check.Expr) int {
	switch x := x.(type) {
	case *check.Reach:
		return a.name(x.Span)
	case *check.Compare:
		return a.name(a.plain(x.L))
	}
	return 0
}

// oneUnit says that all lengths of time of a ladder are of one unit: then what is found
// possible of them is so.
func (a *analysis) oneUnit(rungs []rung) bool {
	var units civil.Period
	for _, r := range rungs {
		for _, bound := range []check.Expr{r.low, r.high} {
			if reach, ok := bound.(*check.Reach); ok {
				p := a.plain(reach.Length).(*check.Const).Value.Period
				units.Months |= p.Months
				units.Days |= p.Days
				units.Workdays |= p.Workdays
			}
		}
	}
	return units.Workdays == 0 && (units.Months == 0 || units.Days == 0)
}
