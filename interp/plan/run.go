package plan

import (
	"rota/interp/eval"
)

// step is a condition that something rests on, with the registers that it reads
// and writes.
type step struct {
	condition
	to    node
	table []uint8
	ways  []bool // what it says of each way in which a blank of its column is filled in
}

// prepare orders the conditions that results, clauses and requirements rest on.
func (p *Plan) prepare() {
	for _, c := range p.columns {
		p.unite(c)
	}
	p.tabulate()
	used := make([]bool, len(p.conditions))
	need := func(n node) { used[n] = true }
	need(p.sound)
	for _, m := range p.Matters {
		for _, r := range m.results {
			need(r.is)
		}
		for _, c := range m.clauses {
			need(c.counts)
		}
	}
	for n := len(p.conditions) - 1; n > int(anything); n-- {
		if c := p.conditions[n]; used[n] && c.kind >= both {
			need(c.a)
			need(c.b)
		}
	}
	place := make([]node, len(p.conditions))
	next := anything + 1
	p.open = []bool{never: false, always: false, anything: true}
	reads := make([]bool, len(p.columns))
	for n, c := range p.conditions {
		if place[n] = node(n); n <= int(anything) || !used[n] {
			continue
		}
		place[n] = next
		next++
		s := step{condition: c, to: place[n]}
		if c.kind >= both {
			s.a, s.b = place[c.a], place[c.b]
		} else {
			reads[c.column] = true
		}
		if c.kind == member {
			s.table = p.tables[c.table].of
		}
		p.open = append(p.open, c.kind >= both && (p.open[s.a] || p.open[s.b]))
		p.steps = append(p.steps, s)
	}
	p.registers = int(next)
	for i, reads := range reads {
		if reads {
			p.read = append(p.read, i)
		}
	}
	p.passes = p.waysToFill()
	p.sound = place[p.sound]
	for _, m := range p.Matters {
		for i := range m.results {
			m.results[i].is = place[m.results[i].is]
		}
		for i := range m.clauses {
			m.clauses[i].counts = place[m.clauses[i].counts]
		}
	}
}

// mask has a bit for each row of a batch.
type mask = [words]uint64

// frame is what the conditions say of one batch. Its blanks are filled in: each
// with the first value that it may have, and in further passes with the next.
type frame struct {
	plan    *Plan
	columns []*column
	sure    []mask
	may     []mask // where it hangs on what is not compiled: rows of which it may be so
	raw     []mask // by step, without what is filled in
}

func (p *Plan) frame(columns []*column) *frame {
	f := &frame{plan: p, columns: columns, sure: make([]mask, p.registers), may: make([]mask, p.registers), raw: make([]mask, len(p.steps))}
	for i := range words {
		f.sure[always][i], f.may[anything][i] = ^uint64(0), ^uint64(0)
	}
	return f
}

// mayBe is which rows a condition may be so of.
func (f *frame) mayBe(n node) *mask {
	if f.plan.open[n] {
		return &f.may[n]
	}
	return &f.sure[n]
}

// run works out every condition for the rows from a multiple of batch on.
func (f *frame) run(from int) {
	at := from / 64
	for i := range f.plan.steps {
		s := &f.plan.steps[i]
		if s.kind >= both {
			f.combine(s)
			continue
		}
		c, to := f.columns[s.column], &f.raw[i]
		switch s.kind {
		case atLeast:
			atLeastOf(to, c.nums[from:from+batch], s.lo)
		case atMost:
			atMostOf(to, c.nums[from:from+batch], s.hi)
		case between:
			betweenOf(to, c.nums[from:from+batch], s.lo, s.hi)
		case member:
			if c.small != nil {
				memberOf(to, c.small[from:from+batch], (*[256]uint8)(s.table))
			} else {
				memberOfMany(to, c.wide[from:from+batch], s.table)
			}
		case isYes:
			*to = mask(c.yes[at : at+words])
		case isNone:
			*to = mask(c.none[at : at+words])
		case isKnown:
			*to = mask(c.known[at : at+words])
		}
		f.fillIn(s, to, at, 0)
	}
}

// again works them out where each blank is filled in with the next value.
func (f *frame) again(from, pass int) {
	for i := range f.plan.steps {
		if s := &f.plan.steps[i]; s.kind >= both {
			f.combine(s)
		} else if len(f.columns[s.column].ways) > 1 {
			f.fillIn(s, &f.raw[i], from/64, pass)
		}
	}
}

