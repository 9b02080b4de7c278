package check_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/types"
)

// Which columns a policy reads, and through which references: no other is asked for.
func TestUsed(t *testing.T) {
	base := prelude(t)
	const school = "record school, key school name\n  school name: text\n  places: whole number\n  head: staff\nfield home school: school\n"
	const kinds = "record desk as desks, many per staff by holder, spell from begun until left\n  holder: text\n  begun: date\n  left: date, blank means open\n  marks: number\n"
	for _, c := range []struct{ text, used string }{
		{"rule 1 male => may rotate\n", "staff.gender"},
		{"rule 1 unit is \"a\" => may rotate\n  unless section is \"b\"\n", "staff.section staff.unit"},
		{"rule 1 applied => may rotate\n  in force until probation until\n", "staff.applied staff.probation until"},
		{"rule 1 applied => defer rotate until probation until\n", "staff.applied staff.probation until"},
		{"rule 1 applied => must rotate within 6mo from post since\n", "staff.applied staff.post since"},
		{"policy \"P\"\n  applies to sensitive\njudged sensitive\nrule 1 male => may rotate\n", "staff.gender staff.sensitive"},
		{"rule 1 spouse's post is \"x\" => may rotate\n", "staff.post staff.spouse>"},
		{"rule 1 spouse's spouse's post is \"x\" => may rotate\n", "staff.post staff.spouse>"},
		{"rule 1 spouse is superior => may rotate\n", "staff.spouse staff.superior"},
		{"rule 1 spouse is not \"B01\" => may rotate\n", "staff.spouse staff.staff id"},
		{school + "rule 1 home school is known => may rotate\n", "staff.home school"},
		{school + "rule 1 home school's places > 3 => may rotate\n", "school. school.places staff.home school>"},
		{school + "rule 1 home school's head's unit is \"a\" => may rotate\n", "school. school.head> staff.home school> staff.unit"},
		{school + "quota 1 per home school: male at most 3\n", "school. staff.gender staff.home school"},
		{school + "quota 1 per home school: male at most places\n", "school. school.places staff.gender staff.home school"},
		{school + "check 1 of school: places > 3\nrule 2 male => may rotate\n", "school. school.places staff.gender"},
		{school + "check 1 of school where school name is \"a\": places > 3\nrule 2 male => may rotate\n", "school. school.places school.school name staff.gender"},
		{kinds + "rule 1 count of desks >= 2 => may rotate\n", "desk. desk.holder"},
		{kinds + "rule 1 count of (desks as of 2020-01-01) >= 2 => may rotate\n", "desk. desk.begun desk.holder desk.left"},
		{kinds + "define own desks = desks where marks > 3\nrule 1 count of (own desks as of 2020-01-01) >= 2 => may rotate\n", "desk. desk.begun desk.holder desk.left desk.marks"},
		{kinds + "rule 1 days of desks > 100 => may rotate\n", "desk. desk.begun desk.holder desk.left"},
		{kinds + "rule 1 some desk in desks where length >= 1y => may rotate\n", "desk. desk.begun desk.holder desk.left"},
		{kinds + "rule 1 (highest of marks in desks) > 3 => may rotate\n", "desk. desk.holder desk.marks"},
		{kinds + "rule 1 (count of spouse's desks) >= 2 => may rotate\n", "desk. desk.holder staff.spouse>"},
		{"rule 1 superior is own kin => may rotate\n", "kin. kin.relative kin.staff staff.kin staff.superior"},
		{"rule 1 count of (applied and unit is own unit) >= 2 => may rotate\n", "staff.applied staff.unit"},
		{"register \"A\" of must rotate\n  columns name, post tenure\nrule 1 male => must rotate\n", "staff.gender staff.name staff.post since"},
		{"register \"A\" of must rotate where applied\nrule 1 male => must rotate\n", "staff.applied staff.gender"},
		{"output way = if applied then 1 else 2\nrule 1 male => must rotate\n", "staff.applied staff.gender"},
		{"choose 1 from must rotate per unit, at most 3, by post tenure descending\nrule 2 male => must rotate\n", "staff.gender staff.post since staff.unit"},
		{"table limit by gender\n  male: 3y\nrule 1 post tenure > limit for gender => must rotate\n", "limit. limit.from limit.gender limit.limit limit.until staff.gender staff.post since"},
		{"table posts by unit, section\n  a, b\nrule 1 (unit, section) in posts => must rotate\n", "posts. posts.from posts.section posts.unit posts.until staff.section staff.unit"},
		{"calendar working by unit from \"h.csv\": rest on Sunday, dates listed\nrule 1 post since is a working day => must rotate\n", "staff.post since staff.unit"},
		{"check 1 where applied: male\nrule 2 female => may rotate\n", "staff.applied staff.gender"},
		{"require post since <= unit since else \"x\"\nrule 2 female => may rotate\n", "staff.gender staff.post since staff.unit since"},
		{"pair 1 a, b where a's spouse is b and a's unit is b's unit => one must rotate, the one with lower age\n", "staff.birth date staff.spouse staff.unit"},
		{"define lonely = male\ndefine idle = lonely\nrule 1 female => may rotate\n", "staff.gender"},
	} {
		program, _, found := load(base, "policy", c.text)
		require.False(t, found.HasErrors(), "%s\n%s", c.text, annotated(c.text, found))
		var used []string
		for _, r := range program.Records {
			if r.Used && r != program.Subject && !slices.ContainsFunc(program.Subject.Fields, func(f *check.Field) bool { return f.Record == r }) {
				used = append(used, r.Name+".")
			}
			for _, f := range r.Fields {
				if f.Used {
					name := r.Name + "." + f.Name
					if f.Followed {
						name += ">"
					}
					used = append(used, name)
				}
			}
		}
		slices.Sort(used)
		assert.Equal(t, c.used, strings.Join(used, " "), c.text)
	}
}

