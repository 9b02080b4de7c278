package stream

import (
	"math"

	"rota/interp/plan"
	"rota/interp/roster"
	"rota/interp/roster/csv"
	"rota/lang/civil"
	"rota/lang/types"
)

// column reads the cells of a field, each spelling once.
type column struct {
	roster.Field
	decides bool // the batch has a column of it
	slot    plan.Slot
	dated   bool // dates in ISO form are read where they stand
	texts   map[string]cell
	short   [256]shortCell // those of at most 8 bytes, by their hash; the last one read
}

// cell is what a spelling says.
type cell struct {
	value plan.Value
	plain bool // else the record is to be decided by itself
	whole bool // it takes the whole file
}

type shortCell struct {
	text  uint64
	bytes int // 0 where there is none
	cell
}

// mostTexts spellings of a field are kept.
const mostTexts = 4096

func newColumn(f roster.Field, batch *plan.Batch) *column {
	c := &column{Field: f, texts: map[string]cell{}}
	c.slot, c.decides = batch.Slot(f.Field)
	c.dated = c.decides && f.Type.Kind == types.Date && !f.Type.Several && !f.Type.PerYear && len(f.Written) == 0
	return c
}

// cell reads a cell.
func (w *worker) cell(c *column, text []byte) cell {
	if c.dated && len(text) == len("2006-01-02") {
		if d, ok := isoDate(text); ok {
			return cell{value: w.batch.Date(c.slot, d), plain: true}
		}
	}
	if len(text) > 8 {
		return w.kept(c, text)
	}
	var bits uint64
	for i, b := range text {
		bits |= uint64(b) << (8 * i)
	}
	s := &c.short[bits*0x9E3779B97F4A7C15>>56]
	if s.text != bits || s.bytes != len(text)+1 {
		*s = shortCell{bits, len(text) + 1, w.kept(c, text)}
	}
	return s.cell
}

// kept is what a spelling says, which is looked up where it was met before.
func (w *worker) kept(c *column, text []byte) cell {
	out, met := c.texts[string(text)]
	if !met {
		out = w.first(c, text)
		if len(c.texts) < mostTexts {
			c.texts[string(text)] = out
		}
	}
	return out
}

// first reads a spelling that was not met before.
func (w *worker) first(c *column, text []byte) (out cell) {
	raw, ok := csv.Cell(text)
	if !ok {
		return cell{whole: true}
	}
	w.reading.Lock()
	defer w.reading.Unlock()
	read, plain, whole := w.Stream.rows.Cell(c.Field, raw)
	if out = (cell{plain: plain, whole: whole}); c.decides && plain {
		out.value, out.plain = w.batch.Value(c.slot, &read)
	}
	return out
}

// isoDate reads 2006-01-02 in a year that a roster may have.
func isoDate(t []byte) (d civil.Date, ok bool) {
	year, month, day := 100*two(t[0], t[1])+two(t[2], t[3]), two(t[5], t[6]), two(t[8], t[9])
	if t[4] != '-' || t[7] != '-' || min(month, day) < 0 || year < roster.FirstYear || year > roster.LastYear {
		return 0, false
	}
	return civil.NewDate(year, month, day)
}

// two is the number of two digits; less than any date's where they are none.
func two(tens, ones byte) int {
	if tens -= '0'; tens > 9 {
		return math.MinInt16
	}
	if ones -= '0'; ones > 9 {
		return math.MinInt16
	}
	return 10*int(tens) + int(ones)
}
