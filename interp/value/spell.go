package value

import (
	"sort"

	"rota/lang/civil"
	"rota/lang/types"
)

// Spell is an interval of days: its first day and the day after its last.
// Until is civil.Max while it runs on. Rows are the rows of the list that it
// came from, in order.
type Spell struct {
	From, Until civil.Date
	Rows        []int
}

// Days is the number of days of the spell, 0 when it ends before it starts.
func (s Spell) Days() int { return max(0, int(s.Until-s.From)) }

// Has says whether a date is one of the days of the spell.
func (s Spell) Has(d civil.Date) bool { return s.From <= d && d < s.Until }

// Sorted is the list by first day, then last, without spells of no day.
func Sorted(list []Spell) []Spell {
	out := make([]Spell, 0, len(list))
	for _, s := range list {
		if s.From < s.Until {
			out = append(out, s)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].From != out[j].From {
			return out[i].From < out[j].From
		}
		return out[i].Until < out[j].Until
	})
	return out
}

// Merge joins spells into runs while the gap between them is less than what
// gap says of the run so far; nil is one day, so that spells that touch or
// overlap join and any day between parts them.
func Merge(list []Spell, gap func(run Spell) civil.Period) []Spell {
	var out []Spell
	for _, s := range Sorted(list) {
		if n := len(out); n > 0 {
			run := &out[n-1]
			allowed := civil.Days(1)
			if gap != nil {
				allowed = gap(*run)
			}
			if run.Until == civil.Max || s.From <= run.Until || run.Until.Add(allowed) > s.From {
				run.Until = max(run.Until, s.Until)
				run.Rows = joined(run.Rows, s.Rows)
				continue
			}
		}
		s.Rows = append([]int(nil), s.Rows...)
		out = append(out, s)
	}
	return out
}

func joined(a, b []int) []int {
	for _, r := range b {
		known := false
		for _, x := range a {
			known = known || x == r
		}
		if !known {
			a = append(a, r)
		}
	}
	return a
}

// During cuts each spell to the days of others; a spell that others cut
// through becomes several.
func During(list, others []Spell) []Spell {
	var out []Spell
	days := Merge(others, nil)
	for _, s := range Sorted(list) {
		for _, d := range days {
			piece := Spell{max(s.From, d.From), min(s.Until, d.Until), s.Rows}
			if piece.From < piece.Until {
				out = append(out, piece)
			}
		}
	}
	return out
}

// Outside takes the days of others out of each spell.
func Outside(list, others []Spell) []Spell {
	var rest []Spell
	from := civil.Min
	for _, d := range Merge(others, nil) {
		rest = append(rest, Spell{From: from, Until: d.From})
		from = d.Until
	}
	return During(list, append(rest, Spell{From: from, Until: civil.Max}))
}

// RunAt is the run of which a date is a day; false when there is none. alive
// also takes the last run that ended before the date by less than the gap that
// would break it.
func RunAt(runs []Spell, d civil.Date, alive bool, gap func(run Spell) civil.Period) (Spell, bool) {
	for _, r := range runs {
		if r.Has(d) {
			return r, true
		}
	}
	if !alive {
		return Spell{}, false
	}
	for i := len(runs) - 1; i >= 0; i-- {
		r := runs[i]
		allowed := civil.Days(1)
		if gap != nil {
			allowed = gap(r)
		}
		if r.Until <= d {
			return r, r.Until.Add(allowed) > d
		}
	}
	return Spell{}, false
}

// Served is the time spent in the spells up to a date, no day counted twice,
// gaps left out: the days laid end to end from the first one, as a span that
// lengths of time are compared with. None when there is no day.
func Served(list []Spell, asOf civil.Date) Set {
	days := 0
	var first civil.Date
	for i, r := range Merge(list, nil) {
		if i == 0 {
			first = r.From
		}
		r.Until = min(r.Until, asOf)
		days += r.Days()
	}
	if days == 0 {
		return Between(Day(asOf), Day(asOf))
	}
	return Between(Day(first), Day(first.AddDays(days)))
}

// DayCount is the number of days of the spells up to and including a date, no
// day counted twice.
func DayCount(list []Spell, asOf civil.Date) int {
	days := 0
	for _, r := range Merge(list, nil) {
		r.Until = min(r.Until, asOf+1)
		days += r.Days()
	}
	return days
}

// Stopped is a due date pushed on by every stop that begins before it: by the
// days of the stop that lie after start. An open stop leaves it open.
func Stopped(start civil.Date, length civil.Period, stops []Spell) civil.Date {
	due := start.Add(length)
	for _, stop := range Merge(stops, nil) {
		if stop.From >= due {
			break
		}
		stop.From = max(stop.From, start)
		if stop.Until == civil.Max {
			return civil.Max
		}
		due = due.AddDays(stop.Days())
	}
	return due
}

// Spells is a list of spells of which some are not known: Must are the days
// that every filling of the blanks has, May those that some filling has. All
// known, the two are the same list.
type Spells struct {
	Must, May []Spell
	Known     bool
}

// At is the run that a date is a day of, under every filling: its first day and
// the day after its last. gap must not read the run. The more days there are
// the further the run reaches, so the two lists bound it.
func (s Spells) At(d civil.Date, alive bool, gap func(Spell) civil.Period) Set {
	may, possible := RunAt(Merge(s.May, gap), d, alive, gap)
	if !possible {
		return None(types.Span)
	}
	must, certain := RunAt(Merge(s.Must, gap), d, alive, gap)
	if !certain {
		if s.Known {
			return None(types.Span)
		}
		return Set{Kind: types.Span, None: true, some: true, First: may.From, Last: max(may.From, min(d, may.Until)), EndFirst: min(d+1, may.Until), EndLast: may.Until}
	}
	return Set{Kind: types.Span, some: true, First: may.From, Last: must.From, EndFirst: must.Until, EndLast: may.Until}
}
