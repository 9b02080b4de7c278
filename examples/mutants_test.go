package examples_test

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/roster"
	"rota/interp/suite"
	"rota/lang/locale"
)

var mutants = flag.Bool("mutants", false, "try every change of every policy, instead of a few")

const (
	fewMutants  = 2  // of each policy are tried in an ordinary run
	shareCaught = 95 // percent of the changes that change a decision, that the tests must catch
	fewCaught   = 90 // percent in an ordinary run: of so few, chance decides more
)

// TestMutants changes the policies, one thing at a time, and counts how many of the
// changes their own tests catch. What is changed is listed at edits. A change that
// cannot be read, or that changes no outcome, clause, date or quota of the folder's
// roster nor of the tests' cases, is not counted. It prints a line a policy, with what
// the tests that rota test --suggest writes would catch besides, and those that nothing
// catches, with the line and the change.
//
//	go test ./examples -v -run Mutants -mutants [-mutants.only careers]
func TestMutants(t *testing.T) {
	files, err := filepath.Glob("*/*.rota")
	require.NoError(t, err)
	tallies := make([]*tally, len(files))
	var running sync.WaitGroup
	turn := make(chan bool, runtime.GOMAXPROCS(0))
	for i, file := range files {
		if !strings.HasPrefix(file, *onlyMutants) {
			continue
		}
		running.Go(func() {
			turn <- true
			tallies[i] = tried(t, file)
			<-turn
		})
	}
	running.Wait()
	all := slices.DeleteFunc(tallies, func(s *tally) bool { return s == nil })
	total := write(t, all)
	share := fewCaught
	if *mutants {
		share = shareCaught
	}
	if total.caught*100 < total.changing*share {
		t.Errorf("the tests catch %d of %d changes, fewer than %d%%", total.caught, total.changing, share)
	}
}

var onlyMutants = flag.String("mutants.only", "", "the folder whose policies are changed; all where it is empty")

// tally is what came of the changes of one policy.
type tally struct {
	file                                     string
	tests, mutants, changing, caught, helped int
	survivors                                []string
}

// write prints the tallies, and gives them together.
func write(t *testing.T, all []*tally) (total tally) {
	t.Helper()
	var out bytes.Buffer
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(x tally) {
		fmt.Fprintf(w, "%d\t%d\t%d\t%d\t%d\t  %s\n", x.tests, x.mutants, x.changing, x.caught, x.helped, x.file)
	}
	fmt.Fprintln(w, "tests\tmutants\tchanging\tcaught\twith suggested\t  policy")
	total.file = "all"
	for _, x := range all {
		row(*x)
		total.tests += x.tests
		total.mutants += x.mutants
		total.changing += x.changing
		total.caught += x.caught
		total.helped += x.helped
	}
	row(total)
	require.NoError(t, w.Flush())
	for _, x := range all {
		for _, s := range x.survivors {
			fmt.Fprintf(&out, "%s:%s\n", x.file, s)
		}
	}
	t.Logf("\n%s", out.String())
	return total
}

// subject is a policy whose changes are tried.
type subject struct {
	t         *testing.T
	of        example
	file      string
	text      string
	given     data
	tables    map[string][]roster.Sheet // that belong to the policy
	decided   func() string             // of the roster
	cases     []suite.Case
	suggested string // further tests that the policy passes
	caughtBy  int    // the test that caught the last change, which catches the next likeliest
}

// tried tries the changes of a policy; nil of one without tests, whose twin has them.
func tried(t *testing.T, file string) *tally {
	s := subject{t: t, file: file, text: readText(t, file)}
	at := slices.IndexFunc(examples, func(x example) bool { return x.folder == filepath.Dir(file) })
	if at < 0 {
		t.Errorf("%s: no example has this folder", file)
		return nil
	}
	s.of = examples[at]
	s.given = s.of.data(t, s.of.rosters[0])
	policy := s.load(s.text)
	if policy == nil || len(policy.Program.Tests) == 0 {
		return nil
	}
	s.tables = tablesOf(policy, s.given)
	s.cases = suite.Run(policy.Program, s.of.date(), s.tables)
	s.decided = sync.OnceValue(func() string { return s.decide(policy) })
	changes := edits(policy.Tree)
	if *mutants {
		s.suggest(policy)
	} else {
		changes = some(changes, fewMutants)
	}
	return s.tally(changes)
}

// some are so many of a list, spread over it.
func some(list []edit, many int) (out []edit) {
	for i := range min(many, len(list)) {
		out = append(out, list[(2*i+1)*len(list)/(2*min(many, len(list)))])
	}
	return out
}

func readText(t *testing.T, file string) string {
	content, err := os.ReadFile(file)
	if err != nil {
		t.Error(err)
	}
	return string(content)
}

// load reads a text as the policy; nil where it cannot be read.
func (s *subject) load(text string) *interp.Policy {
	policy, _ := interp.LoadVariant(filepath.Base(s.file), []byte(text), sibling)
	return policy
}

