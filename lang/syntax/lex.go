package syntax

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"rota/lang/diag"
	"rota/lang/source"
)

// Limits of a text, each far above what a policy needs; past them the text is
// refused with a place rather than read for ever.
const (
	maxBytes  = 4 << 20
	maxTokens = 400_000
	maxDepth  = 200 // a browser's stack holds less than a thousand levels

	maxName = 100 // characters

	maxItems    = 50        // wrong items reported of one list
	maxMistakes = 1000      // reported of the text
	maxGuesses  = 1_000_000 // comparisons of misspelt words with names
)

// heads whose further lines are items, each line at the first one's indent.
var listHeads = map[string]bool{
	"POLICY": true, "ANY": true, "ALL OF": true, "LADDER": true, "RECORD": true, "RELATION": true, "SET": true,
	"TABLE": true, "SCORE": true, "TEST": true, "CHOICE": true, "REGISTER": true,
}

// speaksOfSpells says whether a declaration has the word that 在 waits for.
func (l reader) speaksOfSpells(s stretch) bool {
	text := l.text.folded[s.start:s.end]
	for i, r := range text {
		switch after := text[min(i+1, len(text)-1)]; {
		case r == '内', r == '一' && after == '段', r == '期' && after == '间':
			return true
		}
	}
	return false
}

// opensList says whether the lines that follow a line are items though the head
// does not say so: after the words for requirements and for a value by case.
func opensList(head, last string) bool {
	switch last {
	case ":":
		return head == "QUOTA"
	case "REQUIRES", "SHOULD REQUIRE", "MEETS":
		return head == "RULE" || head == "CHECK"
	case "FIRST THAT APPLIES", "HIGHEST THAT APPLIES", "LOWEST THAT APPLIES":
		return head == "DEFINE" || head == "SET" || head == "OUTPUT"
	}
	return false
}

// opensCases says of a line under a pair that the items begin there: it is said before
// what follows, and the line begins with a clause number; where the pair has a colon
// and so no condition of its own, with anything but a key.
func (l reader) opensCases(out []Token, atoms []atom) bool {
	saidIt := slices.ContainsFunc(out, func(t Token) bool { return t.Type == Keyword && effectStarts[t.Value] })
	last := out[len(out)-1]
	switch {
	case !saidIt || l.startsModifier(atoms):
		return false
	case last.Type == Punct && last.Value != ")", last.Type == Keyword && !endsEffect[last.Value]:
		return false
	case l.startsWithClause(atoms):
		return true
	}
	word := l.wordIn(atoms, 0, inBody)
	colon := slices.ContainsFunc(out, func(t Token) bool { return t.Type == Punct && t.Value == ":" })
	return colon && word != "THE ONE WITH" && word != "IF EQUAL"
}

// endsEffect are the keys that an effect may end with.
var endsEffect = map[string]bool{"LOWER": true, "HIGHER": true, "OBJECT": true, "WITHIN": true, "STOP": true, "BEFORE": true, "LIMIT": true}

// startsWithClause says that a line begins with what may be a clause number.
func (l reader) startsWithClause(atoms []atom) bool {
	n := 0
	for n < len(atoms) && atoms[n].kind <= numberAtom {
		n++
	}
	if n == 0 {
		return isID(atoms[0].token) || len(atoms) > 2 && atoms[0].token.Value == "(" && atoms[1].kind <= numberAtom && atoms[2].token.Value == ")"
	}
	p, _ := l.cutter().first(atoms[:n], inBody)
	word := string(l.text.folded[atoms[0].start:atoms[0].end])
	return isID(p.token) || atoms[0].kind == numberAtom || hasDigit(word)
}

// modifiers may begin a line of their own without being an item.
var modifiers = map[string]bool{
	"UNLESS": true, "DESPITE": true, "YIELDS TO": true, "SETS ASIDE": true, "INSTEAD OF": true, "CITES": true, "IN FORCE": true,
}

// requirements are the keys that what an action needs begins with.
var requirements = map[string]bool{"REQUIRES": true, "SHOULD REQUIRE": true}

// forces are the keys of what an effect makes of an action.
var forces = map[string]bool{
	"MUST": true, "MUST NOT": true, "SHOULD": true, "SHOULD NOT": true, "PLAN TO": true, "MAY": true, "EXEMPT": true, "DEFER": true,
	"MAY EXEMPT": true, "MAY DEFER": true, "MAY EXEMPT OR DEFER": true,
}

