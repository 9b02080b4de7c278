package eval_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
)

// A crowd is a few records that read each other: persons with mates, clubs, and
// friends by a symmetric relation, any cell of any of them blank.

const crowdVocabulary = `record club, key club name
  club name: text
  lit: yes/no
  fame: whole number 0 to 2
  boss: staff, "nix" means none
field mate: staff, "nix" means none
field chum: staff, blank means none, outsiders left out
field club: club
relation friend from "friends": near, far, heat; symmetric
  heat: whole number 0 to 2
relation dear = friend where heat >= 1
define grand of club = lit, fame >= 1
define able = meets 1
`

const (
	persons  = 3
	clubs    = 2
	outsider = 9 // the place of one who is in no roster
)

var (
	mates        = column{name: "mate", cells: []string{"0", "1", "2", "nix"}, vals: places(persons, true)}
	chums        = column{name: "chum", cells: []string{"0", "1", "2", "zed", ""}, vals: append(places(persons, false), val{n: outsider}, val{none: true})}
	home         = column{name: "club", cells: []string{"7", "8"}, vals: places(clubs, false)}
	clubCells    = []column{truths("lit", ""), options("fame", "0", "1", "2"), {name: "boss", cells: mates.cells, vals: mates.vals}}
	end          = places(persons, false)
	staffColumns = append(slices.Clone(columns), mates, home)
)

func places(n int, none bool) (out []val) {
	for i := range n {
		out = append(out, val{n: int64(i)})
	}
	if none {
		out = append(out, val{none: true})
	}
	return out
}

// numberOf is a key as the oracle counts it.
func numberOf(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return outsider
	}
	return n
}

func (g *generator) who() string {
	return g.of("mate", "mate", "chum", "chum", "own mate", "club's boss", "mate's chum", "mate's club's boss")
}

// elsewhere is a condition on other records.
func (g *generator) elsewhere() string {
	who := g.who()
	switch g.IntN(17) {
	case 0, 1:
		return g.of("", "not ") + who + "'s " + g.of("rich", "tall", "vain", "keen", "praised", "able")
	case 2:
		return who + "'s points " + g.op() + " " + g.of("1", "2", "points", "limit", "mate's points")
	case 3:
		return who + "'s stay " + g.op() + " " + g.of(periods...)
	case 4:
		return who + "'s " + g.of("hue is red", "hue is not hue", "medal >= silver", "pet is none", "pet is not none", "pet is cat", "skills is cook", "hue is known", "pet is unknown")
	case 5, 6:
		return who + " " + g.of("is none", "is not none", `is "0"`, `is not "1"`, `in ("0", "2")`, "is own record", "is not own record", `not in ("1")`)
	case 7:
		return g.of("mate = chum", "mate != chum", "club's boss is mate", "mate's club = club", "chum's club is not own club", "mate's mate is own record", "mate in (chum, club's boss)")
	case 8:
		return g.of("club's lit", "club's grand", "club's fame "+g.op()+" points", "mate's club's lit", "mate's club's grand", "club is \"7\"", "club is known", "mate is unknown")
	case 9:
		return "(" + g.of("some", "no", "every") + " " + g.of("mate's", "chum's", "own mate's", "own", "club's boss's") + " gigs where " + g.inRow() + ")"
	case 10:
		return "(count of " + g.of("mate's", "chum's") + " gigs where " + g.inRow() + ") " + g.op() + " " + g.of("1", "points")
	case 11, 12:
		return "(" + g.of("some", "no", "every") + " f in " + g.of("friend", "friend", "dear", "mate's friend", "chum's dear") + " where " +
			g.of("f's far's rich", "f's heat "+g.op()+" 1", "f's far's hue is own hue", "f's far is own mate", "f's far's club is own club", "f's near's tall", "f's far's able") + ")"
	case 13:
		return "(" + g.of("count of friend", "count of dear", "count of mate's friend", "sum of heat in friend", "number of different far in friend", "highest of heat in dear",
			"count of friend where heat >= 1", "number of different heat in friend") + ") " + g.op() + " " + g.of("1", "2")
	case 14, 15:
		return g.of("mate", "chum", "club's boss") + g.of(" is ", " is not ") + g.of("friend of chum", "own friend", "own dear", "dear of mate", "club's boss's friend", "mate's friend")
	}
	return g.of("mate's years >= 3", "mate's wait < 5y", "(if mate's rich then 1 else mate's extra) >= 1", "(some f in friend where (some f's far's gigs where loud))",
		"mate's began > began", "as-of date > mate's ended")
}

