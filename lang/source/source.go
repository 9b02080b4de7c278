// Package source holds the text of files and the places in them. A place is a
// span of a policy text or a cell of a spreadsheet; a diagnostic points at
// either.
//
//	f := source.New("first.rota", text)
//	source.Span{File: f, Start: 0, End: 9}.String() // first.rota:1:1
package source

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// File is a policy text, valid UTF-8. Text is never changed after New.
type File struct {
	Name  string
	Text  string
	lines []int // byte offset of each line's first byte
}

// New keeps the text and finds its lines; a lone CR, LF and CR LF each end one.
func New(name, text string) *File {
	f := &File{Name: name, Text: text, lines: []int{0}}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' || text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			f.lines = append(f.lines, i+1)
		}
	}
	return f
}

// Line returns the text of line n (from 1) without its end; "" when there is none.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	end := len(f.Text)
	if n < len(f.lines) {
		end = f.lines[n]
	}
	return strings.TrimRight(f.Text[f.lines[n-1]:end], "\r\n")
}

// Position turns a byte offset into a line and a column, both from 1; columns
// count characters, as an author counts them.
func (f *File) Position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(f.Text))
	line = sort.SearchInts(f.lines, offset+1)
	return line, utf8.RuneCountInString(f.Text[f.lines[line-1]:offset]) + 1
}

// Place is where something stands: a Span or a Cell. String is what a person
// would type to go there; Less orders places of one run.
type Place interface {
	String() string
	order() (string, string, int, int)
}

// Span is a stretch of a file in bytes, [Start, End).
type Span struct {
	File       *File
	Start, End int
}

// String is file:line:column of the first character.
func (s Span) String() string {
	if s.File == nil {
		return ""
	}
	line, column := s.File.Position(s.Start)
	return fmt.Sprintf("%s:%d:%d", s.File.Name, line, column)
}

// Text is the stretch as written; "" for the zero Span.
func (s Span) Text() string {
	if s.File == nil || s.Start < 0 || s.End > len(s.File.Text) || s.Start > s.End {
		return ""
	}
	return s.File.Text[s.Start:s.End]
}

// To is the span from the start of s to the end of t.
func (s Span) To(t Span) Span {
	if t.File == nil {
		return s
	}
	if s.File == nil {
		return t
	}
	return Span{s.File, min(s.Start, t.Start), max(s.End, t.End)}
}

func (s Span) order() (string, string, int, int) {
	if s.File == nil {
		return "", "", 0, 0
	}
	return s.File.Name, "", s.Start, s.End
}

// Cell is one cell of a table: Row and Column count from 1 as the sheet shows
// them; Row 0 means the whole column, Column 0 the whole row, both 0 the sheet.
// Sheet is empty where a file has no sheets (CSV, JSON).
type Cell struct {
	File, Sheet string
	Row, Column int
}

// String is 'file!sheet!C17' as spreadsheets write it, without the parts that
// are empty.
func (c Cell) String() string {
	at := c.Address()
	switch {
	case c.Sheet == "" && at == "":
		return c.File
	case c.Sheet == "":
		return c.File + "!" + at
	case at == "":
		return c.File + "!" + c.Sheet
	}
	return c.File + "!" + c.Sheet + "!" + at
}

// Address is the cell alone: C17, the column C, or the row 17.
func (c Cell) Address() string {
	switch {
	case c.Row > 0 && c.Column > 0:
		return fmt.Sprintf("%s%d", ColumnLetters(c.Column), c.Row)
	case c.Column > 0:
		return ColumnLetters(c.Column)
	case c.Row > 0:
		return fmt.Sprintf("%d", c.Row)
	}
	return ""
}

func (c Cell) order() (string, string, int, int) { return c.File, c.Sheet, c.Row, c.Column }

// ColumnLetters is A for 1, Z for 26, AA for 27; "" below 1.
func ColumnLetters(n int) string {
	var letters string
	for ; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters
}

// Less orders places by file, sheet, then position; a missing place comes first.
func Less(a, b Place) bool {
	if a == nil || b == nil {
		return a == nil && b != nil
	}
	af, as, a1, a2 := a.order()
	bf, bs, b1, b2 := b.order()
	switch {
	case af != bf:
		return af < bf
	case as != bs:
		return as < bs
	case a1 != b1:
		return a1 < b1
	}
	return a2 < b2
}
