package syntax

import (
	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"rota/lang/locale"
)

// Score names points that are added up line by line.
//
//	score merit [7]
//	  7.1 "years in villages" 2 for each year of village time, at most 10
//	  7.2 60% of speech score
//	  7.3 minus 50 if under investigation
//	  7.1, 7.2 together at most 80
//	  together at least 0
type Score struct {
	Node
	Name    Word        `parser:"'SCORE' @@"`
	Of      *Word       `parser:"( 'OF' @@ )?"`
	Further Spellings   `parser:"( 'ALSO CALLED' @@ )?"`
	Clause  *ID         `parser:"( '[' @@ ']' )?"`
	Items   []ScoreItem `parser:"( Item @@ )+"`
}

// ScoreItem is a ScoreLine or a ScoreGroup.
type ScoreItem interface {
	Located
	scoreItem()
}

func (*ScoreLine) scoreItem()  {}
func (*ScoreGroup) scoreItem() {}

// ScoreLine gives points. In Chinese what they are given for comes first.
//
//	2.1 2 for each year of post tenure if male, at most 10
//	2.1 男，任职时间每满1年计2分，不超过10分
//	2.2 演讲得分的60%
type ScoreLine struct {
	Node
	ID     *ID
	Title  *Text
	Deduct bool     // minus 50, 扣50分
	Weight *Literal // a percentage, of the points; nil: all of them
	Points Expr
	Each   Expr // points for each so much of Of; nil: once
	Of     Expr
	When   Expr // nil: always
	Bounds []*PointBound
}

// ScoreGroup bounds what several lines give together; without numbers, the whole.
//
//	2.1, 2.2 together at most 10
type ScoreGroup struct {
	Node
	IDs    []*ID
	Bounds []*PointBound
}

// PointBound is at most 10, at least 0. Op is <= or >=.
type PointBound struct {
	Node
	Op    string
	Limit Expr
}

var thePoints = locale.Text{EN: "the points, such as “2 if male” or “2 for each year of post tenure”", ZH: "分值，如“男，计2分”或“任职时间每满1年计2分”"}

// scoring reads the items of a score.
type scoring struct{ *conditions }

func parseScoreItem(lex *lexer.PeekingLexer) (ScoreItem, error) {
	p := scoring{&conditions{lex: lex}}
	start := p.start()
	mark := lex.MakeCheckpoint()
	if ids := p.ids(); p.take("TOGETHER") {
		g := &ScoreGroup{IDs: ids}
		for more := true; more; {
			var err error
			if more, err = p.bound(&g.Bounds); err != nil {
				return nil, err
			}
		}
		if g.Bounds == nil {
			return nil, p.expected(locale.Text{EN: "“at most” or “at least” and the points", ZH: "“不超过”或“不少于”和分值"})
		}
		g.Node = p.node(start)
		return g, nil
	}
	lex.LoadCheckpoint(mark)
	if p.ends() {
		return nil, participle.NextMatch
	}
	line := &ScoreLine{}
	p.head(line)
	err := p.line(line)
	line.Node = p.node(start)
	return line, err
}

// ids reads clause numbers with commas between them.
func (p scoring) ids() (list []*ID) {
	for p.atID() {
		id, _ := p.id()
		list = append(list, &id)
		if !p.take(",") && !p.take("、") {
			break
		}
	}
	return list
}

// head reads the clause number of a line and its title. A number with no points
// behind it is the points.
func (p scoring) head(line *ScoreLine) {
	mark := p.lex.MakeCheckpoint()
	if p.atID() {
		id, _ := p.id()
		if line.ID = &id; p.kind() != String && !p.startsLine() {
			line.ID = nil
			p.lex.LoadCheckpoint(mark)
		}
	}
	if at := p.start(); p.kind() == String {
		raw := p.lex.Next().Value
		line.Title = &Text{p.node(at), raw}
	}
}

// startsLine says whether the points of a line stand next, or what they are for.
func (p scoring) startsLine() bool {
	return !p.at("IF") && p.startsItem() && !p.at("<=", ">=") || p.at("COUNTS", "DEDUCT", "+")
}

func (p scoring) line(line *ScoreLine) error {
	p.take("+")
	if p.at("COUNTS", "DEDUCT") {
		if err := p.points(line); err != nil {
			return err
		}
		return p.rest(line)
	}
	if !p.startsLine() {
		return p.expected(thePoints)
	}
	mark := p.lex.MakeCheckpoint()
	err := p.amount(line)
	if err == nil && p.amountEnds() {
		return p.rest(line)
	}
	p.lex.LoadCheckpoint(mark)
	line.Weight, line.Points = nil, nil
	return p.given(line)
}

// amountEnds says of an amount that it is not the condition before one.
func (p scoring) amountEnds() bool {
	mark := p.lex.MakeCheckpoint()
	defer p.lex.LoadCheckpoint(mark)
	switch {
	case p.conditions.ends(), p.at("IF"):
		return true
	case p.take("FOR EACH"):
		p.unit()
		return !p.at("COUNTS", "DEDUCT")
	}
	return p.take(",") && p.at("<=", ">=", "IF")
}