// crowd is the records of one roster.
type crowd struct {
	people      []person
	clubs       [][]int
	friends     [][]int // near, far, heat
	staff, club *check.Record
	gig, friend *check.Record
	facts       map[string][]facts // by the first letter of a label
	blank       []map[*check.Field]bool
	gigs        [][]facts
	known       []bool // of the rows of friends, whether both ends are written
}

func (g *generator) crowded() *crowd {
	c := &crowd{}
	left := 4
	pick := func(values, percent int) int {
		if left > 0 && g.chance(percent) {
			left--
			return -1
		}
		return g.IntN(values)
	}
	blank := g.of2(0, 6)
	for range persons {
		p := person{dates: map[int]string{}}
		for i, col := range staffColumns {
			at := pick(max(1, len(col.cells)), blank)
			if col.kind == "date" && at >= 0 {
				p.dates[i] = g.near()
			}
			p.cells = append(p.cells, at)
		}
		p.cells = append(p.cells, g.IntN(len(chums.cells)))
		for range g.IntN(3) {
			row := make([]int, len(gigColumns))
			for i, col := range gigColumns {
				row[i] = pick(len(col.cells), blank)
			}
			p.gigs = append(p.gigs, row)
		}
		c.people = append(c.people, p)
	}
	for range clubs {
		row := make([]int, len(clubCells))
		for i, col := range clubCells {
			row[i] = pick(len(col.cells), blank)
		}
		c.clubs = append(c.clubs, row)
	}
	seen := map[[2]int]bool{}
	for range g.IntN(4) {
		row := []int{pick(persons, 2*blank), pick(persons, 2*blank), pick(3, blank)}
		a, b := min(row[0], row[1]), max(row[0], row[1])
		if a == b && a >= 0 || a >= 0 && seen[[2]int{a, b}] {
			continue // which says a pair twice, or nothing
		}
		seen[[2]int{a, b}] = true
		c.friends = append(c.friends, row)
	}
	return c
}

// tables is the crowd as a program holds it.
func (c *crowd) tables() ([]map[string]any, map[string][]map[string]any) {
	cell := func(col column, at int) any {
		if at < 0 {
			return nil
		}
		return col.cells[at]
	}
	var staff []map[string]any
	further := map[string][]map[string]any{
		"gigs":   {{"holder": "nobody", "loud": "yes", "tone": "red", "fee": "1"}},
		"friend": {{"near": "zed", "far": "zod", "heat": "1"}},
	}
	for i, p := range c.people {
		row, gigs := p.sheet(strconv.Itoa(i))
		row["mate"], row["club"], row["chum"] = cell(mates, p.cells[len(columns)]), cell(home, p.cells[len(columns)+1]), chums.cells[p.cells[len(columns)+2]]
		staff = append(staff, row)
		further["gigs"] = append(further["gigs"], gigs...)
	}
	for i, cells := range c.clubs {
		row := map[string]any{"club name": home.cells[i]}
		for n, col := range clubCells {
			row[col.name] = cell(col, cells[n])
		}
		further["club"] = append(further["club"], row)
	}
	for _, row := range c.friends {
		further["friend"] = append(further["friend"], map[string]any{
			"near": cell(mates, row[0]), "far": cell(mates, row[1]), "heat": cell(gigColumns[2], row[2])})
	}
	return staff, further
}

