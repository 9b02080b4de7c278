package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMode(t *testing.T) {
	dir := t.TempDir()
	plain, kept := filepath.Join(dir, "plain"), filepath.Join(dir, "kept")
	probe, err := os.OpenFile(filepath.Join(dir, "probe"), os.O_CREATE, 0o644)
	require.NoError(t, err)
	want, err := probe.Stat()
	require.NoError(t, err)
	require.NoError(t, probe.Close())
	require.NoError(t, os.WriteFile(kept, nil, 0o640))
	require.NoError(t, os.Chmod(kept, 0o640))
	out := newOutput(io.Discard)
	for _, path := range []string{plain, kept} {
		_, err := out.Create(path)
		require.NoError(t, err)
	}
	require.NoError(t, out.Commit())
	for path, mode := range map[string]fs.FileMode{plain: want.Mode().Perm(), kept: 0o640} {
		info, err := os.Stat(path)
		require.NoError(t, err)
		require.Equal(t, mode, info.Mode().Perm(), path)
	}
}

func TestFullDevice(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	require.NoError(t, err)
	defer full.Close()
	dir := t.TempDir()
	for _, lines := range []int{1, 10_000} { // the error comes when flushed, or at once
		out := newOutput(full)
		w, err := out.Create("-")
		require.NoError(t, err)
		for range lines {
			io.WriteString(w, "one line of a table that is longer than a buffer in the end\n")
		}
		require.ErrorContains(t, out.Commit(), "no space")
	}
	out := newOutput(io.Discard)
	w, err := out.Create("/dev/full")
	require.NoError(t, err)
	io.WriteString(w, "x")
	require.ErrorContains(t, out.Commit(), "no space")
	require.Empty(t, names(t, dir))
	info, err := os.Stat("/dev/full")
	require.NoError(t, err)
	require.False(t, info.Mode().IsRegular())
}
