package roster

import (
	"slices"
	"strconv"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// attach reads the tables of a further list and gives each row to its person,
// in the order of the tables.
func (b *binder) attach(list int, r *check.Record, sheets []Sheet, roster source.Cell) {
	tables := b.choose(sheets, r, r.JoinBy)
	if !slices.ContainsFunc(tables, func(t *table) bool { return t.binding(r.JoinBy) != nil || t.byRow() }) {
		if !r.Used {
			return
		}
		b.roster.MissingLists = append(b.roster.MissingLists, r)
		if len(tables) == 0 {
			b.found.list.Add(diag.MissingList, roster, r.Text())
		}
		return
	}
	for _, person := range b.roster.People {
		person.Rows[list] = []*Record{}
	}
	byRow := map[place]*Record{}
	for _, person := range b.roster.People {
		byRow[place{person.At.File, person.At.Row}] = person
	}
	for _, t := range tables {
		b.rows(list, t, byRow)
		b.columnsRead(t)
	}
	var without []string
	first := source.Cell{}
	count := 0
	for _, person := range b.roster.People {
		if len(person.Rows[list]) > 0 || !r.Used {
			continue
		}
		if count++; count == 1 {
			first = person.At
		}
		if len(without) < mostWords {
			without = append(without, person.ID)
		}
	}
	if count > 0 {
		b.found.list.Add(diag.NoRows, first, r.Text(), some(without)).Count = count
	}
}

type place struct {
	file string
	row  int
}

// rows joins the rows of one table.
func (b *binder) rows(list int, t *table, byRow map[place]*Record) {
	join := t.binding(t.record.JoinBy)
	var strangers []string
	var at source.Cell
	count := 0
	for _, row := range t.body {
		rec := b.record(t, row)
		var person *Record
		switch {
		case join != nil:
			cell := rec.Cells[join.field.Index]
			if rec.ID = b.idOf(cell); rec.ID == "" {
				b.found.add(diag.BlankJoin, join.field, "", cell.From, join.field.Text())
				continue
			}
			person = b.byID[syntax.Fold(rec.ID)]
		case t.byRow():
			rec.ID = clean(rawAt(row, 0).Text)
			n, _ := strconv.Atoi(rec.ID)
			person = byRow[place{t.sheet.File, n}]
		}
		if person == nil {
			if count++; count == 1 {
				at = rec.cellAt(t.record.JoinBy)
			}
			if !slices.Contains(strangers, rec.ID) && len(strangers) < mostWords {
				strangers = append(strangers, rec.ID)
			}
			continue
		}
		person.Rows[list] = append(person.Rows[list], rec)
	}
	if count > 0 {
		d := b.found.list.Add(diag.RowsOfNobody, at, t.record.Text(), some(strangers))
		d.Count = count
	}
}
