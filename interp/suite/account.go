package suite

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

// Account says of every clause of a document what in the policy carries it and which
// tests exercise it.
type Account struct {
	Program *check.Program
	Clauses []Clause
	Against bool // a list of the document's clauses was given
	Tests   int  // of the policy, and how many of them failed
	Failed  int
}

// Clause is one clause of a document.
type Clause struct {
	ID     string
	Listed *Listed // what the list says of it; nil where it is not listed
	Parts  []Part
	Tests  []string // the titles of those that exercise it

	inherited bool // all that carries it stands in a policy extended
}

// Listed is a clause as a list of the document names it. Why is why it is no rule.
type Listed struct {
	Kind, Why string
	At        source.Place
}

// Part is what carries a clause: a rule, or a note, a stage, a register, a value.
type Part struct {
	ID, Title string
	Kind      PartKind
	At        source.Span
	parent    string // the list that it is an item of
	inherited bool   // it stands in a policy extended, or in the place of what does
}

// PartKind is the sort of a Part. Those up to PartValue are exercised by tests.
type PartKind uint8

const (
	_ PartKind = iota
	PartRule
	PartCheck
	PartChoice
	PartQuota
	PartCondition
	PartValue
	PartNote
	PartStage
	PartRegister
)

var partKinds = [...]locale.Text{
	PartRule: {EN: "rule", ZH: "规则"}, PartCheck: {EN: "check", ZH: "检查"}, PartChoice: {EN: "choice", ZH: "选取"}, PartQuota: {EN: "quota", ZH: "配额"},
	PartCondition: {EN: "condition", ZH: "条件"}, PartValue: {EN: "value", ZH: "取值"},
	PartNote: {EN: "note", ZH: "条文"}, PartStage: {EN: "stage", ZH: "日程"}, PartRegister: {EN: "register", ZH: "登记表"},
}

// Text is the kind in words.
func (k PartKind) Text() locale.Text { return partKinds[k] }

// State is how a clause stands.
type State uint8

const (
	Accounted   State = iota + 1 // carried by the policy, or said to be no rule
	Missing                      // listed, and neither carried nor said to be no rule
	Unlisted                     // carried, and not listed
	Contrary                     // said to be no rule, and carried by one
	Unexercised                  // carried by what decides, and by no test
	Inherited                    // carried by a policy extended, whose document has a list of its own
)

var states = [...]locale.Text{
	Accounted: {}, Missing: {EN: "missing", ZH: "缺失"}, Unlisted: {EN: "unlisted", ZH: "未列"}, Contrary: {EN: "listed as no rule", ZH: "列为非规则"}, Unexercised: {EN: "no test", ZH: "无测试"}, Inherited: {EN: "inherited", ZH: "沿用"},
}

// Text is the state in words; "" where nothing is to be said.
func (s State) Text() locale.Text { return states[s] }

// Finding says that the policy and the list do not agree.
func (s State) Finding() bool { return s == Missing || s == Unlisted || s == Contrary }

// State of a clause; against says that there is a list.
func (c Clause) State(against bool) State {
	deciding := slices.ContainsFunc(c.Parts, func(p Part) bool { return p.Kind <= PartValue })
	switch {
	case len(c.Parts) == 0 && (c.Listed == nil || c.Listed.Why == ""):
		return Missing
	case c.Listed == nil && c.inherited:
		return Inherited
	case against && c.Listed == nil:
		return Unlisted
	case c.Listed != nil && c.Listed.Why != "" && slices.ContainsFunc(c.Parts, func(p Part) bool { return p.Kind <= PartQuota }):
		return Contrary
	case deciding && len(c.Tests) == 0:
		return Unexercised
	}
	return Accounted
}

