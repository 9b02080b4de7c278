package eval_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/roster"
)

const groupFields = `
field team: text
field level: low < middle < high
field points: whole number 0 to 3
field leads: yes/no
field ready: yes/no
field mate: staff, blank means none
`

// The sentences over everybody that are compared, filling by filling, with what
// they say of a roster without blanks.
var groupSentences = []string{
	"rule 1 leads, count of leads >= 2 => must rotate",
	"rule 1 count of (leads and team is own team) >= 2 => must rotate",
	"rule 1 count of (leads and ready) < count of ready => must rotate",
	"rule 1 sum of points among (team is own team) > 4 => must rotate",
	"rule 1 highest of points among own team > points => must rotate",
	"rule 1 lowest of level among (ready) >= middle => must rotate",
	"rule 1 share of leads among own team >= 50% => must rotate",
	"rule 1 average of points among (leads or ready) >= 2 => must rotate",
	"rule 1 points >= average of points among own team => must rotate",
	"rule 1 number of different level among own team >= 2 => must rotate",
	"rule 1 some staff in (staff where team is own team and leads and not ready) => must rotate",
	"rule 1 no staff in (staff where points > own points) => must rotate",
	"rule 1 every staff in (staff where leads) where ready => must rotate",
	"rule 1 leads => must exchange\nrule 2 ready => exempt from exchange\nrule 3 count of (must exchange) >= 2 => must rotate",
	"rule 1 leads => must exchange\nrule 2 count of (meets 1 and ready) >= 1, ready => must rotate",
	"choose 4.1 from leads per team, at most 1, by points descending\nrule 1 chosen by 4.1 => must rotate\nrule 2 waiting in 4.1 => should rotate\nrule 3 tied in 4.1 => may rotate",
	"choose 4.1 from leads, at most 50% of ready, rounded up, by level descending, points ascending\nrule 1 chosen by 4.1 => must rotate\nrule 2 waiting in 4.1 => should rotate\nrule 3 tied in 4.1 => may rotate",
	"order best = points descending [5.1], level ascending [5.2]\nchoose 4.1 from ready per team, at most 40% of (leads or ready), by best\nrule 1 chosen by 4.1 => must rotate\nrule 2 waiting in 4.1 => should rotate\nrule 3 tied in 4.1 => may rotate",
	"rule 1 place by points descending, level descending among own team <= 1 => must rotate",
	"rule 1 place of points ascending among (leads) <= 2 => must rotate",
	"rule 1 place by points descending among (low) <= count of low * 50%, low => must rotate",
	"pair 1 a, b where a's mate is b and both are leads => one must rotate, the one with lower points",
	"pair 1 a, b where a's mate is b => a must rotate\nrule 2 ready => may rotate",
	"pair 1 a, b where a's mate is b and both are ready => one must rotate",
	"pair 1 a, b where a's team is b's team and a's points > b's points => b must rotate",
	"pair 1 a, b where a's mate is b or b's mate is a => one must rotate, the one with higher level; if equal, the one with lower points",
	"rule 2 ready => must exchange\npair 1 a, b where a's mate is b and both must exchange => one must rotate, the one with lower points",
}

func groupRoster(g *rand.Rand, blank int) []map[string]any {
	cell := func(values ...any) any {
		if g.IntN(100) < blank {
			return nil
		}
		return values[g.IntN(len(values))]
	}
	var staff []map[string]any
	n := 3 + g.IntN(3)
	for i := range n {
		mate := any(nil)
		if g.IntN(2) == 0 {
			mate = fmt.Sprint(1 + g.IntN(n))
		}
		staff = append(staff, map[string]any{"staff id": fmt.Sprint(i + 1), "team": []string{"a", "b"}[g.IntN(2)], "level": cell("low", "middle", "high"),
			"points": cell(0, 1, 2, 3), "leads": cell("yes", "no"), "ready": cell("yes", "no"), "mate": mate})
	}
	return staff
}

var groupValues = map[string][]any{"level": {"low", "middle", "high"}, "points": {0, 1, 2, 3}, "leads": {"yes", "no"}, "ready": {"yes", "no"}}

