// Package csv reads text files of separated columns as offices write them: in
// UTF-8, UTF-16 or GB18030, with commas, tabs or semicolons. In go bytes, out
// comes one roster.Sheet of text cells and what is wrong with it; package
// roster finds the header and the columns next.
//
//	sheets, found := csv.Read("花名册.csv", file, csv.Options{})
//	if !found.HasErrors() {
//		headings, people, _, ok := roster.FindHeader(sheets[0], known)
//	}
package csv

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"rota/interp/roster"
	"rota/lang/diag"
	"rota/lang/source"
)

// Options say what the bytes do not; the zero value finds out.
type Options struct {
	// Encoding is one of Encodings, in any case; "" tells by the bytes.
	Encoding string
	// Comma separates columns; 0 tells by the first lines.
	Comma  rune
	Limits roster.Limits
}

// Read gives the one sheet of a file. All cells are Text, Blank or Fault: a
// text file does not say what is a number or a date. Rows count as a
// spreadsheet program shows them, a record with line breaks in quotation marks
// being one row. With a file that cannot be read at all there is no sheet;
// otherwise every row before the fault is there, and the list says what is not.
func Read(name string, r io.Reader, opts Options) ([]roster.Sheet, diag.List) {
	limits := opts.Limits.OrDefault()
	var found roster.Findings
	file := source.Cell{File: name}
	data, err := io.ReadAll(io.LimitReader(r, limits.FileBytes+1))
	switch {
	case err != nil:
		found.Add(diag.UnreadableFile, file)
		return nil, found.List()
	case int64(len(data)) > limits.FileBytes:
		found.Add(diag.TooMuch, file, limits.FileBytes, roster.LimitBytes)
		return nil, found.List()
	case len(data) == 0:
		found.Add(diag.EmptyFile, file)
		return nil, found.List()
	}
	text, encoding, ok := decode(data, opts.Encoding)
	if !ok {
		found.Add(diag.UnknownEncoding, file, opts.Encoding, Encodings)
		return nil, found.List()
	}
	text = oneLineEnd(text)
	comma, rest := declared(text)
	switch {
	case opts.Comma != 0:
		comma = opts.Comma
	case comma == 0:
		comma = sniff(rest)
	}
	if !separates(comma) {
		found.Add(diag.BadSeparator, file, string(comma))
		return nil, found.List()
	}
	reader := table{name: name, encoding: encoding, comma: comma, limits: limits, found: &found}
	reader.read(rest)
	if len(reader.sheet.Rows) == 0 && len(found.List()) == 0 {
		found.Add(diag.EmptyFile, file)
	}
	return []roster.Sheet{reader.sheet}, found.List()
}

func separates(comma rune) bool {
	return comma != '"' && comma != '\r' && comma != '\n' && comma != 0 && comma != utf8.RuneError && utf8.ValidRune(comma)
}

// oneLineEnd turns CR LF and a lone CR (old Macintosh files) into LF, in place.
func oneLineEnd(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	out := text[:0]
	for i, b := range text {
		switch {
		case b != '\r':
			out = append(out, b)
		case i+1 == len(text) || text[i+1] != '\n':
			out = append(out, '\n')
		}
	}
	return out
}

type table struct {
	name, encoding string
	comma          rune
	limits         roster.Limits
	found          *roster.Findings
	sheet          roster.Sheet
	cells, widest  int
	clean          bool // no character was lost and no NUL byte is in the whole file
}

func (t *table) at(row, column int) source.Cell {
	return source.Cell{File: t.name, Row: row, Column: column}
}

func (t *table) read(text []byte) {
	t.sheet.File = t.name
	t.clean = !bytes.ContainsRune(text, utf8.RuneError) && bytes.IndexByte(text, 0) < 0
	records := csv.NewReader(bytes.NewReader(text))
	records.Comma, records.FieldsPerRecord, records.ReuseRecord = t.comma, -1, true
	number, start := 0, int64(0)
	for {
		fields, err := records.Read()
		raw := text[start:records.InputOffset()]
		start = records.InputOffset()
		for len(raw) > 0 && raw[0] == '\n' { // encoding/csv passes over empty lines, which are rows all the same
			raw, number = raw[1:], number+1
		}
		if errors.Is(err, io.EOF) {
			return
		}
		number++
		if len(t.sheet.Rows) == t.limits.Rows {
			t.found.Add(diag.TooMuch, t.at(number, 0), t.limits.Rows, roster.LimitRows)
			return
		}
		if err == nil {
			if !t.add(number, fields, -1) {
				return
			}
			continue
		}
		column, open := t.quote(raw)
		if open {
			t.found.Add(diag.OpenQuote, t.at(number, column))
			return
		}
		t.found.Add(diag.StrayQuote, t.at(number, column))
		if !t.add(number, fields, column) {
			return
		}
	}
}

