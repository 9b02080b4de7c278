package plan

import (
	"cmp"
	"math/bits"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
)

// figure is what is read of the rows of each record: one spell of them, or a number.
type figure struct {
	figureKey
	index   int // among the figures of the plan
	root    int // among the roots of the career: that of what it keeps
	variety variety
}

// figureKey is what a figure is: figures that are written twice are one.
type figureKey struct {
	listing
	kind   figureKind
	at     int32  // the day that a run is to have
	labels *int32 // the labels of what is different, by the first
}

type figureKind uint8

const (
	_ figureKind = iota
	first
	last
	longest
	shortest
	openAt  // the run that has a day
	aliveAt // or the last one, while nothing has broken it
	served  // from the first day, as long as all take together by the as-of date
	dayCount
	number
	different
)

// side is what a column reads of a spell.
type side uint8

const (
	_        side = iota
	firstDay      // its first day; a number too
	lastDay       // its last
	dayAfter      // the day after
)

var kinds = map[string]figureKind{
	"FIRST OF": first, "LAST OF": last, "LONGEST OF": longest, "SHORTEST OF": shortest,
	"SERVED IN": served, "DAYS OF": dayCount, "COUNT OF": number, "NUMBER OF DIFFERENT": different,
}

var sides = map[string]side{"START OF": firstDay, "END OF": lastDay, "DAY AFTER": dayAfter}

func (p *Plan) newFigure(key figureKey) *figure {
	c := key.career
	if f := c.figure[key]; f != nil {
		return f
	}
	f := &figure{figureKey: key, index: p.figures}
	p.figures++
	c.figure[key] = f
	return f
}

// spellColumn reads one side of what a figure is; of the rows themselves where that is nil.
type spellColumn struct {
	figure *figure
	side   side
}

// ofFigure is the column of a side of a figure.
func (p *Plan) ofFigure(key spellColumn) *column {
	c, known := p.spellOf[key]
	if !known {
		c = &column{index: len(p.columns), spell: key, least: int32(civil.Min), most: int32(civil.Max)}
		p.columns, p.spellOf[key] = append(p.columns, c), c
	}
	return c
}

// spell is the column of a side of one spell; nil where columns do not hold it.
func (p *Plan) spell(x check.Expr, side side) *column {
	var key figureKey
	ok := false
	switch x := p.value(x).(type) {
	case *check.Element:
		if x.Row == 0 && p.owner != nil && p.subject.Start != nil {
			return p.ofFigure(spellColumn{side: side})
		}
	case *check.Pick:
		key.kind = kinds[x.Kind]
		key.listing, ok = p.listing(x.List)
		ok = ok && key.career.subject.Start != nil
	case *check.RunAt:
		if key.kind = openAt; x.Alive {
			key.kind = aliveAt
		}
		var at curve
		if at, ok = p.curve(x.Date); !ok || at.column != nil {
			return nil
		}
		key.at = int32(at.at(0))
		key.listing, ok = p.listing(x.List)
		ok = ok && key.joined
	}
	if !ok {
		return nil
	}
	return p.ofFigure(spellColumn{p.newFigure(key), side})
}

// figureOf is the column of a number or a time that is read of a list; nil where columns do
// not hold it.
func (p *Plan) figureOf(kind string, list, of check.Expr) *column {
	key := figureKey{kind: kinds[kind]}
	var labels []int32
	var ok bool
	if key.listing, ok = p.listing(list); !ok || key.kind == 0 {
		return nil
	}
	switch key.kind {
	case served, dayCount:
		key.joined, key.gap = false, civil.Period{} // what a run joined over does not count
		ok = key.career.subject.Start != nil
	case different:
		labels = key.career.labels(ofRow(of))
		if ok = !key.joined && labels != nil; len(labels) > 0 {
			key.labels = &labels[0]
		}
	}
	if !ok {
		return nil
	}
	g := p.newFigure(key)
	if key.kind == different && g.variety.before == nil {
		g.variety = key.career.variety(labels)
	}
	return p.ofFigure(spellColumn{g, firstDay})
}

