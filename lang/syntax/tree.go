package syntax

import (
	"github.com/alecthomas/participle/v2/lexer"

	"rota/lang/source"
)

// Pos is a place in the text as the grammar fills it in, from the token that stands
// there: Offset is where that begins, Column the end of the one before, which is also
// in bytes. It is participle's own type, which it would otherwise convert at every node.
type Pos = lexer.Position

// Node is the stretch of text that a part of the tree was read from.
type Node struct {
	Pos    Pos
	EndPos Pos
}

// Stretch is a node from its first byte to the first after it.
func Stretch(start, end int) Node { return Node{Pos{Offset: start}, Pos{Column: end}} }

// Extent gives the first byte of the node and the first after it.
func (n Node) Extent() (start, end int) { return n.Pos.Offset, n.EndPos.Column }

// Located is any part of the tree.
type Located interface{ Extent() (start, end int) }

// File is a policy as written. The tree is never changed after Parse.
type File struct {
	Source       *source.File
	Declarations []Declaration
	Vocabulary   *Vocabulary // every name the declarations were read with
	Remarks      []Remark
	// Broken holds what could not be read and would be found missing elsewhere:
	// names and clause numbers of the declarations and items left out, and the
	// keyword of a header line.
	Broken map[string]bool
	// Bases are the policies that it extends, and Prefix what its clauses bear where
	// it is itself extended by name: DX/. Who loads it sets both.
	Bases  []*File
	Prefix string
	// Library are the names under which it is taken in; nil for a policy. Offered are
	// those of all libraries. Who loads it sets both.
	Library, Offered []string
}

// Span is where a part of the tree stands.
func (f *File) Span(n Located) source.Span {
	start, end := n.Extent()
	return source.Span{File: f.Source, Start: start, End: max(start, end)}
}

// Declaration is one of the unindented parts of a policy.
type Declaration interface {
	Located
	declaration()
}

func (*Policy) declaration()   {}
func (*Set) declaration()      {}
func (*Define) declaration()   {}
func (*Field) declaration()    {}
func (*Judged) declaration()   {}
func (*Choice) declaration()   {}
func (*Action) declaration()   {}
func (*Record) declaration()   {}
func (*Relation) declaration() {}
func (*Table) declaration()    {}
func (*Decide) declaration()   {}
func (*Output) declaration()   {}
func (*Rule) declaration()     {}
func (*Any) declaration()      {}
func (*AllOf) declaration()    {}
func (*Ladder) declaration()   {}
func (*Note) declaration()     {}
func (*Test) declaration()     {}
func (*Tests) declaration()    {}
func (*Result) declaration()   {}
func (*Check) declaration()    {}
func (*Require) declaration()  {}
func (*Calendar) declaration() {}
func (*Pair) declaration()     {}
func (*Order) declaration()    {}
func (*Choose) declaration()   {}
func (*Quota) declaration()    {}
func (*Score) declaration()    {}

// Text is a quoted text: "…", “…”, 《…》. Raw keeps the quotes.
type Text struct {
	Node
	Raw string
}

// Value is the text without its quotes.
func (t *Text) Value() string {
	if t == nil {
		return ""
	}
	runes := []rune(t.Raw)
	if len(runes) < 2 {
		return ""
	}
	return string(runes[1 : len(runes)-1])
}

// ID is a clause number: 4.1a, 第八条.
type ID struct {
	Node
	Text string
}

// Word is a name where one is used or declared; Key is its folded spelling.
type Word struct {
	Node
	Key string
}

// Spellings are further names: "任现职时间", "现任职务时间".
type Spellings interface{ spellings() []*Text }

// Naming declares a name with its further names.
//
//	rotate also called "轮岗"
type Naming struct {
	Node
	Name    Word      `parser:"@@"`
	Further Spellings `parser:"( 'ALSO CALLED' @@ )?"`
}

// Policy is the header.
//
//	policy "Fenyi county health system"
//	  applies to rank is section chief
//	  as of 2024-12-31
type Policy struct {
	Node
	Title   *Text         `parser:"'POLICY' @@?"`
	Extends *Extension    `parser:"( 'EXTENDS' @@ )?"`
	Lines   []*HeaderLine `parser:"( Item @@ )*"`
}

