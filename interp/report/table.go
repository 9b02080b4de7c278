package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/lang/check"
)

// column of the terminal's table. Where the table is too wide its columns are
// cut down to floor, those with a lower turn first.
type column struct {
	heading     string
	cells       []string
	width       int
	turn, floor int
}

// Table writes the decisions for a terminal of so many columns, then the counts;
// with width 0 or less nothing is cut. Checks that are met are only counted. Lines are aligned by hand: table
// libraries break 2019-03-01 after a hyphen when they wrap. The error is that
// of w.
func Table(w io.Writer, run Run, width int) error {
	out := bufio.NewWriter(w)
	m := run.measure()
	shown := slices.DeleteFunc(slices.Clone(run.Decisions), func(d eval.Decision) bool { return d.Outcome == eval.Met })
	columns := run.columns(m, shown)
	m.grid(out, columns, len(shown), width)
	run.coupleTable(out, m, width)
	run.quotaTable(out, m, width)
	for _, text := range run.summaryLines(m) {
		if width > 0 {
			text = m.cut(text, width)
		}
		out.WriteString(text + "\n")
	}
	if run.Program != nil {
		run.formSections(out, m, width)
	}
	return out.Flush()
}

// grid writes columns with their headings, cut to fit, and an empty line; nothing
// where there are no rows.
func (m measure) grid(out *bufio.Writer, columns []*column, rows, width int) {
	if rows == 0 {
		return
	}
	fit(columns, width)
	line := func(cell func(c *column) string) {
		var parts []string
		for _, c := range columns {
			parts = append(parts, m.pad(m.cut(cell(c), c.width), c.width))
		}
		text := strings.TrimRight(strings.Join(parts, "  "), " ")
		if width > 0 {
			text = m.cut(text, width)
		}
		out.WriteString(text + "\n")
	}
	line(func(c *column) string { return c.heading })
	line(func(c *column) string { return strings.Repeat("-", c.width) })
	for i := range rows {
		line(func(c *column) string { return c.cells[i] })
	}
	out.WriteString("\n")
}

func (run Run) columns(m measure, shown []eval.Decision) []*column {
	var columns []*column
	add := func(heading string, turn, floor int, cell func(eval.Decision) string) {
		c := &column{heading: heading, width: m.String(heading), turn: turn, floor: floor}
		for _, d := range shown {
			text := oneLine(cell(d))
			c.width = max(c.width, m.String(text))
			c.cells = append(c.cells, text)
		}
		columns = append(columns, c)
	}
	add(run.say("id", "编号"), 6, 8, func(d eval.Decision) string { return record(d).ID })
	if run.named() {
		add(run.say("name", "姓名"), 4, 8, func(d eval.Decision) string { return record(d).Name })
	}
	for _, f := range run.Show {
		add(oneLine(explain.FieldName(f, run.Language)), 2, 10, func(d eval.Decision) string { return cellText(d, f) })
	}
	if run.several() {
		add(run.say("action", "事项"), 5, 8, func(d eval.Decision) string { return explain.ActionName(d.Action, run.Language) })
	}
	if !run.outputsAlone() {
		add(run.say("outcome", "结论"), 7, 8, func(d eval.Decision) string { return explain.Outcome(d.Outcome, d.Action, run.Language) })
		add(run.say("clauses", "条款"), 3, 8, run.cited)
	}
	for _, o := range run.outputs() {
		add(oneLine(o.Text().In(run.Language)), 2, 10, func(d eval.Decision) string { return run.outputWords(d, o) })
	}
	if run.Reason != nil {
		add(run.say("reason", "理由"), 1, 16, run.reason)
	}
	return columns
}

// outputsAlone says that every decision is no more than its outputs.
func (run Run) outputsAlone() bool {
	return !slices.ContainsFunc(run.Decisions, func(d eval.Decision) bool {
		return d.Action.Kind != check.KindOutputs || d.Outcome == eval.OutOfScope || d.Outcome == eval.DataError
	}) && len(run.Decisions) > 0
}

// outputWords is the value of an output for a person to read; "" where the
// decision does not carry it.
func (run Run) outputWords(d eval.Decision, o *check.Output) string {
	for _, v := range d.Outputs {
		if v.Output == o {
			return explain.OutputValue(v, run.Language)
		}
	}
	return ""
}

// fit cuts the widths down until the table fits: reasons first, ids and
// outcomes last.
func fit(columns []*column, width int) {
	total := -2
	for _, c := range columns {
		total += c.width + 2
	}
	for turn := 1; turn <= 7 && width > 0; turn++ {
		for _, c := range columns {
			if c.turn == turn && total > width {
				to := min(c.width, max(c.floor, c.width-(total-width)))
				total -= c.width - to
				c.width = to
			}
		}
	}
}

// summaryLines count each outcome of each action; the counts add up to the
// records.
func (run Run) summaryLines(m measure) []string {
	var lines []string
	for _, s := range Summary(run) {
		lines = append(lines, oneLine(explain.ActionName(s.Action, run.Language)))
		labels, counts := []string{}, []int{}
		for _, o := range eval.OutcomesOf(s.Action) {
			if n := s.Counts[o]; n > 0 {
				labels, counts = append(labels, oneLine(explain.Counted(o, s.Action, run.Language))), append(counts, n)
			}
		}
		labels, counts = append(labels, run.say("total", "合计")), append(counts, s.Total)
		widest := 0
		for _, l := range labels {
			widest = max(widest, m.String(l))
		}
		for i, l := range labels {
			lines = append(lines, fmt.Sprintf("  %s  %*d", m.pad(l, widest), len(fmt.Sprint(s.Total)), counts[i]))
		}
	}
	for _, note := range run.notes() {
		lines = append(lines, oneLine(note))
	}
	if run.Period != "" {
		lines = append(lines, run.say("for ", "本期：")+oneLine(run.Period))
	}
	return append(lines, run.say("as of ", "截至")+oneLine(run.asOf()))
}
