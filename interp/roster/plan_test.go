package roster

import (
	"testing"

	"github.com/stretchr/testify/require"

	"rota/lang/locale"
)

// Of two rows of a plan about one person neither can be relied on, also in two sheets: what
// is planned of him is not known. Of others it is.
func TestPlanOfTwoRows(t *testing.T) {
	p := checked(t, `record staff, key staff id
field staff id: text
field unit: text
field target: text, blank means none, gives planned unit
action rotate
rule 1 planned unit is "c" => may rotate
`)
	r, _ := Bind(p, []Sheet{grid("a.csv", "", "staff id|unit\nA1|a\nA2|a\nA3|a")}, nil, Options{PlanApart: true})
	planned, found := r.Planned([]Sheet{grid("p.xlsx", "north", "staff id|target\nA1|b\nA2|c"), grid("p.xlsx", "south", "staff id|target\nA1|c\nA3|")})
	require.Equal(t, []string{"R0560 p.xlsx!south!A2: “A1” is the staff id of two records, rows p.xlsx!north!2 and p.xlsx!south!2; neither can be relied on"}, lines(found))
	states := []State{}
	for _, person := range planned.People {
		states = append(states, person.Cell(field(p, "target")).State)
	}
	require.Equal(t, []State{Unreadable, Known, Known}, states)
}

// A row of a plan that bears another name than the roster has for its id is told of.
func TestPlanOfAnotherName(t *testing.T) {
	p := checked(t, `record staff, key staff id
field staff id: text
field name: text
field unit: text
field target: text, blank means none, gives planned unit
action rotate
rule 1 planned unit is "c" => may rotate
`)
	r, _ := Bind(p, []Sheet{grid("a.csv", "", "staff id|name\nA1|甲\nA2|乙\nA3|")}, nil, Options{PlanApart: true})
	_, found := r.Planned([]Sheet{grid("p.csv", "", "staff id|name|target\nA1|甲|b\nA2|王五|c\nA3|丙|c")})
	require.Equal(t, []string{"R0599 p.csv!B3: “王五” is the name here of A2, whom the roster calls “乙”: is it the right number?"}, lines(found))
}

// A table from which no plan can be read is told of, and so is a roster that has none, unless
// the plan stands apart.
func TestNoPlan(t *testing.T) {
	p := checked(t, "record staff, key staff id\nfield staff id: text\nfield unit: text\nfield target: text, blank means none, gives planned unit\naction rotate\nrule 1 planned unit is \"c\" => may rotate\n")
	const none = ": no column says what is planned, so nothing is: the policy reads target"
	for _, test := range []struct {
		sheet string
		apart bool
		want  []string
	}{
		{"staff id|unit\nA1|a", false, []string{"R0597 a.csv" + none}},
		{"staff id|unit\nA1|a", true, nil},
		{"staff id|unit|target\nA1|a|b", false, nil},
	} {
		_, found := Bind(p, []Sheet{grid("a.csv", "", test.sheet)}, nil, Options{PlanApart: test.apart})
		require.Equal(t, test.want, lines(found), test)
	}
	r, _ := Bind(p, []Sheet{grid("a.csv", "", "staff id|unit\nA1|a")}, nil, Options{PlanApart: true})
	for sheet, want := range map[string][]string{
		"staff id|unit\nA1|a":  {"R0597 p.csv" + none},
		"name|target\nA1|a":    {"R0552 p.csv: this sheet has no column for “staff id”, which other sheets have; it is not read"},
		"x|y\n1|2":             {"R0550 p.csv: no heading of this sheet is the name of a field; the sheet is not read"},
		"staff id|targt\nA1|b": {"R0554 p.csv: columns that the policy has no field for: B targt (like “target”)", "R0597 p.csv" + none},
		"staff id|target\n合计|3\nA1|b\n注：以下|": nil,
	} {
		_, found := r.Planned([]Sheet{grid("p.csv", "", sheet)})
		require.Equal(t, want, lines(found), sheet)
		if len(want) == 2 {
			require.Equal(t, "政策没有对应字段的列：B targt（近似“target”）", found[0].Message(locale.Chinese))
		}
	}
}
