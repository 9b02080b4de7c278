package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/locale"
)

// Audit is what is found of a plan: a run of a policy that Policy.Audit gave, over a
// roster that says who is proposed to move where.
type Audit struct {
	Run    Run
	Before []eval.Quota // the quotas as if there were no plan
}

// before is what a quota comes to without the plan.
func (a Audit) before(q eval.Quota) string {
	for _, b := range a.Before {
		if b.Line == q.Line && quotaKey(b) == quotaKey(q) {
			return a.Run.quotaOutcome(b) + a.Run.say(", ", "，") + explain.Quota(b, a.Run.Language)
		}
	}
	return a.Run.say("nobody in it", "无人")
}

// Weight is how grave a finding is. The zero value is that there is none.
type Weight uint8

const (
	InOrder   Weight = iota
	Breach           // of a must or must not, or a limit that is not kept
	Departure        // of a should, without a reason
	Excused          // of a should, with a reason
	Notable          // who is exempt or deferred is moved
	Left             // left to the office
	Open             // it cannot be said
)

var weights = [...]struct {
	name string
	text locale.Text
}{
	InOrder: {"in-order", locale.Text{EN: "in order", ZH: "相符"}},
	Breach:  {"breach", locale.Text{EN: "breach", ZH: "违反"}}, Departure: {"departure", locale.Text{EN: "departure without a reason", ZH: "偏离而无理由"}},
	Excused: {"departure-with-reason", locale.Text{EN: "departure with a reason", ZH: "偏离并有理由"}}, Notable: {"finding", locale.Text{EN: "to be looked at", ZH: "须核查"}},
	Left: {"listed", locale.Text{EN: "left to the office", ZH: "由单位决定"}}, Open: {"undetermined", locale.Text{EN: "undetermined", ZH: "待定"}},
}

// String is a weight in JSON.
func (w Weight) String() string { return weights[w].name }

// found is one finding: of an action, with what was decided on it, or of a check.
type found struct {
	weight  Weight
	what    locale.Text
	decided eval.Decision
	finding eval.Decision
	couple  eval.Couple // of a pair that reads the plan: what it comes to for two people
	reason  string      // why the plan departs, as the roster says
}

// find lists what is found of each person, in the order of the roster, then of each two
// people of a pair, and counts what is in order.
func (a Audit) find() (list []found, fine int) {
	decided, placeOf := map[place]eval.Decision{}, a.Run.places()
	of := map[*check.Action]*check.Action{}
	for _, audit := range a.Run.Program.Audits {
		of[audit.Finding] = audit.Action
	}
	for _, d := range a.Run.Decisions {
		decided[placeOf(d)] = d
	}
	for _, d := range a.Run.Decisions {
		f := found{decided: d, finding: d}
		switch action := of[d.Action]; {
		case action != nil:
			base := d
			base.Action = action
			f.decided = decided[placeOf(base)]
			a.weigh(&f)
		case d.Action.Kind == check.KindCheck && d.Action.Clause.Both == nil && check.Planning(d.Action):
			f.weight, f.what = outcomeWeight(d.Outcome), d.Outcome.Text()
			f.excuse(a.Run.Program.PlanReason)
		default:
			continue
		}
		if f.weight == InOrder {
			fine++
			continue
		}
		list = append(list, f)
	}
	for _, c := range a.Run.Couples {
		if len(c.Pair.Checks) == 0 || !slices.ContainsFunc(c.Pair.Checks, check.Planning) {
			continue
		}
		f := found{weight: outcomeWeight(c.Outcome), what: c.Outcome.Text(), couple: c}
		f.excuse(a.Run.Program.PlanReason)
		if f.weight == InOrder {
			fine++
			continue
		}
		list = append(list, f)
	}
	return list, fine
}

// of are the people that a finding is about.
func (f found) of() []*roster.Record {
	if f.couple.Pair != nil {
		return people(f.couple)
	}
	return []*roster.Record{record(f.finding)}
}

