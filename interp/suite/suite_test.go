package suite_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/suite"
	"rota/lang/locale"
)

const policy = `policy "heads"
  as of 2024-12-31
  about rotate
rule 4.1a post tenure >= 4y => should
rule 4.2 post category in (personnel, finance), post tenure >= 4y => must
rule 5.1 under investigation => exempt
rule 5.3 female, youngest child age < 3 => defer until youngest child born + 3y
rule 6 count of (career where unit is "镇政府") >= 2 => may promote
output completed age = age
test "finance, four years to the day"
  given post category finance, post since 2020-12-31
  expect must rotate by 4.2; nothing promote
test "one day short"
  given post category finance, post since 2021-01-01
  expect nothing
test "deferred until the third birthday"
  given female, post since 2015-01-01, children born 2022-06-30
  expect deferred rotate by 5.3; until 2025-06-30
test "birth date and investigation unknown"
  given post since 2015-01-01, others blank
  expect undetermined rotate
test "only the investigation"
  given post since 2015-01-01, under investigation is unknown
  expect undetermined rotate: under investigation
test "two townships"
  given career: (unit "镇政府", started on 2001-01-01, ended on 2003-01-01), (unit "镇政府", started on 2005-01-01), birth date 1970-01-01
  expect may promote by 6; completed age 54
测试“差一天”
  给定 岗位类别财务，任现职时间2021年1月1日
  期望 无结论
测试“审查”
  给定 任现职时间2015年1月1日，接受审查
  期望 免于轮岗 按5.1
`

func TestSuite(t *testing.T) {
	p, found := interp.Load("heads.rota", []byte(policy))
	require.NotNil(t, p, "%v", found)
	cases := suite.Run(p.Program, 0, nil)
	require.Len(t, cases, 8)
	for _, c := range cases {
		for _, f := range c.Failures {
			t.Errorf("%s: %s: %v", c.Test.Title, f.Why.In(locale.English), f.Found)
		}
	}
}

// Results of the policy's own, outputs, checks and requirements are expected in
// the same way; nothing of it is expected of the others.
const reserve = `policy "reserve"
  as of 2024-12-31
result fitness one of (unfit is must not; doubtful is should not; fit by default [5]), strongest first
set limit [3.2] = 1y
rule 7.1 refused on is not none => unfit for 3y from refused on
rule 7.2 post tenure < limit => doubtful
rule 8 unfit => must not promote until 2026-01-01
output way = if must not promote then promote else exchange
check 2.2: post tenure should be at most 5y
check 2.3: no posting in career where unit is "x"
require 1.1 birth date < joined on else "wrong"
test "by default"
  given post since 2022-01-01
  expect fit by 5; way exchange; nothing promote; check met by 2.2, check met by 2.3
test "refused"
  given refused on 2022-05-01, post since 2010-01-01, career: (unit "x")
  expect fitness is unfit by 7.1, until 2025-05-01; must not promote by 8; check departed by 2.2; check broken by 2.3
test "a year short"
  given post since 2024-05-01
  expect doubtful by 7.2, 3.2
test "open"
  given others blank
  expect undetermined fitness: post since
test "the wrong way round"
  given birth date 2000-01-01, joined on 1990-01-01, post since 2022-01-01
  expect data error by 1.1; fit
测试“检查”
  给定 任现职时间2010年1月1日
  期望 检查偏离 按2.2；检查符合 按2.3
`

func TestSuiteOfResults(t *testing.T) {
	p, found := interp.Load("reserve.rota", []byte(reserve))
	require.NotNil(t, p, "%v", found)
	for _, c := range suite.Run(p.Program, 0, nil) {
		for _, f := range c.Failures {
			t.Errorf("%s: %s: %v", c.Test.Title, f.Why.In(locale.English), f.Found)
		}
	}
	p, found = interp.Load("reserve.rota", []byte(strings.NewReplacer("expect fit by 5", "expect unfit by 5", "check broken by 2.3", "check met by 2.3", "data error by 1.1", "data error by 7.1").Replace(reserve)))
	require.NotNil(t, p, "%v", found)
	failed := 0
	for _, c := range suite.Run(p.Program, 0, nil) {
		failed += min(1, len(c.Failures))
	}
	require.Equal(t, 3, failed)
}

const several = `policy "several kinds"
  as of 2024-12-31
  about rotate
record school, key school name
  school name: text
  places: whole number
  head: staff, blank means none
record vacancy as vacancies, many per school by at school
  at school: text
  subject taught: text
field home: school
relation close = kin where kinship is "夫妻"
rule 1 home's places > 20, home's head's spouse is own record => must
rule 2 some v in home's vacancies where v's subject taught is "music" => may
rule 3 some k in close where k's relative's home is own home => should
test "the head is the spouse"
  given a: home s; s: places 21, head b; b: spouse a
  expect a: must rotate by 1
test "in a school of 20"
  given a: home s; s: places 20, head b; b: spouse a
  expect a: nothing
test "nobody knows how large it is"
  given a: home s; s: head b, others blank; b: spouse a
  expect a: undetermined: places
test "a vacancy"
  given a: home s; s: vacancies: (subject taught "music")
  expect a: may rotate by 2
test "outside the roster"
  given a: home "x"
  expect a: undetermined
test "couples in one school"
  given a: home s, kin: (kinship "夫妻", relative b); b: home s; c: home s, kin: (kinship "兄弟", relative a); s: places 1
  expect a: should rotate by 3; b: should rotate; c: nothing
`