// Facts that are to be judged are those that the policy reads, in the order in which they
// were declared.
func TestJudged(t *testing.T) {
	program, _, found := load(prelude(t), "policy", "judged worthy, idle fact, needed also called \"工作需要\"\nrule 1 工作需要 => may rotate\nrule 2 worthy => may rotate\n")
	require.Empty(t, found)
	var names []string
	for _, f := range program.Judged {
		names = append(names, f.Name)
	}
	require.Equal(t, []string{"worthy", "needed"}, names)
}

// Every line of a header is kept.
func TestHeader(t *testing.T) {
	for _, text := range []string{
		"policy \"T\"\n  source \"No. 5 of 2024\"\n  in force from 2024-01-01 until 2026-01-01 [9.1]\n  applies to male\n  as of 2024-12-31\n  about rotate, promote\n  prelude \"1\"\nrule 1 female => must rotate\n",
		"政策“T”\n  依据“No. 5 of 2024”\n  施行自2024年1月1日起至2026年1月1日前〔9.1〕\n  适用于男\n  截至2024年12月31日\n  关于轮岗、提拔\n  预置词汇“1”\n规则1 女的，必须轮岗\n",
	} {
		p, _, found := load(prelude(t), "policy", text)
		require.Empty(t, found, annotated(text, found))
		require.Equal(t, []string{"T", "No. 5 of 2024", "9.1", "1"}, []string{p.Title, p.Source, p.ForceID, p.Prelude.Value()})
		require.Contains(t, expr(p.InForce.From), "2024-01-01")
		require.Contains(t, expr(p.InForce.Until), "2026-01-01")
		require.Contains(t, expr(p.AsOf), "2024-12-31")
		require.Contains(t, expr(p.AppliesTo), "gender")
		require.Len(t, p.About, 2)
		require.Equal(t, "promote", p.About[1].Name)
	}
}

