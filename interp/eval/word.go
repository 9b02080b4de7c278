package eval

import "rota/lang/check"

// named are the outcomes by the words that tests and registers use for them.
var named = map[string]Outcome{
	"MUST": Must, "MUST NOT": MustNot, "SHOULD": Should, "SHOULD NOT": ShouldNot, "PLAN TO": Plan, "MAY": May,
	"EXEMPT": Exempt, "DEFER": Deferred, "MAY EXEMPT": MayExempt, "MAY DEFER": MayDefer, "MAY EXEMPT OR DEFER": MayExemptOrDefer,
	"NOTHING": Nothing, "UNDETERMINED": Undetermined, "OUT OF SCOPE": OutOfScope, "CONFLICT": Conflict, "DATA ERROR": DataError,
	"CHECK MET": Met, "CHECK BROKEN": Broken, "CHECK DEPARTED": Departure, "MET": Met, "BROKEN": Broken, "DEPARTED": Departure,
}

// OfStrength is the outcome that an effect of this strength gives.
func OfStrength(s check.Strength) Outcome { return outcomeOf[s] }

// Called is the outcome that a word of the language means; 0 for none.
func Called(word string) Outcome { return named[word] }
