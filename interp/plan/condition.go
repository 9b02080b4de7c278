package plan

import (
	"slices"

	"rota/lang/check"
)

// node is a condition by its place among the conditions of a plan: those it is
// made of stand before it. A condition that is written twice, or that two rules
// share, is one node.
type node int32

// The first three nodes. What is not compiled may always be so and may always
// not be so.
const (
	never node = iota
	always
	anything
)

type kind uint8

const (
	_      kind = iota
	within      // the column's value is from lo to hi
	member      // its code is in the table
	isYes
	isNone   // there is no such thing
	isKnown  // the cell says what it is
	reaches  // its spell stands so to a length of time
	like     // a value of a row is like one of whom the row belongs to
	someHold // some unit of a family that is indexed does
	ofCrowd  // a matter of everybody came out so
	both     // a and b
	either   // a or b
	not      // a is not so
)

// condition is one step of a plan: what it says of a batch of rows.
type condition struct {
	kind   kind
	a, b   node
	column int32
	lo, hi int32
	table  int32 // among the tables of the plan
}

func (p *Plan) add(c condition) node {
	if n, known := p.same[c]; known {
		return n
	}
	n := node(len(p.conditions))
	p.same[c] = n
	p.conditions = append(p.conditions, c)
	return n
}

func (p *Plan) not(x node) node {
	switch {
	case x == never:
		return always
	case x == always:
		return never
	case x == anything:
		return anything
	case p.conditions[x].kind == not:
		return p.conditions[x].a
	}
	return p.add(condition{kind: not, a: x})
}

func (p *Plan) and(parts ...node) node { return p.join(both, always, never, parts) }
func (p *Plan) or(parts ...node) node  { return p.join(either, never, always, parts) }

// join puts parts together in one order, so that what several conditions have in
// common is one node.
func (p *Plan) join(k kind, empty, absorbing node, parts []node) node {
	parts = slices.Compact(slices.Sorted(slices.Values(parts)))
	result := empty
	for _, x := range parts {
		switch {
		case x == absorbing:
			return absorbing
		case x == empty:
		case result == empty:
			result = x
		default:
			result = p.add(condition{kind: k, a: result, b: x})
		}
	}
	return result
}

// stretch is the values from lo to hi.
type stretch struct{ lo, hi int32 }

// lies is that a column's value lies in one of some stretches.
func (p *Plan) lies(c *column, in []stretch) node {
	var parts []node
	for _, s := range in {
		if s.lo <= s.hi {
			c.cut(s)
			parts = append(parts, p.add(condition{kind: within, column: int32(c.index), lo: s.lo, hi: s.hi}))
		}
	}
	return p.or(parts...)
}

// cut notes that rows on the two sides of a value are told apart.
func (c *column) cut(s stretch) {
	for _, at := range [2]int32{s.lo, s.hi + 1} {
		if at <= c.least || at > c.most {
			continue
		}
		if i, found := slices.BinarySearch(c.cuts, at); !found {
			c.cuts = slices.Insert(c.cuts, i, at)
		}
	}
}

// table says of each code of a column whether a value is among some.
type table struct {
	column  *column
	among   []int32
	without bool // whether no value is
	of      []uint8
}

// oneOf is that a column's value, or one of several in a cell, is among some
// codes; without says that none is.
func (p *Plan) oneOf(c *column, among []int32, without bool) node {
	key := string(appendCodes([]byte{byte(c.index), byte(c.index >> 8), bit(without)}, slices.Compact(slices.Sorted(slices.Values(among)))))
	at, known := p.tableOf[key]
	if !known {
		at = int32(len(p.tables))
		p.tableOf[key] = at
		p.tables = append(p.tables, &table{column: c, among: among, without: without})
	}
	return p.add(condition{kind: member, column: int32(c.index), table: at})
}

// tabulate fills the tables, once no column will hold further codes.
func (p *Plan) tabulate() {
	wanted := map[int32]bool{}
	for _, t := range p.tables {
		clear(wanted)
		for _, code := range t.among {
			wanted[code] = true
		}
		t.of = make([]uint8, len(t.column.codes.values))
		for n, values := range t.column.codes.values {
			if n > 0 && slices.ContainsFunc(values, func(v int32) bool { return wanted[v] }) != t.without {
				t.of[n] = 1
			}
		}
	}
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// column is that of a field of the record decided on; nil where no column can
// hold it.
func (p *Plan) column(f *check.Field) *column {
	if c, known := p.columnOf[f]; known {
		return c
	}
	var c *column
	if f.Record == p.subject && holds(f) {
		if c = load(f, p.people, p.later); c != nil {
			c.index = len(p.columns)
			p.columns = append(p.columns, c)
		}
	}
	p.columnOf[f] = c
	return c
}
