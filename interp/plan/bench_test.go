package plan_test

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/plan"
	"rota/interp/roster"
	"rota/lang/civil"
	"rota/lang/locale"
)

// thirteen is a policy as offices write them: what frees comes before what binds.
const thirteen = `policy "Rotation"
choice area: personnel, finance, approval, enforcement, audit, infrastructure, general
choice grade of staff: clerk, senior clerk, deputy section chief, section chief, division chief
field born: date%[1]s
field sex of: sex%[1]s
field kind of work: area%[1]s
field grade of staff: grade of staff%[1]s
field in post: date%[1]s
field in section: date%[1]s
field in unit: date%[1]s
field retires: date%[1]s
field units before: whole number 0 to 9%[1]s
field investigated: yes/no
field ill: yes/no
field secret: yes/no
field on trial: yes/no
define guarded = kind of work in (personnel, finance, approval, enforcement, audit, infrastructure)
define time in post = time since in post
define years old = age since born
result finding one of (freed; later; must go; should go; may go; stays by default), strongest first
rule E1 investigated => freed
rule E2 ill => freed
rule E3 secret => freed
rule E4 time until retires < 5y => freed
rule E6 (sex of is female and years old >= 50) or (sex of is male and years old >= 55) => freed
rule E5 on trial => later
rule R1 guarded, time in post >= 5y => must go
rule R4 time in post >= 8y => must go
rule R5 grade of staff is section chief, guarded, time in post >= 4y => must go
rule R2 time in post >= 5y => should go
rule R3 time since in section >= 8y => should go
rule R7 time since in unit >= 10y => should go
rule R6 units before < 2, years old < 35 => may go
`

// clerk is a record as a careful programmer would keep it: dates are yyyymmdd, 0
// for none.
type clerk struct {
	id                                  string
	born, inPost, inSection, inUnit     int32
	retires                             int32
	units                               int16
	sex                                 byte
	work, grade                         uint8
	investigated, ill, secret, on_trial bool
}

const (
	freed = iota
	later
	mustGo
	shouldGo
	mayGo
	stays
)

type finding struct {
	outcome, rule uint8
	fired         uint16
}

var outcomeOf = [14]uint8{freed, freed, freed, freed, freed, later, mustGo, mustGo, mustGo, shouldGo, shouldGo, shouldGo, mayGo, stays}

func foundBy(fired uint16) finding {
	rule := bits.TrailingZeros32(uint32(fired) | 1<<13)
	return finding{outcomeOf[rule], uint8(rule), fired}
}

const chief = 4

// byHand is the policy in plain Go: the baseline of every ratio.
func byHand(c *clerk, today int32) finding {
	post, unit, section, age := int32(-1), int32(-1), int32(-1), int32(-1)
	if c.inPost != 0 {
		post = (today - c.inPost) / 10000
	}
	if c.inUnit != 0 {
		unit = (today - c.inUnit) / 10000
	}
	if c.inSection != 0 {
		section = (today - c.inSection) / 10000
	}
	if c.born != 0 {
		age = (today - c.born) / 10000
	}
	guarded := c.work >= 1 && c.work <= 6
	var m uint16
	if c.investigated {
		m |= 1 << 0
	}
	if c.ill {
		m |= 1 << 1
	}
	if c.secret {
		m |= 1 << 2
	}
	if c.retires != 0 && (c.retires-today)/10000 < 5 {
		m |= 1 << 3
	}
	if c.sex == 'f' && age >= 50 || c.sex == 'm' && age >= 55 {
		m |= 1 << 4
	}
	if c.on_trial {
		m |= 1 << 5
	}
	if guarded && post >= 5 {
		m |= 1 << 6
	}
	if post >= 8 {
		m |= 1 << 7
	}
	if guarded && post >= 4 && c.grade == chief {
		m |= 1 << 8
	}
	if post >= 5 {
		m |= 1 << 9
	}
	if section >= 8 {
		m |= 1 << 10
	}
	if unit >= 10 {
		m |= 1 << 11
	}
	if c.units >= 0 && c.units < 2 && age >= 0 && age < 35 {
		m |= 1 << 12
	}
	return foundBy(m)
}

