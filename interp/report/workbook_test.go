package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
)

func workbook(t testing.TB, run Run) (*excelize.File, []byte) {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, Workbook(&out, run))
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	require.NoError(t, err)
	t.Cleanup(func() { f.Close() })
	return f, out.Bytes()
}

// part is a part of the file as bytes.
func part(t testing.TB, data []byte, name string) string {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	f, err := in.Open(name)
	require.NoError(t, err)
	text, err := io.ReadAll(f)
	require.NoError(t, err)
	return string(text)
}

// shown is a cell as a spreadsheet shows it, with its type.
func shown(t testing.TB, f *excelize.File, sheet string, column, row int) (string, excelize.CellType, *excelize.Style) {
	t.Helper()
	at, err := excelize.CoordinatesToCellName(column, row)
	require.NoError(t, err)
	text, err := f.GetCellValue(sheet, at)
	require.NoError(t, err)
	kind, err := f.GetCellType(sheet, at)
	require.NoError(t, err)
	id, err := f.GetCellStyle(sheet, at)
	require.NoError(t, err)
	style, err := f.GetStyle(id)
	require.NoError(t, err)
	formula, err := f.GetCellFormula(sheet, at)
	require.NoError(t, err)
	require.Empty(t, formula, at)
	return text, kind, style
}

func TestWorkbookCellByCell(t *testing.T) {
	for tag, l := range languages {
		for _, run := range []Run{trial(t, l), single(t, l)} {
			f, data := workbook(t, run)
			seen := 0
			var dump strings.Builder
			for i, name := range f.GetSheetList() {
				require.LessOrEqual(t, len(utf16.Encode([]rune(name))), 31)
				rows, err := f.GetRows(name)
				require.NoError(t, err)
				fmt.Fprintf(&dump, "# %s\n", name)
				for _, row := range rows {
					dump.WriteString(strings.Join(row, " | ") + "\n")
				}
				require.NotContains(t, part(t, data, fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)), "<f>")
				if i == 0 {
					continue
				}
				seen += len(rows) - 1
				compareRegister(t, f, run, name, rows)
			}
			require.Equal(t, len(run.Decisions), seen, "every decision stands in one register")
			if run.several() {
				golden(t, "workbook."+tag+".txt", dump.String())
			}
		}
	}
}

func compareRegister(t *testing.T, f *excelize.File, run Run, name string, rows [][]string) {
	t.Helper()
	headings := rows[0]
	_, _, style := shown(t, f, name, 1, 1)
	require.True(t, style.Font.Bold)
	panes, err := f.GetPanes(name)
	require.NoError(t, err)
	require.True(t, panes.Freeze)
	require.Equal(t, 1, panes.YSplit)
	for row := 2; row <= len(rows); row++ {
		id, kind, style := shown(t, f, name, 1, row)
		require.Equal(t, excelize.CellTypeInlineString, kind)
		require.Equal(t, 49, style.NumFmt, "ids keep their zeros")
		outcome := rows[row-1][indexOf(headings, run.say("outcome", "结论"))]
		var d *eval.Decision
		for i := range run.Decisions {
			x := &run.Decisions[i]
			if x.Record.ID == id && explain.Outcome(x.Outcome, x.Action, run.Language) == outcome &&
				(!run.several() || strings.Contains(name, explain.ActionName(x.Action, run.Language))) {
				d = x
			}
		}
		require.NotNil(t, d, "%s in %s", id, name)
		want := map[string]string{
			run.say("name", "姓名"):              clean(d.Record.Name),
			run.say("deadline", "期限"):          dateText(d.Deadline),
			run.say("deferred until", "暂缓至"):   dateText(d.DeferredTo),
			run.say("by which clause", "依据条款"): run.titled(d.Clauses),
			run.say("why", "理由"):               run.reason(*d),
			run.say("beaten clauses", "被排除条款"): run.beaten(*d),
			run.say("missing", "缺失信息"):         run.missingAt(*d),
			run.say("assumptions", "推定"):       run.assumed(*d),
			run.say("post since", "任现职时间"):     cellText(*d, run.Program.Subject.Fields[2]),
			run.say("points", "积分"):            d.Record.Cells[4].Written,
			run.say("score", "得分"):             d.Record.Cells[4].Written,
			run.say("possible", "可能结论"):        run.possible(*d),
		}
		for i, heading := range headings {
			text, kind, style := shown(t, f, name, i+1, row)
			if w, ok := want[heading]; ok {
				require.Equal(t, w, text, "%s of %s", heading, id)
			}
			switch {
			case text == "":
			case heading == run.say("post since", "任现职时间"), heading == run.say("deadline", "期限"):
				require.Equal(t, excelize.CellTypeUnset, kind, "a date is a number")
				require.Equal(t, "yyyy-mm-dd", *style.CustomNumFmt)
			case heading == run.say("points", "积分"), heading == run.say("score", "得分"):
				require.Equal(t, excelize.CellTypeUnset, kind)
			default:
				require.Equal(t, excelize.CellTypeInlineString, kind, heading)
			}
		}
	}
}

