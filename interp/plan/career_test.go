package plan_test

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/plan"
	"rota/interp/roster"
	"rota/lang/civil"
	"rota/lang/locale"
)

// ofCareers is a policy over careers: time without a break and in total, how often and
// since when, beside ordinary columns.
const ofCareers = `policy "Careers"
result finding one of (freed; later; must go; should go; may go; stays by default), strongest first
define money of posting = post category in (personnel, finance, funds)
rule E1 under investigation => freed
rule E2 time until retirement date < 5y => freed
rule E3 start of the last of career > 2023-12-31 => later
rule R1 continuous post tenure >= 6y => must go
rule R2 post category in (personnel, finance, funds), continuous post tenure >= 4y => must go
rule R3 continuous unit tenure >= 10y => should go
rule R4 served in (career where money) >= 8y => should go
rule R5 count of career in post >= 2, units served >= 3 => may go
`

// officer is a record with its career as a careful programmer would keep them: days by
// number, names as small numbers, postings in order of time.
type officer struct {
	retires             civil.Date
	unit, section, post uint16
	category            uint8
	investigated        bool
	career              []posting
}

type posting struct {
	from, until         civil.Date // the day after the last; endless while it runs on
	unit, section, post uint16
	category            uint8
}

const endless = civil.Max

// limits are the days from which so many years are over today.
type limits struct{ today, retiring, moved, six, four, ten civil.Date }

func limitsOf(today civil.Date) limits {
	back := func(years int) civil.Date { // the last day from which that many are over
		d := today.Add(civil.Years(-years)) + 2
		for d.Add(civil.Years(years)) > today {
			d--
		}
		return d
	}
	return limits{today: today, retiring: today.Add(civil.Years(5)), moved: date("2023-12-31"), six: back(6), four: back(4), ten: back(10)}
}

// eightYears of days: whatever the first of them, two days of February are among them.
const eightYears = 8*365 + 2

func ofMoney(category uint8) bool { return category < 3 }

// stay is the run so far, the last that has begun.
type stay struct{ from, until civil.Date }

func (s *stay) join(p *posting, today civil.Date) {
	if p.from > today {
		return
	}
	if p.from > s.until {
		s.from = p.from
	}
	s.until = max(s.until, p.until)
}

// careerByHand is the policy in plain Go.
func careerByHand(c *officer, l *limits) finding {
	var inPost, inUnit stay
	var held, money, reached civil.Date
	times, units := 0, 0
	var seen [8]uint16
	for i := range c.career {
		p := &c.career[i]
		if p.unit == c.unit {
			inUnit.join(p, l.today)
			if p.section == c.section && p.post == c.post {
				times++
				inPost.join(p, l.today)
			}
		}
		if ofMoney(p.category) {
			if from, until := max(p.from, reached), min(p.until, l.today); from < until {
				money += until - from
				reached = until
			}
		}
		if p.from <= l.today && !slices.Contains(seen[:min(units, len(seen))], p.unit) {
			seen[units%len(seen)] = p.unit
			units++
		}
		held = p.from
	}
	var m uint16
	if c.investigated {
		m |= 1 << 0
	}
	if c.retires != 0 && c.retires < l.retiring {
		m |= 1 << 1
	}
	if held > l.moved {
		m |= 1 << 2
	}
	inPostNow := inPost.until > l.today
	if inPostNow && inPost.from <= l.six {
		m |= 1 << 3
	}
	if inPostNow && ofMoney(c.category) && inPost.from <= l.four {
		m |= 1 << 4
	}
	if inUnit.until > l.today && inUnit.from <= l.ten {
		m |= 1 << 5
	}
	if money >= eightYears {
		m |= 1 << 6
	}
	if times >= 2 && units >= 3 {
		m |= 1 << 7
	}
	return careerFound(m)
}

func careerFound(fired uint16) finding {
	rule := bits.TrailingZeros32(uint32(fired) | 1<<13)
	return finding{careerOutcomes[rule], uint8(rule), fired}
}

var careerOutcomes = [14]uint8{freed, freed, later, mustGo, mustGo, shouldGo, shouldGo, mayGo, 13: stays}

