package plan

import "rota/interp/eval"

// atom is a condition on one column, with the registers that it writes: its rows
// are those whose numbers lie in one of some stretches.
type atom struct {
	condition
	to    node
	runs  []run
	table []uint8 // in place of runs, where they are many
	// what it says of each of the ways in which a blank of its column is filled in, a bit each
	filled uint64
	ways   int
}

// run is the numbers from one to another.
type run struct{ from, to uint32 }

// mostRuns in a condition are compared; of more the codes are looked up.
const mostRuns = 6

// step is a condition on conditions, with the registers that it reads and writes.
type step struct {
	kind kind
	a, b node
	to   node
}

// prepare orders the conditions that results, clauses and requirements rest on,
// atoms first.
func (p *Plan) prepare() {
	if p.later {
		p.register()
	}
	for _, c := range p.columns {
		p.unite(c)
	}
	p.tabulate()
	used := p.used()
	place := p.number(used)
	p.indexes(place)
	p.sound = place[p.sound]
	for i, n := range p.roots {
		p.roots[i] = place[n]
	}
	for _, m := range p.Matters {
		for i := range m.results {
			m.results[i].is = place[m.results[i].is]
		}
		for i := range m.clauses {
			c := &m.clauses[i]
			c.counts = place[c.counts]
			for _, r := range m.results {
				if p.open[c.counts] && gives(c.outcome, r.outcome) {
					m.unsure = append(m.unsure, unsure{c.counts, r.is})
				}
			}
		}
	}
	reads := make([]bool, len(p.columns))
	for _, i := range p.read {
		reads[i] = true
	}
	for _, a := range p.atoms {
		if a.column >= 0 && !reads[a.column] && !p.spelled(&a) {
			reads[a.column] = true
			p.read = append(p.read, int(a.column))
		}
	}
	p.passes = p.waysToFill()
	p.prepareCareers()
	p.gather(place, used)
}

// used are the conditions that something rests on.
func (p *Plan) used() []bool {
	used := make([]bool, len(p.conditions))
	used[p.sound] = true
	used[p.tallied] = true
	for _, n := range p.roots {
		used[n] = true
	}
	for _, m := range p.Matters {
		for _, r := range m.results {
			used[r.is] = true
		}
		for _, c := range m.clauses {
			used[c.counts] = true
		}
	}
	for n := len(p.conditions) - 1; n > int(anything); n-- {
		switch c := p.conditions[n]; {
		case !used[n]:
		case c.kind >= both:
			used[c.a], used[c.b] = true, true
		case c.kind == ofCrowd:
			for _, r := range p.crowds[c.table].reads {
				used[r] = true
			}
		}
	}
	return used
}

// number gives the conditions that are used their registers.
func (p *Plan) number(used []bool) (place []node) {
	place = make([]node, len(p.conditions))
	place[always], place[anything] = always, anything
	next := anything + 1
	for n := int(anything) + 1; n < len(p.conditions); n++ {
		if c := p.conditions[n]; used[n] && c.kind < both {
			place[n] = next
			if next++; c.kind != someHold { // see indexes
				p.atoms = append(p.atoms, p.atom(c, place[n]))
			}
		}
	}
	p.open = make([]bool, next, len(p.conditions))
	p.open[anything] = true
	for i := range p.atoms {
		a := &p.atoms[i]
		p.open[a.to] = a.kind == ofCrowd || a.kind == like || p.spelled(a)
	}
	for n := int(anything) + 1; n < len(p.conditions); n++ {
		if c := p.conditions[n]; used[n] && c.kind >= both {
			place[n] = next
			s := step{c.kind, place[c.a], place[c.b], next}
			p.steps, p.open = append(p.steps, s), append(p.open, p.open[s.a] || p.open[s.b])
			next++
		}
	}
	return place
}

func (p *Plan) atom(c condition, to node) atom {
	a := atom{condition: c, to: to}
	if c.kind == within || c.kind == member {
		if a.runs = p.runs(c); len(a.runs) > mostRuns {
			a.runs, a.table = nil, p.tables[c.table].of
		}
	}
	return a
}

// runs are the numbers of which a condition on one column is so.
func (p *Plan) runs(c condition) []run {
	column := p.columns[c.column]
	if c.kind == within {
		return []run{{column.numberOf(int64(c.lo)), column.numberOf(int64(c.hi) + 1)}}
	}
	var out []run
	for n, says := range p.tables[c.table].of {
		switch before := n > 0 && p.tables[c.table].of[n-1] == 1; {
		case says == 1 && !before:
			out = append(out, run{uint32(n), math32})
		case says == 0 && before:
			out[len(out)-1].to = uint32(n)
		}
	}
	return out
}

const math32 = 1<<31 - 1

