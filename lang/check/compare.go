package check

import (
	"slices"
	"strconv"
	"strings"

	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// compare resolves a comparison. The side with a name is resolved first: it
// decides what a bare number or a choice value on the other side means.
func (c *checker) compare(n *syntax.Compare) Expr {
	if n.Left == nil {
		if left := c.implied(n); left != nil {
			return c.relate(n.Op, left, nil, n.Right, n)
		}
		c.expression(n.Right)
		return c.invalid(n)
	}
	if _, literal := n.Left.(*syntax.Literal); literal {
		right := c.expression(n.Right)
		if isInvalid(right) {
			return right
		}
		return c.relate(Turned(n.Op), right, n.Right, n.Left, n)
	}
	left := c.expression(n.Left)
	if isInvalid(left) {
		if _, name := n.Right.(*syntax.NameExpr); !name {
			c.expression(n.Right)
		}
		return left
	}
	// 男年满60周岁: the name before the comparison is a condition of its own,
	// and the age that is compared goes without saying.
	if l, ok := n.Right.(*syntax.Literal); ok && l.Type == syntax.Age && left.Type().Kind == types.Bool {
		if age := c.person("age", n); age != nil {
			return &And{typed{boolean, c.at(n)}, []Expr{left, c.relate(n.Op, age, nil, n.Right, n)}}
		}
	}
	return c.relate(n.Op, left, n.Left, n.Right, n)
}

// implied is the left side that a comparison leaves out: the term of the
// ladder, or the person's age before a number of years of age.
func (c *checker) implied(n *syntax.Compare) Expr {
	if l, ok := n.Right.(*syntax.Literal); ok && l.Type == syntax.Age && (c.rung == nil || c.rung.Type().Kind != types.Age) {
		if x := c.person("age", n); x != nil {
			return x
		}
	}
	if c.rung != nil {
		return c.rung
	}
	code := diag.NothingCompared
	if len(c.rows) > 0 {
		code = diag.WhereGoesOn
	}
	c.errorAt(code, n, c.spelling(n))
	return nil
}

// otherBound resolves a bound that leaves out what it bounds, where the last of the conditions
// before it bounds something from the other side: post tenure >= 5y and < 10y. It is nil for
// anything else, and where an age goes without saying.
func (c *checker) otherBound(before []Expr, part syntax.Expr) Expr {
	n, bare := part.(*syntax.Compare)
	if !bare || n.Left != nil || c.rung != nil || len(before) == 0 {
		return nil
	}
	if l, ok := n.Right.(*syntax.Literal); ok && l.Type == syntax.Age {
		return nil
	}
	var of Expr
	var op string
	switch x := before[len(before)-1].(type) {
	case *Compare:
		of, op = x.L, x.Op
	case *Reach:
		of, op = x.Span, x.Op
	}
	if of == nil || op[0] != Turned(n.Op)[0] {
		return nil
	}
	return c.relate(n.Op, of, nil, n.Right, n)
}

var turned = map[string]string{"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}

// Turned is a comparison as it reads from the other side: < for >.
func Turned(op string) string { return turned[op] }

// relate types a comparison of a resolved left side with a right side. ln is
// where the left side stands, for messages; nil when it was implied.
func (c *checker) relate(op string, left Expr, ln, rn syntax.Expr, n syntax.Located) Expr {
	at := typed{boolean, c.at(n)}
	want := left.Type()
	want.Several = false
	right := c.expect(rn, want)
	if isInvalid(right) {
		if k, ok := right.(*Const); ok && k.Value.None {
			return c.state(op, left, at)
		}
		return right
	}
	if k, ok := right.(*Const); ok && k.Value.None {
		return c.state(op, left, at)
	}
	if l, ok := left.(*FieldRef); ok {
		r, ok := right.(*FieldRef)
		switch {
		case !ok || r.Field != l.Field || r.Row != l.Row:
		case l.Row > 0: // a row's unit is unit
			c.errorAt(diag.NeedsOwner, rn, c.spelling(rn), locale.Text{EN: "the row", ZH: "该行"})
			return c.invalid(n)
		default: // 单位为本人单位, which says something of others only
			c.errorAt(diag.SelfCompared, rn, c.spelling(rn))
			return c.invalid(n)
		}
	}
	lk, rk := left.Type().Kind, right.Type().Kind
	if left.Type().Several && (op == "=" || op == "!=") && !left.Type().PerYear {
		if !c.fits(right, want, rn) {
			return c.invalid(n)
		}
		return &OneOf{at, left, []Expr{right}, op == "!="}
	}
	of := n
	if ln != nil {
		of = ln
	}
	if isInvalid(c.single(left, of)) || isInvalid(c.single(right, rn)) {
		return c.invalid(n)
	}
	if x, ok := c.compareRefs(op, left, right, at, n); ok {
		return x
	}
	switch {
	case lk == types.Spell && rk == types.Period:
		c.found.Add(diag.SpellLength, left.At(), asWritten(left))
		return c.invalid(n)
	case rk == types.Number && right.Type().Years != civil.CalendarYear && lk != types.Number, lk == types.Number && left.Type().Years != civil.CalendarYear && rk != types.Number:
		return c.countedYears(op, left, right, rn, at, n)
	case lk == types.Span && rk == types.Period:
		return &Reach{at, op, left, right}
	case lk == types.Period && rk == types.Span:
		return &Reach{at, Turned(op), right, left}
	case right.Type().Percent && lk != types.Number:
		c.mismatch(left, right, rn, n)
		return c.invalid(n)
	case lk == rk:
		return c.sameKind(op, left, right, rn, at, n)
	case lk == types.Age && rk == types.Number, lk == types.Number && rk == types.Age,
		lk == types.Year && rk == types.Number, lk == types.Number && rk == types.Year:
		return &Compare{at, op, left, right}
	}
	c.mismatch(left, right, rn, n)
	return c.invalid(n)
}

func (c *checker) state(op string, left Expr, at typed) Expr {
	kind := "IS NONE"
	if op == "!=" {
		kind = "IS NOT NONE"
	}
	return &State{at, left, kind}
}

func (c *checker) sameKind(op string, left, right Expr, rn syntax.Expr, at typed, n syntax.Located) Expr {
	if !c.sameYears(left.Type(), right.Type(), n) {
		return c.invalid(n)
	}
	if left.Type().Kind == types.Choice && left.Type().Choice != right.Type().Choice {
		c.fits(right, left.Type(), rn)
		return c.invalid(n)
	}
	if left.Type().Kind == types.Span {
		c.errorAt(diag.TwoSpans, n)
		return c.invalid(n)
	}
	if op == "=" || op == "!=" {
		if left.Type().Kind == types.Rows {
			c.errorAt(diag.NotComparable, n, left.Type().Text())
			return c.invalid(n)
		}
		return &Compare{at, op, left, right}
	}
	switch left.Type().Kind {
	case types.Number, types.Age, types.Year, types.Date, types.Period:
		return &Compare{at, op, left, right}
	case types.Choice:
		if left.Type().Choice.Ordered {
			return &Compare{at, op, left, right}
		}
		c.errorAt(diag.NotOrdered, n, left.Type().Text())
		return c.invalid(n)
	}
	c.errorAt(diag.NotComparable, n, left.Type().Text())
	return c.invalid(n)
}

// equality builds = for a value known to fit.
func (c *checker) equality(op string, left, right Expr, n syntax.Located) Expr {
	at := typed{boolean, c.at(n)}
	if left.Type().Several {
		return &OneOf{at, left, []Expr{right}, op == "!="}
	}
	return &Compare{at, op, left, right}
}

// mismatch reports a comparison of two kinds, with the likeliest mend.
func (c *checker) mismatch(left, right Expr, rn syntax.Expr, n syntax.Located) {
	lk, rk := left.Type().Kind, right.Type().Kind
	var fix string
	hint := locale.Text{}
	place := c.at(rn)
	switch {
	case right.Type().Percent:
		hint = locale.Text{EN: "; a percentage is compared with a number", ZH: "；百分数与数值比较"}
	case lk == types.Age && rk == types.Period:
		if k, ok := right.(*Const); ok && k.Value.Period == (civil.Period{Months: k.Value.Period.Months}) && k.Value.Period.Months%12 == 0 {
			fix = strconv.Itoa(int(k.Value.Period.Months / 12))
		}
		hint = locale.Text{EN: "; an age is compared with a bare number of years", ZH: "；年龄与周岁数比较"}
	case (lk == types.Span || lk == types.Period) && (rk == types.Number || rk == types.Age):
		place = writtenAt(right, place)
		unit := "y"
		if called([]string{"", c.spelling(n)}).ZH != "" {
			unit = "年"
		}
		if n := digits(place.Text()); n != "" && !strings.Contains(n, ".") { // 5.5y is no length
			fix = n + unit
		}
		hint = locale.Text{EN: "; a length of time has a unit", ZH: "；期限须写明单位"}
	case lk == types.Date && rk == types.Period:
		hint = locale.Text{EN: "; “time since” a date is a span of time", ZH: "；“起算于”某日期才是时段"}
		if t := c.timeSince(left); t != nil {
			name := called(t.Names)
			hint = locale.Text{EN: "; the time since then is “" + name.EN + "”", ZH: "；从那时起的时长叫“" + name.ZH + "”"}
		}
	case lk == types.Date && (rk == types.Number || rk == types.Year):
		hint = locale.Text{EN: "; write a whole date, such as 2024-12-31", ZH: "；请写完整日期，如2024年12月31日"}
	case lk == types.Rows && rk == types.Period:
		hint = locale.Text{EN: "; the time in its rows is “served in”, that of one of them “length of”", ZH: "；各行的时间用“任职合计”，其中一段的用“时长”"}
	case lk == types.Rows && rk == types.Number:
		hint = locale.Text{EN: "; how many there are is “count of”", ZH: "；有多少用“条数”"}
	case lk == types.Spell:
		hint = locale.Text{EN: "; name what of it is compared, such as its start or a field: (first of career)'s post", ZH: "；请写明比较它的什么，如起日或字段：首段（履历）的职务"}
	case lk == types.Number && rk == types.Period:
		hint = locale.Text{EN: "; a number has no unit of time", ZH: "；数值没有时间单位"}
	}
	d := c.errorAt(diag.WrongComparison, n, left.Type().Text(), right.Type().Text(), hint)
	if fix != "" && rn != nil {
		d.At, d.Fix = place, fix
	}
}

// writtenAt is where a value is written: of a table, in its first row.
func writtenAt(x Expr, place source.Span) source.Span {
	v, ok := x.(*TableValue)
	if !ok || len(v.Table.Table.Rows) == 0 {
		return place
	}
	i := len(v.Table.Table.Keys) + slices.Index(v.Table.Table.Values, v.Value)
	return v.Table.Table.Rows[0].Cells[i].Span
}

// timeSince is the term that is the time since the date of a field; nil when
// there is none.
func (c *checker) timeSince(date Expr) *Term {
	field, ok := date.(*FieldRef)
	if !ok {
		return nil
	}
	for _, t := range c.program.Terms {
		if span, ok := t.Value.(*SpanOf); ok && readsField(span.From, field) {
			return t
		}
	}
	return nil
}

func digits(s string) string {
	out := ""
	for _, r := range s {
		if '0' <= r && r <= '9' || r == '.' {
			out += string(r)
		}
	}
	return out
}
