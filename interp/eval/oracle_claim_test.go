package eval_test

import (
	"slices"

	"rota/interp/eval"
	"rota/lang/check"
)

// The oracle on what holds of records: requirements, checks, and the clauses
// that are no rules.

// three is a condition of a requirement: 1 true, -1 false, 0 neither, which a
// comparison with none is.
func (w *world) three(x check.Expr) int {
	of := func(b bool) int { return 2*bit(b) - 1 }
	switch x := x.(type) {
	case *check.And:
		least := 1
		for _, p := range x.Parts {
			least = min(least, w.three(p))
		}
		return least
	case *check.Or:
		most := -1
		for _, p := range x.Parts {
			most = max(most, w.three(p))
		}
		return most
	case *check.Not:
		return -w.three(x.X)
	case *check.Marked:
		return w.three(x.X)
	case *check.Quantify:
		some, every := -1, 1
		w.threeRows(x.List, func(is int) {
			some = max(some, is)
			if x.Claim != nil {
				every = min(every, max(-is, w.three(x.Claim)))
			}
		})
		return map[string]int{"SOME": some, "NO": -some, "EVERY": every}[x.Kind]
	case *check.State:
		return of(w.truth(x))
	case *check.Compare:
		if w.value(x.L).none || w.value(x.R).none {
			return 0
		}
	case *check.Reach:
		if w.value(x.Span).none || w.value(x.Length).none {
			return 0
		}
	case *check.OneOf:
		if w.value(x.X).none {
			return 0
		}
	case *check.InDays:
		if w.value(x.Date).none {
			return 0
		}
	case *check.WorkingDay:
		if w.value(x.Date).none {
			return 0
		}
	case *check.Near:
		if w.value(x.X).none || w.value(x.Date).none {
			return 0
		}
	default:
		if w.value(x).none {
			return 0
		}
	}
	return of(w.truth(x))
}

// threeRows visits the rows of a list with whether each is in it.
func (w *world) threeRows(list check.Expr, visit func(is int)) {
	if f, ok := list.(*check.Filter); ok {
		w.threeRows(f.List, func(is int) { visit(min(is, w.three(f.Where))) })
		return
	}
	for _, e := range w.list(list) {
		w.rows = append(w.rows, e)
		visit(1)
		w.rows = w.rows[:len(w.rows)-1]
	}
}

// survey is what comes of the fillings that count.
type survey struct {
	broken   []*check.Action // requirements that no filling keeps
	spoilt   map[any][]*check.Action
	counting []int
	verdicts map[int]map[*check.Action]verdict
	outputs  map[int]map[*check.Output]told
	checks   map[int]map[held]string // "" where it is not about the record
	cites    map[int]map[held]map[string]bool
}

// held is a check and the row it is decided on; -1 is the person.
type held struct {
	check *check.Action
	row   int
}

// told is an output and the clauses cited for it.
type told struct {
	text        string
	rules, more map[string]bool
}

func (w *world) fillings(blanks []blank) int {
	n := 1
	for _, b := range blanks {
		n *= len(b.vals)
	}
	return n
}

func (w *world) fillAll(blanks []blank, n int) {
	for _, b := range blanks {
		w.fill(b, b.vals[n%len(b.vals)])
		n /= len(b.vals)
	}
}

