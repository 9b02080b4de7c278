package eval

import (
	"slices"

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
	texts     *value.Texts
	units     []*unit
	byRule    [][]*unit
	byAction  [][]*unit
	readBy    []reads // by rule
	groups    *groups
	Budget    int // evaluations that one decision may cost; 0 means 20000
}

// absent stands for a list that the policy reads and no table was given for: a
// blank that cannot be read.
type absent struct {
	field check.Field
	cell  roster.Cell
}

// New prepares a program for the records it is bound to.
func New(program *check.Program, r *roster.Roster) *Evaluator {
	e := &Evaluator{program: program, roster: r, constants: map[*check.Const]value.Set{}, named: map[*types.Options][]int32{}, lists: map[*check.Record]int{}, texts: r.Texts,
		groups: &groups{byField: map[*check.Field]*index{}, figures: map[figureKey]figure{}}}
	for i, r := range program.Lists {
		e.lists[r] = i
		list := types.Type{Kind: types.Rows}
		e.absent = append(e.absent, absent{
			check.Field{Name: r.List, Headings: r.Headings, Record: r, Type: list},
			roster.Cell{State: roster.Unreadable, Value: value.Set{Kind: types.Rows, Lost: true}},
		})
	}
	for _, r := range program.Rules {
		e.readBy = append(e.readBy, readsOf(func(visit func(check.Expr)) { check.WalkRule(r, visit) }))
	}
	e.constant(program)
	e.link()
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
	others  map[*roster.Record]*scene // those of further records of this kind, in this case
	glance  *scene                    // one of them that is looked at and forgotten
	passing bool                      // this is such
	*histories

	terms   []memo
	rules   []memo // whether the rule's condition holds, by Rule.Index
	stands  []memo // by unit
	left    []memo // by action, whether a duty still counts
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
	s := &scene{Evaluator: e, blanks: &blanks{}, histories: &histories{ties: map[tieKey]*tie{}}, record: record, asOf: value.Day(asOf), overall: make([]memo, len(e.units))}
	s.prepare()
	return s
}

func (s *scene) prepare() {
	terms, rules := len(s.program.Terms), len(s.program.Rules)
	memos := make([]memo, terms+rules+len(s.units))
	s.terms, s.rules, s.stands = memos[:terms], memos[terms:terms+rules], memos[terms+rules:]
	s.left = make([]memo, len(s.program.Actions))
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
	if len(s.others) > mostScenes {
		s.others = nil
	}
	for _, other := range s.others {
		other.forgetOwn()
	}
	s.forgetOwn()
	s.read = s.read[:0]
}

func (s *scene) forgetOwn() {
	clear(s.terms)
	clear(s.rules)
	clear(s.stands)
	clear(s.left)
	clear(s.status)
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
		s.of(rows[x.Row-1].record).alone(read)
	default:
		s.rows = []element{rows[x.Row-1]}
		read(s)
	}
	s.rows = rows
}

// termValue is a term's own value, or that of the version in force: the last
// whose date has come; before the first there is none.
func (s *scene) termValue(t *check.Term) value.Set {
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
