package check

import (
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Action is a matter that is decided on each record: an action that may be
// required of a person, a result of the policy's own, a check, a requirement of
// the cells, or the outputs of a policy that decides nothing else.
type Action struct {
	Index     int // in Program.Actions
	Kind      Kind
	Name      string
	Names     []string // every spelling as written
	Exclusive int      // actions of the same group other than 0 exclude each other
	done      written  // whether a plan does it, as it is written
	Span      source.Span

	Grades  []Grade // the outcomes of a result, strongest first
	Default int     // the place of its outcome by default; -1 when it has none

	Of        *Record // the records that a check holds to Clause.When
	Where     Expr    // those of them that it is about; nil: all
	Departure bool    // it may be departed from with a reason
	Clause    *Rule   // of a check or requirement; When must hold, Title says what is wrong
}

// written is the condition that a plan does something, and the file it stands in; nil
// where that is not said.
type written struct {
	file int
	when syntax.Expr
}

// Kind is the sort of an Action. They are decided in this order.
type Kind uint8

const (
	_ Kind = iota
	KindAction
	KindResult
	KindOutputs
	KindRequire
	KindCheck
)

var kinds = [...]string{KindAction: "action", KindResult: "result", KindOutputs: "outputs", KindRequire: "require", KindCheck: "check"}

// String is the kind in JSON.
func (k Kind) String() string { return kinds[k] }

// Grade is an outcome of a result.
type Grade struct {
	Name  string
	Names []string
	Like  Strength // the word of the language that it is like; 0 when not said
	ID    string   // the clause of the outcome by default
}

// grade is a grade found by its name.
type grade struct {
	result *Action
	level  int
}

// choice is the type of a result: its grades, weakest first, so that what is
// more is stronger.
func (c *checker) gradeType(a *Action) types.Type {
	return types.Type{Kind: types.Choice, Choice: c.graded[a]}
}

// Option is the place of a grade among the values of the result's choice.
func (a *Action) Option(level int) int { return len(a.Grades) - 1 - level }

// OfRecord says whether something is decided on each record itself: not of the
// requirements, and not of a check of its rows.
func (a *Action) OfRecord(subject *Record) bool {
	return a.Kind != KindRequire && (a.Kind != KindCheck || a.Of == subject)
}
