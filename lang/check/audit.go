package check

import (
	"slices"

	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Audit is an action that a plan can do, and what is found of the plan for it: a
// result whose grades are those of Findings, strongest first.
type Audit struct {
	Action  *Action
	Finding *Action
}

// Finding is what may be found of a plan: what was decided on the action, and
// whether the plan does it.
type Finding struct {
	EN, ZH   string
	Decided  []Strength
	Done     bool
	Breach   bool // of a duty or ban
	Reasoned bool // a departure, which a reason excuses
	Listed   bool // left to the office: no finding
}

// Findings are what may be found of a plan, the gravest first.
var Findings = [...]Finding{
	{EN: "must, left undone", ZH: "必须而未安排", Decided: []Strength{Must}, Breach: true},
	{EN: "must not, and done", ZH: "不得而安排", Decided: []Strength{MustNot}, Done: true, Breach: true},
	{EN: "should, left undone", ZH: "应当而未安排", Decided: []Strength{Should}, Reasoned: true},
	{EN: "should not, and done", ZH: "不应而安排", Decided: []Strength{ShouldNot}, Done: true, Reasoned: true},
	{EN: "exempt, and done", ZH: "免于而安排", Decided: []Strength{Exempt}, Done: true},
	{EN: "deferred, and done", ZH: "暂缓而安排", Decided: []Strength{Defer}, Done: true},
	{EN: "may be exempted or deferred, left undone", ZH: "可免于或暂缓，未安排", Decided: []Strength{MayExempt, MayDefer, MayExemptOrDefer}, Listed: true},
	{EN: "to be planned, left undone", ZH: "有计划地，未安排", Decided: []Strength{Plan}, Listed: true},
}

// inOrder is the finding by default, of the same kind in both languages.
var inOrder = [...]string{"in order", "相符"}

// Planning says of a check that it asks about the plan.
func Planning(a *Action) (asks bool) {
	note := func(f *Field, _ source.Span) { asks = asks || f.Planned != nil || f.Optional }
	for _, x := range []Expr{a.Where, a.Clause.When} {
		if x != nil {
			ReadBy(x, note)
		}
	}
	return asks
}

// CheckAudit is Check of a policy that is to be held against a plan: Program.Audits
// says what is found of each action that a plan can do. It is to be asked of a policy
// that Check finds no error in.
func CheckAudit(files []*syntax.File, found *diag.List) *Program { return check(files, found, true) }

// audits adds what is found of a plan, as results of the policy: so it is exact
// where cells are blank, of the decision and of the plan together.
func (c *checker) audits() {
	done := map[*Action]Expr{}
	for _, a := range c.program.Actions {
		if x := c.doneOf(a); x != nil {
			done[a] = x
		}
	}
	for _, a := range slices.Clone(c.program.Actions) {
		if done[a] != nil {
			c.program.Audits = append(c.program.Audits, &Audit{a, c.finding(a, done)})
		}
	}
	for _, audit := range c.program.Audits {
		c.speakOf(audit.Finding)
	}
	for key, f := range map[string]**Field{"plan reason": &c.program.PlanReason, "move date": &c.program.MoveDate} {
		if named := c.subject.fields[key]; named != nil && named.Optional {
			named.Used, *f = true, named
		}
	}
}

// doneOf is by what a plan does an action; nil where nothing is said of it, or what the
// prelude says does not fit what the policy declares anew.
func (c *checker) doneOf(a *Action) Expr {
	if a.Kind != KindAction || a.done.when == nil {
		return nil
	}
	before := len(*c.found)
	c.file = a.done.file
	x := c.condition(a.done.when)
	if !isInvalid(x) {
		return x
	}
	if c.builtIn(a.done.file) {
		*c.found = (*c.found)[:before]
	}
	return nil
}

// doneByOther is that the plan does an action to another with whom a pair falls on one of
// the two.
func (c *checker) doneByOther(a *Action, pair *Rule) (ways []Expr) {
	at := typed{boolean, a.Span}
	for _, others := range pair.Partners {
		f := &Filter{typed{others.Type(), a.Span}, others, nil}
		c.file = a.done.file
		c.within(c.subject, nil, func() { f.Where = c.condition(a.done.when) })
		ways = append(ways, &Quantify{at, "SOME", f, nil})
	}
	return ways
}

// finding is the result that says what is found of one action.
func (c *checker) finding(a *Action, done map[*Action]Expr) *Action {
	name := called(a.Names)
	result := &Action{Kind: KindResult, Name: "audit of " + name.EN, Names: []string{"audit of " + name.EN, "审核" + name.ZH}, Default: len(Findings), Span: a.Span}
	choice := &types.Options{Name: result.Name, Ordered: true}
	at := typed{boolean, a.Span}
	for level, f := range Findings {
		result.Grades = append(result.Grades, Grade{Name: f.EN, Names: []string{f.EN, f.ZH}})
		or := &Or{at, nil}
		for _, s := range f.Decided {
			or.Parts = append(or.Parts, &Decided{at, a, s, 0})
		}
		does := done[a]
		if !f.Done {
			does = &And{at, []Expr{&Not{at, does}, &Not{at, c.otherwise(a, f.Decided[0], done)}}}
		}
		rule := &Rule{Index: len(c.program.Rules), ID: result.Name, Title: f.EN, When: &And{at, []Expr{or, does}}, Span: a.Span}
		rule.Effects = []*Effect{{Action: result, Level: level, Span: a.Span}}
		c.program.Rules = append(c.program.Rules, rule)
	}
	result.Grades = append(result.Grades, Grade{Name: inOrder[0], Names: inOrder[:]})
	for level := len(result.Grades) - 1; level >= 0; level-- {
		choice.Add(result.Grades[level].Name, syntax.Fold(result.Grades[level].Name), syntax.Fold(result.Grades[level].Names[1]))
	}
	c.graded[result] = choice
	return result
}

// otherwise says that a duty on an action, which its clauses let be met by other
// actions as well, or by the other of a pair, is met so.
func (c *checker) otherwise(a *Action, s Strength, done map[*Action]Expr) Expr {
	at := typed{boolean, a.Span}
	met, bound := &Or{at, nil}, &Or{at, nil}
	for _, r := range c.program.Rules {
		for _, e := range r.Effects {
			if e.Action != a || e.Strength != s {
				continue
			}
			holds := &Meets{at, []*Rule{r}, 0}
			some := &Or{at, nil}
			for _, other := range e.Instead {
				if x := done[other]; x != nil {
					some.Parts = append(some.Parts, x)
				}
			}
			if r.Shared {
				some.Parts = append(some.Parts, c.doneByOther(a, r)...)
			}
			met.Parts = append(met.Parts, &And{at, []Expr{holds, some}})
			bound.Parts = append(bound.Parts, &And{at, []Expr{holds, &Not{at, some}}})
		}
	}
	return &And{at, []Expr{met, &Not{at, bound}}}
}
