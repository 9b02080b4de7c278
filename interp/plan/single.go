package plan

import (
	"math"
	"slices"

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
	plan   *Plan
	cells  []single // by column; the last is of fields that are not read
	blank  []single // as they are where nothing is set
	asked  [][]int  // by column, of cells that may hold several values: the tests of them
	lacks  []int32  // and those that are so where no value is among their codes
	tests  []test   // by atom
	says   []truth  // by register
	worked bool     // what is told is of what is set
	memo   *memo    // nil where there are too many atoms or clauses
	told   []told   // by matter
	last   int      // the matter last decided
	rules  []*check.Rule
}

// Slot is where a Single holds the cell of a field.
type Slot int

// single is what one cell says. Where there is no such thing its value is nothing, which
// lies in no stretch. Of several values it says by a bit each which of the tests of the
// column are so.
type single struct {
	value int32
	blank uint8
	known bool // the cell says so itself
}

const nothing = math.MinInt32

// test is an atom as it is asked of one cell: whether its value is among some codes, or
// from lo to so much more.
type test struct {
	column int32
	lo     int32
	span   uint32
	bit    uint32 // of a cell that may hold several values: its own
	coded  bool
	known  bool   // it is asked whether the cell says so itself
	others bool   // what further codes are
	codes  uint64 // the first 64 there are
	among  []int32
}

// mostAsked is how many tests of a cell that may hold several values have a bit; the sign
// is left for nothing.
const mostAsked = 31

// told is what came of a matter, and the places of the clauses that gave it.
type told struct {
	outcome eval.Outcome
	known   bool
	clauses uint64
}

// memo keeps what came of what the atoms say: records of which they say the same are
// decided alike, and there are few kinds.
type memo struct {
	keys [memos]struct {
		yes, may uint64
		used     bool
	}
	told []told // by key and matter
}

const (
	memoBits = 12
	memos    = 1 << memoBits
)

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
// other records, tables, or an as-of date of each; or ask more than 31 different things of
// a cell that may hold several values.
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
	p, ok := Compile(program, r, asOf, Options{Indexed: math.MaxInt, alone: true})
	if !ok || len(p.crowds) > 0 {
		return nil, false
	}
	columns := len(p.columns)
	s := &Single{plan: p, cells: make([]single, columns+1), blank: make([]single, columns+1), asked: make([][]int, columns+1), lacks: make([]int32, columns+1), says: make([]truth, len(p.open)), told: make([]told, len(p.Matters))}
	s.says[always], s.says[anything] = yes, maybe
	for i := range p.atoms {
		t := p.test(&p.atoms[i])
		if t.coded && p.columns[t.column].field.Type.Several {
			of := &s.asked[t.column]
			if len(*of) == mostAsked {
				return nil, false
			}
			t.bit = 1 << len(*of)
			if t.others {
				s.lacks[t.column] |= int32(t.bit)
			}
			*of = append(*of, i)
		}
		s.tests = append(s.tests, t)
	}
	for i, c := range p.columns {
		s.blank[i] = s.unset(c, r.People[0].Cell(c.field))
	}
	memorable := len(p.atoms) <= 64
	for _, m := range p.Matters {
		memorable = memorable && len(m.clauses) <= 64
	}
	if memorable {
		s.memo = &memo{told: make([]told, memos*len(p.Matters))}
	}
	s.Reset()
	return s, true
}

// test is an atom as a test of its cell.
func (p *Plan) test(a *atom) test {
	t := test{column: a.column}
	switch a.kind {
	case isKnown:
		t.known = true
	case isNone:
		t.lo = nothing
	case isYes:
		t.lo = 1
	case within:
		t.lo, t.span = a.lo, uint32(a.hi-a.lo)
	default:
		table := p.tables[a.condition.table]
		t.coded, t.others, t.among = true, table.without, table.among
		for code := range int32(64) {
			if slices.Contains(t.among, code) != t.others {
				t.codes |= 1 << code
			}
		}
	}
	return t
}

