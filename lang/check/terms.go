package check

import (
	"slices"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// maxNested is how many definitions may lead from one to the next; each is some
// ten calls deep.
const maxNested = 100

// visit is how far a term has been resolved.
type visit uint8

const (
	untouched visit = iota
	open
	done
)

func (c *checker) resolveTerms() {
	for i := 0; i < len(c.program.Terms); i++ {
		c.program.Terms[i].Index = i
		if t := c.program.Terms[i]; t.Record != c.run {
			c.resolveTerm(t)
		}
	}
}

// ofRun is a term that is defined of runs as it is of those of one list: then it
// may read the fields of their rows.
func (c *checker) ofRun(t *Term, r *Record) *Term {
	if t.Record != c.run || r.RunOf == c.run {
		return t
	}
	for _, own := range t.ofRuns {
		if own.Record.RunOf == r.RunOf {
			return own
		}
	}
	own := *t
	own.Record, own.Index, own.state, own.ofRuns, own.run = r, len(c.program.Terms), untouched, nil, t
	c.program.Terms = append(c.program.Terms, &own)
	t.ofRuns = append(t.ofRuns, &own)
	return &own
}

// runTerms leaves the terms of runs as they are of each list that they are asked
// of, and resolves those that nothing asks for: of some list they must make sense.
func (c *checker) runTerms() {
	for _, t := range slices.Clone(c.program.Terms) {
		switch {
		case t.Record != c.run || t.state != untouched:
		case t.ofRuns != nil || c.makesSense(t):
			c.program.Terms = remove(c.program.Terms, t)
		default:
			c.resolveTerm(t)
		}
	}
	for i, t := range c.program.Terms {
		t.Index = i
	}
}

// makesSense says that a term of runs can be read of those of some list.
func (c *checker) makesSense(t *Term) bool {
	for _, r := range c.program.Records {
		if r.Start == nil || r.Table != nil {
			continue
		}
		t.wrong = false
		before := len(*c.found)
		own := c.ofRun(t, c.runOfRows(r))
		if c.resolveTerm(own); len(*c.found) == before {
			return true
		}
		*c.found = (*c.found)[:before]
		c.program.Terms, t.ofRuns = remove(c.program.Terms, own), nil
	}
	return false
}

// resolveTerm resolves the terms that a term reads before itself; a term that
// is met while it is open reads itself.
func (c *checker) resolveTerm(t *Term) {
	if t.state != untouched {
		return
	}
	t.state = open
	before := len(*c.found)
	file, rows, names, rung := c.file, c.rows, c.names, c.rung
	planning := c.planning
	if c.planning = nil; t.after {
		c.planning = &t.plans
	}
	c.file, c.rows, c.names, c.rung = t.file, nil, nil, nil
	if t.Record != c.subject {
		c.rows, c.names = []*Record{t.Record}, []string{""}
	}
	switch d := t.declared.(type) {
	case *syntax.Define:
		t.Value = c.expression(d.Value)
		t.Type = t.Value.Type()
		c.without(t, d)
	case *syntax.Score:
		t.Value = c.score(d)
		t.Type = t.Value.Type()
	case *syntax.Output:
		c.computed(t, d)
	case *syntax.Result:
		a := c.results[d.Name.Key]
		t.Type = c.gradeType(a)
		t.Value = &ResultOf{typed{t.Type, t.Span}, a}
	case *syntax.Relation:
		t.Value = c.filter(c.listHere(c.records[d.Of.Key], d.Of), nil, d.Where)
		t.Type = t.Value.Type()
	case *syntax.Set:
		if d.ToFill {
			t.Purpose = d.Purpose.Value()
			t.Type = types.Type{Kind: types.Invalid}
			t.Value = c.invalid(d)
			c.program.ToFill = append(c.program.ToFill, t)
		}
		if d.Value != nil {
			t.Value = c.expression(syntax.Unwrap(d.Value))
			t.Type = t.Value.Type()
		}
		for i, v := range d.Versions {
			version := Version{From: c.value(syntax.Unwrap(v.From), types.Date), Value: c.expression(syntax.Unwrap(v.Value))}
			if i == 0 {
				t.Type = version.Value.Type()
			} else if c.fits(version.Value, t.Type, v.Value) {
				from, ok := version.From.(*Const)
				before, also := t.Versions[i-1].From.(*Const)
				if ok && also && from.Value.Date <= before.Value.Date {
					c.errorAt(diag.VersionOrder, v.From)
				}
			}
			t.Versions = append(t.Versions, version)
		}
	}
	c.file, c.rows, c.names, c.rung, c.planning = file, rows, names, rung, planning
	t.state = done
	if d, ok := t.declared.(*syntax.Set); ok {
		c.likeBefore(t, d)
	}
	if t.run != nil && len(*c.found) > before { // what is wrong with it is told once
		if t.run.wrong {
			*c.found = (*c.found)[:before]
		}
		t.run.wrong = true
	}
	if c.builtIn(t.file) {
		c.lose(t, before)
	}
}

// lose drops a term of the prelude that cannot be read any more, since the
// policy declared anew what it rests on. Only who asks for it is told.
func (c *checker) lose(t *Term, before int) {
	after := (*c.found)[before:]
	kept := slices.DeleteFunc(slices.Clone(after), func(d diag.Diagnostic) bool {
		span, ok := d.At.(source.Span)
		return ok && span.File == t.Span.File
	})
	if t.lost = len(kept) < len(after); t.lost {
		*c.found = append((*c.found)[:before], kept...)
		t.Type, t.Value = types.Type{Kind: types.Invalid}, nil
	}
}

// without resolves what a term were without its clause.
func (c *checker) without(t *Term, d *syntax.Define) {
	if d.Without == nil {
		return
	}
	if d.Clause == nil {
		c.errorAt(diag.WithoutWhat, d.Without, t.Name)
	}
	if x := c.expect(d.Without, t.Type); !isInvalid(x) && c.fits(x, t.Type, d.Without) {
		t.Without = x
	}
}

// term resolves and reads a term; a circle of definitions is an error.
func (c *checker) term(t *Term, n syntax.Located, row int) Expr {
	if c.planning != nil {
		t = c.afterPlan(t)
	}
	if t.state == open {
		d := c.errorAt(diag.Circular, n, t.Name)
		d.Notes = append(d.Notes, diag.Related{At: t.Span, Text: locale.Text{EN: "defined here", ZH: "在此处定义"}})
		return c.invalid(n)
	}
	if c.nested++; c.nested > maxNested {
		c.errorAt(diag.TooDeep, n, maxNested)
		t.state = done
	}
	c.resolveTerm(t)
	c.nested--
	if t.lost {
		c.errorAt(diag.LostTerm, n, c.spelling(n))
		return c.invalid(n)
	}
	return &TermRef{typed{t.Type, c.at(n)}, t, row}
}
