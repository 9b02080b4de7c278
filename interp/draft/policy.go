package draft

import (
	"fmt"
	"slices"
	"strings"

	"rota/interp"
	"rota/interp/roster"
	"rota/interp/suite"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	kinds "rota/lang/types"
)

// policy writes the policy down. What a part would need that the roster lacks is
// left out with it.
func (d drafter) policy(title string) string {
	var b strings.Builder
	line := func(en, zh string, args ...any) { fmt.Fprintf(&b, d.say(en, zh)+"\n", args...) }
	asOf, named := d.day, d.dayNamed
	line("-- A first policy for %s, with %s. What is marked “guess” was guessed from", "-- 根据%s（%s）起草的政策。注明“推测”的内容由程序推测，", title, d.counted(len(d.bound.Roster.People), "record", "条记录"))
	line("-- the roster: look at it, correct it, and take the mark away.", "-- 请核对、修改，然后删去这一标记。")
	line("policy %s", "政策%s", quoted(title, d.l))
	if named {
		line("  as of %s  -- guess: the end of the last year in the roster", "  截至%s  -- 推测：花名册中最后年份的年末", d.date(asOf))
	} else {
		line("  as of %s  -- guess: the roster does not say of which year it is", "  截至%s  -- 推测：花名册没有写明年份", d.date(asOf))
	}
	line("  about rotate", "  关于轮岗")
	b.WriteString("\n")
	d.columns(&b)
	since, term := d.tenure()
	if term != "" {
		line("-- Guess: five years and eight.", "-- 推测：五年和八年。")
		line("ladder 1 \"time in one place\" by %s", "阶梯1“任职年限” 按%s", term)
		line("  1a >= 5y => should", "  1a 满5年的，应当")
		line("  1b >= 8y => must", "  1b 满8年的，必须")
	} else {
		line("-- Guess: the roster has no column that says since when somebody is in a post.", "-- 推测：花名册没有任现职时间一类的栏目。")
		name, _ := d.some()
		line("rule 1 %s is known => should", "规则1 %s已知的，应当", name)
	}
	if when := d.exemption(); when != "" {
		line("-- Guess: who is exempt.", "-- 推测：免于轮岗的情形。")
		line("rule 2 %s => exempt", "规则2 %s的，免于", when)
	}
	if term != "" {
		b.WriteString("\n")
		line("test \"five years to the day\"", "测试“满五年”")
		line("  given %s %s", "  给定 %s %s", since, d.date(asOf.Add(civil.Years(-5))))
		line("  expect should rotate by 1a", "  期望 应当轮岗 按1a")
		line("test \"one day short\"", "测试“差一天”")
		line("  given %s %s", "  给定 %s %s", since, d.date(asOf.Add(civil.Years(-5))+1))
		line("  expect nothing", "  期望 无结论")
	} else if name, text := d.some(); text {
		b.WriteString("\n")
		line("test \"somebody of the roster\"", "测试“花名册中的人”")
		line("  given %s \"1\"", "  给定 %s “1”", name)
		line("  expect should rotate by 1", "  期望 应当轮岗 按1")
	}
	return b.String()
}

// columns lists those that the prelude knows and declares the others.
func (d drafter) columns(b *strings.Builder) {
	var known []string
	for _, c := range d.known {
		known = append(known, strings.Join(strings.Fields(c.Heading), " "))
	}
	fmt.Fprintf(b, d.say("-- Columns that the prelude knows: %s.\n", "-- 预置词汇已有的栏目：%s。\n"), strings.Join(known, d.say(", ", "、")))
	for _, f := range d.fields {
		why := f.why
		if f.name == d.lettered(f).name {
			why += d.say("; its heading cannot be a name here", "；其标题在此不能作名称")
		}
		fmt.Fprintf(b, d.say("%s  -- guess: %s\n", "%s  -- 推测：%s\n"), f.declaration(d.l), why)
	}
	for _, why := range d.leftOut {
		fmt.Fprintf(b, d.say("-- Left out: %s. To use one, give it another heading.\n", "-- 未列入：%s。需要使用的，请改换标题。\n"), why)
	}
	b.WriteString("\n")
}

func (d drafter) date(day civil.Date) string {
	if d.l == locale.Chinese {
		return day.Chinese()
	}
	return day.String()
}

// tenure is the column from which time is counted and the term that counts it.
func (d drafter) tenure() (since, term string) {
	for _, t := range []struct{ field, since, zhSince, term, zhTerm string }{
		{"post since", "post since", "任现职时间", "post tenure", "任职时间"},
		{"section since", "section since", "在本科室任职起始", "section tenure", "同一科室任职时间"},
		{"unit since", "unit since", "到本单位时间", "unit tenure", "本单位工作时间"},
	} {
		if d.has(t.field) {
			return d.say(t.since, t.zhSince), d.say(t.term, t.zhTerm)
		}
	}
	return "", ""
}

// exemption is the first condition that the columns allow.
func (d drafter) exemption() string {
	switch {
	case d.has("retirement date"):
		return d.say("years to retirement < 5y", "距退休时间不满5年")
	case d.has("birth date"):
		return d.say("age >= 55", "年龄满55")
	case d.has("under investigation"):
		return d.say("under investigation", "接受审查")
	}
	for _, f := range d.fields {
		if f.typ == types[0].In(d.l) {
			return f.name
		}
	}
	return ""
}

// some is a column of the roster, one of texts if there is any.
func (d drafter) some() (name string, text bool) {
	for _, c := range d.known {
		if of := locale.Pick(d.l, c.Field.Name, c.Field.Headings); name == "" || c.Field.Type.Kind == kinds.Text && !text {
			name, text = of, c.Field.Type.Kind == kinds.Text
		}
	}
	if name == "" {
		return d.fields[0].name, false
	}
	return name, text
}

// Runs says whether a drafted policy has no mistakes, finds its columns in the
// sheets and passes its own tests.
func Runs(text string, sheets []roster.Sheet) bool {
	policy, _ := interp.Load("draft", []byte(text))
	if policy == nil {
		return false
	}
	bound, found := policy.Bind(sheets, nil, roster.Options{})
	if slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Code == diag.MissingColumn }) {
		return false
	}
	return len(bound.Roster.People) > 0 && !slices.ContainsFunc(suite.Run(policy.Program, 0, nil), func(c suite.Case) bool { return len(c.Failures) > 0 })
}
