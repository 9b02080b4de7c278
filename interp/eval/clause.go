package eval

import (
	"slices"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/locale"
	"rota/lang/types"
)

// Clauses that are no rules are cited beside those that are (language, 6 and
// 7.9): of a definition that a deciding rule reads, or without which the decision
// would be another; of the row that gave it a value by case; of a condition that
// it rests on; of the outcome by default.

// ground is why a clause may be cited.
type ground struct {
	cite Cite
	unit *unit            // must decide; nil in a check
	met  bool             // in a check: cited where it is met, else where it is broken
	rows []caseOf         // must give their values
	line *check.ScoreLine // must give points; nil for none
	// a condition that must be so or, with holds false, not so; nil: no more is
	// asked
	when  check.Expr
	holds bool
	point check.Expr // cited where the nearest row of when fails it
}

// grounds lists why clauses may be cited for each action and output.
func (e *Evaluator) ground() {
	e.grounds, e.outputGrounds = make([][]ground, len(e.program.Actions)), make([][]ground, len(e.program.Outputs))
	for _, u := range e.units {
		if o := u.effect.Output; o != nil {
			e.outputGrounds[o.Index] = append(e.outputGrounds[o.Index], groundsOf(u.rule, u)...)
		} else {
			e.grounds[u.effect.Action.Index] = append(e.grounds[u.effect.Action.Index], groundsOf(u.rule, u)...)
		}
	}
	for _, a := range e.program.Actions {
		if a.Kind == check.KindCheck {
			met := groundsOf(a.Clause, nil)
			for i := range met {
				met[i].met = true
			}
			e.grounds[a.Index] = append(met, grounds(a.Clause.When, nil, false)...)
		}
	}
	for _, o := range e.program.Outputs {
		e.outputGrounds[o.Index] = append(e.outputGrounds[o.Index], byCase(o.Value, nil, nil)...)
		for _, t := range definitions(o.Value) {
			e.outputGrounds[o.Index] = append(e.outputGrounds[o.Index], ground{cite: Cite{ID: t.Clause, Text: called(t.Name, t.Names)}})
		}
	}
}

// withoutsOf are those of the matter or output at a place; none where the policy
// has none.
func withoutsOf(readers []*reader, i int) []*check.Term {
	if readers == nil {
		return nil
	}
	return readers[i].withouts()
}

// groundsOf are those of one rule: what it says that it cites, definitions with
// a clause, conditions with one.
func groundsOf(r *check.Rule, u *unit) []ground {
	var out []ground
	for _, id := range r.Cites {
		out = append(out, ground{cite: Cite{ID: id}, unit: u})
	}
	var read []*check.Term
	check.WalkRule(r, func(x check.Expr) { read = appendAll(read, definitionsAt(x)) })
	for _, t := range read {
		out = append(out, ground{cite: Cite{ID: t.Clause, Text: called(t.Name, t.Names)}, unit: u})
	}
	reads := append([]check.Expr{r.When, r.Needs}, r.Unless...)
	if u != nil {
		e := u.effect
		reads = append(reads, e.From, e.Within, e.For, e.Until, e.Value)
	}
	for _, x := range reads {
		out = append(out, byCase(x, u, nil)...)
	}
	if r.Needs != nil {
		return append(out, grounds(r.Needs, u, false)...)
	}
	return append(out, grounds(r.When, u, true)...)
}

// grounds are the conditions that bear a clause and must be as they are for
// another to hold, or not to hold.
func grounds(x check.Expr, u *unit, holds bool) (out []ground) {
	switch x := x.(type) {
	case *check.And:
		for _, p := range x.Parts {
			out = append(out, grounds(p, u, holds)...)
		}
	case *check.Or:
		for _, p := range x.Parts {
			out = append(out, grounds(p, u, holds)...)
		}
	case *check.Not:
		return grounds(x.X, u, !holds)
	case *check.TermRef:
		if x.Row == 0 && x.Term.Value != nil {
			return grounds(x.Term.Value, u, holds)
		}
	case *check.Marked:
		out = append(out, ground{cite: citeOf(x), unit: u, when: x.X, holds: holds})
		return append(out, grounds(x.X, u, holds)...)
	case *check.Quantify:
		for _, p := range pointsOf(x) {
			m, ok := p.(*check.Marked)
			if !ok {
				continue
			}
			g := ground{cite: citeOf(m), unit: u, when: x, holds: holds}
			if !holds {
				g.point = p
			}
			out = append(out, g)
		}
	}
	return out
}

