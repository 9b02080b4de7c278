package value

import (
	"cmp"
	"slices"

	"rota/lang/civil"
)

// Runs sorts spells and joins them: a following spell joins the run so far while
// its first day is before breaks(run), the first day on which the run counts as
// broken. Spells that touch or overlap always join; with breaks nil no others
// do. The rows of a run are those of its spells, in order.
//
// breaks may ask for anything of the run so far; it is asked of known runs as of
// runs that are bounded only.
func Runs(list Spells, breaks func(run Spell) Set) Spells {
	return write(runs(read(list), breaks))
}

// runs is Runs of a sorted list. The list is parted where no filling joins;
// a part in which all is known is one run.
func runs(list []bounds, breaks func(Spell) Set) []bounds {
	out := make([]bounds, 0, len(list))
	for group := 1; len(list) > 0; group++ {
		run, n := longest(list, breaks)
		run.group = group
		if run.exact() {
			out = append(out, run)
		} else {
			out = append(out, open(list[:n], run, breaks)...)
		}
		list = list[n:]
	}
	return sorted(out)
}

// longest joins the first spells of a sorted list as far as some filling does,
// and says how many they are. While all is known the result is the run itself;
// else it bounds every run that these spells may make.
func longest(list []bounds, breaks func(Spell) Set) (run bounds, n int) {
	run = list[0]
	run.rows = slices.Clip(run.rows) // they belong to the caller
	known := run.exact()
	if !known {
		run = loosely(run.from, run.until, run.rows)
	}
	for n = 1; n < len(list); n++ {
		next := &list[n]
		first, last := breaking(run, breaks)
		if next.from >= last {
			break
		}
		if known && next.exact() && next.from < first {
			run.until = max(run.until, next.until)
			run.till = run.until
			run.rows, run.rowsKnown = joined(run.rows, next.rows), run.rowsKnown && next.rowsKnown
		} else {
			known = false
			run = loosely(run.from, max(run.until, next.until), joined(run.rows, next.rows))
		}
	}
	return run, n
}

// loose bounds all spells within some days.
func loose(from, until civil.Date) bounds {
	return bounds{from: from, by: until - 1, till: from + 1, until: until, many: true}
}

// loosely bounds all spells within some days that may have come from some rows.
func loosely(from, until civil.Date, rows []int) bounds {
	b := loose(from, until)
	b.rows = rows
	return b
}

// breaking is the earliest and the latest day on which a run may count as broken.
func breaking(run bounds, breaks func(Spell) Set) (first, last civil.Date) {
	first, last = run.till+1, run.until+1
	if breaks == nil {
		return first, last
	}
	run.sure, run.many = true, false
	day := breaks(run.spell())
	if !day.Some() {
		return first, last
	}
	from, until := ends(day)
	if !day.None {
		first = max(first, from)
	}
	return first, max(last, until)
}

// open describes the runs of spells of which not all is known, and which some
// filling makes one run. Spells that every filling has and joins are kernels:
// each is within a run. Other runs lie between the kernels.
func open(list []bounds, all bounds, breaks func(Spell) Set) []bounds {
	out := kernels(list, all, breaks)
	var maybe []bounds
	rowsKnown := len(out) == 1
	for i, s := range list {
		if !s.sure {
			maybe = append(maybe, s)
		}
		rowsKnown = rowsKnown && s.sure && !s.many && s.rowsKnown && (i == 0 || list[i-1].before(&s))
	}
	for i := range out {
		out[i].rowsKnown = rowsKnown
	}
	if maybe == nil {
		return out
	}
	n := len(out)
	for i := 0; i <= n; i++ {
		room := stretch{all.from, all.until}
		var next *bounds
		if i < n {
			next = &out[i]
			room.until = next.by - 1
		}
		if i > 0 {
			last := out[i-1]
			last.until = max(last.till, room.until)
			room.from, _ = breaking(last, breaks)
		}
		out = append(out, between(maybe, room, next, all.group, breaks)...)
	}
	return out
}

// kernels joins the days that every filling has where every filling joins them.
// The run around a kernel may reach as far as all.
func kernels(list []bounds, all bounds, breaks func(Spell) Set) []bounds {
	var must []bounds
	for i := range list {
		if list[i].sure {
			must = append(must, list[i])
		}
	}
	slices.SortStableFunc(must, func(a, b bounds) int { return cmp.Compare(a.by, b.by) })
	var out []bounds
	reach, begun := all.from, 0 // how far spells that may have begun reach
	for _, s := range must {
		for ; begun < len(list) && list[begun].from <= s.by; begun++ {
			reach = max(reach, list[begun].until)
		}
		if n := len(out); n > 0 {
			k := &out[n-1]
			first, _ := breaking(bounds{from: k.from, by: k.by, till: k.till, until: reach, rows: all.rows}, breaks)
			if s.by < first {
				k.till = max(k.till, s.till)
				continue
			}
		}
		out = append(out, bounds{from: all.from, by: s.by, till: s.till, until: all.until, sure: true, group: all.group, rows: all.rows})
	}
	return out
}

// between describes the runs in the room between two kernels, made of spells
// that the list may lack; next is the kernel that follows, if any.
func between(maybe []bounds, room stretch, next *bounds, group int, breaks func(Spell) Set) []bounds {
	var inside []bounds
	for _, s := range maybe {
		if s.by < room.from || s.till > room.until {
			continue
		}
		s.from, s.until = max(s.from, room.from), min(s.until, room.until)
		s, ok := s.withDays()
		if !ok {
			continue
		}
		if next != nil {
			first, _ := breaking(bounds{from: room.from, by: s.by, till: s.till, until: room.until, rows: next.rows}, breaks)
			if next.by < first {
				continue // it joins the kernel
			}
		}
		s.group = group
		inside = append(inside, s)
	}
	var out []bounds
	for len(inside) > 0 {
		run, n := longest(inside, breaks)
		if n == 1 {
			run = inside[0]
		}
		run.group = group
		out = append(out, run)
		inside = inside[n:]
	}
	return out
}
