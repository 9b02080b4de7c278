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

// Outcome of a decision; the zero value is invalid. Those from outcomes on are
// the grades of a result, see Own.
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
	Given // of outputs alone
	Met   // of a check, as the two that follow
	Departure
	Broken
	OutOfScope
	Undetermined
	Conflict
	DataError
	outcomes
)

var outcomeNames = [outcomes]string{
	Must: "must", Should: "should", Plan: "plan", May: "may", ShouldNot: "should-not", MustNot: "must-not",
	Exempt: "exempt", Deferred: "deferred", MayExempt: "may-exempt", MayDefer: "may-defer", MayExemptOrDefer: "may-exempt-or-defer",
	Nothing: "none", Given: "given", Met: "met", Departure: "departure", Broken: "broken", OutOfScope: "out-of-scope", Undetermined: "undetermined", Conflict: "conflict", DataError: "data-error",
}

// String is an outcome of the language in JSON: must, should-not, data-error …;
// "" for a grade, which only its result can name.
func (o Outcome) String() string {
	if o < outcomes {
		return outcomeNames[o]
	}
	return ""
}

// Open says that a decision may come to more than Possible lists: not every way to fill
// the blanks could be tried.
func (d *Decision) Open() bool {
	return !d.Exhaustive && (d.Outcome == Undetermined || d.Outcome == DataError && len(d.Possible) > 0)
}

// Own is the outcome that a result has with a grade, by its place from the
// strongest.
func Own(level int) Outcome { return outcomes + Outcome(level) }

// Grade is the grade of a result that an outcome is; nil for the outcomes of the
// language.
func (o Outcome) Grade(a *check.Action) *check.Grade {
	if level := int(o) - int(outcomes); level >= 0 && level < len(a.Grades) {
		return &a.Grades[level]
	}
	return nil
}

// Name is an outcome in JSON: a grade by its name as declared.
func (o Outcome) Name(a *check.Action) string {
	if g := o.Grade(a); g != nil {
		return g.Name
	}
	return o.String()
}

// Like is the outcome of the language that an outcome is like; that nothing
// applies where a grade does not say.
func (o Outcome) Like(a *check.Action) Outcome {
	switch g := o.Grade(a); {
	case g == nil:
		return o
	case g.Like == 0:
		return Nothing
	default:
		return outcomeOf[g.Like]
	}
}

// Outcomes lists every outcome of the language in the order registers and
// summaries use.
func Outcomes() []Outcome {
	list := make([]Outcome, 0, outcomes-1)
	for o := Must; o < outcomes; o++ {
		list = append(list, o)
	}
	return list
}

// OutcomesOf lists every outcome that a matter can have: the grades of a result
// come first.
func OutcomesOf(a *check.Action) []Outcome {
	list := make([]Outcome, 0, len(a.Grades)+int(outcomes))
	for level := range a.Grades {
		list = append(list, Own(level))
	}
	return append(list, Outcomes()...)
}

// Text is an outcome of the language in words, without its action.
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
	case Given:
		return locale.Text{EN: "given", ZH: "已得出"}
	case Met:
		return locale.Text{EN: "met", ZH: "符合"}
	case Departure:
		return locale.Text{EN: "departure that needs a reason", ZH: "须说明理由的偏离"}
	case Broken:
		return locale.Text{EN: "broken", ZH: "不符合"}
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

// Decision is what the policy says of one record and one matter, as of a date.
type Decision struct {
	Record  *roster.Record
	Row     *roster.Record // of a check: the row of a list that it is about; nil for the person
	Action  *check.Action
	AsOf    civil.Date // 0 with AsOfUnknown
	Outcome Outcome

	Clauses  []*check.Rule // standing rules that give the outcome, under every filling of the blanks
	Standing []*check.Rule // other rules that stand
	Beaten   []Beaten
	Waiting  []Waiting     // rules held back only by their dates
	Maybe    []*check.Rule // rules cited under some filling only
	OutBy    check.Expr    // the condition of the scope that failed; nil in scope

	Cites      []Cite          // clauses that are no rules, under every filling
	MaybeCites []Cite          // under some filling only
	Broken     []*check.Action // requirements that the record breaks and the outcome rests on

	Missing    []Blank   // blanks that can change the outcome
	Possible   []Outcome // the outcomes under the fillings; one or none unless Undetermined
	Exhaustive bool      // false: the budget ran out; Possible may lack some
	Assumed    []Assumption
	Judged     []Judgement

	Deadline    Dates // the earliest of the clauses; zero when there is none
	DeferredTo  Dates
	LastDay     Dates           // the last day of an outcome that ends, such as a ban
	DatesOn     []Blank         // blanks that leave these dates open
	Instead     []*check.Action // other actions that would meet the duty
	Outputs     []Output
	Facts       []Fact
	Partners    []Partner        // of the clauses that are pairs: those that they hold with
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
// begins on Date, or lapsed on it, the first day on which it no longer holds.
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
	More  bool      // the budget ran out: Else may lack some
	Moved bool      // the outcomes are the same, and dates or outputs others
}

// Judgement is an answer of a person that the outcome rests on. Answered is
// false when nobody has answered yet, which counts as no.
type Judgement struct {
	Field    *check.Field
	Row      *roster.Record // of another record; nil for the one decided
	Answered bool
	Yes      bool
	Reason   roster.Cell // what was recorded with the answer; Written is "" where nothing was
	Else     []Outcome   // the outcomes if it were answered the other way
	More     bool        // the budget ran out: Else may lack some
}

// Fact is a value that the decision read.
type Fact struct {
	Field *check.Field
	Value string // as a constant prints: 2016-03-01, yes, personnel; "" when blank
	Cell  roster.Cell
	Row   *roster.Record // of another record; nil for the one decided
}

// Partner is with whom the condition of a pair is true; where that is known of nobody,
// with whom it may be.
type Partner struct {
	Rule    *check.Rule
	Records []*roster.Record
}

// Output is a value of the decision.
type Output struct {
	Output *check.Output
	Value  string // one value, a range 2024-01-01..2026-12-31, or those that there may be: good|none
	Known  bool   // one value under every filling
	Type   types.Type

	Clauses    []*check.Rule // rules that set or bound it, under every filling
	Maybe      []*check.Rule // under some filling only
	Cites      []Cite
	MaybeCites []Cite
	Missing    []Blank // blanks that can change the value
	Exhaustive bool    // false: the budget ran out; the range may be wider than need be
	Broken     []*check.Action
}

// Cite is a clause that is no rule: of a definition, of a condition, of the
// outcome by default.
type Cite struct {
	ID   string
	Text locale.Text    // the name of it, or what it says as written; "" where there is nothing to say
	Row  *roster.Record // the row that fails it and no other row fails fewer; nil for none
}
