package check

import (
	"github.com/govalues/decimal"

	"rota/lang/civil"
	"rota/lang/diag"
	"rota/lang/locale"
	"rota/lang/syntax"
	"rota/lang/types"
)

// resolveFields gives the fields their types and the meaning of their cells.
func (c *checker) resolveFields(d syntax.Declaration) {
	switch d := d.(type) {
	case *syntax.Field:
		r := c.home()
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
	case *syntax.Relation:
		c.resolveRelation(d)
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

func (c *checker) fieldNamed(r *Record, w *syntax.Word) *Field {
	names := r.fields
	f := names[w.Key]
	if f == nil {
		c.missing(diag.UnknownName, w, w.Key, c.didYouMean(w.Key, namesOf(names)))
	}
	return f
}

func (c *checker) typeOf(spec *syntax.TypeSpec) types.Type {
	t := types.Type{Several: spec.Several, PerYear: spec.PerYear != ""}
	if spec.PerYear == "PER SCHOOL YEAR" {
		t.Every = civil.SchoolYear
	}
	switch {
	case spec.Kind != "":
		t.Kind = map[string]types.Kind{"YES/NO": types.Bool, "TEXT": types.Text, "DATE": types.Date, "AGE": types.Age, "YEAR": types.Year,
			"SCHOOL YEAR": types.Year, "FINANCIAL YEAR": types.Year}[spec.Kind]
		t.Years = yearKinds[spec.Kind]
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
		key := spec.Named.Name.Key
		if t.Choice = c.choices[key]; t.Choice != nil {
			t.Kind = types.Choice
			return t
		}
		switch r := c.records[key]; {
		case r == nil || r.Relation != nil:
			c.missing(diag.UnknownType, spec.Named, key, c.didYouMean(key, namesOf(c.choices), namesOf(c.records), syntax.TypeWords))
		case t.Several || t.PerYear:
			c.errorAt(diag.SeveralReferences, spec, c.spelling(spec))
		default:
			t.Kind, t.Record = types.Ref, &r.Kind
		}
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
		case o.Outside != "":
			f.LeftOut = o.Outside == "OUTSIDERS LEFT OUT"
			if f.Type.Kind != types.Ref && f.Type.Kind != types.Invalid {
				c.errorAt(diag.NobodyOutside, o, f.Name)
			}
		case o.Planned != nil:
			c.gives(f, o.Planned)
		case o.Missing:
			f.Optional = true
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

// fits reports a value of another type than a field or output holds, and several
// where it holds one.
func (c *checker) fits(x Expr, want types.Type, n syntax.Located) bool {
	return c.ofType(x, want, n) && (want.Several || want.PerYear || !isInvalid(c.single(x, n)))
}

// ofType is fits of what may be several.
func (c *checker) ofType(x Expr, want types.Type, n syntax.Located) bool {
	got := x.Type()
	if got.Kind == types.Invalid || want.Kind == types.Invalid {
		return false
	}
	if got.Kind != want.Kind || got.Kind == types.Choice && got.Choice != want.Choice || got.Kind == types.Ref && got.Record != want.Record || got.Kind == types.Year && got.Years != want.Years {
		c.errorAt(diag.WrongType, n, got.Text(), want.Text(), asDay(got.Kind, want.Kind))
		return false
	}
	return true
}

// asDay tells how a day is written where a number stands for one: 31/12/2024 is a quotient.
func asDay(got, want types.Kind) locale.Text {
	if got != types.Number || want != types.Date {
		return locale.Text{}
	}
	return locale.Text{EN: "; a day is written 2024-12-31", ZH: "；日期写作2024年12月31日"}
}

// reasonOf gives a judged fact the field in which the office records why it was
// answered so, or by which paper. Its column may be missing.
func (c *checker) reasonOf(f *Field) {
	reason := &Field{Name: f.Name + " reason", Type: types.Type{Kind: types.Text}, Record: f.Record, Blank: BlankNone, Nullable: true, Span: f.Span, Written: map[string]types.Constant{}}
	for _, h := range f.Headings {
		if locale.IsChinese(h) {
			reason.Headings = append(reason.Headings, h+"理由", h+"的理由", h+"依据", h+"文号")
		} else {
			reason.Headings = append(reason.Headings, h+" reason", "reason for "+h, "reason: "+h)
		}
	}
	f.Reason = reason
	f.Record.Fields = append(f.Record.Fields, reason)
}
