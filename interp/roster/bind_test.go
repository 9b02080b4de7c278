package roster

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
)

// grid is a sheet written with | between its columns, a line a row.
func grid(file, name, text string) Sheet {
	s := Sheet{File: file, Name: name}
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		row := Row{Number: i + 1}
		for _, word := range strings.Split(line, "|") {
			row.Cells = append(row.Cells, textRaw(strings.TrimSpace(word)))
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// lines are findings in short: code, place, count, message.
func lines(found diag.List) []string {
	var out []string
	for _, d := range found {
		count := ""
		if d.Count > 1 {
			count = fmt.Sprint(" x", d.Count)
		}
		out = append(out, fmt.Sprintf("%s %s%s: %s", d.Code, d.At, count, d.Message(locale.English)))
	}
	return out
}

const someRules = "\nrule 1 since <= 2020-01-01, unit is \"局机关\" => must rotate\n"

const careerRules = "\nrule 1 some posting in career where place is own unit, begin <= 2020-01-01 => must rotate\n"

// column shows one field of everybody.
func column(r *Roster, f *check.Field) string {
	var out []string
	for _, p := range r.People {
		c := p.Cells[f.Index]
		text := p.ID + "=" + stateNames[c.State] + show(f, r.Texts, c.Value)
		if c.Month {
			text += " month"
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

func TestBind(t *testing.T) {
	p := program(t, someRules)
	s := grid("a.csv", "", `
		工号 | 姓　名 | 任现职时间（年月） | 单位 | 备考 | 是否涉密人
		A01 | 甲　乙 | 2015.03 | 局机关 | 借调 |
		A02 | 丙丁戊 | 2016年 | 监察队 | |
		A03 | 丙丁戊 | 2023-02-30 | | |
		A04 | John  Smith | 不详 | 所部 | |
		合计 | 4 | | | |`)
	r, found := Bind(p, []Sheet{s}, nil, Options{})
	require.Equal(t, "A01=2015-03-01 month, A02=partial 2016-01-01..2016-12-31, A03=unreadable any, A04=empty any", column(r, field(p, "since")))
	require.Equal(t, []string{"甲乙", "丙丁戊", "丙丁戊", "John  Smith"}, []string{r.People[0].Name, r.People[1].Name, r.People[2].Name, r.People[3].Name})
	require.Equal(t, []string{
		"R0571 a.csv!C4: “2023-02-30” in “since”: there is no day or month 2023-02-30",
		"R0554 a.csv: columns that the policy has no field for: E 备考, F 是否涉密人 (like “是否涉密”)",
		"R0568 a.csv!6: rows passed over as totals, notes, signatures or repeated headings: 6",
	}, lines(found))
	blank := r.People[2].Cells[field(p, "unit").Index]
	require.Equal(t, Empty, blank.State)
	var may []string
	for _, code := range blank.Value.Codes {
		may = append(may, r.Texts.Text(code))
	}
	other := r.Texts.Text(r.Texts.Other(0))
	require.Equal(t, []string{"局机关", "监察队", "所部", other, other, other}, may, "what the policy names, what the column holds, anything else")
	require.Len(t, slices.Compact(slices.Sorted(slices.Values(blank.Value.Codes))), len(may))
	cell := r.People[0].Cells[field(p, "since").Index]
	require.Equal(t, "a.csv!C2 2015.03 2015-03-01 2015-03-31", fmt.Sprint(cell.From, " ", cell.Written, " ", cell.Whole.First, " ", cell.Whole.Last))
	require.Len(t, r.Columns, 6)
	require.Equal(t, field(p, "since"), r.Columns[2].Field)
	require.Nil(t, r.Columns[4].Field)
	require.Equal(t, "a.csv!6", r.Dropped[0].String())
}

func TestGrouping(t *testing.T) {
	p := program(t, allRules)
	var text strings.Builder
	text.WriteString("工号|学历|配偶|任职时间|是否涉密|年龄\n")
	for i := range 300 {
		fmt.Fprintf(&text, "A%03d|%s|不详|%s|是|x%d\n", i, []string{"高中", "本科", "初中"}[i%3], []string{"2015.1", "2016.3"}[i%2], i)
	}
	r, found := Bind(p, []Sheet{grid("a.csv", "", text.String())}, nil, Options{})
	all := lines(found)
	require.Contains(t, all, "R0570 a.csv!B2 x100: “高中” is no value of “level”, which is a choice of “degree” (college, bachelor, master)")
	require.Contains(t, all, "R0570 a.csv!B4 x100: “初中” is no value of “level”, which is a choice of “degree” (college, bachelor, master)")
	require.Contains(t, all, "R0574 a.csv!D2 x150: “2015.1” in “since” is read as January; if the number lost a zero and October is meant, write 2015.10")
	require.Contains(t, all, "R0587 a.csv!F102 x200: many more cells of “years old” cannot be read, each for a word of its own; is it the right column?")
	require.True(t, slices.IsSortedFunc(found, func(a, b diag.Diagnostic) int { return int(a.Severity()) - int(b.Severity()) }), "the worst first")
	bad := 0
	for _, d := range found {
		if d.Code == diag.NotOfType || d.Code == diag.MoreUnreadable {
			bad += max(1, d.Count)
		}
	}
	require.Equal(t, 500, bad, "every cell is counted")
	spouse := r.People[7].Cells[field(p, "spouse").Index]
	require.Equal(t, Empty, spouse.State, "不详 is not a blank that means none")
	require.True(t, spouse.Value.None && len(spouse.Value.Codes) > 0, "there may be one or none")
	assumed := r.People[7].Cells[field(p, "hometown").Index]
	require.Equal(t, Unreadable, assumed.State, "a column that is missing is not blank for everyone")
}

func TestKeys(t *testing.T) {
	p := program(t, someRules)
	s := grid("a.csv", "", `
		工号 | 姓名 | 任职时间 | 单位
		B1 | 甲 | 2015.3 | 所部
		b1 | 乙 | 2015.3 | 所部
		 | 丙 | 2015.3 | 所部
		B2 | 丁 | 2015.3 | 所部`)
	r, found := Bind(p, []Sheet{s}, nil, Options{})
	require.Equal(t, []string{
		"R0560 a.csv!A3: “b1” is the staff id of two records, rows 2 and 3; neither can be relied on",
		"R0559 a.csv!A4: “staff id” is blank or cannot be read, so nothing can be joined to this record; the row is decided as a.csv!4",
	}, lines(found))
	require.Equal(t, "a.csv!A2", found[0].Notes[0].At.String())
	require.Equal(t, "a.csv!3", r.People[0].Fault.String())
	require.Equal(t, "a.csv!2", r.People[1].Fault.String())
	require.Nil(t, r.People[3].Fault)
	require.Equal(t, "a.csv!4", r.People[2].ID)
	require.Len(t, r.People, 4)

	r, found = Bind(p, []Sheet{grid("a.csv", "", "姓名|任职时间|单位\n甲|2015.3|所部\n甲|2015.4|所部")}, nil, Options{})
	require.Equal(t, []string{"R0561 a.csv: there is no column that identifies the records; they are called by their row numbers"}, lines(found))
	require.Equal(t, "2=2015-03-01 month, 3=2015-04-01 month", column(r, field(p, "since")))
}

func TestColumns(t *testing.T) {
	p := program(t, someRules)
	since := field(p, "since")
	t.Run("two claim one field", func(t *testing.T) {
		s := grid("a.csv", "", `
			工号 | 任现职时间 | 单位 | 任职时间
			C1 | 2015.03 | 所部 | 2015-03
			C2 | 2015.03 | 所部 |
			C3 | | 所部 | 2015.04
			C4 | 2015.03 | 所部 | 2015-03-17
			C5 | 2015.03 | 所部 | 2016.03
			C6 | | 所部 | /
			C7 | 2015.13 | 所部 | 2015.13`)
		r, found := Bind(p, []Sheet{s}, nil, Options{})
		require.Equal(t, "C1=2015-03-01 month, C2=2015-03-01 month, C3=2015-04-01 month, C4=2015-03-17, C5=unreadable any, C6=empty any, C7=unreadable any", column(r, since))
		require.Equal(t, []string{
			"R0571 a.csv!B8 x2: “2015.13” in “since”: there is no day or month 2015-13",
			"R0556 a.csv!D: this column (“任职时间”) and column B (“任现职时间”) both give “since”; where they differ the cell is not used",
			"R0558 a.csv!D6: two columns give “since”: “2016.03” here, “2015.03” in B6",
		}, lines(found))
	})
	t.Run("two are alike, or not", func(t *testing.T) {
		all := program(t, allRules)
		for _, test := range []struct{ field, a, b, want string }{
			{"secret", "是", "√", "yes"}, {"secret", "是", "否", "unreadable any"}, {"secret", "是", "不详", "unreadable any"},
			{"leaves", "无", "2015-01-01", "unreadable any"}, {"leaves", "无", "没有", "none"}, {"leaves", "-", "2015-01-01", "2015-01-01"},
			{"pay", "3", "3.0", "3"}, {"pay", "3", "4", "unreadable any"}, {"loan", "1年", "12个月", "1y"}, {"loan", "1年", "13个月", "unreadable any"},
			{"duties", "财务、人事", "人事、财务", "财务+人事"}, {"duties", "财务", "财务、人事", "unreadable any"}, {"duties", "财务、人事", "财务", "unreadable any"},
			{"duties", "财务、人事", "财务、资金管理", "unreadable any"}, {"level", "本科", "bachelor", "bachelor"}, {"level", "本科", "硕士", "unreadable any"},
			{"children", "2013.8.5;2016.10.1", "2013-08-05、2016-10-01", "2013-08-05 2016-10-01"}, {"children", "2013.8.5;2016.10.1", "2013.8.5", "unreadable any any"},
			{"children", "2013.8.5;2016.10.1", "2013.8.5;2016.10.2", "unreadable any any"}, {"children", "2013.8", "2013.8.5", "unreadable any any"},
			{"grades", "2023优秀;2024称职", "2023:优秀 2024:称职", "2023:优秀 2024:称职"}, {"grades", "2023优秀;2024称职", "2023优秀;2024优秀", "unreadable lost"},
			{"grades", "2023优秀", "2024优秀", "unreadable lost"}, {"since", "2016年", "2016", "partial 2016-01-01..2016-12-31"}, {"since", "2016年", "2017年", "unreadable any"},
			{"since", "2016年", "2016.3", "unreadable any"}, {"since", "2016.3", "2016-03-31", "2016-03-31"}, {"since", "2016-03-01", "2016.3", "2016-03-01"},
			{"since", "2016.3", "2016-04-01", "unreadable any"}, {"since", "2016.3", "2016-02-29", "unreadable any"}, {"since", "2016.3", "2016-03-01", "2016-03-01"},
		} {
			f := field(all, test.field)
			r, _ := Bind(all, []Sheet{grid("a.csv", "", "工号|"+f.Headings[0]+"|"+f.Headings[0]+"\nC1|"+test.a+"|"+test.b)}, nil, Options{})
			c := r.People[0].Cells[f.Index]
			require.Equal(t, test.want, stateNames[c.State]+show(f, r.Texts, c.Value), "%s: %s, %s", test.field, test.a, test.b)
			require.Equal(t, test.want == "2013-08-01", c.Month, "%s: %s, %s", test.field, test.a, test.b)
		}
	})
	t.Run("a heading in full comes before one with a note", func(t *testing.T) {
		r, found := Bind(p, []Sheet{grid("a.csv", "", "工号|任职时间（副科）|任职时间|单位\nC1|2010.03|2015.03|所部")}, nil, Options{})
		require.Equal(t, "C1=2015-03-01 month", column(r, since))
		require.Equal(t, []string{"R0554 a.csv: columns that the policy has no field for: B 任职时间（副科）"}, lines(found))
	})
	t.Run("strange, in both languages", func(t *testing.T) {
		_, found := Bind(p, []Sheet{grid("a.csv", "", "工号|任职时闻|任职时间|单位||备考\nC1|2014.03|2015.03|所部|x|y")}, nil, Options{})
		require.Len(t, found, 1)
		require.Equal(t, "columns that the policy has no field for: B 任职时闻, E without a heading, F 备考", found[0].Message(locale.English))
		require.Equal(t, "政策没有对应字段的列：B 任职时闻、E 无标题、F 备考", found[0].Message(locale.Chinese))
	})
	t.Run("missing", func(t *testing.T) {
		r, found := Bind(p, []Sheet{grid("a.csv", "", "工号|任职时闻|单位\nC1|2015.03|所部\nC2||所部")}, nil, Options{})
		require.Equal(t, "C1=unreadable any, C2=unreadable any", column(r, since))
		require.Equal(t, "R0555 a.csv: the policy reads “since”, but no column holds it; it may be headed since, 任现职时间, 任职时间; is column “任职时闻” meant?", lines(found)[0])
		require.Len(t, found, 2)
	})
	t.Run("judged and missing", func(t *testing.T) {
		q := program(t, "\nrule 1 hardship => may rotate\n")
		r, found := Bind(q, []Sheet{grid("a.csv", "", "工号\nC1")}, nil, Options{})
		require.Empty(t, lines(found))
		require.Equal(t, "C1=unanswered no", column(r, field(q, "hardship")))
	})
	t.Run("unused cells keep what is written", func(t *testing.T) {
		r, _ := Bind(p, []Sheet{grid("a.csv", "", "工号|任职时间|单位|学历\nC1|2015.03|所部|高中")}, nil, Options{})
		require.Equal(t, "高中", r.People[0].Cells[field(p, "level").Index].Written)
	})
}

// Ids that a spreadsheet holds as numbers are as it shows them, and told of where it has not
// kept them.
func TestNumbersAsIds(t *testing.T) {
	p := program(t, careerRules)
	s := Sheet{File: "a.xlsx", Rows: []Row{
		{Number: 1, Cells: []Raw{textRaw("工号"), textRaw("单位")}}, {Number: 2, Cells: []Raw{{"0007", Number}, textRaw("所部")}},
		{Number: 3, Cells: []Raw{{"320101199001011000", Number}, textRaw("所部")}}, {Number: 4, Cells: []Raw{{"110101199001011000", Number}, textRaw("所部")}},
		{Number: 5, Cells: []Raw{{"320101199001011014", Number}, textRaw("所部")}}, {Number: 6, Cells: []Raw{{"123456789012345", Number}, textRaw("所部")}},
	}}
	career := grid("b.csv", "", "工号|起|止|单位\n0007|2001.3|2002.3|所部")
	r, found := Bind(p, []Sheet{s}, map[string][]Sheet{"career": {career}}, Options{})
	require.Equal(t, "0007", r.People[0].ID)
	require.Len(t, r.People[0].Rows[0], 1)
	require.Contains(t, strings.Join(lines(found), "\n"), "R0596 a.xlsx!A3 x2: the number 320101199001011000 in “staff id” has more than 15 digits")
}

func TestSheets(t *testing.T) {
	p := program(t, careerRules)
	staff := grid("a.xlsx", "在职", "工号|单位\nD1|所部")
	retired := grid("a.xlsx", "离退休", "单位|工号\n局机关|D2")
	notes := grid("a.xlsx", "说明", "请如实填写")
	codes := grid("a.xlsx", "单位表", "单位|地址\n所部|城南")
	old := grid("a.xlsx", "旧", "工号|单位\nD9|所部")
	old.Hidden = true
	career := grid("a.xlsx", "任职经历", "工号|起|止|单位\nd1|2015.3|至今|所部\nD1|2012.3|2015.3|局机关\nD8|2012.3|2015.3|局机关\nD8|2015.3||所部\n|2015.3||所部")
	r, found := Bind(p, []Sheet{staff, retired, notes, codes, old, career}, nil, Options{})
	require.Equal(t, "D1=所部, D2=局机关", column(r, field(p, "unit")))
	require.Len(t, r.People[0].Rows[0], 2)
	require.NotNil(t, r.People[1].Rows[0])
	require.Empty(t, r.People[1].Rows[0])
	require.Empty(t, r.MissingLists)
	require.Equal(t, []string{
		"R0566 a.xlsx!任职经历!A6: it is not said whose row this is: “holder” is blank",
		"R0565 a.xlsx!任职经历!A4 x2: rows of career belong to no record of “staff”: D8",
		"R0552 a.xlsx!单位表: this sheet has no column for “staff id”, which other sheets have; it is not read",
		"R0589 a.xlsx!离退休!2: “career” has no row for: D2; they are decided as having none",
		"R0550 a.xlsx!说明: no heading of this sheet is the name of a field; the sheet is not read",
		"R0551 a.xlsx!旧: this sheet is hidden and others hold the records; it is not read",
		"R0595 a.xlsx: records are read from several sheets: 在职 (1), 离退休 (1); to read one alone, name it with --sheet",
	}, lines(found))
	finish := r.People[0].Rows[0][0].Cells[field(p, "finish").Index]
	require.Equal(t, civil.Max, finish.Value.First)

	r, found = Bind(p, []Sheet{old}, map[string][]Sheet{"Career": {career}, "carer": {career}}, Options{})
	require.Len(t, r.People, 1, "a hidden sheet, for want of another")
	require.Equal(t, "R0563 a.xlsx: the policy has no list “carer”; did you mean “career”?", lines(found)[0])
	_, found = Bind(p, []Sheet{old}, map[string][]Sheet{"Career": {career}, "units": {career}}, Options{})
	require.Equal(t, "R0563 a.xlsx: the policy has no list “units”; it reads: career", lines(found)[0])

	r, found = Bind(p, []Sheet{staff}, map[string][]Sheet{"career": {notes, career, grid("b.xlsx", "附", "工号|起|单位\nD1|2001.3|所部")}}, Options{})
	require.Len(t, r.People[0].Rows[0], 2, "of a file of several sheets the one that bears the name")

	_, found = Bind(p, []Sheet{staff, career}, map[string][]Sheet{"career": {grid("b.csv", "", "工号|起|止|单位\nD1|2001.3|2002.3|所部")}}, Options{})
	require.Equal(t, "R0553 a.xlsx!任职经历: “career” is given in a file of its own; this sheet is not read", lines(found)[0])

	_, found = Bind(p, []Sheet{staff, grid("a.xlsx", "空", "工号|单位"), retired}, map[string][]Sheet{"career": {career}}, Options{})
	require.Equal(t, "记录读自多张工作表：在职（1条）、离退休（1条）；只读其中一张时，用 --sheet 指明", found[len(found)-1].Message(locale.Chinese))

	r, found = Bind(p, []Sheet{staff}, nil, Options{})
	require.Equal(t, []string{"R0564 a.xlsx: the policy reads career; give it with --with career=FILE"}, lines(found))
	require.Equal(t, p.Lists, r.MissingLists)
	require.Nil(t, r.People[0].Rows[0])

	named := grid("b.csv", "", "工号|姓 名|起|止|单位\nD1|甲|2001.3|2002.3|所部\nd1|乙|2002.3|2003.3|所部\nD1|甲（借调）|2003.3||所部\nD1|丙|2004.3||所部\nD1||2005.3||所部\nD1|甲　|2006.3||所部")
	_, found = Bind(p, []Sheet{grid("a.csv", "", "工号|姓名|单位\nD1|甲|所部")}, map[string][]Sheet{"career": {named}}, Options{})
	require.Equal(t, "R0599 b.csv!B3 x2: “乙” is the name here of D1, whom the roster calls “甲”: is it the right number?", lines(found)[0])

	doubled := grid("b.csv", "", "工号|起|止|单位\nD1|2001.3|2002.3|所部\nD1|2001.3|2002.3|所部\nD1|2001.3|2002.4|所部\nD1|2001.3|2002.3|所部")
	again := grid("c.csv", "", "工号|起|止|单位\nD1|2001.3|2002.3|所部")
	_, found = Bind(p, []Sheet{staff}, map[string][]Sheet{"career": {doubled, again}}, Options{})
	require.Equal(t, []string{"R0594 b.csv!3 x3: rows of “career” that are the same as one before: 3 as 2, 5 as 2, c.csv!2 as b.csv!2; each of them counts"}, lines(found))

	_, found = Bind(p, []Sheet{grid("a.csv", "", "工号|单位")}, map[string][]Sheet{"career": {career}}, Options{})
	require.Contains(t, lines(found)[0], "R0562 a.csv: the roster holds no record: a row of headings such as staff id, 工号, unit is needed")
	for text, hint := range map[string]string{
		"工号，单位\nD1，所部":                "below it; every row is one cell: are its parts separated by “，”? save the file as CSV with commas (,), or as .xlsx",
		"花名册\nEmployee|post_since\n1": "below it; what was found: “Employee”, “post_since”",
		"工号|单位":                       "below it; what was found: “工号”, “单位”",
	} {
		sheet := grid("a.csv", "", strings.ReplaceAll(text, "Employee|", "EmployeeNo|"))
		_, found = Bind(p, []Sheet{sheet}, map[string][]Sheet{"career": {career}}, Options{})
		require.Contains(t, lines(found)[0], strings.ReplaceAll(hint, "Employee", "EmployeeNo"))
	}
	_, found = Bind(p, nil, map[string][]Sheet{"career": {career}}, Options{AllowEmpty: true})
	require.False(t, slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Code == diag.EmptyRoster }))
}

// A blank text compared with another cell may be what stands in the other
// column only.
func TestBlankTextAgainstAnotherColumn(t *testing.T) {
	p := program(t, careerRules)
	r, _ := Bind(p, []Sheet{grid("a.csv", "", "工号|单位\nE1|\nE2|所部")}, map[string][]Sheet{"career": {grid("b.csv", "", "工号|起|单位\nE1|2015.3|监察队")}}, Options{})
	blank := r.People[0].Cells[field(p, "unit").Index].Value
	require.Contains(t, blank.Codes, r.Texts.Code("监察队"))
}

func TestListInsideRecords(t *testing.T) {
	p := program(t, careerRules)
	inner := grid("a.json", "career", "#|起|单位\n3|2015.3|所部\n2|2016.3|所部")
	r, found := Bind(p, []Sheet{grid("a.json", "", "工号|单位\nF1|所部\nF2|所部"), inner}, nil, Options{})
	require.Empty(t, lines(found))
	require.Equal(t, "F2", r.People[1].Rows[0][0].ID)
	require.Equal(t, "2016.3", r.People[0].Rows[0][0].Cells[field(p, "begin").Index].Written)
}

func TestRecords(t *testing.T) {
	p := program(t, allRules+careerRules[strings.Index(careerRules, "some")-7:])
	since, _ := civil.NewDate(2015, 3, 1)
	staff := map[string]any{
		"工号": 17, "任职时间": since, "离任时间": nil, "止": "至今", "学历": "本科", "岗位类别": []string{"人事", "财务"}, "近三年考核": "2024优秀",
		"是否涉密": true, "已审查": false, "配偶": "", "单位": "局机关", "hometown": "本地", "子女出生日期": []string{"2013.8", "2016.10"}, "职数": int64(3),
		"工资": 1234.5, "比例": 0.6, "年龄": "45岁", "入职年度": 2003, "任期": 5, "借调": "18个月", "得分": "2024:3", "marks": 4, "honours": []string{},
	}
	r, found := Records(p, []map[string]any{staff}, map[string][]map[string]any{"career": {{"工号": "17", "起": since, "单位": "局机关"}}}, Options{})
	require.Empty(t, lines(found))
	for name, want := range map[string]string{
		"since": "2015-03-01", "leaves": "none", "ends": "open", "level": "bachelor", "duties": "人事+财务", "secret": "yes", "cleared": "no", "spouse": "none",
		"children": "2013-08-01 2016-10-01 month", "team": "3", "pay": "1234.5", "share": "0.6", "hired": "2003", "term": "5y", "honours": "empty any",
	} {
		require.Equal(t, "17="+want, column(r, field(p, name)), name)
	}
	require.Len(t, r.People[0].Rows[0], 1)

	_, found = Records(program(t, someRules), []map[string]any{{"工号": "1", "任职时间": math.NaN(), "单位": struct{}{}}}, nil, Options{})
	require.Equal(t, []string{
		"R0588 staff!A2: the program gave a value of the kind float64 (NaN); only texts, lists of texts, numbers, true, false, dates and nothing can be read",
		"R0588 staff!B2: the program gave a value of the kind struct {} ({}); only texts, lists of texts, numbers, true, false, dates and nothing can be read",
	}, lines(found))
}

// The forms in which offices really write, in one roster.
func TestUntidyRoster(t *testing.T) {
	p := program(t, allRules+careerRules[strings.Index(careerRules, "some")-7:])
	staff := grid("局.csv", "", `
		工号 | 姓名 | 任现职时间 | 离任时间 | 止 | 学历 | 岗位类别 | 近三年考核 | 是否涉密 | 已审查 | 配偶 | 单位 | hometown | 子女出生日期 | 职数 | 工资 | 比例 | 年龄 | 入职年度 | 任期 | 借调 | 得分 | marks | honours | 特殊困难
		H01 | 申屠远 | 2016年4月18日 | | 至今 | 硕士 | 财务、资金管理 | 2023优秀;2024称职;2025称职 | 是 | | | 局机关 | | 2013.8;2016-10 | 6 | 5,200 | 60% | 45 | 2009 | 5 | 2年 | 2024:80 | 1 | 优秀教师 |
		H02 | 公孙宁 | 2019/03 | — | | 专科 | 人事 | 2024 优秀 2025 称职 | | | 外单位 | 水库所 | 外地 | 不详 | 2 | 4800元 | 0.5 | 39岁 | 2011年 | 3年 | | 2024:75 | | 骨干教师、优秀教师 | 是
		H03 | 公孙宁 | 2009年 | 2020.5 | 2024.06.30 | 大专 | 财务 | 2025不称职 | 否 | 不详 | H01 | 局机关 | | 2026.02.10 | | | 50% | 51 | 2001 | 半年 | 无 | | 2、3 | | 否`)
	career := grid("经历.csv", "", `
		工号 | 姓名 | 单位 | 起 | 止 | 备注
		H01 | 申屠远 | 水库所 | 2009.06 | 2016.04 |
		H01 | 申屠远 | 局机关 | 2016年4月18日 | 至今 |
		H02 | 公孙宁 | 水库所 | 2011-09 | | 兼任`)
	r, found := Bind(p, []Sheet{staff}, map[string][]Sheet{"任职经历": {career}}, Options{})
	require.Equal(t, []string{
		"R0584 局.csv!U4: “无” says that there is none, but “loan” always has a value; it is read as not known",
		"R0589 局.csv!4: “career” has no row for: H03; they are decided as having none",
		"R0554 经历.csv: columns that the policy has no field for: B 姓名, F 备注",
	}, lines(found))
	for name, want := range map[string]string{
		"since":    "H01=2016-04-18, H02=2019-03-01 month, H03=partial 2009-01-01..2009-12-31",
		"leaves":   "H01=none, H02=none, H03=2020-05-01 month",
		"ends":     "H01=open, H02=open, H03=2024-06-30",
		"cleared":  "H01=assumed no, H02=assumed no, H03=empty any",
		"spouse":   "H01=none, H02=外单位, H03=H01",
		"hometown": "H01=assumed 本地, H02=外地, H03=assumed 本地",
		"children": "H01=2013-08-01 2016-10-01 month, H02=empty any any, H03=2026-02-10",
		"hardship": "H01=unanswered no, H02=yes, H03=no",
		"term":     "H01=5y, H02=3y, H03=6mo",
	} {
		require.Equal(t, want, column(r, field(p, name)), name)
	}
	require.Len(t, r.People[0].Rows[0], 2)
}

// Where two columns give a field, what one alone says stands, or what says more of the same;
// where they differ nothing does.
func TestTwoColumnsOfAField(t *testing.T) {
	p := program(t, someRules)
	r, found := Bind(p, []Sheet{grid("a.csv", "", `
		工号 | 任职时间 | 任现职时间 | 单位 | 单位
		A1 | 2015.03 | 2015-03-07 | a |
		A2 | 2015-03-07 | 2015.3 | | b
		A3 | 2015-03-01 | 2015-04-01 | a | a
		A4 | 2015.03 | 2015-04-01 | a | b
		A5 | | 2015-04-01 | 不详 | a
		A6 | 2015.3 | 2015-03 | A | a
		A7 | 2015.03 | 2015-02-28 | |
		A8 | 2015.03 | 2015-03-31 | a | 不详
		A9 | 2015.03 | 2015-03-01 | 不详 | 不详`)}, nil, Options{})
	require.Equal(t, "A1=2015-03-07, A2=2015-03-07, A3=unreadable any, A4=unreadable any, A5=2015-04-01, A6=2015-03-01 month, A7=unreadable any, A8=2015-03-31, A9=2015-03-01", column(r, field(p, "since")))
	require.Equal(t, "A1=a, A2=b, A3=a, A4=unreadable any, A5=unreadable any, A6=a, A7=empty any, A8=unreadable any, A9=empty any", column(r, field(p, "unit")))
	require.Equal(t, []string{
		"R0556 a.csv!C: this column (“任现职时间”) and column B (“任职时间”) both give “since”; where they differ the cell is not used",
		"R0556 a.csv!E: this column (“单位”) and column D (“单位”) both give “unit”; where they differ the cell is not used",
		"R0558 a.csv!C4: two columns give “since”: “2015-04-01” here, “2015-03-01” in B4",
		"R0558 a.csv!C5: two columns give “since”: “2015-04-01” here, “2015.03” in B5",
		"R0558 a.csv!E5: two columns give “unit”: “b” here, “a” in D5",
		"R0558 a.csv!E6: two columns give “unit”: “a” here, “不详” in D6",
		"R0558 a.csv!C8: two columns give “since”: “2015-02-28” here, “2015.03” in B8",
		"R0558 a.csv!E9: two columns give “unit”: “不详” here, “a” in D9",
	}, lines(found))
}

func TestHiddenRows(t *testing.T) {
	s := grid("a.csv", "", "工号|任职时间|单位\nA1|2015.03|x\nA2|2015.03|x\nA3|2015.03|x")
	s.Rows[1].Hidden, s.Rows[3].Hidden = true, true
	r, found := Bind(program(t, someRules), []Sheet{s}, nil, Options{})
	require.Equal(t, []string{"R0567 a.csv: 2 hidden or filtered rows are read like the others"}, lines(found))
	require.Len(t, r.People, 3)
}

// What is told of the rows of a list: those over before they begin, of another name, of nobody,
// the same as one before, and none.
func TestRowsOfAList(t *testing.T) {
	p := program(t, careerRules)
	for _, test := range []struct {
		name   string
		career []string
		found  []string
		rows   string
	}{
		{"over before it begins", []string{"工号|起|止|单位\nA1|2015-03-02|2015-03-01|x\nA1|2015-03-02|2015-03-02|x\nA2|2016年|2015-03-01|x\nA2|2015-04-01|2015年3月|x\nA2|不详|2015-03-01|x\nA2|2015-05-01||x"},
			[]string{"R0620 b0.csv!C2 x2: this row of “career” ends on 2015-03-01, before it begins, 2015-03-02: no time counts of it, but it is one of the rows; are the dates the wrong way round?"},
			"A1: 2 2015-03-02 2015-03-01 x; 3 2015-03-02 2015-03-02 x | A2: 4 partial 2016年 2015-03-01 x; 5 2015-04-01 2015年3月 x; 6 empty 不详 2015-03-01 x; 7 2015-05-01  x"},
		{"another name", []string{"工号|姓名|起|止|单位\nA1|乙|2015-03-01||x\nA2|乙|2015-03-01||x\nA9|丙|2015-03-01||x\n|丁|2015-03-01||x"},
			[]string{
				"R0566 b0.csv!A5: it is not said whose row this is: “holder” is blank",
				"R0599 b0.csv!B2: “乙” is the name here of A1, whom the roster calls “甲”: is it the right number?",
				"R0565 b0.csv!A4: rows of career belong to no record of “staff”: A9",
				"R0554 b0.csv: columns that the policy has no field for: B 姓名",
			}, "A1: 2 2015-03-01  x | A2: 3 2015-03-01  x"},
		{"the same twice", []string{"工号|起|止|单位\nA1|2015-03-01||x\nA1|2015-03-01||x\nA2|2015-03-01||x\nA2|2015-03-01||y", "工号|起|止|单位\nA1|2015-03-01||x", "工号|止|起|单位\nA1||2015-03-01|x\nA1|2015-03-01||x"},
			[]string{"R0594 b0.csv!3 x2: rows of “career” that are the same as one before: 3 as 2, b1.csv!2 as b0.csv!2; each of them counts"},
			"A1: 2 2015-03-01  x; 3 2015-03-01  x; 2 2015-03-01  x; 2 2015-03-01  x; 3 empty  2015-03-01 x | A2: 4 2015-03-01  x; 5 2015-03-01  y"},
		{"passed over, in their order", []string{"工号|起|止|单位\nA1|2015-03-01||x\n注：以下空白|||\n合计|||\nA2|2015-03-01||x\n合计|||"},
			[]string{"R0568 b0.csv!3: rows passed over as totals, notes, signatures or repeated headings: 3, 4, 6"},
			"A1: 2 2015-03-01  x | A2: 5 2015-03-01  x"},
		{"none of somebody", []string{"工号|起|止|单位\nA1|2015-03-01||x"}, []string{"R0589 a.csv!3: “career” has no row for: A2; they are decided as having none"}, "A1: 2 2015-03-01  x"},
		{"a month that may have lost its zero", []string{"工号|起|止|单位\nA1|2015.1||x\nA2|2015.3||x"},
			[]string{"R0574 b0.csv!B2: “2015.1” in “begin” is read as January; if the number lost a zero and October is meant, write 2015.10"}, "A1: 2 2015.1  x | A2: 3 2015.3  x"},
	} {
		var sheets []Sheet
		for i, text := range test.career {
			sheets = append(sheets, grid(fmt.Sprintf("b%d.csv", i), "", text))
		}
		r, found := Bind(p, []Sheet{grid("a.csv", "", "工号|姓名|单位\nA1|甲|所部\nA2||所部")}, map[string][]Sheet{"career": sheets}, Options{})
		require.Equal(t, test.found, lines(found), test.name)
		require.Equal(t, test.rows, rows(r, "career"), test.name)
	}
}

// Rows without a date may well say the same.
func TestSameRowsWithoutADate(t *testing.T) {
	p := checked(t, "record staff, key staff id\nfield staff id: text, headed \"工号\"\nrecord award as awards, many per staff by holder\n  holder: text, headed \"工号\"\n  prize: text, headed \"奖\"\naction rotate\nrule 1 some award in awards where prize is \"a\" => may rotate\n")
	_, found := Bind(p, []Sheet{grid("a.csv", "", "工号\nA1")}, map[string][]Sheet{"awards": {grid("b.csv", "", "工号|奖\nA1|a\nA1|a")}}, Options{})
	require.Empty(t, lines(found))
}

// Where no row of headings is found, what stands in its place is shown, or the sign told that
// parts the columns.
func TestWithoutHeadings(t *testing.T) {
	for text, want := range map[string]string{
		"甲;乙;丙\n1;2;3": "are its parts separated by “;”?", "甲，乙\n1，2": "are its parts separated by “，”?", "x|y\n1|2": "what was found: “x”, “y”", "a\n|b|": "what was found: “a”", ";a\nb": "what was found: “;a”",
		"a|b;c\n1|2": "what was found: “a”, “b;c”", "a;b|c\n1|2": "what was found: “a;b”, “c”", "a|b|c|d|e|f|g\n1|2": "what was found: “a”, “b”, “c”, “d”, “e”, “f”",
	} {
		_, found := Bind(program(t, someRules), []Sheet{grid("a.csv", "", text)}, nil, Options{})
		require.Contains(t, lines(found)[0], want, text)
	}
}

// What a program gives as a value is the cell that an office would have written.
func TestValuesOfPrograms(t *testing.T) {
	for _, test := range []struct {
		value any
		want  Raw
	}{
		{1.5, Raw{"1.5", Number}}, {int64(3), Raw{"3", Number}}, {-7, Raw{"-7", Number}}, {true, Raw{"TRUE", Boolean}}, {false, Raw{"FALSE", Boolean}}, {[]string{"a", "b"}, Raw{"a\nb", Text}}, {[]string{}, Raw{}}, {nil, Raw{}}, {" ", Raw{}},
		{math.NaN(), Raw{Kind: Fault}}, {math.Inf(1), Raw{Kind: Fault}}, {math.Inf(-1), Raw{Kind: Fault}}, {struct{}{}, Raw{Kind: Fault}},
	} {
		raw, ok := rawOf(test.value)
		require.Equal(t, test.want, raw, "%v", test.value)
		require.Equal(t, test.want.Kind != Fault, ok, "%v", test.value)
	}
}
