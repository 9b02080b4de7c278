package session

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/civil"
)

var ctx = context.Background()

// staff is a roster of five: one without a date, one without a unit, one without a
// gender.
func staff() Tables {
	return Tables{Name: "staff.csv", Staff: []roster.Sheet{{File: "staff.csv", Rows: []roster.Row{
		row(1, "工号", "姓名", "性别", "出生日期", "单位", "岗位类别", "任现职时间"),
		row(2, "A1", "张三", "男", "1980-05-01", "甲局", "财务", "2014-01-01"),
		row(3, "A2", "李四", "女", "1970-05-01", "乙局", "人事", "2014-01-01"),
		row(4, "A3", "王五", "男", "1985-05-01", "乙局", "财务", ""),
		row(5, "A4", "张三", "男", "1990-05-01", "", "人事", "2020-01-01"),
		row(6, "A5", "赵六", "", "1970-05-01", "甲局", "人事", "2017-01-01"),
	}}}}
}

func loaded(t *testing.T) *Session {
	s := New()
	found := s.SetPolicy("office.rota", office, nil, "load")
	require.False(t, found.HasErrors(), found)
	s.SetRoster(staff(), "load")
	return s
}

// holds are the ids of whom a condition is true, and of whom it is not known.
func holds(t *testing.T, s *Session, text string) (yes, open []string) {
	q, absent, found := s.Parse("input", text)
	require.NotNil(t, q, "%s: %v", text, found)
	require.Empty(t, absent)
	replies, err := q.All(ctx)
	require.NoError(t, err)
	for _, r := range replies {
		switch truth, known := r.Certain(); {
		case !known:
			open = append(open, r.Record.ID)
		case truth:
			yes = append(yes, r.Record.ID)
		}
	}
	return yes, open
}

func TestConditionsHoldOfThoseOfWhomTheyAreTrue(t *testing.T) {
	s := loaded(t)
	for _, row := range []struct {
		text      string
		yes, open []string
	}{
		{"post tenure >= 5y", []string{"A1", "A2", "A5"}, []string{"A3"}},
		{"任职满5年，财务", []string{"A1"}, []string{"A3"}},
		{"post tenure >= 5y or post tenure < 5y", []string{"A1", "A2", "A3", "A4", "A5"}, nil},
		{"female", []string{"A2"}, []string{"A5"}},
		{`unit is "甲局"`, []string{"A1", "A5"}, []string{"A4"}},
		{`unit is "a unit that no row has"`, nil, []string{"A4"}},
		{`unit is "x" and unit is not "y"`, nil, []string{"A4"}},
		{"must rotate", []string{"A1"}, []string{"A3"}},
		{"年龄满50周岁\n 且女", []string{"A2"}, []string{"A5"}},
	} {
		t.Run(row.text, func(t *testing.T) {
			yes, open := holds(t, s, row.text)
			assert.Equal(t, row.yes, yes)
			assert.Equal(t, row.open, open)
		})
	}
}

// Each blank that a question hangs on is named once, in the order in which they are met,
// however often it is read.
func TestBlanksAreNamedOnce(t *testing.T) {
	s := loaded(t)
	s.SetRoster(Tables{Name: "staff.csv", Staff: []roster.Sheet{{File: "staff.csv", Rows: []roster.Row{
		row(1, "工号", "姓名", "性别", "出生日期", "单位", "岗位类别", "任现职时间"),
		row(2, "A1", "张三", "", "1980-05-01", "", "财务", ""),
	}}}}, "load")
	q, _, found := s.Parse("input", `(female or unit is "甲局") and (post tenure >= 5y or unit is "甲局" or female)`)
	require.NotNil(t, q, found)
	var names []string
	for _, b := range q.Of(s.Find("A1")[0]).Missing {
		names = append(names, b.Field.Name)
	}
	require.Equal(t, []string{"gender", "unit", "post since"}, names)
}

func TestValuesAndMistakes(t *testing.T) {
	s := loaded(t)
	q, _, _ := s.Parse("input", "年龄")
	require.False(t, q.Condition())
	assert.Equal(t, "44", q.Show(q.Of(s.Find("A1")[0])))
	q, _, _ = s.Parse("input", "任职时间")
	assert.True(t, q.Ordered())
	reply := q.Of(s.Find("王五")[0])
	require.False(t, reply.One())
	assert.Equal(t, "post since", reply.Missing[0].Field.Name)

	_, _, found := s.Parse("input", "post tenur >= 5y")
	assert.True(t, found.HasErrors())
	assert.Equal(t, "input:1:1", found[0].At.String())
	_, absent, _ := s.Parse("input", "funding is \"x\"")
	require.Len(t, absent, 1, "a column that is not there would be unknown of all")
	_, _, found = s.Parse("input", "must exchange")
	assert.True(t, found.HasErrors(), "no rule speaks of it")
	assert.Len(t, s.Policy().Program.Actions, 1)
}

func TestTheGistIsWhatIsDecided(t *testing.T) {
	s := loaded(t)
	list, err := s.Verdicts(ctx)
	require.NoError(t, err)
	n := 0
	for d := range s.Bound().Run(0) {
		assert.Equal(t, d.Outcome, list[n].Outcome)
		whole, ok := s.Decision(list[n])
		assert.True(t, ok)
		assert.Equal(t, d.Outcome, whole.Outcome)
		n++
	}
	assert.Len(t, list, n)
}

