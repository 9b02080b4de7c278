package eval

import (
	"strconv"
	"strings"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
	"rota/lang/types"
)

// Part is one condition of a rule and how it came out.
type Part struct {
	Text   string // the condition as the author wrote it
	Truth  value.Set
	Value  locale.Text // what was compared: 4 years 2 months; empty for a plain yes or no
	Facts  []Fact
	Lists  []History // the lists it asks of, with what it counted of them
	Cases  []Applied // the rows that gave the values by case, and the lines the scores
	Unless bool      // an exception: true means that it bit
	Needed bool      // a requirement: false means that it is lacking
}

// Trace takes a rule apart into the conditions that must all hold and the
// exceptions that must not, each with the values it read.
func (e *Evaluator) Trace(d Decision, r *check.Rule) []Part {
	s := e.sceneOf(d)
	var out []Part
	if r.Needs != nil {
		for _, x := range check.Conjuncts(r.Needs) {
			p := s.part(x, false)
			p.Needed = true
			out = append(out, p)
		}
	} else {
		for _, x := range check.Conjuncts(r.When) {
			out = append(out, s.part(x, false))
		}
	}
	for _, u := range r.Unless {
		out = append(out, s.part(u, true))
	}
	return out
}

// TraceOf is Trace for one condition.
func (e *Evaluator) TraceOf(d Decision, x check.Expr) []Part {
	s := e.sceneOf(d)
	var out []Part
	for _, x := range check.Conjuncts(x) {
		out = append(out, s.part(x, false))
	}
	return out
}

// sceneOf is where a decision was taken.
func (e *Evaluator) sceneOf(d Decision) *scene {
	s := e.scene(d.Record, d.AsOf)
	switch {
	case d.Row != nil:
		s.rows = []element{{record: d.Row}}
	case d.Record.Kind != e.program.Subject:
		s.rows = []element{{record: d.Record}}
	}
	return s
}

func (s *scene) part(x check.Expr, unless bool) Part {
	p := Part{Text: Written(x), Truth: s.is(x), Unless: unless}
	if m, ok := x.(*check.Marked); ok {
		p.Text, x = m.ID+" "+Written(m.X), m.X
	}
	switch x := x.(type) {
	case *check.Compare:
		p.Value = s.words(x.L)
	case *check.Reach:
		p.Value = s.words(x.Span)
	case *check.OneOf:
		p.Value = s.words(x.X)
	case *check.Near:
		p.Value = s.words(x.X)
	case *check.WorkingDay:
		p.Value = s.words(x.Date)
	case *check.Chosen:
		p.Value = s.chance(x.Choice)
	case *check.Or:
		p.Value = s.chanceIn(x)
	}
	p.Cases = s.appliedIn(x)
	p.Lists = s.historiesOf(x)
	p.Facts = s.factsOf(readsOf(func(visit func(check.Expr)) { check.Walk(x, visit) }), nil)
	if len(s.rows) > 0 {
		for _, f := range s.fieldsOf(x, 1) {
			p.Facts = s.fact(p.Facts, f, s.rows[0].record)
		}
	}
	return p
}

// chanceIn is the chance in the one choice that alternatives ask of: waiting or tied.
func (s *scene) chanceIn(x *check.Or) locale.Text {
	var of *check.Choice
	for _, part := range x.Parts {
		c, ok := part.(*check.Chosen)
		if !ok || of != nil && c.Choice != of {
			return locale.Text{}
		}
		of = c.Choice
	}
	return s.chance(of)
}

// Written is a condition as the author wrote it, with the term of the ladder
// before a rung that leaves it out.
func Written(x check.Expr) string {
	text := x.At().Text()
	var left check.Expr
	switch x := x.(type) {
	case *check.Compare:
		left = x.L
	case *check.Reach:
		left = x.Span
	}
	if left != nil && (left.At().File != x.At().File || left.At().End <= x.At().Start || left.At().Start >= x.At().End) {
		return left.At().Text() + " " + text
	}
	return text
}

// words prints a value for a person to read; "" where it is not known.
func (s *scene) words(x check.Expr) locale.Text { return s.wordsOf(s.eval(x), x.Type()) }

// wordsOf is words of what was read.
func (s *scene) wordsOf(set value.Set, t types.Type) locale.Text {
	if !set.One() {
		return locale.Text{}
	}
	switch {
	case set.None:
		return locale.Text{EN: "none", ZH: "无此项"}
	case set.Kind == types.Span:
		if set.EndFirst < set.First {
			return locale.Text{EN: "not begun", ZH: "尚未开始"}
		}
		p := s.program.Between(set.First, set.EndFirst)
		return locale.Text{EN: p.In(locale.English), ZH: p.In(locale.Chinese)}
	case set.Kind == types.Period:
		return locale.Text{EN: set.Short.In(locale.English), ZH: set.Short.In(locale.Chinese)}
	case set.Kind == types.Bool:
		return YesNo(set.True)
	}
	shown := s.Show(set, t)
	switch {
	case t.Kind == types.Year && t.Years == civil.SchoolYear:
		return locale.Text{EN: "school year " + shown, ZH: shown + "学年"}
	case t.Kind == types.Year && t.Years == civil.FinancialYear:
		return locale.Text{EN: "financial year " + shown, ZH: shown + "财政年度"}
	case t.Years == civil.SchoolYear:
		return locale.Text{EN: shown + " school years", ZH: shown + "学年"}
	case t.Years == civil.FinancialYear:
		return locale.Text{EN: shown + " financial years", ZH: shown + "个财政年度"}
	}
	if t.Choice != nil {
		return s.choiceWords(set, t)
	}
	return locale.Text{EN: shown, ZH: shown}
}

// choiceWords are the values of a choice that a cell has, called as each language calls them.
func (s *scene) choiceWords(set value.Set, t types.Type) locale.Text {
	var en, zh []string
	add := func(year string, name locale.Text) {
		en, zh = append(en, year+name.EN), append(zh, year+name.ZH)
	}
	for _, p := range set.Parts {
		one, year := t, ""
		if one.Several, one.PerYear = false, false; t.PerYear {
			year = strconv.Itoa(p.Year) + " "
		}
		add(year, s.wordsOf(p.Value, one))
	}
	if set.Parts == nil {
		for _, code := range set.Codes {
			add("", t.Choice.Values[code].Text())
		}
	}
	return locale.Text{EN: strings.Join(en, "; "), ZH: strings.Join(zh, "、")}
}

// YesNo is yes or no in words.
func YesNo(yes bool) locale.Text {
	if yes {
		return locale.Text{EN: "yes", ZH: "是"}
	}
	return locale.Text{EN: "no", ZH: "否"}
}

// RulesOf lists the rules that speak of an action, in the order written.
func (e *Evaluator) RulesOf(a *check.Action) []*check.Rule {
	var out []*check.Rule
	for _, u := range e.matters[a.Index].units {
		out = appendNew(out, u.rule)
	}
	return out
}
