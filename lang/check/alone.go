package check

import (
	"maps"
	"slices"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

// Expression resolves a condition or value that is no part of the policy, as if it
// stood in one of its rules; nil after errors. The program stays as it is: what the
// expression reads is not marked as read.
func (p *Program) Expression(file *syntax.File, x syntax.Expr, found *diag.List) Expr {
	program, before := *p, len(*found)
	program.Actions = slices.Clip(p.Actions)
	c := *p.scope
	c.program, c.found = &program, found
	c.files = append(slices.Clip(c.files), file)
	c.file = len(c.files) - 1
	c.marks, c.broken, c.hints = maps.Clone(c.marks), map[string]bool{}, 0
	out := c.expression(x)
	for _, a := range program.Actions[len(p.Actions):] {
		c.errorAt(diag.UnknownAction, x, called(a.Names), locale.Text{EN: " that any rule of the policy speaks of", ZH: "，政策没有规则提到它"})
	}
	if found := (*found)[before:]; found.HasErrors() || isInvalid(out) {
		return nil
	}
	return out
}

// Named is what a name of the records decided on stands for: a field, or nil for
// none.
func (p *Program) Named(name string) *Field { return p.Subject.fields[syntax.Fold(name)] }

// ReadBy visits every field that an expression reads, itself or through terms.
func ReadBy(x Expr, visit func(*Field, source.Span)) {
	seen := map[*Term]bool{}
	var each func(Expr)
	each = func(x Expr) {
		switch x := x.(type) {
		case *FieldRef:
			visit(x.Field, x.At())
		case *TermRef:
			if !seen[x.Term] {
				seen[x.Term] = true
				walkTerm(x.Term, each)
			}
		}
	}
	walkExpr(x, each)
}

// TestsOf resolves the tests of a text that is no part of the policy, read with its
// names.
func (p *Program) TestsOf(file *syntax.File, found *diag.List) (tests []*Test) {
	program := *p
	program.Actions = slices.Clip(p.Actions)
	c := *p.scope
	c.program, c.found = &program, found
	c.files = append(slices.Clip(c.files), file)
	c.file = len(c.files) - 1
	c.broken, c.hints = maps.Clone(file.Broken), 0
	for _, d := range file.Declarations {
		if t, ok := d.(*syntax.Test); ok {
			tests = append(tests, c.test(t))
		}
	}
	return tests
}
