package syntax

import (
	"rota/lang/diag"
	"rota/lang/locale"
)

func (*Cases) expr()   {}
func (*Default) expr() {}
func (*Rounded) expr() {}

// Cases is a value by case: Kind is FIRST THAT APPLIES, HIGHEST THAT APPLIES or
// LOWEST THAT APPLIES. Rows stand one a line, or with ; between them.
//
//	first that applies
//	  7.1 section chief: 5y
//	  otherwise 8y
type Cases struct {
	Node
	Kind string
	Rows []*CaseRow
}

// CaseRow is a case and its value. When is nil in the row for all other cases.
type CaseRow struct {
	Node
	ID    *ID
	Title *Text
	When  Expr
	Value Expr
}

// Default gives a value where there is none: highest of fee in gigs else 0.
type Default struct {
	Node
	X, Else Expr
}

// Rounded is a number ROUNDED DOWN, ROUNDED UP or ROUNDED TO NEAREST to a whole one.
type Rounded struct {
	Node
	Kind string
	X    Expr
}

func (p *conditions) startsCases() bool {
	return p.at("FIRST THAT APPLIES", "HIGHEST THAT APPLIES", "LOWEST THAT APPLIES")
}

func (p *conditions) cases(start Pos) (Expr, error) {
	c := &Cases{Kind: p.lex.Next().Value}
	for {
		p.takeItem()
		row, err := p.caseRow()
		if err != nil {
			return nil, err
		}
		c.Rows = append(c.Rows, row)
		more := p.take(";")
		if row.When == nil && (more || p.kind() == Item) {
			return nil, &mistake{code: diag.OtherwiseLast, at: *p.lex.Peek()}
		}
		if !more && p.kind() != Item {
			c.Node = p.node(start)
			return c, nil
		}
	}
}

func (p *conditions) takeItem() {
	if p.kind() == Item {
		p.lex.Next()
	}
}

// caseRow reads 7.1 "title" condition: value, or otherwise value. A number that
// begins it is its clause number.
func (p *conditions) caseRow() (*CaseRow, error) {
	start := p.start()
	row := &CaseRow{}
	if k := p.kind(); k == Clause || k == Number || k == Quantity {
		text := p.lex.Next().Value
		row.ID = &ID{p.node(start), text}
	}
	if at := p.start(); p.kind() == String {
		raw := p.lex.Next().Value
		row.Title = &Text{p.node(at), raw}
	}
	if p.take("ELSE") {
		p.take(":")
	} else {
		if !p.startsItem() {
			return nil, p.expected(locale.Text{EN: "a condition, or “otherwise”", ZH: "一个条件，或“否则”"})
		}
		var err error
		if row.When, err = p.condition(); err != nil {
			return nil, err
		}
		if err := p.need(":", locale.Text{EN: "a colon and the value", ZH: "冒号和值"}); err != nil {
			return nil, err
		}
	}
	value, err := p.value()
	row.Value, row.Node = value, p.node(start)
	return row, err
}

// otherwise reads what stands for a value where there is none.
func (p *conditions) otherwise(start Pos, x Expr) (Expr, error) {
	if p.then > 0 || !p.take("ELSE") {
		return x, nil
	}
	other, err := p.value()
	return &Default{p.node(start), x, other}, err
}

func (p *conditions) rounded(start Pos, x Expr) Expr {
	mark := p.lex.MakeCheckpoint()
	p.take(",")
	if p.at("ROUNDED DOWN", "ROUNDED UP", "ROUNDED TO NEAREST") {
		kind := p.lex.Next().Value
		return &Rounded{p.node(start), kind, x}
	}
	p.lex.LoadCheckpoint(mark)
	return x
}
