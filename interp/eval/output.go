package eval

import (
	"slices"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// outputs works out the values of the record, each on its own. They are given
// with its first action.
func (s *scene) outputs(d *Decision) {
	if d.Action != s.program.Actions[0] {
		return
	}
	for _, o := range s.program.Outputs {
		d.Outputs = append(d.Outputs, s.output(o))
	}
}

// given is what a record's output is: a value, bounds on one, or a conflict.
type given struct {
	set       value.Set // Some, None, or nothing at all
	low, high value.Set
	conflict  bool
}

// output is the value that an output has under every filling of the blanks, or
// the range it lies in.
func (s *scene) output(o *check.Output) Output {
	out := Output{Output: o, Type: o.Type}
	var shown []string
	found := value.Set{Kind: o.Type.Kind} // the range of those
	show := func(g given) int {
		text := s.showGiven(g, o.Type)
		at := slices.Index(shown, text)
		if at < 0 {
			at = len(shown)
			shown = append(shown, text)
			if g.set.Some() {
				found = value.Union(found, g.set)
			}
		}
		return at
	}
	s.given(o) // which meets the blanks
	s.corners(func() {
		if g, known := s.given(o); known {
			show(g)
		}
	})
	c := s.settle(func(s *scene) (int, bool, []int) {
		before := len(s.read)
		g, known := s.given(o)
		switch {
		case known:
			return show(g), true, nil
		case len(shown) > 1 && !g.conflict && !g.low.Some() && !g.high.Some() && g.set.Some() && g.set.Within(found):
			return 0, true, nil // nothing that the range has not
		case len(shown) >= mostValues:
			return 0, false, nil // the budget of a range
		}
		return 0, false, s.read[before:]
	}, nil)
	if len(shown) == 1 && c.exhaustive {
		out.Value, out.Known = shown[0], true
		return out
	}
	all := value.Set{Kind: o.Type.Kind}
	for _, l := range c.leaves {
		s.restore(l)
		g, _ := s.given(o)
		if g.conflict || g.low.Some() || g.high.Some() {
			all = value.Set{Kind: o.Type.Kind} // a range of values would not say it
			break
		}
		all = value.Union(all, g.set)
	}
	s.restore(leaf{})
	if all.Some() {
		out.Value = s.ShowRange(all, o.Type)
	}
	return out
}

// mostValues are told apart; of more only the range is given.
const mostValues = 200

// corners puts every blank at an end of what it may be: all at the low one, all
// at the high one, one at the high one and the others at the low. A figure is
// mostly furthest there.
func (s *scene) corners(ask func()) {
	n := len(s.free)
	for high := range n + 2 {
		for i := range n {
			set := s.free[i].whole
			for set.Splittable() && set.Ordered() {
				set = half(set, i != high && high <= n)
			}
			s.free[i].set = set
		}
		if s.forget(); s.admitted() {
			ask()
		}
	}
	s.restore(leaf{})
}

// given works out an output in a case; known is false while that may be more
// than one thing. Two settings that differ, and bounds that leave nothing or
// not what is set, are a conflict.
func (s *scene) given(o *check.Output) (g given, known bool) {
	none := value.None(o.Type.Kind)
	g = given{set: none, low: none, high: none}
	inside := s.inScope()
	if !inside.True {
		return g, true
	}
	if o.Value != nil {
		g.set = s.eval(o.Value)
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
		v := s.eval(u.effect.Value)
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
	nothing := first && !g.low.Some() && !g.high.Some()
	return g, known && (nothing || !inside.False)
}

// showGiven prints a value, or the bounds where none is set: ..3, 2.., 2..3.
func (s *scene) showGiven(g given, t types.Type) string {
	switch {
	case g.conflict:
		return Conflict.String()
	case g.set.Some() || !g.low.Some() && !g.high.Some():
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
