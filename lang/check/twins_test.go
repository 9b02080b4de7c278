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
	const names = `judged extension approved also called "经批准延长", needed also called "工作需要"
field extension end: date, blank means none, also called "延长期"
field school years: whole number 0 to 40, "many" means 40, also called "学年数"
choice level: grass roots also called "基层" < headquarters also called "机关"
field unit level: level, also called "单位层级"
output grade: appraisal grade
set stay
  from 2014-09-01: 4y
  from 2020-09-01: 5y
action leave also called "离岗"
rule 1 male => may leave
rule 2 female => may leave
`
	for _, c := range [][2]string{
		{`post tenure >= 5y => must rotate`, `任职满5年的，必须轮岗`},
		{`sensitive post tenure >= 5y => must rotate`, `敏感岗位任职满五年的，必须轮岗。`},
		{`rule 4.1 post tenure at least 5 years => should rotate`, `规则4.1任职5年以上的，应当轮岗`},
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
		{`rule 4.1 every posting in career where unit is "X" => may rotate`, `规则4.1 每一履历其中单位为“X”的，可轮岗`},
		{`rule 4.1 (count of career where unit is "X") > 2 => may rotate`, `规则4.1（条数履历其中单位为“X”）超过2的，可轮岗`},
		{`rule 4.1 number of different post in career <= 1 => may rotate`, `规则4.1 不同职务数见于履历至多1的，可轮岗`},
		{`rule 4.1 highest of children born > 2020-01-01 => may rotate`, `规则4.1 最高子女出生日期晚于2020-01-01的，可轮岗`},
		{`rule 4.1 meets 1 or 2 => may rotate`, `规则4.1 符合1或2的，可轮岗`},
		{`rule 4.1 must leave => may rotate`, `规则4.1 必须离岗的，可轮岗`},
		{`rule 4.1 applied => defer rotate until extension end`, `规则4.1 本人申请的，暂缓轮岗至延长期止`},
		{`rule 4.1 applied => may defer rotate`, `规则4.1 本人申请的，可暂缓轮岗`},
		{`rule 4.1 applied => may exempt or defer rotate`, `规则4.1 本人申请的，可免于或暂缓轮岗`},
		{`rule 4.1 applied => exempt only from 1 leave`, `规则4.1 本人申请的，免于仅限1离岗`},
		{`rule 4.1 applied => must not promote for 3y from refused on`, `规则4.1 本人申请的，不得提拔自拒绝交流日期起3年内`},
		{`rule 4.1 applied => must rotate within 6mo from post since`, `规则4.1 本人申请的，必须轮岗自任现职时间起6个月内`},
		{`rule 4.1 applied => must rotate; may exchange`, `规则4.1 本人申请的，必须轮岗；可交流`},
		{`rule 4.1 promote requires degree >= bachelor`, `规则4.1 提拔 须具备 学历不低于本科`},
		{`rule 4.1 promote should require degree >= bachelor`, `规则4.1 提拔 应具备 学历不低于本科`},
		{`rule 4.1 applied => grade at most competent`, `规则4.1 本人申请的，grade 不超过 称职`},
		{"rule 4.1 applied => may leave\n  unless needed\n  despite 1\n  yields to 2\n  cites 9", "规则4.1 本人申请的，可离岗\n  除非工作需要\n  不受1限制\n  让于2\n  引用9"},
		{"rule 4.1 applied => may leave\n  sets aside 1\n  in force from 2025-01-01 until 2026-01-01", "规则4.1 本人申请的，可离岗\n  排除1\n  施行自2025-01-01起至2026-01-01止"},
		{"any => may exempt from rotate\n  5.1 under investigation\n  5.2 pregnant or nursing", "有下列情形之一的，可免于轮岗\n  5.1 正在接受审查\n  5.2 孕期或哺乳期的"},
		{"ladder 3.1 exchange by post tenure\n  3.1a >= 3y => may\n  3.1b >= stay => must", "阶梯3.1 交流 按 任职时间\n  3.1a 满3年的，可以\n  3.1b 满stay的，必须"},
		{"policy \"T\"\n  source \"S\"\n  applies to rank is section chief\n  as of 2024-12-31\n  about rotate\npost tenure >= 5y => must", "政策“T”\n  依据“S”\n  适用于职级为正股级\n  截至2024年12月31日\n  关于轮岗\n任职满5年的，必须"},
		{"define key post = grass roots or male\nset limit = 4y\nkey post, post tenure >= limit => must rotate", "定义key post = 基层或男\n设定limit = 4年\nkey post，任职满limit的，必须轮岗"},
		{"define long of posting = unit is \"X\"\nsome posting p in career where p's long => may rotate", "定义long之履历 = 单位为“X”\nsome履历 p in 履历 where p的long => may rotate"},
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
		{`rule 4.1 敏感岗位 and 任职满5年 => must 轮岗`, `规则4.1 sensitive post且post tenure >= 5y的，必须rotate`},
	} {
		var said [2]string
		for i, text := range c {
			program, _, found := load(base, "policy", text+"\n"+names)
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
	line("%s %s as of %s applies to %s force %s %s", p.Title, p.Source, expr(p.AsOf), expr(p.AppliesTo), expr(p.InForce.From), expr(p.InForce.Until))
	for _, a := range append(append([]*check.Action(nil), p.About...), p.Actions...) {
		line("action %s %d", a.Name, a.Exclusive)
	}
	for _, term := range p.Terms {
		line("term %s of %s %v: %s", term.Name, term.Record.Name, term.Type.Kind, expr(term.Value))
		for _, v := range term.Versions {
			line("  from %s: %s", expr(v.From), expr(v.Value))
		}
	}
	for _, r := range p.Rules {
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
		head += fmt.Sprint(x.Months)
	case *check.Extreme:
		head += fmt.Sprint(x.Later)
	case *check.Quantify:
		head += x.Kind
	case *check.ListRef:
		head += x.List.Name
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
	case *check.Meets:
		return head + fmt.Sprint(ids(x.Rules))
	case *check.Decided:
		return head + fmt.Sprint(x.Action.Name, x.Strength)
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
	case *check.Const, *check.FieldRef, *check.TermRef, *check.Meets, *check.Decided:
		return expr(x)
	}
	s := expr(x)
	return s[:strings.IndexByte(s, '(')]
}
