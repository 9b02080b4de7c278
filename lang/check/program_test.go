package check_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"rota/lang/check"
	"rota/lang/diag"
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