// What was told is forgotten when what it rests on changes, and taken back with it.
func TestTheGistFollowsEachChange(t *testing.T) {
	s := loaded(t)
	now := func() (outcomes []string) {
		list, err := s.Verdicts(ctx)
		require.NoError(t, err)
		for _, v := range list {
			outcomes = append(outcomes, v.Record.ID+" "+v.Outcome.String())
		}
		return outcomes
	}
	decided := func() (outcomes []string) {
		for d := range s.Bound().Run(s.AsOf()) {
			outcomes = append(outcomes, d.Record.ID+" "+d.Outcome.String())
		}
		return outcomes
	}
	first := now()
	var before [][]string
	for _, change := range []func(){
		func() { day, _ := civil.NewDate(2035, 1, 1); s.SetAsOf(day, "as of") },
		func() { day, _ := civil.NewDate(2016, 1, 1); s.SetAsOf(day, "as of") },
		func() { s.SetPolicy("other.rota", "rule 1 male => must rotate\n", nil, "load") },
		func() { s.SetRoster(staff(), "load") },
	} {
		before = append(before, now())
		change()
		require.Equal(t, decided(), now())
	}
	require.NotEqual(t, before[0], before[1])
	require.NotEqual(t, before[1], before[2])
	for _, was := range slices.Backward(before) {
		s.Undo()
		require.Equal(t, was, now())
	}
	require.Equal(t, first, now())
}

func TestPeopleAreFoundByNameAndNumber(t *testing.T) {
	s := loaded(t)
	assert.Len(t, s.Find("张三"), 2)
	assert.Len(t, s.Find(" a4 "), 1)
	assert.Empty(t, s.Find("张"))
	who, rest := s.Begins("李四任现职时间=2020-01-01")
	assert.Equal(t, "A2", who[0].ID)
	f, rest := s.BeginsField(rest)
	assert.Equal(t, "post since", f.Name)
	assert.Equal(t, "=2020-01-01", rest)
	who, _ = s.Begins("A12 unit")
	assert.Nil(t, who, "a number ends where its word does")
	assert.Equal(t, []string{"张三"}, s.Names("张", 5))
}

func TestAFactSetAndTakenBack(t *testing.T) {
	s := loaded(t)
	outcome := func(id string) eval.Outcome { return s.On(s.Find(id)[0])[0].Outcome }
	set := func(id, field, is string) bool {
		found := s.Set(s.Find(id)[0], s.Policy().Program.Named(field), is, "set "+id)
		return !found.HasErrors()
	}
	_, err := s.Verdicts(ctx)
	require.NoError(t, err)
	require.Equal(t, eval.Must, outcome("A1"))

	require.True(t, set("A1", "任现职时间", "2022年3月1日"))
	assert.Equal(t, eval.Nothing, outcome("A1"))
	require.True(t, set("A3", "post since", "2012.5"))
	assert.Equal(t, eval.Must, outcome("A3"))
	require.True(t, set("A2", "性别", ""))
	require.True(t, set("A2", "出生日期", "1969-01-01"))
	assert.Equal(t, eval.Undetermined, outcome("A2"))
	require.True(t, set("A4", "单位", "丙局"))
	yes, open := holds(t, s, `单位为"丙局"`)
	assert.Equal(t, []string{"A4"}, yes)
	assert.Empty(t, open)
	require.False(t, set("A5", "性别", "有"), "no value of the field")
	assert.Len(t, s.Facts(), 5)
	assert.Equal(t, Fact{At: s.Facts()[0].At, ID: "A1", Field: "post since", Was: "2014-01-01", Is: "2022年3月1日"}, s.Facts()[0])

	list, err := s.Verdicts(ctx) // those of whom nothing was set are not decided again
	require.NoError(t, err)
	for _, v := range list {
		assert.Equal(t, outcome(v.Record.ID), v.Outcome, v.Record.ID)
	}
	for range 5 {
		assert.NotEmpty(t, s.Undo())
	}
	assert.Equal(t, eval.Must, outcome("A1"))
	assert.Empty(t, s.Facts())
}

func TestDeclarationsTakeThePlaceOfThoseBefore(t *testing.T) {
	s := loaded(t)
	s.Set(s.Find("A1")[0], s.Policy().Program.Named("post since"), "2019-06-01", "set")
	require.Equal(t, eval.Must, s.On(s.Find("A1")[0])[0].Outcome)
	replaced, found := s.Add("rule 4.2 post category is finance, post tenure >= 7y => must\ndefine long = post tenure >= 10y", "rule 4.2")
	require.False(t, found.HasErrors(), found)
	assert.Equal(t, []string{"4.2"}, replaced)
	assert.Equal(t, eval.Nothing, s.On(s.Find("A1")[0])[0].Outcome, "what was set stays set")
	yes, _ := holds(t, s, "long")
	assert.Equal(t, []string{"A2"}, yes)

	text := s.Text()
	_, found = s.Add("rule 9 post tenur >= 7y => must", "rule 9")
	assert.True(t, found.HasErrors())
	assert.Equal(t, text, s.Text(), "a mistake changes nothing")

	then, now, same, ok, err := s.Compare(ctx)
	require.NoError(t, err)
	require.True(t, ok)
	assert.Equal(t, []string{"A1"}, idsOf(then.Decisions))
	assert.Equal(t, []string{"A1"}, idsOf(now.Decisions))
	assert.Equal(t, 4, same)
	s.Undo()
	s.Undo()
	_, _, _, ok, _ = s.Compare(ctx)
	assert.False(t, ok, "nothing was changed")
}

// What was never asked before a fact was set is not worked out for everybody again.
func TestWhatWasIsLearntFromWhatIs(t *testing.T) {
	s := loaded(t)
	s.Set(s.Find("A1")[0], s.Policy().Program.Named("post since"), "2023-01-01", "set")
	_, err := s.Verdicts(ctx)
	require.NoError(t, err)
	s.now.base.learn(s.now)
	assert.Nil(t, s.now.base.told.of[0])
	assert.NotNil(t, s.now.base.told.of[1])
	then, now, same, ok, err := s.Compare(ctx)
	require.NoError(t, err)
	require.True(t, ok)
	assert.Equal(t, 4, same)
	assert.Equal(t, eval.Must, then.Decisions[0].Outcome)
	assert.Equal(t, eval.Nothing, now.Decisions[0].Outcome)
}

