package analyze

import (
	"maps"
	"slices"

	"github.com/govalues/decimal"

	"rota/lang/check"
	"rota/lang/syntax"
	"rota/lang/types"
)

// What the conditions of each kind say of the terms in them. Each is false where that
// cannot be so.

func (s *solver) compare(x *check.Compare, is bool, w *world) bool {
	l, r, op := s.plain(x.L), s.plain(x.R), x.Op
	if _, stated := l.(*check.Const); stated {
		l, r, op = r, l, check.Turned(op)
	}
	if many(l) || many(r) {
		return s.holds(s.name(x), is, w)
	}
	if k, stated := r.(*check.Const); stated {
		at, ok := s.place(k.Value)
		if !ok {
			return s.holds(s.name(x), is, w)
		}
		id := s.of(l, w)
		return s.meet(id, compared(op, at), is, counted(l), w)
	}
	return s.relate(l, r, op, is, w)
}

// relate keeps how two terms stand to each other: less, equal or more. Lengths of time
// of different units, and records, are told apart only as equal or not.
func (s *solver) relate(l, r check.Expr, op string, is bool, w *world) bool {
	a, b := s.name(l), s.name(r)
	if a > b {
		a, b, op = b, a, check.Turned(op)
	}
	id := s.number("relation of " + pair(a, b))
	return s.meet(id, compared(op, decimal.Zero), is, true, w)
}

// many says of a term that it is more than one value, or of a kind that is not compared.
func many(x check.Expr) bool {
	t := x.Type()
	return t.Several || t.PerYear || t.Kind == types.Rows || t.Kind == types.Spell || t.Kind == types.Span
}

// place is where a stated value stands on the line of numbers; false where it has none.
func (s *solver) place(c types.Constant) (decimal.Decimal, bool) {
	switch {
	case c.None || c.Open:
		return decimal.Zero, false
	case c.Type.Kind == types.Number || c.Type.Kind == types.Age || c.Type.Kind == types.Year:
		return c.Number, true
	case c.Type.Kind == types.Date:
		return decimal.MustNew(int64(c.Date), 0), true
	case c.Type.Kind == types.Choice:
		return decimal.MustNew(int64(c.Option), 0), true
	case c.Type.Kind == types.Text:
		return decimal.MustNew(int64(s.number("text "+syntax.Fold(c.Text))), 0), true
	}
	return decimal.Zero, false
}

// counted says of a term that it is counted by whole numbers.
func counted(x check.Expr) bool {
	switch x.Type().Kind {
	case types.Age, types.Year, types.Date, types.Choice:
		return true
	case types.Number:
		switch x := x.(type) {
		case *check.FieldRef:
			return x.Field.Type.Whole
		case *check.Whole:
			return true
		case *check.Aggregate:
			return x.Kind == "COUNT OF" || x.Kind == "NUMBER OF DIFFERENT"
		}
	}
	return false
}

// of is the number of a term. When it is first met, what it may be at all is noted: the
// range of a field, the values of a choice, no negative age or count.
func (s *solver) of(x check.Expr, w *world) int {
	id := s.name(x)
	if _, met := w.values[id]; met {
		return id
	}
	v := w.at(id)
	t := x.Type()
	if f, ok := x.(*check.FieldRef); ok {
		t = f.Field.Type
		said := len(f.Field.Written) > 0 || f.Field.Default != nil // a word or a blank may mean a number beyond the range
		if !said && t.Kind == types.Number && t.Min != nil {
			v.numbers = v.numbers.and(compared(">=", *t.Min))
		}
		if !said && t.Kind == types.Number && t.Max != nil {
			v.numbers = v.numbers.and(compared("<=", *t.Max))
		}
	}
	_, figure := x.(*check.Aggregate)
	switch {
	case t.Kind == types.Age, figure && counted(x):
		v.numbers = v.numbers.and(compared(">=", decimal.Zero))
	case t.Kind == types.Choice && t.Choice != nil:
		v.numbers = v.numbers.and(compared(">=", decimal.Zero)).and(compared("<", decimal.MustNew(int64(len(t.Choice.Values)), 0)))
	}
	w.values[id] = v
	return id
}

func (s *solver) reach(x *check.Reach, is bool, w *world) bool {
	k, stated := s.plain(x.Length).(*check.Const)
	if !stated {
		return s.holds(s.name(x), is, w)
	}
	op := x.Op
	id := s.name(x.Span)
	v := w.at(id)
	if is {
		v.some = true
	} else {
		op = map[string]string{">=": "<", ">": "<=", "<=": ">", "<": ">=", "=": "!=", "!=": "="}[op]
	}
	from, to := reaches(op, k.Value.Period)
	v.ends = append(slices.Clip(v.ends), ends{from, to})
	return s.put(id, v, w)
}

func (s *solver) oneOf(x *check.OneOf, is bool, w *world) bool {
	among := numbers{}
	list := codes{}
	for _, a := range x.Among {
		k, stated := s.plain(a).(*check.Const)
		if !stated {
			return s.holds(s.name(x), is, w)
		}
		at, ok := s.place(k.Value)
		if !ok {
			return s.holds(s.name(x), is, w)
		}
		among = among.or(compared("=", at))
		n, _, _ := at.Int64(0)
		list[int(n)] = true
	}
	of := s.plain(x.X)
	if of.Type().PerYear || of.Type().Kind == types.Rows || of.Type().Several && of.Type().Kind != types.Choice && of.Type().Kind != types.Text {
		return s.holds(s.name(x), is, w)
	}
	if of.Type().Several {
		return s.several(s.name(of), list, is, x.Negated, w)
	}
	id := s.of(of, w)
	if x.Negated {
		among = among.not()
	}
	return s.meet(id, among, is, counted(of), w)
}

// several takes what is said of a cell with several values. Of none it is not so, put
// either way.
func (s *solver) several(id int, list codes, is, negated bool, w *world) bool {
	v := w.at(id)
	v.some = v.some || is
	switch {
	case is != negated: // so, or not “not so”, which also a cell without any can be
		v.has = append(slices.Clip(v.has), list)
	default:
		v.lacks = maps.Clone(v.lacks)
		if v.lacks == nil {
			v.lacks = codes{}
		}
		maps.Copy(v.lacks, list)
	}
	return s.put(id, v, w)
}

func (s *solver) state(x *check.State, is bool, w *world) bool {
	if x.Kind != "IS NONE" && x.Kind != "IS NOT NONE" {
		known := x.Kind == "IS KNOWN"
		return s.holds(s.number("known "+pair(s.name(x.X), 0)), is == known, w)
	}
	of := s.plain(x.X)
	id := s.name(of)
	if !many(of) {
		id = s.of(of, w)
	}
	v := w.at(id)
	if is == (x.Kind == "IS NONE") {
		v.never = true
	} else {
		v.some = true
	}
	return s.put(id, v, w)
}

// quantify takes what is said of some row, or of none; where some row is to be there, a
// row must be possible.
func (s *solver) quantify(x *check.Quantify, is bool, w *world) bool {
	if x.Kind == "EVERY" || x.Claim != nil {
		return s.holds(s.name(x), is, w)
	}
	some := is == (x.Kind == "SOME")
	var rows []claim
	for f, ok := s.plain(x.List).(*check.Filter); ok; f, ok = s.plain(f.List).(*check.Filter) {
		rows = append(rows, claim{f.Where, true})
	}
	if some && len(rows) > 0 && !s.solve(rows, nil, &world{map[int]value{}}) {
		return false
	}
	return s.holds(s.number("some "+pair(s.name(x.List), 0)), some, w)
}
