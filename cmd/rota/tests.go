package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rota/interp/explain"
	"rota/interp/report/ci"
	"rota/interp/suite"
)

// trial is what a run of tests is asked for.
type trial struct {
	asOf, run, form, html string
	cover, suggest        bool
	min                   int
}

func (a *app) testCommand() *cobra.Command {
	var t trial
	var watch bool
	cmd := &cobra.Command{
		Use:     "test " + a.text("POLICY…", "政策…"),
		Short:   a.text("run the tests of policies", "运行政策中的测试"),
		Example: "  rota test policies/ --run deferred\n  rota test policy.rota --cover --min 90 --html cover.html\n  rota test policy.rota --suggest\n  rota test policies/ --watch",
		RunE: func(cmd *cobra.Command, args []string) error {
			a.policiesAlone = true
			if len(args) == 0 {
				return mistake(a.text("name a policy or a folder to test", "请指明要测试的政策或文件夹"))
			}
			if err := a.covers(t, cmd.Flags().Changed("min")); err != nil {
				return err
			}
			if !watch {
				return a.testIn(args, t)
			}
			until, stop := signal.NotifyContext(context.Background(), os.Interrupt)
			defer stop()
			return a.watch(until, args, t)
		},
	}
	f := cmd.Flags()
	a.ciFlag(cmd, &t.form)
	f.StringVar(&t.asOf, "as-of", "", a.text("the `DATE` of tests that state none", "未写明日期的测试的截止日 `DATE`"))
	f.StringVar(&t.run, "run", "", a.text("only tests whose `TITLE` has this in it", "只运行标题 `TITLE` 含此内容的测试"))
	f.BoolVar(&t.cover, "cover", false, a.text("list what no test shows of the rules, conditions and boundaries", "列出测试没有触及的规则、条件和临界"))
	f.IntVar(&t.min, "min", 0, a.text("with --cover: exit with 1 when less than `PERCENT` is shown", "与 --cover 同用：覆盖率低于 `PERCENT` 时以1退出"))
	f.StringVar(&t.html, "html", "", a.text("with --cover: write a page that marks it in the policy to this `FILE`", "与 --cover 同用：把标有缺口的政策写入网页 `FILE`"))
	f.BoolVar(&t.suggest, "suggest", false, a.text("write tests of the boundaries and conditions that none shows, to be confirmed", "写出尚未测试的临界和条件，供确认"))
	f.BoolVar(&watch, "watch", false, a.text("run again when a policy, what it extends or a table changes; Ctrl+C ends", "政策、所沿用的政策或表格改变时重新运行；按 Ctrl+C 结束"))
	return cmd
}

// covers refuses what is asked of coverage where none would be worked out: a build would
// pass that nothing was held against.
func (a *app) covers(t trial, min bool) error {
	switch {
	case min && !t.cover:
		return mistake(a.text("--min is held against the coverage; write both: --cover --min 90", "--min 用于覆盖率；请同时写：--cover --min 90"))
	case t.html != "" && !t.cover:
		return mistake(a.text("--html marks the coverage; write both: --cover --html cover.html", "--html 标出覆盖情况；请同时写：--cover --html cover.html"))
	case t.min < 0 || t.min > 100:
		return mistake(a.text("--min takes a percentage from 0 to 100, such as --min 90", "--min 应为0至100之间的百分数，如 --min 90"))
	case t.cover && t.suggest:
		return mistake(a.text("--cover and --suggest are asked for one after the other: rota test policy.rota --suggest", "--cover 和 --suggest 不能同用；请分两次运行：rota test 政策.rota --suggest"))
	case (t.cover || t.suggest) && t.form != "" && t.form != "text":
		option := "--cover"
		if t.suggest {
			option = "--suggest"
		}
		return mistake(a.text(option+" is written as text alone: leave out --format, or run once more without "+option, option+" 只以文本写出：请去掉 --format，或去掉 "+option+" 再运行一次"))
	}
	return nil
}

