package interp_test

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/report"
	"rota/interp/roster"
	"rota/lang/civil"
	"rota/lang/locale"
)

func load(t testing.TB, text string) *interp.Policy {
	t.Helper()
	policy, found := interp.Load("policy", []byte(text))
	for _, d := range found {
		t.Fatalf("%s %s: %s", d.At, d.Code, d.Message(locale.English))
	}
	return policy
}

func day(t testing.TB, s string) civil.Date {
	t.Helper()
	d, ok := civil.ParseISO(s)
	require.True(t, ok, s)
	return d
}

// decide decides the first action of a policy on one record.
func decide(t testing.TB, text, asOf string, record map[string]any) eval.Decision {
	t.Helper()
	bound, _ := load(t, text).BindValues([]map[string]any{record}, nil, roster.Options{})
	return bound.On(bound.Roster.People[0], day(t, asOf))[0]
}

func clauses(d eval.Decision) string {
	var ids []string
	for _, r := range d.Clauses {
		ids = append(ids, r.ID)
	}
	return strings.Join(ids, " ")
}

func missing(d eval.Decision) string {
	var names []string
	for _, b := range d.Missing {
		names = append(names, b.Field.Name)
	}
	return strings.Join(names, " ")
}

// Each row is a case of the language's page, named by what it shows.
func TestMeaning(t *testing.T) {
	type record = map[string]any
	const (
		tenure  = "rule 1 post tenure >= 5y => must rotate"
		less    = "rule 1 post tenure <= 5y => must rotate"
		age     = "rule 1 age <= 50 => must rotate"
		either  = "rule 1 male, age > 55 or female, age > 55 => exempt from rotate\nrule 2 unit is \"a\" => must rotate"
		until   = "rule 1 unit is \"a\" => must rotate\nrule 2 unit is \"a\" => defer rotate until probation until"
		ban     = "rule 1 refused on is not none => must not rotate for 3y from refused on\nrule 2 unit is \"a\" => must rotate"
		release = "rule 1 unit is \"a\" => must rotate\nrule 2 applied => exempt from rotate"
		alone   = "rule 2 applied => exempt from rotate"
	)
	for _, row := range []struct {
		name, policy, asOf string
		record             record
		outcome            eval.Outcome
		clauses, missing   string
	}{
		{"a span completes on its anniversary", tenure, "2024-12-31", record{"post since": "2019-12-31"}, eval.Must, "1", ""},
		{"not the day before", tenure, "2024-12-30", record{"post since": "2019-12-31"}, eval.Nothing, "", ""},
		{"a leap day completes on 28 February", tenure, "2025-02-28", record{"post since": "2020-02-29"}, eval.Must, "1", ""},
		{"not on 27 February", tenure, "2025-02-27", record{"post since": "2020-02-29"}, eval.Nothing, "", ""},
		{"at most 5y still on the day", less, "2024-12-31", record{"post since": "2019-12-31"}, eval.Must, "1", ""},
		{"at most 5y fails one day after", less, "2025-01-01", record{"post since": "2019-12-31"}, eval.Nothing, "", ""},
		{"age 50 until the day before the 51st birthday", age, "2024-06-30", record{"birth date": "1973-07-01"}, eval.Must, "1", ""},
		{"not on the 51st birthday", age, "2024-07-01", record{"birth date": "1973-07-01"}, eval.Nothing, "", ""},
		{"56 is over 55 whatever the blank gender", either, "2024-12-31", record{"gender": nil, "birth date": "1968-01-01", "unit": "a"}, eval.Exempt, "", ""},
		{"at 54 neither is", either, "2024-12-31", record{"gender": nil, "birth date": "1970-06-01", "unit": "a"}, eval.Must, "2", ""},
		{"a year alone decides when every day of it agrees", tenure, "2024-12-31", record{"post since": "2009年"}, eval.Must, "1", ""},
		{"and not when they differ", tenure, "2024-06-30", record{"post since": "2019年"}, eval.Undetermined, "", "post since"},
		{"不详 is unknown where a blank means none", ban, "2024-12-31", record{"refused on": "不详", "unit": "a"}, eval.Undetermined, "", "refused on"},
		{"a blank that means none is a fact", ban, "2024-12-31", record{"refused on": nil, "unit": "a"}, eval.Must, "2", ""},
		{"for 3y includes the anniversary day", ban, "2024-10-15", record{"refused on": "2021-10-15", "unit": "a"}, eval.MustNot, "1", ""},
		{"and ends after it", ban, "2024-10-16", record{"refused on": "2021-10-15", "unit": "a"}, eval.Must, "2", ""},
		{"deferred until a day excludes it", until, "2024-12-30", record{"probation until": "2024-12-31", "unit": "a"}, eval.Deferred, "2", ""},
		{"on that day the duty is back", until, "2024-12-31", record{"probation until": "2024-12-31", "unit": "a"}, eval.Must, "1", ""},
		{"a release beats a duty", release, "2024-12-31", record{"applied": "是", "unit": "a"}, eval.Exempt, "2", ""},
		{"a release without a duty is nothing", alone, "2024-12-31", record{"applied": "是"}, eval.Nothing, "", ""},
		{"an unreadable cell is an error only for what reads it", "rule 1 unit is \"a\" => must rotate\nrule 2 post tenure >= 5y => should rotate", "2024-12-31", record{"post since": "2023-02-30", "unit": "a"}, eval.Must, "1", ""},
		{"and is one for what rests on it", tenure, "2024-12-31", record{"post since": "2023-02-30"}, eval.DataError, "", "post since"},
		{"out of scope is one possibility of an unknown scope", "policy \"p\"\n  applies to applied\nrule 1 unit is \"a\" => must rotate", "2024-12-31", record{"applied": "不详", "unit": "a"}, eval.Undetermined, "", "applied"},
		{"musts that exclude each other conflict", "action a1, a2; exclusive\nrule 1 unit is \"a\" => must a1\nrule 2 unit is \"a\" => must a2", "2024-12-31", record{"unit": "a"}, eval.Conflict, "1", ""},
		{"alternatives of one rule do not", "action a1, a2; exclusive\nrule 1 unit is \"a\" => must a1 or a2", "2024-12-31", record{"unit": "a"}, eval.Must, "1", ""},
		{"despite frees, and takes out", "rule 1 unit is \"a\" => must rotate\nrule 2 unit is \"a\" => exempt from rotate\nrule 3 unit is \"a\" => may rotate despite 2", "2024-12-31", record{"unit": "a"}, eval.May, "3", ""},
		{"sets aside lets what was beaten stand again", "rule 1 unit is \"a\" => must rotate\nrule 2 unit is \"a\" => exempt from rotate\nrule 3 unit is \"a\" => must commend sets aside 2", "2024-12-31", record{"unit": "a"}, eval.Must, "1", ""},
		{"instead of gives a standing clause another outcome", "rule 1 unit is \"a\" => must rotate\nrule 2 unit is \"a\" => should rotate instead of 1", "2024-12-31", record{"unit": "a"}, eval.Should, "2", ""},
		{"meets is true of a beaten rule", "rule 1 unit is \"a\" => must exchange\nrule 2 unit is \"a\" => exempt from exchange\nrule 3 meets 1 => may rotate", "2024-12-31", record{"unit": "a"}, eval.May, "3", ""},
		{"none equals nothing", "rule 1 spouse is leader in charge => must rotate", "2024-12-31", record{"spouse": nil, "leader in charge": nil}, eval.Nothing, "", ""},
		{"nor is it different", "rule 1 spouse is not leader in charge => must rotate", "2024-12-31", record{"spouse": nil, "leader in charge": nil}, eval.Nothing, "", ""},
		{"is known asks about the cell", "rule 1 post since is unknown => must rotate", "2024-12-31", record{"post since": nil}, eval.Must, "1", ""},
		{"a version holds from its date", "set limit\n  from 2020-01-01: 4y\n  from 2024-01-01: 6y\nrule 1 post tenure >= limit => must rotate", "2023-12-31", record{"post since": "2019-01-01"}, eval.Must, "1", ""},
		{"and the next from its own", "set limit\n  from 2020-01-01: 4y\n  from 2024-01-01: 6y\nrule 1 post tenure >= limit => must rotate", "2024-01-01", record{"post since": "2019-01-01"}, eval.Nothing, "", ""},
		{"a rule not yet in force", "rule 1 unit is \"a\" => must rotate\n  in force from 2025-01-01", "2024-12-31", record{"unit": "a"}, eval.Nothing, "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			row.record["staff id"] = "A1"
			d := decide(t, row.policy, row.asOf, row.record)
			require.Equal(t, row.outcome.String(), d.Outcome.String())
			if row.outcome != eval.Exempt || row.clauses != "" {
				require.True(t, strings.Contains(" "+clauses(d)+" ", " "+row.clauses+" ") || row.clauses == clauses(d), clauses(d))
			}
			require.Equal(t, row.missing, missing(d))
		})
	}
}

