package value

import (
	"math"

	"github.com/govalues/decimal"

	"rota/lang/types"
)

// Arith is + - * / on numbers, exact to nineteen digits. Division by zero, and
// a result that has no room, is none: there is no such number.
func Arith(op string, a, b Set) Set {
	out := Set{Kind: types.Number, None: a.None || b.None, Scale: max(a.Scale, b.Scale)}
	if !a.Some() || !b.Some() {
		return out
	}
	if op == "/" && !b.One() && b.Low.Sign() <= 0 && b.High.Sign() >= 0 {
		return anyNumber(out) // the divisor may be zero or near it
	}
	// Each of the four is monotone in both numbers where it does not fail, so
	// the ends of the result come from the ends of the operands.
	for i, x := range [2]decimal.Decimal{a.Low, a.High} {
		for j, y := range [2]decimal.Decimal{b.Low, b.High} {
			z, err := apply(op, x, y)
			switch {
			case err != nil && a.One() && b.One():
				out.None = true
				return out
			case err != nil:
				return anyNumber(out)
			case i+j == 0:
				out.Low, out.High = z, z
			}
			out.Low, out.High = out.Low.Min(z), out.High.Max(z)
		}
	}
	out.some = true
	return out
}

// anyNumber is what nothing bounds, and perhaps nothing.
func anyNumber(out Set) Set {
	most := decimal.MustNew(math.MaxInt64, 0)
	out.None, out.some, out.Low, out.High = true, true, most.Neg(), most
	return out
}

func apply(op string, x, y decimal.Decimal) (decimal.Decimal, error) {
	switch op {
	case "+":
		return x.Add(y)
	case "-":
		return x.Sub(y)
	case "*":
		return x.Mul(y)
	}
	return x.Quo(y)
}

// Count is the number of conditions that hold: from those that must to those
// that may.
func Count(conditions []Set) Set {
	low, high := 0, 0
	for _, c := range conditions {
		if c.True {
			high++
			if !c.False {
				low++
			}
		}
	}
	return Numbers(types.Number, decimal.MustNew(int64(low), 0), decimal.MustNew(int64(high), 0), 0)
}

// Sum adds the values whose condition holds; none adds nothing.
func Sum(values, conditions []Set) Set {
	total := Int(types.Number, 0)
	for i, v := range values {
		c := conditions[i]
		if !c.True || !v.Some() {
			continue
		}
		if c.False || v.None {
			v = Union(withoutNone(v), Int(types.Number, 0))
		}
		total = Arith("+", total, v)
	}
	return total
}

// Average is the sum of the values whose condition holds over their number, none
// where there are none; none is not counted.
func Average(values, conditions []Set) Set {
	counted := make([]Set, len(values))
	for i, v := range values {
		counted[i] = And(conditions[i], truths(v.Some(), v.None))
	}
	out := Arith("/", Sum(values, conditions), Count(counted))
	out.Scale = max(out.Scale, fine)
	return out
}

// fine is how many digits a quotient that is open is looked at with.
const fine = 6

// Share is how many of those whose condition holds have yes for a value, as a part
// of all of them; none where there are none. More yes never makes it less, and
// more no never makes it more.
func Share(values, conditions []Set) Set {
	var sure, low, high, lowYes, highYes int
	for i, v := range values {
		c, v := conditions[i], Holds(v)
		if !c.True {
			continue
		}
		sure += one(!c.False)
		if !c.False || v.False { // lowest: whoever may be no is a member and no
			low++
			lowYes += one(!v.False)
		}
		if !c.False || v.True {
			high++
			highYes += one(v.True)
		}
	}
	part := func(n, of int) Set { return Arith("/", Int(types.Number, n), Int(types.Number, of)) }
	out := Union(part(lowYes, low), part(highYes, high))
	out.None, out.Scale = sure == 0, fine
	return out
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Different is how many different values there are among those whose condition
// holds; none is not counted.
func Different(values, conditions []Set) Set {
	var sure []Set
	open := 0
	for i, v := range values {
		c := conditions[i]
		switch {
		case !c.True || !v.Some():
		case c.False || v.None || !v.One():
			open++
		default:
			known := false
			for _, s := range sure {
				known = known || same(s, v)
			}
			if !known {
				sure = append(sure, v)
			}
		}
	}
	low := len(sure)
	if low == 0 {
		for i, v := range values {
			if !conditions[i].False && conditions[i].True && v.Some() && !v.None {
				low = 1
			}
		}
	}
	return Numbers(types.Number, decimal.MustNew(int64(low), 0), decimal.MustNew(int64(len(sure)+open), 0), 0)
}

// same compares two sets of one value.
func same(a, b Set) bool {
	eq := Compare("=", a, b)
	return eq.True && !eq.False
}

// PartOf is so large a part of a number. A third has no end as a decimal; what lies
// within a billionth of a whole number is that, so that a third of six is two.
func PartOf(part, of decimal.Decimal) decimal.Decimal {
	product, err := part.Mul(of)
	if err != nil {
		return product
	}
	whole := product.Round(0)
	if apart, err := product.Sub(whole); err == nil && apart.Abs().Less(decimal.MustNew(1, 9)) {
		return whole
	}
	return product
}
