package check

import (
	"cmp"
	"slices"
	"strconv"

	"rota/lang/civil"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Table is what makes a kind of record a table: its rows are looked up by their
// keys. A row holds from its start until its end, that day not included.
type Table struct {
	Keys     []*Field
	Values   []*Field // none: only whether a key is listed can be asked
	Clause   *Field   // of a table in a file: the column that holds a row's clause; nil for one in the policy
	NextRow  bool     // a row holds until the next one of the same keys begins
	Unlisted Unlisted
	Default  *types.Constant // for UnlistedValue
	Rows     []*TableRow     // of a table that the policy writes
	declared *syntax.Table
	file     int
	state    visit
}

// Unlisted is what a key means that no row in force bears.
type Unlisted uint8

const (
	UnlistedUnknown Unlisted = iota
	UnlistedNone             // there is no such thing
	UnlistedValue            // a stated value
	UnlistedError            // a mistake in the data
)

// TableRow is a row that the policy writes. Cells are those of the keys and then
// of the values. Until is the day after its last; civil.Min and civil.Max stand
// for no bound.
type TableRow struct {
	ID          string
	Cells       []TableCell
	From, Until civil.Date
	Span        source.Span
}

// TableCell is one value of such a row. Blank says that it is not known.
type TableCell struct {
	Value types.Constant
	Blank bool
	Span  source.Span
}

// Dated is a row of a table with its time: those of one key must not overlap.
type Dated struct {
	Key         string
	From, Until civil.Date
}

// End ends each row where the next of its key begins, if the table says so. It
// gives the pairs of rows that overlap, the later in order second.
func (t *Table) End(rows []*Dated) (overlaps [][2]int) {
	byKey := map[string][]int{}
	var keys []string
	for i, r := range rows {
		if byKey[r.Key] == nil {
			keys = append(keys, r.Key)
		}
		byKey[r.Key] = append(byKey[r.Key], i)
	}
	for _, key := range keys {
		order := byKey[key]
		slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(rows[i].From, rows[j].From) })
		for n := len(order) - 2; n >= 0 && t.NextRow; n-- {
			r, next := rows[order[n]], rows[order[n+1]]
			if next.From == r.From {
				r.Until = min(r.Until, next.Until)
			} else {
				r.Until = min(r.Until, next.From)
			}
		}
		longest := order[0]
		for _, i := range order[1:] {
			if rows[i].From < rows[longest].Until {
				overlaps = append(overlaps, [2]int{min(i, longest), max(i, longest)})
			}
			if rows[longest].Until < rows[i].Until {
				longest = i
			}
		}
	}
	slices.SortStableFunc(overlaps, func(a, b [2]int) int { return cmp.Compare(a[1], b[1]) })
	return overlaps
}

// keyText tells keys apart: it is the same of equal constants of one type.
func keyText(k types.Constant) string {
	switch k.Type.Kind {
	case types.Bool:
		return strconv.FormatBool(k.Bool)
	case types.Date:
		return k.Date.String()
	case types.Period:
		return k.Period.String()
	case types.Choice:
		return strconv.Itoa(k.Option)
	case types.Text, types.Ref:
		return syntax.Fold(k.Text)
	}
	return k.Number.Trim(0).String()
}

// TableValue is the value that a table has for some keys on the as-of date.
type TableValue struct {
	typed
	Table *Record
	Keys  []Expr
	Value *Field
}

// Listed asks whether some keys stand in a table on the as-of date.
type Listed struct {
	typed
	Table   *Record
	Keys    []Expr
	Negated bool
}

// Entries is the list of all rows of a table.
type Entries struct {
	typed
	Table *Record
}
