package report

import (
	"bufio"
	"fmt"
	"io"

	"rota/lang/locale"
	"rota/lang/types"
)

// Listing is what is written of a comparison of decisions: of two policies, or
// of two days. Its first page is what the comparison is about, the others count.
type Listing struct {
	Title     string
	Language  locale.Language
	Raw, Wide bool // as of a Run
	pages     []sheet
	lines     []any    // what JSON says of each row of the first page
	summary   []string // lines below the table
	below     string   // what stands below the first page in files as well; "" for nothing
}

// NewListing is a listing of a table that is text, with what JSON says of each row and
// the lines below it.
func NewListing(title string, l locale.Language, headings []string, rows [][]string, lines []any, summary []string) Listing {
	page := sheet{name: title, headings: headings}
	for _, row := range rows {
		cells := make([]cell, len(row))
		for i, s := range row {
			cells[i] = text(s)
		}
		page.rows = append(page.rows, cells)
	}
	return Listing{Title: title, Language: l, pages: []sheet{page}, lines: lines, summary: summary}
}

func (l Listing) measure() measure { return Run{Wide: l.Wide}.measure() }

// Short is the listing with no more than so many rows; what it comes to stays.
func (l Listing) Short(most int) Listing {
	page := l.pages[0]
	left := len(page.rows) - most
	if left <= 0 {
		return l
	}
	page.rows = page.rows[:most]
	l.pages = append([]sheet{page}, l.pages[1:]...)
	l.lines = l.lines[:min(len(l.lines), most)]
	l.summary = append([]string{Run{Language: l.Language}.say(fmt.Sprintf("%d further rows are not shown", left), fmt.Sprintf("另有%d行未列出", left))}, l.summary...)
	return l
}

// Table writes the first page for a terminal of so many columns and what it comes
// to; with width 0 or less nothing is cut. The error is that of w, here and below.
func (l Listing) Table(w io.Writer, width int) error {
	out, m := bufio.NewWriter(w), l.measure()
	l.pages[0].grid(out, m, width)
	for _, line := range l.summary {
		if line = oneLine(line); width > 0 {
			line = m.cut(line, width)
		}
		out.WriteString(line + "\n")
	}
	return out.Flush()
}

// CSV writes the first page, as CSV writes a run.
func (l Listing) CSV(w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteString("\ufeff")
	row := csvRow{out, l.Raw, true}
	for _, heading := range l.pages[0].headings {
		row.text(heading)
	}
	row.end()
	for _, cells := range l.pages[0].rows {
		for _, c := range cells {
			kind := types.Text
			if c.kind == number {
				kind = types.Number
			}
			row.value(c.text, kind)
		}
		row.end()
	}
	if l.below != "" {
		row.value(l.below, types.Text)
		for range l.pages[0].headings[1:] {
			row.value("", types.Text)
		}
		row.end()
	}
	return out.Flush()
}

// JSONLines writes the rows of the first page, one a line, with keys that are the
// same in every language.
func (l Listing) JSONLines(w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, line := range l.lines {
		text, err := marshal(line)
		if err != nil {
			return err
		}
		out.WriteString(text)
	}
	return out.Flush()
}

// Workbook writes every page as a sheet.
func (l Listing) Workbook(w io.Writer) error {
	names := &sheetNames{}
	var sheets []sheet
	for _, page := range l.pages {
		page.name = names.unique(page.name)
		if l.below != "" && len(sheets) == 0 {
			page.rows = append(page.rows[:len(page.rows):len(page.rows)], nil, []cell{text(l.below)})
		}
		sheets = append(sheets, page)
	}
	return writeBook(w, l.measure(), l.Title, sheets)
}
