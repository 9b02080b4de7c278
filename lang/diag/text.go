package diag

import "rota/lang/locale"

// Mistakes of the text itself.
const (
	Expected         Code = "R0101"
	TwoCuts          Code = "R0102"
	AndOr            Code = "R0103"
	UnclosedQuote    Code = "R0104"
	StrangeCharacter Code = "R0105"
	TooDeep          Code = "R0106"
	TooLong          Code = "R0107"
	BadBytes         Code = "R0108"
	Indented         Code = "R0109"
	Reserved         Code = "R0110"
	BeforeAfter      Code = "R0111"
	WhereEnds        Code = "R0113"
	TooMany          Code = "R0114"
	LongName         Code = "R0115"
	Numbering        Code = "R0118" // a rule is numbered as paragraphs of documents are
	Enumerated       Code = "R0119" // 、 stands between conditions, or a comma between the facts of an exception
	OtherwiseLast    Code = "R0121"
	WordOrder        Code = "R0122"
	CommaOr          Code = "R0123" // “or” beside a comma, of which it is not clear what it joins
	RangeEnds        Code = "R0124" // 5y to 10y, of which it is not clear whether the ends belong to it
	TitleBeside      Code = "R0125" // a quoted word that is read as a title and touches the condition
	ExceptsWhat      Code = "R0126" // an exception behind several effects, of which it is not clear which it is of
	NotTurned        Code = "R0130"
)

// HeaderAtMargin is a line of the header that stands at the margin.
const HeaderAtMargin Code = "R0116"

// TestAtMargin is a line of a test or of a register that stands at the margin.
const TestAtMargin Code = "R0117"

