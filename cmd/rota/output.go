package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
)

// output is what a run writes: files that are there whole after Commit or not
// at all, and standard output. Create opens them, Commit puts all files in
// place together, Abort, which is to be deferred, takes away what was not
// committed.
//
//	out := newOutput(os.Stdout, policyPath, rosterPath)
//	defer out.Abort()
//	w, err := out.Create(path) // "-" or "": standard output
//	…
//	err = out.Commit()
type output struct {
	disk    disk
	inputs  []string
	stdout  *kept
	streams []*kept // devices and pipes named as files
	files   []*target
	lock    sync.Mutex // of files: a signal may end the run at any moment
	release func()     // stops listening for signals; nil before a file is open
}

// errUnsure says that the files are in place, but that the disk does not vouch for
// them, or that what they replaced could not be taken away.
var errUnsure = errors.New("the disk reports a fault after the files were put in place")

// errInput refuses a path that the run reads.
var errInput = errors.New("the path is read by this run and cannot be written over")

// errTwice refuses a path for a second file of the run.
var errTwice = errors.New("the path is written twice in one run")

// target is a file to be: its data are in temp until Commit.
type target struct {
	path, temp string
	mode       fs.FileMode // what it is to have; until then only its owner reads it
	file       file
	out        *kept
	backup     string // a second name of what stood there before
	existed    bool
	placed     bool
}

// newOutput writes to stdout what has no path, and refuses to write over the
// inputs.
func newOutput(stdout io.Writer, inputs ...string) *output {
	// Else the runtime ends the program at a closed pipe and leaves the
	// temporary files lying.
	signal.Ignore(syscall.SIGPIPE)
	return &output{disk: system{}, inputs: inputs, stdout: keep(stdout)}
}

// Create opens a file for writing; "-" and "" are standard output. It refuses a
// path that is an input or is already being written. A device or a pipe is
// written as the run goes. Errors of writing are kept and come again from
// Commit; a pipe closed by its reader is none.
func (o *output) Create(path string) (io.Writer, error) {
	if path == "" || path == "-" {
		return o.stdout, nil
	}
	path, err := resolve(path)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, &fs.PathError{Op: "write", Path: path, Err: syscall.EISDIR}
	}
	if err := o.clash(path, info); err != nil {
		return nil, err
	}
	if info != nil && !info.Mode().IsRegular() {
		device, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		stream := keep(device)
		stream.close = device.Close
		o.streams = append(o.streams, stream)
		return stream, nil
	}
	o.guard()
	o.lock.Lock()
	defer o.lock.Unlock()
	t, err := o.open(path, info)
	if err != nil {
		return nil, err
	}
	o.files = append(o.files, t)
	return t.out, nil
}

// guard ends the run at a signal, and takes away what is not committed first; files that
// are being put in place are put there, or taken back, before. What the caller of the
// program ignores stays ignored.
func (o *output) guard() {
	if o.release != nil {
		return
	}
	signals := make(chan os.Signal, 1)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	o.release = func() { signal.Stop(signals); close(signals) }
	go func() {
		if _, ended := <-signals; ended {
			o.lock.Lock()
			o.abort()
			os.Exit(exitInterrupted)
		}
	}()
}

// resolve makes a path absolute, and follows links: a link stays a link, what
// it leads to is replaced.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real, nil
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(path))
	return filepath.Join(dir, filepath.Base(path)), err
}

func (o *output) clash(path string, info fs.FileInfo) error {
	for _, input := range o.inputs {
		if in, err := os.Stat(input); err == nil && info != nil && os.SameFile(in, info) {
			return errInput
		}
	}
	for _, t := range o.files {
		other, err := os.Stat(t.path)
		if t.path == path || err == nil && info != nil && os.SameFile(other, info) {
			return errTwice
		}
	}
	return nil
}

// open makes the temporary file beside the target, so that a rename puts it in
// place. It is made with the mode a new file gets, which is how the umask is
// learnt, and closed to others before the first byte; a file that is replaced
// keeps its mode.
func (o *output) open(path string, old fs.FileInfo) (*target, error) {
	if old != nil {
		// A rename would replace a file that its owner has made read-only.
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		f.Close()
	}
	t := &target{path: path, existed: old != nil}
	dir, base := filepath.Split(t.path)
	for n := 0; t.file == nil; n++ {
		t.temp = filepath.Join(dir, fmt.Sprintf(".%s.%d-%d.rota-tmp", short(base), os.Getpid(), n))
		f, err := o.disk.create(t.temp, 0o644)
		switch {
		case err == nil:
			t.file = f
		case !errors.Is(err, fs.ErrExist) || n == 1000:
			return nil, err
		}
	}
	info, err := t.file.Stat()
	if err == nil {
		t.mode = info.Mode().Perm()
		err = t.file.Chmod(0o600)
	}
	if err != nil {
		t.file.Close()
		o.disk.remove(t.temp)
		return nil, err
	}
	if old != nil {
		t.mode = old.Mode().Perm()
	}
	t.out = keep(t.file)
	return t, nil
}

