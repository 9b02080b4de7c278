package roster

import (
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
	reading := newCells(r.Texts).read(f, textRaw(written), false)
	cell := reading.cell
	var found diag.List
	if f.Type.Kind == types.Ref {
		found = r.revisedRef(f, &cell, at)
	} else if reading.problem != nil {
		g := newGrouped()
		g.problem(reading.problem, f, at)
		found = g.sorted()
	}
	if found.HasErrors() || cell.State == Unreadable {
		return nil, nil, found
	}
	if reading.text {
		if set := r.textsOf(f); cell.State == Assumed {
			cell.Whole = &set
		} else {
			cell.Value = set
		}
	}
	cell.Written, cell.From = written, at
	next, revised := *r, *record
	revised.Cells = slices.Clone(record.Cells)
	revised.Cells[record.Column(f).Index] = cell
	next.replace(record, &revised)
	return &next, &revised, found
}

// Revisable says whether Revise can change a field of the records decided on.
func (r *Roster) Revisable(f *check.Field) bool {
	relation := func(k *check.Record) bool { return k.From.Column == f || k.JoinBy == f || k.Key == f }
	return f.Record == r.Program.Subject && !slices.ContainsFunc(r.Program.Records, relation)
}

// replace puts a record in the place of another, wherever it stands. Lists are
// copied, not changed.
func (r *Roster) replace(old, by *Record) {
	swap := func(list []*Record) []*Record {
		list = slices.Clone(list)
		for i, x := range list {
			if x == old {
				list[i] = by
			}
		}
		return list
	}
	if old.Kind == r.Program.Subject {
		r.People = swap(r.People)
	}
	r.Kinds = slices.Clone(r.Kinds)
	r.Kinds[old.Kind.Kind.Index] = swap(r.Kinds[old.Kind.Kind.Index])
	r.Untold = slices.Clone(r.Untold)
	for i, list := range r.Untold {
		r.Untold[i] = slices.Clone(list)
		for n := range list {
			if list[n].Owner == old {
				r.Untold[i][n].Owner = by
			}
		}
	}
	place := slices.Index(r.Program.Lists, old.Kind)
	if place < 0 || old.Kind.Owner == nil {
		return
	}
	for _, owner := range r.Kinds[old.Kind.Owner.Kind.Index] { // the records decided on are somebody's list
		if place < len(owner.Rows) && slices.Contains(owner.Rows[place], old) {
			next := *owner
			next.Rows = slices.Clone(owner.Rows)
			next.Rows[place] = swap(owner.Rows[place])
			r.replace(owner, &next)
		}
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
		found.Add(diag.NoSuchRecord, at, r.Texts.Text(cell.Value.Codes[0]), r.Program.RecordOf(f.Type).Text(), meant(diag.Nearest(id, ids)))
		return found
	}
	cell.Value = value.Code(types.Ref, []int32{int32(i)})
	return nil
}

// textsOf is every text that a blank cell of a field may stand for.
func (r *Roster) textsOf(f *check.Field) value.Set {
	codes := newVocabulary(r.Program, r.Texts).constants
	seen := map[int32]bool{}
	for _, c := range codes {
		seen[c] = true
	}
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
	return Domain(f, append(codes, r.Texts.Code(somethingElse)))
}
