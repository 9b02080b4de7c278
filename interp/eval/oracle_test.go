package eval_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// The oracle is the language page, sections 4 to 7, read aloud: it decides on
// one record whose every cell is known, slowly, and shares nothing with the
// evaluator but the checked tree and the calendar.

// val is one known value.
type val struct {
	none bool
	b    bool
	n    int64 // a number, an age, a year, the place in a choice
	d    civil.Date
	e    civil.Date // where a span ends
	p    civil.Period
	set  []int64 // several choices in a cell
	open bool    // the cell is blank on paper, whatever it is taken to hold here
}

// facts are what the cells of one record, or of one row, say.
type facts map[*check.Field]val

// world is a record with all cells known. written says which cells of it are
// blank on paper, whatever they are taken to hold here.
type world struct {
	program *check.Program
	asOf    civil.Date
	person  facts
	lists   map[*check.Record][]*row
	blank   map[*check.Field]bool
	crowd   *crowd                        // the other records there are; nil when there are none
	ties    func(among string, n int) int // which of n equal spells is meant
	gaps    map[string]val                // what tables do not say

	rows    []entry
	cut     bool        // lists are read as of another date
	dropped *check.Term // read as it were without its clause
	vague   bool        // a requirement reads a value by a case that is neither so nor not
	stuck   bool        // without some definition the rules wait for each other
	holding map[*check.Rule]bool
	labels  map[*effect]label
	results map[*check.Action]string
}

// effect is one effect of one rule.
type effect struct {
	rule *check.Rule
	*check.Effect
}

type label int

const (
	undecided label = iota
	in
	out
)

// tooEarly is thrown while a condition asks for an outcome not worked out yet.
type tooEarly struct{}

func (w *world) truth(x check.Expr) bool {
	v := w.value(x)
	return v.b && !v.none
}