// Whatever is changed, comparing tells of whom what is decided differs as deciding on
// everybody before and after does, though nothing was asked before the change.
func TestComparingTellsWhatDecidingTwiceTells(t *testing.T) {
	day := func(year int) civil.Date {
		d, ok := civil.NewDate(year, 12, 31)
		require.True(t, ok)
		return d
	}
	for name, change := range map[string]func(*Session){
		"a later date":    func(s *Session) { s.SetAsOf(day(2030), "as of") },
		"an earlier date": func(s *Session) { s.SetAsOf(day(2020), "as of") },
		"a rule": func(s *Session) {
			_, found := s.Add("rule 9 female => exempt", "rule 9")
			require.False(t, found.HasErrors(), found)
		},
		"a fact": func(s *Session) {
			s.Set(s.Find("A2")[0], s.Policy().Program.Named("post since"), "2024-01-01", "set")
		},
		"a date and a fact": func(s *Session) {
			s.SetAsOf(day(2030), "as of")
			s.Set(s.Find("A2")[0], s.Policy().Program.Named("post since"), "2029-01-01", "set")
		},
	} {
		t.Run(name, func(t *testing.T) {
			before, err := loaded(t).Verdicts(ctx)
			require.NoError(t, err)
			changed := loaded(t)
			change(changed)
			after, err := changed.Verdicts(ctx)
			require.NoError(t, err)
			require.Len(t, after, len(before))
			var differ []string
			for i, v := range after {
				if v.Outcome != before[i].Outcome || v.by != before[i].by {
					differ = append(differ, v.Record.ID)
				}
			}
			require.NotEmpty(t, differ, "the change changes nothing")

			s := loaded(t)
			change(s)
			then, now, same, ok, err := s.Compare(ctx)
			require.NoError(t, err)
			require.True(t, ok)
			assert.Equal(t, differ, idsOf(then.Decisions))
			assert.Equal(t, differ, idsOf(now.Decisions))
			assert.Equal(t, len(before)-len(differ), same)
		})
	}
}

func idsOf(list []eval.Decision) (out []string) {
	for _, d := range list {
		out = append(out, d.Record.ID)
	}
	return out
}

func TestAnotherPolicyIsComparedWithoutBeingTaken(t *testing.T) {
	s := loaded(t)
	then, now, same, found, err := s.CompareWith(ctx, "other.rota", "as of is not known\n", nil)
	assert.True(t, found.HasErrors())
	then, now, same, found, err = s.CompareWith(ctx, "other.rota", "policy \"o\"\n  as of 2024-12-31\n  about rotate\nrule 1 female => must\n", nil)
	require.NoError(t, err)
	require.False(t, found.HasErrors(), found)
	assert.Equal(t, "office.rota", then.Bound.Name)
	assert.Equal(t, "other.rota", now.Bound.Name)
	assert.Equal(t, 5, same+len(now.Decisions))
	assert.Equal(t, "office.rota", s.Policy().Name)
}

func TestTurnsAreTheDaysOnWhichADecisionChanges(t *testing.T) {
	s := loaded(t)
	from, _ := civil.NewDate(2024, 12, 31)
	turns, err := s.Turns(ctx, s.Find("A4")[0], from.Add(civil.Years(45)))
	require.NoError(t, err)
	var days []string
	for _, turn := range turns {
		days = append(days, turn.Date.String()+" "+turn.Outcome.String())
	}
	assert.Equal(t, []string{"2026-01-01 should", "2029-01-01 must", "2047-05-01 exempt"}, days)
	asOf, _ := civil.NewDate(2027, 1, 1)
	s.SetAsOf(asOf, "as of")
	assert.Equal(t, eval.Should, s.On(s.Find("A4")[0])[0].Outcome)
	s.Undo()
	assert.Equal(t, eval.Nothing, s.On(s.Find("A4")[0])[0].Outcome)
}

func TestGapsAreTheBlanksThatKeepDecisionsOpen(t *testing.T) {
	s := loaded(t)
	gaps, open, err := s.Gaps(ctx)
	require.NoError(t, err)
	assert.Equal(t, 2, open)
	require.Len(t, gaps, 2)
	assert.Equal(t, "gender", gaps[0].Field.Name)
	assert.Equal(t, 1, gaps[0].Alone)
	assert.Equal(t, "post since", gaps[1].Field.Name)
	assert.Equal(t, "A3", gaps[1].Of[0].ID)
}

// A spouse's post is read of another record: what is set of one may change what is
// decided on the other.
func TestOneWhomOthersReadIsNotAlone(t *testing.T) {
	s := New()
	found := s.SetPolicy("kin.rota", `policy "kin"
  as of 2024-12-31
  about rotate
field spouse: staff, also called "配偶"
rule 1 spouse's post category is finance => must
`, nil, "")
	require.False(t, found.HasErrors(), found)
	s.SetRoster(Tables{Name: "kin.csv", Staff: []roster.Sheet{{File: "kin.csv", Rows: []roster.Row{
		row(1, "工号", "姓名", "岗位类别", "配偶"),
		row(2, "A1", "张三", "财务", "A2"),
		row(3, "A2", "李四", "人事", "A1"),
	}}}}, "")
	outcomes := func() (out []eval.Outcome) {
		list, err := s.Verdicts(ctx)
		require.NoError(t, err)
		for _, v := range list {
			out = append(out, v.Outcome)
		}
		return out
	}
	assert.Equal(t, []eval.Outcome{eval.Nothing, eval.Must}, outcomes())
	s.Set(s.Find("A1")[0], s.Policy().Program.Named("post category"), "人事", "")
	assert.Equal(t, []eval.Outcome{eval.Nothing, eval.Nothing}, outcomes())
	s.Set(s.Find("A2")[0], s.Policy().Program.Named("post category"), "财务", "")
	assert.Equal(t, []eval.Outcome{eval.Must, eval.Nothing}, outcomes())
	found = s.Set(s.Find("A1")[0], s.Policy().Program.Named("spouse"), "A9", "")
	assert.True(t, found.HasErrors(), "nobody of that number")
	s.Set(s.Find("A1")[0], s.Policy().Program.Named("spouse"), "A1", "")
	assert.Equal(t, []eval.Outcome{eval.Nothing, eval.Nothing}, outcomes())
}

