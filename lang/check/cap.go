package check

import (
	"math/big"
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
)

// emptyCap reports a choice whose limit leaves no place whatever the roster holds: a
// number below one, rounded as the choice rounds, or no part of a set.
func (c *checker) emptyCap(x *Choice) {
	values := stated(x.Most)
	bound := syntax.BoundOf(x.written.Limit)
	if len(values) == 0 || bound.Op != "<=" || x.Base == nil && x.Most.Type().Percent {
		return // which is told
	}
	most := slices.MaxFunc(values, (*big.Rat).Cmp)
	if most.Sign() > 0 && (x.Base != nil || x.Up || most.Cmp(big.NewRat(1, 1)) >= 0) {
		return
	}
	at := c.files[x.file].Span(bound)
	d := c.found.Add(diag.EmptyCap, at, strings.Join(strings.Fields(at.Text()), " "), decimals(most, x.Most.Type().Percent))
	Walk(x.Most, func(part Expr) {
		if t, ok := part.(*TermRef); ok {
			name := called(t.Term.Names)
			d.Notes = append(d.Notes, diag.Related{At: t.Term.Span, Text: locale.Text{EN: "“" + name.EN + "” is stated here", ZH: "“" + name.ZH + "”在此处规定"}})
		}
	})
}

// stated are the numbers that an expression may be where the policy alone says so, one
// for each date from which a setting has another; nil where something else is read.
func stated(x Expr) []*big.Rat {
	switch x := x.(type) {
	case *Const:
		if n, ok := new(big.Rat).SetString(x.Value.Number.String()); ok && !x.Value.None {
			return []*big.Rat{n}
		}
	case *TermRef:
		if x.Term.Without != nil || x.Term.Type.Several {
			return nil
		}
		if x.Term.Value != nil {
			return stated(x.Term.Value)
		}
		var all []*big.Rat
		for _, v := range x.Term.Versions {
			one := stated(v.Value)
			if one == nil {
				return nil
			}
			all = append(all, one...)
		}
		return all
	case *Arith:
		return combined(x.Op, stated(x.L), stated(x.R))
	case *Rounded:
		var all []*big.Rat
		for _, n := range stated(x.X) {
			all = append(all, rounded(x.Kind, n))
		}
		return all
	}
	return nil
}

// rounded is the whole number that a number is taken for.
func rounded(kind string, n *big.Rat) *big.Rat {
	down := func(n *big.Rat) *big.Rat { return new(big.Rat).SetInt(new(big.Int).Div(n.Num(), n.Denom())) }
	switch kind {
	case "ROUNDED UP":
		return new(big.Rat).Neg(down(new(big.Rat).Neg(n)))
	case "ROUNDED TO NEAREST":
		return down(new(big.Rat).Add(n, big.NewRat(1, 2)))
	}
	return down(n)
}

// combined works out each pair; nil where one cannot be.
func combined(op string, left, right []*big.Rat) (all []*big.Rat) {
	for _, l := range left {
		for _, r := range right {
			n := new(big.Rat)
			switch {
			case op == "+":
				n.Add(l, r)
			case op == "-":
				n.Sub(l, r)
			case op == "*":
				n.Mul(l, r)
			case op == "/" && r.Sign() != 0:
				n.Quo(l, r)
			default:
				return nil
			}
			all = append(all, n)
		}
	}
	return all
}

// decimals is a number as a person reads it, to two places: 0.9, 0%.
func decimals(n *big.Rat, percent bool) string {
	unit := ""
	if percent {
		n, unit = new(big.Rat).Mul(n, big.NewRat(100, 1)), "%"
	}
	hundred := big.NewRat(100, 1)
	n = new(big.Rat).Quo(rounded("", new(big.Rat).Mul(n, hundred)), hundred) // never up to a whole place
	text := n.FloatString(2)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".") + unit
}
