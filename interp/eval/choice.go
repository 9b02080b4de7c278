package eval

import (
	"fmt"
	"slices"

	"github.com/govalues/decimal"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/locale"
	"rota/lang/types"
)

// What came of a choice for a person.
const (
	noCandidate int32 = iota
	isChosen
	isWaiting
	isTied
)

var statusIn = map[string]int32{"CHOSEN BY": isChosen, "WAITING IN": isWaiting, "TIED IN": isTied}

// chosen says whether a choice came out so for the record decided.
func (s *scene) chosen(x *check.Chosen) value.Set {
	result := value.Set{Kind: types.Bool}
	for _, c := range s.choice(x.Choice).Codes {
		result.True = result.True || c == statusIn[x.Kind]
		result.False = result.False || c != statusIn[x.Kind]
	}
	return result
}

// choicePlan goes through the candidates, and where the places are a part of a
// set through that set too.
func (e *Evaluator) choicePlan(x *check.Choice) *plan {
	e.groups.Lock()
	defer e.groups.Unlock()
	if p, known := e.groups.plans[x]; known {
		return p
	}
	p := &plan{of: e.program.Subject, row: 1, alone: []check.Expr{x.From}, further: []check.Expr{x.From}}
	if x.Base != nil {
		p.alone = []check.Expr{&check.Or{Parts: []check.Expr{x.From, x.Base}}}
		p.further = append(p.further, x.Base)
	}
	for _, k := range x.Keys {
		p.further = append(p.further, k.X)
	}
	if x.Per != nil {
		p.joins = []join{{theirs: x.Per, mine: x.Per}}
	}
	e.groups.plans[x] = p
	return p
}

// choice is what may have come of a choice for the record decided: it is chosen
// where there are places for all who do not come after it, waits where those
// before it leave none, and is tied between the two.
func (s *scene) choice(x *check.Choice) value.Set {
	e, set := s.enter(x)
	if e == nil {
		return set
	}
	return e.came(e.contest.outcome())
}

// waitingPlace is the place of the record decided among those who wait; none where it does
// not.
func (s *scene) waitingPlace(x *check.Choice) value.Set {
	e, set := s.enter(x)
	switch {
	case e != nil:
		return e.came(e.contest.place())
	case set.One():
		return value.None(types.Number)
	}
	anywhere := value.Numbers(types.Number, decimal.One, many, 0)
	anywhere.None = true
	return anywhere
}

// entrant is the record decided in a choice that it is a candidate of.
type entrant struct {
	*scene
	choice  *check.Choice
	contest *contest
	group   *gathering
	key     string
	mine    []value.Set
	before  int // of the blanks read
}

// enter puts the record decided among the candidates; of one that is none, or of
// whom it is open, it gives what may have come of the choice instead.
func (s *scene) enter(x *check.Choice) (*entrant, value.Set) {
	anything := value.Code(types.Choice, []int32{noCandidate, isChosen, isWaiting, isTied})
	p := s.choicePlan(x)
	r := s.rollOf(p)
	if r == nil {
		return nil, anything
	}
	var is, group value.Set
	s.with(element{record: s.record}, func() {
		if is = s.is(x.From); is.True && x.Per != nil {
			group = s.eval(x.Per)
		}
	})
	key, known := "", true
	if x.Per != nil && is.True {
		key, known = knownKey(group)
	}
	switch {
	case !is.True, known && group.None:
		return nil, value.Code(types.Choice, []int32{noCandidate})
	case is.False, !known:
		s.anyGroup(r)
		return nil, anything
	}
	before := len(s.read)
	most := s.mostOf(x, group)
	switch {
	case most.One() && most.None: // nothing is said of places, as before a setting's first date
		return nil, value.Code(types.Choice, []int32{noCandidate})
	case !most.One() || most.None:
		return nil, anything
	}
	c := &contest{most: most.Low, up: x.Up, hasBase: x.Base != nil}
	var mine []value.Set
	s.with(element{record: s.record}, func() {
		if x.Base != nil {
			base := s.is(x.Base)
			c.hazy = !base.One()
			c.add(bothOf(base, rival{base: true}))
		}
		for _, k := range x.Keys {
			mine = append(mine, s.eval(k.X))
		}
	})
	g := r.group(key, len(p.joins))
	far := s.rivals(c, x.Keys, p, r, g, s.record, mine, []value.Set{group}, len(p.further)-len(x.Keys))
	return &entrant{s, x, c, &gathering{group: g, roll: r, plan: p, far: far}, key, mine, before}, value.Set{}
}