// quote finds the column (from 1) in which a record refused by encoding/csv
// leaves the rules, and whether because its quotation mark is never closed.
func (t *table) quote(record []byte) (column int, open bool) {
	comma := string(t.comma)
	text := string(record)
	for column = 1; ; column++ {
		if !strings.HasPrefix(text, `"`) {
			end := strings.Index(text, comma)
			if quote := strings.IndexByte(text, '"'); end < 0 || quote >= 0 && quote < end {
				return column, false
			}
			text = text[end+len(comma):]
			continue
		}
		text = text[1:]
		for {
			i := strings.IndexByte(text, '"')
			if i < 0 {
				return column, true
			}
			if text = text[i+1:]; !strings.HasPrefix(text, `"`) {
				break
			}
			text = text[1:]
		}
		if !strings.HasPrefix(text, comma) {
			return column, false
		}
		text = text[len(comma):]
	}
}

// add takes a record in; from column broken on, where it is not negative, the
// cells could not be read and are faults as far as the widest row goes: blanks
// would say that the office left them empty. It gives false when a limit ends
// the reading.
func (t *table) add(number int, fields []string, broken int) bool {
	width := len(fields)
	if broken >= 0 {
		width = max(broken, t.widest)
	}
	row := roster.Row{Number: number, Cells: make([]roster.Raw, 0, min(width, t.limits.Columns))}
	last := 0
	for i := range width {
		cell := roster.Raw{Kind: roster.Fault}
		if broken < 0 || i < broken-1 && i < len(fields) {
			cell = t.cell(fields[i], number, i+1)
		}
		if cell.Kind == roster.Blank {
			if i < t.limits.Columns {
				row.Cells = append(row.Cells, cell)
			}
			continue
		}
		if i >= t.limits.Columns {
			t.found.Add(diag.TooMuch, t.at(number, 0), t.limits.Columns, roster.LimitColumns)
			break
		}
		row.Cells = append(row.Cells, cell)
		last = i + 1
	}
	row.Cells = row.Cells[:last]
	if broken < 0 {
		row.Width = width
	}
	if last == 0 {
		return true
	}
	if t.cells += last; t.cells > t.limits.Cells {
		t.found.Add(diag.TooMuch, t.at(number, 0), t.limits.Cells, roster.LimitCells)
		return false
	}
	t.widest = max(t.widest, last)
	t.sheet.Rows = append(t.sheet.Rows, row)
	return true
}

// cell judges one field. A character that was lost on the way makes the whole
// cell a fault: half of a name is another person's name.
func (t *table) cell(text string, row, column int) roster.Raw {
	switch {
	case strings.IndexFunc(text, filled) < 0:
		return roster.Raw{}
	case len(text) > t.limits.CellRunes && utf8.RuneCountInString(text) > t.limits.CellRunes:
		t.found.Add(diag.TooMuch, t.at(row, column), t.limits.CellRunes, roster.LimitCellRunes)
		return roster.Raw{Text: strings.ToValidUTF8(strings.Clone(text[:min(shown, len(text))]), ""), Kind: roster.Fault}
	case t.clean:
	case strings.ContainsRune(text, utf8.RuneError):
		t.found.Add(diag.LostCharacters, t.at(row, column), t.encoding, excerpt(text))
		return roster.Raw{Text: text, Kind: roster.Fault}
	case strings.IndexByte(text, 0) >= 0:
		t.found.Add(diag.NulByte, t.at(row, column))
		return roster.Raw{Text: text, Kind: roster.Fault}
	}
	return roster.Raw{Text: unguard(text), Kind: roster.Text}
}

// shown is how many bytes of an overlong cell are kept, for a message.
const shown = 120

func excerpt(text string) string {
	if len(text) <= shown {
		return text
	}
	return strings.ToValidUTF8(text[:shown], "") + "…"
}

func filled(r rune) bool { return !unicode.IsSpace(r) && r != '\uFEFF' && r != '\u200B' }

// unguard takes off the apostrophe that keeps a spreadsheet program from taking
// a text for a formula: Rota's own CSV writer puts it before what begins, after
// spaces, with one of OWASP's signs or their full-width forms.
func unguard(text string) string {
	rest, guarded := strings.CutPrefix(text, "'")
	if !guarded {
		return text
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
	if strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return rest
	}
	return text
}
