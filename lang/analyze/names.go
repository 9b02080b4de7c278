package analyze

import (
	"slices"
	"strings"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// extended says of a policy that it leaves values to be filled, and so is there to be
// extended: what reads its names, and the duties that it releases from, may stand in what
// extends it.
func (a *analysis) extended() bool { return len(a.program.ToFill) > 0 }

// unusedTerms finds values set and defined that nothing reads.
func (a *analysis) unusedTerms() {
	if a.extended() {
		return
	}
	used := map[source.Span]bool{} // a term after a plan, or of runs, is read in place of the one declared
	a.program.Walk(func(x check.Expr) {
		if ref, ok := x.(*check.TermRef); ok && ref.Term.Used {
			used[ref.Term.Span] = true
		}
	})
	for _, action := range a.program.Actions { // a result is decided, whether it is read or not
		used[action.Span] = true
	}
	mentioned := a.done()
	for _, t := range a.program.Terms {
		if a.own(t.Span) && !t.Used && !used[t.Span] && !a.inBase(t.Name) && !mentioned(t.Names) {
			a.found.Add(diag.UnusedTerm, t.Span, t.Name)
		}
	}
}

// done says whether a name stands in what says by what a plan does an action, which
// only an audit reads.
func (a *analysis) done() func(names []string) bool {
	var all strings.Builder
	for _, d := range a.tree().Declarations {
		if action, ok := d.(*syntax.Action); ok && action.Done != nil {
			all.WriteString(syntax.Fold(a.tree().Span(action.Done).Text()) + "\n")
		}
	}
	text := all.String()
	return func(names []string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(text, syntax.Fold(n)) })
	}
}

// unusedNames finds fields, judgements, kinds of record, tables and choices that
// nothing reads.
func (a *analysis) unusedNames() {
	if a.extended() {
		return
	}
	mentioned := a.done()
	unused := func(at source.Span, kind locale.Text, names ...string) {
		if a.own(at) && !mentioned(names) {
			a.found.Add(diag.UnusedName, at, kind, names[0])
		}
	}
	for _, r := range a.program.Records {
		switch {
		case a.own(r.Span) && r.Table != nil && !r.Used:
			unused(r.Span, locale.Text{EN: "table", ZH: "表"}, r.Name)
		case a.own(r.Span) && r != a.program.Subject && !r.Used:
			unused(r.Span, locale.Text{EN: "records", ZH: "记录"}, r.Name)
		case r.Table == nil:
			for _, f := range r.Fields {
				if f.Judged && !f.Used {
					unused(f.Span, locale.Text{EN: "judgement", ZH: "认定项"}, f.Headings...)
				} else if !a.fieldUsed(r, f) && a.own(f.Span) && !mentioned(f.Headings) {
					a.found.Add(diag.UnusedField, f.Span, f.Name)
				}
			}
		}
	}
	for _, d := range a.tree().Declarations {
		if choice, ok := d.(*syntax.Choice); ok && a.optionsOf(choice) == nil {
			unused(a.tree().Span(&choice.Name), locale.Text{EN: "choice", ZH: "选项"}, strings.TrimSpace(a.tree().Span(&choice.Name).Text()))
		}
	}
}

// fieldUsed says whether a field is read, or says which record a row is of, or where
// it begins and ends; one that the prelude has as well may only have further headings
// here, and what says why is there to be read by people.
func (a *analysis) fieldUsed(r *check.Record, f *check.Field) bool {
	if f.Used || f == r.Key || f == r.JoinBy || f == r.Start || f == r.End || f.Planned != nil || a.inPrelude(f.Name) || a.inBase(f.Name) {
		return true
	}
	return slices.ContainsFunc(r.Fields, func(other *check.Field) bool { return other.Reason == f })
}

