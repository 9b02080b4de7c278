package main

import (
	"io"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"rota/interp/report"
	"rota/interp/report/record"
	"rota/lang"
	"rota/stdlib"
)

// input is a file as it was read.
type input struct {
	path    string
	content []byte
}

// recorded is the record of a run, with paths from the folder of the file it goes to.
func (a *app) recorded(run report.Run, args []string, t tables, w when, file string) (record.Record, error) {
	r := record.Record{Head: a.head()}
	r.Head.Options = record.Options{AsOf: w.asOf, For: w.year, Sheet: t.sheet, Encoding: t.encoding, AllowEmpty: t.allowEmpty}
	if run.AsOfText == "" {
		r.Head.AsOf = run.AsOf.String()
	}
	for _, in := range a.inputs {
		role, name := roleOf(in.path, args, t)
		r.Files = append(r.Files, record.NewFile(role, name, from(filepath.Dir(file), in.path), in.content))
	}
	var err error
	r.Decisions, r.End, err = record.Decisions(run)
	return r, err
}

// head says which tool this is.
func (a *app) head() record.Head {
	h := record.Head{Tool: version(), Language: lang.Version, Prelude: stdlib.Version}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				h.Build = s.Value
			}
		}
	}
	return h
}

// roleOf is what a file is for in a run.
func roleOf(path string, args []string, t tables) (role, name string) {
	for _, w := range t.with {
		if name, file, _ := strings.Cut(w, "="); file == path {
			return record.Table, name
		}
	}
	switch path {
	case args[0]:
		return record.Policy, ""
	case args[1]:
		return record.Roster, ""
	}
	return record.Extended, ""
}

// from is a path as seen from a folder, with slashes; the whole path where there is no way.
func from(folder, path string) string {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	if folder, err = filepath.Abs(folder); err == nil {
		if way, err := filepath.Rel(folder, absolute); err == nil {
			return filepath.ToSlash(way)
		}
	}
	return filepath.ToSlash(absolute)
}

// keeping writes the record of a run to a file, together with its result.
func (a *app) keeping(run report.Run, args []string, t tables, w when, file string) (sheet, error) {
	if file == "-" {
		return sheet{}, mistake(a.text("a record needs a file: --record run.jsonl", "记录须写入文件：--record 记录.jsonl"))
	}
	kept, err := a.recorded(run, args, t, w, file)
	return sheet{file, func(w io.Writer) error { return record.Write(w, kept) }}, err
}

// keep notes a file that was read, once.
func (a *app) keep(path string, content []byte) {
	if !slices.ContainsFunc(a.inputs, func(in input) bool { return in.path == path }) {
		a.inputs = append(a.inputs, input{path, content})
	}
}
