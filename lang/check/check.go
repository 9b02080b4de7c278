package check

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// checker builds one Program from its files, the prelude first.
type checker struct {
	program *Program
	files   []*syntax.File
	file    int // the file being read
	found   *diag.List

	parts  [][]*part                     // of each file
	now    *part                         // the one being read
	gone   map[syntax.Located]bool       // what variants replace or repeal
	resets map[*syntax.Set]bearer        // the setting that one of a variant takes the place of
	lost   map[string]bool               // clause numbers of it
	header map[string]*syntax.HeaderLine // the line of each kind that holds

	staff    *Record
	subject  *Record        // the kind of record that is decided on
	decide   *syntax.Decide // that says so; nil for none
	choices  map[string]*types.Options
	values   map[string][]optionOf
	actions  map[string]*Action
	records  map[string]*Record // by the name of a record and of its list
	tables   map[string]*Record
	run      *Record // a run of no list in particular: its rows have no fields
	outputs  map[string]*Output
	results  map[string]*Action
	graded   map[*Action]*types.Options // the outcomes of each result
	naming   *types.Options             // the actions named in the output being read
	claims   []*Action                  // checks and requirements
	stated   map[*Action]claim
	marks    map[string]bool // clause numbers of conditions and of rows
	points   []*syntax.Point // what a row must meet, of the condition being read
	alone    bool            // what is read is of no record that is decided on
	hedged   *bool           // set by “should” in the condition being read; nil where it may not stand
	byID     map[string][]*Rule
	written  map[*Rule]pending
	groups   int
	rows     []*Record // the lists that the expression being read stands in
	names    []string  // the row names of those lists; "" when unnamed
	self     string    // the name that a pair gives to the record decided
	orders   map[string]*syntax.Order
	chosen   map[string]*Choice // by clause number
	beside   map[*FieldRef]bool // what is read beside what the plan gives in its place
	planning *bool              // set where the plan says something of what is being read; nil where it is read as it is
	rung     Expr               // what a comparison without a left side compares
	broken   map[string]bool    // see syntax.File
	hints    int                // given so far
	nested   int                // definitions being resolved
	settling []PairKey          // of the pair being resolved
	grouped  *Quota             // whose sets are being resolved; nil for none
	full     bool               // the policy has more rules than it may
	headed   int                // the file whose header has been read
}

// optionOf is a value of a choice.
type optionOf struct {
	choice *types.Options
	index  int
}

// Check resolves the files, the last of which is the policy and the others are
// what it builds on. A Program is returned whatever was found; it may be run
// only if found has no errors.
func Check(files []*syntax.File, found *diag.List) *Program { return check(files, found, false) }

func check(files []*syntax.File, found *diag.List, audit bool) *Program {
	c := &checker{
		program: &Program{}, files: files, found: found,
		choices: map[string]*types.Options{},
		values:  map[string][]optionOf{}, actions: map[string]*Action{}, records: map[string]*Record{}, tables: map[string]*Record{},
		outputs: map[string]*Output{}, results: map[string]*Action{}, graded: map[*Action]*types.Options{}, stated: map[*Action]claim{}, marks: map[string]bool{}, orders: map[string]*syntax.Order{}, chosen: map[string]*Choice{}, beside: map[*FieldRef]bool{}, byID: map[string][]*Rule{}, written: map[*Rule]pending{},
	}
	c.program.File = files[len(files)-1].Source
	c.resets = map[*syntax.Set]bearer{}
	c.broken, c.gone, c.lost = map[string]bool{}, map[syntax.Located]bool{}, map[string]bool{}
	for i, f := range files {
		if maps.Copy(c.broken, f.Broken); !c.builtIn(i) {
			c.program.Files = append(c.program.Files, f.Source)
		}
	}
	c.parts = make([][]*part, len(files))
	c.compose()
	c.headerLines()
	c.staff = c.newRecord(&Record{Name: "staff"})
	c.subject, c.records["staff"] = c.staff, c.staff
	c.run = &Record{Name: "run", List: "runs", fields: map[string]*Field{}, terms: map[string]*Term{}}
	c.run.RunOf = c.run
	c.records["run"] = c.run
	c.records["一段"] = c.records["run"]
	c.each(c.declareTypes)
	c.each(c.chooseSubject)
	c.each(c.relationEnds)
	c.each(c.declareNames)
	c.each(c.tableName)
	c.unmatched()
	c.each(c.declareChoices)
	c.each(c.declareRules)
	c.each(c.resolveFields)
	c.keys()
	c.plans()
	c.each(c.resolveTables)
	c.each(c.readHeader)
	c.each(c.calendar)
	c.resolveTerms()
	c.resolveChoices()
	c.resolveRules()
	if audit {
		c.audits()
	}
	c.outputsAlone()
	c.resolveClaims()
	c.each(c.quota)
	c.each(c.resolveRegister)
	c.each(c.resolveTest)
	c.runTerms()
	before := len(*found)
	c.decisionOrder()
	if len(*found) == before { // a circle of decisions is told once
		c.precedence()
	}
	c.use()
	c.program.scope = c
	return c.program
}

