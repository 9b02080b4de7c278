package xlsx

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"rota/interp/roster"
)

// office makes a workbook with excelize: what programs write, not what we think they do.
func office(t testing.TB, make func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	make(f)
	var out bytes.Buffer
	require.NoError(t, f.Write(&out))
	require.NoError(t, f.Close())
	return out.Bytes()
}

func TestOfficeWorkbook(t *testing.T) {
	yes := func(err error) { require.NoError(t, err) }
	for _, old := range []bool{false, true} {
		b := office(t, func(f *excelize.File) {
			yes(f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &old}))
			yes(f.SetSheetName("Sheet1", "在职"))
			yes(f.SetSheetRow("在职", "A1", &[]any{"单位花名册"}))
			yes(f.MergeCell("在职", "A1", "H1"))
			yes(f.SetSheetRow("在职", "A2", &[]any{"部门", "姓名", "A", "B", "C", "D", "ok", "n"}))
			custom := "yyyy\"年\"m\"月\"d\"日\""
			styles := []excelize.Style{{NumFmt: 14}, {NumFmt: 31}, {NumFmt: 57}, {CustomNumFmt: &custom}}
			for i, s := range styles {
				id, err := f.NewStyle(&s)
				yes(err)
				cell, err := excelize.CoordinatesToCellName(i+3, 3)
				yes(err)
				serial := 45000
				if old {
					serial -= 1462
				}
				yes(f.SetCellValue("在职", cell, serial))
				yes(f.SetCellStyle("在职", cell, cell, id))
			}
			yes(f.SetCellValue("在职", "A3", "财务处"))
			yes(f.MergeCell("在职", "A3", "A4"))
			yes(f.SetCellRichText("在职", "B3", []excelize.RichTextRun{{Text: "张"}, {Text: "三 ", Font: &excelize.Font{Bold: true}}}))
			yes(f.SetCellValue("在职", "G3", true))
			yes(f.SetCellValue("在职", "H3", 110101199001010000))
			yes(f.SetCellValue("在职", "B4", "a_x000D_b\nc"))
			yes(f.SetCellValue("在职", "H4", 1.5))
			yes(f.SetRowVisible("在职", 4, false))
			_, err := f.NewSheet("离退休")
			yes(err)
			yes(f.SetSheetVisible("离退休", false, old)) // of those that are old hidden so that no menu shows it
		})
		sheets, found := Read("f.xlsx", bytes.NewReader(b), int64(len(b)), Options{})
		require.Empty(t, found)
		require.Equal(t, []string{
			"1" + strings.Repeat(" 单位花名册", 8),
			"2 部门 姓名 A B C D ok n",
			"3 财务处 张三  d:2023-03-15 d:2023-03-15 d:2023-03-15 d:2023-03-15 b:TRUE n:110101199001010000",
			"4 财务处 a\rb\nc _ _ _ _ _ n:1.5 hidden",
		}, show(sheets))
		require.Equal(t, []string{"在职", "离退休"}, []string{sheets[0].Name, sheets[1].Name})
		require.True(t, sheets[1].Hidden && !sheets[0].Hidden && sheets[0].Date1904 == old)
	}
}