// is says whether a test is so of a value.
func (t *test) is(value int32) bool {
	switch {
	case !t.coded:
		return uint32(value-t.lo) <= t.span
	case uint32(value) < 64:
		return t.codes>>value&1 == 1
	}
	return value != nothing && slices.Contains(t.among, value) != t.others
}

// unset is what a cell says where nothing is set: what its blank means.
func (s *Single) unset(c *column, cell *roster.Cell) single {
	switch {
	case cell.State == roster.Empty, !cell.Value.One():
		return single{blank: 1}
	case cell.Value.None:
		return single{value: nothing, known: cell.State == roster.Known}
	case cell.Value.Several:
		var hits int32
		for _, v := range cell.Value.Codes {
			hits |= s.hits(c.index, v)
		}
		return single{value: hits ^ s.lacks[c.index], known: cell.State == roster.Known}
	}
	return single{value: code(c, &cell.Value), known: cell.State == roster.Known}
}

func code(c *column, set *value.Set) int32 {
	if c.codes != nil {
		return set.Codes[0]
	}
	n, _ := c.number(set)
	return n
}

// hits are the tests of a column whose codes have this one.
func (s *Single) hits(column int, code int32) (out int32) {
	for _, i := range s.asked[column] {
		if t := &s.tests[i]; slices.Contains(t.among, code) {
			out |= int32(t.bit)
		}
	}
	return out
}

// Reset makes all cells blank: each says what a blank of its field means.
func (s *Single) Reset() {
	copy(s.cells, s.blank)
	s.worked = false
}

func (s *Single) set(at Slot, c single) { s.cells[at], s.worked = c, false }

// Slot is that of a field. What is set of one that no condition reads is passed over.
func (s *Single) Slot(f *check.Field) Slot {
	if c := s.plan.columnOf[f]; c != nil {
		return Slot(c.index)
	}
	return Slot(len(s.plan.columns))
}

// Date sets a cell, as the following do for values of other kinds; that they are of the
// field's kind is for the caller to see to.
func (s *Single) Date(at Slot, d civil.Date) { s.set(at, single{int32(d), 0, true}) }

// Number is of whole numbers up to a billion, of ages and years too.
func (s *Single) Number(at Slot, n int) { s.set(at, single{int32(n), 0, true}) }

// Yes sets yes or no.
func (s *Single) Yes(at Slot, is bool) { s.set(at, single{int32(bit(is)), 0, true}) }

// Choice sets a value of a choice, by its place in Field.Type.Choice.Values.
func (s *Single) Choice(at Slot, value int) { s.code(at, int32(value)) }

// Choices sets all the values of a cell that may hold several; of no value it is None.
func (s *Single) Choices(at Slot, values ...int) {
	var hits int32
	for _, v := range values {
		hits |= s.hits(int(at), int32(v))
	}
	s.several(at, len(values), hits)
}

// Text sets a text; spellings that differ in case or width are one.
func (s *Single) Text(at Slot, text string) { s.code(at, s.plan.texts.Code(text)) }

// Texts sets all the texts of a cell that may hold several; of no text it is None.
func (s *Single) Texts(at Slot, texts ...string) {
	var hits int32
	for _, text := range texts {
		hits |= s.hits(int(at), s.plan.texts.Code(text))
	}
	s.several(at, len(texts), hits)
}

func (s *Single) code(at Slot, code int32) {
	if len(s.asked[at]) > 0 {
		s.several(at, 1, s.hits(int(at), code))
		return
	}
	s.set(at, single{code, 0, true})
}

func (s *Single) several(at Slot, n int, hits int32) {
	if n == 0 {
		s.None(at)
		return
	}
	s.set(at, single{hits ^ s.lacks[at], 0, true})
}

// None says that there is no such thing; of a field that cannot say so it is Blank.
func (s *Single) None(at Slot) {
	if int(at) < len(s.plan.columns) && !s.plan.columns[at].field.Nullable {
		s.Blank(at)
		return
	}
	s.set(at, single{nothing, 0, true})
}

