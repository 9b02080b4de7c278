// Package session is a policy and a roster that questions are asked of, one after
// the other: what a condition holds for, what is decided on whom, what would be if a
// fact were another. It knows no terminal and opens no file; its answers are values
// for a front end to print. What a change does not touch is not worked out again.
//
//	s := session.New()
//	found := s.SetPolicy("first.rota", text, nil, "load")
//	found = s.SetRoster(session.Tables{Name: "roster.csv", Staff: sheets}, "load")
//	question, absent, found := s.Parse("input", "post tenure >= 4y")
//	replies, err := question.All(ctx)
package session

import (
	"slices"

	"rota/interp"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/source"
)

// Session is what was loaded and changed so far. It is used by one goroutine at a
// time; what it works out it works out on all cores.
type Session struct {
	now  *state
	past []*state // what Undo goes back to, the latest last
}

// state is a session at one moment. It is not changed any more once another is
// made of it, other than that what it comes to is worked out when first asked for.
type state struct {
	by     string // what made it of the one before, for Undo to name
	base   *state // what was loaded, before it was changed to come to this; nil for this itself
	policy *interp.Policy
	text   string
	open   interp.Opener
	tables Tables
	asOf   civil.Date
	facts  []Fact
	bound  *interp.Bound // nil until there are a policy and a roster
	people *people
	told   *verdicts // nil until they are asked for
}

// Tables are the tables of an office, read and not yet bound.
type Tables struct {
	Name    string // of the roster's file
	Staff   []roster.Sheet
	Further map[string][]roster.Sheet
	Options roster.Options
}

// Fact is a cell that holds something else than the roster says.
type Fact struct {
	At      source.Cell // the row of the record
	ID      string
	Field   string
	Was, Is string // as written
}

// New is a session in which nothing is loaded.
func New() *Session { return &Session{now: &state{}} }

// Policy is the policy in use; nil before one is.
func (s *Session) Policy() *interp.Policy { return s.now.policy }

// Text is the text of the policy in use.
func (s *Session) Text() string { return s.now.text }

// Bound is the policy with the roster; nil while either is wanting.
func (s *Session) Bound() *interp.Bound { return s.now.bound }

// Facts lists what was set, the earliest first.
func (s *Session) Facts() []Fact { return s.now.facts }

// AsOf is the date that was given; 0 for the policy's own.
func (s *Session) AsOf() civil.Date { return s.now.asOf }

// load makes a state the present one, and what is compared with.
func (s *Session) load(next *state, by string) {
	next.by, next.base = by, nil
	s.past = append(s.past, s.now)
	s.now = next
}

// take makes a state the present one, changed from what was loaded.
func (s *Session) take(next *state, by string) {
	if next.base == nil {
		next.base = s.now
	}
	next.by = by
	s.past = append(s.past, s.now)
	s.now = next
}

// Undo goes back to what was before the last change and says what that was; ""
// where there is none.
func (s *Session) Undo() string {
	if len(s.past) == 0 {
		return ""
	}
	by := s.now.by
	s.now, s.past = s.past[len(s.past)-1], s.past[:len(s.past)-1]
	return by
}

// Begin makes the present state the first: Undo does not go back behind it.
func (s *Session) Begin() { s.past = nil }

// SetPolicy takes a policy in the place of the one before, unless it has errors.
// What was set of people stays set. What it extends is read by open; nil where it
// may extend nothing.
func (s *Session) SetPolicy(name, text string, open interp.Opener, by string) diag.List {
	next := *s.now
	next.open = open
	found := next.rule(name, text)
	if !found.HasErrors() {
		found = append(found, next.bind()...)
		s.load(&next, by)
	}
	return found
}

// SetRoster takes the tables of an office in the place of those before. What was
// set of their people is forgotten.
func (s *Session) SetRoster(t Tables, by string) diag.List {
	next := *s.now
	next.tables, next.facts = t, nil
	found := next.bind()
	s.load(&next, by)
	return found
}

// SetAsOf decides as of another date; 0 is the policy's own.
func (s *Session) SetAsOf(date civil.Date, by string) {
	next := *s.now
	next.asOf, next.told = date, nil
	if s.now.policy != nil && !s.now.dated() { // before the first date nothing was decided
		s.load(&next, by)
		return
	}
	s.take(&next, by)
}

// rule reads a policy.
func (st *state) rule(name, text string) diag.List {
	policy, found := interp.LoadVariant(name, []byte(text), st.open)
	if policy == nil {
		return found
	}
	st.policy, st.text = policy, text
	return found
}

// bind binds the roster to the policy, every column of it, and sets again what was
// set.
func (st *state) bind() diag.List {
	st.bound, st.people, st.told = nil, nil, nil
	if st.policy == nil || st.tables.Staff == nil {
		return nil
	}
	opts := st.tables.Options
	opts.ReadAll = true
	bound, found := st.policy.Bind(st.tables.Staff, st.tables.Further, opts)
	st.bound = bound
	kept := st.facts[:0:0]
	for _, fact := range st.facts {
		f := st.policy.Program.Named(fact.Field)
		i := slices.IndexFunc(bound.Roster.People, func(r *roster.Record) bool { return r.At == fact.At })
		if f == nil || i < 0 {
			continue
		}
		if revised, _, _ := st.bound.Roster.Revise(st.bound.Roster.People[i], f, fact.Is, setHere); revised != nil {
			st.bound = bound.With(revised)
			kept = append(kept, fact)
		}
	}
	st.facts = kept
	st.people = &people{records: st.bound.Roster.People}
	return found
}

// setHere is where a fact stands that no file holds.
var setHere = source.Cell{File: "set"}

// Set has a cell of somebody hold something else: written as in a roster, "" for
// blank. The error is in found; nothing changes then.
func (s *Session) Set(record *roster.Record, f *check.Field, written, by string) diag.List {
	revised, _, found := s.now.bound.Roster.Revise(record, f, written, setHere)
	if revised == nil {
		return found
	}
	next := *s.now
	next.bound = s.now.bound.With(revised)
	fact := Fact{At: record.At, ID: record.ID, Field: f.Name, Was: record.Cell(f).Written, Is: written}
	next.facts = append(slices.Clip(s.now.facts), fact)
	next.people = s.now.people.with(next.bound.Roster.People)
	next.told = s.now.told.without(&next, record)
	s.take(&next, by)
	return found
}
