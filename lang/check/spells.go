package check

import (
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

var (
	aRows  = types.Type{Kind: types.Rows}
	aSpell = types.Type{Kind: types.Spell}
)

// spelled says whether the elements of a kind are spells.
func spelled(r *Record) bool { return r.Start != nil || r.RunOf != nil }

// runOf is the kind of record that the runs of a list are. Those of all lists
// share the terms that are defined of a run.
func (c *checker) runOf(list Expr) *Record {
	base := RowsOf(list)
	if base.RunOf != nil {
		base = base.RunOf
	}
	return c.runOfRows(base)
}

func (c *checker) runOfRows(of *Record) *Record {
	return &Record{Name: "run", List: "runs", RunOf: of, fields: map[string]*Field{}, terms: c.run.terms}
}

// alike is the kind of record that two kinds are both: of rows and runs, or of
// rows of two tables, only that they are spells is left.
func (c *checker) alike(a, b *Record) *Record {
	if a == nil || b == nil || a == b || a.RunOf != nil && a.RunOf == b.RunOf {
		return a
	}
	return c.run
}

// spells resolves a list whose elements must be spells; nil when they are not.
func (c *checker) spells(n syntax.Expr, row *syntax.Word) Expr {
	list := c.list(n, row)
	if isInvalid(list) {
		return nil
	}
	if r := RowsOf(list); !spelled(r) {
		c.errorAt(diag.NoSpells, n, r.List)
		return nil
	}
	return list
}

// days resolves what a list is cut to: a list, a spell, a span or a year.
func (c *checker) days(n syntax.Expr) Expr {
	if c.listLike(n) {
		return c.spells(n, nil)
	}
	x := c.expression(n)
	switch x.Type().Kind {
	case types.Span, types.Year, types.Spell:
		if isInvalid(c.single(x, n)) {
			return nil
		}
		return x
	case types.Rows:
		if spelled(RowsOf(x)) {
			return x
		}
	case types.Number:
		if k, ok := x.(*Const); ok { // 2024 alone
			k.t.Kind, k.Value.Type.Kind = types.Year, types.Year
			return k
		}
	case types.Invalid:
		return nil
	}
	c.errorAt(diag.NotDays, n, c.spelling(n), x.Type().Text())
	return nil
}

// cut resolves X during Y: of a list what lies in Y, of a date whether it does.
func (c *checker) cut(n *syntax.Cut, row *syntax.Word) Expr {
	if c.listLike(n.List) {
		list, days := c.spells(n.List, row), c.days(n.Days)
		if list == nil || days == nil {
			return c.invalid(n)
		}
		return &Cut{typed{aRows, c.at(n)}, list, days, n.Outside}
	}
	date, days := c.value(n.List, types.Date), c.days(n.Days)
	if isInvalid(date) || days == nil {
		return c.invalid(n)
	}
	return &InDays{typed{boolean, c.at(n)}, date, days, n.Outside}
}

func (c *checker) together(n *syntax.Either, row *syntax.Word) Expr {
	t := &Together{typed: typed{aRows, c.at(n)}}
	for i, p := range n.Parts {
		list := c.spells(p, row)
		if list == nil {
			return c.invalid(n)
		}
		if t.Parts = append(t.Parts, list); i == 0 {
			t.rows = RowsOf(list)
		}
		t.rows = c.alike(t.rows, RowsOf(list))
	}
	return t
}

// while resolves a dated join: with a table, or with a list whose rows bear the
// key in their field of its name.
func (c *checker) while(n *syntax.While, row *syntax.Word) Expr {
	list := c.spells(n.List, row)
	if name, ok := n.Table.(*syntax.NameExpr); ok && c.tables[name.Key] != nil {
		return c.whileListed(n, list, row, c.tables[name.Key])
	}
	other := c.spells(n.Table, nil)
	if list == nil || other == nil {
		return c.invalid(n)
	}
	var key, otherKey Expr
	c.within(RowsOf(list), row, func() { key = c.expression(n.Key) })
	if isInvalid(key) {
		return key
	}
	c.within(RowsOf(other), nil, func() {
		if x := c.inRow(RowsOf(other), syntax.Fold(c.spelling(n.Key)), n.Key, len(c.rows)); x != nil && x.Type().Kind == key.Type().Kind {
			otherKey = c.single(x, n.Key)
		}
	})
	if otherKey != nil && isInvalid(otherKey) {
		return c.invalid(n)
	}
	if otherKey == nil {
		c.missing(diag.UnknownName, n.Key, "", c.didYouMean(syntax.Fold(c.spelling(n.Key)), namesOf(RowsOf(other).fields)))
		return c.invalid(n)
	}
	return &While{typed{aRows, c.at(n)}, list, other, []Expr{key}, []Expr{otherKey}}
}

// whileListed is while with a table: each row while its keys are listed.
func (c *checker) whileListed(n *syntax.While, list Expr, row *syntax.Word, r *Record) Expr {
	if list == nil {
		return c.invalid(n)
	}
	w := &While{typed{aRows, c.at(n)}, list, &Entries{typed{aRows, c.at(n.Table)}, r}, nil, nil}
	ok := false
	c.within(RowsOf(list), row, func() { w.Keys, ok = c.tableKeys(r, keysOf(n.Key), n, true) })
	if !ok {
		return c.invalid(n)
	}
	for _, f := range r.Table.Keys {
		w.OtherKeys = append(w.OtherKeys, &FieldRef{typed{f.Type, f.Span}, f, len(c.rows) + 1})
	}
	return w
}

func (c *checker) level(n *syntax.Level) Expr {
	list := c.spells(n.List, nil)
	if list == nil {
		return c.invalid(n)
	}
	l := &Level{typed: typed{aRows, c.at(n)}, List: list, Kind: n.Kind, Op: n.Op, run: c.runOf(list)}
	of := types.Type{Kind: types.Number}
	if n.Of != nil {
		c.within(RowsOf(list), nil, func() { l.Of = c.single(c.expression(n.Of), n.Of) })
		if isInvalid(l.Of) {
			return l.Of
		}
		var ok bool
		if of, ok = c.figure(n.Kind, l.Of.Type(), n.Of); !ok {
			return c.invalid(n)
		}
	}
	l.Bound = c.expect(n.Bound, of)
	if isInvalid(l.Bound) || !c.fits(l.Bound, of, n.Bound) {
		return c.invalid(n)
	}
	return l
}

// runs resolves runs of X; nil when it cannot.
func (c *checker) runs(n *syntax.Runs) *Runs {
	list := c.spells(n.List, nil)
	if list == nil {
		return nil
	}
	r := &Runs{typed: typed{aRows, c.at(n)}, List: list, run: c.runOf(list)}
	if n.Per != nil {
		c.within(RowsOf(list), nil, func() { r.Per = c.single(c.expression(n.Per), n.Per) })
		if isInvalid(r.Per) {
			return nil
		}
	}
	if n.Gap != nil {
		c.within(r.run, nil, func() { r.Gap = c.value(n.Gap, types.Period) })
		if isInvalid(r.Gap) {
			return nil
		}
	}
	return r
}

// runAt resolves the run open at a date; rows are first made runs.
func (c *checker) runAt(n *syntax.RunAt) Expr {
	if m := c.memberOfPicked(n.List); m != nil {
		return c.of(c.runAt(&syntax.RunAt{Node: n.Node, Alive: n.Alive, Date: n.Date, List: m.Of}), m)
	}
	at := &RunAt{typed: typed{aSpell, c.at(n)}, Alive: n.Alive}
	if at.Date = c.value(n.Date, types.Date); isInvalid(at.Date) {
		return c.invalid(n)
	}
	list := c.spells(n.List, nil)
	if list == nil {
		return c.invalid(n)
	}
	if at.List = list; RunsIn(list) == nil {
		at.List = &Runs{typed: typed{aRows, c.at(n.List)}, List: list, run: c.runOf(list)}
	}
	return at
}

func (c *checker) pick(n *syntax.Pick) Expr {
	if m := c.memberOfPicked(n.List); m != nil {
		return c.of(c.pick(&syntax.Pick{Node: n.Node, Kind: n.Kind, List: m.Of}), m)
	}
	list := c.spells(n.List, nil)
	if list == nil {
		return c.invalid(n)
	}
	return &Pick{typed{aSpell, c.at(n)}, n.Kind, list}
}

// memberOfPicked tells first of career's post, which is said of the first, from
// first of spouse's career; nil for the latter and anything else.
func (c *checker) memberOfPicked(list syntax.Expr) *syntax.Member {
	if m, ok := list.(*syntax.Member); ok && c.listLike(m.Of) && !c.listNamed(m.Name.Key) {
		return m
	}
	return nil
}

// spell resolves one spell; where none is written, the element of the innermost
// list.
func (c *checker) spell(n syntax.Expr, at syntax.Located) Expr {
	if n == nil {
		if x := c.innermost(at); x != nil {
			return x
		}
		c.errorAt(diag.NothingCompared, at, c.spelling(at))
		return nil
	}
	if name, ok := n.(*syntax.NameExpr); ok {
		for row := len(c.names); row > 0; row-- {
			if c.names[row-1] == name.Key && spelled(c.rows[row-1]) {
				return &Element{typed{aSpell, c.at(n)}, row, c.rows[row-1]}
			}
		}
	}
	x := c.expression(n)
	switch x.Type().Kind {
	case types.Invalid:
		return nil
	case types.Spell, types.Span:
		return x
	}
	c.errorAt(diag.NotSpell, n, c.spelling(n), x.Type().Text())
	return nil
}

// innermost is the element of the innermost list that holds spells; nil where
// there is none.
func (c *checker) innermost(n syntax.Located) Expr {
	for row := len(c.rows); row > 0; row-- {
		if r := c.rows[row-1]; spelled(r) {
			return &Element{typed{aSpell, c.at(n)}, row, r}
		}
	}
	return nil
}

func (c *checker) length(n *syntax.Length) Expr {
	of := c.spell(n.Of, n)
	if of == nil {
		return c.invalid(n)
	}
	return &Length{typed{types.Type{Kind: types.Span}, c.at(n)}, of, n.Full}
}

func (c *checker) endOf(n *syntax.EndOf) Expr {
	of := c.spell(n.Of, n)
	if of == nil {
		return c.invalid(n)
	}
	return &EndOf{typed{types.Type{Kind: types.Date}, c.at(n)}, n.Kind, of}
}

func (c *checker) served(n *syntax.Served) Expr {
	list := c.spells(n.List, nil)
	if list == nil {
		return c.invalid(n)
	}
	t := types.Type{Kind: types.Number, Whole: true}
	if n.Kind == "SERVED IN" {
		t = types.Type{Kind: types.Span}
	}
	return &Served{typed{t, c.at(n)}, n.Kind, list}
}

func (c *checker) stopped(n *syntax.Stopped) Expr {
	due, stops := c.expression(n.Due), c.spells(n.Stops, nil)
	if isInvalid(due) || stops == nil {
		return c.invalid(n)
	}
	shift, ok := due.(*Shift)
	if !ok || shift.Back {
		c.errorAt(diag.StopsWhat, n.Due, c.spelling(n.Due))
		return c.invalid(n)
	}
	return &Stopped{typed{types.Type{Kind: types.Date}, c.at(n)}, shift, stops}
}

// spellName is what the names length, start, end, rows, first row and last row
// mean of one spell; nil for another name.
func (c *checker) spellName(of Expr, key string, n syntax.Located) Expr {
	switch key {
	case "length":
		return &Length{typed{types.Type{Kind: types.Span}, c.at(n)}, of, false}
	case "start":
		return &EndOf{typed{types.Type{Kind: types.Date}, c.at(n)}, "START OF", of}
	case "end":
		return &EndOf{typed{types.Type{Kind: types.Date}, c.at(n)}, "END OF", of}
	}
	if RowsOf(of).RunOf == nil {
		return nil
	}
	rows := &Members{typed{aRows, c.at(n)}, of}
	switch key {
	case "rows", "各行":
		return rows
	case "first row", "首行":
		return &Pick{typed{aSpell, c.at(n)}, "FIRST OF", rows}
	case "last row", "末行":
		return &Pick{typed{aSpell, c.at(n)}, "LAST OF", rows}
	}
	return nil
}

// of reads a name of one element.
func (c *checker) of(element Expr, n *syntax.Member) Expr {
	r := RowsOf(element)
	if r.fields[n.Name.Key] == nil && r.terms[n.Name.Key] == nil {
		if x := c.spellName(element, n.Name.Key, n); x != nil {
			return x
		}
	}
	x := &Of{typed{types.Type{}, c.at(n)}, element, nil, false}
	c.within(r, nil, func() { x.X = c.inRow(r, n.Name.Key, &n.Name, len(c.rows)) })
	if x.X == nil {
		hint := c.didYouMean(n.Name.Key, namesOf(r.fields), namesOf(r.terms))
		if r == c.run {
			hint = locale.Text{EN: "; what the rows have is known where runs of one list are meant, and no rule asks so for this", ZH: "；须用于某一组记录的连续段，才知道各行有什么"}
		}
		if r.RunOf != nil && (r.RunOf.fields[n.Name.Key] != nil || r.RunOf.terms[n.Name.Key] != nil) {
			hint = locale.Text{EN: "; the rows of a run have it: first row's or last row's", ZH: "；连续段的各行才有它：首行的或末行的"}
		}
		c.missing(diag.UnknownName, &n.Name, n.Name.Key, hint)
		return c.invalid(n)
	}
	x.t = x.X.Type()
	return x
}
