package syntax

// A keyword is known by its key, the value of its token whatever language it
// was written in; keys are capitals or signs, which no name can be, since names
// are folded to lower case. One row is one word of the language: the first form
// in each language is the one that rota fmt --keywords writes.
type keyword struct {
	key    string
	en, zh []string
	where  place
}

// place says where in a declaration a word is a keyword; elsewhere it is free
// to be part of a name.
type place uint16

const (
	atMargin     place = 1 << iota // first word of a declaration
	atHeader                       // first word of a line of the policy header
	inBody                         // conditions, effects, definitions
	inSpells                       // a body that speaks of spells; elsewhere 在 begins many a name
	inSchema                       // after the head of field, record, choice, action, judged, output
	inTest                         // the lines of a test
	inTable                        // the first line of a table, which names fields
	afterTable                     // directly after the name of a table, as Vocabulary.lookups finds it
	inCalendar                     // after the head of calendar
	inRegister                     // the lines of a register
	inScore                        // the lines of a score
	afterExtends                   // directly after the file of a policy extended
	filler                         // a particle of one language, read and passed over
)

func words(w ...string) []string { return w }

var keywords = []keyword{
	// Heads.
	{"POLICY", words("policy"), words("政策"), atMargin},
	{"SET", words("set"), words("设定"), atMargin},
	{"DEFINE", words("define"), words("定义"), atMargin},
	{"FIELD", words("field"), words("字段"), atMargin},
	{"JUDGED", words("judged"), words("认定项"), atMargin},
	{"CHOICE", words("choice"), words("选项"), atMargin},
	{"ACTION", words("action"), words("动作"), atMargin},
	{"RECORD", words("record"), words("记录"), atMargin},
	{"OUTPUT", words("output"), words("输出"), atMargin},
	{"RULE", words("rule"), words("规则"), atMargin},
	{"ANY", words("any"), words("下列情形之一"), atMargin},
	{"ANY OF", words("any of the following"), words("有下列情形之一", "下列情形之一", "有以下情形之一", "以下情形之一", "有下列情况之一", "具有下列情形之一", "具备下列条件之一", "下列人员", "符合下列情形之一", "符合下列条件之一", "符合以下条件之一"), inBody},
	{"ALL OF", words("all of the following"), words("同时符合下列条件", "同时符合以下条件", "同时具备下列条件", "同时满足下列条件", "符合下列条件", "符合以下条件", "具备下列条件"), atMargin | inBody},
	{"LADDER", words("ladder"), words("阶梯"), atMargin},
	{"NOTE", words("note"), words("条文"), atMargin},
	{"TABLE", words("table"), words("表"), atMargin},
	{"RELATION", words("relation"), words("关系"), atMargin},
	{"CALENDAR", words("calendar"), words("日历"), atMargin},
	{"SCHEDULE", words("schedule"), words("日程"), atMargin},
	{"PAIR", words("pair"), words("双人"), atMargin},
	{"ORDER", words("order"), words("排序"), atMargin},
	{"CHOOSE", words("choose"), words("选取"), atMargin},
	{"QUOTA", words("quota"), words("配额"), atMargin},
	{"CHECK", words("check"), words("检查"), atMargin},
	{"REQUIRE", words("require"), words("要求"), atMargin},
	{"SCORE", words("score"), words("计分"), atMargin},
	{"RESULT", words("result"), words("结果"), atMargin},
	{"REGISTER", words("register"), words("登记表", "名册", "花名册", "台账"), atMargin},
	{"TEST", words("test"), words("测试"), atMargin},
	{"TESTS", words("tests"), words("测试集"), atMargin},
	{"REPLACE", words("replace"), words("替换"), atMargin},
	{"REPEAL", words("repeal"), words("废止"), atMargin},
	{"FIXED", words("fixed"), words("不可更改"), atMargin},
	{"DECIDE EACH", words("decide each"), words("逐项判定"), atMargin},

	// Lines of the header.
	{"SOURCE", words("source"), words("依据"), atHeader},
	{"APPLIES TO", words("applies to"), words("适用于"), atHeader},
	{"ABOUT", words("about"), words("关于"), atHeader},
	{"EXTENDS", words("extends"), words("沿用"), atHeader},
	{"AS BASE", words("as"), words("作为"), afterExtends},
	{"USE", words("use"), words("采用"), atHeader},
	{"PRELUDE", words("prelude"), words("预置词汇"), atHeader},
	{"IN FORCE", words("in force"), words("施行"), atHeader | inBody},
	{"AS OF", words("as of"), words("截至"), atHeader | inBody},
	{"SCHOOL YEAR BEGINS", words("school year begins"), words("学年始于"), atHeader},
	{"FINANCIAL YEAR BEGINS", words("financial year begins", "fiscal year begins"), words("财政年度始于"), atHeader},
	{"ANNIVERSARIES ROLL FORWARD", words("anniversaries roll forward"), words("周年日顺延"), atHeader},
	{"AGES COMPLETE BEFORE", words("ages complete on the day before the birthday"), words("周岁满于生日前一日"), atHeader},
	{"AGES COMPLETE ON", words("ages complete on the birthday"), words("周岁满于生日当日"), atHeader},
	{"AGES COMPLETE AFTER", words("ages complete on the day after the birthday"), words("周岁满于生日次日"), atHeader},

	// Tests.
	{"GIVEN", words("given"), words("给定"), inTest},
	{"EXPECT", words("expect"), words("期望"), inTest},
	{"OTHERS BLANK", words("others blank"), words("其余空白"), inTest},
	{"NOTHING", words("nothing"), words("无结论"), inTest},
	{"UNDETERMINED", words("undetermined"), words("待定"), inTest},
	{"OUT OF SCOPE", words("out of scope"), words("不适用"), inTest},
	{"CONFLICT", words("conflict"), words("冲突"), inTest},
	{"DATA ERROR", words("data error"), words("数据错误"), inTest},
	{"CHECK MET", words("check met"), words("检查符合"), inTest},
	{"CHECK BROKEN", words("check broken"), words("检查不符合"), inTest},
	{"CHECK DEPARTED", words("check departed"), words("检查偏离"), inTest},
	{"DEADLINE", words("deadline"), words("办理期限", "期限"), inTest},
	{"MISSING", words("missing"), words("缺少"), inTest},
	{"QUOTA EXPECTED", words("quota"), words("配额"), inTest},
	{"PAIR EXPECTED", words("pair"), words("双人"), inTest},
	{"NO PAIR", words("no pair"), words("无双人"), inTest},
	{"NO CANDIDATE IN", words("no candidate in"), words("非候选"), inTest},
	{"UNDECIDED IN", words("undecided in"), words("未定于"), inTest},
	{"AT PLACE", words("at place"), words("位次"), inTest},
	{"MET", words("met", "is met"), words("符合要求"), inTest},
	{"BROKEN", words("broken", "is broken"), words("不符合要求"), inTest},
	{"DEPARTED", words("departed", "is departed from"), words("偏离要求"), inTest},
	{"ACTUAL", words("actual"), words("实有"), inTest},
	{"OVER BY", words("over by"), words("超出"), inTest},
	{"SHORT BY", words("short by"), words("还差"), inTest},

	// Registers.
	{"COLUMNS", words("columns"), words("栏目"), inRegister},
	{"LISTING", words("listing"), words("收录"), inRegister},
	{"EVERYBODY IN IT", words("everybody in it", "everybody", "everyone"), words("全部人员", "全体", "全体人员", "全部", "所有人员", "所有人"), inRegister},
	{"SERIAL NUMBER", words("serial number"), words("序号"), inRegister},
	{"MATTER", words("matter"), words("事项"), inRegister},
	{"OUTCOME", words("outcome"), words("结论"), inRegister},
	{"CLAUSE", words("clause", "clauses"), words("依据条款", "条款"), inRegister},
	{"REASON", words("reason"), words("理由"), inRegister},
	{"BEATEN CLAUSES", words("beaten clauses"), words("被排除条款"), inRegister},
	{"STANDING CLAUSES", words("other standing clauses"), words("其他成立条款"), inRegister},
	{"DEFERRED UNTIL", words("deferred until"), words("暂缓至"), inRegister},
	{"LAST DAY", words("last day"), words("最后一日"), inRegister},
	{"ASSUMPTIONS", words("assumptions"), words("推定事项"), inRegister},
	{"JUDGEMENTS", words("judgements"), words("认定情况"), inRegister},

	// Scores.
	{"FOR EACH", words("for each", "for each whole"), words("每满"), inScore},
	{"DEDUCT", words("minus"), words("扣", "减"), inScore},
	{"COUNTS", nil, words("计", "加"), inScore | filler},
	{"TOGETHER", words("together"), words("共计"), inScore},

	// Effects.
	{"=>", words("=>"), words("则"), inBody},
	{"MUST", words("must"), words("必须", "须"), inBody},
	{"MUST NOT", words("must not"), words("不得", "不准"), inBody},
	{"SHOULD", words("should", "should be"), words("应当", "应", "应该", "一般", "一般应", "一般应当", "原则上应", "原则上应当", "原则上"), inBody},
	{"SHOULD NOT", words("should not"), words("不应", "不应当", "不应该", "不宜", "原则上不", "一般不", "原则上不得", "一般不得"), inBody},
	{"SHOULD AT LEAST", words("should be at least", "should be no less than"), words("一般不少于", "一般不低于", "原则上不少于", "原则上不低于"), inBody},
	{"SHOULD AT MOST", words("should be at most", "should be no more than"), words("一般不超过", "一般不高于", "一般不多于", "原则上不超过"), inBody},
	{"PLAN TO", words("plan to"), words("有计划地", "应有计划地", "应当有计划地"), inBody},
	{"MAY", words("may"), words("可以", "可", "鼓励"), inBody},
	{"EXEMPT", words("exempt from", "exempt"), words("免于", "应免于", "应当免于", "不作为"), inBody},
	{"DEFER", words("defer", "deferred"), words("暂缓", "应暂缓", "应当暂缓"), inBody},
	{"MAY EXEMPT", words("may exempt from", "may exempt", "may be exempted"), words("可免于", "可以免于", "可不", "可以不"), inBody},
	{"MAY DEFER", words("may defer", "may be deferred"), words("可暂缓", "可以暂缓"), inBody},
	{"MAY EXEMPT OR DEFER", words("may exempt or defer", "may be exempted or deferred"), words("可免于或暂缓", "可以免于或暂缓"), inBody},
	{"REQUIRES", words("requires"), words("须具备"), inBody},
	{"SHOULD REQUIRE", words("should require"), words("应具备"), inBody},
	{"ONLY", words("only", "only from"), words("仅限"), inBody},
	{"WITHIN", words("within"), words("内"), inBody},
	{"NO LATER THAN", words("no later than"), words("不迟于", "最迟于"), inBody},
	{"FOR", words("for"), words("为期", "对应"), inBody},
	{"FOR KEY", words("for"), words("对应"), afterTable},
	{"FROM", words("from"), words("自", "从"), inBody | inCalendar},
	{"UNTIL", words("until"), words("直至"), inBody | inSchema},
	{"TO", words("to"), words("至"), inBody | inSchema},
	{"OBJECT", nil, words("对象"), inBody | filler},
	{"START", nil, words("起"), inBody | filler},
	{"BEFORE", words("before"), words("前", "之前"), inBody},
	{"STOP", words("inclusive"), words("止", "为止"), inBody},
	{"LIMIT", nil, words("限制", "的限制"), inBody | filler},

	// Precedence.
	{"UNLESS", words("unless", "except"), words("除非"), inBody},
	{"BUT", nil, words("但"), inBody | filler},
	{"WHOEVER", nil, words("凡", "凡是"), inBody | filler},
	{"EXCEPTED", nil, words("除外"), inBody | filler},
	{"DESPITE", words("despite"), words("不受"), inBody},
	{"YIELDS TO", words("yields to"), words("让于"), inBody},
	{"SETS ASIDE", words("sets aside"), words("排除"), inBody},
	{"INSTEAD OF", words("instead of"), words("代替"), inBody},
	{"CITES", words("cites"), words("引用"), inBody},

	// Comparison; the words mean what article 1259 of the Civil Code says.
	{">=", words(">=", "at least", "no less than"), words("满", "年满", "届满", "已满", "达到", "不少于", "不低于", "不早于", "至少", "不小于", "大于等于", "大于或等于"), inBody},
	{">", words(">", "more than", "later than", "exceeds"), words("超过", "多于", "高于", "晚于", "大于"), inBody},
	{"<=", words("<=", "at most", "no more than"), words("不超过", "未超过", "不高于", "不多于", "不晚于", "至多", "不大于", "小于等于", "小于或等于"), inBody},
	{"<", words("<", "less than", "earlier than"), words("不满", "未满", "不足", "不到", "少于", "低于", "早于", "小于"), inBody},
	{"!=", words("!="), words("不等于"), inBody},
	{"=", words("=", "exactly"), words("等于", "恰", "恰为", "恰好", "恰好为"), inBody},
	{"OR MORE", words("or more"), words("以上", "及以上", "或以上"), inBody},
	{"OR LESS", words("or less"), words("以下", "以内", "及以下", "或以下"), inBody},
	{"OR BEYOND", words("strictly beyond"), words("以外"), inBody},
	{"OR EARLIER", words("or earlier"), words("以前"), inBody},
	{"OR LATER", words("or later"), words("以后"), inBody},
	{"INCLUDING", words("including"), words("含"), inBody},
	{"EXCLUDING", words("excluding"), words("不含"), inBody},

	// Logic.
	{"AND", words("and"), words("且", "并且"), inBody | inSchema | inCalendar},
	{"AS WELL AS", words("as well as"), words("和", "以及"), inBody},
	{"OR", words("or"), words("或", "或者"), inBody | inSchema},
	{"NOT", words("not"), words("不", "非", "未"), inBody},
	{"IS", words("is", "are"), words("为", "是"), inBody},
	{"IS NOT", words("is not", "are not"), words("不为", "不是"), inBody},
	{"IN", words("in", "is in"), words("属于", "见于"), inBody},
	{"NOT IN", words("not in", "is not in"), words("不属于"), inBody},
	{"'S", words("'s"), words("的", "者"), inBody},
	{"OF", words("of"), words("之"), inBody | inSchema},
	{"BOTH", words("both"), words("均"), inBody},
	{"IS KNOWN", words("is known"), words("已知"), inBody},
	{"IS UNKNOWN", words("is unknown", "is not known"), words("未知"), inBody},
	{"IS NONE", words("is none"), words("无此项"), inBody},
	{"IS NOT NONE", words("is not none"), words("有此项"), inBody},
	{"MEETS", words("meets"), words("符合"), inBody},
	{"WITHOUT IT", words("without it"), words("无此条时", "无此条则"), inBody},

	{"TO FILL", words("to fill"), words("待填"), inBody},

	// Values.
	{"YES", words("yes"), words("是的"), inBody | inSchema | inTable},

	{"NO", words("no"), words("没有", "否"), inBody | inSchema | inTable},
	{"NONE", words("none"), words("无"), inBody | inSchema | inTable},
	{"OPEN", words("open"), words("至今"), inBody | inSchema | inTable},
	{"IF", words("if"), words("若", "如果"), inBody},
	{"THEN", words("then"), words("那么"), inBody},
	{"ELSE", words("else", "otherwise"), words("否则"), inBody},
	{"FIRST THAT APPLIES", words("first that applies"), words("依次适用"), inBody},
	{"HIGHEST THAT APPLIES", words("highest that applies"), words("从高适用"), inBody},
	{"LOWEST THAT APPLIES", words("lowest that applies"), words("从低适用"), inBody},
	{"LATER OF", words("later of"), words("较晚者"), inBody},
	{"EARLIER OF", words("earlier of"), words("较早者"), inBody},
	{"LONGER OF", words("longer of"), words("较长者"), inBody},
	{"SHORTER OF", words("shorter of"), words("较短者"), inBody},
	{"ROUNDED DOWN", words("rounded down"), words("舍去"), inBody},
	{"ROUNDED UP", words("rounded up"), words("进一"), inBody},
	{"ROUNDED TO NEAREST", words("rounded to nearest"), words("四舍五入"), inBody},
	{"AS-OF DATE", words("as-of date"), words("截止日"), inBody},
	{"TIME SINCE", words("time since"), words("起算于"), inBody},
	{"TIME UNTIL", words("time until"), words("距"), inBody},
	{"AGE SINCE", words("age since"), words("年龄起算于"), inBody},
	{"WHOLE YEARS", words("whole years"), words("整年数"), inBody},
	{"WHOLE MONTHS", words("whole months"), words("整月数"), inBody},
	{"WHOLE SCHOOL YEARS", words("whole school years"), words("整学年数"), inBody},
	{"WHOLE FINANCIAL YEARS", words("whole financial years"), words("整财政年度数"), inBody},
	{"WHOLE CALENDAR YEARS", words("whole calendar years"), words("整日历年度数"), inBody},
	{"MONTHS TOUCHED", words("months touched"), words("涉及月数"), inBody},
	{"MONTHS FILLED", words("months filled"), words("足月数"), inBody},
	{"DAYS FROM", words("days from"), words("天数自"), inBody},
	{"WORKDAYS FROM", words("workdays from", "working days from"), words("工作日数自"), inBody},
	{"SCHOOL YEARS SINCE", words("school years since"), words("学年数起算于"), inBody},
	{"FINANCIAL YEARS SINCE", words("financial years since"), words("财政年度数起算于"), inBody},
	{"A REST OF", words("a rest of"), words("余"), inBody},
	{"COUNTS AS ONE", words("counts as one", "counts as a year", "counts as a month"), words("计一年", "计1年", "计一个月", "计1个月"), inBody},
	{"YEAR OF", words("year of", "calendar year of"), words("年份", "所在年度", "所在年"), inBody},
	{"SCHOOL YEAR OF", words("school year of"), words("所在学年"), inBody},
	{"FINANCIAL YEAR OF", words("financial year of", "fiscal year of"), words("所在财政年度"), inBody},
	{"MONTH OF", words("month of"), words("所在月", "所在月份"), inBody},
	{"WEEKDAY OF", words("weekday of"), words("星期几"), inBody},
	{"FIRST DAY OF", words("first day of"), words("首日", "第一日"), inBody},
	{"LAST DAY OF", words("last day of"), words("末日", "最后一日"), inBody},
	{"FIRST WORKDAY OF", words("first working day of"), words("首个工作日", "第一个工作日"), inBody},
	{"LAST WORKDAY OF", words("last working day of"), words("末个工作日", "最后一个工作日"), inBody},
	{"A WORKING DAY", words("a working day"), words("工作日"), inBody},
	{"CALENDAR YEAR", words("calendar year"), words("日历年度"), inBody},
	{"SCHOOL YEAR", words("school year"), words("学年"), inBody | inSchema},
	{"FINANCIAL YEAR", words("financial year", "fiscal year"), words("财政年度"), inBody | inSchema},
	{"THE PERIOD", words("the period"), words("本期"), inBody},

	// Scope and lists.
	{"SOME", words("some"), words("有"), inBody},
	{"EVERY", words("every"), words("每一", "每条", "每一条"), inBody},
	{"OWN", words("own"), words("本人"), inBody},
	{"PLANNED", words("planned"), words("调整后"), inBody},
	{"SELF", words("own record"), words("本人自己"), inBody},
	{"WHERE", words("where"), words("其中"), inBody},
	{"COUNT OF", words("count of"), words("条数"), inBody},
	{"NUMBER OF DIFFERENT", words("number of different"), words("不同"), inBody},
	{"SUM OF", words("sum of"), words("合计"), inBody},
	{"HIGHEST OF", words("highest of", "latest of"), words("最高", "最晚"), inBody},
	{"LOWEST OF", words("lowest of", "earliest of"), words("最低", "最早"), inBody},
	{"AVERAGE OF", words("average of"), words("平均"), inBody},
	{"SHARE OF", words("share of"), words("占比"), inBody},
	{"HEADS", nil, words("人数"), inBody | filler},
	{"OF ALL", words("of all"), words("占全部", "全部"), inBody},
	{"AMONG", words("among"), words("范围", "范围为"), inBody},
	{"TALLY", nil, words("数"), inBody | filler},

	// Pairs, order and choice.
	{"NOT BOTH", words("not both", "not both be"), words("不同时", "不得同时"), inBody},
	{"SHOULD NOT BOTH", words("should not both", "should not both be"), words("原则上不同时", "一般不同时"), inBody},
	{"ONE", words("one"), words("一方"), inBody},
	{"THE ONE WITH", words("the one with"), words("由"), inBody},
	{"IF EQUAL", words("if equal"), words("相同的", "相同时"), inBody},
	{"LOWER", words("lower"), words("较低者"), inBody},
	{"HIGHER", words("higher"), words("较高者"), inBody},
	{"ASCENDING", words("ascending", "lowest first", "shortest first", "earliest first"), words("升序", "从低到高", "由低到高", "从短到长", "由短到长", "从小到大", "由小到大", "从早到晚", "由早到晚"), inBody},
	{"DESCENDING", words("descending", "highest first", "longest first", "latest first"), words("降序", "从高到低", "由高到低", "从长到短", "由长到短", "从大到小", "由大到小", "从晚到早", "由晚到早"), inBody},
	{"PLACE OF", words("place of", "place by"), words("名次"), inBody},
	{"CHOSEN BY", words("chosen by"), words("入选"), inBody},
	{"WAITING IN", words("waiting in"), words("待选"), inBody},
	{"TIED IN", words("tied in"), words("并列"), inBody},

	// Spells.
	{"RUNS OF", words("runs of"), words("连续段"), inBody},
	{"PER", words("per"), words("每", "每个", "各"), inBody},
	{"BROKEN BY", words("broken by a gap of at least", "broken by a gap of", "broken by"), words("间断满", "间断"), inBody},
	{"BREAK", nil, words("即断"), inBody | filler},
	{"RUN OPEN AT", words("the run open at", "run open at"), words("当日的一段"), inBody},
	{"RUN ALIVE AT", words("the run alive at", "run alive at"), words("未断的一段"), inBody},
	{"AT", nil, words("在"), inSpells | filler},
	{"DURING", words("during"), words("期间"), inBody},
	{"OUTSIDE", words("outside"), words("以外期间"), inBody},
	{"WHILE", words("while"), words("同期有"), inBody},
	{"WHEN", words("when"), words("达到时"), inBody},
	{"FIRST OF", words("first of", "the first of"), words("首段"), inBody},
	{"LAST OF", words("last of", "the last of"), words("末段"), inBody},
	{"LONGEST OF", words("longest of", "the longest of"), words("最长一段"), inBody},
	{"SHORTEST OF", words("shortest of", "the shortest of"), words("最短一段"), inBody},
	{"START OF", words("start of"), words("起日"), inBody},
	{"END OF", words("end of"), words("止日"), inBody},
	{"DAY AFTER", words("day after"), words("次日"), inBody},
	{"LENGTH OF", words("length of"), words("时长"), inBody},
	{"IN FULL", words("in full"), words("全程"), inBody},
	{"SERVED IN", words("served in"), words("任职合计"), inBody},
	{"DAYS OF", words("days of"), words("天数"), inBody},
	{"WORKDAYS OF", words("workdays of"), words("工作日数"), inBody},
	{"STOPPED DURING", words("stopped during"), words("期间中止"), inBody},

	// Declarations.
	{"BY", words("by"), words("按"), inBody | inSchema | inTable | inCalendar},
	{"ALSO CALLED", words("also called"), words("又称"), inBody | inSchema | inTable},
	{"HEADED", words("headed"), words("栏名"), inSchema | inRegister},
	{"BLANK MEANS", words("blank means"), words("空白即"), inSchema},
	{"ASSUMED", words("assumed"), words("空白推定为"), inSchema},
	{"WHEN BLANK", words("when blank"), nil, inSchema | filler},
	{"MEANS", words("means"), words("即"), inSchema},
	{"GIVES PLANNED", words("gives planned"), words("即调整后"), inSchema},
	{"MAY BE MISSING", words("may be missing"), words("可无此栏"), inSchema},
	{"YES/NO", words("yes/no"), words("是否"), inSchema},
	{"WHOLE NUMBER", words("whole number"), words("整数"), inSchema},
	{"NUMBER", words("number"), words("数值"), inSchema},
	{"PERCENT", words("percent"), words("百分数"), inSchema},
	{"TEXT", words("text"), words("文字"), inSchema},
	{"DATE", words("date"), words("日期"), inSchema},
	{"PERIOD", words("period"), words("期限"), inSchema},
	{"AGE", words("age"), words("年龄"), inSchema},
	{"YEAR", words("year"), words("年度"), inSchema},
	{"IN YEARS", words("in years"), words("以年计"), inSchema},
	{"IN MONTHS", words("in months"), words("以月计"), inSchema},
	{"ONE OF", words("one of"), words("之一"), inSchema},
	{"SEVERAL", words("several"), words("多项"), inSchema},
	{"PER YEAR", words("per year"), words("逐年"), inSchema},
	{"PER SCHOOL YEAR", words("per school year"), words("逐学年"), inSchema},
	{"A", words("a", "an"), nil, inSchema | filler},
	{"BY DEFAULT", words("by default"), words("默认"), inSchema},
	{"STRONGEST FIRST", words("strongest first"), words("从严排列"), inSchema},
	{"EXCLUSIVE", words("exclusive"), words("互斥"), inSchema},
	{"DONE WHEN", words("done when"), words("落实即"), inSchema},
	{"KEY", words("key"), words("主键"), inSchema},
	{"AS", words("as"), words("作为"), inSchema},
	{"MANY PER", words("many per"), words("每人多条", "每项多条"), inSchema},
	{"SPELL FROM", words("spell from"), words("时段自"), inSchema},
	{"TAKEN FROM", words("from"), words("来自", "取自"), inSchema | inTable},
	{"FROM SHEET", words("from sheet"), words("来自工作表"), inSchema},
	{"FROM COLUMN", words("from column"), words("来自列"), inSchema},
	{"SYMMETRIC", words("symmetric"), words("对称"), inSchema},
	{"CONVERSE", words("converse"), words("反向"), inSchema},
	{"UNTIL NEXT ROW", words("until next row"), words("至下一行"), inTable},
	{"NOT LISTED UNKNOWN", words("not listed means unknown"), words("未列即未知"), inTable},
	{"NOT LISTED ERROR", words("not listed means an error", "not listed means error"), words("未列即错误"), inTable},
	{"NOT LISTED MEANS", words("not listed means"), words("未列即"), inTable},
	{"OUTSIDERS UNKNOWN", words("outsiders unknown"), words("外单位未知"), inSchema},
	{"OUTSIDERS LEFT OUT", words("outsiders left out"), words("外单位不计"), inSchema},

	// The calendar of working days.
	{"WORKING", words("working"), words("工作日"), inCalendar},
	{"REST ON", words("rest on"), words("休息日为"), inCalendar},
	{"DATES LISTED", words("dates listed"), words("所列日期"), inCalendar},
	{"FIRST", words("first"), words("第一个", "第1个"), inCalendar},
	{"SECOND", words("second"), words("第二个", "第2个"), inCalendar},
	{"THIRD", words("third"), words("第三个", "第3个"), inCalendar},
	{"FOURTH", words("fourth"), words("第四个", "第4个"), inCalendar},
	{"FIFTH", words("fifth"), words("第五个", "第5个"), inCalendar},
	{"LAST", words("last"), words("最后一个"), inCalendar},
}