// HeaderLine is one line of the header.
type HeaderLine struct {
	Node
	Source    *Text      `parser:"  'SOURCE' @@"`
	AppliesTo Expr       `parser:"| 'APPLIES TO' @@"`
	AsOf      Operand    `parser:"| 'AS OF' @@"`
	About     []*Word    `parser:"| 'ABOUT' @@ ( (',' | '、') @@ )*"`
	InForce   *InForce   `parser:"| 'IN FORCE' @@"`
	Clause    *ID        `parser:"  ( '[' @@ ']' )?"`
	Extends   *Extension `parser:"| 'EXTENDS' @@"`
	Use       []*Text    `parser:"| 'USE' @@ ( (',' | '、') @@ )*"`
	Prelude   *Text      `parser:"| 'PRELUDE' @@"`
	Begins    string     `parser:"| @( 'SCHOOL YEAR BEGINS' | 'FINANCIAL YEAR BEGINS' )"`
	Day       *Day       `parser:"  @@"`
	Counting  string     `parser:"| @( 'ANNIVERSARIES ROLL FORWARD' | 'AGES COMPLETE BEFORE' | 'AGES COMPLETE ON' | 'AGES COMPLETE AFTER' )"`
}

// Day is a day of every year: 1 September.
type Day struct {
	Node
	Text string `parser:"@MonthDay"` // 09-01
}

// InForce is when a rule or policy binds: from its first day, until the day
// before the second date; Through says that this day is the last: 至D止.
type InForce struct {
	Node
	From    Operand `parser:"( 'FROM' @@ 'START'? )?"`
	Until   Operand `parser:"( ( 'UNTIL' | 'TO' ) @@"`
	Through bool    `parser:"  ( @'STOP' | 'BEFORE' )? )?"`
}

// Set gives a value a name, or values with the dates they hold from. One to be
// filled is what a variant must say.
//
//	set longest stay = 6y
//	set deadline = to fill "days until the handover"
//	set exchange share
//	  from 2014-09-01: 10%
type Set struct {
	Node
	Name     Word       `parser:"'SET' @@"`
	Clause   *ID        `parser:"( '[' @@ ']' )?"`
	ToFill   bool       `parser:"( ( '=' | 'IS' ) ( @'TO FILL'"`
	Purpose  *Text      `parser:"@@?"`
	Value    Operand    `parser:"| @@ )"`
	Versions []*Version `parser:"| ( Item @@ )+ )"`
}

// Version is a value from a date on.
type Version struct {
	Node
	From  Operand `parser:"'FROM' @@ 'START'? ':'"`
	Value Operand `parser:"@@"`
}

// Define names a condition or a value; with a clause it may say what the value
// were without it.
//
//	define key post = post category in (personnel, finance)
//	define counted [7.8] = service; without it time in post
type Define struct {
	Node
	Name    Word      `parser:"'DEFINE' @@"`
	Of      *Word     `parser:"( 'OF' @@ )?"`
	Further Spellings `parser:"( 'ALSO CALLED' @@ )?"`
	Clause  *ID       `parser:"( '[' @@ ']' )?"`
	Value   Expr      `parser:"( '=' | 'IS' ) @@"`
	Without Expr      `parser:"( ( ';' | ',' )? 'WITHOUT IT' @@ )?"`
}

// Judged declares facts that a person answers.
type Judged struct {
	Node
	Names []*Naming `parser:"'JUDGED' @@ ( (',' | '、') @@ )*"`
}

// Action declares what may be required of a person, and by what a plan does it.
//
//	action exchange also called "交流"; done when planned unit is not unit
type Action struct {
	Node
	Names     []*Naming `parser:"'ACTION' @@ ( (',' | '、') @@ )*"`
	Exclusive bool      `parser:"( ';' ( @'EXCLUSIVE'"`
	Done      Expr      `parser:"| 'DONE WHEN' @@ ) )*"`
}

// Choice declares a list of values, ordered where < stands between them.
//
//	choice degree: college < bachelor < master
type Choice struct {
	Node
	Name   Word     `parser:"'CHOICE' @@ ':'"`
	Values *Options `parser:"Item? @@"`
}

// Options are the values of a choice, lowest first where ordered.
type Options struct {
	Node
	First *Naming   `parser:"@@"`
	Rest  []*Option `parser:"@@*"`
}

// Option is a further value and the sign before it: < or a comma.
type Option struct {
	Node
	Sign  string  `parser:"( @( '<' | ',' | '、' ) Item? | Item @'<'? )"`
	Value *Naming `parser:"@@"`
}

// Field declares a fact of a record and how its cells are read.
//
//	field spouse: text, blank means none, also called "配偶"
type Field struct {
	Node
	Spec FieldSpec `parser:"'FIELD' @@"`
}

// FieldSpec is a field without its head; the fields of a further record stand
// under it, one a line.
type FieldSpec struct {
	Node
	Name    Word           `parser:"@@"`
	Of      *Word          `parser:"( 'OF' @@ )? ':'"`
	Type    TypeSpec       `parser:"@@"`
	Options []*FieldOption `parser:"( ',' @@ )*"`
}

