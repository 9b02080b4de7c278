// Package report writes decisions. In go the decisions of a run and the policy
// they come from; out comes a table for the terminal, CSV, JSON lines or a
// workbook, all in the order of the roster and all with counts that add up. It
// is the last stage: nothing reads its output but people and other programs.
//
//	run := report.Run{Program: program, Decisions: decisions, AsOf: asOf, Reason: reason}
//	err := report.Table(os.Stdout, run, 100)
package report

import (
	"slices"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/locale"
)

// Run is one run of a policy over a roster. The zero value of every field but
// Program is right.
type Run struct {
	Program     *check.Program
	PolicyName  string // of the file
	Fingerprint string // of the policy's text
	RosterName  string
	AsOf        civil.Date
	Period      string // the year that the run is for, in words; "" for a run as of a date
	AsOfText    string // in place of AsOf, when each record has its own: a field of each record
	Decisions   []eval.Decision
	Quotas      []eval.Quota
	Couples     []eval.Couple                               // what pairs come to, once for each two people
	Reason      func(eval.Decision, locale.Language) string // one line; nil: no reasons
	Evaluator   *eval.Evaluator                             // for registers that ask more than the decisions say
	Language    locale.Language
	Show        []*check.Field // further columns; fields of staff, others stay blank

	// Raw leaves CSV text that a spreadsheet would take for a formula as it is.
	Raw bool
	// Wide counts characters of ambiguous width as two columns of the terminal.
	Wide bool
}

// ActionSummary counts the outcomes of one matter. Total is the number of its
// decisions: of records, but for a check of those it is about.
type ActionSummary struct {
	Action *check.Action
	Counts map[eval.Outcome]int
	Total  int
}

// Summary counts the outcomes of each matter that was decided, in the order of
// the program; of a run without decisions all of them, with nothing counted.
func Summary(run Run) []ActionSummary {
	byAction := map[*check.Action]*ActionSummary{}
	var order []*check.Action
	if run.Program != nil {
		order = slices.Clone(run.Program.Actions)
	}
	for _, d := range run.Decisions {
		s := byAction[d.Action]
		if s == nil {
			s = &ActionSummary{Action: d.Action, Counts: map[eval.Outcome]int{}}
			byAction[d.Action] = s
			if !slices.Contains(order, d.Action) {
				order = append(order, d.Action)
			}
		}
		s.Counts[d.Outcome]++
		s.Total++
	}
	var list []ActionSummary
	for _, a := range order {
		switch s := byAction[a]; {
		case s != nil:
			list = append(list, *s)
		case len(run.Decisions) == 0:
			list = append(list, ActionSummary{Action: a, Counts: map[eval.Outcome]int{}})
		}
	}
	return list
}

// several says whether the decisions are on more than one action.
func (run Run) several() bool { return len(Summary(run)) > 1 }

// named says whether any record bears a name; not every kind has names.
func (run Run) named() bool {
	return len(run.Decisions) == 0 || slices.ContainsFunc(run.Decisions, func(d eval.Decision) bool { return record(d).Name != "" })
}

func (run Run) say(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(run.Language) }

func (run Run) reason(d eval.Decision) string {
	if run.Reason == nil {
		return ""
	}
	return run.Reason(d, run.Language)
}

func (run Run) asOf() string {
	if run.AsOfText != "" {
		return run.AsOfText
	}
	return run.AsOf.String()
}

func asOf(d eval.Decision) string {
	if d.AsOfUnknown {
		return ""
	}
	return d.AsOf.String()
}

// record is the record of a decision; a decision without one, which would be
// our mistake, prints blanks.
func record(d eval.Decision) *roster.Record {
	if d.Record == nil {
		return &roster.Record{}
	}
	return d.Record
}
