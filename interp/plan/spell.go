package plan

import (
	"cmp"
	"slices"

	"rota/lang/check"
	"rota/lang/civil"
)

// spell is an interval of days: its first, and the day after its last, endless where it
// runs on. One without a day is none, and so is the zero value: days are counted from 1,
// the first there is.
type spell struct{ from, until int32 }

const endless = int32(civil.Max-civil.Min) + 1

func dayOf(d civil.Date) int32    { return int32(d-civil.Min) + 1 }
func dateOf(day int32) civil.Date { return civil.Date(day-1) + civil.Min }

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

// side is what a column reads of a spell.
type side uint8

const (
	_        side = iota
	firstDay      // its first day; a number too
	lastDay       // its last
	dayAfter      // the day after
)

var sides = map[string]side{"START OF": firstDay, "END OF": lastDay, "DAY AFTER": dayAfter}

// spellColumn reads one side of what a figure is; of the rows themselves where that is nil.
type spellColumn struct {
	figure *figure
	side   side
}

// ofFigure is the column of a side of a figure.
func (p *Plan) ofFigure(key spellColumn) *column {
	c, known := p.spellOf[key]
	if !known {
		c = &column{index: len(p.columns), spell: key, least: 1, most: endless}
		if key.figure != nil && key.figure.counts() {
			c.least, c.most = 0, mostNumber
		}
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
		key.at = dayOf(civil.Date(at.at(0)))
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
	date := func(v int32) int64 { return int64(dateOf(v)) }
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

// ofPicked is something that is said of the row which is the first of some, the last, the
// longest or the shortest.
func (p *Plan) ofPicked(x *check.Of, said check.Expr) node {
	pick, ok := p.value(x.Element).(*check.Pick)
	if !ok {
		return anything
	}
	l, ok := p.listing(pick.List)
	if !ok || l.joined || l.career.subject.Start == nil {
		return anything
	}
	key := figureKey{listing: l, kind: kinds[pick.Kind], tested: true, test: l.career.whether(said)}
	return p.lies(p.ofFigure(spellColumn{p.newFigure(key), firstDay}), []stretch{{1, 1}})
}

// reaching relates a spell with a length of time: the day on which it is over, by the as-of
// date or in full, with its first day and the length.
type reaching struct {
	length      civil.Period
	least, most int32 // days that it takes, whatever the first of them between 1900 and 2100
	ways        uint8 // by whether the spell is shorter, as long, or longer: a bit each where that will do
	full        bool
}

// lasting relates the length of a spell, or the time served in a list, with a length of
// time.
func (p *Plan) lasting(op string, span, length check.Expr) node {
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
		return anything
	}
	r := reaching{length: set.Short, full: full, least: int32(set.Short.LeastDays()), most: int32(set.Short.MostDays())}
	for way := range 3 {
		r.ways |= bit(holdsOf(op, int64(way), 1)) << way
	}
	at := slices.Index(p.reachings, r)
	if at < 0 {
		at = len(p.reachings)
		p.reachings = append(p.reachings, r)
	}
	return p.add(condition{kind: reaches, column: int32(c.index), table: int32(at)})
}

// The first days of these years.
const day1900, day2100 = -25_567 - int32(civil.Min) + 1, 47_482 - int32(civil.Min) + 1

// is says whether a spell reaches a length of time by the as-of date.
func (r *reaching) is(p *Plan, s spell) bool {
	if s == (spell{}) {
		return false
	}
	until := s.until
	if !r.full {
		until = min(until, dayOf(p.asOf))
	}
	days := until - s.from
	way := 1 + int(bit(days > r.most)) - int(bit(days < r.least))
	if way == 1 || s.from < day1900 || s.from >= day2100 {
		due := p.program.Convention.Add(dateOf(s.from), r.length)
		way = 1 + cmp.Compare(until, dayOf(due))
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
			out = out>>1 | uint64(bit(s == spell{}))<<63
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
