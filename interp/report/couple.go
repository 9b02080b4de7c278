package report

import (
	"bufio"
	"fmt"
	"slices"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/interp/value"
)

// coupleLine is what a pair comes to for two people, as a line of JSONLines.
type coupleLine struct {
	Kind        string         `json:"kind"`
	Pair        string         `json:"pair"`
	Title       string         `json:"title"`
	Between     []string       `json:"between"`          // the ids of the two
	Others      int            `json:"others,omitempty"` // where it may be of one and any of so many
	Clauses     []string       `json:"clauses"`          // the items that are of the two
	Maybe       []string       `json:"maybe"`
	Outcome     string         `json:"outcome"` // met, broken, departure, undetermined; found where it has effects
	Effects     []coupleEffect `json:"effects"`
	On          []string       `json:"on"`        // the ids of those whom it falls on for certain
	MayBeOn     []string       `json:"may_be_on"` // and of those whom it may fall on
	Settled     string         `json:"settled"`   // by the pair, by the plan, or open; "" where it has no effects
	Missing     []string       `json:"missing"`
	Exhaustive  bool           `json:"exhaustive"`
	AsOf        string         `json:"as_of"`
	Policy      string         `json:"policy"`
	Fingerprint string         `json:"fingerprint"`
}

type coupleEffect struct {
	Action  string `json:"action"`
	Outcome string `json:"outcome"`
}

func (run Run) coupleLine(c eval.Couple) coupleLine {
	line := coupleLine{Kind: "pair", Pair: c.Pair.ID, Title: c.Pair.Title, Between: []string{}, Others: c.Others, Clauses: ids(c.Items), Maybe: ids(c.Maybe),
		Effects: []coupleEffect{}, On: []string{}, MayBeOn: []string{}, Missing: []string{}, Exhaustive: c.Exhaustive, AsOf: c.AsOf.String(),
		Policy: run.PolicyName, Fingerprint: run.Fingerprint}
	for _, r := range people(c) {
		line.Between = append(line.Between, r.ID)
	}
	for _, b := range c.Missing {
		line.Missing = appendNew(line.Missing, b.Field.Name)
	}
	if line.Outcome = c.Outcome.String(); len(c.Pair.Checks) > 0 {
		return line
	}
	line.Outcome = "found"
	switch c.Falls() {
	case eval.OnEither:
		line.Settled = "by-plan"
	case eval.FallsOpen:
		line.Settled, line.Outcome = "open", eval.Undetermined.String()
	default:
		line.Settled = "by-pair"
	}
	for i, r := range people(c) {
		switch on := [2]value.Set{c.OnA, c.OnB}[i]; {
		case !on.False && line.Settled != "by-plan":
			line.On = append(line.On, r.ID)
		case on.True:
			line.MayBeOn = append(line.MayBeOn, r.ID)
		}
	}
	for _, e := range c.Pair.Rules[0].Effects {
		if e.Action != nil {
			line.Effects = append(line.Effects, coupleEffect{e.Action.Name, eval.OfStrength(e.Strength).String()})
		}
	}
	return line
}

// coupleColumn is a column of the findings of pairs; see column.
type coupleColumn struct {
	heading     string
	turn, floor int
	cell        func(eval.Couple) string
}

// coupleColumns are the headings of the findings of pairs and their cells.
func (run Run) coupleColumns() []coupleColumn {
	return []coupleColumn{
		{run.say("pair", "双人"), 6, 6, func(c eval.Couple) string { return c.Pair.ID }},
		{run.say("between", "两人"), 5, 8, func(c eval.Couple) string { return explain.Two(c, run.Language) }},
		{run.say("clauses", "条款"), 4, 8, func(c eval.Couple) string { return explain.Items(c, run.Language) }},
		{run.say("what it comes to", "情况"), 1, 16, func(c eval.Couple) string { return explain.Couple(c, run.Language) }},
	}
}

// coupleTable writes what pairs come to, a line for each two people; those that are met
// are counted.
func (run Run) coupleTable(out *bufio.Writer, m measure, width int) {
	if len(run.Couples) == 0 {
		return
	}
	shown := slices.DeleteFunc(slices.Clone(run.Couples), func(c eval.Couple) bool { return c.Outcome == eval.Met })
	var columns []*column
	for _, of := range run.coupleColumns() {
		c := &column{heading: of.heading, width: m.String(of.heading), turn: of.turn, floor: of.floor}
		for _, couple := range shown {
			text := oneLine(of.cell(couple))
			c.width = max(c.width, m.String(text))
			c.cells = append(c.cells, text)
		}
		columns = append(columns, c)
	}
	if len(shown) > 0 {
		m.grid(out, columns, len(shown), width)
	}
	open := 0
	for _, c := range run.Couples {
		if c.Found.False {
			open++
		}
	}
	text := fmt.Sprintf(run.say("pairs found: %d", "双人情形：%d对"), len(run.Couples)-open)
	if met := len(run.Couples) - len(shown); met > 0 {
		text += fmt.Sprintf(run.say(", of which met: %d", "，其中符合的%d对"), met)
	}
	if open > 0 {
		text += fmt.Sprintf(run.say("; possible: %d", "；可能的%d对"), open)
	}
	out.WriteString(text + "\n\n")
}

// coupleRow is what a pair comes to as a row of the CSV: the two stand for the record.
func (run Run) coupleRow(row *csvRow, c eval.Couple) {
	line := run.coupleLine(c)
	cells := []string{run.join(line.Between), run.join(named(c)), c.Pair.Text().In(run.Language), run.coupleOutcome(c), run.clauses(c.Items), "", "",
		run.join(run.fieldNames(c.Missing)), "", "", "", "", "", "", explain.Couple(c, run.Language), c.AsOf.String()}
	for len(cells) < len(run.csvHeadings()) {
		cells = append(cells, "")
	}
	for _, text := range cells {
		row.text(text)
	}
	row.end()
}

// people are the two, or the one.
func people(c eval.Couple) []*roster.Record {
	if c.B == nil {
		return []*roster.Record{c.A}
	}
	return []*roster.Record{c.A, c.B}
}

func named(c eval.Couple) (names []string) {
	for _, r := range people(c) {
		if r.Name != "" {
			names = append(names, r.Name)
		}
	}
	return names
}

// coupleOutcome is the effect of a pair in words, or whether it is met.
func (run Run) coupleOutcome(c eval.Couple) string {
	switch {
	case len(c.Pair.Checks) > 0:
		return c.Outcome.Text().In(run.Language)
	case c.Falls() == eval.FallsOpen:
		return eval.Undetermined.Text().In(run.Language)
	}
	return explain.Effects(c.Pair, run.Language)
}

// coupleSheet lists what pairs come to, those that are met too.
func (run Run) coupleSheet(names *sheetNames) []sheet {
	var sheets []sheet
	for part := range slices.Chunk(run.Couples, mostRows-1) {
		s := sheet{name: names.unique(run.say("Pairs", "双人"))}
		columns := run.coupleColumns()
		for _, c := range columns {
			s.headings = append(s.headings, limit(clean(c.heading)))
		}
		for _, couple := range part {
			var row []cell
			for _, c := range columns {
				row = append(row, textCell(literal, c.cell(couple)))
			}
			s.rows = append(s.rows, row)
		}
		sheets = append(sheets, s)
	}
	return sheets
}
