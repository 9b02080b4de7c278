package eval_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
)

type cells = map[string]any

// load is a policy without mistakes.
func load(t testing.TB, text string) *interp.Policy {
	t.Helper()
	policy, found := interp.Load("test.rota", []byte(text))
	if policy == nil {
		var out bytes.Buffer
		_ = diag.Write(&out, found, locale.English, diag.Options{})
		t.Fatal(out.String())
	}
	return policy
}

// bind binds one person and the rows of a career; what the policy reads and
// nobody filled in is a blank column.
func bind(t testing.TB, policy *interp.Policy, person cells, career ...cells) *interp.Bound {
	t.Helper()
	full := cells{"staff id": "1"}
	for _, f := range policy.Program.Subject.Fields {
		if f.Used {
			full[f.Name] = nil
		}
	}
	for name, v := range person {
		full[name] = v
	}
	var lists map[string][]map[string]any
	for _, list := range policy.Program.Lists {
		if !list.Used || career == nil {
			continue
		}
		lists = map[string][]map[string]any{list.List: {}}
		for _, row := range append(career, cells{"holder": "2"}) {
			all := cells{"holder": "1"}
			for _, f := range list.Fields {
				if _, ok := all[f.Name]; !ok {
					all[f.Name] = nil
				}
			}
			for name, v := range row {
				all[name] = v
			}
			lists[list.List] = append(lists[list.List], all)
		}
	}
	other := cells{}
	for name := range full {
		other[name] = nil
	}
	other["staff id"] = "2"
	bound, _ := policy.BindValues([]map[string]any{full, other}, lists, roster.Options{})
	return bound
}

// say is a decision in one line.
func say(d eval.Decision) string {
	var b strings.Builder
	b.WriteString(d.Outcome.Name(d.Action))
	names := func(list []eval.Outcome) []string {
		out := []string{}
		for _, o := range list {
			out = append(out, o.Name(d.Action))
		}
		return out
	}
	ids := func(word string, rules []*check.Rule) {
		for i, r := range rules {
			if i == 0 {
				b.WriteString(word)
			} else {
				b.WriteString(",")
			}
			b.WriteString(r.ID)
		}
	}
	if d.Outcome == eval.Undetermined && !d.AsOfUnknown {
		fmt.Fprintf(&b, " %v", names(d.Possible))
	}
	for i, m := range d.Missing {
		b.WriteString([]string{" on ", " and "}[min(i, 1)] + m.Field.Name + ofOther(m.Row))
	}
	if !d.Exhaustive {
		b.WriteString(" not exhaustive")
	}
	ids(" by ", d.Clauses)
	ids(" also ", d.Standing)
	ids(" maybe ", d.Maybe)
	for _, x := range d.Beaten {
		b.WriteString(" beaten " + x.Rule.ID)
		ids(" by ", x.By)
	}
	for _, w := range d.Waiting {
		b.WriteString(map[bool]string{true: " lapsed ", false: " not yet "}[w.Lapsed] + w.Rule.ID + " " + w.Date.String())
	}
	dates := func(word string, x eval.Dates) {
		if x.IsZero() {
			return
		}
		b.WriteString(word + x.First.String())
		if x.First != x.Last {
			b.WriteString(".." + x.Last.String())
		}
	}
	dates(" due ", d.Deadline)
	dates(" until ", d.DeferredTo)
	dates(" last ", d.LastDay)
	cites := func(word string, list []eval.Cite) {
		for i, c := range list {
			b.WriteString([]string{word, ","}[min(i, 1)] + c.ID)
			if c.Row != nil {
				fmt.Fprintf(&b, "@%d", c.Row.At.Row)
			}
		}
	}
	cites(" citing ", d.Cites)
	cites(" maybe citing ", d.MaybeCites)
	for _, a := range d.Broken {
		b.WriteString(" broken " + a.Clause.ID)
	}
	for _, a := range d.Assumed {
		fmt.Fprintf(&b, " assuming %s %s%s else %v", a.Field.Name, a.Value, ofOther(a.Row), names(a.Else))
	}
	for _, j := range d.Judged {
		fmt.Fprintf(&b, " judged %s %v%s else %v", j.Field.Name, j.Yes, ofOther(j.Row), names(j.Else))
	}
	for _, o := range d.Outputs {
		fmt.Fprintf(&b, " %s=%s", o.Output.Name, o.Value)
		if !o.Known {
			b.WriteString("?")
		}
		ids(" by ", o.Clauses)
		ids(" maybe ", o.Maybe)
		cites(" citing ", o.Cites)
		cites(" maybe citing ", o.MaybeCites)
	}
	return b.String()
}

// ofOther names another record; rows of the person's own lists go without.
func ofOther(r *roster.Record) string {
	if r == nil || r.Kind.Owner != nil && r.Kind.Relation == nil && r.ID == "1" {
		return ""
	}
	return " of " + r.ID
}

