// Command rota applies a rotation policy to an office's roster and says for
// each person what is required, by which clause and why. This folder holds
// flags, files and exit codes; what a policy means is in interp.
package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"rota/lang/diag"
	"rota/lang/locale"
)

// Exit codes, the same for every command.
const (
	exitDone     = 0
	exitFindings = 1  // --fail-on met, a check failed
	exitUsage    = 2  // wrong use; something could not be read or written
	exitPolicy   = 3  // the policy has errors
	exitData     = 4  // decided, but some records could not be
	exitBug      = 70 // a mistake of the tool itself

	exitInterrupted = 130
)

// app is what a command may touch of the world around it.
type app struct {
	in        io.Reader
	out, errs io.Writer
	env       func(string) string
	language  locale.Language
	colour    string // as --color says
	code      int
	all       bool                // findings are shown however many they are
	masked    bool                // what cells hold is not said: a build server keeps a log
	disk      disk                // where files are written
	told      map[string]bool     // findings about rosters
	reads     []seen              // the files that were read, there or not
	extends   map[string][]string // of policies that were looked at: the paths of what they extend
	keeps     bool                // inputs are kept for a record
	inputs    []input
	instead   map[string][]byte // what stands in for files, by path

	policiesAlone bool // the command takes no roster
}

func main() {
	unhurried()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, os.Getenv))
}

// unhurried lets the first 16 MB of garbage lie, unless GOGC says otherwise: most commands
// end before they have made as much. From the first collection on all is as usual.
func unhurried() {
	if os.Getenv("GOGC") == "" {
		runtime.AddCleanup(&app{}, func(percent int) { debug.SetGCPercent(percent) }, debug.SetGCPercent(400))
	}
}

// run executes one command line and returns its exit code.
func run(args []string, out, errs io.Writer, env func(string) string) int {
	a := &app{in: os.Stdin, out: out, errs: errs, env: env, language: language(args, env), disk: system{}}
	return a.execute(args)
}

func (a *app) execute(args []string) (code int) {
	defer func() {
		if bug := recover(); bug != nil {
			fmt.Fprintln(a.errs, a.text("rota: a mistake of the tool itself; please report it with the command that led to it", "rota：程序自身出错；请连同所用命令一并报告"))
			if a.env("ROTA_DEBUG") != "" {
				fmt.Fprintf(a.errs, "%s\n%s", nature(bug), debug.Stack())
			}
			code = exitBug
		}
	}()
	root := a.root()
	help := keep(a.out) // the library of the commands forgets that it could not write
	root.SetOut(help)
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		plainOptions(root)
		a.completions(root)
	} else {
		singly(root)
	}
	root.SetArgs(args)
	err := root.Execute()
	if unshown := help.finish(); err == nil && unshown != nil {
		err = a.unwritten("", unshown)
	}
	if err != nil {
		fmt.Fprintln(a.errs, "rota: "+a.plain(err))
		return exitUsage
	}
	return a.code
}

// nature is what a panic was, without what it holds, which may be of a roster: errors of
// the runtime tell types and numbers alone, of others the type is told.
func nature(bug any) string {
	if err, ok := bug.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("%T", bug)
}

// language decides what messages are printed in: --lang, ROTA_LANG, then the
// usual LC_ALL, LC_MESSAGES, LANG; English otherwise.
func language(args []string, env func(string) string) locale.Language {
	for i, arg := range args {
		value := ""
		switch {
		case arg == "--lang" && i+1 < len(args):
			value = args[i+1]
		case len(arg) > 7 && arg[:7] == "--lang=":
			value = arg[7:]
		}
		if l, ok := locale.Parse(value); ok {
			return l
		}
	}
	for _, name := range []string{"ROTA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := env(name); value != "" {
			l, _ := locale.Parse(value)
			return l
		}
	}
	return locale.English
}

func (a *app) text(en, zh string) string { return locale.Text{EN: en, ZH: zh}.In(a.language) }

// meant asks after the nearest of some names, to follow a message; "" where none is near.
func (a *app) meant(word string, among []string) string {
	return diag.Meant(diag.Nearest(word, among)).In(a.language)
}
