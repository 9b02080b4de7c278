// Package check resolves the names and types of a policy. In go the trees of
// the prelude and of the policy; out comes a Program in which every name is a
// pointer and every expression has a type, and every mistake found on the way.
// The next stage is interp/eval. The trees are not changed.
//
//	program := check.Check([]*syntax.File{prelude, policy}, &found)
//	for _, rule := range program.Rules { … }
package check

import (
	"cmp"
	"slices"
	"strings"

	"rota/lang/civil"
	"rota/lang/locale"
	"rota/lang/source"
	"rota/lang/syntax"
	"rota/lang/types"
)

// Program is a checked policy.
type Program struct {
	Title  string
	Source string
	civil.Convention
	File      *source.File   // of the policy itself
	Files     []*source.File // of what it extends, and its own at the end
	Prelude   *syntax.Text   // the version of the prelude that the policy pins; nil for any
	AppliesTo Expr           // nil: everybody
	AsOf      Expr           // nil: the command says
	AsOfIn    *RunDay        // in place of AsOf: a day of the year that the run is for
	Calendar  *Calendar      // of working days; nil for that of the tool
	About     []*Action
	InForce   Window
	ForceID   string      // the clause that says when the policy is in force; "" for none
	ForceAt   source.Span // the line of the header that bears it
	Subject   *Record     // the kind of record that is decided on
	Records   []*Record   // every kind, by Record.Kind.Index
	Lists     []*Record   // those of which others have many, relations among them
	Judged    []*Field
	Terms     []*Term
	ToFill    []*Term   // what a variant must say before a run
	Actions   []*Action // what is decided: of the actions those that some rule of the policy speaks of
	Audits    []*Audit  // of CheckAudit: the actions that a plan can do
	// Of CheckAudit: the fields that hold why a plan departs from the policy, and when
	// somebody is moved; nil where there is none.
	PlanReason, MoveDate *Field
	Outputs              []*Output
	Rules                []*Rule
	Notes                []*Note
	Choices              []*Choice
	Quotas               []*Quota
	Pairs                []*Pair
	Stages               []*Stage
	Registers            []*Register
	Tests                []*Test
	TestsFrom            []*syntax.Text // tables with a case a row, as the policy names them
	scope                *checker       // the names, for what is asked of the policy later
}

// RunDay is a day of the year that a run is for: its first, its last, or a month
// and day of it.
type RunDay struct {
	Years      civil.YearKind
	First      bool
	Month, Day int // 0: the first or the last
	Span       source.Span
}

// In is the day in a year.
func (r RunDay) In(year int, c civil.Convention) civil.Date {
	if r.Month != 0 {
		return c.DayIn(r.Years, year, r.Month, r.Day)
	}
	first, last := c.YearDays(r.Years, year)
	if r.First {
		return first
	}
	return last
}

// Calendar is how the working days are known: the days of rest, and the dates
// that a file lists, for each region where By says them apart.
type Calendar struct {
	File   string
	By     Expr // a text or a choice of the person; nil: the same everywhere
	Rest   []civil.Rest
	Listed bool
	Span   source.Span
}

// CalendarFile is the file of the calendar that the policy declares; "" for none.
func (p *Program) CalendarFile() string {
	if p.Calendar == nil {
		return ""
	}
	return p.Calendar.File
}

// Record is a kind of record: staff, schools, postings; or a relation, whose
// rows belong to both of its ends.
type Record struct {
	Kind     types.Record
	Name     string   // a posting
	List     string   // career; "" for what nobody has many of
	Headings []string // further names: sheet names it is found under
	Key      *Field   // the identifier
	Owner    *Record  // of a list: the kind of record that has many
	JoinBy   *Field   // of a list: the field that holds the owner's key
	From     Source
	Relation *Relation // nil for what is none
	Table    *Table    // nil for what is none
	Fields   []*Field
	Start    *Field  // first day of a row that is a spell; nil when it is none
	End      *Field  // last day, or the day after it
	EndIn    bool    // the end day belongs to the spell
	RunOf    *Record // of a run: the kind of record that its rows are
	Span     source.Span
	Used     bool
	fields   map[string]*Field
	terms    map[string]*Term
}

// Source is where the rows of a record are found, beside sheets that bear its
// name: a file that the policy names, the rows of another record, or a column
// of the owner that holds several in a cell.
type Source struct {
	File   string
	Rows   *Record
	Column *Field
}

