package syntax

import "rota/lang/locale"

// GroupExpected is what a test expects of more than one record: of a quota, a pair
// or a choice.
//
//	quota 4.1b north: broken, actual 3, over by 1
//	pair 1.4a a, b: b must rotate
//	no pair 4.3 a, b
//	a: waiting in 4.1 at place 2
type GroupExpected struct {
	Node
	Head    string // QUOTA EXPECTED, PAIR EXPECTED, NO PAIR, or one of those of a choice
	ID      ID
	Group   Expr // of a quota, under per
	A, B    *Word
	Who     *Word  // of a pair: on whom the effect falls
	One     bool   // or on either
	Kind    string // MET, BROKEN, DEPARTED or UNDETERMINED, of a pair an outcome too; "" where it is found, and of a choice
	Action  *Word
	Missing []*BlankNamed
	Figures []*Figure
}

// Figure is a number of what is expected, or the numbers that it lies between: Kind
// is ACTUAL, OVER BY, SHORT BY or AT PLACE.
type Figure struct {
	Node
	Kind string
	Low  *Literal
	High *Literal // nil: Low alone
}

var (
	quotaKeys  = []string{"MET", "BROKEN", "DEPARTED", "UNDETERMINED"}
	choiceKeys = []string{"CHOSEN BY", "WAITING IN", "TIED IN", "NO CANDIDATE IN", "UNDECIDED IN"}
)

// groupExpected reads what is expected of a quota, a pair or a choice; nil for what
// begins with none of their words.
func (p *conditions) groupExpected() (of *GroupExpected, err error) {
	start := p.start()
	var rest func(*GroupExpected) error
	switch {
	case p.at("QUOTA EXPECTED"):
		rest = p.quotaExpected
	case p.at("PAIR EXPECTED", "NO PAIR"):
		rest = p.pairExpected
	case p.at(choiceKeys...):
		rest = p.choiceExpected
	default:
		return nil, nil
	}
	of = &GroupExpected{Head: p.lex.Next().Value}
	if of.ID, err = p.id(); err == nil {
		err = rest(of)
	}
	of.Node = p.node(start)
	return of, err
}

func (p *conditions) quotaExpected(of *GroupExpected) (err error) {
	if p.startsValue() {
		if of.Group, err = p.value(); err != nil {
			return err
		}
	}
	p.take(":")
	if !p.at(quotaKeys...) {
		return p.expected(locale.Text{EN: "“met”, “broken”, “departed” or “undetermined”", ZH: "“符合要求”“不符合要求”“偏离要求”或“待定”"})
	}
	of.Kind = p.lex.Next().Value
	if of.Missing, err = p.missing(of.Kind); err != nil {
		return err
	}
	return p.figures(of, "ACTUAL", "OVER BY", "SHORT BY")
}

func (p *conditions) pairExpected(of *GroupExpected) error {
	two := locale.Text{EN: "the labels of two records, as in “pair 4.3 a, b”", ZH: "两条记录的代号，如“双人4.3 甲、乙”"}
	if p.kind() != Name {
		return p.expected(two)
	}
	of.A = p.word()
	if !p.take(",") && !p.take("、") && !p.take("AND") || p.kind() != Name {
		return p.expected(two)
	}
	of.B = p.word()
	if of.Head == "NO PAIR" || !p.take(":") {
		return nil
	}
	return p.pairOutcome(of)
}

// pairOutcome reads what comes of a pair: b must rotate, one may defer, broken.
func (p *conditions) pairOutcome(of *GroupExpected) (err error) {
	if p.at(quotaKeys...) {
		of.Kind = p.lex.Next().Value
		of.Missing, err = p.missing(of.Kind)
		return err
	}
	if of.One = p.take("ONE"); !of.One && p.kind() == Name {
		of.Who = p.word()
	}
	if !of.One && of.Who == nil || !p.at(effectKeys...) {
		return p.expected(locale.Text{EN: "what falls on whom, such as “b must rotate” or “one may defer”, or “met”, “broken”, “departed” or “undetermined”", ZH: "结果落在谁，如“乙必须轮岗”“一方可暂缓”，或“符合要求”“不符合要求”“偏离要求”“待定”"})
	}
	of.Kind = p.lex.Next().Value
	if p.kind() == Name {
		of.Action = p.word()
	}
	return nil
}

func (p *conditions) choiceExpected(of *GroupExpected) (err error) {
	if of.Missing, err = p.missing(of.Head); err != nil {
		return err
	}
	return p.figures(of, "AT PLACE")
}

// figures reads the numbers after an outcome.
func (p *conditions) figures(of *GroupExpected, kinds ...string) error {
	for {
		mark := p.lex.MakeCheckpoint()
		p.take(",")
		if !p.at(kinds...) {
			p.lex.LoadCheckpoint(mark)
			return nil
		}
		f, err := p.aFigure()
		if err != nil {
			return err
		}
		of.Figures = append(of.Figures, f)
	}
}

func (p *conditions) aFigure() (f *Figure, err error) {
	start := p.start()
	f = &Figure{Kind: p.lex.Next().Value}
	if f.Low, err = p.number(); err == nil && p.take("TO") {
		f.High, err = p.number()
	}
	f.Node = p.node(start)
	return f, err
}

// number reads a number as it stands.
func (p *conditions) number() (*Literal, error) {
	if p.kind() != Number {
		return nil, p.expected(locale.Text{EN: "a number", ZH: "数字"})
	}
	return p.literal(), nil
}
