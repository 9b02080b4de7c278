package report

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// Workbook writes a page about the run and a register for each outcome that
// occurs. Text is always typed as text, never as a formula; dates and numbers
// have types of their own. The same run gives the same bytes. Everything is
// made in memory: no temporary file ever holds staff data. The error is that of
// w, or of the library, which would be our mistake.
func Workbook(w io.Writer, run Run) error {
	names := &sheetNames{}
	about := sheet{name: names.unique(run.say("About", "说明")), rows: run.about()}
	return writeBook(w, run.measure(), run.title(), append(append([]sheet{about}, run.forms(names)...), run.registers(names)...))
}

// writeBook writes sheets, of which there is one at least.
func writeBook(w io.Writer, m measure, title string, sheets []sheet) error {
	b := &book{measure: m, f: excelize.NewFile(excelize.Options{
		UnzipSizeLimit: excelize.UnzipSizeLimit,
		// Of a folder that cannot be, so that large sheets stay in memory.
		TmpDir: "\x00",
	})}
	defer b.f.Close()
	if err := b.addStyles(); err != nil {
		return err
	}
	if err := b.f.SetSheetName("Sheet1", sheets[0].name); err != nil {
		return err
	}
	for _, s := range sheets {
		if _, err := b.f.NewSheet(s.name); err != nil {
			return err
		}
		if err := b.write(s); err != nil {
			return err
		}
	}
	// No clock: the times are those of no day.
	if err := b.f.SetDocProps(&excelize.DocProperties{
		Creator: "rota", Title: clean(title), Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z",
	}); err != nil {
		return err
	}
	buffer, err := b.f.WriteToBuffer()
	if err != nil {
		return err
	}
	return sorted(w, buffer.Bytes())
}

func (run Run) title() string {
	if run.Program != nil && run.Program.Title != "" {
		return run.Program.Title
	}
	return run.PolicyName
}

// sorted writes the parts of a zip file by name: excelize writes streamed
// sheets in the order of a map. It sets no times.
func sorted(w io.Writer, data []byte) error {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, part := range in.File {
		if err := out.Copy(part); err != nil {
			return err
		}
	}
	return out.Close()
}

type book struct {
	measure
	f      *excelize.File
	styles map[kind]int
	quoted map[kind]int // as styles, for text that looks like a formula
}

func (b *book) addStyles() error {
	b.styles, b.quoted = map[kind]int{}, map[kind]int{}
	iso := "yyyy-mm-dd"
	top := &excelize.Alignment{Vertical: "top"}
	wrap := &excelize.Alignment{Vertical: "top", WrapText: true}
	const asText, percentage = 49, 10 // built-in formats @ and 0.00%
	for _, s := range []struct {
		kind  kind
		style excelize.Style
	}{
		{words, excelize.Style{Alignment: wrap}},
		{literal, excelize.Style{Alignment: top, NumFmt: asText}},
		{bold, excelize.Style{Alignment: wrap, Font: &excelize.Font{Bold: true}}},
		{number, excelize.Style{Alignment: top}},
		{percent, excelize.Style{Alignment: top, NumFmt: percentage}},
		{day, excelize.Style{Alignment: top, CustomNumFmt: &iso}},
	} {
		id, err := b.f.NewStyle(&s.style)
		if err != nil {
			return err
		}
		b.styles[s.kind] = id
	}
	// excelize has no name for quotePrefix, which keeps a text a text when
	// somebody presses F2 and Enter in its cell.
	yes := true
	formats := b.f.Styles.CellXfs
	for _, k := range []kind{words, literal, bold} {
		style := formats.Xf[b.styles[k]]
		style.QuotePrefix = &yes
		b.quoted[k] = len(formats.Xf)
		formats.Xf = append(formats.Xf, style)
		formats.Count = len(formats.Xf)
	}
	return nil
}

// write streams one sheet: with a million rows the library's other way takes
// gigabytes. Widths, panes and filter stand before the rows or they are lost.
func (b *book) write(s sheet) error {
	out, err := b.f.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	for i, width := range b.widths(s) {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	row := 1
	if len(s.headings) > 0 {
		if err := b.head(out, s); err != nil {
			return err
		}
		row++
	}
	for _, cells := range s.rows {
		values := make([]any, len(cells))
		for i, c := range cells {
			values[i] = b.value(c)
		}
		if err := out.SetRow("A"+strconv.Itoa(row), values); err != nil {
			return err
		}
		row++
	}
	return out.Flush()
}

func (b *book) head(out *excelize.StreamWriter, s sheet) error {
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(s.headings), len(s.rows)+1)
	if err != nil {
		return err
	}
	if err := b.f.AutoFilter(s.name, "A1:"+last, nil); err != nil {
		return err
	}
	headings := make([]any, len(s.headings))
	for i, h := range s.headings {
		headings[i] = b.value(cell{kind: bold, text: h})
	}
	return out.SetRow("A1", headings)
}

// value is never a string alone and never a formula.
func (b *book) value(c cell) any {
	style := b.styles[c.kind]
	switch c.kind {
	case blank:
		return nil
	case number, percent:
		return excelize.Cell{StyleID: style, Value: c.number}
	case day:
		return excelize.Cell{StyleID: style, Value: int(c.date - serialZero)}
	}
	if formula(c.text) {
		style = b.quoted[c.kind]
	}
	return excelize.Cell{StyleID: style, Value: c.text}
}

// widths are in characters of the standard font, Chinese ones counting two:
// the widest line of the column and room for the filter's button, 60 at most.
func (b *book) widths(s sheet) []float64 {
	var widths []float64
	grow := func(i, width int) {
		for len(widths) <= i {
			widths = append(widths, 6)
		}
		widths[i] = max(widths[i], float64(min(width, 60)))
	}
	for i, h := range s.headings {
		grow(i, b.String(h)+4)
	}
	for _, row := range s.rows {
		for i, c := range row {
			for line := range strings.SplitSeq(c.text, "\n") {
				grow(i, b.String(line)+2)
			}
		}
	}
	return widths
}

// sheetNames makes names that a spreadsheet takes: at most 31 UTF-16 units,
// none of []:*?/\ and no apostrophe, each once whatever its case.
type sheetNames struct{ taken map[string]bool }

func (n *sheetNames) unique(name string) string {
	if n.taken == nil {
		n.taken = map[string]bool{"history": true} // Excel keeps it to itself
	}
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, oneLine(name)))
	if name == "" {
		name = "-"
	}
	for i := 1; ; i++ {
		suffix := ""
		if i > 1 {
			suffix = fmt.Sprintf(" (%d)", i)
		}
		candidate := strings.TrimSpace(units(name, 31-len(suffix))) + suffix
		if !n.taken[strings.ToLower(candidate)] {
			n.taken[strings.ToLower(candidate)] = true
			return candidate
		}
	}
}

// units is the longest beginning of so many UTF-16 units.
func units(s string, most int) string {
	for i, r := range s {
		if most -= utf16.RuneLen(r); most < 0 {
			return s[:i]
		}
	}
	return s
}
