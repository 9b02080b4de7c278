package check

import (
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
	To      *Const // of an output that is open: the other end of its range
	Span    source.Span
}

// Missed is a blank that matters: of a field, or of a value of a table for some
// keys; without keys for any.
type Missed struct {
	Field *Field
	Keys  []types.Constant
}