// fillings are the rosters in which each blank says something.
func fillings(staff []map[string]any) [][]map[string]any {
	for i, person := range staff {
		for _, name := range []string{"level", "points", "leads", "ready"} {
			if person[name] != nil {
				continue
			}
			var out [][]map[string]any
			for _, v := range groupValues[name] {
				one := slices.Clone(staff)
				one[i] = map[string]any{}
				for k, x := range person {
					one[i][k] = x
				}
				one[i][name] = v
				out = append(out, fillings(one)...)
			}
			return out
		}
	}
	return [][]map[string]any{staff}
}

func groupBind(t testing.TB, policy *interp.Policy, staff []map[string]any) *interp.Bound {
	bound, _ := policy.BindValues(staff, nil, roster.Options{})
	return bound
}

// outcomesOf are the decisions on a matter, person by person.
func outcomesOf(bound *interp.Bound, matter string) (out []eval.Decision) {
	for _, person := range bound.Roster.People {
		for _, d := range bound.On(person, day("2024-12-31")) {
			if strings.HasPrefix(d.Action.Name, matter) {
				out = append(out, d)
			}
		}
	}
	return out
}

// What is said of a roster with blanks is what its fillings say: never a
// certainty that one of them contradicts, nor an outcome that none has.
func TestGroupFillings(t *testing.T) {
	sure, exact, rough := 0, 0, 0
	for i, sentence := range groupSentences {
		policy := load(t, groupFields+sentence)
		for seed := range uint64(12) {
			g := rand.New(rand.NewPCG(seed, uint64(i)))
			staff := groupRoster(g, 12)
			all := fillings(staff)
			if len(all) > 150 {
				continue
			}
			got := outcomesOf(groupBind(t, policy, staff), "rotate")
			want := make([]map[string]bool, len(got))
			for _, filled := range all {
				for k, d := range outcomesOf(groupBind(t, policy, filled), "rotate") {
					if want[k] == nil {
						want[k] = map[string]bool{}
					}
					want[k][d.Outcome.Name(d.Action)] = true
				}
			}
			for k, d := range got {
				name := fmt.Sprintf("%s\nseed %d, person %d: %v\n%v, want %v", sentence, seed, k+1, staff, say(d), want[k])
				for _, b := range d.Missing {
					require.NotEmpty(t, b.Field.Name, name)
				}
				switch {
				case d.Outcome != eval.Undetermined:
					sure++
					require.Equal(t, map[string]bool{d.Outcome.Name(d.Action): true}, want[k], name)
				case d.Exhaustive:
					exact++
					require.Len(t, want[k], len(d.Possible), name)
					require.NotEmpty(t, d.Missing, name)
					fallthrough
				default:
					if !d.Exhaustive {
						rough++
					}
					for o := range want[k] {
						require.True(t, slices.ContainsFunc(d.Possible, func(p eval.Outcome) bool { return p.Name(d.Action) == o }), name)
					}
				}
			}
		}
	}
	t.Logf("%d sure, %d exactly open, %d not exhaustive", sure, exact, rough)
}

// What is open of a candidate because of the blanks of others is not that of another
// candidate, though the two may come out alike: of mates one may be chosen and the other not.
func TestOpenOfTwoCandidates(t *testing.T) {
	policy := load(t, groupFields+`
choose 4.1 from leads, at most 2, by points descending
define picked = chosen by 4.1
rule 1 picked, not mate's picked => must rotate
rule 2 not picked, mate's picked => should rotate
`)
	person := func(id string, points, mate any) map[string]any {
		return map[string]any{"staff id": id, "team": "a", "level": "low", "points": points, "leads": "yes", "ready": "yes", "mate": mate}
	}
	staff := []map[string]any{person("1", 2, "2"), person("2", 1, "1"), person("3", nil, nil), person("4", nil, nil)}
	want := make([]map[eval.Outcome]bool, len(staff))
	for _, filled := range fillings(staff) {
		for k, d := range outcomesOf(groupBind(t, policy, filled), "rotate") {
			if want[k] == nil {
				want[k] = map[eval.Outcome]bool{}
			}
			want[k][d.Outcome] = true
		}
	}
	require.Greater(t, len(want[0]), 1)
	for k, d := range outcomesOf(groupBind(t, policy, staff), "rotate")[:2] {
		for outcome := range want[k] {
			require.True(t, d.Outcome == outcome || slices.Contains(d.Possible, outcome), "%d: %v: %s", k+1, outcome, say(d))
		}
	}
}

