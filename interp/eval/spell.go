package eval

import (
	"fmt"
	"slices"

	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// members numbers the rows that spells came from.
type members struct {
	rows   []*roster.Record
	places map[*roster.Record]int
}

func (m *members) place(row *roster.Record) int {
	if m.places == nil {
		m.places = map[*roster.Record]int{}
	}
	i, known := m.places[row]
	if !known {
		i = len(m.rows)
		m.places[row] = i
		m.rows = append(m.rows, row)
	}
	return i
}

// histories is what a record's spells and tables share: through all cases rows by
// number, the ties between spells, and what tables do not say; in one case what
// runs were joined from.
type histories struct {
	members members
	pieces  value.Spells
	ties    map[tieKey]*tie
	gaps    map[gapKey]*gap
	cited   *[]*roster.Record // the rows of tables that certainly give a value are noted here; nil while nobody asks
}

// firstPiece is the number of the first of the pieces, far beyond those of rows.
// A run has the numbers of its pieces for rows.
const firstPiece = 1 << 24

// piecesOf numbers spells that are to be joined. Runs that are joined once more
// have their pieces.
func (s *scene) piecesOf(list value.Spells) value.Spells {
	out := slices.Clone(list)
	for i := range out {
		if sp := &out[i]; len(sp.Rows) == 0 || sp.Rows[0] < firstPiece {
			s.pieces = append(s.pieces, *sp)
			sp.Rows = []int{firstPiece + len(s.pieces) - 1}
		}
	}
	return out
}

// rowsIn are the rows that a spell came from.
func (s *scene) rowsIn(sp *value.Spell) (rows []int) {
	for _, n := range sp.Rows {
		if n < firstPiece {
			rows = append(rows, n)
			continue
		}
		for _, row := range s.pieces[n-firstPiece].Rows {
			if !slices.Contains(rows, row) {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// withoutGaps are the days of a list without those between the pieces of its
// runs.
func (s *scene) withoutGaps(list value.Spells) (out value.Spells) {
	for i := range list {
		days := list[i : i+1]
		var pieces value.Spells
		for _, n := range list[i].Rows {
			if n >= firstPiece {
				pieces = append(pieces, s.pieces[n-firstPiece])
			}
		}
		if pieces != nil {
			days = value.During(pieces, days)
		}
		out = append(out, days...)
	}
	return out
}

// spellsOf gives the spells that a list may have.
func (s *scene) spellsOf(x check.Expr) (list value.Spells, given bool) {
	switch x := x.(type) {
	case *check.Cut:
		list, given := s.spellsOf(x.List)
		days, also := s.daysOf(x.Days)
		if x.Outside {
			return value.Outside(list, days), given && also
		}
		return value.During(list, days), given && also
	case *check.Together:
		given = true
		for _, p := range x.Parts {
			more, ok := s.spellsOf(p)
			list, given = value.Together(list, more), given && ok
		}
		return list, given
	case *check.Single:
		found, none, given := s.one(x.Of)
		return oneOf(found, none), given
	case *check.While:
		return s.while(x)
	case *check.Level:
		return s.level(x)
	case *check.Runs:
		return s.runs(x)
	case *check.Members:
		return s.rowsOf(x)
	}
	items, given := s.list(x)
	list = make(value.Spells, 0, len(items))
	for _, it := range items {
		list = append(list, s.spellIn(it))
	}
	return list, given
}

// spellIn is an element of a list as a spell.
func (s *scene) spellIn(it item) value.Spell {
	sp := s.spell(it.element)
	sp.Is, sp.Many, sp.Group = value.And(sp.Is, it.is), it.many, it.group
	return sp
}

// oneOf is the list of one spell: of candidates each may be it.
func oneOf(found value.Spells, none bool) value.Spells {
	if len(found) == 1 && !none {
		return found
	}
	out := slices.Clone(found)
	for i := range out {
		out[i].Is.False = true
	}
	return out
}

// spell is an element as a spell: a row from its start until its end. A row that
// never began is none; one without an end runs on.
func (s *scene) spell(e element) value.Spell {
	if e.spell != nil {
		return *e.spell
	}
	kind := e.record.Kind
	from, until := s.written(kind.Start, e.record), s.cell(kind.End, e.record)
	from, _ = s.daysIn(from, kind.Start.Type)
	_, last := s.daysIn(until, kind.End.Type)
	if kind.EndIn || until.Kind == types.Year {
		last = value.Shift(last, oneDay, false)
	}
	if until.None {
		last = value.Union(last, open)
		last.None = false
	}
	sp := value.Spell{Is: value.Truth(true), From: from, Until: last, Rows: []int{s.members.place(e.record)}, RowsKnown: true}
	if from.None {
		sp.Is = value.Set{Kind: types.Bool, True: from.Some(), False: true}
		sp.From.None = false
	}
	return sp
}

// daysIn are the first and the last day of a date, or of a year.
func (s *scene) daysIn(set value.Set, t types.Type) (first, last value.Set) {
	if t.Kind != types.Year {
		return set, set
	}
	return s.yearDays(set, t.Years)
}

// one gives the spells that an expression of one spell may be, and whether
// there may be none.
func (s *scene) one(x check.Expr) (found value.Spells, none, given bool) {
	switch x := x.(type) {
	case *check.Element:
		sp := s.spell(s.rows[x.Row-1])
		if !sp.Is.True {
			return nil, true, true
		}
		return value.Spells{sp}, sp.Is.False, true
	case *check.RunAt:
		return s.runAt(x)
	case *check.Pick:
		return s.pick(x)
	case *check.If:
		cond := s.is(x.Cond)
		if cond.True {
			found, none, given = s.one(x.Then)
		}
		if cond.False {
			more, also, ok := s.one(x.Else)
			found, none, given = append(slices.Clone(found), more...), none || also, ok && (given || !cond.True)
		}
		return found, none, given
	case *check.TermRef:
		s.inTerm(x, func(s *scene) { found, none, given = s.one(x.Term.Value) })
		return found, none, given
	case *check.Of:
		elements, none, given := s.one(x.Element)
		for i := range elements {
			s.with(s.elementOf(&elements[i], check.RowsOf(x.Element)), func() {
				more, also, ok := s.one(x.X)
				found, none, given = append(found, more...), none || also, given && ok
			})
		}
		return found, none, given
	case *check.AsOf:
		date := value.Closed(s.eval(x.Date))
		if date.Some() {
			found, none, given = s.at(date).one(x.X)
		}
		return found, none || date.None, given || !date.Some()
	}
	return nil, true, false
}

func (s *scene) pick(x *check.Pick) (found value.Spells, none, given bool) {
	list, given := s.spellsOf(x.List)
	switch x.Kind {
	case "FIRST OF":
		found, none = value.First(list)
	case "LAST OF":
		found, none = value.Last(list)
	case "LONGEST OF":
		found, none = value.Longest(list, s.today())
	case "SHORTEST OF":
		found, none = value.Shortest(list, s.today())
	}
	return s.tied(x, found), none, given
}

// runAt is the run that a date is a day of, or with Alive the last that is not
// broken by then. Of runs per key several may have the day: they are tied.
func (s *scene) runAt(x *check.RunAt) (found value.Spells, none, given bool) {
	keys, given := s.runsIn(x.List)
	date := s.eval(x.Date)
	if !date.Some() {
		return nil, true, given
	}
	var broken func(value.Spell) value.Set
	if x.Alive {
		broken = func(run value.Spell) value.Set { return s.brokenAfter(x.List, run) }
	}
	none = true
	for _, runs := range keys {
		more, lacking := value.At(runs, date, broken)
		found, none = append(found, more...), none && lacking
	}
	if len(keys) > 1 && date.One() {
		found = latest(found, date)
	}
	return s.tied(x, found), none || date.None, given
}

// runsIn gives the runs of a list so that those that are given together have no day
// in common: those of each key, or each by itself.
func (s *scene) runsIn(list check.Expr) (out []value.Spells, given bool) {
	switch x := list.(type) {
	case *check.Runs:
		return s.runsByKey(x)
	case *check.TermRef:
		s.inTerm(x, func(s *scene) { out, given = s.runsIn(x.Term.Value) })
		return out, given
	}
	runs, given := s.spellsOf(list)
	for i := range runs {
		out = append(out, runs[i:i+1])
	}
	return out, given
}

// brokenAfter is the first day on which a run of a list counts as broken: the day
// after the one that it touches where nothing is said of gaps.
func (s *scene) brokenAfter(list check.Expr, run value.Spell) (day value.Set) {
	switch x := list.(type) {
	case *check.Runs:
		if breaks := s.breaks(x); breaks != nil {
			return breaks(run)
		}
	case *check.TermRef:
		s.inTerm(x, func(s *scene) { day = s.brokenAfter(x.Term.Value, run) })
		return day
	case *check.Filter, *check.Cut:
		return s.brokenAfter(check.Inner(list), run)
	}
	return value.Shift(run.Until, oneDay, false)
}

// latest leaves of runs those that have a date, if there are such for certain;
// else those that ended last.
func latest(found value.Spells, date value.Set) value.Spells {
	if !value.Known(found) {
		return found
	}
	until := func(sp value.Spell) civil.Date { return min(sp.Until.First, date.First+1) }
	last := civil.Min
	for _, sp := range found {
		last = max(last, until(sp))
	}
	return slices.DeleteFunc(found, func(sp value.Spell) bool { return until(sp) < last })
}

// tie is a choice between spells that are equal, as a blank: where it matters
// the decision hangs on it.
type tie struct {
	cell  roster.Cell
	field check.Field
}

// tied takes one of several spells that are equal for certain, which one being a
// blank.
func (s *scene) tied(x check.Expr, found value.Spells) value.Spells {
	key := tieKey{pick: x}
	for i := range found {
		if found[i].Is.False {
			s.hidden = s.hidden || len(found) > 1 // some filling may make them equal
			return found
		}
		key.among += fmt.Sprint(s.rowsIn(&found[i]))
	}
	if len(found) < 2 {
		return found
	}
	t := s.ties[key]
	if t == nil {
		t = &tie{field: check.Field{Name: x.At().Text(), Headings: []string{x.At().Text()}, Record: s.program.Subject, Type: types.Type{Kind: types.Text}}}
		t.cell.State = roster.Empty
		for i, sp := range found {
			if i > 0 {
				t.cell.Written += " = "
			}
			for _, row := range s.rowsIn(&sp) {
				t.cell.Written += s.members.rows[row].At.String()
			}
		}
		codes := make([]int32, len(found))
		for i := range codes {
			codes[i] = int32(i)
		}
		t.cell.Value = value.Code(types.Text, codes)
		s.ties[key] = t
	}
	set := s.unknown(free{cell: &t.cell, field: &t.field, whole: t.cell.Value, tie: true})
	out := make(value.Spells, 0, len(found))
	for _, c := range set.Codes {
		out = append(out, found[c])
	}
	return out
}

// tieKey tells ties apart: by the words that ask, and by the rows of the spells.
type tieKey struct {
	pick  check.Expr
	among string
}

// daysOf are the days of a list, a spell, a span or a year.
func (s *scene) daysOf(x check.Expr) (list value.Spells, given bool) {
	switch x.Type().Kind {
	case types.Rows:
		return s.spellsOf(x)
	case types.Spell:
		found, none, given := s.one(x)
		return oneOf(found, none), given
	}
	set := s.eval(x)
	sp := value.Spell{Is: value.Truth(set.Some()), RowsKnown: true}
	sp.Is.False = sp.Is.False || set.None
	if set.Kind == types.Span {
		sp.From, sp.Until = value.Days(set.First, set.Last), value.Days(set.EndFirst, set.EndLast)
	} else {
		sp.From, sp.Until = s.daysIn(set, x.Type())
	}
	sp.Until = value.Shift(sp.Until, oneDay, false)
	if !set.Some() {
		return nil, true
	}
	return value.Spells{sp}, true
}

// while cuts each row to the spells of the other list that bear its keys.
func (s *scene) while(x *check.While) (out value.Spells, given bool) {
	items, given := s.list(x.List)
	others, also := s.list(x.Other)
	for _, it := range items {
		keys := make([]value.Set, len(x.Keys))
		s.with(it.element, func() {
			for i, key := range x.Keys {
				keys[i] = s.eval(key)
			}
		})
		var days value.Spells
		for _, other := range others {
			s.with(other.element, func() {
				sp := s.spell(other.element)
				sp.Is = value.And(sp.Is, other.is)
				for i, key := range x.OtherKeys {
					sp.Is = value.And(sp.Is, value.Among(keys[i], []value.Set{s.eval(key)}))
				}
				if sp.Is.True {
					days = append(days, sp)
				}
			})
		}
		sp := s.spell(it.element)
		sp.Is = value.And(sp.Is, it.is)
		out = value.Together(out, value.During(value.Spells{sp}, days))
	}
	return out, given && also
}

func (s *scene) level(x *check.Level) (out value.Spells, given bool) {
	items, given := s.list(x.List)
	list := make(value.Spells, len(items))
	values := make([]value.Set, len(items))
	for i, it := range items {
		list[i] = s.spellIn(it)
		list[i].Rows = s.rowsIn(&list[i])
		if x.Of != nil {
			s.with(it.element, func() { values[i] = s.eval(x.Of) })
		}
	}
	bound := s.eval(x.Bound)
	kind := types.Type{Kind: types.Number}
	if x.Of != nil {
		kind = x.Of.Type()
	}
	return value.Level(list, func(inForce []value.Set) value.Set {
		for i, is := range inForce {
			if is.True && list[i].Many {
				return value.Unknown()
			}
		}
		return value.Holds(value.Compare(x.Op, s.figure(x.Kind, kind, slices.Clone(values), inForce), bound))
	}), given
}

// runs joins the spells of a list, each key apart where the runs are per key.
func (s *scene) runs(x *check.Runs) (out value.Spells, given bool) {
	keys, given := s.runsByKey(x)
	if len(keys) == 1 {
		return keys[0], given
	}
	for _, runs := range keys {
		out = value.Together(out, runs)
	}
	return out, given
}

func (s *scene) runsByKey(x *check.Runs) (out []value.Spells, given bool) {
	if x.Per == nil {
		list, given := s.spellsOf(x.List)
		return []value.Spells{value.Runs(s.piecesOf(list), s.breaks(x))}, given
	}
	items, given := s.list(x.List)
	var keys []value.Set // known ones, each once
	of := make([]value.Set, len(items))
	strays := 0
	for i, it := range items {
		s.with(it.element, func() { of[i] = s.eval(x.Per) })
		switch {
		case !of[i].One():
			strays++
		case !slices.ContainsFunc(keys, func(k value.Set) bool { return sameKey(k, of[i]) }):
			keys = append(keys, of[i])
		}
	}
	add := func(is func(key value.Set) value.Set) value.Spells {
		var list value.Spells
		for i, it := range items {
			sp := s.spellIn(it)
			if sp.Is = value.And(sp.Is, is(of[i])); sp.Is.True {
				list = append(list, sp)
			}
		}
		return value.Runs(s.piecesOf(list), s.breaks(x))
	}
	for _, key := range keys {
		out = append(out, add(func(k value.Set) value.Set { return isKey(k, key) }))
	}
	if strays > 0 { // those that may have a key that no other has
		runs := add(func(k value.Set) value.Set { return value.Set{Kind: types.Bool, True: !k.One(), False: true} })
		for i := range runs {
			if strays > 1 { // there may be several such keys
				runs[i].Many, runs[i].Group = true, 0
			}
		}
		out = append(out, runs)
	}
	return out, given
}

// isKey says whether a key is another, which is known; none is a key like any
// other.
func isKey(k, known value.Set) value.Set {
	if known.None {
		return value.IsNone(k)
	}
	return value.Compare("=", k, known)
}

// sameKey is isKey of two known keys.
func sameKey(a, b value.Set) bool { return isKey(a, b).True }

// breaks is the first day on which a run counts as broken: the day after it plus
// the gap; nil where any gap breaks it. Without a gap (none) any does.
func (s *scene) breaks(x *check.Runs) func(value.Spell) value.Set {
	if x.Gap == nil {
		return nil
	}
	return func(run value.Spell) (day value.Set) {
		s.with(element{spell: &run}, func() {
			gap := s.eval(x.Gap)
			day = s.brokenOn(run.Until, x.Gap, gap)
			if gap.None {
				day = value.Union(day, value.Shift(run.Until, oneDay, false))
			}
			day.None = false
		})
		return day
	}
}

// brokenOn is the day before which a run must go on: the day after it plus the gap.
// A gap of working days is over on the day after the last of them, the first being
// counted.
func (s *scene) brokenOn(until value.Set, x check.Expr, gap value.Set) value.Set {
	if gap.Short.Workdays == 0 && gap.Long.Workdays == 0 {
		return s.after(until, x, false)
	}
	return value.Shift(s.after(value.Shift(until, oneDay, true), x, false), oneDay, false)
}

// rowsOf are the rows that a run came from.
func (s *scene) rowsOf(x *check.Members) (out value.Spells, given bool) {
	found, none, given := s.one(x.Of)
	for _, run := range found {
		for _, row := range s.rowsIn(&run) {
			sp := s.spell(element{record: s.members.rows[row]})
			if none || len(found) > 1 || !run.RowsKnown {
				sp.Is.False = true
			}
			out = append(out, sp)
		}
	}
	return out, given
}

// ofSpell reads something of one spell: of each that it may be.
func (s *scene) ofSpell(x *check.Of) value.Set {
	found, none, given := s.one(x.Element)
	if !given {
		return s.anything(x.Type())
	}
	kind := check.RowsOf(x.Element)
	result := value.Set{Kind: x.Type().Kind, None: none}
	for i := range found {
		sp := &found[i]
		if kind.RunOf == nil && !sp.RowsKnown {
			return s.anything(x.Type())
		}
		s.with(s.elementOf(sp, kind), func() { result = value.Union(result, s.eval(x.X)) })
	}
	return result
}

// endOf is the first day, the last or the day after of one spell.
func (s *scene) endOf(x *check.EndOf) value.Set {
	found, none := s.placed(x.Of)
	result := value.Set{Kind: types.Date, None: none}
	for _, sp := range found {
		switch x.Kind {
		case "START OF":
			result = value.Union(result, sp.From)
		case "END OF":
			result = value.Union(result, value.Shift(sp.Until, oneDay, true))
		default:
			result = value.Union(result, sp.Until)
		}
	}
	return result
}

// length is one spell as the time it takes. What has not come yet by the as-of
// date does not count, unless it is measured in full.
func (s *scene) length(x *check.Length) value.Set {
	found, none := s.placed(x.Of)
	result := value.Set{Kind: types.Span, None: none}
	for _, sp := range found {
		until := sp.Until
		if !x.Full {
			until = value.Extreme(false, []value.Set{until, s.today()})
		}
		result = value.Union(result, value.Between(sp.From, until))
	}
	return result
}

// placed is one spell, or a span of time as one.
func (s *scene) placed(x check.Expr) (found value.Spells, none bool) {
	if x.Type().Kind == types.Spell {
		found, none, given := s.one(x)
		if !given {
			all := value.Days(civil.Min, civil.Max)
			return value.Spells{{Is: value.Unknown(), From: all, Until: all, Many: true}}, true
		}
		return found, none
	}
	set := s.eval(x)
	if !set.Some() {
		return nil, true
	}
	return value.Spells{{Is: value.Truth(true), From: value.Days(set.First, set.Last), Until: value.Days(set.EndFirst, set.EndLast)}}, set.None
}

func (s *scene) served(x *check.Served) value.Set {
	list, given := s.spellsOf(x.List)
	switch {
	case !given:
		return s.anything(x.Type())
	case x.Kind == "SERVED IN":
		return value.Served(s.withoutGaps(list), s.today())
	case x.Kind == "WORKDAYS OF":
		return s.workdaysOf(s.withoutGaps(list), s.today())
	}
	return value.DayCount(s.withoutGaps(list), s.today())
}

func (s *scene) stopped(x *check.Stopped) value.Set {
	stops, given := s.spellsOf(x.Stops)
	due := s.eval(x.Due)
	if !given {
		return s.anything(x.Type())
	}
	return value.Stopped(s.eval(x.Due.Date), due, stops)
}

// inDays asks whether a date is one of some days; like every comparison with
// none it is false where there is no date.
func (s *scene) inDays(x *check.InDays) value.Set {
	date := s.eval(x.Date)
	days, given := s.daysOf(x.Days)
	switch {
	case !date.Some():
		return s.ofNone(value.Truth(false), date)
	case !given:
		return value.Unknown()
	}
	result := value.Has(days, date)
	if x.Outside {
		result = value.Not(result)
	}
	result.False = result.False || date.None
	return s.ofNone(result, date)
}
