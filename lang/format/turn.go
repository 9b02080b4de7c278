package format

import (
	"strconv"
	"strings"

	"rota/lang/locale"
	"rota/lang/syntax"
)

// turned writes a word in the language: a keyword by its first form, a literal the
// way of the language, a name by its twin.
func (w *writer) turned(x word, p *part, raw string) word {
	t := &x.token
	switch t.Type {
	case syntax.Keyword:
		x.text = w.keyword(t, p, raw)
	case syntax.Punct:
		if t.Value == "," || t.Value == "、" {
			t.Value = w.separator(p, t)
		}
		x.text = w.sign(t.Value)
	case syntax.String:
		x.text = w.quotes(raw)
		t.Value = x.text
	case syntax.Name:
		x.text = w.collapsed(raw)
		if r := []rune(x.text); syntax.Fold(string(r[:1])) == "'" {
			x.text = string(r[1 : len(r)-1])
		}
		if n := w.names[t.Value]; n.en != "" && !declares(p) && !introduces[head(w.tokens).Value] {
			x.text = locale.Text{EN: n.en, ZH: n.zh}.In(w.language)
			t.Value = syntax.Fold(x.text)
		}
	default:
		x.text = w.literal(*t, w.collapsed(raw))
	}
	return x
}

// introduces are the heads whose names stand for themselves, as headings do.
var introduces = map[string]bool{"FIELD": true, "RECORD": true, "RELATION": true, "TABLE": true, "CHOICE": true, "ACTION": true, "JUDGED": true, "CALENDAR": true, "RESULT": true, "REPEAL": true}

// declares says whether a name is introduced where it stands.
func declares(p *part) bool {
	if p.above == nil {
		return false
	}
	switch p.above.node.(type) {
	case *syntax.Naming, *syntax.Define, *syntax.Score, *syntax.Set, *syntax.FieldSpec, *syntax.Output:
		return p.field == "Name"
	case *syntax.Quantify:
		return p.field == "Row"
	case *syntax.Given, *syntax.Expectation:
		return p.field == "Label"
	case *syntax.GroupExpected:
		return p.field == "A" || p.field == "B" || p.field == "Who"
	}
	return false
}

// literal writes a number, a date or a length of time; what has no form in the
// language stays.
func (w *writer) literal(t syntax.Token, raw string) string {
	zh := w.language == locale.Chinese
	number := strings.TrimRight(t.Value, "abcdefghijklmnopqrstuvwxyz")
	switch t.Type {
	case syntax.Number:
		return t.Value
	case syntax.Percent:
		return percentage(t.Value, w.language)
	case syntax.Age:
		return t.Value + locale.Text{EN: " years old", ZH: "周岁"}.In(w.language)
	case syntax.Date:
		if zh {
			return t.Value[:4] + "年" + unpadded(t.Value[5:7]) + "月" + unpadded(t.Value[8:]) + "日"
		}
		return t.Value
	case syntax.MonthDay:
		month, _ := strconv.Atoi(t.Value[:2])
		switch {
		case zh:
			return unpadded(t.Value[:2]) + "月" + unpadded(t.Value[3:]) + "日"
		case month >= 1 && month <= 12:
			return unpadded(t.Value[3:]) + " " + months[month-1]
		}
	case syntax.Year:
		if zh {
			return number + map[string]string{"": "年", "sy": "学年", "fy": "财政年度"}[t.Value[len(number):]]
		}
	case syntax.Quantity:
		if years, months, both := strings.Cut(t.Value, "y"); both && zh && strings.HasSuffix(months, "mo") {
			return years + "年" + strings.TrimSuffix(months, "mo") + "个月"
		}
		unit := t.Value[len(number):]
		if form, ok := units[unit]; ok && strings.Trim(number, "0123456789") == "" {
			plural := "s"
			if number == "1" || len(unit) == 1 || unit == "mo" {
				plural = ""
			}
			return number + locale.Text{EN: form.EN + plural, ZH: form.ZH}.In(w.language)
		}
		return t.Value
	}
	return raw
}

// percentage is 30%, or a share that has no end as one: 2 thirds, 3分之2.
func percentage(value string, l locale.Language) string {
	n, of, share := strings.Cut(value, "/")
	if !share {
		return value + "%"
	}
	part := map[string]string{"3": "third", "6": "sixth", "7": "seventh", "9": "ninth"}[of]
	if n != "1" {
		part += "s"
	}
	return locale.Text{EN: n + " " + part, ZH: of + "分之" + n}.In(l)
}

var months = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

var units = map[string]locale.Text{
	"y": {EN: "y", ZH: "年"}, "mo": {EN: "mo", ZH: "个月"}, "w": {EN: "w", ZH: "周"}, "d": {EN: "d", ZH: "天"},
	"wd": {EN: " workday", ZH: "个工作日"}, "sy": {EN: " school year", ZH: "学年"}, "fy": {EN: " financial year", ZH: "财政年度"},
}

func unpadded(digits string) string { return strings.TrimPrefix(digits, "0") }