// example is one row of a table: a policy, a person as of a date, and what the
// first action, or the one named, comes to.
type example struct {
	name   string // begins with the section of the language page it shows
	policy string
	asOf   string // "": 2024-12-31
	person cells
	want   string
}

func run(t *testing.T, table []example) {
	for _, x := range table {
		t.Run(x.name, func(t *testing.T) {
			bound := bind(t, load(t, "policy \"T\"\n"+x.policy), x.person)
			asOf := x.asOf
			if asOf == "" {
				asOf = "2024-12-31"
			}
			decisions := bound.Decide(bound.Roster.People[0], day(asOf))
			decision, want := decisions[0], x.want
			for _, d := range decisions {
				if rest, named := strings.CutPrefix(want, d.Action.Name+": "); named {
					decision, want = d, rest
				}
			}
			require.Equal(t, want, say(decision))
		})
	}
}

func TestUnknown(t *testing.T) {
	const womanOrMan = "rule 1 male, age >= 55 or female, age >= 55 => exempt from rotate\nrule 2 any post => must rotate\n"
	sexes := strings.Replace(womanOrMan, "any post", "gender is known or gender is unknown", 1)
	oldDog := "choice kind: cat, dog\nfield pet: kind, \"nix\" means none\nfield toy: kind, \"nix\" means none\n"
	run(t, []example{
		{"7.6 a woman or a man of 56 is over 55", sexes, "", cells{"birth date": "1968-05-01"}, "exempt by 1 beaten 2 by 1"},
		{"7.6 a woman or a man of 54 is not", sexes, "", cells{"birth date": "1970-05-01"}, "must by 2"},
		{"7.6 of unknown age", sexes, "", cells{"gender": "male"}, "undetermined [must exempt] on birth date maybe 1,2"},
		{"7.6 only the blank that matters is named", "rule 1 secret post, age >= 55 => may rotate\n", "", cells{"birth date": "1990-01-01"}, "none"},
		{"7.6 both are named", "rule 1 secret post, nursing => may rotate\n", "", nil, "undetermined [may none] on secret post and nursing maybe 1"},
		{"7.6 two blanks at once", "rule 1 longer of (time since post since, time since section since) >= 5y => must rotate\n", "", nil, "undetermined [must none] on post since and section since maybe 1"},
		{"7.6 the clause cited under every filling, the rest possible", "rule 1 pregnant => must rotate\nrule 2 secret post => must rotate\n", "", cells{"pregnant": "yes"}, "must by 1 maybe 2"},
		{"7.6 one blank has one value everywhere", "rule 1 secret post => must rotate\nrule 2 not secret post => must rotate\n", "", nil, "must maybe 1,2"},
		{"4 none equals nothing", oldDog + "rule 1 pet = toy => must rotate\n", "", cells{"pet": "nix", "toy": "nix"}, "none"},
		{"4 nor differs from anything", oldDog + "rule 1 pet != toy => must rotate\n", "", cells{"pet": "nix", "toy": "cat"}, "none"},
		{"4 none is not in a list", oldDog + "rule 1 pet in (cat, dog) => must rotate\n", "", cells{"pet": "nix"}, "none"},
		{"4 nor out of it", oldDog + "rule 1 pet not in (cat) => must rotate\n", "", cells{"pet": "nix"}, "none"},
		{"4 not (none = x) holds", oldDog + "rule 1 not (pet is cat) => must rotate\n", "", cells{"pet": "nix"}, "must by 1"},
		{"4 is none", oldDog + "rule 1 pet is none => must rotate\n", "", cells{"pet": "nix"}, "must by 1"},
		{"4 is none on a blank is unknown", oldDog + "rule 1 pet is none => must rotate\n", "", nil, "undetermined [must none] on pet maybe 1"},
		{"4 is not none asks whether there is one", oldDog + "rule 1 pet is not none => must rotate\n", "", cells{"pet": "cat"}, "must by 1"},
		{"4 a blank that may be none", oldDog + "rule 1 pet in (cat, dog) => must rotate\n", "", nil, "undetermined [must none] on pet maybe 1"},
		{"4 a yes/no that is none does not hold", "field vain: yes/no, \"n/a\" means none\nrule 1 vain => must rotate\nrule 2 not vain => should rotate\n", "", cells{"vain": "n/a"}, "should by 2"},
		{"4 is known, the same under every filling", "rule 1 gender is known => must rotate\nrule 2 gender is unknown => should rotate\n", "", nil, "should by 2"},
		{"4 a cell that says none is known", oldDog + "rule 1 pet is known => must rotate\n", "", cells{"pet": "nix"}, "must by 1"},
		{"4 a date of none passes over nothing", "rule 1 refused on + 1y > as-of date => must not promote\n", "", nil, "none"},
		{"4 an open date", "field left on: date, blank means open\nrule 1 left on > 2050-01-01 => must rotate\nrule 2 left on + 1y is open => should rotate\n", "", nil, "must by 1 also 2"},
		{"4 a later date passes over none", "rule 1 later of (refused on, post since) < 2020-01-01 => must rotate\n", "", cells{"post since": "2019-01-01"}, "must by 1"},
		{"4 several values in a blank cell", "rule 1 post category in (personnel, finance) or post category not in (personnel, finance) => must rotate\n", "", nil, "must by 1"},
		{"4 a filled cell holds something", "choice skill: cook, sing\nfield skills: several skill\nrule 1 skills in (cook, sing) => must rotate\n", "", nil, "must by 1"},
		{"4 assumed, where it matters", "rule 1 specialised post => may rotate\n", "", nil, "none assuming specialised post no else [may]"},
		{"4 assumed, where it does not", "rule 1 specialised post, pregnant => may rotate\n", "", cells{"pregnant": "no"}, "none"},
		{"4 judged, nobody has answered", "judged needed\nrule 1 needed => may rotate\n", "", nil, "none judged needed false else [may]"},
		{"4 judged, answered", "judged needed\nrule 1 needed => may rotate\n", "", cells{"needed": "yes"}, "may by 1 judged needed true else [none]"},
		{"4 judged, of no weight", "judged needed\nrule 1 needed => may rotate\nrule 2 pregnant => must not rotate\n", "", cells{"pregnant": "yes"}, "must-not by 2"},
		{"4 an unreadable cell is a data error for what reads it", "rule 1 age >= 55 => may rotate\n", "", cells{"birth date": "soon"}, "data-error on birth date maybe 1"},
		{"4 and for nothing else", "rule 1 age >= 55 or pregnant => may rotate\n", "", cells{"birth date": "soon", "pregnant": "yes"}, "may by 1"},
		{"5 a history of a year", "rule 1 appraisals for 2023 >= competent => may promote\n", "", cells{"appraisals": "2022优秀;2023称职"}, "may by 1"},
		{"5 a year that is not listed has none", "rule 1 appraisals for 2021 is none => may promote\n", "", cells{"appraisals": "2022优秀;2023称职"}, "may by 1"},
		{"5 of a blank each year is a blank", "rule 1 (appraisals for 2023 is outstanding) or (appraisals for 2023 is not outstanding) or (appraisals for 2023 is none) => may promote\n", "", nil, "may by 1"},
		{"5 of a blank another year does not help", "rule 1 appraisals for 2023 is outstanding => may promote\n", "", nil, "undetermined [may none] on appraisals maybe 1"},
		{"4 the highest of an unknown cell", "rule 1 youngest child age < 3 => defer rotate\nrule 2 pregnant => must rotate\n", "", cells{"children born": "不详", "pregnant": "yes"}, "undetermined [must deferred] on children born maybe 1,2"},
		{"4 how many there are is not known", "rule 1 (count of children born) >= 3 => may rotate\n", "", cells{"children born": "不详"}, "undetermined [] on children born not exhaustive maybe 1"},
		{"4 nothing is none", "rule 1 (highest of children born) is none => may rotate\n", "", nil, "may by 1"},
	})
}

