// Package stream decides the records of a CSV file that is longer than memory holds. In go
// the file and a policy whose decisions rest on the record alone; out come the lines that
// report.Brief writes, block by block, while the next blocks are being read.
//
// It never gives something else than a run over the whole file: where it meets what takes
// more than one record to judge, it says so, and what it has written is to be thrown away.
//
//	s, ok := stream.Open(file, "staff.csv", run, asOf, stream.Options{})
//	end := s.Write(out) // unless it is Done, what was written is of no use
package stream

import (
	"bytes"
	"hash/maphash"
	"io"
	"iter"
	"maps"
	"runtime"
	"slices"
	"sync"

	"rota/interp/eval"
	"rota/interp/report"
	"rota/interp/roster"
	"rota/interp/roster/csv"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/syntax"
)

// Options for Open; the zero value is right for a start.
type Options struct {
	AnyOrder bool // the ids are in any order: to find one that two records have, they are kept
	Block    int  // bytes of a block, in which the first 30 rows must fit; 0 means 256 KiB
}

// End is how Write ended.
type End int

const (
	Done     End = iota
	AnyOrder     // the ids do not ascend: Open the file once more with Options.AnyOrder
	Whole        // the file is to be read whole
)

// Stream is a file that is being decided.
type Stream struct {
	Options
	Watch func(records int) // called after each block with how many were decided; may be nil

	run       report.Run
	blocks    *csv.Blocks
	first     []byte // the first block
	rows      *roster.Rows
	reading   sync.Mutex // of rows, while several goroutines read cells
	evaluator *eval.Evaluator
	day       civil.Date
	seed      maphash.Seed
	limits    roster.Limits

	spent   spares // the texts of pieces that are written
	ids     ids
	last    []byte // the id before, folded, while they ascend
	lines   int    // rows of the file so far
	records int
	cells   int
	met     map[finding]eval.Decision
}

// finding is what the exit of a run may hang on.
type finding struct {
	action  *check.Action
	outcome eval.Outcome
}

// headRows are looked at for the header.
const headRows = 30

// Open reads the beginning of a file. It is false where file or policy are not to be read
// this way. The run says how lines are written; asOf is 0 for the policy's own date.
func Open(from io.Reader, name string, run report.Run, asOf civil.Date, opts Options) (*Stream, bool) {
	p := run.Program
	if len(p.Quotas)+len(p.Pairs)+len(p.Outputs) > 0 || slices.ContainsFunc(p.Actions, func(a *check.Action) bool { return a.Kind == check.KindCheck && a.Of != p.Subject }) {
		return nil, false
	}
	s := &Stream{Options: opts, spent: make(spares, 64), run: run, blocks: csv.NewBlocks(from, opts.Block), seed: maphash.MakeSeed(), limits: roster.Limits{}.OrDefault(), met: map[finding]eval.Decision{}}
	if s.first = s.blocks.Next(nil); !s.blocks.Plain() {
		return nil, false
	}
	top, enough := s.head()
	if !enough {
		return nil, false
	}
	head, found := csv.Read(name, bytes.NewReader(top), csv.Options{Encoding: "utf-8", Comma: rune(s.blocks.Comma)})
	if len(head) == 0 || len(found) > 0 {
		return nil, false
	}
	var ok bool
	if s.rows, ok = roster.NewRows(p, head[0], roster.Options{}); !ok {
		return nil, false
	}
	s.evaluator = eval.New(p, s.rows.Roster)
	s.day = s.evaluator.Day(asOf)
	return s, s.day != 0
}

// head is the first rows of the first block, in memory of their own; false where it has
// too few and there are more.
func (s *Stream) head() (rows []byte, enough bool) {
	scanner := csv.NewScanner(s.first, s.blocks.Comma)
	for scanner.Next() {
		if scanner.Line() > headRows {
			return bytes.Clone(s.first[:scanner.Start]), true
		}
	}
	return bytes.Clone(s.first), s.blocks.Ended()
}

// Write decides and writes every record. An error of w is w's to keep.
func (s *Stream) Write(w io.Writer) End {
	w.Write(s.run.BriefHeadings())
	for piece := range s.pieces(runtime.GOMAXPROCS(0)) {
		if end := s.take(w, piece); end != Done {
			return end
		}
		if s.Watch != nil {
			s.Watch(s.records)
		}
	}
	if !s.blocks.Plain() || s.records == 0 {
		return Whole
	}
	return Done
}

// take writes a piece, whose records stand in the order of the file.
func (s *Stream) take(w io.Writer, p *piece) End {
	s.cells += p.cells
	if p.whole || s.lines+p.lines > s.limits.Rows || s.cells > s.limits.Cells {
		return Whole
	}
	if end := s.tellApart(p); end != Done {
		return end
	}
	from := 0
	for _, one := range p.singly {
		w.Write(p.text[from:one.at])
		from = one.at
		one.row.Number += s.lines
		if end := s.single(w, one); end != Done {
			return end
		}
	}
	w.Write(p.text[from:])
	s.spent.give(p.text)
	maps.Copy(s.met, p.met)
	s.records += p.records
	s.lines += p.lines
	return Done
}

// tellApart sees to it that no two records have one id.
func (s *Stream) tellApart(p *piece) End {
	switch {
	case s.AnyOrder:
		if !s.ids.add(p.ids...) {
			return Whole
		}
	case len(p.least) > 0:
		if !p.ascends || !less(s.last, p.least) {
			return AnyOrder
		}
		s.last = append(s.last[:0], p.most...)
	}
	return Done
}

// less is an order of ids in which numbers ascend.
func less(a, b []byte) bool { return len(a) < len(b) || len(a) == len(b) && bytes.Compare(a, b) < 0 }

// single decides a record by itself.
func (s *Stream) single(w io.Writer, one single) End {
	s.reading.Lock()
	defer s.reading.Unlock()
	if s.rows.Doubtful(one.row) {
		return Whole
	}
	record := s.rows.Record(one.row)
	if record == nil {
		return Done
	}
	s.records++
	if !one.named {
		if !s.AnyOrder {
			return AnyOrder
		}
		if !s.ids.add(s.hash([]byte(syntax.Fold(record.ID)))) {
			return Whole
		}
	}
	for _, d := range s.evaluator.Decide(record, s.day) {
		w.Write(s.run.BriefRecord(nil, []byte(record.ID), []byte(record.Name)))
		w.Write(s.run.BriefDecision(d))
		s.met[finding{d.Action, d.Outcome}] = d
	}
	return Done
}

func (s *Stream) hash(folded []byte) uint64 { return maphash.Bytes(s.seed, folded) }

// Found is what is wrong with the roster, once it has been written.
func (s *Stream) Found() diag.List { return s.rows.Found() }

// Met are decisions with all outcomes that there were of any matter, one of each.
func (s *Stream) Met() iter.Seq[eval.Decision] { return maps.Values(s.met) }
