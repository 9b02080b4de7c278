package report

import (
	"cmp"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/lang/check"
	"rota/lang/civil"
)

// Forecast is how the decisions of a run change in the days after it, all cells
// staying as they are.
type Forecast struct {
	Run     Run // on its first day
	Until   civil.Date
	By      *check.Field // what is counted apart, such as the unit; nil: nothing
	changes []change
}

// change is one decision that becomes another: on the day of after.
type change struct {
	shift         Shift
	before, after eval.Decision
}

// Foresee finds every change of the decisions of a run on actions and results,
// by date and then in the order of the roster: what deciding on every day until
// the last gives. Whoever was undetermined in between becomes due as from what
// was decided before that.
func Foresee(run Run, e *eval.Evaluator, until civil.Date, by *check.Field) Forecast {
	f := Forecast{Run: run, Until: until, By: by}
	var decisions []eval.Decision
	for _, d := range run.Decisions {
		if d.Action.Kind <= check.KindResult && d.Row == nil {
			decisions = append(decisions, d)
		}
	}
	for i, changes := range e.ChangesOf(decisions, until) {
		now := decisions[i]
		known := now.Outcome // the last that was not open
		for _, then := range changes {
			shift := shiftOf(now.Action, now.Outcome, then.Action, then.Outcome)
			if !open(then.Outcome) {
				if shift == BecomesDue && shiftOf(now.Action, known, then.Action, then.Outcome) != BecomesDue {
					shift = OtherResult
				}
				known = then.Outcome
			}
			f.changes = append(f.changes, change{shift, now, then})
			now = then
		}
	}
	slices.SortStableFunc(f.changes, func(a, b change) int { return cmp.Compare(a.after.AsOf, b.after.AsOf) })
	return f
}

// quarter of a year in which a date lies: 2027 Q3.
type quarter struct{ year, part int }

func quarterOf(d civil.Date) quarter {
	year, month, _ := d.Civil()
	return quarter{year, (month-1)/3 + 1}
}

func (q quarter) String() string { return fmt.Sprintf("%d Q%d", q.year, q.part) }

// quarters are those from the first day to the last.
func (f Forecast) quarters() (out []quarter) {
	last := quarterOf(f.Until)
	for q := quarterOf(f.Run.AsOf); q.year < last.year || q.year == last.year && q.part <= last.part; {
		out = append(out, q)
		if q.part++; q.part > 4 {
			q = quarter{q.year + 1, 1}
		}
	}
	return out
}

// due counts the changes to a duty in each quarter, of one group; all where the
// group is "".
func (f Forecast) due(group string) (counts []int, total int) {
	quarters := f.quarters()
	counts = make([]int, len(quarters))
	for _, c := range f.changes {
		if c.shift == BecomesDue && (group == "" || f.group(c) == group) {
			counts[slices.Index(quarters, quarterOf(c.after.AsOf))]++
			total++
		}
	}
	return counts, total
}

func (f Forecast) group(c change) string {
	if f.By == nil {
		return ""
	}
	return cmp.Or(oneLine(cellText(c.after, f.By)), f.Run.say("(blank)", "（空白）"))
}

func (f Forecast) groups() []string {
	var names []string
	for _, c := range f.changes {
		if g := f.group(c); g != "" && c.shift == BecomesDue && !slices.Contains(names, g) {
			names = append(names, g)
		}
	}
	slices.Sort(names)
	return names
}

// Listing tells every change, and counts who becomes due by quarter and group.
func (f Forecast) Listing() Listing {
	run := f.Run
	l := Listing{Title: run.say("Forecast", "预测"), Language: run.Language, Raw: run.Raw, Wide: run.Wide}
	page := sheet{name: run.say("Changes", "变动"), headings: []string{run.say("date", "日期"), run.say("id", "编号"), run.say("name", "姓名")}}
	if f.By != nil {
		page.headings = append(page.headings, explain.FieldName(f.By, run.Language))
	}
	page.headings = append(page.headings, run.say("action", "事项"), run.say("change", "变动"), run.say("was", "原结论"), run.say("becomes", "变为"), run.say("clauses", "条款"))
	for _, c := range f.changes {
		row := []cell{dateCell(c.after.AsOf), textCell(literal, record(c.after).ID), textCell(literal, record(c.after).Name)}
		if f.By != nil {
			row = append(row, text(f.group(c)))
		}
		page.rows = append(page.rows, append(row,
			text(explain.ActionName(c.after.Action, run.Language)), text(shifts[c.shift].text.In(run.Language)),
			text(explain.Outcome(c.before.Outcome, c.before.Action, run.Language)), text(explain.Outcome(c.after.Outcome, c.after.Action, run.Language)), text(run.cited(c.after))))
		l.lines = append(l.lines, forecast(c))
	}
	l.pages = []sheet{page, f.table()}
	var after []eval.Decision
	for _, c := range f.changes {
		after = append(after, c.after)
	}
	l.summary = append(f.summary(), run.assumedIn(after...)...)
	return l
}

