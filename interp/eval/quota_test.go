package eval_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
)

var quotaSentences = []string{
	"quota 4.1 per team: (leads and ready) at least 60% of leads",
	"quota 4.1 per team: (leads and ready) should be at most 30% of (leads or ready)",
	"quota 4.1: ready exactly 50% of leads",
	"quota 4.1 per team: count of (points >= 2) at most 2",
	"quota 4.1 per team: leads at least 34% of all ready",
	"quota 4.1 per team: leads more than 1",
	"quota 4.1 per team: leads at least 34% of all (ready, team is own team)",
	"quota 4.1 per team: (leads, team is own team) at most 50% of all (ready, team is not own team)",
	"rule 1 leads, points >= 2 => must rotate\nrule 2 ready => exempt from rotate\nquota 4.1 per team: (must rotate) less than 50% of (meets 1)",
}

// What a quota comes to with blanks is what it comes to in their fillings.
func TestQuotaFillings(t *testing.T) {
	sure, exact, rough := 0, 0, 0
	for i, sentence := range quotaSentences {
		policy := load(t, groupFields+sentence)
		for seed := range uint64(25) {
			g := rand.New(rand.NewPCG(seed, uint64(i)))
			staff := groupRoster(g, 14)
			all := fillings(staff)
			if len(all) > 200 {
				continue
			}
			got := groupBind(t, policy, staff).Quotas(day("2024-12-31"))
			want := map[string]map[eval.Outcome]bool{}
			ends := map[string][]eval.Quota{}
			for _, filled := range all {
				for _, q := range groupBind(t, policy, filled).Quotas(day("2024-12-31")) {
					if want[q.Key] == nil {
						want[q.Key] = map[eval.Outcome]bool{}
					}
					want[q.Key][q.Outcome] = true
					ends[q.Key] = append(ends[q.Key], q)
				}
			}
			for _, q := range got {
				name := fmt.Sprintf("%s\nseed %d, %q: %v\n%+v, want %v", sentence, seed, q.Key, staff, q, want[q.Key])
				if len(ends[q.Key]) < len(all) {
					continue // in some filling the group has nobody
				}
				low, high := ends[q.Key][0].Actual.Low, ends[q.Key][0].Actual.High
				less, more := ends[q.Key][0].Difference.Low, ends[q.Key][0].Difference.High
				for _, e := range ends[q.Key] {
					low, high = low.Min(e.Actual.Low), high.Max(e.Actual.High)
					less, more = less.Min(e.Difference.Low), more.Max(e.Difference.High)
				}
				require.Equal(t, []string{low.String(), high.String()}, []string{q.Actual.Low.String(), q.Actual.High.String()}, name)
				switch {
				case q.Outcome != eval.Undetermined:
					sure++
					require.Equal(t, map[eval.Outcome]bool{q.Outcome: true}, want[q.Key], name)
				case q.Exhaustive:
					exact++
					require.Len(t, want[q.Key], 2, name)
					require.NotEmpty(t, q.Missing, name)
					{
						require.Equal(t, []string{less.Trim(0).String(), more.Trim(0).String()}, []string{q.Difference.Low.Trim(0).String(), q.Difference.High.Trim(0).String()}, name)
					}
				default:
					rough++
				}
			}
		}
	}
	t.Logf("%d sure, %d exactly open, %d not exhaustive", sure, exact, rough)
}

func quotasOf(t *testing.T, policy string, staff []map[string]any, schools []map[string]any) []string {
	p := load(t, policy)
	bound, found := p.BindValues(staff, map[string][]map[string]any{"school": schools}, roster.Options{})
	require.False(t, found.HasErrors(), fmt.Sprint(found))
	return quotaWords(bound)
}

func quotaWords(bound *interp.Bound) (out []string) {
	for _, q := range bound.Quotas(day("2024-12-31")) {
		group := q.Key
		if q.Group != nil {
			group = q.Group.ID
		}
		text := func(r eval.Range) string {
			if r.One() {
				return r.Low.Trim(0).String()
			}
			return r.Low.Trim(0).String() + ".." + r.High.Trim(0).String()
		}
		nobody := ""
		if q.Nobody {
			nobody = " nobody"
		}
		out = append(out, fmt.Sprintf("%s %s: %s, %s of %s needs %s, %s%s", q.Line.ID, group, q.Outcome, text(q.Actual), text(q.Base), text(q.Required), text(q.Difference), nobody))
	}
	return out
}

