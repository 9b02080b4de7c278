package roster

import (
	"slices"
	"strconv"
	"strings"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/diag"
	"rota/lang/syntax"
	"rota/lang/types"
)

// separators of several values in a cell. A stroke also parts a date, and a
// space a name, so neither separates where it may belong to the value.
const (
	separators = "、;；，,|\n\r"
	strokes    = "/／"
)

// several reads a cell of several values; one that is wrong spoils the cell,
// since what is left may not be all.
func (c *cells) several(f *check.Field, raw Raw, date1904 bool) reading {
	t := f.Type
	t.Several = false
	signs := separators
	if t.Kind != types.Date {
		signs += strokes
	}
	words := split(raw.Text, signs)
	if len(words) == 0 {
		return c.blank(f)
	}
	var codes []int32
	set := value.Set{Kind: t.Kind}
	whole := set
	out := reading{cell: Cell{State: Known}}
	unknown := false
	for _, word := range words {
		if unknownWords[syntax.Fold(word)] {
			unknown = true
			continue
		}
		part := Raw{word, Text}
		if len(words) == 1 {
			part.Kind = raw.Kind
		}
		x, problem := c.element(t, part, date1904)
		if problem != nil {
			return c.unreadable(f, problem)
		}
		if t.Kind == types.Choice || t.Kind == types.Text {
			codes = withCode(codes, x.set.Codes[0])
			continue
		}
		set.Parts = append(set.Parts, value.Part{Value: x.set})
		if !x.month {
			x.whole = x.set
		}
		whole.Parts = append(whole.Parts, value.Part{Value: x.whole})
		out.cell.Month = out.cell.Month || x.month
		if x.year {
			out.cell.State = Partial
		}
	}
	switch out.cell.Value = set; {
	case unknown:
		return c.open(f, Cell{State: Empty, Value: beside(c.domain(f), codes, whole.Parts)}, nil) // a month as any of its days
	case codes != nil:
		out.cell.Value = value.SeveralOf(t.Kind, codes, codes)
	}
	if out.cell.Month {
		out.cell.Whole = &whole
	}
	return out
}

// beside is what a cell may hold beside values that are known to be in it: anything that
// one may of which nothing is known, and nothing more. Of texts what that is is told later.
func beside(all value.Set, codes []int32, parts []value.Part) value.Set {
	switch {
	case len(codes) > 0:
		return value.SeveralOf(all.Kind, codes, union(codes, all.Codes))
	case len(parts) > 0:
		parts = slices.Clip(parts)
		for _, p := range all.Parts {
			p.Value.None = true
			parts = append(parts, p)
		}
		return value.Set{Kind: all.Kind, Parts: parts}
	}
	return all
}

func union(a, b []int32) []int32 {
	out := slices.Clone(a)
	for _, code := range b {
		out = withCode(out, code)
	}
	return out
}

func split(text, signs string) []string {
	var out []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(signs, r) }) {
		if word = clean(word); word != "" {
			out = append(out, word)
		}
	}
	return out
}

func withCode(codes []int32, code int32) []int32 {
	for _, c := range codes {
		if c == code {
			return codes
		}
	}
	return append(codes, code)
}

// yearly reads a value for each year: 2023优秀;2024称职, 2023：优秀 2024：称职.
func (c *cells) yearly(f *check.Field, text string) reading {
	t := f.Type
	t.Several, t.PerYear = false, false
	set := value.Set{Kind: t.Kind}
	state := Known
	year, yearWord := 0, ""
	for _, word := range yearWords(text) {
		n, rest, ok := leadingYear(syntax.Fold(clean(word)))
		switch {
		case ok && year != 0, !ok && year == 0:
			return c.unreadable(f, withoutYear(f, word))
		case ok && rest == "":
			year, yearWord = n, word
			continue
		case ok:
			year = n
		default:
			rest = syntax.Fold(clean(word))
		}
		yearWord = ""
		x, problem := c.element(t, Raw{rest, Text}, false)
		switch {
		case unknownWords[rest] && t.Kind == types.Text:
			return c.open(f, Cell{State: Empty, Value: c.domain(f)}, nil)
		case unknownWords[rest]:
			x.set, state = c.oneOf(f), Partial
		case problem != nil:
			problem.Word = word
			return c.unreadable(f, problem)
		}
		if !addYear(&set, year, x.set) {
			return c.unreadable(f, &Problem{diag.YearTwice, text, []any{strconv.Itoa(year)}})
		}
		year = 0
	}
	if yearWord != "" {
		return c.unreadable(f, withoutYear(f, yearWord))
	}
	if set.Parts == nil {
		return c.blank(f)
	}
	return reading{cell: Cell{State: state, Value: set}}
}

// yearWords parts a cell at its separators, and at spaces before a year: a value may
// be of several words, as in 2023 basically competent 2024 competent.
func yearWords(text string) (words []string) {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators+strokes, r) }) {
		for i, word := range strings.Fields(part) {
			if _, _, ok := leadingYear(syntax.Fold(clean(word))); ok || i == 0 {
				words = append(words, word)
			} else {
				words[len(words)-1] += " " + word
			}
		}
	}
	return words
}

// oneOf is any value that a single year may have.
func (c *cells) oneOf(f *check.Field) value.Set {
	single := *f
	single.Type.PerYear, single.Type.Several = false, false
	return Domain(&single, nil)
}

func addYear(set *value.Set, year int, x value.Set) bool {
	for _, p := range set.Parts {
		if p.Year == year {
			return equal(p.Value, x)
		}
	}
	set.Parts = append(set.Parts, value.Part{Year: year, Value: x})
	return true
}

// withoutYear names a form that can be read, with a value of the field.
func withoutYear(f *check.Field, word string) *Problem {
	example := "2023:…"
	if f.Type.Choice != nil && len(f.Type.Choice.Values) > 0 {
		example = "2023" + f.Type.Choice.Values[0].Name
	}
	return &Problem{diag.PartWithoutYear, word, []any{example}}
}

// leadingYear parts 2023优秀, 2023年:优秀 and 2023年度. A further digit after
// the fourth makes it another number.
func leadingYear(s string) (year int, rest string, ok bool) {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n != 4 {
		return 0, "", false
	}
	year, _ = strconv.Atoi(s[:n])
	if year < FirstYear || year > LastYear {
		return 0, "", false
	}
	rest = s[n:]
	for _, mark := range []string{"年度", "年"} {
		if cut, found := strings.CutPrefix(rest, mark); found {
			rest = cut
			break
		}
	}
	return year, strings.TrimLeft(rest, ":-=. "), true
}

// equal says whether two cells of one field hold the same.
func equal(a, b value.Set) bool {
	if a.Kind != b.Kind || a.None != b.None || a.Some() != b.Some() || a.True != b.True || a.False != b.False ||
		a.First != b.First || a.Last != b.Last || !a.Low.Equal(b.Low) || !a.High.Equal(b.High) ||
		a.Short != b.Short || a.Long != b.Long || len(a.Codes) != len(b.Codes) || len(a.Parts) != len(b.Parts) || a.Lost != b.Lost {
		return false
	}
	for _, code := range a.Codes { // in any order
		if len(withCode(b.Codes[:len(b.Codes):len(b.Codes)], code)) > len(b.Codes) {
			return false
		}
	}
	for i := range a.Parts {
		if a.Parts[i].Year != b.Parts[i].Year || !equal(a.Parts[i].Value, b.Parts[i].Value) {
			return false
		}
	}
	return true
}
