package roster

import (
	"slices"

	"github.com/govalues/decimal"

	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// Domain is every value that a blank cell of the field may stand for; none is
// one of them where the field can have none. Of a text they are the codes
// given: those the policy names, those seen in the roster, and some that stand
// for anything else; of a reference those of the records it may lead to. Limits
// that no policy turns on are fixed: dates from 1900 to 2100, ages to 120,
// periods to a hundred years, numbers to 10^9.
func Domain(f *check.Field, texts []int32) value.Set {
	set := domain(f.Type, texts)
	set.None = f.Nullable
	return set
}

func domain(t types.Type, texts []int32) value.Set {
	switch {
	case t.PerYear:
		return value.Set{Kind: t.Kind, Lost: true}
	case t.Several && t.Kind != types.Choice && t.Kind != types.Text:
		// One value and perhaps another: enough for the highest and the lowest
		// to be any two.
		t.Several = false
		one := domain(t, texts)
		another := one
		another.None = true
		return value.Set{Kind: t.Kind, Parts: []value.Part{{Value: one}, {Value: another}}}
	case t.Kind == types.Choice:
		texts = make([]int32, len(t.Choice.Values))
		for i := range texts {
			texts[i] = int32(i)
		}
	}
	switch t.Kind {
	case types.Bool:
		return value.Unknown()
	case types.Choice, types.Text, types.Ref:
		if t.Several {
			return value.SeveralOf(t.Kind, nil, texts)
		}
		return value.Code(t.Kind, texts)
	case types.Date:
		first, _ := civil.NewDate(1900, 1, 1)
		last, _ := civil.NewDate(2100, 12, 31)
		return value.Days(first, last)
	case types.Period:
		return value.Lengths(civil.Period{}, civil.Months(mostMonths))
	case types.Age:
		return value.Numbers(t.Kind, decimal.Zero, decimal.MustNew(120, 0), 0)
	case types.Year:
		return value.Numbers(t.Kind, decimal.MustNew(1900, 0), decimal.MustNew(2100, 0), 0)
	}
	low, high, scale := lowest, highest, 2
	if t.Percent {
		low, high, scale = decimal.Zero, decimal.One, 4
	}
	if t.Whole {
		scale = 0
	}
	if t.Min != nil {
		low = *t.Min
	}
	if t.Max != nil {
		high = *t.Max
	}
	return value.Numbers(types.Number, low, high, scale)
}

// A number without a declared range is taken to lie between these.
var lowest, highest = decimal.MustNew(-1_000_000_000, 0), decimal.MustNew(1_000_000_000, 0)

// Unbounded says of a number that is not known that no range was declared for it, so
// that where its values end says nothing.
func Unbounded(s value.Set) bool {
	return s.Kind == types.Number && s.Some() && !s.One() && (s.Low.Equal(lowest) || s.High.Equal(highest))
}

// aside is how many of the texts that neither policy nor roster holds a blank may stand
// for, besides one for each blank text before it in the record and its rows. So all of
// these may differ, or any of them be the same, and so may those of as many other records
// that they are compared with.
const aside = 3

// vocabulary is the texts that blank cells may stand for.
type vocabulary struct {
	texts     *value.Texts
	constants []int32
	shared    bool                  // cells are compared with cells: each column may hold what another does
	read      map[*check.Field]bool // by some expression: what none reads, as whose row one is, is compared with nothing
	columns   map[*check.Field]*textColumn
}

type textColumn struct {
	seen    map[int32]bool
	codes   []int32
	waiting []*Cell
}

// newVocabulary codes the texts that the policy names.
func newVocabulary(p *check.Program, texts *value.Texts) *vocabulary {
	v := &vocabulary{texts: texts, read: map[*check.Field]bool{}, columns: map[*check.Field]*textColumn{}}
	visit := func(x check.Expr) {
		switch x := x.(type) {
		case *check.FieldRef:
			v.read[x.Field] = true
		case *check.Const:
			if x.Value.Type.Kind == types.Text && !x.Value.None {
				v.constants = withCode(v.constants, texts.Code(x.Value.Text))
			}
		case *check.Compare:
			v.shared = v.shared || cellAgainstCell(x.L, x.R)
		case *check.OneOf:
			for _, other := range x.Among {
				v.shared = v.shared || cellAgainstCell(x.X, other)
			}
		}
	}
	p.Walk(visit)
	return v
}

// cellAgainstCell: a text that the policy does not state on either side.
func cellAgainstCell(a, b check.Expr) bool {
	if a == nil || b == nil || a.Type().Kind != types.Text {
		return false
	}
	_, left := a.(*check.Const)
	_, right := b.(*check.Const)
	return !left && !right
}

func (v *vocabulary) column(f *check.Field) *textColumn {
	c := v.columns[f]
	if c == nil {
		c = &textColumn{seen: map[int32]bool{}}
		v.columns[f] = c
	}
	return c
}

// note keeps the texts of a cell, or the cell itself when it waits for them.
func (v *vocabulary) note(f *check.Field, cell *Cell, waits bool) {
	c := v.column(f)
	if waits {
		c.waiting = append(c.waiting, cell)
	}
	if !f.Used {
		return // names and keys that no rule reads would only make the others long
	}
	codes := cell.Value.Codes
	if waits && cell.State != Assumed {
		codes = cell.Value.Sure
	}
	for _, code := range codes {
		if !c.seen[code] {
			c.seen[code] = true
			c.codes = append(c.codes, code)
		}
	}
}

// complete tells the cells that waited what they may be, fields in the order of
// their declaration.
func (v *vocabulary) complete(p *check.Program, r *Roster) {
	var fields []*check.Field
	for _, r := range p.Records {
		for _, f := range r.Fields {
			if v.columns[f] != nil {
				fields = append(fields, f)
			}
		}
	}
	var all []int32
	if v.shared {
		for _, f := range fields {
			if v.read[f] {
				all = append(all, v.columns[f].codes...)
			}
		}
	}
	keys, before := v.keyTexts(p), v.before(r)
	for _, f := range fields {
		c := v.columns[f]
		if len(c.waiting) == 0 {
			continue
		}
		codes := append([]int32(nil), v.constants...)
		seen := map[int32]bool{}
		for _, code := range codes {
			seen[code] = true
		}
		further := c.codes
		if v.shared {
			further = all
		}
		for _, code := range append(keys[:len(keys):len(keys)], further...) {
			if !seen[code] {
				seen[code] = true
				codes = append(codes, code)
			}
		}
		var sets []value.Set // by the blanks before
		for _, cell := range c.waiting {
			for len(sets) <= before[cell] {
				sets = append(sets, Domain(f, v.others(codes, len(sets)+aside)))
			}
			set := sets[before[cell]]
			switch cell.State {
			case Known: // another row has filled it in
			case Assumed:
				cell.Whole = &set
			default:
				cell.Value = beside(set, cell.Value.Sure, nil)
			}
		}
	}
}

// others adds to some codes those of so many texts that nobody has written.
func (v *vocabulary) others(codes []int32, n int) []int32 {
	codes = slices.Clone(codes)
	for i := range n {
		codes = append(codes, v.texts.Other(i))
	}
	return codes
}

// before counts for each cell that waits those before it in the record and its rows.
func (v *vocabulary) before(r *Roster) map[*Cell]int {
	before := map[*Cell]int{}
	for _, c := range v.columns {
		for _, cell := range c.waiting {
			before[cell] = -1
		}
	}
	var visit func(rec *Record, n int) int
	visit = func(rec *Record, n int) int {
		for _, cell := range rec.Cells {
			if cell.State == Known { // most are
				continue
			}
			if at, waits := before[cell]; waits && at < 0 {
				before[cell] = n
				n++
			}
		}
		for _, rows := range rec.Rows {
			for _, row := range rows {
				n = visit(row, n)
			}
		}
		return n
	}
	if len(before) > 0 {
		for _, of := range r.Kinds {
			for _, rec := range of {
				if rec.Kind.Owner == nil {
					visit(rec, 0)
				}
			}
		}
	}
	for cell, at := range before { // of rows that are nobody's
		before[cell] = max(at, 0)
	}
	return before
}
