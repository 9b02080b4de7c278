package eval

import (
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
)

// grant reports what was taken for granted and matters: for each assumed cell
// and each date known to the month, whether the outcome, its dates or the outputs
// that come with it could be others if the cell said otherwise; for each judged fact, what the outcome is
// if it is answered the other way.
func (s *scene) grant(d *Decision, possible mask) {
	for _, soft := range s.soft {
		if soft.field.Judged {
			other := value.Not(soft.cell.Value)
			if all, more, moved := s.otherwise(d, soft, other, possible); all != possible || more || moved {
				d.Judged = append(d.Judged, Judgement{soft.field, s.rowOf(soft.row), soft.cell.State == roster.Known, soft.cell.Value.True, s.reason(soft), all.list(), more})
			}
			continue
		}
		all, more, moved := s.otherwise(d, soft, *soft.cell.Whole, possible)
		others := (all &^ possible).list()
		switch {
		case others == nil && !more && !moved:
			continue
		case others == nil:
			others = all.list() // the same outcome, on another day, or others that were not met
		}
		d.Assumed = append(d.Assumed, Assumption{Blank{soft.field, *soft.cell, s.rowOf(soft.row)}, s.Show(soft.cell.Value, soft.field.Type), others, more, all&^possible == 0})
	}
}

// reason is what was recorded with the answer of a judged fact.
func (s *scene) reason(soft softCell) roster.Cell {
	f := soft.field.Reason
	if f == nil || soft.row == nil || f.Index >= len(soft.row.Cells) {
		return roster.Cell{}
	}
	return *soft.row.Cell(f)
}

// rowOf is nil for the record decided, which needs no naming.
func (s *scene) rowOf(r *roster.Record) *roster.Record {
	if r == s.record {
		return nil
	}
	return r
}

// otherwise decides again with a soft cell loosed to a set of values: the
// outcomes that are possible then, whether there may be more of them, and whether the
// dates or outputs are others.
func (s *scene) otherwise(d *Decision, soft softCell, set value.Set, possible mask) (all mask, more, moved bool) {
	loose := s.scene(s.record, s.asOf.First)
	loose.rows = s.rows
	loose.loosed, loose.to = soft.cell, set
	loose.ready()
	may := loose.statusOf(d.Action).possible
	c := loose.settle(outcomeOn(d.Action), func(c *cases) bool { return c.outcomes() == may })
	all = c.outcomes()
	if all != possible {
		return all, !c.exhaustive, false
	}
	other := *d
	loose.dates(&other)
	moved = other.Deadline != d.Deadline || other.DeferredTo != d.DeferredTo || other.LastDay != d.LastDay
	for i := range d.Outputs {
		if o := &d.Outputs[i]; !moved && len(o.Broken) == 0 {
			then := loose.output(o.Output)
			moved = then.Value != o.Value || then.Known != o.Known
		}
	}
	return all, !c.exhaustive, moved
}

// facts lists the cells that the clauses of a decision read; where no clause
// holds, those that the rules of the action read.
func (s *scene) facts(d *Decision) {
	rules := append(append([]*check.Rule(nil), d.Clauses...), d.Standing...)
	for _, b := range d.Beaten {
		rules = append(rules, b.Rule)
	}
	rules = append(rules, d.Maybe...)
	for _, a := range d.Broken {
		rules = append(rules, a.Clause)
	}
	if d.Action.Kind == check.KindOutputs {
		for _, o := range d.Outputs {
			d.Facts = s.factsOf(readsOf(func(visit func(check.Expr)) { check.Walk(o.Output.Value, visit) }), d.Facts)
			rules = append(append(rules, o.Clauses...), o.Maybe...)
		}
	}
	if len(rules) == 0 {
		for _, u := range s.matters[d.Action.Index].units {
			rules = appendNew(rules, u.rule)
		}
	}
	for _, r := range rules {
		d.Facts = s.factsOf(s.readBy[r], d.Facts)
	}
	if len(s.rows) > 0 {
		for _, x := range []check.Expr{d.Action.Clause.When, d.Action.Where} {
			for _, f := range s.fieldsOf(x, 1) {
				d.Facts = s.fact(d.Facts, f, s.rows[0].record)
			}
		}
	}
}
