package eval_test

import (
	"slices"
	"strings"
	"testing"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// TestLints holds what is found of random policies to what is decided by them: a rule
// that can never hold holds of no record, and without what decides nothing every outcome
// is the same. It tries half as many policies as are asked for.
//
//	go test ./interp/eval -run TestLints -policies 20000 -from 1000000
func TestLints(t *testing.T) {
	told := map[diag.Code]int{}
	for seed := *from; seed < *from+uint64(*policies/2); seed++ {
		g := newGenerator(seed)
		text := g.tangled()
		policy, _ := interp.Load("random", []byte(text))
		if policy == nil {
			continue
		}
		bound, people := g.bound(t, policy)
		for _, d := range policy.Lints() {
			told[d.Code]++
			fail := func(record *roster.Record) {
				t.Fatalf("seed %d: %s %s\n%v, as of %s\n%s", seed, d.At, d.Message(locale.English), people.staff[slices.Index(bound.Roster.People, record)], people.asOf, strings.Replace(text, vocabulary, "…\n", 1))
			}
			if d.Code == diag.NeverHolds {
				never := ruleAt(policy.Program, d.At)
				for _, p := range bound.Roster.People {
					if slices.ContainsFunc(bound.Decide(p, people.asOf), func(x eval.Decision) bool { return speaksOf(x, never, people.known) }) {
						fail(p)
					}
				}
				continue
			}
			less, ok := without(text, d)
			other, _ := interp.Load("random", []byte(less))
			if !ok || other == nil {
				continue
			}
			rebound, _ := people.bind(t, other)
			for i, p := range bound.Roster.People {
				if !agree(bound.Decide(p, people.asOf), rebound.Decide(rebound.Roster.People[i], people.asOf)) {
					fail(p)
				}
			}
		}
	}
	t.Log(told)
	for _, code := range []diag.Code{diag.NeverHolds, diag.Swallowed, diag.ExceptsNobody, diag.SaysNothing} {
		if told[code] < *policies/100 {
			t.Errorf("%s is hardly tried: %d times", code, told[code])
		}
	}
}

// tangled is a random policy whose conditions are more often at odds with each other.
func (g *generator) tangled() string {
	g.plain = g.chance(60)
	text := g.policy()
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		head, rest, is := strings.Cut(line, " => ")
		if id, cond, ok := strings.Cut(strings.TrimPrefix(head, "rule "), " "); is && ok && strings.HasPrefix(head, "rule ") && g.chance(60) {
			lines[i] = "rule " + id + " (" + g.knotted(cond) + "), " + g.atom() + " => " + rest
		}
	}
	if g.chance(50) {
		cond := g.knotted(g.cond(1))
		kinds := g.of("must,should", "must,must", "should,plan to", "must not,should not", "must not,must not", "exempt from,may exempt", "defer,may defer", "exempt from,defer", "may,may", "may exempt,may exempt")
		strong, weak, _ := strings.Cut(kinds, ",")
		lines = append(lines, "rule 98 "+cond+" => "+strong+" move", "rule 99 ("+cond+"), "+g.atom()+" => "+weak+" move", "")
	}
	return strings.Join(lines, "\n")
}

// knotted keeps a condition or puts one in its place that is about few terms.
func (g *generator) knotted(cond string) string {
	if g.chance(30) {
		return cond
	}
	number := func() string {
		return "points " + g.of(">=", ">", "<=", "<", "=", "!=") + " " + g.of("0", "1", "2", "3")
	}
	length := func() string {
		return "stay " + g.op() + " " + g.of("1y", "12mo", "365d", "366d", "3y", "36mo", "1096d")
	}
	choice := func() string {
		return g.of("hue is red", "hue is not green", "hue in (red, blue)", "medal >= silver", "medal < gold", "pet is none", "pet is cat", "pet is not dog", "not (pet is cat)", "skills is cook", "skills not in (cook, sing)", "vain", "not vain")
	}
	date := func() string { return "began " + g.op() + " " + g.of(days...) }
	one := []func() string{number, length, choice, date}[g.IntN(4)]
	return one() + g.of(" and ", " and ", ", ") + one()
}

// crowded are random records and the date on which they are decided.
type crowded struct {
	staff, gigs []map[string]any
	asOf        civil.Date
	known       bool // no cell is blank
}

func (g *generator) bound(t *testing.T, policy *interp.Policy) (*interp.Bound, crowded) {
	c := crowded{gigs: []map[string]any{{"holder": "nobody", "loud": "yes", "tone": "red", "fee": "1"}}, asOf: day(g.of(asOfs...))}
	blank := g.of2(0, 15)
	c.known = blank == 0
	for i := range 24 {
		cells, rows := g.person(blank).sheet(itoa(int64(i)))
		c.staff, c.gigs = append(c.staff, cells), append(c.gigs, rows...)
	}
	return c.bind(t, policy)
}

func (c crowded) bind(t *testing.T, policy *interp.Policy) (*interp.Bound, crowded) {
	bound, found := policy.BindValues(c.staff, map[string][]map[string]any{"gigs": c.gigs}, roster.Options{})
	if found.HasErrors() {
		t.Fatal(found[0].Message(locale.English))
	}
	return bound, c
}

func ruleAt(p *check.Program, at source.Place) *check.Rule {
	return p.Rules[slices.IndexFunc(p.Rules, func(r *check.Rule) bool { return r.Span == at })]
}

// speaksOf says whether a rule held. Where cells are blank, rules that no outcome hangs on
// are not looked into further and named as possible: then only what is sure is asked.
func speaksOf(d eval.Decision, r *check.Rule, known bool) bool {
	return slices.Contains(d.Clauses, r) || slices.Contains(d.Standing, r) || known && slices.Contains(d.Maybe, r) ||
		slices.ContainsFunc(d.Beaten, func(b eval.Beaten) bool { return known && b.Rule == r }) ||
		slices.ContainsFunc(d.Waiting, func(w eval.Waiting) bool { return known && w.Rule == r })
}

// without is a policy without what was found of it; false where nothing is to be tried.
func without(text string, d diag.Diagnostic) (string, bool) {
	at := d.At.(source.Span)
	switch d.Code {
	case diag.Swallowed:
		return text[:at.Start] + text[at.End:], true
	case diag.SaysNothing:
		return text[:at.Start] + "yes" + text[at.End:], true
	case diag.ExceptsNobody:
		line := strings.LastIndex(text[:at.Start], "\n") + 1
		if rest := text[at.Start:]; strings.HasPrefix(text[line:], "  unless ") {
			end := strings.Index(rest, "\n")
			return text[:line] + text[at.Start+end+1:], true
		} else if !strings.HasPrefix(rest, "rule ") && !strings.Contains(text[line:at.End], ";") && !strings.HasPrefix(text[at.End:], "\n ") {
			return text[:line] + text[at.End:], true
		}
	}
	return "", false
}

// agree says whether decisions have the same outcomes on the actions and results of both.
// Data that break a requirement spoil what reads them, so that less read is less spoilt.
func agree(list, others []eval.Decision) bool {
	for _, d := range list {
		i := slices.IndexFunc(others, func(x eval.Decision) bool { return x.Action.Name == d.Action.Name })
		if i >= 0 && d.Outcome != eval.DataError && others[i].Outcome != eval.DataError && (d.Action.Kind == check.KindAction || d.Action.Kind == check.KindResult) && others[i].Outcome != d.Outcome {
			return false
		}
	}
	return true
}
