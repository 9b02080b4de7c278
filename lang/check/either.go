package check

import (
	"strings"

	"rota/lang/diag"
	"rota/lang/syntax"
)

// What alternatives leave open is refused: which of them a word beside one is meant of.

// alternatives reports what is not clear of conditions with “or” between them.
func (c *checker) alternatives(n *syntax.Either, parts []Expr) {
	c.notEither(n.Parts, parts)
	c.eitherWhose(n, parts)
	c.eitherBeside(n)
	c.listOr(n, parts)
	c.ofOther(n, parts)
}

// notEither reports of alternatives a value that stands alone behind one that says that
// the same choice is not another: not clerk or section chief.
func (c *checker) notEither(written []syntax.Expr, parts []Expr) {
	for i, x := range parts[1:] {
		before, said := sayOf(lastOf(parts[i]))
		now, alone := valueAlone(written[i+1], x)
		values := said && alone && before.not && before.sameChoice(now) && before.value != now.value
		if values || c.notBefore(written[i], written[i+1]) {
			c.errorAt(diag.NotOfFirst, written[i+1], c.spelling(written[i+1]))
		}
	}
}

// notBefore says that “not” stands before the first of two alternatives alone, and no
// bracket behind it: not pregnant or nursing.
func (c *checker) notBefore(before, after syntax.Expr) bool {
	return denies(before) && !denies(after) && !strings.ContainsAny(c.between(before, after), ")）")
}

// eitherWhose reports alternatives of which one behind the first is joined to a value with
// 的, 孕期或哺乳期的干部, and no bracket says that it alone is: all of them may be meant to be.
func (c *checker) eitherWhose(n *syntax.Either, parts []Expr) {
	for i, part := range n.Parts[1:] {
		if not, negated := part.(*syntax.Not); negated {
			part = not.X
		}
		_, whose := part.(*syntax.Member)
		_, joined := parts[i+1].(*And)
		if whose && joined && !strings.ContainsAny(c.between(n.Parts[i], part), "(（") {
			c.errorAt(diag.AndOr, n)
			return
		}
	}
}

// eitherBeside reports alternatives of which one has a condition right beside it, where two
// values or two facts stand around “or”, 人事或财务任职满5年: it may be meant of both.
func (c *checker) eitherBeside(n *syntax.Either) {
	for i, next := range n.Parts[1:] {
		before := n.Parts[i]
		last, first := lastWritten(before), firstWritten(next)
		one := (last == before) != (first == next)
		alike := isName(last) && isName(first) && c.isFact(last) == c.isFact(first)
		if one && alike && c.abreast(before) && c.abreast(next) && !strings.ContainsAny(c.between(last, first), "()（）") {
			c.errorAt(diag.AndOr, n)
			return
		}
	}
}

// listOr reports alternatives of which one ends with a list and the next begins with a value
// of the same choice, 不属于人事、财务或采购, where it is not all the same whether the value
// belongs to the list.
func (c *checker) listOr(n *syntax.Either, parts []Expr) {
	for i, next := range n.Parts[1:] {
		before := n.Parts[i]
		last, first := lastWritten(before), firstWritten(next)
		list, listed := lastOf(parts[i]).(*OneOf)
		value, named := first.(*syntax.NameExpr)
		if _, written := last.(*syntax.OneOf); !written || !listed || !named || list.X.Type().Choice == nil {
			continue
		}
		same := last == before && first == next && !list.Negated
		if same || strings.ContainsAny(c.between(last, first), "()（）") || strings.HasSuffix(syntax.Fold(c.spelling(last)), ")") {
			continue
		}
		if _, among := list.X.Type().Choice.Find(value.Key); among {
			c.errorAt(diag.ListGoesOn, first, c.spelling(first))
		}
	}
}

// ofOther reports a value or fact of the person decided on behind “or”, where the one before is
// of somebody else or of a year: 配偶的职级为正股级或科员, 配偶的孕期或哺乳期.
func (c *checker) ofOther(n *syntax.Either, parts []Expr) {
	for i, next := range n.Parts[1:] {
		last, first := lastWritten(n.Parts[i]), firstWritten(next)
		if !isName(first) || strings.ContainsAny(c.between(last, first), "()（）") {
			continue
		}
		_, joined := parts[i].(*And) // 接受审查的干部, which are of one person
		if member, other := last.(*syntax.Member); other && !joined && c.isFact(first) && c.comparable(first) == nil {
			c.errorAt(diag.NeedsOwner, first, c.spelling(first), c.spelling(member.Of))
			continue
		}
		var of Expr
		switch x := lastOf(parts[i]).(type) {
		case *Compare:
			of = x.L
		case *OneOf:
			of = x.X
		default:
			continue
		}
		before, _ := sayOf(lastOf(parts[i]))
		now, alone := valueAlone(first, firstOf(parts[i+1]))
		if _, compared := last.(*syntax.Compare); !compared || of.Type().Choice == nil || alone && before.sameChoice(now) {
			continue
		}
		if _, among := of.Type().Choice.Find(first.(*syntax.NameExpr).Key); among {
			c.errorAt(diag.ListGoesOn, first, c.spelling(first))
		}
	}
}

// firstWritten and lastWritten are the first and the last of conditions that all hold; a
// condition by itself.
func firstWritten(n syntax.Expr) syntax.Expr {
	if all, several := n.(*syntax.All); several {
		return all.Parts[0]
	}
	return n
}

func lastWritten(n syntax.Expr) syntax.Expr {
	if all, several := n.(*syntax.All); several {
		return all.Parts[len(all.Parts)-1]
	}
	return n
}

// abreast says that nothing but 的 stands between conditions that all hold.
func (c *checker) abreast(n syntax.Expr) bool {
	all, several := n.(*syntax.All)
	if !several {
		return true
	}
	for i, next := range all.Parts[1:] {
		if between := strings.TrimSpace(c.between(all.Parts[i], next)); between != "" && between != "的" {
			return false
		}
	}
	return true
}
