package eval_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"rota/lang/civil"
)

const historyVocabulary = `choice colour: red, green, blue
field rich: yes/no
field tone: colour
field points: whole number 0 to 3
field began: date
field ended: date, "nix" means none
record stint as stints, many per staff by holder, spell from hired until quit
  holder: text
  tone: colour
  loud: yes/no
  fee: whole number 0 to 2
  hired: date, "nix" means none
  quit: date, blank means open
record leave as leaves, many per staff by holder, spell from away to back
  holder: text
  tone: colour
  paid: yes/no
  away: date
  back: date
action move, swap
define busy of stint = loud or fee >= 2
define kept of stint = length >= 6mo
define weight of stint = if own rich then fee else 1
define lasting of run = length >= 2y
define big of run = count of rows >= 2
define ruddy of run = first row's tone is red and (some stint in rows where busy)
define reds = stints where tone is red
define mine = stints where tone is own tone
define blocks = runs of stints broken by a gap of at least 6mo
define active = stints outside leaves
define current = the run open at as-of date of stints
define latest = last of stints
define held = served in stints
`

// historian writes random policies over histories.
type historian struct{ *rand.Rand }

func newHistorian(seed uint64) *historian { return &historian{Rand: rand.New(rand.NewPCG(seed, 11))} }

func (g *historian) of(list ...string) string { return list[g.IntN(len(list))] }
func (g *historian) chance(percent int) bool  { return g.IntN(100) < percent }
func (g *historian) op() string               { return g.of(">=", ">", "<=", "<") }
func (g *historian) period() string           { return g.of("30d", "6mo", "1y", "18mo", "2y", "3y", "5y") }
func (g *historian) day() string {
	return g.of("2014-02-28", "2016-02-29", "2018-01-31", "2019-12-31", "2020-07-01", "2022-06-30")
}

// Of what a list, or a spell, is made.
const (
	stint = "stint"
	leave = "leave"
	runs  = "run" // of stints
	mixed = "spell"
)

// list writes a list of some kind.
func (g *historian) list(kind string, depth int) string {
	if kind == runs {
		return g.runs(depth)
	}
	if kind == mixed {
		return g.of("(stints or leaves)", "((reds) or (leaves where paid))", "((runs of stints) or leaves)")
	}
	if depth <= 0 || g.chance(30) {
		if kind == leave {
			return "leaves"
		}
		return g.of("stints", "stints", "stints", "reds", "mine", "active")
	}
	list := func() string { return g.list(kind, depth-1) }
	switch g.IntN(9) {
	case 0, 1, 2:
		return "(" + list() + " where " + g.element(kind, depth-1) + ")"
	case 3, 4:
		return "(" + list() + g.of(" during ", " outside ") + g.days(depth-1) + ")"
	case 5:
		return "(" + list() + " or " + list() + ")"
	case 6:
		if kind == stint {
			return "(" + list() + " while leaves for tone)"
		}
		return "(" + list() + " while stints for tone)"
	case 7:
		return "(if " + g.of("rich", "points >= 2") + " then (" + list() + " where " + g.element(kind, 0) + ") else (" + list() + " where " + g.element(kind, 0) + "))"
	}
	if kind == stint {
		return "(" + g.of("reds", "active", "mine", "(stints where fee >= 1)") + " as of " + g.date(0) + ")"
	}
	return list()
}

func (g *historian) runs(depth int) string {
	if depth <= 0 && g.chance(40) {
		return "blocks"
	}
	switch g.IntN(10) {
	case 0, 1:
		return "(" + g.list(stint, depth-1) + " when " + g.of("count of rows", "sum of fee", "highest of fee", "number of different tone", "lowest of fee") + " " +
			g.of(">=", ">", "<", "=", "<=") + " " + g.of("1", "2", "1") + ")"
	case 2:
		return "(" + g.runs(depth-1) + " where " + g.element(runs, depth-1) + ")"
	case 3:
		return "(" + g.runs(depth-1) + g.of(" during ", " outside ") + g.days(depth-1) + ")"
	}
	text := "(runs of " + g.list(stint, depth-1)
	if g.chance(20) {
		text += " per " + g.of("tone", "loud", "fee")
	}
	switch g.IntN(5) {
	case 0, 1:
		text += " broken by a gap of at least " + g.of("30d", "6mo", "1y", "1d", "2d")
	case 2:
		text += " broken by a gap of at least (if " + g.of("length >= 2y", "big", "lasting", "first row's loud", "rich", "count of rows >= 2", "start < 2016-02-29") + " then " +
			g.of("6mo else 30d", "1y else 2d", "30d else 6mo") + ")"
	}
	return text + ")"
}