func TestCalendar(t *testing.T) {
	tenure := func(op string) string { return "rule 1 post tenure " + op + " 5y => must rotate\n" }
	since := func(d string) cells { return cells{"post since": d} }
	run(t, []example{
		{"5 >= the day before", tenure(">="), "2024-06-29", since("2019-06-30"), "none"},
		{"5 >= the day", tenure(">="), "2024-06-30", since("2019-06-30"), "must by 1"},
		{"5 > the day", tenure(">"), "2024-06-30", since("2019-06-30"), "none"},
		{"5 > the day after", tenure(">"), "2024-07-01", since("2019-06-30"), "must by 1"},
		{"5 <= the day", tenure("<="), "2024-06-30", since("2019-06-30"), "must by 1"},
		{"5 <= the day after", tenure("<="), "2024-07-01", since("2019-06-30"), "none"},
		{"5 < the day before", tenure("<"), "2024-06-29", since("2019-06-30"), "must by 1"},
		{"5 < the day", tenure("<"), "2024-06-30", since("2019-06-30"), "none"},
		{"5 from 29 February, 28 February", tenure(">="), "2025-02-28", since("2020-02-29"), "must by 1"},
		{"5 from 29 February, 27 February", tenure(">="), "2025-02-27", since("2020-02-29"), "none"},
		{"5 > from 29 February, 28 February", tenure(">"), "2025-02-28", since("2020-02-29"), "none"},
		{"5 > from 29 February, 1 March", tenure(">"), "2025-03-01", since("2020-02-29"), "must by 1"},
		{"5 from the 31st to a month of 30 days", "rule 1 post tenure >= 6mo => must rotate\n", "2024-09-30", since("2024-03-31"), "must by 1"},
		{"5 from the 31st, a day short", "rule 1 post tenure >= 6mo => must rotate\n", "2024-09-29", since("2024-03-31"), "none"},
		{"5 a span not begun is shorter than any", "rule 1 post tenure >= 0d => must rotate\nrule 2 post tenure < 1d => should rotate\n", "2024-06-30", since("2024-07-01"), "should by 2"},
		{"4 age <= 50 the day before the 51st birthday", "rule 1 age <= 50 => may rotate\n", "2024-06-29", cells{"birth date": "1973-06-30"}, "may by 1"},
		{"4 age <= 50 on the 51st birthday", "rule 1 age <= 50 => may rotate\n", "2024-06-30", cells{"birth date": "1973-06-30"}, "none"},
		{"4 age on 28 February of a birth on the 29th", "rule 1 age >= 25 => may rotate\n", "2025-02-28", cells{"birth date": "2000-02-29"}, "may by 1"},
		{"5 retirement in five years to the day", "rule 1 years to retirement < 5y => exempt from rotate\nrule 2 gender is unknown => must rotate\n", "2024-12-31", cells{"retirement date": "2029-12-31"}, "must by 2"},
		{"5 retirement in less", "rule 1 years to retirement < 5y => exempt from rotate\nrule 2 gender is unknown => must rotate\n", "2024-12-31", cells{"retirement date": "2029-12-30"}, "exempt by 1 beaten 2 by 1"},
		{"5 a month counts from its first day", tenure(">="), "2024-06-15", since("2019-06"), "must by 1 assuming post since 2019-06-01 else [none]"},
		{"5 and nothing is said where its day does not matter", tenure(">="), "2024-07-01", since("2019-06"), "must by 1"},
		{"5 the last day of the month", tenure(">="), "2024-06-30", since("2019-06"), "must by 1"},
		{"5 a year in which every day agrees", tenure(">="), "2024-12-31", since("2019"), "must by 1"},
		{"5 a year in which some do not", tenure(">="), "2024-12-30", since("2019"), "undetermined [must none] on post since maybe 1"},
	})
}

