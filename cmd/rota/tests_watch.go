package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"time"
)

// Files are looked at, rather than the system asked to tell: network disks, where
// offices keep such files, tell nothing, and a look at a few files costs nothing.
const (
	look   = 300 * time.Millisecond
	settle = 100 * time.Millisecond // an editor may write a file in several steps
)

// seen is a file that was read, or looked for, and what it was then.
type seen struct {
	path string
	was  stamp
}

// stamp tells one state of a file from the next; zero for a file that is not there.
type stamp struct {
	size    int64
	changed time.Time
}

func stampOf(path string) stamp {
	info, err := os.Stat(path)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}

// note keeps that a file is read and what it is now, so that nothing is written over it
// and a change of it can be seen.
func (a *app) note(path string) {
	if !slices.ContainsFunc(a.reads, func(s seen) bool { return s.path == path }) {
		a.reads = append(a.reads, seen{path, stampOf(path)})
	}
}

// watch runs tests, and runs them again when a file that they read has changed (a
// policy, what it extends, a table) or a policy was added to a folder, until it is
// interrupted.
func (a *app) watch(until context.Context, args []string, t trial) error {
	for {
		a.reads, a.code = nil, exitDone
		paths := a.policiesNow(args)
		if isTerminal(a.out) {
			io.WriteString(a.out, "\x1b[2J\x1b[H") // so that what is on the screen is of this run
		}
		if err := a.testIn(args, t); err != nil {
			if len(a.reads) == 0 {
				return err // it is the command line that is wrong
			}
			fmt.Fprintln(a.errs, "rota: "+a.plain(err))
		}
		fmt.Fprintln(a.errs, a.text("watching; Ctrl+C ends", "正在监视文件；按 Ctrl+C 结束"))
		changed := a.change(until, args, paths)
		if changed == "" {
			a.code = exitInterrupted
			return nil
		}
		fmt.Fprintln(a.errs, "\n"+a.text(changed+" has changed", changed+"已改变"))
	}
}

// change waits until a file changes, and names it; "" when it is told to end.
func (a *app) change(until context.Context, args, paths []string) string {
	next := time.NewTicker(look)
	defer next.Stop()
	for {
		select {
		case <-until.Done():
			return ""
		case <-next.C:
		}
		changed := ""
		for _, file := range a.reads {
			if stampOf(file.path) != file.was {
				changed = file.path
				break
			}
		}
		if now := a.policiesNow(args); changed == "" && !slices.Equal(now, paths) {
			changed = a.text("the list of policies", "政策清单")
		}
		if changed != "" {
			time.Sleep(settle)
			return changed
		}
	}
}

// policiesNow are the policies named, those there are.
func (a *app) policiesNow(args []string) []string {
	own := *a
	paths, _ := own.policiesIn(args)
	return paths
}
