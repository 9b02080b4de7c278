package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rota/interp/eval"
	"rota/interp/explain"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/types"
)

// ids are the ids of clauses, each once: several rules may bear one.
func ids(rules []*check.Rule) []string {
	list := make([]string, 0, len(rules))
	for _, r := range rules {
		list = appendNew(list, r.ID)
	}
	return list
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func (run Run) join(list []string) string { return strings.Join(list, run.say(", ", "、")) }

// clauses names clauses for a person; one without an id is known by its line.
func (run Run) clauses(rules []*check.Rule) string {
	list := ids(rules)
	for i, id := range list {
		list[i] = run.clause(id)
	}
	return run.join(list)
}

func (run Run) clause(id string) string {
	return check.ClauseText(id).In(run.Language)
}

// titled names clauses with their titles, and their files where there are several.
func (run Run) titled(rules []*check.Rule) string {
	var list []string
	for _, r := range rules {
		text := strings.TrimSpace(run.clause(r.ID) + " " + r.Title)
		if run.Program != nil && len(run.Program.Files) > 1 && r.Span.File != nil && !strings.HasPrefix(text, r.Span.File.Name) {
			text += run.say(" ["+r.Span.File.Name+"]", "〔"+r.Span.File.Name+"〕")
		}
		list = appendNew(list, text)
	}
	return strings.Join(list, run.say("; ", "；"))
}

// cites names the clauses cited that are no rules.
func (run Run) cites(list []eval.Cite) string {
	var ids []string
	for _, c := range list {
		ids = appendNew(ids, c.ID)
	}
	return run.join(ids)
}

// cited names all clauses that give an outcome, each once: a definition may bear
// the number of the rule that reads it.
func (run Run) cited(d eval.Decision) string {
	var list []string
	for _, r := range d.Clauses {
		list = appendNew(list, run.clause(r.ID))
	}
	for _, c := range d.Cites {
		list = appendNew(list, c.ID)
	}
	return run.join(list)
}

func (run Run) beaten(d eval.Decision) string {
	var list []string
	for _, b := range d.Beaten {
		s := run.clause(b.Rule.ID)
		if by := run.clauses(b.By); by != "" {
			s += run.say(" (by ", "（让位于") + by + run.say(")", "）")
		}
		list = appendNew(list, s)
	}
	return run.join(list)
}

func (run Run) outcomes(list []eval.Outcome, a *check.Action) string {
	var words []string
	for _, o := range list {
		words = appendNew(words, explain.Outcome(o, a, run.Language))
	}
	return strings.Join(words, run.say(" or ", "或"))
}

func (run Run) possible(d eval.Decision) string {
	words := run.outcomes(d.Possible, d.Action)
	switch {
	case !d.Open():
		return words
	case words == "":
		return run.say("not worked out", "未能算出")
	}
	return words + run.say(", perhaps others", "，或有其他")
}

// missing names the fields of the blanks, each once; of another record with the
// kind that it is.
func (run Run) missing(d eval.Decision) []string {
	var list []string
	for _, b := range d.Missing {
		name := explain.FieldName(b.Field, run.Language)
		if elsewhere(b.Row) {
			kind := b.Row.Kind.Text().In(run.Language)
			name += run.say(" (", "（") + kind + run.say(")", "）")
		}
		list = appendNew(list, name)
	}
	return list
}

// fieldNames are the fields of blanks, each once.
func (run Run) fieldNames(blanks []eval.Blank) (list []string) {
	for _, b := range blanks {
		list = appendNew(list, explain.FieldName(b.Field, run.Language))
	}
	return list
}

// elsewhere says of a record that it is neither the one decided nor a row of it.
func elsewhere(r *roster.Record) bool { return r != nil && r.Kind != nil && r.Kind.Key != nil }

// missingAt names the blanks with their cells, so that they can be filled.
func (run Run) missingAt(d eval.Decision) string {
	var list []string
	for _, b := range d.Missing {
		s := explain.FieldName(b.Field, run.Language)
		if elsewhere(b.Row) {
			s += " " + explain.Who(b.Row, run.Language)
		}
		if at := b.Cell.From.Address(); at != "" {
			s += run.say(" (", "（") + at + run.say(")", "）")
		}
		list = appendNew(list, s)
	}
	return run.join(list)
}

func (run Run) otherwise(list []eval.Outcome, more bool, d eval.Decision) string {
	if len(list) == 0 {
		return ""
	}
	words := explain.Else(list, more, d.Action, run.Language)
	return run.say(" (otherwise ", "（否则") + words + run.say(")", "）")
}

func (run Run) assumed(d eval.Decision) string {
	var list []string
	for _, a := range d.Assumed {
		list = appendNew(list, explain.FieldName(a.Field, run.Language)+run.say(": ", "：")+run.taken(a)+run.otherwise(others(a), a.More, d))
	}
	return strings.Join(list, run.say("; ", "；"))
}

// others are the outcomes that an assumption keeps away.
func others(a eval.Assumption) []eval.Outcome {
	if a.Moved {
		return nil
	}
	return a.Else
}

// taken is the value of an assumption, of a yes/no in the language of the run.
func (run Run) taken(a eval.Assumption) string {
	if a.Field.Type.Kind == types.Bool {
		switch a.Value {
		case "yes":
			return run.say("yes", "是")
		case "no":
			return run.say("no", "否")
		}
	}
	return a.Value
}

func (run Run) judged(d eval.Decision) string {
	var list []string
	for _, j := range d.Judged {
		answer := run.say("no", "否")
		switch {
		case !j.Answered:
			answer = run.say("not answered, so no", "尚未认定，视为否")
		case j.Yes:
			answer = run.say("yes", "是")
		}
		if j.Reason.Written != "" {
			answer += run.say(" (reason: ", "（理由：") + j.Reason.Written + run.say(")", "）")
		}
		list = appendNew(list, explain.Blank(eval.Blank{Field: j.Field, Row: j.Row}, run.Language)+run.say(": ", "：")+answer+run.otherwise(j.Else, j.More, d))
	}
	return strings.Join(list, run.say("; ", "；"))
}

// dateText is a date or the range it lies in; "" for none.
func dateText(d eval.Dates) string {
	switch {
	case d.IsZero():
		return ""
	case d.First == d.Last:
		return d.First.String()
	}
	return d.First.String() + ".." + d.Last.String()
}

// counted is the Chinese word that counts what is decided: 人 for persons.
func (run Run) counted() string {
	if run.Program != nil && run.Program.Subject != nil && run.Program.Subject.Name != "staff" {
		return "项"
	}
	return "人"
}

// notes say what the counts rest on: the cells that are missing, the questions
// nobody has answered and the assumptions, grouped, the most frequent first.
func (run Run) notes() []string {
	missing, unanswered, answered, unreasoned, assumed := tally{}, tally{}, tally{}, tally{}, tally{}
	for _, d := range run.Decisions {
		if d.Outcome == eval.Undetermined {
			name := explain.ActionName(d.Action, run.Language)
			if list := run.missing(d); len(list) > 0 {
				missing.add(name, run.join(list))
			} else {
				missing.add(name, "")
			}
		}
		for _, j := range d.Judged {
			name := explain.FieldName(j.Field, run.Language)
			switch {
			case !j.Answered:
				unanswered.add(name, "")
			case j.Yes:
				if answered.add(name, run.say("yes", "是")); j.Reason.Written == "" {
					unreasoned.add(name, "")
				}
			default:
				answered.add(name, run.say("no", "否"))
			}
		}
		for _, a := range d.Assumed {
			assumed.add(explain.FieldName(a.Field, run.Language), run.taken(a))
		}
	}
	var notes []string
	note := func(t tally, en, zh, enAlone, zhAlone string) {
		for _, g := range t.sorted() {
			if g.detail == "" {
				notes = append(notes, fmt.Sprintf(run.say(enAlone, zhAlone), g.subject, t[g]))
			} else {
				notes = append(notes, fmt.Sprintf(run.say(en, zh), g.subject, t[g], g.detail))
			}
		}
	}
	note(missing, "%s: %d undetermined, missing: %s", "%s：%d"+run.counted()+"待定，缺：%s", "%s: %d undetermined", "%s：%d"+run.counted()+"待定")
	note(answered, "%[1]s: judged %[3]s in decisions: %[2]d", "%[1]s：认定为%[3]s的结论%[2]d项", "", "")
	note(unreasoned, "", "", "%s: judged yes without a reason in decisions: %d", "%s：认定为是而没有理由的结论%d项")
	note(unanswered, "", "", "%s: not answered, taken as no in decisions: %d", "%s：尚未认定而按否计的结论%d项")
	return append(notes, run.takenAs(assumed)...)
}

// takenAs tells of what was assumed in decisions.
func (run Run) takenAs(assumed tally) (notes []string) {
	for _, g := range assumed.sorted() {
		if g.detail == "" {
			notes = append(notes, fmt.Sprintf(run.say("%s: assumed in decisions: %d", "%s：有推定的结论%d项"), g.subject, assumed[g]))
		} else {
			notes = append(notes, fmt.Sprintf(run.say("%[1]s: taken as “%[3]s” in decisions: %[2]d", "%[1]s：推定为“%[3]s”的结论%[2]d项"), g.subject, assumed[g], g.detail))
		}
	}
	return notes
}

// assumedIn tells of what was assumed in decisions on which something changes.
func (run Run) assumedIn(decisions ...eval.Decision) []string {
	assumed := tally{}
	for _, d := range decisions {
		for _, a := range d.Assumed {
			assumed.add(explain.FieldName(a.Field, run.Language), run.taken(a))
		}
	}
	return run.takenAs(assumed)
}

type group struct{ subject, detail string }

type tally map[group]int

func (t tally) add(subject, detail string) { t[group{subject, detail}]++ }

func (t tally) sorted() []group {
	list := make([]group, 0, len(t))
	for g := range t {
		list = append(list, g)
	}
	slices.SortFunc(list, func(a, b group) int {
		return cmp.Or(t[b]-t[a], cmp.Compare(a.subject, b.subject), cmp.Compare(a.detail, b.detail))
	})
	return list
}
