package analyze

import (
	"fmt"
	"strings"

	"rota/lang/check"
	"rota/lang/types"
)

// names gives equal numbers to expressions that have the same value wherever they are
// read of the same record. What it does not know the parts of is like nothing else.
type names struct {
	of    map[check.Expr]int
	known map[string]int
	open  bool // a value that the policy sets may be any: it is there to be changed
}

func newNames(open bool) *names { return &names{map[check.Expr]int{}, map[string]int{}, open} }

// name is the number of an expression; 0 is that of one that is not written.
func (n *names) name(x check.Expr) int {
	if x == nil {
		return 0
	}
	if id, ok := n.of[x]; ok {
		return id
	}
	var id int
	if inner := n.expanded(x); inner != nil {
		id = n.name(inner)
	} else {
		id = n.number(n.text(x))
	}
	n.of[x] = id
	return id
}

// number is that of a text that says what an expression is.
func (n *names) number(text string) int {
	id, ok := n.known[text]
	if !ok {
		id = len(n.known) + 1
		n.known[text] = id
	}
	return id
}

// text says what an expression is, its parts by their numbers.
func (n *names) text(x check.Expr) string {
	what, ok := traits(x)
	if !ok {
		return fmt.Sprintf("only %p", x)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%T %s", x, what)
	for _, part := range check.Parts(x) {
		fmt.Fprint(&out, " ", n.name(part))
	}
	return out.String()
}

// expanded is what an expression is another spelling of; nil for none. The value of a
// term reads the record that it is a term of as the one decided, so a term of a row
// stays as it is.
func (n *names) expanded(x check.Expr) check.Expr {
	switch x := x.(type) {
	case *check.TermRef:
		if _, set := x.Term.Value.(*check.Const); x.Row == 0 && len(x.Term.Versions) == 0 && !(set && n.open) {
			return x.Term.Value
		}
	case *check.Marked:
		return x.X
	}
	return nil
}

// plain is an expression without the names that it is given.
func (n *names) plain(x check.Expr) check.Expr {
	for inner := n.expanded(x); inner != nil; inner = n.expanded(x) {
		x = inner
	}
	return x
}

// traits are what tells an expression from others with the same parts; false for one
// that is not known well enough.
func traits(x check.Expr) (string, bool) {
	switch x := x.(type) {
	case *check.Const:
		return constant(x.Value), true
	case *check.FieldRef:
		return fmt.Sprintf("%p %d", x.Field, x.Row), true
	case *check.TermRef:
		return fmt.Sprintf("%p %d", x.Term, x.Row), true
	case *check.ListRef:
		return fmt.Sprintf("%p %d", x.List, x.Row), true
	case *check.Compare:
		return x.Op, true
	case *check.Reach:
		return x.Op, true
	case *check.Arith:
		return x.Op, true
	case *check.OneOf:
		return fmt.Sprint(x.Negated), true
	case *check.State:
		return x.Kind, true
	case *check.Shift:
		return fmt.Sprint(x.Back), true
	case *check.Whole:
		return fmt.Sprint(x.Unit, x.Years), true
	case *check.YearOf:
		return fmt.Sprint(x.Type().Years), true
	case *check.DayOf:
		return fmt.Sprint(x.Last, x.Working), true
	case *check.Extreme:
		return fmt.Sprint(x.Later), true
	case *check.Rounded:
		return x.Kind, true
	case *check.Quantify:
		return x.Kind, true
	case *check.Aggregate:
		return x.Kind, true
	case *check.EndOf:
		return x.Kind, true
	case *check.Length:
		return fmt.Sprint(x.Full), true
	case *check.RunAt:
		return fmt.Sprint(x.Alive), true
	case *check.Pick:
		return x.Kind, true
	case *check.Served:
		return x.Kind, true
	case *check.InDays:
		return fmt.Sprint(x.Outside), true
	case *check.Cut:
		return fmt.Sprint(x.Outside), true
	case *check.TableValue:
		return fmt.Sprintf("%p %p", x.Table, x.Value), true
	case *check.Listed:
		return fmt.Sprintf("%p %t", x.Table, x.Negated), true
	case *check.Near:
		return fmt.Sprint(x.After), true
	case *check.Decided:
		return fmt.Sprintf("%p %d %d", x.Action, x.Strength, x.Row), true
	case *check.ResultOf:
		return fmt.Sprintf("%p", x.Result), true
	case *check.Meets:
		return fmt.Sprint(x.Rules, x.Row), true
	case *check.AsOfDate, *check.Not, *check.And, *check.Or, *check.SpanOf, *check.AgeOf, *check.MonthOf, *check.WeekdayOf,
		*check.If, *check.Default, *check.Lookup, *check.AsOf, *check.Filter, *check.Runs, *check.Single, *check.Together:
		return "", true
	}
	return "", false
}

// constant tells stated values of one kind apart.
func constant(c types.Constant) string {
	return fmt.Sprintf("%d %p %t %s %d %v %d %q %t %t", c.Type.Kind, c.Type.Choice, c.Bool, c.Number.Trim(0), c.Date, c.Period, c.Option, c.Text, c.None, c.Open)
}

func pair(a, b int) string { return fmt.Sprint(a, " and ", b) }
