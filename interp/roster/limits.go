package roster

// Limits bound what one file may make a reader do; each may be raised. A field
// of zero or less takes the default, so the zero value is the set of defaults.
// They hold for rosters a hundred times larger than a ministry's, and refuse
// files built to exhaust the machine before it is exhausted.
type Limits struct {
	FileBytes int64 // size of the file itself; 256 MiB
	Rows      int   // rows of one sheet; 2,000,000
	Columns   int   // columns of one sheet that hold anything; 512
	Cells     int   // cells of one file kept in memory, blanks between others included; 64 Mi
	CellRunes int   // characters of one cell; 32,767, the limit of Excel

	Entries       int   // parts inside a workbook; 1,000
	PartBytes     int64 // one part of a workbook unpacked; 512 MiB
	UnpackedBytes int64 // all parts unpacked; 1 GiB
	Ratio         int64 // unpacked to packed size of a part above 10 MiB; 200 (rosters measure 7, bombs 1,030)
	Depth         int   // nesting of XML elements or of JSON; 64
}

// OrDefault is l with the default in every field of zero or less.
func (l Limits) OrDefault() Limits {
	return Limits{
		FileBytes:     orDefault(l.FileBytes, 256<<20),
		Rows:          orDefault(l.Rows, 2_000_000),
		Columns:       orDefault(l.Columns, 512),
		Cells:         orDefault(l.Cells, 64<<20),
		CellRunes:     orDefault(l.CellRunes, 32_767),
		Entries:       orDefault(l.Entries, 1_000),
		PartBytes:     orDefault(l.PartBytes, 512<<20),
		UnpackedBytes: orDefault(l.UnpackedBytes, 1<<30),
		Ratio:         orDefault(l.Ratio, 200),
		Depth:         orDefault(l.Depth, 64),
	}
}

func orDefault[T int | int64](n, standard T) T {
	if n <= 0 {
		return standard
	}
	return n
}
