package format

import (
	"slices"
	"strings"

	"rota/lang/locale"
	"rota/lang/syntax"
)

// part writes a node: where the two languages say its words in another order, or
// one of them says more of them, in that of the language; else as it stands.
func (w *writer) part(p *part) []word {
	if !w.ordered {
		return w.between(p, p.from, p.to)
	}
	zh := w.language == locale.Chinese
	var out []word
	switch n := p.node.(type) {
	case *syntax.Literal:
		if n.Type == syntax.Year && w.tokens[p.from].Type != syntax.Year || n.Type == syntax.Year && !zh {
			out = w.year(p, n.Value)
		}
	case *syntax.Self:
		key := locale.Text{EN: "SELF", ZH: "OWN"}.In(w.language) // 本人, which no name may follow
		out = []word{w.key(p, key)}
	case *syntax.YearOf:
		if n.Date != nil {
			out = w.its(p, "Date")
		}
	case *syntax.MonthOf, *syntax.WeekdayOf:
		out = w.its(p, "Date")
	case *syntax.DayOf:
		out = w.its(p, "Of")
	case *syntax.MonthDayOf:
		if year := p.kid("Year"); year != nil {
			day := w.part(p.kid("Day"))
			out = w.choose(p, join(day, w.key(p, "OF"), w.part(year)), join(w.part(year), w.key(p, "'S"), day))
		}
	case *syntax.EndOf:
		if n.Of != nil {
			out = w.measure(p, n.Kind, false)
		}
	case *syntax.Length:
		if n.Of != nil {
			out = w.measure(p, "LENGTH OF", n.Full)
		}
	case *syntax.RunAt:
		out = w.runAt(p, n)
	case *syntax.Near:
		x, date, length := w.part(p.kid("X")), w.part(p.kid("Date")), w.part(p.kid("Length"))
		switch {
		case !zh:
			out = join(x, w.key(p, "WITHIN"), length, w.key(p, map[bool]string{true: "FROM", false: "BEFORE"}[n.After]), date)
		case n.After:
			out = join(x, w.key(p, "AT"), w.key(p, "FROM"), date, w.key(p, "START"), length, w.key(p, "WITHIN"))
		default:
			out = join(x, w.key(p, "AT"), date, w.key(p, "BEFORE"), length, w.key(p, "WITHIN"))
		}
	case *syntax.Cut:
		out = w.cut(p, map[bool]string{true: "OUTSIDE", false: "DURING"}[n.Outside])
	case *syntax.Any:
		out = w.listing(p, "ANY OF")
	case *syntax.AllOf:
		out = w.listing(p, "ALL OF")
	case *syntax.Timing:
		out = w.timing(p, n)
	case *syntax.Version, *syntax.InForce, *syntax.TableRow:
		out = w.between(p, p.from, p.to)
		if from := p.kid("From"); from != nil && zh {
			start := w.key(p, "START")
			if _, row := n.(*syntax.TableRow); row { // whose tokens are not cut
				start.token.Type = syntax.Space
			}
			out = after(out, from, start)
		}
	case *syntax.Modifier:
		out = w.between(p, p.from, p.to)
		if n.Despite != nil && zh {
			out = append(out, w.key(p, "LIMIT"))
		}
		if zh && w.linesBefore(p.from) == 0 && p.from > 0 && w.tokens[p.from-1].Type != syntax.Tail {
			out = join(w.comma(p), out)
		}
	case *syntax.Runs:
		out = w.between(p, p.from, p.to)
		if n.Gap != nil && zh {
			out = append(out, w.key(p, "BREAK"))
		}
	case *syntax.Not:
		if p.from > 0 && w.tokens[p.from-1].Value == "SHOULD" { // else it is should not
			out = w.bracketed(p, w.between(p, p.from, p.to))
		}
	case *syntax.Bound:
		out = w.bound(p, n)
	case *syntax.PairKey:
		out = w.pairKey(p, n)
	case *syntax.Aggregate, *syntax.Level:
		out = w.figure(p)
		if i := slices.IndexFunc(out, func(x word) bool { return x.above == p && x.is("NUMBER OF DIFFERENT") }); i >= 0 && zh {
			out = after(out, p.kid("Of"), w.key(p, "TALLY"))
		}
	case *syntax.FieldOption:
		out = w.between(p, p.from, p.to)
		if n.Assumed != nil && !zh {
			out = append(out, w.key(p, "WHEN BLANK"))
		}
	case *syntax.OneOf:
		out = w.oneOf(p)
	case *syntax.Extreme:
		out = join(w.key(p, n.Kind), w.list(p, p.from+1, true))
	case *syntax.Member:
		if i := w.own(p, "OF"); i >= 0 { // kin of b is b's kin
			out = join(w.between(p, i+1, p.to), w.key(p, "'S"), w.between(p, p.from, i))
		}
	case *syntax.Compare:
		out = w.compare(p, n)
	case *syntax.Whole:
		out = w.between(p, p.from, p.to)
		if kind := n.Kind; len(out) > 1 && out[1].is("FROM") && out[1].above == p && strings.HasSuffix(kind, " FROM") {
			out = join(w.key(p, kind), out[2:])
		}
	case *syntax.Expectation, *syntax.GroupExpected:
		out = w.expectation(p)
	case *syntax.ScoreLine:
		out = w.scoreLine(p, n)
	}
	if out == nil {
		return w.between(p, p.from, p.to)
	}
	return w.moved(p, out)
}

