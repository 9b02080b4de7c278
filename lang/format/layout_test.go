package format_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/format"
	"rota/lang/source"
)

// One layout, whatever the author's.
func TestLayout(t *testing.T) {
	for name, c := range map[string][2]string{
		"spaces":            {"post   tenure>=5y=>must rotate  \n", "post tenure >= 5y => must rotate\n"},
		"no end of line":    {"male => may rotate", "male => may rotate\n"},
		"line ends":         {"male => may rotate\r\n\r\n\r\nfemale => may rotate\r", "male => may rotate\n\nfemale => may rotate\n"},
		"empty":             {"\n\n", ""},
		"a comment alone":   {"-- a\n\n\n", "-- a\n"},
		"comments alone":    {"\n -- a\n\n\n--b  \n", "-- a\n\n--b\n"},
		"before the first":  {"-- a\r\n\r\n\r\n -- b\t\r\n\r\nmale => may rotate\r\n", "-- a\n\n-- b\n\nmale => may rotate\n"},
		"above the first":   {"-- a\n  --b\nmale => may rotate\n", "-- a\n--b\nmale => may rotate\n"},
		"between":           {"male => may rotate\n\n\n  -- a\n-- b\n\n\n\nfemale => may rotate\n-- c\n   -- d\n", "male => may rotate\n\n  -- a\n-- b\n\nfemale => may rotate\n-- c\n  -- d\n"},
		"full-width signs":  {"rule 1　post tenure＞＝5y，male＝＞must rotate\n", "rule 1 post tenure >= 5y, male => must rotate\n"},
		"capitals":          {"RULE 1 Male AND Rich => MUST Rotate\n", "rule 1 Male and Rich => must Rotate\n"},
		"quotes in English": {"rule 1 “t” unit is “x” => may rotate\n", "rule 1 \"t\" unit is \"x\" => may rotate\n"},
		"quotes in Chinese": {"规则1\"t\" 单位 为 \"x\" 的, 可 轮岗\n", "规则1“t”单位为“x”的，可轮岗\n"},
		"titles of books":   {"政策《办法》\n 依据《规定》\n", "政策《办法》\n  依据《规定》\n"},
		"quoted names":      {"rule 1  'post  tenure'>=5y => may rotate\n", "rule 1 'post tenure' >= 5y => may rotate\n"},
		"quoted in Chinese": {"规则1 'post tenure'满5年的，可轮岗\n", "规则1 ‘post tenure’满5年的，可轮岗\n"},
		"a header":          {"policy  \"x\"\n      source   \"y\"\n\n as  of 2024/12/31 -- a\n", "policy \"x\"\n  source \"y\"\n\n  as of 2024-12-31  -- a\n"},
		"signs":             {"set a=-1\nset b = 2 -a*3\n", "set a = -1\nset b = 2 - a * 3\n"},
		"two minuses":       {"set a = - -1\n", "set a = - -1\n"},
		"brackets":          {"rule 1 ( male or female ) , rank in( clerk,section chief ) [ 3.1 ] => may rotate\n", "rule 1 (male or female), rank in (clerk, section chief) [3.1] => may rotate\n"},
		"items":             {"any => exempt\n      5.1 male\n         or female\n      5.2 pregnant\n", "any => exempt\n  5.1 male\n    or female\n  5.2 pregnant\n"},
		"tail":              {"any => exempt\n    5.1 male\n    unless nursing\n    despite 3\nrule 3 male => may rotate\n", "any => exempt\n  5.1 male\n  unless nursing\n  despite 3\nrule 3 male => may rotate\n"},
		"items further in":  {"rule 1 \"t\"\n promote requires\n  1a male\n  1b nursing\n unless pregnant\n", "rule 1 \"t\"\n  promote requires\n    1a male\n    1b nursing\n  unless pregnant\n"},
		"comments at ends":  {"set a = 5y --one\nset long name = 6y    -- two\n\nset b = 7y -- three\n", "set a = 5y  --one\nset long name = 6y  -- two\n\nset b = 7y  -- three\n"},
		"comments of items": {"any => exempt -- a\n     5.1 male   --b\n     5.22 nursing --c\n-- d\n     5.3 female\n    -- e\n-- f\nmale => may rotate\n", "any => exempt   -- a\n  5.1 male      --b\n  5.22 nursing  --c\n  -- d\n  5.3 female\n  -- e\n-- f\nmale => may rotate\n"},
		"an empty line":     {"any => exempt -- a\n  5.1 male -- b\n\n  5.22 nursing, female -- c\n  5.3 female -- d\n\n  5.4 male -- e\n", "any => exempt  -- a\n  5.1 male     -- b\n\n  5.22 nursing, female  -- c\n  5.3 female            -- d\n\n  5.4 male  -- e\n"},
		"wide comments":     {"any => exempt\n  5.1 正在接受审查 -- a\n  5.2 male -- b\n", "any => exempt\n  5.1 正在接受审查  -- a\n  5.2 male          -- b\n"},
		"Chinese":           {"规则 4.1 敏感岗位 任职 满 5 年 的 ， 必须 轮岗 。\n", "规则4.1 敏感岗位任职满5年的，必须轮岗。\n"},
		"a needed space":    {"认定项 甲，乙丙，甲乙，丙\n规则1 甲 乙丙的，可轮岗\n", "认定项 甲，乙丙，甲乙，丙\n规则1 甲 乙丙的，可轮岗\n"},
		"heads and names":   {"设定  期限=5年\n定义 长 之 履历=时长满5年\n", "设定 期限 = 5年\n定义 长 之 履历 = 时长满5年\n"},
		"English names":     {"规则1 male   pregnant的,可轮岗\n", "规则1 male pregnant 的，可轮岗\n"},
		"negative numbers":  {"设定 a=（-1）\n设定 b=3*-1\n设定 c=2- -1\n", "设定 a = （-1）\n设定 b = 3 * -1\n设定 c = 2 - -1\n"},
		"two scripts":       {"动作 serve又称“承接”\n规则1 male的,必须serve\n", "动作 serve 又称“承接”\n规则1 male 的，必须 serve\n"},
		"rows of tables":    {"table t by rank,unit\n    clerk ,  \"a\"   :6y,from 2020-01-01\n    clerk,b :  5 years\nmale => may rotate\n", "table t by rank, unit\n  clerk, \"a\": 6y, from 2020-01-01\n  clerk, b: 5 years\nmale => may rotate\n"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c[1], formatted(t, c[0], format.AsWritten))
			assert.Equal(t, c[1], formatted(t, c[1], format.AsWritten), "a second run")
		})
	}
}

