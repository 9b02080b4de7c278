package syntax

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/source"
)

var typeNames = func() map[TokenType]string {
	names := map[TokenType]string{}
	for name, t := range tokenTypes {
		names[t] = name
	}
	return names
}()

// reading is a declaration as the grammar sees it: keys of keywords and signs
// bare, other tokens with their type.
func reading(t testing.TB, text string, names ...string) string {
	vocab := NewVocabulary()
	for _, name := range names {
		vocab.Add(name)
	}
	var found diag.List
	read := newText(source.New("test", text))
	decls, stray := read.declarations()
	require.Len(t, decls, 1, text)
	require.Empty(t, stray, text)
	tokens, _ := reader{text: read, vocab: vocab, found: &found, guesses: newBudget()}.tokens(decls[0])
	require.Empty(t, found, text)
	var parts []string
	for _, token := range tokens[1:] {
		switch token.Type {
		case Space, Comment:
		case Keyword, Punct:
			parts = append(parts, token.Value)
		default:
			parts = append(parts, fmt.Sprintf("%s(%s)", typeNames[token.Type], token.Value))
		}
	}
	return strings.Join(parts, " ")
}

func TestLiterals(t *testing.T) {
	for text, want := range map[string]string{
		"5": "Number(5)", "５": "Number(5)", "3.5": "Number(3.5)", "五": "Number(5)", "十二": "Number(12)", "二十": "Number(20)",
		"一百零五": "Number(105)", "二〇二四": "Number(2024)", "3人": "Number(3)", "三次": "Number(3)", "两项": "Number(2)",
		"5y": "Quantity(5y)", "５ｙ": "Quantity(5y)", "1y6mo": "Quantity(1y6mo)", "18 months": "Quantity(18mo)", "1 month": "Quantity(1mo)",
		"2 weeks": "Quantity(2w)", "five years": "Quantity(5y)", "Six Months": "Quantity(6mo)", "sixty years old": "Age(60)", "ten days": "Quantity(10d)", "five": "Name(five)", "twenty-five years": "Quantity(25y)", "half a year": "Quantity(6mo)", "ninety-nine days": "Quantity(99d)", "one may": "ONE MAY", "30d": "Quantity(30d)", "5年": "Quantity(5y)", "五年": "Quantity(5y)", "两年": "Quantity(2y)", "5周年": "Quantity(5y)",
		"6个月": "Quantity(6mo)", "十二个月": "Quantity(12mo)", "30日": "Quantity(30d)", "三十天": "Quantity(30d)", "两周": "Quantity(2w)",
		"50周岁": "Age(50)", "三周岁": "Age(3)", "50岁": "Age(50)", "50 years old": "Age(50)", "五十周岁": "Age(50)",
		"30%": "Percent(30)", "３０％": "Percent(30)", "百分之三十": "Percent(30)", "百分之30": "Percent(30)",
		"2024-12-31": "Date(2024-12-31)", "2024/1/5": "Date(2024-01-05)", "2024年12月31日": "Date(2024-12-31)", "２０２４年１月５日": "Date(2024-01-05)",
		"8月31日": "MonthDay(08-31)", "31 August": "MonthDay(08-31)", "2024年": "Year(2024)", "1800年": "Quantity(1800y)",
		`"x"`: `String("x")`, "“甲”": "String(“甲”)", "《办法》": "String(《办法》)", "「甲」": "String(「甲」)", "'or'": "Name(or)", "‘或’": "Name(或)",
		"4.1a": "Clause(4.1a)", "第八条": "Clause(第八条)", "第12条": "Clause(第12条)", "x3a": "Clause(x3a)",
	} {
		require.Equal(t, want, strings.TrimPrefix(reading(t, "set v = "+text), "Name(v) = "), text)
	}
}

