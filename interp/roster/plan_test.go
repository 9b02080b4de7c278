package roster

import (
	"testing"

	"github.com/stretchr/testify/require"
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
