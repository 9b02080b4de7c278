package format

import (
	"reflect"
	"strings"
	"unicode"

	"rota/lang/syntax"
)

// twin is a name in both languages.
type twin struct{ en, zh string }

// naming is what one declaration calls one thing.
type naming struct {
	spellings, keys []string
	date            bool // a field that is a date
}

// pair is the first spelling in each language.
func (n naming) pair() (p twin) {
	for _, s := range n.spellings {
		switch {
		case p.zh == "" && hasHan(s):
			p.zh = s
		case p.en == "" && !hasHan(s):
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

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// namings lists the names that the declarations of a tree introduce, each with its
// further names.
func namings(tree *syntax.File) (out []naming) {
	add := func(date bool, spellings ...string) {
		n := naming{spellings: spellings, date: date}
		for _, s := range spellings {
			n.keys = append(n.keys, syntax.Fold(s))
		}
		out = append(out, n)
	}
	spelled := func(w syntax.Word, further syntax.Spellings, date bool) {
		names := []string{strings.Trim(tree.Span(w).Text(), "'‘’")}
		for _, t := range syntax.Texts(further) {
			names = append(names, t.Value())
		}
		add(date, names...)
	}
	var visit func(v reflect.Value, _ string)
	visit = func(v reflect.Value, _ string) {
		switch n := v.Interface().(type) {
		case *syntax.Naming:
			spelled(n.Name, n.Further, false)
		case *syntax.FieldSpec:
			also := syntax.Spellings(nil)
			for _, o := range n.Options {
				if o.Also != nil {
					also = o.Also
				}
			}
			spelled(n.Name, also, n.Type.Kind == "DATE" && !n.Type.Several)
		case *syntax.Define:
			spelled(n.Name, n.Further, false)
		case *syntax.Result:
			spelled(n.Name, n.Further, false)
		case *syntax.Table:
			spelled(n.Name, n.Further, false)
		case *syntax.Relation:
			spelled(n.Name, n.Further, false)
		case *syntax.Record:
			if n.List == nil {
				spelled(n.Name, n.Further, false)
				break
			}
			spelled(n.Name, nil, false) // of its list and its rows, which are two things
			spelled(*n.List, nil, false)
			for _, t := range syntax.Texts(n.Further) {
				add(false, t.Value())
			}
		case *syntax.Set:
			spelled(n.Name, nil, false)
		case *syntax.Output:
			spelled(n.Name, nil, false)
		}
		each(v.Elem(), "", visit)
	}
	for _, d := range tree.Declarations {
		visit(reflect.ValueOf(d), "")
	}
	return out
}
