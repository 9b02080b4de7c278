package check

import (
	"cmp"
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// Attacks says whether the effect a of one rule beats the effect b of another
// on the same action by strength alone (language, section 7.3).
func Attacks(a, b Strength) bool {
	switch a {
	case MustNot, ShouldNot:
		return b.Duty() || b == May
	case Exempt, Defer, MayExempt, MayDefer, MayExemptOrDefer:
		return b.Duty()
	}
	return false
}

// precedence reports circles: of clauses that set each other aside, directly or
// through what they beat.
func (c *checker) precedence() {
	attacked := map[*Action][]*Rule{} // those with a duty or a may on it
	for _, r := range c.program.Rules {
		for _, e := range r.Effects {
			on := attacked[e.Action]
			if e.Action != nil && Attacks(MustNot, e.Strength) && (len(on) == 0 || on[len(on)-1] != r) {
				attacked[e.Action] = append(on, r)
			}
		}
	}
	next := map[*Rule][]*Rule{}
	for _, r := range c.program.Rules {
		next[r] = append(next[r], r.SetsAside...)
		for _, e := range r.Effects {
			if !Attacks(e.Strength, Must) {
				continue
			}
			for _, other := range attacked[e.Action] {
				if r != other && beats(r, e, other) {
					next[r] = append(next[r], other)
				}
			}
		}
		for _, x := range ruleReads(r) {
			next[x] = append(next[x], r) // its outcome must be known first
		}
	}
	if circle := circleOf(c.program.Rules, next); circle != nil {
		var ids []string
		for _, r := range circle {
			ids = append(ids, r.ID)
		}
		c.found.Add(diag.RuleCircle, circle[0].Span, strings.Join(append(ids, ids[0]), " → "))
	}
}

// circleOf finds rules that lead from one to the next and back to the first;
// nil when there are none. It takes away rules that lead nowhere until none is
// left, or only such as lead on for ever; a search that recurses would need a
// stack as deep as the policy is long.
func circleOf(rules []*Rule, next map[*Rule][]*Rule) []*Rule {
	before, ways := map[*Rule][]*Rule{}, map[*Rule]int{}
	var ends []*Rule
	for _, r := range rules {
		if ways[r] = len(next[r]); ways[r] == 0 {
			ends = append(ends, r)
		}
		for _, n := range next[r] {
			before[n] = append(before[n], r)
		}
	}
	for len(ends) > 0 {
		r := ends[len(ends)-1]
		ends = ends[:len(ends)-1]
		for _, b := range before[r] {
			if ways[b]--; ways[b] == 0 {
				ends = append(ends, b)
			}
		}
	}
	start := slices.IndexFunc(rules, func(r *Rule) bool { return ways[r] > 0 })
	if start < 0 {
		return nil
	}
	var path []*Rule
	for r := rules[start]; ; {
		if i := slices.Index(path, r); i >= 0 {
			return path[i:]
		}
		path = append(path, r)
		r = next[r][slices.IndexFunc(next[r], func(n *Rule) bool { return ways[n] > 0 })]
	}
}

// beats says whether an effect of a rule attacks another rule.
func beats(r *Rule, e *Effect, other *Rule) bool {
	return attacksNamed(e, other) && !contains(other.Despite, r) && slices.ContainsFunc(other.Effects, func(b *Effect) bool {
		return b.Action == e.Action && Attacks(e.Strength, b.Strength)
	})
}

func attacksNamed(a *Effect, other *Rule) bool { return !a.Limited || contains(a.Only, other) }

func contains(list []*Rule, r *Rule) bool {
	for _, x := range list {
		if x == r {
			return true
		}
	}
	return false
}

// ruleReads lists the rules whose holding a rule asks about with “meets”.
func ruleReads(r *Rule) []*Rule {
	var out []*Rule
	visitRule(r, func(x Expr) {
		if m, ok := x.(*Meets); ok {
			out = append(out, m.Rules...)
		}
	})
	return out
}

// decisionOrder reports decisions that wait for each other, and puts the
// actions in their order.
func (c *checker) decisionOrder() {
	reads := map[*Action]map[*Action]source.Span{}
	for _, r := range c.program.Rules {
		visitRule(r, func(x Expr) {
			d, ok := x.(*Decided)
			if !ok {
				return
			}
			for _, e := range r.Effects {
				if e.Action == nil {
					continue
				}
				if reads[e.Action] == nil {
					reads[e.Action] = map[*Action]source.Span{}
				}
				reads[e.Action][d.Action] = d.At()
			}
		})
	}
	state := map[*Action]visit{}
	var walk func(a *Action) bool
	walk = func(a *Action) bool {
		switch state[a] {
		case done:
			return false
		case open:
			return true
		}
		state[a] = open
		for _, b := range c.program.Actions {
			if at, ok := reads[a][b]; ok && walk(b) {
				c.found.Add(diag.DecisionCircle, at, a.Name, b.Name)
				break
			}
		}
		state[a] = done
		return false
	}
	for _, a := range c.program.Actions {
		walk(a)
	}
	// Actions come in the order declared, the prelude's first, wherever the
	// rules that speak of them stand.
	slices.SortStableFunc(c.program.Actions, func(a, b *Action) int {
		return cmp.Or(cmp.Compare(c.fileOf(a.Span), c.fileOf(b.Span)), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	for i, a := range c.program.Actions {
		a.Index = i
	}
}

func (c *checker) fileOf(s source.Span) int {
	return slices.IndexFunc(c.files, func(f *syntax.File) bool { return f.Source == s.File })
}

// use marks the fields, terms and lists that the policy reads, numbers fields,
// and keeps the judged facts.
func (c *checker) use() {
	p := c.program
	mark := func(x Expr) { c.mark(x) }
	for _, r := range p.Rules {
		visitRule(r, mark)
	}
	visit := func(x Expr) { walkExpr(x, mark) }
	visit(p.AppliesTo)
	visit(p.AsOf)
	visit(p.InForce.From)
	visit(p.InForce.Until)
	for _, o := range p.Outputs {
		visit(o.Value)
	}
	for _, r := range append([]*Record{p.Staff}, p.Lists...) {
		for i, f := range r.Fields {
			f.Index = i
			if f.Judged && f.Used {
				p.Judged = append(p.Judged, f)
			}
		}
		if r.Used && r.JoinBy != nil {
			r.JoinBy.Used = true
		}
	}
}

func (c *checker) mark(x Expr) {
	switch x := x.(type) {
	case *FieldRef:
		x.Field.Used = true
		x.Field.Record.Used = x.Field.Record != c.program.Staff || x.Field.Record.Used
	case *TermRef:
		if !x.Term.Used {
			x.Term.Used = true
			visit := func(e Expr) { walkExpr(e, func(y Expr) { c.mark(y) }) }
			visit(x.Term.Value)
			for _, v := range x.Term.Versions {
				visit(v.From)
				visit(v.Value)
			}
		}
	case *Quantify:
		x.List.Used = true
	case *Aggregate:
		if x.List != nil {
			x.List.Used = true
		}
	}
}
