package roster

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/source"
)

// A cell is revised as it would have been read; the roster before stays as it was, and a
// blank text of anybody may then be what has been written.
func TestRevise(t *testing.T) {
	p := program(t, allRules)
	r, _ := Bind(p, []Sheet{grid("a.csv", "", "工号|姓名|单位|学历|任职时间|配偶\nA1|甲|所部|本科|2015.3|张\nA2|乙||大专|2016.3|\nA3|丙|科室|||")}, nil, Options{})
	unit := field(p, "unit")
	for _, test := range []struct {
		field, written string
		want           string // of the field, of everybody
		name           string
		may, others    int // codes of the cell, and of the blank unit of another
	}{
		{"unit", "新单位", "A1=新单位, A2=empty any, A3=科室", "甲", 1, 9},
		{"unit", "科室", "A1=科室, A2=empty any, A3=科室", "甲", 1, 8},
		{"unit", "", "A1=empty any, A2=empty any, A3=科室", "甲", 16, 8},
		{"unit", "不详", "A1=empty any, A2=empty any, A3=科室", "甲", 16, 8},
		{"level", "硕士", "A1=master, A2=college, A3=empty any", "甲", 1, 8},
		{"level", "", "A1=empty any, A2=college, A3=empty any", "甲", 3, 8},
		{"since", "2015.1", "A1=2015-01-01 month, A2=2016-03-01 month, A3=empty any", "甲", 0, 8},
		{"hometown", "", "A1=assumed 本地, A2=unreadable any, A3=unreadable any", "甲", 1, 8},
		{"spouse", "", "A1=none, A2=none, A3=none", "甲", 0, 8},
		{"name", "丁 戊", "A1=丁 戊, A2=乙, A3=丙", "丁戊", 1, 9},
		{"duties", "财务、人事", "A1=财务+人事, A2=unreadable any, A3=unreadable any", "甲", 2, 8},
	} {
		f := field(p, test.field)
		before := column(r, f)
		next, by, found := r.Revise(r.People[0], f, test.written, source.Cell{File: "what if"})
		require.Empty(t, found, test)
		require.Equal(t, test.want, column(next, f), test)
		require.Same(t, by, next.People[0], test)
		require.Same(t, by, next.Kinds[p.Subject.Kind.Index][0], test)
		require.Equal(t, test.name, by.Name, test)
		cell := by.Cell(f)
		require.Equal(t, []any{source.Cell{File: "what if"}, test.written}, []any{cell.From, cell.Written}, test)
		require.Len(t, cell.Value.Codes, test.may, fmt.Sprint(test))
		require.Len(t, next.People[1].Cell(unit).Value.Codes, test.others, fmt.Sprint(test))
		require.Equal(t, before, column(r, f), test)
		require.Len(t, r.People[1].Cell(unit).Value.Codes, 8, fmt.Sprint(test))
		if test.field == "hometown" {
			require.NotEmpty(t, cell.Whole.Codes)
		}
	}
	next, _, found := r.Revise(r.People[0], field(p, "level"), "高中", source.Cell{File: "what if"})
	require.Nil(t, next)
	require.Equal(t, []string{"R0570 what if: “高中” is no value of “level”, which is a choice of “degree” (college, bachelor, master)"}, lines(found))
	for _, f := range p.Subject.Fields {
		require.Equal(t, f.Name != "staff id", r.Revisable(f), f.Name)
	}
	for _, f := range p.Lists[0].Fields {
		require.False(t, r.Revisable(f), f.Name)
	}
}

// A reference that is revised leads to a record of the office, by its key in any case; whoever
// has the old record as a row has the new one.
func TestReviseReference(t *testing.T) {
	p := office(t, "rule 1 spouse's name is \"x\" or home's places > 5 => must rotate\n")
	staff := grid("a.xlsx", "名册", "工号|姓名|配偶|学校\nA1|甲|A2|一小\nA2|乙|A1|二小\nA3|丙|外单位|三小")
	school := grid("a.xlsx", "学校", "校名|编制\n一小|20\n二小|10")
	r, _ := Bind(p, []Sheet{staff, school}, nil, Options{})
	for _, test := range []struct{ field, written, want string }{
		{"spouse", "a3", "A1=A3, A2=A1, A3=外单位(spouse)"},
		{"spouse", "无", "A1=none, A2=A1, A3=外单位(spouse)"},
		{"spouse", "不详", "A1=empty A1/A2/A3/none, A2=A1, A3=外单位(spouse)"},
		{"home", "二小", "A1=二小, A2=二小, A3=三小(home)"},
		{"home", "", "A1=empty 一小/二小, A2=二小, A3=三小(home)"},
	} {
		next, _, found := r.Revise(r.People[0], field(p, test.field), test.written, source.Cell{File: "what if"})
		require.Empty(t, found, test)
		require.Equal(t, test.want, leads(next, "staff", test.field), test)
	}
	for name, row := range map[string][2]string{
		"spouse": {"A9", "R0618 what if: no record of “staff” bears the number “A9”; did you mean “A1”?"},
		"home":   {"三小", "R0618 what if: no record of “school” bears the number “三小”; did you mean “一小”?"},
	} {
		next, _, found := r.Revise(r.People[0], field(p, name), row[0], source.Cell{File: "what if"})
		require.Nil(t, next)
		require.Equal(t, []string{row[1]}, lines(found))
	}
}