// afterwards are keywords that in Chinese follow what they speak of: 截止日所在学年
// is school year of as-of date. They get a key of their own there: ITS SCHOOL YEAR.
var afterwards = map[string]bool{
	"YEAR OF": true, "SCHOOL YEAR OF": true, "FINANCIAL YEAR OF": true, "MONTH OF": true, "WEEKDAY OF": true,
	"FIRST DAY OF": true, "LAST DAY OF": true, "FIRST WORKDAY OF": true, "LAST WORKDAY OF": true,
}

// Words lists the spellings of the keywords of conditions, effects and header
// lines, in both languages.
func Words() []string { return wordsOf(inBody | atHeader) }

// RegisterWords lists those that may stand in a register.
func RegisterWords() []string { return wordsOf(inBody | inRegister) }

func wordsOf(where place) (spellings []string) {
	for _, k := range keywords {
		if k.where&where != 0 && k.where&filler == 0 {
			spellings = append(append(spellings, k.en...), k.zh...)
		}
	}
	return spellings
}

// TypeWords lists the spellings of the types of fields, in both languages.
func TypeWords() (spellings []string) {
	for _, k := range keywords {
		switch k.key {
		case "YES/NO", "WHOLE NUMBER", "NUMBER", "PERCENT", "TEXT", "DATE", "PERIOD", "AGE", "YEAR":
			spellings = append(append(spellings, k.en...), k.zh...)
		}
	}
	return spellings
}

