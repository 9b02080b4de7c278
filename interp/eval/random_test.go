package eval_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"rota/lang/check"
	"rota/lang/civil"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func day(s string) civil.Date {
	d, ok := civil.ParseISO(s)
	if !ok {
		panic("no date: " + s)
	}
	return d
}

const vocabulary = `choice colour: red, green, blue
choice metal: iron < silver < gold
choice talent: cook, sing, swim
choice animal: cat, dog
field rich: yes/no
field tall: yes/no
field keen: yes/no, assumed no when blank
field vain: yes/no, "n/a" means none
field hue: colour
field medal: metal
field pet: animal, "nix" means none
field points: whole number 0 to 3
field extra: whole number 0 to 2
field skills: several talent
field began: date
field ended: date, "nix" means none
record gig as gigs, many per staff by holder
  holder: text
  loud: yes/no
  tone: colour
  fee: whole number 0 to 2
judged praised
action move, swap; exclusive
action lift
output bonus: whole number
define stay = time since began
define wait = time until ended
define years = age since began
table ration by hue, until next row: extra
  red: 1
  blue: 2 until 2023-03-31
  from 2022-06-30
  red: 0
table team by pet, tall
  cat, yes
  dog, no from 2020-01-31
set limit = 2
set bar
  from 2015-01-01: 1
  from 2022-06-30: 2
score merit
  s1 2 if rich
  s2 points, at most 2
  s3 3 for each 2 of extra if tall
  s4 minus 1 for each 2y of stay, at most 2
  s5 extra if hue is red
  s1, s2 together at most 3
  together at least 0, at most 5
`

// more is what policies with results of their own declare besides.
const more = `result mood one of (grim is must not; calm is should not; glad by default [90]; dull), strongest first
result form one of (high; low), strongest first
output tag = if must move then move else swap
output total = points + extra
output late = began + 1y
output shown = mood
define reach [80] = points; without it extra
define free [82] = rich; without it tall
define cap [81] = limit
`

// column is a field of the vocabulary: what a cell may say, and what that means.
type column struct {
	name  string
	cells []string
	vals  []val
	kind  string // date, assumed, judged or ""
}

func truths(name, kind string) column {
	return column{name, []string{"no", "yes"}, []val{{b: false}, {b: true}}, kind}
}

func options(name string, values ...string) column {
	c := column{name: name, cells: values}
	for i, v := range values {
		c.vals = append(c.vals, val{n: int64(i), none: v == "nix"})
	}
	return c
}

func severals(name string, values ...string) column {
	c := column{name: name}
	for m := 1; m < 1<<len(values); m++ {
		var cell []string
		var v val
		for i, x := range values {
			if m>>i&1 == 1 {
				cell, v.set = append(cell, x), append(v.set, int64(i))
			}
		}
		c.cells, c.vals = append(c.cells, strings.Join(cell, "、")), append(c.vals, v)
	}
	return c
}

var columns = []column{
	truths("rich", ""), truths("tall", ""), truths("keen", "assumed"), truths("praised", "judged"),
	{"vain", []string{"no", "yes", "n/a"}, []val{{}, {b: true}, {none: true}}, ""},
	options("hue", "red", "green", "blue"), options("medal", "iron", "silver", "gold"), options("pet", "cat", "dog", "nix"),
	options("points", "0", "1", "2", "3"), options("extra", "0", "1", "2"), severals("skills", "cook", "sing", "swim"),
	{name: "began", kind: "date"}, {name: "ended", kind: "date"},
}

var gigColumns = []column{truths("loud", ""), options("tone", "red", "green", "blue"), options("fee", "0", "1", "2")}

var days = []string{"2015-01-01", "2016-02-29", "2019-12-31", "2020-01-31", "2020-02-29", "2021-02-28", "2022-06-30", "2023-03-31"}
var asOfs = []string{"2024-12-31", "2024-02-29", "2025-02-28", "2022-06-30", "2023-01-01"}
var periods = []string{"1y", "3y", "5y", "6mo", "18mo", "30d"}

// generator writes random policies.
type generator struct {
	*rand.Rand
	header bool // the scope is being written: it rests on no decision
	crowd  bool // there are other records to read of
	rules  int  // how many rules there will be
	rule   int  // the one being written
	plain  bool // no policy has results of its own
	own    bool // the policy has results of its own
	after  int  // how many matters are decided before the one being written: move and swap, lift, mood, form
	marks  int  // conditions with a clause number
	agree  bool // a requirement is being written: it asks for no decision
	dense  bool // rules are short and all on one action, so that they meet
}