// turned is what the two languages say in another order, with other words, or other
// literals.
var turned = [][2]string{
	{"sensitive => must rotate", "敏感岗位的，必须轮岗"},
	{"rule 1 post tenure >= 18mo => must rotate", "规则1 任职时间满18个月的，必须轮岗"},
	{"rule 1 birth date < 1980-01-31 => may rotate", "规则1 出生日期早于1980年1月31日的，可以轮岗"},
	{"rule 1 degree >= bachelor => may rotate", "规则1 学历不低于本科的，可以轮岗"},
	{"rule 1 rank in (section chief, clerk) => may rotate", "规则1 职级属于正股级、科员的，可以轮岗"},
	{"rule 1 not nursing, age <= 50 years old => may rotate", "规则1 非哺乳期，年龄不超过50周岁的，可以轮岗"},
	{"rule 1 male => must rotate within 6mo from post since", "规则1 男的，必须轮岗自任现职时间起6个月内"},
	{"rule 1 male => must not rotate for 3y from refused on", "规则1 男的，不得轮岗自拒绝交流日期起3年内"},
	{"rule 1 male => must rotate for 3y from refused on", "规则1 男的，必须轮岗为期3年自拒绝交流日期起"},
	{"rule 1 male => defer rotate until retirement date", "规则1 男的，暂缓轮岗，直至退休日期"},
	{"rule 1 male => exempt from rotate despite 2, 3.1", "规则1 男的，免于轮岗，不受2、3.1限制"},
	{"rule 1 male => may rotate unless female", "规则1 男的，可以轮岗，除非女"},
	{"rule 1 refused on within 36mo before as-of date => may rotate", "规则1 拒绝交流日期在截止日前36个月内的，可以轮岗"},
	{"rule 1 refused on within 5 workdays from joined on => may rotate", "规则1 拒绝交流日期在自参加工作时间起5个工作日内的，可以轮岗"},
	{"rule 1 school year of joined on = school year 2024 => may rotate", "规则1 参加工作时间所在学年等于2024学年的，可以轮岗"},
	{"rule 1 joined on < 31 August of school year of as-of date => may rotate", "规则1 参加工作时间早于截止日所在学年的8月31日的，可以轮岗"},
	{"rule 1 joined on < 1 September of school year of as-of date => may rotate", "规则1 参加工作时间早于截止日所在学年的9月1日的，可以轮岗"},
	{"rule 1 length of the run open at as-of date of (runs of career per unit broken by a gap of at least 1mo) in full >= 5y => may rotate", "规则1 在截止日当日的一段（连续段 career 每单位间断满1个月即断）的时长全程满5年的，可以轮岗"},
	{"rule 1 number of different post in career > 2 => may rotate", "规则1 不同职务数见于 career 超过2的，可以轮岗"},
	{"rule 1 latest of children born > 2020-01-01 => may rotate", "规则1 最晚子女出生日期晚于2020年1月1日的，可以轮岗"},
	{"rule 1 leader in charge is spouse's kin => may rotate", "规则1 分管领导为配偶的亲属的，可以轮岗"},
	{"rule 1 spouse is own record => may rotate", "规则1 配偶为本人的，可以轮岗"},
	{"define x = later of (post since, joined on)", "定义 x = 较晚者（任现职时间，参加工作时间）"},
	{"require 4.1 male should (not pregnant)", "要求4.1 男应当（非孕期）"},
	{"output x = if male then 1 else 2", "输出 x = 若男则1否则2"},
	{"field x: text, assumed no when blank", "字段 x：文字，空白推定为否"},
	{"table t by 岗位\n  a: 6y from 2020-01-01 until 2021-01-01", "表 t 按岗位\n  a：6年自2020年1月1日起直至2021年1月1日"},
	{"test \"t\"\n  given rank section chief, post category finance、personnel, as of 2024-12-31\n  expect must rotate by 2, 4.3; undetermined: post since and rank", "测试“t”\n  给定 职级正股级，岗位类别财务、人事，截至2024年12月31日\n  期望 必须轮岗按2、4.3；待定：任现职时间、职级"},
}