// TypeSpec is the type of a field.
type TypeSpec struct {
	Node
	Several bool      `parser:"'A'? @'SEVERAL'?"`
	Kind    string    `parser:"( @( 'YES/NO' | 'TEXT' | 'DATE' | 'AGE' | 'YEAR' | 'SCHOOL YEAR' | 'FINANCIAL YEAR' )"`
	Number  string    `parser:"| @( 'WHOLE NUMBER' | 'NUMBER' | 'PERCENT' )"`
	From    Operand   `parser:"  ( @@"`
	To      Operand   `parser:"    'TO' @@ )?"`
	Period  string    `parser:"| @'PERIOD'"`
	Unit    string    `parser:"  @( 'IN YEARS' | 'IN MONTHS' )?"`
	Values  *Options  `parser:"| 'ONE OF' '(' @@ ')'"`
	Named   *Naming   `parser:"| @@"`
	Above   []*Naming `parser:"  ( '<' @@ )* )"`
	PerYear string    `parser:"@( 'PER YEAR' | 'PER SCHOOL YEAR' )?"`
}

// FieldOption says how cells are headed and read.
type FieldOption struct {
	Node
	Also    Spellings `parser:"  'ALSO CALLED' @@"`
	Headed  Spellings `parser:"| 'HEADED' @@"`
	Blank   Operand   `parser:"| 'BLANK MEANS' @@"`
	Assumed Operand   `parser:"| 'ASSUMED' @@ 'WHEN BLANK'?"`
	Outside string    `parser:"| @( 'OUTSIDERS UNKNOWN' | 'OUTSIDERS LEFT OUT' )"`
	Planned *Word     `parser:"| 'GIVES PLANNED' @@"`
	Missing bool      `parser:"| @'MAY BE MISSING'"`
	Written Spellings `parser:"| @@"`
	Means   Operand   `parser:"  'MEANS' @@"`
}

// Output declares a value that rules set or bound, or that is computed.
//
//	output annual grade: poor < basic < good
//	output way also called "方式" [4.2]: one of (stay, go) = if must rotate then go else stay
type Output struct {
	Node
	Name    Word      `parser:"'OUTPUT' @@"`
	Further Spellings `parser:"( 'ALSO CALLED' @@ )?"`
	Clause  *ID       `parser:"( '[' @@ ']' )?"`
	Type    *TypeSpec `parser:"( ':' @@ )?"`
	Value   Expr      `parser:"( ( '=' | 'IS' ) @@ )?"`
}

// Result declares what the policy decides in words of its own, the strongest
// outcome first.
//
//	result fitness one of (unfit is must not; doubtful is should not; fit by default [5]), strongest first
type Result struct {
	Node
	Name    Word      `parser:"'RESULT' @@"`
	Further Spellings `parser:"( 'ALSO CALLED' @@ )?"`
	First   *Grade    `parser:"':'? 'ONE OF' '(' Item? @@"`
	Rest    []*Grade  `parser:"( ( ';' | ',' | '、' ) Item? @@ )* ')'"`
	Order   string    `parser:"','? @'STRONGEST FIRST'"`
}

// Grade is one outcome of a result, and the word of the language it is like.
type Grade struct {
	Node
	Name    Naming `parser:"@@"`
	Like    string `parser:"( 'IS' @( 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'PLAN TO' | 'MAY' | 'EXEMPT' | 'DEFER' | 'MAY EXEMPT' | 'MAY DEFER' | 'MAY EXEMPT OR DEFER' ) )?"`
	Default bool   `parser:"@'BY DEFAULT'?"`
	Clause  *ID    `parser:"( '[' @@ ']' )?"`
}

// Check holds records of a kind to a condition; Should says that a departure
// only needs a reason, Not that it is the condition that should not be.
//
//	check 5 of notice where kind is roster: workdays from posted to removed >= 5
type Check struct {
	Node
	ID       *ID         `parser:"'CHECK' @@?"`
	Title    *Text       `parser:"@@?"`
	Of       *Word       `parser:"( 'OF' @@ )?"`
	Where    Expr        `parser:"( 'WHERE' @@ )? ':'"`
	Should   bool        `parser:"( @'SHOULD'"`
	Not      bool        `parser:"| @'SHOULD NOT' )?"`
	Holds    Expr        `parser:"@@"`
	Items    []*Point    `parser:"( Item @@ )*"`
	Modifies []*Modifier `parser:"Tail? @@*"`
}

