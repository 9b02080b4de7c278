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
	some   flags   // rows that have a day, padded
	plain  bool    // all have, and it is known which
	left   flags   // records whose rows are not here: nobody knows what they are, or they are too many
	figure map[figureKey]*figure
	wanted []*figure // those that something asks for
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
	day := func(f *check.Field) bool { return f.Type.Kind == types.Date && holds(f) }
	return !p.alone && l.Owner == p.subject && l.Relation == nil && l.Table == nil && l.From.Column == nil &&
		!slices.Contains(p.roster.MissingLists, l) && (l.Start == nil || day(l.Start) && day(l.End))
}

// dated is a row and what is known of its days.
type dated struct {
	row *roster.Record
	spell
	open bool
}

func (p *Plan) newCareer(list *check.Record, place int) *career {
	c := &career{begin: make([]int32, 1, len(p.people)+1), left: make(flags, len(p.fault)), plain: true, figure: map[figureKey]*figure{}}
	all, rows := c.collect(p.people, place), []*roster.Record{}
	for _, d := range all {
		rows = append(rows, d.row)
	}
	c.Plan = newPlan(p.program, p.roster, list, rows, p.asOf)
	c.owner, c.ownerOf = p, make([]int32, len(c.fault)*64)
	for i := range p.people {
		for row := c.begin[i]; row < c.begin[i+1]; row++ {
			c.ownerOf[row] = int32(i)
		}
	}
	c.ownDays, c.some = newSpells(len(c.fault)*64), make(flags, len(c.fault)).padded()
	for i, d := range all {
		if c.ownDays.of[i] = d.spell; d.from < d.until {
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

// collect takes the rows of each record, in order of time.
func (c *career) collect(people []*roster.Record, place int) (all []dated) {
	for i, person := range people {
		first := len(all)
		if place >= len(person.Rows) || person.Rows[place] == nil || len(person.Rows[place]) > mostRows {
			c.left.set(i)
		} else {
			for _, row := range person.Rows[place] {
				all = append(all, daysOf(row))
			}
		}
		slices.SortStableFunc(all[first:], func(a, b dated) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.until, b.until)) })
		c.begin = append(c.begin, int32(len(all)))
	}
	return all
}

// daysOf is a row from its start until its end. One that never began is none; one without
// an end runs on.
func daysOf(row *roster.Record) dated {
	d := dated{row: row}
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
	d.spell = spell{dayOf(from.Value.First), endless}
	if !until.Value.None {
		if d.until = dayOf(until.Value.First); kind.EndIn && d.until < endless {
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
