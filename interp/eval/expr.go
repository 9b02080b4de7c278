package eval

import (
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// eval is the meaning of an expression: what it may be, given what the cells
// may be. It reads as the definition of the language, one case a node.
func (s *scene) eval(x check.Expr) value.Set {
	switch x := x.(type) {
	case *check.Const:
		return s.constants[x]
	case *check.FieldRef:
		if x.Row > 0 {
			return s.cell(x.Field, s.rows[x.Row-1])
		}
		return s.cell(x.Field, s.record)
	case *check.TermRef:
		return s.term(x)
	case *check.AsOfDate:
		return s.asOf
	case *check.Not:
		return value.Not(s.eval(x.X))
	case *check.And:
		result := value.Truth(true)
		for _, part := range x.Parts {
			result = value.And(result, s.eval(part))
			if !result.True {
				break // what the rest says cannot matter
			}
		}
		return result
	case *check.Or:
		result := value.Truth(false)
		for _, part := range x.Parts {
			result = value.Or(result, s.eval(part))
			if !result.False {
				break
			}
		}
		return result
	case *check.Compare:
		return value.Compare(x.Op, s.eval(x.L), s.eval(x.R))
	case *check.Reach:
		return value.Reach(x.Op, s.eval(x.Span), s.eval(x.Length))
	case *check.OneOf:
		return s.oneOf(x)
	case *check.State:
		return s.state(x)
	case *check.Arith:
		return value.Arith(x.Op, s.eval(x.L), s.eval(x.R))
	case *check.Shift:
		return value.Shift(s.eval(x.Date), s.eval(x.Length), x.Back)
	case *check.SpanOf:
		return value.Between(s.eval(x.From), s.eval(x.To))
	case *check.AgeOf:
		return value.Age(s.eval(x.Birth), s.asOf)
	case *check.Whole:
		return value.Whole(x.Months, s.eval(x.From), s.eval(x.To))
	case *check.YearOf:
		return value.YearOf(s.eval(x.Date))
	case *check.Quantify:
		return s.quantify(x)
	case *check.Aggregate:
		return s.aggregate(x)
	case *check.If:
		return s.choose(x)
	case *check.Extreme:
		parts := make([]value.Set, len(x.Parts))
		for i, p := range x.Parts {
			parts[i] = s.eval(p)
		}
		return value.Extreme(x.Later, parts)
	case *check.Lookup:
		return s.lookup(x)
	case *check.AsOf:
		asOf, cut := s.asOf, s.cut
		s.asOf, s.cut = s.eval(x.Date), true
		set := s.eval(x.X)
		s.asOf, s.cut = asOf, cut
		return set
	case *check.Meets:
		result := value.Truth(false)
		for _, r := range x.Rules {
			result = value.Or(result, s.holds(r))
		}
		return result
	case *check.Decided:
		st := s.statusOf(x.Action)
		wanted := outcomeOf[x.Strength]
		return value.Set{Kind: types.Bool, True: st.possible.has(wanted), False: st.possible.without(wanted) != 0}
	}
	return value.Unknown()
}

func (s *scene) oneOf(x *check.OneOf) value.Set {
	among := make([]value.Set, len(x.Among))
	for i, a := range x.Among {
		among[i] = s.eval(a)
	}
	set := s.eval(x.X)
	result := value.Among(set, among)
	if x.Negated {
		result = value.Not(result)
		// A comparison with none is false, whichever way it is put.
		if set.None {
			result.False = true
			result.True = result.True && set.Some()
		}
	}
	return result
}

// state asks about the cell as written, the same under every filling; only
// whether there is such a thing can be unknown.
func (s *scene) state(x *check.State) value.Set {
	switch x.Kind {
	case "IS NONE":
		return value.IsNone(s.eval(x.X))
	case "IS NOT NONE":
		return value.Not(value.IsNone(s.eval(x.X)))
	}
	ref := x.X.(*check.FieldRef)
	record := s.record
	if ref.Row > 0 {
		record = s.rows[ref.Row-1]
	}
	known := record.Cells[ref.Field.Index].State == roster.Known
	return value.Truth(known == (x.Kind == "IS KNOWN"))
}

// each evaluates conditions and a value for every row of a list.
func (s *scene) each(r *check.Record, visit func()) {
	for _, row := range s.rowsOf(r) {
		s.rows = append(s.rows, row)
		visit()
		s.rows = s.rows[:len(s.rows)-1]
	}
}

func (s *scene) orTrue(x check.Expr) value.Set {
	if x == nil {
		return value.Truth(true)
	}
	return s.eval(x)
}

func (s *scene) quantify(x *check.Quantify) value.Set {
	result := value.Truth(x.Kind != "SOME")
	s.each(x.List, func() {
		where := s.orTrue(x.Where)
		claim := value.Truth(true)
		if where.True {
			claim = s.orTrue(x.Claim)
		}
		switch x.Kind {
		case "SOME":
			result = value.Or(result, value.And(where, claim))
		case "NO":
			result = value.And(result, value.Not(value.And(where, claim)))
		case "EVERY":
			result = value.And(result, value.Or(value.Not(where), claim))
		}
	})
	return result
}

func (s *scene) aggregate(x *check.Aggregate) value.Set {
	var values, conditions []value.Set
	if x.List != nil {
		s.each(x.List, func() {
			conditions = append(conditions, s.orTrue(x.Where))
			if x.Of != nil {
				values = append(values, s.eval(x.Of))
			}
		})
	} else {
		cell := s.eval(x.Of)
		if cell.Lost || cell.Several && !cell.One() {
			return s.ofUnknown(x, cell)
		}
		for _, p := range cell.Parts {
			values = append(values, p.Value)
		}
		if cell.Several {
			for _, c := range cell.Codes {
				values = append(values, value.Code(cell.Kind, []int32{c}))
			}
		}
		for range values {
			conditions = append(conditions, value.Truth(true))
		}
	}
	switch x.Kind {
	case "COUNT OF":
		return value.Count(conditions)
	case "NUMBER OF DIFFERENT":
		return value.Different(values, conditions)
	case "SUM OF":
		return value.Sum(values, conditions)
	}
	for i, c := range conditions {
		switch {
		case !c.True:
			values[i] = value.None(x.Type().Kind)
		case c.False:
			values[i].None = true
		}
	}
	return value.Furthest(x.Kind == "HIGHEST OF", x.Type().Kind, values)
}

// ofUnknown is an aggregate of a cell that is not known: anything of its kind.
func (s *scene) ofUnknown(x *check.Aggregate, cell value.Set) value.Set {
	switch x.Kind {
	case "COUNT OF", "NUMBER OF DIFFERENT":
		return value.Numbers(types.Number, zero, hundred, 0)
	}
	t := x.Type()
	out := value.Anything(t.Kind)
	if t.Kind == types.Choice {
		codes := cell.Codes
		if len(codes) == 0 && t.Choice != nil {
			for i := range t.Choice.Values {
				codes = append(codes, int32(i))
			}
		}
		out = value.Code(t.Kind, codes)
	}
	out.None = true
	return out
}

func (s *scene) choose(x *check.If) value.Set {
	cond := s.eval(x.Cond)
	switch {
	case !cond.False:
		return s.eval(x.Then)
	case !cond.True:
		return s.eval(x.Else)
	}
	return value.Union(s.eval(x.Then), s.eval(x.Else))
}

// lookup reads the value of a year; a year that the cell does not list has none.
func (s *scene) lookup(x *check.Lookup) value.Set {
	cell, year := s.eval(x.Of), s.eval(x.Year)
	t := x.Type()
	if cell.Lost || !year.One() {
		out := value.Anything(t.Kind)
		if t.Choice != nil {
			for i := range t.Choice.Values {
				out.Codes = append(out.Codes, int32(i))
			}
		}
		out.None = true
		return out
	}
	wanted, _, _ := year.Low.Int64(0)
	for _, p := range cell.Parts {
		if int64(p.Year) == wanted {
			return p.Value
		}
	}
	return value.None(t.Kind)
}
