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
