package eval

import (
	"slices"
	"sync"

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
	roster    *roster.Roster
	constants map[*check.Const]value.Set
	named     map[*types.Options][]int32 // the values of a choice, those that the policy names first
	lists     map[*check.Record]int
	absent    []absent // by list
	tables    map[*check.Record]*table
	texts     *value.Texts
	units     []*unit
	byRule    [][]*unit
	matters   []matter              // by Action.Index
	readBy    map[*check.Rule]reads // the clauses of checks and requirements too
	rests     rests
	required  []*check.Action // the requirements of every record
	scenes    *sync.Pool      // those that are lent
	asked     []int32         // texts that a query names: a blank may be one of them as well
	// why clauses that are no rules may be cited, by action and by output
	grounds, outputGrounds [][]ground
	groups                 *groups
	Budget                 int // evaluations that one decision may cost; 0 means 20000
	Few                    int // records that a blank reference may lead to and that are looked at one by one; 0 means 8
}

// absent stands for a list that the policy reads and no table was given for: a
// blank that cannot be read.
type absent struct {
	field check.Field
	cell  roster.Cell
}

// Checked is the program that it decides by.
func (e *Evaluator) Checked() *check.Program { return e.program }

// New prepares a program for the records it is bound to.
func New(program *check.Program, r *roster.Roster) *Evaluator {
	e := &Evaluator{program: program, roster: r, scenes: &sync.Pool{}, constants: map[*check.Const]value.Set{}, named: map[*types.Options][]int32{}, lists: map[*check.Record]int{}, texts: r.Texts,
		groups: &groups{plans: map[any]*plan{}, found: findings{of: map[findingKey]*finding{}}}}
	for i, r := range program.Lists {
		e.lists[r] = i
		list := types.Type{Kind: types.Rows}
		e.absent = append(e.absent, absent{
			check.Field{Name: r.List, Headings: r.Headings, Record: r, Type: list},
			roster.Cell{State: roster.Unreadable, Value: value.Set{Kind: types.Rows, Lost: true}},
		})
	}
	e.tables = tablesOf(program, r)
	e.constant(program)
	e.link()
	e.collect()
	e.ground()
	return e
}

// constant gives every stated value its set.
func (e *Evaluator) constant(p *check.Program) {
	keep := func(x check.Expr) {
		k, ok := x.(*check.Const)
		if !ok {
			return
		}
		set := setOf(k.Value, e.texts)
		e.constants[k] = set
		if choice := k.Value.Type.Choice; choice != nil {
			for _, c := range set.Codes {
				e.named[choice] = withCode(e.named[choice], c)
			}
		}
	}
	p.Walk(keep)
	for choice := range e.named {
		for i := range choice.Values {
			e.named[choice] = withCode(e.named[choice], int32(i))
		}
	}
}

