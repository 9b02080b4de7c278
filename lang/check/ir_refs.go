package check

// Element is a record itself: the element of the Row-th enclosing list, the
// record decided when Row is 0.
type Element struct {
	typed
	Row int
	of  *Record
}

// Of reads something of the record that a reference leads to: X stands in a
// list of that one record, innermost of all.
type Of struct {
	typed
	Element Expr
	X       Expr
	LeftOut bool // of one outside the roster there is no such thing; else it is not known
}

// KeyOf is the key of the record that a reference leads to. It is known even of
// one outside the roster.
type KeyOf struct {
	typed
	Of Expr
}

// Related asks whether a record is among those that the rows of a relation lead
// to.
type Related struct {
	typed
	X       Expr
	List    Expr
	Negated bool
}
