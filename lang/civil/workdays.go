package civil

import "strings"

// Workdays is a calendar of working days: days of rest by weekday, days that
// are worked or off in spite of it, and the years that it covers. A day of a
// year it does not cover is neither, unless the day itself is listed.
type Workdays struct {
	rest    [7]bool // by Weekday
	listed  map[Date]bool
	years   map[int]bool
	Notices map[int]string // where the days of a year come from
}

// ParseWorkdays reads a calendar written as text: a line with a year and its
// notice, then lines with off or work and dates or first..last. Saturday and
// Sunday rest. bad is the number of the first line that cannot be read, 0 for
// none; the calendar holds what stands before it.
func ParseWorkdays(text string) (calendar *Workdays, bad int) {
	c := &Workdays{listed: map[Date]bool{}, years: map[int]bool{}, Notices: map[int]string{}}
	c.rest[0], c.rest[6] = true, true
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "--")
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case words[0] == "off" || words[0] == "work":
			for _, w := range words[1:] {
				if !c.list(w, words[0] == "work") {
					return c, i + 1
				}
			}
		default:
			d, ok := ParseISO(words[0] + "-01-01")
			if !ok {
				return c, i + 1
			}
			year, _, _ := d.Civil()
			c.years[year] = true
			c.Notices[year] = strings.Join(words[1:], " ")
		}
	}
	return c, 0
}

func (c *Workdays) list(word string, work bool) bool {
	from, to, ranged := strings.Cut(word, "..")
	if !ranged {
		to = from
	}
	first, ok := ParseISO(from)
	last, also := ParseISO(to)
	if !ok || !also || last < first || last-first > 366 {
		return false
	}
	for d := first; d <= last; d++ {
		c.listed[d] = work
	}
	return true
}

// Works says whether a day is a working day; known is false for a day that the
// calendar does not cover.
func (c *Workdays) Works(d Date) (works, known bool) {
	if work, listed := c.listed[d]; listed {
		return work, true
	}
	year, _, _ := d.Civil()
	return !c.rest[d.Weekday()], c.years[year]
}

// Count counts the working days after from up to and including to (Civil Code,
// article 201: the first day is not counted); negative when to is earlier.
// known is false when the calendar lacks one of the days.
func (c *Workdays) Count(from, to Date) (n int, known bool) {
	if to < from {
		n, known = c.Count(to, from)
		return -n, known
	}
	for d := from + 1; d <= to; d++ {
		works, ok := c.Works(d)
		if !ok {
			return 0, false
		}
		if works {
			n++
		}
	}
	return n, true
}

// Add is the n-th working day after a date, or before it when n is negative;
// known is false when the calendar lacks one of the days on the way.
func (c *Workdays) Add(from Date, n int) (day Date, known bool) {
	step := Date(1)
	if n < 0 {
		step, n = -1, -n
	}
	for day = from; n > 0; {
		day += step
		works, ok := c.Works(day)
		if !ok {
			return 0, false
		}
		if works {
			n--
		}
	}
	return day, true
}