func citeOf(m *check.Marked) Cite {
	text := m.X.At().Text()
	return Cite{ID: m.ID, Text: locale.Text{EN: text, ZH: text}}
}

// called is a name in each language.
func called(name string, names []string) locale.Text {
	return locale.Text{EN: locale.Pick(locale.English, name, names), ZH: locale.Pick(locale.Chinese, name, names)}
}

// pointsOf are the conditions that one row of a list must meet.
func pointsOf(x *check.Quantify) []check.Expr {
	if f, ok := x.List.(*check.Filter); ok && x.Kind == "SOME" {
		return check.Conjuncts(f.Where)
	}
	return nil
}

// definitions are those with a clause that an expression reads; all but such as
// say what were so without it.
func definitions(x check.Expr) []*check.Term {
	var out []*check.Term
	check.Walk(x, func(x check.Expr) { out = appendAll(out, definitionsAt(x)) })
	return out
}

func definitionsAt(x check.Expr) []*check.Term {
	ref, ok := x.(*check.TermRef)
	if !ok {
		return nil
	}
	var out []*check.Term
	if ref.Term.Clause != "" && ref.Term.Without == nil {
		out = append(out, ref.Term)
	}
	for _, part := range ref.Term.Exprs() {
		out = appendAll(out, definitions(part))
	}
	return out
}

// citeMore cites what a decision rests on besides its rules: what is so under
// every filling, and what under some.
func (s *scene) citeMore(d *Decision) {
	c := &cites{scene: s}
	c.all(s.grounds[d.Action.Index], func(g ground) value.Set { return s.grounded(d.Action, g) })
	if a := d.Action; a.Default >= 0 && a.Grades[a.Default].ID != "" {
		c.add(Cite{ID: a.Grades[a.Default].ID, Text: called(a.Grades[a.Default].Name, a.Grades[a.Default].Names)}, func() value.Set { return s.byDefault(a) })
	}
	for _, t := range withoutsOf(s.rests.of, d.Action.Index) {
		c.add(Cite{ID: t.Clause, Text: called(t.Name, t.Names)}, func() value.Set { return s.differs(d.Action, t) })
	}
	c.cutKeys(d)
	d.Cites, d.MaybeCites = c.sure, c.rest()
}

// cutKeys cites the keys that decided at the cut of a choice which a deciding rule
// reads.
func (c *cites) cutKeys(d *Decision) {
	for _, r := range d.Clauses {
		for _, x := range ChosenIn(r) {
			if !slices.ContainsFunc(x.Keys, func(k check.Key) bool { return k.ID != "" }) {
				continue
			}
			for _, k := range c.CutKeys(x, d.Record, d.AsOf) {
				if k.ID != "" && !slices.ContainsFunc(c.sure, func(x Cite) bool { return x.ID == k.ID }) {
					c.sure = append(c.sure, Cite{ID: k.ID, Text: locale.Text{EN: Written(k.X), ZH: Written(k.X)}})
				}
			}
		}
	}
}