// worlds opens the blanks of a crowd.
func (c *crowd) worlds(program *check.Program, asOf civil.Date) ([]*world, []blank) {
	c.facts = map[string][]facts{"P": {}, "C": {}, "G": {{}}, "F": {{}}}
	for _, r := range program.Records {
		switch r.Name {
		case "staff":
			c.staff = r
		case "club":
			c.club = r
		case "gig":
			c.gig = r
		case "friend":
			c.friend = r
		}
	}
	var blanks []blank
	put := func(kind string, row facts, f *check.Field, at int, vals []val) {
		switch {
		case at >= 0:
			row[f] = vals[at]
		case f.Used:
			blanks = append(blanks, blank{name: f.Name, vals: vals, of: kind + strconv.Itoa(len(c.facts[kind]))})
		default:
			row[f] = vals[0]
		}
	}
	named := person{dates: map[int]string{}}
	for i, p := range c.people {
		for at, date := range p.dates {
			named.dates[at+100*i] = date
		}
	}
	staff := fieldsByName(c.staff)
	for i, p := range c.people {
		row, open := facts{nil: {n: int64(i)}}, map[*check.Field]bool{}
		for n, col := range staffColumns {
			f, at := staff[col.name], p.cells[n]
			if open[f] = at < 0; at < 0 && (col.kind == "assumed" || col.kind == "judged") {
				row[f] = val{open: true, b: col.vals[0].b}
				continue
			}
			vals := col.vals
			if col.kind == "date" {
				if vals = nil; at < 0 {
					vals = named.moments(program, asOf, col.name)
				} else {
					at, vals = 0, []val{{d: day(p.dates[n])}}
				}
			}
			put("P", row, f, at, vals)
		}
		row[staff["chum"]] = chums.vals[p.cells[len(p.cells)-1]]
		var gigs []facts
		for _, cells := range p.gigs {
			gig := facts{}
			for n, col := range gigColumns {
				put("G", gig, fieldsByName(c.gig)[col.name], cells[n], col.vals)
			}
			c.facts["G"] = append(c.facts["G"], gig)
			gigs = append(gigs, gig)
		}
		c.gigs, c.blank, c.facts["P"] = append(c.gigs, gigs), append(c.blank, open), append(c.facts["P"], row)
	}
	for i, cells := range c.clubs {
		row := facts{nil: {n: int64(i)}}
		for n, col := range clubCells {
			put("C", row, fieldsByName(c.club)[col.name], cells[n], col.vals)
		}
		c.facts["C"] = append(c.facts["C"], row)
	}
	for _, cells := range c.friends {
		row, fields := facts{}, fieldsByName(c.friend)
		put("F", row, fields["near"], cells[0], end)
		put("F", row, fields["far"], cells[1], end)
		put("F", row, fields["heat"], cells[2], gigColumns[2].vals)
		c.facts["F"], c.known = append(c.facts["F"], row), append(c.known, cells[0] >= 0 && cells[1] >= 0)
	}
	var worlds []*world
	for i := range c.people {
		worlds = append(worlds, (&world{program: program, asOf: asOf, crowd: c}).about(i))
	}
	return worlds, blanks
}

func fieldsByName(r *check.Record) map[string]*check.Field {
	m := map[string]*check.Field{}
	for _, f := range r.Fields {
		m[f.Name] = f
	}
	return m
}

// fill puts a value into a blank, which is one on paper all the same.
func (c *crowd) fill(b blank, v val) {
	n, _ := strconv.Atoi(b.of[1:])
	v.open = true
	row := c.facts[b.of[:1]][n]
	for _, r := range []*check.Record{c.staff, c.club, c.gig, c.friend} {
		if f := fieldsByName(r)[b.name]; f != nil && strings.HasPrefix(b.of, map[string]string{"staff": "P", "club": "C", "gig": "G", "friend": "F"}[r.Name]) {
			row[f] = v
		}
	}
}

// about is the world of another person.
func (w *world) about(place int) *world {
	return &world{program: w.program, asOf: w.asOf, person: w.crowd.facts["P"][place], gigs: w.crowd.gigs[place], blank: w.crowd.blank[place], crowd: w.crowd}
}

