package interp

import (
	"iter"
	"runtime"

	"rota/interp/eval"
	"rota/interp/plan"
	"rota/lang/civil"
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
	return b.run(asOf, batches, func() func(int) []eval.Decision {
		return func(i int) (out []eval.Decision) {
			for _, person := range people[i*batchOf : min(len(people), (i+1)*batchOf)] {
				out = append(out, b.On(person, asOf)...)
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
	return b.run(asOf, p.Batches(), func() func(int) []eval.Decision {
		w := p.Worker()
		return func(i int) []eval.Decision {
			w.Decide(i)
			return b.brief(p, w, day)
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

// run works on batches on all cores and yields what comes of them in order, then
// what is decided elsewhere.
func (b *Bound) run(asOf civil.Date, batches int, worker func() func(int) []eval.Decision) iter.Seq[eval.Decision] {
	return func(yield func(eval.Decision) bool) {
		for d := range inOrder(batches, runtime.GOMAXPROCS(0), worker) {
			if !yield(d) {
				return
			}
		}
		for _, d := range b.Elsewhere(asOf) {
			if !yield(d) {
				return
			}
		}
	}
}

// inOrder yields what n pieces of work come to, in order. Each of several workers
// is at most a few pieces ahead.
func inOrder[T any](n, workers int, worker func() func(int) []T) iter.Seq[T] {
	return func(yield func(T) bool) {
		if workers = min(workers, n); workers <= 1 {
			work := worker()
			for i := range n {
				for _, x := range work(i) {
					if !yield(x) {
						return
					}
				}
			}
			return
		}
		stop := make(chan struct{})
		defer close(stop)
		type piece struct {
			out []T
			bug any // what a worker panicked with, for the caller to meet
		}
		done := make([]chan piece, workers)
		for k := range done {
			done[k] = make(chan piece, 2)
			go func() {
				defer func() {
					if bug := recover(); bug != nil {
						select {
						case done[k] <- piece{bug: bug}:
						case <-stop:
						}
					}
				}()
				work := worker()
				for i := k; i < n; i += workers {
					select {
					case done[k] <- piece{out: work(i)}:
					case <-stop:
						return
					}
				}
			}()
		}
		for i := range n {
			next := <-done[i%workers]
			if next.bug != nil {
				panic(next.bug)
			}
			for _, x := range next.out {
				if !yield(x) {
					return
				}
			}
		}
	}
}

// brief is what a plan found of a batch; of what it leaves, what the plain
// evaluator finds.
func (b *Bound) brief(p *plan.Plan, w *plan.Worker, day civil.Date) []eval.Decision {
	out := make([]eval.Decision, 0, w.Rows()*len(p.Matters))
	for row := range w.Rows() {
		left := false
		for i := range p.Matters {
			left = left || w.Left(i, row)
		}
		if left {
			out = append(out, b.Decide(w.Record(row), day)...)
			continue
		}
		for i := range p.Matters {
			if w.Outcome(i, row) != 0 {
				out = append(out, w.Decision(i, row))
			}
		}
	}
	return out
}