func TestAnInterruptKeepsWhatWasWorkedOut(t *testing.T) {
	s := New()
	s.SetPolicy("office.rota", office, nil, "")
	s.SetRoster(crowd(20_000), "")
	short, stop := context.WithTimeout(ctx, 3*time.Millisecond)
	defer stop()
	_, err := s.Verdicts(short)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	done := 0
	for _, of := range s.now.told.of {
		if of != nil {
			done++
		}
	}
	assert.Less(t, done, 20_000)
	list, err := s.Verdicts(ctx)
	require.NoError(t, err)
	assert.Len(t, list, 20_000)
	assert.True(t, slices.IsSortedFunc(list, func(a, b Verdict) int { return a.Record.Place - b.Record.Place }))
}

// A blank unit may be the unit of anybody whom a question compares it with.
func TestABlankMayBeWhatItIsComparedWith(t *testing.T) {
	s := New()
	require.False(t, s.SetPolicy("office.rota", office, nil, "load").HasErrors())
	s.SetRoster(Tables{Name: "staff.csv", Staff: []roster.Sheet{{File: "staff.csv", Rows: []roster.Row{
		row(1, "工号", "姓名", "单位", "配偶"),
		row(2, "A1", "张三", "甲局", "A2"),
		row(3, "A2", "李四", "", "A1"),
		row(4, "A3", "王五", "乙局", "A4"),
		row(5, "A4", "赵六", "乙局", "A3"),
		row(6, "A5", "钱七", "丙局", ""),
	}}}}, "load")
	for _, text := range []string{"spouse's unit is own unit", "spouse's unit is spouse's spouse's unit"} {
		yes, open := holds(t, s, text)
		assert.Equal(t, []string{"A3", "A4"}, yes, text)
		assert.Equal(t, []string{"A1", "A2"}, open, text)
	}
}

// A blank unit may be one that nobody had before the session wrote it.
func TestABlankMayBeWhatASessionWrites(t *testing.T) {
	s := New()
	require.False(t, s.SetPolicy("kin.rota", `policy "kin"
  as of 2024-12-31
  about rotate
field spouse: staff, blank means none, also called "配偶"
rule 1 spouse's unit is own unit => must
`, nil, "load").HasErrors())
	s.SetRoster(Tables{Name: "staff.csv", Staff: []roster.Sheet{{File: "staff.csv", Rows: []roster.Row{
		row(1, "工号", "姓名", "单位", "配偶"),
		row(2, "A1", "张三", "甲局", "A2"),
		row(3, "A2", "李四", "", "A1"),
		row(4, "A3", "王五", "乙局", ""),
	}}}}, "load")
	for _, unit := range []string{"乙局", "丁局"} {
		require.False(t, s.Set(s.Find("A1")[0], s.Policy().Program.Named("unit"), unit, "").HasErrors())
		list, err := s.Verdicts(ctx)
		require.NoError(t, err)
		assert.Equal(t, []eval.Outcome{eval.Undetermined, eval.Undetermined, eval.Nothing}, []eval.Outcome{list[0].Outcome, list[1].Outcome, list[2].Outcome}, unit)
		for _, v := range list {
			assert.Same(t, v.Record, s.Find(v.Record.ID)[0], "who is asked about is as the roster has it now")
			assert.Equal(t, v.Outcome, s.On(s.Find(v.Record.ID)[0])[0].Outcome, "%s %s", v.Record.ID, unit)
		}
	}
}

// Where a choice reads everybody, what is set of one is asked of the others again.
func TestAFactThatTheOthersRestOn(t *testing.T) {
	s := New()
	found := s.SetPolicy("choice.rota", `policy "Choice"
  as of 2024-12-31
  about rotate
choose 4.1 from (post tenure >= 5y), at most 1, by post tenure descending
rule 5 chosen by 4.1 => must
`, nil, "load")
	require.False(t, found.HasErrors(), found)
	s.SetRoster(Tables{Staff: []roster.Sheet{{File: "a.csv", Rows: []roster.Row{
		row(1, "工号", "任现职时间"), row(2, "A1", "2010-01-01"), row(3, "A2", "2012-01-01"),
	}}}}, "load")
	told := func() (out []eval.Outcome) {
		list, err := s.Verdicts(ctx)
		require.NoError(t, err)
		for _, v := range list {
			out = append(out, v.Outcome)
		}
		return out
	}
	require.Equal(t, []eval.Outcome{eval.Must, eval.Nothing}, told())
	s.Set(s.Find("A1")[0], s.Policy().Program.Named("任现职时间"), "2023-01-01", "set A1")
	require.Equal(t, []eval.Outcome{eval.Nothing, eval.Must}, told())
}

// What was set of people stays set through a rule, a date and another policy, and is told;
// another roster forgets it, even one with the same rows, and undoing brings it back.
func TestWhatKeepsAFactAndWhatForgetsIt(t *testing.T) {
	s := loaded(t)
	require.False(t, s.Set(s.Find("A4")[0], s.Policy().Program.Named("post since"), "2012-01-01", "set").HasErrors())
	require.False(t, s.Set(s.Find("A2")[0], s.Policy().Program.Named("gender"), "", "set").HasErrors())
	held := func() (facts []string, written string) {
		for _, f := range s.Facts() {
			facts = append(facts, f.ID+" "+f.Field+" "+f.Was+" to "+f.Is)
		}
		return facts, s.Find("A4")[0].Cell(s.Policy().Program.Named("post since")).Written
	}
	both := []string{"A4 post since 2020-01-01 to 2012-01-01", "A2 gender 女 to "}
	for _, change := range []struct {
		name    string
		do      func()
		facts   []string
		written string
	}{
		{"a rule", func() { s.Add("rule 9 male => may", "rule") }, both, "2012-01-01"},
		{"a date", func() { day, _ := civil.NewDate(2030, 1, 1); s.SetAsOf(day, "as of") }, both, "2012-01-01"},
		{"a policy", func() { s.SetPolicy("office.rota", office, nil, "load") }, both, "2012-01-01"},
		{"a roster", func() { s.SetRoster(staff(), "load") }, nil, "2020-01-01"},
	} {
		was, stood := held()
		change.do()
		facts, written := held()
		assert.Equal(t, change.facts, facts, change.name)
		assert.Equal(t, change.written, written, change.name)
		s.Undo()
		facts, written = held()
		assert.Equal(t, was, facts, "undoing "+change.name)
		assert.Equal(t, stood, written, "undoing "+change.name)
		change.do()
	}
}