// mostOf is how many places there are, or the part of the set, in a group.
func (s *scene) mostOf(x *check.Choice, group value.Set) (most value.Set) {
	of := s.record
	if x.Of != nil {
		of = s.recordsOf(x.Per.Type())[group.Codes[0]]
	}
	s.alone(func(s *scene) { s.with(element{record: of}, func() { most = s.eval(x.Most) }) })
	return most
}

// came is what came of a choice: where only the blanks of others leave it open, a
// blank of the decision.
func (e *entrant) came(set value.Set) value.Set {
	if !set.One() && e.contest.hazy {
		e.hidden = e.hidden || len(e.group.far) > 0
		return set
	}
	e.read = e.read[:e.before]
	if set.One() {
		return set
	}
	key := e.key
	for _, code := range set.Codes {
		key += string('0' + rune(code))
	}
	if set.Kind == types.Number {
		key += set.Low.String() + "-" + set.High.String() + "?"
	}
	return e.ofOthers(e.choice, key+"\x00"+e.record.ID, set, e.group, e.contest.wide || !allOne(e.mine))
}

func allOne(sets []value.Set) bool {
	return !slices.ContainsFunc(sets, func(x value.Set) bool { return !x.One() })
}

// rivals adds everybody else in a group to a contest: of the sure ones those
// before and equal by search, of the others each way that it may be. first is
// where the keys begin among what is read: before them stand whether it is a
// candidate, which all are where that is not read, and whether it is in the base.
func (s *scene) rivals(c *contest, keys []check.Key, p *plan, r *roll, g *group, who *roster.Record, mine, group []value.Set, first int) (far []int32) {
	based := first == 2
	g.rank(r, p, keys, first)
	me, ranked := g.order[who]
	if allOne(mine) {
		relate := func(i int) (before, equal bool) {
			before, equal, _ = relation(keys, mine, r.entries[g.ranked[i]].keyed(p, first))
			return
		}
		b := searchFirst(len(g.ranked), func(i int) bool { before, _ := relate(i); return !before })
		e := b + searchFirst(len(g.ranked)-b, func(i int) bool { before, equal := relate(b + i); return !before && !equal })
		c.before, c.equal = c.before+b, c.equal+e-b
		switch {
		case !ranked:
		case me < b:
			c.before--
		case me < e:
			c.equal--
		}
	} else {
		for i, at := range g.ranked {
			if !ranked || i != me {
				c.add(c.relations(keys, mine, r.entries[at].keyed(p, first), rival{}))
			}
		}
	}
	if based {
		c.base += g.based
		if g.basedOf[who] {
			c.base--
		}
	}
	for _, at := range g.unranked {
		e := &r.entries[at]
		if e.record == who {
			continue
		}
		var options []rival
		for i, m := range p.members(e, group) {
			if m.is.False || !m.is.True {
				options = appendNew(options, rival{})
			}
			if !m.is.True {
				continue
			}
			one := rival{}
			if based {
				one.base = m.values[1].True
			}
			if first > 0 && !m.values[0].True {
				options = appendNew(options, one)
				continue
			}
			for _, o := range c.relations(keys, mine, e.ways[i].values[len(p.joins)+first:], one) {
				options = appendNew(options, o)
			}
		}
		if c.add(options); len(options) > 1 {
			far = append(far, at)
		}
	}
	s.spent += len(g.unranked)
	return far
}

