package roster

import (
	"slices"
	"strconv"
	"strings"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// fill reads the cell of a field in a row, from all columns that hold it.
func (b *binder) fill(t *table, bind *binding, row Row, cell *Cell) {
	bind.waits = false
	switch len(bind.columns) {
	case 0:
		*cell = bind.absent.cell
		bind.waits = bind.absent.text
	case 1:
		bind.waits = b.one(t, bind, bind.columns[0], row, cell)
	default:
		b.merge(t, bind, row, cell)
	}
}

func rawAt(row Row, column int) Raw {
	if column < len(row.Cells) {
		return row.Cells[column]
	}
	return Raw{}
}

// one reads one column; waits says that the cell waits for the column's texts.
func (b *binder) one(t *table, bind *binding, column int, row Row, cell *Cell) (waits bool) {
	raw := rawAt(row, column)
	from := t.sheet.at(row.Number, column+1)
	r := reading{cell: Cell{State: Known}}
	if bind.typed {
		r = b.cached(t, bind, raw)
	} else if raw.Kind == Blank {
		r.cell.State = Empty
	}
	if r.problem != nil {
		b.found.problem(r.problem, bind.field, from)
	}
	if kind := bind.field.Type.Kind; raw.Kind == Number && bind.typed && (kind == types.Text || kind == types.Ref) && rounded(raw.Text) {
		b.found.add(diag.RoundedNumber, bind.field, "", from, raw.Text, bind.field.Text())
	}
	j := &bind.january
	j.october = j.october || r.october
	if r.january {
		if j.count++; j.count == 1 {
			j.at, j.written = from, clean(raw.Text)
		}
	}
	*cell = r.cell
	cell.Written, cell.From = strings.TrimSpace(raw.Text), from
	return r.text
}

// rounded says of a number that it is as a spreadsheet leaves one of more than 15 digits:
// zeros in place of all others.
func rounded(number string) bool {
	return len(number) > 15 && strings.Trim(number, "0123456789") == "" && strings.Trim(number[15:], "0") == ""
}

func (b *binder) cached(t *table, bind *binding, raw Raw) reading {
	if r, ok := bind.cache[raw]; ok {
		return r
	}
	r := b.cells.read(bind.field, raw, t.sheet.Date1904)
	if len(bind.cache) < mostCached {
		bind.cache[raw] = r
	}
	return r
}

// merge reads a field that several columns claim: a value that one alone gives,
// or all alike, stands; where they differ nothing is certain.
func (b *binder) merge(t *table, bind *binding, row Row, cell *Cell) {
	filled := false
	for i, column := range bind.columns {
		var next Cell
		waits := b.one(t, bind, column, row, &next)
		blank := blankWords[syntax.Fold(clean(rawAt(row, column).Text))]
		switch {
		case !filled && (!blank || i == 0):
			*cell, bind.waits, filled = next, waits, !blank
		case blank || !bind.typed || next.Written == cell.Written || alike(*cell, next):
		case within(*cell, next): // 2015-03-01 says more than 2015.03
			*cell = next
		case within(next, *cell):
		default:
			b.differ(bind, cell, next)
			return
		}
	}
}

func (b *binder) differ(bind *binding, cell *Cell, next Cell) {
	first := *cell
	r := b.cells.unreadable(bind.field, nil)
	*cell, bind.waits = r.cell, r.text
	cell.From, cell.Written = first.From, first.Written+" ≠ "+next.Written
	b.found.add(diag.ColumnsDiffer, bind.field, cell.Written, next.From,
		bind.field.Text(), clip(next.Written), clip(first.Written), first.From.Address())
}

// alike: the same in two columns.
func alike(a, b Cell) bool {
	return a.State == b.State && a.State != Unreadable && a.Month == b.Month && equal(a.Value, b.Value)
}

// within: a is a month and b a day of it.
func within(a, b Cell) bool {
	return a.Month && !b.Month && b.State == Known && a.Whole.Parts == nil && b.Value.Some() && a.Whole.First <= b.Value.First && b.Value.First <= a.Whole.Last
}

// columnsRead reports what shows only when a table has been read.
func (b *binder) columnsRead(t *table) {
	for _, bind := range t.bindings {
		if j := bind.january; j.count > 0 && !j.october {
			d := b.found.list.Add(diag.JanuaryOrOctober, j.at, j.written, bind.field.Text(), strings.TrimSuffix(j.written, ".1")+".10")
			d.Count = j.count
		}
	}
	b.cellsAstray(t)
	hidden := 0
	for _, row := range t.body {
		if row.Hidden {
			hidden++
		}
	}
	if hidden > 0 {
		b.found.list.Add(diag.HiddenRows, t.sheet.at(0, 0), hidden)
	}
	if len(t.dropped) == 0 {
		return
	}
	var numbers []string
	for _, row := range t.dropped {
		b.roster.Dropped = append(b.roster.Dropped, t.sheet.at(row.Number, 0))
		numbers = append(numbers, strconv.Itoa(row.Number))
	}
	b.found.list.Add(diag.RowsPassedOver, t.sheet.at(t.dropped[0].Number, 0), some(numbers))
}

// some names the first of many.
func some(list []string) locale.Text {
	const most = 10
	list = slices.Clone(list)
	if len(list) <= most {
		return locale.Text{EN: strings.Join(list, ", "), ZH: strings.Join(list, "、")}
	}
	rest := strconv.Itoa(len(list) - most)
	list = list[:most]
	return locale.Text{EN: strings.Join(list, ", ") + " and " + rest + " more", ZH: strings.Join(list, "、") + " 等，另有 " + rest + " 个"}
}

// someTexts is some of texts.
func someTexts(list []locale.Text) locale.Text {
	var english, chinese []string
	for _, t := range list {
		english, chinese = append(english, t.EN), append(chinese, t.ZH)
	}
	return locale.Text{EN: some(english).EN, ZH: some(chinese).ZH}
}

// distinct keeps the first of each, in their order.
func distinct(list []string) (once []string) {
	seen := map[string]bool{}
	for _, x := range list {
		if !seen[x] {
			seen[x], once = true, append(once, x)
		}
	}
	return once
}
