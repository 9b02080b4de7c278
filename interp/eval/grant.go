package eval

import (
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
)

// grant reports what was taken for granted and matters: for each assumed or
// judged cell, and each date known to the month, whether the outcome could be
// another if the cell said otherwise.
func (s *scene) grant(d *Decision, c *cases, possible mask) {
	for _, soft := range s.soft {
		others := s.otherwise(d, soft, possible)
		if len(others) == 0 {
			continue
		}
		if soft.field.Judged {
			d.Judged = append(d.Judged, Judgement{Field: soft.field, Answered: soft.cell.State == roster.Known, Yes: soft.cell.Value.True, Else: others})
			continue
		}
		d.Assumed = append(d.Assumed, Assumption{Blank{soft.field, *soft.cell, s.rowOf(soft.row)}, s.Show(soft.cell.Value, soft.field.Type), others})
	}
}

// rowOf is nil for the person, who needs no naming.
func (s *scene) rowOf(r *roster.Record) *roster.Record {
	if r == s.record {
		return nil
	}
	return r
}

// otherwise lists the outcomes that become possible when a soft cell is
// treated as blank.
func (s *scene) otherwise(d *Decision, soft *softCell, possible mask) []Outcome {
	loose := s.scene(s.record, s.asOf.First)
	loose.loosed = map[*roster.Cell]bool{soft.cell: true}
	if st := loose.statusOf(d.Action); st.possible&^possible == 0 {
		return nil
	}
	found := loose.settle(outcomeQuestion(d.Action), nil)
	var all mask
	for _, answer := range found.answers() {
		all |= mask(answer)
	}
	return (all &^ possible).list()
}

// facts lists the cells that the clauses of a decision read; where no clause
// holds, those that the rules of the action read.
func (s *scene) facts(d *Decision) {
	rules := append(append([]*check.Rule(nil), d.Clauses...), d.Standing...)
	for _, b := range d.Beaten {
		rules = append(rules, b.Rule)
	}
	rules = append(rules, d.Maybe...)
	if len(rules) == 0 {
		for _, u := range s.byAction[d.Action.Index] {
			rules = appendRule(rules, u.rule)
		}
	}
	seen := map[*check.Field]bool{}
	for _, r := range rules {
		for _, f := range Reads(r) {
			if !seen[f] && f.Record == s.program.Staff {
				seen[f] = true
				cell := s.record.Cells[f.Index]
				d.Facts = append(d.Facts, Fact{f, s.Show(cell.Value, f.Type), cell})
			}
		}
	}
}

// Reads lists the fields that a rule reads, itself or through terms, in order.
func Reads(r *check.Rule) []*check.Field {
	var out []*check.Field
	visit := fieldCollector(&out)
	check.WalkRule(r, visit)
	return out
}

// ReadsOf is Reads for one expression.
func ReadsOf(x check.Expr) []*check.Field {
	var out []*check.Field
	check.Walk(x, fieldCollector(&out))
	return out
}

func fieldCollector(out *[]*check.Field) func(check.Expr) {
	seenTerm := map[*check.Term]bool{}
	seen := map[*check.Field]bool{}
	var visit func(check.Expr)
	visit = func(x check.Expr) {
		switch x := x.(type) {
		case *check.FieldRef:
			if !seen[x.Field] {
				seen[x.Field] = true
				*out = append(*out, x.Field)
			}
		case *check.TermRef:
			if seenTerm[x.Term] {
				return
			}
			seenTerm[x.Term] = true
			check.Walk(x.Term.Value, visit)
			for _, v := range x.Term.Versions {
				check.Walk(v.From, visit)
				check.Walk(v.Value, visit)
			}
		}
	}
	return visit
}

// outputs works out the values of the decision, each on its own.
func (s *scene) outputs(d *Decision) {
	for _, o := range s.program.Outputs {
		// An output belongs to the record, and is given with its first action.
		if d.Action != s.program.Actions[0] {
			return
		}
		d.Outputs = append(d.Outputs, s.output(o))
	}
}

func (s *scene) output(o *check.Output) Output {
	var values []value.Set
	index := map[string]int{}
	c := s.settle(func(s *scene) (int, bool, []int) {
		set, conflict := s.outputValue(o)
		if conflict {
			set = value.None(o.Type.Kind)
		}
		if !set.One() {
			return 0, false, append([]int(nil), s.read...)
		}
		shown := s.Show(set, o.Type)
		if conflict {
			shown = Conflict.String()
		}
		if _, ok := index[shown]; !ok {
			index[shown] = len(values)
			values = append(values, set)
		}
		return index[shown], true, nil
	}, nil)
	out := Output{Output: o, Type: o.Type, Known: len(values) == 1 && c.exhaustive}
	for shown, i := range index {
		if out.Known && i == 0 {
			out.Value = shown
		}
	}
	if len(values) > 1 && c.exhaustive {
		all := values[0]
		for _, v := range values[1:] {
			all = value.Union(all, v)
		}
		out.Value = s.ShowRange(all, o.Type)
	}
	return out
}

// outputValue is what an output may be in a case: computed, or set and bounded
// by the rules that hold. Two settings that differ, and bounds that leave
// nothing, are a conflict.
func (s *scene) outputValue(o *check.Output) (set value.Set, conflict bool) {
	if o.Value != nil {
		return s.eval(o.Value), false
	}
	set = value.None(o.Type.Kind)
	var low, high *value.Set
	for _, u := range s.units {
		if u.effect.Output != o {
			continue
		}
		stands := s.stand(u)
		if !stands.True {
			continue
		}
		v := s.eval(u.effect.Value)
		if stands.False {
			v.None = true
		}
		switch u.effect.Sign {
		case "=":
			if set.Some() && !set.None && !v.None && !value.Compare("=", set, v).True {
				return set, true
			}
			if !set.Some() {
				set = v
			} else if stands.False {
				set = value.Union(set, v)
			}
		case "<=":
			high = tighter(high, v, false)
		case ">=":
			low = tighter(low, v, true)
		}
	}
	switch {
	case set.Some():
	case high != nil && low != nil:
		if high.One() && low.One() && value.Compare("<", *high, *low).True {
			return set, true
		}
		set = *high
	case high != nil:
		set = *high
	case low != nil:
		set = *low
	}
	for _, bound := range []*value.Set{high, low} {
		if bound == nil || !bound.One() || !set.One() || set.None || bound.None {
			continue
		}
		if bound == high && value.Compare(">", set, *bound).True || bound == low && value.Compare("<", set, *bound).True {
			return set, true
		}
	}
	return set, false
}

func tighter(now *value.Set, v value.Set, highest bool) *value.Set {
	if now == nil {
		return &v
	}
	out := value.Furthest(highest, v.Kind, []value.Set{*now, v})
	return &out
}
