package roster

import (
	"strings"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/types"
)

// table reads the rows of a table: those that the policy writes, or those of the
// file that it names.
func (b *binder) table(k *kind, sheets []Sheet) {
	if !k.Used {
		return
	}
	b.roster.Unlisted[k.Kind.Index] = b.unlisted(k)
	if k.From.File == "" {
		for _, row := range k.Table.Rows {
			b.add(k, b.written(k, row))
		}
		return
	}
	tables := b.choose(sheets, k.Record, nil)
	if len(tables) == 0 {
		b.lacking(k, true)
		return
	}
	for _, t := range tables {
		for _, row := range t.body {
			rec := b.record(t, row)
			rec.ID = b.idOf(*rec.Cell(k.Table.Clause))
			b.add(k, rec)
		}
		b.columnsRead(t)
	}
	b.end(k)
}

// written is a row of the policy as a record.
func (b *binder) written(k *kind, row *check.TableRow) *Record {
	line, _ := row.Span.File.Position(row.Span.Start)
	rec := b.blank(k.Record, source.Cell{File: row.Span.File.Name, Row: line})
	rec.ID = row.ID
	for i, f := range k.Fields[:len(row.Cells)] {
		in := row.Cells[i]
		cell := rec.Cell(f)
		waits := false
		switch {
		case in.Blank:
			r := b.cells.open(f, Cell{State: Empty, Value: b.cells.domain(f)}, nil)
			*cell, waits = r.cell, r.text
		case f.Type.Kind == types.Ref && !in.Value.None:
			*cell = Cell{State: Known, Value: value.Code(types.Ref, []int32{b.roster.Texts.Code(in.Value.Text)})}
		default:
			*cell = Cell{State: Known, Value: b.cells.constant(f, in.Value)}
		}
		cell.Written, cell.From = in.Span.Text(), rec.At
		b.note(f, cell, waits)
	}
	for f, date := range map[*check.Field]civil.Date{k.Start: row.From, k.End: row.Until} {
		*rec.Cell(f) = Cell{State: Known, Value: value.Day(date), From: rec.At}
	}
	return rec
}

// unlisted is a record that stands for what is not listed: nothing is known of
// its values.
func (b *binder) unlisted(k *kind) *Record {
	rec := b.blank(k.Record, source.Cell{File: k.From.File})
	if k.From.File == "" {
		line, _ := k.Span.File.Position(k.Span.Start)
		rec.At = source.Cell{File: k.Span.File.Name, Row: line}
	}
	for _, f := range k.Table.Values {
		r := b.cells.open(f, Cell{State: Empty, Value: b.cells.domain(f)}, nil)
		if k.Table.Unlisted == check.UnlistedError {
			r = b.cells.unreadable(f, nil)
		}
		r.cell.From = rec.At
		*rec.Cell(f) = r.cell
		b.note(f, rec.Cell(f), r.text)
	}
	return rec
}

// end ends each row where the next begins, and finds rows that overlap. Where two
// say different things of one day neither is believed.
func (b *binder) end(k *kind) {
	var rows []*Record
	var dated []*check.Dated
	for _, rec := range k.records {
		var key []string
		known := rec.Cell(k.Start).State == Known && rec.Cell(k.End).State == Known
		for _, f := range k.Table.Keys {
			cell := rec.Cell(f)
			known = known && cell.State == Known && cell.Value.One()
			key = append(key, cell.Value.Key())
		}
		if known {
			rows = append(rows, rec)
			dated = append(dated, &check.Dated{Key: strings.Join(key, "\x00"), From: rec.Cell(k.Start).Value.First, Until: rec.Cell(k.End).Value.First})
		}
	}
	overlaps := k.Table.End(dated)
	for i, rec := range rows {
		end := *rec.Cell(k.End)
		end.Value = value.Day(dated[i].Until)
		rec.Cells[k.End.Index] = &end
	}
	for _, pair := range overlaps {
		one, other := rows[pair[0]], rows[pair[1]]
		d := b.found.list.Add(diag.TableRowsOverlap, other.At, k.Text(), rowOf(one.At, other.At))
		d.Notes = append(d.Notes, diag.Related{At: one.At, Text: locale.Text{EN: "the other row is here", ZH: "另一行在此"}})
		for _, f := range k.Table.Values {
			b.doubt(f, one.Cell(f), other.Cell(f))
		}
	}
}

// doubt takes back two cells that contradict each other.
func (b *binder) doubt(f *check.Field, one, other *Cell) {
	if one.State == Known && other.State == Known && alike(*one, *other) {
		return
	}
	written := one.Written + " ≠ " + other.Written
	for _, cell := range []*Cell{one, other} {
		r := b.cells.unreadable(f, nil)
		r.cell.From, r.cell.Written = cell.From, written
		*cell = r.cell
		if r.text {
			b.words.note(f, cell, true)
		}
	}
}

// keyTexts are the texts that the keys of tables hold: a blank that is looked up
// may be any of them.
func (v *vocabulary) keyTexts(p *check.Program) (codes []int32) {
	for _, r := range p.Records {
		if r.Table == nil {
			continue
		}
		for _, f := range r.Table.Keys {
			if c := v.columns[f]; c != nil && f.Type.Kind == types.Text {
				codes = append(codes, c.codes...)
			}
		}
	}
	return codes
}
