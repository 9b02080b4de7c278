// Package analyze finds what a policy says that is hardly meant: rules that can never
// hold or decide nothing, exceptions that except nobody, names that nothing reads. In go
// a checked Program and the trees it was read from; out come findings with the codes of
// diag.Lints, each at its default level until Levels says otherwise. What is found is
// certain: where conditions are not understood, nothing is said.
//
//	found := analyze.Policy(program, trees)
//	found = analyze.Defaults().Of(found)
package analyze

import (
	"slices"
	"strings"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

// analysis is one policy being looked at. Only what stands in its own file is told of:
// what it extends is a policy of its own.
type analysis struct {
	*solver
	program *check.Program
	trees   []*syntax.File // the prelude and all that the policy builds on, its own last
	found   diag.List
	dead    map[*check.Rule]bool // rules that can never hold
	told    map[*check.Rule]bool // steps of ladders that decide nothing
	// What is asked for more than once; nil until it is.
	spokenOf map[*check.Rule]bool
	standard map[string]bool
}

// Policy finds what a policy hardly means. The trees are those that the program was
// checked from, the prelude first and the policy's own last. No finding is an error of
// the policy; the levels are those of diag.Default, and what is not told by default
// comes as well.
func Policy(p *check.Program, trees []*syntax.File) diag.List {
	a := &analysis{solver: newSolver(p.Convention, false), program: p, trees: trees, dead: map[*check.Rule]bool{}, told: map[*check.Rule]bool{}}
	for _, lint := range []func(){
		a.neverHolds, a.ladders, func() { a.whateverIsSet(a.swallowed) }, a.exceptions, a.releasesYounger, a.cases, func() { a.whateverIsSet(a.sayNothing) },
		a.unusedTerms, a.unusedNames, a.hiding, a.clauseNumbers, a.lengths, a.valuesLeftOut, a.asOf, a.noDirection, a.lastDay,
	} {
		a.steps = enough
		lint()
	}
	return a.found.Sort()
}

// own says whether something stands in the policy's own file.
func (a *analysis) own(at source.Span) bool { return at.File == a.program.File }

// tree is the policy as written.
func (a *analysis) tree() *syntax.File { return a.trees[len(a.trees)-1] }

// rules are those of the policy's own file.
func (a *analysis) rules() (own []*check.Rule) {
	for _, r := range a.program.Rules {
		if a.own(r.Span) {
			own = append(own, r)
		}
	}
	return own
}

// subject is the claim that the policy applies to the record. Where that hangs on rules
// nothing is claimed: they may be the ones that are looked at.
func (a *analysis) subject() []claim {
	if a.program.AppliesTo == nil || asksRules(a.program.AppliesTo, map[*check.Term]bool{}) {
		return nil
	}
	return []claim{{a.program.AppliesTo, true}}
}

// asksRules says whether a condition asks whether rules hold, itself or by what it is
// defined by. Terms seen before are not entered again.
func asksRules(x check.Expr, seen map[*check.Term]bool) (asks bool) {
	check.Walk(x, func(x check.Expr) {
		switch x := x.(type) {
		case *check.Meets, *check.Decided, *check.ResultOf:
			asks = true
		case *check.TermRef:
			if !seen[x.Term] {
				seen[x.Term] = true
				asks = asks || asksRules(x.Term.Value, seen)
			}
		}
	})
	return asks
}

// whateverIsSet looks without the values that the policy sets: those are there to be
// changed, and what holds by them alone is no mistake.
func (a *analysis) whateverIsSet(look func()) {
	present := a.solver
	a.solver = newSolver(a.program.Convention, true)
	look()
	a.solver = present
}

// together says whether a record to which the policy applies may meet claims.
func (a *analysis) together(claims ...claim) bool {
	return a.possible(append(a.subject(), claims...)...)
}

// spoken is an expression as its author wrote it, on one line and no longer than a
// message can bear.
func spoken(at source.Span) string {
	const most = 60
	text := []rune(strings.Join(strings.Fields(at.Text()), " "))
	if len(text) > most {
		return string(text[:most]) + "…"
	}
	return string(text)
}

// clauses are the numbers of some rules, each once.
func clauses(rules []*check.Rule) (list []locale.Text) {
	for _, r := range rules {
		if text := r.Text(); !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}
