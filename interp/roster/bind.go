package roster

import (
	"maps"
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
	AllowEmpty bool // a roster without persons is no error
}

// Bind reads the cells of an office's sheets as the fields of a policy. Staff
// are the sheets that hold persons; one that bears the name of a further list is
// that list's. Further gives lists by the name the user typed. What cannot be
// read is said in the findings and makes one cell Unreadable, never less than
// the roster: a Roster is returned whatever is found. Records with errors are
// decided as far as they can be, so errors here do not forbid a run.
//
//	people, found := roster.Bind(program, sheets, nil, roster.Options{})
func Bind(program *check.Program, staff []Sheet, further map[string][]Sheet, opts Options) (*Roster, diag.List) {
	texts := value.NewTexts()
	b := &binder{
		program: program,
		roster:  &Roster{Program: program, Texts: texts},
		cells:   newCells(texts),
		found:   newGrouped(),
		words:   newVocabulary(program, texts),
		name:    nameField(program.Staff),
	}
	persons, lists := b.distribute(staff, further)
	for _, t := range b.choose(persons, program.Staff, program.Staff.Key) {
		b.people(t)
	}
	b.identify()
	if len(b.roster.People) == 0 && !opts.AllowEmpty {
		b.found.list.Add(diag.EmptyRoster, fileOf(staff), headingsOfFields(program.Staff))
	}
	for i, r := range program.Lists {
		b.attach(i, r, lists[i], fileOf(staff))
	}
	b.words.complete(program)
	return b.roster, b.found.sorted()
}

type binder struct {
	program *check.Program
	roster  *Roster
	cells   *cells
	found   *grouped
	words   *vocabulary
	name    *check.Field // holds the person's name; nil when no field does
	byID    map[string]*Record
	keyed   bool // some table of persons has a key column
	chunk   []Cell
}

// nameField is the field of staff that is called name.
func nameField(staff *check.Record) *check.Field {
	for _, f := range staff.Fields {
		for _, h := range f.Headings {
			if key := fieldKey(h); key == "name" || key == "姓名" {
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

// distribute parts the sheets of persons from those of lists. A list that is
// given in a file of its own is not looked for among the sheets of persons.
func (b *binder) distribute(staff []Sheet, further map[string][]Sheet) (persons []Sheet, lists [][]Sheet) {
	lists = make([][]Sheet, len(b.program.Lists))
	given := make([]bool, len(lists))
	for _, name := range slices.Sorted(maps.Keys(further)) {
		i := b.listCalled(name)
		if i < 0 {
			b.found.list.Add(diag.NoSuchList, fileOf(further[name]), name, meant(diag.Nearest(name, b.listNames())))
			continue
		}
		given[i] = true
		lists[i] = append(lists[i], b.own(i, further[name])...)
	}
	for _, s := range staff {
		i := b.listCalled(s.Name)
		switch {
		case i < 0:
			persons = append(persons, s)
		case given[i]:
			b.found.list.Add(diag.SheetReplaced, s.at(0, 0), b.program.Lists[i].Text())
		default:
			lists[i] = append(lists[i], s)
		}
	}
	return persons, lists
}

// own are the sheets of a list's file that bear its name; all, when none does.
func (b *binder) own(list int, sheets []Sheet) []Sheet {
	var own []Sheet
	for _, s := range sheets {
		if b.listCalled(s.Name) == list {
			own = append(own, s)
		}
	}
	if own == nil {
		return sheets
	}
	return own
}

func (b *binder) listCalled(name string) int {
	name = syntax.Fold(name)
	return slices.IndexFunc(b.program.Lists, func(r *check.Record) bool {
		return name != "" && slices.ContainsFunc(r.Headings, func(h string) bool { return syntax.Fold(h) == name })
	})
}

func (b *binder) listNames() []string {
	var names []string
	for _, r := range b.program.Lists {
		names = append(names, r.Headings...)
	}
	return names
}

func (s Sheet) at(row, column int) source.Cell {
	return source.Cell{File: s.File, Sheet: s.Name, Row: row, Column: column}
}

// people reads the persons of a table.
func (b *binder) people(t *table) {
	key, name := t.binding(b.program.Staff.Key), t.binding(b.name)
	b.keyed = b.keyed || key != nil
	for _, row := range t.body {
		rec := b.record(t, row)
		if key != nil {
			rec.ID = b.idOf(rec.Cells[key.field.Index])
		}
		if name != nil {
			rec.Name = personName(rec.Cells[name.field.Index].Written)
		}
		rec.Rows = make([][]*Record, len(b.program.Lists))
		b.roster.People = append(b.roster.People, rec)
	}
	b.columnsRead(t)
}

// idOf is the key in a cell; "" when it is blank or cannot be read.
func (b *binder) idOf(c Cell) string {
	if c.State != Known || !c.Value.Some() {
		return ""
	}
	id := clean(c.Written)
	if c.Value.Kind == types.Text && len(c.Value.Codes) == 1 {
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
	n := len(t.record.Fields)
	if len(b.chunk) < n {
		b.chunk = make([]Cell, max(1, 4096/max(1, n))*n)
	}
	rec := &Record{At: t.sheet.at(row.Number, 0), Cells: b.chunk[:n:n]}
	b.chunk = b.chunk[n:]
	for _, bind := range t.bindings {
		cell := &rec.Cells[bind.field.Index]
		b.fill(t, bind, row, cell)
		if bind.typed && bind.field.Type.Kind == types.Text {
			b.words.note(bind.field, cell, bind.waits)
		}
	}
	return rec
}

// identify gives each person an id and finds those that share one.
func (b *binder) identify() {
	key := b.program.Staff.Key
	people := b.roster.People
	b.byID = make(map[string]*Record, len(people))
	if !b.keyed && len(people) > 0 {
		b.found.list.Add(diag.NoKeyColumn, source.Cell{File: people[0].At.File, Sheet: people[0].At.Sheet})
	}
	oneSheet := !slices.ContainsFunc(people, func(r *Record) bool {
		return r.At.Sheet != people[0].At.Sheet || r.At.File != people[0].At.File
	})
	for _, rec := range people {
		if !b.keyed {
			rec.ID = strconv.Itoa(rec.At.Row)
			if !oneSheet {
				rec.ID = rec.At.String()
			}
		} else if rec.ID == "" {
			rec.ID = rec.At.String()
			b.found.list.Add(diag.BlankKey, rec.cellAt(key), key.Name, rec.ID)
		}
		folded := syntax.Fold(rec.ID)
		first := b.byID[folded]
		if first == nil {
			b.byID[folded] = rec
			continue
		}
		if first.Fault == nil {
			first.Fault = &rec.At
		}
		rec.Fault = &first.At
		d := b.found.list.Add(diag.SameKey, rec.cellAt(key), rec.ID, key.Text(), rowOf(first.At, rec.At), rowOf(rec.At, first.At))
		d.Notes = append(d.Notes, diag.Related{At: first.cellAt(key), Text: theFirst})
	}
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
