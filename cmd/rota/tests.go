package main

import (
	"io"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rota/interp"
	"rota/interp/report"
	"rota/interp/report/ci"
	"rota/interp/roster"
	"rota/interp/suite"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/syntax"
)

func (a *app) testCommand() *cobra.Command {
	var asOf, run, form string
	cmd := &cobra.Command{
		Use:     "test " + a.text("POLICY…", "政策…"),
		Short:   a.text("run the tests of policies", "运行政策中的测试"),
		Example: "  rota test policies/ --run deferred",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return mistake(a.text("name a policy or a folder to test", "请指明要测试的政策或文件夹"))
			}
			date, ok := syntax.ParseDate(asOf)
			if asOf != "" && !ok {
				return mistake(a.text("there is no date "+asOf, "没有日期"+asOf))
			}
			only, err := regexp.Compile(run)
			if err != nil {
				return mistake(a.text("--run takes a part of a title", "--run 应为测试标题的一部分"))
			}
			paths, err := a.policiesIn(args)
			if err != nil {
				return err
			}
			if form, ok = ciForms[form]; !ok {
				return mistake(a.text("--format takes text, json, junit, sarif or github", "--format 可为 text、json、junit、sarif 或 github"))
			}
			return a.test(paths, date, only, form)
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", a.text("the `DATE` of tests that state none", "未写明日期的测试的截止日 `DATE`"))
	a.ciFlag(cmd, &form)
	cmd.Flags().StringVar(&run, "run", "", a.text("only tests whose `TITLE` has this in it", "只运行标题 `TITLE` 含此内容的测试"))
	return cmd
}

func (a *app) test(paths []string, asOf civil.Date, only *regexp.Regexp, form string) error {
	var cases []suite.Case
	var told []ci.Case
	for _, path := range paths {
		policy, err := a.policy(path)
		if err != nil {
			return err
		}
		if policy == nil { // its mistakes are told; the others are tested all the same
			continue
		}
		tables, err := a.tablesOf(policy, path)
		if err != nil {
			return err
		}
		ran := slices.DeleteFunc(suite.Run(policy.Program, asOf, tables), func(c suite.Case) bool { return !only.MatchString(c.Test.Title) })
		cases, told = append(cases, ran...), append(told, ci.Tests(path, ran, a.language)...)
	}
	switch {
	case len(cases) == 0 && a.code != exitDone:
		return nil
	case len(cases) == 0:
		return mistake(a.text("there is no test", "没有测试"))
	}
	if a.code == exitDone && slices.ContainsFunc(cases, func(c suite.Case) bool { return len(c.Failures) > 0 }) {
		a.code = exitFindings
	}
	switch form {
	case "text":
		return a.write("", func(w io.Writer, _ report.Run) error { return suite.Write(w, cases, a.language) }, report.Run{}, nil)
	case "json":
		return a.write("", func(w io.Writer, _ report.Run) error { return ci.JSON(w, told) }, report.Run{}, nil)
	}
	return a.forCI(told, form)
}

// tablesOf reads the lookup tables and the calendar that a policy takes from
// files; the records of a test are its own.
func (a *app) tablesOf(policy *interp.Policy, path string) (map[string][]roster.Sheet, error) {
	var files tables
	files.beside(policy, path)
	sheets := map[string][]roster.Sheet{}
	for _, w := range files.with {
		name, file, _ := strings.Cut(w, "=")
		isTable := func(r *check.Record) bool { return r.Table != nil && r.Name == name }
		if name != policy.Program.CalendarFile() && !slices.ContainsFunc(policy.Program.Records, isTable) {
			continue
		}
		read, found, err := a.sheets(file, interp.SheetOptions{})
		if err == nil {
			err = a.print(found)
		}
		if err != nil {
			return nil, err
		}
		sheets[name] = read
	}
	return sheets, nil
}

// policiesIn lists the policies named, and those in the folders named.
func (a *app) policiesIn(args []string) (paths []string, err error) {
	for _, arg := range args {
		found := false
		filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && (path == arg || filepath.Ext(path) == ".rota") {
				paths, found = append(paths, path), true
			}
			return nil
		})
		if !found {
			if _, err := a.read(arg); err != nil {
				return nil, err
			}
		}
	}
	return paths, nil
}