// testIn tests the policies named, and those in the folders named.
func (a *app) testIn(args []string, t trial) error {
	paths, err := a.policiesIn(args)
	if err != nil {
		return err
	}
	return a.test(paths, t)
}

// test runs the tests of files and writes what came of them.
func (a *app) test(paths []string, t trial) error {
	date, err := a.day(t.asOf)
	if err != nil {
		return err
	}
	form, err := a.ciForm(t.form)
	if err != nil {
		return err
	}
	var all []*tested
	var every, cases []suite.Case
	var told []ci.Case
	err = a.testAll(paths, date, t.run, func(x *tested) error {
		if x.policy != nil { // else its mistakes are told; the others are tested all the same
			all = append(all, x)
		}
		every, told = append(every, x.every...), append(told, ci.Tests(x.path, x.cases, a.language)...)
		for _, c := range x.cases {
			c.At = reached(filepath.Dir(x.path), c.At)
			cases = append(cases, c)
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case len(cases) == 0 && len(every) > 0:
		return a.noTitle(every, t.run)
	case len(cases) == 0 && a.code != exitDone:
		return nil
	case len(cases) == 0:
		none := a.text("there is no test", "没有测试")
		if len(paths) == 1 {
			none = a.text("there is no test in "+paths[0], paths[0]+"中没有测试")
		}
		return mistake(none + a.text(": write one, with “given” and “expect” below its title; --suggest makes others of it", "：请先写一个（标题下写“给定”和“期望”）；--suggest 由它写出其他测试"))
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
	if err := a.writeText("", func(w io.Writer) error { return suite.Write(w, cases, a.language, a.colours(a.out)) }); err != nil || !t.cover {
		return err
	}
	return a.cover(all, t)
}

// noTitle says that no test is so called, and which titles are near.
func (a *app) noTitle(every []suite.Case, part string) error {
	hint := ""
	if near := suite.NearTitles(every, part); near != nil {
		hint = a.text("; near are “"+strings.Join(near, "”, “")+"”", "；相近的有“"+strings.Join(near, "”、“")+"”")
	}
	return mistake(a.text("no test has “"+part+"” in its title", "没有测试的标题含“"+part+"”") + hint)
}

// cover lists what the tests of each policy do not show.
func (a *app) cover(all []*tested, t trial) error {
	if t.html != "" && len(all) != 1 {
		return mistake(a.text("--html takes one policy", "--html 只用于一个政策"))
	}
	for _, x := range all {
		c := suite.Cover(x.policy.Program, x.cases)
		if c.Percent() < t.min && a.code == exitDone {
			a.code = exitFindings
		}
		if err := a.writeText("", func(w io.Writer) error {
			if len(all) > 1 {
				if _, err := fmt.Fprintf(w, "\n%s\n", oneLine(x.path)); err != nil {
					return err
				}
			}
			return c.Write(w, a.language)
		}); err != nil {
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

func (a *app) suggest(all []*tested) error {
	return a.writeText("", func(w io.Writer) error {
		for _, x := range all {
			text := suite.Cover(x.policy.Program, x.cases).Suggest(x.cases, x.tables, a.language)
			if len(all) > 1 && text != "" {
				text = "-- " + oneLine(x.path) + "\n" + text
			}
			if _, err := io.WriteString(w, text); err != nil {
				return err
			}
		}
		return nil
	})
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
		if !found && isFolder(arg) {
			return nil, mistake(a.text("there is no policy, a file that ends in .rota, in the folder "+arg, "文件夹"+arg+"中没有政策（文件名以.rota结尾）"))
		}
		if !found {
			if _, err := a.read(arg); err != nil {
				return nil, err
			}
		}
	}
	return paths, nil
}

// oneLine is the name of a file as a line of text may hold it.
func oneLine(path string) string { return strings.Join(strings.Split(explain.Plain(path), "\n"), " ") }
