package eval_test

import (
	"fmt"
	"strings"
	"testing"

	"rota/interp"
	"rota/interp/plan"
	"rota/interp/roster"
	"rota/lang/locale"
)

// What columns hold of careers, the plain evaluator finds as well, row by row: of careers
// with gaps and overlaps, months, open ends and blanks, and of people without any.
//
//	go test ./interp/eval -run TestCareerPlan -histories 3000 -from 1000
func TestCareerPlan(t *testing.T) {
	var tally, whole planTally
	var why string
	for seed := *from; seed < *from+uint64(*histories); seed++ {
		g := newHistorian(seed)
		for _, of := range []struct {
			text  string
			blank int
			tally *planTally
		}{{g.policy(), 20, &tally}, {g.onColumns(), 20, &tally}, {g.onColumns(), 0, &whole}} {
			policy, found := interp.Load("random", []byte(of.text))
			if policy == nil {
				tally.refused++
				why = found[0].Message(locale.English)
				continue
			}
			var staff, stints, leaves []map[string]any
			for i := range 2 * peopleEach {
				c := g.chronicle(itoa(int64(i)), of.blank*(i%3))
				staff, stints, leaves = append(staff, c.staff), append(stints, c.stints...), append(leaves, c.leaves...)
			}
			stints = append(stints, map[string]any{"holder": "nobody", "tone": "red", "loud": "no", "fee": "1", "hired": "2020-01-01", "quit": "2020-02-01"})
			leaves = append(leaves, map[string]any{"holder": "nobody", "tone": "red", "paid": "no", "away": "2020-01-01", "back": "2020-02-01"})
			lists := map[string][]map[string]any{"stints": stints, "leaves": leaves}
			bound, found := policy.BindValues(staff, lists, roster.Options{})
			if found.HasErrors() {
				t.Fatal(found[0].Message(locale.English))
			}
			asOf := day(g.of(asOfs...))
			if problem := comparePlan(bound, asOf, plan.Options{Indexed: int(seed % 2)}, of.tally); problem != "" {
				t.Fatalf("seed %d as of %s: %s\n%v\n%s", seed, asOf, problem, lists, strings.Replace(of.text, historyVocabulary, "…\n", 1))
			}
		}
	}
	t.Logf("with blanks %+v, without %+v; %s", tally, whole, why)
	if whole.left*4 > whole.rows {
		t.Errorf("columns leave %d of %d", whole.left, whole.rows)
	}
}

// onColumns writes a policy of what columns hold.
func (g *historian) onColumns() string {
	var b strings.Builder
	b.WriteString("policy \"C\"\n" + historyVocabulary)
	for n := range 1 + g.IntN(4) {
		cond := g.ofCareer()
		switch g.IntN(4) {
		case 0:
			cond += " and " + g.of("rich", "tone is red", g.ofCareer())
		case 1:
			cond = "not " + cond + " or " + g.of("(rich and points >= 2)", g.ofCareer())
		}
		fmt.Fprintf(&b, "rule %d %s => %s\n", n+1, cond, g.of("must move", "should move", "may move", "exempt from move", "must not move", "must swap"))
	}
	if g.chance(15) {
		b.WriteString(g.of("choose 8 from rich per tone, at most 1, by held descending, points ascending", "choose 8 from "+g.ofCareer()+", at most 2, by start of current ascending, points descending",
			"choose 8 from tone is red, at most 30% of rich, by days of stints descending") + "\nrule 9 chosen by 8 => must swap\n")
	}
	if g.chance(15) {
		b.WriteString(g.of("rule 10 count of ("+g.ofCareer()+") >= 3 => should swap\n", "rule 10 count of (tone is own tone and "+g.ofCareer()+") >= 2 => should swap\n",
			"pair 10 a, b where a's tone is b's tone and a's held >= 2y and b's rich => a should swap\n"))
	}
	return b.String()
}

