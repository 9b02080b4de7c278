package roster

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"rota/lang/check"
	"rota/lang/diag"
)

// sign is something that stands in notes and in the names of groups, and in few ids.
type sign uint8

const (
	mark sign = 1 << iota // of a sentence
	word                  // of a total, a note, a signature
	day                   // the form of a date
	han                   // Chinese characters
)

// noteWords stand in what is written below and between records, compact.
var noteWords = []string{
	"小计", "人数", "平均", "签字", "签名", "盖章", "审批", "负责人", "说明", "此页", "以下空白",
	"subtotal", "average", "signature", "signed", "approved",
}

// signs are those in a cell. A text that holds what separates the cells of other files may
// be a row that was not taken apart: it has none, unless it is surely a sentence.
func signs(raw Raw) (has sign) {
	switch {
	case raw.Kind == Date:
		return day
	case raw.Kind != Text, strings.ContainsAny(raw.Text, ",;|\t，；｜") && !strings.ContainsAny(raw.Text, ":：。※"):
		return 0
	}
	if strings.ContainsAny(raw.Text, ":：、。（）※") {
		has |= mark
	}
	if text := compact(raw.Text); slices.ContainsFunc(noteWords, func(w string) bool { return strings.Contains(text, w) }) {
		has |= word
	}
	text := clean(raw.Text)
	if year, _ := strconv.Atoi(text[:min(len(text), 4)]); year >= FirstYear && strings.ContainsAny(text, "-./年") {
		has |= day
	}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		has |= han
	}
	return has
}

// alone says of a row that it holds one thing only: in one cell, or in several that are
// alike, as merging makes them. Column is the first of so many that hold it.
func alone(row Row) (column, filled int, is bool) {
	column = -1
	for i, raw := range row.Cells {
		switch {
		case raw.Kind == Blank:
			continue
		case column < 0:
			column = i
		case raw != row.Cells[column]:
			return 0, 0, false
		}
		filled++
	}
	return column, filled, column >= 0
}

// passOverNotes takes out the rows that hold one thing only, with a sign that no other row
// has in that column: a note below the table, the name of a group in it. That it is in
// Chinese counts among ids alone, for elsewhere it may be somebody whose number is missing.
func (t *table) passOverNotes(key *check.Field) {
	odd := make([]sign, len(t.body))
	common := map[int]sign{}
	for i, row := range t.body {
		if column, filled, is := alone(row); is && len(t.headings) > 1 {
			odd[i] = signs(row.Cells[column])
			if column >= len(t.claimed) || t.claimed[column] != key || filled > 1 && filled < len(t.headings) {
				odd[i] &^= han
			}
			if _, problem := ReadDate(row.Cells[column], false); problem != nil {
				odd[i] &^= day
			}
			if odd[i] != 0 {
				common[column] = 0
			}
		}
	}
	if len(common) == 0 {
		return
	}
	others := map[int]bool{}
	for _, row := range t.body {
		if _, _, is := alone(row); !is {
			for column := range common {
				raw := rawAt(row, column)
				others[column] = others[column] || raw.Kind != Blank
				common[column] |= signs(raw)
			}
		}
	}
	body := t.body[:0:0]
	for i, row := range t.body {
		column, _, _ := alone(row)
		if !others[column] {
			odd[i] &^= han
		}
		if odd[i]&^common[column] != 0 {
			t.dropped = append(t.dropped, row)
		} else {
			body = append(body, row)
		}
	}
	t.body = body
	slices.SortFunc(t.dropped, func(a, b Row) int { return a.Number - b.Number })
}

// idsAlone tells of records that hold nothing but their id: they may be notes as well. Where
// there is no column of names three others have to be blank, and a blank that means none says
// something.
func (b *binder) idsAlone(t *table, key *binding) {
	read := 0
	for _, bind := range t.read {
		if f := bind.field; f.Used && f.Blank != check.BlankNone && bind != key && len(bind.columns) > 0 {
			read++
		}
	}
	if key == nil || read == 0 || read < 3 && t.binding(b.of(t.record).name) == nil {
		return
	}
	var rows []string
	first := 0
	for _, row := range t.body {
		if column, filled, is := alone(row); is && filled == 1 && column == key.columns[0] {
			if rows = append(rows, strconv.Itoa(row.Number)); first == 0 {
				first = row.Number
			}
		}
	}
	if rows != nil {
		b.found.list.Add(diag.IdAlone, t.sheet.at(first, key.columns[0]+1), some(rows), key.field.Text()).Count = len(rows)
	}
}
