package eval_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/lang/locale"
)

// place binds staff and further tables; what a table does not mention is a blank
// column.
func place(t testing.TB, policy *interp.Policy, staff []cells, further map[string][]cells) *interp.Bound {
	t.Helper()
	fill := func(rows []cells, kind string) []map[string]any {
		var out []map[string]any
		for _, row := range rows {
			all := cells{}
			for _, r := range policy.Program.Records {
				if r.Name != kind && r.List != kind {
					continue
				}
				for _, f := range r.Fields {
					if f.Used {
						all[f.Headings[0]] = nil
					}
				}
			}
			for name, v := range row {
				all[name] = v
			}
			out = append(out, all)
		}
		return out
	}
	tables := map[string][]map[string]any{}
	for name, rows := range further {
		tables[name] = fill(rows, name)
	}
	bound, _ := policy.BindValues(fill(staff, policy.Program.Subject.Name), tables, roster.Options{})
	return bound
}

const schools = `record school, key school name
  school name: text
  zone: text
  head: staff, blank means none
field unit: school
`

// Whether two are related hangs on the cells of these two, however many others have none.
func TestRelatedToOne(t *testing.T) {
	for _, list := range []string{"ties", "near ties"} {
		policy := load(t, "policy \"P\"\n  as of 2024-12-31\n  about rotate\nrelation ties from column \"ties\": bond, other; symmetric\nrelation near ties = ties where bond is \"x\"\n"+
			"rule 1 superior is "+list+" => must\n")
		people := []cells{
			{"staff id": "A", "superior": "B", "ties": "none"},
			{"staff id": "B", "ties": "none"},
			{"staff id": "C", "superior": "D", "ties": "x-D"},
			{"staff id": "D", "ties": "x-C"},
			{"staff id": "E", "superior": "U0", "ties": "none"},
			{"staff id": "F", "superior": "U1"},
		}
		for i := range 12 { // more than are looked at one by one
			people = append(people, cells{"staff id": "U" + strconv.Itoa(i)})
		}
		bound := place(t, policy, people, nil)
		for i, want := range []eval.Outcome{eval.Nothing, eval.Nothing, eval.Must, eval.Nothing, eval.Undetermined, eval.Undetermined} {
			d := bound.Decide(bound.Roster.People[i], day("2024-12-31"))[0]
			require.Equal(t, want, d.Outcome, "%s of %s", list, d.Record.ID)
			for _, b := range d.Missing {
				if b.Row != nil {
					require.Contains(t, b.Row.ID, people[i]["superior"], "%s of %s", list, d.Record.ID)
				}
			}
		}
	}
}

