package check

import (
	"cmp"
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// A variant is a file that extends others. What it replaces or repeals is taken away
// before any name is resolved; what it declares anew under a name takes the place of
// the old under every name that had, like what a policy declares of the prelude.

// part is a declaration without the word before it.
type part struct {
	syntax.Declaration
	whole   syntax.Declaration
	replace bool // what it replaces must be there
	fixed   bool
	found   bool // and is
}

// bearer is what bears a clause number, a name or a title, so that a variant can
// speak of it: a declaration, or an item of one.
type bearer struct {
	key  string // clause 4.1a, output way …
	file int
	of   *part
	item syntax.Located // of a list; else the declaration
	at   syntax.Located // the number or name
}

// compose reads the declarations of all files, and takes away what variants replace
// and repeal.
func (c *checker) compose() {
	var standing []bearer
	for i, f := range c.files {
		c.file = i
		for _, d := range f.Declarations {
			p := &part{Declaration: syntax.Bare(d), whole: d}
			_, p.replace = d.(*syntax.Replace)
			_, p.fixed = d.(*syntax.Fixed)
			c.parts[i] = append(c.parts[i], p)
		}
		if c.builtIn(i) { // of the prelude and of libraries everything may be declared anew
			continue
		}
		var own []bearer
		for _, p := range c.parts[i] {
			c.now = p
			if repeal, ok := p.Declaration.(*syntax.Repeal); ok {
				c.repeal(repeal, standing)
				continue
			}
			bears := c.bears(p)
			if (p.replace || p.fixed) && len(bears) == 0 {
				c.errorAt(diag.BearsNothing, p.whole)
			}
			c.place(p, bears, standing)
			own = append(own, bears...)
		}
		standing = append(slices.DeleteFunc(standing, func(b bearer) bool { return c.gone[b.item] || c.gone[b.of.Declaration] }), own...)
	}
}

// place puts a declaration among those that stand.
func (c *checker) place(p *part, bears, standing []bearer) {
	said := false
	for _, b := range bears {
		for _, old := range standing {
			switch {
			case anew(p.Declaration) || !same(old.key, b.key) || c.gone[old.item] || c.gone[old.of.Declaration]:
			case p.replace && old.of.fixed:
				c.isFixed(b.at, old)
				said, p.found = true, true
			case p.replace:
				c.take(old)
				p.found = true
			case old.key != b.key || said:
			case !c.extends(c.files[c.file], c.files[old.file]):
				said = true
				d := c.errorAt(diag.SameInTwo, b.at, c.spelling(b.at), c.nameOf(old.file), c.nameOf(c.file))
				d.Notes = append(d.Notes, c.there(old))
			default:
				said = true
				c.needsReplace(b.at, old)
			}
		}
	}
	if p.replace && !p.found && !anew(p.Declaration) && len(bears) > 0 {
		c.nothingThere(bears[0], standing)
	}
}

// anew says of a declaration that its name, declared again, takes the place of the
// old in all that reads it, which is seen when names are declared.
func anew(d syntax.Declaration) bool {
	switch d.(type) {
	case *syntax.Set, *syntax.Define, *syntax.Score, *syntax.Field, *syntax.Judged, *syntax.Action:
		return true
	}
	return false
}

// same says whether a number or name speaks of what bears another: a clause number
// also of its parts.
func same(borne, said string) bool {
	return borne == said || strings.HasPrefix(said, "clause ") && partOf(borne, said)
}

// bears lists what a declaration may be spoken of by.
func (c *checker) bears(p *part) (list []bearer) {
	add := func(class, key string, item, at syntax.Located) {
		list = append(list, bearer{class + " " + key, c.file, p, item, at})
	}
	clause := func(id *syntax.ID, item syntax.Located) {
		if id != nil {
			add("clause", c.clauseID(id), item, id)
		}
	}
	named := func(class string, w *syntax.Word) { add(class, w.Key, p.Declaration, w) }
	switch d := p.Declaration.(type) {
	case *syntax.Rule:
		clause(d.ID, d)
		if d.Requires != nil {
			for _, item := range d.Requires.Items {
				clause(item.ID, item)
			}
		}
	case *syntax.Any:
		clause(d.ID, d)
		for _, item := range d.Cases {
			clause(item.ID, item)
		}
	case *syntax.AllOf:
		clause(d.ID, d)
	case *syntax.Ladder:
		clause(d.ID, d)
		for _, rung := range d.Rungs {
			clause(rung.ID, rung)
		}
	case *syntax.Check:
		clause(d.ID, d)
	case *syntax.Require:
		clause(d.ID, d)
	case *syntax.Pair:
		clause(d.ID, d)
		for _, item := range d.Cases {
			clause(item.ID, item)
		}
	case *syntax.Choose:
		clause(d.ID, d)
	case *syntax.Quota:
		clause(d.ID, d)
		for _, line := range d.Items {
			clause(line.ID, line)
		}
	case *syntax.Order:
		named("order", &d.Name)
	case *syntax.Note:
		if d.ID != nil {
			add("note", c.clauseID(d.ID), d, d.ID)
		}
	case *syntax.Schedule:
		if d.ID != nil {
			add("schedule", c.clauseID(d.ID), d, d.ID)
		}
	case *syntax.Register:
		add("register", syntax.Fold(d.Title.Value()), d, d.Title)
	case *syntax.Set:
		named("name", &d.Name)
	case *syntax.Define:
		add("name", ofKind(d.Of)+d.Name.Key, d, &d.Name)
	case *syntax.Score:
		add("name", ofKind(d.Of)+d.Name.Key, d, &d.Name)
	case *syntax.Field:
		add("name", ofKind(d.Spec.Of)+d.Spec.Name.Key, d, &d.Spec.Name)
	case *syntax.Judged:
		for _, n := range d.Names {
			add("name", n.Name.Key, n, &n.Name)
		}
	case *syntax.Action:
		for _, n := range d.Names {
			add("action", n.Name.Key, n, &n.Name)
		}
	case *syntax.Choice:
		named("choice", &d.Name)
	case *syntax.Record:
		if d.Name.Key != "staff" { // which every file may add to
			named("record", &d.Name)
		}
	case *syntax.Relation:
		named("record", &d.Name)
	case *syntax.Table:
		named("table", &d.Name)
	case *syntax.Result:
		named("result", &d.Name)
	case *syntax.Output:
		named("output", &d.Name)
	case *syntax.Calendar:
		add("calendar", "", d, d)
	}
	return list
}

func ofKind(w *syntax.Word) string {
	if w == nil {
		return ""
	}
	return w.Key + "'s "
}

// classes are what the words after “repeal” speak of.
var classes = map[string]string{
	"NOTE": "note", "SCHEDULE": "schedule", "REGISTER": "register", "SET": "name", "DEFINE": "name", "SCORE": "name", "FIELD": "name", "JUDGED": "name",
	"ACTION": "action", "CHOICE": "choice", "RECORD": "record", "RELATION": "record", "TABLE": "table", "RESULT": "result", "OUTPUT": "output", "ORDER": "order",
}

func (c *checker) repeal(d *syntax.Repeal, standing []bearer) {
	for _, t := range d.Targets {
		class, key := classes[d.What], ""
		switch {
		case t.ID != nil:
			key = c.clauseID(t.ID)
		case t.Name != nil:
			key = t.Name.Key
		default:
			key = syntax.Fold(t.Title.Value())
		}
		said := bearer{key: cmp.Or(class, "clause") + " " + key, at: t}
		there := false
		for _, old := range standing {
			switch {
			case !same(old.key, said.key) || c.gone[old.item]:
			case old.of.fixed:
				c.isFixed(t, old)
				there = true
			default:
				c.take(old)
				there = true
			}
		}
		if !there {
			c.nothingThere(said, standing)
		}
	}
}

// take takes away what a variant replaces or repeals. Other clauses may go on to
// speak of its number.
func (c *checker) take(old bearer) {
	c.gone[old.item] = true
	if id, ok := strings.CutPrefix(old.key, "clause "); ok {
		c.lost[id] = true
	}
}

func (c *checker) nothingThere(said bearer, standing []bearer) {
	_, key, _ := strings.Cut(said.key, " ")
	var others []string
	for _, b := range standing {
		class, other, _ := strings.Cut(b.key, " ")
		if strings.HasPrefix(said.key, class+" ") {
			others = append(others, other)
		}
	}
	c.missing(diag.NothingThere, said.at, key, c.didYouMean(key, these(others...)))
}

func (c *checker) isFixed(at syntax.Located, old bearer) {
	line, _ := c.files[old.file].Source.Position(c.files[old.file].Span(old.of.whole).Start)
	d := c.errorAt(diag.IsFixed, at, c.spelling(at), c.nameOf(old.file), line)
	d.Notes = append(d.Notes, c.there(old))
}

// needsReplace reports what is declared again without the word for it. Its fix is
// the head with that word, where the declaration has a head.
func (c *checker) needsReplace(at syntax.Located, old bearer) {
	line, _ := c.files[old.file].Source.Position(c.files[old.file].Span(old.at).Start)
	place := c.at(c.now.whole)
	fix := replaced(place.Text()[:max(0, c.at(at).Start-place.Start)], c.now.Declaration)
	d := c.errorAt(diag.NeedsReplace, at, c.spelling(at), c.nameOf(old.file), line, fix+c.spelling(at))
	if c.at(at).End > place.Start {
		if place.End = c.at(at).End; !strings.Contains(place.Text(), "\n") {
			d.At, d.Fix = place, fix+c.at(at).Text()
		}
	}
	d.Notes = append(d.Notes, c.there(old))
}

// replaced is the head of a declaration with the word “replace” before it, in its
// language.
func replaced(head string, d syntax.Declaration) string {
	rule, isRule := d.(*syntax.Rule)
	bare := isRule && rule.ID != nil && strings.TrimSpace(head) == ""
	switch {
	case locale.IsChinese(head):
		return "替换" + head
	case bare:
		return "replace rule "
	}
	return "replace " + head
}

func (c *checker) there(old bearer) diag.Related {
	return diag.Related{At: c.files[old.file].Span(old.at), Text: locale.Text{EN: "declared here", ZH: "在此处声明"}}
}

func (c *checker) nameOf(file int) string { return c.files[file].Source.Name }

// extended reports that a policy extended was not given.
func (c *checker) extended(p *syntax.Policy) {
	list := []*syntax.Extension{p.Extends}
	for _, line := range p.Lines {
		list = append(list, line.Extends)
	}
	list = slices.DeleteFunc(list, func(e *syntax.Extension) bool { return e == nil })
	if given := len(c.files[c.file].Bases); given < len(list) && !c.broken["EXTENDS"] {
		c.errorAt(diag.NoBase, list[given].From, list[given].From.Value())
	}
}

// extends says whether a file extends another, directly or not.
func (c *checker) extends(f, base *syntax.File) bool {
	return slices.ContainsFunc(f.Bases, func(b *syntax.File) bool { return b == base || c.extends(b, base) })
}

// declared reports a name that has been declared before, by the same file or by one
// that it extends; a policy may declare a name of the prelude anew.
func (c *checker) declared(n syntax.Located, previous source.Span) {
	from := c.fileOf(previous)
	if from == c.file {
		d := c.errorAt(diag.DeclaredTwice, n, c.spelling(n))
		d.Notes = append(d.Notes, diag.Related{At: previous, Text: locale.Text{EN: "declared here first", ZH: "先在此处声明"}})
		return
	}
	if c.now != nil {
		c.now.found = true
	}
	if from < 0 || c.builtIn(from) || c.now == nil {
		return
	}
	i := slices.IndexFunc(c.parts[from], func(p *part) bool {
		at := c.files[from].Span(p.whole)
		return at.Start <= previous.Start && previous.Start < at.End
	})
	if i < 0 {
		return
	}
	old := bearer{file: from, of: c.parts[from][i], at: syntax.Stretch(previous.Start, previous.End)}
	resets, sets := c.now.Declaration.(*syntax.Set)
	_, set := old.of.Declaration.(*syntax.Set)
	if sets && set && !old.of.fixed {
		c.resets[resets] = old
	}
	switch {
	case old.of.fixed:
		c.isFixed(n, old)
	case c.now.replace || sets && set && c.extends(c.files[c.file], c.files[from]):
	case c.extends(c.files[c.file], c.files[from]):
		c.needsReplace(n, old)
	case c.at(c.now.whole).Text() != c.files[from].Span(old.of.whole).Text(): // two policies may agree in a name
		d := c.errorAt(diag.SameInTwo, n, c.spelling(n), c.nameOf(from), c.nameOf(c.file))
		d.Notes = append(d.Notes, c.there(old))
	}
}

// likeBefore reports a setting of a variant whose value is of another type than the one
// it takes the place of: in the variant, not in the rules that read it.
func (c *checker) likeBefore(t *Term, d *syntax.Set) {
	old, ok := c.resets[d]
	if !ok || d.Value == nil || isInvalid(t.Value) {
		return
	}
	before := old.of.Declaration.(*syntax.Set)
	if before.Value == nil {
		return
	}
	file, found := c.file, len(*c.found)
	c.file = old.file
	was := c.expression(syntax.Unwrap(before.Value))
	*c.found = (*c.found)[:found] // what is wrong with it is of no account here
	c.file = t.file
	if !isInvalid(was) && !exchangeable(t.Value.Type().Kind, was.Type().Kind) && !c.ofType(t.Value, was.Type(), d.Value) {
		t.Type, t.Value = types.Type{Kind: types.Invalid}, c.invalid(d)
	}
	c.file = file
}

// exchangeable says that values of two kinds may be compared with the same ones.
func exchangeable(a, b types.Kind) bool {
	measures := func(k types.Kind) bool { return k == types.Period || k == types.Span }
	counts := func(k types.Kind) bool { return k == types.Number || k == types.Age }
	return measures(a) && measures(b) || counts(a) && counts(b)
}

// unmatched reports names that were to replace others, and did not.
func (c *checker) unmatched() {
	for i := range c.files {
		c.file = i
		for _, p := range c.parts[i] {
			if bears := c.bears(p); p.replace && !p.found && anew(p.Declaration) && len(bears) > 0 {
				class, _, _ := strings.Cut(bears[0].key, " ")
				var names []string
				for _, parts := range c.parts[:i] {
					for _, other := range parts {
						for _, b := range c.bears(other) {
							if key, ok := strings.CutPrefix(b.key, class+" "); ok {
								names = append(names, key)
							}
						}
					}
				}
				_, key, _ := strings.Cut(bears[0].key, " ")
				c.missing(diag.NothingThere, bears[0].at, key, c.didYouMean(key, these(names...)))
			}
		}
	}
}

// clauseID is a clause number where it is declared: that of a policy extended by
// name begins with the name.
func (c *checker) clauseID(id *syntax.ID) string {
	if id == nil {
		return ""
	}
	return c.files[c.file].Prefix + id.Text
}