func (e *entry) keyed(p *plan, first int) []value.Set {
	return e.ways[0].values[len(p.joins)+first:]
}

// searchFirst is the first place from which something is so.
func searchFirst(n int, is func(int) bool) int {
	low, high := 0, n
	for low < high {
		if middle := (low + high) / 2; is(middle) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// rank puts the sure candidates of a group in order, once.
func (g *group) rank(r *roll, p *plan, keys []check.Key, first int) {
	r.Lock()
	defer r.Unlock()
	if g.order != nil {
		return
	}
	g.order, g.basedOf = map[*roster.Record]int{}, map[*roster.Record]bool{}
	for _, at := range g.sure {
		e := &r.entries[at]
		values := e.ways[0].values[len(p.joins):]
		if allOne(values) {
			if first == 2 && values[1].True {
				g.based++
				g.basedOf[e.record] = true
			}
			if first == 0 || values[0].True {
				g.ranked = append(g.ranked, at)
			}
			continue
		}
		g.unranked = append(g.unranked, at)
	}
	g.unranked = append(g.unranked, g.open...)
	slices.SortStableFunc(g.ranked, func(a, b int32) int {
		before, _, after := relation(keys, r.entries[b].keyed(p, first), r.entries[a].keyed(p, first))
		switch {
		case before:
			return -1
		case after:
			return 1
		}
		return 0
	})
	for i, at := range g.ranked {
		g.order[r.entries[at].record] = i
	}
}

// relation says how another may stand to one by the keys of an order: before it,
// equal, after it. Who has no value comes after who has one.
func relation(keys []check.Key, mine, theirs []value.Set) (before, equal, after bool) {
	equal = true
	for i, k := range keys {
		a, b := theirs[i], mine[i]
		first := a.Some() && b.None
		last := a.None && b.Some()
		same := a.None && b.None
		if a.Some() && b.Some() {
			a.None, b.None = false, false
			ops := [2]string{"<", ">"}
			if k.Descending {
				ops = [2]string{">", "<"}
			}
			first = first || value.Compare(ops[0], a, b).True
			last = last || value.Compare(ops[1], a, b).True
			same = same || value.Compare("=", a, b).True
		}
		before, after = before || first, after || last
		if equal = same; !same {
			break
		}
	}
	return before, equal, after
}

// rival is how another stands to a candidate, and whether it is in the set of
// which the places are a part.
type rival struct{ before, equal, base bool }

func bothOf(is value.Set, r rival) []rival {
	switch {
	case !is.True:
		return []rival{{}}
	case is.False:
		return []rival{{}, r}
	}
	return []rival{r}
}

// relations are the ways in which another may stand to one. Where the other's
// keys are known it is one's own that leave it open.
func (c *contest) relations(keys []check.Key, mine, theirs []value.Set, as rival) []rival {
	before, equal, after := relation(keys, mine, theirs)
	var out []rival
	if before {
		out = append(out, rival{before: true, base: as.base})
	}
	if equal {
		out = append(out, rival{equal: true, base: as.base})
	}
	if after {
		out = append(out, rival{base: as.base})
	}
	c.hazy = c.hazy || len(out) > 1 && allOne(theirs)
	return out
}

// contest is what decides what comes of a choice for one: how many come before
// it, how many are equal, and how many are in the set of which the places are a
// part; open are others of whom that is not known.
type contest struct {
	most                decimal.Decimal
	up, hasBase         bool
	before, equal, base int
	open                [][]rival
	hazy                bool // one's own keys leave it open
	wide                bool // more outcomes are given than there may be
}

func (c *contest) add(options []rival) {
	if len(options) > 1 {
		c.open = append(c.open, options)
		return
	}
	for _, o := range options {
		c.before, c.equal, c.base = c.before+bit(o.before), c.equal+bit(o.equal), c.base+bit(o.base)
	}
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// fits says whether so many have places where so many are in the set.
func (c *contest) fits(n, base int) bool {
	return !c.places(base).Less(decimal.MustNew(int64(n), 0))
}

// mostStates bounds the sums that are told apart; past it only their ends are
// looked at.
const mostStates = 3000

// sum is how many come before one, are equal to it, and are in the base.
type sum struct{ before, equal, base int }

// sums are those that the others may come to; ok is false where they are too many.
func (c *contest) sums() (sums map[sum]bool, ok bool) {
	sums = map[sum]bool{{c.before, c.equal, c.base}: true}
	for _, options := range c.open {
		next := map[sum]bool{}
		for at := range sums {
			for _, o := range options {
				next[sum{at.before + bit(o.before), at.equal + bit(o.equal), at.base + bit(o.base)}] = true
			}
		}
		if sums = next; len(sums) > mostStates {
			return nil, false
		}
	}
	return sums, true
}

func (c *contest) outcome() value.Set {
	sums, ok := c.sums()
	if !ok {
		return c.ends()
	}
	var may [4]bool
	for at := range sums {
		may[c.comesOut(at.before, at.equal, at.base)] = true
	}
	return statusSet(may)
}

// place is that among those who wait, from 1: how many places more there would have
// to be. Equals share it; none where it does not wait.
func (c *contest) place() value.Set {
	sums, ok := c.sums()
	if !ok {
		c.wide = true
		set := value.Numbers(types.Number, decimal.One, many, 0)
		set.None = true
		return set
	}
	out := value.Set{Kind: types.Number}
	for at := range sums {
		if c.comesOut(at.before, at.equal, at.base) != isWaiting {
			out = value.Union(out, value.None(types.Number))
			continue
		}
		n, _ := decimal.MustNew(int64(at.before+1), 0).Sub(c.places(at.base))
		out = value.Union(out, value.Numbers(types.Number, n, n, 0))
	}
	return out
}

// places is how many there are where so many are in the set.
func (c *contest) places(base int) decimal.Decimal {
	places := c.most
	if c.hasBase {
		places = value.PartOf(c.most, decimal.MustNew(int64(base), 0))
	}
	if c.up {
		return places.Ceil(0).Max(decimal.Zero)
	}
	return places.Floor(0).Max(decimal.Zero)
}

func (c *contest) comesOut(before, equal, base int) int32 {
	places := c.places(base)
	room := func(n int) bool { return !places.Less(decimal.MustNew(int64(n), 0)) }
	switch {
	case room(before + equal + 1):
		return isChosen
	case !room(before + 1):
		return isWaiting
	}
	return isTied
}

func statusSet(may [4]bool) value.Set {
	out := value.Set{Kind: types.Choice}
	for i, m := range may {
		if m {
			out.Codes = append(out.Codes, int32(i))
		}
	}
	return out
}

// ends gives the outcomes of the best and the worst that may be, and what lies
// between them. Each of the others counts for itself, so that the ends are sums.
func (c *contest) ends() value.Set {
	c.wide = true
	least := func(weigh func(rival) decimal.Decimal) (low, high [3]int) {
		for _, options := range c.open {
			best, worst := options[0], options[0]
			for _, o := range options[1:] {
				if weigh(o).Less(weigh(best)) {
					best = o
				}
				if weigh(worst).Less(weigh(o)) {
					worst = o
				}
			}
			for i, b := range [3]bool{best.before, best.equal, best.base} {
				low[i] += bit(b)
			}
			for i, b := range [3]bool{worst.before, worst.equal, worst.base} {
				high[i] += bit(b)
			}
		}
		return low, high
	}
	weigh := func(equal bool) func(rival) decimal.Decimal {
		return func(o rival) decimal.Decimal {
			n := decimal.MustNew(int64(bit(o.before)+bit(equal && o.equal)), 0)
			if c.hasBase && o.base {
				n, _ = n.Sub(c.most)
			}
			return n
		}
	}
	fits := func(at [3]int, equal bool) bool {
		n := c.before + at[0] + 1
		if equal {
			n += c.equal + at[1]
		}
		return c.fits(n, c.base+at[2])
	}
	bestAll, worstAll := least(weigh(true))
	best, worst := least(weigh(false))
	var may [4]bool
	may[isChosen] = fits(bestAll, true)
	may[isWaiting] = !fits(worst, false)
	may[isTied] = fits(best, false) && !fits(worstAll, true)
	return statusSet(may)
}

// mostDecimals are those of a percentage that is told in full.
const mostDecimals = 4

// chance says in words where the record stands among the candidates and how many places
// there are; empty for no candidate, and where that hangs on a blank.
func (s *scene) chance(x *check.Choice) locale.Text {
	me, _ := s.enter(x)
	if me == nil || len(me.contest.open) > 0 || !me.contest.outcome().One() {
		return locale.Text{}
	}
	c := me.contest
	en, zh := fmt.Sprintf("place %d", c.before+1), fmt.Sprintf("第%d位", c.before+1)
	if c.equal > 0 {
		en, zh = en+fmt.Sprintf(", shared with %d", c.equal), zh+fmt.Sprintf("，另有%d人并列", c.equal)
	}
	en, zh = en+fmt.Sprintf("; places: %s", c.places(c.base)), zh+fmt.Sprintf("；名额%s个", c.places(c.base))
	if c.hasBase {
		percent, _ := c.most.Mul(decimal.Hundred)
		about := locale.Text{}
		if percent = percent.Trim(0); percent.Scale() > mostDecimals { // such as a third
			percent, about = percent.Round(2), locale.Text{EN: "about ", ZH: "约"}
		}
		en, zh = en+fmt.Sprintf(", %s%s%% of %d", about.EN, percent, c.base), zh+fmt.Sprintf("，%d人的%s%s%%", c.base, about.ZH, percent)
	}
	return locale.Text{EN: en, ZH: zh}
}

// place is one more than come before by an order among a set: equals share the
// better place.
func (s *scene) place(x *check.Place) value.Set {
	whole := value.Numbers(types.Number, decimal.One, many, 0)
	p := s.planOf(x, x.List, nil, keysOfOrder(x.Keys)...)
	if p == nil || len(p.mixed) > 0 {
		return whole
	}
	r := s.rollOf(p)
	if r == nil {
		return whole
	}
	g, key, ok := s.groupOf(p, r)
	if !ok {
		return whole
	}
	who := s.record
	if x.Row > 0 {
		who = s.rows[x.Row-1].record
	}
	before := len(s.read)
	var mine []value.Set
	s.with(element{record: who}, func() {
		for _, k := range x.Keys {
			mine = append(mine, s.eval(k.X))
		}
	})
	c := &contest{}
	far := s.rivals(c, x.Keys, p, r, g, who, mine, s.mine(p), 0)
	low, high := c.before, c.before
	for _, options := range c.open {
		behind := slices.ContainsFunc(options, func(o rival) bool { return !o.before })
		ahead := slices.ContainsFunc(options, func(o rival) bool { return o.before })
		low, high = low+bit(!behind), high+bit(ahead)
	}
	set := value.Numbers(types.Number, decimal.MustNew(int64(low+1), 0), decimal.MustNew(int64(high+1), 0), 0)
	if !set.One() && c.hazy {
		s.hidden = s.hidden || len(far) > 0
		return set
	}
	s.read = s.read[:before]
	if set.One() {
		return set
	}
	return s.ofOthers(x, key+set.Low.String()+"-"+set.High.String()+"\x00"+who.ID, set, &gathering{group: g, roll: r, plan: p, far: far}, !allOne(mine))
}

func keysOfOrder(keys []check.Key) []check.Expr {
	var out []check.Expr
	for _, k := range keys {
		out = append(out, k.X)
	}
	return out
}
