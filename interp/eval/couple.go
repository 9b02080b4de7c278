package eval

import (
	"cmp"
	"math"
	"slices"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
)

// Couple is what a pair comes to for two people, whichever way round and by however
// many of its items it is of them: one finding.
type Couple struct {
	Pair   *check.Pair
	A, B   *roster.Record // in the order of the roster
	Others int            // where it may be of A and any of so many: then there is no B
	AsOf   civil.Date     // of A

	Found        value.Set     // whether it is of the two
	OnA, OnB     value.Set     // whether it falls on the one, on the other; that the two are both so, where they must not
	Items, Maybe []*check.Rule // the items that are of the two, under every filling and under some only
	Outcome      Outcome       // where they must not both be so: Met, Broken, Departure or Undetermined; else 0
	Missing      []Blank       // the blanks that this hangs on, each with its record
	Exhaustive   bool          // false: the budget ran out; what is open may not be so
}

// Upon says on whom a pair falls.
type Upon uint8

const (
	_         Upon = iota
	OnFirst        // on A alone
	OnSecond       // on B alone
	OnBoth         // on each of them
	OnEither       // on one of them, whichever: the plan settles it
	FallsOpen      // hangs on blanks
	NeverBoth      // on nobody: the two must not both be so
)

// Falls says on whom it falls.
func (c Couple) Falls() Upon {
	switch {
	case len(c.Pair.Checks) > 0:
		return NeverBoth
	case c.shared() && certain(c.Found):
		return OnEither
	case !c.OnA.One() || !c.OnB.One():
		return FallsOpen
	case c.OnA.True && c.OnB.True && c.Pair.One:
		return OnEither
	case c.OnA.True && c.OnB.True:
		return OnBoth
	case c.OnA.True:
		return OnFirst
	}
	return OnSecond
}

func (c Couple) shared() bool { return len(c.Pair.Rules) > 0 && c.Pair.Rules[0].Shared }

// SamePair says of two clauses that they are items of one pair.
func (e *Evaluator) SamePair(a, b *check.Rule) bool {
	return slices.ContainsFunc(e.program.Pairs, func(p *check.Pair) bool {
		list := p.Clauses()
		return slices.Contains(list, a) && slices.Contains(list, b)
	})
}

// CouplesOf are those of one pair of which the pair bears a clause number that is asked
// for, or an item that is or may be of the two.
func CouplesOf(list []Couple, p *check.Pair, asked func(id string) bool) (out []Couple) {
	is := func(r *check.Rule) bool { return asked(r.ID) }
	for _, c := range list {
		if c.Pair == p && (asked(p.ID) || slices.ContainsFunc(c.Items, is) || slices.ContainsFunc(c.Maybe, is)) {
			out = append(out, c)
		}
	}
	return out
}

// told says whether there is something to tell of the two: of those who must not both
// be so that they stand so to each other, or may and are both so.
func (c Couple) told() bool {
	if len(c.Pair.Checks) > 0 {
		return certain(c.Found) || c.Found.True && c.Outcome != Met
	}
	return c.Found.True && (c.OnA.True || c.OnB.True)
}

func certain(truth value.Set) bool { return truth.True && !truth.False }

// mostOpen is with how many others a pair may be of one person before they are told as
// one finding: who one's superior is may be not known of anybody.
const mostOpen = 20

// Couples tells of every pair what it comes to, once for each two people: in the order
// of the pairs, then of the roster. A record without an as-of date is looked at from
// the other's side alone, one that cannot be trusted as a whole likewise.
func (e *Evaluator) Couples(asOf civil.Date) (out []Couple) {
	on := func(r *roster.Record) civil.Date { return e.DateOf(r, asOf) }
	for _, p := range e.program.Pairs {
		first := len(out)
		standing := map[*roster.Record]standings{}
		for _, a := range e.insiders(e.program.Subject) {
			if standing[a] = e.standTo(p, a, on(a)); standing[a].wide() {
				out = append(out, e.anybody(p, a, standing[a], on))
			}
		}
		seen := map[[2]int]bool{}
		for _, a := range e.insiders(e.program.Subject) {
			for i, b := range standing[a].others {
				two := [2]int{min(a.Place, b.Place), max(a.Place, b.Place)}
				if seen[two] || !standing[a].sure[i] && (standing[a].wide() || standing[b].wide()) {
					continue
				}
				seen[two] = true
				if c := e.Couple(p, a, b, on); c.told() {
					out = append(out, c)
				}
			}
		}
		slices.SortStableFunc(out[first:], func(x, y Couple) int { return cmp.Or(x.A.Place-y.A.Place, x.second()-y.second()) })
	}
	return out
}

