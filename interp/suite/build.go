package suite

import (
	"maps"
	"slices"
	"strings"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/types"
)

// build makes the records of a test. They are written as the sheets of an office
// and read by the same reader; then the cells that the test does not mention are
// put to no or none, unless the others are blank.
func build(p *check.Program, t Drawn, tables map[string][]roster.Sheet) (*roster.Roster, diag.List) {
	b := builder{map[*check.Record]*sheet{}, t.cells}
	further := maps.Clone(tables)
	if further == nil {
		further = map[string][]roster.Sheet{}
	}
	for _, r := range p.Records {
		if r.Table == nil {
			b.sheet(r)
		}
	}
	for _, e := range t.Given {
		id := e.Label
		if id == "" {
			id = "1"
		}
		b.add(e, id)
	}
	for r, s := range b.sheets {
		if apart := r.Relation == nil || r.Relation.Of == nil && r.From.Column == nil; apart && r != p.Subject && r.Used {
			further[r.Name] = []roster.Sheet{s.Sheet}
		}
	}
	b.sheets[p.Subject].Date1904 = t.epoch
	records, found := roster.Bind(p, []roster.Sheet{b.sheets[p.Subject].Sheet}, further, roster.Options{})
	of := map[*check.Record]int{}
	for _, e := range t.Given {
		b.fill(p, records.Kinds[e.Kind.Kind.Index][of[e.Kind]], e, e.Kind)
		of[e.Kind]++
	}
	for i, untold := range records.Untold { // a cell that is not mentioned says nothing of anybody
		records.Untold[i] = slices.DeleteFunc(untold, func(u roster.Untold) bool {
			return u.Owner.Cell(u.Row.Kind.From.Column).State == roster.Known
		})
	}
	return records, found
}

// builder writes the records of a test. cells are those of a test that is a row.
type builder struct {
	sheets map[*check.Record]*sheet
	cells  map[*check.Field]roster.Raw
}

// sheet is the table of one kind of record, a column a field.
type sheet struct{ roster.Sheet }

func (b builder) sheet(r *check.Record) *sheet {
	s := &sheet{roster.Sheet{File: r.Name}}
	header := roster.Row{Number: 1}
	for _, f := range r.Fields {
		header.Cells = append(header.Cells, roster.Raw{Text: f.Headings[0], Kind: roster.Text})
	}
	s.Rows = append(s.Rows, header)
	b.sheets[r] = s
	return s
}

// add writes a record and the rows that belong to it.
func (b builder) add(e *check.Example, id string) {
	s := b.sheets[e.Kind]
	row := roster.Row{Number: len(s.Rows) + 1, Cells: make([]roster.Raw, len(e.Kind.Fields))}
	for i, f := range e.Kind.Fields {
		if f == e.Kind.Key || f == e.Kind.JoinBy {
			row.Cells[i] = roster.Raw{Text: id, Kind: roster.Text}
		}
		if fact := factOf(e, f); fact != nil {
			if text := written(fact); text != "" {
				row.Cells[i] = roster.Raw{Text: text, Kind: roster.Text}
			}
		}
		if raw, ok := b.cells[f]; ok {
			row.Cells[i] = raw
		}
	}
	for _, list := range e.Rows {
		if column := list.List.From.Column; column != nil {
			row.Cells[column.Index] = roster.Raw{Text: links(list), Kind: roster.Text}
			continue
		}
		for _, r := range list.Rows {
			b.add(r, id)
		}
	}
	s.Rows = append(s.Rows, row)
}

// links are the rows of a relation as they stand in one cell: 夫妻-B013、父女-B045.
func links(list check.ExampleRows) string {
	var parts []string
	for _, e := range list.Rows {
		var words []string
		for _, f := range list.List.Relation.Columns {
			if fact := factOf(e, f); fact != nil {
				words = append(words, written(fact))
			} else {
				words = append(words, "不详")
			}
		}
		parts = append(parts, strings.Join(words, "-"))
	}
	return strings.Join(parts, "、")
}

func factOf(e *check.Example, f *check.Field) *check.Fact {
	if i := slices.IndexFunc(e.Facts, func(x check.Fact) bool { return x.Field == f }); i >= 0 {
		return &e.Facts[i]
	}
	return nil
}

// written is a fact as an office would write it in a cell.
func written(fact *check.Fact) string {
	if fact.Unknown {
		return "不详"
	}
	parts := slices.Clone(fact.Refers)
	year := ""
	for _, k := range fact.Values {
		if fact.Field.Type.PerYear && k.Value.Type.Kind == types.Year {
			year = k.Value.Number.String()
			continue
		}
		parts = append(parts, year+constant(k.Value))
		year = ""
	}
	if fact.Field.Type.PerYear {
		return strings.Join(parts, ";")
	}
	return strings.Join(parts, "、")
}

func constant(k types.Constant) string {
	switch {
	case k.None:
		return ""
	case k.Open || k.Type.Kind == types.Date && k.Date == civil.Max:
		return "至今"
	}
	switch k.Type.Kind {
	case types.Bool:
		if k.Bool {
			return "是"
		}
		return "否"
	case types.Date:
		return k.Date.String()
	case types.Choice:
		return k.Type.Choice.Values[k.Option].Name
	case types.Period:
		return k.Period.String()
	case types.Text:
		return k.Text
	}
	return k.Number.String()
}

// fill puts the cells that are not mentioned, or that say none, to no or none.
func (b builder) fill(p *check.Program, record *roster.Record, e *check.Example, kind *check.Record) {
	for _, f := range kind.Fields {
		fact := factOf(e, f)
		inCell := slices.ContainsFunc(e.Rows, func(rows check.ExampleRows) bool { return rows.List.From.Column == f })
		_, drawn := b.cells[f]
		says := inCell || drawn || fact != nil && (len(fact.Refers) > 0 || fact.Unknown || len(fact.Values) > 0 && !fact.Values[0].Value.None)
		if says || f == kind.Key || f == kind.JoinBy || fact == nil && e.OthersBlank {
			continue
		}
		set := value.None(f.Type.Kind)
		if f.Type.Kind == types.Bool && fact == nil && f.Planned == nil {
			set = value.Truth(false)
		}
		*record.Cell(f) = roster.Cell{State: roster.Known, Value: set}
	}
	for i, list := range p.Lists {
		if list.Owner != kind || list.Relation != nil {
			continue
		}
		var given []*check.Example
		for _, rows := range e.Rows {
			if rows.List == list {
				given = append(given, rows.Rows...)
			}
		}
		for n, row := range record.Rows[i] {
			if n < len(given) {
				b.fill(p, row, given[n], list)
			}
		}
	}
}
