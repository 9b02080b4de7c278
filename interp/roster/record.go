package roster

import (
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/source"
)

// Roster is the records of an office, bound to the fields of a policy.
type Roster struct {
	Program *check.Program
	People  []*Record // those that are decided on, staff or another kind
	// Kinds holds every record of a kind by its Place, kinds by Kind.Index: those
	// of the office, then those outside of it that some reference names. Insiders
	// is how many are the office's own.
	Kinds    [][]*Record
	Insiders []int
	// Unlisted holds, by Kind.Index of a table that is read, a record whose cells
	// stand for what the table does not list.
	Unlisted []*Record
	// Loose holds, by the place of a relation in Program.Lists, its rows of which
	// it is not known whose they are: they may be anybody's.
	Loose [][]*Record
	// Untold holds, in the same way, whose rows are not known, or not all.
	Untold [][]Untold
	Texts  *value.Texts
	// Workdays are the calendars of working days.
	Workdays *Workdays
	// Dropped are the rows passed over as subtotals and footers.
	Dropped []source.Cell
	// MissingLists are the kinds of record that the policy reads and that no
	// table was given for; of a list the rows of every record are nil, not empty.
	MissingLists []*check.Record
	// Columns says what became of each column, sheet by sheet.
	Columns []Column
}

// Untold is a record that has rows of which nobody knows how many: the cell that
// holds them is blank, or cannot be read. Row is what one of them would be.
type Untold struct {
	Owner *Record
	Row   *Record
}

// Column is a column of a sheet and the field it was matched with.
type Column struct {
	At      source.Cell
	Heading string
	Field   *check.Field // nil: no field is so called
}

// Record is one record: a person, a school, a row of a list.
type Record struct {
	Kind  *check.Record
	Place int // among the records of its kind
	ID    string
	Name  string
	At    source.Cell // its row
	Cells []*Cell     // by Field.Index; shared where a field has no column and is not read
	Rows  [][]*Record // by the place of the list in Program.Lists
	// Fault is not nil when the record as a whole cannot be trusted: another
	// one bears its id. Every decision on it is a data error.
	Fault *source.Cell
	// Outside is not nil for one that is not in the roster: the field that names
	// it. All that is known of it is its key.
	Outside *check.Field
	// Lists are, of one outside, cells that stand for the lists it may have.
	Lists []Cell
	// Nameless says of one outside that it has no key either: 外单位.
	Nameless bool
	// Reversed says of the row of a symmetric relation that it is seen from its
	// other end. It shares its cells with the row seen from the one end.
	Reversed bool
}

// Where is the place of a record: its row, or, of a row that the policy writes, its
// line.
func (r *Record) Where() string {
	if r.Kind.Table != nil && r.Kind.From.File == "" {
		return r.At.File + ":" + r.At.Address()
	}
	return r.At.String()
}

// Cell is what a record says of a field.
func (r *Record) Cell(f *check.Field) *Cell { return r.Cells[r.Column(f).Index] }

// Copy is a record whose cells are its own: a blank is known by its cell.
func (r *Record) Copy() *Record {
	out, cells := *r, make([]Cell, len(r.Cells))
	out.Cells = make([]*Cell, len(r.Cells))
	for i, cell := range r.Cells {
		cells[i] = *cell
		out.Cells[i] = &cells[i]
	}
	return &out
}

// Column is the field in whose column a field of the record stands: of a row seen
// from its other end, the other.
func (r *Record) Column(f *check.Field) *check.Field {
	if r.Reversed {
		switch relation := r.Kind; f {
		case relation.JoinBy:
			return relation.Relation.Other
		case relation.Relation.Other:
			return relation.JoinBy
		}
	}
	return f
}

// Cell is what a record says of one field.
type Cell struct {
	State   State
	Value   value.Set // what the cell may be: one value unless State is Empty, Partial or Unreadable
	Written string    // as the office wrote it
	From    source.Cell
	// Month says that only the month is known: Value is its first day.
	Month bool
	// Whole is every day of that month, and of an assumed cell every value of the
	// field; nil for other cells, which are nearly all.
	Whole *value.Set
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