// each runs a phase over all declarations, file by file.
func (c *checker) each(phase func(syntax.Declaration)) {
	for i, parts := range c.parts {
		c.file = i
		for _, p := range parts {
			if c.now = p; !c.gone[p.Declaration] {
				phase(p.Declaration)
			}
		}
	}
	c.now = nil
}

func (c *checker) at(n syntax.Located) source.Span { return c.files[c.file].Span(n) }

func (c *checker) errorAt(code diag.Code, n syntax.Located, args ...any) *diag.Diagnostic {
	return c.found.Add(code, c.at(n), args...)
}

// missing reports a name or clause number that is not there, unless it is
// there but could not be read, which has been reported.
func (c *checker) missing(code diag.Code, n syntax.Located, key string, hint locale.Text, args ...any) {
	if !c.broken[key] {
		c.errorAt(code, n, append(append([]any{c.spelling(n)}, args...), hint)...)
	}
}

// maxHints is how many messages ask after the nearest name, each some hundred
// microseconds of comparing; nobody reads so far.
const maxHints = 200

// didYouMean asks after the nearest of some names, which are gathered only then.
func (c *checker) didYouMean(key string, among ...func() []string) locale.Text {
	if c.broken[key] || c.hints >= maxHints {
		return locale.Text{}
	}
	c.hints++
	var names []string
	for _, list := range among {
		names = append(names, list()...)
	}
	return diag.DidYouMean(key, names)
}

func namesOf[T any](m map[string]T) func() []string {
	return func() []string { return slices.Collect(maps.Keys(m)) }
}

func these(names ...string) func() []string { return func() []string { return names } }

// own says whether the file being read is the policy itself.
func (c *checker) own() bool { return c.file == len(c.files)-1 }

// builtIn says whether a file is the prelude or a library: neither the policy nor what it
// extends.
func (c *checker) builtIn(file int) bool {
	return file == 0 && len(c.files) > 1 || c.files[file].Library != nil
}

// library tells of a library that there is none of.
func (c *checker) library(name *syntax.Text) {
	own := c.files[c.file]
	given := func(f *syntax.File) bool { return slices.Contains(f.Library, syntax.Fold(name.Value())) }
	if !slices.ContainsFunc(c.files, given) {
		c.errorAt(diag.NoLibrary, name, name.Value(), c.didYouMean(name.Value(), func() []string { return own.Offered }))
	}
}

// written is the spelling of a name as the author wrote it.
func (c *checker) spelling(n syntax.Located) string {
	return strings.Join(strings.Fields(strings.Trim(c.at(n).Text(), "'‘’\"“”")), " ")
}