// table is the number of those who become due, a row a quarter and a column a group.
func (f Forecast) table() sheet {
	groups := append([]string{""}, f.groups()...)
	s := sheet{name: f.Run.say("Becoming due", "到期人数"), headings: []string{f.Run.say("quarter", "季度"), f.Run.say("all", "合计")}}
	s.headings = append(s.headings, groups[1:]...)
	for i, q := range f.quarters() {
		row := []cell{text(q.String())}
		for _, g := range groups {
			counts, _ := f.due(g)
			row = append(row, count(counts[i]))
		}
		s.rows = append(s.rows, row)
	}
	return s
}

// summary draws the quarters as bars.
func (f Forecast) summary() []string {
	counts, total := f.due("")
	var lines []string
	lines = append(lines, fmt.Sprintf(f.Run.say("become due from %s to %s: %d", "%s至%s新增或加重义务：%d项"), f.Run.asOf(), f.Until.String(), total))
	for i, q := range f.quarters() {
		lines = append(lines, strings.TrimRight(fmt.Sprintf("  %s  %*d  %s", q, len(strconv.Itoa(total)), counts[i], strings.Repeat("#", bar(counts[i], slices.Max(counts), 40))), " "))
	}
	for _, g := range f.groups() {
		_, n := f.due(g)
		lines = append(lines, "  "+g+"  "+strconv.Itoa(n))
	}
	return lines
}

// bar is the length of a bar of n where the longest is most; one is seen.
func bar(n, most, width int) int {
	if n == 0 {
		return 0
	}
	return max(1, n*width/max(most, 1))
}

// Chart draws the number of those who become due, a bar a quarter, as SVG. The
// error is that of w.
func (f Forecast) Chart(w io.Writer) error {
	type column struct {
		X, Y, Height, Middle int
		Quarter              string
		Count                int
	}
	const step, top, height = 48, 56, 200
	counts, total := f.due("")
	chart := struct {
		Title, Description    string
		Width, Height, Ground int
		Columns               []column
	}{
		Title: oneLine(f.Run.title()), Description: fmt.Sprintf(f.Run.say("become due from %s to %s: %d", "%s至%s新增或加重义务：%d项"), f.Run.asOf(), f.Until.String(), total),
		Width: 48 + step*len(counts), Height: top + height + 40, Ground: top + height,
	}
	for i, q := range f.quarters() {
		h := bar(counts[i], slices.Max(counts), height-20)
		x := 24 + step*i
		chart.Columns = append(chart.Columns, column{x + 6, top + height - h, h, x + step/2, q.String(), counts[i]})
	}
	return chartTemplate.Execute(w, chart)
}

var chartTemplate = template.Must(template.New("chart").Parse(`<svg xmlns="http://www.w3.org/2000/svg" width="{{.Width}}" height="{{.Height}}" viewBox="0 0 {{.Width}} {{.Height}}" font-family="sans-serif" font-size="11" role="img">
<title>{{.Title}}</title>
<rect width="100%" height="100%" fill="white"/>
<text x="24" y="22" font-size="14">{{.Title}}</text>
<text x="24" y="40" fill="#555">{{.Description}}</text>
{{range .Columns}}<rect x="{{.X}}" y="{{.Y}}" width="36" height="{{.Height}}" fill="#2b6cb0"/>
<text x="{{.Middle}}" y="{{.Y}}" dy="-4" text-anchor="middle">{{.Count}}</text>
<text x="{{.Middle}}" y="{{$.Ground}}" dy="16" text-anchor="middle" fill="#555">{{.Quarter}}</text>
{{end}}<line x1="24" x2="{{.Width}}" y1="{{.Ground}}" y2="{{.Ground}}" stroke="#999"/>
</svg>
`))

// forecastLine is a row of a forecast in JSON.
type forecastLine struct {
	Date    string   `json:"date"`
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Action  string   `json:"action"`
	Change  string   `json:"change"`
	Was     string   `json:"was"`
	Becomes string   `json:"becomes"`
	Clauses []string `json:"clauses"`
	Row     string   `json:"row"`
}

func forecast(c change) forecastLine {
	return forecastLine{
		Date: c.after.AsOf.String(), ID: record(c.after).ID, Name: record(c.after).Name, Action: c.after.Action.Name, Change: shifts[c.shift].name,
		Was: c.before.Outcome.Name(c.before.Action), Becomes: c.after.Outcome.Name(c.after.Action), Clauses: ids(c.after.Clauses), Row: record(c.after).At.String(),
	}
}