// choose is one of two orders.
func (w *writer) choose(_ *part, en, zh []word) []word {
	if w.language == locale.Chinese {
		return zh
	}
	return en
}

// join makes one list of words and lists of words.
func join(parts ...any) (out []word) {
	for _, x := range parts {
		switch x := x.(type) {
		case word:
			out = append(out, x)
		case []word:
			out = append(out, x...)
		}
	}
	return out
}

// after puts a word behind a part.
func after(words []word, p *part, x word) []word {
	for i := len(words) - 1; i >= 0; i-- {
		if inside(words[i].above, p) {
			return slices.Insert(words, i+1, x)
		}
	}
	return words
}

func inside(x, p *part) bool {
	for ; x != nil; x = x.above {
		if x == p {
			return true
		}
	}
	return false
}

// moved leaves the end of the line where it was: before the first word, whichever
// that is now.
func (w *writer) moved(p *part, words []word) []word {
	lines := w.linesBefore(p.from)
	if len(words) == 0 {
		return words
	}
	for i := range words {
		if words[i].token.Start == w.tokens[p.from].Start && words[i].token.End == w.tokens[p.from].End {
			words[i].lines = 0
		}
	}
	words[0].lines = lines
	return words
}

// comma is one that is passed over: Chinese writes it before an exception, both before
// the key of a pair.
func (w *writer) comma(p *part) word {
	return word{token: syntax.Token{Type: syntax.Space, Value: ","}, text: w.sign(","), above: p}
}

// listing is a numbered list in Chinese as documents have it, the words for its items
// behind its number, its title and its condition: 第四条 女，有下列情形之一的，免于轮岗; nil for
// another.
func (w *writer) listing(p *part, words string) (out []word) {
	id, arrow := p.kid("ID"), w.own(p, "=>")
	if id == nil || arrow < 0 || w.language != locale.Chinese {
		return nil
	}
	number := w.part(id)
	head, _ := w.word(p, p.from)
	if head.text = form("RULE", w.language); strings.HasPrefix(number[0].text, "第") {
		head.text = ""
	}
	out = join(head, number)
	if title := p.kid("Title"); title != nil {
		out = append(out, w.part(title)...)
	}
	if when := p.kid("When"); when != nil {
		out = join(out, w.part(when), w.comma(p))
	}
	passed := word{token: syntax.Token{Type: syntax.Space, Value: words}, text: form(words, w.language), above: p}
	return join(out, passed, w.between(p, arrow, p.to))
}

// own is where a keyword of the node itself stands; -1 for nowhere.
func (w *writer) own(p *part, key string) int {
	for i := p.from; i < p.to; i++ {
		if k := p.startsAt(i); k != nil {
			i = k.to - 1
			continue
		}
		if t := w.tokens[i]; t.Value == key && (t.Type == syntax.Keyword || t.Type == syntax.Punct) {
			return i
		}
	}
	return -1
}

// year is a year as a value: school year 2024, 2024学年.
func (w *writer) year(p *part, value string) []word {
	number := strings.TrimRight(value, "fsy")
	if w.language == locale.Chinese {
		t := syntax.Token{Type: syntax.Year, Value: value}
		return []word{{token: t, text: w.literal(t, ""), above: p}}
	}
	switch head(w.tokens).Value {
	case "TABLE":
		return nil // where no keyword of time may stand
	}
	kind := map[string]string{"": "CALENDAR YEAR", "sy": "SCHOOL YEAR", "fy": "FINANCIAL YEAR"}[value[len(number):]]
	return []word{w.key(p, kind), {token: syntax.Token{Type: syntax.Number, Value: number}, text: number, above: p}}
}

