package syntax

import (
	"strings"

	"rota/lang/locale"
	"rota/lang/source"
)

// reordered is what the author meant by words in another order than that of the
// language, at the place where reading failed: 截至2024年8月31日年龄, 职级对应上限,
// 履历中任职合计. Better is said in the author's own words.
func (b blame) reordered(i int) (at source.Span, better string, ok bool) {
	for _, order := range []func(int) (source.Span, string, bool){b.dayFirst, b.keyFirst, b.rowsFirst, b.limitFirst} {
		if at, better, ok = order(i); ok {
			return at, better, true
		}
	}
	return source.Span{}, "", false
}

// dayFirst: the day before what is worked out as of it, which something is then
// compared with.
func (b blame) dayFirst(i int) (at source.Span, better string, ok bool) {
	day := b.after(i)
	if !b.is(i, "AS OF") || !b.typed(day, Date) && !b.is(day, "AS-OF DATE") {
		return at, "", false
	}
	from := b.after(day)
	for b.is(from, "STOP") || b.typed(from, Punct) && b.tokens[from].Value == "," {
		from = b.after(from)
	}
	if b.typed(b.after(from), Age) && b.compares(from) { // 年满50周岁, which leaves out of what
		age := "age"
		if locale.IsChinese(b.word(i)) {
			age = "年龄"
		}
		return b.span(i, day), b.joined(age, b.word(i), b.word(day)), true
	}
	to := from
	for b.is(b.after(to), "'S") && b.typed(b.after(b.after(to)), Name) {
		to = b.after(b.after(to))
	}
	if !b.typed(to, Name) || !b.compares(b.after(to)) || b.word(b.after(to)) == "年满" {
		return at, "", false
	}
	return b.span(i, to), b.joined(b.span(from, to).Text(), b.word(i), b.word(day)), true
}

// compares says that something is more or less than what stands before it, or a
// length that it has: 满, 5年以上.
func (b blame) compares(i int) bool {
	return b.typed(i, Quantity) || b.typed(i, Age) || b.is(i, ">=") || b.is(i, ">") || b.is(i, "<=") || b.is(i, "<")
}

// keyFirst: the key of a table before the table, 职级对应上限 or 对应职级的上限.
func (b blame) keyFirst(i int) (at source.Span, better string, ok bool) {
	key, table, from := b.before(i), b.after(i), b.before(i)
	if !b.typed(table, Name) || !b.vocab.tables[b.tokens[table].Value] {
		key, table, from = b.after(i), b.after(b.after(b.after(i))), i
	}
	if !b.is(i, "FOR") || !b.typed(key, Name) || !b.typed(table, Name) || !b.vocab.tables[b.tokens[table].Value] {
		return at, "", false
	}
	return b.span(from, table), b.joined(b.word(table), b.word(i), b.word(key)), true
}

// rowsFirst: the rows before the words for how long was served in them; what stands
// between says which of them.
func (b blame) rowsFirst(i int) (at source.Span, better string, ok bool) {
	served := i
	if !b.is(served, "SERVED IN") {
		served = b.before(i)
	}
	if !b.is(served, "SERVED IN") {
		return at, "", false
	}
	rows := b.phrase(served)
	for rows < served && !b.listed(rows) {
		rows = b.after(rows)
	}
	if rows == served {
		return at, "", false
	}
	text := b.text.file.Text
	between := strings.TrimSpace(text[b.tokens[rows].End:b.tokens[served].Start])
	between = strings.TrimSuffix(strings.TrimSuffix(between, "'s"), "的")
	for _, word := range []string{"其中", "中", "里", "的"} {
		between = strings.TrimPrefix(between, word)
	}
	list := b.word(rows)
	if between != "" {
		where := " where "
		if locale.IsChinese(between) {
			where = "其中"
		}
		list += where + between
	}
	brackets := [2]string{" (", ")"}
	if locale.IsChinese(b.word(served)) {
		brackets = [2]string{"（", "）"}
	}
	return b.span(rows, served), b.word(served) + brackets[0] + list + brackets[1], true
}