// staff makes records, a share of the cells of each blank; blanks are none.
func staff(n, perMille int) ([]clerk, []map[string]any) {
	r := rand.New(rand.NewPCG(42, 7))
	works := []any{nil, "personnel", "finance", "approval", "enforcement", "audit", "infrastructure", "general"}
	grades := []any{nil, "clerk", "senior clerk", "deputy section chief", "section chief", "division chief"}
	blank := func() bool { return r.IntN(1000) < perMille }
	date := func(from, to int) int32 {
		return int32((from+r.IntN(to-from+1))*10000 + (1+r.IntN(12))*100 + 1 + r.IntN(28))
	}
	cell := func(d int32) any {
		if d == 0 {
			return nil
		}
		day, _ := civil.NewDate(int(d/10000), int(d/100%100), int(d%100))
		return day
	}
	people, rows := make([]clerk, n), make([]map[string]any, n)
	for i := range people {
		c := &people[i]
		c.id = fmt.Sprint("S", i)
		born := date(1963, 2001)
		c.sex = "mf"[r.IntN(2)]
		if c.inUnit = date(2008, 2024); r.IntN(3) > 0 {
			c.inSection = max(c.inUnit, date(int(c.inUnit/10000), 2024))
		} else {
			c.inSection = c.inUnit
		}
		c.inPost = max(c.inSection, date(int(c.inSection/10000), 2024))
		c.born, c.retires = born, born+600000
		if c.sex == 'f' {
			c.retires = born + 550000
		}
		if c.work = 7; r.IntN(100) < 45 {
			c.work = uint8(1 + r.IntN(6))
		}
		c.grade, c.units = uint8(1+r.IntN(5)), int16(r.IntN(6))
		c.investigated, c.ill, c.secret, c.on_trial = r.IntN(1000) < 8, r.IntN(1000) < 15, r.IntN(1000) < 20, r.IntN(1000) < 30
		for _, d := range []*int32{&c.born, &c.inPost, &c.inSection, &c.inUnit, &c.retires} {
			if blank() {
				*d = 0
			}
		}
		row := map[string]any{
			"staff id": c.id, "born": cell(c.born), "in post": cell(c.inPost), "in section": cell(c.inSection), "in unit": cell(c.inUnit), "retires": cell(c.retires),
			"kind of work": works[c.work], "grade of staff": grades[c.grade], "units before": int(c.units), "sex of": map[byte]string{'m': "male", 'f': "female"}[c.sex],
			"investigated": c.investigated, "ill": c.ill, "secret": c.secret, "on trial": c.on_trial,
		}
		for _, f := range []struct {
			name string
			none func()
		}{{"kind of work", func() { c.work = 0 }}, {"grade of staff", func() { c.grade = 0 }}, {"units before", func() { c.units = -1 }}, {"sex of", func() { c.sex = 0 }}} {
			if blank() {
				row[f.name] = nil
				f.none()
			}
		}
		rows[i] = row
	}
	return people, rows
}

func bind(t testing.TB, text string, rows []map[string]any) *interp.Bound {
	policy, found := interp.Load("thirteen.rota", []byte(text))
	if policy == nil {
		t.Fatal(found[0].Message(locale.English))
	}
	bound, found := policy.BindValues(rows, nil, roster.Options{})
	if found.HasErrors() {
		t.Fatal(found[0].Message(locale.English))
	}
	return bound
}

func date(s string) civil.Date {
	d, _ := civil.ParseISO(s)
	return d
}

func compile(t testing.TB, bound *interp.Bound, asOf string) *plan.Plan {
	p, ok := plan.Compile(bound.Program, bound.Roster, date(asOf), plan.Options{})
	if !ok {
		t.Fatal("the policy cannot be planned")
	}
	return p
}

// The hand-written policy and the plan agree on every record, on days whose
// anniversaries differ.
func TestByHand(t *testing.T) {
	people, rows := staff(5000, 10)
	bound := bind(t, fmt.Sprintf(thirteen, ", blank means none"), rows)
	for asOf, today := range map[string]int32{"2024-12-31": 20241231, "2024-06-30": 20240630, "2023-02-28": 20230228} {
		got := make([]finding, len(people))
		p := compile(t, bound, asOf)
		decide(p, p.Worker(), got)
		for i := range people {
			if want := byHand(&people[i], today); got[i] != want {
				t.Fatalf("as of %s: %+v: %+v, not %+v", asOf, people[i], got[i], want)
			}
		}
	}
}