func (w *world) value(x check.Expr) val {
	yes := func(b bool) val { return val{b: b} }
	switch x := x.(type) {
	case *check.Const:
		k := x.Value
		v := val{none: k.None, b: k.Bool, d: k.Date, p: k.Period}
		if k.Type.Kind == types.Choice {
			v.n = int64(k.Option)
		} else if k.Type.Kind == types.Text {
			v.n = numberOf(k.Text)
		} else {
			v.n, _, _ = k.Number.Int64(0)
		}
		return v
	case *check.FieldRef:
		if x.Row > 0 && w.crowd != nil {
			return w.rows[x.Row-1].row.facts[x.Field]
		}
		if x.Row > 0 {
			return w.cell(w.rows[x.Row-1].row, x.Field)
		}
		return w.person[x.Field]
	case *check.TermRef:
		if x.Row > 0 && w.crowd != nil {
			return w.termOf(x)
		}
		var v val
		w.inTerm(x, func() {
			switch {
			case x.Term == w.dropped:
				v = w.value(x.Term.Without)
				return
			case x.Term.Value != nil:
				v = w.value(x.Term.Value)
				return
			}
			v = val{none: true}
			for _, version := range x.Term.Versions {
				if w.value(version.From).d <= w.asOf {
					v = w.value(version.Value)
				}
			}
		})
		return v
	case *check.AsOfDate:
		return val{d: w.asOf}
	case *check.Not:
		return yes(!w.truth(x.X))
	case *check.And:
		all := true
		for _, p := range x.Parts {
			all = w.truth(p) && all
		}
		return yes(all)
	case *check.Or:
		some := false
		for _, p := range x.Parts {
			some = w.truth(p) || some
		}
		return yes(some)
	case *check.Compare:
		return yes(w.compare(x.Op, w.value(x.L), w.value(x.R), x.L.Type().Kind))
	case *check.Reach:
		span, length := w.value(x.Span), w.value(x.Length)
		if span.none || length.none {
			return yes(false)
		}
		return yes(related(x.Op, int64(span.e), int64(w.after(span.d, x.Length, false).d)))
	case *check.OneOf:
		v := w.value(x.X)
		if v.none {
			return yes(false)
		}
		found := false
		for _, a := range x.Among {
			wanted := w.value(a)
			if x.X.Type().Several {
				found = found || slices.Contains(v.set, wanted.n)
			} else {
				found = found || w.compare("=", v, wanted, x.X.Type().Kind)
			}
		}
		return yes(found != x.Negated)
	case *check.State:
		switch x.Kind {
		case "IS NONE":
			return yes(w.value(x.X).none)
		case "IS NOT NONE":
			return yes(!w.value(x.X).none)
		}
		cell := x.X.(*check.FieldRef)
		blank := w.blank[cell.Field]
		switch {
		case cell.Row > 0 && w.crowd != nil:
			blank = w.value(cell).open
		case cell.Row > 0:
			blank = w.rows[cell.Row-1].row.blank[cell.Field]
		}
		return yes(blank == (x.Kind == "IS UNKNOWN"))
	case *check.Arith:
		l, r := w.value(x.L), w.value(x.R)
		v := val{none: l.none || r.none}
		switch x.Op {
		case "+":
			v.n = l.n + r.n
		case "-":
			v.n = l.n - r.n
		case "*":
			v.n = l.n * r.n
		}
		return v
	case *check.Shift:
		date, length := w.value(x.Date), w.value(x.Length)
		if date.none || length.none {
			return val{none: true}
		}
		return w.after(date.d, x.Length, x.Back)
	case *check.SpanOf:
		from, to := w.value(x.From), w.value(x.To)
		return val{none: from.none || to.none, d: from.d, e: to.d}
	case *check.AgeOf, *check.Whole, *check.YearOf, *check.MonthOf, *check.DayOf, *check.WeekdayOf, *check.WorkingDay, *check.Near,
		*check.Cases, *check.Default, *check.Rounded:
		return w.timed(x)
	case *check.Score:
		return val{n: w.pointsOf(x.Sum)}
	case *check.Limited:
		return val{n: w.kept(w.value(x.X).n, x.Low, x.High)}
	case *check.If:
		w.vague = w.vague || w.three(x.Cond) == 0
		if w.truth(x.Cond) {
			return w.value(x.Then)
		}
		return w.value(x.Else)
	case *check.Of, *check.Element, *check.KeyOf, *check.Related:
		if w.crowd != nil {
			return w.elsewhere(x)
		}
	case *check.Quantify:
		held, broken := 0, 0
		w.each(x.List, func() {
			if x.Claim == nil || w.truth(x.Claim) {
				held++
			} else {
				broken++
			}
		})
		switch x.Kind {
		case "SOME":
			return yes(held > 0)
		case "NO":
			return yes(held == 0)
		}
		return yes(broken == 0)
	case *check.Aggregate:
		return w.aggregate(x)
	case *check.Extreme:
		v := val{none: true}
		for _, p := range x.Parts {
			d := w.value(p)
			if x.Type().Kind == types.Span {
				if !d.none && (v.none || d.e-d.d != v.e-v.d && d.e-d.d > v.e-v.d == x.Later) {
					v = d
				}
				continue
			}
			if !d.none && (v.none || d.d > v.d == x.Later && d.d != v.d) {
				v = d
			}
		}
		return v
	case *check.TableValue:
		key := w.value(x.Keys[0])
		if row := w.row(x.Table, []val{key}); row != nil {
			n, _, _ := row.Cells[1].Value.Number.Int64(0)
			return val{n: n}
		}
		return w.gaps["ration["+x.Table.Table.Keys[0].Type.Choice.Values[key.n].Name+"]"]
	case *check.Listed:
		keys := []val{w.value(x.Keys[0]), w.value(x.Keys[1])}
		if keys[0].none || keys[1].none {
			return yes(false)
		}
		return yes((w.row(x.Table, keys) != nil) != x.Negated)
	case *check.Meets:
		some := false
		rows := w.rows
		defer func() { w.rows = rows }()
		w.rows = nil
		for _, r := range x.Rules {
			some = w.holds(r) || some
		}
		return yes(some)
	case *check.Marked:
		return yes(w.truth(x.X))
	case *check.ResultOf:
		result, known := w.results[x.Result]
		if !known {
			panic(tooEarly{})
		}
		for level, g := range x.Result.Grades {
			if g.Name == result {
				return val{n: int64(len(x.Result.Grades) - 1 - level)}
			}
		}
		return val{none: true}
	case *check.Decided:
		result, known := w.results[x.Action]
		if !known {
			panic(tooEarly{})
		}
		return yes(result == names[x.Strength])
	}
	return w.ofSpells(x)
}

