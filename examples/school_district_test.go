package examples_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/report"
	"rota/lang/check"
)

// schoolDistrict are the cases of school-district, as its README.md says: who, on
// what, how, and by which clauses.
const schoolDistrict = `
T001 exchange must dt4.1a
T002 exchange none
T003 exchange none
T023 exchange must dt4.1a
T070 exchange must dt4.1a

T005 exchange should dt4.2a
T006 exchange should dt4.2a
T007 exchange should dt4.2a
T008 exchange should dt4.2a
T009 exchange none
T010 exchange should dt4.2a
T011 exchange should dt4.2a
T012 exchange none
T086 exchange should dt4.2a
T005 rotate exempt yu3.5.2
T006 rotate should yu3.2
T009 rotate none
T102 乡镇轮岗 may xh3.1
T103 乡镇轮岗 may xh3.1
T009 乡镇轮岗 none

T013 exchange none
T014 exchange should dt4.2a
T062 exchange none
T062 学区交流 must bq4.1.1

T015 学区交流 exempt bq3.1
T016 学区交流 exempt bq3.1
T015 直接聘用 may ql4.2g
T016 直接聘用 none
T032 学区交流 exempt bq3.2
T033 学区交流 must bq4.1.1

T017 rotate deferred yu3.4.4
T018 rotate should yu3.2
T019 rotate should yu3.2
T026 rotate may-defer yu3.4.6
T027 rotate may-defer yu3.4.6
T028 rotate should yu3.2
T061 rotate none
T029 rotate deferred yu3.4.1
T030 rotate deferred yu3.4.3
T031 rotate deferred yu3.4.5
T029 学区交流 exempt bq3.3
T029 直接聘用 may ql4.2g

T034 乡镇轮岗 should xh4.2.1
T035 乡镇轮岗 may xh3.1
T096 乡镇轮岗 should xh4.2.1
T097 乡镇轮岗 may xh3.1
T098 乡镇轮岗 should xh4.2.1
T099 乡镇轮岗 should xh4.2.2

T036 exchange must-not dt5.6b
T037 exchange must-not dt5.6b
T058 exchange must-not dt5.6b
T114 exchange must-not dt5.6b
T036 dt5.6a departure dt5.6a
T037 dt5.6a departure dt5.6a
T058 dt5.6a met dt5.6a
T114 dt5.6a met dt5.6a
T059 dt5.1a broken dt5.1a

T043 晋升职称 none
T044 晋升职称 must-not yu4.1.2a
T045 晋升职称 must-not yu4.1.2a
T046 晋升职称 must-not yu4.1.2a
T047 晋升职称 none
T049 晋升职称 none
T050 晋升职称 none
T043 晋升岗位等级 none
T044 晋升岗位等级 none
T046 晋升岗位等级 must-not yu4.1.3a
T047 晋升岗位等级 none
T049 晋升岗位等级 none
T050 晋升岗位等级 none

T053 直接聘用 may ql4.2g
T067 直接聘用 may ql4.2g

T073 promote none
T074 promote must-not dt8.8a
T073 commend none
T074 commend must-not dt8.8a
T075 promote must-not dt8.8a yu5.7d
T075 commend must-not dt8.8a yu5.7c bq4.1.3
T075 晋升职称 must-not dt8.8a yu4.1.2a yu5.7c
T076 promote must-not yu5.7d
T076 commend must-not bq4.1.3
T081 commend none
T082 commend none
T083 commend must-not bq4.1.3

T059 xh4.1.3 met xh4.1.3
T100 xh4.1.3 met xh4.1.3
T101 xh4.1.3 broken xh4.1.3

T112 exchange undetermined
T112 rotate undetermined
T112 学区交流 undetermined
T112 乡镇轮岗 undetermined
T112 直接聘用 undetermined
T113 学区交流 undetermined
T113 直接聘用 undetermined
T113 exchange should dt4.2a
T050 直接聘用 undetermined
`

// schools are the tables of its README.md: of each school the quota dt4.2b in the three
// readings of 以下, as who is due, what share of them is proposed, and what is found; and
// how many of those proposed are outstanding, senior or first grade, dt4.2c.
var schools = []struct{ name, policy, birthday, below, skilled string }{
	{"东岭区实验小学", "13 7.7% departure", "10 10.0% met", "8 12.5% met", "0"},
	{"东岭区第二小学", "10 10.0% met", "10 10.0% met", "10 10.0% met", "1"},
	{"柳河镇中心小学", "8 0.0% departure", "8 0.0% departure", "8 0.0% departure", "0"},
	{"石桥村小学", "4 25.0% met", "4 25.0% met", "4 25.0% met", "0"},
	{"上坪教学点", "1 0.0% departure", "1 0.0% departure", "1 0.0% departure", "0"},
	{"东岭区第一初级中学", "15 20.0% met", "14 21.4% met", "14 21.4% met", "2"},
	{"柳河镇初级中学", "10 20.0% met", "10 20.0% met", "10 20.0% met", "2"},
	{"青坪乡初级中学", "4–5 0.0% departure", "4–5 0.0% departure", "4–5 0.0% departure", "0"},
}

