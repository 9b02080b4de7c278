package diag

import "rota/lang/locale"

// Mistakes in choices, quotas and scores.
const (
	PercentOfWhat Code = "R0392"
	QuotaReads    Code = "R0393"
	AtMostAlone   Code = "R0394"
	ScoreLines    Code = "R0395"
	ScoreUnit     Code = "R0396"
	ScoreOverlap  Code = "R0397"
	ScoreBounds   Code = "R0398"
)

var groupCodes = map[Code]entry{
	QuotaReads: {severity: Error,
		text:  locale.Text{EN: "“{0}” is of a person, and a quota is of a group", ZH: "“{0}”是个人的，而配额针对的是一组人"},
		rule:  locale.Text{EN: "The number of a quota is a stated one, a part of a set, or a field of the record that groups are made by.", ZH: "配额的数量须为定数、某一组人的比例，或分组所依记录的字段。"},
		wrong: "quota 4.5 per unit: leading team at most age", right: "quota 4.5 per unit: leading team at most 3"},
	AtMostAlone: {severity: Error,
		text:  locale.Text{EN: "a choice fills at most so many places: write “at most”", ZH: "选取只限最多几名：请写“不超过”"},
		rule:  locale.Text{EN: "A choice says how many may be chosen at most.", ZH: "选取须写明最多选几名。"},
		wrong: "at least 2", right: "at most 2"},
	ScoreLines: {severity: Error,
		text:  locale.Text{EN: "the score “{0}” has no line that gives points", ZH: "计分“{0}”没有任何给分的行"},
		rule:  locale.Text{EN: "Under a score stand lines with points; “together” only bounds what they give.", ZH: "计分之下须有给分的行；“共计”只限定各行得分之和。"},
		wrong: "score merit   together at most 100", right: "score merit   2.1 2 if male   together at most 100"},
	ScoreUnit: {severity: Error,
		text:  locale.Text{EN: "“{0}” is {1}, which cannot be counted so: a span of time is counted by years, months, days or the like, a number by a number", ZH: "“{0}”是{1}，不能这样计数：时段按年、月、天等计，数值按数值计"},
		rule:  locale.Text{EN: "Points for each of so much: for each year of a span of time, for each 3mo of it, for each 10 of a number.", ZH: "按数量给分：时段每满1年、每满3个月，数值每满10。"},
		wrong: "2.1 2 for each year of age", right: "2.1 2 for each year of post tenure"},
	ScoreOverlap: {severity: Error,
		text:  locale.Text{EN: "the line {0} is in another group as well, and neither group has all lines of the other", ZH: "{0}这一行同时属于另一组，而两组互不包含"},
		rule:  locale.Text{EN: "Of two groups of lines one has all lines of the other, or they have none in common.", ZH: "两组得分之间，要么一组包含另一组的全部各行，要么没有共同的行。"},
		wrong: "2.1, 2.2 together at most 10   2.2, 2.3 together at most 10", right: "2.1, 2.2 together at most 10   2 together at most 20"},
	ScoreBounds: {severity: Error,
		text:  locale.Text{EN: "“{0}” is a second bound of its kind here", ZH: "此处“{0}”是第二个同类限定"},
		rule:  locale.Text{EN: "A line or group has at most one “at most” and one “at least”.", ZH: "一行或一组至多有一个上限、一个下限。"},
		wrong: "2.1 2 if male, at most 3, at most 4", right: "2.1 2 if male, at most 3"},
	PercentOfWhat: {severity: Error,
		text:  locale.Text{EN: "“{0}” of what? write the set of people it is a part of", ZH: "“{0}”是谁的百分比？请写明所占的一组人"},
		rule:  locale.Text{EN: "A percentage is of a set of people.", ZH: "百分比须写明以哪一组人为基数。"},
		wrong: "at most 30%", right: "at most 30% of leading team"},
}