func newGenerator(seed uint64) *generator { return &generator{Rand: rand.New(rand.NewPCG(seed, 7))} }

// of is one of some texts. Crowds are told nothing of what a table does not say.
func (g *generator) of(list ...string) string {
	if g.crowd {
		list = slices.DeleteFunc(slices.Clone(list), func(s string) bool { return strings.Contains(s, "ration for") })
	}
	return list[g.IntN(len(list))]
}

func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }
func (g *generator) op() string              { return g.of(">=", ">", "<=", "<") }
func (g *generator) id() string              { return strconv.Itoa(1 + g.IntN(g.rules)) }
func (g *generator) date() string {
	switch g.IntN(5) {
	case 0:
		return "began"
	case 1:
		return "ended"
	case 2:
		return "began + " + g.of(periods...)
	}
	return g.of(days...)
}

// other is the id of another rule.
func (g *generator) other() string {
	for {
		if id := g.id(); id != strconv.Itoa(g.rule) || g.rules == 1 {
			return id
		}
	}
}

func (g *generator) cond(depth int) string {
	if g.own && !g.agree && g.chance(5) {
		g.marks++
		id := " [m" + strconv.Itoa(g.marks) + "]"
		return "(" + g.cond(depth) + ")" + id
	}
	if depth > 0 && g.chance(45) {
		a, b := g.cond(depth-1), g.cond(depth-1)
		switch g.IntN(6) {
		case 0, 1:
			return "(" + a + " and " + b + ")"
		case 2, 3:
			return "(" + a + " or " + b + ")"
		case 4:
			return "(" + a + ", " + b + ")"
		}
		return "not (" + a + ")"
	}
	return g.atom()
}

func (g *generator) number() string {
	return g.of("points", "extra", "limit", "bar", "points + extra", "points * 2 - extra", "(if "+g.of("rich", "tall", "vain")+" then 1 else extra)",
		"ration for hue", "ration for hue", "merit", "merit", "(ration for hue as of began)", "(count of gigs where "+g.inRow()+")", "(sum of fee in gigs where "+g.inRow()+")", "(highest of fee in gigs where "+g.inRow()+")", "(number of different tone in gigs)")
}

func (g *generator) inRow() string {
	switch g.IntN(4) {
	case 0:
		return "(loud and fee " + g.op() + " points)"
	case 1:
		return "tone is own hue"
	case 2:
		return "fee " + g.op() + " 1"
	}
	return g.of("loud", "not loud", "(tone is red)", "(loud or rich)", "(tone in (red, blue))")
}

func (g *generator) atom() string {
	if !g.crowd && g.chance(20) {
		return g.timeAtom()
	}
	if g.crowd && g.chance(45) {
		return g.elsewhere()
	}
	if g.own && !g.agree && g.chance(30) {
		return g.ownAtom()
	}
	switch g.IntN(24) {
	case 0, 1, 2:
		return g.of("rich", "tall", "vain", "not vain", "not rich")
	case 3:
		return g.of("keen", "praised", "not keen")
	case 4, 5:
		return g.of("hue is red", "hue is not green", "hue in (red, blue)", "hue not in (green)", "red")
	case 6:
		return "medal " + g.op() + " " + g.of("silver", "gold")
	case 7, 8:
		return g.of("pet is none", "pet is not none", "pet is cat", "pet is not dog", "pet in (cat, dog)", "pet not in (cat)")
	case 9:
		if g.chance(70) && !g.crowd {
			return g.of("points", "extra", "1") + " " + g.op() + " ration for hue" + g.of("", "", " as of began", " as of ended")
		}
		return "points " + g.op() + " " + g.of("1", "2", "limit", "bar", "extra")
	case 10:
		return g.number() + " " + g.of(">=", ">", "<=", "<", "=", "!=") + " " + g.of("1", "2", "points", "extra")
	case 11:
		return g.of("skills is cook", "skills is not sing", "skills in (sing, swim)", "skills not in (cook)")
	case 12, 13:
		return "stay " + g.op() + " " + g.of(periods...)
	case 14:
		return g.of("wait ", "(stay) ") + g.op() + " " + g.of(periods...)
	case 15:
		return "(years) " + g.op() + " " + g.of("1", "3", "5")
	case 16, 17:
		if g.chance(20) {
			return "began " + g.op() + " ended"
		}
		return g.date() + " " + g.op() + " " + g.of("2020-01-31", "2022-06-30", "as-of date")
	case 18:
		return g.of("ended is none", "ended is not none", "year of began = 2020", "(whole years from began to ended) >= 2",
			"later of (began, ended) > 2020-01-31", "earlier of (began, ended) <= 2020-02-29")
	case 19:
		return g.of("rich", "hue", "points", "began", "ended", "keen", "praised") + " " + g.of("is known", "is unknown")
	case 20:
		if g.chance(40) {
			return "(pet, tall) " + g.of("in", "not in") + " team" + g.of("", "", " as of began", " as of ended")
		}
		return "(" + g.of("some", "no", "some", "every") + " gigs where " + g.inRow() + ")"
	case 21:
		return "(every gigs where " + g.inRow() + " where " + g.inRow() + ")"
	case 22:
		if g.agree {
			return "tall"
		}
		return "meets " + g.other()
	}
	if g.header || g.agree {
		return "rich"
	}
	return "(" + g.of("must", "should", "may", "exempt", "must not", "defer") + " " + g.of("move", "swap", "lift") + ")"
}