// inTerm reads a term where only its own record is in sight.
func (w *world) inTerm(x *check.TermRef, read func()) {
	rows := w.rows
	w.rows = nil
	if x.Row > 0 {
		w.rows = []entry{rows[x.Row-1]}
	}
	read()
	w.rows = rows
}

// row is the row of a table that bears some keys and holds now; nil for none.
func (w *world) row(table *check.Record, keys []val) *check.TableRow {
	for _, row := range table.Table.Rows {
		same := row.From <= w.asOf && w.asOf < row.Until
		for i, k := range keys {
			c := row.Cells[i].Value
			same = same && (c.Type.Kind == types.Choice && k.n == int64(c.Option) || c.Type.Kind == types.Bool && k.b == c.Bool)
		}
		if same {
			return row
		}
	}
	return nil
}

func (w *world) each(list check.Expr, visit func()) {
	if w.crowd != nil {
		w.eachOfCrowd(list, visit)
		return
	}
	for _, e := range w.list(list) {
		w.rows = append(w.rows, e)
		visit()
		w.rows = w.rows[:len(w.rows)-1]
	}
}

func (w *world) aggregate(x *check.Aggregate) val {
	var values []val
	w.each(x.List, func() {
		v := val{}
		if x.Of != nil {
			v = w.value(x.Of)
		}
		values = append(values, v)
	})
	return figure(x.Kind, values)
}

// figure is an aggregate of values; those that are none do not count, save for
// the number of rows.
func figure(aggregate string, values []val) val {
	sum := int64(0)
	best := val{none: true}
	different := map[string]bool{}
	for _, v := range values {
		if v.none {
			continue
		}
		sum += v.n
		v.open = false // that its cell is blank on paper makes it no other value
		different[fmt.Sprint(v)] = true
		order := cmp.Or(cmp.Compare(v.n, best.n), cmp.Compare(v.d, best.d))
		if best.none || order > 0 == (aggregate == "HIGHEST OF") && order != 0 {
			best = v
		}
	}
	switch aggregate {
	case "COUNT OF":
		return val{n: int64(len(values))}
	case "SUM OF":
		return val{n: sum}
	case "NUMBER OF DIFFERENT":
		return val{n: int64(len(different))}
	}
	return best
}

