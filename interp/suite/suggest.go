package suite

import (
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
	"rota/lang/types"
)

// mostTries is how many made-up records are decided for one point.
const mostTries = 300

// Suggest writes tests for what no test shows of rules and conditions, as text to be put
// into the policy once a person has confirmed what each expects: that is what is
// decided today. A case is a record of a test with one fact moved, left out or added;
// the boundaries come first, and what is suggested may be changed in turn. Points that no
// such change reaches are left out, and those that a test before shows as well. "" where
// nothing is missing.
func (c Coverage) Suggest(cases []Case, tables map[string][]roster.Sheet, l locale.Language) string {
	var out strings.Builder
	cases = slices.Clone(cases)
	missing := Coverage{Program: c.Program}
	for _, bounds := range []bool{true, false} {
		for _, p := range c.Missing() {
			if p.Rule != nil && bounds == (p.Want >= DayBefore) {
				missing.Points = append(missing.Points, p)
			}
		}
	}
	for i := range missing.Points {
		if missing.Points[i].Hit {
			continue
		}
		for _, decides := range []bool{true, false} {
			s := suggester{missing.Points[i], decides, c.Program, tables, mostTries}
			if t, ok := s.first(cases); ok {
				cases = append(cases, t.ran)
				missing.see(t.ran, t.decision())
				out.WriteString(t.draft(s.Point, l))
				break
			}
		}
	}
	return out.String()
}

// suggester looks for a case that shows a point. Decides asks that the rule hangs on
// the condition there: only then does the case tell one policy from another.
type suggester struct {
	Point
	decides bool
	program *check.Program
	tables  map[string][]roster.Sheet
	left    int // tries
}

// first is the first change of a record of the tests that shows the point.
func (s *suggester) first(cases []Case) (trial, bool) {
	for _, base := range cases {
		if base.Evaluator == nil || base.Test.Given[0].Span == base.Test.Span {
			continue
		}
		for i, given := range base.Test.Given {
			t := trial{base: base, given: base.Test.Given, at: i}
			if given.Kind != s.program.Subject || t.decision().Record == nil {
				continue
			}
			if found, ok := s.change(t); ok || s.left <= 0 {
				return found, ok
			}
		}
	}
	return trial{}, false
}

// change tries the facts of a record, then those of the records that it leads to.
func (s *suggester) change(t trial) (trial, bool) {
	t = t.with(t.at, t.given[t.at])
	if found, ok := s.record(t, t.at); ok {
		return found, true
	}
	for i := range t.given {
		if i == t.at {
			continue
		}
		if found, ok := s.record(t, i); ok {
			return found, true
		}
	}
	return trial{}, false
}

// record tries the facts of one record, then those of the rows that belong to it.
func (s *suggester) record(t trial, at int) (trial, bool) {
	given := t.given[at]
	with := func(e *check.Example) (trial, bool) { return s.try(t.with(at, e)) }
	if found, ok := s.facts(t, given, with); ok {
		return found, true
	}
	for i, list := range given.Rows {
		for n, row := range list.Rows {
			found, ok := s.facts(t, row, func(e *check.Example) (trial, bool) {
				changed := *given
				changed.Rows = slices.Clone(given.Rows)
				changed.Rows[i].Rows = slices.Clone(list.Rows)
				changed.Rows[i].Rows[n] = e
				return with(&changed)
			})
			if ok {
				return found, true
			}
		}
	}
	return trial{}, false
}

// facts tries the facts of an example that the point rests on: other values of those
// that it mentions, without them, and with those that it does not mention.
func (s *suggester) facts(t trial, e *check.Example, with func(*check.Example) (trial, bool)) (trial, bool) {
	for _, f := range e.Kind.Fields {
		if !s.reads(f) {
			continue
		}
		at := slices.IndexFunc(e.Facts, func(x check.Fact) bool { return x.Field == f })
		as := func(value *check.Const) (trial, bool) {
			changed := *e
			changed.Facts = slices.Clone(e.Facts)
			switch {
			case value == nil:
				changed.Facts = slices.Delete(changed.Facts, at, at+1)
			case at < 0:
				changed.Facts = append(changed.Facts, check.Fact{Field: f, Values: []*check.Const{value}})
			default:
				changed.Facts[at] = check.Fact{Field: f, Values: []*check.Const{value}}
			}
			return with(&changed)
		}
		values := s.values(t, e, at, f)
		if begin := (check.Fact{Field: f, Values: []*check.Const{{Value: types.Constant{Type: f.Type, Date: t.decision().AsOf}}}}); at < 0 && movable(begin) {
			// How far off the boundary is only a value tells: the as-of date, or 0.
			begun, ok := as(begin.Values[0])
			if ok || s.left <= 0 {
				return begun, ok
			}
			for _, k := range s.moved(begun, begin) {
				values = append(values, &check.Const{Value: k})
			}
		}
		for _, value := range values {
			if found, ok := as(value); ok || s.left <= 0 {
				return found, ok
			}
		}
	}
	return trial{}, false
}

