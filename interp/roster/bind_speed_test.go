package roster

import (
	"fmt"
	"testing"
	"unsafe"
)

func BenchmarkBind(b *testing.B) {
	p := program(b, allRules)
	s := Sheet{File: "a.csv"}
	row := Row{Number: 1}
	for _, h := range []string{"工号", "姓名", "任职时间", "学历", "岗位类别", "近三年考核", "是否涉密", "单位", "职数", "年龄", "备注", "配偶", "止", "借调", "入职年度", "工资"} {
		row.Cells = append(row.Cells, Raw{h, Text})
	}
	s.Rows = append(s.Rows, row)
	for i := range 20000 {
		row := Row{Number: i + 2}
		for _, v := range []string{fmt.Sprintf("A%06d", i), fmt.Sprint("人", i), fmt.Sprintf("20%02d.%02d", i%20+2, i%12+1), "本科", "人事、财务", "2023优秀;2024称职", "否", fmt.Sprint("单位", i%50), "3", fmt.Sprint(20 + i%40), "", "", "至今", "2年", "2009", fmt.Sprint(i)} {
			row.Cells = append(row.Cells, textRaw(v))
		}
		s.Rows = append(s.Rows, row)
	}
	b.ReportAllocs()
	for b.Loop() {
		Bind(p, []Sheet{s}, nil, Options{})
	}
	b.ReportMetric(float64(unsafe.Sizeof(Cell{})), "B/Cell")
}
