// Package types says what a term of a policy can be: yes or no, a number, a
// date, a span of time, one of a choice. It holds no values of any record.
//
//	t := types.Type{Kind: types.Date}
//	t.Text().EN // "a date"
package types

import (
	"strings"

	"github.com/govalues/decimal"

	"rota/lang/civil"
	"rota/lang/locale"
)

// Kind of a term; the zero value is invalid and means that the checker has
// already reported a mistake there.
type Kind uint8

const (
	Invalid Kind = iota
	Bool
	Number
	Age    // completed years
	Year   // a calendar, school or financial year
	Date   // day
	Period // length of time, not placed in the calendar
	Span   // from one day to another
	Choice // one of a list of values
	Text
	Rows  // the rows of a further record, or spells
	Spell // one spell of a list: its days, and the rows it came from
	Ref   // another record
)

var kindTexts = map[Kind]locale.Text{
	Invalid: {EN: "something unknown", ZH: "未知类型"},
	Bool:    {EN: "a condition (yes or no)", ZH: "条件（是或否）"},
	Number:  {EN: "a number", ZH: "数值"},
	Age:     {EN: "an age", ZH: "年龄"},
	Year:    {EN: "a year", ZH: "年度"},
	Date:    {EN: "a date", ZH: "日期"},
	Period:  {EN: "a length of time", ZH: "期限"},
	Span:    {EN: "a span of time", ZH: "时段"},
	Choice:  {EN: "a choice", ZH: "选项"},
	Text:    {EN: "a text", ZH: "文字"},
	Rows:    {EN: "a list of records", ZH: "一组记录"},
	Spell:   {EN: "one spell of a list", ZH: "一组记录中的一段"},
	Ref:     {EN: "another record", ZH: "另一条记录"},
}

// Type of a field or term.
type Type struct {
	Kind    Kind
	Choice  *Options // for Choice
	Record  *Record  // for Ref
	Several bool     // a cell holds several values
	PerYear bool     // a cell holds a value for each year
	Whole   bool     // a whole number
	Percent bool     // written as a percentage
	Min     *decimal.Decimal
	Max     *decimal.Decimal
	Unit    Unit           // what a bare number in a period cell means
	Years   civil.YearKind // which a Year is; of a Number, that it counts such years
	Every   civil.YearKind // PerYear: of which years
}

// Unit of a bare number in a cell of lengths of time.
type Unit uint8

const (
	NoUnit Unit = iota
	InYears
	InMonths
)

// Text is a choice in words: its name, in Chinese “… one of”.
func (o *Options) Text() locale.Text { return locale.Text{EN: o.Name, ZH: o.inChinese()} }

// inChinese names a choice by its name, or by its first values where that is English.
func (o *Options) inChinese() string {
	if locale.IsChinese(o.Name) {
		return "“" + o.Name + "”之一"
	}
	var values []string
	for _, v := range o.Values[:min(len(o.Values), 3)] {
		values = append(values, v.Text().ZH)
	}
	text := "“" + strings.Join(values, "”“") + "”"
	if len(values) < len(o.Values) {
		text += "等"
	}
	return text + "之一"
}

// Text names the type for a message.
func (t Type) Text() locale.Text {
	text := kindTexts[t.Kind]
	if t.Kind == Choice && t.Choice != nil && t.Choice.Name != "" {
		text = locale.Text{EN: "a choice of “" + t.Choice.Name + "”", ZH: t.Choice.inChinese()}
	}
	if t.Kind == Ref && t.Record != nil {
		text = locale.Text{EN: "a record of “" + t.Record.Name.EN + "”", ZH: "“" + t.Record.Name.ZH + "”的记录"}
	}
	switch {
	case t.Kind == Year && t.Years == civil.SchoolYear:
		text = locale.Text{EN: "a school year", ZH: "学年"}
	case t.Kind == Year && t.Years == civil.FinancialYear:
		text = locale.Text{EN: "a financial year", ZH: "财政年度"}
	case t.Kind == Number && t.Years == civil.SchoolYear:
		text = locale.Text{EN: "a number of school years", ZH: "学年数"}
	case t.Kind == Number && t.Years == civil.FinancialYear:
		text = locale.Text{EN: "a number of financial years", ZH: "财政年度数"}
	}
	if t.PerYear {
		text = locale.Text{EN: text.EN + " for each year", ZH: "逐年的" + text.ZH}
	}
	if t.Several {
		text = locale.Text{EN: text.EN + ", several to a cell", ZH: "多项" + text.ZH}
	}
	return text
}

// Record is a kind of record, as far as a type knows it.
type Record struct {
	Index int // among the kinds of a policy
	Name  locale.Text
}

// Options are the values of a choice. Values are ordered lowest first when
// Ordered.
type Options struct {
	Name    string
	Values  []Option
	Ordered bool
	index   map[string]int
}

// Option is one value: its first spelling and all of them folded.
type Option struct {
	Name      string
	Spellings []string
}

// Text is the value in each language: its first spelling in that script, or its
// first of all.
func (o Option) Text() locale.Text {
	return locale.Text{EN: locale.Pick(locale.English, o.Name, o.Spellings), ZH: locale.Pick(locale.Chinese, o.Name, o.Spellings)}
}

// Add appends a value known by its folded spellings.
func (o *Options) Add(name string, folded ...string) {
	if o.index == nil {
		o.index = map[string]int{}
	}
	for _, f := range folded {
		o.index[f] = len(o.Values)
	}
	o.Values = append(o.Values, Option{name, folded})
}

// Find gives the index of the value with this folded spelling.
func (o *Options) Find(folded string) (int, bool) {
	i, ok := o.index[folded]
	return i, ok
}

// Constant is a value that a policy states.
type Constant struct {
	Type   Type
	Bool   bool
	Number decimal.Decimal // also ages and years
	Date   civil.Date
	Period civil.Period
	Option int
	Text   string
	None   bool
	Open   bool // a date that has not come: it runs on
}
