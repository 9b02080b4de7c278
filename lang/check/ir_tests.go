package check

import (
	"github.com/govalues/decimal"

	"rota/lang/source"
	"rota/lang/types"
)

// Test is what a policy must decide of records that it makes up.
type Test struct {
	Title  string
	AsOf   Expr // nil: that of the policy
	Given  []*Example
	Expect []*Expected
	Span   source.Span
}

// Example is a record that a test makes up. What it does not mention is no,
// none or empty, or with OthersBlank what a blank cell means.
type Example struct {
	Label       string // "" for the only one
	Kind        *Record
	Facts       []Fact
	Rows        []ExampleRows
	OthersBlank bool
	Span        source.Span
}

// ExampleRows are the rows of a further list; none is a list too.
type ExampleRows struct {
	List *Record
	Rows []*Example
}

// Fact is what a cell says: constants, for a value for each year a year before
// each; none at all where Unknown.
type Fact struct {
	Field   *Field
	Values  []*Const
	Refers  []string // labels of other records, for a field that names them
	Unknown bool
	Span    source.Span
}

// Expected is one thing that must come out. Kind is the keyword of an outcome,
// or DEADLINE, UNTIL, OUTPUT, or RESULT, whose grade is at Level.
type Expected struct {
	Label   string
	Kind    string
	Action  *Action
	Level   int
	By      []string // clauses that must be cited
	Missing []Missed
	Output  *Output
	Value   *Const // of a deadline or an output
	Quota   *ExpectedQuota
	Pair    *ExpectedPair
	Choice  *Choice // Kind is CHOSEN BY, WAITING IN, TIED IN, NO CANDIDATE IN or UNDECIDED IN
	Figures []Figure
	To      *Const // of an output that is open: the other end of its range
	Span    source.Span
}

// ExpectedQuota is what is expected of lines of a quota in one group: Kind is MET,
// BROKEN, DEPARTED or UNDETERMINED.
type ExpectedQuota struct {
	ID    string
	Lines []*QuotaLine
	Label string // of the record that the group is of; "" where it is of none that the test gives
	Key   *Const // else what its members share; nil for everybody
}

// ExpectedPair is what is expected of a pair between two records. Kind is "" where
// it is found, NO PAIR, UNDETERMINED, MET, BROKEN or DEPARTED of one that says not
// both, else the effect.
type ExpectedPair struct {
	ID     string
	Rules  []*Rule   // of one with effects
	Checks []*Action // of one that says not both
	A, B   string    // labels
	On     string    // the label of whom the effect falls on; "" for either
}

// Figure is a number expected, or the numbers it lies between: Kind is ACTUAL, OVER
// BY, SHORT BY or AT PLACE.
type Figure struct {
	Kind      string
	Low, High decimal.Decimal
}

// Missed is a blank that matters: of a field, or of a value of a table for some
// keys; without keys for any.
type Missed struct {
	Field *Field
	Keys  []types.Constant
}
