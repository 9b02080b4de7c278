package eval

import (
	"github.com/govalues/decimal"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
)

// counted is what one member adds: to those counted and to the base.
type counted struct{ counts, base bool }

// baseOfAll is the base where it is that of everybody: how many are sure to be in
// it, and the entries that may be.
type baseOfAll struct {
	sure int
	in   map[*roster.Record]int // 1 sure, 2 open
	open int
}

func sumAll(p *plan, r *roll) *baseOfAll {
	all := &baseOfAll{in: map[*roster.Record]int{}}
	for i := range r.entries {
		e := &r.entries[i]
		may, must := false, true
		for _, w := range e.ways {
			in := w.is && w.values[len(p.joins)+1].True
			may, must = may || in, must && in
		}
		switch {
		case must:
			all.sure++
			all.in[e.record] = 1
		case may:
			all.open++
			all.in[e.record] = 2
		}
	}
	return all
}

// optioned is somebody with what he may add to a group.
type optioned struct {
	entry   *entry
	options []counted
}

// option is what one adds who is in the group.
func (l lined) option(values []value.Set) counted {
	c := counted{counts: values[0].True}
	if l.Base != nil {
		c.base = values[1].True
	}
	return c
}

// outside is what one adds who is not.
func (l lined) outside(p *plan, w way, all *baseOfAll) (c counted) {
	if all != nil && w.is {
		c.base = w.values[len(p.joins)+1].True
	}
	return c
}

// lined is a line whose members are gone through.
type lined struct{ *check.QuotaLine }

// optionsIn lists those who are in a group or may be, with what each may add.
func (l lined) optionsIn(p *plan, r *roll, g quotaGroup, all *baseOfAll) (out []optioned) {
	var key string
	var mine []value.Set
	if len(p.joins) > 0 {
		key, _ = knownKey(g.value)
		mine = []value.Set{g.value}
	}
	members := r.group(key, len(p.joins))
	for _, at := range members.sure {
		e := &r.entries[at]
		out = append(out, optioned{e, []counted{l.option(e.ways[0].values[len(p.joins):])}})
	}
	for _, at := range members.open {
		e := &r.entries[at]
		var options []counted
		for i, m := range p.members(e, mine) {
			if m.is.True {
				options = appendNew(options, l.option(m.values))
			}
			if m.is.False {
				options = appendNew(options, l.outside(p, e.ways[i], all))
			}
		}
		out = append(out, optioned{e, options})
	}
	return out
}

// weigh compares those who are in a group or may be with its limit. What they add is
// independent, so that the ends of part × base − counted are sums of what each adds at
// most and least.
func (q *Quota) weigh(members []optioned, most value.Set, all *baseOfAll) {
	q.Exhaustive = true
	var actual, base [2]int
	sum := extremes{part: most, based: q.Line.Base != nil}
	sureOthers, openOthers := 0, 0 // of the base of all, those looked at here
	for _, m := range members {
		low, high := counted{true, true}, counted{}
		for _, o := range m.options {
			low.counts, low.base = low.counts && o.counts, low.base && o.base
			high.counts, high.base = high.counts || o.counts, high.base || o.base
		}
		actual[0], actual[1] = actual[0]+bit(low.counts), actual[1]+bit(high.counts)
		base[0], base[1] = base[0]+bit(low.base), base[1]+bit(high.base)
		sum.add(m.options)
		q.sort(m.entry, low, high)
		if all != nil {
			sureOthers += bit(all.in[m.entry.record] == 1)
			openOthers += bit(all.in[m.entry.record] == 2)
		}
	}
	if all != nil {
		sum.sure, sum.open = all.sure-sureOthers, all.open-openOthers
		base[0], base[1] = base[0]+sum.sure, base[1]+sum.sure+sum.open
	}
	q.Exhaustive = q.Exhaustive && !overlapping(q.Missing)
	q.Actual, q.Base = rangeOf(actual), rangeOf(base)
	sum.settle(q)
	if q.Line.Base != nil && base[1] == 0 {
		q.Nobody, q.Outcome = true, Met
	}
}

// sort notes how somebody fares: counted, in the base alone, or open.
func (q *Quota) sort(e *entry, low, high counted) {
	switch {
	case low != high:
		q.Members = append(q.Members, e.record)
		q.Missing = append(q.Missing, e.hangs...)
		q.Exhaustive = q.Exhaustive && !e.wide
	case low.counts:
		q.Counts = append(q.Counts, e.record)
	case low.base:
		q.Rest = append(q.Rest, e.record)
	}
}

func rangeOf(n [2]int) Range {
	return Range{decimal.MustNew(int64(n[0]), 0), decimal.MustNew(int64(n[1]), 0)}
}

// overlapping says that two members hang on one blank, so that what they add is
// not independent.
func overlapping(blanks []Blank) bool {
	type cell struct {
		field *check.Field
		row   *roster.Record
	}
	seen := map[cell]bool{}
	for _, b := range blanks {
		if seen[cell{b.Field, b.Row}] {
			return true
		}
		seen[cell{b.Field, b.Row}] = true
	}
	return false
}

