package value

import (
	"rota/lang/civil"
	"rota/lang/types"
)

// Compare relates two values of one kind: =, !=, <, <=, >, >=. Where either
// may be none it may be false, since a comparison with none is false; none
// equals nothing, not even another none.
func Compare(op string, a, b Set) Set {
	result := truths(false, a.None || b.None)
	switch {
	case !a.Some() || !b.Some():
		return result
	case a.Lost || b.Lost:
		return Unknown()
	}
	var less, equal, more bool // which relations some pair of values has
	switch a.Kind {
	case types.Bool:
		equal = a.True && b.True || a.False && b.False
		less = a.True && b.False || a.False && b.True
	case types.Choice, types.Text, types.Ref:
		less, equal, more = relateCodes(a, b)
	case types.Date:
		less, equal, more = a.First < b.Last, a.First <= b.Last && b.First <= a.Last, a.Last > b.First
	case types.Period:
		less = order(a.Short, b.Long) < 0
		more = order(a.Long, b.Short) > 0
		equal = order(a.Short, b.Long) <= 0 && order(b.Short, a.Long) <= 0
	default:
		less = a.Low.Less(b.High)
		more = b.Low.Less(a.High)
		equal = !b.High.Less(a.Low) && !a.High.Less(b.Low)
	}
	var can, cannot bool
	switch op {
	case "=":
		can, cannot = equal, less || more
	case "!=":
		can, cannot = less || more, equal
	case "<":
		can, cannot = less, equal || more
	case "<=":
		can, cannot = less || equal, more
	case ">":
		can, cannot = more, equal || less
	case ">=":
		can, cannot = more || equal, less
	}
	return truths(result.True || can, result.False || cannot)
}

// relateCodes compares by position in the choice; texts and references are only
// equal or not.
func relateCodes(a, b Set) (less, equal, more bool) {
	for _, x := range a.Codes {
		for _, y := range b.Codes {
			less, equal, more = less || x < y, equal || x == y, more || x > y
		}
		if less && equal && more {
			break // of long lists this is soon
		}
	}
	return less, equal, more
}

// order compares lengths of time by the days they have on average: a month
// 30.436875 days (a 400-year cycle has 146097 days in 4800 months), five working
// days a week. Lengths of months alone, of days alone or of working days alone
// compare exactly.
func order(a, b civil.Period) int {
	x := (int64(a.Months)-int64(b.Months))*146097 + (int64(a.Days)-int64(b.Days))*4800 + (int64(a.Workdays)-int64(b.Workdays))*6720
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

func shorter(a, b civil.Period) civil.Period {
	if order(b, a) < 0 {
		return b
	}
	return a
}

func longer(a, b civil.Period) civil.Period {
	if order(b, a) > 0 {
		return b
	}
	return a
}

// Among asks whether the value, or one of several in a cell, is one of others.
func Among(x Set, others []Set) Set {
	if !x.Several && x.Parts == nil && !x.Lost {
		result := truths(false, true)
		for _, o := range others {
			result = Or(result, Compare("=", x, o))
		}
		result.False = result.False && (x.None || !amongAll(x, others))
		return result
	}
	if x.Lost {
		return Unknown()
	}
	result := truths(false, true)
	for _, p := range x.Parts {
		result = Or(result, Among(p.Value, others))
	}
	if x.Several {
		known := true
		var wanted []int32
		for _, o := range others {
			known = known && o.One()
			wanted = append(wanted, o.Codes...)
		}
		sure, may := common(x.Sure, wanted), common(x.Codes, wanted)
		result = truths(len(may) > 0, len(sure) == 0 || !known)
		// A cell of several values holds at least one: when all it may hold is
		// wanted, one of them is in it.
		if known && len(x.Codes) > 0 && len(may) == len(x.Codes) {
			result.False = false
		}
	}
	if x.None {
		result.False = true
		if !x.Some() {
			result.True = false
		}
	}
	return result
}

// amongAll: every code the value may have is one of the others, all known.
func amongAll(x Set, others []Set) bool {
	if x.Kind != types.Choice && x.Kind != types.Text && x.Kind != types.Ref {
		return false
	}
	for _, c := range x.Codes {
		found := false
		for _, o := range others {
			found = found || len(o.Codes) == 1 && o.Codes[0] == c && !o.None
		}
		if !found {
			return false
		}
	}
	return len(x.Codes) > 0
}

// IsNone asks whether there is no such thing.
func IsNone(x Set) Set { return truths(x.None, x.Some()) }
