package diag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"rota/lang/source"
)

// hidden says of a character that it must not reach a terminal: C0 and C1
// controls (escape sequences begin with one), line separators, the byte order
// mark, and the characters that turn the direction of writing, with which a
// line can be made to read other than it is (CVE-2021-42574).
func hidden(r rune) bool {
	switch {
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
		return true
	case r == '\u2028', r == '\u2029', r == '\ufeff':
		return true
	}
	return false
}

// clean drops hidden characters, save tabs; bytes that are not UTF-8 become
// U+FFFD. A prefix on a character's boundary cleans to a prefix.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && hidden(r) {
			return -1
		}
		return r
	}, s)
}

// oneLine is clean text in which line ends and tabs are spaces.
func oneLine(s string) string {
	return clean(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(s))
}

// A policy pasted as one line would drown its caret: of a longer line only
// widest columns are shown, beginning at most lead columns before the caret.
const (
	widest = 160
	lead   = 60
	tab    = 4
)

// piece is what the terminal shows in one go: a grapheme and its columns.
type piece struct {
	text  string
	width int
}

// excerpt is the first line of the span, clean and with tabs expanded, the
// columns before the span and the columns it covers there, at least one. Columns
// are those of a terminal that shows characters of ambiguous width narrow; the
// locale is never asked, because it says nothing of the terminal's font.
func excerpt(span source.Span) (text string, left, width int) {
	raw, start, end := firstLine(span)
	// A grapheme that the span touches is covered whole.
	start, end = len(clean(raw[:start])), len(clean(raw[:end]))
	var pieces []piece
	at, column := 0, 0
	for g := displaywidth.StringGraphemes(clean(raw)); g.Next(); {
		shown := piece{g.Value(), g.Width()}
		if shown.text == "\t" {
			shown.width = tab - column%tab
			shown.text = strings.Repeat(" ", shown.width)
		}
		at += len(g.Value())
		switch {
		case at <= start:
			left += shown.width
		case at-len(g.Value()) < end:
			width += shown.width
		}
		column += shown.width
		pieces = append(pieces, shown)
	}
	return clip(pieces, left, max(width, 1), column)
}

// firstLine is the span's first line and the span's bytes in it; a span that
// does not fit its file, which would be our mistake, is cut to it.
func firstLine(span source.Span) (line string, start, end int) {
	number, column := span.File.Position(span.Start)
	line = span.File.Line(number)
	for ; column > 1 && start < len(line); column-- {
		_, size := utf8.DecodeRuneInString(line[start:])
		start += size
	}
	end = start + min(max(span.End-max(span.Start, 0), 0), len(line)-start)
	for end < len(line) && !utf8.RuneStart(line[end]) {
		end++
	}
	return line, start, end
}

func clip(pieces []piece, left, width, total int) (string, int, int) {
	var text strings.Builder
	if total > widest && left > lead {
		for left > lead-1 {
			left -= pieces[0].width
			total -= pieces[0].width
			pieces = pieces[1:]
		}
		text.WriteString("…")
		left++
		total++
	}
	room := widest
	if text.Len() > 0 {
		room--
	}
	if total > widest {
		room--
	}
	for _, p := range pieces {
		if p.width > room {
			break
		}
		room -= p.width
		text.WriteString(p.text)
	}
	if total > widest {
		text.WriteString("…")
	}
	return text.String(), left, min(width, widest-left)
}