// spellCurve is a day or a number that is read of a list as a curve.
func (p *Plan) spellCurve(x check.Expr) (c curve, ok bool) {
	date := func(v int32) int64 { return int64(v) }
	number := func(v int32) int64 { return int64(v) * scale }
	switch x := x.(type) {
	case *check.EndOf:
		c = curve{p.spell(x.Of, sides[x.Kind]), false, date}
	case *check.Served:
		if x.Kind == "DAYS OF" {
			c = curve{p.figureOf(x.Kind, x.List, nil), false, number}
		}
	case *check.Aggregate:
		if x.List != nil {
			c = curve{p.figureOf(x.Kind, x.List, x.Of), false, number}
		}
	}
	return c, c.column != nil
}

// ofRows asks for some row of a list, or none, or something of every one; false for any
// other list.
func (p *Plan) ofRows(x *check.Quantify) (n node, ok bool) {
	l, ok := p.listing(x.List)
	if !ok || x.Claim != nil && l.joined {
		return anything, false
	}
	if x.Claim != nil {
		l.kept = l.career.and(l.kept, l.career.not(l.career.whether(x.Claim)))
	}
	c := p.ofFigure(spellColumn{p.newFigure(figureKey{listing: l, kind: number}), firstDay})
	if x.Kind == "SOME" {
		return p.lies(c, []stretch{{1, c.most}}), true
	}
	return p.lies(c, []stretch{{0, 0}}), true
}

// reaching relates a spell with a length of time: the day on which it is over, by the as-of
// date or in full, with its first day and the length.
type reaching struct {
	length      value.Set
	least, most int32 // days that it takes
	ways        uint8 // by whether the spell is shorter, as long, or longer: a bit each where that will do
	full        bool
}

// lasting relates the length of a spell, or the time served in a list, with a length of
// time; false where columns do not hold it.
func (p *Plan) lasting(op string, span, length check.Expr) (n node, ok bool) {
	var c *column
	full := false
	switch x := p.value(span).(type) {
	case *check.Length:
		c, full = p.spell(x.Of, firstDay), x.Full
	case *check.Served:
		if x.Kind == "SERVED IN" {
			c = p.figureOf(x.Kind, x.List, nil)
		}
	}
	set, known := p.length(length)
	if c == nil || !known {
		return anything, false
	}
	r := reaching{length: set, full: full, least: int32(set.Short.LeastDays()), most: int32(set.Short.MostDays())}
	for way := range 3 {
		r.ways |= bit(holdsOf(op, int64(way), 1)) << way
	}
	p.reachings = append(p.reachings, r)
	return p.add(condition{kind: reaches, column: int32(c.index), table: int32(len(p.reachings) - 1)}), true
}

// The days between which every length of time takes no fewer days than its least, and no
// more than its most.
var evenFrom, evenUntil = int32(date(1900)), int32(date(2100))

func date(year int) civil.Date {
	d, _ := civil.NewDate(year, 1, 1)
	return d
}

// is says whether a spell reaches a length of time by the as-of date.
func (r *reaching) is(p *Plan, s spell) bool {
	if s == noSpell {
		return false
	}
	until := s.until
	if !r.full {
		until = min(until, int32(p.asOf))
	}
	days := until - s.from
	way := 1 + int(bit(days > r.most)) - int(bit(days < r.least))
	if way == 1 || s.from < evenFrom || s.from >= evenUntil {
		due := value.ShiftBy(p.program.Convention, value.Day(civil.Date(s.from)), r.length, false).First
		way = 1 + cmp.Compare(until, int32(due))
	}
	return r.ways>>way&1 == 1
}

// ofSpells says whether a column reads spells: it is worked out batch by batch.
func (c *column) ofSpells() bool { return c.spell.side != 0 }

// spelled says whether an atom reads a spell.
func (p *Plan) spelled(a *atom) bool { return a.column >= 0 && p.columns[a.column].ofSpells() }

// spells are what a column reads of the rows from a multiple of batch on.
func (f *frame) spells(c *column, from int) spells {
	if c.spell.figure != nil {
		return f.found[c.spell.figure.index]
	}
	return f.plan.ownDays.slice(from)
}

// ask works out an atom that is bounds itself, unless it is of everybody.
func (f *frame) ask(i, from int) {
	a, sure, may := &f.plan.atoms[i], &f.raw[i], &f.wide[i]
	switch a.kind {
	case ofCrowd:
		return
	case like:
		f.plan.likenesses[a.condition.table].compare(from, a.lo == 1, sure, may)
		return
	}
	c := f.plan.columns[a.column]
	s := f.spells(c, from)
	for j := range sure {
		sure[j] = f.asked(a, c.spell.side, s.of[j*64:][:64]) &^ s.open[j]
		may[j] = sure[j] | s.open[j]
	}
}

