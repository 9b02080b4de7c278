package interp

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/stdlib"
)

// Opener gives the text of a policy that another extends. The path is from the folder
// of the policy that is loaded, with slashes: ../county/base.rota.
type Opener func(path string) ([]byte, error)

// LoadVariant is Load for a policy that may extend others.
func LoadVariant(name string, text []byte, open Opener) (*Policy, diag.List) {
	policy, found := Draft(name, text, open)
	if policy == nil {
		return nil, found
	}
	for _, t := range policy.Program.ToFill {
		found.Add(diag.Unfilled, t.Span, t.Name, purpose(t))
	}
	if found = found.Sort(); found.HasErrors() {
		return nil, found
	}
	return policy, found
}

// Draft is LoadVariant for a policy that may leave values to be filled by who extends
// it; where Program.ToFill holds any, it is not to be bound or run.
func Draft(name string, text []byte, open Opener) (*Policy, diag.List) {
	var found diag.List
	base, wrong := prelude()
	found = append(found, wrong...)
	l := loader{open: open, prelude: base, read: map[string]*syntax.File{}, found: &found}
	tree := l.load(name, string(text), "")
	if l.failed {
		return nil, found.Sort()
	}
	program := check.Check(slices.Concat([]*syntax.File{base}, l.libraries, l.files), &found)
	if pin := program.Prelude; pin != nil && pin.Value() != stdlib.Version {
		found.Add(diag.OtherPrelude, tree.Span(pin), pin.Value(), stdlib.Version)
	}
	decides := func(a *check.Action) bool { return a.Kind == check.KindCheck || a.Kind == check.KindOutputs }
	if len(program.Rules)+len(program.Quotas) == 0 && !slices.ContainsFunc(program.Actions, decides) && !found.HasErrors() {
		found.Add(diag.NoRules, source.Span{File: tree.Source})
	}
	if found = found.Sort(); found.HasErrors() {
		return nil, found
	}
	return &Policy{program, tree, name, l.libraries, l.files, fingerprint(l.files)}, found
}

// Audit is the policy as it is held against a plan: it decides as well, for each
// action that a plan can do, what is found of the plan. Program.Audits names them;
// none where no action that the policy decides says by what a plan does it.
func (p *Policy) Audit() (*Policy, diag.List) {
	base, found := prelude()
	found = slices.Clone(found)
	audit := *p
	if audit.Program = check.CheckAudit(slices.Concat([]*syntax.File{base}, p.libraries, p.files), &found); found.HasErrors() {
		return nil, found.Sort()
	}
	return &audit, found.Sort()
}

// Notes are what is said of a draft: which values are still to be filled.
func (p *Policy) Notes() (notes diag.List) {
	for _, t := range p.Program.ToFill {
		notes.Add(diag.StillToFill, t.Span, t.Name, purpose(t))
	}
	return notes
}

func purpose(t *check.Term) locale.Text {
	if t.Purpose == "" {
		return locale.Text{}
	}
	return locale.Text{EN: " (" + t.Purpose + ")", ZH: "（" + t.Purpose + "）"}
}

// fingerprint is of all texts that a policy is made of.
func fingerprint(files []*syntax.File) string {
	sum := sha256.New()
	for i, f := range files {
		if i > 0 {
			sum.Write([]byte{0})
		}
		sum.Write([]byte(strings.ReplaceAll(f.Source.Text, "\r\n", "\n")))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// maxBases is far above what policies are made of.
const maxBases = 50

// loader reads a policy and what it extends, each text once.
type loader struct {
	open      Opener
	prelude   *syntax.File
	libraries []*syntax.File          // that some policy takes in
	read      map[string]*syntax.File // by path
	above     []string                // what is being read, from the policy on
	files     []*syntax.File          // each after what it extends
	found     *diag.List
	failed    bool // something extended is not there: nothing more can be said
}

func (l *loader) load(name, text, prefix string) *syntax.File {
	file := source.New(name, strings.TrimPrefix(text, "\ufeff"))
	vocabulary, bases := l.extended(file, prefix)
	if l.failed {
		return nil
	}
	tree := syntax.Parse(file, vocabulary, l.found)
	tree.Bases, tree.Prefix, tree.Offered = bases, prefix, offered()
	l.files = append(l.files, tree)
	return tree
}

// extended reads what a policy extends: its names, with those of the prelude.
func (l *loader) extended(file *source.File, prefix string) (known *syntax.Vocabulary, bases []*syntax.File) {
	l.above = append(l.above, file.Name)
	known = l.prelude.Vocabulary
	libraries, policies := syntax.TakenIn(file)
	if len(libraries)+len(policies) > 0 {
		known = syntax.NewVocabulary()
		known.Extend(l.prelude.Vocabulary, "")
	}
	for _, name := range libraries {
		if library := l.library(name); library != nil {
			known.Extend(library.Vocabulary, "")
		}
	}
	for _, e := range policies {
		if base := l.base(path.Dir(file.Name), e, prefix+e.As); base != nil {
			known.Extend(base.Vocabulary, e.As)
			bases = append(bases, base)
		}
	}
	l.above = l.above[:len(l.above)-1]
	return known, bases
}

// base reads a policy that another in a folder extends; nil, and said, when it cannot.
func (l *loader) base(folder string, e syntax.Extends, prefix string) *syntax.File {
	fail := func(code diag.Code, args ...any) *syntax.File {
		l.found.Add(code, e.At, args...)
		l.failed = true
		return nil
	}
	if e.From == "" || path.IsAbs(e.From) || strings.ContainsAny(e.From, "\\:") {
		return fail(diag.NoPath, e.From)
	}
	name := path.Join(folder, e.From)
	if slices.Contains(l.above, name) {
		return fail(diag.BaseCircle, strings.Join(append(slices.Clone(l.above), name), " → "))
	}
	if tree := l.read[name]; tree != nil {
		return tree
	}
	if len(l.read) == maxBases || l.open == nil {
		return fail(diag.NoBase, e.From)
	}
	text, err := l.open(name)
	if err != nil {
		return fail(diag.NoBase, err.Error())
	}
	tree := l.load(name, string(text), prefix)
	l.read[name] = tree
	return tree
}

// library is what a policy takes in by name, read once; nil where there is none.
func (l *loader) library(name string) *syntax.File {
	name = syntax.Fold(name)
	for _, tree := range l.libraries {
		if slices.Contains(tree.Library, name) {
			return tree
		}
	}
	for _, x := range stdlib.Libraries() {
		if slices.Contains(x.Names, name) {
			tree := syntax.Parse(source.New(x.Names[0], x.Text), l.prelude.Vocabulary, l.found)
			tree.Library = x.Names
			l.libraries = append(l.libraries, tree)
			return tree
		}
	}
	return nil
}

// offered are the names of all libraries.
func offered() (names []string) {
	for _, x := range stdlib.Libraries() {
		names = append(names, x.Names...)
	}
	return names
}
