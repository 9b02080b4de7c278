package syntax

import (
	"strings"

	"rota/lang/locale"
)

func (*Whole) expr()      {}
func (*YearOf) expr()     {}
func (*ThePeriod) expr()  {}
func (*MonthOf) expr()    {}
func (*DayOf) expr()      {}
func (*MonthDayOf) expr() {}
func (*WeekdayOf) expr()  {}
func (*WorkingDay) expr() {}
func (*Near) expr()       {}

// Whole counts what lies between two dates: Kind is WHOLE YEARS, WHOLE MONTHS,
// WHOLE SCHOOL YEARS, WHOLE FINANCIAL YEARS, WHOLE CALENDAR YEARS, MONTHS TOUCHED,
// MONTHS FILLED, DAYS FROM or WORKDAYS FROM. Rest is the length that counts as one
// more; nil when not written.
//
//	whole years from joined on to as-of date, a rest of 10mo or more counts as one
type Whole struct {
	Node
	Kind           string
	From, To, Rest Expr
}

// YearOf is the year of a date: Kind is CALENDAR YEAR, SCHOOL YEAR or FINANCIAL
// YEAR. Date is nil for the year that the run is for, in the header.
type YearOf struct {
	Node
	Kind string
	Date Expr
}

// ThePeriod is the year that holds the as-of date, of the kind that the run is for.
type ThePeriod struct{ Node }

// MonthOf is the month of a date.
type MonthOf struct {
	Node
	Date Expr
}

// DayOf is FIRST DAY OF a year or a month, LAST DAY OF it, FIRST WORKDAY OF or LAST
// WORKDAY OF it.
type DayOf struct {
	Node
	Kind string
	Of   Expr
}

// MonthDayOf is a day of a year: 31 August of school year of joined on. Year is nil
// when it is not written.
type MonthDayOf struct {
	Node
	Day  Day
	Year Expr
}

// WeekdayOf is the weekday of a date.
type WeekdayOf struct {
	Node
	Date Expr
}

// WorkingDay asks whether a date is a working day.
type WorkingDay struct {
	Node
	Date    Expr
	Negated bool
}

// Near asks whether a date lies within a length of time before another, or after
// it: refused on within 36mo before as-of date.
type Near struct {
	Node
	X, Length, Date Expr
	After           bool
}

var (
	wordBefore = locale.Text{EN: "“before”", ZH: "“前”"}
	wordWithin = locale.Text{EN: "“within”", ZH: "“内”"}
)

// startsYear says whether the next token can begin a year.
func (p *conditions) startsYear() bool {
	return p.at("YEAR OF", "SCHOOL YEAR OF", "FINANCIAL YEAR OF", "CALENDAR YEAR", "SCHOOL YEAR", "FINANCIAL YEAR", "THE PERIOD")
}

// startsTime says whether the next token begins one of the values of this file.
func (p *conditions) startsTime() bool {
	return p.startsYear() || p.at("WHOLE YEARS", "WHOLE MONTHS", "WHOLE SCHOOL YEARS", "WHOLE FINANCIAL YEARS", "WHOLE CALENDAR YEARS", "MONTHS TOUCHED", "MONTHS FILLED",
		"DAYS FROM", "WORKDAYS FROM", "MONTH OF", "WEEKDAY OF", "FIRST DAY OF", "LAST DAY OF", "FIRST WORKDAY OF", "LAST WORKDAY OF",
		"SCHOOL YEARS SINCE", "FINANCIAL YEARS SINCE")
}

func (p *conditions) time(start Pos) (Expr, error) {
	kind := p.lex.Next().Value
	switch kind {
	case "THE PERIOD":
		return &ThePeriod{p.node(start)}, nil
	case "CALENDAR YEAR", "SCHOOL YEAR", "FINANCIAL YEAR":
		return p.year(start, kind)
	case "YEAR OF", "SCHOOL YEAR OF", "FINANCIAL YEAR OF", "MONTH OF", "WEEKDAY OF", "FIRST DAY OF", "LAST DAY OF", "FIRST WORKDAY OF", "LAST WORKDAY OF":
		of, err := p.operandOf()
		return p.of(start, kind, of), err
	}
	return p.between(start, kind)
}

// of is what a word makes of what it speaks of.
func (p *conditions) of(start Pos, kind string, x Expr) Expr {
	switch kind {
	case "YEAR OF":
		return &YearOf{p.node(start), "CALENDAR YEAR", x}
	case "SCHOOL YEAR OF":
		return &YearOf{p.node(start), "SCHOOL YEAR", x}
	case "FINANCIAL YEAR OF":
		return &YearOf{p.node(start), "FINANCIAL YEAR", x}
	case "MONTH OF":
		return &MonthOf{p.node(start), x}
	case "WEEKDAY OF":
		return &WeekdayOf{p.node(start), x}
	}
	return &DayOf{p.node(start), kind, x}
}