// 4: references are followed to any depth.
func TestFollow(t *testing.T) {
	staff := func(more cells) []cells {
		own := cells{"staff id": "A", "unit": "一小", "spouse": "B", "superior": "C"}
		for name, v := range more {
			own[name] = v
		}
		return []cells{own,
			{"staff id": "B", "name": "乙", "unit": "二小", "post": "出纳", "post since": "2015-01-01", "gender": "female", "spouse": "A"},
			{"staff id": "C", "name": "丙", "unit": "一小", "post since": "2024-01-01", "superior": "D", "gender": "male"},
			{"staff id": "D", "unit": "", "gender": "male"}}
	}
	units := []cells{{"school name": "一小", "zone": "城南", "head": "C"}, {"school name": "二小", "zone": "城北"}}
	for _, x := range []struct {
		rule, own, want string
		person          cells
	}{
		{"spouse's post is \"出纳\"", "", "may by 1", nil},
		{"unit's head's superior's gender is male", "", "may by 1", nil},
		{"superior's unit's head is superior", "", "may by 1", nil},
		{"superior's unit is own unit", "", "may by 1", nil},
		{"spouse's unit is own unit", "", "none", nil},
		{"spouse's unit's zone is unit's zone", "", "none", nil},
		{"spouse's spouse is own record", "", "may by 1", nil},
		{"spouse is \"b\"", "", "may by 1", nil},
		{"spouse is \"A\"", "", "none", nil},
		{"spouse in (\"A\", \"B\")", "", "may by 1", nil},
		{"superior is staff id", "", "none", nil},
		{"spouse is none", "", "may by 1", cells{"spouse": nil}},
		{"spouse's post is none", "", "may by 1", cells{"spouse": nil}},
		{"not spouse's post is \"出纳\"", "", "may by 1", cells{"spouse": nil}},
		{"spouse's post is not \"出纳\"", "", "none", cells{"spouse": nil}},
		{"unit's head's post is none", "", "may by 1", cells{"unit": "二小"}},
		{"spouse's post tenure >= 9y", "", "may by 1", nil},
		{"superior's post tenure >= 9y", "", "none", nil},
		{"superior's superior's unit is known", "", "none", nil},
		{"superior's superior's unit is unknown", "", "may by 1", nil},
		// A blank in another record counts, and is named with it.
		{"superior's superior's post is \"X\"", "", "undetermined [may none] on post of D maybe 1", nil},
		{"superior's superior's unit's zone is \"城南\"", "", "undetermined [may none] on unit of D maybe 1", nil},
		{"superior's superior's unit's zone in (\"城南\", \"城北\")", "", "may by 1", nil},
		{"(superior's superior's unit is own unit) or not (superior's superior's unit is own unit)", "", "may by 1", nil},
		// A blank reference may lead to anybody.
		{"superior's gender is male", "", "undetermined [may none] on gender and superior maybe 1", cells{"superior": "不详"}},
		{"superior's gender in (male, female)", "", "undetermined [may none] on superior maybe 1", cells{"superior": "不详"}},
		{"leader in charge is known", "", "may by 1", nil},
		{"unit's zone in (\"城南\", \"城北\")", "", "may by 1", cells{"unit": nil}},
		{"unit is superior's unit", "", "undetermined [may none] on unit maybe 1", cells{"unit": nil}},
		// Outside the roster nothing is known but the key.
		{"spouse is \"Z9\"", "", "may by 1", cells{"spouse": "Z9"}},
		{"spouse is not none", "", "may by 1", cells{"spouse": "外单位"}},
		{"spouse is superior", "", "none", cells{"spouse": "外单位"}},
		{"spouse's post is \"X\"", "", "undetermined [may none] on post of Z9 maybe 1", cells{"spouse": "Z9"}},
		{"spouse's gender in (male, female)", "", "may by 1", cells{"spouse": "外单位"}},
		{"spouse is \"Z9\"", "", "undetermined [may none] on staff id of 外单位 maybe 1", cells{"spouse": "外单位"}},
		{"spouse is superior", "", "may by 1", cells{"spouse": "Z9", "superior": "z9"}},
		{"spouse is superior", "", "undetermined [] not exhaustive maybe 1", cells{"spouse": "外单位", "superior": "z9"}},
		{"contact's post is \"X\"", "field contact: staff, outsiders left out\n", "none", cells{"contact": "Z9"}},
		{"contact's post is none, contact is not none", "field contact: staff, outsiders left out\n", "may by 1", cells{"contact": "Z9"}},
		// What is taken for granted of others counts too.
		{"spouse's specialised post", "", "none assuming specialised post no of B else [may]", nil},
		{"spouse's willing", "judged willing\n", "none judged willing false of B else [may]", nil},
	} {
		t.Run(x.rule, func(t *testing.T) {
			policy := load(t, "policy \"T\"\n"+schools+x.own+"rule 1 "+x.rule+" => may rotate\n")
			bound := place(t, policy, staff(x.person), map[string][]cells{"school": units})
			require.Equal(t, x.want, say(bound.Decide(bound.Roster.People[0], day("2024-12-31"))[0]))
		})
	}
}