// weigh says what is found of one action.
func (a Audit) weigh(f *found) {
	d := f.finding
	level := int(d.Outcome) - int(eval.Own(0))
	switch {
	case d.Outcome == eval.OutOfScope:
		return
	case level < 0:
		f.weight, f.what = Open, d.Outcome.Text()
		return
	case level >= len(check.Findings):
		a.overdue(f)
		return
	}
	what := check.Findings[level]
	f.what = locale.Text{EN: what.EN, ZH: what.ZH}
	switch {
	case what.Breach:
		f.weight = Breach
	case what.Listed:
		f.weight = Left
	case what.Reasoned:
		f.weight = Departure
		f.excuse(a.Run.Program.PlanReason)
	default:
		f.weight = Notable
		a.late(f)
	}
}

// late looks whether one who is deferred is moved when the deferral is over.
func (a Audit) late(f *found) {
	field := a.Run.Program.MoveDate
	until := f.decided.DeferredTo
	if f.decided.Outcome != eval.Deferred || until.IsZero() || field == nil {
		return
	}
	on := f.decided.Record.Cell(field)
	switch {
	case on.State == roster.Unreadable:
		f.weight = Open
	case !on.Value.Some() || on.State != roster.Known && on.State != roster.Partial:
	case on.Value.First >= until.Last:
		f.weight = InOrder
	case on.Value.Last >= until.First:
		f.weight = Open
	}
}

// overdue looks whether one who is to be moved by a deadline is moved after it.
func (a Audit) overdue(f *found) {
	field, by := a.Run.Program.MoveDate, f.decided.Deadline
	outcome := f.decided.Outcome
	if field == nil || by.IsZero() || outcome != eval.Must && outcome != eval.Should {
		return
	}
	on := f.decided.Record.Cell(field)
	switch {
	case on.State != roster.Unreadable && (!on.Value.Some() || on.Value.Last <= by.First):
	case on.State == roster.Unreadable || on.Value.First <= by.Last:
		f.weight, f.what = Open, locale.Text{EN: "done by its deadline or after it", ZH: "按期或逾期安排"}
	case outcome == eval.Must:
		f.weight, f.what = Breach, locale.Text{EN: "must, done after its deadline", ZH: "必须而逾期安排"}
	default:
		f.weight, f.what = Departure, locale.Text{EN: "should, done after its deadline", ZH: "应当而逾期安排"}
		f.excuse(a.Run.Program.PlanReason)
	}
}

// excuse notes the reason that the roster gives for a departure.
func (f *found) excuse(field *check.Field) {
	if field == nil || f.weight != Departure {
		return
	}
	for _, r := range f.of() {
		if reason := r.Cell(field).Written; reason != "" && f.reason == "" {
			f.weight, f.reason = Excused, reason
		}
	}
}

// outcomeWeight is how grave it is what a check comes to.
func outcomeWeight(o eval.Outcome) Weight {
	switch o {
	case eval.Broken:
		return Breach
	case eval.Departure:
		return Departure
	case eval.Undetermined, eval.DataError, eval.Conflict:
		return Open
	}
	return InOrder
}

// Worst says whether there is a breach, a departure without a reason, or something to
// be looked at: what a plan is sent back for.
func (a Audit) Worst() bool {
	list, _ := a.find()
	for _, f := range list {
		if f.weight == Breach || f.weight == Departure || f.weight == Notable {
			return true
		}
	}
	for _, q := range a.Run.Quotas {
		if q.Outcome == eval.Broken || q.Outcome == eval.Departure {
			return true
		}
	}
	return false
}