// Blank says that a cell is blank, whatever that means of its field.
func (s *Single) Blank(at Slot) { s.set(at, s.blank[at]) }

// Matters are what is decided, in the order of Decide.
func (s *Single) Matters() []*Matter { return s.plan.Matters }

// Decide is the outcome on a matter by what is set; 0 where there is none. It is not
// known where it may hang on a blank, or on what columns do not hold: the evaluator
// tells then what it may be.
func (s *Single) Decide(matter int) (o eval.Outcome, known bool) {
	if !s.worked {
		s.work()
		s.worked = true
	}
	s.last = matter
	return s.told[matter].outcome, s.told[matter].known
}

// Clauses are the rules that gave the outcome last decided, where it is known; they hold
// until the next.
func (s *Single) Clauses() []*check.Rule {
	s.rules = s.rules[:0]
	m := s.plan.Matters[s.last]
	t := &s.told[s.last]
	if !t.known {
		return nil
	}
	for i := range m.clauses {
		if c := &m.clauses[i]; s.memo != nil && t.clauses>>i&1 == 1 || s.memo == nil && gives(c.outcome, t.outcome) && s.says[c.counts] == yes {
			s.rules = append(s.rules, c.rule)
		}
	}
	return s.rules
}

// work finds what comes of each matter.
func (s *Single) work() {
	if s.memo == nil {
		for i := range s.tests {
			is, blank := s.ask(&s.tests[i])
			s.say(i, is&^blank, is|blank)
		}
		s.conclude(s.told)
		return
	}
	var yes, may uint64
	for i := range s.tests {
		t := &s.tests[i]
		c := &s.cells[t.column]
		is, blank := bit(uint32(c.value-t.lo) <= t.span), c.blank
		if t.coded || t.known {
			is, blank = s.ask(t)
		}
		yes |= uint64(is&^blank) << (i & 63)
		may |= uint64(is|blank) << (i & 63)
	}
	at := (yes*0x9E3779B97F4A7C15 ^ may*0xC2B2AE3D27D4EB4F) >> (64 - memoBits)
	n := len(s.plan.Matters)
	s.told = s.memo.told[int(at)*n:][:n]
	if key := &s.memo.keys[at]; !key.used || key.yes != yes || key.may != may {
		key.yes, key.may, key.used = yes, may, true
		for i := range s.tests {
			s.say(i, uint8(yes>>i&1), uint8(may>>i&1))
		}
		s.conclude(s.told)
	}
}

// ask is whether a test is so of its cell, 1 where it is, and whether that is not known.
func (s *Single) ask(t *test) (is, blank uint8) {
	c := &s.cells[t.column]
	switch {
	case t.known:
		return bit(c.known), 0
	case t.bit != 0:
		return bit(uint32(c.value)&t.bit != 0), c.blank
	}
	return bit(t.is(c.value)), c.blank
}

// say notes what an atom says: that it is sure to be so, and that it may be.
func (s *Single) say(atom int, yes, may uint8) { s.says[s.plan.atoms[atom].to] = truth(yes | may<<1) }

// conclude finds what comes of each matter by what the atoms say.
func (s *Single) conclude(to []told) {
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
	for i, m := range s.plan.Matters {
		to[i] = s.matter(m)
	}
}

// matter is what comes of one: not known where a clause may give the outcome or may not.
func (s *Single) matter(m *Matter) told {
	if s.says[s.plan.sound] != yes {
		return told{}
	}
	for _, r := range m.results {
		if s.says[r.is] != yes {
			continue
		}
		t := told{outcome: r.outcome, known: true}
		for i := range m.clauses {
			switch c := &m.clauses[i]; {
			case !gives(c.outcome, r.outcome):
			case s.says[c.counts] == maybe:
				return told{}
			case s.says[c.counts] == yes:
				t.clauses |= 1 << i
			}
		}
		return t
	}
	return told{}
}
