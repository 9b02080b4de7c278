package interp

import (
	"cmp"
	"fmt"
	"slices"

	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// share is how much of a column is blank.
type share struct {
	field       *check.Field
	at          source.Cell
	blank, rows int
}

// Blanks says of each column that the policy reads and that has blank cells how many
// they are and how many rules read them: the emptiest first, and of equals what more
// rules read. Blank is a cell with nothing in it, or a word for unknown, where the
// policy does not say what that means.
func (b *Bound) Blanks() (found diag.List) {
	readers := b.Program.Readers()
	shares := b.shares()
	slices.SortStableFunc(shares, func(x, y *share) int {
		return cmp.Or(cmp.Compare(y.blank*x.rows, x.blank*y.rows), cmp.Compare(len(readers[y.field]), len(readers[x.field])))
	})
	for _, s := range shares {
		if s.blank > 0 {
			found.Add(diag.BlankCells, s.at, s.field.Text(), s.blank, s.rows, readBy(len(readers[s.field])))
		}
	}
	return found
}

// shares counts the cells of each column, sheet by sheet.
func (b *Bound) shares() (list []*share) {
	type column struct {
		file, sheet string
		field       *check.Field
	}
	of := map[column]*share{}
	count := func(f *check.Field, cell *roster.Cell) {
		if !f.Used || f.Judged || cell.From.Column == 0 {
			return
		}
		key := column{cell.From.File, cell.From.Sheet, f}
		s := of[key]
		if s == nil {
			s = &share{field: f, at: source.Cell{File: key.file, Sheet: key.sheet, Column: cell.From.Column}}
			of[key] = s
			list = append(list, s)
		}
		s.rows++
		if cell.State == roster.Empty || cell.State == roster.Assumed {
			s.blank++
		}
	}
	for i, records := range b.Roster.Kinds {
		for _, r := range records[:b.Roster.Insiders[i]] {
			for _, f := range r.Kind.Fields {
				count(f, r.Cell(f))
			}
		}
	}
	return list
}

// readBy says how many rules read a column.
func readBy(n int) locale.Text {
	switch n {
	case 0:
		return locale.Text{EN: "no rule reads it, but the policy does", ZH: "规则没有用到，政策的其他部分用到"}
	case 1:
		return locale.Text{EN: "1 rule reads it", ZH: "1条规则用到"}
	}
	return locale.Text{EN: fmt.Sprintf("%d rules read it", n), ZH: fmt.Sprintf("%d条规则用到", n)}
}