// effectStarts are the keys that an effect begins with.
var effectStarts = func() map[string]bool {
	starts := map[string]bool{"REQUIRES": true, "SHOULD REQUIRE": true, "ONE": true, "NOT BOTH": true, "SHOULD NOT BOTH": true}
	maps.Copy(starts, forces)
	return starts
}()

// reader turns declarations into tokens.
type reader struct {
	text    *text
	vocab   *Vocabulary
	found   *diag.List
	guesses *budget // comparisons of misspelt words that are left
	work    *work
	untold  bool // what is wrong with a declaration is not asked: it will be read again
}

func (l reader) cutter() cutter { return cutter{l.text, l.vocab, l.guesses, l.work} }

// tokens reads one declaration. The first token is always the keyword of its
// head; a line without one is a rule. misspelt is the spelling that a head
// should have had.
func (l reader) tokens(s stretch) (tokens []Token, misspelt string) {
	atoms := l.text.atoms(s)
	word, _ := l.prefix(atoms)
	head, rest, misspelt := l.head(atoms)
	if head.Value == "RULE" {
		head.Value = l.listHead(atoms)
	}
	out := l.following(s, append(make([]Token, 0, len(atoms)+1), head), atoms, rest)
	if at := l.at(atoms[0].start, atoms[0].end); word == "REPEAL" {
		out = append([]Token{{Keyword, word, at.Start, at.End}}, out...)
	}
	return out, misspelt
}

// following are the tokens of a declaration, whose first are given.
func (l reader) following(s stretch, out []Token, atoms []atom, rest int) []Token {
	head := out[0]
	body := inBody
	if l.speaksOfSpells(s) {
		body |= inSpells
	}
	inside := body
	switch head.Value {
	case "POLICY":
		inside |= atHeader // until its first line
	case "FIELD", "RECORD", "RELATION", "CHOICE", "ACTION", "JUDGED", "OUTPUT":
		inside = inSchema
	case "TEST":
		inside |= inTest
	case "REGISTER":
		inside |= inTest | inRegister
	case "SCORE":
		inside |= inScore
	case "RESULT":
		inside |= inSchema
	case "TABLE":
		inside = inTable
	case "CALENDAR":
		inside = inCalendar
	}
	rows := head.Value == "TABLE" && !l.fromFile(atoms)
	listing := listHeads[head.Value]
	itemIndent, depth, tail := -1, 0, false
	where := inside
	for i := rest; i < len(atoms); {
		a := atoms[i]
		switch a.kind {
		case lineStart:
			i++
			if depth > 0 || i == len(atoms) || atoms[i].kind == lineStart || atoms[i].token.Type == Comment {
				continue
			}
			if last := out[len(out)-1]; ruling[head.Value] && itemIndent < 0 && last.Type == Punct && last.Value == "," {
				continue // the head of the list goes on
			}
			listing = listing || opensList(head.Value, out[len(out)-1].Value) || head.Value == "RULE" && slices.ContainsFunc(out, saysBelow) || head.Value == "PAIR" && l.opensCases(out, atoms[i:])
			if !listing {
				continue
			}
			indent := l.indent(a)
			if itemIndent < 0 {
				itemIndent = indent
			}
			if indent > itemIndent {
				continue
			}
			at := l.at(a.end, a.end)
			switch {
			case head.Value == "POLICY":
				inside, where = body, atHeader
				out = append(out, Token{Item, "", at.Start, at.Start})
			case head.Value == "TABLE":
				inside, where = inSchema, inSchema
				out = append(out, Token{Item, "", at.Start, at.Start})
				if rows {
					var row []Token
					row, i = l.row(atoms, i, itemIndent)
					out = append(out, row...)
				}
			case l.startsModifier(atoms[i:]), head.Value == "RULE" && l.wordIn(atoms, i, inBody) == "=>":
				if !tail {
					out = append(out, Token{Tail, "", at.Start, at.Start})
				}
				tail = true
			default:
				out = append(out, Token{Item, "", at.Start, at.Start})
			}
		case wholeToken:
			token := a.token
			place := l.at(a.start, a.end)
			token.Start, token.End = place.Start, place.End
			switch token.Value {
			case "(", "[":
				if token.Type == Punct {
					depth++
				}
			case ")", "]":
				if token.Type == Punct {
					depth = max(0, depth-1)
				}
			}
			if (head.Value == "OUTPUT" || head.Value == "RELATION") && token.Type == Keyword && token.Value == "=" {
				inside = body // a computed value follows, not a type
			}
			out = append(out, token)
			i++
			where = inside
		default:
			n := i
			for n < len(atoms) && atoms[n].kind <= numberAtom {
				n++
			}
			if last := out[len(out)-1]; (len(out) == 1 || last.Type == Item) && l.numbers(atoms[i:n], where, inside) {
				n = i + 1
			}
			if last := len(out) - 1; last > 0 && out[last].Type == String && out[last-1].Value == "EXTENDS" {
				where = afterExtends
			}
			if head.Value == "ACTION" {
				if word, length := l.keyword(atoms, i); word == "DONE WHEN" {
					n = i + length
				}
			}
			out = append(out, l.run(atoms[i:n], where, inside)...)
			if out[len(out)-1].Value == "DONE WHEN" {
				inside = body // a condition follows, not a name
			}
			i = n
			where = inside
		}
	}
	return l.vocab.lookups(trimmed(arrows(exceptions(l.fillers(l.below(l.clauseNumbers(commaDates(l.titled(out)))))))))
}

