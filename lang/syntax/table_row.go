package syntax

import (
	"slices"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"rota/lang/locale"
)

// Rows of tables are not cut into names: what a cell means is for the type of
// its column to say, and a cell of text may hold any words. So the commas part
// them, and each is one token: a literal, or a Cell.

// row reads the atoms of one row, from i up to the line of the next.
func (l reader) row(atoms []atom, i, itemIndent int) (out []Token, next int) {
	first := true
	for i < len(atoms) && !(atoms[i].kind == lineStart && l.indent(atoms[i]) <= itemIndent) {
		a := atoms[i]
		switch {
		case a.kind == lineStart:
			i++
		case l.dates(atoms, i) > 0:
			if n := len(out); n > 0 && out[n-1].Type == Punct {
				out[n-1].Type = Space // county: 6y, from 2019-01-01
			}
			end := l.dates(atoms, i)
			out = append(append(out, l.run(atoms[i:end-1], inBody, inBody)...), l.placed(atoms[end-1]))
			i = end
			if word, n := l.closes(atoms, i); n > 0 {
				at, as := l.at(atoms[i].start, atoms[i+n-1].end), Space
				if word == "STOP" {
					as = Keyword
				}
				out = append(out, Token{as, word, at.Start, at.End})
				i += n
			}
		case a.kind == wholeToken && (a.token.Type == Comment || a.token.Type == Space || separates(a)):
			out = append(out, l.placed(a))
			i++
		default:
			end := l.cellEnd(atoms, i, itemIndent)
			if n := l.clause(atoms, i, end); first && n > 0 {
				at := l.at(atoms[i].start, atoms[i+n-1].end)
				id := Fold(at.Text())
				if number := l.bracketedNumber(atoms[i : i+n]); number != "" { // （二） is (2) as well
					id = "(" + number + ")"
				}
				out = append(out, Token{Clause, id, at.Start, at.End})
				i += n
				first = false
				continue
			}
			out = append(out, l.cell(atoms[i:end]))
			i = end
		}
		first = false
	}
	return out, i
}

func (l reader) placed(a atom) Token {
	token, at := a.token, l.at(a.start, a.end)
	token.Start, token.End = at.Start, at.End
	return token
}

func separates(a atom) bool {
	switch a.token.Value {
	case ",", "、", ":":
		return a.token.Type == Punct
	}
	return false
}

func (l reader) dated(a atom) bool { return a.kind == wholeToken && a.token.Type == Date }

// dates is where a date ends that a word such as from begins at atom i; 0 for
// anything else.
func (l reader) dates(atoms []atom, i int) int {
	for _, p := range l.keywordsAt(atoms, i, inBody) {
		switch p.token.Value {
		case "FROM", "UNTIL", "TO":
			if p.to < len(atoms) && l.dated(atoms[p.to]) {
				return p.to + 1
			}
		}
	}
	return 0
}

// closes is the particle after a date, 起 or 止, and how many atoms it has.
func (l reader) closes(atoms []atom, i int) (word string, n int) {
	for _, p := range l.keywordsAt(atoms, i, inBody) {
		if p.token.Value == "START" || p.token.Value == "STOP" {
			word, n = p.token.Value, p.to-i
		}
	}
	return word, n
}

// keywordsAt lists the keywords that atom i begins.
func (l reader) keywordsAt(atoms []atom, i int, where place) (out []piece) {
	end := i
	for end < min(len(atoms), i+keywordsBySpelling.longest) && atoms[end].kind <= numberAtom {
		end++
	}
	if end == i {
		return nil
	}
	for _, p := range (cutter{text: l.text, vocab: noNames}).piecesAt(nil, atoms[:end], i, where) {
		if p.token.Type == Keyword {
			out = append(out, p)
		}
	}
	return out
}