// asked is what an atom says of 64 spells.
func (f *frame) asked(a *atom, side side, of []spell) (out uint64) {
	switch {
	case a.kind == isNone:
		for _, s := range of {
			out = out>>1 | uint64(bit(s == noSpell))<<63
		}
	case a.kind == reaches:
		r := &f.plan.reachings[a.condition.table]
		for _, s := range of {
			out = out>>1 | uint64(bit(r.is(f.plan, s)))<<63
		}
	case side == firstDay:
		for _, s := range of {
			out = out>>1 | uint64(bit(uint32(s.from-a.lo) <= uint32(a.hi-a.lo)))<<63
		}
	default:
		for _, s := range of {
			day := s.until
			if side == lastDay && day < endless {
				day--
			}
			out = out>>1 | uint64(bit(a.lo <= day && day <= a.hi))<<63
		}
	}
	return out
}

// see finds the figures of the records from a multiple of batch on.
func (f *frame) see(from int) {
	last := min(from+batch, len(f.plan.people))
	for i, c := range f.plan.careers {
		v := &f.views[i]
		v.look(c, from, last)
		for _, g := range c.wanted {
			g.find(v, from, last, f.found[g.index])
		}
	}
}

// find works out a figure of the records from one to another.
func (g *figure) find(v *view, from, last int, to spells) {
	c := g.career
	sight := &v.sight[g.root]
	spelled := g.joined || g.kind != number && g.kind != different
	if spelled && !c.plain {
		v.days.spelled(c, from, last, sight)
		sight = &v.days
	}
	copy(to.open, sight.open[:])
	begin, days, today := c.begin[from:last+1], c.ownDays.of, int32(c.asOf)
	rows, of := sight.rows[:last-from], to.of[:last-from]
	switch {
	case g.kind == openAt && g.gap == civil.Period{}:
		for i, kept := range rows {
			of[i] = openRun(days[begin[i]:begin[i+1]], kept, g.at)
		}
	case g.kind == served:
		for i, kept := range rows {
			of[i] = servedIn(days[begin[i]:begin[i+1]], kept, today)
		}
	case g.kind == dayCount:
		for i, kept := range rows {
			s := servedIn(days[begin[i]:begin[i+1]], kept, today+1)
			of[i].from = s.until - s.from
		}
	case g.kind == number && !g.joined:
		for i, kept := range rows {
			of[i].from = int32(bits.OnesCount64(kept))
		}
	default:
		for i, kept := range rows {
			known := true
			if of[i], known = g.of(&v.list, begin[i], begin[i+1], kept); !known {
				to.open.set(i)
			}
		}
	}
}

// of is a figure of the rows from one to another of which some are kept; not known where
// several are equal. The list is room to work in.
func (g *figure) of(list *[mostRows]spell, begin, end int32, kept uint64) (s spell, known bool) {
	days := g.career.ownDays.of[begin:end]
	switch {
	case g.kind == different:
		return g.variety.count(begin, end, kept)
	case g.kind == last && !g.joined:
		return lastOf(days, kept)
	}
	k := 0
	for rest := kept; rest != 0; rest &= rest - 1 {
		list[k] = days[bits.TrailingZeros64(rest)]
		k++
	}
	some := list[:k]
	if g.joined {
		some = g.join(some)
	}
	switch g.kind {
	case number:
		return spell{from: int32(len(some))}, true
	case openAt, aliveAt:
		return g.runAt(some), true
	}
	return picked(g.kind, some, int32(g.career.asOf))
}

// of is a spell that is kept, and one long before all others where it is not.
func (s spell) of(kept uint64, i int) spell {
	is := -int32(kept >> (i & 63) & 1)
	return spell{s.from&is | noDay&^is, s.until&is | noDay&^is}
}

// openRun is the run of the spells kept that has a day, where any gap breaks runs. Here and
// in servedIn nothing branches on what a spell is: no processor could foresee it.
func openRun(days []spell, kept uint64, at int32) spell {
	from, until := noDay, noDay
	i := 0
	for ; i < len(days) && days[i].from <= at; i++ {
		s := days[i].of(kept, i)
		if s.from > until {
			from = s.from
		}
		until = max(until, s.until)
	}
	if until <= at {
		return noSpell
	}
	for ; i < len(days); i++ { // what begins later may join it
		if s := days[i].of(kept, i); s.from <= until {
			until = max(until, s.until)
		}
	}
	return spell{from, until}
}

