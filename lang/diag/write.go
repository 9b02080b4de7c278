package diag

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"rota/lang/locale"
	"rota/lang/source"
)

// Options of Write; the zero value is right for a terminal.
type Options struct {
	Max    int    // findings shown of each file; 0 or less means 20
	All    string // how the caller shows all of them, where more are found
	Paint  Paint
	Masked bool // of cells the address and not what they hold, as where a log is kept of what is printed
}

// Write prints the findings for a person, file by file, in each the worst
// first, of those what more cells are alike in, and then as they stand in the text,
// at most Options.Max of a file and then how many there are besides, and at last the
// sum:
//
//	error R0201: unknown name "tenur": did you mean "tenure"?
//	  --> first.rota:3:7
//	   |
//	 3 | post tenur >= 5y => must rotate
//	   |      ^^^^^
//	   = help: tenure
//
//	1 error
//
// An empty list prints nothing. Nothing that moves the cursor or turns the
// direction of writing reaches w from a policy, a roster or a file's name. The
// error is that of w.
func Write(w io.Writer, found List, l locale.Language, opts Options) error {
	if len(found) == 0 {
		return nil
	}
	if opts.Max <= 0 {
		opts.Max = 20
	}
	out := page{bufio.NewWriter(w), l, opts.Paint, opts.Masked, opts.All}
	found = found.Sort()
	for rest := found; len(rest) > 0; {
		name := file(rest[0].At)
		n := slices.IndexFunc(rest, func(d Diagnostic) bool { return file(d.At) != name })
		if n < 0 {
			n = len(rest)
		}
		out.file(name, rest[:n], opts.Max)
		rest = rest[n:]
	}
	out.line(sum(found, l))
	return out.w.Flush()
}

func file(at source.Place) string {
	switch at := at.(type) {
	case source.Span:
		if at.File != nil {
			return at.File.Name
		}
	case source.Cell:
		return at.File
	}
	return ""
}

// page leaves write errors to bufio, which keeps the first for Flush.
type page struct {
	w     *bufio.Writer
	l     locale.Language
	paint Paint

	masked bool
	all    string
}

func (p page) line(parts ...string) {
	p.w.WriteString(strings.TrimRight(strings.Join(parts, ""), " "))
	p.w.WriteByte('\n')
}

func (p page) say(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(p.l) }

func (p page) file(name string, found List, most int) {
	worst := slices.Clone(found)
	slices.SortStableFunc(worst, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(max(b.Count, 1), max(a.Count, 1)))
	})
	for _, d := range worst[:min(most, len(worst))] {
		p.diagnostic(d)
		p.line()
	}
	if n := len(worst) - most; n > 0 {
		if name = oneLine(name); name != "" {
			name += p.say(": ", "：")
		}
		how := ""
		if p.all != "" {
			how = p.say("; "+p.all+" shows all", "；用 "+p.all+" 显示全部")
		}
		p.line(name, p.say(fmt.Sprintf("%d more not shown", n), fmt.Sprintf("另有%d条未显示", n)), how)
		p.line()
	}
}

// rank puts a code the catalogue does not have, a mistake of ours, last.
func (d Diagnostic) rank() Severity {
	if s := d.Severity(); s != 0 {
		return s
	}
	return Note + 1
}

func (p page) diagnostic(d Diagnostic) {
	colour := p.colour(d)
	p.line(colour(d.Severity().Text().In(p.l)+" "+string(d.Code)), p.say(": ", "："), oneLine(p.message(d)))
	more := ""
	if _, isCell := d.At.(source.Cell); isCell && d.Count > 1 {
		more = p.more(d.Count - 1)
	}
	gutter := p.place(d.At, more, colour)
	if d.Fix != "" && !p.hides(d.At) {
		p.line(gutter, " = ", p.paint.Good(p.say("help: ", "建议：")), oneLine(d.Fix))
	}
	for _, note := range d.Notes {
		if p.hides(note.At) {
			continue
		}
		p.line(Note.Text().In(p.l), p.say(": ", "："), oneLine(note.Text.In(p.l)))
		p.place(note.At, "", p.paint.Mark)
	}
}

// message is that of a finding, masked where it is of a cell and cells are masked.
func (p page) message(d Diagnostic) string {
	if p.hides(d.At) {
		return d.Masked(p.l)
	}
	return d.Message(p.l)
}

func (p page) hides(at source.Place) bool {
	_, isCell := at.(source.Cell)
	return p.masked && isCell
}

// colour is that of a finding's severity.
func (p page) colour(d Diagnostic) func(string) string {
	switch d.Severity() {
	case Error:
		return p.paint.Bad
	case Warning:
		return p.paint.Warn
	}
	return p.paint.Mark
}

func (p page) more(n int) string {
	if n == 1 {
		return p.say(" and 1 more cell like it", "，另有1个同类单元格")
	}
	return p.say(fmt.Sprintf(" and %d more cells like it", n), fmt.Sprintf("，另有%d个同类单元格", n))
}

// place prints where, and for a span its first line with carets under it. It
// returns the blank margin below which further lines are set.
func (p page) place(at source.Place, more string, colour func(string) string) string {
	gutter := "  "
	span, isSpan := at.(source.Span)
	isSpan = isSpan && span.File != nil
	var number string
	if isSpan {
		n, _ := span.File.Position(span.Start)
		number = strconv.Itoa(n)
		gutter = strings.Repeat(" ", len(number)+1)
	}
	if at != nil && at.String() != "" {
		p.line(gutter, "--> ", oneLine(at.String()), more)
	}
	if isSpan {
		text, left, width := excerpt(span)
		p.line(gutter, " |")
		p.line(" ", number, " | ", text)
		p.line(gutter, " | ", strings.Repeat(" ", left), colour(strings.Repeat("^", width)))
	}
	return gutter
}

func sum(found List, l locale.Language) string {
	var count [Note + 1]int
	for _, d := range found {
		count[min(d.rank(), Note)]++
	}
	var parts []string
	for s := Error; s <= Note; s++ {
		name, n := s.Text().In(l), count[s]
		switch {
		case n == 0:
			continue
		case l == locale.Chinese && s == Note:
			parts = append(parts, fmt.Sprintf("%d条%s", n, name))
		case l == locale.Chinese:
			parts = append(parts, fmt.Sprintf("%d个%s", n, name))
		case n == 1:
			parts = append(parts, "1 "+name)
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", n, name))
		}
	}
	return strings.Join(parts, locale.Text{EN: ", ", ZH: "，"}.In(l))
}