func TestTurned(t *testing.T) {
	for _, c := range turned {
		en, zh := c[0]+"\n", c[1]+"\n"
		assert.Equal(t, zh, formatted(t, en, format.InChinese))
		assert.Equal(t, en, formatted(t, zh, format.InEnglish))
	}
}

// One of a unit is one, several are several, whichever was written.
func TestOneAndSeveral(t *testing.T) {
	for _, unit := range [][2]string{{"workday", "个工作日"}, {"school year", "学年"}, {"financial year", "财政年度"}} {
		for n, plural := range map[string]string{"1": "", "2": "s", "11": "s", "21": "s"} {
			for _, written := range []string{unit[0], unit[0] + "s"} {
				en := formatted(t, "set a = "+n+" "+written+"\n", format.InEnglish)
				assert.Equal(t, "set a = "+n+" "+unit[0]+plural+"\n", en)
				zh := formatted(t, en, format.InChinese)
				assert.Equal(t, "设定 a = "+n+unit[1]+"\n", zh)
				assert.Equal(t, en, formatted(t, zh, format.InEnglish))
			}
		}
	}
}

// A limit in time, a year as a value and a list of what is no plain value have one form
// in each language.
func TestTimesAndListsTurned(t *testing.T) {
	for en, zh := range map[string]string{
		"rule 1 male => must rotate from 2025-01-01":                                       "规则1 男的，必须轮岗自2025年1月1日起",
		"rule 1 male => must rotate from 2025-01-01 until 2026-01-01":                      "规则1 男的，必须轮岗自2025年1月1日起，直至2026年1月1日",
		"rule 1 financial year of joined on = financial year 2024 => may rotate":           "规则1 参加工作时间所在财政年度等于2024财政年度的，可以轮岗",
		"rule 1 year of joined on = calendar year 2024 => may rotate":                      "规则1 参加工作时间所在年度等于2024年的，可以轮岗",
		"field x: school year, blank means school year 2024, \"a\" means school year 2023": "字段 x：学年，空白即2024学年，“a”即2023学年",
		"output x: financial year = financial year 2024":                                   "输出 x：财政年度 = 2024财政年度",
		"rule 1 unit in (own unit, planned unit) => may rotate":                            "规则1 单位属于（本人单位，调整后单位）的，可以轮岗",
		"rule 1 unit in (own unit) => may rotate":                                          "规则1 单位属于（本人单位）的，可以轮岗",
		"rule 1 age in ((1 + 2) * 3, (4)) => may rotate":                                   "规则1 年龄属于（（1 + 2） * 3，（4））的，可以轮岗",
		"define x = later of ((post since), joined on + 1y)":                               "定义 x = 较晚者（（任现职时间），参加工作时间 + 1年）",
		"rule 1 whole years from joined on to as-of date >= 5 => may rotate":               "规则1 整年数自参加工作时间至截止日满5的，可以轮岗",
		"rule 1 workdays from joined on to as-of date >= 5 => may rotate":                  "规则1 工作日数自参加工作时间至截止日满5的，可以轮岗",
	} {
		assert.Equal(t, zh+"\n", formatted(t, en+"\n", format.InChinese))
		assert.Equal(t, en+"\n", formatted(t, zh+"\n", format.InEnglish))
	}
}

