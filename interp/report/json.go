package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
)

// line is one line of JSONLines. Kind says what the decision is on: an action, a
// result, a check, a requirement that is broken, or outputs alone; like is the
// outcome of the language that a result's own is like. Keys are always all
// there, save Elsewhere, Shown and Files, and lists are never null, so that a reader
// needs no defaults.
type line struct {
	Kind        string              `json:"kind"`
	ID          string              `json:"id"`
	Name        string              `json:"name"`
	Action      string              `json:"action"`
	Outcome     string              `json:"outcome"`
	Like        string              `json:"like"`
	Clauses     []string            `json:"clauses"`
	Standing    []string            `json:"standing"`
	Beaten      []string            `json:"beaten"`
	BeatenBy    map[string][]string `json:"beaten_by"`
	Maybe       []string            `json:"maybe"`
	Cites       []cite              `json:"cites"`
	MaybeCites  []cite              `json:"maybe_cites"`
	Broken      []broken            `json:"broken"`
	Waiting     []waiting           `json:"waiting"`
	Missing     []string            `json:"missing"`
	MissingAt   []string            `json:"missing_at"`
	Elsewhere   []elsewhereBlank    `json:"missing_elsewhere,omitempty"` // which of them other records lack
	Possible    []string            `json:"possible"`
	Exhaustive  bool                `json:"exhaustive"`
	Assumed     []string            `json:"assumed"`
	Assumptions []assumption        `json:"assumptions"`
	Judged      []string            `json:"judged"`
	Judgements  []judgement         `json:"judgements"`
	Deadline    *string             `json:"deadline"`
	Deferred    *string             `json:"deferred_until"`
	LastDay     *string             `json:"last_day"`
	Instead     []string            `json:"instead"`
	OutBy       *string             `json:"out_of_scope_by"`
	Outputs     []output            `json:"outputs"`
	Facts       []fact              `json:"facts"`
	Rows        []row               `json:"rows"`
	Shown       []fact              `json:"shown,omitempty"`
	Files       map[string]string   `json:"files,omitempty"`    // of the clauses, where a policy extends others
	Partners    map[string][]string `json:"partners,omitempty"` // by the clause of a pair: with whom it holds
	Row         string              `json:"row"`
	AsOf        *string             `json:"as_of"`
	Policy      string              `json:"policy"`
	Fingerprint string              `json:"fingerprint"`
}

type waiting struct {
	Clause string `json:"clause"`
	State  string `json:"state"` // lapsed, not-yet
	Date   string `json:"date"`
}

type assumption struct {
	Name  string   `json:"name"`
	Value string   `json:"value"`
	From  string   `json:"from"`
	Else  []string `json:"else"`
	More  bool     `json:"more,omitempty"` // else may lack some
}

type judgement struct {
	Name     string   `json:"name"`
	Answered bool     `json:"answered"`
	Yes      bool     `json:"yes"`
	Reason   string   `json:"reason,omitempty"`
	Else     []string `json:"else"`
	More     bool     `json:"more,omitempty"`
}

type output struct {
	Name       string   `json:"name"`
	Value      string   `json:"value"` // or a range first..last, or those that there may be: good|none
	Known      bool     `json:"known"`
	Exhaustive bool     `json:"exhaustive"`
	Clauses    []string `json:"clauses"`
	Maybe      []string `json:"maybe"`
	Cites      []cite   `json:"cites"`
	MaybeCites []cite   `json:"maybe_cites"`
	Missing    []string `json:"missing"`
}

// cite is a clause that is no rule; row is the one that fails it.
type cite struct {
	Clause string  `json:"clause"`
	Text   string  `json:"text"`
	Row    *string `json:"row"`
}

// broken is a requirement that the record breaks.
type broken struct {
	Clause string `json:"clause"`
	Text   string `json:"text"`
}

// row is a row of a table that gives a value.
type row struct {
	Table  string `json:"table"`
	Clause string `json:"clause"`
	At     string `json:"at"`
}

