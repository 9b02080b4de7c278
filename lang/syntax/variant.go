package syntax

import (
	"maps"
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

func (*Replace) declaration() {}
func (*Fixed) declaration()   {}
func (*Repeal) declaration()  {}

// Replace is a declaration that takes the place of one in a policy extended.
//
//	replace rule 4.1b post tenure >= 5y => should rotate
type Replace struct {
	Node
	Of Declaration
}

// Fixed is a declaration that no variant may touch.
//
//	fixed rule 5.1 under investigation => exempt from rotate
type Fixed struct {
	Node
	Of Declaration
}

// Repeal takes away declarations of a policy extended, by their numbers, names or
// titles.
//
//	repeal rule 4.2, 4.3
type Repeal struct {
	Node
	What    string    `parser:"'REPEAL' @( 'RULE' | 'ANY' | 'LADDER' | 'CHECK' | 'REQUIRE' | 'SCORE' | 'PAIR' | 'QUOTA' | 'CHOOSE' | 'NOTE' | 'SCHEDULE' | 'REGISTER' | 'SET' | 'DEFINE' | 'FIELD' | 'JUDGED' | 'CHOICE' | 'ACTION' | 'RECORD' | 'TABLE' | 'RELATION' | 'RESULT' | 'OUTPUT' | 'ORDER' )"`
	Targets []*Target `parser:"@@ ( (',' | '、') @@ )*"`
}

// Target is what is repealed.
type Target struct {
	Node
	ID    *ID   `parser:"  @@"`
	Name  *Word `parser:"| @@"`
	Title *Text `parser:"| @@"`
}

// Extension is the policy that a variant extends; named, its clauses bear the name:
// DX/3.1.
//
//	extends "../county.rota" as DX
type Extension struct {
	Node
	From *Text  `parser:"@@"`
	As   string `parser:"( 'AS BASE' @( Name | Clause ) )?"`
}

// Bare is a declaration without the word before it.
func Bare(d Declaration) Declaration {
	switch d := d.(type) {
	case *Replace:
		return d.Of
	case *Fixed:
		return d.Of
	}
	return d
}

// Extends is what a text says of a policy that it extends, found before the text is
// read: the names of that policy decide how it is cut. As is the name with its bar,
// DX/, or empty.
type Extends struct {
	From, As string
	At       source.Span
}

// TakenIn lists the libraries that a text takes in, by the names that it gives them, and
// the policies that it extends, in its order.
func TakenIn(file *source.File) (libraries []string, policies []Extends) {
	headerOf(file, []string{"EXTENDS", "USE"}, func(l reader, atoms []atom, i int) {
		if e, ok := l.extends(atoms, i); ok {
			policies = append(policies, e)
		}
		name, at, ok := l.quoted(atoms, i, "USE")
		for ok {
			libraries = append(libraries, name)
			if at+2 >= len(atoms) || atoms[at+2].token.Type != String {
				break
			}
			at += 2 // over the comma
			name = unquoted(atoms[at])
		}
	})
	return libraries, policies
}

// headLength is how many characters of a declaration are looked at for its head.
const headLength = 40

// headerOf visits each atom of the headers of a text that has not been read, where it
// has one of some keywords of one word.
func headerOf(file *source.File, keys []string, visit func(l reader, atoms []atom, i int)) {
	if len(file.Text) > maxBytes || badBytes(file.Text) >= 0 {
		return
	}
	t := newText(file)
	if !t.mentions(keys) {
		return
	}
	l := reader{text: t, vocab: NewVocabulary(), found: &diag.List{}}
	decls, _ := t.declarations()
	for _, d := range decls {
		start := stretch{d.start, min(d.end, d.start+headLength)}
		if head, _, _ := l.head(t.atoms(start)); head.Value != "POLICY" {
			continue
		}
		atoms := t.atoms(d)
		for i := range atoms {
			visit(l, atoms, i)
		}
	}
}

// mentions says that a word of one of the keywords is in the text, wherever.
func (t *text) mentions(keys []string) bool {
	text := string(t.folded)
	return slices.ContainsFunc(keys, func(key string) bool {
		return slices.ContainsFunc(slices.Concat(Forms(key, locale.English), Forms(key, locale.Chinese)), func(word string) bool {
			return strings.Contains(text, word)
		})
	})
}

// quoted reads a keyword at atom i and the text behind it, which is atom at.
func (l reader) quoted(atoms []atom, i int, keyword string) (text string, at int, ok bool) {
	if atoms[i].kind > numberAtom {
		return "", 0, false
	}
	word, length := l.keywordIn(atoms, i, atHeader)
	if at = i + length; word != keyword || at >= len(atoms) || atoms[at].token.Type != String {
		return "", 0, false
	}
	return unquoted(atoms[at]), at, true
}

// unquoted is what stands between the quotes of a text.
func unquoted(a atom) string {
	written := []rune(a.token.Value)
	return string(written[1 : len(written)-1])
}

// extends reads extends "base.rota" as DX at atom i.
func (l reader) extends(atoms []atom, i int) (e Extends, ok bool) {
	if e.From, i, ok = l.quoted(atoms, i, "EXTENDS"); !ok {
		return e, false
	}
	e.At = l.at(atoms[i].start, atoms[i].end)
	if i++; i < len(atoms) && atoms[i].kind <= numberAtom {
		if word, length := l.keywordIn(atoms, i, afterExtends); word == "AS BASE" {
			from := i + length
			for i = from; i < len(atoms) && atoms[i].kind <= numberAtom; {
				i++
			}
			if i > from {
				e.As = string(l.text.written[atoms[from].start:atoms[i-1].end]) + "/"
			}
		}
	}
	return e, true
}

// Extend adds the names of a policy extended, whose clauses bear the prefix.
func (v *Vocabulary) Extend(base *Vocabulary, prefix string) {
	for _, name := range base.listed {
		v.Add(name)
	}
	maps.Copy(v.records, base.records)
	maps.Copy(v.tables, base.tables)
	if prefix != "" {
		v.prefixes = append(v.prefixes, prefix)
	}
	for _, p := range base.prefixes {
		v.prefixes = append(v.prefixes, prefix+p)
	}
	// The longest first: DX/FX/ before DX/.
	slices.SortStableFunc(v.prefixes, func(a, b string) int { return len(b) - len(a) })
}

// prefixed is the number of a clause of a policy extended at character i, DX/3.1, and
// where it ends; "" for none.
func (t *text) prefixed(i, end int) (id string, to int) {
	if i > 0 && isWordRune(t.folded[i]) && isWordRune(t.folded[i-1]) {
		return "", i
	}
	for _, p := range t.prefixes {
		to = i + len([]rune(p))
		if to >= end || string(t.folded[i:to]) != foldPrefix(p) {
			continue
		}
		rest := string(t.folded[to:min(to+40, end)])
		for _, form := range []string{ordinal.FindString(rest), bracketed.FindString(rest), wordID.FindString(rest)} {
			if form != "" {
				return p + form, to + len([]rune(form))
			}
		}
	}
	return "", i
}

func foldPrefix(p string) string {
	var b strings.Builder
	for _, r := range p {
		b.WriteRune(foldRune(r))
	}
	return b.String()
}

// prefix is the word before the head of a declaration, REPLACE, FIXED or REPEAL, and
// how many atoms it has.
func (l reader) prefix(atoms []atom) (word string, length int) {
	n := 0
	for n < len(atoms) && atoms[n].kind <= numberAtom {
		n++
	}
	l.cutter().spelled(atoms[:n], 0, &noNames.tree, func(end int, words *keywordsSpelled, _ string) {
		switch key := words.in(atMargin); key {
		case "REPLACE", "FIXED", "REPEAL":
			word, length = key, end
		}
	})
	if length == 0 || length == len(atoms) {
		return "", 0
	}
	if p, known := l.cutter().first(atoms[:n], atMargin|inBody); !known || p.token.Type != Keyword || p.to != length {
		return "", 0 // it begins a name
	}
	return word, length
}

// before puts the word before a declaration into the tree.
func (l reader) before(word string, atoms []atom, d Declaration) Declaration {
	if d == nil {
		return nil
	}
	start, end := d.Extent()
	at := Stretch(l.at(atoms[0].start, atoms[0].end).Start, max(start, end))
	switch word {
	case "REPLACE":
		return &Replace{at, d}
	case "FIXED":
		return &Fixed{at, d}
	}
	return d
}

// ClauseNumber is a clause number as the tree has it, however a document or a table
// writes it: 4.1A is 4.1a, （二） is (2). What is no number of the language stays.
func ClauseNumber(written string) string {
	written = strings.TrimSpace(written)
	if written == "" || strings.ContainsAny(written, "/\n\r\"") {
		return written
	}
	var found diag.List
	tree := Parse(source.New("", "note "+written+" \"\""), nil, &found)
	if len(found) == 0 && len(tree.Declarations) == 1 {
		if note, ok := tree.Declarations[0].(*Note); ok && note.ID != nil {
			return note.ID.Text
		}
	}
	return written
}
