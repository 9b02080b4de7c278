package interp

import (
	"slices"

	"rota/lang/analyze"
	"rota/lang/diag"
	"rota/lang/syntax"
)

// Lints are what the policy says that is hardly meant, those too that are not told by
// default: see analyze.Levels.
func (p *Policy) Lints() diag.List {
	base, _ := prelude()
	return analyze.Policy(p.Program, slices.Concat([]*syntax.File{base}, p.libraries, p.files))
}
