package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"

	"rota/interp/roster"
)

func staff(t testing.TB) []byte {
	return office(t, func(f *excelize.File) {
		for i := 1; i <= 30; i++ {
			require.NoError(t, f.SetSheetRow("Sheet1", fmt.Sprint("A", i), &[]any{fmt.Sprint("张三", i), i, "财务处"}))
		}
	})
}

// P11: a file cut off or changed gives the same sheet or an error.
func TestDamageIsNeverSilent(t *testing.T) {
	whole := staff(t)
	want, none := Read("f.xlsx", bytes.NewReader(whole), int64(len(whole)), Options{})
	require.Empty(t, none)
	for cut := 0; cut < len(whole); cut += 1 + len(whole)/300 {
		_, found := Read("f.xlsx", bytes.NewReader(whole[:cut]), int64(cut), Options{})
		require.True(t, found.HasErrors(), "cut at %d", cut)
	}
	step := 1
	if testing.Short() {
		step = 7
	}
	for i := 0; i < len(whole); i += step {
		changed := bytes.Clone(whole)
		changed[i] ^= 1 << (i % 8)
		got, found := Read("f.xlsx", bytes.NewReader(changed), int64(len(changed)), Options{})
		if !found.HasErrors() && !reflect.DeepEqual(want, got) {
			require.Equal(t, want, got, "byte %d", i)
		}
		codes(t, found)
	}
}

func TestCutOffSheetKeepsItsRows(t *testing.T) {
	full := data(strings.Repeat(`<row><c><v>1</v></c></row>`, 3))
	for name, part := range map[string]string{
		"cut off": full[:strings.LastIndex(full, "<v>")], "unbalanced": strings.Replace(full, "</row></sheetData>", "</sheetData>", 1),
		"rubbish": strings.Replace(full, "</sheetData>", "<&", 1), "two roots": full + "<worksheet/>",
	} {
		rows, codes := read(t, parcel(t, "xl/worksheets/sheet1.xml", part), Options{})
		require.Equal(t, []string{"R0513!在职"}, codes, name)
		require.GreaterOrEqual(t, len(rows), 2, name)
	}
	for name, part := range map[string]string{"another part": strs, "no cells": header + "<worksheet/>", "nothing": ""} {
		_, codes := read(t, parcel(t, "xl/worksheets/sheet1.xml", part), Options{})
		require.Equal(t, []string{"R0513!在职"}, codes, name)
	}
}

func TestDamagedTables(t *testing.T) {
	sheet := data(`<row><c t="s"><v>1</v></c><c s="1"><v>45000</v></c></row>`)
	rows, codes := read(t, parcel(t, "xl/worksheets/sheet1.xml", sheet, "xl/sharedStrings.xml", strs[:len(strs)-6]), Options{})
	require.Equal(t, []string{"1 ! d:2023-03-15"}, rows)
	require.Equal(t, []string{"R0512"}, codes)
	_, codes = read(t, parcel(t, "xl/worksheets/sheet1.xml", sheet, "xl/styles.xml", "<x/>"), Options{})
	require.Equal(t, []string{"R0512"}, codes)
	_, codes = read(t, parcel(t, "xl/_rels/workbook.xml.rels", header+"<Relationships/>"), Options{})
	require.Equal(t, []string{"R0513!在职"}, codes)
	_, codes = read(t, parcel(t, "xl/workbook.xml", header+"<workbook/>"), Options{})
	require.Equal(t, []string{"R0512"}, codes)
}

