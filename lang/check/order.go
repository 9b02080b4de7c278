package check

import (
	"cmp"
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Attacks says whether the effect a of one rule beats the effect b of another
// on the same action by strength alone (language, section 7.3).
func Attacks(a, b Strength) bool {
	switch a {
	case MustNot:
		return b.Duty() || b == May
	case ShouldNot:
		return b == Should || b == Plan || b == May
	case Exempt, Defer, MayExempt, MayDefer, MayExemptOrDefer:
		return b.Duty()
	}
	return false
}

// attacksAny says whether the effect beats others by strength at all: whatever
// does beats a should.
func attacksAny(s Strength) bool { return Attacks(s, Should) }

// precedence reports circles: of clauses that set each other aside, directly or
// through what they beat.
func (c *checker) precedence() {
	attacked := make([][]*Rule, len(c.program.Actions)) // those with a duty or a may on it, but for those beaten like all others
	ordinary := c.ordinary()
	for _, r := range c.program.Rules {
		for _, e := range r.Effects {
			if e.Action == nil {
				continue
			}
			on := &attacked[e.Action.Index]
			if Attacks(MustNot, e.Strength) && !ordinary[r.Index] && (len(*on) == 0 || (*on)[len(*on)-1] != r) {
				*on = append(*on, r)
			}
		}
	}
	freed := map[*Rule]freers{}
	for _, r := range c.program.Rules {
		for _, of := range r.Despite {
			freed[of] = append(freed[of], r)
		}
	}
	needs := newInquiry(c.program)
	on := make([][]question, len(c.program.Actions)) // whether each rule that speaks of it stands
	for _, r := range c.program.Rules {
		holds, stands := question{rule: r}, question{rule: r, stands: true}
		needs.ask(holds, c.asks(func(visit func(Expr)) { visitRule(r, visit) })...)
		needs.ask(stands, holds)
		for _, beaten := range r.SetsAside {
			if !contains(beaten.Despite, r) {
				needs.ask(question{rule: beaten, stands: true}, stands)
			}
		}
		for _, e := range r.Effects {
			if e.Action == nil {
				continue
			}
			speaks := &on[e.Action.Index]
			*speaks = append(*speaks, stands)
			for _, others := range [][]*Rule{r.InsteadOf, r.Despite} {
				for _, other := range others {
					*speaks = append(*speaks, question{rule: other, stands: true})
				}
			}
			if e.Action.Exclusive != 0 && e.Strength == Must {
				*speaks = append(*speaks, freed[r].elsewhere(e)...)
			}
			if ordinary[r.Index] && Attacks(MustNot, e.Strength) {
				for _, s := range attackers {
					if Attacks(s, e.Strength) {
						needs.ask(stands, question{action: e.Action, by: s})
					}
				}
			}
			if !attacksAny(e.Strength) {
				continue
			}
			if e.Limited {
				for _, other := range e.Only {
					if ordinary[other.Index] && beats(r, e, other) {
						needs.ask(question{rule: other, stands: true}, stands)
					}
				}
			} else {
				needs.ask(question{action: e.Action, by: e.Strength}, stands)
			}
			for _, other := range attacked[e.Action.Index] {
				if r != other && beats(r, e, other) {
					needs.ask(question{rule: other, stands: true}, stands)
				}
			}
		}
		for _, named := range r.InsteadOf {
			for _, e := range named.Effects {
				if e.Action != nil {
					on[e.Action.Index] = append(on[e.Action.Index], stands)
				}
			}
		}
	}
	scope := c.asks(func(visit func(Expr)) { walkExpr(c.program.AppliesTo, visit) })
	for i, a := range c.program.Actions {
		of := question{action: a}
		needs.ask(of, on[i]...)
		needs.ask(of, scope...)
		for j, b := range c.program.Actions {
			if a != b && a.Exclusive != 0 && a.Exclusive == b.Exclusive {
				needs.ask(of, on[j]...)
			}
		}
	}
	circle := slices.DeleteFunc(needs.circle(), func(q question) bool { return q.by != 0 })
	if len(circle) == 0 {
		return
	}
	slices.Reverse(circle)
	// Told from the rule that stands first in the text.
	first := 0
	for i, q := range circle {
		if q.rule != nil && (circle[first].rule == nil || q.rule.Index < circle[first].rule.Index) {
			first = i
		}
	}
	circle = append(circle[first:], circle[:first]...)
	var names []string
	for _, q := range append(circle, circle[0]) {
		if name := q.name(); len(names) == 0 || names[len(names)-1] != name {
			names = append(names, name)
		}
	}
	if len(names) == 1 {
		names = append(names, names[0])
	}
	at := source.Span{File: c.program.File}
	switch {
	case circle[0].rule != nil:
		at = circle[0].rule.Span
	case c.program.AppliesTo != nil:
		at = c.program.AppliesTo.At()
	}
	c.found.Add(diag.RuleCircle, at, strings.Join(names, " → "))
}

func (q question) name() string {
	if q.action != nil {
		return q.action.Name
	}
	return q.rule.ID
}

// text is what is asked about as a person calls it.
func (q question) text() locale.Text {
	if q.action != nil {
		return called(q.action.Names)
	}
	return q.rule.Text()
}

// question is something that must be known before something else: whether a
// rule holds, whether it stands, or what is decided on an action.
type question struct {
	rule   *Rule
	stands bool
	action *Action
	by     Strength // whether some rule of this strength on the action stands; 0: what is decided
}

// attackers are the strengths that beat others.
var attackers = []Strength{MustNot, ShouldNot, Exempt, Defer, MayExempt, MayDefer, MayExemptOrDefer}

// inquiry is what must be known before what. The questions are numbered: of each rule
// whether it holds and whether it stands, then of each action what is decided and
// whether some rule of each strength that beats others stands.
type inquiry struct {
	program *Program
	needs   [][]int32
}

func newInquiry(p *Program) *inquiry {
	return &inquiry{program: p, needs: make([][]int32, 2*len(p.Rules)+(1+len(attackers))*len(p.Actions))}
}

func (i *inquiry) number(q question) int {
	switch {
	case q.rule != nil && q.stands:
		return 2*q.rule.Index + 1
	case q.rule != nil:
		return 2 * q.rule.Index
	}
	return 2*len(i.program.Rules) + (1+len(attackers))*q.action.Index + 1 + slices.Index(attackers, q.by)
}

func (i *inquiry) question(n int) question {
	rules, kinds := i.program.Rules, 1+len(attackers)
	if n < 2*len(rules) {
		return question{rule: rules[n/2], stands: n%2 == 1}
	}
	n -= 2 * len(rules)
	q := question{action: i.program.Actions[n/kinds]}
	if by := n % kinds; by > 0 {
		q.by = attackers[by-1]
	}
	return q
}

// ask notes what must be known before a question is answered.
func (i *inquiry) ask(q question, before ...question) {
	n := i.number(q)
	for _, b := range before {
		i.needs[n] = append(i.needs[n], int32(i.number(b)))
	}
}

// freers are the rules that are despite another.
type freers []*Rule

// elsewhere asks whether those stand that are despite a must on an action which it offers
// instead: whether that would meet it tells a conflict.
func (list freers) elsewhere(must *Effect) (out []question) {
	for _, r := range list {
		if slices.ContainsFunc(r.Effects, func(e *Effect) bool { return slices.Contains(must.Instead, e.Action) }) {
			out = append(out, question{rule: r, stands: true})
		}
	}
	return out
}

// ordinary says of each rule that it only asks of others whether some of a strength
// stands, whichever: it beats nothing itself, and is free from none.
func (c *checker) ordinary() []bool {
	ordinary := make([]bool, len(c.program.Rules))
	for i, r := range c.program.Rules {
		ordinary[i] = len(r.Despite) == 0 && !slices.ContainsFunc(r.Effects, func(e *Effect) bool { return attacksAny(e.Strength) })
	}
	return ordinary
}

// asks lists the rules and decisions that expressions read, also through terms.
func (c *checker) asks(walk func(visit func(Expr))) []question {
	var out []question
	seen := map[*Term]bool{}
	var visit func(Expr)
	visit = func(x Expr) {
		switch x := x.(type) {
		case *Meets:
			for _, r := range x.Rules {
				out = append(out, question{rule: r})
			}
		case *Decided:
			out = append(out, question{action: x.Action})
		case *ResultOf:
			out = append(out, question{action: x.Result})
		case *TermRef:
			if !seen[x.Term] {
				seen[x.Term] = true
				walkTerm(x.Term, visit)
			}
		}
	}
	walk(visit)
	return out
}

// circle finds what leads from one question to the next and back to the first; nil when
// nothing does. It takes away what leads nowhere until nothing is left, or only such as
// lead on for ever; a search that recurses would need a stack as deep as the policy is
// long.
func (i *inquiry) circle() []question {
	before, ways := make([][]int32, len(i.needs)), make([]int, len(i.needs))
	var ends []int32
	for q, needs := range i.needs {
		if ways[q] = len(needs); ways[q] == 0 {
			ends = append(ends, int32(q))
		}
		for _, n := range needs {
			before[n] = append(before[n], int32(q))
		}
	}
	for len(ends) > 0 {
		last := ends[len(ends)-1]
		ends = ends[:len(ends)-1]
		for _, b := range before[last] {
			if ways[b]--; ways[b] == 0 {
				ends = append(ends, b)
			}
		}
	}
	leads := func(n int32) bool { return ways[n] > 0 }
	start := slices.IndexFunc(ways, func(n int) bool { return n > 0 })
	if start < 0 {
		return nil
	}
	var path []int32
	q := int32(start)
	for !slices.Contains(path, q) {
		path = append(path, q)
		q = i.needs[q][slices.IndexFunc(i.needs[q], leads)]
	}
	var circle []question
	for _, n := range path[slices.Index(path, q):] {
		circle = append(circle, i.question(int(n)))
	}
	return circle
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

// decisionOrder reports decisions that wait for each other, and puts the
// actions in their order.
func (c *checker) decisionOrder() {
	reads := map[*Action]map[*Action]source.Span{}
	for _, r := range c.program.Rules {
		visitRule(r, func(x Expr) {
			d := decides(x)
			if d == nil {
				return
			}
			for _, e := range r.Effects {
				if e.Action == nil {
					continue
				}
				if reads[e.Action] == nil {
					reads[e.Action] = map[*Action]source.Span{}
				}
				reads[e.Action][d] = x.At()
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
				c.found.Add(diag.DecisionCircle, at, called(a.Names), called(b.Names))
				break
			}
		}
		state[a] = done
		return false
	}
	for _, a := range c.program.Actions {
		walk(a)
	}
	// Actions come by kind in the order declared, the prelude's first, wherever
	// the rules that speak of them stand.
	slices.SortStableFunc(c.program.Actions, func(a, b *Action) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(c.fileOf(a.Span), c.fileOf(b.Span)), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	for i, a := range c.program.Actions {
		a.Index = i
	}
}

// decides is the matter whose decision an expression reads itself; nil for none.
func decides(x Expr) *Action {
	switch x := x.(type) {
	case *Decided:
		return x.Action
	case *TermRef:
		if result, ok := x.Term.Value.(*ResultOf); ok {
			return result.Result
		}
	}
	return nil
}

func (c *checker) fileOf(s source.Span) int {
	return slices.IndexFunc(c.files, func(f *syntax.File) bool { return f.Source == s.File })
}

// use marks the fields, terms and lists that the policy reads, numbers fields,
// and keeps the judged facts.
func (c *checker) use() {
	p := c.program
	mark := c.mark
	for _, r := range p.Rules {
		visitRule(r, mark)
	}
	visit := func(x Expr) { walkExpr(x, mark) }
	visit(p.AppliesTo)
	visit(p.AsOf)
	visit(p.InForce.From)
	visit(p.InForce.Until)
	for _, choice := range p.Choices {
		for _, x := range choice.parts() {
			visit(x)
		}
	}
	for _, quota := range p.Quotas {
		for _, x := range quota.parts() {
			visit(x)
		}
		if quota.Of != nil {
			quota.Of.Used = true
		}
	}
	if p.Calendar != nil {
		visit(p.Calendar.By)
	}
	for _, o := range p.Outputs {
		visit(o.Value)
	}
	for _, r := range p.Registers {
		visitRegister(r, mark)
	}
	for _, a := range p.Actions {
		if a.Clause != nil {
			visitRule(a.Clause, mark)
			visit(a.Where)
			a.Of.Used = a.Of.Used || a.Of != p.Subject
		}
	}
	for _, r := range p.Records {
		c.needs(r)
	}
	for _, r := range p.Records {
		for i, f := range r.Fields {
			f.Index = i
			if f.Judged && f.Used {
				p.Judged = append(p.Judged, f)
			}
		}
	}
}

// needs marks what must be read of a list in use to know whose rows it holds.
func (c *checker) needs(r *Record) {
	if !r.Used || r.Owner == nil || r.JoinBy == nil {
		return
	}
	r.JoinBy.Used, r.Owner.Used = true, true
	if r.Relation == nil {
		return
	}
	r.Relation.Other.Used = true
	if r.Relation.Of != nil {
		r = r.Relation.Of
		r.Used = true
	}
	if r.From.Column != nil {
		r.From.Column.Used = true
	}
}

func (c *checker) mark(x Expr) {
	c.spelled(x)
	switch x := x.(type) {
	case *FieldRef:
		x.Field.Used = true
		x.Field.Record.Used = true
		x.Field.needed = x.Field.needed || !c.beside[x]
	case *Compare:
		c.besidePlan(x)
	case *TermRef:
		if !x.Term.Used {
			x.Term.Used = true
			walkTerm(x.Term, c.mark)
		}
	case *ListRef:
		x.List.Used = true
	case *KeyOf:
		c.program.RecordOf(x.Of.Type()).Key.Used = true
	case *TableValue:
		x.Table.useAll()
	case *Listed:
		x.Table.useAll()
	case *Entries:
		x.Table.useAll()
	case *Everyone:
		x.Of.Used = true
	case *Of:
		if t := x.Element.Type(); t.Kind == types.Ref { // else it is a spell, whose rows are those of its list
			c.program.RecordOf(t).Used = true
			walkExpr(x.Element, follow)
		}
	}
}

// useAll marks a table that is read: whichever row is meant, all of it counts.
func (r *Record) useAll() {
	r.Used = true
	for _, f := range r.Fields {
		f.Used = true
	}
}

// spelled marks the ends of the rows whose days are looked at: without their
// columns nothing would be known of any.
func (c *checker) spelled(x Expr) {
	eachSpell(x, func(start, end *Field) { start.Used, end.Used = true, true })
}

// eachSpell visits the ends of the rows whose days an expression looks at.
func eachSpell(x Expr, visitEnds func(start, end *Field)) {
	ends := func(r *Record) {
		if r != nil && r.Start != nil { // that of runs has none: what they are made of is a part of theirs
			visitEnds(r.Start, r.End)
		}
	}
	switch x := x.(type) {
	case *Cut, *Together, *Single, *While, *Level, *Runs, *RunAt, *Pick, *EndOf, *Length, *Served, *Stopped, *InDays:
		for _, part := range parts(x) {
			if part != nil {
				ends(RowsOf(part))
			}
		}
	case *AsOf: // rows that had not begun are left out
		seen := map[*Term]bool{}
		var visit func(Expr)
		visit = func(x Expr) {
			switch x := x.(type) {
			case *ListRef:
				ends(x.List)
			case *TermRef:
				if !seen[x.Term] {
					seen[x.Term] = true
					walkExpr(x.Term.Value, visit)
				}
			}
		}
		walkExpr(x.X, visit)
	}
}

// follow marks the references that something is read through.
func follow(x Expr) {
	switch x := x.(type) {
	case *FieldRef:
		x.Field.Followed = x.Field.Followed || x.Field.Type.Kind == types.Ref
	case *TermRef:
		walkExpr(x.Term.Value, follow)
	}
}
