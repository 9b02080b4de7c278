package eval

import (
	"slices"
	"strings"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/types"
)

// History is what became of the rows of a list that a condition asks of.
type History struct {
	Of      check.Expr // the list by its name, or as written where it has none
	Periods []Period
}

// Period is a row of the list, or the run that several were joined into.
type Period struct {
	Rows  []*roster.Record
	Leads *roster.Record // of the row of a relation: whom it leads to, where that is known
	// First and Last are its days as results print dates: one day, a range when
	// a blank leaves it open, "open" for a spell that runs on; "" for a row
	// without a start or an end.
	First, Last string
	Gaps        [][2]string // of a run, the first and last days of what it was joined over, where that is known
	Counted     value.Set   // whether the condition counted it
	Failed      check.Expr  // why it did not: the condition or cut that left it out; nil where another spell was meant
	Within      *check.Term // the list of another file, such as the prelude, whose condition that is; nil for the policy's own
}

// historiesOf lists the lists that an expression asks of, through terms, each once.
func (s *scene) historiesOf(x check.Expr) []History {
	var out []History
	seen := map[check.Expr]bool{}
	pass := func(parts ...check.Expr) { // what is read of an element cannot be read here
		for _, part := range parts {
			check.Walk(part, func(x check.Expr) { seen[x] = true })
		}
	}
	var visit func(check.Expr)
	visit = func(x check.Expr) {
		if seen[x] {
			return
		}
		seen[x] = true
		switch x := x.(type) {
		case *check.Filter:
			pass(x.Where)
		case *check.Quantify:
			pass(x.Claim)
		case *check.Aggregate:
			pass(x.Of)
		case *check.Of:
			pass(x.X)
		case *check.Runs:
			pass(x.Per, x.Gap)
		case *check.Level:
			pass(x.Of)
		case *check.While:
			pass(x.Keys...)
			pass(x.OtherKeys...)
		}
		var list check.Expr
		var meant func() value.Spells // nil: all of the list
		switch x := x.(type) {
		case *check.RunAt:
			list = x.List
			meant = func() value.Spells { found, _, _ := s.one(x); return found }
		case *check.Pick:
			list = x.List
			meant = func() value.Spells { found, _, _ := s.one(x); return found }
		case *check.Quantify:
			list = x.List
		case *check.Aggregate:
			list = x.List
		case *check.Served:
			list = x.List
		case *check.Stopped:
			list = x.Stops
		case *check.InDays:
			if x.Days.Type().Kind == types.Rows {
				list = x.Days
			}
		case *check.TermRef:
			if x.Row == 0 {
				s.inTerm(x, func(s *scene) { check.Walk(x.Term.Value, visit) })
			}
		}
		if list != nil {
			if h, ok := s.history(list, meant); ok {
				out = append(out, h)
				pass(list)
			}
		}
	}
	check.Walk(x, visit)
	return out
}

func (s *scene) history(list check.Expr, meant func() value.Spells) (History, bool) {
	periods, given := s.periods(list)
	if !given && len(periods) == 0 { // where there may be more rows those that are known are told
		return History{}, false
	}
	named := list
	for inner := list; inner != nil; inner = check.Inner(inner) {
		named = inner // what narrows it is said where a row is left out, and what joins it where rows are joined
	}
	h := History{Of: named}
	var chosen value.Spells
	if meant != nil {
		chosen = meant()
	}
	for _, p := range periods {
		if p.open && p.failed != nil {
			continue // a row that may not be there, and would not count
		}
		out := Period{Rows: p.rows, Counted: p.is, Failed: p.failed, Leads: p.leads, Within: p.within}
		if meant != nil && p.failed == nil {
			is := slices.ContainsFunc(chosen, func(c value.Spell) bool {
				return slices.ContainsFunc(s.rowsIn(&c), func(r int) bool { return slices.Contains(p.rows, s.members.rows[r]) })
			})
			out.Counted = value.And(p.is, value.Truth(is))
		}
		if p.spell != nil {
			out.First, out.Last = s.ends(p.spell)
			whole := value.Spells{*p.spell}
			if gaps := value.Outside(whole, s.withoutGaps(whole)); value.Known(gaps) {
				for i := range gaps {
					first, last := s.ends(&gaps[i])
					out.Gaps = append(out.Gaps, [2]string{first, last})
				}
			}
		}
		h.Periods = append(h.Periods, out)
	}
	slices.SortStableFunc(h.Periods, func(a, b Period) int { return strings.Compare(a.First, b.First) })
	return h, true
}

