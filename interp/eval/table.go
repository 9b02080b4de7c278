package eval

import (
	"slices"
	"strings"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/locale"
	"rota/lang/types"
)

// table is the rows of a table by their keys; loose are those of which some key
// is not known, which may be any.
type table struct {
	all     []*roster.Record
	byKey   map[string][]*roster.Record
	loose   []*roster.Record
	missing bool // there is no file for it

	standard value.Set // of what is not listed, where the table says so
}

func tablesOf(p *check.Program, r *roster.Roster) map[*check.Record]*table {
	tables := map[*check.Record]*table{}
	for _, kind := range p.Records {
		if kind.Table == nil || !kind.Used {
			continue
		}
		t := &table{all: r.Kinds[kind.Kind.Index], byKey: map[string][]*roster.Record{}, missing: slices.Contains(r.MissingLists, kind)}
		for _, row := range t.all {
			keys := make([]value.Set, len(kind.Table.Keys))
			known := true
			for i, f := range kind.Table.Keys {
				cell := row.Cell(f)
				keys[i] = cell.Value
				known = known && cell.State == roster.Known && !cell.Month && cell.Value.One() && !cell.Value.None
			}
			if known {
				t.byKey[keyOf(keys)] = append(t.byKey[keyOf(keys)], row)
			} else {
				t.loose = append(t.loose, row)
			}
		}
		if kind.Table.Default != nil {
			t.standard = setOf(*kind.Table.Default, r.Texts)
		}
		tables[kind] = t
	}
	return tables
}

func keyOf(keys []value.Set) string {
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = k.Key()
	}
	return strings.Join(parts, "\x00")
}

// rowsFor gives the rows that may bear some keys, whenever they hold.
func (t *table) rowsFor(keys []value.Set) []*roster.Record {
	for _, k := range keys {
		if k.Several || k.Parts != nil || k.Lost || !k.One() {
			return t.all
		}
	}
	rows := t.byKey[keyOf(keys)]
	if t.loose == nil {
		return rows
	}
	return append(rows[:len(rows):len(rows)], t.loose...)
}

// bears says whether a row bears some keys and holds on the as-of date. Of
// several values one that it bears is enough.
func (s *scene) bears(kind *check.Record, row *roster.Record, keys []value.Set) value.Set {
	result := value.Truth(true)
	for i, f := range kind.Table.Keys {
		cell := s.cell(f, row)
		if f.Type.Kind == types.Ref {
			result = value.And(result, s.compareRefs("=", keys[i], cell, f.Type))
		} else {
			result = value.And(result, value.Among(keys[i], []value.Set{cell}))
		}
		if !result.True {
			return result
		}
	}
	result = value.And(result, value.Compare("<=", s.cell(kind.Start, row), s.today()))
	if result.True {
		result = value.And(result, value.Compare(">", s.cell(kind.End, row), s.today()))
	}
	return result
}

func (s *scene) keys(keys []check.Expr) []value.Set {
	sets := make([]value.Set, len(keys))
	for i, x := range keys {
		sets[i] = s.eval(x)
	}
	return sets
}

// tableValue is the value of every row that may bear the keys, and what the table
// means by a key that is not listed where none certainly does.
func (s *scene) tableValue(x *check.TableValue) value.Set {
	keys := s.keys(x.Keys)
	t := s.tables[x.Table]
	result := value.Set{Kind: x.Type().Kind}
	listed := false
	for _, row := range t.rowsFor(keys) {
		is := s.bears(x.Table, row, keys)
		if !is.True {
			continue
		}
		result = value.Union(result, s.entry(x, row))
		if !is.False {
			listed = true
			s.citeRow(row)
		}
	}
	if !listed {
		result = value.Union(result, s.unlisted(x, keys))
	}
	return result
}

// entry is what a row says; a blank is called by the keys of the row.
func (s *scene) entry(x *check.TableValue, row *roster.Record) value.Set {
	cell := row.Cell(x.Value)
	switch cell.State {
	case roster.Empty, roster.Unreadable, roster.Partial:
		keys := make([]value.Set, len(x.Table.Table.Keys))
		for i, f := range x.Table.Table.Keys {
			keys[i] = row.Cell(f).Value
		}
		return s.unknown(free{cell: cell, field: &s.gap(x, keys).field, whole: cell.Value})
	}
	return s.cell(x.Value, row)
}

// unlisted is the value of a key that no row bears.
func (s *scene) unlisted(x *check.TableValue, keys []value.Set) value.Set {
	switch t := s.tables[x.Table]; {
	case t.missing:
	case x.Table.Table.Unlisted == check.UnlistedNone:
		return value.None(x.Type().Kind)
	case x.Table.Table.Unlisted == check.UnlistedValue:
		return t.standard
	}
	whole := s.roster.Unlisted[x.Table.Kind.Index].Cell(x.Value)
	for _, k := range keys {
		if !k.One() {
			s.hidden = true
			return whole.Value // which blank it is is not known yet
		}
	}
	g := s.gap(x, keys)
	return s.unknown(free{cell: &g.cell, field: &g.field, whole: whole.Value})
}

