package eval_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
	"rota/lang/types"
)

var (
	histories = flag.Int("histories", 8, "random policies over histories to compare with the oracle")
	budget    = flag.Int("budget", 0, "evaluations that one decision may cost; 0 for the usual")
)

const (
	peopleEach   = 6
	fillingsEach = 40 // of a record with blanks
	sweepsEach   = 4  // fillings of which one blank is filled anew
	anewEach     = 12
)

// TestHistories compares the evaluator with the oracle on random policies over
// histories. Fillings cannot be counted there, so they are drawn: every outcome
// that the oracle gives must be one that the evaluator has, and every one that
// the evaluator has is looked for until the oracle gives it too.
//
//	go test ./interp/eval -run TestHistories -histories 10000 -from 1000000 -timeout 2h
func TestHistories(t *testing.T) {
	tally := &historyTally{began: time.Now()}
	for seed := *from; seed < *from+uint64(*histories); seed++ {
		g := newHistorian(seed)
		text := g.policy()
		if *verbose && seed == *from {
			t.Log(text)
		}
		policy, found := interp.Load("random", []byte(text))
		if policy == nil {
			tally.Refused++
			tally.why = found[0].Message(locale.English)
			continue
		}
		var staff, stints, leaves []map[string]any
		for i := range peopleEach {
			c := g.chronicle(itoa(int64(i)), []int{0, 15, 35}[i%3])
			staff, stints, leaves = append(staff, c.staff), append(stints, c.stints...), append(leaves, c.leaves...)
		}
		// Every column has a cell, whoever has rows.
		stints = append(stints, map[string]any{"holder": "nobody", "tone": "red", "loud": "no", "fee": "1", "hired": "2020-01-01", "quit": "2020-02-01"})
		leaves = append(leaves, map[string]any{"holder": "nobody", "tone": "red", "paid": "no", "away": "2020-01-01", "back": "2020-02-01"})
		bound, found := policy.BindValues(staff, map[string][]map[string]any{"stints": stints, "leaves": leaves}, roster.Options{})
		if found.HasErrors() {
			t.Fatal(found[0].Message(locale.English))
		}
		bound.Budget = *budget
		for i, person := range bound.Roster.People {
			c := &historyCase{historian: g, policy: bound, asOf: day(g.of(asOfs...)), tally: tally, record: person}
			if problem := c.compare(); problem != "" {
				var rows []string
				for _, m := range append(slices.Clone(stints), leaves...) {
					if m["holder"] == itoa(int64(i)) {
						rows = append(rows, fmt.Sprint(m))
					}
				}
				t.Errorf("seed %d: %s\nas of %s\n%v\n%s\n%s", seed, problem, c.asOf, staff[i], strings.Join(rows, "\n"), strings.Replace(text, historyVocabulary, "…\n", 1))
				break
			}
		}
	}
	tally.Seconds = time.Since(tally.began).Seconds()
	t.Logf("%+v", *tally)
	if tally.Refused > *histories/10 {
		t.Errorf("too few policies could be used: %s", tally.why)
	}
}

// historyTally says what the random cases covered.
type historyTally struct {
	Refused, Decisions, Blank, Definite, Open, Past, Ties, Untold, Fillings, Witnesses, Astray int
	Deciding, Seconds                                                                          float64
	began                                                                                      time.Time
	why                                                                                        string
}

// hidden is a cell of a record that is not known, and what it may be.
type hidden struct {
	cell  *roster.Cell
	field *check.Field
	row   *row // nil: the person's
	may   value.Set
	month bool // it is taken to be the first of its month
}

// historyCase is one record under one policy.
type historyCase struct {
	*historian
	policy  *interp.Bound
	record  *roster.Record
	asOf    civil.Date
	tally   *historyTally
	effects []*effect

	world   *world
	hidden  []hidden
	dates   []civil.Date // that something may hang on
	lengths []civil.Period
	tied    map[string]int
	anyTie  bool
	led     string // where the evaluator led in vain
	astray  bool   // it led to where the budget ended
}

