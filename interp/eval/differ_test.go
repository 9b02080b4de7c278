package eval_test

import (
	"cmp"
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
	policies = flag.Int("policies", 200, "random policies to compare with the oracle")
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
	decisions, outputs, checks, cited, maybe                    int // what was compared
	barred, broken, spoilt                                      int // fillings and decisions that requirements take away
	why                                                         string
}

// compare gives the first difference between the evaluator and the oracle; ""
// when they agree.
func compare(policy *interp.Bound, record *roster.Record, p person, asOf civil.Date, tally *tally) string {
	w, blanks := p.world(policy.Program, asOf)
	effects := effectsOf(policy.Program)
	if circular(effects) {
		tally.circular++
		policy.Decide(record, asOf) // ends all the same
		return ""
	}
	if most := mostFillings / (1 + 3*len(w.withouts())); w.fillings(blanks) > most {
		tally.wide++
		return ""
	}
	s, ok := w.survey(blanks, effects)
	if !ok {
		tally.circular++
		policy.Decide(record, asOf)
		return ""
	}
	tally.cases++
	tally.fillings += len(s.counting)
	tally.barred += w.fillings(blanks) - len(s.counting)
	decisions := policy.Decide(record, asOf)
	for _, a := range policy.Program.Actions {
		if problem := compareOn(a, decisions, w, s, blanks, effects, tally); problem != "" {
			return a.Name + ": " + problem
		}
	}
	for i, o := range policy.Program.Outputs {
		if problem := differOutput(decisions[0].Outputs[i], s, blanks, ownLabel(record), tally); problem != "" {
			return o.Name + ": " + problem
		}
	}
	return ""
}

// compareOn compares the decisions on one matter.
func compareOn(a *check.Action, decisions []eval.Decision, w *world, s *survey, blanks []blank, effects []*effect, tally *tally) string {
	var on []eval.Decision
	for _, d := range decisions {
		if d.Action == a {
			on = append(on, d)
		}
	}
	switch a.Kind {
	case check.KindRequire:
		broken := slices.Contains(s.broken, a)
		tally.broken += bit(broken)
		if broken != (len(on) == 1) || broken && on[0].Outcome != eval.DataError {
			return fmt.Sprintf("%d findings, oracle broken %v", len(on), broken)
		}
		return ""
	case check.KindOutputs:
		return ""
	case check.KindCheck:
		return differChecks(a, on, s, blanks, tally)
	}
	d := on[0]
	tally.decisions++
	if spoilt := s.spoilt[a]; len(spoilt) > 0 {
		tally.spoilt++
		return differSpoilt(d.Outcome, d.Broken, spoilt)
	}
	var all []verdict
	for _, n := range s.counting {
		all = append(all, s.verdicts[n][a])
	}
	if problem := differ(d, all, s.counting, blanks, effects, ownLabel(d.Record)); problem != "" {
		return problem
	}
	if !d.Exhaustive {
		tally.past++
		return ""
	}
	if problem := differSoft(d, w, blanks, effects); problem != "" {
		return problem
	}
	if d.Outcome != eval.OutOfScope && !slices.ContainsFunc(blanks, isDate) {
		var cites []map[string]bool
		for _, v := range all {
			cites = append(cites, v.cites)
		}
		if problem := differCites(d.Cites, d.MaybeCites, cites, tally); problem != "" {
			return problem
		}
	}
	if len(all) == 1 {
		tally.known++
	} else if d.Outcome == eval.Undetermined {
		tally.open++
	}
	return ""
}

// gigsOf are the rows of the list of the vocabulary, the last.
func gigsOf(record *roster.Record) []*roster.Record { return record.Rows[len(record.Rows)-1] }

// ownLabel names the blanks of a record and of its gigs as blank.label does.
func ownLabel(record *roster.Record) func(eval.Blank) string {
	return func(b eval.Blank) string { return fmt.Sprint(b.Field.Name, slices.Index(gigsOf(record), b.Row)) }
}

// isDate says that a blank has too many values for what is compared only where
// all cases can be tried.
func isDate(b blank) bool { return b.name == "began" || b.name == "ended" }

// byDay says that a policy asks what every other day answers otherwise, so that a
// blank date is taken apart past any budget.
func byDay(text string) bool {
	rules := text[strings.LastIndex(text, "\nrule 1 "):]
	return strings.Contains(rules, "weekday of") || strings.Contains(rules, "working day")
}