func (c Couple) second() int {
	if c.B == nil {
		return math.MaxInt
	}
	return c.B.Place
}

// anybody is the finding that a pair may be of one person and of any of many.
func (e *Evaluator) anybody(p *check.Pair, a *roster.Record, of standings, on func(*roster.Record) civil.Date) Couple {
	c := Couple{Pair: p, A: a, Others: of.open(), AsOf: on(a), Found: value.Unknown(), OnA: value.Unknown(), OnB: value.Unknown(), Maybe: p.Clauses(), Exhaustive: true}
	if len(p.Checks) > 0 {
		c.Outcome = Undetermined
	}
	t := two{e, &c, on, false}
	t.ask(a, func(s *scene) value.Set {
		return s.anyOf(p.Clauses(), func(r *check.Rule) value.Set {
			some := value.Truth(false)
			for _, list := range r.Couples {
				some = value.Or(some, s.is(&check.Quantify{Kind: "SOME", List: list}))
			}
			return some
		})
	})
	return c
}

// DateOf is the date on which a record is decided; 0 where it is not known.
func (e *Evaluator) DateOf(r *roster.Record, asOf civil.Date) civil.Date {
	if asOf == 0 {
		if stated, ok := e.AsOf(r); ok && stated.One() && !stated.None {
			return stated.First
		}
	}
	return asOf
}

// standings are those of whom a pair may be with one, and whether it is for certain.
type standings struct {
	others []*roster.Record
	sure   []bool
}

func (s standings) open() (n int) {
	for _, sure := range s.sure {
		n += bit(!sure)
	}
	return n
}

func (s standings) wide() bool { return s.open() > mostOpen }

// standTo are those of whom a pair may be with a record.
func (e *Evaluator) standTo(p *check.Pair, a *roster.Record, asOf civil.Date) (all standings) {
	if asOf == 0 || a.Fault != nil {
		return all
	}
	s := e.borrow(a, asOf)
	defer e.scenes.Put(s)
	at := map[*roster.Record]int{}
	for _, r := range p.Clauses() {
		for _, list := range r.Couples {
			items, _ := s.list(list)
			for _, it := range items {
				i, known := at[it.record]
				if !known {
					i = len(all.others)
					at[it.record], all.others, all.sure = i, append(all.others, it.record), append(all.sure, false)
				}
				all.sure[i] = all.sure[i] || !it.is.False
			}
		}
	}
	return all
}

// Couple tells what a pair comes to for two people. on gives the as-of date of each; of
// one whose date is 0 nothing is asked.
func (e *Evaluator) Couple(p *check.Pair, a, b *roster.Record, on func(*roster.Record) civil.Date) Couple {
	if a.Place > b.Place {
		a, b = b, a
	}
	c := Couple{Pair: p, A: a, B: b, AsOf: on(a), Exhaustive: true}
	if on(a) == 0 || a.Fault != nil {
		c.AsOf = on(b)
	}
	t := two{e, &c, on, false}
	clauses := p.Clauses()
	c.OnA, c.OnB, c.Found = t.falls(a, b, clauses), t.falls(b, a, clauses), t.found(clauses)
	t.item = true
	for _, r := range clauses {
		found, onA, onB := c.Found, c.OnA, c.OnB
		if len(clauses) > 1 {
			item := []*check.Rule{r}
			if found = t.found(item); r.Both == nil {
				onA, onB = t.falls(a, b, item), t.falls(b, a, item)
			}
		}
		switch is := t.holds(r, found, onA, onB); {
		case certain(is):
			c.Items = append(c.Items, r)
		case is.True:
			c.Maybe = append(c.Maybe, r)
		}
	}
	if len(p.Checks) > 0 {
		c.Outcome = c.broken()
	}
	if c.Outcome != Undetermined && c.Falls() != FallsOpen {
		c.Missing, c.Exhaustive = nil, true
	}
	return c
}

// broken is what comes of it that two must not both be so.
func (c *Couple) broken() Outcome {
	switch {
	case certain(c.OnA) || certain(c.OnB):
		if c.Pair.Checks[0].Departure {
			return Departure
		}
		return Broken
	case c.OnA.True || c.OnB.True:
		return Undetermined
	}
	return Met
}

// two asks of two people.
type two struct {
	*Evaluator
	of   *Couple
	on   func(*roster.Record) civil.Date
	item bool // it asks of one item alone
}

