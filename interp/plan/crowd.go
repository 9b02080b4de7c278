package plan

import (
	"rota/interp/roster"
	"rota/lang/check"
)

// crowd is a condition on a row that hangs on other rows: what came of a choice, a
// figure among a group, whether there is somebody with whom a pair holds. It is
// found for all rows before any is decided, out of conditions that stand before it,
// as bounds on what it may be over all fillings of everybody's blanks. A row of which
// the bounds agree is decided like any other; the rest is what is not compiled.
type crowd struct {
	reads []node                 // conditions on each row
	find  func(of, out []bounds) // out of these, one for each way in which it may come out
	out   []bounds
}

// bounds are the rows of which a condition is sure to be so, and those of which it
// may be.
type bounds struct{ sure, may flags }

func (p *Plan) bounds() bounds {
	return bounds{make(flags, len(p.fault)), make(flags, len(p.fault))}
}

// put says of a row whether it is sure, and whether it may be.
func (b bounds) put(row int, sure, may bool) {
	if sure {
		b.sure.set(row)
	}
	if may {
		b.may.set(row)
	}
}

// crowded adds a matter of everybody that may come out in so many ways; its nodes
// are those of its ways.
func (p *Plan) crowded(ways int, reads []node, find func(of, out []bounds)) int32 {
	p.crowds = append(p.crowds, &crowd{reads: reads, find: find, out: make([]bounds, ways)})
	return int32(len(p.crowds) - 1)
}

// came is that a matter of everybody came out in some way.
func (p *Plan) came(at int32, way int) node {
	return p.add(condition{kind: ofCrowd, column: -1, table: at, lo: int32(way)})
}

// gather finds the matters of everybody that something rests on, in order: each
// reads only those before it.
func (p *Plan) gather(place []node, used []bool) {
	var f *frame
	for i, c := range p.crowds {
		if !p.wanted(int32(i), used) {
			continue
		}
		if f == nil {
			f = p.hedging()
		}
		of := make([]bounds, len(c.reads))
		for n := range c.reads {
			of[n] = p.bounds()
		}
		for at := range p.Batches() {
			f.read(at * batch)
			f.hedge(at * batch)
			f.combine(words)
			for n, r := range c.reads {
				copy(of[n].sure[at*words:], f.sure[place[r]][:])
				copy(of[n].may[at*words:], f.may[place[r]][:])
			}
		}
		for n := range c.out {
			c.out[n] = p.bounds()
		}
		c.find(of, c.out)
	}
}

func (p *Plan) wanted(crowd int32, used []bool) bool {
	for n, c := range p.conditions {
		if c.kind == ofCrowd && c.table == crowd && used[n] {
			return true
		}
	}
	return false
}

// hedging is a frame for bounds, over all that blanks may be.
func (p *Plan) hedging() *frame {
	f := p.frame()
	f.filler = &filler{plan: p, cached: map[cacheKey][]filling{}}
	f.open = make([]bool, len(p.open))
	for n := range f.open {
		f.open[n] = n != int(never)
	}
	f.may[always] = f.sure[always]
	return f
}

// hedge works out the atoms of a batch as bounds, over all that its blanks may be.
func (f *frame) hedge(from int) {
	at := from / 64
	for i := range f.plan.atoms {
		a := &f.plan.atoms[i]
		sure, may := &f.sure[a.to], &f.may[a.to]
		if f.plan.open[a.to] {
			f.bound(i, from)
			continue
		}
		*sure, *may = f.raw[i], f.raw[i]
		for j := range sure {
			open := f.plan.fault[at+j]
			switch {
			case a.kind == isKnown:
			case a.column >= 0:
				open |= f.plan.columns[a.column].blank[at+j]
			default:
				for _, x := range f.plan.index.columns {
					open |= x.column.blank[at+j]
				}
			}
			sure[j] &^= open
			may[j] |= open
		}
		if a.kind != isKnown && a.column >= 0 {
			f.narrow(a, from)
		}
	}
}