func (w *world) elsewhere(x check.Expr) val {
	switch x := x.(type) {
	case *check.Element:
		if x.Row == 0 {
			return w.person[nil]
		}
		return w.rows[x.Row-1][nil]
	case *check.KeyOf:
		v := w.value(x.Of)
		if !v.none && x.Of.Type().Record == &w.crowd.club.Kind {
			v.n += 7
		}
		return v
	case *check.Related:
		who, far := w.value(x.X), fieldsByName(w.crowd.friend)["far"]
		found := false
		w.each(x.List, func() { found = found || !who.none && w.rows[len(w.rows)-1][far].n == who.n })
		if of, ok := x.List.(*check.Of); x.Negated {
			return val{b: !found && !who.none && !(ok && w.value(of.Element).none)}
		}
		return val{b: found}
	case *check.Of:
		v := val{none: true}
		w.at(x, func() { v = w.value(x.X) })
		return v
	}
	panic("not elsewhere")
}

// at reads something of the record that a reference leads to, where it does.
func (w *world) at(x *check.Of, read func()) {
	to := w.value(x.Element)
	kind := "P"
	if x.Element.Type().Record == &w.crowd.club.Kind {
		kind = "C"
	}
	if to.none || to.n == outsider {
		return
	}
	w.rows = append(w.rows, w.crowd.facts[kind][to.n])
	read()
	w.rows = w.rows[:len(w.rows)-1]
}

func (w *world) termOf(x *check.TermRef) val {
	row := w.rows[x.Row-1]
	if x.Term.Record == w.program.Subject {
		return w.about(int(row[nil].n)).value(x.Term.Value)
	}
	rows := w.rows
	defer func() { w.rows = rows }()
	w.rows = []facts{row}
	return w.value(x.Term.Value)
}

func (w *world) rowsOf(list check.Expr) (out []facts) {
	switch x := list.(type) {
	case *check.ListRef:
		owner := w.person
		if x.Row > 0 {
			owner = w.rows[x.Row-1]
		}
		if x.List == w.crowd.gig {
			return w.crowd.gigs[owner[nil].n]
		}
		return w.crowd.friendsOf(owner[nil].n)
	case *check.TermRef:
		of := w.person
		if x.Row > 0 {
			of = w.rows[x.Row-1]
		}
		other := w.about(int(of[nil].n))
		other.each(x.Term.Value, func() { out = append(out, other.rows[len(other.rows)-1]) })
	case *check.Of:
		w.at(x, func() { out = w.rowsOf(x.X) })
	}
	return out
}

// friendsOf are the rows that say who is a friend of whom, seen from one person:
// each pair once, by the row that is written whole, else by the first.
func (c *crowd) friendsOf(place int64) (out []facts) {
	fields := fieldsByName(c.friend)
	near, far := fields["near"], fields["far"]
	seen := map[[2]int64]bool{}
	for _, whole := range []bool{true, false} {
		for i, row := range c.facts["F"][1:] {
			a, b := row[near].n, row[far].n
			pair := [2]int64{min(a, b), max(a, b)}
			if c.known[i] != whole || seen[pair] {
				continue
			}
			seen[pair] = true
			switch place {
			case a:
				out = append(out, row)
			case b:
				out = append(out, facts{near: row[far], far: row[near], fields["heat"]: row[fields["heat"]]})
			}
		}
	}
	return out
}

// label names a blank of any record.
func (c *crowd) label(of *roster.Record) func(eval.Blank) string {
	return func(b eval.Blank) string {
		r := b.Row
		if r == nil {
			r = of
		}
		return b.Field.Name + " of " + map[string]string{"staff": "P", "club": "C", "gig": "G", "friend": "F"}[r.Kind.Name] + strconv.Itoa(r.Place)
	}
}

// TestCrowd compares the evaluator with the oracle where records read each
// other.
//
//	go test ./interp/eval -run TestCrowd -policies 20000 -from 1000000
func TestCrowd(t *testing.T) {
	var tally tally
	for seed := *from; seed < *from+uint64(*policies); seed++ {
		g := newGenerator(seed)
		g.crowd = true
		text := g.policy()
		if *verbose && seed == *from {
			println(text)
		}
		policy, found := interp.Load("random", []byte(text))
		if policy == nil {
			tally.refused++
			tally.why = found[0].Message(locale.English)
			continue
		}
		if len(policy.Program.Actions) == 0 {
			continue
		}
		for range 4 {
			c := g.crowded()
			staff, further := c.tables()
			bound, found := policy.BindValues(staff, further, roster.Options{})
			for _, d := range found {
				if d.Severity().Text().EN == "error" && d.Code != "R0566" {
					t.Fatalf("seed %d: %s\n%s", seed, d.Message(locale.English), text)
				}
			}
			asOf := day(g.of(asOfs...))
			if problem := c.compare(bound, asOf, &tally); problem != "" {
				t.Fatalf("seed %d: %s\nas of %s\n%v\n%v\n%s", seed, problem, asOf, staff, further, strings.Replace(text, vocabulary, "…\n", 1))
			}
		}
	}
	t.Logf("%+v", tally)
	if tally.refused > *policies*5/10 || tally.cases < *policies/2 {
		t.Errorf("too few policies could be used: %s", tally.why)
	}
}

