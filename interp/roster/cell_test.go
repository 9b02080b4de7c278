package roster

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// policy is the vocabulary of the tests; uses lists what its rules read.
const policy = `policy "test"
  about rotate
action rotate
record staff, key staff id
choice degree: college also called "大专", "专科" < bachelor also called "本科" < master also called "硕士"
choice duty: 人事, 财务, 资金管理, no post also called "无"
field staff id: text, also called "工号"
field name: text, also called "姓名"
field since: date, also called "任现职时间", headed "任职时间"
field leaves: date, blank means none, also called "离任时间"
field ends: date, blank means open, also called "止"
field level: degree, also called "学历"
field duties: several duty, also called "岗位类别"
field grades: one of (优秀, 称职, 不称职, not graded) per year, also called "近三年考核"
field secret: yes/no, also called "是否涉密"
field cleared: yes/no, assumed no when blank, also called "已审查"
field spouse: text, blank means none, also called "配偶"
field unit: text, also called "单位"
field hometown: text, assumed "本地" when blank
field children: several date, blank means none, also called "子女出生日期"
field team: whole number 0 to 30, also called "职数"
field pay: number, also called "工资"
field share: percent, also called "比例"
field years old: age, also called "年龄"
field hired: year, also called "入职年度", "always" means 1900
field term: period in years, also called "任期"
field loan: period, also called "借调"
field scores: whole number per year, also called "得分"
field marks: several whole number
field honours: several text
judged hardship also called "特殊困难"
record posting as career also called "任职经历", many per staff by holder, spell from begin until finish
  holder: text, headed "工号"
  begin: date, headed "起"
  finish: date, blank means open, headed "止"
  place: text, headed "单位"
`

const allRules = `
rule 1 since <= 2020-01-01, leaves is none, ends >= 2020-01-01, level >= bachelor, duties is 人事, grades for 2024 is 优秀 => must rotate
rule 2 secret, cleared, spouse is none, unit is "局机关", hometown is "本地", highest of children >= 2020-01-01 => must rotate
rule 3 team > 1, pay > 1, share > 50%, years old > 50, hired >= 2000, term >= 5y, loan >= 5y => must rotate
rule 4 scores for 2024 > 3, highest of marks > 3, honours is "优秀教师", hardship => must rotate
`

func program(t testing.TB, rules string) *check.Program {
	t.Helper()
	return checked(t, policy+rules)
}

// checked is a policy without the prelude.
func checked(t testing.TB, text string) *check.Program {
	t.Helper()
	var found diag.List
	tree := syntax.Parse(source.New("test.rota", text), nil, &found)
	p := check.Check([]*syntax.File{tree}, &found)
	for _, d := range found {
		t.Errorf("%v: %s", d.At, d.Message(locale.English))
	}
	return p
}

func field(p *check.Program, name string) *check.Field {
	for _, r := range append([]*check.Record{p.Subject}, p.Lists...) {
		for _, f := range r.Fields {
			if f.Name == name {
				return f
			}
		}
	}
	return nil
}

// show prints a set of one value as a person would read it, wider ones in short.
func show(f *check.Field, texts *value.Texts, s value.Set) string {
	name := func(code int32) string {
		if f.Type.Kind == types.Choice {
			return f.Type.Choice.Values[code].Name
		}
		return texts.Text(code)
	}
	switch {
	case s.None && !s.Some():
		return "none"
	case s.Lost:
		return "lost"
	case s.Several && len(s.Sure) != len(s.Codes):
		return "any"
	case len(s.Parts) > 0:
		var parts []string
		for _, p := range s.Parts {
			part := show(f, texts, p.Value)
			if p.Year != 0 {
				part = strconv.Itoa(p.Year) + ":" + part
			}
			parts = append(parts, part)
		}
		return strings.Join(parts, " ")
	case s.Kind == types.Bool && s.One():
		return map[bool]string{true: "yes", false: "no"}[s.True]
	case s.Kind == types.Bool:
		return "any"
	case s.Kind == types.Choice || s.Kind == types.Text:
		if !s.Several && len(s.Codes) > 1 {
			return "any"
		}
		var words []string
		for _, c := range s.Codes {
			words = append(words, name(c))
		}
		return strings.Join(words, "+")
	case s.Kind == types.Date && s.First == civil.Max:
		return "open"
	case s.Kind == types.Date && s.One():
		return s.First.String()
	case s.Kind == types.Date && s.Last.String() != "2100-12-31":
		return s.First.String() + ".." + s.Last.String()
	case s.Kind == types.Period && s.One():
		return s.Short.String()
	case s.One():
		return s.Low.String()
	}
	return "any"
}

var stateNames = map[State]string{Known: "", Empty: "empty ", Partial: "partial ", Unreadable: "unreadable ", Assumed: "assumed ", Unanswered: "unanswered "}

