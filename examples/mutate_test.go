package examples_test

import (
	"cmp"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
)

// edit is one change of the text of a policy: a stretch of it and what stands there
// instead.
type edit struct {
	start, end int
	with       string
}

// in is the text with the change.
func (e edit) in(text string) string { return text[:e.start] + e.with + text[e.end:] }

// said is the change in words: the line, what stood there and what does.
func (e edit) said(text string) string {
	line := 1 + strings.Count(text[:e.start], "\n")
	from := strings.Join(strings.Fields(text[e.start:e.end]), " ")
	if e.with == "" {
		return strconv.Itoa(line) + ": without “" + from + "”"
	}
	return strconv.Itoa(line) + ": “" + from + "” is “" + strings.TrimSpace(e.with) + "”"
}

// mutator makes the changes of one policy, out of its tree and its tokens.
type mutator struct {
	text   string
	tokens []syntax.Token
	edits  []edit
}

// edits lists the changes of a policy, in the order of its text: each threshold a day
// and a unit less and more, each comparison turned, each part of a condition and each
// exception left out, each duty stronger or weaker. Its tests stay as they are, and
// so does the date that it is as of.
func edits(tree *syntax.File) []edit {
	m := &mutator{text: tree.Source.Text}
	var found diag.List
	for _, tokens := range syntax.Tokens(source.New(tree.Source.Name, m.text), tree.Vocabulary, &found) {
		m.tokens = append(m.tokens, tokens...)
	}
	for _, d := range tree.Declarations {
		switch d.(type) {
		case *syntax.Test, *syntax.Tests, *syntax.Note:
		default:
			m.walk(reflect.ValueOf(d))
		}
	}
	slices.SortStableFunc(m.edits, func(a, b edit) int { return cmp.Or(a.start-b.start, a.end-b.end, cmp.Compare(a.with, b.with)) })
	return slices.Compact(m.edits)
}

// walk changes what stands in a part of the tree and below it.
func (m *mutator) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		m.walk(v.Elem())
	case reflect.Pointer:
		if !v.IsNil() && v.CanInterface() {
			m.node(v.Interface())
			m.walk(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			m.walk(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type() == reflect.TypeFor[syntax.HeaderLine]() && v.Type().Field(i).Name == "AsOf" {
				continue
			}
			m.walk(v.Field(i))
		}
	}
}

// node changes one node of the tree.
func (m *mutator) node(x any) {
	switch x := x.(type) {
	case *syntax.Literal:
		m.literal(x)
	case *syntax.Compare:
		m.compare(x)
	case *syntax.OneOf:
		m.swap(x, map[string]string{"IN": "NOT IN", "NOT IN": "IN"})
	case *syntax.Bound:
		m.swap(x, turned)
	case *syntax.All:
		m.without(x.Parts)
	case *syntax.Either:
		m.without(x.Parts)
	case *syntax.Modifier:
		if x.Cites == nil && x.InForce == nil {
			m.drop(x)
		}
	case *syntax.Duty:
		m.swap(x, strength)
	}
}

var turned = map[string]string{">=": ">", ">": ">=", "<=": "<", "<": "<=", "=": "!=", "!=": "=",
	"SHOULD AT MOST": "SHOULD AT LEAST", "SHOULD AT LEAST": "SHOULD AT MOST"}

var strength = map[string]string{"MUST": "SHOULD", "SHOULD": "MUST", "MUST NOT": "SHOULD NOT", "SHOULD NOT": "MUST NOT"}

// extent is where a node stands, without the space around it.
func (m *mutator) extent(n syntax.Located) (start, end int) {
	start, end = n.Extent()
	for end > start && strings.ContainsRune(" \n\t\r", rune(m.text[end-1])) {
		end--
	}
	return start, end
}

func (m *mutator) put(start, end int, with string) {
	m.edits = append(m.edits, edit{start, end, with})
}

// word is a keyword in the language of what stands around it.
func (m *mutator) word(key string, near string) string {
	l := locale.English
	if chinese.MatchString(near) {
		l = locale.Chinese
	}
	if forms := syntax.Forms(key, l); len(forms) > 0 {
		return " " + forms[0] + " "
	}
	return " " + key + " "
}

var chinese = regexp.MustCompile(`\p{Han}`)

