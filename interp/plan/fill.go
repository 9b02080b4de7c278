package plan

import (
	"bytes"
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
	matters []matter // of the rows filled in
	rows    int
	waiting []waiting
	cached  map[cacheKey][]filling
	ways    [][]filling // by column, those of the row being taken; nil where it is not blank
	blanks  []open      // of all rows waiting
	within  []part      // the words that hold the fillings of the row being taken
}

// waiting is a row whose fillings stand in the batch.
type waiting struct {
	row    int
	from   int
	total  int
	blanks []open
}

// open is a blank of a row: its column, and in how many ways it is filled in, each
// for so many rows on end.
type open struct{ column, ways, stride int }

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
	f := &filler{plan: p, cached: map[cacheKey][]filling{}, frame: p.frame(), ways: make([][]filling, len(p.columns))}
	for _, m := range p.Matters {
		f.matters = append(f.matters, m.state())
	}
	return f
}

// take fills in a row; false where its blanks are too many or may be anything.
func (f *filler) take(w *Worker, row int) bool {
	at := w.from + row
	one := waiting{row: row, total: 1}
	before := len(f.blanks)
	for _, i := range f.plan.read {
		c := f.plan.columns[i]
		if f.ways[i] = nil; !c.blank.has(at) {
			continue
		}
		if f.ways[i] = c.ways; !c.usual.has(at) {
			f.ways[i] = f.fillings(c, w.Record(row).Cell(c.field).Value)
		}
		n := len(f.ways[i])
		f.blanks = append(f.blanks, open{i, n, one.total})
		if one.total *= n; one.total == 0 || one.total > mostFillings {
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
	f.rows += one.total
	f.waiting = append(f.waiting, one)
	f.lookUp(at, one)
	f.within = one.words(f.within[:0])
	for i := range f.plan.atoms {
		switch a := &f.plan.atoms[i]; {
		case a.kind == someHold:
		case f.plan.open[a.to]:
			f.fill(&f.frame.sure[a.to], w.frame.sure[a.to][row/64]>>(row%64)&1)
			f.fill(&f.frame.may[a.to], w.frame.may[a.to][row/64]>>(row%64)&1)
		default:
			f.copy(a, &f.frame.sure[a.to], w.frame.raw[i][row/64]>>(row%64)&1, &one)
		}
	}
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
			if f.frame.hits.numbers[i] = c.numbers.at(at); f.ways[c.index] == nil {
				continue
			}
			stride := 1
			for _, b := range one.blanks {
				if b.column == c.index {
					stride = b.stride
				}
			}
			f.frame.hits.numbers[i] = c.numberFor(f.ways[c.index][n/stride%len(f.ways[c.index])])
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

// copy writes what an atom says of each filling of a row.
func (f *filler) copy(a *atom, to *mask, says uint64, one *waiting) {
	ways := f.ways[a.column]
	if ways == nil || a.kind == isKnown {
		f.fill(to, says)
		return
	}
	stride := 1
	for _, b := range one.blanks {
		if b.column == int(a.column) {
			stride = b.stride
		}
	}
	if one.total <= 64 {
		f.put(to, f.pattern(a, ways, stride, one.total), one.from%64)
		return
	}
	at, end := one.from, one.from+one.total
	for way := 0; at < end; way++ {
		says := uint64(bit(f.says(a, ways[way%len(ways)])))
		for range stride {
			to[at/64] = to[at/64]&^(1<<(at%64)) | says<<(at%64)
			at++
		}
	}
}

// pattern is what an atom says of the fillings of a row, at most 64: of each way to fill
// in its blank for a stride, over and over.
func (f *filler) pattern(a *atom, ways []filling, stride, total int) (bits uint64) {
	one := uint64(1)<<stride - 1 // all, where a stride is 64
	for n, x := range ways {
		if f.says(a, x) {
			bits |= one << (n * stride)
		}
	}
	for length := len(ways) * stride; length < total; length *= 2 {
		bits |= bits << length
	}
	return bits
}

// put writes the fillings of the row being taken, from a bit of their first word on.
func (f *filler) put(to *mask, bits uint64, from int) {
	for i, p := range f.within {
		to[p.at] = to[p.at]&^p.word | [2]uint64{bits << from, bits >> (64 - from)}[i]&p.word
	}
}

// fill writes the same of all fillings of the row being taken.
func (f *filler) fill(to *mask, says uint64) {
	for _, p := range f.within {
		to[p.at] = to[p.at]&^p.word | p.word*says
	}
}

// words adds to a list those that hold the fillings of a row, with their bits in them.
func (one *waiting) words(list []part) []part {
	for at, end := one.from, one.from+one.total; at < end; {
		n := min(64-at%64, end-at)
		list = append(list, part{at / 64, (^uint64(0) >> (64 - n)) << (at % 64)})
		at += n
	}
	return list
}

// flush decides the rows filled in so far.
func (f *filler) flush(w *Worker) {
	if f.rows == 0 {
		return
	}
	for i := range f.plan.atoms {
		if a := &f.plan.atoms[i]; a.kind == someHold {
			f.frame.sure[a.to] = f.frame.raw[i]
		}
	}
	f.frame.combine()
	for i := range f.matters {
		f.frame.begin(&f.matters[i])
		f.matters[i].conclude(&mask{}, &mask{})
	}
	for _, one := range f.waiting {
		for i := range f.matters {
			if m := &w.matters[i]; m.open[one.row/64]>>(one.row%64)&1 == 1 {
				f.settle(w, m, &f.matters[i], one)
			}
		}
	}
	f.rows, f.waiting, f.blanks = 0, f.waiting[:0], f.blanks[:0]
}

// settle sums up what the fillings of a row came to on a matter.
func (f *filler) settle(w *Worker, m, filled *matter, one waiting) {
	outcomes := filled.outcomes[one.from:][:one.total]
	on, first, firstMissing, firstClause := &m.shelf, len(m.shelf.possible), len(m.shelf.missing), len(m.shelf.clauses)
	m.outcomes[one.row] = uint8(left) // unless all goes well
	var met uint64
	for n, o := range outcomes {
		at := one.from + n
		if filled.open[at/64]>>(at%64)&1 == 1 || (o == 0) != (outcomes[0] == 0) {
			on.possible = on.possible[:first]
			return
		}
		if met>>o&1 == 0 {
			met |= 1 << o
			on.possible = append(on.possible, eval.Outcome(o))
		}
	}
	outcome := outcomes[0]
	if len(on.possible) > first+1 {
		outcome = uint8(eval.Undetermined)
		for _, b := range one.blanks {
			if field := f.plan.columns[b.column].field; differ(outcomes, b.stride, b.ways) {
				if w.Record(one.row).Cell(field).State == roster.Unreadable {
					on.possible, on.missing = on.possible[:first], on.missing[:firstMissing]
					return
				}
				on.missing = append(on.missing, field)
			}
		}
	} else {
		on.clauses = f.clauses(on.clauses, filled, one, eval.Outcome(outcome))
	}
	m.outcomes[one.row] = outcome
	m.settled = append(m.settled, settled{on.clauses[firstClause:], on.possible[first:], on.missing[firstMissing:]})
	m.filled[one.row] = uint16(len(m.settled))
}

// differ says whether two fillings that differ in one blank alone have different
// outcomes.
func differ(outcomes []uint8, stride, ways int) bool {
	for from := 0; from < len(outcomes); from += ways * stride {
		first := outcomes[from:][:stride]
		for way := 1; way < ways; way++ {
			if !bytes.Equal(first, outcomes[from+way*stride:][:stride]) {
				return true
			}
		}
	}
	return false
}

// clauses are those that give the outcome under every filling.
func (f *filler) clauses(out []*check.Rule, m *matter, one waiting, o eval.Outcome) []*check.Rule {
	before := len(out)
	add := func(r *check.Rule) {
		if !slices.Contains(out[before:], r) {
			out = append(out, r)
		}
	}
	f.within = one.words(f.within[:0])
	for i, c := range m.clauses {
		if !gives(c.outcome, o) {
			continue
		}
		if c.family != nil {
			f.indexedClauses(c.family, &m.cites[i], one, add)
		} else if all(&m.cites[i], f.within) {
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
			for _, x := range p.columns[a.column].ways {
				a.ways = append(a.ways, f.says(a, x))
			}
		}
	}
	return most
}

// mostPasses is how many ways to fill in a blank are gone through for whole
// batches.
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