// values are those to be tried for a field in the place of what an example says of it;
// nil says nothing of it. at is where it does, below 0 where it does not.
func (s *suggester) values(t trial, e *check.Example, at int, f *check.Field) (out []*check.Const) {
	add := func(k types.Constant) { out = append(out, &check.Const{Value: k}) }
	if at >= 0 && movable(e.Facts[at]) {
		for _, k := range s.moved(t, e.Facts[at]) {
			add(k)
		}
	}
	if s.Want >= DayBefore {
		return out
	}
	if at >= 0 {
		out = append(out, nil)
	}
	switch {
	case f.Type.PerYear:
	case f.Type.Kind == types.Bool && at < 0:
		add(types.Constant{Type: f.Type, Bool: true})
	case f.Type.Kind == types.Choice:
		for i := range f.Type.Choice.Values {
			add(types.Constant{Type: f.Type, Option: i})
		}
	case f.Type.Kind == types.Text:
		for _, text := range s.texts() {
			add(types.Constant{Type: f.Type, Text: text})
		}
	}
	return out
}

func movable(f check.Fact) bool {
	if len(f.Values) != 1 || f.Field.Type.Several || f.Field.Type.PerYear {
		return false
	}
	v := f.Values[0].Value
	return !v.None && !v.Open && (f.Field.Type.Kind == types.Date || f.Field.Type.Kind == types.Number)
}

// conditions are what the point is about.
func (s *suggester) conditions() []check.Expr {
	if s.Cond != nil {
		return []check.Expr{s.Cond}
	}
	return whole(s.Rule)
}

func (s *suggester) reads(f *check.Field) bool {
	return slices.ContainsFunc(s.conditions(), func(x check.Expr) bool { return reads(x, f) })
}

// texts are those that the conditions name, themselves or through terms, and that
// can be written between quotation marks.
func (s *suggester) texts() (out []string) {
	var in func(x check.Expr)
	in = func(x check.Expr) {
		check.Walk(x, func(x check.Expr) {
			switch x := x.(type) {
			case *check.Const:
				if x.Value.Type.Kind == types.Text && x.Value.Text != "" && !strings.ContainsAny(x.Value.Text, "\"“”") && !slices.Contains(out, x.Value.Text) {
					out = append(out, x.Value.Text)
				}
			case *check.TermRef:
				for _, x := range x.Term.Exprs() {
					in(x)
				}
			}
		})
	}
	for _, x := range s.conditions() {
		in(x)
	}
	return out
}

// reads says whether a condition rests on a field, itself or through terms.
func reads(x check.Expr, f *check.Field) bool {
	found := false
	check.Walk(x, func(x check.Expr) {
		switch x := x.(type) {
		case *check.FieldRef:
			found = found || x.Field == f
		case *check.TermRef:
			found = found || slices.ContainsFunc(x.Term.Exprs(), func(x check.Expr) bool { return reads(x, f) })
		}
	})
	return found
}

// moved are the values tried for a date or a number: near where the boundary of a
// comparison must be, by how far it is from it. For a truth either side will do, and where
// nobody knows how far it is, as of what is summed up over rows, some years.
func (s *suggester) moved(t trial, f check.Fact) (out []types.Constant) {
	d := t.decision()
	if d.Record == nil {
		return nil
	}
	for _, x := range s.conditions() {
		for _, cond := range eval.Conditions(x) {
			gap, known := t.last().Evaluator.Distance(d, cond)
			if !known || !reads(cond, f.Field) {
				continue
			}
			wants := []int{-1, 1}
			if s.Want >= DayBefore {
				wants = []int{int(s.Want) - int(OnTheDay)}
			}
			for _, want := range wants {
				out = append(out, near(f.Values[0].Value, f.Field.Type, gap-want)...)
			}
		}
	}
	if len(out) == 0 && s.Want < DayBefore && f.Field.Type.Kind == types.Date {
		for _, years := range []int{1, -1, 4, -4, 10, -10} {
			moved := f.Values[0].Value
			moved.Date = moved.Date.Add(civil.Years(years))
			out = append(out, moved)
		}
	}
	return out
}

// near are a date or a number moved by a gap one way or the other, and by a few more or
// less: months are not all alike.
func near(k types.Constant, t types.Type, gap int) (out []types.Constant) {
	for _, sign := range []int{1, -1} {
		for slack := range 9 {
			for _, off := range []int{slack, -slack} {
				moved, by := k, sign*gap+off
				if t.Kind == types.Date {
					moved.Date = k.Date.AddDays(by)
				} else if n, err := k.Number.Add(decimal.MustNew(int64(by), 0)); err == nil {
					moved.Number = n
				}
				if !slices.Contains(out, moved) {
					out = append(out, moved)
				}
			}
		}
	}
	return out
}

// try decides on the records of a trial, and says whether they show the point in what a
// test can expect.
func (s *suggester) try(t trial) (trial, bool) {
	s.left--
	test := *t.base.Test
	test.Given, test.Expect = t.given, nil
	t.ran = run(s.program, Drawn{Test: &test}, t.base.AsOf, s.tables)
	d := t.decision()
	useful := len(t.ran.Failures) == 0 && d.Record != nil && !d.AsOfUnknown && d.Outcome != eval.OutOfScope
	return t, useful && s.shown(t.ran, d) && len(found(t.decisions(), s.Rule, locale.English)) > 0
}

func (s *suggester) shown(ran Case, of eval.Decision) bool {
	c := Coverage{Program: s.program, Points: []Point{s.Point}}
	if s.decides && s.Cond != nil && s.Want != Excepted {
		c.add(s.Rule, s.Cond, Decided)
	}
	c.see(ran, of)
	return len(c.Missing()) == 0
}