// What takes the place of a name of the prelude is known by every name and heading that
// one had, and does what is said of it there.
func TestDeclaredAnewByEveryName(t *testing.T) {
	base := prelude(t)
	p, _, found := load(base, "policy", "action rotate\nrule 1 male => must 轮岗\nrule 2 female => must 交流轮岗\n")
	require.Empty(t, found)
	require.Len(t, p.Actions, 1)
	require.Contains(t, p.Actions[0].Names, "轮岗交流")

	p, _, found = load(base, "policy", "field unit: text\nrule 1 单位 is \"a\" => may rotate\n")
	require.Empty(t, found)
	require.Same(t, p.Named("unit"), p.Named("学校"))
	require.Contains(t, p.Named("unit").Headings, "工作单位")

	p, _, found = load(base, "policy", "field section tenure: whole number\nrule 1 section tenure > 5 => may rotate\n")
	require.Empty(t, found)
	require.True(t, p.Named("section tenure").Used)
	require.False(t, p.Named("section since").Used)

	p, _, found = load(base, "policy", "define post tenure = time since unit since\nrule 1 任职 > 5y => may rotate\n")
	require.Empty(t, found)
	require.True(t, p.Named("unit since").Used)
	require.False(t, p.Named("post since").Used)

	p, _, found = load(base, "policy", "define funding = post\nrule 1 funding is \"a\" => may rotate\n")
	require.Empty(t, found)
	require.True(t, p.Named("post").Used)
	require.Nil(t, p.Named("funding"))
}

// A choice whose limit leaves no place whatever the roster holds.
func TestEmptyCap(t *testing.T) {
	base := prelude(t)
	for limit, empty := range map[string]bool{
		"at most 0": true, "at most 1": false, "at most 0.9": true, "at most 1.0": false, "at most 0.9, rounded up": false, "at most 0, rounded up": true,
		"at most (0.9 rounded up)": false, "at most (1.9 rounded down)": false, "at most (0.9 rounded down)": true,
		"at most 2 * 0.4": true, "at most 2 * 0.5": false, "at most 1 - 1": true, "at most 2 - 1": false, "at most 0.5 + 0.5": false, "at most 0.5 + 0.4": true,
		"at most 1 / 2": true, "at most 2 / 2": false, "at most places": false, "at most none": true, "at most gift": true, "at most few": false,
		"at most 0% of sensitive": true, "at most 1% of sensitive": false, "at most (if male then 0 else 0)": false,
	} {
		text := "judged sensitive\nset places\n  from 2014-09-01: 0\n  from 2020-09-01: 5\nset none left = 0\nset few = 1\ndefine gift = 0\n" +
			"choose 1 from must rotate, " + strings.Replace(limit, "none", "none left", 1) + ", by post tenure\nrule 2 male => must rotate\n"
		_, _, found := load(base, "policy", text)
		assert.Equal(t, empty, slices.Contains(codes(found), diag.EmptyCap), "%s\n%s", limit, annotated(text, found))
	}
}

// Rounding may be said of the limit itself.
func TestChoiceRounded(t *testing.T) {
	base := prelude(t)
	for limit, up := range map[string]bool{
		"30% of applied": false, "30% of applied, rounded up": true, "30% of applied, rounded down": false,
		"30% of applied rounded up": true, "30% of applied rounded down": false,
	} {
		text := "choose 1 from must rotate, at most " + limit + ", by post tenure\nrule 2 male => must rotate\n"
		p, _, found := load(base, "policy", text)
		require.Empty(t, found, limit)
		require.Equal(t, up, p.Choices[0].Up, limit)
	}
}

