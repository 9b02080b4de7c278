package suite_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/suite"
	"rota/lang/format"
	"rota/lang/locale"
)

// weak is a suite that leaves gaps on purpose.
const weak = `policy "weak"
  as of 2024-12-31
  about rotate
define key post = post category in (personnel, finance)
rule 4.1 post tenure >= 5y => must
rule 4.2 key post, age < 50 => should
  unless applied
rule 5 refused on is not none, female => exempt
check 6: age <= 60
test "plain"
  given post since 2015-01-01, birth date 1980-05-05, post category finance
  expect must by 4.1
`

func covered(t *testing.T, text string) (suite.Coverage, []suite.Case) {
	t.Helper()
	policy, found := interp.Load("weak.rota", []byte(text))
	require.NotNil(t, policy, "%v", found)
	cases := suite.Run(policy.Program, 0, nil)
	for _, c := range cases {
		require.Empty(t, c.Failures, c.Test.Title)
	}
	return suite.Cover(policy.Program, cases), cases
}

// A rule that gives no more than a value stands where it gives it.
func TestCoverOutputs(t *testing.T) {
	c, _ := covered(t, `policy "grades"
  as of 2024-12-31
choice grading: good, poor
output grade: grading
rule 4 applied => grade is good
test "who applied"
  given applied
  expect grade good
test "who did not"
  given not applied
  expect grade none
`)
	for _, p := range c.Missing() {
		require.NotContains(t, []suite.Want{suite.Stood, suite.DidNotStand}, p.Want, "%v", p)
	}
}

// TestCoverNames: what is missing is named, and no more.
func TestCoverNames(t *testing.T) {
	c, _ := covered(t, weak)
	var out bytes.Buffer
	require.NoError(t, c.Write(&out, locale.English))
	require.Equal(t, `4.1  [weak.rota:5:1]: always stood
4.1  post tenure >= 5y  [weak.rota:5:10]: never false, not tried just before its boundary, not tried on its boundary, not tried just after its boundary
4.2  [weak.rota:6:1]: always stood
4.2  applied  [weak.rota:7:10]: never true
4.2  post category in (personnel, finance)  [weak.rota:4:19]: never false
4.2  age < 50  [weak.rota:6:20]: never false, not tried just before its boundary, not tried on its boundary, not tried just after its boundary
4.2  applied  [weak.rota:7:10]: the exception never applied
5  [weak.rota:8:1]: never stood
5  refused on is not none  [weak.rota:8:8]: never true, never decided
5  female  [weak.rota:8:32]: never true, never decided
6  age <= 60  [weak.rota:9:10]: never false, not tried just before its boundary, not tried on its boundary, not tried just after its boundary
coverage 40%: 15 of 37
`, out.String())
	out.Reset()
	require.NoError(t, c.HTML(&out, locale.Chinese))
	require.Contains(t, out.String(), `<mark title="从未为真，从未起决定作用">female</mark>`)
	require.Contains(t, out.String(), "覆盖率40%：15/37")
}

// TestCoverLayout: the figure is of the policy, not of how it is laid out or in
// which order its rules stand.
func TestCoverLayout(t *testing.T) {
	first, _ := covered(t, weak)
	for _, text := range []string{
		strings.NewReplacer("rule 4.2 key post, age < 50 => should", "-- a comment\nrule 4.2\n  key post, age < 50\n  => should", "female =>", "female\n  =>").Replace(weak),
		strings.NewReplacer("rule 5 refused on is not none, female => exempt\n", "", "define key", "rule 5 refused on is not none, female => exempt\ndefine key").Replace(weak),
		strings.NewReplacer("rule 4.1 post tenure >= 5y => must", "规则4.1 任职时间满5年的，必须").Replace(weak),
		formatted(t, format.AsWritten),
		formatted(t, format.InChinese),
	} {
		again, _ := covered(t, text)
		hit, of := first.Share()
		hits, ofs := again.Share()
		require.Equal(t, []int{hit, of}, []int{hits, ofs}, text)
	}
}

func formatted(t *testing.T, words format.Words) string {
	t.Helper()
	text, _, err := interp.Format("weak.rota", []byte(weak), words, nil)
	require.NoError(t, err)
	return string(text)
}

// TestCoverWhole: a suite that shows everything leaves nothing.
func TestCoverWhole(t *testing.T) {
	c, _ := covered(t, `policy "whole"
  as of 2024-12-31
  about rotate
field points: whole number
rule 1 points >= 3, male => must
  unless applied
test "one"
  given points 2, male
  expect nothing
test "two"
  given points 3, male
  expect must by 1
test "three"
  given points 4, male, applied
  expect nothing
test "four"
  given points 3, female
  expect nothing
`)
	require.Empty(t, c.Missing())
	require.Equal(t, 100, c.Percent())
}

// TestCoverElsewhere: what is checked of records of another kind shows nothing of the
// rules, which are about persons.
func TestCoverElsewhere(t *testing.T) {
	c, cases := covered(t, `policy "two kinds"
  as of 2024-12-31
  about rotate
record office from "offices.csv", key office name
  office name: text
  posts: whole number
rule 1 post tenure >= 5y => must
check 2 of office: posts >= 1
test "an office beside a person"
  given A: post since 2015-01-01; B: posts 0
  expect A: must rotate by 1; B: check broken by 2
`)
	require.Equal(t, []suite.Want{suite.DidNotStand, suite.False, suite.DayBefore, suite.OnTheDay, suite.DayAfter}, wanted(c.Missing()))
	require.Equal(t, 3, strings.Count(c.Suggest(cases, nil, locale.English), "  -- confirm"))
}

