package xlsx

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"rota/interp/roster"
	"rota/lang/diag"
)

// The last row and column that a workbook can have (Excel's own limits).
const (
	lastRow    = 1_048_576
	lastColumn = 16_384
)

type area struct{ top, left, bottom, right int }

// order sorts rows that stand in another order in the file, and reports a row
// that stands there twice: which one the office sees is not certain.
func (w *worksheet) order() {
	if !w.unsorted {
		return
	}
	rows := w.sheet.Rows
	slices.SortStableFunc(rows, func(a, b roster.Row) int { return cmp.Compare(a.Number, b.Number) })
	for i := 1; i < len(rows); i++ {
		if rows[i].Number != rows[i-1].Number {
			continue
		}
		w.row.Number = rows[i].Number
		w.found.Add(diag.RepeatedCell, w.at(0))
		for _, row := range rows[i-1 : i+1] {
			for c := range row.Cells {
				if row.Cells[c].Kind != roster.Blank {
					row.Cells[c].Kind = roster.Fault
				}
			}
		}
	}
}

// merge fills merged ranges with their first cell. A row that holds nothing of
// its own is no record and is not made one; the rows there are bound the work.
func (w *worksheet) merge() {
	rows := w.sheet.Rows
	widest, fills := 0, 0
	for _, row := range rows {
		widest = max(widest, len(row.Cells))
	}
	for _, a := range w.merges {
		first := w.find(a.top)
		if first == len(rows) || rows[first].Number != a.top || a.left > len(rows[first].Cells) {
			continue
		}
		value := rows[first].Cells[a.left-1]
		if value.Kind == roster.Blank {
			continue
		}
		right := min(a.right, widest) // titles are merged as far as the last column there is
		for i := first; i < len(rows) && rows[i].Number <= a.bottom; i++ {
			row := &rows[i]
			fills += right - a.left + 1
			w.cells += max(0, right-len(row.Cells))
			if most := min(w.limits.Cells, sparse+hollow*w.filled); w.cells > w.limits.Cells || fills > most {
				w.row.Number = row.Number
				w.found.Add(diag.TooMuch, w.at(0), most, roster.LimitCells)
				return
			}
			for len(row.Cells) < right {
				row.Cells = append(row.Cells, roster.Raw{})
			}
			for c := a.left; c <= right; c++ {
				row.Cells[c-1] = value
			}
		}
	}
}

// find is the index of the first row numbered number or more.
func (w *worksheet) find(number int) int {
	i, _ := slices.BinarySearchFunc(w.sheet.Rows, number, func(r roster.Row, n int) int { return cmp.Compare(r.Number, n) })
	return i
}

// addressOf reads an address such as C17 or $C$17.
func addressOf(text string) (column, row int, ok bool) {
	text = strings.ReplaceAll(text, "$", "")
	i := 0
	for ; i < len(text) && i < 4; i++ {
		c := text[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		column = column*26 + int(c-'A') + 1
	}
	row, err := strconv.Atoi(text[i:])
	ok = err == nil && text[i] != '+' && column >= 1 && column <= lastColumn && row >= 1 && row <= lastRow
	return column, row, ok
}

// areaOf reads a range such as A1:C3; what is none is not merged, for a
// spreadsheet program would not merge it either.
func areaOf(text string) (area, bool) {
	from, to, found := strings.Cut(text, ":")
	if !found {
		return area{}, false
	}
	left, top, ok1 := addressOf(from)
	right, bottom, ok2 := addressOf(to)
	return area{top, left, bottom, right}, ok1 && ok2 && left <= right && top <= bottom
}
