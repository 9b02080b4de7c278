package roster

import (
	"slices"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
)

// further reads the records of a kind with a key of its own.
func (b *binder) further(k *kind, sheets [][]Sheet) {
	from := sheets[k.Kind.Index]
	apart := k.From.Rows == nil || len(from) > 0
	if !apart {
		if !k.Used {
			return
		}
		from = sheets[k.From.Rows.Kind.Index]
	}
	tables := b.choose(from, k.Record, k.Key)
	if !slices.ContainsFunc(tables, func(t *table) bool { return t.binding(k.Key) != nil }) {
		b.lacking(k, len(tables) == 0)
		return
	}
	if apart {
		b.records(k, tables)
		return
	}
	k.keyed = true
	for _, t := range tables {
		for _, row := range t.body {
			b.fold(k, b.record(t, row))
		}
	}
}

// lacking notes that a kind which the policy reads has no table.
func (b *binder) lacking(k *kind, none bool) {
	if !k.Used {
		return
	}
	k.missing = true
	b.roster.MissingLists = append(b.roster.MissingLists, k.Record)
	if none {
		var beside locale.Text
		if file := k.From.File; file != "" {
			beside = locale.Text{EN: ", or as “" + file + "” beside the policy", ZH: "，或将“" + file + "”放在政策旁边"}
		}
		b.found.list.Add(diag.MissingList, b.at, k.Text(), beside)
	}
}

// fold takes in what the row of another record says of one of these: of the
// school that a teacher teaches at. Rows that bear one key are one record.
func (b *binder) fold(k *kind, rec *Record) {
	id := b.idOf(*rec.Cell(k.Key))
	if id == "" {
		return // that teacher's row says nothing of any school
	}
	first := k.byID[syntax.Fold(id)]
	if first == nil {
		b.add(k, rec)
		k.byID[syntax.Fold(id)] = rec
		return
	}
	b.unite(first, rec)
}

// unite makes one record of two that say the same: where one is blank the other
// stands, and where they differ nothing is certain.
func (b *binder) unite(first, next *Record) {
	for _, f := range first.Kind.Fields {
		if !f.Used && !b.all {
			continue
		}
		one, other := first.Cell(f), next.Cell(f)
		switch {
		case other.blank() || alike(*one, *other) || one.State == Unreadable:
		case one.blank() || within(*one, *other):
			*one = *other
		case within(*other, *one):
		default:
			written := one.Written
			r := b.cells.unreadable(f, nil)
			r.cell.From, r.cell.Written = one.From, written+" ≠ "+other.Written
			*one = r.cell
			if r.text {
				b.words.note(f, one, true)
			}
			b.found.add(diag.RecordsDiffer, f, r.cell.Written, other.From,
				f.Text(), first.Kind.Text(), first.ID, clip(other.Written), clip(written), one.From.Address())
		}
	}
}

// blank says that nothing is written in a cell, or that it is not known.
func (c *Cell) blank() bool {
	word := syntax.Fold(clean(c.Written))
	return blankWords[word] || unknownWords[word]
}