func (w *world) compare(op string, a, b val, k types.Kind) bool {
	if a.none || b.none {
		return false
	}
	switch k {
	case types.Bool:
		return related(op, int64(bit(a.b)), int64(bit(b.b)))
	case types.Date:
		return related(op, int64(a.d), int64(b.d))
	}
	return related(op, a.n, b.n)
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func related(op string, a, b int64) bool {
	switch op {
	case "=":
		return a == b
	case "!=":
		return a != b
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	}
	return a >= b
}

// 7.2

func (w *world) met(r *check.Rule) bool {
	if !w.during(r.InForce) || r.When != nil && !w.truth(r.When) {
		return false
	}
	for _, u := range r.Unless {
		if w.truth(u) {
			return false
		}
	}
	return true
}

func (w *world) during(window check.Window) bool {
	if window.From != nil {
		if d := w.value(window.From); d.none || w.asOf < d.d {
			return false
		}
	}
	if window.Until != nil {
		if d := w.value(window.Until); d.none || w.asOf >= d.d {
			return false
		}
	}
	return true
}

func (w *world) dated(e *check.Effect) bool {
	if e.Within == nil && e.From != nil {
		from := w.value(e.From)
		if from.none || w.asOf < from.d || e.For != nil && w.asOf > w.after(from.d, e.For, false).d {
			return false
		}
	}
	if e.Until != nil {
		if until := w.value(e.Until); until.none || w.asOf >= until.d {
			return false
		}
	}
	return true
}

func (w *world) holds(r *check.Rule) bool {
	if !w.met(r) {
		return false
	}
	for _, e := range r.Effects {
		if w.dated(e) {
			return true
		}
	}
	return false
}

// 7.3

var duties = []check.Strength{check.Must, check.Should, check.Plan}
var releases = []check.Strength{check.Exempt, check.Defer, check.MayExempt, check.MayDefer, check.MayExemptOrDefer}

func duty(e *effect) bool { return e.Action != nil && slices.Contains(duties, e.Strength) }

// beats says whether a would beat b if both held.
func beats(a, b *effect) bool {
	if a.rule == b.rule || slices.Contains(b.rule.Despite, a.rule) {
		return false
	}
	if slices.Contains(a.rule.SetsAside, b.rule) {
		return true
	}
	if slices.Contains(a.rule.InsteadOf, b.rule) || slices.Contains(b.rule.InsteadOf, a.rule) {
		return false
	}
	if a.Action == nil || a.Action != b.Action || a.Limited && !slices.Contains(a.Only, b.rule) {
		return false
	}
	switch {
	case a.Strength == check.MustNot:
		return duty(b) || b.Strength == check.May
	case a.Strength == check.ShouldNot:
		return slices.Contains([]check.Strength{check.Should, check.Plan, check.May}, b.Strength)
	case slices.Contains(releases, a.Strength):
		return duty(b)
	}
	return false
}

// 7.4 and 7.5

var names = map[check.Strength]string{
	check.Must: "must", check.MustNot: "must-not", check.Should: "should", check.ShouldNot: "should-not", check.Plan: "plan", check.May: "may",
	check.Exempt: "exempt", check.Defer: "deferred", check.MayExempt: "may-exempt", check.MayDefer: "may-defer", check.MayExemptOrDefer: "may-exempt-or-defer",
}

// decide labels every effect, going round until nothing changes, and gives each
// action its result as soon as all that it rests on is labelled. It is false
// for a policy whose rules wait for each other.
func (w *world) decide(effects []*effect) bool {
	w.labels, w.results = map[*effect]label{}, map[*check.Action]string{}
	for changed := true; changed; {
		changed = false
		for _, e := range effects {
			if w.labels[e] == undecided {
				if l := w.label(e, effects); l != undecided {
					w.labels[e], changed = l, true
				}
			}
		}
		for _, a := range w.matters() {
			if _, known := w.results[a]; !known && w.conclude(a, effects) {
				changed = true
			}
		}
	}
	return len(w.results) == len(w.matters()) && len(w.labels) == len(effects)
}

// matters are what rules give outcomes on.
func (w *world) matters() []*check.Action {
	return slices.DeleteFunc(slices.Clone(w.program.Actions), func(a *check.Action) bool {
		return a.Kind != check.KindAction && a.Kind != check.KindResult
	})
}

// inside says whether the record is in scope.
func (w *world) inside() bool {
	rows := w.rows
	defer func() { w.rows = rows }()
	w.rows = nil
	return w.during(w.program.InForce) && (w.program.AppliesTo == nil || w.truth(w.program.AppliesTo))
}

// circular says whether some effects wait for each other whatever the record,
// which the checker should have refused.
func circular(all []*effect) bool {
	state := map[*effect]label{}
	var visit func(e *effect) bool
	visit = func(e *effect) bool {
		if state[e] != undecided {
			return state[e] == in
		}
		state[e] = in // open
		for _, x := range all {
			if (beats(x, e) || slices.Contains(e.rule.InsteadOf, x.rule)) && visit(x) {
				return true
			}
		}
		state[e] = out
		return false
	}
	return slices.ContainsFunc(all, visit)
}

// soon runs what may be too early to ask.
func soon(ask func() bool) (answer, known bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(tooEarly); !ok {
				panic(r)
			}
			known = false
		}
	}()
	return ask(), true
}

func (w *world) label(e *effect, all []*effect) label {
	holds, known := soon(func() bool { return w.met(e.rule) && w.dated(e.Effect) })
	if !known {
		return undecided
	}
	if !holds {
		return out
	}
	open := false
	for _, a := range all {
		if beats(a, e) {
			if w.labels[a] == in {
				return out
			}
			open = open || w.labels[a] == undecided
		}
	}
	if len(e.rule.InsteadOf) > 0 {
		some := false
		for _, n := range all {
			if slices.Contains(e.rule.InsteadOf, n.rule) {
				some = some || w.labels[n] == in
				open = open || w.labels[n] == undecided
			}
		}
		if !some && !open {
			return out
		}
	}
	if open {
		return undecided
	}
	return in
}

// standing says whether an effect of any of some rules stands.
func (w *world) standing(all []*effect, which func(*effect) bool) bool {
	return slices.ContainsFunc(all, func(e *effect) bool { return w.labels[e] == in && which(e) })
}

