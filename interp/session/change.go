package session

import (
	"context"
	"slices"
	"strings"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// Add takes declarations into the policy, each in the place of one before of the
// same head and number or name. A text with a policy's own head is a policy, and
// takes the place of all that was there. Nothing changes where what would come of it
// has errors. Replaced are the numbers and names that were there before.
func (s *Session) Add(text, by string) (replaced []string, found diag.List) {
	next := *s.now
	name := "policy"
	if s.now.policy != nil {
		name = s.now.policy.Name
	}
	var known *syntax.Vocabulary
	if s.now.policy != nil {
		known = s.now.policy.Tree.Vocabulary
	}
	var ignored diag.List
	added := syntax.Parse(source.New(name, text), known, &ignored)
	whole := slices.ContainsFunc(added.Declarations, func(d syntax.Declaration) bool { _, is := d.(*syntax.Policy); return is })
	old := s.now.text
	if whole || s.now.policy == nil {
		old = ""
	} else {
		old, replaced = cutOut(s.now.policy.Tree, added)
	}
	if old != "" && !strings.HasSuffix(old, "\n") {
		old += "\n"
	}
	if found = next.rule(name, old+strings.TrimRight(text, "\r\n \t")+"\n"); found.HasErrors() {
		return nil, found
	}
	found = append(found, next.bind()...)
	if s.now.policy == nil {
		s.load(&next, by)
	} else {
		s.take(&next, by)
	}
	return replaced, found
}

// cutOut is the text of a policy without the declarations that others are to take
// the place of.
func cutOut(tree, added *syntax.File) (rest string, replaced []string) {
	text := tree.Source.Text
	var at []int // starts and ends of what goes, in order
	for _, d := range tree.Declarations {
		called := syntax.CalledBy(d)
		if called == "" || !slices.ContainsFunc(added.Declarations, func(x syntax.Declaration) bool { return syntax.CalledBy(x) == called }) {
			continue
		}
		_, name, _ := strings.Cut(called, " ")
		replaced = append(replaced, name)
		start, end := d.Extent()
		for end < len(text) && text[end] != '\n' {
			end++
		}
		at = append(at, start, min(end+1, len(text)))
	}
	from := 0
	for i := 0; i < len(at); i += 2 {
		rest += text[from:max(from, at[i])]
		from = max(from, at[i+1])
	}
	return rest + text[from:], replaced
}

// Turn is a day on which a decision becomes another.
type Turn struct {
	Date civil.Date
	eval.Decision
}

// Turns lists the days after the as-of date, up to and including until, on which
// what is decided on somebody changes, the earliest first.
func (s *Session) Turns(ctx context.Context, record *roster.Record, until civil.Date) ([]Turn, error) {
	b := s.now.bound
	var out []Turn
	for _, d := range s.On(record) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if d.AsOfUnknown || d.Row != nil {
			continue
		}
		for _, then := range b.Changes(record, d.Action, d.AsOf, until) {
			out = append(out, Turn{then.AsOf, then})
		}
	}
	slices.SortStableFunc(out, func(a, b Turn) int { return int(a.Date - b.Date) })
	return out, nil
}

// Side is a session as it was or is, for a comparison: what differs of it, in full.
type Side struct {
	Bound     *interp.Bound
	AsOf      civil.Date
	Decisions []eval.Decision
}

// Compare is what was decided when the policy and the roster were loaded and what
// is decided now, of those records of which they differ; and how many decisions are
// the same. ok is false where nothing was changed since.
func (s *Session) Compare(ctx context.Context) (then, now Side, same int, ok bool, err error) {
	base := s.now.base
	if base == nil || base.bound == nil || s.now.bound == nil || !base.dated() || !s.now.dated() {
		return then, now, 0, false, nil
	}
	return s.sides(ctx, base)
}

// CompareWith is Compare with what another policy decides now.
func (s *Session) CompareWith(ctx context.Context, name, text string, open interp.Opener) (then, now Side, same int, found diag.List, err error) {
	other := *s.now
	other.open = open
	if found = other.rule(name, text); found.HasErrors() {
		return then, now, 0, found, nil
	}
	found = append(found, other.bind()...)
	now, then, same, _, err = s.sides(ctx, &other)
	return then, now, same, found, err
}

func (s *Session) sides(ctx context.Context, base *state) (then, now Side, same int, ok bool, err error) {
	after, err := s.now.all(ctx)
	if err != nil {
		return then, now, 0, false, err
	}
	base.learn(s.now)
	before, err := base.all(ctx)
	if err != nil {
		return then, now, 0, false, err
	}
	then, now = Side{Bound: base.bound, AsOf: base.asOf}, Side{Bound: s.now.bound, AsOf: s.now.asOf}
	differs := func(a, b []Verdict) bool {
		return !slices.EqualFunc(a, b, func(x, y Verdict) bool {
			return x.Action.Name == y.Action.Name && x.Outcome.Name(x.Action) == y.Outcome.Name(y.Action) && x.by == y.by
		})
	}
	var who []int // both have the same people, in the same order
	for i, list := range after.of {
		if differs(before.of[i], list) {
			who = append(who, i)
		} else {
			same += len(list)
		}
	}
	was, is := make([][]eval.Decision, len(who)), make([][]eval.Decision, len(who))
	err = each(ctx, len(who), func(i int) {
		was[i] = base.bound.On(base.bound.Roster.People[who[i]], base.asOf)
		is[i] = s.On(s.now.bound.Roster.People[who[i]])
	})
	if err != nil {
		return then, now, 0, false, err
	}
	then.Decisions, now.Decisions = slices.Concat(was...), slices.Concat(is...)
	if differs(before.rest, after.rest) {
		then.Decisions = append(then.Decisions, base.bound.Elsewhere(base.asOf)...)
		now.Decisions = append(now.Decisions, s.now.bound.Elsewhere(s.now.asOf)...)
	} else {
		same += len(after.rest)
	}
	return then, now, same, true, nil
}