var textCodes = map[Code]entry{
	Expected: {severity: Error,
		text:  locale.Text{EN: "expected {0}, found {1}", ZH: "此处应为{0}，却是{1}"},
		rule:  locale.Text{EN: "Each declaration has a fixed order of parts; the message names the part that is missing.", ZH: "每项声明的各部分有固定次序；信息会指出缺少哪一部分。"},
		wrong: "rule 4.1 post tenure >= 5y must rotate", right: "rule 4.1 post tenure >= 5y => must rotate"},
	NotTurned: {severity: Note,
		text: locale.Text{EN: "this cannot be said in the other language without changing what it means; it stays as it was written", ZH: "此处换成另一种语言会改变意思，因此保持原样"},
		rule: locale.Text{EN: "“rota fmt --keywords” turns a declaration only where it then reads the same.", ZH: "“rota fmt --keywords”只改写改写后读法不变的声明。"}},
	WordOrder: {severity: Error,
		text:  locale.Text{EN: "the words of “{0}” stand in another order: “{1}”", ZH: "“{0}”的词序应为“{1}”"},
		rule:  locale.Text{EN: "The day as of which something is worked out stands behind it, a table before its key, “served in” before the rows that are added up, and a time limit behind the action; it says from when it runs, or which day is the last. Whom a check is about stands before its colon.", ZH: "计算所截至的日期写在所算的值之后，表写在键之前，“任职合计”写在所合计的各条之前，期限写在动作之后并写明自何时起算，或最后一日是哪一天；检查所管的人写在冒号之前。"},
		wrong: "as of 2024-08-31 age >= 50", right: "age as of 2024-08-31 >= 50"},
	TwoCuts: {severity: Error,
		text:  locale.Text{EN: "this can be read in two ways: {0}, or {1}; part it with a space or 'quotes'", ZH: "此处有两种读法：{0}，或 {1}；请用空格或'引号'隔开"},
		rule:  locale.Text{EN: "A run of words is cut into the fewest names; when two cuts are equally short, the author decides.", ZH: "连写的文字按最少的词切分；两种切法一样短时，由作者决定。"},
		wrong: "甲乙丙（已声明“甲乙”“丙”“甲”“乙丙”）", right: "甲乙 丙"},
	AndOr: {severity: Error,
		text:  locale.Text{EN: "“and” and “or” stand together without brackets: write (a and b) or c, or a and (b or c)", ZH: "“且”与“或”混用而没有括号：请写成（甲且乙）或丙，或者 甲且（乙或丙）"},
		rule:  locale.Text{EN: "A sentence with two readings is refused. A comma, or words side by side, bind tighter than “or” and need no brackets, but where two facts or two values stand around “or” as in personnel or finance post tenure >= 5y.", ZH: "有两种读法的句子不予接受。逗号或并列的词比“或”结合得紧，不需要括号；但“或”的两边是两个事实或两个值时除外，如“人事或财务任职满5年”。"},
		wrong: "male and age >= 55 or female => exempt", right: "male, age >= 55 or female => exempt"},
	UnclosedQuote: {severity: Error,
		text:  locale.Text{EN: "the quotation mark is not closed on this line", ZH: "引号在本行没有结束"},
		rule:  locale.Text{EN: "A quoted text ends on the line it begins on.", ZH: "引号中的文字须在同一行结束。"},
		wrong: `note 6.3 "no conditions`, right: `note 6.3 "no conditions"`},
	StrangeCharacter: {severity: Error,
		text:  locale.Text{EN: "the character “{0}” has no meaning here", ZH: "字符“{0}”在此没有意义"},
		rule:  locale.Text{EN: "Names are letters, digits and Chinese characters; signs are those of the language.", ZH: "名称由汉字、字母和数字组成；符号限于本语言的符号。"},
		wrong: "post tenure ?= 5y => must rotate", right: "post tenure >= 5y => must rotate"},
	TooDeep: {severity: Error,
		text: locale.Text{EN: "brackets or conditions nest deeper than {0} levels", ZH: "括号或条件的嵌套超过{0}层"},
		rule: locale.Text{EN: "Give parts of a long condition a name with “define”.", ZH: "请用“定义”为长条件的各部分命名。"}},
	TooLong: {severity: Error,
		text: locale.Text{EN: "the policy is longer than {0} MB; is it the right file?", ZH: "政策文件超过{0} MB；是否选错了文件？"},
		rule: locale.Text{EN: "A policy file holds at most 4 MB of text.", ZH: "一个政策文件最多4 MB文字。"}},
	TooMany: {severity: Error,
		text: locale.Text{EN: "the policy has more than {0} clauses; is it the right file?", ZH: "政策的条款超过{0}条；是否选错了文件？"},
		rule: locale.Text{EN: "A policy holds at most 20,000 clauses.", ZH: "一份政策最多20000条。"}},
	LongName: {severity: Error,
		text: locale.Text{EN: "a name or a number has at most {0} characters", ZH: "名称或数字最多{0}个字符"},
		rule: locale.Text{EN: "A name is a phrase; what it stands for is said in its definition or in a note.", ZH: "名称是一个短语；它的含义写在定义或条文中。"}},
	OtherwiseLast: {severity: Error,
		text:  locale.Text{EN: "“otherwise” takes all that is left, so no case can follow it", ZH: "“否则”包括其余一切情形，其后不能再有情形"},
		rule:  locale.Text{EN: "The cases stand in their order; the value for all others stands last.", ZH: "各情形按次序书写；其余情形的值写在最后。"},
		wrong: "first that applies otherwise 8y; male: 5y", right: "first that applies male: 5y; otherwise 8y"},
	BadBytes: {severity: Error,
		text: locale.Text{EN: "from here on the file is not readable text; save it as UTF-8", ZH: "从此处起文件不是可读的文字；请另存为UTF-8编码"},
		rule: locale.Text{EN: "Policies are UTF-8 text.", ZH: "政策文件须为UTF-8编码的文字。"}},
	Indented: {severity: Error,
		text: locale.Text{EN: "an indented line has nothing above it to continue", ZH: "缩进的一行上面没有可以接续的内容"},
		rule: locale.Text{EN: "A declaration begins at the margin; an indented line continues the one above.", ZH: "声明从行首开始；缩进的行接续上面的声明。"}},
	Reserved: {severity: Error,
		text:  locale.Text{EN: "“{0}” is a word of the language and cannot be a name by itself", ZH: "“{0}”是语言的保留词，不能单独作为名称"},
		rule:  locale.Text{EN: "A name may contain such words but not be one.", ZH: "名称可以包含保留词，但不能就是保留词。"},
		wrong: "define or = male", right: "define on rota = male"},
	BeforeAfter: {severity: Error,
		text:  locale.Text{EN: "it is not said whether the date itself is included: write {0} or {1}", ZH: "没有写明是否包括当日：请写“{0}”或“{1}”"},
		rule:  locale.Text{EN: "以前 and 以后 with a date are read both ways; say 含 or 不含.", ZH: "日期后的“以前”“以后”有两种理解；请注明含或不含。"},
		wrong: "到单位时间2015年1月1日以前的，必须轮岗", right: "到单位时间2015年1月1日以前（含）的，必须轮岗"},
	HeaderAtMargin: {severity: Error,
		text:  locale.Text{EN: "“{0}” is a line of the policy's header; indent it under a line that begins with “policy”", ZH: "“{0}”是表头的一行；请缩进写在“政策”一行之下"},
		rule:  locale.Text{EN: "The lines of the header stand indented under “policy”.", ZH: "表头各行缩进写在“政策”之下。"},
		wrong: "about rotate", right: "policy \"Rotation\"\n  about rotate"},
	TestAtMargin: {severity: Error,
		text:  locale.Text{EN: "“{0}” belongs under a line that begins with {1}; indent it there", ZH: "“{0}”应写在以{1}开头的一行之下；请缩进"},
		rule:  locale.Text{EN: "What a test gives and expects stands indented under it, and the columns of a register under that.", ZH: "测试的给定和期望缩进写在“测试”之下，登记表的栏目写在“登记表”之下。"},
		wrong: "test \"five years\"\ngiven post since 2019-12-31\nexpect must rotate", right: "test \"five years\"\n  given post since 2019-12-31\n  expect must rotate"},
	CommaOr: {severity: Error,
		text:  locale.Text{EN: "it is not clear what the comma and “or” join: write (a, b) or c, or a, (b or c)", ZH: "看不出逗号和“或”各连接到哪里：请写成（甲，乙）或丙，或者 甲，（乙或丙）"},
		rule:  locale.Text{EN: "A comma is “and”. It binds tighter than “or”, which is only clear where each alternative has one: male, age >= 60 or female, age >= 55.", ZH: "逗号即“且”，比“或”结合得紧；只有各种情形中都有逗号时才看得清楚：男，年满60周岁，或女，年满55周岁。"},
		wrong: "rank is clerk or applied, post tenure >= 5y => must rotate", right: "(rank is clerk or applied), post tenure >= 5y => must rotate"},
	TitleBeside: {severity: Error,
		text:  locale.Text{EN: "“{0}” is read as the title of the clause: if it is one, put a space behind it; if not, say what it is compared with", ZH: "“{0}”会读作条文的标题：如是标题，请在其后空一格；如是条件，请写明是哪一项为“{0}”"},
		rule:  locale.Text{EN: "A text in quotes right behind the number of a clause is its title, and says nothing of whom the clause is about.", ZH: "条款编号之后引号内的文字是标题，不限定条文适用于谁。"},
		wrong: "规则1 “局长”任职满5年的，必须轮岗", right: "规则1 职务为“局长”，任职满5年的，必须轮岗"},
	ExceptsWhat: {severity: Error,
		text:  locale.Text{EN: "it is not clear whether the exception is from all that this rule says or from the last part: put it on a line of its own, indented, for all, or make two rules", ZH: "看不出是全部结论都除外，还是只有最后一项除外：全部除外请另起一行缩进书写，否则请分成两条规则"},
		rule:  locale.Text{EN: "Behind several effects an exception stands on a line of its own and is from all of them.", ZH: "一条规则有几项结论时，除外另起一行，对全部结论有效。"},
		wrong: "rule 1 post tenure >= 5y => must rotate; must not promote, unless female", right: "rule 1 post tenure >= 5y => must rotate; must not promote\n  unless female"},
	RangeEnds: {severity: Error,
		text:  locale.Text{EN: "it is not said whether the ends of “{0}” belong to it: write “{1}” with both, or “{2}” without the last", ZH: "没有写明“{0}”是否包括两端：两端都算请写“{1}”，不算末端请写“{2}”"},
		rule:  locale.Text{EN: "A range has two bounds, and each says whether it is included; the second needs no name before it: post tenure >= 5y and < 10y.", ZH: "范围有上下两个界限，各自写明是否包括本数；第二个之前不必重复名称：任职满5年不满10年。"},
		wrong: "post tenure 5y to 10y => may rotate", right: "post tenure >= 5y and < 10y => may rotate"},
	Enumerated: {severity: Error,
		text:  locale.Text{EN: "{0} before “{1}” may be read as “and” or as “or”; write which", ZH: "“{1}”之前的{0}可读作“且”，也可读作“或”；请写明是哪一个"},
		rule:  locale.Text{EN: "“、” lists values in brackets: in (a、b). Between conditions stands “and”, “or” or a comma, which is “and”; between the facts of an exception only the words.", ZH: "顿号列举括号内的值，如“属于（甲、乙）”。条件之间写“且”“或”，或用逗号（即“且”）；例外中并列的几项事实之间只用“且”“或”。"},
		wrong: "post tenure >= 5y => must rotate unless pregnant, nursing", right: "post tenure >= 5y => must rotate unless pregnant or nursing"},
	Numbering: {severity: Error,
		text:  locale.Text{EN: "the number of a rule stands behind its first word: “{0}”", ZH: "规则的编号写在首词之后：“{0}”"},
		rule:  locale.Text{EN: "A declaration begins with what it is, then its number: “rule 1”, “quota 5.2”; 1. and (1) are how documents number.", ZH: "声明先写明是什么，再写编号：“规则1”“配额5.2”；“1.”“（一）”是文件的编号写法。"},
		wrong: "1. post tenure >= 5y => must rotate", right: "rule 1 post tenure >= 5y => must rotate"},
	WhereEnds: {severity: Error,
		text:  locale.Text{EN: "it is not clear whether what follows is still asked of the rows; put all from “some” or “no” on in brackets, to the end of the condition with “where”", ZH: "看不出后面的内容是否仍针对各行；请从“有”“没有”起，到“其中”的条件末尾，整个放进括号"},
		rule:  locale.Text{EN: "A condition after “where” runs to the end of its bracket.", ZH: "“其中”后的条件一直到括号结束。"},
		wrong: "no posting in career where unit is \"x\", or applied => may rotate", right: "(no posting in career where unit is \"x\") or applied => may rotate"},
}
