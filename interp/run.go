package interp

import (
	"iter"
	"runtime"

	"rota/interp/eval"
	"rota/interp/plan"
	"rota/lang/civil"
	"rota/lang/inorder"
)

// batchOf is how many records a goroutine takes at a time where they are decided
// one by one.
const batchOf = 64

// Run decides record by record, in roster order, each matter in the order of
// Program.Actions; then the checks of other records. asOf is overridden by
// nothing: to use the date that the policy states, see DateOf. It works on all
// cores, some records ahead of what is taken.
func (b *Bound) Run(asOf civil.Date) iter.Seq[eval.Decision] {
	people := b.Roster.People
	batches := (len(people) + batchOf - 1) / batchOf
	return b.run(asOf, batches, func() func(int) [][]eval.Decision {
		return func(i int) (out [][]eval.Decision) {
			for _, person := range people[i*batchOf : min(len(people), (i+1)*batchOf)] {
				out = append(out, b.On(person, asOf))
			}
			return out
		}
	})
}

// Brief is Run without reasons, many times as fast: of a decision there are the
// record, the matter, the outcome with its clauses, and where it is undetermined
// the outcomes possible and the blanks that matter. On gives the rest of those
// that somebody looks into.
func (b *Bound) Brief(asOf civil.Date) iter.Seq[eval.Decision] {
	day := b.Day(asOf)
	if day == 0 {
		return b.Run(asOf)
	}
	p, ok := plan.Compile(b.Program, b.Roster, day, plan.Options{})
	if !ok {
		return b.Run(asOf)
	}
	return b.run(asOf, p.Windows(), func() func(int) [][]eval.Decision {
		w := p.Worker()
		return func(i int) [][]eval.Decision {
			found := make([][]eval.Decision, plan.WindowRows) // in roster order
			for batch := range p.Window(i) {
				w.Decide(batch)
				b.brief(p, w, day, found)
			}
			return found
		}
	})
}

// Single decides one record at a time, whose values a program sets field by field,
// without an allocation; false where decisions read more than the record's own cells.
func (p *Policy) Single(asOf civil.Date) (*plan.Single, bool) {
	return plan.NewSingle(p.Program, asOf)
}

// Quotas decides every quota, group by group: of a kind of record in the order of the
// roster, those of nobody too; of what people share in the order first met.
func (b *Bound) Quotas(asOf civil.Date) []eval.Quota {
	var counts eval.Counts
	if day := b.Day(asOf); day != 0 && len(b.Program.Quotas) > 0 {
		counts = plan.Tally(b.Program, b.Roster, day)
	}
	return b.Evaluator.Quotas(asOf, counts)
}

// run works on batches on all cores and yields what comes of each record in order, then
// what is decided elsewhere.
func (b *Bound) run(asOf civil.Date, batches int, worker func() func(int) [][]eval.Decision) iter.Seq[eval.Decision] {
	return func(yield func(eval.Decision) bool) {
		for records := range inorder.Each(places(batches), min(batches, runtime.GOMAXPROCS(0)), worker) {
			for _, matters := range records {
				for _, d := range matters {
					if !yield(d) {
						return
					}
				}
			}
		}
		for _, d := range b.Elsewhere(asOf) {
			if !yield(d) {
				return
			}
		}
	}
}

// places counts from 0.
func places(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n && yield(i); i++ {
		}
	}
}

// brief writes what a plan found of each record of a batch into its place in the window;
// of what it leaves, what the plain evaluator finds.
func (b *Bound) brief(p *plan.Plan, w *plan.Worker, day civil.Date, found [][]eval.Decision) {
	out := make([]eval.Decision, 0, w.Rows()*len(p.Matters))
	for row, place := range w.Places() {
		left, from := false, len(out)
		for i := range p.Matters {
			left = left || w.Left(i, row)
		}
		switch {
		case left:
			out = append(out, b.Decide(w.Record(row), day)...)
		default:
			for i := range p.Matters {
				if w.Outcome(i, row) != 0 {
					out = append(out, w.Decision(i, row))
				}
			}
		}
		found[place%plan.WindowRows] = out[from:]
	}
}
