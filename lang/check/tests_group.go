package check

import (
	"strings"

	"rota/lang/diag"
	"rota/lang/syntax"
	"rota/lang/types"
)

// expectedOfGroup resolves what is expected of a quota, a pair or a choice; nil where
// it has mistakes, which are reported.
func (c *checker) expectedOfGroup(e *Expected, n *syntax.GroupExpected, labels map[string]bool) *Expected {
	e.Kind = n.Kind
	if !c.blanksNamed(e, n.Missing) {
		return nil
	}
	for _, f := range n.Figures {
		low := c.numberStated(f.Low)
		high := low
		if f.High != nil {
			high = c.numberStated(f.High)
		}
		if low == nil || high == nil {
			return nil
		}
		e.Figures = append(e.Figures, Figure{f.Kind, low.Value.Number, high.Value.Number})
	}
	id := c.clauseID(&n.ID)
	var known bool
	switch n.Head {
	case "QUOTA EXPECTED":
		known = c.expectedQuota(e, n, id, labels)
	case "PAIR EXPECTED", "NO PAIR":
		known = c.expectedPair(e, n, id, labels)
	default:
		e.Kind = n.Head
		if e.Choice = c.chosen[id]; e.Choice == nil {
			c.missing(diag.UnknownClause, &n.ID, n.ID.Text, c.didYouMean(n.ID.Text, namesOf(c.chosen)))
		}
		known = e.Choice != nil
	}
	if !known {
		return nil
	}
	e.By = []string{id}
	return e
}

// numberStated is a number as it stands; nil, which is reported, where it is too large.
func (c *checker) numberStated(n *syntax.Literal) *Const {
	k, _ := c.value(n, types.Number).(*Const)
	return k
}

// expectedQuota finds the lines that bear a number and the group that is named.
func (c *checker) expectedQuota(e *Expected, n *syntax.GroupExpected, id string, labels map[string]bool) bool {
	quota := (*Quota)(nil)
	of := &ExpectedQuota{ID: id}
	var ids []string
	for _, q := range c.program.Quotas {
		for _, line := range q.Lines {
			ids = append(ids, q.ID, line.ID)
			if q.ID == id || (&Rule{ID: line.ID}).Bears(id) {
				quota, of.Lines = q, append(of.Lines, line)
			}
		}
	}
	switch {
	case quota == nil:
		c.missing(diag.UnknownClause, &n.ID, n.ID.Text, c.didYouMean(n.ID.Text, these(ids...)))
		return false
	case quota.Per != nil && isInvalid(quota.Per):
		return false
	case quota.Per == nil && n.Group != nil:
		c.errorAt(diag.QuotaOfAll, n.Group, id)
		return false
	case quota.Per != nil && n.Group == nil:
		c.errorAt(diag.QuotaOfWhich, n, id, asWritten(quota.Per))
		return false
	}
	e.Quota = of
	if name, ok := n.Group.(*syntax.NameExpr); ok && labels[name.Key] {
		of.Label = name.Key
		return true
	}
	if n.Group == nil {
		return true
	}
	of.Key = c.constant(n.Group, quota.Per.Type())
	return of.Key != nil
}

// asWritten is an expression as the policy has it.
func asWritten(x Expr) string { return strings.Join(strings.Fields(x.At().Text()), " ") }

// expectedPair finds the rules or the check that a pair is, and its two records.
func (c *checker) expectedPair(e *Expected, n *syntax.GroupExpected, id string, labels map[string]bool) bool {
	of := &ExpectedPair{ID: id, A: n.A.Key, B: n.B.Key}
	var ids []string
	for _, r := range c.program.Rules {
		if r.Partners != nil {
			if ids = append(ids, r.ID); r.Bears(id) {
				of.Rules = append(of.Rules, r)
			}
		}
	}
	for _, a := range c.program.Actions {
		if a.Clause != nil && a.Clause.Partners != nil {
			if ids = append(ids, a.Clause.ID); a.Clause.Bears(id) {
				of.Checks = append(of.Checks, a)
			}
		}
	}
	if of.Rules == nil && of.Checks == nil {
		c.missing(diag.UnknownClause, &n.ID, n.ID.Text, c.didYouMean(n.ID.Text, these(ids...)))
		return false
	}
	for _, w := range []*syntax.Word{n.A, n.B, n.Who} {
		if w != nil && !labels[w.Key] {
			c.missing(diag.UnknownName, w, w.Key, c.didYouMean(w.Key, namesOf(labels)))
			return false
		}
	}
	if n.Who != nil {
		of.On = n.Who.Key
	}
	if n.Head == "NO PAIR" {
		e.Kind = n.Head
	}
	_, effect := strengths[e.Kind]
	claim := e.Kind == "MET" || e.Kind == "BROKEN" || e.Kind == "DEPARTED"
	switch {
	case effect && of.Rules == nil:
		c.errorAt(diag.PairIsCheck, n, id)
		return false
	case claim && of.Checks == nil:
		c.errorAt(diag.PairGives, n, id)
		return false
	}
	if n.Action != nil {
		if e.Action = c.actionCalled(n.Action); e.Action == nil {
			return false
		}
	}
	e.Pair = of
	return true
}
