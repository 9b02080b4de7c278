package check

import (
	"slices"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// maxGrades is more than a policy tells apart; outcomes are bits of one word.
const maxGrades = 40

// declareGrades makes the outcomes of a result a choice, as which conditions
// read it and fields may hold it.
func (c *checker) declareGrades(d *syntax.Result) {
	a := &Action{Kind: KindResult, Name: c.spelling(&d.Name), Span: c.at(&d.Name), Default: -1}
	a.Names = []string{a.Name}
	for _, t := range syntax.Texts(d.Further) {
		a.Names = append(a.Names, t.Value())
	}
	written := append([]*syntax.Grade{d.First}, d.Rest...)
	if len(written) > maxGrades {
		c.errorAt(diag.TooManyGrades, written[maxGrades], maxGrades)
		written = written[:maxGrades]
	}
	for level, g := range written {
		grade := Grade{Name: c.spelling(&g.Name.Name), Like: strengths[g.Like], ID: c.clauseID(g.Clause)}
		grade.Names = []string{grade.Name}
		for _, t := range syntax.Texts(g.Name.Further) {
			grade.Names = append(grade.Names, t.Value())
		}
		a.Grades = append(a.Grades, grade)
		switch {
		case g.Default && a.Default >= 0:
			c.errorAt(diag.TwoDefaults, g, a.Name)
		case g.Default:
			a.Default = level
		case g.Clause != nil:
			c.errorAt(diag.ClauseOfDefault, g.Clause, grade.Name)
		}
	}
	choice := &types.Options{Name: a.Name, Ordered: true}
	for level := len(written) - 1; level >= 0; level-- {
		c.option(choice, &written[level].Name)
	}
	c.choices[d.Name.Key] = choice
	c.graded[a] = choice
	c.results[d.Name.Key] = a
	for _, t := range syntax.Texts(d.Further) {
		c.results[syntax.Fold(t.Value())] = a
	}
}

// declareResult makes a result a name that conditions may read.
func (c *checker) declareResult(d *syntax.Result) {
	a := c.results[d.Name.Key]
	if a.Span != c.at(&d.Name) {
		c.errorAt(diag.DeclaredTwice, &d.Name, a.Name)
		return
	}
	c.declareTerm(c.subject, &d.Name, d.Further, d)
	c.speakOf(a)
}

// given is a grade by its name alone; nil, with or without a word, when no one
// result has it.
func (c *checker) given(w *syntax.Word) *grade {
	var found []grade
	var texts []locale.Text
	for _, v := range c.values[w.Key] {
		for a, choice := range c.graded {
			if choice == v.choice {
				found = append(found, grade{a, a.Option(v.index)})
			}
		}
	}
	slices.SortFunc(found, func(a, b grade) int { return a.result.Index - b.result.Index })
	for _, g := range found {
		texts = append(texts, reading(g.result.Names, g.result.Grades[g.level].Names))
	}
	switch len(found) {
	case 1:
		return &found[0]
	case 0:
		if _, action := c.actions[w.Key]; action {
			c.errorAt(diag.Expected, w, locale.Text{EN: "“must”, “should”, “may” or the like before an action", ZH: "动作前的“必须”“应当”“可以”之类"}, quoted(c.spelling(w)))
			break
		}
		c.missing(diag.UnknownOutput, w, w.Key, c.didYouMean(w.Key, namesOf(c.outputs), namesOf(c.results), c.gradeNames))
	default:
		c.errorAt(diag.TwoReadings, w, c.spelling(w), texts)
	}
	return nil
}

func quoted(s string) locale.Text { return locale.Text{EN: "“" + s + "”", ZH: "“" + s + "”"} }

func (c *checker) gradeNames() []string {
	var names []string
	for a := range c.graded {
		for _, g := range a.Grades {
			for _, n := range g.Names {
				names = append(names, syntax.Fold(n))
			}
		}
	}
	return names
}

// give adds to a rule that it gives a result one of its outcomes.
func (c *checker) give(r *Rule, e *syntax.Assignment) {
	g := c.gradeOf(e, syntax.Unwrap(e.Value))
	if g == nil {
		return
	}
	effect := &Effect{Action: g.result, Level: g.level, Span: c.at(e)}
	c.timing(effect, e.After)
	r.Effects = append(r.Effects, effect)
}

// gradeOf is the outcome that is given, by the name of its result or by its own
// alone; nil, and said, for none.
func (c *checker) gradeOf(e *syntax.Assignment, value syntax.Expr) *grade {
	result := c.results[e.Name.Key]
	switch {
	case result == nil && e.Sign != "" && c.values[e.Name.Key] != nil:
		c.errorAt(diag.ResultIs, e, c.spelling(&e.Name))
		return nil
	case result == nil:
		return c.given(&e.Name)
	case e.Sign != "IS" && e.Sign != "=":
		c.errorAt(diag.ResultIs, e, c.spelling(&e.Name))
		return nil
	}
	want := c.gradeType(result)
	x := c.expect(value, want)
	if isInvalid(x) || !c.fits(x, want, value) {
		return nil
	}
	k, stated := x.(*Const)
	if !stated {
		c.errorAt(diag.NotConstant, value)
		return nil
	}
	return &grade{result, result.Option(k.Value.Option)}
}

// cited says whether something other than a rule bears a clause number.
func (c *checker) cited(id string) bool {
	if c.marks[id] {
		return true
	}
	for _, t := range c.program.Terms {
		if t.Clause == id {
			return true
		}
	}
	for _, a := range c.program.Actions {
		if a.Clause != nil && a.Clause.Bears(id) || a.Default >= 0 && a.Grades[a.Default].ID == id {
			return true
		}
	}
	for _, x := range c.program.Choices {
		if slices.ContainsFunc(x.Keys, func(k Key) bool { return k.ID == id }) {
			return true
		}
	}
	// The rows of a file may bear any number.
	if slices.ContainsFunc(c.program.Records, func(r *Record) bool { return r.Table != nil && r.Table.Clause != nil }) {
		return true
	}
	return slices.ContainsFunc(c.program.Rules, func(r *Rule) bool { return slices.Contains(r.Cites, id) })
}
