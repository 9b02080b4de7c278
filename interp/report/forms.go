package report

import (
	"bufio"
	"slices"
	"strconv"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/locale"
	"rota/lang/types"
)

// RegisterNamed is the register of the policy with this title, or whose title begins
// so; nil for none, or several.
func (run Run) RegisterNamed(same func(title string) bool) *check.Register {
	var found *check.Register
	for _, r := range run.Program.Registers {
		switch {
		case !same(r.Title):
		case found != nil:
			return nil
		default:
			found = r
		}
	}
	return found
}

// Register is one register of the policy, as a listing by itself.
func (run Run) Register(r *check.Register) Listing {
	page, open := run.form(r)
	l := Listing{Title: r.Title, Language: run.Language, Raw: run.Raw, Wide: run.Wide, pages: []sheet{page}}
	for _, row := range page.rows {
		cells := map[string]string{}
		for i, heading := range page.headings {
			cells[heading] = row[i].text
		}
		l.lines = append(l.lines, struct {
			Register string            `json:"register"`
			Row      map[string]string `json:"row"`
			AsOf     string            `json:"as_of"`
		}{r.Title, cells, run.asOf()})
	}
	if len(open) > 0 {
		l.below = run.openLine(open)
		l.lines = append(l.lines, struct {
			Register string   `json:"register"`
			Open     []string `json:"undetermined"`
			AsOf     string   `json:"as_of"`
		}{r.Title, open, run.asOf()})
	}
	l.summary = append(run.formLines(page, open), run.say("as of ", "截至")+run.asOf())
	return l
}

// formLines are what stands below a register.
func (run Run) formLines(page sheet, open []string) []string {
	lines := []string{run.say("listed: ", "共") + strconv.Itoa(len(page.rows)) + run.say("", run.counted())}
	if len(open) > 0 {
		lines = append(lines, run.openLine(open))
	}
	return lines
}

// openLine names those of whom it cannot be said whether a register lists them.
func (run Run) openLine(open []string) string {
	return run.say("it cannot be said whether these belong here: ", "尚不能确定是否属于本表：") + run.join(open)
}

// forms are the registers of the policy, each a sheet. One of whom it cannot be said
// whether they belong there names them below.
func (run Run) forms(names *sheetNames) (sheets []sheet) {
	if run.Program == nil {
		return nil
	}
	for _, r := range run.Program.Registers {
		page, open := run.form(r)
		page.name = names.unique(r.Title)
		if len(open) > 0 {
			page.rows = append(page.rows, nil, []cell{text(run.openLine(open))})
		}
		sheets = append(sheets, page)
	}
	return sheets
}

// form is a register filled in; open names those of whom it cannot be said whether
// they belong there.
func (run Run) form(r *check.Register) (page sheet, open []string) {
	var listed []eval.Decision
	told := map[*roster.Record]bool{}
	for _, d := range run.Decisions {
		sure := true
		switch {
		case r.Outcomes == nil && r.On != nil && d.Action != r.On,
			r.Outcomes == nil && r.On == nil && (d.Action.Kind > check.KindOutputs || told[d.Record]):
			continue
		case r.Outcomes != nil:
			of := func(is func(check.RegisterOutcome, eval.Decision) bool) bool {
				return slices.ContainsFunc(r.Outcomes, func(o check.RegisterOutcome) bool { return is(o, d) })
			}
			if sure = of(lists); !sure && !of(mayList) {
				continue
			}
		}
		told[d.Record] = true
		if r.Where != nil {
			truth, exact := run.worth(d, r.Where)
			if sure = sure && exact; !truth {
				continue
			}
		}
		if sure {
			listed = append(listed, d)
		} else if who := explain.Who(d.Record, run.Language); !slices.Contains(open, who) {
			open = append(open, who)
		}
	}
	page = sheet{name: r.Title, rows: make([][]cell, len(listed))}
	add := func(heading string, of func(int, eval.Decision) cell) {
		page.headings = append(page.headings, limit(clean(heading)))
		for i, d := range listed {
			page.rows[i] = append(page.rows[i], of(i, d))
		}
	}
	for _, column := range columnsOf(r) {
		heading := run.partHeading(column.Part)
		if column.Names != nil {
			heading = locale.Pick(run.Language, column.Names[0], column.Names)
		}
		add(heading, func(i int, d eval.Decision) cell { return run.columnCell(column, i, d) })
	}
	return page, open
}

// lists says whether an outcome that a register lists is that of a decision.
func lists(o check.RegisterOutcome, d eval.Decision) bool {
	return speaksOf(o, d) && d.Outcome == outcomeOf(o)
}

// mayList says whether it may be that of one that is open.
func mayList(o check.RegisterOutcome, d eval.Decision) bool {
	open := d.Outcome == eval.Undetermined || d.Outcome == eval.DataError
	return speaksOf(o, d) && open && (!d.Exhaustive || len(d.Possible) == 0 || slices.Contains(d.Possible, outcomeOf(o)))
}

func speaksOf(o check.RegisterOutcome, d eval.Decision) bool {
	return (o.On == nil || o.On == d.Action) && d.Action.Kind <= check.KindOutputs
}

func outcomeOf(o check.RegisterOutcome) eval.Outcome {
	if o.Kind == "RESULT" {
		return eval.Own(o.Level)
	}
	return eval.Called(o.Kind)
}

// worth says whether a condition may be true of the record of a decision, and whether
// that is certain.
func (run Run) worth(d eval.Decision, x check.Expr) (truth, certain bool) {
	if run.Evaluator == nil {
		return false, true
	}
	set, _ := run.Evaluator.Worth(d, x)
	return set.True, !set.False
}