// A date known to the month is the first, and says so where another day of the
// month would decide otherwise.
func TestMonthAssumption(t *testing.T) {
	const policy = "rule 1 post tenure >= 5y => must rotate"
	d := decide(t, policy, "2024-12-15", map[string]any{"staff id": "A1", "post since": "2019年12月"})
	require.Equal(t, eval.Must, d.Outcome)
	require.Len(t, d.Assumed, 1)
	require.Equal(t, []eval.Outcome{eval.Nothing}, d.Assumed[0].Else)
	d = decide(t, policy, "2024-12-31", map[string]any{"staff id": "A1", "post since": "2019年12月"})
	require.Equal(t, eval.Must, d.Outcome)
	require.Empty(t, d.Assumed)
}

const everyWord = `
policy "every word of precedence"
  about rotate
judged approved
rule 1 post tenure >= 4y => should rotate
rule 2 post tenure >= 6y => must rotate
  unless approved
rule 3 applied => exempt from rotate
rule 4 years to retirement < 5y => may exempt or defer rotate
rule 5 proposed => may rotate despite 3
rule 6 under investigation => must not rotate
rule 7 female => defer only 2 until youngest child born + 3y
rule 8 on probation => should not rotate yields to 1
rule 9 secret post => should rotate instead of 2
rule 10 pregnant => must commend sets aside 3
rule 11 meets 2, nursing => may commend
ladder 12 exchange by post tenure
  12a >= 3y => may
  12b >= 5y => plan to
  12c >= 8y => must
any => exempt from exchange
  13a secret post
  13b applied
rule 14 promote requires degree >= bachelor`

