package syntax

import (
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// Rules that go on as a list say so before their effect: 第四条 干部有下列情形之一的，免于轮岗：
// and its items, often at the margin as documents have them.

// ruling are the heads of a rule and of a rule that is a list.
var ruling = map[string]bool{"RULE": true, "ANY": true, "ALL OF": true}

// listHead is the head of a declaration that has none or that of a rule: RULE, or of a
// list where a word before the items says that any or all of them are meant.
func (l reader) listHead(atoms []atom) string {
	if !l.speaksOfBelow(atoms) {
		return "RULE"
	}
	for i, a := range atoms {
		switch a.kind {
		case hanAtom, wordAtom:
			switch word, length := l.keywordIn(atoms, i, inBody); word {
			case "UNLESS":
				return "RULE"
			case "ANY OF":
				if l.excepts(atoms, i+length) {
					return "RULE"
				}
				return "ANY"
			case "ALL OF":
				return "ALL OF"
			}
		}
	}
	return "RULE"
}

// excepts says that 除外 follows from an atom on: 的除外, 的，除外.
func (l reader) excepts(atoms []atom, i int) bool {
	for i < len(atoms) && (atoms[i].token.Value == "," || l.text.folded[atoms[i].start] == '的') {
		i++
	}
	return i < len(atoms) && l.wordIn(atoms, i, inBody) == "EXCEPTED"
}

// speaksOfBelow says whether 下列, 以下 or following stands somewhere.
func (l reader) speaksOfBelow(atoms []atom) bool {
	for i, a := range atoms {
		switch {
		case a.kind == hanAtom && i > 0 && (l.text.folded[a.start] == '列' || l.text.folded[a.start] == '下' && l.text.folded[a.start-1] == '以'),
			a.kind == wordAtom && l.spelling(atoms[i:i+1]) == "following":
			return true
		}
	}
	return false
}

// endless passes over the sign at the end of each item, whatever it ends with: ；除非….
func endless(tokens []Token, from int) []Token {
	for i := from; i < len(tokens); i++ {
		if t := &tokens[i]; t.Type == Punct && (t.Value == ";" || t.Value == ",") {
			if next := meaning(tokens, i+1); next.Type == end || startsLine(next) {
				t.Type = Space
			}
		}
	}
	return tokens
}

// saysBelow says of a token that it is a word for the items that follow.
func saysBelow(t Token) bool {
	return t.Type == Keyword && (t.Value == "ANY OF" || t.Value == "ALL OF")
}

// below passes over the words that say of a list that its items follow, over what joins
// them to a condition before, and over the colon before the first item. Whoever is named
// behind them, 有下列情形之一的干部，, is a condition more.
func (l reader) below(tokens []Token) []Token {
	switch {
	case tokens[0].Value == "LADDER":
		return endless(tokens, 1)
	case !ruling[tokens[0].Value]:
		return tokens
	}
	last, head := 0, true // what was read last, and whether it is still a number or a title
	said := false         // the words for the items, which stand once
	for i := 1; i < len(tokens); i++ {
		t := &tokens[i]
		switch {
		case t.Type == Item || t.Type == Tail:
			return endless(tokens, i)
		case t.Type == Space || t.Type == Comment:
		case head && t.Type == Name && t.Value == "对" && !l.vocab.names[t.Value]:
			t.Type = Space
		case saysBelow(*t) && said:
			last = i
		case saysBelow(*t) && tokens[0].Value == "RULE":
			said = true
			if before := tokens[i-1]; before.Type == Space && before.End > before.Start { // 。
				last = i - 1
			}
			exceptBelow(tokens, i, last)
		case saysBelow(*t):
			t.Type, said = Space, true
			l.noneBelow(tokens, i, last)
			for ; last > 0 && l.joinsBelow(tokens[last]); last = read(tokens, last, -1) {
				tokens[last].Type = Space
			}
			l.belowWhom(tokens, i, last > 0 && !head)
		case t.Value == ":" && t.Type == Punct && startsLine(meaning(tokens, i+1)):
			t.Type = Space
		default:
			last, head = i, head && (isID(*t) || t.Type == String)
		}
	}
	return tokens
}

// exceptBelow makes 除非 of what stands before the words for the items at i where 除外
// stands behind them: 但有下列情形之一的除外：, ，有下列情形之一的除外：.
func exceptBelow(tokens []Token, i, last int) {
	end := read(tokens, i, 1)
	for end < len(tokens) && (tokens[end].Value == "'S" || tokens[end].Value == ",") { // …之一的，除外
		end = read(tokens, end, 1)
	}
	parts := tokens[last].Type == Space || tokens[last].Value == "BUT" || tokens[last].Value == ","
	if end == len(tokens) || tokens[end].Value != "EXCEPTED" || !parts {
		return
	}
	tokens[last].Type, tokens[last].Value = Keyword, "UNLESS"
	for i++; i <= end; i++ {
		tokens[i].Type = Space
	}
}

// noneBelow reports what stands before the words for the items at i and makes something
// else of them: 没有下列情形之一的, or “or” in a condition without brackets, of which it is
// not clear whether the items belong to all of it.
func (l reader) noneBelow(tokens []Token, i, last int) {
	depth := 0
	for n := last; n > 0; n-- {
		switch t := tokens[n]; {
		case t.Value == ")" && t.Type == Punct:
			depth++
		case t.Value == "(" && t.Type == Punct:
			depth--
		case t.Type == Keyword && t.Value == "OR" && depth == 0:
			l.found.Add(diag.AndOr, source.Span{File: l.text.file, Start: tokens[n].Start, End: tokens[i].End})
			return
		case t.Type == Keyword && (t.Value == "NO" || t.Value == "NOT" || t.Value == "NONE") && n == last:
			at := source.Span{File: l.text.file, Start: t.Start, End: tokens[i].End}
			l.found.Add(diag.Expected, at, locale.Text{EN: "“unless any of the following” behind the effect", ZH: "结论之后的“但有下列情形之一的除外”"}, inQuotes(at.Text()))
			tokens[n].Type = Space
			return
		}
	}
}

// joinsBelow says of a token that it joins what is before it to the words for the items,
// or names nobody in particular.
func (l reader) joinsBelow(t Token) bool {
	switch t.Type {
	case Name:
		return staff[t.Value] && (!l.vocab.names[t.Value] || l.vocab.records[t.Value])
	case Punct:
		return t.Value == ","
	}
	return t.Type == Keyword && (t.Value == "AND" || t.Value == "'S" || t.Value == "WHOEVER")
}

// belowWhom passes over what stands behind the words at i and says nothing, and makes a
// condition of whom the list is about; another may stand before the words.
func (l reader) belowWhom(tokens []Token, i int, another bool) {
	s := read(tokens, i, 1)
	whom := read(tokens, s, 1)
	comma := whom
	of := s < len(tokens) && tokens[s].Value == "'S"
	switch {
	case !of:
		comma = s
	default:
		for comma < len(tokens) && tokens[comma].Type == Name {
			comma = read(tokens, comma, 1)
		}
	}
	if comma >= len(tokens) {
		return
	}
	concludes := tokens[comma].Value == "," && effectStarts[meaning(tokens, comma+1).Value]
	switch {
	case !of && effectStarts[tokens[s].Value]: // 下列人员免于轮岗
		tokens[i].Type, tokens[i].Value = Keyword, "=>"
	case !of && concludes: // 下列人员，免于轮岗
		tokens[comma].Type, tokens[comma].Value = Keyword, "=>"
	case of && comma > whom:
		tokens[s].Type = Space
		switch {
		case l.joinsBelow(tokens[whom]):
			tokens[whom].Type = Space
		case another:
			tokens[s].Type, tokens[s].Value = Punct, ","
		}
		if concludes {
			tokens[comma].Type, tokens[comma].Value = Keyword, "=>"
		}
	case !concludes && !another && tokens[comma].Value == "," && goesOn(tokens[comma+1:]): // 有下列情形之一，女的，
		tokens[comma].Type = Space
	}
}

// goesOn says that a condition is still to end before the items begin.
func goesOn(tokens []Token) bool {
	for _, t := range tokens {
		switch {
		case startsLine(t):
			return false
		case t.Type == Keyword && (t.Value == "'S" || t.Value == "=>"):
			return true
		}
	}
	return false
}

// read is the place of the next token that is read, from a place in a direction;
// len(tokens) behind the last, 0 before the first.
func read(tokens []Token, i, step int) int {
	for i += step; i > 0 && i < len(tokens) && (tokens[i].Type == Space || tokens[i].Type == Comment); {
		i += step
	}
	return max(0, min(i, len(tokens)))
}
