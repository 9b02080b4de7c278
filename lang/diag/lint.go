package diag

import (
	"maps"
	"slices"

	"rota/lang/locale"
)

// What can be read and decided by, and yet is hardly what the author means. Which of
// them matter how much is said outside of the policy; the severity here is that where
// nothing is said.
const (
	NeverHolds       Code = "R0901"
	Swallowed        Code = "R0902"
	LadderGap        Code = "R0903"
	LadderStep       Code = "R0904"
	ExceptsNobody    Code = "R0905"
	CaseNotReached   Code = "R0906"
	SaysNothing      Code = "R0907"
	UnusedTerm       Code = "R0908"
	UnusedName       Code = "R0909"
	HidesName        Code = "R0910"
	NoClauseNumber   Code = "R0911"
	ClauseApart      Code = "R0912"
	NotExercised     Code = "R0913"
	DaysForYears     Code = "R0914"
	MonthsForYears   Code = "R0915"
	ValueLeftOut     Code = "R0916"
	NoAsOf           Code = "R0917"
	UnusedField      Code = "R0918"
	ReleasesYounger  Code = "R0919"
	NoDirection      Code = "R0920"
	LastDay          Code = "R0921"
	NoLevel          Code = "R0951"
	NoSuchLint       Code = "R0952"
	LevelToldTwice   Code = "R0953"
	LevelsUnreadable Code = "R0954"
)

// Lints lists the codes of lints, in order.
func Lints() []Code {
	return slices.Sorted(maps.Keys(lints))
}

// Default is how much a lint matters where nobody says; 0 where it is not told.
func Default(code Code) Severity {
	if lints[code].quiet {
		return 0
	}
	return lints[code].severity
}

// lint is a code with its examples in Chinese as well; a quiet one is told only to who
// asks for it.
type lint struct {
	entry
	chinese [2]string // wrong and right
	quiet   bool
}

// lintCodes are the lints as the catalogue has them.
var lintCodes = func() map[Code]entry {
	entries := map[Code]entry{}
	for code, l := range lints {
		entries[code] = l.entry
	}
	return entries
}()

