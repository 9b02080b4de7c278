// Package roster holds the records of an office as typed columns, read from
// spreadsheets, CSV and JSON by the packages csv, xlsx and json below it. Every
// cell keeps where it came from.
package roster

// Sheet is a table as a file gives it, before any column is matched: cells as
// written, with the place of each. A reader makes one per sheet, file or JSON
// array.
type Sheet struct {
	File string // as the user named it
	Name string // sheet name; "" where the format has none
	// Rows are the lines that hold anything, in order. Merged cells are filled
	// with the value of their first cell.
	Rows []Row
	// Date1904 says that date serials count from 1904-01-01 (old Mac workbooks).
	Date1904 bool
	Hidden   bool // the sheet is hidden
}

// Row is one line of a sheet: Number as the sheet shows it (from 1), one Raw a
// column from column A; trailing empty cells may be missing.
type Row struct {
	Number int
	Cells  []Raw
	Width  int  // cells that the file has of it, blank ones at its end too; 0 where that says nothing
	Hidden bool // hidden or filtered out; its record is read all the same, and counted in a note
}

// Raw is the cell as the file stores it.
type Raw struct {
	Text string
	Kind Kind
}

// Kind of a raw cell.
type Kind uint8

const (
	Blank   Kind = iota // nothing, or only spaces
	Text                // characters
	Number              // a number as the file stores it, in Text; may be a date serial
	Boolean             // TRUE or FALSE
	Date                // a date stored or shown as such; Text is ISO 8601: 2015-03-01, with a time 2015-03-01T08:30:00, or 2015-03 where only the month is shown
	Fault               // unreadable: an error value such as #REF!, a bad string index; Text is what could be read, a diagnostic says the rest
)