// further are fields of kinds that the policy of the tests lacks.
const further = "field entered: school year\nfield quotient: percent 0 to 200%\nfield probation: period in months\nfield band: one of (7, 8)\n" +
	"field tags: several text, \"两项\" means \"甲\"\nfield awards: several text, assumed \"甲\" when blank\nfield sums: several whole number, \"满分\" means 100\nfield tenured: date, \"长期\" means open\nfield remarks: text per year\n"

func TestReadCell(t *testing.T) {
	p := program(t, further+allRules)
	for _, test := range []struct {
		name, field string
		in          Raw
		want        string
	}{
		{"date", "since", Raw{"2015.3.1", Text}, "2015-03-01"},
		{"date to the month", "since", Raw{"2015年3月", Text}, "2015-03-01 month 2015-03-01..2015-03-31"},
		{"date to the year", "since", Raw{"2009年", Text}, "partial 2009-01-01..2009-12-31"},
		{"date, open", "ends", Raw{"至今", Text}, "open"},
		{"date, blank", "since", Raw{}, "empty any"},
		{"date, blank runs on", "ends", Raw{}, "open"},
		{"date, unknown where a blank runs on", "ends", Raw{"不详", Text}, "empty any"},
		{"date, dash runs on", "ends", Raw{"—", Text}, "open"},
		{"date, blank is none", "leaves", Raw{}, "none"},
		{"date, spaces are blank", "leaves", Raw{" 　", Text}, "none"},
		{"date, full-width dash", "leaves", Raw{"－", Text}, "none"},
		{"date, hyphen", "leaves", Raw{"-", Text}, "none"},
		{"date, stroke", "leaves", Raw{"/", Text}, "none"},
		{"date, backstroke", "leaves", Raw{"\\", Text}, "none"},
		{"date, n/a", "leaves", Raw{"n/a", Text}, "none"},
		{"date, unknown where a blank is none", "leaves", Raw{"不详", Text}, "empty any"},
		{"date, question mark where a blank is none", "leaves", Raw{"？", Text}, "empty any"},
		{"date, looked up where a blank is none", "leaves", Raw{"待查", Text}, "empty any"},
		{"date, none in words", "leaves", Raw{"无", Text}, "none"},
		{"date, never in words", "leaves", Raw{"从未", Text}, "none"},
		{"date, none where there must be one", "since", Raw{"无", Text}, "empty any R0584"},
		{"date, unreadable", "since", Raw{"2023-02-30", Text}, "unreadable any R0571"},
		{"date, zero lost", "since", Raw{"2010.1", Number}, "unreadable any R0573"},
		{"fault", "since", Raw{"#REF!", Fault}, "unreadable any"},

		{"yes", "secret", Raw{"是", Text}, "yes"},
		{"tick", "secret", Raw{"√", Text}, "yes"},
		{"thin tick", "secret", Raw{"✓", Text}, "yes"},
		{"heavy tick", "secret", Raw{"✔", Text}, "yes"},
		{"there is", "secret", Raw{"有", Text}, "yes"},
		{"full-width Y", "secret", Raw{"Ｙ", Text}, "yes"},
		{"stored true", "secret", Raw{"TRUE", Boolean}, "yes"},
		{"one", "secret", Raw{"1", Number}, "yes"},
		{"right", "secret", Raw{"对", Text}, "yes"},
		{"no", "secret", Raw{"否", Text}, "no"},
		{"times sign", "secret", Raw{"×", Text}, "no"},
		{"cross", "secret", Raw{"✗", Text}, "no"},
		{"letter x", "secret", Raw{"X", Text}, "no"},
		{"there is none", "secret", Raw{"无", Text}, "no"},
		{"zero", "secret", Raw{"0", Number}, "no"},
		{"stored false", "secret", Raw{"FALSE", Boolean}, "no"},
		{"blank is not no", "secret", Raw{}, "empty any"},
		{"unknown is not no", "secret", Raw{"未知", Text}, "empty any"},
		{"not yet", "secret", Raw{"未", Text}, "no"},
		{"neither yes nor no", "secret", Raw{"涉密人员", Text}, "unreadable any R0570"},
		{"blank is assumed", "cleared", Raw{}, "assumed no whole any"},
		{"unknown is not assumed", "cleared", Raw{"不详", Text}, "empty any"},
		{"judged and blank", "hardship", Raw{}, "unanswered no"},
		{"judged and unknown", "hardship", Raw{"待查", Text}, "unanswered no"},
		{"judged yes", "hardship", Raw{"是", Text}, "yes"},

		{"choice", "level", Raw{"bachelor", Text}, "bachelor"},
		{"choice, further spelling", "level", Raw{"本科", Text}, "bachelor"},
		{"choice, traditional and spaced", "level", Raw{"專 科", Text}, "college"},
		{"choice, capitals", "level", Raw{"Master", Text}, "master"},
		{"choice, unknown value", "level", Raw{"高中", Text}, "unreadable any R0570"},
		{"choice, blank", "level", Raw{}, "empty any"},
		{"choice, none", "level", Raw{"无", Text}, "empty any R0584"},
		{"several, one", "duties", Raw{"财务", Text}, "财务"},
		{"several, 、", "duties", Raw{"财务、资金管理", Text}, "财务+资金管理"},
		{"several, ;", "duties", Raw{"财务；人事;", Text}, "财务+人事"},
		{"several, ，", "duties", Raw{"财务，人事", Text}, "财务+人事"},
		{"several, stroke", "duties", Raw{"财务/人事", Text}, "财务+人事"},
		{"several, bar", "duties", Raw{"财务|人事", Text}, "财务+人事"},
		{"several, line break", "duties", Raw{"财务\n人事", Text}, "财务+人事"},
		{"several, twice", "duties", Raw{"财务、财务", Text}, "财务"},
		{"several, a bad one", "duties", Raw{"财务、后勤", Text}, "unreadable any R0570"},
		{"several, an unknown one", "duties", Raw{"财务、不详", Text}, "empty any"},
		{"several, a value called none", "duties", Raw{"无", Text}, "no post"},
		{"several, blank", "duties", Raw{}, "empty any"},
		{"several, separators alone", "duties", Raw{"、；", Text}, "empty any"},

		{"per year", "grades", Raw{"2023优秀;2024称职", Text}, "2023:优秀 2024:称职"},
		{"per year, colon", "grades", Raw{"2023:优秀", Text}, "2023:优秀"},
		{"per year, full-width colon", "grades", Raw{"2023：优秀；2024：称职", Text}, "2023:优秀 2024:称职"},
		{"per year, 年", "grades", Raw{"2023年优秀", Text}, "2023:优秀"},
		{"per year, 年度", "grades", Raw{"2023年度优秀，2024年度不称职", Text}, "2023:优秀 2024:不称职"},
		{"per year, spaces", "grades", Raw{"2023优秀 2024称职", Text}, "2023:优秀 2024:称职"},
		{"per year, a value of two words", "grades", Raw{"2023 not graded; 2024 称职", Text}, "2023:not graded 2024:称职"},
		{"per year, spaces inside", "grades", Raw{"2023 优秀 2024 称职", Text}, "2023:优秀 2024:称职"},
		{"per year, line breaks", "grades", Raw{"2023 优秀\n2024 称职", Text}, "2023:优秀 2024:称职"},
		{"per year, without a year", "grades", Raw{"2023优秀;称职", Text}, "unreadable lost R0585"},
		{"per year, a year alone", "grades", Raw{"2023优秀;2024", Text}, "unreadable lost R0585"},
		{"per year, two years running", "grades", Raw{"2023;2024优秀", Text}, "unreadable lost R0585"},
		{"per year, a bad one", "grades", Raw{"2023优秀;2024未考核", Text}, "unreadable lost R0570"},
		{"per year, an unknown one", "grades", Raw{"2023优秀;2024不详", Text}, "partial 2023:优秀 2024:any"},
		{"per year, twice the same", "grades", Raw{"2023优秀;2023优秀", Text}, "2023:优秀"},
		{"per year, twice and differently", "grades", Raw{"2023优秀;2023称职", Text}, "unreadable lost R0586"},
		{"per year, blank", "grades", Raw{}, "empty lost"},
		{"per year, numbers", "scores", Raw{"2023:85;2024 90", Text}, "2023:85 2024:90"},
		{"per year, a number grown together", "scores", Raw{"202385", Text}, "unreadable lost R0585"},

		{"text", "unit", Raw{" 局机关 ", Text}, "局机关"},
		{"text, a number's digits", "unit", Raw{"0012", Number}, "0012"},
		{"text, a number's exponent", "unit", Raw{"1.2E+3", Number}, "1200"},
		{"text, a number as it is shown", "unit", Raw{"0012", Number}, "0012"},
		{"a number as it is shown", "pay", Raw{"0012", Number}, "12"},
		{"text, a number too long", "unit", Raw{"1.1010119900101101E+17", Number}, "unreadable  R0583"},
		{"text, blank is none", "spouse", Raw{}, "none"},
		{"text, none in words", "spouse", Raw{"没有", Text}, "none"},
		{"text, blank is assumed", "hometown", Raw{}, "assumed 本地 whole "},
		{"texts", "honours", Raw{"优秀教师、学科带头人", Text}, "优秀教师+学科带头人"},

		{"several dates", "children", Raw{"2013.8.5;2016-10-01", Text}, "2013-08-05 2016-10-01"},
		{"several dates, strokes", "children", Raw{"2013/8/5、2016/10/1", Text}, "2013-08-05 2016-10-01"},
		{"several dates, months", "children", Raw{"2013.8;2016-10-01", Text}, "2013-08-01 2016-10-01 month 2013-08-01..2013-08-31 2016-10-01"},
		{"several dates, a year", "children", Raw{"2013年;2016-10-01", Text}, "partial 2013-01-01..2013-12-31 2016-10-01"},
		{"several dates, a bad one", "children", Raw{"2013.8;2016.13", Text}, "unreadable any any R0571"},
		{"several dates, an unknown one", "children", Raw{"2013.8;不详", Text}, "empty 2013-08-01..2013-08-31 any any"},
		{"several dates, a serial", "children", Raw{"42064", Number}, "2015-03-01"},
		{"several dates, blank is none", "children", Raw{}, "none"},
		{"several numbers", "marks", Raw{"3、4", Text}, "3 4"},

		{"whole number", "team", Raw{"3", Number}, "3"},
		{"whole number, stored with a point", "team", Raw{"3.0", Number}, "3"},
		{"whole number, unit", "team", Raw{"3人", Text}, "3"},
		{"whole number, full-width", "team", Raw{"１２", Text}, "12"},
		{"whole number, a fraction", "team", Raw{"2.5", Text}, "unreadable any R0579"},
		{"whole number, too large", "team", Raw{"31", Text}, "unreadable any R0578"},
		{"whole number, too small", "team", Raw{"-1", Text}, "unreadable any R0578"},
		{"whole number, stored as a date", "team", Raw{"2015-03-01", Date}, "unreadable any R0570"},
		{"number, thousands", "pay", Raw{"1,234,567.5", Text}, "1234567.5"},
		{"number, thousands out of place", "pay", Raw{"1,23", Text}, "unreadable any R0570"},
		{"number, negative", "pay", Raw{"－2", Text}, "-2"},
		{"number, unit", "pay", Raw{"85.5分", Text}, "85.5"},
		{"number, binary noise", "pay", Raw{"0.30000000000000004", Number}, "0.3"},
		{"number, percentage", "pay", Raw{"60%", Text}, "0.6"},
		{"number, words", "pay", Raw{"约5", Text}, "unreadable any R0570"},
		{"percent", "share", Raw{"60％", Text}, "0.6"},
		{"percent, spaced", "share", Raw{"60 %", Text}, "0.6"},
		{"percent as a fraction", "share", Raw{"0.6", Number}, "0.6"},
		{"percent, sign left out", "share", Raw{"60", Number}, "unreadable any R0580"},
		{"age", "years old", Raw{"45", Number}, "45"},
		{"age, unit", "years old", Raw{"45周岁", Text}, "45"},
		{"age, a slip", "years old", Raw{"450岁", Text}, "unreadable any R0578"},
		{"year", "hired", Raw{"2015", Number}, "2015"},
		{"year, unit", "hired", Raw{"2015年", Text}, "2015"},
		{"year, 年度", "hired", Raw{"２０１５年度", Text}, "2015"},
		{"year, a slip", "hired", Raw{"215", Text}, "unreadable any R0578"},
		{"year, a word with a value", "hired", Raw{"ALWAYS", Text}, "1900"},
		{"period, years", "term", Raw{"5年", Text}, "5y"},
		{"period, months", "loan", Raw{"18个月", Text}, "1y6mo"},
		{"period, letters", "loan", Raw{"5y", Text}, "5y"},
		{"period, both", "loan", Raw{"1年零6个月", Text}, "1y6mo"},
		{"period, english", "loan", Raw{"5 years 6 months", Text}, "5y6mo"},
		{"period, days", "loan", Raw{"30天", Text}, "30d"},
		{"period, bare in years", "term", Raw{"5", Number}, "5y"},
		{"period, a fraction of years", "term", Raw{"1.5年", Text}, "1y6mo"},
		{"period, a bare fraction", "term", Raw{"1.5", Number}, "1y6mo"},
		{"period, no whole months", "term", Raw{"1.3年", Text}, "unreadable any R0582"},
		{"period, half a year", "term", Raw{"半年", Text}, "6mo"},
		{"period, and a half", "term", Raw{"两年半", Text}, "2y6mo"},
		{"period, numerals", "loan", Raw{"十八个月", Text}, "1y6mo"},
		{"period, bare without a unit", "loan", Raw{"5", Text}, "unreadable any R0581"},
		{"period, two numbers", "loan", Raw{"5 6年", Text}, "unreadable any R0570"},
		{"period, words", "loan", Raw{"很久", Text}, "unreadable any R0570"},

		{"number, thousands", "pay", Raw{"-1,234", Text}, "-1234"},
		{"number, a group of four first", "pay", Raw{"1234,567", Text}, "unreadable any R0570"},
		{"number, a group of four", "pay", Raw{"12,3456", Text}, "unreadable any R0570"},
		{"number, an empty group", "pay", Raw{",123", Text}, "unreadable any R0570"},
		{"number, a comma behind the point", "pay", Raw{"1,234.5,6", Text}, "unreadable any R0570"},
		{"number, a point for thousands", "pay", Raw{"1.234,5", Text}, "unreadable any R0570"},
		{"number, stored in exponent form", "pay", Raw{"1.5E3", Number}, "1500"},
		{"number, fifteen digits", "pay", Raw{"0.10000000000001", Number}, "0.10000000000001"},
		{"number, stored as yes", "pay", Raw{"TRUE", Boolean}, "unreadable any R0570"},
		{"whole number, the least", "team", Raw{"0", Text}, "0"},
		{"whole number, the greatest", "team", Raw{"30", Text}, "30"},
		{"whole number, a percentage", "team", Raw{"60%", Text}, "unreadable any R0579"},
		{"percent, all", "share", Raw{"1", Text}, "1"},
		{"percent, a little more than all", "share", Raw{"1.01", Text}, "unreadable any R0580"},
		{"percent, more than all", "share", Raw{"120%", Text}, "1.2"},
		{"percent, more than all is bounded", "quotient", Raw{"1.5", Text}, "1.5"},
		{"percent, over the bound", "quotient", Raw{"201%", Text}, "unreadable any R0578"},
		{"age, two units", "years old", Raw{"3岁周岁", Text}, "unreadable any R0570"},
		{"age, a percentage", "years old", Raw{"45%", Text}, "unreadable any R0570"},
		{"age, a half", "years old", Raw{"45.5", Text}, "unreadable any R0579"},
		{"age, the least", "years old", Raw{"0", Text}, "0"},
		{"age, less", "years old", Raw{"-1", Text}, "unreadable any R0578"},
		{"age, the greatest", "years old", Raw{"150", Text}, "150"},
		{"age, more", "years old", Raw{"151", Text}, "unreadable any R0578"},
		{"year, the first", "hired", Raw{"1900", Text}, "1900"},
		{"year, before", "hired", Raw{"1899", Text}, "unreadable any R0578"},
		{"year, the last", "hired", Raw{"2200", Text}, "2200"},
		{"year, after", "hired", Raw{"2201", Text}, "unreadable any R0578"},
		{"year, of two", "hired", Raw{"2024-2025", Text}, "unreadable any R0570"},
		{"school year, of two", "entered", Raw{"2024-2025", Text}, "2024"},
		{"school year, of two in short", "entered", Raw{"2024/25学年", Text}, "2024"},
		{"school year, wave", "entered", Raw{"2024~25", Text}, "2024"},
		{"school year, 至", "entered", Raw{"2024至2025学年度", Text}, "2024"},
		{"school year, of a century", "entered", Raw{"1999-00", Text}, "1999"},
		{"school year, of two not running", "entered", Raw{"2024-2026", Text}, "unreadable any R0570"},
		{"school year, of one twice", "entered", Raw{"2024-24", Text}, "unreadable any R0570"},
		{"school year, another sign", "entered", Raw{"2024.2025", Text}, "unreadable any R0579"},
		{"school year, alone", "entered", Raw{"2024学年", Text}, "2024"},
		{"period, longest first", "loan", Raw{"6个月5年", Text}, "unreadable any R0570"},
		{"period, one unit twice", "loan", Raw{"5年5年", Text}, "unreadable any R0570"},
		{"period, a month of a year", "term", Raw{"2021年9月", Text}, "unreadable any R0570"},
		{"period, a year", "term", Raw{"2021", Text}, "unreadable any R0570"},
		{"period, a day", "term", Raw{"2018年2月30日", Text}, "unreadable any R0570"},
		{"period, a day without a year", "term", Raw{"十二月三日", Text}, "unreadable any R0570"},
		{"period, months and days", "term", Raw{"3个月15日", Text}, "3mo15d"},
		{"period, money", "term", Raw{"3元", Text}, "unreadable any R0570"},
		{"period, the longest", "term", Raw{"100年", Text}, "100y"},
		{"period, longer than a life", "term", Raw{"100年1个月", Text}, "unreadable any R0570"},
		{"period, days first", "loan", Raw{"30天2个月", Text}, "unreadable any R0570"},
		{"period, all three", "loan", Raw{"1年6个月15天", Text}, "1y6mo15d"},
		{"period, weeks", "loan", Raw{"2周", Text}, "14d"},
		{"period, the longest", "loan", Raw{"10000天", Text}, "10000d"},
		{"period, longer", "loan", Raw{"10001天", Text}, "unreadable any R0570"},
		{"period, half a week", "loan", Raw{"0.5周", Text}, "unreadable any R0582"},
		{"period, bare in months", "probation", Raw{"18", Text}, "1y6mo"},
		{"period, stored as a date", "loan", Raw{"2015-03-01", Date}, "unreadable any R0570"},
		{"per year, the first", "grades", Raw{"1900优秀", Text}, "1900:优秀"},
		{"per year, before", "grades", Raw{"1899优秀", Text}, "unreadable lost R0585"},
		{"per year, the last", "grades", Raw{"2200优秀", Text}, "2200:优秀"},
		{"per year, after", "grades", Raw{"2201优秀", Text}, "unreadable lost R0585"},
		{"per year, strokes", "grades", Raw{"2023优秀/2024称职", Text}, "2023:优秀 2024:称职"},
		{"per year, other signs", "grades", Raw{"2023=优秀;2024-称职;2022.优秀", Text}, "2023:优秀 2024:称职 2022:优秀"},
		{"per year, numbers that differ", "scores", Raw{"2023:85;2023:86", Text}, "unreadable lost R0586"},
		{"several texts, strokes", "honours", Raw{"甲/乙", Text}, "甲+乙"},
		{"several texts, a line break of old", "honours", Raw{"甲\r乙", Text}, "甲+乙"},
		{"several texts, comma", "honours", Raw{"甲,乙", Text}, "甲+乙"},
		{"several texts, spaces part none", "honours", Raw{"甲 乙", Text}, "甲 乙"},
		{"several numbers, a stored one", "marks", Raw{"3.0000000000000004", Number}, "3"},
		{"several numbers, a bad one", "marks", Raw{"3、四", Text}, "unreadable any any R0570"},
		{"several dates, a month alone", "children", Raw{"2013.8", Text}, "2013-08-01 month 2013-08-01..2013-08-31"},
		{"date, a month that may have lost its zero", "since", Raw{"2015.1", Text}, "2015-01-01 january month 2015-01-01..2015-01-31"},
		{"date, a month that has kept it", "since", Raw{"2015.10", Text}, "2015-10-01 october month 2015-10-01..2015-10-31"},
		{"date, a month told otherwise", "since", Raw{"2015年1", Text}, "2015-01-01 month 2015-01-01..2015-01-31"},
		{"date, 至今 where it does not run on", "since", Raw{"至今", Text}, "unreadable any R0590"},
		{"number, digits as written", "pay", Raw{"0.30000000000000004", Text}, "0.30000000000000004"},
		{"number, stored as a date", "pay", Raw{"2015-03-01", Date}, "unreadable any R0570"},
		{"period, stored as yes", "loan", Raw{"TRUE", Boolean}, "unreadable any R0570"},
		{"period, two points", "loan", Raw{"1.5.5年", Text}, "unreadable any R0570"},
		{"period, a unit alone", "loan", Raw{"年", Text}, "unreadable any R0570"},
		{"period, a point behind the unit", "loan", Raw{"3年.", Text}, "unreadable any R0570"},
		{"date, a number in exponent form", "since", Raw{"2015.1E2", Number}, "2015-10-01 month 2015-10-01..2015-10-31"},
		{"date, a sign first", "since", Raw{"-2015", Text}, "unreadable any R0570"},
		{"date, no year before its sign", "since", Raw{"年3月", Text}, "unreadable any R0570"},
		{"date, a blank with text left", "since", Raw{"2015-03-01", Blank}, "empty any"},
		{"several texts, a number", "honours", Raw{"1.2E3", Number}, "1200"},
		{"several, unknown", "duties", Raw{"不详", Text}, "empty any"},
		{"per year, unknown", "grades", Raw{"不详", Text}, "empty lost"},
		{"per year, two years before a value", "grades", Raw{"2023 2024优秀 2025", Text}, "unreadable lost R0585"},
		{"per year, a year alone at the end", "grades", Raw{"2023 优秀 2024", Text}, "unreadable lost R0585"},
		{"per year, a value behind a year apart", "grades", Raw{"2023 优秀;称职", Text}, "unreadable lost R0585"},
		{"yes or no, two", "secret", Raw{"2", Number}, "unreadable any R0570"},
		{"several, spaces between separators", "duties", Raw{"财务、 、人事", Text}, "财务+人事"},
		{"several texts, one twice", "honours", Raw{"甲、乙、甲", Text}, "甲+乙"},
		{"several texts that a word stands for", "tags", Raw{"两项", Text}, "甲"},
		{"several texts, blank is assumed", "awards", Raw{}, "assumed 甲 whole "},
		{"several numbers that a word stands for", "sums", Raw{"满分", Text}, "100"},
		{"date, a word that says it runs on", "tenured", Raw{"长期", Text}, "open"},
		{"date, a word beside one that says it runs on", "tenured", Raw{"2030-12-31", Text}, "2030-12-31"},
		{"texts per year", "remarks", Raw{"2023;2024", Text}, "unreadable lost R0585"},
		{"texts per year, an unknown one", "remarks", Raw{"2023 fine; 2024不详", Text}, "empty lost"},
		{"texts per year, both known", "remarks", Raw{"2023 fine; 2024=又一", Text}, "2023:fine 2024:又一"},
		{"period, half a working day", "loan", Raw{"1.5个工作日", Text}, "unreadable any R0582"},
		{"period, days and months in letters", "loan", Raw{"30d 2mo", Text}, "unreadable any R0570"},
		{"text, a choice of words left open", "unit", Raw{"??", Text}, "empty "},
		{"choice, stored in exponent form", "band", Raw{"7E0", Number}, "7"},
	} {
		t.Run(test.name, func(t *testing.T) {
			texts := value.NewTexts()
			f := field(p, test.field)
			r := newCells(texts).read(f, test.in, false)
			got := stateNames[r.cell.State] + show(f, texts, r.cell.Value)
			if r.cell.State == Assumed {
				got += " whole " + show(f, texts, *r.cell.Whole)
			}
			if r.january {
				got += " january"
			}
			if r.october {
				got += " october"
			}
			if r.cell.Month {
				got += " month " + show(f, texts, *r.cell.Whole)
			}
			if r.problem != nil {
				got += " " + string(r.problem.Code)
			}
			require.Equal(t, test.want, got)
		})
	}
}

