package eval

import (
	"slices"

	"rota/lang/check"
)

// rests are what decisions rest on, themselves or through the rules and decisions
// they ask about: fields, where there are requirements, and definitions that say
// what were so without their clause.
type rests struct {
	of, outputs []*reader // by action, by output
	scope       *reader   // all rest on it
}

// collect notes what rules and decisions read.
func (e *Evaluator) collect() {
	e.readBy = map[*check.Rule]reads{}
	for _, r := range e.program.Rules {
		e.readBy[r] = readsOf(func(visit func(check.Expr)) { check.WalkRule(r, visit) })
	}
	for _, a := range e.program.Actions {
		if a.Clause != nil {
			e.readBy[a.Clause] = readsOf(func(visit func(check.Expr)) {
				check.WalkRule(a.Clause, visit)
				check.Walk(a.Where, visit)
			})
		}
		if a.Kind == check.KindRequire {
			e.required = append(e.required, a)
		}
	}
	if len(e.required) == 0 && !slices.ContainsFunc(e.program.Terms, func(t *check.Term) bool { return t.Used && t.Without != nil }) {
		return
	}
	e.rests.scope = e.reader()
	for _, x := range []check.Expr{e.program.AppliesTo, e.program.InForce.From, e.program.InForce.Until} {
		check.Walk(x, e.rests.scope.expr)
	}
	for _, a := range e.program.Actions {
		r := e.reader()
		r.action(a)
		e.rests.of = append(e.rests.of, r)
	}
	for _, o := range e.program.Outputs {
		r := e.reader()
		check.Walk(o.Value, r.expr)
		for _, u := range e.units {
			if u.effect.Output == o {
				r.rule(u)
			}
		}
		e.rests.outputs = append(e.rests.outputs, r)
	}
}

// withouts are the definitions that what was read or the scope rests on and that
// say what were so without their clause.
func (r *reader) withouts() []*check.Term {
	return appendAll(slices.Clone(r.rests.scope.terms), r.terms)
}

func appendAll[T comparable](list []T, more []T) []T {
	for _, x := range more {
		list = appendNew(list, x)
	}
	return list
}

// reader collects what is read; what it has met it does not enter again.
type reader struct {
	*Evaluator
	fields []*check.Field
	terms  []*check.Term // those that say what were so without their clause
	met    map[any]bool
}

func (e *Evaluator) reader() *reader { return &reader{Evaluator: e, met: map[any]bool{}} }

func (r *reader) first(x any) bool {
	known := r.met[x]
	r.met[x] = true
	return !known
}

func (r *reader) expr(x check.Expr) {
	switch x := x.(type) {
	case *check.FieldRef:
		if !r.stranger(x.Row, x.Field.Record) {
			r.fields = appendNew(r.fields, x.Field)
		}
	case *check.TermRef:
		if !r.stranger(x.Row, x.Term.Record) && r.first(x.Term) {
			if x.Term.Without != nil {
				r.terms = append(r.terms, x.Term)
			}
			for _, part := range x.Term.Exprs() {
				check.Walk(part, r.expr)
			}
		}
	case *check.Meets:
		for _, rule := range x.Rules {
			r.condition(rule)
		}
	case *check.Decided:
		r.action(x.Action)
	case *check.ResultOf:
		r.action(x.Result)
	}
}

// stranger says that what is read is of a further record of the kind decided on:
// what is wrong with this one is not wrong with that.
func (r *reader) stranger(row int, of *check.Record) bool { return row > 0 && of == r.program.Subject }

// condition is what decides whether a rule holds.
func (r *reader) condition(rule *check.Rule) {
	if r.first(rule) {
		check.WalkRule(rule, r.expr)
	}
}

// rule is what decides whether a unit counts.
func (r *reader) rule(u *unit) {
	if !r.first(u) {
		return
	}
	r.condition(u.rule)
	for _, others := range [][]*unit{u.attackers, u.freers, u.replaces, u.replacers} {
		for _, other := range others {
			r.rule(other)
		}
	}
}

func (r *reader) action(a *check.Action) {
	if !r.first(a) {
		return
	}
	for _, u := range r.matters[a.Index].units {
		r.rule(u)
	}
	if a.Clause != nil {
		r.condition(a.Clause)
		check.Walk(a.Where, r.expr)
	}
	for _, b := range r.program.Actions {
		if a.Exclusive != 0 && a.Exclusive == b.Exclusive && slices.ContainsFunc(r.matters[a.Index].units, isMust) {
			r.action(b)
		}
	}
}

func isMust(u *unit) bool { return u.effect.Strength == check.Must }