// Require says what the cells of a record must agree in.
//
//	require birth date < joined on else "dates the wrong way round"
type Require struct {
	Node
	ID    *ID       `parser:"'REQUIRE' @@?"`
	Holds Agreement `parser:"@@"`
	Else  *Text     `parser:"( ','? 'ELSE' @@ )?"`
}

// Rule is a condition and what follows from it.
//
//	rule 4.2 "key post, four years"
//	  key post, post tenure >= 4y => must rotate
//	  unless extension approved
type Rule struct {
	Node
	ID       *ID          `parser:"'RULE' @@?"`
	Title    *Text        `parser:"@@?"`
	When     Expr         `parser:"( @@ )?"`
	Requires *Requirement `parser:"( @@"`
	Then     []Effect     `parser:"| '=>' @@ ( ';' @@ )*"`
	Meets    *Meeting     `parser:"| @@ )"`
	Modifies []*Modifier  `parser:"Tail? @@*"`
}

// Requirement is what an action needs: without it, must not.
type Requirement struct {
	Node
	Kind  string   `parser:"@( 'REQUIRES' | 'SHOULD REQUIRE' )"`
	Items []*Case  `parser:"( ( Item @@ )+"`
	One   Expr     `parser:"| @@"`
	Met   []*Point `parser:"  ( Item @@ )* )"`
}

// Case is an item of a list: a condition with an id.
type Case struct {
	Node
	ID       *ID         `parser:"@@?"`
	Title    *Text       `parser:"@@?"`
	When     Expr        `parser:"@@ ';'?"`
	Modifies []*Modifier `parser:"@@*"`
}

// Meeting is what one row must meet, and what follows from it.
//
//	rule 3.2 some posting in career meets
//	  3.2a unit is "x"
//	  3.2b started on < 2020-01-01
//	  => may promote
type Meeting struct {
	Node
	Items []*Point `parser:"( Item @@ )*"`
	Then  []Effect `parser:"Tail '=>' @@ ( ';' @@ )*"`
}

// Point is one of the conditions that a row must meet.
type Point struct {
	Node
	ID   *ID  `parser:"@@?"`
	When Expr `parser:"@@ ';'?"`
}

// Any lists the cases of one effect.
//
//	any => exempt
//	  5.1 under investigation
type Any struct {
	Node
	ID       *ID         `parser:"'ANY' @@?"`
	Title    *Text       `parser:"@@?"`
	When     Expr        `parser:"@@?"`
	Then     []Effect    `parser:"'=>' @@ ( ';' @@ )*"`
	Modifies []*Modifier `parser:"@@*"`
	Cases    []*Case     `parser:"( Item @@ )+"`
	Overall  []*Modifier `parser:"( Tail @@+ )?"`
}

// AllOf lists the conditions of one rule.
//
//	all of the following => may promote
//	  5.1 post tenure >= 3y
//	  5.2 age < 50
type AllOf struct {
	Node
	ID       *ID         `parser:"'ALL OF' @@?"`
	Title    *Text       `parser:"@@?"`
	When     Expr        `parser:"@@?"`
	Then     []Effect    `parser:"'=>' @@ ( ';' @@ )*"`
	Modifies []*Modifier `parser:"@@*"`
	Items    []*Point    `parser:"( Item @@ )+"`
	Overall  []*Modifier `parser:"( Tail @@+ )?"`
}

// Ladder lists rungs on one term.
//
//	ladder 3.1 exchange by post tenure
//	  3.1a >= 3y => may
type Ladder struct {
	Node
	ID      *ID         `parser:"'LADDER' @@?"`
	Title   *Text       `parser:"@@?"`
	Action  *Word       `parser:"@@?"`
	By      Expr        `parser:"'BY' @@"`
	Rungs   []*Rung     `parser:"( Item @@ )+"`
	Overall []*Modifier `parser:"( Tail @@+ )?"`
}

// Rung is one step of a ladder; a comparison without a left side compares the
// ladder's term.
type Rung struct {
	Node
	ID       *ID         `parser:"@@?"`
	Title    *Text       `parser:"@@?"`
	When     Expr        `parser:"@@"`
	Then     []Effect    `parser:"'=>' @@ ( ';' @@ )*"`
	Modifies []*Modifier `parser:"@@*"`
}

// Note stands for a clause of the document that is no rule.
type Note struct {
	Node
	ID   *ID   `parser:"'NOTE' @@?"`
	Text *Text `parser:"@@"`
}

// Test states what the policy must decide of facts that it makes up.
//
//	test "four years to the day"
//	  given rank section chief, post since 2020-12-31
//	  expect must rotate by 4.2
type Test struct {
	Node
	Title *Text       `parser:"'TEST' @@?"`
	Lines []*TestLine `parser:"( Item @@ )*"`
}