// The stream writer of excelize writes inline strings; its raw reader is the oracle.
func TestAgainstExcelize(t *testing.T) {
	b := office(t, func(f *excelize.File) {
		w, err := f.NewStreamWriter("Sheet1")
		require.NoError(t, err)
		for i := 1; i <= 500; i++ {
			require.NoError(t, w.SetRow(fmt.Sprint("A", i), []any{fmt.Sprint("张三", i), i, float64(i) / 7, nil, " x ", "𬱖·" + strings.Repeat("长", i%50)}))
		}
		require.NoError(t, w.Flush())
	})
	sheets, found := Read("f.xlsx", bytes.NewReader(b), int64(len(b)), Options{})
	require.Empty(t, found)
	f, err := excelize.OpenReader(bytes.NewReader(b))
	require.NoError(t, err)
	want, err := f.GetRows("Sheet1", excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	require.Len(t, sheets[0].Rows, len(want))
	for i, row := range sheets[0].Rows {
		var got []string
		for _, c := range row.Cells {
			got = append(got, c.Text)
		}
		require.Equal(t, want[i], got)
	}
}

func TestCells(t *testing.T) {
	for _, test := range []struct {
		name, in    string
		rows, codes []string
	}{
		{"kinds", `<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh><t> c</t></is></c><c t="str"><f>x</f><v>d_x000D__x005F_</v></c><c t="b"><v>0</v></c><c t="d"><v>2015-03-01T00:00:00Z</v></c><c><v>1.1E+17</v></c></row>`,
			[]string{"2 张三 _ a c d\r_ b:FALSE d:2015-03-01 n:110000000000000000"}, nil},
		{"dates", `<row><c s="1"><v>60</v></c><c s="1"><v>59</v></c><c s="1"><v>61</v></c><c s="2"><v>44986</v></c><c s="3"><v>44987</v></c><c s="4"><v>0.5</v></c><c s="5"><v>45000.5</v></c><c s="1"><v>0</v></c><c s="99"><v>45000</v></c></row>`,
			[]string{"1 !1900-02-29 d:1900-02-28 d:1900-03-01 d:2023-03 d:2023-03-02 n:0.5 d:2023-03-15T12:00:00 n:0 n:45000"}, []string{"R0518!在职!A1"}},
		{"zeros", `<row><c s="6"><v>7</v></c><c s="6"><v>12345</v></c><c s="6"><v>7.5</v></c><c s="6"><v>-7</v></c><c s="7"><v>7</v></c></row>`,
			[]string{"1 n:0007 n:12345 n:7.5 n:-7 n:7"}, nil},
		{"string numbers", `<row><c t="s"><v>-5</v></c><c t="s"><v>99999</v></c><c t="s"><v>x</v></c><c t="s"><v>0</v></c></row>`,
			[]string{"1 ! ! ! 姓名"}, []string{"R0515!在职!A1", "R0515!在职!B1", "R0515!在职!C1"}},
		{"errors and formulas", `<row><c t="e"><v>#REF!</v></c><c><f>1+1</f></c><c><f>1+1</f><v/></c><c t="str"><f>""</f><v></v></c><c><f>1+1</f><v>2</v></c></row>`,
			[]string{"1 !#REF! ! ! _ n:2"}, []string{"R0516!在职!A1", "R0517!在职!B1", "R0517!在职!C1"}},
		{"bad values", `<row><c><v>0x1F</v></c><c><v>inf</v></c><c t="b"><v>2</v></c><c t="d"><v>2015-02-30</v></c><c t="q"><v>1</v></c></row>`,
			[]string{"1 !0x1F !inf !2 !2015-02-30 !q"}, []string{"R0518!在职!A1", "R0518!在职!B1", "R0518!在职!C1", "R0518!在职!D1", "R0518!在职!E1"}},
		{"no addresses, another order", `<row r="3"><c><v>3</v></c></row><row><c><v>4</v></c></row><row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>`,
			[]string{"1 n:1 n:2", "3 n:3", "4 n:4"}, nil},
		{"bad addresses", `<row r="1"><c r="A2"><v>1</v></c><c r="XFE1"><v>2</v></c><c r="1B"><v>3</v></c></row><row r="2147483648"><c><v>5</v></c></row>`,
			[]string{"1 !1 !2 !3", "2 n:5"}, []string{"R0519!在职!A1", "R0519!在职!B1", "R0519!在职!C1", "R0519!在职!2"}},
		{"repeated", `<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row><row r="2"><c><v>3</v></c></row><row r="2"><c><v>4</v></c></row>`,
			[]string{"1 !1", "2 !3", "2 !4"}, []string{"R0520!在职!A1", "R0520!在职!2"}},
		{"prefix, comment, CDATA, extension", `<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a<!-- n -->b<![CDATA[<c>]]></x:t></x:is><x:extLst><x:v>9</x:v></x:extLst></x:c></x:row>`,
			[]string{"1 ab<c>"}, nil},
		{"far right", `<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>`, []string{"1 n:1"}, []string{"R0503!在职!1"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			rows, codes := one(t, test.in)
			require.Equal(t, test.rows, rows)
			require.Equal(t, test.codes, codes)
		})
	}
}

func TestMergedRangesMakeNoRecords(t *testing.T) {
	sheet := strings.Replace(data(`<row r="1"><c t="s"><v>1</v></c><c><v>1</v></c></row><row r="3"><c r="B3"><v>3</v></c></row><row r="5"><c r="A5"><v>5</v></c></row>`),
		`</worksheet>`, `<mergeCells><mergeCell ref="A1:A4"/><mergeCell ref="A9:XFD99"/><mergeCell ref="x"/></mergeCells></worksheet>`, 1)
	rows, codes := read(t, parcel(t, "xl/worksheets/sheet1.xml", sheet), Options{})
	require.Empty(t, codes)
	require.Equal(t, []string{"1 张三 n:1", "3 张三 n:3", "5 n:5"}, rows)
}

func TestFormats(t *testing.T) {
	for code, want := range map[string]format{
		"General": plain, "0.00": plain, `#,##0.00_);[Red]\(#,##0.00\)`: plain, `"day" 0`: plain, "0.00E+00": plain, "@": plain,
		"yyyy-mm-dd": dayly, `yyyy"年"m"月"d"日";@`: dayly, "yyyy年m月d日": dayly, "[$-804]yyyy\\-mm\\-dd": dayly, "m/d/yy h:mm": dayly, "[DBNum1]m月d日": dayly,
		"yyyy.mm": monthy, `yyyy"年"m"月"`: monthy, "mmm-yy": monthy, "yyyy": monthy,
		"0;yyyy-mm-dd": plain, "yyyy;0": monthy, `\d0`: plain, `_d0`: plain, `*d0`: plain, "[d]0": plain, "[": plain, "yyyy[": monthy, "[hx]0": plain, "G/通用格式": plain, "general d": plain, "0 h": plain, "#h": plain, "?s": plain,
		"ddd": dayly, "ddd d": dayly, "dddd, mmmm dd, yyyy": dayly, "ddd mmm": monthy, "日": dayly, "m": monthy, "年": monthy, "月": monthy, `yyyy"d"`: monthy, "YYYY-MM-DD": dayly,
		"mm:ss": clock, "ss": clock, "[s]": clock, "[mm]": clock, "[H]": clock, "a/p": clock, `h"时"mm"分"`: clock,
		"h:mm": clock, "[h]:mm:ss": clock, "h:mm AM/PM": clock, "dddd": dayly,
	} {
		require.Equal(t, want, formatOf(code), code)
	}
}

func TestDigits(t *testing.T) {
	for in, want := range map[string]string{"1.1E+17": "110000000000000000", "-1.25E2": "-125", "1.234E2": "1.234E2", "5e0": "5", "1E-3": "1E-3", "1E300": "1E300", "0E5": "0", "0.1": "0.1", "1.10E1": "11"} {
		require.Equal(t, want, digits(in), in)
	}
}

// A number is a day only where its style shows one, and in the years that a serial can have.
func TestSerials(t *testing.T) {
	for _, test := range []struct {
		text  string
		shown format
		from4 bool // counted from 1904
		want  string
	}{
		{"45000", dayly, false, "2023-03-15"}, {"45000", plain, false, "-"}, {"x", dayly, false, "-"},
		{"1", dayly, false, "1900-01-01"}, {"0", dayly, false, "-"}, {"0.9", dayly, false, "-"}, {"-1", dayly, false, "-"}, {"59", dayly, false, "1900-02-28"}, {"60", dayly, false, "1900-02-29 absurd"}, {"61", dayly, false, "1900-03-01"},
		{"2958465", dayly, false, "9999-12-31"}, {"2958466", dayly, false, "-"},
		{"0", dayly, true, "1904-01-01"}, {"-1", dayly, true, "-"}, {"1", dayly, true, "1904-01-02"}, {"43538", dayly, true, "2023-03-15"}, {"2957003", dayly, true, "9999-12-31"}, {"2957004", dayly, true, "-"},
		{"45000.5", dayly, false, "2023-03-15T12:00:00"}, {"45000.99999999", dayly, false, "2023-03-16"}, {"45000.00001", dayly, false, "2023-03-15T00:00:01"}, {"45000.000001", dayly, false, "2023-03-15"}, {"45000.52570601852", dayly, false, "2023-03-15T12:37:01"},
		{"44986", monthy, false, "2023-03"}, {"44987", monthy, false, "2023-03-02"}, {"44986.5", monthy, false, "2023-03-01T12:00:00"}, {"44986", dayly, false, "2023-03-01"},
		{"367", clock, false, "1901-01-01"}, {"366", clock, false, "-"}, {"45000", clock, false, "2023-03-15"}, {"45000.5", clock, false, "-"}, {"0.5", clock, false, "-"},
	} {
		iso, absurd, ok := dateOf(test.text, test.shown, test.from4)
		switch {
		case !ok:
			iso = "-"
		case absurd:
			iso += " absurd"
		}
		require.Equal(t, test.want, iso, test)
	}
}

func TestStoredDates(t *testing.T) {
	for text, want := range map[string]string{
		"2015-03-01": "2015-03-01", "2015-03-01T00:00:00": "2015-03-01", "2015-03-01T00:00:00.000Z": "2015-03-01", "2015-03-01T": "2015-03-01", "2015-03-01T08:30:00": "2015-03-01T08:30:00", "2015-03-01T08:30:00Z": "2015-03-01T08:30:00",
		"2015-03-01T08:30:00+08:00": "", "2015-02-30": "", "2015-03": "", "": "", "T08:30": "",
	} {
		iso, ok := isoDate(text)
		require.Equal(t, want != "", ok, text)
		require.Equal(t, want, iso, text)
	}
}

func TestNumbers(t *testing.T) {
	for _, text := range []string{"0", "9", "-1.5", "+3", "1E5", "1e-5", ".5", "5."} {
		require.True(t, numeric(text), text)
	}
	for _, text := range []string{"", "x", "inf", "nan", "0x1F", "1_000", "1,5", "1 ", "--1", "1e", "/", ":"} {
		require.False(t, numeric(text), text)
	}
}

// How many digits a style shows at least: of zeros alone, as they stand before a semicolon.
func TestZeros(t *testing.T) {
	for code, want := range map[string]int{"0000": 4, "0": 1, "000;-000": 3, "": 0, "0.00": 0, "#000": 0, "00-00": 0} {
		require.Equal(t, want, zerosOf(code), code)
	}
}

// The styles that have no code in the file, as an office in China has them.
func TestBuiltInFormats(t *testing.T) {
	for kind, ids := range map[format][]int{
		plain: {0, 1, 9, 13, 23, 26, 37, 44, 48, 49, 59}, monthy: {17, 27, 36, 50, 52, 57},
		clock: {18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56}, dayly: {14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58},
	} {
		for _, id := range ids {
			require.Equal(t, kind, builtIn[id], id)
		}
	}
}

func TestLimits(t *testing.T) {
	rows := `<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c t="s"><v>1</v></c></row>`
	b := parcel(t, "xl/worksheets/sheet1.xml", data(rows))
	for name, test := range map[string]struct {
		at, below roster.Limits
	}{
		"rows": {roster.Limits{Rows: 2}, roster.Limits{Rows: 1}}, "columns": {roster.Limits{Columns: 2}, roster.Limits{Columns: 1}},
		"cells": {roster.Limits{Cells: 4}, roster.Limits{Cells: 3}}, "characters": {roster.Limits{CellRunes: 2}, roster.Limits{CellRunes: 1}},
		"file": {roster.Limits{FileBytes: int64(len(b))}, roster.Limits{FileBytes: int64(len(b)) - 1}}, "parts": {roster.Limits{Entries: 6}, roster.Limits{Entries: 5}},
		"depth": {roster.Limits{Depth: 5}, roster.Limits{Depth: 4}},
	} {
		_, codes := read(t, b, Options{test.at})
		require.Empty(t, codes, name)
		_, codes = read(t, b, Options{test.below})
		require.NotEmpty(t, codes, name)
	}
}

func BenchmarkRead(b *testing.B) {
	data := office(b, func(f *excelize.File) {
		w, err := f.NewStreamWriter("Sheet1")
		require.NoError(b, err)
		for i := 1; i <= 20_000; i++ {
			row := make([]any, 16)
			for c := range row {
				row[c] = i * c
			}
			row[0] = fmt.Sprint("张三", i)
			require.NoError(b, w.SetRow(fmt.Sprint("A", i), row))
		}
		require.NoError(b, w.Flush())
	})
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		Read("f.xlsx", bytes.NewReader(data), int64(len(data)), Options{})
		b.ReportMetric(320_000/time.Since(start).Seconds(), "cells/s")
	}
}