// Clauses that wait for each other, directly or through what they beat, are told from the
// first in the text on; those that only speak of each other are in order.
func TestRuleCircles(t *testing.T) {
	base := prelude(t)
	for _, c := range []struct{ text, circle string }{
		{"rule 1 meets 1 => must rotate\n", "1 → 1"},
		{"rule 1 meets 2 => must rotate\nrule 2 male => must rotate\n", ""},
		{"rule 1 meets 2 => must rotate\nrule 2 meets 1 => must rotate\n", "1 → 2 → 1"},
		{"rule 1 male => may rotate\nrule 2 meets 4 => must rotate\nrule 3 meets 2 => must rotate\nrule 4 meets 3 => must rotate\n", "2 → 3 → 4 → 2"},
		{"define early = meets 1\nrule 1 early => must rotate\n", "1 → 1"},
		{"rule 1 male => must rotate\n  unless meets 2\nrule 2 meets 1 => may rotate\n", "1 → 2 → 1"},
		{"rule 1 male => must rotate\n  sets aside 2\nrule 2 female => must rotate\n  sets aside 1\n", "1 → 2 → 1"},
		{"rule 1 male => must rotate\n  sets aside 2\nrule 2 female => must rotate\n  sets aside 1\n  despite 1\n", ""},
		{"rule 1 male => must not rotate\nrule 2 female => must rotate\n  sets aside 1\n", "1 → 2 → 1"},
		{"rule 1 male => must not rotate\nrule 2 female => must rotate\n  sets aside 1\n  despite 1\n", ""},
		{"rule 1 male => must not exchange\nrule 2 female => must rotate\n  sets aside 1\n", ""},
		{"rule 1 male => should rotate\nrule 2 female => must rotate\n  sets aside 1\n", ""},
		{"rule 1 male => exempt only from 2 rotate\nrule 2 female => must rotate\n  sets aside 1\n", "1 → 2 → 1"},
		{"rule 1 male => exempt only from 2 rotate\nrule 2 female => must rotate\nrule 3 applied => must rotate\n  sets aside 1\n", ""},
		{"rule 1 male => exempt only from 2 rotate\nrule 2 female => must rotate\n  sets aside 1\n  despite 3\nrule 3 applied => should not rotate\n", "1 → 2 → 1"},
		{"rule 1 male => should not rotate\nrule 2 female => may rotate\n  sets aside 1\n  despite 3\nrule 3 applied => must not rotate\n", "1 → 2 → 1"},
		{"rule 1 male => exempt from rotate\nrule 2 female => may rotate\n  sets aside 1\n  despite 3\nrule 3 applied => must not rotate\n", ""},
		{"rule 1 meets 2 => must not rotate\nrule 2 must rotate => may promote\n", "1 → rotate → 2 → 1"},
		{"rule 1 meets 2 => must not rotate\nrule 2 must exchange => may promote\n", ""},
		{"rule 1 male => must exchange\n  sets aside 2\nrule 2 must exchange => must rotate\n", ""},
		{"rule 1 must rotate => must exchange\n  sets aside 2\nrule 2 female => must rotate\n", "1 → 2 → rotate → 1"},
		{"rule 1 must rotate => must exchange\nrule 2 female => must rotate\n  despite 1\n", "1 → rotate → 1"},
		{"policy \"P\"\n  applies to must rotate\nrule 1 male => must rotate\n", "rotate → rotate"},
		{"policy \"P\"\n  applies to meets 1\nrule 1 male => must rotate\n", ""},
		{"policy \"P\"\n  applies to meets 1\nrule 1 must rotate => may exchange\nrule 2 male => must rotate\n", "1 → rotate → 1"},
		{"result fitness one of (unfit; doubtful; fit by default), strongest first\nrule 1 male => unfit\nrule 2 female => doubtful instead of 1\n", ""},
		{"action leave, stay; exclusive\nrule 1 must stay => must leave\nrule 2 male => must stay\n", "1 → stay → 1"},
		{"action leave, stay\nrule 1 must stay => must leave\nrule 2 male => must stay\n", ""},
		{"action leave, stay; exclusive\nrule 1 must rotate => must leave\nrule 2 male => must stay\n", ""},
	} {
		_, _, found := load(base, "policy", c.text)
		circle := ""
		for _, d := range found {
			if d.Code == diag.RuleCircle {
				require.Empty(t, circle)
				circle, _ = d.Args[0].(string)
			} else {
				assert.NotEqual(t, diag.Error, d.Severity(), annotated(c.text, found))
			}
		}
		assert.Equal(t, c.circle, circle, c.text)
	}
}

