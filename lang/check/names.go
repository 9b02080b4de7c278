package check

import (
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// lookup finds what a name means where it stands: the innermost unnamed row
// first, then the person. It returns nil, without a word, when nothing is so
// called; the values of choices are not looked at.
func (c *checker) lookup(key string, n syntax.Located) Expr {
	for row := len(c.rows); row > 0; row-- {
		r := c.rows[row-1]
		if c.names[row-1] != "" {
			if x := c.inRow(r, key, n, row); x != nil {
				if c.person(key, n) != nil {
					c.errorAt(diag.NeedsOwner, n, c.spelling(n), c.names[row-1])
				}
				return x
			}
			continue
		}
		if x := c.inRow(r, key, n, row); x != nil {
			return x
		}
	}
	return c.person(key, n)
}

func (c *checker) inRow(r *Record, key string, n syntax.Located, row int) Expr {
	if f := r.fields[key]; f != nil {
		return c.cell(f, n, row)
	}
	if t := r.terms[key]; t != nil {
		return c.term(c.ofRun(t, r), n, row)
	}
	if spelled(r) {
		if x := c.spellName(&Element{typed{aSpell, c.at(n)}, row, r}, key, n); x != nil {
			return x
		}
	}
	return c.listOf(r, key, n, row)
}

func (c *checker) person(key string, n syntax.Located) Expr {
	if c.alone {
		return nil
	}
	if t := c.subject.terms[key]; t != nil {
		return c.term(t, n, 0)
	}
	if f := c.subject.fields[key]; f != nil {
		return c.cell(f, n, 0)
	}
	return nil
}

// name resolves a name used as a value. A choice value that stands alone is the
// condition that the one field of that choice has it.
func (c *checker) name(n *syntax.NameExpr) Expr {
	if c.self != "" && n.Key == c.self {
		return c.element(0, c.subject, n)
	}
	if x := c.rowNamed(n.Key, n); x != nil {
		return x
	}
	if x := c.lookup(n.Key, n); x != nil {
		return x
	}
	if x := c.standing(n); x != nil {
		return x
	}
	if c.listNamed(n.Key) {
		return c.listHere(c.records[n.Key], n)
	}
	if x := c.actionName(n); x != nil {
		return x
	}
	return c.unknown(n, n.Key)
}

// fieldsWith names the fields that can have a value so called, of the records that a
// reference leads to.
func (c *checker) fieldsWith(ref types.Type, key string) (names []locale.Text) {
	for _, v := range c.values[key] {
		for _, f := range c.fieldsOf(v.choice) {
			if ref.Kind == types.Ref && ref.Record == &f.Record.Kind {
				names = append(names, called(f.Headings))
			}
		}
	}
	return names
}

// standing reads a choice value that stands alone: male is gender is male.
func (c *checker) standing(n *syntax.NameExpr) Expr {
	var readings []Expr
	var texts []locale.Text
	perYear := false // a field has it for one year and not for another
	for _, v := range c.values[n.Key] {
		for _, f := range c.fieldsOf(v.choice) {
			row := c.elementOf(f.Record)
			if f.Record != c.subject || c.alone {
				row = c.rowOf(f.Record)
				if row == 0 {
					continue
				}
			} else if row > 0 && c.names[row-1] != "" {
				name, value := called(f.Headings), called(v.choice.Values[v.index].Spellings)
				c.errorAt(diag.NeedsOwner, n, locale.Text{EN: name.EN + " is " + value.EN, ZH: name.ZH + "为" + value.ZH}, c.names[row-1])
				return c.invalid(n)
			}
			value := &Const{typed{types.Type{Kind: types.Choice, Choice: v.choice}, c.at(n)}, types.Constant{Type: types.Type{Kind: types.Choice, Choice: v.choice}, Option: v.index}}
			if f.Planned != nil { // the value is meant of what the field says
				continue
			}
			if f.Type.PerYear {
				perYear = true
				continue
			}
			field := c.cell(f, n, row)
			readings = append(readings, c.equality("=", field, value, n))
			texts = append(texts, reading(f.Headings, v.choice.Values[v.index].Spellings))
		}
	}
	for _, v := range c.values[n.Key] {
		for _, t := range c.resultsOf(v.choice) {
			value := &Const{typed{t.Type, c.at(n)}, types.Constant{Type: t.Type, Option: v.index}}
			readings = append(readings, c.equality("=", c.term(t, n, c.elementOf(c.subject)), value, n))
			texts = append(texts, reading(t.Names, v.choice.Values[v.index].Spellings))
		}
	}
	switch len(readings) {
	case 0:
		if perYear {
			c.errorAt(diag.NeedsYear, n, c.spelling(n))
			return c.invalid(n)
		}
		return nil
	case 1:
		return readings[0]
	}
	// Inside a list the row's own field is meant.
	if len(c.rows) > 0 {
		var inner []Expr
		for _, r := range readings {
			if rowRead(r) == len(c.rows) {
				inner = append(inner, r)
			}
		}
		if len(inner) == 1 {
			return inner[0]
		}
	}
	c.errorAt(diag.TwoReadings, n, c.spelling(n), texts)
	return c.invalid(n)
}

// reading is a value that stands alone as it may be meant: “gender is male”.
func reading(names, values []string) locale.Text {
	name, value := called(names), called(values)
	return locale.Text{EN: "“" + name.EN + " is " + value.EN + "”", ZH: "“" + name.ZH + "为" + value.ZH + "”"}
}

func rowRead(x Expr) int {
	switch x := x.(type) {
	case *Compare:
		return rowRead(x.L)
	case *OneOf:
		return rowRead(x.X)
	case *FieldRef:
		return x.Row
	case *If:
		return rowRead(x.Then)
	}
	return 0
}

// fieldsOf lists the fields that hold a choice, those of the kind decided first.
func (c *checker) fieldsOf(choice *types.Options) []*Field {
	var out []*Field
	add := func(r *Record) {
		for _, f := range r.Fields {
			if f.Type.Choice == choice {
				out = append(out, f)
			}
		}
	}
	add(c.subject)
	for _, r := range c.program.Records {
		if r != c.subject {
			add(r)
		}
	}
	return out
}

// resultsOf lists the results with these outcomes: one or none.
func (c *checker) resultsOf(choice *types.Options) []*Term {
	var out []*Term
	for _, t := range c.program.Terms {
		if d, ok := t.declared.(*syntax.Result); ok && c.choices[d.Name.Key] == choice {
			out = append(out, t)
		}
	}
	return out
}

// elementOf is the place of the innermost element that is a record of a kind itself;
// 0 for none.
func (c *checker) elementOf(r *Record) int {
	for row := len(c.rows); row > 0; row-- {
		if c.rows[row-1] == r {
			return row
		}
	}
	return 0
}

// rowOf is the place of the innermost element of a kind; 0 for none.
func (c *checker) rowOf(r *Record) int {
	for row := len(c.rows); row > 0; row-- {
		if at := c.rows[row-1]; at == r || at.Relation != nil && at.Relation.Of == r {
			return row
		}
	}
	return 0
}

func (c *checker) unknown(n syntax.Located, key string) Expr {
	if o := c.outputs[key]; o != nil {
		c.errorAt(diag.ReadsOutput, n, o.Name)
		return c.invalid(n)
	}
	if a := c.actions[key]; a != nil && a.Kind == KindAction {
		c.errorAt(diag.ActionAlone, n, c.spelling(n))
		return c.invalid(n)
	}
	if r := c.tables[key]; r != nil {
		if c.table(r, n) {
			c.errorAt(diag.NeedsKey, n, c.spelling(n), asRead(r))
		}
		return c.invalid(n)
	}
	if c.listNamed(key) {
		c.errorAt(diag.ManyNotOne, n, c.records[key].Text())
		return c.invalid(n)
	}
	hint := c.valueElsewhere(key)
	if hint.EN == "" {
		hint = c.didYouMean(key, c.visible)
	}
	for _, r := range c.program.Records {
		if hint.EN == "" && r != c.subject && (r.fields[key] != nil || r.terms[key] != nil) {
			name := r.Text()
			hint = locale.Text{EN: "; the records of “" + name.EN + "” have it", ZH: "；“" + name.ZH + "”的各条记录才有它"}
		}
	}
	if syntax.PartOfSpell(key) {
		hint = locale.Text{EN: "; it is a part of one spell: (last of career)'s " + key, ZH: "；它是某一段的一部分：末段（履历）的" + key}
	}
	words := syntax.Words
	if c.now != nil {
		if _, register := c.now.Declaration.(*syntax.Register); register {
			words = syntax.RegisterWords
		}
	}
	if hint.EN == "" {
		hint = c.didYouMean(key, words)
	}
	c.missing(diag.UnknownName, n, key, hint)
	return c.invalid(n)
}

// valueElsewhere says of the value of a choice which records have it.
func (c *checker) valueElsewhere(key string) locale.Text {
	for _, v := range c.values[key] {
		for _, f := range c.fieldsOf(v.choice) {
			field, record := f.Text(), f.Record.Text()
			return locale.Text{
				EN: "; it is a value of “" + field.EN + "”, which the records of “" + record.EN + "” have",
				ZH: "；它是“" + field.ZH + "”的值，“" + record.ZH + "”的各条记录才有"}
		}
	}
	return locale.Text{}
}

// called is what a thing is called in each language, of all its names; the
// first where there is none in a language.
func called(names []string) locale.Text {
	return locale.Text{EN: locale.Pick(locale.English, names[0], names), ZH: locale.Pick(locale.Chinese, names[0], names)}
}

// visible lists every name that may stand where the checker is.
func (c *checker) visible() []string {
	names := append(keys(c.subject.terms), keys(c.subject.fields)...)
	names = append(names, keys(c.values)...)
	for _, r := range c.rows {
		names = append(append(names, keys(r.fields)...), keys(r.terms)...)
	}
	return names
}

func (c *checker) invalid(n syntax.Located) Expr {
	return &Const{typed{types.Type{Kind: types.Invalid}, c.at(n)}, types.Constant{}}
}

func isInvalid(x Expr) bool { return x == nil || x.Type().Kind == types.Invalid }

// ownName resolves a name of the person decided, whatever list it stands in.
func (c *checker) ownName(n *syntax.Own) Expr {
	if c.grouped != nil && len(c.rows) == 1 {
		return c.ofTheGroup(n)
	}
	if x := c.person(n.Name.Key, n); x != nil {
		return x
	}
	if x := c.listOf(c.subject, n.Name.Key, n, 0); x != nil && !c.alone {
		return x
	}
	c.missing(diag.UnknownName, &n.Name, n.Name.Key, c.didYouMean(n.Name.Key, namesOf(c.subject.terms), namesOf(c.subject.fields)))
	return c.invalid(n)
}

// member resolves p's unit; where the left side is a condition, 的 only joins
// it to what follows.
func (c *checker) member(n *syntax.Member) Expr {
	if n.Planned {
		return c.memberPlanned(n)
	}
	return c.memberOf(n, c.planning)
}

// memberOf is member, with what is read of it as it will be after the plan where
// the checker reads so, and whom it is read of where planning says so.
func (c *checker) memberOf(n *syntax.Member, planning *bool) Expr {
	if of, ok := n.Of.(*syntax.NameExpr); ok {
		if c.self != "" && of.Key == c.self {
			return c.ownName(&syntax.Own{Node: n.Node, Name: n.Name})
		}
		for row := len(c.names); row > 0; row-- {
			if c.names[row-1] == of.Key {
				if x := c.inRow(c.rows[row-1], n.Name.Key, n, row); x != nil {
					return x
				}
				c.missing(diag.UnknownName, &n.Name, n.Name.Key, c.didYouMean(n.Name.Key, namesOf(c.rows[row-1].fields), namesOf(c.rows[row-1].terms)))
				return c.invalid(n)
			}
		}
	}
	if x, ok := c.column(n); ok {
		return x
	}
	here := c.planning
	c.planning = planning
	left := c.expression(n.Of)
	c.planning = here
	if isInvalid(left) {
		return left
	}
	switch left.Type().Kind {
	case types.Ref:
		return c.through(left, &n.Name, n)
	case types.Spell:
		return c.of(left, n)
	case types.Rows:
		if r := RowsOf(left); !spelled(r) {
			c.errorAt(diag.ManyNotOne, n.Of, r.Text())
			return c.invalid(n)
		}
		c.errorAt(diag.NotSpell, n.Of, c.spelling(n.Of), left.Type().Text())
		return c.invalid(n)
	}
	if left.Type().Kind != types.Bool {
		c.errorAt(diag.NotReference, n.Of, c.spelling(n.Of))
		return c.invalid(n)
	}
	right := c.name(&syntax.NameExpr{Node: n.Name.Node, Key: n.Name.Key})
	if right.Type().Kind != types.Bool {
		c.notCondition(&n.Name, right)
		return c.invalid(n)
	}
	return &And{typed{types.Type{Kind: types.Bool}, c.at(n)}, []Expr{left, right}}
}