// speech is what the oracle says of one filling.
type speech struct {
	verdicts []verdict
	outputs  []val
}

func (c *historyCase) compare() string {
	c.prepare()
	began := time.Now()
	decisions := c.policy.Decide(c.record, c.asOf)
	c.tally.Deciding += time.Since(began).Seconds()
	first, ok := c.ask(true)
	if !ok {
		return "" // rules that wait for each other
	}
	said := []speech{first}
	if n := c.fillings(); n > 1 {
		for range n {
			c.fill()
			if s, ok := c.ask(true); ok {
				said = append(said, s)
			}
		}
	}
	for i, d := range decisions {
		c.tally.Decisions++
		if problem := c.differ(d, i, &said); problem != "" {
			return d.Action.Name + ": " + problem
		}
	}
	return c.differOutputs(decisions, said)
}

// fillings is how many are to be drawn.
func (c *historyCase) fillings() int {
	switch {
	case slices.ContainsFunc(c.hidden, func(h hidden) bool { return !h.month }):
		return fillingsEach
	case c.anyTie:
		return 12
	}
	return 1
}

// prepare takes the cells of the record, known and not.
func (c *historyCase) prepare() {
	p := c.policy.Program
	c.effects = effectsOf(p)
	c.world = &world{program: p, asOf: c.asOf, person: facts{}, lists: map[*check.Record][]*row{}, blank: map[*check.Field]bool{}}
	c.world.ties = func(key string, n int) int {
		c.anyTie = true
		if _, known := c.tied[key]; !known {
			c.tied[key] = c.IntN(n)
		}
		return c.tied[key]
	}
	c.dates = append(c.dates, c.asOf)
	take := func(fields []*check.Field, record *roster.Record, cells facts, of *row) {
		for _, f := range fields {
			cell := record.Cells[f.Index]
			switch h := (hidden{cell, f, of, cell.Value, false}); {
			case cell.State == roster.Known && cell.Month:
				h.may, h.month = *cell.Whole, true
				c.hidden = append(c.hidden, h)
				cells[f] = valOf(cell.Value)
			case cell.State == roster.Known:
				cells[f] = valOf(cell.Value)
			case f.Used || f == f.Record.Start || f == f.Record.End:
				c.hidden = append(c.hidden, h)
			}
			if f.Type.Kind == types.Date && !cells[f].none && cells[f].d != 0 && cells[f].d != civil.Max {
				c.dates = append(c.dates, cells[f].d)
			}
		}
	}
	take(p.Subject.Fields, c.record, c.world.person, nil)
	for i, list := range p.Lists {
		for n, r := range c.record.Rows[i] {
			cells := &row{facts{}, list, n, map[*check.Field]bool{}}
			c.world.lists[list] = append(c.world.lists[list], cells)
			take(list.Fields, r, cells.facts, cells)
			for _, f := range list.Fields {
				cells.blank[f] = r.Cells[f.Index].State != roster.Known
			}
		}
	}
	constants := func(x check.Expr) {
		if k, ok := x.(*check.Const); ok {
			switch {
			case k.Value.Date != 0:
				c.dates = append(c.dates, k.Value.Date)
			case k.Value.Period != civil.Period{}:
				c.lengths = append(c.lengths, k.Value.Period)
			}
		}
	}
	for _, r := range p.Rules {
		check.WalkRule(r, constants)
	}
	c.lengths = append(c.lengths, civil.Days(30), civil.Months(6), civil.Years(2))
	c.fill()
}

func valOf(s value.Set) val {
	v := val{none: s.None, b: s.True, d: s.First}
	switch {
	case len(s.Codes) > 0:
		v.n = int64(s.Codes[0])
	case s.Kind == types.Number:
		v.n, _, _ = s.Low.Int64(0)
	}
	return v
}

