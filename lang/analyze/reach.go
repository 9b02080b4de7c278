package analyze

import "rota/lang/civil"

// bound says of a span that it ends on the day a length of time after its start, or
// Shift days later; earlier where that is negative.
type bound struct {
	length civil.Period
	shift  int
}

// reaches is what a comparison says of where a span ends: from a bound on, and up to
// one. nil is no bound. Unequal says nothing that is looked at.
func reaches(op string, length civil.Period) (from, to *bound) {
	switch op {
	case ">=":
		return &bound{length, 0}, nil
	case ">":
		return &bound{length, 1}, nil
	case "<=":
		return nil, &bound{length, 0}
	case "<":
		return nil, &bound{length, -1}
	case "=":
		return &bound{length, 0}, &bound{length, 0}
	}
	return nil, nil
}

// beyond says that one bound is later than another whatever day the span starts on.
// Where the units differ every day of a cycle of the calendar, 400 years, is tried.
func (s *solver) beyond(from, to bound) bool {
	p, q := from.length, to.length
	switch {
	case p.Workdays != q.Workdays, p.Workdays != 0 && (p.Months != q.Months || p.Days != q.Days):
		return false // how many days working days take hangs on the calendar
	case p.Months == q.Months:
		return int(p.Days)+from.shift > int(q.Days)+to.shift
	case p.LeastDays()+from.shift > q.MostDays()+to.shift:
		return true
	case p.MostDays()+from.shift <= q.LeastDays()+to.shift:
		return false
	}
	key := [2]bound{from, to}
	if known, ok := s.tried[key]; ok {
		return known
	}
	const cycle = 146_097
	is := true
	for d := civil.Date(0); d < cycle && is; d++ {
		is = s.convention.Add(d, p).AddDays(from.shift) > s.convention.Add(d, q).AddDays(to.shift)
	}
	s.tried[key] = is
	return is
}