func TestSeveralKinds(t *testing.T) {
	p, found := interp.Load("several.rota", []byte(several))
	require.NotNil(t, p, "%v", found)
	cases := suite.Run(p.Program, 0, nil)
	require.Len(t, cases, 6)
	for _, c := range cases {
		for _, f := range c.Failures {
			t.Errorf("%s: %s: %v", c.Test.Title, f.Why.In(locale.English), f.Found)
		}
	}
}

const limits = `policy "limits"
  as of 2024-12-31
  about rotate
choice level: county, town
field tier: level
table limit by tier
  town: 3y
table ends by unit, tier: term, notice
  "North", town: 3y, 1mo
rule 1 post tenure >= limit for tier => must
rule 2 post tenure >= (ends for (unit, tier))'s term => should
test "nothing is said of counties"
  given tier county, post since 2015-01-01, unit "North"
  expect undetermined: limit[county] and term["north", county]
测试“未列”
  给定 tier county，任现职时间2015年1月1日，单位为“North”
  期望 待定：limit〔county〕、term
test "the others"
  given tier county, post since 2015-01-01, unit "North"
  expect undetermined: limit[town] and term["North", county]
`

func TestSuiteOfTables(t *testing.T) {
	p, found := interp.Load("limits.rota", []byte(limits))
	require.NotNil(t, p, "%v", found)
	var failed []string
	for _, c := range suite.Run(p.Program, 0, nil) {
		for _, f := range c.Failures {
			failed = append(failed, c.Test.Title+": "+f.Why.EN)
		}
	}
	require.Equal(t, []string{"the others: other blanks"}, failed)
}

// A header that names an action does not make checks one of its outcomes.
func TestChecksBesideAnAction(t *testing.T) {
	p, found := interp.Load("about.rota", []byte(`policy "P"
  as of 2024-12-31
  about rotate
check 2: post tenure at most 5y
check 4: should not (applied)
rule 3 post tenure >= 8y => must
test "seven years"
  given post since 2017-12-31
  expect check broken by 2; nothing; check met by 4
test "applied"
  given applied
  expect check departed by 4
`))
	require.NotNil(t, p, "%v", found)
	for _, c := range suite.Run(p.Program, 0, nil) {
		require.Empty(t, c.Failures)
	}
}

// Records that nothing leads to are known by what a test says of them, and the
// checks of them are decided.
func TestChecksOfOtherRecords(t *testing.T) {
	p, found := interp.Load("stages.rota", []byte(`policy "P"
  as of 2024-12-31
record stage, key stage name
  stage name: text
  begins: date
rule 1 sensitive => must rotate
check 5 of stage: begins >= 2024-11-01
test "a day early"
  given survey: begins 2024-10-31; plan: begins 2024-11-01
  expect survey: check broken by 5; plan: check met by 5
test "of another year"
  given as of 2025-12-31; survey: begins 2024-10-31
  expect survey: check broken by 5
`))
	require.NotNil(t, p, "%v", found)
	for _, c := range suite.Run(p.Program, 0, nil) {
		require.Empty(t, c.Failures)
	}
}

const ofGroups = `policy "q"
  as of 2024-12-31
  about rotate
record school, key school name
  school name: text
  posts: whole number
field place: school
field head: yes/no
field listed: yes/no
field grade: whole number
order seniority = post tenure descending [5.1], grade ascending [5.2]
rule 1 post tenure >= 5y => must rotate
choose 4.1 from must rotate, at most 2, by seniority
rule 2 chosen by 4.1 => must exchange
quota 4.5 per place: count of head at most posts
quota 6: (head, listed) at least 30% of head
pair 1.4a a, b where a's leader in charge is b => one must rotate, the one with lower grade
pair 3.4 a, b where a's spouse is b => one may defer
pair 4.3 a, b where b is a's leader in charge => should not both be listed
test "quotas"
  given s: posts 1; a: place s, head; b: place s, head, listed; c: place s
  expect quota 4.5 s: broken, actual 2, over by 1; quota 6: met, actual 1
test "open"
  given s: posts 1; a: place s, head; b: place s, head is unknown
  expect quota 4.5 s: undetermined: head, actual 1 to 2; quota 6: broken, actual 0, short by 1
test "pairs"
  given a: leader in charge b, grade 1, listed; b: grade 2, spouse c, listed; c: spouse b
  expect pair 1.4a a, b: a must rotate; no pair 1.4a a, c; pair 3.4 b, c: one may defer; pair 4.3 a, b: departed; no pair 4.3 a, c; no pair 3.4 a, b
test "choice"
  given a: post since 2000-01-01; b: post since 2001-01-01, grade 1; c: post since 2001-01-01, grade 2; d: post since 2024-01-01; e: post since 2002-01-01
  expect a: chosen by 4.1; b: chosen by 4.1; c: waiting in 4.1 at place 1; d: no candidate in 4.1; e: waiting in 4.1 at place 2; b: must exchange by 5.2
测试“选取”
  给定 甲：任现职时间2000年1月1日；乙：任现职时间2001年1月1日；丙：任现职时间2001年1月1日；丁：任现职时间未知
  期望 甲：入选4.1；乙：未定于4.1：任现职时间；丙：未定于4.1；丁：未定于4.1
测试“双人”
  给定 甲：分管领导乙，grade为1；乙：grade为2；南校：posts为1
  期望 双人1.4a 甲、乙：甲必须轮岗；配额4.5 南校：符合要求，实有0人；无双人3.4 甲、乙
`

