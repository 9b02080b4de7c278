package roster

import (
	"slices"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

var theFirst = locale.Text{EN: "the first is here", ZH: "第一条在此"}

// table is a sheet whose columns are matched with the fields of a record.
type table struct {
	sheet    Sheet
	record   *check.Record
	headings []string
	body     []Row
	dropped  []Row
	claimed  []*check.Field // by column, nil for those no field wants
	bindings []*binding
	read     []*binding // those whose cells differ from row to row
	shared   []*Cell    // by Field.Index, the cells of the others
}

// binding is a field and the columns that hold it, mostly one.
type binding struct {
	field   *check.Field
	columns []int
	typed   bool // its cells are read by type
	waits   bool // the cell just read waits for the texts of the column
	absent  reading
	cache   map[Raw]reading
	january january
}

// january counts dates such as 2015.1 in a column, and whether 2015.10 shows
// that its numbers keep their zeros.
type january struct {
	at      source.Cell
	written string
	count   int
	october bool
}

// mostCached readings of a column are kept: choices and dates repeat, ids do
// not, and need not be kept.
const mostCached = 4096

func fieldKey(heading string) string { return syntax.Fold(Heading(heading)) }

// binding is a field's own; nil when the field has no column in the table.
func (t *table) binding(f *check.Field) *binding {
	if f == nil {
		return nil
	}
	for _, b := range t.bindings {
		if b.field == f && len(b.columns) > 0 {
			return b
		}
	}
	return nil
}

// choose finds the sheets that hold a record: those with a heading that is one
// of its fields, hidden ones only when no other does. Where some have the key
// the others are lists of something else.
func (b *binder) choose(sheets []Sheet, r *check.Record, key *check.Field) []*table {
	byKey := fieldsByHeading(r)
	known := func(heading string) bool { return byKey[syntax.Fold(heading)] != nil }
	var shown, hidden []*table
	for _, s := range sheets {
		t := &table{sheet: s, record: r}
		var ok bool
		if t.headings, t.body, t.dropped, ok = FindHeader(s, known); !ok {
			if len(s.Rows) > 0 {
				b.found.list.Add(diag.SheetNotRead, s.at(0, 0))
			}
			continue
		}
		t.match(byKey)
		t.passOverNotes(key)
		if s.Hidden {
			hidden = append(hidden, t)
		} else {
			shown = append(shown, t)
		}
	}
	if shown == nil {
		shown, hidden = hidden, nil
	}
	for _, t := range hidden {
		b.found.list.Add(diag.SheetHidden, t.sheet.at(0, 0))
	}
	hasKey := func(t *table) bool { return slices.Contains(t.claimed, key) }
	if key == nil || !slices.ContainsFunc(shown, hasKey) {
		hasKey = func(*table) bool { return true }
	}
	var tables []*table
	for _, t := range shown {
		if !hasKey(t) {
			b.found.list.Add(diag.SheetWithoutKey, t.sheet.at(0, 0), key.Name)
			continue
		}
		b.bindColumns(t, byKey)
		tables = append(tables, t)
	}
	return tables
}

// fieldsByHeading lists the fields that a heading names. Where several share
// one, those that the policy reads have it.
func fieldsByHeading(r *check.Record) map[string][]*check.Field {
	all := map[string][]*check.Field{}
	for _, f := range r.Fields {
		for _, h := range f.Headings {
			if k := fieldKey(h); !slices.Contains(all[k], f) {
				all[k] = append(all[k], f)
			}
		}
	}
	for k, fields := range all {
		used := slices.DeleteFunc(slices.Clone(fields), func(f *check.Field) bool { return !f.Used })
		if len(used) == 0 {
			used = fields[:1]
		}
		all[k] = used
	}
	return all
}

// match gives each column its field: by the whole heading, else without the
// note in brackets at its end, for which a field named in full comes first.
func (t *table) match(byKey map[string][]*check.Field) {
	t.claimed = make([]*check.Field, len(t.headings))
	for short := range 2 {
		taken := slices.Clone(t.claimed)
		for i, heading := range t.headings {
			forms := HeadingForms(heading)
			if t.claimed[i] != nil || short >= len(forms) {
				continue
			}
			if fields := byKey[syntax.Fold(forms[short])]; len(fields) > 0 && (short == 0 || !slices.Contains(taken, fields[0])) {
				t.claimed[i] = fields[0]
			}
		}
	}
}

// bindColumns makes the bindings of a table and says what is missing, twice
// there, or of no use.
func (b *binder) bindColumns(t *table, byKey map[string][]*check.Field) {
	of := map[*check.Field][]int{}
	for i, f := range t.claimed {
		b.roster.Columns = append(b.roster.Columns, Column{t.sheet.at(0, i+1), t.headings[i], f})
		if f == nil {
			continue
		}
		sharing := []*check.Field{f}
		for _, form := range HeadingForms(t.headings[i]) {
			if fields := byKey[syntax.Fold(form)]; len(fields) > 0 && fields[0] == f {
				sharing = fields
				break
			}
		}
		for _, g := range sharing {
			of[g] = append(of[g], i)
		}
	}
	t.shared = make([]*Cell, len(t.record.Fields))
	for _, f := range t.record.Fields {
		bind := &binding{field: f, columns: of[f], cache: map[Raw]reading{}}
		r := t.record
		bind.typed = f.Used || b.all && len(bind.columns) > 0 || f == r.Key || f == b.of(r).name || f == r.JoinBy || f == r.Start || f == r.End
		if len(bind.columns) == 0 {
			b.without(t, bind)
		}
		if len(bind.columns) > 1 {
			first, second := bind.columns[0], bind.columns[1]
			code := diag.RepeatedUnread
			if bind.typed {
				code = diag.RepeatedColumn
			}
			b.found.list.Add(code, t.sheet.at(0, second+1), t.headings[second], source.ColumnLetters(first+1), t.headings[first], f.Text())
		}
		t.bindings = append(t.bindings, bind)
		if len(bind.columns) == 0 && !f.Used && !bind.typed && !f.Judged {
			t.shared[f.Index] = &bind.absent.cell
		} else {
			t.read = append(t.read, bind)
		}
	}
	if t.record.From.Rows == nil {
		b.unmatched(t)
	}
	b.unplanned(t)
}

// unplanned says of a table that the policy reads a plan from it and that it has none.
func (b *binder) unplanned(t *table) {
	var names []locale.Text
	for _, bind := range t.bindings {
		switch f := bind.field; {
		case !f.Used || !f.Optional:
		case len(bind.columns) > 0:
			return
		default:
			names = append(names, f.Text())
		}
	}
	if names != nil && !b.apart {
		b.found.list.Add(diag.NoPlan, t.sheet.at(0, 0), names)
	}
}

// without says what the cells of a field are that has no column.
func (b *binder) without(t *table, bind *binding) {
	f := bind.field
	switch {
	case f.Judged:
		bind.absent = reading{cell: Cell{State: Unanswered, Value: value.Truth(false)}}
		bind.typed = false
	case f.Used && f.MayBeMissing(),
		t.record.Table != nil && (f == t.record.Start || f == t.record.End || f == t.record.Table.Clause): // always, by no clause
		bind.absent, bind.typed = b.cells.blank(f), false
	case f.Used:
		bind.absent = b.cells.unreadable(f, nil)
		if f != t.record.JoinBy || !t.byRow() {
			b.found.list.Add(diag.MissingColumn, t.sheet.at(0, 0), f.Text(), f.Headings, t.nearestHeading(f))
		}
	default:
		bind.absent = reading{cell: Cell{State: Empty}}
		bind.typed = false
	}
}

// byRow says that the rows name their person by the row it stands in: that is
// what a list inside a record of JSON becomes.
func (t *table) byRow() bool { return len(t.headings) > 0 && t.headings[0] == "#" }

func (t *table) nearestHeading(f *check.Field) locale.Text {
	var free []string
	for i, h := range t.headings {
		if t.claimed[i] == nil && h != "" {
			free = append(free, h)
		}
	}
	for _, h := range f.Headings {
		if n := diag.Nearest(h, free); n != "" {
			return locale.Text{EN: "; is column “" + n + "” meant?", ZH: "；是否为“" + n + "”列？"}
		}
	}
	return locale.Text{}
}

// unmatched lists the columns without a field in one note.
func (b *binder) unmatched(t *table) {
	var names []string
	for _, bind := range t.bindings {
		if len(bind.columns) == 0 {
			names = append(names, bind.field.Headings...)
		}
	}
	within := map[string]bool{} // what the rows say of other records
	for _, k := range b.kinds {
		if k.From.Rows == t.record {
			for key := range fieldsByHeading(k.Record) {
				within[key] = true
			}
		}
	}
	if list := t.strange(names, within); list != nil {
		b.found.list.Add(diag.UnknownColumns, t.sheet.at(0, 0), list)
	}
}

// strange lists the columns that no field has, each with the one of some names that its
// heading is like; those within are another table's.
func (t *table) strange(names []string, within map[string]bool) (list []locale.Text) {
	for i := range t.width() {
		heading := locale.Text{EN: "without a heading", ZH: "无标题"}
		if i < len(t.headings) && t.headings[i] != "" {
			heading = locale.Text{EN: t.headings[i], ZH: t.headings[i]}
		}
		if i < len(t.headings) && within[fieldKey(t.headings[i])] {
			continue
		}
		if i < len(t.claimed) && t.claimed[i] != nil || i == 0 && t.byRow() || i >= len(t.headings) && !t.filled(i) || i < len(t.headings) && t.headings[i] == "" && !t.filled(i) {
			continue
		}
		letters := source.ColumnLetters(i+1) + " "
		text := locale.Text{EN: letters + heading.EN, ZH: letters + heading.ZH}
		if i < len(t.headings) {
			if n := diag.Nearest(t.headings[i], names); n != "" {
				text = locale.Text{EN: text.EN + " (like “" + n + "”)", ZH: text.ZH + "（近似“" + n + "”）"}
			}
		}
		list = append(list, text)
	}
	return list
}

// width is the number of columns that any row of the table has.
func (t *table) width() int {
	n := len(t.headings)
	for _, row := range t.body {
		n = max(n, len(row.Cells))
	}
	return n
}

func (t *table) filled(column int) bool {
	return slices.ContainsFunc(t.body, func(row Row) bool { return column < len(row.Cells) && row.Cells[column].Kind != Blank })
}