func wanted(points []suite.Point) (out []suite.Want) {
	for _, p := range points {
		out = append(out, p.Want)
	}
	return out
}

// TestSuggest: what is suggested passes, in both languages, and leaves nothing of a weak
// suite: boundaries, conditions never true or false, an exception, a rule that never stood.
func TestSuggest(t *testing.T) {
	for _, l := range []locale.Language{locale.English, locale.Chinese} {
		c, cases := covered(t, weak)
		text := c.Suggest(cases, nil, l)
		require.Equal(t, 13, strings.Count(text, "\n  "+locale.Text{EN: "given", ZH: "给定"}.In(l)), text)
		again, more := covered(t, weak+text)
		require.Len(t, more, 14)
		require.Empty(t, again.Missing())
		require.Empty(t, again.Suggest(more, nil, l))
	}
}

// TestSuggestOfOneAmongOthers: a record is suggested with its rows and with those that it
// leads to, without the others of the test.
func TestSuggestOfOneAmongOthers(t *testing.T) {
	const text = `policy "others"
  as of 2024-12-31
  about rotate
record office from "offices.csv", key office name
  office name: text
  town: yes/no
field office: office
rule 1 office's town, some posting in career where started on <= 2018-01-01 => must
test "two persons of one office"
  given a: office c, career: (started on 2018-01-01, ended on 2024-01-01); b: office c, post "clerk", career: (started on 2018-01-01); c: town
  expect a: must rotate by 1; b: must rotate by 1
`
	for _, l := range []locale.Language{locale.English, locale.Chinese} {
		c, cases := covered(t, text)
		suggested := c.Suggest(cases, nil, l)
		require.NotContains(t, suggested, "clerk")
		require.Contains(t, suggested, locale.Text{
			EN: "a: office c, career: (started on 2019-01-01, ended on 2024-01-01); c: town",
			ZH: "a：office c，career：（起始日 2019年1月1日，ended on 2024-01-01）；c：town"}.In(l))
		again, _ := covered(t, text+suggested)
		require.Empty(t, again.Missing())
	}
}

// TestSuggestOfWhatNoTestGives: rules on dates, numbers and texts that no test mentions
// get their cases too, boundaries among them.
func TestSuggestOfWhatNoTestGives(t *testing.T) {
	const text = `policy "nothing of most"
  as of 2024-12-31
  about rotate
field awards: whole number
rule 1 post tenure >= 5y => must
rule 2 age >= 55 => exempt
rule 3 awards >= 3 => may
rule 4 post is "head", female => should
test "one"
  given post since 2019-12-31
  expect must by 1
test "two"
  given post since 2020-01-01
  expect nothing
test "three"
  given post since 2019-12-30
  expect must by 1
`
	for _, l := range []locale.Language{locale.English, locale.Chinese} {
		c, cases := covered(t, text)
		suggested := c.Suggest(cases, nil, l)
		require.Contains(t, suggested, locale.Text{EN: "birth date 1969-12-31", ZH: "出生日期 1969年12月31日"}.In(l))
		require.Contains(t, suggested, locale.Text{EN: "awards 3", ZH: "awards 3"}.In(l))
		require.Contains(t, suggested, locale.Text{EN: `post "head"`, ZH: "职务 “head”"}.In(l))
		again, more := covered(t, text+suggested)
		require.Empty(t, again.Missing())
		require.Empty(t, again.Suggest(more, nil, l))
	}
}

// TestSuggestNothingToExpect: where a change leads to no decision at all, no test can
// expect it, and none is suggested.
func TestSuggestNothingToExpect(t *testing.T) {
	const text = `policy "a check of a few"
  as of 2024-12-31
check 1 where proposed: applied or under investigation
test "proposed"
  given proposed, applied
  expect check met by 1
`
	c, cases := covered(t, text)
	suggested := c.Suggest(cases, nil, locale.English)
	require.Contains(t, suggested, "expect check broken by 1")
	covered(t, text+suggested)
}

// TestExceptionIsExercised: an exception with a clause of its own is exercised where the
// rule would have held without it, and nowhere else.
func TestExceptionIsExercised(t *testing.T) {
	policy, found := interp.Load("exception.rota", []byte(`policy "exception"
  as of 2024-12-31
  about rotate
define elder = age >= 55
rule 1 post tenure >= 5y => must
  unless elder [8]
rule 2 promote requires applied
  unless elder [9]
test "old, and long in the post"
  given post since 2015-01-01, birth date 1960-01-01, applied
  expect nothing rotate
test "old, and new in the post"
  given post since 2024-01-01, birth date 1960-01-01
  expect nothing promote
test "young"
  given post since 2015-01-01, birth date 1990-01-01
  expect must rotate by 1
`))
	require.NotNil(t, policy, "%v", found)
	tests := map[string][]string{}
	for _, c := range suite.Accounts(policy.Program, suite.Run(policy.Program, 0, nil), nil).Clauses {
		tests[c.ID] = c.Tests
	}
	require.Equal(t, []string{"old, and long in the post"}, tests["8"])
	require.Equal(t, []string{"old, and new in the post"}, tests["9"])
}