// ends are the first and the last day of a spell, in words.
func (s *scene) ends(sp *value.Spell) (first, last string) {
	date := types.Type{Kind: types.Date}
	return s.ShowRange(sp.From, date), s.ShowRange(value.Shift(sp.Until, oneDay, true), date)
}

// period is a Period on its way through the operations of a list.
type period struct {
	rows   []*roster.Record
	spell  *value.Spell
	is     value.Set
	open   bool // whether it is in the list at all is not known
	leads  *roster.Record
	failed check.Expr
	within *check.Term
}

// leads is the record that the row of a relation leads to, where that is known.
func (s *scene) leads(list *check.Record, row *roster.Record) *roster.Record {
	if list.Relation == nil {
		return nil
	}
	end := list.Relation.Other
	if set := row.Cell(end).Value; row.Cell(end).State == roster.Known && set.Some() {
		return s.recordsOf(end.Type)[set.Codes[0]]
	}
	return nil
}

// periods follows every row of a list through what narrows and joins it.
func (s *scene) periods(x check.Expr) (out []period, given bool) {
	switch x := x.(type) {
	case *check.TermRef:
		s.inTerm(x, func(s *scene) { out, given = s.periods(x.Term.Value) })
		for i := range out {
			if p := out[i]; p.failed != nil && p.within == nil && p.failed.At().File != s.program.File {
				out[i].within = x.Term
			}
		}
		return out, given
	case *check.ListRef:
		items, given := s.listed(x.List, s.recordAt(x.Row), nil)
		for _, it := range items {
			p := period{rows: []*roster.Record{it.record}, is: it.is, open: it.is.True && it.is.False, leads: s.leads(x.List, it.record)}
			if x.List.Start != nil {
				sp := s.spell(it.element)
				p.spell = &sp
			}
			out = append(out, p)
		}
		return out, given
	case *check.Of:
		if x.Element.Type().Kind != types.Ref {
			return nil, false
		}
		who := s.eval(x.Element)
		if !who.One() || who.None {
			return nil, false
		}
		s.with(element{record: s.recordsOf(x.Element.Type())[who.Codes[0]]}, func() { out, given = s.periods(x.X) })
		return out, given
	case *check.Together:
		given = true
		for _, part := range x.Parts {
			more, ok := s.periods(part)
			out, given = append(out, more...), given && ok
		}
		return out, given
	case *check.Filter:
		out, given = s.periods(x.List)
		for i := range out {
			p := &out[i]
			if p.failed != nil {
				continue
			}
			e := element{spell: p.spell}
			if check.RowsOf(x).RunOf == nil {
				e.record = p.rows[0]
			}
			s.with(e, func() { p.failed = s.firstFailing(x.Where); p.is = value.And(p.is, s.is(x.Where)) })
		}
		return out, given
	}
	inner := check.Inner(x)
	if inner == nil {
		return nil, false
	}
	before, given := s.periods(inner)
	spells, _ := s.spellsOf(x)
	for i := range spells {
		p := period{spell: &spells[i], is: spells[i].Is}
		for _, r := range s.rowsIn(&spells[i]) {
			p.rows = append(p.rows, s.members.rows[r])
		}
		out = append(out, p)
	}
	for _, p := range before {
		kept := slices.ContainsFunc(out, func(q period) bool {
			return q.failed == nil && slices.ContainsFunc(p.rows, func(r *roster.Record) bool { return slices.Contains(q.rows, r) })
		})
		if !kept {
			if p.failed == nil {
				p.failed, p.is = x, value.Truth(false)
			}
			out = append(out, p)
		}
	}
	return out, given
}

// firstFailing is the first of some conditions that is not true of any filling;
// nil when each may be.
func (s *scene) firstFailing(x check.Expr) check.Expr {
	for _, part := range check.Conjuncts(x) {
		if !s.is(part).True {
			return part
		}
	}
	return nil
}