// A number is of the one whose number it is, whoever is called so.
func TestANumberGoesBeforeAName(t *testing.T) {
	s := New()
	require.False(t, s.SetPolicy("office.rota", office, nil, "load").HasErrors())
	s.SetRoster(Tables{Name: "staff.csv", Staff: []roster.Sheet{{File: "staff.csv", Rows: []roster.Row{
		row(1, "工号", "姓名"), row(2, "甲", "乙"), row(3, "乙", "丙"), row(4, "丁", "丙"),
	}}}}, "load")
	for who, ids := range map[string][]string{"甲": {"甲"}, "乙": {"乙"}, "丙": {"乙", "丁"}, "丁": {"丁"}} {
		var found []string
		for _, r := range s.Find(who) {
			found = append(found, r.ID)
		}
		assert.Equal(t, ids, found, who)
	}
	require.False(t, s.Set(s.Find("丁")[0], s.Policy().Program.Named("name"), "戊", "set").HasErrors())
	assert.Len(t, s.Find("丙"), 1)
	assert.Equal(t, "丁", s.Find("戊")[0].ID)
}

// Days of several matters are told by date, whichever matter comes first in the policy.
func TestTurnsOfSeveralMattersAreByDate(t *testing.T) {
	s := New()
	require.False(t, s.SetPolicy("two.rota", "policy \"two\"\n  as of 2024-12-31\nrule 1 post tenure >= 9y => must rotate\nrule 2 post tenure >= 7y => must exchange\nrule 3 post tenure >= 10y => must not exchange\n", nil, "load").HasErrors())
	s.SetRoster(staff(), "load")
	until, _ := civil.NewDate(2040, 1, 1)
	turns, err := s.Turns(ctx, s.Find("A4")[0], until)
	require.NoError(t, err)
	var days []string
	for _, turn := range turns {
		days = append(days, turn.Date.String()+" "+turn.Action.Name+" "+turn.Outcome.String())
	}
	assert.Equal(t, []string{"2027-01-01 exchange must", "2029-01-01 rotate must", "2030-01-01 exchange must-not"}, days)
}

// What settles most by itself is asked first; of the rest what more decisions hang on.
func TestGapsThatSettleMoreComeFirst(t *testing.T) {
	s := New()
	require.False(t, s.SetPolicy("office.rota", "policy \"p\"\n  as of 2024-12-31\nrule 1 male, post category is finance => must rotate\nrule 2 female, age >= 50 => must rotate\n", nil, "load").HasErrors())
	s.SetRoster(Tables{Name: "staff.csv", Staff: []roster.Sheet{{File: "staff.csv", Rows: []roster.Row{
		row(1, "工号", "姓名", "性别", "出生日期", "岗位类别"),
		row(2, "A1", "a", "", "1990-01-01", ""),
		row(3, "A2", "b", "", "1991-01-01", ""),
		row(4, "A3", "c", "", "1992-01-01", ""),
		row(5, "A4", "d", "女", "", "财务"),
		row(6, "A5", "e", "女", "", "财务"),
		row(7, "A6", "f", "男", "1993-01-01", ""),
	}}}}, "load")
	gaps, open, err := s.Gaps(ctx)
	require.NoError(t, err)
	assert.Equal(t, 6, open)
	var told []string
	for _, g := range gaps {
		told = append(told, fmt.Sprintf("%s %d of %d", g.Field.Name, g.Alone, g.Open))
	}
	assert.Equal(t, []string{"birth date 2 of 2", "post category 1 of 4", "gender 0 of 3"}, told)
}

// Decisions on records of another kind are compared as well, and counted where they are
// the same.
func TestDecisionsOnOtherKindsAreCompared(t *testing.T) {
	s := New()
	require.False(t, s.SetPolicy("two.rota", `policy "two"
  as of 2024-12-31
  about rotate
record place, key place name
  place name: text
  heads: whole number
rule 1 post tenure >= 5y => must
check 2 of place: heads >= 2
`, nil, "load").HasErrors())
	tables := staff()
	tables.Further = map[string][]roster.Sheet{"place": {{File: "place.csv", Rows: []roster.Row{row(1, "place name", "heads"), row(2, "甲局", "3"), row(3, "乙局", "1")}}}}
	s.SetRoster(tables, "load")
	require.False(t, s.Set(s.Find("A1")[0], s.Policy().Program.Named("post since"), "2024-01-01", "set").HasErrors())
	then, now, same, ok, err := s.Compare(ctx)
	require.NoError(t, err)
	require.True(t, ok)
	assert.Equal(t, []string{"A1"}, idsOf(then.Decisions))
	assert.Equal(t, []string{"A1"}, idsOf(now.Decisions))
	assert.Equal(t, 6, same, "of four people and of both places")
}

