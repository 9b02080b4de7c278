package plan

import (
	"math/bits"

	"rota/lang/civil"
)

// of is a spell of which the first bit says that it is kept, and none where it is not.
func (s spell) of(kept uint64) spell {
	is := -int32(kept & 1)
	return spell{s.from & is, s.until & is}
}

// openRun is the run of the spells kept that has a day, where any gap breaks runs. Here and
// in servedIn nothing branches on what a spell is: no processor could foresee it.
func openRun(days []spell, kept uint64, at int32) spell {
	from, until := int32(0), int32(0)
	i := 0
	for ; i < len(days) && days[i].from <= at; i++ {
		s := days[i].of(kept)
		kept >>= 1
		if s.from > until {
			from = s.from
		}
		until = max(until, s.until)
	}
	if until <= at {
		return spell{}
	}
	for _, s := range days[i:] { // what begins later may join it
		if s = s.of(kept); s.from <= until {
			until = max(until, s.until)
		}
		kept >>= 1
	}
	return spell{from, until}
}

// join makes runs of spells that are in order of time, in their place.
func (g *figure) join(list []spell) []spell {
	out := list[:0]
	for _, s := range list {
		if n := len(out); n > 0 && (s.from <= out[n-1].until || s.from < g.broken(out[n-1])) {
			out[n-1].until = max(out[n-1].until, s.until)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// broken is the first day on which a run counts as broken.
func (g *figure) broken(run spell) int32 {
	after := run.until
	if after < endless {
		after++
	}
	if g.gap == (civil.Period{}) || run.until == endless {
		return after
	}
	return max(after, dayOf(g.career.program.Convention.Add(dateOf(run.until), g.gap)))
}

// runAt is the run that has a day, or is alive on it.
func (g *figure) runAt(runs []spell) spell {
	for i := len(runs) - 1; i >= 0; i-- {
		run := runs[i]
		switch {
		case run.from > g.at:
		case g.at < run.until, g.kind == aliveAt && g.at < g.broken(run):
			return run
		default:
			return spell{}
		}
	}
	return spell{}
}

// servedIn is the time in the spells kept before a day, no day twice, from the first of them
// on.
func servedIn(days []spell, kept uint64, until int32) spell {
	first, reached, all := until, int32(0), int32(0)
	if kept != 0 {
		first = min(until, days[bits.TrailingZeros64(kept)].from)
	}
	for _, s := range days {
		s = s.of(kept)
		kept >>= 1
		end := min(s.until, until)
		all += max(0, end-max(s.from, reached))
		reached = max(reached, end)
	}
	return spell{first, first + all}
}

// lastOf is the spell kept that begins last; not known where several do.
func lastOf(days []spell, kept uint64) (s spell, known bool) {
	if kept == 0 {
		return spell{}, true
	}
	at := bits.Len64(kept) - 1
	s = days[at]
	for kept &^= 1 << at; kept != 0; kept &^= 1 << at {
		if at = bits.Len64(kept) - 1; days[at].from < s.from {
			break
		}
		if days[at] != s {
			return s, false
		}
	}
	return s, true
}

// picked is the first of some spells, the last, the longest or the shortest by a day; not
// known where several are it.
func picked(kind figureKind, list []spell, today int32) (s spell, known bool) {
	if len(list) == 0 {
		return spell{}, true
	}
	best, tied := list[0], false
	for _, s := range list[1:] {
		ahead := 0
		switch days := max(0, min(s.until, today)-s.from) - max(0, min(best.until, today)-best.from); kind {
		case first:
			ahead = int(best.from - s.from)
		case last:
			ahead = int(s.from - best.from)
		case longest:
			ahead = int(days)
		default:
			ahead = int(-days)
		}
		switch {
		case ahead > 0:
			best, tied = s, false
		case ahead == 0 && s != best:
			tied = true
		}
	}
	return best, !tied
}
