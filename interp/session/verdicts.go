package session

import (
	"context"
	"hash/fnv"
	"io"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
)

// Verdict is the gist of a decision, small enough to keep for everybody.
type Verdict struct {
	Record  *roster.Record
	Row     *roster.Record // of a check: the row it is about
	Action  *check.Action
	Outcome eval.Outcome
	// Of one that is not known: what it depends on, and what it may be. Open says that it
	// may be more than is listed.
	Missing  []eval.Blank
	Possible []eval.Outcome
	Open     bool
	by       uint64 // of the clauses that give it
}

// verdicts are what a state comes to, worked out person by person as it is asked
// for. It may be begun by one question and finished by the next.
type verdicts struct {
	of   [][]Verdict // by place of the person; nil where not worked out yet
	rest []Verdict   // of other records
	done bool
}

// all works out what is decided on everybody. The error is that of ctx; what has
// been worked out by then is kept.
func (st *state) all(ctx context.Context) (*verdicts, error) {
	if st.told == nil {
		st.told = &verdicts{of: make([][]Verdict, len(st.bound.Roster.People))}
	}
	v := st.told
	if v.done {
		return v, nil
	}
	b := st.bound
	if !slices.ContainsFunc(v.of, func(of []Verdict) bool { return of != nil }) && !citing(b.Program) {
		return v, st.brief(ctx)
	}
	err := each(ctx, len(v.of), func(i int) {
		if v.of[i] == nil {
			v.of[i] = gist(b.On(b.Roster.People[i], st.asOf))
		}
	})
	if err != nil {
		return v, err
	}
	v.rest, v.done = gist(b.Elsewhere(st.asOf)), true
	return v, nil
}

// brief is all where nothing has been worked out yet, on columns.
func (st *state) brief(ctx context.Context) error {
	b, v := st.bound, st.told
	i := 0
	for d := range b.Brief(st.asOf) {
		if i < len(v.of) && ctx.Err() != nil {
			v.of[i] = nil // perhaps not all of it
			return ctx.Err()
		}
		for i < len(v.of) && b.Roster.People[i] != d.Record {
			v.of[i] = some(v.of[i])
			i++
		}
		if i < len(v.of) {
			v.of[i] = append(v.of[i], verdict(d))
		} else {
			v.rest = append(v.rest, verdict(d))
		}
	}
	for ; i < len(v.of); i++ {
		v.of[i] = some(v.of[i])
	}
	v.done = true
	return nil
}

// some is a list that is not nil where nothing is decided.
func some(list []Verdict) []Verdict {
	if list == nil {
		return []Verdict{}
	}
	return list
}

// citing says that decisions name clauses that are no rules, which columns do not.
func citing(p *check.Program) bool {
	cites := p.ForceID != "" || slices.ContainsFunc(p.Terms, func(t *check.Term) bool { return t.Clause != "" }) ||
		slices.ContainsFunc(p.Actions, func(a *check.Action) bool {
			return slices.ContainsFunc(a.Grades, func(g check.Grade) bool { return g.ID != "" })
		})
	p.Walk(func(x check.Expr) {
		switch x := x.(type) {
		case *check.Marked, *check.Score, *check.TableValue, *check.Listed, *check.Chosen, *check.Place:
			cites = true
		case *check.Cases:
			cites = cites || slices.ContainsFunc(x.Rows, func(row *check.CaseRow) bool { return row.ID != "" })
		}
	})
	return cites
}

func gist(list []eval.Decision) []Verdict {
	out := make([]Verdict, len(list)) // not nil where nothing is decided
	for i, d := range list {
		out[i] = verdict(d)
	}
	return out
}

func verdict(d eval.Decision) Verdict {
	v := Verdict{Record: d.Record, Row: d.Row, Action: d.Action, Outcome: d.Outcome, by: clauses(d)}
	if d.Outcome == eval.Undetermined || d.Outcome == eval.DataError {
		v.Missing, v.Possible, v.Open = d.Missing, d.Possible, d.Open()
	}
	return v
}

