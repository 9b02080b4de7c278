package roster

import (
	"cmp"
	"slices"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Revise is the roster with one cell of one record as if this were written there:
// read as Bind would read it. The roster itself stays as it is, and shares all else
// with the new one. It is nil where the text is no value of the field, which found
// says. Keys, and columns of relations, from which other rows are made, cannot be
// revised: see Revisable.
//
//	revised, record, found := r.Revise(person, field, "2015-03-01", source.Cell{File: "what if"})
func (r *Roster) Revise(record *Record, f *check.Field, written string, at source.Cell) (*Roster, *Record, diag.List) {
	cell, found, ok := r.revised(f, written, at)
	if !ok {
		return nil, nil, found
	}
	next, by := *r, record.with(f, cell)
	next.replace(map[*Record]*Record{record: by})
	if f.Type.Kind == types.Text && cell.State == Known {
		by = cmp.Or(next.widen(cell.Value.Codes)[by], by)
	}
	return &next, by, found
}

// widen lets the blank texts of those decided on be what has been written since the roster
// was read. It gives whom it has put in the place of whom.
func (r *Roster) widen(codes []int32) map[*Record]*Record {
	wider := map[*Record]*Record{}
	for _, person := range r.People {
		for _, f := range r.Program.Subject.Fields {
			if !f.Used || f.Type.Kind != types.Text || f.Type.Several || f.Type.PerYear {
				continue
			}
			cell := *person.Cell(f)
			if cell.State != Empty && cell.State != Unreadable || len(cell.Value.Codes) < 2 {
				continue
			}
			known := len(cell.Value.Codes)
			for _, c := range codes {
				if !slices.Contains(cell.Value.Codes[:known], c) {
					cell.Value.Codes = append(slices.Clip(cell.Value.Codes), c)
				}
			}
			if len(cell.Value.Codes) > known {
				wider[person] = cmp.Or(wider[person], person).with(f, cell)
			}
		}
	}
	r.replace(wider)
	return wider
}

// with is the record with another cell, and called by what that says where it is its name.
func (r *Record) with(f *check.Field, cell Cell) *Record {
	next := *r
	next.Cells = slices.Clone(r.Cells)
	next.Cells[r.Column(f).Index] = &cell
	if r.Kind != nil && f == nameField(r.Kind) {
		next.Name = personName(cell.Written)
	}
	return &next
}

// revised is what is written as a cell of a field; not ok where it is no value of it.
func (r *Roster) revised(f *check.Field, written string, at source.Cell) (cell Cell, found diag.List, ok bool) {
	reading := newCells(r.Texts).read(f, textRaw(written), false)
	cell = reading.cell
	if f.Type.Kind == types.Ref {
		found = r.revisedRef(f, &cell, at)
	} else if reading.problem != nil {
		g := newGrouped()
		g.problem(reading.problem, f, at)
		found = g.sorted()
	}
	if found.HasErrors() || cell.State == Unreadable {
		return cell, found, false
	}
	if reading.text {
		if set := r.textsOf(f); cell.State == Assumed {
			cell.Whole = &set
		} else {
			cell.Value = beside(set, cell.Value.Sure, nil)
		}
	}
	cell.Written, cell.From = written, at
	return cell, found, true
}

// Revisable says whether Revise can change a field of the records decided on.
func (r *Roster) Revisable(f *check.Field) bool {
	relation := func(k *check.Record) bool { return k.From.Column == f || k.JoinBy == f || k.Key == f }
	return f.Record == r.Program.Subject && !slices.ContainsFunc(r.Program.Records, relation)
}

// replace puts records in the place of others, wherever they stand. Lists are copied,
// not changed.
func (r *Roster) replace(by map[*Record]*Record) {
	swap := func(list []*Record) []*Record {
		list = slices.Clone(list)
		for i, x := range list {
			list[i] = cmp.Or(by[x], x)
		}
		return list
	}
	kinds := map[*check.Record]bool{}
	for old := range by {
		kinds[old.Kind] = true
	}
	r.Kinds = slices.Clone(r.Kinds)
	for kind := range kinds {
		if kind == r.Program.Subject {
			r.People = swap(r.People)
		}
		r.Kinds[kind.Kind.Index] = swap(r.Kinds[kind.Kind.Index])
	}
	r.Untold = slices.Clone(r.Untold)
	for i, list := range r.Untold {
		r.Untold[i] = slices.Clone(list)
		for n := range list {
			r.Untold[i][n].Owner = cmp.Or(by[list[n].Owner], list[n].Owner)
		}
	}
	owners := map[*Record]*Record{}
	for kind := range kinds {
		place := slices.Index(r.Program.Lists, kind)
		if place < 0 || kind.Owner == nil {
			continue
		}
		for _, owner := range r.Kinds[kind.Owner.Kind.Index] { // the records decided on are somebody's list
			if place < len(owner.Rows) && slices.ContainsFunc(owner.Rows[place], func(x *Record) bool { return by[x] != nil }) {
				next := *cmp.Or(owners[owner], owner)
				next.Rows = slices.Clone(next.Rows)
				next.Rows[place] = swap(next.Rows[place])
				owners[owner] = &next
			}
		}
	}
	if len(owners) > 0 {
		r.replace(owners)
	}
}

// revisedRef finds the record that a cell leads to, among those of the office.
func (r *Roster) revisedRef(f *check.Field, cell *Cell, at source.Cell) (found diag.List) {
	kind := f.Type.Record.Index
	insiders := r.Kinds[kind][:r.Insiders[kind]]
	if cell.State != Known {
		all := make([]int32, len(insiders))
		for i := range all {
			all[i] = int32(i)
		}
		cell.Value = Domain(f, all)
		return nil
	}
	if !cell.Value.Some() {
		return nil
	}
	id := syntax.Fold(r.Texts.Text(cell.Value.Codes[0]))
	i := slices.IndexFunc(insiders, func(x *Record) bool { return syntax.Fold(x.ID) == id })
	if i < 0 {
		var ids []string
		for _, x := range insiders {
			ids = append(ids, x.ID)
		}
		found.Add(diag.NoSuchRecord, at, r.Texts.Text(cell.Value.Codes[0]), r.Program.RecordOf(f.Type).Text(), diag.Meant(diag.Nearest(id, ids)))
		return found
	}
	cell.Value = value.Code(types.Ref, []int32{int32(i)})
	return nil
}

// revised is how many texts nobody has written a cell may stand for that is made blank,
// besides those that are aside: what other cells of the record are blank is not counted.
const revised = 8

// textsOf is every text that a blank cell of a field may stand for.
func (r *Roster) textsOf(f *check.Field) value.Set {
	words := newVocabulary(r.Program, r.Texts)
	constants := words.constants
	codes := slices.Clip(constants)
	for _, c := range r.TextsIn(f) {
		if !slices.Contains(constants, c) {
			codes = append(codes, c)
		}
	}
	return Domain(f, words.others(codes, revised+aside))
}

// TextsIn are the texts that the cells of a field hold, each once.
func (r *Roster) TextsIn(f *check.Field) (codes []int32) {
	seen := map[int32]bool{}
	for _, rec := range r.Kinds[f.Record.Kind.Index] {
		if cell := rec.Cell(f); cell.State == Known {
			for _, c := range cell.Value.Codes {
				if !seen[c] {
					seen[c] = true
					codes = append(codes, c)
				}
			}
		}
	}
	return codes
}
