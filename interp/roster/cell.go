package roster

import (
	"strings"
	"unicode"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// words is a set of folded spellings.
func words(list ...string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, w := range list {
		set[syntax.Fold(w)] = true
	}
	return set
}

// What offices write where there is nothing to write. A dash is a blank; 不详
// says that there is something and nobody knows what, so it is never read as a
// blank that means none; 无 says that there is none.
var (
	blankWords   = words("", "—", "－", "--", "---", "/", "\\", "N/A")
	unknownWords = words("不详", "未知", "待查", "unknown", "?", "??")
	noneWords    = words("无", "没有", "none", "无此项", "从未", "不适用")
	yesWords     = words("是", "√", "✓", "✔", "☑", "有", "Y", "yes", "true", "1", "对")
	noWords      = words("否", "×", "✗", "✘", "x", "无", "没有", "从未", "N", "no", "false", "0", "未", "错")
)

// cells reads cells by the type of their field.
type cells struct {
	texts   *value.Texts
	codes   map[*types.Options][]int32
	domains map[*check.Field]value.Set
}

func newCells(texts *value.Texts) *cells {
	return &cells{texts, map[*types.Options][]int32{}, map[*check.Field]value.Set{}}
}

// reading is a cell read, without where it stands.
type reading struct {
	cell    Cell
	problem *Problem
	text    bool // what the cell may be waits for the texts of the column
	january bool // 2015.1, which may be a number 2015.10 that lost its zero
	october bool // 2015.10, so the column has kept its zeros
}

// element is a value of a cell, one of several or the only one.
type element struct {
	set   value.Set
	whole value.Set // of a date known to the month: every day of it
	month bool
	year  bool // a date known to the year
}

// clean takes out characters of no width and the spaces around.
func clean(text string) string {
	return strings.TrimFunc(strings.Map(func(r rune) rune {
		if isSpace(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text), unicode.IsSpace)
}

// read reads a cell of a field.
func (c *cells) read(f *check.Field, raw Raw, date1904 bool) reading {
	if raw.Kind == Fault {
		return c.unreadable(f, nil) // the reader of the file has said why
	}
	text := clean(raw.Text)
	if raw.Kind == Blank {
		text = ""
	}
	folded := syntax.Fold(text)
	if k, ok := f.Written[folded]; ok {
		return reading{cell: Cell{State: Known, Value: c.constant(f, k)}}
	}
	if f.Type.Kind == types.Choice && !f.Type.PerYear {
		if i, ok := f.Type.Choice.Find(folded); ok {
			return reading{cell: Cell{State: Known, Value: c.option(f.Type, i)}}
		}
	}
	switch {
	case unknownWords[folded] && !f.Judged:
		return c.open(f, Cell{State: Empty, Value: c.domain(f)}, nil)
	case blankWords[folded] || unknownWords[folded]:
		return c.blank(f)
	case noneWords[folded] && !(f.Type.Kind == types.Bool && noWords[folded]):
		if f.Nullable || isEnd(f) {
			return reading{cell: Cell{State: Known, Value: value.None(f.Type.Kind)}}
		}
		return c.open(f, Cell{State: Empty, Value: c.domain(f)}, &Problem{diag.NeverNone, text, nil})
	case f.Type.PerYear:
		return c.yearly(f, text)
	case f.Type.Several:
		return c.several(f, raw, date1904)
	}
	x, problem := c.element(f.Type, Raw{text, raw.Kind}, date1904)
	if problem != nil {
		return c.unreadable(f, problem)
	}
	if f.Type.Kind == types.Date && x.set.First == civil.Max && f.Blank != check.BlankOpen && f != f.Record.End {
		return c.unreadable(f, &Problem{diag.NotOpen, text, nil})
	}
	out := reading{cell: Cell{State: Known, Value: x.set, Month: x.month}}
	if x.month {
		out.cell.Whole = &x.whole
		out.january, out.october = raw.Kind == Text && endsIn(text, ".1"), endsIn(text, ".10")
	}
	if x.year {
		out.cell.State = Partial
	}
	return out
}

// isEnd says of a field that it is an end of a relation: nobody in it makes the
// row say nothing.
func isEnd(f *check.Field) bool {
	r := f.Record
	return r.Relation != nil && (f == r.JoinBy || f == r.Relation.Other)
}

// endsIn recognises 2015.1 and 2015.10.
func endsIn(text, month string) bool {
	return len(text) == len("2015")+len(month) && strings.HasSuffix(text, month)
}

// blank is what an empty cell of the field means.
func (c *cells) blank(f *check.Field) reading {
	if f.Judged {
		return reading{cell: Cell{State: Unanswered, Value: value.Truth(false)}}
	}
	switch f.Blank {
	case check.BlankNone:
		return reading{cell: Cell{State: Known, Value: value.None(f.Type.Kind)}}
	case check.BlankOpen:
		return reading{cell: Cell{State: Known, Value: value.Day(civil.Max)}}
	case check.BlankValue:
		return reading{cell: Cell{State: Known, Value: c.constant(f, *f.Default)}}
	case check.BlankAssumed:
		whole := c.domain(f)
		return c.open(f, Cell{State: Assumed, Value: c.constant(f, *f.Default), Whole: &whole}, nil)
	}
	return c.open(f, Cell{State: Empty, Value: c.domain(f)}, nil)
}

func (c *cells) unreadable(f *check.Field, problem *Problem) reading {
	return c.open(f, Cell{State: Unreadable, Value: c.domain(f)}, problem)
}

// open is a cell that may be anything; of a text it is known only when the
// column has been read what that is.
func (c *cells) open(f *check.Field, cell Cell, problem *Problem) reading {
	return reading{cell: cell, problem: problem, text: f.Type.Kind == types.Text && !f.Type.PerYear}
}

func (c *cells) domain(f *check.Field) value.Set {
	if d, ok := c.domains[f]; ok {
		return d
	}
	d := Domain(f, nil)
	c.domains[f] = d
	return d
}

// constant is a stated value as a cell of the field.
func (c *cells) constant(f *check.Field, k types.Constant) value.Set {
	kind := f.Type.Kind
	var set value.Set
	switch {
	case k.None:
		return value.None(kind)
	case k.Open:
		set = value.Day(civil.Max)
	case kind == types.Bool:
		set = value.Truth(k.Bool)
	case kind == types.Date:
		set = value.Day(k.Date)
	case kind == types.Period:
		set = value.Length(k.Period)
	case kind == types.Choice:
		return c.option(f.Type, k.Option)
	case kind == types.Text:
		set = value.Code(kind, []int32{c.texts.Code(k.Text)})
		if f.Type.Several {
			return value.SeveralOf(kind, set.Codes, set.Codes)
		}
	default:
		set = value.Num(kind, k.Number)
	}
	if f.Type.Several {
		return value.Set{Kind: kind, Parts: []value.Part{{Value: set}}}
	}
	return set
}

// code is a slice of one code; those of one choice share their memory.
func (c *cells) code(o *types.Options, i int) []int32 {
	codes := c.codes[o]
	if codes == nil {
		codes = make([]int32, len(o.Values))
		for n := range codes {
			codes[n] = int32(n)
		}
		c.codes[o] = codes
	}
	return codes[i : i+1 : i+1]
}

func (c *cells) option(t types.Type, i int) value.Set {
	code := c.code(t.Choice, i)
	if t.Several {
		return value.SeveralOf(types.Choice, code, code)
	}
	return value.Code(types.Choice, code)
}

// element reads one value of a type, whatever else the cell holds.
func (c *cells) element(t types.Type, raw Raw, date1904 bool) (element, *Problem) {
	folded := syntax.Fold(raw.Text)
	if raw.Kind == Number && t.Kind != types.Text && t.Kind != types.Ref {
		folded = plainNumber(folded)
	}
	switch t.Kind {
	case types.Bool:
		if yesWords[folded] || noWords[folded] {
			return element{set: value.Truth(yesWords[folded])}, nil
		}
		return element{}, notOf(t, raw.Text, diag.Nearest(folded, boolWords))
	case types.Choice:
		if i, ok := t.Choice.Find(folded); ok {
			return element{set: value.Code(types.Choice, c.code(t.Choice, i))}, nil
		}
		return element{}, noOption(t, raw.Text, folded)
	case types.Text:
		return c.text(raw)
	case types.Ref:
		x, problem := c.text(raw) // until all records are known
		x.set.Kind = types.Ref
		return x, problem
	case types.Date:
		return date(raw, date1904)
	case types.Period:
		set, problem := length(t, raw)
		return element{set: set}, problem
	case types.Number, types.Age, types.Year:
		set, problem := number(t, raw)
		return element{set: set}, problem
	}
	return element{}, notOf(t, raw.Text, "")
}

var boolWords = []string{"是", "否", "有", "无", "yes", "no", "true", "false"}

// text keeps numbers as they look, with the zeros before them: ids are texts even where a
// spreadsheet stores them as numbers, and of long ones it has not kept the digits.
func (c *cells) text(raw Raw) (element, *Problem) {
	text := raw.Text
	if raw.Kind == Number && strings.Trim(text, "0123456789") != "" {
		if text = plainNumber(text); strings.ContainsAny(text, "eE") {
			return element{}, &Problem{diag.LostDigits, raw.Text, nil}
		}
	}
	return element{set: value.Code(types.Text, []int32{c.texts.Code(text)})}, nil
}

func date(raw Raw, date1904 bool) (element, *Problem) {
	d, problem := ReadDate(raw, date1904)
	switch {
	case problem != nil:
		return element{}, problem
	case d.Precision == Month:
		return element{set: value.Day(d.First), whole: value.Days(d.First, d.Last), month: true}, nil
	case d.Precision == Year:
		return element{set: value.Days(d.First, d.Last), year: true}, nil
	}
	return element{set: value.Day(d.First)}, nil
}

// notOf says that a word is no value of a type, and which one is like it.
func notOf(t types.Type, word, nearest string) *Problem {
	t.Several, t.PerYear = false, false
	return &Problem{diag.NotOfType, word, []any{t.Text(), diag.Meant(nearest)}}
}

// noOption says that a word is no value of a choice, and which one is like it or,
// where none is, what the values are.
func noOption(t types.Type, word, folded string) *Problem {
	problem := notOf(t, word, nearestOption(t.Choice, folded))
	if problem.More[1] == (locale.Text{}) {
		problem.More[1] = values(t.Choice)
	}
	return problem
}

// values lists the values of a choice where they are few enough to be read.
func values(o *types.Options) locale.Text {
	const most = 12
	if len(o.Values) > most {
		return locale.Text{}
	}
	english, chinese := make([]string, len(o.Values)), make([]string, len(o.Values))
	for i, v := range o.Values {
		english[i], chinese[i] = v.Text().EN, v.Text().ZH
	}
	return locale.Text{EN: " (" + strings.Join(english, ", ") + ")", ZH: "（" + strings.Join(chinese, "、") + "）"}
}

func nearestOption(o *types.Options, folded string) string {
	var spellings []string
	for _, v := range o.Values {
		spellings = append(spellings, v.Spellings...)
	}
	return diag.Nearest(folded, spellings)
}
