package plan

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"
)

// index finds, of many rules that are no more than conditions on columns, those
// that hold of a row. Each column is cut into stretches where some condition
// turns; each stretch has the set of units that let it pass; a row's units are
// what its stretches have in common. Units with like conditions stand together, and
// a summary says which words of a set are not empty, so that few words are looked
// at however many the rules: equality and ranges alike.
type index struct {
	units   []*unit
	groups  []int // by unit, the atom of its family
	columns []indexed
}

// indexed is a column of an index.
type indexed struct {
	column *column
	cuts   []uint32 // where the stretches begin, the first at 0
	table  []uint16 // the stretch of each number, where these are few
	sets   rows     // of each stretch
	sums   rows
	parts  []part // of the sets, one after the other, where they have few words that are not empty
	ends   []int32
}

// rows are sets of one size, one behind the other.
type rows struct {
	size  int // in words
	words []uint64
}

func (r rows) at(i int) []uint64 { return r.words[i*r.size:][:r.size] }

// part is a word of a set.
type part struct {
	at   int
	word uint64
}

// mostParts are listed of each set, on the average.
const mostParts = 8

// fewest units that an index is made for; of fewer the masks are faster.
const fewestIndexed = 64

// box is a unit as runs of the numbers of some columns, by place in the plan.
type box map[int][]run

// box takes a condition apart that is boxed.
func (p *Plan) box(n node) box {
	switch c := p.conditions[n]; c.kind {
	case within, member:
		return box{int(c.column): p.runs(c)}
	case both:
		a, b := p.box(c.a), p.box(c.b)
		for column, runs := range b {
			if old, twice := a[column]; twice {
				runs = common(old, runs)
			}
			a[column] = runs
		}
		return a
	}
	return nil
}

// common is where two lists of runs overlap.
func common(a, b []run) []run {
	var out []run
	for _, x := range a {
		for _, y := range b {
			if r := (run{max(x.from, y.from), min(x.to, y.to)}); r.from < r.to {
				out = append(out, r)
			}
		}
	}
	return out
}

// boxed says whether a condition is no more than conditions on columns.
func (p *Plan) boxed(n node) bool {
	c := p.conditions[n]
	return c.kind == within && !p.columns[c.column].ofSpells() || c.kind == member || c.kind == both && p.boxed(c.a) && p.boxed(c.b)
}

// indexes makes the index of the families that are to have one.
func (p *Plan) indexes(place []node) {
	var all []*unit
	boxes := map[*unit]box{}
	group := map[*family]int{}
	for _, f := range p.families {
		if f.indexed == 0 || place[f.indexed] == 0 {
			continue
		}
		group[f] = len(p.atoms)
		p.atoms = append(p.atoms, atom{condition: condition{kind: someHold, column: -1}, to: place[f.indexed]})
		for _, u := range f.units {
			if u.indexed {
				boxes[u] = p.box(u.holds)
				all = append(all, u)
			}
		}
	}
	if all == nil {
		return
	}
	turns := map[int]map[uint32]bool{}
	for _, b := range boxes {
		for column, runs := range b {
			if turns[column] == nil {
				turns[column] = map[uint32]bool{0: true}
			}
			for _, r := range runs {
				turns[column][r.from], turns[column][r.to] = true, true
			}
		}
	}
	runsOf := func(column int) func(*unit) []run {
		return func(u *unit) []run {
			if runs, has := boxes[u][column]; has {
				return runs
			}
			return whole
		}
	}
	cuts, left := map[int][]uint32{}, map[int]float64{} // by column
	for column := range turns {
		cuts[column] = slices.Sorted(maps.Keys(turns[column]))
		left[column] = perStretch(cuts[column], all, runsOf(column))
	}
	// The column that leaves fewest comes first.
	order := slices.SortedFunc(maps.Keys(turns), func(a, b int) int { return cmp.Or(cmp.Compare(left[a], left[b]), a-b) })
	slices.SortStableFunc(all, func(a, b *unit) int {
		for _, column := range order {
			x, y := boxes[a][column], boxes[b][column]
			if c := cmp.Or(len(x)-len(y), slices.CompareFunc(x, y, func(r, s run) int { return cmp.Or(cmp.Compare(r.from, s.from), cmp.Compare(r.to, s.to)) })); c != 0 {
				return c
			}
		}
		return 0
	})
	x := &index{units: all}
	for _, u := range all {
		x.groups = append(x.groups, group[u.family])
	}
	for _, column := range order {
		x.columns = append(x.columns, newIndexed(p.columns[column], cuts[column], all, runsOf(column)))
		c := p.columns[column]
		c.ways, c.usual, c.alone = nil, make(flags, len(c.usual)), true
		if !slices.Contains(p.read, column) {
			p.read = append(p.read, column)
		}
	}
	p.index = x
}

// whole are all the numbers of a column: a unit without a condition on it lets them pass.
var whole = []run{{0, math32 + 1}}

