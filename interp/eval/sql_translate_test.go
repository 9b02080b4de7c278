package eval_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// A policy as one SQL statement over the rows of its people: a third opinion, which
// shares only the checked tree with the two evaluators. A blank is NULL, and a
// condition is as SQL has it, true, false or NULL; dates are ISO text, counted by
// SQL's own functions. What is none is a fact: it stands in a column of its own, and
// what compares with it is false. SQL knows less than the language (x OR NOT x is
// NULL), so that NULL says nothing; what is not NULL must be so.

// sqlValue is a value as SQL: v, of a span its start, and then its end. None is the
// condition that there is no such thing, "0" where there always is. Where none is not
// false v is NULL.
type sqlValue struct{ v, end, none string }

// untranslated is thrown where the translation lacks something.
type untranslated string

// translation makes one statement. What is read more than once is a column of a
// step, so that the statement stays short: each step adds columns to the one before.
type translation struct {
	program *check.Program
	effects []*effect
	asOf    string // SQL, of the date in sight
	depth   int    // rows of lists in sight
	another bool   // the date in sight is not that of the run
	lax     bool   // a requirement: what compares with none is NULL
	steps   [][]string
	columns map[string]string // name by text
	step    map[string]int    // by name
	working map[any]bool      // to tell what waits for itself
	done    map[any]string
}

// translate is the statement, the matters that its columns give behind the id, the
// actions and outputs, and what is not translated; "" for nothing. Checks of rows are
// left out.
func translate(program *check.Program, asOf civil.Date) (statement string, matters []any, lacking string) {
	t := &translation{program: program, asOf: quoted(asOf.String()), columns: map[string]string{}, step: map[string]int{}, working: map[any]bool{}, done: map[any]string{}}
	for _, r := range program.Rules {
		for _, e := range r.Effects {
			t.effects = append(t.effects, &effect{r, e})
		}
	}
	defer func() {
		if r := recover(); r != nil {
			what, ok := r.(untranslated)
			if !ok {
				panic(r)
			}
			statement, lacking = "", string(what)
		}
	}()
	var out []string
	add := func(matter any, text string) {
		matters, out = append(matters, matter), append(out, text)
	}
	for _, a := range program.Actions {
		switch {
		case a.Kind == check.KindAction || a.Kind == check.KindResult:
			add(a, t.result(a))
		case a.Kind == check.KindRequire:
			add(a, t.requirement(a))
		case a.Kind == check.KindCheck && a.Of == program.Subject:
			add(a, t.checked(a))
		}
	}
	for _, o := range program.Outputs {
		if o.Value != nil {
			add(o, t.output(o))
		} else {
			add(o, t.given(o))
		}
	}
	var b strings.Builder
	b.WriteString("WITH s0 AS (SELECT * FROM person)")
	for i, columns := range t.steps {
		fmt.Fprintf(&b, ",\ns%d AS MATERIALIZED (SELECT *, %s FROM s%d)", i+1, strings.Join(columns, ",\n  "), i)
	}
	fmt.Fprintf(&b, "\nSELECT %s FROM s%d ORDER BY id", strings.Join(append([]string{"id"}, out...), ", "), len(t.steps))
	return b.String(), matters, ""
}

var reference = regexp.MustCompile(`\bx\d+\b`)

// let makes a column of a text, so that it may be read any number of times; within
// the rows of a list it stands as it is.
func (t *translation) let(text string) string {
	switch name, made := t.columns[text]; {
	case made:
		return name
	case t.depth > 0:
		return "(" + text + ")"
	case !strings.ContainsAny(text, " ("):
		return text
	}
	step := 0
	for _, name := range reference.FindAllString(text, -1) {
		step = max(step, t.step[name])
	}
	name := "x" + strconv.Itoa(len(t.columns))
	t.columns[text], t.step[name] = name, step+1
	if len(t.steps) == step {
		t.steps = append(t.steps, nil)
	}
	t.steps[step] = append(t.steps[step], text+" AS "+name)
	return name
}

func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

func sqlAnd(parts ...string) string { return joined(parts, " AND ", "1", "0") }
func sqlOr(parts ...string) string  { return joined(parts, " OR ", "0", "1") }

// joined leaves out what adds nothing.
func joined(parts []string, by, nothing, everything string) string {
	parts = slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return p == nothing })
	switch {
	case slices.Contains(parts, everything):
		return everything
	case len(parts) == 0:
		return nothing
	case len(parts) == 1:
		return parts[0]
	}
	return "(" + strings.Join(parts, by) + ")"
}

