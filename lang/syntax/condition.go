package syntax

import (
	"slices"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"rota/lang/diag"
	"rota/lang/locale"
)

// Conditions and values are parsed by hand, by precedence climbing: a grammar
// struct for each level would give a tree that nobody wants to walk, and was
// measured two to three times slower.
//
//	condition  = all { "or" all }           -- one joining word, without brackets
//	all        = side { "and" side }
//	side       = item { [","] item }        -- side by side binds tightest
//	item       = [ "not" ] ( quantifier | comparison )
//	comparison = [ sum ] sign sum | sum "is" … | sum
//	sum        = product { ( "+" | "-" ) product }
//	product    = part { ( "*" | "/" ) part }

// mistake is a syntax error with a diagnostic code; it passes through
// participle untouched.
type mistake struct {
	code  diag.Code
	at    lexer.Token
	until int // byte after the stretch at fault; 0: the token alone
	args  []any
}

func (m *mistake) Error() string            { return string(m.code) }
func (m *mistake) Message() string          { return string(m.code) }
func (m *mistake) Position() lexer.Position { return m.at.Pos }

type conditions struct {
	lex   *lexer.PeekingLexer
	depth int
	rows  int // conditions on rows that are open, outside of brackets
	then  int // what an else that follows belongs to: values after then, a requirement; outside of brackets

	plain    bool // a set of people is being read, which a comma ends
	portion  bool // a set is being read of which a percentage may follow
	listing  bool // a list is being read that a word before it speaks of
	operand  bool // the part that comes next is the operand of a word before it
	counting bool // the last of conditions with commas may be what is counted
	limited  bool // after a comma at most and at least bound the points of a line
}

// Agreement is the condition of a requirement: the else after it is the
// requirement's own, never a value where there is none.
type Agreement Expr

func parseAgreement(lex *lexer.PeekingLexer) (Agreement, error) {
	p := &conditions{lex: lex, then: 1}
	if !p.startsItem() {
		return nil, participle.NextMatch
	}
	return p.condition()
}

// parseExpr and parseOperand are what the grammar calls for an Expr or an
// Operand; they match nothing where none begins.
func parseExpr(lex *lexer.PeekingLexer) (Expr, error) {
	p := &conditions{lex: lex}
	if !p.startsItem() {
		return nil, participle.NextMatch
	}
	return p.condition()
}

func parseOperand(lex *lexer.PeekingLexer) (Operand, error) {
	p := &conditions{lex: lex}
	if !p.startsValue() {
		return nil, participle.NextMatch
	}
	x, err := p.value()
	if err != nil {
		return nil, err
	}
	return operandNode{x}, nil
}

func parseSpellings(lex *lexer.PeekingLexer) (Spellings, error) {
	if TokenType(lex.Peek().Type) != String {
		return nil, participle.NextMatch
	}
	p := &conditions{lex: lex}
	var list spellingList
	for TokenType(lex.Peek().Type) == String {
		start := p.start()
		raw := lex.Next().Value
		list = append(list, &Text{p.node(start), raw})
		// A comma goes on with the list only if another text follows it, and
		// that text is not itself explained ("…" means 3).
		mark := lex.MakeCheckpoint()
		if !p.take(",") && !p.take("、") && !p.take("AND") {
			continue
		}
		if TokenType(lex.Peek().Type) == String {
			after := lex.MakeCheckpoint()
			lex.Next()
			explained := p.at("MEANS")
			lex.LoadCheckpoint(after)
			if !explained {
				continue
			}
		}
		lex.LoadCheckpoint(mark)
		break
	}
	return list, nil
}

func (p *conditions) start() Pos { return Pos(p.lex.Peek().Pos) }

func (p *conditions) node(start Pos) Node { return Node{start, Pos(p.lex.RawPeek().Pos)} }

func (p *conditions) kind() TokenType { return TokenType(p.lex.Peek().Type) }

// at says whether the next token is this keyword or sign.
func (p *conditions) at(keys ...string) bool {
	t := p.lex.Peek()
	if k := TokenType(t.Type); k != Keyword && k != Punct {
		return false
	}
	for _, key := range keys {
		if t.Value == key {
			return true
		}
	}
	return false
}

func (p *conditions) take(key string) bool {
	if p.at(key) {
		p.lex.Next()
		return true
	}
	return false
}

func (p *conditions) need(key string, what locale.Text) error {
	if p.take(key) {
		return nil
	}
	return p.expected(what)
}

func (p *conditions) expected(what locale.Text) error {
	return &mistake{code: diag.Expected, at: *p.lex.Peek(), args: []any{what}}
}

func (p *conditions) enter() error {
	if p.depth++; p.depth > maxDepth {
		return &mistake{code: diag.TooDeep, at: *p.lex.Peek(), args: []any{maxDepth}}
	}
	return nil
}

