package syntax

import (
	"slices"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// Parts of the tree that are read without trying. For every alternative participle
// copies where it stands, and for every field it goes through reflection: of what most
// declarations lack, and of what consists of one token, that is most of the work.

// leaf reads a part that is one token of some kind.
func leaf(lex *lexer.PeekingLexer, n *Node, text *string, kinds ...TokenType) error {
	t := lex.Peek()
	if !slices.Contains(kinds, TokenType(t.Type)) {
		return participle.NextMatch
	}
	lex.Next()
	n.Pos, n.EndPos, *text = t.Pos, lex.RawPeek().Pos, t.Value
	return nil
}

// Parse reads a text in quotes.
func (t *Text) Parse(lex *lexer.PeekingLexer) error { return leaf(lex, &t.Node, &t.Raw, String) }

// Parse reads a clause number.
func (i *ID) Parse(lex *lexer.PeekingLexer) error {
	return leaf(lex, &i.Node, &i.Text, Clause, Number, Quantity)
}

// Parse reads a name.
func (w *Word) Parse(lex *lexer.PeekingLexer) error { return leaf(lex, &w.Node, &w.Key, Name) }

// Parse reads what an effect makes of an action.
func (f *Force) Parse(lex *lexer.PeekingLexer) error {
	if !begins(lex, forces) {
		return participle.NextMatch
	}
	*f = Force(lex.Next().Value)
	return nil
}

// begins says whether one of the keywords that a part begins with stands next.
func begins(lex *lexer.PeekingLexer, starts map[string]bool) bool {
	t := lex.Peek()
	return TokenType(t.Type) == Keyword && starts[t.Value]
}

// begun reads a part by its grammar, which all declarations that have it share, where it begins.
func begun[T any](lex *lexer.PeekingLexer, part *T, parser func() *participle.Parser[T], begins bool) error {
	if !begins {
		return participle.NextMatch
	}
	read, err := parser().ParseFromLexer(lex, participle.AllowTrailing(true))
	*part = *read
	return err
}

type (
	fieldSpec   FieldSpec // each read by its grammar
	requirement Requirement
	timing      Timing
	modifier    Modifier
)

var (
	fieldSpecParser   = made[fieldSpec]()
	requirementParser = made[requirement]()
	timingParser      = made[timing]()
	modifierParser    = made[modifier]()
)

// Parse reads a field.
func (f *FieldSpec) Parse(lex *lexer.PeekingLexer) error {
	return begun(lex, (*fieldSpec)(f), fieldSpecParser, TokenType(lex.Peek().Type) == Name)
}

// Parse reads what an action needs.
func (r *Requirement) Parse(lex *lexer.PeekingLexer) error {
	return begun(lex, (*requirement)(r), requirementParser, begins(lex, requirements))
}

// Parse reads a limit in time.
func (t *Timing) Parse(lex *lexer.PeekingLexer) error {
	return begun(lex, (*timing)(t), timingParser, begins(lex, timings))
}

// Parse reads an exception or a precedence.
func (m *Modifier) Parse(lex *lexer.PeekingLexer) error {
	return begun(lex, (*modifier)(m), modifierParser, begins(lex, modifiers))
}