// A day of any month by its name, before or behind it, with a year or without; halves
// and months behind years; the years that dates have.
func TestMonthsAndHalves(t *testing.T) {
	for i, names := range []string{"January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug", "September Sep Sept", "October Oct", "November Nov", "December Dec"} {
		for _, name := range strings.Fields(names) {
			for text, want := range map[string]string{
				"5 " + name: "MonthDay(%02d-05)", name + " 15": "MonthDay(%02d-15)", "15 " + name + " 2024": "Date(2024-%02d-15)", name + " 5 1999": "Date(1999-%02d-05)",
			} {
				require.Equal(t, fmt.Sprintf("Name(v) = "+want, i+1), reading(t, "set v = "+text), text)
			}
		}
	}
	for text, want := range map[string]string{
		"半年": "Quantity(6mo)", "一年半": "Quantity(1y6mo)", "5年半": "Quantity(5y6mo)", "5年6个月": "Quantity(5y6mo)", "五年零六个月": "Quantity(5y6mo)",
		"2024学年": "Year(2024sy)", "2024财政年度": "Year(2024fy)", "6学年": "Quantity(6sy)", "1900年": "Year(1900)", "2099年": "Year(2099)", "1899年": "Quantity(1899y)", "2100年": "Quantity(2100y)",
		"百分之五": "Percent(5)", "百分之3.5": "Percent(3.5)", "百分之一百零五": "Percent(105)", "7月1日": "MonthDay(07-01)", "12月1日": "MonthDay(12-01)", "2024-1-1": "Date(2024-01-01)",
		"三分之一": "Percent(1/3)", "3分之2": "Percent(2/3)", "六分之二": "Percent(1/3)", "四分之三": "Percent(75)", "八分之一": "Percent(12.5)", "三十二分之一": "Percent(3.125)", "千分之五": "Percent(0.5)", "九十六分之八十": "Percent(5/6)",
		"one third": "Percent(1/3)", "two thirds": "Percent(2/3)", "a third": "Percent(1/3)", "3 quarters": "Percent(75)", "one half": "Percent(50)", "seven ninths": "Percent(7/9)",
		"half of": "Percent(50) OF", "half": "Name(half)", "a year": "Name(a year)", "three thirds": "Name(three thirds)",
		"five years and six months": "Quantity(5y6mo)", "5 years and 6 months": "Quantity(5y6mo)", "5 years and": "Quantity(5y) AND", "5 months and 6 months": "Quantity(5mo) AND Quantity(6mo)",
		"15 January 2124": "MonthDay(01-15) Number(2124)", "January 15 24": "MonthDay(01-15) Number(24)", "1 March, 2024": "Date(2024-03-01)", "1 March, 24": "MonthDay(03-01) , Number(24)",
		"March 2024": "Name(march) Number(2024)", "five-six years": "Name(five-six years)", "ten-one years": "Name(ten-one years)", "(1 March, 5, 2024)": "( MonthDay(03-01) , Number(5) , Number(2024) )", "1 March, 2 March": "MonthDay(03-01) , MonthDay(03-02)",
		"三分之三": "Number(3) OF Number(3)", "三分之零": "Number(3) OF Number(0)", "千分之一": "Percent(0.1)", "九分之一": "Percent(1/9)", "十一分之一": "Number(11) OF Number(1)",
		"1.5年": "Quantity(18mo)", "0.25年": "Quantity(3mo)", "1.3年": "Number(1.3) Name(年)", "1.5岁": "Age(1.5)", "5年 6个月": "Quantity(5y) Quantity(6mo)", "5年零": "Quantity(5y) Number(0)",
		"5 school years": "Quantity(5sy)", "1 fiscal years": "Quantity(1fy)",
	} {
		require.Equal(t, want, strings.TrimPrefix(reading(t, "set v = "+text), "Name(v) = "), text)
	}
}

