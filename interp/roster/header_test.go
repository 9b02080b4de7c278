package roster

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func sheet(lines ...[]string) Sheet {
	var s Sheet
	for i, line := range lines {
		row := Row{Number: i + 1}
		for _, word := range line {
			if word == "" {
				row.Cells = append(row.Cells, Raw{})
			} else {
				row.Cells = append(row.Cells, Raw{Text: word, Kind: Text})
			}
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

func knows(words ...string) func(string) bool {
	set := map[string]bool{}
	for _, w := range words {
		set[Heading(w)] = true
	}
	return func(h string) bool { return set[h] }
}

func TestFindHeader(t *testing.T) {
	known := knows("姓名", "部门", "出生年月", "职务", "任职时间", "学历", "年龄")
	for _, test := range []struct {
		name          string
		in            Sheet
		headings      []string
		body, dropped []int
	}{
		{"plain", sheet([]string{"姓名", "部门"}, []string{"张三", "财务"}), []string{"姓名", "部门"}, []int{2}, nil},
		{"title, unit line, total, signature",
			sheet([]string{"某局花名册", "某局花名册", "某局花名册"}, []string{"填报单位：某局", "", "2024年12月"}, []string{"序号", "姓　名", "部 门"},
				[]string{"1", "张三", "财务"}, []string{"小 计", "1"}, []string{"", ""}, []string{"2", "李四", "人事"}, []string{"合　计", "2"}, []string{"填表人：王五", "", "审核人：赵六"}),
			[]string{"序号", "姓　名", "部 门"}, []int{4, 7}, []int{5, 8, 9}},
		{"two rows, merged",
			sheet([]string{"名册", "名册", "名册", "名册"}, []string{"姓名", "基本情况", "基本情况", "备注"}, []string{"姓名", "出生年月", "学历", "备注"}, []string{"张三", "1980.05", "本科", ""}),
			[]string{"姓名", "出生年月", "学历", "备注"}, []int{4}, nil},
		{"two rows, not merged",
			sheet([]string{"姓名", "部门", "任职情况", ""}, []string{"", "", "职务", "任职时间"}, []string{"张三", "财务", "科长", "2019"}),
			[]string{"姓名", "部门", "职务", "任职时间"}, []int{3}, nil},
		{"two rows, the group is a heading itself",
			sheet([]string{"姓名", "部门", "职务", "职务"}, []string{"姓名", "部门", "职务", "任职时间"}, []string{"张三", "财务", "科长", "2019"}),
			[]string{"姓名", "部门", "职务", "任职时间"}, []int{3}, nil},
		{"two rows, the upper over a blank", sheet([]string{"姓名", ""}, []string{"", "部门"}, []string{"张三", "财务"}), []string{"姓名", "部门"}, []int{3}, nil},
		{"one row, its heading twice at the left", sheet([]string{"姓名", "姓名", ""}, []string{"", "", "部门"}, []string{"张三", "", "财务"}), []string{"姓名", "姓名", ""}, []int{2, 3}, nil},
		{"two rows, most headings in the lower",
			sheet([]string{"姓名", "任职情况", "任职情况", "任职情况"}, []string{"", "部门", "职务", "任职时间"}, []string{"张三", "财务", "科长", "2019"}),
			[]string{"姓名", "部门", "职务", "任职时间"}, []int{3}, nil},
		{"two rows of which neither names a group", sheet([]string{"姓名", "部门"}, []string{"职务", "任职时间", "学历"}, []string{"科长", "2019", "本科"}), []string{"职务", "任职时间", "学历"}, []int{3}, nil},
		{"a heading nobody knows, a blank below", sheet([]string{"编号", "姓名", "部门"}, []string{"", "张三", "财务"}), []string{"编号", "姓名", "部门"}, []int{2}, nil},
		{"note of the unit, printed header again",
			sheet([]string{"姓名", "年龄（岁）："}, []string{"张三", "41"}, []string{"姓名", "年龄（岁）："}, []string{"total", "1"}, []string{"Totally", "2"}),
			[]string{"姓名", "年龄（岁）："}, []int{2, 5}, []int{3, 4}},
	} {
		t.Run(test.name, func(t *testing.T) {
			headings, body, dropped, ok := FindHeader(test.in, known)
			require.True(t, ok)
			require.Equal(t, test.headings, headings)
			require.Equal(t, test.body, numbers(body))
			require.Equal(t, test.dropped, numbers(dropped))
		})
	}
	_, _, _, ok := FindHeader(sheet([]string{"a"}), known)
	require.False(t, ok)
}

func numbers(rows []Row) (out []int) {
	for _, r := range rows {
		out = append(out, r.Number)
	}
	return out
}

func TestHeading(t *testing.T) {
	for in, want := range map[string]string{
		"姓　名": "姓名", "姓\u00A0\n名：": "姓名", "Staff  ID": "staff id", "ＩＤ号:": "id号", "部門": "部门", "身份证 No. 1": "身份证no.1",
		"": "", " \u3000": "", "\uFEFF姓名": "姓名", "a\xffb": "a\uFFFDb", "年龄 （岁）": "年龄(岁)",
	} {
		require.Equal(t, want, Heading(in), "%q", in)
	}
	for _, space := range []string{"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00a0", "\u3000", "\t"} {
		require.Equal(t, "姓名", Heading("姓"+space+"名"), "%q", space)
	}
	require.Equal(t, []string{"年龄(岁)", "年龄"}, HeadingForms("年龄（岁）"))
}