// gap is what a table does not say of some keys, as a blank: limit[county]. It is
// one wherever it is read.
type gap struct {
	cell  roster.Cell
	field check.Field
}

type gapKey struct {
	value *check.Field
	keys  string
}

func (s *scene) gap(x *check.TableValue, keys []value.Set) *gap {
	key := gapKey{x.Value, keyOf(keys)}
	g := s.gaps[key]
	if g == nil {
		g = &gap{field: check.Field{Record: x.Table, Type: x.Value.Type}}
		if g.cell = *s.roster.Unlisted[x.Table.Kind.Index].Cell(x.Value); s.tables[x.Table].missing {
			g.cell.State = roster.Unreadable
		}
		english, chinese, shown := make([]string, len(keys)), make([]string, len(keys)), make([]string, len(keys))
		for i, k := range keys {
			t := x.Table.Table.Keys[i].Type
			shown[i] = s.Show(k, t)
			text := keyText(k, t, shown[i])
			english[i], chinese[i] = text.EN, text.ZH
		}
		text := x.Table.Text()
		if len(x.Table.Table.Values) > 1 {
			text = x.Value.Text()
		}
		g.field.Name = gapName(x.Value, shown)
		g.field.Shown = locale.Text{EN: text.EN + "[" + strings.Join(english, ", ") + "]", ZH: text.ZH + "[" + strings.Join(chinese, "、") + "]"}
		s.gaps[key] = g
	}
	return g
}

// keyText is a known key as it is shown in each language.
func keyText(k value.Set, t types.Type, shown string) locale.Text {
	switch {
	case k.None:
		return locale.Text{EN: shown, ZH: "无"}
	case t.Choice != nil:
		return t.Choice.Values[k.Codes[0]].Text()
	case t.Kind == types.Bool && k.True:
		return locale.Text{EN: shown, ZH: "是"}
	case t.Kind == types.Bool:
		return locale.Text{EN: shown, ZH: "否"}
	}
	return locale.Text{EN: shown, ZH: shown}
}

func gapName(value *check.Field, keys []string) string {
	name := value.Name
	if len(value.Record.Table.Values) == 1 {
		name = value.Record.Name
	}
	return name + "[" + strings.Join(keys, ", ") + "]"
}

// GapNamed says whether a blank is what a table does not say of some keys; of no
// keys, of any.
func (e *Evaluator) GapNamed(b Blank, value *check.Field, keys []types.Constant) bool {
	if b.Field.Record != value.Record {
		return false
	}
	shown := make([]string, len(keys))
	for i, k := range keys {
		shown[i] = e.ShowConstant(k, k.Type)
	}
	name := gapName(value, shown)
	return b.Field.Name == name || keys == nil && strings.HasPrefix(b.Field.Name, strings.TrimSuffix(name, "]"))
}

// listedIn asks whether some row bears the keys. Whichever way it is put it is
// false where a key is none.
func (s *scene) listedIn(x *check.Listed) value.Set {
	keys := s.keys(x.Keys)
	t := s.tables[x.Table]
	result := value.Truth(false)
	if t.missing {
		result = value.Unknown()
		s.lack(x.Table)
	}
	for _, row := range t.rowsFor(keys) {
		is := s.bears(x.Table, row, keys)
		if result = value.Or(result, is); !is.False {
			s.citeRow(row)
			break
		}
	}
	if x.Negated {
		result = value.Not(result)
		for _, k := range keys {
			result.False = result.False || k.None
			result.True = result.True && k.Some()
		}
	}
	return result
}

// lack reads a table that there is no file for: a cell that cannot be read.
func (s *scene) lack(kind *check.Record) {
	g := s.gaps[gapKey{kind.Start, ""}]
	if g == nil {
		g = &gap{roster.Cell{State: roster.Unreadable}, check.Field{Name: kind.Name, Headings: kind.Headings, Record: kind, Type: types.Type{Kind: types.Rows}}}
		s.gaps[gapKey{kind.Start, ""}] = g
	}
	s.unknown(free{cell: &g.cell, field: &g.field, whole: value.Set{Kind: types.Rows, Lost: true}})
}

// entries are all rows of a table as a list.
func (s *scene) entries(x *check.Entries) (items []item, given bool) {
	t := s.tables[x.Table]
	if t.missing {
		s.lack(x.Table)
		return nil, false
	}
	items = make([]item, 0, len(t.all))
	for _, row := range t.all {
		items = append(items, item{is: value.Truth(true), element: element{record: row}})
	}
	return items, true
}