// ownAtom asks for results and outputs that are decided before.
func (g *generator) ownAtom() string {
	list := []string{"reach >= 2", "free", "points >= cap", "total >= 3", "total > extra", "late < 2021-01-01"}
	if g.after >= 1 && !g.header {
		list = append(list, "tag is move", "tag is swap")
	}
	if g.after >= 3 && !g.header {
		list = append(list, "mood is grim", "mood >= calm", "mood is not glad", "grim", "dull", "mood in (glad, calm)", "shown is calm")
	}
	if g.after >= 4 && !g.header {
		list = append(list, "form is high", "form is none", "form is not low", "low")
	}
	return g.of(list...)
}

// grade gives a result of the policy's own one of its outcomes.
func (g *generator) grade() string {
	g.after = 2
	text := g.of("grim", "mood is grim", "calm", "mood is calm", "glad", "mood is dull")
	if g.chance(35) {
		g.after = 3
		text = g.of("high", "form is high", "low")
	}
	switch g.IntN(6) {
	case 0:
		return text + " for " + g.of(periods...) + " from " + g.date()
	case 1:
		return text + " until " + g.date()
	}
	return text
}

// points are items that one row must meet.
func (g *generator) points(id string) string {
	text := "some gigs meets\n"
	for i := range 2 + g.IntN(2) {
		text += "  " + id + string(rune('a'+i)) + " " + g.inRow() + "\n"
	}
	return text
}

// requirements speak of what a record says itself.
func (g *generator) requirements(b *strings.Builder) {
	for i := range 1 + g.IntN(2) {
		cond := g.of("began < ended", "began <= ended", "points <= extra", "points + extra <= 3", "medal >= silver or rich", "pet is not cat", "vain", "not (rich and tall)",
			"(every gigs where fee <= points)", "(no gigs where "+g.inRow()+")", "hue is red or hue is blue", "extra >= 1", "ended > 2020-01-31", "stay >= 1y", "pet is none or tall", "keen or rich", "points = extra")
		if g.agree = true; g.chance(25) && !g.crowd {
			cond = g.cond(1)
		}
		g.agree = false
		fmt.Fprintf(b, "require 6%d %s else \"wrong\"\n", i, cond)
	}
}

// claims writes requirements and checks.
func (g *generator) claims(b *strings.Builder) {
	if g.chance(35) {
		g.requirements(b)
	}
	g.after = 4
	for i := range g.IntN(4) * g.IntN(2) {
		id := "5" + strconv.Itoa(i)
		switch g.IntN(5) {
		case 0:
			fmt.Fprintf(b, "check %s of gigs where %s: %s\n", id, g.inRow(), g.inRow())
		case 1:
			fmt.Fprintf(b, "check %s of gig: fee should be at most %s\n", id, g.of("1", "own points", "0"))
		case 2:
			fmt.Fprintf(b, "check %s where %s: %s\n", id, g.cond(0), g.cond(1))
		case 3:
			fmt.Fprintf(b, "check %s: %s", id, g.points(id))
		default:
			fmt.Fprintf(b, "check %s: should (%s)\n", id, g.cond(1))
		}
		if g.chance(25) {
			fmt.Fprintf(b, "  unless %s\n", g.cond(0))
		}
	}
}

