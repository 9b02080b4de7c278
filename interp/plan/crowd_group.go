package plan

import (
	"iter"
	"math/bits"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// labelled are the kinds of value that people are put into groups by.
func labelled(k types.Kind) bool { return k == types.Choice || k == types.Text || k == types.Ref }

// rowsOf goes through the rows that are set.
func rowsOf(b flags) iter.Seq[int] {
	return func(yield func(int) bool) {
		for j, word := range b {
			for ; word != 0; word &= word - 1 {
				if !yield(j*64 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// members are rows by their label. Those whose label is not known may be in any group.
type members struct {
	rows  []int32
	from  []int32 // by label, of rows
	loose []int32
}

// group sorts the rows that are in something, or may be.
func (p *Plan) group(labels []int32, in bounds) members {
	var m members
	most := nobody
	for _, l := range labels {
		most = max(most, l)
	}
	m.from = make([]int32, most+2)
	rows := rowsOf(p.within(in.may))
	for row := range rows {
		switch l := labels[row]; {
		case l > nobody:
			m.from[l+1]++
		case l == unknown:
			m.loose = append(m.loose, int32(row))
		}
	}
	for l := range m.from[1:] {
		m.from[l+1] += m.from[l]
	}
	m.rows = make([]int32, m.from[len(m.from)-1])
	next := append([]int32(nil), m.from...)
	for row := range rows {
		if l := labels[row]; l > nobody {
			m.rows[next[l]] = int32(row)
			next[l]++
		}
	}
	return m
}

// of are the rows of a label, without the loose ones.
func (m *members) of(label int32) []int32 {
	if label <= nobody || int(label)+1 >= len(m.from) {
		return nil
	}
	return m.rows[m.from[label]:m.from[label+1]]
}

// within leaves out what stands behind the last row.
func (p *Plan) within(rows flags) flags {
	out := append(flags(nil), rows...)
	for j := range out {
		switch left := len(p.people) - j*64; {
		case left <= 0:
			out[j] = 0
		case left < 64:
			out[j] &= 1<<left - 1
		}
	}
	return out
}

// one is the label of a row where all are one group.
func (p *Plan) one() []int32 {
	out := make([]int32, len(p.people))
	for i := range out {
		out[i] = 1
	}
	return out
}

// joint are the labels of two conditions together.
type joint map[[2]int32]int32

func (j joint) labels(a, b []int32) []int32 {
	out := make([]int32, len(a))
	for i := range a {
		switch {
		case a[i] == nobody || b[i] == nobody:
			out[i] = nobody
		case a[i] == unknown || b[i] == unknown:
			out[i] = unknown
		default:
			key := [2]int32{a[i], b[i]}
			if j[key] == 0 {
				j[key] = int32(len(j)) + 1
			}
			out[i] = j[key]
		}
	}
	return out
}

// set is one of everybody as columns have it: what its element must be, and by what it
// hangs together with the record decided.
type set struct {
	is           node
	theirs, mine []int32 // labels that must be equal
	mixed        []check.Expr
	place        int
}

// set takes a set of everybody apart; nil where columns do not hold it.
func (p *Plan) set(list check.Expr, more ...check.Expr) *set {
	conditions, place, ok := p.everyone(list, more...)
	if !ok {
		return nil
	}
	s := &set{is: always, place: place}
	for _, c := range conditions {
		if _, others := check.Reading(c, place); !others {
			alone := turned(c, place)
			if alone == nil {
				return nil
			}
			s.is = p.and(s.is, p.expr(alone))
			continue
		}
		if !p.hang(s, c) {
			s.mixed = append(s.mixed, c)
		}
	}
	if s.theirs == nil {
		s.theirs, s.mine = p.one(), p.one()
	}
	return s
}

// hang adds that a value of the element equals one of the record decided; false for
// any other condition.
func (p *Plan) hang(s *set, c check.Expr) bool {
	x, ok := c.(*check.Compare)
	if !ok || x.Op != "=" {
		return false
	}
	theirs, mine := p.sides(x, s.place)
	if theirs == nil {
		return false
	}
	if s.theirs == nil {
		s.theirs, s.mine = theirs, mine
		return true
	}
	j := joint{}
	s.theirs, s.mine = j.labels(s.theirs, theirs), j.labels(s.mine, mine)
	return true
}

// sides are the labels of a comparison of the element with the record decided; nil
// where it is none.
func (p *Plan) sides(x *check.Compare, place int) (theirs, mine []int32) {
	for _, sides := range [2][2]check.Expr{{x.L, x.R}, {x.R, x.L}} {
		reads, others := check.Reading(sides[0], place)
		if also, _ := check.Reading(sides[1], place); !reads || others || also || !labelled(sides[0].Type().Kind) {
			continue
		}
		if element := turned(sides[0], place); element != nil {
			theirs, mine = p.labels(element), p.labels(sides[1])
		}
		if theirs != nil && mine != nil {
			return theirs, mine
		}
	}
	return nil, nil
}

// ofEverybody is a figure over others than the rows of a list of the record decided on.
func (p *Plan) ofEverybody(x check.Expr) (*check.Aggregate, bool) {
	figure, ok := p.value(x).(*check.Aggregate)
	if ok {
		_, own := p.spellCurve(figure)
		ok = !own
	}
	return figure, ok
}

// figured compares a figure over a set of everybody with a number.
func (p *Plan) figured(op string, x *check.Aggregate, with check.Expr) node {
	k, ok := p.value(with).(*check.Const)
	if !ok || k.Value.None || k.Type().Kind != types.Number || x.List == nil || x.Kind != "COUNT OF" && x.Kind != "SHARE OF" {
		return anything
	}
	s := p.set(x.List)
	if s == nil || len(s.mixed) > 0 {
		return anything
	}
	of, figure := always, count
	if x.Kind == "SHARE OF" {
		claim := turned(x.Of, s.place)
		if claim == nil {
			return anything
		}
		of, figure = p.expr(claim), share
	}
	number := value.Num(types.Number, k.Value.Number)
	return p.came(p.crowded(1, []node{s.is, of}, func(in, out []bounds) {
		groups := p.group(s.theirs, in[0])
		found := map[int32]value.Set{}
		for row, mine := range s.mine {
			if mine == unknown {
				out[0].put(row, false, true)
				continue
			}
			set, known := found[mine]
			if !known {
				set = value.Compare(op, figure(in, groups.of(mine), groups.loose), number)
				found[mine] = set
			}
			out[0].put(row, !set.False, set.True)
		}
	}), 0)
}

// count is how many are in a group.
func count(in []bounds, group, loose []int32) value.Set {
	low, high := 0, len(group)+len(loose)
	for _, row := range group {
		low += int(bit(in[0].sure.has(int(row))))
	}
	return value.Union(value.Int(types.Number, low), value.Int(types.Number, high))
}

// share is how large a part of a group something holds of.
func share(in []bounds, group, loose []int32) value.Set {
	values, conditions := make([]value.Set, 0, len(group)), make([]value.Set, 0, len(group))
	add := func(row int32, sure bool) {
		is := value.Unknown()
		if sure {
			is = value.Truth(true)
		}
		holds := value.Set{Kind: types.Bool, True: in[1].may.has(int(row)), False: !in[1].sure.has(int(row))}
		values, conditions = append(values, holds), append(conditions, is)
	}
	for _, row := range group {
		add(row, in[0].sure.has(int(row)))
	}
	for _, row := range loose {
		add(row, false)
	}
	return value.Share(values, conditions)
}
