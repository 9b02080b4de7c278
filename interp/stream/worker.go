package stream

import (
	"bytes"
	"slices"

	"rota/interp/eval"
	"rota/interp/plan"
	"rota/interp/roster"
	"rota/interp/roster/csv"
	"rota/lang/syntax"
)

// piece is what came of a block.
type piece struct {
	text    []byte   // the lines that are written
	singly  []single // records that stand between them, in order
	records int      // how many the others are
	ids     []uint64 // where they are in any order: hashes of them
	least   []byte   // where they ascend: the first id, folded
	most    []byte   // and the last
	ascends bool
	lines   int // rows of the block
	cells   int
	met     map[finding]eval.Decision // those not met before
	whole   bool                      // it takes the whole file
}

// single is a record that is to be decided by itself.
type single struct {
	at  int // in the text
	row roster.Row
	// named says that its id is among those of the piece.
	named bool
}

// worker decides blocks.
type worker struct {
	*Stream
	batch    *plan.Batch
	columns  []*column
	values   []plan.Value // of the record at hand, by column
	key      int          // its place among the columns of the file, from 0
	name     int          // beyond every row for none
	names    map[string]called
	headless []int // columns that are to be blank
	ends     map[ending][]byte
	cited    [][plan.RowsOf]uint64 // by matter
	folded   []byte

	piece   *piece
	waiting []line
	rows    int // of the batch
}

// called is the name in a cell; not plain where something is to be told of it.
type called struct {
	name  string
	plain bool
}

// line is a record that is not written yet.
type line struct {
	id, name []byte
	written  []byte // the record as the file has it
	number   int    // of its row in the block
	row      int    // its row of the batch; -1 for a record that is decided by itself
	named    bool   // it has an id that needs no judgement
}

// ending is what the lines of a matter have in common that end alike.
type ending struct {
	matter  int
	outcome eval.Outcome
	cited   uint64
}

// worker is one that decides blocks; false where columns cannot.
func (s *Stream) worker() (*worker, bool) {
	s.reading.Lock()
	defer s.reading.Unlock()
	batch, ok := plan.NewBatch(s.run.Program, s.rows.Roster, s.rows.Blank, s.day)
	if !ok {
		return nil, false
	}
	w := &worker{
		Stream: s, batch: batch, key: s.rows.Key(), name: s.rows.Name(), headless: s.rows.Headless(),
		names: map[string]called{}, ends: map[ending][]byte{}, cited: make([][plan.RowsOf]uint64, len(batch.Matters())),
	}
	for _, f := range s.rows.Fields() {
		w.columns = append(w.columns, newColumn(f, batch))
	}
	w.values = make([]plan.Value, len(w.columns))
	batch.Clear()
	return w, true
}

// decide decides the records of a block.
func (w *worker) decide(b block) *piece {
	w.piece = &piece{text: w.spent.take(), met: map[finding]eval.Decision{}, ascends: true}
	scanner := csv.NewScanner(b.text, w.blocks.Comma)
	for !w.piece.whole && scanner.Next() {
		if b.first && scanner.Line() < w.Stream.rows.First {
			continue
		}
		w.record(scanner)
		if w.rows == plan.RowsOf {
			w.flush()
		}
	}
	w.piece.whole = w.piece.whole || !scanner.Plain()
	w.piece.lines = scanner.Line()
	w.flush()
	return w.piece
}

// record takes a record in.
func (w *worker) record(s *csv.Scanner) {
	w.piece.cells += len(s.Fields)
	for _, i := range w.headless {
		if len(at(s.Fields, i)) > 0 {
			w.piece.whole = true
		}
	}
	if width := w.Stream.rows.Width(); len(s.Fields) > width && len(bytes.Join(s.Fields[width:], nil)) > 0 {
		w.piece.whole = true
	}
	l := line{id: at(s.Fields, w.key), written: s.Written(), number: s.Line(), row: -1}
	if ordinary, numbered := roster.Ordinary(l.id); ordinary && numbered {
		l.named = true
		w.identify(w.fold(l.id))
	}
	if plain := w.read(s.Fields); w.ordinary(&l, s.Fields) && w.called(&l, at(s.Fields, w.name)) && plain {
		l.row = w.rows
		w.rows++
		for i, c := range w.columns {
			if c.decides {
				w.batch.Set(c.slot, l.row, w.values[i])
			}
		}
	}
	w.waiting = append(w.waiting, l)
}

// identify notes an id.
func (w *worker) identify(folded []byte) {
	p := w.piece
	switch {
	case w.AnyOrder:
		p.ids = append(p.ids, w.hash(folded))
	case len(p.least) == 0:
		p.least, p.most = bytes.Clone(folded), bytes.Clone(folded)
	default:
		p.ascends = p.ascends && less(p.most, folded)
		p.most = append(p.most[:0], folded...)
	}
}

