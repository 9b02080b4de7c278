package syntax

import (
	"slices"
	"strings"

	"rota/lang/locale"
)

// Where keeps the rows of a list, or the spells, of which a condition is true:
// career where post is own post.
type Where struct {
	Node
	List, Cond Expr
}

// Cut is a list cut to the days of another list, of a spell or of a year, or
// what of it lies outside of them. Of a date it asks whether it is one of them.
//
//	career outside leaves
//	refused on during the period
type Cut struct {
	Node
	List, Days Expr
	Outside    bool
}

// While is each row while a table or list has its key: career while sensitive
// posts for post category.
type While struct {
	Node
	List, Table, Key Expr
}

// Level is the spells during which a figure over the rows in force reaches a
// bound: jobs when sum of share >= 1. Kind is that of an Aggregate; Of is nil
// for a count.
type Level struct {
	Node
	List  Expr
	Kind  string
	Of    Expr
	Op    string
	Bound Expr
}

// Runs joins spells that follow each other: runs of career per unit broken by a
// gap of at least 1y. Per and Gap are nil when not written.
type Runs struct {
	Node
	List, Per, Gap Expr
}

// RunAt is the run that a date is a day of; with Alive also the last that ended
// before it by less than what would break it.
type RunAt struct {
	Node
	Alive      bool
	Date, List Expr
}

// Pick is one spell of a list: FIRST OF, LAST OF, LONGEST OF or SHORTEST OF.
type Pick struct {
	Node
	Kind string
	List Expr
}

// EndOf is START OF, END OF (the last day included) or DAY AFTER a spell. Of is
// nil inside a list, where the element is meant.
type EndOf struct {
	Node
	Kind string
	Of   Expr
}

// Length is the time a spell takes, to the as-of date while it runs on, or IN
// FULL to its planned end. Of is nil inside a list.
type Length struct {
	Node
	Of   Expr
	Full bool
}

// Served is the time or the days that spells take together, no day twice: Kind
// is SERVED IN, DAYS OF or WORKDAYS OF.
type Served struct {
	Node
	Kind string
	List Expr
}

// Stopped is a due date pushed on by every stop that begins before it: joined on
// + 5y stopped during leaves.
type Stopped struct {
	Node
	Due, Stops Expr
}

// partsOfSpells are names that every spell has without a declaration.
var partsOfSpells = []string{"run", "一段", "length", "start", "end", "rows", "first row", "last row", "各行", "首行", "末行"}

// PartOfSpell says of a name that every spell has something so called.
func PartOfSpell(name string) bool { return slices.Contains(partsOfSpells[2:], name) }

var aList = locale.Text{EN: "a list of records", ZH: "一组记录的名称"}

// startsList says whether the next token can begin a list or a spell.
func (p *conditions) startsList() bool {
	return p.kind() == Name || p.at("(", "PLANNED", "OWN", "RUNS OF") || p.startsSpell()
}

// startsSpell says whether the next token can begin one spell.
func (p *conditions) startsSpell() bool {
	return p.at("RUN OPEN AT", "RUN ALIVE AT", "AT", "FIRST OF", "LAST OF", "LONGEST OF", "SHORTEST OF")
}

// list reads a list with what cuts it, up to its where. What is said of it after
// a bracket is said of the whole: 最长一段（履历）的时长 is the length of the longest.
func (p *conditions) list() (Expr, error) {
	if !p.startsList() {
		return nil, p.expected(aList)
	}
	start := p.start()
	before, operand := p.listing, p.operand
	p.listing = true
	x, err := p.part()
	p.listing = before
	if err != nil {
		return nil, err
	}
	if operand && p.at("AS OF") {
		if x, err = p.cutAsOf(start, x); err != nil {
			return nil, err
		}
	}
	return p.cuts(start, x)
}

// cutAsOf reads as of after a list that is an operand: of the list where more is
// said of it, as in count of career as of D where …; else of the whole.
func (p *conditions) cutAsOf(start Pos, x Expr) (Expr, error) {
	mark := p.lex.MakeCheckpoint()
	p.lex.Next()
	date, err := p.value()
	if err != nil {
		return nil, err
	}
	if !p.at("WHERE", "DURING", "OUTSIDE", "WHILE", "WHEN", "PER", "BROKEN BY") {
		p.lex.LoadCheckpoint(mark)
		return x, nil
	}
	return &AsOf{p.node(start), x, date}, nil
}

