package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"rota/interp"
	"rota/interp/suite"
	"rota/lang/analyze"
	"rota/lang/diag"
	"rota/lang/source"
)

// levelsFile says beside a policy, or in a folder above it, how much each lint matters.
const levelsFile = ".rota-levels"

// levels are those for a policy: as the command line says, else ROTA_LEVEL, else the
// nearest file of levels, else the defaults; nil after mistakes, which have been told.
func (a *app) levels(path string, flags []string) (analyze.Levels, error) {
	said := []*source.File{source.New("ROTA_LEVEL", a.env("ROTA_LEVEL")), source.New("--level", strings.Join(flags, ","))}
	if file := nearestAbove(path, levelsFile); file != "" {
		text, err := a.read(file)
		if err != nil {
			return nil, err
		}
		said = append([]*source.File{source.New(file, strings.TrimPrefix(string(text), "\ufeff"))}, said...)
	}
	levels := analyze.Defaults()
	var found diag.List
	for _, from := range said {
		next, wrong := levels.With(from)
		levels, found = next, append(found, wrong...)
	}
	if len(found) > 0 {
		a.code = exitUsage
		return nil, a.print(found)
	}
	return levels, nil
}

// nearestAbove finds a file by its name in the folder of a path or one above it; "" for
// none.
func nearestAbove(path, name string) string {
	folder, err := filepath.Abs(filepath.Dir(path))
	for err == nil {
		if info, err := os.Stat(filepath.Join(folder, name)); err == nil && info.Mode().IsRegular() {
			return filepath.Join(folder, name)
		}
		above := filepath.Dir(folder)
		if above == folder {
			break
		}
		folder = above
	}
	return ""
}

// lints are what a policy hardly means, at their levels. Its tests run where somebody
// asks which rules they leave out.
func (a *app) lints(policy *interp.Policy, path string, levels analyze.Levels) (diag.List, error) {
	found := policy.Lints()
	if levels[diag.NotExercised] != 0 && len(policy.Program.Tests)+len(policy.Program.TestsFrom) > 0 && len(policy.Program.ToFill) == 0 {
		tables, err := a.tablesOf(policy, path)
		if err != nil {
			return nil, err
		}
		cases, err := a.ran(policy, path, 0, tables)
		if err != nil {
			return nil, err
		}
		found = append(found, suite.Untried(policy.Program, cases)...)
	}
	return levels.Of(found), nil
}

// mend mends a policy in place, or shows what would change, and says what it was; nil
// for a policy that does not read.
func (a *app) mend(path string, l lintFlags) error {
	levels, err := a.levels(path, l.levels)
	if err != nil || levels == nil {
		return err
	}
	text, err := a.read(path)
	if err != nil {
		return err
	}
	policy, _ := interp.Draft(filepath.Base(path), text, a.opener(path))
	if policy == nil {
		return nil // what is wrong is told when it is checked
	}
	mended, done, err := policy.Mend(a.opener(path), levels.Of)
	if err != nil {
		panic(err)
	}
	if bytes.HasPrefix(text, []byte("\ufeff")) {
		mended = append([]byte("\ufeff"), mended...)
	}
	if l.diff {
		shown := diff.Diff(path, text, path+a.text(" mended", "（改正后）"), mended)
		return a.writeText("", func(w io.Writer) error { _, err := w.Write(shown); return err })
	}
	if len(done) == 0 {
		return nil
	}
	if err := a.writeText(path, func(w io.Writer) error { _, err := w.Write(mended); return err }); err != nil {
		return err
	}
	return a.writeText("", func(w io.Writer) error {
		for _, d := range done {
			if _, err := fmt.Fprintln(w, a.mended(path, d)); err != nil {
				return err
			}
		}
		return nil
	})
}

// mended says in a line what was done.
func (a *app) mended(path string, d diag.Diagnostic) string {
	at := d.At.(source.Span)
	line, column := at.File.Position(at.Start)
	what := a.text("removed “"+at.Text()+"”, which nothing reads", "删除没有用到的“"+at.Text()+"”")
	if d.Fix != "" {
		what = a.text(at.Text()+" is now "+d.Fix, at.Text()+"改为"+d.Fix)
	}
	return fmt.Sprintf("%s:%d:%d: %s: %s", path, line, column, d.Code, what)
}