// Each word that offices write is read, and each unit.
func TestWords(t *testing.T) {
	p := program(t, further+allRules)
	for _, test := range []struct {
		field, want string
		in          []string
	}{
		{"leaves", "none", []string{"—", "－", "-", "--", "---", "/", "\\", "N/A", "无", "没有", "none", "无此项", "从未", "不适用"}},
		{"leaves", "empty any", []string{"不详", "未知", "待查", "unknown", "?", "??"}},
		{"cleared", "assumed no", []string{"—", "－", "-", "--", "---", "/", "\\", "N/A"}},
		{"secret", "yes", []string{"是", "√", "✓", "✔", "☑", "有", "Y", "yes", "true", "1", "对"}},
		{"secret", "no", []string{"否", "×", "✗", "✘", "x", "无", "没有", "从未", "N", "no", "false", "0", "未", "错"}},
		{"secret", "empty any", []string{"none", "无此项", "不适用"}},
		{"team", "3", []string{"3个", "3人", "3名", "3分", "3岁", "3年", "3元", "3节", "3课时", "3次", "3级"}},
		{"years old", "3", []string{"3岁", "3周岁", "3 years old", "3 years"}},
		{"years old", "unreadable any", []string{"3年", "3个"}},
		{"hired", "2003", []string{"2003年", "2003年度", "2003财政年度", "2003学年", "2003学年度"}},
		{"loan", "3y", []string{"3年", "3周年", "3y", "3yr", "3yrs", "3year", "3years", "3 Years"}},
		{"loan", "3mo", []string{"3个月", "3月", "3mo", "3mos", "3month", "3months"}},
		{"loan", "21d", []string{"3周", "3星期", "3w", "3week", "3weeks"}},
		{"loan", "3d", []string{"3天", "3日", "3d", "3day", "3days"}},
		{"loan", "3 workdays", []string{"3个工作日", "3工作日", "3workday", "3workdays", "3working day", "3 working days"}},
	} {
		for _, word := range test.in {
			texts := value.NewTexts()
			f := field(p, test.field)
			r := newCells(texts).read(f, Raw{word, Text}, false)
			require.Equal(t, test.want, stateNames[r.cell.State]+show(f, texts, r.cell.Value), "%s: %s", test.field, word)
		}
	}
}

