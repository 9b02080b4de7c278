package roster

import (
	"cmp"
	"slices"
	"strings"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Planned is the roster with what a table of its own says of the plan: the cells of
// the fields that a plan gives, found by the key of the records decided on. A blank
// cell says nothing; one that cannot be read is unknown, and found says so. Whoever
// is not in the table stays as the roster has it.
func (r *Roster) Planned(sheets []Sheet) (*Roster, diag.List) {
	var found diag.List
	subject := r.Program.Subject
	byKey := fieldsByHeading(subject)
	people := map[string]*Record{}
	for _, p := range r.People {
		if id := syntax.Fold(p.ID); people[id] == nil {
			people[id] = p
		}
	}
	said := map[*Record][]planRow{}
	for _, s := range sheets {
		t := &table{sheet: s, record: subject}
		var ok bool
		if t.headings, t.body, _, ok = FindHeader(s, func(heading string) bool { return byKey[syntax.Fold(heading)] != nil }); !ok {
			found.Add(diag.SheetNotRead, s.at(0, 0))
			continue
		}
		t.match(byKey)
		t.passOverNotes(subject.Key)
		key := slices.Index(t.claimed, subject.Key)
		if key < 0 {
			found.Add(diag.SheetWithoutKey, s.at(0, 0), subject.Key.Name)
			continue
		}
		t.tellColumns(&found)
		names := newMisnamed(t, nameField(subject))
		for _, row := range t.body {
			id := textAt(row, key)
			person := people[syntax.Fold(id)]
			if id == "" || person == nil {
				found.Add(diag.NobodyPlanned, t.sheet.at(row.Number, key+1), id)
				continue
			}
			names.add(row, person)
			here := planRow{t, row, t.sheet.at(row.Number, key+1)}
			if said[person] = append(said[person], here); len(said[person]) > 1 {
				sameKey(&found, id, subject.Key, said[person][0].at, here.at)
			}
		}
		names.tell(&found)
	}
	planned := map[*Record]*Record{}
	for _, person := range r.People {
		switch rows := said[person]; len(rows) {
		case 0:
		case 1:
			planned[person] = r.plannedRow(person, rows[0], &found)
		default:
			planned[person] = r.unreliable(person, rows)
		}
	}
	next := *r
	next.replace(planned)
	next.widen(textsIn(planned))
	return &next, found.Sort()
}

// textsIn are the texts that a plan says of people, each once.
func textsIn(planned map[*Record]*Record) (codes []int32) {
	for _, p := range planned {
		for _, f := range p.Kind.Fields {
			if cell := p.Cell(f); f.Used && f.Optional && f.Type.Kind == types.Text && cell.State == Known {
				codes = append(codes, cell.Value.Codes...)
			}
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Unplanned is the roster as if there were no plan.
func (r *Roster) Unplanned() *Roster {
	cells := newCells(r.Texts)
	stay := map[*Record]*Record{}
	for _, person := range r.People {
		for _, f := range r.Program.Subject.Fields {
			if f.Used && f.Optional && person.Cell(f).Written != "" {
				stay[person] = cmp.Or(stay[person], person).with(f, cells.blank(f).cell)
			}
		}
	}
	next := *r
	next.replace(stay)
	return &next
}

// planRow is a row of a plan, and where it names its person.
type planRow struct {
	table *table
	row   Row
	at    source.Cell
}

// says visits what is planned: the fields, what is written of each, and where.
func (p planRow) says(visit func(f *check.Field, written string, at source.Cell)) {
	for column, f := range p.table.claimed {
		if written := textAt(p.row, column); f != nil && f.Used && f.Optional && written != "" {
			visit(f, written, p.table.sheet.at(p.row.Number, column+1))
		}
	}
}

// plannedRow is a record with one row of the plan.
func (r *Roster) plannedRow(record *Record, row planRow, found *diag.List) *Record {
	row.says(func(f *check.Field, written string, at source.Cell) {
		cell, wrong, ok := r.revised(f, written, at)
		if *found = append(*found, wrong...); !ok {
			cell = r.unreadable(f, written, at)
		}
		record = record.with(f, cell)
	})
	return record
}

// tellColumns notes the columns of a plan that no field has, and that none says what is
// planned.
func (t *table) tellColumns(found *diag.List) {
	var names []string
	var fields []locale.Text
	planned := false
	for _, f := range t.record.Fields {
		switch {
		case !f.Used || !f.Optional:
		case slices.Contains(t.claimed, f):
			planned = true
		default:
			names, fields = append(names, f.Headings...), append(fields, f.Text())
		}
	}
	if list := t.strange(names, nil); list != nil {
		found.Add(diag.UnknownColumns, t.sheet.at(0, 0), list)
	}
	if !planned {
		found.Add(diag.NoPlan, t.sheet.at(0, 0), fields)
	}
}

// unreliable is a record of which several rows of the plan speak: what they speak of is
// not known.
func (r *Roster) unreliable(record *Record, rows []planRow) *Record {
	for _, row := range rows {
		row.says(func(f *check.Field, written string, at source.Cell) {
			record = record.with(f, r.unreadable(f, written, at))
		})
	}
	return record
}

// unreadable is a cell that may be whatever the field may be of a record of the roster.
func (r *Roster) unreadable(f *check.Field, written string, at source.Cell) Cell {
	cell := newCells(r.Texts).unreadable(f, nil).cell
	switch f.Type.Kind {
	case types.Ref:
		r.revisedRef(f, &cell, at)
	case types.Text:
		cell.Value = r.textsOf(f)
	}
	cell.Written, cell.From = written, at
	return cell
}

func textAt(row Row, column int) string {
	if column >= len(row.Cells) {
		return ""
	}
	return strings.TrimSpace(row.Cells[column].Text)
}