// survey decides under every filling that counts; false for a policy whose rules
// wait for each other.
func (w *world) survey(blanks []blank, effects []*effect) (*survey, bool) {
	s := &survey{spoilt: map[any][]*check.Action{}, verdicts: map[int]map[*check.Action]verdict{}, outputs: map[int]map[*check.Output]told{},
		checks: map[int]map[held]string{}, cites: map[int]map[held]map[string]bool{}}
	count := w.fillings(blanks)
	var open []*check.Action
	breaks := map[*check.Action][]bool{}
	for _, a := range w.program.Actions {
		if a.Kind != check.KindRequire {
			continue
		}
		times := 0
		for n := range count {
			w.fillAll(blanks, n)
			w.vague = false
			broken := w.three(a.Clause.When) < 0
			if w.vague { // it reads none: neither kept nor broken, in a way that a plain reading does not tell
				return s, false
			}
			breaks[a] = append(breaks[a], broken)
			times += bit(broken)
		}
		switch times {
		case 0:
		case count:
			s.broken = append(s.broken, a)
		default:
			open = append(open, a)
		}
	}
	for n := range count {
		if !slices.ContainsFunc(open, func(a *check.Action) bool { return breaks[a][n] }) {
			s.counting = append(s.counting, n)
		}
	}
	if s.counting == nil { // they cannot hold together
		s.broken = append(s.broken, open...)
		for n := range count {
			s.counting = append(s.counting, n)
		}
	}
	outside := true
	for _, n := range s.counting {
		w.fillAll(blanks, n)
		if !w.decide(effects) {
			return nil, false
		}
		outside = outside && !w.inside()
		s.verdicts[n], s.outputs[n], s.checks[n], s.cites[n] = map[*check.Action]verdict{}, map[*check.Output]told{}, map[held]string{}, map[held]map[string]bool{}
		for _, a := range w.matters() {
			v := w.verdict(a, effects)
			v.cites = w.cites(a, effects)
			w.decide(effects) // what there is without a definition is forgotten
			s.verdicts[n][a] = v
		}
		for _, o := range w.program.Outputs {
			s.outputs[n][o] = w.told(o, effects)
			w.decide(effects)
		}
		for _, a := range w.program.Actions {
			if a.Kind == check.KindCheck {
				w.checked(a, effects, s.checks[n], s.cites[n])
			}
		}
	}
	w.spoil(s, outside, effects)
	return s, !w.stuck
}

// deciders are the rules that give the outcome on a matter.
func (w *world) deciders(a *check.Action, effects []*effect) map[string]bool {
	rules := map[string]bool{}
	for i, e := range effects {
		if e.Action == a && w.counted(e, effects) && givesResult(e, w.results[a]) {
			rules[itoa(int64(i))] = true
		}
	}
	return rules
}

// cites are the clauses cited for a decision that are no rules.
func (w *world) cites(a *check.Action, effects []*effect) map[string]bool {
	out := map[string]bool{}
	for _, e := range effects {
		if e.Action == a && w.counted(e, effects) && givesResult(e, w.results[a]) {
			w.citesOf(e.rule, out)
			w.casesOf(append([]check.Expr{e.rule.When, e.rule.Needs, e.From, e.Within, e.For, e.Until}, e.rule.Unless...), out)
		}
	}
	if a.Default >= 0 && w.results[a] == a.Grades[a.Default].Name && len(w.deciders(a, effects)) == 0 {
		out[a.Grades[a.Default].ID] = true
	}
	result, rules := w.results[a], w.deciders(a, effects)
	for _, t := range w.withouts() {
		w.dropped = t
		w.decide(effects)
		if w.stuck = w.stuck || len(w.results) < len(w.matters()); w.results[a] != result || !slices.Equal(sorted(w.deciders(a, effects)), sorted(rules)) {
			out[t.Clause] = true
		}
		w.dropped = nil
	}
	delete(out, "")
	return out
}

func (w *world) withouts() []*check.Term {
	return slices.DeleteFunc(slices.Clone(w.program.Terms), func(t *check.Term) bool { return t.Without == nil || !t.Used })
}

// told is an output and its clauses.
func (w *world) told(o *check.Output, effects []*effect) told {
	t := told{w.output(o, effects), map[string]bool{}, map[string]bool{}}
	if w.inside() {
		for _, e := range effects {
			if e.Output == o && w.counted(e, effects) {
				t.rules[e.rule.ID] = true
				w.citesOf(e.rule, t.more)
				w.casesOf(append([]check.Expr{e.rule.When, e.Value}, e.rule.Unless...), t.more)
			}
		}
		w.defined(o.Value, t.more)
		w.casesOf([]check.Expr{o.Value}, t.more)
	}
	for _, term := range w.withouts() {
		w.dropped = term
		if !w.decide(effects) {
			w.stuck = true
		} else if w.output(o, effects) != t.text {
			t.more[term.Clause] = true
		}
		w.dropped = nil
	}
	return t
}

