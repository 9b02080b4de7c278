package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/syntax"
	"rota/lang/types"
)

var strengths = map[string]Strength{
	"MUST": Must, "MUST NOT": MustNot, "SHOULD": Should, "SHOULD NOT": ShouldNot, "PLAN TO": Plan, "MAY": May,
	"EXEMPT": Exempt, "DEFER": Defer, "MAY EXEMPT": MayExempt, "MAY DEFER": MayDefer, "MAY EXEMPT OR DEFER": MayExemptOrDefer,
}

// maxRules is far above what a policy has.
const maxRules = 20_000

// pending is the text of a rule, until names are known.
type pending struct {
	file     int
	when     []syntax.Expr // all must hold
	points   []*syntax.Point
	negate   bool // a requirement: the condition that must not fail
	ladder   *syntax.Ladder
	then     []syntax.Effect
	action   *syntax.Word // of a ladder, or of a requirement
	requires string
	modifies []*syntax.Modifier
	pair     paired
}

// declareRules numbers the rules and collects their clause numbers.
func (c *checker) declareRules(d syntax.Declaration) {
	switch d := d.(type) {
	case *syntax.Rule:
		c.declareRule(d)
	case *syntax.Any:
		parent := c.clauseID(d.ID)
		for _, item := range d.Cases {
			if c.gone[item] {
				continue
			}
			r := c.newRule(item.ID, item.Title, parent, item)
			if r.Title == "" {
				r.Title = d.Title.Value()
			}
			c.written[r] = pending{file: c.file, when: conditions(d.When, item.When), then: d.Then, modifies: join(d.Modifies, item.Modifies, d.Overall)}
		}
	case *syntax.AllOf:
		r := c.newRule(d.ID, d.Title, "", d)
		when := conditions(d.When)
		for _, item := range d.Items {
			if item.ID == nil {
				when = append(when, item.When)
			} else {
				when = append(when, &syntax.Marked{Node: item.Node, X: item.When, ID: *item.ID})
			}
		}
		c.written[r] = pending{file: c.file, when: when, then: d.Then, modifies: join(d.Modifies, d.Overall)}
	case *syntax.Ladder:
		for _, rung := range d.Rungs {
			if c.gone[rung] {
				continue
			}
			r := c.newRule(rung.ID, rung.Title, c.clauseID(d.ID), rung)
			if r.Title == "" {
				r.Title = d.Title.Value()
			}
			c.written[r] = pending{file: c.file, when: conditions(rung.When), ladder: d, then: rung.Then, action: d.Action, modifies: join(rung.Modifies, d.Overall)}
		}
	case *syntax.Check:
		c.declareCheck(d)
	case *syntax.Require:
		c.declareRequire(d)
	case *syntax.Pair:
		c.declarePair(d)
	case *syntax.Note:
		c.program.Notes = append(c.program.Notes, &Note{c.clauseID(d.ID), d.Text.Value(), c.at(d)})
	}
}

func (c *checker) declareRule(d *syntax.Rule) {
	if d.Requires == nil {
		r := c.newRule(d.ID, d.Title, "", d)
		p := pending{file: c.file, when: conditions(d.When), then: d.Then, modifies: d.Modifies}
		if d.Meets != nil {
			p.points, p.then = d.Meets.Items, d.Meets.Then
		}
		c.written[r] = p
		return
	}
	action, ok := d.When.(*syntax.NameExpr)
	if !ok {
		c.errorAt(diag.RequiresAction, d.Requires)
		return
	}
	word := &syntax.Word{Node: action.Node, Key: action.Key}
	items := d.Requires.Items
	if d.Requires.One != nil {
		items = []*syntax.Case{{Node: d.Node, ID: d.ID, When: d.Requires.One}}
	}
	for _, item := range items {
		if c.gone[item] {
			continue
		}
		id := item.ID
		if id == nil {
			id = d.ID
		}
		r := c.newRule(id, item.Title, c.clauseID(d.ID), item)
		if r.Title == "" {
			r.Title = d.Title.Value()
		}
		c.written[r] = pending{file: c.file, when: conditions(item.When), points: d.Requires.Met, negate: true, action: word, requires: d.Requires.Kind,
			modifies: join(item.Modifies, d.Modifies)}
	}
}

func conditions(list ...syntax.Expr) []syntax.Expr {
	var out []syntax.Expr
	for _, n := range list {
		if n != nil {
			out = append(out, n)
		}
	}
	return out
}

