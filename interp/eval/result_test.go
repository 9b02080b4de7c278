package eval_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
)

func TestResults(t *testing.T) {
	const fitness = "result fitness one of (unfit is must not; doubtful is should not; fit by default [5]), strongest first\n"
	yes := cells{"pregnant": "yes", "nursing": "yes", "secret post": "yes", "refused on": "2022-05-01"}
	run(t, []example{
		{"7 the outcome by default cites its clause", fitness + "rule 1 pregnant => unfit\n", "", cells{"pregnant": "no"}, "fit citing 5"},
		{"7 the strongest that stands, with all rules that give it", fitness + "rule 1 pregnant => unfit\nrule 2 nursing => doubtful\nrule 3 secret post => fitness is unfit\n", "", yes, "unfit by 1,3 also 2"},
		{"7 no attacks are built in", fitness + "rule 1 pregnant => doubtful\nrule 2 nursing => fit\n", "", yes, "doubtful by 1 also 2"},
		{"7 the weakest, given by a rule, cites no default", fitness + "rule 2 nursing => fit\n", "", yes, "fit by 2"},
		{"7 despite takes it out", fitness + "rule 1 pregnant => unfit\nrule 2 nursing => doubtful despite 1\n", "", yes, "doubtful by 2 also 1"},
		{"7 instead of gives another", fitness + "rule 1 pregnant => unfit\nrule 9 nursing => doubtful instead of 1\n", "", yes, "doubtful by 1,9"},
		{"7 sets aside beats", fitness + "rule 1 pregnant => unfit\nrule 9 nursing => may rotate sets aside 1\n", "", yes, "fitness: fit beaten 1 by 9 citing 5"},
		{"7 without a default nothing applies", "result fitness one of (unfit; fit), strongest first\nrule 1 pregnant => unfit\n", "", cells{"pregnant": "no"}, "none"},
		{"7 undetermined, with the blank that matters", fitness + "rule 1 pregnant => unfit\nrule 2 nursing => doubtful\n", "", cells{"nursing": "yes"}, "undetermined [unfit doubtful] on pregnant also 2 maybe 1"},
		{"7 the default possible", fitness + "rule 1 pregnant => unfit\n", "", nil, "undetermined [unfit fit] on pregnant maybe 1 maybe citing 5"},
		{"7 out of scope", "  applies to male\n" + fitness + "rule 1 pregnant => unfit\n", "", cells{"gender": "female"}, "out-of-scope"},
		{"7 a later one reads an earlier", fitness + "result merit one of (high; plain by default), strongest first\nrule 1 pregnant => doubtful\nrule 2 fitness is doubtful => high\n", "", yes, "merit: high by 2"},
		{"7 and an action reads it", fitness + "rule 1 pregnant => doubtful\nrule 2 fitness >= doubtful => must rotate\n", "", yes, "rotate: must by 2"},
		{"7 an outcome stands alone", fitness + "rule 1 pregnant => doubtful\nrule 2 doubtful => must rotate\n", "", yes, "rotate: must by 2"},
		{"7 a result reads a decision", fitness + "rule 1 pregnant => must rotate\nrule 2 must rotate => unfit\n", "", yes, "fitness: unfit by 2"},
		{"7 out of scope a result is none", "  applies to male\n" + fitness + "output bad = if fitness is none then 1 else 0\nrule 1 pregnant => unfit\n", "", cells{"gender": "female"}, "out-of-scope bad=none"},
		{"6 for a time, with its last day", fitness + "rule 1 pregnant => unfit for 3y from refused on\n", "", yes, "unfit by 1 last 2025-05-01"},
		{"6 and not after it", fitness + "rule 1 pregnant => unfit for 2y from refused on\n", "", yes, "fit lapsed 1 2024-05-02 citing 5"},
	})
}

func TestLastDay(t *testing.T) {
	yes := cells{"pregnant": "yes", "nursing": "yes", "refused on": "2022-05-01"}
	run(t, []example{
		{"6 a ban carries its last day, the anniversary", "rule 1 pregnant => must not promote for 3y from refused on\n", "", yes, "must-not by 1 last 2025-05-01"},
		{"6 until a day excludes it", "rule 1 pregnant => must not promote until 2025-06-01\n", "", yes, "must-not by 1 last 2025-05-31"},
		{"6 of two the later", "rule 1 pregnant => must not promote until 2025-06-01\nrule 2 nursing => must not promote for 5y from refused on\n", "", yes, "must-not by 1,2 last 2027-05-01"},
		{"6 one without end has none", "rule 1 pregnant => must not promote until 2025-06-01\nrule 2 nursing => must not promote\n", "", yes, "must-not by 1,2"},
		{"6 open with a blank", "rule 1 pregnant => must not promote until 2025-06-01\nrule 2 nursing => must not promote until 2026-06-01\n", "", cells{"pregnant": "yes"}, "must-not by 1 maybe 2 last 2025-05-31..2026-05-31"},
		{"6 a release too", "rule 1 pregnant => must rotate\nrule 2 nursing => exempt from rotate for 3y from refused on\n", "", yes, "exempt by 2 beaten 1 by 2 last 2025-05-01"},
	})
}

