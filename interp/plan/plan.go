// Package plan decides a whole roster on columns. In go a checked program, the
// records bound to it and one as-of date; out come, batch by batch, the outcome of
// each matter and the clauses that give it. What they do not settle, and the
// reasons of whatever is shown, the plain evaluator of interp/eval works out, which
// stays the definition: the two share no evaluation, and agree on every record.
//
//	p, ok := plan.Compile(program, records, asOf)
//	for b := range p.All() {
//		fmt.Println(b.Outcome(0, row), b.Clauses(0, row))
//	}
package plan

import (
	"cmp"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
)

// Plan is a program made ready for one roster and date. It is not changed after
// Compile; each goroutine that decides by it has its own Worker.
type Plan struct {
	program *check.Program
	roster  *roster.Roster
	people  []*roster.Record
	places  []int32 // of them, in the roster
	texts   *value.Texts
	asOf    civil.Date

	columns    []*column
	columnOf   map[*check.Field]*column
	conditions []condition
	same       map[condition]node
	tables     []*table
	tableOf    map[string]int32

	families []*family
	units    map[*check.Rule][]*unit
	on       map[*check.Action][]*family
	metOf    map[*check.Rule]node
	crowds   []*crowd
	choiceOf map[*check.Choice]int32
	labelOf  map[*check.Field][]int32
	insideOf map[*check.Action][]result

	careers   []*career
	careerOf  map[*check.Record]*career
	figures   int // of all careers
	spellOf   map[spellColumn]*column
	reachings []reaching
	subject   *check.Record // what is decided on

	// Of a career, in which rows are decided on.
	owner      *Plan   // of whom they belong to; else nil
	ownerOf    []int32 // by row
	ownDays    spells  // the rows themselves
	roots      []node  // what figures keep
	likenesses []likeness
	likenessOf map[[2]*int32]int32
	termOf     map[*check.Term]check.Expr // said of the row

	Matters []*Matter
	tallied node // a matter of everybody that nothing rests on but what is counted
	sound   node // what is required of records is so
	atoms   []atom
	steps   []step
	open    []bool // by register: it hangs on what is not compiled
	index   *index
	fewest  int   // rules of a kind that an index is made of
	passes  int   // as many as a blank has ways to be filled in, at most
	read    []int // the columns that some step reads
	fault   flags // records that cannot be trusted as a whole
	later   bool  // see Options.Later
	alone   bool  // no list is read
}

// Matter is one action as it is decided: of its results the one whose condition
// is so.
type Matter struct {
	Action  *check.Action
	results []result
	clauses []clause
	unsure  []unsure
}

// result is an outcome, 0 for no decision at all, and the condition of it.
type result struct {
	outcome eval.Outcome
	is      node
}

// clause is a rule that gives an outcome where its condition is so, or the rules
// of a family that is indexed.
type clause struct {
	rule    *check.Rule
	family  *family
	outcome eval.Outcome
	counts  node
}

// unsure is a clause of which it may stay open whether it counts, and a result that it gives.
type unsure struct{ counts, is node }

// Options for Compile; the zero value is right.
type Options struct {
	Indexed int  // of so many rules of a kind there is an index; 0 means 64
	Later   bool // the columns are filled in later, with what they do not hold yet: see Batch
	alone   bool // of a record there is what is set, and no list
}

// Compile makes a plan. It is false where columns cannot decide at all: where the
// policy checks rows of lists, or each record has an as-of date of its own.
func Compile(program *check.Program, r *roster.Roster, asOf civil.Date, opts Options) (*Plan, bool) {
	people := r.People
	if !opts.Later {
		people = arranged(program, people)
	}
	p := begin(program, r, people, asOf)
	p.fewest, p.later, p.alone = cmp.Or(opts.Indexed, fewestIndexed), opts.Later, opts.alone || opts.Later
	for _, a := range program.Actions {
		m := &Matter{Action: a}
		switch {
		case a.Kind == check.KindRequire:
			p.sound = p.and(p.sound, p.expr(a.Clause.When))
			continue
		case a.Kind == check.KindCheck && a.Of != program.Subject:
			if a.Of.Owner == program.Subject {
				return nil, false
			}
			continue // decided elsewhere, on records of their own
		case a.Kind == check.KindCheck:
			m.results = p.claim(a)
			for _, r := range m.results[1:] {
				m.clauses = append(m.clauses, clause{rule: a.Clause, outcome: r.outcome, counts: r.is})
			}
		case a.Kind == check.KindOutputs:
			m.results = p.scoped([]result{{eval.Given, anything}}) // it hangs on what they are
		default:
			m.results = p.scoped(p.inside(a))
			p.cite(m)
		}
		p.Matters = append(p.Matters, m)
	}
	p.prepare()
	return p, true
}

// begin is a plan that decides nothing yet.
func begin(program *check.Program, r *roster.Roster, people []*roster.Record, asOf civil.Date) *Plan {
	p := newPlan(program, r, program.Subject, people, asOf)
	for _, person := range people {
		p.places = append(p.places, int32(person.Place))
	}
	p.link()
	return p
}

// newPlan is one of conditions on records alone.
func newPlan(program *check.Program, r *roster.Roster, subject *check.Record, people []*roster.Record, asOf civil.Date) *Plan {
	p := &Plan{
		fewest:  fewestIndexed,
		program: program, roster: r, subject: subject, people: people, texts: r.Texts, asOf: asOf,
		careerOf: map[*check.Record]*career{}, spellOf: map[spellColumn]*column{}, likenessOf: map[[2]*int32]int32{}, termOf: map[*check.Term]check.Expr{},
		columnOf: map[*check.Field]*column{}, same: map[condition]node{}, tableOf: map[string]int32{}, choiceOf: map[*check.Choice]int32{}, labelOf: map[*check.Field][]int32{},
		units: map[*check.Rule][]*unit{}, metOf: map[*check.Rule]node{}, insideOf: map[*check.Action][]result{},
		conditions: make([]condition, anything+1), sound: always,
		fault: make(flags, (len(people)+batch-1)/batch*words),
	}
	for i, person := range people {
		if person.Fault != nil {
			p.fault.set(i)
		}
	}
	return p
}

// scoped is what an outcome is in scope, and that it is out of it.
func (p *Plan) scoped(list []result) []result {
	inside := p.inScope()
	out := []result{{eval.OutOfScope, p.not(inside)}}
	for _, r := range list {
		out = append(out, result{r.outcome, p.and(r.is, inside)})
	}
	return out
}

// cite lists the clauses that may give each outcome.
func (p *Plan) cite(m *Matter) {
	for _, f := range p.on[m.Action] {
		free := p.counting(f)
		if f.indexed != 0 {
			m.clauses = append(m.clauses, clause{family: f, outcome: f.outcome, counts: p.and(f.indexed, free)})
		}
		for _, u := range f.units {
			if u.indexed {
				continue
			}
			m.clauses = append(m.clauses, clause{rule: u.rule, outcome: f.outcome, counts: p.and(u.holds, free)})
		}
	}
}

// gives says whether what a unit gives is an outcome, or part of it.
func gives(own, o eval.Outcome) bool {
	return own == o || o == eval.MayExemptOrDefer && (own == eval.MayExempt || own == eval.MayDefer)
}