// Relation is what makes of a list a relation: JoinBy is the one end, Other the
// other. Of the converse both are exchanged.
type Relation struct {
	Other     *Field
	Symmetric bool
	Converse  *Record  // the same rows seen from the other end; nil for none
	Of        *Record  // of a converse: the relation as declared
	LeftOut   bool     // rows that lead out of the roster do not count
	Columns   []*Field // of a relation in a cell: what its parts are, in order
	to        *Record
}

// Field is a fact that a cell holds.
type Field struct {
	Index    int // in its record; judged facts follow the fields of staff
	Name     string
	Type     types.Type
	Record   *Record
	Headings []string // everything a column may be headed, as written
	Blank    Blank
	Default  *types.Constant           // for BlankValue and BlankAssumed
	Written  map[string]types.Constant // folded words with a meaning of their own
	Nullable bool                      // its cells may say that there is no such thing
	Judged   bool
	Reason   *Field      // of a judged fact: what was recorded with the answer, if a column says; no rule reads it
	Planned  *Field      // what this one gives as it will be after the plan; nil for none
	Optional bool        // its column may be missing: then all cells are blank
	LeftOut  bool        // of a reference: what is outside the roster has nothing that can be read
	Used     bool        // some rule, term in use or header line reads it
	Followed bool        // of a reference: something is read of what it leads to
	Shown    locale.Text // how it is called where that is no name that a policy gives: limit[county]
	Span     source.Span
	plan     *Field // what gives it as it will be after the plan; nil for nothing
	needed   bool   // it is read otherwise than beside what gives it after the plan
}

// MayBeMissing says that a field that is read may have no column: it says so, or is
// compared with what the plan gives in its place and read by nothing else.
func (f *Field) MayBeMissing() bool { return f.Optional || f.plan != nil && !f.needed }

// Text is what a field is called in each language.
func (f *Field) Text() locale.Text {
	if f.Shown.EN != "" {
		return f.Shown
	}
	return locale.Text{EN: locale.Pick(locale.English, f.Name, f.Headings), ZH: locale.Pick(locale.Chinese, f.Name, f.Headings)}
}

// Text is what the list of a record, or else the record, is called in each
// language.
func (r *Record) Text() locale.Text {
	name := cmp.Or(r.List, r.Name)
	return locale.Text{EN: locale.Pick(locale.English, name, r.Headings), ZH: locale.Pick(locale.Chinese, name, r.Headings)}
}

// Called says whether a sheet or file of this name holds the records.
func (r *Record) Called(name string) bool {
	name = syntax.Fold(name)
	return name != "" && slices.ContainsFunc(r.Headings, func(h string) bool { return syntax.Fold(h) == name })
}

// RecordOf is the kind of record that a reference leads to.
func (p *Program) RecordOf(t types.Type) *Record { return p.Records[t.Record.Index] }

// Blank is what an empty cell means.
type Blank uint8

const (
	BlankUnknown Blank = iota
	BlankNone          // there is no such thing: a fact
	BlankOpen          // it runs on
	BlankValue         // a stated value: a fact
	BlankAssumed       // a stated value, reported where it matters
)

// Term is a defined name: a condition, a value, or a set value with versions.
type Term struct {
	Index    int
	Name     string
	Names    []string // every spelling as written
	Type     types.Type
	Value    Expr      // nil when Versions are given
	Versions []Version // by date, earliest first
	Clause   string
	Purpose  string  // of a value that is still to be filled
	Without  Expr    // what it were without its clause; nil when that is not said
	Record   *Record // the record it is a term of
	Used     bool
	Span     source.Span
	lost     bool // of the prelude, and not to be read beside what the policy declares anew
	state    visit
	declared any // the declaration, until it is resolved
	file     int
	planned  *Term   // this term as it will be after the plan; nil until it is asked for
	after    bool    // it is such a term
	plans    bool    // of such: the plan says something of it
	run      *Term   // of the runs of one list: the term of runs as it is declared
	ofRuns   []*Term // of runs: what it is of those of each list
	wrong    bool    // of runs: what is wrong with it was told
}

// Version of a set value: in force from a date until the next version's.
type Version struct {
	From  Expr
	Value Expr
}

// Output is a value of a decision: computed, or set and bounded by rules.
type Output struct {
	Index int
	Name  string
	Names []string // every spelling as written
	Type  types.Type
	Value Expr // a TermRef, since others may read it; nil when rules give it
	Span  source.Span
}