// declareTypes collects choices and records: fields need them.
func (c *checker) declareTypes(d syntax.Declaration) {
	switch d := d.(type) {
	case *syntax.Choice:
		choice := &types.Options{Name: c.spelling(&d.Name)}
		c.options(choice, d.Values)
		c.choices[d.Name.Key] = choice
	case *syntax.Record:
		c.declareRecord(d)
	case *syntax.Relation:
		c.declareRelation(d)
	case *syntax.Result:
		c.declareGrades(d)
	case *syntax.Table:
		c.declareTable(d)
	}
}

// options reads the values of a choice.
func (c *checker) options(choice *types.Options, list *syntax.Options) {
	c.option(choice, list.First)
	for _, o := range list.Rest {
		choice.Ordered = choice.Ordered || o.Sign == "<"
		c.option(choice, o.Value)
	}
}

func (c *checker) option(choice *types.Options, n *syntax.Naming) {
	folded := []string{n.Name.Key}
	for _, t := range syntax.Texts(n.Further) {
		folded = append(folded, syntax.Fold(t.Value()))
	}
	for _, f := range folded {
		if _, twice := choice.Find(f); twice {
			c.errorAt(diag.DeclaredTwice, n, f)
		}
		c.values[f] = append(c.values[f], optionOf{choice, len(choice.Values)})
	}
	choice.Add(c.spelling(&n.Name), folded...)
}

func remove[T comparable](list []T, x T) []T {
	var out []T
	for _, y := range list {
		if y != x {
			out = append(out, y)
		}
	}
	return out
}

// declareNames collects fields, terms, actions, outputs.
func (c *checker) declareNames(d syntax.Declaration) {
	switch d := d.(type) {
	case *syntax.Policy:
		if !c.builtIn(c.file) {
			c.conventions(d)
		}
	case *syntax.Calendar:
		if c.program.Calendar != nil {
			c.errorAt(diag.TwoCalendars, d)
		}
		c.program.Calendar = &Calendar{Span: c.at(d)}
	case *syntax.Field:
		if r := c.recordNamed(d.Spec.Of); r != nil {
			c.declareField(r, &d.Spec)
		}
	case *syntax.Record:
		if r := c.records[d.Name.Key]; r != nil && (r == c.staff || r.Span == c.at(d)) {
			for _, spec := range d.Fields {
				c.declareField(r, spec)
			}
		}
	case *syntax.Relation:
		c.declareColumns(d)
	case *syntax.Table:
		c.tableColumns(d)
	case *syntax.Judged:
		for _, n := range d.Names {
			if c.gone[n] {
				continue
			}
			f := c.newField(c.home(), &n.Name)
			f.Type, f.Judged = types.Type{Kind: types.Bool}, true
			c.further(f, n.Further)
			c.reasonOf(f)
		}
	case *syntax.Set:
		c.declareTerm(c.home(), &d.Name, nil, d).Clause = c.clauseID(d.Clause)
	case *syntax.Define:
		if r := c.recordNamed(d.Of); r != nil {
			c.declareTerm(r, &d.Name, d.Further, d).Clause = c.clauseID(d.Clause)
		}
	case *syntax.Score:
		if r := c.recordNamed(d.Of); r != nil {
			c.declareTerm(r, &d.Name, d.Further, d).Clause = c.clauseID(d.Clause)
		}
	case *syntax.Action:
		if d.Exclusive {
			c.groups++
		}
		for _, n := range d.Names {
			if !c.gone[n] {
				c.declareAction(n, d)
			}
		}
	case *syntax.Output:
		c.declareOutput(d)
	case *syntax.Result:
		c.declareResult(d)
	}
}

// recordNamed is the kind of record that a name after “of” says; without one that
// which is decided on, and nil for one that is not there.
func (c *checker) recordNamed(of *syntax.Word) *Record {
	if of == nil {
		return c.home()
	}
	r := c.records[of.Key]
	if r == nil {
		c.missing(diag.UnknownRecord, of, of.Key, c.nearestRecord(of.Key))
	}
	return r
}

