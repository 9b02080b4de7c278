package examples_test

import (
	"slices"
	"testing"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/source"
)

// TestBlanks takes out, one at a time, every cell that a certain decision rests
// on. Not knowing a fact may leave the outcome as it is or open, never turn it
// into another that is certain; and where it is open, the blank is named and
// the outcome before is among the possible ones. A field that declares what its
// blank means, and a judged fact, may give another outcome.
func TestBlanks(t *testing.T) {
	each(t, func(t *testing.T, x example) {
		policy := load(t, x.policies[0], x.read(t, x.policies[0]))
		d := x.data(t, x.rosters[0])
		bound, _, _ := x.decide(policy, d)
		cells, people, opened := 0, 0, 0
		for i, person := range bound.Roster.People {
			before := bound.On(person, x.date())
			if !slices.ContainsFunc(before, func(e eval.Decision) bool { return definite(e.Outcome) }) {
				continue
			}
			people++
			for _, f := range used(bound, person) {
				if cells++; x.blanks > 0 && cells%x.blanks != 0 {
					continue
				}
				at := f.cell.From
				again, _ := policy.Bind(without(d.staff, at), withoutFurther(d.further, at), roster.Options{})
				if len(again.Roster.People) != len(bound.Roster.People) {
					t.Fatalf("without %s there are %d records, not %d", at, len(again.Roster.People), len(bound.Roster.People))
				}
				if len(f.field.Record.Name) > 0 && !f.held(again.Roster.People[i]) {
					t.Fatalf("%s is still there", at)
				}
				for _, after := range again.On(again.Roster.People[i], x.date()) {
					was, found := like(before, after)
					if !found || !definite(was.Outcome) || after.Outcome == was.Outcome {
						continue
					}
					if f.field.Blank != check.BlankUnknown || f.field.Judged {
						continue
					}
					if after.AsOfUnknown || after.Outcome == eval.DataError && slices.ContainsFunc(after.Missing, unreadable) {
						continue // then nothing is tried; or what cannot be read comes to matter
					}
					if after.Outcome != eval.Undetermined {
						t.Errorf("%s, %s: %s; without %s in %s: %s", person.ID, was.Action.Name, was.Outcome, f.field.Name, at, after.Outcome)
						continue
					}
					opened++
					if !slices.ContainsFunc(after.Missing, func(b eval.Blank) bool { return b.Field == f.field }) {
						t.Errorf("%s, %s: undetermined without %s in %s, which is not named", person.ID, was.Action.Name, f.field.Name, at)
					}
					if !slices.Contains(after.Possible, was.Outcome) {
						t.Errorf("%s, %s: %s; without %s in %s only %v are possible", person.ID, was.Action.Name, was.Outcome, f.field.Name, at, after.Possible)
					}
				}
			}
		}
		if people == 0 || opened == 0 {
			t.Error("nothing was tried")
		}
		t.Logf("%d cells of %d people taken out, %d decisions opened", cells/max(1, x.blanks), people, opened)
	})
}

// like finds the decision on the same matter and, of a check, on the same row.
func like(list []eval.Decision, d eval.Decision) (eval.Decision, bool) {
	for _, x := range list {
		if x.Action == d.Action && (x.Row == nil && d.Row == nil || x.Row != nil && d.Row != nil && x.Row.At == d.Row.At) {
			return x, true
		}
	}
	return eval.Decision{}, false
}

func unreadable(b eval.Blank) bool { return b.Cell.State == roster.Unreadable }

// usedCell is a cell with something in it, in a field that some rule reads.
type usedCell struct {
	field *check.Field
	cell  roster.Cell
	list  int // place in Program.Lists; -1 for the person
	row   int
}

// held says whether the cell of the same place is blank in another binding.
func (u usedCell) held(person *roster.Record) bool {
	r := person
	if u.list >= 0 {
		r = person.Rows[u.list][u.row]
	}
	return r.Cells[u.field.Index].State != roster.Known || u.field.Blank != check.BlankUnknown
}

func used(b *interp.Bound, person *roster.Record) []usedCell {
	var out []usedCell
	add := func(fields []*check.Field, r *roster.Record, list, row int) {
		for _, f := range fields {
			cell := *r.Cells[f.Index]
			key := list >= 0 && f == b.Program.Lists[list].JoinBy || list < 0 && f == b.Program.Subject.Key
			if f.Used && !key && cell.From.Row > 0 && cell.Written != "" {
				out = append(out, usedCell{f, cell, list, row})
			}
		}
	}
	add(b.Program.Subject.Fields, person, -1, 0)
	add(b.Program.Judged, person, -1, 0)
	for i, list := range b.Program.Lists {
		if list.Owner != b.Program.Subject || list.Relation != nil { // a cell that holds a relation says what its blank means
			continue
		}
		for n, row := range person.Rows[i] {
			add(list.Fields, row, i, n)
		}
	}
	return out
}

// without is the sheets with one cell blank.
func without(sheets []roster.Sheet, at source.Cell) []roster.Sheet {
	out := slices.Clone(sheets)
	for i, s := range out {
		if s.File != at.File || s.Name != at.Sheet {
			continue
		}
		out[i].Rows = slices.Clone(s.Rows)
		for n, row := range s.Rows {
			if row.Number == at.Row {
				out[i].Rows[n].Cells = slices.Clone(row.Cells)
				out[i].Rows[n].Cells[at.Column-1] = roster.Raw{}
			}
		}
	}
	return out
}

func withoutFurther(further map[string][]roster.Sheet, at source.Cell) map[string][]roster.Sheet {
	out := map[string][]roster.Sheet{}
	for name, sheets := range further {
		out[name] = without(sheets, at)
	}
	return out
}