// A rule of a list has the title of the list where it has none of its own.
func TestTitles(t *testing.T) {
	base := prelude(t)
	for _, c := range []struct{ text, titles string }{
		{"rule 1 \"a\": male => may rotate\n", "1 a"},
		{"any 3 \"all\" => must rotate\n  3.1 male\n  3.2 \"own\" female\n", "3.1 all, 3.2 own"},
		{"any 3 => must rotate\n  3.1 male\n  3.2 \"own\" female\n", "3.1 , 3.2 own"},
		{"ladder 4 \"all\" rotate by age\n  4.1 < 30 => may\n  4.2 \"own\" >= 30 => must\n", "4.1 all, 4.2 own"},
		{"rule 5 \"all\": promote requires\n  5.1 degree >= bachelor\n  5.2 \"own\" age >= 30\n", "5.1 all, 5.2 own"},
		{"pair 1 \"all\" a, b: one must rotate\n  1.1 a's spouse is b\n  1.2 \"own\" a's superior is b\n", "1.1 all, 1.2 own"},
		{"pair 1 \"all\" a, b where a's spouse is b => one must rotate\n", "1 all"},
	} {
		program, _, found := load(base, "policy", c.text)
		require.Empty(t, found, annotated(c.text, found))
		var titles []string
		for _, r := range program.Rules {
			titles = append(titles, r.ID+" "+r.Title)
		}
		assert.Equal(t, c.titles, strings.Join(titles, ", "), c.text)
	}
}

// Which strengths beat which: what is in a column is beaten by what stands before it.
func TestAttacks(t *testing.T) {
	all := []check.Strength{check.Must, check.Should, check.Plan, check.May, check.MustNot, check.ShouldNot,
		check.Exempt, check.Defer, check.MayExempt, check.MayDefer, check.MayExemptOrDefer}
	duties := []check.Strength{check.Must, check.Should, check.Plan}
	beaten := map[check.Strength][]check.Strength{
		check.MustNot:   {check.Must, check.Should, check.Plan, check.May},
		check.ShouldNot: {check.Should, check.Plan, check.May},
		check.Exempt:    duties, check.Defer: duties, check.MayExempt: duties, check.MayDefer: duties, check.MayExemptOrDefer: duties,
	}
	for _, a := range all {
		for _, b := range all {
			assert.Equal(t, slices.Contains(beaten[a], b), check.Attacks(a, b), "%d %d", a, b)
		}
	}
}

// Rows of one key overlap where one begins before another has ended, and not on the day
// on which it ends; each is told with the one that lasts longest until then.
func TestTableEnd(t *testing.T) {
	const never = civil.Max
	for _, c := range []struct {
		nextRow  bool
		rows     []check.Dated
		until    []civil.Date
		overlaps [][2]int
	}{
		{false, []check.Dated{{Key: "a", From: 1, Until: 5}, {Key: "a", From: 5, Until: 9}}, []civil.Date{5, 9}, nil},
		{false, []check.Dated{{Key: "a", From: 1, Until: 6}, {Key: "a", From: 5, Until: 9}}, []civil.Date{6, 9}, [][2]int{{0, 1}}},
		{false, []check.Dated{{Key: "a", From: 5, Until: 9}, {Key: "a", From: 1, Until: 6}}, []civil.Date{9, 6}, [][2]int{{0, 1}}},
		{false, []check.Dated{{Key: "a", From: 1, Until: 6}, {Key: "b", From: 5, Until: 9}}, []civil.Date{6, 9}, nil},
		{false, []check.Dated{{Key: "a", From: 1, Until: 9}, {Key: "a", From: 2, Until: 3}, {Key: "a", From: 5, Until: 7}}, []civil.Date{9, 3, 7}, [][2]int{{0, 1}, {0, 2}}},
		{false, []check.Dated{{Key: "a", From: 1, Until: 4}, {Key: "a", From: 2, Until: 9}, {Key: "a", From: 5, Until: 7}}, []civil.Date{4, 9, 7}, [][2]int{{0, 1}, {1, 2}}},
		{false, []check.Dated{{Key: "a", From: 1, Until: 4}, {Key: "a", From: 2, Until: 4}, {Key: "a", From: 3, Until: 7}}, []civil.Date{4, 4, 7}, [][2]int{{0, 1}, {0, 2}}},
		{false, []check.Dated{{Key: "b", From: 1, Until: 4}, {Key: "a", From: 1, Until: 4}, {Key: "a", From: 3, Until: 7}, {Key: "b", From: 3, Until: 7}}, []civil.Date{4, 4, 7, 7}, [][2]int{{1, 2}, {0, 3}}},
		{true, []check.Dated{{Key: "a", From: 1, Until: never}, {Key: "a", From: 5, Until: never}}, []civil.Date{5, never}, nil},
		{true, []check.Dated{{Key: "a", From: 5, Until: never}, {Key: "a", From: 1, Until: never}}, []civil.Date{never, 5}, nil},
		{true, []check.Dated{{Key: "a", From: 1, Until: 3}, {Key: "a", From: 5, Until: never}}, []civil.Date{3, never}, nil},
		{true, []check.Dated{{Key: "a", From: 1, Until: never}, {Key: "b", From: 5, Until: never}}, []civil.Date{never, never}, nil},
		{true, []check.Dated{{Key: "a", From: 1, Until: never}, {Key: "a", From: 1, Until: never}, {Key: "a", From: 5, Until: never}}, []civil.Date{5, 5, never}, [][2]int{{0, 1}}},
	} {
		rows := make([]*check.Dated, len(c.rows))
		for i := range rows {
			rows[i] = &c.rows[i]
		}
		overlaps := (&check.Table{NextRow: c.nextRow}).End(rows)
		var until []civil.Date
		for _, r := range rows {
			until = append(until, r.Until)
		}
		assert.Equal(t, c.until, until, "%v", c.rows)
		assert.Equal(t, c.overlaps, overlaps, "%v", c.rows)
	}
}

