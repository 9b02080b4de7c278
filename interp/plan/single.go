package plan

import (
	"math"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
)

// Single decides one record at a time, whose values a program sets field by field: no
// decision allocates. It is not safe for several goroutines; each makes its own.
//
//	one, ok := plan.NewSingle(program, asOf)
//	since := one.Slot(program.Named("post since"))
//	one.Reset()
//	one.Date(since, day)
//	outcome, known := one.Decide(0)
type Single struct {
	plan  *Plan
	cells []single // by column; the last is of fields that are not read
	blank []single // as they are where nothing is set
	says  []truth  // by register
	told  bool     // they are of what is set
	rules []*check.Rule
}

// Slot is where a Single holds the cell of a field.
type Slot int

// single is what one cell says: whether there is a value, and which.
type single struct {
	is    presence
	known bool // the cell says so itself
	value int32
}

// truth is whether a condition is sure to be so, and whether it may be.
type truth uint8

const (
	no    truth = 0
	maybe truth = 2
	yes   truth = 3
)

// opposite is whether a condition is not so.
var opposite = [4]truth{no: yes, maybe: maybe, yes: no}

// NewSingle is false where decisions read more than cells of the record itself: lists,
// other records, tables, or an as-of date of each.
func NewSingle(program *check.Program, asOf civil.Date) (*Single, bool) {
	row := map[string]any{}
	for _, f := range program.Subject.Fields {
		row[f.Name] = nil
	}
	if key := program.Subject.Key; key != nil {
		row[key.Name] = "1" // a row in which nothing is written is none
	}
	r, _ := roster.Records(program, []map[string]any{row}, nil, roster.Options{})
	if len(r.People) != 1 {
		return nil, false
	}
	p, ok := Compile(program, r, asOf, Options{Indexed: math.MaxInt})
	if !ok || len(p.crowds) > 0 {
		return nil, false
	}
	s := &Single{plan: p, cells: make([]single, len(p.columns)+1), blank: make([]single, len(p.columns)+1), says: make([]truth, len(p.open))}
	for _, i := range p.read {
		if f := p.columns[i].field; f.Type.Several { // a cell holds one value
			return nil, false
		}
	}
	s.says[always], s.says[anything] = yes, maybe
	for i, c := range p.columns {
		s.blank[i] = c.single(r.People[0].Cell(c.field))
	}
	s.Reset()
	return s, true
}

// single is what a cell says where nothing is set: what its blank means.
func (c *column) single(cell *roster.Cell) single {
	switch {
	case cell.State == roster.Empty, !cell.Value.One():
		return single{is: blank}
	case cell.Value.None:
		return single{is: absent, known: cell.State == roster.Known}
	}
	return single{is: present, known: cell.State == roster.Known, value: code(c, &cell.Value)}
}

func code(c *column, set *value.Set) int32 {
	if c.codes != nil {
		return set.Codes[0]
	}
	n, _ := c.number(set)
	return n
}

// Reset makes all cells blank: each says what a blank of its field means.
func (s *Single) Reset() {
	copy(s.cells, s.blank)
	s.told = false
}

func (s *Single) set(at Slot, c single) { s.cells[at], s.told = c, false }

// Slot is that of a field. What is set of one that no condition reads is passed over.
func (s *Single) Slot(f *check.Field) Slot {
	if c := s.plan.columnOf[f]; c != nil {
		return Slot(c.index)
	}
	return Slot(len(s.plan.columns))
}

// Date sets a cell, as the following do for values of other kinds; that they are of the
// field's kind is for the caller to see to.
func (s *Single) Date(at Slot, d civil.Date) { s.set(at, single{present, true, int32(d)}) }

// Number is of whole numbers up to a billion, of ages and years too.
func (s *Single) Number(at Slot, n int) { s.set(at, single{present, true, int32(n)}) }

// Yes sets yes or no.
func (s *Single) Yes(at Slot, is bool) { s.set(at, single{present, true, int32(bit(is))}) }

// Choice sets a value of a choice, by its place in Field.Type.Choice.Values.
func (s *Single) Choice(at Slot, value int) { s.set(at, single{present, true, int32(value)}) }

// Text sets a text; spellings that differ in case or width are one.
func (s *Single) Text(at Slot, text string) {
	s.set(at, single{present, true, s.plan.texts.Code(text)})
}

// None says that there is no such thing.
func (s *Single) None(at Slot) { s.set(at, single{absent, true, 0}) }

// Blank says that a cell is blank, whatever that means of its field.
func (s *Single) Blank(at Slot) { s.set(at, s.blank[at]) }

// Matters are what is decided, in the order of Decide.
func (s *Single) Matters() []*Matter { return s.plan.Matters }

// Decide is the outcome on a matter by what is set; 0 where there is none. It is not
// known where it may hang on a blank, or on what columns do not hold: the evaluator
// tells then what it may be.
func (s *Single) Decide(matter int) (o eval.Outcome, known bool) {
	if !s.told {
		s.work()
		s.told = true
	}
	m := s.plan.Matters[matter]
	s.rules = s.rules[:0]
	if s.says[s.plan.sound] != yes {
		return 0, false
	}
	for _, r := range m.results {
		if s.says[r.is] != yes {
			continue
		}
		for i := range m.clauses {
			switch c := &m.clauses[i]; {
			case !gives(c.outcome, r.outcome):
			case s.says[c.counts] == maybe:
				return 0, false
			case s.says[c.counts] == yes:
				s.rules = append(s.rules, c.rule)
			}
		}
		return r.outcome, true
	}
	return 0, false
}

// Clauses are the rules that gave the outcome last decided; they hold until the next.
func (s *Single) Clauses() []*check.Rule { return s.rules }

// work finds what all conditions say.
func (s *Single) work() {
	for i := range s.plan.atoms {
		a := &s.plan.atoms[i]
		s.says[a.to] = s.atom(a)
	}
	for i := range s.plan.steps {
		switch t := &s.plan.steps[i]; t.kind {
		case both:
			s.says[t.to] = s.says[t.a] & s.says[t.b]
		case either:
			s.says[t.to] = s.says[t.a] | s.says[t.b]
		case not:
			s.says[t.to] = opposite[s.says[t.a]]
		}
	}
}

func (s *Single) atom(a *atom) truth {
	c := &s.cells[a.column]
	is := false
	switch {
	case a.kind == isKnown:
		is = c.known
	case c.is == blank:
		return maybe
	case a.kind == isNone:
		is = c.is == absent
	case c.is == absent:
	case a.kind == isYes:
		is = c.value == 1
	case a.kind == within:
		is = a.lo <= c.value && c.value <= a.hi
	default:
		is = s.among(a, c.value)
	}
	if is {
		return yes
	}
	return no
}

// among asks whether a code is among those of a table.
func (s *Single) among(a *atom, code int32) bool {
	t := s.plan.tables[a.condition.table]
	for _, x := range t.among {
		if x == code {
			return !t.without
		}
	}
	return t.without
}