func TestQuotas(t *testing.T) {
	const fields = `
record school, key school name
  school name: text
  approved heads: whole number 0 to 9
field school: school
field head: yes/no
field proposed: yes/no
field teacher: yes/no
`
	person := func(id, school string, head, moved, teacher any) map[string]any {
		return map[string]any{"staff id": id, "school": school, "head": head, "proposed": moved, "teacher": teacher}
	}
	staff := []map[string]any{
		person("1", "A", "yes", "yes", "yes"), person("2", "A", "yes", "no", "yes"), person("3", "A", "no", nil, "yes"), person("4", "A", "no", "yes", "yes"),
		person("5", "B", nil, "no", "yes"), person("6", "B", "no", "no", "yes"),
	}
	schools := []map[string]any{{"school name": "A", "approved heads": 1}, {"school name": "B", "approved heads": 1}, {"school name": "C", "approved heads": nil}}
	for _, row := range []struct {
		name, policy string
		want         []string
	}{
		{"a part of the group, and a school of nobody", "quota 4.1b per school: (head, proposed) should be at most 30% of head", []string{
			"4.1b A: departure, 1 of 2 needs 0.6, 1", "4.1b B: met, 0 of 0..1 needs 0..0.3, 0", "4.1b C: met, 0 of 0 needs 0, 0 nobody"}},
		{"a number of the school's own", "quota 4.5 per school: head at most approved heads", []string{
			"4.5 A: broken, 2 of 0 needs 1, 1", "4.5 B: met, 0..1 of 0 needs 1, -1..0", "4.5 C: met, 0 of 0 needs 0..9, -9..0"}},
		{"a part of all", "quota 5 per school: (teacher, proposed) at least 30% of all teacher", []string{
			"5 A: met, 2..3 of 6 needs 1.8, -1..0", "5 B: broken, 0 of 6 needs 1.8, 2", "5 C: broken, 0 of 6 needs 1.8, 2"}},
		{"items", "quota 6:\n  6a head at most 2\n  6b (teacher, proposed) at least 50% of teacher", []string{
			"6a : undetermined, 2..3 of 0 needs 2, 0..1", "6b : undetermined, 2..3 of 6 needs 3, 0..1"}},
		{"a set value, and Chinese", "设定 比例 = 50%\n配额6 每个school：（head且proposed）不超过head的50%", []string{
			"6 A: met, 1 of 2 needs 1, 0", "6 B: met, 0 of 0..1 needs 0..0.5, 0", "6 C: met, 0 of 0 needs 0, 0 nobody"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.Equal(t, row.want, quotasOf(t, fields+row.policy, staff, schools))
		})
	}
}

// What is counted differs from the limit by whole people: of “less than” and “more than”
// reaching it is not enough.
func TestQuotaDifference(t *testing.T) {
	staff := []map[string]any{{"staff id": "1", "head": "yes"}, {"staff id": "2", "head": "yes"}, {"staff id": "3", "head": "no"}}
	for limit, want := range map[string]string{
		"at most 1": "broken, 1", "at most 2": "met, 0", "at most 3": "met, -1",
		"less than 1": "broken, 2", "less than 2": "broken, 1", "less than 3": "met, 0",
		"at least 3": "broken, 1", "at least 2": "met, 0", "at least 1": "met, -1",
		"more than 3": "broken, 2", "more than 2": "broken, 1", "more than 1": "met, 0",
		"exactly 1": "broken, -1", "exactly 2": "met, 0", "exactly 3": "broken, 1",
	} {
		outcome, difference, _ := strings.Cut(want, ", ")
		of := quotasOf(t, "record school, key school name\n  school name: text\nfield head: yes/no\nquota 4: head "+limit+"\n", staff, nil)
		require.Len(t, of, 1)
		require.True(t, strings.HasPrefix(of[0], "4 : "+outcome+", ") && strings.HasSuffix(of[0], ", "+difference), "%s: %s", limit, of[0])
	}
}