func TestSchoolDistrict(t *testing.T) {
	x := named(t, "school-district")
	run := districtRun(t, x, "policy.rota")
	for line := range strings.Lines(schoolDistrict) {
		if words := strings.Fields(line); len(words) > 0 {
			who(t, run, words[0], words[1], words[2], words[3:])
		}
	}
	missing(t, run, "T112", "exchange", "birth date")
	missing(t, run, "T112", "直接聘用", "retirement date")
	missing(t, run, "T113", "学区交流", "pregnant", "nursing")

	outputs(t, run, "T003", "4y30d 17y11mo30d none none none none")
	outputs(t, run, "T073", "none none 2026-09-01 可回原校 none none")
	outputs(t, run, "T074", "none none 2026-09-01 人事关系转出 none none")
	outputs(t, run, "T094", "none none 2028-09-01 none 94.4 优等")
	outputs(t, run, "T095", "none none 2028-09-01 none 97.55 优等")

	assert.Equal(t, "1 of 3 departure", of(t, run, "dt4.1b", "东岭区第二小学"))
	assert.Equal(t, "1 of 5 met", of(t, run, "dt4.1b", "东岭区第一初级中学"))
	assert.Equal(t, "33.3%", share(quota(t, run, "dt4.1b", "东岭区第二小学")))
	assert.Equal(t, "20.0%", share(quota(t, run, "dt4.1b", "东岭区第一初级中学")))
	half := quota(t, run, "xh3.3a", "柳河镇初级中学")
	assert.Equal(t, "2 of 2 met", explain.Range(half.Actual)+" of "+explain.Range(half.Required)+" "+half.Outcome.String())

	require.Len(t, run.Couples, 1, "of T028 and T061 one is no object")
	assert.Equal(t, []string{"T026", "T027"}, []string{run.Couples[0].A.ID, run.Couples[0].B.ID})
}

// The readings are variants of three lines.
func TestSchoolDistrictReadings(t *testing.T) {
	x := named(t, "school-district")
	policy, birthday, below := districtRun(t, x, "policy.rota"), districtRun(t, x, "birthday.rota"), districtRun(t, x, "below.rota")
	for _, s := range schools {
		for _, r := range []struct {
			want string
			run  report.Run
		}{{s.policy, policy}, {s.birthday, birthday}, {s.below, below}} {
			q := quota(t, r.run, "dt4.2b", s.name)
			assert.Equal(t, r.want, explain.Range(q.Base)+" "+share(q)+" "+q.Outcome.String(), s.name)
		}
		assert.Equal(t, s.skilled, explain.Range(quota(t, policy, "dt4.2c", s.name).Actual), s.name)
	}
	assert.Equal(t, "T007 T008 T011 T086", lost(policy, birthday, "dt4.2a"))
	assert.Equal(t, "T005 T010", lost(birthday, below, "dt4.2a"))
	assert.Equal(t, "", lost(below, policy, "dt4.2a"))
	assert.Equal(t, "T103", within(lost(policy, birthday, "xh3.1"), "T102", "T103"))
	assert.Equal(t, "T102", within(lost(birthday, below, "xh3.1"), "T102", "T103"))

	assert.Equal(t, "T013 T045 T116", lost(districtRun(t, x, "last-day.rota"), policy, "dt4.2a"))

	first := districtRun(t, x, "among-first.rota")
	outputs(t, first, "T094", "none none 2028-09-01 none 93.39 优等")
	outputs(t, first, "T095", "none none 2028-09-01 none 96.5 优等")

	one := districtRun(t, x, "one-spell.rota")
	who(t, one, "T047", "晋升职称", "must-not", []string{"yu4.1.2a"})
	who(t, one, "T047", "晋升岗位等级", "must-not", []string{"yu4.1.3a"})
	who(t, one, "T043", "晋升职称", "none", nil)
}