func (p *conditions) leave() { p.depth-- }

// startsValue says whether the next token can begin a value.
func (p *conditions) startsValue() bool {
	switch p.kind() {
	case Name, Number, Percent, Quantity, Age, Date, MonthDay, Year, String, Clause:
		return true
	case Punct:
		return p.at("(", "-")
	case Keyword:
		return p.at("YES", "NO", "NONE", "OPEN", "IF", "LATER OF", "EARLIER OF", "LONGER OF", "SHORTER OF", "AS-OF DATE", "TIME SINCE", "TIME UNTIL", "AGE SINCE",
			"OWN", "SELF", "PLANNED", "COUNT OF", "NUMBER OF DIFFERENT", "SUM OF", "HIGHEST OF", "LOWEST OF", "AVERAGE OF", "SHARE OF", "HEADS") || p.startsList() || p.startsTime() || p.startsCases() ||
			p.at("START OF", "END OF", "DAY AFTER", "LENGTH OF", "SERVED IN", "DAYS OF", "WORKDAYS OF", "PLACE OF")
	}
	return false
}

// startsItem says whether the next token can begin one condition.
func (p *conditions) startsItem() bool {
	return p.startsValue() || p.atOutcome() || p.at("NOT", "SOME", "EVERY", "MEETS", "CHOSEN BY", "WAITING IN", "TIED IN", "BOTH",
		">=", ">", "<=", "<")
}