// Signs and words in either width, language and script; arrows of Chinese.
func TestForms(t *testing.T) {
	names := []string{"任职", "轮岗", "正股级", "年龄", "经济责任审计", "男", "甲", "乙"}
	for text, want := range map[string]string{
		"任职满5年的，必须轮岗。":                          "Name(任职) >= Quantity(5y) => MUST Name(轮岗)",
		"任职满5年者，必须轮岗":                           "Name(任职) >= Quantity(5y) => MUST Name(轮岗)",
		"若任职满5年，则必须轮岗":                          "Name(任职) >= Quantity(5y) => MUST Name(轮岗)",
		"如果任职满5年，那么必须轮岗":                        "Name(任职) >= Quantity(5y) => MUST Name(轮岗)",
		"if 任职 >= 5y, then must 轮岗":             "Name(任职) >= Quantity(5y) => MUST Name(轮岗)",
		"若男的，必须轮岗":                              "Name(男) => MUST Name(轮岗)",
		"如果男的必须轮岗":                              "Name(男) => MUST Name(轮岗)",
		"若任职满5年，必须轮岗":                           "Name(任职) >= Quantity(5y) => MUST Name(轮岗)",
		"if 男, must 轮岗":                         "Name(男) => MUST Name(轮岗)",
		"if 男, must 轮岗 then 甲 else 乙 => may 轮岗": "IF Name(男) , MUST Name(轮岗) THEN Name(甲) ELSE Name(乙) => MAY Name(轮岗)",
		"若必须轮岗，则必须轮岗，否则男":                       "IF MUST Name(轮岗) THEN MUST Name(轮岗) , ELSE Name(男)",
		"if 男 then 甲 else 乙, if 男 then must 轮岗": "IF Name(男) THEN Name(甲) ELSE Name(乙) , Name(男) => MUST Name(轮岗)",
		"年龄满（若男那么60否则55），则必须轮岗":                 "Name(年龄) >= ( IF Name(男) THEN Number(60) ELSE Number(55) ) => MUST Name(轮岗)",
		"甲 => must 轮岗 despite 4.1、4(1)，5":       "Name(甲) => MUST Name(轮岗) DESPITE Number(4.1) 、 Clause(4(1)) , Number(5)",
		"凡男的，必须轮岗":                              "Name(男) => MUST Name(轮岗)",
		"任职满5年的，必须轮岗，但男的除外。":                    "Name(任职) >= Quantity(5y) => MUST Name(轮岗) UNLESS Name(男)",
		"任职满5年的，必须轮岗，但男":                        "Name(任职) >= Quantity(5y) => MUST Name(轮岗) , Name(但) Name(男)",
		"男除外的，必须轮岗":                             "Name(男) Name(除外) => MUST Name(轮岗)",
		"任职满5年者，必须轮岗 except 男":                  "Name(任职) >= Quantity(5y) => MUST Name(轮岗) UNLESS Name(男)",
		"任职满5年，则必须轮岗":                           "Name(任职) >= Quantity(5y) => MUST Name(轮岗)",
		"任職滿五年的,必須輪崗":                           "Name(任职) >= Quantity(5y) => MUST Name(轮岗)",
		"任职≥５年＝＞必须轮岗":                           "Name(任职) >= Quantity(5y) => MUST Name(轮岗)",
		"任职≧伍年，≦壹拾贰年":                           "Name(任职) >= Quantity(5y) , <= Quantity(12y)",
		"post tenure >= 5 yrs":                  "Name(post tenure) >= Quantity(5y)",
		"任职 ＞＝ 5年 => must 轮岗":                   "Name(任职) >= Quantity(5y) => MUST Name(轮岗)",
		"正股级，任职满5年的，应当轮岗":                       "Name(正股级) , Name(任职) >= Quantity(5y) => SHOULD Name(轮岗)",
		"（甲，乙）或男的，可轮岗":                          "( Name(甲) , Name(乙) ) OR Name(男) => MAY Name(轮岗)",
		"(甲、乙)且男 => 可 轮岗":                       "( Name(甲) 、 Name(乙) ) AND Name(男) => MAY Name(轮岗)",
		"甲的，乙的，必须轮岗":                            "Name(甲) , Name(乙) => MUST Name(轮岗)",
		"經濟責任審計 => must 轮岗":                     "Name(经济责任审计) => MUST Name(轮岗)",
		"甲\t=>\u00a0must　轮岗":                    "Name(甲) => MUST Name(轮岗)",
		"甲 => must 轮岗 -- 注":                     "Name(甲) => MUST Name(轮岗)",
	} {
		require.Equal(t, want, reading(t, text, names...), text)
	}
}

