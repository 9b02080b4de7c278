package roster

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A row that holds one thing only is a record where the thing looks like the ids.
func TestNotes(t *testing.T) {
	p := program(t, someRules)
	for lone, passed := range map[string]bool{
		"注：一局2人": true, "备注:红": true, "※ 人事科": true, "（此页无正文）": true, "二、下属单位": true, "说明": true, "本页小计": true, "以下空白": true,
		"Note: as of 2024": true, "signature": true, "2024年12月31日": true, "2024-12-31": true, "二局": true, "负责人 李四": true,
		"A9": false, "甲": true, "2024-99-31": false, "A2;乙（一局）;2018-01-01": false, "A2，乙，2018": false, "0": false, "Note 2": false,
	} {
		s := grid("a.csv", "", "工号|姓名|任现职时间|单位\nA1|甲|2015.03|局机关\n"+lone+"|||\nA3|乙|2016.03|所部")
		r, _ := Bind(p, []Sheet{s}, nil, Options{})
		require.Len(t, r.Dropped, map[bool]int{true: 1}[passed], lone)
		require.Len(t, r.People, 3-len(r.Dropped), lone)
		if isFooter(s.Rows[2]) {
			continue // a total, whatever else there is
		}
		s.Rows[2].Cells[1] = textRaw("丙")
		r, _ = Bind(p, []Sheet{s}, nil, Options{})
		require.Len(t, r.People, 3, "%s has a name", lone)
	}
	for why, text := range map[string]string{
		"ids in Chinese":          "工号|姓名|单位\n局1|甲|局机关\n局2||",
		"ids with marks":          "工号|姓名|单位\nA（1）|甲|局机关\nA（2）||",
		"no number but a name":    "工号|姓名|单位\nA1|Anna|局机关\n|李四|",
		"the names are the ids":   "姓名|任现职时间|单位\n甲|2015.03|局机关\n乙||",
		"nobody has a number":     "工号|姓名|单位\n|甲|局机关\n李四||",
		"one column":              "工号\n一局：1\n一局：2",
		"number and name are one": "工号|姓名|单位\nA1|甲|局机关\n乙|乙|",
	} {
		r, _ := Bind(p, []Sheet{grid("a.csv", "", text)}, nil, Options{})
		require.Len(t, r.People, 2, why)
	}
	merged := grid("a.csv", "", "工号|姓名|单位\nA1|甲|局机关\n二局|二局|二局\n注：无|注：无|")
	r, found := Bind(p, []Sheet{merged}, nil, Options{})
	require.Len(t, r.People, 1)
	require.Contains(t, strings.Join(lines(found), "\n"), "R0568 a.csv!3: rows passed over as totals, notes, signatures or repeated headings: 3, 4")
}

// A record that holds its id alone is told of where there is more that it could hold.
func TestIdsAlone(t *testing.T) {
	p := program(t, someRules)
	for text, want := range map[string]bool{
		"工号|姓名|单位\nA1|甲|局机关\nA2||\nA3||": true, "工号|单位\nA1|局机关\nA2|": false, "工号|姓名|单位\nA1|甲|局机关\nA2|乙|": false, "工号|姓名|备考\nA1|甲|x\nA2||": false,
	} {
		_, found := Bind(p, []Sheet{grid("a.csv", "", text)}, nil, Options{})
		told := strings.Contains(strings.Join(lines(found), "\n"), "R0591 a.csv!A3 x2: rows that hold nothing but “staff id”: 3, 4; they are decided")
		require.Equal(t, want, told, text)
	}
}