// Each row is a roster without blanks and what comes of it, person by person.
func TestGroupMeaning(t *testing.T) {
	person := func(id, team, level string, points int, leads, ready string, mate any) map[string]any {
		return map[string]any{"staff id": id, "team": team, "level": level, "points": points, "leads": leads, "ready": ready, "mate": mate}
	}
	staff := []map[string]any{
		person("1", "a", "low", 3, "yes", "yes", "2"), person("2", "a", "high", 1, "yes", "no", "1"), person("3", "a", "low", 1, "no", "yes", nil),
		person("4", "b", "middle", 2, "yes", "yes", nil), person("5", "b", "high", 2, "yes", "yes", nil), person("6", "b", "low", 0, "no", "no", "5"),
	}
	const statuses = "\nrule 1 chosen by 4.1 => must rotate\nrule 2 waiting in 4.1 => should rotate\nrule 3 tied in 4.1 => may rotate"
	for _, row := range []struct{ name, policy, want string }{
		{"how many there are of a group", "rule 1 count of (leads and team is own team) >= 2, not ready => must rotate", "none must none none none must"},
		{"a part of a group", "rule 1 share of ready among own team > 66% => must rotate", "must must must must must must"},
		{"and two thirds are no more than two thirds", "rule 1 share of ready among own team >= 67% => must rotate", "none none none none none none"},
		{"sum, highest and average", "rule 1 sum of points among own team > 4 => must rotate\nrule 2 points < average of points among own team => should rotate", "must must must none none should"},
		{"somebody, not oneself alone", "rule 1 some staff in (staff where team is own team and points > own points) => must rotate", "none must must none none must"},
		{"a set of nobody: count is 0, highest is none", "rule 1 highest of points among (points > 9) >= 0 => must rotate\nrule 2 count of (points > 9) = 0 => may rotate", "may may may may may may"},
		{"a value that stands alone is that of each in the set", "rule 1 count of low >= 3 => must rotate\nrule 2 count of (low and team is own team) >= 3 => may rotate", "must must must must must must"},
		{"and of oneself outside of it", "rule 1 high, count of (staff where low) = 3 => must rotate", "none must none none must none"},
		{"an outcome of the policy's own, of each", "rule 2 count of unfit = 1 => must rotate\nresult fitness one of (unfit is must not; fit by default), strongest first\nrule 1 points < 1 => unfit", "must must must must must must"},
		{"the top half of a set", "rule 1 low, place by points descending among low <= count of low * 50% => must rotate", "must none none none none none"},
		{"equals share the better place", "rule 1 place by points descending among own team <= 1 => must rotate\nrule 2 place by points descending among own team is 2 => should rotate", "must should should must must none"},
		{"a mate, settled by a key", "pair 1 a, b where a's mate is b => one must rotate, the one with lower points", "none must none none none must"},
		{"by the next key where they are equal", "pair 1 a, b where a's team is b's team, both leads => one must rotate, the one with higher points; if equal, the one with lower level", "must none none must none none"},
		{"both where all keys are equal", "pair 1 a, b where a's team is b's team, both leads => one must rotate, the one with higher points", "must none none must must none"},
		{"whoever is named", "pair 1 a, b where a's mate is b => b must rotate", "must must none none must none"},
		{"places for all: the keys are not read", "choose 4.1 from leads, at most 4, by points descending" + statuses, "must must none must must none"},
		{"a tie at the cut is tied for all in it", "choose 4.1 from leads, at most 2, by points descending" + statuses, "must should none may may none"},
		{"places are whole, a part of a set of the group", "choose 4.1 from leads per team, at most 50% of ready, by level descending" + statuses, "should must none should must none"},
		{"as many as a setting says", "set places = 2\nchoose 4.1 from leads, at most places, by points descending" + statuses, "must should none may may none"},
		{"rounded up", "choose 4.1 from leads per team, at most 34% of (leads or ready), rounded up, by points ascending, level descending" + statuses, "must must none should must none"},
		{"a part that is a setting, rounded up", "define 班子 = leads or ready\nset 轮岗比例 = 34%\n选取4.1 从 leads 每个 team，不超过班子的轮岗比例，进一，按 points 升序、level 降序" + statuses, "must must none should must none"},
		{"and cut down without the word", "set 轮岗比例 = 34%\n选取4.1 从 leads 每个 team，不超过（leads 或 ready）的轮岗比例，按 points 升序、level 降序" + statuses, "should must none should should none"},
		{"a place for nobody", "choose 4.1 from leads per team, at most 30% of ready, by points descending" + statuses, "should should none should should none"},
	} {
		t.Run(row.name, func(t *testing.T) {
			var got []string
			for _, d := range outcomesOf(groupBind(t, load(t, groupFields+row.policy), staff), "rotate") {
				got = append(got, d.Outcome.Name(d.Action))
			}
			require.Equal(t, row.want, strings.Join(got, " "))
		})
	}
}

