package plan_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/plan"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
)

// slots are where the fields of the policy of thirteen rules are set.
type slots struct {
	dates                          [5]plan.Slot
	work, grade, sex, units        plan.Slot
	investigated, ill, secret, try plan.Slot
}

// noDay is in place of a date that is not there.
const noDay = civil.Min - 1

// days are the dates of a clerk.
func days(c *clerk) (out [5]civil.Date) {
	for i, d := range [5]int32{c.born, c.inPost, c.inSection, c.inUnit, c.retires} {
		if out[i] = noDay; d != 0 {
			out[i], _ = civil.NewDate(int(d/10000), int(d/100%100), int(d%100))
		}
	}
	return out
}

func slotsOf(p *check.Program, s *plan.Single) (f slots) {
	slot := func(name string) plan.Slot { return s.Slot(p.Named(name)) }
	for i, name := range []string{"born", "in post", "in section", "in unit", "retires"} {
		f.dates[i] = slot(name)
	}
	f.work, f.grade, f.sex, f.units = slot("kind of work"), slot("grade of staff"), slot("sex of"), slot("units before")
	f.investigated, f.ill, f.secret, f.try = slot("investigated"), slot("ill"), slot("secret"), slot("on trial")
	return f
}

func load(t testing.TB, text string) *check.Program {
	policy, found := interp.Load("single.rota", []byte(text))
	if policy == nil {
		t.Fatal(found[0].Message(locale.English))
	}
	return policy.Program
}

// fill sets what a clerk is; a date of 0 is left blank.
func (f *slots) fill(s *plan.Single, c *clerk, days *[5]civil.Date) {
	s.Reset()
	for i, d := range days {
		if d != noDay {
			s.Date(f.dates[i], d)
		}
	}
	if c.work != 0 {
		s.Choice(f.work, int(c.work)-1)
	}
	if c.grade != 0 {
		s.Choice(f.grade, int(c.grade)-1)
	}
	if c.sex != 0 {
		s.Choice(f.sex, int(bit(c.sex == 'f')))
	}
	if c.units >= 0 {
		s.Number(f.units, int(c.units))
	}
	s.Yes(f.investigated, c.investigated)
	s.Yes(f.ill, c.ill)
	s.Yes(f.secret, c.secret)
	s.Yes(f.try, c.on_trial)
}

func bit(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}

// One at a time and all together come to the same: by hand where blanks are none, and
// as the plain evaluator where they may be anything.
func TestSingle(t *testing.T) {
	people, rows := staff(3000, 10)
	for _, blank := range []string{", blank means none", ""} {
		bound := bind(t, fmt.Sprintf(thirteen, blank), rows)
		s, ok := plan.NewSingle(bound.Program, date("2024-12-31"))
		require.True(t, ok)
		f := slotsOf(bound.Program, s)
		open := 0
		for i := range people {
			day := days(&people[i])
			f.fill(s, &people[i], &day)
			o, known := s.Decide(0)
			if !known {
				open++
				continue
			}
			d := bound.Decide(bound.Roster.People[i], date("2024-12-31"))[0]
			require.Equal(t, d.Outcome, o, people[i].id)
			require.ElementsMatch(t, d.Clauses, s.Clauses(), people[i].id)
			if blank != "" {
				require.Equal(t, byHand(&people[i], 20241231).outcome, uint8(o)-uint8(eval.Own(0)))
			}
		}
		if blank != "" {
			require.Zero(t, open)
		}
		require.Less(t, open, len(people)/10)
	}
}

// Policies of more rules than are kept by what they say are decided alike.
func TestSingleOfManyRules(t *testing.T) {
	rows := crew(500)
	units := "policy \"Units\"\n"
	for i := range 100 {
		units += fmt.Sprintf("rule %d unit is \"unit-%03d\", post since < %s => %s rotate\n", i+1, i*4, date("1990-01-01").AddDays(i*100), []string{"must", "should", "may", "exempt from"}[i%4])
	}
	for _, text := range []string{units, ranges(80)} {
		bound := bind(t, text, rows)
		s, ok := plan.NewSingle(bound.Program, date("2024-12-31"))
		require.True(t, ok)
		met := map[eval.Outcome]int{}
		for i, row := range rows {
			s.Reset()
			for name, value := range row {
				f := bound.Program.Named(name)
				switch at := s.Slot(f); x := value.(type) {
				case civil.Date:
					s.Date(at, x)
				case string:
					if f.Type.Choice == nil {
						s.Text(at, x)
					} else if n, known := f.Type.Choice.Find(x); known {
						s.Choice(at, n)
					}
				}
			}
			o, known := s.Decide(0)
			require.True(t, known, "row %d: %v %v", i, row, bound.Program.Named("unit").Type.Kind)
			d := bound.Decide(bound.Roster.People[i], date("2024-12-31"))[0]
			require.Equal(t, d.Outcome, o, "row %d", i)
			require.ElementsMatch(t, d.Clauses, s.Clauses(), "row %d", i)
			met[o]++
		}
		require.Greater(t, len(met), 2)
	}
}

