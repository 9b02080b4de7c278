package format

import (
	"reflect"
	"strings"

	"rota/lang/locale"
	"rota/lang/syntax"
)

// twin is a name in both languages.
type twin struct{ en, zh string }

// naming is what one declaration calls one thing.
type naming struct {
	spellings, keys []string
	kind            kind
}

// kind is what a value plainly is: between dates, and between lengths of time, the
// Chinese words of comparison are others.
type kind uint8

const (
	_ kind = iota
	aDate
	aLength
)

// pair is the first spelling in each language.
func (n naming) pair() (p twin) {
	for _, s := range n.spellings {
		switch {
		case p.zh == "" && locale.IsChinese(s):
			p.zh = s
		case p.en == "" && !locale.IsChinese(s):
			p.en = s
		}
	}
	return p
}

// twins finds the names that are turned with the keywords: those whose first
// spellings in the two languages stand together in every declaration that has
// either, so that they mean the same wherever they stand and turning back gives the
// same name. All other names are data and stay as they are.
func twins(declared []naming) map[string]twin {
	out := map[string]twin{}
	bad := map[string]bool{}
	spoil := func(p twin) { bad[syntax.Fold(p.en)], bad[syntax.Fold(p.zh)] = true, true }
	for _, n := range declared {
		pair := n.pair()
		for i, s := range n.spellings {
			key := n.keys[i]
			before, seen := out[key]
			if own := pair.en != "" && pair.zh != "" && (s == pair.en || s == pair.zh); own && (!seen || before == pair) {
				out[key] = pair
				continue
			}
			bad[key] = true
			if seen {
				spoil(before)
			}
		}
	}
	for again := true; again; {
		again = false
		for key, pair := range out {
			if en, zh := syntax.Fold(pair.en), syntax.Fold(pair.zh); bad[key] || bad[en] || bad[zh] {
				spoil(pair)
				delete(out, key)
				again = true
			}
		}
	}
	return out
}

// namings lists the names that the declarations of a tree introduce, each with its
// further names.
func namings(tree *syntax.File) (out []naming) {
	add := func(k kind, spellings ...string) {
		n := naming{spellings: spellings, kind: k}
		for _, s := range spellings {
			n.keys = append(n.keys, syntax.Fold(s))
		}
		out = append(out, n)
	}
	spelled := func(w syntax.Word, further syntax.Spellings, k kind) {
		names := []string{strings.Trim(tree.Span(w).Text(), "'‘’")}
		for _, t := range syntax.Texts(further) {
			names = append(names, t.Value())
		}
		add(k, names...)
	}
	var visit func(v reflect.Value, _ string)
	visit = func(v reflect.Value, _ string) {
		switch n := v.Interface().(type) {
		case *syntax.Naming:
			spelled(n.Name, n.Further, 0)
		case *syntax.FieldSpec:
			also := syntax.Spellings(nil)
			for _, o := range n.Options {
				if o.Also != nil {
					also = o.Also
				}
			}
			spelled(n.Name, also, map[string]kind{"DATE": aDate, "PERIOD": aLength, "AGE": aLength}[n.Type.Kind])
		case *syntax.Define:
			spelled(n.Name, n.Further, kindOf(n.Value, nil))
		case *syntax.Result:
			spelled(n.Name, n.Further, 0)
		case *syntax.Table:
			spelled(n.Name, n.Further, 0)
		case *syntax.Relation:
			spelled(n.Name, n.Further, 0)
		case *syntax.Record:
			if n.List == nil {
				spelled(n.Name, n.Further, 0)
				break
			}
			spelled(n.Name, nil, 0) // of its list and its rows, which are two things
			spelled(*n.List, nil, 0)
			for _, t := range syntax.Texts(n.Further) {
				add(0, t.Value())
			}
		case *syntax.Set:
			value := n.Value
			if len(n.Versions) > 0 {
				value = n.Versions[0].Value
			}
			spelled(n.Name, nil, kindOf(syntax.Unwrap(value), nil))
		case *syntax.Output:
			spelled(n.Name, n.Further, 0)
		}
		each(v.Elem(), "", visit)
	}
	for _, d := range tree.Declarations {
		visit(reflect.ValueOf(d), "")
	}
	return out
}

// kindOf says what an expression plainly is; known are the kinds of names.
func kindOf(x syntax.Expr, known map[string]kind) kind {
	switch x := x.(type) {
	case *syntax.Literal:
		switch x.Type {
		case syntax.Date, syntax.MonthDay:
			return aDate
		case syntax.Quantity, syntax.Age, syntax.Number, syntax.Percent:
			return aLength
		}
	case *syntax.NameExpr:
		return known[x.Key]
	case *syntax.Member:
		return known[x.Name.Key]
	case *syntax.Own:
		return known[x.Name.Key]
	case *syntax.Arith:
		return kindOf(x.Left, known)
	case *syntax.Stopped, *syntax.AsOfDate, *syntax.EndOf, *syntax.DayOf, *syntax.MonthDayOf:
		return aDate
	case *syntax.Elapsed, *syntax.Length, *syntax.Served, *syntax.Whole:
		return aLength
	}
	return 0
}