// Those of whom it is not known in which group they are are told by themselves where
// they may be in one that is not, with the cells that should say it; and a limit of
// which nothing is known has no bounds.
func TestQuotaUnknownGroup(t *testing.T) {
	const fields = "record school, key school name\n  school name: text\n  heads: whole number\nfield school: school\nfield team: text\nfield head: yes/no\n"
	person := func(id, school, team string) map[string]any {
		cell := func(s string) any {
			if s == "" {
				return nil
			}
			return s
		}
		return map[string]any{"staff id": id, "school": cell(school), "team": cell(team), "head": "yes"}
	}
	for _, row := range []struct {
		name, quota string
		schools     []map[string]any
		want        []string
	}{
		{"by a text", "per team: head at most 0", nil, []string{"a false broken 1–2 1–2 team of 2", "unknown false undetermined 0–1 0–1 team of 2"}},
		{"which keeps it whoever is in it", "per team: head at most 1", nil, []string{"a false undetermined 1–2 0–1 team of 2"}},
		{"nobody knows which record", "per school: head at most heads", nil, []string{"unknown true undetermined 0–2  school of 1, school of 2"}},
		{"a record whose limit is blank", "per school: head at most heads", []map[string]any{{"school name": "S", "heads": nil}}, []string{"S true undetermined 2  heads of S"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			policy := load(t, fields+"quota 4 "+row.quota)
			bound, _ := policy.BindValues([]map[string]any{person("1", "", "a"), person("2", "", "")}, map[string][]map[string]any{"school": row.schools}, roster.Options{AllowEmpty: true})
			var got []string
			for _, q := range bound.Quotas(day("2024-12-31")) {
				group, far := q.Key, ""
				switch {
				case q.Unknown:
					group = "unknown"
				case q.Group != nil:
					group = q.Group.ID
				}
				if !q.Unlimited {
					far = explain.Range(q.Difference)
				}
				var missing []string
				for _, b := range q.Missing {
					missing = append(missing, b.Field.Name+" of "+b.Row.ID)
				}
				slices.Sort(missing)
				got = append(got, fmt.Sprintf("%s %v %s %s %s %s", group, q.Unlimited, q.Outcome, explain.Range(q.Actual), far, strings.Join(missing, ", ")))
			}
			require.Equal(t, row.want, got)
		})
	}
}

// What nobody has written is no group of its own: those whose group and whose part in the
// count are both blank are told once.
func TestQuotaGroupThatNobodyWrote(t *testing.T) {
	const policy = "field team: text\nfield head: yes/no\nquota 4 per team: head at least 1\n"
	person := func(id string, team, head any) map[string]any {
		return map[string]any{"staff id": id, "team": team, "head": head}
	}
	for _, row := range []struct {
		name  string
		staff []map[string]any
		want  []string
	}{
		{"of one", []map[string]any{person("1", nil, nil)}, []string{"4 : undetermined, 0..1 of 0 needs 1, 0..1"}},
		{"of two", []map[string]any{person("1", nil, nil), person("2", nil, "yes")}, []string{"4 : undetermined, 0..2 of 0 needs 1, -1..1"}},
		{"beside one that is written", []map[string]any{person("1", nil, nil), person("2", "a", "yes")}, []string{"4 a: met, 1..2 of 0 needs 1, -1..0", "4 : undetermined, 0..1 of 0 needs 1, 0..1"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			bound, found := load(t, policy).BindValues(row.staff, nil, roster.Options{})
			require.False(t, found.HasErrors(), fmt.Sprint(found))
			require.Equal(t, row.want, quotaWords(bound))
		})
	}
}

