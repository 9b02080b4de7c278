package syntax

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// report turns an error of the parser into one diagnostic, and returns the
// token that it was found at; len(tokens) when something is missing at the end.
//
// Where reading fails is not always where the author erred. An unknown word
// beside the place is likelier than a wrong order, and an effect without an
// arrow before it is read as a condition until the line ends.
func (l reader) report(tokens []Token, err error) int {
	b := blame{l, tokens}
	var what locale.Text
	i := len(tokens)
	switch e := err.(type) {
	case *mistake:
		i = b.find(e.at)
		if e.code != diag.Expected {
			at := b.span(i, i)
			at.End = max(at.End, e.until)
			l.found.Add(e.code, at, e.args...)
			return i
		}
		what = e.args[0].(locale.Text)
	case participle.Error:
		var unexpected *participle.UnexpectedTokenError
		if errors.As(err, &unexpected) {
			i = b.find(unexpected.Unexpected)
		}
		symbol := expectedSymbol(e.Message())
		what = symbolText(symbol)
		switch {
		case symbol == "" && tokens[0].Value == "RULE":
			what = endOfRule
		case symbol == "" && tokens[0].Value == "POLICY" && i == 1:
			what = locale.Text{EN: "a title in quotes", ZH: "带引号的标题"}
		case symbol == "":
			what = endOfLine
		case symbol == "<tail>" && tokens[0].Value == "RULE":
			what = symbolText("Requirement") // or items under “meets”, which is rarer
		case symbol == `"MUST"` && tokens[0].Value == "RESULT":
			what = locale.Text{EN: "“must not”, “should not” or another word of an effect", ZH: "“不得”“不应”之类的结论用语"}
		case symbol == `"IS"` && tokens[b.before(i)].Type == Name:
			i = b.before(i) // an action where an effect should begin
		}
	}
	if at, sign, ok := b.misplacedSign(i); ok {
		l.found.Add(diag.Expected, at, inQuotes(sign), inQuotes(at.Text()))
		(*l.found)[len(*l.found)-1].Fix = sign
		return i
	}
	head, indented := b.indentedHead(i)
	if !indented {
		head, indented = b.indentedHead(b.before(i))
	}
	if indented {
		word := head.Text()
		l.found.Add(diag.Expected, head, locale.Text{EN: "“" + word + "” at the margin, since it begins a declaration", ZH: "“" + word + "”顶格书写（它开始一项声明）"}, locale.Text{EN: "it indented", ZH: "缩进的一行"})
		return i
	}
	inner := i
	if b.typed(i, Punct) && tokens[i].Value == "," { // the condition behind it does not read
		inner = b.after(i)
	}
	if at, better, ok := b.reordered(inner); ok {
		l.found.Add(diag.WordOrder, at, at.Text(), better)
		return inner
	}
	if at, right, ok := b.dayBeside(i); ok {
		l.found.Add(diag.Expected, at, inQuotes(right), inQuotes(at.Text()))
		return i
	}
	if at, both, half, ok := b.ranges(i); ok {
		l.found.Add(diag.RangeEnds, at, at.Text(), both, half)
		return i
	}
	switch {
	case b.is(inner, "AS OF") && (what == symbolText("Requirement") || what == aCondition || what == symbolText("Expr")):
		i, what = inner, dayBehind
	case b.is(i, "SERVED IN") || b.is(b.before(i), "SERVED IN"):
		what = rowsBehind
	}
	if from, to, ok := b.unknown(i); ok && !b.is(b.before(i), "USE") {
		at := b.span(from, to)
		// What was expected says more of an unknown word at the very place,
		// unless it is like a known one.
		meant := l.meant(at.Text())
		if b.isWord(to + 1) {
			wider := b.span(from, to+1)
			if more := l.meant(wider.Text()); more.EN != "" {
				at, meant = wider, more
			}
		}
		if from > 0 { // 不 | 必
			wider := b.span(from-1, to)
			if word := diag.Synonym(wider.Text()); word != "" {
				at, meant = wider, diag.Meant(word)
			}
		}
		if meant.EN != "" || from != i {
			l.found.Add(diag.UnknownName, at, at.Text(), meant)
			return i
		}
	}
	place := i
	if e, arrow := b.effect(i); e > 0 && tokens[0].Value != "RESULT" && !b.is(i, "=>") {
		place, what = e, locale.Text{EN: "“=>” before the effect", ZH: "结论前的“的，”或“=>”"}
		if arrow {
			what = locale.Text{EN: "“;” before a further effect", ZH: "另一结论前的分号"}
		}
	}
	if what == endOfLine && place < len(tokens) && tokens[place].Value == "," {
		what = locale.Text{EN: "the end of the line", ZH: "行末"}
	}
	at := b.span(place, place)
	if (what == symbolText("<name>") || what == symbolText("FieldSpec")) && place < len(tokens) && tokens[place].Type == Keyword && isWordRune(firstRune(at.Text())) {
		l.found.Add(diag.Reserved, at, at.Text())
		return i
	}
	found := locale.Text{EN: "the end of the line", ZH: "行末"}
	if at.Start < at.End {
		found = inQuotes(at.Text())
	}
	l.found.Add(diag.Expected, at, what, found)
	return i
}

