package eval

import (
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
		return set.Short.String()
	case types.Span:
		return long(set.First, set.EndFirst)
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

// long is a span of time as the time it takes.
func long(from, until civil.Date) string {
	if until == civil.Max {
		return "open"
	}
	return civil.Between(from, until).String()
}

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
	var out string
	switch t.Kind {
	case types.Bool:
		return "yes|no"
	case types.Date:
		out = set.First.String() + ".." + set.Last.String()
	case types.Span:
		out = long(set.Last, set.EndFirst) + ".." + long(set.First, set.EndLast)
	case types.Choice, types.Text, types.Ref:
		if len(set.Codes) > mostValues {
			return ""
		}
		parts := make([]string, len(set.Codes))
		for i, c := range set.Codes {
			parts[i] = e.Show(value.Code(t.Kind, []int32{c}), t)
		}
		out = strings.Join(parts, "|")
	default:
		out = set.Low.Trim(0).String() + ".." + set.High.Trim(0).String()
	}
	if set.None {
		out += "|none"
	}
	return out
}
