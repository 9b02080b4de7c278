package diag

import "rota/lang/locale"

// Mistakes of variants, registers and the account of clauses.
const (
	NeedsReplace Code = "R0701"
	SameInTwo    Code = "R0702"
	NothingThere Code = "R0703"
	IsFixed      Code = "R0704"
	BearsNothing Code = "R0705"
	Unfilled     Code = "R0706"
	StillToFill  Code = "R0707"
	NoBase       Code = "R0708"
	BaseCircle   Code = "R0709"
	NoPath       Code = "R0710"
	NoLibrary    Code = "R0711"

	StageBackwards    Code = "R0721"
	CaseWithoutExpect Code = "R0731"
	CaseColumn        Code = "R0732"
)

var variantCodes = map[Code]entry{
	NeedsReplace: {
		Error,
		locale.Text{EN: "“{0}” stands in {1} already, line {2}; to put this in its place: “{3}”", ZH: "{1}第{2}行已有“{0}”；要以此代替，请写“{3}”"},
		locale.Text{EN: "what takes the place of a clause or a name of the policy extended says “replace”; only “set” needs no word", ZH: "代替所沿用政策的条款或名称须写“替换”；只有“设定”不必"},
		"rule 4.1b post tenure >= 5y => should rotate", "replace rule 4.1b post tenure >= 5y => should rotate",
	},
	SameInTwo: {
		Error,
		locale.Text{EN: "“{0}” stands both in {1} and in {2}, neither of which extends the other; give one of them a name where they are extended, as in: extends \"{2}\" as B", ZH: "{1}和{2}互不沿用，却都有“{0}”；请在沿用处为其一命名，如：沿用“{2}”作为B"},
		locale.Text{EN: "a clause number or name means one thing; the clauses of a policy extended as B are B/3.1", ZH: "一个条款编号或名称只有一个意思；沿用时作为B的政策，其条款写作B/3.1"},
		`extends "b.rota"`, `extends "b.rota" as B`,
	},
	NothingThere: {
		Error,
		locale.Text{EN: "there is no “{0}” in what this policy extends{1}", ZH: "所沿用的政策中没有“{0}”{1}"},
		locale.Text{EN: "“replace” and “repeal” speak of what a policy extended has; what is new goes without a word", ZH: "“替换”“废止”针对所沿用政策已有的内容；新增的直接写"},
		"replace rule 4.9 male => may rotate", "rule 4.9 male => may rotate",
	},
	IsFixed: {
		Error,
		locale.Text{EN: "“{0}” is fixed in {1}, line {2}: a variant may not touch it", ZH: "“{0}”在{1}第{2}行注明不可更改，沿用者不得改动"},
		locale.Text{EN: "a fixed declaration is neither replaced nor repealed", ZH: "不可更改的内容不得替换或废止"},
		"repeal rule 5.1", "rule 5.9 youngest child age < 3 => defer rotate",
	},
	BearsNothing: {
		Error,
		locale.Text{EN: "this has no number or name by which a variant could speak of it", ZH: "此处没有编号或名称，沿用者无从指明"},
		locale.Text{EN: "“replace” and “fixed” stand before what has a clause number or a name", ZH: "“替换”“不可更改”写在有条款编号或名称的内容之前"},
		"fixed male => may rotate", "fixed rule 3 male => may rotate",
	},
	Unfilled: {
		Error,
		locale.Text{EN: "“{0}” is to be filled before a run{1}: set {0} = …", ZH: "“{0}”待填，运行前须写明{1}：设定 {0} = …"},
		locale.Text{EN: "what a policy leaves to be filled, the office says in its variant", ZH: "政策留待填写的内容，由单位在沿用时写明"},
		`set deadline = to fill "days for the handover"`, "set deadline = 30d",
	},
	StillToFill: {
		Note,
		locale.Text{EN: "“{0}” is to be filled by the office before a run{1}", ZH: "“{0}”由单位在运行前填写{1}"},
		locale.Text{}, "", "",
	},
	NoBase: {
		Error,
		locale.Text{EN: "the policy extended cannot be read: {0}", ZH: "无法读取所沿用的政策：{0}"},
		locale.Text{EN: "the file is named from the folder of the policy that names it", ZH: "文件名相对于写有“沿用”的政策所在文件夹"},
		`extends "county.rota"`, `extends "../county.rota"`,
	},
	BaseCircle: {
		Error,
		locale.Text{EN: "these policies extend each other in a circle: {0}", ZH: "政策循环沿用：{0}"},
		locale.Text{EN: "a policy extends what does not extend it", ZH: "政策不得沿用沿用了它的政策"},
		`extends "variant.rota"`, `extends "base.rota"`,
	},
	NoPath: {
		Error,
		locale.Text{EN: "“{0}” is not a file beside the policy: name it from the folder of the policy, such as ../base.rota", ZH: "“{0}”不是政策旁的文件：请写相对于政策所在文件夹的路径，如 ../base.rota"},
		locale.Text{EN: "a policy extended is named by a path that moves with the policy", ZH: "所沿用的政策以随政策移动的相对路径指明"},
		`extends "/home/x/base.rota"`, `extends "base.rota"`,
	},
	NoLibrary: {
		Error,
		locale.Text{EN: "no library that comes with the tool is called “{0}”{1}", ZH: "没有名为“{0}”的公用词汇{1}"},
		locale.Text{EN: "a policy takes in what offices share by the name of the library: campaign, publication", ZH: "政策按名称采用各单位公用的词汇：工作阶段、公示"},
		`use "campain"`, `use "campaign"`,
	},
	StageBackwards: {
		Error,
		locale.Text{EN: "this stage ends on {0}, before it begins on {1}", ZH: "本阶段止于{0}，早于起始日{1}"},
		locale.Text{EN: "a stage runs from its first day to its last", ZH: "阶段自第一日至最后一日"},
		`schedule 3 "survey" from 2007-06-10 to 2007-05-21`, `schedule 3 "survey" from 2007-05-21 to 2007-06-10`,
	},
	CaseWithoutExpect: {
		Error,
		locale.Text{EN: "this table of tests expects nothing: it has no column “expect”, and none that is an output", ZH: "这张测试表没有写明期望：没有“期望”列，也没有输出项的列"},
		locale.Text{}, "", "",
	},
	CaseColumn: {
		Error,
		locale.Text{EN: "the column “{0}” is neither a field nor an output, nor does it say what is expected{1}", ZH: "“{0}”列既不是字段或输出项，也不是期望的内容{1}"},
		locale.Text{}, "", "",
	},
}
