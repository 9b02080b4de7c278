package roster

import (
	"hash/maphash"
	"slices"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/types"
)

// sameRows tells of rows of a list that are the same in every column as one before: each of
// them counts, so that a row pasted twice is a posting held twice. Rows without a date may
// well say the same: so many awards of one kind.
func (b *binder) sameRows(k *kind, tables []*table) {
	if !slices.ContainsFunc(tables, func(t *table) bool {
		return slices.ContainsFunc(t.bindings, func(bind *binding) bool { return len(bind.columns) > 0 && bind.field.Type.Kind == types.Date })
	}) {
		return
	}
	type line struct {
		t   *table
		row Row
	}
	seed, first := maphash.MakeSeed(), map[uint64]line{}
	var twice []locale.Text
	var at, of line
	for _, t := range tables {
		for _, row := range t.body {
			var h maphash.Hash
			h.SetSeed(seed)
			for _, cell := range row.Cells {
				h.WriteString(cell.Text)
				h.WriteByte(0)
			}
			here := line{t, row}
			one, met := first[h.Sum64()]
			switch {
			case !met:
				first[h.Sum64()] = here
			case slices.Equal(one.row.Cells, row.Cells) && slices.Equal(one.t.headings, t.headings):
				if twice == nil {
					at, of = here, one
				}
				x, y := t.sheet.at(row.Number, 0), one.t.sheet.at(one.row.Number, 0)
				twice = append(twice, locale.Text{EN: rowOf(x, y) + " as " + rowOf(y, x), ZH: rowOf(x, y) + " 同 " + rowOf(y, x)})
			}
		}
	}
	if twice != nil {
		d := b.found.list.Add(diag.SameRows, at.t.sheet.at(at.row.Number, 0), k.Text(), someTexts(twice))
		d.Count = len(twice)
		d.Notes = append(d.Notes, diag.Related{At: of.t.sheet.at(of.row.Number, 0), Text: theFirst})
	}
}