// decide writes the findings of all records.
func decide(p *plan.Plan, w *plan.Worker, out []finding) {
	for i := range p.Batches() {
		w.Decide(i)
		write(w, out)
	}
}

func write(w *plan.Worker, out []finding) {
	var fired [1024]uint64
	w.Cite(0, &fired)
	places := w.Places()
	for row, o := range w.Outcomes(0) {
		f := uint16(fired[row])
		out[places[row]] = finding{o - uint8(eval.Own(0)), uint8(bits.TrailingZeros32(uint32(f) | 1<<13)), f}
	}
}

// ratio times two ways of one job in turn, so that what else the machine does
// falls on both, and reports the median of the ratios.
func ratio(b *testing.B, name string, records int, work, baseline func()) {
	var ratios, each, base []float64
	timed := func(f func()) float64 {
		start := clock()
		f()
		return float64(clock()-start) / float64(records)
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	work()
	baseline()
	for b.Loop() {
		x, y := timed(work), timed(baseline)
		ratios, each, base = append(ratios, x/y), append(each, x), append(base, y)
	}
	median := func(list []float64) float64 { slices.Sort(list); return list[len(list)/2] }
	b.ReportMetric(median(ratios), name)
	b.ReportMetric(median(each), "ns/record")
	b.ReportMetric(median(base), "ns/record-baseline")
}

const benched = 10_000

// Decisions over loaded columns on one core, against hand-written Go over structs.
func BenchmarkColumns(b *testing.B) {
	people, rows := staff(benched, 10)
	p := compile(b, bind(b, fmt.Sprintf(thirteen, ", blank means none"), rows), "2024-12-31")
	w, out := p.Worker(), make([]finding, len(people))
	ratio(b, "of-structs", len(people), func() { decide(p, w, out) }, func() {
		for i := range people {
			out[i] = byHand(&people[i], 20241231)
		}
	})
}

// One blank in a hundred cells, each of which may be anything, against none.
func BenchmarkBlanks(b *testing.B) {
	_, rows := staff(benched, 10)
	_, whole := staff(benched, 0)
	p := compile(b, bind(b, fmt.Sprintf(thirteen, ""), rows), "2024-12-31")
	q := compile(b, bind(b, fmt.Sprintf(thirteen, ""), whole), "2024-12-31")
	v, w, out := p.Worker(), q.Worker(), make([]finding, benched)
	ratio(b, "of-no-blanks", benched, func() { decide(p, v, out) }, func() { decide(q, w, out) })
}

// Years that are completed, against the day from which they are, as a programmer
// would write it.
func BenchmarkThreshold(b *testing.B) {
	_, rows := staff(benched, 10)
	policy := func(condition string) *plan.Plan {
		return compile(b, bind(b, "field in post: date, blank means none\nrule 1 "+condition+" => must rotate\n", rows), "2024-06-30")
	}
	p, q := policy("(whole years from in post to as-of date) >= 5"), policy("in post <= 2019-06-30")
	ratio(b, "of-a-threshold", benched, func() { run(p) }, func() { run(q) })
}

// Two cores against one, by the clock on the wall.
func BenchmarkCores(b *testing.B) {
	_, rows := staff(benched, 10)
	p := compile(b, bind(b, fmt.Sprintf(thirteen, ", blank means none"), rows), "2024-12-31")
	const rounds = 40
	on := func(cores int) time.Duration {
		start := time.Now()
		var group sync.WaitGroup
		for k := range cores {
			group.Go(func() {
				w := p.Worker()
				for n := k; n < rounds*p.Batches(); n += cores {
					w.Decide(n % p.Batches())
				}
			})
		}
		group.Wait()
		return time.Since(start)
	}
	one, two := on(1), on(2)
	for b.Loop() {
		one, two = min(one, on(1)), min(two, on(2))
	}
	b.ReportMetric(float64(one)/float64(two), "times-as-fast")
}
