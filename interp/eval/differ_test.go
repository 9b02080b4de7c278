package eval_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
)

var (
	policies = flag.Int("policies", 900, "random policies to compare with the oracle")
	from     = flag.Uint64("from", 1, "the first seed")
	verbose  = flag.Bool("policy", false, "print the policy of the first seed")
)

const (
	recordsEach  = 16
	mostFillings = 3000
)

// TestOracle compares the evaluator with the oracle on random policies and
// records, each record with all cells known and with some blank.
//
//	go test ./interp/eval -run TestOracle -policies 60000 -from 1000000
func TestOracle(t *testing.T) {
	var tally tally
	for seed := *from; seed < *from+uint64(*policies); seed++ {
		g := newGenerator(seed)
		text := g.policy()
		if *verbose && seed == *from {
			t.Log(text)
		}
		policy, found := interp.Load("random", []byte(text))
		if policy == nil {
			tally.refused++
			tally.why = found[0].Message(locale.English)
			continue
		}
		var people [recordsEach]person
		staff, gigs := []map[string]any{{"staff id": "nobody"}}, []map[string]any{{"holder": "nobody", "loud": "yes", "tone": "red", "fee": "1"}}
		for i := range people {
			people[i] = g.person(g.of2(0, 25))
			cells, rows := people[i].sheet(itoa(int64(i)))
			staff, gigs = append(staff, cells), append(gigs, rows...)
		}
		bound, found := policy.BindValues(staff, map[string][]map[string]any{"gigs": gigs}, roster.Options{})
		if found.HasErrors() {
			t.Fatal(found[0].Message(locale.English))
		}
		for i, p := range people {
			asOf := day(g.of(asOfs...))
			if problem := compare(bound, bound.Roster.People[i+1], p, asOf, &tally); problem != "" {
				t.Fatalf("seed %d: %s\nas of %s\n%v\n%v\n%s", seed, problem, asOf, staff[i+1], bound.Roster.People[i+1].Rows, strings.Replace(text, vocabulary, "…\n", 1))
			}
		}
	}
	t.Logf("%+v", tally)
	if tally.refused > *policies*4/10 || tally.cases < *policies*recordsEach/3 {
		t.Errorf("too few policies could be used: %s", tally.why)
	}
}

func (g *generator) of2(a, b int) int {
	if g.chance(50) {
		return a
	}
	return b
}

// tally says what the random cases covered.
type tally struct {
	refused, circular, wide, cases, known, open, past, fillings int
	why                                                         string
}

// compare gives the first difference between the evaluator and the oracle; ""
// when they agree.
func compare(policy *interp.Bound, record *roster.Record, p person, asOf civil.Date, tally *tally) string {
	if len(policy.Program.Actions) == 0 {
		return "" // outputs alone: nothing is decided
	}
	w, blanks := p.world(policy.Program, asOf)
	effects := effectsOf(policy.Program)
	if circular(effects) {
		tally.circular++
		policy.Decide(record, asOf) // ends all the same
		return ""
	}
	count := 1
	for _, b := range blanks {
		count *= len(b.vals)
	}
	if count > mostFillings {
		tally.wide++
		return ""
	}
	all := make([][]verdict, count)
	outputs := map[string]bool{}
	for n := range count {
		rest := n
		for _, b := range blanks {
			w.fill(b, b.vals[rest%len(b.vals)])
			rest /= len(b.vals)
		}
		if !w.decide(effects) {
			tally.circular++
			policy.Decide(record, asOf)
			return ""
		}
		for _, a := range policy.Program.Actions {
			all[n] = append(all[n], w.verdict(a, effects))
		}
		outputs[w.output(policy.Program.Outputs[0], effects)] = true
	}
	tally.cases++
	tally.fillings += count
	decisions := policy.Decide(record, asOf)
	for i, d := range decisions {
		column := make([]verdict, count)
		for n := range all {
			column[n] = all[n][i]
		}
		if problem := differ(d, column, blanks, effects, ownLabel(d)); problem != "" {
			return d.Action.Name + ": " + problem
		}
		if !d.Exhaustive {
			tally.past++
			continue
		}
		if problem := differSoft(d, w, blanks, count, effects, i); problem != "" {
			return d.Action.Name + ": " + problem
		}
		if count == 1 {
			tally.known++
		} else if d.Outcome == eval.Undetermined {
			tally.open++
		}
	}
	out := decisions[0].Outputs[0]
	switch {
	case len(outputs) == 1 && !out.Known && p.cells[11] < 0 && p.cells[12] < 0:
		tally.past++ // two blank dates compared with each other
	case len(outputs) == 1 && (!out.Known || !outputs[out.Value]):
		return fmt.Sprintf("output %q known %v, oracle %v", out.Value, out.Known, sorted(outputs))
	case len(outputs) > 1 && out.Known:
		return fmt.Sprintf("output %q is not known, oracle %v", out.Value, sorted(outputs))
	}
	return ""
}

