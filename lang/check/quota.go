package check

import (
	"math/big"
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Quota is how many of a group may or must be of a set. What it says of a person
// it says of an element, the only one around.
type Quota struct {
	ID, Title string
	Per       Expr    // what groups are made by; nil: all are one
	Of        *Record // the kind of record that Per leads to: each has a group; nil where it leads to none
	Lines     []*QuotaLine
	Span      source.Span
}

// QuotaLine is one limit of a quota.
type QuotaLine struct {
	ID, Title string
	Counted   Expr
	Should    bool // broken it is a departure, which needs a reason
	Op        string
	Most      Expr // a number, read of the record of the group; a part of the set Base where that is not nil
	Base      Expr
	All       bool // Base is not that of the group alone
	Own       []*GroupOf
	Span      source.Span
}

// GroupOf is own X in a set of a quota: what X is of the record of the group, the only
// element around; what the group is made by where X is nil.
type GroupOf struct {
	typed
	X Expr
}

// Text is a quota as a person calls it.
func (q *Quota) Text() locale.Text {
	return locale.Text{EN: "quota " + q.ID, ZH: "配额" + q.ID}
}

func (c *checker) quota(d syntax.Declaration) {
	q, ok := d.(*syntax.Quota)
	if !ok {
		return
	}
	quota := &Quota{ID: c.clauseOf(q.ID, q.Title, "", q).ID, Title: q.Title.Value(), Span: c.at(q)}
	if q.Per != nil {
		c.within(c.subject, nil, func() { quota.Per = c.expression(syntax.Unwrap(q.Per)) })
		switch t := quota.Per.Type(); {
		case t.Kind == types.Ref:
			quota.Of = c.program.RecordOf(t)
		case isConst(quota.Per), t.Several, t.PerYear, t.Kind == types.Span, t.Kind == types.Period, t.Kind == types.Rows, t.Kind == types.Spell:
			c.errorAt(diag.WrongType, q.Per, t.Text(), locale.Text{EN: "what people share", ZH: "各人共有的值"}, locale.Text{})
			quota.Per = c.invalid(q.Per)
		}
	}
	lines := q.Items
	if q.One != nil {
		lines = []*syntax.Share{q.One}
	}
	for _, line := range lines {
		if c.gone[line] {
			continue
		}
		quota.Lines = append(quota.Lines, c.quotaLine(quota, line))
	}
	c.program.Quotas = append(c.program.Quotas, quota)
}

func (c *checker) quotaLine(q *Quota, n *syntax.Share) *QuotaLine {
	bound, rounded := c.boundOf(n.Limit)
	if rounded != nil {
		c.notRounded(rounded, locale.Text{EN: "the end of the line", ZH: "行末"})
	}
	line := &QuotaLine{ID: c.clauseID(n.ID), Title: n.Title.Value(), Should: bound.Should, Op: bound.Op, All: bound.All, Span: c.at(n)}
	if line.ID == "" {
		line.ID = q.ID
	}
	c.grouped = q
	c.within(c.subject, nil, func() {
		line.Counted = c.crowd(syntax.CrowdOf(n.Of))
		if bound.Base != nil {
			line.Base = c.base(bound.Base)
		}
	})
	c.grouped = nil
	for _, x := range []Expr{line.Counted, line.Base} {
		Walk(x, func(x Expr) {
			if own, ok := x.(*GroupOf); ok {
				line.Own = append(line.Own, own)
			}
		})
	}
	_, line.Most = c.limitOf(q.Per, bound.Most)
	if line.Base == nil && !isInvalid(line.Most) && slices.ContainsFunc(stated(line.Most), isPart) {
		c.errorAt(diag.PercentOfWhat, bound.Most, c.spelling(bound.Most))
		return line
	}
	c.checkLimit(line.Most, line.Base, bound)
	return line
}

// ofTheGroup is own X in a set of a quota, where nobody is decided: of the group.
func (c *checker) ofTheGroup(n *syntax.Own) Expr {
	per := c.grouped.Per
	switch {
	case per == nil:
		c.errorAt(diag.OwnOfAll, n, c.spelling(n))
		return c.invalid(n)
	case isInvalid(per):
		return c.invalid(n)
	case alike(per, c.inRow(c.subject, n.Name.Key, n, 1)):
		return &GroupOf{typed{per.Type(), c.at(n)}, nil}
	}
	names := []string{asWritten(per)}
	if of := c.grouped.Of; of != nil {
		if x := c.inRow(of, n.Name.Key, n, 1); x != nil {
			return &GroupOf{typed{x.Type(), c.at(n)}, x}
		}
		for _, f := range of.Fields {
			names = append(names, f.Name)
		}
	}
	read := locale.Text{EN: "own " + strings.Join(names, ", own "), ZH: "本人" + strings.Join(names, "、本人")}
	c.missing(diag.OwnOfGroup, n, n.Name.Key, c.didYouMean(n.Name.Key, these(names...)), asWritten(per), read)
	return c.invalid(n)
}

// alike says of two names that they mean the same of a person.
func alike(a, b Expr) bool {
	switch a := a.(type) {
	case *FieldRef:
		b, ok := b.(*FieldRef)
		return ok && a.Field == b.Field
	case *TermRef:
		b, ok := b.(*TermRef)
		return ok && a.Term == b.Term
	}
	return false
}

// limitOf resolves how many: a number by itself, or one of the record that groups are
// made by.
func (c *checker) limitOf(per Expr, n syntax.Expr) (of *Record, most Expr) {
	if !isInvalid(per) && per.Type().Kind == types.Ref {
		of = c.program.RecordOf(per.Type())
		c.within(of, nil, func() { most = c.value(n, types.Number) })
		return of, most
	}
	return nil, c.value(n, types.Number)
}

// checkLimit reports a percentage of nothing, and a number that is a person's.
func (c *checker) checkLimit(most, base Expr, bound *syntax.Bound) {
	rounded, isRounded := most.(*Rounded)
	switch {
	case isInvalid(most):
	case base == nil && (most.Type().Percent || isRounded && rounded.X.Type().Percent):
		c.errorAt(diag.PercentOfWhat, bound.Most, c.spelling(bound.Most))
	case !ofGroup(most):
		c.errorAt(diag.QuotaReads, bound.Most, c.spelling(bound.Most))
	}
}

// isConst says that an expression is a stated value.
func isConst(x Expr) bool {
	_, is := x.(*Const)
	return is
}

// isPart says of a number that it is a part of one: 1/2.
func isPart(n *big.Rat) bool { return n.Sign() > 0 && n.Cmp(big.NewRat(1, 1)) < 0 }

// boundOf is a limit. In Chinese a setting that is a part of a set stands behind it,
// 班子成员的交流比例，进一, which reads like a fact of the set, rounded.
func (c *checker) boundOf(n syntax.Limit) (bound *syntax.Bound, rounded *syntax.Rounded) {
	bound = syntax.BoundOf(n)
	most := bound.Most
	if x, ok := most.(*syntax.Rounded); ok {
		most, rounded = x.X, x
	}
	share, ok := most.(*syntax.Member)
	if !ok || bound.Base != nil {
		return bound, nil
	}
	if term := c.subject.terms[share.Name.Key]; term == nil || !isSetting(term) {
		return bound, nil
	}
	turned := *bound
	turned.Most, turned.Base = &syntax.NameExpr{Node: share.Name.Node, Key: share.Name.Key}, share.Of
	return &turned, rounded
}

// notRounded reports words of rounding behind a part of a set that is not rounded so.
func (c *checker) notRounded(n *syntax.Rounded, expected locale.Text) {
	at := c.at(n)
	at.Start = c.at(n.X).End
	words := strings.TrimLeft(at.Text(), " \t\r\n,，")
	at.Start = at.End - len(words)
	c.errorAt(diag.Expected, n, expected, quoted(words)).At = at
}

func isSetting(t *Term) bool {
	_, ok := t.declared.(*syntax.Set)
	return ok
}

// crowd is whether the innermost element is one of a set: count of X says no more
// than X.
func (c *checker) crowd(n syntax.Expr) Expr {
	if count, ok := n.(*syntax.Aggregate); ok && count.Kind == "COUNT OF" {
		n = count.List
	}
	return c.condition(n)
}

// base is whether the innermost element is one of those whom a percentage is of; of staff is
// of everybody.
func (c *checker) base(n syntax.Expr) Expr {
	if name, ok := n.(*syntax.NameExpr); ok && c.records[name.Key] == c.subject {
		return &Const{typed{boolean, c.at(n)}, types.Constant{Type: boolean, Bool: true}}
	}
	return c.crowd(n)
}

// ofGroup says that an expression reads no person: there is none that a quota is
// decided on.
func ofGroup(x Expr) bool {
	of := true
	Walk(x, func(x Expr) {
		switch x := x.(type) {
		case *FieldRef:
			of = of && x.Row > 0
		case *TermRef:
			of = of && (x.Row > 0 || x.Term.Constant())
		case *Aggregate, *Quantify, *Meets, *Decided, *Chosen, *Place, *ListRef, *Element, *ResultOf:
			of = false
		}
	})
	return of
}

func (q *Quota) parts() []Expr {
	out := []Expr{q.Per}
	for _, line := range q.Lines {
		out = append(out, line.Counted, line.Most, line.Base)
		for _, own := range line.Own {
			out = append(out, own.X)
		}
	}
	return out
}
