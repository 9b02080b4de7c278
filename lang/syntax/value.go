package syntax

import (
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
)

var (
	aCondition = locale.Text{EN: "a condition", ZH: "一个条件"}
	aValue     = locale.Text{EN: "a value or a name", ZH: "一个值或名称"}
	aName      = locale.Text{EN: "a name", ZH: "一个名称"}
)

// comparison reads one comparison, or a value that stands alone as a yes/no.
// A comparison may lack its left side, in a ladder and before an age.
func (p *conditions) comparison() (Expr, error) {
	start := p.start()
	var left Expr
	var err error
	if !p.at(">=", ">", "<=", "<") {
		if !p.startsValue() {
			return nil, p.expected(aCondition)
		}
		if left, err = p.value(); err != nil {
			return nil, err
		}
		if left, err = p.cuts(start, left); err != nil {
			return nil, err
		}
		if p.at("WHERE") && p.rows == 0 { // else it asks of the list outside
			return p.where(start, left)
		}
	}
	if x, err := p.hedged(start, left); x != nil || err != nil {
		return x, err
	}
	return p.said(start, left)
}

// hedged reads a comparison that may be departed from: should be at most 5,
// 一般不超过5. In Chinese 一般不 and 不超过 share a character, so that the words
// with a bound are words of their own.
func (p *conditions) hedged(start Pos, left Expr) (Expr, error) {
	op := map[string]string{"SHOULD AT LEAST": ">=", "SHOULD AT MOST": "<="}[p.lex.Peek().Value]
	if op != "" && p.at("SHOULD AT LEAST", "SHOULD AT MOST") {
		p.lex.Next()
		right, err := p.value()
		if err != nil {
			return nil, err
		}
		return &Should{p.node(start), &Compare{p.node(start), op, left, right}}, nil
	}
	mark := p.lex.MakeCheckpoint()
	if !p.take("SHOULD") || !p.at(">=", ">", "<=", "<", "=", "!=", "IS", "IS NOT", "IN", "NOT IN") {
		p.lex.LoadCheckpoint(mark)
		return nil, nil
	}
	x, err := p.said(start, left)
	if err != nil {
		return nil, err
	}
	return &Should{p.node(start), x}, nil
}

// said reads what is said of the left side.
func (p *conditions) said(start Pos, left Expr) (Expr, error) {
	switch {
	case p.at(">=", ">", "<=", "<", "=", "!=", "NO LATER THAN"):
		op := strings.Replace(p.lex.Next().Value, "NO LATER THAN", "<=", 1)
		right, err := p.value()
		if err != nil {
			return nil, err
		}
		further := *p.lex.Peek()
		if bound, ok := p.bound(); ok && bound != op {
			return nil, &mistake{code: diag.Expected, at: further, args: []any{locale.Text{EN: "one comparison, not two that differ", ZH: "一种比较，而不是两种不同的比较"}}}
		}
		op, err = p.included(op, right)
		return &Compare{p.node(start), op, left, right}, err
	case p.at("IS", "IS NOT"):
		return p.is(start, left)
	case p.at("WITHIN", "AT"):
		return p.near(start, left)
	case p.at("IN", "NOT IN"):
		negated := p.lex.Next().Value == "NOT IN"
		among, err := p.values()
		if err != nil {
			return nil, err
		}
		return &OneOf{p.node(start), left, among, negated}, nil
	case p.at("IS KNOWN", "IS UNKNOWN", "IS NONE", "IS NOT NONE"):
		kind := p.lex.Next().Value
		return &State{p.node(start), left, kind}, nil
	}
	return p.bounded(start, left)
}

// is reads what follows is: a value, a list, or a comparison (is at least 5y).
func (p *conditions) is(start Pos, left Expr) (Expr, error) {
	negated := p.lex.Next().Value == "IS NOT"
	if p.at(">=", ">", "<=", "<") && !negated {
		op := p.lex.Next().Value
		right, err := p.value()
		if err != nil {
			return nil, err
		}
		return &Compare{p.node(start), op, left, right}, nil
	}
	if p.take("A WORKING DAY") {
		return &WorkingDay{p.node(start), left, negated}, nil
	}
	if p.at("FROM") && !negated {
		return p.after(start, left)
	}
	right, err := p.related()
	if err != nil {
		return nil, err
	}
	if p.at("BEFORE") && !negated { // 为D前36个月内
		return p.before(start, left, right)
	}
	if !negated {
		if op, bound := p.bound(); bound { // 学历为本科以上
			return &Compare{p.node(start), op, left, right}, nil
		}
		if among, err := p.texts(right); len(among) > 1 || err != nil {
			return &OneOf{p.node(start), left, among, false}, err
		}
	}
	op := "="
	if negated {
		op = "!="
	}
	return &Compare{p.node(start), op, left, right}, nil
}