// fillIn adds to the rows of which a condition is so those whose blank is filled
// in so that it is.
func (f *frame) fillIn(s *step, raw *mask, at, pass int) {
	to := &f.sure[s.to]
	*to = *raw
	if c := f.columns[s.column]; len(s.ways) > 0 && s.ways[pass%len(s.ways)] {
		for i, w := range c.usual[at : at+words] {
			to[i] |= w
		}
	}
}

// combine works out a condition from those it is made of.
func (f *frame) combine(s *step) {
	a, b, to := &f.sure[s.a], &f.sure[s.b], &f.sure[s.to]
	switch s.kind {
	case both:
		for i := range to {
			to[i] = a[i] & b[i]
		}
	case either:
		for i := range to {
			to[i] = a[i] | b[i]
		}
	case not:
		a = f.mayBe(s.a)
		for i := range to {
			to[i] = ^a[i]
		}
	}
	if !f.plan.open[s.to] {
		return
	}
	a, b, to = f.mayBe(s.a), f.mayBe(s.b), &f.may[s.to]
	switch s.kind {
	case both:
		for i := range to {
			to[i] = a[i] & b[i]
		}
	case either:
		for i := range to {
			to[i] = a[i] | b[i]
		}
	case not:
		a = &f.sure[s.a]
		for i := range to {
			to[i] = ^a[i]
		}
	}
}

// The comparisons write a bit a row without a branch: the sign of a difference,
// shifted in from the last row of a word to the first. Four rows a turn that do
// not wait for each other make it twice as fast as one.

func atLeastOf(to *mask, nums []int32, lo int32) {
	n := int64(lo)
	for w := range to {
		v := (*[64]int32)(nums[w*64:])
		var a, b, c, d uint64
		for i := 15; i >= 0; i-- {
			a = a<<1 | uint64(int64(v[i])-n)>>63
			b = b<<1 | uint64(int64(v[i+16])-n)>>63
			c = c<<1 | uint64(int64(v[i+32])-n)>>63
			d = d<<1 | uint64(int64(v[i+48])-n)>>63
		}
		to[w] = ^(a | b<<16 | c<<32 | d<<48)
	}
}

// atMostOf leaves out what is special, which is less than any value.
func atMostOf(to *mask, nums []int32, hi int32) {
	betweenOf(to, nums, special+1, hi)
}

func betweenOf(to *mask, nums []int32, lo, hi int32) {
	width := uint64(uint32(hi-lo)) + 1
	for w := range to {
		v := (*[64]int32)(nums[w*64:])
		var a, b, c, d uint64
		for i := 15; i >= 0; i-- {
			a = a<<1 | (uint64(uint32(v[i]-lo))-width)>>63
			b = b<<1 | (uint64(uint32(v[i+16]-lo))-width)>>63
			c = c<<1 | (uint64(uint32(v[i+32]-lo))-width)>>63
			d = d<<1 | (uint64(uint32(v[i+48]-lo))-width)>>63
		}
		to[w] = a | b<<16 | c<<32 | d<<48
	}
}

func memberOf(to *mask, codes []uint8, table *[256]uint8) {
	for w := range to {
		v := (*[64]uint8)(codes[w*64:])
		var a, b, c, d uint64
		for i := 15; i >= 0; i-- {
			a = a<<1 | uint64(table[v[i]])
			b = b<<1 | uint64(table[v[i+16]])
			c = c<<1 | uint64(table[v[i+32]])
			d = d<<1 | uint64(table[v[i+48]])
		}
		to[w] = a | b<<16 | c<<32 | d<<48
	}
}

func memberOfMany(to *mask, codes []uint16, table []uint8) {
	for w := range to {
		v := (*[64]uint16)(codes[w*64:])
		var m uint64
		for i := 63; i >= 0; i-- {
			m = m<<1 | uint64(table[v[i]])
		}
		to[w] = m
	}
}

// spread turns eight bits into eight bytes.
var spread = func() (s [256]uint64) {
	for b := range s {
		for i := range 8 {
			s[b] |= uint64(b>>i&1) << (8 * i)
		}
	}
	return s
}()

// left is in place of an outcome that the plain evaluator is to find.
const left eval.Outcome = 255