// ask reads something from the side of one of the two, exactly; nothing is so of one
// whose date is not known.
func (t two) ask(of *roster.Record, what func(*scene) value.Set) value.Set {
	day := t.on(of)
	if day == 0 || of.Fault != nil {
		return value.Truth(false)
	}
	answer := t.Evaluator.ask(of, day, what)
	t.of.Exhaustive = t.of.Exhaustive && (answer.One() || answer.Exact)
	for _, b := range answer.Missing {
		if t.item {
			break // what comes of the two does not hang on it
		}
		if b.Row == nil {
			b.Row = of
		}
		if !slices.ContainsFunc(t.of.Missing, func(x Blank) bool { return x.Field == b.Field && x.Row == b.Row }) {
			t.of.Missing = append(t.of.Missing, b)
		}
	}
	return answer.Set
}

// falls says whether any of some items falls on one because of the other.
func (t two) falls(one, other *roster.Record, clauses []*check.Rule) value.Set {
	return t.ask(one, func(s *scene) value.Set {
		return s.anyOf(clauses, func(r *check.Rule) value.Set {
			if r.Both != nil {
				return s.bothSo(r, other)
			}
			set := value.And(s.inScope(), s.isAmong(r.Partners, other))
			if !set.True {
				return set
			}
			read := len(s.read)
			holds := s.holds(r)
			if holds.True && !certain(set) { // it hangs on these two, not yet on whom else it may be of
				s.read = s.read[:read]
				return set
			}
			return value.And(set, holds)
		})
	})
}

// found says whether any of some items is of the two. Two who must not both be so are held
// to it unless each is excepted.
func (t two) found(clauses []*check.Rule) value.Set {
	from, to := t.of.A, t.of.B
	if t.on(from) == 0 || from.Fault != nil {
		from, to = to, from
	}
	set := t.foundFrom(from, to, clauses)
	excepts := func(r *check.Rule) bool { return r.Both != nil && len(r.Unless) > 0 }
	if !certain(set) && slices.ContainsFunc(clauses, excepts) {
		set = value.Or(set, t.foundFrom(to, from, clauses))
	}
	return set
}

func (t two) foundFrom(from, to *roster.Record, clauses []*check.Rule) value.Set {
	return t.ask(from, func(s *scene) value.Set {
		return s.anyOf(clauses, func(r *check.Rule) value.Set {
			set := value.And(s.within(r.InForce), s.isAmong(r.Couples, to))
			for _, u := range r.Unless {
				if r.Both != nil && set.True {
					set = value.And(set, value.Not(s.is(u)))
				}
			}
			return set
		})
	})
}

// holds says whether an item that is found, and falls on each, is of the two and falls on
// either, of two who must not both be so whether it is of them.
func (t two) holds(r *check.Rule, found, onA, onB value.Set) value.Set {
	switch {
	case r.Both != nil:
		return found
	case certain(onA) || certain(onB):
		return value.Truth(true)
	case !onA.True && !onB.True:
		return value.Truth(false)
	case certain(found) && len(r.Unless) == 0 && len(r.Keys) > 0 && t.governed():
		return found // on whom it falls is open, that it does is not
	}
	return value.Unknown()
}

// governed says that the policy is sure to apply to both.
func (t two) governed() bool {
	inside := func(s *scene) value.Set { return s.inScope() }
	return certain(t.ask(t.of.A, inside)) && certain(t.ask(t.of.B, inside))
}

// anyOf says whether something is so of any clause.
func (s *scene) anyOf(clauses []*check.Rule, is func(*check.Rule) value.Set) value.Set {
	set := value.Truth(false)
	for _, r := range clauses {
		if set.False {
			set = value.Or(set, is(r))
		}
	}
	return set
}

// isAmong says whether a record is one of any of the lists of a pair.
func (s *scene) isAmong(lists []check.Expr, other *roster.Record) value.Set {
	set := value.Truth(false)
	for _, list := range lists {
		f, ok := list.(*check.Filter)
		if !ok || !set.False {
			continue
		}
		s.with(element{record: other}, func() { set = value.Or(set, s.is(f.Where)) })
	}
	return set
}

// bothSo says whether two who must not are both so, as a check of the one.
func (s *scene) bothSo(r *check.Rule, other *roster.Record) value.Set {
	set := value.And(s.inScope(), s.within(r.InForce))
	for _, u := range r.Unless {
		set = value.And(set, value.Not(s.is(u)))
	}
	return value.And(set, value.And(s.is(r.Both), s.isAmong(r.Partners, other)))
}