// texts reads further texts behind one that something is, of which it is any: “A”或“B”.
func (p *conditions) texts(first Expr) (among []Expr, err error) {
	among = []Expr{first}
	if l, ok := first.(*Literal); !ok || l.Type != String {
		return among, nil
	}
	for {
		mark := p.lex.MakeCheckpoint()
		if !p.take("OR") && !p.take("、") || p.kind() != String {
			p.lex.LoadCheckpoint(mark)
			return among, nil
		}
		next, err := p.value()
		if err != nil {
			return among, err
		}
		if p.at("IS", "IS NOT", "=", "!=", "IN", "NOT IN") { // of which something else is said
			p.lex.LoadCheckpoint(mark)
			return among, nil
		}
		among = append(among, next)
	}
}

// related reads what something is: a value, or kin of b, which is b's kin.
func (p *conditions) related() (Expr, error) {
	mark := p.lex.MakeCheckpoint()
	start := p.start()
	if p.kind() == Name {
		name := p.word()
		if p.take("OF") {
			of, err := p.operandOf()
			return &Member{Node: p.node(start), Of: of, Name: *name}, err
		}
		p.lex.LoadCheckpoint(mark)
	}
	return p.value()
}

// bounded reads the comparators that follow their number: 5年以上, 50周岁以下
// （含50周岁）. What is compared stands before the number, as a condition of its
// own: 任职5年以上. Only types tell it from an adjective, so the checker joins
// the two.
func (p *conditions) bounded(start Pos, value Expr) (Expr, error) {
	if x, err := p.boundedBefore(start, value); x != nil || err != nil {
		return x, err
	}
	if ambiguous := *p.lex.Peek(); p.at("OR EARLIER", "OR LATER") && ambiguous.Pos.Offset >= 0 {
		key := p.lex.Next().Value
		chinese := p.lex.RawPeek().Pos.Column-ambiguous.Pos.Offset == len("以前")
		inclusive := !chinese
		if p.take("(") {
			inclusive = p.at("INCLUDING")
			if !p.at("INCLUDING", "EXCLUDING") {
				return nil, p.expected(locale.Text{EN: "“including” or “excluding”", ZH: "“含”或“不含”"})
			}
			p.lex.Next()
			if p.startsValue() {
				if _, err := p.sum(); err != nil {
					return nil, err
				}
			}
			if err := p.need(")", locale.Text{EN: "a closing bracket", ZH: "右括号"}); err != nil {
				return nil, err
			}
		} else if chinese {
			return nil, &mistake{code: diag.BeforeAfter, at: ambiguous, args: []any{
				locale.Text{EN: map[string]string{"OR EARLIER": "<=", "OR LATER": ">="}[key], ZH: map[string]string{"OR EARLIER": "以前（含）", "OR LATER": "以后（含）"}[key]},
				locale.Text{EN: map[string]string{"OR EARLIER": "<", "OR LATER": ">"}[key], ZH: map[string]string{"OR EARLIER": "以前（不含）", "OR LATER": "以后（不含）"}[key]}}}
		}
		op := map[string]string{"OR EARLIER": "<", "OR LATER": ">"}[key]
		if inclusive {
			op += "="
		}
		return &Compare{p.node(start), op, nil, value}, nil
	}
	op, ok := p.bound()
	if !ok {
		return value, nil
	}
	op, err := p.included(op, value)
	return &Compare{p.node(start), op, nil, value}, err
}

// boundedBefore reads a bound whose bracket stands before it: 5年（含）以上,
// 2019年3月1日（不含）以前.
func (p *conditions) boundedBefore(start Pos, value Expr) (Expr, error) {
	mark := p.lex.MakeCheckpoint()
	if !p.take("(") || !p.at("INCLUDING", "EXCLUDING") {
		p.lex.LoadCheckpoint(mark)
		return nil, nil
	}
	equal := map[bool]string{true: "=", false: ""}[p.lex.Next().Value == "INCLUDING"]
	if !p.take(")") {
		p.lex.LoadCheckpoint(mark)
		return nil, nil
	}
	switch {
	case p.take("OR MORE"), p.take("OR LATER"):
		return &Compare{p.node(start), ">" + equal, nil, value}, nil
	case p.take("OR LESS"), p.take("OR EARLIER"):
		return &Compare{p.node(start), "<" + equal, nil, value}, nil
	}
	p.lex.LoadCheckpoint(mark)
	return nil, nil
}

