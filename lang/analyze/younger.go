package analyze

import (
	"slices"

	"github.com/govalues/decimal"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/types"
)

// elder is an age from which clauses release the older.
var elder = decimal.MustNew(40, 0)

// releasesYounger finds rules that release by an age of the person, of forty or more,
// that is bounded from above only.
func (a *analysis) releasesYounger() {
	for _, r := range a.rules() {
		if !slices.ContainsFunc(r.Effects, func(e *check.Effect) bool { return e.Action != nil && e.Strength.Release() }) {
			continue
		}
		from, to := a.ageBounds(r.When)
		if len(from) == 0 && len(to) > 0 {
			a.found.Add(diag.ReleasesYounger, to[0].At(), spoken(to[0].At()))
		}
	}
}

// ageBounds are the comparisons that bound the age of the person decided on from below
// and, with forty or more, from above. What is said to be not so bounds neither.
func (a *analysis) ageBounds(x check.Expr) (from, to []check.Expr) {
	if a.steps--; a.steps < 0 {
		return nil, nil
	}
	switch x := a.plain(x).(type) {
	case *check.And, *check.Or:
		for _, part := range check.Parts(x) {
			f, t := a.ageBounds(part)
			from, to = append(from, f...), append(to, t...)
		}
	case *check.Compare:
		age, ok := a.plain(x.L).(*check.AgeOf)
		k, stated := a.plain(x.R).(*check.Const)
		if !ok || !stated || !ofPerson(age) {
			return nil, nil
		}
		switch upper := x.Op == "<" || x.Op == "<="; {
		case !upper:
			from = append(from, x)
		case (k.Type().Kind == types.Number || k.Type().Kind == types.Age) && k.Value.Number.Cmp(elder) >= 0:
			to = append(to, x)
		}
	}
	return from, to
}

// ofPerson says that an age is that of the record decided on, by a field of its own with
// one date.
func ofPerson(age *check.AgeOf) bool {
	ref, ok := age.Birth.(*check.FieldRef)
	return ok && ref.Row == 0 && !ref.Field.Type.Several
}