// cellEnd is where a cell ends: at a comma or colon outside of its brackets, a
// comment, a date that says when the row holds, or the end of the row.
func (l reader) cellEnd(atoms []atom, i, itemIndent int) int {
	depth := 0
	for ; i < len(atoms); i++ {
		a := atoms[i]
		switch {
		case a.kind == lineStart && l.indent(a) <= itemIndent, a.kind == wholeToken && (a.token.Type == Comment || a.token.Type == Space):
			return i
		case depth == 0 && (separates(a) && a.kind == wholeToken || l.dates(atoms, i) > 0):
			return i
		case a.token.Type == Punct && a.token.Value == "(":
			depth++
		case a.token.Type == Punct && a.token.Value == ")":
			depth = max(0, depth-1)
		}
	}
	return i
}

// clause is how many atoms the clause number has that a row begins with: 7.2,
// 4.1a, （二）. A number alone is a key.
func (l reader) clause(atoms []atom, i, end int) int {
	n := 0
	switch a := atoms[i]; {
	case a.kind == numberAtom, a.kind == wholeToken && (a.token.Type == Clause || a.token.Type == Quantity):
		n = 1
	case a.token.Value == "(" && i+2 < end:
		n = slices.IndexFunc(atoms[i:end], func(a atom) bool { return a.token.Value == ")" }) + 1
		if n != 3 && l.bracketedNumber(atoms[i:i+n]) == "" {
			return 0
		}
	}
	if n == 0 || i+n >= end || l.literal(atoms[i:end]) != nil || n == 1 && !atoms[i+1].spaced && atoms[i].kind == numberAtom {
		return 0
	}
	return n
}

// bracketedNumber is the number between the brackets that some atoms begin and end
// with; "" for what is none.
func (l reader) bracketedNumber(atoms []atom) string {
	if len(atoms) < 3 {
		return ""
	}
	if t := l.literal(atoms[1 : len(atoms)-1]); t != nil && t.Type == Number {
		return t.Value
	}
	return ""
}

// cell is the token of a cell.
func (l reader) cell(atoms []atom) Token {
	at := l.at(atoms[0].start, atoms[len(atoms)-1].end)
	if len(atoms) == 1 && atoms[0].kind == wholeToken {
		switch atoms[0].token.Type {
		case String, Date, MonthDay, Year, Percent, Quantity, Invalid:
			return l.placed(atoms[0])
		}
	}
	if token := l.literal(atoms); token != nil {
		token.Start, token.End = at.Start, at.End
		return *token
	}
	return Token{Cell, Fold(at.Text()), at.Start, at.End}
}

// literal is the number, with its unit, that some atoms are; nil for others.
func (l reader) literal(atoms []atom) *Token {
	for _, p := range l.cutter().literalsAt(atoms, 0) {
		if p.to == len(atoms) {
			return &p.token
		}
	}
	return nil
}

// parseRow reads a row from its tokens; it matches nothing where a field stands.
func parseRow(lex *lexer.PeekingLexer) (Row, error) {
	p := &conditions{lex: lex}
	r := &TableRow{}
	start := p.start()
	if p.kind() == Clause {
		at := p.start()
		text := p.lex.Next().Value
		r.ID = &ID{p.node(at), text}
	}
	switch {
	case p.startsCell():
		if err := p.cells(r); err != nil {
			return nil, err
		}
	case r.ID != nil:
		return nil, p.expected(aKey)
	case !p.at("FROM", "UNTIL", "TO"):
		return nil, participle.NextMatch
	}
	if p.take("FROM") {
		r.From = p.literal()
	}
	if p.take("UNTIL") || p.take("TO") {
		r.Until = p.literal()
		r.Through = p.take("STOP")
	}
	r.Node = p.node(start)
	return r, nil
}

func (p *conditions) startsCell() bool {
	switch p.kind() {
	case Cell, Number, Percent, Quantity, Age, Date, MonthDay, Year, String:
		return true
	}
	return false
}

