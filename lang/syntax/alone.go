package syntax

import (
	"slices"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// ParseAlone reads a condition or a value that stands in no declaration, with the
// names of a policy; nil where it cannot be read. The File holds it as the value of
// a definition without a name.
func ParseAlone(file *source.File, known *Vocabulary, found *diag.List) (*File, Expr) {
	tree := &File{Source: file, Vocabulary: known, Broken: map[string]bool{}}
	if len(file.Text) > maxBytes/2 {
		found.Add(diag.TooLong, source.Span{File: file}, maxBytes>>20)
		return tree, nil
	}
	if at := badBytes(file.Text); at >= 0 {
		found.Add(diag.BadBytes, source.Span{File: file, Start: at, End: at + 1})
		return tree, nil
	}
	l := alone(file, known, found)
	all := stretch{0, len(l.text.folded)}
	atoms := l.text.atoms(all)
	for len(atoms) > 0 && (atoms[0].kind == lineStart || atoms[0].token.Type == Comment) {
		atoms = atoms[1:]
	}
	if len(atoms) == 0 {
		found.Add(diag.Expected, source.Span{File: file}, symbolText("Expr"), locale.Text{EN: "nothing", ZH: "空行"})
		return tree, nil
	}
	start := l.at(atoms[0].start, atoms[0].start).Start
	head := []Token{{Keyword, "DEFINE", start, start}, {Name, "", start, start}, {Keyword, "=", start, start}}
	before := len(*found)
	tokens := l.following(all, head, atoms, 0)
	if len(*found) > before || len(tokens) > maxTokens {
		return tree, nil
	}
	d, ok := l.parse(tokens, tree.Broken).(*Define)
	if !ok {
		return tree, nil
	}
	tree.Declarations = []Declaration{d}
	return tree, d.Value
}

func alone(file *source.File, known *Vocabulary, found *diag.List) reader {
	return reader{text: newText(file), vocab: known, found: found, guesses: newBudget()}
}

// Declares says whether a text begins a declaration rather than being a condition
// or a value: with the head of one, or as a rule by its arrow. List says
// that further lines belong to it, each an item.
func Declares(text string, known *Vocabulary) (declares, list bool) {
	file := source.New("", text)
	var found diag.List
	l := alone(file, known, &found)
	decls, _ := l.text.declarations()
	if len(decls) == 0 {
		return false, false
	}
	head, _, misspelt := l.head(l.text.atoms(decls[0]))
	tokens, _ := l.tokens(decls[0])
	arrow := slices.ContainsFunc(tokens, func(t Token) bool { return t.Type == Keyword && t.Value == "=>" })
	if misspelt != "" || head.End == head.Start && !arrow {
		return arrow, false
	}
	last := tokens[len(tokens)-1].Value
	list = opensList(head.Value, last)
	switch head.Value {
	case "CHOICE", "SET":
		list = list || last == ":"
	case "PAIR": // with a colon it has no condition of its own
		list = slices.ContainsFunc(tokens, func(t Token) bool { return t.Type == Punct && t.Value == ":" })
	default: // a rule may be a list by words in it
		list = list || listHeads[tokens[0].Value] || slices.ContainsFunc(tokens, saysBelow)
	}
	return true, list
}

// CalledBy is the head of a declaration with the clause number, or else the name,
// that no other of its kind shares; "" for one without either.
func CalledBy(d Declaration) string {
	id := func(head string, id *ID) string {
		if id == nil {
			return ""
		}
		return head + " " + id.Text
	}
	switch d := d.(type) {
	case *Rule:
		return id("rule", d.ID)
	case *Any:
		return id("rule", d.ID)
	case *AllOf:
		return id("rule", d.ID)
	case *Ladder:
		return id("rule", d.ID)
	case *Check:
		return id("check", d.ID)
	case *Require:
		return id("require", d.ID)
	case *Note:
		return id("note", d.ID)
	case *Define:
		return "define " + d.Name.Key
	case *Set:
		return "define " + d.Name.Key
	case *Field:
		return "define " + d.Spec.Name.Key
	case *Output:
		return "output " + d.Name.Key
	}
	return ""
}

// Pieces are the tokens of a text that may be a declaration or an expression, right
// or not yet finished, for an editor to colour. Those without extent are left out.
func Pieces(text string, known *Vocabulary) (out []Token) {
	if len(text) > maxBytes/2 || badBytes(text) >= 0 {
		return nil
	}
	var found diag.List
	l := alone(source.New("", text), known, &found)
	all := stretch{0, len(l.text.folded)}
	atoms := l.text.atoms(all)
	for len(atoms) > 0 && atoms[0].kind == lineStart {
		atoms = atoms[1:]
	}
	if len(atoms) == 0 {
		return nil
	}
	head, rest, misspelt := l.head(atoms)
	if misspelt != "" {
		head, rest = Token{Keyword, "RULE", head.Start, head.Start}, 0
	}
	for _, t := range l.following(all, []Token{head}, atoms, rest) {
		if t.End > t.Start {
			out = append(out, t)
		}
	}
	return out
}
