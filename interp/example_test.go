package interp_test

import (
	"fmt"

	"rota/interp"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/lang/civil"
	"rota/lang/locale"
)

func Example() {
	policy, found := interp.Load("first.rota", []byte(`sensitive post tenure >= 5y => must rotate`))
	if found.HasErrors() {
		return
	}
	bound, _ := policy.BindValues([]map[string]any{
		{"staff id": "A1", "post category": "finance", "post since": "2019-12-31"},
		{"工号": "A2", "岗位类别": "人事、综合", "任现职时间": "2020年1月1日"},
		{"staff id": "A3", "post category": "finance", "post since": nil},
	}, nil, roster.Options{})
	asOf, _ := civil.NewDate(2024, 12, 31)
	for d := range bound.Run(asOf) {
		fmt.Printf("%s %s [%s]\n", d.Record.ID, d.Outcome, explain.Reason(bound.Evaluator, d, locale.English))
	}
	// Output:
	// A1 must [line 1: sensitive, post tenure >= 5y (5 years)]
	// A2 none []
	// A3 undetermined [must rotate or nothing applies, depending on post since]
}