// at is a field of a record; a record may end early.
func at(fields [][]byte, i int) []byte {
	if i < len(fields) {
		return fields[i]
	}
	return nil
}

// ordinary says of a row that it is surely a record, with an id that is printed as it
// stands. A header that is printed again has no digit in its key; a note or the name of a
// group is all that there is in its row. One that ends early is looked at.
func (w *worker) ordinary(l *line, fields [][]byte) bool {
	first := fields[0]
	for i := 1; len(first) == 0 && i < len(fields); i++ {
		first = fields[i]
	}
	return l.named && len(fields) >= w.Stream.rows.Width() && !roster.Begins(first) && slices.ContainsFunc(fields, func(field []byte) bool {
		return !bytes.Equal(field, first) && surelyFilled(field)
	})
}

// surelyFilled says of a field that it does not begin with a space of any kind, or a sign
// that is none.
func surelyFilled(field []byte) bool {
	return len(field) > 0 && (' ' < field[0] && field[0] < 0x80 && field[0] != '\'' || 0xE4 <= field[0] && field[0] <= 0xE9)
}

// called notes the name of a record; false where something is to be told of it.
func (w *worker) called(l *line, text []byte) bool {
	if ordinary, _ := roster.Ordinary(text); ordinary || len(text) == 0 {
		l.name = text
		return true
	}
	called, met := w.names[string(text)]
	if !met {
		raw, ok := csv.Cell(text)
		w.reading.Lock()
		called.name, called.plain = w.Stream.rows.NameIn(raw)
		w.reading.Unlock()
		if called.plain = called.plain && ok; len(w.names) < mostTexts {
			w.names[string(text)] = called
		}
	}
	l.name = []byte(called.name)
	return called.plain
}

// read reads the cells of a record; false where it is to be decided by itself.
func (w *worker) read(fields [][]byte) bool {
	plain := true
	for i, c := range w.columns {
		v := w.cell(c, at(fields, c.Column))
		w.values[i] = v.value
		plain = plain && v.plain
		w.piece.whole = w.piece.whole || v.whole
	}
	return plain
}

// flush writes what waits, unless it is of no use, and makes room.
func (w *worker) flush() {
	if !w.piece.whole {
		w.settle()
	}
	w.batch.Clear()
	w.waiting, w.rows = w.waiting[:0], 0
}

// settle decides and writes what waits.
func (w *worker) settle() {
	w.batch.Decide(w.rows)
	for i := range w.cited {
		w.batch.Cite(i, &w.cited[i])
	}
	for i := range w.waiting {
		if l := &w.waiting[i]; l.row < 0 || w.left(l.row) {
			w.single(l)
		} else {
			w.write(l)
		}
	}
}

// left says that the columns do not decide some matter of a record.
func (w *worker) left(row int) bool {
	for i := range w.cited {
		if w.batch.Left(i, row) {
			return true
		}
	}
	return false
}

// write writes the lines of a record.
func (w *worker) write(l *line) {
	p := w.piece
	p.records++
	for i := range w.cited {
		if o := w.batch.Outcome(i, l.row); o != 0 {
			p.text = w.run.BriefRecord(p.text, l.id, l.name)
			p.text = append(p.text, w.ending(i, l.row, o)...)
		}
	}
}

// fold is syntax.Fold of an ordinary text.
func (w *worker) fold(text []byte) []byte {
	w.folded = w.folded[:0]
	for _, c := range text {
		if c >= 0x80 {
			return []byte(syntax.Fold(string(text)))
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		w.folded = append(w.folded, c)
	}
	return w.folded
}

// ending is the line of a decision after id and name.
func (w *worker) ending(matter, row int, o eval.Outcome) []byte {
	alike := w.batch.Alike(matter, row)
	key := ending{matter, o, w.cited[matter][row]}
	if text := w.ends[key]; alike && text != nil {
		return text
	}
	d := w.batch.Decision(matter, row)
	text := w.run.BriefDecision(d)
	if alike {
		w.ends[key] = text
	}
	w.piece.met[finding{d.Action, d.Outcome}] = d
	return text
}

// single leaves a record to be decided by itself.
func (w *worker) single(l *line) {
	scanner := csv.NewScanner(l.written, w.blocks.Comma)
	scanner.Next()
	row := roster.Row{Number: l.number, Width: len(scanner.Fields), Cells: make([]roster.Raw, len(scanner.Fields))}
	last := 0
	for i, field := range scanner.Fields {
		raw, ok := csv.Cell(field)
		w.piece.whole = w.piece.whole || !ok
		if row.Cells[i] = raw; raw.Kind != roster.Blank {
			last = i + 1
		}
	}
	if row.Cells = row.Cells[:last]; last > 0 {
		w.piece.singly = append(w.piece.singly, single{len(w.piece.text), row, l.named})
	}
}
