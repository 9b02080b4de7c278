package check

import (
	"fmt"
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

// claim is the text of a check or requirement, until names are known.
type claim struct {
	file    int
	check   *syntax.Check
	require *syntax.Require
	pair    paired
}

// declareClaim makes a check or requirement a matter of its own, known by its
// clause number or line.
func (c *checker) declareClaim(kind Kind, id *syntax.ID, title *syntax.Text, parent, en, zh string, n syntax.Located) *Action {
	r := c.clauseOf(id, title, parent, n)
	r.Index = -1
	name := locale.Text{EN: en + " " + r.Text().EN, ZH: zh + r.Text().ZH}
	a := &Action{Kind: kind, Name: name.EN, Names: []string{name.EN, name.ZH}, Default: -1, Clause: r, Of: c.subject, Span: c.at(n)}
	c.claims = append(c.claims, a)
	return a
}

func (c *checker) declareCheck(d *syntax.Check) {
	a := c.declareClaim(KindCheck, d.ID, d.Title, "", "check", "检查", d)
	c.stated[a] = claim{file: c.file, check: d}
}

func (c *checker) declareRequire(d *syntax.Require) {
	a := c.declareClaim(KindRequire, d.ID, d.Else, "", "require", "要求", d)
	c.stated[a] = claim{file: c.file, require: d}
}

// resolveClaims resolves the conditions of checks and requirements. They are
// decided last: nothing reads them.
func (c *checker) resolveClaims() {
	for _, a := range c.claims {
		p := c.stated[a]
		c.file = p.file
		switch {
		case p.check != nil:
			c.resolveCheck(a, p.check)
		case p.pair.pair != nil:
			c.notBoth(a, p.pair)
		default:
			c.resolveRequire(a, p.require)
		}
		c.speakOf(a)
	}
}

func (c *checker) resolveCheck(a *Action, d *syntax.Check) {
	if d.Of != nil {
		if a.Of = c.records[d.Of.Key]; a.Of == nil {
			a.Of = c.subject
			c.missing(diag.UnknownRecord, d.Of, d.Of.Key, c.nearestRecord(d.Of.Key))
			return
		}
	}
	a.Departure = d.Should || d.Not
	holds := d.Holds
	if d.Not {
		holds = &syntax.Not{Node: d.Node, X: d.Holds}
	}
	resolve := func() {
		if d.Where == nil {
			c.aboutWhom(d.Holds, "where %s: %s", "其中%s：%s")
		}
		a.Where = c.condition(d.Where)
		c.hedged = &a.Departure
		c.with(d.Items, func() { a.Clause.When = c.condition(holds) })
		c.hedged = nil
		c.hedgedInPart(d.Holds)
		for _, m := range d.Modifies {
			if !m.Excepts() && m.InForce == nil && m.Cites == nil {
				c.errorAt(diag.NoPrecedence, m)
				continue
			}
			c.modify(a.Clause, m)
		}
	}
	if a.Of == c.subject {
		resolve()
		return
	}
	c.alone = a.Of.Owner != c.subject
	c.within(a.Of, nil, resolve)
	if asks := c.asks(func(visit func(Expr)) { visitRule(a.Clause, visit); walkExpr(a.Where, visit) }); c.alone && len(asks) > 0 {
		c.errorAt(diag.CheckAsks, d.Holds, asks[0].text(), c.subject.Text(), a.Of.Text())
	}
	c.alone = false
}

// aboutWhom reports values and facts right before the comparison that a check or requirement
// asks for, 检查1：女年龄不超过55, values before a comma too, or a value behind 的: everybody else
// would fail it. What to write is made of whom it is about and of what it asks.
func (c *checker) aboutWhom(holds syntax.Expr, en, zh string) {
	all, several := holds.(*syntax.All)
	if !several {
		return
	}
	parts := all.Parts
	whom, values := 0, true // how many conditions say whom, and that all are values
	for whom < len(parts) && isName(parts[whom]) && c.comparable(parts[whom]) == nil {
		values = values && c.isValue(parts[whom])
		whom++
	}
	last := len(parts) - 1
	var about, asks source.Span
	switch {
	case whom > 0 && whom <= last:
		between := syntax.Fold(c.between(parts[whom-1], parts[whom]))
		if _, compared := parts[whom].(*syntax.Compare); !compared || between != "" && !strings.HasPrefix(between, "的") && !(values && between == ",") {
			return
		}
		about, asks = c.at(parts[0]).To(c.at(parts[whom-1])), c.at(parts[whom]).To(c.at(parts[last]))
	case c.isValue(parts[last]) && strings.TrimSpace(c.between(parts[last-1], parts[last])) == "的":
		about, asks = c.at(parts[last]), c.at(parts[0]).To(c.at(parts[last-1]))
	default:
		return
	}
	text := func(at source.Span) string { return strings.TrimSpace(at.Text()) }
	better := fmt.Sprintf(en, text(about), text(asks))
	if locale.IsChinese(text(about)) {
		better = fmt.Sprintf(zh, text(about), text(asks))
	}
	c.errorAt(diag.WordOrder, holds, c.spelling(holds), better)
}

// hedgedInPart reports “should” before some of what a check asks for: a check may be departed
// from as a whole or not at all.
func (c *checker) hedgedInPart(holds syntax.Expr) {
	all, several := holds.(*syntax.All)
	if !several {
		return
	}
	isHedge := func(n syntax.Expr) bool { _, is := n.(*syntax.Should); return is }
	i := slices.IndexFunc(all.Parts, isHedge)
	if i >= 0 && slices.ContainsFunc(all.Parts, func(n syntax.Expr) bool { return !isHedge(n) }) {
		c.errorAt(diag.HedgedPart, all.Parts[i], c.spelling(all.Parts[i]))
	}
}

func (c *checker) resolveRequire(a *Action, d *syntax.Require) {
	c.aboutWhom(d.Holds, "%[2]s or not %[1]s", "%[2]s或非%[1]s")
	a.Clause.When = c.condition(d.Holds)
	asks := c.asks(func(visit func(Expr)) { walkExpr(a.Clause.When, visit) })
	if len(asks) > 0 {
		c.errorAt(diag.RequireAsks, d.Holds, asks[0].text())
	}
}

// with resolves a condition of which the items say what a row must meet. Where nothing
// took them, the list of the rows could not be read, which has been reported.
func (c *checker) with(items []*syntax.Point, resolve func()) {
	c.points = items
	resolve()
	c.points = nil
}

// points are the conditions that one row must meet, each with its clause number.
func (c *checker) pointsOf(list Expr, n *syntax.Quantify) Expr {
	points := c.points
	c.points = nil
	if len(points) == 0 || n.Kind != "SOME" {
		c.errorAt(diag.MeetsWhat, n)
		return c.invalid(n)
	}
	and := &And{typed{boolean, c.at(n)}, nil}
	c.within(RowsOf(list), n.Row, func() {
		for _, p := range points {
			and.Parts = append(and.Parts, c.marked(c.condition(p.When), p.ID))
		}
	})
	return &Filter{typed{list.Type(), c.at(n)}, list, and}
}

// marked is a condition with a clause number of its own, if it has one.
func (c *checker) marked(x Expr, id *syntax.ID) Expr {
	if isInvalid(x) || id == nil {
		return x
	}
	number := c.clauseID(id)
	c.marks[number] = true
	return &Marked{typed{boolean, x.At()}, x, number}
}

// hedge reads a comparison that may be departed from, which only a check has.
func (c *checker) hedge(n *syntax.Should) Expr {
	if c.hedged == nil {
		c.errorAt(diag.NoHedge, n)
		return c.invalid(n)
	}
	*c.hedged = true
	return c.expression(n.X)
}
