package json

import (
	"strconv"
	"strings"

	"rota/interp/roster"
	"rota/lang/diag"
)

// table is a sheet while it grows.
type table struct {
	name    string
	names   []string       // headings, in the order first seen
	columns map[string]int // heading -> column from 1
	most    int            // columns allowed
	rows    []roster.Row
	parents []int // row of the record that holds each row's record; 0 for none
	next    int   // number of the last record's row
	inner   bool  // lists records inside records
}

// table finds or begins the table of a list's name; "" is the file's own.
func (d *document) table(name string) *table {
	if t := d.named(name); t != nil {
		return t
	}
	t := &table{name: name, columns: map[string]int{}, most: d.limits.Columns, next: 1, inner: name != ""}
	d.tables = append(d.tables, t)
	return t
}

func (d *document) named(name string) *table {
	for _, t := range d.tables {
		if t.name == name {
			return t
		}
	}
	return nil
}

// column finds or adds a column; false when there are too many.
func (t *table) column(name string) (int, bool) {
	if n, ok := t.columns[name]; ok {
		return n, true
	}
	if len(t.names) == t.most {
		return 0, false
	}
	t.names = append(t.names, name)
	t.columns[name] = len(t.names)
	return len(t.names), true
}

// sheet adds the headings as row 1 and, for lists inside records, the column "#".
func (t *table) sheet(d *document) roster.Sheet {
	header := roster.Row{Number: 1}
	folded := map[string]string{}
	for i, name := range t.names {
		cell := d.sound(roster.Raw{Text: name, Kind: roster.Text}, t.name, 1, i+1)
		if first, twice := folded[strings.ToLower(name)]; twice && first != name {
			d.found.Add(diag.RepeatedKey, d.at(t.name, 1, i+1), clip(name), clip(first))
		}
		folded[strings.ToLower(name)] = name
		header.Cells = append(header.Cells, cell)
	}
	sheet := roster.Sheet{File: d.name, Name: t.name, Rows: append([]roster.Row{header}, t.rows...)}
	if !t.inner {
		return sheet
	}
	for i := range sheet.Rows {
		key := roster.Raw{Text: "#", Kind: roster.Text}
		if i > 0 {
			key = roster.Raw{Text: strconv.Itoa(t.parents[i-1]), Kind: roster.Number}
		}
		sheet.Rows[i].Cells = append([]roster.Raw{key}, sheet.Rows[i].Cells...)
	}
	return sheet
}
