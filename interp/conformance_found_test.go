package interp_test

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/report"
	"rota/interp/roster"
	"rota/interp/stream"
	"rota/interp/suite"
	"rota/lang/check"
	"rota/lang/civil"
)

// decide adds what is decided to what is found: by the evaluator that explains, with which
// the plan must agree, and the roster as a stream where it can be decided so.
func (c *specimen) decide(b *interp.Bound, found map[string]string) (problem string) {
	day, problem := c.day(b.Program)
	if problem != "" {
		return problem
	}
	var rows, outputs []map[string]string
	decisions := slices.Collect(b.Run(day))
	for _, d := range decisions {
		if d.Action.Kind != check.KindOutputs {
			rows = append(rows, cellsOf(d))
		}
		outputs = append(outputs, outputsOf(d)...)
	}
	if plain, planned := briefly(slices.Values(decisions)), briefly(b.Brief(day)); plain != planned {
		return "the plan decides\n" + planned + "not\n" + plain
	}
	if problem := c.streamed(b, day, decisions); problem != "" {
		return problem
	}
	for section, rows := range map[string][]map[string]string{
		"decisions": rows, "outputs": outputs, "quotas": quotasOf(b, day), "pairs": pairsOf(b, day), "choices": choicesOf(b, day), "audit": c.auditOf(b, day),
	} {
		if head := c.columns[section]; head != nil {
			found[section] = inForm(head, rows)
		}
	}
	return ""
}

// streamed says where the roster as a stream, which is one table alone, gives other lines
// than as a whole.
func (c *specimen) streamed(b *interp.Bound, day civil.Date, decisions []eval.Decision) (problem string) {
	if c.tables() > 1 {
		return ""
	}
	run := report.Run{Program: b.Program, AsOf: day}
	var whole, got strings.Builder
	s, ok := stream.Open(strings.NewReader(c.inputs["roster.csv"]), "roster.csv", run, day, stream.Options{AnyOrder: true})
	if !ok || s.Write(&got) != stream.Done {
		return "" // it is not for a stream
	}
	if err := report.Brief(&whole, run, slices.Values(decisions)); err != nil {
		return err.Error()
	}
	if got.String() != whole.String() {
		return "as a stream it is\n" + got.String() + "not\n" + whole.String()
	}
	return ""
}

// briefly is what both evaluators say of everybody.
func briefly(decisions iter.Seq[eval.Decision]) string {
	var lines []string
	for d := range decisions {
		lines = append(lines, fmt.Sprintln(d.Record.ID, d.Action.Name, d.Outcome.Name(d.Action),
			"by", several(ids(d.Clauses)), "missing", several(blanks(d, d.Missing)), "possible", several(outcomes(d.Possible, d.Action))))
	}
	return lined(lines)
}

func cellsOf(d eval.Decision) map[string]string {
	cells := map[string]string{
		"id": d.Record.ID, "action": d.Action.Name, "outcome": d.Outcome.Name(d.Action), "row": "",
		"clauses": strings.Join(cited(d), ";"), "missing": strings.Join(blanks(d, d.Missing), ";"),
		"deadline": span(d.Deadline), "until": span(d.DeferredTo), "last day": span(d.LastDay),
	}
	if d.Row != nil {
		cells["row"] = strconv.Itoa(d.Row.At.Row)
	}
	if d.Outcome == eval.Undetermined {
		cells["possible"] = strings.Join(outcomes(d.Possible, d.Action), ";")
		if !d.Exhaustive {
			cells["possible"] += ";..."
		}
	}
	for _, a := range d.Assumed {
		cells["assumed"] += blanks(d, []eval.Blank{a.Blank})[0] + ";"
	}
	for _, j := range d.Judged {
		cells["judged"] += j.Field.Name + ";"
	}
	return cells
}

func outputsOf(d eval.Decision) (rows []map[string]string) {
	for _, o := range d.Outputs {
		of := ids(o.Clauses)
		for _, x := range o.Cites {
			of = append(of, x.ID)
		}
		rows = append(rows, map[string]string{"id": d.Record.ID, "output": o.Output.Name, "value": strings.ReplaceAll(o.Value, "|", ";"),
			"clauses": strings.Join(of, ";"), "missing": strings.Join(blanks(d, o.Missing), ";")})
	}
	return rows
}

// cited are the numbers of all that a decision cites: rules, what is no rule, rows of
// tables, and requirements that are broken.
func cited(d eval.Decision) []string {
	out := ids(d.Clauses)
	for _, x := range d.Cites {
		out = append(out, x.ID)
	}
	for _, r := range d.Rows {
		out = append(out, r.ID)
	}
	for _, a := range d.Broken {
		out = append(out, a.Clause.ID)
	}
	return out
}