func TestRefused(t *testing.T) {
	sheet := "xl/worksheets/sheet1.xml"
	entity := strings.Replace(data(`<row><c t="inlineStr"><is><t>&a;</t></is></c></row>`), "<worksheet>", `<!DOCTYPE x [<!ENTITY a "b">]><worksheet>`, 1)
	long := data(`<row><c t="inlineStr"><is><t>` + strings.Repeat("x ", 1<<20) + `</t></is></c></row>`)
	for name, test := range map[string]struct {
		file []byte
		code string
	}{
		"old .xls":        {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....."), "R0511"},
		"HTML":            {[]byte("<html>"), "R0510"},
		"empty":           {nil, "R0502"},
		"another archive": {archive(t, "word/document.xml", "x"), "R0510"},
		"binary workbook": {parcel(t, "xl/workbook.bin", "x"), "R0510"},
		"document type":   {parcel(t, sheet, entity), "R0514!在职"},
		"one long text":   {parcel(t, sheet, long), "R0514!在职"},
		"same name twice": {archive(t, "xl/workbook.xml", "x", "XL/Workbook.xml", "y"), "R0514"},
		"too many parts":  {archive(t, many(1001)...), "R0514"},
		"65,000 parts":    {archive(t, many(65_000)...), "R0514"},
	} {
		t.Run(name, func(t *testing.T) {
			_, codes := read(t, test.file, Options{})
			require.Equal(t, []string{test.code}, codes)
		})
	}
	_, found := read(t, parcel(t, "../../etc/passwd", "x", sheet, data(`<row><c><v>1</v></c></row>`)), Options{})
	require.Empty(t, found)
}

func archive(t testing.TB, pairs ...string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(pairs); i += 2 {
		w, err := z.Create(pairs[i])
		require.NoError(t, err)
		_, err = io.WriteString(w, pairs[i+1])
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

func many(n int) (pairs []string) {
	for i := range n {
		pairs = append(pairs, fmt.Sprint("xl/", i), "")
	}
	return pairs
}

func TestWideCharactersInAPart(t *testing.T) {
	part, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.Replace(strs, "UTF-8", "UTF-16", 1))
	require.NoError(t, err)
	rows, codes := read(t, parcel(t, "xl/sharedStrings.xml", part, "xl/worksheets/sheet1.xml", data(`<row><c t="s"><v>1</v></c></row>`)), Options{})
	require.Empty(t, codes)
	require.Equal(t, []string{"1 张三"}, rows)
}

// stretched is a workbook whose sheet is what write streams into it.
func stretched(t testing.TB, write func(w io.Writer)) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, pair := range [][2]string{{"_rels/.rels", rootRel}, {"xl/workbook.xml", bookXML}, {"xl/_rels/workbook.xml.rels", bookRel}, {"xl/sharedStrings.xml", strs}, {"xl/styles.xml", styles}} {
		w, err := z.Create(pair[0])
		require.NoError(t, err)
		_, err = io.WriteString(w, pair[1])
		require.NoError(t, err)
	}
	w, err := z.Create("xl/worksheets/sheet1.xml")
	require.NoError(t, err)
	write(w)
	require.NoError(t, z.Close())
	return out.Bytes()
}

// P8: files that cost excelize 55 seconds or 7 gigabytes cost next to nothing.
func TestExhaustion(t *testing.T) {
	cells := func(column string) func(io.Writer) {
		return func(w io.Writer) {
			io.WriteString(w, header+"<worksheet><sheetData>")
			for i := 1; i <= 100_000; i++ {
				fmt.Fprintf(w, `<row r="%d"><c r="%s%d"><v>%d</v></c></row>`, i, column, i, i*7919%10007)
			}
			io.WriteString(w, `</sheetData><mergeCells>`+strings.Repeat(`<mergeCell ref="A1:SR100000"/>`, 1000)+`</mergeCells></worksheet>`)
		}
	}
	repeat := func(text string, times int) func(io.Writer) {
		return func(w io.Writer) {
			io.WriteString(w, header+"<worksheet><sheetData><row><c><v>")
			for range times {
				io.WriteString(w, text)
			}
		}
	}
	for name, test := range map[string]struct {
		write func(io.Writer)
		code  string
	}{
		"last column in every row": {cells("XFD"), "R0503"}, "column 512 in every row": {cells("SR"), "R0503"}, "merges over all rows": {cells("A"), ""},
		"5 M nested elements": {repeat("<a>", 5_000_000), "R0514"}, "300 MB of one cell": {repeat(strings.Repeat("9", 1<<20), 300), "R0514"},
		"300 MB of comments": {repeat("<!--"+strings.Repeat("9", 1<<19)+"-->", 600), "R0514"},
	} {
		t.Run(name, func(t *testing.T) {
			b := stretched(t, test.write)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			sheets, found := Read("f.xlsx", bytes.NewReader(b), int64(len(b)), Options{roster.Limits{}})
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if test.code != "" {
				require.Contains(t, codes(t, found)[0], test.code)
			}
			require.Less(t, took, time.Minute)
			require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(512<<20))
			t.Log(len(b), "bytes", took, (after.TotalAlloc-before.TotalAlloc)>>20, "MB", len(sheets))
		})
	}
}
