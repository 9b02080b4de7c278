package roster

import (
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/types"
)

// DaysBetween tells of rows that end on the day before another of the same owner begins,
// where the day of the end is not counted: the two are then a day apart, while whoever
// wrote 2018-06-30 before 2018-07-01 most likely counted it. So it is of months, 2018.06
// before 2018.07, which stand for their first days.
func (r *Roster) DaysBetween() diag.List {
	var found Findings
	for place, list := range r.Program.Lists {
		if list.Start == nil || list.End == nil || list.EndIn || list.Start.Type.Kind != types.Date || list.End.Type.Kind != types.Date {
			continue
		}
		for _, owner := range r.Kinds[list.Owner.Kind.Index] {
			if place < len(owner.Rows) { // else no rows were given
				dayBetween(&found, list, owner.Rows[place])
			}
		}
	}
	return found.List()
}

func dayBetween(found *Findings, list *check.Record, rows []*Record) {
	begins := map[civil.Date]*Record{}
	for _, row := range rows {
		if start := row.Cell(list.Start); start.State == Known {
			begins[start.Value.First] = row
		}
	}
	for _, row := range rows {
		end := row.Cell(list.End)
		if end.State != Known || end.Value.First != end.Value.Last {
			continue
		}
		gap, apart := civil.Period{Days: 1}, locale.Text{EN: "a day", ZH: "一天"}
		if end.Month {
			gap, apart = civil.Period{Months: 1}, locale.Text{EN: "a month", ZH: "一个月"}
		}
		next := begins[end.Value.First.Add(gap)]
		if next == nil || next == row || next.Cell(list.Start).Month && !end.Month {
			continue
		}
		found.Add(diag.DayBetween, end.From, end.Written, next.Cell(list.Start).Written, list.Text(), apart)
	}
}