// Accounts makes the account of a policy: of the clauses listed in their order, then of
// those that the policy has beside. cases are its tests as they ran; list may be nil.
func Accounts(p *check.Program, cases []Case, list []ListedClause) Account {
	a := Account{Program: p, Against: list != nil, Tests: len(cases)}
	for _, c := range cases {
		if len(c.Failures) > 0 {
			a.Failed++
		}
	}
	parts := partsOf(p)
	told := make([]bool, len(parts))
	for i := range list {
		c := Clause{ID: list[i].ID, Listed: &list[i].Listed}
		for n, part := range parts {
			if check.Bears(part.ID, c.ID) || part.parent == c.ID {
				c.Parts, told[n] = append(c.Parts, part), true
			}
		}
		a.Clauses = append(a.Clauses, c)
	}
	for n, part := range parts {
		if told[n] {
			continue
		}
		i := slices.IndexFunc(a.Clauses, func(c Clause) bool { return c.ID == part.ID && c.Listed == nil })
		if i < 0 {
			i = len(a.Clauses)
			a.Clauses = append(a.Clauses, Clause{ID: part.ID})
		}
		a.Clauses[i].Parts = append(a.Clauses[i].Parts, part)
	}
	for i := range a.Clauses {
		a.Clauses[i].inherited = !slices.ContainsFunc(a.Clauses[i].Parts, func(part Part) bool { return !part.inherited })
		a.Clauses[i].Tests = exercisedBy(p, &a.Clauses[i], cases)
	}
	return a
}

// partsOf lists what in a policy bears a clause number, in the order of its text.
func partsOf(p *check.Program) (parts []Part) {
	add := func(kind PartKind, id, title string, at source.Span) {
		if id != "" && check.Numbered(id) {
			parts = append(parts, Part{id, title, kind, at, "", at.File != p.File})
		}
	}
	for _, r := range p.Rules {
		before := len(parts)
		add(PartRule, r.ID, r.Title, r.Span)
		for i := range parts[before:] {
			parts[before+i].parent, parts[before+i].inherited = r.Parent, parts[before+i].inherited || r.Replaces
		}
	}
	for _, a := range p.Actions {
		if a.Clause != nil {
			add(PartCheck, a.Clause.ID, a.Clause.Title, a.Clause.Span)
		}
		if a.Default >= 0 && len(a.Grades) > 0 {
			add(PartValue, a.Grades[a.Default].ID, a.Grades[a.Default].Name, a.Span)
		}
	}
	for _, c := range p.Choices {
		add(PartChoice, c.ID, c.Title, c.Span)
		for _, k := range c.Keys {
			add(PartValue, k.ID, "", k.X.At())
		}
	}
	add(PartCondition, p.ForceID, "", p.ForceAt)
	for _, q := range p.Quotas {
		for _, line := range q.Lines {
			add(PartQuota, cmp.Or(line.ID, q.ID), cmp.Or(line.Title, q.Title), q.Span)
		}
	}
	seen := map[check.Expr]bool{}
	p.Walk(func(x check.Expr) {
		if seen[x] {
			return
		}
		seen[x] = true
		switch x := x.(type) {
		case *check.Marked:
			add(PartCondition, x.ID, "", x.At())
		case *check.Score:
			for _, line := range x.Sum.All() {
				add(PartValue, line.ID, line.Title, line.Span)
			}
		case *check.Cases:
			for _, row := range x.Rows {
				add(PartValue, row.ID, row.Title, row.Span)
			}
		}
	})
	for _, t := range p.Terms {
		if t.Used || t.Span.File == p.File {
			add(PartValue, t.Clause, t.Name, t.Span)
		}
	}
	for _, r := range p.Records {
		if r.Table != nil {
			for _, row := range r.Table.Rows {
				add(PartValue, row.ID, r.Name, row.Span)
			}
		}
	}
	for _, n := range p.Notes {
		add(PartNote, n.ID, n.Text, n.Span)
	}
	for _, s := range p.Stages {
		add(PartStage, s.ID, s.Title, s.Span)
	}
	for _, r := range p.Registers {
		add(PartRegister, r.ID, r.Title, r.Span)
	}
	slices.SortStableFunc(parts, func(a, b Part) int {
		return cmp.Or(cmp.Compare(slices.Index(p.Files, a.At.File), slices.Index(p.Files, b.At.File)), cmp.Compare(a.At.Start, b.At.Start))
	})
	return parts
}