var lints = map[Code]lint{
	NeverHolds: {entry: entry{severity: Warning,
		text:  locale.Text{EN: "{0} can never hold: {1}", ZH: "{0}永远不会成立：{1}"},
		rule:  locale.Text{EN: "The parts of a condition must be able to be so together, of some person on some day.", ZH: "条件的各部分应能在某人某日同时成立。"},
		wrong: "rule 4.1 age >= 55, age < 50 => must rotate",
		right: "rule 4.1 age >= 50, age < 55 => must rotate"},
		chinese: [2]string{"规则4.1 年龄不低于55，年龄低于50的，必须轮岗", "规则4.1 年龄不低于50，年龄低于55的，必须轮岗"}},
	Swallowed: {entry: entry{severity: Warning,
		text:  locale.Text{EN: "{0} decides nothing: wherever it holds, {1} holds as well, with the same effect or a stronger one", ZH: "{0}不起作用：凡其成立之处，{1}也成立，且效力相同或更强"},
		rule:  locale.Text{EN: "Each rule should decide of somebody that no other rule decides of as strictly.", ZH: "每条规则都应对某些人起作用，而没有别的规则对他们作出同样严格的判定。"},
		wrong: "rule 4.1 post tenure >= 5y => must rotate\nrule 4.2 male, post tenure >= 6y => should rotate",
		right: "rule 4.1 post tenure >= 5y => must rotate\nrule 4.2 male, post tenure >= 4y => should rotate"},
		chinese: [2]string{"规则4.1 任职满5年的，必须轮岗\n规则4.2 男，任职满6年的，应当轮岗", "规则4.1 任职满5年的，必须轮岗\n规则4.2 男，任职满4年的，应当轮岗"}},
	LadderGap: {entry: entry{severity: Warning,
		text:  locale.Text{EN: "no step of the ladder holds between “{0}” and “{1}”", ZH: "阶梯在“{0}”与“{1}”之间没有一级成立"},
		rule:  locale.Text{EN: "The steps of a ladder follow on each other: each ends where the next begins.", ZH: "阶梯各级相互衔接：前一级止于后一级开始之处。"},
		wrong: "ladder 4 rotate by post tenure\n  4.1 >= 3y and < 5y => should\n  4.2 > 5y => must",
		right: "ladder 4 rotate by post tenure\n  4.1 >= 3y and < 5y => should\n  4.2 >= 5y => must"},
		chinese: [2]string{"阶梯4 轮岗 按任职时间\n  4.1 满3年且不满5年的，应当\n  4.2 超过5年的，必须", "阶梯4 轮岗 按任职时间\n  4.1 满3年且不满5年的，应当\n  4.2 满5年的，必须"}},
	LadderStep: {entry: entry{severity: Warning,
		text:  locale.Text{EN: "the step {0} of the ladder decides nothing: {1}", ZH: "阶梯的{0}一级不起作用：{1}"},
		rule:  locale.Text{EN: "Each step of a ladder has a bound of its own, and a further one has the stronger effect.", ZH: "阶梯每一级有各自的界限，越往后效力越强。"},
		wrong: "ladder 4 rotate by post tenure\n  4.1 >= 3y => must\n  4.2 >= 5y => should",
		right: "ladder 4 rotate by post tenure\n  4.1 >= 3y => should\n  4.2 >= 5y => must"},
		chinese: [2]string{"阶梯4 轮岗 按任职时间\n  4.1 满3年的，必须\n  4.2 满5年的，应当", "阶梯4 轮岗 按任职时间\n  4.1 满3年的，应当\n  4.2 满5年的，必须"}},
	ExceptsNobody: {entry: entry{severity: Warning,
		text:  locale.Text{EN: "this excepts nobody: {0}", ZH: "这一例外对任何人都不起作用：{0}"},
		rule:  locale.Text{EN: "An exception takes out some of those whom a rule would decide of.", ZH: "例外应当排除某些本来适用规则的人。"},
		wrong: "rule 4.1 male, post tenure >= 5y => must rotate\nrule 5.1 female, under investigation => exempt from rotate",
		right: "rule 4.1 male, post tenure >= 5y => must rotate\nrule 5.1 under investigation => exempt from rotate"},
		chinese: [2]string{"规则4.1 男，任职满5年的，必须轮岗\n规则5.1 女，接受审查的，免于轮岗", "规则4.1 男，任职满5年的，必须轮岗\n规则5.1 接受审查的，免于轮岗"}},
	CaseNotReached: {entry: entry{severity: Warning,
		text:  locale.Text{EN: "this case is never reached: the cases above it take all that it could", ZH: "永远轮不到这一情形：其上各情形已包括它的全部"},
		rule:  locale.Text{EN: "Of “first that applies” the first case that holds counts; the narrower stand above the wider.", ZH: "“依次适用”以最先成立的情形为准；范围窄的写在宽的之上。"},
		wrong: "define limit = first that applies\n  age >= 50: 5y\n  age >= 55: 3y\n  otherwise 8y\nrule 4 post tenure >= limit => must rotate",
		right: "define limit = first that applies\n  age >= 55: 3y\n  age >= 50: 5y\n  otherwise 8y\nrule 4 post tenure >= limit => must rotate"},
		chinese: [2]string{"定义 限期=依次适用\n  年龄不低于50：5年\n  年龄不低于55：3年\n  否则8年\n规则4 任职时间不低于限期的，必须轮岗", "定义 限期=依次适用\n  年龄不低于55：3年\n  年龄不低于50：5年\n  否则8年\n规则4 任职时间不低于限期的，必须轮岗"}},
	SaysNothing: {entry: entry{severity: Note,
		text:  locale.Text{EN: "“{0}” says nothing more: the rest of the condition implies it", ZH: "“{0}”没有增加内容：条件的其余部分已包含它"},
		rule:  locale.Text{EN: "Each part of a condition narrows it.", ZH: "条件的每一部分都应缩小其范围。"},
		wrong: "rule 4 age >= 55, age >= 50 => must rotate",
		right: "rule 4 age >= 55 => must rotate"},
		chinese: [2]string{"规则4 年龄不低于55，年龄不低于50的，必须轮岗", "规则4 年龄不低于55的，必须轮岗"}},
	UnusedTerm: {entry: entry{severity: Warning,
		text:  locale.Text{EN: "nothing reads “{0}”", ZH: "没有任何内容用到“{0}”"},
		rule:  locale.Text{EN: "A value that is set or defined is read by some rule, output, register or other definition in use.", ZH: "设定或定义的内容应为某条规则、输出、登记表或其他在用的定义所用。"},
		wrong: "set longest stay = 6y\nrule 4 post tenure >= 5y => must rotate",
		right: "set longest stay = 6y\nrule 4 post tenure >= longest stay => must rotate"},
		chinese: [2]string{"设定 最长任期=6年\n规则4 任职满5年的，必须轮岗", "设定 最长任期=6年\n规则4 任职时间不低于最长任期的，必须轮岗"}},
	UnusedName: {entry: entry{severity: Warning,
		text:  locale.Text{EN: "nothing reads the {0} “{1}”", ZH: "没有任何内容用到{0}“{1}”"},
		rule:  locale.Text{EN: "A judgement, a choice, a table or a further kind of record is declared for something that reads it.", ZH: "声明认定项、选项、表或其他记录，是因为有内容用到它。"},
		wrong: "judged needed by the service\nrule 4 post tenure >= 5y => must rotate",
		right: "judged needed by the service\nrule 4 post tenure >= 5y => must rotate\n  unless needed by the service"},
		chinese: [2]string{"认定项 工作需要\n规则4 任职满5年的，必须轮岗", "认定项 工作需要\n规则4 任职满5年的，必须轮岗\n  除非工作需要"}},
	ReleasesYounger: {entry: entry{severity: Note,
		text:  locale.Text{EN: "“{0}” releases all who are younger; clauses of this kind mean the older: is it turned round?", ZH: "“{0}”免除的是较年轻的所有人；此类条款指的是年长者：是否写反了？"},
		rule:  locale.Text{EN: "Who is released for an age of 40 or more is so from that age on. Drafts that turn it round (以下 for 以上) leave next to nobody to rotate.", ZH: "以40岁或更大的年龄免除的，是从该年龄起免除。把“以上”误作“以下”，就几乎无人可轮岗。"},
		wrong: "rule 4 post tenure >= 5y => must rotate\nrule 5 male, age <= 50 => exempt from rotate",
		right: "rule 4 post tenure >= 5y => must rotate\nrule 5 male, age >= 50 => exempt from rotate"},
		chinese: [2]string{"规则4 任职满5年的，必须轮岗\n规则5 男，年龄50周岁以下的，不作为轮岗对象", "规则4 任职满5年的，必须轮岗\n规则5 男，年龄50周岁以上的，不作为轮岗对象"}},
	NoDirection: {entry: entry{severity: Note,
		text:  locale.Text{EN: "“{0}” has no direction: the smallest, the earliest and those of whom it is not so come first; if the others are meant, write “{0} descending”", ZH: "“{0}”没有写明升序还是降序：较小的、较早的和不符合的在先；如果相反，请写“{0}降序”"},
		rule:  locale.Text{EN: "Who comes first is decided by the direction of each key: ascending where none is written.", ZH: "谁在先取决于每一项的升降序；不写即为升序。"},
		wrong: "rule 1 post tenure >= 5y => must rotate\nchoose 2 from must rotate, at most 3, by post tenure\nrule 3 chosen by 2 => must exchange",
		right: "rule 1 post tenure >= 5y => must rotate\nchoose 2 from must rotate, at most 3, by post tenure descending\nrule 3 chosen by 2 => must exchange"},
		chinese: [2]string{"规则1 任职满5年的，必须轮岗\n选取2 从必须轮岗，不超过3人，按任职时间\n规则3 入选2的，必须交流", "规则1 任职满5年的，必须轮岗\n选取2 从必须轮岗，不超过3人，按任职时间降序\n规则3 入选2的，必须交流"}},
	LastDay: {entry: entry{severity: Warning,
		text:  locale.Text{EN: "what ends “until {0}” does not hold on that day any more; if the last day of the month is meant to count, write “inclusive” behind it", ZH: "“至{0}”不含当日；月末这一天如仍有效，请写“至{0}止”，否则请写“至{0}前”"},
		rule:  locale.Text{EN: "“until D” ends before D, “until D inclusive” with D. Documents that name the last day of a month mean that it counts.", ZH: "“至D”不含D，“至D止”含D。公文写到月末最后一天，通常含当日。"},
		wrong: "rule 4 female => must not promote until 2026-06-30",
		right: "rule 4 female => must not promote until 2026-06-30 inclusive"},
		chinese: [2]string{"规则4 女的，不得提拔，直至2026年6月30日", "规则4 女的，不得提拔，直至2026年6月30日止"}},
	UnusedField: {quiet: true, entry: entry{severity: Note,
		text:  locale.Text{EN: "nothing reads the field “{0}”; it only says that its column is known", ZH: "没有任何内容用到字段“{0}”；它只说明该栏是已知的"},
		rule:  locale.Text{EN: "A field is declared for something that reads it, or so that its column is known and its cells are not passed over unseen.", ZH: "声明字段，是因为有内容用到它，或为使该栏成为已知而不致被忽略。"},
		wrong: "field remarks: text\nrule 4 post tenure >= 5y => must rotate",
		right: "field remarks: text\nrule 4 post tenure >= 5y, remarks is not \"stays\" => must rotate"},
		chinese: [2]string{"字段 备注：文字\n规则4 任职满5年的，必须轮岗", "字段 备注：文字\n规则4 任职满5年，备注不为“留任”的，必须轮岗"}},
	HidesName: {quiet: true, entry: entry{severity: Note,
		text:  locale.Text{EN: "“{0}” is a name of the prelude; here and in all that the prelude defines by it, it means what this says", ZH: "“{0}”是预置词汇中的名称；本政策以及预置词汇中以它定义的内容，都改用此处的含义"},
		rule:  locale.Text{EN: "A policy may declare a name of the prelude anew; this tells where it does.", ZH: "政策可以重新声明预置词汇中的名称；此信息指出何处如此。"},
		wrong: "define sensitive = post category is finance\nrule 4 sensitive, post tenure >= 5y => must rotate",
		right: "define money post = post category is finance\nrule 4 money post, post tenure >= 5y => must rotate"},
		chinese: [2]string{"定义 敏感岗位=岗位类别为财务\n规则4 敏感岗位任职满5年的，必须轮岗", "定义 管钱岗位=岗位类别为财务\n规则4 管钱岗位任职满5年的，必须轮岗"}},
	NoClauseNumber: {entry: entry{severity: Note,
		text:  locale.Text{EN: "this rule has no clause number, and others have; decisions cite it as “{0}”", ZH: "其他规则有条款编号，此规则没有；判定将以“{0}”引用它"},
		rule:  locale.Text{EN: "In a policy with clause numbers every rule has one, so that a decision can cite it.", ZH: "写有条款编号的政策，每条规则都应有编号，以便判定引用。"},
		wrong: "rule 4.1 post tenure >= 5y => must rotate\nfemale, post tenure >= 4y => should rotate",
		right: "rule 4.1 post tenure >= 5y => must rotate\nrule 4.2 female, post tenure >= 4y => should rotate"},
		chinese: [2]string{"规则4.1 任职满5年的，必须轮岗\n女，任职满4年的，应当轮岗", "规则4.1 任职满5年的，必须轮岗\n规则4.2 女，任职满4年的，应当轮岗"}},
	ClauseApart: {entry: entry{severity: Warning,
		text:  locale.Text{EN: "the clause number {0} stands here again, after others; if one clause is meant, its rules stand side by side", ZH: "条款编号{0}隔着其他条款再次出现；如果是同一条，各规则应写在一起"},
		rule:  locale.Text{EN: "Several rules may bear one clause number; they stand side by side.", ZH: "几条规则可以同属一条；它们应写在一起。"},
		wrong: "rule 4.1 post tenure >= 5y => must rotate\nrule 4.2 female, post tenure >= 4y => should rotate\nrule 4.1 under investigation => exempt from rotate",
		right: "rule 4.1 post tenure >= 5y => must rotate\nrule 4.2 female, post tenure >= 4y => should rotate\nrule 5.1 under investigation => exempt from rotate"},
		chinese: [2]string{"规则4.1 任职满5年的，必须轮岗\n规则4.2 女，任职满4年的，应当轮岗\n规则4.1 接受审查的，免于轮岗", "规则4.1 任职满5年的，必须轮岗\n规则4.2 女，任职满4年的，应当轮岗\n规则5.1 接受审查的，免于轮岗"}},
	NotExercised: {quiet: true, entry: entry{severity: Note,
		text:  locale.Text{EN: "in no test of the policy does {0} hold", ZH: "政策的测试中没有一个使{0}成立"},
		rule:  locale.Text{EN: "A policy with tests has one for each rule in which it holds.", ZH: "写有测试的政策，每条规则都应有一个使其成立的测试。"},
		wrong: "rule 4 male => must rotate\nrule 5 under investigation => exempt from rotate\ntest \"a man\"\n  given male, as of 2024-12-31\n  expect must rotate",
		right: "rule 4 male => must rotate\nrule 5 under investigation => exempt from rotate\ntest \"a man\"\n  given male, under investigation, as of 2024-12-31\n  expect exempt by 5"},
		chinese: [2]string{"规则4 男的，必须轮岗\n规则5 接受审查的，免于轮岗\n测试“男”\n  给定 男，截至2024年12月31日\n  期望 必须轮岗", "规则4 男的，必须轮岗\n规则5 接受审查的，免于轮岗\n测试“男”\n  给定 男，接受审查，截至2024年12月31日\n  期望 免于轮岗按5"}},
	DaysForYears: {entry: entry{severity: Warning,
		text:  locale.Text{EN: "{0} is not {1}: a year has 365 days or 366; if years are meant, write {2}", ZH: "{0}不等于{1}：一年有365天或366天；如果指年，请写{2}"},
		rule:  locale.Text{EN: "Years are counted by the calendar; a number of days is some days short of them or beyond.", ZH: "年按日历计算；折成天数就会多出或少掉几天。"},
		wrong: "rule 4 post tenure >= 1825d => must rotate",
		right: "rule 4 post tenure >= 5y => must rotate"},
		chinese: [2]string{"规则4 任职满1825天的，必须轮岗", "规则4 任职满5年的，必须轮岗"}},
	MonthsForYears: {entry: entry{severity: Note,
		text:  locale.Text{EN: "{0} is {1}, to the day, and elsewhere this policy counts in years", ZH: "{0}就是{1}，一日不差，而本政策其他地方按年计算"},
		rule:  locale.Text{EN: "A policy that counts in years counts all whole years so, unless its document says months.", ZH: "按年计算的政策，整年都应写成年，除非文件原文是月。"},
		wrong: "ladder 4 rotate by post tenure\n  4.1 >= 4y => should\n  4.2 >= 60mo => must",
		right: "ladder 4 rotate by post tenure\n  4.1 >= 4y => should\n  4.2 >= 5y => must"},
		chinese: [2]string{"阶梯4 轮岗 按任职时间\n  4.1 满4年的，应当\n  4.2 满60个月的，必须", "阶梯4 轮岗 按任职时间\n  4.1 满4年的，应当\n  4.2 满5年的，必须"}},
	ValueLeftOut: {quiet: true, entry: entry{severity: Note,
		text:  locale.Text{EN: "“{0}” is the only value of “{1}” that nothing in the policy mentions; is it forgotten?", ZH: "“{1}”的各个值中，只有“{0}”没有任何内容提到；是否遗漏？"},
		rule:  locale.Text{EN: "A policy that goes through the values of a choice of its own says something of each.", ZH: "逐一处理自定选项各个值的政策，对每个值都应有所规定。"},
		wrong: "choice kind: teacher, nurse, driver, cook\nfield work: kind\nrule 4.1 teacher => must rotate\nrule 4.2 nurse => should rotate\nrule 4.3 driver => may rotate",
		right: "choice kind: teacher, nurse, driver, cook\nfield work: kind\nrule 4.1 teacher => must rotate\nrule 4.2 nurse => should rotate\nrule 4.3 driver or cook => may rotate"},
		chinese: [2]string{"选项 工种：教师、医生、司机、厨师\n字段 从事：工种\n规则4.1 教师的，必须轮岗\n规则4.2 医生的，应当轮岗\n规则4.3 司机的，可以轮岗", "选项 工种：教师、医生、司机、厨师\n字段 从事：工种\n规则4.1 教师的，必须轮岗\n规则4.2 医生的，应当轮岗\n规则4.3 司机或厨师的，可以轮岗"}},
	NoAsOf: {entry: entry{severity: Note,
		text:  locale.Text{EN: "the policy does not say as of which day it decides, so every run must", ZH: "政策没有写明截止日，每次运行都须指明"},
		rule:  locale.Text{EN: "The header says the day, or by which field each record has its own.", ZH: "表头写明截止日，或写明各记录以哪个字段为截止日。"},
		wrong: "policy \"Rotation\"\n  about rotate\nrule 4 post tenure >= 5y => must",
		right: "policy \"Rotation\"\n  as of 2024-12-31\n  about rotate\nrule 4 post tenure >= 5y => must"},
		chinese: [2]string{"政策“轮岗”\n  关于轮岗\n规则4 任职满5年的，必须", "政策“轮岗”\n  截至2024年12月31日\n  关于轮岗\n规则4 任职满5年的，必须"}},
}

