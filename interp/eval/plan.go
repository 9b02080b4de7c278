package eval

import (
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// plan is how a set over everybody is gone through. Of what its condition says
// some reads the element alone: that is found out once, see roll. Some says that
// a value of the element equals one of the record decided: there is an index for
// it. The rest is asked of each that these leave.
type plan struct {
	of      *check.Record
	row     int
	alone   []check.Expr // of the element alone
	joins   []join
	mixed   []check.Expr
	all     []check.Expr // the joins and what is mixed, as written
	finders [][]finder   // each part of the condition that an index answers, as its alternatives
	further []check.Expr
	bound   map[*check.GroupOf]value.Set       // what is read of the group of a quota
	told    func(*roster.Record) ([]way, bool) // what is known already of an element; nil: nothing
	rolls   rolls
}

// join is that a value of the element equals one that does not read it.
type join struct{ theirs, mine check.Expr }

// planOf is the plan of a list over everybody, with what else is read of its
// elements; nil for any other list.
func (e *Evaluator) planOf(of any, list check.Expr, more []check.Expr, further ...check.Expr) *plan {
	e.groups.Lock()
	defer e.groups.Unlock()
	if p, known := e.groups.plans[of]; known {
		return p
	}
	p := makePlan(list, more, further)
	e.groups.plans[of] = p
	return p
}

func makePlan(list check.Expr, more, further []check.Expr) *plan {
	conditions := more
	for {
		switch x := list.(type) {
		case *check.Filter:
			conditions = append(check.Conjuncts(x.Where), conditions...)
			list = x.List
			continue
		case *check.Everyone:
			p := &plan{of: x.Of, row: x.Row, further: further}
			for _, c := range conditions {
				p.sort(c)
			}
			return p
		}
		return nil
	}
}

func (p *plan) sort(c check.Expr) {
	theirs, others := check.Reading(c, p.row)
	if !others {
		p.alone = append(p.alone, c)
		return
	}
	p.all = append(p.all, c)
	var ways []finder
	switch x := c.(type) {
	case *check.Or:
		for _, part := range x.Parts {
			f, found := p.find(part)
			if !found {
				ways = nil
				break
			}
			ways = append(ways, f)
		}
	default:
		if f, found := p.find(c); found {
			ways = []finder{f}
			if f.related == nil && theirs {
				p.joins = append(p.joins, f.join)
				p.finders = append(p.finders, ways)
				return
			}
		}
	}
	p.mixed = append(p.mixed, c)
	if len(ways) > 0 {
		p.finders = append(p.finders, ways)
	}
}

// find is how an index answers a condition, or the first part of it that one
// answers; what it finds may be too much.
func (p *plan) find(c check.Expr) (finder, bool) {
	for _, part := range check.Conjuncts(c) {
		switch x := part.(type) {
		case *check.Compare:
			if x.Op != "=" || !indexed(x.L.Type()) {
				continue
			}
			for _, sides := range [2]join{{x.L, x.R}, {x.R, x.L}} {
				reads, others := check.Reading(sides.theirs, p.row)
				if mine, _ := check.Reading(sides.mine, p.row); reads && !others && !mine {
					return finder{join: sides}, true
				}
			}
		case *check.Related:
			reads, others := check.Reading(x.X, p.row)
			lists, more := check.Reading(x.List, p.row)
			switch {
			case x.Negated:
			case reads && !others && !lists, !reads && lists && !more:
				return finder{related: x, back: lists}, true
			}
		}
	}
	return finder{}, false
}

func indexed(t types.Type) bool {
	switch t.Kind {
	case types.Rows, types.Spell, types.Span, types.Period:
		return false
	}
	return !t.Several && !t.PerYear
}
