package value_test

import (
	"math/rand"
	"testing"

	"rota/interp/value"
	"rota/lang/civil"
	"rota/lang/types"
)

// question asks something of a career that is yes or no once all is known.
type question struct {
	name string
	ask  func(list value.Spells, d civil.Date, n int) value.Set
}

func number(n int) value.Set { return value.Int(types.Number, n) }

// ofOne is a condition on the one spell found, the first of those that are tied;
// without one it does not hold.
func ofOne(found value.Spells, none bool, holds func(s value.Spell) value.Set) value.Set {
	out := value.Set{Kind: types.Bool, False: none}
	if value.Known(found) && len(found) > 1 {
		found = found[:1]
	}
	for _, s := range found {
		out = value.Union(out, holds(s))
	}
	return out
}

func lasts(days int) func(s value.Spell) value.Set {
	return func(s value.Spell) value.Set {
		return reach(">=", value.Between(s.From, s.Until), value.Length(civil.Days(days)))
	}
}

func upTo(d civil.Date, days int) func(s value.Spell) value.Set {
	return func(s value.Spell) value.Set {
		return reach(">=", value.Between(s.From, value.Day(d)), value.Length(civil.Days(days)))
	}
}

var halfYear = func(run value.Spell) value.Set {
	return value.Shift(run.Until, value.Length(civil.Months(6)), false)
}

// some says whether some spell of a list meets a condition.
func some(list value.Spells, holds func(s value.Spell) value.Set) value.Set {
	out := value.Truth(false)
	for _, s := range list {
		out = value.Or(out, value.And(s.Is, holds(s)))
	}
	return out
}

var questions = []question{
	{"has", func(l value.Spells, d civil.Date, _ int) value.Set { return value.Has(l, value.Day(d)) }},
	{"days", func(l value.Spells, d civil.Date, n int) value.Set {
		return value.Compare(">=", value.DayCount(l, value.Day(d)), number(n))
	}},
	{"served", func(l value.Spells, d civil.Date, n int) value.Set {
		return reach(">=", value.Served(l, value.Day(d)), value.Length(civil.Months(n/30)))
	}},
	{"stopped", func(l value.Spells, d civil.Date, n int) value.Set {
		return value.Compare("<=", value.Stopped(value.Day(d-500), value.Day(d), l), value.Day(d.AddDays(n)))
	}},
	{"open run begun", func(l value.Spells, d civil.Date, n int) value.Set {
		found, none := value.At(value.Runs(l, nil), value.Day(d), nil)
		return ofOne(found, none, upTo(d, n))
	}},
	{"open run lasts", func(l value.Spells, d civil.Date, n int) value.Set {
		found, none := value.At(value.Runs(l, halfYear), value.Day(d), nil)
		return ofOne(found, none, lasts(n))
	}},
	{"run alive", func(l value.Spells, d civil.Date, n int) value.Set {
		found, none := value.At(value.Runs(l, halfYear), value.Day(d), halfYear)
		return ofOne(found, none, upTo(d, n))
	}},
	{"longest", func(l value.Spells, d civil.Date, n int) value.Set {
		found, none := value.Longest(value.Runs(l, nil), value.Day(d+20000))
		return ofOne(found, none, lasts(n))
	}},
	{"last run ends", func(l value.Spells, d civil.Date, _ int) value.Set {
		found, none := value.Last(value.Runs(l, halfYear))
		return ofOne(found, none, func(s value.Spell) value.Set { return value.Compare("<=", s.Until, value.Day(d)) })
	}},
	{"first run lasts", func(l value.Spells, _ civil.Date, n int) value.Set {
		found, none := value.First(value.Runs(l, halfYear))
		return ofOne(found, none, lasts(n))
	}},
	{"shortest gap", func(l value.Spells, d civil.Date, n int) value.Set {
		span := value.Spells{{Is: value.Truth(true), From: value.Day(d - 1500), Until: value.Day(d)}}
		found, none := value.Shortest(value.Outside(span, l), value.Day(d))
		return ofOne(found, none, lasts(n))
	}},
	{"runs", func(l value.Spells, _ civil.Date, n int) value.Set {
		return value.Compare(">=", value.Runs(l, halfYear).Number(), number(n%5))
	}},
	{"some run lasts", func(l value.Spells, _ civil.Date, n int) value.Set { return some(value.Runs(l, halfYear), lasts(n)) }},
	{"pieces in a year", func(l value.Spells, d civil.Date, n int) value.Set {
		year := value.Spells{{Is: value.Truth(true), From: value.Day(d - 365), Until: value.Day(d)}}
		return value.Compare(">=", value.During(l, year).Number(), number(n%4))
	}},
	{"days out of office", func(l value.Spells, d civil.Date, n int) value.Set {
		span := value.Spells{{Is: value.Truth(true), From: value.Day(d - 1500), Until: value.Day(d)}}
		return value.Compare("<=", value.DayCount(value.Outside(span, l), value.Day(d)), number(n))
	}},
	{"two at once", func(l value.Spells, d civil.Date, n int) value.Set {
		two := value.Level(l, func(inForce []value.Set) value.Set { return value.Compare(">=", value.Count(inForce), number(2)) })
		return value.Compare(">=", value.DayCount(two, value.Day(d)), number(n/4))
	}},
	{"stretches of two", func(l value.Spells, _ civil.Date, n int) value.Set {
		two := value.Level(l, func(inForce []value.Set) value.Set { return value.Compare(">=", value.Count(inForce), number(2)) })
		return value.Compare(">=", two.Number(), number(n%4))
	}},
}

