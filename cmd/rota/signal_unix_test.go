//go:build unix

package main

import (
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// A signal that asks a run to end takes away what was not committed. Processes of
// Windows are sent none.
func TestInterrupted(t *testing.T) {
	hold, err := exec.LookPath("hold")
	require.NoError(t, err)
	inCounty(t)
	put(t, "t.csv", "old")
	for _, asked := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if signal.Ignored(asked) { // under nohup a run goes on, as it should
			continue
		}
		run := exec.Command(hold, "t.csv")
		said, err := run.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, run.Start())
		_, err = io.ReadFull(said, make([]byte, len("open")))
		require.NoError(t, err)
		require.Len(t, begun(t), 1)
		require.NoError(t, run.Process.Signal(asked))
		run.Wait()
		require.Equal(t, exitInterrupted, run.ProcessState.ExitCode())
		require.Equal(t, "old", content(t, "t.csv"))
		require.Empty(t, begun(t))
	}
}
