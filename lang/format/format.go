// Package format lays out the text of a policy. In goes a policy that reads
// without mistakes, with the trees its names come from; out comes the same
// policy in one layout, and, where asked for, with its keywords and literals in
// the other language. What it means and its comments are compared with what was
// read before anything is given back. Nothing comes after it but a file.
//
//	text, kept, err := format.New(prelude.Vocabulary, prelude).Source(file, format.AsWritten, &found)
package format

import (
	"errors"
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

// Words says in which language the keywords and literals are written.
type Words uint8

const (
	AsWritten Words = iota // the author's own words
	InEnglish
	InChinese
)

var (
	// ErrMistakes is given for a text that does not read: it stays as it is.
	ErrMistakes = errors.New("the text has mistakes")
	// ErrMeaning is given where the text written would not mean what was read: a
	// mistake of this package.
	ErrMeaning = errors.New("the text would not mean the same")
)

// Formatter lays out policies that build on the same names.
type Formatter struct {
	known    *syntax.Vocabulary
	declared []naming
}

// New takes the names that the policies may use, and the trees that declare them: the
// prelude, and what they extend.
func New(known *syntax.Vocabulary, base ...*syntax.File) *Formatter {
	f := &Formatter{known: known}
	for _, tree := range base {
		f.declared = append(f.declared, namings(tree)...)
	}
	return f
}

// Source lays out a policy. found receives the mistakes of the text, but none of
// names, which are not looked at. kept are the declarations that could not be turned
// into the language asked for and stand as they were written.
func (f *Formatter) Source(file *source.File, words Words, found *diag.List) (text string, kept []source.Span, err error) {
	mistakes := diag.List{}
	tree := syntax.Parse(file, f.known, &mistakes)
	*found = append(*found, mistakes...)
	if mistakes.HasErrors() {
		return "", nil, ErrMistakes
	}
	p := &policy{file: file, tree: tree, tokens: syntax.Tokens(file, tree.Vocabulary, &mistakes), kinds: map[string]kind{}}
	declared := append(slices.Clip(f.declared), namings(tree)...)
	for _, n := range declared {
		for _, key := range n.keys {
			p.kinds[key] = n.kind
		}
	}
	if words != AsWritten {
		p.names = twins(declared)
	}
	if len(p.tokens) != len(tree.Declarations) {
		return "", nil, ErrMeaning
	}
	drafts := make([]draft, len(p.tokens))
	for i := range drafts {
		drafts[i] = draft{root: p.parts(tree.Declarations[i], p.tokens[i])}
		if words == AsWritten {
			drafts[i].way = asWritten
		}
		p.write(&drafts[i], words)
	}
	for {
		text = p.join(drafts)
		again := syntax.Parse(source.New(file.Name, text), f.known, &mistakes)
		if p.sameFile(tree, again) && slices.Equal(p.comments(file, tree), p.comments(again.Source, again)) {
			break
		}
		better := false
		for i := range drafts {
			if d := &drafts[i]; d.way < untouched && !p.readsAs(tree.Declarations[i], p.tokens[i], d.text) {
				d.way++
				p.write(d, words)
				better = true
			}
		}
		if !better {
			return "", nil, ErrMeaning
		}
	}
	for i, d := range drafts {
		if words != AsWritten && d.way >= asWritten {
			kept = append(kept, tree.Span(tree.Declarations[i]))
		}
	}
	return text, kept, nil
}

// policy is one text on its way.
type policy struct {
	file   *source.File
	tree   *syntax.File
	tokens [][]syntax.Token // by declaration
	names  map[string]twin  // names with a spelling in either language, by spelling
	kinds  map[string]kind  // what names plainly are
	units  bool             // a length of time may be in other units
}

// draft is a declaration as it is written the best way that reads as the author's.
type draft struct {
	root *part
	way  way
	text string
}

type way uint8

const (
	inOrder   way = iota // the words and the order of the language
	_                    // each way is tried with spaces between all words next
	inWords              // its words, in the order they stand
	_                    //
	asWritten            // the author's words
	_                    //
	untouched            // and the author's lines: only where they cannot be laid out
)

// write writes a declaration the way it is to be, or the next that can be read.
func (p *policy) write(d *draft, words Words) {
	tokens := d.root.tokens
	for ; d.way < untouched; d.way++ {
		w := &writer{policy: p, tokens: tokens, language: languageOf(p.file, tokens), loose: d.way%2 == 1}
		if d.way < asWritten {
			w.turn, w.ordered = true, d.way < inWords
			w.language = map[Words]locale.Language{InEnglish: locale.English, InChinese: locale.Chinese}[words]
		}
		var ok bool
		if d.text, ok = w.fitted(d.root); ok {
			return
		}
	}
	d.text = strings.TrimRight(p.file.Text[tokens[0].Start:tokens[len(tokens)-1].End], " \t\r\n") + "\n"
}

// join puts the declarations below each other, with the empty lines between them
// that the author left, one for several.
func (p *policy) join(drafts []draft) string {
	var out strings.Builder
	out.WriteString(opening(p.file.Text[:p.first()], len(drafts) > 0))
	for i, d := range drafts {
		out.WriteString(d.text)
		if last := p.tokens[i][len(p.tokens[i])-1]; i+1 < len(drafts) && newlines(p.file.Text[last.End:p.tokens[i+1][0].Start]) > 1 {
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// first is where the first declaration begins.
func (p *policy) first() int {
	if len(p.tokens) == 0 {
		return len(p.file.Text)
	}
	return p.tokens[0][0].Start
}

// readsAs says whether a text reads as the declaration and has all its comments: one that
// stands between words which another order parts has no place there.
func (p *policy) readsAs(d syntax.Declaration, tokens []syntax.Token, text string) bool {
	var found diag.List
	tree := syntax.Parse(source.New(p.file.Name, text), p.tree.Vocabulary, &found)
	return !found.HasErrors() && len(tree.Declarations) == 1 && p.same(d, tree.Declarations[0]) && len(tree.Remarks) == remarks(tokens)
}

// remarks counts the comments among tokens.
func remarks(tokens []syntax.Token) (n int) {
	for _, t := range tokens {
		if t.Type == syntax.Comment {
			n++
		}
	}
	return n
}

func (p *policy) sameFile(a, b *syntax.File) bool {
	return slices.EqualFunc(a.Declarations, b.Declarations, func(x, y syntax.Declaration) bool { return p.same(x, y) })
}

// opening is what stands before the first declaration: comments.
func opening(text string, followed bool) string {
	var out strings.Builder
	blank := false
	for _, line := range strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			blank = out.Len() > 0
			continue
		}
		if blank {
			out.WriteByte('\n')
			blank = false
		}
		out.WriteString(line + "\n")
	}
	if blank && followed && newlinesAtEnd(text) > 1 {
		out.WriteByte('\n')
	}
	return out.String()
}

func newlinesAtEnd(text string) int {
	return newlines(text[len(strings.TrimRight(text, " \t\r\n　")):])
}

// newlines counts the ends of lines: LF, CR LF or CR.
func newlines(gap string) int {
	return strings.Count(gap, "\n") + strings.Count(gap, "\r") - strings.Count(gap, "\r\n")
}

// comments lists the comments of a text in the order of their letters: turning a
// construct round may carry one past another.
func (p *policy) comments(file *source.File, tree *syntax.File) []string {
	first := len(file.Text)
	if len(tree.Declarations) > 0 {
		first, _ = tree.Declarations[0].Extent()
	}
	var out []string
	for _, line := range strings.FieldsFunc(file.Text[:first], func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	for _, r := range tree.Remarks {
		out = append(out, strings.TrimSpace(r.Span.Text()))
	}
	slices.Sort(out)
	return out
}
