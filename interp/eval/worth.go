package eval

import (
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/locale"
	"rota/lang/types"
)

// Worth is what a value or condition comes to for the record of a decision, as of its
// date, under every filling of the blanks that counts; exact is false where the
// budget ran out, and then it may be less.
func (e *Evaluator) Worth(d Decision, x check.Expr) (all value.Set, exact bool) {
	if d.AsOfUnknown || d.Record.Fault != nil {
		return value.Set{Kind: x.Type().Kind, True: true, False: true}, false
	}
	s := e.sceneOf(d)
	s.ready()
	return s.hull(func() (value.Set, bool) {
		set := measured(s.eval(x))
		return set, set.One()
	})
}

// Words is what a value comes to, for a person to read: a range where a blank leaves
// it open, "" where nothing can be said.
func (e *Evaluator) Words(d Decision, x check.Expr) locale.Text {
	if d.AsOfUnknown || d.Record.Fault != nil {
		return locale.Text{}
	}
	set, exact := e.Worth(d, x)
	t := shownAs(x.Type())
	switch {
	case !exact && !set.One():
		return locale.Text{}
	case !set.One():
		text := e.ShowRange(set, t)
		return locale.Text{EN: text, ZH: text}
	case set.None:
		return locale.Text{}
	case t.Kind == types.Bool:
		return YesNo(set.True)
	case t.Kind == types.Period:
		return locale.Text{EN: set.Short.In(locale.English), ZH: set.Short.In(locale.Chinese)}
	case t.Choice != nil && !set.Several && set.Parts == nil && len(set.Codes) == 1:
		return t.Choice.Values[set.Codes[0]].Text()
	}
	text := e.Show(set, t)
	return locale.Text{EN: text, ZH: text}
}
