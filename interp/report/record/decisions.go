package record

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"

	"rota/interp/eval"
	"rota/interp/report"
	"rota/lang/check"
	"rota/lang/locale"
)

// Decisions are those of a run as a record keeps them, with the last line. The language of
// the run does not matter.
func Decisions(run report.Run) ([]Decision, End, error) {
	all := sha256.New()
	run.Language, run.PolicyName, run.Fingerprint = locale.English, "", "" // a policy laid out anew decides the same
	if err := report.JSONLines(all, run); err != nil {
		return nil, End{}, err
	}
	list := make([]Decision, 0, len(run.Decisions))
	for _, d := range run.Decisions {
		list = append(list, decision(d))
	}
	return list, End{len(list), hex.EncodeToString(all.Sum(nil))}, nil
}

func decision(d eval.Decision) Decision {
	one := Decision{At: place(d), Matter: d.Action.Name, Outcome: d.Outcome.Name(d.Action), Clauses: ids(d.Clauses)}
	if d.Outcome == eval.Undetermined {
		for _, o := range d.Possible {
			one.Possible = append(one.Possible, o.Name(d.Action))
		}
	}
	for _, b := range d.Missing {
		if name := b.Field.Name; !slices.Contains(one.Missing, name) {
			one.Missing = append(one.Missing, name)
		}
	}
	if !d.Deadline.IsZero() {
		one.Deadline = span(d.Deadline.First, d.Deadline.Last)
	}
	switch {
	case !d.DeferredTo.IsZero():
		one.Until = span(d.DeferredTo.First, d.DeferredTo.Last)
	case !d.LastDay.IsZero():
		one.Until = span(d.LastDay.First, d.LastDay.Last)
	}
	if !d.AsOfUnknown {
		one.AsOf = d.AsOf.String()
	}
	return one
}

func place(d eval.Decision) string {
	switch {
	case d.Row != nil:
		return d.Row.At.String()
	case d.Record != nil:
		return d.Record.At.String()
	}
	return ""
}

func ids(rules []*check.Rule) (list []string) {
	for _, r := range rules {
		list = append(list, r.ID)
	}
	return list
}

func span(first, last fmt.Stringer) string {
	if first.String() == last.String() {
		return first.String()
	}
	return first.String() + ".." + last.String()
}

// Difference is a decision that came out otherwise; Was or Is is nil where there is none.
type Difference struct{ Was, Is *Decision }

// Compare lists the decisions that differ, in the order of the old ones, then those that
// are new. Decisions are the same decision where they are on one matter of one row.
func Compare(old, again []Decision) (list []Difference) {
	type key struct {
		at, matter string
		nth        int // of several on one row
	}
	keys := func(decisions []Decision) []key {
		seen := map[key]int{}
		all := make([]key, len(decisions))
		for i, d := range decisions {
			k := key{at: d.At, matter: d.Matter}
			seen[k]++
			all[i] = key{d.At, d.Matter, seen[k]}
		}
		return all
	}
	is := map[key]*Decision{}
	for i, k := range keys(again) {
		is[k] = &again[i]
	}
	for i, k := range keys(old) {
		now := is[k]
		delete(is, k)
		if now == nil || !reflect.DeepEqual(old[i], *now) {
			list = append(list, Difference{&old[i], now})
		}
	}
	for i, k := range keys(again) {
		if is[k] != nil {
			list = append(list, Difference{nil, &again[i]})
		}
	}
	return list
}
