// Package interp is Rota for Go programs: load a policy, bind the records of an
// office, decide. It opens nothing and reads no clock: texts and tables come in
// as bytes, the date as an argument.
//
//	policy, found := interp.Load("first.rota", text)
//	bound, found := policy.Bind(sheets, nil, roster.Options{})
//	for decision := range bound.Run(asOf) { fmt.Println(decision.Outcome) }
package interp

import (
	"slices"
	"sync"

	"rota/interp/eval"
	"rota/interp/roster"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/stdlib"
)

// Policy is a policy ready to run. It never changes, and may be used by any
// number of goroutines.
type Policy struct {
	Program     *check.Program
	Tree        *syntax.File
	Name        string
	libraries   []*syntax.File // what they take in by name
	files       []*syntax.File
	Fingerprint string // SHA-256 of the text with LF line ends, and of what it extends, in hexadecimal
}

// prelude is read once; its vocabulary is what every policy starts from.
var prelude = sync.OnceValues(func() (*syntax.File, diag.List) {
	var found diag.List
	return syntax.Parse(source.New("prelude", stdlib.Prelude()), nil, &found), found
})

// Vocabulary is the names of the prelude, which every policy may use.
func Vocabulary() *syntax.Vocabulary {
	base, _ := prelude()
	return base.Vocabulary
}

// Load reads a policy that extends no other. It is nil when found has errors; warnings
// and notes may come with a policy.
func Load(name string, text []byte) (policy *Policy, found diag.List) {
	return LoadVariant(name, text, nil)
}

// Bound is a policy with the records it is to decide on.
type Bound struct {
	*Policy
	*eval.Evaluator
	Roster *roster.Roster
}

// Bind matches the columns of the tables with the fields of the policy and
// reads every cell. The records that could be read are there whatever was
// found; what could not be read makes the decisions that rest on it data errors.
func (p *Policy) Bind(staff []roster.Sheet, further map[string][]roster.Sheet, opts roster.Options) (*Bound, diag.List) {
	r, found := roster.Bind(p.Program, staff, further, opts)
	return &Bound{p, eval.New(p.Program, r), r}, found
}

// BindValues is Bind for records that a program holds as maps from heading to
// value: a string, bool, number, civil.Date, list of strings, or nil for blank.
func (p *Policy) BindValues(staff []map[string]any, further map[string][]map[string]any, opts roster.Options) (*Bound, diag.List) {
	r, found := roster.Records(p.Program, staff, further, opts)
	return &Bound{p, eval.New(p.Program, r), r}, found
}

// With is the same policy bound to a revision of the roster.
func (b *Bound) With(r *roster.Roster) *Bound { return &Bound{b.Policy, eval.New(b.Program, r), r} }

// On decides on one record: as of the date given, or, when that is zero, as of
// the policy's own date or the field it names.
func (b *Bound) On(person *roster.Record, asOf civil.Date) []eval.Decision {
	if asOf == 0 {
		if dates, stated := b.AsOf(person); stated {
			return b.DecideAt(person, dates)
		}
	}
	return b.Decide(person, asOf)
}

// Find returns the records with this id, or, where no id is so, this name: those
// that are decided on, or else those of other kinds.
func (b *Bound) Find(who string) []*roster.Record {
	found := find(b.Roster.People, who)
	for _, kind := range b.Program.Records {
		if len(found) == 0 && kind.Table == nil && kind.Key != nil {
			of := b.Roster.Kinds[kind.Kind.Index]
			found = find(of[:b.Roster.Insiders[kind.Kind.Index]], who)
		}
	}
	return found
}

func find(records []*roster.Record, who string) []*roster.Record {
	var byID, byName []*roster.Record
	for _, r := range records {
		if syntax.Fold(r.ID) == syntax.Fold(who) {
			byID = append(byID, r)
		}
		if syntax.Fold(r.Name) == syntax.Fold(who) {
			byName = append(byName, r)
		}
	}
	if len(byID) > 0 {
		return byID
	}
	return byName
}

// About decides on one record: each matter where it is one of those decided on,
// else the checks that are made of it.
func (b *Bound) About(record *roster.Record, asOf civil.Date) []eval.Decision {
	if record.Kind == b.Program.Subject {
		return b.On(record, asOf)
	}
	return slices.DeleteFunc(b.Elsewhere(asOf), func(d eval.Decision) bool { return d.Record != record })
}
