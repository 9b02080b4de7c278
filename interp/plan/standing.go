package plan

import (
	"slices"

	"rota/interp/eval"
	"rota/lang/check"
)

// unit is one effect of one rule.
type unit struct {
	rule    *check.Rule
	effect  *check.Effect
	family  *family
	holds   node
	indexed bool
}

// family is the effects that no clause tells apart: of one strength on one action,
// and no rule stands in a relation to theirs alone. They are beaten together, so
// that who beats whom is worked out between families, which are few however many
// the rules.
type family struct {
	action  *check.Action
	outcome eval.Outcome // 0 on an output
	units   []*unit
	holds   node // one of them does
	indexed node // in place of the conditions of its units; 0 for none
	// attackers beat the family where they stand; freers take it out of the outcome.
	attackers, freers []*family
	replacing         bool // stands only instead of others
	replaced          bool // others may stand instead
	free              node // nothing that stands beats it
	counts            node // what must be so besides for it to count
	state             state
	counted           state
}

// state is how far something has been worked out. The checker has refused what
// waits for itself; were it to slip through it may be anything.
type state uint8

const (
	_ state = iota
	working
	done
)

type familyKey struct {
	action   *check.Action
	strength check.Strength
	level    int
}

// link sorts the effects into families and works out who attacks whom (language,
// 7.3).
func (p *Plan) link() {
	related := map[*check.Rule]bool{}
	for _, r := range p.program.Rules {
		for _, others := range [][]*check.Rule{r.Despite, r.SetsAside, r.InsteadOf} {
			related[r] = related[r] || len(others) > 0
			for _, other := range others {
				related[other] = true
			}
		}
		for i, e := range r.Effects {
			related[r] = related[r] || e.Limited || slices.ContainsFunc(r.Effects[:i], func(f *check.Effect) bool { return f.Action == e.Action })
			for _, other := range e.Only {
				related[other] = true
			}
		}
	}
	shared := map[familyKey]*family{}
	of := map[*check.Rule][]*family{}
	for _, r := range p.program.Rules {
		for _, e := range r.Effects {
			key := familyKey{e.Action, e.Strength, e.Level}
			f := shared[key]
			if f == nil || related[r] || e.Action == nil {
				f = &family{action: e.Action, outcome: outcomeOf(e)}
				p.families = append(p.families, f)
				if !related[r] && e.Action != nil {
					shared[key] = f
				}
			}
			u := &unit{rule: r, effect: e, family: f}
			f.units = append(f.units, u)
			p.units[r] = append(p.units[r], u)
			of[r] = append(of[r], f)
		}
	}
	byAction := map[*check.Action][]*family{}
	for _, f := range p.families {
		if f.action != nil {
			byAction[f.action] = append(byAction[f.action], f)
		}
	}
	for _, on := range byAction {
		for _, f := range on {
			for _, g := range on {
				if attacks(g.units[0], f.units[0]) {
					f.attackers = append(f.attackers, g)
				}
				if slices.Contains(g.units[0].rule.Despite, f.units[0].rule) {
					f.freers = append(f.freers, g)
				}
			}
		}
	}
	for _, r := range p.program.Rules {
		for _, beaten := range r.SetsAside {
			if !slices.Contains(beaten.Despite, r) {
				for _, f := range of[beaten] {
					f.attackers = append(f.attackers, of[r]...)
				}
			}
		}
		for _, named := range r.InsteadOf {
			for _, f := range of[r] {
				f.replacing = true
			}
			for _, f := range of[named] {
				f.replaced = true
			}
		}
	}
	p.on = byAction
}

func outcomeOf(e *check.Effect) eval.Outcome {
	switch {
	case e.Action == nil:
		return 0
	case e.Action.Kind == check.KindResult:
		return eval.Own(e.Level)
	}
	return outcomes[e.Strength]
}

var outcomes = [...]eval.Outcome{
	check.Must: eval.Must, check.MustNot: eval.MustNot, check.Should: eval.Should, check.ShouldNot: eval.ShouldNot, check.Plan: eval.Plan, check.May: eval.May,
	check.Exempt: eval.Exempt, check.Defer: eval.Deferred, check.MayExempt: eval.MayExempt, check.MayDefer: eval.MayDefer, check.MayExemptOrDefer: eval.MayExemptOrDefer,
}

// attacks says whether an effect beats another on the same action.
func attacks(a, b *unit) bool {
	return a.rule != b.rule && check.Attacks(a.effect.Strength, b.effect.Strength) &&
		(!a.effect.Limited || slices.Contains(a.effect.Only, b.rule)) &&
		!slices.Contains(b.rule.Despite, a.rule) && !slices.Contains(a.rule.InsteadOf, b.rule) && !slices.Contains(b.rule.InsteadOf, a.rule)
}

// met is whether a rule is in force, its condition true and no exception bites.
func (p *Plan) met(r *check.Rule) node {
	if n, known := p.metOf[r]; known {
		return n
	}
	p.metOf[r] = anything // while it is worked out
	parts := []node{p.during(r.InForce), p.expr(r.When)}
	for _, u := range r.Unless {
		parts = append(parts, p.not(p.expr(u)))
	}
	n := p.and(parts...)
	p.metOf[r] = n
	return n
}

// holds is whether a rule holds, beaten or not.
func (p *Plan) holds(r *check.Rule) node {
	if len(r.Effects) == 0 {
		return p.met(r)
	}
	var in []node
	for _, e := range r.Effects {
		in = append(in, p.window(e))
	}
	return p.and(p.met(r), p.or(in...))
}

