package examples_test

import (
	"slices"
	"strings"
	"testing"

	"rota/interp/eval"
	"rota/interp/report"
	"rota/lang/check"
	"rota/lang/civil"
)

// careers is what its README.md says, by id: whom each clause applies to,
// whether it decides or not.
var careers = map[string]string{
	"3.1c":     "B007 B021 B022 B025 B033 B040 B053",
	"3.1b":     "B008 B014 B015 B016 B018 B032 B034 B041 B047 B054",
	"3.1a":     "B011 B012 B019 B031 B035 B048",
	"fy4.1b":   "B007 B018 B021 B025 B040 B047 B053",
	"fy4.2":    "B011 B014 B018 B021 B053",
	"dx3.1b":   "B007 B011 B021 B022 B025 B031 B033 B040 B047 B053",
	"dx3.3":    "B014 B015 B016 B018 B032 B033 B034 B053 B054",
	"yw4.2b1":  "B013 B014 B015 B016 B017 B018 B046 B051",
	"yw4.2b2":  "B011 B013 B014 B015 B016 B017 B018 B019 B046 B051",
	"js2.1":    "B007 B021 B025 B033 B040 B053",
	"ty4.3":    "B046 B049 B051",
	"dg1.3.2":  "B007 B011 B014 B018 B021 B022 B025 B028 B031 B032 B033 B040 B047 B053",
	"dg1.4.1a": "B019",
}

func TestCareers(t *testing.T) {
	x := named(t, "careers")
	for _, name := range x.policies {
		text := string(x.read(t, name))
		data := x.data(t, x.rosters[0])
		bound, run, _ := x.decide(load(t, name, []byte(text)), data)
		lists(t, name, run, careers)
		for _, d := range run.Decisions {
			if !definite(d.Outcome) {
				t.Errorf("%s, %s: %s", d.Record.ID, d.Action.Name, d.Outcome)
			}
		}
		outputs(t, run, "B007", "8y 8y 0 14y 2019-06-01")
		outputs(t, run, "B014", "5y8mo29d 12y27d 1 17y27d 2020-09-01")
		outputs(t, run, "B018", "7y2mo29d 7y2mo29d 0 12y3mo29d 2019-03-01")
		outputs(t, run, "B019", "3y 3y 0 6y6mo 2023-05-30")
		outputs(t, run, "B024", "3y7mo29d 3y7mo29d 0 0d 2026-06-10")
		outputs(t, run, "B031", "3y2mo29d 3y2mo29d 0 16y5mo29d 2023-03-01")
		outputs(t, run, "B044", "3y6mo29d 6y6mo29d 1 0d 2022-11-01")
		outputs(t, run, "B051", "18y29d 18y29d 0 0d 2016-05-01")

		// 29 February: five years are reached on the last day of February.
		person := bound.Find("B016")[0]
		for day, clause := range map[string]string{"2025-02-27": "3.1a", "2025-02-28": "3.1b"} {
			date, _ := civil.ParseISO(day)
			for _, d := range bound.On(person, date) {
				if d.Action.Name == "exchange" && d.Clauses[0].ID != clause {
					t.Errorf("%s, B016 on %s: by %s, not %s", name, day, d.Clauses[0].ID, clause)
				}
			}
		}

		// The other reading: a section that was renamed is the section it was.
		renamed := strings.NewReplacer("更名不断 = 否", "更名不断 = 是的", "renamed is the same = no", "renamed is the same = yes").Replace(text)
		_, run, _ = x.decide(load(t, name, []byte(renamed)), data)
		lists(t, name+", renamed", run, map[string]string{
			"3.1c":   "B007 B018 B021 B022 B025 B033 B040 B053",
			"3.1b":   "B008 B014 B015 B016 B032 B034 B041 B047 B054",
			"dx3.1b": "B007 B011 B018 B021 B022 B025 B031 B033 B040 B047 B053",
			"js2.1":  "B007 B018 B021 B025 B033 B040 B053",
		})
		outputs(t, run, "B018", "8y7mo29d 8y7mo29d 0 12y3mo29d 2019-03-01")
	}
}

// lists compares whom each clause applies to; of the ladder 3.1, whom its rung
// decides on.
func lists(t *testing.T, policy string, run report.Run, want map[string]string) {
	t.Helper()
	for clause, ids := range want {
		var got []string
		for _, d := range run.Decisions {
			rules := slices.Clone(d.Clauses)
			if !strings.HasPrefix(clause, "3.1") {
				rules = append(rules, d.Standing...)
			}
			for _, b := range d.Beaten {
				rules = append(rules, b.Rule)
			}
			if slices.ContainsFunc(rules, func(r *check.Rule) bool { return r.ID == clause }) {
				got = append(got, d.Record.ID)
			}
		}
		if strings.Join(got, " ") != ids {
			t.Errorf("%s, %s\nwant %s\ngot  %s", policy, clause, ids, strings.Join(got, " "))
		}
	}
}

// outputs compares the outputs of one person, in order.
func outputs(t *testing.T, run report.Run, id, want string) {
	t.Helper()
	i := slices.IndexFunc(run.Decisions, func(d eval.Decision) bool { return d.Record.ID == id && len(d.Outputs) > 0 })
	var got []string
	for _, o := range run.Decisions[i].Outputs {
		got = append(got, o.Value)
	}
	if strings.Join(got, " ") != want {
		t.Errorf("%s\nwant %s\ngot  %s", id, want, strings.Join(got, " "))
	}
}

func named(t *testing.T, folder string) example {
	t.Helper()
	i := slices.IndexFunc(examples, func(x example) bool { return x.folder == folder })
	if i < 0 {
		t.Fatalf("there is no example %s", folder)
	}
	return examples[i]
}
