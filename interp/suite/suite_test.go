package suite_test

import (
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
	cases := suite.Run(p.Program, 0)
	require.Len(t, cases, 8)
	for _, c := range cases {
		for _, f := range c.Failures {
			t.Errorf("%s: %s: %v", c.Test.Title, f.Why.In(locale.English), f.Found)
		}
	}
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
	cases := suite.Run(p.Program, 0)
	require.Len(t, cases, 6)
	for _, c := range cases {
		for _, f := range c.Failures {
			t.Errorf("%s: %s: %v", c.Test.Title, f.Why.In(locale.English), f.Found)
		}
	}
}
