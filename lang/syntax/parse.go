// Package syntax reads the text of a policy into a tree. In goes a source.File
// and the vocabulary of the prelude; out come a File, whose declarations are as
// the author wrote them, and every mistake of the text. The next stage is
// lang/check. It is the only package that knows participle.
//
//	tree := syntax.Parse(source.New("first.rota", text), prelude, &found)
//	for _, d := range tree.Declarations { … }
package syntax

import (
	"fmt"
	"io"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/inorder"
	"rota/lang/locale"
	"rota/lang/source"
)

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

// production is the grammar of one kind of declaration, made by participle from its
// struct when the first of its kind is read: making all takes longer than reading most
// policies, which use few.
type production struct {
	parse func(*lexer.PeekingLexer) (Declaration, error)
	ebnf  func() string
}

func headed[T any, D interface {
	*T
	Declaration
}](further ...participle.Option) production {
	parser := made[T](further...)
	return production{
		parse: func(lex *lexer.PeekingLexer) (Declaration, error) {
			d, err := parser().ParseFromLexer(lex)
			return D(d), err
		},
		ebnf: func() string { return parser().String() },
	}
}

// made is the parser of a part of the tree, made when it is first needed.
func made[T any](further ...participle.Option) func() *participle.Parser[T] {
	return sync.OnceValue(func() *participle.Parser[T] {
		return participle.MustBuild[T](append(further, grammar...)...)
	})
}

// productions are the declarations by their heads.
var productions = map[string]production{
	"POLICY":      headed[Policy](),
	"SET":         headed[Set](),
	"DEFINE":      headed[Define](),
	"FIELD":       headed[Field](),
	"JUDGED":      headed[Judged](),
	"CHOICE":      headed[Choice](),
	"ACTION":      headed[Action](),
	"RECORD":      headed[Record](),
	"RELATION":    headed[Relation](),
	"TABLE":       headed[Table](),
	"DECIDE EACH": headed[Decide](),
	"OUTPUT":      headed[Output](),
	"RULE":        headed[Rule](effects),
	"ANY":         headed[Any](effects),
	"ALL OF":      headed[AllOf](effects),
	"LADDER":      headed[Ladder](effects),
	"NOTE":        headed[Note](),
	"TEST":        headed[Test](),
	"TESTS":       headed[Tests](),
	"RESULT":      headed[Result](),
	"CHECK":       headed[Check](),
	"REQUIRE":     headed[Require](),
	"CALENDAR":    headed[Calendar](),
	"PAIR":        headed[Pair](),
	"ORDER":       headed[Order](),
	"CHOOSE":      headed[Choose](),
	"QUOTA":       headed[Quota](),
	"SCORE":       headed[Score](),
	"REPEAL":      headed[Repeal](),
	"SCHEDULE":    headed[Schedule](),
	"REGISTER":    headed[Register](),
}

// effects is the grammar of what a rule does.
var effects = participle.Union[Effect](&Duty{}, &Assignment{})

// grammar is what the structs leave to say.
var grammar = []participle.Option{
	participle.Lexer(definition{}),
	participle.UseLookahead(0),
	participle.ParseTypeWith[Expr](parseExpr),
	participle.ParseTypeWith[Agreement](parseAgreement),
	participle.ParseTypeWith[Operand](parseOperand),
	participle.ParseTypeWith[Spellings](parseSpellings),
	participle.ParseTypeWith[Givens](parseGivens),
	participle.ParseTypeWith[People](parsePeople),
	participle.ParseTypeWith[OrderKeys](parseOrderKeys),
	participle.ParseTypeWith[Crowd](parseCrowd),
	participle.ParseTypeWith[Limit](parseLimit),
	participle.ParseTypeWith[Expectations](parseExpectations),
	participle.ParseTypeWith[Row](parseRow),
	participle.ParseTypeWith[ScoreItem](parseScoreItem),
	participle.ParseTypeWith[Population](parsePopulation),
}

// feed hands the tokens that mean something to participle, each with the end of the one
// before: see Pos.
type feed struct {
	tokens []Token
	next   int
	end    int // of the token before
}

func (f *feed) Next() (lexer.Token, error) {
	for f.next < len(f.tokens) && (f.tokens[f.next].Type == Space || f.tokens[f.next].Type == Comment) {
		f.next++
	}
	if f.next == len(f.tokens) {
		return lexer.Token{Type: lexer.EOF, Pos: Pos{Offset: f.end, Column: f.end}}, nil
	}
	t := f.tokens[f.next]
	pos := Pos{Offset: max(f.end, t.Start), Column: f.end}
	f.next++
	f.end = max(f.end, t.End)
	return lexer.Token{Type: lexer.TokenType(t.Type), Value: t.Value, Pos: pos}, nil
}

