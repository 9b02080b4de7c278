package eval

import (
	"slices"

	"rota/interp/value"
	"rota/lang/types"
)

// question is what is asked of a case: the answer if it is the same for every
// filling, else the free cells that it hangs on.
type question func(s *scene) (answer int64, known bool, hangsOn []int)

// leaf is a case of the blanks in which the answer is the same for every
// filling: what each free cell may be there, and the answer.
type leaf struct {
	sets   []value.Set // by place in scene.free; shorter where later cells were not met yet
	answer int64
}

// unexplored is the answer of a case that could not be taken apart any further,
// or that the budget did not reach.
const unexplored = -1

// cases explores the fillings of the blanks. It asks the question of all of
// them at once; where the answer is not the same for all it halves what one
// blank may be, and asks again. Every operator is exact on known values, so
// this ends, unless it has learnt enough or the budget is spent before.
type cases struct {
	scene      *scene
	ask        question
	enough     func(*cases) bool // nothing further could be learnt; nil: never
	leaves     []leaf
	exhaustive bool
	stopped    bool
	budget     int // evaluations left
	// deciding are the free cells known to change the answer for some filling of
	// the others; nil when that is not asked.
	deciding map[int]bool
	met      map[int]bool // the free cells that the question was found to hang on
}

const (
	defaultBudget = 20_000
	pairsEach     = 128 // comparisons of two cases cost what one evaluation does
	recordsEach   = 8   // looks at another record cost the same
	patience      = 2000
	scouted       = 6 // blanks up to which their ends are tried first
)

// patient says that it has looked long enough for blanks that were not met yet.
func (c *cases) patient() bool { return c.budget < c.scene.budget()-patience }

// settle explores all cases of a question.
func (s *scene) settle(ask question, enough func(*cases) bool) *cases {
	c := &cases{scene: s, ask: ask, enough: enough, met: map[int]bool{}}
	c.start()
	return c
}

// settleDeciding is settle that also finds the cells on which the answer hangs.
func (s *scene) settleDeciding(ask question, enough func(*cases) bool) *cases {
	c := &cases{scene: s, ask: ask, enough: enough, deciding: map[int]bool{}, met: map[int]bool{}}
	c.start()
	return c
}

func (c *cases) start() {
	c.exhaustive, c.budget = true, c.scene.budget()
	if n := len(c.scene.free); c.enough != nil && 0 < n && n <= scouted {
		c.scout()
	}
	c.explore()
}

// scout tries fillings before the cases are explored: every date and number at one end
// of what it may be, then each in turn at its other end. Often that is enough: of
// several blanks with a common bound, like the two ends of a spell, halving would
// go along the bound day by day before it met both answers.
func (c *cases) scout() {
	s, whole := c.scene, leaf{sets: c.scene.sets()}
	var ends []int
	for i, f := range s.free {
		if f.set.Ordered() && f.set.Splittable() {
			ends = append(ends, i)
		}
	}
	for _, low := range [2]bool{true, false} {
		if len(ends) == 0 || len(ends) == 1 && !low { // one blank alone has been at both
			break
		}
		for _, turned := range append([]int{-1}, ends...) {
			if s.restore(whole); !c.stopped {
				c.corner(ends, low, turned)
			}
		}
	}
	s.restore(whole)
}

// corner asks with blanks at their low or high ends, one at the other. An answer counts
// where the filling is sure to be admitted; else the exploration comes to it.
func (c *cases) corner(ends []int, low bool, turned int) {
	s, met := c.scene, len(c.scene.free)
	for _, i := range ends {
		c.narrow(i, low != (i == turned))
	}
	s.forget()
	var answer int64
	known := false
	if s.admitted() {
		c.budget--
		answer, known, _ = c.ask(s)
		c.spend()
	}
	s.free = s.free[:met] // what a trial alone has met is no blank of the question
	s.forget()
	if !known {
		return
	}
	if some, sure := c.admits(); some && sure {
		c.keep(answer)
	}
}

func (e *Evaluator) budget() int {
	if e.Budget == 0 {
		return defaultBudget
	}
	return e.Budget
}

func (c *cases) explore() {
	s := c.scene
	if c.stopped {
		return
	}
	if c.budget--; c.budget < 0 {
		c.keep(unexplored)
		return
	}
	answer, known, hangsOn := c.ask(s)
	c.spend()
	if known {
		c.keep(answer)
		return
	}
	hangsOn = slices.Clone(hangsOn)
	for _, i := range hangsOn {
		c.met[i] = true
	}
	at, first, second := c.divide(hangsOn)
	if at < 0 {
		c.keep(unexplored)
		return
	}
	whole := s.free[at].set
	left := len(c.leaves)
	c.half(at, first)
	right := len(c.leaves)
	c.half(at, second)
	s.free[at].set = whole
	s.forget()
	// Two halves with one answer each, the same, are one case again.
	if right == left+1 && len(c.leaves) == right+1 && c.leaves[left].answer == c.leaves[right].answer {
		c.leaves = c.leaves[:right]
		c.leaves[left].sets = s.sets()
	}
}

// narrow leaves of a date or number the lowest or highest value that is admitted beside
// the others.
func (c *cases) narrow(i int, low bool) {
	s := c.scene
	if !s.limited() {
		s.free[i].set = outermost(s.free[i].set, low)
		return
	}
	for s.free[i].set.Splittable() {
		whole := s.free[i].set
		s.free[i].set = half(whole, low)
		if s.forget(); !s.admitted() {
			s.free[i].set = half(whole, !low)
		}
	}
}

