package eval_test

import (
	"database/sql"
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
)

var sqlPolicies = flag.Int("sql", 30, "random policies to compare with SQL")

const rowsEach = 48 // of a policy that SQL decides

// sqlTally is what SQL was asked and said.
type sqlTally struct {
	refused, policies, lacking, circular, rows int
	decisions, agreed, known                   int // known: that the row has no blank
	silent                                     int // SQL does not know what we do
	open                                       int // neither knows
	spoilt                                     int // a data error, of which SQL knows the broken requirement alone
	requirements, broken, outputs, checks      int
	why                                        map[string]int
}

// TestSQL compares the evaluator with SQLite on random policies and records: what
// SQL knows we know, and the same; of a row without blanks both know all.
//
//	go test ./interp/eval -run TestSQL -sql 2600 -from 1000000 -timeout 0 -v
func TestSQL(t *testing.T) {
	db, err := sql.Open("sqlite", ":memory:")
	require.NoError(t, err)
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, statement := range sqlTables() {
		_, err := db.Exec(statement)
		require.NoError(t, err)
	}
	tally := sqlTally{why: map[string]int{}}
	for seed := *from; seed < *from+uint64(*sqlPolicies); seed++ {
		g := newGenerator(seed)
		g.dense = seed%2 == 0
		g.plain = g.dense
		text := g.policy()
		policy, _ := interp.Load("random", []byte(text))
		if policy == nil {
			tally.refused++
			continue
		}
		asOf := day(g.of(asOfs...))
		statement, matters, lacking := translate(policy.Program, asOf)
		switch {
		case lacking == "what waits for itself" && circular(effectsOf(policy.Program)):
			tally.circular++
			continue
		case lacking != "":
			tally.lacking++
			tally.why[lacking]++
			continue
		}
		tally.policies++
		if *verbose && seed == *from {
			t.Log(text + statement)
		}
		var people []person
		for range rowsEach {
			people = append(people, g.person(g.of2(0, 25)))
		}
		if problem := compareSQL(t, db, policy, people, asOf, statement, matters, &tally); problem != "" {
			t.Fatalf("seed %d as of %s: %s\n%s\n%s", seed, asOf, problem, strings.Replace(text, vocabulary, "…\n", 1), statement)
		}
	}
	t.Logf("%+v", tally)
	if tally.refused > 1+*sqlPolicies*4/10 || tally.lacking*4 > tally.policies {
		t.Error("too few policies could be used")
	}
}

// sqlTables are those of people and their gigs, as the generator has them.
func sqlTables() []string {
	names := []string{"id INTEGER"}
	for _, c := range columns {
		names = append(names, c.name, c.name+"_none")
	}
	gig := []string{"holder INTEGER"}
	for _, c := range gigColumns {
		gig = append(gig, c.name)
	}
	return []string{"CREATE TABLE person (" + strings.Join(names, ", ") + ")", "CREATE TABLE gig (" + strings.Join(gig, ", ") + ")", "CREATE INDEX gigs ON gig (holder)"}
}

// fillTables writes the people into the tables.
func fillTables(t *testing.T, db *sql.DB, people []person) {
	var rows, gigs []string
	for i, p := range people {
		row := []string{strconv.Itoa(i)}
		for n, c := range columns {
			v, none := "NULL", "NULL"
			switch at := p.cells[n]; {
			case at < 0:
			case c.kind == "date" && p.dates[n] == "nix", c.kind != "date" && c.vals[at].none:
				none = "1"
			case c.kind == "date":
				v, none = quoted(p.dates[n]), "0"
			default:
				v, none = cellInSQL(c.vals[at]), "0"
			}
			row = append(row, v, none)
		}
		rows = append(rows, "("+strings.Join(row, ", ")+")")
		for _, gig := range p.gigs {
			row := []string{strconv.Itoa(i)}
			for n, c := range gigColumns {
				v := "NULL"
				if gig[n] >= 0 {
					v = cellInSQL(c.vals[gig[n]])
				}
				row = append(row, v)
			}
			gigs = append(gigs, "("+strings.Join(row, ", ")+")")
		}
	}
	statement := "DELETE FROM person; DELETE FROM gig; INSERT INTO person VALUES " + strings.Join(rows, ", ")
	if gigs != nil {
		statement += "; INSERT INTO gig VALUES " + strings.Join(gigs, ", ")
	}
	_, err := db.Exec(statement)
	require.NoError(t, err)
}

// cellInSQL is a known value: the values of a cell that holds several are bits.
func cellInSQL(v val) string {
	if v.set == nil {
		return itoa(v.n + int64(bit(v.b)))
	}
	n := int64(0)
	for _, place := range v.set {
		n |= 1 << place
	}
	return itoa(n)
}

