package format

import (
	"rota/lang/locale"
	"rota/lang/syntax"
)

// figure is count of X, which of people is X人数.
func (w *writer) figure(p *part) []word {
	at := max(w.own(p, "HEADS"), w.own(p, "COUNT OF"))
	a, ok := p.node.(*syntax.Aggregate)
	if !ok || at < 0 {
		return w.between(p, p.from, p.to)
	}
	of := join(w.between(p, p.from, at), w.between(p, at+1, p.to))
	bracketed := len(of) > 0 && of[0].is("(") && of[0].above == p
	switch {
	case w.language == locale.English:
		return join(w.key(p, "COUNT OF"), of)
	case !ofPeople(p, a.List):
		return join(w.key(p, "COUNT OF"), of)
	case bracketed || isName(a.List):
		return join(of, w.key(p, "HEADS"))
	}
	return join(w.key(p, "HEADS"), of)
}

func isName(x syntax.Expr) bool { _, ok := x.(*syntax.NameExpr); return ok }

// ofPeople says of what is counted that it is a condition, which only people meet; of
// a name, that it stands where only people are counted.
func ofPeople(p *part, x syntax.Expr) bool {
	switch x.(type) {
	case *syntax.All, *syntax.Either, *syntax.Not, *syntax.Compare, *syntax.OneOf, *syntax.State, *syntax.Meets, *syntax.Chosen, *syntax.Decided:
		return true
	case *syntax.NameExpr:
		for ; p != nil; p = p.above {
			switch p.node.(type) {
			case *syntax.Quota, *syntax.Choose:
				return true
			}
		}
	}
	return false
}

// bound is at most 30% of X, 不超过X的30%.
func (w *writer) bound(p *part, n *syntax.Bound) []word {
	most, base := p.kid("Most"), p.kid("Base")
	if base == nil || !boundByShare(n) {
		return nil
	}
	op := -1
	for _, key := range []string{">=", ">", "<=", "<", "=", "SHOULD AT LEAST", "SHOULD AT MOST"} {
		op = max(op, w.own(p, key))
	}
	from, to := op+1, p.to
	if most.from < base.from {
		from = most.to + 1 // after of
	} else if to = w.own(p, "'S"); n.All {
		from++
	}
	out, set := w.between(p, p.from, op+1), w.between(p, from, to)
	all := map[bool]string{true: "OF ALL", false: "OF"}[n.All]
	if w.language == locale.English {
		return join(out, w.part(most), w.key(p, all), set)
	}
	if n.All {
		out = append(out, w.key(p, all))
	}
	return join(out, set, w.key(p, "'S"), w.part(most))
}

// boundByShare says of a limit that it is a share, which Chinese writes behind the set.
func boundByShare(n any) bool {
	b, ok := n.(*syntax.Bound)
	if !ok {
		return false
	}
	most, ok := b.Most.(*syntax.Literal)
	return ok && most.Type == syntax.Percent
}

// pairKey is the one with lower TERM, 由TERM较低者, after a comma where it is the first.
func (w *writer) pairKey(p *part, n *syntax.PairKey) []word {
	which := w.key(p, "HIGHER")
	if n.Lower || n.Low {
		which = w.key(p, "LOWER")
	}
	term := w.part(p.kid("Term"))
	out := join(w.key(p, "THE ONE WITH"), w.choose(p, join(which, term), join(term, which)))
	if before := w.tokens[p.from-1]; before.Value != "IF EQUAL" && w.linesBefore(p.from) == 0 {
		out = join(w.comma(p), out)
	}
	return out
}