// variety tells values of rows apart, by their labels.
type variety struct {
	before     []uint64 // by row: the record's rows before it that have the same value, a bit each
	none, open flags    // rows that have no value; whose value is not known
}

func (c *career) variety(labels []int32) variety {
	v := variety{make([]uint64, len(labels)), make(flags, len(c.fault)).padded(), make(flags, len(c.fault)).padded()}
	for i := range len(c.begin) - 1 {
		of := labels[c.begin[i]:c.begin[i+1]]
		for row, label := range of {
			at := int(c.begin[i]) + row
			switch {
			case label == nobody:
				v.none.set(at)
			case label == unknown:
				v.open.set(at)
			}
			for j, other := range of[:min(row, mostRows)] {
				v.before[at] |= uint64(bit(label == other)) << j
			}
		}
	}
	return v
}

// count is how many values the rows kept have from one to another, none not counted; not
// known where a value is not.
func (v *variety) count(begin, end int32, kept uint64) (n spell, known bool) {
	at, rows := int(begin), int(end-begin)
	some := kept &^ v.none.window(at, rows)
	for i, before := range v.before[begin:end] {
		n.from += int32(uint8(some>>(i&63)) & 1 & bit(before&some == 0))
	}
	return n, kept&v.open.window(at, rows) == 0
}

// join makes runs of spells that are in order of time, in their place.
func (g *figure) join(list []spell) []spell {
	out := list[:0]
	for _, s := range list {
		if n := len(out); n > 0 && (s.from <= out[n-1].until || s.from < g.broken(out[n-1])) {
			out[n-1].until = max(out[n-1].until, s.until)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// broken is the first day on which a run counts as broken.
func (g *figure) broken(run spell) int32 {
	after := run.until
	if after < endless {
		after++
	}
	if g.gap == (civil.Period{}) || run.until == endless {
		return after
	}
	return max(after, int32(g.career.program.Convention.Add(civil.Date(run.until), g.gap)))
}

// runAt is the run that has a day, or is alive on it.
func (g *figure) runAt(runs []spell) spell {
	for i := len(runs) - 1; i >= 0; i-- {
		run := runs[i]
		switch {
		case run.from > g.at:
		case g.at < run.until, g.kind == aliveAt && g.at < g.broken(run):
			return run
		default:
			return noSpell
		}
	}
	return noSpell
}

// servedIn is the time in the spells kept before a day, no day twice, from the first of them
// on.
func servedIn(days []spell, kept uint64, until int32) spell {
	first, reached, all := until, noDay, int32(0)
	for i := range days {
		s := days[i].of(kept, i)
		end := min(s.until, until)
		all += max(0, end-max(s.from, reached))
		reached = max(reached, end)
	}
	if kept != 0 {
		first = min(until, days[bits.TrailingZeros64(kept)].from)
	}
	return spell{first, first + all}
}

// lastOf is the spell kept that begins last; not known where several do.
func lastOf(days []spell, kept uint64) (s spell, known bool) {
	if kept == 0 {
		return noSpell, true
	}
	at := bits.Len64(kept) - 1
	s = days[at]
	for kept &^= 1 << at; kept != 0; kept &^= 1 << at {
		if at = bits.Len64(kept) - 1; days[at].from < s.from {
			break
		}
		if days[at] != s {
			return s, false
		}
	}
	return s, true
}

// picked is the first of some spells, the last, the longest or the shortest by a day; not
// known where several are it.
func picked(kind figureKind, list []spell, today int32) (s spell, known bool) {
	if len(list) == 0 {
		return noSpell, true
	}
	best, tied := list[0], false
	for _, s := range list[1:] {
		ahead := 0
		switch days := max(0, min(s.until, today)-s.from) - max(0, min(best.until, today)-best.from); kind {
		case first:
			ahead = int(best.from - s.from)
		case last:
			ahead = int(s.from - best.from)
		case longest:
			ahead = int(days)
		default:
			ahead = int(-days)
		}
		switch {
		case ahead > 0:
			best, tied = s, false
		case ahead == 0 && s != best:
			tied = true
		}
	}
	return best, !tied
}
