package plan

import (
	"encoding/binary"
	"iter"
	"math/bits"
	"slices"

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
	once    mask // rows with one blank, which may be all that its field may
	several mask // rows with others
}

// matter is what is known of one matter in a batch.
type matter struct {
	*Matter
	outcomes [batch]uint8
	every    []mask        // by result: however the blanks are filled in
	some     []mask        // however some are
	cites    []mask        // by clause: it counts, however they are
	open     mask          // rows that this does not settle
	filled   [batch]uint16 // of those the place in settled, from 1
	settled  []settled
	shelf    shelf
}

func (m *Matter) state() matter {
	return matter{Matter: m, every: make([]mask, len(m.results)), some: make([]mask, len(m.results)), cites: make([]mask, len(m.clauses))}
}

// Worker is a new one for a goroutine.
func (p *Plan) Worker() *Worker {
	w := &Worker{plan: p, frame: p.frame()}
	for _, m := range p.Matters {
		w.matters = append(w.matters, m.state())
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

// Decide decides the rows of one batch. Those with one blank are settled as it is
// filled in in every way, pass by pass, all at once.
func (w *Worker) Decide(i int) {
	w.from = i * batch
	w.rows = min(batch, len(w.plan.people)-w.from)
	w.frame.read(w.from)
	w.frame.pass(w.from, 0)
	passes := 1
	if w.blanks(); w.once != (mask{}) {
		passes = w.plan.passes
	}
	for i := range w.matters {
		w.frame.begin(&w.matters[i])
	}
	for pass := 1; pass < passes; pass++ {
		w.frame.pass(w.from, pass)
		for i := range w.matters {
			w.frame.further(&w.matters[i])
		}
	}
	for i := range w.matters {
		w.matters[i].conclude(&w.once, &w.several)
	}
	w.close()
}

// blanks finds the rows with one blank, and those that are to be filled in one by
// one.
func (w *Worker) blanks() {
	w.once, w.several = mask{}, mask{}
	for _, i := range w.plan.read {
		c := w.plan.columns[i]
		blank, usual := (*mask)(c.blank[w.from/64:]), (*mask)(c.usual[w.from/64:])
		for j, b := range blank {
			w.several[j] |= w.once[j]&b | b&^usual[j]
			w.once[j] |= b
		}
	}
	for j := range w.once {
		w.once[j] &^= w.several[j]
	}
}

// begin takes the first pass over.
func (f *frame) begin(m *matter) {
	for i, r := range m.results {
		m.every[i] = f.sure[r.is]
		m.some[i] = m.every[i]
	}
	for i, c := range m.clauses {
		m.cites[i] = f.sure[c.counts]
	}
	m.open = mask{}
	f.doubt(m)
}

// further adds a further pass.
func (f *frame) further(m *matter) {
	for i, r := range m.results {
		every, some := &m.every[i], &m.some[i]
		for j, w := range &f.sure[r.is] {
			every[j] &= w
			some[j] |= w
		}
	}
	for i, c := range m.clauses {
		to := &m.cites[i]
		for j, w := range &f.sure[c.counts] {
			to[j] &= w
		}
	}
	f.doubt(m)
}

// doubt opens the rows of which a pass does not find an outcome, or not whether a
// clause gives it.
func (f *frame) doubt(m *matter) {
	for i := range m.open {
		m.open[i] |= f.doubts(m.Matter, i)
	}
}

// doubts are those of one word.
func (f *frame) doubts(m *Matter, i int) uint64 {
	var known, open uint64
	for _, r := range m.results {
		known |= f.sure[r.is][i]
	}
	for _, u := range m.unsure {
		open |= f.sure[u.is][i] & (f.may[u.counts][i] &^ f.sure[u.counts][i])
	}
	return open | ^(known & f.sure[f.plan.sound][i])
}

// conclude writes the outcome of each row, and opens those that are to be filled in
// one by one.
func (m *matter) conclude(once, several *mask) {
	clear(m.outcomes[:])
	undetermined := *once
	for i, r := range m.results {
		m.write(&m.every[i], r.outcome)
		for j, w := range &m.every[i] {
			undetermined[j] &^= w
			if r.outcome == 0 { // it hangs on the blank whether there is a decision at all
				m.open[j] |= m.some[i][j] &^ w
			}
		}
	}
	m.write(&undetermined, eval.Undetermined)
	for j := range m.open {
		m.open[j] |= several[j]
	}
}

func (m *matter) write(rows *mask, o eval.Outcome) {
	for i, word := range rows {
		if word != 0 {
			put(m.outcomes[i*64:][:64], word, o)
		}
	}
}

// put adds an outcome where a word has a bit; there is room for all bytes that are begun.
func put(to []uint8, word uint64, o eval.Outcome) {
	for ; len(to) >= 8; to, word = to[8:], word>>8 {
		binary.LittleEndian.PutUint64(to, binary.LittleEndian.Uint64(to)|spread[uint8(word)]*uint64(o))
	}
}

// close settles what is open still, by filling in the blanks of those rows.
func (w *Worker) close() {
	var open mask
	for i := range w.matters {
		m := &w.matters[i]
		for j := range open {
			m.open[j] |= w.plan.fault[w.from/64+j]
			if within := w.rows - j*64; within < 64 {
				m.open[j] &= 1<<max(0, within) - 1
			}
			open[j] |= m.open[j]
		}
		m.settled = m.settled[:0]
		m.shelf.clear()
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

// Rows is how many rows there are.
func (w *Worker) Rows() int { return w.rows }

// Places are those of the rows among the people of the roster.
func (w *Worker) Places() []int32 { return w.plan.places[w.from:][:w.rows] }

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
		return slices.Clone(s.clauses)
	}
	var out []*check.Rule
	for i, c := range m.clauses {
		if !gives(c.outcome, eval.Outcome(m.outcomes[row])) || m.cites[i][row/64]>>(row%64)&1 == 0 {
			continue
		}
		if c.family == nil {
			out = appendNew(out, c.rule)
			continue
		}
		for _, u := range w.frame.hits.of(row) {
			if unit := w.plan.index.units[u]; unit.family == c.family {
				out = appendNew(out, unit.rule)
			}
		}
	}
	return out
}

// Possible are the outcomes of a row that is undetermined, and the fields whose
// blanks decide it.
func (w *Worker) Possible(matter, row int) (outcomes []eval.Outcome, missing []*check.Field) {
	m := &w.matters[matter]
	if s := m.settledAt(row); s != nil {
		return slices.Clone(s.possible), slices.Clone(s.missing)
	}
	if w.Outcome(matter, row) != eval.Undetermined {
		return nil, nil
	}
	for i, r := range m.results {
		if m.some[i][row/64]>>(row%64)&1 == 1 {
			outcomes = append(outcomes, r.outcome)
		}
	}
	for _, i := range w.plan.read {
		if c := w.plan.columns[i]; c.blank.has(w.from + row) {
			missing = append(missing, c.field)
		}
	}
	return outcomes, missing
}

// Alike says that what was found of a row that is not left is the same of all rows of which
// Outcome and Cite are.
func (w *Worker) Alike(matter, row int) bool {
	m := &w.matters[matter]
	return m.outcomes[row] != uint8(eval.Undetermined) && m.settledAt(row) == nil && w.plan.index == nil && len(m.clauses) <= 64
}

// Decision is what was found of a row that is not left, without reasons.
func (w *Worker) Decision(matter, row int) eval.Decision {
	o := w.Outcome(matter, row)
	d := eval.Decision{Record: w.Record(row), Action: w.matters[matter].Action, AsOf: w.plan.asOf, Outcome: o, Exhaustive: true, Clauses: w.Clauses(matter, row)}
	if o != eval.Undetermined {
		d.Possible = []eval.Outcome{o}
		d.Order()
		return d
	}
	var missing []*check.Field
	d.Possible, missing = w.Possible(matter, row)
	for _, f := range missing {
		d.Missing = append(d.Missing, eval.Blank{Field: f, Cell: *d.Record.Cell(f)})
	}
	d.Order()
	return d
}

// Cite writes for each row which of the first 64 rules of a matter count for its
// outcome, a bit each, as the masks have it: see Rules. Rows that were filled in
// have theirs from Clauses.
func (w *Worker) Cite(matter int, to *[batch]uint64) {
	m := &w.matters[matter]
	clear(to[:])
	for first := 0; first < min(64, len(m.clauses)); first += 8 {
		group := m.cites[first:min(first+8, len(m.clauses))]
		for i := range words {
			var rows [8]uint64 // by clause
			for j := range group {
				rows[j] = group[j][i]
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
