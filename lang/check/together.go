package check

import (
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// says is what a condition says of a choice: that it is this value, or that it is not.
type says struct {
	field *Field // of a record
	term  *Term  // or of a definition or result
	row   int
	value int
	not   bool
}

// sayOf reads what a condition says; ok is false for one that says something else. Where
// a cell holds several values, that one of them is this.
func sayOf(x Expr) (s says, ok bool) {
	if not, negated := x.(*Not); negated {
		s, ok = sayOf(not.X)
		s.not = !s.not
		return s, ok
	}
	var of, value Expr
	switch x := x.(type) {
	case *Compare:
		if s.not = x.Op == "!="; s.not || x.Op == "=" {
			of, value = x.L, x.R
		}
	case *OneOf: // of a cell that holds several values
		if s.not = x.Negated; len(x.Among) == 1 {
			of, value = x.X, x.Among[0]
		}
	}
	constant, known := value.(*Const)
	if !known || constant.Value.None || of.Type().Kind != types.Choice {
		return s, false
	}
	switch of := of.(type) {
	case *FieldRef:
		s.field, s.row = of.Field, of.Row
	case *TermRef:
		s.term, s.row = of.Term, of.Row
	default:
		return s, false
	}
	s.value = constant.Value.Option
	return s, true
}

// valuesTogether reports of conditions that all hold a value that stands alone, where
// another says of the same choice that it is another value, which nobody meets: male,
// age >= 60, female; or that it is not, of which it is a matter of course: not clerk,
// section chief.
func (c *checker) valuesTogether(written []syntax.Expr, parts []Expr) {
	type choice struct {
		field *Field
		term  *Term
		row   int
		not   bool
	}
	var first map[choice]int // the part that says so first
	for j, x := range parts {
		now, alone := valueAlone(written[j], x)
		for _, not := range []bool{true, false} {
			i, said := first[choice{now.field, now.term, now.row, not}]
			if !alone || !said {
				continue
			}
			switch before, _ := sayOf(firstOf(parts[i])); {
			case before.value == now.value:
			case not:
				c.errorAt(diag.NotOfFirst, written[j], c.spelling(written[j]))
			case c.joinedByAnd(written[j-1], written[j]):
			case before.field == nil || !before.field.Type.Several:
				c.errorAt(diag.NeverBoth, written[j], c.spelling(written[i]), c.spelling(written[j]))
			case i == j-1 && isName(written[i]) && isName(written[j]): // whoever has one of them may be meant: finance, personnel
				c.errorAt(diag.Enumerated, written[j], diag.Joint(c.between(written[i], written[j])), c.spelling(written[j]))
			}
		}
		if says, ok := sayOf(firstOf(x)); ok {
			of := choice{says.field, says.term, says.row, says.not}
			if first == nil {
				first = map[choice]int{}
			}
			if _, before := first[of]; !before {
				first[of] = j
			}
		}
	}
}

func isName(n syntax.Expr) bool {
	_, is := n.(*syntax.NameExpr)
	return is
}

// notFirst negates a condition; of one that the language joins to a value with 的, 未接受审查的
// 干部, the first alone.
func (c *checker) notFirst(at typed, x Expr) Expr {
	and, joined := x.(*And)
	if !joined {
		return &Not{at, x}
	}
	parts := slices.Clone(and.Parts)
	parts[0] = c.notFirst(typed{boolean, parts[0].At()}, parts[0])
	return &And{and.typed, parts}
}

// notBeside reports a comparison right behind a fact with “not” before it, 没有在敏感岗位任职满5年,
// and a value right behind another: 非女干部.
func (c *checker) notBeside(written []syntax.Expr) {
	for i, next := range written[1:] {
		not, negated := written[i].(*syntax.Not)
		values := negated && c.isValue(not.X) && c.isValue(next)
		between := strings.TrimSpace(c.between(written[i], next))
		states := negated && c.isFact(next) && syntax.Fold(between) == "," && notIn(c.spelling(not)) // 不在孕期，哺乳期
		if states || (values || !isName(next)) && denies(written[i]) && between == "" {
			c.errorAt(diag.NotOfFirst, next, c.spelling(next))
			return
		}
	}
}

// denies says of a condition that it is written with “not” or “no” before it.
func denies(n syntax.Expr) bool {
	switch n := n.(type) {
	case *syntax.Not:
		return true
	case *syntax.Quantify:
		return n.Kind == "NO"
	case *syntax.All:
		return denies(n.Parts[len(n.Parts)-1])
	}
	return false
}

// notIn says of a negation that it is of being in something or of having it: 不在, 未处于, 没有.
func notIn(text string) bool {
	of := strings.TrimLeft(text, "不未非")
	return strings.HasPrefix(text, "没有") || of != text && (strings.HasPrefix(of, "在") || strings.HasPrefix(of, "处于"))
}

// isFact says that a name is no value of a choice.
func (c *checker) isFact(n syntax.Expr) bool {
	name, is := n.(*syntax.NameExpr)
	return is && len(c.values[name.Key]) == 0
}

// isValue says of a name that it is a value of a choice.
func (c *checker) isValue(n syntax.Expr) bool { return isName(n) && !c.isFact(n) }

// enumerated reports conditions with 、 between them, which lists what holds together as
// well as what holds for itself; so does 和 between those of whom something is said: 孕期的和
// 哺乳期的, 孕期和哺乳期.
func (c *checker) enumerated(parts []syntax.Expr) {
	for i, next := range parts[1:] {
		between, those := strings.CutPrefix(strings.TrimSpace(c.between(parts[i], next)), "的")
		joint := strings.TrimSpace(between)
		those = those || c.isFact(parts[i]) || c.isFact(next) || isName(parts[i]) && isName(next) && !c.ofOneChoice(parts[i], next)
		run := c.between(parts[i], next) == "" && locale.IsChinese(c.spelling(next)) && c.isFact(parts[i]) && c.isFact(next) && c.comparable(next) == nil // 孕期哺乳期
		if joint == "、" || run || those && slices.Contains(syntax.Forms("AS WELL AS", locale.Chinese), joint) {
			c.errorAt(diag.Enumerated, next, diag.Joint(joint), c.spelling(next))
			return
		}
	}
}

// ofOneChoice says of two values that some choice has both.
func (c *checker) ofOneChoice(a, b syntax.Expr) bool {
	return slices.ContainsFunc(c.values[a.(*syntax.NameExpr).Key], func(of optionOf) bool {
		return slices.ContainsFunc(c.values[b.(*syntax.NameExpr).Key], func(other optionOf) bool { return other.choice == of.choice })
	})
}

// countsLast reports a name right before another whose 人数 is asked for, 女干部人数满3, of which
// the last alone is counted.
func (c *checker) countsLast(parts []syntax.Expr) {
	for i, next := range parts[1:] {
		compare, compared := next.(*syntax.Compare)
		if !compared || !isName(parts[i]) || c.between(parts[i], next) != "" {
			continue
		}
		count, counts := compare.Left.(*syntax.Aggregate)
		if !counts || !strings.HasSuffix(c.spelling(count), "人数") {
			continue
		}
		c.errorAt(diag.CountsLast, next, strings.TrimSuffix(c.spelling(count), "人数"), c.spelling(parts[i]))
	}
}

// factsExcepted reports an exception that is facts alone with commas between them: whether
// one of them excepts, or only all at once, is not to be seen.
func (c *checker) factsExcepted(n syntax.Expr, x Expr) {
	and, several := x.(*And)
	all, written := n.(*syntax.All)
	if !several || !written || len(and.Parts) != len(all.Parts) {
		return
	}
	for i, part := range and.Parts {
		fact, ok := part.(*FieldRef)
		if !ok || fact.Type().Kind != types.Bool || i > 0 && strings.TrimPrefix(syntax.Fold(c.between(all.Parts[i-1], all.Parts[i])), "的") != "," {
			return
		}
	}
	c.errorAt(diag.Enumerated, all.Parts[1], diag.Joint(","), c.spelling(all.Parts[1]))
}

// between is the text between two conditions.
func (c *checker) between(before, after syntax.Located) string {
	_, end := before.Extent()
	start, _ := after.Extent()
	return c.files[c.file].Source.Text[end:max(start, end)]
}

// joinedByAnd says that the word stands between two conditions, so that it is plain that
// both are meant.
func (c *checker) joinedByAnd(before, after syntax.Expr) bool {
	words := slices.Concat(syntax.Forms("AND", locale.English), syntax.Forms("AND", locale.Chinese))
	return slices.Contains(words, syntax.Fold(c.between(before, after)))
}

// valueAlone is what a value says that stands alone, male, or before what is compared
// of those who have it: male >= 60 years old.
func valueAlone(written syntax.Expr, x Expr) (s says, ok bool) {
	compare, compared := written.(*syntax.Compare)
	if compared {
		written = compare.Left
	}
	if _, ok = written.(*syntax.NameExpr); !ok {
		return s, false
	}
	s, ok = sayOf(firstOf(x))
	return s, ok && !s.not && !(compared && s.term != nil) // fitness is fit
}

// firstOf and lastOf are the first and the last of several conditions that all hold; a
// condition by itself.
func firstOf(x Expr) Expr {
	if and, several := x.(*And); several {
		return and.Parts[0]
	}
	return x
}

func lastOf(x Expr) Expr {
	if and, several := x.(*And); several {
		return and.Parts[len(and.Parts)-1]
	}
	return x
}

func (s says) sameChoice(other says) bool {
	return s.field == other.field && s.term == other.term && s.row == other.row
}
