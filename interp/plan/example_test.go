package plan_test

import (
	"fmt"

	"rota/interp"
	"rota/lang/civil"
)

// A harness that compares engines record by record runs Rota so: the policy is compiled
// once, a field is found once, and each record sets what it has.
func ExampleSingle() {
	policy, _ := interp.Load("posts.rota", []byte(`rule 4 post tenure >= 8y => must rotate
rule 5 post tenure >= 5y => should rotate
rule 6 pregnant => exempt from rotate`))
	asOf, _ := civil.NewDate(2024, 12, 31)
	one, ok := policy.Single(asOf)
	if !ok {
		return // decisions read more than the record's own cells
	}
	since, pregnant := one.Slot(policy.Program.Named("post since")), one.Slot(policy.Program.Named("pregnant"))
	for _, record := range []struct {
		year int // 0: not known
		with bool
	}{{2019, false}, {2010, false}, {2010, true}, {0, false}} {
		one.Reset()
		if record.year != 0 {
			day, _ := civil.NewDate(record.year, 1, 1)
			one.Date(since, day)
		}
		one.Yes(pregnant, record.with)
		outcome, known := one.Decide(0)
		if !known {
			fmt.Println("not known")
			continue
		}
		for _, clause := range one.Clauses() {
			fmt.Println(outcome, "by", clause.ID)
		}
	}
	// Output:
	// should by 5
	// must by 4
	// exempt by 6
	// not known
}
