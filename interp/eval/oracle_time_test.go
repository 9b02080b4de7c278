package eval_test

import (
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// after is a date plus a length of time, working days one at a time: here all
// weekdays are worked. Of the longer of lengths it is the later day they lead to.
func (w *world) after(d civil.Date, length check.Expr, back bool) val {
	if x, ok := length.(*check.Extreme); ok {
		best := val{none: true}
		for _, part := range x.Parts {
			v := w.after(d, part, back)
			if !v.none && (best.none || v.d != best.d && v.d > best.d == (x.Later != back)) {
				best = v
			}
		}
		return best
	}
	v := w.value(length)
	p, step := v.p, civil.Date(1)
	if back {
		p, step = p.Neg(), -1
	}
	n := max(p.Workdays, -p.Workdays)
	p.Workdays = 0
	for d = w.program.Convention.Add(d, p); n > 0; {
		if d += step; worked(d) {
			n--
		}
	}
	return val{none: v.none, d: d}
}

func worked(d civil.Date) bool { return d.Weekday() != 0 && d.Weekday() != 6 }

// anniversaries counts how often a length of months is over from one day until
// another.
func (w *world) anniversaries(from, to civil.Date, months int) int64 {
	n := int64(0)
	for from <= to && w.program.Convention.Add(from, civil.Months(months*int(n+1))) <= to {
		n++
	}
	return n
}

func (w *world) timed(x check.Expr) val {
	yes := func(b bool) val { return val{b: b} }
	c := w.program.Convention
	switch x := x.(type) {
	case *check.AgeOf:
		birth := w.value(x.Birth)
		return val{none: birth.none, n: w.anniversaries(birth.d, w.asOf-civil.Date(c.Ages), 12)}
	case *check.Whole:
		return w.between(x)
	case *check.YearOf:
		v := w.value(x.Date)
		year, _, _ := v.d.Civil()
		if first, _ := c.YearDays(x.Type().Years, year); v.d < first {
			year--
		}
		return val{none: v.none, n: int64(year)}
	case *check.MonthOf:
		v := w.value(x.Date)
		year, month, _ := v.d.Civil()
		first, _ := civil.NewDate(year, month, 1)
		return val{none: v.none, d: first, e: first + civil.Date(civil.DaysIn(year, month)) - 1}
	case *check.DayOf:
		of := w.value(x.Of)
		if t := x.Of.Type(); t.Kind == types.Year {
			of.d, of.e = c.YearDays(t.Years, int(of.n))
		}
		d, step := of.d, civil.Date(1)
		if x.Last {
			d, step = of.e, -1
		}
		for x.Working && !worked(d) && d >= of.d && d <= of.e {
			d += step
		}
		return val{none: of.none || x.Working && (d < of.d || d > of.e), d: d}
	case *check.WeekdayOf:
		v := w.value(x.Date)
		return val{none: v.none, n: int64((v.d.Weekday() + 6) % 7)}
	case *check.WorkingDay:
		v := w.value(x.Date)
		return yes(!v.none && worked(v.d) != x.Negated)
	case *check.Near:
		event, date := w.value(x.X), w.value(x.Date)
		if event.none || date.none {
			return yes(false)
		}
		if x.After {
			return yes(event.d >= date.d && event.d <= w.after(date.d, x.Length, false).d)
		}
		return yes(event.d <= date.d && w.after(event.d, x.Length, false).d >= date.d)
	case *check.Cases:
		return w.byCase(x)
	case *check.Default:
		if v := w.value(x.X); !v.none {
			return v
		}
		return w.value(x.Else)
	case *check.Rounded:
		half := x.X.(*check.Arith) // half of a number
		v := w.value(half.L)
		if x.Kind != "ROUNDED DOWN" {
			v.n++
		}
		v.n /= 2
		return v
	}
	panic("the oracle does not know this expression")
}

// between counts what lies between two dates, one after the other.
func (w *world) between(x *check.Whole) val {
	var from, to val
	if x.Span != nil {
		span := w.value(x.Span)
		from, to = val{none: span.none, d: span.d}, val{none: span.none, d: span.e}
	} else {
		from, to = w.value(x.From), w.value(x.To)
	}
	out := val{none: from.none || to.none}
	if out.none || to.d < from.d {
		return out
	}
	months := 1
	switch x.Unit {
	case check.WholeYears:
		months = 12
		fallthrough
	case check.WholeMonths:
		out.n = w.anniversaries(from.d, to.d, months)
		if x.Rest != nil {
			rest := w.value(x.Rest).p
			rest.Months += int32(months) * int32(out.n)
			if w.program.Convention.Add(from.d, rest) <= to.d {
				out.n++
			}
		}
	case check.DaysBetween:
		out.n = int64(to.d - from.d)
	case check.WorkdaysBetween:
		for d := from.d + 1; d <= to.d; d++ {
			if worked(d) {
				out.n++
			}
		}
	case check.MonthsTouched:
		y1, m1, _ := from.d.Civil()
		y2, m2, _ := to.d.Civil()
		out.n = int64(12*(y2-y1) + m2 - m1 + 1)
	default: // whole years of a kind: their first days of which the last lies before the end
		year, _, _ := from.d.Civil()
		for ; ; year++ {
			first, last := w.program.Convention.YearDays(x.Years, year)
			if last > to.d {
				return out
			}
			if first >= from.d {
				out.n++
			}
		}
	}
	return out
}

func (w *world) byCase(x *check.Cases) val {
	if row := w.appliedRow(x); row != nil {
		return w.value(row.Value)
	}
	return val{none: true}
}

// appliedRow is the row that gives a value by case; nil where there is none.
func (w *world) appliedRow(x *check.Cases) *check.CaseRow {
	var best *check.CaseRow
	applies := false
	for _, row := range x.Rows {
		w.vague = w.vague || row.When != nil && w.three(row.When) == 0
		if row.When != nil && !w.truth(row.When) || row.When == nil && applies {
			continue
		}
		applies = true
		if x.Kind == "FIRST THAT APPLIES" {
			return row
		}
		v := w.value(row.Value)
		if v.none {
			continue
		}
		if best == nil || x.Kind == "HIGHEST THAT APPLIES" && v.n > w.value(best.Value).n || x.Kind == "LOWEST THAT APPLIES" && v.n < w.value(best.Value).n {
			best = row
		}
	}
	return best
}

// casesOf are the clauses of the rows that give the values by case read in some
// expressions, other than of lists.
func (w *world) casesOf(list []check.Expr, out map[string]bool) {
	for _, x := range list {
		switch x := x.(type) {
		case nil, *check.AsOf, *check.Quantify, *check.Aggregate, *check.Filter, *check.Of:
		case *check.Cases:
			if row := w.appliedRow(x); row != nil {
				if row.ID != "" {
					out[row.ID] = true
				}
				w.casesOf([]check.Expr{row.Value}, out)
			}
		case *check.Score:
			for _, line := range x.Sum.All() {
				if line.ID != "" && w.value(line.Value).n != 0 {
					out[line.ID] = true
				}
			}
			w.casesOf(check.Parts(x), out)
		case *check.If:
			if w.truth(x.Cond) {
				w.casesOf([]check.Expr{x.Then}, out)
			} else {
				w.casesOf([]check.Expr{x.Else}, out)
			}
		case *check.TermRef:
			if x.Row == 0 {
				w.casesOf([]check.Expr{x.Term.Value}, out)
			}
		default:
			w.casesOf(check.Parts(x), out)
		}
	}
}

// pointsOf is what the lines of a score and its groups come to.
func (w *world) pointsOf(t *check.Tally) (sum int64) {
	for _, line := range t.Lines {
		sum += w.value(line.Value).n
	}
	for _, g := range t.Groups {
		sum += w.pointsOf(g)
	}
	return w.kept(sum, t.Low, t.High)
}

func (w *world) kept(n int64, low, high check.Expr) int64 {
	if high != nil && !w.value(high).none {
		n = min(n, w.value(high).n)
	}
	if low != nil && !w.value(low).none {
		n = max(n, w.value(low).n)
	}
	return n
}
