// Package examples_test holds the examples to what they say. Each folder is a
// policy, the rosters of an office and the decisions it must give; the folder's
// README.md says which person shows which boundary of which clause.
//
//	go test ./examples -update   writes the expected files anew; read the difference
package examples_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/report"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
)

var update = flag.Bool("update", false, "write the expected files anew")

// example is one folder. The expected files come from the first policy and the
// first roster; every other pair must give the same decisions.
type example struct {
	folder   string
	policies []string
	rosters  []string
	with     map[string]string // further tables
	asOf     string            // "": the policy says
	tables   bool              // expected.txt and expected.csv too
	why      []string          // whose account is kept, as why-ID.en.txt and why-ID.zh.txt
	blanks   int               // of the cells only one in so many is taken out; 0: each is
	shuffles int               // so many orders of its rules are tried; 0: as many as -shuffles says
}

var examples = []example{
	{folder: "first", policies: []string{"first.rota", "first.zh.rota"}, rosters: []string{"roster.xlsx", "roster.csv"}, asOf: "2024-12-31"},
	{folder: "health-heads", policies: []string{"policy.rota"}, rosters: []string{"roster.xlsx", "roster.csv", "roster.json"}, tables: true, why: []string{"H010", "H021", "H034"}},
	{folder: "fenyi-health", policies: []string{"policy.en.rota", "policy.zh.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"单位编制": "units.csv"}},
	{folder: "nanchang-land", policies: []string{"policy.en.rota", "policy.zh.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"career": "career.csv"}},
	{folder: "reserve", policies: []string{"policy.zh.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"career": "career.csv"}, tables: true, why: []string{"B02", "B05"}},
	{folder: "audit-partners", policies: []string{"policy.en.rota", "policy.zh.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"engagements": "engagements.csv"}, why: []string{"P15", "P20"}},
	{folder: "careers", policies: []string{"policy.zh.rota", "policy.en.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"career": "career.csv"}, why: []string{"B014", "B022"}, blanks: 13},
	{folder: "station-limits", policies: []string{"policy.en.rota", "policy.zh.rota"}, rosters: []string{"roster.csv"}, why: []string{"L11", "L18"}},
	{folder: "dongxiang-construction", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"阶段": "stages.csv", "股室": "sections.csv"}},
	{folder: "kin-avoidance", policies: []string{"policy.en.rota", "policy.zh.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"organ": "units.csv"}, why: []string{"K04", "K17", "K18"}},
	{folder: "seat-nominations", policies: []string{"policy.en.rota", "policy.zh.rota"}, rosters: []string{"nominations.csv"}, with: map[string]string{"staff": "staff.csv", "seats": "seats.csv"}, why: []string{"N03"}},
	{folder: "tourism-office", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"履历": "career.csv", "阶段": "stages.csv"}, blanks: 3},
	{folder: "digest-government", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"履历": "career.csv", "批次": "rounds.csv"}, blanks: 7},
	{folder: "digest-enterprise", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"轮岗计划": "plans.csv"}, blanks: 3},
	{folder: "county-2007", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"阶段": "stages.csv", "小组": "groups.csv", "组员": "members.csv"}, blanks: 13},
	{folder: "jishui-hrss", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, blanks: 7},
	{folder: "baqiao-zone", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"交流段": "exchanges.csv"}, blanks: 13},
	{folder: "yu-township", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"履历": "career.csv", "轮岗段": "exchanges.csv", "产假段": "leaves.csv", "学校名额": "schools.csv", "阶段": "stages.csv"}, blanks: 17},
	{folder: "xinhua-township", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"轮岗段": "exchanges.csv", "任教段": "primary.csv", "学校指标": "schools.csv"}, blanks: 13},
	{folder: "section-chief-essay", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}},
	{folder: "shanhaitian", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"公示": "notices.csv"}},
	{folder: "hiring-2019", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"公示": "notices.csv"}},
	{folder: "qinglongshan-2017", policies: []string{"policy.rota", "policy.en.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"阶段": "stages.csv", "公示": "notices.csv"}, blanks: 3},
	{folder: "jintan-reserve", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"履历": "career.csv", "谈话": "talks.csv"}, blanks: 7},
	{folder: "plan-audit", policies: []string{"policy.zh.rota", "policy.en.rota"}, rosters: []string{"roster.csv"}},
	{folder: "city-bureau", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"三定": "units.csv"}, blanks: 5},
	{folder: "district-2014", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"学校": "schools.csv", "交流段": "exchanges.csv", "交流考核": "assessments.csv"}, why: []string{"D01"}, blanks: 29},
	{folder: "school-district", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"经历段": "exchanges.csv", "产假段": "leaves.csv"}, why: []string{"T094"}, blanks: 401, shuffles: 5},
	{folder: "neighbour-health", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}},
	{folder: "yan-water", policies: []string{"policy.rota"}, rosters: []string{"roster.csv"}, with: map[string]string{"阶段": "stages.csv"}, blanks: 11},
}