// What is said of a cell names what was meant, what there is to choose from, and bounds.
func TestCellMessages(t *testing.T) {
	const twelve, thirteen = "field twelve: one of (a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3)\n", "field thirteen: one of (a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, b4)\n"
	p := program(t, further+twelve+thirteen+allRules)
	for _, test := range []struct{ field, in, english, chinese string }{
		{"level", "高中", "“高中” is no value of “level”, which is a choice of “degree” (college, bachelor, master)", "“高中”不是“学历”的值，此列应为“大专”“本科”“硕士”之一（大专、本科、硕士）"},
		{"level", "bachelr", "“bachelr” is no value of “level”, which is a choice of “degree”; did you mean “bachelor”?", "“bachelr”不是“学历”的值，此列应为“大专”“本科”“硕士”之一；是否指“bachelor”？"},
		{"secret", "yess", "“yess” is no value of “secret”, which is a condition (yes or no); did you mean “yes”?", "“yess”不是“是否涉密”的值，此列应为条件（是或否）；是否指“yes”？"},
		{"twelve", "x", "“x” is no value of “twelve”, which is a choice of “twelve” (a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3)", "“x”不是“twelve”的值，此列应为“a1”“a2”“a3”等之一（a1、a2、a3、a4、a5、a6、a7、a8、a9、b1、b2、b3）"},
		{"thirteen", "x", "“x” is no value of “thirteen”, which is a choice of “thirteen”", "“x”不是“thirteen”的值，此列应为“a1”“a2”“a3”等之一"},
		{"thirteen", "b44", "“b44” is no value of “thirteen”, which is a choice of “thirteen”; did you mean “b4”?", "“b44”不是“thirteen”的值，此列应为“a1”“a2”“a3”等之一；是否指“b4”？"},
		{"team", "31", "“31” in “team” is outside 0 to 30", "“职数”中的“31”超出 0 至 30 的范围"},
		{"years old", "151", "“151” in “years old” is outside 0 to 150", "“年龄”中的“151”超出 0 至 150 的范围"},
		{"hired", "215", "“215” in “hired” is outside 1900 to 2200", "“入职年度”中的“215”超出 1900 至 2200 的范围"},
		{"since", "abc", "“abc” is no value of “since”, which is a date such as 2015-03-01 or 2015.03", "“abc”不是“任现职时间”的值，此列应为日期，如 2015-03-01 或 2015.03"},
		{"since", "1899-12-31", "“1899-12-31” in “since” lies outside the years 1900 to 2200", "“任现职时间”中的“1899-12-31”超出 1900 年至 2200 年的范围"},
		{"since", "2015-02-30", "“2015-02-30” in “since”: there is no day or month 2015-02-30", "“任现职时间”中的“2015-02-30”：没有 2015-02-30 这一天或月份"},
		{"grades", "2023优秀;称职", "“称职” in “grades” lacks its year; write it like 2023优秀", "“近三年考核”中的“称职”没有写年度；请写成 2023优秀 的形式"},
		{"scores", "85", "“85” in “scores” lacks its year; write it like 2023:…", "“得分”中的“85”没有写年度；请写成 2023:… 的形式"},
		{"grades", "2023优秀;2023称职", "“2023优秀;2023称职” in “grades” gives 2023 twice and differently", "“近三年考核”中的“2023优秀;2023称职”对 2023 年给出两个不同的值"},
		{"loan", "long", "“long” is no value of “loan”, which is a length of time such as 5 years or 18 months", "“long”不是“借调”的值，此列应为期限，如 5年 或 18个月"},
		{"children", "2013.8;2016.13", "“2016.13” in “children”: there is no day or month 2016-13", "“子女出生日期”中的“2016.13”：没有 2016-13 这一天或月份"},
	} {
		f := field(p, test.field)
		r := newCells(value.NewTexts()).read(f, Raw{test.in, Text}, false)
		require.NotNil(t, r.problem, test.in)
		var found diag.List
		d := found.Add(r.problem.Code, nil, append([]any{r.problem.Word, f.Text()}, r.problem.More...)...)
		require.Equal(t, test.english, d.Message(locale.English), test.in)
		require.Equal(t, test.chinese, d.Message(locale.Chinese), test.in)
	}
}