// One blank is halved until every answer is certain: this takes few evaluations
// for each day on which the answer changes.
func TestHalvingOneBlank(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	const wide = 4000
	base := civil.Date(15000)
	spent, changed := map[string]int{}, map[string]int{}
	for range 300 {
		var list value.Spells
		at := base
		for i := range 3 + r.Intn(5) {
			at = at.AddDays(r.Intn(500) - 150)
			list = append(list, value.Spell{
				Is: value.Truth(true), From: value.Day(at), Until: value.Day(at.AddDays(30 + r.Intn(700))), Rows: []int{i}, RowsKnown: true,
			})
			at = list[i].Until.First
		}
		blank := &list[r.Intn(len(list))]
		end, low, high := &blank.Until, blank.From.First+1, blank.From.First+wide
		if r.Intn(2) == 0 {
			end, low, high = &blank.From, blank.Until.First-wide, blank.Until.First-1
		}
		if r.Intn(4) == 0 {
			low, high = civil.Min, civil.Max
		}
		for _, q := range questions {
			d, n := base.AddDays(r.Intn(3000)), 1+r.Intn(1500)
			ask := func(first, last civil.Date) (answer, ok bool) {
				*end = value.Days(first, last)
				return q.ask(list, d, n).Certain()
			}
			evaluations := 0
			var answers []bool
			var halve func(first, last civil.Date)
			halve = func(first, last civil.Date) {
				evaluations++
				if answer, ok := ask(first, last); ok {
					if n := len(answers); n == 0 || answers[n-1] != answer {
						answers = append(answers, answer)
					}
					return
				}
				if first == last {
					t.Fatalf("%s: not known of %v", q.name, show(list))
				}
				middle := first + (last-first)/2
				halve(first, middle)
				halve(middle+1, last)
			}
			halve(low, high)
			spent[q.name] += evaluations
			changed[q.name] += len(answers) - 1
			if most := 60 * len(answers); evaluations > most {
				t.Errorf("%s at %v, %d: %d evaluations for %d answers of %v", q.name, d, n, evaluations, len(answers), show(list))
			}
		}
	}
	for _, q := range questions {
		t.Logf("%-20s %6d evaluations, %5d changes: %5.1f each", q.name, spent[q.name], changed[q.name], float64(spent[q.name]-300)/float64(max(1, changed[q.name])))
	}
}

// reach says whether a span is so long.
func reach(op string, span, length value.Set) value.Set {
	from, to := value.Ends(span)
	return value.Compare(op, to, value.Shift(from, length, false))
}