// Words of comparison as article 1259 of the Civil Code has them: 以上, 以下,
// 以内, 届满 include the number; 不满, 超过, 以外 do not.
func TestCivilCode1259(t *testing.T) {
	for want, words := range map[string][]string{
		">=": {"满", "年满", "届满", "不少于", "不低于", "至少", "at least", "no less than", ">=", "≥"},
		">":  {"超过", "多于", "高于", "晚于", "more than", ">"},
		"<=": {"不超过", "不高于", "不多于", "至多", "at most", "no more than", "<=", "≤"},
		"<":  {"不满", "未满", "不足", "少于", "低于", "早于", "less than", "<"},
	} {
		for _, word := range words {
			require.Equal(t, "Name(任职) "+want+" Quantity(5y) =>", reading(t, "任职 "+word+" 5年 =>", "任职"), word)
		}
	}
	for word, want := range map[string]string{"以上": ">=", "以下": "<=", "以内": "<=", "以外": ">", "or more": ">=", "or less": "<="} {
		var found diag.List
		tree := Parse(source.New("test", "define x = 任职 5年 "+word+"\nfield 任职: period\n"), nil, &found)
		require.Empty(t, found, word)
		parts := tree.Declarations[0].(*Define).Value.(*All).Parts
		require.Equal(t, want, parts[1].(*Compare).Op, word)
	}
}

func TestMargin(t *testing.T) {
	for text, want := range map[string]string{
		"rule 4 x => must y":       "RULE Number(4)",
		"任职满5年的，必须轮岗":              "RULE Name(任职)",
		"any => must y\n  1 x":     "ANY =>",
		"any time => must y":       "RULE Name(any time)", // the longest at the margin wins, head or name
		"表现优秀的，必须轮岗":               "RULE Name(表现优秀)",
		"表彰的，必须轮岗":                 "RULE Name(表彰)", // an unknown name with an arrow is no table
		"表 轮岗对象 按 职务":              "TABLE Name(轮岗对象)",
		"order of merit => must y": "RULE Name(order of merit)",
	} {
		vocab := NewVocabulary()
		for _, name := range []string{"任职", "any time", "表现优秀", "order of merit", "轮岗对象"} {
			vocab.Add(name)
		}
		read := newText(source.New("test", text))
		var found diag.List
		tokens, misspelt := reader{text: read, vocab: vocab, found: &found}.tokens(stretch{0, len(read.folded)})
		require.Empty(t, misspelt)
		got := tokens[0].Value
		if second := tokens[1]; second.Type == Keyword {
			got += " " + second.Value
		} else {
			got += fmt.Sprintf(" %s(%s)", typeNames[second.Type], second.Value)
		}
		require.Equal(t, want, got, text)
	}
}

func TestIndentation(t *testing.T) {
	for text, want := range map[string]string{
		"any => must y\n  1 a\n     b\n  2 c":              "=> MUST Name(y) Item() Number(1) Name(a) Name(b) Item() Number(2) Name(c)",
		"any => must y\n\t1 a\n    2 c":                    "=> MUST Name(y) Item() Number(1) Name(a) Item() Number(2) Name(c)",
		"any => must y\n　　1 a\n    2 c":                    "=> MUST Name(y) Item() Number(1) Name(a) Item() Number(2) Name(c)",
		"any => must y\n  1 (a\n  b)\n  2 c":               "=> MUST Name(y) Item() Number(1) ( Name(a) Name(b) ) Item() Number(2) Name(c)",
		"any => must y\n  1 a\n  unless b":                 "=> MUST Name(y) Item() Number(1) Name(a) Tail() UNLESS Name(b)",
		"any => must y\n  1 a\n  unless b\n  unless c":     "=> MUST Name(y) Item() Number(1) Name(a) Tail() UNLESS Name(b) UNLESS Name(c)",
		"any => must y\n  1 a;\n  2 c,\n  unless b":        "=> MUST Name(y) Item() Number(1) Name(a) Item() Number(2) Name(c) Tail() UNLESS Name(b)",
		"any => must y\n  1. a\n  2、c":                     "=> MUST Name(y) Item() Clause((1)) Name(a) Item() Clause((2)) Name(c)",
		"any 5 => must y\n  （一）a\n  （二）c":                  "Number(5) => MUST Name(y) Item() Clause(5(一)) Name(a) Item() Clause(5(二)) Name(c)",
		"any => must y\r  1 a\r  2 c":                      "=> MUST Name(y) Item() Number(1) Name(a) Item() Number(2) Name(c)",
		"any => must y\r\n  1 a\r\n\r\n  -- note\r\n  2 c": "=> MUST Name(y) Item() Number(1) Name(a) Item() Number(2) Name(c)",
		"any => must y\n  （一）a\n  （二）c":                    "=> MUST Name(y) Item() Clause((1)) Name(a) Item() Clause((2)) Name(c)",
	} {
		require.Equal(t, want, reading(t, text, "a", "b", "c", "y"), text)
	}
}

