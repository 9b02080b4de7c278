package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"rota/lang/check"
	"rota/lang/locale"
)

// Every construct in English and in Chinese, with the same names: the checked
// programs are the same.
func TestTwins(t *testing.T) {
	base := prelude(t)
	const names = `record job as jobs, many per staff by holder
  holder: text
judged extension approved also called "经批准延长", needed also called "工作需要"
field extension end: date, blank means none, also called "延长期"
field school years: whole number 0 to 40, "many" means 40, also called "学年数"
choice level: grass roots also called "基层" < headquarters also called "机关"
field unit level: level, also called "单位层级"
output grade also called "年度评定": appraisal grade
set stay
  from 2014-09-01: 4y
  from 2020-09-01: 5y
action leave also called "离岗"
record school also called "校", key school name
  school name: text, also called "校名"
  places: whole number, also called "学位数"
  head: staff, also called "校长"
record vacancy as vacancies also called "空缺", "空缺岗位", many per school by at school
  at school: text
  vacant post: text, also called "空缺职务"
field home school: school, also called "所在校"
result fitness also called "适任" one of (unfit also called "不适任" is must not; doubtful also called "存疑" is should not; fit also called "适任者" by default [5]), strongest first
define counted of staff also called "计入时间" [7.8] = post tenure; without it section tenure
rule 1 male => may leave
rule 2 female => may leave
`
	for _, c := range [][2]string{
		{`post tenure >= 5y => must rotate`, `任职满5年的，必须轮岗`},
		{`sensitive post tenure >= 5y => must rotate`, `敏感岗位任职满五年的，必须轮岗。`},
		{`rule 4.1 post tenure at least 5 years => should rotate`, `规则4.1任职5年以上的，应当轮岗`},
		{`rule 4.1 post tenure >= 5y => should rotate`, `规则4.1 任职5年（含）以上的，应该轮岗`},
		{`rule 4.1 post tenure > 5y, age < 50 => should not rotate`, `规则4.1 任职大于5年，年龄小于50的，不应该轮岗`},
		{`rule 4.1 post since < 1 September 2024 => must rotate no later than Dec 31, 2025`, `规则4.1 任现职时间早于2024年9月1日的，必须轮岗，不迟于2025年12月31日`},
		{`rule 4.1 post tenure exceeds 5y => must rotate by March 1 2026`, `规则4.1 任职超过5年的，必须轮岗，最迟于2026年3月1日`},
		{`rule 4.1 (count of rows of last of (runs of career)) > 1 => must rotate`, `规则4.1（条数（末段（连续段 履历））的各行）超过1的，必须轮岗`},
		{"output way [4.2b] = if male then 1 else 2\nrule 4.1 male => must rotate", "输出 way〔4.2b〕= 若 男 则 1 否则 2\n规则4.1 男的，必须轮岗"},
		{"output way also called \"方式\", \"办法\" [4.2b]: number = if male then 1 else 2\noutput kind: poor work also called \"差\" < good work\nrule 4.1 way > 1 => must rotate", "输出 way 又称“方式”、“办法”〔4.2b〕：数值 = 若 男 则 1 否则 2\n输出 kind：poor work 又称“差” < good work\n规则4.1 办法超过1的，必须轮岗"},
		{`rule 4.1 (planned unit is not unit, own planned post is not none) or moved => may rotate`, `规则4.1 （调整后单位不为单位，本人调整后职务有此项）或拟调整的，可轮岗`},
		{`rule 4.1 leader in charge's planned unit is planned (unit) => may rotate`, `规则4.1 分管领导的调整后单位为调整后（单位）的，可轮岗`},
		{"field new school: school, blank means none, gives planned home school\nfield left on: date, may be missing\nquota 4.5 per planned home school: ((male, planned (unit is \"x\")) or left on > 2020-01-01) at most places", "字段 new school：校，空白即无，即调整后所在校\n字段 left on：日期，可无此栏\n配额4.5 每个调整后所在校：（（男，调整后（单位为“x”））或 left on 晚于2020年1月1日）不超过学位数"},
		{"field n: whole number 0 to 40, also called \"数目\", \"many\" means 40\nrule 4.1 数目 = 40 => may rotate", "字段 n：整数 0 至 40，又称“数目”，“many”即 40\n规则4.1 n 等于40的，可轮岗"},
		{"field n: whole number, also called \"数目\" and \"件数\"\nrule 4.1 件数 = 40 => may rotate", "字段 n：整数，又称“数目”、“件数”\n规则4.1 数目等于40的，可轮岗"},
		{"score s\n  2 if male\n  3\noutput x = s\nrule 4.1 male => may rotate", "计分 s\n  男的，计2分\n  3\n输出 x = s\n规则4.1 男的，可轮岗"},
		{"score s of staff\n  7.1 2 if male\nrule 4.1 s > 1 => may rotate", "计分 s 之 人员\n  7.1 男的，计2分\n规则4.1 s 超过1的，可轮岗"},
		{`rule 4.1 post tenure <= 5y => may rotate`, `规则4.1 任职5年（含）以下的，可轮岗`},
		{`rule 4.1 post tenure < 5y => may rotate`, `规则4.1 任职5年（不含）以下的，可轮岗`},
		{`rule 4.1 post tenure > 5y => may rotate`, `规则4.1 任职5年（不含）以上的，可轮岗`},
		{`rule 4.1 post tenure < 5y => may rotate`, `规则4.1 任职不超过5年（不含）的，可轮岗`},
		{`rule 4.1 post tenure > 5y => may rotate`, `规则4.1 任职满5年（不含5年）的，可轮岗`},
		{`rule 4.1 post since < 2019-03-01 => may rotate`, `规则4.1 任现职时间2019年3月1日（不含）以前的，可轮岗`},
		{`rule 4.1 post since <= 2019-03-01 => may rotate`, `规则4.1 任现职时间2019年3月1日（含）以前的，可轮岗`},
		{`rule 4.1 post since > 2019-03-01 => may rotate`, `规则4.1 任现职时间2019年3月1日以后（不含2019年3月1日）的，可轮岗`},
		{`rule 4.1 post since >= 2019-03-01 => may rotate`, `规则4.1 任现职时间2019年3月1日以后（含）的，可轮岗`},
		{`rule 4.1 post since <= 2019-03-01 => may rotate`, `规则4.1 任现职时间2019年3月1日以前（含2019年3月1日）的，可轮岗`},
		{`check 4.1: age should < 60`, `检查4.1：年龄应当小于60`},
		{`check 4.1: age should > 60`, `检查4.1：年龄应当大于60`},
		{`check 4.1: degree should = bachelor`, `检查4.1：学历应当等于本科`},
		{`check 4.1: degree should != bachelor`, `检查4.1：学历应当不等于本科`},
		{`check 4.1: degree should is bachelor`, `检查4.1：学历应当为本科`},
		{`check 4.1: rank should in (clerk, section chief)`, `检查4.1：职级应当属于科员、正股级`},
		{`check 4.1: age should at least 60`, `检查4.1：年龄应当不低于60`},
		{"table t by degree\n  (2) bachelor: 6y\n  (12) master: 5y\nrule 4.1 post tenure >= t for degree => may rotate", "表 t 按 学历\n  （二） 本科：6年\n  （十二）硕士：5年\n规则4.1 任职满 t 对应 学历 的，可轮岗"},
		{`rule 4.1 post tenure >= 6mo => may rotate`, `规则4.1 任职大于等于半年的，可轮岗`},
		{`rule 4.1 post tenure <= 1y6mo => may rotate`, `规则4.1 任职小于等于一年半的，可轮岗`},
		{`rule 4.1 post tenure >= 1y6mo => may rotate`, `规则4.1 任职满1年零6个月的，可轮岗`},
		{`rule 4.1 post tenure >= 10y11mo => may rotate`, `规则4.1 任职满十年十一个月的，可轮岗`},
		{`rule 4.1 post since <= 2019-03-01 => may rotate`, `规则4.1 任现职时间2019年3月1日（含）以前的，可轮岗`},
		{`rule 4.1 post since > 2019-03-01 => may rotate`, `规则4.1 任现职时间2019年3月1日（不含）以后的，可轮岗`},
		{`rule 4.1 female as well as applied => must rotate, exchange`, `规则4.1 女性且本人申请的，必须轮岗和交流`},
		{`rule 4.1 rank in (section chief, clerk) => must rotate`, `规则4.1 职级属于正股级和科员的，必须轮岗`},
		{`rule 4.1 post tenure <= 5y => plan to rotate`, `规则4.1任职五年以下的，有计划地轮岗`},
		{`rule 4.1 post tenure > 18mo => may rotate`, `规则4.1 任职超过18个月的，可以轮岗`},
		{`rule 4.1 post tenure < 30d => should not rotate`, `规则4.1 任职不满30天的，一般不轮岗`},
		{`rule 4.1 age <= 50 => must not promote`, `规则4.1 年龄50周岁以下的，不得提拔`},
		{`rule 4.1 male, age >= 55 or female, age >= 50 => may exempt from rotate`, `规则4.1 男满55周岁，或女满50周岁的，可免于轮岗`},
		{`rule 4.1 (male or applied) and not pregnant => exempt from rotate`, `规则4.1（男或本人申请）且非孕期的，免于轮岗`},
		{`rule 4.1 rank in (section chief, clerk) => must rotate or exchange`, `规则4.1 职级属于正股级、科员的，必须轮岗或交流`},
		{`rule 4.1 rank is not section chief => may rotate`, `规则4.1 职级不为正股级的，可轮岗`},
		{`rule 4.1 rank not in (section chief, clerk) => may rotate`, `规则4.1 职级不属于正股级、科员的，可轮岗`},
		{`rule 4.1 finance => must rotate`, `规则4.1 财务的，必须轮岗`},
		{`rule 4.1 unit is "X" => may rotate`, `规则4.1 单位为“X”的，可轮岗`},
		{`rule 4.1 gender is known => may rotate`, `规则4.1 性别已知的，可轮岗`},
		{`rule 4.1 gender is unknown => may rotate`, `规则4.1 性别未知的，可轮岗`},
		{`rule 4.1 spouse is none => may rotate`, `规则4.1 配偶无此项的，可轮岗`},
		{`rule 4.1 spouse is not none => may rotate`, `规则4.1 配偶有此项的，可轮岗`},
		{`rule 4.1 degree >= bachelor => may rotate`, `规则4.1 学历不低于本科的，可轮岗`},
		{`rule 4.1 school years + 1 > 6 => may rotate`, `规则4.1 学年数 + 1 超过6的，可轮岗`},
		{`rule 4.1 school years * 2 - 1 <= 30% => may rotate`, `规则4.1 学年数 * 2 - 1 不超过百分之三十的，可轮岗`},
		{`rule 4.1 post since + 5y <= as-of date => may rotate`, `规则4.1 任现职时间 + 5年 不超过 截止日的，可轮岗`},
		{`rule 4.1 post since < 2015-01-01 => may rotate`, `规则4.1 任现职时间早于2015年1月1日的，可轮岗`},
		{`rule 4.1 post since <= 2015-01-01 => may rotate`, `规则4.1 任现职时间2015年1月1日以前（含）的，可轮岗`},
		{`rule 4.1 post since < 2015-01-01 => may rotate`, `规则4.1 任现职时间在2015年1月1日以前（不含）的，可轮岗`},
		{`rule 4.1 post since > 2015-01-01 => may rotate`, `规则4.1 任现职时间2015年1月1日以后（不含）的，可轮岗`},
		{`rule 4.1 time since joined on >= 5y => may rotate`, `规则4.1 起算于参加工作时间满5年的，可轮岗`},
		{`rule 4.1 time until retirement date < 5y => may rotate`, `规则4.1 距退休日期不满5年的，可轮岗`},
		{`rule 4.1 age since birth date >= 50 => may rotate`, `规则4.1 年龄起算于出生日期满50的，可轮岗`},
		{`rule 4.1 whole years from joined on to post since >= 3 => may rotate`, `规则4.1 整年数自参加工作时间至任现职时间满3的，可轮岗`},
		{`rule 4.1 year of post since >= 2020 => may rotate`, `规则4.1 年份任现职时间不少于2020的，可轮岗`},
		{`rule 4.1 later of (post since, joined on) < 2020-01-01 => may rotate`, `规则4.1 较晚者（任现职时间，参加工作时间）早于2020-01-01的，可轮岗`},
		{`rule 4.1 age >= (if male then 60 else 55) => may rotate`, `规则4.1 年龄不少于（若男则60否则55）的，可轮岗`},
		{`rule 4.1 appraisals for 2024 is outstanding => may commend`, `规则4.1 年度考核 for 2024 为优秀的，可评先评优`},
		{`rule 4.1 post tenure as of 2020-12-31 >= 5y => may rotate`, `规则4.1 任职截至2020年12月31日满5年的，可轮岗`},
		{`rule 4.1 some posting in career where unit is "X" => may rotate`, `规则4.1 有履历其中单位为“X”的，可轮岗`},
		{`rule 4.1 no posting in career where unit is own unit => may rotate`, `规则4.1 没有履历其中单位为本人单位的，可轮岗`},
		{`rule 4.1 male => may rotate`, `规则4.1 男的，则可轮岗`},
		{`rule 4.1 male, age >= 50 => must rotate`, `规则4.1 男，年龄满50，则必须轮岗`},
		{`rule 4.1 age >= (if male then 60 else 55) => may rotate`, `规则4.1 年龄不少于（若男，则60否则55）的，可轮岗`},
		{`rule 4.1 every posting in career where unit is "X" => may rotate`, `规则4.1 每条履历其中单位为“X”的，则可轮岗`},
		{`rule 4.1 every posting in career where unit is "X" => may rotate`, `规则4.1 每一履历其中单位为“X”的，可轮岗`},
		{`rule 4.1 (count of career where unit is "X") > 2 => may rotate`, `规则4.1（条数履历其中单位为“X”）超过2的，可轮岗`},
		{`rule 4.1 number of different post in career <= 1 => may rotate`, `规则4.1 不同职务数见于履历至多1的，可轮岗`},
		{`rule 4.1 highest of children born > 2020-01-01 => may rotate`, `规则4.1 最高子女出生日期晚于2020-01-01的，可轮岗`},
		{`rule 4.1 meets 1 or 2 => may rotate`, `规则4.1 符合1或2的，可轮岗`},
		{`rule 4.1 must leave => may rotate`, `规则4.1 必须离岗的，可轮岗`},
		{`rule 4.1 applied => defer rotate until extension end inclusive`, `规则4.1 本人申请的，暂缓轮岗至延长期止`},
		{`rule 4.1 applied => may defer rotate`, `规则4.1 本人申请的，可暂缓轮岗`},
		{`rule 4.1 applied => may exempt or defer rotate`, `规则4.1 本人申请的，可免于或暂缓轮岗`},
		{`rule 4.1 applied => exempt only from 1 leave`, `规则4.1 本人申请的，免于仅限1离岗`},
		{`rule 4.1 applied => must not promote for 3y from refused on`, `规则4.1 本人申请的，不得提拔自拒绝交流日期起3年内`},
		{`rule 4.1 applied => must rotate within 6mo from post since`, `规则4.1 本人申请的，必须轮岗自任现职时间起6个月内`},
		{`rule 4.1 applied => must rotate; may exchange`, `规则4.1 本人申请的，必须轮岗；可交流`},
		{`rule 4.1 promote requires degree >= bachelor`, `规则4.1 提拔 须具备 学历不低于本科`},
		{`rule 4.1 promote should require degree >= bachelor`, `规则4.1 提拔 应具备 学历不低于本科`},
		{`rule 4.1 applied => grade at most competent`, `规则4.1 本人申请的，年度评定 不超过 称职`},
		{"rule 4.1 applied => may leave\n  unless needed\n  despite 1\n  yields to 2\n  cites 9", "规则4.1 本人申请的，可离岗\n  除非工作需要\n  不受1限制\n  让于2\n  引用9"},
		{"rule 4.1 applied => may leave\n  sets aside 1\n  in force from 2025-01-01 until 2026-01-01 inclusive", "规则4.1 本人申请的，可离岗\n  排除1\n  施行自2025-01-01起至2026-01-01止"},
		{"any => may exempt from rotate\n  5.1 under investigation\n  5.2 pregnant or nursing", "有下列情形之一的，可免于轮岗\n  5.1 正在接受审查\n  5.2 孕期或哺乳期的"},
		{"ladder 3.1 exchange by post tenure\n  3.1a >= 3y => may\n  3.1b >= stay => must", "阶梯3.1 交流 按 任职时间\n  3.1a 满3年的，可以\n  3.1b 满stay的，必须"},
		{`rule 4.1 applied => unfit`, `规则4.1 本人申请的，不适任`},
		{`rule 4.1 applied => fitness is doubtful for 3y from refused on`, `规则4.1 本人申请的，适任 为 存疑 自拒绝交流日期起3年内`},
		{`rule 4.1 applied => doubtful instead of 1`, `规则4.1 本人申请的，存疑，代替1`},
		{"ladder 3.1 by post tenure\n  3.1a >= 3y => doubtful\n  3.1b >= stay => unfit", "阶梯3.1 按 任职时间\n  3.1a 满3年的，存疑\n  3.1b 满stay的，不适任"},
		{"any => unfit\n  5.1 under investigation\n  5.2 pregnant or nursing", "有下列情形之一的，不适任\n  5.1 正在接受审查\n  5.2 孕期或哺乳期的"},
		{`rule 4.1 fitness is unfit => must rotate`, `规则4.1 适任为不适任的，必须轮岗`},
		{`rule 4.1 fitness >= doubtful, not fit => must rotate`, `规则4.1 适任不低于存疑，非适任者的，必须轮岗`},
		{`rule 4.1 applied => grade at most competent until refused on`, `规则4.1 本人申请的，grade 不超过 称职 直至拒绝交流日期`},
		{"output x = if must leave then rotate else leave", "输出 x = 若 必须离岗 则 轮岗 否则 离岗"},
		{"output x: one of (stay1, go1) = if applied then go1 else stay1", "输出 x：之一（stay1，go1）= 若 本人申请 则 go1 否则 stay1"},
		{"define x [7.9] = counted >= 5y; without it no\nrule 4.1 x => may leave", "定义x〔7.9〕= 计入时间满5年；无此条时 否\n规则4.1 x的，可离岗"},
		{"set x [7.9] = 5y\nrule 4.1 counted >= x [4.1a], applied [4.1b] => may leave", "设定x【7.9】= 5年\n规则4.1 计入时间满x〔4.1a〕，本人申请〔4.1b〕的，可离岗"},
		{`check 5 "t": post tenure should be at most 5y`, `检查5“t”：任职时间一般不超过5年`},
		{`check 5: post tenure should >= 5y`, `检查5：任职时间原则上 满5年`},
		{"check 5 of posting where unit is \"X\": started on < ended on\n  unless post is \"Y\"", "检查5 之 履历 其中 单位为“X”：起始日早于终止日\n  除非 职务为“Y”"},
		{"check 5: some posting in career meets\n  5a unit is \"X\"\n  5b started on < 2020-01-01", "检查5：有履历符合\n  5a 单位为“X”\n  5b 起始日早于2020年1月1日"},
		{"rule 4.1 some posting in career meets\n  4.1a unit is \"X\"\n  4.1b started on < 2020-01-01\n  => may leave", "规则4.1 有履历符合\n  4.1a 单位为“X”\n  4.1b 起始日早于2020年1月1日\n  则可离岗"},
		{"rule 4.1 leave requires some posting in career meets\n  4.1a unit is \"X\"\n  unless applied", "规则4.1 离岗 须具备 有履历符合\n  4.1a 单位为“X”\n  除非本人申请"},
		{`require 3 birth date < joined on else "wrong"`, `要求3 出生日期早于参加工作时间，否则“wrong”`},
		{"policy \"T\"\n  source \"S\"\n  applies to rank is section chief\n  as of 2024-12-31\n  about rotate\npost tenure >= 5y => must", "政策“T”\n  依据“S”\n  适用于职级为正股级\n  截至2024年12月31日\n  关于轮岗\n任职满5年的，必须"},
		{"define key post = grass roots or male\nset limit = 4y\nkey post, post tenure >= limit => must rotate", "定义key post = 基层或男\n设定limit = 4年\nkey post，任职满limit的，必须轮岗"},
		{"define long of posting = unit is \"X\"\nsome posting p in career where p's long => may rotate", "定义long之履历 = 单位为“X”\nsome履历 p in 履历 where p的long => may rotate"},
		{`rule 4.1 spouse's post is "X" => may rotate`, `规则4.1 配偶的职务为“X”的，可轮岗`},
		{`rule 4.1 leader in charge's unit is own unit => may rotate`, `规则4.1 分管领导的单位为本人单位的，可轮岗`},
		{`rule 4.1 home school's head's spouse is own record => may rotate`, `规则4.1 所在校的校长的配偶为本人的，可轮岗`},
		{`rule 4.1 spouse is superior => may rotate`, `规则4.1 配偶为直接上级的，可轮岗`},
		{`rule 4.1 spouse is not "B01" => may rotate`, `规则4.1 配偶不为“B01”的，可轮岗`},
		{`rule 4.1 spouse in ("B01", "B02") => may rotate`, `规则4.1 配偶属于“B01”、“B02”的，可轮岗`},
		{`rule 4.1 superior's gender is known => may rotate`, `规则4.1 直接上级的性别已知的，可轮岗`},
		{`rule 4.1 superior is kin of spouse => may rotate`, `规则4.1 直接上级为配偶的亲属的，可轮岗`},
		{`rule 4.1 superior is own kin => may rotate`, `规则4.1 直接上级为本人亲属的，可轮岗`},
		{`rule 4.1 some kin where relative's unit is own unit => may rotate`, `规则4.1 有亲属其中对方的单位为本人单位的，可轮岗`},
		{`rule 4.1 (count of spouse's career where unit is "X") > 2 => may rotate`, `规则4.1（条数配偶的履历其中单位为“X”）超过2的，可轮岗`},
		{`rule 4.1 some vacancy in home school's vacancies where vacant post is own post => may rotate`, `规则4.1 有所在校的空缺岗位其中空缺职务为本人职务的，可轮岗`},
		{"record club from sheet \"S\", \"T\", key club name\n  club name: text\nfield my club: club, blank means none, outsiders left out\nrule 4.1 my club is not none => may rotate",
			"记录 club 来自工作表“S”、“T”，主键 club name\n  club name：文字\n字段 my club：club，空白即无，外单位不计\n规则4.1 my club有此项的，可轮岗"},
		{"record club from staff, key club name\n  club name: text\nrecord dues from \"dues.csv\", key club name\n  club name: text\nrule 4.1 male => may rotate",
			"记录 club 取自人员，主键 club name\n  club name：文字\n记录 dues 来自“dues.csv”，主键 club name\n  club name：文字\n规则4.1 男的，可轮岗"},
		{"relation ally from \"allies.csv\": one side, other side, since; symmetric; outsiders left out\n  since: date\nrelation old ally = ally where since < 2000-01-01\nrule 4.1 superior is old ally of spouse => may rotate",
			"关系 ally 来自“allies.csv”：one side、other side、since；对称；外单位不计\n  since：日期\n关系 old ally = ally 其中 since 早于 2000-01-01\n规则4.1 直接上级为配偶的old ally的，可轮岗"},
		{"relation chief of school from column \"C\": chief; converse schools led; blank means none; outsiders unknown\n  chief: staff\nrule 4.1 some schools led where school's places > 5 => may rotate",
			"关系 chief 之 校 来自列“C”：chief；反向 schools led；空白即无；外单位未知\n  chief：人员\n规则4.1 有 schools led 其中 school的学位数 > 5 的，可轮岗"},
		{"decide each posting as of started on\nrule 4.1 unit is \"X\" => may rotate", "逐项判定 posting 截至起始日\n规则4.1 单位为“X”的，可轮岗"},
		{"table limit by unit level, rank, until next row, not listed means none: term, notice\n  5.1 grass roots, clerk: 6y, 2mo until 2030-01-01 inclusive\n  from 2019-01-01\n  grass roots, clerk: 5y, unknown\nrule 4.1 post tenure >= (limit for (unit level, rank) as of post since)'s term => may rotate",
			"表limit按单位层级、职级，至下一行，未列即无：term、notice\n  5.1 基层、科员：6年，2个月，至2030年1月1日止\n  自2019年1月1日起\n  基层，科员：五年，未知\n规则4.1 任职满（limit对应（单位层级、职级）截至任现职时间）的term的，可轮岗"},
		{"table limit by rank, not listed means 6y\n  clerk: 3y\nrule 4.1 post tenure >= limit for rank => may rotate", "表limit按职级，未列即6年\n  科员：3年\n规则4.1 任职满limit对应职级的，可轮岗"},
		{"table limit by rank, not listed means an error\n  clerk: 3y\nrule 4.1 post tenure >= limit for rank => may rotate", "表limit按职级，未列即错误\n  科员：3年\n规则4.1 任职满limit对应职级的，可轮岗"},
		{"table limit by rank from \"l.csv\", not listed means unknown\n  term: period in years, headed \"T\"\nrule 4.1 post tenure >= limit for rank => may rotate", "表limit按职级来自“l.csv”，未列即未知\n  term：期限 以年计，栏名“T”\n规则4.1 任职满limit对应职级的，可轮岗"},
		{"table posts by unit, post category\n  North, finance\nrule 4.1 (unit, post category) in posts => may rotate\nrule 4.2 (unit, post category) not in posts as of 2020-01-01 => may rotate", "表posts按单位，岗位类别\n  North，财务\n规则4.1（单位，岗位类别）属于posts的，可轮岗\n规则4.2（单位，岗位类别）不属于posts截至2020年1月1日的，可轮岗"},
		{"table posts by post category\n  finance from 2010-01-01\nrule 4.1 served in (career while posts for post category) >= 3y => may rotate", "表posts按岗位类别\n  财务，自2010年1月1日起\n规则4.1 任职合计（履历同期有posts对应岗位类别）满3年的，可轮岗"},
		{"rule 4.1 count of (career where length >= 1y) >= 2 => may rotate", "规则4.1 条数（履历其中时长满1年）满2的，可轮岗"},
		{"rule 4.1 count of (career during 2024) >= 2 => may rotate", "规则4.1 条数（履历在2024年期间）满2的，可轮岗"},
		{"rule 4.1 count of (career outside career in post) >= 2 => may rotate", "规则4.1 条数（履历在现职履历以外期间）满2的，可轮岗"},
		{"rule 4.1 refused on during career in post => may rotate", "规则4.1 拒绝交流日期在现职履历期间的，可轮岗"},
		{"rule 4.1 count of ((career where unit is \"X\") or career in post) >= 2 => may rotate", "规则4.1 条数（（履历其中单位为“X”）或现职履历）满2的，可轮岗"},
		{"rule 4.1 count of runs of career per unit broken by a gap of at least 1y >= 2 => may rotate", "规则4.1 条数（连续段履历每单位间断满1年即断）满2的，可轮岗"},
		{"rule 4.1 length of the run open at as-of date of career >= 5y => may rotate", "规则4.1 在截止日当日的一段（履历）的时长满5年的，可轮岗"},
		{"rule 4.1 served in the run alive at as-of date of (runs of career broken by a gap of at least 2y) >= 5y => may rotate", "规则4.1 任职合计（在截止日未断的一段（连续段履历间断满2年即断））满5年的，可轮岗"},
		{"rule 4.1 (first of career)'s post is \"X\" => may rotate", "规则4.1 首段（履历）的职务为“X”的，可轮岗"},
		{"rule 4.1 (last of runs of career)'s last row's post is \"X\" => may rotate", "规则4.1 末段（连续段履历）的末行的职务为“X”的，可轮岗"},
		{"rule 4.1 start of longest of career < 2020-01-01 => may rotate", "规则4.1 最长一段（履历）的起日早于2020-01-01的，可轮岗"},
		{"rule 4.1 end of shortest of career < 2020-01-01 => may rotate", "规则4.1 最短一段（履历）的止日早于2020-01-01的，可轮岗"},
		{"rule 4.1 day after last of career < 2020-01-01 => may rotate", "规则4.1 末段（履历）的次日早于2020-01-01的，可轮岗"},
		{"rule 4.1 length of last of career in full >= 5y => may rotate", "规则4.1 末段（履历）的时长全程满5年的，可轮岗"},
		{"rule 4.1 days of career > 100 => may rotate", "规则4.1 天数（履历）超过100的，可轮岗"},
		{"rule 4.1 joined on + 5y stopped during career < 2020-01-01 => may rotate", "规则4.1 参加工作时间+5年期间中止履历早于2020-01-01的，可轮岗"},
		{"rule 4.1 days of (career when count of rows >= 2) > 0 => may rotate", "规则4.1 天数（履历达到时条数满2）超过0的，可轮岗"},
		{"rule 4.1 some run r in (runs of career) where r's length >= 5y => may rotate", "规则4.1 有一段r见于（连续段履历）其中r的时长满5年的，可轮岗"},
		{"rule 4.1 continuous post tenure >= 5y => may rotate", "规则4.1 连续任职满5年的，可轮岗"},
		{"rule 4.1 count of (career as of 2020-01-01) >= 2 => may rotate", "规则4.1 条数（履历截至2020-01-01）满2的，可轮岗"},
		{"rule 4.1 latest of started on in career < 2020-01-01 => may rotate", "规则4.1 最晚起始日见于履历早于2020-01-01的，可轮岗"},
		{"rule 1.1 first of career's post is \"X\" => may rotate", "规则1.1 首段履历的职务为“X”的，可轮岗"},
		{"rule 4 days of career > 5 => may rotate", "规则4 天数（履历）超过5的，可轮岗"},
		{"output since = start of the run open at as-of date of career\nrule 4.1 applied => may rotate", "输出 since = 在截止日当日的一段（履历）的起日\n规则4.1 本人申请的，可轮岗"},
		{"define bar = first that applies\n  7.1 \"heads\" section chief: 5y\n  7.2 sensitive: 4y\n  otherwise 8y\npost tenure >= bar => must rotate", "定义bar = 依次适用\n  7.1“heads”正股级的：5年\n  7.2 敏感岗位：4年\n  否则8年\n任职满bar的，必须轮岗"},
		{`rule 4.1 age >= (first that applies male: 60; 2 female: 55) => may rotate`, `规则4.1 年龄不少于（依次适用 男：60；2 女：55）的，可轮岗`},
		{`rule 4.1 school years >= (highest that applies 1 male: 6; 2 sensitive: 4; otherwise: 3) => may rotate`, `规则4.1 学年数不少于（从高适用 1 男：6；2 敏感岗位：4；否则：3）的，可轮岗`},
		{`rule 4.1 school years >= (lowest that applies male: 6; sensitive: 4) => may rotate`, `规则4.1 学年数不少于（从低适用 男：6；敏感岗位：4）的，可轮岗`},
		{`rule 4.1 (highest of school years in jobs else 0) >= 2 => may rotate`, `规则4.1（最高学年数见于jobs否则0）不少于2的，可轮岗`},
		{`rule 4.1 post tenure >= longer of (18mo, 500d) => may rotate`, `规则4.1 任职满较长者（18个月，500天）的，可轮岗`},
		{`rule 4.1 shorter of (post tenure, section tenure) >= 5y => may rotate`, `规则4.1 较短者（任职，同一科室任职时间）满5年的，可轮岗`},
		{`rule 4.1 school years / 2 rounded down >= 3 => may rotate`, `规则4.1 学年数 / 2 舍去 不少于3的，可轮岗`},
		{`rule 4.1 school years / 2, rounded up >= 3 => may rotate`, `规则4.1 学年数 / 2，进一 不少于3的，可轮岗`},
		{`rule 4.1 (school years / 2 rounded to nearest) >= 3 => may rotate`, `规则4.1（学年数 / 2 四舍五入）不少于3的，可轮岗`},
		{`rule 4.1 whole years from joined on to post since, a rest of 10mo or more counts as one >= 3 => may rotate`, `规则4.1 整年数自参加工作时间至任现职时间，余10个月以上计1年 满3的，可轮岗`},
		{`rule 4.1 whole months from joined on to post since, a rest of 15d counts as a month >= 3 => may rotate`, `规则4.1 整月数自参加工作时间起至任现职时间，余满15天的计一个月 满3的，可轮岗`},
		{`rule 4.1 months touched from joined on to post since >= 3 => may rotate`, `规则4.1 涉及月数自参加工作时间至任现职时间满3的，可轮岗`},
		{`rule 4.1 months filled from joined on to post since >= 3 => may rotate`, `规则4.1 足月数自参加工作时间至任现职时间满3的，可轮岗`},
		{`rule 4 days from joined on to post since >= 30 => may rotate`, `规则4 天数自参加工作时间至任现职时间满30的，可轮岗`},
		{`rule 4.1 workdays from joined on to post since >= 5 => may rotate`, `规则4.1 工作日数 自 参加工作时间 至 任现职时间满5的，可轮岗`},
		{`rule 4.1 whole school years from unit since to as-of date >= 6 => may rotate`, `规则4.1 整学年数自到校时间至截止日满6学年的，可轮岗`},
		{`rule 4.1 school years at school >= 6 school years => may rotate`, `规则4.1 同校连续任教满6学年的，可轮岗`},
		{`rule 4.1 unit tenure >= 6 school years => may rotate`, `规则4.1 同校任教时间满六个学年的，可轮岗`},
		{`rule 4.1 financial years since joined on > 2 => may rotate`, `规则4.1 财政年度数起算于参加工作时间超过2的，可轮岗`},
		{`rule 4.1 school year of unit since = school year 2024 => may rotate`, `规则4.1 到校时间所在学年为2024学年的，可轮岗`},
		{`rule 4.1 school year of unit since <= school year of as-of date - 6 => may rotate`, `规则4.1 到校时间所在学年不超过 截止日所在学年 - 6 的，可轮岗`},
		{`rule 4.1 financial year of joined on is not 2024 => may rotate`, `规则4.1 参加工作时间的所在财政年度不为2024的，可轮岗`},
		{`rule 4.1 year of post since >= 2020 => may rotate`, `规则4.1 任现职时间所在年度不少于2020的，可轮岗`},
		{`rule 4.1 refused on during school year of as-of date => may rotate`, `规则4.1 拒绝交流日期在截止日所在学年期间的，可轮岗`},
		{`rule 4.1 refused on during the period => may rotate`, `规则4.1 拒绝交流日期在本期期间的，可轮岗`},
		{`rule 4.1 refused on within 36mo before as-of date => may rotate`, `规则4.1 拒绝交流日期在截止日前36个月内的，可轮岗`},
		{`rule 4.1 refused on within 36mo before as-of date => may rotate`, `规则4.1 拒绝交流日期为截止日前36个月内的，可轮岗`},
		{`rule 4.1 post since within 5 workdays from refused on => may rotate`, `规则4.1 任现职时间在自拒绝交流日期起5个工作日内的，可轮岗`},
		{`rule 4.1 post since + 10 workdays > as-of date => may rotate`, `规则4.1 任现职时间 + 10个工作日 晚于 截止日的，可轮岗`},
		{`rule 4.1 post since is a working day => may rotate`, `规则4.1 任现职时间为工作日的，可轮岗`},
		{`rule 4.1 post since is not a working day => may rotate`, `规则4.1 任现职时间不是工作日的，可轮岗`},
		{`rule 4.1 weekday of post since is Saturday => may rotate`, `规则4.1 任现职时间的星期几为周六的，可轮岗`},
		{`rule 4.1 weekday of post since in (Saturday, Sunday) => may rotate`, `规则4.1 任现职时间星期几属于周六、星期日的，可轮岗`},
		{`rule 4.1 post since >= first working day of month of as-of date => may rotate`, `规则4.1 任现职时间不早于截止日所在月的首个工作日的，可轮岗`},
		{`rule 4.1 post since = last day of month of as-of date => may rotate`, `规则4.1 任现职时间等于截止日所在月最后一日的，可轮岗`},
		{`rule 4.1 post since < first day of the period => may rotate`, `规则4.1 任现职时间早于本期首日的，可轮岗`},
		{`rule 4.1 post since < 31 August of school year of as-of date => may rotate`, `规则4.1 任现职时间早于截止日所在学年的8月31日的，可轮岗`},
		{`rule 4.1 age as of 31 August <= 50 => may rotate`, `规则4.1 年龄截至8月31日不超过50的，可轮岗`},
		{`rule 4.1 applied => must rotate within 5 workdays from refused on`, `规则4.1 本人申请的，必须轮岗自拒绝交流日期起5个工作日内`},
		{"policy \"T\"\n  as of 31 August\n  school year begins 1 August\n  financial year begins 1 April\n  anniversaries roll forward\n  ages complete on the day before the birthday\npost tenure >= 5y => must rotate", "政策“T”\n  截至8月31日\n  学年始于8月1日\n  财政年度始于4月1日\n  周年日顺延\n  周岁满于生日前一日\n任职满5年的，必须轮岗"},
		{"policy \"T\"\n  as of last day of school year\n  ages complete on the day after the birthday\nrefused on during the period => must rotate", "政策“T”\n  截至学年最后一日\n  周岁满于生日次日\n拒绝交流日期在本期期间的，必须轮岗"},
		{"policy \"T\"\n  as of first day of financial year\n  ages complete on the birthday\npost tenure >= 5y => must rotate", "政策“T”\n  截至财政年度首日\n  周岁满于生日当日\n任职满5年的，必须轮岗"},
		{"calendar working by unit from \"h.csv\": rest on Sunday, second Saturday, last Saturday, dates listed\npost since is a working day => must rotate", "日历 工作日 按单位 自“h.csv”：休息日为周日、第二个周六、最后一个周六、所列日期\n任现职时间为工作日的，必须轮岗"},
		{`rule 4.1 count of (sensitive and unit is own unit) >= 2 => may rotate`, `规则4.1 （敏感岗位且单位为本人单位）人数不少于2的，可轮岗`},
		{`rule 4.1 count of (sensitive and unit is own unit) >= 2 => may rotate`, `规则4.1 人数（敏感岗位且单位为本人单位）不少于2的，可轮岗`},
		{`rule 4.1 share of sensitive among own unit >= 50% => may rotate`, `规则4.1 占比敏感岗位范围本人单位不少于50%的，可轮岗`},
		{`rule 4.1 average of age among own unit > 40 => may rotate`, `规则4.1 平均年龄范围本人单位超过40的，可轮岗`},
		{`rule 4.1 highest of age among (sensitive) >= 50 => may rotate`, `规则4.1 最高年龄范围（敏感岗位）不低于50的，可轮岗`},
		{`rule 4.1 place by post tenure descending, age ascending among own unit <= 3 => may rotate`, `规则4.1 名次任职时间降序，年龄升序范围本人单位不超过3的，可轮岗`},
		{`pair 3.4.6 a, b where a's spouse is b and both applied => one may defer rotate`, `双人3.4.6 甲、乙，其中甲的配偶为乙且均本人申请的，一方可暂缓轮岗`},
		{`pair 1.4a a, b where a's spouse is b => one must rotate, the one with lower age; if equal, the one with higher post tenure`, `双人1.4a 甲、乙，其中甲的配偶为乙的，一方必须轮岗，由年龄较低者；相同的由任职时间较高者`},
		{`pair 1.4a a, b where b is a's leader in charge => a must rotate`, `双人1.4a 甲、乙，其中乙为甲的分管领导的，甲必须轮岗`},
		{`pair 4.3 a, b where b is a's leader in charge => should not both be moved`, `双人4.3 甲、乙，其中乙为甲的分管领导的，原则上不同时拟调整`},
		{"pair 1.4 \"kin\" a, b: one must rotate, the one with lower age\n  1.4a a's superior is b\n  1.4b \"under one\" a's superior is b's superior\n    unless sensitive\n  unless post tenure < 1y", "双人1.4“kin”甲、乙：一方必须轮岗，由年龄较低者\n  1.4a 甲的直接上级为乙\n  1.4b“under one”甲的直接上级为乙的直接上级\n    除非敏感岗位\n  除非任职不满1年"},
		{"pair 2 a, b where both applied => one may defer rotate\n  2.1 a's spouse is b\n  2.2 b is a's leader in charge", "双人2 甲、乙，其中均本人申请的，一方可暂缓轮岗\n  2.1 甲的配偶为乙\n  2.2 乙为甲的分管领导"},
		{"pair 3 a, b: should not both be moved\n  （一） b is a's leader in charge\n  （二） a's spouse is b", "双人3 甲、乙：原则上不同时拟调整\n  （一）乙为甲的分管领导\n  （二）甲的配偶为乙"},
		{"order seniority = post tenure descending [5.1], age ascending\nchoose 4.1 from must rotate per unit, at most 30% of sensitive, rounded down, by seniority\nchosen by 4.1 => must exchange\nwaiting in 4.1 => should exchange\ntied in 4.1 => may exchange", "排序 seniority = 任职时间降序[5.1]，年龄升序\n选取4.1 从必须轮岗每个单位，不超过敏感岗位的30%，舍去，按seniority\n入选4.1的，必须交流\n待选4.1的，应当交流\n并列4.1的，可交流"},
		{`quota 4.1b per unit: (sensitive, moved) should be at most 30% of sensitive`, `配额4.1b 每个单位：（敏感岗位，拟调整）一般不超过敏感岗位的30%`},
		{`quota 5.2a per unit: moved at least 60% of all (sensitive)`, `配额5.2a 每个单位：拟调整人数不少于全部（敏感岗位）的60%`},
		{`quota 4.1c per unit: must rotate at most 1`, `配额4.1c 每单位：必须轮岗不超过1`},
		{`rule 4.1 male => defer rotate until 2025-06-30 inclusive`, `规则4.1 男的，暂缓轮岗，至2025年6月30日止`},
		{"rule 4.1 male => must rotate\n  in force from 2025-01-01 until 2025-06-30 inclusive", "规则4.1 男的，必须轮岗\n  施行自2025年1月1日起至2025年6月30日为止"},
		{`rule 4.1 post tenure > 5y => may rotate`, `规则4.1 任职5年以上（不含5年）的，可轮岗`},
		{`rule 4.1 post tenure < 5y => may rotate`, `规则4.1 任职不足5年（不含5年）的，可轮岗`},
		{`rule 4.1: male => may rotate`, `规则4.1、男的，可轮岗`},
		{`rule 4.1 "men": male => may rotate`, `规则4.1“men”：男的，可轮岗`},
		{`quota 4.1g: moved at most half of sensitive`, `配额4.1g：拟调整人数不超过敏感岗位的一半`},
		{`quota 4.1f: (male) exactly 0`, `配额4.1f：（男）恰为0人`},
		{`quota 4.1d: count of must rotate at most half of (male)`, `配额4.1d：必须轮岗人数不超过（男）的二分之一`},
		{`quota 4.1e: (male) at least 2/3 of must rotate`, `配额4.1e：（男）不少于必须轮岗的2/3`},
		{`quota 5.2b: moved at least one third of sensitive`, `配额5.2b：拟调整人数不少于敏感岗位的三分之一`},
		{`quota 5.2c: moved at most 2/3 of all (sensitive)`, `配额5.2c：拟调整人数不超过全部（敏感岗位）的2/3`},
		{`choose 4.2 from must rotate, at most half of sensitive, by post tenure`, `选取4.2 从必须轮岗，不超过敏感岗位的二分之一，按任职时间`},
		{`rule 4.1 post tenure >= five years and six months => may rotate`, `规则4.1 任职满五年零六个月的，可轮岗`},
		{"quota 6 \"plan\":\n  6a moved exactly 3\n  6b count of moved less than 10", "配额6“plan”：\n  6a 拟调整恰3\n  6b 拟调整人数少于10"},
		{"any 9 => exempt from rotate\n  9.1 male\n  9.2 pregnant", "规则9 有下列情形之一的，免于轮岗：\n  9.1 男；\n  9.2 孕期。"},
		{"any 第四条 => exempt from rotate\n  第四条（一） male\n  第四条（二） pregnant", "第四条 有下列情形之一的，免于轮岗：\n（一）男的；\n（二）孕期的。"},
		{"any 第四条 => exempt from rotate\n  （一） male\n  第四条第（二）项 pregnant", "第四条 人员有下列情形之一的，免于轮岗：\n（一）男的；\n（二）孕期的。"},
		{"any 9 \"care\" male => exempt from rotate\n  (1) nursing\n  (2) pregnant", "规则9“care” 有以下情形之一的男，免于轮岗：\n(1)哺乳期\n(2)孕期"},
		{"any 9 male => exempt from rotate\n  9.1 nursing\n  9.2 pregnant", "规则9 男，有下列情形之一的，免于轮岗：\n  9.1 哺乳期\n  9.2 孕期"},
		{"any 9 male => exempt from rotate\n  9.1 nursing\n  9.2 pregnant", "规则9：对男且具有下列情形之一的人员，免于轮岗：\n  9.1 哺乳期\n  9.2 孕期"},
		{"any 9 male => unfit\n  9.1 nursing\n  9.2 pregnant", "规则9 有下列情形之一，男的，不适任：\n  9.1 哺乳期\n  9.2 孕期"},
		{"all of the following 9 male => may promote\n  9.1 nursing\n  9.2 pregnant\n  unless under investigation", "规则9 同时符合下列条件的男，可提拔：\n  9.1 哺乳期\n  9.2 孕期\n  除非接受审查"},
		{"rule 9 nursing [9.1], pregnant => may promote", "规则9 具备下列条件的，可提拔：\n  9.1 哺乳期\n  孕期"},
		{"rule 9 male => must rotate unless any of the following\n  9.1 nursing\n  9.2 pregnant", "规则9 男的，必须轮岗，但有下列情形之一的除外：\n  9.1 哺乳期；\n  9.2 孕期。"},
		{"rule 9 male => must rotate\n  unless nursing [9.1]\n  unless pregnant [9.2]", "规则9 男的，必须轮岗。有下列情形之一的，除外：\n  9.1 哺乳期；\n  9.2 孕期。"},
		{"rule 9 male => must rotate unless any of the following\n  9.1 nursing\n  9.2 pregnant", "规则9 男的，必须轮岗，除非有下列情形之一：\n  9.1 哺乳期；\n  9.2 孕期。"},
		{`rule 4.1 degree >= bachelor => may rotate`, `规则4.1 对学历在本科以上的，可轮岗`},
		{"any 9 => exempt from rotate\n  9(1) male\n  9(2) pregnant", "规则9 有下列情形之一的，免于轮岗：\n1. 男；\n2、孕期。"},
		{"field steady: yes/no, assumed yes when blank\nrule 4.1 steady => may rotate", "字段 steady：是否，空白推定为是\n规则4.1 steady的，可轮岗"},
		{`rule 4.1 pregnant, not nursing => may rotate`, `规则4.1 有孕期且没有哺乳期的，可轮岗`},
		{`rule 4.1 敏感岗位 and 任职满5年 => must 轮岗`, `规则4.1 sensitive post且post tenure >= 5y的，必须rotate`},
	} {
		var said [2]string
		for i, text := range c {
			text += "\n" + names
			if strings.HasPrefix(c[0], "decide") { // men and women are staff
				text, _, _ = strings.Cut(text, "rule 1 male")
			}
			program, _, found := load(base, "policy", text)
			for _, d := range found {
				t.Errorf("%s: %s %s", text, d.At, d.Message(locale.English))
			}
			said[i] = show(program)
		}
		assert.Equal(t, said[0], said[1], "%s\n%s", c[0], c[1])
	}
}

