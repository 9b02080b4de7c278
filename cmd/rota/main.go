// Command rota applies a rotation policy to an office's roster and says for
// each person what is required, by which clause and why. This folder holds
// flags, files and exit codes; what a policy means is in interp.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

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
	told      map[string]bool // findings about rosters
	reads     []seen          // the files that were read, there or not
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, os.Getenv))
}

// run executes one command line and returns its exit code.
func run(args []string, out, errs io.Writer, env func(string) string) (code int) {
	a := &app{in: os.Stdin, out: out, errs: errs, env: env, language: language(args, env)}
	defer func() {
		if bug := recover(); bug != nil {
			fmt.Fprintln(errs, a.text("rota: a mistake of the tool itself; please report it with the command that led to it", "rota：程序自身出错；请连同所用命令一并报告"))
			if env("ROTA_DEBUG") != "" {
				panic(bug)
			}
			code = exitBug
		}
	}()
	root := a.root()
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		plainOptions(root)
	}
	root.SetArgs(args)
	if err := root.Execute(); err != nil {
		fmt.Fprintln(errs, "rota: "+a.plain(err))
		return exitUsage
	}
	return a.code
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
