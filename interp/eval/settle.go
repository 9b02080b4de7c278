package eval

import (
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// leaf is a case of the blanks in which the answer is the same for every
// filling: what each free cell may be there, and the answer.
type leaf struct {
	sets   []value.Set // by place in scene.free; shorter where later cells were not met yet
	answer int
	unit   []verdict // by unit of the action: whether it counts, for the clauses cited
}

// verdict is how a unit fares: whether it certainly, or possibly, counts.
type verdict struct{ sure, may bool }

// question is what is asked of a case: the answer if it is the same for every
// filling, else the free cells that it hangs on.
type question func(s *scene) (answer int, known bool, hangsOn []int)

// cases explores the fillings of the blanks. It asks the question of all of
// them at once; where the answer is not the same for all it halves what one
// blank may be, and asks again. Every operator is exact on known values, so
// this ends, unless the budget does first: then exhaustive is false.
type cases struct {
	scene      *scene
	ask        question
	leaves     []leaf
	exhaustive bool
	spent      int
	budget     int
	record     func(*scene) []verdict
}

const defaultBudget = 20_000

// settle explores all cases of a question.
func (s *scene) settle(ask question, record func(*scene) []verdict) *cases {
	c := &cases{scene: s, ask: ask, exhaustive: true, budget: s.Budget, record: record}
	if c.budget == 0 {
		c.budget = defaultBudget
	}
	c.explore()
	return c
}

func (c *cases) explore() {
	s := c.scene
	if c.spent++; c.spent > c.budget {
		c.exhaustive = false
		return
	}
	s.reset()
	if !s.admitted() {
		return
	}
	answer, known, hangsOn := c.ask(s)
	if known {
		c.keep(answer)
		return
	}
	at := s.pick(hangsOn)
	if at < 0 {
		c.exhaustive = false
		return
	}
	whole := s.free[at].set
	first, second := whole.Split()
	before := len(c.leaves)
	s.free[at].set = first
	c.explore()
	middle := len(c.leaves)
	s.free[at].set = second
	c.explore()
	s.free[at].set = whole
	// Two halves with one answer each, the same, are one case again.
	if middle == before+1 && len(c.leaves) == middle+1 && c.leaves[before].answer == c.leaves[middle].answer && sameVerdicts(c.leaves[before].unit, c.leaves[middle].unit) {
		c.leaves = c.leaves[:middle]
		c.leaves[before].sets = s.sets()
	}
}

func (c *cases) keep(answer int) {
	l := leaf{sets: c.scene.sets(), answer: answer}
	if c.record != nil {
		l.unit = c.record(c.scene)
	}
	c.leaves = append(c.leaves, l)
}

func (s *scene) sets() []value.Set {
	out := make([]value.Set, len(s.free))
	for i, f := range s.free {
		out[i] = f.set
	}
	return out
}

func sameVerdicts(a, b []verdict) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// pick chooses the blank to take apart: of those the answer hangs on, a yes/no
// or a choice before a date, whose halves are many.
func (s *scene) pick(hangsOn []int) int {
	best, cost := -1, 1<<30
	for _, i := range hangsOn {
		set := s.free[i].set
		if !set.Splittable() {
			continue
		}
		price := 2
		switch set.Kind {
		case types.Bool:
			price = 0
		case types.Choice, types.Text:
			price = 1
		}
		if price < cost {
			best, cost = i, price
		}
	}
	return best
}

// admitted says whether any filling in this case is possible at all: a spell
// does not end before it starts.
func (s *scene) admitted() bool {
	for _, f := range s.free {
		if f.row == nil || f.field == nil {
			continue
		}
		r := f.field.Record
		if r.Start == nil || f.field != r.Start && f.field != r.End {
			continue
		}
		start, end := s.cell(r.Start, f.row), s.cell(r.End, f.row)
		if start.Some() && end.Some() && !value.Compare("<=", start, end).True {
			return false
		}
	}
	return true
}

// answers lists the different answers, in the order met.
func (c *cases) answers() []int {
	var out []int
	for _, l := range c.leaves {
		seen := false
		for _, a := range out {
			seen = seen || a == l.answer
		}
		if !seen {
			out = append(out, l.answer)
		}
	}
	return out
}

// deciding lists the free cells that can change the answer for some filling of
// the others: two cases with different answers agree on all the others.
func (c *cases) deciding() []int {
	var out []int
	for i := range c.scene.free {
		if c.decides(i) {
			out = append(out, i)
		}
	}
	return out
}

func (c *cases) decides(i int) bool {
	for x, a := range c.leaves {
		for _, b := range c.leaves[x+1:] {
			if a.answer != b.answer && agree(a, b, i) {
				return true
			}
		}
	}
	return false
}

// agree says whether two cases have a filling in common but for one cell.
func agree(a, b leaf, but int) bool {
	for i := 0; i < len(a.sets) && i < len(b.sets); i++ {
		if i != but && !a.sets[i].Meets(b.sets[i]) {
			return false
		}
	}
	return true
}

// outcomeQuestion asks for the outcome on an action.
func outcomeQuestion(a *check.Action) question {
	return func(s *scene) (int, bool, []int) {
		st := s.statusOf(a)
		if st.possible.one() {
			return int(st.possible), true, nil
		}
		return 0, false, s.hangs(st)
	}
}

// hangs lists the free cells that an open outcome hangs on: those read by the
// condition of the unit it hangs on, or else all that were read.
func (s *scene) hangs(st status) []int {
	all := append([]int(nil), s.read...)
	clear(s.terms)
	clear(s.rules)
	clear(s.stands)
	s.read = s.read[:0]
	switch {
	case st.scope:
		s.scopeHolds()
	case st.hangsOn != nil:
		s.unitHolds(st.hangsOn)
	}
	if s.pick(s.read) < 0 {
		return all
	}
	return s.read
}
