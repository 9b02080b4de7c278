package civil

import "sort"

// Of a day that the calendar does not cover nobody knows whether it is worked; but
// of any 31 days among which there is such a day one at least is taken to be. How
// few days are worked under this rule is found by going from one worked day to the
// next, each as late as the rule allows: what is worked later can only be fewer. All
// ways meet on the days that are known to be worked, so that the table need hold the
// way of one start alone.

// Fewest is how many days after from up to and including to are worked at least.
func (w *Workdays) Fewest(from, to Date) int {
	worked, unknown := w.Count(from, to)
	if unknown == 0 {
		return worked
	}
	day := from // the last day until then that can be worked
	for day > from-Date(w.stretch) && w.off(day) {
		day--
	}
	first, last := w.workedAfter(from), w.workedUntil(to)
	if first > last {
		n, _ := w.walk(day, to)
		return n
	}
	n, _ := w.walk(day, first)
	rest, _ := w.walk(last, to)
	return n + int(w.fewest[last-w.first]-w.fewest[first-w.first]) + rest
}

// countFewest goes through the table from the day before it, which is unknown.
func (w *Workdays) countFewest() {
	w.fewest = make([]int32, len(w.worked))
	if n := len(w.worked) - 1; w.unknown[n] == 0 {
		copy(w.fewest, w.worked)
		return
	}
	next := w.next(w.first - 1)
	for i := range len(w.fewest) - 1 {
		w.fewest[i+1] = w.fewest[i]
		if d := w.first + Date(i); d == next {
			w.fewest[i+1]++
			next = w.next(d)
		}
	}
}

// walk counts the days worked at least after a worked day up to a date.
func (w *Workdays) walk(day, to Date) (n int, last Date) {
	end := w.first + Date(max(0, len(w.worked)-1)) // the first day after the table
	for {
		// Where no day is known the way has equal steps.
		if steps := int(min(to, w.first-1)-day) / w.stretch; day < w.first && steps > 0 && end > w.first {
			n, day = n+steps, day+Date(steps*w.stretch)
		}
		if day >= end-1 || end == w.first {
			steps := max(0, int(to-day)/w.stretch)
			return n + steps, day + Date(steps*w.stretch)
		}
		next := w.next(day)
		if next > to {
			return n, day
		}
		n, day = n+1, next
	}
}

// next is the latest day that can be the first worked one after a worked day.
func (w *Workdays) next(day Date) Date {
	known := w.workedAfter(day)
	limit := day + Date(w.stretch)
	if known <= limit {
		return known
	}
	for d := limit; d > day; d-- {
		if !w.off(d) {
			return d
		}
	}
	// A stretch without a day that could be worked: the first that can be ends it.
	for d := limit + 1; d < known; d++ {
		if !w.off(d) {
			return d
		}
	}
	return known
}

// off says of a day that it is known not to be worked.
func (w *Workdays) off(d Date) bool {
	works, known := w.Works(d)
	return known && !works
}

// workedAfter is the first day after a date that is known to be worked; a day
// beyond all others for none.
func (w *Workdays) workedAfter(d Date) Date {
	n := len(w.worked)
	before, _ := w.before(d + 1)
	i := sort.Search(n, func(i int) bool { return int(w.worked[i]) > before })
	if i == n {
		return Max + 1
	}
	return w.first + Date(i-1)
}

// workedUntil is the last day up to a date that is known to be worked; a day before
// all others for none.
func (w *Workdays) workedUntil(d Date) Date {
	before, _ := w.before(d + 1)
	if before == 0 {
		return Min - 1
	}
	return w.first + Date(sort.Search(len(w.worked), func(i int) bool { return int(w.worked[i]) >= before })-1)
}

// FirstOf and LastOf give the first and the last working day of the days from one
// date to another: the first and the last day that it may be. sure is false where
// there may be none, and some where there is none.
func (w *Workdays) FirstOf(from, to Date) (first, last Date, some, sure bool) {
	n := int(to-from) + 1
	near, far, some, sure := w.nearest(n, func(i int) (Date, Date) { return from - 1, from + Date(i) }, func(i int) (Date, Date) { return to - Date(i) - 1, to })
	return from + Date(near), from + Date(far), some, sure
}

func (w *Workdays) LastOf(from, to Date) (first, last Date, some, sure bool) {
	n := int(to-from) + 1
	near, far, some, sure := w.nearest(n, func(i int) (Date, Date) { return to - Date(i) - 1, to }, func(i int) (Date, Date) { return from - 1, from + Date(i) })
	return to - Date(far), to - Date(near), some, sure
}

// nearest is how many of n days, taken from one end, may lie before the first
// working day; there gives the days up to the i-th, back those from the other end.
func (w *Workdays) nearest(n int, there, back func(i int) (after, to Date)) (near, far int, some, sure bool) {
	can := func(days func(int) (Date, Date)) int {
		return sort.Search(max(n, 0), func(i int) bool {
			worked, unknown := w.Count(days(i))
			return worked+unknown > 0
		})
	}
	if near = can(there); n <= 0 || near == n {
		return 0, 0, false, false
	}
	if far = sort.Search(n, func(i int) bool { return w.Fewest(there(i)) > 0 }); far < n {
		return near, far, true, true
	}
	return near, n - 1 - can(back), true, false
}