func indexOf(list []string, s string) int {
	for i, x := range list {
		if x == s {
			return i
		}
	}
	return -1
}

func TestWorkbookFormulasAreQuoted(t *testing.T) {
	f, data := workbook(t, single(t, locale.English))
	sheet := "undetermined"
	text, kind, _ := shown(t, f, sheet, 2, 2)
	require.Equal(t, "=cmd()", text)
	require.Equal(t, excelize.CellTypeInlineString, kind)
	styles := part(t, data, "xl/styles.xml")
	require.Equal(t, 3, strings.Count(styles, `quotePrefix="true"`))
	id, err := f.GetCellStyle(sheet, "B2")
	require.NoError(t, err)
	require.NotNil(t, f.Styles.CellXfs.Xf[id].QuotePrefix)
	id, err = f.GetCellStyle(sheet, "A2")
	require.NoError(t, err)
	require.Nil(t, f.Styles.CellXfs.Xf[id].QuotePrefix)
}

func TestWorkbookHasNoClock(t *testing.T) {
	f, data := workbook(t, trial(t, locale.Chinese))
	props, err := f.GetDocProps()
	require.NoError(t, err)
	require.Equal(t, "2000-01-01T00:00:00Z", props.Created)
	require.Equal(t, props.Created, props.Modified)
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	require.Equal(t, "[Content_Types].xml", in.File[0].Name)
	for _, p := range in.File {
		require.Less(t, p.Modified.Year(), 1981, p.Name)
	}
}

func TestWorkbookFilterAndWidths(t *testing.T) {
	run := single(t, locale.Chinese)
	run.Reason = func(eval.Decision, locale.Language) string { return strings.Repeat("自2018年起", 40) }
	f, data := workbook(t, run)
	require.Contains(t, part(t, data, "xl/worksheets/sheet2.xml"), `<autoFilter ref="$A$1:`)
	width, err := f.GetColWidth("必须轮岗", "A")
	require.NoError(t, err)
	require.InDelta(t, 8, width, 1)
	rows, err := f.GetRows("必须轮岗")
	require.NoError(t, err)
	column, err := excelize.ColumnNumberToName(indexOf(rows[0], "理由") + 1)
	require.NoError(t, err)
	width, err = f.GetColWidth("必须轮岗", column)
	require.NoError(t, err)
	require.EqualValues(t, 60, width)
	_, _, style := shown(t, f, "必须轮岗", indexOf(rows[0], "理由")+1, 2)
	require.True(t, style.Alignment.WrapText)
}

func TestEmptyWorkbook(t *testing.T) {
	for _, run := range []Run{empty(t, locale.English), {}} {
		f, _ := workbook(t, run)
		require.Equal(t, []string{"About"}, f.GetSheetList())
	}
}