// atOutcome says whether the next token begins what is decided: must rotate, exempt.
func (p *conditions) atOutcome() bool {
	return p.at("MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "PLAN TO", "MAY", "EXEMPT", "DEFER")
}

// condition reads a whole condition.
func (p *conditions) condition() (Expr, error) {
	if err := p.enter(); err != nil {
		return nil, err
	}
	defer p.leave()
	start := p.start()
	first := *p.lex.Peek()
	var either []Expr
	var by joints   // of all alternatives
	single := false // some alternative has no comma in it
	for {
		part, within, err := p.all()
		if err != nil {
			return nil, err
		}
		either, single = append(either, part), single || !within.comma
		by = joints{by.word || within.word, by.comma || within.comma}
		or, err := p.joins("OR")
		if err != nil {
			return nil, err
		}
		if !or {
			break
		}
	}
	if len(either) == 1 {
		return either[0], nil
	}
	until := p.lex.RawPeek().Pos.Column
	switch {
	case by.word:
		return nil, &mistake{code: diag.AndOr, at: first, until: until}
	case by.comma && single && !p.counting:
		return nil, &mistake{code: diag.CommaOr, at: first, until: until}
	}
	return &Either{p.node(start), either}, nil
}

// joints are what conditions are joined by: the word itself, a comma.
type joints struct{ word, comma bool }

// all reads what and joins, or a comma does.
func (p *conditions) all() (Expr, joints, error) {
	start := p.start()
	parts, comma, err := p.side()
	by := joints{comma: comma}
	if err != nil {
		return nil, by, err
	}
	for {
		and, err := p.joins("AND", "AS WELL AS")
		if err != nil {
			return nil, by, err
		}
		if !and {
			break
		}
		more, comma, err := p.side()
		if err != nil {
			return nil, by, err
		}
		parts, by = append(parts, more...), joints{true, by.comma || comma}
	}
	if len(parts) == 1 {
		return parts[0], by, nil
	}
	return &All{p.node(start), parts}, by, nil
}

// joins takes a joining word, with or without a comma before it. After where
// a comma would leave it open whether the rows or the person are meant.
func (p *conditions) joins(words ...string) (bool, error) {
	mark := p.lex.MakeCheckpoint()
	comma := *p.lex.Peek()
	if !p.take(",") || !p.at(words...) {
		p.lex.LoadCheckpoint(mark)
		return p.takeOne(words), nil
	}
	if p.rows > 0 {
		return false, &mistake{code: diag.WhereEnds, at: comma}
	}
	return p.takeOne(words), nil
}

func (p *conditions) takeOne(words []string) bool {
	return slices.ContainsFunc(words, p.take)
}

// side reads conditions side by side, or with commas between them.
func (p *conditions) side() (parts []Expr, comma bool, err error) {
	for {
		item, err := p.item()
		if err != nil {
			return nil, comma, err
		}
		parts = append(parts, item)
		mark := p.lex.MakeCheckpoint()
		if !p.plain && (p.take(",") || p.take("、")) {
			if !p.startsItem() || p.limited && p.at("<=", ">=") {
				p.lex.LoadCheckpoint(mark)
				return parts, comma, nil
			}
			comma = true
			continue
		}
		if !p.startsItem() {
			return parts, comma, nil
		}
	}
}

func (p *conditions) item() (Expr, error) {
	if err := p.enter(); err != nil {
		return nil, err
	}
	defer p.leave()
	start := p.start()
	negations := 0
	for p.take("NOT") || p.takeHasNot() {
		negations++
	}
	x, err := p.positive()
	if err != nil {
		return nil, err
	}
	if negations%2 == 1 {
		x = &Not{p.node(start), x}
	}
	if !p.take("[") {
		return x, nil
	}
	id, err := p.id()
	if err != nil {
		return nil, err
	}
	return &Marked{p.node(start), x, id}, p.need("]", locale.Text{EN: "a closing square bracket", ZH: "右方括号"})
}

// id reads a clause number.
func (p *conditions) id() (ID, error) {
	if !p.atID() {
		return ID{}, p.expected(locale.Text{EN: "a clause number", ZH: "条款编号"})
	}
	at := p.start()
	text := p.lex.Next().Value
	return ID{p.node(at), text}, nil
}

func (p *conditions) atID() bool {
	k := p.kind()
	return k == Clause || k == Number || k == Quantity
}

func (p *conditions) positive() (Expr, error) {
	switch {
	case p.at("SOME", "EVERY"), p.at("NO") && p.listFollows():
		return p.quantifier()
	case p.at("MEETS"):
		return p.meets()
	case p.at("CHOSEN BY", "WAITING IN", "TIED IN"):
		return p.chosen()
	case p.take("BOTH"):
		start := p.start()
		p.take("IS")
		x, err := p.item()
		return &Both{p.node(start), x}, err
	case p.atOutcome():
		start := p.start()
		kind := p.lex.Next().Value
		var action *Word
		if p.kind() == Name {
			action = p.word()
		}
		return &Decided{p.node(start), kind, action}, nil
	}
	return p.comparison()
}

// takeHasNot takes 没有 before a condition that is no list: 没有符合4.2.
func (p *conditions) takeHasNot() bool {
	if !p.at("NO") || p.listFollows() {
		return false
	}
	mark := p.lex.MakeCheckpoint()
	start := p.lex.Next().Pos.Offset
	if p.lex.RawPeek().Pos.Column-start == len("没有") && p.startsItem() && !p.at("YES", "NO", "NONE", "OPEN") {
		return true
	}
	p.lex.LoadCheckpoint(mark)
	return false
}

// listFollows tells the quantifier no from the value no.
func (p *conditions) listFollows() bool {
	mark := p.lex.MakeCheckpoint()
	defer p.lex.LoadCheckpoint(mark)
	p.lex.Next()
	return p.startsList()
}

func (p *conditions) word() *Word {
	start := p.start()
	key := p.lex.Next().Value
	return &Word{p.node(start), key}
}

func (p *conditions) quantifier() (Expr, error) {
	start := p.start()
	q := &Quantify{Kind: p.lex.Next().Value}
	if !p.startsList() {
		return nil, p.expected(aList)
	}
	if p.kind() == Name {
		mark := p.lex.MakeCheckpoint()
		q.Record = p.word()
		if p.kind() == Name || TokenType(p.lex.Peek().Type) == Clause {
			q.Row = p.word()
		}
		if !p.take("IN") {
			p.lex.LoadCheckpoint(mark)
			q.Record, q.Row = nil, nil
		}
	}
	var err error
	if q.List, err = p.list(); err != nil {
		return nil, err
	}
	if p.at("MEETS") {
		mark := p.lex.MakeCheckpoint()
		p.lex.Next()
		if q.Meets = !p.atID(); q.Meets {
			q.Node = p.node(start)
			return q, nil
		}
		p.lex.LoadCheckpoint(mark)
	}
	for p.take("WHERE") {
		if q.Claim != nil { // the first restricted the list
			q.List, q.Claim = &Where{p.node(start), q.List, q.Claim}, nil
		}
		if !p.startsItem() {
			return nil, p.expected(aCondition)
		}
		if q.Claim, err = p.rowCondition(); err != nil {
			return nil, err
		}
	}
	q.Node = p.node(start)
	return q, nil
}

func (p *conditions) meets() (Expr, error) {
	start := p.start()
	p.lex.Next()
	m := &Meets{}
	for {
		id, err := p.id()
		if err != nil {
			return nil, err
		}
		m.IDs = append(m.IDs, id)
		mark := p.lex.MakeCheckpoint()
		joint := *p.lex.Peek()
		if (p.take("OR") || p.take(",") || p.take("、")) && p.atID() {
			if next := *p.lex.Peek(); TokenType(joint.Type) != Keyword {
				return nil, &mistake{code: diag.Enumerated, at: next, args: []any{diag.Joint(joint.Value), next.Value}}
			}
			continue
		}
		p.lex.LoadCheckpoint(mark)
		m.Node = p.node(start)
		return m, nil
	}
}
