package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/lang/check"
	"rota/lang/locale"
)

// Difference is what a new policy makes of a roster that an old one was run on.
// Both runs are of the same rows.
type Difference struct {
	Old, New Run
	Same     int // decisions known not to differ, which are in neither run
}

// Shift is how an outcome moved. The zero value is that it did not.
type Shift uint8

const (
	Unmoved     Shift = iota
	BecomesDue        // a duty where there was none, or a stricter one
	Released          // no duty any more, and not because of an exemption
	Exempted          // exempt or deferred, or may be, where it was not
	Opens             // undetermined, or contradictory, where it was neither
	Fails             // not to be decided for an error of the data, where it was no such error
	OtherResult       // any other change of the outcome
	OtherClause       // the same outcome by other clauses
)

var shifts = [...]struct {
	name string
	text locale.Text
}{
	BecomesDue: {"due", locale.Text{EN: "becomes due", ZH: "新增或加重义务"}}, Released: {"released", locale.Text{EN: "is released", ZH: "解除义务"}},
	Exempted: {"exempted", locale.Text{EN: "is exempted or deferred", ZH: "免除或暂缓"}}, Opens: {"undetermined", locale.Text{EN: "becomes undetermined", ZH: "变为待定"}}, Fails: {"data-error", locale.Text{EN: "becomes a data error", ZH: "变为数据错误"}},
	OtherResult: {"other-outcome", locale.Text{EN: "another outcome", ZH: "结论改变"}}, OtherClause: {"other-clause", locale.Text{EN: "the same by other clauses", ZH: "结论不变、依据改变"}},
}

// shiftOf says how an outcome moved. An outcome of a policy's own is told by its
// name, which two policies may rank otherwise; one by default that requires nothing is none.
func shiftOf(before *check.Action, old eval.Outcome, after *check.Action, new eval.Outcome) Shift {
	was, is := old.Like(before), new.Like(after)
	switch {
	case old.Name(before) == new.Name(after), none(before, old) && none(after, new):
		return Unmoved
	case is == eval.DataError:
		return Fails
	case open(is) && !open(was):
		return Opens
	case duty(is) && (!duty(was) || is < was): // the strictest is the first
		return BecomesDue
	case eased(is) && !eased(was):
		return Exempted
	case duty(was) && !duty(is):
		return Released
	}
	return OtherResult
}

// none says of an outcome that nothing applies, or that it is what a result of the policy's
// own is by default and requires nothing.
func none(a *check.Action, o eval.Outcome) bool {
	return o.Like(a) == eval.Nothing && (o == eval.Nothing || o == eval.Own(a.Default))
}

func duty(o eval.Outcome) bool { return o == eval.Must || o == eval.Should || o == eval.Plan }

func eased(o eval.Outcome) bool {
	return o == eval.Exempt || o == eval.Deferred || o == eval.MayExempt || o == eval.MayDefer || o == eval.MayExemptOrDefer
}

func open(o eval.Outcome) bool {
	return o == eval.Undetermined || o == eval.DataError || o == eval.Conflict
}

// place of a decision that two runs over one roster share.
type place struct {
	record, row, matter string
	nth                 int // of the matters of that name: several checks may bear one number
}

// places tells the place of each decision of a run.
func (run Run) places() func(eval.Decision) place {
	named, nth := map[string]int{}, map[*check.Action]int{}
	for _, a := range run.Program.Actions {
		name := explain.ActionName(a, locale.English)
		nth[a] = named[name]
		named[name]++
	}
	return func(d eval.Decision) place {
		p := place{record: record(d).At.String(), matter: explain.ActionName(d.Action, locale.English), nth: nth[d.Action]}
		if d.Row != nil {
			p.row = d.Row.At.String()
		}
		return p
	}
}

// moved is one decision that differs. Before is nil where the old policy does not
// decide the matter, After where the new one does not.
type moved struct {
	shift         Shift
	before, after *eval.Decision
}

// changes lists the decisions that differ, in the order of the roster.
func (d Difference) changes() (out []moved, total int) {
	old, placeBefore, placeAfter := map[place]*eval.Decision{}, d.Old.places(), d.New.places()
	for i := range d.Old.Decisions {
		old[placeBefore(d.Old.Decisions[i])] = &d.Old.Decisions[i]
	}
	for i := range d.New.Decisions {
		after := &d.New.Decisions[i]
		at := placeAfter(*after)
		before := old[at]
		delete(old, at)
		total++
		was, on := eval.Nothing, after.Action
		if before != nil {
			was, on = before.Outcome, before.Action
		}
		m := moved{shiftOf(on, was, after.Action, after.Outcome), before, after}
		if m.shift == Unmoved && before != nil && d.Old.cited(*before) != d.New.cited(*after) {
			m.shift = OtherClause
		}
		if m.shift != Unmoved {
			out = append(out, m)
		}
	}
	for i := range d.Old.Decisions { // matters that the new policy has no more
		before := &d.Old.Decisions[i]
		if old[placeBefore(*before)] == nil {
			continue
		}
		total++
		if shift := shiftOf(before.Action, before.Outcome, before.Action, eval.Nothing); shift != Unmoved {
			out = append(out, moved{shift, before, nil})
		}
	}
	return out, total + d.Same
}

