package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"

	"github.com/adrg/xdg"
	"github.com/ergochat/readline"

	"rota/lang/syntax"
)

// newline stands for the end of a line within what is being edited: readline knows
// one line only. A pasted policy has many.
const newline = '↵'

// talk is a session with a person.
func (r *repl) talk(in *os.File) error {
	prompt, more := r.text("rota> ", "轮岗> "), r.text("  ... ", "  …… ")
	past := openHistory()
	config := &readline.Config{
		Prompt: prompt, HistoryLimit: mostHistory, DisableAutoSaveHistory: true, HistorySearchFold: true,
		AutoComplete: completer{r}, Stdin: &pasted{in: in}, Stdout: r.out, Stderr: r.errs, Undo: true,
	}
	if r.colours(r.out) {
		config.Painter, config.Listener = r.paint, repaint
	}
	edit, err := readline.NewFromConfig(config)
	if err != nil {
		return mistake(r.text("the terminal cannot be read", "无法读取终端"))
	}
	defer edit.Close()
	for _, line := range past.lines {
		edit.SaveToHistory(line)
	}
	interrupts := make(chan os.Signal, 1) // one between two answers is no reason to leave
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	r.say(r.text("help lists what can be asked; ctrl-d leaves", "输入“帮助”查看用法；ctrl-d 退出"))
	var waiting string // a line that was read to see whether it went on
	for {
		cold := r.warm()
		edit.SetPrompt(prompt)
		input, err := r.whole(edit, &waiting, prompt, more)
		cold()
		switch err {
		case nil:
		case readline.ErrInterrupt:
			waiting = ""
			continue
		default:
			return nil
		}
		if strings.TrimSpace(input) == "" {
			continue
		}
		line := strings.ReplaceAll(strings.TrimRight(input, "\n"), "\n", string(newline))
		edit.SaveToHistory(line)
		past.add(line)
		s := newScript(strings.NewReader(input))
		for input, ok := r.gather(s); ok; input, ok = r.gather(s) {
			err := r.answer(input)
			if err == errLeave {
				return nil
			}
			if r.code = exitDone; err != nil {
				r.tell(err)
				break
			}
		}
	}
}

// whole reads lines until they are whole: what has items goes on until a line is
// empty or not indented.
func (r *repl) whole(edit *readline.Instance, waiting *string, prompt, more string) (string, error) {
	text := *waiting
	*waiting = ""
	for text == "" {
		line, err := r.line(edit)
		if err != nil {
			return "", err
		}
		text = line
	}
	if strings.Contains(text, "\n") {
		return text, nil
	}
	_, list := syntax.Declares(text, r.vocabulary())
	if c, _ := r.command(strings.TrimSpace(text)); c != nil {
		list = false
	}
	for list || r.unfinished(text) {
		edit.SetPrompt(more)
		line, err := r.line(edit)
		edit.SetPrompt(prompt)
		switch {
		case err == io.EOF:
			return text, nil
		case err != nil:
			return "", err
		case strings.TrimSpace(line) == "":
			return text, nil
		case list && !indented(line):
			*waiting = line
			return text, nil
		}
		text += "\n" + line
	}
	return text, nil
}

func (r *repl) line(edit *readline.Instance) (string, error) {
	io.WriteString(r.out, "\x1b[?2004h") // a paste is to be marked as one
	defer io.WriteString(r.out, "\x1b[?2004l")
	line, err := edit.ReadLine()
	return strings.ReplaceAll(line, string(newline), "\n"), err
}

// warm works out what is decided on everybody while the person types; the function
// it returns ends that.
func (r *repl) warm() (cold func()) {
	ctx, stop := context.WithCancel(context.Background())
	var wait sync.WaitGroup
	wait.Go(func() { r.s.Warm(ctx) })
	return func() { stop(); wait.Wait() }
}

// pasted makes of the line ends within a paste, which a terminal marks, a character
// that can be edited.
type pasted struct {
	in     io.Reader
	inside bool
	rest   []byte // read and not handed on
	part   []byte // of a mark, so far
	last   byte   // the one before, within a paste
}

var pasteBegins, pasteEnds = []byte("\x1b[200~"), []byte("\x1b[201~")

func (p *pasted) Read(to []byte) (int, error) {
	for len(p.rest) == 0 {
		buffer := make([]byte, 4096)
		n, err := p.in.Read(buffer)
		p.take(buffer[:n])
		if err != nil && len(p.rest) == 0 {
			return 0, err
		}
	}
	n := copy(to, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

func (p *pasted) take(read []byte) {
	read = append(p.part, read...)
	p.part = nil
	for _, b := range read {
		p.part = append(p.part, b)
		switch {
		case bytes.Equal(p.part, pasteBegins):
			p.inside, p.part = true, nil
		case bytes.Equal(p.part, pasteEnds):
			p.inside, p.part = false, nil
		case bytes.HasPrefix(pasteBegins, p.part) || bytes.HasPrefix(pasteEnds, p.part):
		default:
			p.give(p.part)
			p.part = nil
		}
	}
	if len(p.part) < 3 { // the key escape, not the start of a mark
		p.give(p.part)
		p.part = nil
	}
}

func (p *pasted) give(list []byte) {
	for _, b := range list {
		switch {
		case !p.inside:
			p.rest = append(p.rest, b)
		case b == '\n' && p.last == '\r':
		case b == '\n' || b == '\r':
			p.rest = append(p.rest, string(newline)...)
		case b == '\t':
			p.rest = append(p.rest, "    "...)
		case b >= ' ':
			p.rest = append(p.rest, b)
		}
		p.last = b
	}
}

// history is what was typed in earlier sessions, which may be about people: its
// owner alone can read it.
type history struct {
	path  string
	lines []string
}

const mostHistory = 1000

func openHistory() *history {
	h := &history{}
	path, err := xdg.StateFile(filepath.Join("rota", "history"))
	if err != nil {
		return h
	}
	os.Chmod(filepath.Dir(path), 0o700)
	h.path = path
	content, err := os.ReadFile(path)
	if err != nil {
		return h
	}
	os.Chmod(path, 0o600)
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			h.lines = append(h.lines, line)
		}
	}
	if len(h.lines) > mostHistory {
		h.lines = h.lines[len(h.lines)-mostHistory:]
		h.rewrite()
	}
	return h
}

// rewrite leaves the last lines only, or the file as it was.
func (h *history) rewrite() {
	temp, err := os.CreateTemp(filepath.Dir(h.path), "history") // of mode 0600
	if err != nil {
		return
	}
	_, err = temp.WriteString(strings.Join(h.lines, "\n") + "\n")
	if closed := temp.Close(); err != nil || closed != nil || os.Rename(temp.Name(), h.path) != nil {
		os.Remove(temp.Name())
	}
}

// add keeps a line, unless it is the one before. What cannot be kept is not.
func (h *history) add(line string) {
	if n := len(h.lines); h.path == "" || n > 0 && h.lines[n-1] == line {
		return
	}
	h.lines = append(h.lines, line)
	f, err := os.OpenFile(h.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	f.WriteString(line + "\n")
	f.Close()
}
