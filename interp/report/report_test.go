package report

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/govalues/decimal"
	"github.com/stretchr/testify/require"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

var update = flag.Bool("update", false, "write the goldens anew")

const policy = `policy "县直单位轮岗办法 (trial)"
  source "测字〔2024〕1号"
  about rotate

field staff id: text, also called "工号"
field name: text, also called "姓名"
field post since: date, also called "任现职时间"
field key post: yes/no, assumed no when blank, also called "重要岗位"
field points: number, also called "积分"
record staff, key staff id
judged extension approved also called "批准延期"
action rotate also called "轮岗"
action leave also called "强制休假"

rule 4.1 "five years"
  key post => must rotate within 6mo from post since + 5y
  unless extension approved
rule 第八条 "任职满三年"
  post since + 3y <= 2024-12-31 => should rotate
rule 5.1 "积分高者" points >= 90 => exempt from rotate
points >= 10 => should leave
output score also called "得分" = points
`

func program(t testing.TB) *check.Program {
	t.Helper()
	var found diag.List
	tree := syntax.Parse(source.New("trial.rota", policy), nil, &found)
	p := check.Check([]*syntax.File{tree}, &found)
	var text bytes.Buffer
	require.NoError(t, diag.Write(&text, found, locale.English, diag.Options{}))
	require.False(t, found.HasErrors(), text.String())
	require.Len(t, p.Rules, 4)
	require.Len(t, p.Actions, 2)
	return p
}