func (p *conditions) bound() (string, bool) {
	switch {
	case p.take("OR MORE"):
		return ">=", true
	case p.take("OR LESS"):
		return "<=", true
	case p.take("OR BEYOND"):
		return ">", true
	}
	return "", false
}

// included reads （含5年） behind a bound, which repeats what 以上 and 以下 mean, and
// （不含5年）, which makes them strict. What says otherwise than the bound, or speaks of
// another value, is a mistake.
func (p *conditions) included(op string, bound Expr) (string, error) {
	mark := p.lex.MakeCheckpoint()
	if !p.take("(") || !p.at("INCLUDING", "EXCLUDING") {
		p.lex.LoadCheckpoint(mark)
		return op, nil
	}
	sign := *p.lex.Next()
	strict := op == ">" || op == "<"
	switch {
	case sign.Value == "EXCLUDING":
		op = strings.TrimSuffix(op, "=")
	case strict:
		return op, &mistake{code: diag.Expected, at: sign, args: []any{locale.Text{EN: "“excluding”, or before it a comparison that includes, such as “at least”", ZH: "“不含”，或在其前用包括本数的比较，如“满”“不超过”"}}}
	}
	if p.startsValue() {
		at := *p.lex.Peek()
		value, err := p.sum()
		if err != nil {
			return op, err
		}
		if x, stated := bound.(*Literal); stated {
			if y, same := value.(*Literal); !same || x.Value != y.Value {
				return op, &mistake{code: diag.Expected, at: at, args: []any{locale.Text{EN: "the value that is compared with", ZH: "与所比较的相同的值"}}}
			}
		}
	}
	return op, p.need(")", locale.Text{EN: "a closing bracket", ZH: "右括号"})
}

// values reads (a, b, c), or a、b、c without brackets.
func (p *conditions) values() ([]Expr, error) {
	bracket := p.take("(")
	var among []Expr
	for {
		value, err := p.value()
		if err != nil {
			return nil, err
		}
		among = append(among, value)
		if p.take("、") || p.take("AS WELL AS") || bracket && (p.take(",") || p.take("OR")) {
			continue
		}
		break
	}
	if bracket {
		return among, p.need(")", locale.Text{EN: "a comma or a closing bracket", ZH: "逗号或右括号"})
	}
	return among, nil
}

func (p *conditions) value() (Expr, error) {
	if !p.startsValue() {
		return nil, p.expected(aValue)
	}
	start := p.start()
	x, err := p.sum()
	if err != nil {
		return nil, err
	}
	if x, err = p.stopped(start, x); err != nil {
		return nil, err
	}
	return p.otherwise(start, p.rounded(start, x))
}

func (p *conditions) sum() (Expr, error) {
	return p.chain(p.product, "+", "-")
}

func (p *conditions) product() (Expr, error) {
	return p.chain(p.part, "*", "/")
}

func (p *conditions) chain(next func() (Expr, error), signs ...string) (Expr, error) {
	start := p.start()
	left, err := next()
	if err != nil {
		return nil, err
	}
	// Each sign makes the tree one level deeper, though the text is flat.
	outside := p.depth
	defer func() { p.depth = outside }()
	for p.at(signs...) {
		if err := p.enter(); err != nil {
			return nil, err
		}
		op := p.lex.Next().Value
		if !p.startsValue() {
			return nil, p.expected(aValue)
		}
		right, err := next()
		if err != nil {
			return nil, err
		}
		left = &Arith{p.node(start), op, left, right}
	}
	return left, nil
}

