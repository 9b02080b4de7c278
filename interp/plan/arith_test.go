package plan_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"rota/interp/eval"
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

// A release limited to some clauses stands apart from one of its strength that is not.
func TestLimitedBesideUnlimited(t *testing.T) {
	var rows []map[string]any
	for i := range 16 {
		yes := func(bit int) any { return i>>bit&1 == 1 }
		rows = append(rows, map[string]any{"staff id": fmt.Sprint(i), "older": yes(0), "later": yes(1), "partly": yes(2), "wholly": yes(3)})
	}
	bound := bind(t, `field older: yes/no
field later: yes/no
field partly: yes/no
field wholly: yes/no
rule 1 older => must rotate
rule 2 later => must rotate
rule 3 partly => exempt only from 1 rotate
rule 4 wholly => exempt from rotate
`, rows)
	briefly(t, bound)
	var must []string
	for d := range bound.Brief(date("2024-12-31")) {
		if d.Outcome == eval.Must {
			must = append(must, d.Record.ID)
		}
	}
	require.Equal(t, []string{"1", "2", "3", "6", "7"}, must) // older or later, but not older alone with partly, and none with wholly
}