// its is a word that in Chinese follows what it speaks of: school year of D,
// D所在学年.
func (w *writer) its(p *part, field string) []word {
	k := p.kid(field)
	if k == nil {
		return nil
	}
	key := ""
	for i := p.from; i < p.to; i++ {
		if i == k.from {
			i = k.to - 1
		} else if t := w.tokens[i]; t.Type == syntax.Keyword && (strings.HasPrefix(t.Value, "ITS ") || strings.HasSuffix(t.Value, " OF")) {
			key = strings.TrimSuffix(strings.TrimPrefix(t.Value, "ITS "), " OF")
		}
	}
	x := w.operand(p, k)
	return w.choose(p, join(w.key(p, key+" OF"), x), join(x, w.key(p, "ITS "+key)))
}

// operand is what a word speaks of: in brackets where it would not be read whole.
func (w *writer) operand(p, k *part) []word {
	switch k.node.(type) {
	case *syntax.Literal, *syntax.NameExpr, *syntax.Own, *syntax.Self, *syntax.Member, *syntax.AsOfDate, *syntax.ThePeriod, *syntax.YearOf, *syntax.MonthOf, *syntax.DayOf,
		*syntax.MonthDayOf, *syntax.WeekdayOf, *syntax.EndOf, *syntax.Length, *syntax.RunAt, *syntax.Pick, *syntax.Extreme:
		return w.part(k)
	}
	return w.bracketed(p, w.part(k))
}

// measure is a part of a spell: length of S in full, S的时长全程.
func (w *writer) measure(p *part, key string, full bool) []word {
	of := w.operand(p, p.kid("Of"))
	out := w.choose(p, join(w.key(p, key), of), join(of, w.key(p, "'S"), w.key(p, key)))
	if full {
		out = append(out, w.key(p, "IN FULL"))
	}
	return out
}

// runAt is the run open at D of X, 在D当日的一段（X）.
func (w *writer) runAt(p *part, n *syntax.RunAt) []word {
	key := map[bool]string{true: "RUN ALIVE AT", false: "RUN OPEN AT"}[n.Alive]
	date, list := w.part(p.kid("Date")), w.part(p.kid("List"))
	if _, name := p.kid("List").node.(*syntax.NameExpr); !name || w.language == locale.Chinese {
		list = w.bracketed(p, list)
	}
	return w.choose(p, join(w.key(p, key), date, w.key(p, "OF"), list), join(w.key(p, "AT"), date, w.key(p, key), list))
}

// cut is X during Y, X在Y期间.
func (w *writer) cut(p *part, key string) []word {
	i := w.own(p, key)
	if at := w.own(p, "AT"); at >= 0 {
		list, days := w.between(p, p.from, at), w.between(p, at+1, i)
		return w.choose(p, join(list, w.key(p, key), days), join(list, w.key(p, "AT"), days, w.key(p, key)))
	}
	list, days := w.between(p, p.from, i), w.between(p, i+1, p.to)
	return w.choose(p, join(list, w.key(p, key), days), join(list, w.key(p, "AT"), days, w.key(p, key)))
}

// timing is for 3y from D, 自D起3年内, where the effect says which of the two
// meanings 内 has.
func (w *writer) timing(p *part, n *syntax.Timing) []word {
	kind := ""
	if d, ok := p.above.node.(*syntax.Duty); ok {
		kind = string(d.Kind)
	}
	field, from, key := "", "", ""
	switch {
	case n.Length != nil && within[kind]:
		field, from, key = "Length", "From", "WITHIN"
	case n.Length != nil:
		field, from, key = "Length", "From", "FOR"
	case n.Within != nil && n.Since != nil:
		field, from, key = "Within", "Since", "WITHIN"
	case n.For != nil && n.After != nil:
		field, from, key = "For", "After", "FOR"
	}
	zh := w.language == locale.Chinese
	if field == "" {
		out := w.between(p, p.from, p.to)
		if k := p.kid("From"); k != nil && zh {
			out = after(out, k, w.key(p, "START"))
		}
		if i := max(w.own(p, "BY"), w.own(p, "NO LATER THAN")); i >= 0 && w.turn {
			return w.choose(p, join(w.key(p, "BY"), w.between(p, i+1, p.to)), join(w.comma(p), w.key(p, "NO LATER THAN"), w.between(p, i+1, p.to)))
		}
		if n.Until != nil && zh {
			out = join(w.comma(p), out)
		}
		return out
	}
	length, date := w.part(p.kid(field)), w.part(p.kid(from))
	switch {
	case !zh:
		return join(w.key(p, key), length, w.key(p, "FROM"), date)
	case (key == "WITHIN") == within[kind]:
		return join(w.key(p, "FROM"), date, w.key(p, "START"), length, w.key(p, "WITHIN"))
	}
	return join(w.key(p, key), length, w.key(p, "FROM"), date, w.key(p, "START"))
}

