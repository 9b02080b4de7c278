package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"rota/lang/locale"
	"rota/lang/syntax"
)

// line is one line of a declaration.
type line struct {
	indent  int
	text    string
	comment string // at its end
	blank   bool   // an empty line stands before it
	margin  bool   // a comment alone that stood at the margin
}

// layout writes a declaration: items at one indent, what goes on with an item
// two further in, comments at the end of neighbouring lines below each other.
func (w *writer) layout(words []word) string {
	var lines []line
	item, tail, listed := 0, false, false
	var marked syntax.TokenType
	for i, x := range words {
		switch x.token.Type {
		case syntax.Item, syntax.Tail:
			marked = x.token.Type
			if marked == syntax.Item && item == 0 {
				item = 2
				if n := len(lines); n > 0 && lines[n-1].indent > 0 && !only(lines[n-1]) {
					item = lines[n-1].indent + 2
				}
			}
			listed, tail = listed || marked == syntax.Item, marked == syntax.Tail || tail && marked != syntax.Item
			continue
		case syntax.Comment:
			if len(lines) > 0 && x.lines == 0 && lines[len(lines)-1].comment == "" {
				lines[len(lines)-1].comment = x.text
				continue
			}
			lines = append(lines, line{indent: -1, comment: x.text, blank: x.lines > 1, margin: x.margin})
			continue
		}
		started := len(lines) > 0
		broken := started && lines[len(lines)-1].comment != ""
		if x.lines == 0 && started && !broken {
			l := &lines[len(lines)-1]
			if l.text != "" && (x.spaced || w.spaces(words, i)) {
				l.text += " "
			}
			l.text += w.shown(x)
			continue
		}
		indent := 2
		switch {
		case !started:
			indent = 0
		case marked == syntax.Item:
			indent = item
		case marked == syntax.Tail, tail && syntax.IsModifier(x.token.Value) && x.token.Type == syntax.Keyword:
		case listed:
			indent = item + 2
		case tail:
			indent = 4
		}
		marked = 0
		lines = append(lines, line{indent: indent, text: w.shown(x), blank: started && x.lines > 1})
	}
	return written(lines)
}

// only says that a line is a comment alone.
func only(l line) bool { return l.indent < 0 }

// shown is a word with the quotes it needs.
func (w *writer) shown(x word) string {
	switch {
	case !x.quoted:
		return x.text
	case w.language == locale.Chinese:
		return "‘" + x.text + "’"
	}
	return "'" + x.text + "'"
}

