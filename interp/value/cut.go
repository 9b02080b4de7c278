package value

// During cuts each spell to days: what of it lies on the days of the second
// list. A spell that is cut through becomes several, each with its rows.
func During(list, days Spells) Spells {
	return cut(list, days, func(_ stretch, days []bounds) []bounds { return runs(days, nil) })
}

// Outside takes days out of each spell: what of it lies on no day of the second
// list. A spell that is cut through becomes several, each with its rows.
func Outside(list, days Spells) Spells { return cut(list, days, gaps) }

// Together is both lists in one, in order of time.
func Together(a, b Spells) Spells {
	out := read(a)
	most := mostGroup(out)
	for _, s := range read(b) {
		if s.group > 0 {
			s.group += most
		}
		out = append(out, s)
	}
	return write(sorted(out))
}

// cut leaves of each spell what keep makes of the days within it.
func cut(list, days Spells, keep func(window stretch, days []bounds) []bounds) Spells {
	spells, others := read(list), read(days)
	if Known(days) {
		others = runs(others, nil)
	}
	out := make([]bounds, 0, len(spells))
	var near []bounds
	group := mostGroup(spells)
	for i := range spells {
		s := &spells[i]
		whole := bounds{from: s.from, by: s.from, till: s.until, until: s.until, sure: true}
		near = near[:0]
		for _, d := range others {
			if d.from >= s.until {
				break
			}
			if d, ok := d.cut(whole); ok {
				d.rows = nil
				near = append(near, d)
			}
		}
		most, single := group, alone(spells, i)
		for _, piece := range keep(stretch{s.from, s.until}, near) {
			piece.group += group
			most = max(most, piece.group)
			piece, ok := piece.cut(*s)
			if !ok {
				continue
			}
			piece.rows, piece.rowsKnown = s.rows, s.rowsKnown
			if !single {
				piece.group = s.group // a piece of the one may be a piece of the other
			}
			if s.many {
				piece.sure, piece.many, piece.group = false, true, 0
			}
			out = append(out, piece)
		}
		group = most
	}
	return write(sorted(out))
}

func mostGroup(list []bounds) int {
	most := 0
	for i := range list {
		most = max(most, list[i].group)
	}
	return most
}

// alone says whether no other entry may describe the same spell.
func alone(list []bounds, i int) bool {
	group := list[i].group
	for j := range list {
		if group > 0 && j != i && list[j].group == group {
			return false
		}
	}
	return true
}

// gaps describes what a list of spells leaves of a window. Between two stretches
// of certain days lies a hole, and in it days that may be taken: spells that
// reach into it, which leave one gap, and spells that the list may lack, which
// part it. Days of the hole that nothing may take are in some gap for certain.
func gaps(window stretch, list []bounds) []bounds {
	var out []bounds
	var open []bounds // the others take no more than certain days
	for i := range list {
		if !list[i].exact() {
			open = append(open, list[i])
		}
	}
	hole := stretch{from: window.from}
	certain := append(mustDays(list), stretch{from: window.until})
	for group, m := range certain {
		hole.until = m.from
		if hole.from < hole.until {
			out = append(out, hollow(hole, open, group+1)...)
		}
		hole.from = m.until
	}
	return out
}

// hollow describes the gaps of one hole.
func hollow(hole stretch, open []bounds, group int) []bounds {
	var taken []bounds // the days of the hole that each spell may take
	parts := false
	left, right := hole.from, hole.until // how far spells reach into it
	for _, s := range open {
		if s.until <= hole.from || hole.until <= s.from {
			continue
		}
		switch {
		case !s.sure:
			parts = true
		case s.till <= hole.from:
			left = max(left, min(s.until, hole.until))
		default:
			right = min(right, max(s.from, hole.from))
		}
		s.from, s.until = max(s.from, hole.from), min(s.until, hole.until)
		taken = append(taken, s)
	}
	gap := bounds{from: hole.from, by: left, till: right, until: hole.until, sure: true, group: group}
	if !parts {
		gap, _ = gap.withDays()
		return []bounds{gap}
	}
	var out []bounds
	from := hole.from
	for len(taken) > 0 {
		n, until := 1, taken[0].until
		for n < len(taken) && taken[n].from <= until {
			until = max(until, taken[n].until)
			n++
		}
		block := stretch{taken[0].from, until}
		if from < block.from {
			gap.by, gap.till = from, block.from
			out = append(out, gap)
		}
		if around, ok := within(block, hole, taken[:n]); ok {
			around.group = group
			out = append(out, around)
		}
		from, taken = block.until, taken[n:]
	}
	if from < hole.until {
		gap.by, gap.till = from, hole.until
		out = append(out, gap)
	}
	return out
}

// within describes the gaps of a hole that lie wholly on a block of days which
// spells may take; false where there is none.
func within(block, hole stretch, taken []bounds) (bounds, bool) {
	b := loose(block.from, block.until)
	if len(taken) > 1 || taken[0].many {
		return b, true
	}
	s := taken[0]
	atLeft, atRight := block.from == hole.from, block.until == hole.until
	switch fills := s.by <= block.from && s.till >= block.until; {
	case s.sure && (atLeft != atRight):
		return b, false // the days it leaves are those of the gap beside
	case s.sure:
		return b, true
	case atLeft && atRight && fills: // all of it, or none
		return bounds{from: block.from, by: block.from, till: block.until, until: block.until}, true
	}
	return b, atLeft && s.by > block.from || atRight && s.till < block.until
}