// short leaves room for what the temporary name adds: names have 255 bytes.
func short(base string) string { return strings.ToValidUTF8(base[:min(len(base), 200)], "") }

// Commit puts all files in place, or none: every byte is on the disk before the
// first is renamed, and if a rename fails the earlier ones are taken back. The
// first error is returned, that of standard output last.
func (o *output) Commit() error {
	defer o.Abort()
	o.lock.Lock()
	defer o.lock.Unlock()
	for _, t := range o.files {
		if err := o.finish(t); err != nil {
			return fmt.Errorf("%s was not written: %w", t.path, err)
		}
	}
	for _, t := range o.files {
		if err := o.place(t); err != nil {
			return errors.Join(fmt.Errorf("%s was not written: %w", t.path, err), o.takeBack())
		}
	}
	var errs []error
	dirs := map[string]bool{}
	for _, t := range o.files {
		if dir := filepath.Dir(t.path); !dirs[dir] {
			dirs[dir] = true
			errs = append(errs, o.disk.sync(dir))
		}
		if t.backup != "" {
			errs = append(errs, o.disk.remove(t.backup))
		}
	}
	if err := errors.Join(errs...); err != nil {
		errs = []error{errUnsure, err}
	}
	o.files = nil
	for _, s := range append(o.streams, o.stdout) {
		errs = append(errs, s.finish())
	}
	o.streams = nil
	return errors.Join(errs...)
}

func (o *output) finish(t *target) error {
	err := t.out.finish()
	if err == nil {
		err = t.file.Chmod(t.mode)
	}
	if err == nil {
		err = t.file.Sync()
	}
	if closed := t.file.Close(); err == nil {
		err = closed
	}
	t.file = nil
	return err
}

// place renames a file to its name. Of several files each keeps what it
// replaces under a second name until all are in place; a disk without links
// goes without.
func (o *output) place(t *target) error {
	if backup := t.temp + "-old"; len(o.files) > 1 && t.existed && o.disk.link(t.path, backup) == nil {
		t.backup = backup
	}
	err := o.disk.rename(t.temp, t.path)
	t.placed = err == nil
	return err
}

func (o *output) takeBack() error {
	var errs []error
	for _, t := range o.files {
		var err error
		switch {
		case t.placed && t.backup != "":
			err = o.disk.rename(t.backup, t.path)
		case t.placed && !t.existed:
			err = o.disk.remove(t.path)
		case t.placed:
			err = fmt.Errorf("%s is already the new one", t.path)
		case t.backup != "":
			err = o.disk.remove(t.backup)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// Abort removes every file that is not committed. After Commit it does nothing.
func (o *output) Abort() {
	if o.release != nil {
		o.release()
		o.release = nil
	}
	o.lock.Lock()
	defer o.lock.Unlock()
	o.abort()
}

func (o *output) abort() {
	for _, t := range o.files {
		if t.file != nil {
			t.file.Close()
			t.file = nil
		}
		if !t.placed {
			o.disk.remove(t.temp)
		}
	}
	for _, s := range o.streams {
		s.finish()
	}
	o.files, o.streams = nil, nil
}

// kept is a buffered writer that keeps its first error. After it, or once the
// reader of a pipe is gone, writes are taken and dropped, so that the run ends
// in one place.
type kept struct {
	buffer *bufio.Writer
	close  func() error
	err    error
}

func keep(w io.Writer) *kept { return &kept{buffer: bufio.NewWriterSize(w, 64<<10)} }

func (k *kept) Write(p []byte) (int, error) {
	if k.err == nil {
		_, k.err = k.buffer.Write(p)
	}
	if k.err != nil && !errors.Is(k.err, syscall.EPIPE) {
		return 0, k.err
	}
	return len(p), nil
}

func (k *kept) finish() error {
	if err := k.buffer.Flush(); k.err == nil {
		k.err = err
	}
	if k.close != nil {
		if err := k.close(); k.err == nil {
			k.err = err
		}
		k.close = nil
	}
	if errors.Is(k.err, syscall.EPIPE) {
		return nil
	}
	return k.err
}

// disk is what output asks of the system; a test lets each call fail.
type disk interface {
	create(path string, mode fs.FileMode) (file, error)
	link(from, to string) error
	rename(from, to string) error
	remove(path string) error
	sync(dir string) error
}

type file interface {
	io.WriteCloser
	Stat() (fs.FileInfo, error)
	Chmod(fs.FileMode) error
	Sync() error
}

type system struct{}

func (system) create(path string, mode fs.FileMode) (file, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, err // a nil *os.File would be a file that is not nil
	}
	return f, nil
}

func (system) link(from, to string) error   { return os.Link(from, to) }
func (system) rename(from, to string) error { return os.Rename(from, to) }
func (system) remove(path string) error     { return os.Remove(path) }

// sync makes the renames in a folder last; Windows and some network disks
// cannot, and say so with an invalid argument.
func (system) sync(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}