// filteredOperand is filtered for the operand of a word before it.
func (p *conditions) filteredOperand() (Expr, error) {
	p.operand = true
	return p.filtered()
}

// counted reads what is counted: a list, or the rows of a spell, before it or behind
// it: rows of last of past, (last of past)'s rows.
func (p *conditions) counted() (Expr, error) {
	if p.atOutcome() {
		return p.positive()
	}
	start, mark := p.start(), p.lex.MakeCheckpoint()
	if p.kind() == Name && isRows(p.lex.Peek().Value) {
		rows := p.word()
		if p.take("OF") {
			spell, err := p.operandOf()
			if err != nil {
				return nil, err
			}
			return p.where(start, &Member{Node: p.node(start), Of: spell, Name: *rows})
		}
		p.lex.LoadCheckpoint(mark)
	}
	x, err := p.filteredOperand()
	if err != nil {
		return nil, err
	}
	mark = p.lex.MakeCheckpoint()
	if p.take("'S") && p.kind() == Name && isRows(p.lex.Peek().Value) {
		return &Member{Node: p.node(start), Of: x, Name: *p.word()}, nil
	}
	p.lex.LoadCheckpoint(mark)
	return x, nil
}

func isRows(name string) bool { return name == "rows" || name == "各行" }

// filtered reads a list with its where.
func (p *conditions) filtered() (Expr, error) {
	start := p.start()
	x, err := p.list()
	if err != nil {
		return nil, err
	}
	return p.where(start, x)
}

// where reads what may follow a list: where C, to the end of its bracket, item
// or condition.
func (p *conditions) where(start Pos, x Expr) (Expr, error) {
	if !p.take("WHERE") {
		return x, nil
	}
	if !p.startsItem() {
		return nil, p.expected(aCondition)
	}
	cond, err := p.rowCondition()
	return &Where{p.node(start), x, cond}, err
}

func (p *conditions) rowCondition() (Expr, error) {
	p.rows++
	defer func() { p.rows-- }()
	return p.condition()
}

// cuts reads what narrows a list: during, outside, while, when.
func (p *conditions) cuts(start Pos, x Expr) (Expr, error) {
	outside := p.depth
	defer func() { p.depth = outside }()
	for p.at("DURING", "OUTSIDE", "AT", "WHILE", "WHEN") {
		if err := p.enter(); err != nil {
			return nil, err
		}
		var err error
		mark := p.lex.MakeCheckpoint()
		switch kind := p.lex.Next().Value; kind {
		case "WHILE":
			x, err = p.while(start, x)
		case "WHEN":
			x, err = p.level(start, x)
		default:
			if kind == "AT" && p.at("FROM") { // 在自D起3个月内 is another condition
				p.lex.LoadCheckpoint(mark)
				return x, nil
			}
			if !p.startsValue() {
				return nil, p.expected(locale.Text{EN: "a list, a spell or a year", ZH: "一组记录、一段时间或年度"})
			}
			var days Expr
			if days, err = p.sum(); err != nil {
				return nil, err
			}
			if kind == "AT" { // 在 … 期间
				if !p.at("DURING", "OUTSIDE") {
					p.lex.LoadCheckpoint(mark) // 在 … 当日的一段 is another value
					return x, nil
				}
				kind = p.lex.Next().Value
			}
			x = &Cut{p.node(start), x, days, kind == "OUTSIDE"}
		}
		if err != nil {
			return nil, err
		}
	}
	return x, nil
}

func (p *conditions) while(start Pos, x Expr) (Expr, error) {
	if !p.startsList() {
		return nil, p.expected(locale.Text{EN: "a table or a list", ZH: "表或一组记录的名称"})
	}
	table, err := p.primary()
	if err != nil {
		return nil, err
	}
	if !p.take("FOR") && !p.take("FOR KEY") {
		return nil, p.expected(locale.Text{EN: "“for” and a key", ZH: "“对应”和键值"})
	}
	key, err := p.operandOf()
	return &While{p.node(start), x, table, key}, err
}

