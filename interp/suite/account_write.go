package suite

import (
	"fmt"
	"slices"
	"strings"

	"rota/interp/report"
	"rota/lang/check"
	"rota/lang/locale"
)

// line is what JSON says of a clause.
type line struct {
	Policy string   `json:"policy"`
	Clause string   `json:"clause"`
	State  string   `json:"state"` // accounted, missing, unlisted, contrary, unexercised, inherited
	Kind   string   `json:"kind"`  // as listed
	Why    string   `json:"why"`
	Parts  []part   `json:"parts"`
	Tests  []string `json:"tests"`
}

type part struct {
	Kind  string `json:"kind"`
	ID    string `json:"id"`
	Title string `json:"title"`
	At    string `json:"at"`
}

var stateNames = [...]string{Accounted: "accounted", Missing: "missing", Unlisted: "unlisted", Contrary: "contrary", Unexercised: "unexercised", Inherited: "inherited"}

// Listing is the account as a table: a row a clause, what carries it, the tests, and
// where the policy and the list differ; below it how many there are of each.
func (a Account) Listing(name string, l locale.Language) report.Listing {
	say := func(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(l) }
	headings := []string{say("clause", "条款"), say("carried by", "由何承载"), say("tests", "测试"), say("listed as", "所列"), say("remark", "备注")}
	var rows [][]string
	var lines []any
	for _, c := range a.Clauses {
		s := c.State(a.Against)
		one := line{Policy: name, Clause: c.ID, State: stateNames[s], Parts: []part{}, Tests: append([]string{}, c.Tests...)}
		listed := ""
		if c.Listed != nil {
			one.Kind, one.Why = c.Listed.Kind, c.Listed.Why
			listed = strings.TrimSpace(c.Listed.Kind)
			if why := c.Listed.Why; why != "" && why != c.Listed.Kind {
				listed = strings.TrimPrefix(listed+say(": ", "：")+why, say(": ", "："))
			}
		}
		for _, p := range c.Parts {
			one.Parts = append(one.Parts, part{p.Kind.Text().EN, p.ID, p.Title, p.At.String()})
		}
		rows = append(rows, []string{c.ID, c.carried(l), c.tested(l), listed, s.Text().In(l)})
		lines = append(lines, one)
	}
	return report.NewListing(name, l, headings, rows, lines, a.summary(name, l))
}

// carried names what carries a clause, several of a kind together.
func (c Clause) carried(l locale.Language) string {
	var words []string
	for i := 0; i < len(c.Parts); {
		kind := c.Parts[i].Kind
		var ids []string
		for ; i < len(c.Parts) && c.Parts[i].Kind == kind; i++ {
			p := c.Parts[i]
			switch id := check.ClauseText(p.ID).In(l); {
			case p.Title != "" && (kind >= PartNote || len(c.Parts) == 1):
				ids = append(ids, strings.TrimPrefix(id+" "+p.Title, c.ID+" "))
			case !slices.Contains(ids, id):
				ids = append(ids, id)
			}
		}
		word := kind.Text().In(l)
		if len(ids) == 1 && ids[0] == c.ID {
			words = append(words, word)
		} else {
			words = append(words, word+" "+strings.Join(ids, locale.Text{EN: ", ", ZH: "、"}.In(l)))
		}
	}
	return strings.Join(words, locale.Text{EN: "; ", ZH: "；"}.In(l))
}

func (c Clause) tested(l locale.Language) string {
	var titles []string
	for _, t := range c.Tests {
		if t == "" {
			t = locale.Text{EN: "a test without a title", ZH: "无标题的测试"}.In(l)
		}
		titles = append(titles, t)
	}
	return strings.Join(titles, locale.Text{EN: "; ", ZH: "；"}.In(l))
}

// summary counts the clauses by how they stand, and names those that want something.
func (a Account) summary(name string, l locale.Language) []string {
	say := func(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(l) }
	of := map[State][]string{}
	for _, c := range a.Clauses {
		s := c.State(a.Against)
		of[s] = append(of[s], c.ID)
	}
	t := a.tally()
	lines := []string{fmt.Sprintf(say("%s: %d clauses: %d carried by rules, %d that are no rules", "%s：%d条：由规则承载%d条，非规则%d条"), name, t.Clauses, t.Carried, t.Beside)}
	list := func(s State, en, zh string) {
		if len(of[s]) > 0 {
			lines = append(lines, say(en, zh)+strings.Join(of[s], say(", ", "、")))
		}
	}
	list(Missing, "missing from the policy: ", "政策中缺失：")
	list(Unlisted, "not listed: ", "清单未列：")
	list(Contrary, "listed as no rule, yet one: ", "列为非规则，政策中却是规则：")
	list(Inherited, "inherited from what it extends: ", "沿用而来：")
	list(Unexercised, "exercised by no test: ", "没有测试涉及：")
	if !a.Against {
		lines = append(lines, say("no list of the document's clauses was given: clauses.csv beside the policy", "没有文件条款清单：请在政策旁放置 clauses.csv"))
	}
	return lines
}

// Differs says whether the policy and the list disagree on some clause.
func (a Account) Differs() bool {
	return slices.ContainsFunc(a.Clauses, func(c Clause) bool { return a.Against && c.State(true).Finding() })
}