// swap puts another keyword in the place of the first of some in a node.
func (m *mutator) swap(n syntax.Located, keys map[string]string) {
	start, end := m.extent(n)
	for _, t := range m.tokens {
		if t.Start >= start && t.End <= end && (t.Type == syntax.Keyword || t.Type == syntax.Punct) && keys[t.Value] != "" {
			m.put(t.Start, t.End, m.word(keys[t.Value], m.text[t.Start:t.End]))
			return
		}
	}
}

// compare turns a comparison, which is written with its sign between the two sides.
func (m *mutator) compare(x *syntax.Compare) {
	start, end := m.extent(x)
	if x.Left != nil {
		_, start = m.extent(x.Left)
	}
	from, to := m.extent(x.Right)
	if from >= start && to <= end {
		m.put(start, end, " "+turned[x.Op]+" "+m.text[from:to])
	}
}

// without leaves out each part of a condition.
func (m *mutator) without(parts []syntax.Expr) {
	for i := range parts {
		start, end := m.extent(parts[i])
		if i+1 < len(parts) {
			end, _ = m.extent(parts[i+1])
		} else if i > 0 {
			_, start = m.extent(parts[i-1])
		}
		m.put(start, end, "")
	}
}

// drop leaves out an exception with what joins it to what stands before it.
func (m *mutator) drop(x *syntax.Modifier) {
	start, end := m.extent(x)
	m.put(len(strings.TrimRight(m.text[:start], " \n\t,，")), end, "")
}

var digits = regexp.MustCompile(`^(-?)([0-9]+)(?:\.([0-9]+))?(.*)$`)

// literal moves a threshold: a number, a percentage and an age by one, or by one in the
// last place, a length of time by a unit and by a day, a date by a day and by a year.
func (m *mutator) literal(x *syntax.Literal) {
	start, end := m.extent(x)
	at := func(with string) { m.put(start, end, with) }
	switch x.Type {
	case syntax.Date:
		if d, ok := syntax.ParseDate(x.Value); ok {
			for _, by := range []int{-1, 1} {
				at(d.AddDays(by).String())
				at(d.Add(civil.Years(by)).String())
			}
		}
	case syntax.Number, syntax.Percent, syntax.Age, syntax.Quantity:
		part := digits.FindStringSubmatch(x.Value)
		if part == nil {
			return
		}
		whole, _ := strconv.Atoi(part[2] + part[3])
		for _, n := range []int{whole - 1, whole + 1} {
			if n >= 0 {
				at(part[1] + point(n, len(part[3])) + m.unit(x, part[4]))
			}
		}
		if fewest, most, ok := daysOf(whole, part[4]); ok && part[3] == "" {
			at(strconv.Itoa(fewest-1) + "d")
			at(strconv.Itoa(most+1) + "d")
		}
	}
}

// point is a whole number with the decimal point so many places from its end.
func point(n, places int) string {
	text := strconv.Itoa(n)
	if places == 0 {
		return text
	}
	text = strings.Repeat("0", max(places+1-len(text), 0)) + text
	return text[:len(text)-places] + "." + text[len(text)-places:]
}

// unit is what follows the number of a literal.
func (m *mutator) unit(x *syntax.Literal, mark string) string {
	start, end := m.extent(x)
	zh := chinese.MatchString(m.text[start:end])
	say := func(en, in string) string {
		if zh {
			return in
		}
		return en
	}
	switch {
	case x.Type == syntax.Percent:
		return "%"
	case x.Type == syntax.Age:
		return say(" years old", "周岁")
	}
	switch mark {
	case "mo":
		return say("mo", "个月")
	case "y":
		return say("y", "年")
	case "d":
		return say("d", "日")
	case "wd":
		return say(" workdays", "个工作日")
	case "sy":
		return say(" school years", "学年")
	}
	return mark
}

// daysOf is how many days a number of years or months has, at the fewest and the most:
// the language adds no day to them.
func daysOf(n int, mark string) (fewest, most int, ok bool) {
	var p civil.Period
	switch mark {
	case "y":
		p = civil.Years(n)
	case "mo":
		p = civil.Months(n)
	}
	const monthsOfFourYears = 48
	for start := range monthsOfFourYears {
		from := civil.Date(0).Add(civil.Months(start))
		days := int(from.Add(p) - from)
		if fewest = min(fewest, days); start == 0 {
			fewest = days
		}
		most = max(most, days)
	}
	return fewest, most, most > 0
}
