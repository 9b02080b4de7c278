package check

import (
	"slices"

	"github.com/govalues/decimal"

	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// resolveFields gives the fields their types and the meaning of their cells.
func (c *checker) resolveFields(d syntax.Declaration) {
	switch d := d.(type) {
	case *syntax.Field:
		r := c.program.Staff
		if d.Spec.Of != nil {
			r = c.records[d.Spec.Of.Key]
		}
		if r == nil {
			return
		}
		if f := c.fieldAt(r, &d.Spec); f != nil {
			c.resolveField(f, &d.Spec)
		}
	case *syntax.Record:
		c.resolveRecord(d)
	}
}

// fieldAt is the field that a declaration made, unless a later one replaced it.
func (c *checker) fieldAt(r *Record, spec *syntax.FieldSpec) *Field {
	span := c.at(&spec.Name)
	for _, f := range r.Fields {
		if f.Span == span {
			return f
		}
	}
	return nil
}

func (c *checker) resolveRecord(d *syntax.Record) {
	r := c.records[d.Name.Key]
	if r == nil || r != c.program.Staff && r.Span != c.at(d) {
		return
	}
	for _, spec := range d.Fields {
		if f := c.fieldAt(r, spec); f != nil {
			c.resolveField(f, spec)
		}
	}
	for _, o := range d.Options {
		switch {
		case o.Key != nil:
			if f := c.fieldNamed(r, o.Key); f != nil && r == c.program.Staff {
				r.Key = f
			}
		case o.Per != nil:
			if c.records[o.Per.Key] != c.program.Staff {
				c.errorAt(diag.UnknownRecord, o.Per, c.spelling(o.Per), c.didYouMean(o.Per.Key, these("staff")))
			}
			r.JoinBy = c.fieldNamed(r, o.By)
		case o.Start != nil:
			r.Start, r.End, r.EndIn = c.fieldNamed(r, o.Start), c.fieldNamed(r, o.End), o.Included
		case o.Headed != nil:
			for _, t := range syntax.Texts(o.Headed) {
				r.Headings = append(r.Headings, t.Value())
			}
		}
	}
	joins := func(o *syntax.RecordOption) bool { return o.Per != nil }
	if r != c.program.Staff && r.JoinBy == nil && !slices.ContainsFunc(d.Options, joins) {
		c.errorAt(diag.NoJoin, &d.Name, r.List)
	}
}

func (c *checker) fieldNamed(r *Record, w *syntax.Word) *Field {
	names := r.fields
	f := names[w.Key]
	if f == nil {
		c.missing(diag.UnknownName, w, w.Key, c.didYouMean(w.Key, namesOf(names)))
	}
	return f
}

func (c *checker) typeOf(spec *syntax.TypeSpec) types.Type {
	t := types.Type{Several: spec.Several, PerYear: spec.PerYear}
	switch {
	case spec.Kind != "":
		t.Kind = map[string]types.Kind{"YES/NO": types.Bool, "TEXT": types.Text, "DATE": types.Date, "AGE": types.Age, "YEAR": types.Year}[spec.Kind]
	case spec.Number != "":
		t.Kind, t.Whole, t.Percent = types.Number, spec.Number == "WHOLE NUMBER", spec.Number == "PERCENT"
		t.Min, t.Max = c.limit(spec.From), c.limit(spec.To)
	case spec.Period != "":
		t.Kind = types.Period
		switch spec.Unit {
		case "IN YEARS":
			t.Unit = types.InYears
		case "IN MONTHS":
			t.Unit = types.InMonths
		}
	case spec.Values != nil:
		t.Kind, t.Choice = types.Choice, &types.Options{}
		c.options(t.Choice, spec.Values)
	case len(spec.Above) > 0:
		t.Kind, t.Choice = types.Choice, &types.Options{Ordered: true}
		list := &syntax.Options{First: spec.Named}
		for _, n := range spec.Above {
			list.Rest = append(list.Rest, &syntax.Option{Sign: "<", Value: n})
		}
		c.options(t.Choice, list)
	case spec.Named != nil:
		if t.Choice = c.choices[spec.Named.Name.Key]; t.Choice == nil {
			c.missing(diag.UnknownType, spec.Named, spec.Named.Name.Key, c.didYouMean(spec.Named.Name.Key, namesOf(c.choices), syntax.TypeWords))
			return t
		}
		t.Kind = types.Choice
	}
	return t
}

func (c *checker) limit(o syntax.Operand) *decimal.Decimal {
	if o == nil {
		return nil
	}
	if n, ok := c.value(syntax.Unwrap(o), types.Number).(*Const); ok {
		return &n.Value.Number
	}
	c.errorAt(diag.NotConstant, o)
	return nil
}

func (c *checker) resolveField(f *Field, spec *syntax.FieldSpec) {
	f.Type = c.typeOf(&spec.Type)
	for _, o := range spec.Options {
		switch {
		case o.Blank != nil:
			c.blank(f, o.Blank, BlankValue)
		case o.Assumed != nil:
			c.blank(f, o.Assumed, BlankAssumed)
		case o.Means != nil:
			value, ok := c.cellValue(f, o.Means)
			if !ok {
				continue
			}
			f.Nullable = f.Nullable || value.None
			for _, t := range syntax.Texts(o.Written) {
				f.Written[syntax.Fold(t.Value())] = value
			}
		}
	}
	if f.Type.Choice != nil && f.Type.Choice.Name == "" {
		f.Type.Choice.Name = f.Name
	}
}

func (c *checker) blank(f *Field, o syntax.Operand, means Blank) {
	if f.Blank != BlankUnknown {
		c.errorAt(diag.TwoBlanks, o, f.Name)
		return
	}
	value, ok := c.cellValue(f, o)
	switch {
	case !ok:
	case value.None && means == BlankValue:
		f.Blank, f.Nullable = BlankNone, true
	case value.Open && means == BlankValue:
		f.Blank = BlankOpen
	default:
		f.Blank, f.Default = means, &value
		f.Nullable = f.Nullable || value.None
	}
}

// cellValue reads a value that a cell of the field may have.
func (c *checker) cellValue(f *Field, o syntax.Operand) (types.Constant, bool) {
	x := c.expect(syntax.Unwrap(o), f.Type)
	if k, ok := x.(*Const); ok && (k.Value.None || k.Value.Open || c.fits(x, f.Type, o)) {
		return k.Value, true
	} else if x != nil && !ok && x.Type().Kind != types.Invalid {
		c.errorAt(diag.NotConstant, o)
	}
	return types.Constant{}, false
}

// fits reports a value of another type than a field or output holds.
func (c *checker) fits(x Expr, want types.Type, n syntax.Located) bool {
	got := x.Type()
	if got.Kind == types.Invalid || want.Kind == types.Invalid {
		return false
	}
	if got.Kind != want.Kind || got.Kind == types.Choice && got.Choice != want.Choice {
		c.errorAt(diag.WrongType, n, got.Text(), want.Text(), locale.Text{})
		return false
	}
	return true
}