// show writes a checked program down without places and spellings.
func show(p *check.Program) string {
	var out strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	line("%+v", p.Convention)
	if in := p.AsOfIn; in != nil {
		line("as of a day of years %d: first %v %d-%d", in.Years, in.First, in.Month, in.Day)
	}
	if k := p.Calendar; k != nil {
		line("calendar %q by %s rest %v %v", k.File, expr(k.By), k.Rest, k.Listed)
	}
	line("%s %s as of %s applies to %s force %s %s", p.Title, p.Source, expr(p.AsOf), expr(p.AppliesTo), expr(p.InForce.From), expr(p.InForce.Until))
	line("decides %s", p.Subject.Name)
	for _, r := range p.Records {
		line("record %s as %s key %s of %s by %s file %s column %s rows %s headed %v", r.Name, r.List, nameOf(r.Key), recordName(r.Owner), nameOf(r.JoinBy), r.From.File, nameOf(r.From.Column), recordName(r.From.Rows), len(r.Headings))
		if x := r.Relation; x != nil {
			line("  relation to %s symmetric %v converse %s of %s left out %v", nameOf(x.Other), x.Symmetric, recordName(x.Converse), recordName(x.Of), x.LeftOut)
		}
		for _, f := range r.Fields {
			line("  field %s %s left out %v blank %d", f.Name, f.Type.Text().EN, f.LeftOut, f.Blank)
		}
	}
	for _, a := range append(append([]*check.Action(nil), p.About...), p.Actions...) {
		line("%s %s %d", a.Kind, a.Name, a.Exclusive)
		for i, g := range a.Grades {
			line("  %s %d %q default %v", g.Name, g.Like, g.ID, i == a.Default)
		}
		if a.Clause != nil {
			line("  of %s where %s departure %v: %s %q unless %s", a.Of.Name, expr(a.Where), a.Departure, expr(a.Clause.When), a.Clause.Title, list(a.Clause.Unless))
		}
	}
	for _, term := range p.Terms {
		line("term %s of %s %v: %s", term.Name, term.Record.Name, term.Type.Kind, expr(term.Value))
		if term.Clause != "" {
			line("  [%s] without %s", term.Clause, expr(term.Without))
		}
		for _, v := range term.Versions {
			line("  from %s: %s", expr(v.From), expr(v.Value))
		}
	}
	for _, r := range p.Records {
		if t := r.Table; t != nil {
			line("table %s %v %d %v from %q", r.Name, t.NextRow, t.Unlisted, t.Default, r.From.File)
			for _, f := range r.Fields {
				line("  %v %v %v", f.Type.Kind, f.Type.Choice, f.Type.Unit)
			}
			for _, row := range t.Rows {
				line("  row %s from %s until %s", row.ID, row.From, row.Until)
				for _, c := range row.Cells {
					line("    %d %q %v %v %v", c.Value.Option, c.Value.Text, c.Value.Period, c.Value.None, c.Blank)
				}
			}
		}
	}
	for _, x := range p.Choices {
		line("choice %s from %s per %s at most %s of %s up %v", x.ID, expr(x.From), expr(x.Per), expr(x.Most), expr(x.Base), x.Up)
		for _, k := range x.Keys {
			line("  by %s %v %s", expr(k.X), k.Descending, k.ID)
		}
	}
	for _, q := range p.Quotas {
		line("quota %s %q per %s of %s", q.ID, q.Title, expr(q.Per), recordName(q.Of))
		for _, x := range q.Lines {
			line("  %s %s should %v %s %s of %s all %v", x.ID, expr(x.Counted), x.Should, x.Op, expr(x.Most), expr(x.Base), x.All)
		}
	}
	for _, r := range p.Rules {
		line("partners %s shared %v", list(r.Partners), r.Shared)
		id := r.ID
		if strings.HasPrefix(id, "line") {
			id = "line"
		}
		line("rule %s %q in %q when %s unless %s force %s %s cites %v", id, r.Title, r.Parent, expr(r.When), list(r.Unless), expr(r.InForce.From), expr(r.InForce.Until), r.Cites)
		line("  despite %s sets aside %s instead of %s", ids(r.Despite), ids(r.SetsAside), ids(r.InsteadOf))
		for _, e := range r.Effects {
			target := ""
			if e.Action != nil {
				target = e.Action.Name
				if e.Strength == 0 {
					target += " is " + e.Action.Grades[e.Level].Name
				}
				for _, other := range e.Instead {
					target += " or " + other.Name
				}
			} else {
				target = e.Output.Name + " " + e.Sign + " " + expr(e.Value)
			}
			line("  %d %s only %s from %s within %s for %s until %s", e.Strength, target, ids(e.Only), expr(e.From), expr(e.Within), expr(e.For), expr(e.Until))
		}
	}
	return out.String()
}