// Two who must not both be so are a check of each; who stands so to nobody has
// none.
func TestNotBoth(t *testing.T) {
	staff := []map[string]any{
		{"staff id": "1", "mate": "2", "leads": "yes"}, {"staff id": "2", "mate": nil, "leads": "yes"}, {"staff id": "3", "mate": "4", "leads": "yes"},
		{"staff id": "4", "mate": nil, "leads": "no"}, {"staff id": "5", "mate": nil, "leads": "yes"}, {"staff id": "6", "mate": "7", "leads": "yes"}, {"staff id": "7", "mate": nil, "leads": nil},
	}
	policy := load(t, "field leads: yes/no\nfield mate: staff, blank means none\npair 4.3 a, b where a's mate is b => should not both be leads")
	var got []string
	for _, d := range outcomesOf(groupBind(t, policy, staff), "pair") {
		with := ""
		for _, p := range d.Partners {
			for _, r := range p.Records {
				with += "+" + r.ID
			}
		}
		got = append(got, d.Record.ID+" "+d.Outcome.Name(d.Action)+with)
	}
	require.Equal(t, []string{"1 departure+2", "2 departure+1", "3 met", "4 met", "6 undetermined+7", "7 undetermined+6"}, got)
}

// Where everybody may be anything a decision still ends: the budget bounds what
// is asked, and what it costs to look at others is taken from it.
func TestGroupBudget(t *testing.T) {
	policy := load(t, groupFields+"rule 1 leads => must exchange\npair 2 a, b where a's points < b's points and both are leads => a must rotate\n"+
		"choose 4.1 from leads per team, at most 30% of ready, by points descending, level ascending\nrule 4 chosen by 4.1 => must commend\nrule 5 share of leads among own team > 50% => may commend")
	var staff []map[string]any
	for i := range 60 {
		staff = append(staff, map[string]any{"staff id": fmt.Sprint(i + 1), "team": "a", "level": nil, "points": nil, "leads": nil, "ready": nil, "mate": nil})
	}
	bound := groupBind(t, policy, staff)
	bound.Evaluator.Budget = 500
	for _, person := range bound.Roster.People[:2] {
		for _, d := range bound.On(person, day("2024-12-31")) {
			require.Equal(t, eval.Undetermined, d.Outcome, d.Action.Name)
		}
	}
}

// A decision that rests on a choice names what the choice read of the person: what made
// a candidate of it, the group, and the keys.
func TestChoiceFacts(t *testing.T) {
	policy := load(t, groupFields+"define able = points >= 1\norder best = level descending\nchoose 4.1 from able per team, at most 1, by best\nrule 1 chosen by 4.1 => must rotate")
	bound := groupBind(t, policy, []map[string]any{{"staff id": "1", "team": "a", "level": "high", "points": 3}, {"staff id": "2", "team": "a", "level": "low", "points": 2}})
	for i, want := range []string{"level=high points=3 team=a", "level=low points=2 team=a"} {
		var got []string
		for _, f := range outcomesOf(bound, "rotate")[i].Facts {
			got = append(got, f.Field.Name+"="+f.Value)
		}
		slices.Sort(got)
		require.Equal(t, want, strings.Join(got, " "))
	}
}