func ids(rules []*check.Rule) (out []string) {
	for _, r := range rules {
		out = append(out, r.ID)
	}
	return out
}

func outcomes(list []eval.Outcome, a *check.Action) (out []string) {
	for _, o := range list {
		out = append(out, o.Name(a))
	}
	return out
}

// blanks are the names of fields: those of another record than the one decided with its
// key, which a row of a list has from its holder.
func blanks(d eval.Decision, list []eval.Blank) (out []string) {
	for _, b := range list {
		name := b.Field.Name
		if b.Row != nil && b.Row.ID != "" && b.Row.Kind.Table == nil && (d.Record == nil || d.Record.ID != b.Row.ID) {
			name += " of " + b.Row.ID
		}
		out = append(out, name)
	}
	return out
}

// span is a date, or the first and the last that it may be; "" for none.
func span(d eval.Dates) string {
	switch {
	case d.IsZero():
		return ""
	case d.First == d.Last:
		return d.First.String()
	}
	return d.First.String() + ".." + d.Last.String()
}

func numbers(r eval.Range) string {
	if r.One() {
		return r.Low.Trim(0).String()
	}
	return r.Low.Trim(0).String() + ".." + r.High.Trim(0).String()
}

func quotasOf(b *interp.Bound, day civil.Date) (rows []map[string]string) {
	for _, q := range b.Quotas(day) {
		row := map[string]string{"quota": q.Line.ID, "group": q.Key, "outcome": q.Outcome.String(), "actual": numbers(q.Actual),
			"missing": strings.Join(blanks(eval.Decision{}, q.Missing), ";")}
		if q.Line.ID == "" {
			row["quota"] = q.Quota.ID
		}
		if q.Group != nil {
			row["group"] = q.Group.ID
		}
		if q.Line.Base != nil {
			row["base"] = numbers(q.Base)
		}
		if q.Unknown {
			row["group"] = "?"
		}
		if !q.Unlimited {
			row["required"], row["difference"] = numbers(q.Required), numbers(q.Difference)
		}
		rows = append(rows, row)
	}
	return rows
}

var falls = map[eval.Upon]string{eval.OnFirst: "a", eval.OnSecond: "b", eval.OnBoth: "both", eval.OnEither: "either", eval.FallsOpen: "undetermined"}

func pairsOf(b *interp.Bound, day civil.Date) (rows []map[string]string) {
	for _, c := range b.Couples(day) {
		row := map[string]string{"pair": c.Pair.ID, "a": c.A.ID, "b": "?", "outcome": falls[c.Falls()],
			"clauses": strings.Join(ids(c.Items), ";"), "missing": strings.Join(blanks(eval.Decision{}, c.Missing), ";")}
		if c.Outcome != 0 {
			row["outcome"] = c.Outcome.String()
		}
		if c.B != nil {
			row["b"] = c.B.ID
		}
		rows = append(rows, row)
	}
	return rows
}

var standings = map[eval.Status]string{eval.NoCandidate: "no candidate", eval.WasChosen: "chosen", eval.Waits: "waiting", eval.IsTied: "tied"}

func choicesOf(b *interp.Bound, day civil.Date) (rows []map[string]string) {
	on := func(r *roster.Record) civil.Date { return b.DateOf(r, day) }
	for _, x := range b.Program.Choices {
		for _, person := range b.Roster.People {
			s := b.StandingIn(x, person, on(person))
			row := map[string]string{"choice": x.ID, "id": person.ID, "missing": strings.Join(blanks(eval.Decision{Record: person}, s.Missing), ";")}
			for _, may := range s.May {
				row["outcome"] += standings[may] + ";"
			}
			if s.One(eval.Waits) {
				row["place"] = numbers(s.Place)
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// auditOf is what is found of the plan, where a case asks for it.
func (c *specimen) auditOf(b *interp.Bound, day civil.Date) (rows []map[string]string) {
	audit, _ := b.Audit()
	if c.columns["audit"] == nil || audit == nil {
		return nil
	}
	held, _, _ := c.bind(audit, map[string]bool{})
	for d := range held.Run(day) {
		for _, a := range audit.Program.Audits {
			if d.Action == a.Finding {
				rows = append(rows, map[string]string{"id": d.Record.ID, "action": a.Action.Name,
					"outcome": d.Outcome.Name(d.Action), "missing": strings.Join(blanks(d, d.Missing), ";")})
			}
		}
	}
	return rows
}

// testsOf says of the policy's own tests which pass.
func testsOf(p *check.Program) (rows []map[string]string) {
	for _, c := range suite.Run(p, 0, nil) {
		outcome := "passed"
		if len(c.Failures) > 0 {
			outcome = "failed"
		}
		rows = append(rows, map[string]string{"test": c.Test.Title, "outcome": outcome})
	}
	return rows
}
