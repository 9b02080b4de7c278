package check

// Walk calls visit for an expression and all its parts, outermost first. Terms
// are not entered. A nil expression has no parts.
func Walk(x Expr, visit func(Expr)) { walkExpr(x, visit) }

func walkExpr(x Expr, visit func(Expr)) {
	if x == nil {
		return
	}
	visit(x)
	for _, part := range parts(x) {
		walkExpr(part, visit)
	}
}

// Parts lists the direct parts of an expression; some may be nil. Terms have none.
func Parts(x Expr) []Expr { return parts(x) }

// parts lists the direct parts of an expression; some may be nil.
func parts(x Expr) []Expr {
	switch x := x.(type) {
	case *Not:
		return []Expr{x.X}
	case *And:
		return x.Parts
	case *Or:
		return x.Parts
	case *Compare:
		return []Expr{x.L, x.R}
	case *Reach:
		return []Expr{x.Span, x.Length}
	case *OneOf:
		return append([]Expr{x.X}, x.Among...)
	case *State:
		return []Expr{x.X}
	case *Arith:
		return []Expr{x.L, x.R}
	case *Shift:
		return []Expr{x.Date, x.Length}
	case *SpanOf:
		return []Expr{x.From, x.To}
	case *AgeOf:
		return []Expr{x.Birth}
	case *Whole:
		return []Expr{x.From, x.To, x.Span, x.Rest}
	case *YearOf:
		return []Expr{x.Date}
	case *MonthOf:
		return []Expr{x.Date}
	case *DayOf:
		return []Expr{x.Of}
	case *MonthDayOf:
		return []Expr{x.Year}
	case *WeekdayOf:
		return []Expr{x.Date}
	case *WorkingDay:
		return []Expr{x.Date}
	case *Near:
		return []Expr{x.X, x.Length, x.Date}
	case *Cases:
		var out []Expr
		for _, row := range x.Rows {
			out = append(out, row.When, row.Value)
		}
		return out
	case *Score:
		return x.Sum.parts()
	case *Limited:
		return []Expr{x.X, x.Low, x.High}
	case *Default:
		return []Expr{x.X, x.Else}
	case *Rounded:
		return []Expr{x.X}
	case *Quantify:
		return []Expr{x.List, x.Claim}
	case *Aggregate:
		return []Expr{x.List, x.Of}
	case *Filter:
		return []Expr{x.List, x.Where}
	case *SpanDays:
		return []Expr{x.Of}
	case *Cut:
		return []Expr{x.List, x.Days}
	case *Together:
		return x.Parts
	case *Single:
		return []Expr{x.Of}
	case *While:
		return append(append([]Expr{x.List, x.Other}, x.Keys...), x.OtherKeys...)
	case *Level:
		return []Expr{x.List, x.Of, x.Bound}
	case *Runs:
		return []Expr{x.List, x.Per, x.Gap}
	case *RunAt:
		return []Expr{x.List, x.Date}
	case *Pick:
		return []Expr{x.List}
	case *Members:
		return []Expr{x.Of}
	case *EndOf:
		return []Expr{x.Of}
	case *Length:
		return []Expr{x.Of}
	case *Served:
		return []Expr{x.List}
	case *Stopped:
		return []Expr{x.Due, x.Stops}
	case *InDays:
		return []Expr{x.Date, x.Days}
	case *Of:
		return []Expr{x.Element, x.X}
	case *KeyOf:
		return []Expr{x.Of}
	case *Related:
		return []Expr{x.X, x.List}
	case *If:
		return []Expr{x.Cond, x.Then, x.Else}
	case *Extreme:
		return x.Parts
	case *Lookup:
		return []Expr{x.Of, x.Year}
	case *TableValue:
		return x.Keys
	case *Listed:
		return x.Keys
	case *AsOf:
		return []Expr{x.X, x.Date}
	case *Marked:
		return []Expr{x.X}
	case *Chosen:
		return x.Choice.parts()
	case *Place:
		return append([]Expr{x.List}, keyParts(x.Keys)...)
	}
	return nil
}

// Walk walks every expression of a policy, those of its terms too.
func (p *Program) Walk(visit func(Expr)) {
	for _, r := range p.Rules {
		visitRule(r, visit)
		for _, list := range r.Couples { // no part of its condition
			walkExpr(list, visit)
		}
	}
	for _, t := range p.Terms {
		walkTerm(t, visit)
	}
	for _, o := range p.Outputs {
		walkExpr(o.Value, visit)
	}
	for _, a := range p.Actions {
		if a.Clause != nil {
			visitRule(a.Clause, visit)
			walkExpr(a.Where, visit)
		}
	}
	for _, choice := range p.Choices {
		for _, x := range choice.parts() {
			walkExpr(x, visit)
		}
	}
	for _, quota := range p.Quotas {
		for _, x := range quota.parts() {
			walkExpr(x, visit)
		}
	}
	for _, r := range p.Registers {
		visitRegister(r, visit)
	}
	for _, x := range []Expr{p.AppliesTo, p.AsOf, p.InForce.From, p.InForce.Until} {
		walkExpr(x, visit)
	}
}

// WalkRule walks every expression of a rule.
func WalkRule(r *Rule, visit func(Expr)) { visitRule(r, visit) }

// walkTerm walks every expression of a term.
func walkTerm(t *Term, visit func(Expr)) {
	for _, x := range t.Exprs() {
		walkExpr(x, visit)
	}
}

func visitRule(r *Rule, visit func(Expr)) {
	walkExpr(r.When, visit)
	for _, u := range r.Unless {
		walkExpr(u, visit)
	}
	walkExpr(r.InForce.From, visit)
	walkExpr(r.InForce.Until, visit)
	for _, e := range r.Effects {
		for _, x := range []Expr{e.From, e.Within, e.For, e.Until, e.Value} {
			walkExpr(x, visit)
		}
	}
}

// Reading says whether an expression reads the element at a place, and whether it
// reads the record decided or an element around that one.
func Reading(x Expr, place int) (element, others bool) {
	Walk(x, func(x Expr) {
		row := -1
		switch x := x.(type) {
		case *FieldRef:
			row = x.Row
		case *TermRef:
			row = x.Row
			if x.Row == 0 && x.Term.Constant() {
				row = -1
			}
		case *Element:
			row = x.Row
		case *ListRef:
			row = x.Row
		case *Meets:
			row = x.Row
		case *Decided:
			row = x.Row
		case *Chosen:
			row = x.Row
		case *Place:
			row = x.Row
		}
		switch {
		case row == place:
			element = true
		case row >= 0 && row < place:
			others = true
		}
	})
	return element, others
}

// Conjuncts are the parts that must all be so for a condition to be so, And within And
// taken apart; none of nil.
func Conjuncts(x Expr) []Expr {
	switch x := x.(type) {
	case nil:
		return nil
	case *And:
		var out []Expr
		for _, part := range x.Parts {
			out = append(out, Conjuncts(part)...)
		}
		return out
	}
	return []Expr{x}
}
