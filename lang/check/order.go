package check

import (
	"strings"

	"rota/lang/diag"
	"rota/lang/source"
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
	next := map[*Rule][]*Rule{}
	for _, r := range c.program.Rules {
		next[r] = append(next[r], r.SetsAside...)
		for _, other := range c.program.Rules {
			if beats(r, other) {
				next[r] = append(next[r], other)
			}
		}
		for _, x := range ruleReads(r) {
			next[x] = append(next[x], r) // its outcome must be known first
		}
	}
	state := map[*Rule]visit{}
	var path []*Rule
	var walk func(*Rule) bool
	walk = func(r *Rule) bool {
		switch state[r] {
		case done:
			return false
		case open:
			var ids []string
			for i := len(path) - 1; i >= 0; i-- {
				ids = append([]string{path[i].ID}, ids...)
				if path[i] == r {
					break
				}
			}
			c.found.Add(diag.RuleCircle, r.Span, strings.Join(append(ids, r.ID), " → "))
			return true
		}
		state[r] = open
		path = append(path, r)
		for _, n := range next[r] {
			if walk(n) {
				return true
			}
		}
		path = path[:len(path)-1]
		state[r] = done
		return false
	}
	for _, r := range c.program.Rules {
		if walk(r) {
			return
		}
	}
}

func beats(r, other *Rule) bool {
	if r == other {
		return false
	}
	for _, a := range r.Effects {
		for _, b := range other.Effects {
			if a.Action != nil && a.Action == b.Action && Attacks(a.Strength, b.Strength) && attacksNamed(a, other) && !contains(other.Despite, r) {
				return true
			}
		}
	}
	return false
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
// actions in the order in which they are decided.
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
	var ordered []*Action
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
				state[a] = done
				return false
			}
		}
		state[a] = done
		ordered = append(ordered, a)
		return false
	}
	for _, a := range c.program.Actions {
		walk(a)
	}
	for i, a := range ordered {
		a.Index = i
	}
	c.program.Actions = ordered
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