// year reads school year 2024, and in the header school year alone.
func (p *conditions) year(start Pos, kind string) (Expr, error) {
	if k := p.kind(); k == Number || k == Year {
		value := p.lex.Next().Value + map[string]string{"CALENDAR YEAR": "", "SCHOOL YEAR": "sy", "FINANCIAL YEAR": "fy"}[kind]
		return &Literal{p.node(start), Year, value}, nil
	}
	return &YearOf{p.node(start), kind, nil}, nil
}

// startsIts says whether what follows a value in Chinese speaks of it: 所在学年, 首日.
func (p *conditions) startsIts() bool {
	return p.kind() == Keyword && strings.HasPrefix(p.lex.Peek().Value, "ITS ")
}

func (p *conditions) its(start Pos, x Expr) Expr {
	own := p.lex.Next().Value
	return p.of(start, strings.TrimPrefix(own, "ITS ")+" OF", x)
}

func (p *conditions) day() Day {
	start := p.start()
	text := p.lex.Next().Value
	return Day{p.node(start), text}
}

// monthDay reads 31 August, of a year where one follows.
func (p *conditions) monthDay(start Pos) (Expr, error) {
	day := &MonthDayOf{Day: p.day()}
	var err error
	if p.take("OF") {
		if !p.startsYear() {
			return nil, p.expected(locale.Text{EN: "a year, such as “year of” a date", ZH: "年度，如某日期的“所在年度”"})
		}
		day.Year, err = p.primary()
	}
	day.Node = p.node(start)
	return day, err
}

// between reads from A to B, and the rest that counts as one.
func (p *conditions) between(start Pos, kind string) (Expr, error) {
	if kind != "DAYS FROM" && kind != "WORKDAYS FROM" {
		if err := p.need("FROM", locale.Text{EN: "“from”", ZH: "“自”"}); err != nil {
			return nil, err
		}
	}
	from, err := p.value()
	if err != nil {
		return nil, err
	}
	p.take("START")
	if err := p.need("TO", locale.Text{EN: "“to”", ZH: "“至”"}); err != nil {
		return nil, err
	}
	to, err := p.value()
	if err != nil {
		return nil, err
	}
	w := &Whole{Kind: kind, From: from, To: to}
	mark := p.lex.MakeCheckpoint()
	p.take(",")
	if p.take("A REST OF") {
		p.take(">=") // 余满10个月的
		if w.Rest, err = p.value(); err != nil {
			return nil, err
		}
		p.take("OR MORE")
		if err := p.need("COUNTS AS ONE", locale.Text{EN: "“counts as one”", ZH: "“计一年”"}); err != nil {
			return nil, err
		}
	} else {
		p.lex.LoadCheckpoint(mark)
	}
	w.Node = p.node(start)
	return w, nil
}

// near reads what follows a date: within 36mo before D, within 5 workdays from D,
// 在D前36个月内, 在自D起5个工作日内.
func (p *conditions) near(start Pos, x Expr) (Expr, error) {
	if p.take("AT") {
		if p.at("FROM") {
			return p.after(start, x)
		}
		date, err := p.value()
		if err != nil {
			return nil, err
		}
		if op, bound := p.bound(); bound { // 在3年以内
			return &Compare{p.node(start), op, x, date}, nil
		}
		return p.before(start, x, date)
	}
	p.lex.Next()
	length, err := p.value()
	if err != nil {
		return nil, err
	}
	after := p.at("FROM")
	if !p.at("BEFORE", "FROM") {
		return nil, p.expected(locale.Text{EN: "“before” or “from” and a date", ZH: "“前”或“自”和日期"})
	}
	p.lex.Next()
	date, err := p.value()
	return &Near{p.node(start), x, length, date, after}, err
}

// before reads 前36个月内.
func (p *conditions) before(start Pos, x, date Expr) (Expr, error) {
	if err := p.need("BEFORE", wordBefore); err != nil {
		return nil, err
	}
	length, err := p.value()
	if err != nil {
		return nil, err
	}
	err = p.need("WITHIN", wordWithin)
	return &Near{p.node(start), x, length, date, false}, err
}

// after reads 自D起5个工作日内.
func (p *conditions) after(start Pos, x Expr) (Expr, error) {
	p.lex.Next()
	date, err := p.value()
	if err != nil {
		return nil, err
	}
	p.take("START")
	length, err := p.value()
	if err != nil {
		return nil, err
	}
	err = p.need("WITHIN", wordWithin)
	return &Near{p.node(start), x, length, date, true}, err
}