// 4: lists are read through references, and what somebody else decides.
func TestOfOthers(t *testing.T) {
	staff := []cells{{"staff id": "A", "superior": "B"}, {"staff id": "B", "superior": "C", "pregnant": "yes"}, {"staff id": "C", "superior": nil, "pregnant": nil}, {"staff id": "D", "superior": "不详"}}
	career := map[string][]cells{"career": {
		{"holder": "B", "unit": "甲局", "started on": "2010-01-01", "ended on": "2015-01-01"}, {"holder": "B", "unit": "乙局", "started on": "2015-01-01"},
		{"holder": "C", "unit": "", "started on": "2001-01-01"}}}
	for _, x := range []struct {
		policy string
		want   [4]string
	}{
		{"rule 1 some posting in superior's career where unit is \"甲局\" => may rotate\n", [4]string{"may by 1", "undetermined [may none] on unit of C maybe 1", "none", "undetermined [may none] on superior and unit of C maybe 1"}},
		{"rule 1 (count of superior's career) >= 2 => may rotate\n", [4]string{"may by 1", "none", "none", "undetermined [may none] on superior maybe 1"}},
		{"define moved much = number of different unit in career >= 2\nrule 1 superior's moved much => may rotate\n", [4]string{"may by 1", "none", "none", "undetermined [may none] on superior maybe 1"}},
		{"define barred = exempt from rotate\nrule 1 joined on is unknown => must rotate\nrule 2 pregnant => exempt from rotate\nrule 3 superior's barred => must exchange\n",
			[4]string{"exchange: must by 3", "exchange: undetermined [must none] on pregnant of C maybe 3", "exchange: none", "exchange: undetermined [must none] on pregnant and superior and pregnant of A and pregnant of C maybe 3"}},
	} {
		policy := load(t, "policy \"T\"\n"+x.policy)
		bound := place(t, policy, staff, career)
		for i, want := range x.want {
			decisions := bound.Decide(bound.Roster.People[i], day("2024-12-31"))
			got := say(decisions[0])
			if last := decisions[len(decisions)-1]; last.Action.Name == "exchange" {
				got = "exchange: " + say(last)
			}
			require.Equal(t, want, got, "%s%s", x.policy, bound.Roster.People[i].ID)
		}
	}
}

// 4: relations, from a cell.
func TestKin(t *testing.T) {
	staff := []cells{
		{"staff id": "A", "unit": "甲", "亲属关系": "夫妻-B、父子-C"}, {"staff id": "B", "unit": "甲", "superior": "A"}, {"staff id": "C", "unit": "", "亲属关系": "父子-A；表亲-Z"},
		{"staff id": "D", "unit": "乙", "亲属关系": "兄弟-E"}, {"staff id": "E", "unit": "丙", "亲属关系": "姐妹-D"}}
	for _, x := range []struct {
		rule string
		want [5]string
	}{
		{"some k in kin where k's relative's unit is own unit", [5]string{"may by 1", "may by 1", "undetermined [may none] on unit and unit of Z maybe 1", "none", "none"}},
		{"some k in kin where k's relative is own superior", [5]string{"none", "may by 1", "none", "none", "none"}},
		{"superior is own kin", [5]string{"none", "may by 1", "none", "none", "none"}},
		{"(count of kin) >= 2", [5]string{"may by 1", "none", "may by 1", "none", "none"}},
		{"(count of close) >= 1", [5]string{"may by 1", "may by 1", "none", "data-error on kinship of D–E maybe 1", "data-error on kinship of D–E maybe 1"}},
		{"(count of kin) >= 1", [5]string{"may by 1", "may by 1", "may by 1", "may by 1", "may by 1"}},
		{"some kin where relative's gender is unknown", [5]string{"may by 1", "may by 1", "may by 1", "may by 1", "may by 1"}},
	} {
		policy := load(t, "policy \"T\"\nrelation close = kin where kinship in (\"夫妻\", \"父女\")\nrule 1 "+x.rule+" => may rotate\n")
		bound := place(t, policy, staff, nil)
		for i, want := range x.want {
			require.Equal(t, want, say(bound.Decide(bound.Roster.People[i], day("2024-12-31"))[0]), "%s %s", x.rule, bound.Roster.People[i].ID)
		}
	}
	// A cell that nobody has filled in may name anybody.
	policy := load(t, "policy \"T\"\nrelation ties from column \"ties\": bond, other; symmetric\nrule 1 some ties where bond is \"x\" => may rotate\nrule 2 no ties where other is own record => must exchange\n")
	bound := place(t, policy, []cells{{"staff id": "A", "ties": "x-B"}, {"staff id": "B", "ties": "x-A"}, {"staff id": "C", "ties": nil}, {"staff id": "D", "ties": "y-A"}}, nil)
	require.Equal(t, "may by 1", say(bound.Decide(bound.Roster.People[0], day("2024-12-31"))[0]))
	require.Equal(t, "undetermined [may none] on ties of C and bond of C–D maybe 1", say(bound.Decide(bound.Roster.People[3], day("2024-12-31"))[0]))
}

