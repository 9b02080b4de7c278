package roster

import (
	"slices"
	"strings"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// misnamed are the rows of a table that bear somebody's id with another name.
type misnamed struct {
	table  *table
	column int // of the names of those whom the rows are of; -1 for none
	first  source.Cell
	args   []any
	count  int
}

// newMisnamed finds the column of names in a table: the field's own, or, where the rows are
// of another kind of record, one that is headed alike and that no field of theirs claims.
func newMisnamed(t *table, name *check.Field) *misnamed {
	m := &misnamed{table: t, column: -1}
	if name == nil {
		return m
	}
	m.column = slices.IndexFunc(t.headings, func(heading string) bool {
		return slices.ContainsFunc(HeadingForms(heading), func(form string) bool {
			return slices.ContainsFunc(name.Headings, func(n string) bool { return fieldKey(n) == syntax.Fold(form) })
		})
	})
	if m.column >= 0 && t.claimed[m.column] != nil && t.claimed[m.column] != name {
		m.column = -1
	}
	return m
}

// add looks at a row of somebody; of nobody where the roster has none of that id.
func (m *misnamed) add(row Row, who *Record) {
	if m.column < 0 || who == nil || who.Name == "" {
		return
	}
	name := personName(textAt(row, m.column))
	if name == "" || bareName(name) == bareName(who.Name) {
		return
	}
	if m.count++; m.count == 1 {
		m.first, m.args = m.table.sheet.at(row.Number, m.column+1), []any{clip(name), who.ID, clip(who.Name)}
	}
}

// tell tells of the first, and how many they are.
func (m *misnamed) tell(found *diag.List) {
	if m.count > 0 {
		found.Add(diag.OtherName, m.first, m.args...).Count = m.count
	}
}

// bareName is a name without a note in brackets: 张三（借调）.
func bareName(name string) string {
	if i := strings.IndexAny(name, "(（"); i > 0 {
		name = name[:i]
	}
	return syntax.Fold(strings.TrimSpace(name))
}
