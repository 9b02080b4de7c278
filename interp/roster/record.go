package roster

import (
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/source"
)

// Roster is the records of an office, bound to the fields of a policy.
type Roster struct {
	Program *check.Program
	People  []*Record
	Texts   *value.Texts
	// Dropped are the rows passed over as subtotals and footers.
	Dropped []source.Cell
	// MissingLists are further lists that the policy reads and that no table was
	// given for; the rows of every person are nil there, not empty.
	MissingLists []*check.Record
	// Columns says what became of each column, sheet by sheet.
	Columns []Column
}

// Column is a column of a sheet and the field it was matched with.
type Column struct {
	At      source.Cell
	Heading string
	Field   *check.Field // nil: no field is so called
}

// Record is one person, or one row of a further list.
type Record struct {
	ID    string
	Name  string
	At    source.Cell // its row
	Cells []Cell      // by Field.Index
	Rows  [][]*Record // by the place of the list in Program.Lists
	// Fault is not nil when the record as a whole cannot be trusted: another
	// one bears its id. Every decision on it is a data error.
	Fault *source.Cell
}

// Cell is what a record says of one field.
type Cell struct {
	State   State
	Value   value.Set // what the cell may be: one value unless State is Empty, Partial or Unreadable
	Written string    // as the office wrote it
	From    source.Cell
	// Month says that only the month is known: Value is its first day, and
	// Whole every day of it.
	Month bool
	Whole value.Set
}

// State of a cell.
type State uint8

const (
	Known      State = iota // a value, or that there is none
	Empty                   // blank, or a word for unknown
	Partial                 // a date known to the year
	Unreadable              // something that is no value of the field
	Assumed                 // blank, read as the value the field assumes
	Unanswered              // a judged fact nobody has answered: no
)
