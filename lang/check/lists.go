package check

import (
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// list resolves a list of records or of spells; row names its elements.
func (c *checker) list(n syntax.Expr, row *syntax.Word) Expr {
	switch n := n.(type) {
	case *syntax.NameExpr:
		if x := c.listRef(n); x != nil {
			return x
		}
	case *syntax.Where:
		if cut, ok := n.List.(*syntax.Cut); ok && c.asksEither(n, cut) {
			return c.invalid(n)
		}
		return c.filter(c.list(n.List, row), row, n.Cond)
	case *syntax.Either:
		return c.together(n, row)
	case *syntax.Cut:
		if c.listLike(n.List) { // else a date is asked whether it lies there
			return c.cut(n, row)
		}
	case *syntax.While:
		return c.while(n, row)
	case *syntax.Level:
		return c.level(n)
	case *syntax.Runs:
		if r := c.runs(n); r != nil {
			return r
		}
		return c.invalid(n)
	}
	condition, one := false, false
	if name, ok := n.(*syntax.NameExpr); !ok || c.lookup(name.Key, n) != nil {
		x := c.expression(n)
		switch x.Type().Kind {
		case types.Rows, types.Invalid:
			return x
		case types.Spell:
			return &Single{typed{types.Type{Kind: types.Rows}, c.at(n)}, x}
		case types.Bool:
			condition = true
		default:
			_, one = x.(*FieldRef)
		}
	}
	key := syntax.Fold(c.spelling(n))
	hint := locale.Text{EN: "; a condition stands by itself, or behind “not”", ZH: "；条件直接写，否定时前面写“非”"}
	switch {
	case one:
		name := c.spelling(n)
		hint = locale.Text{EN: "; write “" + name + " is not none” or “" + name + " is none”", ZH: "；有没有写成“" + name + "有此项”“" + name + "无此项”"}
	case !condition:
		hint = c.didYouMean(key, namesOf(c.records))
		if name, ok := n.(*syntax.NameExpr); ok && hint.EN == "" && c.lookup(name.Key, n) == nil {
			if x := c.expression(n); isInvalid(x) { // which tells that nothing is called so
				return x
			}
		}
	}
	c.missing(diag.NotList, n, key, hint)
	return c.invalid(n)
}

// asksEither reports a where that may ask of a list or of the one that it is cut by:
// career outside leaves where …. A bracket, or 期间, says of which.
func (c *checker) asksEither(n *syntax.Where, cut *syntax.Cut) bool {
	from, to := cut.Extent()
	start, _ := n.Extent()
	_, end := cut.Days.Extent()
	if from != start || to != end || !c.listLike(cut.Days) {
		return false
	}
	word := locale.Text{EN: "during", ZH: "期间"}
	if cut.Outside {
		word = locale.Text{EN: "outside", ZH: "以外期间"}
	}
	c.errorAt(diag.WhereOfWhich, n, c.spelling(cut.List), word, c.spelling(cut.Days))
	return true
}

// listRef is the further list that a name means; nil where it means none.
func (c *checker) listRef(n *syntax.NameExpr) Expr {
	r := c.records[n.Key]
	switch {
	case r == nil || r == c.run || c.lookup(n.Key, n) != nil:
		return nil
	case r.List != "":
		return c.listHere(r, n)
	case r.Key != nil && r.Table == nil:
		return &Everyone{typed{aRows, c.at(n)}, r, len(c.rows) + 1}
	}
	return nil
}

// anything resolves an expression where a list may stand as well.
func (c *checker) anything(n syntax.Expr, want types.Type) Expr {
	if name, ok := n.(*syntax.NameExpr); ok {
		if x := c.listRef(name); x != nil {
			return x
		}
	}
	return c.expect(n, want)
}

// listLike says of an expression that only a list can be written so.
func (c *checker) listLike(n syntax.Expr) bool {
	switch n := n.(type) {
	case *syntax.NameExpr:
		if x := c.lookup(n.Key, n); x != nil {
			return x.Type().Kind == types.Rows || x.Type().Kind == types.Spell
		}
		return c.listNamed(n.Key)
	case *syntax.Member:
		return c.listNamed(n.Name.Key) || slices.Contains([]string{"rows", "各行", "first row", "首行", "last row", "末行"}, n.Name.Key)
	case *syntax.Where, *syntax.While, *syntax.Level, *syntax.Runs, *syntax.RunAt, *syntax.Pick:
		return true
	case *syntax.Cut:
		return c.listLike(n.List)
	case *syntax.Either:
		return c.listLike(n.Parts[0])
	case *syntax.AsOf:
		return c.listLike(n.X)
	case *syntax.If:
		return c.listLike(n.Then)
	}
	return false
}

func (c *checker) listNamed(key string) bool {
	r := c.records[key]
	return r != nil && (r.List != "" || r.Key != nil && r.Table == nil)
}

// set resolves a set of the records decided: those of which a condition is true,
// or own unit: those that share it with the record decided.
func (c *checker) set(n syntax.Expr) Expr {
	everyone := &Everyone{typed{aRows, c.at(n)}, c.subject, len(c.rows) + 1}
	if c.listLike(n) {
		return c.list(n, nil)
	}
	own, ok := n.(*syntax.Own)
	if !ok {
		return c.filter(everyone, nil, n)
	}
	f := &Filter{typed{aRows, c.at(n)}, everyone, nil}
	c.within(c.subject, nil, func() {
		theirs, mine := c.inRow(c.subject, own.Name.Key, n, len(c.rows)), c.ownName(own)
		if f.Where = mine; theirs != nil && !isInvalid(mine) {
			f.Where = &Compare{typed{boolean, c.at(n)}, "=", theirs, mine}
		}
	})
	if isInvalid(f.Where) {
		return c.invalid(n)
	}
	return f
}

// subjectRow is the innermost element that is a record of the kind decided; 0
// where there is none: what is asked of rules and decisions is asked of it.
func (c *checker) subjectRow() int {
	for row := len(c.rows); row > 0; row-- {
		if c.rows[row-1] == c.subject {
			return row
		}
	}
	return 0
}

// within resolves what is said of the elements of a list, innermost of all.
func (c *checker) within(r *Record, row *syntax.Word, resolve func()) {
	name := ""
	if row != nil {
		name = row.Key
	}
	rung := c.rung
	c.rows, c.names, c.rung = append(c.rows, r), append(c.names, name), nil
	resolve()
	c.rows, c.names, c.rung = c.rows[:len(c.rows)-1], c.names[:len(c.names)-1], rung
}

// filter keeps the elements of a list of which a condition is true.
func (c *checker) filter(list Expr, row *syntax.Word, where syntax.Expr) Expr {
	if where == nil || isInvalid(list) {
		return list
	}
	f := &Filter{typed{list.Type(), c.at(where)}, list, nil}
	before := len(*c.found)
	c.within(RowsOf(list), row, func() { f.Where = c.condition(where) })
	if len(*c.found) > before {
		return c.invalid(where) // said once
	}
	return f
}

// asksRows reports of what some or no row of a list may meet the first condition that reads
// nothing of the rows: no posting where unit is "x", age >= 50; some kin where age >= 60. In
// brackets it is plain what belongs to it, and of some what asks of a list of its own does no
// harm: some posting where …, some posting where ….
func (c *checker) asksRows(kind string, list Expr) {
	f, filtered := list.(*Filter)
	if !filtered {
		return
	}
	at := f.Where.At()
	if behind := strings.TrimSpace(at.File.Text[at.End:]); strings.HasPrefix(behind, ")") || strings.HasPrefix(behind, "）") {
		return
	}
	depth := len(c.rows) + 1
	asked := Conjuncts(f.Where)
	if or, either := f.Where.(*Or); either { // of which each has to ask of the rows
		asked = or.Parts
	}
	for _, x := range asked {
		switch element, others := Reading(x, depth); {
		case element || !others:
		case kind == "NO":
			c.found.Add(diag.WhereEnds, x.At())
			return
		case !readsList(x):
			c.found.Add(diag.AsksNoRow, x.At(), asWritten(x))
			return
		}
	}
}

// readsList says that an expression goes through the rows of a list.
func readsList(x Expr) (does bool) {
	Walk(x, func(x Expr) {
		_, list := x.(*ListRef)
		does = does || list
	})
	return does
}

func (c *checker) quantify(n *syntax.Quantify) Expr {
	if x := c.has(n); x != nil {
		return x
	}
	list := c.list(n.List, n.Row)
	if isInvalid(list) {
		return list
	}
	r := RowsOf(list)
	row := n.Row
	if n.Record != nil && row == nil && c.records[n.Record.Key] == nil && diag.Nearest(n.Record.Key, []string{r.Name, r.List}) == "" {
		row = n.Record // some k in kin
	} else if n.Record != nil && c.records[n.Record.Key] != r && !(r.RunOf != nil && c.records[n.Record.Key] == c.records["run"]) {
		hint := c.didYouMean(n.Record.Key, these(r.Name, r.List))
		if c.records[n.Record.Key] == c.records["run"] {
			hint = locale.Text{EN: "; the runs of a list are “runs of " + r.List + "”", ZH: "；连续段写作“连续段 " + r.Text().ZH + "”"}
		}
		c.missing(diag.UnknownRecord, n.Record, n.Record.Key, hint)
	}
	if n.Meets {
		if list = c.pointsOf(list, n); isInvalid(list) {
			return list
		}
		return &Quantify{typed{boolean, c.at(n)}, n.Kind, list, nil}
	}
	q := &Quantify{typed{boolean, c.at(n)}, n.Kind, list, nil}
	switch {
	case n.Kind != "EVERY":
		q.List = c.filter(list, row, n.Claim)
		c.asksRows(n.Kind, q.List)
	case n.Claim == nil:
		c.errorAt(diag.EveryWhat, n)
		return c.invalid(n)
	default:
		c.within(r, row, func() { q.Claim = c.condition(n.Claim) })
	}
	return q
}

// has reads a condition behind “some”, 有 or “no”, 没有 as itself: 有残疾, 没有残疾; nil for
// rows.
func (c *checker) has(n *syntax.Quantify) Expr {
	if n.Kind == "EVERY" || n.Record != nil || n.Row != nil || n.Claim != nil || n.Meets || c.listLike(n.List) {
		return nil
	}
	switch of := n.List.(type) {
	case *syntax.NameExpr:
		if c.lookup(of.Key, of) == nil && len(c.values[of.Key]) == 0 {
			return nil
		}
	case *syntax.Member: // 没有孕期的女性
		name, ok := of.Of.(*syntax.NameExpr)
		if !ok {
			return nil
		}
		if fact := c.lookup(name.Key, name); fact == nil || fact.Type().Kind != types.Bool {
			return nil
		}
	case *syntax.Either, *syntax.All:
	default:
		return nil
	}
	x := c.expression(n.List)
	switch {
	case isInvalid(x):
		return x
	case x.Type().Kind != types.Bool:
		return nil
	case n.Kind == "NO":
		if _, whose := n.List.(*syntax.Member); whose {
			return c.notFirst(typed{boolean, c.at(n)}, x)
		}
		return &Not{typed{boolean, c.at(n)}, x}
	}
	return x
}

func (c *checker) aggregate(n *syntax.Aggregate) Expr {
	a := &Aggregate{typed{types.Type{Kind: types.Number, Whole: true}, c.at(n)}, n.Kind, nil, nil}
	if n.Kind == "COUNT OF" {
		if x := c.severalField(n.List); x != nil {
			a.Of = x
			return a
		}
	}
	set := n.Among
	if n.Kind == "COUNT OF" && !c.listLike(n.List) {
		set = n.List
	}
	if set != nil {
		if a.List = c.set(set); isInvalid(a.List) {
			return a.List
		}
		if n.Of != nil {
			c.within(RowsOf(a.List), nil, func() {
				if n.Kind == "SHARE OF" {
					a.Of = c.condition(n.Of)
				} else {
					a.Of = c.expression(n.Of)
				}
			})
		}
	} else if n.List != nil {
		if a.List = c.list(n.List, nil); isInvalid(a.List) {
			return a.List
		}
		if n.Of != nil {
			c.within(RowsOf(a.List), nil, func() { a.Of = c.single(c.expression(n.Of), n.Of) })
		}
	} else {
		a.Of = c.expression(n.Of)
		if !isInvalid(a.Of) && !a.Of.Type().Several {
			c.errorAt(diag.NotList, n.Of, c.spelling(n.Of), locale.Text{})
			return c.invalid(n)
		}
	}
	if n.Of != nil && isInvalid(a.Of) {
		return c.invalid(n)
	}
	if n.Of != nil {
		t, ok := c.figure(n.Kind, a.Of.Type(), n.Of)
		if !ok {
			return c.invalid(n)
		}
		a.t = t
	}
	return a
}

// figure is the type of a figure over values of a type, of which it reports
// those that it cannot be of.
func (c *checker) figure(kind string, of types.Type, n syntax.Located) (t types.Type, ok bool) {
	of.Several = false
	switch kind {
	case "SUM OF", "AVERAGE OF":
		if of.Kind != types.Number && (kind != "AVERAGE OF" || of.Kind != types.Age) {
			c.errorAt(diag.WrongType, n, of.Text(), types.Type{Kind: types.Number}.Text(), locale.Text{})
			return t, false
		}
		return types.Type{Kind: types.Number}, true
	case "SHARE OF":
		return types.Type{Kind: types.Number, Percent: true}, true
	case "HIGHEST OF", "LOWEST OF":
		switch {
		case of.Kind == types.Number, of.Kind == types.Age, of.Kind == types.Date, of.Kind == types.Year:
		case of.Kind == types.Choice && of.Choice.Ordered:
		default:
			c.errorAt(diag.NotOrdered, n, of.Text())
			return t, false
		}
		return of, true
	}
	return types.Type{Kind: types.Number, Whole: true}, true
}

// severalField is a field with several values to a cell; nil for anything else.
func (c *checker) severalField(n syntax.Expr) Expr {
	name, ok := n.(*syntax.NameExpr)
	if !ok {
		return nil
	}
	if x := c.lookup(name.Key, n); !isInvalid(x) && (x.Type().Several || x.Type().PerYear) {
		return x
	}
	return nil
}

// someone is the row of the person whom a name stands for, 0 for the one decided: one
// of a pair, or a named row of those decided on.
func (c *checker) someone(n syntax.Expr) (row int, one bool) {
	name, one := n.(*syntax.NameExpr)
	if !one {
		return 0, false
	}
	for row = len(c.names); row > 0; row-- {
		if c.names[row-1] == name.Key {
			return row, c.rows[row-1] == c.subject
		}
	}
	return 0, c.self != "" && name.Key == c.self
}

func (c *checker) meets(n *syntax.Meets, row int) Expr {
	m := &Meets{typed{boolean, c.at(n)}, nil, row}
	for i := range n.IDs {
		m.Rules = append(m.Rules, c.clause(&n.IDs[i])...)
	}
	return m
}

// clause finds the rules that a clause number stands for: those that bear it,
// and those of its parts.
func (c *checker) clause(id *syntax.ID) []*Rule {
	rules := c.rulesOf(c.clauseID(id))
	if len(rules) == 0 && !c.lost[c.clauseID(id)] {
		c.missing(diag.UnknownClause, id, id.Text, c.didYouMean(id.Text, namesOf(c.byID)))
	}
	return rules
}

func (c *checker) rulesOf(id string) []*Rule {
	var out []*Rule
	for _, r := range c.program.Rules {
		if r.Bears(id) {
			out = append(out, r)
		}
	}
	return out
}

// Bears says whether a clause number stands for the rule: it is its own, that
// of the list it stands in, or that of a clause it is a part of.
func (r *Rule) Bears(id string) bool { return r.Parent == id || Bears(r.ID, id) }

// Bears says whether a clause number is one asked for, or a part of it.
func Bears(own, id string) bool { return own == id || partOf(own, id) }

// partOf says whether a clause number is a part of another: 4.1a and 4.1.2 of
// 4.1, but not 4.10.
func partOf(part, whole string) bool {
	if len(part) <= len(whole) || part[:len(whole)] != whole {
		return false
	}
	next := part[len(whole)]
	return next < '0' || next > '9'
}

func (c *checker) decided(n *syntax.Decided) Expr {
	d := &Decided{typed{boolean, c.at(n)}, nil, strengths[n.Kind], c.subjectRow()}
	if n.Action != nil {
		d.Action = c.action(n.Action)
	} else {
		d.Action = c.onlyAction(n)
	}
	if d.Action == nil {
		return c.invalid(n)
	}
	return d
}

// onlyAction is the action that an effect leaves out: that of the header, or
// the only one there is.
func (c *checker) onlyAction(n syntax.Located) *Action {
	if len(c.program.About) == 1 {
		return c.program.About[0]
	}
	if len(c.program.About) == 0 && len(c.actionNames()) == 1 {
		for _, a := range c.actions {
			c.speakOf(a)
			return a
		}
	}
	if !c.broken["ABOUT"] {
		c.errorAt(diag.WhichAction, n, c.spelling(n), c.actionNames())
	}
	return nil
}

func (c *checker) actionNames() []locale.Text {
	seen := map[*Action]bool{}
	var out []locale.Text
	for _, key := range keys(c.actions) {
		if a := c.actions[key]; !seen[a] {
			seen[a] = true
			out = append(out, called(a.Names))
		}
	}
	return out
}
