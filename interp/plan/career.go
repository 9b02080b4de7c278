package plan

import (
	"cmp"
	"slices"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// career is the rows of one list of all records, one record after the other, each
// record's in order of time. It is a plan of its own, in which a row is what is decided
// on: so what narrows the list is a condition on the columns of its rows. What is read of
// the rows of each record is a figure.
type career struct {
	*Plan
	begin  []int32 // by record, the place of its first row, and the end of the last one's
	some   flags   // rows that have a day
	plain  bool    // all have, and it is known which
	left   flags   // records of which nobody knows what rows they have, or that have too many
	wanted []*figure
	figure map[figureKey]*figure
}

// mostRows of a record are looked at; those with more are left to the plain evaluator.
const mostRows = 64

// spell is an interval of days: its first, and the day after its last, endless where it
// runs on. One without a day is none.
type spell struct{ from, until int32 }

const endless = int32(civil.Max)

// noDay is in place of a day where there is no spell: it lies before all others.
const noDay = int32(civil.Min) - 1

var noSpell = spell{noDay, noDay}

// spells are one spell, or a number in the place of its first day, of each of some rows.
type spells struct {
	of   []spell
	open flags // not known
}

func newSpells(rows int) spells { return spells{make([]spell, rows), make(flags, rows/64)} }

// slice are those of a batch.
func (s spells) slice(from int) spells {
	return spells{s.of[from:][:batch], s.open[from/64:][:words]}
}

// career is that of a list of the record decided on; nil where columns do not hold it.
func (p *Plan) career(list *check.Record) *career {
	c, known := p.careerOf[list]
	if !known {
		if place := slices.Index(p.program.Lists, list); place >= 0 && p.lists(list) {
			c = p.newCareer(list, place)
			p.careers = append(p.careers, c)
		}
		p.careerOf[list] = c
	}
	return c
}

// lists says whether the rows of a list are those that its table gives to each record.
func (p *Plan) lists(l *check.Record) bool {
	dated := func(f *check.Field) bool { return f.Type.Kind == types.Date && holds(f) }
	return !p.alone && l.Owner == p.subject && l.Relation == nil && l.Table == nil && l.From.Column == nil &&
		!slices.Contains(p.roster.MissingLists, l) && (l.Start == nil || dated(l.Start) && dated(l.End))
}

// dated is a row and what is known of its days.
type dated struct {
	row *roster.Record
	spell
	open bool
}

func (p *Plan) newCareer(list *check.Record, place int) *career {
	c := &career{begin: make([]int32, 1, len(p.people)+1), left: make(flags, len(p.fault)), plain: true, figure: map[figureKey]*figure{}}
	var all []dated
	for i, person := range p.people {
		if place >= len(person.Rows) || person.Rows[place] == nil {
			c.left.set(i)
		} else {
			first := len(all)
			if len(person.Rows[place]) > mostRows {
				c.left.set(i)
			}
			for _, row := range person.Rows[place] {
				all = append(all, daysOf(row))
			}
			slices.SortStableFunc(all[first:], func(a, b dated) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.until, b.until)) })
		}
		c.begin = append(c.begin, int32(len(all)))
	}
	people := make([]*roster.Record, len(all))
	for i, d := range all {
		people[i] = d.row
	}
	c.Plan = newPlan(p.program, p.roster, list, people, p.asOf)
	c.owner = p
	c.ownerOf = make([]int32, len(c.fault)*64)
	for i := range p.people {
		for row := c.begin[i]; row < c.begin[i+1]; row++ {
			c.ownerOf[row] = int32(i)
		}
	}
	c.ownDays = newSpells(len(c.fault) * 64)
	c.some = make(flags, len(c.fault)).padded()
	for i, d := range all {
		c.ownDays.of[i] = d.spell
		if d.from < d.until {
			c.some.set(i)
		} else {
			c.plain = false
		}
		if d.open {
			c.ownDays.open.set(i)
		}
	}
	c.ownDays.open = c.ownDays.open.padded()
	return c
}

// daysOf is a row from its start until its end. One that never began is none; one without
// an end runs on.
func daysOf(row *roster.Record) dated {
	d := dated{row: row, spell: noSpell}
	kind := row.Kind
	if kind.Start == nil {
		return d
	}
	from, until := row.Cell(kind.Start), row.Cell(kind.End)
	switch {
	case !certain(from):
		d.open = true
		return d
	case from.Value.None:
		return d
	case !certain(until):
		d.open = true
		return d
	}
	d.spell = spell{int32(from.Value.First), endless}
	if !until.Value.None {
		if d.until = int32(until.Value.First); kind.EndIn && d.until < endless {
			d.until++
		}
	}
	return d
}

// certain says whether a cell has one value.
func certain(c *roster.Cell) bool {
	return c.State != roster.Empty && c.State != roster.Partial && c.State != roster.Unreadable && c.Value.One()
}

// listing is a list of the record decided on as columns have it: the rows of a career that
// some condition keeps, joined to runs or as they are.
type listing struct {
	career *career
	kept   node
	joined bool
	gap    civil.Period // which breaks runs; none: any does
}