func sqlNot(x string) string {
	switch x {
	case "0":
		return "1"
	case "1":
		return "0"
	}
	return "(NOT " + x + ")"
}

// choice is the first value whose condition is so, NULL as soon as one is: CASE by
// itself would pass it over.
func choice(otherwise string, pairs ...string) string {
	var b strings.Builder
	b.WriteString("(CASE")
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] != "0" {
			fmt.Fprintf(&b, " WHEN %s THEN %s WHEN %s IS NULL THEN NULL", pairs[i], pairs[i+1], pairs[i])
		}
	}
	if b.Len() == len("(CASE") {
		return otherwise
	}
	return b.String() + " ELSE " + otherwise + " END)"
}

// unlessNone is a test that is false where one of some values is none; the test is
// NULL there.
func (t *translation) unlessNone(test string, of ...sqlValue) string {
	var pairs []string
	for _, v := range of {
		if v.none != "0" {
			pairs = append(pairs, " WHEN "+v.none+" THEN 0")
		}
	}
	if pairs == nil || t.lax {
		return test
	}
	return "(CASE" + strings.Join(pairs, "") + " ELSE " + test + " END)"
}

func (t *translation) none(of ...sqlValue) string {
	var parts []string
	for _, v := range of {
		parts = append(parts, v.none)
	}
	return sqlOr(parts...)
}

// truth is a condition.
func (t *translation) truth(x check.Expr) string {
	if x == nil {
		return "1"
	}
	v := t.value(x)
	return t.unlessNone(v.v, v)
}

// decided refuses a condition that may be of none and chooses between values, in a
// requirement: SQL knows of neither value then, and the evaluator what both come to.
func (t *translation) decided(cond check.Expr) {
	check.Walk(cond, func(x check.Expr) {
		if ref, ok := x.(*check.FieldRef); ok && t.lax && ref.Field.Nullable {
			panic(untranslated("a choice by what may be none, in a requirement"))
		}
	})
}

func yes(condition string) sqlValue { return sqlValue{v: condition, none: "0"} }

func (t *translation) value(x check.Expr) sqlValue {
	switch x := x.(type) {
	case *check.Const:
		return constant(x)
	case *check.FieldRef:
		return t.field(x)
	case *check.TermRef:
		return t.term(x)
	case *check.AsOfDate:
		return yes(t.asOf)
	case *check.Not:
		return yes(sqlNot(t.truth(x.X)))
	case *check.And:
		return yes(sqlAnd(t.truths(x.Parts)...))
	case *check.Or:
		return yes(sqlOr(t.truths(x.Parts)...))
	case *check.Marked:
		return yes(t.truth(x.X))
	case *check.Compare:
		l, r := t.value(x.L), t.value(x.R)
		return yes(t.unlessNone("("+l.v+" "+strings.ReplaceAll(x.Op, "!=", "<>")+" "+r.v+")", l, r))
	case *check.Reach:
		span := t.value(x.Span)
		return yes(t.unlessNone("("+span.end+" "+x.Op+" "+t.after(span.v, x.Length, false)+")", span))
	case *check.OneOf:
		return yes(t.oneOf(x))
	case *check.State:
		return yes(t.state(x))
	case *check.Arith:
		l, r := t.value(x.L), t.value(x.R)
		if x.Op == "/" {
			l.v = "1.0 * " + l.v
		}
		return sqlValue{v: "(" + l.v + " " + x.Op + " " + r.v + ")", none: t.none(l, r)}
	case *check.Rounded:
		v := t.value(x.X)
		by := map[string]string{"ROUNDED DOWN": "floor", "ROUNDED UP": "ceil", "ROUNDED TO NEAREST": "round"}[x.Kind]
		return sqlValue{v: by + "(" + v.v + ")", none: v.none}
	case *check.If:
		t.decided(x.Cond)
		cond, a, b := t.let(t.truth(x.Cond)), t.value(x.Then), t.value(x.Else)
		out := sqlValue{v: choice(b.v, cond, a.v), none: choice(b.none, cond, a.none)}
		if x.Type().Kind == types.Span {
			out.end = choice(b.end, cond, a.end)
		}
		return out
	case *check.Default:
		a, b := t.value(x.X), t.value(x.Else)
		return sqlValue{v: choice(a.v, a.none, b.v), none: sqlAnd(a.none, b.none)}
	case *check.Cases:
		return t.cases(x)
	case *check.Score:
		return yes(t.points(x.Sum))
	case *check.Limited:
		v := t.value(x.X)
		return yes(t.kept(choice(v.v, v.none, "0"), x.Low, x.High))
	case *check.Extreme:
		return t.extreme(x)
	case *check.Quantify:
		return yes(t.quantified(x))
	case *check.Aggregate:
		return t.aggregate(x)
	case *check.TableValue:
		return yes(t.looked(x))
	case *check.Listed:
		return yes(t.listed(x))
	case *check.Meets:
		return yes(t.meets(x))
	case *check.ResultOf:
		return t.grade(x)
	case *check.Decided:
		if x.Row != 0 {
			break
		}
		return yes("(" + t.result(x.Action) + " = " + quoted(strengths[x.Strength]) + ")")
	case *check.AsOf:
		return t.asOfAnother(x)
	}
	return t.timed(x)
}

