package format

import (
	"reflect"
	"strings"
	"unicode"

	"rota/lang/syntax"
)

// twin is a name in both languages.
type twin struct{ en, zh string }

// twins finds the names that are turned with the keywords: those whose first
// spellings in the two languages stand together in every declaration that has
// either, so that they mean the same wherever they stand and turning back gives the
// same name. All other names are data and stay as they are.
func twins(trees []*syntax.File) map[string]twin {
	out := map[string]twin{}
	bad := map[string]bool{}
	var declared [][]string
	for _, tree := range trees {
		for _, d := range tree.Declarations {
			declared = append(declared, namings(d, tree)...)
		}
	}
	for _, spellings := range declared {
		pair := twin{}
		for _, s := range spellings {
			switch {
			case pair.zh == "" && hasHan(s):
				pair.zh = s
			case pair.en == "" && !hasHan(s):
				pair.en = s
			}
		}
		for _, s := range spellings {
			key := syntax.Fold(s)
			own := pair.en != "" && pair.zh != "" && (s == pair.en || s == pair.zh)
			if before, seen := out[key]; seen && (!own || before != pair) {
				bad[syntax.Fold(before.en)], bad[syntax.Fold(before.zh)] = true, true
			}
			if !own || bad[key] {
				bad[key] = true
				bad[syntax.Fold(out[key].en)], bad[syntax.Fold(out[key].zh)] = true, true
				continue
			}
			out[key] = pair
		}
	}
	for again := true; again; {
		again = false
		for key, pair := range out {
			if bad[key] || bad[syntax.Fold(pair.en)] || bad[syntax.Fold(pair.zh)] {
				bad[syntax.Fold(pair.en)], bad[syntax.Fold(pair.zh)] = true, true
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

// namings lists the names that a declaration introduces, each with its further
// names.
func namings(d syntax.Declaration, tree *syntax.File) (out [][]string) {
	spelled := func(w syntax.Word, further syntax.Spellings) {
		names := []string{strings.Trim(tree.Span(w).Text(), "'‘’")}
		for _, t := range syntax.Texts(further) {
			names = append(names, t.Value())
		}
		out = append(out, names)
	}
	field := func(f *syntax.FieldSpec) {
		also := syntax.Spellings(nil)
		for _, o := range f.Options {
			if o.Also != nil {
				also = o.Also
			}
		}
		spelled(f.Name, also)
	}
	var visit func(v reflect.Value, _ string)
	visit = func(v reflect.Value, _ string) {
		switch n := v.Interface().(type) {
		case *syntax.Naming:
			spelled(n.Name, n.Further)
		case *syntax.FieldSpec:
			field(n)
		case *syntax.Define:
			spelled(n.Name, n.Further)
		case *syntax.Result:
			spelled(n.Name, n.Further)
		case *syntax.Table:
			spelled(n.Name, n.Further)
		case *syntax.Relation:
			spelled(n.Name, n.Further)
		case *syntax.Record:
			if n.List == nil {
				spelled(n.Name, n.Further)
				break
			}
			spelled(n.Name, nil) // of its list and its rows, which are two things
			spelled(*n.List, nil)
			for _, t := range syntax.Texts(n.Further) {
				out = append(out, []string{t.Value()})
			}
		case *syntax.Set:
			spelled(n.Name, nil)
		case *syntax.Output:
			spelled(n.Name, nil)
		}
		each(v.Elem(), "", visit)
	}
	visit(reflect.ValueOf(d), "")
	return out
}

// datesOf lists the names of the fields that are dates: before a date the words
// of comparison are others.
func datesOf(trees []*syntax.File) map[string]bool {
	out := map[string]bool{}
	for _, tree := range trees {
		for _, d := range tree.Declarations {
			var visit func(v reflect.Value, _ string)
			visit = func(v reflect.Value, _ string) {
				if f, ok := v.Interface().(*syntax.FieldSpec); ok && f.Type.Kind == "DATE" && !f.Type.Several {
					out[f.Name.Key] = true
					for _, o := range f.Options {
						for _, t := range syntax.Texts(o.Also) {
							out[syntax.Fold(t.Value())] = true
						}
					}
				}
				each(v.Elem(), "", visit)
			}
			visit(reflect.ValueOf(d), "")
		}
	}
	return out
}
