package eval

import (
	"slices"
	"strings"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// outputs works out the values of the record, each on its own. They are given
// with its first decision; where that decides nothing else, it is open while
// one of them is.
func (s *scene) outputs(d *Decision) {
	if d.Action != s.program.Actions[0] {
		return
	}
	for _, o := range s.program.Outputs {
		out := s.output(o)
		d.Outputs = append(d.Outputs, out)
		if d.Action.Kind != check.KindOutputs || d.Outcome != Given && d.Outcome != Undetermined {
			continue
		}
		d.Broken = appendAll(d.Broken, out.Broken)
		if !out.Known {
			d.Outcome = Undetermined
		}
		for _, b := range out.Missing {
			s.miss(d, b)
		}
		if len(d.Broken) > 0 {
			d.Outcome = DataError
		}
	}
}

// given is what a record's output is in a case: a value, bounds on one, or a
// conflict.
type given struct {
	set       value.Set // Some, None, or nothing at all
	low, high value.Set
	conflict  bool
}

// bare says that it prints as a value or none.
func (g given) bare() bool { return !g.conflict && (g.set.Some() || !g.bounded()) }

func (g given) bounded() bool { return g.low.Some() || g.high.Some() }

// output is the value that an output has under every filling of the blanks, or
// the values that it may have.
func (s *scene) output(o *check.Output) Output {
	out := Output{Output: o, Type: shownAs(o.Type), Exhaustive: true}
	if s.claims.spoilt != nil {
		out.Broken = s.spoilers(s.rests.outputs[o.Index].fields)
	}
	if len(out.Broken) > 0 {
		out.Value = DataError.String()
		return out
	}
	told := &told{scene: s, output: o, at: map[string]int64{}}
	c := s.settleDeciding(told.ask, func(c *cases) bool { return told.over })
	if answers := c.answers(); len(answers) == 1 && c.exhaustive && !told.over {
		out.Value, out.Known = told.texts[answers[0]], true
	} else if out.Value, out.Known, out.Exhaustive = s.among(told, c); !out.Known {
		for i, f := range s.free {
			if c.deciding[i] || c.met[i] && (told.over || len(c.deciding) == 0) {
				for _, b := range s.blanksOf(f) {
					out.miss(b)
				}
			}
		}
	}
	s.citeOutput(&out)
	return out
}

// miss names a blank that can change the value; a range that rests on what
// cannot be read is a data error.
func (o *Output) miss(b Blank) {
	if !slices.ContainsFunc(o.Missing, func(x Blank) bool { return x.Field == b.Field && x.Row == b.Row }) {
		o.Missing = append(o.Missing, b)
	}
	if b.Cell.State == roster.Unreadable {
		o.Value = DataError.String()
	}
}

// told are the values of an output met so far, as they print.
type told struct {
	scene  *scene
	output *check.Output
	texts  []string
	bare   []bool
	at     map[string]int64
	// There are more than are told apart, those of trials that do not count among
	// them: the cases were not all reached.
	over bool
}

// mostValues are told apart: of more only the range is given, which is looked
// for by itself.
const mostValues = 16

func (t *told) ask(s *scene) (int64, bool, []int) {
	before := len(s.read)
	g, known := s.given(t.output)
	if !known {
		return 0, false, s.read[before:]
	}
	text := s.showGiven(g, shownAs(t.output.Type))
	i, met := t.at[text]
	if !met {
		if len(t.texts) >= mostValues && t.output.Type.Choice == nil {
			t.over = true
			return 0, false, nil
		}
		i = int64(len(t.texts))
		t.at[text] = i
		t.texts, t.bare = append(t.texts, text), append(t.bare, g.bare())
	}
	return i, true, nil
}

// among prints the values that there may be: those of an order as low..high,
// bounds and conflicts each by itself. The range is looked for by itself, so that it
// may be known to be one value where the cases were not all reached.
func (s *scene) among(t *told, c *cases) (text string, one, exhaustive bool) {
	var others []string
	for _, answer := range c.answers() {
		if !t.bare[answer] {
			others = append(others, t.texts[answer])
		}
	}
	slices.Sort(others)
	nothing := value.Set{Kind: shownAs(t.output.Type).Kind}
	all, exact := s.hull(func() (value.Set, bool) {
		g, known := s.given(t.output)
		if known && !g.bare() {
			return nothing, true
		}
		return g.set, known
	})
	if all.Some() || all.None {
		others = append([]string{s.ShowRange(all, shownAs(t.output.Type))}, others...)
	}
	exhaustive = exact && (c.exhaustive && !t.over || len(others) < 2 && !t.limits())
	return strings.Join(others, "|"), exhaustive && len(others) == 1 && all.One(), exhaustive
}

// limits says whether rules may bound the output or set it twice, so that it
// can be more than a value.
func (t *told) limits() bool {
	n := 0
	for _, u := range t.scene.units {
		if u.effect.Output == t.output {
			if n++; n > 1 || u.effect.Sign != "=" {
				return true
			}
		}
	}
	return false
}

// shownAs is how the values of an output print: a span of time as its length.
func shownAs(t types.Type) types.Type {
	if t.Kind == types.Span {
		t.Kind = types.Period
	}
	return t
}

// measured is a span as its length.
func measured(set value.Set) value.Set {
	if set.Kind != types.Span {
		return set
	}
	out := value.None(types.Period)
	if set.Some() {
		out = value.Lengths(length(set.Last, set.EndFirst), length(set.First, set.EndLast))
	}
	out.None = set.None
	return out
}

// given works out an output in a case; known is false while that may be more
// than one thing. Two settings that differ, and bounds that leave nothing or
// not what is set, are a conflict.
func (s *scene) given(o *check.Output) (g given, known bool) {
	none := value.None(shownAs(o.Type).Kind)
	g = given{set: none, low: none, high: none}
	inside := s.inScope()
	if !inside.True {
		return g, true
	}
	if o.Value != nil {
		g.set = measured(s.eval(o.Value))
		if inside.False {
			g.set = value.Union(g.set, none)
		}
		return g, g.set.One()
	}
	first := true
	known = true
	for _, u := range s.units {
		if u.effect.Output != o {
			continue
		}
		stands := s.counts(u)
		if !stands.True {
			continue
		}
		before := len(s.read)
		v := measured(s.eval(u.effect.Value))
		s.hangs(before, v)
		known = known && !stands.False && v.One()
		switch u.effect.Sign {
		case "=":
			if !first && value.Compare("=", g.set, v).False {
				g.conflict = true
			}
			if first && !stands.False {
				g.set = v
			} else {
				g.set = value.Union(g.set, v)
			}
			first = false
		case "<=":
			g.high = value.Furthest(false, v.Kind, []value.Set{g.high, v})
		case ">=":
			g.low = value.Furthest(true, v.Kind, []value.Set{g.low, v})
		}
	}
	for _, pair := range [][2]value.Set{{g.low, g.high}, {g.low, g.set}, {g.set, g.high}} {
		g.conflict = g.conflict || value.Compare(">", pair[0], pair[1]).True
	}
	if inside.False {
		g.set = value.Union(g.set, none)
	}
	nothing := first && !g.low.Some() && !g.high.Some()
	return g, known && (nothing || !inside.False)
}

// showGiven prints a value, or the bounds where none is set: ..3, 2.., 2..3.
func (s *scene) showGiven(g given, t types.Type) string {
	switch {
	case g.conflict:
		return Conflict.String()
	case g.bare():
		return s.Show(g.set, t)
	}
	text := ".."
	if g.low.Some() {
		text = s.Show(g.low, t) + text
	}
	if g.high.Some() {
		text += s.Show(g.high, t)
	}
	return text
}
