package main

import (
	"bytes"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"rota/interp"
	"rota/lang/inorder"
	"rota/interp/roster"
	"rota/interp/suite"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/diag"
)

// tested is a policy with the tests that ran, and what was said and set while they
// did.
type tested struct {
	path   string
	policy *interp.Policy // nil where it has mistakes
	tables map[string][]roster.Sheet
	every  []suite.Case
	cases  []suite.Case // those that were asked for
	said   bytes.Buffer
	code   int
	reads  []seen
	err    error
}

// testAll tests files on all cores, and takes them in their order.
func (a *app) testAll(paths []string, asOf civil.Date, part string, take func(*tested) error) error {
	tested := inorder.Each(slices.Values(paths), min(len(paths), runtime.GOMAXPROCS(0)), func() func(string) *tested {
		return func(path string) *tested { return a.testFile(path, asOf, part) }
	})
	for t := range tested {
		if err := a.took(t); err != nil {
			return err
		}
		if err := take(t); err != nil {
			return err
		}
	}
	return nil
}

// took says and sets what a file did.
func (a *app) took(t *tested) error {
	a.reads = append(a.reads, t.reads...)
	if _, err := io.Copy(a.errs, &t.said); err != nil {
		return mistake(a.text("the messages cannot be written", "无法写出信息"))
	}
	if t.code != exitDone {
		a.code = t.code
	}
	return t.err
}

// testFile tests one file; nothing of it is printed yet.
func (a *app) testFile(path string, asOf civil.Date, part string) (t *tested) {
	t = &tested{path: path}
	own := *a
	own.errs, own.code, own.reads = &t.said, exitDone, nil
	own.colour = map[diag.Paint]string{true: "always", false: "never"}[a.colours(a.errs)]
	defer func() { t.code, t.reads = own.code, own.reads }()
	if t.policy, t.err = own.policy(path); t.err != nil || t.policy == nil {
		return t
	}
	if t.tables, t.err = own.tablesOf(t.policy, path); t.err == nil {
		t.every, t.err = own.ran(t.policy, path, asOf, t.tables)
	}
	t.cases = suite.Titled(t.every, part)
	return t
}

// ran runs the tests of a policy, those of its tables too, which lie beside it.
func (a *app) ran(policy *interp.Policy, path string, asOf civil.Date, tables map[string][]roster.Sheet) ([]suite.Case, error) {
	cases := suite.Run(policy.Program, asOf, tables)
	for _, from := range policy.Program.TestsFrom {
		if !filepath.IsLocal(from.Value()) {
			return nil, mistake(a.text("“"+from.Value()+"” is not a file beside the policy", "“"+from.Value()+"”不是政策旁的文件"))
		}
		sheets, found, err := a.sheets(filepath.Join(filepath.Dir(path), from.Value()), interp.SheetOptions{})
		if err != nil {
			return nil, err
		}
		drawn, more := suite.Draw(policy.Program, policy.Tree.Vocabulary, sheets, policy.Tree.Span(from))
		if found = append(found, more...); found.HasErrors() {
			a.code = exitPolicy
		}
		if err := a.print(found); err != nil {
			return nil, err
		}
		cases = append(cases, suite.RunDrawn(policy.Program, drawn, asOf, tables)...)
	}
	return cases, nil
}

// tablesOf reads the lookup tables and the calendar that a policy takes from
// files; the records of a test are its own.
func (a *app) tablesOf(policy *interp.Policy, path string) (map[string][]roster.Sheet, error) {
	var files tables
	files.beside(policy, path)
	for _, r := range policy.Program.Records { // one that is not there yet is looked for by --watch
		if r.Table != nil && r.From.File != "" {
			a.note(filepath.Join(filepath.Dir(path), filepath.FromSlash(r.From.File)))
		}
	}
	sheets := map[string][]roster.Sheet{}
	for _, w := range files.with {
		name, file, _ := strings.Cut(w, "=")
		isTable := func(r *check.Record) bool { return r.Table != nil && r.Name == name }
		if name != policy.Program.CalendarFile() && !slices.ContainsFunc(policy.Program.Records, isTable) {
			continue
		}
		read, found, err := a.sheets(file, interp.SheetOptions{})
		if err == nil {
			err = a.print(found)
		}
		if err != nil {
			return nil, err
		}
		sheets[name] = read
	}
	return sheets, nil
}
