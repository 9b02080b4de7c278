package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"rota/lang/check"
)

// Notes, stages and registers in English and in Chinese are the same.
func TestRegisterTwins(t *testing.T) {
	base := prelude(t)
	const names = `
output grade of year: number = 3
result fitness one of (unfit also called "不适任" is must not; doubtful also called "存疑" is should not; fit by default), strongest first
rule 1 male => must rotate
rule 2 female => may exchange
`
	for _, c := range [][2]string{
		{`note 6.3 "x"`, `条文6.3“x”`},
		{`schedule 3 "survey" from 2007-05-21 to 2007-06-10`, `日程3“survey”自2007年5月21日起至2007年6月10日止`},
		{`schedule "survey" from 2007-05-21`, `日程“survey”自2007年5月21日`},
		{`register "A" of everybody`, `登记表“A”收录全体`},
		{`register 3h "A" of must rotate or may exchange where male`, `登记表3h“A”收录必须轮岗或可交流，其中男`},
		{`register "A" of may be deferred rotate, may be exempted rotate`, `登记表“A”之可暂缓轮岗、可免于轮岗`},
		{`register "A" of undetermined rotate or data error rotate or nothing rotate`, `登记表“A”收录待定轮岗或数据错误轮岗或无结论轮岗`},
		{`register "A" of unfit or doubtful`, `登记表“A”收录不适任或存疑`},
		{`register "A" of meets 1 where age >= 30`, `登记表“A”收录符合1，其中年龄不少于30`},
		{"register \"A\" of everybody\n  columns serial number, name headed \"who\", post tenure, grade of year, post since + 4y headed \"next\"\n  columns outcome, clause, reason, beaten clauses, other standing clauses, missing, deadline, deferred until, last day, assumptions, judgements, matter, as of",
			"登记表“A”收录全体\n  栏目 序号、姓名 栏名“who”、任职时间、grade of year、任现职时间 + 4年 栏名“next”\n  栏目 结论、条款、理由、被排除条款、其他成立条款、缺少、办理期限、暂缓至、最后一日、推定事项、认定情况、事项、截至"},
	} {
		var said [2]string
		for i, text := range c {
			program, _, found := load(base, "policy", text+names)
			assert.Empty(t, found, text)
			said[i] = showRegisters(program)
		}
		assert.NotEmpty(t, said[0])
		assert.Equal(t, said[0], said[1], "%s\n%s", c[0], c[1])
	}
}

func showRegisters(p *check.Program) string {
	var out strings.Builder
	for _, n := range p.Notes {
		fmt.Fprintf(&out, "note %s %q\n", n.ID, n.Text)
	}
	for _, s := range p.Stages {
		fmt.Fprintf(&out, "stage %s %q %s %s\n", s.ID, s.Title, s.From, s.To)
	}
	for _, r := range p.Registers {
		on := func(a *check.Action) string {
			if a == nil {
				return "-"
			}
			return a.Name
		}
		fmt.Fprintf(&out, "register %s %q on %s where %s\n", r.ID, r.Title, on(r.On), expr(r.Where))
		for _, o := range r.Outcomes {
			fmt.Fprintf(&out, "  %s %d %s\n", o.Kind, o.Level, on(o.On))
		}
		for _, c := range r.Columns {
			output := "-"
			if c.Output != nil {
				output = c.Output.Name
			}
			fmt.Fprintf(&out, "  column %q %s %s %s %d\n", c.Part, nameOf(c.Field), output, expr(c.Value), len(c.Names))
		}
	}
	return out.String()
}

// Of a condition and of what “where” says of them both must hold.
func TestRegisterWhere(t *testing.T) {
	program, _, found := load(prelude(t), "policy", "rule 1 male => must rotate\nregister \"A\" of meets 1 where age >= 30\n")
	assert.Empty(t, found)
	assert.Contains(t, showRegisters(program), "where *check.And:1(*check.Meets:1[1] *check.Compare:1>= age/0")
}