func TestWindows(t *testing.T) {
	const deferral = "rule 1 gender is unknown => must rotate\nrule 2 gender is unknown => defer rotate until 2025-06-30\n"
	const leave = "rule 1 gender is unknown => must not rotate for 3y from refused on\n"
	run(t, []example{
		{"7.2 defer until D, the day before", deferral, "2025-06-29", nil, "deferred by 2 beaten 1 by 2 until 2025-06-30"},
		{"7.2 defer until D excludes D", deferral, "2025-06-30", nil, "must by 1 lapsed 2 2025-06-30"},
		{"7.2 without a date, always", "rule 1 gender is unknown => must rotate\nrule 2 gender is unknown => defer rotate\n", "", nil, "deferred by 2 beaten 1 by 2"},
		{"7.2 for 3y from D, before D", leave, "2020-02-28", cells{"refused on": "2020-02-29"}, "none not yet 1 2020-02-29"},
		{"7.2 for 3y from D, on D", leave, "2020-02-29", cells{"refused on": "2020-02-29"}, "must-not by 1 last 2023-02-28"},
		{"7.2 for 3y from D includes the anniversary", leave, "2023-02-28", cells{"refused on": "2020-02-29"}, "must-not by 1 last 2023-02-28"},
		{"7.2 for 3y from D, the day after", leave, "2023-03-01", cells{"refused on": "2020-02-29"}, "none lapsed 1 2023-03-01"},
		{"7.2 from D", "rule 1 gender is unknown => must rotate from 2025-01-01\n", "2024-12-31", nil, "none not yet 1 2025-01-01"},
		{"7.2 a rule before it is in force", "rule 1 gender is unknown => must rotate\n  in force from 2025-01-01 until 2026-01-01\n", "2024-12-31", nil, "none"},
		{"7.2 on its first day", "rule 1 gender is unknown => must rotate\n  in force from 2025-01-01 until 2026-01-01\n", "2025-01-01", nil, "must by 1"},
		{"7.2 on the second date", "rule 1 gender is unknown => must rotate\n  in force from 2025-01-01 until 2026-01-01\n", "2026-01-01", nil, "none"},
		{"7.1 a policy not in force", "  in force from 2025-01-01\nrule 1 gender is unknown => must rotate\n", "2024-12-31", nil, "out-of-scope"},
		{"7.5 the latest deferral", deferral + "rule 3 gender is unknown => defer rotate until 2026-01-01\n", "2025-01-01", nil, "deferred by 2,3 beaten 1 by 2,3 until 2026-01-01"},
		{"7.5 one without end is later than any", deferral + "rule 3 gender is unknown => defer rotate\n", "2025-01-01", nil, "deferred by 2,3 beaten 1 by 2,3"},
		{"7.5 the earliest deadline of the winning strength", "rule 1 gender is unknown => must rotate within 6mo from 2024-12-31\nrule 2 gender is unknown => must rotate within 1y from 2024-12-31\nrule 3 gender is unknown => should rotate within 1mo from 2024-12-31\n", "", nil, "must by 1,2 also 3 due 2025-06-30"},
		{"7.6 a deadline that is open is a range", "rule 1 gender is unknown => must rotate within 1y from post since\n", "", cells{"post since": "2024"}, "must by 1 due 2025-01-01..2025-12-31"},
		{"7.6 one that there may not be runs on", "rule 1 gender is unknown => must rotate\nrule 2 pregnant => must rotate within 1y from 2024-12-31\n", "", nil, "must by 1 maybe 2 due 2025-12-31..9999-12-31"},
		{"5 the version of a set", "set long\n  from 2020-01-01: 3y\n  from 2025-01-01: 5y\nrule 1 post tenure >= long => must rotate\n", "2024-12-31", cells{"post since": "2021-01-01"}, "must by 1"},
		{"5 the next version", "set long\n  from 2020-01-01: 3y\n  from 2025-01-01: 5y\nrule 1 post tenure >= long => must rotate\n", "2025-01-01", cells{"post since": "2021-01-01"}, "none"},
		{"5 before the first there is none", "set long\n  from 2020-01-01: 3y\nrule 1 post tenure >= long => must rotate\nrule 2 post tenure < long => should rotate\n", "2019-12-31", cells{"post since": "2001-01-01"}, "none"},
		{"7.1 out of scope", "  applies to male\nrule 1 pregnant => must rotate\n", "", cells{"gender": "female"}, "out-of-scope"},
		{"7.1 unknown scope is one possibility", "  applies to male\nrule 1 pregnant => must rotate\n", "", cells{"pregnant": "yes"}, "undetermined [must out-of-scope] on gender also 1"},
		{"5 a term as of another date", "rule 1 (post tenure as of 2020-01-01) >= 5y => must rotate\n", "", cells{"post since": "2016-01-01"}, "none"},
	})
}