// units are the words after a number; a numeral and its unit are one piece.
var units = map[string]unit{
	"y": years, "yr": years, "yrs": years, "year": years, "years": years, "年": years, "周年": years,
	"mo": months, "month": months, "months": months, "个月": months, "月": months,
	"w": weeks, "week": weeks, "weeks": weeks, "周": weeks, "个星期": weeks,
	"d": days, "day": days, "days": days, "天": days, "日": days,
	"years old": yearsOld, "year old": yearsOld, "周岁": yearsOld, "岁": yearsOld,
	"workday": workdays, "workdays": workdays, "working day": workdays, "working days": workdays, "工作日": workdays, "个工作日": workdays,
	"school year": schoolYears, "school years": schoolYears, "学年": schoolYears, "个学年": schoolYears,
	"financial year": financialYears, "financial years": financialYears, "fiscal years": financialYears, "财政年度": financialYears, "个财政年度": financialYears,
	"人": plain, "名": plain, "个": plain, "次": plain, "项": plain, "分": plain, "段": plain,
}

type unit uint8

const (
	_ unit = iota
	years
	months
	weeks
	days
	workdays
	schoolYears
	financialYears
	yearsOld
	plain
)

// marks are the ends of a quantity, by its unit.
var marks = map[unit]string{years: "y", months: "mo", weeks: "w", days: "d", workdays: "wd", schoolYears: "sy", financialYears: "fy"}
