package examples_test

import (
	"slices"
	"testing"

	"rota/interp/eval"
)

// What is decided briefly is what is decided with reasons, of every example and
// of every example with blanks.
func TestBrief(t *testing.T) {
	each(t, func(t *testing.T, x example) {
		bound, run, _ := x.first(t)
		var brief []eval.Decision
		for d := range bound.Brief(x.date()) {
			brief = append(brief, d)
		}
		if len(brief) != len(run.Decisions) {
			t.Fatalf("%d decisions, not %d", len(brief), len(run.Decisions))
		}
		for i, d := range brief {
			if want := run.Decisions[i]; d.Record != want.Record || d.Row != want.Row || d.Action != want.Action || d.AsOf != want.AsOf || d.Outcome != want.Outcome ||
				!slices.Equal(d.Clauses, want.Clauses) || len(d.Possible) != len(want.Possible) || len(d.Missing) != len(want.Missing) {
				t.Errorf("%s of %s: %v by %v, not %v by %v", d.Action.Name, d.Record.ID, d.Outcome, d.Clauses, want.Outcome, want.Clauses)
			}
		}
	})
}
