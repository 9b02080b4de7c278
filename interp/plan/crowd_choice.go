package plan

import (
	"cmp"
	"slices"

	"github.com/govalues/decimal"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// The ways in which a choice may come out for a row.
const (
	isChosen = iota
	isWaiting
	isTied
	statuses
)

var statusIn = map[string]int{"CHOSEN BY": isChosen, "WAITING IN": isWaiting, "TIED IN": isTied}

// choice is what came of a choice for the record decided.
func (p *Plan) chosen(x *check.Chosen) node {
	if x.Row != 0 {
		return anything
	}
	at, known := p.choiceOf[x.Choice]
	if !known {
		at = -1
		if c := p.contest(x.Choice); c != nil {
			at = p.crowded(statuses, []node{c.from, c.base}, c.find)
		}
		p.choiceOf[x.Choice] = at
	}
	if at < 0 {
		return anything
	}
	return p.came(at, statusIn[x.Kind])
}

// contest is a choice as columns have it.
type contest struct {
	plan       *Plan
	from, base node
	part       bool // the places are a part of the base
	up         bool
	labels     []int32
	keys       []rank
	most       func(label int32) (decimal.Decimal, bool)
}

// contest is nil where columns do not hold what a choice reads.
func (p *Plan) contest(x *check.Choice) *contest {
	c := &contest{plan: p, base: never, part: x.Base != nil, up: x.Up, most: p.seats(x)}
	from := turned(x.From, 1)
	if from == nil || c.most == nil {
		return nil
	}
	c.from = p.expr(from)
	if c.part {
		base := turned(x.Base, 1)
		if base == nil {
			return nil
		}
		c.base = p.expr(base)
	}
	if x.Per == nil {
		c.labels = p.one()
	} else {
		per := turned(x.Per, 1)
		if per == nil {
			return nil
		}
		if c.labels = p.labels(per); c.labels == nil {
			return nil
		}
	}
	for _, k := range x.Keys {
		r, ok := p.rank(turned(k.X, 1), k.Descending)
		if !ok {
			return nil
		}
		c.keys = append(c.keys, r)
	}
	return c
}

// seats is how many places there are in the group of a label, or the part; false where
// that is not known. It is nil where it is neither stated nor a cell of the group.
func (p *Plan) seats(x *check.Choice) func(int32) (decimal.Decimal, bool) {
	switch most := p.value(x.Most).(type) {
	case *check.Const:
		return func(int32) (decimal.Decimal, bool) { return most.Value.Number, !most.Value.None }
	case *check.FieldRef:
		if x.Of == nil || most.Field.Record != x.Of || most.Type().Several || most.Type().PerYear {
			return nil
		}
		return func(label int32) (n decimal.Decimal, ok bool) {
			cell := p.roster.Kinds[x.Of.Kind.Index][label-1].Cell(most.Field)
			if cell.State == roster.Known && cell.Value.One() && !cell.Value.None {
				return cell.Value.Low, true
			}
			return n, false
		}
	}
	return nil
}

// rank is a key of an order: of each row a number, or that there is none, or that it
// is not known.
type rank struct {
	column *column
	at     func(number uint32) int64
	falls  bool
}

// rank is false for what is no number, date or place in a choice of one column that is
// there before any row is decided.
func (p *Plan) rank(x check.Expr, descending bool) (r rank, ok bool) {
	if x == nil {
		return r, false
	}
	r.falls = descending
	if x.Type().Kind == types.Choice {
		r.column = p.cell(x)
		ok = r.column != nil && r.column.codes != nil && !r.column.field.Type.Several
		r.at = func(n uint32) int64 { return int64(r.column.codes.values[n][0]) }
		return r, ok
	}
	of, ok := p.curve(x)
	if days, is := p.value(x).(*check.SpanDays); is {
		of, ok = p.days(days)
	}
	r.column = of.column
	r.at = func(n uint32) int64 { return of.at(int32(int64(n) - 1 + int64(r.column.base))) }
	return r, ok && of.column != nil && !of.column.ofSpells()
}

// days is how many a span takes.
func (p *Plan) days(x *check.SpanDays) (c curve, ok bool) {
	from, to := p.ends(x.Of)
	if from == nil {
		return c, false
	}
	start, known := p.curve(from)
	end, also := p.curve(to)
	switch {
	case !known || !also:
	case end.column == nil:
		return start.then(true, func(d int64) int64 { return end.at(0) - d }), true
	case start.column == nil:
		return end.then(false, func(d int64) int64 { return d - start.at(0) }), true
	}
	return c, false
}

// presence says whether there is a value.
type presence uint8

const (
	present presence = iota
	absent
	blank
)

func (r *rank) of(row int32) (int64, presence) {
	switch at := int(row); {
	case r.column.blank.has(at):
		return 0, blank
	case r.column.none.has(at):
		return 0, absent
	default:
		return r.at(r.column.numbers.at(at)), present
	}
}

// compare puts one row before another (below 0), after it, or says that they are
// equal; false where a blank leaves it open. Who has no value comes after who has one.
func (c *contest) compare(a, b int32) (int, bool) {
	for i := range c.keys {
		k := &c.keys[i]
		x, hasX := k.of(a)
		y, hasY := k.of(b)
		switch {
		case hasX == blank || hasY == blank:
			return 0, false
		case hasX != hasY:
			return cmp.Compare(hasX, hasY), true
		case x == y:
		case k.falls:
			return cmp.Compare(y, x), true
		default:
			return cmp.Compare(x, y), true
		}
	}
	return 0, true
}

// firm says that all keys of a row are known.
func (c *contest) firm(row int32) bool {
	for i := range c.keys {
		if _, is := c.keys[i].of(row); is == blank {
			return false
		}
	}
	return true
}

// span is a number, or the least and the most that it may be.
type span struct{ low, high int }

func (s *span) add(sure, may bool) {
	s.low += int(bit(sure))
	s.high += int(bit(may))
}

func (c *contest) find(in, out []bounds) {
	from, base := in[0], in[1]
	candidates := c.plan.group(c.labels, from)
	bases := c.plan.group(c.labels, base)
	for label := int32(1); int(label)+1 < len(candidates.from); label++ {
		group := candidates.of(label)
		if len(group) == 0 {
			continue
		}
		most, known := c.most(label)
		if !known {
			c.leave(group, from, out)
			continue
		}
		size := span{0, len(bases.loose)}
		for _, row := range bases.of(label) {
			size.add(base.sure.has(int(row)), true)
		}
		room := span{c.room(most, size.low), c.room(most, size.high)}
		c.settle(group, candidates.loose, room, from, out)
	}
	c.leave(candidates.loose, from, out)
}

// leave says nothing of rows.
func (c *contest) leave(rows []int32, from bounds, out []bounds) {
	for _, row := range rows {
		for way := range out {
			out[way].put(int(row), false, from.may.has(int(row)))
		}
	}
}

// room is how many places there are where so many are in the base.
func (c *contest) room(most decimal.Decimal, base int) int {
	if c.part {
		most = value.PartOf(most, decimal.MustNew(int64(base), 0))
	}
	if c.up {
		most = most.Ceil(0)
	} else {
		most = most.Floor(0)
	}
	n, _, _ := most.Max(decimal.Zero).Int64(0)
	return int(min(n, mostNumber))
}

// settle says what comes of a choice for those of one group: by how many come before
// each, and how many are equal to it.
func (c *contest) settle(group, loose []int32, room span, from bounds, out []bounds) {
	var ranked, others []int32 // sure candidates in order, and those of whom something is open
	for _, row := range group {
		if from.sure.has(int(row)) && c.firm(row) {
			ranked = append(ranked, row)
		} else {
			others = append(others, row)
		}
	}
	slices.SortFunc(ranked, func(a, b int32) int { n, _ := c.compare(a, b); return n })
	rivals := append(others[:len(others):len(others)], loose...)
	sure := func(row int32) bool { return c.labels[row] > nobody && from.sure.has(int(row)) }
	for start := 0; start < len(ranked); {
		end := start + 1
		for end < len(ranked) {
			if n, _ := c.compare(ranked[start], ranked[end]); n != 0 {
				break
			}
			end++
		}
		before, level := span{start, start}, span{end - 1, end - 1}
		for _, rival := range rivals {
			c.count(rival, ranked[start], sure(rival), &before, &level)
		}
		for _, row := range ranked[start:end] {
			comesOut(int(row), true, before, level, room, out)
		}
		start = end
	}
	for _, row := range others {
		var before, level span
		for _, list := range [2][]int32{ranked, rivals} {
			for _, rival := range list {
				if rival != row {
					c.count(rival, row, sure(rival), &before, &level)
				}
			}
		}
		comesOut(int(row), from.sure.has(int(row)), before, level, room, out)
	}
}

// count adds a rival to those who come before a row, and to those who do not come
// after it.
func (c *contest) count(rival, row int32, sure bool, before, level *span) {
	n, known := c.compare(rival, row)
	before.add(sure && known && n < 0, !known || n < 0)
	level.add(sure && known && n <= 0, !known || n <= 0)
}

// comesOut writes what comes of a choice for a row: it is chosen where there are
// places for all who do not come after it, waits where those before it leave none,
// and is tied between the two.
func comesOut(row int, candidate bool, before, level, room span, out []bounds) {
	chosen, mayBeChosen := level.high < room.low, level.low < room.high
	waits, mayWait := before.low >= room.high, before.high >= room.low
	out[isChosen].put(row, candidate && chosen, mayBeChosen)
	out[isWaiting].put(row, candidate && waits, mayWait)
	out[isTied].put(row, candidate && !mayBeChosen && !mayWait, !chosen && !waits)
}
