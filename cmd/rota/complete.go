package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rota/interp"
	"rota/interp/roster/csv"
	"rota/lang/diag"
)

// completed lists what may stand where the cursor is.
type completed = cobra.CompletionFunc

// completions gives every argument and every option that takes a value what it is
// completed with; what is not listed here is not completed.
func (a *app) completions(root *cobra.Command) {
	policy, roster, either := files("rota"), files("xlsx", "csv", "tsv", "json"), files("rota", "xlsx", "csv", "tsv", "json")
	arguments := map[string][]completed{
		"init": {roster}, "run": {policy, roster}, "why": {policy, roster}, "check": {policy, either}, "test": {policy}, "fmt": {policy},
		"repl": {policy, roster}, "clauses": {policy}, "diff": {policy, policy}, "forecast": {policy, roster}, "audit": {policy, roster}, "bench": {policy, roster}, "replay": {files("jsonl", "json")},
		"explain": {a.codes}, "completion": {words(shells...)},
	}
	many := map[string]bool{"check": true, "test": true, "fmt": true, "clauses": true}
	for _, cmd := range root.Commands() {
		of := arguments[cmd.Name()]
		cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, part string) ([]cobra.Completion, cobra.ShellCompDirective) {
			at := len(args)
			if many[cmd.Name()] {
				at = min(at, len(of)-1)
			}
			if at >= len(of) {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return of[at](cmd, args, part)
		}
	}
	forms := map[string]completed{"check": words("text", "json", "junit", "sarif", "github")}
	forms["test"] = forms["check"]
	options := map[string]completed{
		"lang": words("en", "zh"), "color": words(colourWhen...), "keywords": words("en", "zh"), "encoding": words(csv.Encodings...), "format": words("table", "csv", "json", "xlsx"),
		"out": files(), "html": files("html"), "record": files("jsonl"), "list": files("csv", "xlsx"), "plan": roster, "roster": roster, "with": files(),
		"clause": a.clausesOf, "id": a.peopleOf, "run": a.titlesOf, "register": a.registersOf, "fail-on": a.outcomesOf, "show": a.fieldsOf, "by": a.fieldsOf,
	}
	for _, cmd := range append(root.Commands(), root) {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			with := options[f.Name]
			if form := forms[cmd.Name()]; f.Name == "format" && form != nil {
				with = form
			}
			if with == nil {
				with = words()
			}
			if f.NoOptDefVal == "" { // it takes a value
				cmd.RegisterFlagCompletionFunc(f.Name, with)
			}
		})
	}
}

// plainOptions takes out of what is said of options the marks of their values, which
// help alone understands.
func plainOptions(root *cobra.Command) {
	plain := func(f *pflag.Flag) { f.Usage = strings.ReplaceAll(f.Usage, "`", "") }
	for _, cmd := range append(root.Commands(), root) {
		cmd.Flags().VisitAll(plain)
		cmd.PersistentFlags().VisitAll(plain)
	}
}

// files are those with one of these endings; any where there is none.
func files(endings ...string) completed {
	if len(endings) == 0 {
		return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)
	}
	return cobra.FixedCompletions(endings, cobra.ShellCompDirectiveFilterFileExt)
}

func words(list ...string) completed {
	return cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp)
}

func (a *app) codes(*cobra.Command, []string, string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
	for _, code := range diag.Codes() {
		_, message, _, _, _ := diag.Explain(code)
		list = append(list, cobra.CompletionWithDesc(string(code), places.ReplaceAllString(message.In(a.language), "…")))
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}

// ofPolicy completes with what the policy that the command line names has: nothing
// where it cannot be read.
func (a *app) ofPolicy(args []string, list func(*interp.Policy) []cobra.Completion) ([]cobra.Completion, cobra.ShellCompDirective) {
	for _, path := range args {
		if text, err := a.read(path); err == nil && filepath.Ext(path) == ".rota" {
			if policy, _ := interp.Draft(filepath.Base(path), text, a.opener(path)); policy != nil {
				return list(policy), cobra.ShellCompDirectiveNoFileComp
			}
		}
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) clausesOf(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return a.ofPolicy(args, func(p *interp.Policy) (list []cobra.Completion) {
		offered := map[string]bool{}
		offer := func(id, title string) {
			if id != "" && !offered[id] {
				offered[id] = true
				list = append(list, cobra.CompletionWithDesc(id, title))
			}
		}
		for _, q := range p.Program.Quotas {
			offer(q.ID, q.Title)
			for _, line := range q.Lines {
				offer(line.ID, line.Title)
			}
		}
		for _, x := range p.Program.Choices {
			offer(x.ID, x.Title)
		}
		for _, x := range p.Program.Pairs {
			offer(x.ID, x.Title)
			for _, r := range x.Clauses() {
				offer(r.ID, r.Title)
			}
		}
		return list
	})
}

func (a *app) titlesOf(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return a.ofPolicy(args, func(p *interp.Policy) (list []cobra.Completion) {
		for _, t := range p.Program.Tests {
			list = append(list, t.Title)
		}
		return list
	})
}

func (a *app) registersOf(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return a.ofPolicy(args, func(p *interp.Policy) (list []cobra.Completion) {
		for _, r := range p.Program.Registers {
			list = append(list, r.Title)
		}
		return list
	})
}

func (a *app) outcomesOf(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return a.ofPolicy(args, func(p *interp.Policy) []cobra.Completion { return failures(p.Program) })
}

func (a *app) fieldsOf(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return a.ofPolicy(args, func(p *interp.Policy) (list []cobra.Completion) {
		for _, f := range p.Program.Subject.Fields {
			list = append(list, f.Text().In(a.language))
		}
		return list
	})
}

// mostCompleted is the size of a roster whose ids are still read while somebody waits
// for a completion.
const mostCompleted = 1 << 20

func (a *app) peopleOf(cmd *cobra.Command, args []string, _ string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
	if len(args) < 2 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	if info, err := os.Stat(args[1]); err != nil || info.Size() > mostCompleted {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return a.ofPolicy(args[:1], func(p *interp.Policy) []cobra.Completion {
		sheet, _ := cmd.Flags().GetString("sheet")
		encoding, _ := cmd.Flags().GetString("encoding")
		if len(p.Program.ToFill) > 0 {
			return nil
		}
		bound, _, err := a.held(p, args[1], tables{sheet: sheet, encoding: encoding})
		if err != nil || bound == nil {
			return nil
		}
		for _, person := range bound.Roster.People {
			list = append(list, cobra.CompletionWithDesc(person.ID, person.Name))
		}
		return list
	})
}