// ranges is a range with one word between its ends, 5年至10年, and what says of both
// ends whether they belong to it: with them, and without the last.
func (b blame) ranges(i int) (at source.Span, both, half string, ok bool) {
	from, to := b.before(i), b.after(i)
	days := b.typed(from, Date) && b.typed(to, Date)
	if !b.is(i, "TO") || !days && (!b.tokens[from].measures() || to == len(b.tokens) || !b.tokens[to].measures()) {
		return at, "", "", false
	}
	low, high := b.word(from), b.word(to)
	if b.typed(from, Number) && !b.typed(to, Number) { // 五至六年
		low += strings.TrimLeft(high, "0123456789.零〇一二两三四五六七八九十百千")
	}
	at = b.span(from, to)
	switch {
	case !locale.IsChinese(b.word(i)):
	case days:
		return at, "不早于" + low + "且不晚于" + high, "不早于" + low + "且早于" + high, true
	default:
		return at, low + "以上" + high + "以下", low + "以上不满" + high, true
	}
	return at, ">= " + low + " and <= " + high, ">= " + low + " and < " + high, true
}

// dayBeside is a day with a word beside it that compares only in other sentences, before
// 2020-01-01 or 2020年1月1日之前, and the sign or word that compares.
func (b blame) dayBeside(i int) (at source.Span, right string, ok bool) {
	before, after := b.before(i), b.after(i)
	switch {
	case b.is(i, "BEFORE") && b.typed(after, Date):
		return b.span(i, after), "< " + b.word(after), true
	case b.is(i, "BEFORE") && b.typed(before, Date) && !b.tokens[min(after, len(b.tokens)-1)].measures():
		return b.span(before, i), "早于" + b.word(before), true
	}
	return at, "", false
}

// What is expected where words stand in another order, and it cannot be said how the
// author's own words would.
var (
	dayBehind  = locale.Text{EN: "a condition; “as of” stands behind what is worked out, as in “age as of 2024-08-31 >= 50”", ZH: "条件；“截至”写在所算的值之后，如“年龄截至2024年8月31日满50”"}
	rowsBehind = locale.Text{EN: "the rows that are added up, as in “served in (career where unit is own unit)”", ZH: "所合计的一组记录，写成“任职合计（履历其中单位为本人单位）”"}
)

// inQuotes is a piece of the text as a message quotes it.
func inQuotes(text string) locale.Text {
	return locale.Text{EN: "“" + text + "”", ZH: "“" + text + "”"}
}

// meant asks after the name or word of the language nearest to an unknown one.
func (l reader) meant(word string) locale.Text {
	if !l.guesses.spend(len(l.vocab.listed) + len(keywords)) {
		return locale.Text{}
	}
	return diag.DidYouMean(Fold(word), append(l.vocab.Names(), Words()...))
}

// blame looks for the token at fault around the one where reading failed.
type blame struct {
	reader
	tokens []Token
}

// find is the place of a token of the parser; len(tokens) for the end.
func (b blame) find(token lexer.Token) int {
	for i, t := range b.tokens {
		if t.Start == token.Pos.Offset && t.Type == TokenType(token.Type) && (t.End > t.Start || t.Type == Item || t.Type == Tail) {
			return i
		}
	}
	return len(b.tokens)
}

// ends says that an item or the declaration ends before a token.
func (b blame) ends(i int) bool {
	return i == len(b.tokens) || startsLine(b.tokens[i])
}

// span is the text of some tokens; the end of the line before where it ends.
func (b blame) span(from, to int) source.Span {
	if b.ends(from) {
		end := b.tokens[b.before(from)].End
		return source.Span{File: b.text.file, Start: end, End: end}
	}
	return source.Span{File: b.text.file, Start: b.tokens[from].Start, End: b.tokens[to].End}
}

