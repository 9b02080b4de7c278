package roster

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/diag"
)

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