// Listing tells what is found, and counts it.
func (a Audit) Listing() Listing {
	run := a.Run
	l := Listing{Title: run.say("Audit of the plan", "调整方案审核"), Language: run.Language, Raw: run.Raw, Wide: run.Wide}
	page := sheet{name: run.say("Findings", "审核结果"), headings: []string{
		run.say("id", "编号"), run.say("name", "姓名"), run.say("action", "事项"), run.say("weight", "性质"), run.say("finding", "情况"),
		run.say("decided", "结论"), run.say("clauses", "依据"), run.say("reason", "理由"), run.say("reason of the plan", "方案说明"),
	}}
	list, fine := a.find()
	var counts [Open + 1]int
	counts[InOrder] = fine
	for _, f := range list {
		d := f.decided
		counts[f.weight]++
		if f.couple.Pair != nil {
			page.rows = append(page.rows, a.coupleRow(f))
			l.lines = append(l.lines, a.coupleLine(f))
			continue
		}
		reason := run.reason(d)
		if f.weight == Open && f.finding.Outcome < eval.Own(0) { // not only the date of the move
			reason = run.reason(f.finding)
		}
		page.rows = append(page.rows, []cell{
			textCell(literal, record(d).ID), textCell(literal, record(d).Name), text(explain.ActionName(d.Action, run.Language)), text(weights[f.weight].text.In(run.Language)), text(f.what.In(run.Language)),
			text(explain.Outcome(d.Outcome, d.Action, run.Language)), text(run.cited(d)), text(reason), textCell(literal, f.reason),
		})
		l.lines = append(l.lines, auditLine{"finding", record(d).ID, record(d).Name, d.Action.Name, f.weight.String(), f.what.EN, d.Outcome.Name(d.Action), ids(d.Clauses), missingOf(f.finding), f.reason, record(d).At.String()})
	}
	about := sheet{name: run.say("About", "说明"), rows: [][]cell{
		{strong(run.say("policy", "政策")), text(run.PolicyName), textCell(literal, run.Fingerprint)},
		{strong(run.say("roster", "花名册")), text(run.RosterName)},
		{strong(run.say("as of", "截至")), text(run.asOf())}, nil,
	}}
	for w, n := range counts {
		if n > 0 {
			what := weights[w].text.In(run.Language)
			l.summary = append(l.summary, what+"  "+strconv.Itoa(n))
			about.rows = append(about.rows, []cell{text(what), count(n)})
		}
	}
	quotas := sheet{name: run.say("Quotas", "配额"), headings: []string{run.say("quota", "配额"), run.say("group", "范围"), run.say("outcome", "结论"), run.say("what it comes to", "情况"), run.say("before the plan", "调整前")}}
	for _, q := range run.Quotas {
		quotas.rows = append(quotas.rows, []cell{text(q.Line.ID), text(explain.QuotaGroup(q, run.Language)), text(run.quotaOutcome(q)), text(explain.Quota(q, run.Language)), text(a.before(q))})
		if q.Outcome != eval.Met {
			l.summary = append(l.summary, fmt.Sprintf(run.say("quota %s, %s: %s", "配额%s，%s：%s"), q.Line.ID, explain.QuotaGroup(q, run.Language), run.quotaOutcome(q)+run.say(", ", "，")+explain.Quota(q, run.Language)+run.say("; before the plan: ", "；调整前：")+a.before(q)))
		}
		l.lines = append(l.lines, run.quotaLine(q))
	}
	l.summary = append(l.summary, run.say("as of ", "截至")+run.asOf())
	l.pages = []sheet{page, quotas, about}
	return l
}

// coupleRow is a finding of two people, as a row of the audit.
func (a Audit) coupleRow(f found) []cell {
	run, c := a.Run, f.couple
	return []cell{textCell(literal, run.join(run.coupleLine(c).Between)), textCell(literal, run.join(named(c))), text(c.Pair.Text().In(run.Language)), text(weights[f.weight].text.In(run.Language)),
		text(f.what.In(run.Language)), text(run.coupleOutcome(c)), text(explain.Items(c, run.Language)), text(explain.Couple(c, run.Language)), textCell(literal, f.reason)}
}

func (a Audit) coupleLine(f found) auditLine {
	line := a.Run.coupleLine(f.couple)
	return auditLine{"finding", strings.Join(line.Between, ", "), strings.Join(named(f.couple), ", "), f.couple.Pair.Text().EN, f.weight.String(), f.what.EN, line.Outcome, line.Clauses, line.Missing, f.reason, ""}
}

// auditLine is a finding in JSON.
type auditLine struct {
	Kind       string   `json:"kind"`
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Action     string   `json:"action"`
	Weight     string   `json:"weight"`
	Finding    string   `json:"finding"`
	Outcome    string   `json:"outcome"`
	Clauses    []string `json:"clauses"`
	Missing    []string `json:"missing"`
	PlanReason string   `json:"plan_reason"`
	Row        string   `json:"row"`
}

func missingOf(d eval.Decision) []string {
	names := []string{}
	for _, b := range d.Missing {
		names = appendNew(names, b.Field.Name)
	}
	return names
}