func TestSheetNames(t *testing.T) {
	n := &sheetNames{}
	require.Equal(t, "a b c d e f g h", n.unique(`a[b]c:d*e?f/g\h`))
	require.Equal(t, "must rotate", n.unique("must rotate"))
	require.Equal(t, "Must Rotate (2)", n.unique("Must Rotate"))
	require.Equal(t, "History (2)", n.unique("History"))
	require.Equal(t, "-", n.unique("''"))
	long := strings.Repeat("轮", 40)
	require.Equal(t, strings.Repeat("轮", 31), n.unique(long))
	require.Equal(t, strings.Repeat("轮", 27)+" (2)", n.unique(long))
	require.Equal(t, strings.Repeat("𬱖", 15), n.unique(strings.Repeat("𬱖", 40)), "two units each")
}

func TestCells(t *testing.T) {
	require.Equal(t, day, dateCell(date("1900-03-01")).kind)
	require.Equal(t, words, dateCell(date("1900-02-28")).kind)
	require.Equal(t, words, dateCell(civil.Max).kind)
	require.EqualValues(t, 61, date("1900-03-01")-serialZero)
	require.EqualValues(t, 45657, date("2024-12-31")-serialZero)
	long := text(strings.Repeat("字", 40_000)).text
	require.Len(t, []rune(long), 32_767)
	require.True(t, strings.HasSuffix(long, "…"))
	require.Equal(t, blank, text("\x1b\u202e").kind)
}

// A month, a blank and an unreadable cell go as the office wrote them.
func TestUncertainCellsStayAsWritten(t *testing.T) {
	run := single(t, locale.English)
	since := field(t, run.Program, "post since")
	run.Show = []*check.Field{since}
	cells := run.Decisions[0].Record.Cells
	cells[since.Index].Month, cells[since.Index].Written = true, "2018.03"
	require.Equal(t, text("2018.03"), run.fieldCell(*cells[since.Index], since))
	require.Equal(t, cell{}, run.fieldCell(roster.Cell{State: roster.Empty}, since))
	require.Equal(t, text("三月"), run.fieldCell(roster.Cell{State: roster.Unreadable, Written: "三月"}, since))
	require.Equal(t, "2018.03", cellText(run.Decisions[0], since))
}

func BenchmarkWriters(b *testing.B) {
	run := trial(b, locale.Chinese)
	for len(run.Decisions) < 100_000 {
		run.Decisions = append(run.Decisions, run.Decisions...)
	}
	for name, write := range writers {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				require.NoError(b, write(io.Discard, run))
			}
			b.ReportMetric(float64(len(run.Decisions)), "decisions")
		})
	}
}

// The summary names the period that a run is for, where there is one.
func TestWorkbookPeriod(t *testing.T) {
	for tag, l := range languages {
		for _, period := range []string{"", "2024–2025"} {
			run := trial(t, l)
			run.Period = period
			f, _ := workbook(t, run)
			var told []string
			for _, name := range f.GetSheetList() {
				rows, err := f.GetRows(name)
				require.NoError(t, err)
				for _, row := range rows {
					if len(row) > 1 && row[0] == run.say("period", "本期") {
						told = append(told, row[1])
					}
				}
			}
			require.Equal(t, period != "", len(told) == 1 && told[0] == period, "%s: %v", tag, told)
		}
	}
}

// A cell of the workbook holds as many units of UTF-16 as a spreadsheet does; of more the end
// is cut, and shown to be.
func TestLongestCell(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{strings.Repeat("x", 32767), strings.Repeat("x", 32767)},
		{strings.Repeat("x", 32768), strings.Repeat("x", 32766) + "…"},
		{strings.Repeat("长", 32767), strings.Repeat("长", 32767)},
		{strings.Repeat("长", 32768), strings.Repeat("长", 32766) + "…"},
		{strings.Repeat("𬱖", 16383) + "x", strings.Repeat("𬱖", 16383) + "x"},
		{strings.Repeat("𬱖", 16384), strings.Repeat("𬱖", 16383) + "…"},
	} {
		require.True(t, test.want == text(test.text).text, "%d bytes", len(test.text))
	}
}
