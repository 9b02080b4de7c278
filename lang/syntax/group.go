package syntax

import (
	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"rota/lang/locale"
)

// Pair says what follows where two people stand to each other in some way, or in one
// of several, an item each.
//
//	pair 3.4.6 a, b where a's spouse is b => one may defer
//	pair 1.4a a, b where a is kin of b => one must rotate, the one with lower rank
//	pair 4.3 a, b where b is a's leader in charge => should not both moved
//	pair 1.4 a, b: one must rotate, the one with lower rank
//	  1.4a a's superior is b
//	  1.4b a's superior is b's superior
type Pair struct {
	Node
	ID       *ID         `parser:"'PAIR' @@?"`
	Title    *Text       `parser:"@@?"`
	A        Word        `parser:"@@"`
	B        Word        `parser:"( ',' | '、' ) @@"`
	When     Expr        `parser:"( ','? 'WHERE' @@ '=>' | ':' )"`
	NotBoth  string      `parser:"( @( 'NOT BOTH' | 'SHOULD NOT BOTH' )"`
	Both     Expr        `parser:"  @@"`
	One      bool        `parser:"| ( @'ONE'"`
	Who      *Word       `parser:"  | @@ )"`
	Then     []*Duty     `parser:"  @@ ( ';' @@ )*"`
	Keys     []*PairKey  `parser:"  ( ','? @@ ( ';' 'IF EQUAL' ','? @@ )* )? )"`
	Modifies []*Modifier `parser:"@@*"`
	Cases    []*Case     `parser:"( Item @@ )*"`
	Overall  []*Modifier `parser:"( Tail @@+ )?"`
}

// PairKey says which of two it is: the one with lower rank, 由职级较低者.
type PairKey struct {
	Node
	Lower  bool    `parser:"'THE ONE WITH' ( @'LOWER'"`
	Higher bool    `parser:"| @'HIGHER' )?"`
	Term   Operand `parser:"@@"`
	Low    bool    `parser:"( @'LOWER'"`
	High   bool    `parser:"| @'HIGHER' )?"`
}

// Order names keys by which people are put in order.
//
//	order seniority = post tenure descending [5.1], age ascending
type Order struct {
	Node
	Name Word      `parser:"'ORDER' @@ '='"`
	Keys OrderKeys `parser:"@@"`
}

// Choose fills places from candidates by order.
//
//	choose 4.1 from leading team and must exchange per school, at most 30% of leading team, rounded down, by seniority
type Choose struct {
	Node
	ID      *ID       `parser:"'CHOOSE' @@?"`
	Title   *Text     `parser:"@@?"`
	From    People    `parser:"'FROM' @@"`
	Per     Operand   `parser:"( 'PER' @@ )?"`
	Limit   Limit     `parser:"','? @@"`
	Rounded string    `parser:"@( 'ROUNDED DOWN' | 'ROUNDED UP' )?"`
	By      OrderKeys `parser:"'BY' @@"`
}

// Quota is how many of a group may or must be of a set.
//
//	quota 4.1b per school: (leading team, moved) should be at most 30% of leading team
//	quota 4.5 per planned section: count of planned head at most approved heads
type Quota struct {
	Node
	ID    *ID      `parser:"'QUOTA' @@?"`
	Title *Text    `parser:"@@?"`
	Per   Operand  `parser:"( 'PER' @@ )? ':'"`
	One   *Share   `parser:"( @@"`
	Items []*Share `parser:"| ( Item @@ )+ )"`
}

// Share is one line of a quota: a set and its limit.
type Share struct {
	Node
	ID    *ID   `parser:"@@?"`
	Title *Text `parser:"@@?"`
	Of    Crowd `parser:"@@"`
	Limit Limit `parser:"@@"`
}

// Bound is at most 30% of leading team, at least 2, at least 60% of all teacher.
type Bound struct {
	Node
	Should bool // broken it is a departure, which needs a reason
	Op     string
	Most   Expr
	Base   Expr // nil: Most is a number by itself
	All    bool // the set is not that of the group alone
}

// Limit is a Bound as the grammar holds it.
type Limit interface{ bound() *Bound }

func (b *Bound) bound() *Bound { return b }

// BoundOf gives the bound of a limit; nil for none.
func BoundOf(l Limit) *Bound {
	if l == nil {
		return nil
	}
	return l.bound()
}

