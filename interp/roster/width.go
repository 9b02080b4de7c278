package roster

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"rota/lang/diag"
	"rota/lang/locale"
)

// cellsAstray tells of rows with fewer or more cells than the row of headings: what stands
// in them may stand under the wrong one. Blank cells at the end are none too many; that all
// rows leave out as many at their end is how some programs write.
func (b *binder) cellsAstray(t *table) {
	of := map[int][]string{}
	at := map[int]int{}
	wide := len(t.headings)
	for _, row := range t.sheet.Rows {
		if len(t.body) > 0 && row.Number < t.body[0].Number {
			wide = max(wide, row.Width) // headings that are blank are columns too
		}
	}
	for _, row := range t.body {
		if row.Width > 0 && (row.Width < len(t.headings) || len(row.Cells) > wide) {
			if of[row.Width] = append(of[row.Width], strconv.Itoa(row.Number)); at[row.Width] == 0 {
				at[row.Width] = row.Number
			}
		}
	}
	for _, width := range slices.Sorted(maps.Keys(of)) {
		rows := of[width]
		if len(rows) > 1 && len(rows) == len(t.body) && width < len(t.headings) {
			return
		}
		b.found.list.Add(diag.CellsAstray, t.sheet.at(at[width], 0), someRows(rows, width), len(t.headings)).Count = len(rows)
	}
}

// someRows says of rows how many cells they have: row 2 has 4 cells.
func someRows(rows []string, width int) locale.Text {
	list, have, cells := some(rows), "has", "cells"
	what := "row "
	if len(rows) > 1 {
		what, have = "rows ", "have"
	}
	if width == 1 {
		cells = "cell"
	}
	return locale.Text{EN: fmt.Sprintf("%s%s %s %d %s", what, list.EN, have, width, cells), ZH: fmt.Sprintf("第 %s 行有 %d 格", list.ZH, width)}
}
