package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// sheet is one page of the workbook before it is written.
type sheet struct {
	name     string
	headings []string
	rows     [][]cell
}

// cell of a workbook. Its text is what a person reads in it, which gives the
// column its width.
type cell struct {
	kind   kind
	text   string
	number float64
	date   civil.Date
}

type kind uint8

const (
	blank   kind = iota
	words        // text, wrapped
	literal      // text in the text format: ids, which would lose their zeros
	bold
	number
	percent
	day
)

func text(s string) cell   { return textCell(words, s) }
func count(n int) cell     { return cell{kind: number, text: fmt.Sprint(n), number: float64(n)} }
func strong(s string) cell { return textCell(bold, s) }

func textCell(k kind, s string) cell {
	if s = clean(s); s == "" {
		return cell{}
	}
	return cell{kind: k, text: limit(s)}
}

// limit keeps to what a cell holds, 32,767 UTF-16 units; the rest is …, seen.
func limit(s string) string {
	const most = 32767
	if len(s) <= most {
		return s
	}
	if units(s, most) == s {
		return s
	}
	return units(s, most-1) + "…"
}

// dateCell is a date of its own type; before 1900-03-01, where spreadsheets
// count a day that was none, and of the year 9999 it is text.
func dateCell(d civil.Date) cell {
	if d < serialFrom || d == civil.Max {
		return text(d.String())
	}
	return cell{kind: day, text: d.String(), date: d}
}

// Spreadsheets count days from 1899-12-30; serials are right from 1900-03-01.
const (
	serialZero civil.Date = -25569
	serialFrom civil.Date = -25508
)

func datesCell(d eval.Dates) cell {
	if !d.IsZero() && d.First == d.Last {
		return dateCell(d.First)
	}
	return text(dateText(d))
}

// fieldCell is what the record says of a field, in its own type where it is
// known for certain, else as the office wrote it.
func (run Run) fieldCell(c roster.Cell, f *check.Field) cell {
	value, ok := known(c, f.Type.Kind)
	if !ok || f.Type.Several || f.Type.PerYear {
		return text(c.Written)
	}
	switch f.Type.Kind {
	case types.Date:
		return dateCell(value.Date)
	case types.Number, types.Age, types.Year:
		s := value.Number.String()
		if long(s) {
			return text(c.Written)
		}
		n, _ := value.Number.Float64()
		k := number
		if f.Type.Percent {
			k = percent
		}
		return cell{kind: k, text: s, number: n}
	case types.Bool:
		if value.Bool {
			return text(run.say("yes", "是"))
		}
		return text(run.say("no", "否"))
	}
	return text(c.Written)
}

// long says of a number that a spreadsheet, which keeps 15 digits, would change it.
func long(s string) bool {
	whole, _, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return len(whole) > 15
}

func (run Run) outputCell(d eval.Decision, o *check.Output) cell {
	s := outputText(d, o)
	switch o.Type.Kind {
	case types.Date:
		if date, ok := civil.ParseISO(s); ok {
			return dateCell(date)
		}
	case types.Number, types.Age, types.Year:
		if n, err := strconv.ParseFloat(s, 64); err == nil && plainNumber(s) && !long(s) {
			return cell{kind: number, text: s, number: n}
		}
	}
	return text(s)
}

// most rows of a sheet, the heading included; a register longer than that goes
// on on a further sheet.
const mostRows = 1 << 20

// registers are the sheets of a run: one for each matter and outcome that
// occurs, matters as in the program, outcomes in their own order. Checks that are
// met are only counted.
func (run Run) registers(names *sheetNames) []sheet {
	var sheets []sheet
	several := run.several()
	for _, s := range Summary(run) {
		for _, o := range eval.OutcomesOf(s.Action) {
			if s.Counts[o] == 0 || o == eval.Met {
				continue
			}
			var decisions []*eval.Decision
			for i := range run.Decisions {
				if d := &run.Decisions[i]; d.Action == s.Action && d.Outcome == o {
					decisions = append(decisions, d)
				}
			}
			name, action := explain.Outcome(o, s.Action, run.Language), explain.ActionName(s.Action, run.Language)
			if several && !strings.Contains(name, action) {
				name = action + " " + name
			}
			for part := range slices.Chunk(decisions, mostRows-1) {
				sheets = append(sheets, run.register(names.unique(name), part))
			}
		}
	}
	return slices.Concat(sheets, run.coupleSheet(names), run.quotaSheet(names))
}

