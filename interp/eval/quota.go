package eval

import (
	"slices"

	"github.com/govalues/decimal"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// Quota is what a line of a quota comes to in one group.
type Quota struct {
	Quota *check.Quota
	Line  *check.QuotaLine
	Group *roster.Record // the record that the group is of; nil where it is of none
	Key   string         // else what its members share, as a constant prints; "" for everybody
	// Unknown says that it is of those of whom it is not known in which group they are,
	// where that may be one that is not told.
	Unknown bool
	AsOf    civil.Date

	Outcome    Outcome // Met, Broken, Departure or Undetermined
	Base       Range   // how many are in the set that it is a part of; of none where there is no such set
	Required   Range
	Actual     Range
	Difference Range // how many more are needed, or are too many; below zero: so many to spare
	Nobody     bool  // in the base: met, since there is nothing to be a part of

	Counts      []*roster.Record // those sure to be counted
	Rest        []*roster.Record // those sure to be in the base and not counted
	Members     []*roster.Record // of whom it is not known whether they count
	Missing     []Blank          // the blanks that this hangs on
	LimitOn     []Blank          // those of them that leave the limit open
	Unlimited   bool             // nothing is known of the limit: Required and Difference say nothing
	Exhaustive  bool             // false: the ends of the ranges may not be reached
	AsOfUnknown bool
}

// Range is a number, or the numbers it lies between where blanks leave it open.
type Range struct{ Low, High decimal.Decimal }

// One says that the number is known.
func (r Range) One() bool { return r.Low.Equal(r.High) }

// Counts says of a line of a quota whether somebody is counted and whether in the
// base, under every filling of the blanks; known is false where that is not known.
type Counts func(line *check.QuotaLine, person *roster.Record) (counted, based, known bool)

// Quotas decides every quota, group by group: of a kind of record in the order of
// the roster, those of nobody too; of what people share in the order first met. What
// counts says is believed, the rest is found out; nil says nothing.
func (e *Evaluator) Quotas(asOf civil.Date, counts Counts) []Quota {
	var out []Quota
	if len(e.program.Quotas) == 0 {
		return nil
	}
	if asOf == 0 && e.program.AsOf != nil && !e.DatedByRecord() {
		stated, _ := e.AsOf(&roster.Record{Kind: e.program.Subject})
		asOf = stated.First
	}
	s := e.scene(&roster.Record{Kind: e.program.Subject}, asOf)
	for _, q := range e.program.Quotas {
		for _, line := range q.Lines {
			if asOf == 0 {
				out = append(out, Quota{Quota: q, Line: line, Outcome: Undetermined, AsOfUnknown: true})
				continue
			}
			out = append(out, s.quota(q, line, counts)...)
		}
	}
	return out
}

// quotaPlan goes through those who are counted or are in the base.
func (e *Evaluator) quotaPlan(q *check.Quota, line *check.QuotaLine) *plan {
	p := &plan{of: e.program.Subject, row: 1, alone: []check.Expr{line.Counted}, further: []check.Expr{line.Counted}}
	if line.Base != nil {
		p.alone = []check.Expr{&check.Or{Parts: []check.Expr{line.Counted, line.Base}}}
		p.further = append(p.further, line.Base)
	}
	if q.Per != nil {
		p.joins = []join{{theirs: q.Per}}
	}
	return p
}

// foretold makes ways of what is known of who counts, where the group of a person is a
// cell of it. Those alike in group and count share theirs.
func foretold(q *check.Quota, line *check.QuotaLine, counts Counts) func(*roster.Record) ([]way, bool) {
	per, ok := q.Per.(*check.FieldRef)
	if q.Per != nil && !ok {
		return nil
	}
	type key struct {
		group          string
		counted, based bool
	}
	made := map[key][]way{}
	return func(person *roster.Record) ([]way, bool) {
		k := key{}
		var known bool
		k.counted, k.based, known = counts(line, person)
		switch {
		case !known:
			return nil, false
		case !k.counted && !k.based:
			return nil, true
		}
		values := make([]value.Set, 0, 3)
		if per != nil {
			cell := person.Cell(per.Field)
			if k.group, ok = knownKey(cell.Value); !ok || cell.State != roster.Known {
				return nil, false
			}
			values = append(values, cell.Value)
		}
		ways, known := made[k]
		if !known {
			if values = append(values, value.Truth(k.counted)); line.Base != nil {
				values = append(values, value.Truth(k.based))
			}
			ways = []way{{is: true, values: values}}
			made[k] = ways
		}
		return ways, true
	}
}

// place is a group of a quota.
type quotaGroup struct {
	record *roster.Record
	value  value.Set
}

func (s *scene) quota(q *check.Quota, line *check.QuotaLine, counts Counts) []Quota {
	p := s.quotaPlan(q, line)
	if counts != nil && len(line.Own) == 0 {
		p.told = foretold(q, line, counts)
	}
	r := s.rollOf(p)
	var all *baseOfAll
	if line.All {
		all = sumAll(p, r)
	}
	var out []Quota
	with := map[string]*assembly{}
	for _, g := range s.quotaGroups(q, r) {
		one := Quota{Quota: q, Line: line, Group: g.record, AsOf: s.asOf.First}
		if q.Per != nil && g.record == nil {
			one.Key = s.Show(g.value, q.Per.Type())
		}
		s.rows = nil
		if q.Of != nil {
			s.rows = []element{{record: g.record}}
		}
		before := len(s.free)
		most := s.eval(line.Most)
		s.rows = nil
		limit := len(s.free)
		m := &assembly{p, r, all}
		if len(line.Own) > 0 {
			m = s.assembled(with, q, line, g)
		}
		one.weigh(lined{line}.optionsIn(m.plan, m.roll, g, m.all), most, m.all)
		for _, f := range s.free[before:limit] {
			one.LimitOn = append(one.LimitOn, f.blanks()...)
		}
		for _, f := range s.free[before:] {
			one.Missing = append(one.Missing, f.blanks()...)
		}
		one.Unlimited = roster.Unbounded(most)
		s.free, s.read = s.free[:before], s.read[:0]
		out = append(out, one)
	}
	if one, some := s.withoutGroup(q, line, p, r, all); some {
		out = append(out, one)
	}
	return out
}

// assembly are those that a quota goes through; all is the base of all, nil for none.
type assembly struct {
	plan *plan
	roll *roll
	all  *baseOfAll
}

// assembled is the assembly where the sets read something of the group, once for all
// groups of which that is the same.
func (s *scene) assembled(known map[string]*assembly, q *check.Quota, line *check.QuotaLine, g quotaGroup) *assembly {
	p := s.quotaPlan(q, line)
	p.bound = map[*check.GroupOf]value.Set{}
	if q.Of != nil {
		s.rows = []element{{record: g.record}}
	}
	key, same := "", true
	for _, own := range line.Own {
		set := g.value
		if own.X != nil {
			set = s.eval(own.X)
		}
		part, one := knownKey(set)
		key, same, p.bound[own] = key+part, same && one, set
	}
	s.rows = nil
	if m := known[key]; m != nil && same {
		return m
	}
	m := &assembly{plan: p, roll: s.rollOf(p)}
	if line.All {
		m.all = sumAll(p, m.roll)
	}
	if same {
		known[key] = m
	}
	return m
}

// withoutGroup is what the quota comes to of those who may be in a group that is not
// told, because it is not known which they are in. Where that keeps the quota whoever
// of them is in it there is nothing to tell.
func (s *scene) withoutGroup(q *check.Quota, line *check.QuotaLine, p *plan, r *roll, all *baseOfAll) (one Quota, some bool) {
	if q.Per == nil {
		return one, false
	}
	one = Quota{Quota: q, Line: line, Unknown: true, AsOf: s.asOf.First, Unlimited: q.Of != nil && !line.Most.Type().Percent}
	var members []optioned
	for i := range r.entries {
		e, l := &r.entries[i], lined{line}
		var options []counted
		in := false
		for _, w := range e.ways {
			if w.is && s.keyless(q, w.values[0]) {
				in, options = true, appendNew(options, l.option(w.values[len(p.joins):]))
			}
			options = appendNew(options, l.outside(p, w, all))
		}
		if in {
			members = append(members, optioned{e, options})
		}
	}
	if members == nil {
		return one, false
	}
	most := value.Numbers(types.Number, decimal.Zero, decimal.Zero, 0)
	if !one.Unlimited {
		most = s.eval(line.Most)
	}
	one.weigh(members, most, all)
	for _, m := range members {
		one.Missing = s.keyCells(q, m.entry.record, one.Missing)
	}
	if one.Outcome == Met && !one.Unlimited {
		return one, false
	}
	one.Outcome = Undetermined
	return one, true
}

// keyCells adds the cells that should say in which group somebody is.
func (s *scene) keyCells(q *check.Quota, of *roster.Record, blanks []Blank) []Blank {
	for _, f := range s.fieldsOf(q.Per, 1) {
		if !slices.ContainsFunc(blanks, func(b Blank) bool { return b.Field == f && b.Row == of }) {
			blanks = append(blanks, Blank{f, *of.Cell(f), of})
		}
	}
	return blanks
}

// keyless says of what somebody's group is that it may be one that is not told: a value
// that is not known, or a record of which not even the name is.
func (s *scene) keyless(q *check.Quota, key value.Set) bool {
	if q.Of == nil {
		return key.Some() && !key.One()
	}
	return key.One() && !key.None && s.recordsOf(q.Per.Type())[key.Codes[0]].Nameless
}

// quotaGroups are the groups of a quota.
func (s *scene) quotaGroups(q *check.Quota, r *roll) []quotaGroup {
	if q.Per == nil {
		return []quotaGroup{{}}
	}
	var out []quotaGroup
	seen := map[string]bool{}
	add := func(set value.Set) {
		key, one := knownKey(set)
		if !one || set.None || seen[key] {
			return
		}
		seen[key] = true
		g := quotaGroup{value: set}
		if q.Of != nil {
			if g.record = s.recordsOf(q.Per.Type())[set.Codes[0]]; g.record.Nameless {
				return // see withoutGroup
			}
		}
		out = append(out, g)
	}
	if q.Of != nil {
		for _, record := range s.insiders(q.Of) {
			add(value.Code(types.Ref, []int32{int32(record.Place)}))
		}
	}
	for i := range r.entries {
		for _, w := range r.entries[i].ways {
			if w.is {
				add(w.values[0])
			}
		}
	}
	return out
}

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
