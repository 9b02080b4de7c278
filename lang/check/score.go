package check

import (
	"cmp"
	"slices"

	"github.com/govalues/decimal"

	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/syntax"
	"rota/lang/types"
)

var aNumber = types.Type{Kind: types.Number}

// score resolves the lines of a score and the groups that bound them.
func (c *checker) score(d *syntax.Score) Expr {
	var lines []*ScoreLine
	for _, item := range d.Items {
		if n, ok := item.(*syntax.ScoreLine); ok {
			lines = append(lines, c.scoreLine(n))
		}
	}
	if lines == nil {
		c.errorAt(diag.ScoreLines, d, c.spelling(&d.Name))
		return c.invalid(d)
	}
	sum := &Tally{Lines: lines, Span: c.at(d)}
	for _, g := range c.scoreGroups(d, lines) {
		c.nest(sum, g)
	}
	apart(sum)
	return &Score{typed{aNumber, c.at(&d.Name)}, sum}
}

// scoreGroup is a group while it is not known which lines stand in groups of their
// own.
type scoreGroup struct {
	tally *Tally
	lines []*ScoreLine
	at    *syntax.ScoreGroup
}

// scoreGroups are the groups of a score, the widest first.
func (c *checker) scoreGroups(d *syntax.Score, lines []*ScoreLine) (groups []scoreGroup) {
	for _, item := range d.Items {
		n, ok := item.(*syntax.ScoreGroup)
		if !ok {
			continue
		}
		g := scoreGroup{&Tally{Span: c.at(n)}, nil, n}
		g.tally.Low, g.tally.High = c.pointBounds(n.Bounds)
		for _, id := range n.IDs {
			number := c.clauseID(id)
			g.tally.IDs = append(g.tally.IDs, number)
			before := len(g.lines)
			for _, line := range lines {
				if line.ID == number || partOf(line.ID, number) {
					if !slices.Contains(g.lines, line) {
						g.lines = append(g.lines, line)
					}
				}
			}
			if len(g.lines) == before {
				c.missing(diag.UnknownClause, id, id.Text, c.didYouMean(id.Text, func() (ids []string) {
					for _, line := range lines {
						ids = append(ids, line.ID)
					}
					return ids
				}))
			}
		}
		if n.IDs == nil {
			g.lines = lines
		}
		if g.lines != nil {
			groups = append(groups, g)
		}
	}
	slices.SortStableFunc(groups, func(a, b scoreGroup) int { return cmp.Compare(len(b.lines), len(a.lines)) })
	return groups
}

// nest puts a group into the narrowest that has all its lines. For now a tally lists
// the lines of its groups as well.
func (c *checker) nest(sum *Tally, g scoreGroup) {
	in := deepest(sum, g.lines)
	for _, beside := range in.Groups {
		for _, line := range g.lines {
			if slices.Contains(beside.Lines, line) {
				c.errorAt(diag.ScoreOverlap, g.at, line.ID)
				return
			}
		}
	}
	g.tally.Lines = g.lines
	in.Groups = append(in.Groups, g.tally)
}

// deepest is the narrowest group that has all of some lines.
func deepest(t *Tally, lines []*ScoreLine) *Tally {
	for _, g := range t.Groups {
		if !slices.ContainsFunc(lines, func(line *ScoreLine) bool { return !slices.Contains(g.Lines, line) }) {
			return deepest(g, lines)
		}
	}
	return t
}

// apart leaves in a tally the lines that stand in none of its groups.
func apart(t *Tally) {
	for _, g := range t.Groups {
		t.Lines = slices.DeleteFunc(slices.Clone(t.Lines), func(line *ScoreLine) bool { return slices.Contains(g.Lines, line) })
		apart(g)
	}
}

