package examples_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rota/interp"
	"rota/interp/suite"
	"rota/lang/check"
	"rota/lang/locale"
)

var comments = regexp.MustCompile(`(?m)--.*$`)

// TestClauses: of each of the nineteen documents clauses.csv lists the clauses. Each
// stands in the policy under its number, each that is a rule is named by a test, and
// each that is none says why.
func TestClauses(t *testing.T) {
	eachWith(t, "clauses.csv", 19, func(t *testing.T, x example) {
		rows, err := csv.NewReader(bytes.NewReader(x.read(t, "clauses.csv"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(rows[0], ","); got != "clause,kind,why" {
			t.Fatalf("the columns are %s", got)
		}
		for _, name := range x.policies {
			t.Run(name, func(t *testing.T) {
				accounted(t, rows[1:], load(t, name, x.read(t, name)), string(x.read(t, name)))
			})
		}
	})
}

// firstTest begins the tests of a policy, which stand at its end.
var firstTest = regexp.MustCompile(`(?m)^(测试“|test ")`)

// accounted holds the clauses listed against a policy and its text. One of two twins may
// leave the tests to the other.
func accounted(t *testing.T, rows [][]string, policy *interp.Policy, text string) {
	text = comments.ReplaceAllString(text, "")
	rules, tests := text, ""
	if at := firstTest.FindStringIndex(text); at != nil {
		rules, tests = text[:at[0]], text[at[0]:]
	}
	counts, listed := map[string]int{}, map[string]bool{}
	untold := whole(policy.Program)
	for _, row := range rows {
		id, kind, why := row[0], row[1], row[2]
		if listed[id] {
			t.Errorf("%s is listed twice", id)
		}
		counts[kind]++
		listed[id] = true
		number := regexp.MustCompile(`(^|[^0-9a-zA-Z.])` + regexp.QuoteMeta(id) + `($|[^0-9a-zA-Z.])`)
		if !number.MatchString(rules) {
			t.Errorf("%s does not stand in the policy", id)
		}
		switch {
		case !slices.Contains([]string{"rule", "note", "step", "none"}, kind):
			t.Errorf("%s: %s is no kind of clause", id, kind)
		case (kind == "rule") != (why == ""):
			t.Errorf("%s: what is no rule says why, a rule does not", id)
		case kind == "rule" && tests != "" && !untold[id] && !number.MatchString(tests):
			t.Errorf("%s is exercised by no test", id)
		}
	}
	if len(policy.Program.Files) > 1 {
		return // a variant may replace clauses of what it extends
	}
	for _, r := range policy.Program.Rules {
		if r.ID != "" && !listed[r.ID] {
			t.Errorf("%s is a rule of the policy that clauses.csv does not list", r.ID)
		}
	}
	for _, n := range policy.Program.Notes {
		if !listed[n.ID] {
			t.Errorf("%s is a note of the policy that clauses.csv does not list", n.ID)
		}
	}
	t.Logf("%d clauses, %d of them rules", len(rows), counts["rule"])
}

// whole are the clauses about everybody at once, of which no test says anything: quotas
// and registers.
func whole(p *check.Program) map[string]bool {
	ids := map[string]bool{}
	for _, q := range p.Quotas {
		ids[q.ID] = true
	}
	for _, r := range p.Registers {
		ids[r.ID] = true
	}
	return ids
}

// TestEveryFile runs the tests of every policy of the folders: those that hold another
// reading of a clause as well.
func TestEveryFile(t *testing.T) {
	files, err := filepath.Glob("*/*.rota")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases := suite.Run(load(t, filepath.Base(file), text).Program, 0, nil)
		for _, c := range cases {
			for _, f := range c.Failures {
				t.Errorf("%s, %s: %s", file, c.Test.Title, f.Why.In(locale.English))
			}
		}
		t.Logf("%s: %d tests", file, len(cases))
	}
}