func written(lines []line) string {
	var out strings.Builder
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if l.blank {
			out.WriteByte('\n')
		}
		if only(l) {
			indent := 0
			for _, next := range lines[i:] {
				if indent = next.indent; !only(next) {
					break
				}
			}
			if indent < 0 { // nothing follows
				indent = 2
				if l.margin {
					indent = 0
				}
			}
			out.WriteString(strings.Repeat(" ", indent) + l.comment + "\n")
			continue
		}
		out.WriteString(strings.Repeat(" ", l.indent) + l.text)
		if l.comment != "" {
			out.WriteString(strings.Repeat(" ", column(lines, i)-wide(l)) + l.comment)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// column is where the comment of line i begins: behind the longest of the lines
// beside it that have comments.
func column(lines []line, i int) int {
	commented := func(n int) bool { return n >= 0 && n < len(lines) && !only(lines[n]) && lines[n].comment != "" }
	longest := wide(lines[i])
	for n := i; commented(n-1) && !lines[n].blank; n-- {
		longest = max(longest, wide(lines[n-1]))
	}
	for n := i + 1; commented(n) && !lines[n].blank; n++ {
		longest = max(longest, wide(lines[n]))
	}
	return longest + 2
}

func wide(l line) int { return l.indent + displaywidth.String(l.text) }

// spaces says whether a space stands between the word at i and the one before it.
func (w *writer) spaces(words []word, i int) bool {
	n := i - 1
	for n >= 0 && (words[n].token.Type == syntax.Item || words[n].token.Type == syntax.Tail) {
		n--
	}
	if n < 0 {
		return false
	}
	a, b := words[n], words[i]
	if a.text == "" || b.text == "" {
		return false
	}
	zh := w.language == locale.Chinese
	switch {
	case b.text == "'s", stops(b), opens(a), b.text == "，", strings.HasSuffix(a.text, "，"): // as an arrow does: 的，
		return false
	case unary(words, n):
		return b.is("-")
	case stops(a):
		return a.text != "、" && !zh || closes(a) && operator(b)
	case operator(a) || operator(b):
		return true
	case !zh:
		return !(locale.IsChinese(a.text) && isArrow(a) || isArrow(b) && locale.IsChinese(b.text))
	case opens(b):
		return false
	case text(a) || text(b):
		return false
	case w.loose, heads(words, n) && b.token.Type == syntax.Name, a.is("GIVEN"), a.is("EXPECT"), a.is("OF"), b.is("OF"):
		return true
	case numbered(words, n):
		return true
	}
	return w.parted(a, b)
}

// parted says whether two words beside each other in a Chinese text need a space
// between their scripts: 满5年, but 动作 serve.
func (w *writer) parted(a, b word) bool {
	last, _ := utf8.DecodeLastRuneInString(a.text)
	first, _ := utf8.DecodeRuneInString(b.text)
	han := func(r rune) bool { return unicode.Is(unicode.Han, r) }
	switch {
	case a.quoted || b.quoted || han(last) && han(first):
		return false
	case !han(last) && !han(first):
		return unicode.IsLetter(first) || unicode.IsDigit(first) || unicode.IsLetter(last) || unicode.IsDigit(last)
	case han(last):
		return !literal(b)
	}
	return !literal(a)
}

// heads says of the word at i that it is the head of the declaration.
func heads(words []word, i int) bool {
	return i == 0 || i == 1 && (words[0].is("REPLACE") || words[0].is("FIXED") || words[0].is("REPEAL"))
}

func literal(x word) bool {
	switch x.token.Type {
	case syntax.Name, syntax.Keyword, syntax.Cell:
		return false
	}
	return true
}

func text(x word) bool { return x.token.Type == syntax.String }

func isArrow(x word) bool { return x.is("=>") }

func opens(x word) bool { return x.is("(") || x.is("[") }

func closes(x word) bool { return x.is(")") || x.is("]") }

// stops says of a word that it hangs on what stands before it.
func stops(x word) bool {
	switch x.token.Type {
	case syntax.Space:
		return !unicode.Is(unicode.Han, []rune(x.text)[0])
	case syntax.Punct:
		return closes(x) || x.is(",") || x.is("、") || x.is(";") || x.is(":")
	}
	return false
}

func operator(x word) bool {
	switch x.token.Type {
	case syntax.Punct:
		return strings.Contains("+-*/", x.token.Value)
	case syntax.Keyword:
		return !strings.ContainsFunc(x.text, unicode.IsLetter)
	}
	return false
}

// unary says of the sign at i that it makes a number negative, or is that of the
// points of a line.
func unary(words []word, i int) bool {
	plus := words[i].is("+")
	if !words[i].is("-") && !plus {
		return false
	}
	for i--; i >= 0; i-- {
		switch x := words[i]; {
		case x.token.Type == syntax.Item || numbered(words, i) || text(x):
			return true
		case x.token.Type == syntax.Comment || x.text == "":
			continue
		case plus:
			return false
		case x.token.Type == syntax.Keyword:
			return true
		default:
			return operator(x) || opens(x) || stops(x) && !closes(x)
		}
	}
	return true
}

// numbered says of the word at i that it is the clause number that a rule or an
// item begins with.
func numbered(words []word, i int) bool {
	switch words[i].token.Type {
	case syntax.Clause, syntax.Number, syntax.Quantity:
		return i > 0 && (heads(words, i-1) || words[i-1].token.Type == syntax.Item)
	}
	return false
}