func (c *checker) declareAction(n *syntax.Naming, d *syntax.Action) {
	if old := c.actions[n.Name.Key]; old != nil {
		c.declared(&n.Name, old.Span)
		if old.Span.File == c.files[c.file].Source {
			return
		}
	}
	a := &Action{Kind: KindAction, Name: c.spelling(&n.Name), Default: -1, Span: c.at(&n.Name)}
	if d.Exclusive {
		a.Exclusive = c.groups
	}
	a.Names = []string{a.Name}
	a.done = written{c.file, d.Done}
	if old := c.actions[n.Name.Key]; old != nil {
		if d.Done == nil {
			a.done = old.done
		}
		for key, other := range c.actions {
			if other == old {
				c.actions[key] = a
			}
		}
		a.Names = append(a.Names, old.Names...)
	}
	c.actions[n.Name.Key] = a
	for _, t := range syntax.Texts(n.Further) {
		a.Names = append(a.Names, t.Value())
		c.actions[syntax.Fold(t.Value())] = a
	}
}

func (c *checker) declareField(r *Record, spec *syntax.FieldSpec) *Field {
	f := c.newField(r, &spec.Name)
	for _, o := range spec.Options {
		c.further(f, o.Also)
		for _, t := range syntax.Texts(o.Headed) {
			f.Headings = append(f.Headings, t.Value())
		}
	}
	return f
}

// further gives a field its further names.
func (c *checker) further(f *Field, names syntax.Spellings) {
	for _, t := range syntax.Texts(names) {
		f.Headings = append(f.Headings, t.Value())
		c.alias(f, t)
	}
}

// alias gives a field a further name, unless another field of the record has
// it already.
func (c *checker) alias(f *Field, t *syntax.Text) {
	names := f.Record.fields
	key := syntax.Fold(t.Value())
	if old := names[key]; old != nil && old != f {
		c.declared(t, old.Span)
	}
	names[key] = f
}

func (c *checker) newField(r *Record, name *syntax.Word) *Field {
	f := &Field{Name: c.spelling(name), Record: r, Span: c.at(name), Headings: []string{c.spelling(name)}, Written: map[string]types.Constant{}}
	names := r.fields
	if old := names[name.Key]; old != nil {
		c.declared(name, old.Span)
		// A field declared anew by the policy takes the place of the prelude's,
		// under every name and heading that one had.
		for key, other := range names {
			if other == old {
				names[key] = f
			}
		}
		f.Headings = append(f.Headings, old.Headings...)
		r.Fields = remove(r.Fields, old)
	}
	if old := r.terms[name.Key]; old != nil {
		c.declared(name, old.Span)
		delete(r.terms, name.Key)
		c.program.Terms = remove(c.program.Terms, old)
	}
	names[name.Key] = f
	r.Fields = append(r.Fields, f)
	return f
}

func (c *checker) declareTerm(r *Record, name *syntax.Word, further syntax.Spellings, d any) *Term {
	t := &Term{Name: c.spelling(name), Names: []string{c.spelling(name)}, Record: r, Span: c.at(name), declared: d, file: c.file}
	names := r.terms
	if old := names[name.Key]; old != nil {
		c.declared(name, old.Span)
		c.program.Terms = remove(c.program.Terms, old)
		for key, other := range names {
			if other == old {
				names[key] = t
			}
		}
	}
	if f := r.fields[name.Key]; f != nil {
		c.declared(name, f.Span)
		delete(r.fields, name.Key)
	}
	names[name.Key] = t
	for _, text := range syntax.Texts(further) {
		names[syntax.Fold(text.Value())] = t
		t.Names = append(t.Names, text.Value())
	}
	c.program.Terms = append(c.program.Terms, t)
	return t
}

// headerLines finds which line of each kind holds: that of a variant comes before
// those of what it extends.
func (c *checker) headerLines() {
	c.header, c.headed = map[string]*syntax.HeaderLine{}, -1
	for i, parts := range c.parts {
		for _, p := range parts {
			if header, ok := p.Declaration.(*syntax.Policy); ok && !c.builtIn(i) {
				for _, line := range header.Lines {
					c.header[headerKind(line)] = line
				}
			}
		}
	}
}