// Listing tells the decisions that differ, and counts them by how they moved.
func (d Difference) Listing() Listing {
	run := d.New
	l := Listing{Title: run.say("What changes", "政策变动影响"), Language: run.Language, Raw: run.Raw, Wide: run.Wide}
	page := sheet{name: run.say("Changes", "变动"), headings: []string{
		run.say("id", "编号"), run.say("name", "姓名"), run.say("action", "事项"), run.say("change", "变动"), run.say("was", "原结论"), run.say("clauses before", "原依据"),
		run.say("is", "新结论"), run.say("clauses now", "新依据"), run.say("reason", "理由"),
	}}
	changes, total := d.changes()
	counts := map[string]map[Shift]int{}
	var matters []string
	for _, c := range changes {
		any := cmp.Or(c.after, c.before)
		matter := explain.ActionName(any.Action, run.Language)
		told := func(run Run, x *eval.Decision) (outcome, clauses string) {
			if x == nil {
				return run.say("not decided", "不作判定"), ""
			}
			return explain.Outcome(x.Outcome, x.Action, run.Language), run.cited(*x)
		}
		was, by := told(d.Old, c.before)
		is, now := told(d.New, c.after)
		reason := ""
		if c.after != nil {
			reason = d.New.reason(*c.after)
		}
		page.rows = append(page.rows, []cell{
			textCell(literal, record(*any).ID), textCell(literal, record(*any).Name), text(matter), text(shifts[c.shift].text.In(run.Language)),
			text(was), text(by), text(is), text(now), text(reason),
		})
		l.lines = append(l.lines, difference(c))
		if counts[matter] == nil {
			counts[matter] = map[Shift]int{}
			matters = append(matters, matter)
		}
		counts[matter][c.shift]++
	}
	about := sheet{name: run.say("About", "说明"), rows: [][]cell{
		{strong(run.say("old policy", "原政策")), text(d.Old.PolicyName), textCell(literal, d.Old.Fingerprint)},
		{strong(run.say("new policy", "新政策")), text(d.New.PolicyName), textCell(literal, d.New.Fingerprint)},
		{strong(run.say("roster", "花名册")), text(run.RosterName)},
		{strong(run.say("as of", "截至")), text(d.Old.asOf()), text(d.New.asOf())},
		{strong(run.say("decisions compared", "比较的判定数")), count(total)},
		{strong(run.say("changed", "有变动")), count(len(changes))}, nil,
	}}
	l.summary = append(l.summary, fmt.Sprintf(run.say("%d of %d decisions change", "%[2]d项判定中有%[1]d项变动"), len(changes), total))
	for _, matter := range matters {
		for shift := BecomesDue; shift <= OtherClause; shift++ {
			if n := counts[matter][shift]; n > 0 {
				what := shifts[shift].text.In(run.Language)
				l.summary = append(l.summary, "  "+matter+run.say(": ", "：")+what+"  "+strconv.Itoa(n)+"  "+who(run, changes, matter, shift))
				about.rows = append(about.rows, []cell{text(matter), text(what), count(n)})
			}
		}
	}
	var decisions []eval.Decision
	for _, c := range changes {
		decisions = append(decisions, *cmp.Or(c.after, c.before))
	}
	l.summary = append(l.summary, run.assumedIn(decisions...)...)
	l.summary = append(l.summary, run.say("as of ", "截至")+d.asOf())
	l.pages = []sheet{page, about}
	return l
}

func (d Difference) asOf() string {
	if d.Old.asOf() == d.New.asOf() {
		return d.New.asOf()
	}
	return d.Old.asOf() + " → " + d.New.asOf()
}

// who names the first few of those who moved.
func who(run Run, changes []moved, matter string, shift Shift) string {
	const few = 5
	var names []string
	for _, c := range changes {
		x := *cmp.Or(c.after, c.before)
		if c.shift == shift && explain.ActionName(x.Action, run.Language) == matter {
			names = append(names, cmp.Or(record(x).Name, record(x).ID))
		}
	}
	more := ""
	if len(names) > few {
		names, more = names[:few], " …"
	}
	return strings.Join(slices.DeleteFunc(names, func(s string) bool { return s == "" }), run.say(", ", "、")) + more
}

// differenceLine is a row of a difference in JSON. Was and Is are "" where a
// policy does not decide the matter.
type differenceLine struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Action string   `json:"action"`
	Change string   `json:"change"`
	Was    string   `json:"was"`
	WasBy  []string `json:"was_by"`
	Is     string   `json:"is"`
	IsBy   []string `json:"is_by"`
	Row    string   `json:"row"`
}

func difference(c moved) differenceLine {
	x := *cmp.Or(c.after, c.before)
	l := differenceLine{
		ID: record(x).ID, Name: record(x).Name, Action: x.Action.Name, Change: shifts[c.shift].name,
		WasBy: []string{}, IsBy: []string{}, Row: record(x).At.String(),
	}
	if c.before != nil {
		l.Was, l.WasBy = c.before.Outcome.Name(c.before.Action), ids(c.before.Clauses)
	}
	if c.after != nil {
		l.Is, l.IsBy = c.after.Outcome.Name(c.after.Action), ids(c.after.Clauses)
	}
	return l
}