// Quotas, pairs and choices come out of a test as they do of a run, and what does not
// come out so is told.
func TestSuiteOfGroups(t *testing.T) {
	p, found := interp.Load("groups.rota", []byte(ofGroups))
	require.NotNil(t, p, "%v", found)
	for _, c := range suite.Run(p.Program, 0, nil) {
		for _, f := range c.Failures {
			t.Errorf("%s: %s", c.Test.Title, f.Why.EN)
		}
	}
	wrong := strings.NewReplacer("over by 1", "over by 2", "one may defer", "b may defer", "a must rotate;", "b must rotate;", "at place 2", "at place 3", "tied in 4.1", "chosen by 4.1")
	p, found = interp.Load("groups.rota", []byte(wrong.Replace(ofGroups)))
	require.NotNil(t, p, "%v", found)
	var told []string
	for _, c := range suite.Run(p.Program, 0, nil) {
		for _, f := range c.Failures {
			told = append(told, f.Why.EN)
		}
	}
	require.Equal(t, []string{"broken: 2, at most 1: 1 too many", "a must rotate", "one may be deferred", "waiting at place 2"}, told)
}

// Coverage asks that a quota be expected met and broken, a choice to choose and to
// leave somebody out.
func TestCoverGroups(t *testing.T) {
	p, found := interp.Load("groups.rota", []byte(ofGroups))
	require.NotNil(t, p, "%v", found)
	var out strings.Builder
	require.NoError(t, suite.Cover(p.Program, suite.Run(p.Program, 0, nil)).Write(&out, locale.English))
	require.NotContains(t, out.String(), "choice 4.1")
	require.NotContains(t, out.String(), "quota 4.5")
	require.NotContains(t, out.String(), "quota 6")
	cut, _, _ := strings.Cut(ofGroups, "test \"quotas\"")
	p, found = interp.Load("groups.rota", []byte(cut))
	require.NotNil(t, p, "%v", found)
	out.Reset()
	require.NoError(t, suite.Cover(p.Program, nil).Write(&out, locale.English))
	require.Contains(t, out.String(), "quota 4.5  [groups.rota:15:22]: no test expects it met, no test expects it broken\n")
	require.Contains(t, out.String(), "choice 4.1  [groups.rota:13:1]: no test expects anybody chosen, no test expects anybody waiting or tied\n")
}

// The places of a choice may be a number of the record that groups are made by.
func TestPlacesOfGroups(t *testing.T) {
	p, found := interp.Load("places.rota", []byte(`policy "P"
  as of 2026-08-31
record school, key school name
  school name: text
  surplus: whole number
field place: school
field votes: whole number
choose 4.2 from place is not none per place, at most surplus * 50%, by votes descending [4.3]
rule 1 chosen by 4.2 => must rotate
test "half of five, and of three"
  given s: surplus 5; t: surplus 3; a: place s, votes 9; b: place s, votes 8; c: place s, votes 7; d: place t, votes 1; e: place t, votes 1
  expect a: must rotate by 4.3; b: chosen by 4.2; c: waiting in 4.2 at place 1; d: tied in 4.2; e: tied in 4.2
test "nobody knows how many"
  given s: surplus is unknown; a: place s, votes 9; b: place s, votes 8
  expect a: undecided in 4.2: surplus
测试“没有超编”
  给定 南校：surplus为0；甲：place为南校，votes为1
  期望 甲：待选4.2 位次1
`))
	require.NotNil(t, p, "%v", found)
	for _, c := range suite.Run(p.Program, 0, nil) {
		for _, f := range c.Failures {
			t.Errorf("%s: %s", c.Test.Title, f.Why.EN)
		}
	}
}

// A test that expects of a quota, a pair or a choice exercises its clause, and a choice
// the keys that tell at the cut.
func TestGroupsExercised(t *testing.T) {
	p, found := interp.Load("groups.rota", []byte(ofGroups))
	require.NotNil(t, p, "%v", found)
	tests := map[string]int{}
	for _, c := range suite.Accounts(p.Program, suite.Run(p.Program, 0, nil), nil).Clauses {
		tests[c.ID] = len(c.Tests)
	}
	require.Equal(t, map[string]int{"1": 2, "2": 4, "4.1": 2, "5.1": 1, "5.2": 1, "4.5": 3, "6": 2, "1.4a": 2, "3.4": 2, "4.3": 2}, tests)
}
