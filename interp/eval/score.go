package eval

import (
	"strings"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/locale"
	"rota/lang/types"
)

// sum is what the lines of a tally and its groups give together, before its own
// bounds.
func (s *scene) sum(t *check.Tally) value.Set {
	sum := value.Int(types.Number, 0)
	for _, line := range t.Lines {
		sum = value.Arith("+", sum, s.eval(line.Value))
	}
	for _, g := range t.Groups {
		sum = value.Arith("+", sum, s.tallied(g))
	}
	return sum
}

// tallied is the points of lines together, within their bounds.
func (s *scene) tallied(t *check.Tally) value.Set { return s.kept(s.sum(t), t.Low, t.High) }

// kept is a number within its bounds. A bound that is none does not bind; where the
// two cross, the lower one holds.
func (s *scene) kept(x value.Set, low, high check.Expr) value.Set {
	for _, bound := range []struct {
		x   check.Expr
		low bool
	}{{high, false}, {low, true}} {
		if bound.x == nil {
			continue
		}
		set := s.eval(bound.x)
		within := value.Furthest(bound.low, types.Number, []value.Set{x, set})
		within.Kind, within.Scale = types.Number, max(x.Scale, set.Scale)
		x = within
	}
	return x
}

// countsLine says whether a line gives points, be they less than none.
func (s *scene) countsLine(line *check.ScoreLine) value.Set { return pointsGiven(s.eval(line.Value)) }

func pointsGiven(points value.Set) value.Set {
	return value.Compare("!=", points, value.Int(types.Number, 0))
}

// appliedScore lists the lines that count, where it is known what they give, and the
// groups whose bounds change what their lines give.
func (s *scene) appliedScore(x *check.Score, term *check.Term, out *[]Applied) {
	for _, line := range x.Sum.All() {
		points := s.eval(line.Value)
		if !points.One() || pointsGiven(points).False || has(*out, func(a Applied) bool { return a.Line == line }) {
			continue
		}
		*out = append(*out, Applied{Term: term, Line: line, Value: s.shownPoints(points)})
		s.applied(line.Value, nil, out)
	}
	s.bounds(x.Sum, term, out)
}

func (s *scene) bounds(t *check.Tally, term *check.Term, out *[]Applied) {
	for _, g := range t.Groups {
		s.bounds(g, term, out)
	}
	given := s.sum(t)
	kept := s.kept(given, t.Low, t.High)
	if given.One() && kept.One() && value.Compare("!=", given, kept).True && !has(*out, func(a Applied) bool { return a.Group == t }) {
		*out = append(*out, Applied{Term: term, Group: t, Given: s.shownPoints(given), Value: s.shownPoints(kept)})
	}
}

func (s *scene) shownPoints(set value.Set) locale.Text {
	text := s.Show(set, types.Type{Kind: types.Number})
	return locale.Text{EN: text, ZH: text}
}

// scoreLines are the grounds of the lines of a score that bear a clause.
func scoreLines(x *check.Score, u *unit, within []caseOf) (out []ground) {
	for _, line := range x.Sum.All() {
		if line.ID != "" {
			out = append(out, ground{cite: Cite{ID: line.ID, Text: lineText(line)}, unit: u, rows: within, line: line})
		}
	}
	for _, part := range check.Parts(x) {
		out = append(out, byCase(part, u, within)...)
	}
	return out
}

// lineText is the title of a line, or the line as it is written.
func lineText(line *check.ScoreLine) locale.Text {
	text := line.Title
	if text == "" {
		text = strings.Join(strings.Fields(line.Written.Text()), " ")
	}
	return locale.Text{EN: text, ZH: text}
}

// Scored lists the lines of the scores that a value of a decision reads, with what
// they give, and the bounds that changed it.
func (e *Evaluator) Scored(d Decision, x check.Expr) (out []Applied) {
	for _, a := range e.sceneOf(d).appliedIn(x) {
		if a.Row == nil {
			out = append(out, a)
		}
	}
	return out
}

// Counts says whether a line of a score gives points to the record of a decision.
func (e *Evaluator) Counts(d Decision, line *check.ScoreLine) value.Set {
	return e.sceneOf(d).countsLine(line)
}