// perStretch is how many units a stretch of a column lets pass, on the average.
func perStretch(cuts []uint32, units []*unit, runsOf func(*unit) []run) float64 {
	passed := 0
	for _, u := range units {
		for _, r := range runsOf(u) {
			from, _ := slices.BinarySearch(cuts, r.from)
			to, _ := slices.BinarySearch(cuts, r.to)
			passed += to - from
		}
	}
	return float64(passed) / float64(len(cuts))
}

func newIndexed(c *column, cuts []uint32, units []*unit, runsOf func(*unit) []run) indexed {
	x := indexed{column: c, cuts: cuts}
	words := (len(units) + 63) / 64
	x.sets = rows{words, make([]uint64, len(cuts)*words)}
	x.sums.size = (words + 63) / 64
	x.sums.words = make([]uint64, len(cuts)*x.sums.size)
	for i, u := range units {
		for _, r := range runsOf(u) {
			at, _ := slices.BinarySearch(cuts, r.from)
			for ; at < len(cuts) && cuts[at] < r.to; at++ {
				x.sets.at(at)[i/64] |= 1 << (i % 64)
			}
		}
	}
	for i := range cuts {
		for w, word := range x.sets.at(i) {
			if word != 0 {
				x.sums.at(i)[w/64] |= 1 << (w % 64)
				x.parts = append(x.parts, part{w, word})
			}
		}
		x.ends = append(x.ends, int32(len(x.parts)))
	}
	if len(x.parts) > mostParts*len(cuts) {
		x.parts, x.ends = nil, nil
	}
	if c.numbers.width < 32 && len(cuts) < 1<<16 {
		x.table = make([]uint16, 1<<(c.numbers.width-1))
		for n := range x.table {
			x.table[n] = uint16(x.search(uint32(n)))
		}
	}
	return x
}

// partsOf are the words of the set of a stretch that are not empty.
func (x *indexed) partsOf(stretch int) []part {
	from := int32(0)
	if stretch > 0 {
		from = x.ends[stretch-1]
	}
	return x.parts[from:x.ends[stretch]]
}

func (x *indexed) search(n uint32) int {
	at, found := slices.BinarySearch(x.cuts, n)
	if !found {
		at--
	}
	return at
}

func (x *indexed) stretch(n uint32) int {
	if int(n) < len(x.table) { // what a blank is filled in with may be more
		return int(x.table[n])
	}
	return x.search(n)
}

// find appends the units that hold where the columns of the index have some
// numbers.
func (x *index) find(numbers []uint32, units []int32) []int32 {
	var stretches [16]int
	at := stretches[:0]
	for i := range x.columns {
		at = append(at, x.columns[i].stretch(numbers[i]))
	}
	first := &x.columns[0]
	if first.parts != nil {
		for _, p := range first.partsOf(at[0]) {
			units = x.within(at, p, units)
		}
		return units
	}
	for s, some := range first.sums.at(at[0]) {
		for i := 1; i < len(at) && some != 0; i++ {
			some &= x.columns[i].sums.at(at[i])[s]
		}
		for ; some != 0; some &= some - 1 {
			w := s*64 + bits.TrailingZeros64(some)
			units = x.within(at, part{w, first.sets.at(at[0])[w]}, units)
		}
	}
	return units
}

// within appends the units of a part of the first column's set that are in the sets of
// the other columns too.
func (x *index) within(stretches []int, p part, units []int32) []int32 {
	for i := 1; i < len(stretches) && p.word != 0; i++ {
		p.word &= x.columns[i].sets.at(stretches[i])[p.at]
	}
	for ; p.word != 0; p.word &= p.word - 1 {
		units = append(units, int32(p.at*64+bits.TrailingZeros64(p.word)))
	}
	return units
}

// hits are the units of an index that hold of the rows of a batch.
type hits struct {
	units   []int32
	from    [batch + 1]int32
	numbers []uint32
}

// of are those of a row.
func (h *hits) of(row int) []int32 { return h.units[h.from[row]:h.from[row+1]] }

// look finds the units of a row, which stands behind those before, and notes which families
// they are of.
func (f *frame) look(row int) {
	h := &f.hits
	h.from[row] = int32(len(h.units))
	h.units = f.plan.index.find(h.numbers, h.units)
	h.from[row+1] = int32(len(h.units))
	for _, u := range h.of(row) {
		f.raw[f.plan.index.groups[u]][row/64] |= 1 << (row % 64)
	}
}

// lookAll finds the units of the rows from a multiple of batch on.
func (f *frame) lookAll(from int) {
	x := f.plan.index
	f.startLooking()
	for row := range batch {
		for i := range x.columns {
			f.hits.numbers[i] = x.columns[i].column.numbers.at(from + row)
		}
		f.look(row)
	}
}

func (f *frame) startLooking() {
	f.hits.units = f.hits.units[:0]
	for i := range f.plan.atoms {
		if f.plan.atoms[i].kind == someHold {
			f.raw[i] = mask{}
		}
	}
}