func join(lists ...[]*syntax.Modifier) []*syntax.Modifier {
	var out []*syntax.Modifier
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

func (c *checker) newRule(id *syntax.ID, title *syntax.Text, parent string, n syntax.Located) *Rule {
	r := c.clauseOf(id, title, parent, n)
	if len(c.program.Rules) == maxRules {
		if !c.full {
			c.found.Add(diag.TooMany, r.Span, maxRules)
		}
		c.full = true
		return r
	}
	c.program.Rules = append(c.program.Rules, r)
	c.byID[r.ID] = append(c.byID[r.ID], r)
	if parent != "" {
		c.byID[parent] = append(c.byID[parent], r)
	}
	return r
}

// clauseOf is a clause by its number, or else its line.
func (c *checker) clauseOf(id *syntax.ID, title *syntax.Text, parent string, n syntax.Located) *Rule {
	c.titleBeside(title)
	r := &Rule{Index: len(c.program.Rules), ID: c.clauseID(id), Title: title.Value(), Parent: parent, Span: c.at(n), Replaces: c.now != nil && c.now.replace}
	if r.ID == "" {
		line, _ := r.Span.File.Position(r.Span.Start)
		r.ID = fmt.Sprintf("line %d", line)
		if !c.own() {
			r.ID = c.nameOf(c.file) + " " + r.ID
		}
	}
	return r
}

// titleBeside reports what is read as a title and touches the word behind it, but not the
// number before it: 规则1 “一把手”任职满5年的, which is hardly one.
func (c *checker) titleBeside(title *syntax.Text) {
	if title == nil {
		return
	}
	at := c.at(title)
	before, _ := utf8.DecodeLastRuneInString(at.File.Text[:at.Start])
	behind, _ := utf8.DecodeRuneInString(at.File.Text[at.End:])
	if unicode.IsSpace(before) && unicode.IsLetter(behind) {
		c.errorAt(diag.TitleBeside, title, title.Value())
	}
}

// exceptsWhat reports an exception on the line of the last of several effects: it may be meant
// of that alone.
func (c *checker) exceptsWhat(then []syntax.Effect, modifies []*syntax.Modifier) {
	for _, m := range modifies {
		if len(then) > 1 && m.Excepts() && !strings.Contains(c.between(then[len(then)-1], m), "\n") {
			c.errorAt(diag.ExceptsWhat, m)
			return
		}
	}
}

// resolveRules resolves conditions and effects.
func (c *checker) resolveRules() {
	for _, r := range c.program.Rules {
		p := c.written[r]
		c.file = p.file
		and := &And{typed{boolean, r.Span}, nil}
		if p.pair.pair != nil {
			and.Parts = append(and.Parts, c.pair(r, p.pair))
		}
		if p.ladder != nil {
			c.rung = c.ladderTerm(p.ladder, and)
		}
		c.with(p.points, func() {
			for _, n := range p.when {
				and.Parts = append(and.Parts, c.condition(n))
			}
		})
		c.rung = nil
		switch {
		case p.negate:
			r.Needs, r.When = and, &Not{typed{boolean, r.Span}, and}
		case len(and.Parts) == 1:
			r.When = and.Parts[0]
		case and.Parts != nil:
			r.When = and
		case p.points == nil && c.program.AppliesTo == nil && !slices.ContainsFunc(p.modifies, func(m *syntax.Modifier) bool { return m.Excepts() }):
			c.found.Add(diag.NoCondition, r.Span)
		}
		if p.negate {
			if a := c.action(p.action); a != nil {
				strength := MustNot
				if p.requires == "SHOULD REQUIRE" {
					strength = ShouldNot
				}
				r.Effects = append(r.Effects, &Effect{Strength: strength, Action: a, Span: r.Span})
			}
		}
		for _, e := range p.then {
			c.effect(r, e, p.action)
		}
		c.exceptsWhat(p.then, p.modifies)
		for _, m := range p.modifies {
			c.modify(r, m)
		}
	}
}

// ladderTerm is what the rungs compare; adjectives before it become conditions
// of every rung.
func (c *checker) ladderTerm(l *syntax.Ladder, and *And) Expr {
	term := l.By
	if all, ok := l.By.(*syntax.All); ok {
		for _, n := range all.Parts[:len(all.Parts)-1] {
			and.Parts = append(and.Parts, c.condition(n))
		}
		term = all.Parts[len(all.Parts)-1]
	}
	x := c.expression(term)
	if !isInvalid(x) && x.Type().Kind == types.Bool {
		c.errorAt(diag.LadderTerm, term, c.spelling(term))
		return c.invalid(term)
	}
	return x
}

func (c *checker) effect(r *Rule, e syntax.Effect, action *syntax.Word) {
	switch e := e.(type) {
	case *syntax.Assignment:
		c.assign(r, e)
	case *syntax.Duty:
		base := Effect{Strength: strengths[string(e.Kind)], Span: c.at(e)}
		for i := range e.Only {
			base.Limited = true
			base.Only = append(base.Only, c.clause(e.Only[i])...)
		}
		c.timing(&base, append(append([]*syntax.Timing(nil), e.Before...), e.After...))
		for _, group := range c.actionsOf(e, action) {
			effect := base
			effect.Action, effect.Instead = group[0], group[1:]
			r.Effects = append(r.Effects, &effect)
		}
	}
}

// actionsOf lists the actions of a duty, each with those that would do instead.
func (c *checker) actionsOf(e *syntax.Duty, ladder *syntax.Word) [][]*Action {
	var words []*syntax.Word
	alternative := false
	switch {
	case len(e.Actions) > 0:
		words = append(append(words, e.Actions...), e.More...)
		together := false
		for _, j := range e.Joins {
			alternative, together = alternative || j == "OR", together || j == "AS WELL AS"
		}
		if alternative && together {
			c.errorAt(diag.AndOr, e)
		}
	case ladder != nil:
		words = append(words, ladder)
	case len(c.program.About) > 0:
		var out [][]*Action
		for _, a := range c.program.About {
			out = append(out, []*Action{a})
		}
		return out
	default:
		if a := c.onlyAction(e); a != nil {
			return [][]*Action{{a}}
		}
		return nil
	}
	var actions []*Action
	for _, w := range words {
		if a := c.action(w); a != nil {
			actions = append(actions, a)
		}
	}
	var out [][]*Action
	for i, a := range actions {
		group := []*Action{a}
		if alternative {
			group = append(group, append(append([]*Action(nil), actions[:i]...), actions[i+1:]...)...)
		}
		out = append(out, group)
	}
	return out
}

// timing resolves within, for, from and until. 自…起…内 is for a ban or a
// release, and within for a duty.
func (c *checker) timing(e *Effect, timings []*syntax.Timing) {
	date := func(o syntax.Operand) Expr {
		if o == nil {
			return nil
		}
		return c.value(syntax.Unwrap(o), types.Date)
	}
	length := func(o syntax.Operand) Expr {
		if o == nil {
			return nil
		}
		return c.value(syntax.Unwrap(o), types.Period)
	}
	for _, t := range timings {
		switch {
		case t.By != nil && e.Strength.Duty():
			due := types.Type{Kind: types.Period}
			e.Within, e.From = &Const{typed{due, c.at(t)}, types.Constant{Type: due}}, date(t.By)
		case t.By != nil, t.Within != nil && !e.Strength.Duty():
			c.errorAt(diag.DueResult, t)
		case t.Within != nil:
			e.Within, e.From = length(t.Within), date(t.Since)
		case t.For != nil:
			e.For, e.From = length(t.For), date(t.After)
		case t.Until != nil:
			e.Until = c.end(t.Until, t.Through)
		case t.Length != nil && e.Strength.Duty():
			e.Within, e.From = length(t.Length), date(t.From)
		case t.Length != nil:
			e.For, e.From = length(t.Length), date(t.From)
		case t.From != nil:
			e.From = date(t.From)
		}
		if e.From == nil && (e.Within != nil || e.For != nil) {
			c.errorAt(diag.FromWhen, t)
		}
	}
}

func (c *checker) window(n *syntax.InForce) Window {
	var w Window
	if n.From != nil {
		w.From = c.value(syntax.Unwrap(n.From), types.Date)
	}
	if n.Until != nil {
		w.Until = c.end(n.Until, n.Through)
	}
	return w
}

// end is the first day after a stretch of time: the day that is written, or the next where
// that day is the last.
func (c *checker) end(written syntax.Operand, through bool) Expr {
	end := c.value(syntax.Unwrap(written), types.Date)
	if !through || isInvalid(end) {
		return end
	}
	day := types.Type{Kind: types.Period}
	return &Shift{typed{types.Type{Kind: types.Date}, end.At()}, end, &Const{typed{day, end.At()}, types.Constant{Type: day, Period: civil.Period{Days: 1}}}, false}
}

func (c *checker) modify(r *Rule, m *syntax.Modifier) {
	clauses := func(ids []*syntax.ID) []*Rule {
		var out []*Rule
		for _, id := range ids {
			for _, other := range c.clause(id) {
				if other != r {
					out = append(out, other)
				}
			}
		}
		return out
	}
	switch {
	case m.Unless != nil:
		except := c.condition(m.Unless)
		c.factsExcepted(m.Unless, except)
		r.Unless = append(r.Unless, except)
	case m.UnlessAny != nil:
		for _, item := range m.UnlessAny {
			r.Unless = append(r.Unless, c.marked(c.condition(item.When), item.ID))
		}
	case m.Despite != nil:
		r.Despite = append(r.Despite, clauses(m.Despite)...)
	case m.YieldsTo != nil:
		for _, other := range clauses(m.YieldsTo) {
			other.Despite = append(other.Despite, r)
		}
	case m.SetsAside != nil:
		r.SetsAside = append(r.SetsAside, clauses(m.SetsAside)...)
	case m.InsteadOf != nil:
		r.InsteadOf = append(r.InsteadOf, clauses(m.InsteadOf)...)
	case m.Cites != nil:
		for _, id := range m.Cites {
			r.Cites = append(r.Cites, c.clauseID(id))
		}
	case m.InForce != nil:
		r.InForce = c.window(m.InForce)
	}
}