// given reads what points are given for, before them: A的，计2分, X每满1年计2分.
func (p scoring) given(line *ScoreLine) error {
	p.counting = true
	x, err := p.condition()
	p.counting = false
	if err != nil {
		return err
	}
	if line.When = x; p.at("FOR EACH") {
		if err := p.parted(line, x); err != nil {
			return err
		}
		p.lex.Next()
		if line.Each, err = p.unit(); err != nil {
			return err
		}
	}
	p.take(",")
	if !p.at("COUNTS", "DEDUCT") {
		return p.expected(thePoints)
	}
	if err := p.points(line); err != nil {
		return err
	}
	return p.rest(line)
}

// parted takes from conditions side by side the last, whose units are counted.
func (p scoring) parted(line *ScoreLine, x Expr) error {
	if _, either := x.(*Either); either {
		return p.expected(locale.Text{EN: "brackets around the conditions with “or”", ZH: "用括号括起的、含“或”的条件"})
	}
	all, several := x.(*All)
	if !several {
		line.When, line.Of = nil, x
		return nil
	}
	n := len(all.Parts) - 1
	line.Of = all.Parts[n]
	if line.When = all.Parts[0]; n > 1 {
		start, _ := all.Extent()
		_, end := all.Parts[n-1].Extent()
		line.When = &All{Stretch(start, end), all.Parts[:n]}
	}
	return nil
}

// points reads 计2分, 扣50分, minus 50.
func (p scoring) points(line *ScoreLine) error {
	line.Deduct = p.lex.Next().Value == "DEDUCT"
	return p.amount(line)
}

// amount reads points: a value, or 60% of one.
func (p scoring) amount(line *ScoreLine) (err error) {
	if !p.startsValue() {
		return p.expected(thePoints)
	}
	p.portion = true
	line.Points, err = p.value()
	p.portion = false
	if weight, ok := line.Points.(*Literal); err == nil && ok && weight.Type == Percent && p.take("OF") {
		line.Weight = weight
		if !p.startsValue() {
			return p.expected(aValue)
		}
		line.Points, err = p.value()
		return err
	}
	if err == nil && p.at("'S") && p.portionFollows() {
		p.lex.Next()
		line.Weight = p.share()
	}
	return err
}

// rest reads what may follow the points: for each …, if …, bounds.
func (p scoring) rest(line *ScoreLine) (err error) {
	for {
		switch {
		case line.Each == nil && p.take("FOR EACH"):
			if line.Each, err = p.unit(); err != nil {
				return err
			}
			if line.Of, err = p.value(); err != nil {
				return err
			}
		case line.When == nil && p.takeIf():
			if !p.startsItem() {
				return p.expected(aCondition)
			}
			p.limited = true
			line.When, err = p.condition()
			p.limited = false
			if err != nil {
				return err
			}
		default:
			if more, err := p.bound(&line.Bounds); err != nil || !more {
				return err
			}
		}
	}
}

func (p scoring) takeIf() bool {
	mark := p.lex.MakeCheckpoint()
	p.take(",")
	if p.take("IF") {
		return true
	}
	p.lex.LoadCheckpoint(mark)
	return false
}

// oneUnit is what “for each year of” counts by.
var oneUnit = map[string]string{"YEAR OF": "1y", "MONTH OF": "1mo", "SCHOOL YEAR OF": "1sy", "FINANCIAL YEAR OF": "1fy"}

// unit reads so much as points are given for: 1y, year of, 10 of. In Chinese nothing
// follows it.
func (p scoring) unit() (Expr, error) {
	start := p.start()
	if one := oneUnit[p.lex.Peek().Value]; one != "" && p.kind() == Keyword {
		p.lex.Next()
		return &Literal{p.node(start), Quantity, one}, nil
	}
	if k := p.kind(); k != Number && k != Quantity {
		return nil, p.expected(locale.Text{EN: "how much of it, such as “year of post tenure”, “3mo of post tenure” or “10 of age”", ZH: "每满多少，如“每满1年”“每满3个月”或“每满10”"})
	}
	t := p.lex.Next()
	unit := &Literal{p.node(start), TokenType(t.Type), t.Value}
	p.take("OF")
	return unit, nil
}

// bound reads at most 10, or at least 0, with or without a comma before it.
func (p scoring) bound(list *[]*PointBound) (found bool, err error) {
	mark := p.lex.MakeCheckpoint()
	p.take(",")
	if !p.at("<=", ">=") {
		p.lex.LoadCheckpoint(mark)
		return false, nil
	}
	b := &PointBound{}
	start := p.start()
	b.Op = p.lex.Next().Value
	if b.Limit, err = p.value(); err != nil {
		return false, err
	}
	b.Node = p.node(start)
	*list = append(*list, b)
	return true, nil
}