// optionsOf are the values of a choice that some field or output may have; nil where
// none does.
func (a *analysis) optionsOf(d *syntax.Choice) *types.Options {
	first := d.Values.First.Name.Key
	is := func(o *types.Options) bool {
		return o != nil && syntax.Fold(o.Name) == d.Name.Key && len(o.Values) > 0 && slices.Contains(o.Values[0].Spellings, first)
	}
	for _, r := range a.program.Records {
		for _, f := range r.Fields {
			if is(f.Type.Choice) {
				return f.Type.Choice
			}
		}
	}
	for _, o := range a.program.Outputs {
		if is(o.Type.Choice) {
			return o.Type.Choice
		}
	}
	return nil
}

// hiding finds names of the prelude that the policy declares anew.
func (a *analysis) hiding() {
	for _, n := range homeNames(a.tree()) {
		if a.inPrelude(n.Key) {
			at := a.tree().Span(n)
			a.found.Add(diag.HidesName, at, spoken(at))
		}
	}
}

// inPrelude says whether the prelude has a name for what is decided on.
func (a *analysis) inPrelude(name string) bool {
	if a.standard == nil {
		a.standard = map[string]bool{}
		if len(a.trees) > 1 {
			for _, n := range homeNames(a.trees[0]) {
				a.standard[n.Key] = true
			}
			for _, d := range a.trees[0].Declarations {
				for _, t := range further(d) {
					a.standard[syntax.Fold(t.Value())] = true
				}
			}
		}
	}
	return a.standard[syntax.Fold(name)]
}

// inBase says whether what the policy extends has a name: what it asks a variant to say,
// the variant says whether or not something reads it.
func (a *analysis) inBase(name string) bool {
	for _, tree := range a.trees[min(1, len(a.trees)-1) : len(a.trees)-1] {
		if slices.ContainsFunc(homeNames(tree), func(n *syntax.Word) bool { return n.Key == syntax.Fold(name) }) {
			return true
		}
	}
	return false
}

// further are the further names that a declaration gives a field or a term.
func further(d syntax.Declaration) (names []*syntax.Text) {
	switch d := d.(type) {
	case *syntax.Field:
		for _, o := range d.Spec.Options {
			names = append(names, syntax.Texts(o.Also)...)
		}
	case *syntax.Define:
		names = syntax.Texts(d.Further)
	}
	return names
}

// homeNames are the names that a text declares of the records decided on.
func homeNames(tree *syntax.File) (names []*syntax.Word) {
	for _, d := range tree.Declarations {
		switch d := d.(type) {
		case *syntax.Field:
			if d.Spec.Of == nil {
				names = append(names, &d.Spec.Name)
			}
		case *syntax.Define:
			if d.Of == nil {
				names = append(names, &d.Name)
			}
		case *syntax.Set:
			names = append(names, &d.Name)
		case *syntax.Judged:
			for _, n := range d.Names {
				names = append(names, &n.Name)
			}
		}
	}
	return names
}

// clauseNumbers finds rules without a number among others with one, and numbers that
// come again after others.
func (a *analysis) clauseNumbers() {
	rules := a.rules()
	numbered := slices.ContainsFunc(rules, func(r *check.Rule) bool { return !unnumbered(r) })
	seen, before := map[string]*check.Rule{}, ""
	for _, r := range rules {
		switch {
		case unnumbered(r):
			if numbered && r.Parent == "" {
				a.found.Add(diag.NoClauseNumber, r.Span, r.Text())
			}
			continue
		case seen[r.ID] != nil && r.ID != before:
			a.found.Add(diag.ClauseApart, r.Span, r.ID).Notes = []diag.Related{{At: seen[r.ID].Span, Text: locale.Text{EN: "it stood here before", ZH: "先在此处出现"}}}
		}
		seen[r.ID], before = r, r.ID
	}
}

// unnumbered says of a rule that it is known by its line.
func unnumbered(r *check.Rule) bool { return !check.Numbered(r.ID) }

// asOf finds a header that leaves the date to the command.
func (a *analysis) asOf() {
	for _, d := range a.tree().Declarations {
		if header, ok := d.(*syntax.Policy); ok && !a.extended() && a.program.AsOf == nil && a.program.AsOfIn == nil {
			at := a.tree().Span(header)
			if header.Title != nil {
				at.End = a.tree().Span(header.Title).End
			}
			a.found.Add(diag.NoAsOf, at)
		}
	}
}
