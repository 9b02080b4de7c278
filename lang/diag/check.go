package diag

import "rota/lang/locale"

// Mistakes of names, types and precedence.
const (
	UnknownName     Code = "R0201"
	UnknownAction   Code = "R0202"
	UnknownClause   Code = "R0203"
	UnknownType     Code = "R0204"
	UnknownRecord   Code = "R0205"
	NotList         Code = "R0206"
	UnknownOutput   Code = "R0207"
	NotOption       Code = "R0208"
	DeclaredTwice   Code = "R0209"
	TwoReadings     Code = "R0210"
	NeedsOwner      Code = "R0211"
	NotReference    Code = "R0212"
	TextNeedsQuotes Code = "R0213"
	WhichAction     Code = "R0214"
	TwoPolicies     Code = "R0215"
	OtherPrelude    Code = "R0216"
	NoRules         Code = "R0217"
	WhoseList       Code = "R0240"
	NotRelation     Code = "R0241"
	ManyNotOne      Code = "R0242"
	TwoDefaults     Code = "R0218"
	ReadsOutput     Code = "R0219"
	ComputedOutput  Code = "R0220"
	EmptyOutput     Code = "R0221"
	ResultIs        Code = "R0222"
	TooManyGrades   Code = "R0223"
	ClauseOfDefault Code = "R0224"
	ActionAlone     Code = "R0243"
	KindAlone       Code = "R0244"
	LostTerm        Code = "R0249"
	NoCondition     Code = "R0225"

	WrongType       Code = "R0301"
	WrongComparison Code = "R0302"
	NotCondition    Code = "R0303"
	NotOrdered      Code = "R0304"
	NotComparable   Code = "R0305"
	OneOfSeveral    Code = "R0306"
	NeedsYear       Code = "R0307"
	NotPerYear      Code = "R0308"
	NoArithmetic    Code = "R0309"
	NoSuchDate      Code = "R0310"
	NoYear          Code = "R0311"
	BadNumber       Code = "R0312"
	NotConstant     Code = "R0313"
	NothingCompared Code = "R0314"
	KnownOfTerm     Code = "R0315"
	LadderTerm      Code = "R0316"
	EveryWhat       Code = "R0317"
	FromWhen        Code = "R0318"
	RequiresAction  Code = "R0319"
	TwoBlanks       Code = "R0320"
	NoJoin          Code = "R0321"
	VersionOrder    Code = "R0322"
	NoComparison    Code = "R0323"
	ListGoesOn      Code = "R0324"
	DueResult       Code = "R0325"
	NoHedge         Code = "R0326"
	MeetsWhat       Code = "R0327"
	RequireAsks     Code = "R0328"
	WithoutWhat     Code = "R0329"
	NoPrecedence    Code = "R0330"
	CheckAsks       Code = "R0331"
	NeverBoth       Code = "R0332"
	NotOfFirst      Code = "R0333"
	AsOfFixed       Code = "R0334"
	AsksNoRow       Code = "R0335"
	UntilGone       Code = "R0336"
	SelfCompared    Code = "R0337"
	HedgedPart      Code = "R0338" // “should” before a part of what a check asks for
	BothAlone       Code = "R0339" // “both” where one person is asked

	TestExpectsNothing Code = "R0351"
	TestGivesTerm      Code = "R0352"
	TestSaysNothing    Code = "R0353"
	UnknownExpectation Code = "R0354"
	SecondGiven        Code = "R0355"

	NoSpells          Code = "R0361"
	NotDays           Code = "R0362"
	StopsWhat         Code = "R0363"
	NotSpell          Code = "R0364"
	SpellLength       Code = "R0365"
	NotShown          Code = "R0366"
	WhereGoesOn       Code = "R0367"
	WhereOfWhich      Code = "R0368"
	TwoSpans          Code = "R0370"
	ValueOfReference  Code = "R0346"
	SeveralReferences Code = "R0340"
	NobodyOutside     Code = "R0341"
	NoKey             Code = "R0342"
	NoList            Code = "R0343"
	OneInCell         Code = "R0344"
	RelationForm      Code = "R0345"

	TableForm    Code = "R0371"
	RowLength    Code = "R0372"
	RowsOverlap  Code = "R0373"
	KeyCount     Code = "R0374"
	SeveralKeys  Code = "R0375"
	NoTableValue Code = "R0376"
	WhichColumn  Code = "R0377"
	NeedsKey     Code = "R0378"
	YearKinds    Code = "R0381"
	WhichYear    Code = "R0382"
	YearBegins   Code = "R0383"
	NotYearly    Code = "R0384"
	RestCounts   Code = "R0385"
	NoWeekdays   Code = "R0386"
	NotWeekday   Code = "R0387"
	TwoCalendars Code = "R0388"
	NoListed     Code = "R0389"
	RegionField  Code = "R0390"
	OnlyNone     Code = "R0391"

	NotPlanned Code = "R0451"
	PlannedWho Code = "R0452"
	TwoPlans   Code = "R0453"

	Circular       Code = "R0401"
	RuleCircle     Code = "R0402"
	DecisionCircle Code = "R0403"
)

