package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"rota/interp"
	"rota/interp/report"
	"rota/interp/stream"
	"rota/lang/civil"
)

// streamed decides a file of records one block after the other, where the policy and the
// file allow it; where they do not nothing has been written, and done is false.
func (a *app) streamed(policy *interp.Policy, path string, date civil.Date, t tables, out, failOn string, strict bool, inputs []string) (done bool, err error) {
	if !takesBack(out) || len(t.with) > 0 || t.sheet != "" || t.plan != "" || t.columns || t.encoding != "" || a.instead != nil {
		return false, nil
	}
	file, size := a.lines(path)
	if file == nil {
		return false, nil
	}
	defer file.Close()
	run := report.Run{Program: policy.Program, AsOf: date, Language: a.language}
	tell, end := a.ticker()
	defer end()
	for _, opts := range []stream.Options{{}, {AnyOrder: true}} {
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			return false, nil
		}
		s, ok := stream.Open(file, filepath.Base(path), run, date, opts)
		if !ok {
			return false, nil
		}
		s.Watch = func(records int) {
			if read, err := file.Seek(0, io.SeekCurrent); err == nil && read > 0 {
				tell(records, int(float64(records)/float64(read)*float64(size)))
			}
		}
		files := a.output(inputs...)
		defer files.Abort()
		w, err := files.Create(out)
		if err != nil {
			return true, a.unwritten(out, err)
		}
		switch s.Write(w) {
		case stream.Whole:
			return false, nil
		case stream.Done:
			end()
			return true, a.written(policy, s, files, out, failOn, strict)
		}
		files.Abort()
	}
	return false, nil
}

// takesBack says of an output that what is written to it can still be thrown away: it is a
// file, and no terminal, pipe or device.
func takesBack(out string) bool {
	if out == "" || out == "-" {
		return false
	}
	info, err := os.Stat(out)
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular()
}

// written puts what a stream wrote in place, and tells what is to be told of it.
func (a *app) written(policy *interp.Policy, s *stream.Stream, files *output, out, failOn string, strict bool) error {
	found := s.Found()
	if found.HasErrors() {
		a.code = exitData
	}
	if err := a.print(a.untold(found)); err != nil {
		return err
	}
	a.leftOut(policy.Program)
	if err := files.Commit(); err != nil {
		return a.unwritten(out, err)
	}
	for d := range s.Met() {
		a.judgeOne(d, failOn, strict)
	}
	return nil
}

// lines opens a file of lines of text; nil of anything else, which is read whole, and told
// of if it cannot be.
func (a *app) lines(path string) (file *os.File, size int64) {
	if strings.HasPrefix(filepath.Base(path), "~$") {
		return nil, 0
	}
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxFile {
		return nil, 0
	}
	if file, err = os.Open(path); err != nil {
		return nil, 0
	}
	head := make([]byte, 512)
	n, _ := io.ReadFull(file, head)
	if !interp.Separated(filepath.Base(path), head[:n]) {
		file.Close()
		return nil, 0
	}
	return file, info.Size()
}