// Groups are told apart whatever their number: each of 130 schools has two who lead.
func TestManyGroups(t *testing.T) {
	var staff, schools []map[string]any
	for i := range 260 {
		if i%2 == 0 {
			schools = append(schools, map[string]any{"school name": fmt.Sprint("S", i/2)})
		}
		staff = append(staff, map[string]any{"staff id": fmt.Sprint(i), "school": fmt.Sprint("S", i/2), "leads": "yes", "points": i % 2})
	}
	bind := func(sentence string) *interp.Bound {
		policy := load(t, "record school, key school name\n  school name: text\nfield school: school\n"+groupFields+sentence)
		bound, found := policy.BindValues(staff, map[string][]map[string]any{"school": schools}, roster.Options{})
		require.False(t, found.HasErrors())
		return bound
	}
	for _, sentence := range []string{
		"rule 1 count of (leads and school is own school) = 2 => must rotate",
		"rule 1 share of leads among own school = 100% => must rotate",
		"rule 1 some staff in (staff where school is own school and points != own points) => must rotate",
		"choose 4.1 from leads per school, at most 2, by points descending\nrule 1 chosen by 4.1 => must rotate",
	} {
		bound := bind(sentence)
		for _, decide := range []iter.Seq[eval.Decision]{bound.Run(day("2024-12-31")), bound.Brief(day("2024-12-31"))} {
			for d := range decide {
				require.Equal(t, eval.Must, d.Outcome, "%s: %s", sentence, d.Record.ID)
			}
		}
	}
	for _, q := range bind("quota 5 per school: count of leads at least 2").Quotas(day("2024-12-31")) {
		require.Equal(t, eval.Met, q.Outcome, q.Key)
	}
}

// The days are gone through once for all: what changes is what deciding on every day
// gives, where it hangs on others too.
func TestChangesOfAll(t *testing.T) {
	policy := load(t, groupFields+"rule 1 count of (post tenure >= 4y) >= 2, leads => must rotate\n"+
		"choose 4.1 from post tenure >= 4y per team, at most 1, by points descending\nrule 2 chosen by 4.1 => must exchange\nrule 3 waiting in 4.1 => may exchange")
	var staff []map[string]any
	for i, since := range []string{"2020-06-30", "2021-01-03", "2021-01-05", "2021-01-05", "2021-01-09"} {
		staff = append(staff, map[string]any{"staff id": fmt.Sprint(i + 1), "team": "a", "points": i, "leads": "yes", "post since": since})
	}
	bound := groupBind(t, policy, staff)
	from, until := day("2024-12-31"), day("2025-01-12")
	now := slices.Collect(bound.Run(from))
	changes := 0
	for i, got := range bound.ChangesOf(now, until) {
		var want []string
		before := now[i]
		for on := from + 1; on <= until; on++ {
			for _, d := range bound.On(now[i].Record, on) {
				if d.Action == before.Action && d.Outcome != before.Outcome {
					before, want = d, append(want, d.AsOf.String()+say(d))
				}
			}
		}
		var said []string
		for _, d := range got {
			said = append(said, d.AsOf.String()+say(d))
		}
		require.Equal(t, want, said, "%s of %s", now[i].Action.Name, now[i].Record.ID)
		changes += len(got)
	}
	require.Greater(t, changes, 8)
}

// Of one whose own score is open the blanks of a rival matter too: at some scores it is
// for the rival to be a candidate or not.
func TestRivalsBlanksAreNamed(t *testing.T) {
	bound, _ := load(t, `
field score: whole number 0 to 100
field busy: yes/no
field since: date
rule 1 time since since >= 5y, not busy => must exchange
choose 4.1 from must exchange, at most 1, by score descending
rule 2 chosen by 4.1 => must rotate
`).BindValues([]map[string]any{
		{"staff id": "A", "score": 69, "busy": "no", "since": "2010-01-01"},
		{"staff id": "B", "score": nil, "busy": "no", "since": "2010-01-01"},
		{"staff id": "C", "score": 90, "busy": nil, "since": nil},
	}, nil, roster.Options{})
	for _, d := range bound.Decide(bound.Find("B")[0], day("2024-12-31")) {
		if d.Action.Name != "rotate" {
			continue
		}
		var names []string
		for _, b := range d.Missing {
			names = append(names, b.Field.Name)
		}
		require.Equal(t, eval.Undetermined, d.Outcome)
		require.ElementsMatch(t, []string{"score", "busy", "since"}, names)
	}
}

