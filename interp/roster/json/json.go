// Package json reads records of staff from JSON: a list of objects, an object
// of such lists (each one a sheet), or one object a line. In go bytes, out come
// sheets whose first row is the names in the order first seen, and what is
// wrong with them; package roster binds the columns next.
//
//	sheets, found := json.Read("staff.json", file, json.Options{})
//	// [{"name": "张三", "age": 41}] gives rows 1: name, age; 2: 张三, 41
//
// encoding/json alone would take the last of two equal names without a word.
package json

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"rota/interp/roster"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
)

// Options for Read; the zero value is right.
type Options struct {
	Limits roster.Limits
}

// Read gives the sheets of a file in UTF-8, with or without byte-order mark.
// The names are row 1 and object n is row n+1. Numbers stay as written, null is
// Blank, a text yyyy-mm-dd is Date, a list of plain values is one text joined
// with ";". A list of records inside a record becomes a sheet of the list's
// name, whose first column "#" is the row of the record that holds it. What is
// broken ends the reading with an error; the rows before are given.
func Read(name string, r io.Reader, opts Options) ([]roster.Sheet, diag.List) {
	d := &document{name: name, limits: opts.Limits.OrDefault()}
	data, err := io.ReadAll(io.LimitReader(r, d.limits.FileBytes+1))
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	switch {
	case err != nil:
		d.found.Add(diag.UnreadableFile, d.at("", 0, 0))
	case int64(len(data)) > d.limits.FileBytes:
		d.found.Add(diag.TooMuch, d.at("", 0, 0), d.limits.FileBytes, roster.LimitBytes)
	case len(bytes.TrimSpace(data)) == 0:
		d.found.Add(diag.EmptyFile, d.at("", 0, 0))
	default:
		d.read(data)
	}
	sheets := d.sheets()
	return sheets, d.shifted()
}

type document struct {
	name   string
	limits roster.Limits
	found  roster.Findings
	data   []byte
	tokens *json.Decoder
	tables []*table
	cells  int
}

func (d *document) at(sheet string, row, column int) source.Cell {
	return source.Cell{File: d.name, Sheet: sheet, Row: row, Column: column}
}

// errStop ends the reading; its diagnostic has been added.
var errStop = errors.New("stopped")

var (
	badSyntax = locale.Text{EN: "a comma, a quotation mark or a bracket is missing or one too many", ZH: "缺少或多出了逗号、引号或括号"}
	tooEarly  = locale.Text{EN: "it ends too early", ZH: "内容不完整，提前结束"}
	trailing  = locale.Text{EN: "something follows the end of the list", ZH: "列表结束之后还有内容"}
)

func (d *document) broken(why locale.Text) error {
	offset := min(int(d.tokens.InputOffset()), len(d.data))
	d.found.Add(diag.DamagedJSON, d.at("", 0, 0), bytes.Count(d.data[:offset], []byte("\n"))+1, why)
	return errStop
}

func (d *document) next() (json.Token, error) {
	token, err := d.tokens.Token()
	switch {
	case err == nil:
		return token, nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return nil, d.broken(tooEarly)
	}
	return nil, d.broken(badSyntax)
}

func (d *document) read(data []byte) {
	// The decoder would make U+FFFD of wrong bytes too; it is here that the cells
	// are known to be faults because they hold it.
	d.data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	d.tokens = json.NewDecoder(bytes.NewReader(d.data))
	d.tokens.UseNumber()
	first, err := d.next()
	if err != nil {
		return
	}
	switch first {
	case json.Delim('['):
		err = d.list()
	case json.Delim('{'):
		err = d.lines()
	default:
		d.found.Add(diag.NotRecords, d.at("", 0, 0), kindOf(first))
	}
	if err != nil && !errors.Is(err, errStop) {
		d.broken(badSyntax)
	}
}

// ended says whether only white space is left.
func (d *document) ended() bool {
	offset := min(int(d.tokens.InputOffset()), len(d.data))
	return len(bytes.TrimSpace(d.data[offset:])) == 0
}

// list reads the records of the whole file's [ … ].
func (d *document) list() error {
	t := d.table("")
	if err := d.records(t, 0, 1); err != nil {
		return err
	}
	if !d.ended() {
		return d.broken(trailing)
	}
	return nil
}

// records reads objects up to the closing bracket, which it takes.
func (d *document) records(t *table, parent, depth int) error {
	for d.tokens.More() {
		token, err := d.next()
		if err != nil {
			return err
		}
		if token != json.Delim('{') {
			t.next++
			d.found.Add(diag.NotRecords, d.at(t.name, t.next, 0), kindOf(token))
			if err := d.skip(token, depth+1); err != nil {
				return err
			}
			continue
		}
		if err := d.record(t, parent, depth+1); err != nil {
			return err
		}
	}
	_, err := d.next()
	return err
}

// lines reads a file that begins with an object: records, one after another,
// or a single object that holds nothing but lists of records.
func (d *document) lines() error {
	t := d.table("")
	if err := d.record(t, 0, 1); err != nil {
		return err
	}
	if len(t.rows) == 0 && len(d.tables) > 1 && d.ended() {
		d.tables = d.tables[1:]
		for _, inner := range d.tables {
			inner.inner = false
		}
		return nil
	}
	for !d.ended() {
		token, err := d.next()
		if err != nil {
			return err
		}
		if token != json.Delim('{') {
			return d.broken(trailing)
		}
		if err := d.record(t, 0, 1); err != nil {
			return err
		}
	}
	return nil
}

// record reads the members of an object whose brace is taken, as the next row.
func (d *document) record(t *table, parent, depth int) error {
	t.next++
	row := roster.Row{Number: t.next}
	seen := map[string]string{} // lower case -> as written
	for d.tokens.More() {
		token, err := d.next()
		if err != nil {
			return err
		}
		key, isName := token.(string)
		if !isName {
			return d.broken(badSyntax)
		}
		first, twice := seen[strings.ToLower(key)]
		seen[strings.ToLower(key)] = key
		value, apart, err := d.value(t, key, row.Number, depth)
		if err != nil {
			return err
		}
		switch {
		case twice:
			d.repeated(t, &row, first, key)
		case apart:
		case value.Kind == roster.Blank:
			t.column(key)
		default:
			if err := d.put(t, &row, key, value); err != nil {
				return err
			}
		}
	}
	if _, err := d.next(); err != nil {
		return err
	}
	if len(row.Cells) == 0 {
		return nil
	}
	if len(t.rows) == d.limits.Rows {
		d.found.Add(diag.TooMuch, d.at(t.name, row.Number, 0), d.limits.Rows, roster.LimitRows)
		return errStop
	}
	t.rows, t.parents = append(t.rows, row), append(t.parents, parent)
	return nil
}

// repeated makes faults of both cells: which of the two values is meant nobody
// can tell.
func (d *document) repeated(t *table, row *roster.Row, first, key string) {
	for _, name := range []string{first, key} {
		if column := t.columns[name]; column > 0 && column <= len(row.Cells) {
			row.Cells[column-1].Kind = roster.Fault
		}
	}
	column, _ := t.column(first)
	d.found.Add(diag.RepeatedKey, d.at(t.name, row.Number, column), clip(key), clip(first))
	if len(row.Cells) < column {
		row.Cells = append(row.Cells, make([]roster.Raw, column-len(row.Cells))...)
	}
	if column > 0 {
		row.Cells[column-1].Kind = roster.Fault
	}
}

func (d *document) put(t *table, row *roster.Row, key string, value roster.Raw) error {
	column, ok := t.column(key)
	if !ok {
		d.found.Add(diag.TooMuch, d.at(t.name, row.Number, 0), d.limits.Columns, roster.LimitColumns)
		return nil
	}
	if d.cells += max(0, column-len(row.Cells)); d.cells > d.limits.Cells {
		d.found.Add(diag.TooMuch, d.at(t.name, row.Number, 0), d.limits.Cells, roster.LimitCells)
		return errStop
	}
	for len(row.Cells) < column {
		row.Cells = append(row.Cells, roster.Raw{})
	}
	row.Cells[column-1] = d.sound(value, t.name, row.Number, column)
	return nil
}

// sheets turns the tables into sheets; one without any record and name is left out.
func (d *document) sheets() []roster.Sheet {
	var out []roster.Sheet
	for _, t := range d.tables {
		if len(t.names) > 0 {
			out = append(out, t.sheet(d))
		}
	}
	return out
}

// shifted is the findings with the column "#" counted in, which is known to be
// there only when the whole file is read.
func (d *document) shifted() diag.List {
	list := d.found.List()
	for i := range list {
		at, ok := list[i].At.(source.Cell)
		if !ok || at.Column == 0 || at.Sheet == "" {
			continue
		}
		if t := d.named(at.Sheet); t != nil && t.inner {
			at.Column++
			list[i].At = at
		}
	}
	return list
}
