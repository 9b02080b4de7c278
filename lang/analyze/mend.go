package analyze

import (
	"slices"
	"strings"

	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// Mending is a text with the findings mended that can be without a doubt: lengths of
// time written in another unit of exactly the same length, and settings and definitions
// removed that nothing reads. Nothing else of the text changes.
type Mending struct {
	Text string
	Done diag.List     // what was mended, in the order of the text
	Gone []source.Span // the declarations removed
}

// Mend mends what it can of what was found of a policy; where that is nothing the text
// is as it was. Whether the text still means the same is for format.Formatter.Same to
// say.
func Mend(tree *syntax.File, found diag.List) Mending {
	m := Mending{Text: tree.Source.Text}
	found = found.Sort()
	var removed []source.Span // with what stands in them
	for _, d := range found {
		if at, ok := d.At.(source.Span); ok && d.Code == diag.UnusedTerm && at.File == tree.Source {
			if _, lines, ok := removable(tree, at); ok {
				removed = append(removed, lines)
			}
		}
	}
	for _, d := range slices.Backward(found) { // from the end, so that the places before stay
		at, ok := d.At.(source.Span)
		if !ok || at.File != tree.Source {
			continue
		}
		switch d.Code {
		case diag.MonthsForYears:
			if !slices.ContainsFunc(removed, func(lines source.Span) bool { return lines.Start <= at.Start && at.Start < lines.End }) {
				m.Text = m.Text[:at.Start] + d.Fix + m.Text[at.End:]
			}
		case diag.UnusedTerm:
			declared, lines, ok := removable(tree, at)
			if !ok {
				continue
			}
			m.Gone = append(m.Gone, declared)
			m.Text = m.Text[:lines.Start] + m.Text[lines.End:]
		default:
			continue
		}
		m.Done = append(m.Done, d)
	}
	slices.Reverse(m.Done)
	return m
}

// removable finds the declaration of an unused name and the lines it fills; false where
// it stands beside other text, or a comment belongs to it.
func removable(tree *syntax.File, name source.Span) (declared, lines source.Span, ok bool) {
	for _, d := range tree.Declarations {
		var word *syntax.Word
		switch d := d.(type) {
		case *syntax.Set:
			word = &d.Name
		case *syntax.Define:
			word = &d.Name
		}
		if word == nil || tree.Span(word) != name {
			continue
		}
		declared = tree.Span(d)
		lines = wholeLines(declared)
		before, after := tree.Source.Text[lines.Start:declared.Start], tree.Source.Text[declared.End:lines.End]
		return declared, lines, strings.TrimSpace(before+after) == "" && !commented(tree, lines)
	}
	return declared, lines, false
}

// wholeLines is a stretch with the rest of its lines, their last end too.
func wholeLines(at source.Span) source.Span {
	text := at.File.Text
	at.Start = strings.LastIndexAny(text[:at.Start], "\r\n") + 1
	for at.End < len(text) && text[at.End-1] != '\n' {
		at.End++
	}
	return at
}

// commented says whether a comment stands in some lines or on the line above them.
func commented(tree *syntax.File, lines source.Span) bool {
	above, _ := tree.Source.Position(lines.Start)
	if strings.HasPrefix(strings.TrimSpace(tree.Source.Line(above-1)), "--") {
		return true
	}
	return slices.ContainsFunc(tree.Remarks, func(r syntax.Remark) bool { return lines.Start <= r.Span.Start && r.Span.Start < lines.End })
}
