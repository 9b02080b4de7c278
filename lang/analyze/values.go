package analyze

import (
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/syntax"
	"rota/lang/types"
)

// valuesLeftOut finds the one value of a choice of the policy's own that nothing speaks
// of, where the policy speaks of all others one by one.
func (a *analysis) valuesLeftOut() {
	for _, d := range a.tree().Declarations {
		choice, ok := d.(*syntax.Choice)
		if !ok {
			continue
		}
		options := a.optionsOf(choice)
		if options == nil || len(options.Values) < 4 {
			continue
		}
		if left, one := a.leftOut(options); one {
			a.found.Add(diag.ValueLeftOut, a.tree().Span(&choice.Name), options.Values[left].Text(), spoken(a.tree().Span(&choice.Name)))
		}
	}
}

// leftOut is the value that no condition is about, where each of the others is asked for
// with “is” or “in” and none with its opposite.
func (a *analysis) leftOut(options *types.Options) (left int, one bool) {
	asked, places, otherwise := map[int]bool{}, 0, false
	ask := func(list ...check.Expr) {
		for _, x := range list {
			if k, ok := a.plain(x).(*check.Const); ok && k.Type().Choice == options {
				asked[k.Value.Option] = true
			}
		}
	}
	a.program.Walk(func(x check.Expr) {
		switch x := x.(type) {
		case *check.Compare:
			if x.L.Type().Choice == options || x.R.Type().Choice == options {
				places++
				otherwise = otherwise || x.Op != "="
				ask(x.L, x.R)
			}
		case *check.OneOf:
			if x.X.Type().Choice == options {
				places++
				otherwise = otherwise || x.Negated
				ask(x.Among...)
			}
		case *check.Not:
			check.Walk(x.X, func(y check.Expr) { otherwise = otherwise || y.Type().Choice == options })
		case *check.Cases, *check.If:
			check.Walk(x, func(y check.Expr) { otherwise = otherwise || y.Type().Choice == options })
		case *check.Const:
			ask(x)
		}
	})
	for _, r := range a.program.Records {
		if r.Table != nil {
			for _, row := range r.Table.Rows {
				for _, cell := range row.Cells {
					if cell.Value.Type.Choice == options {
						asked[cell.Value.Option] = true
					}
				}
			}
		}
	}
	if otherwise || places < 3 || len(asked) != len(options.Values)-1 {
		return 0, false
	}
	for i := range options.Values {
		if !asked[i] {
			return i, true
		}
	}
	return 0, false
}
