package syntax

import (
	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"rota/lang/locale"
)

// Pair says what follows where two people stand to each other in some way.
//
//	pair 3.4.6 a, b where a's spouse is b => one may defer
//	pair 1.4a a, b where a is kin of b => one must rotate, the one with lower rank
//	pair 4.3 a, b where b is a's leader in charge => should not both moved
type Pair struct {
	Node
	ID       *ID         `parser:"'PAIR' @@?"`
	Title    *Text       `parser:"@@?"`
	A        Word        `parser:"@@"`
	B        Word        `parser:"( ',' | '、' ) @@"`
	When     Expr        `parser:"','? 'WHERE' @@ '=>'"`
	NotBoth  string      `parser:"( @( 'NOT BOTH' | 'SHOULD NOT BOTH' )"`
	Both     Expr        `parser:"  @@"`
	One      bool        `parser:"| ( @'ONE'"`
	Who      *Word       `parser:"  | @@ )"`
	Then     []*Duty     `parser:"  @@ ( ';' @@ )*"`
	Key      *PairKey    `parser:"  ( ','? @@ )? )"`
	Modifies []*Modifier `parser:"Tail? @@*"`
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
	Most    Operand   `parser:"','? '<=' @@"`
	Base    People    `parser:"( 'OF' @@ )?"`
	Rounded string    `parser:"( ','? @( 'ROUNDED DOWN' | 'ROUNDED UP' ) )?"`
	By      OrderKeys `parser:"','? 'BY' @@"`
}

// People is a set of people, as a condition.
type People interface{ people() Expr }

// OrderKeys are the keys of an order, the name of one alone where it is declared.
type OrderKeys interface{ keys() []*OrderKey }

// OrderKey is one key of an order. ID is the clause that it comes from.
type OrderKey struct {
	Node
	Term       Expr
	Descending bool
	ID         *ID
}

type (
	people struct{ Expr }
	keys   []*OrderKey
)

func (p people) people() Expr    { return p.Expr }
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
			k.Descending = p.lex.Next().Value == "DESCENDING"
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
