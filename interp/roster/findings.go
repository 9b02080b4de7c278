package roster

import (
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// What a limit counts, as diag.TooMuch names it.
var (
	LimitBytes     = locale.Text{EN: "bytes", ZH: "字节"}
	LimitRows      = locale.Text{EN: "rows", ZH: "行"}
	LimitColumns   = locale.Text{EN: "columns", ZH: "列"}
	LimitCells     = locale.Text{EN: "cells", ZH: "个单元格"}
	LimitCellRunes = locale.Text{EN: "characters in one cell", ZH: "个字符（单个单元格内）"}
	LimitDepth     = locale.Text{EN: "levels of nesting", ZH: "层嵌套"}
)

// Findings gathers what a reader finds wrong. The same code in the same column
// of a sheet is one finding with a count, so that a file of a million bad cells
// gives a list that can be read and that fits in memory.
type Findings struct {
	list diag.List
	seen map[group]int
}

type group struct {
	code   diag.Code
	sheet  string
	column int
}

// Add records a finding at a cell, or counts it to the first one alike.
func (f *Findings) Add(code diag.Code, at source.Cell, args ...any) {
	key := group{code, at.Sheet, at.Column}
	if i, ok := f.seen[key]; ok {
		f.list[i].Count = max(f.list[i].Count, 1) + 1
		return
	}
	if f.seen == nil {
		f.seen = map[group]int{}
	}
	f.seen[key] = len(f.list)
	f.list.Add(code, at, args...)
}

// List is the findings in the order found.
func (f *Findings) List() diag.List { return f.list }