// In the sets of a quota own is of the group: each school against its zone. What is not
// known of the group leaves it open, by that cell.
func TestQuotaOwnGroup(t *testing.T) {
	const fields = "record school, key school name\n  school name: text\n  zone: text\nfield school: school\nfield area: text\nfield ready: yes/no\n"
	staff := []map[string]any{
		{"staff id": "1", "school": "S1", "area": "x", "ready": "yes"}, {"staff id": "2", "school": "S1", "area": "x", "ready": "yes"},
		{"staff id": "3", "school": "S2", "area": "y", "ready": "yes"}, {"staff id": "4", "school": "S1", "area": "y", "ready": "yes"}, {"staff id": "5", "school": "S3", "area": "y", "ready": "no"},
	}
	for _, row := range []struct{ quota, zone, want string }{
		{"ready at least 60% of all (area is own zone)", "y", "S1 met 3 of 2, S2 broken 1 of 3, S3 broken 0 of 3"},
		{"ready at least 60% of all (school is own school)", "y", "S1 met 3 of 3, S2 met 1 of 1, S3 broken 0 of 1"},
		{"(area is own zone) at most 40% of all ready", "y", "S1 broken 2 of 4, S2 met 1 of 4, S3 met 1 of 4"},
		{"ready at least 60% of all (area is own zone)", "", "S1 met 3 of 2, S2 undetermined zone, S3 broken 0 of 3"},
	} {
		var zone any
		if row.zone != "" {
			zone = row.zone
		}
		schools := map[string][]map[string]any{"school": {{"school name": "S1", "zone": "x"}, {"school name": "S2", "zone": zone}, {"school name": "S3", "zone": "y"}}}
		bound, _ := load(t, fields+"quota 4 per school: "+row.quota).BindValues(staff, schools, roster.Options{})
		var got []string
		for _, q := range bound.Quotas(day("2024-12-31")) {
			text := fmt.Sprintf("%s %s %s of %s", q.Group.ID, q.Outcome, explain.Range(q.Actual), explain.Range(q.Base))
			if q.Outcome == eval.Undetermined {
				text = fmt.Sprintf("%s %s %s", q.Group.ID, q.Outcome, q.Missing[0].Field.Name)
			}
			got = append(got, text)
		}
		require.Equal(t, row.want, strings.Join(got, ", "), row.quota)
	}
}

// Of one whose blank changes whether he is a candidate, and who is not chosen either
// way, it is known that he does not count.
func TestQuotaOfOneNeverChosen(t *testing.T) {
	policy := load(t, `
field teacher: yes/no
field since: date
field ballot: whole number 0 to 9
rule 1 teacher, time since since >= 6y => must exchange
choose 4.1 from must exchange, at most 2, by ballot descending
rule 4 chosen by 4.1 => must rotate
quota 5: (must rotate) at most 70% of teacher
`)
	row := func(id string, since any, ballot int) map[string]any {
		return map[string]any{"staff id": id, "teacher": "yes", "since": since, "ballot": ballot}
	}
	bound, _ := policy.BindValues([]map[string]any{row("a", "2010-01-01", 9), row("b", "2010-01-01", 8), row("c", nil, 7)}, nil, roster.Options{})
	for _, quotas := range [][]eval.Quota{bound.Quotas(day("2024-12-31")), bound.Evaluator.Quotas(day("2024-12-31"), nil)} {
		require.Equal(t, eval.Met, quotas[0].Outcome)
		require.Equal(t, "2 2", fmt.Sprint(quotas[0].Actual.Low, " ", quotas[0].Actual.High))
	}
}

// Groups of which two things are read share no result with those that are alike in one
// of them only, in whichever order they are read.
func TestQuotaReadsTwoOfTheGroup(t *testing.T) {
	const fields = "record school, key school name\n  school name: text\n  zone: text\n  level: number\nfield school: school\nfield area: text\nfield grade: number\nfield ready: yes/no\n"
	type kind struct{ zone, level string }
	kinds := []kind{{"x", "1"}, {"x", "2"}, {"y", "1"}, {"y", "2"}, {"x", "1"}}
	var schools, staff []map[string]any
	in, ready := map[kind]int{}, map[kind]int{}
	for i, k := range kinds {
		schools = append(schools, map[string]any{"school name": fmt.Sprint("S", i), "zone": k.zone, "level": k.level})
		for n := range (i + 1) * 2 {
			is := "no"
			if n <= i/2 {
				is = "yes"
				ready[k]++
			}
			in[k]++
			staff = append(staff, map[string]any{"staff id": fmt.Sprint(i, "-", n), "school": fmt.Sprint("S", i), "area": k.zone, "grade": k.level, "ready": is})
		}
	}
	for _, set := range []string{"area is own zone and grade = own level", "grade = own level and area is own zone"} {
		bound, _ := load(t, fields+"quota 4 per school: (ready and "+set+") at least 10% of all ("+set+")").BindValues(staff, map[string][]map[string]any{"school": schools}, roster.Options{})
		quotas := bound.Quotas(day("2024-12-31"))
		require.Len(t, quotas, len(kinds))
		for i, q := range quotas {
			require.Equal(t, fmt.Sprint(in[kinds[i]]), explain.Range(q.Base), "%s: %s", set, q.Group.ID)
		}
	}
}