// days writes what a list is cut to.
func (g *historian) days(depth int) string {
	switch g.IntN(7) {
	case 0:
		return g.of("2018", "2020")
	case 1:
		return g.of("(time since began)", "held")
	case 2:
		return "(" + g.spell(g.of(stint, leave, runs), depth-1) + ")"
	case 3:
		return g.list(stint, depth-1)
	case 4:
		return g.list(runs, depth-1)
	}
	return g.list(leave, depth-1)
}

// spell writes one spell.
func (g *historian) spell(kind string, depth int) string {
	if kind == runs && g.chance(60) {
		list := g.list(stint, depth-1)
		if g.chance(60) {
			list = g.runs(depth - 1)
		}
		return g.of("the run open at ", "the run alive at ") + g.date(depth-1) + " of " + list
	}
	if kind == runs && g.chance(20) {
		return "current"
	}
	if kind == stint && g.chance(10) {
		return "latest"
	}
	return g.of("first of ", "last of ", "longest of ", "shortest of ") + g.list(kind, depth-1)
}

func (g *historian) date(depth int) string {
	switch g.IntN(8) {
	case 0:
		return "began"
	case 1:
		return "ended"
	case 2, 3:
		return g.day()
	case 4:
		if depth > 0 {
			return "(" + g.of("start of ", "end of ", "day after ") + "(" + g.spell(g.of(stint, leave, runs), depth-1) + "))"
		}
	}
	return "as-of date"
}

// element writes a condition on an element of a list.
func (g *historian) element(kind string, depth int) string {
	n := 8
	if depth > 0 {
		n = 10
	}
	switch g.IntN(n) {
	case 0:
		return "length " + g.op() + " " + g.period()
	case 1:
		return g.of("start ", "end ") + g.op() + " " + g.of(g.day(), "began")
	case 2:
		return g.of("rich", "own tone is red", "points >= 2")
	case 8:
		return "(" + g.element(kind, 0) + " " + g.of("and", "or") + " " + g.element(kind, depth-1) + ")"
	case 9:
		return "not (" + g.element(kind, depth-1) + ")"
	}
	switch kind {
	case stint:
		return g.of("tone is red", "tone is own tone", "tone is not green", "loud", "busy", "kept", "weight >= 1", "fee >= 1", "fee > points", "hired < 2018-01-31", "quit > 2019-12-31", "quit is unknown", "hired is known", "hired is none")
	case leave:
		return g.of("paid", "tone is red", "tone in (red, blue)", "away > 2018-01-31", "not paid")
	case mixed:
		return "length " + g.op() + " " + g.period()
	}
	return g.of("lasting", "big", "ruddy", "count of rows >= 2", "first row's tone is red", "last row's loud", "last row's tone is own tone", "(some stint in rows where busy)",
		"(every stint in rows where fee >= 1)", "sum of fee in rows >= 2", "(start of first row) >= 2016-02-29", "first row's busy", "length of last row >= 1y", "number of different tone in rows >= 2",
		"served in rows >= 1y")
}