// What a declaration says of a column is kept.
func TestFields(t *testing.T) {
	base := prelude(t)
	for text, said := range map[string]string{
		"field f: number":                                         "a number",
		"field f: whole number":                                   "a number whole",
		"field f: percent":                                        "a number percent",
		"field f: whole number 0 to 40":                           "a number whole from 0 to 40",
		"field f: text":                                           "a text",
		"field f: several text":                                   "a text, several to a cell",
		"field f: text per year":                                  "a text for each year every 0",
		"field f: text per school year":                           "a text for each year every 1",
		"field f: school year":                                    "a school year",
		"field f: financial year":                                 "a financial year",
		"field f: period in years":                                "a length of time unit 1",
		"field f: period in months":                               "a length of time unit 2",
		"field f: staff rank":                                     "a choice of “staff rank”",
		"field f: one of (warning, demotion)":                     "a choice of “f”",
		"field f: staff":                                          "a record of “staff”",
		"field f: staff, outsiders left out":                      "a record of “staff” outsiders left out",
		"field f: date, may be missing":                           "a date optional",
		"field f: date, blank means none":                         "a date none when blank, nullable",
		"field f: date, blank means open":                         "a date open when blank",
		"field f: number, blank means 3":                          "a number 3 when blank",
		"field f: yes/no, blank means no":                         "a condition (yes or no) false when blank",
		"field f: yes/no, blank means yes":                        "a condition (yes or no) true when blank",
		"field f: yes/no, assumed no when blank":                  "a condition (yes or no) false assumed when blank",
		"field f: yes/no, assumed yes when blank":                 "a condition (yes or no) true assumed when blank",
		"field f: number, \"many\" means 9":                       "a number many=9",
		"field f: date, \"not yet\" means none":                   "a date nullable not yet=none",
		"field f: date, \"not yet\" means none, \"x\" means open": "a date nullable not yet=none x=open",
		"字段f：整数0至40，空白即3，“多”即9":                                   "a number whole from 0 to 40 3 when blank 多=9",
		"字段f：是否，空白推定为否":                                           "a condition (yes or no) false assumed when blank",
		"字段f：多项日期，空白即无，可无此栏":                                      "a date, several to a cell optional none when blank, nullable",
	} {
		program, _, found := load(base, "policy", text+"\nrule 1 male => may rotate\n")
		if !assert.Empty(t, found, annotated(text, found)) {
			continue
		}
		assert.Equal(t, said, asDeclared(program.Named("f")), text)
	}
}

