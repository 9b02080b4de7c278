package value

import (
	"slices"

	"rota/lang/civil"
)

// Level gives the longest stretches of days on which a condition on the spells
// in force holds. holds is asked with a yes/no for each entry of the list,
// whether it is in force, and must not keep it; days on which nothing is in
// force are asked about too. The rows of a stretch are those of the spells in
// force on some of its days.
func Level(list Spells, holds func(inForce []Set) Set) Spells {
	l := level{holds: holds, inForce: make([]Set, len(list)), all: make([]bounds, len(list))}
	for i := range list {
		if b, ok := list[i].bounds(); ok {
			l.all[i] = b
		}
	}
	return write(sorted(l.stretches()))
}

type level struct {
	holds   func([]Set) Set
	inForce []Set
	all     []bounds // by place in the list; without days where it has no spell
}

// phase is a stretch of days with the same spells in force, as far as is known.
type phase struct {
	stretch
	must, may bool
	hangs     hanging // where it may only
}

// hanging is the one entry on which a condition hangs, and on which days it
// holds: those from the first on, those up to the last, all or none.
type hanging struct {
	on   int
	with bool // it holds with the entry in force, not without
	days shape
}

type shape int

const (
	anyDays shape = iota
	firstDays
	lastDays
	allDays
)

// stretches joins the phases in which the condition may hold.
func (l *level) stretches() []bounds {
	var out []bounds
	group := 1
	phases := l.phases()
	for len(phases) > 0 {
		if !phases[0].may {
			phases = phases[1:]
			continue
		}
		n := 1
		for n < len(phases) && phases[n].may {
			n++
		}
		out = append(out, l.describe(phases[:n], group)...)
		phases = phases[n:]
		group++
	}
	return out
}

func (l *level) phases() []phase {
	cuts := []civil.Date{civil.Min, civil.Max}
	for i := range l.all {
		if b := &l.all[i]; b.from < b.until {
			cuts = append(cuts, b.from, b.by, b.till, b.until)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []phase
	for i := range cuts[:len(cuts)-1] {
		p := l.phase(stretch{cuts[i], cuts[i+1]})
		if n := len(out); n > 0 && out[n-1].must == p.must && out[n-1].may == p.may && out[n-1].hangs == p.hangs {
			out[n-1].until = p.until
		} else {
			out = append(out, p)
		}
	}
	return out
}

func (l *level) phase(days stretch) phase {
	open := -1
	for i := range l.all {
		b := &l.all[i]
		may := b.from <= days.from && days.until <= b.until
		must := may && b.sure && b.by <= days.from && days.until <= b.till
		l.inForce[i] = truths(may, !must)
		switch {
		case must || !may:
		case open == -1 && !b.many:
			open = i
		default:
			open = len(l.all) // more than one
		}
	}
	held := l.holds(l.inForce)
	p := phase{stretch: days, may: held.True, must: held.True && !held.False && !held.None}
	if p.may && !p.must && 0 <= open && open < len(l.all) {
		l.inForce[open] = Truth(true)
		with := l.holds(l.inForce)
		l.inForce[open] = Truth(false)
		without := l.holds(l.inForce)
		switch {
		case !with.One() || !without.One():
		case with.True == without.True:
			p.may, p.must = with.True, with.True
		default:
			p.hangs = hanging{on: open, with: with.True, days: l.all[open].shape(days, with.True)}
		}
	}
	return p
}

// shape is on which of some days a spell is in force, or is not.
func (b *bounds) shape(days stretch, in bool) shape {
	switch begun, goesOn := b.by <= days.from, days.until <= b.till; {
	case begun && goesOn:
		return allDays
	case begun && in, goesOn && !in:
		return firstDays
	case begun || goesOn:
		return lastDays
	}
	return anyDays
}

// describe gives the stretches within phases in which the condition may hold:
// one around each phase in which it does, and those in the doubt between them.
func (l *level) describe(phases []phase, group int) []bounds {
	from, until := phases[0].from, phases[len(phases)-1].until
	rows, known := l.rows(from, until)
	known = known && len(phases) == 1 && phases[0].must
	var out []bounds
	add := func(b bounds) {
		b.group, b.rows, b.rowsKnown = group, rows, known
		out = append(out, b)
	}
	left := false
	for len(phases) > 0 {
		p, n := phases[0], 1
		if p.must {
			add(bounds{from: from, by: p.from, till: p.until, until: until, sure: true})
		} else {
			for n < len(phases) && !phases[n].must {
				p.until, p.hangs = phases[n].until, hanging{}
				n++
			}
			if b, ok := p.apart(left, n < len(phases)); ok {
				add(b)
			}
		}
		left, phases = p.must, phases[n:]
	}
	return out
}

// apart describes the stretches that lie wholly in a phase of doubt; left and
// right say whether the condition holds beside it.
func (p phase) apart(left, right bool) (b bounds, ok bool) {
	b = loose(p.from, p.until)
	switch p.hangs.days {
	case firstDays:
		b.by, b.many = b.from, false
		return b, !left
	case lastDays:
		b.till, b.many = b.until, false
		return b, !right
	case allDays:
		b.by, b.till, b.many = b.from, b.until, false
		return b, !left && !right
	}
	return b, true
}

// rows are those of the spells that may be in force on some day.
func (l *level) rows(from, until civil.Date) (rows []int, known bool) {
	var inside []bounds
	known = true
	for i := range l.all {
		if b := &l.all[i]; b.from < b.until && b.from < until && from < b.until {
			inside = append(inside, *b)
		}
	}
	for i, b := range sorted(inside) {
		rows = joined(rows, b.rows)
		known = known && b.sure && !b.many && b.rowsKnown && b.by < until && from < b.till && (i == 0 || inside[i-1].before(&inside[i]))
	}
	return rows, known
}
