package interp

import (
	"slices"

	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
)

// Late tells of dates from which an age or the time up to the as-of date is counted, and
// that lie after it: a column, with the first and how many they are. asOf is 0 for the
// policy's own; where each record has its own nothing is told.
func (b *Bound) Late(asOf civil.Date) diag.List {
	day := b.Day(asOf)
	if day == 0 {
		return nil
	}
	fields := b.counted()
	var found roster.Findings
	for i, records := range b.Roster.Kinds {
		for _, r := range records[:b.Roster.Insiders[i]] {
			for _, f := range fields {
				if f.Record != r.Kind {
					continue
				}
				if cell := r.Cell(f); cell.From.Column > 0 && (cell.State == roster.Known || cell.State == roster.Partial) && cell.Value.Some() && cell.Value.First > day && cell.Value.First < civil.Max {
					found.Add(diag.LateDate, cell.From, cell.Written, f.Text(), day)
				}
			}
		}
	}
	return found.List()
}

// counted are the fields from which an age or the time up to the as-of date is counted.
func (b *Bound) counted() (fields []*check.Field) {
	from := func(x, to check.Expr) {
		_, today := to.(*check.AsOfDate)
		if ref, ok := x.(*check.FieldRef); ok && (today || to == nil) && !slices.Contains(fields, ref.Field) {
			fields = append(fields, ref.Field)
		}
	}
	b.Program.Walk(func(x check.Expr) {
		switch x := x.(type) {
		case *check.AgeOf:
			from(x.Birth, nil)
		case *check.SpanOf:
			from(x.From, x.To)
		case *check.Whole:
			from(x.From, x.To)
		}
	})
	return fields
}
