package report

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// hidden characters move the cursor, end the line or turn the direction of
// writing, or are no characters at all: none of them comes from a roster to a
// screen or a cell.
func hidden(r rune) bool {
	switch {
	case r >= ' ' && r <= '~':
		return false
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
		return true
	case r == '\u2028', r == '\u2029', r == '\ufeff', r == '\ufffe', r == '\uffff':
		return true
	}
	return false
}

// clean drops hidden characters but line ends and tabs; bytes that are not
// UTF-8 become U+FFFD.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && r != '\n' && r != '\r' && hidden(r) {
			return -1
		}
		return r
	}, s)
}

var spaces = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

// oneLine is clean text in which line ends and tabs are spaces.
func oneLine(s string) string { return spaces.Replace(clean(s)) }

// formula says whether a spreadsheet, or a person retyping the cell in one,
// may make a formula of the text: OWASP's seven beginnings and the full-width
// signs that Chinese input methods produce. Spaces, also those without width,
// may stand before them.
func formula(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool {
		return r != '\t' && r != '\r' && r != '\n' && (unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r))
	})
	first, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first)
}

// measure counts columns of a terminal by grapheme. Ambiguous characters are
// narrow unless the caller says otherwise; the locale is never asked, because
// it says nothing of the terminal's font.
type measure struct{ displaywidth.Options }

func (run Run) measure() measure {
	return measure{displaywidth.Options{EastAsianWidth: run.Wide}}
}

// dates are kept whole or left out whole: half a date reads as another one.
var dates = regexp.MustCompile(`[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?`)

// cut shortens one line of text to width columns, with … for what is left out.
func (m measure) cut(s string, width int) string {
	if m.String(s) <= width {
		return s
	}
	room := width - m.String("…")
	end := 0
	for g := m.StringGraphemes(s); g.Next(); end += len(g.Value()) {
		if room -= g.Width(); room < 0 {
			break
		}
	}
	for _, d := range dates.FindAllStringIndex(s, -1) {
		if d[0] < end && end < d[1] {
			end = d[0]
		}
	}
	if width < 1 {
		return ""
	}
	return strings.TrimRight(s[:end], " ") + "…"
}

// pad fills text up to width columns.
func (m measure) pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-m.String(s)))
}
