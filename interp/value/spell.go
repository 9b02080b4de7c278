package value

import (
	"cmp"
	"slices"

	"rota/lang/civil"
	"rota/lang/types"
)

// Spell describes intervals of days that a list may hold: while cells are blank
// its ends are not known, and perhaps not even whether the list has it.
//
// A spell without a day is no spell: every operation passes it over.
type Spell struct {
	Is    Set // yes/no: whether the list has such a spell
	From  Set // what its first day may be
	Until Set // what the day after its last may be; civil.Max while it runs on
	// Rows are the rows that it came from, by the caller's numbers, in order of
	// time; where RowsKnown is false, those that it may have come from.
	Rows      []int
	RowsKnown bool
	// Many says that it may describe several spells of the list at once.
	Many bool
	// Group is shared by descriptions that may be of one spell; two different
	// spells of a group have no day in common. Group 0 is not shared.
	Group int
}

// Spells covers a list of spells. Under every filling of the blanks
//
//   - each spell of the list is described by some entry whose Is may be true:
//     its ends are among those of the entry;
//   - an entry whose Is is certain describes a spell of the list;
//   - such entries of different groups describe different spells;
//   - an entry without Many describes at most one.
//
// Where all is known there is one entry for each spell, by first day, then last,
// then row, and every operation gives such a list again.
type Spells []Spell

// Known says whether the list is the same under every filling.
func Known(list Spells) bool {
	for i := range list {
		s := &list[i]
		if _, ok := s.Is.Certain(); !ok || s.Is.True && (s.Many || !s.From.One() || !s.Until.One()) {
			return false
		}
	}
	return true
}

// Number is how many spells the list has.
func (list Spells) Number() Set {
	sure, most := 0, 0
	var groups []int
	for _, b := range read(list) {
		most++
		switch {
		case b.many && b.group == 0:
			most += int(civil.Max - civil.Min)
		case b.many:
			most += int(b.until - b.from)
		}
		if b.sure && (b.group == 0 || !slices.Contains(groups, b.group)) {
			sure++
			groups = append(groups, b.group)
		}
	}
	low, high := Int(types.Number, sure), Int(types.Number, most)
	return Numbers(types.Number, low.Low, high.High, 0)
}

// bounds is a Spell in short: it begins between from and by, and the day after
// its last is between till and until. So the days from by to till are certain
// where it is sure, and those from from to until possible.
type bounds struct {
	from, by, till, until civil.Date
	sure, many, rowsKnown bool
	group                 int
	rows                  []int
}

// read is the list in short, sorted, without spells of no days.
func read(list Spells) []bounds {
	out := make([]bounds, 0, len(list))
	for i := range list {
		if b, ok := list[i].bounds(); ok {
			out = append(out, b)
		}
	}
	return sorted(out)
}

func (s *Spell) bounds() (bounds, bool) {
	if !s.Is.True || !s.From.Some() || !s.Until.Some() {
		return bounds{}, false
	}
	b := bounds{sure: !s.Is.False && !s.From.None && !s.Until.None, many: s.Many, rowsKnown: s.RowsKnown, group: s.Group, rows: s.Rows}
	b.from, b.by = ends(s.From)
	b.till, b.until = ends(s.Until)
	return b.withDays()
}

// ends are the first and the last date of a set; a cell of several dates may
// be any.
func ends(d Set) (first, last civil.Date) {
	if d.Lost || d.Parts != nil {
		return civil.Min, civil.Max
	}
	return d.First, d.Last
}

// withDays leaves those of the spells described that have a day; false where
// none has.
func (b bounds) withDays() (bounds, bool) {
	if b.by >= b.till {
		b.sure = false
		b.by, b.till = min(b.by, b.until-1), max(b.till, b.from+1)
	}
	return b, b.from < b.until
}

// cut is what the days of another spell leave of this.
func (b bounds) cut(c bounds) (bounds, bool) {
	b.from, b.by = max(b.from, c.from), max(b.by, c.by)
	b.till, b.until = min(b.till, c.till), min(b.until, c.until)
	b.sure = b.sure && c.sure
	return b.withDays()
}

// exact says whether the one spell described is known.
func (b *bounds) exact() bool { return b.sure && !b.many && b.from == b.by && b.till == b.until }

func (b *bounds) spell() Spell {
	return Spell{
		Is: truths(true, !b.sure), From: Days(b.from, b.by), Until: Days(b.till, b.until),
		Rows: b.rows, RowsKnown: b.rowsKnown, Many: b.many, Group: b.group,
	}
}

func write(list []bounds) Spells {
	if len(list) == 0 {
		return nil
	}
	out := make(Spells, len(list))
	for i := range list {
		out[i] = list[i].spell()
	}
	return out
}

// sorted is in order of time: by first day, then last, then row.
func sorted(list []bounds) []bounds {
	if !slices.IsSortedFunc(list, compareBounds) {
		slices.SortStableFunc(list, compareBounds)
	}
	return list
}

func compareBounds(a, b bounds) int {
	return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.until, b.until), slices.Compare(a.rows, b.rows))
}

// before says whether a comes before b in order of time under every filling.
func (a *bounds) before(b *bounds) bool {
	return a.by < b.from || a.exact() && b.exact() && compareBounds(*a, *b) <= 0
}

// joined adds the rows that are not yet there.
func joined(a, b []int) []int {
	for _, r := range b {
		if !slices.Contains(a, r) {
			a = append(a, r)
		}
	}
	return a
}

// stretch is an interval of days: the first, and the day after the last.
type stretch struct{ from, until civil.Date }

// mayDays are the days that some filling has, as stretches with days between
// them.
func mayDays(list []bounds) []stretch {
	out := make([]stretch, 0, len(list))
	for i := range list {
		out = append(out, stretch{list[i].from, list[i].until})
	}
	return overlaid(out)
}

// mustDays are the days that every filling has.
func mustDays(list []bounds) []stretch {
	out := make([]stretch, 0, len(list))
	for i := range list {
		if list[i].sure {
			out = append(out, stretch{list[i].by, list[i].till})
		}
	}
	return overlaid(out)
}

func overlaid(days []stretch) []stretch {
	byFrom := func(a, b stretch) int { return cmp.Compare(a.from, b.from) }
	if !slices.IsSortedFunc(days, byFrom) {
		slices.SortFunc(days, byFrom)
	}
	out := days[:0]
	for _, d := range days {
		if n := len(out); n > 0 && d.from <= out[n-1].until {
			out[n-1].until = max(out[n-1].until, d.until)
		} else {
			out = append(out, d)
		}
	}
	return out
}