// Who has two honours is one person: with the three who have two proposed in the place
// of the others, each of their schools has one more.
func TestSchoolDistrictHonours(t *testing.T) {
	x := named(t, "school-district")
	rows := strings.SplitAfter(string(x.read(t, "roster.csv")), "\n")
	header := strings.Split(strings.TrimSpace(rows[0]), ",")
	proposed := slices.Index(header, "拟交流")
	for i, row := range rows {
		if cells := strings.Split(row, ","); slices.Contains([]string{"T020", "T042", "T080"}, cells[0]) {
			cells[proposed] = "是"
			rows[i] = strings.Join(cells, ",")
		}
	}
	d := x.data(t, "roster.csv")
	d.staff, d.found = interp.Sheets("roster.csv", []byte(strings.Join(rows, "")), interp.SheetOptions{})
	_, run, _ := x.decide(load(t, "policy.rota", x.read(t, "policy.rota")), d)
	for school, want := range map[string]string{"东岭区实验小学": "1 of 2 met", "柳河镇中心小学": "1 of 1 met", "东岭区第一初级中学": "3 of 4 met"} {
		assert.Equal(t, want, of(t, run, "dt4.2c", school), school)
	}
}

// districtRun decides on everybody by a policy of the folder, or a variant in it.
func districtRun(t *testing.T, x example, name string) report.Run {
	t.Helper()
	policy, found := interp.LoadVariant(name, x.read(t, name), func(path string) ([]byte, error) { return os.ReadFile(filepath.Join(x.folder, path)) })
	require.Empty(t, found)
	_, run, _ := x.decide(policy, x.data(t, x.rosters[0]))
	return run
}

// on is the decision on somebody, of an action or of a check by its clause.
func on(t *testing.T, run report.Run, id, matter string) eval.Decision {
	t.Helper()
	i := slices.IndexFunc(run.Decisions, func(d eval.Decision) bool {
		return d.Record.ID == id && (d.Action.Name == matter || d.Action.Clause != nil && d.Action.Clause.ID == matter)
	})
	require.GreaterOrEqual(t, i, 0, "%s, %s", id, matter)
	return run.Decisions[i]
}

// who compares how somebody is decided, and by which clauses, whatever their order.
func who(t *testing.T, run report.Run, id, matter, outcome string, clauses []string) {
	t.Helper()
	d := on(t, run, id, matter)
	got := []string{}
	for _, r := range d.Clauses {
		got = append(got, r.ID)
	}
	assert.Equal(t, outcome, d.Outcome.String(), "%s, %s", id, matter)
	assert.ElementsMatch(t, clauses, got, "%s, %s", id, matter)
}

// missing compares the fields whose blanks leave a decision open.
func missing(t *testing.T, run report.Run, id, matter string, fields ...string) {
	t.Helper()
	var got []string
	for _, b := range on(t, run, id, matter).Missing {
		got = append(got, b.Field.Name)
	}
	assert.Equal(t, fields, got, "%s, %s", id, matter)
}

func quota(t *testing.T, run report.Run, clause, school string) eval.Quota {
	t.Helper()
	i := slices.IndexFunc(run.Quotas, func(q eval.Quota) bool { return q.Line.ID == clause && q.Group.ID == school })
	require.GreaterOrEqual(t, i, 0, "%s, %s", clause, school)
	return run.Quotas[i]
}

// of is a quota in words: 1 of 3 departure.
func of(t *testing.T, run report.Run, clause, school string) string {
	t.Helper()
	q := quota(t, run, clause, school)
	return explain.Range(q.Actual) + " of " + explain.Range(q.Base) + " " + q.Outcome.String()
}

// share is the part of the base that is counted, to a tenth of a percent, where both
// are known or the first is 0.
func share(q eval.Quota) string {
	actual, _ := q.Actual.Low.Float64()
	base, _ := q.Base.Low.Float64()
	return fmt.Sprintf("%.1f%%", 100*actual/base)
}

// within are those of a list who are among the ids.
func within(list string, ids ...string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(list), func(id string) bool { return !slices.Contains(ids, id) }), " ")
}

// lost are those to whom a rule applies in one run and not in the other.
func lost(run, other report.Run, clause string) string {
	var out []string
	for _, d := range run.Decisions {
		by := func(d eval.Decision) bool {
			return slices.ContainsFunc(d.Clauses, func(r *check.Rule) bool { return r.ID == clause })
		}
		if !by(d) {
			continue
		}
		i := slices.IndexFunc(other.Decisions, func(o eval.Decision) bool { return o.Record.ID == d.Record.ID && o.Action.Name == d.Action.Name })
		if !by(other.Decisions[i]) {
			out = append(out, d.Record.ID)
		}
	}
	return strings.Join(out, " ")
}
