package roster

import (
	"slices"
	"strconv"
	"strings"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Options for Bind; the zero value is right.
type Options struct {
	AllowEmpty bool // a roster without records is no error
	PlanApart  bool // the plan is in a table of its own, see Planned: that the roster has none is not said
	ReadAll    bool // columns that the policy does not read are read as well: more will be asked
}

// Bind reads the cells of an office's sheets as the fields of a policy. The
// first sheets hold the records that are decided on, staff or another kind; one
// that bears the name of a further kind or list is that one's. Further gives
// these by the name the user typed, and the calendar by its file's. What cannot be read is said in the findings
// and makes one cell Unreadable, never less than the roster: a Roster is
// returned whatever is found. Records with errors are decided as far as they can
// be, so errors here do not forbid a run.
//
//	people, found := roster.Bind(program, sheets, nil, roster.Options{})
func Bind(program *check.Program, sheets []Sheet, further map[string][]Sheet, opts Options) (*Roster, diag.List) {
	b := newBinder(program, fileOf(sheets), opts)
	tables := b.distribute(sheets, further)
	subject := b.of(program.Subject)
	from := b.choose(tables[subject.Kind.Index], subject.Record, subject.Key)
	b.records(subject, from)
	b.severalSheets(from)
	if len(subject.records) == 0 && !opts.AllowEmpty {
		b.found.list.Add(diag.EmptyRoster, b.at, headingsOfFields(program.Subject), seen(sheets))
	}
	b.finish(tables)
	return b.roster, b.found.sorted()
}

func newBinder(program *check.Program, at source.Cell, opts Options) *binder {
	texts := value.NewTexts()
	b := &binder{
		program: program,
		roster:  &Roster{Program: program, Texts: texts},
		cells:   newCells(texts),
		found:   newGrouped(),
		words:   newVocabulary(program, texts),
		at:      at,
		all:     opts.ReadAll, apart: opts.PlanApart,
	}
	for _, r := range program.Records {
		owns := slices.ContainsFunc(program.Lists, func(list *check.Record) bool { return list.Owner == r })
		b.kinds = append(b.kinds, &kind{Record: r, name: nameField(r), owns: owns, byID: map[string]*Record{}})
	}
	b.pairs = make([][]*Record, len(program.Lists))
	b.roster.Unlisted = make([]*Record, len(program.Records))
	b.roster.Loose, b.roster.Untold = make([][]*Record, len(program.Lists)), make([][]Untold, len(program.Lists))
	return b
}

// finish reads what there is beside the records that are decided on.
func (b *binder) finish(tables [][]Sheet) {
	program, subject := b.program, b.of(b.program.Subject)
	b.roster.People = subject.records
	for _, k := range b.kinds {
		switch {
		case k.Table != nil:
			b.table(k, tables[k.Kind.Index])
		case k != subject && k.Owner == nil && k.Relation == nil:
			b.further(k, tables)
		}
	}
	for i, r := range program.Lists {
		b.list(i, r, tables[r.Kind.Index])
	}
	for i, r := range program.Lists {
		b.inCells(i, r)
	}
	b.refer()
	for i, r := range program.Lists {
		b.relate(i, r)
	}
	for _, k := range b.kinds {
		b.roster.Kinds = append(b.roster.Kinds, k.records)
		b.roster.Insiders = append(b.roster.Insiders, k.insiders)
	}
	b.roster.Workdays = b.workdays(b.calendar)
	b.words.complete(program, b.roster)
}

type binder struct {
	program  *check.Program
	roster   *Roster
	cells    *cells
	found    *grouped
	words    *vocabulary
	kinds    []*kind     // by Kind.Index
	calendar []Sheet     // of working days
	refs     []reference // cells that lead to other records
	pairs    [][]*Record // the rows of relations, by place in Program.Lists
	at       source.Cell // the file, for what concerns the roster as a whole
	chunk    []Cell
	heads    []*Cell
	all      bool // see Options.ReadAll
	apart    bool // see Options.PlanApart
}

// kind is what is known of the records of a kind while they are being bound.
type kind struct {
	*check.Record
	name     *check.Field // holds the record's name; nil when no field does
	records  []*Record
	insiders int // records before those outside the roster
	byID     map[string]*Record
	owns     bool // there are lists that its records have
	keyed    bool // some table has the key's column
	missing  bool // the policy reads it and there is no table
	all      []int32
}

func (b *binder) of(r *check.Record) *kind { return b.kinds[r.Kind.Index] }

// nameField is the field of a record that is called name.
func nameField(r *check.Record) *check.Field {
	for _, f := range r.Fields {
		for _, h := range f.Headings {
			if key := fieldKey(h); key == "name" || key == "姓名" || key == "名称" {
				return f
			}
		}
	}
	return nil
}

// fileOf is the place of a finding about a roster as a whole.
func fileOf(sheets []Sheet) source.Cell {
	if len(sheets) == 0 {
		return source.Cell{}
	}
	return source.Cell{File: sheets[0].File}
}

func headingsOfFields(r *check.Record) []string {
	var names []string
	if r.Key != nil {
		names = append(names, r.Key.Headings...)
	}
	for _, f := range r.Fields {
		if f.Used && !f.Judged && f != r.Key && len(names) < 6 {
			names = append(names, f.Name)
		}
	}
	return names
}

func (s Sheet) at(row, column int) source.Cell {
	return source.Cell{File: s.File, Sheet: s.Name, Row: row, Column: column}
}

// records reads the records of some tables and finds out which is which.
func (b *binder) records(k *kind, tables []*table) {
	for _, t := range tables {
		key := t.binding(k.Key)
		k.keyed = k.keyed || key != nil
		for _, row := range t.body {
			b.add(k, b.record(t, row))
		}
		b.columnsRead(t)
		b.idsAlone(t, key)
	}
	b.identify(k)
}

// add takes a record in, with the id and name it bears.
func (b *binder) add(k *kind, rec *Record) {
	if k.keyed {
		rec.ID = b.idOf(*rec.Cell(k.Key))
	}
	if k.name != nil {
		rec.Name = personName(rec.Cell(k.name).Written)
	}
	if k.owns {
		rec.Rows = make([][]*Record, len(b.program.Lists))
	}
	rec.Place = len(k.records)
	k.records = append(k.records, rec)
	k.insiders = len(k.records)
}

// idOf is the key in a cell; "" when it is blank or cannot be read.
func (b *binder) idOf(c Cell) string {
	if c.State != Known || !c.Value.Some() {
		return ""
	}
	id := clean(c.Written)
	if k := c.Value.Kind; (k == types.Text || k == types.Ref) && len(c.Value.Codes) == 1 {
		// A number stored with an exponent is another text than what is written.
		if text := b.roster.Texts.Text(c.Value.Codes[0]); syntax.Fold(text) != syntax.Fold(id) {
			return text
		}
	}
	return id
}

// personName takes the spaces out of a Chinese name that was padded to three
// characters: 张　三.
func personName(written string) string {
	name := clean(written)
	if strings.IndexFunc(name, func(r rune) bool { return isWord(r) }) < 0 {
		name = strings.Join(strings.FieldsFunc(name, isSpace), "")
	}
	return name
}

// record reads one row.
func (b *binder) record(t *table, row Row) *Record {
	rec := &Record{Kind: t.record, At: t.sheet.at(row.Number, 0), Cells: b.pointers(len(t.record.Fields))}
	copy(rec.Cells, t.shared)
	cells := b.some(len(t.read))
	for i, bind := range t.read {
		cell := &cells[i]
		rec.Cells[bind.field.Index] = cell
		b.fill(t, bind, row, cell)
		if bind.typed {
			b.note(bind.field, cell, bind.waits)
		}
	}
	return rec
}

// blank is a record whose cells are not filled yet.
func (b *binder) blank(r *check.Record, at source.Cell) *Record {
	n := len(r.Fields)
	rec := &Record{Kind: r, At: at, Cells: b.pointers(n)}
	cells := b.some(n)
	for i := range cells {
		rec.Cells[i] = &cells[i]
	}
	return rec
}

// some are so many cells, and pointers room for pointers to cells, allocated many
// records at a time.
func (b *binder) some(n int) []Cell      { return carve(&b.chunk, n) }
func (b *binder) pointers(n int) []*Cell { return carve(&b.heads, n) }

func carve[T any](chunk *[]T, n int) []T {
	if len(*chunk) < n {
		*chunk = make([]T, max(1, 4096/max(1, n))*n)
	}
	some := (*chunk)[:n:n]
	*chunk = (*chunk)[n:]
	return some
}

// note keeps the texts that cells hold, and the cells that lead elsewhere.
func (b *binder) note(f *check.Field, cell *Cell, waits bool) {
	switch f.Type.Kind {
	case types.Text:
		b.words.note(f, cell, waits)
	case types.Ref:
		b.refs = append(b.refs, reference{f, cell})
	}
}

// identify gives each record an id and finds those that share one.
func (b *binder) identify(k *kind) {
	subject := k.Record == b.program.Subject
	if !k.keyed && len(k.records) > 0 && subject {
		b.found.list.Add(diag.NoKeyColumn, source.Cell{File: k.records[0].At.File, Sheet: k.records[0].At.Sheet})
	}
	oneSheet := !slices.ContainsFunc(k.records, func(r *Record) bool {
		return r.At.Sheet != k.records[0].At.Sheet || r.At.File != k.records[0].At.File
	})
	for _, rec := range k.records {
		if !k.keyed {
			rec.ID = strconv.Itoa(rec.At.Row)
			if !oneSheet {
				rec.ID = rec.At.String()
			}
		} else if rec.ID == "" {
			rec.ID = rec.At.String()
			b.found.list.Add(diag.BlankKey, rec.cellAt(k.Key), k.Key.Text(), rec.ID)
		}
		folded := syntax.Fold(rec.ID)
		first := k.byID[folded]
		if first == nil {
			k.byID[folded] = rec
			continue
		}
		if first.Fault == nil {
			first.Fault = &rec.At
		}
		rec.Fault = &first.At
		sameKey(&b.found.list, rec.ID, k.Key, first.cellAt(k.Key), rec.cellAt(k.Key))
	}
}

// sameKey tells of two rows of one key, which stand in these cells.
func sameKey(found *diag.List, id string, key *check.Field, first, second source.Cell) {
	one, other := first, second
	one.Column, other.Column = 0, 0
	d := found.Add(diag.SameKey, second, id, key.Text(), rowOf(one, other), rowOf(other, one))
	d.Notes = append(d.Notes, diag.Related{At: first, Text: theFirst})
}

// cellAt is where a record has a field, its row when no column holds it.
func (r *Record) cellAt(f *check.Field) source.Cell {
	if f != nil && r.Cells[f.Index].From.Row != 0 {
		return r.Cells[f.Index].From
	}
	return r.At
}

// rowOf names a row: its number, with the sheet where the other is elsewhere.
func rowOf(at, other source.Cell) string {
	if at.File == other.File && at.Sheet == other.Sheet {
		return strconv.Itoa(at.Row)
	}
	return at.String()
}