// rowsOf writes a list of rows, runsOf one of runs.
func (g *historian) rowsOf() string {
	list := g.of("stints", "stints", "leaves", "reds", "mine")
	for g.chance(40) {
		kind := stint
		if strings.Contains(list, "leaves") {
			kind = leave
		}
		list = "(" + list + " where " + g.ofRow(kind) + ")"
	}
	return list
}

func (g *historian) runsOf() string {
	if g.chance(20) {
		return "blocks"
	}
	return "(runs of " + g.rowsOf() + g.of("", "", " broken by a gap of at least "+g.of("1d", "2d", "30d", "1mo", "6mo", "1y")) + ")"
}

func (g *historian) ofRow(kind string) string {
	length := "length " + g.op() + " " + g.period()
	ends := g.of("start ", "end ") + g.op() + " " + g.of(g.day(), "as-of date")
	if kind == leave {
		return g.of(length, ends, "paid", "tone in (red, blue)", "tone is own tone", "away > 2018-01-31")
	}
	return g.of(length, ends, "tone is red", "tone is own tone", "tone is not own tone", "(tone is own tone or loud)", "busy", "kept", "fee >= 1", "hired is known", "quit is none", "hired < 2018-01-31", "not (loud)")
}

func (g *historian) spellOf() string {
	switch g.IntN(3) {
	case 0:
		return g.of("first of ", "last of ", "longest of ", "shortest of ") + g.of(g.rowsOf(), g.runsOf())
	case 1:
		return g.of("current", "latest")
	}
	return g.of("the run open at ", "the run alive at ") + g.of("as-of date", "as-of date", g.day()) + " of " + g.of(g.rowsOf(), g.runsOf())
}

// ofCareer writes a condition on what is read of a list.
func (g *historian) ofCareer() string {
	switch g.IntN(10) {
	case 8:
		return "((" + g.of("first of ", "last of ", "longest of ", "shortest of ") + g.of("stints", "mine", "(stints where "+g.ofRow(stint)+")") + ")'s " +
			g.of("tone is red", "tone is not red", "tone in (red, blue)", "loud", "busy", "kept", "tone is own tone", "hired >= 2018-01-31", "fee >= 1") + ")"
	case 0:
		return "(length of (" + g.spellOf() + ")" + g.of("", "", " in full") + " " + g.of(g.op(), g.op(), "is") + " " + g.period() + ")"
	case 1:
		return "(" + g.of("start of ", "end of ", "day after ") + "(" + g.spellOf() + ") " + g.of(g.op(), "is", "is not") + " " + g.of(g.day(), "as-of date") + ")"
	case 2:
		return "(start of (" + g.spellOf() + ") is " + g.of("none", "not none") + ")"
	case 3:
		return "(served in " + g.of(g.rowsOf(), g.runsOf()) + " " + g.of(g.op(), g.op(), "is") + " " + g.period() + ")"
	case 4:
		return "(days of " + g.of(g.rowsOf(), g.runsOf()) + " " + g.op() + " " + g.of("1", "100", "366", "800", "1500") + ")"
	case 5:
		return "(count of " + g.of(g.rowsOf(), g.runsOf()) + g.of("", "", " - 1") + " " + g.of(">=", "<", "=") + " " + g.of("1", "2", "3") + ")"
	case 6:
		return "(number of different tone in " + g.rowsOf() + " " + g.of(">=", "<", "=") + " " + g.of("1", "2") + ")"
	case 7:
		return "(" + g.of("some ", "no ", "every ") + g.of("stint in stints", "stint in mine") + " where " + g.ofRow(stint) + ")"
	}
	return "(" + g.of("whole years from (start of ("+g.spellOf()+")) to as-of date >= 2", "time since (start of ("+g.spellOf()+")) "+g.op()+" "+g.period(), "length of ("+g.spellOf()+") >= 2 school years",
		"school years since (start of ("+g.spellOf()+")) >= 1") + ")"
}