func withCode(codes []int32, code int32) []int32 {
	for _, c := range codes {
		if c == code {
			return codes
		}
	}
	return append(codes, code)
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

// scene is one record as of one date, in one case of its blanks. What it has
// worked out holds for this case; forget makes way for another.
type scene struct {
	*Evaluator
	*blanks
	record  *roster.Record
	asOf    value.Set
	dated   bool // the as-of date is itself a blank, the first: all days are looked at
	cut     bool // lists are read as of another date than the run's
	rows    []element
	sought  *sought                   // whom a list that is being read is searched for
	others  map[*roster.Record]*scene // those of further records of this kind, in this case
	glance  *scene                    // one of them that is looked at and forgotten
	passing bool                      // this is such
	*histories

	claims  requirements
	lax     *scene      // the same, for requirements; made when first needed
	lenient bool        // what compares with none is neither true nor false
	dropped *check.Term // the term that is read as it were without its clause
	bound   map[*check.GroupOf]value.Set

	terms   []memo
	rules   []memo // whether the rule's condition holds, by Rule.Index
	stands  []memo // by unit
	status  []status
	overall []memo // by unit, whether it stands, over all cases
}

// memo is what was worked out in this case, and the blanks that it hangs on.
type memo struct {
	done  bool
	set   value.Set
	reads []int
}

// remember works something out once a case. What is known hangs on no blank,
// whatever was read to find it.
func (s *scene) remember(m *memo, work func() value.Set) value.Set {
	if m.done {
		s.read = append(s.read, m.reads...)
		return m.set
	}
	*m = waiting
	before := len(s.read)
	glancing := s.glancing
	s.glancing = glancing && s.passing
	set := work()
	s.glancing = glancing
	reads := s.hangs(before, set)
	*m = memo{true, set, slices.Clone(reads)}
	return set
}

// hangs forgets what was read on the way to something known, and lists without
// repetition what was read on the way to something that is not.
func (s *scene) hangs(before int, set value.Set) []int {
	if set.One() {
		s.read = s.read[:before]
		return nil
	}
	reads := s.read[before:before]
	for _, i := range s.read[before:] {
		if !slices.Contains(reads, i) {
			reads = append(reads, i)
		}
	}
	s.read = s.read[:before+len(reads)]
	return reads
}

// The checker refuses rules that wait for each other. Were one to slip through,
// what is asked for while it is being worked out is unknown: an answer that is
// never wrong, where a circle would never end.
var waiting = memo{done: true, set: value.Unknown()}

func (e *Evaluator) scene(record *roster.Record, asOf civil.Date) *scene {
	s := &scene{Evaluator: e, blanks: &blanks{root: record}, histories: &histories{ties: map[tieKey]*tie{}, gaps: map[gapKey]*gap{}}, record: record, asOf: value.Day(asOf), overall: make([]memo, len(e.units))}
	s.prepare()
	return s
}

// borrow is a scene that is given back to e.scenes when nothing reads it any more:
// what a policy of many terms has to remember is long to make anew for each record.
func (e *Evaluator) borrow(record *roster.Record, asOf civil.Date) *scene {
	s, ok := e.scenes.Get().(*scene)
	if !ok {
		return e.scene(record, asOf)
	}
	*s = scene{
		Evaluator: e, blanks: &blanks{}, histories: &histories{ties: map[tieKey]*tie{}, gaps: map[gapKey]*gap{}}, record: record, asOf: value.Day(asOf),
		overall: s.overall, terms: s.terms, rules: s.rules, stands: s.stands, status: s.status,
	}
	clear(s.overall)
	s.forgetOwn()
	return s
}

func (s *scene) prepare() {
	terms, rules := len(s.program.Terms), len(s.program.Rules)
	memos := make([]memo, terms+rules+len(s.units))
	s.terms, s.rules, s.stands = memos[:terms], memos[terms:terms+rules], memos[terms+rules:]
	s.status = make([]status, len(s.program.Actions))
}

// at is the same record and case as of another date, where lists are cut.
func (s *scene) at(date value.Set) *scene {
	other := *s
	other.asOf, other.dated, other.cut = date, false, true
	other.others, other.glance = nil, nil
	other.prepare()
	return &other
}

// forget makes way for another case.
func (s *scene) forget() {
	s.clear()
	s.read, s.pieces = s.read[:0], s.pieces[:0]
}

func (s *scene) clear() {
	if len(s.others) > mostScenes {
		s.others = nil
	}
	for _, other := range s.others {
		other.forgetOwn()
	}
	s.forgetOwn()
}

func (s *scene) forgetOwn() {
	clear(s.terms)
	clear(s.rules)
	clear(s.stands)
	clear(s.status)
}

// without is the same record and case where a term is what it were without its
// clause.
func (s *scene) without(t *check.Term) *scene {
	other := *s
	other.dropped = t
	other.others, other.glance = nil, nil
	other.prepare()
	return &other
}

// today is the as-of date.
func (s *scene) today() value.Set {
	if s.dated {
		s.read = append(s.read, 0)
		return s.free[0].set
	}
	return s.asOf
}

// term reads a defined term, of the person or of a row.
func (s *scene) term(x *check.TermRef) (set value.Set) {
	s.inTerm(x, func(s *scene) {
		if x.Term.Record != s.program.Subject {
			set = s.termValue(x.Term)
			return
		}
		set = s.remember(&s.terms[x.Term.Index], func() value.Set { return s.termValue(x.Term) })
	})
	return set
}

// inTerm reads a term where only its own record is in sight.
func (s *scene) inTerm(x *check.TermRef, read func(*scene)) {
	rows := s.rows
	switch {
	case x.Row == 0:
		s.rows = nil
		read(s)
	case x.Term.Record == s.program.Subject:
		other := s.of(rows[x.Row-1].record)
		sought := other.seek(s.sought)
		other.alone(read)
		other.seek(sought)
	default:
		s.rows = []element{rows[x.Row-1]}
		read(s)
	}
	s.rows = rows
}

// termValue is a term's own value, or that of the version in force: the last
// whose date has come; before the first there is none.
func (s *scene) termValue(t *check.Term) value.Set {
	if t == s.dropped {
		return s.eval(t.Without)
	}
	if t.Value != nil {
		return s.eval(t.Value)
	}
	result := value.None(t.Type.Kind)
	for _, v := range t.Versions {
		came := value.Compare(">=", s.today(), s.eval(v.From))
		switch {
		case !came.False:
			result = s.eval(v.Value)
		case came.True:
			result = value.Union(result, s.eval(v.Value))
		}
	}
	return result
}