func (t *translation) truths(list []check.Expr) (out []string) {
	for _, x := range list {
		out = append(out, t.truth(x))
	}
	return out
}

func constant(x *check.Const) sqlValue {
	k := x.Value
	switch {
	case k.None:
		return sqlValue{v: "NULL", end: "NULL", none: "1"}
	case k.Open:
	case k.Type.Kind == types.Bool:
		return yes(strconv.Itoa(bit(k.Bool)))
	case k.Type.Kind == types.Date:
		return yes(quoted(k.Date.String()))
	case k.Type.Kind == types.Choice:
		return yes(strconv.Itoa(k.Option))
	case k.Type.Kind == types.Number || k.Type.Kind == types.Age || k.Type.Kind == types.Year:
		return yes(k.Number.String())
	}
	panic(untranslated("a constant that is " + k.Type.Text().EN))
}

// field reads a cell. One that is assumed or judged is no while it is blank.
func (t *translation) field(x *check.FieldRef) sqlValue {
	name := x.Field.Name
	if x.Row > 0 {
		name = "g" + strconv.Itoa(x.Row) + "." + name
	}
	switch f := x.Field; {
	case f.Judged || f.Blank == check.BlankAssumed:
		return yes("coalesce(" + name + ", 0)")
	case f.Blank != check.BlankUnknown:
		panic(untranslated("a blank with a meaning"))
	case f.Nullable:
		return sqlValue{v: name, none: name + "_none"}
	}
	return yes(name)
}

func (t *translation) term(x *check.TermRef) sqlValue {
	if x.Row > 0 || x.Term.Record != nil && x.Term.Record != t.program.Subject {
		panic(untranslated("a term of a row"))
	}
	if x.Term.Value != nil {
		return t.asColumns(t.value(x.Term.Value))
	}
	v, none := []string{}, []string{}
	for i := len(x.Term.Versions) - 1; i >= 0; i-- {
		come := "(" + t.value(x.Term.Versions[i].From).v + " <= " + t.asOf + ")"
		value := t.value(x.Term.Versions[i].Value)
		v, none = append(v, come, value.v), append(none, come, value.none)
	}
	return sqlValue{v: t.let(choice("NULL", v...)), none: t.let(choice("1", none...))}
}

// asColumns is a value that may be read any number of times.
func (t *translation) asColumns(v sqlValue) sqlValue {
	out := sqlValue{v: t.let(v.v), none: t.let(v.none)}
	if v.end != "" {
		out.end = t.let(v.end)
	}
	return out
}

func (t *translation) oneOf(x *check.OneOf) string {
	v := t.asColumns(t.value(x.X))
	var among []string
	for _, a := range x.Among {
		one := t.value(a)
		if one.none != "0" {
			panic(untranslated("none among values"))
		}
		if x.X.Type().Several {
			among = append(among, "((("+v.v+" >> "+one.v+") & 1) = 1)")
		} else {
			among = append(among, "("+v.v+" = "+one.v+")")
		}
	}
	found := sqlOr(among...)
	if x.Negated {
		found = sqlNot(found)
	}
	return t.unlessNone(found, v)
}