// titled passes over a colon behind the number or the title of a rule, and 、 behind the
// number: 规则1：, 规则1、. A number that runs into the age behind it is a part of none:
// 规则1.50周岁.
func (l reader) titled(tokens []Token) []Token {
	if !ruling[tokens[0].Value] {
		return tokens
	}
	if len(tokens) > 1 && tokens[1].Type == Age && tokens[1].Start == tokens[0].End {
		head := source.Span{File: l.text.file, Start: tokens[0].Start, End: tokens[1].Start}
		text := l.text.file.Text[tokens[1].Start:tokens[1].End]
		if point := strings.IndexAny(text, ".．"); point > 0 {
			at := head
			_, size := utf8.DecodeRuneInString(text[point:])
			at.End += point + size
			l.found.Add(diag.Numbering, at, head.Text()+text[:point]).Fix = head.Text() + text[:point] + " "
		}
	}
	for i, t := range tokens[1:] {
		switch t.Type {
		case Clause, Number, String, Space, Comment:
			continue
		case Punct:
			numbered := i > 0 && i+2 < len(tokens) && tokens[i+2].Type != Number && tokens[i+2].Type != Clause
			if t.Value == ":" || t.Value == "、" && numbered {
				tokens[i+1].Type = Space
			}
		}
		break
	}
	return tokens
}

// numbers says of what follows a head, or begins an item, that its first number
// may be the clause's as well as a quantity: 1 | days of and not 1 days | of.
func (l reader) numbers(atoms []atom, where, inside place) bool {
	if atoms[0].kind != numberAtom || len(l.cutter().piecesAt(nil, atoms, 0, where)) < 2 {
		return false
	}
	_, doubt := l.cutter().run(atoms, where, inside)
	return doubt != nil && doubt.start == atoms[0].start
}

func (l reader) run(atoms []atom, where, inside place) []Token {
	pieces, doubt := l.cutter().run(atoms, where, inside)
	if doubt != nil {
		l.found.Add(diag.TwoCuts, l.at(doubt.start, doubt.end), doubt.cuts[0], doubt.cuts[1])
	}
	out := make([]Token, 0, len(pieces))
	for _, p := range pieces {
		at := l.at(atoms[p.from].start, atoms[p.to-1].end)
		token := p.token
		token.Start, token.End = at.Start, at.End
		if token.Type == Keyword && afterwards[token.Value] && atoms[p.from].kind == hanAtom && at.Text() != "年份" {
			token.Value = "ITS " + strings.TrimSuffix(token.Value, " OF")
		}
		if token.Type == Name && token.Value == "" {
			token.Value = Fold(at.Text())
			if p.to == p.from+1 && atoms[p.from].kind == wordAtom && hasDigit(token.Value) {
				token.Type = Clause
			}
		}
		out = append(out, token)
	}
	return out
}

func hasDigit(s string) bool {
	for i := 0; i < len(s); i++ {
		if '0' <= s[i] && s[i] <= '9' {
			return true
		}
	}
	return false
}

func (l reader) startsModifier(atoms []atom) bool {
	n := 0
	for n < len(atoms) && atoms[n].kind <= numberAtom {
		n++
	}
	if n == 0 {
		return false
	}
	p, known := l.cutter().first(atoms[:n], inBody)
	return known && p.token.Type == Keyword && modifiers[p.token.Value]
}

