package roster

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/locale"
)

// distribute parts the sheets of what is decided on from those of the other
// kinds, by Kind.Index. A kind that is given in a file of its own is not looked
// for among the sheets of the roster.
func (b *binder) distribute(sheets []Sheet, further map[string][]Sheet) [][]Sheet {
	of := make([][]Sheet, len(b.kinds))
	given := make([]bool, len(b.kinds))
	for _, name := range slices.Sorted(maps.Keys(further)) {
		if name == b.program.CalendarFile() {
			b.calendar = further[name]
			continue
		}
		i := b.called(name)
		if i < 0 {
			b.found.list.Add(diag.NoSuchList, fileOf(further[name]), name, b.listMeant(name))
			continue
		}
		given[i] = true
		of[i] = append(of[i], b.own(i, further[name])...)
	}
	subject := b.program.Subject.Kind.Index
	for _, s := range sheets {
		i := b.called(s.Name)
		switch {
		case i < 0:
			of[subject] = append(of[subject], s)
		case given[i]:
			b.found.list.Add(diag.SheetReplaced, s.at(0, 0), b.kinds[i].Text())
		default:
			of[i] = append(of[i], s)
		}
	}
	return of
}

// severalSheets tells that the records stand in more sheets than one: those who have left may
// be in one of them.
func (b *binder) severalSheets(tables []*table) {
	var list []locale.Text
	for _, t := range tables {
		if n := len(t.body); n > 0 {
			list = append(list, locale.Text{EN: fmt.Sprintf("%s (%d)", t.sheet.Name, n), ZH: fmt.Sprintf("%s（%d条）", t.sheet.Name, n)})
		}
	}
	if len(list) > 1 && tables[0].sheet.Name != "" {
		b.found.list.Add(diag.SeveralSheets, b.at, someTexts(list))
	}
}

// own are the sheets of a kind's file that bear its name; all, when none does.
func (b *binder) own(kind int, sheets []Sheet) []Sheet {
	var own []Sheet
	for _, s := range sheets {
		if b.called(s.Name) == kind {
			own = append(own, s)
		}
	}
	if own == nil {
		return sheets
	}
	return own
}

// called is the kind of record that a table's name is that of; -1 for none. The
// kind decided on needs no name.
func (b *binder) called(name string) int {
	return slices.IndexFunc(b.kinds, func(k *kind) bool { return b.hasTable(k.Record) && k.Called(name) })
}

// hasTable says whether the records of a kind stand in a table of their own.
func (b *binder) hasTable(r *check.Record) bool {
	return r != b.program.Subject && r.From.Column == nil && (r.Table == nil || r.From.File != "") && (r.Relation == nil || r.Relation.Of == nil)
}

// listMeant is the nearest name of a list, or else those that the policy reads.
func (b *binder) listMeant(name string) locale.Text {
	if n := diag.Nearest(name, b.names()); n != "" {
		return diag.Meant(n)
	}
	var en, zh []string
	for _, k := range b.kinds {
		if k.Used && b.hasTable(k.Record) {
			en, zh = append(en, k.Text().EN), append(zh, k.Text().ZH)
		}
	}
	if en == nil {
		return locale.Text{}
	}
	return locale.Text{EN: "; it reads: " + strings.Join(en, ", "), ZH: "；用到的附表：" + strings.Join(zh, "、")}
}

func (b *binder) names() []string {
	var names []string
	for _, k := range b.kinds {
		if b.hasTable(k.Record) {
			names = append(names, k.Headings...)
		}
	}
	return names
}
