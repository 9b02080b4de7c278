package format

import "rota/lang/syntax"

// heads is count of SET, SET人数, where it can be seen that it is a set of people
// and not a list.
func (w *writer) heads(p *part, n *syntax.Aggregate) []word {
	list := p.kid("List")
	if n.Kind != "COUNT OF" || list == nil {
		return nil
	}
	of := w.part(list)
	switch n.List.(type) {
	case *syntax.NameExpr, *syntax.Own:
		if _, share := p.above.node.(*syntax.Share); !share && w.own(p, "HEADS") < 0 {
			return nil
		}
	case *syntax.Meets, *syntax.Chosen:
		return w.choose(p, join(w.key(p, "COUNT OF"), of), join(w.key(p, "HEADS"), of))
	case *syntax.All, *syntax.Either, *syntax.Compare, *syntax.Not, *syntax.Decided, *syntax.OneOf, *syntax.State:
		of = w.bracketed(p, of)
	default:
		return nil
	}
	return w.choose(p, join(w.key(p, "COUNT OF"), of), join(of, w.key(p, "HEADS")))
}

// bound is at most 30% of SET, at least 60% of all SET, 不超过SET的30%,
// 不少于全部SET的60%.
func (w *writer) bound(p *part, n *syntax.Bound) []word {
	most, base := p.kid("Most"), p.kid("Base")
	if l, ok := n.Most.(*syntax.Literal); base == nil || !ok || l.Type != syntax.Percent {
		return nil
	}
	op := w.between(p, p.from, p.from+1)
	if second := w.tokens[p.from+1]; p.startsAt(p.from+1) == nil && second.Type == syntax.Keyword && second.Value == n.Op { // should be exactly
		op = w.between(p, p.from, p.from+2)
	}
	part, set := w.part(most), w.part(base)
	of := w.choose(p, []word{w.key(p, "OF")}, nil)
	if n.All {
		of = []word{w.key(p, "OF ALL")}
	}
	return w.choose(p, join(op, part, of, set), join(op, of, set, w.key(p, "'S"), part))
}

// pairKey is the one with lower TERM, 由TERM较低者.
func (w *writer) pairKey(p *part, n *syntax.PairKey) []word {
	which := w.key(p, "HIGHER")
	if n.Lower || n.Low {
		which = w.key(p, "LOWER")
	}
	term := w.part(p.kid("Term"))
	return join(w.key(p, "THE ONE WITH"), w.choose(p, join(which, term), join(term, which)))
}