// Text is what an output is called in each language.
func (o *Output) Text() locale.Text { return called(o.Names) }

// Note stands for a clause that is no rule.
type Note struct {
	ID, Text string
	Span     source.Span
}

// Stage is a part of the work with its days.
type Stage struct {
	ID, Title string
	From, To  civil.Date // To is 0 where it runs on
	Span      source.Span
}

// Register is a form of the office's own: whom it lists, and what it says of each.
type Register struct {
	ID, Title string
	Outcomes  []RegisterOutcome // nil: of any outcome
	On        *Action           // nil: every matter
	Where     Expr              // which of them; nil: all
	Columns   []*Column         // nil: those of every register
	Span      source.Span
}

// RegisterOutcome is an outcome listed: Kind is its word, as in Expected.
type RegisterOutcome struct {
	Kind  string
	Level int // of RESULT
	On    *Action
}

// Column is one of a register: a part of the decision by its word, a field, an
// output, or a value.
type Column struct {
	Part   string
	Field  *Field
	Output *Output
	Value  Expr
	Names  []string // what heads it; nil for a part of the decision that is not headed
}

// Window is a stretch of dates: from its first day until the day before Until.
type Window struct{ From, Until Expr }

// Rule is one clause that can hold of a person: a rule, an item of a list, a
// rung of a ladder, a requirement.
type Rule struct {
	Index     int
	ID        string // as written; line 12 when it has none
	Title     string
	Parent    string // id of the list or ladder it stands in
	When      Expr   // nil: always
	Needs     Expr   // of a requirement: what the action needs; When is that it is lacking
	Unless    []Expr
	Effects   []*Effect
	InForce   Window
	Partners  []Expr    // of a pair: the others that the condition is true with, either way
	Couples   []Expr    // of a pair: Partners, whatever settles which of the two it is
	Both      Expr      // of a check that two are not both so: that the record decided is
	Shared    bool      // of a pair: one of the two, whichever
	Keys      []PairKey // of a pair: what settles which of the two it is, one after the other
	Despite   []*Rule
	SetsAside []*Rule
	InsteadOf []*Rule
	Cites     []string
	Replaces  bool // it stands in the place of one in a policy extended
	Span      source.Span
}

// Text is a clause number as a person reads it.
func (r *Rule) Text() locale.Text {
	return ClauseText(r.ID)
}

// Numbered says that an ID is a clause number, not the line of a clause without one.
func Numbered(id string) bool {
	file, _, ok := strings.Cut(id, "line ")
	return !ok || file != "" && !strings.HasSuffix(file, ".rota ")
}

// ClauseText is a clause number as a person reads it; a rule without one is known by
// its line: line 12, in a policy extended county.rota line 12.
func ClauseText(id string) locale.Text {
	if file, line, _ := strings.Cut(id, "line "); !Numbered(id) {
		return locale.Text{EN: id, ZH: strings.TrimSuffix(file, " ") + "第" + line + "行"}
	}
	return locale.Text{EN: id, ZH: id}
}

// Exprs are what a term is made of.
func (t *Term) Exprs() []Expr {
	list := []Expr{t.Value, t.Without}
	for _, v := range t.Versions {
		list = append(list, v.From, v.Value)
	}
	return list
}

// Strength is what an effect does to its action.
type Strength uint8

const (
	_ Strength = iota
	Must
	MustNot
	Should
	ShouldNot
	Plan
	May
	Exempt
	Defer
	MayExempt
	MayDefer
	MayExemptOrDefer
)

// Duty says whether the strength asks for the action.
func (s Strength) Duty() bool { return s == Must || s == Should || s == Plan }

// Release says whether the strength frees from a duty.
func (s Strength) Release() bool { return s >= Exempt }

// Effect is one effect of a rule on one action, result or output.
type Effect struct {
	Strength Strength // 0 on a result: it has Level, the place among its grades
	Action   *Action
	Level    int
	Instead  []*Action // the other actions that would do: must rotate or exchange
	Only     []*Rule   // attacks these alone; nil: all it can
	Limited  bool      // Only was written, even if nothing matched
	// A duty is due at From+Within; a ban or release binds from From on, for
	// For or until Until. Each is nil when not written.
	From, Within, For, Until Expr

	Output *Output
	Sign   string // "=", "<=", ">="
	Value  Expr
	Span   source.Span
}