// ownLabel names the blanks of a record and of its gigs as blank.label does.
func ownLabel(d eval.Decision) func(eval.Blank) string {
	return func(b eval.Blank) string {
		row := -1
		for i, r := range d.Record.Rows[len(d.Record.Rows)-1] {
			if r == b.Row {
				row = i
			}
		}
		return fmt.Sprint(b.Field.Name, row)
	}
}

func differ(d eval.Decision, all []verdict, blanks []blank, effects []*effect, label func(eval.Blank) string) string {
	results := map[string]bool{}
	for _, v := range all {
		results[v.result] = true
	}
	var possible []string
	for _, o := range d.Possible {
		possible = append(possible, o.String())
	}
	slices.Sort(possible)
	want := "undetermined"
	if len(results) == 1 {
		want = all[0].result
	}
	switch {
	case !d.Exhaustive:
		if d.Outcome != eval.Undetermined || slices.ContainsFunc(possible, func(o string) bool { return !results[o] }) {
			return fmt.Sprintf("past the budget %s of %v, oracle %v", d.Outcome, possible, sorted(results))
		}
		return ""
	case d.Outcome.String() != want:
		return fmt.Sprintf("outcome %s, oracle %s of %v", d.Outcome, want, sorted(results))
	case !slices.Equal(possible, sorted(results)):
		return fmt.Sprintf("possible %v, oracle %v", possible, sorted(results))
	}
	// 7.6: the blanks that can change the outcome for some filling of the others.
	missing, stride := map[string]bool{}, 1
	for _, b := range blanks {
		for n := range all {
			if first := n - n/stride%len(b.vals)*stride; all[n].result != all[first].result {
				missing[b.label()] = true
			}
		}
		stride *= len(b.vals)
	}
	named := map[string]bool{}
	for _, b := range d.Missing {
		named[label(b)] = true
	}
	if !slices.Equal(sorted(missing), sorted(named)) {
		return fmt.Sprintf("missing %v, oracle %v", sorted(named), sorted(missing))
	}
	if want == "out-of-scope" {
		return ""
	}
	return differRules(d, all, blanks, effects, want) + differDates(d, all, want)
}

// differRules compares who is cited.
func differRules(d eval.Decision, all []verdict, blanks []blank, effects []*effect, want string) string {
	clauses, standing, beaten, maybe, waits := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	always := func(e *effect, fates ...string) bool {
		return !slices.ContainsFunc(all, func(v verdict) bool { return !slices.Contains(fates, v.fates[e]) })
	}
	for _, e := range effects {
		if e.Action != d.Action {
			if want == "conflict" && e.Action != nil && e.Action.Exclusive == d.Action.Exclusive && e.Strength == check.Must && always(e, "counts") {
				clauses[e.rule.ID] = true
			}
			continue
		}
		switch {
		case always(e, "counts") && givesResult(e, want):
			clauses[e.rule.ID] = true
			for _, n := range effects {
				if slices.Contains(e.rule.InsteadOf, n.rule) && always(n, "stands", "counts") {
					clauses[n.rule.ID] = true
				}
			}
		case always(e, "stands", "counts"):
			standing[e.rule.ID] = true
		case always(e, "beaten"):
			beaten[e.rule.ID] = true
		case always(e, "waits"):
			waits[e.rule.ID] = true
		case !always(e, "beaten", "waits", "fails"):
			maybe[e.rule.ID] = true
		}
	}
	for id := range clauses {
		delete(standing, id)
	}
	got := rulesOf
	lost := map[string]bool{}
	for _, b := range d.Beaten {
		lost[b.Rule.ID] = true
		var by []string
		for _, e := range effects {
			if always(e, "stands", "counts") && slices.ContainsFunc(effects, func(x *effect) bool { return x.rule == b.Rule && x.Action == d.Action && beats(e, x) }) {
				by = append(by, e.rule.ID)
			}
		}
		slices.Sort(by)
		if by = slices.Compact(by); len(all) == 1 && !slices.Equal(by, sorted(got(b.By))) {
			return fmt.Sprintf("rule %s beaten by %v, oracle %v", b.Rule.ID, sorted(got(b.By)), by)
		}
	}
	// Two blank dates compared with each other may be past the budget: what is
	// cited then is so, and what is possible may be more than there is.
	joint := 0
	for _, b := range blanks {
		if b.name == "began" || b.name == "ended" {
			joint++
			if b.of != "" { // in a crowd a date may be compared with itself
				joint++
			}
		}
	}
	return differLists(d, joint >= 2, clauses, standing, beaten, maybe, waits, lost)
}

