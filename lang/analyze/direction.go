package analyze

import (
	"rota/lang/diag"
	"rota/lang/syntax"
)

// noDirection finds what people are put in order by where it is not said who comes first.
func (a *analysis) noDirection() {
	orders := map[string]bool{}
	for _, tree := range a.trees {
		for _, d := range tree.Declarations {
			if o, ok := d.(*syntax.Order); ok {
				orders[o.Name.Key] = true
			}
		}
	}
	for _, d := range a.tree().Declarations {
		var keys []*syntax.OrderKey
		switch d := d.(type) {
		case *syntax.Order:
			keys = syntax.KeysOf(d.Keys)
		case *syntax.Choose:
			keys = syntax.KeysOf(d.By)
		}
		for _, k := range keys {
			name, named := k.Term.(*syntax.NameExpr)
			if k.Direction == "" && !(named && orders[name.Key]) {
				at := trimmed(a.tree().Span(k.Term))
				a.found.Add(diag.NoDirection, at, at.Text())
			}
		}
	}
}