func field(t testing.TB, p *check.Program, name string) *check.Field {
	t.Helper()
	for _, f := range append(p.Subject.Fields, p.Judged...) {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("no field %s", name)
	return nil
}

func date(s string) civil.Date {
	d, ok := civil.ParseISO(s)
	if !ok {
		panic(s)
	}
	return d
}

var asOfDate = date("2024-12-31")

// person is a record of the trial policy; a blank since or points is empty.
func person(t testing.TB, p *check.Program, row int, id, name, since, points string) *roster.Record {
	t.Helper()
	r := &roster.Record{
		ID: id, Name: name, At: source.Cell{File: "花名册.xlsx", Sheet: "在职", Row: row},
		Cells: make([]*roster.Cell, len(p.Subject.Fields)+len(p.Judged)),
	}
	for i, f := range p.Subject.Fields {
		at := r.At
		at.Column = i + 1
		c := roster.Cell{State: roster.Empty, From: at}
		switch f.Name {
		case "staff id":
			c.State, c.Written = roster.Known, id
		case "name":
			c.State, c.Written = roster.Known, name
		case "post since":
			if c.Written = since; since != "" {
				c.State, c.Value = roster.Known, value.Day(date(strings.ReplaceAll(since, "/", "-")))
			}
		case "points":
			if c.Written = points; points != "" {
				c.State, c.Value = roster.Known, value.Num(types.Number, decimal.MustParse(points))
			}
		case "key post":
			c.State, c.Written, c.Value = roster.Known, "√", value.Truth(true)
		}
		r.Cells[f.Index] = &c
	}
	return r
}

// trial is a run with one of everything that a decision can hold.
func trial(t testing.TB, l locale.Language) Run {
	t.Helper()
	p := program(t)
	rotate, leave := p.Actions[0], p.Actions[1]
	must, should, exempt, rest := p.Rules[0], p.Rules[1], p.Rules[2], p.Rules[3]
	people := []*roster.Record{
		person(t, p, 3, "0007", "张三", "2018/03/01", "12.5"),
		person(t, p, 4, "0012", "买买提·艾力", "2019/02/28", "95"),
		person(t, p, 5, "A-3", "=cmd()", "", "-5"),
		person(t, p, 6, "-4", "\x1b[31mred\x1b[0m\u202e李四", "2021/06/30", ""),
		person(t, p, 7, "110101199003071234", "𬱖㛃 (Ann, “A”)", "2024/01/15", "3"),
	}
	base := func(i int, a *check.Action, o eval.Outcome) eval.Decision {
		d := eval.Decision{Record: people[i], Action: a, AsOf: asOfDate, Outcome: o}
		for _, name := range []string{"post since", "points"} {
			f := field(t, p, name)
			c := *people[i].Cells[f.Index]
			fact := eval.Fact{Field: f, Cell: c}
			if c.Written != "" {
				fact.Value = strings.ReplaceAll(c.Written, "/", "-")
			}
			d.Facts = append(d.Facts, fact)
		}
		points := people[i].Cells[field(t, p, "points").Index].Written
		d.Outputs = []eval.Output{{Output: p.Outputs[0], Value: points, Known: points != "", Type: p.Outputs[0].Type}}
		return d
	}
	blank := func(i int, name string) eval.Blank {
		f := field(t, p, name)
		return eval.Blank{Field: f, Cell: *people[i].Cells[f.Index]}
	}
	one := base(0, rotate, eval.Must)
	one.Clauses, one.Standing = []*check.Rule{must}, []*check.Rule{should}
	one.Deadline = eval.Dates{First: date("2023-09-01"), Last: date("2023-09-01")}
	one.Judged = []eval.Judgement{{Field: field(t, p, "extension approved"), Else: []eval.Outcome{eval.Should}}}
	one.Instead = []*check.Action{leave}

	two := base(1, rotate, eval.Exempt)
	two.Clauses = []*check.Rule{exempt, exempt}
	two.Beaten = []eval.Beaten{{Rule: must, By: []*check.Rule{exempt}}, {Rule: should, By: []*check.Rule{exempt}}}
	two.Waiting = []eval.Waiting{{Rule: rest, Lapsed: true, Date: date("2020-01-01")}, {Rule: rest, Date: date("2030-01-01")}}
	two.DeferredTo = eval.Dates{First: date("2025-01-01"), Last: date("2025-12-31")}

	three := base(2, rotate, eval.Undetermined)
	three.Missing = []eval.Blank{blank(2, "post since")}
	three.Possible = []eval.Outcome{eval.Should, eval.Nothing}
	three.Maybe = []*check.Rule{should}

	four := base(3, rotate, eval.OutOfScope)
	four.OutBy = exempt.When

	five := base(4, rotate, eval.Nothing)
	five.Assumed = []eval.Assumption{{Blank: blank(4, "key post"), Value: "no", Else: []eval.Outcome{eval.Must}}}

	leaves := []eval.Decision{base(0, leave, eval.Should), base(1, leave, eval.Should), base(2, leave, eval.Nothing), base(3, leave, eval.Undetermined), base(4, leave, eval.Nothing)}
	leaves[0].Clauses, leaves[1].Clauses = []*check.Rule{rest}, []*check.Rule{rest}
	leaves[3].Missing = []eval.Blank{blank(3, "points"), blank(3, "points")}
	leaves[3].Possible, leaves[3].Exhaustive = []eval.Outcome{eval.Should, eval.Nothing}, true
	leaves[4].AsOfUnknown = true

	run := Run{
		Program: p, PolicyName: "trial.rota", Fingerprint: "0012ab34", RosterName: "花名册.xlsx",
		AsOf: asOfDate, Language: l, Show: []*check.Field{field(t, p, "post since"), field(t, p, "points")},
		Reason: func(d eval.Decision, l locale.Language) string {
			return locale.Text{
				EN: fmt.Sprintf("since 2018-03-01 in post for more than 5y (%s)", d.Record.At.Address()),
				ZH: fmt.Sprintf("自2018年3月1日起任现职，已满5年，见第%s行。", d.Record.At.Address()),
			}.In(l)
		},
	}
	for i, d := range []eval.Decision{one, two, three, four, five} {
		run.Decisions = append(run.Decisions, d, leaves[i])
	}
	return run
}

// single is the run with one action alone and no further columns.
func single(t testing.TB, l locale.Language) Run {
	run := trial(t, l)
	action := run.Program.Actions[0]
	all := run.Decisions
	run.Decisions, run.Show = nil, nil
	for _, d := range all {
		if d.Action == action {
			run.Decisions = append(run.Decisions, d)
		}
	}
	return run
}

func empty(t testing.TB, l locale.Language) Run {
	run := trial(t, l)
	run.Decisions = nil
	return run
}

var languages = map[string]locale.Language{"en": locale.English, "zh": locale.Chinese}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run with -update")
	require.Equal(t, string(want), got)
}