// A name or number at the start of a text ends where its word does; of several the longest counts.
func TestWhomATextBeginsWith(t *testing.T) {
	s := New()
	who, rest := s.Begins("A1")
	require.Nil(t, who)
	require.Equal(t, "A1", rest)
	require.Nil(t, s.Find("A1"))
	require.Nil(t, s.Names("", 5))

	require.False(t, s.SetPolicy("office.rota", office, nil, "load").HasErrors())
	s.SetRoster(Tables{Name: "staff.csv", Staff: []roster.Sheet{{File: "staff.csv", Rows: []roster.Row{
		row(1, "工号", "姓名"), row(2, "A1", "Li Lei"), row(3, "A12", "张三"), row(4, "A1_b", "张三丰"),
	}}}}, "load")
	for text, want := range map[string][2]string{
		"A1": {"A1", ""}, "A1 unit": {"A1", " unit"}, "A1岗位": {"A1", "岗位"}, "a1:x": {"A1", ":x"}, "A1/x": {"A1", "/x"}, "A1@x": {"A1", "@x"},
		"A1[x": {"A1", "[x"}, "A1`x": {"A1", "`x"}, "A1{x": {"A1", "{x"}, "A12 unit": {"A12", " unit"}, "A1_b=": {"A1_b", "="},
		"Li Lei unit": {"A1", " unit"}, "Li Leif": {"", "Li Leif"}, "张三 unit": {"A12", " unit"}, "张三丰unit": {"A1_b", "unit"}, "张三岗": {"A12", "岗"},
		"A10": {"", "A10"}, "A19": {"", "A19"}, "A1a": {"", "A1a"}, "A1z": {"", "A1z"}, "A1A": {"", "A1A"}, "A1Z": {"", "A1Z"}, "A1_": {"", "A1_"},
		" A1": {"", " A1"}, "": {"", ""}, "张": {"", "张"}, "unit A1": {"", "unit A1"},
	} {
		who, rest := s.Begins(text)
		id := ""
		if len(who) > 0 {
			id = who[0].ID
		}
		assert.Equal(t, want, [2]string{id, rest}, text)
	}
	for text, want := range map[string][2]string{
		"post since=1": {"post since", "=1"}, "post since": {"post since", ""}, "post sinces": {"post", "sinces"}, "postx": {"", "postx"}, "unit2": {"", "unit2"},
		"unit is": {"unit", "is"}, "任现职时间=": {"post since", "="}, "": {"", ""}, "since": {"", "since"},
	} {
		f, rest := s.BeginsField(text)
		name := ""
		if f != nil {
			name = f.Name
		}
		assert.Equal(t, want, [2]string{name, rest}, text)
	}
	assert.Equal(t, []string{"张三", "张三丰"}, s.Names("张", 5))
	assert.Equal(t, []string{"张三"}, s.Names("张", 1))
	assert.Equal(t, []string{"Li Lei", "A1", "张三", "A12", "张三丰", "A1_b"}, s.Names("", 6))
	assert.Equal(t, []string{"Li Lei"}, s.Names("", 1))
	assert.Equal(t, []string{"A1", "A12", "A1_b"}, s.Names("a", 5))
}

// Undo says what it takes back; behind what Begin makes the first it does not go.
func TestUndoSaysWhatItTakesBack(t *testing.T) {
	s := New()
	require.Empty(t, s.Undo())
	require.False(t, s.Dated())
	require.False(t, s.SetPolicy("office.rota", office, nil, "the policy").HasErrors())
	s.SetRoster(staff(), "the roster")
	s.SetAsOf(day(2030, 1, 1), "the date")
	_, found := s.Add("rule 9 male => must", "rule 9")
	require.False(t, found.HasErrors(), found)
	require.False(t, s.Set(s.Find("A1")[0], s.Policy().Program.Named("unit"), "丙局", "the unit").HasErrors())
	var by []string
	for range 6 {
		by = append(by, s.Undo())
	}
	require.Equal(t, []string{"the unit", "rule 9", "the date", "the roster", "the policy", ""}, by)
	require.Nil(t, s.Policy())

	s = loaded(t)
	s.Begin()
	require.Empty(t, s.Undo())
	require.NotNil(t, s.Bound())
}

func day(year, month, dayOf int) civil.Date {
	date, _ := civil.NewDate(year, month, dayOf)
	return date
}

// What is added follows what was there on a line of its own; a policy with a head of its own
// takes the place of all.
func TestTheTextAfterAnAddition(t *testing.T) {
	const one = "rule 1 male => must rotate"
	const head = "policy \"other\"\n  as of 2024-01-01\nrule 3 male => must rotate"
	for _, row := range []struct{ before, added, after, replaced string }{
		{"", one, one + "\n", ""},
		{one, "rule 2 female => must rotate\n\n", one + "\nrule 2 female => must rotate\n", ""},
		{one + "\n", "rule 2 female => must rotate", one + "\nrule 2 female => must rotate\n", ""},
		{one, "rule 1 female => must rotate", "rule 1 female => must rotate\n", "1"},
		{one + "\nrule 2 female => must rotate\n", "rule 1 male => should rotate", "rule 2 female => must rotate\nrule 1 male => should rotate\n", "1"},
		{one + "\n-- why\nrule 2 female => must rotate -- so\n\ndefine long = post tenure >= 9y", "rule 2 long => must rotate", one + "\n-- why\n\ndefine long = post tenure >= 9y\nrule 2 long => must rotate\n", "2"},
		{one + "\ndefine long = post tenure >= 9y", "define long = post tenure >= 8y", one + "\ndefine long = post tenure >= 8y\n", "long"},
		{one, head, head + "\n", ""},
	} {
		s := New()
		if row.before != "" {
			found := s.SetPolicy("p.rota", row.before, nil, "load")
			require.False(t, found.HasErrors(), "%s: %v", row.before, found)
		}
		replaced, found := s.Add(row.added, "add")
		require.False(t, found.HasErrors(), "%s: %v", row.added, found)
		assert.Equal(t, row.after, s.Text())
		assert.Equal(t, row.replaced, strings.Join(replaced, ", "))
		if row.before != "" {
			assert.Equal(t, "p.rota", s.Policy().Name)
		}
	}
}