// columnsOf are the columns of a register; where it names none, those that say who,
// what and why.
func columnsOf(r *check.Register) []*check.Column {
	if r.Columns != nil {
		return r.Columns
	}
	return []*check.Column{{Part: "ID"}, {Part: "NAME"}, {Part: "OUTCOME"}, {Part: "CLAUSE"}, {Part: "REASON"}}
}

func (run Run) columnCell(c *check.Column, i int, d eval.Decision) cell {
	switch {
	case c.Output != nil:
		// The outputs of a record stand with the first of its decisions.
		for _, other := range run.Decisions {
			if other.Record == d.Record && len(other.Outputs) > 0 {
				return run.outputCell(other, c.Output)
			}
		}
		return cell{}
	case c.Field != nil && record(d).Kind != nil && c.Field == record(d).Kind.Key:
		return textCell(literal, record(d).ID)
	case c.Field != nil:
		return run.fieldCell(cellOf(d, c.Field), c.Field)
	case c.Value != nil:
		return run.valueCell(d, c.Value)
	}
	return run.partCell(c.Part, i, d)
}

// valueCell is what a value comes to, in its own type where it is known.
func (run Run) valueCell(d eval.Decision, x check.Expr) cell {
	if run.Evaluator == nil {
		return cell{}
	}
	set, exact := run.Evaluator.Worth(d, x)
	if exact && set.One() && !set.None && x.Type().Kind == types.Date && !x.Type().Several {
		return dateCell(set.First)
	}
	words := run.Evaluator.Words(d, x).In(run.Language)
	if !set.One() {
		words = explain.Values(words, x.Type(), run.Language)
	}
	if k := x.Type().Kind; (k == types.Number || k == types.Age || k == types.Year) && plainNumber(words) && !long(words) {
		if n, err := strconv.ParseFloat(words, 64); err == nil {
			return cell{kind: number, text: words, number: n}
		}
	}
	return text(words)
}

func (run Run) partCell(part string, i int, d eval.Decision) cell {
	switch part {
	case "ID":
		return textCell(literal, record(d).ID)
	case "NAME":
		return textCell(literal, record(d).Name)
	case "SERIAL NUMBER":
		return count(i + 1)
	case "MATTER":
		return text(explain.ActionName(d.Action, run.Language))
	case "OUTCOME":
		return text(explain.Outcome(d.Outcome, d.Action, run.Language))
	case "CLAUSE":
		return text(run.cited(d))
	case "REASON":
		return text(run.reason(d))
	case "BEATEN CLAUSES":
		return text(run.beaten(d))
	case "STANDING CLAUSES":
		return text(run.clauses(d.Standing))
	case "MISSING":
		return text(run.missingAt(d))
	case "DEADLINE":
		return datesCell(d.Deadline)
	case "DEFERRED UNTIL":
		return datesCell(d.DeferredTo)
	case "LAST DAY":
		return datesCell(d.LastDay)
	case "ASSUMPTIONS":
		return text(run.assumed(d))
	case "JUDGEMENTS":
		return text(run.judged(d))
	case "AS OF":
		return text(asOf(d))
	}
	return cell{}
}

var partHeadings = map[string]locale.Text{
	"ID": {EN: "id", ZH: "编号"}, "NAME": {EN: "name", ZH: "姓名"}, "SERIAL NUMBER": {EN: "no.", ZH: "序号"}, "MATTER": {EN: "matter", ZH: "事项"},
	"OUTCOME": {EN: "outcome", ZH: "结论"}, "CLAUSE": {EN: "clause", ZH: "依据条款"}, "REASON": {EN: "reason", ZH: "理由"},
	"BEATEN CLAUSES": {EN: "beaten clauses", ZH: "被排除条款"}, "STANDING CLAUSES": {EN: "other standing clauses", ZH: "其他成立条款"},
	"MISSING": {EN: "missing", ZH: "缺失信息"}, "DEADLINE": {EN: "deadline", ZH: "办理期限"}, "DEFERRED UNTIL": {EN: "deferred until", ZH: "暂缓至"},
	"LAST DAY": {EN: "last day", ZH: "最后一日"}, "ASSUMPTIONS": {EN: "assumptions", ZH: "推定事项"}, "JUDGEMENTS": {EN: "judgements", ZH: "认定情况"}, "AS OF": {EN: "as of", ZH: "截至"},
}

func (run Run) partHeading(part string) string { return partHeadings[part].In(run.Language) }

// formSections write the registers of the policy below the table.
func (run Run) formSections(out *bufio.Writer, m measure, width int) {
	for _, r := range run.Program.Registers {
		page, open := run.form(r)
		out.WriteString("\n" + cutTo(m, oneLine(r.Title), width) + "\n")
		page.grid(out, m, width)
		for _, line := range run.formLines(page, open) {
			out.WriteString(cutTo(m, oneLine(line), width) + "\n")
		}
	}
}

func cutTo(m measure, s string, width int) string {
	if width > 0 {
		return m.cut(s, width)
	}
	return s
}

// grid writes a page for a terminal.
func (s sheet) grid(out *bufio.Writer, m measure, width int) {
	var columns []*column
	for i, heading := range s.headings {
		c := &column{heading: heading, width: m.String(heading), turn: len(s.headings) - i, floor: 10}
		for _, row := range s.rows {
			text := oneLine(row[i].text)
			c.width = max(c.width, m.String(text))
			c.cells = append(c.cells, text)
		}
		columns = append(columns, c)
	}
	m.grid(out, columns, len(s.rows), width)
}