// extremes are the ends of what is required less what is counted.
type extremes struct {
	part       value.Set
	based      bool
	sure, open int // of the base, who count for nothing else
	members    [][]counted
}

func (x *extremes) add(options []counted) { x.members = append(x.members, options) }

// at is the least and the greatest with one number for the part, where there must
// be somebody in the base or need not.
func (x *extremes) at(part decimal.Decimal, somebody bool) (low, high decimal.Decimal) {
	if !x.based {
		low, high = part, part
	}
	mul := func(n int) decimal.Decimal {
		d := value.PartOf(part, decimal.MustNew(int64(n), 0))
		return d
	}
	// Those who add one thing only are many: they are counted first.
	var lowBase, highBase, lowCount, highCount int
	for _, options := range x.members {
		var least, most counted
		for i, o := range options {
			if i == 0 || x.less(part, o, least) {
				least = o
			}
			if i == 0 || x.less(part, most, o) {
				most = o
			}
		}
		lowBase, lowCount = lowBase+bit(least.base), lowCount+bit(least.counts)
		highBase, highCount = highBase+bit(most.base), highCount+bit(most.counts)
	}
	if x.based {
		low, high = mul(lowBase+x.sure), mul(highBase+x.sure+x.open)
	}
	low, _ = low.Sub(decimal.MustNew(int64(lowCount), 0))
	high, _ = high.Sub(decimal.MustNew(int64(highCount), 0))
	if somebody && x.based {
		if lowBase+x.sure == 0 {
			low, _ = low.Add(x.enter(part, false))
		}
		if highBase+x.sure+x.open == 0 {
			high, _ = high.Sub(x.enter(part, true))
		}
	}
	return low, high
}

// enter is what it costs to have one in the base where all would rather be out of
// it: an end has somebody there.
func (x *extremes) enter(part decimal.Decimal, high bool) decimal.Decimal {
	best, found := part, x.open > 0
	for _, options := range x.members {
		out := options[0]
		for _, o := range options {
			if high && x.less(part, out, o) || !high && x.less(part, o, out) {
				out = o
			}
		}
		for _, in := range options {
			if !in.base {
				continue
			}
			cost, _ := x.weigh(part, in).Sub(x.weigh(part, out))
			if high {
				cost = cost.Neg()
			}
			if !found || cost.Less(best) {
				best, found = cost, true
			}
		}
	}
	return best
}

func (x *extremes) less(part decimal.Decimal, a, b counted) bool {
	return x.weigh(part, a).Less(x.weigh(part, b))
}

func (x *extremes) weigh(part decimal.Decimal, c counted) decimal.Decimal {
	d := decimal.MustNew(-int64(bit(c.counts)), 0)
	if x.based && c.base {
		d, _ = d.Add(part)
	}
	return d
}

// settle says what a quota comes to.
func (x *extremes) settle(q *Quota) {
	if !x.part.Some() { // there is no number: nothing is required
		q.Outcome, q.Nobody = Met, true
		return
	}
	low, _ := x.at(x.part.Low, false)
	_, high := x.at(x.part.High, false)
	q.differ(low, high)
	low, _ = x.at(x.part.Low, true)
	_, high = x.at(x.part.High, true)
	require := func(part, base decimal.Decimal) decimal.Decimal {
		if !x.based {
			return part
		}
		n := value.PartOf(part, base)
		return n
	}
	q.Required = Range{require(x.part.Low, q.Base.Low), require(x.part.High, q.Base.High)}
	// low and high are of the number required less that counted.
	zero := decimal.Zero
	var met, broken bool // whether some filling gives it
	switch q.Line.Op {
	case ">=":
		met, broken = !zero.Less(low), zero.Less(high)
	case ">":
		met, broken = low.Less(zero), !high.Less(zero)
	case "<=":
		met, broken = !high.Less(zero), low.Less(zero)
	case "<":
		met, broken = zero.Less(high), !zero.Less(low)
	default:
		met = !zero.Less(low) && !high.Less(zero)
		broken = !(low.IsZero() && high.IsZero())
		q.Exhaustive = q.Exhaustive && !(met && broken)
	}
	met = met || x.part.None || x.based && q.Base.Low.IsZero()
	switch {
	case met && broken:
		q.Outcome = Undetermined
	case met:
		q.Outcome = Met
	case q.Line.Should:
		q.Outcome = Departure
	default:
		q.Outcome = Broken
	}
	if q.Outcome != Undetermined {
		q.Exhaustive = true
	}
}

// differ says how far what is counted lies from what is required.
func (q *Quota) differ(low, high decimal.Decimal) {
	switch op := q.Line.Op; op {
	case ">=", ">":
		q.Difference = Range{short(low, op), short(high, op)}
	case "<=", "<":
		q.Difference = Range{short(high.Neg(), op), short(low.Neg(), op)}
	default:
		q.Difference = Range{low, high}
	}
}

// short is how many whole people lie between what is and what is required: one
// more where reaching the number is not enough.
func short(n decimal.Decimal, op string) decimal.Decimal {
	whole := n.Ceil(0)
	if (op == ">" || op == "<") && whole.Equal(n) {
		whole, _ = whole.Add(decimal.One)
	}
	return whole
}
