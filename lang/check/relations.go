package check

import (
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// A relation is a list of both of its ends: each pair of records is a row, which
// the one end has under the relation's own name, and the other under the name
// of the converse, or under the same where it is symmetric. The part of a
// relation that a condition holds of is a term.

func (c *checker) declareRelation(d *syntax.Relation) {
	if d.Of != nil {
		return // a term of the owner of what it is a part of
	}
	name := c.spelling(&d.Name)
	r := c.newRecord(&Record{Name: name, List: name, Span: c.at(d), Relation: &Relation{}})
	c.named(r, &d.Name)
	c.alsoNamed(r, d.Further)
	for _, o := range d.Options {
		if o.Converse == nil {
			continue
		}
		name := c.spelling(&o.Converse.Name)
		r.Relation.Converse = c.newRecord(&Record{Name: name, List: name, Span: c.at(o), Relation: &Relation{Of: r}})
		c.named(r.Relation.Converse, &o.Converse.Name)
		c.alsoNamed(r.Relation.Converse, o.Converse.Further)
	}
}

// relationOf is the relation that a declaration made, unless a later one
// replaced it.
func (c *checker) relationOf(d *syntax.Relation) *Record {
	if r := c.records[d.Name.Key]; r != nil && r.Relation != nil && r.Span == c.at(d) {
		return r
	}
	return nil
}

// relationEnds finds which kinds of record a relation is between: what the two
// columns say that hold its ends, or else the kind it is declared of.
func (c *checker) relationEnds(d syntax.Declaration) {
	n, ok := d.(*syntax.Relation)
	if !ok || n.Of != nil {
		return
	}
	r := c.relationOf(n)
	if r == nil {
		return
	}
	owner := c.home()
	if n.Owner != nil {
		switch owner = c.records[n.Owner.Key]; {
		case owner == nil:
			c.missing(diag.UnknownRecord, n.Owner, n.Owner.Key, c.nearestRecord(n.Owner.Key))
			owner = c.home()
		case owner.Relation != nil:
			c.relationForm(n, locale.Text{EN: "it is between records, and “" + c.spelling(n.Owner) + "” is a relation itself", ZH: "关系是记录之间的，而“" + c.spelling(n.Owner) + "”本身就是关系"})
			owner = c.home()
		}
	}
	end := func(column *syntax.Naming) *Record {
		for _, spec := range n.Fields {
			if spec.Name.Key == column.Name.Key && spec.Type.Named != nil {
				if to := c.records[spec.Type.Named.Name.Key]; to != nil && to.Relation == nil {
					return to
				}
			}
		}
		return owner
	}
	last := len(n.Columns) - 1
	r.Owner, r.Relation.to = owner, end(n.Columns[last])
	if n.Source.Column == nil {
		if last == 0 {
			c.relationForm(n, locale.Text{EN: "its table has two ends, such as person and relative", ZH: "其表须有两端，如本人与亲属"})
		}
		r.Owner, r.Relation.to = end(n.Columns[0]), end(n.Columns[min(1, last)])
	}
	if v := r.Relation.Converse; v != nil {
		v.Owner, v.Relation.to, v.fields, v.terms = r.Relation.to, r.Owner, r.fields, r.terms
	}
}

func (c *checker) relationForm(n *syntax.Relation, why locale.Text) {
	c.errorAt(diag.RelationForm, &n.Name, c.spelling(&n.Name), why)
}

// declareColumns makes the fields of a relation's rows.
func (c *checker) declareColumns(d *syntax.Relation) {
	if d.Of != nil {
		if base := c.records[d.Of.Key]; base == nil {
			c.missing(diag.NotRelation, d.Of, d.Of.Key, c.nearestRecord(d.Of.Key))
			c.broken[d.Name.Key] = true
		} else if base.Relation == nil {
			c.errorAt(diag.NotRelation, d.Of, c.spelling(d.Of), locale.Text{})
			c.broken[d.Name.Key] = true
		} else {
			c.declareTerm(base.Owner, &d.Name, d.Further, d)
		}
		return
	}
	r := c.relationOf(d)
	if r == nil || r.Relation.to == nil {
		return
	}
	specs := map[string]*syntax.FieldSpec{}
	for _, spec := range d.Fields {
		specs[spec.Name.Key] = spec
	}
	var columns []*Field
	for _, n := range d.Columns {
		f := (*Field)(nil)
		if spec := specs[n.Name.Key]; spec != nil {
			f = c.declareField(r, spec)
			delete(specs, n.Name.Key)
		} else {
			f = c.newField(r, &n.Name)
			f.Type = types.Type{Kind: types.Text}
		}
		c.further(f, n.Further)
		columns = append(columns, f)
	}
	for _, spec := range d.Fields {
		if specs[spec.Name.Key] != nil {
			c.missing(diag.UnknownName, &spec.Name, spec.Name.Key, c.didYouMean(spec.Name.Key, namesOf(r.fields)))
		}
	}
	if d.Source.Column == nil {
		r.JoinBy, r.Relation.Other = columns[0], columns[min(1, len(columns)-1)]
	} else {
		// The near end has no column: the record whose cell it is.
		r.JoinBy = &Field{Name: r.Owner.Name, Record: r, Headings: []string{r.Owner.Name}, Span: c.at(d.Source)}
		r.Fields = append(r.Fields, r.JoinBy)
		r.fields[syntax.Fold(r.Owner.Name)] = r.JoinBy
		r.Relation.Other, r.Relation.Columns = columns[len(columns)-1], columns
		r.From.Column = c.columnOf(r, d)
	}
	refers := func(f *Field, to *Record) { f.Type = types.Type{Kind: types.Ref, Record: &to.Kind} }
	refers(r.JoinBy, r.Owner)
	refers(r.Relation.Other, r.Relation.to)
}

// columnOf is the field of the owner whose cells hold a relation. It can be
// read by no rule, and has the relation's name.
func (c *checker) columnOf(r *Record, d *syntax.Relation) *Field {
	f := &Field{Name: r.Name, Record: r.Owner, Span: c.at(d.Source), Type: types.Type{Kind: types.Text, Several: true}, Nullable: true}
	for _, t := range syntax.Texts(d.Source.Column) {
		f.Headings = append(f.Headings, t.Value())
	}
	r.Owner.Fields = append(r.Owner.Fields, f)
	return f
}

func (c *checker) resolveRelation(d *syntax.Relation) {
	r := c.relationOf(d)
	if r == nil || r.Relation.Other == nil {
		return
	}
	for _, spec := range d.Fields {
		f := c.fieldAt(r, spec)
		if f == nil {
			continue
		}
		end := f == r.JoinBy || f == r.Relation.Other
		if c.resolveField(f, spec); end && f.Type.Kind != types.Ref && f.Type.Kind != types.Invalid {
			c.errorAt(diag.WrongType, &spec.Type, f.Type.Text(), types.Type{Kind: types.Ref}.Text(), locale.Text{})
		}
	}
	c.from(r, d.Source)
	for _, o := range d.Options {
		switch {
		case o.Symmetric:
			r.Relation.Symmetric = true
		case o.Outside != "":
			r.Relation.LeftOut = o.Outside == "OUTSIDERS LEFT OUT"
		case o.Blank != nil && r.From.Column == nil:
			c.errorAt(diag.OneInCell, o, r.Text())
		case o.Blank != nil:
			if c.blank(r.From.Column, o.Blank, BlankValue); r.From.Column.Blank != BlankNone && r.From.Column.Blank != BlankUnknown {
				c.errorAt(diag.WrongType, o.Blank, r.From.Column.Type.Text(), locale.Text{EN: "none", ZH: "无"}, locale.Text{})
			}
		}
	}
	switch {
	case r.Relation.Symmetric && r.Relation.Converse != nil:
		c.relationForm(d, locale.Text{EN: "what is symmetric is its own converse", ZH: "对称的关系以自身为反向"})
	case r.Relation.Symmetric && r.Owner != r.Relation.to:
		c.relationForm(d, locale.Text{EN: "only between records of one kind can it be symmetric", ZH: "只有同类记录之间的关系才能对称"})
	}
	if v := r.Relation.Converse; v != nil {
		v.JoinBy, v.Relation.Other, v.Relation.LeftOut = r.Relation.Other, r.JoinBy, r.Relation.LeftOut
	}
}

// related asks whether one record is among those that a relation leads to:
// kin of b, b's kin.
func (c *checker) related(op string, left, list Expr, at typed, n syntax.Located) Expr {
	to := RowsOf(list).Relation.Other
	if left.Type().Kind != types.Ref || left.Type().Record != to.Type.Record {
		c.errorAt(diag.WrongComparison, n, left.Type().Text(), to.Type.Text(), locale.Text{})
		return c.invalid(n)
	}
	return &Related{at, left, list, op == "!="}
}