// counted says whether an effect counts for the outcome.
func (w *world) counted(e *effect, all []*effect) bool {
	if w.labels[e] != in {
		return false
	}
	if w.standing(all, func(r *effect) bool {
		return slices.Contains(r.rule.Despite, e.rule) && r.Action != nil && r.Action == e.Action || slices.Contains(r.rule.InsteadOf, e.rule)
	}) {
		return false
	}
	if e.Action == nil || !slices.Contains(releases, e.Strength) {
		return true
	}
	beaten, left := false, false
	for _, d := range all {
		if d.Action != e.Action || !duty(d) {
			continue
		}
		holds := w.met(d.rule) && w.dated(d.Effect)
		beaten = beaten || holds && (beats(e, d) || slices.Contains(e.rule.InsteadOf, d.rule))
		left = left || w.counted(d, all)
	}
	return beaten && !left
}

// conclude finds the result of an action; false while it is too early.
func (w *world) conclude(a *check.Action, all []*effect) bool {
	inside, known := soon(w.inside)
	switch {
	case !known:
		return false
	case !inside:
		w.results[a] = "out-of-scope"
		return true
	case len(w.labels) < len(all):
		// The exclusive actions are compared with each other, so all must be
		// labelled; and for the others the labels of all are more than enough.
		for _, e := range all {
			if w.labels[e] == undecided && (e.Action == a || a.Exclusive != 0 || e.Action == nil || reaches(e, a, all, map[*effect]bool{})) {
				return false
			}
		}
	}
	w.results[a] = w.strongest(a, all)
	if a.Exclusive != 0 && w.results[a] == "must" && w.clashes(a, all) {
		w.results[a] = "conflict"
	}
	return true
}

// reaches says whether an effect may matter for an action.
func reaches(e *effect, a *check.Action, all []*effect, seen map[*effect]bool) bool {
	if e.Action == a {
		return true
	}
	if seen[e] {
		return false
	}
	seen[e] = true
	for _, x := range all {
		linked := beats(e, x) || slices.Contains(e.rule.Despite, x.rule) || slices.Contains(e.rule.InsteadOf, x.rule) || slices.Contains(x.rule.InsteadOf, e.rule)
		if linked && reaches(x, a, all, seen) {
			return true
		}
	}
	return false
}

func (w *world) strongest(a *check.Action, all []*effect) string {
	if a.Kind == check.KindResult {
		for level, g := range a.Grades {
			if slices.ContainsFunc(all, func(e *effect) bool { return e.Action == a && e.Level == level && w.counted(e, all) }) {
				return g.Name
			}
		}
		if a.Default >= 0 {
			return a.Grades[a.Default].Name
		}
		return "none"
	}
	has := map[check.Strength]bool{}
	for _, e := range all {
		if e.Action == a && w.counted(e, all) {
			has[e.Strength] = true
		}
	}
	for _, s := range []check.Strength{check.MustNot, check.Exempt, check.Defer, check.MayExemptOrDefer, check.MayExempt, check.MayDefer,
		check.Must, check.ShouldNot, check.Should, check.Plan, check.May} {
		if s == check.MayExemptOrDefer && has[check.MayExempt] && has[check.MayDefer] || has[s] {
			return names[s]
		}
	}
	return "none"
}

// clashes says whether the musts on a and on the actions exclusive of it cannot
// all be met by doing one of them, a's own among them.
func (w *world) clashes(a *check.Action, all []*effect) bool {
	group := func(b *check.Action) bool { return b != nil && b.Exclusive == a.Exclusive }
	var binding []*effect
	own := false
	ways := map[*effect]map[*check.Action]bool{}
	for _, e := range all {
		if !group(e.Action) || e.Strength != check.Must || !w.counted(e, all) || w.strongest(e.Action, all) != "must" {
			continue
		}
		ways[e] = map[*check.Action]bool{e.Action: true}
		elsewhere := false
		for _, sister := range all {
			if sister.rule == e.rule && sister.Strength == check.Must && slices.Contains(e.Instead, sister.Action) && w.counted(sister, all) {
				ways[e][sister.Action] = true
				elsewhere = elsewhere || !group(sister.Action)
			}
		}
		if !elsewhere {
			binding = append(binding, e)
			own = own || e.Action == a
		}
	}
	for _, b := range w.program.Actions {
		if group(b) && !slices.ContainsFunc(binding, func(e *effect) bool { return !ways[e][b] }) {
			return false
		}
	}
	return own
}

// never is earlier than any day.
const never civil.Date = -1 << 30

