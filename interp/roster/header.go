package roster

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/siongui/gojianfan"
	"golang.org/x/text/unicode/norm"
)

// headerRows is how far down a header is looked for: titles, the reporting unit
// and the date stand above it, never twenty lines of them.
const headerRows = 20

// FindHeader finds the row of headings among the first twenty: the one with
// most cells that known recognises, the upper of two alike. Known is asked with
// the forms that HeadingForms gives. A second header row above or below, under
// merged groups, is folded in: the lower heading wins in a group's columns.
//
// Headings are as written, spaces and line breaks at the ends removed, one a
// column from A, "" where there is none. Body is every record below; dropped
// is what below the header was taken for no record, so that nothing is lost in
// silence: subtotals, signatures under the table, the header printed again.
// Blank rows are in neither. Without any recognised cell ok is false.
func FindHeader(s Sheet, known func(heading string) bool) (headings []string, body, dropped []Row, ok bool) {
	recognised := func(text string) bool {
		return slices.ContainsFunc(HeadingForms(text), known)
	}
	best, most := -1, 0
	for i, row := range s.Rows[:min(headerRows, len(s.Rows))] {
		count := 0
		for _, cell := range row.Cells {
			if cell.Kind == Text && recognised(cell.Text) {
				count++
			}
		}
		if count > most {
			best, most = i, count
		}
	}
	if best < 0 {
		return nil, nil, nil, false
	}
	headings, last := headingsOf(s.Rows[best]), best
	if best+1 < len(s.Rows) {
		if both, fits := combine(headings, headingsOf(s.Rows[best+1]), recognised); fits {
			headings, last = both, best+1
		}
	}
	if last == best && best > 0 {
		if both, fits := combine(headingsOf(s.Rows[best-1]), headings, recognised); fits {
			headings = both
		}
	}
	for _, row := range s.Rows[last+1:] {
		switch {
		case blank(row):
		case isFooter(row) || repeats(row, headings, recognised):
			dropped = append(dropped, row)
		default:
			body = append(body, row)
		}
	}
	return headings, body, dropped, true
}

func headingsOf(row Row) []string {
	texts := make([]string, len(row.Cells))
	for i, cell := range row.Cells {
		if cell.Kind != Blank && cell.Kind != Fault {
			texts[i] = strings.TrimSpace(cell.Text)
		}
	}
	return texts
}

// combine folds two rows of headings into one when they are an upper and a
// lower header row: the lower one is recognised under a group (a name that is
// not recognised or that spans columns), or the upper one above a blank. A
// column with a heading of its own must be blank below or repeat it, as a
// merged cell does: under a single header row stands a person's name instead.
func combine(upper, lower []string, recognised func(string) bool) (both []string, fits bool) {
	at := func(texts []string, i int) string {
		if i < 0 || i >= len(texts) {
			return ""
		}
		return texts[i]
	}
	both = make([]string, max(len(upper), len(lower)))
	for i := range both {
		up, low := at(upper, i), at(lower, i)
		group := up != "" && (!recognised(up) || up == at(upper, i-1) || up == at(upper, i+1))
		switch {
		case up == low:
			both[i] = up
		case low == "":
			both[i] = up
			fits = fits || recognised(up) && !spans(upper, i)
		case up == "":
			// A second name to the right of a group whose cells are not merged.
			both[i] = low
		case group:
			both[i] = low
			fits = fits || recognised(low)
		default:
			return nil, false
		}
	}
	return both, fits && slices.ContainsFunc(upper, recognised) && anyRecognised(lower, upper, recognised)
}

// spans says that a text fills more columns than one, as a title or group does.
func spans(texts []string, i int) bool {
	return i > 0 && texts[i-1] == texts[i] || i+1 < len(texts) && texts[i+1] == texts[i]
}

// anyRecognised says that the lower row brings a heading which the upper has not.
func anyRecognised(lower, upper []string, recognised func(string) bool) bool {
	for i, text := range lower {
		if text != "" && recognised(text) && (i >= len(upper) || upper[i] != text) {
			return true
		}
	}
	return false
}

func blank(row Row) bool {
	return !slices.ContainsFunc(row.Cells, func(c Raw) bool { return c.Kind != Blank })
}

// footers begin the lines below and between records that are no person.
var footers = []string{"合计", "小计", "总计", "共计", "本页小计", "本页合计", "总人数", "人数", "平均", "填表人", "填报人", "审核人", "制表", "备注:"}

func isFooter(row Row) bool {
	i := slices.IndexFunc(row.Cells, func(c Raw) bool { return c.Kind != Blank })
	if i < 0 || row.Cells[i].Kind != Text {
		return false
	}
	text := compact(row.Cells[i].Text)
	for _, start := range footers {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	rest, found := strings.CutPrefix(text, "total")
	next, _ := utf8.DecodeRuneInString(rest)
	return found && !unicode.IsLetter(next)
}

// repeats says that a row is the header once more, as at the top of each
// printed page: every recognised heading again, and no other text under one.
func repeats(row Row, headings []string, recognised func(string) bool) bool {
	same := 0
	for i, heading := range headings {
		if heading == "" || !recognised(heading) {
			continue
		}
		if i >= len(row.Cells) || Heading(row.Cells[i].Text) != Heading(heading) {
			return false
		}
		same++
	}
	return same > 1
}

// compact folds full-width, traditional and compatibility forms and takes all spaces out,
// for 合　计 is 合计.
func compact(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(gojianfan.T2S(norm.NFKC.String(strings.ToValidUTF8(s, "\uFFFD")))), isSpace), "")
}

// Heading is a column heading in the form in which two are compared: full-width
// and compatibility forms folded (NFKC), traditional characters simplified,
// lower case, no colon at the end; white space, line breaks and zero-width
// characters are one space between two words of other scripts, nothing beside
// a Han character or a bracket. Any text gives some form; "" only for blanks.
func Heading(s string) string {
	// x/text looped for ever on some invalid UTF-8 (GO-2026-5970), hence the check first.
	s = norm.NFKC.String(strings.ToValidUTF8(s, "\uFFFD"))
	s = strings.ToLower(gojianfan.T2S(s))
	var out strings.Builder
	var last rune
	gap := false
	for _, r := range s {
		if isSpace(r) {
			gap = true
			continue
		}
		if gap && isWord(last) && isWord(r) {
			out.WriteByte(' ')
		}
		out.WriteRune(r)
		last, gap = r, false
	}
	return strings.TrimRight(out.String(), ":")
}

// HeadingForms is Heading(s) and, where it ends in a note in brackets such as
// 年龄（岁） or "pay (CNY)", also the form without the note.
func HeadingForms(s string) []string {
	h := Heading(s)
	if i := strings.LastIndexByte(h, '('); i > 0 && strings.HasSuffix(h, ")") {
		return []string{h, strings.TrimRight(h[:i], ": ")}
	}
	return []string{h}
}

func isWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r)
}

// isSpace holds for white space, and for the characters of no width that copies
// from web pages and a byte-order mark in the middle of a file leave behind.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200B' || r == '\u200C' || r == '\u200D' || r == '\u2060' || r == '\uFEFF'
}