func TestPrecedence(t *testing.T) {
	const both = "rule 1 pregnant => must rotate\nrule 2 nursing => exempt from rotate\n"
	yes := cells{"pregnant": "yes", "nursing": "yes", "secret post": "yes"}
	exclusive := "action move, swap; exclusive\naction lift\n"
	run(t, []example{
		{"7.3 exempt beats must", both, "", yes, "exempt by 2 beaten 1 by 2"},
		{"7.5 exempt counts only where it beats a duty", both, "", cells{"pregnant": "no", "nursing": "yes"}, "none also 2"},
		{"7.5 and while no duty stands", both + "rule 3 secret post => should rotate\n  despite 2\n", "", yes, "should by 3 also 2 beaten 1 by 2"},
		{"7.3 exempt never attacks may", "rule 1 pregnant => may rotate\nrule 2 nursing => exempt from rotate\n", "", yes, "may by 1 also 2"},
		{"7.3 should not never attacks must", "rule 1 pregnant => must rotate\nrule 2 nursing => should not rotate\n", "", yes, "must by 1 also 2"},
		{"7.3 should not attacks should", "rule 1 pregnant => should rotate\nrule 2 nursing => should not rotate\n", "", yes, "should-not by 2 beaten 1 by 2"},
		{"7.3 should not attacks plan and may", "rule 1 pregnant => plan to rotate\nrule 2 nursing => should not rotate\nrule 3 secret post => may rotate\n", "", yes, "should-not by 2 beaten 1 by 2 beaten 3 by 2"},
		{"7.3 must not attacks must", "rule 1 pregnant => must rotate\nrule 2 nursing => must not rotate\n", "", yes, "must-not by 2 beaten 1 by 2"},
		{"7.3 exempt only from a clause", "rule 1 pregnant => must rotate\nrule 3 secret post => should rotate\nrule 2 nursing => exempt only from 1 rotate\n", "", yes, "should by 3 also 2 beaten 1 by 2"},
		{"7.3 despite frees, and the other does not count", "rule 1 pregnant => must not rotate\nrule 2 nursing => may rotate\n  despite 1\n", "", yes, "may by 2 also 1"},
		{"7.3 what it beats otherwise stays beaten", "rule 1 pregnant => must not rotate\nrule 2 nursing => may rotate\n  despite 1\nrule 3 secret post => must rotate\n", "", yes, "may by 2 also 1 beaten 3 by 1"},
		{"7.3 yields to is despite, said by the other", "rule 1 pregnant => must not rotate\n  yields to 2\nrule 2 nursing => may rotate\n", "", yes, "may by 2 also 1"},
		{"7.3 sets aside, and what that had beaten stands again", both + "rule 3 secret post => may rotate\n  sets aside 2\n", "", yes, "must by 1 also 3 beaten 2 by 3"},
		{"7.3 sets aside across actions", exclusive + "rule 1 pregnant => must lift\nrule 2 nursing => may move\n  sets aside 1\n", "", yes, "lift: none beaten 1 by 2"},
		{"6 instead of gives another outcome and cites both", "rule 1 pregnant => must rotate\nrule 2 nursing => should rotate\n  instead of 1\n", "", yes, "should by 1,2"},
		{"6 instead of what does not stand gives nothing", "rule 1 pregnant => must rotate\nrule 2 nursing => should rotate\n  instead of 1\n", "", cells{"pregnant": "no", "nursing": "yes"}, "none"},
		{"6 instead of, exempt", "rule 1 pregnant => must rotate\nrule 2 nursing => exempt from rotate\n  instead of 1\n", "", yes, "exempt by 1,2"},
		{"6 instead of, on another action", exclusive + "rule 1 pregnant => must lift\nrule 2 nursing => should move\n  instead of 1\n", "", yes, "lift: none also 1"},
		{"6 and there cites both", exclusive + "rule 1 pregnant => must lift\nrule 2 nursing => should move\n  instead of 1\n", "", yes, "move: should by 1,2"},
		{"7.5 may be exempted or deferred, if both", "rule 1 pregnant => must rotate\nrule 2 nursing => may exempt rotate\nrule 3 secret post => may defer rotate until 2026-01-01\n", "", yes, "may-exempt-or-defer by 2,3 beaten 1 by 2,3 until 2026-01-01"},
		{"7.5 exempt before deferred", both + "rule 3 secret post => defer rotate\n", "", yes, "exempt by 2 also 3 beaten 1 by 2,3"},
		{"7.5 deferred before may", "rule 1 pregnant => must rotate\nrule 2 nursing => may exempt or defer rotate\nrule 3 secret post => defer rotate\n", "", yes, "deferred by 3 also 2 beaten 1 by 2,3"},
		{"7.5 must not before exempt", both + "rule 3 secret post => must not rotate\n", "", yes, "must-not by 3 also 2 beaten 1 by 2,3"},
		{"7.5 a should not does not outweigh a must it is freed from", "rule 1 pregnant => must rotate\n  despite 2\nrule 2 nursing => should not rotate\n", "", yes, "must by 1 also 2"},
		{"7.5 should not before should", "rule 1 pregnant => should rotate\nrule 2 nursing => should not exchange\nrule 3 secret post => should not rotate\n", "", yes, "should-not by 3 beaten 1 by 3"},
		{"7.5 should before plan, plan before may", "rule 1 pregnant => may rotate\nrule 2 nursing => plan to rotate\nrule 3 secret post => should rotate\n", "", yes, "should by 3 also 1,2"},
		{"7.2 an unless that bites", "rule 1 pregnant => must rotate\n  unless nursing\n", "", yes, "none"},
		{"7.7 conflict names both", exclusive + "rule 1 pregnant => must move\nrule 2 nursing => must swap\n", "", yes, "conflict by 1,2"},
		{"7.7 alternatives are no conflict", exclusive + "rule 1 pregnant => must move or swap\n", "", yes, "must by 1"},
		{"7.7 an alternative meets another must", exclusive + "rule 1 pregnant => must move or swap\nrule 2 nursing => must swap\n", "", yes, "must by 1"},
		{"7.7 an alternative outside of the group", exclusive + "rule 1 pregnant => must move or lift\nrule 2 nursing => must swap\n", "", yes, "must by 1"},
		{"7.7 a possible conflict", exclusive + "rule 1 pregnant => must move\nrule 2 nursing => must swap\n", "", cells{"pregnant": "yes"}, "undetermined [must conflict] on nursing also 1"},
		{"7.7 no certain conflict where one rule would do", exclusive + "rule 1 pregnant => must move or swap\nrule 2 nursing => must move\nrule 3 secret post => must swap\n", "", cells{"pregnant": "yes", "secret post": "yes"}, "undetermined [must conflict] on nursing also 1 maybe 2"},
		{"7.8 must in a condition is the outcome itself", "action lift\nrule 1 pregnant => must rotate\nrule 2 nursing => exempt from rotate\nrule 3 must rotate => may lift\nrule 4 exempt rotate => should lift\n", "", yes, "lift: should by 4"},
		{"7.8 meets holds whether beaten or not", "action lift\nrule 1a pregnant => must rotate\nrule 2 nursing => exempt from rotate\nrule 3 meets 1 => may lift\n", "", yes, "lift: may by 3"},
	})
}