func (c *crowd) compare(policy *interp.Bound, asOf civil.Date, tally *tally) string {
	worlds, blanks := c.worlds(policy.Program, asOf)
	effects := effectsOf(policy.Program)
	if circular(effects) {
		tally.circular++
		return ""
	}
	count := 1
	for _, b := range blanks {
		if count *= len(b.vals); count > mostFillings {
			tally.wide++
			policy.Decide(policy.Roster.People[0], asOf) // ends all the same
			return ""
		}
	}
	fillings := func(visit func(n int) bool) bool {
		for n := range count {
			rest := n
			for _, b := range blanks {
				c.fill(b, b.vals[rest%len(b.vals)])
				rest /= len(b.vals)
			}
			if !visit(n) {
				return false
			}
		}
		return true
	}
	for i, w := range worlds[:2] {
		all := make([][]verdict, count)
		if !fillings(func(n int) bool {
			if !w.decide(effects) {
				return false
			}
			for _, a := range policy.Program.Actions {
				all[n] = append(all[n], w.verdict(a, effects))
			}
			return true
		}) {
			tally.circular++
			return ""
		}
		tally.cases++
		tally.fillings += count
		record := policy.Roster.People[i]
		for n, d := range policy.Decide(record, asOf) {
			column := make([]verdict, count)
			for f := range all {
				column[f] = all[f][n]
			}
			if problem := differ(d, column, blanks, effects, c.label(record)); problem != "" {
				return fmt.Sprintf("person %d, %s: %s", i, d.Action.Name, problem)
			}
			switch {
			case !d.Exhaustive:
				tally.past++
				continue
			case count == 1:
				tally.known++
			case d.Outcome == eval.Undetermined:
				tally.open++
			}
			if problem := c.soft(d, w, fillings, effects, n); problem != "" {
				return fmt.Sprintf("person %d, %s: %s", i, d.Action.Name, problem)
			}
		}
	}
	return ""
}

// soft compares what was taken for granted of anybody.
func (c *crowd) soft(d eval.Decision, w *world, fillings func(func(int) bool) bool, effects []*effect, action int) string {
	possible := maskOf(d.Possible)
	got := map[string]mask{}
	label := c.label(d.Record)
	for _, a := range d.Assumed {
		if m := maskOf(a.Else); m&^possible != 0 {
			got[label(a.Blank)] = m
		}
	}
	for _, j := range d.Judged {
		if m := maskOf(j.Else); m != possible {
			got[label(eval.Blank{Field: j.Field, Row: j.Row})] = m
		}
	}
	for i, row := range c.facts["P"] {
		for _, f := range c.staff.Fields {
			if !f.Used || !f.Judged && (!c.blank[i][f] || f.Blank != check.BlankAssumed) {
				continue
			}
			was := row[f]
			row[f] = val{b: !was.b, open: was.open}
			var others mask
			ok := fillings(func(int) bool {
				decided := w.decide(effects)
				if decided {
					others |= 1 << outcomeNamed(w.results[w.program.Actions[action]])
				}
				return decided
			})
			row[f] = was
			if !ok {
				return ""
			}
			if !f.Judged {
				others &^= possible
			} else if others == possible {
				others = 0
			}
			if name := f.Name + " of P" + strconv.Itoa(i); got[name] != others {
				return fmt.Sprintf("taken for granted %s: else %b, oracle %b", name, got[name], others)
			}
		}
	}
	return ""
}
