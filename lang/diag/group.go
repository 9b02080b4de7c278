package diag

import "rota/lang/locale"

// Mistakes in choices, quotas and scores.
const (
	PercentOfWhat Code = "R0392"
	QuotaReads    Code = "R0393"
	AtMostAlone   Code = "R0394"
	QuotaOfWhich  Code = "R0380"
	QuotaOfAll    Code = "R0399"
	PairIsCheck   Code = "R0400"
	PairGives     Code = "R0404"
	PairOfWhom    Code = "R0408"
	OwnOfAll      Code = "R0409"
	OwnOfGroup    Code = "R0410"
	EmptyCap      Code = "R0405"
	CountsLast    Code = "R0411"
	AllOfGroup    Code = "R0412"
	ScoreLines    Code = "R0395"
	ScoreUnit     Code = "R0396"
	ScoreOverlap  Code = "R0397"
	ScoreBounds   Code = "R0398"
)

var groupCodes = map[Code]entry{
	QuotaReads: {severity: Error,
		text:  locale.Text{EN: "“{0}” is of a person, and how many there may be is of a group", ZH: "“{0}”是个人的，而人数限额针对的是一组人"},
		rule:  locale.Text{EN: "The number of a quota or a choice is a stated one, a part of a set, or a field of the record that groups are made by.", ZH: "配额、选取的人数须为定数、某一组人的比例，或分组所依记录的字段。"},
		wrong: "quota 4.5 per unit: leading team at most age", right: "quota 4.5 per unit: leading team at most 3"},
	QuotaOfWhich: {severity: Error,
		text:  locale.Text{EN: "quota {0} is per {1}: say of which group, as in “quota {0} north: met”", ZH: "配额{0}按{1}分组：请写明是哪一组，如“配额{0} 北校：符合要求”"},
		rule:  locale.Text{EN: "A quota per something is met or broken group by group; a test names the group: the label of its record, or what its members share.", ZH: "分组的配额逐组判断是否符合；测试须写明哪一组：该组记录的代号，或组内各人共有的值。"},
		wrong: "expect quota 4.1 met", right: "expect quota 4.1 north: met"},
	QuotaOfAll: {severity: Error,
		text:  locale.Text{EN: "quota {0} is of everybody: it has no groups to name", ZH: "配额{0}针对全体，没有分组"},
		rule:  locale.Text{EN: "Only a quota per something has groups.", ZH: "写明“每个”的配额才有分组。"},
		wrong: "expect quota 6 north: met", right: "expect quota 6: met"},
	PairIsCheck: {severity: Error,
		text:  locale.Text{EN: "pair {0} says that two must not both be something: expect it met, broken or departed", ZH: "双人{0}是说两人不同时如何：请期望符合要求、不符合要求或偏离要求"},
		rule:  locale.Text{EN: "A pair with “not both” gives nobody an effect; it is met, or it is not.", ZH: "“不同时”的双人规定不对任何人得出结论，只有是否符合。"},
		wrong: "expect pair 4.3 a, b: a must rotate", right: "expect pair 4.3 a, b: broken"},
	PairGives: {severity: Error,
		text:  locale.Text{EN: "pair {0} gives one of the two an effect: expect it as “a must rotate” or “one may defer”", ZH: "双人{0}对其中一方得出结论：请写成“甲必须轮岗”或“一方可暂缓”"},
		rule:  locale.Text{EN: "Only a pair with “not both” is met or broken.", ZH: "只有“不同时”的双人规定才有是否符合。"},
		wrong: "expect pair 1.4a a, b: broken", right: "expect pair 1.4a a, b: b must rotate"},
	OwnOfAll: {severity: Error,
		text:  locale.Text{EN: "this quota is of everybody together, so that “{0}” is of nobody; say for which groups it is, such as “per unit”", ZH: "此配额针对全体，“{0}”不知是谁的；请写明按什么分组，如“每个单位”"},
		rule:  locale.Text{EN: "In the sets of a quota “own” is of the group: per school, own zone is that of the school.", ZH: "配额的人群中，“本人”指该组：按学校分组时，本人片区即该校的片区。"},
		wrong: "quota 5: moved at least 60% of (zone is own zone)", right: "quota 5 per school: moved at least 60% of all (zone is own zone)"},
	OwnOfGroup: {severity: Error,
		text:  locale.Text{EN: "“{0}” is read of the group here, and a group by {1} has no such thing: it has {2}{3}", ZH: "此处“{0}”指该组的，而按{1}分的组没有此项，只有{2}{3}"},
		rule:  locale.Text{EN: "In the sets of a quota “own” is of the group: what the group is made by, or a field of its record. A fact of each person stands there without “own”.", ZH: "配额的人群中，“本人”指该组：分组所依的值，或该组记录的字段。各人自己的情况不加“本人”。"},
		wrong: "quota 5 per unit: moved at least 60% of all (zone is own zone)", right: "quota 5 per zone: moved at least 60% of all (zone is own zone)"},
	PairOfWhom: {severity: Error,
		text:  locale.Text{EN: "nothing says which two people these are: below it write one or more conditions, an item each, such as “{0}'s spouse is {1}”", ZH: "没有写明是怎样的两个人：请在下面逐项写明条件，如“{0}的配偶为{1}”"},
		rule:  locale.Text{EN: "A pair has one condition after “where”, or items below it with a clause number each.", ZH: "双人规定在“其中”之后写一个条件，或者在下面逐项列出，每项带条款编号。"},
		wrong: "pair 1.4 a, b: one must rotate", right: "pair 1.4 a, b: one must rotate\n  1.4a a's spouse is b"},
	AtMostAlone: {severity: Error,
		text:  locale.Text{EN: "a choice fills at most so many places: write “at most”", ZH: "选取只限最多几名：请写“不超过”"},
		rule:  locale.Text{EN: "A choice says how many may be chosen at most.", ZH: "选取须写明最多选几名。"},
		wrong: "at least 2", right: "at most 2"},
	EmptyCap: {severity: Warning,
		text:  locale.Text{EN: "“{0}” comes to {1}, which is no place: nobody can ever be chosen", ZH: "“{0}”算得{1}，没有名额，任何人都不可能入选"},
		rule:  locale.Text{EN: "A choice has at least one place. Places are whole, rounded down unless “rounded up” is said, so that a part of a number must come to 1 or more.", ZH: "选取至少要有一个名额。名额为整数，未写“进一”的舍去，因此某数的一部分须不少于1。"},
		wrong: "choose 4.1 from must rotate, at most 3 * 30%, by age descending", right: "choose 4.1 from must rotate, at most 3 * 30%, rounded up, by age descending"},
	ScoreLines: {severity: Error,
		text:  locale.Text{EN: "the score “{0}” has no line that gives points", ZH: "计分“{0}”没有任何给分的行"},
		rule:  locale.Text{EN: "Under a score stand lines with points; “together” only bounds what they give.", ZH: "计分之下须有给分的行；“共计”只限定各行得分之和。"},
		wrong: "score merit\n  together at most 100", right: "score merit\n  2.1 2 if male\n  together at most 100"},
	ScoreUnit: {severity: Error,
		text:  locale.Text{EN: "“{0}” is {1}, and is not counted in this way: a span of time is counted by one unit above 0 (years, months or days), a number by a number above 0", ZH: "“{0}”是{1}，不能这样计数：时段只按一种单位且大于0（年、月或天）计，数值按大于0的数值计"},
		rule:  locale.Text{EN: "Points for each of so much: for each year of a span of time, for each 3mo of it, for each 10 of a number.", ZH: "按数量给分：时段每满1年、每满3个月，数值每满10。"},
		wrong: "2.1 2 for each year of age", right: "2.1 2 for each year of post tenure"},
	ScoreOverlap: {severity: Error,
		text:  locale.Text{EN: "the line {0} is in another group as well, and neither group has all lines of the other", ZH: "{0}这一行同时属于另一组，而两组互不包含"},
		rule:  locale.Text{EN: "Of two groups of lines one has all lines of the other, or they have none in common.", ZH: "两组得分之间，要么一组包含另一组的全部各行，要么没有共同的行。"},
		wrong: "2.1, 2.2 together at most 10\n2.2, 2.3 together at most 10", right: "2.1, 2.2 together at most 10\n2 together at most 20"},
	ScoreBounds: {severity: Error,
		text:  locale.Text{EN: "“{0}” is a second bound of its kind here", ZH: "此处“{0}”是第二个同类限定"},
		rule:  locale.Text{EN: "A line or group has at most one “at most” and one “at least”.", ZH: "一行或一组至多有一个上限、一个下限。"},
		wrong: "2.1 2 if male, at most 3, at most 4", right: "2.1 2 if male, at most 3"},
	CountsLast: {severity: Error,
		text:  locale.Text{EN: "only “{0}” is counted here, not “{1}”; put all that is counted in brackets: “（{1}，{0}）人数”", ZH: "此处只计“{0}”的人数，没有计“{1}”；所计的条件请一并放在括号内：“（{1}，{0}）人数”"},
		rule:  locale.Text{EN: "人数 counts the one condition before it; several stand in brackets.", ZH: "“人数”只计紧接在前的一个条件；几个条件写在括号内。"},
		wrong: "规则1 女干部人数满3的，必须轮岗", right: "规则1 （女，干部）人数满3的，必须轮岗"},
	AllOfGroup: {severity: Error,
		text:  locale.Text{EN: "the places of a group are a part of those in it; leave out “all”", ZH: "每组的名额按组内的人计算；请去掉“全部”"},
		rule:  locale.Text{EN: "“of all” in a limit leaves the group, which only a quota can.", ZH: "限额中的“全部”不按组计算，只有配额可以这样写。"},
		wrong: "choose 4.1 from must rotate per unit, at most 30% of all sensitive post, by age", right: "choose 4.1 from must rotate per unit, at most 30% of sensitive post, by age"},
	PercentOfWhat: {severity: Error,
		text:  locale.Text{EN: "“{0}” of what? write the set of people it is a part of", ZH: "“{0}”是谁的百分比？请写明所占的一组人"},
		rule:  locale.Text{EN: "A percentage is of a set of people.", ZH: "百分比须写明以哪一组人为基数。"},
		wrong: "at most 30%", right: "at most 30% of leading team"},
}
