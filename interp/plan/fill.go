package plan

import (
	"math/bits"
	"slices"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// filler settles rows one by one: each blank is filled in with one value of every
// stretch that some condition tells apart, in every combination, and what comes of
// it is decided like rows. So undetermined is exact (language, 7.6) where nothing
// else is open.
type filler struct {
	plan    *Plan
	frame   *frame
	rows    int
	waiting []waiting
	cached  map[cacheKey][]filling
	blanks  []open   // of all rows waiting
	of      []uint16 // by word of the frame: the row whose fillings it holds
	// Of the row being looked at the words that hold its fillings, and the outcomes of these.
	within   []part
	outcomes [mostFillings]uint8
}

// waiting is a row whose fillings stand in the batch.
type waiting struct {
	row    int
	from   int
	total  int
	blanks []open
}

// open is a blank of a row: its column, and in which ways it is filled in, each for so
// many rows on end.
type open struct {
	column int
	ways   []filling
	usual  bool // those of the column
	stride int
}

// of is the blank of a column; nil where the row has none there.
func (one *waiting) of(column int) *open {
	for i := range one.blanks {
		if one.blanks[i].column == column {
			return &one.blanks[i]
		}
	}
	return nil
}

// settled is what came of a row.
type settled struct {
	clauses  []*check.Rule
	possible []eval.Outcome
	missing  []*check.Field
}

// shelf is where what came of the rows of a batch stands, one after the other.
type shelf struct {
	clauses  []*check.Rule
	possible []eval.Outcome
	missing  []*check.Field
}

func (s *shelf) clear() {
	s.clauses, s.possible, s.missing = s.clauses[:0], s.possible[:0], s.missing[:0]
}

// filling is what a blank may be.
type filling struct {
	none bool
	num  int32 // or code, or whether it is yes
}

// mostFillings of one row are tried; more are left to the plain evaluator.
const mostFillings = 512

func (p *Plan) filler() *filler {
	return &filler{plan: p, cached: map[cacheKey][]filling{}, frame: p.frame()}
}

// take fills in a row; false where its blanks are too many or may be anything.
func (f *filler) take(w *Worker, row int) bool {
	at := w.from + row
	one := waiting{row: row, total: 1}
	before := len(f.blanks)
	for _, i := range f.plan.read {
		c := f.plan.columns[i]
		if !c.blank.has(at) {
			continue
		}
		b := open{i, c.ways, c.usual.has(at), one.total}
		if !b.usual {
			b.ways = f.fillings(c, w.Record(row).Cell(c.field).Value)
		}
		f.blanks = append(f.blanks, b)
		if one.total *= len(b.ways); one.total == 0 || one.total > mostFillings {
			f.blanks = f.blanks[:before]
			return false
		}
	}
	if one.blanks = f.blanks[before:]; len(one.blanks) == 0 {
		return false
	}
	if f.rows+one.total > batch {
		f.flush(w)
		f.blanks = append(f.blanks, one.blanks...)
		one.blanks = f.blanks
	}
	one.from = f.rows
	for ; f.rows < one.from+one.total; f.rows += 64 { // each row begins a word
		f.of = append(f.of, uint16(row))
	}
	f.waiting = append(f.waiting, one)
	f.lookUp(at, one)
	return true
}

// lookUp finds the units of an index that hold of each filling of a row.
func (f *filler) lookUp(at int, one waiting) {
	x := f.plan.index
	if x == nil {
		return
	}
	if one.from == 0 {
		f.frame.startLooking()
	}
	for n := range one.total {
		for i := range x.columns {
			c := x.columns[i].column
			f.frame.hits.numbers[i] = c.numbers.at(at)
			if b := one.of(c.index); b != nil {
				f.frame.hits.numbers[i] = c.numberFor(b.ways[n/b.stride%len(b.ways)])
			}
		}
		f.frame.look(one.from + n)
	}
}

// numberFor is the number of a blank that is filled in.
func (c *column) numberFor(x filling) uint32 {
	switch {
	case x.none:
		return 0
	case c.codes != nil:
		return uint32(x.num)
	}
	return c.numberOf(int64(x.num))
}

// ask writes what every atom says of the fillings of the rows waiting: what it says of the
// row, but of a blank that is filled in what it says of that.
func (f *filler) ask(w *Worker) {
	for i := range f.plan.atoms {
		switch a := &f.plan.atoms[i]; {
		case a.kind == someHold:
			f.frame.sure[a.to] = f.frame.raw[i]
		case f.plan.open[a.to]:
			f.spread(&f.frame.sure[a.to], &w.frame.sure[a.to])
			f.spread(&f.frame.may[a.to], &w.frame.may[a.to])
		default:
			f.spread(&f.frame.sure[a.to], &w.frame.raw[i])
		}
	}
	for i := range f.waiting {
		one := &f.waiting[i]
		for j := range one.blanks {
			b := &one.blanks[j]
			for _, n := range f.plan.columns[b.column].atoms {
				a := &f.plan.atoms[n]
				to := f.frame.sure[a.to][one.from/64:]
				for from := 0; from < one.total; from += 64 {
					to[from/64] = f.say(a, b, from, min(one.total-from, 64))
				}
			}
		}
	}
}

// spread writes for the fillings of each row waiting, all alike, what a mask says of the row.
func (f *filler) spread(to, says *mask) {
	for i, row := range f.of {
		to[i] = -(says[row/64] >> (row % 64) & 1)
	}
}

// say is what an atom says of the fillings of a row with a blank, from one on, n at most 64.
func (f *filler) say(a *atom, b *open, from, n int) (is uint64) {
	if from > 0 || b.stride*len(b.ways) > 64 { // more than a word: one after the other
		for i := range n {
			is |= uint64(bit(f.says(a, b.ways[(from+i)/b.stride%len(b.ways)]))) << i
		}
		return is
	}
	ways := a.filled
	if !b.usual {
		ways = 0
		for way, x := range b.ways {
			ways |= uint64(bit(f.says(a, x))) << way
		}
	}
	if is = ways; b.stride > 1 { // each bit so often
		run := uint64(1)<<b.stride - 1
		for is = 0; ways != 0; ways &= ways - 1 {
			is |= run << (bits.TrailingZeros64(ways) * b.stride)
		}
	}
	for length := len(b.ways) * b.stride; length < n; length *= 2 { // and all over and over
		is |= is << length
	}
	return is
}

// words adds to a list those that hold the fillings of a row, with their bits in them.
func (one *waiting) words(list []part) []part {
	for from := 0; from < one.total; from += 64 {
		list = append(list, part{(one.from + from) / 64, ^uint64(0) >> (64 - min(one.total-from, 64))})
	}
	return list
}

// flush decides the rows filled in so far.
func (f *filler) flush(w *Worker) {
	if f.rows == 0 {
		return
	}
	f.ask(w)
	f.frame.combine(f.rows / 64)
	for _, one := range f.waiting {
		f.within = one.words(f.within[:0])
		for i := range w.matters {
			if m := &w.matters[i]; m.open[one.row/64]>>(one.row%64)&1 == 1 {
				f.settle(w, m, one)
			}
		}
	}
	f.rows, f.of, f.waiting, f.blanks = 0, f.of[:0], f.waiting[:0], f.blanks[:0]
}

// settle sums up what the fillings of the row being looked at came to on a matter.
func (f *filler) settle(w *Worker, m *matter, one waiting) {
	outcomes, met, sure := f.outcomesOf(m.Matter, one.total)
	on, first, firstMissing, firstClause := &m.shelf, len(m.shelf.possible), len(m.shelf.missing), len(m.shelf.clauses)
	m.outcomes[one.row] = uint8(left)    // unless all goes well
	if !sure || met&1 == 1 && met != 1 { // whether there is a decision at all hangs on a blank
		return
	}
	for _, r := range m.results {
		if met>>r.outcome&1 == 1 {
			met &^= 1 << r.outcome
			on.possible = append(on.possible, r.outcome)
		}
	}
	outcome := outcomes[0]
	if len(on.possible) > first+1 {
		outcome = uint8(eval.Undetermined)
		for _, b := range one.blanks {
			if field := f.plan.columns[b.column].field; differ(outcomes, b.stride, len(b.ways)) {
				if !b.usual && w.Record(one.row).Cell(field).State == roster.Unreadable {
					on.possible, on.missing = on.possible[:first], on.missing[:firstMissing]
					return
				}
				on.missing = append(on.missing, field)
			}
		}
	} else {
		on.clauses = f.clauses(on.clauses, m.Matter, one, eval.Outcome(outcome))
	}
	m.outcomes[one.row] = outcome
	m.settled = append(m.settled, settled{on.clauses[firstClause:], on.possible[first:], on.missing[firstMissing:]})
	m.filled[one.row] = uint16(len(m.settled))
}

// outcomesOf are those of the fillings of the row being looked at, and a bit for each that is
// among them; sure is false where the outcome of some, or a clause of it, stays open.
func (f *filler) outcomesOf(m *Matter, fillings int) (of []uint8, met uint64, sure bool) {
	clear(f.outcomes[:(fillings+7)&^7])
	sure = true
	for i, p := range f.within {
		sure = sure && f.frame.doubts(m, p.at)&p.word == 0
		for _, r := range m.results {
			if word := f.frame.sure[r.is][p.at] & p.word; word != 0 {
				met |= 1 << r.outcome
				put(f.outcomes[i*64:][:min(64, (fillings-i*64+7)&^7)], word, r.outcome)
			}
		}
	}
	return f.outcomes[:fillings], met, sure
}

// differ says whether two fillings that differ in one blank alone have different
// outcomes.
func differ(outcomes []uint8, stride, ways int) bool {
	for from := 0; from < len(outcomes); from += ways * stride {
		for i := from + stride; i < from+ways*stride; i++ {
			if outcomes[i] != outcomes[i-stride] {
				return true
			}
		}
	}
	return false
}

// clauses are those that give the outcome under every filling of the row being looked at.
func (f *filler) clauses(out []*check.Rule, m *Matter, one waiting, o eval.Outcome) []*check.Rule {
	before := len(out)
	add := func(r *check.Rule) {
		if !slices.Contains(out[before:], r) {
			out = append(out, r)
		}
	}
	for _, c := range m.clauses {
		if !gives(c.outcome, o) {
			continue
		}
		if c.family != nil {
			f.indexedClauses(c.family, &f.frame.sure[c.counts], one, add)
		} else if all(&f.frame.sure[c.counts], f.within) {
			add(c.rule)
		}
	}
	return out
}

// all says that something is so under every filling of a row.
func all(is *mask, within []part) bool {
	for _, p := range within {
		if is[p.at]&p.word != p.word {
			return false
		}
	}
	return true
}

// indexedClauses adds those of a family that count under every filling.
func (f *filler) indexedClauses(family *family, counts *mask, one waiting, add func(*check.Rule)) {
	if !all(counts, f.within) {
		return
	}
	for _, u := range f.frame.hits.of(one.from) {
		unit := f.plan.index.units[u]
		always := unit.family == family
		for n := one.from; always && n < one.from+one.total; n++ {
			always = slices.Contains(f.frame.hits.of(n), u)
		}
		if always {
			add(unit.rule)
		}
	}
}

func appendNew[T comparable](list []T, x T) []T {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

// waysToFill finds for each column in which ways its usual blanks can be filled in,
// and what each condition says then; it is the most of them.
func (p *Plan) waysToFill() int {
	most := 1
	f := &filler{plan: p, cached: map[cacheKey][]filling{}}
	for _, i := range p.read {
		c := p.columns[i]
		if c.domain == nil || c.alone {
			continue
		}
		if c.ways = f.fillings(c, *c.domain); len(c.ways) == 0 || len(c.ways) > mostPasses {
			c.ways, c.usual = nil, make(flags, len(c.usual)) // one by one, or not at all
		}
		most = max(most, len(c.ways))
	}
	for i := range p.atoms {
		if a := &p.atoms[i]; a.kind != isKnown && a.column >= 0 && !p.open[a.to] {
			c := p.columns[a.column]
			c.atoms = append(c.atoms, int32(i))
			for _, x := range c.ways {
				a.filled |= uint64(bit(f.says(a, x))) << a.ways
				a.ways++
			}
		}
	}
	return most
}

// mostPasses is how many ways to fill in a blank are gone through for whole
// batches; no more than there are bits in atom.filled.
const mostPasses = 16

// says is what an atom says of a blank that is filled in.
func (f *filler) says(a *atom, x filling) bool {
	switch a.kind {
	case isNone:
		return x.none
	case isYes:
		return !x.none && x.num == 1
	case member:
		return !x.none && f.plan.tables[a.condition.table].of[x.num] == 1
	}
	return !x.none && a.lo <= x.num && x.num <= a.hi
}

// fillings are one value of each stretch that a blank cell may have and that some
// condition tells apart; none where they cannot be listed.
func (f *filler) fillings(c *column, set value.Set) []filling {
	if set.Lost || set.Parts != nil || set.One() {
		return nil
	}
	var out []filling
	switch {
	case c.yes != nil:
		if set.False {
			out = append(out, filling{num: 0})
		}
		if set.True {
			out = append(out, filling{num: 1})
		}
	case c.codes == nil:
		low, high, ok := ends(set)
		if !ok {
			return nil
		}
		if set.Some() {
			out = append(out, filling{num: low})
		}
		for _, at := range c.cuts {
			if low < at && at <= high {
				out = append(out, filling{num: at})
			}
		}
	case c.field.Type.Several:
		if len(set.Sure) > 0 || c.field.Type.Choice == nil || len(set.Codes) != len(c.field.Type.Choice.Values) {
			return nil
		}
		out = slices.Clone(c.unions)
	default:
		out = f.classes(c, set.Codes)
	}
	if set.None {
		out = append(out, filling{none: true})
	}
	return out
}

func ends(set value.Set) (low, high int32, ok bool) {
	if set.Kind == types.Date {
		return int32(set.First), int32(set.Last), true
	}
	from, _, fits := set.Low.Int64(0)
	to, _, also := set.High.Int64(0)
	ok = fits && also && set.Scale == 0 && set.Low.IsInt() && set.High.IsInt() && -mostNumber <= from && to <= mostNumber
	return int32(from), int32(to), ok
}

// classes are one of each of some codes that the tables of a column tell apart.
func (f *filler) classes(c *column, among []int32) []filling {
	if len(among) == 0 {
		return nil
	}
	key := cacheKey{c.index, &among[0], len(among)}
	if out, known := f.cached[key]; known {
		return slices.Clone(out)
	}
	var out []filling
	seen := map[string]bool{}
	for _, code := range among {
		if int(code) >= len(c.codes.single) || c.codes.single[code] == 0 {
			return nil
		}
		n := c.codes.single[code]
		var says []byte
		for _, t := range f.plan.tables {
			if t.column == c {
				says = append(says, t.of[n])
			}
		}
		if !seen[string(says)] {
			seen[string(says)] = true
			out = append(out, filling{num: int32(n)})
		}
	}
	f.cached[key] = out
	return slices.Clone(out)
}

type cacheKey struct {
	column int
	first  *int32
	count  int
}

// mostClasses of values are combined in a cell that may hold several.
const mostClasses = 6

// unite numbers what a blank cell that may hold several values may hold, as far
// as some condition tells it apart.
func (p *Plan) unite(c *column) {
	if c.codes == nil || !c.field.Type.Several || c.field.Type.Choice == nil {
		return
	}
	var classes []int32
	seen := map[string]int32{}
	for code := range int32(len(c.field.Type.Choice.Values)) {
		var says []byte
		for _, t := range p.tables {
			if t.column == c {
				says = append(says, bit(slices.Contains(t.among, code)))
			}
		}
		first, met := seen[string(says)]
		if !met {
			first = code
			seen[string(says)] = code
			classes = append(classes, code)
		}
		c.like = append(c.like, first)
	}
	if len(classes) > mostClasses {
		return
	}
	for m := 1; m < 1<<len(classes); m++ {
		var values []int32
		for i, code := range classes {
			if m>>i&1 == 1 {
				values = append(values, code)
			}
		}
		if n := c.codes.several(values); n > 0 && int(n) < 1<<(c.numbers.width-1) {
			c.unions = append(c.unions, filling{num: int32(n)})
		} else {
			c.unions = nil
			return
		}
	}
}
