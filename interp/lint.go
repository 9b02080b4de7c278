package interp

import (
	"slices"

	"rota/lang/analyze"
	"rota/lang/diag"
	"rota/lang/format"
	"rota/lang/syntax"
)

// Lints are what the policy says that is hardly meant, those too that are not told by
// default: see analyze.Levels.
func (p *Policy) Lints() diag.List {
	base, _ := prelude()
	return analyze.Policy(p.Program, slices.Concat([]*syntax.File{base}, p.libraries, p.files))
}

// Mend mends what can be mended safely of what was found of a policy, and of what that
// leaves: see analyze.Mend. told picks what is to be mended, by the levels. The text is given back as it
// was where nothing can be mended; the error is format.ErrMeaning where the text mended
// would not mean the same.
func (p *Policy) Mend(open Opener, told func(diag.List) diag.List) (text []byte, done diag.List, err error) {
	text = []byte(p.Tree.Source.Text)
	base, _ := prelude()
	for {
		m := analyze.Mend(p.Tree, told(p.Lints()))
		if len(m.Done) == 0 {
			return text, done, nil
		}
		mended, _ := Draft(p.Name, []byte(m.Text), open)
		if mended == nil || !format.New(base.Vocabulary, base).Same(p.Tree, mended.Tree, m.Gone) {
			return nil, nil, format.ErrMeaning
		}
		p, text, done = mended, []byte(m.Text), append(done, m.Done...)
	}
}