// levelCodes are mistakes in what is said of lints.
var levelCodes = map[Code]entry{
	NoLevel: {severity: Error,
		text: locale.Text{EN: "a line is a code, “=” and a level: off, note, warning or error{0}", ZH: "每行写一个代码、“=”和一个级别：off、note、warning 或 error{0}"},
		rule: locale.Text{EN: "Levels are said as R0902=off, one to a line; “all” stands for every point that is checked; “--” begins a comment.", ZH: "级别写作 R0902=off，每行一个；all 指全部；“--”之后为注释。"}},
	NoSuchLint: {severity: Error,
		text: locale.Text{EN: "no point that is checked has the code {0}{1}", ZH: "没有代码为{0}的检查项{1}"},
		rule: locale.Text{EN: "Levels are for the codes from R0901 on; “rota explain” tells what each means.", ZH: "级别用于R0901起的代码；“rota explain”说明各自的含义。"}},
	LevelToldTwice: {severity: Error,
		text: locale.Text{EN: "the level of {0} is said twice", ZH: "{0}的级别写了两次"},
		rule: locale.Text{EN: "A file says the level of each point once.", ZH: "一个文件对每个检查项只写一次级别。"}},
	LevelsUnreadable: {severity: Error,
		text: locale.Text{EN: "this is not readable text; save it as UTF-8", ZH: "这不是可读的文字；请另存为UTF-8编码"},
		rule: locale.Text{EN: "A file of levels is UTF-8 text.", ZH: "级别文件须为UTF-8编码的文字。"}},
}
