package eval_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/lang/check"
)

const pairFields = `
field team: text
field level: low < middle < high
field points: whole number 0 to 3
field joined: date, blank means none
field ready: yes/no
field mate: staff, blank means none
field duty: staff, blank means none
define tenure = time since joined
`

// The pairs that are compared, filling by filling, with what they say of a roster
// without blanks.
var pairSentences = []string{
	"pair 1 a, b where a's mate is b => one must rotate, the one with lower points",
	"pair 1 a, b where a's mate is b => one must rotate, the one with higher level; if equal, the one with lower points",
	"pair 1 a, b where a's mate is b => one must rotate, the one with lower joined",
	"pair 1 a, b where a's mate is b => one must rotate, the one with higher whole years from joined to as-of date",
	"pair 1 a, b where a's mate is b => one must rotate, the one with lower tenure; if equal, the one with higher level",
	"pair 1 a, b where a's mate is b, a's level in (low, high), b's points <= 2 => one must rotate, the one with lower points",
	"rule 2 ready => must rotate\npair 1 a, b where a's mate is b => one must rotate, the one with lower points",
	"rule 2 ready, points >= 2 => exempt from rotate\nrule 3 low => should rotate\npair 1 a, b where a's mate is b => one must rotate, the one with lower points",
	"pair 1 a, b where a's mate is b and both ready => one must rotate, the one with lower level\nrule 2 ready => must not rotate",
	"pair 1 a, b: one must rotate, the one with lower points\n  1a a's mate is b\n  1b a's duty is b, both ready\nrule 2 meets 1a => may rotate",
	"rule 2 ready => may promote\npair 1 a, b where a's mate is b, a meets 2, not (b meets 2) => a must rotate",
	"pair 1 a, b where both ready => one may rotate\n  1a a's mate is b\n  1b a's duty is b",
}

func pairRoster(g *rand.Rand) []map[string]any {
	left := 3
	cell := func(values ...any) any {
		if left > 0 && g.IntN(100) < 20 {
			left--
			return "?"
		}
		return values[g.IntN(len(values))]
	}
	var staff []map[string]any
	for i := range 4 {
		other := func() any {
			if g.IntN(2) == 0 {
				return cell(fmt.Sprint((i+1+g.IntN(3))%4 + 1))
			}
			return nil
		}
		staff = append(staff, map[string]any{"staff id": fmt.Sprint(i + 1), "team": "a", "level": cell("low", "middle", "high"), "points": cell(0, 1, 2, 3),
			"joined": cell("2010-05-01", "2012-03-01", "2012-03-02", nil), "ready": cell("yes", "no"), "mate": other(), "duty": other()})
	}
	return staff
}

var pairValues = map[string][]any{"level": {"low", "middle", "high"}, "points": {0, 1, 2, 3}, "ready": {"yes", "no"}, "mate": {"1", "2", "3", "4", nil}, "duty": {"1", "2", "3", "4", nil},
	"joined": {"1900-01-01", "2010-05-01", "2011-01-01", "2012-03-01", "2012-03-02", "2024-01-01", nil}}

// unmarked is a roster in which nothing is known of what is marked.
func unmarked(staff []map[string]any) []map[string]any {
	var out []map[string]any
	for _, p := range staff {
		p = maps.Clone(p)
		for name, v := range p {
			switch {
			case v == "?" && pairValues[name][len(pairValues[name])-1] == nil:
				p[name] = "不详"
			case v == "?":
				p[name] = nil
			}
		}
		out = append(out, p)
	}
	return out
}

// filledPairs are the rosters in which each blank says something.
func filledPairs(staff []map[string]any) (out [][]map[string]any) {
	for i, p := range staff {
		for _, name := range slices.Sorted(maps.Keys(p)) {
			if p[name] != "?" {
				continue
			}
			for _, v := range pairValues[name] {
				one := slices.Clone(staff)
				one[i] = maps.Clone(p)
				one[i][name] = v
				out = append(out, filledPairs(one)...)
			}
			return out
		}
	}
	return [][]map[string]any{staff}
}

