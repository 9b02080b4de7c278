package diag

// inChinese are the examples of the mistakes that are made most, as an author who writes
// Chinese makes and mends them; the lints have theirs beside them.
var inChinese = map[Code][2]string{
	Expected:           {"规则4.1 任职满5年，必须轮岗", "规则4.1 任职满5年的，必须轮岗"},
	AndOr:              {"规则1 男且年龄满60或女的，免于轮岗", "规则1（男且年龄满60）或女的，免于轮岗"},
	UnclosedQuote:      {"条文6.3“集体研究决定", "条文6.3“集体研究决定”"},
	Reserved:           {"字段 必须：是否", "字段 必须轮换：是否"},
	BeforeAfter:        {"规则1 任现职时间2015年1月1日以前的，必须轮岗", "规则1 任现职时间2015年1月1日以前（含）的，必须轮岗"},
	HeaderAtMargin:     {"政策“轮岗”\n关于轮岗", "政策“轮岗”\n  关于轮岗"},
	TestAtMargin:       {"测试“满五年”\n给定 任现职时间2019年12月31日\n期望 无结论", "测试“满五年”\n  给定 任现职时间2019年12月31日\n  期望 无结论"},
	UnknownName:        {"规则1 任职时闻满5年的，必须轮岗", "规则1 任职时间满5年的，必须轮岗"},
	TextNeedsQuotes:    {"规则1 单位为局机关的，必须轮岗", "规则1 单位为“局机关”的，必须轮岗"},
	Enumerated:         {"规则1 接受审查、孕期的，免于轮岗", "规则1 接受审查或孕期的，免于轮岗"},
	UntilGone:          {"字段 上次轮岗日期：日期\n规则1 距上次轮岗日期满5年的，可轮岗", "字段 上次轮岗日期：日期\n规则1 起算于上次轮岗日期满5年的，可轮岗"},
	AsksNoRow:          {"规则1 有履历其中单位为“甲”且年满50周岁的，可轮岗", "规则1 年满50周岁，有履历其中单位为“甲”的，可轮岗"},
	RangeEnds:          {"规则1 任职5年至10年的，可轮岗", "规则1 任职5年以上不满10年的，可轮岗"},
	NothingCompared:    {"规则1 满5年的，必须轮岗", "规则1 任职满5年的，必须轮岗"},
	WrongComparison:    {"规则1 年龄满55年的，免于轮岗", "规则1 年龄满55的，免于轮岗"},
	NoSuchDate:         {"政策“轮岗”\n  截至2023年2月30日", "政策“轮岗”\n  截至2023年2月28日"},
	TestExpectsNothing: {"测试“女”\n  给定 女", "测试“女”\n  给定 女\n  期望 无结论"},
}