func differSpoilt(outcome eval.Outcome, got, want []*check.Action) string {
	if outcome != eval.DataError || len(got) != len(want) || slices.ContainsFunc(want, func(a *check.Action) bool { return !slices.Contains(got, a) }) {
		return fmt.Sprintf("%s by %d broken requirements, oracle %d", outcome, len(got), len(want))
	}
	return ""
}

// differCites compares the clauses that are no rules: those cited under every
// filling, and the rest.
func differCites(sure, maybe []eval.Cite, all []map[string]bool, tally *tally) string {
	every, some := map[string]bool{}, map[string]bool{}
	for id := range all[0] {
		every[id] = !slices.ContainsFunc(all, func(m map[string]bool) bool { return !m[id] })
	}
	for _, m := range all {
		for id := range m {
			some[id] = !every[id]
		}
	}
	for _, m := range []map[string]bool{every, some} {
		for id, is := range m {
			if !is {
				delete(m, id)
			}
		}
	}
	tally.cited += len(every)
	tally.maybe += len(some)
	if !slices.Equal(sorted(idsOf(sure)), sorted(every)) || !slices.Equal(sorted(idsOf(maybe)), sorted(some)) {
		return fmt.Sprintf("cites %v maybe %v, oracle %v maybe %v", sorted(idsOf(sure)), sorted(idsOf(maybe)), sorted(every), sorted(some))
	}
	return ""
}

// differChecks compares what a check comes to on the person or on every row.
func differChecks(a *check.Action, on []eval.Decision, s *survey, blanks []blank, tally *tally) string {
	for h := range s.checks[s.counting[0]] {
		if h.check != a {
			continue
		}
		about := slices.ContainsFunc(s.counting, func(n int) bool { return s.checks[n][h] != "" })
		i := slices.IndexFunc(on, func(d eval.Decision) bool {
			return d.Row == nil && h.row < 0 || h.row >= 0 && d.Row == gigsOf(d.Record)[h.row]
		})
		if !about && i >= 0 && !on[i].Exhaustive { // past the budget it may be about it
			tally.past++
			continue
		}
		if about != (i >= 0) {
			return fmt.Sprintf("row %d: found %v, oracle %v", h.row, i >= 0, about)
		}
		if !about {
			continue
		}
		tally.checks++
		if spoilt := s.spoilt[a]; len(spoilt) > 0 {
			if problem := differSpoilt(on[i].Outcome, on[i].Broken, spoilt); problem != "" {
				return problem
			}
			continue
		}
		var all []verdict
		var cites []map[string]bool
		for _, n := range s.counting {
			result := s.checks[n][h]
			if result == "" {
				result = "met"
			}
			all = append(all, verdict{result: result})
			cites = append(cites, s.cites[n][h])
		}
		problem := differOutcome(on[i], all, s.counting, blanks, ownLabel(on[i].Record))
		if problem == "" && on[i].Exhaustive && !slices.ContainsFunc(blanks, isDate) {
			problem = differCites(on[i].Cites, on[i].MaybeCites, cites, tally)
		}
		if problem != "" {
			return fmt.Sprintf("row %d: %s", h.row, problem)
		}
	}
	return ""
}

// differOutput compares an output: its value or the values that it may have, the
// blanks that can change it, and who is cited.
func differOutput(out eval.Output, s *survey, blanks []blank, label func(eval.Blank) string, tally *tally) string {
	tally.outputs++
	if spoilt := s.spoilt[out.Output]; len(spoilt) > 0 {
		if out.Value != "data-error" || out.Known {
			return fmt.Sprintf("%q known %v, oracle data error", out.Value, out.Known)
		}
		return ""
	}
	texts := map[string]bool{}
	var all []verdict
	for _, n := range s.counting {
		text := s.outputs[n][out.Output].text
		texts[text] = true
		all = append(all, verdict{result: text})
	}
	switch want := valuesText(out.Output, sorted(texts)); {
	case !out.Known && !out.Exhaustive:
		tally.past++
		return ""
	case out.Known != (len(texts) == 1), out.Value != want:
		return fmt.Sprintf("%q known %v, oracle %q", out.Value, out.Known, want)
	}
	if !slices.ContainsFunc(blanks, isDate) {
		if problem := differMissing(out.Missing, label, all, s.counting, blanks); len(texts) > 1 && problem != "" {
			return problem
		}
		clauses, maybe := map[string]bool{}, map[string]bool{}
		var cites []map[string]bool
		for _, n := range s.counting {
			t := s.outputs[n][out.Output]
			for id := range t.rules {
				maybe[id] = true
			}
			cites = append(cites, t.more)
		}
		for id := range maybe {
			clauses[id] = !slices.ContainsFunc(s.counting, func(n int) bool { return !s.outputs[n][out.Output].rules[id] })
		}
		for id, sure := range clauses {
			if sure {
				delete(maybe, id)
			} else {
				delete(clauses, id)
			}
		}
		if !slices.Equal(sorted(rulesOf(out.Clauses)), sorted(clauses)) || !slices.Equal(sorted(rulesOf(out.Maybe)), sorted(maybe)) {
			return fmt.Sprintf("by %v maybe %v, oracle %v maybe %v", sorted(rulesOf(out.Clauses)), sorted(rulesOf(out.Maybe)), sorted(clauses), sorted(maybe))
		}
		return differCites(out.Cites, out.MaybeCites, cites, tally)
	}
	return ""
}

