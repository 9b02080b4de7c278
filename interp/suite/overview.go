package suite

import (
	"fmt"
	"slices"
	"strconv"

	"rota/interp/report"
	"rota/lang/locale"
)

// OfPolicy is the account of one policy of several. Those that stand beside one list of
// clauses, such as the two languages of a policy, share the List.
type OfPolicy struct {
	Name, List string // List is "" where the policy has none
	Account
}

// tally is how many clauses and tests there are of each sort.
type tally struct {
	Clauses  int `json:"clauses"`
	Carried  int `json:"carried"` // by what decides
	Beside   int `json:"beside"`  // notes, stages, forms, and what is said to be no rule
	Missing  int `json:"missing"` // and other findings
	Untested int `json:"untested"`
	Tests    int `json:"tests"`
	Failed   int `json:"failed"`
}

func (a Account) tally() (t tally) {
	t.Tests, t.Failed = a.Tests, a.Failed
	for _, c := range a.Clauses {
		t.Clauses++
		s := c.State(a.Against)
		switch {
		case slices.ContainsFunc(c.Parts, func(p Part) bool { return p.Kind <= PartValue }):
			t.Carried++
		case s == Accounted || s == Inherited:
			t.Beside++
		}
		if s.Finding() {
			t.Missing++
		}
		if s == Unexercised {
			t.Untested++
		}
	}
	return t
}

func (t *tally) add(other tally) {
	t.Clauses, t.Carried, t.Beside = t.Clauses+other.Clauses, t.Carried+other.Carried, t.Beside+other.Beside
	t.Missing, t.Untested = t.Missing+other.Missing, t.Untested+other.Untested
	t.Tests, t.Failed = t.Tests+other.Tests, t.Failed+other.Failed
}

func (t tally) cells() (out []string) {
	for _, n := range []int{t.Clauses, t.Carried, t.Beside, t.Missing, t.Untested, t.Tests, t.Failed} {
		out = append(out, strconv.Itoa(n))
	}
	return out
}

// Overview is a line for each of several policies, and below it what the documents come
// to: of policies beside one list the one with the most tests stands for the document.
func Overview(all []OfPolicy, l locale.Language) report.Listing {
	say := func(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(l) }
	headings := []string{say("policy", "政策"), say("clauses", "条款"), say("carried by rules", "规则承载"), say("no rules", "非规则"), say("missing or unlisted", "缺失或未列"), say("no test", "无测试"), say("tests", "测试"), say("failed", "未通过")}
	var rows [][]string
	var lines []any
	stands := map[string]tally{}
	for _, p := range all {
		t := p.tally()
		rows = append(rows, append([]string{p.Name}, t.cells()...))
		lines = append(lines, struct {
			Policy string `json:"policy"`
			List   string `json:"list"`
			tally
		}{p.Name, p.List, t})
		if known, ok := stands[p.List]; p.List != "" && (!ok || t.Tests > known.Tests) {
			stands[p.List] = t
		}
	}
	var sum tally
	for _, t := range stands {
		sum.add(t)
	}
	return report.NewListing(say("clauses", "条款"), l, headings, rows, lines, []string{
		fmt.Sprintf(say("%d policies; %d documents with a list of clauses", "%d份政策；%d份文件有条款清单"), len(all), len(stands)),
		fmt.Sprintf(say("of the documents: %d clauses, %d carried by rules, %d that are no rules; %d missing or unlisted, %d without a test", "文件合计：%d条，由规则承载%d条，非规则%d条；缺失或未列%d条，无测试%d条"), sum.Clauses, sum.Carried, sum.Beside, sum.Missing, sum.Untested),
		fmt.Sprintf(say("of the documents: %d tests, %d failed", "文件合计：测试%d个，未通过%d个"), sum.Tests, sum.Failed),
	})
}