// tablesOf are the sheets of the tables that a policy keeps in files.
func tablesOf(policy *interp.Policy, given data) map[string][]roster.Sheet {
	tables := map[string][]roster.Sheet{}
	for _, r := range policy.Program.Records {
		if sheets, ok := given.further[r.Name]; ok && r.Table != nil {
			tables[r.Name] = sheets
		}
	}
	return tables
}

// suggest finds the tests that are suggested, and that the policy passes as they stand.
func (s *subject) suggest(policy *interp.Policy) {
	l := locale.English
	if chinese.MatchString(policy.Program.Tests[0].Span.Text()) {
		l = locale.Chinese
	}
	text := suite.Cover(policy.Program, s.cases).Suggest(s.cases, s.tables, l)
	with := s.load(s.text + text)
	if with == nil {
		s.t.Errorf("%s: what is suggested cannot be read:\n%s", s.file, text)
		return
	}
	for _, c := range suite.Run(with.Program, s.of.date(), s.tables) {
		for _, f := range c.Failures {
			s.t.Errorf("%s: what is suggested does not pass: %s: %s", s.file, c.Test.Title, f.Why.EN)
		}
	}
	s.suggested = text
}

// tally tries each change.
func (s *subject) tally(changes []edit) *tally {
	sum := &tally{file: s.file, tests: len(s.cases)}
	for _, change := range changes {
		text := change.in(s.text)
		policy := s.load(text)
		if policy == nil {
			continue
		}
		sum.mutants++
		cases, caught := s.run(policy)
		if !caught && !s.changes(policy, cases) {
			continue
		}
		sum.changing++
		switch {
		case caught:
			sum.caught++
			sum.helped++
		case s.suggested != "" && s.catches(text+s.suggested):
			sum.helped++
			sum.survivors = append(sum.survivors, change.said(s.text)+"  (a suggested test catches it)")
		default:
			sum.survivors = append(sum.survivors, change.said(s.text))
		}
	}
	return sum
}

// run runs the tests of a policy until one fails, first that which failed last; or all,
// in their order.
func (s *subject) run(policy *interp.Policy) (cases []suite.Case, caught bool) {
	tests := policy.Program.Tests
	cases = make([]suite.Case, len(tests))
	for n := range tests {
		i := (s.caughtBy + n) % len(tests)
		one := *policy.Program
		one.Tests = tests[i : i+1]
		cases[i] = suite.Run(&one, s.of.date(), s.tables)[0]
		if len(cases[i].Failures) > 0 {
			s.caughtBy = i
			return nil, true
		}
	}
	return cases, false
}

// catches says whether a suggested test catches a change.
func (s *subject) catches(text string) bool {
	policy := s.load(text)
	if policy == nil {
		return false
	}
	further := *policy.Program
	further.Tests = further.Tests[len(s.cases):]
	return slices.ContainsFunc(suite.Run(&further, s.of.date(), s.tables), func(c suite.Case) bool { return len(c.Failures) > 0 })
}

// changes says whether a policy decides something else than the one that it was made
// of, in a case of a test or on the roster.
func (s *subject) changes(policy *interp.Policy, cases []suite.Case) bool {
	for i, c := range cases {
		if signature(c.Decisions, c.Quotas) != signature(s.cases[i].Decisions, s.cases[i].Quotas) {
			return true
		}
	}
	return s.decide(policy) != s.decided()
}

// decide is what a policy comes to on the roster.
func (s *subject) decide(policy *interp.Policy) string {
	bound, run, _ := s.of.decide(policy, s.given)
	return signature(append(run.Decisions, bound.Elsewhere(s.of.date())...), run.Quotas)
}

// signature is what decisions and quotas come to: outcomes, clauses, dates, figures.
func signature(decisions []eval.Decision, quotas []eval.Quota) string {
	lines := strings.Split(outcomes(decisions), "\n")
	for _, q := range quotas {
		lines = append(lines, fmt.Sprint(q.Line.ID, q.Key, q.Outcome, q.Base, q.Required, q.Actual))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// outcomes are decisions, a line each.
func outcomes(decisions []eval.Decision) string {
	var lines []string
	for _, d := range decisions {
		var clauses []string
		for _, r := range d.Clauses {
			clauses = append(clauses, r.ID)
		}
		for _, c := range d.Cites {
			clauses = append(clauses, c.ID)
		}
		slices.Sort(clauses)
		row := ""
		if d.Row != nil {
			row = d.Row.ID
		}
		line := fmt.Sprint(d.Record.ID, row, d.Action.Name, d.Outcome, clauses, d.Deadline, d.DeferredTo, d.LastDay)
		for _, o := range d.Outputs {
			line += fmt.Sprint(" ", o.Output.Name, o.Value)
		}
		lines = append(lines, line)
	}
	slices.SortFunc(lines, cmp.Compare)
	return strings.Join(lines, "\n")
}
