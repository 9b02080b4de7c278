package check

import (
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// gives notes of which field another holds what will be after the plan.
func (c *checker) gives(f *Field, of *syntax.Word) {
	present := c.fieldNamed(f.Record, of)
	switch {
	case present == nil:
	case present.plan != nil && c.builtIn(c.fileOf(present.plan.Span)) && !c.builtIn(c.file):
		present.plan.Planned = nil
		f.Planned, f.Optional, present.plan = present, true, f
	case present.plan != nil && present.plan != f:
		c.errorAt(diag.TwoPlans, of, present.Name, present.plan.Name)
	default:
		f.Planned, f.Optional, present.plan = present, true, f
	}
}

// plans checks that what is given after the plan is of the type of what is given
// now. What the prelude gives follows the field that a policy declares anew.
func (c *checker) plans() {
	for _, r := range c.program.Records {
		for _, f := range r.Fields {
			p := f.Planned
			if p == nil || p.Type.Kind == types.Invalid || f.Type.Kind == types.Invalid || sameType(f.Type, p.Type) {
				continue
			}
			if c.builtIn(c.fileOf(f.Span)) {
				f.Type, f.LeftOut = p.Type, p.LeftOut
				continue
			}
			c.found.Add(diag.WrongType, f.Span, f.Type.Text(), p.Type.Text(), locale.Text{})
		}
	}
}

func sameType(a, b types.Type) bool {
	return a.Kind == b.Kind && a.Choice == b.Choice && a.Record == b.Record && a.Several == b.Several && a.PerYear == b.PerYear && a.Years == b.Years
}

// cell reads a field; after the plan what the plan gives in its place, where it
// gives anything.
func (c *checker) cell(f *Field, n syntax.Located, row int) Expr {
	at := typed{f.Type, c.at(n)}
	present := &FieldRef{at, f, row}
	if c.planning == nil || f.plan == nil {
		return present
	}
	*c.planning = true
	planned := &FieldRef{at, f.plan, row}
	return &If{at, &State{typed{boolean, at.at}, planned, "IS NONE"}, present, planned, nil}
}

// besidePlan notes that a field is compared with what the plan gives in its place:
// without a plan nothing hangs on it.
func (c *checker) besidePlan(x *Compare) {
	l, left := x.L.(*FieldRef)
	r, right := x.R.(*FieldRef)
	switch {
	case !left || !right || l.Row != r.Row:
	case l.Field.Planned == r.Field:
		c.beside[r] = true
	case r.Field.Planned == l.Field:
		c.beside[l] = true
	}
}

// planned resolves what is read as it will be after the plan.
func (c *checker) planned(n syntax.Located, x syntax.Expr) Expr {
	if name, ok := x.(*syntax.NameExpr); ok && (c.rowNamed(name.Key, n) != nil || c.self != "" && c.self == name.Key) {
		c.errorAt(diag.PlannedWho, n, c.spelling(x))
		return c.invalid(n)
	}
	return c.afterwards(n, func() Expr { return c.expression(x) })
}

// memberPlanned resolves a's planned section: only what stands last is read as it
// will be.
func (c *checker) memberPlanned(n *syntax.Member) Expr {
	outside := c.planning
	return c.afterwards(n, func() Expr { return c.memberOf(n, outside) })
}

// afterwards reads as it will be after the plan what resolve reads, which must be
// something that the plan speaks of.
func (c *checker) afterwards(n syntax.Located, resolve func() Expr) Expr {
	outside, speaks := c.planning, false
	c.planning = &speaks
	x := resolve()
	c.planning = outside
	if isInvalid(x) {
		return x
	}
	if outside != nil {
		*outside = *outside || speaks
	}
	if !speaks {
		c.errorAt(diag.NotPlanned, n, c.spelling(n))
		return c.invalid(n)
	}
	return x
}

// afterPlan is a term as it will be after the plan: itself where the plan says
// nothing of what it reads. It is made of the same declaration.
func (c *checker) afterPlan(t *Term) *Term {
	_, defined := t.declared.(*syntax.Define) // what is set, decided or put out is not of the plan
	if t.after || !defined || t.planned == nil && (t.state == open || c.nested >= maxNested) {
		return t
	}
	if t.planned == nil {
		c.nested++
		if c.resolveTerm(t); t.lost || t.Type.Kind == types.Invalid {
			c.nested--
			return t
		}
		own := *t
		own.Names = nil
		for _, name := range t.Names {
			own.Names = append(own.Names, plannedName(name))
		}
		own.Name = own.Names[0]
		own.after, own.state = true, untouched
		t.planned = &own
		c.resolveTerm(&own)
		c.nested--
		if own.plans {
			own.Index = len(c.program.Terms)
			c.program.Terms = append(c.program.Terms, &own)
		}
	}
	if t.planned.plans {
		*c.planning = true
		return t.planned
	}
	return t
}

// plannedName is what a term is called after the plan, in the language of its name.
func plannedName(name string) string {
	if locale.IsChinese(name) {
		return "调整后" + name
	}
	return "planned " + name
}
