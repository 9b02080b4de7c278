package eval

import (
	"slices"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
)

// Status is what came of a choice for a record; the zero value is that it is no
// candidate.
type Status int32

const (
	NoCandidate = Status(noCandidate)
	WasChosen   = Status(isChosen)
	Waits       = Status(isWaiting)
	IsTied      = Status(isTied)
)

// Standing is what came of a choice for one record.
type Standing struct {
	Choice  *check.Choice
	May     []Status // over the fillings of the blanks; one where it is known
	Place   Range    // among those who wait, from 1, where May is Waits alone
	Missing []Blank
	Exact   bool // false: the budget ran out; May may be more than there is
}

// One says that it is known what came of it, and that it is this.
func (s Standing) One(status Status) bool { return len(s.May) == 1 && s.May[0] == status }

// StandingIn tells what came of a choice for a record as of a date.
func (e *Evaluator) StandingIn(x *check.Choice, record *roster.Record, asOf civil.Date) Standing {
	a := e.ask(record, asOf, func(s *scene) value.Set { return s.choice(x) })
	out := Standing{Choice: x, Missing: a.Missing, Exact: a.Exact}
	for _, code := range a.Codes {
		out.May = append(out.May, Status(code))
	}
	slices.Sort(out.May)
	if out.One(Waits) {
		place := e.ask(record, asOf, func(s *scene) value.Set { return s.waitingPlace(x) })
		out.Place, out.Missing, out.Exact = Range{place.Low, place.High}, place.Missing, place.Exact
	}
	return out
}

// ChosenIn are the choices that a clause asks of the record decided.
func ChosenIn(r *check.Rule) (choices []*check.Choice) {
	check.WalkRule(r, func(x check.Expr) {
		if c, ok := x.(*check.Chosen); ok && c.Row == 0 && !slices.Contains(choices, c.Choice) {
			choices = append(choices, c.Choice)
		}
	})
	return choices
}

// Between says whether one record is among those that a list of everybody, read of
// another, is of: whether a pair holds between them.
func (e *Evaluator) Between(list check.Expr, record, other *roster.Record, asOf civil.Date) Answer {
	return e.ask(record, asOf, func(s *scene) value.Set {
		items, given := s.list(list)
		if !given {
			return value.Unknown()
		}
		for _, it := range items {
			if it.record == other {
				return it.is
			}
		}
		return value.Truth(false)
	})
}

// PairsOf are, of a check that two are not both so, those that stand so to the record
// decided, as lists of everybody.
func PairsOf(a *check.Action) (lists []check.Expr) {
	if or, ok := a.Where.(*check.Or); ok {
		for _, p := range or.Parts {
			if some, ok := p.(*check.Quantify); ok {
				lists = append(lists, some.List)
			}
		}
	}
	return lists
}

// CutKey is a key of a choice that tells at the cut, for one of its candidates.
type CutKey struct {
	check.Key
	Own locale.Text // what it is of the record
}

// CutKeys are the keys that a place in a choice rests on: those on all of whose earlier
// keys the record equals both the last who is chosen and the first who waits. None
// where everybody has a place or nobody, or where the blanks of others leave it open.
func (e *Evaluator) CutKeys(x *check.Choice, record *roster.Record, asOf civil.Date) (keys []CutKey) {
	s := e.borrow(record, asOf)
	defer e.scenes.Put(s)
	me, _ := s.enter(x)
	if me == nil || len(me.contest.open) > 0 || !allOne(me.mine) || len(me.group.group.unranked) > 0 {
		return nil
	}
	r, ranked := me.group.roll, me.group.group.ranked
	n, _, ok := me.contest.places(me.contest.base).Int64(0)
	if !ok || n < 1 || int(n) >= len(ranked) {
		return nil
	}
	p, first := me.group.plan, len(me.group.plan.further)-len(x.Keys)
	last, next := r.entries[ranked[n-1]], r.entries[ranked[n]]
	for i, k := range x.Keys {
		own, a, b := me.mine[i], last.keyed(p, first)[i], next.keyed(p, first)[i]
		keys = append(keys, CutKey{k, s.keyWords(own, k.X)})
		if !levelWith(own, a) || !levelWith(own, b) {
			break
		}
	}
	return keys
}

// keyWords is what a key is of somebody: of a span its days.
func (s *scene) keyWords(set value.Set, x check.Expr) locale.Text {
	text := s.wordsOf(set, x.Type())
	if _, days := x.(*check.SpanDays); days && set.Some() {
		text = locale.Text{EN: text.EN + " days", ZH: text.ZH + "天"}
	}
	return text
}

// levelWith says of two known values that neither comes before the other.
func levelWith(a, b value.Set) bool {
	_, equal, _ := relation([]check.Key{{}}, []value.Set{a}, []value.Set{b})
	return equal
}

// Settled is the key by which a pair falls on one of two: what it is of each. Key is
// nil where all keys are equal, or one of the two has no value.
type Settled struct {
	Key         *check.PairKey
	Own, Others locale.Text
}

// SettledBy tells by which key a pair falls on the record that a decision is about and
// not on the other; false where that is not known, or no key settles it.
func (e *Evaluator) SettledBy(d Decision, r *check.Rule, other *roster.Record) (out Settled, ok bool) {
	if len(r.Keys) == 0 || d.AsOfUnknown {
		return out, false
	}
	s := e.borrow(d.Record, d.AsOf)
	defer e.scenes.Put(s)
	ok = true
	s.with(element{record: other}, func() {
		for i := range r.Keys {
			k := &r.Keys[i]
			mine, theirs := s.eval(k.Mine), s.eval(k.Theirs)
			if !mine.One() || !theirs.One() {
				ok = false
				return
			}
			if mine.Some() && theirs.Some() && !levelWith(mine, theirs) {
				out = Settled{k, s.keyWords(mine, k.Mine), s.keyWords(theirs, k.Theirs)}
				return
			}
		}
	})
	return out, ok
}

// Closed is a group of a choice that has candidates and not one place, so that nobody
// can ever be chosen in it.
type Closed struct {
	Choice     *check.Choice
	Group      string // what its members share, as a constant prints; "" for everybody
	Candidates int
}

// Closed lists the groups of choices without a place, in the order of the roster. A
// group of which something is not known is left out.
func (e *Evaluator) Closed(asOf civil.Date) (out []Closed) {
	if asOf = e.Day(asOf); asOf == 0 {
		return nil
	}
	for _, x := range e.program.Choices {
		at := map[string]int{}
		for _, record := range e.insiders(e.program.Subject) {
			group, closed := e.closedTo(x, record, asOf)
			if !closed {
				continue
			}
			i, seen := at[group]
			if !seen {
				i = len(out)
				at[group], out = i, append(out, Closed{Choice: x, Group: group})
			}
			out[i].Candidates++
		}
	}
	return out
}

// closedTo says whether a candidate stands in a group without a place, and in which.
func (e *Evaluator) closedTo(x *check.Choice, record *roster.Record, asOf civil.Date) (group string, closed bool) {
	s := e.borrow(record, asOf)
	defer e.scenes.Put(s)
	me, _ := s.enter(x)
	if me == nil || len(me.contest.open) > 0 || me.contest.places(me.contest.base).IsPos() {
		return "", false
	}
	if x.Per != nil {
		s.with(element{record: record}, func() { group = s.Show(s.eval(x.Per), x.Per.Type()) })
	}
	return group, true
}