func (t *translation) state(x *check.State) string {
	switch x.Kind {
	case "IS NONE":
		return t.value(x.X).none
	case "IS NOT NONE":
		return sqlNot(t.value(x.X).none)
	}
	f := x.X.(*check.FieldRef)
	if f.Row > 0 {
		panic(untranslated("whether a cell of a row is known"))
	}
	name := f.Field.Name
	if f.Field.Nullable {
		name += "_none"
	}
	if x.Kind == "IS KNOWN" {
		return "(" + name + " IS NOT NULL)"
	}
	return "(" + name + " IS NULL)"
}

// cases is a value by case.
func (t *translation) cases(x *check.Cases) sqlValue {
	otherwise := sqlValue{v: "NULL", none: "1"}
	var conds []string
	var values []sqlValue
	for _, row := range x.Rows {
		if row.When == nil {
			otherwise = t.value(row.Value)
			continue
		}
		t.decided(row.When)
		conds, values = append(conds, t.let(t.truth(row.When))), append(values, t.value(row.Value))
	}
	if x.Kind == "FIRST THAT APPLIES" {
		var v, none []string
		for i, c := range conds {
			v, none = append(v, c, values[i].v), append(none, c, values[i].none)
		}
		return sqlValue{v: choice(otherwise.v, v...), none: choice(otherwise.none, none...)}
	}
	worst, of := "-1000000", "max"
	if x.Kind == "LOWEST THAT APPLIES" {
		worst, of = "1000000", "min"
	}
	list := []string{worst}
	for i, c := range conds {
		list = append(list, choice(worst, c, choice(values[i].v, values[i].none, worst)))
	}
	best, some := t.let(of+"("+strings.Join(list, ", ")+")"), t.let(sqlOr(conds...))
	return sqlValue{
		v:    choice(otherwise.v, some, "nullif("+best+", "+worst+")"),
		none: choice(otherwise.none, some, "("+best+" = "+worst+")"),
	}
}

func (t *translation) points(tally *check.Tally) string {
	list := []string{"0"}
	for _, line := range tally.Lines {
		v := t.value(line.Value)
		list = append(list, choice(v.v, v.none, "0"))
	}
	for _, g := range tally.Groups {
		list = append(list, t.points(g))
	}
	return t.kept("("+strings.Join(list, " + ")+")", tally.Low, tally.High)
}

// kept keeps a number within bounds.
func (t *translation) kept(n string, low, high check.Expr) string {
	for _, bound := range []struct {
		of string
		x  check.Expr
	}{{"min", high}, {"max", low}} {
		if bound.x != nil {
			n = t.let(n)
			b := t.value(bound.x)
			n = bound.of + "(" + n + ", " + choice(b.v, b.none, n) + ")"
		}
	}
	return t.let(n)
}

// extreme is the later or earlier of dates, the longer or shorter of spans; none is
// passed over.
func (t *translation) extreme(x *check.Extreme) sqlValue {
	var best sqlValue
	for i, p := range x.Parts {
		part := t.asColumns(t.value(p))
		if i == 0 {
			best = part
			continue
		}
		op := " < "
		if x.Later {
			op = " > "
		}
		further := part.v + op + best.v
		if x.Type().Kind == types.Span {
			further = sqlDays(part.v, part.end) + op + sqlDays(best.v, best.end)
		}
		takes := t.let(choice("("+further+")", part.none, "0", best.none, "1"))
		next := sqlValue{v: choice(best.v, takes, part.v), none: t.let(sqlAnd(best.none, part.none))}
		if part.end != "" {
			next.end = t.let(choice(best.end, takes, part.end))
		}
		next.v = t.let(next.v)
		best = next
	}
	return best
}

// elements selects what read makes of the rows of a person, from the condition that
// the list has a row; the row is in sight there.
func (t *translation) elements(list check.Expr, read func(in string) string) string {
	var where []check.Expr
	for {
		f, ok := list.(*check.Filter)
		if !ok {
			break
		}
		where, list = append(where, f.Where), f.List
	}
	of, ok := list.(*check.ListRef)
	if !ok || of.Row != 0 || of.List.Name != "gig" {
		panic(untranslated(fmt.Sprintf("a list by %T", list)))
	}
	t.depth++
	alias := "g" + strconv.Itoa(t.depth)
	text := "(SELECT " + read(sqlAnd(t.truths(where)...)) + " FROM gig " + alias + " WHERE " + alias + ".holder = id)"
	t.depth--
	return t.let(text)
}