func (w *world) citesOf(r *check.Rule, out map[string]bool) {
	for _, id := range r.Cites {
		out[id] = true
	}
	check.WalkRule(r, func(x check.Expr) {
		if _, ok := x.(*check.TermRef); ok {
			w.defined(x, out)
		}
	})
	if r.Needs != nil {
		w.marked(r.Needs, false, out)
	} else {
		w.marked(r.When, true, out)
	}
}

// defined are the definitions with a clause that an expression reads.
func (w *world) defined(x check.Expr, out map[string]bool) {
	check.Walk(x, func(x check.Expr) {
		if ref, ok := x.(*check.TermRef); ok {
			if ref.Term.Clause != "" && ref.Term.Without == nil {
				out[ref.Term.Clause] = true
			}
			for _, part := range ref.Term.Exprs() {
				w.defined(part, out)
			}
		}
	})
}

// marked are the conditions with a clause that are as they should be.
func (w *world) marked(x check.Expr, should bool, out map[string]bool) {
	switch x := x.(type) {
	case *check.And:
		for _, p := range x.Parts {
			w.marked(p, should, out)
		}
	case *check.Or:
		for _, p := range x.Parts {
			w.marked(p, should, out)
		}
	case *check.Not:
		w.marked(x.X, !should, out)
	case *check.TermRef:
		if x.Term.Value != nil {
			w.marked(x.Term.Value, should, out)
		}
	case *check.Marked:
		if w.truth(x.X) == should {
			out[x.ID] = true
		}
		w.marked(x.X, should, out)
	case *check.Quantify:
		f, ok := x.List.(*check.Filter)
		if !ok || x.Kind != "SOME" || w.truth(x) != should {
			return
		}
		points := []check.Expr{f.Where}
		if and, ok := f.Where.(*check.And); ok {
			points = and.Parts
		}
		if should {
			for _, p := range points {
				if m, ok := p.(*check.Marked); ok {
					out[m.ID] = true
				}
			}
			return
		}
		var nearest []check.Expr
		first := true
		w.each(f.List, func() {
			var fails []check.Expr
			for _, p := range points {
				if !w.truth(p) {
					fails = append(fails, p)
				}
			}
			if first || len(fails) < len(nearest) {
				nearest, first = fails, false
			}
		})
		for _, p := range nearest {
			if m, ok := p.(*check.Marked); ok {
				out[m.ID] = true
			}
		}
	}
}

// checked decides a check on the person or on every row.
func (w *world) checked(a *check.Action, effects []*effect, results map[held]string, cites map[held]map[string]bool) {
	one := func(h held) {
		status := func() string {
			about := w.inside() && w.during(a.Clause.InForce) && (a.Where == nil || w.truth(a.Where))
			for _, u := range a.Clause.Unless {
				about = about && !w.truth(u)
			}
			switch {
			case !about:
				return ""
			case w.truth(a.Clause.When):
				return "met"
			case a.Departure:
				return "departure"
			}
			return "broken"
		}
		results[h] = status()
		out := map[string]bool{}
		for _, id := range a.Clause.Cites {
			out[id] = true
		}
		check.WalkRule(a.Clause, func(x check.Expr) {
			if _, ok := x.(*check.TermRef); ok {
				w.defined(x, out)
			}
		})
		w.casesOf(append([]check.Expr{a.Clause.When}, a.Clause.Unless...), out)
		ok := results[h] == "met" || results[h] == ""
		w.marked(a.Clause.When, ok, out)
		for _, t := range w.withouts() {
			w.dropped = t
			rows := w.rows
			w.rows = nil
			known := w.decide(effects)
			if w.rows = rows; !known {
				w.stuck = true
			} else if then := status(); (then == "met" || then == "") != ok {
				out[t.Clause] = true
			}
			w.dropped, w.rows = nil, nil
			w.decide(effects)
			w.rows = rows
		}
		cites[h] = out
	}
	if a.Of == w.program.Subject {
		one(held{a, -1})
		return
	}
	for i, row := range w.lists[a.Of] {
		w.rows = append(w.rows, entry{row: row})
		one(held{a, i})
		w.rows = w.rows[:len(w.rows)-1]
	}
}

