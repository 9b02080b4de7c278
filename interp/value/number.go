package value

import (
	"github.com/govalues/decimal"

	"rota/lang/types"
)

// Arith is + - * / on numbers, exact to nineteen digits. Division by zero, and
// a result that has no room, is none: there is no such number.
func Arith(op string, a, b Set) Set {
	out := Set{Kind: types.Number, None: a.None || b.None}
	if !a.Some() || !b.Some() {
		return out
	}
	if op == "/" && !b.Low.Equal(b.High) && b.Low.Sign() <= 0 && b.High.Sign() >= 0 {
		// The divisor may be zero or near it: nothing bounds the result.
		out.None, out.some = true, true
		out.Low, out.High = decimal.MustNew(-9_999_999_999_999_999, 0), decimal.MustNew(9_999_999_999_999_999, 0)
		out.Scale = 2
		return out
	}
	first := true
	for _, x := range [2]decimal.Decimal{a.Low, a.High} {
		for _, y := range [2]decimal.Decimal{b.Low, b.High} {
			z, err := apply(op, x, y)
			if err != nil {
				out.None = true
				continue
			}
			if first || z.Less(out.Low) {
				out.Low = z
			}
			if first || out.High.Less(z) {
				out.High = z
			}
			first = false
		}
	}
	out.some = !first
	out.Scale = max(a.Scale, b.Scale)
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
