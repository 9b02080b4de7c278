package syntax

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// fillers are particles of one language, read and passed over.
var fillers = map[string]bool{"OBJECT": true, "START": true, "LIMIT": true, "TALLY": true, "WHEN BLANK": true, "A": true, "BREAK": true, "COUNTS": true, "AT": true, "HEADS": true, "BUT": true, "WHOEVER": true, "EXCEPTED": true}

func TestEveryKeywordHasItsTwin(t *testing.T) {
	seen := map[string]string{}
	for _, k := range keywords {
		sign := regexp.MustCompile(`^[<>=!]+$`).MatchString(k.key) || k.key == "'S"
		require.Equal(t, fillers[k.key], k.where&filler != 0, k.key)
		require.True(t, fillers[k.key] || len(k.en) > 0 && len(k.zh) > 0, "%s lacks its twin", k.key)
		require.True(t, sign || regexp.MustCompile(`^[A-Z/][A-Z /-]*$`).MatchString(k.key), k.key)
		for _, word := range append(append([]string(nil), k.en...), k.zh...) {
			require.Equal(t, Fold(word), word, k.key)
			for _, other := range keywords {
				if other.key == k.key || other.where&k.where == 0 {
					continue
				}
				for _, spelling := range append(append([]string(nil), other.en...), other.zh...) {
					require.NotEqual(t, spelling, word, "%s and %s", k.key, other.key)
				}
			}
		}
		require.Empty(t, seen[k.key], k.key)
		seen[k.key] = k.key
	}
	for unit := range units {
		require.Equal(t, Fold(unit), unit)
	}
}

// Every symbol of the grammar can be said to an author.
func TestEverySymbolHasWords(t *testing.T) {
	something := symbolText("no such symbol")
	var symbols []string
	grammars := []string{fieldSpecParser().String(), requirementParser().String(), timingParser().String(), modifierParser().String()}
	for _, p := range productions {
		grammars = append(grammars, p.ebnf())
	}
	for _, g := range grammars {
		for _, line := range strings.Split(g, "\n") {
			if _, right, ok := strings.Cut(line, " = "); ok {
				symbols = append(symbols, regexp.MustCompile(`"[^"]+"|<[a-z]+>|\b[A-Z][A-Za-z]*\b`).FindAllString(right, -1)...)
			}
		}
	}
	require.Greater(t, len(symbols), 100)
	for _, symbol := range symbols {
		require.NotEqual(t, something, symbolText(symbol), symbol)
	}
	for _, l := range []locale.Language{locale.English, locale.Chinese} {
		for symbol, words := range symbolTexts {
			require.NotEmpty(t, words.In(l), symbol)
		}
	}
}

func mistakesOf(text string) (*File, diag.List) {
	var found diag.List
	known := NewVocabulary()
	for _, name := range []string{
		"rotate", "exchange", "promote", "commend", "post tenure", "post category", "key post", "personnel", "finance", "enforcement", "section chief", "rank",
		"extension approved", "under investigation", "years to retirement", "female", "male", "youngest child age", "youngest child born", "career", "posting", "unit", "post",
		"staff", "school", "superior", "spouse", "kin", "leader in charge", "nomination", "nominated on", "亲戚", "学校", "提名", "对方",
		"needed by the service", "health unfit", "secret post", "age", "degree", "bachelor", "refused on", "basic", "annual grade", "host appraisal", "poor",
		"周日", "周六", "轮岗", "批评教育", "任职时间", "正股级任职时间", "正股级", "关键岗位", "岗位类别", "人事", "财务", "专业性强岗位", "经批准延长", "延长期", "无正当理由拒不服从", "批评后不改", "单位类别", "职务",
	} {
		known.Add(name)
	}
	return Parse(source.New("test", text), known, &found), found
}

