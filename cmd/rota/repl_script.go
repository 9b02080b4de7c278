package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"rota/lang/diag"
	"rota/lang/source"
	"rota/lang/syntax"
)

// script is input that no person types: the line to come can be looked at.
type script struct {
	in    *bufio.Scanner
	lines []string // looked at and not taken
}

// maxLine is more than any line of a policy has.
const maxLine = 1 << 20

func newScript(in io.Reader) *script {
	s := bufio.NewScanner(in)
	s.Buffer(nil, maxLine)
	return &script{in: s}
}

// peek is the n-th line to come, from 0.
func (s *script) peek(n int) (line string, ok bool) {
	for len(s.lines) <= n {
		if !s.in.Scan() {
			return "", false
		}
		s.lines = append(s.lines, strings.TrimSuffix(s.in.Text(), "\r"))
	}
	return s.lines[n], true
}

func (s *script) take(n int) string {
	text := strings.Join(s.lines[:n], "\n")
	s.lines = s.lines[n:]
	return text
}

// script carries out one input after the other until one goes wrong.
func (r *repl) script(s *script) error {
	for {
		input, ok := r.gather(s)
		if !ok {
			if s.in.Err() != nil {
				return mistake(r.text("the input cannot be read", "无法读取输入"))
			}
			return nil
		}
		if err := r.answer(input); err != nil {
			return err
		}
	}
}

// gather takes the lines of one input: those that are indented, or that it needs to
// be whole, belong to the one before, and declarations that follow each other are
// read together, since each may speak of the others.
func (r *repl) gather(s *script) (input string, ok bool) {
	first, ok := s.peek(0)
	if !ok {
		return "", false
	}
	n := 1
	for r.goesOn(s, n) {
		n++
	}
	if blank(first) || !r.isDeclaration(first) {
		return s.take(n), true
	}
	for {
		next := n
		for line, ok := s.peek(next); ok && blank(line); line, ok = s.peek(next) {
			next++
		}
		line, ok := s.peek(next)
		if !ok || !r.isDeclaration(line) {
			return s.take(n), true
		}
		for n = next + 1; r.goesOn(s, n); {
			n++
		}
	}
}

// goesOn says whether line n belongs to the lines before.
func (r *repl) goesOn(s *script, n int) bool {
	line, ok := s.peek(n)
	if !ok {
		return false
	}
	if strings.TrimSpace(line) == "" {
		return false
	}
	return indented(line) || r.unfinished(strings.Join(s.lines[:n], "\n"))
}

func blank(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || strings.HasPrefix(line, "--")
}

func indented(line string) bool {
	return strings.IndexFunc(line, unicode.IsSpace) == 0
}

func (r *repl) isDeclaration(line string) bool {
	c, _ := r.command(strings.TrimSpace(line))
	return c == nil && r.declares(line)
}

// unfinished says whether an input needs further lines to be whole: it ends within
// brackets or quotes, or where something must follow.
func (r *repl) unfinished(text string) bool {
	if c, _ := r.command(strings.TrimSpace(text)); c != nil || blank(text) {
		return false
	}
	known := r.vocabulary()
	file := source.New("", text)
	var found diag.List
	if declares, _ := syntax.Declares(text, known); declares {
		syntax.Parse(file, known, &found)
	} else {
		syntax.ParseAlone(file, known, &found)
	}
	if len(found) == 0 {
		return false
	}
	at, ok := found[0].At.(source.Span)
	if !ok || found[0].Code != diag.Expected && found[0].Code != diag.UnclosedQuote {
		return false
	}
	return found[0].Code == diag.UnclosedQuote || at.Start >= len(strings.TrimRight(text, " \t\r\n　,，、"))
}

// tell prints what went wrong and returns the exit code that it has.
func (r *repl) tell(err error) {
	var m mistake
	if errors.As(err, &m) {
		fmt.Fprintln(r.errs, m)
	} else if err != errStop {
		fmt.Fprintln(r.errs, r.plain(err))
	}
}