// Of whom a plan says two things of a reference, or leads to nobody, anything of the office may be.
func TestPlannedReference(t *testing.T) {
	p := checked(t, `record staff, key staff id
field staff id: text
field home: school
field target: school, blank means none, gives planned home
record school from sheet "school", key school name
  school name: text
  places: whole number
action rotate
rule 1 planned home's places > 5 => may rotate
`)
	r, _ := Bind(p, []Sheet{grid("a.xlsx", "staff", "staff id|home\nA1|one\nA2|one\nA3|one"), grid("a.xlsx", "school", "school name|places\none|3\ntwo|9")}, nil, Options{PlanApart: true})
	planned, found := r.Planned([]Sheet{grid("p.csv", "", "staff id|target\nA1|two\nA2|three\nA3|one\nA3|two")})
	require.Equal(t, []string{"R0618", "R0560"}, []string{string(found[0].Code), string(found[1].Code)})
	require.Equal(t, "A1=two, A2=unreadable one/two/none, A3=unreadable one/two/none", leads(planned, "staff", "target"))
	require.Equal(t, "A1=none, A2=none, A3=none", leads(r, "staff", "target"))
}

// What is planned stands in the roster with the plan, is blank in that without one, and is one
// of what blank texts may be.
func TestPlanned(t *testing.T) {
	p := checked(t, `record staff, key staff id
choice rank: clerk < chief
field staff id: text
field unit: text
field rank: rank
field target: text, blank means none, gives planned unit
field step: rank, blank means none, gives planned rank
action rotate
rule 1 planned unit is "c" or unit is "c" or planned rank is chief => may rotate
`)
	r, _ := Bind(p, []Sheet{grid("a.csv", "", "staff id|unit\nA1|a\nA2|\nA3|a\na4|b")}, nil, Options{PlanApart: true})
	planned, found := r.Planned([]Sheet{grid("p.csv", "", "staff id|target|step|remark\nA1|new|chief|x\nA2|不详|\nA3|b|boss\nA4|b|\nA9|b|\n|b|")})
	require.Equal(t, []string{
		"R0554 p.csv: columns that the policy has no field for: D remark",
		"R0570 p.csv!C4: “boss” is no value of “step”, which is a choice of “rank” (clerk, chief)",
		"R0598 p.csv!A6: the plan names “A9”, whom the roster does not have",
		"R0598 p.csv!A7: the plan names “”, whom the roster does not have",
	}, lines(found))
	target, step := field(p, "target"), field(p, "step")
	require.Equal(t, "A1=new, A2=empty any, A3=b, a4=b", column(planned, target))
	require.Equal(t, "A1=chief, A2=none, A3=unreadable any, a4=none", column(planned, step))
	cell := planned.People[2].Cell(step)
	require.Equal(t, "boss p.csv!C4", cell.Written+" "+cell.From.String())
	may := func(r *Roster) (texts []string) {
		for _, code := range r.People[1].Cell(field(p, "unit")).Value.Codes {
			if text := r.Texts.Text(code); text != r.Texts.Text(r.Texts.Other(0)) {
				texts = append(texts, text)
			}
		}
		return texts
	}
	require.Equal(t, []string{"c", "a", "b", "new"}, may(planned))
	require.Equal(t, []string{"c", "a", "b"}, may(r))
	require.Equal(t, "A1=none, A2=none, A3=none, a4=none", column(r, target), "the roster stays as it is")
	bare := planned.Unplanned()
	require.Equal(t, "A1=none, A2=none, A3=none, a4=none", column(bare, target))
	require.Equal(t, "A1=none, A2=none, A3=none, a4=none", column(bare, step))
	require.Equal(t, "A1=new, A2=empty any, A3=b, a4=b", column(planned, target))
}
