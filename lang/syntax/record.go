package syntax

// Record declares a kind of record and its fields.
//
//	record school from sheet "学校", key school name
//	record posting as career, many per staff by staff id, spell from start until end
//	  start: date, headed "起"
type Record struct {
	Node
	Name    Word            `parser:"'RECORD' @@"`
	List    *Word           `parser:"( 'AS' @@ )?"`
	Further Spellings       `parser:"( 'ALSO CALLED' @@ )?"`
	Source  *Source         `parser:"@@?"`
	Options []*RecordOption `parser:"( ',' @@ )*"`
	Fields  []*FieldSpec    `parser:"( Item @@ )*"`
}

// Source is where records come from: a file, a sheet of the roster, a column of
// it, or the rows of another kind of record, each of which says something of
// one of these.
type Source struct {
	Node
	Sheet  Spellings `parser:"  'FROM SHEET' @@"`
	Column Spellings `parser:"| 'FROM COLUMN' @@"`
	File   *Text     `parser:"| 'TAKEN FROM' ( @@"`
	Rows   *Word     `parser:"  | @@ )"`
}

// RecordOption says how a record is found and joined.
type RecordOption struct {
	Node
	Key      *Word     `parser:"  'KEY' @@"`
	Per      *Word     `parser:"| 'MANY PER' @@"`
	By       *Word     `parser:"  'BY' @@"`
	Start    *Word     `parser:"| 'SPELL FROM' @@"`
	Included bool      `parser:"  ( @'TO' | 'UNTIL' )"`
	End      *Word     `parser:"  @@"`
	Headed   Spellings `parser:"| 'HEADED' @@"`
}

// Relation says which records are related. What it holds is listed in its own
// table, the two ends first, or in a column of the roster, the other end last;
// or it is a part of another relation.
//
//	relation kin from "kin.csv": person, relative, kind; symmetric; outsiders left out
//	relation kin from column "亲属关系": kinship, relative; symmetric
//	relation close kin = kin where generations <= 3
type Relation struct {
	Node
	Name    Word              `parser:"'RELATION' @@"`
	Owner   *Word             `parser:"( 'OF' @@ )?"`
	Further Spellings         `parser:"( 'ALSO CALLED' @@ )?"`
	Of      *Word             `parser:"( ( '=' | 'IS' ) @@"`
	Where   Expr              `parser:"  'WHERE' @@"`
	Source  *Source           `parser:"| @@ ':'"`
	Columns []*Naming         `parser:"  @@ ( (',' | '、') @@ )*"`
	Options []*RelationOption `parser:"  ( ';' @@ )* )"`
	Fields  []*FieldSpec      `parser:"( Item @@ )*"`
}

// RelationOption says how a relation is read from its other end, and what
// becomes of those outside the roster.
type RelationOption struct {
	Node
	Symmetric bool    `parser:"  @'SYMMETRIC'"`
	Converse  *Naming `parser:"| 'CONVERSE' @@"`
	Outside   string  `parser:"| @( 'OUTSIDERS UNKNOWN' | 'OUTSIDERS LEFT OUT' )"`
	Blank     Operand `parser:"| 'BLANK MEANS' @@"`
}

// Decide says which records the policy decides on, staff where it is not said,
// and as of which of their dates.
//
//	decide each nomination as of nominated on
type Decide struct {
	Node
	Record Word    `parser:"'DECIDE EACH' @@"`
	AsOf   Operand `parser:"( 'AS OF' @@ )?"`
}