func TestOutputsRead(t *testing.T) {
	points := "field points: whole number 0 to 3\nfield extra: whole number 0 to 3\nrule 9 pregnant => may rotate\n"
	run(t, []example{
		{"7 names of actions", "output way = if must rotate then rotate else exchange\nrule 1 pregnant => must rotate\n", "", cells{"pregnant": "yes"}, "must by 1 way=rotate"},
		{"7 open, with the decision", "output way = if must rotate then rotate else exchange\nrule 1 pregnant => must rotate\n", "", nil, "undetermined [must none] on pregnant maybe 1 way=rotate|exchange?"},
		{"7 names of its own", "output way: one of (stay, go) = if pregnant then stay else go\nrule 1 nursing => may rotate\n", "", cells{"pregnant": "yes", "nursing": "no"}, "none way=stay"},
		{"7 read in a condition", "output way: one of (stay, go) = if pregnant then stay else go\nrule 1 way is stay => may rotate\n", "", cells{"pregnant": "yes"}, "may by 1 way=stay"},
		{"7.6 the ends of a range are values", points + "output gap = points * 2 - extra\n", "", cells{"pregnant": "no", "points": nil, "extra": nil}, "none gap=-3..6?"},
		{"7.6 not wider than it is", points + "output zero = points - points\n", "", cells{"pregnant": "no", "points": nil}, "none zero=0"},
		{"7.6 those that do not count are not told apart either", "calendar working: rest on Saturday, Sunday\nfield began: date\noutput late = began + 1y\nrequire 60 first working day of school year of began >= 2022-06-30 else \"wrong\"\nrule 9 pregnant => may rotate\n", "", cells{"pregnant": "no", "began": nil}, "none late=2023-09-01..2101-12-31?"},
		{"7.6 nor where conditions tie", points + "output most = if points >= 2 then points else 2\n", "", cells{"pregnant": "no", "points": nil}, "none most=2..3?"},
		{"7.6 a date", "output due = post since + 5y\nrule 9 pregnant => may rotate\n", "", cells{"pregnant": "no"}, "none due=1905-01-01..2105-12-31?"},
		{"7 a span is its length", "output served = post tenure\nrule 9 pregnant => may rotate\n", "", cells{"pregnant": "no", "post since": "2020-03-01"}, "none served=4y9mo30d"},
		{"7.7 a conflict names both", "choice mark: poor < basic < good\noutput grade: mark\nrule 1 nursing => grade is good\nrule 2 nursing => grade at most basic\n", "", cells{"nursing": "yes"}, "given grade=conflict by 1,2"},
		{"7.9 who bounds it is cited", "choice mark: poor < basic < good\noutput grade: mark\nrule 1 nursing => grade at most good\nrule 2 pregnant => grade at most basic\n", "", cells{"nursing": "yes"}, "undetermined [given] on pregnant grade=..basic|..good? by 1 maybe 2"},
		{"7 outputs alone are given", "output due = post since + 5y\n", "", cells{"post since": "2020-01-01"}, "given due=2025-01-01"},
		{"7 or open, with the blank", "output due = post since + 5y\n", "", nil, "undetermined [given] on post since due=1905-01-01..2105-12-31?"},
		{"7 or a data error", "output due = post since + 5y\n", "", cells{"post since": "2020-02-30"}, "data-error on post since due=data-error?"},
		{"6 bounded for a time", "choice mark: poor < basic < good\noutput grade: mark\nrule 1 nursing => grade at most basic until 2024-12-31\n", "", cells{"nursing": "yes"}, "given grade=none"},
	})
}