// fill draws a filling that is possible.
func (c *historyCase) fill() {
	for {
		for _, i := range c.Perm(len(c.hidden)) {
			if h := &c.hidden[i]; !h.month {
				c.cells(h)[h.field] = c.draw(h)
			}
		}
		if c.possible() {
			return
		}
	}
}

func (c *historyCase) cells(h *hidden) facts {
	if h.row != nil {
		return h.row.facts
	}
	return c.world.person
}

// possible: no spell ends before it starts, as far as that hangs on a blank.
func (c *historyCase) possible() bool {
	for _, h := range c.hidden {
		if h.row == nil || h.month {
			continue
		}
		if r := h.row.of; h.field == r.Start || h.field == r.End {
			if from, end := h.row.facts[r.Start], h.row.facts[r.End]; !from.none && !end.none && end.d < from.d {
				return false
			}
		}
	}
	return true
}

// draw draws a value that a blank may have. Dates are mostly near one that
// something hangs on, other blanks among them.
func (c *historyCase) draw(h *hidden) val {
	s := h.may
	if s.None && c.chance(25) {
		return val{none: true}
	}
	switch h.field.Type.Kind {
	case types.Bool:
		return val{b: s.True && (!s.False || c.chance(50))}
	case types.Choice:
		return val{n: int64(s.Codes[c.IntN(len(s.Codes))])}
	case types.Number:
		low, _, _ := s.Low.Int64(0)
		high, _, _ := s.High.Int64(0)
		return val{n: low + c.Int64N(high-low+1)}
	}
	for range 20 {
		d := c.dates[c.IntN(len(c.dates))]
		if other := c.hidden[c.IntN(len(c.hidden))]; c.chance(30) && other.field.Type.Kind == types.Date {
			if v := c.cells(&other)[other.field]; !v.none && v.d != 0 {
				d = v.d
			}
		}
		for c.chance(40) {
			p := c.lengths[c.IntN(len(c.lengths))]
			if c.chance(50) {
				p = p.Neg()
			}
			d = d.Add(p)
		}
		d = d.AddDays(c.IntN(3) - 1)
		if c.chance(10) {
			d = day("2010-01-01").AddDays(c.IntN(8000))
		}
		if s.First <= d && d <= s.Last {
			return val{d: d}
		}
	}
	return val{d: s.First + civil.Date(c.IntN(int(s.Last-s.First)+1))}
}

// ask lets the oracle decide on the filling; anew says that which of several
// equal spells is meant may be another than before.
func (c *historyCase) ask(anew bool) (s speech, ok bool) {
	if anew {
		c.tied = map[string]int{}
	}
	c.tally.Fillings++
	if !c.world.decide(c.effects) {
		return s, false
	}
	for _, a := range c.policy.Program.Actions {
		s.verdicts = append(s.verdicts, c.world.verdict(a, c.effects))
	}
	for _, o := range c.policy.Program.Outputs {
		s.outputs = append(s.outputs, c.world.value(o.Value))
	}
	return s, true
}