// quantified asks of the rows; a row of which it is not known leaves it open unless
// another decides.
func (t *translation) quantified(x *check.Quantify) string {
	found := t.elements(x.List, func(in string) string {
		if x.Claim != nil {
			in = sqlAnd(in, sqlNot(t.truth(x.Claim)))
		}
		return "CASE WHEN max(" + in + ") = 1 THEN 1 WHEN count(*) = count(" + in + ") THEN 0 END"
	})
	if x.Kind == "SOME" {
		return found
	}
	return sqlNot(found)
}

// aggregate is a figure of the rows: known when of each row it is known whether it
// counts and what it adds.
func (t *translation) aggregate(x *check.Aggregate) sqlValue {
	if x.List == nil {
		panic(untranslated("a figure of a cell"))
	}
	figure := func(of func(counts, v string) string) string {
		return t.elements(x.List, func(in string) string {
			v := yes("1")
			if x.Of != nil {
				v = t.value(x.Of)
			}
			counts := choice("0", in, choice("(CASE WHEN "+v.v+" IS NOT NULL THEN 1 END)", v.none, "0"))
			return "CASE WHEN count(*) = count(" + counts + ") THEN " + of(counts, "CASE WHEN "+counts+" THEN "+v.v+" END") + " END"
		})
	}
	switch x.Kind {
	case "COUNT OF":
		return yes(figure(func(counts, _ string) string { return "coalesce(sum(" + counts + "), 0)" }))
	case "SUM OF":
		return yes(figure(func(_, v string) string { return "coalesce(sum(" + v + "), 0)" }))
	case "NUMBER OF DIFFERENT":
		return yes(figure(func(_, v string) string { return "count(DISTINCT " + v + ")" }))
	}
	of := "max"
	if x.Kind == "LOWEST OF" {
		of = "min"
	}
	return sqlValue{
		v:    figure(func(_, v string) string { return of + "(" + v + ")" }),
		none: figure(func(counts, _ string) string { return "coalesce(sum(" + counts + "), 0) = 0" }),
	}
}

// rowOf is the condition that a row of a table holds and bears some keys.
func (t *translation) rowOf(row *check.TableRow, keys []sqlValue) string {
	parts := []string{"(" + quoted(row.From.String()) + " <= " + t.asOf + ")", "(" + t.asOf + " < " + quoted(row.Until.String()) + ")"}
	for i, k := range keys {
		if row.Cells[i].Blank {
			panic(untranslated("a table with blanks"))
		}
		parts = append(parts, "("+k.v+" = "+constant(&check.Const{Value: row.Cells[i].Value}).v+")")
	}
	return sqlAnd(parts...)
}

// looked is the value that a table has: nobody knows it where it has none.
func (t *translation) looked(x *check.TableValue) string {
	table := x.Table.Table
	if len(table.Values) != 1 || table.Unlisted != check.UnlistedUnknown {
		panic(untranslated("a table"))
	}
	keys := t.keys(x.Keys)
	text := "(CASE"
	for _, row := range table.Rows {
		text += " WHEN " + t.rowOf(row, keys) + " THEN " + constant(&check.Const{Value: row.Cells[len(keys)].Value}).v
	}
	return t.let(text + " END)")
}

func (t *translation) listed(x *check.Listed) string {
	keys := t.keys(x.Keys)
	var rows []string
	for _, row := range x.Table.Table.Rows {
		rows = append(rows, t.rowOf(row, keys))
	}
	found := sqlOr(rows...)
	if x.Negated {
		found = sqlNot(found)
	}
	return choice(found, t.none(keys...), "0")
}

func (t *translation) keys(list []check.Expr) (out []sqlValue) {
	for _, x := range list {
		out = append(out, t.asColumns(t.value(x)))
	}
	return out
}

// asOfAnother reads as of another date, where there is one.
func (t *translation) asOfAnother(x *check.AsOf) sqlValue {
	date := t.asColumns(t.value(x.Date))
	asOf, another := t.asOf, t.another
	t.asOf, t.another = date.v, true
	v := t.value(x.X)
	t.asOf, t.another = asOf, another
	none := t.let(sqlOr(date.none, v.none))
	out := sqlValue{v: "(CASE WHEN NOT " + none + " THEN " + v.v + " END)", none: none}
	if v.end != "" {
		out.end = "(CASE WHEN NOT " + none + " THEN " + v.end + " END)"
	}
	return out
}
