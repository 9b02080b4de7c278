// Package eval decides. In go a checked program, a roster bound to it and an
// as-of date; out comes, for each record and action, one Decision with all that
// it rests on. The next stages are interp/explain, which puts one decision into
// words, and interp/report, which writes them all.
//
//	e := eval.New(program, records)
//	for _, d := range e.Decide(record, asOf) { fmt.Println(d.Outcome) }
package eval

import (
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
	"rota/lang/types"
)

// Outcome of a decision on one action; the zero value is invalid.
type Outcome uint8

const (
	_ Outcome = iota
	Must
	Should
	Plan
	May
	ShouldNot
	MustNot
	Exempt
	Deferred
	MayExempt
	MayDefer
	MayExemptOrDefer
	Nothing
	OutOfScope
	Undetermined
	Conflict
	DataError
	outcomes
)

var outcomeNames = [outcomes]string{
	Must: "must", Should: "should", Plan: "plan", May: "may", ShouldNot: "should-not", MustNot: "must-not",
	Exempt: "exempt", Deferred: "deferred", MayExempt: "may-exempt", MayDefer: "may-defer", MayExemptOrDefer: "may-exempt-or-defer",
	Nothing: "none", OutOfScope: "out-of-scope", Undetermined: "undetermined", Conflict: "conflict", DataError: "data-error",
}

// String is the outcome in JSON: must, should-not, data-error …
func (o Outcome) String() string {
	if o < outcomes {
		return outcomeNames[o]
	}
	return ""
}

// Outcomes lists every outcome in the order registers and summaries use.
func Outcomes() []Outcome {
	list := make([]Outcome, 0, outcomes-1)
	for o := Must; o < outcomes; o++ {
		list = append(list, o)
	}
	return list
}

// Text is the outcome in words, without its action.
func (o Outcome) Text() locale.Text {
	switch o {
	case Must:
		return locale.Text{EN: "must", ZH: "必须"}
	case Should:
		return locale.Text{EN: "should", ZH: "应当"}
	case Plan:
		return locale.Text{EN: "planned", ZH: "有计划地"}
	case May:
		return locale.Text{EN: "may", ZH: "可以"}
	case ShouldNot:
		return locale.Text{EN: "should not", ZH: "不应"}
	case MustNot:
		return locale.Text{EN: "must not", ZH: "不得"}
	case Exempt:
		return locale.Text{EN: "exempt", ZH: "免于"}
	case Deferred:
		return locale.Text{EN: "deferred", ZH: "暂缓"}
	case MayExempt:
		return locale.Text{EN: "may be exempted", ZH: "可免于"}
	case MayDefer:
		return locale.Text{EN: "may be deferred", ZH: "可暂缓"}
	case MayExemptOrDefer:
		return locale.Text{EN: "may be exempted or deferred", ZH: "可免于或暂缓"}
	case Nothing:
		return locale.Text{EN: "nothing applies", ZH: "无结论"}
	case OutOfScope:
		return locale.Text{EN: "out of scope", ZH: "不适用"}
	case Undetermined:
		return locale.Text{EN: "undetermined", ZH: "待定"}
	case Conflict:
		return locale.Text{EN: "conflict", ZH: "冲突"}
	case DataError:
		return locale.Text{EN: "data error", ZH: "数据错误"}
	}
	return locale.Text{}
}

// Decision is what the policy says of one record and one action, as of a date.
type Decision struct {
	Record  *roster.Record
	Action  *check.Action
	AsOf    civil.Date // 0 with AsOfUnknown
	Outcome Outcome

	Clauses  []*check.Rule // standing rules that give the outcome, under every filling of the blanks
	Standing []*check.Rule // other rules that stand
	Beaten   []Beaten
	Waiting  []Waiting     // rules held back only by their dates
	Maybe    []*check.Rule // rules cited under some filling only
	OutBy    check.Expr    // the condition of the scope that failed; nil in scope

	Missing    []Blank   // blanks that can change the outcome
	Possible   []Outcome // the outcomes under the fillings; one or none unless Undetermined
	Exhaustive bool      // false: the budget ran out; Possible may lack some
	Assumed    []Assumption
	Judged     []Judgement

	Deadline    Dates // the earliest of the clauses; zero when there is none
	DeferredTo  Dates
	Instead     []*check.Action // other actions that would meet the duty
	Outputs     []Output
	Facts       []Fact
	Rows        []*roster.Record // of tables: those that give the values which clauses and outputs read
	AsOfUnknown bool             // the as-of date is a blank cell of the record
}

// Dates is a date, or the range it lies in when a blank leaves it open.
type Dates struct{ First, Last civil.Date }

// IsZero says that there is no date.
func (d Dates) IsZero() bool { return d == Dates{} }

// Beaten is a rule that holds and does not stand, with the rules that beat it.
type Beaten struct {
	Rule *check.Rule
	By   []*check.Rule
}

// Waiting is a rule whose condition is true but whose dates are not here: it
// lapsed on Date, or begins on it.
type Waiting struct {
	Rule   *check.Rule
	Lapsed bool
	Date   civil.Date
}

// Blank is a cell that decides what is not known.
type Blank struct {
	Field *check.Field
	Cell  roster.Cell
	Row   *roster.Record // the row of a list or other record it stands in; nil for the one decided
}

// Assumption is a value taken for granted that the outcome rests on: a blank
// read as the field assumes, or a day within a month.
type Assumption struct {
	Blank
	Value string    // what was taken, in the words of the roster or as a date
	Else  []Outcome // the outcomes if it were otherwise
}

// Judgement is an answer of a person that the outcome rests on. Answered is
// false when nobody has answered yet, which counts as no.
type Judgement struct {
	Field    *check.Field
	Row      *roster.Record // of another record; nil for the one decided
	Answered bool
	Yes      bool
	Else     []Outcome // the outcomes if it were answered the other way
}

// Fact is a value that the decision read.
type Fact struct {
	Field *check.Field
	Value string // as a constant prints: 2016-03-01, yes, personnel; "" when blank
	Cell  roster.Cell
	Row   *roster.Record // of another record; nil for the one decided
}

// Output is a value of the decision.
type Output struct {
	Output *check.Output
	Value  string // one value, a range 2024-01-01..2026-12-31, or "" when undetermined
	Known  bool
	Type   types.Type
}