func (run Run) register(name string, decisions []*eval.Decision) sheet {
	s := sheet{name: name, rows: make([][]cell, len(decisions))}
	column := func(heading string, of func(eval.Decision) cell) {
		s.headings = append(s.headings, limit(clean(heading)))
		for i, d := range decisions {
			s.rows[i] = append(s.rows[i], of(*d))
		}
	}
	// A column that is blank in every row is left out where it says nothing.
	where := func(some func(*eval.Decision) bool, heading string, of func(eval.Decision) cell) {
		if slices.ContainsFunc(decisions, some) {
			column(heading, of)
		}
	}
	column(run.say("id", "编号"), func(d eval.Decision) cell { return textCell(literal, record(d).ID) })
	if run.named() {
		column(run.say("name", "姓名"), func(d eval.Decision) cell { return textCell(literal, record(d).Name) })
	}
	for _, f := range run.Show {
		column(explain.FieldName(f, run.Language), func(d eval.Decision) cell { return run.fieldCell(cellOf(d, f), f) })
	}
	column(run.say("outcome", "结论"), func(d eval.Decision) cell { return text(explain.Outcome(d.Outcome, d.Action, run.Language)) })
	where(func(d *eval.Decision) bool { return len(d.Possible) > 0 }, run.say("possible", "可能结论"),
		func(d eval.Decision) cell { return text(run.possible(d)) })
	where(func(d *eval.Decision) bool { return !d.Deadline.IsZero() }, run.say("deadline", "期限"),
		func(d eval.Decision) cell { return datesCell(d.Deadline) })
	where(func(d *eval.Decision) bool { return !d.DeferredTo.IsZero() }, run.say("deferred until", "暂缓至"),
		func(d eval.Decision) cell { return datesCell(d.DeferredTo) })
	where(func(d *eval.Decision) bool { return !d.LastDay.IsZero() }, run.say("last day", "最后一日"),
		func(d eval.Decision) cell { return datesCell(d.LastDay) })
	for _, o := range run.outputs() {
		column(o.Text().In(run.Language), func(d eval.Decision) cell { return run.outputCell(d, o) })
	}
	column(run.say("by which clause", "依据条款"), func(d eval.Decision) cell { return text(run.titled(d.Clauses)) })
	where(func(d *eval.Decision) bool { return len(d.Cites) > 0 }, run.say("also cited", "另引条款"),
		func(d eval.Decision) cell { return text(run.cites(d.Cites)) })
	column(run.say("why", "理由"), func(d eval.Decision) cell { return text(run.reason(d)) })
	column(run.say("beaten clauses", "被排除条款"), func(d eval.Decision) cell { return text(run.beaten(d)) })
	column(run.say("missing", "缺失信息"), func(d eval.Decision) cell { return text(run.missingAt(d)) })
	column(run.say("assumptions", "推定"), func(d eval.Decision) cell { return text(run.assumed(d)) })
	where(func(d *eval.Decision) bool { return len(d.Judged) > 0 }, run.say("judged", "认定"),
		func(d eval.Decision) cell { return text(run.judged(d)) })
	if run.AsOfText != "" {
		column(run.say("as of", "截至"), func(d eval.Decision) cell {
			if d.AsOfUnknown {
				return cell{}
			}
			return dateCell(d.AsOf)
		})
	}
	return s
}

// about is the page that says what was run on what, and how many came out.
func (run Run) about() [][]cell {
	title, source := "", ""
	if run.Program != nil {
		title, source = run.Program.Title, run.Program.Source
	}
	at := dateCell(run.AsOf)
	if run.AsOfText != "" {
		at = text(run.AsOfText)
	}
	summary := Summary(run)
	records := 0
	for _, s := range summary {
		records = max(records, s.Total)
	}
	rows := [][]cell{
		{strong(run.say("policy", "政策")), text(title)},
		{strong(run.say("source", "依据文件")), text(source)},
		{strong(run.say("policy file", "政策文本")), text(run.PolicyName)},
		{strong(run.say("fingerprint", "文本指纹")), textCell(literal, run.Fingerprint)},
		{strong(run.say("roster", "花名册")), text(run.RosterName)},
		{strong(run.say("as of", "截至")), at},
		{strong(run.say("records", run.counted()+"数")), count(records)},
	}
	if run.Period != "" {
		rows = append(rows, []cell{strong(run.say("period", "本期")), text(run.Period)})
	}
	rows = append(rows, nil,
		[]cell{strong(run.say("action", "事项")), strong(run.say("outcome", "结论")), strong(run.say("number", "数量"))},
	)
	for _, s := range summary {
		name := text(explain.ActionName(s.Action, run.Language))
		for _, o := range eval.OutcomesOf(s.Action) {
			if n := s.Counts[o]; n > 0 {
				rows = append(rows, []cell{name, text(explain.Counted(o, s.Action, run.Language)), count(n)})
			}
		}
		rows = append(rows, []cell{name, strong(run.say("total", "合计")), count(s.Total)})
	}
	if run.Program != nil && len(run.Program.Stages) > 0 {
		rows = append(rows, nil, []cell{strong(run.say("schedule", "日程")), strong(run.say("from", "起")), strong(run.say("to", "止"))})
		for _, s := range run.Program.Stages {
			row := []cell{text(strings.TrimSpace(s.ID + " " + s.Title)), dateCell(s.From), {}}
			if s.To != 0 {
				row[2] = dateCell(s.To)
			}
			rows = append(rows, row)
		}
	}
	if notes := run.notes(); len(notes) > 0 {
		rows = append(rows, nil, []cell{strong(run.say("notes", "说明"))})
		for _, note := range notes {
			rows = append(rows, []cell{{}, text(note)})
		}
	}
	return rows
}
