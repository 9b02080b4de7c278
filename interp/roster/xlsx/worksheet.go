package xlsx

import (
	"encoding/xml"
	"io"
	"strconv"

	"rota/interp/roster"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// A sheet may have this many blanks between cells, and above that this many to
// each cell that holds something; none with a person a row comes near.
const sparse, hollow = 1 << 20, 64

// worksheet reads one sheet part into a roster.Sheet.
type worksheet struct {
	*book
	sheet  roster.Sheet
	merges []area

	row      roster.Row
	column   int // of the last cell, from 1
	number   int // of the last row
	unsorted bool
	data     bool // <sheetData> was there
	full     bool // a limit ended the reading of cells

	kind, style   string // attributes of the open cell
	in            bool   // a cell is open
	badAddress    string // as written, where it is none
	value, inline rich
	hasValue      bool
	formula       bool
}

func (w *worksheet) at(column int) source.Cell {
	return source.Cell{File: w.name, Sheet: w.sheet.Name, Row: w.row.Number, Column: column}
}

func (w *worksheet) read(name string) {
	last := 0
	f := w.tokens(name)
	if len(w.sheet.Rows) > 0 {
		last = w.sheet.Rows[len(w.sheet.Rows)-1].Number
	}
	if f == nil && !w.data {
		f = illFormed
	}
	if f != nil {
		whole := source.Cell{File: w.book.name, Sheet: w.sheet.Name}
		if f.code == diag.DamagedWorkbook {
			w.found.Add(diag.DamagedSheet, whole, last, f.args[0])
		} else {
			w.found.Add(f.code, whole, f.args...)
		}
	}
	w.order()
	w.merge()
}

func (w *worksheet) tokens(name string) *fault {
	file := w.parts.find(name)
	if name == "" || file == nil {
		return damaged("its contents are missing", "缺少内容")
	}
	r, f := w.parts.unpack(file)
	if f != nil {
		return f
	}
	defer r.Close()
	s := newScanner(r, "worksheet", w.limits.Depth)
	for {
		token, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return explain(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			w.start(s, t)
		case xml.CharData:
			w.text(s, t)
		case xml.EndElement:
			w.end(s, t.Name.Local)
		}
	}
}

func (w *worksheet) start(s *scanner, e xml.StartElement) {
	switch path := s.path; {
	case s.within("worksheet", "sheetData"):
		w.data = true
	case s.within("worksheet", "mergeCells", "mergeCell"):
		if a, ok := areaOf(attribute(e, "ref")); ok && len(w.merges) < w.limits.Rows {
			w.merges = append(w.merges, a)
		}
	case w.full || len(path) < 3 || path[0] != "worksheet" || path[1] != "sheetData" || path[2] != "row":
	case len(path) == 3:
		w.startRow(e)
	case path[3] != "c":
	case len(path) == 4:
		w.startCell(e)
	case len(path) == 5 && w.in:
		switch e.Name.Local {
		case "v":
			w.hasValue = true
		case "f":
			w.formula = true
		case "is":
			w.inline.open(s)
		}
	}
}

func (w *worksheet) text(s *scanner, text []byte) {
	if !w.in || len(s.path) < 5 {
		return
	}
	switch s.path[4] {
	case "v":
		if len(s.path) == 5 {
			w.value.text.Write(text)
		}
	case "is":
		w.inline.add(s, text)
	}
}

func (w *worksheet) end(s *scanner, name string) {
	switch {
	case w.in && name == "c" && s.within("worksheet", "sheetData", "row"):
		w.endCell()
	case !w.full && name == "row" && s.within("worksheet", "sheetData"):
		w.endRow()
	}
}

// startRow opens a row; one without a number follows the last.
func (w *worksheet) startRow(e xml.StartElement) {
	number, text := w.number+1, attribute(e, "r")
	w.row, w.column = roster.Row{Number: number, Hidden: truth(attribute(e, "hidden"))}, 0
	if text == "" {
		return
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > lastRow {
		// Counted on, so that its cells are somewhere for the person who mends it.
		w.found.Add(diag.BadCellAddress, w.at(0), brief(text))
		return
	}
	w.row.Number = n
}

func (w *worksheet) endRow() {
	w.unsorted = w.unsorted || w.row.Number <= w.number
	w.number = w.row.Number
	for n := len(w.row.Cells); n > 0 && w.row.Cells[n-1].Kind == roster.Blank; n-- {
		w.row.Cells = w.row.Cells[:n-1]
	}
	if len(w.row.Cells) == 0 {
		return
	}
	if len(w.sheet.Rows) == w.limits.Rows {
		w.full = true
		w.found.Add(diag.TooMuch, w.at(0), w.limits.Rows, roster.LimitRows)
		return
	}
	w.sheet.Rows = append(w.sheet.Rows, w.row)
}

// startCell opens a cell; one without an address is right of the last.
func (w *worksheet) startCell(e xml.StartElement) {
	w.in, w.hasValue, w.formula, w.badAddress = true, false, false, ""
	w.kind, w.style = attribute(e, "t"), attribute(e, "s")
	w.value.text.Reset()
	w.inline.text.Reset()
	w.column++
	address := attribute(e, "r")
	if address == "" {
		return
	}
	column, row, ok := addressOf(address)
	if !ok || row != w.row.Number {
		w.badAddress = address
	}
	if ok {
		w.column = column
	}
}

// endCell puts the cell into the row. Cells to its left that the file leaves
// out are blanks in memory, which is why those too are counted: a file of
// kilobytes can name the last column in every row.
func (w *worksheet) endCell() {
	w.in = false
	cell := w.cell()
	if w.badAddress != "" {
		w.found.Add(diag.BadCellAddress, w.at(min(w.column, lastColumn)), brief(w.badAddress))
		cell.Kind = roster.Fault
	}
	if cell.Kind == roster.Blank {
		return
	}
	if w.column > w.limits.Columns {
		w.found.Add(diag.TooMuch, w.at(0), w.limits.Columns, roster.LimitColumns)
		return
	}
	if w.column <= len(w.row.Cells) {
		if old := &w.row.Cells[w.column-1]; old.Kind != roster.Blank {
			w.found.Add(diag.RepeatedCell, w.at(w.column))
			old.Kind = roster.Fault
			return
		}
		w.row.Cells[w.column-1] = cell
		w.filled++
		return
	}
	w.cells += w.column - len(w.row.Cells)
	w.filled++
	if w.cells > w.limits.Cells || w.cells > sparse && w.cells/hollow > w.filled {
		w.full = true
		w.found.Add(diag.TooMuch, w.at(0), min(w.cells, w.limits.Cells), roster.LimitCells)
		return
	}
	if w.row.Cells == nil && len(w.sheet.Rows) > 0 {
		w.row.Cells = make([]roster.Raw, 0, max(w.column, len(w.sheet.Rows[len(w.sheet.Rows)-1].Cells)))
	}
	for len(w.row.Cells) < w.column-1 {
		w.row.Cells = append(w.row.Cells, roster.Raw{})
	}
	w.row.Cells = append(w.row.Cells, cell)
}

func brief(text string) string {
	const most = 40
	if runes := []rune(text[:min(len(text), 4*most)]); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

var (
	aNumber  = locale.Text{EN: "a number", ZH: "数字"}
	aDate    = locale.Text{EN: "a date", ZH: "日期"}
	aBoolean = locale.Text{EN: "true or false", ZH: "逻辑值"}
	aKind    = locale.Text{EN: "a kind of value that Excel does not have", ZH: "Excel 没有的类型"}
)
