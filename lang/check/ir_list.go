package check

// Lists are expressions of kind Rows. Their elements are rows of a further
// record, or spells; what stands inside a list reads the element by its depth,
// as FieldRef and TermRef do.

// ListRef is a list of the record decided when Row is 0, else of the element of
// the Row-th enclosing list.
type ListRef struct {
	typed
	List *Record
	Row  int
}

// Filter keeps the elements of which a condition is true.
type Filter struct {
	typed
	List  Expr
	Where Expr
}

// RowsOf is the kind of record that the elements of a list are; nil for what is
// no list.
func RowsOf(list Expr) *Record {
	switch x := list.(type) {
	case *ListRef:
		return x.List
	case *Filter:
		return RowsOf(x.List)
	case *Of:
		return RowsOf(x.X)
	case *TermRef:
		return RowsOf(x.Term.Value)
	}
	return nil
}