func TestDomain(t *testing.T) {
	p := program(t, allRules)
	for _, test := range []struct{ field, want string }{
		{"since", "1900-01-01..2100-12-31"}, {"secret", "yes no"}, {"team", "0..30 scale 0"}, {"pay", "-1000000000..1000000000 scale 2"},
		{"share", "0..1 scale 4"}, {"years old", "0..120 scale 0"}, {"hired", "1900..2100 scale 0"}, {"term", "0d..100y"},
		{"level", "[0 1 2] of []"}, {"duties", "[0 1 2 3] of [] several"}, {"spouse", "[7 8] of [] none"}, {"children", "2 parts none"}, {"grades", "lost"},
	} {
		f := field(p, test.field)
		s := Domain(f, []int32{7, 8})
		var got string
		switch {
		case s.Lost:
			got = "lost"
		case s.Parts != nil:
			got = fmt.Sprint(len(s.Parts), " parts")
		case s.Kind == types.Bool:
			require.True(t, s.True && s.False)
			got = "yes no"
		case s.Kind == types.Date:
			got = s.First.String() + ".." + s.Last.String()
		case s.Kind == types.Period:
			got = s.Short.String() + ".." + s.Long.String()
		case s.Codes != nil:
			got = fmt.Sprint(s.Codes, " of ", s.Sure)
			if s.Several {
				got += " several"
			}
		default:
			got = fmt.Sprint(s.Low, "..", s.High, " scale ", s.Scale)
		}
		if s.None {
			got += " none"
		}
		require.Equal(t, test.want, got, test.field)
	}
}

