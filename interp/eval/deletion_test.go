package eval_test

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/plan"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
)

// Not knowing a cell never turns one certain outcome into another: of the ways in
// which the cell may be filled one is the way in which it was, so that what was
// possible stays possible. Two things of the language make a fact of a blank: one
// that is assumed or judged is taken for no, and `is known` asks for the blank
// itself. The cells of which this is so are not taken out. A data error is no certain
// outcome: without the cell a record may break no requirement, or the decision may come
// to rest on the one that it breaks.

var deletionsOf = flag.Int("deletions", 40, "random policies that are asked again without a cell")

const deletionsEach = 3 // of a person

// deletions is what was tried and what came of it.
type deletions struct{ refused, policies, cells, decisions, certain, opened, byPlan, openedByPlan, past, spoilt int }

// cellAt is a cell of a person, or of one of his rows.
type cellAt struct{ row, column int }

// TestDeletionNeverFlips takes out one known cell of a person at a time.
//
//	go test ./interp/eval -run TestDeletionNeverFlips -deletions 25000 -from 1000000 -timeout 0
func TestDeletionNeverFlips(t *testing.T) {
	var tally deletions
	for seed := *from; seed < *from+uint64(*deletionsOf); seed++ {
		g := newGenerator(seed)
		text := g.policy()
		policy, _ := interp.Load("random", []byte(text))
		if policy == nil {
			tally.refused++
			continue
		}
		var people []person
		before := map[int]int{}
		for range recordsEach {
			p := g.person(g.of2(0, 12))
			at := len(people)
			people = append(people, p)
			for _, cell := range g.some(p.deletable(policy.Program, columns), deletionsEach) {
				before[len(people)] = at
				people = append(people, p.without(cell))
			}
		}
		staff, gigs := []map[string]any{}, []map[string]any{{"holder": "nobody", "loud": "yes", "tone": "red", "fee": "1"}}
		for i, p := range people {
			cells, rows := p.sheet(itoa(int64(i)))
			staff, gigs = append(staff, cells), append(gigs, rows...)
		}
		bound, found := policy.BindValues(staff, map[string][]map[string]any{"gigs": gigs}, roster.Options{})
		if found.HasErrors() {
			t.Fatal(found[0].Message(locale.English))
		}
		asOf := day(g.of(asOfs...))
		tally.policies++
		tally.cells += len(before)
		decided := decidedBy(bound, asOf)
		for _, after := range slices.Sorted(maps.Keys(before)) {
			if problem := tally.compare(decided[before[after]], decided[after], breaks(decided[before[after]])); problem != "" {
				t.Fatalf("seed %d as of %s: %s\n%v\n%v\n%s", seed, asOf, problem, staff[before[after]], staff[after], strings.Replace(text, vocabulary, "…\n", 1))
			}
		}
	}
	tally.report(t)
}

// TestDeletionInCrowd takes a cell of one person out and looks at everybody.
//
//	go test ./interp/eval -run TestDeletionInCrowd -deletions 10000 -from 1000000 -timeout 0
func TestDeletionInCrowd(t *testing.T) {
	var tally deletions
	for seed := *from; seed < *from+uint64(*deletionsOf); seed++ {
		g := newGenerator(seed)
		g.crowd = true
		text := g.policy()
		policy, _ := interp.Load("random", []byte(text))
		if policy == nil {
			tally.refused++
			continue
		}
		c, asOf := g.crowded(), day(g.of(asOfs...))
		decided := func() []map[string]said {
			staff, further := c.tables()
			bound, found := policy.BindValues(staff, further, roster.Options{})
			for _, d := range found {
				if d.Severity().Text().EN == "error" && d.Code != "R0566" { // a row that is nobody's
					t.Fatal(d.Message(locale.English))
				}
			}
			return decidedBy(bound, asOf)
		}
		before := decided()
		tally.policies++
		who := g.IntN(persons)
		p := c.people[who]
		if breaks(before[who]) { // what he breaks it with was wrong, and read by others all the same
			tally.spoilt++
			continue
		}
		for _, cell := range g.some(p.deletable(policy.Program, staffColumns), deletionsEach) {
			tally.cells++
			c.people[who] = p.without(cell)
			for i, after := range decided() {
				if problem := tally.compare(before[i], after, slices.ContainsFunc(before, breaks)); problem != "" {
					t.Fatalf("seed %d as of %s: %v of %d taken out: %d, %s\n%s", seed, asOf, cell, who, i, problem, strings.Replace(text, vocabulary, "…\n", 1))
				}
			}
		}
		c.people[who] = p
	}
	tally.report(t)
}

// some are a few of some cells.
func (g *generator) some(cells []cellAt, most int) []cellAt {
	g.Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
	return cells[:min(most, len(cells))]
}

// deletable are the known cells of a person that the policy reads and that are
// unknown once they are blank.
func (p person) deletable(program *check.Program, columns []column) (out []cellAt) {
	asked := map[*check.Field]bool{}
	program.Walk(func(x check.Expr) {
		if s, ok := x.(*check.State); ok && (s.Kind == "IS KNOWN" || s.Kind == "IS UNKNOWN") {
			asked[s.X.(*check.FieldRef).Field] = true
		}
	})
	unknown := func(f *check.Field) bool {
		return f.Used && !f.Judged && f.Blank == check.BlankUnknown && !asked[f]
	}
	staff := fieldsByName(program.Subject)
	for i, c := range columns {
		if p.cells[i] >= 0 && unknown(staff[c.name]) {
			out = append(out, cellAt{-1, i})
		}
	}
	for _, r := range program.Records {
		if r.Name != "gig" {
			continue
		}
		for n, row := range p.gigs {
			for i, c := range gigColumns {
				if row[i] >= 0 && unknown(fieldsByName(r)[c.name]) {
					out = append(out, cellAt{n, i})
				}
			}
		}
	}
	return out
}

