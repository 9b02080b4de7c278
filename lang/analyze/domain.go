package analyze

import (
	"slices"

	"github.com/govalues/decimal"
)

// cut is a place on the line of numbers: just before a number, or just after it. The
// zero cut with an end is beyond all numbers.
type cut struct {
	end   int // -1 before all numbers, 1 after them
	at    decimal.Decimal
	after bool
}

var (
	first = cut{end: -1}
	last  = cut{end: 1}
)

func (c cut) compare(d cut) int {
	if c.end != d.end {
		return c.end - d.end
	}
	if c.end != 0 {
		return 0
	}
	if order := c.at.Cmp(d.at); order != 0 {
		return order
	}
	switch {
	case c.after == d.after:
		return 0
	case d.after:
		return -1
	}
	return 1
}

// stretch is what lies between two cuts.
type stretch struct{ from, to cut }

// numbers are what a value may be, as stretches in order that do not touch. Dates, ages,
// years and the values of a choice are counted by whole numbers.
type numbers []stretch

var everything = numbers{{first, last}}

// whole moves cuts to whole numbers: after 3 and before 4 are the same.
func (n numbers) whole() numbers {
	n = slices.Clone(n)
	for i := range n {
		n[i] = stretch{n[i].from.whole(), n[i].to.whole()}
	}
	return slices.DeleteFunc(n, func(s stretch) bool { return s.from.compare(s.to) >= 0 })
}

func (c cut) whole() cut {
	if c.end != 0 {
		return c
	}
	below := c.at.Floor(0)
	switch {
	case !c.after && below.Cmp(c.at) == 0:
		return c
	default:
		if next, err := below.Add(decimal.One); err == nil {
			return cut{at: next}
		}
		return c
	}
}

// compared is what stands in a relation to a number: =, !=, <, <=, > or >=.
func compared(op string, to decimal.Decimal) numbers {
	before, after := cut{at: to}, cut{at: to, after: true}
	switch op {
	case "=":
		return numbers{{before, after}}
	case "!=":
		return numbers{{first, before}, {after, last}}
	case "<":
		return numbers{{first, before}}
	case "<=":
		return numbers{{first, after}}
	case ">":
		return numbers{{after, last}}
	case ">=":
		return numbers{{before, last}}
	}
	return everything
}

// and is what lies in both.
func (n numbers) and(m numbers) (both numbers) {
	for _, a := range n {
		for _, b := range m {
			s := a
			if b.from.compare(s.from) > 0 {
				s.from = b.from
			}
			if b.to.compare(s.to) < 0 {
				s.to = b.to
			}
			if s.from.compare(s.to) < 0 {
				both = append(both, s)
			}
		}
	}
	return both
}

// not is what lies outside of them.
func (n numbers) not() (outside numbers) {
	from := first
	for _, s := range n {
		if from.compare(s.from) < 0 {
			outside = append(outside, stretch{from, s.from})
		}
		from = s.to
	}
	if from.compare(last) < 0 {
		outside = append(outside, stretch{from, last})
	}
	return outside
}

// or is what lies in either.
func (n numbers) or(m numbers) numbers { return n.not().and(m.not()).not() }
