package check

import (
	"slices"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// newRecord adds a kind of record to the program.
func (c *checker) newRecord(r *Record) *Record {
	r.fields, r.terms = map[string]*Field{}, map[string]*Term{}
	if r.List != "" {
		r.Headings = append(r.Headings, r.List)
		c.program.Lists = append(c.program.Lists, r)
	}
	if r.Name != r.List {
		r.Headings = append(r.Headings, r.Name)
	}
	c.program.Records = append(c.program.Records, r)
	r.Kind.Name = r.Text()
	return r
}

// named gives a kind of record a name; one of the same name that the prelude
// declares makes way for it, under every name that one had.
func (c *checker) named(r *Record, w *syntax.Word) {
	old := c.records[w.Key]
	if old != nil && old != r {
		c.declared(w, old.Span)
		c.program.Records, c.program.Lists = remove(c.program.Records, old), remove(c.program.Lists, old)
		for key, other := range c.records {
			if other == old {
				c.records[key] = r
			}
		}
	}
	c.records[w.Key] = r
}

// alsoNamed gives a kind of record its further names.
func (c *checker) alsoNamed(r *Record, names syntax.Spellings) {
	for _, t := range syntax.Texts(names) {
		r.Headings = append(r.Headings, t.Value())
		c.records[syntax.Fold(t.Value())] = r
	}
}

func (c *checker) declareRecord(d *syntax.Record) {
	r := c.staff
	if c.records[d.Name.Key] != c.staff {
		r = c.newRecord(&Record{Name: c.spelling(&d.Name), List: c.listName(d), Span: c.at(d)})
		c.named(r, &d.Name)
		if d.List != nil {
			c.named(r, d.List)
		}
	}
	c.alsoNamed(r, d.Further)
}

func (c *checker) listName(d *syntax.Record) string {
	if d.List == nil {
		return ""
	}
	return c.spelling(d.List)
}

// chooseSubject finds the kind of record that the policy decides on, staff
// unless it says so.
func (c *checker) chooseSubject(d syntax.Declaration) {
	decide, ok := d.(*syntax.Decide)
	switch {
	case !ok || c.builtIn(c.file):
	case c.decide != nil && slices.ContainsFunc(c.parts[c.file], func(p *part) bool { return p.Declaration == c.decide }):
		c.declared(decide, c.at(c.decide))
	default:
		c.decide = decide
		if r := c.records[decide.Record.Key]; r == nil || r.Relation != nil {
			c.missing(diag.UnknownRecord, &decide.Record, decide.Record.Key, c.nearestRecord(decide.Record.Key))
			c.decide = &syntax.Decide{Node: decide.Node}
		} else {
			c.subject = r
		}
	}
}

func (c *checker) decideAsOf(d *syntax.Decide) {
	if d == c.decide && d.AsOf != nil {
		c.asOf(d, d.AsOf)
	}
}

// asOf reads the date that the policy states, or the date of each record.
func (c *checker) asOf(n syntax.Located, date syntax.Operand) {
	switch in := c.program.AsOfIn; {
	case in != nil && in.Span == c.at(date): // read with the conventions
		return
	case in != nil:
		c.declared(n, in.Span)
		return
	case c.program.AsOf != nil:
		c.declared(n, c.program.AsOf.At())
		return
	}
	c.program.AsOf = c.value(syntax.Unwrap(date), types.Date)
}

// home is the kind of record that a declaration belongs to which does not say:
// in the policy the one decided on, in the prelude staff.
func (c *checker) home() *Record {
	if c.builtIn(c.file) {
		return c.staff
	}
	return c.subject
}

func (c *checker) resolveRecord(d *syntax.Record) {
	r := c.records[d.Name.Key]
	if r == nil || r != c.staff && r.Span != c.at(d) {
		return
	}
	for _, spec := range d.Fields {
		if f := c.fieldAt(r, spec); f != nil {
			c.resolveField(f, spec)
		}
	}
	c.from(r, d.Source)
	joins := false
	for _, o := range d.Options {
		switch {
		case o.Key != nil:
			if f := c.fieldNamed(r, o.Key); f != nil {
				r.Key = f
			}
		case o.Per != nil:
			joins = true
			if r.Owner = c.records[o.Per.Key]; r.Owner == nil || r.Owner.Relation != nil {
				c.missing(diag.UnknownRecord, o.Per, o.Per.Key, c.nearestRecord(o.Per.Key))
				r.Owner = nil
			}
			r.JoinBy = c.fieldNamed(r, o.By)
		case o.Start != nil:
			r.Start, r.End, r.EndIn = c.fieldNamed(r, o.Start), c.fieldNamed(r, o.End), o.Included
		case o.Headed != nil:
			for _, t := range syntax.Texts(o.Headed) {
				r.Headings = append(r.Headings, t.Value())
			}
		}
	}
	key := func(o *syntax.RecordOption) bool { return o.Key != nil }
	switch {
	case joins && r.List == "":
		c.errorAt(diag.NoList, &d.Name, r.Name)
	case r.List != "" && !joins || r != c.subject && !joins && r.Key == nil && !slices.ContainsFunc(d.Options, key):
		c.errorAt(diag.NoJoin, &d.Name, r.Text())
		c.broken[d.Name.Key] = true
	}
}

// from notes where the rows of a record are found.
func (c *checker) from(r *Record, s *syntax.Source) {
	switch {
	case s == nil:
	case s.Sheet != nil:
		for _, t := range syntax.Texts(s.Sheet) {
			r.Headings = append(r.Headings, t.Value())
		}
	case s.File != nil:
		r.From.File = s.File.Value()
	case s.Rows != nil:
		if r.From.Rows = c.records[s.Rows.Key]; r.From.Rows == nil || r.From.Rows.Relation != nil {
			c.missing(diag.UnknownRecord, s.Rows, s.Rows.Key, c.nearestRecord(s.Rows.Key))
			r.From.Rows = nil
		}
	case r.Relation == nil:
		c.errorAt(diag.OneInCell, s, r.Text())
	}
}

// keys numbers the kinds of record, and reports references and lists that lead
// to a kind without a key.
func (c *checker) keys() {
	for i, r := range c.program.Records {
		r.Kind.Index, r.Kind.Name = i, r.Text()
		keyless := func(to *Record, at source.Span) {
			if to != nil && to.Key == nil && !c.broken[syntax.Fold(to.Name)] {
				c.found.Add(diag.NoKey, at, to.Text())
			}
		}
		if r.Relation == nil && r.JoinBy != nil {
			keyless(r.Owner, r.JoinBy.Span)
		}
		for _, f := range r.Fields {
			if f.Type.Kind == types.Ref {
				keyless(c.recordOf(f.Type), f.Span)
			}
		}
	}
	c.program.Subject = c.subject
}

// recordOf is the kind of record that a reference leads to; nil for a type that
// is none.
func (c *checker) recordOf(t types.Type) *Record {
	for _, r := range c.program.Records {
		if &r.Kind == t.Record {
			return r
		}
	}
	return nil
}

func (c *checker) nearestRecord(key string) locale.Text { return c.didYouMean(key, namesOf(c.records)) }
