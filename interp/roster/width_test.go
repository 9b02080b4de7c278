package roster

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
	"rota/lang/locale"
)

// The rows and their cells are told of in both languages, of one and of several.
func TestSomeRows(t *testing.T) {
	for _, test := range []struct {
		rows  []string
		width int
		want  locale.Text
	}{
		{[]string{"2"}, 1, locale.Text{EN: "row 2 has 1 cell", ZH: "第 2 行有 1 格"}},
		{[]string{"2"}, 3, locale.Text{EN: "row 2 has 3 cells", ZH: "第 2 行有 3 格"}},
		{[]string{"2", "4"}, 1, locale.Text{EN: "rows 2, 4 have 1 cell", ZH: "第 2、4 行有 1 格"}},
	} {
		require.Equal(t, test.want, someRows(test.rows, test.width))
	}
}

// Where no record is found the fullest row is quoted, the first of those that are alike, as far
// as a reader takes it in; one cell alone may be a row with another separator.
func TestSeen(t *testing.T) {
	for text, want := range map[string]locale.Text{
		"":                                {},
		"|":                               {},
		"花名册":                             {EN: "; what was found: “花名册”", ZH: "；现有内容：“花名册”"},
		"名册|\na|b\nc|d":                   {EN: "; what was found: “a”, “b”", ZH: "；现有内容：“a”“b”"},
		"a|b|c|d|e|f":                     {EN: "; what was found: “a”, “b”, “c”, “d”, “e”, “f”", ZH: "；现有内容：“a”“b”“c”“d”“e”“f”"},
		"a|b|c|d|e|f|g":                   {EN: "; what was found: “a”, “b”, “c”, “d”, “e”, “f”", ZH: "；现有内容：“a”“b”“c”“d”“e”“f”"},
		"a；b|c":                           {EN: "; what was found: “a；b”, “c”", ZH: "；现有内容：“a；b”“c”"},
		"；a":                              {EN: "; what was found: “；a”", ZH: "；现有内容：“；a”"},
		"工号、姓名；单位":                        {EN: "; every row is one cell: are its parts separated by “、”? save the file as CSV with commas (,), or as .xlsx", ZH: "；现在每行只有一格：各列是否以“、”分隔？请另存为以英文逗号（,）分隔的 CSV，或 .xlsx"},
		strings.Repeat("x\n", 20) + "a|b": {EN: "; what was found: “x”", ZH: "；现有内容：“x”"},
	} {
		require.Equal(t, want, seen([]Sheet{grid("a.csv", "", text)}), text)
	}
	require.Equal(t, locale.Text{}, seen(nil))
}

// Rows that are shorter or longer than the headings are told of where it matters.
func TestCellsAstray(t *testing.T) {
	p := program(t, someRules)
	const head = "工号|姓名|任现职时间|单位\n"
	for text, want := range map[string][]string{
		head + "A1|甲|2015.03\nA2|乙|2016.03|所部":           {"R0592 a.csv!2: row 2 has 3 cells, the headings 4: where a cell is missing or one too many, those behind it stand under the wrong heading"},
		head + "A1|甲|2015.03\nA2|乙":                      {"R0592 a.csv!3: row 3 has 2 cells, the headings 4", "R0592 a.csv!2: row 2 has 3 cells, the headings 4"},
		head + "A1|甲|2015.03\nA2|乙|2016.03\nA3|丙|2017|x": {"R0592 a.csv!2 x2: rows 2, 3 have 3 cells, the headings 4"},
		head + "A1|甲|2015.03\nA2|乙|2016.03":              nil, // all alike
		head + "A1|甲|2015.03|局|x\nA2|乙|2016.03|所部":       {"R0592 a.csv!2: row 2 has 5 cells, the headings 4"},
		head + "A1|甲|2015.03|局||":                        nil,
		head + "合计|2\nA1|甲|2015.03|局":                    nil,
		"工号|姓名|任现职时间|单位|\nA1|甲|2015.03|局|x":              nil, // a column without a heading
		head + "A2;乙;2016.03\nA1|甲|2015.03|局":            {"R0592 a.csv!2: row 2 has 1 cell, the headings 4"},
	} {
		s := grid("a.csv", "", text)
		for i := range s.Rows {
			s.Rows[i].Width = len(s.Rows[i].Cells)
			for n := len(s.Rows[i].Cells); n > 0 && s.Rows[i].Cells[n-1].Kind == Blank; n-- {
				s.Rows[i].Cells = s.Rows[i].Cells[:n-1]
			}
		}
		_, found := Bind(p, []Sheet{s}, nil, Options{})
		var told []string
		for i, line := range lines(found) {
			if found[i].Code == diag.CellsAstray {
				told = append(told, line)
			}
		}
		require.Len(t, told, len(want), text)
		for i := range want {
			require.Contains(t, told[i], want[i], text)
		}
	}
}
