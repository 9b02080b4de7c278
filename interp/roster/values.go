package roster

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
)

// Records reads persons that a Go program holds, each a map from heading to
// value, and further lists by name. Values are string, []string, bool, int,
// int64, float64, civil.Date; nil and the empty string are blank. They are read
// as the cells of a sheet whose headings are row 1 and whose record i is row
// i+2, so there is one reading; any other type is an error at its cell.
func Records(program *check.Program, rows []map[string]any, lists map[string][]map[string]any, opts Options) (*Roster, diag.List) {
	var found Findings
	further := map[string][]Sheet{}
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		further[name] = []Sheet{sheetOf(name, lists[name], &found)}
	}
	roster, more := Bind(program, []Sheet{sheetOf("staff", rows, &found)}, further, opts)
	return roster, append(found.List(), more...)
}

// sheetOf lays maps out as a sheet, columns in the order of their headings.
func sheetOf(file string, rows []map[string]any, found *Findings) Sheet {
	columns := map[string]bool{}
	for _, row := range rows {
		for heading := range row {
			columns[heading] = true
		}
	}
	headings := slices.Sorted(maps.Keys(columns))
	sheet := Sheet{File: file}
	header := Row{Number: 1}
	for _, heading := range headings {
		header.Cells = append(header.Cells, Raw{heading, Text})
	}
	sheet.Rows = append(sheet.Rows, header)
	for i, values := range rows {
		row := Row{Number: i + 2, Cells: make([]Raw, len(headings))}
		for n, heading := range headings {
			raw, ok := rawOf(values[heading])
			if !ok {
				found.Add(diag.StrangeValue, sheet.at(row.Number, n+1), fmt.Sprintf("%T (%v)", values[heading], values[heading]))
			}
			row.Cells[n] = raw
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	return sheet
}

func rawOf(v any) (raw Raw, ok bool) {
	switch v := v.(type) {
	case nil:
		return Raw{}, true
	case string:
		return textRaw(v), true
	case []string:
		return textRaw(strings.Join(v, "\n")), true
	case bool:
		return Raw{strings.ToUpper(strconv.FormatBool(v)), Boolean}, true
	case int:
		return Raw{strconv.Itoa(v), Number}, true
	case int64:
		return Raw{strconv.FormatInt(v, 10), Number}, true
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return Raw{Kind: Fault}, false
		}
		return Raw{strconv.FormatFloat(v, 'f', -1, 64), Number}, true
	case civil.Date:
		return Raw{v.String(), Date}, true
	}
	return Raw{Kind: Fault}, false
}

func textRaw(s string) Raw {
	if clean(s) == "" {
		return Raw{}
	}
	return Raw{s, Text}
}