// valuesText is how the values that an output may have are written.
func valuesText(o *check.Output, texts []string) string {
	if len(texts) == 1 {
		return texts[0]
	}
	var values, others []string
	none := false
	for _, t := range texts {
		switch {
		case t == "none":
			none = true
		case t == "conflict" || strings.Contains(t, ".."):
			others = append(others, t)
		default:
			values = append(values, t)
		}
	}
	slices.SortFunc(values, func(a, b string) int {
		if o.Type.Choice != nil {
			i, _ := o.Type.Choice.Find(a)
			j, _ := o.Type.Choice.Find(b)
			return i - j
		}
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	bare := strings.Join(values, "|")
	if o.Type.Choice == nil && len(values) > 1 {
		bare = values[0] + ".." + values[len(values)-1]
	}
	if none {
		bare = strings.TrimPrefix(bare+"|none", "|")
	}
	return strings.TrimPrefix(strings.Join(append([]string{bare}, others...), "|"), "|")
}

func differ(d eval.Decision, all []verdict, counting []int, blanks []blank, effects []*effect, label func(eval.Blank) string) string {
	if problem := differOutcome(d, all, counting, blanks, label); problem != "" || !d.Exhaustive || d.Outcome == eval.OutOfScope {
		return problem
	}
	want := d.Outcome.Name(d.Action)
	return differRules(d, all, blanks, effects, want) + differDates(d, all, want, !slices.ContainsFunc(blanks, isDate))
}

// differOutcome compares the outcome, those possible, and the blanks that matter.
func differOutcome(d eval.Decision, all []verdict, counting []int, blanks []blank, label func(eval.Blank) string) string {
	results := map[string]bool{}
	for _, v := range all {
		results[v.result] = true
	}
	var possible []string
	for _, o := range d.Possible {
		possible = append(possible, o.Name(d.Action))
	}
	slices.Sort(possible)
	want := "undetermined"
	if len(results) == 1 {
		want = all[0].result
	}
	switch {
	case !d.Exhaustive:
		if d.Outcome != eval.Undetermined || slices.ContainsFunc(possible, func(o string) bool { return !results[o] }) {
			return fmt.Sprintf("past the budget %s of %v, oracle %v", d.Outcome.Name(d.Action), possible, sorted(results))
		}
		return ""
	case d.Outcome.Name(d.Action) != want:
		return fmt.Sprintf("outcome %s, oracle %s of %v", d.Outcome.Name(d.Action), want, sorted(results))
	case !slices.Equal(possible, sorted(results)):
		return fmt.Sprintf("possible %v, oracle %v", possible, sorted(results))
	}
	return differMissing(d.Missing, label, all, counting, blanks)
}

// differMissing compares the blanks that can change an answer for some filling of
// the others (7.6), both fillings counting; where only several together can, any
// may be named.
func differMissing(list []eval.Blank, label func(eval.Blank) string, all []verdict, counting []int, blanks []blank) string {
	missing, stride := map[string]bool{}, 1
	for _, b := range blanks {
		first := map[int]string{}
		for i, n := range counting {
			others := n - n/stride%len(b.vals)*stride
			if before, met := first[others]; met && before != all[i].result {
				missing[b.label()] = true
			}
			first[others] = all[i].result
		}
		stride *= len(b.vals)
	}
	named := map[string]bool{}
	for _, b := range list {
		named[label(b)] = true
	}
	for _, b := range blanks {
		if b.quiet && !named[b.label()] && len(named) > 0 {
			delete(missing, b.label())
		}
	}
	if len(missing) > 0 && !slices.Equal(sorted(missing), sorted(named)) {
		return fmt.Sprintf("missing %v, oracle %v", sorted(named), sorted(missing))
	}
	return ""
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
		if b.name == "pal" { // whom a cell names is not taken apart
			joint += 2
		}
		if b.name == "began" || b.name == "ended" {
			joint++
			if byDay(effects[0].rule.Span.File.Text) {
				joint++
			}
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

// differDates compares deadline, deferral and last day: the day, or the earliest
// and the latest where a blank leaves them open. Where a date is blank, not every
// day of it is tried, and those that were must lie between.
func differDates(d eval.Decision, all []verdict, want string, exact bool) string {
	if want == "undetermined" {
		return ""
	}
	for _, pair := range []struct {
		name string
		got  eval.Dates
		of   func(verdict) civil.Date
	}{
		{"deadline", d.Deadline, func(v verdict) civil.Date { return v.deadline }},
		{"deferral", d.DeferredTo, func(v verdict) civil.Date { return v.deferred }},
		{"last day", d.LastDay, func(v verdict) civil.Date { return v.last }},
	} {
		want := eval.Dates{First: civil.Max, Last: civil.Min}
		for _, v := range all {
			date := pair.of(v)
			if date == never {
				date = civil.Max // none, or no end
			}
			want.First, want.Last = min(want.First, date), max(want.Last, date)
		}
		if want.First == civil.Max {
			want = eval.Dates{}
		}
		between := pair.got.First <= want.First && want.Last <= pair.got.Last || want.IsZero() && (pair.got.IsZero() || pair.got.Last == civil.Max)
		if exact && pair.got != want || !between {
			return fmt.Sprintf("%s %v, oracle %v", pair.name, pair.got, want)
		}
	}
	return ""
}

// differSoft compares what was taken for granted: an assumed cell is named when
// filling it otherwise gives an outcome that was not possible, a judged one when
// the other answer gives another.
func differSoft(d eval.Decision, w *world, blanks []blank, effects []*effect) string {
	possible := map[string]bool{}
	for _, o := range d.Possible {
		possible[o.Name(d.Action)] = true
	}
	names := func(list []eval.Outcome) map[string]bool {
		m := map[string]bool{}
		for _, o := range list {
			m[o.Name(d.Action)] = true
		}
		return m
	}
	got, more := map[string][]string{}, map[string]bool{}
	for _, a := range d.Assumed {
		more[a.Field.Name] = a.More
		if others := names(a.Else); slices.ContainsFunc(sorted(others), func(o string) bool { return !possible[o] }) { // else it is a date that moves
			got[a.Field.Name] = sorted(others)
		}
	}
	for _, j := range d.Judged {
		more[j.Field.Name] = j.More
		if others := sorted(names(j.Else)); !slices.Equal(others, sorted(possible)) {
			got[j.Field.Name] = others
		}
	}
	for _, f := range w.program.Subject.Fields {
		if !f.Used || !f.Judged && (!w.blank[f] || f.Blank != check.BlankAssumed) {
			continue
		}
		was := w.person[f]
		soft := blank{name: f.Name, row: -1, vals: []val{{b: false}, {b: true}}}
		if f.Judged {
			soft.vals = []val{{b: !was.b}}
		}
		s, ok := w.survey(append(slices.Clone(blanks), soft), effects)
		w.person[f] = was
		if !ok {
			return ""
		}
		others := map[string]bool{}
		for _, n := range s.counting {
			others[s.verdicts[n][d.Action].result] = true
		}
		if len(s.spoilt[d.Action]) > 0 {
			others = map[string]bool{"data-error": true}
		}
		if !f.Judged {
			for o := range possible {
				delete(others, o)
			}
		} else if slices.Equal(sorted(others), sorted(possible)) {
			others = nil
		}
		if more[f.Name] { // past the budget: what is said is possible
			for _, o := range got[f.Name] {
				if !others[o] {
					return fmt.Sprintf("taken for granted %s: else %v past the budget, oracle %v", f.Name, got[f.Name], sorted(others))
				}
			}
			continue
		}
		if !slices.Equal(got[f.Name], sorted(others)) {
			return fmt.Sprintf("taken for granted %s: else %v, oracle %v", f.Name, got[f.Name], sorted(others))
		}
	}
	return ""
}
