package eval

import (
	"slices"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/locale"
	"rota/lang/types"
)

// Applied is what gave a value: a row of a value by case, a line of a score, or the
// bounds of a group of such lines, which made Value of what they had Given. Term is
// what the value is called; nil for one that has no name.
type Applied struct {
	Term         *check.Term
	Row          *check.CaseRow
	Line         *check.ScoreLine
	Group        *check.Tally
	Given, Value locale.Text
}

func has(list []Applied, is func(Applied) bool) bool { return slices.ContainsFunc(list, is) }

// appliedIn lists the rows that give the values by case which an expression reads,
// itself or through terms, where it is known which. Those that are read of the
// rows of a list are left out: there is one for each.
func (s *scene) appliedIn(x check.Expr) (out []Applied) {
	s.applied(x, nil, &out)
	return out
}

func (s *scene) applied(x check.Expr, term *check.Term, out *[]Applied) {
	switch x := x.(type) {
	case nil:
	case *check.Cases:
		i := slices.IndexFunc(x.Rows, func(row *check.CaseRow) bool { return !s.applies(caseOf{x, row}).False })
		if i < 0 || has(*out, func(a Applied) bool { return a.Row == x.Rows[i] }) {
			return
		}
		row := x.Rows[i]
		*out = append(*out, Applied{Term: term, Row: row, Value: s.words(row.Value)})
		s.applied(row.Value, nil, out)
	case *check.Score:
		s.appliedScore(x, term, out)
	case *check.TermRef:
		if x.Row == 0 {
			s.inTerm(x, func(s *scene) { s.applied(x.Term.Value, x.Term, out) })
		}
	case *check.If:
		switch is := s.is(x.Cond); {
		case !is.False:
			s.applied(x.Then, term, out)
		case !is.True:
			s.applied(x.Else, term, out)
		}
	case *check.AsOf:
		s.applied(x.Date, nil, out)
		if date := s.eval(x.Date); date.Some() {
			s.at(date).applied(x.X, term, out)
		}
	case *check.Quantify, *check.Aggregate, *check.Filter, *check.Of:
	default:
		for _, part := range check.Parts(x) {
			s.applied(part, nil, out)
		}
	}
}

// caseOf is a row of a value by case.
type caseOf struct {
	of  *check.Cases
	row *check.CaseRow
}

// applies says whether the row gives the value.
func (s *scene) applies(c caseOf) value.Set {
	given := s.is(c.row.When)
	first := c.of.Kind == "FIRST THAT APPLIES"
	var own value.Set
	if !first && given.True {
		own = s.eval(c.row.Value)
		given = value.And(given, value.Set{Kind: types.Bool, True: own.Some(), False: own.None})
	}
	better, as := "<", "<="
	if c.of.Kind == "HIGHEST THAT APPLIES" {
		better, as = ">", ">="
	}
	op := as // of two that are alike the earlier gives the value
	for _, other := range c.of.Rows {
		var beats value.Set
		switch {
		case !given.True:
			return given
		case other == c.row:
			op = better
			continue
		case first && op == better, !first && other.When == nil:
			continue
		case first || c.row.When == nil:
			beats = s.is(other.When)
		default:
			if beats = s.is(other.When); beats.True {
				beats = value.And(beats, value.Compare(op, s.eval(other.Value), own))
			}
		}
		given = value.And(given, value.Not(beats))
	}
	return given
}

// byCase are the grounds of the rows with a clause that an expression reads as
// its value. Within are the rows whose values they stand in.
func byCase(x check.Expr, u *unit, within []caseOf) (out []ground) {
	switch x := x.(type) {
	case nil:
	case *check.Cases:
		for _, row := range x.Rows {
			rows := append(slices.Clip(within), caseOf{x, row})
			if row.ID != "" {
				out = append(out, ground{cite: Cite{ID: row.ID, Text: titleOf(row)}, unit: u, rows: rows})
			}
			out = append(out, byCase(row.Value, u, rows)...)
		}
	case *check.Score:
		return scoreLines(x, u, within)
	case *check.TermRef:
		if x.Row == 0 {
			return byCase(x.Term.Value, u, within)
		}
	case *check.If:
		rows := []*check.CaseRow{{When: x.Cond, Value: x.Then}, {Value: x.Else}}
		return byCase(&check.Cases{Kind: "FIRST THAT APPLIES", Rows: rows}, u, within)
	case *check.AsOf, *check.Quantify, *check.Aggregate, *check.Filter, *check.Of:
	default:
		for _, part := range check.Parts(x) {
			out = append(out, byCase(part, u, within)...)
		}
	}
	return out
}

func titleOf(row *check.CaseRow) locale.Text {
	if row.Title != "" {
		return locale.Text{EN: row.Title, ZH: row.Title}
	}
	if row.When == nil {
		return locale.Text{EN: "otherwise", ZH: "否则"}
	}
	text := Written(row.When)
	return locale.Text{EN: text, ZH: text}
}
