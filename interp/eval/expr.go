package eval

import (
	"slices"

	"github.com/govalues/decimal"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

var (
	open   = value.Day(civil.Max)
	oneDay = value.Length(civil.Days(1))
	many   = decimal.MustNew(1_000_000, 0) // more rows than a list has, values than a cell
)

// eval is the meaning of an expression: what it may be, given what the cells
// may be. It reads as the definition of the language, one case a node.
func (s *scene) eval(x check.Expr) value.Set {
	switch x := x.(type) {
	case *check.Const:
		return s.constants[x]
	case *check.FieldRef:
		return s.cell(x.Field, s.recordOf(x))
	case *check.TermRef:
		return s.term(x)
	case *check.AsOfDate:
		return s.today()
	case *check.GroupOf:
		if set, known := s.bound[x]; known {
			return set
		}
		return value.Anything(x.Type().Kind)
	case *check.Not:
		return value.Not(s.is(x.X))
	case *check.And:
		result := value.Truth(true)
		for _, part := range x.Parts {
			result = value.And(result, s.is(part))
			if !result.True {
				break // what the rest says cannot matter
			}
		}
		return result
	case *check.Or:
		result := value.Truth(false)
		for _, part := range x.Parts {
			result = value.Or(result, s.is(part))
			if !result.False {
				break
			}
		}
		return result
	case *check.Compare:
		l, r := s.eval(x.L), s.eval(x.R)
		if l.Kind == types.Ref {
			return s.ofNone(s.compareRefs(x.Op, l, r, x.L.Type()), l, r)
		}
		return s.ofNone(value.Compare(x.Op, l, r), l, r)
	case *check.Reach:
		return s.reach(x)
	case *check.OneOf:
		return s.oneOf(x)
	case *check.State:
		return s.state(x)
	case *check.Arith:
		set := value.Arith(x.Op, s.eval(x.L), s.eval(x.R))
		set.Kind = x.Type().Kind
		return set
	case *check.Shift:
		return s.after(s.eval(x.Date), x.Length, x.Back)
	case *check.SpanOf:
		return value.Between(s.eval(x.From), s.eval(x.To))
	case *check.AgeOf:
		return value.Age(s.program.Convention, s.eval(x.Birth), s.today())
	case *check.Whole:
		return s.whole(x)
	case *check.YearOf:
		return value.YearOf(s.program.Convention, x.Type().Years, s.eval(x.Date))
	case *check.MonthOf:
		return value.MonthOf(s.eval(x.Date))
	case *check.DayOf:
		return s.dayOf(x)
	case *check.MonthDayOf:
		return s.monthDayOf(x)
	case *check.WeekdayOf:
		return value.WeekdayOf(s.eval(x.Date))
	case *check.WorkingDay:
		return s.workingDay(x)
	case *check.Near:
		return s.near(x)
	case *check.Element:
		return value.Code(types.Ref, []int32{int32(s.recordAt(x.Row).Place)})
	case *check.Of:
		if x.Element.Type().Kind == types.Spell {
			return s.ofSpell(x)
		}
		return s.follow(x)
	case *check.KeyOf:
		return s.keyOf(x)
	case *check.Related:
		return s.isRelated(x)
	case *check.Quantify:
		return s.quantify(x)
	case *check.Aggregate:
		return s.aggregate(x)
	case *check.SpanDays:
		return value.SpanDays(s.eval(x.Of))
	case *check.InDays:
		return s.inDays(x)
	case *check.EndOf:
		return s.endOf(x)
	case *check.Length:
		return s.length(x)
	case *check.Served:
		return s.served(x)
	case *check.Stopped:
		return s.stopped(x)
	case *check.If:
		return s.choose(x)
	case *check.Cases:
		return s.cases(x)
	case *check.Score:
		return s.tallied(x.Sum)
	case *check.Limited:
		return s.kept(s.eval(x.X), x.Low, x.High)
	case *check.Default:
		set := s.eval(x.X)
		if !set.None {
			return set
		}
		return value.Else(set, s.eval(x.Else))
	case *check.Rounded:
		return value.Rounded(x.Kind, s.eval(x.X))
	case *check.Extreme:
		return s.extreme(x)
	case *check.Lookup:
		return s.lookup(x)
	case *check.TableValue:
		return s.tableValue(x)
	case *check.Listed:
		return s.listedIn(x)
	case *check.AsOf:
		return s.asAt(x)
	case *check.Meets:
		result := value.Truth(false)
		s.on(x.Row, func(s *scene) {
			for _, r := range x.Rules {
				result = value.Or(result, s.holds(r))
			}
		})
		return result
	case *check.Chosen:
		var result value.Set
		s.on(x.Row, func(s *scene) { result = s.chosen(x) })
		return result
	case *check.Place:
		return s.place(x)
	case *check.ResultOf:
		var result value.Set
		s.elsewhere(func(s *scene) { result = s.resultOf(x) })
		return result
	case *check.Marked:
		return s.is(x.X)
	case *check.Decided:
		var result value.Set
		s.on(x.Row, func(s *scene) { result = s.statusOf(x.Action).possible.is(outcomeOf[x.Strength]) })
		return result
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
	if set.Kind == types.Ref {
		result = value.Truth(false)
		for _, a := range among {
			result = value.Or(result, s.compareRefs("=", set, a, x.X.Type()))
		}
	}
	if x.Negated {
		result = value.Not(result)
		// A comparison with none is false, whichever way it is put.
		if set.None {
			result.False = true
			result.True = result.True && set.Some()
		}
	}
	if s.lenient {
		return s.ofNone(result, append(among, set)...)
	}
	return result
}

// ofNone is a comparison where some side may be none: false, but neither true
// nor false in a requirement.
func (s *scene) ofNone(result value.Set, sides ...value.Set) value.Set {
	if s.lenient && slices.ContainsFunc(sides, func(x value.Set) bool { return x.None }) {
		return value.Unknown()
	}
	return result
}

// state asks about the cell as written, the same under every filling; only
// whether there is such a thing can be unknown.
func (s *scene) state(x *check.State) value.Set {
	switch x.Kind {
	case "IS NONE":
		return s.isNone(x.X)
	case "IS NOT NONE":
		return value.Not(s.isNone(x.X))
	}
	ref := x.X.(*check.FieldRef)
	known := s.recordOf(ref).Cell(ref.Field).State == roster.Known
	return value.Truth(known == (x.Kind == "IS KNOWN"))
}

func (s *scene) isNone(x check.Expr) value.Set {
	if x.Type().Kind != types.Spell {
		return value.IsNone(s.eval(x))
	}
	found, none, given := s.one(x)
	if !given {
		return value.Unknown()
	}
	return value.Set{Kind: types.Bool, True: none, False: len(found) > 0}
}

// is says whether a condition holds; one that is not written does.
func (s *scene) is(x check.Expr) value.Set {
	if x == nil {
		return value.Truth(true)
	}
	before := len(s.read)
	set := s.eval(x)
	set = s.ofNone(value.Holds(set), set)
	s.hangs(before, set)
	return set
}

// uncounted says that how many values a cell holds is not known: of a blank one no more
// are tried than the highest and the lowest need; texts as many as there are to try.
func (s *scene) uncounted(x *check.Aggregate, cell value.Set) bool {
	if x.Kind == "HIGHEST OF" || x.Kind == "LOWEST OF" || x.Of.Type().Choice != nil {
		return false
	}
	ref, record := s.fieldOf(x.Of)
	if ref == nil {
		return false
	}
	c := record.Cell(ref.Field)
	whole := c.Value
	switch {
	case c == s.loosed && !c.Month:
		whole = s.to
	case c.State != roster.Empty && c.State != roster.Unreadable:
		return false
	}
	return !cell.Several || len(cell.Codes) >= len(whole.Codes)
}

// ofUnknown is an aggregate of rows or of a cell that are not known: anything of its kind,
// and no fewer than are sure to be there.
func (s *scene) ofUnknown(x *check.Aggregate, cell value.Set) value.Set {
	if x.Kind == "COUNT OF" || x.Kind == "NUMBER OF DIFFERENT" {
		least, most := decimal.Zero, many
		switch {
		case cell.None:
		case cell.Several:
			least = decimal.MustNew(int64(max(1, len(cell.Sure))), 0)
		default: // dates, of which some may be the same
			var dates, each []value.Set
			for _, p := range cell.Parts {
				dates, each = append(dates, p.Value), append(each, value.Not(value.IsNone(p.Value)))
			}
			least = s.figure(x.Kind, x.Type(), dates, each).Low
		}
		if cell.Several && cell.Kind == types.Choice {
			most = decimal.MustNew(int64(len(cell.Codes)), 0)
		}
		return value.Numbers(types.Number, least, most, 0)
	}
	if len(cell.Codes) > 0 {
		out := value.Code(cell.Kind, cell.Codes)
		out.None = cell.None
		return out
	}
	return s.anything(x.Type())
}

func (s *scene) choose(x *check.If) value.Set {
	cond := s.is(x.Cond)
	switch {
	case !cond.False:
		return s.eval(x.Then)
	case !cond.True:
		return s.eval(x.Else)
	}
	return value.Union(s.eval(x.Then), s.eval(x.Else))
}

// asAt reads as of another date; where there is none, there is nothing to read.
func (s *scene) asAt(x *check.AsOf) value.Set {
	date := value.Closed(s.eval(x.Date))
	result := value.None(x.Type().Kind)
	if date.Some() {
		result = s.at(date).eval(x.X)
		result.None = result.None || date.None
	}
	return result
}

// lookup reads the value of a year.
func (s *scene) lookup(x *check.Lookup) value.Set {
	year := s.eval(x.Year)
	if !year.Some() {
		return value.None(x.Type().Kind)
	}
	if n, _, ok := year.Low.Int64(0); ok && year.One() {
		if ref, record := s.fieldOf(x.Of); ref != nil {
			return s.yearly(ref.Field, record, int(n))
		}
		if of, ok := x.Of.(*check.Of); ok && of.Element.Type().Kind == types.Ref {
			if ref, ok := of.X.(*check.FieldRef); ok {
				return s.across(of.Element, of.LeftOut, x.Type(), func(r *roster.Record) value.Set { return s.yearly(ref.Field, r, int(n)) })
			}
		}
	}
	cell := s.eval(x.Of)
	out := value.None(x.Type().Kind)
	if cell.Lost {
		out = s.anything(x.Type())
	}
	for _, p := range cell.Parts {
		if !year.One() || value.Compare("=", year, value.Int(types.Year, p.Year)).True {
			out = value.Union(out, p.Value)
		}
	}
	return out
}

// fieldOf is the cell that a name stands for, and its record; nil for anything
// that is more than a name.
func (s *scene) fieldOf(x check.Expr) (*check.FieldRef, *roster.Record) {
	switch x := x.(type) {
	case *check.FieldRef:
		return x, s.recordOf(x)
	case *check.TermRef:
		if ref, ok := x.Term.Value.(*check.FieldRef); ok && ref.Row == 0 {
			return ref, s.recordAt(x.Row)
		}
	}
	return nil, nil
}

// recordOf is the record that a name reads.
func (s *scene) recordOf(x *check.FieldRef) *roster.Record { return s.recordAt(x.Row) }

// recordAt is the record of the row-th enclosing list, the one decided for 0.
func (s *scene) recordAt(row int) *roster.Record {
	if row > 0 {
		return s.rows[row-1].record
	}
	return s.record
}

// anything is every value of a type, and none.
func (s *scene) anything(t types.Type) value.Set {
	out := value.Anything(t.Kind)
	switch {
	case t.Choice != nil:
		out = value.Code(t.Kind, nil)
		for i := range t.Choice.Values {
			out.Codes = append(out.Codes, int32(i))
		}
	case t.Kind == types.Text, t.Kind == types.Ref, t.Kind == types.Rows:
		out.Lost = true
	}
	out.None = true
	return out
}
