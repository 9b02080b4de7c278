package suite

import (
	"slices"

	"rota/interp/eval"
	"rota/lang/check"
	"rota/lang/locale"
)

// Point is one thing that tests should show, and whether some test did.
type Point struct {
	Rule   *check.Rule
	Cond   check.Expr       // nil where it is the rule itself that is looked at
	Line   *check.ScoreLine // a line of a score, in place of a rule
	Quota  *check.QuotaLine // a line of a quota
	Choice *check.Choice
	Want   Want
	Hit    bool
}

// Want is what a test should show of a rule or a condition. Of the boundary of a
// comparison it is the day before, the day itself and the day after: the sides on
// which drafts go wrong.
type Want uint8

const (
	Stood Want = iota + 1
	DidNotStand
	Excepted // an exception bit
	True
	False
	Decided // were the condition otherwise, the rule would be too
	DayBefore
	OnTheDay
	DayAfter
	Counted    // a line of a score gave points
	NotCounted // it gave none
	WasMet     // a quota, as a test expects it
	WasNotMet
	ChoseSome // a choice, as a test expects it
	LeftSome
)

var wants = [...]locale.Text{
	Stood: {EN: "never stood", ZH: "从未成立"}, DidNotStand: {EN: "always stood", ZH: "从未不成立"}, Excepted: {EN: "the exception never applied", ZH: "例外从未适用"},
	True: {EN: "never true", ZH: "从未为真"}, False: {EN: "never false", ZH: "从未为假"}, Decided: {EN: "never decided", ZH: "从未起决定作用"},
	DayBefore: {EN: "not tried just before its boundary", ZH: "未试临界之前"}, Counted: {EN: "never gave points", ZH: "从未给分"}, NotCounted: {EN: "always gave points", ZH: "从未不给分"},
	WasMet: {EN: "no test expects it met", ZH: "没有测试期望其符合"}, WasNotMet: {EN: "no test expects it broken", ZH: "没有测试期望其不符合"},
	ChoseSome: {EN: "no test expects anybody chosen", ZH: "没有测试期望有人入选"}, LeftSome: {EN: "no test expects anybody waiting or tied", ZH: "没有测试期望有人待选或并列"},
	OnTheDay: {EN: "not tried on its boundary", ZH: "未试临界当日"}, DayAfter: {EN: "not tried just after its boundary", ZH: "未试临界之后"},
}

// Text is what is missing where the point is not hit.
func (w Want) Text() locale.Text { return wants[w] }

// Coverage are the points of a program, in the order of its rules.
type Coverage struct {
	Program *check.Program
	Points  []Point
}

// Share is how many of the points were hit, and of how many; of a program without
// rules none of none.
func (c Coverage) Share() (hit, of int) {
	for _, p := range c.Points {
		if p.Hit {
			hit++
		}
	}
	return hit, len(c.Points)
}

// Percent is the share rounded down, 100 where there is nothing to show.
func (c Coverage) Percent() int {
	hit, of := c.Share()
	if of == 0 {
		return 100
	}
	return hit * 100 / of
}

// Cover finds what the tests of a policy show of it. It goes by the tree, not by
// the text: layout changes nothing.
func Cover(p *check.Program, cases []Case) Coverage {
	c := Coverage{Program: p}
	for _, r := range clauses(p) {
		if r.Index >= 0 {
			c.add(r, nil, Stood, DidNotStand)
		}
		for _, x := range rests(r) {
			c.add(r, x, True, False, Decided)
			if eval.Bounded(x) {
				c.add(r, x, DayBefore, OnTheDay, DayAfter)
			}
		}
		for _, u := range r.Unless {
			c.add(r, u, Excepted)
		}
	}
	for _, line := range scoreLines(p) {
		c.Points = append(c.Points, Point{Line: line, Want: Counted})
		if line.When != nil {
			c.Points = append(c.Points, Point{Line: line, Want: NotCounted})
		}
	}
	c.addGroups(p)
	for _, ran := range cases {
		for i := range c.Points {
			point := &c.Points[i]
			point.Hit = point.Hit || slices.ContainsFunc(ran.shown, func(x Point) bool { return x == Point{Quota: point.Quota, Choice: point.Choice, Want: point.Want} })
		}
		for i, d := range ran.Decisions {
			if d.Row != nil || d.Record.Kind != p.Subject || i > 0 && ran.Decisions[i-1].Record == d.Record && ran.Decisions[i-1].AsOf == d.AsOf {
				continue // a record that is decided on is looked at, once
			}
			c.see(ran, d)
		}
	}
	return c
}

