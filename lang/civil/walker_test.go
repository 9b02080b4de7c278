package civil

import "fmt"

// walker is the oracle: it knows dates only by stepping to the next or the
// previous day with a list of month lengths of its own. It begins on 1970-01-01,
// day 0, a Thursday, and uses nothing of the package.
type walker struct{ year, month, day, number, weekday int }

func walk() walker { return walker{1970, 1, 1, 0, 4} }

func (w walker) lastOfMonth() int {
	length := []int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[w.month]
	if w.month == 2 {
		if w.year%400 == 0 {
			length = 29
		} else if w.year%100 == 0 {
			length = 28
		} else if w.year%4 == 0 {
			length = 29
		}
	}
	return length
}

func (w *walker) next() {
	w.number++
	w.weekday++
	if w.weekday == 7 {
		w.weekday = 0
	}
	w.day++
	if w.day > w.lastOfMonth() {
		w.day = 1
		w.month++
	}
	if w.month == 13 {
		w.month = 1
		w.year++
	}
}

func (w *walker) previous() {
	w.number--
	w.weekday--
	if w.weekday < 0 {
		w.weekday = 6
	}
	w.day--
	if w.day == 0 {
		w.month--
		if w.month == 0 {
			w.month = 12
			w.year--
		}
		w.day = w.lastOfMonth()
	}
}

func (w walker) iso() string { return fmt.Sprintf("%04d-%02d-%02d", w.year, w.month, w.day) }

// to walks to a date, which must exist.
func (w *walker) to(iso string) {
	for w.iso() < iso {
		w.next()
	}
	for w.iso() > iso {
		w.previous()
	}
}

// add passes as many first days of a month as there are months, stops on the
// day wished or the last there is, then walks the days.
func (w *walker) add(months, days int) {
	wished := w.day
	for ; months > 0; months-- {
		for w.next(); w.day != 1; w.next() {
		}
	}
	for ; months < 0; months++ {
		for w.previous(); w.day != w.lastOfMonth(); w.previous() {
		}
	}
	for w.day > 1 {
		w.previous()
	}
	for w.day < wished && w.day < w.lastOfMonth() {
		w.next()
	}
	for ; days > 0; days-- {
		w.next()
	}
	for ; days < 0; days++ {
		w.previous()
	}
}

// anniversaries counts, up to and including a date, the days on which another
// year or month is complete.
func (w walker) anniversaries(iso string, monthly bool) (count int) {
	born := w
	for w.iso() < iso {
		w.next()
		corresponding := w.day == born.day || w.day == w.lastOfMonth() && w.day < born.day
		if corresponding && (monthly || w.month == born.month) {
			count++
		}
	}
	return count
}