func TestCites(t *testing.T) {
	yes := cells{"pregnant": "yes", "nursing": "yes", "post since": "2018-01-01", "section since": "2022-01-01"}
	const counted = "define counted [7.8] = section tenure; without it post tenure\n"
	run(t, []example{
		{"7.9 a definition with a clause that a citing rule reads", "define long [3.1] = post tenure >= 5y\nrule 1 long => must rotate\nrule 2 nursing => should rotate\n", "", yes, "must by 1 also 2 citing 3.1"},
		{"7.9 not where another rule decides", "define long [3.1] = post tenure >= 5y\nrule 1 long => should rotate\nrule 2 nursing => must rotate\n", "", yes, "must by 2 also 1"},
		{"7.9 a set value with a clause", "set limit [3.2] = 5y\nrule 1 post tenure >= limit => must rotate\n", "", yes, "must by 1 citing 3.2"},
		{"6 without it the outcome would be another", counted + "rule 1 counted >= 5y => must rotate\n", "", yes, "none citing 7.8"},
		{"6 without it nothing differs", counted + "rule 1 counted >= 1y => must rotate\n", "", yes, "must by 1"},
		{"6 without it another rule would decide", counted + "rule 1 counted < 5y => must rotate\nrule 2 pregnant => must rotate\n", "", yes, "must by 1,2 citing 7.8"},
		{"7.6 possible, where a blank decides it", counted + "rule 1 counted >= 5y => must rotate\n", "", cells{"post since": "2018-01-01"}, "undetermined [must none] on section since maybe 1 maybe citing 7.8"},
		{"6 of an output", counted + "output served = counted\nrule 9 pregnant => may rotate\n", "", yes, "may by 9 served=2y11mo30d citing 7.8"},
		{"6 conditions with clauses", "rule 1 (pregnant [1a] or secret post [1b]), nursing [1c] => must rotate\n", "", yes, "must by 1 citing 1a,1c maybe citing 1b"},
		{"6 conditions that are known", "rule 1 (pregnant [1a] or secret post [1b]), nursing [1c] => must rotate\n", "", cells{"pregnant": "yes", "secret post": "no", "nursing": "yes"}, "must by 1 citing 1a,1c"},
		{"6 a clause cited by word", "rule 1 pregnant => must rotate\n  cites 9\n", "", yes, "must by 1 citing 9"},
	})
}

// 6: one row meets all, or the row that fails the fewest is named.
func TestPoints(t *testing.T) {
	row := func(unit, from string) cells {
		return cells{"unit": unit, "started on": from, "ended on": "2020-01-01"}
	}
	const points = "some posting in career meets\n  3a unit is \"甲局\"\n  3b started on < 2015-01-01\n  3c ended on >= started on + 2y\n"
	for _, x := range []struct {
		name, policy string
		rows         []cells
		want         string
	}{
		{"one row meets all", "rule 3 " + points + "  => may promote\n", []cells{row("乙局", "2019-01-01"), row("甲局", "2010-01-01")}, "may by 3 citing 3a,3b,3c"},
		{"no row meets all: a requirement", "rule 3 promote requires " + points, []cells{row("乙局", "2019-01-01"), row("甲局", "2019-01-01"), row("甲局", "2016-01-01")}, "must-not by 3 citing 3b@4"},
		{"of two alike the first", "rule 3 promote requires " + points, []cells{row("甲局", "2016-01-01"), row("乙局", "2010-01-01")}, "must-not by 3 citing 3b@2"},
		{"no row at all", "rule 3 promote requires " + points, []cells{{"holder": "2"}}, "must-not by 3"},
		{"a blank decides which is nearest", "rule 3 promote requires " + points, []cells{row("", "2016-01-01"), row("甲局", "2019-01-01")}, "must-not by 3 citing 3b@2 maybe citing 3a"},
		{"a check", "check 3: " + points, []cells{row("乙局", "2010-01-01")}, "broken by 3 citing 3a@2"},
		{"a check that is met", "check 3: " + points, []cells{row("甲局", "2010-01-01")}, "met by 3 citing 3a,3b,3c"},
	} {
		t.Run(x.name, func(t *testing.T) {
			bound := bind(t, load(t, "policy \"T\"\n"+x.policy), nil, x.rows...)
			require.Equal(t, x.want, say(bound.Decide(bound.Roster.People[0], day("2024-12-31"))[0]))
		})
	}
}

