package report

import (
	"bufio"
	"io"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/types"
)

// CSV writes a row for each record and matter. It is written for Excel, which
// reads a file without a byte order mark in the code page of the machine (GBK
// in mainland offices), and whose own line ends are CR LF, as in RFC 4180.
// Text that a spreadsheet would take for a formula bears an apostrophe, which
// Rota's own reader takes off again; numbers do not. Hidden characters are left
// out. The error is that of w.
func CSV(w io.Writer, run Run) error {
	out := bufio.NewWriter(w)
	out.WriteString("\ufeff")
	row := csvRow{out, run.Raw, true}
	for _, heading := range run.csvHeadings() {
		row.text(heading)
	}
	row.end()
	for _, d := range run.Decisions {
		r := record(d)
		row.text(r.ID)
		row.text(r.Name)
		row.text(explain.ActionName(d.Action, run.Language))
		row.text(explain.Outcome(d.Outcome, d.Action, run.Language))
		row.text(run.cited(d))
		row.text(run.clauses(d.Standing))
		row.text(run.beaten(d))
		row.text(run.join(run.missing(d)))
		row.text(run.possible(d))
		row.text(run.assumed(d))
		row.text(run.judged(d))
		row.text(dateText(d.Deadline))
		row.text(dateText(d.DeferredTo))
		row.text(dateText(d.LastDay))
		row.text(run.reason(d))
		row.text(asOf(d))
		for _, o := range run.outputs() {
			row.value(outputText(d, o), o.Type.Kind)
		}
		for _, f := range run.Show {
			row.value(cellText(d, f), f.Type.Kind)
		}
		row.end()
	}
	for _, c := range run.Couples {
		run.coupleRow(&row, c)
	}
	for _, q := range run.Quotas {
		run.quotaRow(&row, q)
	}
	return out.Flush()
}

func (run Run) csvHeadings() []string {
	headings := []string{
		run.say("id", "编号"), run.say("name", "姓名"), run.say("action", "事项"), run.say("outcome", "结论"),
		run.say("clauses", "条款"), run.say("standing", "其他成立条款"), run.say("beaten", "被排除条款"),
		run.say("missing", "缺失信息"), run.say("possible", "可能结论"), run.say("assumed", "推定"), run.say("judged", "认定"),
		run.say("deadline", "期限"), run.say("deferred until", "暂缓至"), run.say("last day", "最后一日"), run.say("reason", "理由"), run.say("as of", "截至"),
	}
	for _, o := range run.outputs() {
		headings = append(headings, o.Text().In(run.Language))
	}
	for _, f := range run.Show {
		headings = append(headings, explain.FieldName(f, run.Language))
	}
	return headings
}

func (run Run) outputs() []*check.Output {
	if run.Program == nil {
		return nil
	}
	return run.Program.Outputs
}

// outputText is the value a decision has for an output; "" when undetermined.
func outputText(d eval.Decision, o *check.Output) string {
	for _, v := range d.Outputs {
		if v.Output == o {
			return v.Value
		}
	}
	return ""
}

// cellOf is what the record says of a field of its own.
func cellOf(d eval.Decision, f *check.Field) roster.Cell {
	if r := record(d); f.Index >= 0 && f.Index < len(r.Cells) && (f.Record == nil || r.Kind == nil || f.Record == r.Kind) {
		return *r.Cells[f.Index]
	}
	return roster.Cell{State: roster.Empty}
}

// cellText is a known date in ISO form, anything else as the office wrote it.
func cellText(d eval.Decision, f *check.Field) string {
	cell := cellOf(d, f)
	if date, ok := known(cell, types.Date); ok {
		return date.Date.String()
	}
	return cell.Written
}

// known is the one value of a cell that is read as it stands: not a month, not
// an open end, not "none".
func known(c roster.Cell, k types.Kind) (types.Constant, bool) {
	if c.State != roster.Known || c.Month || c.Value.Kind != k || c.Value.Parts != nil {
		return types.Constant{}, false
	}
	value, ok := c.Value.Known()
	return value, ok && !value.None && !value.Open
}

// csvRow writes by hand: encoding/csv with CR LF drops a lone CR of a cell and
// leaves the apostrophe outside quotation marks.
type csvRow struct {
	out   textWriter
	raw   bool
	first bool
}

// textWriter is a buffer, or one before a file, which keeps its error.
type textWriter interface {
	io.ByteWriter
	io.StringWriter
}

func (r *csvRow) text(s string) { r.value(s, types.Text) }

func (r *csvRow) value(s string, k types.Kind) {
	s = clean(s)
	guard := !r.raw && formula(s) && !(numeric(k) && plainNumber(s))
	if guard {
		s = "'" + s
	}
	if !r.first {
		r.out.WriteByte(',')
	}
	r.first = false
	if guard || strings.ContainsAny(s, ",;\"\t\r\n") || s != strings.TrimSpace(s) {
		s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	r.out.WriteString(s)
}

func (r *csvRow) end() {
	r.out.WriteString("\r\n")
	r.first = true
}

func numeric(k types.Kind) bool { return k == types.Number || k == types.Age || k == types.Year }

// plainNumber is a number in ASCII digits: -5, 0.25.
func plainNumber(s string) bool {
	digits := strings.TrimPrefix(s, "-")
	return digits != "" && strings.Trim(digits, "0123456789.") == "" && strings.Count(digits, ".") <= 1
}