func (g *generator) effect() string {
	g.after = 1
	if g.own && g.chance(30) {
		return g.grade()
	}
	g.after = 0
	if g.chance(8) {
		return "bonus " + g.of("is", "at most", "at least", "is") + " " + g.of("1", "2", "points", "0")
	}
	kind := g.of("must", "must", "should", "should", "plan to", "may", "must not", "should not", "exempt from", "exempt from", "defer", "may exempt", "may defer", "may exempt or defer")
	action := g.of("move", "move", "move", "swap", "lift")
	if g.dense {
		action = "move"
		if g.chance(50) {
			kind = g.of("must", "should", "exempt from")
		}
	}
	if action == "lift" {
		g.after = 1
	}
	if kind == "must" && g.chance(35) {
		action = g.of("move or swap", "move, swap", "swap or lift", "move or lift")
	}
	if kind == "exempt from" && g.dense && g.chance(60) || g.chance(8) && kind == "exempt from" {
		kind = "exempt only from " + g.other()
	}
	text := kind + " " + action
	switch g.IntN(9) {
	case 0:
		if slices.Contains([]string{"must", "should", "plan to", "may"}, kind) {
			return text + " within " + g.of(periods...) + " from " + g.date()
		}
		return text + " for " + g.of(periods...) + " from " + g.date()
	case 1:
		return text + " for " + g.of(periods...) + " from " + g.date()
	case 2:
		return text + " until " + g.date()
	case 3:
		if g.chance(50) {
			return text + " from " + g.date()
		}
	}
	return text
}

// policy writes a random policy.
func (g *generator) policy() string {
	var b strings.Builder
	g.rules = 1 + g.IntN(6)
	if g.dense {
		g.rules += 3
	}
	b.WriteString("policy \"P\"\n")
	if g.chance(25) {
		g.header = true
		fmt.Fprintf(&b, "  applies to %s\n", g.cond(1))
		g.header = false
	}
	if g.chance(8) {
		fmt.Fprintf(&b, "  in force from %s until %s\n", g.of(days...), g.of("2022-06-30", "2030-01-01"))
	}
	if !g.crowd {
		b.WriteString(g.conventions())
	}
	b.WriteString(vocabulary)
	if g.crowd {
		b.WriteString(crowdVocabulary)
	}
	if g.own = g.chance(60) && !g.plain && !g.crowd; g.own {
		b.WriteString(more)
		defer func() { g.own = false }()
	}
	for g.rule = 1; g.rule <= g.rules; g.rule++ {
		switch {
		case g.chance(8):
			needs := g.of("requires ", "should require ")
			g.after = 0
			if g.own && g.chance(40) {
				needs += strings.TrimSuffix(g.points(strconv.Itoa(g.rule)), "\n")
			} else {
				needs += g.cond(1)
			}
			fmt.Fprintf(&b, "rule %d %s %s\n", g.rule, g.of("move", "swap", "lift"), needs)
		case g.own && g.chance(10):
			effect := g.effect()
			fmt.Fprintf(&b, "rule %d %s%s  => %s\n", g.rule, g.of("", "rich, "), g.points(strconv.Itoa(g.rule)), effect)
		default:
			effects := g.effect()
			if more := g.effect(); g.chance(15) && strings.Contains(more, "lift") && !strings.Contains(effects, "lift") {
				effects += "; " + more
			}
			if !strings.Contains(effects, "bonus") && strings.Contains(effects, "move") {
				g.after = 0
			}
			depth := 2
			if g.dense {
				depth = 0
			}
			fmt.Fprintf(&b, "rule %d %s => %s\n", g.rule, g.cond(depth), effects)
		}
		if g.chance(15) {
			fmt.Fprintf(&b, "  unless %s\n", g.cond(1))
		}
		if g.chance(10) {
			fmt.Fprintf(&b, "  in force from %s\n", g.of(days...))
		}
		if g.rules > 1 && g.chance(35) {
			fmt.Fprintf(&b, "  %s %s\n", g.of("despite", "yields to", "sets aside", "instead of"), g.other())
		}
	}
	if g.own {
		g.claims(&b)
	}
	if g.crowd && g.chance(30) {
		g.requirements(&b)
	}
	return b.String()
}

