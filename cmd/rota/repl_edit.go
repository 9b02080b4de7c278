package main

import (
	"slices"
	"strings"
	"unicode"

	"rota/lang/syntax"
)

// Colours of what is typed, from the sixteen that every terminal has.
const (
	plainColour   = "\x1b[0m"
	commandColour = "\x1b[1;36m"
	keywordColour = "\x1b[35m"
	nameColour    = "\x1b[32m"
	valueColour   = "\x1b[33m"
)

// paint colours a line as it is typed: the command, the words of the language, the
// names of the policy, the values stated, and people.
func (r *repl) paint(line []rune, _ int) []rune {
	text := string(line)
	body := strings.TrimRight(text, " ")
	lead := len(text) - len(strings.TrimLeft(text, " "))
	var out strings.Builder
	rest := text
	if c, after := r.command(strings.TrimLeft(body, " ")); c != nil {
		end := len(body) - len(after)
		out.WriteString(text[:lead] + commandColour + text[lead:end] + plainColour)
		rest = text[end:]
	}
	if who, after := r.s.Begins(rest); who != nil {
		out.WriteString(nameColour + rest[:len(rest)-len(after)] + plainColour)
		rest = after
	}
	at := 0
	for _, piece := range syntax.Pieces(rest, r.vocabulary()) {
		colour := ""
		switch piece.Type {
		case syntax.Keyword:
			colour = keywordColour
		case syntax.Name:
			if r.vocabulary().Has(piece.Value) {
				colour = nameColour
			}
		case syntax.Number, syntax.Percent, syntax.Quantity, syntax.Age, syntax.Date, syntax.MonthDay, syntax.Year, syntax.String, syntax.Clause:
			colour = valueColour
		}
		if colour == "" || piece.Start < at {
			continue
		}
		out.WriteString(rest[at:piece.Start] + colour + rest[piece.Start:piece.End] + plainColour)
		at = piece.End
	}
	return []rune(out.String() + rest[at:])
}

// repaint has readline draw the whole line after a character at its end: it would
// draw that alone, and a word is known for one only when it is whole.
func repaint(line []rune, pos int, key rune) ([]rune, int, bool) {
	return line, pos, pos > 0 && pos == len(line) && line[pos-1] == key
}

// completer offers what may stand where the cursor is.
type completer struct{ *repl }

const mostOffered = 60

// Do gives the ends of what the characters before the cursor may become, and how
// many of them belong to it.
func (c completer) Do(line []rune, pos int) (ends [][]rune, length int) {
	before := strings.TrimLeft(string(line[:pos]), " ")
	names := append(c.vocabulary().Names(), syntax.Words()...)
	about, rest := c.command(before)
	switch {
	case about == nil:
		for _, each := range commands {
			names = append(append(names, each.en...), each.zh...)
		}
	case about.people || about.en[0] == "set":
		who, after := c.s.Begins(rest)
		if who == nil || after == "" {
			return endsOf(rest, c.s.Names(rest, mostOffered))
		}
		before = after
	default:
		before = rest
	}
	for _, from := range suffixes(before) {
		tail := before[from:]
		if from == 0 {
			names = append(names, c.s.Names(tail, mostOffered)...)
		}
		if ends, length := endsOf(tail, names); len(ends) > 0 {
			return ends, length
		}
	}
	return nil, 0
}

// suffixes are where the word to complete may begin, the longest first: at the
// start of a word of letters, at any Han character.
func suffixes(text string) (from []int) {
	last := ' '
	for i, r := range text {
		if !unicode.IsSpace(r) && (unicode.Is(unicode.Han, r) || unicode.IsSpace(last) || unicode.Is(unicode.Han, last) || !unicode.IsLetter(last) && !unicode.IsDigit(last)) {
			from = append(from, i)
		}
		last = r
	}
	return from
}

// endsOf are the ends of the names that begin so.
func endsOf(prefix string, names []string) (ends [][]rune, length int) {
	folded, n := syntax.Fold(prefix), len([]rune(prefix))
	var found []string
	for _, name := range names {
		if strings.HasPrefix(syntax.Fold(name), folded) && len([]rune(name)) > n && letter(name) {
			found = append(found, name)
		}
	}
	slices.Sort(found)
	for _, name := range slices.Compact(found) {
		if len(ends) < mostOffered {
			ends = append(ends, []rune(name)[n:])
		}
	}
	return ends, n
}

func letter(name string) bool {
	first := []rune(name)[0]
	return unicode.IsLetter(first) || unicode.IsDigit(first)
}