// Numbers, days and lengths of time have one form in each language.
func TestLiteralsTurned(t *testing.T) {
	for en, zh := range map[string]string{
		"1 January": "1月1日", "28 February": "2月28日", "31 March": "3月31日", "30 April": "4月30日", "1 May": "5月1日", "30 June": "6月30日",
		"1 July": "7月1日", "31 August": "8月31日", "1 September": "9月1日", "10 October": "10月10日", "11 November": "11月11日", "31 December": "12月31日",
		"2024-01-05": "2024年1月5日", "2024-10-20": "2024年10月20日", "45 years old": "45周岁",
		"5y": "5年", "1y6mo": "1年6个月", "10y11mo": "10年11个月", "18mo": "18个月", "6w": "6周", "30d": "30天", "1 workday": "1个工作日",
		"30%": "30%", "1 third": "3分之1", "2 thirds": "3分之2", "1 sixth": "6分之1", "5 sixths": "6分之5", "1 seventh": "7分之1", "3 sevenths": "7分之3", "4 ninths": "9分之4",
		"5.5": "5.5", "0": "0",
	} {
		assert.Equal(t, "设定 a = "+zh+"\n", formatted(t, "set a = "+en+"\n", format.InChinese))
		assert.Equal(t, "set a = "+en+"\n", formatted(t, "设定 a = "+zh+"\n", format.InEnglish))
	}
}

