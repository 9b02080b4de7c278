package session

import (
	"cmp"
	"context"
	"slices"

	"rota/interp"
	"rota/interp/eval"
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Question is a condition or value in the words of the policy.
type Question struct {
	Expr  check.Expr
	query *eval.Query
	st    *state
}

// Reply is what a question comes to for one record.
type Reply struct {
	Record *roster.Record
	eval.Answer
	AsOf civil.Date // 0 where the date of the record is not known
}

// Parse reads a question; nil after errors, whose places are in a file of the name. Absent are the fields that it reads and
// that no column of the roster holds.
func (s *Session) Parse(name, text string) (q *Question, absent []*check.Field, found diag.List) {
	file := source.New(name, text)
	tree, n := syntax.ParseAlone(file, s.now.policy.Tree.Vocabulary, &found)
	if n == nil {
		return nil, nil, found.Sort()
	}
	x := s.now.policy.Program.Expression(tree, n, &found)
	if x == nil {
		return nil, nil, found.Sort()
	}
	q = &Question{Expr: x, st: s.now}
	if b := s.now.bound; b != nil {
		held := map[*check.Field]bool{}
		for _, c := range b.Roster.Columns {
			held[c.Field] = true
		}
		check.ReadBy(x, func(f *check.Field, _ source.Span) {
			if !f.Used && !held[f] && f.Record.Table == nil && !slices.Contains(absent, f) {
				absent = append(absent, f)
			}
		})
		q.query = b.Query(x)
	}
	return q, absent, found.Sort()
}

// Condition says whether the question is a yes or no.
func (q *Question) Condition() bool { return q.Expr.Type().Kind == types.Bool }

// Listing says whether what is asked for is a list or a spell, which has no one
// value.
func (q *Question) Listing() bool {
	k := q.Expr.Type().Kind
	return k == types.Rows || k == types.Spell
}

// Of is what the question comes to for one record.
func (q *Question) Of(r *roster.Record) Reply {
	date := q.st.asOf
	if date == 0 {
		dates, stated := q.st.bound.AsOf(r)
		if !stated || !dates.One() || dates.None {
			return Reply{Record: r, Answer: eval.Answer{Set: value.Anything(q.Expr.Type().Kind)}}
		}
		date = dates.First
	}
	return Reply{r, q.query.Of(r, date), date}
}

// All is what the question comes to for everybody, in the order of the roster.
func (q *Question) All(ctx context.Context) ([]Reply, error) {
	people := q.st.bound.Roster.People
	out := make([]Reply, len(people))
	err := each(ctx, len(people), func(i int) { out[i] = q.Of(people[i]) })
	return out, err
}

// Show prints a reply of one value, the same in every language.
func (q *Question) Show(r Reply) string { return q.query.Show(r.Answer) }

// ShowRange prints what a reply may be.
func (q *Question) ShowRange(r Reply) string { return q.query.ShowRange(r.Answer) }

// Text prints a reply of one value for a person to read.
func (q *Question) Text(r Reply) locale.Text { return q.query.Words(r.Record, r.AsOf) }

// Order compares two replies of one value that have an order.
func (q *Question) Order(a, b *Reply) int {
	if q.Expr.Type().Kind == types.Span {
		return cmp.Compare(int(a.EndFirst-a.First), int(b.EndFirst-b.First))
	}
	return a.CompareLow(b.Set)
}

// Ordered says whether its values have an order, rather than being so many groups.
func (q *Question) Ordered() bool {
	switch q.Expr.Type().Kind {
	case types.Bool, types.Choice, types.Text, types.Ref:
		return false
	}
	t := q.Expr.Type()
	return !t.Several && !t.PerYear
}

// Gap is a blank that keeps decisions open.
type Gap struct {
	Field *check.Field
	Row   *roster.Record // of another record that many ask about; nil for one of their own
	Open  int            // decisions that it keeps open, alone or among others
	Alone int            // of those, the ones that nothing else keeps open
	Of    []*roster.Record
}

// mostNamed are the records that a gap names.
const mostNamed = 8

// Gaps lists the blanks that keep decisions open, that which would settle most
// first. Blanks of one column in the own rows of many are one gap; a blank of
// another record on which many hang is one by itself. Open is how many decisions
// are open in all.
func (s *Session) Gaps(ctx context.Context) (gaps []Gap, open int, err error) {
	list, err := s.Verdicts(ctx)
	if err != nil {
		return nil, 0, err
	}
	type place struct { // of a blank that is no cell each decision has a field of its own, of one name
		kind *check.Record
		name string
		row  *roster.Record
	}
	of := map[place]int{} // where it is among the gaps
	for _, v := range list {
		if v.Outcome != eval.Undetermined {
			continue
		}
		open++
		var met []int
		for _, b := range v.Missing {
			p := place{kind: b.Field.Record, name: b.Field.Name}
			if b.Row != nil && b.Row.Kind.Key != nil && b.Row.Kind.Owner == nil {
				p.row = b.Row
			}
			i, there := of[p]
			if !there {
				i = len(gaps)
				gaps, of[p] = append(gaps, Gap{Field: b.Field, Row: p.row}), i
			}
			if !slices.Contains(met, i) {
				met = append(met, i)
			}
		}
		for _, i := range met {
			g := &gaps[i]
			g.Open++
			if len(met) == 1 {
				g.Alone++
			}
			if len(g.Of) < mostNamed && !slices.Contains(g.Of, v.Record) {
				g.Of = append(g.Of, v.Record)
			}
		}
	}
	slices.SortStableFunc(gaps, func(a, b Gap) int {
		return cmp.Or(b.Alone-a.Alone, b.Open-a.Open, a.column()-b.column(), cmp.Compare(a.Field.Index, b.Field.Index), cmp.Compare(a.Field.Name, b.Field.Name), cmp.Compare(rowID(a), rowID(b)))
	})
	return gaps, open, nil
}

// column is 0 for a blank of a column, 1 for one of a table, the calendar or a tie.
func (g Gap) column() int {
	if slices.Contains(g.Field.Record.Fields, g.Field) {
		return 0
	}
	return 1
}

func rowID(g Gap) string {
	if g.Row == nil {
		return ""
	}
	return g.Row.ID
}

// Prelude is the vocabulary of the prelude, which there is without a policy.
func Prelude() *syntax.Vocabulary { return interp.Vocabulary() }
