package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"

	"rota/interp"
	"rota/lang/diag"
	"rota/lang/source"
)

// mend mends policies in place, or shows what would change.
func (a *app) mend(paths []string, l lintFlags) error {
	if !l.fix {
		return mistake(a.text("--diff shows what --fix would change: write both", "--diff 显示 --fix 将作的改动：请同时写明"))
	}
	for _, path := range paths {
		if err := a.mendOne(path, l); err != nil || a.code == exitUsage {
			return err
		}
	}
	return nil
}

// mendOne mends a policy and says what was done; one that does not read stays as it is,
// and what is wrong with it is told when it is checked.
func (a *app) mendOne(path string, l lintFlags) error {
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
		return nil
	}
	mended, done, err := policy.Mend(a.opener(path), func(found diag.List) diag.List { return levels.Of(a.alone(path, found)) })
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
	for _, d := range done {
		if _, err := fmt.Fprintln(a.errs, a.mended(path, d)); err != nil {
			return a.unwritten("", err)
		}
	}
	return nil
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