func TestOutputs(t *testing.T) {
	head := "choice mark: poor < basic < good\noutput grade: mark\noutput bonus: whole number 0 to 9\nfield points: whole number 0 to 3\nrule 9 pregnant => may rotate\n"
	no := func(more cells) cells {
		c := cells{"pregnant": "no", "nursing": "yes", "secret post": "yes", "points": 2}
		for k, v := range more {
			c[k] = v
		}
		return c
	}
	run(t, []example{
		{"6 set", head + "rule 1 nursing => grade is good\nrule 2 nursing => bonus is points\n", "", no(nil), "none grade=good by 1 bonus=2 by 2"},
		{"6 bounded", head + "rule 1 nursing => grade at most basic\nrule 2 nursing => bonus at least 2\nrule 3 secret post => bonus at most 4\n", "", no(nil), "none grade=..basic by 1 bonus=2..4 by 2,3"},
		{"6 bounds that leave nothing", head + "rule 1 nursing => bonus at least 5\nrule 2 secret post => bonus at most 4\n", "", no(nil), "none grade=none bonus=conflict by 1,2"},
		{"6 a setting outside of its bound", head + "rule 1 nursing => grade is good\nrule 2 secret post => grade at most basic\n", "", no(nil), "none grade=conflict by 1,2 bonus=none"},
		{"7.7 two settings", head + "rule 1 nursing => grade is good\nrule 2 secret post => grade is basic\n", "", no(nil), "none grade=conflict by 1,2 bonus=none"},
		{"7.6 an open number is a range", head + "rule 2 nursing => bonus is points + 1\n", "", no(cells{"points": nil}), "none grade=none bonus=1..4? by 2"},
		{"7.6 a certain output stands while another is open", head + "rule 1 nursing => grade is good\nrule 2 nursing => bonus is points\n", "", no(cells{"points": nil}), "none grade=good by 1 bonus=0..3? by 2"},
		{"7.6 a setting that may be there", head + "rule 1 nursing => grade is good\n", "", no(cells{"nursing": nil}), "none grade=good|none? maybe 1 bonus=none"},
		{"7.7 a conflict that may be there", head + "rule 1 nursing => bonus is 2\nrule 2 secret post => bonus is points\n", "", no(cells{"points": nil}), "none grade=none bonus=2|conflict? by 1,2"},
		{"7.1 out of scope there is none", "  applies to pregnant\n" + head + "rule 1 nursing => grade is good\n", "", no(nil), "out-of-scope grade=none bonus=none"},
		{"6 computed", "field points: whole number 0 to 3\noutput double = points * 2\nrule 9 pregnant => may rotate\n", "", no(nil), "none double=4"},
	})
}