// differ compares the decision on one action with what the oracle said.
func (c *historyCase) differ(d eval.Decision, at int, said *[]speech) string {
	matters := c.sweep(at, said)
	results := map[string]bool{}
	var verdicts []verdict
	for _, s := range *said {
		results[s.verdicts[at].result] = true
		verdicts = append(verdicts, s.verdicts[at])
	}
	var possible []string
	for _, o := range d.Possible {
		possible = append(possible, o.String())
	}
	slices.Sort(possible)
	switch {
	case !d.Exhaustive && d.Outcome != eval.Undetermined:
		return fmt.Sprintf("past the budget %s, oracle %v", d.Outcome, sorted(results))
	case !d.Exhaustive:
		c.tally.Past++
		return ""
	case d.Outcome == eval.Undetermined:
		c.tally.Open++
	case c.fillings() > 1:
		c.tally.Definite++
	}
	if len(c.hidden) > 0 {
		c.tally.Blank++
	}
	if c.anyTie {
		c.tally.Ties++
	}
	for _, r := range sorted(results) {
		if !slices.Contains(possible, r) {
			return fmt.Sprintf("%s of %v, oracle %v%s", d.Outcome, possible, sorted(results), c.showFilling(at, r))
		}
	}
	for _, o := range d.Possible {
		if !results[o.String()] && !c.confirmed(c.record, at, o) {
			return fmt.Sprintf("%s of %v, but no filling gives %s: %v; not %s", d.Outcome, possible, o, sorted(results), c.led)
		}
	}
	named := map[*roster.Cell]bool{}
	tied := false
	for _, b := range d.Missing {
		cell := c.cellOf(b)
		named[cell] = true
		tied = tied || cell == nil
	}
	for cell := range matters {
		if cell == nil && !tied && len(named) > 0 {
			c.tally.Untold++ // a tie that only some fillings of what is named make
			continue
		}
		if !named[cell] && !(cell == nil && tied) {
			return fmt.Sprintf("a blank that matters is not named: %s; named %v", c.nameOf(cell), c.names(named))
		}
	}
	for cell := range named {
		if !matters[cell] && cell != nil && !c.confirmedMissing(at, cell) {
			return fmt.Sprintf("a blank is named that does not matter: %s; not %s", c.nameOf(cell), c.led)
		}
	}
	if problem := c.differSoft(d, at); problem != "" {
		return problem
	}
	if d.Outcome == eval.OutOfScope {
		return ""
	}
	want := d.Outcome.String()
	return c.differRules(d, verdicts) + differDates(d, verdicts, want, c.fillings() == 1)
}

// cellOf is the cell of a blank; nil for a tie.
func (c *historyCase) cellOf(b eval.Blank) *roster.Cell {
	r := b.Row
	if r == nil {
		r = c.record
	}
	for _, h := range c.hidden {
		if h.field == b.Field && r.Cells[h.field.Index] == h.cell {
			return h.cell
		}
	}
	return nil
}

func (c *historyCase) nameOf(cell *roster.Cell) string {
	for _, h := range c.hidden {
		if h.cell == cell {
			if h.row != nil {
				return fmt.Sprint(h.field.Name, " of ", h.row.of.Name, h.row.at)
			}
			return h.field.Name
		}
	}
	return "which of several equal spells"
}

func (c *historyCase) names(cells map[*roster.Cell]bool) (out []string) {
	for cell := range cells {
		out = append(out, c.nameOf(cell))
	}
	return out
}

// sweep fills one blank anew, the others staying as they are, and says which
// blanks changed the outcome so.
func (c *historyCase) sweep(at int, said *[]speech) map[*roster.Cell]bool {
	matters := map[*roster.Cell]bool{}
	if c.fillings() == 1 {
		return matters
	}
	for range sweepsEach {
		c.fill()
		base, ok := c.ask(true)
		if !ok {
			continue
		}
		*said = append(*said, base)
		again := func(cell *roster.Cell, anew bool) {
			if s, ok := c.ask(anew); ok {
				*said = append(*said, s)
				if s.verdicts[at].result != base.verdicts[at].result {
					matters[cell] = true
				}
			}
		}
		for i := range c.hidden {
			h := &c.hidden[i]
			if h.month {
				continue
			}
			was := c.cells(h)[h.field]
			for range anewEach {
				if c.cells(h)[h.field] = c.draw(h); c.possible() {
					again(h.cell, false)
				}
			}
			c.cells(h)[h.field] = was
		}
		if c.anyTie {
			for range anewEach / 2 {
				again(nil, true)
			}
		}
	}
	return matters
}

func (c *historyCase) showFilling(at int, result string) string {
	for range 2000 {
		c.fill()
		if s, ok := c.ask(true); ok && s.verdicts[at].result == result {
			return " with " + c.filling()
		}
	}
	return ""
}

