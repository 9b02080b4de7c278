package main

import (
	"path/filepath"
	"slices"

	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// ofTheWhole are lints of what is not there, which a policy that extends this one may
// have: what reads a name, a duty to be released from, the as-of date.
var ofTheWhole = []diag.Code{diag.UnusedTerm, diag.UnusedName, diag.UnusedField, diag.ExceptsNobody, diag.NoAsOf}

// alone takes out what is only so while no other policy extends this one, where some
// does.
func (a *app) alone(path string, found diag.List) diag.List {
	lacks := func(d diag.Diagnostic) bool { return slices.Contains(ofTheWhole, d.Code) }
	if !slices.ContainsFunc(found, lacks) || !a.extended(path) {
		return found
	}
	return slices.DeleteFunc(slices.Clone(found), lacks)
}

// extended says whether a policy in the same folder, one below it or one beside it
// extends a policy.
func (a *app) extended(path string) bool {
	path, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	folder := filepath.Dir(path)
	var near []string
	for _, pattern := range []string{"*.rota", "*/*.rota", "../*/*.rota", "../*.rota"} {
		found, _ := filepath.Glob(filepath.Join(folder, pattern)) // only a bad pattern fails
		near = append(near, found...)
	}
	return slices.ContainsFunc(near, func(other string) bool {
		return other != path && slices.Contains(a.extensionsOf(other), path)
	})
}

// extensionsOf are the paths of what a policy extends, read once a run: in a folder each
// is asked about by all others.
func (a *app) extensionsOf(path string) []string {
	if of, known := a.extends[path]; known {
		return of
	}
	var of []string
	if text, err := a.read(path); err == nil {
		_, policies := syntax.TakenIn(source.New(path, string(text)))
		for _, e := range policies {
			of = append(of, filepath.Join(filepath.Dir(path), filepath.FromSlash(e.From)))
		}
	}
	if a.extends == nil {
		a.extends = map[string][]string{}
	}
	a.extends[path] = of
	return of
}