// addGroups adds what tests should expect of quotas and choices.
func (c *Coverage) addGroups(p *check.Program) {
	for _, q := range p.Quotas {
		for _, line := range q.Lines {
			c.Points = append(c.Points, Point{Quota: line, Want: WasMet}, Point{Quota: line, Want: WasNotMet})
		}
	}
	for _, x := range p.Choices {
		c.Points = append(c.Points, Point{Choice: x, Want: ChoseSome}, Point{Choice: x, Want: LeftSome})
	}
}

// clauses are the rules, and what the records decided on are held to.
func clauses(p *check.Program) []*check.Rule {
	out := slices.Clone(p.Rules)
	for _, a := range p.Actions {
		if a.Clause != nil && (a.Of == nil || a.Of == p.Subject) {
			out = append(out, a.Clause)
		}
	}
	return out
}

// whole is what must be so for a rule to hold, and what must not.
func whole(r *check.Rule) []check.Expr {
	out := slices.Clone(r.Unless)
	if r.Needs != nil {
		return append(out, r.Needs)
	}
	if r.When != nil {
		out = append(out, r.When)
	}
	return out
}

func rests(r *check.Rule) (out []check.Expr) {
	for _, x := range whole(r) {
		for _, cond := range eval.Conditions(x) {
			if _, constant := cond.(*check.Const); !constant && !slices.Contains(out, cond) {
				out = append(out, cond)
			}
		}
	}
	return out
}

func (c *Coverage) add(r *check.Rule, x check.Expr, wants ...Want) {
	for _, w := range wants {
		c.Points = append(c.Points, Point{Rule: r, Cond: x, Want: w})
	}
}

func (c *Coverage) hit(r *check.Rule, x check.Expr, w Want) {
	for i := range c.Points {
		if p := &c.Points[i]; p.Rule == r && p.Cond == x && p.Want == w {
			p.Hit = true
		}
	}
}

// scoreLines are those of the scores that the policy reads, of the records decided on.
func scoreLines(p *check.Program) (lines []*check.ScoreLine) {
	for _, t := range p.Terms {
		if score, ok := t.Value.(*check.Score); ok && t.Used && t.Record == p.Subject {
			lines = append(lines, score.Sum.All()...)
		}
	}
	return lines
}

// seeLines notes which lines of scores gave points.
func (c *Coverage) seeLines(ran Case, of eval.Decision) {
	for i := range c.Points {
		p := &c.Points[i]
		if p.Line == nil {
			continue
		}
		counts := ran.Evaluator.Counts(of, p.Line)
		p.Hit = p.Hit || counts.One() && counts.True == (p.Want == Counted)
	}
}

// see notes what the decisions on one record show.
func (c *Coverage) see(ran Case, of eval.Decision) {
	c.seeLines(ran, of)
	for _, r := range clauses(c.Program) {
		c.hit(r, nil, stood(ran, of, r))
		for _, x := range whole(r) {
			for _, seen := range ran.Evaluator.Observe(of, x) {
				if seen.Truth {
					c.hit(r, seen.Cond, True)
				} else {
					c.hit(r, seen.Cond, False)
				}
				if seen.Decides {
					c.hit(r, seen.Cond, Decided)
				}
				if seen.Side != eval.Elsewhere {
					c.hit(r, seen.Cond, DayBefore+Want(seen.Side-eval.DayBefore))
				}
			}
		}
		for _, u := range r.Unless {
			if is := ran.Evaluator.Holds(of, u); is.One() && is.True {
				c.hit(r, u, Excepted)
			}
		}
	}
}

// stood says whether a rule stood for a record, on any matter; 0 where that is not
// known.
func stood(ran Case, of eval.Decision, r *check.Rule) Want {
	for _, d := range ran.Decisions {
		if d.Record != of.Record {
			continue
		}
		stand, maybe := slices.Concat(d.Clauses, d.Standing), slices.Clone(d.Maybe)
		for _, o := range d.Outputs {
			stand, maybe = append(stand, o.Clauses...), append(maybe, o.Maybe...)
		}
		switch {
		case slices.Contains(stand, r):
			return Stood
		case slices.Contains(maybe, r):
			return 0
		}
	}
	return DidNotStand
}

// Missing lists the points that no test hits.
func (c Coverage) Missing() []Point {
	return slices.DeleteFunc(slices.Clone(c.Points), func(p Point) bool { return p.Hit })
}