// spoil finds what rests on a broken requirement: what reads one of its fields.
func (w *world) spoil(s *survey, outside bool, effects []*effect) {
	scope := map[*check.Field]bool{}
	for _, x := range []check.Expr{w.program.AppliesTo, w.program.InForce.From, w.program.InForce.Until} {
		w.fieldsIn(x, effects, scope, map[any]bool{})
	}
	rest := func(key any, fields map[*check.Field]bool) {
		for _, r := range s.broken {
			speaks := map[*check.Field]bool{}
			w.fieldsIn(r.Clause.When, effects, speaks, map[any]bool{})
			for f := range speaks {
				if (scope[f] || !outside && fields[f]) && !slices.Contains(s.spoilt[key], r) {
					s.spoilt[key] = append(s.spoilt[key], r)
				}
			}
		}
	}
	for _, a := range w.program.Actions {
		fields := map[*check.Field]bool{}
		w.fieldsOf(a, effects, fields, map[any]bool{})
		rest(a, fields)
	}
	for _, o := range w.program.Outputs {
		fields, met := map[*check.Field]bool{}, map[any]bool{}
		w.fieldsIn(o.Value, effects, fields, met)
		for _, e := range effects {
			if e.Output == o {
				w.fieldsBehind(e, effects, fields, met)
			}
		}
		rest(o, fields)
	}
}

func (w *world) fieldsIn(x check.Expr, effects []*effect, fields map[*check.Field]bool, met map[any]bool) {
	check.Walk(x, func(x check.Expr) {
		switch x := x.(type) {
		case *check.FieldRef:
			if x.Row == 0 || x.Field.Record != w.program.Subject {
				fields[x.Field] = true
			}
		case *check.TermRef:
			if x.Row > 0 && x.Term.Record == w.program.Subject {
				return // of somebody else
			}
			for _, part := range x.Term.Exprs() {
				w.fieldsIn(part, effects, fields, met)
			}
		case *check.Meets:
			for _, r := range x.Rules {
				check.WalkRule(r, func(x check.Expr) {
					if !met[x] {
						met[x] = true
						w.fieldsIn(x, effects, fields, met)
					}
				})
			}
		case *check.Decided:
			w.fieldsOf(x.Action, effects, fields, met)
		case *check.ResultOf:
			w.fieldsOf(x.Result, effects, fields, met)
		}
	})
}

func (w *world) fieldsOf(a *check.Action, effects []*effect, fields map[*check.Field]bool, met map[any]bool) {
	if met[a] {
		return
	}
	met[a] = true
	must := false
	for _, e := range effects {
		if e.Action == a {
			w.fieldsBehind(e, effects, fields, met)
			must = must || e.Strength == check.Must
		}
	}
	if a.Clause != nil {
		check.WalkRule(a.Clause, func(x check.Expr) { w.fieldsIn(x, effects, fields, met) })
		w.fieldsIn(a.Where, effects, fields, met)
	}
	for _, b := range w.program.Actions {
		if must && a.Exclusive != 0 && b.Exclusive == a.Exclusive {
			w.fieldsOf(b, effects, fields, met)
		}
	}
}

// fieldsBehind are those that decide whether an effect counts.
func (w *world) fieldsBehind(e *effect, effects []*effect, fields map[*check.Field]bool, met map[any]bool) {
	if met[e] {
		return
	}
	met[e] = true
	check.WalkRule(e.rule, func(x check.Expr) { w.fieldsIn(x, effects, fields, met) })
	for _, x := range effects {
		despite := slices.Contains(x.rule.Despite, e.rule) && x.Action != nil && x.Action == e.Action
		if beats(x, e) || despite || slices.Contains(x.rule.InsteadOf, e.rule) || slices.Contains(e.rule.InsteadOf, x.rule) {
			w.fieldsBehind(x, effects, fields, met)
		}
	}
}

func idsOf(list []eval.Cite) map[string]bool {
	m := map[string]bool{}
	for _, c := range list {
		m[c.ID] = true
	}
	return m
}
