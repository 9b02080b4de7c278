package syntax

// Expr is a condition or a value. Operand is an Expr that stops before the
// next condition: one term with its arithmetic.
type (
	Expr interface {
		Located
		expr()
	}
	Operand interface {
		Located
		expr()
		operand()
	}
)

// Operands are wrapped so that the grammar can tell them from conditions.
type operandNode struct{ Expr }

func (operandNode) operand() {}

// Unwrap gives the expression of an operand; nil for none.
func Unwrap(o Operand) Expr {
	if w, ok := o.(operandNode); ok {
		return w.Expr
	}
	return nil
}

func (*Literal) expr()   {}
func (*NameExpr) expr()  {}
func (*Own) expr()       {}
func (*Planned) expr()   {}
func (*Self) expr()      {}
func (*Member) expr()    {}
func (*Lookup) expr()    {}
func (*Not) expr()       {}
func (*All) expr()       {}
func (*Either) expr()    {}
func (*Compare) expr()   {}
func (*OneOf) expr()     {}
func (*State) expr()     {}
func (*Arith) expr()     {}
func (*Quantify) expr()  {}
func (*Aggregate) expr() {}
func (*If) expr()        {}
func (*Extreme) expr()   {}
func (*Elapsed) expr()   {}
func (*AsOf) expr()      {}
func (*AsOfDate) expr()  {}
func (*Meets) expr()     {}
func (*Decided) expr()   {}
func (*Where) expr()     {}
func (*Both) expr()      {}
func (*Place) expr()     {}
func (*Chosen) expr()    {}
func (*Cut) expr()       {}
func (*While) expr()     {}
func (*Level) expr()     {}
func (*Runs) expr()      {}
func (*RunAt) expr()     {}
func (*Pick) expr()      {}
func (*EndOf) expr()     {}
func (*Length) expr()    {}
func (*Served) expr()    {}
func (*Stopped) expr()   {}
func (*Marked) expr()    {}
func (*Should) expr()    {}

// Literal is a value as written: Type is Number, Percent, Quantity, Age, Date,
// MonthDay, Year, String, or Keyword for yes, no, none and open.
type Literal struct {
	Node
	Type  TokenType
	Value string
}

// NameExpr is a name: a field, a term, a value of a choice.
type NameExpr struct {
	Node
	Key string
}

// Own is the person decided, inside a list: own post, 本人职务.
type Own struct {
	Node
	Name Word
}

// Self is the record decided: own record, 本人.
type Self struct{ Node }

// Planned is a name or a condition read as it will be after the plan: planned
// section, 调整后科室.
type Planned struct {
	Node
	X Expr
}

// Member is a part of another record or row: p's unit, 配偶的单位; Planned says that
// it is read as it will be after the plan: p's planned unit.
type Member struct {
	Node
	Of      Expr
	Name    Word
	Planned bool
}

// Lookup reads a value per year or a table: assessments for 2025.
type Lookup struct {
	Node
	Of  Expr
	Key Expr
}

// Not is not X.
type Not struct {
	Node
	X Expr
}

// All holds when every part does. Side by side or with a comma it binds
// tighter than or; with the word and it may not be mixed with or.
type All struct {
	Node
	Parts []Expr
}

// Either holds when some part does.
type Either struct {
	Node
	Parts []Expr
}

// Compare relates two values; Left is nil in a rung of a ladder. Op is one of
// =, !=, <, <=, >, >=.
type Compare struct {
	Node
	Op          string
	Left, Right Expr
}

// OneOf is X in (a, b): one of them is X.
type OneOf struct {
	Node
	X       Expr
	Among   []Expr
	Negated bool
}

// State asks about a cell: IS KNOWN, IS UNKNOWN, IS NONE, IS NOT NONE.
type State struct {
	Node
	X    Expr
	Kind string
}

// Arith is + - * /.
type Arith struct {
	Node
	Op          string
	Left, Right Expr
}

// Quantify asks of the rows of a list: SOME, NO or EVERY. Row names a row;
// Claim is what is asked of it.
//
//	some posting p in (career where post is "head") where p's unit is not own unit
//
// With Meets the items of the declaration say what one row must meet:
//
//	some posting in career meets
//	  3.2a unit is "x"
//	  3.2b started on < 2020-01-01
type Quantify struct {
	Node
	Kind        string
	Record, Row *Word
	List, Claim Expr
	Meets       bool
}

// Aggregate is a figure over the rows of a list or the values of a cell: Kind
// is COUNT OF, NUMBER OF DIFFERENT, SUM OF, HIGHEST OF or LOWEST OF. Of is nil
// for a count.
type Aggregate struct {
	Node
	Kind  string
	Of    Expr
	List  Expr
	Among Expr // the set of records that it is taken over, instead of a list
}

// If is if C then X else Y.
type If struct {
	Node
	Cond, Then, Else Expr
}

// Extreme is LATER OF or EARLIER OF dates, LONGER OF or SHORTER OF spans and
// lengths of time: later of (a, b).
type Extreme struct {
	Node
	Kind  string
	Parts []Expr
}

// Elapsed is TIME SINCE a date, TIME UNTIL a date, AGE SINCE a date, SCHOOL YEARS
// SINCE a date or FINANCIAL YEARS SINCE it.
type Elapsed struct {
	Node
	Kind string
	Date Expr
}

// AsOf reads a term as of another date.
type AsOf struct {
	Node
	X, Date Expr
}

// AsOfDate is the date the run is as of.
type AsOfDate struct{ Node }

// Meets asks whether a rule holds, beaten or not; an id stands for its parts.
type Meets struct {
	Node
	IDs []ID
}

// Decided asks for the outcome on an action: must rotate, exempt, deferred.
// Action is nil when it is left out.
type Decided struct {
	Node
	Kind   string
	Action *Word
}

// Marked is a condition with a clause number of its own: age <= 45 [3.2a].
type Marked struct {
	Node
	X  Expr
	ID ID
}

// Should is a comparison that may be departed from with a reason: x should be
// at most 5.
type Should struct {
	Node
	X Expr
}

// Both says of either of a pair the same: both rotation candidates.
type Both struct {
	Node
	X Expr
}

// Place is the place of the person decided among others by some order.
type Place struct {
	Node
	Keys  []*OrderKey
	Among Expr
}

// Chosen asks how a choice came out: CHOSEN BY, WAITING IN or TIED IN it.
type Chosen struct {
	Node
	Kind string
	ID   ID
}

type spellingList []*Text

func (s spellingList) spellings() []*Text { return s }

// Texts lists the further names; nil for none.
func Texts(s Spellings) []*Text {
	if s == nil {
		return nil
	}
	return s.spellings()
}
