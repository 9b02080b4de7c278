package civil

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// The bounds against every way to fill the unknown days under the rule, with a
// shorter stretch than 31 days so that all ways can be tried.
func TestWorkdayBoundsAreExact(t *testing.T) {
	const stretch, days = 4, 14
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 80 {
		l := Listing{Days: map[Date]bool{}, Unclear: map[Date]bool{}} // every other day is worked
		var unclear []Date
		for d := Date(0); d < days; d++ {
			switch n := r.IntN(10); {
			case n < 1+round%4 && len(unclear) < 11:
				l.Unclear[d], unclear = true, append(unclear, d)
			case n < 8:
				l.Days[d] = false
			}
		}
		w := l.calendar(stretch)
		var fillings []map[Date]bool
		for bits := range 1 << len(unclear) {
			filled := map[Date]bool{}
			for i, d := range unclear {
				filled[d] = bits>>i&1 == 1
			}
			works := func(d Date) bool {
				if known, ok := filled[d]; ok {
					return known
				}
				works, _ := l.works(d)
				return works
			}
			allowed := true
			for d := Date(-stretch); d < days+stretch && allowed; d++ {
				some, unknown := false, false
				for e := d; e < d+stretch; e++ {
					some, unknown = some || works(e), unknown || l.Unclear[e]
				}
				allowed = some || !unknown
			}
			if allowed {
				all := map[Date]bool{}
				for d := Date(-40); d < days+40; d++ {
					all[d] = works(d)
				}
				fillings = append(fillings, all)
			}
		}
		require.NotEmpty(t, fillings)
		for from := Date(-2); from < days; from++ {
			for to := from; to < days+3; to++ {
				low, high := 1000, 0
				var first, last [2]Date // earliest and latest
				first[0], last[0], first[1], last[1] = Max, Max, Min, Min
				none, some := false, false
				for _, f := range fillings {
					n := 0
					begins, ends := Max, Min
					for d := from; d <= to; d++ {
						if f[d] {
							begins, ends = min(begins, d), max(ends, d)
							if d > from {
								n++
							}
						}
					}
					low, high = min(low, n), max(high, n)
					if none = none || begins > ends; begins <= ends {
						some = true
						first = [2]Date{min(first[0], begins), max(first[1], begins)}
						last = [2]Date{min(last[0], ends), max(last[1], ends)}
					}
				}
				worked, unknown := w.Count(from, to)
				require.Equal(t, []int{low, high}, []int{w.Fewest(from, to), worked + unknown}, "%d..%d of %v", from, to, l)
				near, far, has, sure := w.FirstOf(from, to)
				require.Equal(t, []bool{some, some && !none}, []bool{has, sure}, "%d..%d of %v", from, to, l)
				if has {
					require.Equal(t, first, [2]Date{near, far}, "%d..%d of %v", from, to, l)
					near, far, _, _ = w.LastOf(from, to)
					require.Equal(t, last, [2]Date{near, far}, "%d..%d of %v", from, to, l)
				}
			}
			for n := -4; n <= 4; n++ {
				near, far := Max, Min
				for _, f := range fillings {
					d := from
					for left := n; left != 0; {
						if left > 0 {
							d++
						} else {
							d--
						}
						if f[d] && left > 0 {
							left--
						} else if f[d] {
							left++
						}
					}
					near, far = min(near, d), max(far, d)
				}
				first, last, _ := w.Add(from, n)
				require.Equal(t, []Date{near, far}, []Date{first, last}, "%d%+d of %v", from, n, l)
			}
		}
	}
}

// Outside of the table the way has equal steps; the same as where the years are
// part of it and unknown one by one.
func TestFewestOutsideOfTheTable(t *testing.T) {
	short := listing(t, short)
	long := Listing{Rest: short.Rest, Days: short.Days, Years: short.Years, Unclear: map[Date]bool{}}
	for d := date(t, "2010-01-01"); d <= date(t, "2040-12-31"); d++ {
		if _, known := short.works(d); !known {
			long.Unclear[d] = true
		}
	}
	long.Years = map[int]bool{2010: true, 2024: true, 2026: true, 2040: true}
	one, other := short.Calendar(), long.Calendar()
	for from := date(t, "2015-01-01"); from < date(t, "2030-01-01"); from += 13 {
		for to := from; to < from+3000; to += 97 {
			require.Equal(t, other.Fewest(from, to), one.Fewest(from, to), "%s %s", from, to)
		}
	}
}
