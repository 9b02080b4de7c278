package interp_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"rota/interp"
	"rota/interp/roster"
	"rota/lang/civil"
)

// BenchmarkWorkbook times a workbook of 16 columns that is read, bound and decided, and the
// bare reader of rows of excelize, by turns: of-excelize is how much of its time it takes.
func BenchmarkWorkbook(b *testing.B) {
	const rows = 50_000
	p, found := interp.Load("stay.rota", []byte("time since post since >= 5y => must rotate\npost tenure >= 3y => should rotate\n"))
	require.False(b, found.HasErrors())
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	require.NoError(b, err)
	for i := range rows + 1 {
		row := make([]any, 16)
		for c := range row {
			switch {
			case i == 0:
				row[c] = []string{"id", "name", "post since"}[min(c, 2)] + map[bool]string{true: "", false: fmt.Sprint(" ", c)}[c < 3]
			case c == 0:
				row[c] = fmt.Sprintf("S%07d", i)
			case c == 2:
				row[c] = fmt.Sprintf("20%02d-%02d-%02d", 8+i%16, 1+i%12, 1+i%28)
			case c%2 == 1:
				row[c] = fmt.Sprint("Office ", i*c%997)
			default:
				row[c] = i * c
			}
		}
		require.NoError(b, w.SetRow(fmt.Sprint("A", i+1), row))
	}
	require.NoError(b, w.Flush())
	var file bytes.Buffer
	require.NoError(b, f.Write(&file))
	day, _ := civil.NewDate(2024, 6, 30)
	var took, reading, theirs time.Duration
	for b.Loop() {
		begun := time.Now()
		sheets, found := interp.Sheets("staff.xlsx", file.Bytes(), interp.SheetOptions{})
		require.Empty(b, found)
		reading += time.Since(begun)
		bound, _ := p.Bind(sheets, nil, roster.Options{})
		decided := 0
		for range bound.Brief(day) {
			decided++
		}
		took += time.Since(begun)
		require.Equal(b, rows, decided)
		begun = time.Now()
		x, err := excelize.OpenReader(bytes.NewReader(file.Bytes()))
		require.NoError(b, err)
		all, err := x.Rows("Sheet1")
		require.NoError(b, err)
		for all.Next() {
			_, err := all.Columns(excelize.Options{RawCellValue: true})
			require.NoError(b, err)
		}
		theirs += time.Since(begun)
	}
	b.ReportMetric(float64(took)/float64(theirs), "of-excelize")
	b.ReportMetric(float64(reading)/float64(theirs), "reading-of-excelize")
	b.ReportMetric(float64(took.Nanoseconds())/float64(b.N)/rows, "ns/record")
}
