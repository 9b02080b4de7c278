package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var errTest = errors.New("the disk is out of order")

// failing lets the n-th call to the disk fail; n counts down, short writes half
// of what it is given.
type failing struct {
	disk
	n     *int
	short bool
}

func (f failing) fails() bool { *f.n--; return *f.n == 0 }

func (f failing) create(path string, mode fs.FileMode) (file, error) {
	if f.fails() {
		return nil, errTest
	}
	inner, err := f.disk.create(path, mode)
	if err != nil {
		return nil, err
	}
	return failingFile{inner, f}, nil
}

func (f failing) rename(from, to string) error {
	if f.fails() {
		return errTest
	}
	return f.disk.rename(from, to)
}

func (f failing) sync(dir string) error {
	if f.fails() {
		return errTest
	}
	return f.disk.sync(dir)
}

func (f failing) link(from, to string) error {
	if f.fails() {
		return errTest
	}
	return f.disk.link(from, to)
}

type failingFile struct {
	file
	f failing
}

func (f failingFile) Write(p []byte) (int, error) {
	if !f.f.fails() {
		return f.file.Write(p)
	}
	if f.f.short {
		n, _ := f.file.Write(p[:len(p)/2])
		return n, nil // without an error, as broken network disks do
	}
	return 0, errTest
}

func (f failingFile) Sync() error {
	if f.f.fails() {
		return errTest
	}
	return f.file.Sync()
}

func (f failingFile) Chmod(m fs.FileMode) error {
	if f.f.fails() {
		return errTest
	}
	return f.file.Chmod(m)
}

func (f failingFile) Close() error {
	err := f.file.Close()
	if f.f.fails() {
		return errTest
	}
	return err
}

const absent = "(absent)"

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return absent
	}
	require.NoError(t, err)
	return string(data)
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// Whatever call fails, both files are the old ones or both the new.
func TestEveryCallFails(t *testing.T) {
	large := strings.Repeat("花名册\n", 50_000)
	for _, short := range []bool{false, true} {
		failed := 0
		for n := 1; ; n++ {
			dir := t.TempDir()
			first, second := filepath.Join(dir, "a.csv"), filepath.Join(dir, "b.xlsx")
			require.NoError(t, os.WriteFile(first, []byte("old"), 0o644))
			left := n
			out := newOutput(io.Discard)
			out.disk = failing{system{}, &left, short}
			err := func() error {
				defer out.Abort()
				for _, path := range []string{first, second} {
					w, err := out.Create(path)
					if err != nil {
						return err
					}
					if _, err := io.WriteString(w, large); err != nil {
						return err
					}
				}
				return out.Commit()
			}()
			if err != nil && !errors.Is(err, errUnsure) {
				failed++
				require.Equal(t, "old", content(t, first), "call %d", n)
				require.Equal(t, absent, content(t, second), "call %d", n)
				require.Equal(t, []string{"a.csv"}, names(t, dir), "call %d", n)
				continue
			}
			// A link that fails costs nothing; the sweep is over when no call is left to fail.
			require.Equal(t, large, content(t, first), "call %d", n)
			require.Equal(t, large, content(t, second), "call %d", n)
			require.Equal(t, []string{"a.csv", "b.xlsx"}, names(t, dir), "call %d", n)
			if left > 0 {
				break
			}
		}
		require.GreaterOrEqual(t, failed, 12) // a short write is taken up again and costs nothing
	}
}

func TestCommit(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.csv")
	out := newOutput(io.Discard)
	w, err := out.Create(path)
	require.NoError(t, err)
	_, err = io.WriteString(w, "whole")
	require.NoError(t, err)
	require.Equal(t, absent, content(t, path))
	require.Len(t, names(t, dir), 1)
	if runtime.GOOS != "windows" {
		info, err := os.Stat(filepath.Join(dir, names(t, dir)[0]))
		require.NoError(t, err)
		require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	}
	require.NoError(t, out.Commit())
	out.Abort()
	require.Equal(t, "whole", content(t, path))
	require.Equal(t, []string{"out.csv"}, names(t, dir))
}

func TestAbort(t *testing.T) {
	dir := t.TempDir()
	out := newOutput(io.Discard)
	w, err := out.Create(filepath.Join(dir, "out.csv"))
	require.NoError(t, err)
	_, err = io.WriteString(w, "half")
	require.NoError(t, err)
	out.Abort()
	require.Empty(t, names(t, dir))
}

func TestRefused(t *testing.T) {
	dir := t.TempDir()
	roster := filepath.Join(dir, "roster.csv")
	require.NoError(t, os.WriteFile(roster, []byte("data"), 0o644))
	same := filepath.Join(dir, "same.csv")
	require.NoError(t, os.Link(roster, same))
	symbolic := filepath.Join(dir, "symbolic.csv")
	require.NoError(t, os.Symlink(roster, symbolic))
	out := newOutput(io.Discard, roster)
	defer out.Abort()
	for _, path := range []string{roster, same, symbolic, dir, filepath.Join(dir, "none", "out.csv")} {
		_, err := out.Create(path)
		require.Error(t, err, path)
	}
	_, err := out.Create(filepath.Join(dir, "twice"))
	require.NoError(t, err)
	_, err = out.Create(filepath.Join(dir, ".", "twice"))
	require.ErrorContains(t, err, "twice")
	require.Equal(t, "data", content(t, roster))
}

func TestLinkStaysLink(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real"), filepath.Join(dir, "link")
	require.NoError(t, os.WriteFile(real, []byte("old"), 0o644))
	require.NoError(t, os.Symlink(real, link))
	out := newOutput(io.Discard)
	w, err := out.Create(link)
	require.NoError(t, err)
	_, err = io.WriteString(w, "new")
	require.NoError(t, err)
	require.NoError(t, out.Commit())
	require.Equal(t, "new", content(t, real))
	info, err := os.Lstat(link)
	require.NoError(t, err)
	require.NotZero(t, info.Mode()&fs.ModeSymlink)
}

// readOnly is a folder in which nothing can be written; root may write anywhere, so
// that /proc stands in for one.
func readOnly(t *testing.T) string {
	if os.Getuid() == 0 {
		return "/proc/self"
	}
	dir := t.TempDir()
	require.NoError(t, os.Chmod(dir, 0o500))
	return dir
}

func TestReadOnlyFolder(t *testing.T) {
	_, err := newOutput(io.Discard).Create(filepath.Join(readOnly(t), "out.csv"))
	require.Error(t, err)
}

func TestClosedPipeEndsQuietly(t *testing.T) {
	r, w, err := os.Pipe()
	require.NoError(t, err)
	require.NoError(t, r.Close())
	defer w.Close()
	dir := t.TempDir()
	out := newOutput(w)
	table, err := out.Create("")
	require.NoError(t, err)
	file, err := out.Create(filepath.Join(dir, "out.csv"))
	require.NoError(t, err)
	for range 10_000 {
		_, err := io.WriteString(table, "more than the reader wanted to see of this table\n")
		require.NoError(t, err)
	}
	_, err = io.WriteString(file, "whole")
	require.NoError(t, err)
	require.NoError(t, out.Commit())
	require.Equal(t, "whole", content(t, filepath.Join(dir, "out.csv")))
}