func (c *historyCase) filling() string {
	text := ""
	for i := range c.hidden {
		h := &c.hidden[i]
		v := c.cells(h)[h.field]
		shown := fmt.Sprint(v.n, v.b)
		if h.field.Type.Kind == types.Date {
			shown = v.d.String()
		}
		if v.none {
			shown = "none"
		}
		text += c.nameOf(h.cell) + " = " + shown + "; "
	}
	return text + fmt.Sprint(c.tied)
}

// copied is a record whose cells may be filled in.
func copied(r *roster.Record) *roster.Record {
	out := r.Copy()
	out.Rows = nil
	for _, rows := range r.Rows {
		list := []*roster.Record{} // nil would say that there is no table
		for _, row := range rows {
			list = append(list, copied(row))
		}
		out.Rows = append(out.Rows, list)
	}
	return out
}

// at is the cell of a copy that a hidden one became.
func (c *historyCase) in(r *roster.Record, h hidden) *roster.Cell {
	if h.row == nil {
		return r.Cells[h.field.Index]
	}
	return r.Rows[slices.Index(c.policy.Program.Lists, h.row.of)][h.row.at].Cells[h.field.Index]
}

// narrow halves what blanks may be, following what is wanted of the decision,
// until all are known but those that are kept; nil where neither half has it, and
// where the budget ends.
func (c *historyCase) narrow(r *roster.Record, at int, keep *roster.Cell, wanted func(eval.Decision) bool) *roster.Record {
	c.policy.Budget = 0
	defer func() { c.policy.Budget = *budget }()
	r = copied(r)
	for _, h := range c.hidden {
		cell := c.in(r, h)
		for h.cell != keep && !h.month && cell.Value.Splittable() {
			whole := cell.Value
			a, b := whole.Split()
			found := false
			for _, half := range []value.Set{a, b} {
				cell.Value = half
				if !c.admits(r, h) {
					continue
				}
				d := c.policy.Decide(r, c.asOf)[at]
				if c.astray = !d.Exhaustive; c.astray {
					c.tally.Astray++
					return nil
				}
				if found = wanted(d); found {
					break
				}
			}
			if !found {
				c.led = c.nameOf(h.cell) + ": neither half of " + c.policy.ShowRange(whole, h.field.Type)
				return nil
			}
		}
	}
	return r
}

func (c *historyCase) admits(r *roster.Record, h hidden) bool {
	if h.row == nil || h.field != h.row.of.Start && h.field != h.row.of.End {
		return true
	}
	kind := h.row.of
	cells := r.Rows[slices.Index(c.policy.Program.Lists, kind)][h.row.at].Cells
	from, end := cells[kind.Start.Index].Value, cells[kind.End.Index].Value
	return from.None || end.None || from.First <= end.Last
}

// confirmed looks for a filling that gives an outcome which the evaluator says
// is possible: the evaluator leads to it, the oracle must agree.
func (c *historyCase) confirmed(r *roster.Record, at int, o eval.Outcome) bool {
	c.tally.Witnesses++
	has := func(d eval.Decision) bool { return slices.Contains(d.Possible, o) }
	r = c.narrow(r, at, nil, has)
	if r == nil {
		return c.astray
	}
	for i := range c.hidden {
		h := &c.hidden[i]
		if !h.month {
			c.cells(h)[h.field] = valOf(c.in(r, *h).Value)
		}
	}
	c.led = c.filling()
	for range 64 {
		if s, ok := c.ask(true); ok && s.verdicts[at].result == o.String() {
			return true
		}
	}
	return false
}

// confirmedMissing looks for two fillings that differ in one blank alone and
// give different outcomes.
func (c *historyCase) confirmedMissing(at int, cell *roster.Cell) bool {
	missing := func(d eval.Decision) bool {
		for _, b := range d.Missing {
			if c.sameCell(b, cell) {
				return true
			}
		}
		return false
	}
	r := c.narrow(c.record, at, cell, missing)
	if r == nil {
		return c.astray
	}
	for _, o := range c.policy.Decide(r, c.asOf)[at].Possible {
		if !c.confirmed(r, at, o) {
			return false
		}
	}
	return true
}