// indent is the width of a line's leading white space: a tab goes on to the
// next multiple of four, an ideographic space counts two.
func (l reader) indent(line atom) int {
	width := 0
	for _, r := range l.text.written[line.start:line.end] {
		switch r {
		case '\t':
			width += 4 - width%4
		case '　':
			width += 2
		default:
			width++
		}
	}
	return width
}

func (l reader) at(start, end int) source.Span { return l.text.span(start, end) }

// beforeID are the words that a clause number follows, apart from heads; a list of
// them goes on after a comma.
var beforeID = map[string]bool{
	"BY": true, "DESPITE": true, "YIELDS TO": true, "SETS ASIDE": true, "INSTEAD OF": true, "CITES": true, "ONLY": true, "MEETS": true, "[": true, ";": true,
	"CHOSEN BY": true, "WAITING IN": true, "TIED IN": true, "NO CANDIDATE IN": true, "UNDECIDED IN": true, "QUOTA EXPECTED": true, "PAIR EXPECTED": true, "NO PAIR": true,
}

// pointOf is an article or a paragraph with one of its points, as documents cite it in
// short: 第四条（二）, which is 第四条第（二）项.
var pointOf = regexp.MustCompile(`^(第.*[条款])(\([^()]+\))$`)

// pointPlain is a point of an article whose number stands in no brackets: 第四条第二项.
var pointPlain = regexp.MustCompile(`第([零〇一二两三四五六七八九十百千\d]+)项$`)

func isID(t Token) bool { return t.Type == Clause || t.Type == Number || t.Type == Quantity }

// clauseNumbers makes one clause number of its parts, where one may stand: （二）,
// 17(1)(a), 第八条第（二）项. （二） below a number is a part of that. It does so in the
// list itself.
func (l reader) clauseNumbers(tokens []Token) []Token {
	out := tokens[:0]
	list := false // of clause numbers
	for i := 0; i < len(tokens); i++ {
		before := Token{}
		if i > 0 {
			before = tokens[i-1]
		}
		comma := before.Type == Punct && (before.Value == "," || before.Value == "、")
		may := i == 1 || before.Type == Item || beforeID[before.Value] && before.Type != String || list && comma
		n := 1
		if may {
			n = l.clauseNumber(tokens[i:])
		}
		item, whole := before.Type == Item && (ruling[tokens[0].Value] || tokens[0].Value == "LADDER"), ""
		if item {
			whole = listID(out)
		}
		if item && n == 1 && dotted(tokens[i:]) {
			n = 2
		}
		if n > 1 {
			last := tokens[i+n-1]
			value := Fold(l.text.file.Text[tokens[i].Start:last.End])
			switch {
			case n == 2 && item && dotted(tokens[i:]):
				value = "(" + tokens[i].Value + ")"
			case n == 3 && tokens[i].Value == "(" && whole == "": // （二） is (2) as well
				value = "(" + tokens[i+1].Value + ")"
			}
			if strings.HasPrefix(value, "(") {
				value = whole + value
			}
			out = append(out, Token{Clause, pointOf.ReplaceAllString(value, "${1}第${2}项"), tokens[i].Start, last.End})
			i += n - 1
			list = list || i > 1
			continue
		}
		t := tokens[i]
		if t.Type == Clause && strings.HasSuffix(t.Value, "项") {
			t.Value = pointPlain.ReplaceAllString(t.Value, "第($1)项")
		}
		list = beforeID[t.Value] || list && (isID(t) || t.Value == "," || t.Value == "、" || t.Type == Space)
		out = append(out, t)
	}
	return out
}

// listID is the number that a list bears, which is a part of those of its items; "" for
// none.
func listID(tokens []Token) string {
	for _, t := range tokens[1:] {
		switch {
		case isID(t):
			return t.Value
		case t.Type != Space && t.Type != Comment && !saysBelow(t):
			return ""
		}
	}
	return ""
}

// dotted says of what begins an item that it is a number as documents have it: 1. or 1、.
func dotted(tokens []Token) bool {
	return len(tokens) > 1 && tokens[0].Type == Number && tokens[1].Start == tokens[0].End && (tokens[1].Value == "." || tokens[1].Value == "、")
}

// clauseNumber is how many tokens are one clause number: of its parts in brackets,
// and of articles and paragraphs, each touches the one before.
func (l reader) clauseNumber(tokens []Token) int {
	n := 0
	if isID(tokens[0]) {
		n = 1
	}
	touches := func(i int) bool { return i == 0 || tokens[i].Start == tokens[i-1].End }
	for n < len(tokens) && touches(n) {
		switch t := tokens[n]; {
		case n > 0 && t.Type == Clause && tokens[n-1].Type == Clause:
			n++
		case t.Value == "(" && t.Type == Punct && n+2 < len(tokens) && tokens[n+2].Value == ")" && touches(n+1) && touches(n+2) && (tokens[n+1].Type == Number || n > 0 && l.letter(tokens[n+1])):
			n += 3
		default:
			return n
		}
	}
	return n
}

var letters = regexp.MustCompile(`^(?:[a-z]{1,2}|[ivxl]+|\d+[a-z]?)$`)

// letter says of what stands in brackets behind a number that it is a part of the
// number and no condition: a letter or a Roman number that names nothing.
func (l reader) letter(t Token) bool {
	word := Fold(l.text.file.Text[t.Start:t.End])
	return letters.MatchString(word) && !l.vocab.Has(word)
}

// commaDates makes one date of a day of the year and a year behind a comma: Sept 1,
// 2024.
func commaDates(tokens []Token) []Token {
	if !slices.ContainsFunc(tokens, func(t Token) bool { return t.Type == MonthDay }) {
		return tokens
	}
	var out []Token
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.Type == MonthDay && i+2 < len(tokens) && tokens[i+1].Value == "," && tokens[i+2].Type == Number && isYear(tokens[i+2].Value) {
			t.Type, t.Value, t.End = Date, tokens[i+2].Value+"-"+t.Value, tokens[i+2].End
			i += 2
		}
		out = append(out, t)
	}
	return out
}

// trimmed drops a comma before an exception or precedence, and, after the
// arrow, before a date: 必须轮岗，除非 …; 暂缓，直至 …; in a register before 其中: 收录全体，其中 ….
func trimmed(tokens []Token) []Token {
	comma, arrow := -1, false
	for i, t := range tokens {
		switch {
		case t.Type == Space || t.Type == Comment:
			continue
		case t.Type == Item:
			arrow = false
		case t.Type == Punct && (t.Value == "," || t.Value == ";"):
			comma = i
			continue
		case t.Type == Punct && t.Value == ":" && tokens[0].Value == "PAIR":
			arrow = true
		case t.Type == Keyword:
			arrow = arrow || t.Value == "=>"
			if comma >= 0 && (modifiers[t.Value] || arrow && (timings[t.Value] || t.Value == "THE ONE WITH") || tokens[0].Value == "CHOOSE" && choosing[t.Value] ||
				tokens[0].Value == "REGISTER" && t.Value == "WHERE") {
				tokens[comma].Type = Space
			}
		}
		comma = -1
	}
	return tokens
}

// choosing are the words that begin a part of a choice.
var choosing = map[string]bool{"ROUNDED DOWN": true, "ROUNDED UP": true, "BY": true}

// timings are the keys that limit an effect in time.
var timings = map[string]bool{"WITHIN": true, "FOR": true, "FROM": true, "UNTIL": true, "TO": true, "BY": true, "NO LATER THAN": true}

// exceptions makes 除非 of 但 where what it begins ends with 除外; neither says anything
// without the other. Before a bound and before 未 or 没有 但 is 且: 满5年但不满10年. 凡 says nothing at all.
func exceptions(tokens []Token) []Token {
	but := -1
	for i, t := range tokens {
		switch {
		case t.Type == Item || t.Type == Tail:
			but = -1
		case t.Type != Keyword:
		case t.Value == "WHOEVER":
			tokens[i].Type = Space
		case t.Value == "BUT":
			tokens[i].Type, tokens[i].Value, but = Name, "但", i
			if next := meaning(tokens, i+1); next.Type == Keyword && (bounds[next.Value] || next.Value == "NOT" || next.Value == "NO") {
				tokens[i].Type, tokens[i].Value = Keyword, "AND"
			}
		case t.Value == "EXCEPTED" && but < 0:
			tokens[i].Type, tokens[i].Value = Name, "除外"
		case t.Value == "EXCEPTED":
			tokens[but].Type, tokens[but].Value = Keyword, "UNLESS"
			tokens[i].Type, but = Space, -1
		case effectStarts[t.Value] && but >= 0 && tokens[but].Value == "AND":
			but = -1 // the effect stands between it and a 除外 further on
		}
	}
	return tokens
}

// bounds are the words that more or less begins with.
var bounds = map[string]bool{">=": true, ">": true, "<=": true, "<": true}

// fillers passes over words that say nothing: 在 before a number or a date with a bound,
// 年龄在50岁以上, or a name, and behind 的 the word for those of whom something is said, 满5年的人员，. A
// value there is a condition more: 满5年的干部，. Between two numbers it makes 至 of 到: 5年到10年,
// and it parts 为是的，; 空白推定为是 ends with a yes.
func (l reader) fillers(tokens []Token) []Token {
	out := make([]Token, 0, len(tokens)+1)
	more := -1 // the name behind a 的 that is dropped
	for i, t := range tokens {
		next := meaning(tokens, i+1)
		ends := next.Type == end || next.Type == Punct && next.Value == "," || next.Type == Keyword && (effectStarts[next.Value] || next.Value == "EXCEPTED")
		named := l.vocab.names[t.Value]
		switch last := len(out) - 1; {
		case t.Type == Punct && t.Value == "," && more == i-1 && effectStarts[next.Value]:
			t.Type, t.Value = Keyword, "=>"
		case t.Type == Name && named && more == i-1: // 满5年的女干部，
			more = i
		case last >= 0 && l.saysYes(out[last], t) && ends:
			out, t = append(out, Token{Keyword, "YES", t.Start, t.End - len("的")}), Token{Keyword, "'S", t.End - len("的"), t.End}
		case last < 0 || t.Type != Name:
		case t.Value == "在" && !named && out[last].Value == "NOT" && l.goesOnBehind(tokens, i):
			more := meaning(tokens, i+2)
			at := source.Span{File: l.text.file, Start: more.Start, End: more.End}
			l.found.Add(diag.NotOfFirst, at, at.Text())
			continue
		case t.Value == "在" && !named && (next.measures() || next.Type == Name && l.vocab.names[next.Value] || next.Type == Date || next.Type == Year || next.Type == Keyword && next.Value == "AS-OF DATE"):
			continue
		case t.Value == "到" && !named && out[last].measures() && next.measures():
			t.Type, t.Value = Keyword, "TO"
		case t.Value == "是" && !named && out[last].Type == Keyword && (out[last].Value == "ASSUMED" || out[last].Value == "BLANK MEANS"):
			t.Type, t.Value = Keyword, "YES"
		case out[last].Type != Keyword || out[last].Value != "'S":
		case ends && staff[t.Value] && (!named || l.vocab.records[t.Value]):
			continue
		case named && last > 0 && (out[last-1].bounds() || l.concludes(tokens, i)):
			out[last].Value, more = "AND", i
		}
		out = append(out, t)
	}
	return out
}

// concludes says of names from a place on that the effect follows them behind a comma.
func (l reader) concludes(tokens []Token, i int) bool {
	for i < len(tokens) && tokens[i].Type == Name && l.vocab.names[tokens[i].Value] {
		i++
	}
	return i < len(tokens) && tokens[i].Value == "," && tokens[i].Type == Punct && effectStarts[meaning(tokens, i+1).Value]
}

// goesOnBehind says of 在 that more than a name follows it: 未在敏感岗位任职满5年.
func (l reader) goesOnBehind(tokens []Token, i int) bool {
	next := meaning(tokens, i+2)
	return next.Type == Name || next.measures() || next.Type == Keyword && bounds[next.Value]
}

// saysYes says of 是的 behind 为 that it may be 是 and the 的 of a condition.
func (l reader) saysYes(before, t Token) bool {
	return t.Type == Keyword && t.Value == "YES" && strings.HasSuffix(l.text.file.Text[t.Start:t.End], "的") &&
		before.Type == Keyword && (before.Value == "IS" || before.Value == "IS NOT")
}

// staff are words for those whom a rule is about, where they name no field or value.
var staff = map[string]bool{"人员": true, "工作人员": true, "教职工": true, "同志": true, "教师": true, "公务员": true}

// measures says of a number, an age and a length of time that it can be a bound.
func (t Token) measures() bool { return t.Type == Number || t.Type == Age || t.Type == Quantity }

// bounds says of the last token of a condition that it bounds something: 满5年, 50岁以上.
func (t Token) bounds() bool {
	return t.measures() || t.Type == Keyword && (t.Value == "OR MORE" || t.Value == "OR LESS")
}