func asDeclared(f *check.Field) string {
	out := f.Type.Text().EN
	say := func(is bool, text string, args ...any) {
		if is {
			out += fmt.Sprintf(" "+text, args...)
		}
	}
	value := func(v types.Constant) string {
		switch {
		case v.None:
			return "none"
		case v.Open:
			return "open"
		case v.Type.Kind == types.Bool:
			return fmt.Sprint(v.Bool)
		}
		return v.Number.String()
	}
	say(f.Type.Whole, "whole")
	say(f.Type.Percent, "percent")
	say(f.Type.PerYear, "every %d", f.Type.Every)
	say(f.Type.Unit != 0, "unit %d", f.Type.Unit)
	if f.Type.Min != nil && f.Type.Max != nil {
		say(true, "from %s to %s", f.Type.Min, f.Type.Max)
	}
	say(f.LeftOut, "outsiders left out")
	say(f.Optional, "optional")
	switch f.Blank {
	case check.BlankNone:
		say(true, "none when blank,")
	case check.BlankOpen:
		say(true, "open when blank")
	case check.BlankValue:
		say(true, "%s when blank", value(*f.Default))
	case check.BlankAssumed:
		say(true, "%s assumed when blank", value(*f.Default))
	}
	say(f.Nullable, "nullable")
	for _, word := range slices.Sorted(maps.Keys(f.Written)) {
		say(true, "%s=%s", word, value(f.Written[word]))
	}
	return out
}

// A judged fact may be recorded with what speaks for it, in a column headed after it.
func TestReasonHeadings(t *testing.T) {
	program, _, found := load(prelude(t), "policy", "judged needed also called \"工作需要\"\nrule 1 needed => may rotate\n")
	require.Empty(t, found)
	reason := program.Named("needed").Reason
	require.Equal(t, []string{"needed reason", "reason for needed", "reason: needed", "工作需要理由", "工作需要的理由", "工作需要依据", "工作需要文号"}, reason.Headings)
	require.True(t, reason.Nullable)
	require.False(t, reason.Used)
}

// What a test gives of somebody.
func TestFacts(t *testing.T) {
	base := prelude(t)
	for given, facts := range map[string]string{
		"male":                        "gender 0",
		"female":                      "gender 1",
		"applied":                     "applied true",
		"not applied":                 "applied false",
		"applied is unknown":          "applied unknown",
		"unit \"a\"":                  "unit \"a\"",
		"unit none":                   "unit none",
		"post since 2010-01-01":       "post since 2010-01-01",
		"spouse \"B01\"":              "spouse \"B01\"",
		"section chief":               "rank 2",
		"post category finance, male": "post category 3; gender 0",
		"appraisals 2024 competent":   "appraisals 2024 2",
	} {
		text := "rule 1 applied => may rotate\ntest \"x\"\n  given " + given + "\n  expect may rotate\n"
		program, _, found := load(base, "policy", text)
		if !assert.Empty(t, found, annotated(text, found)) {
			continue
		}
		require.Len(t, program.Tests[0].Given, 1)
		var said []string
		for _, f := range program.Tests[0].Given[0].Facts {
			text := f.Field.Name
			if f.Unknown {
				text += " unknown"
			}
			for _, k := range f.Values {
				switch v := k.Value; {
				case v.None:
					text += " none"
				case k.Type().Kind == types.Bool:
					text += fmt.Sprint(" ", v.Bool)
				case k.Type().Kind == types.Text:
					text += fmt.Sprintf(" %q", v.Text)
				case k.Type().Kind == types.Date:
					text += " " + v.Date.String()
				case k.Type().Kind == types.Choice:
					text += fmt.Sprint(" ", v.Option)
				default:
					text += " " + v.Number.String()
				}
			}
			said = append(said, text)
		}
		assert.Equal(t, facts, strings.Join(said, "; "), given)
	}
}

