package check

import (
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// through reads a name of the record that a reference leads to: spouse's post,
// 分管领导的单位.
func (c *checker) through(to Expr, name *syntax.Word, n syntax.Located) Expr {
	r := c.program.RecordOf(to.Type())
	if f := r.fields[name.Key]; f != nil && f == r.Key {
		return &KeyOf{typed{types.Type{Kind: types.Text}, c.at(n)}, to}
	}
	var x Expr
	c.within(r, &hidden, func() { x = c.inRow(r, name.Key, n, len(c.rows)) })
	if x == nil {
		c.missing(diag.UnknownName, name, name.Key, c.didYouMean(name.Key, namesOf(r.fields), namesOf(r.terms)))
	}
	if isInvalid(x) {
		return c.invalid(n)
	}
	return &Of{typed{x.Type(), c.at(n)}, to, x, leftOut(to)}
}

// hidden is the name of an element that is not spoken of by its name.
var hidden = syntax.Word{Key: "\x00"}

// inside puts what is done with something read of another record to where it is
// read, so that it is done with the cell.
func inside(x Expr, do func(Expr) Expr) Expr {
	if of, ok := x.(*Of); ok {
		y := do(of.X)
		return &Of{typed{y.Type(), of.at}, of.Element, y, of.LeftOut}
	}
	return do(x)
}

// leftOut says of a reference that the fields it comes from leave out those
// outside the roster.
func leftOut(x Expr) bool {
	switch x := x.(type) {
	case *FieldRef:
		return x.Field.LeftOut
	case *TermRef:
		return x.Term.Value != nil && leftOut(x.Term.Value)
	case *Of:
		return leftOut(x.X)
	case *If:
		return leftOut(x.Then) && leftOut(x.Else)
	}
	return false
}

// rowNamed is the element of an enclosing list that bears a name; nil for none.
func (c *checker) rowNamed(key string, n syntax.Located) Expr {
	for row := len(c.names); row > 0; row-- {
		if c.names[row-1] == key && key != "" {
			return c.element(row, c.rows[row-1], n)
		}
	}
	return nil
}

// element is a record itself. Only one that a reference can lead to is a value.
func (c *checker) element(row int, r *Record, n syntax.Located) Expr {
	if r.Key == nil || r.Relation != nil {
		c.errorAt(diag.NotReference, n, c.spelling(n))
		return c.invalid(n)
	}
	return &Element{typed{types.Type{Kind: types.Ref, Record: &r.Kind}, c.at(n)}, row, r}
}

// listOf is the list of this name that records of a kind have; nil for none.
func (c *checker) listOf(r *Record, key string, n syntax.Located, row int) Expr {
	if list := c.records[key]; list != nil && list.Owner != nil && list.Owner == r {
		return &ListRef{typed{types.Type{Kind: types.Rows}, c.at(n)}, list, row}
	}
	return nil
}

// listHere is a list by its name alone: of the innermost element that has such,
// else of the record decided.
func (c *checker) listHere(list *Record, n syntax.Located) Expr {
	at := typed{types.Type{Kind: types.Rows}, c.at(n)}
	for row := len(c.rows); row > 0; row-- {
		if c.rows[row-1] == list.Owner {
			return &ListRef{at, list, row}
		}
	}
	if list.Owner == nil {
		switch {
		case list == c.subject:
			c.errorAt(diag.KindAlone, n, c.spelling(n))
		case list.Key != nil: // else it has been reported
			c.errorAt(diag.ManyNotOne, n, list.Text())
		}
		return c.invalid(n)
	}
	if list.Owner != c.subject || c.alone {
		c.errorAt(diag.WhoseList, n, c.spelling(n), list.Owner.Text())
		return c.invalid(n)
	}
	return &ListRef{at, list, 0}
}

// compareRefs types a comparison of which one side is a reference. With a text
// it is the key that is compared; ok is false for what it does not know.
func (c *checker) compareRefs(op string, left, right Expr, at typed, n syntax.Located) (x Expr, ok bool) {
	lk, rk := left.Type().Kind, right.Type().Kind
	switch {
	case op != "=" && op != "!=" && (lk == types.Ref || rk == types.Ref) && lk == rk:
		c.errorAt(diag.NotComparable, n, left.Type().Text())
		return c.invalid(n), true
	case rk == types.Rows && RowsOf(right) != nil && RowsOf(right).Relation != nil && (op == "=" || op == "!="):
		return c.related(op, left, right, at, n), true
	case lk == types.Ref && rk == types.Text:
		return &Compare{at, op, keyOf(left), right}, true
	case lk == types.Text && rk == types.Ref:
		return &Compare{at, op, left, keyOf(right)}, true
	case lk == types.Ref && rk == types.Ref && left.Type().Record != right.Type().Record:
		c.errorAt(diag.WrongComparison, n, left.Type().Text(), right.Type().Text(), locale.Text{})
		return c.invalid(n), true
	}
	return nil, false
}

func keyOf(x Expr) Expr { return &KeyOf{typed{types.Type{Kind: types.Text}, x.At()}, x} }
