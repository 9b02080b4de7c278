package check

import (
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/syntax"
	"rota/lang/types"
)

// resolveRegister resolves the registers and the schedule. Registers are written
// after everything is decided, so that they may read all of it.
func (c *checker) resolveRegister(d syntax.Declaration) {
	switch d := d.(type) {
	case *syntax.Schedule:
		c.stage(d)
	case *syntax.Register:
		c.register(d)
	}
}

func (c *checker) stage(d *syntax.Schedule) {
	day := func(n syntax.Operand) civil.Date {
		if n == nil {
			return 0
		}
		if k, ok := c.date(syntax.Unwrap(n)).(*Const); ok {
			return k.Value.Date
		}
		return 0
	}
	s := &Stage{ID: c.clauseID(d.ID), Title: d.Title.Value(), From: day(d.From), To: day(d.To), Span: c.at(d)}
	if d.To != nil && s.To != 0 && s.To < s.From {
		c.errorAt(diag.StageBackwards, d.To, s.To.String(), s.From.String())
	}
	c.program.Stages = append(c.program.Stages, s)
}

func (c *checker) register(d *syntax.Register) {
	r := &Register{ID: c.clauseID(d.ID), Title: d.Title.Value(), Span: c.at(d)}
	for _, other := range c.program.Registers {
		if syntax.Fold(other.Title) == syntax.Fold(r.Title) {
			c.declared(d.Title, other.Span)
		}
	}
	who := d.MembersOf()
	for _, o := range who.Outcomes {
		c.listedOutcome(r, o)
	}
	if who.When != nil && !c.gradesListed(r, who.When) {
		r.Where = c.condition(who.When)
	}
	if who.Where != nil {
		where := c.condition(who.Where)
		if r.Where != nil {
			where = &And{typed{boolean, where.At()}, []Expr{r.Where, where}}
		}
		r.Where = where
	}
	for _, o := range r.Outcomes {
		if r.On = o.On; r.On == nil || r.On != r.Outcomes[0].On {
			r.On = nil
			break
		}
	}
	if r.Outcomes == nil {
		r.On = c.testedAction()
	}
	for _, column := range d.ColumnsOf() {
		if x := c.registerColumn(column); x != nil {
			r.Columns = append(r.Columns, x)
		}
	}
	c.program.Registers = append(c.program.Registers, r)
}

// listedOutcome adds an outcome of the language.
func (c *checker) listedOutcome(r *Register, o *syntax.Listed) {
	out := RegisterOutcome{Kind: o.Kind, On: c.testedAction()}
	if o.Action != nil {
		if out.On = c.actions[o.Action.Key]; out.On == nil {
			out.On = c.results[o.Action.Key]
		}
		if out.On == nil {
			c.missing(diag.UnknownAction, o.Action, o.Action.Key, c.didYouMean(o.Action.Key, namesOf(c.actions), namesOf(c.results)))
			return
		}
	}
	r.Outcomes = append(r.Outcomes, out)
}

// gradesListed adds outcomes of the policy's own, which stand there by their names
// alone; false where something else does.
func (c *checker) gradesListed(r *Register, x syntax.Expr) bool {
	names := []syntax.Expr{x}
	if any, ok := x.(*syntax.Either); ok {
		names = any.Parts
	}
	var outcomes []RegisterOutcome
	for _, n := range names {
		name, ok := n.(*syntax.NameExpr)
		if !ok {
			return false
		}
		found := 0
		for _, v := range c.values[name.Key] {
			for a, choice := range c.graded {
				if choice == v.choice {
					outcomes = append(outcomes, RegisterOutcome{"RESULT", a.Option(v.index), a})
					found++
				}
			}
		}
		if found != 1 || len(c.values[name.Key]) > 1 {
			return false
		}
	}
	r.Outcomes = append(r.Outcomes, outcomes...)
	return true
}

func (c *checker) registerColumn(n *syntax.Column) *Column {
	out := &Column{Part: n.Part}
	if n.Headed != nil {
		out.Names = []string{n.Headed.Value()}
	}
	if n.Part != "" {
		return out
	}
	x := syntax.Unwrap(n.Value)
	if name, ok := x.(*syntax.NameExpr); ok {
		if out.Output = c.outputs[name.Key]; out.Output != nil {
			if out.Names == nil {
				out.Names = out.Output.Names
			}
			return out
		}
	}
	value := c.expression(x)
	if isInvalid(value) {
		return nil
	}
	if k := value.Type().Kind; k == types.Rows || k == types.Spell {
		c.errorAt(diag.NotShown, n.Value, c.spelling(n.Value), value.Type().Text())
		return nil
	}
	out.Value = value
	names := []string{c.spelling(n.Value)}
	switch v := value.(type) {
	case *FieldRef:
		if v.Row == 0 {
			out.Field = v.Field
		}
		names = v.Field.Headings
	case *TermRef:
		names = v.Term.Names
	}
	if out.Names == nil {
		out.Names = names
	}
	return out
}

// visitRegister walks every expression of a register.
func visitRegister(r *Register, visit func(Expr)) {
	walkExpr(r.Where, visit)
	for _, column := range r.Columns {
		walkExpr(column.Value, visit)
	}
}