func TestCareer(t *testing.T) {
	row := func(unit, from, to string) cells {
		return cells{"unit": unit, "started on": from, "ended on": to} // "" is blank
	}
	const some = "rule 1 some posting in career where unit is \"甲局\" => may rotate\n"
	const every = "rule 1 every posting in career where started on >= 2020-01-01 where unit is \"甲局\" => may rotate\n"
	nobody := cells{"holder": "2"}
	for _, x := range []struct {
		name, policy string
		rows         []cells
		want         string
	}{
		{"5 some", some, []cells{row("甲局", "2020-01-01", ""), row("乙局", "2021-01-01", "")}, "may by 1"},
		{"5 some, a blank cell", some, []cells{row("", "2020-01-01", ""), row("乙局", "2021-01-01", "")}, "undetermined [may none] on unit maybe 1"},
		{"5 some, a blank cell of no weight", some, []cells{row("", "2020-01-01", ""), row("甲局", "2021-01-01", "")}, "may by 1"},
		{"5 some of an empty list", some, []cells{nobody}, "none"},
		{"5 every: the claim holds of what it is restricted to", every, []cells{row("甲局", "2020-01-01", ""), row("乙局", "2019-01-01", "")}, "may by 1"},
		{"5 every of an empty list", every, []cells{nobody}, "may by 1"},
		{"5 every, not known whether it is meant", every, []cells{row("乙局", "", "")}, "undetermined [may none] on started on maybe 1"},
		{"5 no", "rule 1 no posting in career where unit is \"甲局\" => may rotate\n", []cells{row("", "2020-01-01", "")}, "undetermined [may none] on unit maybe 1"},
		{"5 count over nothing is 0", "rule 1 (count of career) = 0 => may rotate\n", []cells{nobody}, "may by 1"},
		{"5 count, a blank cell", "rule 1 (count of career where unit is \"甲局\") >= 1 => may rotate\n", []cells{row("甲局", "2020-01-01", ""), row("", "2021-01-01", "")}, "may by 1"},
		{"5 number of different", "rule 1 (number of different unit in career) >= 2 => may rotate\n", []cells{row("甲局", "2020-01-01", ""), row("", "2021-01-01", "")}, "undetermined [may none] on unit maybe 1"},
		{"5 highest over nothing is none", "rule 1 (highest of started on in career) is none => may rotate\n", []cells{nobody}, "may by 1"},
		{"5 highest with a blank cell", "rule 1 (highest of started on in career) >= 2020-01-01 => may rotate\n", []cells{row("甲局", "2020-01-01", ""), row("乙局", "", "")}, "may by 1"},
		{"5 a spell does not end before it starts", "rule 1 some posting in career where started on > 2020-01-01 => may rotate\n", []cells{row("甲局", "", "2019-01-01")}, "none"},
		{"5 as of another date later rows are dropped", "define moves = count of career\nrule 1 (moves as of 2020-06-30) = 1 => may rotate\n", []cells{row("甲局", "2020-01-01", ""), row("乙局", "2021-01-01", "")}, "may by 1"},
		{"5 whether it had begun is not known", "define moves = count of career\nrule 1 (moves as of 2020-06-30) = 1 => may rotate\n", []cells{row("甲局", "2020-01-01", ""), row("乙局", "", "")}, "undetermined [may none] on started on maybe 1"},
		{"5 as of another date rows ending later are open", "define lasts = some posting in career where ended on is open\nrule 1 lasts as of 2020-06-30 => may rotate\n", []cells{row("甲局", "2020-01-01", "2022-01-01")}, "may by 1"},
		{"7.8 meets asks of the person, whatever list it stands in", "rule 1 some posting in career where unit is \"甲局\" => must exchange\nrule 2 some posting in career where (unit is \"乙局\", meets 1) => may rotate\n", []cells{row("甲局", "2020-01-01", ""), row("乙局", "2021-01-01", "")}, "may by 2"},
		{"4 no table of the list at all", some, nil, "data-error on career not exhaustive maybe 1"},
		{"4 which matters only to what reads it", some + "rule 2 gender is unknown => must not rotate\n", nil, "must-not by 2"},
	} {
		t.Run(x.name, func(t *testing.T) {
			bound := bind(t, load(t, "policy \"T\"\n"+x.policy), nil, x.rows...)
			require.Equal(t, x.want, say(bound.Decide(bound.Roster.People[0], day("2024-12-31"))[0]))
		})
	}
}