var checkCodes = map[Code]entry{
	NotPlanned: {severity: Error,
		text:  locale.Text{EN: "the plan says nothing of “{0}”: no field gives it as it will be after the plan; read it as it is, or declare such a field with “gives planned”", ZH: "调整方案不涉及“{0}”：没有字段给出调整后的情况；请直接写现在的情况，或用“即调整后”声明这样的字段"},
		rule:  locale.Text{EN: "“planned” reads what some field with “gives planned” gives, itself or through what it is defined by.", ZH: "“调整后”所读的，须有注明“即调整后”的字段给出，或由这样的字段定义。"},
		wrong: "planned birth date < 1970-01-01 => may rotate", right: "planned unit is not unit => may rotate"},
	PlannedWho: {severity: Error,
		text:  locale.Text{EN: "“{0}” is a record, and the plan does not make it another; put “planned” before what is read of it: {0}'s planned unit", ZH: "“{0}”是一条记录，方案不会把它换成另一条；请把“调整后”写在所读的内容之前：{0}的调整后单位"},
		rule:  locale.Text{EN: "“planned” stands before what is read as it will be after the plan.", ZH: "“调整后”写在按调整后情况读取的内容之前。"},
		wrong: "pair 1 a, b where planned a's unit is b's planned unit => not both moved", right: "pair 1 a, b where a's planned unit is b's planned unit => not both moved"},
	TwoPlans: {severity: Error,
		text:  locale.Text{EN: "“{0}” after the plan is given by “{1}” already", ZH: "“{0}”调整后的情况已由“{1}”给出"},
		rule:  locale.Text{EN: "One field gives what another will be after the plan.", ZH: "一个字段调整后的情况只由一个字段给出。"},
		wrong: "field new unit: text, gives planned unit", right: "field proposed unit: text, blank means none"},
	UnknownName: {severity: Error,
		text:  locale.Text{EN: "nothing is called “{0}”{1}", ZH: "没有叫“{0}”的名称{1}"},
		rule:  locale.Text{EN: "Every name is declared in the policy or in the prelude.", ZH: "每个名称都须在政策或预置词汇中声明。"},
		wrong: "post tenur >= 5y => must rotate", right: "post tenure >= 5y => must rotate"},
	UnknownAction: {severity: Error,
		text:  locale.Text{EN: "“{0}” is not an action{1}", ZH: "“{0}”不是动作{1}"},
		rule:  locale.Text{EN: "What must, should or may be done is declared with “action”.", ZH: "必须、应当或可以做的事用“动作”声明。"},
		wrong: "post tenure >= 5y => must rotat", right: "post tenure >= 5y => must rotate"},
	UnknownClause: {severity: Error,
		text:  locale.Text{EN: "no clause has the number {0}{1}", ZH: "没有编号为{0}的条款{1}"},
		rule:  locale.Text{EN: "A clause is named by the number that stands after “rule”, or at its line in a list.", ZH: "条款以“规则”后或列表行首的编号称呼。"},
		wrong: "rule 5 needed by the service => may rotate despite 9", right: "rule 5 needed by the service => may rotate despite 4"},
	UnknownType: {severity: Error,
		text:  locale.Text{EN: "“{0}” is neither a type nor a choice{1}", ZH: "“{0}”既不是类型也不是选项{1}"},
		rule:  locale.Text{EN: "A field is yes/no, a number, a text, a date, a period, an age, a year or a choice.", ZH: "字段可以是是否、数值、文字、日期、期限、年龄、年度或选项。"},
		wrong: "field joined on: day", right: "field joined on: date"},
	UnknownRecord: {severity: Error,
		text:  locale.Text{EN: "no record is called “{0}”{1}", ZH: "没有叫“{0}”的记录{1}"},
		rule:  locale.Text{EN: "Kinds of records are declared with “record”.", ZH: "记录的种类用“记录”声明。"},
		wrong: "define long of postin = length >= 5y", right: "define long of posting = length >= 5y"},
	NotList: {severity: Error,
		text:  locale.Text{EN: "“{0}” is not a list of records, nor a field with several values{1}", ZH: "“{0}”不是一组记录，也不是多值字段{1}"},
		rule:  locale.Text{EN: "Some, no, every and the aggregates go through the rows of a list such as the career.", ZH: "有、没有、每一和各种统计针对履历之类的一组记录。"},
		wrong: "no posting in carer where unit is \"x\" => may rotate", right: "no posting in career where unit is \"x\" => may rotate"},
	UnknownOutput: {severity: Error,
		text:  locale.Text{EN: "“{0}” is neither an output nor an outcome that a rule can give{1}", ZH: "“{0}”既不是规则可以设定的输出项，也不是可以给出的结论{1}"},
		rule:  locale.Text{EN: "Values that rules set or bound are declared with “output”, outcomes of the policy's own with “result”.", ZH: "由规则设定或限定的值用“输出”声明，政策自定的结论用“结果”声明。"},
		wrong: "host appraisal is poor => anual grade at most basic", right: "host appraisal is poor => annual grade at most basic"},
	NotOption: {severity: Error,
		text:  locale.Text{EN: "“{0}” is not a value of “{1}”{2}", ZH: "“{0}”不是{1}{2}"},
		rule:  locale.Text{EN: "A choice has only the values it was declared with.", ZH: "选项只有声明过的那些值。"},
		wrong: "rank is section cheif => must rotate", right: "rank is section chief => must rotate"},
	DeclaredTwice: {severity: Error,
		text:  locale.Text{EN: "“{0}” is declared twice", ZH: "“{0}”重复声明"},
		rule:  locale.Text{EN: "A name means one thing in a policy.", ZH: "一个名称在一份政策中只有一个意思。"},
		wrong: "set limit = 4y\nset limit = 5y", right: "set limit = 5y"},
	TwoReadings: {severity: Error,
		text:  locale.Text{EN: "“{0}” can mean {1}: say which", ZH: "“{0}”可以指{1}：请写明是哪一个"},
		rule:  locale.Text{EN: "A value may stand alone only where one field can have it.", ZH: "只有一个字段可以取的值才能单独书写。"},
		wrong: "basic => may rotate", right: "annual grade is basic => may rotate"},
	NeedsOwner: {severity: Error,
		text:  locale.Text{EN: "it is not clear whose “{0}” is meant: write “{1}'s {0}” or “own {0}”", ZH: "看不出是谁的“{0}”：请写“{1}的{0}”或“本人{0}”"},
		rule:  locale.Text{EN: "Where a row has a name of its own, a name that both sides have is qualified.", ZH: "行有名字时，双方都有的名称须写明属于谁。"},
		wrong: "some posting p in career where unit is own unit => may rotate", right: "some posting p in career where p's unit is own unit => may rotate"},
	NotReference: {severity: Error,
		text:  locale.Text{EN: "“{0}” does not lead to another record", ZH: "“{0}”不指向另一条记录"},
		rule:  locale.Text{EN: "'s reads a field of a row that was given a name, or of the record with a key that a reference leads to.", ZH: "“的”读取已命名的行的字段，或引用所指的、有主键的记录的字段。"},
		wrong: "post's category is finance => may rotate", right: "spouse's post category is finance => may rotate"},
	LostTerm: {severity: Error,
		text:  locale.Text{EN: "“{0}” of the prelude cannot be used here: the policy declares anew something that it is defined by; declare it anew too", ZH: "预置词汇的“{0}”在此不能使用：政策重新声明了它所依据的名称；请也重新定义它"},
		rule:  locale.Text{EN: "A name of the prelude may be declared anew; what the prelude defines by it must still be readable with it, or not be asked for.", ZH: "预置的名称可以重新声明；预置词汇中以它定义的词须仍能成立，否则不能使用。"},
		wrong: "field post since: text\npost tenure >= 5y => must rotate", right: "field post since: date\npost tenure >= 5y => must rotate"},
	WhoseList: {severity: Error,
		text:  locale.Text{EN: "“{0}” is what a record of “{1}” has: say whose, such as unit's {0}", ZH: "“{0}”属于“{1}”：请写明是谁的，如“单位的{0}”"},
		rule:  locale.Text{EN: "A list without an owner is that of the record decided.", ZH: "未写明归属的一组记录，是所判定记录的。"},
		wrong: "count of vacancies >= 1 => may rotate", right: "count of unit's vacancies >= 1 => may rotate"},
	NotRelation: {severity: Error,
		text:  locale.Text{EN: "“{0}” is not a relation{1}", ZH: "“{0}”不是关系{1}"},
		rule:  locale.Text{EN: "A relation is read from a table or a column, or is a part of another.", ZH: "关系来自一张表或一列，或取自另一个关系。"},
		wrong: "relation close kin = career where generations <= 3", right: "relation close kin = kin where generations <= 3"},
	ManyNotOne: {severity: Error,
		text:  locale.Text{EN: "“{0}” are many: say of which, such as some x in {0} where x's …", ZH: "“{0}”有多条：请写明哪一条，如“有{0}其中…”"},
		rule:  locale.Text{EN: "Of a list some, no, every and the aggregates are asked.", ZH: "对一组记录用有、没有、每一和各种统计。"},
		wrong: "kin's unit is own unit => may rotate", right: "some k in kin where k's relative's unit is own unit => may rotate"},
	SeveralReferences: {severity: Error,
		text:  locale.Text{EN: "“{0}”: several records in a cell are a relation: relation … from column “…”: …", ZH: "“{0}”：一格中有多条记录的是关系：关系 … 来自列“…”：…"},
		rule:  locale.Text{EN: "A field leads to one record; a relation to many.", ZH: "字段指向一条记录，关系指向多条。"},
		wrong: "field deputies: several staff", right: "relation deputies from column \"副手\": deputy"},
	NobodyOutside: {severity: Error,
		text:  locale.Text{EN: "“{0}” leads to no other record, so nobody in it is outside the roster", ZH: "“{0}”不指向其他记录，谈不上外单位"},
		rule:  locale.Text{EN: "“outsiders” says what is known of those whom a reference names and the roster does not hold.", ZH: "“外单位”说明引用所指而花名册中没有的人作何处理。"},
		wrong: "field spouse: text, outsiders left out", right: "field spouse: staff, outsiders left out"},
	NoKey: {severity: Error,
		text:  locale.Text{EN: "“{0}” has no key, so nothing can lead to its records", ZH: "“{0}”没有主键，无法指向其记录"},
		rule:  locale.Text{EN: "A reference holds the key of the record it leads to.", ZH: "引用写的是所指记录的主键。"},
		wrong: "record school from sheet \"学校\"", right: "record school from sheet \"学校\", key school name"},
	NoList: {severity: Error,
		text:  locale.Text{EN: "“{0}” is many per record, and its list has no name: record {0} as …", ZH: "“{0}”每项多条，而这一组没有名称：记录 {0} 作为 …"},
		rule:  locale.Text{EN: "A condition speaks of the rows of a list by the list's name.", ZH: "条件以组名称呼其中各行。"},
		wrong: "record vacancy, many per school by school", right: "record vacancy as vacancies, many per school by school"},
	OneInCell: {severity: Error,
		text:  locale.Text{EN: "“{0}” does not stand in a column of other records; only a relation does", ZH: "“{0}”不在其他记录的列中；只有关系可以"},
		rule:  locale.Text{EN: "Records come from a sheet or a file, or from the rows of other records.", ZH: "记录来自工作表或文件，或取自其他记录的各行。"},
		wrong: "record school from column \"学校\", key school name", right: "record school from staff, key school name"},
	RelationForm: {severity: Error,
		text:  locale.Text{EN: "the relation “{0}” is not whole: {1}", ZH: "关系“{0}”不完整：{1}"},
		rule:  locale.Text{EN: "A relation joins two records; symmetric, it joins two of one kind either way.", ZH: "关系连接两条记录；对称的，两端同类，方向不论。"},
		wrong: "relation kin from \"kin.csv\": person", right: "relation kin from \"kin.csv\": person, relative; symmetric"},
	TextNeedsQuotes: {severity: Error,
		text:  locale.Text{EN: "nothing is called “{0}”; if it is the text of a cell, put it in quotes", ZH: "没有叫“{0}”的名称；如果是单元格中的文字，请加引号"},
		rule:  locale.Text{EN: "Texts are quoted; names are not.", ZH: "文字加引号，名称不加。"},
		wrong: "unit is headquarters => may rotate", right: "unit is \"headquarters\" => may rotate"},
	WhichAction: {severity: Error,
		text:  locale.Text{EN: "“{0}” does not say which action; there are: {1}", ZH: "“{0}”没有写明动作；可用的有：{1}"},
		rule:  locale.Text{EN: "An effect may leave its action out only when the header says what the policy is about.", ZH: "只有表头写了“关于”时，结论才可以省略动作。"},
		wrong: "post tenure >= 5y => must", right: "post tenure >= 5y => must rotate"},
	TwoPolicies: {severity: Error,
		text: locale.Text{EN: "a file holds one policy; this is a second header", ZH: "一个文件只有一份政策；这是第二个表头"},
		rule: locale.Text{EN: "The header stands once.", ZH: "表头只写一次。"}},
	NoRules: {severity: Warning,
		text: locale.Text{EN: "the policy has no rule, so nothing can apply to anybody", ZH: "政策中没有任何规则，对任何人都不会有结论"},
		rule: locale.Text{EN: "A policy decides by its rules.", ZH: "政策依规则作出判定。"}},
	NoCondition: {severity: Warning,
		text:  locale.Text{EN: "this rule has no condition, so it holds for everybody; if that is meant, write “yes =>”", ZH: "该规则没有条件，对所有人都成立；如果确是此意，请写“是的则”"},
		rule:  locale.Text{EN: "A condition stands before the effect; “yes” says that there is none to meet.", ZH: "条件写在结论之前；“是的”表示无须任何条件。"},
		wrong: "rule 4 => must rotate", right: "rule 4 post tenure >= 5y => must rotate"},
	TwoDefaults: {severity: Error,
		text:  locale.Text{EN: "“{0}” has two outcomes by default", ZH: "“{0}”有两个默认结论"},
		rule:  locale.Text{EN: "One outcome at most is that of records to which no rule gives another.", ZH: "没有规则给出结论时，至多取一个默认结论。"},
		wrong: "result fitness one of (unfit by default; fit by default), strongest first", right: "result fitness one of (unfit; fit by default), strongest first"},
	ReadsOutput: {severity: Error,
		text:  locale.Text{EN: "“{0}” is set by rules, so it cannot be read; a “result” can", ZH: "“{0}”由规则设定，不能读取；“结果”可以读取"},
		rule:  locale.Text{EN: "Rules set and bound an output together; only what is computed, and a result, may be asked for.", ZH: "输出项由各条规则共同设定或限定；只有算出来的输出项和结果才能作为条件。"},
		wrong: "output grade: poor < good\nrule 1 grade is poor => must rotate", right: "result grade one of (poor; good by default), strongest first\nrule 1 grade is poor => must rotate"},
	ActionAlone: {severity: Error,
		text:  locale.Text{EN: "“{0}” is an action; say what is decided of it, such as “must {0}”", ZH: "“{0}”是动作；请写明对它的结论，如“必须{0}”"},
		rule:  locale.Text{EN: "An action is nothing that a person is or has; what is decided of it may be asked for.", ZH: "动作不是人的情况；可以问对它的结论。"},
		wrong: "rule 1 post tenure >= 5y => must rotate\nchoose 2 from rotate, at most 3, by post tenure descending", right: "rule 1 post tenure >= 5y => must rotate\nchoose 2 from must rotate, at most 3, by post tenure descending"},
	KindAlone: {severity: Error,
		text:  locale.Text{EN: "every record here is one of “{0}”, so this says nothing; leave it out", ZH: "这里的每条记录都是“{0}”，写了等于没写；请删去"},
		rule:  locale.Text{EN: "A kind of record is no condition: what is decided on is of that kind.", ZH: "一类记录不是条件：被判定的本来就是这一类。"},
		wrong: "rule 1 female staff => may rotate", right: "rule 1 female => may rotate"},
	ComputedOutput: {severity: Error,
		text:  locale.Text{EN: "“{0}” is computed; no rule can set it", ZH: "“{0}”是算出来的，规则不能设定"},
		rule:  locale.Text{EN: "An output is either computed or given by rules.", ZH: "输出项或者由公式得出，或者由规则给出。"},
		wrong: "output total = points * 2\nrule 1 applied => total is 3", right: "output total: number\nrule 1 applied => total is 3"},
	EmptyOutput: {severity: Error,
		text:  locale.Text{EN: "“{0}” has neither a type nor a value", ZH: "“{0}”既没有类型也没有值"},
		rule:  locale.Text{EN: "An output says what rules may set it to, or what it is computed from.", ZH: "输出项须写明规则可设定的类型，或计算它的式子。"},
		wrong: "output annual grade", right: "output annual grade: poor < good"},
	ResultIs: {severity: Error,
		text:  locale.Text{EN: "a rule gives a result by its outcome: “{0} is …”, or the outcome alone", ZH: "规则以结论给出结果：“{0}为……”，或只写结论"},
		rule:  locale.Text{EN: "Of the outcomes that stand the strongest is taken; there is nothing to bound.", ZH: "成立的结论中取最强的，无须限定高低。"},
		wrong: "rule 7 applied => fitness at most doubtful", right: "rule 7 applied => fitness is doubtful"},
	TooManyGrades: {severity: Error,
		text: locale.Text{EN: "a result has at most {0} outcomes", ZH: "一项结果至多有{0}种结论"},
		rule: locale.Text{EN: "A result is one of a few outcomes, strongest first.", ZH: "结果是从严排列的几种结论之一。"}},
	ClauseOfDefault: {severity: Error,
		text:  locale.Text{EN: "“{0}” is given by rules, which bear the clause number; here only the outcome by default and a computed output have one of their own", ZH: "“{0}”由规则给出，编号写在规则上；此处只有默认结论和算出的输出项才有编号"},
		rule:  locale.Text{EN: "The clause of the outcome by default is cited where no rule gives another.", ZH: "没有规则给出结论时，引用默认结论的编号。"},
		wrong: "result fitness one of (unfit [4]; fit by default), strongest first", right: "result fitness one of (unfit; fit by default [5]), strongest first"},
	OtherPrelude: {severity: Error,
		text: locale.Text{EN: "the policy is written for version {0} of the prelude; this tool has version {1}", ZH: "该政策使用预置词汇第{0}版；本程序带的是第{1}版"},
		rule: locale.Text{EN: "A policy that pins the prelude runs with that version only.", ZH: "写明预置词汇版本的政策只按该版本执行。"}},

	WrongType: {severity: Error,
		text:  locale.Text{EN: "this is {0}; {1} is needed here{2}", ZH: "这是{0}，此处需要{1}{2}"},
		rule:  locale.Text{EN: "Each place takes one type of value.", ZH: "每个位置只接受一种类型的值。"},
		wrong: "field birth date: date, blank means 5", right: "field birth date: date, blank means none"},
	WrongComparison: {severity: Error,
		text:  locale.Text{EN: "{0} cannot be compared with {1}{2}", ZH: "{0}不能与{1}比较{2}"},
		rule:  locale.Text{EN: "Ages are compared with numbers of years, spans with lengths of time, dates with dates.", ZH: "年龄与周岁数比较，时段与期限比较，日期与日期比较。"},
		wrong: "age <= 50y => may rotate", right: "age <= 50 => may rotate"},
	NotCondition: {severity: Error,
		text:  locale.Text{EN: "“{0}” is {1}, not a condition; compare it with something", ZH: "“{0}”是{1}，不是条件；请与某个值比较"},
		rule:  locale.Text{EN: "A condition is yes or no.", ZH: "条件的结果是“是”或“否”。"},
		wrong: "post tenure => must rotate", right: "post tenure >= 5y => must rotate"},
	NotOrdered: {severity: Error,
		text:  locale.Text{EN: "{0} has no order, so it cannot be more or less", ZH: "{0}没有高低之分，不能比较大小"},
		rule:  locale.Text{EN: "Only numbers, dates, lengths of time and ordered choices are more or less.", ZH: "只有数值、日期、期限和有序选项可以比较大小。"},
		wrong: "gender >= male => may rotate", right: "gender is male => may rotate"},
	NotComparable: {severity: Error,
		text:  locale.Text{EN: "{0} cannot be compared in this way", ZH: "{0}不能这样比较"},
		rule:  locale.Text{EN: "Conditions and texts are equal or not; spans are compared with lengths of time.", ZH: "条件与文字只能比较是否相同；时段与期限比较。"},
		wrong: "under investigation > yes => may rotate", right: "under investigation => may rotate"},
	TwoSpans: {severity: Error,
		text:  locale.Text{EN: "two spans of time are compared by their days: “days of” lists, whole years, or the dates on which they begin", ZH: "两段时间须按天数（“天数”、整年数）比较，或比较其起始日期"},
		rule:  locale.Text{EN: "A span lies where it lies in the calendar: five years are 1826 or 1827 days. It is compared with a length of time; of two spans their days are, or the dates between which they lie.", ZH: "时段依其在日历上的位置而定：五年可为1826天或1827天。时段与期限比较；两段时间则比较天数或起止日期。"},
		wrong: "post tenure > section tenure => may rotate", right: "post since < section since => may rotate"},
	OneOfSeveral: {severity: Error,
		text:  locale.Text{EN: "“{0}” is a cell of several values, and one is needed here{1}", ZH: "“{0}”是多值单元格，此处须为一个值{1}"},
		rule:  locale.Text{EN: "A cell with several values is asked whether one of them is something, or for its highest or lowest.", ZH: "多值单元格只能问其中是否有某值，或取其最高、最低。"},
		wrong: "children born >= 2020-01-01 => may rotate", right: "highest of children born >= 2020-01-01 => may rotate"},
	NeedsYear: {severity: Error,
		text:  locale.Text{EN: "“{0}” has a value for each year; say “for” and the year", ZH: "“{0}”每年有一个值；请写明年度"},
		rule:  locale.Text{EN: "A value per year is read for one year.", ZH: "逐年的值须按年度读取。"},
		wrong: "assessments is poor => may rotate", right: "assessments for 2025 is poor => may rotate"},
	NotPerYear: {severity: Error,
		text:  locale.Text{EN: "“{0}” has no value for each year", ZH: "“{0}”不是逐年的值"},
		rule:  locale.Text{EN: "“for” and a year read a field declared “per year”.", ZH: "只有“逐年”字段可以按年度读取。"},
		wrong: "gender for 2025 is male => may rotate", right: "gender is male => may rotate"},
	NoArithmetic: {severity: Error,
		text:  locale.Text{EN: "{0} {1} {2} has no meaning", ZH: "{0} {1} {2} 没有意义"},
		rule:  locale.Text{EN: "Numbers are added, subtracted, multiplied and divided; a length of time is added to a date or taken from it.", ZH: "数值可以加减乘除；日期可以加减期限。"},
		wrong: "post since + 5 >= as-of date => may rotate", right: "post since + 5y >= as-of date => may rotate"},
	NoSuchDate: {severity: Error,
		text:  locale.Text{EN: "there is no day {0}", ZH: "没有{0}这一天"},
		rule:  locale.Text{EN: "Dates are days of the calendar.", ZH: "日期须是日历上的一天。"},
		wrong: "as of 2023-02-30", right: "as of 2023-02-28"},
	NoYear: {severity: Error,
		text:  locale.Text{EN: "{0} lacks its year: write a whole date, or “of” and a year, such as year of as-of date", ZH: "{0}缺少年份：请写完整日期，或写明某年度的{0}，如截止日所在年度的{0}"},
		rule:  locale.Text{EN: "A date has a year, a month and a day.", ZH: "日期须有年、月、日。"},
		wrong: "post since >= 31 August => may rotate", right: "post since >= 2024-08-31 => may rotate"},
	BadNumber: {severity: Error,
		text: locale.Text{EN: "the number {0} is too long", ZH: "数字{0}过长"},
		rule: locale.Text{EN: "A number has at most 19 digits, a length of time at most 10000 of a unit.", ZH: "数字最多19位；期限每个单位最多10000。"}},
	NotConstant: {severity: Error,
		text:  locale.Text{EN: "a stated value is needed here, not one that depends on the record", ZH: "此处须是固定的值，不能随记录变化"},
		rule:  locale.Text{EN: "What a cell means cannot depend on other cells.", ZH: "单元格的含义不能取决于别的单元格。"},
		wrong: "field end: date, blank means start", right: "field end: date, blank means open"},
	NothingCompared: {severity: Error,
		text:  locale.Text{EN: "“{0}” does not say what is compared", ZH: "“{0}”没有写明比较的是什么"},
		rule:  locale.Text{EN: "Only a rung of a ladder, or a number of years of age, may leave its left side out.", ZH: "只有阶梯的各级或周岁数可以省略左边。"},
		wrong: "rule 1 >= 5y => must rotate", right: "rule 1 post tenure >= 5y => must rotate"},
	KnownOfTerm: {severity: Error,
		text:  locale.Text{EN: "“{0}” is computed; only a field of the roster is known or unknown", ZH: "“{0}”是算出来的；只有花名册的字段才有已知未知之分"},
		rule:  locale.Text{EN: "“is known” and “is unknown” ask about the cell as written.", ZH: "“已知”“未知”问的是单元格本身。"},
		wrong: "post tenure is unknown => may rotate", right: "post since is unknown => may rotate"},
	LadderTerm: {severity: Error,
		text:  locale.Text{EN: "“{0}” is a condition; a ladder climbs by a term that can be compared", ZH: "“{0}”是条件；阶梯须按可以比较的项"},
		rule:  locale.Text{EN: "The rungs of a ladder compare one term, such as a tenure.", ZH: "阶梯的各级比较同一项，如任职时间。"},
		wrong: "ladder 3 rotate by sensitive", right: "ladder 3 rotate by post tenure"},
	EveryWhat: {severity: Error,
		text:  locale.Text{EN: "“every” needs “where” and what is asked of each row", ZH: "“每一”须有“其中”和对每一行的要求"},
		rule:  locale.Text{EN: "every posting in career where C says that C holds of each.", ZH: "“每一…其中C”表示每一行都满足C。"},
		wrong: "every posting in career => may rotate", right: "every posting in career where unit is own unit => may rotate"},
	FromWhen: {severity: Error,
		text:  locale.Text{EN: "the length of time does not say from when it runs", ZH: "期限没有写明从何时起算"},
		rule:  locale.Text{EN: "“within” and “for” name their start with “from”.", ZH: "“内”“为期”须写明自何日起。"},
		wrong: "refused => must not promote for 3y", right: "refused => must not promote for 3y from refused on"},
	RequiresAction: {severity: Error,
		text:  locale.Text{EN: "before “requires” stands an action", ZH: "“须具备”前须是一个动作"},
		rule:  locale.Text{EN: "rule ID ACTION requires CONDITION means: without it, must not.", ZH: "“规则 编号 动作 须具备 条件”表示：不具备则不得。"},
		wrong: "rule 3 age <= 45 requires degree >= bachelor", right: "rule 3 enter tier 1 requires degree >= bachelor"},
	TwoBlanks: {severity: Error,
		text:  locale.Text{EN: "it is said twice what a blank cell of “{0}” means", ZH: "“{0}”的空白单元格的含义写了两次"},
		rule:  locale.Text{EN: "A blank means none, runs on, has a stated value, or is assumed: one of these.", ZH: "空白或即无、或即至今、或即某值、或推定为某值，只能取其一。"},
		wrong: "field spouse: text, blank means none, assumed none when blank", right: "field spouse: text, blank means none"},
	NoJoin: {severity: Error,
		text:  locale.Text{EN: "it is not said what “{0}” is found by: a key, or many per staff by a field", ZH: "没有写明“{0}”以什么查找：主键 字段，或每人多条 … 按 字段"},
		rule:  locale.Text{EN: "A further record has a key of its own, or a field that holds the key of the record it belongs to.", ZH: "其他记录须有自己的主键，或以字段记载所属记录的主键。"},
		wrong: "record posting as career", right: "record posting as career, many per staff by holder"},
	VersionOrder: {severity: Error,
		text:  locale.Text{EN: "the versions of a value stand in the order of their dates", ZH: "同一设定的各个版本须按日期先后排列"},
		rule:  locale.Text{EN: "Each version holds from its date until the next one's.", ZH: "每个版本自其日期起，至下一版本止。"},
		wrong: "set share\n  from 2015-09-01: 30%\n  from 2014-09-01: 10%", right: "set share\n  from 2014-09-01: 10%\n  from 2015-09-01: 30%"},

	NoComparison: {severity: Error,
		text:  locale.Text{EN: "a comparison such as >= or <= is missing between “{0}” and “{1}”", ZH: "“{0}”与“{1}”之间缺少比较，如“满”“不超过”"},
		rule:  locale.Text{EN: "A value and a number side by side say nothing; a sign or a word compares them.", ZH: "值与数字并列没有意义，须以符号或词语比较。"},
		wrong: "post tenure 5y => must rotate", right: "post tenure >= 5y => must rotate"},
	ListGoesOn: {severity: Error,
		text:  locale.Text{EN: "it is not clear whether “{0}” belongs with the value before it; of several values write “in (…, …)”, of two conditions “and”", ZH: "看不出“{0}”是否与前面的值并列；列举几个值请写“属于（…、…）”，两个条件请写“且”"},
		rule:  locale.Text{EN: "A list of values stands in brackets behind “in”; a comma without brackets joins conditions.", ZH: "列举的值写在“属于”之后的括号内；没有括号的逗号、顿号连接的是条件。"},
		wrong: "post category in personnel, finance => may rotate", right: "post category in (personnel, finance) => may rotate"},
	NeverBoth: {severity: Error,
		text:  locale.Text{EN: "nobody is both “{0}” and “{1}”: between two cases write “or”, of several values “in (…, …)”", ZH: "没有人既是“{0}”又是“{1}”：两种情形之间请写“或”，列举几个值请写“属于（…、…）”"},
		rule:  locale.Text{EN: "Conditions side by side, with “and” or a comma all hold, and a choice has one value.", ZH: "并列、用“且”或逗号连接的条件须同时成立，而一个选项只有一个值。"},
		wrong: "male, age >= 60, female, age >= 55 => may rotate", right: "male, age >= 60 or female, age >= 55 => may rotate"},
	NotOfFirst: {severity: Error,
		text:  locale.Text{EN: "“not” speaks only of what is right behind it, not of “{0}”: if both are meant write “not (… or …)”, of values “not in (…, …)”; if not, put it first", ZH: "“非”“没有”“不为”只管紧接其后的一项，不管“{0}”：都要否定请写“非（…或…）”，几个值请写“不属于（…、…）”；否则请把它写在前面"},
		rule:  locale.Text{EN: "“not” reaches as far as one condition; a list of values stands in brackets.", ZH: "“非”只管一个条件；列举的值写在括号内。"},
		wrong: "not personnel or finance => may rotate", right: "post category not in (personnel, finance) => may rotate"},
	AsOfFixed: {severity: Error,
		text:  locale.Text{EN: "“{0}” is the same on every day; “as of” stands behind what is worked out", ZH: "“{0}”在哪一天都一样；“截至”写在所算的值之后"},
		rule:  locale.Text{EN: "“as of” says as of which day a value is worked out, and stands behind it, before the comparison.", ZH: "“截至”说明计算截至哪一天，写在所算的值之后、比较之前。"},
		wrong: "post tenure >= 5y as of 2025-06-30 => may rotate", right: "post tenure as of 2025-06-30 >= 5y => may rotate"},
	UntilGone: {severity: Error,
		text:  locale.Text{EN: "“{0}” lies behind, so the time until it is over; what has passed since then is “time since {0}”", ZH: "“{0}”已经过去，距它不再有时间；从那时起经过的时间写作“起算于{0}”"},
		rule:  locale.Text{EN: "“time until” a date is what is left until it comes, “time since” what has passed.", ZH: "“距”某日期是到该日还有多久，“起算于”某日期是从该日起过了多久。"},
		wrong: "field previous move: date\nrule 1 time until previous move >= 5y => may rotate", right: "field previous move: date\nrule 1 time since previous move >= 5y => may rotate"},
	SelfCompared: {severity: Error,
		text:  locale.Text{EN: "“{0}” is compared with itself, which is always or never so; whoever shares it is meant inside a count or “some … where”", ZH: "“{0}”在与自身比较，总是成立或总不成立；要与他人比较，请写在人数或“有…其中”的条件里"},
		rule:  locale.Text{EN: "“own” tells the person decided on from those who are counted or looked for; by itself a name is the person's own already.", ZH: "“本人”用来区别被判定的人与所计、所找的人；单独写的名称已是本人的。"},
		wrong: "rule 1 unit is own unit and count of female >= 2 => must rotate", right: "rule 1 count of (female, unit is own unit) >= 2 => must rotate"},
	HedgedPart: {severity: Error,
		text:  locale.Text{EN: "“should” is of the whole check, and “{0}” is only a part of it; make it a check of its own", ZH: "“一般”对整条检查有效，而“{0}”只是其中一部分；请另立一条检查"},
		rule:  locale.Text{EN: "A check may be departed from with a reason as a whole, or not at all.", ZH: "一条检查或者整条可以说明理由后偏离，或者不可偏离。"},
		wrong: "check 1: age <= 50, post tenure should be at most 8y", right: "check 1a: age <= 50\ncheck 1b: post tenure should be at most 8y"},
	BothAlone: {severity: Error,
		text:  locale.Text{EN: "“both” is of the two of a pair, in the condition of the pair; here one person is asked", ZH: "“均”指双人条款中的两人，写在双人的条件里；此处只问一个人"},
		rule:  locale.Text{EN: "What a pair excepts is asked of the one it falls on; what is said of both stands in its condition.", ZH: "双人条款的除外只问所落在的那个人；对两人的要求写在条件里。"},
		wrong: "rule 1 both female => may rotate", right: "pair 1 a, b where a's spouse is b and both are female => one may rotate"},
	AsksNoRow: {severity: Error,
		text:  locale.Text{EN: "“{0}” asks of the person decided on, not of the rows: name what of the rows is meant, or write it before “some”", ZH: "“{0}”问的是本人，不是各行：请写明是各行的什么，本人的条件写在“有”之前"},
		rule:  locale.Text{EN: "Behind “where” stands what a row must meet, by its fields.", ZH: "“其中”之后写的是一行须满足的条件，用该行的字段表示。"},
		wrong: "some posting in career where unit is \"x\", age >= 50 => may rotate", right: "age >= 50, some posting in career where unit is \"x\" => may rotate"},
	DueResult: {severity: Error,
		text:  locale.Text{EN: "only a duty is done by a day; “for” and “until” say how long something holds", ZH: "只有义务才有完成期限；“为期”“直至”才表示有效时间"},
		rule:  locale.Text{EN: "“within” is the deadline of a duty.", ZH: "“内”是义务的完成期限。"},
		wrong: "rule 7 applied => unfit within 3y from refused on", right: "rule 7 applied => unfit for 3y from refused on"},
	NoHedge: {severity: Error,
		text:  locale.Text{EN: "“should” stands before a comparison only where records are held to it, as in a check", ZH: "只有检查之类的要求才能在比较前写“一般”“原则上”"},
		rule:  locale.Text{EN: "A condition holds or does not; a check may be departed from with a reason.", ZH: "条件或者成立或者不成立；检查才可以说明理由后偏离。"},
		wrong: "rule 1 age should be at most 60 => may rotate", right: "check 1: age should be at most 60"},
	MeetsWhat: {severity: Error,
		text:  locale.Text{EN: "what one row must meet stands in items under “some … meets”, and nowhere else", ZH: "某一行须同时符合的各项写在“有……符合”之下，别处不写"},
		rule:  locale.Text{EN: "“some posting in career meets” is followed by items, each a condition with its clause number.", ZH: "“有履历符合”之后逐行列出条件，每行一项，各有编号。"},
		wrong: "check 3: some posting in career meets", right: "check 3: some posting in career meets\n  3a unit is own unit\n  3b started on < 2020-01-01"},
	RequireAsks: {severity: Error,
		text:  locale.Text{EN: "a requirement is about what the cells say; it cannot ask for “{0}”, which rests on it", ZH: "要求针对单元格的内容，不能询问依赖于它的“{0}”"},
		rule:  locale.Text{EN: "Where a requirement is broken, what rests on its fields is a data error.", ZH: "不符合要求时，依赖其字段的结论都是数据错误。"},
		wrong: "require not must rotate else \"…\"", right: "require birth date < joined on else \"the dates are the wrong way round\""},
	WithoutWhat: {severity: Error,
		text:  locale.Text{EN: "“without it” needs the clause that “{0}” would be without", ZH: "“无此条时”须写明“{0}”的条款编号"},
		rule:  locale.Text{EN: "A definition with a clause number is cited where the outcome would be another without it.", ZH: "带编号的定义在没有它结论就不同时才被引用。"},
		wrong: "define counted = served; without it post tenure", right: "define counted [7.8] = served; without it post tenure"},
	NoPrecedence: {severity: Error,
		text:  locale.Text{EN: "a check is not beaten by other clauses; it may have “unless”, “in force” and “cites”", ZH: "检查不会被其他条款排除；可写“除非”“施行”“引用”"},
		rule:  locale.Text{EN: "Precedence is between rules that give outcomes.", ZH: "优先关系只在给出结论的规则之间。"},
		wrong: "check 5: age <= 60 despite 4", right: "check 5: age <= 60 unless female"},
	CheckAsks: {severity: Error,
		text: locale.Text{EN: "“{0}” is decided on “{1}”; the records of “{2}” have no decisions", ZH: "“{0}”是对“{1}”的决定；“{2}”的记录没有决定"},
		rule: locale.Text{EN: "A check of records that belong to nobody decided on reads their fields and references.", ZH: "检查不属于判定对象的记录时，只能读取其字段和引用。"}},

	TestExpectsNothing: {severity: Error,
		text:  locale.Text{EN: "this test expects nothing, so it can never fail", ZH: "本测试没有写明期望，永远不会不通过"},
		rule:  locale.Text{EN: "A test says what must come out.", ZH: "测试须写明应得的结论。"},
		wrong: "test\n  given female", right: "test\n  given female\n  expect nothing"},
	TestGivesTerm: {severity: Error,
		text:  locale.Text{EN: "“{0}” is worked out from facts; a test gives the facts", ZH: "“{0}”是由事实推算的；测试须给定事实本身"},
		rule:  locale.Text{EN: "A test gives fields only, so that the definitions are tested too.", ZH: "测试只给定字段，以便定义也得到检验。"},
		wrong: "given post tenure 5y", right: "given post since 2019-12-31"},
	UnknownExpectation: {severity: Error,
		text:  locale.Text{EN: "a test cannot expect “{0}”; it expects {1}{2}", ZH: "测试不能期望“{0}”；可以期望{1}{2}"},
		rule:  locale.Text{EN: "A test expects outcomes, dates, outputs and results.", ZH: "测试期望的是结论、日期、输出和结果。"},
		wrong: "expect fitnes is fit", right: "expect fitness is fit"},
	TestSaysNothing: {severity: Error,
		text:  locale.Text{EN: "“{0}” is {1}; what does it say?", ZH: "“{0}”是{1}；其值为何？"},
		rule:  locale.Text{EN: "A yes/no may stand alone; another field is followed by its value.", ZH: "是否类字段可单独出现；其他字段后须写其值。"},
		wrong: "given post since", right: "given post since 2019-12-31"},
	NoSpells: {severity: Error,
		text:  locale.Text{EN: "the rows of “{0}” have no start and end; its record says them: spell from … until …", ZH: "“{0}”的各行没有起止；须在记录中写明：时段自 … 至 …"},
		rule:  locale.Text{EN: "Runs, lengths and cuts are of rows that are spells of time.", ZH: "连续段、时长和截取只能用于有起止的各行。"},
		wrong: "record leave as leaves, many per staff by holder", right: "record leave as leaves, many per staff by holder, spell from began until ended"},
	NotDays: {severity: Error,
		text:  locale.Text{EN: "“{0}” is {1}; what stands here has days: a list, one spell, a span or a year", ZH: "“{0}”是{1}；此处须是有起止的：一组记录、一段、时段或年度"},
		rule:  locale.Text{EN: "A list is cut to the days of a list, of a spell or of a year; a date may be one of them.", ZH: "一组记录可截取在另一组记录、一段时间或一个年度之内；日期可问是否在其中。"},
		wrong: "refused on during post => must rotate", right: "refused on during career => must rotate"},
	StopsWhat: {severity: Error,
		text:  locale.Text{EN: "“{0}” is no due date; what is stopped is a date plus a length of time", ZH: "“{0}”不是到期日；可以中止的是日期加期限"},
		rule:  locale.Text{EN: "A due date is pushed on by the days of the stops that begin before it.", ZH: "到期日因在其之前开始的中止而顺延。"},
		wrong: "joined on stopped during leaves", right: "joined on + 5y stopped during leaves"},
	NotSpell: {severity: Error,
		text:  locale.Text{EN: "“{0}” is {1}, not one spell; first of, last of or longest of a list is one", ZH: "“{0}”是{1}，不是一段；首段、末段或最长一段才是一段"},
		rule:  locale.Text{EN: "A length, a start and an end are those of one spell.", ZH: "时长、起日、止日是一段时间的。"},
		wrong: "length of career >= 5y => must rotate", right: "length of last of career >= 5y => must rotate"},
	SpellLength: {severity: Error,
		text:  locale.Text{EN: "“{0}” is one spell; its length is compared: length of {0}", ZH: "“{0}”是一段；与期限比较的是它的时长：{0}的时长"},
		rule:  locale.Text{EN: "A spell may run on; its length is what has passed of it by the as-of date, or in full.", ZH: "一段时间可能仍在继续；其时长算到截止日，或全程。"},
		wrong: "last of career >= 5y => must rotate", right: "length of last of career >= 5y => must rotate"},
	WhereGoesOn: {severity: Error,
		text:  locale.Text{EN: "“{0}” stands inside what “where” asks of the rows, and does not say what is compared; put the list in brackets: (… where …) {0}", ZH: "“{0}”仍在“其中”对各行所问之内，没有写明比较的是什么；请把这组记录放进括号：（……其中……）{0}"},
		rule:  locale.Text{EN: "A condition after “where” runs to the end of its bracket.", ZH: "“其中”后的条件一直到括号结束。"},
		wrong: "served in career where post is \"x\" >= 5y => may rotate", right: "served in (career where post is \"x\") >= 5y => may rotate"},
	ValueOfReference: {severity: Error,
		text:  locale.Text{EN: "“{0}” is a value of “{1}”, and here a record is compared: write …'s {1} is {0}", ZH: "“{0}”是“{1}”的值，而此处比较的是一条记录：请写“……的{1}为{0}”"},
		rule:  locale.Text{EN: "A reference leads to a record; what is read of the record is written with 's.", ZH: "引用指向一条记录；读取该记录的内容用“的”。"},
		wrong: "mentor is male => may rotate", right: "mentor's gender is male => may rotate"},
	SecondGiven: {severity: Error,
		text:  locale.Text{EN: "this gives a second record, which needs a name of its own: given b: …; what goes on with the first stands behind a comma", ZH: "此处给定的是另一条记录，须有自己的名称：给定 乙：……；接着写第一条的，用逗号隔开"},
		rule:  locale.Text{EN: "Each “given” of a test is a record; all but one bear a name.", ZH: "测试中每个“给定”是一条记录，除一条外都须有名称。"},
		wrong: "given male\ngiven post since 2019-01-01", right: "given male, post since 2019-01-01"},
	WhereOfWhich: {severity: Error,
		text:  locale.Text{EN: "“where” can ask of “{0}” or of “{2}”: write ({0} {1} {2}) where …, or {0} {1} ({2} where …)", ZH: "“其中”可以问“{0}”，也可以问“{2}”：请写成（{0}{1}{2}）其中……，或{0}{1}（{2}其中……）"},
		rule:  locale.Text{EN: "Where one list is cut by another, brackets say of which of them “where” asks.", ZH: "一组记录被另一组截取时，用括号写明“其中”问的是哪一组。"},
		wrong: "days of career outside leaves where kind is \"x\" > 30 => may rotate", right: "days of (career outside (leaves where kind is \"x\")) > 30 => may rotate"},
	NotShown: {severity: Error,
		text:  locale.Text{EN: "“{0}” is {1}; an output is one value, such as a count of it, its length or its start", ZH: "“{0}”是{1}；输出项只能是一个值，如它的条数、时长或起日"},
		rule:  locale.Text{EN: "A result shows values: numbers, dates, lengths of time, texts.", ZH: "结果只列出值：数、日期、期限、文字。"},
		wrong: "output first post = first of career", right: "output first post began = start of first of career"},

	TableForm: {severity: Error,
		text:  locale.Text{EN: "table “{0}”: {1}", ZH: "表“{0}”：{1}"},
		rule:  locale.Text{EN: "A table has keys, and rows or a file of rows with a value for each key.", ZH: "表有键，并有逐键给出值的各行或文件。"},
		wrong: "table limit by rank, not listed means unknown", right: "table limit by rank\n  clerk: 6y"},
	RowLength: {severity: Error,
		text:  locale.Text{EN: "this row has keys: {0}, values: {1}; the table has {2} and {3}", ZH: "本行有{0}个键、{1}个值；此表每行应有{2}个键、{3}个值"},
		rule:  locale.Text{EN: "A row has a cell for each key, then a colon and a cell for each value.", ZH: "每行先逐一写键，再写冒号，再逐一写值。"},
		wrong: "county: 6y", right: "county, principal: 6y"},
	RowsOverlap: {severity: Error,
		text:  locale.Text{EN: "table “{0}” has two rows of the same keys at the same time{1}", ZH: "表“{0}”中有两行的键相同、时间重叠{1}"},
		rule:  locale.Text{EN: "On one day a key has one row.", ZH: "同一日内一个键只有一行。"},
		wrong: "clerk: 6y\nclerk: 5y", right: "clerk: 6y\nfrom 2020-01-01\nclerk: 5y"},
	KeyCount: {severity: Error,
		text:  locale.Text{EN: "table “{0}” is read as “{2}”; here the keys number {3}, not {1}", ZH: "表“{0}”有{1}个键，写作“{2}”；此处为{3}个"},
		rule:  locale.Text{EN: "A table is read with all of its keys, in their order.", ZH: "查表须按顺序写明全部的键。"},
		wrong: "limit for rank", right: "limit for (station class, rank)"},
	SeveralKeys: {severity: Error,
		text:  locale.Text{EN: "“{0}” may hold several values, and “{1}” one for each; ask whether they are in “{1}”, or read it for one value", ZH: "“{0}”可有多项，“{1}”会各有一值；请问是否属于“{1}”，或只查其中一项"},
		rule:  locale.Text{EN: "The value of a table is that of one key.", ZH: "查表取值只能对应一个键。"},
		wrong: "post tenure >= limit for post category => must rotate", right: "post category in limit => must rotate"},
	NoTableValue: {severity: Error,
		text:  locale.Text{EN: "table “{0}” has no values; ask whether something is in it", ZH: "表“{0}”没有值列；只能问是否属于此表"},
		rule:  locale.Text{EN: "A table without values lists keys.", ZH: "没有值列的表只列出键。"},
		wrong: "rotation posts for post is 1", right: "post in rotation posts"},
	WhichColumn: {severity: Error,
		text:  locale.Text{EN: "table “{0}” has several values: {1}; say which, as in (… for …)'s {1}", ZH: "表“{0}”有多列值：{1}；请写明哪一列"},
		rule:  locale.Text{EN: "Of several values one is named.", ZH: "有多列值时须写明其中一列。"},
		wrong: "post tenure >= limit for rank", right: "post tenure >= (limit for rank)'s term"},
	NeedsKey: {severity: Error,
		text:  locale.Text{EN: "“{0}” is a table: say for which key, as in “{1}”", ZH: "“{0}”是表：请写明键，如“{1}”"},
		rule:  locale.Text{EN: "The value of a table is read for its keys.", ZH: "表的值须按键查取。"},
		wrong: "post tenure >= limit => must rotate", right: "post tenure >= limit for rank => must rotate"},
	YearKinds: {severity: Error,
		text:  locale.Text{EN: "{0} and {1} begin on different days and are not compared", ZH: "{0}与{1}起止不同，不能比较"},
		rule:  locale.Text{EN: "Calendar, school and financial years are compared each with its own kind.", ZH: "日历年度、学年、财政年度只与同类的年度比较。"},
		wrong: "school year of joined on = year of post since", right: "school year of joined on = school year of post since"},
	WhichYear: {severity: Error,
		text:  locale.Text{EN: "“{0}” does not say which year: write “of” and a date", ZH: "“{0}”没有写明是哪一年：请写某日期的“所在”年度"},
		rule:  locale.Text{EN: "Only the header's “as of” may speak of the year that the run is for.", ZH: "只有表头的“截至”可以指本次运行的年度。"},
		wrong: "refused on during school year => must not promote", right: "refused on during school year of as-of date => must not promote"},
	YearBegins: {severity: Error,
		text:  locale.Text{EN: "not every year has the day {0}", ZH: "并非每年都有{0}这一天"},
		rule:  locale.Text{EN: "A year begins on a day that every year has.", ZH: "年度须始于每年都有的一天。"},
		wrong: "school year begins 29 February", right: "school year begins 1 March"},
	NotYearly: {severity: Error,
		text:  locale.Text{EN: "“{0}” is {1}; the first and last day are those of a month or of a year", ZH: "“{0}”是{1}；首日、末日是某月或某年度的"},
		rule:  locale.Text{EN: "first day of, last day of and the working days beside them speak of a month, a year or the period.", ZH: "首日、末日及首末个工作日针对某月、某年度或本期。"},
		wrong: "post since >= first day of 2024-03-01 => may rotate", right: "post since >= first day of month of as-of date => may rotate"},
	RestCounts: {severity: Error,
		text:  locale.Text{EN: "only of whole years and whole months is there a rest that may count", ZH: "只有整年数、整月数才有可计的余数"},
		rule:  locale.Text{EN: "Years and months by anniversary leave a rest; days, and years and months of the calendar, do not.", ZH: "按周年、周月计算才有余数；天数和日历上的年、月没有余数。"},
		wrong: "days from A to B, a rest of 10d counts as one", right: "whole months from A to B, a rest of 10d counts as one"},
	NoWeekdays: {severity: Error,
		text: locale.Text{EN: "no choice is called “weekday”, with seven values from Monday on", ZH: "没有名为“weekday”的选项（七个值，自周一起）"},
		rule: locale.Text{EN: "The names of the weekdays are those of the choice “weekday” of the prelude.", ZH: "星期的名称取自预置词汇的选项“weekday”。"}},
	NotWeekday: {severity: Error,
		text:  locale.Text{EN: "“{0}” is not a weekday{1}", ZH: "“{0}”不是星期几{1}"},
		rule:  locale.Text{EN: "A calendar rests on weekdays, on positions of them in the month, and on the dates of its file.", ZH: "日历的休息日是星期几、每月第几个星期几，以及文件所列日期。"},
		wrong: "calendar working: rest on holiday", right: "calendar working: rest on Saturday, Sunday"},
	TwoCalendars: {severity: Error,
		text: locale.Text{EN: "the policy has a calendar of working days already", ZH: "政策已有工作日日历"},
		rule: locale.Text{EN: "A policy has one calendar of working days; regions are told apart by a field.", ZH: "一份政策只有一个工作日日历；不同地区以字段区分。"}},
	NoListed: {severity: Error,
		text:  locale.Text{EN: "no file lists these dates: write “from” and its name", ZH: "没有列出这些日期的文件：请写“自”和文件名"},
		rule:  locale.Text{EN: "The dates listed are those of the calendar's file.", ZH: "所列日期取自日历文件。"},
		wrong: "calendar working: rest on Sunday, dates listed", right: "calendar working from \"holidays.csv\": rest on Sunday, dates listed"},
	OnlyNone: {severity: Error,
		text:  locale.Text{EN: "no case has a value, so it is not said what kind of value it is", ZH: "各情形都没有值，看不出是什么类型的值"},
		rule:  locale.Text{EN: "Of several cases one at least has a value.", ZH: "几种情形中至少一种须有值。"},
		wrong: "if male then none else none", right: "if male then none else 5y"},
	RegionField: {severity: Error,
		text:  locale.Text{EN: "“{0}” is {1}; the calendars of regions are told apart by a text or a choice", ZH: "“{0}”是{1}；各地日历以文字或选项字段区分"},
		rule:  locale.Text{EN: "“by” names a field of the person that says where the person works.", ZH: "“按”指明本人所在地区的字段。"},
		wrong: "calendar working by age from \"holidays.csv\"", right: "calendar working by unit from \"holidays.csv\""},

	Circular: {severity: Error,
		text:  locale.Text{EN: "the definition of “{0}” leads back to itself", ZH: "“{0}”的定义绕回到自身"},
		rule:  locale.Text{EN: "A term is defined by other terms, never by itself.", ZH: "一项的定义不能用到它自身。"},
		wrong: "define a = not b\ndefine b = not a", right: "define a = not c"},
	RuleCircle: {severity: Error,
		text:  locale.Text{EN: "these clauses decide about each other in a circle: {0}", ZH: "这些条款互相决定，成了循环：{0}"},
		rule:  locale.Text{EN: "Precedence and “meets” lead from clause to clause and never back.", ZH: "优先关系和“符合”从一条到另一条，不能绕回。"},
		wrong: "rule 1 … sets aside 2\nrule 2 … sets aside 1", right: "rule 1 … sets aside 2"},
	DecisionCircle: {severity: Error,
		text: locale.Text{EN: "the decision on “{0}” reads that on “{1}”, which waits for the first; “meets” and a clause number asks whether a rule holds, whatever is decided", ZH: "“{0}”的决定要看“{1}”，而后者又在等前者；“符合”加条款编号只问某条是否成立，不问决定"},
		rule: locale.Text{EN: "Decisions are taken in an order; a later one may read an earlier one.", ZH: "各项决定有先后；后面的可以看前面的。"}},
}