// mask has a bit for each row of a batch.
type mask = [words]uint64

// frame is what the conditions say of one batch. Its blanks are filled in: each
// with the first value that it may have, and in further passes with the next.
type frame struct {
	plan   *Plan
	open   []bool // by register: it hangs on what is not compiled
	sure   []mask
	may    []mask   // where it hangs on what is not compiled: rows of which it may be so
	raw    []mask   // by atom, without what is filled in
	wide   []mask   // by atom that is bounds itself: the other one
	views  []view   // by career
	found  []spells // by figure
	hits   hits
	filler *filler // of blanks that are looked at without being filled in
}

func (p *Plan) frame() *frame {
	f := &frame{plan: p, open: p.open, sure: make([]mask, len(p.open)), may: make([]mask, len(p.open)), raw: make([]mask, len(p.atoms)), wide: make([]mask, len(p.atoms))}
	for _, c := range p.careers {
		f.views = append(f.views, c.view())
	}
	for range p.figures {
		f.found = append(f.found, newSpells(batch))
	}
	if p.index != nil {
		f.hits.numbers = make([]uint32, len(p.index.columns))
	}
	for i := range words {
		f.sure[always][i], f.may[anything][i] = ^uint64(0), ^uint64(0)
	}
	return f
}

// read works out the atoms for the rows from a multiple of batch on.
func (f *frame) read(from int) {
	at := from / 64
	f.see(from)
	for i := range f.plan.atoms {
		a, to := &f.plan.atoms[i], &f.raw[i]
		if f.plan.open[a.to] {
			f.ask(i, from)
		}
		if a.kind == someHold || f.plan.open[a.to] {
			continue
		}
		c := f.plan.columns[a.column]
		switch {
		case a.kind == isYes:
			*to = mask(c.yes[at : at+words])
		case a.kind == isNone:
			*to = mask(c.none[at : at+words])
		case a.kind == isKnown:
			*to = mask(c.known[at : at+words])
		case a.table != nil:
			*to = mask{}
			for row := range batch {
				to[row/64] |= uint64(a.table[c.numbers.at(from+row)]) << (row % 64)
			}
		default:
			c.in(to, from, a.runs)
		}
	}
	if f.plan.index != nil {
		f.lookAll(from)
	}
}

// in are the rows whose numbers lie in some runs.
func (c *column) in(to *mask, from int, runs []run) {
	*to = mask{}
	var low, high mask
	for _, r := range runs {
		if r.from > 1 {
			c.numbers.atLeast(&low, from, r.from)
		} else {
			blank, none := (*mask)(c.blank[from/64:]), (*mask)(c.none[from/64:])
			for i := range low {
				low[i] = ^(blank[i] | none[i])
			}
		}
		if r.to >= 1<<(c.numbers.width-1) {
			high = mask{}
		} else {
			c.numbers.atLeast(&high, from, r.to)
		}
		for i := range to {
			to[i] |= low[i] &^ high[i]
		}
	}
}

// pass works out every condition where each usual blank is filled in with one of
// its values.
func (f *frame) pass(from, pass int) {
	for i := range f.plan.atoms {
		a := &f.plan.atoms[i]
		if f.plan.open[a.to] {
			f.bound(i, from)
			continue
		}
		to := &f.sure[a.to]
		*to = f.raw[i]
		if a.ways > 0 && a.filled>>(pass%a.ways)&1 == 1 {
			for i, w := range (*mask)(f.plan.columns[a.column].usual[from/64:]) {
				to[i] |= w
			}
		}
	}
	f.combine(words)
}

// mayBe is which rows a condition may be so of.
func (f *frame) mayBe(n node) *mask {
	if f.open[n] {
		return &f.may[n]
	}
	return &f.sure[n]
}

// combine works out the conditions on conditions for the rows of the first n words.
func (f *frame) combine(n int) {
	for i := range f.plan.steps {
		s := &f.plan.steps[i]
		a, b, to := &f.sure[s.a], &f.sure[s.b], &f.sure[s.to]
		if s.kind == not {
			a = f.mayBe(s.a)
		}
		s.kind.apply(to[:n], a[:n], b[:n])
		if f.open[s.to] {
			a, b, to = f.mayBe(s.a), f.mayBe(s.b), &f.may[s.to]
			if s.kind == not {
				a = &f.sure[s.a]
			}
			s.kind.apply(to[:n], a[:n], b[:n])
		}
	}
}

func (k kind) apply(to, a, b []uint64) {
	a, b = a[:len(to)], b[:len(to)]
	switch k {
	case both:
		for i := range to {
			to[i] = a[i] & b[i]
		}
	case either:
		for i := range to {
			to[i] = a[i] | b[i]
		}
	case not:
		for i := range to {
			to[i] = ^a[i]
		}
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