// keyword is the form of a keyword, which for some depends on what it says here.
func (w *writer) keyword(t *syntax.Token, p *part, raw string) string {
	if t.Value == "TO" && ends(p) {
		t.Value = "UNTIL"
	}
	if its, ok := strings.CutPrefix(t.Value, "ITS "); ok {
		if its == "YEAR" {
			return "所在年度"
		}
		return form(its+" OF", locale.Chinese)
	}
	zh := w.language == locale.Chinese
	switch t.Value {
	case "'S":
		return locale.Text{EN: "'s", ZH: "的"}.In(w.language)
	case "=", "!=":
		switch p.node.(type) {
		case *syntax.Bound:
			return locale.Text{EN: "exactly", ZH: "恰"}.In(w.language)
		case *syntax.Compare:
			return locale.Text{EN: t.Value, ZH: map[string]string{"=": "等于", "!=": "不等于"}[t.Value]}.In(w.language)
		}
		return t.Value
	case ">=", ">", "<=", "<":
		return w.comparison(t.Value, p)
	case "=>":
		if zh && !w.plain {
			return "的，"
		}
		return "=>"
	}
	if h := head(w.tokens); raw == "" && t.Value == "RULE" && h.Start == h.End {
		return "" // which a rule may do without
	}
	if !zh {
		if w.ofDates(p) && (t.Value == "HIGHEST OF" || t.Value == "LOWEST OF") {
			return map[string]string{"HIGHEST OF": "latest of", "LOWEST OF": "earliest of"}[t.Value]
		}
		if forms := syntax.Forms(t.Value, locale.English); strings.HasSuffix(form(t.Value, locale.English), "exempt from") && !w.named(t) {
			return forms[len(forms)-1]
		}
		return form(t.Value, locale.English)
	}
	switch {
	case t.Value == "THEN":
		return "则"
	case t.Value == "NOT":
		return "非"
	case t.Value == "NO" && !quantifies(p):
		return "否"
	case t.Value == "IN" && !oneOf(p):
		return "见于"
	case t.Value == "FOR" && !times(p):
		return "对应"
	case t.Value == "OF ALL" && boundByShare(p.node):
		return "全部"
	case t.Value == "HIGHEST OF" && w.ofDates(p):
		return "最晚"
	case t.Value == "LOWEST OF" && w.ofDates(p):
		return "最早"
	}
	return form(t.Value, locale.Chinese)
}

// named says whether a name stands after a keyword: exempt from rotate, but exempt
// alone.
func (w *writer) named(t *syntax.Token) bool {
	for _, next := range w.tokens {
		if next.Start >= t.End && next.Type != syntax.Space && next.Type != syntax.Comment {
			return next.Type == syntax.Name
		}
	}
	return false
}

// form is the first spelling of a keyword.
func form(key string, in locale.Language) string {
	if forms := syntax.Forms(key, in); len(forms) > 0 {
		return forms[0]
	}
	return ""
}

func ends(p *part) bool {
	switch p.node.(type) {
	case *syntax.Timing, *syntax.InForce, *syntax.TableRow:
		return true
	}
	return false
}

// ofDates says of a highest or lowest that it is a latest or earliest.
func (w *writer) ofDates(p *part) bool {
	a, ok := p.node.(*syntax.Aggregate)
	return ok && kindOf(a.Of, w.kinds) == aDate
}

func quantifies(p *part) bool { _, ok := p.node.(*syntax.Quantify); return ok }
func oneOf(p *part) bool      { _, ok := p.node.(*syntax.OneOf); return ok }
func times(p *part) bool      { _, ok := p.node.(*syntax.Timing); return ok }

// comparison is a sign in English, but a word where people are counted, and a sign
// between the values of a choice; in Chinese it is a word, of time for dates, of
// quantity for numbers and lengths of time, else of height, which fits what stands in
// an order.
func (w *writer) comparison(sign string, p *part) string {
	switch p.node.(type) {
	case *syntax.Bound, *syntax.PointBound:
		return map[string]locale.Text{">=": {EN: "at least", ZH: "不少于"}, ">": {EN: "more than", ZH: "多于"}, "<=": {EN: "at most", ZH: "不超过"}, "<": {EN: "less than", ZH: "少于"}}[sign].In(w.language)
	}
	if w.language != locale.Chinese {
		return sign
	}
	forms := map[string][3]string{">=": {"不早于", "满", "不低于"}, ">": {"晚于", "超过", "高于"}, "<=": {"不晚于", "不超过", "不高于"}, "<": {"早于", "不满", "低于"}}[sign]
	switch n := p.node.(type) {
	case *syntax.Compare:
		left, right := kindOf(n.Left, w.kinds), kindOf(n.Right, w.kinds)
		switch {
		case left == aDate || right == aDate:
			return forms[0]
		case left == aLength || right == aLength:
			return forms[1]
		}
		return forms[2]
	case *syntax.Level, *syntax.Whole: // 合计…满1, 余满10个月的
		return forms[1]
	case *syntax.Assignment:
		return forms[2]
	}
	return sign
}

// separator is what parts the items of a list that takes either sign.
func (w *writer) separator(p *part, t *syntax.Token) string {
	switch p.node.(type) {
	case *syntax.GivenFact: // whose comma would begin another fact
		return t.Value
	case *syntax.Meets, *syntax.Modifier, *syntax.Duty, *syntax.Expectation, *syntax.ScoreGroup:
		if w.language == locale.Chinese && w.numbered(p, t) {
			return "、"
		}
	}
	return ","
}

// numbered says whether what stands after a sign is a clause number of a list.
func (w *writer) numbered(p *part, t *syntax.Token) bool {
	for _, k := range p.kids {
		if w.tokens[k.from].Start >= t.End {
			_, id := k.node.(*syntax.ID)
			return id
		}
	}
	return false
}
