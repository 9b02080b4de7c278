package csv

import (
	"bytes"
	"cmp"
	"io"
	"unicode/utf8"

	"rota/interp/roster"
)

// blockOf is how many bytes of a file are read at a time where nothing else is said.
const blockOf = 256 << 10

// Blocks cuts a file into blocks of whole records, for a file that is longer than memory
// holds. It reads only what needs no judgement: UTF-8 without a lost character, separated
// by the one sign that the first lines tell, every record closed within a block. Of
// anything else Plain is false, and Read is to read the file.
type Blocks struct {
	Comma byte

	from  io.Reader
	size  int
	rest  []byte // of the block before, the beginning of a record
	begun bool
	ended bool
	plain bool
}

// NewBlocks is a file from its beginning, so many bytes at a time; 0 means 256 KiB.
func NewBlocks(from io.Reader, size int) *Blocks {
	return &Blocks{from: from, size: cmp.Or(size, blockOf), plain: true}
}

// Ended says that the last block has been read.
func (b *Blocks) Ended() bool { return b.ended }

// Plain says that nothing was met so far that needs judgement.
func (b *Blocks) Plain() bool { return b.plain }

// Next is the next block, in memory of its own: into, if it is large enough. It is empty
// at the end of the file, and where the file is not plain.
func (b *Blocks) Next(into []byte) []byte {
	block := append(into[:0], b.rest...)
	if cap(block) < 2*b.size {
		block = append(make([]byte, 0, 2*b.size), block...)
	}
	n, err := io.ReadFull(b.from, block[len(block):len(block)+b.size])
	block = block[:len(block)+n]
	b.ended = err == io.EOF || err == io.ErrUnexpectedEOF
	if err != nil && !b.ended {
		b.plain = false
	}
	end := len(block)
	if !b.ended {
		end = lastEnd(block)
	}
	b.rest = append(b.rest[:0], block[end:]...)
	block = oneLineEnd(block[:end])
	if !b.begun {
		b.begun = true
		block = b.begin(block)
	}
	if !utf8.Valid(block) || bytes.IndexByte(block, 0) >= 0 || bytes.Contains(block, []byte(string(utf8.RuneError))) ||
		len(block) == 0 && !b.ended || len(b.rest) > b.size {
		b.plain = false
	}
	if !b.plain {
		return nil
	}
	return block
}

// begin finds the separator by the first block.
func (b *Blocks) begin(block []byte) []byte {
	block = bytes.TrimPrefix(block, []byte(bom))
	comma, rest := declared(block)
	if comma == 0 {
		comma = sniff(rest)
	}
	b.plain = b.plain && comma < utf8.RuneSelf && len(rest) == len(block)
	b.Comma = byte(comma)
	return block
}

// lastEnd is the end of the last record of a block, by the parity of the quotation marks
// before it; 0 where no record ends.
func lastEnd(block []byte) int {
	marks := bytes.Count(block, []byte{'"'})
	for end := len(block); end > 0; {
		at := bytes.LastIndexByte(block[:end], '\n')
		marks -= bytes.Count(block[at+1:end], []byte{'"'})
		if marks%2 == 0 {
			return at + 1
		}
		end = at
	}
	return 0
}

// Scanner parts a block into records and their fields.
type Scanner struct {
	Fields [][]byte // of the record, without the marks of quotation; they hold as long as the block
	Start  int      // where the record begins in the block

	block []byte
	comma byte
	ends  [256]bool
	at    int
	lines int
	plain bool
	freed []byte // fields with quotation marks in them
}

// NewScanner parts a block of a file with this separator.
func NewScanner(block []byte, comma byte) *Scanner {
	s := &Scanner{block: block, comma: comma, plain: true}
	s.ends[comma], s.ends['\n'], s.ends['"'] = true, true, true
	return s
}

// Plain says that nothing was met so far that needs judgement.
func (s *Scanner) Plain() bool { return s.plain }

// Written is the record as it stands in the block.
func (s *Scanner) Written() []byte { return s.block[s.Start:s.at:s.at] }

// Line is the number of the record among the rows of its block, from 1; after the last one
// it is how many rows there are.
func (s *Scanner) Line() int { return s.lines }

// Next goes to the next record; an empty line is none. It is false after the last, and
// where the next is not plain.
func (s *Scanner) Next() bool {
	block, at := s.block, s.at
	for at < len(block) && block[at] == '\n' {
		at++
		s.lines++
	}
	if s.at = at; at == len(block) {
		return false
	}
	s.Start, s.Fields = at, s.Fields[:0]
	s.lines++
	for {
		start := at
		for at < len(block) && !s.ends[block[at]] {
			at++
		}
		field := block[start:at]
		if at < len(block) && block[at] == '"' {
			if field, at = s.quoted(start, at); field == nil {
				s.plain = false
				return false
			}
		}
		s.Fields = append(s.Fields, field)
		if at == len(block) || block[at] == '\n' {
			s.at = min(at+1, len(block))
			return true
		}
		at++
	}
}

// quoted is a field in quotation marks and where it ends; nil of one that is not closed, or
// that they do not enclose.
func (s *Scanner) quoted(start, at int) (field []byte, end int) {
	if at != start {
		return nil, 0
	}
	block, doubled := s.block, false
	for at++; ; at += 2 {
		n := bytes.IndexByte(block[at:], '"')
		if n < 0 {
			return nil, 0
		}
		if at += n; at+1 == len(block) || block[at+1] != '"' {
			break
		}
		doubled = true
	}
	field, end = block[start+1:at:at], at+1
	if end < len(block) && block[end] != s.comma && block[end] != '\n' {
		return nil, 0
	}
	if doubled {
		from := len(s.freed)
		s.freed = append(s.freed, bytes.ReplaceAll(field, []byte(`""`), []byte{'"'})...)
		field = s.freed[from:len(s.freed):len(s.freed)]
	}
	return field, end
}

// Cell is a field as Read takes it; false where its length is to be judged.
func Cell(field []byte) (roster.Raw, bool) {
	t := table{clean: true, limits: roster.Limits{}.OrDefault()}
	if len(field) > t.limits.CellRunes {
		return roster.Raw{}, false
	}
	return t.cell(string(field), 0, 0), true
}