func (p *conditions) level(start Pos, x Expr) (Expr, error) {
	if !p.at("COUNT OF", "SUM OF", "HIGHEST OF", "LOWEST OF", "AVERAGE OF", "NUMBER OF DIFFERENT") {
		return nil, p.expected(locale.Text{EN: "“count of rows”, “sum of” or “highest of”", ZH: "“条数”“合计”或“最高”"})
	}
	l := &Level{List: x, Kind: p.lex.Next().Value}
	var err error
	if l.Kind == "COUNT OF" {
		if p.kind() == Name && isRows(p.lex.Peek().Value) {
			p.lex.Next()
		}
	} else if l.Of, err = p.operandOf(); err != nil {
		return nil, err
	}
	p.take("TALLY")
	if !p.at(">=", ">", "<=", "<", "=") {
		return nil, p.expected(locale.Text{EN: "a comparison", ZH: "一个比较"})
	}
	l.Op = p.lex.Next().Value
	l.Bound, err = p.value()
	l.Node = p.node(start)
	return l, err
}

// spell reads the operations that begin with a word of their own.
func (p *conditions) spell() (Expr, error) {
	start := p.start()
	kind := p.lex.Next().Value
	switch kind {
	case "RUNS OF":
		return p.runs(start)
	case "RUN OPEN AT", "RUN ALIVE AT", "AT":
		return p.runAt(start, kind)
	case "FIRST OF", "LAST OF", "LONGEST OF", "SHORTEST OF":
		list, err := p.filteredOperand()
		return &Pick{p.node(start), kind, list}, err
	case "SERVED IN", "DAYS OF", "WORKDAYS OF":
		if kind != "SERVED IN" && p.at("FROM") { // 天数 自A至B
			p.lex.Next()
			return p.between(start, strings.TrimSuffix(kind, "OF")+"FROM")
		}
		list, err := p.filteredOperand()
		return &Served{p.node(start), kind, list}, err
	}
	var of Expr // LENGTH OF, START OF, END OF, DAY AFTER
	var err error
	if p.startsValue() {
		if of, err = p.operandOf(); err != nil {
			return nil, err
		}
	}
	return p.measured(start, kind, of), nil
}

// measured is a part of a spell.
func (p *conditions) measured(start Pos, kind string, of Expr) Expr {
	if kind == "LENGTH OF" {
		full := p.take("IN FULL")
		return &Length{p.node(start), of, full}
	}
	return &EndOf{p.node(start), kind, of}
}

func (p *conditions) runs(start Pos) (Expr, error) {
	r := &Runs{}
	var err error
	if r.List, err = p.filteredOperand(); err != nil {
		return nil, err
	}
	if p.take("PER") {
		if r.Per, err = p.operandOf(); err != nil {
			return nil, err
		}
	}
	if p.take("BROKEN BY") {
		if p.at(">", ">=") { // 间断超过6个月: only “at least” is a gap
			return nil, p.expected(locale.Text{EN: "how long a gap is, such as “broken by a gap of at least 6mo”", ZH: "间断多长，如“间断满6个月即断”"})
		}
		if r.Gap, err = p.value(); err != nil {
			return nil, err
		}
		p.take("BREAK")
	}
	r.Node = p.node(start)
	return r, nil
}

// runAt reads the run open at D of X; in Chinese 在D当日的一段（X）.
func (p *conditions) runAt(start Pos, kind string) (Expr, error) {
	date, err := p.value()
	if err != nil {
		return nil, err
	}
	if kind == "AT" {
		if !p.at("RUN OPEN AT", "RUN ALIVE AT") {
			return nil, p.expected(locale.Text{EN: "“the run open at”", ZH: "“当日的一段”或“未断的一段”"})
		}
		kind = p.lex.Next().Value
	} else if err := p.need("OF", locale.Text{EN: "“of” and a list", ZH: "“之”和一组记录"}); err != nil {
		return nil, err
	}
	list, err := p.filteredOperand()
	return &RunAt{p.node(start), kind == "RUN ALIVE AT", date, list}, err
}

// stopped reads what pushes a due date on.
func (p *conditions) stopped(start Pos, due Expr) (Expr, error) {
	mark := p.lex.MakeCheckpoint()
	p.take(",")
	if !p.take("STOPPED DURING") {
		p.lex.LoadCheckpoint(mark)
		return due, nil
	}
	stops, err := p.list()
	return &Stopped{p.node(start), due, stops}, err
}
