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
	"rota/interp/report/ci"
	"rota/interp/roster"
	"rota/interp/suite"
	"rota/lang/check"
	"rota/lang/civil"
	"rota/lang/syntax"
)

// trial is what a run of tests is asked for.
type trial struct {
	asOf, run, form, html string
	cover, suggest        bool
	min                   int
}

func (a *app) testCommand() *cobra.Command {
	var t trial
	cmd := &cobra.Command{
		Use:     "test " + a.text("POLICY…", "政策…"),
		Short:   a.text("run the tests of policies", "运行政策中的测试"),
		Example: "  rota test policies/ --run deferred\n  rota test policy.rota --cover --min 90 --html cover.html\n  rota test policy.rota --suggest",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return mistake(a.text("name a policy or a folder to test", "请指明要测试的政策或文件夹"))
			}
			paths, err := a.policiesIn(args)
			if err != nil {
				return err
			}
			return a.test(paths, t)
		},
	}
	f := cmd.Flags()
	a.ciFlag(cmd, &t.form)
	f.StringVar(&t.asOf, "as-of", "", a.text("the `DATE` of tests that state none", "未写明日期的测试的截止日 `DATE`"))
	f.StringVar(&t.run, "run", "", a.text("only tests whose `TITLE` has this in it", "只运行标题 `TITLE` 含此内容的测试"))
	f.BoolVar(&t.cover, "cover", false, a.text("list what no test shows of the rules, conditions and boundaries", "列出测试没有触及的规则、条件和临界"))
	f.IntVar(&t.min, "min", 0, a.text("with --cover: exit with 1 when less than `PERCENT` is shown", "与 --cover 同用：覆盖率低于 `PERCENT` 时以1退出"))
	f.StringVar(&t.html, "html", "", a.text("with --cover: write a page that marks it in the policy to this `FILE`", "与 --cover 同用：把标有缺口的政策写入网页 `FILE`"))
	f.BoolVar(&t.suggest, "suggest", false, a.text("write tests of the boundaries that none tries, to be confirmed", "写出尚未测试的临界情形，供确认"))
	return cmd
}

// tested is a policy with the tests that ran.
type tested struct {
	path   string
	policy *interp.Policy
	tables map[string][]roster.Sheet
	cases  []suite.Case
}

func (a *app) test(paths []string, t trial) error {
	date, ok := syntax.ParseDate(t.asOf)
	if t.asOf != "" && !ok {
		return mistake(a.text("there is no date "+t.asOf, "没有日期"+t.asOf))
	}
	only, err := regexp.Compile(t.run)
	if err != nil {
		return mistake(a.text("--run takes a part of a title", "--run 应为测试标题的一部分"))
	}
	form, ok := ciForms[t.form]
	if !ok {
		return mistake(a.text("--format takes text, json, junit, sarif or github", "--format 可为 text、json、junit、sarif 或 github"))
	}
	var all []tested
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
		every, err := a.ran(policy, path, date, tables)
		if err != nil {
			return err
		}
		ran := slices.DeleteFunc(every, func(c suite.Case) bool { return !only.MatchString(c.Test.Title) })
		all = append(all, tested{path, policy, tables, ran})
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
	switch {
	case t.suggest:
		return a.suggest(all)
	case form == "json":
		return a.writeText("", func(w io.Writer) error { return ci.JSON(w, told) })
	case form != "text":
		return a.forCI(told, form)
	}
	if err := a.writeText("", func(w io.Writer) error { return suite.Write(w, cases, a.language) }); err != nil || !t.cover {
		return err
	}
	return a.cover(all, t)
}

// ran runs the tests of a policy, those of its tables too, which lie beside it.
func (a *app) ran(policy *interp.Policy, path string, asOf civil.Date, tables map[string][]roster.Sheet) ([]suite.Case, error) {
	cases := suite.Run(policy.Program, asOf, tables)
	for _, from := range policy.Program.TestsFrom {
		if !filepath.IsLocal(from.Value()) {
			return nil, mistake(a.text("“"+from.Value()+"” is not a file beside the policy", "“"+from.Value()+"”不是政策旁的文件"))
		}
		sheets, found, err := a.sheets(filepath.Join(filepath.Dir(path), from.Value()), interp.SheetOptions{})
		if err != nil {
			return nil, err
		}
		drawn, more := suite.Draw(policy.Program, policy.Tree.Vocabulary, sheets, policy.Tree.Span(from))
		if found = append(found, more...); found.HasErrors() {
			a.code = exitPolicy
		}
		if err := a.print(found); err != nil {
			return nil, err
		}
		cases = append(cases, suite.RunDrawn(policy.Program, drawn, asOf, tables)...)
	}
	return cases, nil
}

// cover lists what the tests of each policy do not show.
func (a *app) cover(all []tested, t trial) error {
	if t.html != "" && len(all) != 1 {
		return mistake(a.text("--html takes one policy", "--html 只用于一个政策"))
	}
	for _, x := range all {
		c := suite.Cover(x.policy.Program, x.cases)
		if c.Percent() < t.min && a.code == exitDone {
			a.code = exitFindings
		}
		if err := a.writeText("", func(w io.Writer) error { return c.Write(w, a.language) }); err != nil {
			return err
		}
		if t.html != "" {
			if err := a.writeText(t.html, func(w io.Writer) error { return c.HTML(w, a.language) }, x.path); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *app) suggest(all []tested) error {
	return a.writeText("", func(w io.Writer) error {
		for _, x := range all {
			if _, err := io.WriteString(w, suite.Cover(x.policy.Program, x.cases).Suggest(x.cases, x.tables, a.language)); err != nil {
				return err
			}
		}
		return nil
	})
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
