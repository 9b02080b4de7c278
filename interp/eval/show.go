package eval

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"rota/interp/value"
	"rota/lang/civil"
	"rota/lang/types"
)

// Show prints a known value as results carry it, the same in every language:
// 2016-03-01, 5y, 12.5, yes, the first name of a choice value, a text as first
// written, none, open; several values joined by "; ". What is not known prints
// as "".
func (e *Evaluator) Show(set value.Set, t types.Type) string {
	if !set.One() {
		return ""
	}
	if set.None {
		return "none"
	}
	if set.Parts != nil {
		parts := make([]string, len(set.Parts))
		for i, p := range set.Parts {
			one := t
			one.Several, one.PerYear = false, false
			parts[i] = e.Show(p.Value, one)
			if t.PerYear {
				parts[i] = strconv.Itoa(p.Year) + " " + parts[i]
			}
		}
		return strings.Join(parts, "; ")
	}
	switch t.Kind {
	case types.Bool:
		if set.True {
			return "yes"
		}
		return "no"
	case types.Date:
		if set.First == civil.Max {
			return "open"
		}
		return set.First.String()
	case types.Period:
		if set.Short == endless {
			return "open"
		}
		return set.Short.String()
	case types.Span:
		return e.Show(measured(set), shownAs(t))
	case types.Ref:
		return e.roster.Kinds[t.Record.Index][set.Codes[0]].ID
	case types.Choice, types.Text:
		parts := make([]string, len(set.Codes))
		for i, c := range set.Codes {
			if t.Choice != nil && int(c) < len(t.Choice.Values) {
				parts[i] = t.Choice.Values[c].Name
			} else {
				parts[i] = e.texts.Text(c)
			}
		}
		return strings.Join(parts, "; ")
	}
	return set.Low.Trim(0).String()
}

// length is how long a span takes, none where it has not begun.
func length(from, until civil.Date) civil.Period {
	switch {
	case until == civil.Max:
		return endless
	case until < from:
		return civil.Period{}
	}
	return civil.Between(from, until)
}

// endless is the length of a span that is open.
var endless = civil.Period{Months: math.MaxInt32}

// ShowConstant prints a stated value as results carry it.
func (e *Evaluator) ShowConstant(k types.Constant, t types.Type) string {
	return e.Show(setOf(k, e.texts), t)
}

// ShowRange prints a set of more than one as low..high where it has an order,
// else its values joined by "|".
func (e *Evaluator) ShowRange(set value.Set, t types.Type) string {
	if set.One() {
		return e.Show(set, t)
	}
	var parts []string
	switch t.Kind {
	case types.Bool:
		if set.True {
			parts = append(parts, "yes")
		}
		if set.False {
			parts = append(parts, "no")
		}
	case types.Span:
		return e.ShowRange(measured(set), shownAs(t))
	case types.Choice, types.Text, types.Ref:
		codes := slices.Clone(set.Codes)
		slices.Sort(codes)
		for _, c := range codes {
			word := e.Show(value.Code(t.Kind, []int32{c}), t)
			switch n := len(parts); {
			case n == mostShown:
				return ""
			case n == 0 || parts[n-1] != word: // texts that nobody has written are one word
				parts = append(parts, word)
			}
		}
	case types.Date:
		parts = []string{fromTo(e.Show(value.Day(set.First), t), e.Show(value.Day(set.Last), t))}
	case types.Period:
		parts = []string{fromTo(e.Show(value.Lengths(set.Short, set.Short), t), e.Show(value.Lengths(set.Long, set.Long), t))}
	default:
		parts = []string{fromTo(set.Low.Trim(0).String(), set.High.Trim(0).String())}
	}
	if set.None {
		parts = append(parts, "none")
	}
	return strings.Join(parts, "|")
}

// mostShown are written one by one; more say nothing.
const mostShown = 200

// fromTo is low..high.
func fromTo(low, high string) string {
	if low == high {
		return low
	}
	return low + ".." + high
}
