package xlsx

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"rota/interp/roster"
	"rota/lang/locale"
)

// sound reads any bytes: no panic, rows ascending, a row of no more columns
// than allowed, faults only with an error, every message in words.
func sound(t *testing.T, b []byte) {
	sheets, found := Read("f.xlsx", bytes.NewReader(b), int64(len(b)), Options{roster.Limits{PartBytes: 4 << 20, Columns: 40}})
	for _, s := range sheets {
		last := 0
		for _, row := range s.Rows {
			require.True(t, row.Number > last || found.HasErrors())
			require.LessOrEqual(t, len(row.Cells), 40)
			last = row.Number
			for _, c := range row.Cells {
				require.True(t, c.Kind != roster.Fault || found.HasErrors())
			}
		}
	}
	require.True(t, len(sheets) > 0 || found.HasErrors())
	for _, d := range found {
		require.NotEmpty(t, d.Message(locale.Chinese))
	}
}

func FuzzSheetXML(f *testing.F) {
	for _, seed := range []string{
		`<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><v>45000</v></c></row>`,
		`<row><c t="inlineStr"><is><r><t>a</t></r></is></c><c t="e"><v>#N/A</v></c><c><f>1</f></c></row>`,
		`<row r="2"><c r="XFD2" t="b"><v>1</v></c><c t="d"><v>2015-03-01T08:00:00</v></c></row><row r="1"><c><v>1E+17</v></c></row>`,
	} {
		f.Add([]byte(data(seed)))
	}
	f.Add([]byte(`<worksheet><sheetData><row r="3"><c><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A3:C9"/></mergeCells></worksheet>`))
	f.Fuzz(func(t *testing.T, part []byte) { sound(t, parcel(t, "xl/worksheets/sheet1.xml", string(part))) })
}

func FuzzSharedStrings(f *testing.F) {
	for _, seed := range []string{strs, `<sst><si/><si><t>_x000D_</t></si></sst>`, "\xFF\xFE<\x00s\x00s\x00t\x00/\x00>\x00"} {
		f.Add([]byte(seed))
	}
	sheet := data(`<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>`)
	f.Fuzz(func(t *testing.T, part []byte) {
		sound(t, parcel(t, "xl/sharedStrings.xml", string(part), "xl/worksheets/sheet1.xml", sheet))
	})
}

// The file excelize makes agrees with its own raw reader on every seed; bytes
// changed by the fuzzer mostly die on check sums, which is the point.
func FuzzZip(f *testing.F) {
	f.Add(staff(f))
	f.Add(parcel(f))
	f.Add(office(f, func(x *excelize.File) { require.NoError(f, x.SetCellValue("Sheet1", "C3", true)) }))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, b []byte) { sound(t, b) })
}
