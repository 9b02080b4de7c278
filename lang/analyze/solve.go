package analyze

import (
	"maps"
	"slices"

	"github.com/govalues/decimal"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// claim says of a condition that it is so, or that it is not.
type claim struct {
	x  check.Expr
	is bool
}

// solver finds out whether claims can be so of one record on one day. It goes by what
// each term may be: numbers, dates, ages and choices by stretches, spans by the lengths
// of time that they reach, and every other condition by itself. “No” is certain; “yes”
// may only mean that nothing speaks against it.
type solver struct {
	*names
	convention civil.Convention
	tried      map[[2]bound]bool
	steps      int // that are left
}

// enough steps for each lint are a second at most; in larger policies than offices write
// some of what is there is not found.
const enough = 400_000

// newSolver reasons by the convention of a policy; open says that it is to hold
// whatever values the policy sets.
func newSolver(c civil.Convention, open bool) *solver {
	return &solver{newNames(open), c, map[[2]bound]bool{}, enough}
}

// possible says whether claims can be so together.
func (s *solver) possible(claims ...claim) bool {
	return s.solve(claims, nil, &world{values: map[int]value{}})
}

// either are alternatives, of each of which all is claimed.
type either [][]claim

// world is what is known so far of every term, by its number.
type world struct{ values map[int]value }

// value is what a term may be. Where there may be none of it, comparisons with it are
// not so.
type value struct {
	numbers numbers // nil: not one
	never   bool    // there is none
	some    bool    // there is one
	ends    []ends  // of a span
	has     []codes // of several values in a cell: some of these is among them
	lacks   codes   // of several: none of these is
}

// ends bound where a span ends.
type ends struct{ from, to *bound }

type codes map[int]bool

func (w *world) at(id int) value {
	if v, ok := w.values[id]; ok {
		return v
	}
	return value{numbers: everything}
}

// solve narrows what the terms may be by every claim, then tries each way of what can
// be so in several.
func (s *solver) solve(todo []claim, open []either, w *world) bool {
	open, never := s.narrowAll(todo, open, w)
	if never || len(open) == 0 {
		return !never
	}
	for _, way := range open[0] {
		if s.solve(slices.Clone(way), open[1:], &world{maps.Clone(w.values)}) {
			return true
		}
	}
	return false
}

// narrowAll narrows what the terms may be by claims, and gives what can be so in several
// ways; never says that the claims cannot be so. With no steps left all can.
func (s *solver) narrowAll(todo []claim, open []either, w *world) (left []either, never bool) {
	for len(todo) > 0 {
		if s.steps--; s.steps < 0 {
			return nil, false
		}
		c := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		more, ways, ok := s.narrow(c, w)
		if !ok {
			return nil, true
		}
		todo = append(slices.Clip(todo), more...)
		if ways != nil {
			open = append(slices.Clip(open), ways)
		}
	}
	return open, false
}

// narrow takes one claim: it may come to further claims, to several ways, or to what the
// terms are; false where it cannot be so.
func (s *solver) narrow(c claim, w *world) (more []claim, ways either, ok bool) {
	switch x := s.plain(c.x).(type) {
	case *check.Const:
		return nil, nil, x.Type().Kind != types.Bool || x.Value.Bool == c.is
	case *check.Not:
		return []claim{{x.X, !c.is}}, nil, true
	case *check.And:
		return s.connect(x.Parts, c.is, true)
	case *check.Or:
		return s.connect(x.Parts, c.is, false)
	case *check.Compare:
		return nil, nil, s.compare(x, c.is, w)
	case *check.Reach:
		return nil, nil, s.reach(x, c.is, w)
	case *check.OneOf:
		return nil, nil, s.oneOf(x, c.is, w)
	case *check.State:
		return nil, nil, s.state(x, c.is, w)
	case *check.Quantify:
		return nil, nil, s.quantify(x, c.is, w)
	case *check.Decided:
		id := s.number("outcome of " + s.text(&check.Decided{Action: x.Action, Row: x.Row}))
		return nil, nil, s.meet(id, integers(int(x.Strength)), c.is, true, w)
	case *check.Meets:
		return s.meets(x, c.is, w)
	}
	return nil, nil, s.holds(s.name(c.x), c.is, w)
}

// connect takes what is said of all parts together, or of some of them.
func (s *solver) connect(parts []check.Expr, is, all bool) ([]claim, either, bool) {
	var claims []claim
	var ways either
	for _, part := range parts {
		claims = append(claims, claim{part, is})
		ways = append(ways, []claim{{part, is}})
	}
	if is == all {
		return claims, nil, true
	}
	return nil, ways, len(ways) > 0
}

// holds takes a condition by itself. One that is none is not so.
func (s *solver) holds(id int, is bool, w *world) bool {
	return s.meet(id, integers(1), is, true, w)
}

// integers is one whole number.
func integers(n int) numbers { return compared("=", decimal.MustNew(int64(n), 0)) }

// meet narrows a term to some numbers, or to all others; whole says that it is counted.
// What is so is not none.
func (s *solver) meet(id int, to numbers, is, whole bool, w *world) bool {
	v := w.at(id)
	if is {
		v.some = true
	} else {
		to = to.not()
	}
	v.numbers = v.numbers.and(to)
	if whole {
		v.numbers = v.numbers.whole()
	}
	return s.put(id, v, w)
}

// put keeps what a term may be; false where that is nothing.
func (s *solver) put(id int, v value, w *world) bool {
	if v.some && v.never {
		return false
	}
	if len(v.numbers) == 0 || s.apart(v.ends) || v.lacksOne() {
		if v.some {
			return false
		}
		v.never = true
	}
	w.values[id] = v
	return true
}

// apart says that a span would have to end after one bound and before an earlier one.
func (s *solver) apart(list []ends) bool {
	for _, a := range list {
		for _, b := range list {
			if a.from != nil && b.to != nil && s.beyond(*a.from, *b.to) {
				return true
			}
		}
	}
	return false
}

// lacksOne says that a cell of several values has none of those of which it has some.
func (v value) lacksOne() bool {
	return slices.ContainsFunc(v.has, func(some codes) bool {
		for c := range some {
			if !v.lacks[c] {
				return false
			}
		}
		return true
	})
}

// meets takes that some of several rules holds. That none does may be by their dates, and
// says nothing of their conditions.
func (s *solver) meets(x *check.Meets, is bool, w *world) ([]claim, either, bool) {
	if !s.holds(s.name(x), is, w) {
		return nil, nil, false
	}
	if x.Row != 0 || !is {
		return nil, nil, true
	}
	var ways either
	for _, r := range x.Rules {
		if r.Partners != nil {
			return nil, nil, true
		}
		ways = append(ways, claimsOf(r))
	}
	return nil, ways, len(ways) > 0
}

// claimsOf are what is so of a record that a rule holds of.
func claimsOf(r *check.Rule) (claims []claim) {
	if r.When != nil {
		claims = append(claims, claim{r.When, true})
	}
	for _, u := range r.Unless {
		claims = append(claims, claim{u, false})
	}
	return claims
}