// 4: a policy over records that are no persons, each as of its own date.
func TestDecideEach(t *testing.T) {
	policy := load(t, `policy "T"
  applies to seat is not none
decide each nomination as of nominated on
record nomination, key number of it
  number of it: text
  nominee: staff
  nominated on: date
  seat: text, blank means none
judged urgent
define ready = nominee's age >= 40
rule 1 ready, nominee's post tenure >= 5y => may promote
  unless urgent
rule 2 nominee's probation until > as-of date => must not promote
`)
	bound := place(t, policy, []cells{
		{"number of it": "1", "nominee": "A", "nominated on": "2024-05-31", "seat": "x"}, {"number of it": "2", "nominee": "A", "nominated on": "2024-06-01", "seat": "x"},
		{"number of it": "3", "nominee": "A", "nominated on": nil, "seat": "x"}, {"number of it": "4", "nominee": nil, "nominated on": "2024-06-01", "seat": "x"},
		{"number of it": "5", "nominee": "A", "nominated on": "2024-06-01", "seat": nil}, {"number of it": "6", "nominee": "B", "nominated on": "2030-06-01", "seat": "x"},
		{"number of it": "7", "nominee": "C", "nominated on": "2024-05", "seat": "x"}, {"number of it": "8", "nominee": "A", "nominated on": "2024-06", "seat": "x"},
	}, map[string][]cells{"staff": {
		{"staff id": "A", "name": "甲", "birth date": "1980-01-01", "post since": "2019-06-01"},
		{"staff id": "C", "name": "丙", "birth date": "1980-01-01", "post since": "2019-05-15"},
		{"staff id": "B", "name": "乙", "birth date": "1991-01-01", "post since": "2019-06-01", "probation until": "2031-01-01"}}})
	require.Equal(t, "nomination", policy.Program.Subject.Name)
	want := []string{"none", "may by 1 judged urgent false else [none]", "undetermined on nominated on",
		"undetermined [may must-not] on nominee maybe 1,2 judged urgent false else [must-not none]", "out-of-scope", "must-not by 2",
		"none assuming nominated on 2024-05-01 else [may]", "may by 1 judged urgent false else [none]"}
	for i, record := range bound.Roster.People {
		require.Equal(t, want[i], say(bound.On(record, 0)[0]), record.ID)
	}
	require.Equal(t, "nomination", policy.Program.Subject.Text().EN)
	require.Len(t, bound.Find("4"), 1)
}

