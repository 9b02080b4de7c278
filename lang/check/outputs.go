package check

import (
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// declareOutput notes an output; one that is computed is a term as well, which
// conditions and other outputs may read.
func (c *checker) declareOutput(d *syntax.Output) {
	o := &Output{Index: len(c.program.Outputs), Name: c.spelling(&d.Name), Span: c.at(&d.Name)}
	c.outputCalled(o, d.Name.Key, o.Name, &d.Name)
	for _, t := range syntax.Texts(d.Further) {
		c.outputCalled(o, syntax.Fold(t.Value()), t.Value(), t)
	}
	switch {
	case d.Type != nil:
		o.Type = c.typeOf(d.Type)
		if o.Type.Choice != nil && o.Type.Choice.Name == "" {
			o.Type.Choice.Name = o.Name
		}
	case d.Value == nil:
		c.errorAt(diag.EmptyOutput, d, o.Name)
	}
	switch {
	case d.Value != nil:
		c.declareTerm(c.subject, &d.Name, d.Further, d).Clause = c.clauseID(d.Clause)
	case d.Clause != nil:
		c.errorAt(diag.ClauseOfDefault, d.Clause, o.Name)
	}
	c.program.Outputs = append(c.program.Outputs, o)
}

// outputCalled gives an output one of its names, which no other has.
func (c *checker) outputCalled(o *Output, key, spelling string, at syntax.Located) {
	if old := c.outputs[key]; old != nil {
		c.declared(at, old.Span)
	}
	c.outputs[key] = o
	o.Names = append(o.Names, spelling)
}

// computed resolves what an output is computed from. Its branches may be names
// of actions.
func (c *checker) computed(t *Term, d *syntax.Output) {
	o := c.outputs[d.Name.Key]
	naming := c.naming
	defer func() { c.naming = naming }()
	c.naming = nil
	if d.Type == nil {
		c.naming = &types.Options{Name: o.Name}
	}
	t.Value = c.expect(d.Value, o.Type)
	if d.Type != nil && !isInvalid(t.Value) && !c.fits(t.Value, o.Type, d.Value) {
		t.Value = c.invalid(d.Value)
	}
	if k := t.Value.Type().Kind; k == types.Rows || k == types.Spell {
		c.errorAt(diag.NotShown, d.Value, c.spelling(d.Value), t.Value.Type().Text())
		t.Value = c.invalid(d.Value)
	}
	t.Type = t.Value.Type()
	o.Type, o.Value = t.Type, &TermRef{typed{t.Type, t.Span}, t, 0}
}

// actionName is an action as a value, where an output is computed that has no
// type of its own; nil elsewhere.
func (c *checker) actionName(n *syntax.NameExpr) Expr {
	a := c.actions[n.Key]
	if c.naming == nil || a == nil {
		return nil
	}
	i, known := c.naming.Find(n.Key)
	if !known {
		i = len(c.naming.Values)
		var folded []string
		for _, name := range a.Names {
			folded = append(folded, syntax.Fold(name))
		}
		c.naming.Add(a.Name, folded...)
	}
	t := types.Type{Kind: types.Choice, Choice: c.naming}
	return &Const{typed{t, c.at(n)}, types.Constant{Type: t, Option: i}}
}

// assign adds to a rule what it does to an output or a result.
func (c *checker) assign(r *Rule, e *syntax.Assignment) {
	o := c.outputs[e.Name.Key]
	switch {
	case o == nil:
		c.give(r, e)
		return
	case o.Value != nil:
		c.errorAt(diag.ComputedOutput, e, o.Name)
		return
	case e.Sign == "":
		c.errorAt(diag.Expected, e, locale.Text{EN: "“is”, “at least” or “at most” and a value after an output", ZH: "输出项之后的“为”“不低于”或“不超过”和值"}, quoted(c.spelling(&e.Name)))
		return
	}
	sign := e.Sign
	if sign == "IS" {
		sign = "="
	}
	want := o.Type
	value := c.expect(syntax.Unwrap(e.Value), want)
	if isInvalid(value) || !c.fits(value, want, e.Value) {
		return
	}
	if sign != "=" && (want.Kind == types.Text || want.Kind == types.Bool || want.Kind == types.Choice && !want.Choice.Ordered) {
		c.errorAt(diag.NotOrdered, e, want.Text())
		return
	}
	effect := &Effect{Output: o, Sign: sign, Value: value, Span: c.at(e)}
	c.timing(effect, e.After)
	r.Effects = append(r.Effects, effect)
}

// outputsAlone adds the matter of a policy that decides nothing but outputs.
func (c *checker) outputsAlone() {
	if len(c.program.Actions) > 0 || len(c.program.Outputs) == 0 {
		return
	}
	c.speakOf(&Action{Kind: KindOutputs, Name: "outputs", Names: []string{"outputs", "输出"}, Default: -1, Span: c.program.Outputs[0].Span})
}