func TestRequirements(t *testing.T) {
	const dates = "require 1.1 birth date < joined on else \"the wrong way round\"\n"
	const rules = "rule 1 age >= 50 => must rotate\nrule 2 pregnant => must exchange\n"
	wrong := cells{"birth date": "1970-01-01", "joined on": "1960-01-01", "pregnant": "yes"}
	run(t, []example{
		{"4 broken, what reads a field of it is a data error", dates + rules, "", wrong, "rotate: data-error broken 1.1"},
		{"4 and the rest stands", dates + rules, "", wrong, "exchange: must by 2"},
		{"4 it is a finding of its own", dates + rules, "", wrong, "require 1.1: data-error broken 1.1"},
		{"4 what asks for a spoilt decision", dates + "action lift\n" + rules + "rule 3 must rotate => may lift\n", "", wrong, "lift: data-error broken 1.1"},
		{"4 what asks whether a rule holds", dates + "action lift\n" + rules + "rule 3 meets 1 => may lift\n", "", wrong, "lift: data-error broken 1.1"},
		{"4 a result", dates + "result fitness one of (bad; good by default), strongest first\nrule 3 age >= 50 => bad\n", "", wrong, "data-error broken 1.1"},
		{"4 an output, each by itself", dates + "output old = age\noutput way: one of (a1, b1) = if pregnant then a1 else b1\nrule 2 pregnant => must exchange\n", "", wrong, "must by 2 old=data-error? way=a1"},
		{"7.1 who is out of scope stays so", "  applies to nursing\n" + dates + rules, "", cells{"birth date": "1970-01-01", "joined on": "1960-01-01", "nursing": "no"}, "rotate: out-of-scope"},
		{"4 a scope that reads it is spoilt", "  applies to age < 40\n" + dates + rules, "", wrong, "exchange: data-error broken 1.1"},
		{"4 reading unknown it is not broken", dates + "rule 2 pregnant => must exchange\n", "", cells{"birth date": "1970-01-01", "pregnant": "yes"}, "must by 2"},
		{"4 reading none it is not broken", "require refused on < joined on else \"x\"\nrule 2 refused on is none => must exchange\n", "", cells{"refused on": "", "joined on": "2000-01-01"}, "must by 2"},
		{"7.6 fillings that break it do not count", dates + "rule 1 birth date < 1970-01-01 => must rotate\n", "", cells{"joined on": "1969-12-31"}, "must by 1"},
		{"4 nor by days that there are none of", "require refused on during calendar year 2020 else \"x\"\nrule 2 refused on is none => must exchange\n", "", cells{"refused on": ""}, "must by 2"},
		{"7.6 so that a blank may be certain", "field points: whole number 0 to 9\nrequire points >= 5 else \"few\"\nrule 1 points >= 3 => must rotate\n", "", cells{"points": nil}, "must by 1"},
		{"7.6 two blanks tied", "field few: whole number 0 to 3\nfield many: whole number 0 to 3\nrequire few <= many else \"x\"\nrule 1 few > many => must rotate\nrule 2 few <= 3 => may rotate\n", "", cells{"few": nil, "many": nil}, "may by 2"},
		{"7.6 neither alone can change it", "field few: whole number 0 to 1\nfield many: whole number 0 to 1\nrequire few = many else \"x\"\nrule 1 few = 1, many = 1 => must rotate\n", "", cells{"few": nil, "many": nil}, "undetermined [must none] on few and many maybe 1"},
		{"7.6 a range is what the requirement leaves", "field few: whole number 0 to 9\nfield many: whole number 0 to 9\nrequire few <= many else \"x\"\noutput sum = few + many\nrule 2 pregnant => may rotate\n", "", cells{"few": nil, "many": 3, "pregnant": "yes"}, "may by 2 sum=3..6?"},
		{"4 whatever the blank says it is broken", "field few: whole number 0 to 3\nfield many: whole number 0 to 3\nrequire 8 few > 3 or many > 3 else \"x\"\nrule 1 few > 2 => must rotate\n", "", cells{"few": nil, "many": 1}, "rotate: data-error broken 8"},
		{"4 two that cannot hold together", "field few: whole number 0 to 3\nfield many: whole number 0 to 3\nrequire 8 few >= 2 else \"x\"\nrequire 9 few < 2 else \"y\"\nrule 1 few > many => must rotate\n", "", cells{"few": nil, "many": 1}, "rotate: data-error broken 8 broken 9"},
	})
}