// What was changed is compared with what was loaded last; before there is a date nothing was
// decided that could be compared.
func TestWhatIsCompared(t *testing.T) {
	compare := func(s *Session) (then, now Side, same int, ok bool) {
		then, now, same, ok, err := s.Compare(ctx)
		require.NoError(t, err)
		return then, now, same, ok
	}
	s := New()
	_, _, _, ok := compare(s)
	require.False(t, ok)
	s.SetRoster(staff(), "load")
	_, found := s.Add("rule 1 post tenure >= 9y => must rotate", "rule 1")
	require.False(t, found.HasErrors(), found)
	require.False(t, s.Dated())
	_, _, _, ok = compare(s)
	require.False(t, ok, "the first policy changes nothing")
	q, _, _ := s.Parse("input", "post tenure >= 5y")
	reply := q.Of(s.Find("A1")[0])
	require.Zero(t, reply.AsOf)
	_, known := reply.Certain()
	require.False(t, known, "no date is known")

	s.SetAsOf(day(2024, 1, 1), "as of")
	require.True(t, s.Dated())
	_, _, _, ok = compare(s)
	require.False(t, ok, "the first date changes nothing")
	reply = q.Of(s.Find("A1")[0])
	require.Zero(t, reply.AsOf, "a question is of the moment when it was asked")
	s.SetAsOf(day(2022, 1, 1), "as of")
	then, now, same, ok := compare(s)
	require.True(t, ok)
	require.Equal(t, []civil.Date{day(2024, 1, 1), day(2022, 1, 1)}, []civil.Date{then.AsOf, now.AsOf})
	require.Equal(t, []string{"A1", "A2"}, idsOf(then.Decisions))
	require.Equal(t, eval.Must, then.Decisions[0].Outcome)
	require.Equal(t, eval.Nothing, now.Decisions[0].Outcome)
	require.Equal(t, 3, same)
	s.SetAsOf(day(2016, 1, 1), "as of")
	then, _, _, _ = compare(s)
	require.Equal(t, day(2024, 1, 1), then.AsOf, "all changes are told of what was loaded")
	s.SetRoster(staff(), "load")
	_, _, _, ok = compare(s)
	require.False(t, ok, "another roster is a new beginning")
}

// The same outcome of another matter, by another rule or of another clause is another decision.
func TestWhatMakesDecisionsDiffer(t *testing.T) {
	s := New()
	require.False(t, s.SetPolicy("p.rota", "policy \"p\"\n  as of 2024-12-31\nrule 1 male => must rotate\n", nil, "load").HasErrors())
	s.SetRoster(staff(), "load")
	for text, want := range map[string]int{
		"rule 1 male => must rotate":                               0,
		"rule 1 post tenure >= 0y and male => must rotate":         1,
		"rule 1 male => must exchange":                             5,
		"rule 2 male => must rotate":                               3,
		"rule 1 male => should rotate":                             3,
		"rule 1 male => must rotate\nrule 2 male => must rotate":   3,
		"rule 1 male => must rotate\nrule 2 female => must rotate": 2,
	} {
		then, now, same, found, err := s.CompareWith(ctx, "q.rota", "policy \"p\"\n  as of 2024-12-31\n"+text+"\n", nil)
		require.NoError(t, err)
		require.False(t, found.HasErrors(), found)
		assert.Len(t, then.Decisions, want, text)
		assert.Len(t, now.Decisions, want, text)
		assert.Equal(t, 5-want, same, text)
	}
	_, _, _, found, err := s.CompareWith(ctx, "q.rota", "rule 1 mal => must rotate\n", nil)
	require.NoError(t, err)
	require.True(t, found.HasErrors())
	require.False(t, s.SetPolicy("p.rota", "rule 1 mal => must rotate\n", nil, "load") == nil)
	require.Equal(t, "p.rota", s.Policy().Name)
	require.NotNil(t, s.Bound(), "a mistake leaves all as it was")
}

// Whoever interrupts gets no part of an answer.
func TestAnInterruptedAnswerIsNone(t *testing.T) {
	s := loaded(t)
	s.SetAsOf(day(2030, 1, 1), "as of")
	over, cancel := context.WithCancel(ctx)
	cancel()
	_, err := s.Verdicts(over)
	assert.ErrorIs(t, err, context.Canceled)
	_, _, err = s.Gaps(over)
	assert.ErrorIs(t, err, context.Canceled)
	turns, err := s.Turns(over, s.Find("A4")[0], day(2050, 1, 1))
	assert.ErrorIs(t, err, context.Canceled)
	assert.Empty(t, turns)
	_, _, _, ok, err := s.Compare(over)
	assert.ErrorIs(t, err, context.Canceled)
	assert.False(t, ok)
	q, _, _ := s.Parse("input", "female")
	_, err = q.All(over)
	assert.ErrorIs(t, err, context.Canceled)
}

// A question tells whether it is yes or no, and whether its values have an order.
func TestKindsOfQuestions(t *testing.T) {
	s := New()
	require.False(t, s.SetPolicy("office.rota", office, nil, "load").HasErrors())
	q, absent, _ := s.Parse("input", `funding is "x"`)
	require.NotNil(t, q)
	require.Empty(t, absent, "without a roster no column is wanting")
	s.SetRoster(staff(), "load")
	for text, want := range map[string][2]bool{
		"female": {true, false}, "gender": {false, false}, "unit": {false, false}, "name": {false, false},
		"age": {false, true}, "birth date": {false, true}, "post tenure": {false, true},
	} {
		q, _, found := s.Parse("input", text)
		require.NotNil(t, q, "%s: %v", text, found)
		assert.Equal(t, want, [2]bool{q.Condition(), q.Ordered()}, text)
		assert.False(t, q.Listing(), text)
	}
	_, absent, _ = s.Parse("input", `funding is "x" or funding is "y"`)
	require.Len(t, absent, 1, "a column is wanting once")
	for _, text := range []string{"age", "post tenure"} {
		q, _, _ := s.Parse("input", text)
		older, younger := q.Of(s.Find("A1")[0]), q.Of(s.Find("A4")[0])
		assert.Positive(t, q.Order(&older, &younger), text)
		assert.Negative(t, q.Order(&younger, &older), text)
		assert.Zero(t, q.Order(&older, &older), text)
	}
}