// date is the as-of date to run with; 0 where the policy says.
func (x example) date() civil.Date {
	d, _ := civil.ParseISO(x.asOf)
	return d
}

// each runs a test in every folder.
func each(t *testing.T, test func(*testing.T, example)) {
	for _, x := range examples {
		t.Run(x.folder, func(t *testing.T) { test(t, x) })
	}
}

// eachWith runs a test in every folder that holds a file, which so many do.
func eachWith(t *testing.T, name string, many int, test func(*testing.T, example)) {
	for _, x := range examples {
		if _, err := os.Stat(filepath.Join(x.folder, name)); err == nil {
			many--
			t.Run(x.folder, func(t *testing.T) { test(t, x) })
		}
	}
	if many != 0 {
		t.Errorf("%d folders lack their %s, or were not counted", many, name)
	}
}

func (x example) read(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(x.folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// sibling opens a policy that another extends, whatever the folder of that one: all
// lie side by side.
func sibling(path string) ([]byte, error) { return os.ReadFile(filepath.Join("first", path)) }

func load(t testing.TB, name string, text []byte) *interp.Policy {
	t.Helper()
	policy, found := interp.LoadVariant(name, text, sibling)
	if len(found) > 0 {
		var out bytes.Buffer
		diag.Write(&out, found, locale.English, diag.Options{})
		t.Fatalf("a policy of the examples has nothing to be told:\n%s", out.String())
	}
	return policy
}

// data are the tables of a run, before a policy is known.
type data struct {
	staff   []roster.Sheet
	further map[string][]roster.Sheet
	found   diag.List
}

func (x example) data(t testing.TB, name string) data {
	t.Helper()
	d := data{further: map[string][]roster.Sheet{}}
	d.staff, d.found = interp.Sheets(name, x.read(t, name), interp.SheetOptions{})
	for list, file := range x.with {
		sheets, found := interp.Sheets(file, x.read(t, file), interp.SheetOptions{})
		d.further[list], d.found = sheets, append(d.found, found...)
	}
	return d
}

// decide runs a policy over tables.
func (x example) decide(policy *interp.Policy, d data) (*interp.Bound, report.Run, diag.List) {
	bound, found := policy.Bind(d.staff, d.further, roster.Options{})
	return bound, x.run(bound), append(slices.Clone(d.found), found...)
}

// run decides on everybody.
func (x example) run(bound *interp.Bound) report.Run {
	run := report.Run{
		Program: bound.Program, PolicyName: bound.Name, Fingerprint: bound.Fingerprint, AsOf: x.date(), Language: locale.English,
		Reason: func(e eval.Decision, l locale.Language) string { return explain.Reason(bound.Evaluator, e, l) },
	}
	for e := range bound.Run(x.date()) {
		run.AsOf = e.AsOf
		run.Decisions = append(run.Decisions, e)
	}
	run.Couples, run.Quotas = bound.Couples(x.date()), bound.Quotas(x.date())
	return run
}

// first is the run that the expected files come from.
func (x example) first(t testing.TB) (*interp.Bound, report.Run, diag.List) {
	t.Helper()
	bound, run, found := x.decide(load(t, x.policies[0], x.read(t, x.policies[0])), x.data(t, x.rosters[0]))
	run.RosterName = x.rosters[0]
	return bound, run, found
}

func written(t testing.TB, write func(*bytes.Buffer) error) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func jsonLines(t testing.TB, run report.Run) []byte {
	t.Helper()
	return written(t, func(out *bytes.Buffer) error { return report.JSONLines(out, run) })
}

// expect compares with a file of the folder, or writes it with -update.
func (x example) expect(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(filepath.Join(x.folder, name), got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	compare(t, name, x.read(t, name), got)
}

// compare shows the first lines that differ.
func compare(t *testing.T, what string, want, got []byte) {
	t.Helper()
	w, g := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	shown := 0
	for i := range max(len(w), len(g)) {
		var a, b string
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if a == b {
			continue
		}
		if shown++; shown > 3 {
			t.Errorf("%s: and further lines", what)
			return
		}
		t.Errorf("%s, line %d\nwant %s\ngot  %s", what, i+1, a, b)
	}
}

func TestExpected(t *testing.T) {
	each(t, func(t *testing.T, x example) {
		bound, run, found := x.first(t)
		x.expect(t, "expected.jsonl", jsonLines(t, run))
		if len(found) > 0 {
			x.expect(t, "expected.findings.txt", findings(found))
		} else if _, err := os.Stat(filepath.Join(x.folder, "expected.findings.txt")); err == nil {
			t.Error("nothing is found in the rosters any more, but expected.findings.txt is there")
		}
		if x.tables {
			x.expect(t, "expected.txt", written(t, func(out *bytes.Buffer) error { return report.Table(out, run, 100) }))
			x.expect(t, "expected.csv", written(t, func(out *bytes.Buffer) error { return report.CSV(out, run) }))
		}
		for _, id := range x.why {
			for name, l := range map[string]locale.Language{"en": locale.English, "zh": locale.Chinese} {
				x.expect(t, "why-"+id+"."+name+".txt", written(t, func(out *bytes.Buffer) error {
					for _, person := range bound.Find(id) {
						for _, d := range bound.On(person, x.date()) {
							if err := explain.Why(out, bound.Evaluator, d, l); err != nil {
								return err
							}
						}
					}
					return nil
				}))
			}
		}
	})
}

// findings are the codes and places of what was found in the rosters; the words
// are the catalogue's.
func findings(found diag.List) []byte {
	var out bytes.Buffer
	for _, d := range found {
		fmt.Fprintf(&out, "%s %s %s\n", d.Severity().Text().EN, d.Code, d.At)
	}
	return out.Bytes()
}

// decisions are the JSON lines of a run without what may differ between two
// policies that say the same and two files that hold the same.
func decisions(t testing.TB, run report.Run, drop ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	for l := range bytes.Lines(jsonLines(t, run)) {
		var m map[string]any
		if err := json.Unmarshal(l, &m); err != nil {
			t.Fatal(err)
		}
		for _, key := range drop {
			delete(m, key)
		}
		if s, _ := m["out_of_scope_by"].(string); s != "" && slices.Contains(drop, "policy") {
			m["out_of_scope_by"] = "the words of the header"
		}
		if slices.Contains(drop, "policy") {
			strip(m, "rows", "at") // another file has them on other lines
			withoutWords(m)
		}
		if slices.Contains(drop, "row") {
			strip(m, "facts", "from")
			strip(m, "assumptions", "from")
		}
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(append(text, '\n'))
	}
	return out.Bytes()
}

// strip deletes a key from each member of a list; a quota lacks the lists of a decision.
func strip(m map[string]any, list, key string) {
	members, _ := m[list].([]any)
	for _, x := range members {
		delete(x.(map[string]any), key)
	}
}

// withoutWords deletes what a policy says in its own words of its clauses; their numbers stay.
func withoutWords(m map[string]any) {
	delete(m, "title") // of a quota
	strip(m, "cites", "text")
	strip(m, "maybe_cites", "text")
	outputs, _ := m["outputs"].([]any)
	for _, o := range outputs {
		withoutWords(o.(map[string]any))
	}
}

// TestFormats: a workbook, a CSV file and JSON that hold the same decide alike,
// under each policy of the folder.
func TestFormats(t *testing.T) {
	each(t, func(t *testing.T, x example) {
		for _, p := range x.policies {
			policy := load(t, p, x.read(t, p))
			var want []byte
			for i, name := range x.rosters {
				_, run, _ := x.decide(policy, x.data(t, name))
				got := decisions(t, run, "row", "missing_at")
				if i == 0 {
					want = got
				}
				compare(t, p+" "+name, want, got)
			}
		}
	})
}

// TestSummary: the counts of each action and result are the roster, each record
// once; a requirement is counted where it is broken, a check where it is about
// something.
func TestSummary(t *testing.T) {
	each(t, func(t *testing.T, x example) {
		bound, run, _ := x.first(t)
		type once struct {
			person *roster.Record
			action int
		}
		seen := map[once]int{}
		for _, d := range run.Decisions {
			seen[once{d.Record, d.Action.Index}]++
		}
		claim := func(a *check.Action) bool { return a.Clause != nil }
		of := func(s report.ActionSummary) bool { return claim(s.Action) }
		summary := slices.DeleteFunc(report.Summary(run), of)
		if actions := slices.DeleteFunc(slices.Clone(bound.Program.Actions), claim); len(summary) != len(actions) {
			t.Errorf("%d actions are summed up, there are %d", len(summary), len(actions))
		}
		for _, s := range summary {
			sum := 0
			for _, n := range s.Counts {
				sum += n
			}
			if sum != s.Total || sum != len(bound.Roster.People) {
				t.Errorf("%s: %d counted, total %d, records %d", s.Action.Name, sum, s.Total, len(bound.Roster.People))
			}
			for _, person := range bound.Roster.People {
				if n := seen[once{person, s.Action.Index}]; n != 1 {
					t.Errorf("%s, %s: decided %d times", person.ID, s.Action.Name, n)
				}
			}
		}
		t.Logf("%d decisions on %d records", len(run.Decisions), len(bound.Roster.People))
	})
}

// TestWorkbook reads the workbook of a run with Rota's own reader: the registers
// name the same ids, outcomes and clauses as the decisions.
func TestWorkbook(t *testing.T) {
	each(t, func(t *testing.T, x example) {
		bound, run, _ := x.first(t)
		book := written(t, func(out *bytes.Buffer) error { return report.Workbook(out, run) })
		sheets, found := interp.Sheets("result.xlsx", book, interp.SheetOptions{})
		if len(found) > 0 {
			t.Fatalf("%s", findings(found))
		}
		var got, want []string
		for _, s := range sheets[1:] { // the first is about the run
			if s.Name == "Quotas" && run.Quotas != nil || s.Name == "Pairs" && run.Couples != nil {
				continue // of groups or of two, not of records
			}
			if slices.ContainsFunc(bound.Program.Registers, func(r *check.Register) bool {
				return strings.HasPrefix(r.Title, s.Name) || strings.HasPrefix(s.Name, r.Title)
			}) {
				continue // a form of the office's own has columns of its own
			}
			column := map[string]int{}
			for i, c := range s.Rows[0].Cells {
				column[c.Text] = i
			}
			for _, row := range s.Rows[1:] {
				text := func(heading string) string {
					i, ok := column[heading]
					if !ok {
						t.Fatalf("sheet %s has no column %q", s.Name, heading)
					}
					if i >= len(row.Cells) {
						return ""
					}
					return row.Cells[i].Text
				}
				got = append(got, text("id")+" | "+text("outcome")+" | "+text("by which clause"))
			}
		}
		for _, d := range run.Decisions {
			if d.Outcome == eval.Met {
				continue // only counted
			}
			var clauses []string
			for _, r := range d.Clauses {
				c := strings.TrimSpace(r.ID + " " + r.Title)
				if len(bound.Program.Files) > 1 { // of a variant each clause says where it stands
					c += " [" + r.Span.File.Name + "]"
				}
				if !slices.Contains(clauses, c) {
					clauses = append(clauses, c)
				}
			}
			want = append(want, d.Record.ID+" | "+explain.Outcome(d.Outcome, d.Action, run.Language)+" | "+strings.Join(clauses, "; "))
		}
		slices.Sort(got)
		slices.Sort(want)
		compare(t, "workbook", []byte(strings.Join(want, "\n")), []byte(strings.Join(got, "\n")))
	})
}

// definite says whether an outcome says something for certain.
func definite(o eval.Outcome) bool {
	return o != eval.Undetermined && o != eval.DataError && o != eval.Conflict
}
