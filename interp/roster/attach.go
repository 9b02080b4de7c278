package roster

import (
	"slices"
	"strconv"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// list reads the tables of a list and gives each row to its owner, in the order
// of the tables. The rows of a relation wait until it is known where they lead.
func (b *binder) list(place int, r *check.Record, sheets []Sheet) {
	if r.Relation != nil && (!r.Used || r.Relation.Of != nil || r.From.Column != nil) {
		return
	}
	k := b.of(r)
	if r == b.program.Subject {
		b.hold(place)
		b.give(place, k.records)
		return
	}
	tables := b.choose(sheets, r, r.JoinBy)
	if !slices.ContainsFunc(tables, func(t *table) bool { return t.binding(r.JoinBy) != nil || t.byRow() }) {
		b.lacking(k, len(tables) == 0)
		return
	}
	owners := map[standing]*Record{}
	for _, owner := range b.of(r.Owner).records {
		owners[standing{owner.At.File, owner.At.Row}] = owner
	}
	b.hold(place)
	var rows []*Record
	for _, t := range tables {
		k.keyed = k.keyed || t.binding(r.Key) != nil
		names := newMisnamed(t, b.of(r.Owner).name)
		for _, row := range t.body {
			rec := b.record(t, row)
			names.add(row, b.of(r.Owner).byID[syntax.Fold(b.idOf(*rec.Cell(r.JoinBy)))])
			if t.byRow() && t.binding(r.JoinBy) == nil {
				b.inside(rec, r, owners, row)
			}
			b.add(k, rec)
			rows = append(rows, rec)
		}
		b.columnsRead(t)
		names.tell(&b.found.list)
	}
	if k.keyed {
		b.identify(k)
	} else if r.Relation == nil { // of which a pair counts once
		b.sameRows(k, tables)
	}
	if r.Relation != nil {
		b.pairs[place] = rows
		return
	}
	b.give(place, rows)
	b.childless(place, r)
}

type standing struct {
	file string
	row  int
}

// inside says of a row that stands inside its owner's, as in JSON, whose it is.
func (b *binder) inside(rec *Record, r *check.Record, owners map[standing]*Record, row Row) {
	at := clean(rawAt(row, 0).Text)
	n, _ := strconv.Atoi(at)
	id := at
	if owner := owners[standing{rec.At.File, n}]; owner != nil {
		id = owner.ID
	}
	rec.Cells[r.JoinBy.Index] = &Cell{State: Known, Value: value.Code(r.JoinBy.Type.Kind, []int32{b.roster.Texts.Code(id)}), Written: id, From: rec.At}
}

// hold says of the records that may have rows of a list that they have none so
// far.
func (b *binder) hold(place int) {
	k := b.of(b.program.Lists[place].Owner)
	for _, owner := range k.records[:k.insiders] {
		owner.Rows[place] = []*Record{}
	}
}

// give gives the rows of a list to the records whose key they hold.
func (b *binder) give(place int, rows []*Record) {
	r := b.program.Lists[place]
	owners := b.of(r.Owner)
	var strangers []string
	var at source.Cell
	count := 0
	for _, rec := range rows {
		cell := rec.Cell(r.JoinBy)
		id := b.idOf(*cell)
		if id == "" {
			b.found.add(diag.BlankJoin, r.JoinBy, "", cell.From, r.JoinBy.Text())
			continue
		}
		if r.Key == nil {
			rec.ID = id
		}
		owner := owners.byID[syntax.Fold(id)]
		if owner == nil {
			if count++; count == 1 {
				at = rec.cellAt(r.JoinBy)
			}
			strangers = append(strangers, id)
			continue
		}
		b.backwards(r, rec)
		owner.Rows[place] = append(owner.Rows[place], rec)
	}
	if count > 0 {
		b.found.list.Add(diag.RowsOfNobody, at, r.Text(), some(distinct(strangers)), owners.Text()).Count = count
	}
}

// backwards tells of a row that is over before it begins: it has no day, and is a row all
// the same.
func (b *binder) backwards(r *check.Record, row *Record) {
	if r.Start == nil || r.End == nil || r.Start.Type.Kind != r.End.Type.Kind {
		return
	}
	start, end := row.Cell(r.Start), row.Cell(r.End)
	if start.State == Known && end.State == Known && !value.Compare(">", start.Value, end.Value).False {
		b.found.add(diag.OverFirst, r.End, "", end.From, end.Written, start.Written, r.Text())
	}
}

// childless names the records that have no row at all.
func (b *binder) childless(place int, r *check.Record) {
	var without []string
	var first source.Cell
	count := 0
	for _, owner := range b.of(r.Owner).records {
		if len(owner.Rows[place]) > 0 || !r.Used {
			continue
		}
		if count++; count == 1 {
			first = owner.At
		}
		without = append(without, owner.ID)
	}
	if count > 0 {
		b.found.list.Add(diag.NoRows, first, r.Text(), some(without)).Count = count
	}
}