// listing is false for a list that columns do not hold.
func (p *Plan) listing(x check.Expr) (l listing, ok bool) {
	switch x := p.value(x).(type) {
	case *check.ListRef:
		if x.Row == 0 {
			l = listing{career: p.career(x.List), kept: always}
		}
		return l, l.career != nil
	case *check.Filter:
		l, ok = p.listing(x.List)
		if !ok || l.joined {
			return l, false
		}
		l.kept = l.career.and(l.kept, l.career.whether(x.Where))
	case *check.Runs:
		l, ok = p.listing(x.List)
		if !ok || l.joined || x.Per != nil || l.career.subject.Start == nil {
			return l, false
		}
		if l.joined = true; x.Gap != nil {
			var gap value.Set
			gap, ok = p.length(x.Gap)
			l.gap = gap.Short
		}
	}
	return l, ok
}

// ownerRow is the row of whom a row belongs to, where the row itself is decided on.
const ownerRow = -1

// whether is a condition on an element of the list, part by part, as one on its row; a part
// that cannot be one may be anything.
func (c *career) whether(x check.Expr) node {
	var parts []node
	for _, part := range check.Conjuncts(x) {
		if of := ofRow(part); of != nil {
			parts = append(parts, c.expr(of))
		} else {
			parts = append(parts, anything)
		}
	}
	return c.and(parts...)
}

// ofRow is what is said of an element of a list, said of its row; nil where that cannot be.
func ofRow(x check.Expr) check.Expr {
	t := turning{place: 1, owned: true, ok: true}
	if out := t.expr(x); t.ok {
		return out
	}
	return nil
}

// termOfRow is what a term of rows stands for, said of the row; nil where that is not one
// expression.
func (p *Plan) termOfRow(t *check.Term) check.Expr {
	x, known := p.termOf[t]
	if !known {
		x = ofRow(t.Value)
		p.termOf[t] = x
	}
	return x
}

// likeness compares a value of each row with one of whom it belongs to, by their labels.
type likeness struct {
	mine, theirs lanes
	some, open   flags // rows of which both are something; of which one is not known, and none is none
}

// alike compares a value of a row with one of whom it belongs to; false where it is no
// such comparison.
func (p *Plan) alike(op string, l, r check.Expr) (n node, ok bool) {
	if p.owner == nil || op != "=" && op != "!=" || l.Type().Kind != r.Type().Kind || l.Type().Kind == types.Ref {
		return anything, false
	}
	for _, sides := range [2][2]check.Expr{{l, r}, {r, l}} {
		theirs := p.ownerLabels(sides[1])
		if theirs == nil {
			continue
		}
		mine := p.labels(sides[0])
		switch {
		case mine == nil:
			return anything, true
		case len(mine) == 0:
			return never, true
		}
		key := [2]*int32{&mine[0], &theirs[0]}
		at, known := p.likenessOf[key]
		if !known {
			at = int32(len(p.likenesses))
			p.likenesses, p.likenessOf[key] = append(p.likenesses, p.likeness(mine, theirs)), at
		}
		return p.add(condition{kind: like, column: -1, table: at, lo: int32(bit(op == "!="))}), true
	}
	return anything, false
}

func (p *Plan) likeness(mine, theirs []int32) likeness {
	rows := len(p.ownerOf)
	most := int64(max(slices.Max(mine), slices.Max(theirs)))
	l := likeness{newLanes(rows, most), newLanes(rows, most), make(flags, rows/64), make(flags, rows/64)}
	for row, a := range mine {
		switch b := theirs[p.ownerOf[row]]; {
		case a > nobody && b > nobody:
			l.some.set(row)
			l.mine.set(row, uint32(a))
			l.theirs.set(row, uint32(b))
		case a != nobody && b != nobody:
			l.open.set(row)
		}
	}
	return l
}

// ownerLabels are those of whom rows belong to, by what is said of him.
func (p *Plan) ownerLabels(x check.Expr) []int32 {
	switch x := x.(type) {
	case *check.FieldRef:
		if x.Row == ownerRow {
			return p.owner.labels(with(x, func(c *check.FieldRef) { c.Row = 0 }))
		}
	case *check.TermRef:
		if x.Row == ownerRow {
			return p.owner.labels(with(x, func(c *check.TermRef) { c.Row = 0 }))
		}
	}
	return nil
}

// compare says of the rows from a multiple of batch on whether they are alike, and whether
// they may be. None is like nothing, nor unlike it.
func (l *likeness) compare(from int, unlike bool, sure, may *mask) {
	l.mine.equal(sure, from, l.theirs)
	for j, equal := range sure {
		if unlike {
			equal = ^equal
		}
		sure[j] = equal & l.some[from/64+j]
		may[j] = sure[j] | l.open[from/64+j]
	}
}

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

// prepareCareers makes the careers ready for what atoms read of them.
func (p *Plan) prepareCareers() {
	for _, c := range p.careers {
		rootOf := map[node]int{}
		for i := range p.atoms {
			if !p.spelled(&p.atoms[i]) {
				continue
			}
			g := p.columns[p.atoms[i].column].spell.figure
			if g == nil || g.career != c || slices.Contains(c.wanted, g) {
				continue
			}
			root, known := rootOf[g.kept]
			if !known {
				root = len(c.roots)
				rootOf[g.kept] = root
				c.roots = append(c.roots, g.kept)
			}
			g.root = root
			c.wanted = append(c.wanted, g)
		}
		c.prepare()
	}
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
		v.frame.combine()
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

// window are so many flags from one on, as bits, of no more than 64, of flags that are padded.
func (b flags) window(from, n int) uint64 {
	word, shift := uint(from)/64, uint(from)%64
	return (b[word]>>shift | b[word+1]<<1<<(63-shift)) & (^uint64(0) >> uint(64-n))
}
