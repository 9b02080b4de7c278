package plan

import (
	"encoding/binary"
	"iter"
	"math/bits"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
)

// Worker decides batches by a plan, one after the other.
type Worker struct {
	plan    *Plan
	frame   *frame
	filler  *filler
	matters []matter
	from    int
	rows    int
}

// matter is what is known of one matter in a batch.
type matter struct {
	*Matter
	outcomes [batch]uint8
	open     mask          // rows that the masks alone do not settle
	filled   [batch]uint16 // of those the place in settled, from 1
	settled  []settled
}

// Worker is a new one for a goroutine.
func (p *Plan) Worker() *Worker {
	w := &Worker{plan: p, frame: p.frame(p.columns)}
	for _, m := range p.Matters {
		w.matters = append(w.matters, matter{Matter: m})
	}
	return w
}

// Batches is how many batches there are.
func (p *Plan) Batches() int { return (len(p.people) + batch - 1) / batch }

// All decides batch by batch; what is yielded holds until the next.
func (p *Plan) All() iter.Seq[*Worker] {
	return func(yield func(*Worker) bool) {
		w := p.Worker()
		for i := range p.Batches() {
			if w.Decide(i); !yield(w) {
				return
			}
		}
	}
}

// Decide decides the rows of one batch.
func (w *Worker) Decide(i int) {
	w.from = i * batch
	w.rows = min(batch, len(w.plan.people)-w.from)
	w.frame.run(w.from)
	for i := range w.matters {
		w.frame.conclude(&w.matters[i])
	}
	w.close()
}

// conclude writes the outcome of each row that has one, and notes the others.
func (f *frame) conclude(m *matter) {
	var known mask
	for i := range m.open {
		m.open[i] = 0
	}
	clear(m.outcomes[:])
	for _, r := range m.results {
		is := &f.sure[r.is]
		code := uint64(r.outcome)
		for i, word := range is {
			known[i] |= word
			if word == 0 {
				continue
			}
			for b := range 8 {
				to := m.outcomes[i*64+b*8:][:8]
				binary.LittleEndian.PutUint64(to, binary.LittleEndian.Uint64(to)|spread[uint8(word>>(8*b))]*code)
			}
		}
	}
	// A clause that gives the outcome perhaps is another matter than one that does.
	for _, c := range m.clauses {
		if !f.open[c.counts] {
			continue
		}
		sure, may := &f.sure[c.counts], &f.may[c.counts]
		for _, r := range m.results {
			if gives(c.outcome, r.outcome) {
				is := &f.sure[r.is]
				for i := range is {
					m.open[i] |= is[i] & (may[i] &^ sure[i])
				}
			}
		}
	}
	sound := &f.sure[f.plan.sound]
	for i := range known {
		m.open[i] |= ^(known[i] & sound[i])
	}
}

// close settles what the masks left open, by filling in the blanks of those rows.
func (w *Worker) close() {
	last := w.rows
	var open mask
	for i := range w.matters {
		m := &w.matters[i]
		for j := range open {
			m.open[j] |= w.plan.fault[w.from/64+j]
			if within := last - j*64; within < 64 {
				m.open[j] &= 1<<max(0, within) - 1
			}
			open[j] |= m.open[j]
		}
		m.settled = m.settled[:0]
	}
	for j, word := range open {
		for ; word != 0; word &= word - 1 {
			row := j*64 + bits.TrailingZeros64(word)
			if w.filler == nil {
				w.filler = w.plan.filler()
			}
			if w.plan.fault.has(w.from+row) || !w.filler.take(w, row) {
				for i := range w.matters {
					if w.matters[i].open[j]>>(row%64)&1 == 1 {
						w.matters[i].outcomes[row] = uint8(left)
					}
				}
			}
		}
	}
	if w.filler != nil {
		w.filler.flush(w)
	}
}

// First is the place of the first row among the people of the roster, Rows how
// many there are.
func (w *Worker) First() int { return w.from }
func (w *Worker) Rows() int  { return w.rows }

// Record is the record of a row.
func (w *Worker) Record(row int) *roster.Record { return w.plan.people[w.from+row] }

// Left says that the plain evaluator is to decide a row.
func (w *Worker) Left(matter, row int) bool { return w.matters[matter].outcomes[row] == uint8(left) }

// Outcome is the outcome of a row on a matter; 0 where it is not about it, or is
// left.
func (w *Worker) Outcome(matter, row int) eval.Outcome {
	if w.Left(matter, row) {
		return 0
	}
	return eval.Outcome(w.matters[matter].outcomes[row])
}

// Outcomes are those of all rows.
func (w *Worker) Outcomes(matter int) []uint8 { return w.matters[matter].outcomes[:w.rows] }

// settledAt is what filling in found of a row; nil where the masks sufficed.
func (m *matter) settledAt(row int) *settled {
	if m.open[row/64]>>(row%64)&1 == 0 || m.outcomes[row] == uint8(left) {
		return nil
	}
	return &m.settled[m.filled[row]-1]
}

// Clauses are the rules that give the outcome of a row, under every filling of
// its blanks.
func (w *Worker) Clauses(matter, row int) []*check.Rule {
	m := &w.matters[matter]
	if s := m.settledAt(row); s != nil {
		return s.clauses
	}
	var out []*check.Rule
	for _, c := range m.clauses {
		if gives(c.outcome, eval.Outcome(m.outcomes[row])) && w.frame.sure[c.counts][row/64]>>(row%64)&1 == 1 {
			out = appendNew(out, c.rule)
		}
	}
	return out
}

// Possible are the outcomes of a row that is undetermined, and the fields whose
// blanks decide it.
func (w *Worker) Possible(matter, row int) (outcomes []eval.Outcome, missing []*check.Field) {
	if s := w.matters[matter].settledAt(row); s != nil {
		return s.possible, s.missing
	}
	return nil, nil
}

// Cite writes for each row which of the first 64 rules of a matter count for its
// outcome, a bit each, as the masks have it: see Rules. Rows that were filled in
// have theirs from Clauses.
func (w *Worker) Cite(matter int, to *[batch]uint64) {
	m := &w.matters[matter]
	clear(to[:])
	for first := 0; first < min(64, len(m.clauses)); first += 8 {
		group := m.clauses[first:min(first+8, len(m.clauses))]
		for i := range words {
			var rows [8]uint64 // by clause
			for j, c := range group {
				rows[j] = w.frame.sure[c.counts][i]
			}
			for b := 0; b < 64; b += 8 {
				x := transpose(rows[0]>>b&255 | rows[1]>>b&255<<8 | rows[2]>>b&255<<16 | rows[3]>>b&255<<24 |
					rows[4]>>b&255<<32 | rows[5]>>b&255<<40 | rows[6]>>b&255<<48 | rows[7]>>b<<56)
				of := to[i*64+b:][:8]
				for r := range of {
					of[r] |= x >> (8 * r) & 255 << first
				}
			}
		}
	}
}

// transpose turns eight rows of eight bits into eight columns (Hacker's Delight,
// 7-3).
func transpose(x uint64) uint64 {
	t := (x ^ x>>7) & 0x00AA00AA00AA00AA
	x ^= t ^ t<<7
	t = (x ^ x>>14) & 0x0000CCCC0000CCCC
	x ^= t ^ t<<14
	t = (x ^ x>>28) & 0x00000000F0F0F0F0
	return x ^ t ^ t<<28
}

// Rules are the rules that may give the outcome of a matter.
func (m *Matter) Rules() []*check.Rule {
	out := make([]*check.Rule, len(m.clauses))
	for i, c := range m.clauses {
		out[i] = c.rule
	}
	return out
}
