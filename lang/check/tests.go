package check

import (
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// resolveTest resolves the tests of the policy itself; those of what it builds
// on are for that to pass.
func (c *checker) resolveTest(d syntax.Declaration) {
	if !c.own() {
		return
	}
	switch d := d.(type) {
	case *syntax.Tests:
		c.program.TestsFrom = append(c.program.TestsFrom, d.From)
	case *syntax.Test:
		c.program.Tests = append(c.program.Tests, c.test(d))
	}
}

func (c *checker) test(d *syntax.Test) *Test {
	t := &Test{Title: d.Title.Value(), Span: c.at(d)}
	labels := map[string]bool{}
	expects := false
	for _, line := range d.Lines {
		expects = expects || line.ExpectOf() != nil
		for _, g := range line.GivenOf() {
			if g.Label != nil {
				labels[g.Label.Key] = true
			}
		}
	}
	unlabelled := false
	kinds := c.kindsGiven(d, labels)
	for _, line := range d.Lines {
		for _, g := range line.GivenOf() {
			if g.AsOf != nil {
				t.AsOf = c.date(g.AsOf)
				if len(g.Facts) == 0 && g.Label == nil && !g.OthersBlank {
					continue
				}
			}
			kind := c.subject
			if g.Label != nil && kinds[g.Label.Key] != nil {
				kind = kinds[g.Label.Key]
			}
			if g.Label == nil {
				if unlabelled {
					c.errorAt(diag.SecondGiven, g)
				}
				unlabelled = true
			}
			t.Given = append(t.Given, c.example(kind, g, labels))
		}
		for _, e := range line.ExpectOf() {
			if x := c.expected(e, labels); x != nil {
				t.Expect = append(t.Expect, x)
			}
		}
	}
	if !expects && !c.broken["EXPECT"] {
		c.errorAt(diag.TestExpectsNothing, d)
	}
	if !slices.ContainsFunc(t.Given, func(e *Example) bool { return e.Kind == c.subject }) {
		t.Given = append(t.Given, &Example{Kind: c.subject, Span: t.Span})
	}
	return t
}

// kindsGiven finds which kind of record each label of a test names: that which a
// field leads to that names it, or else the only one that has the first field it gives.
func (c *checker) kindsGiven(d *syntax.Test, labels map[string]bool) map[string]*Record {
	kinds := map[string]*Record{}
	var visit func(r *Record, g *syntax.Given)
	visit = func(r *Record, g *syntax.Given) {
		for _, fact := range g.Facts {
			if list := c.records[fact.Name.Key]; fact.Rows != nil && list != nil {
				for _, row := range fact.Rows {
					visit(list, row)
				}
			}
			f := r.fields[fact.Name.Key]
			if f == nil || f.Type.Kind != types.Ref {
				continue
			}
			for _, v := range fact.Values {
				if name, ok := v.(*syntax.NameExpr); ok && labels[name.Key] {
					kinds[name.Key] = c.program.RecordOf(f.Type)
				}
			}
		}
	}
	for _, line := range d.Lines {
		for _, g := range line.GivenOf() {
			if g.Label != nil && len(g.Facts) > 0 && c.subject.fields[g.Facts[0].Name.Key] == nil {
				if r := c.onlyWith(g.Facts[0].Name.Key); r != nil {
					kinds[g.Label.Key] = r
				}
			}
		}
	}
	for before := -1; before < len(kinds); { // a label may name what names another
		before = len(kinds)
		for _, line := range d.Lines {
			for _, g := range line.GivenOf() {
				kind := c.subject
				if g.Label != nil && kinds[g.Label.Key] != nil {
					kind = kinds[g.Label.Key]
				}
				visit(kind, g)
			}
		}
	}
	return kinds
}

// onlyWith is the one kind of record with a key that has a field; nil where none
// has it or several.
func (c *checker) onlyWith(field string) (found *Record) {
	for _, r := range c.program.Records {
		if r.Key == nil || r.fields[field] == nil {
			continue
		}
		if found != nil {
			return nil
		}
		found = r
	}
	return found
}

// date resolves a date that a test states.
func (c *checker) date(n syntax.Expr) Expr {
	x := c.value(n, types.Date)
	if _, ok := x.(*Const); !ok && !isInvalid(x) {
		c.errorAt(diag.NotConstant, n)
		return nil
	}
	return x
}

func (c *checker) example(r *Record, g *syntax.Given, labels map[string]bool) *Example {
	e := &Example{Kind: r, OthersBlank: g.OthersBlank, Span: c.at(g)}
	if g.Label != nil {
		e.Label = g.Label.Key
	}
	for _, f := range g.Facts {
		if f.Rows != nil {
			list := c.records[f.Name.Key]
			if list == nil || list.List == "" {
				c.missing(diag.NotList, f.Name, f.Name.Key, c.nearestRecord(f.Name.Key))
				continue
			}
			rows := ExampleRows{List: list}
			for _, row := range f.Rows {
				rows.Rows = append(rows.Rows, c.example(list, row, labels))
			}
			e.Rows = append(e.Rows, rows)
			continue
		}
		if fact, ok := c.fact(r, f, labels); ok {
			e.Facts = append(e.Facts, fact)
		}
	}
	return e
}

// fact resolves what a cell says: a field and its values, a yes/no alone, or
// the value of a choice alone.
func (c *checker) fact(r *Record, n *syntax.GivenFact, labels map[string]bool) (Fact, bool) {
	fact := Fact{Field: r.fields[n.Name.Key], Unknown: n.State == "IS UNKNOWN", Span: c.at(n)}
	constant := func(x types.Constant) *Const { return &Const{typed{x.Type, c.at(n)}, x} }
	switch {
	case fact.Field == nil && len(n.Values) == 0 && n.State == "" && !n.Not:
		for _, v := range c.values[n.Name.Key] {
			for _, f := range c.fieldsOf(v.choice) {
				if f.Record == r {
					fact.Field = f
					t := types.Type{Kind: types.Choice, Choice: v.choice}
					fact.Values = []*Const{constant(types.Constant{Type: t, Option: v.index})}
					return fact, true
				}
			}
		}
		fallthrough
	case fact.Field == nil:
		if r.terms[n.Name.Key] != nil {
			c.errorAt(diag.TestGivesTerm, n.Name, c.spelling(n.Name))
		} else {
			c.missing(diag.UnknownName, n.Name, n.Name.Key, c.didYouMean(n.Name.Key, namesOf(r.fields), namesOf(c.values)))
		}
		return fact, false
	case n.State == "IS NONE":
		fact.Values = []*Const{constant(types.Constant{Type: fact.Field.Type, None: true})}
		return fact, true
	case fact.Unknown:
		return fact, true
	case len(n.Values) == 0:
		if fact.Field.Type.Kind != types.Bool {
			c.errorAt(diag.TestSaysNothing, n.Name, c.spelling(n.Name), fact.Field.Type.Text())
			return fact, false
		}
		fact.Values = []*Const{constant(types.Constant{Type: boolean, Bool: !n.Not})}
		return fact, true
	}
	want := fact.Field.Type
	want.Several, want.PerYear = false, false
	for i, v := range n.Values {
		t := want
		if fact.Field.Type.PerYear && i%2 == 0 {
			t = types.Type{Kind: types.Year}
		}
		if name, ok := v.(*syntax.NameExpr); ok && labels[name.Key] {
			fact.Refers = append(fact.Refers, name.Key)
			continue
		}
		x := c.expect(v, t)
		k, ok := x.(*Const)
		key := t.Kind == types.Ref && ok && k.Value.Type.Kind == types.Text // of one whom the test says nothing of
		if !ok || !key && !k.Value.None && !k.Value.Open && !c.fits(x, t, v) {
			if !isInvalid(x) && !ok {
				c.errorAt(diag.NotConstant, v)
			}
			return fact, false
		}
		fact.Values = append(fact.Values, k)
	}
	return fact, true
}

func (c *checker) expected(n *syntax.Expectation, labels map[string]bool) *Expected {
	e := &Expected{Kind: n.Kind, Span: c.at(n)}
	if n.Label != nil {
		if e.Label = n.Label.Key; !labels[e.Label] {
			c.missing(diag.UnknownName, n.Label, e.Label, c.didYouMean(e.Label, namesOf(labels)))
		}
	}
	if n.Of != nil {
		return c.expectedOfGroup(e, n.Of, labels)
	}
	for i := range n.By {
		if !c.cited(c.clauseID(&n.By[i])) {
			c.clause(&n.By[i])
		}
		e.By = append(e.By, c.clauseID(&n.By[i]))
	}
	if !c.blanksNamed(e, n.Missing) {
		return nil
	}
	switch {
	case n.Kind == "DEADLINE" || n.Kind == "UNTIL":
		e.Value, _ = c.date(n.Value).(*Const)
	case n.Kind == "" && c.outputs[n.Name.Key] == nil:
		if !c.expectable(n.Name) {
			return nil
		}
		e.Kind = "RESULT"
		g := c.gradeOf(&syntax.Assignment{Node: n.Node, Name: *n.Name, Sign: sign(n.Value)}, n.Value)
		if g == nil {
			return nil
		}
		e.Action, e.Level = g.result, g.level
	case n.Kind == "":
		e.Kind, e.Output = "OUTPUT", c.outputs[n.Name.Key]
		if n.Value == nil {
			c.errorAt(diag.TestSaysNothing, n.Name, c.spelling(n.Name), e.Output.Type.Text())
			return nil
		}
		if e.Value = c.constant(n.Value, e.Output.Type); n.To != nil {
			e.To = c.constant(n.To, e.Output.Type)
		}
	case n.Action != nil:
		if e.Action = c.actionCalled(n.Action); e.Action == nil {
			return nil
		}
	case strings.HasPrefix(n.Kind, "CHECK"): // of the clauses that it names, whatever the header is about
	default:
		e.Action = c.testedAction()
		if e.Action == nil && len(c.ruledOn()) > 1 && !overall[n.Kind] {
			c.errorAt(diag.WhichAction, n, c.spelling(n), c.spokenOf())
			return nil
		}
	}
	return e
}

// actionCalled is the action or result of a name; nil, which is reported, for none.
func (c *checker) actionCalled(w *syntax.Word) *Action {
	if a := c.actions[w.Key]; a != nil {
		return a
	}
	if a := c.results[w.Key]; a != nil {
		return a
	}
	c.missing(diag.UnknownAction, w, w.Key, c.didYouMean(w.Key, namesOf(c.actions), namesOf(c.results)))
	return nil
}

// blanksNamed resolves the blanks that an expectation names.
func (c *checker) blanksNamed(e *Expected, names []*syntax.BlankNamed) bool {
	for _, b := range names {
		missed, ok := c.missed(b)
		if !ok {
			return false
		}
		e.Missing = append(e.Missing, missed)
	}
	return true
}

// constant resolves what a test states; nil for what is not stated, which is told.
func (c *checker) constant(n syntax.Expr, want types.Type) *Const {
	x := c.expect(n, want)
	k, ok := x.(*Const)
	if !ok && !isInvalid(x) {
		c.errorAt(diag.NotConstant, n)
	}
	return k
}

// missed finds the blank that a test names.
func (c *checker) missed(n *syntax.BlankNamed) (m Missed, ok bool) {
	key := n.Name.Key
	m.Field = c.subject.fields[key]
	for _, r := range c.program.Records {
		if m.Field == nil {
			m.Field = r.fields[key]
		}
		if m.Field == nil && r.Table != nil {
			m.Field = c.valueCalled(r, key)
		}
	}
	if m.Field == nil {
		c.missing(diag.UnknownName, n.Name, key, c.didYouMean(key, namesOf(c.subject.fields), namesOf(c.tables)))
		return m, false
	}
	if n.Keys == nil {
		return m, true
	}
	r := m.Field.Record
	if r.Table == nil {
		c.missing(diag.UnknownName, n, key, c.didYouMean(key, namesOf(c.tables)))
		return m, false
	}
	keys, ok := c.tableKeys(r, n.Keys, n.Name, false)
	for i, x := range keys {
		k, stated := x.(*Const)
		if ok = ok && stated; !stated && !isInvalid(x) {
			c.errorAt(diag.NotConstant, n.Keys[i])
		}
		if ok {
			m.Keys = append(m.Keys, k.Value)
		}
	}
	return m, ok
}

// valueCalled is the value of a table that bears a name: each name of the table where it
// has but one.
func (c *checker) valueCalled(r *Record, key string) *Field {
	if len(r.Table.Values) == 1 {
		if c.tables[key] == r {
			return r.Table.Values[0]
		}
		return nil
	}
	for _, f := range r.Table.Values {
		if syntax.Fold(f.Name) == key {
			return f
		}
	}
	return nil
}

// expectable reports a name that no test can expect anything of.
func (c *checker) expectable(w *syntax.Word) bool {
	if c.results[w.Key] != nil || c.actions[w.Key] != nil || slices.Contains(c.gradeNames(), w.Key) {
		return true
	}
	hint := c.didYouMean(w.Key, namesOf(c.outputs), namesOf(c.results), c.gradeNames, namesOf(c.actions))
	if c.subject.fields[w.Key] != nil || c.subject.terms[w.Key] != nil {
		hint = locale.Text{EN: "; declare an output to expect its value", ZH: "；如要期望它的值，请声明输出"}
	}
	c.missing(diag.UnknownExpectation, w, w.Key, hint, c.expectables())
	return false
}

// expectables lists what a test may expect.
func (c *checker) expectables() locale.Text {
	text := locale.Text{EN: "outcomes such as “must " + c.someAction().EN + "”, “nothing” or “undetermined”", ZH: "“必须" + c.someAction().ZH + "”“无结论”“待定”之类的结论"}
	for _, o := range c.program.Outputs {
		name := o.Text()
		text.EN, text.ZH = text.EN+", the output “"+name.EN+"”", text.ZH+"、输出“"+name.ZH+"”"
	}
	for _, a := range c.program.Actions {
		if a.Kind == KindResult {
			name := called(a.Names)
			text.EN, text.ZH = text.EN+", the result “"+name.EN+"”", text.ZH+"、结果“"+name.ZH+"”"
		}
	}
	return text
}

// someAction is the name of an action for an example: of the policy's own first.
func (c *checker) someAction() locale.Text {
	for _, a := range c.program.Actions {
		if a.Kind == KindAction {
			return called(a.Names)
		}
	}
	return locale.Text{EN: "rotate", ZH: "轮岗"}
}

// testedAction is the action that an expectation leaves out: the only one that
// the policy speaks of, or that of the header; nil for none in particular.
func (c *checker) testedAction() *Action {
	switch {
	case len(c.program.About) == 1:
		return c.program.About[0]
	case len(c.ruledOn()) == 1:
		return c.ruledOn()[0]
	}
	return nil
}

// ruledOn are the matters that rules give outcomes on.
func (c *checker) ruledOn() []*Action {
	return slices.DeleteFunc(slices.Clone(c.program.Actions), func(a *Action) bool { return a.Kind > KindResult })
}

func sign(value syntax.Expr) string {
	if value == nil {
		return ""
	}
	return "IS"
}

func (c *checker) spokenOf() []locale.Text {
	var out []locale.Text
	for _, a := range c.ruledOn() {
		out = append(out, called(a.Names))
	}
	return out
}

// overall are the outcomes that may be expected of all actions at once.
var overall = map[string]bool{"NOTHING": true, "UNDETERMINED": true, "OUT OF SCOPE": true, "DATA ERROR": true,
	"CHECK MET": true, "CHECK BROKEN": true, "CHECK DEPARTED": true}