// sameCell says whether a blank of a copy is a cell of the record.
func (c *historyCase) sameCell(b eval.Blank, cell *roster.Cell) bool {
	for _, h := range c.hidden {
		if h.cell == cell {
			return h.field == b.Field && (h.row == nil) == (b.Row == nil) && (h.row == nil || b.Row.At == c.record.Rows[slices.Index(c.policy.Program.Lists, h.row.of)][h.row.at].At)
		}
	}
	return false
}

// differRules compares who is cited: what is cited for certain is so in every
// filling, and what counts in some is cited, if only as possible.
func (c *historyCase) differRules(d eval.Decision, said []verdict) string {
	always := func(r *check.Rule, fates ...string) bool {
		for _, v := range said {
			if !slices.ContainsFunc(c.effects, func(e *effect) bool { return e.rule == r && slices.Contains(fates, v.fates[e]) }) {
				return false
			}
		}
		return true
	}
	cited := rulesOf(append(append(slices.Clone(d.Clauses), d.Standing...), d.Maybe...))
	for _, r := range d.Clauses {
		if !always(r, "counts", "stands") {
			return "clause " + r.ID + " does not always stand"
		}
	}
	for _, r := range d.Standing {
		if !always(r, "counts", "stands") {
			return "rule " + r.ID + " does not always stand"
		}
	}
	for _, b := range d.Beaten {
		if !always(b.Rule, "beaten") {
			return "rule " + b.Rule.ID + " is not always beaten"
		}
	}
	for _, e := range c.effects {
		for _, v := range said {
			if e.Action == d.Action && v.fates[e] == "counts" && !cited[e.rule.ID] {
				return "rule " + e.rule.ID + " counts, and is not cited"
			}
		}
	}
	return ""
}

// differSoft fills a date known to its month with its other days: an outcome
// that was not possible must be told.
func (c *historyCase) differSoft(d eval.Decision, at int) string {
	told := func(h *hidden, outcome string) bool {
		is := func(o eval.Outcome) bool { return o.String() == outcome }
		return slices.ContainsFunc(d.Possible, is) ||
			slices.ContainsFunc(d.Assumed, func(a eval.Assumption) bool {
				return c.sameCell(a.Blank, h.cell) && (a.More || slices.ContainsFunc(a.Else, is))
			})
	}
	for i := range c.hidden {
		h := &c.hidden[i]
		if !h.month {
			continue
		}
		was := c.cells(h)[h.field]
		h.month = false
		problem := ""
		for d := h.may.First; d <= h.may.Last; d++ {
			c.cells(h)[h.field] = val{d: d}
			if !c.possible() {
				continue
			}
			if s, ok := c.ask(true); ok && !told(h, s.verdicts[at].result) {
				problem = fmt.Sprintf("%s is taken for the first of its month: on %s it is %s", c.nameOf(h.cell), d, s.verdicts[at].result)
			}
		}
		if c.cells(h)[h.field], h.month = was, true; problem != "" {
			return problem
		}
	}
	return ""
}

// differOutputs compares what is computed.
func (c *historyCase) differOutputs(decisions []eval.Decision, said []speech) string {
	if len(decisions) == 0 || decisions[0].Outcome == eval.OutOfScope {
		return ""
	}
	for i, o := range decisions[0].Outputs {
		var values []string
		for _, s := range said {
			v := itoa(s.outputs[i].n)
			if !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
		if o.Known && (len(values) > 1 || values[0] != o.Value) {
			return fmt.Sprintf("output %q, oracle %v", o.Value, values)
		}
		if !o.Known && c.fillings() == 1 {
			return fmt.Sprintf("output %q is not known, oracle %v", o.Value, values)
		}
		if low, high, ok := strings.Cut(o.Value, ".."); ok && !o.Known {
			for _, v := range values {
				if below(v, low) || below(high, v) {
					return fmt.Sprintf("output %q, oracle %v", o.Value, values)
				}
			}
		}
	}
	return ""
}

// below compares two whole numbers as written.
func below(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }
