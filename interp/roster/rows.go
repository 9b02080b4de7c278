package roster

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Rows binds the records of one table as they come, so that a table may be longer than
// memory holds. It gives what Bind gives of the same rows; that no two records share an id
// is for the caller to see to. It is not safe for several goroutines.
type Rows struct {
	Roster *Roster // nobody is in it
	First  int     // the number of the first row below the header
	Blank  *Record // one of which every cell is blank

	binder *binder
	table  *table
	name   *binding
	keys   []*Record // records without a key
	byKey  map[string][]*check.Field
	known  map[string]bool // headings that are those of a field
}

// NewRows finds the header among the first rows of a table. It is false where more than
// one row has to be known to read a record: where other tables or lists are read, a field
// stands in several columns, there is no key, or a heading that the policy reads is missing.
func NewRows(program *check.Program, head Sheet, opts Options) (*Rows, bool) {
	b := newBinder(program, fileOf([]Sheet{head}), opts)
	subject := b.of(program.Subject)
	if slices.ContainsFunc(program.Lists, func(list *check.Record) bool { return list.Used }) || program.Subject.Key == nil || b.called(head.Name) >= 0 {
		return nil, false
	}
	tables := b.choose([]Sheet{head}, subject.Record, subject.Key)
	if len(tables) != 1 || tables[0].binding(subject.Key) == nil || len(tables[0].body) == 0 {
		return nil, false
	}
	r := &Rows{Roster: b.roster, binder: b, table: tables[0], name: tables[0].binding(subject.name), byKey: fieldsByHeading(subject.Record), known: map[string]bool{}}
	for _, f := range []*check.Field{subject.Key, subject.name} {
		if f != nil && (f.Type.Kind != types.Text || f.Type.Several || f.Type.PerYear || len(f.Written) > 0) {
			return nil, false
		}
	}
	for _, bind := range r.table.read {
		if len(bind.columns) > 1 || bind.typed && bind.field.Type.Kind == types.Ref || bind.absent.cell.State == Unreadable {
			return nil, false
		}
	}
	r.First = r.table.body[0].Number
	if len(r.table.dropped) > 0 {
		r.First = min(r.First, r.table.dropped[0].Number)
	}
	r.table.body, r.table.dropped, r.table.sheet.Rows = nil, nil, nil
	subject.keyed = true
	b.finish(make([][]Sheet, len(b.kinds)))
	if len(b.roster.MissingLists) > 0 || slices.ContainsFunc(b.roster.Kinds, func(of []*Record) bool { return len(of) > 0 && of[0].Kind.Table == nil }) {
		return nil, false
	}
	r.Blank = b.record(r.table, Row{})
	return r, true
}

// Field is a field that is read, and the place of its column from 0; beyond every row where
// it has none, and is blank in every record.
type Field struct {
	*check.Field
	Column int
	bind   *binding
}

// Fields are those whose cells are read by their type. The key and the name are among them
// only where some condition reads them.
func (r *Rows) Fields() (list []Field) {
	for _, bind := range r.table.read {
		switch f := (Field{bind.field, math.MaxInt, bind}); {
		case !bind.field.Used && (bind.field == r.table.record.Key || bind == r.name), !bind.typed && len(bind.columns) > 0:
		case len(bind.columns) == 1:
			f.Column = bind.columns[0]
			list = append(list, f)
		default:
			list = append(list, f)
		}
	}
	return list
}

// Key and Name are the columns that hold them, from 0; beyond every row for no names.
func (r *Rows) Key() int { return r.table.binding(r.table.record.Key).columns[0] }

func (r *Rows) Name() int {
	if r.name == nil {
		return math.MaxInt
	}
	return r.name.columns[0]
}

// NameIn is the name in a cell; it is not plain where something is to be told of it.
func (r *Rows) NameIn(raw Raw) (name string, plain bool) {
	read := r.binder.cells.read(r.name.field, raw, false)
	return personName(strings.TrimSpace(raw.Text)), read.problem == nil
}

// Width is how many columns the header has; that there are cells beyond, or in columns
// without a heading, which are Headless, is told of the table.
func (r *Rows) Width() int { return len(r.table.headings) }

func (r *Rows) Headless() (columns []int) {
	for i, h := range r.table.headings {
		if h == "" {
			columns = append(columns, i)
		}
	}
	return columns
}

// Cell is what a cell of a field says. It is not plain where there is something to be told
// of it; whole where all rows have to be known to read it.
func (r *Rows) Cell(f Field, raw Raw) (cell Cell, plain, whole bool) {
	read := f.bind.absent
	if len(f.bind.columns) > 0 {
		read = r.binder.cells.read(f.Field, raw, false)
	}
	whole = read.january || read.text && f.Used
	return read.cell, read.problem == nil && !read.text && !read.january, whole
}

// Record reads a row as Bind does, and notes what is wrong with it; nil of a row that is no
// record, a total or the header once more.
func (r *Rows) Record(row Row) *Record {
	if r.passes(row) {
		r.table.dropped = append(r.table.dropped, row)
		return nil
	}
	rec := r.binder.record(r.table, row)
	key := r.table.record.Key
	if rec.ID = r.binder.idOf(*rec.Cell(key)); rec.ID == "" {
		rec.ID = rec.At.String()
		r.keys = append(r.keys, rec)
	}
	if r.name != nil {
		rec.Name = personName(rec.Cell(r.name.field).Written)
	}
	return rec
}

// Doubtful says of a row that all rows have to be known to tell what it is: it holds one
// thing only, and is a record, a note or the name of a group; or it ends too early.
func (r *Rows) Doubtful(row Row) bool {
	_, _, is := alone(row)
	return (is || row.Width < r.Width()) && !r.passes(row)
}

// passes says of a row that FindHeader takes it for no record.
func (r *Rows) passes(row Row) bool {
	return isFooter(row) || repeats(row, r.table.headings, r.recognised)
}

func (r *Rows) recognised(heading string) bool {
	is, known := r.known[heading]
	if !known {
		is = slices.ContainsFunc(HeadingForms(heading), func(form string) bool { return r.byKey[syntax.Fold(form)] != nil })
		r.known[heading] = is
	}
	return is
}

// Found is what is wrong with the table and the records read so far.
func (r *Rows) Found() diag.List {
	b, key := r.binder, r.table.record.Key
	b.columnsRead(r.table)
	for _, rec := range r.keys {
		b.found.list.Add(diag.BlankKey, rec.cellAt(key), key.Text(), rec.ID)
	}
	return b.found.sorted()
}

// Begins says of the first filled cell of a row whether a row that is no record may begin
// so: a total, a signature.
func Begins(text []byte) bool {
	c, _ := utf8.DecodeRune(text)
	switch {
	case c == 't' || c == 'T': // total
		return len(text) < 2 || strings.IndexByte("oO", text[1]) >= 0 || !('!' <= text[1] && text[1] <= '~')
	case c < utf8.RuneSelf:
		return !('0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z')
	case c < '一' || c > '鿿':
		return true
	}
	return bytes.ContainsRune(beginnings, c)
}

// beginnings are the characters that footers begin with, traditional ones too.
var beginnings = []byte("合小总總共本人平填审審制製备備")

// Ordinary says of a text that it is surely an id or a name as it stands: nothing is
// cleaned away, and it is no word for a blank; and whether there is a digit in it.
func Ordinary(text []byte) (ordinary, numbered bool) {
	han, spaces := 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case '0' <= c && c <= '9':
			numbered = true
		case '!' <= c && c <= '~':
		case c == ' ' && text[i-min(i, 1)] != ' ' && i+1 < len(text):
			spaces++
		case 0xE4 <= c && c <= 0xE9 && i+2 < len(text): // 3 bytes, U+4000 to U+9FFF
			han++
			i += 2
		default:
			return false, false
		}
	}
	if len(text) == 0 || han > 0 && spaces > 0 {
		return false, false
	}
	switch c, _ := utf8.DecodeRune(text); {
	case '0' <= c && c <= '9':
		return true, numbered
	case c < utf8.RuneSelf && !('a' <= c|0x20 && c|0x20 <= 'z'):
		return false, false
	case strings.ContainsRune("nuNU不未待无無没沒从從", c):
		word := syntax.Fold(string(text))
		return !blankWords[word] && !unknownWords[word] && !noneWords[word], numbered
	}
	return true, numbered
}