// parseLimit reads a comparison and what it compares with: a number, or a part of
// a set, which in Chinese stands before it, as a percentage or by the name of a setting:
// 不超过班子成员的30%.
func parseLimit(lex *lexer.PeekingLexer) (Limit, error) {
	p := &conditions{lex: lex}
	if !p.at("<=", ">=", "<", ">", "=", "SHOULD", "SHOULD AT MOST", "SHOULD AT LEAST") {
		return nil, participle.NextMatch
	}
	b := &Bound{}
	start := p.start()
	switch {
	case p.take("SHOULD AT MOST"):
		b.Should, b.Op = true, "<="
	case p.take("SHOULD AT LEAST"):
		b.Should, b.Op = true, ">="
	default:
		if b.Should = p.take("SHOULD"); !p.at("<=", ">=", "<", ">", "=") {
			return nil, p.expected(symbolText("Limit"))
		}
		b.Op = p.lex.Next().Value
	}
	mark := p.lex.MakeCheckpoint()
	b.All = p.take("OF ALL")
	p.portion = true
	base, err := p.set()
	p.portion = false
	if err == nil && p.take("'S") {
		at := p.start()
		if share := p.share(); share != nil {
			b.Most = share
		} else if p.kind() == Name {
			key := p.lex.Next().Value
			b.Most = &NameExpr{p.node(at), key}
		}
		if b.Most != nil {
			b.Base, b.Node = base, p.node(start)
			return b, nil
		}
	}
	p.lex.LoadCheckpoint(mark)
	b.All = false
	if !p.startsValue() {
		return nil, p.expected(aValue)
	}
	if share := p.share(); share != nil && p.at("OF ALL", "OF") {
		b.Most = share
	} else {
		p.lex.LoadCheckpoint(mark)
		if b.Most, err = p.value(); err != nil {
			return nil, err
		}
	}
	if b.All = p.take("OF ALL"); b.All || p.take("OF") {
		if b.Base, err = p.set(); err != nil {
			return nil, err
		}
	}
	b.Node = p.node(start)
	return b, nil
}

// parseCrowd reads a set that a comparison may follow.
func parseCrowd(lex *lexer.PeekingLexer) (Crowd, error) {
	p := &conditions{lex: lex, plain: true}
	if !p.startsItem() {
		return nil, participle.NextMatch
	}
	x, err := p.set()
	return people{x}, err
}

// portionFollows says that 的 and a share stand next: 班子成员的30%.
func (p *conditions) portionFollows() bool {
	mark := p.lex.MakeCheckpoint()
	defer p.lex.LoadCheckpoint(mark)
	return p.take("'S") && p.share() != nil
}

// share reads a percentage, or one number over another: 30%, 1/3; nil for neither.
func (p *conditions) share() *Literal {
	at, mark := p.start(), p.lex.MakeCheckpoint()
	if p.kind() == Percent {
		value := p.lex.Next().Value
		return &Literal{p.node(at), Percent, value}
	}
	if n := p.whole(); n > 0 && p.take("/") {
		if value := share(n, p.whole()); value != "" {
			return &Literal{p.node(at), Percent, value}
		}
	}
	p.lex.LoadCheckpoint(mark)
	return nil
}

func (p *conditions) whole() int {
	t := p.lex.Next()
	return whole(TokenType(t.Type), t.Value)
}

// People is a set of people, as a condition.
type People interface{ people() Expr }

// Crowd is a set of people that closes by itself: a name, meets and an id, or a
// condition in brackets.
type Crowd interface{ set() Expr }

// OrderKeys are the keys of an order, the name of one alone where it is declared.
type OrderKeys interface{ keys() []*OrderKey }

// OrderKey is one key of an order. Direction is ASCENDING or DESCENDING, "" where it is not
// said, which is ascending; ID is the clause that it comes from.
type OrderKey struct {
	Node
	Term      Expr
	Direction string
	ID        *ID
}

type (
	people struct{ Expr }
	keys   []*OrderKey
)

func (p people) people() Expr    { return p.Expr }
func (p people) set() Expr       { return p.Expr }
func (k keys) keys() []*OrderKey { return k }

// NewOrderKeys is a list of keys as the grammar holds it.
func NewOrderKeys(list []*OrderKey) OrderKeys { return keys(list) }

// PeopleOf gives the condition of a set of people; nil for none.
func PeopleOf(p People) Expr {
	if p == nil {
		return nil
	}
	return p.people()
}

// CrowdOf gives the condition of a set; nil for none.
func CrowdOf(s Crowd) Expr {
	if s == nil {
		return nil
	}
	return s.set()
}

// KeysOf lists the keys of an order.
func KeysOf(k OrderKeys) []*OrderKey {
	if k == nil {
		return nil
	}
	return k.keys()
}

// parsePeople reads a set up to a comma: its conditions stand side by side or
// with and.
func parsePeople(lex *lexer.PeekingLexer) (People, error) {
	p := &conditions{lex: lex, plain: true}
	if !p.startsItem() {
		return nil, participle.NextMatch
	}
	x, err := p.condition()
	return people{x}, err
}

func parseOrderKeys(lex *lexer.PeekingLexer) (OrderKeys, error) {
	p := &conditions{lex: lex}
	if !p.startsValue() {
		return nil, participle.NextMatch
	}
	var list keys
	for {
		start := p.start()
		term, err := p.value()
		if err != nil {
			return nil, err
		}
		k := &OrderKey{Term: term}
		if p.at("ASCENDING", "DESCENDING") {
			k.Direction = p.lex.Next().Value
		}
		if p.take("[") {
			if t := p.kind(); t != Clause && t != Number && t != Quantity {
				return nil, p.expected(locale.Text{EN: "a clause number", ZH: "条款编号"})
			}
			at := p.start()
			text := p.lex.Next().Value
			k.ID = &ID{p.node(at), text}
			if err := p.need("]", locale.Text{EN: "a closing bracket", ZH: "右括号"}); err != nil {
				return nil, err
			}
		}
		k.Node = p.node(start)
		list = append(list, k)
		mark := p.lex.MakeCheckpoint()
		if (p.take(",") || p.take("、")) && p.startsValue() {
			continue
		}
		p.lex.LoadCheckpoint(mark)
		return list, nil
	}
}