// Of one whose group is not known a decision hangs on the blanks of others too, where these
// matter in some group: in whatever order the roster lists them.
func TestBlanksOfAnyGroup(t *testing.T) {
	policy := load(t, groupFields+"choose 4.1 from (leads or not leads) per team, at most 50% of ready, rounded up, by points descending\nrule 1 chosen by 4.1 => must rotate\n"+
		"rule 2 average of points among own team >= 2 => must exchange\n")
	person := func(id string, team, points any) map[string]any {
		return map[string]any{"staff id": id, "team": team, "level": "low", "points": points, "leads": "yes", "ready": "yes", "mate": nil}
	}
	staff := []map[string]any{person("X", nil, 2), person("A", "a", 1), person("B", "b", nil), person("C", "c", 3)}
	orders := [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 2, 0}, {2, 0, 3, 1}, {3, 1, 0, 2}, {1, 0, 3, 2}}
	for _, order := range orders {
		var rows []map[string]any
		for _, i := range order {
			rows = append(rows, staff[i])
		}
		bound := groupBind(t, policy, rows)
		x := bound.Roster.People[slices.Index(order, 0)]
		for _, matter := range []int{0, 1} {
			d := bound.On(x, day("2024-12-31"))[matter]
			var missing []string
			for _, b := range d.Missing {
				missing = append(missing, b.Field.Name)
			}
			require.Equal(t, eval.Undetermined, d.Outcome)
			require.Equal(t, []string{"team", "points"}, missing, "%v: %s", order, say(d))
		}
	}
}

// Of two rows with one number nobody knows which is right: what others decide counts neither
// for certain, but for what does not hang on them.
func TestRowsOfOneNumber(t *testing.T) {
	person := func(id, level string, points int) map[string]any {
		return map[string]any{"staff id": id, "team": "a", "level": level, "points": points, "leads": "yes", "ready": "yes", "mate": nil}
	}
	staff := []map[string]any{person("1", "low", 1), person("2", "high", 3), person("2", "low", 0), person("3", "low", 2)}
	for sentence, want := range map[string]string{
		"rule 1 count of (points >= 2) >= 2 => must rotate":                                                                        "data-error data-error",
		"rule 1 count of (points >= 2) >= 1 => must rotate":                                                                        "must must",
		"rule 1 count of high >= 1 => must rotate":                                                                                 "data-error data-error",
		"rule 1 count of (points >= 4) >= 1 => must rotate":                                                                        "none none",
		"rule 1 sum of points among own team >= 4 => must rotate":                                                                  "data-error data-error",
		"rule 1 highest of points among own team >= 3 => must rotate":                                                              "data-error data-error",
		"rule 1 some staff in (staff where high) => must rotate":                                                                   "data-error data-error",
		"choose 4.1 from leads per team, at most 1, by points descending\nrule 1 chosen by 4.1 => must rotate":                     "none data-error",
		"choose 4.1 from leads per team, at most 1, by points descending\nrule 1 waiting in 4.1 or tied in 4.1 => should rotate\n": "should data-error",
	} {
		bound := groupBind(t, load(t, groupFields+sentence), staff)
		var full, brief []string
		for _, d := range outcomesOf(bound, "rotate") {
			if d.Record.Fault == nil {
				full = append(full, d.Outcome.Name(d.Action))
			}
		}
		for d := range bound.Brief(day("2024-12-31")) {
			if d.Record.Fault == nil && d.Action.Name == "rotate" {
				brief = append(brief, d.Outcome.Name(d.Action))
			}
		}
		require.Equal(t, want, strings.Join(full, " "), sentence)
		require.Equal(t, full, brief, sentence)
	}
}
