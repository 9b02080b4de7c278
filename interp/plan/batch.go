package plan

import (
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// Batch decides records whose cells a reader fills in, column by column, so many at a time
// as Rows says at most: a Worker over one batch that is written over again and again. It
// is not safe for several goroutines; each makes its own.
//
//	b, ok := plan.NewBatch(program, r, r.Blank, asOf)
//	b.Clear()
//	b.Set(slot, 0, value)
//	b.Decide(1)
//	outcome := b.Outcome(0, 0)
type Batch struct {
	*Worker
	plan   *Plan
	people []*roster.Record
}

// RowsOf a batch at most.
const RowsOf = batch

// Value is what a column holds of a cell.
type Value struct {
	is     presence
	known  bool // the cell says so itself
	number uint32
}

// NewBatch is for records that are like one of which every cell is blank. It is false where
// decisions hang on other records.
func NewBatch(program *check.Program, r *roster.Roster, like *roster.Record, asOf civil.Date) (*Batch, bool) {
	alone := *r
	alone.People = []*roster.Record{like}
	p, ok := Compile(program, &alone, asOf, Options{Later: true})
	if !ok || len(p.crowds) > 0 || asksOthers(program) {
		return nil, false
	}
	for _, i := range p.read {
		if c := p.columns[i]; c.field.Type.Several && c.unions == nil {
			return nil, false
		}
	}
	b := &Batch{plan: p, Worker: p.Worker(), people: make([]*roster.Record, batch)}
	for i := range b.people {
		b.people[i] = like
	}
	for i := range p.atoms {
		if a := &p.atoms[i]; a.kind == isKnown {
			p.columns[a.column].asked = true
		}
	}
	return b, true
}

// asksOthers says that something is asked of everybody, compiled or not: what is not is
// decided of one record at a time.
func asksOthers(program *check.Program) (asks bool) {
	program.Walk(func(x check.Expr) {
		switch x.(type) {
		case *check.Everyone, *check.Chosen, *check.Place:
			asks = true
		}
	})
	return asks
}

// Slot is that of a field; false where no condition reads it.
func (b *Batch) Slot(f *check.Field) (Slot, bool) {
	c := b.plan.columnOf[f]
	if c == nil {
		return 0, false
	}
	return Slot(c.index), true
}

// Matters are what is decided.
func (b *Batch) Matters() []*Matter { return b.plan.Matters }

// Value is what a column holds of a cell; false where it is more than a column can, and the
// record is to be decided by itself.
func (b *Batch) Value(at Slot, cell *roster.Cell) (Value, bool) {
	c := b.plan.columns[at]
	v := Value{known: cell.State == roster.Known}
	switch {
	case cell.State == roster.Empty:
		v.is = blank
		return v, c.domain != nil && same(c.domain, &cell.Value) && c.field.Type.Kind != types.Text
	case cell.State == roster.Partial, cell.State == roster.Unreadable, !cell.Value.One():
		return v, false
	case cell.Value.None:
		v.is = absent
		return v, true
	}
	if c.codes != nil {
		v.number = c.coded(&cell.Value)
		return v, v.number > 0
	}
	n, fits := c.number(&cell.Value)
	if v.number = uint32(n); c.yes == nil {
		v.number = uint32(n - c.base + 1)
	}
	return v, fits
}

// coded is the number of a value, or of several as far as some condition tells them apart;
// 0 for none.
func (c *column) coded(set *value.Set) uint32 {
	if !set.Several {
		return uint32(c.codes.found(set.Codes[0]))
	}
	var like []int32
	for _, code := range set.Codes {
		like = append(like, c.like[code])
	}
	return uint32(c.codes.sets[setKey(like)])
}

// Date is what a column of dates holds of a day.
func (b *Batch) Date(at Slot, d civil.Date) Value {
	return Value{present, true, uint32(int32(d) - b.plan.columns[at].base + 1)}
}

// Clear makes room for the next records: nothing is set of any.
func (b *Batch) Clear() {
	for _, c := range b.plan.columns {
		for _, f := range []flags{c.blank, c.usual, c.none, c.known, c.yes} {
			clear(f)
		}
		for i := range c.numbers.words {
			c.numbers.words[i] = tops[c.numbers.width]
		}
	}
}

// Set writes a cell that has not been written since Clear.
func (b *Batch) Set(at Slot, row int, v Value) {
	c := b.plan.columns[at]
	switch {
	case v.is == blank:
		c.blank.set(row)
		if len(c.ways) > 0 {
			c.usual.set(row)
		}
	case v.is == absent:
		c.none.set(row)
	case c.yes == nil:
		c.numbers.set(row, v.number)
	case v.number == 1:
		c.yes.set(row)
	}
	if v.known && c.asked {
		c.known.set(row)
	}
}

// Decide decides the first so many records.
func (b *Batch) Decide(rows int) {
	b.plan.people = b.people[:rows]
	b.Worker.Decide(0)
}

// register numbers the codes that a column may come to hold, where it is filled in later:
// the values of a choice; of a text those that some condition names, and one for all else.
func (p *Plan) register() {
	for _, c := range p.columns {
		if c.codes == nil {
			continue
		}
		if c.field.Type.Kind == types.Choice {
			if c.field.Type.Several {
				continue // see unite
			}
			for code := range int32(len(c.field.Type.Choice.Values)) {
				c.codes.of(code)
			}
			continue
		}
		for _, t := range p.tables {
			if t.column == c {
				for _, code := range t.among {
					c.codes.of(code)
				}
			}
		}
		c.codes.other = c.codes.add([]int32{-1})
	}
}
