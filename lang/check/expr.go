package check

import (
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

var boolean = types.Type{Kind: types.Bool}

// condition resolves an expression that must be yes or no.
func (c *checker) condition(n syntax.Expr) Expr {
	if n == nil {
		return nil
	}
	x := c.expression(n)
	if isNone(x) || !isInvalid(x) && x.Type().Kind != types.Bool {
		c.notCondition(n, x)
		return c.invalid(n)
	}
	return c.single(x, n)
}

func (c *checker) notCondition(n syntax.Located, x Expr) {
	what := x.Type().Text()
	if isNone(x) {
		what = locale.Text{EN: "a value", ZH: "一个值"}
	}
	c.errorAt(diag.NotCondition, n, c.spelling(n), what)
}

// isNone says of an expression that it is the word none by itself, which has no type.
func isNone(x Expr) bool {
	k, ok := x.(*Const)
	return ok && k.Value.None && k.t.Kind == types.Invalid
}

// value resolves an expression that must be of a kind.
func (c *checker) value(n syntax.Expr, want types.Kind) Expr {
	if n == nil {
		return nil
	}
	x := c.expect(n, types.Type{Kind: want})
	if isInvalid(x) || x.Type().Kind == want {
		return c.single(x, n)
	}
	c.errorAt(diag.WrongType, n, x.Type().Text(), types.Type{Kind: want}.Text(), asDay(x.Type().Kind, want))
	return c.invalid(n)
}

// single reports several values, or a value for each year, where one is needed.
func (c *checker) single(x Expr, n syntax.Located) Expr {
	switch t := x.Type(); {
	case t.PerYear:
		c.errorAt(diag.NeedsYear, n, c.spelling(n))
	case t.Several:
		c.errorAt(diag.OneOfSeveral, n, c.spelling(n), c.chooseOne(x))
	default:
		return x
	}
	return c.invalid(n)
}

// chooseOne says how to take one of several values, or to ask of them.
func (c *checker) chooseOne(x Expr) locale.Text {
	t := x.Type()
	if t.Kind == types.Bool || t.Kind == types.Text || t.Kind == types.Choice && !t.Choice.Ordered {
		return locale.Text{EN: "; ask whether it “is” something or is “in” a list", ZH: "；请问它“为”某值，或“属于”某些值"}
	}
	hint := locale.Text{EN: "; say “highest of” or “lowest of”", ZH: "；请写明“最高”或“最低”"}
	if field, ok := x.(*FieldRef); ok {
		for _, term := range c.program.Terms {
			if a, ok := term.Value.(*Aggregate); ok && a.List == nil && readsField(a.Of, field) && t.Kind == term.Type.Kind {
				name := called(term.Names)
				hint.EN, hint.ZH = hint.EN+", or “"+name.EN+"”", hint.ZH+"，或用“"+name.ZH+"”"
			}
		}
	}
	return hint
}

func readsField(x Expr, field *FieldRef) bool {
	read, ok := x.(*FieldRef)
	return ok && read.Field == field.Field && read.Row == field.Row
}

// expect resolves an expression where a type is expected, which decides what a
// bare number or the value of a choice means.
func (c *checker) expect(n syntax.Expr, want types.Type) Expr {
	switch n := n.(type) {
	case *syntax.NameExpr:
		if want.Kind == types.Choice && want.Choice != nil {
			if i, ok := want.Choice.Find(n.Key); ok {
				return &Const{typed{types.Type{Kind: types.Choice, Choice: want.Choice}, c.at(n)},
					types.Constant{Type: types.Type{Kind: types.Choice, Choice: want.Choice}, Option: i}}
			}
			if c.lookup(n.Key, n) == nil {
				if x := c.actionName(n); x != nil && want.Choice == c.naming {
					return x
				}
				c.missing(diag.NotOption, n, n.Key, c.optionHint(n.Key, want.Choice), want.Choice.Text())
				return c.invalid(n)
			}
		}
		if (want.Kind == types.Text || want.Kind == types.Ref) && c.lookup(n.Key, n) == nil && c.records[n.Key] == nil && !slices.Contains(c.names, n.Key) && (c.self == "" || n.Key != c.self) {
			if fields := c.fieldsWith(want, n.Key); len(fields) > 0 {
				c.errorAt(diag.ValueOfReference, n, c.spelling(n), fields[0])
				return c.invalid(n)
			}
			d := c.errorAt(diag.TextNeedsQuotes, n, c.spelling(n))
			d.Fix = `"` + c.spelling(n) + `"`
			return c.invalid(n)
		}
	case *syntax.Literal:
		return c.literal(n, want)
	case *syntax.If:
		if want.Kind == types.Span { // which is compared with a length as well
			want = types.Type{}
		}
		return c.choose(n, want)
	}
	return c.expression(n)
}

// optionHint is the value nearest to a word, or else the first values there are.
func (c *checker) optionHint(word string, o *types.Options) locale.Text {
	if c.hints >= maxHints {
		return locale.Text{}
	}
	var spellings, en, zh []string
	for i, v := range o.Values {
		spellings = append(spellings, v.Spellings...)
		if i < 8 {
			name := called(v.Spellings)
			en, zh = append(en, name.EN), append(zh, name.ZH)
		}
	}
	if near := c.didYouMean(word, these(spellings...)); near.EN != "" {
		return near
	}
	hint := locale.Text{EN: "; there are: " + strings.Join(en, ", "), ZH: "；可用的有：" + strings.Join(zh, "、")}
	if len(o.Values) > len(en) {
		hint.EN, hint.ZH = hint.EN+" …", hint.ZH+"……"
	}
	return hint
}

// shareIn reads the value of a percentage, 30, or of a share that has no end as one, 1/3.
func shareIn(value string) (decimal.Decimal, error) {
	part, whole, fraction := strings.Cut(value, "/")
	if !fraction {
		whole = "100"
	}
	n, err := decimal.Parse(part)
	if err != nil {
		return n, err
	}
	of, err := decimal.Parse(whole)
	if err != nil {
		return of, err
	}
	return n.Quo(of)
}

// literal gives a stated value the type expected, where it can have it.
func (c *checker) literal(n *syntax.Literal, want types.Type) Expr {
	k := types.Constant{}
	at := c.at(n)
	result := func(kind types.Kind) Expr {
		t := types.Type{Kind: kind}
		k.Type = t
		return &Const{typed{t, at}, k}
	}
	switch n.Type {
	case syntax.Number, syntax.Percent, syntax.Age, syntax.Year:
		digits, kind := yearsIn(n.Value)
		parse := decimal.Parse
		if n.Type == syntax.Percent {
			parse = shareIn
		}
		number, err := parse(digits)
		if err != nil {
			c.errorAt(diag.BadNumber, n, n.Value)
			return c.invalid(n)
		}
		k.Number = number
		switch {
		case n.Type == syntax.Percent:
			x := result(types.Number).(*Const)
			x.t.Percent, x.Value.Type.Percent = true, true
			return x
		case n.Type == syntax.Age:
			return result(types.Age)
		case n.Type == syntax.Year:
			return ofYears(result(types.Year), kind)
		case want.Kind == types.Age:
			return result(want.Kind)
		case want.Kind == types.Year:
			return ofYears(result(want.Kind), want.Years)
		}
		return result(types.Number)
	case syntax.Quantity:
		if digits, kind := yearsIn(n.Value); kind != civil.CalendarYear {
			number, err := decimal.Parse(digits)
			if err != nil {
				c.errorAt(diag.BadNumber, n, c.spelling(n))
				return c.invalid(n)
			}
			k.Number = number
			return ofYears(result(types.Number), kind)
		}
		p, ok := period(n.Value)
		if !ok {
			c.errorAt(diag.BadNumber, n, n.Value)
			return c.invalid(n)
		}
		k.Period = p
		return result(types.Period)
	case syntax.Date:
		date, ok := civil.ParseISO(n.Value)
		if !ok {
			c.errorAt(diag.NoSuchDate, n, c.at(n).Text())
			return c.invalid(n)
		}
		k.Date = date
		return result(types.Date)
	case syntax.String:
		runes := []rune(n.Value)
		k.Text = string(runes[1 : len(runes)-1])
		if want.Kind == types.Choice && want.Choice != nil {
			if i, ok := want.Choice.Find(syntax.Fold(k.Text)); ok {
				k.Option = i
				x := result(types.Choice).(*Const)
				x.t.Choice, x.Value.Type.Choice = want.Choice, want.Choice
				return x
			}
			c.errorAt(diag.NotOption, n, k.Text, want.Choice.Text(), c.optionHint(syntax.Fold(k.Text), want.Choice))
			return c.invalid(n)
		}
		return result(types.Text)
	case syntax.Keyword:
		switch n.Value {
		case "YES", "NO":
			k.Bool = n.Value == "YES"
			return result(types.Bool)
		case "NONE":
			k.None = true
		case "OPEN":
			k.Open, k.Date = true, civil.Max
			return result(types.Date)
		}
		k.Type = want
		return &Const{typed{want, at}, k}
	}
	return c.unknown(n, n.Value)
}

// period reads 5y, 18mo, 1y6mo, 2w, 30d, 10wd.
func period(s string) (p civil.Period, ok bool) {
	for s != "" {
		n, i := 0, 0
		for i < len(s) && '0' <= s[i] && s[i] <= '9' {
			if n = n*10 + int(s[i]-'0'); n > 10_000 {
				return p, false
			}
			i++
		}
		if i == 0 {
			return p, false
		}
		s = s[i:]
		switch {
		case len(s) > 1 && s[:2] == "mo":
			p.Months += int32(n)
			s = s[2:]
		case len(s) > 1 && s[:2] == "wd":
			p.Workdays += int32(n)
			s = s[2:]
		case len(s) > 0 && s[0] == 'y':
			p.Months += int32(12 * n)
			s = s[1:]
		case len(s) > 0 && s[0] == 'w':
			p.Days += int32(7 * n)
			s = s[1:]
		case len(s) > 0 && s[0] == 'd':
			p.Days += int32(n)
			s = s[1:]
		default:
			return p, false
		}
	}
	return p, true
}

// expression resolves any expression.
func (c *checker) expression(n syntax.Expr) Expr {
	at := typed{boolean, c.at(n)}
	switch n := n.(type) {
	case *syntax.Literal:
		return c.literal(n, types.Type{})
	case *syntax.NameExpr:
		return c.name(n)
	case *syntax.Own:
		return c.ownName(n)
	case *syntax.Self:
		return c.element(0, c.subject, n)
	case *syntax.Planned:
		return c.planned(n, n.X)
	case *syntax.Member:
		return c.member(n)
	case *syntax.Not:
		if x := c.condition(n.X); !isInvalid(x) {
			if _, whose := n.X.(*syntax.Member); whose {
				return c.notFirst(at, x)
			}
			return &Not{at, x}
		}
	case *syntax.All:
		return c.all(n)
	case *syntax.Where, *syntax.While, *syntax.Level, *syntax.Runs:
		return c.list(n, nil)
	case *syntax.Cut:
		return c.cut(n, nil)
	case *syntax.RunAt:
		return c.runAt(n)
	case *syntax.Pick:
		return c.pick(n)
	case *syntax.EndOf:
		return c.endOf(n)
	case *syntax.Length:
		return c.length(n)
	case *syntax.Served:
		return c.served(n)
	case *syntax.Stopped:
		return c.stopped(n)
	case *syntax.Either:
		if c.listLike(n) {
			return c.together(n, nil)
		}
		or := &Or{at, nil}
		for _, p := range n.Parts {
			x := c.otherBound(or.Parts, p)
			if x == nil {
				x = c.condition(p)
			}
			or.Parts = append(or.Parts, x)
		}
		c.alternatives(n, or.Parts)
		return or
	case *syntax.Compare:
		return c.compare(n)
	case *syntax.OneOf:
		return c.oneOf(n)
	case *syntax.State:
		x := c.expression(n.X)
		if isInvalid(x) {
			return x
		}
		if n.Kind == "IS NONE" || n.Kind == "IS NOT NONE" {
			return &State{at, x, n.Kind}
		}
		return inside(x, func(x Expr) Expr {
			if _, cell := x.(*FieldRef); !cell {
				c.errorAt(diag.KnownOfTerm, n.X, c.spelling(n.X))
				return c.invalid(n)
			}
			return &State{at, x, n.Kind}
		})
	case *syntax.Arith:
		return c.arith(n)
	case *syntax.Quantify:
		return c.quantify(n)
	case *syntax.Aggregate:
		return c.aggregate(n)
	case *syntax.If:
		return c.choose(n, types.Type{})
	case *syntax.Extreme:
		return c.extreme(n)
	case *syntax.Elapsed:
		return c.elapsed(n)
	case *syntax.Whole, *syntax.YearOf, *syntax.ThePeriod, *syntax.MonthOf, *syntax.DayOf, *syntax.MonthDayOf, *syntax.WeekdayOf, *syntax.WorkingDay, *syntax.Near:
		return c.time(n)
	case *syntax.Cases:
		return c.cases(n)
	case *syntax.Default:
		return c.orElse(n)
	case *syntax.Rounded:
		if x := c.value(n.X, types.Number); !isInvalid(x) {
			at.t = types.Type{Kind: types.Number, Whole: true}
			return &Rounded{at, n.Kind, x}
		}
	case *syntax.AsOfDate:
		at.t = types.Type{Kind: types.Date}
		return &AsOfDate{at}
	case *syntax.AsOf:
		x, date := c.anything(n.X, types.Type{}), c.asOfDate(n.Date)
		if _, fixed := n.X.(*syntax.Literal); fixed && !isInvalid(x) {
			c.errorAt(diag.AsOfFixed, n, c.spelling(n.X))
			return c.invalid(n)
		}
		if !isInvalid(x) && !isInvalid(date) {
			at.t = x.Type()
			return &AsOf{at, x, date}
		}
	case *syntax.Lookup:
		return c.perYear(n)
	case *syntax.TableValue:
		return c.tableValue(n, nil, c.at(n))
	case *syntax.Meets:
		return c.meets(n, c.subjectRow())
	case *syntax.Both:
		return c.both(n)
	case *syntax.Place:
		return c.placeOf(n)
	case *syntax.Chosen:
		return c.chosenBy(n)
	case *syntax.Decided:
		return c.decided(n)
	case *syntax.Marked:
		return c.marked(c.condition(n.X), &n.ID)
	case *syntax.Should:
		return c.hedge(n)
	}
	return c.invalid(n)
}

// all resolves conditions side by side. A value followed by a comparison that
// lacks its left side is that side: 任职 5年以上. A bound that lacks it bounds what the
// condition before it bounds from the other side: 任职满5年不满10年. One of a pair before
// meets is of whom it asks: 甲符合4.1.
func (c *checker) all(n *syntax.All) Expr {
	and := &And{typed{boolean, c.at(n)}, nil}
	var written []syntax.Expr // of each of its parts
	before := len(*c.found)
	// What stands beside an unknown name may have been meant as a part of it, or
	// be compared with it.
	doubt := slices.ContainsFunc(n.Parts, c.isUnknown)
	for i := 0; i < len(n.Parts); i++ {
		part := n.Parts[i]
		next, bare := part.(*syntax.Compare)
		if doubt && bare && next.Left == nil {
			continue
		}
		if x := c.otherBound(and.Parts, part); x != nil {
			and.Parts, written = append(and.Parts, x), append(written, part)
			continue
		}
		if i+1 < len(n.Parts) && !doubt && c.sideBySide(part, n.Parts[i+1]) {
			i++
			continue
		}
		if i+1 < len(n.Parts) {
			if next, ok := n.Parts[i+1].(*syntax.Meets); ok {
				if row, one := c.someone(part); one {
					i++
					and.Parts, written = append(and.Parts, c.meets(next, row)), append(written, next)
					continue
				}
			}
			if next, ok := n.Parts[i+1].(*syntax.Compare); ok && next.Left == nil {
				if left := c.comparable(part); left != nil {
					i++
					joined := *next
					start, _ := part.Extent()
					_, end := next.Extent()
					joined.Node = syntax.Stretch(start, end)
					and.Parts, written = append(and.Parts, c.relate(next.Op, left, nil, next.Right, &joined)), append(written, next)
					continue
				}
			}
		}
		x := c.expression(part)
		switch {
		case !isNone(x) && (isInvalid(x) || x.Type().Kind == types.Bool):
		case !doubt:
			c.notCondition(part, x)
			fallthrough
		default:
			x = c.invalid(part)
		}
		if i+1 < len(n.Parts) && !doubt {
			c.listGoesOn(part, x, n.Parts[i+1])
		}
		and.Parts, written = append(and.Parts, x), append(written, part)
	}
	switch len(and.Parts) {
	case 0: // what there is lacks its comparison
		return c.invalid(n)
	case 1:
		return and.Parts[0]
	}
	if len(*c.found) == before {
		c.notBeside(n.Parts)
		c.enumerated(n.Parts)
		c.countsLast(n.Parts)
	}
	if len(*c.found) == before {
		c.valuesTogether(written, and.Parts)
	}
	return and
}

// isUnknown says of a name that nothing is so called; it reports nothing.
func (c *checker) isUnknown(n syntax.Expr) bool {
	name, ok := n.(*syntax.NameExpr)
	if !ok || slices.Contains(c.names, name.Key) || name.Key == c.self || c.subject.terms[name.Key] != nil || c.subject.fields[name.Key] != nil || c.values[name.Key] != nil || c.listNamed(name.Key) {
		return false
	}
	for _, r := range c.rows {
		if r.fields[name.Key] != nil || r.terms[name.Key] != nil {
			return false
		}
	}
	return true
}

// sideBySide reports a value and what it should be compared with, where the
// comparison is missing: 任职5年.
func (c *checker) sideBySide(value, other syntax.Expr) bool {
	literal, ok := other.(*syntax.Literal)
	if !ok || literal.Type == syntax.Keyword || c.comparable(value) == nil {
		return false
	}
	d := c.errorAt(diag.NoComparison, other, c.spelling(value), c.spelling(other))
	d.At = c.at(value).To(c.at(other))
	return true
}

// listGoesOn reports a value after in or is and a comma or 、, of the same choice: it
// may be meant as a part of the list or as a condition of its own. After a value that
// stands alone 、 lists as well, and of a field with several values 和 does: 岗位类别为人事和财务.
func (c *checker) listGoesOn(part syntax.Expr, x Expr, next syntax.Expr) {
	name, ok := next.(*syntax.NameExpr)
	between := c.between(part, next)
	signs := ",，、"
	alone := isName(part)
	if alone {
		signs = "、"
	}
	and := !alone && slices.Contains(syntax.Forms("AS WELL AS", locale.Chinese), strings.TrimSpace(between))
	list, several := x.(*OneOf)
	run := !alone && several && len(list.Among) > 0 && strings.TrimSpace(between) == "" // 属于人事财务
	if !ok || !and && !run && !strings.ContainsAny(between, signs) || strings.HasSuffix(syntax.Fold(c.spelling(part)), ")") {
		return
	}
	var of types.Type
	switch x := x.(type) {
	case *OneOf:
		of = x.X.Type()
	case *Compare:
		of = x.L.Type()
	}
	own := true
	if compare, is := x.(*Compare); is {
		_, own = compare.L.(*FieldRef)
	}
	if of.Choice == nil || and && own && !of.Several { // of one value 和 can never hold, which is told
		return
	}
	if _, found := of.Choice.Find(name.Key); found {
		c.errorAt(diag.ListGoesOn, next, c.spelling(next))
	}
}

// comparable is the value that a name stands for; nil for a condition.
func (c *checker) comparable(n syntax.Expr) Expr {
	switch n := n.(type) {
	case *syntax.NameExpr:
		if x := c.lookup(n.Key, n); !isInvalid(x) && x.Type().Kind != types.Bool {
			return x
		}
	case *syntax.Own, *syntax.Self, *syntax.Planned, *syntax.Member, *syntax.Arith, *syntax.Elapsed, *syntax.Aggregate, *syntax.Lookup, *syntax.TableValue,
		*syntax.Whole, *syntax.YearOf, *syntax.DayOf, *syntax.Default, *syntax.Rounded:
		if x := c.expression(n); !isInvalid(x) && x.Type().Kind != types.Bool {
			return x
		}
	}
	return nil
}

func (c *checker) choose(n *syntax.If, want types.Type) Expr {
	cond := c.condition(n.Cond)
	values, t, ok := c.oneType(want, n.Then, n.Else)
	if isInvalid(cond) || !ok {
		return c.invalid(n)
	}
	return &If{typed{t, c.at(n)}, cond, values[0], values[1], c.alike(RowsOf(values[0]), RowsOf(values[1]))}
}

func (c *checker) elapsed(n *syntax.Elapsed) Expr {
	date := c.value(n.Date, types.Date)
	if isInvalid(date) {
		return c.invalid(n)
	}
	at := typed{types.Type{Kind: types.Span}, c.at(n)}
	asOf := &AsOfDate{typed{types.Type{Kind: types.Date}, c.at(n)}}
	switch n.Kind {
	case "TIME SINCE":
		return &SpanOf{at, date, asOf}
	case "TIME UNTIL":
		if name := c.spelling(n.Date); slices.ContainsFunc(gone, func(word string) bool { return strings.HasPrefix(syntax.Fold(name), word) }) {
			c.errorAt(diag.UntilGone, n, name)
			return c.invalid(n)
		}
		return &SpanOf{at, asOf, date}
	case "SCHOOL YEARS SINCE", "FINANCIAL YEARS SINCE":
		return c.yearsSince(n, date, asOf)
	}
	at.t = types.Type{Kind: types.Age}
	return &AgeOf{at, date}
}

// gone begins the name of a date that lies behind: 距上次轮岗日期 is meant as time since it.
var gone = []string{"上次", "上一次", "前次", "最近", "末次", "previous "}

func (c *checker) perYear(n *syntax.Lookup) Expr {
	of := c.expression(n.Of)
	year := c.expect(n.Key, types.Type{Kind: types.Year, Years: of.Type().Every})
	if isInvalid(of) || isInvalid(year) {
		return c.invalid(n)
	}
	if !of.Type().PerYear || year.Type().Kind != types.Year {
		c.errorAt(diag.NotPerYear, n.Of, c.spelling(n.Of))
		return c.invalid(n)
	}
	t := of.Type()
	if !c.sameYears(types.Type{Kind: types.Year, Years: t.Every}, year.Type(), n.Key) {
		return c.invalid(n)
	}
	t.PerYear, t.Every = false, civil.CalendarYear
	return &Lookup{typed{t, c.at(n)}, of, year}
}

// oneOf resolves X in (a, b).
func (c *checker) oneOf(n *syntax.OneOf) Expr {
	if x := c.listed(n); x != nil {
		return x
	}
	x := c.expression(n.X)
	if isInvalid(x) {
		for _, a := range n.Among {
			if _, name := a.(*syntax.NameExpr); !name {
				c.expression(a)
			}
		}
		return x
	}
	one := &OneOf{typed{boolean, c.at(n)}, x, nil, n.Negated}
	want := x.Type()
	want.Several = false
	for _, a := range n.Among {
		value := c.expect(a, want)
		if want.Kind == types.Ref && !isInvalid(value) && value.Type().Kind == types.Text {
			one.X = keyOf(x) // spouse in ("B012", "B013")
			want = one.X.Type()
		} else if want.Kind == types.Text && value.Type().Kind == types.Ref {
			value = keyOf(value)
		}
		if isInvalid(value) || !c.fits(value, want, a) {
			continue
		}
		one.Among = append(one.Among, value)
	}
	return one
}

func (c *checker) arith(n *syntax.Arith) Expr {
	l, r := c.single(c.expression(n.Left), n.Left), c.single(c.expression(n.Right), n.Right)
	if isInvalid(l) || isInvalid(r) {
		return c.invalid(n)
	}
	at := c.at(n)
	lk, rk := l.Type().Kind, r.Type().Kind
	switch {
	case lk == types.Date && rk == types.Period && (n.Op == "+" || n.Op == "-"):
		return &Shift{typed{types.Type{Kind: types.Date}, at}, l, r, n.Op == "-"}
	case lk == types.Year && rk == types.Number && (n.Op == "+" || n.Op == "-"):
		return &Arith{typed{l.Type(), at}, n.Op, l, r}
	case lk == types.Year && rk == types.Year && n.Op == "-":
		if !c.sameYears(l.Type(), r.Type(), n) {
			return c.invalid(n)
		}
		return &Arith{typed{types.Type{Kind: types.Number, Whole: true}, at}, n.Op, l, r}
	case lk == types.Number && rk == types.Number && negative(n.Op, l, r):
		k := *r.(*Const)
		k.at, k.Value.Number = at, k.Value.Number.Neg()
		return &k
	case lk == types.Number && rk == types.Number:
		return &Arith{typed{types.Type{Kind: types.Number}, at}, n.Op, l, r}
	}
	c.errorAt(diag.NoArithmetic, n, l.Type().Text(), n.Op, r.Type().Text())
	return c.invalid(n)
}

// negative says of a difference that it is a stated number with a minus before it.
func negative(op string, l, r Expr) bool {
	zero, ok := l.(*Const)
	_, stated := r.(*Const)
	return ok && stated && op == "-" && zero.Value.Number.IsZero()
}