// FuzzReadCell: whatever is written, a cell is one of the states, and says why
// when it cannot be read.
func FuzzReadCell(f *testing.F) {
	for _, seed := range []string{"2015.3.1", "2023优秀;2024称职", "1.5年", "60%", "二〇一五年十月", "3/1/2015", "-", "1,234", "十十", "9999999999999999999999", "20E9", "\xff"} {
		f.Add(seed, uint8(Text))
		f.Add(seed, uint8(Number))
	}
	p := program(f, allRules)
	f.Fuzz(func(t *testing.T, text string, kind uint8) {
		c := newCells(value.NewTexts())
		for _, field := range p.Subject.Fields {
			r := c.read(field, Raw{text, Kind(kind % 6)}, false)
			if r.cell.State == Unreadable && r.problem == nil && Kind(kind%6) != Fault {
				t.Fatalf("%s: %q is unreadable without a word", field.Name, text)
			}
			if s := r.cell.Value; r.cell.State == Known && !s.None && !s.Some() {
				t.Fatalf("%s: %q is known and holds nothing", field.Name, text)
			}
			if r.problem != nil {
				var found diag.List
				d := found.Add(r.problem.Code, nil, append([]any{text, field.Name}, r.problem.More...)...)
				if strings.Contains(d.Message(locale.English), "{2}") || d.Severity() == 0 {
					t.Fatal(d.Message(locale.English))
				}
			}
		}
	})
}