// Parse reads a policy. known is the vocabulary of the prelude and of the
// policies extended, nil for none; it is not changed. A mistake costs the
// declaration or the item of a list that it stands in, never the rest of the
// file. Text beyond the limits gives a File without declarations.
func Parse(file *source.File, known *Vocabulary, found *diag.List) *File {
	tree := &File{Source: file, Vocabulary: NewVocabulary(), Broken: map[string]bool{}}
	if known != nil {
		tree.Vocabulary = known.clone()
	}
	for _, name := range partsOfSpells {
		tree.Vocabulary.Add(name)
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
	t.prefixes = tree.Vocabulary.prefixes
	decls, stray := t.declarations()
	for _, s := range stray {
		found.Add(diag.Indented, t.span(s.start, s.end))
	}
	l := reader{text: t, vocab: tree.Vocabulary, found: found, guesses: newBudget(), work: &work{}}
	declared := make([][]string, len(decls)) // the names that each introduces
	wrong := make([]bool, len(decls))
	astray := make([]bool, len(decls)) // the first word is right, in another place
	t.scanAll(decls)
	for _, d := range decls {
		l.recordNames(d)
	}
	for i, d := range decls {
		if t.offset[d.end]-t.offset[d.start] > maxBytes/2 {
			found.Add(diag.TooLong, t.span(d.start, d.start), maxBytes>>20)
			return tree
		}
		before, mistakes := len(l.vocab.listed), len(*found)
		if line, ok := l.headerLine(d); ok {
			found.Add(diag.HeaderAtMargin, line, line.Text())
		} else if line, above := l.innerLine(d); above != "" {
			found.Add(diag.TestAtMargin, line, line.Text(), symbolText(above))
			astray[i], tree.Broken["EXPECT"] = true, true
		} else if number, head := l.numbered(d); head != "" {
			found.Add(diag.Numbering, number, head).Fix = head + " "
		}
		l.declare(d)
		declared[i], wrong[i] = l.vocab.listed[before:], len(*found) > mistakes
	}
	readings := l.cleanly(decls, wrong)
	total, first := 0, len(*found)
	for i, d := range decls {
		mistakes := len(*found)
		read := readings[i]
		if read.declaration == nil {
			read.tokens, read.misspelt = l.tokens(d)
		}
		tokens, misspelt := read.tokens, read.misspelt
		if len(tokens) > maxTokens && depth(tokens) > maxDepth {
			at := deepest(tokens)
			found.Add(diag.TooDeep, source.Span{File: file, Start: at.Start, End: at.End}, maxDepth)
			continue
		}
		if total += len(tokens); total > maxTokens {
			found.Add(diag.TooLong, t.span(d.start, d.start), maxBytes>>20)
			break
		}
		for _, token := range tokens {
			if token.Type == Comment {
				tree.Remarks = append(tree.Remarks, Remark{source.Span{File: file, Start: token.Start, End: token.End}})
			}
		}
		var declaration Declaration
		switch {
		case mistakes >= first+maxMistakes: // the text is something else
		case read.declaration != nil:
			declaration = read.declaration
		case !wrong[i] && len(*found) == mistakes:
			declaration = l.declaration(d, tokens, tree.Broken)
		}
		if misspelt != "" && !astray[i] {
			at := source.Span{File: file, Start: tokens[0].Start, End: tokens[0].End}
			found.Add(diag.UnknownName, at, at.Text(), diag.Meant(misspelt))
		}
		if declaration != nil {
			tree.Declarations = append(tree.Declarations, declaration)
			continue
		}
		for _, name := range declared[i] {
			tree.Broken[name] = true
		}
		leaveOut(tokens, tree.Broken)
		if tokens[0].Value == "RESULT" { // its outcomes may have been names before
			for _, t := range tokens {
				tree.Broken[t.Value] = tree.Broken[t.Value] || t.Type == Name
			}
		}
	}
	return tree
}

// clean is a declaration that reads without a mistake and without a guess at what was
// meant; the zero value for any other.
type clean struct {
	tokens      []Token
	misspelt    string
	declaration Declaration
}

// together is how many declarations are read at a time where all cores read.
const together = 32

// onAllCores does work on each of the numbers below n; it does nothing, and says so, where
// that is too few to be worth it.
func onAllCores(n int, work func(int)) bool {
	cores := min(runtime.GOMAXPROCS(0), n/together)
	if cores < 2 {
		return false
	}
	starts := func(yield func(int) bool) {
		for i := 0; i < n && yield(i); i += together {
		}
	}
	some := func(from int) struct{} {
		for i := from; i < min(n, from+together); i++ {
			work(i)
		}
		return struct{}{}
	}
	for range inorder.Each(starts, cores, func() func(int) struct{} { return some }) {
	}
	return true
}

// cleanly reads on all cores what can be read by itself, where that is many. What cannot
// is read afterwards, in order: of it something is to be told, out of a budget that all
// share.
func (l reader) cleanly(decls []stretch, wrong []bool) []clean {
	out := make([]clean, len(decls))
	onAllCores(len(decls), func(i int) { out[i] = l.alone(decls[i], wrong[i]) })
	return out
}

// alone reads a declaration with nothing found before and no guess left.
func (l reader) alone(d stretch, wrong bool) (read clean) {
	if wrong {
		return clean{}
	}
	l.found, l.guesses, l.work, l.untold = &diag.List{}, &budget{}, &work{}, true
	if read.tokens, read.misspelt = l.tokens(d); len(read.tokens) > maxTokens {
		return clean{}
	}
	read.declaration = l.declaration(d, read.tokens, map[string]bool{})
	if len(*l.found) > 0 || l.guesses.lack {
		return clean{}
	}
	return read
}

// declaration is what tokens say, with the word that stands before it; nil where that
// cannot be read.
func (l reader) declaration(d stretch, tokens []Token, broken map[string]bool) Declaration {
	declaration := l.parse(tokens, broken)
	atoms := l.text.atoms(d)
	word, _ := l.prefix(atoms)
	return l.before(word, atoms, declaration)
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

// parse reads a declaration, or what is left of it without the items of its
// list that are wrong; nil when that is nothing. Each mistake is reported once.
func (l reader) parse(tokens []Token, broken map[string]bool) Declaration {
	if l.refuse(tokens) {
		return nil
	}
	for range maxItems {
		lex, err := lexer.Upgrade(&feed{tokens: tokens, end: tokens[0].Start})
		if err != nil { // the feed never fails
			return nil
		}
		declaration, err := productions[tokens[0].Value].parse(lex)
		if err == nil {
			return declaration
		}
		if l.untold {
			return nil
		}
		from, to, ok := item(tokens, l.report(tokens, err))
		if !ok {
			return nil
		}
		leaveOut(tokens[from:to], broken)
		if tokens[0].Value == "POLICY" {
			broken["ABOUT"] = true // whatever line it was meant to be
		}
		items := tokens[from].Type == Item
		if tokens = append(append([]Token(nil), tokens[:from]...), tokens[to:]...); items && !hasItems(tokens) {
			return nil
		}
	}
	return nil
}

// refuse reports what must not come before participle: characters without a meaning,
// brackets deeper than the stack.
func (l reader) refuse(tokens []Token) bool {
	add := func(code diag.Code, t Token, args ...any) bool {
		l.found.Add(code, source.Span{File: l.text.file, Start: t.Start, End: t.End}, args...)
		return true
	}
	head := tokens[0]
	if head.Value == "REPLACE" || head.Value == "FIXED" { // with nothing after it
		end := Token{Start: head.End, End: head.End}
		return add(diag.Expected, end, symbolTexts["Declaration"], locale.Text{EN: "the end of the line", ZH: "行末"})
	}
	for _, t := range tokens {
		switch {
		case t.Type != Invalid && t.Type != String && t.Type != Comment && t.End-t.Start > utf8.UTFMax*maxName:
			return add(diag.LongName, t, maxName)
		case t.Type != Invalid:
		case t.Value == "->" || t.Value == "→" || t.Value == "⇒":
			add(diag.Expected, t, inQuotes("=>"), inQuotes(t.Value))
			(*l.found)[len(*l.found)-1].Fix = "=>"
			return true
		case !unicode.IsPrint(firstRune(t.Value)):
			return add(diag.StrangeCharacter, t, fmt.Sprintf("U+%04X", firstRune(t.Value)))
		case strings.ContainsRune("\"“”《》「」'‘’", firstRune(t.Value)):
			return add(diag.UnclosedQuote, t)
		default:
			return add(diag.StrangeCharacter, t, t.Value)
		}
	}
	if depth(tokens) > maxDepth {
		return add(diag.TooDeep, deepest(tokens), maxDepth)
	}
	return false
}

// item is the part of a declaration that is left out when the token at i is
// wrong: the item of a list it stands in, or what follows the head of a policy
// on its line; ok is false where nothing is left without it.
func item(tokens []Token, i int) (from, to int, ok bool) {
	starts := func(i int) bool { return tokens[i].Type == Item || tokens[i].Type == Tail }
	i = max(i, 1)
	for from = i - 1; from > 0 && !starts(from); {
		from--
	}
	if from == 0 && tokens[0].Value == "POLICY" {
		from = 1
	}
	for to = min(from+1, len(tokens)); to < len(tokens) && !starts(to); {
		to++
	}
	return from, to, from > 0 && from < len(tokens)
}

func hasItems(tokens []Token) bool {
	return slices.ContainsFunc(tokens, func(t Token) bool { return t.Type == Item })
}

// leaveOut notes the names, clause numbers and keywords that begin a
// declaration or its items.
func leaveOut(tokens []Token, broken map[string]bool) {
	for i, t := range tokens {
		if i > 0 && tokens[i-1].Type != Item && i != 1 {
			continue
		}
		switch t.Type {
		case Clause, Number, Quantity, Name, Keyword:
			broken[t.Value] = true
		}
	}
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
