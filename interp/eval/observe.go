package eval

import (
	"github.com/govalues/decimal"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// Seen is one condition of a rule as a decision met it: a comparison or a yes/no
// that is not made of others.
type Seen struct {
	Cond    check.Expr
	Truth   bool
	Decides bool // were it otherwise, so would be the whole of which it is a part
	Side    Side
}

// Side says where a value lay at the boundary of a comparison: the day before it,
// on it, the day after, or the whole number before, on and after. Numbers with
// decimals are before and after at any distance.
type Side uint8

const (
	Elsewhere Side = iota
	DayBefore
	OnTheDay
	DayAfter
)

// Conditions lists the conditions of which one is made, those of terms that the
// policy defines itself among them.
func Conditions(x check.Expr) (out []check.Expr) {
	walkConditions(x, func(x check.Expr) { out = append(out, x) })
	return out
}

func walkConditions(x check.Expr, visit func(check.Expr)) {
	switch x := x.(type) {
	case nil:
	case *check.And:
		for _, p := range x.Parts {
			walkConditions(p, visit)
		}
	case *check.Or:
		for _, p := range x.Parts {
			walkConditions(p, visit)
		}
	case *check.Not:
		walkConditions(x.X, visit)
	case *check.Marked:
		walkConditions(x.X, visit)
	case *check.TermRef:
		if inner := defined(x); inner != nil {
			walkConditions(inner, visit)
			return
		}
		visit(x)
	default:
		visit(x)
	}
}

// defined is the condition that a term of the policy's own stands for.
func defined(x *check.TermRef) check.Expr {
	if x.Type().Kind != types.Bool || x.Row != 0 || x.Term.Value == nil || x.Term.Value.At().File == nil || x.Term.Value.At().File.Name == "prelude" {
		return nil
	}
	return x.Term.Value
}

// Bounded says whether a condition has a boundary that a value may lie at.
func Bounded(x check.Expr) bool {
	switch x := x.(type) {
	case *check.Reach:
		return true
	case *check.Compare:
		switch x.L.Type().Kind {
		case types.Date, types.Age, types.Year, types.Number:
			return x.Op != "=" && x.Op != "!="
		}
	}
	return false
}

// Observe tells how a decision met the conditions of one; those that are not
// known, under every filling of the blanks, are left out.
func (e *Evaluator) Observe(d Decision, whole check.Expr) (out []Seen) {
	s := e.sceneOf(d)
	var atoms []check.Expr
	walkConditions(whole, func(x check.Expr) { atoms = append(atoms, x) })
	sets := make([]value.Set, len(atoms))
	for i, x := range atoms {
		sets[i] = s.is(x)
	}
	at := func(flipped int) value.Set {
		i := -1
		return joined(whole, func() value.Set {
			if i++; i == flipped {
				return value.Not(sets[i])
			}
			return sets[i]
		})
	}
	now := at(-1)
	for i, x := range atoms {
		if !sets[i].One() {
			continue
		}
		then := at(i)
		out = append(out, Seen{x, sets[i].True, now.One() && then.One() && now.True != then.True, s.side(x)})
	}
	return out
}

// joined is the truth of a condition from those of its parts, asked for in the
// order of walkConditions.
func joined(x check.Expr, next func() value.Set) value.Set {
	switch x := x.(type) {
	case nil:
		return value.Truth(true)
	case *check.And:
		all := value.Truth(true)
		for _, p := range x.Parts {
			all = value.And(all, joined(p, next))
		}
		return all
	case *check.Or:
		some := value.Truth(false)
		for _, p := range x.Parts {
			some = value.Or(some, joined(p, next))
		}
		return some
	case *check.Not:
		return value.Not(joined(x.X, next))
	case *check.Marked:
		return joined(x.X, next)
	case *check.TermRef:
		if inner := defined(x); inner != nil {
			return joined(inner, next)
		}
	}
	return next()
}

// Distance is how far the value of a comparison lies from its boundary, in days or
// in whole numbers, negative before it; false where that is not known or there is
// no boundary.
func (e *Evaluator) Distance(d Decision, x check.Expr) (int, bool) { return e.sceneOf(d).distance(x) }

// side says where the value of a condition lies.
func (s *scene) side(x check.Expr) Side {
	if c, ok := x.(*check.Compare); ok && c.L.Type().Kind == types.Number && !c.L.Type().Whole {
		return sideOf(s.eval(c.L), s.eval(c.R))
	}
	n, known := s.distance(x)
	if !known || n < -1 || n > 1 {
		return Elsewhere
	}
	return Side(int(OnTheDay) + n)
}

func (s *scene) distance(x check.Expr) (int, bool) {
	switch x := x.(type) {
	case *check.Reach:
		from, to := value.Ends(s.eval(x.Span))
		return days(to, s.after(from, x.Length, false))
	case *check.Compare:
		l, r := s.eval(x.L), s.eval(x.R)
		switch x.L.Type().Kind {
		case types.Date:
			return days(l, r)
		case types.Age:
			return s.sinceBirthday(x, r)
		case types.Number, types.Year:
			n, known := difference(l, r)
			whole, _, exact := n.Int64(0)
			return int(whole), known && exact
		}
	}
	return 0, false
}

func days(a, b value.Set) (int, bool) {
	if !a.One() || !b.One() || a.None || b.None {
		return 0, false
	}
	return int(a.First - b.First), true
}

// sinceBirthday is how many days the as-of date is from that on which an age is
// completed at which the comparison turns: 50 for age >= 50, 51 for age <= 50.
func (s *scene) sinceBirthday(x *check.Compare, years value.Set) (int, bool) {
	of := x.L
	if t, ok := of.(*check.TermRef); ok && t.Row == 0 {
		of = t.Term.Value
	}
	age, ok := of.(*check.AgeOf)
	if !ok || !years.One() || years.None {
		return 0, false
	}
	n, _, exact := years.Low.Int64(0)
	if !exact {
		return 0, false
	}
	if x.Op == ">" || x.Op == "<=" {
		n++
	}
	day := value.ShiftBy(s.program.Convention, s.eval(age.Birth), value.Length(civil.Years(int(n))), false)
	return days(s.today(), value.Shift(day, value.Length(civil.Days(int(s.program.Ages))), false))
}

func difference(a, b value.Set) (decimal.Decimal, bool) {
	if !a.One() || !b.One() || a.None || b.None {
		return decimal.Decimal{}, false
	}
	n, err := a.Low.Sub(b.Low)
	return n, err == nil
}

func sideOf(a, b value.Set) Side {
	switch n, known := difference(a, b); {
	case !known:
		return Elsewhere
	case n.IsZero():
		return OnTheDay
	case n.IsNeg():
		return DayBefore
	}
	return DayAfter
}

// Holds says whether a condition holds where a decision was taken.
func (e *Evaluator) Holds(d Decision, x check.Expr) value.Set { return e.sceneOf(d).is(x) }