// officers makes records with five postings each: one after the other, after a gap, or
// beside the one before, some in a post that was held before. Of a share of the careers
// a day is not known.
func officers(n, perMille int) ([]officer, []map[string]any, []map[string]any) {
	r := rand.New(rand.NewPCG(42, 7))
	categories := []string{"personnel", "finance", "funds", "audit", "approval", "enforcement", "teaching"}
	people, rows := make([]officer, n), make([]map[string]any, n)
	var careers []map[string]any
	for i := range people {
		c := &people[i]
		c.retires, c.investigated = date("2024-01-01").AddDays(r.IntN(13_000)), r.IntN(1000) < 8
		at := date("2000-01-01").AddDays(r.IntN(4000))
		for k := range 5 {
			p := posting{at, at.AddDays(200 + r.IntN(1800)), uint16(r.IntN(3) + i%40), uint16(r.IntN(2)), uint16(r.IntN(2)), uint8(r.IntN(7))}
			if k > 0 && r.IntN(3) == 0 {
				before := &c.career[r.IntN(k)]
				p.unit, p.section, p.post, p.category = before.unit, before.section, before.post, before.category
			}
			switch at = p.until; r.IntN(5) {
			case 0:
				at = at.AddDays(1 + r.IntN(300))
			case 1:
				at = at.AddDays(-r.IntN(150))
			}
			if k == 4 && r.IntN(20) > 0 {
				p.until = endless
			}
			c.career = append(c.career, p)
		}
		now := c.career[4]
		c.unit, c.section, c.post, c.category = now.unit, now.section, now.post, now.category
		id := fmt.Sprint("S", i)
		name := func(kind string, n uint16) string { return fmt.Sprint(kind, n) }
		rows[i] = map[string]any{
			"staff id": id, "retirement date": c.retires, "under investigation": c.investigated, "post category": categories[c.category],
			"unit": name("unit ", c.unit), "section": name("section ", c.section), "post": name("post ", c.post),
		}
		for _, p := range c.career {
			row := map[string]any{
				"holder": id, "unit": name("unit ", p.unit), "section": name("section ", p.section), "post": name("post ", p.post),
				"post category": categories[p.category], "started on": p.from, "ended on": p.until,
			}
			if p.until == endless {
				row["ended on"] = nil
			}
			if r.IntN(1000) < perMille {
				row["started on"] = nil
			}
			careers = append(careers, row)
		}
	}
	return people, rows, careers
}

func bindCareers(t testing.TB, text string, rows, careers []map[string]any) *interp.Bound {
	policy, found := interp.Load("careers.rota", []byte(text))
	if policy == nil {
		t.Fatal(found[0].Message(locale.English))
	}
	bound, found := policy.BindValues(rows, map[string][]map[string]any{"career": careers}, roster.Options{})
	if found.HasErrors() {
		t.Fatal(found[0].Message(locale.English))
	}
	return bound
}

// The policy by hand and the plan agree on every record.
func TestCareersByHand(t *testing.T) {
	people, rows, careers := officers(3000, 0)
	bound := bindCareers(t, ofCareers, rows, careers)
	for _, asOf := range []string{"2024-12-31", "2024-06-30", "2023-02-28", "2024-02-29"} {
		got, l := make([]finding, len(people)), limitsOf(date(asOf))
		p := compile(t, bound, asOf)
		if left := decideAll(bound, p, p.Worker(), date(asOf), got); left > 0 {
			t.Errorf("%d are left to the plain evaluator", left)
		}
		some := map[uint8]int{}
		for i := range people {
			want := careerByHand(&people[i], &l)
			if some[want.rule]++; got[i] != want {
				t.Fatalf("as of %s: %+v: %+v, not %+v", asOf, people[i], got[i], want)
			}
		}
		if len(some) < 9 {
			t.Errorf("as of %s: some rule is never the first: %v", asOf, some)
		}
	}
}