// What a test expects: of which action where it names none, by which clauses, with what.
func TestExpected(t *testing.T) {
	base := prelude(t)
	const rules = "result fitness one of (unfit; doubtful; fit by default), strongest first\noutput total: number = 3\ntable limit by gender\n  male: 3y\n"
	for _, c := range []struct{ text, expect, said string }{
		{"rule 1 male => must rotate\n", "must rotate by 1", "MUST rotate by 1"},
		{"rule 1 male => must rotate\nrule 2 female => may exchange\n", "may exchange by 2, 1", "MAY exchange by 2 1"},
		{"rule 1 male => must rotate\n", "nothing", "NOTHING rotate"},
		{"rule 1 male => must rotate\nrule 2 female => may exchange\n", "nothing", "NOTHING -"},
		{"rule 1 male => must rotate\nrule 2 female => may exchange\n", "undetermined: post since and unit", "UNDETERMINED - missing post since, unit"},
		{"policy \"P\"\n  about exchange\nrule 1 male => must rotate\nrule 2 female => may\n", "nothing", "NOTHING exchange"},
		{"rule 1 male => must rotate\ncheck 2: female\n", "check broken by 2", "CHECK BROKEN - by 2"},
		{"rule 1 male => must rotate within 6mo from post since\n", "must rotate; deadline 2025-06-16", "MUST rotate; DEADLINE - = 2025-06-16"},
		{"rule 1 male => defer rotate until 2026-01-01\n", "deferred rotate; until 2025-12-31", "DEFER rotate; UNTIL - = 2025-12-31"},
		{rules + "rule 1 male => unfit\n", "unfit by 1", "RESULT fitness 0 by 1"},
		{rules + "rule 1 male => unfit\n", "fitness doubtful", "RESULT fitness 1"},
		{rules + "rule 1 male => must rotate\n", "fit", "RESULT fitness 2"},
		{rules + "rule 1 male => must rotate\n", "total 4", "OUTPUT - total = 4"},
		{rules + "rule 1 male => must rotate\n", "total 4 to 9", "OUTPUT - total = 4 to 9"},
		{rules + "rule 1 male, post tenure > limit for gender => must rotate\n", "undetermined rotate: limit[male] and limit", "UNDETERMINED rotate missing limit.limit[0], limit.limit"},
		{"rule 1 male => must rotate\nquota 3 \"x\": male at most 1\n", "quota 3: broken, actual 2 to 3, over by 1", "BROKEN - by 3 figures ACTUAL 2-3, OVER BY 1-1"},
		{"choose 4 from (male), at most 3, by post tenure\nrule 1 chosen by 4 => must rotate\n", "chosen by 4", "CHOSEN BY - by 4"},
	} {
		text := c.text + "test \"x\"\n  given male\n  expect " + c.expect + "\n"
		program, _, found := load(base, "policy", text)
		if !assert.False(t, found.HasErrors(), annotated(text, found)) {
			continue
		}
		var said []string
		for _, e := range program.Tests[0].Expect {
			said = append(said, expected(e))
		}
		assert.Equal(t, c.said, strings.Join(said, "; "), text)
	}
	_, _, found := load(base, "policy", "rule 1 male => must rotate\nrule 2 female => may exchange\ntest \"x\"\n  given male\n  expect must\n")
	require.Equal(t, []diag.Code{diag.WhichAction}, codes(found))
}

func expected(e *check.Expected) string {
	out := e.Kind + " -"
	if e.Action != nil {
		out = e.Kind + " " + e.Action.Name
	}
	if e.Kind == "RESULT" {
		out += fmt.Sprint(" ", e.Level)
	}
	if e.Output != nil {
		out += " " + e.Output.Name
	}
	value := func(k *check.Const) string {
		if k.Type().Kind == types.Date {
			return k.Value.Date.String()
		}
		return k.Value.Number.String()
	}
	if e.Value != nil {
		out += " = " + value(e.Value)
	}
	if e.To != nil {
		out += " to " + value(e.To)
	}
	if len(e.By) > 0 {
		out += " by " + strings.Join(e.By, " ")
	}
	var missing []string
	for _, m := range e.Missing {
		name := m.Field.Name
		if m.Field.Record.Table != nil {
			name = m.Field.Record.Name + "." + name
		}
		for _, k := range m.Keys {
			name += fmt.Sprintf("[%d]", k.Option)
		}
		missing = append(missing, name)
	}
	if missing != nil {
		out += " missing " + strings.Join(missing, ", ")
	}
	if e.Figures != nil {
		var figures []string
		for _, f := range e.Figures {
			figures = append(figures, fmt.Sprintf("%s %s-%s", f.Kind, f.Low, f.High))
		}
		out += " figures " + strings.Join(figures, ", ")
	}
	return out
}
