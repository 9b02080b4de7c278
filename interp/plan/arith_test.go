package plan_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/plan"
)

// What a number is added to or taken from is compared on columns as one by one, whichever
// side it stands on: also of a blank, and of one that is none.
func TestNumbersMoved(t *testing.T) {
	var rows []map[string]any
	for points := range 12 {
		rows = append(rows, map[string]any{"staff id": fmt.Sprint(points), "points": points})
	}
	rows = append(rows, map[string]any{"staff id": "blank", "points": nil})
	for _, sum := range []string{"points + 3", "3 + points", "points - 3", "3 - points", "9 - points"} {
		for _, sign := range []string{"<", "<=", "=", "!=", ">=", ">"} {
			for _, blank := range []string{"", ", blank means none"} {
				text := "field points: whole number 0 to 11" + blank + "\nrule 1 " + sum + " " + sign + " 4 => must rotate\n"
				t.Run(sum+" "+sign+" 4"+blank, func(t *testing.T) {
					bound := bind(t, text, rows)
					_, ok := plan.Compile(bound.Program, bound.Roster, date("2024-12-31"), plan.Options{})
					require.True(t, ok)
					briefly(t, bound)
				})
			}
		}
	}
}