// A gap names the first eight whose decisions hang on it, each once.
func TestAGapNamesTheFirstFew(t *testing.T) {
	s := New()
	require.False(t, s.SetPolicy("p.rota", "policy \"p\"\n  as of 2024-12-31\nrule 1 female => must rotate\nrule 2 female => must exchange\n", nil, "load").HasErrors())
	sheet := roster.Sheet{File: "staff.csv", Rows: []roster.Row{row(1, "工号", "姓名", "性别")}}
	for i := range 10 {
		sheet.Rows = append(sheet.Rows, row(i+2, fmt.Sprintf("A%d", i), fmt.Sprintf("n%d", i), ""))
	}
	s.SetRoster(Tables{Name: "staff.csv", Staff: []roster.Sheet{sheet}}, "load")
	gaps, open, err := s.Gaps(ctx)
	require.NoError(t, err)
	require.Equal(t, 20, open)
	require.Len(t, gaps, 1)
	require.Equal(t, []int{20, 20}, []int{gaps[0].Open, gaps[0].Alone})
	var ids []string
	for _, r := range gaps[0].Of {
		ids = append(ids, r.ID)
	}
	require.Equal(t, []string{"A0", "A1", "A2", "A3", "A4", "A5", "A6", "A7"}, ids)
}

// What a table does not say is one gap, however many it matters to, and comes after the columns.
func TestGapsOfATable(t *testing.T) {
	s := New()
	require.False(t, s.SetPolicy("p.rota", "policy \"p\"\n  as of 2024-12-31\ntable limit by rank\n  clerk: 3y\nrule 1 post tenure >= limit for rank => must rotate\n", nil, "load").HasErrors())
	s.SetRoster(Tables{Name: "staff.csv", Staff: []roster.Sheet{{File: "staff.csv", Rows: []roster.Row{
		row(1, "工号", "职级", "任现职时间"), row(2, "A1", "", "2020-01-01"), row(3, "A2", "", "2021-01-01"), row(4, "A3", "正股级", "2021-01-01")}}}}, "load")
	gaps, open, err := s.Gaps(ctx)
	require.NoError(t, err)
	require.Equal(t, 3, open)
	var told []string
	for _, g := range gaps {
		told = append(told, fmt.Sprintf("%s %d/%d", g.Field.Text().EN, g.Alone, g.Open))
	}
	require.Equal(t, []string{"limit[section chief] 1/3", "rank 0/2", "limit[department chief] 0/2"}, told[:3])
	require.IsIncreasing(t, told[2:])
}

// What is decided the same by another clause is a difference, be that clause a rule or the
// row of a value. Clauses that are cited before and after a change are none.
func TestAnotherClauseIsADifference(t *testing.T) {
	for name, x := range map[string]struct {
		policy, field, value string
		differ               int
	}{
		"in force":  {"  in force from 2025-01-01 [9]\nrule 1 male => must rotate\n", "unit", "丙局", 0},
		"condition": {"define long [2] = post tenure >= 1y\nrule 1 long => must rotate\n", "unit", "丙局", 0},
		"rules":     {"rule 1 male => must rotate\nrule 2 female => must rotate\n", "gender", "female", 1},
		"rows":      {"define limit = first that applies\n  2 male: 1y\n  3 otherwise 2y\nrule 1 post tenure >= limit => must rotate\n", "gender", "female", 1},
	} {
		s := New()
		found := s.SetPolicy("p.rota", "policy \"p\"\n  as of 2024-12-31\n"+x.policy, nil, "load")
		require.False(t, found.HasErrors(), "%s: %v", name, found)
		s.SetRoster(staff(), "load")
		require.True(t, x.differ > 0 || len(s.On(s.Find("A1")[0])[0].Cites) > 0, name)
		_, err := s.Verdicts(ctx)
		require.NoError(t, err)
		require.False(t, s.Set(s.Find("A1")[0], s.Policy().Program.Named(x.field), x.value, "set").HasErrors())
		_, now, same, ok, err := s.Compare(ctx)
		require.NoError(t, err)
		require.True(t, ok)
		require.Len(t, now.Decisions, x.differ, name)
		require.Equal(t, 5-x.differ, same, name)
	}
}

// Each verdict leads to the decision on its own matter, and each name to the records as they
// are now.
func TestVerdictsAndNamesLeadToWhatIsNow(t *testing.T) {
	s := New()
	require.False(t, s.SetPolicy("two.rota", "policy \"two\"\n  as of 2024-12-31\nrule 1 post tenure >= 9y => must rotate\nrule 2 post tenure >= 4y => should exchange\n", nil, "load").HasErrors())
	s.SetRoster(staff(), "load")
	list, err := s.Verdicts(ctx)
	require.NoError(t, err)
	require.Len(t, list, 10)
	for _, v := range list {
		d, ok := s.Decision(v)
		require.True(t, ok)
		require.Equal(t, v.Action.Name, d.Action.Name)
		require.Equal(t, v.Outcome, d.Outcome)
	}
	unit := s.Policy().Program.Named("unit")
	require.False(t, s.Set(s.Find("A4")[0], unit, "丙局", "set").HasErrors())
	require.False(t, s.Set(s.Find("A1")[0], unit, "丁局", "set").HasErrors())
	var units []string
	for _, r := range s.Find("张三") {
		units = append(units, r.ID+r.Cell(unit).Written)
	}
	require.Equal(t, []string{"A1丁局", "A4丙局"}, units)
	require.Equal(t, "乙局", s.Find("李四")[0].Cell(unit).Written)
	s.Undo()
	require.Equal(t, "甲局", s.Find("张三")[0].Cell(unit).Written)
}
