package roster

import (
	"slices"
	"strings"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// Planned is the roster with what a table of its own says of the plan: the cells of
// the fields that a plan gives, found by the key of the records decided on. A blank
// cell says nothing; one that cannot be read is unknown, and found says so. Whoever
// is not in the table stays as the roster has it.
func (r *Roster) Planned(sheets []Sheet) (*Roster, diag.List) {
	var found diag.List
	subject := r.Program.Subject
	byKey := fieldsByHeading(subject)
	for _, s := range sheets {
		t := &table{sheet: s, record: subject}
		var ok bool
		if t.headings, t.body, _, ok = FindHeader(s, func(heading string) bool { return byKey[syntax.Fold(heading)] != nil }); !ok {
			found.Add(diag.SheetNotRead, s.at(0, 0))
			continue
		}
		t.match(byKey)
		key := slices.Index(t.claimed, subject.Key)
		if key < 0 {
			found.Add(diag.SheetWithoutKey, s.at(0, 0), subject.Key.Name)
			continue
		}
		for _, row := range t.body {
			r = r.plannedRow(t, row, key, &found)
		}
	}
	return r, found
}

// Unplanned is the roster as if there were no plan.
func (r *Roster) Unplanned() *Roster {
	cells := newCells(r.Texts)
	for i := range r.People {
		for _, f := range r.Program.Subject.Fields {
			if f.Used && f.Optional && r.People[i].Cell(f).Written != "" {
				r = r.with(r.People[i], f, cells.blank(f).cell)
			}
		}
	}
	return r
}

// with is the roster with another cell of a record.
func (r *Roster) with(record *Record, f *check.Field, cell Cell) *Roster {
	next, revised := *r, *record
	revised.Cells = slices.Clone(record.Cells)
	revised.Cells[record.Column(f).Index] = cell
	next.replace(record, &revised)
	return &next
}

// plannedRow is the roster with one row of the plan.
func (r *Roster) plannedRow(t *table, row Row, key int, found *diag.List) *Roster {
	text := func(column int) string {
		if column >= len(row.Cells) {
			return ""
		}
		return strings.TrimSpace(row.Cells[column].Text)
	}
	id := text(key)
	i := slices.IndexFunc(r.People, func(p *Record) bool { return syntax.Fold(p.ID) == syntax.Fold(id) })
	if id == "" || i < 0 {
		found.Add(diag.NobodyPlanned, t.sheet.at(row.Number, key+1), id)
		return r
	}
	for column, f := range t.claimed {
		if f == nil || !f.Used || !f.Optional || text(column) == "" {
			continue
		}
		r = r.plannedCell(i, f, text(column), t.sheet.at(row.Number, column+1), found)
	}
	return r
}

// plannedCell is the roster with one cell of the plan; unknown where it cannot be read.
func (r *Roster) plannedCell(i int, f *check.Field, written string, at source.Cell, found *diag.List) *Roster {
	record := r.People[i]
	next, _, wrong := r.Revise(record, f, written, at)
	*found = append(*found, wrong...)
	if next != nil {
		return next
	}
	cell := newCells(r.Texts).unreadable(f, nil).cell
	cell.Written, cell.From = written, at
	return r.with(record, f, cell)
}