// resolve works out whether a family holds, is free and counts.
func (p *Plan) resolve(f *family) *family {
	switch f.state {
	case done:
		return f
	case working:
		return &family{holds: anything, free: anything}
	}
	f.state = working
	var boxed, holds []node
	for _, u := range f.units {
		u.holds = p.and(p.met(u.rule), p.window(u.effect))
		if u.indexed = p.boxed(u.holds); u.indexed {
			boxed = append(boxed, u.holds)
		} else {
			holds = append(holds, u.holds)
		}
	}
	if len(boxed) >= p.fewest {
		f.indexed = p.add(condition{kind: someHold, column: -1, lo: int32(len(p.conditions))})
		f.holds = p.or(append(holds, f.indexed)...)
	} else {
		for _, u := range f.units {
			u.indexed = false
		}
		f.holds = p.or(append(holds, boxed...)...)
	}
	f.free = p.not(p.someStand(f.attackers))
	if f.replacing {
		f.free = p.and(f.free, anything)
	}
	f.state = done
	return f
}

// stands is whether one of a family does.
func (p *Plan) stands(f *family) node {
	f = p.resolve(f)
	return p.and(f.holds, f.free)
}

func (p *Plan) someStand(families []*family) node {
	var some []node
	for _, f := range families {
		some = append(some, p.stands(f))
	}
	return p.or(some...)
}

// counting is what must be so for a unit that holds to count for the outcome
// (language, 7.5): what releases from a duty must beat one, while none is left
// that counts.
func (p *Plan) counting(f *family) node {
	if f.counted == done {
		return f.counts
	}
	f.counts, f.counted = p.count(f), done
	return f.counts
}

func (p *Plan) count(f *family) node {
	p.resolve(f)
	free := p.and(f.free, p.not(p.someStand(f.freers)))
	if f.replaced {
		free = p.and(free, anything)
	}
	if f.action == nil || !f.units[0].effect.Strength.Release() {
		return free
	}
	var beaten, left []node
	for _, d := range p.on[f.action] {
		if d.units[0].effect.Strength.Duty() {
			if slices.Contains(d.attackers, f) {
				beaten = append(beaten, p.resolve(d).holds)
			}
			left = append(left, p.and(p.resolve(d).holds, p.counting(d)))
		}
	}
	return p.and(free, p.or(beaten...), p.not(p.or(left...)))
}

// ranking is the order in which outcomes of an action are looked for.
var ranking = []eval.Outcome{
	eval.MustNot, eval.Exempt, eval.Deferred, eval.MayExemptOrDefer, eval.MayExempt, eval.MayDefer,
	eval.Must, eval.ShouldNot, eval.Should, eval.Plan, eval.May,
}

// inside is what the outcome of a record in scope is: one of them, each with its
// condition.
func (p *Plan) inside(a *check.Action) []result {
	if list, known := p.insideOf[a]; known {
		return list
	}
	p.insideOf[a] = []result{{0, anything}}
	order, fallback := ranking, eval.Nothing
	if a.Kind == check.KindResult {
		if order = eval.OutcomesOf(a)[:len(a.Grades)]; a.Default >= 0 {
			fallback = eval.Own(a.Default)
		}
	}
	some := map[eval.Outcome]node{}
	for _, f := range p.on[a] {
		some[f.outcome] = p.or(some[f.outcome], p.and(p.resolve(f).holds, p.counting(f)))
	}
	some[eval.MayExemptOrDefer] = p.or(some[eval.MayExemptOrDefer], p.and(some[eval.MayExempt], some[eval.MayDefer]))
	var out []result
	before := never
	for _, o := range order {
		if some[o] == never {
			continue
		}
		is := p.and(some[o], p.not(before))
		if o == eval.Must && a.Exclusive != 0 {
			clash := p.and(p.otherMusts(a), anything)
			out = append(out, result{eval.Conflict, p.and(is, clash)})
			is = p.and(is, p.not(clash))
		}
		out = append(out, result{o, is})
		before = p.or(before, some[o])
	}
	rest := p.not(before)
	for i := range out {
		if out[i].outcome == fallback {
			out[i].is, rest = p.or(out[i].is, rest), never
		}
	}
	if rest != never {
		out = append(out, result{fallback, rest})
	}
	p.insideOf[a] = out
	return out
}

// otherMusts is whether a must counts on another of the actions that exclude this
// one.
func (p *Plan) otherMusts(a *check.Action) node {
	var musts []node
	for _, b := range p.program.Actions {
		if b == a || b.Exclusive != a.Exclusive {
			continue
		}
		for _, f := range p.on[b] {
			if f.outcome == eval.Must {
				musts = append(musts, p.and(p.resolve(f).holds, p.counting(f)))
			}
		}
	}
	return p.or(musts...)
}

// decided asks whether the outcome on an action is exactly this.
func (p *Plan) decided(x *check.Decided) node {
	for _, r := range p.inside(x.Action) {
		if r.outcome == 0 {
			return anything
		}
		if r.outcome == outcomes[x.Strength] {
			return p.and(p.inScope(), r.is)
		}
	}
	return never
}

func (p *Plan) inScope() node {
	return p.and(p.during(p.program.InForce), p.expr(p.program.AppliesTo))
}

// claim is what a check of the record decided on comes to.
func (p *Plan) claim(a *check.Action) []result {
	about := []node{p.inScope(), p.during(a.Clause.InForce), p.expr(a.Where)}
	for _, u := range a.Clause.Unless {
		about = append(about, p.not(p.expr(u)))
	}
	is, met := p.and(about...), p.expr(a.Clause.When)
	broken := eval.Broken
	if a.Departure {
		broken = eval.Departure
	}
	return []result{{0, p.not(is)}, {eval.Met, p.and(is, met)}, {broken, p.and(is, p.not(met))}}
}
