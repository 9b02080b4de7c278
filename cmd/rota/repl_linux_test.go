package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// terminal is a pseudo-terminal with a session in it.
type terminal struct {
	t      *testing.T
	master *os.File
	cmd    *exec.Cmd
	lock   sync.Mutex
	shown  strings.Builder
}

func openTerminal(t *testing.T, dir, state string, args ...string) *terminal {
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	require.NoError(t, err, "the tests of the terminal need pseudo-terminals")
	var number, unlock uint32
	ioctl := func(f *os.File, request uintptr, arg unsafe.Pointer) {
		_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), request, uintptr(arg))
		require.Zero(t, errno)
	}
	ioctl(master, syscall.TIOCSPTLCK, unsafe.Pointer(&unlock))
	ioctl(master, syscall.TIOCGPTN, unsafe.Pointer(&number))
	ioctl(master, syscall.TIOCSWINSZ, unsafe.Pointer(&[4]uint16{40, 120}))
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	require.NoError(t, err)
	defer slave.Close()

	self, err := os.Executable()
	require.NoError(t, err)
	rota := filepath.Join(dir, "rota") // the name by which the test binary is the tool
	if _, err := os.Lstat(rota); err != nil {
		require.NoError(t, os.Symlink(self, rota))
	}
	x := &terminal{t: t, master: master, cmd: exec.Command(rota, args...)}
	x.cmd.Dir, x.cmd.Stdin, x.cmd.Stdout, x.cmd.Stderr = dir, slave, slave, slave
	x.cmd.Env = []string{"HOME=" + dir, "XDG_STATE_HOME=" + state, "TERM=xterm-256color", "LANG=C.UTF-8"}
	x.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	require.NoError(t, x.cmd.Start())
	go func() {
		buffer := make([]byte, 4096)
		for {
			n, err := master.Read(buffer)
			x.lock.Lock()
			x.shown.Write(buffer[:n])
			x.lock.Unlock()
			if strings.Contains(string(buffer[:n]), "\x1b[6n") { // where is the cursor
				master.WriteString("\x1b[1;1R")
			}
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() { master.Close(); x.cmd.Process.Kill() })
	return x
}

var steering = regexp.MustCompile("\x1b\\[[0-9;?]*[a-zA-Z]|\r")

// text is what was shown, without what steers the terminal.
func (x *terminal) text() string {
	x.lock.Lock()
	defer x.lock.Unlock()
	return steering.ReplaceAllString(x.shown.String(), "")
}

// await waits until something is shown that was not before the last call of types.
func (x *terminal) await(what string) {
	x.t.Helper()
	for range 1500 {
		if strings.Contains(x.text(), what) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	x.t.Fatalf("%q is not in\n%s", what, x.text())
}

// prompted waits until the next line is asked for after something was shown: only then is
// the terminal raw again, and what is typed reaches the session as it is.
func (x *terminal) prompted(after, prompt string) {
	x.t.Helper()
	x.await(after)
	for range 1500 {
		if text := x.text(); strings.Contains(text[strings.LastIndex(text, after):], prompt) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	x.t.Fatalf("no prompt in\n%s", x.text())
}

// ends waits for the session to end.
func (x *terminal) ends() {
	x.t.Helper()
	done := make(chan error, 1)
	go func() { done <- x.cmd.Wait() }()
	select {
	case err := <-done:
		require.NoError(x.t, err)
	case <-time.After(time.Minute):
		x.t.Fatalf("it goes on:\n%s", x.text())
	}
}

func (x *terminal) types(keys string) {
	x.lock.Lock()
	x.shown.Reset()
	x.lock.Unlock()
	_, err := x.master.WriteString(keys)
	require.NoError(x.t, err)
}

func TestASessionAtATerminal(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	files := map[string]string{
		"p.rota":    "政策“轮岗”\n  截至2024年12月31日\n  关于轮岗\n规则4.1 任职满8年的，必须\n",
		"staff.csv": "工号,姓名,性别,任现职时间\nA1,张三,男,2014-01-01\nA2,李四,女,2020-01-01\n",
	}
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	x := openTerminal(t, dir, state, "repl", "p.rota", "staff.csv", "--lang", "zh")
	x.await("轮岗> ")
	x.types("谁必须轮岗\r")
	x.await("1项，共2项")
	x.types("为何李\t")
	x.await("为何李四")
	x.types("\r")
	x.await("李四（A2）：无结论")
	x.types("设李四任现职时\t")
	x.await("任现职时间")
	x.types("=2010-01-01\r")
	x.await("无结论 → 必须轮岗（依据4.1）")
	x.types("规则4.9 任职满1年，\r")
	x.await("…… ")
	x.types("  女的，必须\r")
	x.await("政策共2条规则")
	x.types("\x1b[200~规则5 男的，免于\n规则6 任职满1年且\n  男的，应当\n\x1b[201~")
	x.await("免于↵规则6")
	x.types("\r")
	x.await("政策共4条规则")
	x.types("没有的东西\r")
	x.await("R0201")
	x.types("啊\x03") // the line is given up, not the session
	x.await("轮岗> ")
	x.types("\x1b[A\x1b[A\r") // the paste, once more
	x.prompted("替换了：5、6", "轮岗> ")
	x.types("\x04")
	x.ends()

	history := filepath.Join(state, "rota", "history")
	info, err := os.Stat(history)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "it is about people")
	kept, err := os.ReadFile(history)
	require.NoError(t, err)
	assert.Contains(t, string(kept), "谁必须轮岗\n为何李四\n")

	x = openTerminal(t, dir, state, "repl", "p.rota", "staff.csv", "--lang", "en")
	x.await("rota> ")
	x.types("\x12谁必\r") // what was typed in another session is found
	x.prompted("1 of 2", "rota> ")
	x.types("quit\r")
	x.ends()
}

func TestAPasteIsOneLineThatHasLines(t *testing.T) {
	for _, row := range []struct{ in, out string }{
		{"a\x1b[200~b\r\n  c\td\x1b[201~e\r", "ab↵  c    de\r"},
		{"\x1b[A\x1b", "\x1b[A\x1b"},
		{"\x1b[200~\x07政策\x1b[201~", "政策"},
	} {
		p := &pasted{}
		p.take([]byte(row.in))
		assert.Equal(t, row.out, string(p.rest))
	}
	p := &pasted{}
	p.take([]byte("a\x1b[20"))
	p.take([]byte("0~b\nc\x1b[201~"))
	assert.Equal(t, "ab↵c", string(p.rest), "a mark may come in two parts")
}
