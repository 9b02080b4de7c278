package eval

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"rota/lang/check"
	"rota/lang/syntax"
)

// byRank has the grades of a result first, then the others as they are declared.
func byRank(a, b Outcome) int {
	if (a < outcomes) != (b < outcomes) {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// Order puts every list of a decision in an order that does not depend on where
// in the text a rule stands: rules by clause number, cells by field.
func (d *Decision) Order() {
	slices.SortFunc(d.Possible, byRank)
	for _, rules := range [][]*check.Rule{d.Clauses, d.Standing, d.Maybe} {
		slices.SortStableFunc(rules, byClause)
	}
	for _, list := range [][]Cite{d.Cites, d.MaybeCites} {
		slices.SortStableFunc(list, byID)
	}
	for i := range d.Outputs {
		d.Outputs[i].order()
	}
	slices.SortStableFunc(d.Beaten, func(a, b Beaten) int { return byClause(a.Rule, b.Rule) })
	for _, b := range d.Beaten {
		slices.SortStableFunc(b.By, byClause)
	}
	slices.SortStableFunc(d.Waiting, func(a, b Waiting) int { return byClause(a.Rule, b.Rule) })
	slices.SortStableFunc(d.Missing, byCell)
	slices.SortStableFunc(d.DatesOn, byCell)
	slices.SortStableFunc(d.Assumed, func(a, b Assumption) int { return byCell(a.Blank, b.Blank) })
	slices.SortStableFunc(d.Judged, func(a, b Judgement) int {
		return byCell(Blank{Field: a.Field, Row: a.Row}, Blank{Field: b.Field, Row: b.Row})
	})
	slices.SortStableFunc(d.Facts, func(a, b Fact) int {
		return byCell(Blank{Field: a.Field, Row: a.Row}, Blank{Field: b.Field, Row: b.Row})
	})
	slices.SortStableFunc(d.Instead, func(a, b *check.Action) int { return cmp.Compare(a.Index, b.Index) })
	d.Instead = slices.Compact(d.Instead)
}

func (o *Output) order() {
	slices.SortStableFunc(o.Clauses, byClause)
	slices.SortStableFunc(o.Maybe, byClause)
	slices.SortStableFunc(o.Cites, byID)
	slices.SortStableFunc(o.MaybeCites, byID)
	slices.SortStableFunc(o.Missing, byCell)
}

func byID(a, b Cite) int { return cmp.Or(natural(a.ID, b.ID), strings.Compare(a.Text.EN, b.Text.EN)) }

// byCell orders the cells of the record decided before those of others, these
// by kind and as they stand.
func byCell(a, b Blank) int {
	if a.Row == nil || b.Row == nil {
		one := func(x Blank) int {
			if x.Row == nil {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(one(a), one(b)), cmp.Compare(a.Field.Index, b.Field.Index))
	}
	return cmp.Or(cmp.Compare(a.Row.Kind.Kind.Index, b.Row.Kind.Kind.Index), cmp.Compare(a.Row.At.Row, b.Row.At.Row),
		cmp.Compare(a.Row.Place, b.Row.Place), cmp.Compare(a.Field.Index, b.Field.Index))
}

func byClause(a, b *check.Rule) int {
	return cmp.Or(natural(a.ID, b.ID), strings.Compare(a.Title, b.Title), strings.Compare(a.Span.Text(), b.Span.Text()))
}

// natural compares clause numbers as a person counts them: 4.2 before 4.10, 第九条
// before 第十条.
func natural(a, b string) int {
	for a != "" && b != "" {
		x, y := digits(a), digits(b)
		if x > 0 && y > 0 {
			m, n := strings.TrimLeft(a[:x], "0"), strings.TrimLeft(b[:y], "0")
			if c := cmp.Or(cmp.Compare(len(m), len(n)), strings.Compare(m, n)); c != 0 {
				return c
			}
			a, b = a[x:], b[y:]
			continue
		}
		m, x := syntax.ChineseNumeral(a)
		n, y := syntax.ChineseNumeral(b)
		switch {
		case x > 0 && y > 0 && m == n:
			a, b = a[x:], b[y:]
			continue
		case x > 0 && y > 0:
			return cmp.Compare(m, n)
		case x > 0 && b[0] >= utf8.RuneSelf, y > 0 && a[0] >= utf8.RuneSelf:
			return cmp.Compare(y, x) // numbers first, or 二十 would stand before 人 and 十 behind it
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