// scoreLine resolves a line: its points, once or for each of so much, within its
// bounds, where its condition holds.
func (c *checker) scoreLine(n *syntax.ScoreLine) *ScoreLine {
	line := &ScoreLine{ID: c.clauseID(n.ID), Title: n.Title.Value(), Span: c.at(n)}
	line.Written = line.Span
	if n.ID != nil {
		_, line.Written.Start = n.ID.Extent()
	}
	if n.Title != nil {
		_, line.Written.Start = n.Title.Extent()
	}
	if line.ID != "" {
		c.marks[line.ID] = true
	}
	at := typed{aNumber, line.Span}
	number := func(whole int64) Expr {
		return &Const{at, types.Constant{Type: aNumber, Number: decimal.MustNew(whole, 0)}}
	}
	low, high := c.pointBounds(n.Bounds)
	points := c.value(n.Points, types.Number)
	if n.Weight != nil {
		points = &Arith{at, "*", c.literal(n.Weight, aNumber), points}
	}
	if n.Each != nil {
		if count := c.unitsOf(n, at); count != nil {
			points = &Arith{at, "*", points, &Limited{at, count, number(0), nil}}
		}
	}
	var given Expr = &Default{at, points, number(0)}
	if low != nil || high != nil {
		given = &Limited{at, given, low, high}
	}
	if n.Deduct {
		given = &Arith{at, "-", number(0), given}
	}
	if line.Value = given; n.When != nil {
		line.When = c.condition(n.When)
		line.Value = &If{at, line.When, given, number(0), nil}
	}
	return line
}

// pointBounds are the least and the most points; one of a kind.
func (c *checker) pointBounds(list []*syntax.PointBound) (low, high Expr) {
	for _, b := range list {
		to := &high
		if b.Op == ">=" {
			to = &low
		}
		if *to != nil {
			c.errorAt(diag.ScoreBounds, b, c.spelling(b))
		}
		*to = c.value(b.Limit, types.Number)
	}
	return low, high
}

// unitsOf is how many times so much lies in a span of time, or in a number; nil where
// the two do not go together.
func (c *checker) unitsOf(n *syntax.ScoreLine, at typed) Expr {
	of := c.single(c.expression(n.Of), n.Of)
	each, ok := c.literal(n.Each.(*syntax.Literal), types.Type{}).(*Const)
	if isInvalid(of) || !ok || isInvalid(each) {
		return nil
	}
	count, per := of, each.Value.Number
	unit := each.Value.Type
	switch kind := of.Type().Kind; {
	case kind == types.Span && (unit.Kind == types.Period || unit.Years != civil.CalendarYear):
		whole := &Whole{typed: at, Unit: WholeYearsOf, Years: unit.Years, Span: of}
		if unit.Kind == types.Period {
			var times int32
			whole.Unit, times = countedBy(each.Value.Period)
			per = decimal.MustNew(int64(times), 0)
		}
		count = whole
	case (kind == types.Number || kind == types.Age) && unit.Kind == types.Number && (unit.Years == of.Type().Years || unit.Years == civil.CalendarYear):
	default:
		per = decimal.Zero
	}
	if per.Sign() <= 0 {
		c.errorAt(diag.ScoreUnit, n.Each, c.spelling(n.Of), of.Type().Text())
		return nil
	}
	share := &Arith{at, "/", count, &Const{at, types.Constant{Type: aNumber, Number: per}}}
	return &Rounded{at, "ROUNDED DOWN", share}
}

// countedBy is what a length of time is counted in, and how many of it: 6mo is six
// whole months; 0 where it is of several kinds.
func countedBy(p civil.Period) (unit Unit, times int32) {
	switch {
	case p.Days == 0 && p.Workdays == 0 && p.Months%12 == 0:
		return WholeYears, p.Months / 12
	case p.Days == 0 && p.Workdays == 0:
		return WholeMonths, p.Months
	case p.Months == 0 && p.Workdays == 0:
		return DaysBetween, p.Days
	case p.Months == 0 && p.Days == 0:
		return WorkdaysBetween, p.Workdays
	}
	return 0, 0
}
