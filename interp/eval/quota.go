package eval

import (
	"runtime"
	"slices"

	"github.com/govalues/decimal"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/inorder"
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
	asOf = e.Day(asOf)
	var lines []quotaLine
	for _, q := range e.program.Quotas {
		for _, line := range q.Lines {
			lines = append(lines, quotaLine{q, line})
		}
	}
	var out []Quota
	for groups := range inorder.Each(slices.Values(lines), min(len(lines), runtime.GOMAXPROCS(0)), func() func(quotaLine) []Quota {
		s := e.scene(&roster.Record{Kind: e.program.Subject}, asOf)
		return func(one quotaLine) []Quota {
			if asOf == 0 {
				return []Quota{{Quota: one.of, Line: one.line, Outcome: Undetermined, AsOfUnknown: true}}
			}
			return s.quota(one.of, one.line, counts)
		}
	}) {
		out = append(out, groups...)
	}
	return out
}

// quotaLine is a line of a quota, and the quota.
type quotaLine struct {
	of   *check.Quota
	line *check.QuotaLine
}

// asksOfNobody says that a line may be broken by a group in which nobody is counted or in
// its base: such a group, where it is what its members share, is found by all of them.
func asksOfNobody(q *check.Quota, line *check.QuotaLine) bool {
	return q.Per != nil && q.Of == nil && (line.Base == nil || line.All) && line.Op != "<=" && line.Op != "<"
}

// quotaPlan goes through those who are counted or are in the base, or through everybody.
func (e *Evaluator) quotaPlan(q *check.Quota, line *check.QuotaLine) *plan {
	p := &plan{of: e.program.Subject, row: 1, alone: []check.Expr{line.Counted}, further: []check.Expr{line.Counted}}
	if line.Base != nil {
		p.alone = []check.Expr{&check.Or{Parts: []check.Expr{line.Counted, line.Base}}}
		p.further = append(p.further, line.Base)
	}
	if q.Per != nil {
		p.joins = []join{{theirs: q.Per}}
	}
	if asksOfNobody(q, line) {
		p.alone = nil
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
	everybody := asksOfNobody(q, line)
	return func(person *roster.Record) ([]way, bool) {
		k := key{}
		var known bool
		k.counted, k.based, known = counts(line, person)
		switch {
		case !known:
			return nil, false
		case !k.counted && !k.based && !everybody:
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

// quotaGroup is a group of a quota.
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
		return key.Some() && (!key.One() || s.unwritten(key))
	}
	return key.One() && !key.None && s.recordsOf(q.Per.Type())[key.Codes[0]].Nameless
}

// unwritten says that a group is a text that nobody has written, which a blank may be.
func (s *scene) unwritten(key value.Set) bool {
	return key.Kind == types.Text && key.One() && !key.None && !key.Several && key.Parts == nil && !s.texts.Written(key.Codes[0])
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
		if !one || set.None || seen[key] || q.Of == nil && s.unwritten(set) {
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
