package check

import (
	"rota/lang/source"
	"rota/lang/types"
)

// Expr is a checked condition or value.
type Expr interface {
	Type() types.Type
	At() source.Span // where it was written
}

// typed is the common part of the nodes.
type typed struct {
	t  types.Type
	at source.Span
}

func (n typed) Type() types.Type { return n.t }
func (n typed) At() source.Span  { return n.at }

// Const is a stated value.
type Const struct {
	typed
	Value types.Constant
}

// FieldRef reads a cell: of the person when Row is 0, else of the row that the
// Row-th enclosing list goes through, counted from the outside.
type FieldRef struct {
	typed
	Field *Field
	Row   int
}

// TermRef reads a defined term, of the person or of a row.
type TermRef struct {
	typed
	Term *Term
	Row  int
}

// AsOfDate is the date of the run.
type AsOfDate struct{ typed }

// Not, And, Or are the connectives.
type Not struct {
	typed
	X Expr
}

// And holds when all parts do.
type And struct {
	typed
	Parts []Expr
}

// Or holds when some part does.
type Or struct {
	typed
	Parts []Expr
}

// Compare relates two values of one kind.
type Compare struct {
	typed
	Op   string
	L, R Expr
}

// Reach relates the length of a span to a length of time: the span completes
// 5y when its start plus five calendar years is reached.
type Reach struct {
	typed
	Op           string
	Span, Length Expr
}

// OneOf asks whether a value, or one of several in a cell, is among others.
type OneOf struct {
	typed
	X       Expr
	Among   []Expr
	Negated bool
}

// State asks about a cell: known, unknown, none, not none.
type State struct {
	typed
	X    Expr
	Kind string
}

// Arith is + - * / on numbers.
type Arith struct {
	typed
	Op   string
	L, R Expr
}

// Shift is a date plus or minus a length of time.
type Shift struct {
	typed
	Date, Length Expr
	Back         bool
}

// SpanOf is the time from one day to another.
type SpanOf struct {
	typed
	From, To Expr
}

// AgeOf is the completed years since a birth date.
type AgeOf struct {
	typed
	Birth Expr
}

// Quantify asks of the elements of a list: SOME, NO or EVERY.
type Quantify struct {
	typed
	Kind  string
	List  Expr
	Claim Expr // for EVERY; of the others the condition is a Filter's
}

// Aggregate is a figure over rows, or over the several values of a cell: Kind is
// COUNT OF, NUMBER OF DIFFERENT, SUM OF, HIGHEST OF, LOWEST OF.
type Aggregate struct {
	typed
	Kind string
	Of   Expr
	List Expr // nil: Of is a cell with several values
}

// If is a value by case.
type If struct {
	typed
	Cond, Then, Else Expr
	rows             *Record // where the values are lists or spells
}

// Extreme is the later or the earlier of dates, the longer or the shorter of spans
// or lengths of time.
type Extreme struct {
	typed
	Later bool // or longer
	Parts []Expr
}

// Cases is a value by case: Kind is FIRST THAT APPLIES, HIGHEST THAT APPLIES or
// LOWEST THAT APPLIES. Where no row applies there is none.
type Cases struct {
	typed
	Kind string
	Rows []*CaseRow
}

// CaseRow is a case and its value, cited by its clause number.
type CaseRow struct {
	ID    string // "" when it has none
	Title string
	When  Expr // nil: all other cases
	Value Expr
	Span  source.Span
}

// Default gives a value where there is none.
type Default struct {
	typed
	X, Else Expr
}

// Rounded is a number ROUNDED DOWN, ROUNDED UP or ROUNDED TO NEAREST to a whole
// one; a half is rounded away from zero.
type Rounded struct {
	typed
	Kind string
	X    Expr
}

// Lookup is the value of a year in a cell that holds one for each.
type Lookup struct {
	typed
	Of, Year Expr
}

// AsOf reads a term as of another date.
type AsOf struct {
	typed
	X, Date Expr
}

// Meets asks whether one of some rules holds, beaten or not.
type Meets struct {
	typed
	Rules []*Rule
	Row   int // of whom: the element of the Row-th enclosing list; 0 for the record decided
}

// ResultOf is the outcome of a result, one of its grades.
type ResultOf struct {
	typed
	Result *Action
}

// Marked is a condition with a clause number of its own.
type Marked struct {
	typed
	X  Expr
	ID string
}

// Decided asks whether the outcome on an action is exactly this.
type Decided struct {
	typed
	Action   *Action
	Strength Strength
	Row      int
}
