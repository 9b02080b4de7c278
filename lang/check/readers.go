package check

import "slices"

// Readers says of each field which rules, checks and requirements read it,
// themselves or through terms, in their order. A field that only a header line, a
// choice, a quota or a register reads has none.
func (p *Program) Readers() map[*Field][]*Rule {
	readers := map[*Field][]*Rule{}
	for _, r := range p.Rules {
		p.reader(r, nil, readers)
	}
	for _, a := range p.Actions {
		if a.Clause != nil {
			p.reader(a.Clause, a.Where, readers)
		}
	}
	return readers
}

// reader notes a rule at the fields that it reads.
func (p *Program) reader(r *Rule, where Expr, readers map[*Field][]*Rule) {
	read := func(fields ...*Field) {
		for _, f := range fields {
			if f != nil && !slices.Contains(readers[f], r) {
				readers[f] = append(readers[f], r)
			}
		}
	}
	met := map[*Term]bool{}
	var visit func(Expr)
	visit = func(x Expr) {
		eachSpell(x, func(start, end *Field) { read(start, end) })
		switch x := x.(type) {
		case *FieldRef:
			read(x.Field)
		case *TermRef:
			if !met[x.Term] {
				met[x.Term] = true
				walkTerm(x.Term, visit)
			}
		case *ListRef:
			read(x.List.JoinBy)
		case *KeyOf:
			read(p.RecordOf(x.Of.Type()).Key)
		case *TableValue:
			read(x.Table.Fields...)
		case *Listed:
			read(x.Table.Fields...)
		case *Entries:
			read(x.Table.Fields...)
		}
	}
	visitRule(r, visit)
	walkExpr(where, visit)
}
