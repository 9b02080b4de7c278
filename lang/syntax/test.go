package syntax

import (
	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"rota/lang/locale"
)

// Givens are the records that a test makes up; Expectations what must be decided
// of them. The grammar calls for them by these names.
type (
	Givens       interface{ givens() []*Given }
	Expectations interface{ expectations() []*Expectation }
)

type (
	givenList       []*Given
	expectationList []*Expectation
)

func (l givenList) givens() []*Given                   { return l }
func (l expectationList) expectations() []*Expectation { return l }

// GivenOf lists the records of a line; nil for a line that expects.
func (l *TestLine) GivenOf() []*Given {
	if l.Given == nil {
		return nil
	}
	return l.Given.givens()
}

// ExpectOf lists what a line expects; nil for one that gives.
func (l *TestLine) ExpectOf() []*Expectation {
	if l.Expect == nil {
		return nil
	}
	return l.Expect.expectations()
}

// Given is one record: what its cells say. Label names it where there are
// several (a: spouse b); AsOf is the date of the test.
type Given struct {
	Node
	Label       *Word
	AsOf        Expr
	Facts       []*GivenFact
	OthersBlank bool
}

// GivenFact is what one cell says, or the rows of a further list. Without values
// the name is a yes/no that is so, or the value of a choice; State is IS NONE or
// IS UNKNOWN.
type GivenFact struct {
	Node
	Name   *Word
	Not    bool
	State  string
	Values []Expr
	Rows   []*Given
}

// Expectation is one thing that must come out. Kind is the key of an outcome
// (MUST, NOTHING, UNDETERMINED …), or empty where Name says a result, an output
// or DEADLINE with its value.
type Expectation struct {
	Node
	Label   *Word
	Kind    string
	Action  *Word
	By      []ID
	Missing []*BlankNamed // of UNDETERMINED
	Name    *Word
	Value   Expr
	Of      *GroupExpected // nil: of the decision on a record
	To      Expr           // of an output that is open: the most it may be, Value being the least
}

// BlankNamed is a blank that matters: a field, or what a table does not say of
// some keys, limit[county].
type BlankNamed struct {
	Node
	Name *Word
	Keys []Expr
}

func parseGivens(lex *lexer.PeekingLexer) (Givens, error) {
	p := &conditions{lex: lex}
	var list givenList
	for {
		g, err := p.given(true)
		if err != nil {
			return nil, err
		}
		list = append(list, g)
		if !p.take(";") {
			break
		}
	}
	return list, nil
}

// label takes the name of a record: a: …
func (p *conditions) label() *Word {
	mark := p.lex.MakeCheckpoint()
	if p.kind() == Name {
		word := p.word()
		if p.take(":") && !p.at("(") {
			return word
		}
	}
	p.lex.LoadCheckpoint(mark)
	return nil
}

func (p *conditions) given(labelled bool) (*Given, error) {
	start := p.start()
	g := &Given{}
	if labelled {
		g.Label = p.label()
	}
	for !p.ends() {
		if p.take("OTHERS BLANK") {
			g.OthersBlank = true
		} else if labelled && p.take("AS OF") {
			var err error
			if g.AsOf, err = p.value(); err != nil {
				return nil, err
			}
			p.take(",") // 截至2024年12月31日岗位类别财务
			continue
		} else {
			fact, err := p.fact()
			if err != nil {
				return nil, err
			}
			g.Facts = append(g.Facts, fact)
		}
		if !p.take(",") && !p.take("AND") {
			break
		}
	}
	g.Node = p.node(start)
	if len(g.Facts) == 0 && !g.OthersBlank && g.AsOf == nil && g.Label == nil {
		return nil, participle.NextMatch
	}
	return g, nil
}

func (p *conditions) ends() bool {
	k := p.kind()
	return k == Item || k == Tail || k == TokenType(lexer.EOF) || p.at(";", ")")
}

var besideField = locale.Text{EN: "rows in brackets, or what the field says right after its name, without a colon, such as “rank section chief”", ZH: "括号中的各行，或直接写在字段名后的内容，中间不写冒号，如“职级正股级”"}

var aFact = locale.Text{EN: "a field and what it says, such as “rank section chief”", ZH: "字段及其内容，如“职级正股级”"}