// bound takes over an atom that is bounds itself.
func (f *frame) bound(i, from int) {
	if a := &f.plan.atoms[i]; a.kind == ofCrowd {
		f.crowd(a, from)
	} else {
		f.sure[a.to], f.may[a.to] = f.raw[i], f.wide[i]
	}
}

// crowd takes over what has been found of a matter of everybody; one that has not
// may be anything.
func (f *frame) crowd(a *atom, from int) {
	out := f.plan.crowds[a.condition.table].out[a.lo]
	if out.sure == nil {
		f.sure[a.to], f.may[a.to] = mask{}, f.sure[always]
		return
	}
	f.sure[a.to] = mask(out.sure[from/64 : from/64+words])
	f.may[a.to] = mask(out.may[from/64 : from/64+words])
}

// narrow looks at what the blanks of a column may be: whatever one is filled in
// with, an atom may say the same of it.
func (f *frame) narrow(a *atom, from int) {
	c := f.plan.columns[a.column]
	sure, may := &f.sure[a.to], &f.may[a.to]
	for row := range rowsOf(c.blank[from/64:][:words]) {
		if f.plan.fault.has(from + row) {
			continue
		}
		ways := c.ways
		if ways == nil || !c.usual.has(from+row) {
			ways = f.filler.fillings(c, f.plan.people[from+row].Cell(c.field).Value)
		}
		if len(ways) == 0 {
			continue
		}
		every, some := true, false
		for _, x := range ways {
			says := f.filler.says(a, x)
			every, some = every && says, some || says
		}
		if every {
			sure[row/64] |= 1 << (row % 64)
		}
		if !some {
			may[row/64] &^= 1 << (row % 64)
		}
	}
}

// everyone are the conditions on the element of a set of all records decided on, and
// its place; false for any other list.
func (p *Plan) everyone(list check.Expr, more ...check.Expr) (conditions []check.Expr, place int, ok bool) {
	for _, x := range more {
		conditions = append(conditions, check.Conjuncts(x)...)
	}
	for {
		switch x := list.(type) {
		case *check.Filter:
			conditions = append(check.Conjuncts(x.Where), conditions...)
			list = x.List
			continue
		case *check.Everyone:
			return conditions, x.Row, x.Of == p.subject
		}
		return nil, 0, false
	}
}

// unknown is the label of a row of which a blank leaves it open, nobody that of one
// which has no such thing. The labels of values are above.
const (
	unknown int32 = -1
	nobody  int32 = 0
)

// labels number what an expression is of each row, equal values alike; nil where it
// is no single value of a column. Expressions of one type have the same numbers.
func (p *Plan) labels(x check.Expr) []int32 {
	switch x := x.(type) {
	case *check.Element:
		if x.Row != 0 {
			return nil
		}
		out := make([]int32, len(p.people))
		for i, person := range p.people {
			out[i] = int32(person.Place) + 1
		}
		return out
	case *check.TermRef:
		if value := p.term(x); value != nil {
			return p.labels(value)
		}
	case *check.FieldRef:
		if x.Row == 0 && x.Field.Record == p.subject && labelled(x.Type().Kind) && !x.Type().Several && !x.Type().PerYear {
			return p.labelsOf(x.Field)
		}
	}
	return nil
}

func (p *Plan) labelsOf(f *check.Field) []int32 {
	if out, known := p.labelOf[f]; known {
		return out
	}
	out := make([]int32, len(p.people))
	for i, person := range p.people {
		out[i] = unknown
		cell := person.Cell(f)
		switch cell.State {
		case roster.Empty, roster.Partial, roster.Unreadable:
			continue
		}
		switch v := &cell.Value; {
		case !v.One() || person.Fault != nil:
		case v.None:
			out[i] = nobody
		case f.Type.Record == nil || !p.nameless(f, v.Codes[0]):
			out[i] = v.Codes[0] + 1
		}
	}
	p.labelOf[f] = out
	return out
}

// nameless says of a record that a field leads to that nobody knows who it is.
func (p *Plan) nameless(f *check.Field, code int32) bool {
	return p.roster.Kinds[f.Type.Record.Index][code].Nameless
}
