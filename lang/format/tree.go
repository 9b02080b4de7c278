package format

import (
	"reflect"
	"slices"
	"sort"
	"strings"

	"rota/lang/syntax"
)

// The tree is walked by reflection here and nowhere else: a formatter that has to
// be taught each new node would lose what it was not taught.

// part is a node of the tree and the tokens it was read from.
type part struct {
	node     any    // a pointer to the node
	field    string // of the node above, where this one stands
	from, to int    // tokens
	kids     []*part
	above    *part
	tokens   []syntax.Token // of the declaration, on its own node
}

// parts finds the tokens of every node of a declaration.
func (p *policy) parts(d syntax.Declaration, tokens []syntax.Token) *part {
	root := &part{node: d, to: len(tokens), tokens: tokens}
	each(reflect.ValueOf(d).Elem(), "", func(v reflect.Value, field string) { root.add(v, field, tokens) })
	root.settle()
	return root
}

var located = reflect.TypeFor[syntax.Located]()

// each calls f for the nodes directly below a struct.
func each(v reflect.Value, field string, f func(node reflect.Value, field string)) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return
		}
		if v.Kind() == reflect.Pointer && v.Type().Implements(located) {
			f(v, field)
			return
		}
		each(v.Elem(), field, f)
	case reflect.Slice:
		for i := range v.Len() {
			item := v.Index(i)
			if item.Kind() == reflect.Struct && item.Addr().Type().Implements(located) {
				f(item.Addr(), field)
				continue
			}
			each(item, field, f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			t, x := v.Type().Field(i), v.Field(i)
			switch {
			case t.Type == reflect.TypeFor[syntax.Node]():
			case t.Anonymous:
				each(x, field, f)
			case t.Type.Kind() == reflect.Struct && reflect.PointerTo(t.Type).Implements(located) && x.CanAddr():
				f(x.Addr(), t.Name)
			default:
				each(x, t.Name, f)
			}
		}
	}
}

func (p *part) add(v reflect.Value, field string, tokens []syntax.Token) {
	start, end := v.Interface().(syntax.Located).Extent()
	mark := func(t syntax.Token) bool {
		return t.Start == t.End || t.Type == syntax.Comment || t.Type == syntax.Space
	}
	kid := &part{node: v.Interface(), field: field, above: p}
	kid.from = sort.Search(len(tokens), func(i int) bool { return tokens[i].Start >= start })
	for kid.from < len(tokens) && mark(tokens[kid.from]) {
		kid.from++
	}
	kid.to = kid.from
	for i := kid.from; i < len(tokens) && tokens[i].End <= end; i++ {
		if !mark(tokens[i]) {
			kid.to = i + 1
		}
	}
	if kid.from == kid.to {
		return
	}
	each(v.Elem(), "", func(v reflect.Value, field string) { kid.add(v, field, tokens) })
	kid.settle()
	p.kids = append(p.kids, kid)
}

// settle orders the parts below. One that holds a part beside it was made up when
// the text was parsed, as the zero of -x; its own parts take its place.
func (p *part) settle() {
	for i := 0; i < len(p.kids); i++ {
		k := p.kids[i]
		beside := slices.Delete(slices.Clone(p.kids), i, i+1)
		overlaps := func(o *part) func(*part) bool {
			return func(x *part) bool { return x.from < o.to && o.from < x.to }
		}
		if !slices.ContainsFunc(beside, func(o *part) bool { return k.from <= o.from && o.to <= k.to }) {
			continue
		}
		for _, o := range k.kids {
			if !slices.ContainsFunc(beside, overlaps(o)) {
				o.above = p
				beside = append(beside, o)
			}
		}
		p.kids, i = beside, -1
	}
	slices.SortStableFunc(p.kids, func(a, b *part) int { return a.from - b.from })
}

// kid is the part that stands in a field; nil for none.
func (p *part) kid(field string) *part {
	for _, k := range p.kids {
		if k.field == field {
			return k
		}
	}
	return nil
}

// same compares two declarations but for their places, the marks round texts, the
// signs between the items of a list, and the language of names and of lengths
// of time: 自D起3年内 is for 3y from D.
func (p *policy) same(a, b syntax.Declaration) bool {
	return p.equal(reflect.ValueOf(a), reflect.ValueOf(b))
}

func (p *policy) equal(a, b reflect.Value) bool {
	if a.IsValid() != b.IsValid() || !a.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.Type() != b.Type() {
		return false
	}
	switch a.Kind() {
	case reflect.Interface, reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() && b.IsNil()
		}
		if x, ok := a.Interface().(*syntax.Text); ok {
			return x.Value() == b.Interface().(*syntax.Text).Value()
		}
		if x, ok := a.Interface().(*syntax.Literal); ok && x.Type == syntax.String {
			y := b.Interface().(*syntax.Literal)
			return y.Type == x.Type && unquoted(x.Value) == unquoted(y.Value)
		}
		if x, ok := a.Interface().(*syntax.Literal); ok && p.units && x.Type == syntax.Quantity {
			y := b.Interface().(*syntax.Literal)
			return y.Type == x.Type && inMonths(x.Value) == inMonths(y.Value)
		}
		return p.equal(a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !p.equal(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		if x, ok := a.Interface().(syntax.Duty); ok {
			y := b.Interface().(syntax.Duty)
			a, b = reflect.ValueOf(timed(x)), reflect.ValueOf(timed(y))
		}
		if x, ok := a.Interface().(syntax.Assignment); ok {
			y := b.Interface().(syntax.Assignment)
			x.After, y.After = lengths(x.After, false), lengths(y.After, false)
			a, b = reflect.ValueOf(x), reflect.ValueOf(y)
		}
		if x, ok := a.Interface().(syntax.PairKey); ok { // 由年龄较低者 is the one with lower age
			a, b = reflect.ValueOf(sided(x)), reflect.ValueOf(sided(b.Interface().(syntax.PairKey)))
		}
		for i := range a.NumField() {
			if a.Type().Field(i).Type != reflect.TypeFor[syntax.Node]() && !p.equal(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.String:
		x, y := a.String(), b.String()
		return x == y || p.names[x].en != "" && p.names[x] == p.names[y] || strings.Trim(x, ",、") == strings.Trim(y, ",、") && len(x) < 4 && len(y) < 4
	}
	return a.Interface() == b.Interface()
}

func sided(k syntax.PairKey) syntax.PairKey {
	k.Lower, k.Low, k.Higher, k.High = k.Lower || k.Low, false, k.Higher || k.High, false
	return k
}

func timed(d syntax.Duty) syntax.Duty {
	inside := within[string(d.Kind)]
	d.Before, d.After = lengths(d.Before, inside), lengths(d.After, inside)
	return d
}

// within are the effects whose 自D起N内 is a deadline; of the others it is how
// long they hold.
var within = map[string]bool{"MUST": true, "SHOULD": true, "PLAN TO": true}

func lengths(list []*syntax.Timing, deadline bool) []*syntax.Timing {
	out := slices.Clone(list)
	for i, t := range out {
		switch {
		case t.Length == nil:
		case deadline:
			out[i] = &syntax.Timing{Within: t.Length, Since: t.From}
		default:
			out[i] = &syntax.Timing{For: t.Length, After: t.From}
		}
	}
	return out
}