var orders = flag.Int("orders", 100, "how many orders of the rules to try")

// The rules of a policy in any order give the same bytes.
func TestShuffledRules(t *testing.T) {
	declarations := strings.Split(strings.ReplaceAll(strings.TrimSpace(everyWord), "\nrule", "\n\x00rule"), "\x00")
	people := []map[string]any{}
	random := rand.New(rand.NewPCG(7, 7))
	pick := func(values ...any) any { return values[random.IntN(len(values))] }
	for i := range 24 {
		people = append(people, map[string]any{
			"staff id": "P" + string(rune('A'+i)), "post since": pick("2015-01-01", "2019.06", "2021年", nil, "2023-05-05"), "applied": pick("是", "否"),
			"retirement date": pick("2027-01-01", "2045-01-01", nil), "proposed": pick("是", ""), "under investigation": pick("否", "是", nil),
			"gender": pick("男", "女", nil), "children born": pick("2022.03", "", "不详"), "probation until": pick("", "2025-03-01"),
			"secret post": pick("是", "否", nil), "pregnant": pick("是", "否"), "nursing": pick("否", nil), "degree": pick("本科", "大专", nil), "approved": pick("", "是"),
		})
	}
	asOf := day(t, "2024-12-31")
	bytesOf := func(text string) string {
		bound, _ := load(t, text).BindValues(people, nil, roster.Options{})
		run := report.Run{Program: bound.Program, PolicyName: "p", AsOf: asOf}
		for d := range bound.Run(asOf) {
			run.Decisions = append(run.Decisions, d)
		}
		var out bytes.Buffer
		require.NoError(t, report.JSONLines(&out, run))
		return out.String()
	}
	want := bytesOf(everyWord)
	require.Contains(t, want, `"outcome":"undetermined"`)
	for range *orders {
		random.Shuffle(len(declarations), func(i, j int) { declarations[i], declarations[j] = declarations[j], declarations[i] })
		text := ""
		for _, d := range declarations {
			text += strings.TrimSuffix(d, "\n") + "\n"
		}
		if got := bytesOf(text); got != want {
			t.Fatalf("in this order the bytes differ:\n%s", text)
		}
	}
}

// One policy and roster may be used by any number of goroutines.
func TestConcurrentUse(t *testing.T) {
	bound, _ := load(t, everyWord).BindValues([]map[string]any{
		{"staff id": "A", "post since": nil, "applied": "是", "gender": nil, "children born": "不详", "secret post": nil, "under investigation": nil},
	}, nil, roster.Options{})
	want := bound.Decide(bound.Roster.People[0], day(t, "2024-12-31"))
	var group sync.WaitGroup
	for range 32 {
		group.Go(func() {
			got := bound.Decide(bound.Roster.People[0], want[0].AsOf)
			for i := range want {
				if got[i].Outcome != want[i].Outcome || len(got[i].Possible) != len(want[i].Possible) {
					t.Errorf("%s: %s here, %s there", want[i].Action.Name, got[i].Outcome, want[i].Outcome)
				}
			}
		})
	}
	group.Wait()
}
