package roster

import (
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/syntax"
	"rota/lang/types"
)

// outsideWords are what offices write of one who is in no roster of theirs.
var outsideWords = words("外单位", "系统外", "单位外", "本单位以外", "outside", "outsider")

// reference is a cell that leads to another record. Until all records are known
// it holds what is written as a text.
type reference struct {
	field *check.Field
	cell  *Cell
}

// refer finds the records that the references lead to. One that no roster holds
// is outside: a record of which nothing but its key is known.
func (b *binder) refer() {
	outside := map[*check.Field][]*Record{}
	var fields []*check.Field
	for i := 0; i < len(b.refs); i++ { // those outside bring blank ones with them
		ref := b.refs[i]
		k := b.kinds[ref.field.Type.Record.Index]
		if ref.cell.State != Known {
			ref.cell.Value = b.anybody(k, ref)
			continue
		}
		if !ref.cell.Value.Some() {
			continue // there is no such thing
		}
		to := b.find(k, ref)
		switch {
		case to.Outside != nil:
			if outside[ref.field] == nil {
				fields = append(fields, ref.field)
			}
			outside[ref.field] = append(outside[ref.field], &Record{ID: to.ID, At: ref.cell.From})
		case to.Fault != nil:
			ref.cell.State = Unreadable
			ref.cell.Value = value.Code(types.Ref, k.twins(to))
			continue
		}
		ref.cell.Value = value.Code(types.Ref, []int32{int32(to.Place)})
	}
	for _, f := range fields {
		b.strangers(f, outside[f])
	}
}

// anybody is every record that a blank reference may lead to.
func (b *binder) anybody(k *kind, ref reference) value.Set {
	if k.all == nil {
		for _, rec := range k.records[:k.insiders] {
			k.all = append(k.all, int32(rec.Place))
		}
		if k.all == nil { // somebody of whom nothing is known
			k.all = []int32{int32(b.outsider(k, "", ref, true).Place)}
		}
	}
	return Domain(ref.field, k.all)
}

func (b *binder) find(k *kind, ref reference) *Record {
	id := b.roster.Texts.Text(ref.cell.Value.Codes[0])
	if outsideWords[syntax.Fold(id)] {
		return b.outsider(k, id, ref, true)
	}
	if to := k.byID[syntax.Fold(id)]; to != nil && (k.keyed || to.Outside != nil) {
		return to
	}
	return b.outsider(k, id, ref, false)
}

// twins are the records that share a key.
func (k *kind) twins(one *Record) (places []int32) {
	for _, rec := range k.records[:k.insiders] {
		if syntax.Fold(rec.ID) == syntax.Fold(one.ID) {
			places = append(places, int32(rec.Place))
		}
	}
	return places
}

// outsider makes a record of one who is not in the roster.
func (b *binder) outsider(k *kind, id string, ref reference, nameless bool) *Record {
	rec := b.blank(k.Record, ref.cell.From)
	rec.ID, rec.Outside, rec.Nameless, rec.Place = id, ref.field, nameless, len(k.records)
	k.records = append(k.records, rec)
	if k.owns {
		rec.Lists = make([]Cell, len(b.program.Lists))
	}
	for i := range rec.Lists {
		rec.Lists[i].State = Empty
		if k.missing {
			rec.Lists[i].State = Unreadable
		}
	}
	if !nameless {
		k.byID[syntax.Fold(id)] = rec
	}
	for _, f := range k.Fields {
		cell := rec.Cell(f)
		switch {
		case f == k.Key && !nameless:
			*cell = b.cells.read(f, Raw{id, Text}, false).cell
			cell.Written = id
		case f.Judged:
			*cell = Cell{State: Unanswered, Value: value.Truth(false)}
		case !f.Used && !b.all:
			*cell = Cell{State: Empty}
		default:
			r := b.cells.open(f, Cell{State: Empty, Value: b.cells.domain(f)}, nil)
			if k.missing {
				r = b.cells.unreadable(f, nil)
			}
			*cell = r.cell
			b.note(f, cell, r.text)
		}
	}
	return rec
}

// strangers lists those whom a reference names and the roster does not hold,
// where the policy wants to know something of them.
func (b *binder) strangers(f *check.Field, outside []*Record) {
	k := b.kinds[f.Type.Record.Index]
	if !f.Followed || k.missing || f.Record.Relation != nil && f.Record.Relation.LeftOut {
		return
	}
	code := diag.Outsiders
	if f.LeftOut {
		code = diag.OutsidersLeft
	}
	b.found.list.Add(code, outside[0].At, f.Text(), names(outside), k.Text()).Count = len(outside)
}

// names lists the ids of records, each once.
func names(records []*Record) any {
	var ids []string
	for _, rec := range records {
		ids = append(ids, rec.ID)
	}
	return some(distinct(ids))
}
