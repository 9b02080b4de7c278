package plan

import (
	"math"

	"github.com/govalues/decimal"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// curve is a date or number that depends on one column, and only rises or only
// falls with it; a column of nil means that it is known. So a comparison with
// what is known turns once, and the value where it turns is found beforehand:
// post tenure >= 5y is post since <= 2019-12-31, whatever the anniversaries.
type curve struct {
	column *column
	falls  bool
	at     func(int32) int64
}

// scale keeps four digits after the point of a number.
const scale = 10_000

func constant(n int64) curve { return curve{at: func(int32) int64 { return n }} }

// then is a curve of a curve.
func (c curve) then(falls bool, f func(int64) int64) curve {
	at := c.at
	return curve{c.column, c.falls != falls, func(v int32) int64 { return f(at(v)) }}
}

// curve is an expression as a curve; false where it is none.
func (p *Plan) curve(x check.Expr) (c curve, ok bool) {
	switch x := x.(type) {
	case *check.Const:
		return known(x.Value)
	case *check.AsOfDate:
		return constant(int64(p.asOf)), true
	case *check.FieldRef:
		column := p.own(x)
		if column == nil || column.yes != nil || column.codes != nil || x.Type().Kind == types.Ref {
			return c, false
		}
		if x.Type().Kind == types.Date {
			return curve{column, false, func(v int32) int64 { return int64(v) }}, true
		}
		return curve{column, false, func(v int32) int64 { return int64(v) * scale }}, true
	case *check.TermRef:
		if value := p.term(x); value != nil {
			return p.curve(value)
		}
	case *check.Shift:
		return p.shift(x.Date, x.Length, x.Back)
	case *check.AgeOf:
		if c, ok = p.curve(x.Birth); ok {
			return c.then(true, func(birth int64) int64 {
				return max(0, int64(p.program.Age(civil.Date(birth), p.asOf))) * scale
			}), true
		}
	case *check.YearOf:
		if c, ok = p.curve(x.Date); ok {
			years := x.Type().Years
			return c.then(false, func(date int64) int64 { return int64(p.program.YearOf(years, civil.Date(date))) * scale }), true
		}
	case *check.Whole:
		return p.whole(x)
	case *check.Arith:
		return p.moved(x)
	case *check.EndOf, *check.Served, *check.Aggregate:
		return p.spellCurve(x)
	}
	return c, false
}

// moved is a number and a known one together, or what the one has more than the other.
func (p *Plan) moved(x *check.Arith) (c curve, ok bool) {
	l, known := p.curve(x.L)
	r, also := p.curve(x.R)
	switch {
	case !known || !also || x.L.Type().Kind != types.Number || x.R.Type().Kind != types.Number || x.Op != "+" && x.Op != "-":
		return c, false
	case x.Op == "-":
		r = r.then(true, func(n int64) int64 { return -n })
	}
	if l.column == nil {
		l, r = r, l
	}
	if r.column != nil {
		return c, false
	}
	more := r.at(0)
	return l.then(false, func(n int64) int64 { return n + more }), true
}

func known(k types.Constant) (c curve, ok bool) {
	switch k.Type.Kind {
	case types.Date:
		return constant(int64(k.Date)), !k.None
	case types.Number, types.Age, types.Year:
		n, err := k.Number.Mul(decimal.MustNew(scale, 0))
		whole, _, fits := n.Int64(0)
		return constant(whole), err == nil && fits && n.IsInt() && !k.None && max(whole, -whole) < math.MaxInt64/2
	}
	return c, false
}

// length is a length of time that is known and needs no calendar.
func (p *Plan) length(x check.Expr) (length value.Set, ok bool) {
	switch x := x.(type) {
	case *check.Const:
		return value.Length(x.Value.Period), x.Type().Kind == types.Period && !x.Value.None && x.Value.Period.Workdays == 0
	case *check.TermRef:
		if of := p.term(x); of != nil {
			return p.length(of)
		}
	}
	return length, false
}

// shift is a date plus a length of time, or minus it.
func (p *Plan) shift(date, by check.Expr, back bool) (c curve, ok bool) {
	length, known := p.length(by)
	if c, ok = p.curve(date); !ok || !known {
		return c, false
	}
	return c.then(false, func(d int64) int64 {
		return int64(value.ShiftBy(p.program.Convention, value.Day(civil.Date(d)), length, back).First)
	}), true
}

// ends are the days between which a span lies.
func (p *Plan) ends(x check.Expr) (from, to check.Expr) {
	switch x := x.(type) {
	case *check.SpanOf:
		return x.From, x.To
	case *check.Length: // the run open today is measured to today
		if run, ok := p.value(x.Of).(*check.RunAt); ok && !run.Alive && !x.Full {
			if day, ok := p.curve(run.Date); ok && day.column == nil && day.at(0) == int64(p.asOf) {
				return &check.EndOf{Kind: "START OF", Of: run}, run.Date
			}
		}
	case *check.TermRef:
		if value := p.term(x); value != nil {
			return p.ends(value)
		}
	}
	return nil, nil
}

// whole counts what lies between a date that is known and one that is not.
func (p *Plan) whole(x *check.Whole) (c curve, ok bool) {
	from, to := x.From, x.To
	if x.Span != nil {
		from, to = p.ends(x.Span)
	}
	if from == nil || x.Rest != nil {
		return c, false
	}
	count := map[check.Unit]func(from, to civil.Date) int{
		check.WholeYears: p.program.WholeYears, check.WholeMonths: p.program.WholeMonths, check.MonthsTouched: civil.MonthsTouched, check.MonthsFilled: civil.MonthsFilled,
		check.WholeYearsOf: func(from, to civil.Date) int { return p.program.Completed(x.Years, from, to) },
		check.DaysBetween:  func(from, to civil.Date) int { return int(to - from) },
	}[x.Unit]
	start, isStart := p.curve(from)
	end, isEnd := p.curve(to)
	if count == nil || !isStart || !isEnd || start.column != nil && end.column != nil {
		return c, false
	}
	if end.column == nil {
		last := civil.Date(end.at(0))
		return start.then(true, func(d int64) int64 { return max(0, int64(count(civil.Date(d), last))) * scale }), true
	}
	first := civil.Date(start.at(0))
	return end.then(false, func(d int64) int64 { return max(0, int64(count(first, civil.Date(d)))) * scale }), true
}

// compared is a comparison of two curves, one of which is known.
func (p *Plan) compared(op string, l, r curve) node {
	switch {
	case l.column == nil && r.column == nil:
		if holdsOf(op, l.at(0), r.at(0)) {
			return always
		}
		return never
	case l.column == nil:
		return p.compared(check.Turned(op), r, l)
	case r.column != nil:
		return anything
	}
	return p.lies(l.column, l.where(op, r.at(0)))
}

func holdsOf(op string, a, b int64) bool {
	switch op {
	case "=":
		return a == b
	case "!=":
		return a != b
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	}
	return a >= b
}

// where is where a curve stands so to a number.
func (c curve) where(op string, n int64) []stretch {
	if c.falls {
		return curve{c.column, false, func(v int32) int64 { return -c.at(v) }}.where(check.Turned(op), -n)
	}
	reaches := c.turn(func(x int64) bool { return x >= n })
	passes := c.turn(func(x int64) bool { return x > n })
	below, above := stretch{c.column.least, reaches - 1}, stretch{passes, c.column.most}
	switch op {
	case "=":
		return []stretch{{reaches, passes - 1}}
	case "!=":
		return []stretch{below, above}
	case "<":
		return []stretch{below}
	case "<=":
		return []stretch{{c.column.least, passes - 1}}
	case ">":
		return []stretch{above}
	}
	return []stretch{{reaches, c.column.most}}
}

// turn is the first value of the column from which on something is so of a curve
// that rises; one more than the last where it never is.
func (c curve) turn(is func(int64) bool) int32 {
	low, high := c.column.least, c.column.most+1
	for low < high {
		middle := low + (high-low)/2
		if is(c.at(middle)) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}
