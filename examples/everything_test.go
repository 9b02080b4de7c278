package examples_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"text/tabwriter"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/report"
	"rota/interp/roster"
	"rota/interp/suite"
	"rota/lang/locale"
)

// TestEverything runs each example as its office would: the decisions and quotas of
// every policy of the folder, the registers, the audit of a plan, the tests in the
// policy. It prints a line a policy, with how many clauses of its document are carried
// by what decides, can be executed, and are listed.
//
//	go test ./examples -v -run Everything
func TestEverything(t *testing.T) {
	var table bytes.Buffer
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "people\tdecisions\tregisters\tquotas\taudit\ttests\tcarried\texecutable\tlisted\t  policy")
	each(t, func(t *testing.T, x example) {
		given := x.data(t, x.rosters[0])
		var want []byte
		for i, name := range x.policies {
			policy := load(t, name, x.read(t, name))
			bound, run, _ := x.decide(policy, given)
			got := decisions(t, run, "policy", "fingerprint")
			if i == 0 {
				compare(t, "expected.jsonl", x.read(t, "expected.jsonl"), jsonLines(t, run))
				x.registers(t, run)
				want = got
			}
			compare(t, name+" and "+x.policies[0], want, got)
			audit := x.audit(t, i, policy)
			cases := x.tests(t, name, policy)
			carried, executable, listed := x.clauses(t, policy, cases)
			fmt.Fprintf(w, "%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t  %s\n", len(bound.Roster.People), len(run.Decisions), len(run.Program.Registers),
				len(run.Quotas), audit, len(cases), carried, executable, listed, filepath.Join(x.folder, name))
		}
	})
	eachWith(t, "expected.audit.jsonl", 5, func(*testing.T, example) {})
	require.NoError(t, w.Flush())
	t.Logf("\n%s", table.String())
}

// registers are the office's own forms as they are filled in, all in one file.
func (x example) registers(t *testing.T, run report.Run) {
	t.Helper()
	if len(run.Program.Registers) == 0 {
		return
	}
	x.expect(t, "expected.registers.txt", written(t, func(out *bytes.Buffer) error {
		for _, r := range run.Program.Registers {
			fmt.Fprintln(out, r.Title)
			if err := run.Register(r).Table(out, 0); err != nil {
				return err
			}
			fmt.Fprintln(out)
		}
		return nil
	}))
}

// audit holds a plan against a policy of the folder, the i-th: expected.audit.jsonl has a
// line a finding and a quota, and every policy of the folder finds the same. Who is
// proposed to move stands in the roster, or in a plan.csv beside it.
func (x example) audit(t *testing.T, i int, policy *interp.Policy) (lines int) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(x.folder, "expected.audit.jsonl")); err != nil {
		return 0
	}
	policy, found := policy.Audit()
	require.Empty(t, found)
	given := x.data(t, x.rosters[0])
	bound, _ := policy.Bind(given.staff, given.further, roster.Options{})
	bound = x.planned(t, bound)
	run := x.run(bound)
	run.PolicyName, run.Fingerprint = "policy.rota", ""
	before := bound.With(bound.Roster.Unplanned()).Quotas(x.date())
	got := written(t, func(out *bytes.Buffer) error { return report.Audit{Run: run, Before: before}.Listing().JSONLines(out) })
	if i == 0 {
		x.expect(t, "expected.audit.jsonl", got)
	} else {
		compare(t, x.policies[i], x.read(t, "expected.audit.jsonl"), got)
	}
	if x.folder == "plan-audit" { // as a table too, in the language of each policy
		run.Language = []locale.Language{locale.Chinese, locale.English}[i]
		x.expect(t, "expected.audit."+[]string{"zh", "en"}[i]+".txt", written(t, func(out *bytes.Buffer) error {
			return report.Audit{Run: run, Before: before}.Listing().Table(out, 0)
		}))
	}
	return bytes.Count(got, []byte("\n"))
}

// planned puts the folder's plan.csv, if it has one, over the roster. What is found in
// it is expected.plan.txt.
func (x example) planned(t *testing.T, bound *interp.Bound) *interp.Bound {
	t.Helper()
	if _, err := os.Stat(filepath.Join(x.folder, "plan.csv")); os.IsNotExist(err) {
		return bound
	}
	sheets, found := interp.Sheets("plan.csv", x.read(t, "plan.csv"), interp.SheetOptions{})
	require.Empty(t, found)
	staff, found := bound.Roster.Planned(sheets)
	x.expect(t, "expected.plan.txt", findings(found))
	return bound.With(staff)
}

// tests runs the tests that stand in a policy. Tables that it keeps in files are given to
// them as they are to its runs.
func (x example) tests(t *testing.T, name string, policy *interp.Policy) []suite.Case {
	t.Helper()
	given := x.data(t, x.rosters[0]).further
	tables := map[string][]roster.Sheet{}
	for _, r := range policy.Program.Records {
		if sheets, ok := given[r.Name]; ok && r.Table != nil {
			tables[r.Name] = sheets
		}
	}
	cases := suite.Run(policy.Program, x.date(), tables)
	for _, c := range cases {
		for _, f := range c.Failures {
			t.Errorf("%s, %s: %s", name, c.Test.Title, f.Why.In(locale.English))
		}
	}
	return cases
}

// clauses counts the clauses of the folder's document: those that something carries that
// decides, those that are rules by the list, and all.
func (x example) clauses(t *testing.T, policy *interp.Policy, cases []suite.Case) (carried, executable, listed int) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(x.folder, "clauses.csv")); err != nil {
		return 0, 0, 0
	}
	sheets, found := interp.Sheets("clauses.csv", x.read(t, "clauses.csv"), interp.SheetOptions{})
	require.Empty(t, found)
	list, problem := suite.ReadClauses(sheets)
	require.Empty(t, problem)
	for _, c := range suite.Accounts(policy.Program, cases, list).Clauses {
		if c.Listed == nil {
			continue
		}
		listed++
		if c.Listed.Kind == "rule" {
			executable++
		}
		if slices.ContainsFunc(c.Parts, func(p suite.Part) bool { return p.Kind <= suite.PartValue }) {
			carried++
		}
	}
	return carried, executable, listed
}