func TestSummaryAddsUp(t *testing.T) {
	run := trial(t, locale.English)
	records := map[*roster.Record]bool{}
	times := map[*check.Action]map[*roster.Record]int{}
	for _, d := range run.Decisions {
		records[d.Record] = true
		if times[d.Action] == nil {
			times[d.Action] = map[*roster.Record]int{}
		}
		times[d.Action][d.Record]++
	}
	summary := Summary(run)
	require.Len(t, summary, 2)
	for i, s := range summary {
		require.Same(t, run.Program.Actions[i], s.Action)
		require.Len(t, times[s.Action], len(records))
		for r, n := range times[s.Action] {
			require.Equal(t, 1, n, r.ID)
		}
		sum := 0
		for _, n := range s.Counts {
			sum += n
		}
		require.Equal(t, len(records), s.Total)
		require.Equal(t, s.Total, sum)
	}
	for _, s := range Summary(empty(t, locale.English)) {
		require.Zero(t, s.Total)
		require.Empty(t, s.Counts)
	}
	require.Empty(t, Summary(Run{}))
}

func TestOutcomeText(t *testing.T) {
	rotate := &check.Action{Name: "rotate", Names: []string{"rotate", "轮岗"}}
	english := &check.Action{Name: "swap", Names: []string{"swap"}}
	for _, row := range []struct {
		outcome eval.Outcome
		action  *check.Action
		en, zh  string
	}{
		{eval.Must, rotate, "must rotate", "必须轮岗"},
		{eval.Plan, rotate, "plan to rotate", "有计划地轮岗"},
		{eval.MustNot, rotate, "must not rotate", "不得轮岗"},
		{eval.Exempt, rotate, "exempt", "免于轮岗"},
		{eval.MayExemptOrDefer, rotate, "may be exempted or deferred", "可免于或暂缓轮岗"},
		{eval.Undetermined, rotate, "undetermined", "待定"},
		{eval.Should, english, "should swap", "应当 swap"},
		{eval.Must, nil, "must", "必须"},
	} {
		require.Equal(t, row.en, explain.Outcome(row.outcome, row.action, locale.English))
		require.Equal(t, row.zh, explain.Outcome(row.outcome, row.action, locale.Chinese))
	}
	chinese := &check.Action{Name: "轮岗", Names: []string{"轮岗", "rotate"}}
	require.Equal(t, "rotate", explain.ActionName(chinese, locale.English))
	require.Equal(t, "轮岗", explain.ActionName(&check.Action{Name: "轮岗", Names: []string{"轮岗"}}, locale.English))
}

// failAfter is a disk that is full after n bytes.
type failAfter struct{ n int }

func (f *failAfter) Write(p []byte) (int, error) {
	if len(p) > f.n {
		return f.n, errFull
	}
	f.n -= len(p)
	return len(p), nil
}

var errFull = fmt.Errorf("the disk is full")

func TestWriteErrorsAreReturned(t *testing.T) {
	for name, write := range writers {
		var whole bytes.Buffer
		require.NoError(t, write(&whole, trial(t, locale.Chinese)))
		for n := 0; n < whole.Len(); n += max(1, whole.Len()/7) {
			require.ErrorIs(t, write(&failAfter{n}, trial(t, locale.Chinese)), errFull, "%s after %d bytes", name, n)
		}
	}
}

func TestSameRunSameBytes(t *testing.T) {
	for name, write := range writers {
		var first bytes.Buffer
		require.NoError(t, write(&first, trial(t, locale.Chinese)))
		for range 20 {
			var again bytes.Buffer
			require.NoError(t, write(&again, trial(t, locale.Chinese)))
			require.True(t, bytes.Equal(first.Bytes(), again.Bytes()), name)
		}
	}
}