func (p *conditions) literal() *Literal {
	start := p.start()
	t := p.lex.Next()
	return &Literal{p.node(start), TokenType(t.Type), t.Value}
}

func (p *conditions) cells(r *TableRow) error {
	list := &r.Keys
	for {
		if !p.startsCell() {
			return p.expected(locale.Text{EN: "what stands in this cell", ZH: "这一格的内容"})
		}
		cell := &TableCell{}
		if p.kind() == Cell {
			start := p.start()
			word := p.lex.Next().Value
			cell.Node = p.node(start)
			switch key := keywordsBySpelling.lookup(word, inSchema); key {
			case "YES", "NO", "NONE", "OPEN":
				cell.Word = key
			}
			cell.Unknown = word == "unknown" || word == "不详" || word == "未知"
		} else {
			cell.Literal = p.literal()
			cell.Node = cell.Literal.Node
		}
		*list = append(*list, cell)
		switch {
		case p.take(","), p.take("、"):
		case p.at(":") && list == &r.Keys:
			p.lex.Next()
			list = &r.Values
		default:
			return nil
		}
	}
}

// table adds the names that a table introduces: its own, those of its keys and of
// its columns of values.
func (l reader) table(atoms []atom, i int) {
	own := i
	i = l.name(atoms, i, "TABLE")
	l.tableNamed(atoms, own, i)
	column := false // after the colon, where values are named
	for first := true; i < len(atoms); i++ {
		a := atoms[i]
		switch {
		case a.kind == lineStart:
			if first = false; l.fromFile(atoms) {
				l.name(atoms, i+1, "")
			}
		case !first:
		case a.kind == wholeToken && (a.token.Value == ":" || a.token.Value == "," || a.token.Value == "、"):
			if column = column || a.token.Value == ":"; i+1 < len(atoms) && (column || !l.saysOfRows(atoms, i+1)) {
				l.name(atoms, i+1, "TABLE")
			}
		case a.kind <= numberAtom:
			if word, length := l.keyword(atoms, i); word == "BY" && !column {
				l.name(atoms, i+length, "TABLE")
				i += length - 1
			}
		}
	}
}

// saysOfRows says that what follows a comma is no key.
func (l reader) saysOfRows(atoms []atom, i int) bool {
	for _, p := range l.keywordsAt(atoms, i, inTable) {
		switch p.token.Value {
		case "UNTIL NEXT ROW", "NOT LISTED UNKNOWN", "NOT LISTED ERROR", "NOT LISTED MEANS":
			return true
		}
	}
	return false
}

// tableNamed notes that a name is that of a table, with its further names.
func (l reader) tableNamed(atoms []atom, from, to int) {
	end := from
	for end < to && atoms[end].kind <= numberAtom && !(end > from && l.endsName(atoms, end, "TABLE")) {
		end++
	}
	if from < end {
		l.vocab.tables[Fold(string(l.text.folded[atoms[from].start:atoms[end-1].end]))] = true
	}
	aliases(l.vocab.tables, atoms)
}

// fromFile says whether the rows of a table stand in a file: a text follows
// “from” on its first line.
func (l reader) fromFile(atoms []atom) bool {
	for i, a := range atoms {
		switch {
		case a.kind == lineStart:
			return false
		case a.kind <= numberAtom:
			word, length := l.keyword(atoms, i)
			if n := i + length; word == "TAKEN FROM" && n < len(atoms) && atoms[n].token.Type == String {
				return true
			}
		}
	}
	return false
}

// lookups gives the word for after the name of a table a token of its own: what
// follows is a key, not a length of time.
func (v *Vocabulary) lookups(tokens []Token) []Token {
	before := Token{}
	for i, t := range tokens {
		if t.Type == Space || t.Type == Comment {
			continue
		}
		if t.Type == Keyword && t.Value == "FOR" && before.Type == Name && v.tables[before.Value] {
			tokens[i].Value = "FOR KEY"
		}
		before = t
	}
	return tokens
}
