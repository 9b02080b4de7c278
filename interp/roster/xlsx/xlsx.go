// Package xlsx reads workbooks of Excel, WPS and LibreOffice as a stream. In go
// the bytes of an .xlsx file, out come its sheets in order, hidden ones marked,
// and what is wrong with them; package roster finds the headers next.
//
//	sheets, found := xlsx.Read("花名册.xlsx", file, size, xlsx.Options{})
//	for _, sheet := range sheets {
//		headings, people, _, ok := roster.FindHeader(sheet, known)
//	}
//
// It is not excelize, which gives another person's text for a wrong text
// number, no sheet and no error for a cut-off one, and 55 seconds of work for
// 12 kilobytes that name the last column (measured on v2.11.0).
package xlsx

import (
	"bytes"
	"io"

	"rota/interp/roster"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// Options for Read; the zero value is right for an office's files.
type Options struct {
	Limits roster.Limits
}

// Read gives the worksheets of a workbook of size bytes; chart sheets are left
// out. A damaged sheet is given with the rows before the damage and an error.
// Numbers are as the file stores them, except that an exact whole number is
// written in plain digits: digits that Excel rounded away after the fifteenth
// are gone from the file, and that under a format of zeros (0000) it has those that are
// shown. Numbers shown as dates are Date; see roster.Kind.
// A merged range holds its first cell's value in every row that has a record.
func Read(name string, r io.ReaderAt, size int64, opts Options) ([]roster.Sheet, diag.List) {
	b := &book{name: name, limits: opts.Limits.OrDefault()}
	b.read(r, size)
	return b.sheets, b.found.List()
}

// book is the state of one Read.
type book struct {
	name   string
	limits roster.Limits
	found  roster.Findings
	sheets []roster.Sheet

	parts    parts
	strings  []string
	noText   bool // the table of texts is damaged, which is reported once
	dates    []format
	zeros    []int // digits that a style shows at least
	date1904 bool
	cells    int // kept in memory, all sheets together
	filled   int // of these, cells that hold something
}

func (b *book) file() source.Cell { return source.Cell{File: b.name} }

func (b *book) read(r io.ReaderAt, size int64) {
	head := make([]byte, 8)
	n, err := r.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		b.found.Add(diag.UnreadableFile, b.file())
		return
	}
	switch head = head[:n]; {
	case size <= 0 || n == 0:
		b.found.Add(diag.EmptyFile, b.file())
		return
	case size > b.limits.FileBytes:
		b.found.Add(diag.TooMuch, b.file(), b.limits.FileBytes, roster.LimitBytes)
		return
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")):
		b.found.Add(diag.OldWorkbook, b.file())
		return
	case !bytes.HasPrefix(head, []byte("PK")):
		b.found.Add(diag.NotWorkbook, b.file())
		return
	}
	if f := b.parts.open(r, size, b.limits); f != nil {
		b.fail(f)
		return
	}
	if b.parts.find("xl/workbook.bin") != nil || !b.parts.has("xl/") && b.parts.find("_rels/.rels") == nil {
		b.found.Add(diag.NotWorkbook, b.file())
		return
	}
	list, f := b.workbook()
	if f != nil {
		b.fail(f)
		return
	}
	for _, entry := range list {
		b.sheet(entry)
	}
}

// fault is why a part cannot be read on: the code of its diagnostic and words.
type fault struct {
	code diag.Code
	args []any
}

// fail reports a fault of the workbook as a whole.
func (b *book) fail(f *fault) { b.found.Add(f.code, b.file(), f.args...) }

func damaged(en, zh string) *fault {
	return &fault{diag.DamagedWorkbook, []any{locale.Text{EN: en, ZH: zh}}}
}

func suspect(en, zh string) *fault {
	return &fault{diag.SuspectWorkbook, []any{locale.Text{EN: en, ZH: zh}}}
}

var (
	cutOff    = damaged("it ends too early", "文件不完整，提前结束")
	changed   = damaged("its check sum does not match", "校验和不符，内容被改动过")
	unreading = damaged("a part of it cannot be unpacked", "有一部分无法解压")
	illFormed = damaged("a part of it breaks the rules of the format", "有一部分不符合格式规定")
)