// replacedLine says of a line of the header that a variant has another.
func (c *checker) replacedLine(line *syntax.HeaderLine) bool {
	holds := c.header[headerKind(line)]
	return headerKind(line) != "" && !slices.ContainsFunc(c.parts[c.file], func(p *part) bool {
		header, ok := p.Declaration.(*syntax.Policy)
		return ok && slices.Contains(header.Lines, holds)
	})
}

// readHeader reads the lines of the policy header.
func (c *checker) readHeader(d syntax.Declaration) {
	if d, ok := d.(*syntax.Decide); ok {
		c.decideAsOf(d)
	}
	p, ok := d.(*syntax.Policy)
	if !ok || c.builtIn(c.file) {
		return
	}
	if c.headed == c.file {
		c.errorAt(diag.TwoPolicies, p)
		return
	}
	c.headed = c.file
	c.extended(p)
	if p.Title != nil {
		c.program.Title = p.Title.Value()
	}
	seen := map[string]*syntax.HeaderLine{}
	for _, line := range p.Lines {
		if kind := headerKind(line); seen[kind] != nil {
			d := c.errorAt(diag.DeclaredTwice, line, c.spelling(line))
			d.Notes = append(d.Notes, diag.Related{At: c.at(seen[kind]), Text: locale.Text{EN: "declared here first", ZH: "先在此处声明"}})
			continue
		} else if kind != "" {
			seen[kind] = line
		}
		if c.replacedLine(line) {
			continue
		}
		switch {
		case line.Source != nil:
			c.program.Source = line.Source.Value()
		case line.AppliesTo != nil:
			c.program.AppliesTo = c.condition(line.AppliesTo)
		case line.AsOf != nil:
			c.asOf(line, line.AsOf)
		case line.InForce != nil:
			c.program.InForce = c.window(line.InForce)
			if line.Clause != nil {
				c.program.ForceID, c.program.ForceAt = c.clauseID(line.Clause), c.at(line)
				c.program.ForceAt.End = c.at(line.InForce).End
				c.marks[c.program.ForceID] = true
			}
		case line.About != nil:
			for _, w := range line.About {
				if a := c.action(w); a != nil {
					c.program.About = append(c.program.About, a)
				} else {
					c.broken["ABOUT"] = true
				}
			}
		case line.Use != nil:
			for _, name := range line.Use {
				c.library(name)
			}
		case line.Prelude != nil:
			c.program.Prelude = line.Prelude
		}
	}
}

// headerKind tells the lines apart of which a header has one; "" for others.
func headerKind(line *syntax.HeaderLine) string {
	switch {
	case line.AppliesTo != nil:
		return "APPLIES TO"
	case line.AsOf != nil:
		return "AS OF"
	case line.InForce != nil:
		return "IN FORCE"
	case line.About != nil:
		return "ABOUT"
	case line.Source != nil:
		return "SOURCE"
	case line.Prelude != nil:
		return "PRELUDE"
	case strings.HasPrefix(line.Counting, "AGES"):
		return "AGES"
	}
	return cmp.Or(line.Begins, line.Counting)
}

// action finds an action by name and numbers it when first spoken of.
func (c *checker) action(w *syntax.Word) *Action {
	a := c.actions[w.Key]
	if a == nil {
		hint := c.didYouMean(w.Key, namesOf(c.actions))
		if c.subject.terms[w.Key] != nil || c.subject.fields[w.Key] != nil {
			hint = locale.Text{EN: "; a name of the policy is read as a whole: if an action and a further word are meant, put a space between them", ZH: "；政策中的名称按整体读取：如指动作和其后的词，请在中间加空格"}
		}
		c.missing(diag.UnknownAction, w, w.Key, hint)
		return nil
	}
	c.speakOf(a)
	return a
}

func (c *checker) speakOf(a *Action) {
	if len(c.program.Actions) > a.Index && c.program.Actions[a.Index] == a {
		return
	}
	a.Index = len(c.program.Actions)
	c.program.Actions = append(c.program.Actions, a)
}

func keys[T any](m map[string]T) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