// Variants of the sketches of the design that this version carries out.
func TestSketches(t *testing.T) {
	for _, text := range []string{
		"policy “某县卫生系统股级干部轮岗”\n  依据“某字〔20xx〕27号”\n  关于轮岗\n  适用于 单位类别属于 关键岗位、职务\n  截至2024年12月31日\n  施行自2025年1月1日起",
		"policy \"Health system\"\n  source \"No. 27\"\n  applies to rank is section chief\n  as of 2024-12-31\n  about rotate, exchange\n  in force from 2025-01-01 until 2026-01-01",
		"policy \"Health system\"\n  in force from 2025-01-01 [9]",
		"设定 一般年限 = 4年", "set longest stay = 6y", "set exchange share\n  from 2014-09-01: 10%\n  from 2015-09-01: 30%",
		"认定项 经批准延长，无正当理由拒不服从，批评后不改", "judged extension approved, needed by the service also called \"工作需要\"",
		"定义 关键岗位 = 岗位类别属于 人事、财务", "define key post [7.8] = post category in (personnel, finance)",
		"阶梯4.1 轮岗 按 正股级任职时间\n  4.1a 满4年的，应当\n  4.1b 满6年的，必须",
		"ladder 3.1 exchange by post tenure\n  3.1a >= 3y => may\n  3.1b >= 5y => should",
		"有下列情形之一的，免于 rotate： -- 注\n（一）female； -- 注\n（二）male。", "define v = age * 2, rounded down", "定义 v = age * 2，舍去", "define due = refused on + 3y, stopped during career",
		"规则5 非 female，有下列情形之一的，免于 rotate：\n（一）male", "规则5 没有 spouse，有下列情形之一的，免于 rotate：\n（一）male", "规则5（female 或 male）有下列情形之一的，免于 rotate：\n（一）male",
		"规则4.2 正股级，关键岗位，任职时间满4年的，必须轮岗", "规则4.4 专业性强岗位且经批准延长的，可暂缓轮岗至延长期止", "条文3.1“人岗相适”",
		"rule 4.1a \"same post, four years\"\n  post tenure >= 4y => should rotate",
		"rule 4.2\n  key post, post tenure >= 4y => must rotate\n  unless extension approved\n  despite 4.1, 4.3a\n  cites 5",
		"any => exempt\n  5.1 under investigation\n  5.2 years to retirement < 5y",
		"any => may exempt or defer\n  x1 under investigation\n  x2 health unfit or secret post",
		"any male => may exchange\n  3.2 needed by the service\n  3.3 (no posting in career where unit is \"x\") or number of different post in career <= 1",
		"rule 5.3 female, youngest child age < 3 => defer until youngest child born + 3y",
		"rule x3b needed by the service => may exchange despite x3a", "post tenure >= 5y => must rotate", "key post post tenure >= 5y => must rotate or exchange",
		"rule 1.3.2 some posting in career where (unit is \"x\" and post is \"y\") => should rotate",
		"rule 4.2a (male, age <= 50 or female, age <= 45) and post tenure >= 6y => must exchange",
		"规则4.2a（男50周岁以下 或 女45周岁以下）且任职时间满6年的，必须轮岗",
		"rule 4.1.2a promote requires post tenure >= 1y\n  unless male, age >= 55 or female, age >= 50",
		"rule 3.2 promote requires\n  3.2.2a age <= 45\n  3.2.2b degree >= bachelor\n  unless needed by the service",
		"rule 8.8 refused on is not none => must not promote, commend for 3y from refused on",
		"rule 5.7b host appraisal is poor => annual grade at most basic",
		"rule 7 meets 4.1a or 4.2a, must rotate => must exchange within 6mo from refused on",
		"field spouse: text, blank means none, also called \"配偶\"", "field warned: yes/no, assumed no when blank", "field level: college < bachelor < master",
		"field grades: annual grade per year, headed \"近三年考核\"", "field joined: whole number 0 to 3, \"always\" means 3", "field length of stay: period in years",
		"action rotate, exchange; exclusive", "choice degree: college < bachelor", "output annual grade: annual grade", "output points = age * 2 + 1",
		"record posting as career, many per staff by holder, spell from start until end\n  holder: text\n  start: date\n  end: date, blank means open",
		"record school from sheet \"学校\", key school name\n  school name: text\n  head: staff, outsiders left out", "记录 职位 作为 空缺，每项多条 学校 按 所在校\n  所在校：文字",
		"record district from staff, key district name\n  district name: text", "record notice from \"notices.csv\", key number of it\n  number of it: text",
		"relation kin from \"kin.csv\": person, relative, kind; symmetric; outsiders left out", "relation line of staff from column \"直接上级\": chief; converse followers also called \"下属\"; blank means none",
		"relation close kin = kin where degree >= bachelor", "关系 亲戚 又称“亲属” 来自列“亲属关系”：称谓，对方；对称；空白即无", "关系 近亲 = 亲戚 其中 对方为本人",
		"decide each nomination as of nominated on", "逐项判定提名", "decide each nomination",
		"rule 1 superior's spouse is kin of leader in charge, own superior is not own record => must rotate",
		"define stay = first that applies\n  7.1 \"heads\" male: 5y\n  otherwise 8y", "定义 任期 = 从高适用 7.1 正股级的：5年；否则 8年",
		"policy \"P\"\n  as of 31 August\n  school year begins 1 August\n  anniversaries roll forward\n  ages complete on the day after the birthday",
		"calendar working by unit from \"days.csv\": rest on Sunday, second Saturday, dates listed", "日历 工作日：休息日为周日、最后一个周六", "calendar working from \"days.csv\"",
		"define late = refused on within 5 workdays from refused on, refused on during school year of refused on",
		"define due = later of (refused on, youngest child born) + 3y", "define ceiling = if male then 60 else 55", "note 6.3 \"no conditions\"",
		"result fitness one of (unfit is must not; doubtful is should not; fit by default [5]), strongest first", "结果 适任 之一（不合格 为 不得；存疑为不应；合格 默认〔5〕），从严排列",
		"结果适任之一（不合格为不得；合格），从严排列", "result mark also called \"等次\" one of (bad also called \"差\" is may; good) strongest first",
		"rule 7 rank is basic => poor for 3y from refused on", "规则7 单位类别为职务的，基建 自延长期起3年内", "rule 7.1 needed by the service => degree is poor instead of 4",
		"check 5 of posting where unit is \"x\": age >= 5", "check 2.2c \"six months a post\": no posting in career where age > 6", "检查2.2c：没有 career 其中 age 超过 6", "check 4: age should be at most 60\n  unless female",
		"检查4：任职时间一般不超过6年", "检查4：任职时间原则上 满6年", "check 4: should no posting in career where age > 6", "check 6: some posting in career meets\n  6a unit is \"x\"\n  6b age >= 3",
		"require age < 60 else \"too old\"", "要求职务为“x”，否则“不对”", "require 3.1 refused on > youngest child born",
		"rule 3 promote requires some posting in career meets\n  3a unit is \"x\"\n  3b age >= 3\n  unless female",
		"rule 3 some posting in career meets\n  3a unit is \"x\"\n  3b age >= 3\n  => may promote\n  unless female", "规则3 有 career 符合\n  3a unit is \"x\"\n  则可 promote",
		"rule 3 age <= 45 [3a], degree is poor [3b] => may promote", "define counted [7.8] = age; without it years to retirement", "定义 counted【7.8】= age；无此条时 years to retirement", "set limit [4.2] = 4y",
		"replace rule 4.1b age >= 4 => should rotate", "替换规则4.1b age满4的，应当 rotate", "repeal rule 4.2, 4.3", "废止规则（三）", "repeal 第八条", "repeal define age", "fixed set limit = 4y", "不可更改 规则5.1 女的，免于 rotate",
		"schedule 3 \"survey\" from 2007-05-21 to 2007-06-10", "日程3“调查摸底”自2007年5月21日起至2007年6月10日止",
		"register \"Form 4\" of deferred or may be deferred\n  columns serial number, age, refused on headed \"since\", beaten clauses, clause, reason", "登记表“表四”收录暂缓 rotate 或可暂缓 rotate，其中 age满4\n  栏目 序号、age 栏名“年龄”、被排除条款、理由", "register 3h \"all\" of everybody where age >= 3", "register \"heads\" of age >= 3, female",
		"set limit = to fill \"days\"", "设定 limit = 待填“天数”", "policy \"A\" extends \"../base.rota\"\n  extends \"dx.rota\" as DX2", "政策“甲”沿用“../base.rota”作为县局",
		"score merit of school also called \"业绩分\" [7]\n  7.1 \"stay\" 2 for each year of post tenure, at most 10, if male and age >= 3\n  7.2 60% of age\n  7.3 minus 50 if rank is basic, female, at most 3\n  7.4 +3 if male\n  7.1, 7.2 together at most 80\n  together at least 0, at most 100",
		"计分 业绩分\n  7.1“任职” 女，任职时间每满1年计2分，不超过10分\n  7.2 age 的60%\n  7.3 女的，扣50分\n  7.4 加3分 若 女\n  7.1、7.2共计不超过80分\n  共计不少于0",
		"score pace\n  2 if male\n  3 for each 10 of age\n  age * 2",
		"output way: one of (stay, go) = if female then go else stay", "输出方式 = 若 女 则 轮岗 否则 批评教育", "rule 2 female => annual grade at most basic until refused on",
	} {
		tree, found := mistakesOf(text + "\n")
		require.Empty(t, found, "%s: %v", text, messages(found))
		require.Len(t, tree.Declarations, 1, text)
	}
}

func messages(found diag.List) (out []string) {
	for _, d := range found {
		out = append(out, d.At.String()+" "+d.Message(locale.English))
	}
	return out
}