func TestSingleAllocatesNothing(t *testing.T) {
	people, _ := staff(100, 10)
	program := load(t, fmt.Sprintf(thirteen, ""))
	s, ok := plan.NewSingle(program, date("2024-12-31"))
	require.True(t, ok)
	f := slotsOf(program, s)
	at := 0
	require.Zero(t, testing.AllocsPerRun(500, func() {
		day := days(&people[at%100])
		f.fill(s, &people[at%100], &day)
		s.Decide(0)
		at++
	}))
}

// What reads other records is none to decide alone.
func TestSingleOfOthers(t *testing.T) {
	_, ok := plan.NewSingle(load(t, "field team: text\nrule 1 count of (team is own team) >= 2 => must rotate\n"), date("2024-12-31"))
	require.False(t, ok)
}

// Cells of several values, all of them and none too, are decided as the plain evaluator
// decides them.
func TestSingleOfSeveralValues(t *testing.T) {
	for _, blank := range []string{"", ", blank means none", ", blank means cook"} {
		bound := bind(t, fmt.Sprintf(`choice skill: cook, drive, nurse
field skills: several skill%s
field tongues: several text, blank means none
rule 1 skills is cook => must rotate
rule 2 skills is not nurse => should exchange
rule 3 skills in (cook, nurse), tongues is "Dutch" => may promote
rule 4 skills is none or tongues is none => may criticise
rule 5 skills is not drive, tongues is not "Greek" => must exchange
rule 6 skills is known => should criticise
`, blank), severalOf())
		s, ok := plan.NewSingle(bound.Program, date("2024-12-31"))
		require.True(t, ok)
		skills, tongues := s.Slot(bound.Program.Named("skills")), s.Slot(bound.Program.Named("tongues"))
		kind := bound.Program.Named("skills").Type.Choice
		known := map[eval.Outcome]int{}
		for i, row := range severalOf() {
			s.Reset()
			if of := row["skills"].([]string); len(of) > 0 {
				var values []int
				for _, name := range of {
					n, _ := kind.Find(name)
					values = append(values, n)
				}
				s.Choices(skills, values...)
				if len(of) == 1 {
					s.Choice(skills, values[0])
				}
			}
			s.Texts(tongues, row["tongues"].([]string)...)
			for _, d := range bound.Decide(bound.Roster.People[i], date("2024-12-31")) {
				at := slices.IndexFunc(s.Matters(), func(m *plan.Matter) bool { return m.Action == d.Action })
				o, sure := s.Decide(at)
				if !sure {
					require.Equal(t, []string{}, row["skills"], "%s: what is not blank is known", d.Action.Name)
					require.Empty(t, blank)
					continue
				}
				require.Equal(t, d.Outcome, o, "%s of %v", d.Action.Name, row)
				require.ElementsMatch(t, d.Clauses, s.Clauses(), "%s of %v", d.Action.Name, row)
				known[o]++
			}
		}
		require.Greater(t, len(known), 3)
	}
}

// severalOf has everybody with some skills and some tongues.
func severalOf() (rows []map[string]any) {
	some := func(n int, of ...string) []string {
		out := []string{}
		for i, x := range of {
			if n>>i&1 == 1 {
				out = append(out, x)
			}
		}
		return out
	}
	for i := range 32 {
		rows = append(rows, map[string]any{"staff id": fmt.Sprint(i), "skills": some(i, "cook", "drive", "nurse"), "tongues": some(i>>3, "Dutch", "Greek")})
	}
	return rows
}

// What is sensitive is told of a policy that uses the prelude alone.
func TestSingleOfASensitivePost(t *testing.T) {
	program := load(t, "rule 1 sensitive post tenure >= 5y => must rotate\n")
	s, ok := plan.NewSingle(program, date("2024-12-31"))
	require.True(t, ok)
	finance, _ := program.Named("post category").Type.Choice.Find("finance")
	s.Date(s.Slot(program.Named("post since")), date("2019-12-31"))
	s.Choices(s.Slot(program.Named("post category")), finance)
	o, known := s.Decide(0)
	require.True(t, known)
	require.Equal(t, eval.Must, o)
	for _, blank := range []func(plan.Slot){s.None, s.Blank, func(at plan.Slot) { s.Choices(at) }} { // it has some category
		blank(s.Slot(program.Named("post category")))
		_, known = s.Decide(0)
		require.False(t, known)
	}
}

// One record at a time, its cells set and decided, against hand-written Go.
func BenchmarkSingle(b *testing.B) {
	people, _ := staff(benched, 10)
	program := load(b, fmt.Sprintf(thirteen, ", blank means none"))
	s, _ := plan.NewSingle(program, date("2024-12-31"))
	f := slotsOf(program, s)
	out, dates := make([]finding, len(people)), make([][5]civil.Date, len(people))
	for i := range people {
		dates[i] = days(&people[i])
	}
	sum := 0
	ratio(b, "of-structs", len(people), func() {
		for i := range people {
			f.fill(s, &people[i], &dates[i])
			o, _ := s.Decide(0)
			sum += int(o)
		}
	}, func() {
		for i := range people {
			out[i] = byHand(&people[i], 20241231)
		}
	})
}