type fact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	From  string `json:"from"`
	Of    string `json:"of,omitempty"` // the id of another record
}

type elsewhereBlank struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	ID   string `json:"id"`
	From string `json:"from"`
}

// JSONLines writes one object a line for each record and matter, then for each two
// people of a pair and each group of a quota. Keys and
// outcomes are the same in every language, names are those of the policy, dates
// are ISO, a range is first..last; what there is none of is null, or [] for a
// list. Hidden characters are written \uXXXX, so that ids stay exact. The error
// is that of w.
func JSONLines(w io.Writer, run Run) error {
	out := bufio.NewWriter(w)
	for _, d := range run.Decisions {
		text, err := marshal(run.line(d))
		if err != nil {
			return err
		}
		if _, err := out.WriteString(text); err != nil {
			return err
		}
	}
	for _, c := range run.Couples {
		text, err := marshal(run.coupleLine(c))
		if err != nil {
			return err
		}
		if _, err := out.WriteString(text); err != nil {
			return err
		}
	}
	for _, q := range run.Quotas {
		text, err := marshal(run.quotaLine(q))
		if err != nil {
			return err
		}
		if _, err := out.WriteString(text); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (run Run) line(d eval.Decision) line {
	r := record(d)
	l := line{
		Kind: d.Action.Kind.String(), ID: r.ID, Name: r.Name, Action: d.Action.Name, Outcome: d.Outcome.Name(d.Action), Like: d.Outcome.Like(d.Action).String(),
		Clauses: ids(d.Clauses), Standing: ids(d.Standing), Beaten: []string{}, BeatenBy: map[string][]string{},
		Maybe: ids(d.Maybe), Waiting: []waiting{}, Missing: []string{}, MissingAt: []string{},
		Cites: newCites(d.Cites), MaybeCites: newCites(d.MaybeCites), Broken: []broken{},
		Possible: outcomeNames(d.Possible, d.Action), Exhaustive: !d.Open(),
		Assumed: []string{}, Assumptions: []assumption{}, Judged: []string{}, Judgements: []judgement{},
		Deadline: optional(dateText(d.Deadline)), Deferred: optional(dateText(d.DeferredTo)), LastDay: optional(dateText(d.LastDay)),
		Instead: []string{}, Outputs: []output{}, Facts: []fact{}, Rows: []row{},
		Row: r.At.String(), AsOf: optional(asOf(d)), Policy: run.PolicyName, Fingerprint: run.Fingerprint,
	}
	for _, p := range d.Partners {
		if l.Partners == nil {
			l.Partners = map[string][]string{}
		}
		for _, other := range p.Records {
			l.Partners[p.Rule.ID] = appendNew(l.Partners[p.Rule.ID], other.ID)
		}
	}
	if d.Row != nil {
		l.Row = d.Row.At.String()
	}
	for _, a := range d.Broken {
		l.Broken = append(l.Broken, broken{a.Clause.ID, a.Clause.Title})
	}
	for _, b := range d.Beaten {
		l.Beaten = appendNew(l.Beaten, b.Rule.ID)
		if l.BeatenBy[b.Rule.ID] == nil {
			l.BeatenBy[b.Rule.ID] = []string{}
		}
		for _, id := range ids(b.By) {
			l.BeatenBy[b.Rule.ID] = appendNew(l.BeatenBy[b.Rule.ID], id)
		}
	}
	for _, w := range d.Waiting {
		state := "not-yet"
		if w.Lapsed {
			state = "lapsed"
		}
		l.Waiting = append(l.Waiting, waiting{w.Rule.ID, state, w.Date.String()})
	}
	for _, b := range d.Missing {
		l.Missing = appendNew(l.Missing, b.Field.Name)
		if at := b.Cell.From.String(); at != "" {
			l.MissingAt = appendNew(l.MissingAt, at)
		}
		if elsewhere(b.Row) {
			l.Elsewhere = append(l.Elsewhere, elsewhereBlank{b.Field.Name, b.Row.Kind.Name, b.Row.ID, b.Cell.From.String()})
		}
	}
	for _, a := range d.Assumed {
		l.Assumed = appendNew(l.Assumed, a.Field.Name)
		l.Assumptions = append(l.Assumptions, assumption{a.Field.Name, a.Value, a.Cell.From.String(), outcomeNames(a.Else, d.Action), a.More})
	}
	for _, j := range d.Judged {
		l.Judged = appendNew(l.Judged, j.Field.Name)
		l.Judgements = append(l.Judgements, judgement{j.Field.Name, j.Answered, j.Yes, j.Reason.Written, outcomeNames(j.Else, d.Action), j.More})
	}
	for _, a := range d.Instead {
		l.Instead = appendNew(l.Instead, a.Name)
	}
	if d.OutBy != nil {
		l.OutBy = optional(d.OutBy.At().Text())
	}
	for _, o := range d.Outputs {
		one := output{o.Output.Name, o.Value, o.Known, o.Exhaustive, ids(o.Clauses), ids(o.Maybe), newCites(o.Cites), newCites(o.MaybeCites), []string{}}
		for _, b := range o.Missing {
			one.Missing = appendNew(one.Missing, b.Field.Name)
		}
		l.Outputs = append(l.Outputs, one)
	}
	for _, f := range d.Facts {
		fact := newFact(f.Field, f.Value, f.Cell)
		if f.Row != nil {
			fact.Of = f.Row.ID
		}
		l.Facts = append(l.Facts, fact)
	}
	for _, r := range d.Rows {
		l.Rows = append(l.Rows, row{r.Kind.Name, r.ID, r.Where()})
	}
	l.Files = run.files(d)
	for _, f := range run.Show {
		l.Shown = append(l.Shown, newFact(f, cellText(d, f), cellOf(d, f)))
	}
	return l
}

// files are those that the rules of a decision stand in; nil where there is but one.
func (run Run) files(d eval.Decision) map[string]string {
	if run.Program == nil || len(run.Program.Files) < 2 {
		return nil
	}
	files := map[string]string{}
	note := func(rules []*check.Rule) {
		for _, r := range rules {
			if r.Span.File != nil {
				files[r.ID] = r.Span.File.Name
			}
		}
	}
	for _, rules := range [][]*check.Rule{d.Clauses, d.Standing, d.Maybe} {
		note(rules)
	}
	for _, b := range d.Beaten {
		note(append([]*check.Rule{b.Rule}, b.By...))
	}
	for _, w := range d.Waiting {
		note([]*check.Rule{w.Rule})
	}
	return files
}

func newFact(f *check.Field, value string, from roster.Cell) fact {
	return fact{Name: f.Name, Value: value, From: from.From.String()}
}

func outcomeNames(list []eval.Outcome, a *check.Action) []string {
	names := make([]string, 0, len(list))
	for _, o := range list {
		names = append(names, o.Name(a))
	}
	return names
}

func newCites(list []eval.Cite) []cite {
	cites := make([]cite, 0, len(list))
	for _, c := range list {
		one := cite{Clause: c.ID, Text: c.Text.EN}
		if c.Row != nil {
			one.Row = optional(c.Row.At.String())
		}
		cites = append(cites, one)
	}
	return cites
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// marshal is one line of JSON in which hidden characters are escaped; they can
// stand only inside strings.
func marshal(l any) (string, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(l); err != nil {
		return "", err
	}
	text := strings.TrimSuffix(buffer.String(), "\n")
	if !strings.ContainsFunc(text, hidden) {
		return text + "\n", nil
	}
	var escaped strings.Builder
	for _, r := range text {
		if hidden(r) {
			fmt.Fprintf(&escaped, `\u%04x`, r)
		} else {
			escaped.WriteRune(r)
		}
	}
	return escaped.String() + "\n", nil
}
