// Package format lays out the text of a policy. In goes a policy that reads
// without mistakes, with the trees its names come from; out comes the same
// policy in one layout, and, where asked for, with its keywords and literals in
// the other language. What it means and its comments are compared with what was
// read before anything is given back. Nothing comes after it but a file.
//
//	text, kept, err := format.Source(file, []*syntax.File{prelude}, format.AsWritten)
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

// Source formats a policy. base are the trees whose names it may use, the
// prelude first; found receives the mistakes of the text, and none of names,
// which are not looked at. kept are the declarations that could not be turned
// into the language asked for and stand as they were written.
func Source(file *source.File, base []*syntax.File, words Words, found *diag.List) (text string, kept []source.Span, err error) {
	var known *syntax.Vocabulary
	if len(base) > 0 {
		known = base[len(base)-1].Vocabulary
	}
	var mistakes diag.List
	tree := syntax.Parse(file, known, &mistakes)
	*found = append(*found, mistakes...)
	if mistakes.HasErrors() {
		return "", nil, ErrMistakes
	}
	p := &policy{file: file, tree: tree, words: words, names: twins(append(slices.Clip(base), tree))}
	p.dates = datesOf(append(slices.Clip(base), tree))
	tokens := syntax.Tokens(file, tree.Vocabulary, &mistakes)
	if len(tokens) != len(tree.Declarations) {
		return "", nil, ErrMeaning
	}
	first := len(file.Text)
	if len(tokens) > 0 {
		first = tokens[0][0].Start
	}
	text = opening(file.Text[:first], len(tokens) > 0)
	for i, d := range tree.Declarations {
		following := i+1 < len(tokens)
		end := len(file.Text)
		if following {
			end = tokens[i+1][0].Start
		}
		written, turned := p.declaration(d, tokens[i])
		if !turned {
			kept = append(kept, tree.Span(d))
		}
		text += written
		if following && newlines(file.Text[tokens[i][len(tokens[i])-1].End:end]) > 1 {
			text += "\n"
		}
	}
	again := syntax.Parse(source.New(file.Name, text), known, &mistakes)
	if mistakes.HasErrors() || !p.sameFile(tree, again) || !slices.Equal(comments(file.Text, tree, first), comments(text, again, len(opening(file.Text[:first], len(tokens) > 0)))) {
		return "", nil, ErrMeaning
	}
	return text, kept, nil
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

func newlinesAtEnd(text string) int { return newlines(text[len(strings.TrimRight(text, " \t\r\n　")):]) }

// newlines counts the ends of lines: LF, CR LF or CR.
func newlines(gap string) int {
	return strings.Count(gap, "\n") + strings.Count(gap, "\r") - strings.Count(gap, "\r\n")
}

// comments lists the comments of a text in the order of their letters: turning a
// construct round may carry one past another.
func comments(text string, tree *syntax.File, first int) []string {
	var out []string
	for _, line := range strings.FieldsFunc(text[:first], func(r rune) bool { return r == '\n' || r == '\r' }) {
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

// policy is one text on its way.
type policy struct {
	file  *source.File
	tree  *syntax.File
	words Words
	names map[string]twin // names with a spelling in either language, by spelling
	dates map[string]bool // names of fields that are dates
}

// declaration writes a declaration. Three ways are tried, and the first taken
// that reads as the author's: with the order of words of the language, with its
// words in the order they stand, and as it was written.
func (p *policy) declaration(d syntax.Declaration, tokens []syntax.Token) (text string, turned bool) {
	root := p.parts(d, tokens)
	if p.words != AsWritten {
		language := map[Words]locale.Language{InEnglish: locale.English, InChinese: locale.Chinese}[p.words]
		for _, ordered := range []bool{true, false} {
			w := &writer{policy: p, tokens: tokens, turn: true, ordered: ordered, language: language}
			if text, ok := w.fitted(root); ok && p.readsAs(d, text) {
				return text, true
			}
		}
	}
	w := &writer{policy: p, tokens: tokens, language: languageOf(p.file, tokens)}
	text, ok := w.fitted(root)
	if !ok {
		return strings.TrimRight(p.file.Text[tokens[0].Start:tokens[len(tokens)-1].End], " \t\r\n") + "\n", false
	}
	return text, p.words == AsWritten
}

// readsAs says whether a text reads as the declaration.
func (p *policy) readsAs(d syntax.Declaration, text string) bool {
	var found diag.List
	tree := syntax.Parse(source.New(p.file.Name, text), p.tree.Vocabulary, &found)
	return !found.HasErrors() && len(tree.Declarations) == 1 && p.same(d, tree.Declarations[0])
}

func (p *policy) sameFile(a, b *syntax.File) bool {
	return slices.EqualFunc(a.Declarations, b.Declarations, func(x, y syntax.Declaration) bool { return p.same(x, y) })
}