// Nobody waits: a roster in which anybody may be anybody's superior.
func TestLargeRoster(t *testing.T) {
	policy := load(t, "policy \"T\"\nfield chief: staff\ndefine idle = post is \"闲职\"\nrule 1 chief's idle => may rotate\nrule 2 chief's age >= 16, chief's unit is \"局\" => must exchange\nrule 3 chief's post is chief's unit => must promote\n")
	var staff []cells
	for i := range 3000 {
		staff = append(staff, cells{"staff id": strconv.Itoa(i), "chief": "1", "unit": "局", "birth date": "1980-01-01", "post": fmt.Sprint("岗", i%700)})
	}
	for i := range 40 {
		staff[i]["chief"] = "不详"
	}
	bound := place(t, policy, staff, nil)
	for _, person := range bound.Roster.People[:40] {
		decisions := bound.Decide(person, day("2024-12-31"))
		require.Equal(t, "must by 2", say(decisions[1]), "all that it may be are of age")
		for _, d := range []eval.Decision{decisions[0], decisions[2]} {
			require.Contains(t, []string{"none", "undetermined [none] on chief not exhaustive", "undetermined [none] on chief not exhaustive maybe 1", "undetermined [none] on chief not exhaustive maybe 3"}, say(d))
		}
	}
	for _, person := range bound.Roster.People[40:] {
		require.Equal(t, "none", say(bound.Decide(person, day("2024-12-31"))[0]))
	}
}

// A decision that rests on another record says whose cells it read.
func TestWhoseCells(t *testing.T) {
	policy := load(t, "policy \"T\"\nrule 1 superior's post is \"局长\", superior's post tenure >= 5y => must rotate\n")
	bound := place(t, policy, []cells{{"staff id": "A", "superior": "B"}, {"staff id": "B", "name": "乙", "post": "局长", "post since": "2015-01-01", "superior": "C"}, {"staff id": "C", "name": "丙", "post": "局长", "post since": nil}}, nil)
	facts := func(person int) (out []string) {
		for _, f := range bound.Decide(bound.Roster.People[person], day("2024-12-31"))[0].Facts {
			of := ""
			if f.Row != nil {
				of = " of " + f.Row.ID
			}
			out = append(out, f.Field.Name+of+"="+f.Value)
		}
		return out
	}
	require.Equal(t, []string{"superior=B", "post of B=局长", "post since of B=2015-01-01"}, facts(0))
	require.Equal(t, []string{"superior=C", "post of C=局长", "post since of C="}, facts(1))
	d := bound.Decide(bound.Roster.People[1], day("2024-12-31"))[0]
	require.Equal(t, "must rotate or nothing applies, depending on post since (丙 C, staff!4)", explain.Reason(bound.Evaluator, d, locale.English))
	require.Equal(t, "必须轮岗或无结论，取决于任现职时间（丙 C，staff!4）", explain.Reason(bound.Evaluator, d, locale.Chinese))
}

// Histories are read of others as of oneself, each as it stands.
func TestHistoriesOfOthers(t *testing.T) {
	policy := load(t, `policy "T"
`+schools+`field unit of career: school
define here = length of the run open at as-of date of (career where unit is own unit)
define last unit = last of career
rule 1 superior's here >= 5y => may rotate
rule 2 here >= 5y => must exchange
rule 3 some p in superior's career where p's unit's zone is own unit's zone => must promote
`)
	bound := place(t, policy, []cells{{"staff id": "A", "unit": "一小", "superior": "B"}, {"staff id": "B", "unit": "二小", "superior": "C"}, {"staff id": "C", "unit": "一小", "superior": "不详"}}, map[string][]cells{
		"school": {{"school name": "一小", "zone": "城南"}, {"school name": "二小", "zone": "城北"}, {"school name": "三小", "zone": "城南"}},
		"career": {
			{"holder": "A", "unit": "一小", "started on": "2022-01-01"},
			{"holder": "B", "unit": "三小", "started on": "2010-01-01", "ended on": "2012-01-01"}, {"holder": "B", "unit": "二小", "started on": "2012-01-01", "ended on": "2016-01-01"}, {"holder": "B", "unit": "二小", "started on": "2016-01-01"},
			{"holder": "C", "unit": "二小", "started on": nil}}})
	want := []string{
		"rotate: may by 1", "exchange: none", "promote: must by 3",
		"rotate: none", "exchange: must by 2", "promote: must by 3",
		"rotate: undetermined [may none] on superior maybe 1", "exchange: none", "promote: undetermined [must none] on superior maybe 3"}
	for i, person := range bound.Roster.People {
		for n, d := range bound.Decide(person, day("2024-12-31")) {
			require.Equal(t, want[3*i+n], d.Action.Name+": "+say(d), person.ID)
		}
	}
}