// TestLine is one line of a test.
type TestLine struct {
	Node
	Given  Givens       `parser:"  'GIVEN' @@"`
	Expect Expectations `parser:"| 'EXPECT' @@"`
}

// Tests names a table with a case a row.
//
//	tests from "cases.xlsx"
type Tests struct {
	Node
	From *Text `parser:"'TESTS' 'FROM' @@"`
}

// Calendar says which days are working days.
//
//	calendar working by region from "holidays.csv": rest on Sunday, second Saturday, dates listed
type Calendar struct {
	Node
	By   *Word   `parser:"'CALENDAR' 'WORKING' ( 'BY' @@ )?"`
	From *Text   `parser:"( 'FROM' @@ )?"`
	Rest []*Rest `parser:"( ':' 'REST ON' @@ ( ( ',' | '、' | 'AND' ) @@ )* )?"`
}

// Rest is a weekday of rest, or one of the month, or the dates of the file.
type Rest struct {
	Node
	Listed   bool   `parser:"  @'DATES LISTED'"`
	Position string `parser:"| ( @( 'FIRST' | 'SECOND' | 'THIRD' | 'FOURTH' | 'FIFTH' | 'LAST' ) )?"`
	Day      *Word  `parser:"  @@"`
}

// Effect is what a rule does: a Duty on actions, or an Assignment to an output
// or a result.
type Effect interface {
	Located
	effect()
}

func (*Duty) effect()       {}
func (*Assignment) effect() {}

// Duty is an effect on actions.
//
//	must rotate or exchange within 6mo from decided on
type Duty struct {
	Node
	Before  []*Timing `parser:"@@*"`
	Kind    Force     `parser:"@@"`
	Only    []*ID     `parser:"( 'ONLY' 'FROM'? @@ ( (',' | '、') @@ )* )?"`
	Actions []*Word   `parser:"( @@"`
	Joins   []string  `parser:"  ( @( 'OR' | ',' | '、' | 'AS WELL AS' )"`
	More    []*Word   `parser:"    @@ )* )?"`
	After   []*Timing `parser:"'OBJECT'? @@*"`
}

// Force is the key of what an effect makes of an action: MUST, MAY DEFER.
type Force string

// Assignment sets an output or bounds it, or gives a result, whose name may be
// left out.
//
//	annual grade at most basic
//	unfit for 3y from refused on
type Assignment struct {
	Node
	Name  Word      `parser:"@@"`
	Sign  string    `parser:"( @( 'IS' | '=' | '<=' | '>=' )"`
	Value Operand   `parser:"  @@ )?"`
	After []*Timing `parser:"@@*"`
}

// Timing limits an effect in time.
type Timing struct {
	Node
	Within  Operand `parser:"  'WITHIN' @@"`
	Since   Operand `parser:"  ( 'FROM' @@ 'START'? )?"`
	By      Operand `parser:"| ( 'BY' | 'NO LATER THAN' ) @@"`
	For     Operand `parser:"| 'FOR' @@"`
	After   Operand `parser:"  ( 'FROM' @@ 'START'? )?"`
	Until   Operand `parser:"| ( 'UNTIL' | 'TO' ) @@"`
	Through bool    `parser:"  ( @'STOP' | 'BEFORE' )?"` // the day is the last
	From    Operand `parser:"| 'FROM' @@ 'START'?"`
	Length  Operand `parser:"  ( @@ 'WITHIN'? )?"`
}

// Excepts says that the modifier is an exception.
func (m *Modifier) Excepts() bool { return m.Unless != nil || m.UnlessAny != nil }

// Modifier states an exception, of which any of several items may be one, or a precedence.
type Modifier struct {
	Node
	Unless    Expr     `parser:"  'UNLESS' ( @@"`
	UnlessAny []*Point `parser:"           | 'ANY OF' ( Item @@ )+ )"`
	Despite   []*ID    `parser:"| 'DESPITE' @@ ( (',' | '、') @@ )* 'LIMIT'?"`
	YieldsTo  []*ID    `parser:"| 'YIELDS TO' @@ ( (',' | '、') @@ )*"`
	SetsAside []*ID    `parser:"| 'SETS ASIDE' @@ ( (',' | '、') @@ )*"`
	InsteadOf []*ID    `parser:"| 'INSTEAD OF' @@ ( (',' | '、') @@ )*"`
	Cites     []*ID    `parser:"| 'CITES' @@ ( (',' | '、') @@ )*"`
	InForce   *InForce `parser:"| 'IN FORCE' @@"`
}
