package syntax

import "rota/lang/locale"

// Table declares rows that are looked up by their keys. They are written under
// it, or stand in a file, whose columns of values are then written as fields.
//
//	table limit by station class, grade, until next row, not listed means unknown
//	  county, principal: 6y
//	  from 2019-01-01
//	  7.2 county, principal: 5y
//	table limit by station class, grade from "limits.csv"
//	  limit: period in years, headed "上限"
type Table struct {
	Node
	Name    Word         `parser:"'TABLE' @@"`
	Further Spellings    `parser:"( 'ALSO CALLED' @@ )?"`
	By      []*TablePart `parser:"'BY' @@ ( (',' | '、') @@ )*"`
	File    *Text        `parser:"( 'TAKEN FROM' @@"`
	Options []*TablePart `parser:"  ( (',' | '、') @@ )* )?"`
	Values  []*Word      `parser:"( ':' @@ ( (',' | '、') @@ )* )?"`
	Lines   []*TableLine `parser:"( Item @@ )*"`
}

// TablePart is a key of a table, or says something of all of its rows: how long
// each holds, and what a key means that is not listed.
type TablePart struct {
	Node
	Key      *Word   `parser:"  @@"`
	NextRow  bool    `parser:"| @'UNTIL NEXT ROW'"`
	Unlisted string  `parser:"| @( 'NOT LISTED UNKNOWN' | 'NOT LISTED ERROR' )"`
	Value    Operand `parser:"| 'NOT LISTED MEANS' @@"`
}

// TableLine is a row of a table, or a column of the file that holds its rows.
type TableLine struct {
	Node
	Row   Row        `parser:"  @@"`
	Field *FieldSpec `parser:"| @@"`
}

// Row is a row that the policy writes.
type Row interface {
	Located
	row() *TableRow
}

// TableRow is a row: its clause, its keys, its values, and when it holds. Without
// keys it dates the rows after it.
type TableRow struct {
	Node
	ID           *ID
	Keys, Values []*TableCell
	From, Until  *Literal
	Through      bool // the day of Until is the last: 至D止
}

func (r *TableRow) row() *TableRow { return r }

// RowOf is the row of a line; nil for a column.
func (l *TableLine) RowOf() *TableRow {
	if l.Row == nil {
		return nil
	}
	return l.Row.row()
}

// TableCell is a cell as written: a literal, or words that only the type of its
// column can read. Word is YES, NO, NONE or OPEN where they say so; Unknown is what
// nobody has said yet.
type TableCell struct {
	Node
	Literal *Literal
	Word    string
	Unknown bool
}

// TableValue is the value of a table for keys, one for each of the table's.
//
//	limit for (station class, grade)
type TableValue struct {
	Node
	Table Word
	Keys  []Expr
}

func (*TableValue) expr() {}

var aKey = locale.Text{EN: "the key to look up", ZH: "要查的键值"}

// tableValue reads the keys after “for”.
func (p *conditions) tableValue(start Pos, table *NameExpr) (Expr, error) {
	p.lex.Next()
	v := &TableValue{Table: Word{table.Node, table.Key}}
	if !p.startsValue() {
		return nil, p.expected(aKey)
	}
	var err error
	if p.at("(") {
		v.Keys, err = p.values()
	} else {
		var key Expr
		key, err = p.key()
		v.Keys = []Expr{key}
	}
	v.Node = p.node(start)
	return v, err
}

// key reads one key without brackets, with what it is a part of: “as of” and
// arithmetic after it are of the value that is looked up.
func (p *conditions) key() (Expr, error) {
	start := p.start()
	x, err := p.primary()
	for err == nil && p.at("'S") {
		p.lex.Next()
		if p.kind() != Name {
			return nil, p.expected(aName)
		}
		name := p.word()
		x = &Member{Node: p.node(start), Of: x, Name: *name}
	}
	return x, err
}