// Careers at the edges: nobody has one; as many rows as a batch has, and then none; more
// rows of one record than are looked at; rows without a day.
func TestCareersAtTheEdges(t *testing.T) {
	row := func(id int, from, until any) map[string]any {
		return map[string]any{"holder": fmt.Sprint(id), "unit": "a", "section": "b", "post": "c", "post category": "funds", "started on": from, "ended on": until}
	}
	for name, of := range map[string]func(id int) (careers []map[string]any){
		"nobody has one": func(int) []map[string]any { return nil },
		"a batch of rows and none": func(id int) (careers []map[string]any) {
			if id >= 32 {
				return nil
			}
			for range 1024 / 32 {
				careers = append(careers, row(id, date("2015-01-01").AddDays(id*40), nil))
			}
			return careers
		},
		"more than are looked at": func(id int) (careers []map[string]any) {
			for k := range 60 + id%10 {
				careers = append(careers, row(id, date("2000-01-01").AddDays(k*100), date("2000-01-01").AddDays(k*100+50+id)))
			}
			return careers
		},
		"without a day": func(id int) []map[string]any {
			return []map[string]any{row(id, "2020-01-01", "2020-01-01"), row(id, "2019-05-01", "2018-01-01"), row(id, "2010-01-01", nil)}[:id%4]
		},
	} {
		var rows, careers []map[string]any
		for id := range 70 {
			rows = append(rows, map[string]any{"staff id": fmt.Sprint(id), "unit": "a", "section": "b", "post": "c", "post category": "funds", "retirement date": "2040-01-01", "under investigation": "no"})
			careers = append(careers, of(id)...)
		}
		careers = append(careers, row(-1, "2020-01-01", nil)) // of nobody here
		t.Run(name, func(t *testing.T) { briefly(t, bindCareers(t, ofCareers, rows, careers)) })
	}
}

// Of some careers a day is not known.
func TestCareersWithBlanks(t *testing.T) {
	_, rows, careers := officers(250, 60)
	briefly(t, bindCareers(t, ofCareers, rows, careers))
}

// briefly holds what is decided on columns to what is decided one by one.
func briefly(t *testing.T, bound *interp.Bound) {
	var brief []eval.Decision
	for d := range bound.Brief(date("2024-12-31")) {
		brief = append(brief, d)
	}
	i := 0
	for d := range bound.Run(date("2024-12-31")) {
		if got := brief[i]; got.Record != d.Record || got.Outcome != d.Outcome || !slices.Equal(got.Clauses, d.Clauses) || len(got.Missing) != len(d.Missing) {
			t.Errorf("%s: %v by %v, not %v by %v", d.Record.ID, got.Outcome, got.Clauses, d.Outcome, d.Clauses)
		}
		i++
	}
}

// decideAll writes the findings of all records, those that the plan leaves by the plain
// evaluator, and says how many these are.
func decideAll(bound *interp.Bound, p *plan.Plan, w *plan.Worker, asOf civil.Date, out []finding) (left int) {
	rules := p.Matters[0].Rules()
	for i := range p.Batches() {
		w.Decide(i)
		write(w, out)
		for row, place := range w.Places() {
			if !w.Left(0, row) {
				continue
			}
			left++
			d := bound.Decide(w.Record(row), asOf)[0]
			f := finding{outcome: uint8(d.Outcome - eval.Own(0))}
			for _, r := range append(d.Clauses, d.Standing...) {
				f.fired |= 1 << slices.Index(rules, r)
			}
			f.rule = careerFound(f.fired).rule
			out[place] = f
		}
	}
	return left
}

// Policies over careers against the same by hand: the spells of each person are loaded, as
// the structs are; what is read of them is worked out anew each time.
func BenchmarkCareers(b *testing.B) {
	for _, n := range []int{benched, 10 * benched} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			people, rows, careers := officers(n, 0)
			bound := bindCareers(b, ofCareers, rows, careers)
			rows, careers = nil, nil
			asOf := date("2024-12-31")
			p := compile(b, bound, "2024-12-31")
			w, out := p.Worker(), make([]finding, len(people))
			left := 0
			ratio(b, "of-structs", len(people), func() { left = decideAll(bound, p, w, asOf, out) }, func() {
				l := limitsOf(asOf)
				for i := range people {
					out[i] = careerByHand(&people[i], &l)
				}
			})
			b.ReportMetric(float64(left), "left")
		})
	}
}
