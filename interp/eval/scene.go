package eval

import (
	"rota/interp/roster"
	"rota/interp/value"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/types"
)

// Evaluator decides by one program. It is not changed after New, so that any
// number of goroutines may decide with it.
type Evaluator struct {
	program   *check.Program
	constants map[*check.Const]value.Set
	lists     map[*check.Record]int
	texts     *value.Texts
	units     []*unit
	byRule    [][]*unit
	byAction  [][]*unit
	Budget    int // evaluations that one decision may cost; 0 means 20000
}

// New prepares a program for a roster's texts.
func New(program *check.Program, texts *value.Texts) *Evaluator {
	e := &Evaluator{program: program, constants: map[*check.Const]value.Set{}, lists: map[*check.Record]int{}, texts: texts}
	for i, r := range program.Lists {
		e.lists[r] = i
	}
	e.constant(program)
	e.link()
	return e
}

// constant gives every stated value its set.
func (e *Evaluator) constant(p *check.Program) {
	keep := func(x check.Expr) {
		if k, ok := x.(*check.Const); ok {
			e.constants[k] = setOf(k.Value, e.texts)
		}
	}
	for _, r := range p.Rules {
		check.WalkRule(r, keep)
	}
	for _, t := range p.Terms {
		check.Walk(t.Value, keep)
		for _, v := range t.Versions {
			check.Walk(v.From, keep)
			check.Walk(v.Value, keep)
		}
	}
	for _, o := range p.Outputs {
		check.Walk(o.Value, keep)
	}
	for _, x := range []check.Expr{p.AppliesTo, p.AsOf, p.InForce.From, p.InForce.Until} {
		check.Walk(x, keep)
	}
}

func setOf(k types.Constant, texts *value.Texts) value.Set {
	kind := k.Type.Kind
	if k.None {
		return value.None(kind)
	}
	switch kind {
	case types.Bool:
		return value.Truth(k.Bool)
	case types.Date:
		return value.Day(k.Date)
	case types.Period:
		return value.Length(k.Period)
	case types.Choice:
		return value.Code(kind, []int32{int32(k.Option)})
	case types.Text:
		return value.Code(kind, []int32{texts.Code(k.Text)})
	}
	return value.Num(kind, k.Number)
}

// free is a cell that is not known, or is treated as if it were not: what it
// may still be in the case being looked at.
type free struct {
	cell  *roster.Cell
	field *check.Field
	row   *roster.Record
	whole value.Set
	set   value.Set
}

// scene is one record as of one date, in one case of its blanks.
type scene struct {
	*Evaluator
	record *roster.Record
	asOf   value.Set
	cut    bool // lists are read as of another date than the run's
	rows   []*roster.Record
	free   []free
	loosed map[*roster.Cell]bool // soft cells treated as blank

	terms  []memo
	rules  []memo // whether the rule's condition holds, by Rule.Index
	stands []memo // by unit
	status []status
	read   []int       // free cells read, in order, since reset
	soft   []*softCell // assumed, judged and month-only cells read so far
	seen   map[*roster.Cell]bool
}

type memo struct {
	done bool
	set  value.Set
}

// softCell is a cell whose value is taken for granted.
type softCell struct {
	cell  *roster.Cell
	field *check.Field
	row   *roster.Record
}

func (e *Evaluator) scene(record *roster.Record, asOf civil.Date) *scene {
	return &scene{
		Evaluator: e, record: record, asOf: value.Day(asOf),
		terms: make([]memo, len(e.program.Terms)), rules: make([]memo, len(e.program.Rules)),
		stands: make([]memo, len(e.units)), status: make([]status, len(e.program.Actions)),
	}
}

// reset forgets what was worked out for another case.
func (s *scene) reset() {
	clear(s.terms)
	clear(s.rules)
	clear(s.stands)
	clear(s.status)
	s.read = s.read[:0]
}

// cell reads a field of a record.
func (s *scene) cell(f *check.Field, record *roster.Record) value.Set {
	c := &record.Cells[f.Index]
	if s.loosed[c] {
		return s.freed(c, f, record, c.Whole)
	}
	switch c.State {
	case roster.Known:
		if c.Month || f.Judged {
			s.touchSoft(c, f, record)
		}
		return c.Value
	case roster.Assumed, roster.Unanswered:
		s.touchSoft(c, f, record)
		return c.Value
	}
	return s.freed(c, f, record, c.Value)
}

func (s *scene) touchSoft(c *roster.Cell, f *check.Field, record *roster.Record) {
	if s.seen == nil {
		s.seen = map[*roster.Cell]bool{}
	}
	if !s.seen[c] {
		s.seen[c] = true
		s.soft = append(s.soft, &softCell{c, f, record})
	}
}

// freed is what an unknown cell may be in this case.
func (s *scene) freed(c *roster.Cell, f *check.Field, record *roster.Record, whole value.Set) value.Set {
	for i := range s.free {
		if s.free[i].cell == c {
			s.read = append(s.read, i)
			return s.free[i].set
		}
	}
	if f.Judged {
		whole = value.Unknown()
	}
	s.free = append(s.free, free{c, f, record, whole, whole})
	s.read = append(s.read, len(s.free)-1)
	return whole
}

// term reads a defined term, of the person or of a row.
func (s *scene) term(x *check.TermRef) value.Set {
	t := x.Term
	if x.Row > 0 || s.cut {
		rows := s.rows
		if x.Row > 0 {
			s.rows = []*roster.Record{rows[x.Row-1]}
		}
		set := s.termValue(t)
		s.rows = rows
		return set
	}
	m := &s.terms[t.Index]
	if !m.done {
		rows := s.rows
		s.rows = nil
		m.set, m.done = s.termValue(t), true
		s.rows = rows
	}
	return m.set
}

func (s *scene) termValue(t *check.Term) value.Set {
	if t.Value != nil {
		return s.eval(t.Value)
	}
	// The version in force is the last whose date has come; before the first
	// there is none.
	result := value.None(t.Type.Kind)
	for i := len(t.Versions) - 1; i >= 0; i-- {
		v := t.Versions[i]
		came := value.Compare(">=", s.asOf, s.eval(v.From))
		if !came.True {
			continue
		}
		set := s.eval(v.Value)
		if !came.False {
			if result.None && !result.Some() {
				return set
			}
			return value.Union(result, set)
		}
		if result.None && !result.Some() {
			result = set
		} else {
			result = value.Union(result, set)
		}
	}
	return result
}

// rowsOf lists the rows of a further list that belong to the person; as of
// another date, those that had begun by then.
func (s *scene) rowsOf(r *check.Record) []*roster.Record {
	rows := s.record.Rows[s.lists[r]]
	if !s.cut || r.Start == nil {
		return rows
	}
	var begun []*roster.Record
	for _, row := range rows {
		if value.Compare("<=", s.cell(r.Start, row), s.asOf).True {
			begun = append(begun, row)
		}
	}
	return begun
}
