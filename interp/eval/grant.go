package eval

import (
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
)

// grant reports what was taken for granted and matters: for each assumed cell
// and each date known to the month, whether the outcome or its dates could be
// others if the cell said otherwise; for each judged fact, what the outcome is
// if it is answered the other way.
func (s *scene) grant(d *Decision, possible mask) {
	for _, soft := range s.soft {
		if soft.field.Judged {
			other := value.Not(soft.cell.Value)
			if all, moved := s.otherwise(d, soft, other, possible); all != possible || moved {
				d.Judged = append(d.Judged, Judgement{soft.field, s.rowOf(soft.row), soft.cell.State == roster.Known, soft.cell.Value.True, all.list()})
			}
			continue
		}
		all, moved := s.otherwise(d, soft, soft.cell.Whole, possible)
		others := (all &^ possible).list()
		switch {
		case others == nil && !moved:
			continue
		case others == nil:
			others = all.list() // the same outcome, on another day
		}
		d.Assumed = append(d.Assumed, Assumption{Blank{soft.field, *soft.cell, s.rowOf(soft.row)}, s.Show(soft.cell.Value, soft.field.Type), others})
	}
}

// rowOf is nil for the record decided, which needs no naming.
func (s *scene) rowOf(r *roster.Record) *roster.Record {
	if r == s.record {
		return nil
	}
	return r
}

// otherwise decides again with a soft cell loosed to a set of values: the
// outcomes that are possible then, and whether the dates are others.
func (s *scene) otherwise(d *Decision, soft softCell, set value.Set, possible mask) (all mask, moved bool) {
	loose := s.scene(s.record, s.asOf.First)
	loose.loosed, loose.to = soft.cell, set
	c := loose.settle(outcomeOn(d.Action), nil)
	all = c.outcomes()
	if all != possible {
		return all, false
	}
	other := *d
	loose.dates(&other, c)
	return all, other.Deadline != d.Deadline || other.DeferredTo != d.DeferredTo
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
			rules = appendNew(rules, u.rule)
		}
	}
	for _, r := range rules {
		d.Facts = s.factsOf(s.readBy[r.Index], d.Facts)
	}
}