// person is a random record: which of the values of its column each cell holds;
// -1 is blank.
type person struct {
	cells []int
	dates map[int]string // by column
	gigs  [][]int
}

func (g *generator) person(blank int) person {
	p := person{dates: map[int]string{}}
	left := 4 // blanks
	pick := func(c column) int {
		if left > 0 && g.chance(blank) {
			left--
			return -1
		}
		return g.IntN(max(1, len(c.cells)))
	}
	for i, c := range columns {
		at := pick(c)
		if c.kind == "date" && at >= 0 {
			p.dates[i] = g.near()
			if c.name == "ended" && g.chance(20) {
				p.dates[i] = "nix"
			}
		}
		p.cells = append(p.cells, at)
	}
	for range g.IntN(3) {
		var row []int
		for _, c := range gigColumns {
			row = append(row, pick(c))
		}
		p.gigs = append(p.gigs, row)
	}
	return p
}

// near is a day at which something may change, or one beside it.
func (g *generator) near() string {
	return day(g.of(days...)).AddDays(g.IntN(3) - 1).String()
}

// sheet is the record as a program holds it.
func (p person) sheet(id string) (map[string]any, []map[string]any) {
	staff := map[string]any{"staff id": id}
	for i, c := range columns {
		switch {
		case p.cells[i] < 0:
			staff[c.name] = nil
		case c.kind == "date":
			staff[c.name] = p.dates[i]
		default:
			staff[c.name] = c.cells[p.cells[i]]
		}
	}
	var rows []map[string]any
	for _, gig := range p.gigs {
		row := map[string]any{"holder": id}
		for i, c := range gigColumns {
			row[c.name] = nil
			if gig[i] >= 0 {
				row[c.name] = c.cells[gig[i]]
			}
		}
		rows = append(rows, row)
	}
	return staff, rows
}

// blank is a cell that is filled in turn with every value.
type blank struct {
	name string
	row  int // -1: the person's
	vals []val
	of   string // in a crowd, the record it is a cell of
	// quiet is a cell that need not be named beside others: where many records
	// are glanced at, the reference to them is named alone.
	quiet bool
}

func (b blank) label() string {
	if b.of != "" {
		return b.name + " of " + b.of
	}
	return fmt.Sprint(b.name, b.row)
}

// world is the record with its blanks open: what they may be, and how to fill
// them in.
func (p person) world(program *check.Program, asOf civil.Date) (*world, []blank) {
	w := &world{program: program, asOf: asOf, person: facts{}, lists: map[*check.Record][]*row{}, blank: map[*check.Field]bool{}, gaps: map[string]val{}}
	var blanks []blank
	fieldsOf := func(r *check.Record) map[string]*check.Field {
		m := map[string]*check.Field{}
		for _, f := range r.Fields {
			m[f.Name] = f
		}
		return m
	}
	staff := fieldsOf(program.Subject)
	for i, c := range columns {
		f := staff[c.name]
		switch at := p.cells[i]; {
		case at < 0 && (c.kind == "assumed" || c.kind == "judged"):
			w.person[f], w.blank[f] = c.vals[0], true
		case at < 0:
			w.blank[f] = true
			b := blank{name: c.name, row: -1, vals: c.vals}
			if c.kind == "date" {
				b.vals = p.moments(program, asOf, c.name)
			}
			if f.Used {
				blanks = append(blanks, b)
			} else {
				w.person[f] = b.vals[0]
			}
		case p.dates[i] == "nix":
			w.person[f] = val{none: true}
		case c.kind == "date":
			w.person[f] = val{d: day(p.dates[i])}
		default:
			w.person[f] = c.vals[at]
		}
	}
	for _, key := range p.unlisted(w) {
		blanks = append(blanks, blank{name: "ration[" + key + "]", row: -1, vals: []val{{n: 0}, {n: 1}, {n: 2}}})
	}
	list := program.Lists[len(program.Lists)-1]
	fields := fieldsOf(list)
	for n, gig := range p.gigs {
		cells := facts{}
		for i, c := range gigColumns {
			f := fields[c.name]
			switch {
			case gig[i] >= 0:
				cells[f] = c.vals[gig[i]]
			case f.Used:
				blanks = append(blanks, blank{name: c.name, row: n, vals: c.vals})
			default:
				cells[f] = c.vals[0]
			}
		}
		w.lists[list] = append(w.lists[list], &row{cells, list, n, nil})
	}
	return w, blanks
}