// exercisedBy lists the tests in which a clause held or kept a rule from holding, or that
// name it.
func exercisedBy(p *check.Program, c *Clause, cases []Case) (titles []string) {
	bear := func(id string) bool {
		return slices.ContainsFunc(c.Parts, func(p Part) bool { return p.ID == id && p.Kind <= PartValue })
	}
	rules := func(list []*check.Rule) bool {
		return slices.ContainsFunc(list, func(r *check.Rule) bool { return bear(r.ID) })
	}
	for _, ran := range cases {
		named := slices.ContainsFunc(ran.Test.Expect, func(e *check.Expected) bool {
			return slices.ContainsFunc(e.By, func(id string) bool {
				return slices.ContainsFunc(c.Parts, func(p Part) bool { return check.Bears(p.ID, id) })
			})
		})
		held := slices.ContainsFunc(ran.Exercised, bear) || slices.ContainsFunc(ran.Decisions, func(d eval.Decision) bool {
			return rules(d.Clauses) || rules(d.Standing) ||
				slices.ContainsFunc(d.Beaten, func(b eval.Beaten) bool { return bear(b.Rule.ID) }) ||
				slices.ContainsFunc(d.Waiting, func(w eval.Waiting) bool { return bear(w.Rule.ID) }) ||
				slices.ContainsFunc(d.Broken, func(a *check.Action) bool { return bear(a.Clause.ID) }) ||
				cited(d.Cites, bear) ||
				slices.ContainsFunc(d.Outputs, func(o eval.Output) bool { return rules(o.Clauses) || cited(o.Cites, bear) }) ||
				slices.ContainsFunc(d.Rows, func(r *roster.Record) bool { return bear(r.ID) }) ||
				marked(d.OutBy, bear) || excepted(p, ran, d, bear) ||
				d.Action.Clause != nil && bear(d.Action.Clause.ID) && (d.Outcome == eval.Met || d.Outcome == eval.Departure || d.Outcome == eval.Broken)
		})
		if title := ran.Test.Title; (named || held) && !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	return titles
}

func cited(list []eval.Cite, bear func(id string) bool) bool {
	return slices.ContainsFunc(list, func(x eval.Cite) bool { return bear(x.ID) })
}

// marked says whether a condition that put a record out of scope bears a number.
func marked(x check.Expr, bear func(id string) bool) bool {
	found := false
	check.Walk(x, func(x check.Expr) {
		m, ok := x.(*check.Marked)
		found = found || ok && bear(m.ID)
	})
	return found
}

// excepted says whether an exception that bears a number kept a rule from holding, which
// would have held without it and leaves no trace in the decision.
func excepted(p *check.Program, ran Case, d eval.Decision, bear func(id string) bool) bool {
	if d.Row != nil || d.Record.Kind != p.Subject || d.AsOfUnknown {
		return false
	}
	surely := func(x check.Expr, truth bool) bool {
		is := ran.Evaluator.Holds(d, x)
		return is.One() && is.True == truth
	}
	return slices.ContainsFunc(p.Rules, func(r *check.Rule) bool {
		bit := slices.ContainsFunc(r.Unless, func(x check.Expr) bool { return marked(x, bear) && surely(x, true) })
		return bit && (r.When == nil || surely(r.When, true)) && (r.Needs == nil || surely(r.Needs, false))
	})
}

// ListedClause is a row of a list of the document's clauses.
type ListedClause struct {
	ID string
	Listed
}

// headings of such a list, folded.
var clauseHeadings = map[string][]string{
	"clause": {"clause", "id", "no", "number", "条款", "条款编号", "编号", "条号"},
	"kind":   {"kind", "type", "类别", "种类", "类型"},
	"why":    {"why", "reason", "理由", "原因", "说明"},
}

// clauseKinds are what a clause may be listed as, in either language: a misspelt “rule”
// would be a reason why it is none.
var clauseKinds = []locale.Text{
	{EN: "rule", ZH: "规则"}, {EN: "principle", ZH: "原则"}, {EN: "definition", ZH: "定义"}, {EN: "kind", ZH: "种类"}, {EN: "procedure", ZH: "程序"},
	{EN: "step", ZH: "步骤"}, {EN: "stage", ZH: "日程"}, {EN: "form", ZH: "表册"}, {EN: "note", ZH: "条文"}, {EN: "none", ZH: "无"},
}

// amiss says what is wrong with how a row lists a clause; "" for nothing.
func (l Listed) amiss(id string) (problem locale.Text) {
	kind := syntax.Fold(l.Kind)
	var en, zh []string
	for _, k := range clauseKinds {
		en, zh = append(en, k.EN), append(zh, k.ZH)
	}
	row := strconv.Itoa(l.At.(source.Cell).Row)
	switch {
	case kind != "" && !slices.Contains(en, kind) && !slices.Contains(zh, kind):
		meant := diag.Meant(diag.Nearest(l.Kind, slices.Concat(en, zh)))
		return locale.Text{
			EN: "row " + row + ": “" + l.Kind + "” is no kind of clause; there are: " + strings.Join(en, ", ") + "; say anything else in the column “why”" + meant.EN,
			ZH: "第" + row + "行：没有“" + l.Kind + "”这一类别；可为：" + strings.Join(zh, "、") + "；其他内容请写在“理由”一列" + meant.ZH,
		}
	case (kind == "none" || kind == "无") && l.Why == "":
		return locale.Text{
			EN: "row " + row + ": clause " + id + " is no rule; say why in a few words in the column “why”",
			ZH: "第" + row + "行：条款" + id + "不是规则，请在“理由”一列简要写明原因",
		}
	}
	return locale.Text{}
}

// ReadClauses reads a list of a document's clauses: a column of numbers, and where
// a clause is no rule a reason in a few words. problem says in words why it cannot be
// read; empty for none.
func ReadClauses(sheets []roster.Sheet) (list []ListedClause, problem locale.Text) {
	list = []ListedClause{}
	for _, s := range sheets {
		if len(s.Rows) == 0 {
			continue
		}
		at := map[string]int{"clause": -1, "kind": -1, "why": -1}
		for i, cell := range s.Rows[0].Cells {
			for column, names := range clauseHeadings {
				if at[column] < 0 && slices.Contains(names, syntax.Fold(cell.Text)) {
					at[column] = i
				}
			}
		}
		if at["clause"] < 0 {
			return nil, locale.Text{EN: "no column is headed “clause”", ZH: "没有“条款”这一列"}
		}
		seen := map[string]bool{}
		for _, row := range s.Rows[1:] {
			text := func(column string) string {
				if i := at[column]; i >= 0 && i < len(row.Cells) {
					return strings.TrimSpace(row.Cells[i].Text)
				}
				return ""
			}
			id := syntax.ClauseNumber(text("clause"))
			if id == "" || seen[id] {
				continue
			}
			seen[id] = true
			l := Listed{text("kind"), text("why"), source.Cell{File: s.File, Sheet: s.Name, Row: row.Number}}
			if problem := l.amiss(id); problem.EN != "" {
				return nil, problem
			}
			if kind := syntax.Fold(l.Kind); l.Why == "" && kind != "" && kind != "rule" && kind != "规则" {
				l.Why = l.Kind // the kind says it: principle, procedure
			}
			list = append(list, ListedClause{id, l})
		}
	}
	return list, locale.Text{}
}