// limitFirst: in Chinese, a time limit between the word of a duty and its action or before
// both, 必须在6个月内轮岗. It stands behind them and says from when it runs, or which day is
// the last.
func (b blame) limitFirst(i int) (at source.Span, better string, ok bool) {
	from := i
	for from > 0 && b.limits(b.before(from)) {
		from = b.before(from)
	}
	to := from
	for b.limits(b.after(to)) {
		to = b.after(to)
	}
	duty, action := b.before(from), b.after(to)
	first, last := duty, action
	if comma := b.before(from); b.typed(comma, Punct) && b.tokens[comma].Value == "," && b.duty(b.before(b.before(comma))) { // 必须轮岗，6个月内
		duty, action = b.before(b.before(comma)), b.before(comma)
		first, last = duty, to
	}
	if !b.duty(duty) {
		duty, action = b.after(to), b.after(b.after(to))
		first, last = from, action
	}
	ends := b.is(to, "WITHIN") || b.is(to, "BEFORE") || b.is(to, "OR EARLIER")
	if !ends || !b.limits(from) || !b.duty(duty) || !b.typed(action, Name) || !locale.IsChinese(b.word(duty)) {
		return at, "", false
	}
	for b.typed(from, Name) || b.is(from, "AT") { // 于, 在
		from = b.after(from)
	}
	limit := b.span(from, to).Text()
	switch {
	case b.typed(from, Quantity):
		limit = "自截止日起" + limit
	case b.is(from, "AS-OF DATE"):
		limit = "自" + limit
	case b.typed(from, Date):
		limit = "不迟于" + b.word(from)
	}
	return b.span(first, last), b.word(duty) + b.word(action) + "，" + limit, true
}

// limits says of a token that it is a part of a time limit.
func (b blame) limits(i int) bool {
	switch {
	case i == len(b.tokens):
		return false
	case b.typed(i, Name):
		return b.tokens[i].Value == "在" || b.tokens[i].Value == "于"
	case b.typed(i, Keyword):
		return limiting[b.tokens[i].Value]
	}
	return b.typed(i, Quantity) || b.typed(i, Date)
}

// limiting are the keys of a time limit.
var limiting = map[string]bool{"WITHIN": true, "FROM": true, "START": true, "BEFORE": true, "OR EARLIER": true, "AS-OF DATE": true, "AT": true}

// duty says of a token that it makes a duty of an action.
func (b blame) duty(i int) bool {
	return b.is(i, "MUST") || b.is(i, "SHOULD") || b.is(i, "PLAN TO")
}

// listed says that a token names records, or is named after some: 现职履历.
func (b blame) listed(i int) bool {
	if !b.typed(i, Name) {
		return false
	}
	name := b.tokens[i].Value
	for record := range b.vocab.records {
		if record == name || locale.IsChinese(name) && strings.HasSuffix(name, record) || strings.HasPrefix(name, record+" ") {
			return true
		}
	}
	return false
}

// phrase is the first token of the condition that a token is a part of.
func (b blame) phrase(i int) int {
	for i > 1 {
		before := b.before(i)
		switch t := b.tokens[before]; {
		case before == 0, t.Type == Item, t.Type == Tail, t.Type == Clause, t.Type == Number, t.Type == String, t.Type == Punct && t.Value != ")", t.Value == "AND", t.Value == "OR", t.Value == "NOT":
			return i
		}
		i = before
	}
	return i
}

// after is the token after, passing over what is not read; len(tokens) at the end.
func (b blame) after(i int) int {
	for i++; i < len(b.tokens) && (b.tokens[i].Type == Space || b.tokens[i].Type == Comment); {
		i++
	}
	return min(i, len(b.tokens))
}

func (b blame) is(i int, keyword string) bool {
	return i < len(b.tokens) && b.tokens[i].Type == Keyword && b.tokens[i].Value == keyword
}

func (b blame) typed(i int, t TokenType) bool { return i < len(b.tokens) && b.tokens[i].Type == t }

func (b blame) word(i int) string { return b.span(i, i).Text() }

// joined sets words side by side, with a space between those that are not Chinese.
func (b blame) joined(words ...string) string {
	out := words[0]
	for i, w := range words[1:] {
		if !locale.IsChinese(words[i]) || !locale.IsChinese(w) {
			out += " "
		}
		out += w
	}
	return out
}