// list is the items of a list from token i on: in brackets with commas, or bare
// with 、 between them.
func (w *writer) list(p *part, i int, brackets bool) (out []word) {
	depth, first := 0, i
	add := func(to int, last bool) {
		out = append(out, w.between(p, first, to)...)
		first = to + 1
		if !last {
			out = append(out, word{token: syntax.Token{Type: syntax.Punct, Value: map[bool]string{true: ",", false: "、"}[brackets]}, above: p})
			out[len(out)-1].text = w.sign(out[len(out)-1].token.Value)
		}
	}
	end := p.to
	if t := w.tokens[i]; p.startsAt(i) == nil && t.Type == syntax.Punct && t.Value == "(" && w.closes(p, i) == end-1 {
		i, first, end = i+1, i+1, end-1
	}
	for ; i < end; i++ {
		if k := p.startsAt(i); k != nil {
			i = k.to - 1
			continue
		}
		switch t := w.tokens[i]; {
		case t.Type == syntax.Punct && t.Value == "(":
			depth++
		case t.Type == syntax.Punct && t.Value == ")":
			depth--
		case depth == 0 && (t.Type == syntax.Punct && (t.Value == "," || t.Value == "、") || t.Type == syntax.Keyword && t.Value == "OR"):
			add(i, false)
		}
	}
	add(end, true)
	if brackets {
		return w.bracketed(p, out)
	}
	return out
}

// closes is where the bracket at i is closed, among the tokens of the node itself.
func (w *writer) closes(p *part, i int) int {
	depth := 0
	for ; i < p.to; i++ {
		if k := p.startsAt(i); k != nil {
			i = k.to - 1
		} else if t := w.tokens[i]; t.Type == syntax.Punct && t.Value == "(" {
			depth++
		} else if t.Type == syntax.Punct && t.Value == ")" {
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// oneOf is X in (a, b), X属于 a、b.
func (w *writer) oneOf(p *part) []word {
	i := max(w.own(p, "IN"), w.own(p, "NOT IN"))
	if i < 0 {
		return nil
	}
	simple, several := true, 0
	for _, k := range p.kids {
		if k.field != "Among" {
			continue
		}
		several++
		switch k.node.(type) {
		case *syntax.Literal, *syntax.NameExpr:
		default:
			simple = false
		}
	}
	next := p.to // an alternative behind “not in (…)” would else be read as a part of the list
	for next < len(w.tokens) && w.tokens[next].Type == syntax.Space {
		next++
	}
	alternative := w.own(p, "NOT IN") >= 0 && next < len(w.tokens) && w.tokens[p.to-1].Value == ")" && w.tokens[next].Type == syntax.Keyword && w.tokens[next].Value == "OR"
	brackets := several > 1 && (w.language == locale.English || !simple || alternative) || several == 1 && !simple
	return join(w.between(p, p.from, i+1), w.list(p, i+1, brackets))
}

// compare drops what only repeats the sign, and says of 以前 and 以后 whether the
// day itself is meant.
func (w *writer) compare(p *part, n *syntax.Compare) []word {
	if i := max(w.own(p, "OR EARLIER"), w.own(p, "OR LATER")); i >= 0 {
		out := w.between(p, p.from, i+1)
		inclusive := strings.HasSuffix(n.Op, "=")
		if w.language == locale.English && inclusive {
			return out
		}
		return join(out, w.bracketed(p, []word{w.key(p, map[bool]string{true: "INCLUDING", false: "EXCLUDING"}[inclusive])}))
	}
	if i := w.own(p, "IS"); i >= 0 && w.own(p, n.Op) > i {
		return join(w.between(p, p.from, i), w.between(p, i+1, p.to))
	}
	return nil
}

// expectation parts the blanks that are missing by “and”, since a comma begins
// another expectation.
func (w *writer) expectation(p *part) []word {
	out := w.between(p, p.from, p.to)
	for i := range out {
		t := &out[i].token
		if i+1 == len(out) || out[i].above != p || t.Value != "AND" && t.Value != "," && t.Value != "、" {
			continue
		}
		next := out[i+1].above
		for next != nil && next.above != p {
			next = next.above
		}
		switch {
		case next == nil:
		case next.field == "By":
			value := locale.Text{EN: ",", ZH: "、"}.In(w.language)
			out[i].token, out[i].text = syntax.Token{Type: syntax.Punct, Value: value}, w.sign(value)
		case next.field == "Missing":
			out[i] = w.choose(p, []word{w.key(p, "AND")}, []word{w.punct(p, "、")})[0]
		}
	}
	return out
}