func (p *conditions) fact() (*GivenFact, error) {
	start := p.start()
	f := &GivenFact{Not: p.take("NOT")}
	if p.kind() != Name {
		return nil, p.expected(aFact)
	}
	f.Name = p.word()
	if p.take(":") {
		for p.take("(") {
			row, err := p.given(false)
			if err != nil {
				return nil, err
			}
			if err := p.need(")", locale.Text{EN: "a comma or a closing bracket", ZH: "逗号或右括号"}); err != nil {
				return nil, err
			}
			f.Rows = append(f.Rows, row)
			mark := p.lex.MakeCheckpoint()
			if (p.take(",") || p.take("、")) && !p.at("(") {
				p.lex.LoadCheckpoint(mark)
				break
			}
		}
		if len(f.Rows) == 0 && !p.ends() && !p.at(",") {
			return nil, p.expected(besideField)
		}
		f.Node = p.node(start)
		return f, nil
	}
	switch {
	case p.at("IS NONE", "IS UNKNOWN"):
		f.State = p.lex.Next().Value
	default:
		p.take("IS")
		for p.startsValue() {
			x, err := p.sum()
			if err != nil {
				return nil, err
			}
			f.Values = append(f.Values, x)
			p.take("、")
		}
	}
	f.Node = p.node(start)
	return f, nil
}

func parseExpectations(lex *lexer.PeekingLexer) (Expectations, error) {
	p := &conditions{lex: lex}
	var list expectationList
	for {
		e, err := p.expectation()
		if err != nil {
			return nil, err
		}
		list = append(list, e)
		if !p.take(";") && !p.take(",") {
			break
		}
	}
	return list, nil
}

var (
	effectKeys  = []string{"MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "PLAN TO", "MAY", "EXEMPT", "DEFER", "MAY EXEMPT", "MAY DEFER", "MAY EXEMPT OR DEFER"}
	outcomeKeys = append(effectKeys[:len(effectKeys):len(effectKeys)], "NOTHING", "UNDETERMINED", "OUT OF SCOPE", "CONFLICT", "DATA ERROR", "CHECK MET", "CHECK BROKEN", "CHECK DEPARTED")
)

func (p *conditions) expectation() (*Expectation, error) {
	start := p.start()
	e := &Expectation{Label: p.label()}
	of, err := p.groupExpected()
	if of != nil || err != nil {
		e.Of, e.Node = of, p.node(start)
		return e, err
	}
	switch {
	case p.at(outcomeKeys...):
		e.Kind = p.lex.Next().Value
		if p.kind() == Name {
			e.Action = p.word()
		}
		if e.Missing, err = p.missing(e.Kind); err != nil {
			return nil, err
		}
	case p.at("DEADLINE", "UNTIL"):
		e.Kind = p.lex.Next().Value
		if e.Value, err = p.value(); err != nil {
			return nil, err
		}
	case p.kind() == Name:
		e.Name = p.word()
		if p.at(outcomeKeys...) { // 轮岗无结论
			e.Name, e.Action, e.Kind = nil, e.Name, p.lex.Next().Value
			if e.Missing, err = p.missing(e.Kind); err != nil {
				return nil, err
			}
			break
		}
		p.take("IS")
		if p.startsValue() {
			if e.Value, err = p.value(); err != nil {
				return nil, err
			}
			if p.take("TO") {
				if e.To, err = p.value(); err != nil {
					return nil, err
				}
			}
		}
	default:
		return nil, p.expected(locale.Text{EN: "an outcome, such as “must rotate”, “nothing” or “undetermined”", ZH: "一项结论，如“必须轮岗”“无结论”“待定”"})
	}
	if p.take("BY") {
		for {
			id, err := p.id()
			if err != nil {
				return nil, err
			}
			e.By = append(e.By, id)
			mark := p.lex.MakeCheckpoint()
			if (p.take(",") || p.take("、") || p.take("AND")) && p.atID() {
				continue
			}
			p.lex.LoadCheckpoint(mark)
			break
		}
	}
	e.Node = p.node(start)
	return e, nil
}

// missing reads the blanks that undetermined hangs on.
func (p *conditions) missing(kind string) (list []*BlankNamed, err error) {
	if kind != "UNDETERMINED" && kind != "UNDECIDED IN" || !p.take(":") && !p.take("MISSING") {
		return nil, nil
	}
	for p.kind() == Name {
		blank, err := p.blankNamed()
		if err != nil {
			return nil, err
		}
		list = append(list, blank)
		if !p.take("、") && !p.take("AND") {
			break
		}
	}
	return list, nil
}

func (p *conditions) blankNamed() (*BlankNamed, error) {
	start := p.start()
	b := &BlankNamed{Name: p.word()}
	if !p.take("[") {
		b.Node = p.node(start)
		return b, nil
	}
	for {
		key, err := p.value()
		if err != nil {
			return nil, err
		}
		b.Keys = append(b.Keys, key)
		if !p.take(",") && !p.take("、") {
			break
		}
	}
	err := p.need("]", locale.Text{EN: "a closing square bracket", ZH: "右方括号"})
	b.Node = p.node(start)
	return b, err
}
