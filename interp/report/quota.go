package report

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
)

// quotaLine is a quota as a line of JSONLines. A number that is open is a range
// first..last.
type quotaLine struct {
	Kind        string   `json:"kind"`
	Quota       string   `json:"quota"`
	Title       string   `json:"title"`
	Group       string   `json:"group"`
	Unknown     bool     `json:"group_unknown,omitempty"` // it is of those whose group is not known
	Outcome     string   `json:"outcome"`
	Actual      string   `json:"actual"` // "" where it has no date that it is as of
	Base        *string  `json:"base"`
	Limit       string   `json:"limit"`
	Required    *string  `json:"required"` // null where nothing is known of the limit, as the difference then
	Difference  *string  `json:"difference"`
	Nobody      bool     `json:"nobody"`
	Members     []string `json:"members"` // of whom it is not known whether they count
	Missing     []string `json:"missing"`
	Exhaustive  bool     `json:"exhaustive"`
	AsOf        *string  `json:"as_of"`
	Policy      string   `json:"policy"`
	Fingerprint string   `json:"fingerprint"`
}

func (run Run) quotaLine(q eval.Quota) quotaLine {
	text := func(r eval.Range) string { return strings.ReplaceAll(figure(q, r), "–", "..") }
	line := quotaLine{Kind: "quota", Quota: q.Line.ID, Title: quotaTitle(q), Group: quotaKey(q), Unknown: q.Unknown, Outcome: q.Outcome.String(), Actual: text(q.Actual), Limit: q.Line.Op,
		Nobody: q.Nobody, Members: []string{}, Missing: []string{}, Exhaustive: q.Exhaustive,
		Policy: run.PolicyName, Fingerprint: run.Fingerprint}
	if !q.Unlimited && !q.AsOfUnknown {
		required, difference := text(q.Required), text(q.Difference)
		line.Required, line.Difference = &required, &difference
	}
	if q.Line.Base != nil && !q.AsOfUnknown {
		base := text(q.Base)
		line.Base = &base
	}
	if !q.AsOfUnknown {
		date := q.AsOf.String()
		line.AsOf = &date
	}
	for _, m := range q.Members {
		line.Members = append(line.Members, m.ID)
	}
	for _, b := range q.Missing {
		if !slices.Contains(line.Missing, b.Field.Name) {
			line.Missing = append(line.Missing, b.Field.Name)
		}
	}
	return line
}

func quotaTitle(q eval.Quota) string {
	if q.Line.Title != "" {
		return q.Line.Title
	}
	return q.Quota.Title
}

// quotaKey is the group of a quota; "" for everybody.
func quotaKey(q eval.Quota) string {
	if q.Group != nil {
		return q.Group.ID
	}
	return q.Key
}

// quotaOutcome is met, broken, departure or undetermined in words.
func (run Run) quotaOutcome(q eval.Quota) string { return q.Outcome.Text().In(run.Language) }

// quotaTable writes the quotas that are not met, and counts the rest.
func (run Run) quotaTable(out *bufio.Writer, m measure, width int) {
	if len(run.Quotas) == 0 {
		return
	}
	shown := slices.DeleteFunc(slices.Clone(run.Quotas), func(q eval.Quota) bool { return q.Outcome == eval.Met })
	var columns []*column
	add := func(heading string, turn, floor int, cell func(eval.Quota) string) {
		c := &column{heading: heading, width: m.String(heading), turn: turn, floor: floor}
		for _, q := range shown {
			text := oneLine(cell(q))
			c.width = max(c.width, m.String(text))
			c.cells = append(c.cells, text)
		}
		columns = append(columns, c)
	}
	add(run.say("quota", "配额"), 6, 8, func(q eval.Quota) string { return q.Line.ID })
	add(run.say("group", "范围"), 5, 8, func(q eval.Quota) string { return explain.QuotaGroup(q, run.Language) })
	add(run.say("outcome", "结论"), 4, 8, run.quotaOutcome)
	add(run.say("what it comes to", "情况"), 1, 16, func(q eval.Quota) string { return explain.Quota(q, run.Language) })
	m.grid(out, columns, len(shown), width)
	fmt.Fprintf(out, run.say("quotas met: %d of %d", "符合的配额：%d项，共%d项")+"\n\n", len(run.Quotas)-len(shown), len(run.Quotas))
}

// quotaRow is a quota as a row of the CSV: its group stands for the record.
func (run Run) quotaRow(row *csvRow, q eval.Quota) {
	group := &roster.Record{ID: quotaKey(q)}
	if q.Group != nil {
		group = q.Group
	}
	cells := []string{group.ID, group.Name, explain.QuotaName(q, run.Language), run.quotaOutcome(q), q.Line.ID, "", "", run.join(run.fieldNames(q.Missing)), "", "", "", "", "", "",
		explain.Quota(q, run.Language), run.quotaDate(q)}
	for len(cells) < len(run.csvHeadings()) {
		cells = append(cells, "")
	}
	for _, text := range cells {
		row.text(text)
	}
	row.end()
}

// figure is one of a quota; "" where there is no date that it is as of.
func figure(q eval.Quota, r eval.Range) string {
	if q.AsOfUnknown {
		return ""
	}
	return explain.Range(r)
}

// ofLimit is a figure that the limit gives; "" where nothing is known of it.
func ofLimit(q eval.Quota, r eval.Range) string {
	if q.Unlimited {
		return ""
	}
	return figure(q, r)
}

func (run Run) quotaDate(q eval.Quota) string {
	if q.AsOfUnknown {
		return ""
	}
	return q.AsOf.String()
}

// quotaSheet lists every quota, those that are met too.
func (run Run) quotaSheet(names *sheetNames) []sheet {
	if len(run.Quotas) == 0 {
		return nil
	}
	var sheets []sheet
	for part := range slices.Chunk(run.Quotas, mostRows-1) {
		s := sheet{name: names.unique(run.say("Quotas", "配额"))}
		for _, heading := range []string{run.say("quota", "配额"), run.say("title", "名称"), run.say("group", "范围"), run.say("outcome", "结论"), run.say("actual", "实有"),
			run.say("base", "基数"), run.say("required", "要求"), run.say("difference", "相差"), run.say("what it comes to", "情况")} {
			s.headings = append(s.headings, limit(clean(heading)))
		}
		for _, q := range part {
			base := ""
			if q.Line.Base != nil {
				base = figure(q, q.Base)
			}
			var row []cell
			for _, text := range []string{q.Line.ID, quotaTitle(q), explain.QuotaGroup(q, run.Language), run.quotaOutcome(q), figure(q, q.Actual), base,
				ofLimit(q, q.Required), ofLimit(q, q.Difference), explain.Quota(q, run.Language)} {
				row = append(row, textCell(literal, text))
			}
			s.rows = append(s.rows, row)
		}
		sheets = append(sheets, s)
	}
	return sheets
}
