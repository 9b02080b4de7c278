package suite

import (
	"slices"

	"rota/interp/eval"
	"rota/lang/check"
	"rota/lang/diag"
)

// Untried finds the rules of a policy that hold in none of its tests, as they ran.
// Of a policy without tests nothing is found.
func Untried(p *check.Program, cases []Case) (found diag.List) {
	if len(cases) == 0 {
		return nil
	}
	for _, r := range p.Rules {
		if r.Span.File == p.File && !slices.ContainsFunc(cases, func(c Case) bool { return c.shows(r) }) {
			found.Add(diag.NotExercised, r.Span, r.Text())
		}
	}
	return found
}

// shows says whether a rule held in a test, beaten or not.
func (c Case) shows(r *check.Rule) bool {
	return slices.ContainsFunc(c.Decisions, func(d eval.Decision) bool {
		return slices.Contains(d.Clauses, r) || slices.Contains(d.Standing, r) ||
			slices.ContainsFunc(d.Beaten, func(b eval.Beaten) bool { return b.Rule == r }) ||
			slices.ContainsFunc(d.Outputs, func(o eval.Output) bool { return slices.Contains(o.Clauses, r) })
	})
}