// A score says its points first in English, what they are given for in Chinese.
func TestScoreTurned(t *testing.T) {
	en := `score s also called "积分" [7]
  7.1 "years" 2 for each year of post tenure, at most 10, at least 1
  7.2 60% of age
  7.3 minus 50 if male
  7.4 1 for each 3 of age if male, at most 5
  7.5 minus 2 for each month of post tenure if male and pregnant
  7.6 60% of age if male, at most 3
  7.7 -2 if male
  7.8 2 for each school year of post tenure
  7.9 2 for each financial year of post tenure
  7.10 2 for each 3mo of post tenure
  7.11 age
  7.1, 7.2 together at most 80, at least 1
  together at least 0
`
	zh := `计分 s 又称“积分”〔7〕
  7.1“years”任职时间每满1年计2，不超过10，不少于1
  7.2 年龄的60%
  7.3 男的，扣50
  7.4 男，年龄每满3计1，不超过5
  7.5 男且孕期，任职时间每满1个月扣2
  7.6 男的，计年龄的60%，不超过3
  7.7 男的，计 -2
  7.8 任职时间每满1学年计2
  7.9 任职时间每满1财政年度计2
  7.10 任职时间每满3个月计2
  7.11 年龄
  7.1、7.2共计不超过80，不少于1
  共计不少于0
`
	assert.Equal(t, zh, formatted(t, en, format.InChinese))
	assert.Equal(t, en, formatted(t, zh, format.InEnglish))
	const signs = "score s\n  7.1  +  2 if male\n  7.2 \"t\" +2 if male\n  7.3  -2 if male\n"
	assert.Equal(t, "score s\n  7.1 +2 if male\n  7.2 \"t\" +2 if male\n  7.3 -2 if male\n", formatted(t, signs, format.AsWritten))
	const other = "计分 s\n  7.1 男的，加2分\n  7.2 年龄每满1减3分\n"
	assert.Equal(t, other, formatted(t, other, format.AsWritten))
	assert.Equal(t, "score s\n  7.1 2 if male\n  7.2 minus 3 for each 1 of age\n", formatted(t, other, format.InEnglish))
}

// A list without brackets gets those that English needs.
func TestListsInBrackets(t *testing.T) {
	for zh, en := range map[string]string{
		"要求4.1 男应当非孕期\n":                        "require 4.1 male should (not pregnant)\n",
		"检查4.1：应当非男\n":                          "check 4.1: should (not male)\n",
		"规则1 职务属于本人职务、“x”的，可轮岗\n":               "rule 1 post in (own post, \"x\") => may rotate\n",
		"定义 x = 较晚者 任现职时间、参加工作时间\n":             "define x = later of (post since, joined on)\n",
		"规则1 职级属于正股级、科员的，可轮岗\n":                 "rule 1 rank in (section chief, clerk) => may rotate\n",
		"规则1 职级不属于（正股级，科员）的，可轮岗\n":              "rule 1 rank not in (section chief, clerk) => may rotate\n",
		"规则1 岗位类别见于（财务或人事）的，可轮岗\n":              "rule 1 post category in (finance, personnel) => may rotate\n",
		"规则1 任现职时间在较晚者（参加工作时间，出生日期）前1年内的，可轮岗\n": "rule 1 post since within 1y before later of (joined on, birth date) => may rotate\n",
	} {
		assert.Equal(t, en, formatted(t, zh, format.InEnglish))
	}
}

// Names that could be cut in another way beside each other get a space in Chinese,
// quotes in English.
func TestNamesBesideEachOther(t *testing.T) {
	const names = "judged 甲 also called \"a\"\njudged 乙丙 also called \"b c\"\njudged 甲乙 also called \"a b\"\njudged 丙 also called \"c\"\n"
	for _, c := range [][2]string{
		{"rule 2 'a' b c => may rotate\n", "规则2 甲 乙丙的，可以轮岗\n"},
		{"rule 3 'a b' c => may rotate\n", "规则3 甲乙 丙的，可以轮岗\n"},
		{"rule 4 a, b c => may rotate\n", "规则4 甲，乙丙的，可以轮岗\n"},
	} {
		assert.Equal(t, names+c[0], formatted(t, names+c[1], format.InEnglish))
		assert.Contains(t, formatted(t, names+c[0], format.InChinese), c[1])
	}
}