func TestChecks(t *testing.T) {
	run(t, []example{
		{"8 met", "check 2 \"five years\": post tenure <= 5y\n", "", cells{"post since": "2021-01-01"}, "met by 2"},
		{"8 broken", "check 2: post tenure <= 5y\n", "", cells{"post since": "2011-01-01"}, "broken by 2"},
		{"8 a departure needs a reason", "check 2: post tenure should be at most 5y\n", "", cells{"post since": "2011-01-01"}, "departure by 2"},
		{"8 undetermined, with the blank", "check 2: post tenure <= 5y\n", "", nil, "undetermined [met broken] on post since maybe 2"},
		{"8 a blank that decides nothing", "check 2: post tenure <= 5y or pregnant\n", "", cells{"pregnant": "yes"}, "met by 2"},
		{"8 unless", "check 2: post tenure <= 5y\n  unless secret post\n", "", cells{"post since": "2011-01-01"}, "undetermined [met broken] on secret post maybe 2"},
		{"8 it may ask for decisions", "rule 1 pregnant => must rotate\ncheck 2: not must rotate\n", "", cells{"pregnant": "yes"}, "check 2: broken by 2"},
		{"4 a data error", "require 1.1 birth date < joined on else \"x\"\ncheck 2: age <= 60\n", "", cells{"birth date": "1970-01-01", "joined on": "1960-01-01"}, "check 2: data-error broken 1.1"},
		{"4 an unreadable cell", "check 2: post tenure <= 5y\n", "", cells{"post since": "2011-02-30"}, "data-error on post since maybe 2"},
	})
	rows := func(policy string, rows ...cells) string {
		bound := bind(t, load(t, "policy \"T\"\n"+policy), nil, rows...)
		var said []string
		for _, d := range bound.Decide(bound.Roster.People[0], day("2024-12-31")) {
			require.Equal(t, check.KindCheck, d.Action.Kind)
			said = append(said, say(d))
		}
		return strings.Join(said, "; ")
	}
	row := func(unit, from, to string) cells { return cells{"unit": unit, "started on": from, "ended on": to} }
	const half = "check 5 of posting where unit is \"甲局\": ended on >= started on + 6mo\n"
	require.Equal(t, "broken by 5; met by 5", rows(half, row("甲局", "2020-01-01", "2020-02-01"), row("乙局", "2020-02-01", "2020-03-01"), row("甲局", "2021-01-01", "2024-01-01")))
	require.Equal(t, "undetermined [met broken] on unit maybe 5", rows(half, row("", "2020-01-01", "2020-02-01")))
	require.Equal(t, "met by 5", rows(half, row("", "2020-01-01", "2020-12-01")))
	require.Equal(t, "", rows(half, cells{"holder": "2"}))
	require.Equal(t, "data-error on career not exhaustive maybe 5", rows(half))
}

// 7.1: nobody is held to a check out of scope, and a record whose number is used
// twice is a data error once for each matter.
func TestChecksOutside(t *testing.T) {
	policy := load(t, "policy \"T\"\n  applies to pregnant\nrule 1 pregnant => must rotate\ncheck 2: nursing\ncheck 3 of posting: unit is \"x\"\nrequire 4 nursing else \"x\"\n")
	bound, _ := policy.BindValues([]map[string]any{{"staff id": "1", "pregnant": "no", "nursing": "no"}, {"staff id": "2", "pregnant": "yes", "nursing": "no"}, {"staff id": "2", "pregnant": "yes", "nursing": "no"}},
		map[string][]map[string]any{"career": {{"holder": "1", "unit": "y"}}}, roster.Options{})
	var said [][]string
	for _, person := range bound.Roster.People {
		var one []string
		for _, d := range bound.Decide(person, day("2024-12-31")) {
			one = append(one, d.Action.Name+" "+d.Outcome.Name(d.Action))
		}
		said = append(said, one)
	}
	require.Equal(t, [][]string{
		{"rotate out-of-scope", "require 4 data-error"},
		{"rotate data-error", "check 2 data-error"}, {"rotate data-error", "check 2 data-error"},
	}, said)
	require.Equal(t, eval.DataError, bound.Decide(bound.Roster.People[1], day("2024-12-31"))[0].Outcome)
}

// What an output takes for granted is reported, with nothing else to decide too.
func TestOutputsGranted(t *testing.T) {
	run(t, []example{
		{"4 an assumption that an output rests on", "output way: one of (stay, go) = if specialised post then stay else go\n", "", nil, "given assuming specialised post no else [given] way=go"},
		{"4 a judgement", "judged approved\noutput way: one of (stay, go) = if approved then stay else go\n", "", nil, "given judged approved false else [given] way=go"},
		{"4 one that matters to neither", "output way: one of (stay, go) = if specialised post, pregnant then stay else go\n", "", cells{"pregnant": "no"}, "given way=go"},
	})
}