// 5: the date of each record; and two records of one number.
func TestAsOfEachRecord(t *testing.T) {
	policy := load(t, "policy \"T\"\n  as of refused on\nrule 1 post tenure >= 5y => must rotate\n")
	one := func(person cells) string {
		bound := bind(t, policy, person)
		return say(bound.On(bound.Roster.People[0], 0)[0])
	}
	require.Equal(t, "must by 1", one(cells{"refused on": "2024-06-30", "post since": "2019-06-30"}))
	require.Equal(t, "none", one(cells{"refused on": "2024-06-29", "post since": "2019-06-30"}))
	require.Equal(t, "undetermined on refused on", one(cells{"post since": "2019-06-30"}))
	require.Equal(t, "undetermined on refused on", one(cells{"refused on": "不详", "post since": "2019-06-30"}))
	require.Equal(t, "data-error on refused on", one(cells{"refused on": "soon", "post since": "2019-06-30"}))

	bound, _ := policy.BindValues([]map[string]any{{"staff id": "7", "post since": "2010-01-01", "refused on": nil}, {"staff id": "7", "post since": nil, "refused on": nil}}, nil, roster.Options{})
	for _, person := range bound.Roster.People {
		require.Equal(t, eval.DataError, bound.Decide(person, day("2024-12-31"))[0].Outcome)
	}
}

// TestNext compares the first change with a loop over the days.
func TestNext(t *testing.T) {
	changes := 0
	for seed := uint64(1); seed < 170; seed++ {
		g := newGenerator(seed)
		g.plain = seed%4 > 0
		policy, _ := interp.Load("random", []byte(g.policy()))
		if policy == nil || policy.Program.Actions[0].Kind == check.KindOutputs {
			continue
		}
		cells, gigs := g.person(g.of2(0, 10)).sheet("1")
		gigs = append(gigs, map[string]any{"holder": "2", "loud": "yes", "tone": "red", "fee": "1"})
		bound, _ := policy.BindValues([]map[string]any{cells, {"staff id": "2"}}, map[string][]map[string]any{"gigs": gigs}, roster.Options{})
		bound.Budget = 2000 // each is decided a thousand times
		person, asOf := bound.Roster.People[0], day(g.of("2019-06-30", "2021-01-01"))
		// Checks and requirements come last, as many as there are findings.
		at := g.IntN(slices.IndexFunc(append(slices.Clone(policy.Program.Actions), &check.Action{Kind: check.KindCheck}), func(a *check.Action) bool { return a.Kind > check.KindResult }))
		now := bound.Decide(person, asOf)[at]
		if !now.Exhaustive {
			continue
		}
		next, found := bound.Next(now, 3)
		var want civil.Date
		for d := asOf + 1; d <= asOf.Add(civil.Years(3)) && want == 0; d++ {
			if then := bound.Decide(person, d)[at]; then.Outcome != now.Outcome {
				want = d
			}
		}
		require.Equal(t, want != 0, found, "seed %d", seed)
		if found {
			changes++
			require.Equal(t, want, next.AsOf, "seed %d", seed)
		}
	}
	require.Greater(t, changes, 10)
}