// citeOutput is citeMore for an output, and names the rules that set or bound it.
func (s *scene) citeOutput(out *Output) {
	o := out.Output
	for _, u := range s.units {
		if u.effect.Output != o {
			continue
		}
		switch counts := s.over(func() value.Set { return value.And(s.inScope(), s.counts(u)) }); {
		case !counts.False:
			out.Clauses = appendNew(out.Clauses, u.rule)
		case counts.True:
			out.Maybe = appendNew(out.Maybe, u.rule)
		}
	}
	out.Maybe = slices.DeleteFunc(out.Maybe, func(r *check.Rule) bool { return slices.Contains(out.Clauses, r) })
	c := &cites{scene: s}
	c.all(s.outputGrounds[o.Index], func(g ground) value.Set {
		set := s.inScope()
		if g.unit != nil {
			set = value.And(set, s.counts(g.unit))
		}
		return value.And(set, s.fits(g))
	})
	for _, t := range withoutsOf(s.rests.outputs, o.Index) {
		c.add(Cite{ID: t.Clause, Text: called(t.Name, t.Names)}, func() value.Set { return s.outputDiffers(out, t) })
	}
	out.Cites, out.MaybeCites = c.sure, c.rest()
}

// cites collects clauses.
type cites struct {
	*scene
	sure, maybe []Cite
}

// rest is what is possible and not cited under every filling on other grounds.
func (c *cites) rest() []Cite {
	return slices.DeleteFunc(c.maybe, func(x Cite) bool {
		return slices.ContainsFunc(c.sure, func(y Cite) bool { return x.ID == y.ID })
	})
}

// all cites the clauses of some grounds: one is cited where any of its grounds
// is given.
func (c *cites) all(grounds []ground, given func(ground) value.Set) {
	for i, g := range grounds {
		same := func(h ground) bool { return h.cite.ID == g.cite.ID }
		if slices.ContainsFunc(grounds[:i], same) {
			continue
		}
		sure, maybe := len(c.sure), len(c.maybe)
		c.add(g.cite, func() value.Set {
			set := value.Truth(false)
			for _, h := range grounds[i:] {
				if same(h) && set.False {
					set = value.Or(set, given(h))
				}
			}
			return set
		})
		switch {
		case len(c.sure) > sure:
			c.sure[sure] = c.told(grounds[i:], g, given)
			if i := slices.IndexFunc(grounds, func(h ground) bool { return same(h) && h.point != nil }); i >= 0 {
				c.sure[sure].Row = c.nearest(grounds[i])
			}
		case len(c.maybe) > maybe:
			c.maybe[maybe] = c.told(grounds[i:], g, given)
		}
	}
}

// told is how a clause is cited that several grounds share: as the first says that is
// given for certain, else as the first that may be.
func (c *cites) told(grounds []ground, first ground, given func(ground) value.Set) Cite {
	cite, some := first.cite, false
	if !slices.ContainsFunc(grounds, func(h ground) bool { return h.cite.ID == cite.ID && h.cite.Text != cite.Text }) {
		return cite
	}
	for _, h := range grounds {
		if h.cite.ID != cite.ID {
			continue
		}
		switch set := c.over(func() value.Set { return given(h) }); {
		case set.True && !set.False:
			return h.cite
		case set.True && !some:
			cite, some = h.cite, true
		}
	}
	return cite
}

// add cites a clause where something is so.
func (c *cites) add(x Cite, is func() value.Set) {
	switch set := c.over(is); {
	case set.True && !set.False:
		c.sure = append(c.sure, x)
	case set.True:
		c.maybe = append(c.maybe, x)
	}
}

// grounded says whether a clause is cited for a decision.
func (s *scene) grounded(a *check.Action, g ground) value.Set {
	if g.unit == nil && g.when == nil {
		return s.fits(g) // whatever comes of the check
	}
	set := value.Set{Kind: types.Bool}
	for _, o := range s.statusOf(a).possible.list() {
		decides := g.unit == nil && (o == Met) == g.met || g.unit != nil && gives(g.unit, o)
		set.True, set.False = set.True || decides, set.False || !decides
	}
	if g.unit != nil && set.True {
		set = value.And(set, s.counts(g.unit))
	}
	if set.True {
		set = value.And(set, s.fits(g))
	}
	return set
}