// Equal spells of two persons are two ties.
func TestTiesOfOthers(t *testing.T) {
	policy := load(t, "policy \"T\"\ndefine latest = (last of career)'s post\nrule 1 latest is \"甲\", superior's latest is \"乙\" => may rotate\n")
	both := func(holder string) []cells {
		return []cells{{"holder": holder, "post": "甲", "started on": "2020-01-01", "ended on": nil}, {"holder": holder, "post": "乙", "started on": "2020-01-01", "ended on": nil}}
	}
	bound := place(t, policy, []cells{{"staff id": "A", "superior": "B"}, {"staff id": "B"}}, map[string][]cells{"career": append(both("A"), both("B")...)})
	d := bound.Decide(bound.Roster.People[0], day("2024-12-31"))[0]
	require.Equal(t, "undetermined [may none] on last of career and last of career maybe 1", say(d))
}

// A pair names the cells of its two people alone, whomever else one of them may be of a pair with.
func TestPairOfTwoAmongMany(t *testing.T) {
	policy := load(t, "policy \"P\"\n  as of 2024-12-31\n  about rotate\nfield points: whole number\nrelation ties from column \"ties\": bond, other; symmetric\n"+
		"pair 2 a, b where a is ties of b => one must rotate, the one with lower points\n")
	var people []cells
	for i := range 14 {
		who := cells{"staff id": "U" + strconv.Itoa(i), "points": i}
		if i >= 4 {
			who["ties"] = "none"
		}
		people = append(people, who)
	}
	bound := place(t, policy, people, nil)
	couples := bound.Couples(day("2024-12-31"))
	require.Len(t, couples, 4*10+4*3/2)
	for _, c := range couples {
		require.Equal(t, eval.FallsOpen, c.Falls())
		require.True(t, c.Exhaustive)
		for _, b := range c.Missing {
			require.Contains(t, []*roster.Record{c.A, c.B}, b.Row, "%s and %s hang on %s", c.A.ID, c.B.ID, b.Row.ID)
		}
	}
}

// A relation may be asked of two things that another record says both.
func TestRelatedWithinAnother(t *testing.T) {
	policy := load(t, "policy \"P\"\n  as of 2024-12-31\n  about rotate\nrelation ties from column \"ties\": bond, other; symmetric\n"+
		"rule 1 count of (superior is ties) >= 2 => must\nrule 2 some staff in (staff where superior is ties and unit is own unit) => may\n")
	bound := place(t, policy, []cells{
		{"staff id": "A", "unit": "甲", "superior": "B", "ties": "x-B"},
		{"staff id": "B", "unit": "甲", "superior": "C", "ties": "x-A"},
		{"staff id": "C", "unit": "乙", "superior": "D", "ties": "x-D"},
		{"staff id": "D", "unit": "丙", "superior": "A", "ties": "x-C"},
		{"staff id": "E", "unit": "甲", "superior": "F", "ties": "none"},
		{"staff id": "F", "unit": "丁", "superior": "none", "ties": "none"},
	}, nil)
	var said []string
	for _, r := range bound.Roster.People {
		said = append(said, say(bound.Decide(r, day("2024-12-31"))[0]))
	}
	require.Equal(t, []string{"must by 1 also 2", "must by 1 also 2", "must by 1 also 2", "must by 1", "must by 1 also 2", "must by 1"}, said)
}
