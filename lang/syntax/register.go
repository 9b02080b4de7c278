package syntax

import (
	"github.com/alecthomas/participle/v2/lexer"

	"rota/lang/locale"
)

func (*Schedule) declaration() {}
func (*Register) declaration() {}

// Schedule is a stage of the work, with its days.
//
//	schedule 3 "survey" from 2007-05-21 to 2007-06-10
type Schedule struct {
	Node
	ID    *ID     `parser:"'SCHEDULE' @@?"`
	Title *Text   `parser:"@@?"`
	From  Operand `parser:"'FROM' @@ 'START'?"`
	To    Operand `parser:"( 'TO' @@ 'STOP'? )?"`
}

// Register is a form of the office's own: whom it lists, and what it says of each.
//
//	register "Form 4: conditions met, deferred" of deferred or may be deferred
//	  columns name, unit, post since headed "since", beaten clauses, clause, reason
type Register struct {
	Node
	ID    *ID        `parser:"'REGISTER' @@?"`
	Title *Text      `parser:"@@"`
	Of    Population `parser:"( 'LISTING' | 'OF' ) @@"`
	Lines []*Columns `parser:"( Item @@ )*"`
}

// Columns are the columns of a register.
type Columns struct {
	Node
	First *Column   `parser:"'COLUMNS' @@"`
	Rest  []*Column `parser:"( ( ',' | '、' ) @@ )*"`
}

// Column is a part of the decision, or a value.
type Column struct {
	Node
	Part   string  `parser:"( @( 'SERIAL NUMBER' | 'MATTER' | 'OUTCOME' | 'CLAUSE' | 'REASON' | 'BEATEN CLAUSES' | 'STANDING CLAUSES' | 'MISSING' | 'DEADLINE' | 'DEFERRED UNTIL' | 'LAST DAY' | 'ASSUMPTIONS' | 'JUDGEMENTS' | 'AS OF' )"`
	Value  Operand `parser:"| @@ )"`
	Headed *Text   `parser:"( 'HEADED' @@ )?"`
}

// Population is whom a register lists.
type Population interface{ population() *Members }

// Members are those of some outcomes, or of whom a condition is true; of nothing
// written, everybody.
type Members struct {
	Node
	Outcomes []*Listed
	When     Expr // in place of outcomes
	Where    Expr // which of them
}

// Listed is an outcome that a register lists.
type Listed struct {
	Node
	Kind   string
	Action *Word // nil: the only one that is decided, or that of the header
}

func (p *Members) population() *Members { return p }

// MembersOf is whom a register lists.
func (r *Register) MembersOf() *Members { return r.Of.population() }

// ColumnsOf are the columns of a register.
func (r *Register) ColumnsOf() (list []*Column) {
	for _, l := range r.Lines {
		list = append(append(list, l.First), l.Rest...)
	}
	return list
}

var anOutcome = locale.Text{EN: "a further outcome, or “where” and a condition", ZH: "另一结论，或“其中”和条件"}

func parsePopulation(lex *lexer.PeekingLexer) (Population, error) {
	p := &conditions{lex: lex}
	start := p.start()
	who := &Members{}
	var err error
	switch {
	case p.take("EVERYBODY IN IT"):
	case p.at(outcomeKeys...):
		for {
			at := p.start()
			if !p.at(outcomeKeys...) {
				return nil, p.expected(anOutcome)
			}
			o := &Listed{Kind: p.lex.Next().Value}
			if p.kind() == Name {
				o.Action = p.word()
			}
			o.Node = p.node(at)
			who.Outcomes = append(who.Outcomes, o)
			if !p.take("OR") && !p.take(",") && !p.take("、") {
				break
			}
		}
	default:
		if who.When, err = p.condition(); err != nil {
			return nil, err
		}
	}
	if p.take("WHERE") {
		if who.Where, err = p.condition(); err != nil {
			return nil, err
		}
	}
	who.Node = p.node(start)
	return who, nil
}
