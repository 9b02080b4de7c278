package session

import (
	"context"
	"fmt"
	"math/rand"
	"testing"

	"rota/interp/roster"
)

const office = `policy "Rotation"
  as of 2024-12-31
  about rotate
ladder 4.1 by post tenure
  4.1a >= 6y => should
  4.1b >= 9y => must
rule 4.2 post category is finance, post tenure >= 5y => must
rule 5.1 age >= 57 => exempt
rule 5.2 female, age >= 52 => exempt
`

// crowd is a roster of so many, with blanks here and there.
func crowd(n int) Tables {
	r := rand.New(rand.NewSource(7))
	sheet := roster.Sheet{File: "crowd.csv", Rows: []roster.Row{row(1, "工号", "姓名", "性别", "出生日期", "单位", "岗位类别", "任现职时间")}}
	pick := func(words ...string) string { return words[r.Intn(len(words))] }
	day := func(from, to int) string {
		return fmt.Sprintf("%d-%02d-%02d", from+r.Intn(to-from), 1+r.Intn(12), 1+r.Intn(28))
	}
	perhaps := func(s string) string {
		if r.Intn(40) == 0 {
			return ""
		}
		return s
	}
	for i := range n {
		name := pick("赵", "钱", "孙", "李", "韩", "杨") + pick("伟", "芳", "娜", "敏") + pick("静", "丽", "强", "磊", "军")
		sheet.Rows = append(sheet.Rows, row(i+2, fmt.Sprintf("A%06d", i), name, perhaps(pick("男", "女")), day(1963, 1998), fmt.Sprintf("第%d局", i%200),
			perhaps(pick("人事", "财务", "审计", "管理")), perhaps(day(2012, 2024))))
	}
	return Tables{Name: "crowd.csv", Staff: []roster.Sheet{sheet}}
}

func row(number int, cells ...string) roster.Row {
	out := roster.Row{Number: number}
	for _, c := range cells {
		kind := roster.Text
		if c == "" {
			kind = roster.Blank
		}
		out.Cells = append(out.Cells, roster.Raw{Text: c, Kind: kind})
	}
	return out
}

// BenchmarkAnswers is the time from Enter to answer on a roster of 100,000.
func BenchmarkAnswers(b *testing.B) {
	ctx := context.Background()
	s := New()
	s.SetPolicy("office.rota", office, nil, "")
	tables := crowd(100_000)
	s.SetRoster(tables, "")
	ask := func(b *testing.B, text string) {
		q, _, found := s.Parse("input", text)
		if q == nil {
			b.Fatal(found)
		}
		q.All(ctx)
	}
	bench := func(name string, do func(b *testing.B)) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				do(b)
			}
		})
	}
	bench("load", func(*testing.B) { s.SetRoster(tables, "") })
	bench("condition", func(b *testing.B) { ask(b, "post tenure >= 4y and female") })
	bench("value", func(b *testing.B) { ask(b, "post tenure") })
	bench("everybody", func(*testing.B) {
		s.now.told = nil
		s.Verdicts(ctx)
	})
	bench("why", func(*testing.B) { s.On(s.Find("A050000")[0]) })
	field := s.Policy().Program.Named("任现职时间")
	bench("set", func(*testing.B) {
		s.Set(s.Find("A050000")[0], field, "2010-01-01", "")
		s.Verdicts(ctx)
		s.Undo()
	})
	bench("gaps", func(*testing.B) { s.Gaps(ctx) })
	bench("when", func(*testing.B) {
		s.Turns(ctx, s.Find("A050000")[0], s.On(s.Find("A050000")[0])[0].AsOf+45*365)
	})
}
