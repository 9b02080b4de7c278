package roster

import (
	"slices"
	"strings"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/syntax"
	"rota/lang/types"
)

// inCells makes rows of what the cells of a column say of a relation:
// 夫妻-B013、父女-B045.
func (b *binder) inCells(place int, r *check.Record) {
	if !r.Used || r.From.Column == nil {
		return
	}
	b.hold(place)
	for _, owner := range b.of(r.Owner).records {
		cell := owner.Cell(r.From.Column)
		if cell.State == Known && cell.Value.Some() || cell.State == Empty {
			b.links(place, r, owner, cell)
		}
		if cell.State != Known {
			b.roster.Untold[place] = append(b.roster.Untold[place], Untold{owner, b.someRow(r, owner, cell)})
		}
	}
}

// someRow is what one of the rows would be that a cell may hold.
func (b *binder) someRow(r *check.Record, owner *Record, cell *Cell) *Record {
	rec := b.blank(r, owner.At)
	b.nearEnd(rec, owner, cell)
	for _, f := range r.Relation.Columns {
		open := b.cells.open(f, Cell{State: cell.State, Value: b.cells.domain(f)}, nil)
		to := rec.Cell(f)
		*to = open.cell
		to.Written, to.From = cell.Written, cell.From
		b.note(f, to, open.text)
	}
	return rec
}

// nearEnd is the record whose cell holds a row.
func (b *binder) nearEnd(rec, owner *Record, cell *Cell) {
	f := rec.Kind.JoinBy
	*rec.Cell(f) = Cell{State: Known, Value: value.Code(types.Ref, []int32{b.roster.Texts.Code(owner.ID)}), Written: owner.ID, From: cell.From}
	b.note(f, rec.Cell(f), false)
}

// links reads one cell. Where a part is wrong what the others say stands, and
// the cell is not all there is.
func (b *binder) links(place int, r *check.Record, owner *Record, cell *Cell) {
	columns := r.Relation.Columns
	var rows []*Record
	for _, part := range split(cell.Written, separators+strokes) {
		if word := syntax.Fold(part); unknownWords[word] || blankWords[word] { // there is more
			continue
		}
		words := parts(part, columns, r.Relation.Other)
		if len(words) != len(columns) {
			cell.State = Unreadable
			b.found.add(diag.LinkForm, r.From.Column, part, cell.From, clip(part), r.From.Column.Text(), form(columns))
			continue
		}
		rec := b.blank(r, owner.At)
		b.nearEnd(rec, owner, cell)
		for i, f := range columns {
			reading := b.cells.read(f, Raw{words[i], Text}, false)
			if reading.problem != nil {
				b.found.problem(reading.problem, f, cell.From)
			}
			to := rec.Cell(f)
			*to = reading.cell
			to.Written, to.From = words[i], cell.From
			b.note(f, to, reading.text)
		}
		rows = append(rows, rec)
	}
	b.pairs[place] = append(b.pairs[place], rows...)
}

// parts takes 夫妻-B013 apart. Where there are more strokes than parts they
// belong to the key, which may hold some.
func parts(text string, columns []*check.Field, key *check.Field) []string {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("-－—–:：", r) })
	for i := range words {
		words[i] = clean(words[i])
	}
	extra := len(words) - len(columns)
	if extra <= 0 {
		return words
	}
	at := slices.Index(columns, key)
	return slices.Concat(words[:at], []string{strings.Join(words[at:at+extra+1], "-")}, words[at+extra+1:])
}

// form is how a part of such a cell is written.
func form(columns []*check.Field) string {
	var names []string
	for _, f := range columns {
		names = append(names, f.Name)
	}
	return strings.Join(names, "-")
}

// relate gives the rows of a relation to both of its ends. Each pair counts
// once, whichever end it is written at.
func (b *binder) relate(place int, r *check.Record) {
	relation := r.Relation
	if relation == nil || !r.Used || relation.Of != nil || b.of(r).missing {
		return
	}
	converse := slices.Index(b.program.Lists, relation.Converse)
	if converse >= 0 {
		b.hold(converse)
		b.roster.Untold[converse] = b.roster.Untold[place]
	}
	ends := pair{b, b.of(r.Owner), b.kinds[relation.Other.Type.Record.Index], map[[2]int]*Record{}}
	var left, nobodys []*Record
	for _, row := range b.pairs[place] {
		near, far := row.Cell(r.JoinBy), row.Cell(relation.Other)
		if near.State == Known && near.Value.None || far.State == Known && far.Value.None {
			continue // it says that there is nobody
		}
		row.ID = near.Written + "–" + far.Written
		one, other := end(ends.near, near), end(ends.far, far)
		if one == nil && near.State == Empty {
			b.found.add(diag.BlankJoin, r.JoinBy, "", near.From, r.JoinBy.Text())
		}
		outside := func(rec *Record) bool { return rec != nil && rec.Outside != nil }
		switch {
		case relation.LeftOut && (outside(one) || outside(other)):
			if outside(one) {
				other = one
			}
			left = append(left, &Record{ID: other.ID, At: row.At})
			continue
		case one != nil && other != nil && ends.known(row, one, other, relation.Symmetric):
			continue
		case outside(one) && !relation.Symmetric && converse < 0:
			nobodys = append(nobodys, &Record{ID: one.ID, At: row.At})
			continue
		}
		b.tie(place, one, row)
		switch {
		case converse >= 0:
			b.tie(converse, other, row)
		case relation.Symmetric && (one == nil || one != other):
			b.tie(place, other, &Record{Kind: r, Place: row.Place, ID: row.ID, At: row.At, Cells: row.Cells, Reversed: true})
		}
	}
	if left != nil {
		b.found.list.Add(diag.OutsidersLeft, left[0].At, r.Text(), names(left), ends.far.Text()).Count = len(left)
	}
	if nobodys != nil {
		b.found.list.Add(diag.RowsOfNobody, nobodys[0].At, r.Text(), names(nobodys), ends.near.Text()).Count = len(nobodys)
	}
}

// end is the record that an end of a row leads to; nil where that is not known.
func end(k *kind, cell *Cell) *Record {
	if cell.State != Known {
		return nil
	}
	return k.records[cell.Value.Codes[0]]
}

// tie gives a row to one of its ends; one that is not known may be anybody.
func (b *binder) tie(list int, end, row *Record) {
	switch {
	case end == nil:
		b.roster.Loose[list] = append(b.roster.Loose[list], row)
	case end.Outside == nil:
		end.Rows[list] = append(end.Rows[list], row)
	}
}

// pair finds the pairs that are written twice.
type pair struct {
	*binder
	near, far *kind
	seen      map[[2]int]*Record
}

// known says that a pair has been met before; what the two rows say is united.
func (p pair) known(row, one, other *Record, symmetric bool) bool {
	if one.Nameless || other.Nameless {
		return false
	}
	first := p.seen[[2]int{one.Place, other.Place}]
	if first == nil && symmetric {
		if first = p.seen[[2]int{other.Place, one.Place}]; first != nil {
			row.Reversed = true
		}
	}
	if first == nil {
		p.seen[[2]int{one.Place, other.Place}] = row
		return false
	}
	p.unite(first, row)
	return true
}