// verdict is what the oracle says of one record and action.
type verdict struct {
	result   string
	fates    map[*effect]string // counts, stands, beaten, waits, fails
	deadline civil.Date         // never: none
	deferred civil.Date         // civil.Max: without end; never: not deferred
	last     civil.Date         // the last day of another outcome; civil.Max: it has none
	cites    map[string]bool    // clauses that are no rules
}

func (w *world) verdict(a *check.Action, all []*effect) verdict {
	v := verdict{result: w.results[a], fates: map[*effect]string{}, deadline: never, deferred: never, last: never}
	for _, e := range all {
		holds := w.met(e.rule)
		switch {
		case w.counted(e, all):
			v.fates[e] = "counts"
		case w.labels[e] == in:
			v.fates[e] = "stands"
		case holds && w.dated(e.Effect) && w.standing(all, func(a *effect) bool { return beats(a, e) }):
			v.fates[e] = "beaten"
		case holds && !w.dated(e.Effect):
			v.fates[e] = "waits"
		default:
			v.fates[e] = "fails"
		}
		if e.Action != a || v.fates[e] != "counts" || !givesResult(e, v.result) {
			continue
		}
		if e.Within != nil {
			if from := w.value(e.From); !from.none {
				if due := w.after(from.d, e.Within, false).d; v.deadline == never || due < v.deadline {
					v.deadline = due
				}
			}
		}
		defers := slices.Contains([]string{"deferred", "may-defer", "may-exempt-or-defer"}, v.result)
		if defers && e.Strength == check.MayExempt {
			continue
		}
		last := civil.Max
		if e.Until != nil {
			if last = w.value(e.Until).d; !defers && last != civil.Max {
				last--
			}
		} else if e.For != nil {
			last = w.after(w.value(e.From).d, e.For, false).d
		}
		if defers {
			v.deferred = max(v.deferred, last)
		} else {
			v.last = max(v.last, last)
		}
	}
	return v
}

func givesResult(e *effect, result string) bool {
	if e.Action != nil && e.Action.Kind == check.KindResult {
		return e.Action.Grades[e.Level].Name == result
	}
	switch result {
	case "conflict":
		return e.Strength == check.Must
	case "may-exempt-or-defer":
		return slices.Contains([]check.Strength{check.MayExempt, check.MayDefer, check.MayExemptOrDefer}, e.Strength)
	}
	return names[e.Strength] == result
}

// output is what an output is computed to be, or what the standing rules make of
// a number.
func (w *world) output(o *check.Output, all []*effect) string {
	var set, low, high []int64
	if !w.inside() {
		return "none"
	}
	if o.Value != nil {
		v := w.value(o.Value)
		switch {
		case v.none:
			return "none"
		case o.Type.Kind == types.Date:
			return v.d.String()
		case o.Type.Choice != nil:
			return o.Type.Choice.Values[v.n].Name
		}
		return itoa(v.n)
	}
	for _, e := range all {
		if e.Output != o || !w.counted(e, all) {
			continue
		}
		v := w.value(e.Value)
		if v.none {
			continue
		}
		switch e.Sign {
		case "=":
			set = append(set, v.n)
		case "<=":
			high = append(high, v.n)
		default:
			low = append(low, v.n)
		}
	}
	return outputText(set, low, high)
}

func outputText(set, low, high []int64) string {
	text := ""
	switch {
	case len(set) > 0 && slices.Min(set) != slices.Max(set),
		len(low) > 0 && len(high) > 0 && slices.Max(low) > slices.Min(high),
		len(set) > 0 && len(low) > 0 && slices.Max(low) > set[0],
		len(set) > 0 && len(high) > 0 && slices.Min(high) < set[0]:
		return "conflict"
	case len(set) > 0:
		return itoa(set[0])
	case len(low)+len(high) == 0:
		return "none"
	}
	if len(low) > 0 {
		text = itoa(slices.Max(low))
	}
	text += ".."
	if len(high) > 0 {
		text += itoa(slices.Min(high))
	}
	return text
}

func effectsOf(p *check.Program) []*effect {
	var all []*effect
	for _, r := range p.Rules {
		for _, e := range r.Effects {
			all = append(all, &effect{r, e})
		}
	}
	return all
}

func sorted[K ~string](m map[K]bool) []K { return slices.Sorted(maps.Keys(m)) }