// clauses tells two lists of clauses apart.
func clauses(d eval.Decision) uint64 {
	sum := fnv.New64a()
	for _, r := range d.Clauses {
		io.WriteString(sum, r.ID+"\n")
	}
	for _, c := range d.Cites {
		io.WriteString(sum, c.ID+"\n")
	}
	return sum.Sum64()
}

// without are the verdicts of a state that differs from another in one person: all
// the others, unless what is decided on them may rest on that person.
func (v *verdicts) without(next *state, record *roster.Record) *verdicts {
	if v == nil || next.bound == nil || related(next.bound.Program) {
		return nil
	}
	of := slices.Clone(v.of)
	if i := slices.IndexFunc(next.bound.Roster.People, func(r *roster.Record) bool { return r.At == record.At }); i >= 0 {
		of[i] = nil
	}
	return &verdicts{of: of}
}

// learn takes over what another state by the same policy and date comes to, for the
// records that are the same in both.
func (st *state) learn(from *state) {
	if st.told != nil || st.policy != from.policy || st.asOf != from.asOf || related(st.policy.Program) {
		return
	}
	st.told = &verdicts{of: make([][]Verdict, len(st.bound.Roster.People))}
	for i, r := range st.bound.Roster.People {
		if i < len(from.told.of) && from.bound.Roster.People[i] == r {
			st.told.of[i] = from.told.of[i]
		}
	}
}

// related says whether a decision on one record may rest on another of its kind.
func related(p *check.Program) bool {
	if p.Subject.Owner != nil || len(p.Choices) > 0 {
		return true
	}
	everyone := false
	p.Walk(func(x check.Expr) {
		if of, is := x.(*check.Everyone); is {
			everyone = everyone || of.Of == p.Subject
		}
	})
	if everyone {
		return true
	}
	for _, r := range p.Records {
		if r.Used && (r.Relation != nil || r.Owner != nil && r.Owner != p.Subject) {
			return true
		}
		for _, f := range r.Fields {
			if f.Used && f.Type.Record != nil && p.RecordOf(f.Type) == p.Subject && (f.Followed || r != p.Subject) {
				return true
			}
		}
	}
	return false
}

// each does something for all numbers below n, on every core, until ctx ends.
func each(ctx context.Context, n int, do func(i int)) error {
	const chunk = 64
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n/chunk+1) {
		wait.Go(func() {
			for ctx.Err() == nil {
				from := int(next.Add(chunk)) - chunk
				if from >= n {
					return
				}
				for i := from; i < min(from+chunk, n) && ctx.Err() == nil; i++ {
					do(i)
				}
			}
		})
	}
	wait.Wait()
	return ctx.Err()
}

// Warm works out what is decided on everybody ahead of the question.
func (s *Session) Warm(ctx context.Context) {
	if s.now.bound == nil {
		return
	}
	s.now.people.index()
	if s.now.dated() {
		s.now.all(ctx)
	}
}

// dated says whether there is a date to decide as of.
func (st *state) dated() bool { return st.asOf != 0 || st.policy.Program.AsOf != nil }

// Dated says whether there is a date to decide as of.
func (s *Session) Dated() bool { return s.now.policy != nil && s.now.dated() }

// Verdicts is the gist of what is decided on everybody, person by person.
func (s *Session) Verdicts(ctx context.Context) ([]Verdict, error) {
	v, err := s.now.all(ctx)
	if err != nil {
		return nil, err
	}
	return v.list(), nil
}

func (v *verdicts) list() []Verdict {
	n := len(v.rest)
	for _, of := range v.of {
		n += len(of)
	}
	out := make([]Verdict, 0, n)
	for _, of := range v.of {
		out = append(out, of...)
	}
	return append(out, v.rest...)
}

// On is the whole of what is decided on somebody, or of what is checked of a record
// of another kind.
func (s *Session) On(record *roster.Record) []eval.Decision {
	return s.now.bound.About(record, s.now.asOf)
}

// Decision is the whole of one verdict.
func (s *Session) Decision(v Verdict) (eval.Decision, bool) {
	for _, d := range s.On(v.Record) {
		if d.Action == v.Action && d.Row == v.Row {
			return d, true
		}
	}
	return eval.Decision{}, false
}
