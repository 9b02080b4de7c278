package plan

import (
	"slices"

	"rota/lang/check"
	"rota/lang/types"
)

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

// variety tells values of rows apart, by their labels.
type variety struct {
	before     []uint64 // by row: the record's rows before it that have the same value, a bit each
	none, open flags    // rows that have no value; whose value is not known
	plain      bool     // there are no such rows
}

func (c *career) variety(labels []int32) variety {
	v := variety{make([]uint64, len(labels)), make(flags, len(c.fault)).padded(), make(flags, len(c.fault)).padded(), len(labels) > 0 && slices.Min(labels) > nobody}
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
			for j, other := range of[:row] {
				v.before[at] |= uint64(bit(label == other)) << j
			}
		}
	}
	return v
}

// count is how many values the rows kept have from one to another, none not counted; not
// known where a value is not.
func (v *variety) count(begin, end int32, kept uint64) (n int32, known bool) {
	known = true
	if at, rows := int(begin), int(end-begin); !v.plain {
		known = kept&v.open.window(at, rows) == 0
		kept &^= v.none.window(at, rows)
	}
	rest := kept
	for _, before := range v.before[begin:end] {
		n += int32(uint8(rest) & 1 & bit(before&kept == 0))
		rest >>= 1
	}
	return n, known
}
