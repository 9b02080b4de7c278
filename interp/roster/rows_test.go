package roster

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// A text is ordinary only where nothing of it is cleaned away and it says something.
func TestOrdinary(t *testing.T) {
	for text, want := range map[string][2]bool{
		"A01": {true, true}, "1-2": {true, true}, "张三": {true, false}, "张三2": {true, true}, "無2号": {true, true}, "John Smith": {true, false},
		"A b C": {true, false}, "a~": {true, false}, "a!": {true, false}, "0": {true, true}, "9": {true, true}, "Z": {true, false}, "a": {true, false},
		"NB": {true, false}, "no": {true, false}, "无锡": {true, false}, "未来": {true, false}, "龥": {true, false},
		"": {}, "甲 乙": {}, "John  Smith": {}, " John": {}, "John ": {}, "-": {}, "/x": {}, "~x": {}, "@x": {}, "[x": {}, "n/a": {}, "N/A": {}, "Ａ1": {}, "é": {}, "㐀": {},
		"a\x7f": {}, "a\t": {}, "张\n三": {}, "\xE4\xB8": {}, "a\xE4\xB8": {},
		"none": {}, "unknown": {}, "无": {}, "沒有": {}, "從未": {}, "待查": {}, "不详": {}, "未知": {}, "无此项": {}, "不适用": {},
	} {
		ordinary, numbered := Ordinary([]byte(text))
		require.Equal(t, want, [2]bool{ordinary, ordinary && numbered}, "%q", text)
	}
}

// What a footer begins with is told from what a record does.
func TestBegins(t *testing.T) {
	for _, text := range []string{"合计", "合　计", "小计", "总计", "總計", "共计", "填表人", "填报人", "審核人", "审核人", "制表", "製表", "备注：", "備注：", "Total", "TOTAL 2", "total：3", "t otal", "Ｔotal", " total"} {
		require.True(t, Begins([]byte(text)), text)
	}
	for _, text := range []string{"T", "t总", "T x", "to", "tO", "-", "/", ":", "@", "[", "`", "{", "㐀", "Ａ"} {
		require.True(t, Begins([]byte(text)), "who knows: %s", text)
	}
	for _, text := range []string{"张三", "一", "鿿", "计", "A01", "Z", "a", "z", "0", "9", "Ta", "T1", "t!", "t~", "otal"} {
		require.False(t, Begins([]byte(text)), text)
	}
}

// Each word that a footer begins with, and only there.
func TestFooters(t *testing.T) {
	for _, text := range []string{"合计", "合　计：", "小计", "总 计", "總計", "共计3人", "填表人：王五", "填报人", "審核人", "制表", "備注：", "备注: x", "Total", "total 3", "TOTAL："} {
		require.True(t, isFooter(sheet([]string{"", text, "张三"}).Rows[0]), text)
	}
	for _, text := range []string{"备注", "计", "三合计", "Totally", "totalé", "tota", "审核"} {
		require.False(t, isFooter(sheet([]string{text, "合计"}).Rows[0]), text)
	}
	require.False(t, isFooter(sheet([]string{"", ""}).Rows[0]))
	require.False(t, isFooter(Row{Cells: []Raw{{"合计", Number}}}), "no text")
}

// Records that are read as they come are those that are read at once.
func TestRows(t *testing.T) {
	p := program(t, someRules)
	s := grid("a.csv", "", `
		工号 | 姓　名 | 任职时间 | 单位 | 备考 |
		A01 | 甲　乙 | 2015.03 | 局机关 | 借调 |
		合计 | 1 | | | |
		 | 丙丁戊 | 2023-02-30 | 所部 | |
		工号 | 姓　名 | 任职时间 | 单位 | 备考 |
		A04 | John  Smith | 2015.1 | 所部 | | x`)
	rows, ok := NewRows(p, s, Options{})
	require.True(t, ok)
	require.Equal(t, []int{2, 0, 1, 6}, []int{rows.First, rows.Key(), rows.Name(), rows.Width()})
	require.Equal(t, []int{5}, rows.Headless())
	all, found := Bind(p, []Sheet{s}, nil, Options{})
	var got []*Record
	for _, row := range s.Rows[1:] {
		if rec := rows.Record(row); rec != nil {
			got = append(got, rec)
		}
	}
	require.Len(t, got, len(all.People))
	for i, rec := range got {
		require.Equal(t, []string{all.People[i].ID, all.People[i].Name}, []string{rec.ID, rec.Name})
		since := field(p, "since").Index
		require.Equal(t, all.People[i].Cells[since], rec.Cells[since])
	}
	require.Equal(t, lines(found), lines(rows.Found()))

	for _, f := range rows.Fields() {
		cell := func(text string) string {
			c, plain, whole := rows.Cell(f, textRaw(text))
			return stateNames[c.State] + show(f.Field, rows.Roster.Texts, c.Value) + map[bool]string{true: " plain"}[plain] + map[bool]string{true: " whole"}[whole]
		}
		switch f.Name {
		case "since":
			require.Equal(t, 2, f.Column)
			require.Equal(t, []string{"2015-03-01 plain", "2015-01-01 whole", "unreadable any", "empty any plain"}, []string{cell("2015-03-01"), cell("2015.1"), cell("2015.13"), cell("")})
		case "unit":
			require.Equal(t, 3, f.Column)
			require.Equal(t, []string{"所部 plain", "empty  whole"}, []string{cell("所部"), cell("")})
		default:
			require.Equal(t, "hardship", f.Name)
			require.Equal(t, []any{math.MaxInt, "unanswered no plain"}, []any{f.Column, cell("是")}, "there is no column")
		}
	}
	name, plain := rows.NameIn(textRaw(" 甲　乙 "))
	require.Equal(t, "甲乙", name)
	require.True(t, plain)
	for why, s := range map[string]Sheet{
		"two columns of a field": grid("a.csv", "", "工号|任现职时间|任职时间|单位\nA1|2015.3|2015.3|所部"),
		"no key":                 grid("a.csv", "", "姓名|任职时间|单位\n甲|2015.3|所部"),
		"no column":              grid("a.csv", "", "工号|单位\nA1|所部"),
		"no record":              grid("a.csv", "", "工号|任职时间|单位"),
	} {
		_, ok := NewRows(p, s, Options{})
		require.False(t, ok, why)
	}
	_, ok = NewRows(program(t, careerRules), grid("a.csv", "", "工号|单位\nA1|所部"), Options{})
	require.False(t, ok, "a list is read")
}
