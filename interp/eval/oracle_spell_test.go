package eval_test

import (
	"cmp"
	"fmt"
	"slices"

	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// Histories, as section 5 of the language page has them: what an operation gives
// is found by asking of every day whether it belongs to it. Days between which
// nothing begins or ends are asked of once.

// row is a row of a further list.
type row struct {
	facts
	of    *check.Record
	at    int                   // its place in the table
	blank map[*check.Field]bool // on paper
}

// spell is the days from one to the day before another, with what it was made
// of: rows, and the stretches of which each is a part of one.
type spell struct {
	from, until civil.Date // civil.Max while it runs on
	rows        []*row
	parts       []spell // of a run; nil for a part itself
}

// entry is an element of a list: a row, a spell, or a spell cut from one row.
type entry struct {
	row   *row
	spell *spell
}

func (s spell) has(d civil.Date) bool { return s.from <= d && d < s.until }

func anyHas(list []spell, d civil.Date) bool {
	return slices.ContainsFunc(list, func(s spell) bool { return s.has(d) })
}

// marks are the days on which something of the lists begins, or is over.
func marks(lists ...[]spell) []civil.Date {
	var out []civil.Date
	for _, list := range lists {
		for _, s := range list {
			out = append(out, s.from, s.until)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// daysOn are the longest stretches of days that belong.
func daysOn(marks []civil.Date, belongs func(d civil.Date) bool) []spell {
	var out []spell
	for i := 0; i+1 < len(marks); i++ {
		if d := marks[i]; belongs(d) {
			if n := len(out); n > 0 && out[n-1].until == d {
				out[n-1].until = marks[i+1]
			} else {
				out = append(out, spell{from: d, until: marks[i+1]})
			}
		}
	}
	return out
}

// cell is what a row says. As of another date a row that ends later runs on.
func (w *world) cell(r *row, f *check.Field) val {
	v := r.facts[f]
	if w.cut && r.of.Start != nil && f == r.of.End && !v.none {
		last := v.d
		if !r.of.EndIn && last != civil.Max {
			last = last.AddDays(-1)
		}
		if w.asOf < last {
			v.d = civil.Max
		}
	}
	return v
}

// spellOf is an entry as a spell; ok is false for a row that never began.
func (w *world) spellOf(e entry) (s spell, ok bool) {
	if e.spell != nil {
		return *e.spell, true
	}
	from, end := w.cell(e.row, e.row.of.Start), w.cell(e.row, e.row.of.End)
	if from.none {
		return spell{}, false
	}
	s = spell{from: from.d, until: end.d, rows: []*row{e.row}}
	switch {
	case end.none:
		s.until = civil.Max
	case e.row.of.EndIn:
		s.until = s.until.AddDays(1)
	}
	return s, true
}

// spells are the spells of a list, in order of time, those of no day left out.
func (w *world) spells(x check.Expr) []spell {
	var out []spell
	for _, e := range w.list(x) {
		if s, ok := w.spellOf(e); ok && s.from < s.until {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, inTime)
	return out
}

func inTime(a, b spell) int {
	return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.until, b.until), slices.CompareFunc(a.rows, b.rows, func(a, b *row) int { return cmp.Compare(a.at, b.at) }))
}

// entries makes elements of spells; those of one row are that row still, unless
// they are runs.
func entries(list []spell, runs bool) []entry {
	var out []entry
	for i := range list {
		e := entry{spell: &list[i]}
		if !runs && len(list[i].rows) == 1 {
			e.row = list[i].rows[0]
		}
		out = append(out, e)
	}
	return out
}

func (w *world) with(e entry, read func()) {
	w.rows = append(w.rows, e)
	read()
	w.rows = w.rows[:len(w.rows)-1]
}

// list gives the elements of a list.
func (w *world) list(x check.Expr) (out []entry) {
	runs := check.RowsOf(x) != nil && check.RowsOf(x).RunOf != nil
	switch x := x.(type) {
	case *check.ListRef:
		for _, r := range w.lists[x.List] {
			if w.cut && x.List.Start != nil && !(r.facts[x.List.Start].d <= w.asOf && !r.facts[x.List.Start].none) {
				continue
			}
			out = append(out, entry{row: r})
		}
		return out
	case *check.Filter:
		for _, e := range w.list(x.List) {
			w.with(e, func() {
				if w.truth(x.Where) {
					out = append(out, e)
				}
			})
		}
		return out
	case *check.If:
		if w.truth(x.Cond) {
			return w.list(x.Then)
		}
		return w.list(x.Else)
	case *check.TermRef:
		w.inTerm(x, func() { out = w.list(x.Term.Value) })
		return out
	case *check.AsOf:
		// What was cut stays cut, so its elements are spells.
		w.asOfAnother(x, func() {
			for _, e := range w.list(x.X) {
				if s, ok := w.spellOf(e); ok {
					out = append(out, entry{e.row, &s})
				}
			}
		})
		return out
	case *check.Together:
		var all []spell
		for _, p := range x.Parts {
			all = append(all, w.spells(p)...)
		}
		slices.SortStableFunc(all, inTime)
		return entries(all, runs)
	case *check.Single:
		if s, ok := w.one(x.Of); ok && s.from < s.until {
			return entries([]spell{s}, runs)
		}
		return nil
	case *check.Cut:
		days := w.days(x.Days)
		return entries(cutTo(w.spells(x.List), func(d civil.Date) bool { return anyHas(days, d) != x.Outside }, days), runs)
	case *check.While:
		return entries(w.while(x), runs)
	case *check.Level:
		return entries(w.level(x), true)
	case *check.Runs:
		return entries(w.runs(x), true)
	case *check.Members:
		run, ok := w.one(x.Of)
		if ok {
			for _, r := range run.rows {
				out = append(out, entry{row: r})
			}
		}
		return out
	case *check.Of:
		w.of(x, func() { out = w.list(x.X) })
		return out
	}
	panic(fmt.Sprintf("the oracle does not know the list %T", x))
}

// cutTo leaves of each spell the stretches of its days that belong.
func cutTo(list []spell, belongs func(d civil.Date) bool, days []spell) []spell {
	var out []spell
	for _, s := range list {
		for _, piece := range daysOn(marks([]spell{s}, days), func(d civil.Date) bool { return s.has(d) && belongs(d) }) {
			piece.rows = s.rows
			if s.parts != nil {
				piece.parts = []spell{} // maybe it lies between them
			}
			for _, p := range s.parts {
				piece.parts = append(piece.parts, cutTo([]spell{p}, piece.has, []spell{piece})...)
			}
			out = append(out, piece)
		}
	}
	slices.SortStableFunc(out, inTime)
	return out
}

// days are those of a list, a spell, a span or a year.
func (w *world) days(x check.Expr) []spell {
	switch x.Type().Kind {
	case types.Rows:
		return w.spells(x)
	case types.Spell:
		if s, ok := w.one(x); ok && s.from < s.until {
			return []spell{s}
		}
		return nil
	}
	v := w.value(x)
	switch {
	case v.none:
		return nil
	case x.Type().Kind == types.Span:
		return []spell{{from: v.d, until: v.e.AddDays(1)}}
	}
	first, last := w.program.Convention.YearDays(x.Type().Years, int(v.n))
	return []spell{{from: first, until: last + 1}}
}

func (w *world) while(x *check.While) []spell {
	var out []spell
	for _, e := range w.list(x.List) {
		s, ok := w.spellOf(e)
		if !ok {
			continue
		}
		keys := make([]val, len(x.Keys))
		w.with(e, func() {
			for i, key := range x.Keys {
				keys[i] = w.value(key)
			}
		})
		var days []spell
		for _, other := range w.list(x.Other) {
			w.with(other, func() {
				o, same := w.spellOf(other)
				for i, key := range x.OtherKeys {
					same = same && w.compare("=", keys[i], w.value(key), key.Type().Kind)
				}
				if same {
					days = append(days, o)
				}
			})
		}
		out = append(out, cutTo([]spell{s}, func(d civil.Date) bool { return anyHas(days, d) }, days)...)
	}
	slices.SortStableFunc(out, inTime)
	return out
}

// level asks of every day what the rows in force give.
func (w *world) level(x *check.Level) []spell {
	var all []spell
	var values []val
	for _, e := range w.list(x.List) {
		s, ok := w.spellOf(e)
		if !ok {
			continue
		}
		all = append(all, s)
		v := val{}
		if x.Of != nil {
			w.with(e, func() { v = w.value(x.Of) })
		}
		values = append(values, v)
	}
	bound := w.value(x.Bound)
	kind := types.Number
	if x.Of != nil && x.Kind != "NUMBER OF DIFFERENT" {
		kind = x.Of.Type().Kind
	}
	out := daysOn(marks(all, []spell{{from: civil.Min, until: civil.Max}}), func(d civil.Date) bool {
		var inForce []val
		for i, s := range all {
			if s.has(d) {
				inForce = append(inForce, values[i])
			}
		}
		return w.compare(x.Op, figure(x.Kind, inForce), bound, kind)
	})
	for i := range out {
		for _, s := range all {
			if slices.ContainsFunc(marks([]spell{s}, out), func(d civil.Date) bool { return s.has(d) && out[i].has(d) }) {
				out[i].take(s)
			}
		}
		out[i].parts = []spell{{from: out[i].from, until: out[i].until}} // all of its days are served
	}
	return out
}

// take makes a spell a part of a run.
func (s *spell) take(p spell) {
	for _, r := range p.rows {
		if !slices.Contains(s.rows, r) {
			s.rows = append(s.rows, r)
		}
	}
	s.parts = append(s.parts, p.served()...)
}

// served are the stretches that a spell was made of, without the gaps between.
func (s spell) served() []spell {
	if s.parts == nil {
		return []spell{s}
	}
	return s.parts
}

// runs goes through the days: one that some spell has belongs to the run so far
// unless the run is broken by then.
func (w *world) runs(x *check.Runs) []spell {
	byKey := map[string][]spell{}
	for _, e := range w.list(x.List) {
		s, ok := w.spellOf(e)
		if !ok || s.from >= s.until {
			continue
		}
		key := ""
		if x.Per != nil {
			w.with(e, func() { v := w.value(x.Per); key = fmt.Sprint(v.none, v.b, v.n, v.d) })
		}
		byKey[key] = append(byKey[key], s)
	}
	var out []spell
	for _, key := range slices.Sorted(keysOf(byKey)) {
		list := byKey[key]
		slices.SortStableFunc(list, inTime)
		days := marks(list)
		var run *spell
		for i, d := range days {
			if !anyHas(list, d) {
				continue
			}
			if run == nil || d > run.until && d >= w.broken(x, *run) {
				out = append(out, spell{from: d})
				run = &out[len(out)-1]
			}
			for _, s := range list {
				if s.from == d {
					run.take(s)
				}
			}
			run.until = days[i+1]
		}
	}
	slices.SortStableFunc(out, inTime)
	return out
}

// broken is the first day on which a run counts as broken.
func (w *world) broken(x *check.Runs, run spell) (day civil.Date) {
	gap := val{none: true}
	if x.Gap != nil {
		w.with(entry{spell: &run}, func() { gap = w.value(x.Gap) })
	}
	switch {
	case run.until == civil.Max:
		return civil.Max
	case gap.none:
		return run.until.AddDays(1)
	}
	return run.until.Add(gap.p)
}

// one gives one spell; ok is false where there is none.
func (w *world) one(x check.Expr) (s spell, ok bool) {
	switch x := x.(type) {
	case *check.Element:
		return w.spellOf(w.rows[x.Row-1])
	case *check.RunAt:
		return w.runAt(x)
	case *check.Pick:
		return w.pick(x)
	case *check.If:
		if w.truth(x.Cond) {
			return w.one(x.Then)
		}
		return w.one(x.Else)
	case *check.TermRef:
		w.inTerm(x, func() { s, ok = w.one(x.Term.Value) })
		return s, ok
	case *check.AsOf:
		w.asOfAnother(x, func() { s, ok = w.one(x.X) })
		return s, ok
	case *check.Of:
		w.of(x, func() { s, ok = w.one(x.X) })
		return s, ok
	}
	panic(fmt.Sprintf("the oracle does not know the spell %T", x))
}

// brokenAfter reads the gap where the runs were made.
func (w *world) brokenAfter(list check.Expr, run spell) (day civil.Date) {
	switch x := list.(type) {
	case *check.Runs:
		return w.broken(x, run)
	case *check.TermRef:
		w.inTerm(x, func() { day = w.brokenAfter(x.Term.Value, run) })
		return day
	}
	return w.brokenAfter(check.Inner(list), run)
}

// runAt is the run that has the day. Of those that are over the last is alive
// while it is not broken: each key has one.
func (w *world) runAt(x *check.RunAt) (spell, bool) {
	date := w.value(x.Date)
	if date.none {
		return spell{}, false
	}
	var open, alive []spell
	runs := w.spells(x.List)
	if made, ok := x.List.(*check.Runs); ok { // of which those of no days count too
		runs = w.runs(made)
	}
	for _, run := range runs {
		switch {
		case run.has(date.d):
			open = append(open, run)
		case x.Alive && run.until <= date.d && (run.until == date.d || date.d < w.brokenAfter(x.List, run)):
			alive = append(alive, run)
		}
	}
	if open == nil {
		latest := civil.Min
		for _, run := range alive {
			latest = max(latest, run.until)
		}
		open = slices.DeleteFunc(alive, func(run spell) bool { return run.until < latest })
	}
	return w.choose(x, open)
}

func (w *world) pick(x *check.Pick) (spell, bool) {
	list := w.spells(x.List)
	measure := func(s spell) int64 {
		switch x.Kind {
		case "FIRST OF":
			return -int64(s.from)
		case "LAST OF":
			return int64(s.from)
		}
		n := max(0, int64(min(s.until, w.asOf))-int64(s.from))
		if x.Kind == "SHORTEST OF" {
			return -n
		}
		return n
	}
	var best []spell
	for _, s := range list {
		if best == nil || measure(s) > measure(best[0]) {
			best = nil
		}
		if best == nil || measure(s) == measure(best[0]) {
			best = append(best, s)
		}
	}
	return w.choose(x, best)
}

// choose takes one of several equal spells: which one nobody knows.
func (w *world) choose(x check.Expr, among []spell) (spell, bool) {
	switch len(among) {
	case 0:
		return spell{}, false
	case 1:
		return among[0], true
	}
	key := fmt.Sprintf("%p", x)
	for _, s := range among {
		key += "|"
		for _, r := range s.rows {
			key += fmt.Sprintf(" %s%d", r.of.Name, r.at)
		}
	}
	return among[w.ties(key, len(among))], true
}

// ofSpells are the values that spells have.
func (w *world) ofSpells(x check.Expr) (v val) {
	yes := func(b bool) val { return val{b: b} }
	switch x := x.(type) {
	case *check.AsOf:
		v.none = true
		w.asOfAnother(x, func() { v = w.value(x.X) })
		return v
	case *check.Of:
		v.none = true
		w.of(x, func() { v = w.value(x.X) })
		return v
	case *check.EndOf:
		s, ok := w.placed(x.Of)
		switch {
		case !ok:
			return val{none: true}
		case x.Kind == "START OF":
			return val{d: s.from}
		case x.Kind == "END OF" && s.until != civil.Max:
			return val{d: s.until.AddDays(-1)}
		}
		return val{d: s.until}
	case *check.Length:
		s, ok := w.placed(x.Of)
		if !ok {
			return val{none: true}
		}
		if !x.Full {
			s.until = min(s.until, w.asOf)
		}
		return val{d: s.from, e: s.until}
	case *check.Served:
		var parts []spell
		for _, s := range w.spells(x.List) {
			parts = append(parts, s.served()...)
		}
		last := w.asOf
		if x.Kind == "DAYS OF" {
			last = last.AddDays(1)
		}
		first, n := last, 0
		for _, s := range daysOn(marks(parts, []spell{{from: civil.Min, until: last}}), func(d civil.Date) bool { return d < last && anyHas(parts, d) }) {
			first = min(first, s.from)
			n += int(s.until - s.from)
		}
		if x.Kind == "DAYS OF" {
			return val{n: int64(n)}
		}
		return val{d: first, e: first.AddDays(n)}
	case *check.Stopped:
		return w.stopped(x)
	case *check.InDays:
		date := w.value(x.Date)
		return yes(!date.none && anyHas(w.days(x.Days), date.d) != x.Outside)
	}
	panic(fmt.Sprintf("the oracle does not know %T", x))
}

// of reads something of one element, where there is one.
func (w *world) of(x *check.Of, read func()) {
	if s, ok := w.one(x.Element); ok {
		w.with(entries([]spell{s}, check.RowsOf(x.Element).RunOf != nil)[0], read)
	}
}

// stopped counts the days that no stop has, until the length of time is over.
func (w *world) stopped(x *check.Stopped) val {
	start, due := w.value(x.Due.Date), w.value(x.Due)
	stops := w.spells(x.Stops)
	if start.none || due.none {
		return val{none: true}
	}
	left := int(due.d - start.d)
	days := marks(stops, []spell{{from: start.d, until: civil.Max}})
	for i := 0; i+1 < len(days); i++ {
		d, next := days[i], days[i+1]
		if d < start.d || anyHas(stops, d) {
			continue
		}
		if left <= int(next-d) {
			return val{d: d.AddDays(left)}
		}
		left -= int(next - d)
	}
	return val{d: civil.Max}
}

// placed is one spell, or a span of time as one.
func (w *world) placed(x check.Expr) (spell, bool) {
	if x.Type().Kind == types.Spell {
		return w.one(x)
	}
	v := w.value(x)
	return spell{from: v.d, until: v.e}, !v.none
}

// asOfAnother reads as of another date; nothing where there is no such date.
func (w *world) asOfAnother(x *check.AsOf, read func()) {
	date := w.value(x.Date)
	if date.none || date.d == civil.Max {
		return
	}
	asOf, cut := w.asOf, w.cut
	defer func() { w.asOf, w.cut = asOf, cut }() // also where it is too early
	w.asOf, w.cut = date.d, true
	read()
}