// atom writes a condition on the person.
func (g *historian) atom() string {
	kind := g.of(stint, stint, leave, runs, runs, runs)
	depth := g.IntN(3)
	switch g.IntN(21) {
	case 0, 1:
		return "(length of (" + g.spell(g.of(stint, runs), depth) + ")" + g.of("", "", " in full") + " " + g.op() + " " + g.period() + ")"
	case 2:
		return "(" + g.of("start of ", "end of ", "day after ") + "(" + g.spell(kind, depth) + ") " + g.op() + " " + g.day() + ")"
	case 3:
		return "(start of (" + g.spell(kind, depth) + ") is " + g.of("none", "not none") + ")"
	case 4, 5:
		return "((" + g.spell(stint, depth) + ")'s " + g.of("tone is red", "loud", "fee >= 1", "tone is not own tone", "busy", "kept", "hired >= 2018-01-31", "tone is none") + ")"
	case 6:
		return "((" + g.spell(runs, depth) + ")'s " + g.of("lasting", "big", "first row's tone is red", "length >= 1y") + ")"
	case 7, 8:
		return "(served in " + g.of(g.list(kind, depth), "("+g.spell(g.of(stint, runs), depth)+")", g.list(mixed, depth)) + " " + g.op() + " " + g.period() + ")"
	case 9:
		return "(days of " + g.list(kind, depth) + " " + g.op() + " " + g.of("1", "100", "366", "800", "1500") + ")"
	case 10, 11:
		return "(" + g.date(1) + g.of(" during ", " outside ") + g.days(depth) + ")"
	case 12:
		return "((" + g.of("began", "began", g.day()) + " + " + g.period() + " stopped during " + g.list(g.of(leave, leave, stint), depth) + ") " + g.op() + " " + g.of(g.day(), "as-of date") + ")"
	case 13, 14:
		return "(" + g.of("some ", "no ") + g.quantified(kind, depth) + " where " + g.element(kind, 1) + ")"
	case 15:
		return "(every " + g.quantified(kind, depth) + " where " + g.element(kind, 1) + ")"
	case 16:
		if kind == runs {
			return "(" + g.of("some", "no", "every") + " run r in " + g.list(runs, depth) + " where " +
				g.of("r's lasting", "r's length >= 1y", "r's first row's loud", "(some stint s in r's rows where s's tone is own tone)", "length of r >= 2y", "start of r > began") + ")"
		}
		return "(" + g.of("some", "no", "every") + " stint s in " + g.list(stint, depth) + " where " +
			g.of("s's tone is own tone", "s's fee > points", "s's length >= 1y", "length of s >= 2y", "(some leave v in leaves where v's tone is s's tone)", "(hired during leaves)", "(some leave v in leaves where start of v < start of s)") + ")"
	case 17:
		return "(count of " + g.list(kind, depth) + " " + g.of(">=", "<", "=") + " " + g.of("1", "2", "3", "points") + ")"
	case 18:
		return "(" + g.of("sum of fee in "+g.list(stint, depth)+" >= 2", "highest of fee in "+g.list(stint, depth)+" > 1", "lowest of start in "+g.list(kind, depth)+" < 2018-01-31",
			"highest of (count of rows) in "+g.list(runs, depth)+" >= 2", "number of different tone in "+g.list(stint, depth)+" >= 2", "sum of (days of rows) in "+g.list(runs, depth)+" >= 500",
			"highest of end in "+g.list(kind, depth)+" > 2020-07-01") + ")"
	case 19:
		return "(" + g.of("held >= 3y", "length of current >= 2y", "latest's loud", "current's big") + ")"
	}
	return "((" + g.asOf() + ") as of " + g.date(1) + ")"
}

func (g *historian) quantified(kind string, depth int) string {
	return kind + " in " + g.list(kind, depth)
}

// asOf writes a condition that is asked as of another date.
func (g *historian) asOf() string {
	switch g.IntN(4) {
	case 0:
		return g.of("held >= 2y", "length of current >= 1y", "latest's busy", "current's big")
	case 1:
		return "served in " + g.list(stint, 1) + " >= 1y"
	case 2:
		return "length of (" + g.spell(g.of(stint, runs), 1) + ") " + g.op() + " 1y"
	}
	return "count of " + g.list(g.of(stint, runs), 1) + " >= 2"
}

func (g *historian) cond() string {
	switch g.IntN(8) {
	case 0:
		return g.atom() + " and " + g.atom()
	case 1:
		return g.atom() + " or " + g.atom()
	case 2:
		return g.of("rich", "tone is red", "points >= 2") + " and " + g.atom()
	case 3:
		return "not " + g.atom()
	}
	return g.atom()
}

