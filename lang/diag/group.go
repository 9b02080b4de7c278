package diag

import "rota/lang/locale"

// Mistakes in choices and quotas.
const (
	PercentOfWhat Code = "R0392"
	QuotaReads    Code = "R0393"
	AtMostAlone   Code = "R0394"
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
	PercentOfWhat: {severity: Error,
		text:  locale.Text{EN: "“{0}” of what? write the set of people it is a part of", ZH: "“{0}”是谁的百分比？请写明所占的一组人"},
		rule:  locale.Text{EN: "A percentage is of a set of people.", ZH: "百分比须写明以哪一组人为基数。"},
		wrong: "at most 30%", right: "at most 30% of leading team"},
}