// spend takes from the budget what it costs to look at other records.
func (c *cases) spend() {
	c.budget -= c.scene.spent / recordsEach
	c.scene.spent %= recordsEach
}

func (c *cases) half(at int, set value.Set) {
	s := c.scene
	s.free[at].set = set
	s.forget()
	if (set.Some() || set.None) && s.admitted() {
		c.explore()
	}
}

func (c *cases) keep(answer int64) {
	if some, known := c.admits(); !known {
		answer = unexplored
	} else if !some {
		return
	}
	l := leaf{c.scene.sets(), answer}
	if answer == unexplored {
		c.exhaustive = false
	} else if c.deciding != nil {
		c.compare(l)
	}
	c.leaves = append(c.leaves, l)
	c.stopped = c.enough != nil && c.enough(c)
}

// compare finds the cells that alone tell a case from one with another answer.
func (c *cases) compare(l leaf) {
	c.budget -= len(c.leaves) / pairsEach
	for _, other := range c.leaves {
		if other.answer != l.answer && other.answer != unexplored {
			if at, only := differAt(l, other); only && !c.deciding[at] && c.paired(l, other, at) {
				c.deciding[at] = true
			}
		}
	}
}

// differAt is the only free cell in which two cases have no value in common;
// only is false when there are more.
func differAt(a, b leaf) (at int, only bool) {
	at = -1
	for i := 0; i < len(a.sets) && i < len(b.sets); i++ {
		if !a.sets[i].Meets(b.sets[i]) {
			if at >= 0 {
				return -1, false
			}
			at = i
		}
	}
	return at, at >= 0
}

func (s *scene) sets() []value.Set {
	if len(s.free) == 0 {
		return nil
	}
	out := make([]value.Set, len(s.free))
	for i, f := range s.free {
		out[i] = f.set
	}
	return out
}

// restore puts the free cells into a case; the empty leaf is all fillings.
func (s *scene) restore(l leaf) {
	for i := range s.free {
		s.free[i].set = s.free[i].whole
		if i < len(l.sets) {
			s.free[i].set = l.sets[i]
		}
	}
	s.forget()
}

// divide chooses a blank to take apart, of those the answer hangs on, and where:
// a yes/no before a choice, a choice before dates and numbers, cells of several
// values last. A date or number is parted where the answer ceases to hang on it,
// coming from one end; where it hangs on it everywhere, in halves.
func (c *cases) divide(hangsOn []int) (at int, first, second value.Set) {
	s := c.scene
	var best []int
	cost := 4
	for _, i := range hangsOn {
		set := s.free[i].set
		price := 2
		switch {
		case !set.Splittable():
			continue
		case set.Several:
			price = 3
		case set.Kind == types.Bool:
			price = 0
		case set.Kind == types.Choice || set.Kind == types.Text || set.Kind == types.Ref:
			price = 1
		}
		if price < cost {
			best, cost = nil, price
		}
		if price == cost && !slices.Contains(best, i) {
			best = append(best, i)
		}
	}
	if len(best) == 0 {
		return -1, first, second
	}
	for _, i := range best {
		if whole := s.free[i].set; whole.Ordered() {
			for _, low := range [2]bool{true, false} {
				if end, ok := c.end(i, low); ok {
					return i, end, whole.Beyond(end, low)
				}
			}
		}
	}
	at = best[0]
	for _, i := range best {
		if s.free[i].set.None { // what else it may be can be parted better
			at = i
			break
		}
	}
	first, second = s.free[at].set.Split()
	return at, first, second
}

// end is the longest stretch at one end of what a blank may be in which the
// answer does not hang on it; false where that is no more than one value and the
// answer hangs on others.
func (c *cases) end(i int, low bool) (value.Set, bool) {
	s := c.scene
	whole := s.free[i].set
	met := len(s.free)
	defer func() {
		s.free = s.free[:met] // what a trial alone has met is no blank of the question
		s.free[i].set = whole
		s.forget()
	}()
	ask := func(set value.Set) (answer int64, known, free bool) {
		c.budget--
		s.free[i].set = set
		s.forget()
		answer, known, hangsOn := c.ask(s)
		c.spend()
		return answer, known, known || !slices.Contains(hangsOn, i)
	}
	end := outermost(whole, low)
	first, known, free := ask(end)
	if !free {
		return end, false
	}
	longer := false
	for rest := whole.Beyond(end, low); rest.Some(); {
		near := half(rest, low)
		more := value.Union(end, near)
		switch answer, _, free := ask(more); {
		case free && answer == first:
			end, rest, longer = more, rest.Beyond(near, low), true
		case !rest.Splittable():
			return end, known || longer
		default:
			rest = near
		}
	}
	return end, known || longer
}

// half is the lower or the upper half of a set; of one value, the whole.
func half(s value.Set, low bool) value.Set {
	if !s.Splittable() {
		return s
	}
	a, b := s.Split()
	if low {
		return a
	}
	return b
}

// outermost is the lowest or the highest value of a set.
func outermost(s value.Set, low bool) value.Set {
	for s.Splittable() {
		s = half(s, low)
	}
	return s
}

// answers lists the different answers, in the order met.
func (c *cases) answers() []int64 {
	var out []int64
	for _, l := range c.leaves {
		if l.answer != unexplored && !slices.Contains(out, l.answer) {
			out = append(out, l.answer)
		}
	}
	return out
}
