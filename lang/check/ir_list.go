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

// Everyone is all records of a kind that the roster holds. Row is the place of
// one of them among the elements of the lists around it.
type Everyone struct {
	typed
	Of  *Record
	Row int
}

// Filter keeps the elements of which a condition is true.
type Filter struct {
	typed
	List  Expr
	Where Expr
}

// Cut is a list cut to days, or what of it lies outside of them.
type Cut struct {
	typed
	List    Expr
	Days    Expr // a list, a spell, a span or a year
	Outside bool
}

// Together is the elements of several lists.
type Together struct {
	typed
	Parts []Expr
	rows  *Record
}

// Single is the list of one spell, or of none.
type Single struct {
	typed
	Of Expr
}

// While is each row of a list, cut to the days on which the rows of another
// list, or of a table, that bear its keys are in force.
type While struct {
	typed
	List, Other Expr
	Keys        []Expr // of the row
	OtherKeys   []Expr // of the row of the other list
}

// Level is the maximal intervals on which a figure over the rows in force
// compares so with a bound. Kind is that of an Aggregate; Of is nil for a count.
type Level struct {
	typed
	List  Expr
	Kind  string
	Of    Expr
	Op    string
	Bound Expr
	run   *Record
}

// Runs is the spells of a list joined where one follows another. Per parts
// them by a value of the row first; Gap, which may read the run so far, is the
// least gap that breaks a run: one day where it is nil.
type Runs struct {
	typed
	List, Per, Gap Expr
	run            *Record
}

// RunAt is the run that a date is a day of, or with Alive the last that ended
// before it by less than what would break it; none where there is none. List is
// Runs, or runs that have been named or narrowed: see RunsIn.
type RunAt struct {
	typed
	Alive bool
	List  Expr
	Date  Expr
}

// Pick is the FIRST OF a list, the LAST OF, LONGEST OF or SHORTEST OF it; none
// of an empty one.
type Pick struct {
	typed
	Kind string
	List Expr
}

// Members are the rows that a run came from.
type Members struct {
	typed
	Of Expr
}

// EndOf is START OF a spell, END OF it, the last day included, or the DAY AFTER
// it.
type EndOf struct {
	typed
	Kind string
	Of   Expr
}

// Length is a spell as the time it takes, up to the as-of date unless Full.
type Length struct {
	typed
	Of   Expr
	Full bool
}

// Served is the time that spells take together, no day twice: SERVED IN as a
// span, DAYS OF and WORKDAYS OF as a number.
type Served struct {
	typed
	Kind string
	List Expr
}

// Stopped is a due date pushed on by every stop that begins before it.
type Stopped struct {
	typed
	Due   *Shift
	Stops Expr
}

// InDays asks whether a date is one of the days of a list, a spell or a year.
type InDays struct {
	typed
	Date, Days Expr
	Outside    bool
}

// Inner is the list that an operation narrows or joins; nil for a list that
// comes from a table, or from several.
func Inner(list Expr) Expr {
	switch x := list.(type) {
	case *Filter:
		return x.List
	case *Cut:
		return x.List
	case *While:
		return x.List
	case *Level:
		return x.List
	case *Runs:
		return x.List
	}
	return nil
}

// RunsIn is what made the runs that a list names or narrows, which says by what
// they are broken; nil where its elements are no runs, or of several makes.
func RunsIn(list Expr) *Runs {
	switch x := list.(type) {
	case *Runs:
		return x
	case *TermRef:
		return RunsIn(x.Term.Value)
	case *Filter:
		return RunsIn(x.List)
	case *Cut:
		return RunsIn(x.List)
	}
	return nil
}

// RowsOf is the kind of record that the elements of a list are, or that one
// element is; nil for what is neither.
func RowsOf(x Expr) *Record {
	switch x := x.(type) {
	case *ListRef:
		return x.List
	case *Entries:
		return x.Table
	case *Everyone:
		return x.Of
	case *Filter:
		return RowsOf(x.List)
	case *Cut:
		return RowsOf(x.List)
	case *While:
		return RowsOf(x.List)
	case *Single:
		return RowsOf(x.Of)
	case *Together:
		return x.rows
	case *Level:
		return x.run
	case *Runs:
		return x.run
	case *RunAt:
		return RowsOf(x.List)
	case *Pick:
		return RowsOf(x.List)
	case *Members:
		return RowsOf(x.Of).RunOf
	case *Element:
		return x.of
	case *If:
		return x.rows
	case *AsOf:
		return RowsOf(x.X)
	case *Of:
		return RowsOf(x.X)
	case *TermRef:
		return RowsOf(x.Term.Value)
	}
	return nil
}