// What a pair says of each of two is open exactly where two fillings of the blanks
// differ on that one: who is certain whatever the key is of the other is so.
func TestPairsOracle(t *testing.T) {
	sure, open := 0, 0
	for i, sentence := range pairSentences {
		policy := load(t, pairFields+sentence)
		for seed := range uint64(15) {
			staff := pairRoster(rand.New(rand.NewPCG(seed, uint64(i))))
			all := filledPairs(staff)
			got := outcomesOf(groupBind(t, policy, unmarked(staff)), "rotate")
			want, cited, may := make([][]string, 4), make([][]string, 4), make([][]string, 4)
			for n, filled := range all {
				for k, d := range outcomesOf(groupBind(t, policy, filled), "rotate") {
					want[k] = appendNew(want[k], d.Outcome.Name(d.Action))
					all := standing(d)
					for _, id := range all {
						may[k] = appendNew(may[k], id)
					}
					if n == 0 {
						cited[k] = all
					}
					cited[k] = slices.DeleteFunc(cited[k], func(id string) bool { return !slices.Contains(all, id) })
				}
			}
			for k, d := range got {
				name := fmt.Sprintf("%s\nseed %d, person %d: %v\n%v, want %v", sentence, seed, k+1, staff, say(d), want[k])
				require.True(t, d.Exhaustive, name)
				var possible []string
				for _, o := range d.Possible {
					possible = append(possible, o.Name(d.Action))
				}
				require.ElementsMatch(t, want[k], possible, name)
				require.Equal(t, len(want[k]) > 1, d.Outcome == eval.Undetermined, name)
				require.Equal(t, d.Outcome == eval.Undetermined, len(d.Missing) > 0, name)
				require.ElementsMatch(t, cited[k], standing(d), name)
				for _, id := range may[k] {
					require.True(t, slices.Contains(cited[k], id) || slices.ContainsFunc(d.Maybe, func(r *check.Rule) bool { return r.ID == id }), name+id)
				}
				if len(want[k]) > 1 {
					open++
				} else if len(all) > 1 {
					sure++
				}
			}
		}
	}
	t.Logf("%d sure, %d open", sure, open)
	require.Greater(t, open, 40)
}

// standing are the clauses that stand, whether they give the outcome or not.
func standing(d eval.Decision) (ids []string) {
	for _, r := range slices.Concat(d.Clauses, d.Standing) {
		ids = appendNew(ids, r.ID)
	}
	return ids
}

func appendNew(list []string, x string) []string {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

// What a pair comes to for two people is what its fillings say: one finding with all
// items, on whom it falls known exactly where no filling says otherwise. Who may stand to each
// other as they must not, and are not both so, are not told.
func TestCouplesOracle(t *testing.T) {
	sure, open := 0, 0
	for i, sentence := range append(slices.Clone(pairSentences), "pair 1 a, b: should not both ready\n  1a a's mate is b\n  1b a's duty is b and both points > 1\nrule 2 low => may rotate") {
		policy := load(t, pairFields+sentence)
		for seed := range uint64(5) {
			staff := pairRoster(rand.New(rand.NewPCG(seed, uint64(100+i))))
			all := filledPairs(staff)
			want := map[string][]map[string]bool{}
			for _, filled := range all {
				for two, says := range couplesOf(groupBind(t, policy, filled)) {
					want[two] = append(want[two], says)
				}
			}
			got := couplesOf(groupBind(t, policy, unmarked(staff)))
			for _, two := range slices.Concat(slices.Collect(maps.Keys(want)), slices.Collect(maps.Keys(got))) {
				if got[two] == nil && !slices.ContainsFunc(want[two], func(says map[string]bool) bool { return says["on first"] || says["on second"] }) && len(want[two]) < len(all) {
					continue
				}
				name := fmt.Sprintf("%s\nseed %d, %s: %v\n%v, want %v", sentence, seed, two, staff, got[two], want[two])
				for _, what := range []string{"found", "on first", "on second", "1", "1a", "1b"} {
					times := 0
					for _, says := range want[two] {
						times += map[bool]int{true: 1}[says[what]]
					}
					require.Equal(t, times == len(all), got[two][what], name+"\n"+what)
					require.Equal(t, times > 0, got[two][what] || got[two]["maybe "+what], name+"\n"+what)
					if times == len(all) {
						sure++
					} else if times > 0 {
						open++
					}
				}
			}
		}
	}
	t.Logf("%d sure, %d open", sure, open)
	require.Greater(t, open, 50)
}

// couplesOf says of each two people what is so, and what may be.
func couplesOf(bound *interp.Bound) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, c := range bound.Couples(day("2024-12-31")) {
		says := map[string]bool{}
		note := func(what string, may, sure bool) {
			says[what], says["maybe "+what] = sure, may && !sure
		}
		note("on first", c.OnA.True, !c.OnA.False)
		note("on second", c.OnB.True, !c.OnB.False)
		note("found", c.Found.True, !c.Found.False)
		for _, r := range c.Items {
			says[r.ID] = true
		}
		for _, r := range c.Maybe {
			says["maybe "+r.ID] = true
		}
		out[c.A.ID+" "+c.B.ID] = says
	}
	return out
}