// without is the person with one cell blank.
func (p person) without(cell cellAt) person {
	if cell.row < 0 {
		p.cells = slices.Clone(p.cells)
		p.cells[cell.column] = -1
		return p
	}
	p.gigs = slices.Clone(p.gigs)
	p.gigs[cell.row] = slices.Clone(p.gigs[cell.row])
	p.gigs[cell.row][cell.column] = -1
	return p
}

// said is what an evaluator says of one matter of one record, "" where it is not
// certain.
type said struct {
	certain  string
	possible []string
	exact    bool // possible are all
	byPlan   bool
	spoilt   bool
}

// decidedBy is what both evaluators say of each record of a roster, by the matter.
func decidedBy(bound *interp.Bound, asOf civil.Date) []map[string]said {
	out := make([]map[string]said, len(bound.Roster.People))
	place := map[*roster.Record]int{}
	for i, record := range bound.Roster.People {
		place[record] = i
		out[i] = evaluated(bound.Decide(record, asOf))
	}
	p, ok := plan.Compile(bound.Program, bound.Roster, asOf, plan.Options{})
	if !ok {
		return out
	}
	for w := range p.All() {
		for row := range w.Rows() {
			for i, m := range p.Matters {
				if w.Left(i, row) || m.Action.Kind == check.KindOutputs {
					continue
				}
				possible, _ := w.Possible(i, row)
				s := saidOf(m.Action, w.Outcome(i, row), possible, true)
				s.byPlan = true
				out[place[w.Record(row)]][fmt.Sprint("plan: ", i, m.Action.Name)] = s
			}
		}
	}
	return out
}

// broken is the matter of the requirements of a record, which is there when it breaks
// one.
const broken = "require"

func breaks(matters map[string]said) bool { return matters[broken].spoilt }

func evaluated(decisions []eval.Decision) map[string]said {
	out := map[string]said{}
	for _, d := range decisions {
		switch d.Action.Kind {
		case check.KindOutputs:
		case check.KindRequire:
			out[broken] = said{spoilt: true}
		case check.KindCheck:
			row := -1
			if d.Row != nil {
				row = slices.Index(gigsOf(d.Record), d.Row)
			}
			out[fmt.Sprint("check ", d.Action.Clause.ID, row)] = saidOf(d.Action, d.Outcome, d.Possible, d.Exhaustive)
		default:
			out[d.Action.Name] = saidOf(d.Action, d.Outcome, d.Possible, d.Exhaustive)
		}
	}
	if len(decisions) == 0 {
		return out
	}
	for _, o := range decisions[0].Outputs {
		s := said{spoilt: o.Value == "data-error"}
		if o.Known {
			s.certain = o.Value
		}
		out["output "+o.Output.Name] = s
	}
	return out
}

func saidOf(a *check.Action, outcome eval.Outcome, possible []eval.Outcome, exact bool) said {
	s := said{exact: exact, spoilt: outcome == eval.DataError}
	if outcome != eval.Undetermined {
		s.certain = outcome.Name(a)
		return s
	}
	for _, o := range possible {
		s.possible = append(s.possible, o.Name(a))
	}
	return s
}

// compare gives what became of a decision that may not; "" when there is nothing.
// Where a requirement was broken before, a data error may come of it, and what was open
// may become certain: the ways to fill in the cells that break it count no more.
func (t *deletions) compare(before, after map[string]said, broken bool) string {
	for _, matter := range slices.Sorted(maps.Keys(before)) {
		b, a := before[matter], after[matter]
		if _, still := after[matter]; !still {
			if b.byPlan { // it is left to the other evaluator
				continue
			}
			a = said{certain: "met", exact: true} // a check that is not about the record
		}
		t.decisions++
		switch {
		case b.spoilt, a.spoilt && broken, b.certain == "" && broken:
			t.spoilt++
			continue
		case b.certain != "":
			t.certain++
			t.byPlan += bit(b.byPlan)
		case a.certain != "" && !b.exact && !strings.HasPrefix(matter, "output "):
			t.past++ // past the budget it may have been certain
			continue
		}
		switch {
		case a.certain != "" && a.certain != b.certain:
			return fmt.Sprintf("%s: %q of %v became %q", matter, b.certain, b.possible, a.certain)
		case a.certain == "" && b.certain != "":
			t.opened++
			t.openedByPlan += bit(b.byPlan)
		}
		if a.certain != "" || !a.exact || !b.exact {
			continue
		}
		for _, o := range append(b.possible, b.certain) {
			if o != "" && !slices.Contains(a.possible, o) {
				return fmt.Sprintf("%s: %s was possible and is not among %v", matter, o, a.possible)
			}
		}
	}
	return ""
}

func (t *deletions) report(log *testing.T) {
	log.Logf("%+v", *t)
	if t.refused > 1+*deletionsOf*4/10 || t.opened < t.policies/2 {
		log.Error("too little was tried")
	}
}