// differLists compares the lists of clauses.
func differLists(d eval.Decision, joint bool, clauses, standing, beaten, maybe, waits, lost map[string]bool) string {
	got := rulesOf
	for _, pair := range []struct {
		name      string
		got, want map[string]bool
	}{
		{"clauses", got(d.Clauses), clauses}, {"standing", got(d.Standing), standing}, {"beaten", lost, beaten}, {"maybe", got(d.Maybe), maybe},
	} {
		extra := func(id string) bool { return !pair.want[id] }
		if pair.name == "maybe" && joint {
			extra = func(string) bool { return false }
		}
		if slices.ContainsFunc(sorted(pair.got), extra) || !joint && len(pair.got) < len(pair.want) {
			return fmt.Sprintf("%s %v, oracle %v", pair.name, sorted(pair.got), sorted(pair.want))
		}
	}
	for _, x := range d.Waiting {
		if !waits[x.Rule.ID] {
			return fmt.Sprintf("rule %s does not wait", x.Rule.ID)
		}
	}
	return ""
}

func rulesOf(rules []*check.Rule) map[string]bool {
	m := map[string]bool{}
	for _, r := range rules {
		m[r.ID] = true
	}
	return m
}

// differDates compares deadline and deferral: on known records the very day,
// else that every day possible lies in the range.
func differDates(d eval.Decision, all []verdict, want string) string {
	if want == "undetermined" {
		return ""
	}
	for _, v := range all {
		for _, pair := range []struct {
			name string
			got  eval.Dates
			want civil.Date
		}{{"deadline", d.Deadline, v.deadline}, {"deferral", d.DeferredTo, v.deferred}} {
			want := pair.want
			if want == civil.Max {
				want = 0
			}
			switch {
			case len(all) == 1 && pair.got != (eval.Dates{First: want, Last: want}),
				want == 0 && !pair.got.IsZero() && pair.got.Last != civil.Max,
				want != 0 && (want < pair.got.First || pair.got.Last < want):
				return fmt.Sprintf("%s %v, oracle %s", pair.name, pair.got, pair.want)
			}
		}
	}
	return ""
}

// differSoft compares what was taken for granted: an assumed cell is named when
// filling it otherwise gives an outcome that was not possible, a judged one when
// the other answer gives another.
func differSoft(d eval.Decision, w *world, blanks []blank, count int, effects []*effect, action int) string {
	var possible mask
	for _, o := range d.Possible {
		possible |= 1 << o
	}
	got := map[string]mask{}
	for _, a := range d.Assumed {
		if m := maskOf(a.Else); m&^possible != 0 { // else it is a date that moves
			got[a.Field.Name] = m
		}
	}
	for _, j := range d.Judged {
		if m := maskOf(j.Else); m != possible {
			got[j.Field.Name] = m
		}
	}
	for _, f := range w.program.Subject.Fields {
		if !f.Used || !f.Judged && (!w.blank[f] || f.Blank != check.BlankAssumed) {
			continue
		}
		was := w.person[f]
		w.person[f] = val{b: !was.b}
		var others mask
		for n := range count {
			rest := n
			for _, b := range blanks {
				w.fill(b, b.vals[rest%len(b.vals)])
				rest /= len(b.vals)
			}
			if !w.decide(effects) {
				w.person[f] = was
				return ""
			}
			others |= 1 << outcomeNamed(w.results[w.program.Actions[action]])
		}
		w.person[f] = was
		if !f.Judged {
			others &^= possible
		} else if others == possible {
			others = 0
		}
		if got[f.Name] != others {
			return fmt.Sprintf("taken for granted %s: else %b, oracle %b", f.Name, got[f.Name], others)
		}
	}
	return ""
}

// mask is a set of outcomes.
type mask uint32

func maskOf(list []eval.Outcome) (m mask) {
	for _, o := range list {
		m |= 1 << o
	}
	return m
}

func outcomeNamed(name string) eval.Outcome {
	list := eval.Outcomes()
	return list[slices.IndexFunc(list, func(o eval.Outcome) bool { return o.String() == name })]
}