// indentedHead finds the word of a declaration at the place, where it begins a line that is
// indented.
func (b blame) indentedHead(i int) (at source.Span, ok bool) {
	if i == 0 || b.ends(i) {
		return at, false
	}
	at = b.span(i, i)
	text := b.text.file.Text
	line := text[strings.LastIndexAny(text[:at.Start], "\r\n")+1 : at.Start]
	if line == "" || strings.TrimSpace(line) != "" {
		return at, false
	}
	for end := range text[at.Start:min(len(text), at.Start+longestHead)] { // 规则 is cut before 则
		word, next := text[at.Start:at.Start+end], firstRune(text[at.Start+end:])
		if keywordsBySpelling.lookup(Fold(word), atMargin) != "" && (isHan(firstRune(word)) || !isWordRune(next)) {
			at.End, ok = at.Start+end, true
		}
	}
	return at, ok
}

// longestHead is in bytes.
const longestHead = 24

// misplacedSign finds the sign of a comparison before the place that is written another
// way: =< and > = for those of at most and at least, or => where no effect follows but
// what is compared with.
func (b blame) misplacedSign(i int) (at source.Span, sign string, ok bool) {
	if i == 0 || i >= len(b.tokens) {
		return at, "", false
	}
	at = b.span(i-1, i)
	switch b.tokens[i-1].Value + b.tokens[i].Value {
	case "=<", "<=":
		return at, "<=", true
	case "=>", ">=":
		return at, ">=", true
	}
	switch b.tokens[i].Type {
	case Quantity, Number, Age, Percent, Date, Year:
		at = b.span(i-1, i-1)
		return at, ">=", at.Text() == "=>"
	}
	return at, "", false
}

// before is the token before, passing over what is not read.
func (b blame) before(i int) int {
	for i--; i > 0 && (b.tokens[i].End == b.tokens[i].Start || b.tokens[i].Type == Space || b.tokens[i].Type == Comment); {
		i--
	}
	return max(i, 0)
}

// unknown looks for an unknown name at the place and just before it. A keyword
// between unknown words is taken for a part of them: of in “date of hiring”.
func (b blame) unknown(i int) (from, to int, ok bool) {
	first := 1
	if declaring[b.tokens[0].Value] {
		first = 2 // the name that is declared
	}
	is := func(i int) bool {
		return i >= first && i < len(b.tokens) && b.tokens[i].Type == Name && !b.vocab.Has(b.tokens[i].Value) && !b.labels(b.tokens[i])
	}
	before := b.before(i)
	switch {
	case is(i):
		return i, i, true
	case is(before) && b.isWord(i) && !slices.ContainsFunc(b.tokens[before:i], startsLine):
		if from, to = before, i; is(i + 1) {
			to = i + 1
		}
		return from, to, true
	case is(before):
		return before, before, true
	case b.ends(i) && is(b.before(before)):
		before = b.before(before)
		return before, before, true
	case b.isWord(i) && is(i+1):
		return i + 1, i + 1, true
	}
	return 0, 0, false
}

func startsLine(t Token) bool { return t.Type == Item || t.Type == Tail }

// labels says that a name is one that a pair gives to its two people.
func (b blame) labels(name Token) bool {
	if b.tokens[0].Value != "PAIR" {
		return false
	}
	for _, t := range b.tokens {
		switch {
		case t.Type == Keyword && t.Value == "WHERE", t.Type == Punct && t.Value == ":":
			return false
		case t.Type == Name && t.Value == name.Value:
			return true
		}
	}
	return false
}

// isWord says that a keyword is written in letters, so that it may have been
// meant as a part of a name.
func (b blame) isWord(i int) bool {
	if i >= len(b.tokens) || b.tokens[i].Type != Keyword {
		return false
	}
	return unicode.IsLetter(firstRune(b.text.file.Text[b.tokens[i].Start:])) && !effectStarts[b.tokens[i].Value]
}

// effect looks for an effect where none can begin: the one that was read as a
// condition because no arrow is before it, or a second one.
func (b blame) effect(i int) (at int, arrow bool) {
	for n, t := range b.tokens[:min(i+1, len(b.tokens))] {
		switch {
		case t.Type == Item && n < i:
			at, arrow = 0, false
		case t.Type == Punct && t.Value == ":" && b.tokens[0].Value == "PAIR":
			at, arrow = 0, true
		case t.Type != Keyword:
		case t.Value == "=>":
			at, arrow = 0, true
		case effectStarts[t.Value] && (!arrow || n == i && b.tokens[b.before(n)].Type == Punct):
			at = n
		}
	}
	if !b.ends(i) && at != i {
		return 0, arrow
	}
	return at, arrow
}

// declaring are the heads that a new name follows.
var declaring = map[string]bool{
	"SET": true, "DEFINE": true, "FIELD": true, "JUDGED": true, "CHOICE": true, "ACTION": true, "RECORD": true, "RELATION": true, "TABLE": true, "OUTPUT": true, "RESULT": true,
}
