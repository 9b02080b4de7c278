package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/term"

	"rota/interp/report"
)

// format writes a run in one form.
type format func(io.Writer, report.Run) error

// writer picks how a run is written.
func (a *app) writer(name, out string) (format, error) {
	form, err := a.form(name, out)
	return map[string]format{
		"csv": report.CSV, "json": report.JSONLines, "xlsx": report.Workbook,
		"table": func(w io.Writer, run report.Run) error { return report.Table(w, run, a.columns(out)) },
	}[form], err
}

// list writes a comparison, whole or not at all.
func (a *app) list(l report.Listing, name, out string, inputs []string) error {
	form, err := a.form(name, out)
	if err != nil {
		return err
	}
	l.Wide = a.env("ROTA_AMBIGUOUS") == "wide"
	write := map[string]func(io.Writer) error{
		"csv": l.CSV, "json": l.JSONLines, "xlsx": l.Workbook, "table": func(w io.Writer) error { return l.Table(w, a.columns(out)) },
	}[form]
	return a.writeText(out, write, inputs...)
}

// form picks the form of a result: by --format, else by how the file's name ends,
// else a table.
func (a *app) form(name, out string) (string, error) {
	ending := strings.TrimPrefix(strings.ToLower(filepath.Ext(out)), ".")
	if name == "" {
		name = ending
	}
	if forms[ending] != "" && forms[name] != "" && forms[ending] != forms[name] {
		return "", mistake(a.text("--format "+name+" and the name "+out+" contradict each other", "--format "+name+" 与文件名 "+out+" 矛盾"))
	}
	if name == "" {
		return "table", nil
	}
	switch form := forms[name]; {
	case form == "xlsx" && (out == "" || out == "-"):
		return "", mistake(a.text("a workbook needs a file: --out result.xlsx", "工作簿须写入文件：--out 结果.xlsx"))
	case form != "":
		return form, nil
	}
	return "", mistake(a.text("“"+name+"” is not a form of result; there are table, csv, json, xlsx", "“"+name+"”不是结果格式；可用 table、csv、json 或 xlsx"))
}

// forms are the endings of file names and the form of result that each is.
var forms = map[string]string{"text": "table", "csv": "csv", "json": "json", "jsonl": "json", "ndjson": "json", "xlsx": "xlsx", "txt": "table", "table": "table"}

// columns is the width of the terminal; 120 where the output is none.
func (a *app) columns(out string) int {
	if f, ok := a.out.(*os.File); ok && (out == "" || out == "-") {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 20 {
			return w
		}
	}
	return 120
}

// write writes a run whole or not at all.
func (a *app) write(path string, form format, run report.Run, inputs []string) error {
	return a.writeAll(inputs, sheet{path, func(w io.Writer) error { return form(w, run) }})
}

// sheet is a file to be, or standard output, and what goes there.
type sheet struct {
	path string
	form func(io.Writer) error
}

// writeAll writes several files, all of them or none.
func (a *app) writeAll(inputs []string, sheets ...sheet) error {
	out := a.output(inputs...)
	defer out.Abort()
	for _, s := range sheets {
		w, err := out.Create(s.path)
		if err == nil {
			err = s.form(w)
		}
		if err != nil {
			return a.unwritten(s.path, err)
		}
	}
	if err := out.Commit(); err != nil {
		return a.unwritten(sheets[0].path, err)
	}
	return nil
}

// output is what this run writes. Where it may not write over its inputs it may not over
// whatever else it has read, such as a policy extended.
func (a *app) output(inputs ...string) *output {
	if len(inputs) > 0 {
		for _, file := range a.reads {
			inputs = append(inputs[:len(inputs):len(inputs)], file.path)
		}
	}
	out := newOutput(a.out, inputs...)
	out.disk = a.disk
	return out
}

// writeText is write for what is no run.
func (a *app) writeText(path string, form func(io.Writer) error, inputs ...string) error {
	return a.write(path, func(w io.Writer, _ report.Run) error { return form(w) }, report.Run{}, inputs)
}

// unwritten says why a result could not be written.
func (a *app) unwritten(path string, err error) error {
	if path == "" || path == "-" {
		path = a.text("the result", "结果")
	}
	if errors.Is(err, errUnsure) {
		return mistake(path + a.text(": it is written, but the disk reports a fault; look at it, and write it again", "：已写入，但磁盘报告故障；请查看并重新写出"))
	}
	reason := a.text("it could not be written", "无法写入")
	switch {
	case errors.Is(err, errInput):
		reason = a.text("it is read by this run; choose another name", "它是本次读取的文件；请换一个文件名")
	case errors.Is(err, errTwice):
		reason = a.text("two files of this run have this name; choose another for one", "本次有两个输出使用此文件名；请给其中一个换名")
	case errors.Is(err, fs.ErrPermission):
		reason = a.text("it may not be written", "没有写入权限")
	case errors.Is(err, fs.ErrNotExist):
		reason = a.text("its folder does not exist", "所在文件夹不存在")
	case errors.Is(err, syscall.EISDIR):
		reason = a.text("it is a folder", "它是文件夹")
	case errors.Is(err, syscall.ENOSPC):
		reason = a.text("the disk is full", "磁盘已满")
	}
	return mistake(path + a.text(": ", "：") + reason + a.text("; nothing was written", "；没有写出任何内容"))
}