// Spaces before a tab are taken up by it: items at one width are items, however it is
// reached.
func TestTabs(t *testing.T) {
	for spaces := range 9 {
		tab := strings.Repeat(" ", spaces) + "\t"
		width := strings.Repeat(" ", spaces/4*4+4)
		for _, text := range []string{"any => must y\n" + tab + "1 a\n" + width + "2 c", "any => must y\n" + width + "1 a\n" + tab + "2 c"} {
			require.Equal(t, "=> MUST Name(y) Item() Number(1) Name(a) Item() Number(2) Name(c)", reading(t, text, "a", "c", "y"), "%q", text)
		}
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"Post  Tenure": "post tenure", " 任 职 ": "任职", "ＡＢＣ１": "abc1", "輪崗": "轮岗", "A 级": "a级", "岗位 A": "岗位a",
		"任 职": "任职", "a  b": "a b", "a\tb": "a b", "a 级": "a级", "岗位 a": "岗位a", " a": "a", "a ": "a", "a b": "a b", "  ": "",
	} {
		require.Equal(t, want, Fold(text), text)
	}
}

// Every unit is one piece with the number before it, in digits and in Chinese numerals.
func TestEveryUnit(t *testing.T) {
	for spelling, u := range units {
		want := "Quantity(3" + marks[u] + ")"
		switch u {
		case yearsOld:
			want = "Age(3)"
		case plain:
			want = "Number(3)"
		}
		texts := []string{"3 " + spelling}
		if spelling[0] >= 0x80 {
			texts = []string{"3" + spelling, "三" + spelling}
		}
		for _, text := range texts {
			require.Contains(t, reading(t, "x >= "+text+" => must rotate", "x"), want, text)
		}
	}
}

// Every number in words is one piece with a unit behind it, and a word of a name without.
func TestEveryNumberWord(t *testing.T) {
	want := map[string]string{}
	for i, word := range strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen") {
		want[word] = strconv.Itoa(i + 1)
	}
	for i, word := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		want[word] = strconv.Itoa(10 * (i + 2))
	}
	require.Equal(t, want, numberWords)
	for word, value := range want {
		require.Contains(t, reading(t, "x >= "+word+" years => must rotate", "x"), "Quantity("+value+"y)", word)
		require.Contains(t, reading(t, word+" roads => must rotate", word+" roads"), "Name("+word+" roads)", word)
	}
}

// A clause number goes on with what touches it in brackets: letters and Roman numbers of
// any length, where they name nothing.
func TestBracketedClauses(t *testing.T) {
	for text, want := range map[string]string{
		"rule 17(1)(a) x => must rotate":     "Clause(17(1)(a)) Name(x)",
		"rule 17(1)(iii) x => must rotate":   "Clause(17(1)(iii)) Name(x)",
		"rule 17(viii) x => must rotate":     "Clause(17(viii)) Name(x)",
		"rule 17(12b) x => must rotate":      "Clause(17(12b)) Name(x)",
		"rule 17 (iii) x => must rotate":     "Number(17) ( Name(iii) ) Name(x)",
		"rule 17(x) x => must rotate":        "Number(17) ( Name(x) ) Name(x)",
		"rule 17(1)(spare) x => must rotate": "Clause(17(1)) ( Name(spare) ) Name(x)",
	} {
		require.Contains(t, reading(t, text, "x"), want, text)
	}
}
