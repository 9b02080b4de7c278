package plan

import (
	"math/bits"
	"slices"

	"rota/lang/civil"
)

// figure is what is read of the rows of each record: one spell of them, or a number.
type figure struct {
	figureKey
	index   int // among the figures of the plan
	root    int // among the roots of the career: that of what it keeps
	asked   int // that of what is said of the row
	variety variety
}

// figureKey is what a figure is: figures that are written twice are one.
type figureKey struct {
	listing
	kind   figureKind
	at     int32  // the day that a run is to have
	labels *int32 // the labels of what is different, by the first
	tested bool   // in place of the spell it is 1 where something is so of its row, else 0
	test   node
}

type figureKind uint8

const (
	_ figureKind = iota
	first
	last
	longest
	shortest
	openAt   // the run that has a day
	aliveAt  // or the last one, while nothing has broken it
	served   // from the first day, as long as all take together by the as-of date
	dayCount // from here on it is a number
	number
	different
)

var kinds = map[string]figureKind{
	"FIRST OF": first, "LAST OF": last, "LONGEST OF": longest, "SHORTEST OF": shortest,
	"SERVED IN": served, "DAYS OF": dayCount, "COUNT OF": number, "NUMBER OF DIFFERENT": different,
}

// counts says whether a figure is a number.
func (k *figureKey) counts() bool { return k.kind >= dayCount || k.tested }

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

// mostRows of a record are looked at; those with more are left to the plain evaluator.
const mostRows = 64

// view is what a frame sees of a career in one batch of records.
type view struct {
	frame *frame
	sight []sight // by root
	list  [mostRows]spell
	days  sight // of one that is looked at by its days
}

// sight is which rows of each record are kept: a bit each, from its first row on.
type sight struct {
	sure, may flags // from a multiple of batch on
	doubt     bool  // some of them are not the same
	rows      [batch]uint64
	open      mask // records of which that is not known
}

// prepareCareers makes the careers ready for what atoms read of them; those of which they
// read nothing are left out.
func (p *Plan) prepareCareers() {
	for _, c := range p.careers {
		for i := range p.atoms {
			if !p.spelled(&p.atoms[i]) {
				continue
			}
			g := p.columns[p.atoms[i].column].spell.figure
			if g == nil || g.career != c || slices.Contains(c.wanted, g) {
				continue
			}
			if g.root = c.root(g.kept); g.tested {
				g.asked = c.root(g.test)
			}
			c.wanted = append(c.wanted, g)
		}
		c.prepare()
	}
	p.careers = slices.DeleteFunc(p.careers, func(c *career) bool { return len(c.wanted) == 0 })
}

// root is the place of a condition on rows among those that figures ask for.
func (c *career) root(n node) int {
	at := slices.Index(c.roots, n)
	if at < 0 {
		at = len(c.roots)
		c.roots = append(c.roots, n)
	}
	return at
}

func (c *career) view() view {
	return view{frame: c.hedging(), sight: make([]sight, len(c.roots))}
}

// look finds the rows that are kept of the records from one to another.
func (v *view) look(c *career, first, last int) {
	begin, end := int(c.begin[first]), int(c.begin[last])
	base := begin / batch * batch
	for i := range v.sight {
		s := &v.sight[i]
		s.sure, s.may, s.doubt = s.sure[:0], s.may[:0], false
	}
	for at := base; at < end; at += batch {
		v.frame.read(at)
		v.frame.hedge(at)
		v.frame.combine(words)
		for i, root := range c.roots {
			s, sure, may := &v.sight[i], &v.frame.sure[root], v.frame.mayBe(root)
			s.sure, s.may, s.doubt = append(s.sure, sure[:]...), append(s.may, may[:]...), s.doubt || *sure != *may
		}
	}
	for i := range v.sight {
		v.sight[i].part(c, first, last, base)
	}
}

// part gives each record its rows.
func (s *sight) part(c *career, first, last, base int) {
	s.open = mask(c.left[first/64:][:words])
	s.sure, s.may = s.sure.padded(), s.may.padded()
	at := int(c.begin[first])
	for i, end := range c.begin[first+1 : last+1] {
		n := int(end) - at
		s.rows[i] = s.sure.window(at-base, n)
		if s.doubt && s.rows[i] != s.may.window(at-base, n) {
			s.open[i/64] |= 1 << (i % 64)
		}
		at = int(end)
	}
}

// spelled leaves the rows that have a day; records are open of which the days of a row that
// is kept are not known.
func (s *sight) spelled(c *career, first, last int, of *sight) {
	s.open = of.open
	at := int(c.begin[first])
	for i, end := range c.begin[first+1 : last+1] {
		n := int(end) - at
		s.rows[i] = of.rows[i] & c.some.window(at, n)
		if of.rows[i]&c.ownDays.open.window(at, n) != 0 {
			s.open[i/64] |= 1 << (i % 64)
		}
		at = int(end)
	}
}

// padded are flags with room for a window that begins behind the last.
func (b flags) padded() flags { return append(b, 0, 0) }

// window are so many flags from one on, 64 at most, as bits; the flags are padded.
func (b flags) window(from, n int) uint64 {
	two, shift := b[from/64:][:2], uint(from)%64
	return (two[0]>>shift | two[1]<<1<<(^shift%64)) & (^uint64(0) >> uint(64-n))
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
	begin, days, today := c.begin[from:last+1], c.ownDays.of, dayOf(c.asOf)
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
	case g.kind == different:
		for i, kept := range rows {
			known := true
			if of[i].from, known = g.variety.count(begin[i], begin[i+1], kept); !known {
				to.open.set(i)
			}
		}
	default:
		for i, kept := range rows {
			days, known := days[begin[i]:begin[i+1]], true
			if of[i], known = g.of(&v.list, days, kept); known && g.tested {
				of[i].from, known = v.sight[g.asked].tested(i, days, kept, of[i])
			}
			if !known {
				to.open.set(i)
			}
		}
	}
}

// tested is 1 where something is so of the row of a record that is a spell, else 0; not
// known where it is not of each that may be meant.
func (s *sight) tested(record int, days []spell, kept uint64, is spell) (n int32, known bool) {
	for i, d := range days {
		if d != is {
			kept &^= 1 << (i & 63)
		}
	}
	so := kept & s.rows[record]
	return int32(bit(so != 0)), s.open[record/64]>>(record%64)&1 == 0 && (so == 0 || so == kept)
}

// of is a figure of some rows of which some are kept; not known where several are equal.
// The list is room to work in.
func (g *figure) of(list *[mostRows]spell, days []spell, kept uint64) (s spell, known bool) {
	if g.kind == last && !g.joined {
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
	return picked(g.kind, some, dayOf(g.career.asOf))
}
