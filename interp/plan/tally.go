package plan

import (
	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
)

// Tally finds for the lines of quotas who is counted and who is in the base, as far as
// columns say.
func Tally(program *check.Program, r *roster.Roster, asOf civil.Date) eval.Counts {
	p := begin(program, r, r.People, asOf)
	var reads []node
	var found []bounds
	at := map[*check.QuotaLine]int{}
	for _, q := range program.Quotas {
		for _, line := range q.Lines {
			base := never
			if line.Base != nil {
				base = p.about(line.Base)
			}
			at[line] = len(reads)
			reads = append(reads, p.about(line.Counted), base)
		}
	}
	p.tallied = p.came(p.crowded(1, reads, func(of, _ []bounds) { found = of }), 0)
	p.prepare()
	return func(line *check.QuotaLine, person *roster.Record) (counted, based, known bool) {
		of := found[at[line]:]
		counted, known = of[0].known(person.Place)
		based, also := of[1].known(person.Place)
		return counted, based, known && also
	}
}

// about is a condition on the element of everybody as one on columns.
func (p *Plan) about(x check.Expr) node {
	if of := turned(x, 1); of != nil {
		return p.expr(of)
	}
	return anything
}

// known is whether a condition is so of a row, and whether that is known.
func (b bounds) known(row int) (is, known bool) {
	is = b.sure.has(row)
	return is, is == b.may.has(row)
}