// policy writes a random policy.
func (g *historian) policy() string {
	var b strings.Builder
	b.WriteString("policy \"H\"\n" + historyVocabulary)
	fmt.Fprintf(&b, "output total = %s\n", g.of("days of ", "count of ")+g.list(g.of(stint, runs), 2))
	for n := range 1 + g.IntN(3) {
		effect := g.of("must move", "should move", "may move", "exempt from move", "must not move", "must swap")
		if g.chance(15) {
			effect = "must move within 6mo from " + g.date(2)
		} else if g.chance(10) {
			effect = "exempt from move until " + g.date(2)
		}
		fmt.Fprintf(&b, "rule %d %s => %s\n", n+1, g.cond(), effect)
	}
	return b.String()
}

// chronicle is a random person: cells as a sheet has them.
type chronicle struct {
	staff          map[string]any
	stints, leaves []map[string]any
}

func (g *historian) chronicle(id string, blank int) chronicle {
	c := chronicle{staff: map[string]any{"staff id": id}}
	left := 3
	hide := func(v, blank any, percent int) any {
		if left > 0 && g.chance(percent) {
			left--
			return blank
		}
		return v
	}
	c.staff["rich"] = hide(g.of("yes", "no"), nil, blank/2)
	c.staff["tone"] = hide(g.of("red", "green", "blue"), nil, blank/2)
	c.staff["points"] = hide(g.of("0", "1", "2", "3"), nil, blank/2)
	c.staff["began"] = hide(g.near(), nil, blank/2)
	c.staff["ended"] = hide(g.of(g.near(), g.near(), "nix"), nil, blank/2)
	at := day("2012-01-01").AddDays(g.IntN(1500))
	for range g.IntN(5) {
		end := g.after(at)
		row := map[string]any{"holder": id}
		row["tone"] = hide(g.of("red", "red", "green", "blue"), nil, blank/2)
		row["loud"] = hide(g.of("yes", "no"), nil, blank/2)
		row["fee"] = hide(g.of("0", "1", "2"), nil, blank/2)
		row["hired"] = hide(g.written(at, "nix"), g.vague(at), blank)
		row["quit"] = hide(g.written(end, ""), g.of("unknown", g.vague(end)), blank)
		if g.chance(20) && end > day("2018-01-01") && row["quit"] != "unknown" {
			row["quit"] = nil
		}
		c.stints = append(c.stints, row)
		at = g.next(at, end)
	}
	at = day("2013-01-01").AddDays(g.IntN(1500))
	for range g.IntN(3) {
		end := g.after(at)
		c.leaves = append(c.leaves, map[string]any{"holder": id,
			"tone": hide(g.of("red", "green", "blue"), nil, blank/2), "paid": hide(g.of("yes", "no"), nil, blank/2),
			"away": hide(g.written(at, ""), nil, blank), "back": hide(g.written(end, ""), nil, blank)})
		at = g.next(at, end)
	}
	return c
}

func (g *historian) near() string { return day(g.day()).AddDays(g.IntN(3) - 1).String() }

// after is a day at which something that began then may be over.
func (g *historian) after(d civil.Date) civil.Date {
	switch g.IntN(8) {
	case 0:
		return d
	case 1:
		return d.AddDays(1)
	case 2:
		return d.AddDays(g.IntN(60))
	}
	lengths := []civil.Period{civil.Days(30), civil.Months(6), civil.Years(1), civil.Years(2), civil.Years(3)}
	return d.Add(lengths[g.IntN(len(lengths))]).AddDays(g.IntN(3) - 1)
}

// next is a day on which another row may begin: after a gap, at once, on the
// same day as the last, or within it.
func (g *historian) next(from, until civil.Date) civil.Date {
	switch g.IntN(8) {
	case 0:
		return until
	case 1:
		return from
	case 2:
		return from.AddDays(int(until-from) / 2)
	case 3:
		return until.AddDays(1)
	}
	gaps := []civil.Period{civil.Days(2), civil.Days(30), civil.Months(6), civil.Years(1)}
	return until.Add(gaps[g.IntN(len(gaps))]).AddDays(g.IntN(3) - 1)
}

// written is a day as an office may write it: by its month now and then, and as
// nothing there is where the field knows a word for that.
func (g *historian) written(d civil.Date, none string) string {
	switch {
	case none != "" && g.chance(2):
		return none
	case g.chance(6):
		return d.String()[:7]
	}
	return d.String()
}

// vague is a day that is not known, or known to the year.
func (g *historian) vague(d civil.Date) string {
	if g.chance(40) {
		return d.String()[:4]
	}
	return ""
}
