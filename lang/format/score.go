package format

import (
	"rota/lang/locale"
	"rota/lang/syntax"
)

// scoreLine is a line of a score. English says the points first, 2 for each year of
// X if C; Chinese what they are given for: C，X每满1年计2.
func (w *writer) scoreLine(p *part, n *syntax.ScoreLine) (out []word) {
	add := func(field string) {
		if k := p.kid(field); k != nil {
			out = append(out, w.part(k)...)
		}
	}
	add("ID")
	add("Title")
	if w.language == locale.Chinese {
		out = append(out, w.givenFor(p, n)...)
	} else {
		if w.own(p, "+") >= 0 {
			out = append(out, w.punct(p, "+"))
		}
		if n.Deduct {
			out = append(out, w.key(p, "DEDUCT"))
		}
		out = append(out, w.amount(p)...)
		if n.Each != nil {
			out = join(out, w.key(p, "FOR EACH"), w.unit(p, n), w.part(p.kid("Of")))
		}
		if n.When != nil {
			out = join(out, w.key(p, "IF"), w.part(p.kid("When")))
		}
	}
	for _, k := range p.kids {
		if k.field == "Bounds" {
			out = join(out, w.punct(p, ","), w.part(k))
		}
	}
	return out
}

// givenFor is a line in Chinese up to its bounds.
func (w *writer) givenFor(p *part, n *syntax.ScoreLine) (out []word) {
	sign := ""
	if n.When != nil {
		out, sign = w.part(p.kid("When")), "COUNTS"
		if n.Each == nil {
			out = append(out, word{token: syntax.Token{Type: syntax.Space, Value: "'S"}, text: "的", above: p})
		}
		out = append(out, w.punct(p, ","))
	}
	if n.Each != nil {
		out, sign = join(out, w.part(p.kid("Of")), w.key(p, "FOR EACH"), w.unit(p, n)), "COUNTS"
	}
	if _, number := n.Points.(*syntax.Literal); number && n.Weight == nil {
		sign = "COUNTS"
	}
	if n.Deduct {
		sign = "DEDUCT"
	}
	if sign != "" {
		out = append(out, w.key(p, sign))
	}
	return append(out, w.amount(p)...)
}

// amount is the points of a line, or 60% of them: X的60%.
func (w *writer) amount(p *part) []word {
	points, weight := w.part(p.kid("Points")), p.kid("Weight")
	if weight == nil {
		return points
	}
	return w.choose(p, join(w.part(weight), w.key(p, "OF"), points), join(points, w.key(p, "'S"), w.part(weight)))
}

// unit is so much as points are given for: year of X, 3mo of X, 每满1年.
func (w *writer) unit(p *part, n *syntax.ScoreLine) []word {
	each := n.Each.(*syntax.Literal)
	if key := ones[each.Value]; key != "" && w.language == locale.English {
		return []word{w.key(p, key)}
	}
	t := syntax.Token{Type: each.Type, Value: each.Value}
	out := []word{{token: t, text: w.literal(t, each.Value), above: p}}
	if w.language == locale.English {
		out = append(out, w.key(p, "OF"))
	}
	return out
}

// ones are the units that English says without a number.
var ones = map[string]string{"1y": "YEAR OF", "1mo": "MONTH OF", "1sy": "SCHOOL YEAR OF", "1fy": "FINANCIAL YEAR OF"}
