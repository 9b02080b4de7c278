package plan

import (
	"rota/lang/check"
	"rota/lang/types"
)

// quantified asks whether there is somebody in a set of everybody.
func (p *Plan) quantified(x *check.Quantify) node {
	if n, ok := p.ofRows(x); ok {
		return n
	}
	if x.Claim != nil || x.Kind != "SOME" && x.Kind != "NO" {
		return anything
	}
	s := p.set(x.List)
	if s == nil {
		return anything
	}
	pair := &pairing{plan: p, set: s, reads: []node{s.is}}
	var mixed []relation
	for _, c := range s.mixed {
		r := pair.relation(c)
		if r == nil {
			return anything
		}
		mixed = append(mixed, r)
	}
	some := p.came(p.crowded(1, pair.reads, func(in, out []bounds) { pair.find(mixed, in, out[0]) }), 0)
	if x.Kind == "NO" {
		return p.not(some)
	}
	return some
}

// pairing finds for each row whether there is another in a set.
type pairing struct {
	plan  *Plan
	set   *set
	reads []node // that of the set first
}

// relation is a condition on two rows, the record decided and the element: whether it
// is sure, and whether it may be so.
type relation func(in []bounds, mine, theirs int32) (sure, may bool)

// relation is nil where columns do not hold what a condition reads.
func (p *pairing) relation(x check.Expr) relation {
	element, others := check.Reading(x, p.set.place)
	switch {
	case element && !others:
		return p.alone(turned(x, p.set.place), false)
	case !element:
		return p.alone(x, true)
	}
	switch x := x.(type) {
	case *check.Marked:
		return p.relation(x.X)
	case *check.And:
		return p.joined(x.Parts, true)
	case *check.Or:
		return p.joined(x.Parts, false)
	case *check.Not:
		if of := p.relation(x.X); of != nil {
			return func(in []bounds, mine, theirs int32) (bool, bool) {
				sure, may := of(in, mine, theirs)
				return !may, !sure
			}
		}
	case *check.Compare:
		return p.compared(x)
	}
	return nil
}

// alone is a condition on one of the two.
func (p *pairing) alone(x check.Expr, mine bool) relation {
	if x == nil {
		return nil
	}
	at := len(p.reads)
	p.reads = append(p.reads, p.plan.expr(x))
	return func(in []bounds, row, theirs int32) (bool, bool) {
		if !mine {
			row = theirs
		}
		return in[at].sure.has(int(row)), in[at].may.has(int(row))
	}
}

// joined are conditions all of which must be so, or some of which.
func (p *pairing) joined(parts []check.Expr, all bool) relation {
	var list []relation
	for _, x := range parts {
		r := p.relation(x)
		if r == nil {
			return nil
		}
		list = append(list, r)
	}
	return func(in []bounds, mine, theirs int32) (sure, may bool) {
		sure, may = all, all
		for _, r := range list {
			s, m := r(in, mine, theirs)
			if all {
				sure, may = sure && s, may && m
			} else {
				sure, may = sure || s, may || m
			}
		}
		return sure, may
	}
}

// compared relates a value of the one with a value of the other.
func (p *pairing) compared(x *check.Compare) relation {
	if labelled(x.L.Type().Kind) && (x.Op == "=" || x.Op == "!=") {
		theirs, mine := p.plan.sides(x, p.set.place)
		if theirs == nil {
			return nil
		}
		return func(_ []bounds, i, j int32) (sure, may bool) {
			a, b := mine[i], theirs[j]
			switch {
			case a == nobody || b == nobody:
				return false, false
			case a == unknown || b == unknown:
				return false, true
			}
			is := (a == b) == (x.Op == "=")
			return is, is
		}
	}
	left, mine, ok := p.side(x.L)
	right, also, known := p.side(x.R)
	if !ok || !known || mine == also || x.L.Type().Kind == types.Choice && x.L.Type().Choice != x.R.Type().Choice {
		return nil
	}
	return func(_ []bounds, i, j int32) (bool, bool) {
		if !mine {
			i, j = j, i
		}
		a, hasA := left.of(i)
		b, hasB := right.of(j)
		switch {
		case hasA == absent || hasB == absent:
			return false, false
		case hasA == blank || hasB == blank:
			return false, true
		}
		is := holdsOf(x.Op, a, b)
		return is, is
	}
}

// side is one side of a comparison as a number, and whether it reads the record
// decided.
func (p *pairing) side(x check.Expr) (r rank, mine, ok bool) {
	element, others := check.Reading(x, p.set.place)
	if element == others {
		return r, false, false
	}
	if element {
		x = turned(x, p.set.place)
	}
	r, ok = p.plan.rank(x, false)
	return r, others, ok
}

// find goes through those who hang together with each row. Of whom that is not known
// anybody may.
func (p *pairing) find(mixed []relation, in []bounds, out bounds) {
	s := p.set
	groups := p.plan.group(s.theirs, in[0])
	anybody := len(groups.loose)+len(groups.rows) > 0
	is := func(mine, theirs int32) (bool, bool) {
		sure, may := in[0].sure.has(int(theirs)), true
		for _, r := range mixed {
			if may {
				s, m := r(in, mine, theirs)
				sure, may = sure && s, m
			}
		}
		return sure && may, may
	}
	for row, label := range s.mine {
		sure, may := false, false
		switch label {
		case nobody:
		case unknown:
			may = anybody
		default:
			for _, theirs := range groups.of(label) {
				one, could := is(int32(row), theirs)
				if sure, may = one, may || could; sure {
					break
				}
			}
			for _, theirs := range groups.loose {
				if !may {
					_, may = is(int32(row), theirs)
				}
			}
		}
		out.put(row, sure, may)
	}
}