func nameOf(f *check.Field) string {
	if f == nil {
		return "-"
	}
	return f.Name
}

func recordName(r *check.Record) string {
	if r == nil {
		return "-"
	}
	return r.Name
}

func ids(rules []*check.Rule) (out []string) {
	for _, r := range rules {
		out = append(out, r.ID)
	}
	return out
}

func list(xs []check.Expr) string {
	var parts []string
	for _, x := range xs {
		parts = append(parts, expr(x))
	}
	return "(" + strings.Join(parts, " ") + ")"
}

func expr(x check.Expr) string {
	if x == nil {
		return "-"
	}
	head := fmt.Sprintf("%T:%d", x, x.Type().Kind)
	switch x := x.(type) {
	case *check.Const:
		v := x.Value
		return fmt.Sprintf("%s %v %v %v %v %d %q %v %v", head, v.Bool, v.Number, v.Date, v.Period, v.Option, v.Text, v.None, v.Open)
	case *check.FieldRef:
		return fmt.Sprintf("%s/%d", x.Field.Name, x.Row)
	case *check.TermRef:
		return fmt.Sprintf("%s/%d", x.Term.Name, x.Row)
	case *check.Compare:
		head += x.Op
	case *check.Reach:
		head += x.Op
	case *check.Arith:
		head += x.Op
	case *check.OneOf:
		head += fmt.Sprint(x.Negated)
	case *check.State:
		head += x.Kind
	case *check.Shift:
		head += fmt.Sprint(x.Back)
	case *check.Whole:
		head += fmt.Sprint(x.Unit, x.Years)
	case *check.YearOf:
		head += fmt.Sprint(x.Type().Years)
	case *check.DayOf:
		head += fmt.Sprint(x.Last, x.Working)
	case *check.MonthDayOf:
		head += fmt.Sprint(x.Month, "-", x.Day)
	case *check.WorkingDay:
		head += fmt.Sprint(x.Negated)
	case *check.Near:
		head += fmt.Sprint(x.After)
	case *check.Rounded:
		head += x.Kind
	case *check.Cases:
		head += x.Kind
		for _, row := range x.Rows {
			head += fmt.Sprintf(" %s %q %v", row.ID, row.Title, row.When == nil)
		}
	case *check.Score:
		for _, line := range x.Sum.All() {
			head += fmt.Sprintf(" %s %q", line.ID, line.Title)
		}
		head += fmt.Sprint(len(x.Sum.Groups))
	case *check.Extreme:
		head += fmt.Sprint(x.Later)
	case *check.Quantify:
		head += x.Kind
	case *check.ListRef:
		head += fmt.Sprint(x.List.Name, x.Row)
	case *check.Element:
		head += fmt.Sprint(x.Row)
	case *check.Of:
		head += fmt.Sprint(x.LeftOut)
	case *check.Related:
		head += fmt.Sprint(x.Negated)
	case *check.TableValue:
		head += x.Table.Name + " " + x.Value.Name
	case *check.Listed:
		head += fmt.Sprint(x.Table.Name, x.Negated)
	case *check.Entries:
		return head + x.Table.Name + "()"
	case *check.Aggregate:
		head += x.Kind
	case *check.Pick:
		head += x.Kind
	case *check.EndOf:
		head += x.Kind
	case *check.Served:
		head += x.Kind
	case *check.Level:
		head += x.Kind + x.Op
	case *check.RunAt:
		head += fmt.Sprint(x.Alive)
	case *check.Cut:
		head += fmt.Sprint(x.Outside)
	case *check.InDays:
		head += fmt.Sprint(x.Outside)
	case *check.Length:
		head += fmt.Sprint(x.Full)
	case *check.Everyone:
		return head + fmt.Sprint(x.Of.Name, x.Row) + "()"
	case *check.Chosen:
		return head + fmt.Sprint(x.Choice.ID, x.Kind, x.Row)
	case *check.Place:
		for _, k := range x.Keys {
			head += fmt.Sprint(k.Descending, k.ID)
		}
	case *check.Meets:
		return head + fmt.Sprint(ids(x.Rules))
	case *check.Decided:
		return head + fmt.Sprint(x.Action.Name, x.Strength)
	case *check.ResultOf:
		return head + x.Result.Name
	case *check.Marked:
		head += x.ID
	}
	parts, depth := []string{}, 0
	check.Walk(x, func(part check.Expr) {
		if depth++; depth > 1 {
			parts = append(parts, shallow(part))
		}
	})
	return head + "(" + strings.Join(parts, " ") + ")"
}

// shallow is a part of an expression without its own parts, which Walk visits.
func shallow(x check.Expr) string {
	switch x.(type) {
	case *check.Const, *check.FieldRef, *check.TermRef, *check.Meets, *check.Decided, *check.ResultOf, *check.Chosen:
		return expr(x)
	}
	s := expr(x)
	return s[:strings.IndexByte(s, '(')]
}
