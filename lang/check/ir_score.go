package check

import (
	"cmp"
	"slices"

	"rota/lang/source"
)

// Score is the points that its lines give, added up.
type Score struct {
	typed
	Sum *Tally
}

// Tally is the points of lines and of groups of lines, added up and then kept within
// bounds.
type Tally struct {
	IDs       []string // that name the lines; none of the whole
	Lines     []*ScoreLine
	Groups    []*Tally
	Low, High Expr // nil: no bound
	Span      source.Span
}

// ScoreLine is a line of a score. Value is what it gives: 0 where When is not so,
// or where there are no points.
type ScoreLine struct {
	ID, Title string // "" when it has none
	When      Expr   // nil: always
	Value     Expr
	Written   source.Span // without its number and title
	Span      source.Span
}

// Limited is a number kept within bounds; a bound that is nil or none does not bind.
type Limited struct {
	typed
	X, Low, High Expr
}

// All lists the lines of a tally, those of its groups too, in the order of the text.
func (t *Tally) All() []*ScoreLine {
	lines := append([]*ScoreLine(nil), t.Lines...)
	for _, g := range t.Groups {
		lines = append(lines, g.All()...)
	}
	slices.SortStableFunc(lines, func(a, b *ScoreLine) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return lines
}

// parts are what a tally is made of.
func (t *Tally) parts() []Expr {
	out := []Expr{t.Low, t.High}
	for _, line := range t.Lines {
		out = append(out, line.Value)
	}
	for _, g := range t.Groups {
		out = append(out, g.parts()...)
	}
	return out
}