// part reads a value with what hangs on it: p's unit, X for 2025, X as of D.
func (p *conditions) part() (Expr, error) {
	if err := p.enter(); err != nil {
		return nil, err
	}
	outside := p.depth
	defer func() { p.depth = outside - 1 }()
	start := p.start()
	bracket := p.at("(")
	operand := p.operand
	p.operand = false
	x, err := p.primary()
	if err != nil {
		return nil, err
	}
	for {
		if err := p.enter(); err != nil {
			return nil, err
		}
		switch {
		case p.at("'S") && (p.portion && p.portionFollows() || p.listing && (bracket || p.measureFollows())):
			return x, nil
		case p.at("'S"):
			p.lex.Next()
			if p.at("START OF", "END OF", "DAY AFTER", "LENGTH OF") { // 履历末段的时长
				x = p.measured(start, p.lex.Next().Value, x)
				continue
			}
			if p.kind() == MonthDay { // 截止日所在学年的8月31日
				day := p.day()
				x = &MonthDayOf{p.node(start), day, x}
				continue
			}
			if p.startsIts() {
				continue
			}
			planned := p.take("PLANNED")
			if p.kind() != Name {
				return nil, p.expected(aName)
			}
			name := p.word()
			x = &Member{p.node(start), x, *name, planned}
		case p.startsIts():
			x = p.its(start, x)
		case p.at("AS OF") && operand: // time since joined on as of D is (time since joined on) as of D
			return x, nil
		case p.take("HEADS"): // 班子成员人数
			x = &Aggregate{Node: p.node(start), Kind: "COUNT OF", List: x}
		case p.at("AS OF"):
			p.lex.Next()
			date, err := p.value()
			if err != nil {
				return nil, err
			}
			x = &AsOf{p.node(start), x, date}
		case p.at("FOR KEY"):
			table, ok := x.(*NameExpr)
			if !ok {
				return x, nil
			}
			if x, err = p.tableValue(start, table); err != nil {
				return nil, err
			}
		case p.at("FOR"):
			mark := p.lex.MakeCheckpoint()
			p.lex.Next()
			if k := p.kind(); k != Number && k != Year && !p.startsYear() {
				p.lex.LoadCheckpoint(mark)
				return x, nil
			}
			key, err := p.primary()
			if err != nil {
				return nil, err
			}
			x = &Lookup{p.node(start), x, key}
		default:
			return x, nil
		}
	}
}

// measureFollows says whether after 的 stands a part of a spell: 的时长.
func (p *conditions) measureFollows() bool {
	mark := p.lex.MakeCheckpoint()
	defer p.lex.LoadCheckpoint(mark)
	p.lex.Next()
	return p.at("START OF", "END OF", "DAY AFTER", "LENGTH OF")
}

func (p *conditions) primary() (Expr, error) {
	start := p.start()
	t := *p.lex.Peek()
	switch k := TokenType(t.Type); k {
	case MonthDay:
		return p.monthDay(start)
	case Number, Percent, Quantity, Age, Date, Year, String, Clause:
		p.lex.Next()
		return &Literal{p.node(start), k, t.Value}, nil
	case Name:
		p.lex.Next()
		return &NameExpr{p.node(start), t.Value}, nil
	}
	switch {
	case p.take("("):
		if !p.startsItem() {
			return nil, p.expected(aCondition)
		}
		outside := *p
		p.rows, p.then, p.listing, p.plain, p.portion, p.counting, p.limited = 0, 0, false, false, false, false, false
		x, err := p.condition()
		outside.depth = p.depth
		*p = outside
		if err != nil {
			return nil, err
		}
		return x, p.need(")", locale.Text{EN: "a closing bracket", ZH: "右括号"})
	case p.at("YES", "NO", "NONE", "OPEN"):
		p.lex.Next()
		return &Literal{p.node(start), Keyword, t.Value}, nil
	case p.take("-"):
		x, err := p.part()
		if err != nil {
			return nil, err
		}
		zero := &Literal{p.node(start), Number, "0"}
		return &Arith{p.node(start), "-", zero, x}, nil
	case p.take("AS-OF DATE"):
		return &AsOfDate{p.node(start)}, nil
	case p.take("SELF"):
		return &Self{p.node(start)}, nil
	case p.take("PLANNED"):
		return p.planned(start)
	case p.take("OWN"):
		planned := p.take("PLANNED")
		if p.kind() != Name && !planned {
			return &Self{p.node(start)}, nil
		} else if p.kind() != Name {
			return nil, p.expected(aName)
		}
		own := &Own{Name: *p.word()}
		own.Node = p.node(start)
		if planned {
			return &Planned{own.Node, own}, nil
		}
		return own, nil
	case p.at("TIME SINCE", "TIME UNTIL", "AGE SINCE", "SCHOOL YEARS SINCE", "FINANCIAL YEARS SINCE"):
		p.lex.Next()
		date, err := p.operandOf()
		return &Elapsed{p.node(start), t.Value, date}, err
	case p.startsTime():
		return p.time(start)
	case p.startsCases():
		return p.cases(start)
	case p.at("LATER OF", "EARLIER OF", "LONGER OF", "SHORTER OF"):
		p.lex.Next()
		parts, err := p.values()
		return &Extreme{p.node(start), t.Value, parts}, err
	case p.take("IF"):
		return p.choice(start)
	case p.at("COUNT OF", "NUMBER OF DIFFERENT", "SUM OF", "HIGHEST OF", "LOWEST OF", "AVERAGE OF", "SHARE OF"):
		return p.aggregate(start)
	case p.take("HEADS"):
		set, err := p.set()
		return &Aggregate{Node: p.node(start), Kind: "COUNT OF", List: set}, err
	case p.take("PLACE OF"):
		return p.place(start)
	case p.startsSpell(), p.at("RUNS OF", "START OF", "END OF", "DAY AFTER", "LENGTH OF", "SERVED IN", "DAYS OF", "WORKDAYS OF"):
		return p.spell()
	}
	return nil, p.expected(aValue)
}