// unlisted are the keys of a table, among those that the record may have, for which
// it may be asked in vain: green always, blue once its row has ended, any of them
// as of a date that is none.
func (p person) unlisted(w *world) (keys []string) {
	for _, r := range w.program.Records {
		if r.Name != "ration" || !r.Used {
			continue
		}
		for i, c := range columns {
			if c.name == "hue" {
				for n, key := range c.cells {
					if (p.cells[i] == n || p.cells[i] < 0) && (key != "red" || strings.Contains(w.program.File.Text, "hue as of ended")) {
						keys = append(keys, key)
					}
				}
			}
		}
	}
	return keys
}

// moments are the days between which nothing changes: those the policy and the
// record name, pushed back and forth by the lengths it names, with the days
// around; and the first and last of the calendar.
func (p person) moments(program *check.Program, asOf civil.Date, name string) []val {
	named := map[civil.Date]bool{asOf: true}
	lengths := map[civil.Period]bool{}
	ages := map[int]bool{}
	constants := func(x check.Expr) {
		if k, ok := x.(*check.Const); ok {
			switch {
			case k.Value.Date != 0:
				named[k.Value.Date] = true
			case k.Value.Period != civil.Period{}:
				lengths[k.Value.Period] = true
			}
		}
		if c, ok := x.(*check.Compare); ok {
			if k, ok := c.R.(*check.Const); ok && k.Value.Date == 0 {
				n, _, _ := k.Value.Number.Int64(0)
				if n < 100 {
					ages[int(n)] = true
				}
			}
		}
		switch x.(type) {
		case *check.YearOf:
			named[day("2020-01-01")], named[day("2021-01-01")] = true, true
		}
	}
	for _, r := range program.Rules {
		check.WalkRule(r, constants)
	}
	for _, a := range program.Actions {
		if a.Clause != nil {
			check.WalkRule(a.Clause, constants)
			check.Walk(a.Where, constants)
		}
	}
	for _, t := range program.Terms {
		if !t.Used {
			continue
		}
		for _, x := range t.Exprs() {
			check.Walk(x, constants)
		}
	}
	check.Walk(program.AppliesTo, constants)
	for _, d := range []string{"2020-01-31", "2022-06-30", "2023-03-31"} { // those of the tables
		named[day(d)] = true
	}
	for i := range p.dates {
		if p.dates[i] != "nix" {
			named[day(p.dates[i])] = true
		}
	}
	whole := strings.Contains(program.File.Text, "years ") || strings.Contains(program.File.Text, "(whole years")
	around := map[civil.Date]bool{day("1900-01-01"): true, day("2100-12-31"): true}
	add := func(d civil.Date, reach int) {
		for n := -reach; n <= reach; n++ {
			around[d.AddDays(n)] = true
		}
	}
	p.calendarMoments(program, named, around, add)
	for d := range named {
		add(d, 1)
		for l := range lengths {
			reach := 4
			if l.Workdays != 0 {
				reach = 20
			}
			add(d.Add(l), reach-3)
			add(d.Add(l.Neg()), reach)
		}
		if whole {
			for n := range ages {
				for _, k := range []int{n, n + 1, 2} {
					add(d.Add(civil.Years(-k)), 3)
					add(d.Add(civil.Years(k)), 2)
				}
			}
		}
	}
	first, last := day("1900-01-01"), day("2100-12-31")
	var list []val
	for _, d := range slices.Sorted(keysOf(around)) {
		if first <= d && d <= last {
			list = append(list, val{d: d})
		}
	}
	if name == "ended" {
		list = append(list, val{none: true})
	}
	return list
}

func keysOf[K comparable, V any](m map[K]V) func(func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// fill puts a value into a blank.
func (w *world) fill(b blank, v val) {
	if strings.HasPrefix(b.name, "ration[") {
		w.gaps[b.name] = v
		return
	}
	row := w.person
	fields := w.program.Subject.Fields
	if b.row >= 0 {
		list := w.program.Lists[len(w.program.Lists)-1]
		row, fields = w.lists[list][b.row].facts, list.Fields
	}
	for _, f := range fields {
		if f.Name == b.name {
			row[f] = v
			return
		}
	}
}
