// Package syntax reads the text of a policy into a tree. In goes a source.File
// and the vocabulary of the prelude; out come a File, whose declarations are as
// the author wrote them, and every mistake of the text. The next stage is
// lang/check. It is the only package that knows participle.
//
//	tree := syntax.Parse(source.New("first.rota", text), prelude, &found)
//	for _, d := range tree.Declarations { … }
package syntax

import (
	"io"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// holder is the root of the grammar: participle wants a struct.
type holder struct {
	Declaration Declaration `parser:"@@"`
}

// definition tells participle the token types; the tokens themselves come from
// our lexer, one declaration at a time.
type definition struct{}

func (definition) Symbols() map[string]lexer.TokenType {
	symbols := map[string]lexer.TokenType{"EOF": lexer.EOF}
	for name, t := range tokenTypes {
		symbols[name] = lexer.TokenType(t)
	}
	return symbols
}

func (definition) Lex(string, io.Reader) (lexer.Lexer, error) {
	return &feed{}, nil
}

// grammar is built once, on first use: it costs about a millisecond.
var grammar = sync.OnceValue(func() *participle.Parser[holder] {
	return participle.MustBuild[holder](
		participle.Lexer(definition{}),
		participle.Elide("Space", "Comment"),
		participle.UseLookahead(0),
		participle.Union[Declaration](&Policy{}, &Set{}, &Define{}, &Field{}, &Judged{}, &Choice{}, &Action{}, &Record{}, &Output{},
			&Rule{}, &Any{}, &Ladder{}, &Note{}),
		participle.Union[Effect](&Duty{}, &Assignment{}),
		participle.ParseTypeWith[Expr](parseExpr),
		participle.ParseTypeWith[Operand](parseOperand),
		participle.ParseTypeWith[Spellings](parseSpellings),
	)
})

// feed hands tokens to participle, with the gaps between them as Space tokens:
// that is what makes the end of every node exact.
type feed struct {
	tokens []Token
	next   int
	offset int
	text   string
}

func (f *feed) Next() (lexer.Token, error) {
	if f.next == len(f.tokens) {
		return lexer.Token{Type: lexer.EOF, Pos: lexer.Position{Offset: f.offset, Line: 1, Column: 1}}, nil
	}
	t := f.tokens[f.next]
	pos := lexer.Position{Offset: f.offset, Line: 1, Column: 1}
	if t.Start > f.offset {
		f.offset = t.Start
		return lexer.Token{Type: lexer.TokenType(Space), Pos: pos}, nil
	}
	f.next++
	f.offset = max(f.offset, t.End)
	return lexer.Token{Type: lexer.TokenType(t.Type), Value: t.Value, Pos: pos}, nil
}

// Parse reads a policy. known is the vocabulary of the prelude and of the
// policies extended, nil for none; it is not changed. A mistake costs the
// declaration it stands in, never the rest of the file. Text beyond the limits
// gives a File without declarations.
func Parse(file *source.File, known *Vocabulary, found *diag.List) *File {
	tree := &File{Source: file, Vocabulary: NewVocabulary()}
	if known != nil {
		tree.Vocabulary = known.clone()
	}
	if len(file.Text) > maxBytes {
		found.Add(diag.TooLong, source.Span{File: file, Start: maxBytes, End: maxBytes}, maxBytes>>20)
		return tree
	}
	if at := badBytes(file.Text); at >= 0 {
		found.Add(diag.BadBytes, source.Span{File: file, Start: at, End: at + 1})
		return tree
	}
	t := newText(file)
	decls, stray := t.declarations()
	for _, s := range stray {
		found.Add(diag.Indented, t.span(s.start, s.end))
	}
	l := reader{t, tree.Vocabulary, found}
	for _, d := range decls {
		l.declare(d)
	}
	total := 0
	for _, d := range decls {
		tokens := l.tokens(d)
		if total += len(tokens); total > maxTokens {
			found.Add(diag.TooLong, t.span(d.start, d.start), maxBytes>>20)
			break
		}
		for _, token := range tokens {
			if token.Type == Comment {
				tree.Remarks = append(tree.Remarks, Remark{source.Span{File: file, Start: token.Start, End: token.End}})
			}
		}
		if declaration := parseDeclaration(file, tokens, t.offset[d.end], found); declaration != nil {
			tree.Declarations = append(tree.Declarations, declaration)
		}
	}
	return tree
}

// badBytes is the offset of the first byte that is no text: NUL, or no UTF-8.
func badBytes(text string) int {
	if at := strings.IndexByte(text, 0); at >= 0 {
		return at
	}
	if utf8.ValidString(text) {
		return -1
	}
	for i, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

func parseDeclaration(file *source.File, tokens []Token, end int, found *diag.List) Declaration {
	if later[tokens[0].Value] {
		at := source.Span{File: file, Start: tokens[0].Start, End: tokens[0].End}
		found.Add(diag.NotYet, at, at.Text())
		return nil
	}
	for _, t := range tokens {
		if t.Type == Invalid {
			at := source.Span{File: file, Start: t.Start, End: t.End}
			if strings.ContainsRune("\"“”《》「」'‘’", firstRune(t.Value)) {
				found.Add(diag.UnclosedQuote, at)
			} else {
				found.Add(diag.StrangeCharacter, at, t.Value)
			}
			return nil
		}
	}
	if depth(tokens) > maxDepth {
		at := deepest(tokens)
		found.Add(diag.TooDeep, source.Span{File: file, Start: at.Start, End: at.End}, maxDepth)
		return nil
	}
	lex, err := lexer.Upgrade(&feed{tokens: tokens, offset: tokens[0].Start}, lexer.TokenType(Space), lexer.TokenType(Comment))
	if err != nil {
		found.Add(diag.StrangeCharacter, source.Span{File: file, Start: tokens[0].Start, End: tokens[0].End}, "")
		return nil
	}
	root, err := grammar().ParseFromLexer(lex)
	if err != nil {
		report(file, tokens, end, err, found)
		return nil
	}
	return root.Declaration
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// depth is how deep brackets nest: it must be known before participle, which
// recurses without a bound, sees them.
func depth(tokens []Token) int {
	deepest, now := 0, 0
	for _, t := range tokens {
		if t.Type != Punct {
			continue
		}
		switch t.Value {
		case "(", "[":
			now++
			deepest = max(deepest, now)
		case ")", "]":
			now--
		}
	}
	return deepest
}

func deepest(tokens []Token) Token {
	now := 0
	for _, t := range tokens {
		if t.Type == Punct && (t.Value == "(" || t.Value == "[") {
			if now++; now > maxDepth {
				return t
			}
		}
	}
	return tokens[0]
}

// report turns an error of the parser into a diagnostic at the token it names.
func report(file *source.File, tokens []Token, end int, err error, found *diag.List) {
	at := func(offset, until int) source.Span {
		for _, t := range tokens {
			if t.Start == offset && t.End > t.Start {
				return source.Span{File: file, Start: offset, End: max(t.End, until)}
			}
		}
		last := tokens[0]
		for _, t := range tokens {
			if t.Type != Space && t.Type != Comment && t.End > t.Start {
				last = t
			}
		}
		return source.Span{File: file, Start: last.End, End: last.End}
	}
	switch e := err.(type) {
	case *mistake:
		d := found.Add(e.code, at(e.at.Pos.Offset, e.until), e.args...)
		if e.code == diag.Expected {
			d.Args = append(d.Args, foundText(file, d.At.(source.Span)))
		}
	case participle.Error:
		place := at(e.Position().Offset, 0)
		found.Add(diag.Expected, place, expectation(e.Message()), foundText(file, place))
	}
}

// foundText is what stands at a place, in words.
func foundText(file *source.File, s source.Span) locale.Text {
	if s.Start == s.End {
		return locale.Text{EN: "nothing more", ZH: "没有内容了"}
	}
	return locale.Text{EN: "“" + s.Text() + "”", ZH: "“" + s.Text() + "”"}
}

// ParseDate reads a date as a policy may write it: 2024-12-31, 2024/12/31 or
// 2024年12月31日; false for anything else and for a day that does not exist.
func ParseDate(s string) (civil.Date, bool) {
	folded := Fold(s)
	for _, form := range []*regexp.Regexp{isoDate, chineseDate} {
		if m := form.FindStringSubmatch(folded); m != nil && m[0] == folded {
			return civil.ParseISO(m[1] + "-" + twoDigits(m[2]) + "-" + twoDigits(m[3]))
		}
	}
	return 0, false
}