// askSQL gives what SQL says of each row, by the matter.
func askSQL(db *sql.DB, statement string, matters []any) ([]map[any]sql.NullString, error) {
	rows, err := db.Query(statement)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []map[any]sql.NullString
	for rows.Next() {
		id, cells := 0, make([]sql.NullString, len(matters))
		to := []any{&id}
		for i := range cells {
			to = append(to, &cells[i])
		}
		if err := rows.Scan(to...); err != nil {
			return nil, err
		}
		said := map[any]sql.NullString{}
		for i, m := range matters {
			said[m] = cells[i]
		}
		out = append(out, said)
	}
	return out, rows.Err()
}

func compareSQL(t *testing.T, db *sql.DB, policy *interp.Policy, people []person, asOf civil.Date, statement string, matters []any, tally *sqlTally) string {
	fillTables(t, db, people)
	answers, err := askSQL(db, statement, matters)
	if err != nil {
		return err.Error()
	}
	staff, gigs := []map[string]any{}, []map[string]any{{"holder": "nobody", "loud": "yes", "tone": "red", "fee": "1"}}
	for i, p := range people {
		cells, rows := p.sheet(itoa(int64(i)))
		staff, gigs = append(staff, cells), append(gigs, rows...)
	}
	bound, found := policy.BindValues(staff, map[string][]map[string]any{"gigs": gigs}, roster.Options{})
	if found.HasErrors() {
		return found[0].Message(locale.English)
	}
	gaps := false // what a table does not list nobody knows
	policy.Program.Walk(func(x check.Expr) {
		_, looked := x.(*check.TableValue)
		gaps = gaps || looked
	})
	for i, record := range bound.Roster.People {
		tally.rows++
		whole := !gaps && !people[i].hasBlank()
		ours := oursBy(bound.Decide(record, asOf))
		if problem := tally.row(answers[i], ours, matters, whole); problem != "" {
			return fmt.Sprintf("%v of %v %v", problem, staff[i], people[i].gigs)
		}
	}
	return ""
}

// hasBlank says that SQL may not know something that is known all the same: cells that
// are assumed or judged are facts to it as well.
func (p person) hasBlank() bool {
	for i, c := range columns {
		if p.cells[i] < 0 && c.kind != "assumed" && c.kind != "judged" {
			return true
		}
	}
	return slices.ContainsFunc(p.gigs, func(row []int) bool { return slices.Contains(row, -1) })
}

// oursBy is what the evaluator says by the matter, "" for what is not determined.
func oursBy(decisions []eval.Decision) map[any]string {
	out := map[any]string{}
	for _, d := range decisions {
		if d.Row == nil && d.Outcome != eval.Undetermined {
			out[d.Action] = d.Outcome.Name(d.Action)
		} else if d.Row == nil {
			out[d.Action] = ""
		}
	}
	if len(decisions) == 0 {
		return out
	}
	for _, o := range decisions[0].Outputs {
		if o.Known || o.Value == "data-error" {
			out[o.Output] = o.Value
		}
	}
	return out
}

func (t *sqlTally) row(answers map[any]sql.NullString, ours map[any]string, matters []any, whole bool) string {
	broken := false
	for _, m := range matters {
		a, ok := m.(*check.Action)
		if !ok || a.Kind != check.KindRequire {
			continue
		}
		t.requirements++
		said := answers[m]
		breaks := said.Valid && said.String == "0"
		broken = broken || ours[m] != ""
		t.broken += bit(breaks)
		if breaks && ours[m] == "" || whole && !breaks && ours[m] != "" {
			return fmt.Sprintf("requirement %s: %q, SQL %q", a.Clause.ID, ours[m], said.String)
		}
	}
	for _, m := range matters {
		name := ""
		our, there := ours[m]
		switch m := m.(type) {
		case *check.Output:
			t.outputs++
			name = "output " + m.Name
		case *check.Action:
			if m.Kind == check.KindRequire {
				continue
			}
			if name = m.Name; m.Kind == check.KindCheck {
				t.checks++
				if name = "check " + m.Clause.ID; !there {
					our = "met"
				}
			}
		}
		if problem := t.one(our, answers[m], whole, broken); problem != "" {
			return name + ": " + problem
		}
	}
	return ""
}

// one compares one decision.
func (t *sqlTally) one(our string, said sql.NullString, whole, broken bool) string {
	t.decisions++
	t.known += bit(whole)
	switch {
	case our == "data-error" && broken:
		t.spoilt++
	case !said.Valid && whole:
		return fmt.Sprintf("%q, SQL nothing of a row without blanks", our)
	case !said.Valid && our == "":
		t.open++
	case !said.Valid:
		t.silent++
	case said.String != our:
		return fmt.Sprintf("%q, SQL %q", our, said.String)
	default:
		t.agreed++
	}
	return ""
}