// planned reads what is read as it will be after the plan: a name, the person's
// own, or a condition in brackets.
func (p *conditions) planned(start Pos) (Expr, error) {
	if p.kind() != Name && !p.at("(", "OWN") {
		return nil, p.expected(locale.Text{EN: "a name, or a condition in brackets", ZH: "名称，或括号内的条件"})
	}
	x, err := p.primary()
	return &Planned{p.node(start), x}, err
}

// operandOf reads the operand of a prefix word: one part, so that what follows
// it stays outside.
func (p *conditions) operandOf() (Expr, error) {
	if !p.startsValue() {
		return nil, p.expected(aValue)
	}
	p.operand = true
	return p.part()
}

func (p *conditions) choice(start Pos) (Expr, error) {
	if !p.startsItem() {
		return nil, p.expected(aCondition)
	}
	cond, err := p.condition()
	if err != nil {
		return nil, err
	}
	p.take(",")
	if err := p.need("THEN", locale.Text{EN: "“then”", ZH: "“则”"}); err != nil {
		return nil, err
	}
	p.then++
	then, err := p.comparison()
	p.then--
	if err != nil {
		return nil, err
	}
	p.take(",")
	if err := p.need("ELSE", locale.Text{EN: "“else”", ZH: "“否则”"}); err != nil {
		return nil, err
	}
	otherwise, err := p.comparison()
	return &If{p.node(start), cond, then, otherwise}, err
}

// aggregate reads count of career where …, number of different post in career,
// highest of children born.
func (p *conditions) aggregate(start Pos) (Expr, error) {
	a := &Aggregate{Kind: p.lex.Next().Value}
	var err error
	if a.Kind == "COUNT OF" {
		a.List, err = p.counted()
	} else {
		if a.Of, err = p.operandOf(); err == nil {
			p.take("TALLY")
			switch {
			case p.take("IN"):
				a.List, err = p.filteredOperand()
			case p.take("AMONG"):
				a.Among, err = p.set()
			}
		}
	}
	a.Node = p.node(start)
	return a, err
}

// set reads a set of records: a phrase (leading team), meets and an id, a
// condition in brackets, or own and a name: those that share it with the person
// decided.
func (p *conditions) set() (Expr, error) {
	switch {
	case p.at("MEETS"):
		return p.meets()
	case p.at("CHOSEN BY", "WAITING IN", "TIED IN"):
		return p.chosen()
	case p.at("COUNT OF", "HEADS"):
		return p.part()
	case p.atOutcome():
		start := p.start()
		x, err := p.positive()
		if err == nil && p.take("HEADS") { // 必须轮岗人数
			x = &Aggregate{Node: p.node(start), Kind: "COUNT OF", List: x}
		}
		return x, err
	}
	if !p.startsValue() {
		return nil, p.expected(locale.Text{EN: "a set of people: a name, or a condition in brackets", ZH: "一组人：名称，或括号内的条件"})
	}
	return p.filtered()
}

// place reads place by seniority among own school, place of score descending
// among own school.
func (p *conditions) place(start Pos) (Expr, error) {
	k, err := parseOrderKeys(p.lex)
	if err != nil {
		return nil, p.expected(aValue)
	}
	if err := p.need("AMONG", locale.Text{EN: "“among” and a set of people", ZH: "“范围”和一组人"}); err != nil {
		return nil, err
	}
	among, err := p.set()
	return &Place{p.node(start), k.keys(), among}, err
}

// chosen reads chosen by 4.1, waiting in 4.1, tied in 4.1.
func (p *conditions) chosen() (Expr, error) {
	start := p.start()
	kind := p.lex.Next().Value
	if k := p.kind(); k != Clause && k != Number && k != Quantity {
		return nil, p.expected(locale.Text{EN: "the number of a choice", ZH: "选取的编号"})
	}
	at := p.start()
	text := p.lex.Next().Value
	return &Chosen{p.node(start), kind, ID{p.node(at), text}}, nil
}