// A comment where the other language has other words beside each other keeps a
// declaration as it was written, and that is told; what stands around it is turned.
func TestDeclarationsThatStay(t *testing.T) {
	const (
		stays = "rule 2 school year of  -- one\n  joined on = school year 2024 => may rotate\n"
		text  = "rule 1 male => may rotate\n" + stays + "\nrule 3 female => may rotate  -- two\n"
	)
	var found diag.List
	out, kept, err := formatter(text).Source(source.New("policy", text), format.InChinese, &found)
	require.NoError(t, err)
	assert.Empty(t, found)
	assert.Equal(t, "规则1 男的，可以轮岗\n"+stays+"\n规则3 女的，可以轮岗  -- two\n", out)
	require.Len(t, kept, 1)
	assert.Equal(t, strings.TrimSuffix(stays, "\n"), kept[0].Text())
	for _, words := range []format.Words{format.AsWritten, format.InEnglish} {
		assert.Equal(t, text, formatted(t, text, words))
	}
}

// A comment behind a word that is left out has a line of its own where the line before
// ends with one already.
func TestCommentOfAWordLeftOut(t *testing.T) {
	const text = "rule 1 age -- one\n  is -- two\n  >= 55 => may rotate\n"
	assert.Equal(t, "rule 1 age  -- one\n  -- two\n  >= 55 => may rotate\n", formatted(t, text, format.InEnglish))
	assert.Equal(t, "规则1 年龄  -- one\n  -- two\n  满55的，可以轮岗\n", formatted(t, text, format.InChinese))
}

// Comments between any words, after one or after two that follow, are kept whichever
// words are asked for, and the policy is laid out all the same.
func TestCommentsBetweenAnyWords(t *testing.T) {
	placed := 0
	for _, c := range append(turned, [2]string{"rule 1 age is at least 55 => may rotate"}, [2]string{"rule 1 age is >= 55 => may rotate"}) {
		words := strings.Fields(c[0])
		for i := 1; i < len(words); i++ {
			for _, more := range []int{0, 1} {
				at := min(i+more, len(words))
				text := strings.Join(words[:i], " ") + " -- one\n  " + strings.Join(words[i:at], " ")
				if more > 0 {
					text += " -- two\n  "
				}
				text += strings.Join(words[at:], " ") + "\n"
				for _, in := range []format.Words{format.AsWritten, format.InEnglish, format.InChinese} {
					var found diag.List
					out, _, err := formatter(text).Source(source.New("policy", text), in, &found)
					if errors.Is(err, format.ErrMistakes) {
						continue
					}
					placed++
					require.NoError(t, err, text)
					assert.Equal(t, 1, strings.Count(out, "-- one"), text)
					assert.Equal(t, more, strings.Count(out, "-- two"), text)
				}
			}
		}
	}
	assert.Greater(t, placed, 200)
}

// Only names that are the same thing wherever they stand are turned.
func TestNamesThatStay(t *testing.T) {
	for _, c := range [][2]string{
		{"rule 1 任职满5年的，必须轮岗\n", "rule 1 任职 >= 5y => must rotate\n"},                                                   // not its first Chinese name
		{"rule 1 工勤的，可轮岗\n", "rule 1 工勤 => may rotate\n"},                                                              // of two things
		{"定义 post tenure = 起算于参加工作时间\nmale的，可轮岗\n", "define post tenure = time since joined on\nmale => may rotate\n"}, // declared anew
		{"认定项 工作需要\n工作需要的，可轮岗\n", "judged 工作需要\n工作需要 => may rotate\n"},                                                 // in one language only
	} {
		assert.Equal(t, c[1], formatted(t, c[0], format.InEnglish))
	}
	anew := "define post tenure = time since joined on\npost tenure >= 5y => must rotate\n"
	assert.Contains(t, formatted(t, anew, format.InChinese), "post tenure 满5年的", "任职时间 would be another")
}

// A text with mistakes is not touched, and all of them are found.
func TestMistakes(t *testing.T) {
	var found diag.List
	wrong := "rule 1 male must rotate\nrule 2 (male => may rotate\n"
	text, _, err := formatter(wrong).Source(source.New("p", wrong), format.InChinese, &found)
	assert.ErrorIs(t, err, format.ErrMistakes)
	assert.Empty(t, text)
	assert.Len(t, found, 2)
}