// meaning is the first token from a place on that is read; of type end behind the last.
func meaning(tokens []Token, i int) Token {
	for ; i < len(tokens); i++ {
		if tokens[i].Type != Space && tokens[i].Type != Comment {
			return tokens[i]
		}
	}
	return Token{Type: end}
}

// arrows decides what 的， 者， 则 and then are. Before an effect they are the arrow
// of a rule, and the 若 or if that they answer says nothing more; elsewhere 的， ends
// one condition of several, 则 answers 若, and a 的 that ends an item is passed over.
// It does so in the list itself.
func arrows(tokens []Token) []Token {
	out := tokens[:0]
	var open []int  // each 若 not yet answered by 则, in out
	arrow := false  // one was found
	candidate := -1 // the last 的， that could be one, in out
	// Before an output or a result there is no word to tell an effect by: where
	// there is no other arrow, the last 的， is it.
	decide := func(needed bool) {
		if needed && !arrow && candidate >= 0 {
			out[candidate].Type, out[candidate].Value, out[candidate].End = Keyword, "=>", out[candidate+1].End
			out = append(out[:candidate+1], out[candidate+2:]...)
		}
		arrow, candidate = false, -1
	}
	needed := ruling[tokens[0].Value] || tokens[0].Value == "PAIR"
	effective := needed || tokens[0].Value == "LADDER"
	// concludes says of what answers 若 that the effect of the rule follows, and further on
	// nothing that makes something else of it.
	concludes := func(i int, otherwise ...string) bool {
		next := meaning(tokens, i+1)
		if !effective || next.Type != Keyword || !effectStarts[next.Value] {
			return false
		}
		for i++; i < len(tokens) && tokens[i].Type != Item; i++ {
			if tokens[i].Type == Keyword && slices.Contains(otherwise, tokens[i].Value) {
				return false
			}
		}
		return true
	}
	// answer passes over the last 若: the arrow of the rule is its answer.
	answer := func() {
		if n := len(open) - 1; effective && n >= 0 {
			out[open[n]].Type, open = Space, open[:n]
		}
	}
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.Type == Item && tokens[0].Value != "RULE" {
			decide(needed)
			needed = tokens[0].Value == "LADDER" // each rung has its own, the items of any have none
		}
		if t.Type == Punct && t.Value == "," && len(open) > 0 && concludes(i, "ELSE", "THEN", "=>") { // 若男，必须轮岗
			answer()
			t.Type, t.Value, arrow = Keyword, "=>", true
		}
		if t.Type != Keyword {
			out = append(out, t)
			continue
		}
		switch t.Value {
		case "REQUIRES", "SHOULD REQUIRE":
			needed = false
		case "IF":
			open = append(open, len(out))
		case "=>", "THEN":
			answers := t.Value == "THEN" || t.End-t.Start > 2 // 则, three bytes
			if last := len(out) - 1; answers && out[last].Type == Punct && out[last].Value == "," {
				out[last].Type = Space // it parts nothing: 男的，则必须轮岗
			}
			switch n := len(open) - 1; {
			case !answers || n < 0:
			case concludes(i, "ELSE"):
				answer()
				t.Value = "=>"
			default:
				t.Value, open = "THEN", open[:n]
			}
			arrow = arrow || t.Value == "=>"
		case "'S":
			next := meaning(tokens, i+1)
			comma := next.Type == Punct && (next.Value == "," || next.Value == "、")
			switch {
			case next.Type == end || next.Type == Item || next.Type == Tail || next.Value == ";" || next.Value == ":" || next.Value == ")" || next.Value == "AND" || next.Value == "AS WELL AS" || next.Value == "OR" || next.Value == "COUNTS AS ONE", next.Type == Keyword && modifiers[next.Value]:
				t.Type = Space
			case next.Value == "=>":
				t.Type = Space
			case comma:
				after := meaning(tokens, i+2)
				if after.Type == Keyword && effectStarts[after.Value] {
					answer()
					t.Value, t.End = "=>", tokens[i+1].End
					arrow = true
					i++
				} else {
					t.Type = Space
					candidate = len(out)
				}
			case next.Type == Keyword && effectStarts[next.Value]:
				answer()
				t.Value, arrow = "=>", true
			}
		}
		out = append(out, t)
	}
	decide(needed)
	return out
}