// fits says whether the condition of a ground is as it must be.
func (s *scene) fits(g ground) value.Set {
	set := value.Truth(true)
	for _, row := range g.rows {
		if set.True {
			set = value.And(set, s.applies(row))
		}
	}
	if g.line != nil && set.True {
		set = value.And(set, s.countsLine(g.line))
	}
	switch {
	case !set.True, g.when == nil:
		return set
	case g.holds:
		return s.is(g.when)
	}
	set = value.Not(s.is(g.when))
	if g.point != nil && set.True {
		set = value.And(set, s.failed(g))
	}
	return set
}

// failed says whether the row that fails the fewest of some conditions fails
// this one.
func (s *scene) failed(g ground) value.Set {
	_, failed, known := s.nearestRow(g.when.(*check.Quantify))
	if !known {
		return value.Unknown()
	}
	return value.Truth(slices.Contains(failed, g.point))
}

// nearestRow is the row that fails the fewest of the conditions that one row
// must meet, the first of several; none where there is no row.
func (s *scene) nearestRow(x *check.Quantify) (row *roster.Record, failed []check.Expr, known bool) {
	items, known := s.list(x.List.(*check.Filter).List)
	points := pointsOf(x)
	for _, it := range items {
		known = known && it.is.One()
		var fails []check.Expr
		for _, p := range points {
			s.with(it.element, func() {
				set := s.is(p)
				known = known && set.One()
				if !set.True {
					fails = append(fails, p)
				}
			})
		}
		if row == nil || len(fails) < len(failed) {
			row, failed = it.record, fails
		}
	}
	return row, failed, known
}

// nearest is the row that fails what is cited; nil where none need fail it, or the
// blanks leave open which it is.
func (s *scene) nearest(g ground) *roster.Record {
	x := g.when.(*check.Quantify)
	if !s.always(func() value.Set { return value.Not(s.is(x)) }) {
		return nil
	}
	var rows []*roster.Record
	c := s.settle(func(s *scene) (int64, bool, []int) {
		before := len(s.read)
		row, _, known := s.nearestRow(x)
		if !known {
			return 0, false, s.read[before:]
		}
		if rows = appendNew(rows, row); len(rows) > 1 {
			return 1, true, nil
		}
		return 0, true, nil
	}, func(c *cases) bool { return len(rows) > 1 })
	if len(rows) != 1 || !c.exhaustive {
		return nil
	}
	return rows[0]
}

// byDefault says whether a result is what it is by default, no rule giving it.
func (s *scene) byDefault(a *check.Action) value.Set {
	set := s.statusOf(a).possible.is(Own(a.Default))
	for _, u := range s.matters[a.Index].units {
		if u.outcome == Own(a.Default) && set.True {
			set = value.And(set, value.Not(s.counts(u)))
		}
	}
	return set
}

// differs says whether a decision would be another without the clause of a
// definition: in its outcome, or in the rules that give it.
func (s *scene) differs(a *check.Action, t *check.Term) value.Set {
	other := s.without(t)
	here, there := s.statusOf(a).possible, other.statusOf(a).possible
	switch {
	case here&there == 0:
		return value.Truth(true)
	case here != there || !here.one():
		return value.Unknown()
	}
	same := value.Truth(true)
	for _, u := range s.matters[a.Index].units {
		if gives(u, here.list()[0]) {
			x, y := s.counts(u), other.counts(u)
			same = value.And(same, value.Or(value.And(x, y), value.Not(value.Or(x, y))))
		}
	}
	return value.Not(same)
}

// apart says that two sets have no value in common.
func apart(a, b value.Set) bool {
	return a.Some() && b.Some() && !a.None && !b.None && !value.Compare("=", a, b).True
}

// outputDiffers says whether an output would be another without the clause of a
// definition.
func (s *scene) outputDiffers(out *Output, t *check.Term) value.Set {
	here, known := s.given(out.Output)
	there, also := s.without(t).given(out.Output)
	switch {
	case !known && !here.conflict && !there.conflict && !here.bounded() && !there.bounded() && apart(here.set, there.set):
		return value.Truth(true)
	case !known || !also:
		return value.Unknown()
	}
	return value.Truth(s.showGiven(here, out.Type) != s.showGiven(there, out.Type))
}
